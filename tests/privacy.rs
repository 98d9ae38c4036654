//! What is told of the inside of the program, at the finest grain: never a word of an article, of a
//! note or of a source, whatever is done and whatever goes wrong.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fmt::{Debug, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, thread};

use tickmark::export::{Options, exporter};
use tickmark::extract::ClaimKind;
use tickmark::project::{AsideReason, Source, Verdict};
use tickmark::text::Span;
use tickmark::workbench::{Action, Workbench};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Words that stand nowhere else: in the article, the note, the source, the proposal, the title.
const PLANTED: [&str; 6] =
    ["Quillfeather", "91,357", "Brambleway", "Ottoline", "Sparrowhythe", "Tolliver"];

const ARTICLE: &str = "Quillfeather said on Tuesday that 91,357 boats had been counted.";

/// Keeps every event of every crate, with all that it tells.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0.lock().unwrap(), " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        write!(self.0.lock().unwrap(), "\n{}", event.metadata().target()).unwrap();
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Carries out a wish and all that it sets going.
fn act(workbench: &mut Workbench, action: Action) {
    workbench.update(action);
    let start = Instant::now();
    loop {
        workbench.poll();
        if !workbench.is_busy() {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "the job does not end");
        thread::sleep(Duration::from_millis(5));
    }
}

fn everything_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(everything_under(&path)) } else { files.push(path) }
    }
    files
}

/// The only test of this file, for what it sets holds for the whole process.
#[test]
fn neither_logs_nor_reports_hold_a_word_of_the_work() {
    let log = Log::default();
    tracing::subscriber::set_global_default(log.clone()).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("privacy");
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
    let mut workbench = Workbench::new(Some(folder.join("settings.ron")), Box::new(clock), || {});
    let reports = workbench.guard_against_crashes().unwrap();

    // Files of every kind, whole and broken, each with planted words.
    let page = format!("<html><head><title>Tolliver</title></head><body><p>{ARTICLE}</p><script>");
    let pdf = format!("%PDF-1.7\n1 0 obj << /Quillfeather ({ARTICLE}) >> stream\n{ARTICLE}");
    let project = format!(
        "// A Tickmark project. It can be read and compared as text.\n(\n format: 1,\n project: (Quillfeather: \"{ARTICLE}\"),\n)"
    );
    for (name, bytes) in [
        ("Tolliver.html", page.as_bytes()),
        ("Tolliver.pdf", pdf.as_bytes()),
        ("Tolliver.docx", &[b"PK\x03\x04", ARTICLE.as_bytes()].concat()),
        ("Tolliver.rtf", format!("{{\\rtf1 {ARTICLE} \\u").as_bytes()),
        ("Tolliver.eml", format!("Subject: Tolliver\nFrom: Ottoline\n\n{ARTICLE}").as_bytes()),
        ("Tolliver.tickmark.ron", project.as_bytes()),
        ("Tolliver.txt", ARTICLE.as_bytes()),
    ] {
        act(&mut workbench, Action::Open { path: file(name, bytes) });
        if workbench.asks_about_unsaved() {
            act(&mut workbench, Action::Discard);
        }
    }
    assert_eq!(workbench.desk().unwrap().article().unwrap().document.text(), ARTICLE);

    // A day's work.
    let span = Span::new(0, 12);
    act(&mut workbench, Action::AddClaim { span, kind: ClaimKind::Name });
    let claim = workbench.desk().unwrap().selected().unwrap();
    let source = Source {
        title: "Ottoline".into(),
        place: "https://sparrowhythe.example/Sparrowhythe".into(),
        passage: "Sparrowhythe".into(),
        ..Source::default()
    };
    let attached = Source {
        place: file("Brambleway.pdf", b"Brambleway").display().to_string(),
        ..Source::default()
    };
    let aside = Verdict::SetAside(AsideReason::Opinion);
    for action in [
        Action::SetTitle("Tolliver".into()),
        Action::SetVerdict { claim, verdict: Verdict::Disputed },
        Action::KeepTyping { claim, note: "Brambleway, half".into() },
        Action::SetNote { claim, note: "Brambleway".into() },
        Action::SetCorrection { claim, correction: Some("Brambleway".into()) },
        Action::SetSources { claim, sources: vec![source, attached] },
        Action::SaveAs { path: folder.join("Tolliver.tickmark.ron") },
        Action::SetVerdict { claim, verdict: aside },
        Action::Undo,
        Action::Redo,
        // There is no such folder.
        Action::SaveAs { path: folder.join("none/Tolliver.tickmark.ron") },
        Action::Save,
        Action::ListVersions,
    ] {
        act(&mut workbench, action);
    }
    // Someone else breaks the file, and it is to be joined.
    fs::write(folder.join("Tolliver.tickmark.ron"), &project).unwrap();
    for action in [Action::Save, Action::MergeTheirs, Action::TakeTheirs] {
        act(&mut workbench, action);
    }
    let held = workbench.desk().unwrap().project().clone();
    for name in ["markdown", "html", "csv", "jsonl"] {
        let Some(exporter) = exporter(name) else { continue };
        let goes_on = &mut |_| std::ops::ControlFlow::Continue(());
        assert!(
            !tickmark::export::export(exporter, &held, &Options::default(), goes_on)
                .unwrap()
                .is_empty()
        );
    }

    // And it breaks off, with a message that quotes the article.
    let breaks_off = move || {
        let words = workbench.desk().unwrap().article().unwrap().document.text().to_owned();
        assert_eq!(words, "Brambleway");
    };
    assert!(thread::scope(|scope| scope.spawn(breaks_off).join().is_err()));

    let log = log.0.lock().unwrap().clone();
    assert!(log.contains("broke off at"), "{log}");
    let reports = everything_under(&reports);
    assert!(!reports.is_empty());
    for word in PLANTED {
        let word = word.to_lowercase();
        assert!(!log.to_lowercase().contains(&word), "{word} is in the log:{log}");
        for path in &reports {
            let report = fs::read_to_string(path).unwrap().to_lowercase();
            assert!(!report.contains(&word), "{word} is in {}", path.display());
        }
    }
}
