//! A speaker before a colon.

use std::ops::Range;

use super::cue::Draft;
use super::reading::{REACH, Reading};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::words;

impl Reading<'_> {
    /// *Mayor: The bridge stays*, *MR. LEE: No.*: a speaker before a colon.
    pub(super) fn labelled(&self, unit: &Range<usize>) -> Option<Draft> {
        let first = self.token(unit.start)?;
        if !first.shape.is_capital() || self.quote_at(unit.start).is_some() {
            return None;
        }
        if unit.start > 0 && !first.shape.is_after_line() {
            return None;
        }
        let colon = (unit.start + 1..unit.end.min(unit.start + 9))
            .find(|&at| self.is_mark(at, ':'))
            .filter(|&at| self.token(at + 1).is_some_and(|t| !t.shape.is_glued()))?;
        let label = unit.start..colon;
        let is_name = label.clone().all(|at| {
            self.is_capital(at)
                || self.is_mark(at, '.')
                || self.is_mark(at, '-')
                || self.is_any(at, words!["of", "the", "for", "and"])
                || self.is_possessive(at)
        });
        let shouts = self.token(unit.start).is_some_and(|t| t.shape.is_all_capitals());
        let is_letter = colon == unit.start + 1 && self.is_any(unit.start, words!["q", "a"]);
        let is_head = unit.start == 0 && self.passage.sentences().len() <= 2;
        let is_heading = label.clone().any(|at| self.is_time(at) || self.has(at, Class::Heading));
        if !is_name || !(shouts || is_letter || is_head) || is_heading {
            return None;
        }
        let content = colon + 1..unit.end;
        let says = content.clone().take(REACH).any(|at| {
            self.meets(at, Classes::of(&[Class::Verb, Class::Auxiliary]))
                || self.quote_starting(at).is_some()
        });
        (says || is_letter).then(|| Draft {
            cue: colon..colon + 1,
            source: Some(label),
            content: [Some(content), None],
            is_parenthesis: true,
            ..Draft::default()
        })
    }

    /// *The mayor had a simple answer: “…”*: any clause that ends in a colon before a quotation.
    pub(super) fn introduced(&self, unit: &Range<usize>) -> Option<Draft> {
        let colon = (unit.start..unit.end.min(unit.start + REACH))
            .find(|&at| self.is_mark(at, ':') && self.quote_at(at).is_none())?;
        let is_open = colon + 1 >= unit.end;
        let quoted = self.quote_starting(colon + 1);
        if !is_open && quoted.is_none_or(|q| self.last_mark(q).is_none()) {
            return None;
        }
        let front = self.has(unit.start, Class::Preposition);
        let comma = (unit.start..colon).find(|&at| front && self.is_mark(at, ','));
        let from = comma.map_or(unit.start, |comma| comma + 1);
        let source = self.main_subject(from, colon)?;
        let mut verb = source.end;
        while verb < colon && !self.is_finite(verb) {
            verb += 1;
        }
        (verb < colon).then(|| Draft {
            cue: verb..verb + 1,
            source: Some(source),
            content: [(!is_open).then_some(colon + 1..unit.end), None],
            is_open,
            ..Draft::default()
        })
    }

    /// *From the report: “…”*, *– Lee: “…”*: a name before a colon and a quotation.
    pub(super) fn labelled_at(&self, colon: usize, unit: &Range<usize>) -> Option<Draft> {
        self.quote_starting(colon + 1)?;
        let lowest = unit.start.max(colon.saturating_sub(8));
        let mut start = colon;
        while start > lowest
            && self.quote_at(start - 1).is_none()
            && !self.is_dash(start - 1)
            && !self.is_mark(start - 1, ',')
        {
            start -= 1;
        }
        let at_edge = start == unit.start || self.is_dash(start - 1);
        let more = usize::from(self.is(start, "more") && self.is(start + 1, "from"));
        let from = more + usize::from(self.is(start + more, "from"));
        if !at_edge || (start..colon).any(|at| self.is_finite(at)) || start + from >= colon {
            return None;
        }
        let is_name = (start..colon).all(|at| {
            self.is_capital(at) || self.is_mark(at, '.') || (at > start && self.is(at, "and"))
        });
        if from == 0 && !is_name {
            return None;
        }
        Some(Draft {
            cue: colon..colon + 1,
            source: Some(start + from..colon),
            content: [Some(colon + 1..self.content_end(colon + 1, unit.end, true)), None],
            ..Draft::default()
        })
    }
}
