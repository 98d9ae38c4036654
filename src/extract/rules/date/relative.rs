//! Dates that hang on another: `yesterday`, `last Friday`, `the following year`, `the future`.

use rust_decimal::Decimal;

use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::{WordSet, words};

use super::absolute;
use super::calendar::civil;
use super::deictic::deictic;
use super::expression::{Amount, Fields, From, Named, Unit, When, Which, YearPart};
use super::holiday::holidays;
use super::reader::Reader;
use super::year;

/// What a date that hangs on another is told with.
const HANGING: Classes =
    Classes::of(&[Class::Period, Class::Shift, Class::Deictic, Class::Weekday, Class::Holiday]);

/// The relative date that begins at `idx`, and the index after it.
pub(super) fn date(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    if !reader.has_near(idx, HANGING) && !reader.is(idx, "9") {
        return None;
    }
    year_earlier(reader, idx)
        .or_else(|| shifted(reader, idx))
        .or_else(|| deictic(reader, idx))
        .or_else(|| beside_a_day(reader, idx))
        .or_else(|| weekday_beside(reader, idx))
        .or_else(|| week_of(reader, idx))
        .or_else(|| definite(reader, idx))
        .or_else(|| holiday(reader, idx, Which::Bare))
        .or_else(|| nth_weekday(reader, idx))
        .or_else(|| edge_day(reader, idx))
        .or_else(|| {
            let (day, end) = weekday(reader, idx)?;
            if reader.is_any(idx.wrapping_sub(1), words!["recent", "given", "any"]) {
                return Some((When::SomeWeekday(day), end));
            }
            let of = if reader.is(end, "of") { end + 1 } else { end };
            // "Thursday of last week", "Monday next week".
            if let Some((When::Period(Unit::Week, which), after)) = shifted(reader, of) {
                return Some((When::WeekdayOf(day, which), after));
            }
            Some((When::Weekday(day, Which::Bare), end))
        })
}

/// `the first Sunday of May`, `the last Friday in October 2003`.
fn nth_weekday(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let at = if reader.is(idx, "the") { idx + 1 } else { idx };
    let (n, at) = if reader.is(at, "last") {
        (-1, at + 1)
    } else {
        let (n, at) = reader.ordinal(at).filter(|(n, _)| (1..=5).contains(n))?;
        (i8::try_from(n).ok()?, at)
    };
    let (day, at) = weekday(reader, at)?;
    if !reader.is_any(at, words!["of", "in"]) {
        return None;
    }
    let (fields, end) = absolute::month_first(reader, at + 1)?;
    matches!(fields.part, YearPart::Month(_)).then_some((When::NthWeekday(n, day, fields), end))
}

/// `the last day of 2012`, `the first day of May`.
fn edge_day(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let at = if reader.is(idx, "the") { idx + 1 } else { return None };
    let is_first = reader.is_any(at, words!["first", "opening"]);
    let fits = (is_first || reader.is_any(at, words!["last", "final", "closing"]))
        && reader.is(at + 1, "day")
        && reader.is(at + 2, "of");
    if !fits {
        return None;
    }
    let (fields, end) = absolute::month_first(reader, at + 3).or_else(|| {
        let (year, end) = year::year(reader, at + 3)?;
        Some((Fields { year: Some(year), ..Fields::default() }, end))
    })?;
    let part = match (fields.part, is_first) {
        (YearPart::Month(month), true) => YearPart::Day(month, 1),
        // Which day ends a February, its year tells.
        (YearPart::Month(2), false) if fields.year.is_none() => return None,
        (YearPart::Month(month), false) => {
            let days = civil(fields.year.unwrap_or(ANY_YEAR), month, 1)?.days_in_month();
            YearPart::Day(month, u8::try_from(days).ok()?)
        }
        (YearPart::Whole, true) => YearPart::Day(1, 1),
        (YearPart::Whole, false) => YearPart::Day(12, 31),
        _ => return None,
    };
    Some((When::Calendar(Fields { part, ..fields }, Which::Bare), end))
}

/// All months but February are as long in every year.
const ANY_YEAR: i32 = 2001;

