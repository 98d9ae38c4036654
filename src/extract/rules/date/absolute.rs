//! Dates by name and number: `10 May 1944`, `Q3 2025`, `the 1980s`, `499 BC`, `2025-05-02`.

use crate::extract::lexicon::{Class, Classes};
use crate::extract::token::Token;

use super::expression::{Fields, YearPart};
use super::numeric;
use super::reader::Reader;
use super::relative;
use super::year::{bare_year, century, decade, fiscal_year, following_year, short_year, year};
use crate::extract::words::{WordSet, words};

/// What a date begins with, after an article.
const BEGINNINGS: Classes = Classes::of(&[
    Class::Digits,
    Class::Cardinal,
    Class::Ordinal,
    Class::Month,
    Class::Weekday,
    Class::Season,
    Class::DecadeName,
]);

/// Other words that a date begins with: of a quarter, a year someone counts by, an era.
const BEGINNING_WORDS: WordSet = words![
    "q",
    "h",
    "last",
    "latter",
    "final",
    "closing",
    "year",
    "fiscal",
    "financial",
    "fy",
    "calendar",
    "tax",
    "ad",
    "a.d.",
    "ce",
];

/// The date that begins at `idx`, and the index after it.
pub(super) fn date(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let first = idx + usize::from(reader.is(idx, "the"));
    let may_begin = reader.token(first)?.classes.meets(BEGINNINGS)
        || reader.is_any(first, BEGINNING_WORDS)
        || reader.is_apostrophe(first);
    if !may_begin {
        return None;
    }
    with_weekday(reader, idx)
        .or_else(|| numeric::date(reader, idx))
        .or_else(|| month_first(reader, idx))
        .or_else(|| day_first(reader, idx))
        .or_else(|| part_of_year(reader, idx))
        .or_else(|| decade(reader, idx))
        .or_else(|| century(reader, idx))
        .or_else(|| bare_year(reader, idx))
}

/// `Saturday, April 25`, `Friday the 13th`.
fn with_weekday(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let weekday = reader.value(idx, Class::Weekday).filter(|&w| w < 100)?;
    let mut at = reader.after_comma(reader.after_point(idx + 1));
    let dated = |at: usize| month_first(reader, at).or_else(|| day_first(reader, at));
    let date = dated(at)
        .or_else(|| numeric::date(reader, at))
        .filter(|(fields, _)| matches!(fields.part, YearPart::Day(..)));
    if let Some((fields, end)) = date {
        return Some((Fields { weekday: u8::try_from(weekday).ok(), ..fields }, end));
    }
    at = idx + 1;
    if !reader.is(at, "the") {
        return None;
    }
    let (day, end) = reader.ordinal(at + 1).filter(|&(day, _)| (1..=31).contains(&day))?;
    let fields = Fields {
        part: YearPart::DayOnly(u8::try_from(day).ok()?),
        weekday: u8::try_from(weekday).ok(),
        ..Fields::default()
    };
    Some((fields, end))
}

/// A month's name, sure to be one only by what stands around it.
pub(super) fn month(reader: Reader<'_, '_>, idx: usize) -> Option<(u8, usize)> {
    let month = reader.value(idx, Class::Month)?;
    Some((u8::try_from(month).ok()?, idx + 1))
}

/// `April 25, 1998`, `Oct. 1984`, `February of 1940`, `March eighth`, `May`.
pub(super) fn month_first(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let (month, after) = month(reader, idx)?;
    let dotted = reader.after_point(after);
    if let Some((day, end)) = day_of_month(reader, dotted).or_else(|| spoken_day(reader, after)) {
        // Lower case leaves "may 5" and "march 5" open.
        if reader.is_capital(idx) || !is_also_a_word(reader, idx) {
            let fields = Fields { part: YearPart::Day(month, day), ..Fields::default() };
            // After a day and a comma nothing but a year stands in four digits.
            let (year, end) = year(reader, reader.after_comma(end))
                .or_else(|| following_year(reader, end))
                .map_or((None, end), |(year, end)| (Some(year), end));
            return Some((Fields { year, ..fields }, end));
        }
    }
    if let Some((year, end)) = following_year(reader, dotted) {
        let fields = Fields { year: Some(year), part: YearPart::Month(month), ..Fields::default() };
        return Some((fields, end));
    }
    let fields = Fields { part: YearPart::Month(month), ..Fields::default() };
    is_month_alone(reader, idx).then_some((fields, after))
}

