//! Times of day: `10:30 p.m. EST`, `noon`, `1500 GMT`, `half past nine`.

use crate::extract::lexicon::Class;

use super::expression::TimeOfDay;
use super::reader::Reader;
use crate::extract::words::{WordSet, words};

/// Words before a time like `10:30` that has nothing else to show for it.
const BEFORE_TIME: WordSet = words![
    "at",
    "by",
    "from",
    "until",
    "till",
    "to",
    "before",
    "after",
    "around",
    "about",
    "since",
    "between",
    "and",
    "approximately",
    "past",
    "@",
    "(",
    "-",
    "–",
];

/// The time of the clock that begins at `idx`, and the index after it.
pub(super) fn clock(reader: Reader<'_, '_>, idx: usize) -> Option<(TimeOfDay, usize)> {
    if let Some(part) = reader.value(idx, Class::DayPart) {
        let hour = match part {
            // "High Noon" is a showdown.
            11 if reader.is(idx.wrapping_sub(1), "high") => return None,
            11 => 12,
            12 => 24,
            _ => return None,
        };
        return Some(zoned(reader, (hour, 0, None), idx + 1));
    }
    if let Some(spoken) = in_words(reader, idx) {
        return Some(spoken);
    }
    let token = reader.token(idx).filter(|token| token.is_number())?;
    let after_mark = token.shape.is_glued()
        && idx > 0
        && reader.token(idx - 1).is_some_and(|t| {
            matches!(t.first, ':' | '.' | '/' | '$' | '€' | '£' | '#') || t.is_word()
        });
    if after_mark {
        return None;
    }
    let (time, at) = hours_and_minutes(reader, idx)?;
    let (hour, minute, second, bare) = time;
    // "From 5 to 7 p.m.": the half of the day is said once.
    let half = half_of_day(reader, at).or_else(|| Some((shared_half(reader, hour, at)?, at)));
    if let Some((afternoon, at)) = half {
        let hour = match (hour, afternoon) {
            (12, false) => 0,
            (1..=11, true) => hour + 12,
            (0..=12, _) => hour,
            _ => return None,
        };
        return Some(zoned(reader, (hour, minute, second), at));
    }
    if reader.is_any(at, words!["o'clock", "o’clock"]) && (1..=12).contains(&hour) {
        return Some(zoned(reader, (hour, minute, second), at + 1));
    }
    // "At 6 this morning": the day stands after it.
    if !bare
        && (1..=12).contains(&hour)
        && idx > 0
        && reader.is_any(idx - 1, BEFORE_TIME)
        && reader.is(at, "this")
        && let Some(part @ 1..=3) = reader.value(at + 1, Class::DayPart)
    {
        let hour = if part > 1 { hour % 12 + 12 } else { hour % 12 };
        return Some(zoned(reader, (hour, minute, second), at));
    }
    // "4 in the morning".
    if !bare
        && (1..=12).contains(&hour)
        && reader.is(at, "in")
        && reader.is(at + 1, "the")
        && let Some(part @ 1..=3) = reader.value(at + 2, Class::DayPart)
    {
        let hour = if part > 1 { hour % 12 + 12 } else { hour % 12 };
        return Some(zoned(reader, (hour, minute, second), at + 3));
    }
    let zone = reader.has(at, Class::TimeZone) && reader.is_capital(at);
    if bare {
        // "1500 GMT", "0900 hours".
        let (_, len) = reader.digits(idx)?;
        let hours = reader.is(at, "hours") && reader.word(idx).starts_with('0');
        return ((zone || hours) && len == 4).then(|| {
            let at = if hours { at + 1 } else { at };
            zoned(reader, (hour, minute, second), at)
        });
    }
    let placed = idx == 0
        || zone
        || second.is_some()
        || reader.is_any(idx - 1, BEFORE_TIME)
        || reader.has(idx - 1, Class::Weekday)
        || reader.begins_sentence(idx);
    let with_point = reader.word(idx).contains('.');
    // "9.30" without more is a number.
    (placed && (!with_point || zone)).then(|| zoned(reader, (hour, minute, second), at))
}

type Time = (u8, u8, Option<u8>, bool);

