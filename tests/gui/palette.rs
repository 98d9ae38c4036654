//! The palette, finding in the text, the tour and the cards of help.

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::Verdict;

use super::window::Window;

/// What the palette shows, each as a screen reader says it, with whether it can be chosen.
fn found(window: &Window) -> Vec<(String, bool)> {
    let list = window.harness.get_by_role_and_label(Role::ListBox, "What matches");
    list.children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::ListBoxOption)
        .map(|node| node.accesskit_node())
        .map(|node| (node.label().unwrap_or_default(), !node.is_disabled()))
        .collect()
}

#[test]
fn a_command_is_found_by_its_words_and_called() {
    let mut window = Window::with_article("palette");
    window.click_row("5 percent");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("disp");
    let rows = found(&window);
    assert_eq!(rows[0], ("Mark as disputed, this claim, D".to_owned(), true), "{rows:?}");
    window.press(Key::Enter);
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::Disputed);
    assert!(window.harness.query_by_label("What matches").is_none(), "the palette is gone");
}

#[test]
fn a_claim_is_found_by_its_words_and_chosen() {
    let mut window = Window::with_article("palette_claim");
    window.click("Find a command or a claim");
    window.type_words("containers");
    let rows = found(&window);
    assert!(rows.iter().all(|(name, _)| name.contains("containers")), "{rows:?}");
    window.press(Key::Enter);
    assert!(window.claim().anchor.quote.contains("containers"));
}

#[test]
fn the_palette_says_why_a_command_cannot_be_called() {
    let mut window = Window::with_article("palette_not_now");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("redo");
    let rows = found(&window);
    assert!(rows.contains(&("Redo, not now: Nothing to redo".to_owned(), false)), "{rows:?}");
    // What can't be called is not chosen by Enter either.
    let before = window.app().workbench().desk().unwrap().project().clone();
    window.press(Key::Enter);
    assert_eq!(window.app().workbench().desk().unwrap().project(), &before);
    window.press(Key::Escape);
    assert!(window.harness.query_by_label("What matches").is_none());
}

#[test]
fn arrows_go_from_row_to_row_in_the_palette() {
    let mut window = Window::with_article("palette_arrows");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("show only");
    let chosen = |window: &Window| {
        let list = window.harness.get_by_role_and_label(Role::ListBox, "What matches");
        let on = list.children_recursive().find(|n| n.accesskit_node().is_selected() == Some(true));
        on.unwrap().accesskit_node().label().unwrap()
    };
    let first = chosen(&window);
    window.press(Key::ArrowDown);
    let second = chosen(&window);
    assert_ne!(first, second);
    window.press(Key::ArrowUp);
    assert_eq!(chosen(&window), first);
    window.press(Key::ArrowUp);
    window.press(Key::ArrowDown);
    assert_eq!(chosen(&window), first, "it goes around");
}

#[test]
fn words_are_found_in_the_article_and_counted() {
    let mut window = Window::with_article("find");
    window.click_row("5 percent");
    let selected = window.claim().anchor.quote.clone();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_words("rose");
    window.harness.get_by_role_and_label(Role::Status, "1 of 2");
    window.press(Key::Enter);
    window.harness.get_by_role_and_label(Role::Status, "2 of 2");
    window.press(Key::Enter);
    window.harness.get_by_role_and_label(Role::Status, "1 of 2");
    window.press_with(Modifiers::SHIFT, Key::Enter);
    window.harness.get_by_role_and_label(Role::Status, "2 of 2");
    window.press(Key::F3);
    window.harness.get_by_role_and_label(Role::Status, "1 of 2");
    window.type_words(" 14 percent");
    window.harness.get_by_role_and_label(Role::Status, "1 of 1");
    window.type_words(" pension");
    window.harness.get_by_role_and_label(Role::Status, "None");
    assert_eq!(window.claim().anchor.quote, selected, "the chosen claim stays");
    window.press(Key::Escape);
    assert!(window.harness.query_by_label("Words to find").is_none());
    assert_eq!(window.claim().anchor.quote, selected);
}

