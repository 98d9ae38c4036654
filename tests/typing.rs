//! What a kill takes of a note that is being typed: at most a second of it.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tickmark::extract::ClaimKind;
use tickmark::store::journal::left_behind;
use tickmark::text::Span;
use tickmark::workbench::{Action, RECOVERY, Workbench};

/// Where the process that types finds its place.
const FOLDER: &str = "TICKMARK_TEST_FOLDER";

/// From one key to the next: faster than anyone types.
const KEY: Duration = Duration::from_millis(10);

/// How many keys go down in a second at most.
const KEYS_A_SECOND: usize = 100;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("typing").join(name);
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn types_and_says_how_far() {
    let given = std::env::var_os(FOLDER).map(PathBuf::from);
    let folder = given.clone().unwrap_or_else(|| folder("types"));
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
    let mut workbench = Workbench::new(Some(folder.join("settings.ron")), Box::new(clock), || {});
    workbench.update(Action::Paste { text: "The port of Ellery is large, she said.".to_owned() });
    let start = Instant::now();
    while workbench.is_busy() {
        workbench.poll();
        assert!(start.elapsed() < Duration::from_secs(60), "it does not open");
        thread::sleep(Duration::from_millis(2));
    }
    workbench.update(Action::AddClaim { span: Span::from_range(4..8), kind: ClaimKind::Name });
    let claim = workbench.desk().unwrap().selected().unwrap();
    let last = if given.is_some() { usize::MAX } else { 20 };
    for n in 1..=last {
        workbench.update(Action::KeepTyping { claim, note: n.to_string() });
        if given.is_some() {
            println!("says {n}");
        }
        thread::sleep(KEY);
    }
    assert_eq!(workbench.notice(), None);
}

#[test]
fn a_kill_takes_at_most_a_second_of_typing() {
    let mut most = 0;
    for round in 0..if std::env::var_os("TICKMARK_LONG").is_some() { 100 } else { 8 } {
        let folder = folder("killed");
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "types_and_says_how_far", "--nocapture", "--test-threads=1"])
            .env(FOLDER, &folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut typed = lines.filter_map(|line| line.split_once("says ")?.1.parse().ok());
        let long_enough = 20 + 7 * (round % 10);
        let mut last: usize = typed.find(|&n| n >= long_enough).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        last = typed.last().unwrap_or(last);
        let left = left_behind(&folder.join(RECOVERY));
        let noted = left.first().map(|left| {
            let claims = left.project.claims.values();
            claims.filter_map(|claim| claim.note.parse::<usize>().ok()).max().unwrap_or_default()
        });
        let kept = noted.unwrap_or_default();
        most = most.max(last.saturating_sub(kept));
    }
    println!("at most {most} keys were lost, {} ms", most * 10);
    assert!(most <= KEYS_A_SECOND, "{most} keys were lost");
}
