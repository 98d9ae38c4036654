//! The words that say that someone speaks, and the attribution that each makes of its sentence.

use std::ops::Range;

use super::content::After;
use super::reading::Reading;
use crate::extract::frame::{Frame, Frames};
use crate::extract::lexicon::{Class, Classes};

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
    pub(super) fn holds(&self, at: usize) -> bool {
        self.content.iter().flatten().any(|piece| piece.contains(&at))
    }
}

/// How the verb of a cue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Finite,
    Passive,
    /// An -ing form without *be*.
    Participle,
    /// After *to*.
    Infinitive,
}

/// The verb with the auxiliaries and adverbs around it.
#[derive(Debug, Clone)]
struct Group {
    tokens: Range<usize>,
    form: Form,
}

impl Reading<'_> {
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
            return self.nominal(at, unit, earlier);
        }
        if self.has(at, Class::Hearsay) {
            return self.hearsay(at, unit);
        }
        None
    }

    fn verbal(&self, at: usize, unit: &Range<usize>, earlier: &[Draft]) -> Option<Draft> {
        let mut frames = self.frames(at);
        if self.is_noun_use(at) || self.is_modifier(at) {
            return None;
        }
        let group = self.group(at, unit);
        if !self.is_plain_verb(at, &group, unit) {
            return None;
        }
        let mut after = group.tokens.end;
        if frames.has(Frame::Particle) {
            if self.is_particle(after) {
                after += 1;
            } else if !frames.has(Frame::Toward) || !self.is(after, "to") {
                return None;
            } else {
                frames = Frames::of(&[Frame::Toward]);
            }
        }
        if frames.has(Frame::Clear) {
            after += usize::from(self.is(after, "it"));
            if !self.is_any(after, &["clear", "plain"]) {
                return None;
            }
            after += 1;
            frames = Frames::of(&[Frame::That, Frame::Clause, Frame::Wh]);
        }
        let cue = group.tokens.start..after;
        let whole = unit.clone();
        let mut unit = unit.clone();
        if let Some(comma) = self.closes_front(&unit, at) {
            unit.end = comma;
        }
        let unit = &unit;
        if frames.has(Frame::Seem) {
            return self.seeming(&group, after, unit, frames);
        }
        if group.form == Form::Passive
            && self.is(after, "as")
            && self.is_any(after + 1, &["saying", "telling"])
        {
            // "was quoted as saying"
            let from = after + 2 + usize::from(self.is(after + 2, "that"));
            let source = self.subject_before(group.tokens.start, unit.start)?;
            let mut draft =
                Draft { cue: cue.start..after + 2, source: Some(source), ..Draft::default() };
            draft.content[0] = if from < unit.end && !self.is_stop(from) && !self.is_mark(from, ',')
            {
                Some(from..self.content_end(from, unit.end, true))
            } else {
                let before = draft.source.as_ref().map_or(0, |s| s.start);
                draft.is_parenthesis = true;
                self.clause_before(unit.start, before)
            };
            return draft.content[0].as_ref().is_some_and(|c| c.start < c.end).then_some(draft);
        }
        if group.form == Form::Passive {
            return self.passive(&group, at, after, unit, frames);
        }
        let floor = unit.start;
        let first = group.tokens.start;
        let before = first.checked_sub(1).filter(|&before| before >= floor);
        let after_quote = before.is_some_and(|b| {
            self.quote_ending(b).is_some()
                || (self.is_mark(b, ',') && b > floor && self.quote_ending(b - 1).is_some())
        });
        let after_comma =
            before.is_none_or(|b| self.is_mark(b, ',') || self.is_dash(b) || self.is_stop(b));
        // ..., said the mayor
        if frames.has(Frame::Speech)
            && group.form == Form::Finite
            && (after_quote || after_comma)
            && self.starts_noun(after)
            && !self.is(after, "that")
            && !self.ends_in(at, "ing")
            && (after_quote
                || first > floor && !self.is_place_of_subject(first, floor)
                || first == floor)
            && let Some(source) = self.noun_after(after, unit.end)
            && (after_quote || !self.is_finite(source.end))
        {
            let mut draft = Draft {
                cue,
                source: Some(source.clone()),
                is_parenthesis: true,
                ..Draft::default()
            };
            if first == floor {
                // "Continued Lee: “…”"
                let is_colon = self.is_mark(source.end, ':');
                let from = source.end + 1;
                if is_colon && from < unit.end {
                    draft.content[0] = Some(from..self.content_end(from, unit.end, true));
                }
                draft.is_open = is_colon && from >= unit.end;
                return (draft.is_open || draft.content[0].is_some()).then_some(draft);
            }
            draft.content[0] = self.clause_before(unit.start, first);
            if let After::Content(from) =
                self.complement(source.end, unit.end, Frames::of(&[Frame::Speech]))
                && self.quote_starting(from).is_some()
            {
                draft.content[1] = Some(from..self.content_end(from, unit.end, true));
            }
            return draft.content[0].is_some().then_some(draft);
        }
        let mut source = match group.form {
            Form::Finite => self.subject_before(first, floor),
            Form::Participle => before
                .filter(|&b| {
                    self.is_noun(b) && !self.is_finite(b) && (!self.has(b, Class::Preposition))
                })
                .and_then(|_| self.noun_before(first, floor))
                .filter(|noun| {
                    // "issued a statement calling": whoever issued it calls.
                    !(self.is_any(noun.start, &["a", "an"])
                        && !self.has(first - 1, Class::Speaker)
                        && noun.start > floor
                        && self.is_finite(noun.start - 1))
                }),
            // "led critics to say"
            Form::Infinitive => before
                .filter(|&b| {
                    self.is_capital(b)
                        || self.has(b, Class::Speaker)
                        || self.is_any(b, &["him", "them", "us", "me"])
                })
                .and_then(|_| self.noun_before(first, floor))
                .filter(|noun| noun.start > floor && self.is_finite(noun.start - 1)),
            Form::Passive => None,
        };
        let own_source = source.is_some();
        if source.is_none() && group.form == Form::Participle && first <= whole.start + 1 {
            // "Asking for help, the mayor …": the subject is still to come.
            source = self.main_subject(unit.end + 1, whole.end);
        }
        if source.is_none() {
            source = self.inherited(first, unit, earlier);
            if source.is_none() && group.form == Form::Finite && !frames.has(Frame::Speech) {
                return None;
            }
        }
        let start = source.as_ref().filter(|_| own_source).map_or(first, |s| s.start);
        let mut draft = Draft { cue, source, ..Draft::default() };
        let left = start.checked_sub(1).filter(|&left| left >= floor);
        let as_clause = left.is_some_and(|left| self.is(left, "as"));
        if own_source
            && frames.has(Frame::Speech)
            && left.is_some_and(|left| self.closes_speech(left))
            && let Some(clause) = left.and_then(|l| self.clause_before(floor, l + 1))
            && (self.quote_at(clause.start).is_some()
                || !self.has(clause.start, Class::Complementizer)
                || self.resumes(after, unit.end).is_none())
        {
            // “…,” he said
            draft.content[0] = Some(clause);
            draft.is_parenthesis = true;
            if let Some(from) = self.resumes(after, unit.end)
                && !(from == after && frames.has(Frame::Hearer))
            {
                draft.content[1] = Some(from..self.content_end(from, unit.end, true));
            }
            return Some(draft);
        }
        let mut unit = unit.clone();
        let relative = draft
            .source
            .as_ref()
            .filter(|_| own_source)
            .is_some_and(|s| self.is_any(s.end - 1, &["who", "which"]));
        if relative {
            unit.end = self.relative_end(after, unit.end);
        }
        match self.complement(after, unit.end, frames) {
            After::Content(from) => {
                if from == after + 1 && self.takes(after, frames) {
                    draft.cue.end = from;
                }
                let quoted = self.quote_starting(from).is_some();
                draft.content[0] = Some(from..self.content_end(from, unit.end, !quoted));
                // “…,” he said, “…”
                if own_source
                    && quoted
                    && frames.has(Frame::Speech)
                    && left.is_some_and(|l| self.quote_ending(l).is_some() || self.is_mark(l, ','))
                    && self.is_mark(from.saturating_sub(1), ',')
                    && from == after + 1
                    && !as_clause
                    && let Some(clause) = left.and_then(|l| self.clause_before(floor, l + 1))
                    && self.is_said(&clause)
                {
                    draft.content = [Some(clause), draft.content[0].take()];
                    draft.is_parenthesis = true;
                }
            }
            After::Bare(from) => {
                let of_clause = frames.has(Frame::Clause);
                let takes_object = frames.has(Frame::Object);
                let reach = unit.end.min(from + 24);
                let holds = frames.has(Frame::As)
                    && (from + 1..reach).take_while(|&k| !self.parts(k)).any(|k| self.is(k, "as"));
                if !takes_object && !holds && !(from..reach).any(|k| self.is_finite(k)) {
                    return None;
                }
                draft.content[0] = Some(from..self.content_end(from, unit.end, of_clause));
                if own_source
                    && frames.has(Frame::Speech)
                    && left.is_some_and(|l| self.quote_ending(l).is_some())
                    && let Some(clause) = left.and_then(|l| self.clause_before(floor, l + 1))
                {
                    draft.content = [Some(clause), None];
                    draft.is_parenthesis = true;
                }
            }
            After::Next => draft.is_open = true,
            After::Nothing(stop) => {
                if as_clause && left.is_some_and(|l| l <= floor + 1) {
                    // As the mayor said, …
                    if !self.is_mark(stop, ',') {
                        return None;
                    }
                    let from = stop + 1;
                    draft.content[0] = Some(from..self.content_end(from, whole.end, true));
                    draft.is_parenthesis = true;
                } else if own_source
                    && (frames.has(Frame::Speech)
                        || (frames.has(Frame::Clause)
                            && (start + 4 >= first && (stop >= unit.end || !self.is_word(stop)))))
                    && left.is_some_and(|l| {
                        self.parts(l) || self.quote_ending(l).is_some() || as_clause
                    })
                {
                    let edge = left.map_or(start, |l| if as_clause { l } else { l + 1 });
                    draft.content[0] = self.clause_before(floor, edge);
                    draft.is_parenthesis = true;
                    let quoted = left.is_some_and(|l| {
                        self.quote_at(l).is_some() || self.quote_at(l.saturating_sub(1)).is_some()
                    });
                    if self.is_mark(stop, ',') && !quoted && !self.leaves(stop + 1, unit.end) {
                        let from = stop + 1;
                        draft.content[1] = Some(from..self.content_end(from, unit.end, true));
                    }
                } else {
                    return None;
                }
            }
        }
        (draft.is_open || draft.content[0].as_ref().is_some_and(|c| c.start < c.end))
            .then_some(draft)
    }

    /// Whether the token ends a quotation after which its speaker is named.
    fn closes_speech(&self, at: usize) -> bool {
        if let Some(quoted) = self.quote_ending(at) {
            if !quoted.is_closed {
                return self.is_mark(at, ',');
            }
            let last = self.token(quoted.last.saturating_sub(1));
            let last = last.filter(|t| !t.is_word()).map_or(' ', |t| t.first);
            let before = self.token(quoted.last.saturating_sub(2)).map_or(' ', |t| t.first);
            return matches!(last, ',' | '?' | '!' | '…' | '—' | '–' | '-' | '.')
                || (matches!(last, '\'' | '’' | '”' | '"')
                    && matches!(before, ',' | '?' | '!' | '.'));
        }
        self.is_mark(at, ',') && at > 0 && self.quote_ending(at - 1).is_some()
    }

    /// Where quoted words go on after *he said*, behind a comma or a colon at most.
    fn resumes(&self, from: usize, end: usize) -> Option<usize> {
        (from..end.min(from + 40))
            .find(|&at| self.quote_starting(at).is_some())
            .filter(|&at| at == from || self.is_mark(at - 1, ',') || self.is_mark(at - 1, ':'))
            .filter(|&at| {
                !(from..at).any(|k| {
                    self.has(k, Class::Cue) && (self.is_finite(k) || self.ends_in(k, "ing"))
                })
            })
    }

    /// The comma that ends the clause with the cue at `at`, where that clause stands in front of the
    /// sentence proper: *While he denied it, …*, *Asked whether …, …*.
    fn closes_front(&self, unit: &Range<usize>, at: usize) -> Option<usize> {
        const FRONT: &[&str] = &[
            "when", "while", "after", "before", "since", "if", "although", "though", "because",
            "as", "once", "until", "unless", "whereas",
        ];
        const BEFORE_GERUND: &[&str] = &["by", "in", "without", "despite", "instead", "besides"];
        let first = unit.start + usize::from(self.has(unit.start, Class::Conjunction));
        let by_verb = first == at && (self.ends_in(at, "ing") || self.ends_in(at, "ed"));
        let by_gerund = self.ends_in(at, "ing")
            && (self.is_any(first, BEFORE_GERUND)
                || (at > first
                    && (self.is_any(at - 1, BEFORE_GERUND) || self.is_any(at - 1, FRONT))));
        if !(by_verb || by_gerund || self.is_any(first, FRONT)) {
            return None;
        }
        if (first..at).any(|k| self.is_mark(k, ',')) {
            return None;
        }
        let reach = unit.end.min(at + super::reading::REACH);
        let mut k = at + 1;
        while k < reach {
            if let Some(quoted) = self.quote_starting(k) {
                k = quoted.last + 1;
                if self.is_mark(quoted.last.saturating_sub(1), ',') && self.opens_main(k, reach) {
                    return Some(k);
                }
                continue;
            }
            if self.is_mark(k, ',') && self.opens_main(k + 1, reach) {
                return Some(k);
            }
            k += 1;
        }
        None
    }

    /// Whether a subject and its verb begin at `at`.
    fn opens_main(&self, at: usize, reach: usize) -> bool {
        if !self.starts_noun(at) || self.is_any(at, &["who", "which", "whose", "that"]) {
            return false;
        }
        (at..reach.min(at + 24)).any(|k| k > at && self.is_finite(k))
    }

    /// Where a relative clause ends whose verb ends at `from`: before the verb of the sentence or a
    /// comma.
    fn relative_end(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end {
            if let Some(quoted) = self.quote_starting(at) {
                at = quoted.last + 1;
                continue;
            }
            let said = self.is_any(at, &["said", "says", "say", "told", "tells", "added"])
                && at > from + 1
                && self.is_noun(at - 1);
            if said || (self.is_mark(at, ',') && at > from) {
                return at;
            }
            at += 1;
        }
        end
    }

    /// Whether what stands before a speaker can have been said by him: quoted, or a clause.
    fn is_said(&self, clause: &Range<usize>) -> bool {
        let verb = self.meets(clause.start, Classes::of(&[Class::Cue, Class::Verb]));
        let front = (verb
            && (self.ends_in(clause.start, "ed") || self.ends_in(clause.start, "ing")))
            || self.has(clause.start, Class::Preposition)
            || self.has(clause.start, Class::Complementizer);
        self.quote_at(clause.start).is_some()
            || !front && clause.clone().any(|at| self.quote_at(at).is_some() || self.is_finite(at))
            || !front && clause.len() <= 4
    }

    /// After the comma behind *he said* something begins that is not said.
    fn leaves(&self, at: usize, end: usize) -> bool {
        (self.has(at, Class::Cue) && self.ends_in(at, "ing"))
            || self.is_any(
                at,
                &[
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

    /// A subject of one clause already stands before the comma, so the verb after it has it too.
    fn is_place_of_subject(&self, first: usize, floor: usize) -> bool {
        first > floor && self.is_mark(first - 1, ',') && {
            self.subject_before(first, floor).is_some()
        }
    }

    /// *the proposed law*, *the alleged thief*: not a verb of its own.
    fn is_modifier(&self, at: usize) -> bool {
        (self.ends_in(at, "ed") || self.ends_in(at, "ing"))
            && at > 0
            && (self.is_any(
                at - 1,
                &[
                    "the", "a", "an", "his", "her", "their", "its", "this", "these", "some", "any",
                    "no", "of",
                ],
            ) && !self.ends_in(at, "ing")
                || (self.is_any(at - 1, &["the", "a", "an", "his", "their", "its", "this"]))
                || self.is_possessive(at - 1) && self.is_noun(at + 1) && !self.is_be(at - 1))
    }

    /// *out* and *back* behind a verb, *it* and *on* only where the words said follow.
    fn is_particle(&self, at: usize) -> bool {
        let next = at + 1;
        let ends = self.is_mark(next, ',')
            || self.is_mark(next, ':')
            || self.is_stop(next)
            || self.is_adverb(next)
            || self.quote_starting(next).is_some();
        self.is_any(at, &["out", "back"]) || (ends && self.is_any(at, &["it", "on"]))
    }

    /// Whether the word is a verb here, as far as its form and its place tell.
    fn is_plain_verb(&self, at: usize, group: &Group, unit: &Range<usize>) -> bool {
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
                || self.has(at + 1, Class::Determiner)
                || self.is(at + 1, "that");
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
    fn group(&self, at: usize, unit: &Range<usize>) -> Group {
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
            } else if self.is_adverb(before)
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
                && last_aux.is_none_or(|aux| self.is_any(aux, &["be", "have"]))
            {
                // "went on to say", "continued to insist", "have to ask"
                let chain = before.checked_sub(1).filter(|&c| c >= unit.start);
                let went_on = chain.is_some_and(|c| self.is(c, "on"));
                let verb = if went_on { chain.and_then(|c| c.checked_sub(1)) } else { chain };
                let chains = verb.is_some_and(|verb| {
                    self.is_any(
                        verb,
                        &[
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
        let be = last_aux.is_some_and(|aux| self.is_be(aux));
        let got = at > unit.start && self.is_any(at - 1, &["got", "gets", "getting"]);
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

    /// The subject that begins at `from`, before the first finite verb after it.
    fn main_subject(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let verb = (from + 1..end.min(from + 30)).find(|&k| self.is_finite(k))?;
        let mut first = verb;
        while first > from && (self.is_aux(first - 1) || self.is_adverb(first - 1)) {
            first -= 1;
        }
        self.subject_before(first, from)
    }

    /// The subject of the cue before, or of the sentence: *he rejected it and said*, *…, adding*.
    fn inherited(
        &self,
        first: usize,
        unit: &Range<usize>,
        earlier: &[Draft],
    ) -> Option<Range<usize>> {
        let is_nested =
            |inner: &Draft| earlier.iter().rev().take(8).any(|outer| outer.holds(inner.cue.start));
        if let Some(source) = earlier
            .iter()
            .rev()
            .take(8)
            .find(|d| {
                let relative = d.source.as_ref().is_some_and(|s| {
                    s.len() == 1 && self.is_any(s.start, &["who", "which", "that"])
                });
                unit.contains(&d.cue.start)
                    && d.source.is_some()
                    && !d.holds(first)
                    && !is_nested(d)
                    && !relative
            })
            .and_then(|d| d.source.clone())
        {
            return Some(source);
        }
        // The noun phrase before the first finite verb of the unit.
        let mut floor = unit.start;
        let mut at = unit.start;
        let limit = first.min(unit.start + super::reading::REACH);
        while at < limit {
            if let Some(quoted) = self.quote_starting(at) {
                at = quoted.last + 1;
                continue;
            }
            if self.is_mark(at, ',') && self.has(unit.start, Class::Preposition) {
                floor = at + 1;
            }
            if self.is_finite(at) && at > floor {
                let mut start = at;
                while start > floor && (self.is_aux(start - 1) || self.is_adverb(start - 1)) {
                    start -= 1;
                }
                return self.subject_before(start, floor);
            }
            at += 1;
        }
        None
    }

    /// *The bill appears to be dead*: what seems so stands on both sides.
    fn seeming(
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

    fn is_noun_after_time(&self, at: usize) -> bool {
        self.is_time(at) || self.has(at, Class::Preposition)
    }

    /// *is expected to*, *was accused of*, *is known as*, *was told that*.
    fn passive(
        &self,
        group: &Group,
        at: usize,
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
            && self.is_any(from + 1, &["of", "to", "as", "for"])
        {
            from += 1;
        }
        let _ = at;
        let end = self.content_end(from, unit.end, true);
        let rest = (from < end && !self.is_stop(from) && !self.is_mark(from, ','))
            .then_some(from..end)
            .filter(|_| {
                self.is_any(from, &["to", "as", "of", "for", "that", "with"])
                    || self.is_adverb(from)
                    || self.quote_starting(from).is_some()
                    || frames.has(Frame::Passive)
            });
        if frames.has(Frame::Hearer) || (frames.has(Frame::Wh) && frames.has(Frame::Speech)) {
            // "was told that", "was asked about": whoever hears it is its subject.
            let mut start = rest?;
            start.start += usize::from(self.is_any(start.start, &["that", "about"]));
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
                self.is_any(r.start, &["to", "as", "of", "for", "that"])
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
                || self.is_any(at, &["of", "the", "for", "and"])
                || self.is_possessive(at)
        });
        let shouts = self.token(unit.start).is_some_and(|t| t.shape.is_all_capitals());
        let is_letter = colon == unit.start + 1 && self.is_any(unit.start, &["q", "a"]);
        let is_head = unit.start == 0 && self.passage.sentences().len() <= 2;
        let is_heading = label.clone().any(|at| self.is_time(at) || self.has(at, Class::Heading));
        if !is_name || !(shouts || is_letter || is_head) || is_heading {
            return None;
        }
        let content = colon + 1..unit.end;
        let says = content.clone().take(super::reading::REACH).any(|at| {
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
        let from = usize::from(self.is(start, "from"));
        if !at_edge || (start..colon).any(|at| self.is_finite(at)) || start + from >= colon {
            return None;
        }
        let is_name = (start..colon).all(|at| self.is_capital(at) || self.is_mark(at, '.'));
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

    /// *according to the mayor*: what was said stands before or after.
    fn named(&self, at: usize, unit: &Range<usize>) -> Option<Draft> {
        if !self.is(at + 1, "to") {
            return None;
        }
        let front = (unit.start..at).all(|k| self.has(k, Class::Conjunction) || !self.is_word(k));
        let comma = (at + 3..unit.end.min(at + 30))
            .take_while(|&k| !self.is_stop(k) || self.is_abbreviated(k))
            .find(|&k| self.is_mark(k, ',') && self.opens_main(k + 1, unit.end))
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
    fn nominal(&self, at: usize, unit: &Range<usize>, earlier: &[Draft]) -> Option<Draft> {
        let frames = self.noun_frames(at);
        let mut after = at + 1;
        let mut source = None;
        let opens =
            if self.is_mark(after, ':') || self.is_mark(after, ',') { after + 1 } else { after };
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
        if self.is_any(after, &["by", "from"]) {
            let found = self.noun_after(after + 1, unit.end)?;
            after = found.end;
            source = Some(found);
        }
        let content = if self.is(after, "that") && frames.has(Frame::That) {
            let end = self.content_end(after + 1, unit.end, true);
            let is_subject = !(unit.start..at).any(|k| self.is_finite(k));
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
                if self
                    .is_any(before, &["his", "her", "their", "its", "my", "our", "your", "whose"])
                {
                    source = Some(before..before + 1);
                    break;
                }
                if !self.is_word(before)
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
        if source.is_none() && self.is(after, "of") {
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

    fn starts_noun_phrase(&self, at: usize) -> bool {
        self.has(at, Class::Determiner) || self.is_capital(at) || self.is_pronoun(at)
    }

    /// *reportedly*: the clause around it, said by nobody named.
    fn hearsay(&self, at: usize, unit: &Range<usize>) -> Option<Draft> {
        let before = self.clause_before(unit.start, at);
        let after = at + 1..self.content_end(at + 1, unit.end, true);
        if after.is_empty() {
            return None;
        }
        Some(Draft { cue: at..at + 1, content: [before, Some(after)], ..Draft::default() }.packed())
    }
}

impl Draft {
    /// Without a gap before the first piece.
    fn packed(mut self) -> Self {
        if self.content[0].is_none() {
            self.content.swap(0, 1);
        }
        self
    }
}
