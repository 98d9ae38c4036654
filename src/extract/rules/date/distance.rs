//! Dates that lie a distance from another: two years ago, a week later, five years ago today.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::calendar::{Grain, Place, civil};
use super::expression::{Amount, From, Unit, Which};
use super::resolve::{Answer, Context, YEAR_MAX, period_template};
use super::values;

/// A distance of more units than this is a manner of speaking.
const STEPS_MAX: i64 = 1_000_000;

impl Context {
    /// As long ago or ahead as that, to the day, the week or the month.
    fn moved_from_this(now: Place, n: i64, unit: Unit, this: Unit) -> Option<Place> {
        let there = match unit {
            Unit::Year | Unit::Decade | Unit::Century | Unit::Month => {
                let Grain::Day(month, day) = now.grain else { return None };
                let moved = match unit {
                    Unit::Month => now.moved(n, Unit::Month)?,
                    _ => Place::new(now.moved(n, unit)?.year, Grain::Month(month)),
                };
                Place::day(civil(moved.year, moved.month()?, day)?)
            }
            Unit::Week | Unit::Fortnight => {
                let weeks = if unit == Unit::Week { n } else { n.checked_mul(2)? };
                now.moved(weeks.checked_mul(7)?, Unit::Day)?
            }
            _ => now.moved(n, unit)?,
        };
        there.widened(this)
    }

    pub(super) fn moved(
        &self,
        amount: Amount,
        unit: Unit,
        side: i64,
        from: From,
    ) -> Option<Answer> {
        let vague = if side < 0 { "PAST_REF" } else { "FUTURE_REF" };
        // "A few days later" may lie behind us: that long after something is all it says.
        let is_told = side > 0 && from == From::Narrative && !self.is_history;
        let Amount::Exact(n) = amount else {
            return Some(if is_told {
                Answer::Length(values::length(amount, unit))
            } else {
                Answer::Vague(vague)
            });
        };
        let is_a_year_back = unit == Unit::Year && side < 0 && n == Decimal::ONE;
        if let Some(month) = self.compared_month.filter(|_| is_a_year_back) {
            return Some(Answer::Found(Place::new(month.year - 1, month.grain)));
        }
        let base = match from {
            // Of figures of a quarter, "a year ago" is that quarter of last year.
            From::Now
                if unit == Unit::Year
                    && side < 0
                    && n == Decimal::ONE
                    && self.quarter.is_some() =>
            {
                self.quarter
            }
            From::Narrative if unit == Unit::Year && side < 0 && self.is_past_quarters => {
                self.now().and_then(|now| now.widened(Unit::Year))
            }
            From::Now | From::This(_) => self.now(),
            From::Weekday(day) => self.weekday(day, Which::Bare),
            From::Narrative if unit == Unit::Year && side < 0 && self.quarter.is_some() => {
                self.quarter
            }
            From::Narrative if self.is_history => self.now(),
            // "Three hundred years later" than what, nobody has said.
            From::Narrative if is_told && self.last.is_none() && self.published.is_some() => {
                return Some(Answer::Length(values::length(amount, unit)));
            }
            From::Narrative => self.base_as_fine(unit),
        };
        let Some(base) = base else {
            return Some(Answer::Wanting(period_template(unit).to_owned()));
        };
        // "Two and a half years ago" is thirty months ago, "half a century ago" fifty years.
        let (n, unit) = match unit {
            Unit::Century if !n.fract().is_zero() => {
                (n.checked_mul(Decimal::ONE_HUNDRED)?, Unit::Year)
            }
            Unit::Decade if !n.fract().is_zero() => (n.checked_mul(Decimal::TEN)?, Unit::Year),
            Unit::Year if !n.fract().is_zero() => (n.checked_mul(Decimal::from(12))?, Unit::Month),
            _ => (n, unit),
        };
        let n = n.round().to_i64().filter(|&n| n <= STEPS_MAX).and_then(|n| n.checked_mul(side));
        let Some(n) = n else {
            return Some(Answer::Vague(vague));
        };
        if unit.is_of_clock() {
            return Some(Answer::Found(base));
        }
        let this = match from {
            From::This(this) => Some(this),
            From::Weekday(_) => Some(Unit::Day),
            From::Now | From::Narrative => None,
        };
        if let Some(this) = this {
            let place = Self::moved_from_this(base, n, unit, this);
            return Some(place.map_or(Answer::Vague(vague), Answer::Found));
        }
        if matches!(base.grain, Grain::Quarter(_)) && unit == Unit::Year {
            return base.moved(n.checked_mul(4)?, Unit::Quarter).map(Answer::Found);
        }
        // "A decade ago" is a year ten years back.
        let place = match unit {
            Unit::Decade | Unit::Century => base.moved(n, unit),
            _ => base.moved_or_widened(n, unit),
        };
        let place = place.filter(|place| place.year.abs() <= YEAR_MAX);
        Some(place.map_or(Answer::Vague(vague), Answer::Found))
    }
}

impl Place {
    /// As `moved`, from wherever this place allows it: years need no month.
    pub(super) fn moved_or_widened(self, n: i64, unit: Unit) -> Option<Self> {
        match unit {
            Unit::Decade => Some(Self::new(
                self.moved(n, Unit::Decade)?.year.div_euclid(10) * 10,
                Grain::Decade,
            )),
            Unit::Century => Some(Self::new(
                self.moved(n, Unit::Century)?.year.div_euclid(100) * 100,
                Grain::Century,
            )),
            // A week or a day from somewhere in a month cannot be told.
            Unit::Day if !matches!(self.grain, Grain::Day(..)) => None,
            Unit::Week | Unit::Fortnight | Unit::Weekend
                if !matches!(self.grain, Grain::Day(..) | Grain::Week(_) | Grain::Weekend(_)) =>
            {
                None
            }
            _ => self.moved(n, unit),
        }
    }
}
