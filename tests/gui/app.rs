//! The whole application: open, review, save, open again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, thread};

use eframe::egui::{DroppedFile, Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::Verdict;

use super::window::{ARTICLE, Window, harness, wait};

/// A file as the system hands it over when it is dropped.
#[derive(Debug)]
pub(crate) struct Dropped(pub(crate) PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Ok(ARTICLE.as_bytes().to_vec())
    }
}

#[test]
fn a_review_is_saved_and_found_again_as_it_was() {
    let mut window = Window::with_article("review");
    window.click_row("8 percent");
    assert_eq!(window.claim().anchor.quote, "8 percent");
    window.press_letter(Key::N, "n");
    window.type_words("The yearbook has 7.9.");
    window.click("Verified");
    assert_eq!(window.claim_of("8 percent").verdict, Verdict::Verified);
    assert_eq!(window.claim_of("8 percent").note, "The yearbook has 7.9.");
    assert_ne!(window.claim().anchor.quote, "8 percent", "the next open claim is selected");
    window.press_with(Modifiers::COMMAND, Key::S);
    let path = window.folder.join("harbor.tickmark.ron");
    window.type_path(&path);
    let workbench = window.app().workbench();
    assert!(workbench.desk().unwrap().is_saved(), "{:?}", workbench.notice());
    let before = workbench.desk().unwrap().project().clone();

    let mut again = harness(&window.folder, (1600.0, 1000.0));
    for _ in 0..400 {
        again.run_ok();
        if again.query_by_label_contains("Harbor traffic grows again").is_some() {
            break;
        }
    }
    again.get_by_label_contains("Harbor traffic grows again").click();
    for _ in 0..400 {
        again.run_ok();
        if again.state().workbench().desk().is_some() {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    let after = again.state().workbench().desk().unwrap().project().clone();
    assert_eq!(before, after);
}

#[test]
fn what_a_crash_would_take_is_offered_again() {
    let mut window = Window::with_article("crash");
    window.click_row("5 percent");
    window.press_letter(Key::D, "d");
    window.click_row("14 percent");
    window.press_letter(Key::N, "n");
    window.type_words("half a sen");
    let folder = window.folder.clone();
    wait(|| {
        // The folder comes with the first change that is kept.
        let files = fs::read_dir(folder.join("recovery")).into_iter().flatten();
        let kept = |path: PathBuf| fs::read_to_string(path).unwrap_or_default();
        files.flatten().any(|file| kept(file.path()).contains("half a sen"))
    });
    // The window ends without a word, as when the power fails; the next one may begin before the
    // system has let go of its files.
    drop(window);
    let mut next = None;
    wait(|| {
        let harness = harness(&folder, (1600.0, 1000.0));
        let mut window = Window { harness, folder: folder.clone() };
        window.settle();
        let is_offered = window.harness.query_by_label_contains("was not saved:").is_some();
        next = is_offered.then_some(window);
        next.is_some()
    });
    let mut window = next.unwrap();
    window.click("Throw away…");
    window.harness.get_by_role_and_label(Role::Button, "Throw away for good");
    window.click("Open it");
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::Disputed);
    assert_eq!(window.claim_of("14 percent").note, "half a sen");
}

#[test]
fn the_filter_shows_what_matches_and_says_when_nothing_does() {
    let mut window = Window::with_article("filter");
    let all = window.rows().len();
    window.press_letter(Key::Slash, "/");
    window.type_words("percent");
    let rows = window.rows();
    assert!(rows.len() < all && !rows.is_empty());
    assert!(rows.iter().all(|row| row.contains("percent")), "{rows:?}");
    window.type_words(" pension");
    assert!(window.rows().is_empty());
    window.harness.get_by_label_contains("Nothing matches");
    window.click("Clear the filter");
    assert_eq!(window.rows().len(), all);
}

#[test]
fn chips_show_one_verdict_or_one_kind() {
    let mut window = Window::with_article("chips");
    window.click_row("5 percent");
    window.press_letter(Key::D, "d");
    window.click("Disputed 1");
    assert_eq!(window.rows().len(), 1);
    window.click("Disputed 1");
    let all = window.rows().len();
    let dates = window
        .harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .find(|label| label.starts_with("Dates "))
        .unwrap();
    window.click(&dates);
    let rows = window.rows();
    assert!(!rows.is_empty() && rows.len() < all);
    assert!(rows.iter().all(|row| row.contains(", date")), "{rows:?}");
}

#[test]
fn undo_and_redo_are_called_by_name_from_the_menu() {
    let mut window = Window::with_article("undo");
    window.click_row("5 percent");
    window.press_letter(Key::V, "v");
    window.click("Menu");
    window.harness.get_by_role_and_label(Role::MenuItem, "Undo: set verdict").click();
    window.settle();
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::Open);
    window.click("Menu");
    window.harness.get_by_role_and_label(Role::MenuItem, "Redo: set verdict").click();
    window.settle();
    assert_eq!(window.claim_of("5 percent").verdict, Verdict::Verified);
}

