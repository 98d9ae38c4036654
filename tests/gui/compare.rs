//! A claim beside the text of a source: what is found there, what differs, what is kept.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::{Source, Verdict};
use tickmark::workbench::compare::{How, Reading};
use tickmark::workbench::{Action, Comparison};

use super::window::Window;

const ARTICLE: &str = "Harbor fund\n\n\
    The harbor fund paid out 1.84 million dollars in 2024, its auditor wrote.\n\n\
    “We will close the gap this spring for good,” said Ines Corrigan, the harbor master.\n\n\
    Berth rents rose 12 percent after April 30, 2025.";

/// A report in which the value is written otherwise, other numbers look like it, and the quotation
/// has other words.
const REPORT: &str = "Report on the fund\n\n\
    This report is about the fund alone.\n\n\
    The fund has 1.84 million readers of its letter, and 12 employees.\n\n\
    In the year 2024 it paid out $1,840,000 to skippers and to the yards.\n\n\
    I told the council that we will most likely close this gap in spring for good.\n\n\
    Rents of berths went up by 12 per cent in the spring, from 30 April 2025 on.";

/// The article, with the report attached to the claim with these words, which is selected.
fn beside(name: &str, words: &str) -> Window {
    let mut window = Window::with_text(name, ARTICLE);
    let path = window.folder.join("report.txt");
    fs::write(&path, REPORT).unwrap();
    select(&mut window, words);
    let place = path.to_string_lossy().into_owned();
    let source = Source { title: "Fund report".into(), place, ..Source::default() };
    let claim = window.app().workbench().desk().unwrap().selected().unwrap();
    window.harness.state_mut().wish(Action::SetSources { claim, sources: vec![source] });
    window.settle();
    assert!(window.claim().sources[0].attached.is_some());
    window
}

/// Selects the first claim that begins with these words.
fn select(window: &mut Window, words: &str) {
    let desk = window.app().workbench().desk().unwrap();
    let mut claims = desk.project().claims.iter();
    let found = claims.find(|(_, claim)| claim.anchor.quote.starts_with(words));
    let id = *found.unwrap_or_else(|| panic!("no claim {words}")).0;
    window.harness.state_mut().wish(Action::Select(Some(id)));
    window.settle();
}

fn comparison(window: &Window) -> &Comparison {
    window.app().workbench().comparison().unwrap()
}

/// The words of each place, and why it was found.
fn places(window: &Window) -> Vec<(String, How)> {
    let comparison = comparison(window);
    let text = comparison.exhibit().unwrap().document.text();
    comparison.places().iter().map(|place| (place.span.of(text).to_owned(), place.how)).collect()
}

#[test]
fn a_figure_is_found_by_its_value_however_it_is_written() {
    let mut window = beside("compare_value", "1.84 million");
    window.press_letter(Key::E, "e");
    assert_eq!(places(&window), [("$1,840,000".to_owned(), How::Value)]);
    window.harness.get_by_role_and_label(Role::Button, "Fund report, choose the source");
    window.harness.get_by_label_contains("Paragraph 3 of the source, The same value: In the year");
    window.harness.get_by_label_contains("The claim and the source: The same value, paragraph 3");
    window.harness.get_by_label("The comparison never decides. You do.");
    assert_eq!(window.claim().verdict, Verdict::Open, "it only points");
    // The list and the inspector gave way; the same key brings them back.
    assert!(window.rows().is_empty());
    window.press_letter(Key::E, "e");
    assert!(window.app().workbench().comparison().is_none());
    assert!(!window.rows().is_empty());
}

#[test]
fn a_date_and_a_rate_are_found_and_the_next_claim_keeps_the_source() {
    let mut window = beside("compare_next", "12 percent");
    window.press_letter(Key::E, "e");
    assert_eq!(places(&window), [("12 per cent".to_owned(), How::Value)]);
    window.press_letter(Key::J, "j");
    assert_eq!(window.claim().anchor.quote, "April 30, 2025");
    assert!(window.claim().sources.is_empty(), "the source is that of the claim before");
    assert_eq!(places(&window), [("30 April 2025".to_owned(), How::Value)]);
    // A verdict goes on as ever, and the source stays.
    window.press_letter(Key::V, "v");
    assert!(matches!(comparison(&window).text(), Reading::Read(_)));
}

