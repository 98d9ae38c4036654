//! The fields of a claim, joined one by one.

use std::collections::VecDeque;

use serde::Serialize;

use super::super::{Claim, Conflict, Did, Query, Record, Side, Stamp, Value, Verdict};
use crate::extract::Parts;

/// What two values of a field come to; where both were changed differently, both, in an order that
/// hangs on nothing but what they are.
pub(super) fn three<T: Clone + PartialEq + Serialize>(
    base: &T,
    ours: &T,
    theirs: &T,
) -> Result<T, (T, T)> {
    if ours == theirs || theirs == base {
        Ok(ours.clone())
    } else if ours == base {
        Ok(theirs.clone())
    } else if weight(ours) <= weight(theirs) {
        Err((ours.clone(), theirs.clone()))
    } else {
        Err((theirs.clone(), ours.clone()))
    }
}

/// What orders two values: as they are saved. Plain data of ours always has a form in JSON.
pub(super) fn weight(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What two lists come to: what either added is there, what either took out is not. An item that one
/// changed and the other took out stays as it was changed; one that both changed stays in both forms.
pub(super) fn list<T: Clone + PartialEq + Serialize>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
) -> Vec<T> {
    if ours == theirs || theirs == base {
        return ours.to_vec();
    }
    if ours == base {
        return theirs.to_vec();
    }
    let (kept_ours, fresh_ours) = parted(base, ours);
    let (kept_theirs, mut fresh_theirs) = parted(base, theirs);
    let kept = base.iter().zip(kept_ours.iter().zip(&kept_theirs));
    let mut out: Vec<T> = kept
        .filter(|(_, (ours, theirs))| **ours && **theirs)
        .map(|(item, _)| item.clone())
        .collect();
    let mut fresh = fresh_ours;
    // What both added is there once.
    for item in &fresh {
        if let Some(at) = fresh_theirs.iter().position(|other| other == item) {
            fresh_theirs.remove(at);
        }
    }
    fresh.extend(fresh_theirs);
    fresh.sort_by_cached_key(|item| weight(item));
    out.extend(fresh);
    out
}

/// Which items of `base` a copy kept, and what it added.
fn parted<T: Clone + PartialEq>(base: &[T], copy: &[T]) -> (Vec<bool>, Vec<T>) {
    let mut kept = vec![false; base.len()];
    let mut fresh = Vec::new();
    for item in copy {
        let held = base.iter().zip(&mut kept).find(|(base, kept)| !**kept && *base == item);
        match held {
            Some((_, kept)) => *kept = true,
            None => fresh.push(item.clone()),
        }
    }
    (kept, fresh)
}

/// What two copies of a claim come to.
pub(super) fn claim(base: &Claim, ours: &Claim, theirs: &Claim) -> Claim {
    let mut conflicts = list(&base.conflicts, &ours.conflicts, &theirs.conflicts);
    let mut clash = |conflict: Conflict| -> Value {
        let held = conflict.held().value;
        conflicts.push(conflict);
        held
    };
    let sides = |of: fn(&Claim) -> Value, is: fn(&Did) -> bool| {
        ordered(
            Side { value: of(ours), by: author(base, ours, is) },
            Side { value: of(theirs), by: author(base, theirs, is) },
        )
    };

    let (verdict, decided) = if ours.verdict == theirs.verdict {
        let decided = three(&base.decided, &ours.decided, &theirs.decided);
        (ours.verdict, decided.unwrap_or_else(|(one, other)| earlier(one, other)))
    } else if theirs.verdict == base.verdict {
        (ours.verdict, ours.decided.clone())
    } else if ours.verdict == base.verdict {
        (theirs.verdict, theirs.decided.clone())
    } else {
        let side =
            |held: &Claim| Side { value: Value::Verdict(held.verdict), by: held.decided.clone() };
        clash(ordered(side(ours), side(theirs)));
        (Verdict::Open, None)
    };
    let note = three(&base.note, &ours.note, &theirs.note).unwrap_or_else(|(one, _)| {
        let both = sides(|held| Value::Note(held.note.clone()), |did| matches!(did, Did::Note(_)));
        match clash(both) {
            Value::Note(note) => note,
            _ => one,
        }
    });
    let correction =
        three(&base.correction, &ours.correction, &theirs.correction).unwrap_or_else(|(one, _)| {
            let both = sides(
                |held| Value::Correction(held.correction.clone()),
                |did| matches!(did, Did::Correction(..)),
            );
            match clash(both) {
                Value::Correction(correction) => correction,
                _ => one,
            }
        });
    let proposal =
        three(&base.proposal, &ours.proposal, &theirs.proposal).unwrap_or_else(|(one, _)| {
            let both = sides(
                |held| Value::Proposal(held.proposal.clone()),
                |did| matches!(did, Did::Proposal(..)),
            );
            match clash(both) {
                Value::Proposal(proposal) => proposal,
                _ => one,
            }
        });
    let words = three(&base.query.words, &ours.query.words, &theirs.query.words);
    let answer = three(&base.query.answer, &ours.query.answer, &theirs.query.answer);
    let query = match (words, answer) {
        (Ok(words), Ok(answer)) => Query { words, answer },
        _ => {
            let both =
                sides(|held| Value::Query(held.query.clone()), |did| matches!(did, Did::Query(_)));
            match clash(both) {
                Value::Query(query) => query,
                _ => base.query.clone(),
            }
        }
    };
    // The place and what was read there belong together: where one copy took in a new text, both are
    // that copy's.
    let anchor = three(&base.anchor, &ours.anchor, &theirs.anchor).unwrap_or_else(|(one, _)| one);
    let text = if ours.anchor == anchor { ours } else { theirs };
    let is_one_text = ours.anchor == theirs.anchor;
    let (kind, parts) = if ours.kind == theirs.kind {
        let parts = if is_one_text {
            three(&base.parts, &ours.parts, &theirs.parts).unwrap_or_else(|(one, _)| one)
        } else {
            text.parts.clone()
        };
        (ours.kind, parts)
    } else if theirs.kind == base.kind {
        (ours.kind, parts_of(ours, is_one_text || std::ptr::eq(text, ours)))
    } else if ours.kind == base.kind {
        (theirs.kind, parts_of(theirs, is_one_text || std::ptr::eq(text, theirs)))
    } else {
        let both = sides(
            |held| Value::Kind(held.kind, held.parts.clone()),
            |did| matches!(did, Did::Kind(..)),
        );
        match clash(both) {
            Value::Kind(kind, parts) => (kind, parts),
            _ => (base.kind, base.parts.clone()),
        }
    };
    Claim {
        article: ours.article,
        kind,
        anchor,
        parts,
        correction,
        origin: three(&base.origin, &ours.origin, &theirs.origin).unwrap_or_else(|(one, _)| one),
        worth: three(&base.worth, &ours.worth, &theirs.worth).unwrap_or_else(|(one, _)| one),
        reasons: three(&base.reasons, &ours.reasons, &theirs.reasons)
            .unwrap_or_else(|(one, _)| one),
        verdict,
        decided,
        note,
        sources: list(&base.sources, &ours.sources, &theirs.sources),
        proposal,
        query,
        trail: trail(&base.trail, &ours.trail, &theirs.trail),
        conflicts,
        stale: three(&base.stale, &ours.stale, &theirs.stale).unwrap_or_else(|(one, _)| one),
    }
}

