//! Settings: they hold at once, are kept, and a damaged file is set aside.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;

use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::VerdictKind;
use tickmark::workbench::{Action, DateOrder, NumberFormat, ReadingFace, ThemeChoice};

use super::window::{Window, harness};

fn open_page(window: &mut Window, page: &str) {
    if window.harness.query_by_role_and_label(Role::Tab, page).is_none() {
        window.press_with(Modifiers::COMMAND, Key::Comma);
    }
    window.harness.get_by_role_and_label(Role::Tab, page).click();
    window.settle();
}

fn type_over(window: &mut Window, field: &str, words: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, field).focus();
    window.settle();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words(words);
}

/// Presses a key on its page, which may be out of sight.
fn press_key_of(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::Button, name).click_accesskit();
    window.settle();
}

#[test]
fn settings_hold_at_once_and_the_name_is_recorded() {
    let mut window = Window::with_article("settings");
    open_page(&mut window, "Window");
    window.click_in_dialog("Dark");
    assert_eq!(window.app().workbench().settings().theme, ThemeChoice::Dark);
    open_page(&mut window, "Review");
    window.click_in_dialog("Stay");
    open_page(&mut window, "You");
    type_over(&mut window, "Your name", "Ines Corrigan");
    window.click_in_dialog("Done");
    assert_eq!(window.app().workbench().settings().checker_initials(), "IC");
    window.click_row("5 percent");
    window.press_letter(Key::V, "v");
    assert_eq!(window.claim().anchor.quote, "5 percent", "it stays");
    let decided = window.claim().decided.clone().unwrap();
    assert_eq!(decided.who, "Ines Corrigan");
}

#[test]
fn what_is_set_is_there_again() {
    let mut window = Window::with_article("kept");
    open_page(&mut window, "Reading");
    window.click_in_dialog("IBM Plex Sans");
    window.click("Size of type: more");
    window.click("Longest line: less");
    open_page(&mut window, "Window");
    window.click_in_dialog("Nothing moves");
    window.click_in_dialog("Done");
    let settings = window.app().workbench().settings().clone();
    assert_eq!(settings.reading_face, ReadingFace::Sans);
    assert_eq!((settings.reading_size, settings.measure), (19.0, 69.0));
    assert!(!settings.has_motion);
    let again = harness(&window.folder, (1600.0, 1000.0));
    assert_eq!(again.state().workbench().settings(), &settings);
}

#[test]
fn a_key_is_given_to_another_command_and_the_clash_is_shown() {
    let mut window = Window::with_article("remap");
    open_page(&mut window, "Keys");
    press_key_of(&mut window, "Verified: V");
    window.harness.get_by_label("Verified: press a key, Escape to leave it");
    window.press_letter(Key::D, "d");
    window.harness.get_by_label("Verified: D, also disputed");
    window.harness.get_by_label("Disputed: D, also verified");
    press_key_of(&mut window, "Verified: D, also disputed");
    window.press_letter(Key::T, "t");
    window.harness.get_by_label("Disputed: D");
    window.click_in_dialog("Done");
    window.click_row("5 percent");
    window.press_letter(Key::V, "v");
    assert_eq!(window.claim_of("5 percent").verdict.kind(), VerdictKind::Open);
    window.press_letter(Key::T, "t");
    assert_eq!(window.claim_of("5 percent").verdict.kind(), VerdictKind::Verified);
    open_page(&mut window, "Keys");
    press_key_of(&mut window, "Verified: the key it comes with");
    window.harness.get_by_label("Verified: V");
}

#[test]
fn escape_leaves_a_key_as_it_was_and_backspace_takes_it_away() {
    let mut window = Window::with_article("no_key");
    open_page(&mut window, "Keys");
    press_key_of(&mut window, "Verified: V");
    window.press(Key::Escape);
    window.harness.get_by_label("Verified: V");
    press_key_of(&mut window, "Verified: V");
    window.press(Key::Backspace);
    window.harness.get_by_label("Verified: no key");
    window.click("Every key as it comes");
    window.harness.get_by_label("Verified: V");
}

