//! From the words to a TIMEX3 value, by the calendar.

use jiff::civil::Date;

use crate::extract::finding::{DateParts, TimexKind};

use super::calendar::{
    Grain, Place, civil, days_between, nth_weekday, part_name, season_name, stepped, weekday_back,
};
use super::expression::{
    Amount, Expression, Fields, Meaning, TimeOfDay, Unit, When, Which, YearPart,
};
use super::holiday::holidays;
use super::tense::{Direction, Tense};
use super::values;

/// What a date hangs on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// Whether dates hang on the ones before them instead.
    pub(super) is_history: bool,
    /// Whether an open date in figures has its day first.
    pub(super) day_first: Option<bool>,
    /// The date last spoken of.
    pub(super) last: Option<Place>,
    /// Where the story of a history stands.
    pub(super) story: Option<Place>,
    /// The day last spoken of.
    pub(super) last_day: Option<Place>,
    /// The quarter last spoken of, if nothing longer came after it.
    pub(super) quarter: Option<Place>,
    /// The month whose figures a year ago's are set against.
    pub(super) compared_month: Option<Place>,
    /// Whether figures of several quarters are being told.
    pub(super) is_past_quarters: bool,
    /// The date with its year that this one goes on from: `March 2003 and … December`.
    pub(super) joined: Option<Place>,
    /// What the verb nearby says.
    pub(super) tense: Option<Tense>,
}

/// What became of an expression.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) parts: DateParts,
    /// The place on the calendar, where it has one that later dates may hang on.
    pub(super) place: Option<Place>,
}

/// How far a place was found.
pub(super) enum Answer {
    /// On the calendar.
    Found(Place),
    /// On the calendar, and somewhere else if day and month change places.
    Either(Place, Place),
    /// As a value that names no place.
    Vague(&'static str),
    /// As a length, where nobody can say from when.
    Length(String),
    /// Only as far as the words go: the day of publication is wanting.
    Wanting(String),
}

/// The value of an expression; none where there is no such day.
pub(super) fn resolve(expression: &Expression, context: &Context) -> Option<Resolved> {
    let parts = |timex, value: String| DateParts {
        timex,
        value,
        modifier: expression.modifier,
        needs_published: false,
        otherwise: None,
    };
    match &expression.meaning {
        Meaning::Fixed(timex, value) => {
            Some(Resolved { parts: parts(*timex, value.clone()), place: None })
        }
        Meaning::Length(amount, unit, high) => {
            let mut parts = parts(TimexKind::Duration, values::length(*amount, *unit));
            parts.otherwise = high.map(|high| values::length(Amount::Exact(high), *unit));
            Some(Resolved { parts, place: None })
        }
        Meaning::At(when, time) => {
            let answer = context.answer(when)?;
            let is_length = matches!(answer, Answer::Length(_));
            let (value, place, needs_published, otherwise) = match answer {
                Answer::Found(place) => (place.value(), Some(place), false, None),
                Answer::Either(place, other) => {
                    (place.value(), Some(place), false, Some(other.value()))
                }
                Answer::Vague(value) => (value.to_owned(), None, false, None),
                Answer::Length(value) => (value, None, false, None),
                Answer::Wanting(value) => (value, None, true, None),
            };
            let timex = if is_length { TimexKind::Duration } else { TimexKind::Date };
            let mut parts = parts(timex, value);
            parts.needs_published = needs_published;
            parts.otherwise = otherwise;
            if let Some(time) = time {
                parts.timex = TimexKind::Time;
                parts.value.push_str(&time_value(*time));
                if let Some(other) = &mut parts.otherwise {
                    other.push_str(&time_value(*time));
                }
            } else if matches!(when, When::Moved(_, unit, ..) if unit.is_of_clock())
                && place.is_some()
            {
                parts.timex = TimexKind::Time;
                parts.value.push_str("TXX:XX");
            }
            Some(Resolved { parts, place })
        }
    }
}

fn time_value(time: TimeOfDay) -> String {
    match time {
        TimeOfDay::Part(part) => format!("T{}", part_name(part)),
        TimeOfDay::Clock { hour, minute, second, zone } => {
            let seconds = second.map(|s| format!(":{s:02}")).unwrap_or_default();
            let zone = if zone == Some(0) { "Z" } else { "" };
            format!("T{hour:02}:{minute:02}{seconds}{zone}")
        }
    }
}

/// A day of the week that nobody has named.
const SOME_WEEKDAY: [&str; 7] = [
    "XXXX-WXX-1",
    "XXXX-WXX-2",
    "XXXX-WXX-3",
    "XXXX-WXX-4",
    "XXXX-WXX-5",
    "XXXX-WXX-6",
    "XXXX-WXX-7",
];

/// About half as long as a quarter.
const HALF_QUARTER_DAYS: i32 = 45;

/// Days of a week.
const DAYS_OF_WEEK: i32 = 7;

/// From a Tuesday back to its weekend at the most, in days.
const DAYS_TO_WEEKEND: i32 = 2;

/// A year further away than this is no date of a calendar.
pub(super) const YEAR_MAX: i32 = 9999;

impl Context {
    pub(super) fn direction(&self) -> Option<Direction> {
        self.tense.map(|tense| tense.direction)
    }

