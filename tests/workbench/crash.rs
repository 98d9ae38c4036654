//! What a crash takes, and what the next start brings back.

use super::*;

/// Waits until the journal in the bench's folder holds these words.
fn wait_for_journal(bench: &Bench, words: &str) -> PathBuf {
    let folder = bench.folder.join("recovery");
    for _ in 0..1000 {
        let files = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut journals = files.filter(|path| path.extension().is_some_and(|e| e == "journal"));
        if let Some(path) = journals.next()
            && fs::read_to_string(&path).is_ok_and(|text| text.contains(words))
        {
            return path;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("{words:?} does not reach the disk");
}

/// What a start after a crash finds.
fn start_again(bench: &mut Bench) {
    // The old one lets go of its journal, as a process does that is killed.
    bench.workbench = workbench(&bench.folder.join("nowhere"));
    for _ in 0..400 {
        bench.workbench = workbench(&bench.folder);
        bench.wait();
        if !bench.workbench.left_behind().is_empty() {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_a_crash_took_is_here_again() {
    let mut bench = Bench::with_article("crash");
    let claim = bench.mark("the director");
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Disputed });
    bench.act(Action::SetNote { claim, note: "first".into() });
    bench.act(Action::Undo);
    let before = bench.desk().project().clone();
    bench.act(Action::KeepTyping { claim, note: "half a sen".into() });
    let journal = wait_for_journal(&bench, "half a sen");
    // The last line was cut in the middle.
    let mut bytes = fs::read(&journal).unwrap();
    bytes.extend(b"Did(SetNote(claim: 3, no");
    fs::write(&journal, bytes).unwrap();
    start_again(&mut bench);
    let left = &bench.workbench.left_behind()[0];
    assert_eq!((left.n_changes, left.path.clone()), (5, None));
    bench.act(Action::OpenLeft(0));
    assert_eq!(bench.desk().project().claims[&claim].note, "half a sen");
    bench.act(Action::Undo);
    assert_eq!(*bench.desk().project(), before);
    bench.act(Action::Redo);
    // It is not saved yet, and what is done now is kept as well.
    assert!(!bench.desk().is_saved());
    bench.act(Action::SetNote { claim, note: "whole".into() });
    wait_for_journal(&bench, "whole");
    start_again(&mut bench);
    bench.act(Action::OpenLeft(0));
    assert_eq!(bench.desk().project().claims[&claim].note, "whole");
    // Once it is saved there is nothing to recover.
    bench.act(Action::SaveAs { path: bench.folder.join("kept.tickmark.ron") });
    bench.act(Action::Quit);
    assert!(fs::read_dir(bench.folder.join("recovery")).unwrap().next().is_none());
}

#[test]
fn a_crash_after_a_save_brings_back_what_came_later() {
    let mut bench = Bench::with_article("crash_saved");
    let claim = bench.mark("the director");
    let path = bench.folder.join("kept.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    bench.act(Action::SetNote { claim, note: "after".into() });
    wait_for_journal(&bench, "after");
    start_again(&mut bench);
    assert_eq!(bench.workbench.left_behind()[0].path.as_deref(), Some(path.as_path()));
    bench.act(Action::OpenLeft(0));
    assert_eq!(bench.desk().path(), Some(path.as_path()));
    assert_eq!(bench.desk().project().claims[&claim].note, "after");
    bench.act(Action::Save);
    assert!(bench.desk().is_saved());
    let saved = fs::read_to_string(&path).unwrap();
    assert!(saved.contains("after"));
}

#[test]
fn recovered_work_can_be_thrown_away() {
    let mut bench = Bench::with_article("crash_discard");
    bench.mark("the director");
    wait_for_journal(&bench, "the director");
    start_again(&mut bench);
    bench.act(Action::DiscardLeft(0));
    assert!(bench.workbench.left_behind().is_empty());
    assert!(fs::read_dir(bench.folder.join("recovery")).unwrap().next().is_none());
}

#[test]
fn an_undo_of_what_was_saved_is_kept_through_a_crash() {
    let mut bench = Bench::with_article("crash_undo");
    let claim = bench.mark("the director");
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Verified });
    bench.act(Action::SaveAs { path: bench.folder.join("kept.tickmark.ron") });
    bench.act(Action::Undo);
    bench.act(Action::SetNote { claim, note: "not so sure".into() });
    wait_for_journal(&bench, "not so sure");
    start_again(&mut bench);
    bench.act(Action::OpenLeft(0));
    let held = &bench.desk().project().claims[&claim];
    assert_eq!((held.verdict, held.note.as_str()), (Verdict::Open, "not so sure"));
}
