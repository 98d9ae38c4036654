//! What a disk, a kill or another program can do to a save: the old file or the new one, never neither.
//!
//! `TICKMARK_LONG=1` runs the long versions: a thousand kills for a hundred.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::cell::Cell;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tickmark::project::{Article, ArticleId, Project};
use tickmark::store::disk::{self, DiskError, IfReadOnly, Landed, Steps, write_whole_by};
use tickmark::store::file::{self, Digest, SaveError, Terms, decode};

/// Where a process that a test starts finds its work.
const FOLDER: &str = "TICKMARK_TEST_FOLDER";

/// Whether the long versions run.
fn is_long() -> bool {
    std::env::var_os("TICKMARK_LONG").is_some()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("durable").join(name);
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The `n`th state of a project, large enough that writing it takes more than one step.
fn state(n: usize) -> Project {
    let mut project = Project::default();
    let document = tickmark::text::Document::from_paragraphs(
        (0..400).map(|at| (tickmark::text::ParagraphKind::Body, format!("Line {at} of state {n}"))),
    );
    let article = Article {
        title: n.to_string(),
        byline: None,
        published: None,
        provenance: Default::default(),
        document: document.into(),
        read: Vec::new(),
    };
    project.articles.insert(ArticleId(1), article);
    project
}

fn state_in(path: &Path) -> usize {
    let decoded = decode(&fs::read(path).unwrap()).unwrap();
    assert_eq!(decoded.warning, None);
    let n = decoded.project.articles[&ArticleId(1)].title.parse().unwrap();
    assert_eq!(decoded.project, state(n), "the file is one state, whole");
    n
}

/// Every name in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

// ---- The steps of a save, each failing in turn.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Create,
    /// Half of the bytes are written, then no more.
    Write,
    Sync,
    Rename,
    SyncFolder,
}

/// A disk of which one step fails.
struct Failing {
    step: Step,
    code: i32,
    n_failed: Cell<usize>,
}

impl Failing {
    fn pass(&self, step: Step) -> io::Result<()> {
        if step != self.step {
            return Ok(());
        }
        self.n_failed.set(self.n_failed.get() + 1);
        Err(io::Error::from_raw_os_error(self.code))
    }
}

