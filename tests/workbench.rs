//! What a user does, without a window: open, review, undo, save, open again.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[path = "workbench/letters.rs"]
mod letters;
#[path = "workbench/manuscript.rs"]
mod manuscript;

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, thread};

use tickmark::extract::ClaimKind;
use tickmark::project::{AsideReason, ClaimId, Proposal, Source, Verdict, VerdictKind};
use tickmark::text::Span;
use tickmark::workbench::rows::{Filter, Rows, Sort};
use tickmark::workbench::{Action, Desk, NoticeKind, Workbench};

const ARTICLE: &str = "Harbor traffic grows again\n\n\
    The port of Ellery handled 412,000 containers last year, up 8 percent from 2023, \
    the harbor office said on Tuesday.\n\n\
    “We had hoped for more,” said the director, Ines Vogel.";

/// A workbench of which every test begins anew, with a folder of its own.
struct Bench {
    workbench: Workbench,
    folder: PathBuf,
}

impl Bench {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbench").join(name);
        let _missing = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let workbench = workbench(&folder);
        Self { workbench, folder }
    }

    fn with_article(name: &str) -> Self {
        let mut bench = Self::new(name);
        let path = bench.file("harbor.txt", ARTICLE.as_bytes());
        bench.act(Action::Open { path });
        assert!(bench.workbench.desk().is_some(), "{:?}", bench.workbench.notice());
        bench
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Carries out a wish and what it set going.
    fn act(&mut self, action: Action) {
        self.workbench.update(action);
        self.wait();
    }

    fn wait(&mut self) {
        for _ in 0..4000 {
            self.workbench.poll();
            if !self.workbench.is_busy() {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the job does not end");
    }

    fn desk(&self) -> &Desk {
        self.workbench.desk().unwrap()
    }

    /// The first claim with these words.
    fn claim(&self, quote: &str) -> ClaimId {
        let claims = &self.desk().project().claims;
        *claims
            .iter()
            .find(|(_, claim)| claim.anchor.quote == quote)
            .unwrap_or_else(|| {
                panic!(
                    "no claim {quote}: {:?}",
                    claims.values().map(|c| &c.anchor.quote).collect::<Vec<_>>()
                )
            })
            .0
    }

    fn span(&self, words: &str) -> Span {
        let at = self.desk().article().unwrap().document.text().find(words).unwrap();
        Span::from_range(at..at + words.len())
    }

    /// A claim made by hand, so that what rules find does not matter.
    fn mark(&mut self, words: &str) -> ClaimId {
        let span = self.span(words);
        self.act(Action::AddClaim { span, kind: ClaimKind::Name });
        self.desk().selected().unwrap()
    }

    fn problem(&self) -> &str {
        let notice = self.workbench.notice().unwrap();
        assert_eq!(notice.kind, NoticeKind::Problem, "{notice:?}");
        &notice.words
    }
}

fn workbench(folder: &Path) -> Workbench {
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
    let mut workbench = Workbench::new(Some(folder.join("settings.ron")), Box::new(clock), || {});
    workbench.update(Action::SetChecker("Mira Sand".to_owned()));
    workbench
}

#[test]
fn a_review_opens_again_just_as_it_was() {
    let mut bench = Bench::with_article("round_trip");
    let claim = bench.mark("Ines Vogel");
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Disputed });
    bench.act(Action::SetNote { claim, note: "The office says “Inès”.\nAsk her.".to_owned() });
    let source =
        Source { title: "Register".into(), place: "r.example".into(), ..Source::default() };
    bench.act(Action::SetSources { claim, sources: vec![source] });
    bench.act(Action::SetPublished("2024-03-06".parse().ok()));
    let before = bench.desk().project().clone();
    let path = bench.folder.join("harbor.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    assert!(bench.desk().is_saved());
    bench.act(Action::Close);
    assert!(bench.workbench.desk().is_none());
    bench.act(Action::Open { path: path.clone() });
    assert_eq!(*bench.desk().project(), before);
    let held = &bench.desk().project().claims[&claim];
    let decided = held.decided.clone().unwrap();
    assert_eq!(
        (decided.who.as_str(), decided.when.as_str()),
        ("Mira Sand", "2026-05-14T10:42:00+02:00")
    );
    assert_eq!(bench.workbench.settings().recent[0].path, path);
    assert_eq!(bench.workbench.settings().recent[0].tally.disputed, 1);
    // A second program finds it among the recent ones.
    assert_eq!(workbench(&bench.folder).settings().recent[0].path, path);
}

#[test]
fn every_edit_can_be_undone_and_redone() {
    let mut bench = Bench::with_article("undo");
    let first = bench.desk().project().clone();
    let claim = bench.mark("the director");
    let edits = [
        (
            Action::SetVerdict { claim, verdict: Verdict::SetAside(AsideReason::Opinion) },
            "set verdict",
        ),
        (Action::SetNote { claim, note: "why".into() }, "write note"),
        (Action::SetCorrection { claim, correction: Some("x".into()) }, "correct value"),
        (Action::SetKind { claim, kind: ClaimKind::Date }, "change kind"),
        (Action::SetSources { claim, sources: vec![Source::default()] }, "change sources"),
        (Action::SetProposal { claim, proposal: Some(Proposal::default()) }, "propose change"),
        (Action::ToggleRead { at: 40 }, "tick sentence as read"),
        (Action::SetTitle("Another".into()), "correct title"),
        (Action::SetPublished("2024-01-02".parse().ok()), "set publication date"),
        (Action::RemoveClaim(claim), "remove claim"),
    ];
    let n = edits.len();
    for (edit, name) in edits {
        bench.act(edit);
        assert_eq!(bench.workbench.undo_name(), Some(name));
    }
    let last = bench.desk().project().clone();
    for _ in 0..=n {
        bench.act(Action::Undo);
    }
    assert_eq!(*bench.desk().project(), first);
    assert_eq!(bench.workbench.undo_name(), None);
    bench.act(Action::Undo);
    for _ in 0..=n {
        bench.act(Action::Redo);
    }
    assert_eq!(*bench.desk().project(), last);
}

#[test]
fn several_files_become_articles_and_each_failure_is_told_in_its_line() {
    let mut bench = Bench::with_article("several");
    let folder = bench.folder.join("story");
    fs::create_dir_all(folder.join("deeper")).unwrap();
    fs::write(folder.join("a.txt"), "Ferry fares rise\n\nA ticket costs $4.50 from July 1.")
        .unwrap();
    fs::write(folder.join("b.png"), b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR").unwrap();
    fs::write(folder.join("deeper/c.rtf"), r"{\rtf1 Nineteen boats left port in 2026.}").unwrap();
    fs::write(folder.join(".hidden"), "no").unwrap();
    let lone = bench.file("lone.srt", b"1\n00:00:01,000 --> 00:00:02,000\nFour boats sank.\n");
    let empty = bench.file("empty.txt", b"");
    bench.act(Action::DropSeveral { paths: vec![folder, lone, empty] });
    let notice = bench.workbench.notice().unwrap().clone();
    assert!(notice.can_undo && notice.kind == NoticeKind::Warning, "{notice:?}");
    let lines: Vec<_> = notice.words.lines().collect();
    assert_eq!(lines.len(), 2, "{notice:?}");
    assert!(lines[0].starts_with("Added 3 articles. b.png was not opened."), "{notice:?}");
    assert!(lines[1].starts_with("empty.txt was not opened."), "{notice:?}");
    let project = bench.desk().project();
    assert_eq!(project.articles.len(), 4);
    let formats: Vec<_> = project.articles.values().map(|a| a.provenance.format.as_str()).collect();
    assert_eq!(formats, ["text", "text", "rtf", "subtitles"]);
    assert!(project.articles.values().skip(1).all(|a| !a.provenance.path.is_empty()));
    for (id, article) in &project.articles {
        for (_, claim) in project.claims_by_place(*id) {
            assert_eq!(article.document.words(claim.anchor.span), claim.anchor.quote);
        }
    }
    let transcript = project.articles.keys().next_back().copied().unwrap();
    bench.act(Action::ShowArticle(transcript));
    assert_eq!(bench.desk().paragraph_words(0), "Paragraph 1 · 00:00:01");
    bench.act(Action::Undo);
    assert_eq!(bench.desk().project().articles.len(), 1);
    // With nothing open they become a project; where none can be read, each says why.
    bench.act(Action::Close);
    bench.act(Action::Discard);
    let file = bench.file("d.txt", b"Fares rose 5 percent, the office said.");
    bench.act(Action::DropSeveral { paths: vec![file.clone(), file] });
    assert_eq!(bench.desk().project().articles.len(), 2);
    bench.act(Action::Close);
    bench.act(Action::Discard);
    let bad = bench.file("e.txt", b" ");
    bench.act(Action::DropSeveral { paths: vec![bad.clone(), bad.clone()] });
    assert_eq!(bench.problem().lines().count(), 2);
    // Remarks on many files would hide what failed: the articles keep them.
    let hidden = |n: u32| {
        let text = format!(r"{{\rtf1 {n} boats left.{{\v none}}}}");
        bench.file(&format!("{n}.rtf"), text.as_bytes())
    };
    let mut paths = vec![bad];
    paths.extend((1..=4).map(hidden));
    bench.act(Action::DropSeveral { paths });
    let told = bench.workbench.notice().unwrap().words.clone();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.starts_with("e.txt was not opened"), "{told}");
    assert!(told.ends_with("Something was noticed in 4 files; their articles’ details say it."));
    let project = bench.desk().project();
    assert!(project.articles.values().all(|a| a.provenance.warnings.len() == 1));
}

#[test]
fn an_article_without_a_title_is_called_by_its_first_words() {
    let mut bench = Bench::new("untitled");
    let path = bench.file(
        "a.txt",
        b"[]\n\n* * *\n\nnineteen boats left in 2026, and no one counted the others at all",
    );
    bench.act(Action::Open { path });
    let title = &bench.desk().article().unwrap().title;
    assert_eq!(title, "nineteen boats left in 2026, and no one counted…");
}

#[test]
fn all_that_the_list_shows_is_settled_as_one_edit() {
    let mut bench = Bench::with_article("shown");
    bench.act(Action::SetFilter(Filter { kinds: vec![ClaimKind::Date], ..Filter::default() }));
    let n = bench.desk().rows().claims.len();
    bench.act(Action::SetVerdictOfShown(Verdict::Verified));
    assert_eq!(bench.desk().tally().verified, n);
    assert_eq!(bench.workbench.undo_name(), Some(format!("mark {n} claims verified").as_str()));
    bench.act(Action::Undo);
    assert_eq!(bench.desk().tally().verified, 0);
}

#[test]
fn the_same_verdict_again_opens_the_claim() {
    let mut bench = Bench::with_article("toggle");
    let claim = bench.mark("the director");
    for expected in [Verdict::Verified, Verdict::Open, Verdict::Verified] {
        bench.act(Action::SetVerdict { claim, verdict: Verdict::Verified });
        assert_eq!(bench.desk().project().claims[&claim].verdict, expected);
    }
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Query });
    assert_eq!(bench.desk().project().claims[&claim].verdict, Verdict::Query);
}

