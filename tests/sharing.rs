//! One project and two windows, a changed file, earlier versions: nobody's work is replaced unasked.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tickmark::extract::ClaimKind;
use tickmark::project::{ClaimId, Verdict};
use tickmark::store::file;
use tickmark::store::lock::{Asked, Holder, ask};
use tickmark::text::Span;
use tickmark::workbench::{Action, Desk, NoticeKind, Question, ReadingOnly, Workbench};

const ARTICLE: &str = "The port of Ellery handled 412,000 containers last year, said Ines Vogel.";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sharing").join(name);
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A window of its own, whose clock goes on by a minute with each act.
struct Window {
    workbench: Workbench,
    minutes: Arc<AtomicI64>,
}

impl Window {
    fn new(folder: &Path, who: &str) -> Self {
        let minutes = Arc::new(AtomicI64::new(0));
        let clock = {
            let minutes = Arc::clone(&minutes);
            move || {
                let start: jiff::ZonedDateTime =
                    "2026-05-14T10:00:00+02:00[Europe/Paris]".parse().unwrap();
                let minutes = jiff::Span::new().minutes(minutes.load(Ordering::SeqCst));
                start.checked_add(minutes).unwrap()
            }
        };
        let own = folder.join(format!("settings of {who}"));
        fs::create_dir_all(&own).unwrap();
        let mut workbench = Workbench::new(Some(own.join("settings.ron")), Box::new(clock), || {})
            .with_data(Some(folder.join("data")));
        workbench.update(Action::SetChecker(who.to_owned()));
        Self { workbench, minutes }
    }

    fn act(&mut self, action: Action) {
        self.minutes.fetch_add(1, Ordering::SeqCst);
        self.workbench.update(action);
        self.until(|workbench| !workbench.is_busy());
    }