/// What was read of a claim, where it was read in the text that is kept.
fn parts_of(claim: &Claim, is_of_text: bool) -> Parts {
    if is_of_text { claim.parts.clone() } else { Parts::Plain }
}

/// A claim that both copies found, as it was before either did anything with it.
pub(super) fn untouched(ours: &Claim, theirs: &Claim) -> Claim {
    let first = if weight(ours) <= weight(theirs) { ours } else { theirs };
    Claim {
        correction: None,
        verdict: Verdict::Open,
        decided: None,
        note: String::new(),
        sources: Vec::new(),
        proposal: None,
        query: Query::default(),
        trail: Vec::new(),
        conflicts: Vec::new(),
        ..first.clone()
    }
}

/// Whether a person made something else of a claim. What the engine reads of it does not count.
pub(super) fn is_decided_otherwise(base: &Claim, copy: &Claim) -> bool {
    base.verdict != copy.verdict
        || base.decided != copy.decided
        || base.note != copy.note
        || base.correction != copy.correction
        || base.proposal != copy.proposal
        || base.query != copy.query
        || base.sources != copy.sources
        || base.kind != copy.kind
        || base.trail != copy.trail
        || base.conflicts != copy.conflicts
}

fn ordered(ours: Side, theirs: Side) -> Conflict {
    if weight(&ours) <= weight(&theirs) {
        Conflict { one: ours, other: theirs }
    } else {
        Conflict { one: theirs, other: ours }
    }
}

/// Who changed a field last in a copy.
fn author(base: &Claim, copy: &Claim, is: fn(&Did) -> bool) -> Option<Stamp> {
    let since = copy.trail.get(base.trail.len()..).unwrap_or_default();
    since.iter().rev().find(|record| is(&record.did)).map(Record::stamp)
}

/// Of two who came to the same verdict, the first.
fn earlier(one: Option<Stamp>, other: Option<Stamp>) -> Option<Stamp> {
    one.into_iter().chain(other).min_by_key(|stamp| (stamp.moment(), weight(stamp)))
}

/// Two trails from a common beginning as one, by the clock; each copy's own order stands.
fn trail(base: &[Record], ours: &[Record], theirs: &[Record]) -> Vec<Record> {
    let since = |copy: &[Record]| -> VecDeque<Record> {
        let n = copy.iter().zip(base).take_while(|(held, base)| held == base).count();
        copy.get(n..).unwrap_or_default().iter().cloned().collect()
    };
    let key = |record: &Record| (record.stamp().moment(), weight(record));
    let (mut ours, mut theirs) = (since(ours), since(theirs));
    let mut out = base.to_vec();
    loop {
        let takes_ours = match (ours.front(), theirs.front()) {
            (Some(one), Some(other)) if one == other => {
                theirs.pop_front();
                true
            }
            (Some(one), Some(other)) => key(one) < key(other),
            (one, _) => one.is_some(),
        };
        let next = if takes_ours { ours.pop_front() } else { theirs.pop_front() };
        let Some(next) = next else { return out };
        out.push(next);
    }
}