    fn answer(&self, when: &When) -> Option<Answer> {
        let found = |place: Option<Place>| {
            place.filter(|place| place.year.abs() <= YEAR_MAX).map(Answer::Found)
        };
        let wanting = |value: &str| Some(Answer::Wanting(value.to_owned()));
        match *when {
            When::Past => Some(Answer::Vague("PAST_REF")),
            When::Present => Some(Answer::Vague("PRESENT_REF")),
            When::Future => Some(Answer::Vague("FUTURE_REF")),
            When::Today(days) => {
                if self.is_history && days == 0 {
                    return Some(Answer::Vague("PRESENT_REF"));
                }
                let day = self.now().and_then(Place::first_day).and_then(|d| stepped(d, days));
                found(day.map(Place::day)).or_else(|| wanting("XXXX-XX-XX"))
            }
            When::Unsaid => found(self.day_in_hand()).or_else(|| wanting("XXXX-XX-XX")),
            When::Weekday(day, which) => found(self.weekday(day, which))
                .or_else(|| Some(Answer::Wanting(format!("XXXX-WXX-{day}")))),
            When::WeekdayOf(day, which) => {
                let week = self.period(Unit::Week, which).and_then(Place::first_day);
                let day_of_week = week.and_then(|monday| stepped(monday, i32::from(day) - 1));
                found(day_of_week.map(Place::day))
                    .or_else(|| Some(Answer::Wanting(format!("XXXX-WXX-{day}"))))
            }
            When::NthWeekday(n, day, fields) => match self.calendar(fields, Which::Bare)? {
                Answer::Found(month) => {
                    found(nth_weekday(month.year, month.month()?, day, n).map(Place::day))
                }
                _ => Some(Answer::Wanting(part_template(fields))),
            },
            When::Period(unit, which) => {
                found(self.period(unit, which)).or_else(|| wanting(period_template(unit)))
            }
            When::Moved(amount, unit, side, from) => self.moved(amount, unit, side, from),
            When::Holiday(nth, year, which) => self.holiday(nth, year, which),
            When::SomeWeekday(day) => {
                let value = SOME_WEEKDAY.get(usize::from(day).checked_sub(1)?)?;
                Some(Answer::Vague(value))
            }
            When::WeekOf(named, unit) => match self.answer(&named.when())? {
                Answer::Found(place) | Answer::Either(place, _) => {
                    let monday_or_tuesday = |day: &Date| day.weekday().to_monday_one_offset() < 3;
                    // The weekend of a holiday on Monday lies before it.
                    let before = place
                        .first_day()
                        .filter(|day| unit == Unit::Weekend && monday_or_tuesday(day))
                        .and_then(|day| stepped(day, -DAYS_TO_WEEKEND));
                    found(before.map_or(place, Place::day).widened(unit))
                }
                _ => wanting("XXXX-WXX"),
            },
            When::YearBefore => {
                let quarter = self.quarter.and_then(|q| q.moved(-4, Unit::Quarter));
                let year = || self.now().and_then(|now| now.moved(-1, Unit::Year));
                found(quarter.or_else(year)).or_else(|| wanting("XXXX"))
            }
            When::SameLastYear(unit) => {
                let place = self.period(unit, Which::Same);
                found(place.map(|place| Place::new(place.year - 1, place.grain)))
                    .or_else(|| wanting(period_template(unit)))
            }
            When::YearBeforeOf(fields) => match self.calendar(fields, Which::Bare)? {
                Answer::Found(place) => found(place_of(place.year - 1, fields.part)),
                other => Some(other),
            },
            When::QuarterEnding(fields) => match self.calendar(fields, Which::Bare)? {
                Answer::Found(day) | Answer::Either(day, _) => {
                    let middle = stepped(day.first_day()?, -HALF_QUARTER_DAYS)?;
                    found(Place::day(middle).widened(Unit::Quarter))
                }
                _ => wanting(period_template(Unit::Quarter)),
            },
            When::Beside(days, named) => match self.answer(&named.when())? {
                Answer::Found(place) | Answer::Either(place, _) => {
                    found(stepped(place.first_day()?, i32::from(days)).map(Place::day))
                }
                _ => wanting("XXXX-XX-XX"),
            },
            When::WeekdayBeside(weekday, is_after, named) => match self.answer(&named.when())? {
                Answer::Found(place) | Answer::Either(place, _) => {
                    let day = place.first_day()?;
                    // The last day of that name within a week of it, or before it.
                    let from = stepped(day, if is_after { DAYS_OF_WEEK } else { -1 })?;
                    found(weekday_back(from, weekday).map(Place::day))
                }
                _ => wanting("XXXX-XX-XX"),
            },
            When::Calendar(fields, which) => self.calendar(fields, which),
            When::InYear(fields, which) => match self.period(Unit::Year, which) {
                Some(year) => found(place_of(year.year, fields.part)),
                None => Some(Answer::Wanting(part_template(fields))),
            },
            When::QuarterOf(year) => {
                let grain = self.quarter.map_or(Grain::Year, |quarter| quarter.grain);
                Some(Answer::Found(Place::new(year, grain)))
            }
        }
    }

