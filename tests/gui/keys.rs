//! Every key on the card does what the card says.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::{Verdict, VerdictKind};
use tickmark::workbench::ThemeChoice;

use super::window::Window;

fn verdict(window: &Window, words: &str) -> VerdictKind {
    window.claim_of(words).verdict.kind()
}

#[test]
fn the_card_shows_every_key_and_goes_by_the_same_key() {
    let mut window = Window::with_article("card");
    window.press_letter(Key::Questionmark, "?");
    for line in ["Verified: V", "Paragraph back, forward: [, ]", "Commands and claims: Ctrl K"] {
        window.harness.get_by_role_and_label(Role::ListItem, line);
    }
    window.press_letter(Key::Questionmark, "?");
    assert!(window.harness.query_by_label("Verified: V").is_none());
    window.press(Key::F1);
    window.press(Key::Escape);
    assert!(window.harness.query_by_label("Verified: V").is_none());
}

#[test]
fn the_space_bar_repeats_the_last_verdict_and_goes_on() {
    let mut window = Window::with_article("space");
    window.click_row("8 percent");
    // Nothing was decided yet.
    window.press_letter(Key::Space, " ");
    assert_eq!(verdict(&window, "8 percent"), VerdictKind::Open);
    window.press_letter(Key::D, "d");
    assert_eq!(verdict(&window, "8 percent"), VerdictKind::Disputed);
    let second = window.claim().anchor.quote.clone();
    window.press_letter(Key::Space, " ");
    assert_eq!(verdict(&window, &second), VerdictKind::Disputed);
    assert_ne!(window.claim().anchor.quote, second, "it goes on");
    // On a claim that has the verdict, nothing is taken back.
    window.click_row(&second);
    window.press_letter(Key::Space, " ");
    assert_eq!(verdict(&window, &second), VerdictKind::Disputed);
}

#[test]
fn the_space_bar_presses_the_button_that_has_the_focus() {
    let mut window = Window::with_article("space_button");
    window.click_row("8 percent");
    window.press_letter(Key::D, "d");
    let claim = window.claim().anchor.quote.clone();
    window.harness.get_by_role_and_label(Role::Button, "Query").focus();
    window.settle();
    window.press_letter(Key::Space, " ");
    assert_eq!(verdict(&window, &claim), VerdictKind::Query);
}

#[test]
fn brackets_go_from_paragraph_to_paragraph() {
    let mut window = Window::with_article("brackets");
    let paragraph = |window: &Window| {
        let desk = window.app().workbench().desk().unwrap();
        desk.rows().row(desk.selected().unwrap()).unwrap().paragraph
    };
    window.press_letter(Key::CloseBracket, "]");
    let first = paragraph(&window);
    window.press_letter(Key::CloseBracket, "]");
    let second = paragraph(&window);
    assert!(second > first);
    window.press_letter(Key::CloseBracket, "]");
    assert_eq!(paragraph(&window), second, "it was the last");
    window.press_letter(Key::OpenBracket, "[");
    assert_eq!(paragraph(&window), first);
}

#[test]
fn digits_show_one_kind_and_zero_shows_all() {
    let mut window = Window::with_article("digits");
    let all = window.rows().len();
    window.press_letter(Key::Num2, "2");
    let rows = window.rows();
    assert!(!rows.is_empty() && rows.iter().all(|row| row.contains(", date")), "{rows:?}");
    window.press_letter(Key::Num0, "0");
    assert_eq!(window.rows().len(), all);
    window.press_letter(Key::Num1, "1");
    assert!(window.rows().len() < all);
    window.press_letter(Key::Num1, "1");
    assert_eq!(window.rows().len(), all, "the same key takes it back");
}

#[test]
fn the_next_disputed_claim_comes_around() {
    let mut window = Window::with_article("next_disputed");
    for words in ["8 percent", "14 percent"] {
        window.click_row(words);
        window.press_letter(Key::D, "d");
    }
    window.click_row("8 percent");
    window.press_with(Modifiers::SHIFT, Key::D);
    assert_eq!(window.claim().anchor.quote, "14 percent");
    window.press_with(Modifiers::SHIFT, Key::D);
    assert_eq!(window.claim().anchor.quote, "8 percent");
    window.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert_eq!(window.rows().len(), 2);
}

#[test]
fn panels_get_the_keys_and_are_put_away() {
    let mut window = Window::with_article("panels");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    assert!(has_focus(&window, "Article text: Harbor traffic grows again"));
    window.press(Key::F6);
    assert!(has_focus(&window, "Claims"));
    window.press(Key::ArrowDown);
    let first = window.claim().anchor.quote.clone();
    window.press(Key::F6);
    assert!(has_focus(&window, "The selected claim"));
    window.press(Key::F6);
    window.press_with(Modifiers::SHIFT, Key::F6);
    assert!(has_focus(&window, "The selected claim"), "and back");
    window.press_with(Modifiers::COMMAND, Key::Num2);
    assert!(has_focus(&window, "Claims"));
    assert!(!window.rows().is_empty());
    window.press_with(Modifiers::COMMAND, Key::Num2);
    assert!(window.rows().is_empty(), "pressed twice it is put away");
    assert!(window.app().workbench().settings().panels.hides_claims, "and stays so");
    window.press_with(Modifiers::COMMAND, Key::Num2);
    assert!(!window.rows().is_empty());
    assert_eq!(window.claim().anchor.quote, first);
}

