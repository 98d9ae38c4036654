//! Which clause of a sentence a cue belongs to, and whose verb it shares.

use std::ops::Range;

use super::cue::Draft;
use super::reading::{REACH, Reading};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::{WordSet, words};

/// How far back, in tokens, the clause is looked for whose subject a later verb shares.
const CLAUSE_REACH: usize = 40;

/// Most clauses that are looked at for it, the nearest first.
const CLAUSES_MAX: usize = 4;

/// Most tokens of a phrase that tells who is led to act.
const LED_REACH: usize = 12;

/// Words whose object is the one who acts after *to*.
const LEADS: WordSet = words![
    "for",
    "allow",
    "allows",
    "allowed",
    "allowing",
    "ask",
    "asks",
    "asked",
    "asking",
    "cause",
    "causes",
    "caused",
    "causing",
    "compelled",
    "convince",
    "convinced",
    "convincing",
    "enable",
    "enables",
    "enabled",
    "enabling",
    "encourage",
    "encouraged",
    "encouraging",
    "force",
    "forces",
    "forced",
    "forcing",
    "inspired",
    "inspiring",
    "lead",
    "leads",
    "led",
    "leading",
    "leave",
    "leaves",
    "left",
    "leaving",
    "permit",
    "permits",
    "permitted",
    "permitting",
    "persuade",
    "persuaded",
    "prompt",
    "prompts",
    "prompted",
    "prompting",
    "push",
    "pushed",
    "pushing",
    "require",
    "requires",
    "required",
    "requiring",
];