    /// Where the text stands in time: the day of publication, in a history the last date.
    pub(super) fn now(&self) -> Option<Place> {
        let story = if self.is_history { self.story } else { None };
        story.or_else(|| self.published.map(Place::day))
    }

    /// The day that a time of day without one belongs to.
    fn day_in_hand(&self) -> Option<Place> {
        self.last_day.or_else(|| self.now().filter(|now| matches!(now.grain, Grain::Day(..))))
    }

    pub(super) fn weekday(&self, weekday: u8, which: Which) -> Option<Place> {
        let now = match which {
            Which::Same | Which::Previous | Which::Following => self.last_day.or(self.now()),
            _ => self.now(),
        };
        let now = now.filter(|now| matches!(now.grain, Grain::Day(..)))?.first_day()?;
        let back = weekday_back(now, weekday)?;
        let ahead = if back == now { now } else { stepped(back, 7)? };
        let day = match which {
            Which::Last | Which::Previous => {
                if back == now {
                    stepped(back, -7)?
                } else {
                    back
                }
            }
            Which::Next | Which::Following => {
                if ahead == now {
                    stepped(ahead, 7)?
                } else {
                    ahead
                }
            }
            Which::This if self.direction() == Some(Direction::Past) => back,
            Which::This => ahead,
            Which::Bare if self.is_history => ahead,
            Which::Bare | Which::Same => match self.direction() {
                Some(Direction::Future) => ahead,
                _ => back,
            },
        };
        Some(Place::day(day))
    }

    fn period(&self, unit: Unit, which: Which) -> Option<Place> {
        let now = self.now();
        match which {
            Which::Last if unit == Unit::Weekend => self.weekend(-1),
            Which::This | Which::Bare if unit == Unit::Weekend => self.weekend(0),
            Which::Next if unit == Unit::Weekend => self.weekend(1),
            Which::Same if unit == Unit::Weekend => {
                let now = now?.first_day()?;
                let is_weekend = now.weekday().to_monday_one_offset() > 5;
                let ahead = self.direction() == Some(Direction::Future);
                self.weekend(if is_weekend || ahead { 0 } else { -1 })
            }
            Which::Last => now?.moved_or_widened(-1, unit),
            Which::Next => now?.moved_or_widened(1, unit),
            // Figures of the fourth quarter come out in the new year, with those of the year.
            Which::Bare
                if unit == Unit::Year
                    && self.direction() != Some(Direction::Future)
                    && self.quarter.is_some_and(|q| q.grain == Grain::Quarter(4)) =>
            {
                let year = self.quarter?.year;
                now.filter(|now| now.year == year + 1).map_or_else(
                    || now.and_then(|now| now.widened(unit)),
                    |_| Some(Place::new(year, Grain::Year)),
                )
            }
            Which::This | Which::Bare => {
                if unit == Unit::Quarter && self.quarter.is_some() && which == Which::This {
                    return self.quarter;
                }
                now?.widened(unit)
            }
            Which::Same => match unit {
                Unit::Quarter => self.quarter.or_else(|| now?.moved(-1, Unit::Quarter)),
                Unit::Day => self.last_day.or(now),
                _ if self.is_history => self.last.or(now)?.widened(unit),
                _ => self.base_as_fine(unit)?.widened(unit),
            },
            Which::Previous => self.base_as_fine(unit)?.moved_or_widened(-1, unit),
            Which::Following => self.base_as_fine(unit)?.moved_or_widened(1, unit),
        }
    }

