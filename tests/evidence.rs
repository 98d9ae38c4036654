//! Files that a verdict rests on: copied beside the project, checked by their digest, moved along.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tickmark::extract::ClaimKind;
use tickmark::project::{Attached, ClaimId, Source};
use tickmark::store::evidence::{self, State};
use tickmark::store::file;
use tickmark::text::Span;
use tickmark::workbench::{Action, NoticeKind, Workbench};

const ARTICLE: &str = "The port of Ellery handled 412,000 containers, said Ines Vogel.";

struct Bench {
    workbench: Workbench,
    folder: PathBuf,
    claim: ClaimId,
}

impl Bench {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("evidence").join(name);
        let _missing = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
        let settings = Some(folder.join("own").join("settings.ron"));
        fs::create_dir_all(folder.join("own")).unwrap();
        let workbench = Workbench::new(settings, Box::new(clock), || {});
        let mut bench = Self { workbench, folder, claim: ClaimId(0) };
        bench.act(Action::Paste { text: ARTICLE.to_owned() });
        let span = Span::from_range(4..8);
        bench.act(Action::AddClaim { span, kind: ClaimKind::Name });
        bench.claim = bench.workbench.desk().unwrap().selected().unwrap();
        bench
    }

    fn act(&mut self, action: Action) {
        self.workbench.update(action);
        let start = Instant::now();
        while self.workbench.is_busy() {
            self.workbench.poll();
            assert!(start.elapsed() < Duration::from_secs(60), "it does not end");
            thread::sleep(Duration::from_millis(2));
        }
        self.workbench.poll();
    }

    fn attach(&mut self, path: &Path) {
        let place = path.to_string_lossy().into_owned();
        let source = Source { title: "Count".into(), place, ..Source::default() };
        self.act(Action::SetSources { claim: self.claim, sources: vec![source] });
    }

    fn attached(&self) -> Option<Attached> {
        let claim = &self.workbench.desk().unwrap().project().claims[&self.claim];
        claim.sources[0].attached.clone()
    }

    fn state(&self) -> Option<State> {
        self.workbench.desk().unwrap().evidence(&self.attached().unwrap())
    }

    fn saved_as(&mut self, name: &str) -> PathBuf {
        let path = self.folder.join(name);
        self.act(Action::SaveAs { path: path.clone() });
        assert!(self.workbench.desk().unwrap().is_saved(), "{:?}", self.workbench.notice());
        path
    }
}

#[test]
fn an_attached_file_lies_beside_the_project_and_goes_along() {
    let mut bench = Bench::new("along");
    let original = bench.folder.join("count 2025.PDF");
    fs::write(&original, b"412,000").unwrap();
    // Before the project has a file of its own …
    bench.attach(&original);
    let attached = bench.attached().unwrap();
    assert_eq!(attached.name, "count 2025.PDF");
    assert_eq!(attached.sha256, file::Digest::of(b"412,000").to_string());
    assert_eq!(bench.state(), Some(State::Whole));
    // … as when it has one, and another.
    for name in ["first.tickmark.ron", "second.tickmark.ron"] {
        let path = bench.saved_as(name);
        let stem = name.strip_suffix(".tickmark.ron").unwrap();
        let copy = bench.folder.join(format!("{stem}.files/{}.pdf", attached.sha256));
        assert_eq!(fs::read(&copy).unwrap(), b"412,000");
        assert_eq!(bench.workbench.evidence_path(&attached), Some(copy));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(&attached.sha256) && text.contains("count 2025.PDF"));
    }
    // The copy does not follow what becomes of the original.
    fs::write(&original, b"411,000").unwrap();
    let path = bench.folder.join("second.tickmark.ron");
    bench.act(Action::Open { path: path.clone() });
    assert_eq!(bench.state(), Some(State::Whole));
    let copy = bench.workbench.evidence_path(&attached).unwrap();
    fs::write(&copy, b"410,000").unwrap();
    bench.act(Action::Open { path: path.clone() });
    assert_eq!(bench.state(), Some(State::Changed));
    fs::remove_file(&copy).unwrap();
    bench.act(Action::Open { path });
    assert_eq!(bench.state(), Some(State::Missing));
    fs::remove_dir_all(bench.folder.join("own").join("evidence")).unwrap();
    // Saved somewhere else, it is told that the file did not come along.
    bench.saved_as("third.tickmark.ron");
    let notice = bench.workbench.notice().unwrap();
    assert_eq!(notice.kind, NoticeKind::Warning);
    assert!(notice.words.contains("count 2025.PDF"), "{}", notice.words);
}

#[test]
fn a_path_that_leads_nowhere_is_noted_and_told() {
    let mut bench = Bench::new("nowhere");
    let path = bench.folder.join("gone.pdf");
    bench.attach(&path);
    assert_eq!(bench.attached(), None);
    let notice = bench.workbench.notice().unwrap();
    assert!(notice.words.starts_with("The file was not attached"), "{}", notice.words);
    let claim = &bench.workbench.desk().unwrap().project().claims[&bench.claim];
    assert_eq!(claim.sources[0].place, path.to_string_lossy());
}

#[test]
fn attaching_can_be_undone() {
    let mut bench = Bench::new("undo");
    let original = bench.folder.join("notes.txt");
    fs::write(&original, b"x").unwrap();
    bench.attach(&original);
    assert!(bench.attached().is_some());
    bench.act(Action::Undo);
    assert_eq!(bench.attached(), None);
    bench.act(Action::Redo);
    assert!(bench.attached().is_some());
}

#[test]
fn a_copy_has_a_name_that_leads_nowhere_else() {
    let folder = Path::new("a/b.files");
    let copy = |sha256: &str, name: &str| {
        let attached = Attached { sha256: sha256.to_owned(), name: name.to_owned() };
        evidence::copy_of(folder, &attached).to_string_lossy().into_owned()
    };
    let digest = "0".repeat(64);
    assert_eq!(copy(&digest, "a.PDF"), format!("a/b.files/{digest}.pdf"));
    assert_eq!(copy(&digest, "no ending"), format!("a/b.files/{digest}"));
    assert_eq!(copy(&digest, "a.very-long ending"), format!("a/b.files/{digest}"));
    assert_eq!(copy("../../../etc/passwd", "a.txt"), "a/b.files/ecad.txt");
    assert_eq!(evidence::folder(Path::new("a/b.Tickmark.RON")), Path::new("a/b.files"));
    assert_eq!(evidence::folder(Path::new("a/b.ron")), Path::new("a/b.ron.files"));
}