#[test]
fn unsaved_changes_are_asked_about() {
    let mut window = Window::with_article("unsaved");
    window.click_row("5 percent");
    window.press_letter(Key::V, "v");
    window.press_with(Modifiers::COMMAND, Key::Q);
    assert!(window.app().workbench().asks_about_unsaved());
    assert!(!window.app().workbench().is_leaving());
    window.press(Key::Escape);
    assert!(!window.app().workbench().asks_about_unsaved());
    assert!(window.app().workbench().desk().is_some());
    window.press_with(Modifiers::COMMAND, Key::Q);
    window.click_in_dialog("Save");
    let path = window.folder.join("kept.tickmark.ron");
    window.type_path(&path);
    assert!(window.app().workbench().is_leaving());
    assert!(path.exists());
}

#[test]
fn what_is_not_wanted_is_left_without_saving() {
    let mut window = Window::with_article("discard");
    window.click_row("5 percent");
    window.press_letter(Key::V, "v");
    window.press_with(Modifiers::COMMAND, Key::W);
    window.click("Don’t save");
    assert!(window.app().workbench().desk().is_none());
    window.harness.get_by_role_and_label(Role::Button, "Try the sample");
}

#[test]
fn a_removed_claim_comes_back_from_the_message() {
    let mut window = Window::with_article("remove");
    let all = window.rows().len();
    window.click_row("5 percent");
    window.click("Remove claim");
    assert_eq!(window.rows().len(), all - 1);
    window.click("Undo");
    assert!(window.rows().iter().any(|row| row.starts_with("5 percent")));
}

#[test]
fn a_message_offers_undo_only_for_the_last_edit() {
    let mut window = Window::with_article("last_edit");
    window.click_row("5 percent");
    window.click("Remove claim");
    window.harness.get_by_label("Claim removed");
    window.click_row("14 percent");
    window.press_letter(Key::V, "v");
    assert!(window.app().workbench().notice().is_none());
}

#[test]
fn a_screen_reader_meets_the_claims_as_one_list() {
    let mut window = Window::with_article("list");
    window.click_row("5 percent");
    let list = window.harness.get_by_role(Role::ListBox);
    assert_eq!(list.accesskit_node().label().as_deref(), Some("Claims"));
    let rows: Vec<_> = list
        .children_recursive()
        .filter(|node| node.accesskit_node().role() == Role::ListBoxOption)
        .collect();
    assert_eq!(rows.len(), window.rows().len());
    let selected: Vec<_> = rows
        .iter()
        .filter(|row| row.accesskit_node().is_selected() == Some(true))
        .filter_map(|row| row.accesskit_node().label())
        .collect();
    assert_eq!(selected.len(), 1);
    assert!(selected[0].starts_with("5 percent, figure, 5 percent, open"), "{selected:?}");
}

