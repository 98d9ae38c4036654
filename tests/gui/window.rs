//! The whole application in a window of its own, and what a person does in it.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, thread};

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::ZonedDateTime;
use tickmark::gui::App;
use tickmark::project::Claim;
use tickmark::workbench::{Action, Workbench};

pub(crate) const ARTICLE: &str = "Harbor traffic grows again\n\n\
    The port of Ellery handled 412,000 containers last year, up 8 percent from 2023, \
    the harbor office said on Tuesday.\n\n\
    Wages rose 5 percent. Rents rose 14 percent in the same time, and 31 ships waited outside.";

/// The application in a window of its own, with a folder of its own.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, App>,
    pub(crate) folder: PathBuf,
}

impl Window {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gui").join(name);
        let _missing = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let harness = harness(&folder, (1600.0, 1000.0));
        let mut window = Self { harness, folder };
        window.settle();
        window
    }

    pub(crate) fn with_article(name: &str) -> Self {
        Self::with_text(name, ARTICLE)
    }

    /// With this text open.
    pub(crate) fn with_text(name: &str, text: &str) -> Self {
        let mut window = Self::new(name);
        let path = window.folder.join("harbor.txt");
        fs::write(&path, text).unwrap();
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
    pub(crate) fn type_path(&mut self, path: &Path) {
        let field = self.harness.get_by_role_and_label(Role::TextInput, "Path");
        field.focus();
        self.harness.run();
        self.press_with(Modifiers::COMMAND, Key::A);
        self.type_words(&path.to_string_lossy());
        self.press(Key::Enter);
        self.settle();
    }

    pub(crate) fn app(&self) -> &App {
        self.harness.state()
    }

    /// Goes on until nothing is asked for and no job runs.
    pub(crate) fn settle(&mut self) {
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

    pub(crate) fn click(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click();
        self.settle();
    }

    pub(crate) fn click_row(&mut self, words: &str) {
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
    pub(crate) fn rows(&self) -> Vec<String> {
        self.harness
            .query_all_by_role(Role::ListBoxOption)
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub(crate) fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// A letter as a keyboard sends it: the key, and the text it types.
    pub(crate) fn press_letter(&mut self, key: Key, letter: &str) {
        self.harness.key_down(key);
        self.harness.event(Event::Text(letter.to_owned()));
        self.harness.key_up(key);
        self.settle();
    }

    pub(crate) fn type_words(&mut self, words: &str) {
        self.harness.event(Event::Text(words.to_owned()));
        self.settle();
    }

    /// The selected claim.
    pub(crate) fn claim(&self) -> &Claim {
        self.app().workbench().desk().and_then(|desk| desk.selected_claim()).unwrap()
    }

    /// The claim with these words.
    pub(crate) fn claim_of(&self, words: &str) -> &Claim {
        let desk = self.app().workbench().desk().unwrap();
        desk.project().claims.values().find(|claim| claim.anchor.quote == words).unwrap()
    }

    pub(crate) fn undo_name(&self) -> Option<&str> {
        self.app().workbench().undo_name()
    }
}

/// Waits until something is so.
pub(crate) fn wait(mut is_so: impl FnMut() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("it does not come");
}

pub(crate) fn harness(folder: &Path, size: (f32, f32)) -> Harness<'static, App> {
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Berlin]".parse::<ZonedDateTime>().unwrap();
    let mut workbench = Workbench::new(Some(folder.join("settings.ron")), Box::new(clock), || {});
    workbench.update(Action::SetChecker("Mira Sand".to_owned()));
    // The settings are on the disk before a test looks at them there, or puts others in their place.
    wait(|| {
        workbench.poll();
        !workbench.is_busy()
    });
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

impl Window {
    /// Presses a button of the dialog, where one of the window has the same name.
    pub(crate) fn click_in_dialog(&mut self, label: &str) {
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
