//! What was said: where it begins after a cue and where it ends.

use std::ops::Range;

use super::reading::{Quoted, REACH, Reading};
use crate::extract::frame::{Frame, Frames};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::{WordSet, words};

/// What stands behind a cue, after the words that only tell when, where and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// The words said, from this token on.
    Content(usize),
    /// A clause without *that*, or an object, from this token on.
    Bare(usize),
    /// A colon and then nothing: it goes on in the next paragraph.
    Next,
    /// A comma or the end of the sentence, at this token.
    Nothing(usize),
}

/// Before a verb that *and* joins, these tell that it goes on with what is said.
const MODALS: WordSet =
    words!["will", "would", "can", "could", "shall", "should", "may", "might", "must", "to"];

/// Words that go on with an object behind quoted words and a comma.
const GOES_ON: Classes =
    Classes::of(&[Class::Conjunction, Class::Preposition, Class::Complementizer]);

impl Reading<'_> {
    /// Reads on from token `from`, right after a cue with these frames, up to `end`.
    pub(super) fn complement(&self, from: usize, end: usize, frames: Frames) -> After {
        let mut at = from;
        let mut hearer = frames.has(Frame::Hearer)
            || (frames.has(Frame::Wh) && frames.has(Frame::Speech) && !frames.has(Frame::That));
        let limit = end.min(from + REACH);
        while at < limit {
            if self.quote_starting(at).is_some() {
                return After::Content(at);
            }
            if self.is_mark(at, ':') {
                return if at + 1 < end { After::Content(at + 1) } else { After::Next };
            }
            if self.is_mark(at, ',') {
                if self.quote_starting(at + 1).is_some() {
                    return After::Content(at + 1);
                }
                if self.is(at + 1, "that") && frames.has(Frame::That) && frames.has(Frame::Speech) {
                    return After::Content(at + 2);
                }
                if let Some(from) = self.after_aside(at, limit, frames) {
                    return After::Content(from);
                }
                return After::Nothing(at);
            }
            if self.is_stop(at) && !self.is_abbreviated(at)
                || self.is_mark(at, ';')
                || self.is_dash(at)
            {
                return After::Nothing(at);
            }
            if self.is(at, "that")
                && (frames.has(Frame::That) || self.quote_starting(at + 1).is_some())
            {
                return After::Content(at + 1);
            }
            if frames.has(Frame::Wh)
                && self.is_any(
                    at,
                    words!["whether", "how", "why", "what", "if", "who", "where", "when"],
                )
            {
                return After::Content(at);
            }
            if self.is(at, "to") && self.token(at + 1).is_some() && !self.starts_object(at + 1) {
                return if frames.has(Frame::To) || frames.has(Frame::Object) {
                    After::Content(at)
                } else if frames.has(Frame::Clause) && at > from {
                    After::Bare(from)
                } else {
                    After::Nothing(at)
                };
            }
            if self.has(at, Class::Preposition) && !self.is(at, "that") {
                // "spoke on condition of anonymity" is about neither.
                let is_far = at > from && self.is(at, "of") && !self.is_adverb(at - 1);
                if !is_far && self.takes(at, frames) {
                    return After::Content(at + 1);
                }
                let clause = self.has(at, Class::Complementizer)
                    && (self.is_pronoun(at + 1)
                        || (at + 1..limit.min(at + 7)).any(|k| self.is_finite(k)));
                if clause || self.is_any(at, words!["like", "than"]) {
                    return After::Nothing(at);
                }
                at = self.after_phrase(at + 1, limit);
                continue;
            }
            if self.is_time(at)
                || (self.has(at, Class::Determiner)
                    && (self.has(at + 1, Class::Period)
                        || self.has(at + 1, Class::DayPart)
                        || self.has(at + 1, Class::Weekday)))
            {
                at += 1;
                while at < limit
                    && (self.is_time(at)
                        || self.has(at, Class::Period)
                        || self.has(at, Class::Digits)
                        || self.is_abbreviated(at))
                {
                    at += 1;
                }
                continue;
            }
            if self.is_adverb(at) && self.is(at + 1, "than") && frames.has(Frame::Clause) {
                return After::Bare(at);
            }
            if (self.is_adverb(at) || self.is(at, "however"))
                && !self.has(at, Class::Determiner)
                && !self.is_any(at, words!["there", "here"])
            {
                at += 1;
                continue;
            }
            if self.has(at, Class::Conjunction) && !self.is(at, "plus") {
                return After::Nothing(at);
            }
            if self.has(at, Class::Complementizer) && !self.starts_noun(at) {
                let leads = self.is_any(at, words!["because", "if", "although", "unless", "once"]);
                if leads && frames.has(Frame::Clause) && at <= from + 1 {
                    return After::Bare(at);
                }
                return After::Nothing(at);
            }
            if hearer && at == from && self.hears(at) && self.says_more(at, limit, frames) {
                hearer = false;
                let that = (at + 1..limit.min(at + 12))
                    .take_while(|&k| !self.is_finite(k) && !self.parts(k))
                    .find(|&k| self.is(k, "that"));
                if let Some(that) = that.filter(|_| frames.has(Frame::That)) {
                    return After::Content(that + 1);
                }
                at = self.after_phrase(at, limit);
                while at < limit && self.is(at, "of") {
                    at = self.after_phrase(at + 1, limit);
                }
                if self.is(at, "who")
                    && frames.has(Frame::That)
                    && let Some(that) = (at..limit.min(at + 20))
                        .take_while(|&k| !self.parts(k) && self.quote_at(k).is_none())
                        .find(|&k| self.is(k, "that"))
                {
                    // "told voters who had asked for it that …"
                    return After::Content(that + 1);
                }
                continue;
            }
            if frames.has(Frame::Clause) || frames.has(Frame::Object) || frames.has(Frame::As) {
                return After::Bare(at);
            }
            if frames.has(Frame::That) && at > from {
                return After::Bare(at);
            }
            return After::Nothing(at);
        }
        After::Nothing(at)
    }

    /// What is said after *said, without proof, that …* or *said, for example, “…”*.
    fn after_aside(&self, comma: usize, limit: usize, frames: Frames) -> Option<usize> {
        let close = (comma + 1..limit.min(comma + 12))
            .take_while(|&at| self.quote_at(at).is_none() && !self.is_stop(at))
            .find(|&at| self.is_mark(at, ',') || self.is_mark(at, ':'))?;
        if self.quote_starting(close + 1).is_some() {
            let begins = self.has(comma + 1, Class::Preposition)
                || self.has(comma + 1, Class::Complementizer)
                || self.ends_in(comma + 1, "ing")
                || close == comma + 2;
            return begins.then_some(close + 1);
        }
        (self.is(close + 1, "that") && frames.has(Frame::That)).then_some(close + 2)
    }

    /// After *to*: a noun phrase rather than a verb.
    fn starts_object(&self, at: usize) -> bool {
        self.has(at, Class::Determiner)
            || self.is_pronoun(at)
            || self.is_capital(at)
            || self.ends_in(at, "ing")
            || self.has(at, Class::Digits)
            || (!self.has(at, Class::Verb)
                && !self.has(at, Class::Cue)
                && !self.is_aux(at)
                && !self.is_adverb(at)
                && self.ends_in(at, "s"))
    }

    /// *this week*, *last month*.
    fn tells_time(&self, at: usize) -> bool {
        self.is_time(at)
            || (self.has(at, Class::Determiner)
                && (self.has(at + 1, Class::Period)
                    || self.has(at + 1, Class::DayPart)
                    || self.is_time(at + 1)))
    }

    /// Whether the preposition leads to what is said.
    pub(super) fn takes(&self, at: usize, frames: Frames) -> bool {
        let any = |words: WordSet| self.is_any(at, words);
        if self.is_time(at + 1) || (any(words!["on", "in", "at"]) && self.tells_time(at + 1)) {
            return false;
        }
        (frames.has(Frame::About) && any(words!["about", "over", "regarding", "concerning"]))
            || (frames.has(Frame::For) && self.is(at, "for"))
            || (frames.has(Frame::On) && self.is(at, "on"))
            || (frames.has(Frame::Of) && self.is(at, "of"))
            || (frames.has(Frame::Toward) && self.is(at, "to"))
            || (frames.has(Frame::With) && self.is(at, "with"))
            || (frames.has(Frame::Against) && self.is(at, "against"))
            || (frames.has(Frame::At) && self.is(at, "at"))
    }

    /// Whoever is told something: a pronoun or a noun phrase.
    fn hears(&self, at: usize) -> bool {
        self.starts_noun(at)
    }

    /// Whether something that can be said follows the hearer at `at`.
    fn says_more(&self, at: usize, limit: usize, frames: Frames) -> bool {
        let after = self.after_phrase(at, limit);
        if frames.has(Frame::Hearer) {
            return true;
        }
        // "asked him whether", but "asked the question".
        self.is_any(after, words!["that", "whether", "if", "how", "why", "what"])
            || self.takes(after, frames)
            || self.is(after, "to")
    }

    /// The token after the noun phrase at `from`, of which a preposition is no part.
    fn after_phrase(&self, from: usize, limit: usize) -> usize {
        let mut at = from;
        while at < limit {
            if let Some(quoted) = self.quote_starting(at) {
                if at > from || quoted.last - quoted.first > 8 {
                    break;
                }
                at = quoted.last + 1;
                continue;
            }
            if self.parts(at) || (self.is_stop(at) && !self.is_abbreviated(at)) {
                break;
            }
            if at > from {
                let after_noun = self.is_noun(at - 1) && !self.has(at - 1, Class::Determiner);
                let begins = self
                    .is_any(at, words!["that", "whether", "how", "why", "what", "if", "to"])
                    || self.has(at, Class::Preposition)
                    || self.has(at, Class::Complementizer)
                    || (after_noun
                        && (self.has(at, Class::Determiner)
                            || self.is_pronoun(at)
                            || self.is_time(at)
                            || self.is_aux(at)
                            || (self.is_adverb(at) && !self.is_capital(at))
                            || (self.is_capital(at)
                                && !self.is_capital(at - 1)
                                && !self.has(at - 1, Class::Digits)
                                && !self.is_possessive(at - 1)
                                && !self.is_mark(at - 1, '.'))));
                if begins {
                    break;
                }
                if self.is_pronoun(at - 1) && at - 1 == from && !self.has(from, Class::Determiner) {
                    break;
                }
            }
            at += 1;
        }
        at.max(from + 1)
    }

    /// Where the words said end that begin at `from`: the token after them. `of_clause` tells that
    /// they are a clause, not an object.
    pub(super) fn content_end(&self, from: usize, end: usize, of_clause: bool) -> usize {
        let mut at = from;
        let mut has_quoted = false;
        while at < end {
            if has_quoted && self.is_mark(at, ',') && self.describes_more(at + 1) {
                return at;
            }
            if let Some(quoted) = self.quote_starting(at) {
                has_quoted = true;
                at = quoted.last + 1;
                if self.last_mark(quoted) == Some(',')
                    && at < end
                    && (self.breaks_after_comma(at, end, of_clause)
                        || quoted.first > from && self.describes_more(at)
                        || !of_clause
                            && !self.meets(at, GOES_ON)
                            && self.quote_starting(at).is_none())
                {
                    return at;
                }
                continue;
            }
            if at > from && self.breaks(at, end, of_clause) {
                return at;
            }
            at += 1;
        }
        end
    }

    /// Behind quoted words and a comma the writer speaks again: *, which …*, *, a sum that …*.
    fn describes_more(&self, at: usize) -> bool {
        const OWN: WordSet = words![
            "which", "where", "who", "whose", "after", "when", "while", "with", "a", "an",
            "although", "though",
        ];
        self.is_any(at, OWN) || (self.ends_in(at, "ing") && !self.is_capital(at))
    }

    /// Whether the token ends the words said.
    fn breaks(&self, at: usize, end: usize, of_clause: bool) -> bool {
        if self.is_mark(at, ',') || self.is_dash(at) {
            return self.breaks_after_comma(at + 1, end, of_clause);
        }
        if self.is_any(at, words!["and", "or", "but"]) {
            return self.joins_cue(at + 1, end, of_clause)
                || self.joins_speaker(at + 1, end)
                || (!of_clause && self.joins_verb(at + 1, end));
        }
        // "before claiming that"
        let goes_on = self.is_any(at, words!["before", "after", "while"])
            && self.has(at + 1, Class::Cue)
            && self.ends_in(at + 1, "ing");
        goes_on || self.is_mark(at, ';') || (self.is(at, "according") && self.is(at + 1, "to"))
    }

    /// Whether *and* at the token before joins another verb in the past to the one of the cue.
    fn joins_verb(&self, at: usize, end: usize) -> bool {
        let verb = (at..end.min(at + 3)).find(|&k| !self.is_adverb(k)).unwrap_or(at);
        verb < end
            && self.passage.value(verb, Class::Verb) == Some(-1)
            && self.starts_noun_or_that(verb + 1)
            && !self.is_noun_use(verb)
    }

    /// Whether what follows a comma belongs to the sentence around the words said.
    fn breaks_after_comma(&self, at: usize, end: usize, of_clause: bool) -> bool {
        if self.quote_starting(at).is_some() {
            return false;
        }
        let joined = self.has(at, Class::Conjunction)
            || self.is_any(at, words!["while", "whereas", "although", "though"]);
        let first = if joined { at + 1 } else { at };
        // ", adding that", ", and saying"
        if self.has(first, Class::Cue) && self.ends_in(first, "ing") {
            return true;
        }
        if self.is(at, "according") || self.is(at, "but") && !self.is(at + 1, "that") {
            return true;
        }
        // "The owner, who met the crew to discuss the sale, said"
        if self.has(at, Class::Cue) && self.is_finite(at) && self.frames(at).has(Frame::Speech) {
            return true;
        }
        if self.is(at, "as") && self.cue_within(at + 1, end, 10).is_some() {
            return true;
        }
        if joined && self.cue_within(first, end, 8).is_some() {
            return true;
        }
        let has_verb = || {
            let clause = (at + 2..end.min(at + 24)).take_while(|&k| !self.parts(k));
            clause.into_iter().any(|k| self.is_finite(k))
        };
        if joined && self.is(at, "while") && has_verb() {
            return true;
        }
        // ", officials said."
        if let Some(cue) = self.cue_within(at, end, 12)
            && self.frames(cue).has(Frame::Speech)
            && !self.frames(cue).has(Frame::Particle)
            && ((self.frames(cue).has(Frame::That) || self.quote_starting(cue + 1).is_some())
                && !self.has(cue, Class::SpeechNoun)
                && !self
                    .is_any(at, words!["who", "which", "whom", "whose", "that", "where", "what"])
                || cue + 1 >= end
                || self.is_stop(cue + 1)
                || self.is_mark(cue + 1, ','))
        {
            return true;
        }
        !of_clause && (self.is_any(at, words!["who", "which", "where", "when", "after"]) || joined)
    }

    /// A finite cue after a subject that begins at `from`, with no comma between.
    fn cue_within(&self, from: usize, end: usize, reach: usize) -> Option<usize> {
        (from..end.min(from + reach))
            .take_while(|&at| !self.parts(at) && self.quote_at(at).is_none())
            .find(|&at| self.has(at, Class::Cue) && at > from && self.is_finite(at))
    }

    /// Whether *and* at the token before joins another finite cue of the same subject.
    fn joins_cue(&self, at: usize, end: usize, of_clause: bool) -> bool {
        let mut next = at;
        while next < end.min(at + 3) && (self.is_adverb(next) || self.is_aux(next)) {
            if self.is_any(next, MODALS) {
                return false;
            }
            next += 1;
        }
        // "said the board saw the plan but decided to wait": the board decided.
        let frames = self.frames(next);
        let thinks = of_clause
            && !frames.has(Frame::Speech)
            && (frames.has(Frame::Clause) || self.ends_in(next, "s"));
        self.has(next, Class::Cue)
            && next < end
            && self.quote_at(next).is_none()
            && !self.is_noun_use(next)
            && !thinks
            && (self.passage.value(next, Class::Verb) == Some(-1)
                || self.ends_in(next, "ed")
                || (self.ends_in(next, "ing")
                    && (self.frames(next).has(Frame::That) && self.starts_noun_or_that(next + 1)
                        || self.frames(next).has(Frame::Object)
                            && self.is_any(next + 1, words!["him", "her", "it", "them"])))
                || (self.ends_in(next, "s")
                    && !self.ends_in(next, "ss")
                    && self.starts_noun_or_that(next + 1)))
    }

    /// Whether *and* at the token before joins a clause in which someone else speaks.
    fn joins_speaker(&self, at: usize, end: usize) -> bool {
        self.cue_within(at, end, 7).is_some_and(|cue| {
            self.frames(cue).has(Frame::Speech)
                && self.frames(cue).has(Frame::That)
                && !self.has(cue, Class::SpeechNoun)
                && !(at..cue).any(|k| self.has(k, Class::Conjunction))
        })
    }

    /// The end of the noun phrase that is the object of a preposition: before the verb of the clause
    /// or the next comma.
    pub(super) fn object_end(&self, from: usize, end: usize) -> usize {
        let limit = end.min(from + REACH);
        let mut at = from;
        let mut relative = false;
        while at < limit {
            if let Some(quoted) = self.quote_starting(at) {
                at = quoted.last + 1;
                continue;
            }
            if self.parts(at) || (self.is_stop(at) && !self.is_abbreviated(at)) {
                break;
            }
            if self.is_any(at, words!["who", "which", "that", "whose", "whom"]) {
                relative = true;
            } else if at > from && self.is_finite(at) {
                if !relative {
                    break;
                }
                relative = false;
            }
            at += 1;
        }
        at
    }

    /// Whether a quotation begins as a sentence does and ends with a comma, as speech does.
    fn opens_speech(&self, quoted: &Quoted) -> bool {
        self.last_mark(quoted).is_some()
            && quoted.last - quoted.first > 4
            && self.is_capital(quoted.first + 1)
    }

    /// The tokens of a clause before a cue: from the start of its sentence, without the words that
    /// join it to the one before.
    pub(super) fn clause_before(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let mut first = start;
        while first < end
            && self.quote_at(first).is_none()
            && (self.has(first, Class::Conjunction)
                || self.is_mark(first, ',')
                || self.is_mark(first, '(')
                || self.is_mark(first, '['))
        {
            first += 1;
        }
        if let Some(quoted) = end
            .checked_sub(2)
            .and_then(|at| self.quote_ending(at + 1).or_else(|| self.quote_ending(at)))
            && quoted.first > first + 1
            && (self.is_mark(quoted.first - 1, ':')
                || self.is_mark(quoted.first - 1, '(')
                || self.is_dash(quoted.first - 1)
                || self.is_stop(quoted.first - 1)
                || (self.is_mark(quoted.first - 1, ',') && self.opens_speech(quoted)))
        {
            first = quoted.first;
        }
        let mut last = end;
        while last > first && self.quote_at(last - 1).is_none() && self.parts(last - 1) {
            last -= 1;
        }
        (first < last).then_some(first..last)
    }
}
