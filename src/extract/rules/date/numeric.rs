//! Dates in figures alone: ISO 8601, and day, month and year in the orders people write.

use super::expression::{Fields, YearPart};
use super::reader::Reader;

/// Two digits of a year up to this one are of the 21st century.
const PIVOT: u16 = 49;

/// The year that two digits stand for.
pub(super) fn century_for(two_digits: u16) -> i32 {
    i32::from(two_digits) + if two_digits <= PIVOT { 2000 } else { 1900 }
}

/// The date in figures that begins at `idx`, and the index after it. Where the order of day and
/// month is open, it is given as month first and marked ambiguous.
pub(super) fn date(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let token = reader.token(idx).filter(|token| token.is_number())?;
    if token.shape.is_glued()
        && idx > 0
        && reader.token(idx - 1).is_some_and(|t| {
            matches!(t.first, '-' | '/' | '.' | '$' | '€' | '£' | '#' | '+') || t.is_word()
        })
    {
        return None;
    }
    iso(reader, idx).or_else(|| parted_by_points(reader, idx)).or_else(|| parted(reader, idx))
}

/// `2025-05-02`, `2025-W18`, `2025-W18-5`; `2025/05/02` too.
fn iso(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let (year, 4) = reader.digits(idx)? else { return None };
    let mark = reader.token(idx + 1).filter(|t| t.is_mark('-') || t.is_mark('/'))?;
    if !(1000..2200).contains(&year) || !mark.shape.is_glued() || !reader.is_glued(idx + 2) {
        return None;
    }
    let fields = |part| Fields { year: Some(i32::from(year)), part, ..Fields::default() };
    if reader.is(idx + 2, "w") {
        let (week, 2) = reader.digits(idx + 3)? else { return None };
        let week = u8::try_from(week).ok().filter(|w| (1..=53).contains(w))?;
        let end = idx + 4;
        if reader.is_hyphen(end)
            && let Some((day @ 1..=7, 1)) = reader.digits(end + 1)
        {
            return Some((fields(YearPart::Week(week, u8::try_from(day).ok()?)), end + 2));
        }
        return Some((fields(YearPart::Week(week, 0)), end));
    }
    let (month, 2) = reader.digits(idx + 2)? else { return None };
    let month = u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let again = reader.token(idx + 3).is_some_and(|t| t.is_mark(mark.first) && t.shape.is_glued());
    if again && reader.is_glued(idx + 4) {
        let (day, 2) = reader.digits(idx + 4)? else { return None };
        let day = u8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
        return Some((fields(YearPart::Day(month, day)), idx + 5));
    }
    // "2011-12" is a pair of years as often as a month.
    None
}

/// `31.12.1999`, which the tokenizer keeps whole.
fn parted_by_points(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let word = reader.word(idx);
    if !(6..=10).contains(&word.len()) {
        return None;
    }
    let mut parts = word.split('.');
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || first.len() > 2 || second.len() > 2 || year.len() == 3 {
        return None;
    }
    let n = |part: &str| part.parse::<u16>().ok();
    let year_value = n(year)?;
    let year = match year.len() {
        4 if (1000..2200).contains(&year_value) => i32::from(year_value),
        // "1.2.34" is a version as often as a date; a date has both its noughts.
        2 if first.len() == 2 && second.len() == 2 => century_for(year_value),
        _ => return None,
    };
    Some((ordered(n(first)?, n(second)?, year)?, idx + 1))
}

/// `11/02/89`, `5-6-2025`.
fn parted(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let (first, len) = reader.digits(idx)?;
    let mark = reader.token(idx + 1).filter(|t| t.is_mark('-') || t.is_mark('/'))?;
    let again = reader.token(idx + 3).filter(|t| t.is_mark(mark.first))?;
    let glued = mark.shape.is_glued()
        && again.shape.is_glued()
        && reader.is_glued(idx + 2)
        && reader.is_glued(idx + 4);
    let (second, second_len) = reader.digits(idx + 2)?;
    let (year, year_len) = reader.digits(idx + 4)?;
    if !glued || len > 2 || second_len > 2 {
        return None;
    }
    let year = match year_len {
        4 if (1000..2200).contains(&year) => i32::from(year),
        2 if mark.is_mark('/') => century_for(year),
        _ => return None,
    };
    let goes_on =
        reader.is_hyphen(idx + 5) || (reader.is_mark(idx + 5, '/') && reader.is_glued(idx + 5));
    if goes_on && reader.digits(idx + 6).is_some() {
        return None;
    }
    Some((ordered(first, second, year)?, idx + 5))
}

/// Month and day from two numbers; where both can be either, as month and day, ambiguous.
fn ordered(first: u16, second: u16, year: i32) -> Option<Fields> {
    let (a, b) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
    let is_day = |n: u8| (1..=31).contains(&n);
    let is_month = |n: u8| (1..=12).contains(&n);
    let (part, ambiguous) = match (is_month(a) && is_day(b), is_day(a) && is_month(b)) {
        (true, true) => (YearPart::Day(a, b), a != b),
        (true, false) => (YearPart::Day(a, b), false),
        (false, true) => (YearPart::Day(b, a), false),
        (false, false) => return None,
    };
    Some(Fields { year: Some(year), part, weekday: None, ambiguous })
}
