//! What stands beside a name and tells who it is: titles, roles, appositions.

use super::run::{self, Run};
use super::{ROLE_MAX, Reader};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::{WordSet, words};

/// Most tokens of what is said after a comma of the one named.
const APPOSITION_MAX: usize = 28;

/// Most tokens before the noun of such a role.
const APPOSITION_LEAD: usize = 8;

impl Reader<'_, '_> {
    /// Where the title of a run ends, if it has one: `Treasury Secretary` in `Treasury Secretary
    /// Scott Bessent`. Also where the run begins without what only begins a sentence.
    pub(super) fn title(&self, run: Run) -> (usize, Option<usize>) {
        let mut end = None;
        for idx in run.first..run.last {
            let is_title = self.has(idx, Class::Title) || self.has(idx, Class::Role);
            if is_title && self.names_person_after(idx, run.last) {
                end = Some(idx);
            }
        }
        // `Secretary of State Ola Berg`
        if let Some(at) = end
            && self.is(at + 1, "of")
            && run.last >= at + 4
        {
            end = Some(at + 2);
        }
        // The point of `Mr.` goes with it.
        let end = end.map(|at| if self.is(at + 1, ".") && at + 1 < run.last { at + 1 } else { at });
        (run.first, end)
    }

    /// Whether what follows a title could be a person: no word of a body's name stands in it, unless
    /// a given name does.
    pub(super) fn names_person_after(&self, title: usize, last: usize) -> bool {
        let rest = title + 1..=last;
        let given = rest.clone().any(|at| self.has(at, Class::GivenName));
        let body = rest.clone().any(|at| {
            self.has(at, Class::Organization) || self.has(at, Class::Generic) && at == last
        });
        let follows = rest.clone().any(|at| self.has(at, Class::Capital));
        let of = self.is(title + 1, "of") && !given;
        // `General Motors`, `Justice Department`, `Premier League`
        follows && !of && (given || !body)
    }

    /// Whether the words of a title say more than how to address someone.
    pub(super) fn tells(&self, first: usize, last: usize) -> bool {
        const ADDRESS: WordSet =
            words!["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "prof", "messrs"];
        (first..=last).any(|at| self.has(at, Class::Capital) && !self.is_any(at, ADDRESS))
    }

    /// The first token of a role that stands in small letters before `at`: `harbour master Ida Quell`.
    pub(super) fn role_before(&self, at: usize) -> usize {
        let mut first = at;
        let mut seen_role = false;
        let mut n_modifiers = 0;
        while let Some(before) = first.checked_sub(1).filter(|&b| at - b <= ROLE_MAX) {
            if !self.sentence.tokens.contains(&before) {
                break;
            }
            let is_role = self.has(before, Class::Role) && self.is_small(before);
            let is_part = seen_role
                && (self.has(before, Class::RolePart)
                    || (self.is(before, "-") && self.passage.has(first, Class::RolePart))
                    || (self.is(before, "-") && self.passage.has(first, Class::Role)));
            let joins = seen_role
                && self.is(before, "and")
                && before > 0
                && (self.has(before - 1, Class::Role) || self.is(before - 1, "ceo"));
            let is_prefix = seen_role && self.is(before, "co");
            let is_modifier = seen_role && n_modifiers < 2 && self.could_modify(before);
            if !(is_role || is_part || joins || is_prefix || is_modifier) {
                break;
            }
            n_modifiers += usize::from(is_modifier && !(is_role || is_part || joins || is_prefix));
            seen_role |= is_role;
            first = before;
            // `front-runner`
            let hyphen = self.is(before.wrapping_sub(1), "-") && self.is_glued(before);
            if hyphen && before >= self.sentence.tokens.start + 2 {
                first = before - 2;
            }
        }
        // Capitals right before the role own it: `JPL scientist`.
        if seen_role {
            while let Some(before) = first.checked_sub(1).filter(|&b| at - b <= ROLE_MAX) {
                let owns = self.has(before, Class::Capital)
                    && !run::begins(self.passage, self.sentence, before)
                    && !self.has(before, Class::Weekday)
                    && !self.has(before, Class::Month);
                if !owns {
                    break;
                }
                first = before;
            }
        }
        if seen_role { first } else { at }
    }

    /// A word in small letters that no grammar keeps from standing before a noun: `robotics
    /// engineer`.
    pub(super) fn could_modify(&self, idx: usize) -> bool {
        const NONE: Classes = Classes::of(&[
            Class::Verb,
            Class::Auxiliary,
            Class::Preposition,
            Class::Determiner,
            Class::Conjunction,
            Class::Complementizer,
            Class::Pronoun,
            Class::Adverb,
            Class::Cue,
            Class::Starter,
            Class::Change,
            Class::Harm,
        ]);
        self.is_small(idx)
            && !self.is_glued(idx)
            && self.passage.tokens().get(idx).is_some_and(|t| {
                let words = self.passage.word(t);
                !t.classes.meets(NONE) && !words.ends_with("ed") && !words.ends_with("ing")
            })
    }

    /// What is said of someone after a comma: `, a former pilot from Leeds`. First and last token.
    pub(super) fn apposition(&self, comma: usize) -> Option<(usize, usize)> {
        let tokens = self.passage.tokens();
        let mut at = comma;
        if !self.is(at, ",") {
            return None;
        }
        // `Ida Quell, 42, a pilot`
        if self.has(at + 1, Class::Digits) && self.is(at + 2, ",") {
            at += 2;
        }
        let first = at + 1;
        const STOPS: Classes =
            Classes::of(&[Class::Auxiliary, Class::Complementizer, Class::Pronoun, Class::Weekday]);
        let noun = (first..first + APPOSITION_LEAD)
            .find(|&at| self.has(at, Class::Role) && self.is_small(at))?;
        let lead_ok = (first..noun).all(|at| {
            tokens.get(at).is_some_and(|t| {
                let small = t.classes.meets(STOPS) || t.classes.has(Class::Preposition);
                let joins = self.is(at, "and") || !t.classes.has(Class::Conjunction);
                (t.is_word() || matches!(t.first, '-' | '\'' | '’'))
                    && !small
                    && joins
                    && self.passage.value(at, Class::Verb) != Some(-1)
            })
        });
        // A list of people goes on with a name: `Quell, the mayor's aide Ola Berg and others`.
        let is_next_person = self.has(noun + 1, Class::Capital);
        if is_next_person || !lead_ok || self.is(first, "and") || self.is(first, "but") {
            return None;
        }
        let mut last = noun;
        let end = self.sentence.tokens.end.min(comma + APPOSITION_MAX);
        for idx in noun + 1..end {
            let Some(token) = tokens.get(idx) else { break };
            let is_mark = !token.is_word()
                && !token.is_number()
                && !matches!(token.first, '-' | '&' | '\'' | '’');
            let is_point =
                token.is_mark('.') && token.shape.is_glued() && idx + 1 < self.sentence.tokens.end;
            let ends = (is_mark && !is_point)
                || token.classes.meets(STOPS)
                || (token.classes.has(Class::Cue)
                    && token.first.is_lowercase()
                    && self.passage.value(idx, Class::Verb) == Some(-1));
            if ends {
                break;
            }
            if token.is_word() || token.is_number() {
                last = idx;
            }
        }
        Some((first, last))
    }
}
