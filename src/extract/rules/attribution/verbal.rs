//! A verb of speech in the active voice, with its subject before or behind it.

use std::ops::Range;

use super::content::After;
use super::cue::{Draft, Form};
use super::reading::Reading;
use crate::extract::frame::{Frame, Frames};
use crate::extract::lexicon::Class;
use crate::extract::words::words;

/// A cue that is a verb, and its place in the sentence.
struct Verb<'r, 'p> {
    reading: &'r Reading<'p>,
    frames: Frames,
    /// The token of the verb itself.
    at: usize,
    form: Form,
    /// Its first token, auxiliaries and adverbs included.
    first: usize,
    /// The token after it, particles included.
    after: usize,
    /// The clause it stands in.
    clause: Range<usize>,
    /// The sentence that holds that clause.
    whole: Range<usize>,
}

impl Reading<'_> {
    /// The attribution that the verb at `at` makes.
    pub(super) fn verbal(
        &self,
        at: usize,
        unit: &Range<usize>,
        earlier: &[Draft],
    ) -> Option<Draft> {
        if self.is_noun_use(at) || self.is_modifier(at) {
            return None;
        }
        let group = self.group(at, unit);
        if !self.is_plain_verb(at, &group, unit) {
            return None;
        }
        let (after, frames) = self.with_particle(group.tokens.end, self.frames(at))?;
        let is_bare = !group.tokens.clone().any(|k| self.is_aux(k));
        if is_bare && self.is_any(at, words!["known", "seen"]) {
            // "a lake known as Long Water" tells no speaker.
            return None;
        }
        let mut clause = unit.clone();
        if let Some(comma) = self.closes_front(unit, at) {
            clause.end = comma;
        }
        if frames.has(Frame::Seem) {
            return self.seeming(&group, after, &clause, frames);
        }
        let first = group.tokens.start;
        let form = group.form;
        let verb =
            Verb { reading: self, frames, at, form, first, after, clause, whole: unit.clone() };
        if let Some(draft) = verb.as_reported_by() {
            return draft.is_whole().then_some(draft);
        }
        if form == Form::Passive {
            if let Some(draft) = verb.quoted_as_saying() {
                return draft.is_whole().then_some(draft);
            }
            return self.passive(&group, after, &verb.clause, frames);
        }
        let draft = match verb.inverted() {
            Some(draft) => draft,
            None => verb.upright(earlier)?,
        };
        draft.is_whole().then_some(draft)
    }

    /// The token after a verb and its particle, and what it takes with it; none where it needs one
    /// that is missing.
    fn with_particle(&self, after: usize, frames: Frames) -> Option<(usize, Frames)> {
        if frames.has(Frame::Particle) {
            return if self.is_particle(after) {
                Some((after + 1, frames))
            } else if frames.has(Frame::Toward) && self.is(after, "to") {
                Some((after, Frames::of(&[Frame::Toward])))
            } else if frames.has(Frame::Object) && self.is(after, "that") {
                // "ruled that"
                Some((after, Frames::of(&[Frame::That])))
            } else {
                None
            };
        }
        if frames.has(Frame::Clear) {
            let after = after + usize::from(self.is(after, "it"));
            return self
                .is_any(after, words!["clear", "plain"])
                .then(|| (after + 1, Frames::of(&[Frame::That, Frame::Clause, Frame::Wh])));
        }
        Some((after, frames))
    }
}

impl Verb<'_, '_> {
    const fn cue(&self) -> Range<usize> {
        self.first..self.after
    }

    /// The token before it in its clause.
    fn before(&self) -> Option<usize> {
        self.first.checked_sub(1).filter(|&before| before >= self.clause.start)
    }

    /// Words said from token `from` to where they end.
    fn said(&self, from: usize, of_clause: bool) -> Option<Range<usize>> {
        Some(from..self.reading.content_end(from, self.clause.end, of_clause))
    }

    /// *As reported by the paper, …*, *…, as noted by the mayor.*
    fn as_reported_by(&self) -> Option<Draft> {
        let reading = self.reading;
        let before = self.before().filter(|&before| reading.is(before, "as"))?;
        if !reading.is(self.after, "by") || !self.frames.has(Frame::Speech) {
            return None;
        }
        let source = reading.noun_after(self.after + 1, self.whole.end)?;
        let from = source.end + 1;
        let content = if before <= self.whole.start + 1 {
            reading
                .is_mark(source.end, ',')
                .then(|| from..reading.content_end(from, self.whole.end, true))
        } else {
            reading.clause_before(self.whole.start, before)
        };
        Some(Draft {
            cue: self.cue(),
            source: Some(source),
            content: [content, None],
            is_parenthesis: true,
            ..Draft::default()
        })
    }