/// Hour, minute, second; whether the four digits stand together.
fn hours_and_minutes(reader: Reader<'_, '_>, idx: usize) -> Option<(Time, usize)> {
    let sixty = |n: u16| u8::try_from(n).ok().filter(|&n| n < 60);
    let Some((hour, len)) = reader.digits(idx) else {
        // "10.30" is one token.
        let (hour, minute) = reader.word(idx).split_once('.')?;
        if hour.len() > 2 || minute.len() != 2 {
            return None;
        }
        let hour = hour.parse().ok().filter(|&h: &u8| h < 24)?;
        return Some(((hour, sixty(minute.parse().ok()?)?, None, false), idx + 1));
    };
    // "430pm", "1115am".
    if len == 3 && half_of_day(reader, idx + 1).is_some() && reader.is_glued(idx + 1) {
        let minute = sixty(hour % 100)?;
        return Some(((u8::try_from(hour / 100).ok()?, minute, None, false), idx + 1));
    }
    if len == 4 {
        let hour = u8::try_from(hour / 100).ok().filter(|&h| h < 24)?;
        let (four, _) = reader.digits(idx)?;
        return Some(((hour, sixty(four % 100)?, None, true), idx + 1));
    }
    let hour = u8::try_from(hour).ok().filter(|&h| h <= 24 && len <= 2)?;
    let minutes = |at: usize| {
        let colon = reader.is_mark(at, ':') && reader.is_glued(at) && reader.is_glued(at + 1);
        reader.digits(at + 1).filter(|&(_, len)| colon && len == 2).and_then(|(n, _)| sixty(n))
    };
    let Some(minute) = minutes(idx + 1) else {
        let followed = half_of_day(reader, idx + 1).is_some()
            || shared_half(reader, hour, idx + 1).is_some()
            || reader.is_any(idx + 1, words!["o'clock", "o’clock"])
            || (reader.is(idx + 1, "this")
                && reader.value(idx + 2, Class::DayPart).is_some_and(|part| part < 4)
                && reader.is_any(idx.wrapping_sub(1), BEFORE_TIME))
            || (reader.is(idx + 1, "in")
                && reader.is(idx + 2, "the")
                && reader.has(idx + 3, Class::DayPart));
        return followed.then_some(((hour, 0, None, false), idx + 1));
    };
    let second = minutes(idx + 3);
    let at = if second.is_some() { idx + 5 } else { idx + 3 };
    Some(((hour, minute, second, false), at))
}

/// The half of the day that a time shares with the one it is joined to at `idx`: `5 to 7 p.m.`
fn shared_half(reader: Reader<'_, '_>, hour: u8, idx: usize) -> Option<bool> {
    let joined = reader.is_any(idx, words!["to", "and", "or"]) || reader.is_dash(idx);
    let (to, 1..=2) = reader.digits(idx + 1).filter(|_| joined)? else { return None };
    let minutes = reader.is_mark(idx + 2, ':') && reader.is_glued(idx + 2);
    let (afternoon, _) = half_of_day(reader, if minutes { idx + 4 } else { idx + 2 })?;
    // "11 to 1 p.m." begins before noon.
    let turns = u16::from(hour % 12) > to % 12;
    (1..=12).contains(&hour).then_some(afternoon != turns)
}

/// `a.m.` or `pm`: whether it is the afternoon, and the index after it.
fn half_of_day(reader: Reader<'_, '_>, idx: usize) -> Option<(bool, usize)> {
    if reader.is_any(idx, words!["pm", "p.m."]) {
        return Some((true, idx + 1));
    }
    if reader.is_any(idx, words!["am", "a.m."]) {
        return Some((false, idx + 1));
    }
    // "p.m" and "p. m." without all their points.
    let point = reader.is_mark(idx + 1, '.') && reader.is_glued(idx + 1);
    (point && reader.is_any(idx, words!["a", "p"]) && reader.is(idx + 2, "m"))
        .then(|| (reader.is(idx, "p"), reader.after_point(idx + 3)))
}

/// `five o'clock`, `half past nine`, `quarter to ten`.
fn in_words(reader: Reader<'_, '_>, idx: usize) -> Option<(TimeOfDay, usize)> {
    let hour = |at: usize| {
        let value = reader
            .value(at, Class::Cardinal)
            .or_else(|| reader.digits(at).map(|(n, _)| i32::from(n)))?;
        u8::try_from(value).ok().filter(|h| (1..=12).contains(h))
    };
    if let Some(hour) = hour(idx) {
        if reader.is_any(idx + 1, words!["o'clock", "o’clock"]) {
            return Some(zoned(reader, (hour, 0, None), idx + 2));
        }
        let (afternoon, end) = half_of_day(reader, idx + 1)?;
        if reader.token(idx).is_some_and(|t| t.is_number()) {
            return None;
        }
        let hour = if afternoon { hour % 12 + 12 } else { hour % 12 };
        return Some(zoned(reader, (hour, 0, None), end));
    }
    let part = if reader.is(idx, "half") {
        30
    } else if reader.is(idx, "quarter") {
        15
    } else {
        return None;
    };
    let hour = hour(idx + 2)?;
    match reader.word(idx + 1) {
        "past" => Some(zoned(reader, (hour, part, None), idx + 3)),
        "to" if part == 15 => Some(zoned(reader, ((hour + 10) % 12 + 1, 45, None), idx + 3)),
        _ => None,
    }
}

/// The time with the zone that may stand after it.
fn zoned(
    reader: Reader<'_, '_>,
    (hour, minute, second): (u8, u8, Option<u8>),
    at: usize,
) -> (TimeOfDay, usize) {
    let (zone, end) = if let Some(zone) = reader.value(at, Class::TimeZone)
        && (reader.is_capital(at))
    {
        (Some(zone), at + 1)
    } else if reader
        .is_any(at, words!["local", "eastern", "pacific", "central", "mountain", "london"])
        && reader.is(at + 1, "time")
    {
        (None, at + 2)
    } else if reader.is_any(at + 1, words!["standard", "daylight", "summer"])
        && reader.is(at + 2, "time")
    {
        (None, at + 3)
    } else {
        (None, at)
    };
    (TimeOfDay::Clock { hour, minute, second, zone }, end)
}
