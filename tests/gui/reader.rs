//! The reader by itself, on a real workbench.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use eframe::egui::{
    self, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::extract::{ClaimKind, Finding, Parts};
use tickmark::gui::panels::reader::{self, ReaderState};
use tickmark::gui::theme::{self, Theme};
use tickmark::project::{
    Article, ArticleId, Claim, ClaimId, Project, Provenance, Verdict, VerdictKind,
};
use tickmark::store::file;
use tickmark::text::{Depth, Document, Label, Margin, ParagraphKind, Span};
use tickmark::workbench::{Action, ThemeChoice, Workbench};

/// A workbench, the reader's own state, and what it asked for.
struct Desktop {
    workbench: Workbench,
    reader: ReaderState,
    theme: Theme,
    asked: Vec<Action>,
}

/// Claims to be marked: words of the text, their kind and verdict.
type Marks<'a> = &'a [(&'a str, ClaimKind, Verdict)];

const STORY: &[(ParagraphKind, &str)] = &[
    (ParagraphKind::Title, "Harbor fees rise by 12 percent"),
    (ParagraphKind::Deck, "The board calls it the smallest increase in a decade"),
    (
        ParagraphKind::Body,
        "The harbor board raised its mooring fees by 12 percent on Tuesday. “Nobody was asked about \
         the 40 berths,” said Wilma Oster, who keeps a boat there.",
    ),
    (ParagraphKind::Heading, "What it costs"),
    (
        ParagraphKind::Body,
        "A berth now costs $1,900 a year, the board said, and the quay must be mended by 2031.",
    ),
];

const MARKS: Marks<'static> = &[
    ("12 percent on", ClaimKind::Rate, Verdict::Verified),
    (
        "“Nobody was asked about the 40 berths,” said Wilma Oster",
        ClaimKind::Attribution,
        Verdict::Open,
    ),
    ("40 berths", ClaimKind::Quantity, Verdict::Disputed),
    ("$1,900 a year", ClaimKind::Rate, Verdict::Open),
    ("2031", ClaimKind::Date, Verdict::Open),
];

fn claim(document: &Document, span: Span, kind: ClaimKind) -> Claim {
    let finding = Finding::new(span, kind, "test", Parts::Plain);
    Claim::from_finding(ArticleId(1), document, &finding)
}

fn article(title: &str, document: Arc<Document>) -> Article {
    Article {
        title: title.to_owned(),
        byline: None,
        published: None,
        provenance: Provenance::default(),
        document,
        read: Vec::new(),
    }
}

fn project(paragraphs: &[(ParagraphKind, &str)], marks: Marks<'_>) -> Project {
    let owned = paragraphs.iter().map(|&(kind, words)| (kind, words.to_owned()));
    let document = Arc::new(Document::from_paragraphs(owned));
    let mut project = Project::default();
    let id = ArticleId(1);
    for (n, &(words, kind, verdict)) in (1..).zip(marks) {
        let start = document.text().find(words).unwrap();
        let span = Span::from_range(start..start + words.len());
        let claim = Claim { verdict, ..claim(&document, span, kind) };
        project.claims.insert(ClaimId(n), claim.into());
    }
    let title = "Harbor fees rise by 12 percent";
    let article = Article { byline: Some("Ada Quill".to_owned()), ..article(title, document) };
    project.articles.insert(id, article);
    project
}

/// A workbench on which this project lies open.
fn open(project: &Project) -> Workbench {
    static N_FILES: AtomicUsize = AtomicUsize::new(0);
    let n = N_FILES.fetch_add(1, Ordering::Relaxed);
    let name = format!("tickmark-reader-{}-{n}.tickmark.ron", std::process::id());
    let path: PathBuf = std::env::temp_dir().join(name);
    file::save(&path, project).unwrap();
    let clock = Box::new(|| "2026-05-14T10:42:00+00:00[UTC]".parse().unwrap());
    let mut workbench = Workbench::new(None, clock, || {});
    workbench.update(Action::Open { path: path.clone() });
    while workbench.is_busy() {
        workbench.poll();
        std::thread::yield_now();
    }
    workbench.poll();
    assert!(workbench.desk().is_some(), "{:?}", workbench.notice());
    std::fs::remove_file(path).unwrap();
    workbench
}

fn show(project: &Project) -> Harness<'static, Desktop> {
    let desktop = Desktop {
        workbench: open(project),
        reader: ReaderState::default(),
        theme: Theme::new(ThemeChoice::Light, false).unwrap(),
        asked: Vec::new(),
    };
    let draw = |ui: &mut egui::Ui, desktop: &mut Desktop| {
        let mut actions = Vec::new();
        if let Some(desk) = desktop.workbench.desk() {
            reader::reader_ui(ui, &desktop.theme, desk, &mut desktop.reader, &mut actions);
        }
        for action in actions {
            desktop.asked.push(action.clone());
            desktop.workbench.update(action);
        }
    };
    let mut harness = Harness::builder()
        .with_size(vec2(720.0, 600.0))
        .with_context_setup(theme::install_fonts)
        .build_ui_state(draw, desktop);
    harness.run_steps(3);
    harness
}

