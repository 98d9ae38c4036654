//! Adjectives that tell what someone thinks: *is confident that*, *was critical of*, *are eager to*.

use std::ops::Range;

use super::cue::Draft;
use super::reading::Reading;
use crate::extract::frame::{Frame, Frames};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::{WordSet, words};

/// Verbs that join an adjective to its subject, beside *be*.
const COPULAS: WordSet = words![
    "become",
    "becomes",
    "became",
    "becoming",
    "feel",
    "feels",
    "felt",
    "feeling",
    "remain",
    "remains",
    "remained",
    "remaining",
    "seem",
    "seems",
    "seemed",
    "appear",
    "appears",
    "appeared",
    "sound",
    "sounds",
    "sounded",
    "grow",
    "grows",
    "grew",
    "look",
    "looks",
    "looked",
];

impl Reading<'_> {
    /// The attribution that the adjective at `at` makes with the verb before it.
    pub(super) fn stance(&self, at: usize, unit: &Range<usize>) -> Option<Draft> {
        let frames = self.noun_frames(at);
        let copula = self.copula_before(at, unit)?;
        let group = self.group(copula, unit);
        let first = group.tokens.start;
        let after = at + 1;
        let (from, of_clause, cue_end) = self.held(after, unit.end, frames)?;
        // "It is clear that": nobody says so but the writer.
        let source = self.subject_before(first, unit.start).filter(|s| {
            s.len() > 1 || !self.is_any(s.start, words!["it", "there", "that", "this"])
        })?;
        let content = from..self.content_end(from, unit.end, of_clause);
        (content.start < content.end).then(|| Draft {
            cue: first..cue_end,
            source: Some(source),
            content: [Some(content), None],
            ..Draft::default()
        })
    }

    /// *is a supporter of*, *, a fierce critic of …,*: a noun that tells whom someone is for or
    /// against.
    pub(super) fn partisan(&self, at: usize, unit: &Range<usize>) -> Option<Draft> {
        if !self.is(at + 1, "of") || self.quote_at(at).is_some() {
            return None;
        }
        let mut start = at;
        while start > unit.start && at - start < 5 && !self.has(start, Class::Determiner) {
            if start < at
                && (!self.is_word(start)
                    || self.meets(start, Classes::of(&[Class::Preposition, Class::Conjunction])))
            {
                return None;
            }
            start -= 1;
        }
        let before = start.checked_sub(1).filter(|&before| before >= unit.start)?;
        let (source, first) = if self.is_mark(before, ',') {
            (self.noun_before(before, unit.start)?, start)
        } else {
            let copula = self.copula_before(start, unit)?;
            let first = self.group(copula, unit).tokens.start;
            (self.subject_before(first, unit.start)?, first)
        };
        let content = at + 2..self.object_end(at + 2, unit.end);
        (!content.is_empty()).then(|| Draft {
            cue: first..at + 2,
            source: Some(source),
            content: [Some(content), None],
            ..Draft::default()
        })
    }

    /// The verb that joins the adjective at `at` to its subject, adverbs between.
    fn copula_before(&self, at: usize, unit: &Range<usize>) -> Option<usize> {
        let mut verb = at;
        while verb > unit.start && at - verb < 4 {
            verb -= 1;
            if self.is_be(verb) || self.is_any(verb, COPULAS) {
                return Some(verb);
            }
            let between = self.is_adverb(verb)
                || self.is_any(verb, words!["so", "too", "more", "less", "most", "as"]);
            if !between || self.quote_at(verb).is_some() {
                return None;
            }
        }
        None
    }

    /// What the adjective before token `after` holds: where it begins, whether it is a clause, and
    /// the token after the cue.
    fn held(&self, after: usize, end: usize, frames: Frames) -> Option<(usize, bool, usize)> {
        if after >= end {
            return None;
        }
        if self.is(after, "that") && frames.has(Frame::That) {
            return Some((after + 1, true, after));
        }
        if frames.has(Frame::Wh)
            && self.is_any(
                after,
                words!["whether", "how", "why", "what", "if", "who", "where", "when"],
            )
        {
            return Some((after, true, after));
        }
        if self.is(after, "to") && frames.has(Frame::To) && !self.starts_noun_phrase(after + 1) {
            return Some((after, false, after));
        }
        let by = self.is_any(after, words!["by", "in"]) && frames.has(Frame::With);
        if by && !self.is_time(after + 1) || self.takes(after, frames) {
            return Some((after + 1, false, after + 1));
        }
        let has_clause = frames.has(Frame::Clause)
            && self.starts_noun(after)
            && (self.is_pronoun(after)
                || self.has(after, Class::Determiner)
                || self.is_capital(after))
            && (after + 1..end.min(after + 8)).any(|k| self.is_finite(k));
        has_clause.then_some((after, true, after))
    }
}