impl Reading<'_> {
    /// The comma that ends the clause with the cue at `at`, where that clause stands in front of the
    /// sentence proper: *While he denied it, …*, *Asked whether …, …*.
    pub(super) fn closes_front(&self, unit: &Range<usize>, at: usize) -> Option<usize> {
        const FRONT: WordSet = words![
            "when", "while", "after", "before", "since", "if", "although", "though", "because",
            "as", "once", "until", "unless", "whereas",
        ];
        const BEFORE_GERUND: WordSet =
            words!["by", "in", "without", "despite", "instead", "besides"];
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
        let reach = unit.end.min(at + REACH);
        let mut k = at + 1;
        while k < reach {
            if let Some(quoted) = self.quote_starting(k) {
                k = quoted.last + 1;
                if self.last_mark(quoted) == Some(',') && self.opens_main(k, reach) {
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
    pub(super) fn opens_main(&self, at: usize, reach: usize) -> bool {
        if !self.starts_noun(at) || self.is_any(at, words!["who", "which", "whose", "that"]) {
            return false;
        }
        (at..reach.min(at + 24)).any(|k| k > at && self.is_finite(k))
    }

    /// Where a relative clause ends whose verb ends at `from`: before the verb of the sentence or a
    /// comma.
    pub(super) fn relative_end(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end {
            if let Some(quoted) = self.quote_starting(at) {
                at = quoted.last + 1;
                continue;
            }
            let said = self.is_any(at, words!["said", "says", "say", "told", "tells", "added"])
                && at > from + 1
                && self.is_noun(at - 1);
            // ", and Lee in particular, must do more" goes on with what is said.
            let goes_on = self.has(at + 1, Class::Conjunction)
                && !self.is_any(at + 2, words!["who", "which", "that"])
                && !self.is_finite(at + 2);
            let closes = self.is_mark(at, ',') && at > from && !goes_on;
            if said || closes {
                return at;
            }
            at += 1;
        }
        end
    }

    /// The subject of the cue before, or of the sentence: *he rejected it and said*, *…, adding*.
    pub(super) fn inherited(
        &self,
        first: usize,
        unit: &Range<usize>,
        earlier: &[Draft],
    ) -> Option<Range<usize>> {
        let is_nested =
            |inner: &Draft| earlier.iter().rev().take(8).any(|outer| outer.holds(inner.cue.start));
        let near = self.nearest_subject(first, unit, earlier);
        let before = near.as_ref().map_or(0, |near| near.start);
        if let Some(source) = earlier
            .iter()
            .rev()
            .take(8)
            .take_while(|d| d.cue.end > before)
            .find(|d| {
                // "is known for his criticism, arguing": not "his" argues.
                let relative = d.source.as_ref().is_some_and(|s| {
                    s.len() == 1
                        && self.is_any(
                            s.start,
                            words![
                                "who", "which", "that", "his", "its", "their", "our", "my", "whose"
                            ],
                        )
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
        if near.is_some() {
            return near;
        }
        // The noun phrase before the first finite verb of the unit.
        let mut floor = unit.start;
        let mut at = unit.start;
        let limit = first.min(unit.start + REACH);
        let mut n_tried = 0;
        while at < limit && n_tried < CLAUSES_MAX {
            if let Some(quoted) = self.quote_starting(at) {
                at = quoted.last + 1;
                continue;
            }
            if self.is_mark(at, ',') && self.has(unit.start, Class::Preposition) {
                floor = at + 1;
            }
            if self.is_finite(at) && at > floor {
                n_tried += 1;
                let mut start = at;
                while start > floor && (self.is_aux(start - 1) || self.is_adverb(start - 1)) {
                    start -= 1;
                }
                let subject = self.subject_before(start, floor);
                let relative = subject
                    .as_ref()
                    .is_some_and(|s| s.len() == 1 && self.is_any(s.start, words!["who", "which"]));
                if !relative && subject.is_some() {
                    return subject;
                }
            }
            at += 1;
        }
        // No verb of the lexicon; a word that looks like one.
        let looks = |at: usize| {
            self.ends_in(at, "ed")
                && self.quote_at(at).is_none()
                && self.token(at).is_some_and(|t| t.is_word() && t.classes == Classes::NONE)
                && self.is_noun(at - 1)
                && (self.meets(at + 1, Classes::of(&[Class::Preposition, Class::Determiner]))
                    || self.is_adverb(at + 1)
                    || self.has(at + 1, Class::Conjunction))
        };
        let verb = (floor + 1..limit).find(|&at| looks(at))?;
        self.subject_before(verb, floor)
    }

    /// The subject of the last clause before `first` that stands by itself: in no relative clause,
    /// not in what someone says, not in front of the sentence proper. Without a comma before
    /// `first`, the verb goes on with whatever clause is nearest.
    fn nearest_subject(
        &self,
        first: usize,
        unit: &Range<usize>,
        earlier: &[Draft],
    ) -> Option<Range<usize>> {
        let lowest = unit.start.max(first.saturating_sub(CLAUSE_REACH));
        let joined = first.saturating_sub(1);
        let edge = joined.saturating_sub(usize::from(self.has(joined, Class::Conjunction)));
        let is_close = !self.parts(edge);
        let mut at = first;
        let mut n_tried = 0;
        while at > lowest && n_tried < CLAUSES_MAX {
            at -= 1;
            if let Some(quoted) = self.quote_at(at) {
                at = quoted.first;
                continue;
            }
            let is_verb = self.is_finite(at) || self.looks_finite(at);
            if !is_verb || at <= lowest || earlier.iter().rev().take(8).any(|d| d.holds(at)) {
                continue;
            }
            let mut start = at;
            while start > lowest && (self.is_aux(start - 1) || self.is_adverb(start - 1)) {
                start -= 1;
            }
            at = start;
            n_tried += 1;
            let Some(subject) = self.subject_before(start, lowest) else { continue };
            let is_whole = self.begins_clause(subject.start, unit.start);
            // "who met the crew to discuss it": what someone does it for is not said.
            let is_aim = self.is(first, "to") && self.is_any(subject.start, words!["who", "which"]);
            let goes_on = is_close && !is_aim && self.begins_other(subject.start, unit.start);
            if is_whole || goes_on {
                return Some(subject);
            }
        }
        None
    }

    /// A verb that no list holds, by its form and its neighbours: *he knocked Quell*.
    fn looks_finite(&self, at: usize) -> bool {
        at > 0
            && self.ends_in(at, "ed")
            && self
                .token(at)
                .is_some_and(|t| t.is_word() && t.classes == Classes::NONE && !t.shape.is_capital())
            && (self.is_capital(at - 1) || self.is_pronoun(at - 1) || self.is_adverb(at - 1))
            && !self.is_be(at - 1)
            && (self.is_capital(at + 1)
                || self.is_pronoun(at + 1)
                || self.meets(at + 1, Classes::of(&[Class::Determiner, Class::Preposition])))
    }

    /// Whether the subject at `at` is that of a clause by itself.
    fn begins_clause(&self, at: usize, floor: usize) -> bool {
        if self.is_any(at, words!["who", "which", "that", "whose", "what", "there"]) {
            return false;
        }
        let Some(before) = at.checked_sub(1).filter(|&before| before >= floor) else { return true };
        if self.has(before, Class::Complementizer) {
            return false;
        }
        !self.is_word(before)
            || self.has(before, Class::Conjunction)
            || self.is_time(before)
            || self.is_adverb(before)
    }

    /// Whether the subject at `at` is that of a clause inside another: *when he said*, *, which*.
    fn begins_other(&self, at: usize, floor: usize) -> bool {
        if self.is_any(at, words!["who", "which"]) {
            return true;
        }
        at > floor
            && self.is_any(
                at - 1,
                words![
                    "when", "while", "as", "after", "before", "until", "since", "because", "if",
                    "although", "though", "once", "where", "whereas",
                ],
            )
    }

    /// Whoever is led to act before *to* at `to`: *prompted the mayor to say*, *for users to report*.
    pub(super) fn led_to(&self, to: usize, floor: usize) -> Option<Range<usize>> {
        let lowest = floor.max(to.saturating_sub(LED_REACH));
        let lead = (lowest..to)
            .rev()
            .take_while(|&at| self.quote_at(at).is_none() && !self.parts(at) && !self.is_stop(at));
        let lead = lead.into_iter().find(|&at| self.is_any(at, LEADS))?;
        let led = lead + 1..to;
        let is_phrase = self.starts_noun(led.start)
            && !led.clone().any(|at| self.is_finite(at) || self.is_any(at, words!["that", "to"]));
        (is_phrase && !led.is_empty()).then_some(led)
    }

    /// The subject that begins at `from`, before the first finite verb after it.
    pub(super) fn main_subject(&self, from: usize, end: usize) -> Option<Range<usize>> {
        let verb = (from + 1..end.min(from + 30)).find(|&k| self.is_finite(k))?;
        let mut first = verb;
        while first > from && (self.is_aux(first - 1) || self.is_adverb(first - 1)) {
            first -= 1;
        }
        self.subject_before(first, from)
    }
}
