//! Two sides held against each other: `larger than`, `as strong as`, `compared with`.

use super::{Read, Reader, Run};
use crate::extract::finding::Direction;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::phrase;
use crate::extract::words::{WordSet, words};

/// Most words between a comparative and its `than`.
const THAN_MAX: usize = 5;

impl Reader<'_, '_> {
    /// `compared with last year`, `than`: what is set against, where it begins at `idx`.
    pub(super) fn compared(&self, idx: usize) -> Option<Run> {
        let is_compared = self.is(idx, "compared") && self.is_any(idx + 1, words!["with", "to"]);
        let is_versus = self.is_any(idx, words!["versus", "vs"]);
        if !is_compared && !is_versus {
            return None;
        }
        let mut from = idx + if is_compared { 2 } else { 1 };
        from += usize::from(is_versus && self.is(from, "."));
        let noun = self.noun(from);
        let amount = self.amount(from).map(|a| a.run);
        let mut last = noun.map_or(0, |r| r.last).max(amount.map_or(0, |r| r.last));
        if amount.is_some_and(|a| a.last == last)
            && self.is_any(last + 1, words!["a", "one"])
            && self.is_any(last + 3, words!["ago", "earlier", "before"])
        {
            last += 3;
        }
        (last >= from).then_some(Run { first: from, last })
    }

    /// `larger than the old bridge`, `as strong as 2018`, `the same volume as`, `compared with`.
    pub(super) fn comparative(&self, idx: usize) -> Option<Read> {
        match self.passage.value(idx, Class::Comparative)? {
            3 => self.side_by_side(idx),
            2 => self.as_much(idx),
            0 => self.same(idx),
            value => self.than(idx, value),
        }
    }

    pub(super) fn than(&self, idx: usize, value: i32) -> Option<Read> {
        let than = (idx + 1..=idx + 1 + THAN_MAX).find(|&at| self.is(at, "than"))?;
        let clear = (idx + 1..than).all(|at| {
            self.passage.tokens().get(at).is_some_and(|t| {
                (t.is_word() || t.is_mark('-'))
                    && !t.classes.meets(Classes::of(&[Class::Auxiliary, Class::Complementizer]))
            })
        });
        const NONE: WordSet = words![
            "ever", "that", "just", "happy", "willing", "enough", "likely", "anything", "usual",
            "meets", "a", "once", "half", "welcome", "capable", "double", "doubled", "one",
        ];
        // `more than 40` bounds a number.
        let is_quantifier =
            self.is_any(idx, words!["more", "less", "fewer", "later", "earlier", "sooner"]);
        let next = self.passage.tokens().get(than + 1)?;
        let is_manner = than == idx + 1
            && is_quantifier
            && (next.classes.has(Class::Adverb)
                || self.passage.word(next).ends_with("ly")
                || (next.classes.has(Class::Verb) && !next.classes.has(Class::Change)));
        let is_empty = self.is(than + 1, "ever")
            || (next.classes.has(Class::Pronoun) && !next.classes.has(Class::Determiner))
            || is_manner
            || phrase::is_hyphenated(self.passage, than)
            || self.is(idx + 1, "or");
        if !clear || is_empty || (than == idx + 1 && is_quantifier && self.is_any(than + 1, NONE)) {
            return None;
        }
        let amount = self.amount(than + 1);
        if than == idx + 1
            && is_quantifier
            && (amount.is_some() || self.has(than + 1, Class::Vague))
        {
            return None;
        }
        let noun = self.noun(than + 1).map(|r| Run { first: than + 1, ..r });
        let from = match (noun, amount) {
            (Some(noun), Some(amount)) => {
                Run { first: than + 1, last: noun.last.max(amount.run.last) }
            }
            (noun, amount) => {
                noun.or(amount.map(|a| a.run)).unwrap_or(Run { first: than, last: than })
            }
        };
        let (first, by) = self.by_before(idx);
        Some(Read {
            first,
            last: from.last,
            cue: Run { first: idx, last: than },
            direction: if value > 0 { Direction::Up } else { Direction::Down },
            by,
            from: (from.first > than).then_some(from),
            to: None,
        })
    }

