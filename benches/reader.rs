//! How long a frame of the reader takes on articles of 2,000, 20,000 and 200,000 words with a claim in
//! every ten words: scrolling, turning pages, dragging the ruler, stepping from claim to claim.
//!
//! Drives the real reader on a real workbench without a window: what is timed is the reader's `ui` and
//! egui's layout, not the drawing of the triangles. `cargo bench --bench reader`.

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
use tickmark::gui::panels::reader::{self, ReaderState};
use tickmark::gui::theme::{self, Theme};
use tickmark::project::{Article, ArticleId, Claim, ClaimId, Project, Provenance, Verdict};
use tickmark::store::file;
use tickmark::text::{Document, ParagraphKind, Span};
use tickmark::workbench::{Action, ThemeChoice, Workbench};

const SIZES: [usize; 3] = [2_000, 20_000, 200_000];

/// How many frames are timed in each scene.
const FRAMES: usize = 400;

/// What a frame may take.
const BUDGET: (Duration, Duration) = (Duration::from_millis(2), Duration::from_millis(8));

const VIEW: Rect = Rect { min: Pos2::ZERO, max: pos2(720.0, 900.0) };

/// A scene: its name, and what the user does in a frame.
type Scene = (&'static str, fn(usize, &mut Workbench) -> Vec<Event>);

const SCENES: [Scene; 5] = [
    ("at rest", |_, _| Vec::new()),
    ("wheel", |_, _| vec![wheel(60.0)]),
    ("pages", |_, _| vec![key(Key::PageDown, true), key(Key::PageDown, false)]),
    ("ruler", |frame, _| {
        let y = 40.0 + (frame % 200) as f32 * 4.0;
        let at = pos2(VIEW.right() - 7.0, y);
        let pressed = frame % 200 != 199;
        let button = PointerButton::Primary;
        let modifiers = Modifiers::NONE;
        vec![Event::PointerMoved(at), Event::PointerButton { pos: at, button, pressed, modifiers }]
    }),
    ("next claim", |_, workbench| {
        workbench.update(Action::SelectNext);
        Vec::new()
    }),
];

fn main() {
    let mut slowest = (Duration::ZERO, Duration::ZERO);
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
            let mut workbench = open(&project(n_words));
            for (idx, (name, act)) in SCENES.iter().enumerate() {
                let times = time(&mut workbench, *act, is_heard);
                let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
                let (p50, p99, most) = (at(0.5), at(0.99), at(1.0));
                if least.len() <= idx {
                    least.push(p50);
                }
                let growth = p50.as_secs_f64() / least[idx].as_secs_f64();
                slowest = (slowest.0.max(p50), slowest.1.max(p99));
                let ms = |time: Duration| time.as_secs_f64() * 1e3;
                println!(
                    "{name:<12} {n_words:>9} {:>9.3} {:>9.3} {:>9.3}   {growth:.2}",
                    ms(p50),
                    ms(p99),
                    ms(most)
                );
            }
        }
    }
    let share = |time: Duration, of: Duration| time.as_secs_f64() / of.as_secs_f64();
    println!(
        "\nslowest scene against the budget: p50 {:.2}, p99 {:.2}",
        share(slowest.0, BUDGET.0),
        share(slowest.1, BUDGET.1)
    );
}

/// The times of the frames of one scene, shortest first.
fn time(
    workbench: &mut Workbench,
    act: fn(usize, &mut Workbench) -> Vec<Event>,
    is_heard: bool,
) -> Vec<Duration> {
    let ctx = egui::Context::default();
    theme::install_fonts(&ctx);
    let theme = Theme::new(ThemeChoice::Light, false).unwrap();
    theme.apply(&ctx);
    if is_heard {
        ctx.enable_accesskit();
    }
    let mut state = ReaderState::default();
    state.request_focus();
    workbench.update(Action::Select(None));
    let mut times = Vec::new();
    for frame in 0..FRAMES + 20 {
        let mut events = vec![Event::PointerMoved(pos2(360.0, 450.0))];
        if frame >= 20 {
            events.extend(act(frame - 20, workbench));
        }
        let input = RawInput {
            screen_rect: Some(VIEW),
            time: Some(frame as f64 / 60.0),
            events,
            focused: true,
            ..RawInput::default()
        };
        let mut actions = Vec::new();
        let begin = Instant::now();
        let output = ctx.run_ui(input, |ui| {
            if let Some(desk) = workbench.desk() {
                reader::reader_ui(ui, &theme, desk, &mut state, &mut actions);
            }
        });
        // The first frames read the fonts; a window does so once.
        if frame >= 20 {
            times.push(begin.elapsed());
        }
        drop(output);
        for action in actions {
            workbench.update(action);
        }
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