    /// *was quoted as saying*
    fn quoted_as_saying(&self) -> Option<Draft> {
        let reading = self.reading;
        let says = reading.is(self.after, "as")
            && reading.is_any(self.after + 1, words!["saying", "telling"]);
        if !says {
            return None;
        }
        let from = self.after + 2 + usize::from(reading.is(self.after + 2, "that"));
        let source = reading.subject_before(self.first, self.clause.start)?;
        let start = source.start;
        let mut draft =
            Draft { cue: self.first..self.after + 2, source: Some(source), ..Draft::default() };
        let follows =
            from < self.clause.end && !reading.is_stop(from) && !reading.is_mark(from, ',');
        if follows {
            draft.content[0] = self.said(from, true);
        } else {
            draft.is_parenthesis = true;
            draft.content[0] = reading.clause_before(self.clause.start, start);
        }
        Some(draft)
    }

    /// *…, said the mayor*, *Said the mayor: …*: the speaker stands behind the verb.
    fn inverted(&self) -> Option<Draft> {
        let reading = self.reading;
        let floor = self.clause.start;
        let before = self.before();
        let after_quote = before.is_some_and(|b| {
            reading.quote_ending(b).is_some()
                || (reading.is_mark(b, ',') && b > floor && reading.quote_ending(b - 1).is_some())
        });
        let after_comma = before
            .is_none_or(|b| reading.is_mark(b, ',') || reading.is_dash(b) || reading.is_stop(b));
        let may_be = self.frames.has(Frame::Speech)
            && self.form == Form::Finite
            && (after_quote || after_comma)
            && reading.starts_noun(self.after)
            && !reading.is(self.after, "that")
            && !reading.ends_in(self.at, "ing")
            && (after_quote || reading.subject_before(self.first, floor).is_none());
        if !may_be {
            return None;
        }
        // "…, say experts"
        let is_many =
            reading.is_plural(self.after) && reading.is_any(self.at, words!["say", "said"]);
        let is_bare = !is_many
            && !reading.is_capital(self.after)
            && !reading.has(self.after, Class::Determiner)
            && !reading.is_pronoun(self.after)
            && !reading.has(self.after, Class::Speaker)
            && !reading.has(self.after, Class::Digits);
        if is_bare && !after_quote {
            // "…, claimed responsibility"
            return None;
        }
        let source = reading.noun_after(self.after, self.clause.end)?;
        if !after_quote && reading.is_finite(source.end) {
            return None;
        }
        let end = source.end;
        let mut draft = Draft {
            cue: self.cue(),
            source: Some(source),
            is_parenthesis: true,
            ..Draft::default()
        };
        if self.first == floor {
            // "Continued Lee: “…”"
            let quotes = reading.is_mark(end, ',') && reading.quote_starting(end + 1).is_some();
            if !(reading.is_mark(end, ':') || quotes) {
                return Some(draft);
            }
            draft.is_open = end + 1 >= self.clause.end;
            draft.content[0] = self.said(end + 1, true).filter(|c| c.start < c.end);
            return Some(draft);
        }
        draft.content[0] = reading.clause_before(floor, self.first);
        if let After::Content(from) =
            reading.complement(end, self.clause.end, Frames::of(&[Frame::Speech]))
            && reading.quote_starting(from).is_some()
            && (reading.is_mark(from - 1, ',') || reading.is_mark(from - 1, ':'))
        {
            draft.content[1] = self.said(from, true);
        } else if let Some(clause) = &draft.content[0]
            && reading.is_mark(end, ',')
            && reading.goes_on_with(end + 1)
            && reading.is_bare_subject(clause)
        {
            // "The riddle, says Quell, is that …"
            draft.content[1] = self.said(end + 1, true);
        }
        Some(draft)
    }

    /// The subject before the verb.
    fn own_source(&self) -> Option<Range<usize>> {
        let reading = self.reading;
        let (first, floor) = (self.first, self.clause.start);
        let before = self.before()?;
        match self.form {
            Form::Finite => reading.subject_before(first, floor),
            Form::Participle if self.follows_passive(before) => {
                // "could be heard saying"
                let group = reading.group(before, &self.clause);
                reading.subject_before(group.tokens.start, floor)
            }
            Form::Participle => {
                let is_noun = reading.is_noun(before)
                    && !reading.is_finite(before)
                    && !reading.has(before, Class::Preposition);
                // "it ended with the mayor saying": his clause begins after "with".
                let floor = (floor..first).rev().take(12).find(|&k| reading.is(k, "with"));
                let floor = floor.map_or(self.clause.start, |with| with + 1);
                let noun = reading.noun_before(first, floor).filter(|_| is_noun)?;
                // "issued a statement calling": whoever issued it calls.
                let is_object = reading.is_any(noun.start, words!["a", "an"])
                    && !reading.has(before, Class::Speaker)
                    && noun.start > floor
                    && reading.is_finite(noun.start - 1);
                (!is_object).then_some(noun)
            }
            Form::Infinitive => {
                if let Some(led) = reading.led_to(first, floor) {
                    return Some(led);
                }
                // "told critics to say"
                let is_person = reading.is_capital(before)
                    || reading.has(before, Class::Speaker)
                    || reading.is_any(before, words!["him", "them", "us", "me"]);
                reading
                    .noun_before(first, floor)
                    .filter(|_| is_person)
                    .filter(|noun| noun.start > floor && reading.is_finite(noun.start - 1))
            }
            Form::Passive => None,
        }
    }

