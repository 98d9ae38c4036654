//! The known traps of the project file's notation: depth, values without their names, fields that
//! vanish, comments, marks at the beginning, variants of a later version, changed bytes.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tickmark::extract::{AttributionParts, ClaimKind, Parts, QuoteKind};
use tickmark::project::{
    Changed, Claim, ClaimId, Conflict, Did, Edit, Project, Proposal, Record, Side, Stale, Stamp,
    Value, Verdict,
};
use tickmark::store::file::{Decoded, FileError, decode, encode};
use tickmark::store::journal::{Entry, Journal, left_behind};
use tickmark::text::Span;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample_text() -> String {
    fs::read_to_string(root().join("projects/sample.tickmark.ron")).unwrap()
}

fn sample() -> Project {
    decode(sample_text().as_bytes()).unwrap().project
}

fn stamp() -> Stamp {
    Stamp { who: "Ada".into(), when: "2026-05-14T10:42:00+02:00".into() }
}

/// A claim in which everything is that can lie inside something else.
fn deepest() -> Claim {
    let mut claim = Claim::clone(&sample().claims[&ClaimId(1)]);
    let parts = Parts::Attribution(AttributionParts {
        quote: QuoteKind::Mixed,
        source: Some(Span::new(1, 2)),
        cue: Some(Span::new(2, 3)),
        content: vec![Span::new(3, 4), Span::new(5, 6)],
        speaker: Some(Span::new(1, 2)),
    });
    let proposal = Some(Proposal { words: "five".into(), ..Proposal::default() });
    let side = |value: Value| Side { value, by: Some(stamp()) };
    claim.conflicts = vec![
        Conflict {
            one: side(Value::Kind(ClaimKind::Attribution, parts.clone())),
            other: side(Value::Kind(ClaimKind::Name, Parts::Plain)),
        },
        Conflict {
            one: side(Value::Proposal(proposal.clone())),
            other: side(Value::Proposal(None)),
        },
    ];
    let Stamp { who, when } = stamp();
    claim.trail.push(Record { who, when, did: Did::Proposal(None, proposal) });
    claim.stale = Some(Box::new(Stale { was: claim.anchor.clone(), what: vec![Changed::Figure] }));
    claim.kind = ClaimKind::Attribution;
    claim.parts = parts;
    claim
}

/// How many brackets lie inside each other at the deepest place.
fn depth(text: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        most = most.max(depth);
    }
    most
}

#[test]
fn the_deepest_project_is_far_from_what_can_be_read() {
    let mut project = sample();
    project.claims.insert(ClaimId(9_000), Arc::new(deepest()));
    let bytes = encode(&project).unwrap();
    assert_eq!(decode(&bytes).unwrap(), Decoded { project, warning: None, is_newer: false });
    // The reader of the notation goes down to 32 with a reserve for what it calls itself.
    let depth = depth(std::str::from_utf8(&bytes).unwrap());
    assert!((6..16).contains(&depth), "{depth}");
}

#[test]
fn the_deepest_edit_comes_back_from_a_journal() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("traps");
    let _missing = fs::remove_dir_all(&folder);
    let several =
        |edits: Vec<Edit>| Edit::Several { name: "settle \"both\"\n(1)".to_owned(), edits };
    let put = Edit::PutClaim { claim: ClaimId(9_000), put: Some(Arc::new(deepest())) };
    let edit = several(vec![several(vec![several(vec![put])])]).by(stamp()).by(stamp());
    let mut project = sample();
    let mut journal = Journal::begin(&folder, "deep", &project, None).unwrap();
    journal.append(&[Entry::Did(edit.clone())]).unwrap();
    // What undoes it is as deep, and is written down as well.
    let back = project.apply(edit.clone()).unwrap();
    journal.append(&[Entry::Did(back), Entry::Did(edit)]).unwrap();
    drop(journal);
    let left = left_behind(&folder);
    assert_eq!(left.len(), 1);
    assert_eq!((left[0].n_changes, &left[0].project), (3, &project));
}

#[test]
fn endless_depth_is_refused_with_its_place() {
    let head = "// A Tickmark project. It can be read and compared as text.\n";
    for open in ["(", "[", "{1:", "Some(", "(a:"] {
        let nested = open.repeat(200_000);
        for text in [
            format!("{head}(\n format: 1,\n project: {nested}"),
            format!("{head}(\n format: 1,\n project: (),\n extra: {nested}"),
            format!("{head}{nested}"),
        ] {
            let error = decode(text.as_bytes()).unwrap_err();
            let FileError::Damaged { line, column, .. } = error else { panic!("{error}") };
            assert!(line >= 2 && column >= 1, "{line} {column}");
        }
    }
}

/// A value of the notation's own loses the names of variants; flattened fields and stand-ins for
/// unknown variants do not come back as they were. None of them is used for what is saved.
#[test]
fn nothing_that_is_saved_goes_through_what_loses_names() {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["project", "store", "text", "extract"].map(|room| root().join("src").join(room)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    assert!(files.len() > 50);
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for trap in ["ron::Value", "ron::value", "serde(flatten", "serde(other", "untagged"] {
            assert!(!text.contains(trap), "{trap} in {}", path.display());
        }
    }
}

#[test]
fn a_variant_of_a_later_version_is_refused_and_never_taken_for_another() {
    let text = sample_text();
    let strange = text.replacen("verdict: Verified", "verdict: Rechecked(\"twice\")", 1);
    assert_ne!(strange, text);
    let Err(FileError::Damaged { line, column, what }) = decode(strange.as_bytes()) else {
        panic!("it opens")
    };
    let at = strange.lines().position(|line| line.contains("Rechecked")).unwrap();
    assert_eq!(line, at + 1);
    assert!(column > 1 && what.contains("Rechecked"), "{column} {what}");
    // With the number of the format that has it, that is said.
    let newer = strange.replacen("format: 1,", "format: 2,", 1);
    assert_eq!(decode(newer.as_bytes()), Err(FileError::Newer { found: 2 }));
}

#[test]
fn a_comment_is_told_once_and_gone_after_a_save() {
    let text = sample_text();
    let commented = text.replacen(" project: (", " project: ( /* checked twice */", 1);
    let decoded = decode(commented.as_bytes()).unwrap();
    assert!(decoded.warning.unwrap().contains("comments (the first in line 4)"));
    let saved = encode(&decoded.project).unwrap();
    assert_eq!(decode(&saved).unwrap().warning, None);
}

#[test]
fn a_changed_byte_that_reads_as_another_project_is_told_and_opens() {
    let text = sample_text();
    let before = decode(text.as_bytes()).unwrap().project;
    let changed = text.replacen("verdict: Verified", "verdict: Disputed", 1);
    let Decoded { project, warning, is_newer } = decode(changed.as_bytes()).unwrap();
    assert_ne!(project, before);
    assert!(warning.unwrap().contains("edited outside Tickmark"));
    assert!(!is_newer);
    let n = |project: &Project| {
        project.claims.values().filter(|claim| claim.verdict == Verdict::Disputed).count()
    };
    assert_eq!(n(&project), n(&before) + 1);
}

#[test]
fn a_mark_at_the_beginning_changes_nothing() {
    let text = sample_text();
    let marked = decode(format!("\u{feff}{text}").as_bytes()).unwrap();
    assert_eq!(marked, decode(text.as_bytes()).unwrap());
}
