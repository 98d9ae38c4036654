//! The screens as pictures: a few are kept and compared, all can be laid out to be looked at.
//!
//! Only layout and colors are held here; what the window does is tried by role and name elsewhere. After a
//! change that is meant, `UPDATE_SNAPSHOTS=1 cargo test --test gui pictures` draws the kept ones anew.
//! `TICKMARK_PICTURES=folder` makes the same test draw every screen there, in every theme, width and scale;
//! `TICKMARK_PICTURES_OF=start` those alone whose name holds the word.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use eframe::egui::{Event, Key, Modifiers, UiBuilder, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use jiff::ZonedDateTime;
use tickmark::gui::App;
use tickmark::project::{Claim, Verdict};
use tickmark::workbench::{Action, ThemeChoice, Workbench};

use super::window::Window;

/// A screen: its name, and how one comes to it from the start screen.
type Screen = (&'static str, fn(&mut Window));

const THEMES: [(&str, ThemeChoice); 3] = [
    ("light", ThemeChoice::Light),
    ("dark", ThemeChoice::Dark),
    ("contrast", ThemeChoice::HighContrast),
];

/// What is kept: few and small, each for what no other one shows; how large, and in how many of the themes.
const KEPT: [(&str, (f32, f32), usize); 6] = [
    ("review", (1280.0, 720.0), 1),
    ("start recent", (960.0, 600.0), 2),
    ("narrow claim", (720.0, 520.0), 3),
    ("palette", (720.0, 520.0), 3),
    ("settings keys", (720.0, 520.0), 1),
    ("export", (720.0, 600.0), 1),
];

/// How different the color of a point may be: nine of 256 steps of grey, which is more than one way of drawing
/// differs from another, and less than the palest tint from its paper.
const POINT_TOLERANCE: f32 = 40.0;

/// How many points may differ more than that: far fewer than a button or a line of text has.
const TOLERATED_POINTS: usize = 60;

const SCREENS: [Screen; 33] = [
    ("start", |_| {}),
    ("start recent", |window| {
        review(window);
        window.harness.state_mut().wish(Action::Close);
        window.settle();
    }),
    ("review", |window| {
        review(window);
        select(window, "10 percent");
    }),
    ("review quote", |window| {
        review(window);
        window.press_letter(Key::O, "o");
    }),
    ("review none", review),
    ("no claims", |window| {
        open_text(
            window,
            "What the river keeps\n\nThe ferry still smells of oranges. You stand at the rail with everyone else.\n\nPeople here forgive the weather early, and wait.",
        );
    }),
    ("narrow claim", |window| {
        review(window);
        select(window, "10 percent");
        tab(window, "Claim");
    }),
    ("narrow claims", |window| {
        review(window);
        select(window, "10 percent");
        tab(window, "Claims");
    }),
    ("palette", |window| {
        review(window);
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_words("disp");
    }),
    ("palette empty", |window| {
        review(window);
        window.press_with(Modifiers::COMMAND, Key::K);
    }),
    ("palette nothing", |window| {
        review(window);
        window.press_with(Modifiers::COMMAND, Key::K);
        window.type_words("zeppelin");
    }),
    ("keys", |window| {
        review(window);
        window.press_letter(Key::Questionmark, "?");
    }),
    ("settings you", |window| settings(window, "You")),
    ("settings review", |window| settings(window, "Review")),
    ("settings reading", |window| settings(window, "Reading")),
    ("settings window", |window| settings(window, "Window")),
    ("settings keys", |window| settings(window, "Keys")),
    ("about", |window| {
        review(window);
        call(window, "About Tickmark");
    }),
    ("tour", |window| {
        review(window);
        call(window, "Take the tour");
    }),
    ("export", |window| {
        review(window);
        window.press_with(Modifiers::COMMAND, Key::E);
    }),
    ("answer key", |window| {
        window.harness.state_mut().wish(Action::OpenSample);
        window.settle();
        call(window, "mistakes");
    }),
    ("proposal", |window| {
        review(window);
        select(window, "10 percent");
        window.press_letter(Key::P, "p");
    }),
    ("query", |window| {
        review(window);
        select(window, "10 percent");
        window.press_letter(Key::W, "w");
    }),
    ("source", |window| {
        review(window);
        select(window, "10 percent");
        window.press_letter(Key::S, "s");
    }),
    ("unsaved", |window| {
        review(window);
        window.press_letter(Key::J, "j");
        window.press_letter(Key::D, "d");
        window.harness.state_mut().wish(Action::Close);
        window.settle();
    }),
    ("toast", |window| {
        review(window);
        window.harness.state_mut().wish(Action::SetVerdictOfShown(Verdict::Verified));
        window.settle();
    }),
    ("find", |window| {
        review(window);
        window.press_with(Modifiers::COMMAND, Key::F);
        window.type_words("percent");
    }),
    ("find nothing", |window| {
        review(window);
        window.press_with(Modifiers::COMMAND, Key::F);
        window.type_words("zeppelin");
    }),
    ("articles", |window| {
        review(window);
        window.press_with(Modifiers::COMMAND, Key::B);
    }),
    ("compare", |window| {
        review(window);
        select_by(window, |claim| claim.sources.iter().any(|held| held.passage.contains("fares")));
        window.press_letter(Key::E, "e");
    }),
    ("compare nothing", |window| {
        review(window);
        select(window, "10 percent");
        window.press_letter(Key::E, "e");
    }),
    ("filter nothing", |window| {
        review(window);
        window.press_letter(Key::Slash, "/");
        window.type_words("zeppelin");
    }),
    ("focus", |window| {
        review(window);
        select(window, "10 percent");
        for _ in 0..3 {
            window.press(Key::Tab);
        }
    }),
];

/// The sample's review half done, in a project of the window's own.
fn review(window: &mut Window) {
    let path = window.folder.join("Ferries.tickmark.ron");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/sample.tickmark.ron"), &path)
        .unwrap();
    window.harness.state_mut().wish(Action::Open { path });
    window.settle();
    assert!(window.app().workbench().desk().is_some(), "{:?}", window.app().workbench().notice());
}

fn open_text(window: &mut Window, text: &str) {
    let path = window.folder.join("essay.txt");
    fs::write(&path, text).unwrap();
    window.harness.state_mut().wish(Action::Open { path });
    window.settle();
}

/// Selects the claim with these words, wherever it stands.
fn select(window: &mut Window, words: &str) {
    select_by(window, |claim| claim.anchor.quote == words);
}

/// Selects the first claim of which this is so.
fn select_by(window: &mut Window, is_meant: impl Fn(&Claim) -> bool) {
    let desk = window.app().workbench().desk().unwrap();
    let mut claims = desk.project().claims.iter();
    let id = *claims.find(|(_, claim)| is_meant(claim)).unwrap().0;
    window.harness.state_mut().wish(Action::Select(Some(id)));
    window.settle();
}

/// Calls a command by its words.
fn call(window: &mut Window, words: &str) {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.type_words(words);
    window.press(Key::Enter);
}

fn tab(window: &mut Window, name: &str) {
    let tabs: Vec<_> = window.harness.query_all_by_role(Role::Tab).collect();
    let named = |label: &str| label == name || label.starts_with(&format!("{name},"));
    if let Some(tab) =
        tabs.iter().find(|tab| tab.accesskit_node().label().is_some_and(|label| named(&label)))
    {
        tab.click();
    }
    drop(tabs);
    window.settle();
}

fn settings(window: &mut Window, page: &str) {
    review(window);
    window.press_with(Modifiers::COMMAND, Key::Comma);
    tab(window, page);
}

/// The window on this screen, at rest, with the pointer away.
fn on(screen: &Screen, theme: (&str, ThemeChoice), size: (f32, f32), scale: f32) -> Window {
    let (name, go) = screen;
    // The same folder whichever the theme and size, since some screens show where a file is.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(name).join(theme.0);
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut harness = edge_to_edge(&folder, size, scale);
    harness.state_mut().wish(Action::SetTheme(theme.1));
    let mut window = Window { harness, folder };
    window.settle();
    go(&mut window);
    window.harness.event(Event::PointerGone);
    // Whatever moves comes to rest.
    window.harness.run_steps(6);
    window
}

/// The application in the whole of a window, without the margin that a harness leaves.
fn edge_to_edge(folder: &Path, size: (f32, f32), scale: f32) -> Harness<'static, App> {
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Berlin]".parse::<ZonedDateTime>().unwrap();
    let mut workbench = Workbench::new(Some(folder.join("settings.ron")), Box::new(clock), || {});
    workbench.update(Action::SetChecker("Mira Sand".to_owned()));
    Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_pixels_per_point(scale)
        .with_max_steps(200)
        .with_context_setup(App::dress)
        .build_ui_state(
            |ui, app: &mut App| {
                let ctx = ui.ctx().clone();
                app.logic(&ctx);
                let full = ctx.content_rect();
                let mut whole = ui.new_child(UiBuilder::new().max_rect(full));
                whole.set_clip_rect(full);
                app.ui(&mut whole);
            },
            App::new(workbench).with_typed_paths(),
        )
}

