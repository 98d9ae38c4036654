//! What was said before its speaker is named: *“…,” he said*, and how it goes on behind him.

use std::ops::Range;

use super::cue::Draft;
use super::reading::Reading;
use crate::extract::frame::Frame;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::words;

impl Reading<'_> {
    /// Whether what stands before a speaker can have been said by him: quoted, or a clause.
    pub(super) fn is_said(&self, clause: &Range<usize>) -> bool {
        let verb = self.meets(clause.start, Classes::of(&[Class::Cue, Class::Verb]));
        let front = (verb
            && (self.ends_in(clause.start, "ed") || self.ends_in(clause.start, "ing")))
            || self.has(clause.start, Class::Preposition)
            || self.has(clause.start, Class::Complementizer);
        self.quote_at(clause.start).is_some()
            || !front && clause.clone().any(|at| self.quote_at(at).is_some() || self.is_finite(at))
            || !front && clause.len() <= 4
    }

    /// Whether the verb of the words said stands at `at`: no past form, which may be a participle.
    pub(super) fn goes_on_with(&self, at: usize) -> bool {
        self.is_aux(at)
            || (self.is_finite(at)
                && !self.ends_in(at, "ed")
                && self.passage.value(at, Class::Verb) != Some(-1)
                && !self.frames(at).has(Frame::Speech))
    }

    /// Whether the words are a subject whose verb is still to come.
    pub(super) fn is_bare_subject(&self, words: &Range<usize>) -> bool {
        self.quote_at(words.start).is_none()
            && !self.has(words.start, Class::Preposition)
            && !self.has(words.start, Class::Complementizer)
            && !words.clone().any(|at| self.is_finite(at))
    }

    /// After the comma behind *he said* something begins that is not said.
    pub(super) fn leaves(&self, at: usize, end: usize) -> bool {
        (self.has(at, Class::Cue) && self.ends_in(at, "ing"))
            || self.is_any(
                at,
                words![
                    "who",
                    "which",
                    "but",
                    "while",
                    "as",
                    "after",
                    "when",
                    "before",
                    "though",
                    "although",
                    "citing",
                    "with",
                    "according",
                ],
            )
            || (self.has(at, Class::Conjunction)
                && (at + 1..end.min(at + 8)).any(|k| self.has(k, Class::Cue) && self.is_finite(k)))
    }

    /// Whether the token ends a quotation after which its speaker is named.
    pub(super) fn closes_speech(&self, at: usize) -> bool {
        if let Some(quoted) = self.quote_ending(at) {
            if !quoted.is_closed {
                return self.is_mark(at, ',');
            }
            return self.last_mark(quoted).is_some();
        }
        self.is_mark(at, ',') && at > 0 && self.quote_ending(at - 1).is_some()
    }

    /// Where quoted words go on after *he said*, behind a comma or a colon at most.
    pub(super) fn resumes(&self, from: usize, end: usize) -> Option<usize> {
        (from..end.min(from + 40))
            .find(|&at| self.quote_starting(at).is_some())
            .filter(|&at| at == from || self.is_mark(at - 1, ',') || self.is_mark(at - 1, ':'))
            .filter(|&at| {
                !(from..at).any(|k| {
                    self.has(k, Class::Cue) && (self.is_finite(k) || self.ends_in(k, "ing"))
                })
            })
    }

    /// *“…,” he began*: the words after a quotation name a speaker with a verb that is no cue.
    pub(super) fn spoken(&self, unit: &Range<usize>) -> Option<Draft> {
        let quoted = self.quote_starting(unit.start)?;
        let from = quoted.last + 1;
        if !self.closes_speech(quoted.last) || from >= unit.end {
            return None;
        }
        let from = from + usize::from(self.is_mark(from, ','));
        let limit = unit.end.min(from + 16);
        let verb = (from..limit)
            .take_while(|&at| self.quote_at(at).is_none())
            .find(|&at| self.has(at, Class::Verb) && !self.is_aux(at) && self.is_finite(at))?;
        let source = if verb == from {
            self.noun_after(verb + 1, unit.end)?
        } else {
            self.subject_before(verb, from).filter(|s| s.start == from)?
        };
        let mut draft = Draft {
            cue: verb..verb + 1,
            source: Some(source),
            content: [Some(quoted.tokens()), None],
            is_parenthesis: true,
            ..Draft::default()
        };
        if let Some(from) = self.resumes(verb + 1, unit.end) {
            draft.content[1] = Some(from..self.content_end(from, unit.end, true));
        }
        Some(draft)
    }
}