#[test]
fn what_was_found_can_be_made_a_claim() {
    let mut window = Window::with_article("find_mark");
    let all = window.rows().len();
    window.press_with(Modifiers::COMMAND, Key::F);
    window.type_words("harbor office");
    window.press(Key::Escape);
    window.press_letter(Key::M, "m");
    assert_eq!(window.rows().len(), all + 1);
    assert_eq!(window.claim().anchor.quote, "harbor office");
}

#[test]
fn the_tour_has_five_steps_beside_the_work_and_can_be_skipped() {
    let mut window = Window::with_article("tour");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("take the tour");
    window.press(Key::Enter);
    window.settle();
    for n in 1..=5 {
        window.harness.get_by_label(&format!("Step {n} of 5"));
        if n == 3 {
            // What a step tells of can be tried.
            window.press_letter(Key::J, "j");
            window.press_letter(Key::V, "v");
            assert_eq!(window.app().workbench().desk().unwrap().tally().verified, 1);
        }
        window.click(if n == 5 { "Done" } else { "Next step" });
    }
    assert!(window.harness.query_by_label_contains("Step 5").is_none());
    assert!(window.app().workbench().settings().tour_seen);
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("tour");
    window.press(Key::Enter);
    window.click("Skip the tour");
    assert!(window.harness.query_by_label_contains("Step 1").is_none());
}

#[test]
fn the_tour_is_walked_by_enter_and_left_by_escape() {
    let mut window = Window::with_article("tour_by_keys");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("take the tour");
    window.press(Key::Enter);
    window.harness.get_by_label("Step 1 of 5");
    window.press(Key::Enter);
    window.press(Key::Enter);
    window.harness.get_by_label("Step 3 of 5");
    // What lies over it goes first.
    window.press_letter(Key::Questionmark, "?");
    window.press(Key::Escape);
    window.harness.get_by_label("Step 3 of 5");
    assert!(!window.app().workbench().settings().tour_seen);
    window.press(Key::Escape);
    assert!(window.harness.query_by_label_contains("Step 3").is_none());
    assert!(window.app().workbench().settings().tour_seen);
    // The keys are back where they were.
    window.press_letter(Key::J, "j");
    assert!(window.app().workbench().desk().unwrap().selected().is_some());
}

#[test]
fn a_report_and_the_coverage_are_found_by_what_they_are_for() {
    let mut window = Window::with_article("palette_hints");
    for (words, name) in [("sign off", "Export…"), ("coverage", "Shade what is left")] {
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_words(words);
        let rows = found(&window);
        assert!(rows[0].0.starts_with(name), "{words}: {rows:?}");
        window.press(Key::Escape);
    }
}

#[test]
fn the_mistakes_in_the_sample_are_shown_only_when_asked_for() {
    let mut window = Window::new("answers");
    window.click("Try the sample");
    assert!(window.harness.query_by_label_contains("A superlative that").is_none());
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("mistakes");
    window.press(Key::Enter);
    window.harness.get_by_label_contains("You have disputed or asked about 0 of them");
    window.click("Show in the article: The seven-member board voted 5 to 3");
    window.harness.get_by_role_and_label(Role::Status, "1 of 1");
    // In another article there are none to be told.
    let mut other = Window::with_article("answers_none");
    other.press_with(Modifiers::COMMAND, Key::K);
    other.type_words("mistakes in");
    let rows = found(&other);
    let reason = "Mistakes in the sample, not now: The sample is not open";
    assert!(rows.contains(&(reason.to_owned(), false)), "{rows:?}");
}

#[test]
fn about_tells_version_promise_and_where_files_are() {
    let mut window = Window::with_article("about");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("about");
    window.press(Key::Enter);
    let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
    window.harness.get_by_label(&version);
    window
        .harness
        .get_by_label_contains("No account, and no connection unless you open an address");
    let settings = window.folder.join("settings.ron");
    window.harness.get_by_label(&settings.to_string_lossy());
    window.press(Key::Escape);
    assert!(window.harness.query_by_label(&version).is_none());
}
