//! The audit trail: what is recorded, that it is only ever added to in the file, and what undo does.

use std::sync::Arc;

use tickmark::extract::{ClaimKind, Parts};
use tickmark::project::{
    ArticleId, Claim, ClaimId, Edit, History, Origin, Project, Query, Record, Stamp, Verdict,
};
use tickmark::store::file::{decode, encode};
use tickmark::text::{Anchor, Span};

const ID: ClaimId = ClaimId(1);

fn claim(n: u32) -> Claim {
    let quote = format!("claim number {n} of the text");
    Claim {
        article: ArticleId(1),
        kind: ClaimKind::Quantity,
        anchor: Anchor {
            span: Span::new(n, n + 9),
            quote,
            before: String::new(),
            after: String::new(),
        },
        parts: Parts::Plain,
        correction: None,
        origin: Origin::Rule("quantity".to_owned()),
        worth: 0.5,
        reasons: Vec::new(),
        verdict: Verdict::Open,
        decided: None,
        note: String::new(),
        sources: Vec::new(),
        query: Query::default(),
        proposal: None,
        trail: Vec::new(),
        conflicts: Vec::new(),
        stale: None,
    }
}

fn project() -> Project {
    let mut project = Project::default();
    project.claims.insert(ID, Arc::new(claim(1)));
    project
}

fn stamp(who: &str, minute: u32) -> Stamp {
    Stamp { who: who.to_owned(), when: format!("2026-05-14T10:{minute:02}:00+02:00") }
}

fn verdict(verdict: Verdict, stamp: &Stamp) -> Edit {
    Edit::SetVerdict { claim: ID, verdict, decided: Some(stamp.clone()) }.by(stamp.clone())
}

fn note(words: &str, stamp: &Stamp) -> Edit {
    Edit::SetNote { claim: ID, note: words.to_owned() }.by(stamp.clone())
}

/// The sentences of a claim's history, the oldest first.
fn told(project: &Project) -> Vec<String> {
    let claim = &project.claims[&ID];
    let told = |record: &Record| {
        let hour = record.when.get(11..16).unwrap_or_default();
        format!("{hour} {} {}", record.who, record.sentence())
    };
    claim.trail.iter().map(told).collect()
}

#[test]
fn verdicts_and_notes_are_recorded_with_what_was_before() {
    let (mut project, mut history) = (project(), History::default());
    let edits = [
        verdict(Verdict::Verified, &stamp("Ana", 1)),
        note("Rang the office", &stamp("Ana", 2)),
        verdict(Verdict::Disputed, &stamp("Bo", 3)),
        note("Rang twice", &stamp("Bo", 4)),
        verdict(Verdict::Open, &stamp("Bo", 5)),
        note("", &stamp("Ana", 6)),
    ];
    for edit in edits {
        history.apply(&mut project, edit).unwrap();
    }
    assert_eq!(
        told(&project),
        [
            "10:01 Ana marked it verified",
            "10:02 Ana wrote a note",
            "10:03 Bo marked it disputed; it was verified",
            "10:04 Bo changed the note; it was “Rang the office”",
            "10:05 Bo opened it again; it was disputed",
            "10:06 Ana changed the note; it was “Rang twice”",
        ]
    );
    let decoded = decode(&encode(&project).unwrap()).unwrap();
    assert_eq!(decoded.project, project);
}

#[test]
fn an_edit_of_several_claims_is_recorded_in_each() {
    let mut project = project();
    project.claims.insert(ClaimId(2), Arc::new(claim(2)));
    let edits = [1, 2].map(|n| Edit::SetVerdict {
        claim: ClaimId(n),
        verdict: Verdict::Query,
        decided: Some(stamp("Ana", 1)),
    });
    let edit = Edit::Several { name: "mark 2 claims query".to_owned(), edits: edits.to_vec() };
    let before = project.clone();
    let inverse = project.apply(edit.by(stamp("Ana", 1))).unwrap();
    assert!(project.claims.values().all(|claim| claim.trail.len() == 1));
    project.apply(inverse).unwrap();
    assert_eq!(project, before);
}

#[test]
fn what_was_never_saved_is_undone_with_its_record() {
    let (mut project, mut history) = (project(), History::saved());
    let start = project.clone();
    history.apply(&mut project, verdict(Verdict::Verified, &stamp("Ana", 1))).unwrap();
    let settled = project.clone();
    history.sign_undo(&stamp("Ana", 2));
    history.undo(&mut project).unwrap();
    assert_eq!(project, start);
    assert!(history.is_saved());
    history.sign_redo(&stamp("Ana", 3));
    history.redo(&mut project).unwrap();
    assert_eq!(project, settled);
}

#[test]
fn to_undo_what_was_saved_is_put_on_record() {
    let (mut project, mut history) = (project(), History::saved());
    history.apply(&mut project, verdict(Verdict::Verified, &stamp("Ana", 1))).unwrap();
    history.mark_saved(history.now());
    let saved = project.clone();
    history.sign_undo(&stamp("Bo", 2));
    history.undo(&mut project).unwrap();
    assert_eq!(project.claims[&ID].verdict, Verdict::Open);
    assert_eq!(
        told(&project),
        ["10:01 Ana marked it verified", "10:02 Bo opened it again; it was verified"]
    );
    assert!(!history.is_saved());
    // Nothing was saved meanwhile: this takes the undo back, and is just what lies on disk.
    history.sign_redo(&stamp("Bo", 3));
    history.redo(&mut project).unwrap();
    assert_eq!(project, saved);
    assert!(history.is_saved());
    // Undone, saved, and done again: all three stay.
    history.sign_undo(&stamp("Bo", 4));
    history.undo(&mut project).unwrap();
    history.mark_saved(history.now());
    history.sign_redo(&stamp("Ana", 5));
    history.redo(&mut project).unwrap();
    assert_eq!(told(&project).len(), 3);
    assert_eq!(project.claims[&ID].verdict, Verdict::Verified);
    assert!(!history.is_saved());
}

#[test]
fn a_record_is_one_short_line() {
    let mut project = project();
    let size = |project: &Project| {
        let bytes = encode(project).unwrap();
        (bytes.len(), bytes.iter().filter(|&&byte| byte == b'\n').count())
    };
    project.apply(verdict(Verdict::Verified, &stamp("Ana Muster", 1))).unwrap();
    let (bytes, lines) = size(&project);
    project.apply(verdict(Verdict::Disputed, &stamp("Ana Muster", 2))).unwrap();
    let (bytes_after, lines_after) = size(&project);
    assert_eq!(lines_after, lines + 1);
    assert!(bytes_after - bytes < 100, "{} bytes", bytes_after - bytes);
}
