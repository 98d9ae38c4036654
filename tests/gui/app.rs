//! The whole application: open, review, save, open again.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use std::{fs, thread};

use eframe::egui::{DroppedFile, Event, Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::ZonedDateTime;
use tickmark::gui::App;
use tickmark::project::{AsideReason, Claim, Verdict};
use tickmark::workbench::{Action, Workbench};

const ARTICLE: &str = "Harbor traffic grows again\n\n\
    The port of Ellery handled 412,000 containers last year, up 8 percent from 2023, \
    the harbor office said on Tuesday.\n\n\
    Wages rose 5 percent. Rents rose 14 percent in the same time, and 31 ships waited outside.";

/// The application in a window of its own, with a folder of its own.
struct Window {
    harness: Harness<'static, App>,
    folder: PathBuf,
}

impl Window {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gui").join(name);
        let _missing = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let harness = harness(&folder, (1600.0, 1000.0));
        let mut window = Self { harness, folder };
        window.settle();
        window
    }

    fn with_article(name: &str) -> Self {
        let mut window = Self::new(name);
        let path = window.folder.join("harbor.txt");
        fs::write(&path, ARTICLE).unwrap();
        window.click("Open article…");
        window.type_path(&path);
        assert!(
            window.app().workbench().desk().is_some(),
            "{:?}",
            window.app().workbench().notice()
        );
        window
    }

    /// Types into the dialog that asks for a path.
    fn type_path(&mut self, path: &Path) {
        let field = self.harness.get_by_role_and_label(Role::TextInput, "Path");
        field.focus();
        self.harness.run();
        self.press_with(Modifiers::COMMAND, Key::A);
        self.type_words(&path.to_string_lossy());
        self.press(Key::Enter);
        self.settle();
    }

    fn app(&self) -> &App {
        self.harness.state()
    }

    /// Goes on until nothing is asked for and no job runs.
    fn settle(&mut self) {
        for _ in 0..2000 {
            self.harness.run_ok();
            if !self.app().workbench().is_busy() {
                // What the last job brought is drawn, and what it asked for is carried out.
                self.harness.run_steps(3);
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the job does not end");
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click();
        self.settle();
    }

    fn click_row(&mut self, words: &str) {
        let found: Vec<_> = self
            .harness
            .query_all_by_role(Role::ListBoxOption)
            .filter(|node| node.accesskit_node().label().is_some_and(|l| l.starts_with(words)))
            .collect();
        let row = found.first().unwrap_or_else(|| panic!("no row {words}"));
        row.click();
        drop(found);
        self.settle();
    }

    /// The labels of the rows that are drawn.
    fn rows(&self) -> Vec<String> {
        self.harness
            .query_all_by_role(Role::ListBoxOption)
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    }

    fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// A letter as a keyboard sends it: the key, and the text it types.
    fn press_letter(&mut self, key: Key, letter: &str) {
        self.harness.key_down(key);
        self.harness.event(Event::Text(letter.to_owned()));
        self.harness.key_up(key);
        self.settle();
    }

    fn type_words(&mut self, words: &str) {
        self.harness.event(Event::Text(words.to_owned()));
        self.settle();
    }

    /// The selected claim.
    fn claim(&self) -> &Claim {
        self.app().workbench().desk().and_then(|desk| desk.selected_claim()).unwrap()
    }

    /// The claim with these words.
    fn claim_of(&self, words: &str) -> &Claim {
        let desk = self.app().workbench().desk().unwrap();
        desk.project().claims.values().find(|claim| claim.anchor.quote == words).unwrap()
    }

    fn undo_name(&self) -> Option<&str> {
        self.app().workbench().undo_name()
    }
}

/// Waits until something is so.
fn wait(mut is_so: impl FnMut() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("it does not come");
}

fn harness(folder: &Path, size: (f32, f32)) -> Harness<'static, App> {
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Berlin]".parse::<ZonedDateTime>().unwrap();
    let mut workbench = Workbench::new(Some(folder.join("settings.ron")), Box::new(clock), || {});
    workbench.update(Action::SetChecker("Mira Sand".to_owned()));
    Harness::builder()
        .with_size(eframe::egui::vec2(size.0, size.1))
        .with_max_steps(200)
        .with_context_setup(App::dress)
        .build_eframe_like(App::new(workbench).with_typed_paths())
}

/// Draws the application into the whole of the window, as eframe does.
trait BuildApp {
    fn build_eframe_like(self, app: App) -> Harness<'static, App>;
}

impl BuildApp for egui_kittest::HarnessBuilder<App> {
    fn build_eframe_like(self, app: App) -> Harness<'static, App> {
        self.build_ui_state(
            |ui, app| {
                let ctx = ui.ctx().clone();
                app.logic(&ctx);
                app.ui(ui);
            },
            app,
        )
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
fn what_a_crash_would_take_is_offered_again() {
    let mut window = Window::with_article("crash");
    window.click_row("5 percent");
    window.press_letter(Key::D, "d");
    window.click_row("14 percent");
    window.press_letter(Key::N, "n");
    window.type_words("half a sen");
    let folder = window.folder.clone();
    wait(|| {
        let files = fs::read_dir(folder.join("recovery")).unwrap();
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
    window.click("Keep source");
    assert_eq!(window.claim().sources.len(), 1);
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
    window.click("Browse…");
    let path = window.folder.join("wages.pdf");
    window.type_path(&path);
    window.click("Keep source");
    assert_eq!(window.claim().sources[0].place, path.to_string_lossy());
    assert_eq!(window.claim().sources[0].title, "wages");
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

/// A file as the system hands it over when it is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Ok(ARTICLE.as_bytes().to_vec())
    }
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
    for name in ["Open article…", "Paste text", "Try the sample"] {
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

impl Window {
    /// Presses a button of the dialog, where one of the window has the same name.
    fn click_in_dialog(&mut self, label: &str) {
        let found: Vec<_> = self.harness.query_all_by_role_and_label(Role::Button, label).collect();
        let center = eframe::egui::pos2(800.0, 500.0);
        let near = found
            .iter()
            .min_by(|a, b| {
                let way = |node: &egui_kittest::Node<'_>| node.rect().center().distance(center);
                way(a).total_cmp(&way(b))
            })
            .unwrap();
        near.click();
        drop(found);
        self.settle();
    }
}