#[test]
fn pages_are_turned_in_the_panel_that_has_the_keys() {
    let facts = (1..60).map(|n| format!("Quay {n} took {n}4 ships in {}.", 1900 + n));
    let text = format!("Quay rents\n\n{}", facts.collect::<Vec<_>>().join("\n\n"));
    let mut window = Window::with_text("pages", &text);
    let first_row = |window: &Window| window.rows().first().cloned().unwrap();
    let selected = |window: &Window| window.app().workbench().desk().unwrap().selected();
    // Nothing has the keys: the article moves, and the claims stay.
    if let Some(id) = window.harness.ctx.memory(|memory| memory.focused()) {
        window.harness.ctx.memory_mut(|memory| memory.surrender_focus(id));
    }
    let shows_first = |window: &Window| {
        window.harness.query_all_by_label_contains("claim 1 of ").next().is_some()
    };
    assert!(shows_first(&window));
    let top = first_row(&window);
    window.press(Key::End);
    assert!(!shows_first(&window));
    assert_eq!((first_row(&window), selected(&window)), (top.clone(), None));
    window.press(Key::Home);
    assert!(shows_first(&window));
    // The list has them: it goes on by as many claims as are shown.
    window.press_with(Modifiers::COMMAND, Key::Num2);
    window.press(Key::PageDown);
    let first = window.claim().anchor.span;
    window.press(Key::PageDown);
    let second = window.claim().anchor.span;
    assert!(second.start > first.start + 100, "{first:?} {second:?}");
    window.press(Key::PageUp);
    assert_eq!(window.claim().anchor.span, first);
    window.press(Key::End);
    assert!(window.claim().anchor.span.start > second.start);
    assert_ne!(first_row(&window), top);
    window.press(Key::Home);
    assert_eq!(window.claim().anchor.span, first);
}

#[test]
fn the_articles_at_the_side_are_reached_and_chosen_by_keys() {
    let mut window = Window::with_article("articles_by_keys");
    let path = window.folder.join("second.txt");
    std::fs::write(&path, "Night ferry returns\n\nIt carries 40 cars.").unwrap();
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words("add article");
    window.press(Key::Enter);
    window.type_path(&path);
    let shown = |window: &Window| {
        let desk = window.app().workbench().desk().unwrap();
        (desk.project().articles.len(), desk.article().unwrap().title.clone())
    };
    assert_eq!(shown(&window), (2, "Night ferry returns".to_owned()));
    let second = "Night ferry returns, 0 of 1 checked";
    // The list is shown where there are several; it has its turn after the panels.
    window.press_with(Modifiers::COMMAND, Key::Num3);
    window.press(Key::F6);
    assert!(has_focus(&window, second));
    window.press(Key::F6);
    assert!(has_focus(&window, "Article text: Night ferry returns"));
    window.press_with(Modifiers::SHIFT, Key::F6);
    assert!(has_focus(&window, second));
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    assert_eq!(shown(&window).1, "Harbor traffic grows again");
    // Put away, it is left out; called back by its key, it has the keys.
    window.press_with(Modifiers::COMMAND, Key::B);
    window.press_with(Modifiers::COMMAND, Key::Num3);
    window.press(Key::F6);
    assert!(has_focus(&window, "Article text: Harbor traffic grows again"));
    window.press_with(Modifiers::COMMAND, Key::B);
    let nodes: Vec<_> = window.harness.root().children_recursive().collect();
    let focused = nodes.iter().find(|node| node.is_focused()).unwrap().accesskit_node();
    assert!(focused.label().unwrap().starts_with("Harbor traffic grows again, "), "{focused:?}");
    drop(nodes);
    // An article more is one undo.
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(shown(&window).0, 1);
}

/// Whether the panel of this name has the focus, or the row that is chosen in it.
fn has_focus(window: &Window, name: &str) -> bool {
    let mut nodes = window.harness.root().children_recursive();
    nodes.find(|node| node.is_focused()).is_some_and(|node| {
        let node = node.accesskit_node();
        let is_row = name == "Claims" && node.role() == Role::ListBoxOption;
        is_row || node.label().as_deref() == Some(name)
    })
}

#[test]
fn type_grows_and_is_remembered() {
    let mut window = Window::with_article("zoom");
    window.press_with(Modifiers::COMMAND, Key::Plus);
    window.press_with(Modifiers::COMMAND, Key::Plus);
    assert_eq!(window.app().workbench().settings().reading_size, 20.0);
    window.press_with(Modifiers::COMMAND, Key::Minus);
    assert_eq!(window.app().workbench().settings().reading_size, 19.0);
    window.press_with(Modifiers::COMMAND, Key::Num0);
    assert_eq!(window.app().workbench().settings().reading_size, 18.0);
    window.press_with(Modifiers::COMMAND, Key::L);
    assert_eq!(window.app().workbench().settings().theme, ThemeChoice::Dark);
}

