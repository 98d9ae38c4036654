//! Cues that are no verbs: *according to*, *the claim that*, *reportedly*.

use std::ops::Range;

use super::cue::Draft;
use super::reading::Reading;
use crate::extract::frame::Frame;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::words;

impl Reading<'_> {
    /// *according to the mayor*: what was said stands before or after.
    pub(super) fn named(&self, at: usize, unit: &Range<usize>) -> Option<Draft> {
        if !self.is(at + 1, "to") {
            return None;
        }
        let front = (unit.start..at).all(|k| self.has(k, Class::Conjunction) || !self.is_word(k));
        let comma = (at + 3..unit.end.min(at + 30))
            .take_while(|&k| !self.is_stop(k) || self.is_abbreviated(k))
            .find(|&k| self.is_mark(k, ',') && self.opens_main(k + 1, unit.end))
            .or_else(|| {
                (at + 4..unit.end.min(at + 40))
                    .take_while(|&k| !self.is_stop(k) || self.is_abbreviated(k))
                    .find(|&k| self.is_mark(k, ','))
            })
            .filter(|_| front);
        let source = match comma {
            Some(comma) => at + 2..comma,
            None => self.phrase_after(at + 2, unit.end, true)?,
        };
        let mut draft = Draft {
            cue: at..at + 2,
            source: Some(source.clone()),
            is_parenthesis: true,
            ..Draft::default()
        };
        let before = self.clause_before(unit.start, at);
        if before.is_none() {
            let mut from = source.end;
            from += usize::from(self.is_mark(from, ','));
            if from < unit.end {
                draft.content[0] = Some(from..self.content_end(from, unit.end, true));
            }
        } else {
            draft.content[0] = before;
            if self.is_mark(source.end, ',')
                && at > unit.start
                && self.is_mark(at - 1, ',')
                && !self.leaves(source.end + 1, unit.end)
                && !self.has(source.end + 1, Class::Conjunction)
            {
                draft.content[1] =
                    Some(source.end + 1..self.content_end(source.end + 1, unit.end, true));
            }
        }
        draft.content[0].as_ref().is_some_and(|c| c.start < c.end).then_some(draft)
    }

    /// *the mayor's claim that*, *calls for*.
    pub(super) fn nominal(
        &self,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Draft],
    ) -> Option<Draft> {
        let frames = self.noun_frames(at);
        let mut after = at + 1;
        let mut source = None;
        let opens =
            if self.is_mark(after, ':') || self.is_mark(after, ',') { after + 1 } else { after };
        if frames.has(Frame::Medium) && self.is_mark(after, ':') && after + 1 >= unit.end {
            // The statement stands in the next paragraph.
            let source = self.inherited(at, unit, earlier);
            return Some(Draft { cue: at..after, source, is_open: true, ..Draft::default() });
        }
        if frames.has(Frame::Medium)
            && (self.is_mark(after, ':') || self.quote_starting(opens).is_some())
            && opens < unit.end
        {
            // "issued a statement: “…”"
            return Some(Draft {
                cue: at..after,
                source: self.inherited(at, unit, earlier),
                content: [Some(opens..self.content_end(opens, unit.end, true)), None],
                ..Draft::default()
            });
        }
        if self.is_any(after, words!["by", "from"]) {
            let found = self.noun_after(after + 1, unit.end)?;
            after = found.end;
            source = Some(found);
        }
        if self.is(after, "of")
            && frames.has(Frame::That)
            && let Some(found) = self.noun_after(after + 1, unit.end)
            && self.is(found.end, "that")
            && (self.is_capital(found.end - 1) || self.has(found.end - 1, Class::Speaker))
        {
            // "the contention of the mayor that"
            after = found.end;
            source = Some(found);
        }
        if self.is_be(after) && frames.has(Frame::That) && self.is(after + 1, "that") {
            // "the mayor's claim is that"
            after += 1;
        }
        let asks = self.is_any(after, words!["whether", "how", "why", "what", "who"]);
        let content = if asks && frames.has(Frame::Wh) {
            after..self.content_end(after, unit.end, true)
        } else if self.is(after, "that") && frames.has(Frame::That) {
            let end = self.content_end(after + 1, unit.end, true);
            let is_subject = !(unit.start..after).any(|k| self.is_finite(k));
            // Where the noun is the subject, the second verb after "that" is the one of the sentence.
            let verb = (after + 1..end).filter(|&k| is_subject && self.is_finite(k)).nth(1);
            after + 1..verb.unwrap_or(end)
        } else if self.is(after, "to")
            && frames.has(Frame::To)
            && !self.starts_noun_phrase(after + 1)
        {
            after..self.object_end(after + 1, unit.end)
        } else if self.takes(after, frames) {
            after + 1..self.object_end(after + 1, unit.end)
        } else {
            return None;
        };
        // "said in a statement that": the verb has it already.
        if earlier.iter().rev().take(4).any(|draft| draft.starts_at(content.start)) {
            return None;
        }
        // Whose words they are stands before.
        let mut cue_start = at;
        if source.is_none() {
            let mut before = at;
            while before > unit.start && at - before < 4 {
                before -= 1;
                if self.is_possessive(before) {
                    source = self.owner_before(before, unit.start).map(|s| s.start..before + 1);
                    break;
                }
                if self.is_any(
                    before,
                    words!["his", "her", "their", "its", "my", "our", "your", "whose"],
                ) {
                    source = Some(before..before + 1);
                    break;
                }
                if !self.is_word(before)
                    || (self.has(before, Class::Verb) && self.is_finite(before))
                    || self.meets(
                        before,
                        Classes::of(&[
                            Class::Preposition,
                            Class::Auxiliary,
                            Class::Conjunction,
                            Class::Determiner,
                        ]),
                    )
                {
                    break;
                }
            }
            cue_start = before.max(unit.start) + 1;
            cue_start = cue_start.min(at);
            if source.is_none() {
                // "raised a question about": whoever raised it asks.
                let verb = before + usize::from(at - before >= 4 && before == unit.start);
                let verb = if self.has(verb, Class::Determiner) && verb > unit.start {
                    verb - 1
                } else {
                    verb
                };
                let carries = self.meets(verb, Classes::of(&[Class::Verb, Class::Auxiliary]))
                    && !self.is_be(verb)
                    && verb < at
                    && (self.is_finite(verb) || self.is_aux(verb));
                if carries {
                    let group = self.group(verb, unit);
                    source = self.subject_before(group.tokens.start, unit.start);
                    if source.is_some() {
                        cue_start = group.tokens.start;
                    }
                }
            }
        }
        if source.is_none() && (self.is(after, "of") || frames.has(Frame::Personal)) {
            // "a view of the lake"
            return None;
        }
        (content.start < content.end).then(|| Draft {
            cue: cue_start..at + 1,
            source,
            content: [Some(content), None],
            ..Draft::default()
        })
    }

    pub(super) fn starts_noun_phrase(&self, at: usize) -> bool {
        self.has(at, Class::Determiner) || self.is_capital(at) || self.is_pronoun(at)
    }

    /// *reportedly*: the clause around it, said by nobody named.
    pub(super) fn hearsay(&self, at: usize, unit: &Range<usize>) -> Option<Draft> {
        if self.has(at + 1, Class::Cue) && self.frames(at + 1).has(Frame::Speech) {
            // "reportedly said": the verb has a speaker.
            return None;
        }
        let before = self.clause_before(unit.start, at);
        let after = at + 1..self.content_end(at + 1, unit.end, true);
        if after.is_empty() {
            return None;
        }
        Some(Draft { cue: at..at + 1, content: [before, Some(after)], ..Draft::default() }.packed())
    }
}