#[test]
fn unsaved_changes_are_asked_about_and_never_lost_unasked() {
    let mut bench = Bench::with_article("guard");
    let other = bench.file("other.txt", b"Another text of 12 words, or so one hopes.");
    bench.mark("the director");
    for action in
        [Action::Open { path: other.clone() }, Action::Close, Action::Quit, Action::OpenSample]
    {
        bench.act(action);
        assert!(bench.workbench.asks_about_unsaved());
        assert!(!bench.workbench.is_leaving());
        bench.act(Action::KeepOpen);
        assert!(bench.desk().article().unwrap().document.text().contains("Ines Vogel"));
    }
    // Save first: what was asked for goes on only once it is on disk.
    let path = bench.folder.join("kept.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    bench.mark("the harbor office");
    bench.act(Action::Close);
    bench.act(Action::SaveFirst);
    assert!(bench.workbench.desk().is_none());
    bench.act(Action::Open { path });
    bench.claim("the harbor office");
    // Discard.
    bench.mark("containers");
    bench.act(Action::Quit);
    bench.act(Action::Discard);
    assert!(bench.workbench.is_leaving());
}

#[test]
fn a_save_that_fails_keeps_the_work_and_the_window() {
    let mut bench = Bench::with_article("unsavable");
    bench.mark("the director");
    let path = bench.folder.join("no such folder").join("x.tickmark.ron");
    bench.act(Action::SaveAs { path });
    assert!(bench.problem().starts_with("Not saved."));
    assert!(!bench.desk().is_saved());
    bench.claim("the director");
}

#[test]
fn setting_the_publication_date_resolves_dates_and_keeps_verdicts() {
    let mut bench = Bench::with_article("published");
    let claim = bench.claim("Tuesday");
    let needs = |bench: &Bench| {
        let rows = &bench.desk().rows().claims;
        rows.iter().filter(|row| row.needs_published).count()
    };
    assert!(needs(&bench) >= 2);
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Verified });
    bench.act(Action::SetPublished("2025-03-06".parse().ok()));
    assert_eq!(needs(&bench), 0);
    let row = bench.desk().rows().claims.iter().find(|row| row.id == claim).unwrap().clone();
    assert_eq!(row.value, "2025-03-04");
    assert_eq!(row.verdict, Verdict::Verified);
    assert_eq!(bench.workbench.notice().unwrap().kind, NoticeKind::Warning);
    bench.act(Action::Undo);
    assert!(needs(&bench) >= 2);
}