    /// As `base`, from the last day where the last date is no place in the unit: a week cannot be told
    /// from a year.
    pub(super) fn base_as_fine(&self, unit: Unit) -> Option<Place> {
        let base = self.base(unit)?;
        let is_fine = match unit {
            Unit::Week | Unit::Fortnight | Unit::Weekend => {
                matches!(base.grain, Grain::Day(..) | Grain::Week(_) | Grain::Weekend(_))
            }
            Unit::Month => base.month().is_some(),
            _ => true,
        };
        if is_fine || self.is_history { Some(base) } else { self.last_day.or(self.now()) }
    }

    /// What "the following" counts from: the last date that is as exact as the unit.
    fn base(&self, unit: Unit) -> Option<Place> {
        match unit {
            Unit::Day => self.last_day.or(self.now()),
            _ if self.is_history => self.now(),
            _ => self.last.or(self.now()),
        }
    }

    /// The weekend before, of, or after this week.
    fn weekend(&self, side: i32) -> Option<Place> {
        let now = self.now()?.first_day()?;
        let saturday = weekday_back(now, 6)?;
        let is_weekend = days_between(saturday, now) <= 1;
        let weeks = match (side, is_weekend) {
            (-1, _) => {
                if is_weekend {
                    -1
                } else {
                    0
                }
            }
            (0, true) => 0,
            (0, false) => 1,
            (_, true) => 1,
            (_, false) => 2,
        };
        let week = Place::week(stepped(saturday, weeks * 7)?);
        let Grain::Week(number) = week.grain else { return None };
        Some(Place::new(week.year, Grain::Weekend(number)))
    }

    fn holiday(&self, nth: usize, year: Option<i32>, which: Which) -> Option<Answer> {
        let holiday = holidays().get(nth)?;
        let day = |year: i32| holiday.day(year).map(Place::day);
        if let Some(year) = year.or(holiday.once()) {
            return day(year).map(Answer::Found);
        }
        let Some(now) = self.now() else {
            let value = holiday.fixed().map_or("XXXX-XX-XX".to_owned(), |(month, day)| {
                format!("XXXX-{month:02}-{day:02}")
            });
            return Some(Answer::Wanting(value));
        };
        self.nearest(now, which, day).map(Answer::Found)
    }

    fn calendar(&self, mut fields: Fields, which: Which) -> Option<Answer> {
        let found = |place: Option<Place>| place.map(Answer::Found);
        let mut other = None;
        if fields.ambiguous
            && let YearPart::Day(month, day) = fields.part
        {
            let turned = Fields { part: YearPart::Day(day, month), ..fields };
            match self.day_first {
                Some(true) => fields = turned,
                Some(false) => {}
                None => other = place_of(fields.year?, turned.part),
            }
        }
        if let YearPart::BareDecade(years) = fields.part {
            let century = self
                .last
                .filter(|_| self.is_history)
                .map_or(1900, |last| last.year.div_euclid(100) * 100);
            return Some(Answer::Found(Place::new(century + i32::from(years), Grain::Decade)));
        }
        if let Some(year) = fields.year {
            let place = place_of(year, fields.part)?;
            if fields.weekday.is_some() && which == Which::Bare {
                return Some(Answer::Found(place));
            }
            return Some(match other {
                Some(other) => Answer::Either(place, other),
                None => Answer::Found(place),
            });
        }
        let Some(now) = self.now() else {
            return Some(Answer::Wanting(part_template(fields)));
        };
        if let YearPart::DayOnly(day) = fields.part {
            // Of the month in hand; of the one before where that day is still to come.
            let month = self.last.filter(|last| last.month().is_some() && fields.weekday.is_none());
            let place = self.day_only(month.unwrap_or(now), day, fields.weekday)?;
            let is_to_come = month.is_none()
                && self.direction() == Some(Direction::Past)
                && place.first_day().zip(now.first_day()).is_some_and(|(day, now)| day > now);
            let before =
                place.moved(-1, Unit::Month).filter(|_| is_to_come && fields.weekday.is_none());
            let grain = before.and_then(Place::month).map(|month| Grain::Day(month, day));
            return match before.zip(grain) {
                Some((before, grain)) => found(Some(Place::new(before.year, grain))),
                None => found(Some(place)),
            };
        }
        let of_year = |year: i32| place_of(year, fields.part);
        // "The following April" comes after what was told.
        let told = self.last.filter(|last| last.month().is_some());
        let now = match which {
            Which::Following | Which::Previous => told.unwrap_or(now),
            _ => now,
        };
        // A 29 February has no place in most years.
        let nearest = self.nearest(now, which, of_year);
        let by_weekday = fields.weekday.and_then(|w| self.year_by_weekday(now, fields.part, w));
        // A day of the week that does not fall on the date near now may be a mistake, and a value that
        // fits it would hide that: the near date stays, and the one that fits stands beside it.
        Some(match (nearest, by_weekday) {
            (Some(place), Some(other)) if place != other => Answer::Either(place, other),
            (Some(place), _) | (None, Some(place)) => Answer::Found(place),
            (None, None) => Answer::Wanting(part_template(fields)),
        })
    }