impl Steps for Failing {
    fn create(&self, path: &Path) -> io::Result<File> {
        self.pass(Step::Create)?;
        disk::ThisDisk.create(path)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        if self.step == Step::Write {
            file.write_all(&bytes[..bytes.len() / 2])?;
        }
        self.pass(Step::Write)?;
        disk::ThisDisk.write(file, bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.pass(Step::Sync)?;
        disk::ThisDisk.sync(file)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass(Step::Rename)?;
        disk::ThisDisk.rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.pass(Step::SyncFolder)?;
        disk::ThisDisk.sync_folder(folder)
    }
}

#[test]
fn whichever_step_fails_the_old_file_or_the_new_one_is_there() {
    const EIO: i32 = 5;
    const EACCES: i32 = 13;
    const ENOSPC: i32 = 28;
    let folder = folder("failing");
    for is_first in [true, false] {
        for step in [Step::Create, Step::Write, Step::Sync, Step::Rename, Step::SyncFolder] {
            for code in [EIO, EACCES, ENOSPC] {
                let what = format!("{step:?} with {code}, first: {is_first}");
                let path = folder.join("work.tickmark.ron");
                let _missing = fs::remove_file(&path);
                if !is_first {
                    file::save(&path, &state(1)).unwrap();
                }
                let failing = Failing { step, code, n_failed: Cell::new(0) };
                let result = file::save_by(&failing, &path, &state(2), Terms::default());
                assert_eq!(failing.n_failed.get(), 1, "{what}: the fault did not happen");
                match (step, result) {
                    (Step::SyncFolder, Ok(saved)) => {
                        assert!(saved.warning.unwrap().contains("did not confirm"), "{what}");
                        assert_eq!(state_in(&path), 2, "{what}");
                    }
                    (_, Err(error @ SaveError::Disk(_))) => {
                        assert!(error.to_string().starts_with("Not saved. "), "{what}");
                        assert!(error.to_string().contains("somewhere else"), "{what}");
                        if is_first {
                            assert!(!path.exists(), "{what}");
                        } else {
                            assert_eq!(state_in(&path), 1, "{what}");
                        }
                    }
                    (_, result) => panic!("{what}: {result:?}"),
                }
                let expected: &[&str] = if path.exists() { &["work.tickmark.ron"] } else { &[] };
                assert_eq!(names(&folder), expected, "{what}");
            }
        }
    }
}

// ---- What a save finds in its place.

#[test]
fn a_read_only_file_is_replaced_only_after_asking_and_stays_read_only() {
    let path = folder("read_only").join("work.tickmark.ron");
    file::save(&path, &state(1)).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let refused = file::save(&path, &state(2));
    assert!(matches!(refused, Err(SaveError::ReadOnly)), "{refused:?}");
    assert_eq!(state_in(&path), 1);
    let terms = Terms { if_read_only: IfReadOnly::Replace, ..Terms::default() };
    file::save_on(&path, &state(2), terms).unwrap();
    assert_eq!(state_in(&path), 2);
    assert!(fs::metadata(&path).unwrap().permissions().readonly());
}

#[test]
fn what_someone_else_saved_is_not_replaced_unasked() {
    let path = folder("changed").join("work.tickmark.ron");
    let seen = file::save(&path, &state(1)).unwrap().seen;
    assert_eq!(seen.changed(&path), None);
    // Saved again by someone else, with the same content: nothing has changed.
    file::save(&path, &state(1)).unwrap();
    assert_eq!(seen.changed(&path), None);
    let theirs = file::save(&path, &state(3)).unwrap().seen;
    assert_eq!(seen.changed(&path).map(|now| now.digest), Some(theirs.digest));
    let terms = Terms { seen: Some(seen.digest), ..Terms::default() };
    let refused = file::save_on(&path, &state(2), terms);
    assert!(matches!(refused, Err(SaveError::Changed)), "{refused:?}");
    assert_eq!(state_in(&path), 3);
    let terms = Terms { seen: Some(theirs.digest), ..Terms::default() };
    file::save_on(&path, &state(2), terms).unwrap();
    assert_eq!(state_in(&path), 2);
    // One that is gone was not changed by anyone: it is written anew.
    fs::remove_file(&path).unwrap();
    assert_eq!(theirs.changed(&path), None);
    file::save_on(&path, &state(4), terms).unwrap();
    assert_eq!(state_in(&path), 4);
}

#[test]
fn a_folder_of_the_name_is_left_alone() {
    let folder = folder("is_folder");
    let refused = write_whole_by(&disk::ThisDisk, &folder, b"x", IfReadOnly::Refuse);
    assert!(matches!(refused, Err(DiskError::Folder)), "{refused:?}");
    assert!(folder.is_dir());
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("links");
    let (real, link) = (folder.join("real.tickmark.ron"), folder.join("link.tickmark.ron"));
    fs::write(&real, "old").unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.tickmark.ron", &link).unwrap();
    file::save(&link, &state(5)).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(state_in(&real), 5);
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    // A link to a file that is not there yet leads to where it will be.
    let (late, ahead) = (folder.join("late.tickmark.ron"), folder.join("ahead.tickmark.ron"));
    symlink("late.tickmark.ron", &ahead).unwrap();
    file::save(&ahead, &state(6)).unwrap();
    assert!(fs::symlink_metadata(&ahead).unwrap().is_symlink());
    assert_eq!(state_in(&late), 6);
}

#[test]
fn only_what_dead_saves_left_is_swept() {
    let folder = folder("sweep");
    let living = folder.join(".a.1-1.tickmark-saving");
    let file = File::create(&living).unwrap();
    file.lock().unwrap();
    for dead in [".a.1-2.tickmark-saving", ".b.tickmark.ron.77-0.tickmark-saving"] {
        fs::write(folder.join(dead), "half").unwrap();
    }
    fs::write(folder.join("a.tickmark-saving.txt"), "mine").unwrap();
    assert_eq!(disk::sweep(&folder), 2);
    assert_eq!(names(&folder), [".a.1-1.tickmark-saving", "a.tickmark-saving.txt"]);
    drop(file);
    assert_eq!(disk::sweep(&folder), 1);
    assert_eq!(disk::sweep(&folder.join("no such folder")), 0);
}

#[test]
fn a_long_name_can_be_saved() {
    let path = folder("long").join("ü".repeat(120) + ".tickmark.ron");
    disk::write_whole(&path, b"x").unwrap();
    let landed = write_whole_by(&disk::ThisDisk, &path, b"y", IfReadOnly::Refuse).unwrap();
    assert_eq!(landed, Landed::Surely);
    assert_eq!(fs::read(path).unwrap(), b"y");
}

// ---- Other processes. A test starts its own binary again, to run one of its tests with a folder to
// work in; without one, that test tries the same by itself.

fn start(test: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn given_folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// Lines that a process says about itself, among what the test harness prints.
fn said(line: &str) -> Option<&str> {
    Some(line.split_once("says ")?.1.trim())
}

#[test]
fn saves_and_says_so() {
    let given = given_folder();
    let path = given.clone().unwrap_or_else(|| folder("saves")).join("work.tickmark.ron");
    let first = if path.exists() { state_in(&path) + 1 } else { 1 };
    let last = if given.is_some() { usize::MAX } else { 5 };
    for n in first..=last {
        file::save(&path, &state(n)).unwrap();
        if given.is_some() {
            println!("says {n}");
        }
    }
    assert_eq!(state_in(&path), 5);
}

#[test]
fn a_kill_while_saving_loses_nothing_that_was_acknowledged() {
    let folder = folder("kills");
    let path = folder.join("work.tickmark.ron");
    let (mut n_kills, mut n_beside, mut acknowledged) = (0, 0, 0);
    let all = if is_long() { 1000 } else { 100 };
    // The same moments each run, as far as a computer keeps time.
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    while n_kills < all {
        let mut child = start("saves_and_says_so", &folder);
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let heard = lines.find_map(|line| said(&line)?.parse().ok());
        acknowledged =
            heard.unwrap_or_else(|| panic!("it ended before it saved: {:?}", names(&folder)));
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        thread::sleep(Duration::from_micros(seed % 12_000));
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said before it died counts as well.
        for line in lines {
            acknowledged = said(&line).and_then(|n| n.parse().ok()).unwrap_or(acknowledged);
        }
        n_kills += 1;
        n_beside += names(&folder).len() - 1;
        let held = state_in(&path);
        assert!(held >= acknowledged, "{acknowledged} was acknowledged, {held} is there");
        disk::sweep(&folder);
        assert_eq!(names(&folder), ["work.tickmark.ron"]);
    }
    println!("{n_kills} kills, {n_beside} in the middle of a save, {acknowledged} saves");
    assert!(n_beside > 0, "no kill came in the middle of a save");
}

// ---- What a file may have gone through.

#[test]
fn a_file_that_was_changed_anywhere_is_refused_with_its_place_or_told() {
    let project = decode(include_bytes!("../projects/sample.tickmark.ron")).unwrap().project;
    // One article less its text would not be one; a few claims are as good as all.
    let mut small = project.clone();
    small.claims.retain(|id, _| id.0 % 9 == 1);
    let whole = file::encode(&small).unwrap();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    let (mut n_refused, mut n_told, mut n_same) = (0, 0, 0);
    for _ in 0..if is_long() { 10_000 } else { 2_000 } {
        let mut bytes = whole.clone();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            match next(6) {
                0 => drop(bytes.remove(at)),
                1 => bytes.truncate(at.max(1)),
                2 => bytes[at] = b"\"\\()[]{},:0\n\xff"[next(13)],
                3 => bytes.insert(at, b"\"\\()[]{},:0\n\xff"[next(13)]),
                4 => {
                    let end = (at + next(400)).min(bytes.len());
                    let cut: Vec<u8> = bytes.drain(at..end).collect();
                    let to = next(bytes.len() + 1);
                    bytes.splice(to..to, cut);
                }
                _ => {
                    let end = (at + next(400)).min(bytes.len());
                    let again = bytes[at..end].to_vec();
                    bytes.splice(at..at, again);
                }
            }
            if bytes.is_empty() {
                bytes.push(b'(');
            }
        }
        match decode(&bytes) {
            Ok(decoded) if Digest::of(&bytes) == Digest::of(&whole) => {
                assert_eq!(decoded.project, small);
                n_same += 1;
            }
            Ok(decoded) => {
                assert!(decoded.warning.is_some(), "a change went unseen");
                n_told += 1;
            }
            Err(file::FileError::Damaged { line, column, what }) => {
                let n_lines = 1 + bytes.iter().filter(|&&byte| byte == b'\n').count();
                assert!((1..=n_lines).contains(&line) && column >= 1, "{line}:{column} {what}");
                assert!(!what.is_empty());
                n_refused += 1;
            }
            Err(file::FileError::Foreign(_) | file::FileError::Newer { .. }) => n_refused += 1,
        }
    }
    println!("{n_refused} refused, {n_told} told, {n_same} the same");
    assert!(n_refused > 100 && n_told > 100);
}
