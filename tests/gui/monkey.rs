//! A monkey at the keys and the pointer: whatever it does, nothing breaks, and undo takes it all back.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
use eframe::egui::{MouseWheelSource, MouseWheelUnit, PointerButton, TouchPhase};
use egui_kittest::kittest::Queryable as _;
use tickmark::project::Project;
use tickmark::workbench::{Action, Workbench};

use super::window::{ARTICLE, Window};

/// How many things it does, unless the environment says otherwise.
const N_EVENTS: usize = 3_000;

/// The variable that says otherwise.
const N_EVENTS_VARIABLE: &str = "TICKMARK_MONKEY_EVENTS";

/// How often it is made sure that the application still answers.
const CHECKED_EVERY: usize = 100;

/// Letters that are commands, with what they type.
const LETTERS: &[(Key, &str)] = &[
    (Key::V, "v"),
    (Key::D, "d"),
    (Key::Q, "q"),
    (Key::X, "x"),
    (Key::U, "u"),
    (Key::J, "j"),
    (Key::K, "k"),
    (Key::O, "o"),
    (Key::N, "n"),
    (Key::S, "s"),
    (Key::P, "p"),
    (Key::W, "w"),
    (Key::R, "r"),
    (Key::C, "c"),
    (Key::M, "m"),
    (Key::H, "h"),
    (Key::Z, "z"),
    (Key::Slash, "/"),
    (Key::Num1, "1"),
    (Key::Num3, "3"),
    (Key::Num0, "0"),
    (Key::Space, " "),
];

/// Keys that type nothing.
const KEYS: &[Key] = &[
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Tab,
    Key::Enter,
    Key::Escape,
    Key::Escape,
    Key::Escape,
    Key::Delete,
    Key::Backspace,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::F6,
];

/// Keys that it presses with Ctrl. None that opens another file, for then undo would end there.
const WITH_COMMAND: &[Key] = &[
    Key::Z,
    Key::Z,
    Key::Z,
    Key::Y,
    Key::A,
    Key::F,
    Key::K,
    Key::L,
    Key::Num1,
    Key::Num2,
    Key::Num3,
];

const WORDS: &[&str] = &["4.6", "Harbor office", " ", "\u{301}é", "“no”", "percent", "2031-02-03"];

/// Numbers that look random and are the same each time.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }

    fn place(&mut self) -> Pos2 {
        pos2(self.roll(1600) as f32, self.roll(1000) as f32)
    }
}

pub(super) fn workbench(window: &Window) -> &Workbench {
    window.app().workbench()
}

pub(super) fn project(window: &Window) -> Option<&Project> {
    workbench(window).desk().map(|desk| desk.project())
}

/// Lets the article be open, and gives the project as it is before anything is done to it.
fn begin(window: &mut Window) -> Project {
    let path = window.folder.join("harbor.txt");
    window.harness.state_mut().wish(Action::Open { path });
    window.settle();
    if workbench(window).asks_about_unsaved() {
        window.harness.state_mut().wish(Action::Discard);
        window.settle();
    }
    project(window).unwrap_or_else(|| panic!("{:?}", workbench(window).notice())).clone()
}

fn button(pos: Pos2, button: PointerButton, pressed: bool) -> Event {
    Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }
}

