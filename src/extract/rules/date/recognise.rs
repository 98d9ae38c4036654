//! Puts the pieces of an expression of time together: bound, part, time of day, date.

use crate::extract::finding::Modifier;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::words;

use super::absolute;
use super::clock;
use super::expression::{Expression, Fields, Meaning, TimeOfDay, Unit, When, Which, YearPart};
use super::length;
use super::reader::Reader;
use super::relative;
use super::set;

/// The longest expression that begins at `idx` and has its heart at `heart`.
pub(super) fn expression(reader: Reader<'_, '_>, idx: usize, heart: usize) -> Option<Expression> {
    let length = || length::expression(reader, idx);
    let candidates = [
        point(reader, idx),
        set::expression(reader, idx),
        length::may_reach(reader, heart).then(length).flatten(),
    ];
    let mut best: Option<Expression> = None;
    for candidate in candidates.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| candidate.end > best.end) {
            best = Some(candidate);
        }
    }
    best
}

/// A place on the calendar or the clock.
fn point(reader: Reader<'_, '_>, idx: usize) -> Option<Expression> {
    let (hedge, at) = match length::hedge(reader, idx) {
        Some((Modifier::Approx, at)) => (Some(Modifier::Approx), at),
        _ => (None, idx),
    };
    if let Some((unit, end)) = end_of_period(reader, at) {
        // "Since year-end" is since the end of last year.
        let is_over = reader.is(idx.wrapping_sub(1), "since");
        let which = if is_over { Which::Last } else { Which::Bare };
        // Books close on the last day; a year's end may take longer.
        if unit == Unit::Year && reader.is_hyphen(end - 2) {
            let fields = Fields { part: YearPart::Day(12, 31), ..Fields::default() };
            let meaning = Meaning::At(When::InYear(fields, which), None);
            return Some(Expression { first: idx, end, meaning, modifier: hedge });
        }
        let meaning = Meaning::At(When::Period(unit, which), None);
        return Some(Expression { first: idx, end, meaning, modifier: Some(Modifier::End) });
    }
    let whole = core(reader, at).map(|(meaning, end)| (meaning, end, None));
    let (meaning, end, part) = match part_of(reader, at) {
        Some((part, next)) => {
            let partly = core(reader, next).map(|(meaning, end)| (meaning, end, part));
            match (partly, whole) {
                (Some(partly), Some(whole)) if whole.1 >= partly.1 => whole,
                (Some(partly), _) => partly,
                (None, whole) => whole?,
            }
        }
        None => whole?,
    };
    // "Now" has no hedge, and one gets around Wednesday's ruling.
    let unhedged = matches!(
        meaning,
        Meaning::At(
            When::Present | When::Past | When::Future | When::Weekday(..) | When::Today(_),
            None
        )
    );
    if hedge.is_some() && unhedged {
        return None;
    }
    let is_bounded = reader.is(end, "or")
        && reader.is_any(end + 1, words!["so", "later", "earlier", "sooner"])
        || reader.is(end, "and") && reader.is(end + 1, "beyond");
    let named = matches!(meaning, Meaning::At(When::Calendar(..) | When::Period(..), None));
    let end = if is_bounded && named { end + 2 } else { end };
    Some(Expression { first: idx, end, meaning, modifier: part.or(hedge) })
}

/// `year-end`, `year's end`, `the year end`, `month's end`: the period and the index after it.
fn end_of_period(reader: Reader<'_, '_>, idx: usize) -> Option<(Unit, usize)> {
    let at = if reader.is(idx, "the") { idx + 1 } else { idx };
    let (unit, false, after) = reader.unit(at)? else { return None };
    let joined = reader.is_hyphen(after) || reader.is_possessive(after);
    let fits =
        unit == Unit::Year || (joined && matches!(unit, Unit::Month | Unit::Quarter | Unit::Week));
    let next = if joined { after + 1 } else { after };
    (fits && reader.is(next, "end")).then_some((unit, next + 1))
}