    /// Whether the token before is a participle after *be*: *was seen*, *could be heard*.
    fn follows_passive(&self, before: usize) -> bool {
        let reading = self.reading;
        before > self.clause.start
            && reading.passage.value(before, Class::Verb) == Some(-1)
            && reading.is_be(before - 1)
    }

    /// *The mayor said …*, *…, the mayor said*, *…, saying …*: the speaker stands before the verb or
    /// is that of another one.
    fn upright(&self, earlier: &[Draft]) -> Option<Draft> {
        let reading = self.reading;
        let own = self.own_source();
        let start = own.as_ref().map(|source| source.start);
        let mut source = own;
        if source.is_none() && self.form == Form::Participle && self.first <= self.whole.start + 1 {
            // "Asking for help, the mayor …": the subject is still to come.
            source = reading.main_subject(self.clause.end + 1, self.whole.end);
        }
        if source.is_none() {
            source = reading.inherited(self.first, &self.clause, earlier);
            if source.is_none()
                && self.form == Form::Finite
                && (!self.frames.has(Frame::Speech) || reading.has(self.at, Class::SpeechNoun))
                || source.is_none()
                    && self.form == Form::Infinitive
                    && !self.frames.has(Frame::Speech)
            {
                return None;
            }
        }
        let mut draft = Draft { cue: self.cue(), source, ..Draft::default() };
        let floor = self.clause.start;
        // What stands before the subject, where it is the verb's own.
        let left = start.and_then(|start| start.checked_sub(1)).filter(|&left| left >= floor);
        if let Some(left) = left
            && self.ends_quoted(left, &mut draft)
        {
            return Some(draft);
        }
        let mut end = self.clause.end;
        let is_relative = start.is_some()
            && draft
                .source
                .as_ref()
                .is_some_and(|s| reading.is_any(s.end - 1, words!["who", "which"]));
        if is_relative {
            end = reading.relative_end(self.after, end);
        }
        match reading.complement(self.after, end, self.frames) {
            After::Content(from) => {
                if from == self.after + 1 && reading.takes(self.after, self.frames) {
                    draft.cue.end = from;
                }
                let is_quoted = reading.quote_starting(from).is_some();
                draft.content[0] = Some(from..self.quoted_end(from, end));
                if let Some(left) = left
                    && is_quoted
                {
                    self.split(left, from, &mut draft);
                }
            }
            After::Bare(from) => {
                if !self.takes_bare(from, end) {
                    return None;
                }
                let of_clause = self.frames.has(Frame::Clause);
                draft.content[0] = Some(from..reading.content_end(from, end, of_clause));
                if let Some(left) = left
                    && self.frames.has(Frame::Speech)
                    && reading.quote_ending(left).is_some()
                    && let Some(clause) = reading.clause_before(floor, left + 1)
                {
                    draft.content = [Some(clause), None];
                    draft.is_parenthesis = true;
                }
            }
            After::Next => draft.is_open = true,
            After::Nothing(stop) => match left {
                Some(left) => self.parenthesis(start?, left, stop, end, &mut draft)?,
                // "He said despite the rain, the ferry would sail."
                None if stop > self.after
                    && self.frames.has(Frame::Clause)
                    && reading.is_mark(stop, ',')
                    && !reading.ends_in(stop + 1, "ing")
                    && reading.opens_main(stop + 1, end) =>
                {
                    draft.content[0] = Some(self.after..reading.content_end(stop + 1, end, true));
                }
                None => return None,
            },
        }
        Some(draft)
    }

    /// *“…,” he said*: the quotation before the subject was said, with what follows a comma.
    fn ends_quoted(&self, left: usize, draft: &mut Draft) -> bool {
        let reading = self.reading;
        if !self.frames.has(Frame::Speech) || !reading.closes_speech(left) {
            return false;
        }
        let Some(clause) = reading.clause_before(self.clause.start, left + 1) else { return false };
        let resumed = reading.resumes(self.after, self.clause.end);
        // "After she said “…,” he said “…”"
        let is_other = reading.quote_at(clause.start).is_none()
            && reading.has(clause.start, Class::Complementizer)
            && resumed.is_some();
        if is_other {
            return false;
        }
        draft.content[0] = Some(clause);
        draft.is_parenthesis = true;
        if let Some(from) = resumed
            && !(from == self.after && self.frames.has(Frame::Hearer))
        {
            draft.content[1] = self.said(from, true);
        } else if reading.is_mark(self.after, ',') && reading.goes_on_with(self.after + 1) {
            draft.content[1] = self.said(self.after + 1, true);
        }
        true
    }