#[test]
fn a_dropped_article_joins_the_open_project() {
    let mut bench = Bench::with_article("drop");
    let other = bench.file("other.txt", b"Ferry fares rise\n\nA ticket costs $4.50 from July 1.");
    bench.act(Action::Drop { path: other });
    assert_eq!(bench.desk().project().articles.len(), 2);
    assert!(bench.desk().article().unwrap().document.text().contains("$4.50"));
    bench.act(Action::Undo);
    assert_eq!(bench.desk().project().articles.len(), 1);
    bench.claim("412,000 containers".split(' ').next().unwrap());
}

#[test]
fn the_list_is_filtered_by_words_verdict_and_kind() {
    let mut bench = Bench::with_article("filter");
    let claim = bench.mark("the director");
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Query });
    let shown = |bench: &mut Bench, filter: Filter| {
        bench.act(Action::SetFilter(filter));
        bench.desk().rows().claims.len()
    };
    let all = bench.desk().rows().marks.len();
    let by_words = Filter { words: "DIRECTOR".into(), ..Filter::default() };
    assert!(shown(&mut bench, by_words) >= 1);
    assert_eq!(
        shown(&mut bench, Filter { verdict: Some(VerdictKind::Query), ..Filter::default() }),
        1
    );
    let dates = Filter { kinds: vec![ClaimKind::Date], ..Filter::default() };
    assert!((1..all).contains(&shown(&mut bench, dates)));
    assert_eq!(shown(&mut bench, Filter { words: "nowhere".into(), ..Filter::default() }), 0);
    assert_eq!(bench.desk().rows().marks.len(), all);
    assert_eq!(shown(&mut bench, Filter::default()), all);
}