#[test]
fn letters_are_not_commands_while_words_are_typed() {
    let mut window = Window::with_article("typing");
    window.click_row("8 percent");
    window.press_letter(Key::D, "d");
    window.click_row("8 percent");
    let before = window.app().workbench().desk().unwrap().tally();
    window.press_letter(Key::N, "n");
    for (key, letter) in
        [(Key::V, "v"), (Key::Space, " "), (Key::OpenBracket, "["), (Key::Num1, "1"), (Key::H, "h")]
    {
        window.press_letter(key, letter);
    }
    window.press(Key::Escape);
    assert_eq!(window.claim().note, "v [1h");
    assert_eq!(window.app().workbench().desk().unwrap().tally(), before);
}

#[test]
fn marks_are_hidden_while_their_key_is_held() {
    let mut window = Window::with_article("held");
    window.click_row("8 percent");
    let gutter = |window: &Window| window.harness.query_all_by_label_contains("claim 1 of").count();
    let shown = gutter(&window);
    assert!(shown > 0);
    window.harness.key_down(Key::H);
    window.harness.event(Event::Text("h".to_owned()));
    for _ in 0..30 {
        window.harness.step();
    }
    assert_eq!(window.claim().verdict, Verdict::Open);
    window.harness.key_up(Key::H);
    window.settle();
    assert_eq!(gutter(&window), shown);
}

/// What the message at the foot of the window says.
fn told(window: &Window) -> Option<String> {
    window.app().workbench().notice().map(|notice| notice.words.clone())
}

#[test]
fn a_key_that_does_nothing_now_says_why() {
    let mut window = Window::with_article("why_not");
    window.click_row("5 percent");
    for (key, letter, why) in [
        (Key::U, "u", "Open again: the claim has no verdict"),
        (Key::M, "m", "Mark as claim: select words in the article first"),
        (Key::Space, " ", "Repeat the last verdict: no verdict was given yet"),
    ] {
        window.press_letter(key, letter);
        assert_eq!(told(&window).as_deref(), Some(why));
        window.harness.get_by_label(why);
    }
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(told(&window).as_deref(), Some("Undo: nothing to undo"));
    // So does a button that leads to the same.
    window.click("Make a claim of the selected words");
    assert_eq!(told(&window).as_deref(), Some("Mark as claim: select words in the article first"));
    // What can be done next takes the message away.
    window.press_letter(Key::V, "v");
    assert_eq!(told(&window), None);
    assert_eq!(verdict(&window, "5 percent"), VerdictKind::Verified);
}

#[test]
fn why_a_key_does_nothing_never_hides_a_problem() {
    let mut window = Window::with_article("why_not_problem");
    let missing = window.folder.join("missing.txt");
    window.harness.state_mut().wish(tickmark::workbench::Action::Drop { path: missing });
    window.settle();
    let problem = told(&window);
    assert!(problem.as_ref().is_some_and(|words| words.contains("missing.txt")), "{problem:?}");
    window.press_letter(Key::M, "m");
    assert_eq!(told(&window), problem);
}

#[test]
fn the_card_goes_by_the_key_that_was_given_to_it() {
    let mut window = Window::with_article("card_key");
    let mut settings = window.app().workbench().settings().clone();
    settings.keys.insert(tickmark::workbench::Command::KeyCard.name(), "Y".to_owned());
    let set = tickmark::workbench::Action::SetSettings(Box::new(settings));
    window.harness.state_mut().wish(set);
    window.settle();
    window.press_letter(Key::Y, "y");
    window.harness.get_by_role_and_label(Role::ListItem, "This card: Y");
    window.press_letter(Key::Y, "y");
    assert!(window.harness.query_by_label("This card: Y").is_none());
}

#[test]
fn the_ends_of_the_list_are_told_and_open_claims_go_around() {
    let mut window = Window::with_article("ends");
    let rows = window.rows();
    window.click_row(rows.last().unwrap());
    let last = window.claim().anchor.span;
    window.press_letter(Key::J, "j");
    assert_eq!(window.claim().anchor.span, last);
    assert_eq!(told(&window).as_deref(), Some("This is the last claim that is shown."));
    // After the last verdict the open ones before it are next.
    window.press_letter(Key::V, "v");
    assert!(window.claim().anchor.span.start < last.start);
    assert_eq!(told(&window).as_deref(), Some("On from the first claim again."));
    while window.app().workbench().desk().unwrap().tally().open > 0 {
        window.press_letter(Key::V, "v");
    }
    assert_eq!(told(&window).as_deref(), Some("Every claim has a verdict now."));
    window.press_letter(Key::O, "o");
    assert_eq!(told(&window).as_deref(), Some("Next open claim: no claim is open"));
}