    /// Where the words said end that begin at `from`: after a quotation that ends as speech does
    /// goes on what the writer says.
    fn quoted_end(&self, from: usize, end: usize) -> usize {
        let reading = self.reading;
        let Some(quoted) = reading.quote_starting(from) else {
            return reading.content_end(from, end, true);
        };
        let next = quoted.last + 1;
        let lists = reading.quote_starting(next).is_some()
            || (reading.has(next, Class::Conjunction)
                && (reading.quote_starting(next + 1).is_some() || reading.is(next + 1, "that")));
        // "found that “The Kiln,” a play, was": the words quoted are no sentence.
        if reading.is(from - 1, "that") && reading.last_mark(quoted) == Some(',') {
            return reading.content_end(from, end, true);
        }
        let only_quotes = self.frames.has(Frame::Speech)
            && !self.frames.has(Frame::Object)
            && !self.frames.has(Frame::Clause);
        if !lists
            && (only_quotes
                || (self.frames.has(Frame::Speech) && reading.last_mark(quoted).is_some())
                || reading.last_mark(quoted) == Some(','))
        {
            return next.min(end);
        }
        reading.content_end(from, end, false)
    }

    /// *The bill, he said, “is dead”*: words on both sides.
    fn split(&self, left: usize, from: usize, draft: &mut Draft) {
        let reading = self.reading;
        let is_split = self.frames.has(Frame::Speech)
            && (reading.quote_ending(left).is_some() || reading.is_mark(left, ','))
            && reading.is_mark(self.after, ',')
            && from == self.after + 1;
        if is_split
            && let Some(clause) = reading.clause_before(self.clause.start, left + 1)
            && reading.is_said(&clause)
        {
            draft.content = [Some(clause), draft.content[0].take()];
            draft.is_parenthesis = true;
        }
    }

    /// Whether what follows without *that* can be what the verb takes.
    fn takes_bare(&self, from: usize, end: usize) -> bool {
        let reading = self.reading;
        let reach = end.min(from + 24);
        let has_as =
            || (from + 1..reach).take_while(|&k| !reading.parts(k)).any(|k| reading.is(k, "as"));
        self.frames.has(Frame::Object)
            || (self.frames.has(Frame::As) && has_as())
            || (from..reach).any(|k| {
                reading.is_finite(k)
                    || (self.frames.has(Frame::Speech) && reading.quote_starting(k).is_some())
            })
    }

    /// *As the mayor said, …*, *…, the mayor said*, *…, the mayor said, …*: nothing follows that the
    /// verb takes, so what stands before it was said. None where that cannot be.
    fn parenthesis(
        &self,
        start: usize,
        left: usize,
        stop: usize,
        end: usize,
        draft: &mut Draft,
    ) -> Option<()> {
        let reading = self.reading;
        let floor = self.clause.start;
        if reading.is(stop, "to") {
            // "…, the mayor continues to hold office"
            return None;
        }
        let is_as = reading.is(left, "as");
        draft.is_parenthesis = true;
        if is_as && left <= floor + 1 {
            let from = stop + 1;
            draft.content[0] = reading
                .is_mark(stop, ',')
                .then(|| from..reading.content_end(from, self.whole.end, true));
            return draft.content[0].is_some().then_some(());
        }
        // Verbs of thinking do so with a short subject only: *…, he believes.*
        let thinks = self.frames.has(Frame::Clause)
            && start + 4 >= self.first
            && (stop >= end || !reading.is_word(stop));
        let parts = reading.parts(left) || reading.quote_ending(left).is_some() || is_as;
        if !(self.frames.has(Frame::Speech) || thinks) || !parts {
            return None;
        }
        let edge = if is_as { left } else { left + 1 };
        draft.content[0] = reading.clause_before(floor, edge);
        let is_quoted =
            reading.quote_at(left).is_some() || reading.quote_at(left.saturating_sub(1)).is_some();
        if reading.is_mark(stop, ',') && !is_quoted && !reading.leaves(stop + 1, end) {
            let from = stop + 1;
            draft.content[1] = Some(from..reading.content_end(from, end, true));
        }
        if draft.content[0].is_none() {
            // "But, he said, the bill is dead"
            draft.content.swap(0, 1);
        }
        Some(())
    }
}