#[test]
fn single_letters_are_switched_off() {
    let mut window = Window::with_article("no_letters");
    open_page(&mut window, "Keys");
    window.click_in_dialog("Off");
    window.click_in_dialog("Done");
    window.click_row("5 percent");
    window.press_letter(Key::V, "v");
    assert_eq!(window.claim_of("5 percent").verdict.kind(), VerdictKind::Open);
    window.press(Key::ArrowDown);
    assert_ne!(window.claim().anchor.quote, "5 percent", "arrows are no letters");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.harness.get_by_role_and_label(Role::ListBox, "What matches");
}

#[test]
fn damaged_settings_are_set_aside_and_told() {
    let window = Window::new("damaged");
    let path = window.folder.join("settings.ron");
    fs::write(&path, "(theme: Dark, reading_size: ").unwrap();
    let mut again = harness(&window.folder, (1600.0, 1000.0));
    again.run_ok();
    let told = again.get_by_label_contains("The settings file was damaged at line 1");
    assert!(told.accesskit_node().label().unwrap().contains("settings.damaged.ron"));
    assert_eq!(again.state().workbench().settings().theme, ThemeChoice::System);
    let aside = fs::read_to_string(window.folder.join("settings.damaged.ron")).unwrap();
    assert!(aside.starts_with("(theme: Dark"));
}

#[test]
fn numbers_written_by_hand_are_brought_into_their_bounds() {
    let window = Window::new("bounds");
    let path = window.folder.join("settings.ron");
    let words = "(reading_size: 900, line_height: NaN, scale: 0.1, measure: 72, fancy: true)";
    fs::write(&path, words).unwrap();
    let again = harness(&window.folder, (1600.0, 1000.0));
    let settings = again.state().workbench().settings();
    assert_eq!((settings.reading_size, settings.scale), (26.0, 0.8));
    assert!((settings.line_height - 17.0 / 9.0).abs() < 0.01);
}

#[test]
fn the_window_is_read_at_every_scale() {
    let mut window = Window::with_article("scale");
    window.click_row("5 percent");
    open_page(&mut window, "Window");
    for _ in 0..10 {
        window.click("Size of everything: more");
    }
    assert_eq!(window.app().workbench().settings().scale, 2.0);
    window.click_in_dialog("Done");
    // At twice the size the window has room for two panels; all is there still.
    window.harness.get_by_role_and_label(Role::Tab, "Claim");
    window.harness.get_by_role_and_label(Role::Button, "Verified");
    window.harness.get_by_role_and_label(Role::Tab, "Claims").click();
    window.settle();
    assert!(!window.rows().is_empty());
}

#[test]
fn kinds_that_are_hidden_are_neither_listed_nor_marked_and_still_count() {
    let mut window = Window::with_article("hidden_kinds");
    let tally = |window: &Window| window.app().workbench().desk().unwrap().tally();
    let (all, before) = (window.rows().len(), tally(&window));
    open_page(&mut window, "Reading");
    window.click("Dates");
    window.click_in_dialog("Done");
    let rows = window.rows();
    assert!(!rows.is_empty() && rows.len() < all);
    assert!(rows.iter().all(|row| !row.contains(", date")), "{rows:?}");
    let marks = window.harness.query_all_by_label_contains(", date, ").count();
    assert_eq!(marks, 0, "none is marked either");
    assert_eq!(tally(&window), before);
    // A filter that is set does not bring them back.
    window.press_letter(Key::Num1, "1");
    window.press_letter(Key::Num0, "0");
    assert_eq!(window.rows(), rows);
    open_page(&mut window, "Reading");
    window.click("Dates");
    window.click_in_dialog("Done");
    assert_eq!(window.rows().len(), all);
}