/// `the 28th` after a month's name; "in May the 3rd Army" and "in May the 3rd man" name no day.
fn spoken_day(reader: Reader<'_, '_>, idx: usize) -> Option<(u8, usize)> {
    let (day, end) = reader
        .ordinal(idx + 1)
        .filter(|(day, _)| reader.is(idx, "the") && (1..=31).contains(day))?;
    let counts = reader.token(end).is_some_and(Token::is_word)
        && ![Class::Preposition, Class::Auxiliary, Class::Conjunction, Class::Pronoun]
            .iter()
            .any(|&class| reader.has(end, class));
    (!counts).then_some((u8::try_from(day).ok()?, end))
}

/// Names of months that are other words too.
fn is_also_a_word(reader: Reader<'_, '_>, idx: usize) -> bool {
    reader.is_any(idx, words!["may", "march", "mar", "august", "sep", "dec", "jan", "jun"])
}

/// Whether a month's name with neither day nor year is one: not `may` the verb, not Theresa May.
fn is_month_alone(reader: Reader<'_, '_>, idx: usize) -> bool {
    let short = reader.word(idx).len() <= 4 && !reader.is_any(idx, words!["may", "june", "july"]);
    if short && !reader.is_any(idx, words!["sept"]) {
        // "Jan" and "Mar" are names; a point or a preposition makes months of them.
        let prepared = idx > 0 && reader.is_any(idx - 1, BEFORE_MONTH);
        return reader.is_capital(idx)
            && (prepared || (reader.is_mark(idx + 1, '.') && reader.is_glued(idx + 1)))
            && !reader.is_capital(idx.wrapping_sub(1));
    }
    if !reader.is_any(idx, words!["may", "march", "august"]) {
        return true;
    }
    // "May-June", "May through July".
    let joins = reader.is_dash(idx + 1) || reader.is(idx + 1, "through");
    if reader.is_capital(idx) && joins && reader.has(idx + 2, Class::Month) {
        return true;
    }
    if !reader.is_capital(idx) {
        return false;
    }
    let Some(before) = idx.checked_sub(1) else { return false };
    // "In mid-March".
    let before = before - usize::from(before > 0 && reader.is_hyphen(before));
    if reader.is_any(before, BEFORE_MONTH) {
        return true;
    }
    // "In the year to March".
    if reader.is(before, "to") && reader.has(before.wrapping_sub(1), Class::Period) {
        return true;
    }
    if reader.is(idx, "august") {
        return !reader.is_capital(before) || reader.begins_sentence(before);
    }
    // "April and May", "the March deadline".
    let joined = reader.is_any(before, words!["and", "or", "to"])
        && reader.value(before.wrapping_sub(1), Class::Month).is_some();
    let modifies = (reader.is_any(before, words!["the", "a", "an", "its", "their", "his"])
        || reader.is_possessive(before))
        && !reader.is_any(idx + 1, words!["on", "for", "against", "of", "in", "to", "and"])
        && reader.token(idx + 1).is_some_and(|t| t.is_word());
    joined || modifies
}

/// Words that stand before a month in the calendar's sense.
const BEFORE_MONTH: WordSet = words![
    "in", "of", "since", "until", "till", "by", "last", "next", "this", "early", "late", "mid",
    "through", "from", "between", "before", "after", "during", "for", "each", "every", "late-",
    "as",
];