/// Words that take a part of what follows, and the index after them.
fn part_of(reader: Reader<'_, '_>, idx: usize) -> Option<(Option<Modifier>, usize)> {
    let the = reader.is(idx, "the");
    let at = if the { idx + 1 } else { idx };
    let modifier = |value: i32| match value {
        1 => Modifier::Start,
        2 => Modifier::Mid,
        _ => Modifier::End,
    };
    if let Some(value) = reader.value(at, Class::PartOf) {
        let noun =
            reader.is_any(at, words!["beginning", "start", "outset", "middle", "end", "close"]);
        if noun {
            let of = if reader.is(at + 1, "of") { at + 2 } else { return None };
            return Some((Some(modifier(value)), of));
        }
        let mut next = at + 1;
        if reader.is_hyphen(next) {
            // In "the late-November trip" the article is that of the trip.
            if the && reader.value(next + 1, Class::Month).is_some() {
                return None;
            }
            next += 1;
        } else if reader.is_any(next, words!["in", "on"]) {
            next += 1;
        }
        return Some((Some(modifier(value)), next));
    }
    if reader.is_any(
        at,
        words![
            "rest",
            "remainder",
            "turn",
            "course",
            "latter",
            "early",
            "late",
            "last",
            "first",
            "second",
        ],
    ) {
        let part = reader
            .is_any(at + 1, words!["part", "half", "days", "weeks", "months", "years", "stages"]);
        let of = if part { at + 2 } else { at + 1 };
        let whole = reader.is_any(at, words!["rest", "remainder", "turn", "course"]) && !part;
        if reader.is(of, "of") && (part && the || whole) {
            let value = if reader.is_any(at, words!["early", "first"]) {
                Some(Modifier::Start)
            } else if reader.is_any(at, words!["latter", "late", "last", "second"]) {
                Some(Modifier::End)
            } else {
                None
            };
            return Some((value, of + 1));
        }
    }
    if reader.is_any(at, words!["sometime", "midway"]) && !the {
        let next = if reader.is_any(at + 1, words!["in", "on", "during", "through"]) {
            at + 2
        } else {
            at + 1
        };
        return Some((None, next));
    }
    None
}

/// What a part of the day is told with.
const OF_PART_OF_DAY: Classes = Classes::of(&[Class::DayPart, Class::Deictic]);

/// A date with a time of day, in either order, or one of the two.
fn core(reader: Reader<'_, '_>, idx: usize) -> Option<(Meaning, usize)> {
    if let Some((time, after)) = clock::clock(reader, idx) {
        let end = after;
        // "3:30 a.m. (0730 GMT) on Saturday": the day stands after both.
        let beyond = || {
            let (_, close) = clock::clock(reader, end + 1).filter(|_| reader.is_mark(end, '('))?;
            let (when, _) =
                day_after_time(reader, close + 1).filter(|_| reader.is_mark(close, ')'))?;
            Some((when, end))
        };
        let (when, end) = day_after_time(reader, end)
            .or_else(beyond)
            .or_else(|| Some((day_of_range(reader, end)?, after)))
            .unwrap_or((When::Unsaid, after));
        let time = by_part_of_day(reader, time, idx..after, end);
        // "Midnight" by itself opens the day in hand as often as it ends it.
        return Some((Meaning::At(when, Some(time)), end));
    }
    if reader.has_near(idx, OF_PART_OF_DAY)
        && let Some(found) = part_of_day(reader, idx)
    {
        return Some(found);
    }
    let (when, end) = day(reader, idx)?;
    if is_day(&when) {
        if let Some(part) = reader.value(end, Class::DayPart).filter(|part| (1..=4).contains(part))
        {
            let time = TimeOfDay::Part(u8::try_from(part).ok()?);
            return Some((Meaning::At(when, Some(time)), end + 1));
        }
        let mut at = reader.after_comma(end);
        if reader.is_any(at, words!["at", "around", "about", "from"]) {
            at += 1;
        }
        if let Some((time, end)) = clock::clock(reader, at).filter(|_| at > end) {
            return Some((Meaning::At(when, Some(time)), end));
        }
        let at = reader.after_comma(end);
        if let Some((time, end)) = clock::clock(reader, at)
            && (at > end || reader.token(at).is_some_and(|t| t.is_number()))
        {
            return Some((Meaning::At(when, Some(time)), end));
        }
    }
    Some((Meaning::At(when, None), end))
}