    /// The day of a month that is not named.
    fn day_only(&self, now: Place, day: u8, weekday: Option<u8>) -> Option<Place> {
        let fits = |place: &Place| {
            place.first_day().is_some_and(|date| {
                weekday.is_none_or(|w| date.weekday().to_monday_one_offset().unsigned_abs() == w)
            })
        };
        let month = now.month()?;
        let candidates = [0, -1, 1, 2, -2].into_iter().filter_map(|n| {
            let place = Place::new(now.year, Grain::Month(month)).moved(n, Unit::Month)?;
            Some(Place::new(place.year, Grain::Day(place.month()?, day)))
        });
        candidates.into_iter().find(fits)
    }

    /// The year near now in which a date falls on that day of the week.
    fn year_by_weekday(&self, now: Place, part: YearPart, weekday: u8) -> Option<Place> {
        [0, -1, 1, -2, 2, -3, 3].into_iter().find_map(|n| {
            let place = place_of(now.year + n, part)?;
            let day = place.first_day()?.weekday().to_monday_one_offset();
            (day.unsigned_abs() == weekday).then_some(place)
        })
    }
}

/// The place of a year, where there is such a day.
fn place_of(year: i32, part: YearPart) -> Option<Place> {
    let grain = match part {
        YearPart::Whole => Grain::Year,
        YearPart::Month(month) => Grain::Month(month),
        YearPart::Day(month, day) => {
            // Before the calendar's reform a leap day may be none of ours.
            let _ = civil(year, month, day)?;
            Grain::Day(month, day)
        }
        YearPart::Season(season) => Grain::Season(season),
        YearPart::Quarter(quarter) => Grain::Quarter(quarter),
        YearPart::Half(half) => Grain::Half(half),
        YearPart::Week(week, 0) => Grain::Week(week),
        YearPart::Week(week, day) => {
            let monday = Place::new(year, Grain::Week(week)).first_day()?;
            return stepped(monday, i32::from(day) - 1).map(Place::day);
        }
        YearPart::Decade => Grain::Decade,
        YearPart::Century => Grain::Century,
        YearPart::DayOnly(_) | YearPart::BareDecade(_) => return None,
    };
    Some(Place::new(year, grain))
}

/// What can be said of a date whose year hangs on the day of publication.
fn part_template(fields: Fields) -> String {
    match fields.part {
        YearPart::Month(month) => format!("XXXX-{month:02}"),
        YearPart::Day(month, day) => format!("XXXX-{month:02}-{day:02}"),
        YearPart::DayOnly(day) => format!("XXXX-XX-{day:02}"),
        YearPart::Season(season) => format!("XXXX-{}", season_name(season)),
        YearPart::Quarter(quarter) => format!("XXXX-Q{quarter}"),
        YearPart::Half(half) => format!("XXXX-H{half}"),
        _ => "XXXX".to_owned(),
    }
}

/// What can be said of a period whose place hangs on the day of publication.
pub(super) const fn period_template(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century | Unit::Millennium => "XX",
    }
}
