//! Places on the calendar and the steps between them.

use std::fmt::Write as _;

use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::expression::Unit;

/// A place on the calendar, as exactly as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The year it begins in; 0 is 1 BC, as astronomers count. Of a week, the year that ISO 8601
    /// counts it in.
    pub(super) year: i32,
    /// How long it is, and where in the year.
    pub(super) grain: Grain,
}

/// How long a place on the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Century,
    Decade,
    Year,
    Half(u8),
    Season(u8),
    Quarter(u8),
    Month(u8),
    Week(u8),
    Weekend(u8),
    Day(u8, u8),
}

impl Place {
    pub(super) const fn new(year: i32, grain: Grain) -> Self {
        Self { year, grain }
    }

    pub(super) fn day(date: Date) -> Self {
        let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
        Self::new(i32::from(date.year()), Grain::Day(month, day))
    }

    /// The week that holds a day.
    pub(super) fn week(date: Date) -> Self {
        let week = date.iso_week_date();
        Self::new(i32::from(week.year()), Grain::Week(week.week().unsigned_abs()))
    }

    /// The first day of it, where the calendar reaches.
    pub(super) fn first_day(self) -> Option<Date> {
        let (month, day) = match self.grain {
            Grain::Century | Grain::Decade | Grain::Year => (1, 1),
            Grain::Half(half) => (half * 6 - 5, 1),
            // A winter is dated by its January.
            Grain::Season(4) => (1, 1),
            Grain::Season(season) => (season * 3, 1),
            Grain::Quarter(quarter) => (quarter * 3 - 2, 1),
            Grain::Month(month) => (month, 1),
            Grain::Day(month, day) => (month, day),
            Grain::Week(week) | Grain::Weekend(week) => {
                let first = if matches!(self.grain, Grain::Week(_)) {
                    Weekday::Monday
                } else {
                    Weekday::Saturday
                };
                let year = i16::try_from(self.year).ok()?;
                let week = ISOWeekDate::new(year, i8::try_from(week).ok()?, first).ok()?;
                return Some(week.date());
            }
        };
        civil(self.year, month, day)
    }

    /// The month it lies in, where it lies in one.
    pub(super) fn month(self) -> Option<u8> {
        match self.grain {
            Grain::Month(month) | Grain::Day(month, _) => Some(month),
            Grain::Week(_) | Grain::Weekend(_) => {
                self.first_day().map(|day| day.month().unsigned_abs())
            }
            _ => None,
        }
    }

    /// As TIMEX3 writes it.
    pub(super) fn value(self) -> String {
        let mut value = String::new();
        let year = if self.year > 0 {
            self.year
        } else {
            value.push_str("BC");
            1 - self.year
        };
        // Writing to a String cannot fail.
        let _ = match self.grain {
            Grain::Century => write!(value, "{:02}", year / 100),
            Grain::Decade => write!(value, "{:03}", year / 10),
            _ => write!(value, "{year:04}"),
        };
        let _ = match self.grain {
            Grain::Century | Grain::Decade | Grain::Year => Ok(()),
            Grain::Half(half) => write!(value, "-H{half}"),
            Grain::Season(season) => write!(value, "-{}", season_name(season)),
            Grain::Quarter(quarter) => write!(value, "-Q{quarter}"),
            Grain::Month(month) => write!(value, "-{month:02}"),
            Grain::Week(week) => write!(value, "-W{week:02}"),
            Grain::Weekend(week) => write!(value, "-W{week:02}-WE"),
            Grain::Day(month, day) => write!(value, "-{month:02}-{day:02}"),
        };
        value
    }