#[test]
fn a_quotation_is_compared_word_by_word() {
    let mut window = beside("compare_quote", "We will");
    window.press_letter(Key::E, "e");
    let words = "we will most likely close this gap in spring for good.".to_owned();
    assert_eq!(places(&window), [(words, How::Passage { n_same: 7, n_all: 9 })]);
    window.harness.get_by_label_contains("Quotation, word by word: ");
    let difference = comparison(&window).difference().unwrap();
    let differing: Vec<_> = difference.columns.iter().filter(|column| !column.is_same).collect();
    let words: Vec<_> =
        differing.iter().map(|column| (column.article.as_str(), column.source.as_str())).collect();
    assert_eq!(words, [("", "most likely"), ("the", "this"), ("this", "in")]);
    assert_eq!((difference.n_differ, difference.n_agree), (6, 7));
    window.click("Propose the source’s words");
    let proposal = window.claim().proposal.clone().unwrap();
    assert_eq!(
        proposal.words,
        "we will most likely close this gap in spring for good,” said Ines Corrigan, the harbor master"
    );
    assert_eq!(window.claim().verdict, Verdict::Open);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.claim().proposal, None);
}

#[test]
fn what_is_told_in_other_words_is_not_compared_word_by_word() {
    let mut window = beside("compare_indirect", "The harbor fund paid");
    window.press_letter(Key::E, "e");
    let values: Vec<_> = places(&window).into_iter().map(|(words, _)| words).collect();
    assert_eq!(values, ["the year 2024", "$1,840,000"], "the figures in it are looked for");
    assert_eq!(comparison(&window).difference(), None);
    window.press_letter(Key::Comma, ",");
    window.press_letter(Key::Period, ".");
    window.press_letter(Key::Period, ".");
    assert_eq!(comparison(&window).at(), Some(1));
    window.harness.get_by_label("2 of 2 places");
}

#[test]
fn a_passage_is_kept_with_its_place_as_one_undo() {
    let mut window = beside("compare_keep", "1.84 million");
    window.press_letter(Key::E, "e");
    window.press_with(Modifiers::SHIFT, Key::E);
    let source = &window.claim().sources[0];
    assert_eq!(
        source.passage,
        "In the year 2024 it paid out $1,840,000 to skippers and to the yards."
    );
    assert_eq!(source.pinpoint, "paragraph 3");
    assert_eq!(source.supports, None, "whether it supports the claim is for a person to say");
    assert_eq!(window.claim().verdict, Verdict::Open);
    // Another passage of the same file stands beside the first.
    window.harness.get_by_label_contains("Paragraph 2 of the source").click_accesskit();
    window.settle();
    window.click("Keep as evidence");
    let pinpoints: Vec<_> =
        window.claim().sources.iter().map(|source| source.pinpoint.clone()).collect();
    assert_eq!(pinpoints, ["paragraph 3", "paragraph 2"]);
    window.press_with(Modifiers::COMMAND, Key::Z);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.claim().sources.len(), 1);
    assert_eq!(window.claim().sources[0].passage, "");
}

#[test]
fn places_are_stepped_through_and_what_is_missing_is_told() {
    let mut window = beside("compare_places", "2024");
    window.press_letter(Key::E, "e");
    assert_eq!(places(&window), [("the year 2024".to_owned(), How::Value)]);
    window.press_letter(Key::Period, ".");
    assert_eq!(comparison(&window).at(), Some(0));
    // The name stands nowhere in the report.
    window.press(Key::Escape);
    select(&mut window, "Ines Corrigan");
    window.press_letter(Key::E, "e");
    assert!(matches!(comparison(&window).text(), Reading::Nothing));
    window.harness.get_by_label("The claim has no source with a text yet.");
    window.click("Compare with Fund report");
    assert_eq!(places(&window), []);
    window.harness.get_by_label_contains("Not found in the source");
    assert!(window.app().workbench().cannot_keep_passage().is_some());
}

#[test]
fn a_file_that_is_gone_is_told_and_nothing_changes() {
    let mut window = beside("compare_gone", "1.84 million");
    let attached = window.claim().sources[0].attached.clone().unwrap();
    let copy = window.app().workbench().evidence_path(&attached).unwrap();
    fs::remove_file(copy).unwrap();
    let was = window.claim().clone();
    window.press_letter(Key::E, "e");
    let Reading::Failed(problem) = comparison(&window).text() else { panic!("it is gone") };
    assert!(problem.contains("report.txt is missing"), "{problem}");
    assert_eq!(window.claim(), &was);
}

#[test]
fn without_a_claim_the_command_says_why_it_waits() {
    let mut window = Window::with_text("compare_none", ARTICLE);
    window.press_letter(Key::E, "e");
    assert!(window.app().workbench().comparison().is_none());
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("compare with");
    let told = window.harness.get_by_label_contains("Select a claim first");
    assert!(told.accesskit_node().label().unwrap().starts_with("Compare with the source"));
}

