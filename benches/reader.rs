//! How long a frame of the whole window takes on articles of 2,000, 20,000 and 200,000 words with a claim
//! in every ten words: scrolling, turning pages, dragging the ruler, holding `j`, filtering, settling;
//! how long such a project takes to open, and how much memory it takes.
//!
//! Drives the real application without a window: what is timed is our own work and egui's layout, not
//! the drawing of the triangles. `cargo bench --bench reader`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it fails"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{
    self, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput,
    Rect, TouchPhase, pos2, vec2,
};
use tickmark::extract::{ClaimKind, Finding, Parts};
use tickmark::gui::App;
use tickmark::project::{Article, ArticleId, Claim, ClaimId, Project, Provenance, Verdict};
use tickmark::store::file;
use tickmark::text::{Document, ParagraphKind, Span};
use tickmark::workbench::rows::Filter;
use tickmark::workbench::{Action, Workbench};

const SIZES: [usize; 3] = [2_000, 20_000, 200_000];

/// How many frames are timed in each scene.
const FRAMES: usize = 400;

/// What a frame may take.
const BUDGET: (Duration, Duration) = (Duration::from_millis(2), Duration::from_millis(8));

const VIEW: Rect = Rect { min: Pos2::ZERO, max: pos2(1600.0, 1000.0) };

/// Where the ruler stands: at the right edge of the article.
const RULER_X: f32 = 713.0;

/// A scene: its name, and what the user does in a frame.
type Scene = (&'static str, fn(usize, &mut App) -> Vec<Event>);

const SCENES: [Scene; 7] = [
    ("at rest", |_, _| Vec::new()),
    ("wheel", |_, _| vec![wheel(60.0)]),
    ("pages", |_, _| vec![key(Key::PageDown, true), key(Key::PageDown, false)]),
    ("ruler", |frame, _| {
        let y = 84.0 + (frame % 200) as f32 * 4.0;
        let at = pos2(RULER_X, y);
        let pressed = frame % 200 != 199;
        let button = PointerButton::Primary;
        let modifiers = Modifiers::NONE;
        vec![Event::PointerMoved(at), Event::PointerButton { pos: at, button, pressed, modifiers }]
    }),
    ("j held", |_, _| {
        vec![Event::Key {
            key: Key::J,
            physical_key: None,
            pressed: true,
            repeat: true,
            modifiers: Modifiers::NONE,
        }]
    }),
    ("filter", |frame, app| {
        // As one types "winter" and takes it back, letter by letter.
        let word = "winter";
        let at = frame % (2 * word.len());
        let n = if at <= word.len() { at } else { 2 * word.len() - at };
        let words = word.chars().take(n).collect();
        app.wish(Action::SetFilter(Filter { words, ..Filter::default() }));
        Vec::new()
    }),
    ("settle", |_, _| vec![key(Key::V, true), key(Key::V, false)]),
];

fn main() {
    let mut slowest = (Duration::ZERO, Duration::ZERO);
    let mut opened = Vec::new();
    for is_heard in [false, true] {
        println!(
            "\n{:<12} {:>9} {:>9} {:>9} {:>9}   p50 against 2,000 words",
            if is_heard { "heard" } else { "seen" },
            "words",
            "p50 ms",
            "p99 ms",
            "most ms"
        );
        let mut least = Vec::new();
        for n_words in SIZES {
            let project = project(n_words);
            for (idx, (name, act)) in SCENES.iter().enumerate() {
                let before = resident();
                let begin = Instant::now();
                let workbench = open(&project);
                if idx == 0 && !is_heard {
                    opened.push((n_words, begin.elapsed(), resident().saturating_sub(before)));
                }
                let times = time(App::new(workbench), *act, is_heard);
                let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
                let (p50, p99, most) = (at(0.5), at(0.99), at(1.0));
                if least.len() <= idx {
                    least.push(p50);
                }
                let growth = p50.as_secs_f64() / least[idx].as_secs_f64();
                slowest = (slowest.0.max(p50), slowest.1.max(p99));
                println!(
                    "{name:<12} {n_words:>9} {:>9.3} {:>9.3} {:>9.3}   {growth:.2}",
                    ms(p50),
                    ms(p99),
                    ms(most)
                );
            }
        }
    }
    println!("\n{:<12} {:>9} {:>9} {:>9}", "open", "words", "ms", "MB");
    for (n_words, time, bytes) in opened {
        println!("{:<12} {n_words:>9} {:>9.1} {:>9.1}", "", ms(time), bytes as f64 / 1e6);
    }
    println!("{:<12} {:>29.1}", "in all", resident() as f64 / 1e6);
    let share = |time: Duration, of: Duration| time.as_secs_f64() / of.as_secs_f64();
    println!(
        "\nslowest scene against the budget: p50 {:.2}, p99 {:.2}",
        share(slowest.0, BUDGET.0),
        share(slowest.1, BUDGET.1)
    );
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Bytes of memory that the process holds; 0 where the system does not tell.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
    kilobytes.map_or(0, |n: u64| n * 1024)
}

/// The times of the frames of one scene, shortest first.
fn time(mut app: App, act: fn(usize, &mut App) -> Vec<Event>, is_heard: bool) -> Vec<Duration> {
    let ctx = egui::Context::default();
    App::dress(&ctx);
    if is_heard {
        ctx.enable_accesskit();
    }
    app.wish(Action::SelectNext);
    let mut times = Vec::new();
    for frame in 0..FRAMES + 20 {
        let mut events = vec![Event::PointerMoved(pos2(360.0, 450.0))];
        if frame >= 20 {
            events.extend(act(frame - 20, &mut app));
        }
        let input = RawInput {
            screen_rect: Some(VIEW),
            time: Some(frame as f64 / 60.0),
            events,
            focused: true,
            ..RawInput::default()
        };
        let begin = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            let ctx = ui.ctx().clone();
            app.logic(&ctx);
            app.ui(ui);
        });
        // The first frames read the fonts; a window does so once.
        if frame >= 20 {
            times.push(begin.elapsed());
        }
        // There is no screen on which the letters would be put.
        output.textures_delta.clear();
    }
    times.sort_unstable();
    times
}