    /// The place of length `unit` that lies `n` units after this one.
    pub(super) fn moved(self, n: i64, unit: Unit) -> Option<Self> {
        let years =
            |years: i64| -> Option<i32> { i32::try_from(i64::from(self.year) + years).ok() };
        Some(match unit {
            Unit::Millennium => Self::new(years(n.checked_mul(1000)?)?, Grain::Year),
            Unit::Century => Self::new(years(n.checked_mul(100)?)?, Grain::Year),
            Unit::Decade => Self::new(years(n.checked_mul(10)?)?, Grain::Year),
            Unit::Year => Self::new(years(n)?, Grain::Year),
            Unit::Quarter => {
                let month = self.first_day().map_or(1, |day| i64::from(day.month()));
                let quarter = (month - 1) / 3 + n;
                let year = years(quarter.div_euclid(4))?;
                Self::new(year, Grain::Quarter(small(quarter.rem_euclid(4) + 1)))
            }
            Unit::Month => {
                let month = i64::from(self.month()?) - 1 + n;
                Self::new(
                    years(month.div_euclid(12))?,
                    Grain::Month(small(month.rem_euclid(12) + 1)),
                )
            }
            Unit::Week | Unit::Fortnight | Unit::Weekend => {
                let n = if unit == Unit::Fortnight { n.checked_mul(2)? } else { n };
                let days = i32::try_from(n.checked_mul(7)?).ok()?;
                let day = stepped(self.first_day()?, days)?;
                let week = Self::week(day);
                match (unit, week.grain) {
                    (Unit::Weekend, Grain::Week(week_of_year)) => {
                        Self::new(week.year, Grain::Weekend(week_of_year))
                    }
                    _ => week,
                }
            }
            Unit::Day => Self::day(stepped(self.first_day()?, i32::try_from(n).ok()?)?),
            Unit::Hour | Unit::Minute | Unit::Second => return None,
        })
    }

    /// The place of length `unit` that holds this one or its beginning.
    pub(super) fn widened(self, unit: Unit) -> Option<Self> {
        match unit {
            Unit::Century => Some(Self::new(self.year.div_euclid(100) * 100, Grain::Century)),
            Unit::Decade => Some(Self::new(self.year.div_euclid(10) * 10, Grain::Decade)),
            _ => self.moved(0, unit),
        }
    }
}

fn small(n: i64) -> u8 {
    u8::try_from(n).unwrap_or(1)
}

/// SP, SU, FA, WI for 1 to 4.
pub(super) const fn season_name(season: u8) -> &'static str {
    match season {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}

/// MO, AF, EV, NI for 1 to 4.
pub(super) const fn part_name(part: u8) -> &'static str {
    match part {
        1 => "MO",
        2 => "AF",
        3 => "EV",
        _ => "NI",
    }
}

/// A day of the calendar, if there is one of that name.
pub(super) fn civil(year: i32, month: u8, day: u8) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

/// The day so many days after `day`.
pub(super) fn stepped(day: Date, days: i32) -> Option<Date> {
    let span: Span = Span::new().try_days(days).ok()?;
    day.checked_add(span).ok()
}

/// The nearest day of that name (Monday = 1) on `day` or before it.
pub(super) fn weekday_back(day: Date, weekday: u8) -> Option<Date> {
    let today = day.weekday().to_monday_one_offset();
    let back = (i32::from(today) - i32::from(weekday)).rem_euclid(7);
    stepped(day, -back)
}

/// The `n`th day of that name in a month; the last one for -1.
pub(super) fn nth_weekday(year: i32, month: u8, weekday: u8, n: i8) -> Option<Date> {
    let name = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
    civil(year, month, 1)?.nth_weekday_of_month(n, name).ok()
}

/// Easter Sunday of a year of the Gregorian calendar, by the anonymous algorithm of 1876.
pub(super) fn easter(year: i32) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    civil(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// Days from `from` to `to`.
pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map(|span| span.get_days()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_moves() {
        for (year, month, day) in [(1961, 4, 2), (1989, 3, 26), (2000, 4, 23), (2025, 4, 20)] {
            assert_eq!(easter(year), civil(year, month, day));
        }
    }

    #[test]
    fn steps_keep_the_length_of_their_unit() {
        let day = Place::day(civil(2025, 5, 2).unwrap());
        let check = |n, unit, value: &str| {
            assert_eq!(day.moved(n, unit).map(Place::value).as_deref(), Some(value));
        };
        check(-2, Unit::Year, "2023");
        check(-5, Unit::Month, "2024-12");
        check(-1, Unit::Quarter, "2025-Q1");
        check(3, Unit::Week, "2025-W21");
        check(-1, Unit::Weekend, "2025-W17-WE");
        check(-2, Unit::Day, "2025-04-30");
        assert_eq!(Place::new(-498, Grain::Year).value(), "BC0499");
        assert_eq!(day.widened(Unit::Century).map(Place::value).as_deref(), Some("20"));
    }
}
