//! The review: proposed changes, queries, facts stated twice, sentences without claims.

use eframe::egui::{
    Event, Key, Modifiers,
    accesskit::{self, ActionData, ActionRequest, Live, Role, Toggled},
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
fn a_claim_is_settled_by_the_actions_of_its_node_alone() {
    let mut window = Window::with_article("node_actions");
    window.harness.get_by_label_contains("rate, 5 percent, open").click_accesskit();
    window.settle();
    assert_eq!(window.claim().anchor.quote, "5 percent");
    // Where a system carries no custom actions, the same stand as buttons under the claim.
    let claim = window.harness.get_by_label_contains("rate, 5 percent, open");
    let under: Vec<_> =
        claim.children_recursive().filter_map(|node| node.accesskit_node().label()).collect();
    assert_eq!(under.len(), 4, "{under:?}");
    assert!(under[0].starts_with("Set to verified, claim "), "{under:?}");
    let verify =
        |node: &egui_kittest::Node<'_>| node.accesskit_node().label() == Some(under[0].clone());
    claim.children_recursive().find(verify).unwrap().click_accesskit();
    window.settle();
    assert_eq!(window.claim().verdict, Verdict::Verified);
    assert_eq!(window.claim().anchor.quote, "5 percent", "the claim stays where the reader is");
    // Asked for once more it stays verified: an action says what it does.
    let claim = window.harness.get_by_label_contains("rate, 5 percent, verified");
    claim.children_recursive().find(verify).unwrap().click_accesskit();
    window.settle();
    assert_eq!(window.claim().verdict, Verdict::Verified);
}

#[test]
fn a_claim_is_settled_by_a_custom_action_without_being_selected_first() {
    let mut window = Window::with_article("custom_action");
    let node = window.harness.get_by_label_contains("rate, 14 percent, open");
    let actions = node.accesskit_node().data().custom_actions().to_vec();
    let asked = actions.iter().find(|action| &*action.description == "Set to disputed").unwrap();
    let (target_node, target_tree) = node.accesskit_node().locate();
    window.harness.event(Event::AccessKitActionRequest(ActionRequest {
        action: accesskit::Action::CustomAction,
        target_tree,
        target_node,
        data: Some(ActionData::CustomAction(asked.id)),
    }));
    window.settle();
    assert_eq!(window.claim_of("14 percent").verdict, Verdict::Disputed);
    assert_eq!(window.claim().anchor.quote, "14 percent");
    assert_eq!(window.undo_name(), Some("set verdict"));
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

/// The names of the entries of the menu that is open.
fn entries(window: &Window) -> Vec<String> {
    let roles = [Role::MenuItem, Role::MenuItemCheckBox, Role::MenuItemRadio];
    let found = roles.into_iter().flat_map(|role| window.harness.query_all_by_role(role));
    found.filter_map(|node| node.accesskit_node().label()).collect()
}

fn choose(window: &mut Window, menu: &str, role: Role, entry: &str) {
    window.click(menu);
    window.harness.get_by_role_and_label(role, entry).click();
    window.settle();
}

#[test]
fn filters_say_how_many_they_would_show_and_stand_as_chips_while_they_hold() {
    let mut window = Window::with_article("more_filters");
    window.click_row("5 percent");
    window.press_letter(Key::N, "n");
    window.type_words("By the index");
    window.press(Key::Escape);
    window.press_letter(Key::V, "v");
    window.click("More filters");
    let entries = entries(&window);
    for expected in
        ["Verified 1", "Set aside 0", "Settled by me 1", "Has a note 1", "Has a source 0"]
    {
        assert!(entries.iter().any(|entry| entry == expected), "{expected}: {entries:?}");
    }
    window.harness.get_by_role_and_label(Role::MenuItemCheckBox, "Has a note 1").click();
    window.settle();
    assert_eq!(window.rows().len(), 1);
    // The counts follow the other filters: of one noted claim, none is open.
    window.harness.get_by_role_and_label(Role::Button, "Open 0");
    window.click("Has a note 1");
    assert!(window.rows().len() > 1);
    choose(&mut window, "More filters", Role::MenuItemCheckBox, "Settled by me 1");
    assert_eq!(window.rows().len(), 1);
    let all = window.app().workbench().desk().unwrap().tally().all();
    choose(&mut window, "More filters", Role::MenuItem, &format!("Show all {all}"));
    assert!(window.rows().len() > 1);
}

#[test]
fn all_that_is_shown_is_settled_at_once_and_taken_back_at_once() {
    let mut window = Window::with_article("bulk");
    window.press_letter(Key::Slash, "/");
    window.type_words("percent");
    let n = window.app().workbench().desk().unwrap().rows().n_shown();
    assert!(n > 1);
    choose(&mut window, "Settle all shown", Role::MenuItem, "Verified");
    let tally = |window: &Window| window.app().workbench().desk().unwrap().tally();
    assert_eq!(tally(&window).verified, n);
    window.harness.get_by_label(&format!("{n} claims marked verified"));
    window.click("Undo");
    assert_eq!(tally(&window).verified, 0);
    assert!(window.app().workbench().undo_name().is_none(), "it was one edit");
}

#[test]
fn what_happens_is_told_to_who_cannot_see_it() {
    let mut window = Window::with_article("live");
    let told = |window: &Window| {
        let nodes = window.harness.query_all_by_role(Role::Status).map(|n| n.accesskit_node());
        let live = nodes.filter(|node| node.live() == Live::Polite);
        live.filter_map(|node| node.label()).collect::<Vec<_>>().join(" | ")
    };
    assert!(told(&window).contains("Opened “Harbor traffic grows again”"), "{}", told(&window));
    window.click_row("5 percent");
    window.press_letter(Key::D, "d");
    let expected = "set verdict. 5 percent, disputed. 1 of";
    assert!(told(&window).contains(expected), "{}", told(&window));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(told(&window).contains("Undone: set verdict. 5 percent, open"), "{}", told(&window));
    assert_eq!(window.claim().anchor.quote, "5 percent", "what came back is selected");
    window.press_letter(Key::Slash, "/");
    window.type_words("rents");
    assert!(told(&window).contains("claims shown"), "{}", told(&window));
}

#[test]
fn after_a_removal_and_its_undo_a_claim_is_selected() {
    let mut window = Window::with_article("never_lost");
    window.click_row("5 percent");
    window.press(Key::Delete);
    assert_ne!(window.claim().anchor.quote, "5 percent");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert!(window.rows().iter().any(|row| row.starts_with("5 percent")));
    // The last claim of all goes, with all that is shown: the one before it is held.
    window.press_letter(Key::J, "j");
    window.app().workbench().desk().unwrap().selected().unwrap();
}

#[test]
fn when_a_form_closes_the_keys_go_to_the_list() {
    let mut window = Window::with_article("focus_home");
    window.click_row("5 percent");
    window.press_letter(Key::P, "p");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words("4 percent");
    window.press(Key::Escape);
    assert!(window.claim().proposal.is_some());
    // Who has the keys on the list is told of the row that they have reached.
    let mut rows = window.harness.query_all_by_role(Role::ListBoxOption);
    let focused = rows.find(|row| row.accesskit_node().is_focused()).unwrap();
    assert!(focused.accesskit_node().label().unwrap().starts_with("5 percent, figure"));
}

#[test]
fn escape_in_a_field_leads_back_to_the_list() {
    let mut window = Window::with_article("escape_home");
    window.click_row("5 percent");
    let is_on_list = |window: &Window| {
        let mut rows = window.harness.query_all_by_role(Role::ListBoxOption);
        rows.any(|row| row.accesskit_node().is_focused())
    };
    window.press_letter(Key::N, "n");
    window.type_words("By the index");
    assert!(!is_on_list(&window));
    window.press(Key::Escape);
    assert_eq!(window.claim().note, "By the index");
    assert!(is_on_list(&window), "from the note, which stays where it is");
    window.press_letter(Key::Slash, "/");
    window.type_words("percent");
    window.press(Key::Escape);
    assert!(is_on_list(&window), "and from the filter");
    window.press(Key::ArrowDown);
    assert_ne!(window.claim().anchor.quote, "5 percent");
}

#[test]
fn many_places_of_a_fact_leave_the_verdicts_in_sight() {
    let all = "The quay rents rose 14 percent, and nobody asked why that was so.\n\n".repeat(20);
    let mut window = Window::with_text("many_places", &format!("Quay rents\n\n{all}"));
    for width in [1280.0, 1600.0] {
        window.harness.set_size(eframe::egui::vec2(width, 1000.0));
        window.settle();
        window.click_row("14 percent");
        window.harness.get_by_label("20 places, checked as one.");
        // As many numbers would be cut, and a number that is cut is another one.
        let row = window.rows().into_iter().find(|row| row.starts_with("14 percent")).unwrap();
        assert!(row.contains("19 more places") && !row.contains("also in"), "{row}");
        for name in ["Disputed", "Set aside", "Check each apart"] {
            let rect = window.harness.get_by_role_and_label(Role::Button, name).rect();
            assert!(rect.right() <= width, "{name} at {width}: {rect:?}");
        }
    }
}

#[test]
fn a_figure_in_what_someone_said_names_who_said_it() {
    let text = "Harbor fund\n\n\
        The fund paid out 12 million dollars, said Ines Corrigan, the harbor master. \
        It employs 31 people.";
    let mut window = Window::with_text("said_by", text);
    window.click_row("12 million dollars");
    let told = |window: &Window| {
        let pane = window.harness.get_by_role_and_label(Role::Pane, "Claim");
        let nodes = pane.children_recursive().map(|node| node.accesskit_node());
        let words = nodes.filter_map(|node| node.label().or_else(|| node.value()));
        words.filter(|words| words.starts_with("Ines Corrigan")).count()
    };
    assert_eq!(told(&window), 1);
    window.click_row("31");
    assert_eq!(told(&window), 0, "what stands beside it is nobody's");
}