#[test]
fn pasted_text_opens_unless_it_is_typed() {
    let mut window = Window::new("paste");
    window.harness.event(Event::Paste(ARTICLE.to_owned()));
    window.settle();
    assert!(window.app().workbench().desk().is_some());
    window.click_row("5 percent");
    window.press_letter(Key::N, "n");
    window.harness.event(Event::Paste("from the yearbook".to_owned()));
    window.settle();
    window.press(Key::Escape);
    assert_eq!(window.claim().note, "from the yearbook");
}

#[test]
fn a_problem_stays_until_it_is_dismissed() {
    let mut window = Window::new("problem");
    window.click("Open article…");
    let missing = window.folder.join("missing.txt");
    window.type_path(&missing);
    window.harness.run_steps(60);
    window.harness.get_by_label_contains("missing.txt was not opened");
    window.click("Dismiss");
    assert!(window.app().workbench().notice().is_none());
}

#[test]
fn nothing_is_drawn_anew_while_nothing_moves() {
    let mut window = Window::with_article("still");
    window.click_row("5 percent");
    window.harness.run_steps(30);
    // `run` ends when nothing asks for another frame.
    let steps = window.harness.run();
    assert!(steps <= 2, "{steps} frames");
}

#[test]
fn a_narrow_window_has_tabs() {
    let mut window = Window::with_article("narrow");
    window.harness.set_size(eframe::egui::vec2(960.0, 700.0));
    window.settle();
    window.harness.get_by_role_and_label(Role::Tab, "Claims").click();
    window.settle();
    window.click_row("412,000");
    window.harness.get_by_role_and_label(Role::Button, "Verified");
    window.press(Key::Escape);
    assert!(!window.rows().is_empty(), "escape goes back to the list");
    window.harness.set_size(eframe::egui::vec2(600.0, 700.0));
    window.settle();
    window.harness.get_by_role_and_label(Role::Tab, "Article").click();
    window.settle();
    window.harness.get_by_role_and_label(Role::Document, "Article");
}

#[test]
fn a_dropped_file_opens_and_a_second_one_is_added() {
    let mut window = Window::new("drop");
    for (n, name) in ["one.txt", "two.txt"].into_iter().enumerate() {
        let path = window.folder.join(name);
        fs::write(&path, ARTICLE).unwrap();
        window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        window.settle();
        let project = window.app().workbench().desk().unwrap().project();
        assert_eq!(project.articles.len(), n + 1);
    }
    // The other one is chosen by the title.
    let two = window.app().workbench().desk().unwrap().article_id();
    window.click("Harbor traffic grows again, choose the article");
    let entries: Vec<_> = window.harness.query_all_by_role(Role::MenuItemRadio).collect();
    assert_eq!(entries.len(), 2);
    entries[0].click();
    drop(entries);
    window.settle();
    assert_ne!(window.app().workbench().desk().unwrap().article_id(), two);
    // What comes without a path of this computer is read from its bytes.
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped("three.txt".into())));
    window.settle();
    assert_eq!(window.app().workbench().desk().unwrap().project().articles.len(), 3);
}

#[test]
fn whatever_can_be_pressed_has_a_name() {
    let mut window = Window::with_article("names");
    let check = |window: &Window, place: &str| {
        let mut n_pressed = 0;
        for node in window.harness.root().children_recursive() {
            let node = node.accesskit_node();
            // egui's own scroll bars can be pressed and have no name.
            let is_bar = node.role() == Role::ScrollBar;
            if !is_bar && node.data().supports_action(eframe::egui::accesskit::Action::Click) {
                n_pressed += 1;
                let name = node.label().or_else(|| node.value()).unwrap_or_default();
                assert!(!name.trim().is_empty(), "{:?} without a name in {place}", node.role());
            }
        }
        assert!(n_pressed >= 3, "{n_pressed} in {place}");
    };
    check(&window, "the workbench");
    window.click_row("5 percent");
    window.press_letter(Key::S, "s");
    check(&window, "a claim with a source's form");
    window.click("Menu");
    check(&window, "the menu");
    window.press(Key::Escape);
    window.press(Key::F2);
    check(&window, "the details");
    window.press(Key::Escape);
    check(&Window::new("names_start"), "the start screen");
}

