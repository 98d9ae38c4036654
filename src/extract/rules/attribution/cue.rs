//! The words that say that someone speaks, and the attribution that each makes of its sentence.

use std::ops::Range;

use super::reading::Reading;
use crate::extract::frame::Frame;
use crate::extract::lexicon::Class;
use crate::extract::words::words;

/// An attribution by its tokens, before it is settled which of them stay.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Draft {
    pub(super) cue: Range<usize>,
    pub(super) source: Option<Range<usize>>,
    pub(super) content: [Option<Range<usize>>; 2],
    /// It stands after or inside what was said, which may hold other cues.
    pub(super) is_parenthesis: bool,
    /// What was said is still to come, in the next paragraph.
    pub(super) is_open: bool,
}

impl Draft {
    /// Whether a piece of what was said begins at the token.
    pub(super) fn starts_at(&self, at: usize) -> bool {
        self.content.iter().flatten().any(|piece| piece.start == at)
    }

    pub(super) fn holds(&self, at: usize) -> bool {
        self.content.iter().flatten().any(|piece| piece.contains(&at))
    }
}

/// How the verb of a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Finite,
    Passive,
    /// An -ing form without *be*.
    Participle,
    /// After *to*.
    Infinitive,
}

/// The verb with the auxiliaries and adverbs around it.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) tokens: Range<usize>,
    pub(super) form: Form,
}

