//! A long day: the monkey works on a project that has a file, which is saved by itself again and again
//! while the journal is kept. Nothing breaks, what is on the disk is what is on the screen, and memory
//! does not grow.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::Path;
use std::time::Instant;

use tickmark::store::file;
use tickmark::workbench::Action;

use super::monkey::{Dice, act, answers, project, workbench};
use super::window::{ARTICLE, Window};

/// How many things it does, unless the environment says otherwise.
const N_EVENTS: usize = 2_000;

/// The variable that says otherwise.
const N_EVENTS_VARIABLE: &str = "TICKMARK_ENDURANCE_EVENTS";

/// How many events lie between two saves.
const SAVED_EVERY: usize = 200;

/// After so many events every panel has been open: what is in memory by then is not counted as growth.
const WARM: usize = 1_000;

/// How much memory may grow after that, in bytes.
const GROWTH: u64 = 50 << 20;

/// The memory of this process that is in use, in bytes; `None` where the system does not tell.
fn memory() -> Option<u64> {
    let statm = fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split(' ').nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

/// Opens the project, which is made of the article the first time.
fn open(window: &mut Window, path: &Path) {
    let mut settings = workbench(window).settings().clone();
    settings.autosave_minutes = 1;
    window.harness.state_mut().wish(Action::SetSettings(Box::new(settings)));
    if path.exists() {
        window.harness.state_mut().wish(Action::Open { path: path.to_path_buf() });
        window.settle();
    } else {
        let article = window.folder.join("harbor.txt");
        fs::write(&article, ARTICLE).unwrap();
        window.harness.state_mut().wish(Action::Open { path: article });
        window.settle();
        window.harness.state_mut().wish(Action::SaveAs { path: path.to_path_buf() });
        window.settle();
    }
    if workbench(window).asks_about_unsaved() {
        window.harness.state_mut().wish(Action::Discard);
        window.settle();
    }
    let desk = workbench(window).desk();
    assert_eq!(desk.and_then(|desk| desk.path()), Some(path), "{:?}", workbench(window).notice());
}

/// What is on the screen is on the disk as soon as it is saved.
fn save(window: &mut Window, path: &Path) {
    for action in [Action::PutOff, Action::KeepOpen, Action::Autosave] {
        window.harness.state_mut().wish(action);
        window.harness.step();
    }
    window.settle();
    let desk = workbench(window).desk().unwrap();
    if desk.path() != Some(path) {
        return;
    }
    assert!(desk.is_saved(), "{:?}", workbench(window).notice());
    let held = file::decode(&fs::read(path).unwrap()).unwrap();
    assert_eq!(&held.project, desk.project());
    assert_eq!(held.warning, None);
}

#[test]
fn a_long_day_with_a_file_that_saves_itself_breaks_nothing_and_takes_no_memory() {
    let n_events = std::env::var(N_EVENTS_VARIABLE).ok().and_then(|n| n.parse().ok());
    let n_events: usize = n_events.unwrap_or(N_EVENTS);
    let mut window = Window::new("endurance");
    let path = window.folder.join("harbor.tickmark.ron");
    open(&mut window, &path);
    let mut dice = Dice::new(0x5EED_1234_ABCD_0002);
    let (mut n_saves, mut n_edits, mut warm, mut most) = (0, 0, None, 0);
    let start = Instant::now();
    for n in 1..=n_events {
        let state = |window: &Window| workbench(window).desk().map(|desk| desk.history().now());
        let before = state(&window);
        act(&mut window, &mut dice);
        n_edits += usize::from(state(&window) != before);
        if workbench(&window).is_leaving() || project(&window).is_none() {
            open_again(&mut window, &path);
        }
        if workbench(&window).asks_about_unsaved() {
            window.harness.state_mut().wish(Action::KeepOpen);
            window.harness.step();
        }
        if n % SAVED_EVERY == 0 {
            answers(&mut window);
            save(&mut window, &path);
            n_saves += 1;
        }
        if n == WARM {
            warm = memory();
        }
        if n > WARM && n % SAVED_EVERY == 0 {
            most = most.max(memory().unwrap_or_default());
        }
        // Someone who has asked for a long day wants to hear of it.
        if n % 10_000 == 0 {
            tell(n, n_edits, warm, most, start);
        }
    }
    assert!(n_edits > n_events / 40, "{n_edits} edits in {n_events} events");
    assert_eq!(n_saves, n_events / SAVED_EVERY);
    // The memory is that of the whole process, in which other tests run beside this one: it says
    // something only of a long day that was asked for, and has the process to itself.
    if let Some(warm) = warm.filter(|_| std::env::var(N_EVENTS_VARIABLE).is_ok()) {
        let grown = most.saturating_sub(warm);
        assert!(grown < GROWTH, "memory has grown by {grown} bytes in {n_events} events");
    }
}

/// It has closed the project, or is about to leave: it comes back.
fn open_again(window: &mut Window, path: &Path) {
    if workbench(window).is_leaving() {
        // A new window begins with an empty folder.
        let held = fs::read(path).unwrap();
        *window = Window::new("endurance");
        fs::write(path, held).unwrap();
    }
    open(window, path);
}

#[expect(clippy::print_stdout, reason = "a long run says how far it is")]
fn tell(n: usize, n_edits: usize, warm: Option<u64>, most: u64, start: Instant) {
    let grown = most.saturating_sub(warm.unwrap_or_default()) >> 20;
    let secs = start.elapsed().as_secs();
    println!("{n} events, {n_edits} edits, {grown} MB more, {secs} s");
}