/// A day of the month: `25`, `25th`, `eighth`. Not the beginning of a figure.
pub(super) fn day_of_month(reader: Reader<'_, '_>, idx: usize) -> Option<(u8, usize)> {
    let (day, end) = reader
        .ordinal(idx)
        .or_else(|| reader.digits(idx).filter(|&(_, len)| len <= 2).map(|(day, _)| (day, idx + 1)))
        .filter(|(day, _)| (1..=31).contains(day))?;
    let counted = reader.has(end, Class::PercentSign)
        || reader.has(end, Class::Scale)
        || (reader.is_mark(end, ':') && reader.is_glued(end) && reader.is_glued(end + 1))
        || (reader.is_mark(end, '/') && reader.is_glued(end))
        || reader.is_any(end, words!["percent", "per", "people", "men", "women", "points"])
        || (reader.is_hyphen(end) && reader.value(end + 1, Class::Period).is_some());
    if counted {
        return None;
    }
    Some((u8::try_from(day).ok()?, end))
}

/// `10 May 1944`, `the 5th of November`, and `3` of `3-5 October`.
fn day_first(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let start = if reader.is(idx, "the") { idx + 1 } else { idx };
    let (day, after) = day_of_month(reader, start)?;
    let spoken = start > idx || reader.value(start, Class::Ordinal).is_some();
    let of = if reader.is(after, "of") { after + 1 } else { after };
    if let Some((month, end)) = month(reader, of) {
        let sure = of > after || reader.is_capital(of) || !is_also_a_word(reader, of);
        if !sure || (spoken && of == after && reader.digits(start).is_none()) {
            return None;
        }
        let dotted = reader.after_point(end);
        let (year, end) =
            following_year(reader, dotted).map_or((None, end), |(year, end)| (Some(year), end));
        let fields = Fields { year, part: YearPart::Day(month, day), ..Fields::default() };
        return Some((fields, end));
    }
    // "Until the 15th": the month is the one in hand.
    let before = idx.wrapping_sub(1);
    let alone = start > idx
        && reader.digits(start).is_some()
        && reader.is_any(before, words!["on", "until", "till", "by", "since", "from", "to"])
        && !reader.token(after).is_some_and(|t| {
            t.is_word()
                && !reader.has(after, Class::Preposition)
                && !reader.has(after, Class::Conjunction)
                && !reader.has(after, Class::Auxiliary)
                && !reader.has(after, Class::Pronoun)
        });
    if alone && !reader.is_any(after, words!["of", "to", "and", "or"]) {
        return Some((Fields { part: YearPart::DayOnly(day), ..Fields::default() }, after));
    }
    // The month may stand after the last of several days.
    let joined = reader.is_dash(after) || reader.is_any(after, words!["to", "and", "or"]);
    if !joined {
        return None;
    }
    let next = if reader.is(after + 1, "the") { after + 2 } else { after + 1 };
    let (_, end) = day_of_month(reader, next).filter(|&(next, _)| next > day)?;
    let end = if reader.is(end, "of") { end + 1 } else { end };
    let (month, end) = month(reader, end)?;
    let year = following_year(reader, reader.after_point(end)).map(|(year, _)| year);
    Some((Fields { year, part: YearPart::Day(month, day), ..Fields::default() }, after))
}

/// The year that a date shares with the one it is joined to: `August and September 1914`,
/// `26 June - 4 August 1952`, `March 5-9, 1918`.
pub(super) fn shared_year(reader: Reader<'_, '_>, part: YearPart, end: usize) -> Option<i32> {
    let joined =
        reader.is_dash(end) || reader.is_any(end, words!["and", "or", "to", "until", "through"]);
    if !joined {
        return None;
    }
    let mut at = end + 1;
    while at < end + 4
        && (reader.is_any(at, words!["the", "early", "late", "mid"]) || reader.is_hyphen(at))
    {
        at += 1;
    }
    if let (YearPart::Day(..), Some((_, after))) = (part, day_of_month(reader, at))
        && month(reader, after).is_none()
        && let Some((year, _)) = following_year(reader, after)
    {
        return Some(year);
    }
    let (other, _) =
        month_first(reader, at).or_else(|| day_first(reader, at)).or_else(|| season(reader, at))?;
    let year = other.year?;
    // "From October to March 1945" begins the year before.
    let month = |part| match part {
        YearPart::Month(month) | YearPart::Day(month, _) => month,
        YearPart::Season(4) => 1,
        YearPart::Season(season) => season * 3,
        _ => 0,
    };
    Some(if month(part) > month(other.part) { year - 1 } else { year })
}

