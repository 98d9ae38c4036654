//! What a person makes of a claim: verdicts, notes, values, sources, dates.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::{AsideReason, Verdict};

use super::window::Window;

#[test]
fn letters_type_while_a_field_has_the_focus() {
    let mut window = Window::with_article("typing");
    window.click_row("5 percent");
    window.press_letter(Key::N, "n");
    for (key, letter) in [(Key::V, "v"), (Key::D, "d"), (Key::J, "j"), (Key::Q, "q"), (Key::X, "x")]
    {
        window.press_letter(key, letter);
    }
    assert_eq!(window.claim().anchor.quote, "5 percent");
    assert_eq!(window.claim().verdict, Verdict::Open);
    window.press(Key::Escape);
    assert_eq!(window.claim().note, "vdjqx", "a note is kept when its field is left");
    window.press_letter(Key::D, "d");
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::Disputed);
}

#[test]
fn a_letter_that_led_into_a_field_can_be_typed_there() {
    let mut window = Window::with_article("led");
    window.click_row("5 percent");
    // Down and up in one frame, as when a frame takes long.
    for pressed in [true, false] {
        let modifiers = Modifiers::NONE;
        let event =
            Event::Key { key: Key::N, physical_key: None, pressed, repeat: false, modifiers };
        window.harness.input_mut().events.push(event);
    }
    window.settle();
    window.press_letter(Key::N, "n");
    assert_eq!(window.claim().note, "", "it is a draft while it is written");
    window.press(Key::Escape);
    assert_eq!(window.claim().note, "n");
}

#[test]
fn a_note_is_one_edit_and_never_lost() {
    let mut window = Window::with_article("note");
    window.click_row("5 percent");
    window.press_letter(Key::N, "n");
    for word in ["one ", "two ", "three"] {
        window.type_words(word);
    }
    assert_eq!(window.claim().note, "", "it is a draft while it is written");
    window.click_row("14 percent");
    assert_eq!(window.claim_of("5 percent").note, "one two three");
    assert_eq!(window.undo_name(), Some("write note"));
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.claim_of("5 percent").note, "");
    assert_eq!(window.undo_name(), None, "it was one edit");

    // Neither saving nor closing loses what is being written.
    window.click_row("5 percent");
    window.press_letter(Key::N, "n");
    window.type_words("kept");
    window.press_with(Modifiers::COMMAND, Key::S);
    assert_eq!(window.claim_of("5 percent").note, "kept");
}

#[test]
fn setting_aside_asks_for_its_reason() {
    let mut window = Window::with_article("aside");
    window.click_row("5 percent");
    window.press_letter(Key::X, "x");
    assert_eq!(window.claim().verdict, Verdict::SetAside(AsideReason::CannotVerify));
    assert_eq!(window.claim().anchor.quote, "5 percent", "it stays until the reason is chosen");
    window.click("Opinion");
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::SetAside(AsideReason::Opinion));
    assert_ne!(window.claim().anchor.quote, "5 percent");
}

#[test]
fn a_reason_is_chosen_by_keys_alone() {
    let mut window = Window::with_article("aside_keys");
    window.click_row("5 percent");
    window.press_letter(Key::X, "x");
    window.press(Key::Tab);
    window.press(Key::Enter);
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::SetAside(AsideReason::Opinion));
}

#[test]
fn the_same_verdict_again_opens_the_claim() {
    let mut window = Window::with_article("reopen");
    window.click_row("5 percent");
    window.press_letter(Key::V, "v");
    window.click_row("5 percent");
    window.click("Verified");
    assert_eq!(window.claim().verdict, Verdict::Open);
    assert_eq!(window.claim().anchor.quote, "5 percent", "it stays where it was opened again");
}

#[test]
fn a_date_resolves_what_hangs_on_it_and_nonsense_is_told() {
    let mut window = Window::with_article("date");
    window.click_row("last year");
    window.click("Set the publication date…");
    window.type_words("Tuesday");
    window.press(Key::Enter);
    window.harness.get_by_label_contains("This is not a date");
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Publication date");
    field.focus();
    window.settle();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words("May 14, 2026");
    window.press(Key::Enter);
    let article = window.app().workbench().desk().unwrap().article().unwrap();
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2026-05-14"));
    assert!(
        window.rows().iter().any(|row| row.contains("last year, date, 2025")),
        "{:?}",
        window.rows()
    );
}

#[test]
fn a_value_is_corrected_and_goes_back() {
    let mut window = Window::with_article("value");
    window.click_row("5 percent");
    window.click("Correct the value");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words("4.6 percent");
    window.press(Key::Enter);
    assert_eq!(window.claim().correction.as_deref(), Some("4.6 percent"));
    window.harness.get_by_label_contains("Corrected by hand");
    window.click("Go back to the value that was read");
    assert_eq!(window.claim().correction, None);
}