/// `last week`, `this past spring`, `next Tuesday`, `the following year`, `that same day`, `last May`.
fn shifted(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let the = reader.is_any(idx, words!["the", "its", "his", "their", "our"]);
    let mut at = if the { idx + 1 } else { idx };
    let (mut which, next) = which(reader, at, the)?;
    at = next;
    // "This past spring", "this coming Sunday", "that same day", "the very next day".
    if let Some((second, next)) = self::which(reader, at, false) {
        match (which, second) {
            (Which::This, Which::Last | Which::Next) => which = second,
            (Which::Same, Which::Same) => {}
            // "It said that last week": two words that do not belong together.
            _ => return None,
        }
        at = next;
    }
    if which == Which::Same && reader.is(at, "period") && reader.is(at - 1, "latest") {
        return Some((When::Period(Unit::Quarter, which), at + 1));
    }
    if reader.is_any(at, words!["fiscal", "calendar", "full", "trading"]) {
        at += 1;
    }
    if let Some((unit, false, end)) = reader.unit(at) {
        // "This second" and "last minute" are no dates; "the next day" of a story is.
        if unit.is_of_clock() {
            return None;
        }
        // "The last week of August" is no last week.
        if the && which == Which::Last && reader.is(end, "of") {
            return None;
        }
        if unit == Unit::Day && which == Which::This {
            // "To this day", "in this day and age".
            if reader.is(idx.wrapping_sub(1), "to") && !reader.is(end, "as") {
                return Some((When::Present, end));
            }
            if reader.is(end, "and") && reader.is(end + 1, "age") {
                return None;
            }
        }
        // "The last day of school", "the first last year".
        let is_of = || reader.is(end, "of");
        if which == Which::Last && unit == Unit::Day && (the || is_of()) {
            return None;
        }
        // "This Week" is a programme.
        if reader.is_capital(at)
            && reader.is_capital(idx)
            && !reader.token(at)?.shape.is_all_capitals()
        {
            return None;
        }
        // "In the past year" is a length that ends now.
        if which == Which::Last && reader.is(at - 1, "past") {
            return None;
        }
        return Some((When::Period(unit, which), end));
    }
    if let Some((day, end)) = weekday(reader, at) {
        // "This coming Sunday, March eighth" is one date.
        return Some((When::Weekday(day, which), end));
    }
    if let Some((month, after)) = absolute::month(reader, at) {
        if !reader.is_capital(at) && reader.is_any(at, words!["may", "march", "mar", "dec", "jan"])
        {
            return None;
        }
        if let Some((fields, end)) = absolute::month_first(reader, at)
            && end > after
        {
            return Some((When::Calendar(fields, which), end));
        }
        let fields = Fields { part: YearPart::Month(month), ..Fields::default() };
        return Some((When::Calendar(fields, which), after));
    }
    if let Some(season) = reader.value(at, Class::Season).filter(|&s| s < 100) {
        let part = YearPart::Season(u8::try_from(season).ok()?);
        return Some((When::Calendar(Fields { part, ..Fields::default() }, which), at + 1));
    }
    holiday(reader, at, which)
}

/// `last year`, `of that same year`, `the following year`: which year, and the index after it.
pub(super) fn which_year(reader: Reader<'_, '_>, idx: usize) -> Option<(Which, usize)> {
    let (when, end) = shifted(reader, idx)?;
    match when {
        When::Period(Unit::Year, which) => Some((which, end)),
        _ => None,
    }
}

/// `this year's third quarter`, `the year-ago third quarter`, `the 1988 period`.
pub(super) fn in_named_year(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let named = |which: Which, at: usize| {
        if reader.is(at, "quarter") {
            return Some((When::YearBefore, at + 1)).filter(|_| which == Which::Last);
        }
        let (fields, end) = absolute::date(reader, at)?;
        let part = matches!(
            fields.part,
            YearPart::Quarter(_) | YearPart::Half(_) | YearPart::Month(_) | YearPart::Season(_)
        );
        (part && fields.year.is_none()).then_some((When::InYear(fields, which), end))
    };
    if let Some((which, end)) = which_year(reader, idx)
        && reader.is_possessive(end)
    {
        return named(which, end + 1);
    }
    // "1988's first quarter".
    if let Some((year, end)) = year::year(reader, idx)
        && reader.is_possessive(end)
        && let Some((When::InYear(fields, _), end)) = named(Which::Same, end + 1)
    {
        return Some((When::Calendar(Fields { year: Some(year), ..fields }, Which::Bare), end));
    }
    let the = reader.is(idx, "the");
    let at = if the { idx + 1 } else { idx };
    let earlier = reader.is(at, "year")
        && reader.is_hyphen(at + 1)
        && reader.is_any(at + 2, words!["earlier", "ago"]);
    if earlier {
        return match named(Which::Last, at + 3)? {
            (When::InYear(fields, _), end) => Some((When::YearBeforeOf(fields), end)),
            _ => None,
        };
    }
    let (year, after) = year::year(reader, at).filter(|_| the)?;
    let period = reader.is_any(after, words!["period", "quarter"]);
    period.then_some((When::QuarterOf(year), after + 1))
}