#[test]
fn the_first_tab_leads_to_the_first_action() {
    let mut window = Window::new("tab");
    for name in ["Open article…", "Paste text", "Open address…", "Try the sample"] {
        window.press(Key::Tab);
        let button = window.harness.get_by_role_and_label(Role::Button, name);
        assert!(button.is_focused(), "{name}");
    }
    window.press(Key::Enter);
    assert!(window.app().workbench().desk().is_some());
}

#[test]
fn words_are_marked_by_their_command_only_when_some_are_selected() {
    let mut window = Window::with_article("mark");
    window.click("Menu");
    let entry = window.harness.get_by_role_and_label(Role::MenuItem, "Mark as claim");
    assert!(entry.accesskit_node().is_disabled());
}

#[test]
fn a_changed_manuscript_is_offered_and_taken_in() {
    let mut window = Window::with_article("manuscript");
    window.click_row("8 percent");
    window.click("Verified");
    let path = window.folder.join("harbor.txt");
    fs::write(&path, ARTICLE.replace("8 percent", "9 percent")).unwrap();
    wait(|| {
        window.settle();
        window.harness.query_by_label_contains("The manuscript has changed").is_some()
    });
    window.click("Take it in");
    assert!(window.harness.query_by_label_contains("The manuscript has changed").is_none());
    let claim = window.claim_of("9 percent");
    assert_eq!((claim.verdict, claim.standing()), (Verdict::Verified, Verdict::Open));
    window.harness.get_by_label_contains("Changed since checked");
    window.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.claim_of("8 percent").standing(), Verdict::Verified);
}

#[test]
fn an_article_without_claims_says_what_can_be_done() {
    let mut window = Window::with_text("no_claims", "Nothing here\n\nIt rained. Nobody spoke.");
    window.harness.get_by_label("No claims found");
    window.click("See the rules");
    for rule in ["Figure: rate", "Date", "Attribution", "Comparison: superlative"] {
        window.harness.get_by_role_and_label(Role::ListItem, rule);
    }
    window.press(Key::Enter);
    assert!(window.harness.query_by_label("Figure: rate").is_none(), "Enter closes it");
    window.click("Go to the first sentence");
    window.press_letter(Key::M, "m");
    assert_eq!(window.claim().anchor.quote, "Nothing here");
}

#[test]
fn where_no_claim_is_selected_the_key_to_the_first_is_named() {
    let mut window = Window::with_article("nothing_selected");
    window.harness.state_mut().wish(tickmark::workbench::Action::Select(None));
    window.settle();
    window.harness.get_by_label("J goes to the first.");
    window.press_letter(Key::J, "j");
    assert!(window.app().workbench().desk().unwrap().selected().is_some());
}

#[test]
fn a_project_without_an_article_takes_in_its_first_one() {
    let mut window = Window::new("no_article");
    let path = window.folder.join("bare.tickmark.ron");
    fs::write(&path, "(format: 1, project: (articles: {}, claims: {}))").unwrap();
    window.harness.state_mut().wish(tickmark::workbench::Action::Open { path });
    window.settle();
    window.harness.get_by_label("This project has no article yet");
    let article = window.folder.join("harbor.txt");
    fs::write(&article, ARTICLE).unwrap();
    window.click("Open article…");
    window.type_path(&article);
    let desk = window.app().workbench().desk().unwrap();
    assert_eq!(desk.project().articles.len(), 1);
    assert!(desk.path().is_some_and(|path| path.ends_with("bare.tickmark.ron")), "it stays open");
    assert!(!window.rows().is_empty());
}