fn selected_words(harness: &Harness<'_, Desktop>) -> String {
    let desk = harness.state().workbench.desk().unwrap();
    desk.selected_claim().map(|claim| claim.anchor.quote.clone()).unwrap_or_default()
}

fn marked_words(harness: &Harness<'_, Desktop>) -> Option<String> {
    let desk = harness.state().workbench.desk().unwrap();
    let document = &desk.article().unwrap().document;
    harness.state().reader.selection().map(|span| document.words(span).to_owned())
}

#[test]
fn a_screen_reader_meets_paragraphs_and_claims_in_reading_order() {
    let harness = show(&project(STORY, MARKS));
    let names = [
        "Harbor fees rise by 12 percent",
        "The board calls it the smallest increase in a decade",
        "Ada Quill · needs the publication date · 64 words",
        "The harbor board raised its mooring fees by 12 percent on Tuesday. “Nobody was asked about \
         the 40 berths,” said Wilma Oster, who keeps a boat there.",
        "claim 1 of 5, rate, 12 percent on, verified",
        "claim 2 of 5, attribution, “Nobody was asked about the 40 berths,” said Wilma Oster, open",
        "claim 3 of 5, quantity, 40 berths, disputed",
        "What it costs",
        "A berth now costs $1,900 a year, the board said, and the quay must be mended by 2031.",
        "claim 4 of 5, rate, $1,900 a year, open",
        "claim 5 of 5, date, 2031, open",
    ];
    let region = harness.get_by_label("Article");
    let told: Vec<String> =
        region.children_recursive().filter_map(|node| node.accesskit_node().label()).collect();
    let place = |name: &str| {
        told.iter().position(|n| n == name).unwrap_or_else(|| panic!("{name} is not in {told:#?}"))
    };
    let places: Vec<usize> = names.map(place).to_vec();
    assert!(places.is_sorted(), "{told:#?}");
}

#[test]
fn a_claim_can_be_selected_by_its_accessible_action() {
    let mut harness = show(&project(STORY, MARKS));
    harness.get_by_label_contains("claim 5 of 5").click_accesskit();
    harness.run_steps(2);
    assert_eq!(selected_words(&harness), "2031");
    assert!(harness.get_by_label_contains("claim 5 of 5").accesskit_node().is_selected().unwrap());
}

#[test]
fn a_click_selects_the_innermost_mark_and_the_next_one_that_around_it() {
    let mut harness = show(&project(STORY, MARKS));
    let at = harness.get_by_label_contains("claim 3 of 5").rect().center();
    let click = |harness: &mut Harness<'_, Desktop>, at| {
        harness.drag_at(at);
        harness.run_steps(1);
        harness.drop_at(at);
        harness.run_steps(2);
    };
    click(&mut harness, at);
    assert_eq!(selected_words(&harness), "40 berths");
    click(&mut harness, at);
    assert!(selected_words(&harness).starts_with("“Nobody"));
    click(&mut harness, at);
    assert_eq!(selected_words(&harness), "40 berths");
    // Beside the words nothing is selected.
    let below = harness.get_by_label_contains("A berth now costs").rect();
    click(&mut harness, below.center_bottom() + vec2(0.0, 60.0));
    assert_eq!(selected_words(&harness), "");
}