/// Which of its kind a word points at.
fn which(reader: Reader<'_, '_>, idx: usize, the: bool) -> Option<(Which, usize)> {
    if !reader.has(idx, Class::Shift) {
        let very = reader.is(idx, "very") && reader.is_any(idx + 1, words!["next", "same"]);
        return if very { which(reader, idx + 1, the) } else { None };
    }
    let is_any = |words: WordSet| reader.is_any(idx, words);
    let which = if is_any(words!["last", "past"]) {
        Which::Last
    } else if reader.is(idx, "current") && reader.is(idx + 1, "quarter") {
        // Results are of "this quarter"; the current one is the one that runs.
        Which::Bare
    } else if is_any(words!["this", "current"]) {
        Which::This
    } else if reader.is(idx, "latest") && reader.is_any(idx + 1, words!["quarter", "period"]) {
        Which::Same
    } else if reader.is(idx, "latest")
        && reader.is(idx + 1 + usize::from(reader.is(idx + 1, "fiscal")), "year")
    {
        Which::Last
    } else if reader.is(idx, "next") {
        // "The next year" of a story, but hardly its next century.
        let is_age = reader.is_any(idx + 1, words!["decade", "century", "millennium"]);
        if the && !is_age { Which::Following } else { Which::Next }
    } else if is_any(words!["coming", "upcoming"]) {
        Which::Next
    } else if reader.is(idx, "following") {
        Which::Following
    } else if is_any(words!["previous", "preceding", "prior"]) {
        Which::Previous
    } else if is_any(words!["same", "that"]) {
        Which::Same
    } else {
        return None;
    };
    Some((which, idx + 1))
}

/// A day of the week that is one: not `sun` or `sat` the words, not a newspaper.
pub(super) fn weekday(reader: Reader<'_, '_>, idx: usize) -> Option<(u8, usize)> {
    let day = reader.value(idx, Class::Weekday).filter(|&day| day < 100)?;
    let day = u8::try_from(day).ok()?;
    let before = idx.wrapping_sub(1);
    if reader.word(idx).len() <= 5 && !reader.word(idx).to_ascii_lowercase().ends_with("day") {
        let dotted = reader.is_mark(idx + 1, '.') && reader.is_glued(idx + 1);
        let placed = reader
            .is_any(before, words!["on", "last", "next", "this", "every", "until", "by"])
            || reader.digits(idx + 1).is_some()
            || reader.is_mark(idx + 1, ',') && reader.value(idx + 2, Class::Month).is_some();
        let word = reader.is_any(idx, words!["sun", "sat", "wed", "mon"]);
        let fine =
            reader.is_capital(idx) && !reader.is(before, "the") && (placed || (dotted && !word));
        return fine.then_some((day, idx + 1));
    }
    // "The Sunday Times".
    if reader.has(idx + 1, Class::Masthead) && reader.is_capital(idx + 1) {
        return None;
    }
    Some((day, idx + 1))
}