#[test]
fn the_kept_pictures_are_what_is_drawn() {
    if let Some(folder) = env::var_os("TICKMARK_PICTURES") {
        return lay_out(&PathBuf::from(folder));
    }
    let mut results = SnapshotResults::new();
    for (name, size, n_themes) in KEPT {
        let screen = SCREENS.iter().find(|(own, _)| *own == name).unwrap();
        for theme in THEMES.into_iter().take(n_themes) {
            let mut window = on(screen, theme, size, 1.0);
            let options = SnapshotOptions::new()
                .threshold(POINT_TOLERANCE)
                .max_failed_pixels(TOLERATED_POINTS);
            let file = format!("{} {}", name, theme.0).replace(' ', "-");
            results.add(window.harness.try_snapshot_options(file, &options));
        }
    }
    results.unwrap();
}

/// Draws every screen, to be looked at.
fn lay_out(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let of = env::var("TICKMARK_PICTURES_OF").unwrap_or_default();
    let number = |name: &str, default: f32| {
        env::var(name).ok().and_then(|words| words.parse().ok()).unwrap_or(default)
    };
    let scale = number("TICKMARK_PICTURES_SCALE", 1.0);
    let (width, height) =
        (number("TICKMARK_PICTURES_WIDTH", 1280.0), number("TICKMARK_PICTURES_HEIGHT", 800.0));
    let only = env::var("TICKMARK_PICTURES_THEME").unwrap_or_default();
    for screen in SCREENS.iter().filter(|(name, _)| name.contains(&of)) {
        for theme in THEMES.into_iter().filter(|(name, _)| name.contains(&only)) {
            let mut window = on(screen, theme, (width, height), scale);
            let name = format!("{}-{}-{width}-{scale}x.png", screen.0, theme.0).replace(' ', "-");
            window.harness.render().unwrap().save(folder.join(name)).unwrap();
        }
    }
}
