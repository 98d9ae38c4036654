//! A manuscript that changes while it is checked, or was read in the wrong way.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tickmark::export::{EXPORTERS, Options, export};
use tickmark::import::Changes;
use tickmark::project::{Changed, ClaimId, Verdict};
use tickmark::workbench::manuscript::{ENCODINGS, ReadAs};
use tickmark::workbench::rows::Filter;
use tickmark::workbench::{Action, NoticeKind};

use super::Bench;

const DRAFT: &str = "The ferry line of Ellery\n\n\
    The line carried 412,000 passengers in its first year. Fares rose by 8 percent.\n\n\
    Some 31 captains were hired. “We had hoped for more,” said the director, Ines Vogel.";

const NEXT: &str = "The ferry line of Ellery\n\n\
    The line carried 412,000 passengers in its first year. Fares rose by 9 percent.\n\n\
    “We had hoped for more,” said the director, Ines Vogel. The pier is 90 meters long.";

fn with_draft(name: &str) -> (Bench, PathBuf) {
    let mut bench = Bench::new(name);
    let path = bench.file("ferry.txt", DRAFT.as_bytes());
    bench.act(Action::Open { path: path.clone() });
    (bench, path)
}

/// Verifies the claims with these words.
fn verify(bench: &mut Bench, quotes: &[&str]) -> Vec<ClaimId> {
    let mut ids = Vec::new();
    for quote in quotes {
        let claim = bench.claim(quote);
        bench.act(Action::SetVerdict { claim, verdict: Verdict::Verified });
        ids.push(claim);
    }
    ids
}

/// Waits for the word that the manuscript has changed.
fn wait_for_change(bench: &mut Bench) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(20) {
        bench.wait();
        if bench.workbench.changed_manuscript().is_some() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    false
}

fn read_again(bench: &mut Bench, how: Option<ReadAs>) {
    let article = bench.desk().article_id();
    bench.act(Action::ReadAgain { article, from: None, how });
}

#[test]
fn a_changed_manuscript_is_told_and_taken_in_without_a_verdict_on_changed_words() {
    let (mut bench, path) = with_draft("manuscript changed");
    let ids = verify(&mut bench, &["412,000", "8 percent", "31"]);
    let note = "Counted in the yearbook.".to_owned();
    bench.act(Action::SetNote { claim: ids[2], note: note.clone() });
    let before = bench.desk().project().clone();
    assert!(bench.workbench.changed_manuscript().is_none());

    fs::write(&path, NEXT).unwrap();
    assert!(wait_for_change(&mut bench), "the change is seen");
    read_again(&mut bench, None);
    assert!(bench.workbench.changed_manuscript().is_none(), "it is settled");
    let project = bench.desk().project();
    let [stands, changed, lost] = [0, 1, 2].map(|n| project.claims[&ids[n]].clone());
    assert_eq!(stands.standing(), Verdict::Verified);
    assert_eq!(changed.standing(), Verdict::Open);
    assert_eq!(changed.stale.as_ref().unwrap().what, [Changed::Figure]);
    assert_eq!(changed.anchor.quote, "9 percent");
    assert!(lost.is_lost());
    assert_eq!((lost.verdict, &lost.note), (Verdict::Verified, &note), "nothing of it is lost");
    assert_eq!(bench.desk().tally().verified, 1);
    assert!(project.claims.values().any(|claim| claim.anchor.quote.starts_with("90")));
    let told = bench.workbench.notice().unwrap();
    assert_eq!(told.kind, NoticeKind::Warning, "{told:?}");
    assert!(told.can_undo, "{told:?}");

    // What is written of a claim does not make its verdict stand.
    let tally = bench.desk().tally();
    for claim in [ids[1], ids[2]] {
        bench.act(Action::SetNote { claim, note: "Ask the office.".into() });
        assert_eq!(bench.desk().tally(), tally);
        bench.act(Action::Undo);
        assert_eq!(bench.desk().tally(), tally);
    }

    // What changed, and what lost its place, can be listed.
    let listed = |bench: &mut Bench, filter: Filter| -> Vec<ClaimId> {
        bench.act(Action::SetFilter(filter));
        bench.desk().rows().claims.iter().map(|row| row.id).collect()
    };
    let all = listed(&mut bench, Filter::default());
    assert!(!all.contains(&ids[2]) && all.contains(&ids[1]));
    let changed_only = Filter { is_changed: true, ..Filter::default() };
    assert_eq!(listed(&mut bench, changed_only), [ids[1]]);
    let lost_only = Filter { is_lost: true, ..Filter::default() };
    assert_eq!(listed(&mut bench, lost_only), [ids[2]]);

    bench.act(Action::Undo);
    assert_eq!(bench.desk().project().articles, before.articles);
    let words = |p: &tickmark::project::Project| -> Vec<(ClaimId, String, Verdict)> {
        let row = |(id, c): (&ClaimId, &std::sync::Arc<tickmark::project::Claim>)| {
            (*id, c.anchor.quote.clone(), c.standing())
        };
        p.claims.iter().map(row).collect()
    };
    assert_eq!(words(bench.desk().project()), words(&before));
    assert!(wait_for_change(&mut bench), "the file is still another");
}