impl Reading<'_> {
    /// The attribution that the cue at `at` makes in its unit, if any.
    pub(super) fn draft(&self, at: usize, unit: &Range<usize>, earlier: &[Draft]) -> Option<Draft> {
        if self.has(at, Class::Cue) {
            if self.frames(at).has(Frame::Names) {
                return self.named(at, unit);
            }
            if let Some(draft) = self.verbal(at, unit, earlier) {
                return Some(draft);
            }
        }
        if self.has(at, Class::SpeechNoun) {
            let frames = self.noun_frames(at);
            if frames.has(Frame::State) {
                return if frames.has(Frame::Object) {
                    self.partisan(at, unit)
                } else {
                    self.stance(at, unit)
                };
            }
            return self.nominal(at, unit, earlier);
        }
        if self.has(at, Class::Hearsay) {
            return self.hearsay(at, unit);
        }
        None
    }

    /// *the proposed law*, *the alleged thief*: not a verb of its own.
    pub(super) fn is_modifier(&self, at: usize) -> bool {
        // "Some accused Quell of it"
        let acts = at > 0
            && self.is_any(at - 1, words!["some", "these", "this", "any"])
            && (self.is_capital(at + 1) || self.is_pronoun(at + 1));
        (self.ends_in(at, "ed") || self.ends_in(at, "ing"))
            && at > 0
            && !acts
            && (self.is_any(
                at - 1,
                words![
                    "the", "a", "an", "his", "her", "their", "its", "this", "these", "some", "any",
                    "no", "of",
                ],
            ) && !self.ends_in(at, "ing")
                || (self.is_any(at - 1, words!["the", "a", "an", "his", "their", "its", "this"]))
                || self.is_possessive(at - 1) && self.is_noun(at + 1) && !self.is_be(at - 1))
    }

    /// *out* and *back* behind a verb, *it* and *on* only where the words said follow.
    pub(super) fn is_particle(&self, at: usize) -> bool {
        let next = at + 1;
        let ends = self.is_mark(next, ',')
            || self.is_mark(next, ':')
            || self.is_stop(next)
            || self.is_adverb(next)
            || self.quote_starting(next).is_some();
        self.is_any(at, words!["out", "back"]) || (ends && self.is_any(at, words!["it", "on"]))
    }

    /// Whether the word is a verb here, as far as its form and its place tell.
    pub(super) fn is_plain_verb(&self, at: usize, group: &Group, unit: &Range<usize>) -> bool {
        if self.is_capital(at) && at > unit.start && !self.is_title(unit) {
            return false;
        }
        let is_past = self.passage.value(at, Class::Verb) == Some(-1) || self.ends_in(at, "ed");
        if is_past || self.ends_in(at, "ing") || at == unit.start {
            return true;
        }
        let before = at - 1;
        if self.ends_in(at, "s") && !self.ends_in(at, "ss") {
            let noun = self.has(at, Class::SpeechNoun);
            return !noun
                || self.is_pronoun(before)
                || self.is_capital(before)
                || self.is_mark(before, ',')
                || self.has(before, Class::Conjunction)
                || self.is_adverb(before)
                || self.is_mark(before, ')')
                || self.has(before, Class::Speaker)
                || self.quote_ending(before).is_some()
                || self.quote_starting(at + 1).is_some()
                || self.has(at + 1, Class::Determiner)
                || self.is(at + 1, "that");
        }
        // "the Marsh campaign manager"
        if self.has(at, Class::SpeechNoun)
            && self.is_capital(before)
            && self.has(at + 1, Class::Speaker)
        {
            return false;
        }
        let helped = (group.tokens.start..at).any(|k| self.is_aux(k) || self.is(k, "to"));
        helped
            || group.form == Form::Infinitive
            || (!self.has(at, Class::SpeechNoun) && self.is_noun(before))
            || self.is_pronoun(before)
            || self.is_plural(before)
            || self.is_adverb(before)
            || self.has(before, Class::Conjunction)
            || self.is_mark(before, ',')
            || self.is_mark(before, ')')
            || self.is_dash(before)
            || self.quote_ending(before).is_some()
    }

    /// Whether the unit is written as headlines are, with capitals throughout.
    pub(super) fn is_title(&self, unit: &Range<usize>) -> bool {
        let (mut capitals, mut small) = (0, 0);
        for at in unit.clone().take(24) {
            if let Some(token) = self.token(at).filter(|t| t.is_word() && t.end - t.start > 3) {
                if token.shape.is_capital() {
                    capitals += 1;
                } else {
                    small += 1;
                }
            }
        }
        capitals > 3 * small
    }

    /// The verb group around the cue at `at`.
    pub(super) fn group(&self, at: usize, unit: &Range<usize>) -> Group {
        let mut start = at;
        let mut last_aux = None;
        let mut infinitive = false;
        while start > unit.start {
            let before = start - 1;
            if self.quote_at(before).is_some() {
                break;
            }
            if self.is_aux(before) {
                last_aux = last_aux.or(Some(before));
                if self.is_pronoun(before) {
                    // "he's saying": the subject is in it.
                    break;
                }
                start = before;
            } else if (self.is_adverb(before) || self.is(before, "first"))
                && !self.has(before, Class::Pronoun)
                && before > unit.start
                && (self.is_aux(before - 1)
                    || self.is_pronoun(before - 1)
                    || self.is_noun(before - 1)
                    || self.is_adverb(before - 1)
                    || self.has(before - 1, Class::Conjunction)
                    || self.is(before - 1, "to")
                    || self.is_mark(before - 1, ','))
            {
                start = before;
            } else if self.is(before, "to")
                && last_aux.is_none_or(|aux| self.is_any(aux, words!["be", "have"]))
            {
                // "went on to say", "continued to insist", "have to ask"
                let chain = before.checked_sub(1).filter(|&c| c >= unit.start);
                let went_on = chain.is_some_and(|c| self.is(c, "on"));
                let verb = if went_on { chain.and_then(|c| c.checked_sub(1)) } else { chain };
                let chains = verb.is_some_and(|verb| {
                    self.is_any(
                        verb,
                        words![
                            "went",
                            "goes",
                            "go",
                            "going",
                            "gone",
                            "continued",
                            "continues",
                            "continue",
                            "began",
                            "begun",
                            "begins",
                            "started",
                            "starts",
                            "came",
                            "comes",
                            "used",
                            "had",
                            "have",
                            "has",
                            "tried",
                            "tries",
                            "proceeded",
                            "ought",
                            "rushed",
                        ],
                    )
                });
                if chains && let Some(verb) = verb {
                    start = verb;
                } else {
                    infinitive = true;
                    start = before;
                    break;
                }
            } else {
                break;
            }
        }
        while start < at && self.is_adverb(start) && start == unit.start {
            start += 1;
        }
        let is_ing = self.ends_in(at, "ing");
        let past = self.passage.value(at, Class::Verb) == Some(-1) || self.ends_in(at, "ed");
        // "he's said that": "has", unless what a passive takes follows.
        let has = |aux: usize| {
            self.is_short_verb(aux)
                && self.frames(at).has(Frame::Speech)
                && !self.is_any(at + 1, words!["to", "by", "as"])
        };
        let be = last_aux.is_some_and(|aux| self.is_be(aux) && !has(aux));
        let got = at > unit.start && self.is_any(at - 1, words!["got", "gets", "getting"]);
        let form = if past && (be || got) {
            Form::Passive
        } else if infinitive {
            Form::Infinitive
        } else if is_ing && last_aux.is_none() {
            Form::Participle
        } else {
            Form::Finite
        };
        Group { tokens: start..at + 1, form }
    }
}

impl Draft {
    /// Whether something is said in it, or still to come.
    pub(super) fn is_whole(&self) -> bool {
        self.is_open || self.content[0].as_ref().is_some_and(|c| c.start < c.end)
    }

    /// Without a gap before the first piece.
    pub(super) fn packed(mut self) -> Self {
        if self.content[0].is_none() {
            self.content.swap(0, 1);
        }
        self
    }
}