#[test]
fn a_source_is_added_edited_and_removed() {
    let mut window = Window::with_article("source");
    window.click_row("5 percent");
    window.press_letter(Key::S, "s");
    window.type_words("Wage index");
    window.harness.get_by_role_and_label(Role::TextInput, "Contact").focus();
    window.harness.run();
    window.type_words("555 0123");
    window.click("Confidential");
    window.click("Keep source");
    assert_eq!(window.claim().sources.len(), 1);
    assert_eq!(window.claim().sources[0].contact, "555 0123");
    assert!(window.claim().sources[0].is_confidential);
    assert_eq!(window.claim().sources[0].title, "Wage index");
    assert_eq!(window.claim().sources[0].seen, "2026-05-14");
    window.click("Edit source");
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words("Wage index 2025");
    // Another claim is chosen while the form is open: what is written is kept.
    window.click_row("14 percent");
    assert_eq!(window.claim_of("5 percent").sources[0].title, "Wage index 2025");
    window.click_row("5 percent");
    window.click("Remove source");
    assert!(window.claim().sources.is_empty());
}

#[test]
fn a_file_is_attached_by_its_path() {
    let mut window = Window::with_article("attach");
    window.click_row("5 percent");
    window.press_letter(Key::S, "s");
    window.click("Attach file…");
    let path = window.folder.join("wages.pdf");
    window.type_path(&path);
    window.click("Keep source");
    assert_eq!(window.claim().sources[0].place, path.to_string_lossy());
    assert_eq!(window.claim().sources[0].title, "wages");
}

#[test]
fn a_source_is_picked_from_the_package() {
    let mut window = Window::with_article("package");
    let list = "TY  - GEN\nTI  - Wage index\nAU  - Quell, Ida\nPY  - 2024\nER  -\n\
                TY  - ELEC\nTI  - Price survey\nUR  - https://example.org/prices\nER  -\n";
    let path = window.folder.join("package.ris");
    std::fs::write(&path, list).unwrap();
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("Import sources");
    window.press(Key::Enter);
    window.type_path(&path);
    window.settle();
    window.click_row("5 percent");
    window.press_letter(Key::S, "s");
    window.harness.get_by_label("From the package (2)");
    window.type_words("index");
    window.harness.get_by_label("From the package (1 of 2)");
    window.click("Take Wage index (Ida Quell, 2024) from the package");
    window.click("Keep source");
    let source = &window.claim().sources[0];
    assert_eq!((source.title.as_str(), source.seen.as_str()), ("Wage index", "2026-05-14"));
    assert_eq!(source.imprint.authors, ["Quell, Ida"]);
    assert_eq!(source.supports, None, "what it says of the claim is for a person to say");
}

#[test]
fn enter_keeps_a_source_and_escape_loses_nothing_of_it() {
    let mut window = Window::with_article("source_keys");
    window.click_row("5 percent");
    window.press_letter(Key::S, "s");
    window.type_words("Wage index");
    window.press(Key::Enter);
    assert_eq!(window.claim().sources.len(), 1, "Enter keeps it");
    assert!(window.harness.query_by_label("Source title").is_none(), "and the form is gone");
    window.press_letter(Key::S, "s");
    window.type_words("Price survey");
    window.press(Key::Escape);
    assert_eq!(window.claim().sources.len(), 2, "what was written is kept");
    window.press_letter(Key::S, "s");
    window.press(Key::Escape);
    assert_eq!(window.claim().sources.len(), 2, "where nothing was written there is none");
    // The keys are back on the claims.
    window.press_letter(Key::V, "v");
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::Verified);
}

#[test]
fn a_form_that_opens_shows_its_first_field_in_the_smallest_window() {
    let mut window = Window::with_article("small_forms");
    window.harness.set_size(eframe::egui::vec2(560.0, 480.0));
    window.settle();
    window.press_letter(Key::J, "j");
    for (key, letter) in [(Key::N, "n"), (Key::P, "p"), (Key::W, "w"), (Key::S, "s")] {
        window.press_letter(key, letter);
        let nodes: Vec<_> = window.harness.root().children_recursive().collect();
        let field = nodes.iter().find(|node| node.is_focused()).unwrap();
        let (name, field) = (field.accesskit_node().label(), field.rect());
        drop(nodes);
        assert!(field.top() > 110.0 && field.bottom() < 452.0, "{name:?}: {field:?}");
        window.press(Key::Escape);
    }
}

#[test]
fn the_start_screen_keeps_its_words_apart_and_its_projects_in_reach_in_the_smallest_window() {
    let mut window = Window::with_article("small_start");
    let path = window.folder.join("Harbor.tickmark.ron");
    window.harness.state_mut().wish(tickmark::workbench::Action::SaveAs { path });
    window.settle();
    window.harness.state_mut().wish(tickmark::workbench::Action::Close);
    window.settle();
    for (width, height) in [(560.0, 480.0), (900.0, 480.0), (1600.0, 1000.0)] {
        window.harness.set_size(eframe::egui::vec2(width, height));
        window.settle();
        let rect = |words: &str| window.harness.get_by_label_contains(words).rect();
        let (formats, promise) = (rect("Or drop a file here"), rect("Nothing you open leaves"));
        assert!(formats.bottom() < promise.top(), "{width}: {formats:?} {promise:?}");
        let project = rect("Harbor traffic grows again, 0 of");
        assert!(!project.intersects(promise), "{width}: {project:?} {promise:?}");
        assert!(project.left() >= 0.0 && project.right() <= width, "{width}: {project:?}");
    }
}