#[test]
fn stepping_goes_through_the_claims_and_stays_at_the_ends() {
    let mut bench = Bench::with_article("step");
    let ids: Vec<ClaimId> = bench.desk().rows().claims.iter().map(|row| row.id).collect();
    for &id in &ids {
        bench.act(Action::SelectNext);
        assert_eq!(bench.desk().selected(), Some(id));
    }
    bench.act(Action::SelectNext);
    assert_eq!(bench.desk().selected(), ids.last().copied());
    for &id in ids.iter().rev().skip(1) {
        bench.act(Action::SelectPrevious);
        assert_eq!(bench.desk().selected(), Some(id));
    }
    bench.act(Action::SetVerdict { claim: ids[1], verdict: Verdict::Verified });
    bench.act(Action::Select(Some(ids[0])));
    bench.act(Action::SelectNextOpen);
    assert_eq!(bench.desk().selected(), Some(ids[2]));
}

#[test]
fn bad_files_get_a_sentence_and_nothing_is_lost() {
    let mut bench = Bench::with_article("bad_files");
    let path = bench.folder.join("good.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    let good = fs::read(&path).unwrap();
    let cut = &good[..good.len() / 2];
    // So new that nothing in it is where it was.
    let newer = String::from_utf8(good.clone()).unwrap().replace("format: 1", "format: 99");
    let newer = newer.replacen(" project: (", " works: (", 1);
    let files: [(&str, &[u8], &str); 6] = [
        ("cut.tickmark.ron", cut, "damaged at line"),
        ("newer.tickmark.ron", newer.as_bytes(), "newer Tickmark (format 99"),
        ("foreign.tickmark.ron", b"%PDF-1.7 and so on", "begins like a PDF"),
        ("empty.tickmark.ron", b"", "damaged at line 1"),
        ("latin.tickmark.ron", b"// A Tickmark project. \xE9", "line 1, column 24"),
        ("empty.txt", b"", "empty"),
    ];
    for (name, bytes, expected) in files {
        let path = bench.file(name, bytes);
        bench.act(Action::Open { path: path.clone() });
        assert!(bench.problem().contains(expected), "{name}: {}", bench.problem());
        assert!(bench.problem().starts_with(name), "{}", bench.problem());
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was changed");
        bench.act(Action::DismissNotice);
        // What was open is open still.
        assert_eq!(bench.desk().path(), Some(bench.folder.join("good.tickmark.ron").as_path()));
    }
    // A folder is read for its articles; what is none is told.
    bench.act(Action::Open { path: bench.folder.clone() });
    let told = bench.workbench.notice().map(|notice| notice.words.clone()).unwrap_or_default();
    assert!(told.contains("good.tickmark.ron is a project. Open it by itself."), "{told}");
    let bare = bench.folder.join("bare");
    fs::create_dir_all(&bare).unwrap();
    bench.act(Action::Open { path: bare });
    assert!(bench.problem().contains("folder holds no file"), "{}", bench.problem());
    bench.act(Action::Open { path: bench.folder.join("nowhere.txt") });
    assert!(bench.problem().contains("no such file"));
}

#[test]
fn a_damaged_settings_file_is_set_aside_and_told() {
    let bench = Bench::new("settings");
    bench.file("settings.ron", b"(checker: 12");
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
    let workbench = Workbench::new(Some(bench.folder.join("settings.ron")), Box::new(clock), || {});
    assert!(workbench.notice().unwrap().words.contains("set aside"));
    assert_eq!(fs::read(bench.folder.join("settings.damaged.ron")).unwrap(), b"(checker: 12");
}

#[test]
fn renewed_rows_are_those_made_anew() {
    let mut bench = Bench::with_article("renewed");
    let claim = bench.mark("the director");
    bench.mark("Ines Vogel");
    bench.act(Action::SetFilter(Filter {
        words: "r".into(),
        sort: Sort::Verdict,
        ..Filter::default()
    }));
    let edits = [
        Action::SetVerdict { claim, verdict: Verdict::Disputed },
        Action::SetNote { claim, note: "no r is left".into() },
        Action::SetCorrection { claim, correction: Some("10".into()) },
        Action::SetSources { claim, sources: vec![Source::default()] },
        Action::SetVerdict { claim, verdict: Verdict::Disputed },
        Action::SetKind { claim, kind: ClaimKind::Date },
    ];
    let back = std::iter::repeat_n(Action::Undo, edits.len());
    let forth = std::iter::repeat_n(Action::Redo, edits.len());
    for edit in edits.clone().into_iter().chain(back).chain(forth) {
        bench.act(edit.clone());
        let desk = bench.desk();
        let fresh = Rows::new(desk.project(), desk.article_id(), desk.filter());
        assert_eq!(*desk.rows(), fresh, "after {edit:?}");
    }
}

#[test]
fn a_length_of_time_is_one_claim() {
    let mut bench = Bench::new("length");
    let path = bench.file("a.txt", b"The strike lasted nine years and ended on May 4, 2021.");
    bench.act(Action::Open { path });
    let kinds: Vec<_> =
        bench.desk().rows().claims.iter().map(|row| (row.kind, row.value.clone())).collect();
    let expected =
        [(ClaimKind::Quantity, "9 years".to_owned()), (ClaimKind::Date, "2021-05-04".to_owned())];
    assert_eq!(kinds, expected);
}

#[test]
fn coverage_counts_each_word_once() {
    let mut bench = Bench::new("coverage");
    let path = bench.file("a.txt", b"One two three four five six. Seven eight nine ten.");
    bench.act(Action::Open { path });
    let ids: Vec<ClaimId> = bench.desk().rows().marks.iter().map(|mark| mark.id).collect();
    for id in ids {
        bench.act(Action::RemoveClaim(id));
    }
    let covered = |bench: &Bench| bench.desk().rows().coverage;
    assert_eq!((covered(&bench).covered, covered(&bench).all), (0, 10));
    let outer = bench.mark("two three four");
    let inner = bench.mark("four five");
    bench.act(Action::SetVerdict { claim: outer, verdict: Verdict::Verified });
    assert_eq!(covered(&bench).covered, 3);
    bench.act(Action::SetVerdict { claim: inner, verdict: Verdict::Disputed });
    assert_eq!(covered(&bench).covered, 4);
    bench.act(Action::ToggleRead { at: 35 });
    assert_eq!(covered(&bench).covered, 8);
    bench.act(Action::ToggleRead { at: 1 });
    assert_eq!((covered(&bench).covered, covered(&bench).percent()), (10, 100));
    bench.act(Action::ToggleRead { at: 1 });
    assert_eq!(covered(&bench).percent(), 80);
}

#[test]
fn repeats_are_settled_together_only_when_asked() {
    let mut bench = Bench::new("repeats");
    let text =
        b"Sales rose 14 percent. The board said 14 percent was enough. Costs rose 9 percent.";
    let path = bench.file("a.txt", text);
    bench.act(Action::Open { path });
    let claim = bench.claim("14 percent");
    assert_eq!(bench.desk().rows().repeats(claim).len(), 2);
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Verified });
    assert_eq!(bench.desk().tally().verified, 1);
    bench.act(Action::SetVerdictOfRepeats { claim, verdict: Verdict::Disputed });
    assert_eq!(bench.desk().tally().disputed, 2);
    assert!(bench.workbench.notice().unwrap().can_undo);
    bench.act(Action::Undo);
    assert_eq!((bench.desk().tally().verified, bench.desk().tally().disputed), (1, 0));
}

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
fn an_import_in_which_nothing_was_done_closes_unasked() {
    let mut bench = Bench::with_article("untouched");
    bench.act(Action::Close);
    assert!(bench.workbench.desk().is_none());
}

