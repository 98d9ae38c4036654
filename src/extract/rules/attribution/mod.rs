//! What someone is said to have said, written, found or ordered.
//!
//! A unit (a sentence, with whatever quotations it holds taken as wholes) is searched for cues; each
//! makes a draft of who said what; drafts inside what another one says are given up. Quotations
//! without a cue go on with what the last speaker said.

mod clause;
mod content;
mod continuation;
mod cue;
mod label;
mod nominal;
mod passive;
mod reading;
mod source;
mod spoken;
mod stance;
mod verbal;

use std::ops::Range;

use super::{Memory as Known, Rule};
use crate::extract::finding::{AttributionParts, ClaimKind, Finding, Parts, QuoteKind};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::text::Span;
pub(crate) use continuation::Memory;
use cue::Draft;
use reading::Reading;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "attribution",
    about: "What someone is said to have said, written, found or ordered",
    triggers: Classes::of(&[
        Class::QuoteMark,
        Class::Introducer,
        Class::Cue,
        Class::SpeechNoun,
        Class::Hearsay,
    ]),
    find,
};

/// Words that may make a draft.
const CUES: Classes = Classes::of(&[Class::Cue, Class::SpeechNoun, Class::Hearsay]);

/// Tokens at which the search for cues has something to do: all others are passed over.
const STEPS: Classes = CUES.with(Classes::of(&[Class::Introducer]));

fn find(passage: &Passage<'_>, known: &mut Known, found: &mut Vec<Finding>) {
    let reading = Reading::new(passage);
    let mut drafts = Vec::new();
    let units = reading.units();
    known.speech.enter(&reading, &units);
    if known.speech.signs(&reading, found) || known.speech.takes_all(&reading, found) {
        return;
    }
    let mut done = 0;
    for unit in &units {
        if unit.start < done {
            continue;
        }
        drafts.clear();
        drafts.extend(reading.labelled(unit));
        let whole;
        let unit = if drafts.is_empty() {
            unit
        } else {
            // Whoever stands before the colon says all that follows.
            done = reading.tokens.len();
            whole = unit.start..done;
            for piece in drafts.iter_mut().filter_map(|draft| draft.content[0].as_mut()) {
                piece.end = done;
            }
            &whole
        };
        let mut at = unit.start;
        let mut quotes = reading.quoted.get(reading.quotes_before(at)..).unwrap_or_default();
        while at < unit.end {
            if let Some((quoted, rest)) = quotes.split_first()
                && quoted.first <= at
            {
                quotes = rest;
                if quoted.first == at {
                    at = quoted.last + 1;
                }
                continue;
            }
            let stop = quotes.first().map_or(unit.end, |quoted| quoted.first.min(unit.end));
            let ahead = reading.tokens.get(at..stop).unwrap_or_default();
            match ahead.iter().position(|token| token.classes.meets(STEPS)) {
                Some(n_skipped) => at += n_skipped,
                None => {
                    at = stop;
                    continue;
                }
            }
            if reading.is_mark(at, ':')
                && let Some(draft) = reading.labelled_at(at, unit)
                && !drafts.iter().any(|earlier| earlier.starts_at(at + 1))
            {
                drafts.push(draft);
            }
            if reading.meets(at, CUES)
                && let Some(draft) = reading.draft(at, unit, &drafts)
            {
                drafts.push(draft);
            }
            at += 1;
        }
        if !drafts.iter().any(|draft| draft.holds(unit.start)) {
            drafts.extend(reading.spoken(unit));
        }
        if let Some(draft) = reading.introduced(unit)
            && !drafts
                .iter()
                .any(|d| d.is_open || draft.content[0].as_ref().is_some_and(|c| d.holds(c.start)))
        {
            drafts.push(draft);
        }
        drop_nested(&mut drafts);
        let speech = &mut known.speech;
        if drafts.is_empty() {
            speech.go_on(&reading, unit, found);
        }
        speech.begin_unit();
        for draft in &drafts {
            speech.settle(&reading, draft, unit, found);
        }
    }
}

