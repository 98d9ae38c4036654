//! Whether a date without a year lies behind or ahead, by the verb beside it.

use crate::extract::lexicon::Class;

use super::reader::Reader;
use crate::extract::words::{WordSet, words};

/// A verb within so many tokens before a date is the date's own.
const NEAR: usize = 2;

/// How far before `by` or `to` a `had` still governs, in tokens.
const HAD_REACH: usize = 8;

/// How far to look for a verb, in tokens.
const REACH: usize = 14;

/// How far to look where the date heads its sentence: the verb must come.
const REACH_FROM_HEAD: usize = 30;

/// On which side of the time of writing something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Behind.
    Past,
    /// Ahead.
    Future,
}

/// What the verb beside a date says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tense {
    pub(super) direction: Direction,
    /// Whether the date leads the clause of that verb, so that nothing can stand between.
    pub(super) is_sure: bool,
    /// Whether the date can lie on no other side: "the quarter ended Oct. 31".
    pub(super) is_certain: bool,
}

impl Tense {
    const fn of(direction: Direction, is_sure: bool) -> Self {
        Self { direction, is_sure, is_certain: false }
    }
}

/// What the verb nearest to the expression at tokens `first..end` says: the one before it in the
/// sentence, else the one after it.
pub(super) fn tense(reader: Reader<'_, '_>, first: usize, end: usize) -> Option<Tense> {
    let sentence = reader.passage().sentence_of(first)?.tokens.clone();
    if first > sentence.start && reader.is_any(first - 1, &["ended", "ending"]) {
        let is_over = reader.is(first - 1, "ended");
        let direction = if is_over { Direction::Past } else { Direction::Future };
        return Some(Tense { direction, is_sure: is_over, is_certain: is_over });
    }
    let before = || {
        let from = first.saturating_sub(REACH).max(sentence.start);
        (from..first).rev().find_map(|at| verb(reader, at, sentence.start, true))
    };
    let after = |reach: usize| {
        let to = (end + reach).min(sentence.end);
        (end..to).find_map(|at| verb(reader, at, sentence.start, false))
    };
    if leads_clause(reader, first, sentence.start) {
        let is_sure = true;
        let after = after(REACH_FROM_HEAD).map(|direction| Tense::of(direction, is_sure));
        return after.or_else(|| before().map(|direction| Tense::of(direction, false)));
    }
    let likely = |direction| Some(Tense::of(direction, false));
    // "A June agreement", "the March deadline": the verb is not about the month.
    if is_adnominal(reader, first, end) {
        let ahead = (end..(end + NOUN_REACH).min(sentence.end)).any(|at| reader.is(at, "will"));
        return likely(if ahead { Direction::Future } else { Direction::Past });
    }
    // "Until Tuesday", "by August", "as early as next week" look ahead.
    if reader.is_any(first.wrapping_sub(1), &["until", "till", "by", "starting", "beginning"])
        || (reader.is(first.wrapping_sub(1), "as") && reader.is(first.wrapping_sub(3), "as"))
    {
        // "By Wednesday" is over where something had been done by then.
        let had = (first.saturating_sub(HAD_REACH).max(sentence.start)..first)
            .any(|at| reader.is(at, "had"));
        return likely(if had { Direction::Past } else { Direction::Future });
    }
    if reader.is(first.wrapping_sub(1), "since") {
        return likely(Direction::Past);
    }
    // "In May after he was caught", "on Friday when it sank": the clause beside it has happened.
    if reader.is_any(end, &["after", "when", "as", "while", "because"]) {
        let to = (end + CLAUSE_REACH).min(sentence.end);
        let is_over = |at: usize| {
            reader.value(at, Class::Auxiliary) == Some(-1)
                || reader.value(at, Class::Verb) == Some(-1)
                    && !reader.has(at - 1, Class::Determiner)
        };
        let governed = |at: usize| governor(reader, at, end) == Some(Direction::Future);
        if (end + 1..to).any(|at| is_over(at) && !governed(at)) {
            return likely(Direction::Past);
        }
    }
    let near = first.saturating_sub(NEAR).max(sentence.start)..first;
    let beside = near.rev().find_map(|at| verb(reader, at, sentence.start, true));
    if let Some(direction) = beside {
        return Some(Tense::of(direction, true));
    }
    before().or_else(|| after(REACH)).and_then(likely)
}

/// How far into the clause after a date its verb may stand, in tokens.
const CLAUSE_REACH: usize = 6;

/// How many words after a date its noun and that noun's verb may take.
const NOUN_REACH: usize = 4;

/// Whether the expression belongs to a noun after it: `Wednesday's ruling`, `a late-November trip`.
fn is_adnominal(reader: Reader<'_, '_>, first: usize, end: usize) -> bool {
    if reader.is_possessive(end) {
        return reader.has(end - 1, Class::Weekday) || reader.has(end - 1, Class::Month);
    }
    let articles = &["a", "an", "the", "its", "his", "their"];
    let determined =
        reader.is_any(first, articles) || reader.is_any(first.wrapping_sub(1), articles);
    determined
        && reader.has(end - 1, Class::Month)
        && reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
        && !reader.has(end, Class::Preposition)
        && !reader.has(end, Class::Auxiliary)
        && !reader.has(end, Class::Conjunction)
}