#[test]
fn work_done_while_another_text_opens_is_asked_about() {
    let mut bench = Bench::with_article("meanwhile");
    let other = bench.file("other.txt", b"Ferry fares rise to $4.50 from July 1.");
    bench.workbench.update(Action::Open { path: other });
    let span = bench.span("the director");
    bench.act(Action::AddClaim { span, kind: ClaimKind::Name });
    assert!(bench.workbench.asks_about_unsaved());
    bench.claim("the director");
    bench.act(Action::KeepOpen);
    bench.claim("the director");
    assert!(!bench.workbench.asks_about_unsaved());
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

#[test]
fn sources_are_imported_into_the_package_once_and_taken_back() {
    let mut bench = Bench::with_article("sources");
    let list = "TY  - GEN\nTI  - Port statistics\nER  -\nTY  - GEN\nER  -\n";
    let path = bench.file("package.ris", list.as_bytes());
    bench.act(Action::ImportSources { path: path.clone() });
    let words = bench.workbench.notice().unwrap().words.clone();
    assert!(words.starts_with("1 source was added"), "{words}");
    assert!(words.contains("line 4"), "{words}");
    assert_eq!(bench.desk().project().package[0].title, "Port statistics");
    bench.act(Action::ImportSources { path });
    let words = bench.workbench.notice().unwrap().words.clone();
    assert!(words.starts_with("No source was added. 1 was there already."), "{words}");
    assert_eq!(bench.desk().project().package.len(), 1);
    // It is in the file, and one step of undo takes it back.
    let saved = bench.folder.join("harbor.tickmark.ron");
    bench.act(Action::SaveAs { path: saved.clone() });
    assert!(fs::read_to_string(&saved).unwrap().contains("Port statistics"));
    bench.act(Action::Undo);
    assert!(bench.desk().project().package.is_empty());
    bench.act(Action::Close);
    bench.act(Action::Discard);
    bench.act(Action::Open { path: saved });
    assert_eq!(bench.desk().project().package.len(), 1);
    let path = bench.file("letter.txt", b"Dear desk");
    bench.act(Action::ImportSources { path });
    assert_eq!(bench.workbench.notice().unwrap().kind, NoticeKind::Problem);
    assert_eq!(bench.desk().project().package.len(), 1);
}

#[test]
fn what_was_copied_from_a_page_keeps_its_paragraphs() {
    let mut bench = Bench::new("page");
    let text = "Ships Two ships came in 2025.".to_owned();
    let html = "<meta charset=utf-8><h2>Ships</h2><p>Two ships came in 2025.</p>".to_owned();
    bench.act(Action::PastePage { html, text: text.clone() });
    let told = |bench: &Bench| {
        let document = bench.workbench.desk().unwrap().article().unwrap().document.clone();
        let words = |p: &tickmark::text::Paragraph| document.words(p.span).to_owned();
        document.paragraphs().iter().map(words).collect::<Vec<_>>()
    };
    assert_eq!(told(&bench), ["Ships", "Two ships came in 2025."]);
    bench.act(Action::Close);
    bench.act(Action::Discard);
    // HTML without words gives way to the text.
    bench.act(Action::PastePage { html: "<p><img src=x></p>".to_owned(), text });
    assert_eq!(told(&bench), ["Ships Two ships came in 2025."]);
}

#[test]
fn long_work_that_is_stopped_leaves_the_project_as_it_was() {
    let mut bench = Bench::with_article("stopped");
    let was = bench.desk().project().clone();
    // Long enough that it is never done before the word to stop comes.
    let long = format!("{ARTICLE}\n\n").repeat(20_000);
    let path = bench.file("long.txt", long.as_bytes());
    bench.workbench.update(Action::Drop { path });
    assert!(bench.workbench.running().unwrap().can_cancel);
    bench.act(Action::CancelJob);
    assert_eq!(bench.desk().project(), &was);
    assert_eq!(bench.workbench.undo_name(), None);
    // What comes after it goes on as ever, and is one undo for the whole pass.
    let path = bench.file("other.txt", ARTICLE.as_bytes());
    bench.act(Action::Drop { path });
    assert_eq!(bench.desk().project().articles.len(), 2);
    bench.act(Action::Undo);
    assert_eq!(bench.desk().project(), &was);
}