/// The day that stands after the second of two times: `9 a.m. to 5 p.m. Thursday`.
fn day_of_range(reader: Reader<'_, '_>, end: usize) -> Option<When> {
    let joins = reader.is_dash(end) || reader.is_any(end, words!["to", "and", "until", "till"]);
    let (_, after) = clock::clock(reader, end + 1).filter(|_| joins)?;
    day_after_time(reader, after).map(|(when, _)| when)
}

/// "6 o'clock tonight" is eighteen hours: the part of the day, up to token `end`, after a time that
/// does not say its half.
fn by_part_of_day(
    reader: Reader<'_, '_>,
    time: TimeOfDay,
    tokens: std::ops::Range<usize>,
    end: usize,
) -> TimeOfDay {
    let says_half = tokens.clone().any(|at| {
        reader.is_any(at, words!["am", "a.m", "a.m.", "pm", "p.m", "p.m.", "a", "p", "in"])
    });
    let is_late = (tokens.end..end)
        .any(|at| reader.is_any(at, words!["tonight", "tonite", "night", "evening", "afternoon"]));
    match time {
        TimeOfDay::Clock { hour: hour @ 1..=11, minute, second, zone } if is_late && !says_half => {
            TimeOfDay::Clock { hour: hour + 12, minute, second, zone }
        }
        _ => time,
    }
}

/// Whether a place is one day, so that a time of day may stand beside it.
fn is_day(when: &When) -> bool {
    match when {
        When::Today(_)
        | When::Weekday(..)
        | When::Period(Unit::Day, _)
        | When::Holiday(..)
        | When::Beside(..)
        | When::WeekdayBeside(..) => true,
        When::Calendar(fields, _) => {
            matches!(fields.part, YearPart::Day(..) | YearPart::DayOnly(_))
        }
        When::Moved(_, unit, ..) => *unit == Unit::Day,
        _ => false,
    }
}

fn day(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let absolute = absolute::date(reader, idx).map(|found| in_its_year(reader, found));
    let relative = relative::in_named_year(reader, idx).or_else(|| relative::date(reader, idx));
    let (when, end) = match (absolute, relative) {
        (Some(absolute), Some(relative)) if relative.1 > absolute.1 => relative,
        (Some(absolute), _) => absolute,
        (None, relative) => relative?,
    };
    // "This coming Sunday, March eighth": one day said twice.
    if let When::Weekday(weekday, _) = when
        && reader.is_mark(end, ',')
        && let Some((fields, end)) = absolute::date(reader, end + 1)
        && matches!(fields.part, YearPart::Day(..))
    {
        let fields = Fields { weekday: Some(weekday), ..fields };
        return Some((When::Calendar(fields, Which::Bare), end));
    }
    Some((when, end))
}

/// A date whose year stands after it or beside it: `June last year`, `July 25 of that year`,
/// `August and September 1914`.
fn in_its_year(reader: Reader<'_, '_>, (fields, end): (Fields, usize)) -> (When, usize) {
    let bare = (When::Calendar(fields, Which::Bare), end);
    let named = matches!(
        fields.part,
        YearPart::Month(_)
            | YearPart::Day(..)
            | YearPart::Season(_)
            | YearPart::Quarter(_)
            | YearPart::Half(_)
    );
    if fields.year.is_some() || !named {
        return bare;
    }
    let of = if reader.is_any(end, words!["of", "in"]) { end + 1 } else { end };
    if let Some((which, after)) = relative::which_year(reader, of) {
        return (When::InYear(fields, which), after);
    }
    let has_parts = matches!(fields.part, YearPart::Quarter(_) | YearPart::Half(_));
    if has_parts && of > end && absolute::is_the_year(reader, of) {
        return (When::InYear(fields, Which::Bare), of + 2);
    }
    match absolute::shared_year(reader, fields.part, end) {
        Some(year) => (When::Calendar(Fields { year: Some(year), ..fields }, Which::Bare), end),
        None => bare,
    }
}