/// The day after one whose month it shares: `May 4 and 5`, `Oct. 23-25`.
pub(super) fn next_day(
    reader: Reader<'_, '_>,
    fields: Fields,
    end: usize,
) -> Option<(Fields, usize)> {
    let YearPart::Day(month, day) = fields.part else { return None };
    let is_range = reader.is_dash(end);
    if !is_range && !reader.is_any(end, words!["and", "or", "to"]) {
        return None;
    }
    let (next, after) = day_of_month(reader, end + 1).filter(|&(next, _)| next > day)?;
    let named =
        self::month(reader, if reader.is(after, "of") { after + 1 } else { after }).is_some();
    // "On May 4 and 5 people" counts people.
    let counts = reader.token(after).is_some_and(|t| t.is_word() && t.first.is_lowercase())
        && !reader.has(after, Class::Preposition)
        && !reader.has(after, Class::Auxiliary)
        && !reader.has(after, Class::Conjunction);
    if named
        || (counts && !is_range)
        || (reader.is_hyphen(after) && reader.digits(after + 1).is_some())
    {
        return None;
    }
    let (year, after) =
        following_year(reader, after).map_or((fields.year, after), |(y, e)| (Some(y), e));
    let part = YearPart::Day(month, next);
    Some((Fields { year, part, ..Fields::default() }, after))
}

/// Seasons, quarters, halves and fiscal years.
fn part_of_year(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    season(reader, idx).or_else(|| quarter(reader, idx)).or_else(|| fiscal_year(reader, idx))
}

/// `spring 1998`, `the summer of 1942`, `autumn`.
fn season(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let start = if reader.is(idx, "the") { idx + 1 } else { idx };
    // "The 1982 summer"; the 2012 Summer Olympics have a name.
    if let Some((year, at)) = year(reader, start)
        && let Some(season) = reader.value(at, Class::Season).filter(|&s| s < 100)
        && !reader.is_capital(at)
        && !reader.is_any(at + 1, words!["of", "in", "from"])
    {
        let part = YearPart::Season(u8::try_from(season).ok()?);
        return Some((Fields { year: Some(year), part, ..Fields::default() }, at + 1));
    }
    let season = reader.value(start, Class::Season).filter(|&s| s < 100)?;
    let part = YearPart::Season(u8::try_from(season).ok()?);
    let after = start + 1;
    if let Some((year, end)) = following_year(reader, after) {
        return Some((Fields { year: Some(year), part, ..Fields::default() }, end));
    }
    let before = idx.wrapping_sub(1);
    let placed = start > idx
        || (reader.is_history()
            && (reader.is_capital(start)
                || reader.is_any(start, words!["winter", "summer", "autumn"])))
        || reader.is_any(
            before,
            words![
                "in", "by", "since", "until", "last", "this", "next", "early", "late", "mid", "of",
                "during", "through",
            ],
        )
        || (reader.is_dash(before) && reader.is(before.wrapping_sub(1), "mid"));
    // "The fall of Budapest", "in spring water".
    let other = reader.is_any(after, words!["of", "in", "from", "back", "short", "to"])
        && reader.is_any(start, words!["fall", "spring"])
        && relative::which_year(reader, after + 1).is_none();
    (placed && !other).then_some((Fields { part, ..Fields::default() }, after))
}

/// Whether the sentence speaks of a match.
fn is_of_match(reader: Reader<'_, '_>, idx: usize) -> bool {
    let Some(sentence) = reader.passage().sentence_of(idx) else { return false };
    let from = idx.saturating_sub(MATCH_REACH).max(sentence.tokens.start);
    let to = (idx + MATCH_REACH).min(sentence.tokens.end);
    (from..to).any(|at| reader.has(at, Class::Sport))
}

/// How far from a quarter to look for words of a match, in tokens.
const MATCH_REACH: usize = 25;