/// `the day before`, `the day after tomorrow`, `the year before`, `the week after`.
fn beside_a_day(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    if !reader.is_any(idx, words!["the", "a"]) {
        return None;
    }
    let (unit, false, at) = reader.unit(idx + 1)? else { return None };
    if unit.is_of_clock() {
        return None;
    }
    let forward = if reader.is(at, "after") {
        true
    } else if reader.is_any(at, words!["before", "previous"]) {
        false
    } else {
        return None;
    };
    let side: i32 = if forward { 1 } else { -1 };
    match reader.value(at + 1, Class::Deictic) {
        Some(day @ -1..=1) if unit == Unit::Day => {
            return Some((When::Today(day + side), at + 2));
        }
        _ => {}
    }
    let is_double = reader.is(at + 1, if forward { "next" } else { "last" })
        && !reader.has(at + 2, Class::Weekday)
        && !reader.has(at + 2, Class::Month)
        && !reader.has(at + 2, Class::Period);
    if is_double {
        // "The week before last", "the year after next".
        let two = Amount::Exact(Decimal::TWO);
        return Some((When::Moved(two, unit, i64::from(side), From::Now), at + 2));
    }
    // "The day after Thanksgiving", "the day before last Tuesday".
    if unit == Unit::Day
        && let Some((named, end)) = named_day(reader, at + 1)
    {
        return Some((When::Beside(if forward { 1 } else { -1 }, named), end));
    }
    if reader.is(idx, "a") {
        return None;
    }
    let which = if forward { Which::Following } else { Which::Previous };
    // "The day after the vote" hangs on what the vote was.
    let ends = !reader.token(at + 1).is_some_and(|t| t.is_word())
        || reader.is_any(at + 1, words!["that", "and", "but", "when", "to", "in", "by"]);
    ends.then_some((When::Period(unit, which), at + 1))
}

/// `the Friday before Easter`, `the Monday after May 4`.
fn weekday_beside(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let (weekday, at) = weekday(reader, idx + 1).filter(|_| reader.is(idx, "the"))?;
    let is_after = reader.is(at, "after");
    if !is_after && !reader.is(at, "before") {
        return None;
    }
    let (named, end) = named_day(reader, at + 1)?;
    // "The Friday before Monday" is some Friday.
    if matches!(named, Named::Weekday(..)) {
        return None;
    }
    Some((When::WeekdayBeside(weekday, is_after, named), end))
}

/// A day by its name: `Christmas`, `last Tuesday`, `May 4`.
fn named_day(reader: Reader<'_, '_>, idx: usize) -> Option<(Named, usize)> {
    let date = || absolute::date(reader, idx).map(|(f, end)| (When::Calendar(f, Which::Bare), end));
    let bare = || weekday(reader, idx).map(|(day, end)| (When::Weekday(day, Which::Bare), end));
    let (when, end) = date()
        .or_else(|| shifted(reader, idx))
        .or_else(|| holiday(reader, idx, Which::Bare))
        .or_else(bare)?;
    Some((Named::of(when)?, end))
}

/// `the week of March 6`, `the week ending May 3`.
fn week_of(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let at = if reader.is(idx, "the") { idx + 1 } else { idx };
    let joined = reader.is_any(at + 1, words!["of", "ended", "ending", "beginning", "starting"]);
    let (unit @ (Unit::Week | Unit::Weekend), false, _) = reader.unit(at)? else { return None };
    if !joined {
        return None;
    }
    let (fields, end) = absolute::date(reader, at + 2)?;
    let named = Named::of(When::Calendar(fields, Which::Bare))?;
    Some((When::WeekOf(named, unit), end))
}

/// `the quarter`, `the weekend`, `the month`: the one the text is about.
fn definite(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    if !reader.is(idx, "the") {
        return None;
    }
    // "The full year", "the fiscal year".
    let whole = reader.is_any(idx + 1, words!["full", "fiscal"]);
    let (unit, false, end) = reader.unit(idx + 1 + usize::from(whole))? else { return None };
    // "A high for the year of $42" is no year of anything.
    let is_priced = reader.has(end + 1, Class::CurrencySign) || reader.digits(end + 1).is_some();
    let after_of = (reader.is(end, "of") && !is_priced) || reader.is_hyphen(end);
    let before = idx.wrapping_sub(1);
    let placed = |words: WordSet| reader.is_any(before, words);
    if unit == Unit::Quarter
        && reader.is_any(end, words!["ended", "ending"])
        && let Some((fields @ Fields { part: YearPart::Day(..), .. }, _)) =
            absolute::date(reader, end + 1)
    {
        return Some((When::QuarterEnding(fields), end));
    }
    let fine = match unit {
        Unit::Quarter => !after_of,
        Unit::Weekend => true,
        Unit::Week if reader.is_possessive(end) => true,
        Unit::Week => {
            !after_of
                && placed(words!["for", "in", "during", "of", "on", "through", "over", "this"])
        }
        Unit::Month => {
            !after_of && placed(words!["for", "in", "during", "of", "on", "through", "over"])
        }
        Unit::Year => {
            !after_of
                && placed(words!["for", "in", "during", "of", "through", "over", "throughout"])
        }
        Unit::Day => placed(words!["in", "during", "of"]) && !after_of,
        Unit::Decade | Unit::Century => placed(words!["of", "in", "during"]) && !after_of,
        _ => false,
    };
    // "The year ended July 2" is a length.
    if unit == Unit::Year && reader.is_any(end, words!["ended", "ending", "to"]) {
        return None;
    }
    let next_is_noun = reader.has(end, Class::Weekday);
    // "The quarter" is the one spoken of, "the year" the one we are in.
    let which = if unit == Unit::Year { Which::Bare } else { Which::Same };
    (fine && !next_is_noun).then_some((When::Period(unit, which), end))
}