#[test]
fn dragging_over_words_and_choosing_a_kind_makes_a_claim() {
    let mut harness = show(&project(STORY, &[]));
    let paragraph = harness.get_by_label_contains("A berth now costs").rect();
    harness.drag_at(paragraph.left_top() + vec2(20.0, 17.0));
    harness.run_steps(1);
    harness.hover_at(paragraph.left_top() + vec2(160.0, 17.0));
    harness.run_steps(1);
    harness.drop_at(paragraph.left_top() + vec2(160.0, 17.0));
    harness.run_steps(3);
    let words = marked_words(&harness).unwrap();
    assert!(words.starts_with("berth now costs"), "{words}");
    harness.get_by_label("Mark as figure").click();
    harness.run_steps(2);
    assert_eq!(marked_words(&harness), None);
    let desk = harness.state().workbench.desk().unwrap();
    assert_eq!(desk.rows().marks.len(), 1);
    assert_eq!(selected_words(&harness), words);
}

#[test]
fn words_can_be_selected_and_marked_by_keys_alone() {
    let mut harness = show(&project(STORY, MARKS));
    harness.get_by_label_contains("claim 4 of 5").click();
    harness.run_steps(2);
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::SHIFT | Modifiers::COMMAND, Key::ArrowRight);
    }
    harness.run_steps(2);
    assert_eq!(marked_words(&harness).unwrap(), "$1,900 a");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    harness.run_steps(2);
    assert_eq!(marked_words(&harness).unwrap(), "$1,900 ");
    harness.event(Event::Copy);
    harness.run_steps(1);
    let copied =
        harness.output().platform_output.commands.iter().any(
            |command| matches!(command, egui::OutputCommand::CopyText(text) if text == "$1,900 "),
        );
    assert!(copied);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(selected_words(&harness), "$1,900", "{:?}", harness.state().asked);
    assert_eq!(harness.state().workbench.desk().unwrap().rows().marks.len(), 6);
}

#[test]
fn the_missing_date_asks_for_the_details() {
    let mut harness = show(&project(STORY, MARKS));
    assert!(!harness.state().reader.wants_details);
    harness.get_by_label("Published: needs the publication date").click();
    harness.run_steps(2);
    assert!(harness.state().reader.wants_details);
}

#[test]
fn the_other_button_offers_verdicts_kinds_and_removal() {
    let mut harness = show(&project(STORY, MARKS));
    harness.get_by_label_contains("claim 5 of 5").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Query").click();
    harness.run_steps(3);
    let claim = harness.state().workbench.desk().unwrap().selected_claim().unwrap();
    assert_eq!((claim.anchor.quote.as_str(), claim.verdict.kind()), ("2031", VerdictKind::Query));
    harness.get_by_label_contains("claim 5 of 5").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Remove claim").click();
    harness.run_steps(3);
    assert_eq!(harness.state().workbench.desk().unwrap().rows().marks.len(), 4);
}

