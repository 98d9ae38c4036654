//! Cues whose subject is what was said: *is expected to*, *appears to*.

use std::ops::Range;

use super::content::After;
use super::cue::{Draft, Form, Group};
use super::reading::Reading;
use crate::extract::frame::{Frame, Frames};
use crate::extract::lexicon::Class;
use crate::extract::words::words;

impl Reading<'_> {
    /// *The bill appears to be dead*: what seems so stands on both sides.
    pub(super) fn seeming(
        &self,
        group: &Group,
        after: usize,
        unit: &Range<usize>,
        frames: Frames,
    ) -> Option<Draft> {
        let subject = self.subject_before(group.tokens.start, unit.start);
        let follows = self.is(after, "to")
            || (self.is(after, "that") && frames.has(Frame::That))
            || self.is(after, "like")
            || (self.starts_noun(after)
                && !self.is_capital(after)
                && !self.is_noun_after_time(after));
        if !follows || group.form == Form::Infinitive {
            return None;
        }
        let end = self.content_end(after, unit.end, true);
        let rest = after..end;
        Some(
            Draft { cue: group.tokens.clone(), content: [subject, Some(rest)], ..Draft::default() }
                .packed(),
        )
    }

    pub(super) fn is_noun_after_time(&self, at: usize) -> bool {
        self.is_time(at) || self.has(at, Class::Preposition)
    }

    /// *is expected to*, *was accused of*, *is known as*, *was told that*.
    pub(super) fn passive(
        &self,
        group: &Group,
        after: usize,
        unit: &Range<usize>,
        frames: Frames,
    ) -> Option<Draft> {
        let subject = self.subject_before(group.tokens.start, unit.start);
        let mut from = after;
        let mut source = None;
        if self.is(from, "by") {
            source = self.noun_after(from + 1, unit.end);
            from = source.as_ref().map_or(from, |s| s.end);
        }
        if source.is_some()
            && self.is_mark(from, ',')
            && self.is_any(from + 1, words!["of", "to", "as", "for"])
        {
            from += 1;
        }
        if self.is_mark(from, ',') && self.quote_starting(from + 1).is_some() {
            from += 1;
        }
        let end = self.content_end(from, unit.end, true);
        let rest = (from < end && !self.is_stop(from) && !self.is_mark(from, ','))
            .then_some(from..end)
            .filter(|_| {
                self.is_any(from, words!["to", "as", "of", "for", "that", "with"])
                    || self.is_adverb(from)
                    || self.quote_starting(from).is_some()
                    || frames.has(Frame::Passive)
            });
        if frames.has(Frame::Hearer) || (frames.has(Frame::Wh) && frames.has(Frame::Speech)) {
            // "was told that", "was asked about": whoever hears it is its subject.
            let from = match self.complement(from, unit.end, frames.without_hearer()) {
                After::Content(from) => from,
                After::Bare(from) if frames.has(Frame::Object) => from,
                _ => return None,
            };
            let spoken = self.quote_starting(from).filter(|q| self.last_mark(q).is_some());
            let end = spoken.map_or_else(
                || self.content_end(from, unit.end, true),
                |quoted| (quoted.last + 1).min(unit.end),
            );
            let start = from..end;
            return Some(Draft {
                cue: group.tokens.start..after,
                source,
                content: [Some(start), None],
                ..Draft::default()
            });
        }
        if rest.is_none() && source.is_none() {
            return None;
        }
        if source.is_none() && !frames.has(Frame::Passive) && !frames.has(Frame::Speech) {
            return None;
        }
        if source.is_none()
            && !rest.as_ref().is_some_and(|r| {
                self.is_any(r.start, words!["to", "as", "of", "for", "that"])
                    || self.quote_starting(r.start).is_some()
            })
        {
            return None;
        }
        let draft = Draft {
            cue: group.tokens.start..after,
            source,
            content: [subject, rest],
            ..Draft::default()
        };
        Some(draft.packed())
    }
}