/// The day after a time of day: `10 p.m. Wednesday`, `5 p.m. EST, Nov. 6`, `noon on Friday`.
fn day_after_time(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let mut at = reader.after_comma(idx);
    if reader.is_any(at, words!["on", "of"]) {
        at += 1;
    }
    if reader.is(at, "tonight") || reader.is(at, "tonite") {
        return Some((When::Today(0), at + 1));
    }
    if reader.is(at, "this") && reader.value(at + 1, Class::DayPart).is_some() {
        return Some((When::Today(0), at + 2));
    }
    let (when, end) = day(reader, at)?;
    // "7 o'clock Tuesday night".
    let has_part = reader.value(end, Class::DayPart).is_some_and(|part| (1..=4).contains(&part));
    is_day(&when).then_some((when, end + usize::from(has_part)))
}

/// Whether a part of the day has `mid-` or the like before it; a late-night show has no date, nor has a
/// pre-dawn raid.
fn is_prefixed(reader: Reader<'_, '_>, idx: usize) -> bool {
    reader.is_hyphen(idx - 1)
        && reader.is_any(idx.wrapping_sub(2), words!["mid", "early", "late"])
        && !reader.is(idx, "night")
}

/// `last night`, `this morning`, `the next evening`, `the night of May 5`, `tonight`, `overnight`.
fn part_of_day(reader: Reader<'_, '_>, idx: usize) -> Option<(Meaning, usize)> {
    let found = |when, part: i32, end| {
        let time = TimeOfDay::Part(u8::try_from(part).ok()?);
        Some((Meaning::At(when, Some(time)), end))
    };
    if reader.value(idx, Class::Deictic) == Some(4) {
        return found(When::Today(0), 4, idx + 1);
    }
    if reader.is(idx, "overnight") {
        return found(When::Unsaid, 4, idx + 1);
    }
    let part_at =
        |at: usize| reader.value(at, Class::DayPart).filter(|part| (1..=4).contains(part));
    if let Some(part) = part_at(idx) {
        // Bare: only "mid-afternoon yesterday", "morning of May 5".
        let (when, end) = day_after_time(reader, idx + 1)
            .filter(|_| {
                reader.is_any(idx + 1, words!["of", "on"])
                    || reader.value(idx + 1, Class::Deictic).is_some()
            })
            .or_else(|| {
                let prefixed = idx > 0
                    && (is_prefixed(reader, idx)
                        || reader.is_any(idx - 1, words!["mid", "early", "late"]))
                    && !reader.is_any(idx + 1, words!["time", "show", "club"]);
                prefixed.then_some((When::Unsaid, idx + 1))
            })?;
        return found(when, part, end);
    }
    let the = reader.is(idx, "the");
    let at = if the { idx + 1 } else { idx };
    let mut noun = at;
    let mut when = None;
    if reader.is_any(at, words!["next", "following"]) {
        when = Some(When::Period(Unit::Day, Which::Following));
        noun += 1;
    } else if reader.is_any(at, words!["previous", "preceding"]) {
        when = Some(When::Period(Unit::Day, Which::Previous));
        noun += 1;
    } else if reader.is_any(at, words!["same", "that"]) {
        when = Some(When::Period(Unit::Day, Which::Same));
        noun += 1 + usize::from(reader.is(at + 1, "same"));
    } else if reader.is(at, "last") && !the {
        when = Some(When::Today(-1));
        noun += 1;
    } else if reader.is(at, "this") && !the {
        when = Some(When::Today(0));
        noun += 1;
    }
    if reader.is_any(noun, words!["early", "late"]) {
        noun += 1;
    }
    let part = part_at(noun)?;
    let end = noun + 1;
    if let Some(when) = when {
        return found(when, part, end);
    }
    if !the {
        return None;
    }
    // "The morning show", "the night shift".
    if let Some((when, end)) =
        day_after_time(reader, end).filter(|_| reader.is_any(end, words!["of", "on"]))
    {
        return found(when, part, end);
    }
    let modifies = reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
        && !reader.has(end, Class::Preposition)
        && !reader.has(end, Class::Conjunction)
        && !reader.has(end, Class::Auxiliary);
    (!modifies).then(|| found(When::Unsaid, part, end)).flatten()
}