/// Gives up each draft that stands inside what another one says.
fn drop_nested(drafts: &mut Vec<Draft>) {
    if drafts.len() < 2 {
        return;
    }
    let inside = |inner: &Draft, outer: &Draft| {
        outer.holds(inner.cue.start)
            && (!inner.holds(outer.cue.start) || (outer.is_parenthesis && !inner.is_parenthesis))
    };
    let near = |at: usize, gone: &[bool]| {
        let from = at.saturating_sub(NEAR);
        let to = drafts.len().min(from + 2 * NEAR);
        (from..to).any(|other| {
            let outer = drafts.get(other).zip(drafts.get(at));
            let is_gone = gone.get(other).copied().unwrap_or_default();
            other != at && !is_gone && outer.is_some_and(|(outer, inner)| inside(inner, outer))
        })
    };
    let none = vec![false; drafts.len()];
    let first: Vec<bool> = (0..drafts.len()).map(|at| near(at, &none)).collect();
    // What only a draft given up holds comes back, unless the last one that stays holds it too.
    let mut last: Option<&Draft> = None;
    let mut dropped = first.clone();
    for (at, (draft, gone)) in drafts.iter().zip(&mut dropped).enumerate() {
        *gone = *gone && (near(at, &first) || last.is_some_and(|last| inside(draft, last)));
        if !*gone {
            last = Some(draft);
        }
    }
    let mut keep = dropped.iter();
    drafts.retain(|_| !keep.next().copied().unwrap_or_default());
}

/// How many drafts to either side may hold one.
const NEAR: usize = 32;

/// The finding that a draft makes. `earlier` are pieces of its content in passages before.
fn finding(
    reading: &Reading<'_>,
    draft: &Draft,
    earlier: &[Span],
    (source, speaker): (Option<Span>, Option<Span>),
) -> Option<Finding> {
    let cue = reading.span_of(&draft.cue);
    let mut content = Vec::with_capacity(earlier.len() + draft.content.len());
    content.extend_from_slice(earlier);
    content.extend(draft.content.iter().flatten().filter_map(|c| reading.span_of(c)));
    let quote = quote_kind(reading, draft, !earlier.is_empty());
    make(AttributionParts { quote, source, cue, content, speaker })
}

/// A finding from its parts, or none where nothing is said.
fn make(parts: AttributionParts) -> Option<Finding> {
    let spans = parts.content.iter().chain(parts.source.iter()).chain(parts.cue.iter());
    let start = spans.clone().map(|s| s.start).min()?;
    let end = spans.map(|s| s.end).max()?;
    if parts.content.is_empty() || start >= end {
        return None;
    }
    let span = Span::new(start, end);
    Some(Finding::new(span, ClaimKind::Attribution, RULE.name, Parts::Attribution(parts)))
}

fn quote_kind(reading: &Reading<'_>, draft: &Draft, has_earlier: bool) -> QuoteKind {
    let (mut quoted, mut bare) = (has_earlier, false);
    for piece in draft.content.iter().flatten() {
        let mut at = piece.start;
        while at < piece.end {
            if let Some(quotation) = reading.quote_at(at) {
                quoted = true;
                at = quotation.last + 1;
            } else {
                bare |= reading.is_word(at) || reading.has(at, Class::Digits);
                at += 1;
            }
        }
    }
    match (quoted, bare) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) => QuoteKind::Indirect,
    }
}

/// Whether the unit is a quotation and nothing else.
fn is_quotation(reading: &Reading<'_>, unit: &Range<usize>) -> bool {
    reading.quote_starting(unit.start).is_some_and(|q| {
        (q.last + 1..unit.end).all(|at| reading.is_stop(at) || reading.is_mark(at, ','))
    })
}