    fn until(&mut self, is_so: impl Fn(&Workbench) -> bool) {
        let start = Instant::now();
        loop {
            self.workbench.poll();
            if is_so(&self.workbench) {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "it does not come");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn desk(&self) -> &Desk {
        self.workbench.desk().unwrap()
    }

    fn mark(&mut self, words: &str) -> ClaimId {
        let at = self.desk().article().unwrap().document.text().find(words).unwrap();
        let span = Span::from_range(at..at + words.len());
        self.act(Action::AddClaim { span, kind: ClaimKind::Name });
        self.desk().selected().unwrap()
    }

    fn note(&mut self, claim: ClaimId, note: &str) {
        self.act(Action::SetNote { claim, note: note.to_owned() });
    }

    fn noted(&self, claim: ClaimId) -> &str {
        &self.desk().project().claims[&claim].note
    }
}

/// A window with a saved project and one claim in it.
fn begun(folder: &Path) -> (Window, PathBuf, ClaimId) {
    let mut window = Window::new(folder, "Mira Sand");
    window.act(Action::Paste { text: ARTICLE.to_owned() });
    let claim = window.mark("Ines Vogel");
    let path = folder.join("harbor.tickmark.ron");
    window.act(Action::SaveAs { path: path.clone() });
    assert!(window.desk().is_saved());
    (window, path, claim)
}

fn note_in(path: &Path, claim: ClaimId) -> String {
    file::decode(&fs::read(path).unwrap()).unwrap().project.claims[&claim].note.clone()
}

/// Another program changes a note in the file.
fn change(path: &Path, claim: ClaimId, note: &str) {
    let mut project = file::decode(&fs::read(path).unwrap()).unwrap().project;
    Arc::make_mut(project.claims.get_mut(&claim).unwrap()).note = note.to_owned();
    file::save(path, &project).unwrap();
}

fn visible(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name.contains("harbor"));
    names.sort();
    names
}

#[test]
fn the_second_window_only_reads_and_says_who_works() {
    let folder = folder("second");
    let (mut first, path, claim) = begun(&folder);
    let mut second = Window::new(&folder, "Jo Lind");
    second.act(Action::Open { path: path.clone() });
    let Some(ReadingOnly::HeldBy(holder)) = second.desk().reading_only().cloned() else { panic!() };
    assert_eq!(holder.who, "Mira Sand");
    let words = ReadingOnly::HeldBy(holder).words();
    assert!(
        words.starts_with("Mira Sand has this project open in another window since May 14 at 10:"),
        "{words}"
    );
    // It changes nothing, in its own memory or on the disk.
    for action in [
        Action::SetVerdict { claim, verdict: Verdict::Verified },
        Action::SetNote { claim, note: "mine".into() },
        Action::RemoveClaim(claim),
        Action::Save,
        Action::SaveAs { path: path.clone() },
    ] {
        second.act(action.clone());
        let notice = second.workbench.notice().unwrap();
        assert_eq!(notice.kind, NoticeKind::Problem, "{action:?}");
        assert!(notice.saves_elsewhere, "{action:?}");
    }
    assert_eq!(second.desk().project(), first.desk().project());
    // A copy is its own to change.
    let copy = folder.join("harbor of Jo.tickmark.ron");
    second.act(Action::SaveAs { path: copy.clone() });
    assert_eq!(second.desk().reading_only(), None);
    second.note(claim, "mine");
    second.act(Action::Save);
    assert_eq!(note_in(&copy, claim), "mine");
    // The first goes on undisturbed, and lets go when it closes.
    first.note(claim, "hers");
    first.act(Action::Save);
    assert_eq!(note_in(&path, claim), "hers");
    first.act(Action::Close);
    second.act(Action::Open { path: path.clone() });
    assert_eq!(second.desk().reading_only(), None);
    second.act(Action::Quit);
    assert_eq!(visible(&folder), ["harbor of Jo.tickmark.ron", "harbor.tickmark.ron"]);
}

#[test]
fn a_window_opens_its_own_project_again() {
    let folder = folder("again");
    let (mut window, path, claim) = begun(&folder);
    window.act(Action::Open { path: path.clone() });
    assert_eq!(window.desk().reading_only(), None);
    window.note(claim, "again");
    window.act(Action::Save);
    assert_eq!(note_in(&path, claim), "again");
    let mut other = Window::new(&folder, "Jo Lind");
    other.act(Action::Open { path });
    assert!(other.desk().reading_only().is_some(), "the lock was lost on the way");
}

#[test]
fn what_someone_else_saved_is_seen_and_asked_about() {
    let folder = folder("seen");
    let (mut window, path, claim) = begun(&folder);
    change(&path, claim, "theirs");
    // Without a save of its own: the watch sees it.
    window.until(|workbench| matches!(workbench.question(), Some(Question::Changed(..))));
    assert_eq!(window.noted(claim), "", "nothing is loaded unasked");
    window.act(Action::TakeTheirs);
    assert_eq!(window.noted(claim), "theirs");
    window.note(claim, "mine");
    window.act(Action::Save);
    assert_eq!(note_in(&path, claim), "mine");
}

#[test]
fn a_save_over_what_someone_else_saved_asks_first() {
    let folder = folder("asks");
    let (mut window, path, claim) = begun(&folder);
    window.note(claim, "mine");
    change(&path, claim, "theirs");
    window.act(Action::Save);
    assert!(matches!(window.workbench.question(), Some(Question::Changed(..))));
    assert!(!window.desk().is_saved());
    assert_eq!(note_in(&path, claim), "theirs");
    window.act(Action::PutOff);
    assert_eq!(window.workbench.question(), None);
    window.act(Action::Save);
    assert!(matches!(window.workbench.question(), Some(Question::Changed(..))));
    window.act(Action::KeepCopy);
    let copy = folder.join("harbor copy.tickmark.ron");
    assert_eq!(window.desk().path(), Some(&*copy));
    assert_eq!((note_in(&path, claim), note_in(&copy, claim)), ("theirs".into(), "mine".into()));
    assert!(window.desk().is_saved());
}

#[test]
fn what_both_did_is_joined_and_saved() {
    let folder = folder("joined");
    let (mut window, path, claim) = begun(&folder);
    let other = window.mark("port of Ellery");
    window.act(Action::Save);
    window.note(claim, "mine");
    change(&path, other, "theirs");
    window.act(Action::Save);
    window.act(Action::MergeTheirs);
    assert_eq!((window.noted(claim), window.noted(other)), ("mine", "theirs"));
    window.act(Action::Save);
    assert_eq!(window.workbench.question(), None);
    assert_eq!((note_in(&path, claim), note_in(&path, other)), ("mine".into(), "theirs".into()));
    // Once more, on what was joined: their second change is not taken for an old one.
    change(&path, other, "theirs again");
    window.note(claim, "mine again");
    window.act(Action::Save);
    window.act(Action::MergeTheirs);
    assert_eq!((window.noted(claim), window.noted(other)), ("mine again", "theirs again"));
    window.act(Action::Undo);
    assert_eq!((window.noted(claim), window.noted(other)), ("mine again", "theirs"));
    window.act(Action::Redo);
    // Both changed the same: both values are kept.
    window.act(Action::Save);
    change(&path, claim, "not yours");
    window.note(claim, "not theirs");
    window.act(Action::Save);
    window.act(Action::MergeTheirs);
    assert!(window.workbench.notice().unwrap().words.contains("In 1 place they do not agree"));
    let held = &window.desk().project().claims[&claim];
    assert!(!held.conflicts.is_empty());
}

#[test]
fn what_gives_way_to_theirs_is_kept_as_an_earlier_version() {
    let folder = folder("gives_way");
    let (mut window, path, claim) = begun(&folder);
    window.note(claim, "mine");
    change(&path, claim, "theirs");
    window.act(Action::Save);
    window.act(Action::TakeTheirs);
    assert_eq!(window.noted(claim), "theirs");
    assert!(window.desk().is_saved());
    window.act(Action::ListVersions);
    let n = window.workbench.versions().unwrap().len();
    let notes: Vec<String> = (0..n)
        .map(|idx| {
            window.act(Action::ListVersions);
            window.act(Action::OpenVersion(idx));
            window.noted(claim).to_owned()
        })
        .collect();
    assert!(notes.contains(&"mine".to_owned()), "{notes:?}");
}

#[test]
fn an_earlier_version_is_read_and_restored_as_a_new_save() {
    let folder = folder("versions");
    let (mut window, path, claim) = begun(&folder);
    for note in ["one", "two", "three"] {
        window.note(claim, note);
        window.act(Action::Save);
    }
    window.act(Action::ListVersions);
    let versions = window.workbench.versions().unwrap().to_vec();
    assert_eq!(versions.len(), 4);
    assert!(versions.is_sorted_by(|a, b| a.version.when > b.version.when));
    let differ: Vec<_> = versions.iter().map(|earlier| earlier.n_different).collect();
    assert_eq!(differ, [Some(0), Some(1), Some(1), Some(1)]);
    window.act(Action::OpenVersion(2));
    assert!(matches!(window.desk().reading_only(), Some(ReadingOnly::Earlier(_))));
    assert_eq!(window.noted(claim), "one");
    window.note(claim, "changed");
    assert_eq!(window.noted(claim), "one", "it is only read");
    assert_eq!(note_in(&path, claim), "three", "opening replaces nothing");
    window.act(Action::Restore);
    assert_eq!(note_in(&path, claim), "one");
    assert_eq!(window.desk().reading_only(), None);
    // What it replaced is among the versions still.
    window.act(Action::ListVersions);
    assert_eq!(window.workbench.versions().unwrap().len(), 4);
    window.act(Action::CloseVersions);
    window.note(claim, "four");
    window.act(Action::Save);
    assert_eq!(note_in(&path, claim), "four");
}

#[test]
fn a_newer_project_is_read_and_its_file_stays_byte_for_byte() {
    let folder = folder("newer");
    let (mut window, path, claim) = begun(&folder);
    window.act(Action::Close);
    let text = fs::read_to_string(&path).unwrap();
    let newer = text.replacen("format: 1,", "format: 2,\n kept: \"?\",", 1);
    fs::write(&path, &newer).unwrap();
    window.act(Action::Open { path: path.clone() });
    assert_eq!(window.desk().reading_only(), Some(&ReadingOnly::Newer));
    window.note(claim, "mine");
    window.act(Action::Save);
    window.act(Action::Autosave);
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn a_read_only_file_is_asked_about() {
    let folder = folder("read_only");
    let (mut window, path, claim) = begun(&folder);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    window.note(claim, "mine");
    window.act(Action::Save);
    assert_eq!(window.workbench.question(), Some(&Question::ReadOnlyFile(path.clone())));
    assert_eq!(note_in(&path, claim), "");
    window.act(Action::ReplaceReadOnly);
    assert_eq!(note_in(&path, claim), "mine");
    assert!(window.desk().is_saved());
}

#[test]
fn it_saves_by_itself_only_what_has_a_file_and_was_changed() {
    let folder = folder("autosave");
    let (mut window, path, claim) = begun(&folder);
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    window.act(Action::Autosave);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
    window.note(claim, "mine");
    window.act(Action::Autosave);
    assert_eq!(note_in(&path, claim), "mine");
    assert!(window.desk().is_saved());
    change(&path, claim, "theirs");
    window.note(claim, "mine again");
    window.act(Action::Autosave);
    assert!(matches!(window.workbench.question(), Some(Question::Changed(..))));
    assert_eq!(note_in(&path, claim), "theirs");
    let mut fresh = Window::new(&folder, "Jo Lind");
    fresh.act(Action::Paste { text: ARTICLE.to_owned() });
    fresh.mark("Ines Vogel");
    fresh.act(Action::Autosave);
    assert!(!fresh.desk().is_saved());
}

#[test]
fn two_saves_in_a_row_are_not_taken_for_someone_elses() {
    let folder = folder("in_a_row");
    let (mut window, path, claim) = begun(&folder);
    for n in 0..5 {
        window.workbench.update(Action::SetNote { claim, note: n.to_string() });
        window.workbench.update(Action::Save);
    }
    window.until(|workbench| !workbench.is_busy());
    assert_eq!(window.workbench.question(), None);
    assert!(window.desk().is_saved());
    assert_eq!(note_in(&path, claim), "4");
}

// ---- Two processes.

/// Where a process that a test starts finds its work.
const FOLDER: &str = "TICKMARK_TEST_FOLDER";

fn start(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "asks_for_the_lock_and_says_so", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn asks_for_the_lock_and_says_so() {
    let given = std::env::var_os(FOLDER).map(PathBuf::from);
    let folder = given.clone().unwrap_or_else(|| folder("asks_lock"));
    let window = Holder { window: std::process::id().to_string(), ..Holder::default() };
    let path = folder.join("harbor.tickmark.ron");
    if given.is_some() {
        println!("says ready");
        std::io::stdin().lines().next();
    }
    let start = Instant::now();
    let asked = ask(&path, None, &window);
    let millis = start.elapsed().as_millis();
    match &asked {
        Asked::Ours(_) => println!("says ours {millis}"),
        Asked::Theirs(_) => println!("says theirs {millis}"),
        other => panic!("{other:?}"),
    }
    if given.is_some() {
        // Held until it is killed.
        std::io::stdin().lines().next();
    } else {
        assert!(matches!(ask(&path, None, &window), Asked::AlreadyOurs));
        let other = Holder { window: "another".into(), ..Holder::default() };
        assert!(matches!(ask(&path, None, &other), Asked::Theirs(_)));
        drop(asked);
        assert!(matches!(ask(&path, None, &other), Asked::Ours(_)));
    }
}

#[test]
fn of_two_processes_one_writes_and_a_kill_frees_the_project() {
    use std::io::Write;
    let folder = folder("races");
    let long = std::env::var_os("TICKMARK_LONG").is_some();
    let mut slowest = 0;
    for race in 0..if long { 100 } else { 30 } {
        let mut both = [start(&folder), start(&folder)];
        let mut heard: Vec<_> = both
            .iter_mut()
            .map(|child| BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok))
            .collect();
        let mut next = |idx: usize| {
            let said = heard[idx].find_map(|line| Some(line.split_once("says ")?.1.to_owned()));
            said.unwrap_or_else(|| panic!("race {race}: a process ended"))
        };
        assert_eq!((next(0), next(1)), ("ready".to_owned(), "ready".to_owned()));
        let mut inputs: Vec<_> = both.iter_mut().map(|child| child.stdin.take().unwrap()).collect();
        for input in &mut inputs {
            input.write_all(b"\n").unwrap();
        }
        let said = [next(0), next(1)];
        let ours = said.iter().filter(|words| words.starts_with("ours")).count();
        assert_eq!(ours, 1, "race {race}: {said:?}");
        for words in &said {
            let millis: u128 = words.rsplit(' ').next().unwrap().parse().unwrap();
            slowest = slowest.max(millis);
        }
        for child in &mut both {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
    // Nobody waits: what takes time is the disk alone.
    assert!(slowest < 1000, "{slowest} ms");
    println!("slowest: {slowest} ms");
    let window = Holder { window: "after".into(), ..Holder::default() };
    assert!(matches!(ask(&folder.join("harbor.tickmark.ron"), None, &window), Asked::Ours(_)));
    assert!(visible(&folder).is_empty(), "the lock goes with the window");
}
