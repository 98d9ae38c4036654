//! The panels of the window: the list of articles, edges that are dragged, what is put away.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::workbench::ThemeChoice;

use super::app::Dropped;
use super::window::{Window, harness};

/// The entries of the list of articles.
fn articles(window: &Window) -> Vec<String> {
    let lists = window.harness.query_all_by_role_and_label(Role::ListBox, "Articles");
    lists
        .into_iter()
        .flat_map(|list| list.children_recursive())
        .filter(|node| node.accesskit_node().role() == Role::ListBoxOption)
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

fn with_two_articles(name: &str) -> Window {
    let mut window = Window::with_article(name);
    let path = window.folder.join("tides.txt");
    let words = "Tides run higher\n\nThe tide rose 4 feet on Monday, the most since 1998.";
    fs::write(&path, words).unwrap();
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.settle();
    window
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.harness.drag_at(from);
    window.settle();
    window.harness.hover_at(to);
    window.settle();
    window.harness.drop_at(to);
    window.settle();
}

#[test]
fn several_articles_stand_at_the_side_each_with_how_far_it_is() {
    let mut window = with_two_articles("articles");
    let all = articles(&window);
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all[1].starts_with("Tides run higher, 0 of "), "{all:?}");
    window.press_letter(Key::J, "j");
    window.press_letter(Key::V, "v");
    assert!(articles(&window)[1].starts_with("Tides run higher, 1 of "), "{:?}", articles(&window));
    let entry = window.harness.query_all_by_role(Role::ListBoxOption);
    let first = entry
        .into_iter()
        .find(|node| node.accesskit_node().label().is_some_and(|l| l.starts_with("Harbor")))
        .unwrap();
    first.click();
    window.settle();
    let desk = window.app().workbench().desk().unwrap();
    assert_eq!(desk.article().unwrap().title, "Harbor traffic grows again");
    window.click("Hide the articles");
    assert!(articles(&window).is_empty());
    window.press_with(Modifiers::COMMAND, Key::B);
    assert_eq!(articles(&window).len(), 2);
}

#[test]
fn one_article_alone_needs_no_list() {
    let mut window = Window::with_article("one_article");
    assert!(articles(&window).is_empty());
    window.press_with(Modifiers::COMMAND, Key::B);
    assert_eq!(articles(&window).len(), 1, "unless it is asked for");
}

#[test]
fn a_panel_keeps_the_width_that_it_was_given() {
    let mut window = Window::with_article("width");
    let edge = |window: &Window| {
        let name = "Width of the claims list";
        window.harness.get_by_role_and_label(Role::Splitter, name).rect().center()
    };
    let from = edge(&window);
    drag(&mut window, from, from - vec2(80.0, 0.0));
    let moved = edge(&window);
    assert!((from.x - moved.x - 80.0).abs() < 2.0, "{from:?} {moved:?}");
    let kept = window.app().workbench().settings().panels.claims.unwrap();
    let mut again = harness(&window.folder, (1600.0, 1000.0));
    again.run_ok();
    assert_eq!(again.state().workbench().settings().panels.claims, Some(kept));
    window.press_with(Modifiers::COMMAND, Key::Comma);
    window.harness.get_by_role_and_label(Role::Tab, "Window").click();
    window.settle();
    window.click("As they come");
    window.click("Done");
    assert!((edge(&window).x - from.x).abs() < 2.0);
    assert_eq!(window.app().workbench().settings().panels.claims, None);
}

#[test]
fn every_width_and_scale_shows_the_claim_and_its_verdicts() {
    let mut window = Window::with_article("widths");
    window.click_row("5 percent");
    for scale in [0.8, 1.0, 1.5, 2.0] {
        window.harness.ctx.set_zoom_factor(scale);
        for width in [1120.0_f32, 1440.0, 1920.0, 2400.0] {
            window.harness.set_size(vec2(width, 1000.0) / scale);
            window.settle();
            window.press_with(Modifiers::COMMAND, Key::Num1);
            window.press_with(Modifiers::COMMAND, Key::Num3);
            let button = window.harness.get_by_role_and_label(Role::Button, "Verified");
            let full = window.harness.ctx.content_rect();
            assert!(full.contains_rect(button.rect()), "{scale} {width}: {:?}", button.rect());
        }
    }
}

