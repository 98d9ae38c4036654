//! What a user does, without a window: open, review, undo, save, open again.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[path = "workbench/arrivals.rs"]
mod arrivals;
#[path = "workbench/crash.rs"]
mod crash;
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
    // Behind the last one that is open stands the first, even where the list does not show the one
    // that is selected any more.
    let open = Filter { verdict: Some(VerdictKind::Open), ..Filter::default() };
    for filter in [Filter::default(), open] {
        bench.act(Action::SetFilter(filter));
        let (first, last) = (ids[0], ids[ids.len() - 1]);
        bench.act(Action::Select(Some(last)));
        bench.act(Action::SetVerdict { claim: last, verdict: Verdict::Verified });
        bench.act(Action::SelectNextOpen);
        assert_eq!(bench.desk().selected(), Some(first));
        bench.act(Action::SetVerdict { claim: first, verdict: Verdict::Verified });
        bench.act(Action::SelectPreviousOpen);
        assert_eq!(bench.desk().selected(), Some(ids[ids.len() - 2]));
        bench.act(Action::Undo);
        bench.act(Action::Undo);
    }
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