    /// How much more, before a comparative: `5 percent higher`, `three times larger`.
    pub(super) fn by_before(&self, idx: usize) -> (usize, Option<Run>) {
        for first in idx.saturating_sub(4).max(self.start)..idx {
            let Some(amount) = self.amount(first) else { continue };
            let last = amount.run.last + usize::from(self.is(amount.run.last + 1, "times"));
            if last + 1 == idx && !amount.is_year {
                return (first, Some(Run { first, last }));
            }
        }
        (idx, None)
    }

    /// `as strong as 2018`.
    pub(super) fn as_much(&self, idx: usize) -> Option<Read> {
        const NO_DEGREE: WordSet = words![
            "well", "long", "soon", "far", "much", "many", "few", "little", "such", "same",
            "quickly", "early",
        ];
        let adjective = self.passage.tokens().get(idx + 1).filter(|t| t.is_word())?;
        let counts = !self.is_any(idx + 1, NO_DEGREE)
            && !adjective.classes.meets(Classes::of(&[
                Class::Determiner,
                Class::Preposition,
                Class::Pronoun,
                Class::Conjunction,
                Class::Auxiliary,
            ]))
            && !adjective.shape.is_capital()
            && !self.passage.word(adjective).ends_with("ly");
        if !counts
            || !self.is(idx + 2, "as")
            || self.is_any(idx + 3, words!["possible", "ever", "a"])
        {
            return None;
        }
        let from = self.noun(idx + 3)?;
        Some(Read {
            first: idx,
            last: from.last,
            cue: Run { first: idx, last: idx + 2 },
            direction: Direction::Level,
            by: None,
            from: Some(from),
            to: None,
        })
    }

    /// `the same number as`, `equal to`.
    pub(super) fn same(&self, idx: usize) -> Option<Read> {
        const MEASURES: WordSet = words![
            "number",
            "amount",
            "volume",
            "size",
            "rate",
            "level",
            "share",
            "price",
            "age",
            "length",
            "height",
            "weight",
            "distance",
            "proportion",
            "percentage",
            "speed",
            "salary",
        ];
        let (last, from) = if self.is(idx, "equal") {
            if !self.is(idx + 1, "to") {
                return None;
            }
            let from = self.noun(idx + 2)?;
            (idx + 1, Some(from))
        } else {
            let measure = (idx + 1..idx + 3).find(|&at| self.is_any(at, MEASURES))?;
            let from = (measure + 1..measure + 6)
                .find(|&at| self.is(at, "as"))
                .and_then(|at| self.noun(at + 1));
            if from.is_none() && !self.is(measure + 1, "of") {
                return None;
            }
            (measure, from)
        };
        let noun = self.noun(last + 1).map_or(last, |r| r.last);
        Some(Read {
            first: idx.saturating_sub(usize::from(idx > 0 && self.is(idx - 1, "the"))),
            last: from.map_or(noun, |r| r.last).max(last),
            cue: Run { first: idx, last },
            direction: Direction::Level,
            by: None,
            from,
            to: None,
        })
    }

    /// `3.8 percent, compared to the average of 3 percent`.
    pub(super) fn side_by_side(&self, idx: usize) -> Option<Read> {
        let from = self.compared(idx)?;
        let sentence = self.passage.sentence_of(idx)?;
        let numbers = self.passage.numbers();
        let before = numbers.partition_point(|n| n.last < idx).checked_sub(1);
        let to = before
            .and_then(|at| numbers.get(at))
            .filter(|n| n.first >= sentence.tokens.start.max(self.start));
        let close = to.filter(|n| idx - n.last <= 6).and_then(|n| self.amount(n.first));
        let after = numbers.get(before.map_or(0, |at| at + 1)).filter(|n| n.first <= from.last);
        // Something measured must stand on one side: people are compared too.
        let is_measured = to.is_some() || after.is_some();
        let signed = close.map(|a| {
            let first = a.run.first;
            let sign = first > self.start && self.has(first - 1, Class::CurrencySign);
            Run { first: first - usize::from(sign), ..a.run }
        });
        is_measured.then_some(Read {
            first: signed.map_or(idx, |r| r.first),
            last: from.last,
            cue: Run { first: idx, last: from.first - 1 },
            direction: Direction::Level,
            by: None,
            from: Some(from),
            to: signed,
        })
    }
}
