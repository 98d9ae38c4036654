//! What in a text or in a link is not what it looks is told, to those who see the window and to those
//! who hear it.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use eframe::egui::accesskit::Role;
use eframe::egui::{MissingGlyphPolicy, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::Source;
use tickmark::workbench::Action;

use super::window::Window;

/// The second word of the first sentence has a Cyrillic letter; a sign turns the figure around.
const TEXT: &str = "Rents and fees\n\n\
    The b\u{430}nk raised its fees by 1\u{200B}4 percent on Tuesday, or \u{202E}41\u{202C} percent, Ada Quist said.\n\n\
    In \u{5E9}\u{5DC}\u{5D5}\u{5DD} the fees fell by 3 percent.";

/// What is told of the characters in view.
fn told(window: &Window) -> Vec<String> {
    let notes = window.harness.query_all_by_role(Role::Note);
    notes.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn characters_that_play_tricks_are_told_where_they_stand() {
    let mut window = Window::new("tricks");
    // The fonts that come along have no Hebrew; those of the system are not looked for in tests.
    window.harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
    window.harness.state_mut().wish(Action::Paste { text: TEXT.to_owned() });
    window.settle();
    let told = told(&window);
    for (words, after) in [
        ("letters in it only look like the others", "after “The”"),
        ("An invisible character stands here", "fees by 1”"),
        ("turns the direction of writing", "on Tuesday, or”"),
        ("Text from right to left", "In”"),
    ] {
        let is_told = |label: &&String| label.contains(words) && label.ends_with(after);
        assert_eq!(told.iter().filter(is_told).count(), 1, "{words}, {after}: {told:?}");
    }
    let line =
        "3 hidden characters · 1 look-alike word · right-to-left text may stand in the wrong order";
    let is_line = |label: String| label.contains(line);
    let paragraphs = window.harness.query_all_by_role(Role::Paragraph);
    assert!(paragraphs.filter_map(|node| node.accesskit_node().label()).any(is_line));
}

/// What stands after a word from right to left is marked where it is.
#[test]
fn words_from_right_to_left_do_not_move_the_marks_after_them() {
    let mut window = Window::new("rtl");
    window.harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
    let hebrew = "\u{5E9}\u{5DC}\u{5D5}\u{5DD}";
    let text = format!(
        "Fees\n\nThe fees fell by 30 percent.\n\nIn {hebrew} {hebrew} the fees fell by 40 percent, and in {hebrew} {hebrew} {hebrew} the many fees of the year rose by 50 percent."
    );
    window.harness.state_mut().wish(Action::Paste { text });
    window.settle();
    let width = |words: &str| {
        let claims = window.harness.query_all_by_role(Role::Button);
        let is_meant = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| {
                label.starts_with("claim ") && label.contains(&format!(", {words}, open"))
            })
        };
        let mut meant = claims.filter(is_meant).map(|node| node.rect().width());
        meant.next().unwrap_or_else(|| panic!("no claim {words}"))
    };
    // Figures are of one width, whatever they are; edges stand on whole pixels.
    let plain = width("30 percent");
    assert!(plain > 40.0, "{plain}");
    for words in ["40 percent", "50 percent"] {
        assert!((width(words) - plain).abs() < 2.0, "{words}: {} and not {plain}", width(words));
    }
}

#[test]
fn honest_text_bears_no_sign() {
    let window = Window::with_article("honest");
    assert_eq!(told(&window), Vec::<String>::new());
}

/// A window with a claim that rests on this place.
fn with_source(name: &str, place: &str) -> Window {
    let mut window = Window::with_article(name);
    window.click_row("8 percent");
    let claim = window.app().workbench().desk().unwrap().selected().unwrap();
    let source = Source { title: "Register".into(), place: place.into(), ..Source::default() };
    window.harness.state_mut().wish(Action::SetSources { claim, sources: vec![source] });
    window.settle();
    window
}

/// Presses a button, and gives the address that the system is then asked to open.
fn opened_by(window: &mut Window, label: &str) -> Option<String> {
    window.harness.get_by_role_and_label(Role::Button, label).click();
    (0..6).find_map(|_| {
        window.harness.step();
        let commands = &window.harness.output().platform_output.commands;
        commands.iter().find_map(|command| match command {
            OutputCommand::OpenUrl(open) => Some(open.url.clone()),
            _ => None,
        })
    })
}

fn has_button(window: &Window, label: &str) -> bool {
    window.harness.query_by_role_and_label(Role::Button, label).is_some()
}

#[test]
fn an_honest_link_is_opened_by_one_click_and_says_where_it_leads() {
    let mut window = with_source("honest_link", "https://example.org/register");
    let opened = opened_by(&mut window, "Open example.org in the browser");
    assert_eq!(opened.as_deref(), Some("https://example.org/register"));
}

#[test]
fn a_link_that_leads_elsewhere_than_it_seems_to_is_asked_about() {
    let place = "https://bank.example@evil.example/login";
    let mut window = with_source("false_link", place);
    let items = window.harness.query_all_by_role(Role::ListItem);
    let labels: Vec<String> = items.filter_map(|node| node.accesskit_node().label()).collect();
    assert!(labels.iter().any(|label| label.contains("https://evil.example/login")), "{labels:?}");
    assert_eq!(opened_by(&mut window, "Open evil.example in the browser"), None);
    assert!(window.harness.query_by_label("Open evil.example in the browser?").is_some());
    assert_eq!(opened_by(&mut window, "Cancel"), None);
    assert!(!has_button(&window, "Cancel"));
    assert_eq!(opened_by(&mut window, "Open evil.example in the browser"), None);
    let opened = opened_by(&mut window, "Open");
    assert_eq!(opened.as_deref(), Some("https://evil.example/login"));
}

#[test]
fn what_is_no_page_is_not_opened() {
    for (name, place) in [("script", "javascript:alert(1)"), ("file", "file:///etc/passwd")] {
        let window = with_source(name, place);
        let items = window.harness.query_all_by_role(Role::ListItem);
        let labels: Vec<String> = items.filter_map(|node| node.accesskit_node().label()).collect();
        assert!(
            labels
                .iter()
                .any(|label| label.contains("Only http, https and mailto links are opened")),
            "{labels:?}"
        );
        let buttons = window.harness.query_all_by_role(Role::Button);
        let opens = |node: egui_kittest::Node<'_>| {
            node.accesskit_node().label().is_some_and(|label| label.ends_with("in the browser"))
        };
        assert!(!buttons.into_iter().any(opens), "{place}");
    }
}