/// One thing that a person might do.
pub(super) fn act(window: &mut Window, dice: &mut Dice) {
    // What it types there would be a file on this machine.
    if window.harness.query_by_role_and_label(Role::TextInput, "Path").is_some() {
        window.harness.key_press(Key::Escape);
        window.harness.step();
        return;
    }
    let harness = &mut window.harness;
    match dice.roll(20) {
        0..=6 => {
            let (key, words) = dice.pick(LETTERS);
            harness.key_down(key);
            harness.event(Event::Text(words.to_owned()));
            harness.key_up(key);
        }
        7..=9 => harness.key_press(dice.pick(KEYS)),
        10 => harness.key_press_modifiers(Modifiers::SHIFT, dice.pick(KEYS)),
        11 => harness.key_press_modifiers(Modifiers::COMMAND, dice.pick(WITH_COMMAND)),
        12 => harness.event(Event::Text(dice.pick(WORDS).to_owned())),
        13..=16 => {
            // Most clicks go to the panels, where there is most to press.
            let at = dice.place();
            let which =
                if dice.roll(8) == 0 { PointerButton::Secondary } else { PointerButton::Primary };
            harness.event(Event::PointerMoved(at));
            harness.event(button(at, which, true));
            harness.event(button(at, which, false));
        }
        17 => {
            let (from, to) = (dice.place(), dice.place());
            harness.event(Event::PointerMoved(from));
            harness.event(button(from, PointerButton::Primary, true));
            harness.step();
            window.harness.event(Event::PointerMoved(to));
            window.harness.step();
            window.harness.event(button(to, PointerButton::Primary, false));
        }
        18 => {
            harness.event(Event::PointerMoved(dice.place()));
            harness.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, dice.roll(800) as f32 - 400.0),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Trackpad,
                modifiers: Modifiers::NONE,
            });
        }
        _ => {
            harness.step();
        }
    }
    window.harness.step();
}

/// Waves away what is open, and takes everything back.
fn undo_all(window: &mut Window, start: &Project) {
    let harness = &mut window.harness;
    harness.event(Event::PointerGone);
    for _ in 0..1_000_000 {
        window.harness.state_mut().wish(Action::Undo);
        window.harness.step();
        if workbench(window).undo_name().is_none() {
            break;
        }
    }
    window.settle();
    assert_eq!(project(window), Some(start), "undo does not lead back to the beginning");
}

#[test]
fn whatever_is_pressed_nothing_breaks_and_undo_takes_it_all_back() {
    let n_events = std::env::var(N_EVENTS_VARIABLE).ok().and_then(|n| n.parse().ok());
    let n_events = n_events.unwrap_or(N_EVENTS);
    let mut window = Window::new("monkey");
    fs::write(window.folder.join("harbor.txt"), ARTICLE).unwrap();
    let mut start = begin(&mut window);
    let mut dice = Dice::new(0x5EED_1234_ABCD_0001);
    let (mut n_begun, mut n_edits) = (1, 0);
    let state = |window: &Window| workbench(window).desk().map(|desk| desk.history().now());
    for n in 0..n_events {
        let before = state(&window);
        act(&mut window, &mut dice);
        n_edits += usize::from(state(&window) != before);
        // It has closed the project, or is about to leave: it begins again.
        if workbench(&window).is_leaving() {
            window = Window::new("monkey");
            fs::write(window.folder.join("harbor.txt"), ARTICLE).unwrap();
        }
        if project(&window).is_none() {
            start = begin(&mut window);
            n_begun += 1;
        }
        if workbench(&window).asks_about_unsaved() {
            window.harness.state_mut().wish(Action::KeepOpen);
            window.harness.step();
        }
        if n % CHECKED_EVERY == CHECKED_EVERY - 1 {
            answers(&mut window);
        }
        if n % 1_000 == 999 {
            undo_all(&mut window, &start);
        }
    }
    undo_all(&mut window, &start);
    // It does things, and does not just close what lies open.
    assert!(n_edits > n_events / 20, "{n_edits} edits in {n_events} events");
    assert!(n_begun < n_events / 50 + 10, "begun {n_begun} times in {n_events} events");
}

/// Whatever is open is waved away by Escape, and then a key goes from claim to claim.
pub(super) fn answers(window: &mut Window) {
    window.settle();
    window.harness.event(Event::PointerGone);
    let is_moved = (0..8).any(|_| {
        window.harness.key_press(Key::Escape);
        window.harness.step();
        window.harness.step();
        window.harness.state_mut().wish(Action::DismissNotice);
        window.harness.step();
        let desk = |window: &Window| {
            let desk = workbench(window).desk().unwrap();
            (desk.rows().claims.len(), desk.selected())
        };
        if desk(window).0 < 2 {
            return true;
        }
        let was = desk(window).1;
        for key in [Key::K, Key::J] {
            window.harness.key_press(key);
            window.harness.step();
            window.harness.step();
            if desk(window).1 != was {
                return true;
            }
        }
        false
    });
    assert!(is_moved, "it is stuck: the keys do not go from claim to claim any more");
}