/// `the third quarter of 1990`, `Q3 2025`, `first-quarter`, `the 1988 third quarter`, `the first half`.
fn quarter(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    // "Q3 2025": one letter and a digit.
    if reader.is_any(idx, words!["q", "h"])
        && reader.is_glued(idx + 1)
        && let Some((n @ 1..=4, 1)) = reader.digits(idx + 1)
    {
        let n = u8::try_from(n).ok()?;
        let part = match reader.is(idx, "q") {
            true => YearPart::Quarter(n),
            false if n < 3 => YearPart::Half(n),
            false => return None,
        };
        let of = if reader.is(idx + 2, "of") { idx + 3 } else { idx + 2 };
        let (year, end) = following_year(reader, of).map_or((None, idx + 2), |(y, e)| (Some(y), e));
        return Some((Fields { year, part, ..Fields::default() }, end));
    }
    let mut at = idx;
    if reader.is(at, "the") {
        at += 1;
    }
    let start = at;
    let mut year_before = None;
    if let Some((y, end)) = year(reader, at) {
        year_before = Some(y);
        at = end;
    }
    if reader.is_any(at, words!["fiscal", "calendar"]) {
        at += 1;
        if let Some((y, end)) = year(reader, at) {
            year_before = Some(y);
            at = end;
        }
    }
    let (n, after) = reader.ordinal(at).or_else(|| {
        reader.is_any(at, words!["last", "latter", "final", "closing"]).then_some((0, at + 1))
    })?;
    // In "the third-quarter loss" the article is that of the loss.
    if reader.is_hyphen(after) && start > idx && reader.is(after + 1, "quarter") && at == start {
        return None;
    }
    let mut noun = if reader.is_hyphen(after) { after + 1 } else { after };
    if reader.is_any(noun, words!["fiscal", "calendar"]) {
        noun += 1;
    }
    // "The first two quarters of 1990" are half a year.
    let are_two =
        n <= 1 && reader.is_any(noun, words!["two", "2"]) && reader.is(noun + 1, "quarters");
    let part = if reader.is(noun, "quarter") && n <= 4 {
        YearPart::Quarter(if n == 0 { 4 } else { u8::try_from(n).ok()? })
    } else if are_two {
        noun += 1;
        YearPart::Half(if n == 1 { 1 } else { 2 })
    } else if reader.is(noun, "half")
        && n <= 2
        && (reader.is(start.wrapping_sub(1), "the")
            || reader.is_possessive(start.wrapping_sub(1))
            || noun > after && n > 0)
    {
        YearPart::Half(if n == 1 { 1 } else { 2 })
    } else {
        return None;
    };
    let end = noun + 1;
    if year_before.is_some() {
        return Some((Fields { year: year_before, part, ..Fields::default() }, end));
    }
    let mut of = end;
    if reader.is_any(of, words!["of", "in"]) {
        of += 1;
    }
    while reader.is_any(of, words!["fiscal", "calendar", "year", "the"]) {
        of += 1;
    }
    let (year, end) = year(reader, of)
        .or_else(|| short_year(reader, of))
        .map_or((None, end), |(year, end)| (Some(year), end));
    if year.is_none() {
        // "The first half of it" is of something else, "the last quarter" of no year.
        let is_of_year = reader.is(end, "of")
            && (relative::which_year(reader, end + 1).is_some() || is_the_year(reader, end + 1));
        let is_of_other = reader.is(end, "of") && !is_of_year;
        let is_half = matches!(part, YearPart::Half(_));
        let is_vague = (n == 0 || are_two) && !is_of_year || is_half && is_of_other;
        if is_vague || !is_of_year && is_of_match(reader, idx) {
            return None;
        }
    }
    Some((Fields { year, part, ..Fields::default() }, end))
}

/// `the year` by itself, whose parts are told: `the second half of the year`.
pub(super) fn is_the_year(reader: Reader<'_, '_>, idx: usize) -> bool {
    reader.is(idx, "the")
        && reader.is(idx + 1, "year")
        && !reader.is_possessive(idx + 2)
        && !reader.is_hyphen(idx + 2)
        && !reader.is_any(idx + 2, words!["before", "after", "ended", "ending", "to"])
}