#[test]
fn a_menu_that_opens_and_closes_at_once_over_a_letter_leaves_room_for_its_words() {
    let mut harness = show(&project(STORY, MARKS));
    let claim = harness.get_by_label_contains("claim 5 of 5").rect();
    let letter = egui::pos2(in_view(&harness)[0].1.left() - 22.0, claim.center().y);
    harness.hover_at(letter);
    harness.run_steps(2);
    let button = |pressed: bool| Event::PointerButton {
        pos: letter,
        button: egui::PointerButton::Secondary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let key = |pressed: bool| Event::Key {
        key: egui::Key::Escape,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    // All in one frame, as a slow machine gets it.
    harness.event(button(true));
    harness.run_steps(1);
    harness.input_mut().events.extend([button(false), key(true), key(false)]);
    harness.run_steps(3);
    harness.get_by_label_contains("claim 5 of 5");
}

#[test]
fn hidden_marks_take_no_clicks() {
    let mut harness = show(&project(STORY, MARKS));
    let at = harness.get_by_label_contains("claim 5 of 5").rect().center();
    harness.state_mut().reader.hides_marks = true;
    harness.run_steps(2);
    harness.drag_at(at);
    harness.run_steps(1);
    harness.drop_at(at);
    harness.run_steps(2);
    assert_eq!(selected_words(&harness), "");
}

/// So many words of made-up news, with a claim in every tenth.
fn long_project(n_words: usize) -> Project {
    const WORDS: [&str; 10] =
        ["The", "board", "paid", "the", "harbor", "crew", "an", "hourly", "wage", "of"];
    let mut paragraphs = Vec::new();
    let mut marks = Vec::new();
    for n in 0..n_words / 55 {
        let mut words = String::new();
        for sentence in 0..5 {
            words.push_str(&WORDS.join(" "));
            let amount = format!("${}.{:02}", n * 5 + sentence, n % 100);
            words.push_str(&format!(" {amount}. "));
            marks.push((words.len() - amount.len() - 2, amount));
        }
        paragraphs.push((ParagraphKind::Body, words));
    }
    let mut project = Project::default();
    let document = Arc::new(Document::from_paragraphs(paragraphs));
    for (idx, paragraph) in document.paragraphs().iter().enumerate() {
        let (at, amount) = &marks[idx * 5 + idx % 5];
        let start = paragraph.span.start as usize + at;
        let span = Span::from_range(start..start + amount.len());
        assert_eq!(document.words(span), amount);
        let id = ClaimId(1 + u32::try_from(idx).unwrap());
        project.claims.insert(id, claim(&document, span, ClaimKind::Quantity).into());
    }
    project.articles.insert(ArticleId(1), article("Wages", document));
    project
}

fn wheel(harness: &mut Harness<'_, Desktop>, down: f32) {
    harness.hover_at(egui::pos2(360.0, 300.0));
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -down),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Trackpad,
        modifiers: Modifiers::NONE,
    });
    harness.run_steps(12);
}

/// The names and the places of all paragraphs in view.
fn in_view(harness: &Harness<'_, Desktop>) -> Vec<(String, egui::Rect)> {
    let paragraphs = harness.get_all_by_role(egui::accesskit::Role::Paragraph);
    paragraphs.map(|node| (node.accesskit_node().label().unwrap(), node.rect())).collect()
}

#[test]
fn a_list_in_a_list_stands_farther_in() {
    let words = "The board asks for new rope and for lamps, for tar and for sand, and for oil.";
    let items = [(0, "1."), (1, ""), (2, "(iii)"), (1, ""), (0, "2."), (200, "")];
    let document =
        Document::from_paragraphs(items.map(|_| (ParagraphKind::Item, words.to_owned())));
    let mut margin = Margin::default();
    for (paragraph, (depth, label)) in (0..).zip(items) {
        if depth > 0 {
            margin.depths.push(Depth { paragraph, depth });
        }
        if !label.is_empty() {
            margin.labels.push(Label { paragraph, words: label.to_owned() });
        }
    }
    let mut project = Project::default();
    let document = Arc::new(document.with_margin(margin));
    project.articles.insert(ArticleId(1), article("Wanted", document));
    let harness = show(&project);
    let items: Vec<_> = harness.get_all_by_role(egui::accesskit::Role::ListItem).collect();
    let lefts: Vec<f32> = items.iter().map(|item| item.rect().left()).collect();
    let steps: Vec<f32> = lefts.iter().map(|left| left - lefts[0]).collect();
    assert_eq!(steps[..2], [0.0, 24.0]);
    // A number wider than the step moves its own words alone.
    assert!((48.0..72.0).contains(&steps[2]), "{steps:?}");
    assert_eq!(steps[3..5], [24.0, 0.0]);
    let deepest = steps[5];
    assert!(deepest > 48.0 && deepest % 24.0 == 0.0, "{steps:?}");
    assert!(items[5].rect().width() > items[0].rect().width() / 2.0, "room for words: {steps:?}");
    let right = |at: usize| items[at].rect().right();
    assert!((0..6).all(|at| (right(at) - right(0)).abs() < 1.0), "the lines end where others do");
    let levels: Vec<_> = items.iter().map(|item| item.accesskit_node().level()).collect();
    assert_eq!(levels, [1, 2, 3, 2, 1, 201].map(Some));
}

