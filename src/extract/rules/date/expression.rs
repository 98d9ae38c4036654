//! What an expression of time says by its words alone, before any calendar is asked.

use rust_decimal::Decimal;

use crate::extract::finding::{Modifier, TimexKind};

/// An expression of time, by the tokens it takes.
#[derive(Debug, Clone)]
pub(super) struct Expression {
    /// Index of its first token in the passage.
    pub(super) first: usize,
    /// One past the index of its last token.
    pub(super) end: usize,
    /// What it says.
    pub(super) meaning: Meaning,
    /// A part of it, or a bound on it.
    pub(super) modifier: Option<Modifier>,
}

/// What an expression of time says.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    /// A place on the calendar, perhaps with a time of day.
    At(When, Option<TimeOfDay>),
    /// A length of time; another length where the words give a range.
    Length(Amount, Unit, Option<Decimal>),
    /// A value that hangs on nothing: a set, a length made of several units.
    Fixed(TimexKind, String),
}

/// A place on the calendar as the words give it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum When {
    /// The day the text was published, or so many days from it.
    Today(i32),
    /// No date is said: a time of day by itself.
    Unsaid,
    /// Year, month, day and the like; what is left out is found from the context.
    Calendar(Fields, Which),
    /// A part of a year that is named by its place: June last year, this year's third quarter.
    InYear(Fields, Which),
    /// The quarter of a year that the text speaks of: the 1988 period.
    QuarterOf(i32),
    /// A day of the week, from Monday = 1.
    Weekday(u8, Which),
    /// A day of that name, whichever: a recent Sunday.
    SomeWeekday(u8),
    /// A day of the week in a week: Thursday of last week.
    WeekdayOf(u8, Which),
    /// Which of the days of that name in a month; the last is -1.
    NthWeekday(i8, u8, Fields),
    /// A whole period set against another: last week, the following year.
    Period(Unit, Which),
    /// So many units before or after.
    Moved(Amount, Unit, i64, From),
    /// A holiday by its place in the table, and the year where it is said.
    Holiday(usize, Option<i32>, Which),
    /// The week, or the weekend, that holds a day.
    WeekOf(Named, Unit),
    /// The same part of the year before: the year-earlier quarter.
    YearBefore,
    /// The same month or day of the year before: the same month last year.
    SameLastYear(Unit),
    /// A part of the year before, named: the year-earlier third quarter.
    YearBeforeOf(Fields),
    /// The quarter that ends on a date.
    QuarterEnding(Fields),
    /// The day so many days from a named one: the day after Christmas.
    Beside(i8, Named),
    /// The day of a name next to a named one, and whether it comes after: the Friday before Easter.
    WeekdayBeside(u8, bool, Named),
    /// Some time before now.
    Past,
    /// Now.
    Present,
    /// Some time after now.
    Future,
}

/// A day by its name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Named {
    /// A day of the week.
    Weekday(u8, Which),
    /// A day of the calendar.
    Calendar(Fields, Which),
    /// A holiday.
    Holiday(usize, Option<i32>, Which),
}

impl Named {
    /// What names a day, if it does.
    pub(super) const fn of(when: When) -> Option<Self> {
        match when {
            When::Weekday(day, which) => Some(Self::Weekday(day, which)),
            When::Calendar(fields @ Fields { part: YearPart::Day(..), .. }, which) => {
                Some(Self::Calendar(fields, which))
            }
            When::Holiday(nth, year, which) => Some(Self::Holiday(nth, year, which)),
            _ => None,
        }
    }

    /// The day itself.
    pub(super) const fn when(self) -> When {
        match self {
            Self::Weekday(day, which) => When::Weekday(day, which),
            Self::Calendar(fields, which) => When::Calendar(fields, which),
            Self::Holiday(nth, year, which) => When::Holiday(nth, year, which),
        }
    }
}

/// From where a distance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The time of writing.
    Now,
    /// This very day, week or month: a year ago today.
    This(Unit),
    /// The last day of that name: a year ago Tuesday.
    Weekday(u8),
    /// The date the text last spoke of.
    Narrative,
}

/// Which of the periods of one name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// The words do not say.
    Bare,
    /// The one before now.
    Last,
    /// The one we are in.
    This,
    /// The one after now.
    Next,
    /// The one the text last spoke of.
    Same,
    /// The one before that.
    Previous,
    /// The one after that.
    Following,
}

/// Parts of a calendar date, as far as the words give them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Fields {
    /// The year; 0 is 1 BC, as astronomers count.
    pub(super) year: Option<i32>,
    /// The part of the year.
    pub(super) part: YearPart,
    /// Day of the week, from Monday = 1.
    pub(super) weekday: Option<u8>,
    /// Whether day and month may have to be read the other way round.
    pub(super) ambiguous: bool,
}

/// A part of a year, or a stretch of years that begins with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum YearPart {
    /// The year itself.
    #[default]
    Whole,
    /// A month, from 1.
    Month(u8),
    /// A month and a day of it.
    Day(u8, u8),
    /// A day of a month that is not named.
    DayOnly(u8),
    /// From spring = 1 to winter = 4.
    Season(u8),
    /// From 1 to 4.
    Quarter(u8),
    /// 1 or 2.
    Half(u8),
    /// A week as ISO 8601 counts them, and perhaps its day.
    Week(u8, u8),
    /// Ten years.
    Decade,
    /// A decade of a century that is not named: the nineties.
    BareDecade(u8),
    /// A hundred years.
    Century,
}

/// How many units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    /// So many.
    Exact(Decimal),
    /// More than one; nobody says how many.
    Some,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// By its number in the lexicon.
    pub(super) const fn from_lexicon(value: i32) -> Option<Self> {
        Some(match value % 100 {
            1 => Self::Second,
            2 => Self::Minute,
            3 => Self::Hour,
            4 => Self::Day,
            5 => Self::Week,
            6 => Self::Month,
            7 => Self::Quarter,
            8 => Self::Year,
            9 => Self::Decade,
            10 => Self::Century,
            11 => Self::Millennium,
            12 => Self::Weekend,
            13 => Self::Fortnight,
            _ => return None,
        })
    }

    /// Whether it is shorter than a day.
    pub(super) const fn is_of_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeOfDay {
    /// By the clock: hour, minute, second where said; minutes east of Greenwich where a zone is said.
    Clock { hour: u8, minute: u8, second: Option<u8>, zone: Option<i32> },
    /// A part of the day: 1 morning, 2 afternoon, 3 evening, 4 night.
    Part(u8),
}