#[test]
fn one_that_is_put_off_is_told_again_when_it_changes_again() {
    let (mut bench, path) = with_draft("manuscript put off");
    fs::write(&path, NEXT).unwrap();
    assert!(wait_for_change(&mut bench));
    bench.act(Action::PutManuscriptOff(path.clone()));
    assert!(bench.workbench.changed_manuscript().is_none());
    fs::write(&path, format!("{NEXT} It opened in May.")).unwrap();
    assert!(wait_for_change(&mut bench));
}

#[test]
fn what_changed_is_settled_anew_and_what_was_lost_is_put_back_by_hand() {
    let (mut bench, path) = with_draft("manuscript settled");
    let ids = verify(&mut bench, &["8 percent", "31"]);
    fs::write(&path, NEXT).unwrap();
    read_again(&mut bench, None);
    bench.act(Action::SetVerdict { claim: ids[0], verdict: Verdict::Verified });
    let claim = bench.desk().project().claims[&ids[0]].clone();
    assert_eq!((claim.standing(), &claim.stale), (Verdict::Verified, &None));

    let span = bench.span("90");
    bench.act(Action::PlaceClaim { claim: ids[1], span });
    let claim = bench.desk().project().claims[&ids[1]].clone();
    assert_eq!((claim.anchor.quote.as_str(), claim.standing()), ("90", Verdict::Open));
    assert_eq!(claim.stale.as_ref().unwrap().was.quote, "31");
    bench.act(Action::SetVerdict { claim: ids[1], verdict: Verdict::Disputed });
    assert_eq!(bench.desk().project().claims[&ids[1]].standing(), Verdict::Disputed);
    bench.act(Action::Undo);
    bench.act(Action::Undo);
    assert!(bench.desk().project().claims[&ids[1]].is_lost());
}

#[test]
fn no_report_calls_changed_words_verified() {
    let (mut bench, path) = with_draft("manuscript reports");
    verify(&mut bench, &["8 percent", "31"]);
    fs::write(&path, NEXT).unwrap();
    read_again(&mut bench, None);
    let project = bench.desk().project();
    for exporter in
        EXPORTERS.iter().filter(|e| ["md", "csv", "jsonl", "html"].contains(&e.extension))
    {
        let options = Options { has_open: true, ..Options::default() };
        let bytes = export(exporter, project, &options, &mut |_| ControlFlow::Continue(()));
        let text = String::from_utf8(bytes.unwrap()).unwrap();
        for line in text.lines().filter(|line| line.contains("9 percent")) {
            assert!(
                !line.contains("Verified") && !line.contains("\"verdict\":\"verified\""),
                "{line}"
            );
        }
        assert!(!text.contains("31"), "{}: its words are not in the text", exporter.name);
    }
}

#[test]
fn a_file_that_is_gone_or_damaged_leaves_the_article_as_it_was() {
    let (mut bench, path) = with_draft("manuscript gone");
    verify(&mut bench, &["8 percent"]);
    let before = bench.desk().project().clone();
    fs::remove_file(&path).unwrap();
    read_again(&mut bench, None);
    assert!(bench.problem().contains("The article is as it was"), "{}", bench.problem());
    fs::write(&path, b"  \n ").unwrap();
    read_again(&mut bench, None);
    assert!(bench.problem().contains("The article is as it was"), "{}", bench.problem());
    assert_eq!(*bench.desk().project(), before);
}

#[test]
fn letters_that_were_read_wrongly_are_read_otherwise() {
    let mut bench = Bench::new("manuscript letters");
    // “Žluť a město” in windows-1250, too short for the guess to be sure of.
    let (bytes, ..) = encoding_rs::WINDOWS_1250.encode("Žluť a město\n\nPlatů přibylo o 5 %.");
    let path = bench.file("mesto.txt", &bytes);
    bench.act(Action::Open { path });
    for encoding in ENCODINGS {
        let how = ReadAs { encoding: Some(encoding), changes: Changes::Accepted };
        read_again(&mut bench, Some(how));
        let article = bench.desk().article();
        let held = article.map(|article| article.provenance.encoding.clone()).unwrap();
        let is_kept = bench.workbench.notice().is_some_and(|n| n.kind == NoticeKind::Problem);
        assert!(is_kept || held == encoding.name(), "{held}");
        bench.act(Action::DismissNotice);
    }
    let how = ReadAs { encoding: Some(encoding_rs::WINDOWS_1250), changes: Changes::Accepted };
    read_again(&mut bench, Some(how));
    let article = bench.desk().article().unwrap();
    assert_eq!(article.title, "Žluť a město");
    assert!(article.document.text().contains("Platů přibylo o 5 %."));
}

#[test]
fn tracked_changes_are_shown_as_chosen() {
    let mut bench = Bench::new("manuscript changes");
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/manuscript.docx");
    let path = bench.file("manuscript.docx", &fs::read(fixture).unwrap());
    bench.act(Action::Open { path });
    let text = |bench: &Bench| bench.desk().article().unwrap().document.text().to_owned();
    let accepted = text(&bench);
    read_again(&mut bench, Some(ReadAs { encoding: None, changes: Changes::Original }));
    let original = text(&bench);
    read_again(&mut bench, Some(ReadAs { encoding: None, changes: Changes::Both }));
    let both = text(&bench);
    assert!(accepted != original && original != both && accepted != both);
    assert!(both.len() > accepted.len().max(original.len()));
    assert_eq!(bench.desk().article().unwrap().provenance.changes, Changes::Both);
}