#[test]
fn a_house_calls_verdicts_by_its_own_words() {
    let mut window = Window::with_article("verdict_names");
    window.click_row("5 percent");
    open_page(&mut window, "Review");
    type_over(&mut window, "Verified", "Confirmed");
    window.click_in_dialog("Done");
    window.click("Confirmed");
    assert_eq!(window.claim_of("5 percent").verdict.kind(), VerdictKind::Verified);
    let row = window.rows().into_iter().find(|row| row.starts_with("5 percent")).unwrap();
    assert!(row.contains(", confirmed,"), "{row}");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("mark as conf");
    window.harness.get_by_label_contains("Mark as confirmed");
}

/// Day and month, and a comma, that can be read in two ways.
const TWO_WAYS: &str = "Quay\n\n\
    The quay was shut on 3/4/2025, and 1,234 crates were turned away from it by the guards.";

/// The values of the claims with these words.
fn value_of(window: &Window, words: &str) -> String {
    let desk = window.app().workbench().desk().unwrap();
    tickmark::workbench::words::value(window.claim_of(words), desk.article().unwrap())
}

#[test]
fn dates_and_numbers_are_read_as_the_settings_say_and_read_anew_as_one_undo() {
    let mut window = Window::with_text("notation", TWO_WAYS);
    let usual = value_of(&window, "3/4/2025");
    assert_eq!(value_of(&window, "1,234"), "1,234 crates");
    open_page(&mut window, "Reading");
    window.click_in_dialog("Day first");
    window.click_in_dialog("1.000,5");
    window.click_in_dialog("Done");
    let settings = window.app().workbench().settings();
    assert_eq!(settings.date_order, DateOrder::DayFirst);
    assert_eq!(settings.number_format, NumberFormat::Comma);
    let told = window.app().workbench().notice().unwrap().words.clone();
    assert!(told.contains("choose “Read dates"), "{told}");
    assert_eq!(value_of(&window, "3/4/2025"), usual, "what is open stays until it is read anew");
    window.click_row("3/4/2025");
    window.press_letter(Key::V, "v");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("read anew");
    window.press(Key::Enter);
    window.settle();
    assert_eq!(value_of(&window, "3/4/2025"), "2025-04-03");
    assert!(value_of(&window, "1,234").starts_with("1.234 "));
    let told = window.app().workbench().notice().unwrap().words.clone();
    assert!(told.contains("2 claims changed") && told.contains("verdict stands"), "{told}");
    assert_eq!(window.claim_of("3/4/2025").verdict.kind(), VerdictKind::Verified);
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(value_of(&window, "3/4/2025"), usual);
    assert_eq!(value_of(&window, "1,234"), "1,234 crates");
    // The next article is read so from the first.
    let other = window.folder.join("other.txt");
    fs::write(&other, "Gate\n\nThe gate was shut on 5/6/2025 for the whole of the day.").unwrap();
    window.harness.state_mut().wish(Action::Drop { path: other });
    window.settle();
    assert_eq!(value_of(&window, "5/6/2025"), "2025-06-05");
}

#[test]
fn panels_name_the_keys_that_commands_have_now() {
    let mut window = Window::with_text("named_keys", "Nothing here\n\nIt rained.");
    window.harness.get_by_label_contains("press M to add a claim yourself");
    open_page(&mut window, "Keys");
    press_key_of(&mut window, "Mark as claim: M");
    window.press_letter(Key::B, "b");
    window.click_in_dialog("Done");
    window.harness.get_by_label_contains("press B to add a claim yourself");
}

#[test]
fn the_language_is_shown_and_what_is_not_read_is_told() {
    let window = Window::with_article("language_english");
    window.harness.get_by_label("English");
    let german = "Hafen\n\nDer Hafen hat im letzten Jahr viele Schiffe gesehen, und die Preise sind \
        nach dem Winter nicht mehr so hoch wie sie es vor einem Jahr noch waren, sagte er.";
    let window = Window::with_text("language_german", german);
    window.harness.get_by_label_contains("German: only figures, dates in digits and quotations");
    window.harness.get_by_label_contains("The rest is not read.");
}
