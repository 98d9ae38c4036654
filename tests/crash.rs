//! What a program that breaks off leaves behind: all the work, a report, and no word of an article.

use std::path::Path;
use std::time::{Duration, Instant};
use std::{fs, thread};

use tickmark::extract::ClaimKind;
use tickmark::text::Span;
use tickmark::workbench::{Action, RECOVERY, Workbench};

const ARTICLE: &str = "Ines Vogel spoke of 412,000 containers, a secret until Tuesday.";

/// The only test of this file, for what it sets holds for the whole process.
#[test]
fn a_crash_keeps_the_last_key_and_reports_no_word_of_the_article() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("crash");
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
    let mut workbench = Workbench::new(Some(folder.join("settings.ron")), Box::new(clock), || {});
    let reports = workbench.guard_against_crashes().unwrap();
    workbench.update(Action::Paste { text: ARTICLE.to_owned() });
    let start = Instant::now();
    while workbench.is_busy() {
        workbench.poll();
        assert!(start.elapsed() < Duration::from_secs(60), "it does not open");
        thread::sleep(Duration::from_millis(5));
    }
    let at = ARTICLE.find("Ines Vogel").unwrap();
    let span = Span::from_range(at..at + 10);
    workbench.update(Action::AddClaim { span, kind: ClaimKind::Name });
    let claim = workbench.desk().unwrap().selected().unwrap();

    let breaks_off = move || {
        // The last key goes down, and the program breaks off at once.
        workbench.update(Action::KeepTyping { claim, note: "half a not".to_owned() });
        let text = workbench.desk().unwrap().article().unwrap().document.text().to_owned();
        let words = text.get(3..9).unwrap();
        assert_eq!(words, "another", "{text}");
    };
    assert!(thread::scope(|scope| scope.spawn(breaks_off).join().is_err()));

    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let files = |folder: &Path, ending: &str| -> Vec<String> {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        paths.filter(|p| p.extension().is_some_and(|e| e == ending)).map(|p| read(&p)).collect()
    };
    let reports = files(&reports, "txt");
    assert_eq!(reports.len(), 1);
    let report = &reports[0];
    assert!(report.contains("tests/crash.rs:"), "{report}");
    assert!(report.contains("thread: without a name"), "{report}");
    assert!(report.contains("left out, since it may quote"), "{report}");
    for word in ["Vogel", "412,000", "secret", "half a not"] {
        assert!(!report.contains(word), "{word} is in the report");
    }
    let journals = files(&folder.join(RECOVERY), "journal");
    assert_eq!(journals.len(), 1);
    assert!(journals[0].contains("half a not"), "{}", journals[0]);
}
