//! The values of a comparison: amounts, past times and levels.

use super::{REACH_MAX, Reader, Run};
use crate::extract::lexicon::Class;
use crate::extract::number::{Form, Number, Sort};
use crate::extract::phrase;
use crate::extract::words::{WordSet, words};

/// A number with its sign and unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub run: Run,
    /// It is a share or a number of points.
    pub is_share: bool,
    /// It has the form of a year and no unit.
    pub is_year: bool,
    /// It has digits, a sign or a unit.
    pub is_figure: bool,
}

impl Reader<'_, '_> {
    /// The amount that begins at `idx`, past a hedge or an article.
    pub(super) fn amount(&self, idx: usize) -> Option<Amount> {
        let passage = self.passage;
        let first = idx + usize::from(self.is_any(idx, words!["by", "just", "only", "than"]));
        let mut at = idx;
        const SKIPS: WordSet = words![
            "a", "an", "just", "only", "another", "almost", "as", "much", "high", "low", "by"
        ];
        while at < idx + 4
            && (self.has(at, Class::Hedge)
                || self.is_any(at, SKIPS)
                || self.is(at, "than")
                || self.has(at, Class::CurrencySign))
        {
            at += 1;
        }
        let numbers = passage.numbers();
        let number = numbers.get(numbers.partition_point(|n| n.last < at))?;
        // A sign such as `$` or `US$` may count as the number's own first token.
        if number.sort == Sort::Ordinal
            || number.first > at + 1
            || number.last >= self.end
            || (number.first > at && !self.has(at, Class::Currency))
        {
            return None;
        }
        let mut last = number.last;
        let mut is_share = false;
        let mut is_unit = false;
        if self.has(last + 1, Class::PercentSign)
            || self.is_any(last + 1, words!["percent", "pc", "pct"])
        {
            (last, is_share) = (last + 1, true);
        } else if self.is(last + 1, "per") && self.is(last + 2, "cent") {
            (last, is_share) = (last + 2, true);
        } else {
            let hyphen = usize::from(self.is(last + 1, "-"));
            let at = last + 1 + hyphen;
            let is_point = |at: usize| self.is_any(at, words!["point", "points"]);
            if is_point(at) {
                (last, is_share) = (at, true);
            } else if self.is_any(at, words!["basis", "percentage"]) {
                let next = at + 1 + usize::from(self.is(at + 1, "-"));
                if is_point(next) {
                    (last, is_share) = (next, true);
                }
            } else if self.is_any(at, words!["a", "in", "at"]) {
                // Short for units elsewhere: `31 a year ago`.
            } else if self.has(at, Class::Unit)
                || self.has(at, Class::Currency)
                || self.has(at, Class::Period)
            {
                (last, is_unit) = (at, true);
            } else if hyphen > 0
                && self.passage.tokens().get(at).is_some_and(|t| t.shape.is_glued())
            {
                // `a 3-word answer`
                return None;
            }
        }
        let is_money = number.first > 0 && self.has(number.first - 1, Class::CurrencySign);
        let is_figure = is_share || is_unit || is_money || number.form != Form::Words;
        let is_year = !is_share && !is_unit && !is_money && number.is_like_year(passage.tokens());
        Some(Amount {
            run: Run { first: first.min(number.first), last },
            is_share,
            is_year,
            is_figure,
        })
    }

    /// The number whose last token stands right before `idx`.
    pub(super) fn number_before(&self, idx: usize) -> Option<&Number> {
        let numbers = self.passage.numbers();
        let at = numbers.partition_point(|n| n.last < idx).checked_sub(1)?;
        numbers.get(at).filter(|n| n.last + 1 == idx)
    }

    /// The noun phrase from `idx` on.
    pub(super) fn noun(&self, idx: usize) -> Option<Run> {
        let reach = phrase::reach(self.passage, idx);
        (reach.last >= idx && idx < self.end)
            .then_some(Run { first: idx, last: reach.last.min(self.end - 1) })
    }

    /// A past time or level: `the previous year`, `a year ago`, `2019`, `October levels`.
    pub(super) fn base(&self, idx: usize) -> Option<Run> {
        let run = self.noun(idx).unwrap_or(Run { first: idx, last: idx });
        let is_time = (run.first..=run.last.min(run.first + 8)).any(|at| {
            self.has(at, Class::Period)
                || self.has(at, Class::Month)
                || self.has(at, Class::Weekday)
                || self.is_any(at, words!["level", "levels", "high", "low", "peak", "average"])
        });
        let number = self.amount(idx);
        if !is_time && number.is_none_or(|n| !n.is_year) {
            return None;
        }
        let mut last = run.last.max(number.map_or(0, |n| n.run.last));
        if self.is_any(last + 1, words!["ago", "earlier", "before", "previously"]) {
            last += 1;
        }
        Some(Run { first: idx, last })
    }

    /// Whether the amount has a unit or a sign, or is no small whole number.
    pub(super) fn is_figure(&self, run: Run) -> bool {
        (run.first..=run.last).any(|at| {
            self.has(at, Class::CurrencySign)
                || self.has(at, Class::PercentSign)
                || self.has(at, Class::Scale)
                || self.is_any(at, words!["percent", "cent", "points"])
                || self
                    .passage
                    .tokens()
                    .get(at)
                    .is_some_and(|t| t.is_number() && t.end - t.start > 2)
        })
    }

    /// The words from `idx` up to the next mark that parts clauses.
    pub(super) fn clause(&self, idx: usize) -> Option<Run> {
        let end = self.end.min(idx + REACH_MAX);
        let parts = |at: &usize| {
            self.passage.tokens().get(*at).is_some_and(|t| {
                !t.is_word()
                    && matches!(
                        t.first,
                        ',' | ';' | ':' | '.' | '—' | '–' | '(' | '"' | '”' | '?' | '!'
                    )
                    && !(t.first == '.' && *at + 1 < self.end)
            })
        };
        let last = (idx..end).find(parts).unwrap_or(end).checked_sub(1)?;
        (last >= idx).then_some(Run { first: idx, last })
    }
}