/// Whether the expression begins a clause, but for a preposition or a conjunction before it, so that
/// its verb comes after it.
fn leads_clause(reader: Reader<'_, '_>, first: usize, sentence: usize) -> bool {
    let mut at = first;
    while at > sentence
        && at + 3 > first
        && (reader.has(at - 1, Class::Preposition) || reader.is_any(at - 1, &["but", "and", "the"]))
    {
        if reader.is_any(at - 1, &["but", "and"]) && at < first {
            return true;
        }
        at -= 1;
    }
    at == sentence || reader.token(at - 1).is_some_and(|t| matches!(t.first, ';' | '"' | '“' | '—'))
}

/// What the token at `idx` says of time, if it is a verb that says something; `is_before` where the
/// date comes after it.
fn verb(reader: Reader<'_, '_>, idx: usize, first: usize, is_before: bool) -> Option<Direction> {
    let token = reader.token(idx)?;
    if !token.is_word() {
        return None;
    }
    // "He promised to pay in May" looks ahead, "in May he promised to pay" does not.
    let is_noun = idx > first && reader.has(idx - 1, Class::Determiner);
    // "Began as planned" looks back.
    let recalls = idx > first && reader.is_any(idx - 1, &["as", "previously", "originally"]);
    if is_before && reader.has(idx, Class::Prospect) && !is_noun && !recalls {
        if idx > first && reader.is(idx - 1, "to") {
            return governor(reader, idx, first);
        }
        // "Had been due to expire Friday."
        return Some(if reader.is(idx.wrapping_sub(1), "been") && was_had(reader, idx, first) {
            Direction::Past
        } else {
            Direction::Future
        });
    }
    if let Some(tense) = reader.value(idx, Class::Auxiliary) {
        return match tense {
            -1 => Some(Direction::Past),
            1 => Some(Direction::Future),
            _ if reader.is_any(idx, &["has", "have", "having"]) => Some(Direction::Past),
            _ => None,
        };
    }
    let past = reader.value(idx, Class::Verb) == Some(-1) && !token.shape.is_capital()
        || (token.word == crate::extract::lexicon::WordId::NONE
            && token.first.is_lowercase()
            && reader.word(idx).len() > 4
            && reader.word(idx).ends_with("ed"));
    if past {
        // "Will be held" and "to be completed" lie ahead; "is held" may be any time.
        let timeless = idx > first && reader.is_any(idx - 1, &["is", "are", "be", "being"]);
        let governor = governor(reader, idx, first);
        return if timeless { governor } else { governor.or(Some(Direction::Past)) };
    }
    if reader.value(idx, Class::Verb) == Some(0) {
        return governor(reader, idx, first);
    }
    None
}

/// Verbs of the past whose infinitive tells of the past too.
const IMPLICATIVE: WordSet = words![
    "began",
    "started",
    "failed",
    "managed",
    "helped",
    "made",
    "tried",
    "sought",
    "continued",
    "used",
    "struggled",
    "forced",
    "led",
    "enabled",
    "refused",
    "appeared",
    "seemed",
    "proved",
];

/// How far before its `to` such a verb may stand, in tokens.
const FOLLOWS_REACH: usize = 6;

/// Whether a `had` stands not far before `idx`.
fn was_had(reader: Reader<'_, '_>, idx: usize, first: usize) -> bool {
    (idx.saturating_sub(4).max(first)..idx).any(|at| reader.is(at, "had"))
}

/// What governs the verb at `idx`, within a few words before it: `will`, `to`, `had`.
fn governor(reader: Reader<'_, '_>, idx: usize, first: usize) -> Option<Direction> {
    let mut at = idx;
    for _ in 0..3 {
        if at <= first {
            return None;
        }
        at -= 1;
        if reader.is(at, "to") {
            // "Is to meet Monday" looks ahead, "had been due to meet Monday" does not.
            // What someone began, failed or helped to do is as far back as the beginning.
            let follows = (at.saturating_sub(FOLLOWS_REACH).max(first)..at)
                .any(|at| reader.is_any(at, IMPLICATIVE));
            return Some(if was_had(reader, at, first) || follows {
                Direction::Past
            } else {
                Direction::Future
            });
        }
        match reader.value(at, Class::Auxiliary) {
            Some(-1) if reader.is(at, "been") => {}
            Some(-1) => return Some(Direction::Past),
            Some(1) => return Some(Direction::Future),
            Some(_) if reader.is_any(at, &["may", "can", "must", "should"]) => {
                return Some(Direction::Future);
            }
            Some(_) => {}
            None if reader.has(at, Class::Adverb) => {}
            None => return None,
        }
    }
    None
}
