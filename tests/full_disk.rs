//! A disk that is truly full, a folder that is truly read-only, a permission taken away and a share
//! that goes while it is in use: what was saved stays, what was done stays open, and another place is
//! offered.
//!
//! Each is a small file system of its own, mounted in a namespace of this test alone. Where the system
//! does not let that be made, the test says so and ends.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]
#![expect(clippy::print_stdout, reason = "what is skipped is said")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use tickmark::extract::ClaimKind;
use tickmark::project::ClaimId;
use tickmark::store::file;
use tickmark::text::Span;
use tickmark::workbench::{Action, NoticeKind, Question, Workbench};

/// The folder on which the inner process mounts, in the environment that it is given.
const FOLDER: &str = "TICKMARK_TEST_MOUNT";

/// A folder of a test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("full_disk").join(name);
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a test of this file as root of a namespace with mounts of its own; false where there is none.
fn runs_apart(test: &str) -> bool {
    let is_possible = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !is_possible {
        println!("skipped: this system does not let a process mount a file system of its own");
        return false;
    }
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount"])
        .arg(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder(test))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert!(told.contains("1 passed"), "{told}");
    true
}

fn run(program: &str, arguments: &[&str], path: &Path) {
    let output = Command::new(program).args(arguments).arg(path).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A file system of 256 KB under `folder`.
fn mount(folder: &Path) -> PathBuf {
    let place = folder.join("share");
    fs::create_dir_all(&place).unwrap();
    run("mount", &["-t", "tmpfs", "-o", "size=256k", "none"], &place);
    place
}

/// A workbench with one claim of which the note is changed between two saves.
struct Desk {
    workbench: Workbench,
    claim: ClaimId,
    path: PathBuf,
    folder: PathBuf,
}

impl Desk {
    /// With a project saved on `share`.
    fn saved_on(folder: &Path, share: &Path) -> Self {
        let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
        let settings = folder.join("settings").join("settings.ron");
        let workbench = Workbench::new(Some(settings), Box::new(clock), || {});
        let path = share.join("harbor.tickmark.ron");
        let folder = folder.to_path_buf();
        let mut desk = Self { workbench, claim: ClaimId(0), path: path.clone(), folder };
        desk.act(Action::Paste { text: "The harbor handled many boats.".to_owned() });
        desk.act(Action::AddClaim { span: Span::new(4, 10), kind: ClaimKind::Name });
        desk.claim = desk.workbench.desk().unwrap().selected().unwrap();
        desk.note("first");
        desk.act(Action::SaveAs { path });
        assert!(desk.workbench.desk().unwrap().is_saved(), "{:?}", desk.workbench.notice());
        desk
    }

    fn act(&mut self, action: Action) {
        self.workbench.update(action);
        let start = Instant::now();
        loop {
            self.workbench.poll();
            if !self.workbench.is_busy() {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "the job does not end");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn note(&mut self, note: &str) {
        self.act(Action::SetNote { claim: self.claim, note: note.to_owned() });
    }

    /// A save that cannot be done is told in these words; nothing is lost, and it can be done elsewhere.
    fn cannot_save(&mut self, words: &str) {
        self.note("second");
        self.act(Action::DismissNotice);
        self.act(Action::Save);
        let notice = self.workbench.notice().unwrap().clone();
        assert_eq!(notice.kind, NoticeKind::Problem, "{notice:?}");
        assert!(notice.words.contains(words), "{}", notice.words);
        assert!(notice.saves_elsewhere, "{notice:?}");
        self.keeps_the_work();
        // It is tried again and again, and the work stays where it is.
        self.act(Action::Save);
        self.keeps_the_work();
        self.saves_elsewhere();
    }

    fn keeps_the_work(&self) {
        let desk = self.workbench.desk().unwrap();
        assert!(!desk.is_saved());
        assert_eq!(desk.project().claims[&self.claim].note, "second");
    }

    fn saves_elsewhere(&mut self) {
        let path = self.folder.join("elsewhere.tickmark.ron");
        self.act(Action::SaveAs { path: path.clone() });
        assert!(self.workbench.desk().unwrap().is_saved(), "{:?}", self.workbench.notice());
        assert_eq!(note_in(&path, self.claim), "second");
    }
}

fn note_in(path: &Path, claim: ClaimId) -> String {
    let decoded = file::decode(&fs::read(path).unwrap()).unwrap();
    assert_eq!(decoded.warning, None);
    decoded.project.claims[&claim].note.clone()
}

/// What lies beside the project, but for its lock.
fn names(share: &Path) -> Vec<String> {
    let entries = fs::read_dir(share).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !name.ends_with(".lock")).collect();
    names.sort();
    names
}

/// Where the test is the inner process: its folder. Else the inner process is run.
fn inside(test: &str) -> Option<PathBuf> {
    let folder = env::var_os(FOLDER).map(PathBuf::from);
    if folder.is_none() {
        runs_apart(test);
    }
    folder
}

#[test]
fn a_full_disk_keeps_the_old_file_and_the_work() {
    let Some(folder) = inside("a_full_disk_keeps_the_old_file_and_the_work") else { return };
    let share = mount(&folder);
    let mut desk = Desk::saved_on(&folder, &share);
    // As others fill it up.
    let mut filler = fs::File::create(share.join("filler")).unwrap();
    let mut n_bytes = 0_u64;
    while let Ok(n) = std::io::Write::write(&mut filler, &[7; 512]) {
        n_bytes += n as u64;
        if n == 0 {
            break;
        }
    }
    assert!(n_bytes > 100_000, "{n_bytes}");
    desk.cannot_save("disk is full");
    assert_eq!(note_in(&desk.path, desk.claim), "first");
    assert_eq!(names(&share), ["filler", "harbor.tickmark.ron"]);
}

#[test]
fn a_disk_that_has_become_read_only_keeps_the_old_file_and_the_work() {
    let test = "a_disk_that_has_become_read_only_keeps_the_old_file_and_the_work";
    let Some(folder) = inside(test) else { return };
    let share = mount(&folder);
    let mut desk = Desk::saved_on(&folder, &share);
    // Its lock is open for writing, so the disk itself can't be: what is reached by its path can.
    let path = share.to_string_lossy().into_owned();
    run("mount", &["--bind", &path], &share);
    run("mount", &["-o", "remount,bind,ro"], &share);
    desk.cannot_save("This disk can only be read");
    assert_eq!(note_in(&desk.path, desk.claim), "first");
    assert_eq!(names(&share), ["harbor.tickmark.ron"]);
}

#[test]
fn a_share_that_is_gone_keeps_the_work() {
    let test = "a_share_that_is_gone_keeps_the_work";
    let Some(folder) = inside(test) else { return };
    let share = mount(&folder);
    let mut desk = Desk::saved_on(&folder, &share);
    run("umount", &["--lazy"], &share);
    // Where it was mounted there is an empty folder now: what is saved there is told.
    desk.note("meanwhile");
    desk.act(Action::Save);
    let notice = desk.workbench.notice().unwrap();
    assert!(notice.words.contains("see that this is connected"), "{}", notice.words);
    assert_eq!(note_in(&desk.path, desk.claim), "meanwhile");
    // Some systems take the folder away as well.
    fs::remove_dir_all(&share).unwrap();
    desk.cannot_save("no such folder");
    assert!(!share.exists());
}

#[test]
fn a_folder_that_is_removed_while_it_is_in_use_keeps_the_work() {
    let folder = folder("removed");
    let share = folder.join("share");
    fs::create_dir_all(&share).unwrap();
    let mut desk = Desk::saved_on(&folder, &share);
    fs::remove_dir_all(&share).unwrap();
    desk.cannot_save("no such folder");
    assert!(!share.exists());
}

#[test]
fn a_permission_that_is_taken_away_keeps_the_old_file_and_the_work() {
    // Root may write everywhere; in a namespace whose root has given up that right, it may not.
    let test = "a_permission_that_is_taken_away_keeps_the_old_file_and_the_work";
    let Some(folder) = env::var_os(FOLDER).map(PathBuf::from) else {
        let folder = folder(test);
        let output = Command::new("setpriv")
            .args(["--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"])
            .arg(env::current_exe().unwrap())
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(FOLDER, folder)
            .output();
        match output {
            Ok(output) => {
                let told = String::from_utf8_lossy(&output.stdout)
                    + String::from_utf8_lossy(&output.stderr);
                if !output.status.success() && told.contains("setpriv:") {
                    println!("skipped: this system does not let a right be given up");
                    return;
                }
                assert!(output.status.success() && told.contains("1 passed"), "{told}");
            }
            Err(_) => println!("skipped: there is no setpriv here"),
        }
        return;
    };
    let share = folder.join("share");
    fs::create_dir_all(&share).unwrap();
    let mut desk = Desk::saved_on(&folder, &share);
    let set = |mode: u32| {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&share, fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o555);
    if fs::write(share.join("probe"), "x").is_ok() {
        println!("skipped: this account may write everywhere");
        return;
    }
    desk.cannot_save("may not write in this folder");
    set(0o755);
    assert_eq!(note_in(&desk.path, desk.claim), "first");
    assert_eq!(names(&share), ["harbor.tickmark.ron"]);
}

#[test]
fn a_file_that_others_made_read_only_is_asked_about() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder("read_only_file");
    let share = folder.join("share");
    fs::create_dir_all(&share).unwrap();
    let mut desk = Desk::saved_on(&folder, &share);
    fs::set_permissions(&desk.path, fs::Permissions::from_mode(0o444)).unwrap();
    desk.note("second");
    desk.act(Action::Save);
    assert_eq!(desk.workbench.question(), Some(&Question::ReadOnlyFile(desk.path.clone())));
    desk.keeps_the_work();
    assert_eq!(note_in(&desk.path, desk.claim), "first");
    desk.act(Action::PutOff);
    desk.saves_elsewhere();
}
