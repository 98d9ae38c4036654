//! Units that stand once for several numbers: `45 and 50 mg`, `four-, five- and six-cylinder`,
//! `up 19 cents to 84.75`, `64.06 points to 4,577.10`.

use super::{Base, Figure, MeasureKind, Reader};
use crate::extract::words::words;
use rust_decimal::Decimal;

/// Most numbers that one unit after them serves.
const LIST_MAX: usize = 4;

impl Reader<'_, '_> {
    /// Gives a bare figure the unit that a number after or before it shows.
    pub(super) fn shared_unit(&self, idx: usize, figure: &mut Figure, earlier: &[Figure]) {
        if !self.unit_from_after(idx, figure) {
            self.unit_from_before(figure, earlier);
        }
    }

    /// The unit of the last number of a list.
    fn unit_from_after(&self, idx: usize, figure: &mut Figure) -> bool {
        let mut at = figure.last + 1;
        for n in 1..=LIST_MAX {
            let Some(number) = self.number(idx + n) else { return false };
            let mut joints = 0;
            while joints < 3
                && (self.is_mark(at, ',')
                    || self.is_mark(at, '-')
                    || self.is_any(at, words!["and", "or", "to", "by", "x"])
                    || self.is_mark(at, '×'))
            {
                at += 1;
                joints += 1;
            }
            let next = self.piece(number);
            if joints == 0 || at != next.first || number.is_like_year(self.passage.tokens()) {
                return false;
            }
            if matches!(next.base, Base::Unit(_)) {
                (figure.base, figure.kind) = (next.base, next.kind);
                return true;
            }
            if let Some(noun) = self.noun_after(number) {
                let is_list = self
                    .passage
                    .numbers()
                    .get(idx)
                    .is_some_and(|n| n.value < Decimal::ONE_THOUSAND);
                if is_list {
                    (figure.base, figure.kind) = (Base::Noun(noun), MeasureKind::Count);
                }
                return is_list;
            }
            at = number.last + 1;
        }
        false
    }

    /// The unit of the number that this one is set against: `from 2.4 million`, `to 4,577.10`,
    /// `compared with 63`.
    fn unit_from_before(&self, figure: &mut Figure, earlier: &[Figure]) {
        let start = self.sentence_start(figure.first);
        let before = self.before(figure.first, 1);
        let sets_against = self.is_any(
            before,
            words![
                "from", "to", "with", "than", "against", "versus", "and", "by", "is", "at", "of",
                "was",
            ],
        );
        if !sets_against {
            return;
        }
        if self.ends_list_of_percents(figure, earlier, start) {
            figure.kind = MeasureKind::Percent;
            figure.base = earlier.last().map_or(Base::None, |figure| figure.base);
            return;
        }
        let is_against = !self.is_any(before, words!["is", "at", "of", "was", "and"]);
        for other in earlier.iter().rev().take(4) {
            if other.first < start {
                return;
            }
            let near = figure.first - other.last < 16;
            match other.kind {
                MeasureKind::Percent
                    if near
                        && self.is_any(before, words!["from", "than", "by", "with"])
                        && figure.last == figure.first
                        && self.size(figure) < Decimal::ONE_HUNDRED =>
                {
                    (figure.base, figure.kind) = (other.base, other.kind);
                    return;
                }
                MeasureKind::Count if is_against => {
                    (figure.base, figure.kind) = (other.base, other.kind);
                    return;
                }
                MeasureKind::Money | MeasureKind::Measure
                    if near
                        && (is_against || self.is_alike(figure, other))
                        && self.is_like(figure, other) =>
                {
                    (figure.base, figure.kind, figure.per) = (other.base, other.kind, other.per);
                    return;
                }
                _ => {}
            }
        }
    }

    /// `65 percent were white, 11.9 percent black and 7.3 of another race`
    fn ends_list_of_percents(&self, figure: &Figure, earlier: &[Figure], start: usize) -> bool {
        let mut before = earlier.iter().rev().take_while(|f| f.first >= start);
        let is_percent = |f: Option<&Figure>| f.is_some_and(|f| f.kind == MeasureKind::Percent);
        self.is(self.before(figure.first, 1), "and")
            && is_percent(before.next())
            && is_percent(before.next())
            && self.size(figure) < Decimal::ONE_HUNDRED
            && self.number(figure.number).is_some_and(|n| n.value.scale() > 0)
    }

    /// What a price is reckoned by, where it stands with the price that this one follows: `from
    /// $0.23 a watt today to $0.10 by 2030`.
    pub(super) fn shared_per(&self, figure: &mut Figure, earlier: &[Figure]) {
        let Some(other) = earlier.last() else { return };
        let same = figure.kind == MeasureKind::Money
            && figure.per.is_none()
            && other.base == figure.base
            && other.per.is_some()
            && other.first >= self.sentence_start(figure.first);
        let from = (1..4).any(|back| self.is(self.before(other.first, back), "from"));
        if same && from && self.is(self.before(figure.first, 1), "to") {
            figure.per = other.per;
        }
    }

    fn size(&self, figure: &Figure) -> Decimal {
        self.number(figure.number).map_or(Decimal::ZERO, |n| n.value.abs())
    }

    /// Whether two numbers have decimals, and as many.
    fn is_alike(&self, a: &Figure, b: &Figure) -> bool {
        let places = |figure: &Figure| self.number(figure.number).map_or(0, |n| n.value.scale());
        places(a) > 0 && places(a) == places(b)
    }

    /// Whether two numbers are of one order of size.
    fn is_like(&self, a: &Figure, b: &Figure) -> bool {
        let (a, b) = (self.size(a), self.size(b));
        let hundred = Decimal::ONE_HUNDRED;
        a.checked_mul(hundred).is_none_or(|a| a >= b)
            && b.checked_mul(hundred).is_none_or(|b| b >= a)
    }
}
