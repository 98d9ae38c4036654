//! What leaves the desk, by the window.

use std::fs;

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::SignOffState;

use super::window::Window;

#[test]
fn a_report_is_chosen_and_written_where_it_was_asked() {
    let mut window = Window::with_article("export");
    window.click_row("8 percent");
    window.click("Disputed");
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click_row("Table (CSV)");
    window.click_in_dialog("Export…");
    let path = window.folder.join("claims.csv");
    window.type_path(&path);
    let notice = window.app().workbench().notice().unwrap().words.clone();
    assert!(notice.starts_with("Exported to "), "{notice}");
    let table = fs::read_to_string(&path).unwrap();
    assert!(table.contains("8 percent") && table.contains("Disputed"), "{table}");
    // What could not be written is told, and what was there is there still.
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click_in_dialog("Export…");
    window.type_path(&window.folder.join("nowhere/claims.csv"));
    let notice = window.app().workbench().notice().unwrap().words.clone();
    assert!(notice.contains("was not written"), "{notice}");
    assert_eq!(fs::read_to_string(&path).unwrap(), table);
}

#[test]
fn a_signature_stands_until_a_verdict_changes() {
    let mut window = Window::with_article("signature");
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click("Sign off this article");
    let state = |window: &Window| {
        let desk = window.app().workbench().desk().unwrap();
        desk.project().signed(desk.article_id()).map(|(_, state)| state)
    };
    assert_eq!(state(&window), Some(SignOffState::Holds));
    window.click("Cancel");
    window.click_row("8 percent");
    window.click("Verified");
    assert_eq!(state(&window), Some(SignOffState::DecisionsChanged));
    window.press_with(Modifiers::COMMAND, Key::E);
    window.click("Sign again");
    assert_eq!(state(&window), Some(SignOffState::Holds));
    window.click("Take signature away");
    assert_eq!(state(&window), None);
}

#[test]
fn a_published_review_says_what_it_still_needs_and_the_house_is_kept() {
    let mut window = Window::with_article("claim review");
    window.press_with(Modifiers::COMMAND, Key::E);
    // The row lies below those that are seen; a screen reader reaches it all the same.
    let is_it = |node: &egui_kittest::Node<'_>| {
        node.accesskit_node().label().is_some_and(|label| label.starts_with("ClaimReview"))
    };
    let rows = window.harness.query_all_by_role(Role::ListBoxOption);
    rows.into_iter().find(is_it).unwrap().click_accesskit();
    window.settle();
    let says =
        |window: &Window, words: &str| window.harness.query_by_label_contains(words).is_some();
    assert!(says(&window, "the name of the organization that reviewed"));
    assert!(says(&window, "a rating scale with a worst and a best"));
    window.harness.get_by_role_and_label(Role::TextInput, "Reviewed by").focus();
    window.harness.run();
    window.type_words("The Desk");
    window.harness.get_by_role_and_label(Role::TextInput, "Rating scale, the worst first").focus();
    window.harness.run();
    window.type_words("False, Half, True");
    assert!(!says(&window, "the name of the organization that reviewed"));
    assert!(!says(&window, "a rating scale with a worst and a best"));
    assert!(says(&window, "the address of each article"));
    window.click_in_dialog("Export…");
    let path = window.folder.join("review.json");
    window.type_path(&path);
    let notice = window.app().workbench().notice().unwrap().words.clone();
    assert!(notice.contains("Nothing was written"), "{notice}");
    assert!(!path.exists());
    let kept = &window.app().workbench().settings().publication;
    assert_eq!((kept.reviewer.as_str(), kept.scale.len()), ("The Desk", 3));
    assert_eq!(kept.address, "", "each review has an address of its own");
}
