//! The review: proposed changes, queries, facts stated twice, sentences without claims.

use eframe::egui::{
    Key, Modifiers,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::{Proposal, ProposalState, Severity, Verdict};

use super::window::Window;

/// One figure stands twice, and once of something else.
const TWICE: &str = "Quay rents\n\n\
    The quay rents rose 14 percent. Wages rose 14 percent too.\n\n\
    It rained all day long.\n\n\
    In May the quay rents rose 14 percent, and nobody asked.";

#[test]
fn a_change_is_proposed_by_keys_and_judged_by_pointer() {
    let mut window = Window::with_article("propose");
    window.click_row("5 percent");
    window.press_letter(Key::P, "p");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words("4.6 percent");
    assert_eq!(window.claim().proposal, None, "it is a draft while it is written");
    window.press(Key::Tab);
    window.type_words("The index has 4.6");
    window.click("Must");
    window.click("Done with the change");
    let expected = Proposal {
        words: "4.6 percent".into(),
        reason: "The index has 4.6".into(),
        severity: Severity::Must,
        state: ProposalState::Proposed,
    };
    assert_eq!(window.claim().proposal.as_ref(), Some(&expected));
    window.harness.get_by_label("Change “5 percent” to “4.6 percent”");
    window.click("Stet");
    assert_eq!(window.claim().proposal.as_ref().unwrap().state, ProposalState::Stet);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.claim().proposal.as_ref().unwrap().state, ProposalState::Proposed);
    window.click("Take the proposed change back");
    assert_eq!(window.claim().proposal, None);
    assert_eq!(window.undo_name(), Some("take back proposed change"));
}

#[test]
fn a_change_that_is_left_half_written_is_kept_and_one_that_changes_nothing_is_none() {
    let mut window = Window::with_article("propose_left");
    window.click_row("5 percent");
    window.press_letter(Key::P, "p");
    window.click_row("14 percent");
    assert_eq!(window.claim_of("5 percent").proposal, None);
    window.press_letter(Key::P, "p");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words("13 percent");
    window.click_row("5 percent");
    let proposal = window.claim_of("14 percent").proposal.clone();
    assert_eq!(proposal.map(|held| held.words).as_deref(), Some("13 percent"));
}

#[test]
fn the_writer_is_asked_and_answers() {
    let mut window = Window::with_article("ask");
    window.click_row("5 percent");
    window.press_letter(Key::W, "w");
    window.type_words("Since when?");
    window.press(Key::Escape);
    assert_eq!(window.claim().query.words, "Since when?");
    window.harness.get_by_label("No answer yet.");
    window.click("Edit the query");
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "The writer’s answer").focus();
    window.settle();
    window.type_words("Since May");
    window.click("Done with the query");
    assert_eq!(window.claim().query.answer, "Since May");
    window.harness.get_by_label("Answer: Since May");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.claim().query.answer, "");
}

#[test]
fn a_fact_that_stands_twice_is_checked_once_and_each_place_is_reached() {
    let mut window = Window::with_text("twice", TWICE);
    let figures =
        |window: &Window| window.rows().iter().filter(|row| row.starts_with("14 percent")).count();
    assert_eq!(figures(&window), 2, "the wages are another fact: {:?}", window.rows());
    window.click_row("14 percent");
    let first = window.claim().anchor.span;
    window.press_letter(Key::V, "v");
    let verdicts = |window: &Window| {
        let desk = window.app().workbench().desk().unwrap();
        let claims = desk.project().claims.values();
        let held = claims.filter(|claim| claim.anchor.quote == "14 percent");
        held.map(|claim| claim.verdict).collect::<Vec<_>>()
    };
    let (open, verified) = (Verdict::Open, Verdict::Verified);
    assert_eq!(verdicts(&window), [verified, open, verified]);
    assert_eq!(window.undo_name(), Some("mark 2 places verified"));
    window.click("Undo");
    assert_eq!(verdicts(&window), [open; 3]);
    window.click_row("14 percent");
    window.click("Go to the same words in paragraph 3, open");
    assert!(window.claim().anchor.span.start > first.end);
    window.click("Check each apart");
    assert_eq!(figures(&window), 3);
    window.press_letter(Key::D, "d");
    assert_eq!(verdicts(&window), [open, open, Verdict::Disputed]);
}

#[test]
fn sentences_without_a_claim_are_ticked_one_after_the_other() {
    let mut window = Window::with_text("read", TWICE);
    let read = |window: &Window| {
        let article = window.app().workbench().desk().unwrap().article().unwrap().clone();
        let words = |span: &tickmark::text::Span| article.document.words(*span).to_owned();
        article.read.iter().map(words).collect::<Vec<_>>()
    };
    // The first key goes to the first sentence that is left, the next one ticks it.
    window.press_letter(Key::R, "r");
    assert!(read(&window).is_empty());
    window.press_letter(Key::R, "r");
    assert_eq!(read(&window), ["Quay rents"]);
    window.press_letter(Key::R, "r");
    assert_eq!(read(&window), ["Quay rents", "It rained all day long."]);
    let ticked = |window: &Window| {
        let boxes = window.harness.query_all_by_role(Role::CheckBox);
        let nodes = boxes.map(|node| node.accesskit_node());
        nodes.filter(|node| node.toggled() == Some(Toggled::True)).count()
    };
    assert_eq!(ticked(&window), 2, "a screen reader hears of it");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(read(&window), ["Quay rents"]);
    assert_eq!(ticked(&window), 1);
    let all = window.harness.query_all_by_role(Role::CheckBox).collect::<Vec<_>>();
    all.last().unwrap().click_accesskit();
    drop(all);
    window.settle();
    assert_eq!(read(&window).len(), 2);
}