#[test]
fn what_lies_over_the_window_fits_into_a_small_one() {
    let mut window = Window::with_article("small");
    window.click_row("5 percent");
    window.harness.set_size(vec2(560.0, 480.0));
    window.settle();
    let full = eframe::egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(560.0, 480.0));
    let check = |window: &Window, role: Role, name: &str| {
        let rect = window.harness.get_by_role_and_label(role, name).rect();
        assert!(full.contains_rect(rect), "{name}: {rect:?}");
    };
    window.press_with(Modifiers::COMMAND, Key::K);
    check(&window, Role::TextInput, "Find a command or a claim");
    window.press(Key::Escape);
    window.press_letter(Key::Questionmark, "?");
    check(&window, Role::Button, "Close");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::Comma);
    check(&window, Role::Button, "Done");
    check(&window, Role::Tab, "Keys");
    window.press(Key::Escape);
    window.press_with(Modifiers::COMMAND, Key::F);
    check(&window, Role::TextInput, "Words to find");
}

#[test]
fn what_can_be_made_of_selected_words_fits_into_a_narrow_article() {
    let mut window = Window::with_article("narrow_selection");
    for width in [1600.0, 900.0, 720.0, 560.0] {
        window.harness.set_size(vec2(width, 700.0));
        window.settle();
        // In the narrowest there is one pane at a time.
        if let Some(tab) = window.harness.query_by_role_and_label(Role::Tab, "Article") {
            tab.click();
            window.settle();
        }
        // The words that were found stay selected.
        window.press_with(Modifiers::COMMAND, Key::F);
        window.type_words("31 ships");
        window.press(Key::Escape);
        let article =
            window.harness.get_by_label("Article text: Harbor traffic grows again").rect();
        for group in ["figure", "date", "attribution", "name", "comparison"] {
            let name = format!("Mark as {group}");
            let button = window.harness.get_by_role_and_label(Role::Button, &name).rect();
            assert!(article.contains_rect(button), "{width}, {name}: {button:?} in {article:?}");
        }
        let name = "Nothing to check here";
        let buttons = window.harness.query_all_by_role_and_label(Role::Button, name);
        let rects: Vec<_> = buttons.map(|button| button.rect()).collect();
        assert!(rects.iter().any(|rect| article.contains_rect(*rect)), "{width}: {rects:?}");
    }
}

#[test]
fn how_the_window_looks_is_chosen_by_mouse_from_one_menu() {
    let mut window = Window::with_article("view_menu");
    let choose = |window: &mut Window, role: Role, name: &str| {
        window.harness.get_by_role_and_label(role, name).click();
        window.settle();
    };
    let size = window.app().workbench().settings().reading_size;
    window.click("View");
    choose(&mut window, Role::MenuItemRadio, "Dark");
    assert_eq!(window.app().workbench().settings().theme, ThemeChoice::Dark);
    // It stays, so that one can go on trying.
    choose(&mut window, Role::MenuItem, "Larger text");
    choose(&mut window, Role::MenuItem, "Larger text");
    assert_eq!(window.app().workbench().settings().reading_size, size + 2.0);
    assert!(!window.rows().is_empty());
    choose(&mut window, Role::MenuItemCheckBox, "Claims");
    assert!(window.rows().is_empty(), "the list is put away");
    assert!(window.app().workbench().settings().panels.hides_claims, "and stays so");
    choose(&mut window, Role::MenuItemCheckBox, "Claims");
    assert!(!window.rows().is_empty());
    let pos = pos2(500.0, 600.0);
    window.harness.event(Event::PointerMoved(pos));
    for pressed in [true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        window.harness.event(Event::PointerButton { pos, button, pressed, modifiers });
    }
    window.settle();
    assert!(window.harness.query_by_label("Larger text").is_none(), "a click beside it ends it");
}
