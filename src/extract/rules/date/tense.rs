//! Whether a date without a year lies behind or ahead, by the verb beside it.

use crate::extract::lexicon::Class;

use super::reader::Reader;

/// How far to look for a verb, in tokens.
const REACH: usize = 14;

/// On which side of the time of writing something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Behind.
    Past,
    /// Ahead.
    Future,
}

/// What the verb nearest to the expression at tokens `first..end` says: the one before it in the
/// sentence, else the one after it.
pub(super) fn direction(reader: Reader<'_, '_>, first: usize, end: usize) -> Option<Direction> {
    let sentence = reader.passage().sentence_of(first)?.tokens.clone();
    let from = first.saturating_sub(REACH).max(sentence.start);
    let mut at = first;
    while at > from {
        at -= 1;
        if let Some(found) = verb(reader, at, sentence.start) {
            return Some(found);
        }
    }
    let to = (end + REACH).min(sentence.end);
    (end..to).find_map(|at| verb(reader, at, sentence.start))
}

/// What the token at `idx` says of time, if it is a verb that says something.
fn verb(reader: Reader<'_, '_>, idx: usize, first: usize) -> Option<Direction> {
    let token = reader.token(idx)?;
    if !token.is_word() {
        return None;
    }
    if reader.has(idx, Class::Prospect) {
        return Some(Direction::Future);
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
        return match governor(reader, idx, first) {
            // "Will be held", "to be completed".
            Some(found) => Some(found),
            None => Some(Direction::Past),
        };
    }
    if reader.value(idx, Class::Verb) == Some(0) {
        return governor(reader, idx, first);
    }
    None
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
            // "Failed to meet Monday" is past, "is to meet Monday" ahead: an infinitive looks ahead
            // unless the verb before it is over.
            return Some(Direction::Future);
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