#[test]
fn a_long_quotation_is_compared_whole_and_the_verdicts_stay_in_sight() {
    let mut window = beside("compare_narrow", "We will");
    window.press_letter(Key::E, "e");
    let height =
        |window: &Window| window.harness.get_by_label_contains("both: We will").rect().height();
    let wide = height(&window);
    for width in [1100.0, 760.0] {
        window.harness.set_size(eframe::egui::vec2(width, 800.0));
        window.settle();
        let words = window.harness.get_by_label_contains("both: We will").rect();
        assert!(words.right() <= width, "{width}: {words:?}");
        for name in ["Verified", "Set aside"] {
            let rect = window.harness.get_by_role_and_label(Role::Button, name).rect();
            assert!(rect.right() <= width && rect.bottom() <= 800.0, "{name} at {width}: {rect:?}");
            assert!(rect.top() >= words.bottom(), "{name} at {width}: {rect:?}");
        }
    }
    assert!(height(&window) > wide + 30.0, "it takes more lines where there is less room");
}

#[test]
fn what_a_comparison_says_and_offers_fits_into_a_narrow_window() {
    let mut window = beside("compare_narrow_head", "We will");
    window.press_letter(Key::E, "e");
    for width in [1600.0, 1000.0, 800.0] {
        window.harness.set_size(eframe::egui::vec2(width, 800.0));
        window.settle();
        let head = window.harness.get_by_label_contains("Quotation, word by word: ").rect();
        assert!(head.width() > 300.0 && head.right() <= width, "{width}: {head:?}");
        for name in ["Keep as evidence", "Propose the source’s words"] {
            let button = window.harness.get_by_role_and_label(Role::Button, name).rect();
            assert!(button.right() <= width && !head.intersects(button), "{width}: {button:?}");
        }
    }
    // Another claim has no source yet; that of this one is offered, as long as its title may be.
    window.press_letter(Key::E, "e");
    let title =
        "The yearly report of the harbor fund, with its tables, of 2,309,874 readers ".repeat(3);
    let claim = window.app().workbench().desk().unwrap().selected().unwrap();
    let source = Source { title, passage: "We close the gap.".into(), ..Source::default() };
    window.harness.state_mut().wish(Action::SetSources { claim, sources: vec![source] });
    window.settle();
    select(&mut window, "12 percent");
    window.press_letter(Key::E, "e");
    let offers = window.harness.query_all_by_label_contains("Compare with The yearly report");
    let rects: Vec<_> = offers.map(|offer| offer.rect()).collect();
    assert_eq!(rects.len(), 1);
    let pane = window.harness.get_by_role_and_label(Role::Button, "Close the comparison").rect();
    assert!(rects[0].right() <= pane.right() && rects[0].left() > 300.0, "{rects:?} {pane:?}");
}

#[test]
fn another_place_of_the_source_is_compared_anew() {
    let mut window = beside("compare_anew", "We will");
    window.press_letter(Key::E, "e");
    window.harness.get_by_label_contains("both: We will; only in the source: most likely");
    let at = comparison(&window).exhibit().unwrap().document.text().find("The fund has").unwrap();
    let at = u32::try_from(at).unwrap();
    window.harness.state_mut().wish(Action::ChoosePlace { at });
    window.settle();
    assert!(window.harness.query_by_label_contains("both: We will").is_none());
    window.harness.get_by_label_contains("source: fund has 1.84 million readers");
    window.press_letter(Key::Period, ".");
    window.harness.get_by_label_contains("both: We will; only in the source: most likely");
}

#[test]
fn sources_of_one_title_are_told_apart() {
    let mut window = Window::with_text("compare_alike", ARTICLE);
    select(&mut window, "12 percent");
    let source = |passage: &str| Source {
        title: "Rent table".into(),
        passage: passage.into(),
        ..Source::default()
    };
    let claim = window.app().workbench().desk().unwrap().selected().unwrap();
    let sources = vec![source("Berths: 12 percent"), source("Sheds: 4 percent")];
    window.harness.state_mut().wish(Action::SetSources { claim, sources });
    window.settle();
    select(&mut window, "1.84 million");
    window.press_letter(Key::E, "e");
    window.harness.get_by_label("Compare with Rent table: “Berths: 12 percent”");
    window.harness.get_by_label("Compare with Rent table: “Sheds: 4 percent”");
}