#[test]
fn a_text_of_200_000_words_is_laid_out_only_where_it_shows() {
    let mut harness = show(&long_project(200_000));
    let laid_out = |harness: &Harness<'_, Desktop>| harness.state().reader.n_laid_out();
    assert!(laid_out(&harness) < 12, "{}", laid_out(&harness));
    for _ in 0..10 {
        wheel(&mut harness, 200.0);
    }
    assert!(laid_out(&harness) < 40, "{}", laid_out(&harness));
    harness.get_by_label("Article text: Wages").focus();
    harness.run_steps(1);
    harness.key_press(Key::End);
    harness.run_steps(2);
    assert!(laid_out(&harness) < 70, "{}", laid_out(&harness));
    let (last, rect) = in_view(&harness).pop().unwrap();
    assert!(last.contains("$18179.35"), "{last}");
    assert!(rect.bottom() < 600.0, "the end stands in view: {rect}");
}

#[test]
fn scrolling_there_and_back_shows_the_same() {
    let mut harness = show(&long_project(20_000));
    wheel(&mut harness, 700.0);
    let before = in_view(&harness);
    for by in [500.0, 800.0, 300.0, -900.0, -700.0] {
        wheel(&mut harness, by);
    }
    assert_eq!(in_view(&harness), before);
    // Far away and back again, through keys and the selection.
    harness.get_by_label("Article text: Wages").focus();
    harness.run_steps(1);
    harness.key_press(Key::End);
    harness.run_steps(2);
    harness.key_press(Key::Home);
    harness.run_steps(2);
    wheel(&mut harness, 700.0);
    assert_eq!(in_view(&harness), before);
}

#[test]
fn a_claim_selected_elsewhere_comes_into_view_and_stays_where_it_is_seen() {
    let mut harness = show(&long_project(20_000));
    let visible = |harness: &Harness<'_, Desktop>, id: u32| {
        let name = format!("claim {id} of ");
        harness.query_by_label_contains(&name).is_some_and(|node| {
            let rect = node.rect();
            rect.top() > 10.0 && rect.bottom() < 590.0
        })
    };
    for id in [3, 7, 12, 300, 4, 1] {
        harness.state_mut().workbench.update(Action::Select(Some(ClaimId(id))));
        harness.run_steps(30);
        assert!(visible(&harness, id), "claim {id}");
        assert!(harness.output().viewport_output.values().all(|v| v.repaint_delay.as_secs() > 1));
    }
    let before = in_view(&harness);
    harness.state_mut().workbench.update(Action::Select(Some(ClaimId(2))));
    harness.run_steps(30);
    assert_eq!(in_view(&harness), before, "what is in view does not move");
}

#[test]
fn the_words_at_the_top_stay_there_when_the_window_changes() {
    let mut harness = show(&long_project(20_000));
    for _ in 0..5 {
        wheel(&mut harness, 777.0);
    }
    let top = |harness: &Harness<'_, Desktop>| in_view(harness)[0].0.clone();
    let before = top(&harness);
    for width in [560.0, 900.0, 1900.0, 720.0] {
        harness.set_size(vec2(width, 600.0));
        harness.run_steps(3);
        assert_eq!(top(&harness), before, "at {width}");
    }
    harness.state_mut().reader.zoom(5.0);
    harness.run_steps(3);
    assert_eq!(top(&harness), before, "in larger type");
}