/// `the year-earlier quarter`, `year-ago results`, `the year-earlier period`.
fn year_earlier(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let mut at = idx;
    if reader.is_any(at, words!["the", "its", "a"]) {
        at += 1;
    }
    if reader.is_any(at, words!["comparable", "same", "corresponding", "similar"]) {
        at += 1;
    }
    let fits = reader.is(at, "year")
        && reader.is_hyphen(at + 1)
        && reader.is_any(at + 2, words!["earlier", "ago"]);
    if !fits {
        return same_time_last_year(reader, at);
    }
    let the = at > idx;
    let end = at + 3;
    let end =
        if reader.is_any(end, words!["quarter", "period", "level"]) && the { end + 1 } else { end };
    let start_fits = end > at + 3 || !the;
    start_fits.then_some((When::YearBefore, end))
}

/// `period last year`, `quarter a year ago`, `period of the previous year`: the noun is at `idx`.
fn same_time_last_year(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let when = match reader.unit(idx) {
        Some((unit @ (Unit::Day | Unit::Week | Unit::Month), false, _))
            if reader.is_any(idx.wrapping_sub(1), words!["same", "corresponding"]) =>
        {
            When::SameLastYear(unit)
        }
        _ if reader.is_any(idx, words!["quarter", "period"]) => When::YearBefore,
        _ => return None,
    };
    let at = idx + 1 + usize::from(reader.is_any(idx + 1, words!["of", "in"]));
    if reader.is(at, "a") && reader.is(at + 1, "year") {
        return reader.is_any(at + 2, words!["ago", "earlier", "before"]).then_some((when, at + 3));
    }
    match which_year(reader, at) {
        Some((Which::Last | Which::Previous, end)) if !reader.is_possessive(end) => {
            Some((when, end))
        }
        _ => None,
    }
}

/// `Christmas`, `New Year's Eve 1999`, `last Thanksgiving`.
fn holiday(reader: Reader<'_, '_>, idx: usize, which: Which) -> Option<(When, usize)> {
    if !reader.has(idx, Class::Holiday) && !reader.is(idx, "9") {
        return None;
    }
    let first = reader.token(idx)?.first.to_ascii_lowercase();
    for (nth, holiday) in holidays().iter().enumerate().filter(|(_, h)| h.begins_with(first)) {
        let mut at = idx;
        let fits = holiday.words().all(|word| {
            let fits = match word {
                "'s" => reader.is_possessive(at),
                "'" => reader.is_apostrophe(at),
                "." => reader.is_mark(at, '.'),
                word => reader.is(at, word),
            };
            at += 1;
            fits
        });
        if fits
            && (reader.is_capital(idx) || reader.token(idx)?.is_number() || reader.is(idx, "xmas"))
        {
            let (year, end) = year::following_year(reader, at)
                .map_or((None, at), |(year, end)| (Some(year), end));
            // "Easter week", "over the Memorial Day weekend".
            if year.is_none()
                && let Some((unit @ (Unit::Week | Unit::Weekend), false, end)) = reader.unit(at)
            {
                let (year, end) = year::following_year(reader, end)
                    .map_or((None, end), |(year, end)| (Some(year), end));
                return Some((When::WeekOf(Named::Holiday(nth, year, which), unit), end));
            }
            return Some((When::Holiday(nth, year, which), end));
        }
    }
    None
}
