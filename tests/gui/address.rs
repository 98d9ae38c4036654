//! Opening a page by its address: the field, the question that is asked once, and pasting.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;

use super::window::Window;

fn has(window: &Window, words: &str) -> bool {
    window.harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn an_address_is_asked_for_and_nothing_is_sent_before_the_user_agrees() {
    let mut window = Window::new("address");
    window.click("Open address…");
    window.type_words("harbor");
    window.press(Key::Enter);
    assert!(has(&window, "This is not the address of a page"));
    window.harness.get_by_role_and_label(Role::TextInput, "Address").focus();
    window.harness.run();
    window.press_with(Modifiers::COMMAND, Key::A);
    window.type_words("news.example/fog");
    window.press(Key::Enter);
    assert!(has(&window, "Ask news.example for this page?"));
    assert!(has(&window, "sends https://news.example/fog"));
    // Who presses Enter without reading has not agreed.
    window.press(Key::Enter);
    assert!(window.app().workbench().asks_about_address().is_some());
    assert!(!window.app().workbench().settings().agreed_to_ask);
    window.click("Cancel");
    assert!(window.app().workbench().asks_about_address().is_none());
    assert!(!window.app().workbench().is_busy() && window.app().workbench().desk().is_none());
}

#[test]
fn a_pasted_address_is_offered_and_other_text_is_opened() {
    let mut window = Window::new("address_pasted");
    window.harness.event(Event::Paste("http://news.example/fog\n".to_owned()));
    window.settle();
    window.harness.get_by_role_and_label(Role::TextInput, "Address");
    window.press(Key::Enter);
    assert!(has(&window, "The address begins with http: the connection is not sealed"));
    window.press(Key::Escape);
    assert!(window.app().workbench().asks_about_address().is_none());
    window.harness.event(Event::Paste("See https://news.example/fog for 3 percent.".to_owned()));
    window.settle();
    assert!(window.app().workbench().desk().is_some());
}

#[test]
fn what_is_turned_off_says_so() {
    let mut window = Window::new("address_off");
    window.click("Settings…");
    window.click("Never opened");
    window.click("Done");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    assert!(window.harness.query_by_role_and_label(Role::TextInput, "Address").is_none());
    let reason = window.app().workbench().keeps_offline();
    assert_eq!(reason, Some("It is off in the settings"));
    window.harness.event(Event::Paste("http://news.example/fog".to_owned()));
    window.settle();
    assert!(window.app().workbench().desk().is_none());
    let told = window.app().workbench().notice().unwrap().words.clone();
    assert!(told.contains("It is off in the settings"), "{told}");
}