fn wheel(down: f32) -> Event {
    Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -down),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Trackpad,
        modifiers: Modifiers::NONE,
    }
}

fn key(key: Key, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
}

/// An article of so many words, with claims of every kind and verdict, one for each ten words.
fn project(n_words: usize) -> Project {
    const KINDS: [ClaimKind; 5] = [
        ClaimKind::Quantity,
        ClaimKind::Date,
        ClaimKind::Attribution,
        ClaimKind::Name,
        ClaimKind::Comparison,
    ];
    const VERDICTS: [Verdict; 5] =
        [Verdict::Open, Verdict::Verified, Verdict::Disputed, Verdict::Query, Verdict::Open];
    const WORDS: [&str; 20] = [
        "the", "harbor", "board", "of", "Port", "Halvern", "paid", "its", "crews", "an", "hourly",
        "wage", "that", "rose", "in", "every", "winter", "since", "bridges", "opened",
    ];
    let mut paragraphs = Vec::new();
    for paragraph in 0..n_words / 60 {
        let words = |n: usize| WORDS[(paragraph * 7 + n * 3) % WORDS.len()];
        let words: Vec<String> = (0..60)
            .map(|n| match n % 10 {
                4 => format!("${}.{n}", 2 + paragraph % 900),
                9 => format!("{},", words(n)),
                _ => words(n).to_owned(),
            })
            .collect();
        paragraphs.push((ParagraphKind::Body, words.join(" ")));
    }
    let document = Arc::new(Document::from_paragraphs(paragraphs));
    let mut project = Project::default();
    let mut id = 0;
    for paragraph in document.paragraphs() {
        let text = document.words(paragraph.span);
        let amounts = text.match_indices('$').map(|(at, _)| at);
        for (n, at) in amounts.enumerate() {
            id += 1;
            // Two words; every fifth one holds the next.
            let length = if n == 2 { 70 } else { 11 };
            let end = text.floor_char_boundary((at + length).min(text.len()));
            let span = Span::from_range(at..end).shifted(paragraph.span.start);
            let kind = KINDS[id % KINDS.len()];
            let finding = Finding::new(span, kind, "bench", Parts::Plain);
            let mut claim = Claim::from_finding(ArticleId(1), &document, &finding);
            claim.verdict = VERDICTS[(id / 3) % VERDICTS.len()];
            project.claims.insert(ClaimId(u32::try_from(id).unwrap()), claim.into());
        }
    }
    let article = Article {
        title: "Wages on the water".to_owned(),
        byline: None,
        published: None,
        provenance: Provenance::default(),
        document,
        read: Vec::new(),
    };
    project.articles.insert(ArticleId(1), article);
    project
}

/// A workbench on which this project lies open.
fn open(project: &Project) -> Workbench {
    let name = format!("tickmark-bench-{}.tickmark.ron", std::process::id());
    let path = std::env::temp_dir().join(name);
    file::save(&path, project).unwrap();
    let clock = Box::new(|| "2026-05-14T10:42:00+00:00[UTC]".parse().unwrap());
    let mut workbench = Workbench::new(None, clock, || {});
    workbench.update(Action::Open { path: path.clone() });
    while workbench.is_busy() {
        workbench.poll();
        std::thread::yield_now();
    }
    workbench.poll();
    std::fs::remove_file(path).unwrap();
    assert!(workbench.desk().is_some());
    workbench
}
