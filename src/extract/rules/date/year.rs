//! Years by themselves, and the stretches of years: `1998`, `499 BC`, `fiscal 2003`, `the 1980s`, `the
//! 12th century`.

use crate::extract::lexicon::Class;
use crate::extract::words::{WordSet, words};

use super::expression::{Fields, YearPart};
use super::numeric;
use super::reader::Reader;

/// Words after which a number of four digits is a year rather than a count.
const BEFORE_YEAR: WordSet = words![
    "in", "since", "by", "during", "until", "till", "from", "to", "through", "between", "before",
    "after", "around", "circa", "early", "late", "mid", "year", "of", "and", "or", "summer",
    "winter", "spring", "autumn", "fall", "for", "season", "late-", "than", "as",
];

/// Words before a number that say it is no year.
const NEVER_BEFORE_YEAR: WordSet = words![
    "highway",
    "route",
    "flight",
    "room",
    "no",
    "number",
    "section",
    "chapter",
    "page",
    "boeing",
    "interstate",
    "model",
    "channel",
    "some",
    "nearly",
    "almost",
    "about",
    "over",
    "least",
    "most",
    "only",
    "article",
    "resolution",
    "unit",
    "windows",
    "street",
    "version",
    "index",
    "plus",
    "at",
];

/// Makes of cars, whose models are called by years.
const MAKES_OF_CARS: WordSet = words![
    "acura",
    "audi",
    "bmw",
    "buick",
    "cadillac",
    "chevrolet",
    "chevy",
    "chrysler",
    "dodge",
    "ferrari",
    "fiat",
    "ford",
    "gmc",
    "honda",
    "hyundai",
    "jaguar",
    "jeep",
    "kia",
    "lexus",
    "mazda",
    "mercedes",
    "mercury",
    "mitsubishi",
    "nissan",
    "oldsmobile",
    "peugeot",
    "plymouth",
    "pontiac",
    "porsche",
    "renault",
    "saab",
    "saturn",
    "subaru",
    "suzuki",
    "toyota",
    "volkswagen",
    "volvo",
];

/// The year after a month or a day: `, 1998`, `of 1940`, ` '98`.
pub(super) fn following_year(reader: Reader<'_, '_>, idx: usize) -> Option<(i32, usize)> {
    let mut at = idx;
    if reader.is_mark(at, ',') {
        at += 1;
        // "By May 3, 1,200 had left" and "in May, 1500 men" have no year.
        let (year, end) = year(reader, at)?;
        let counted = reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
            && reader.word(end).ends_with('s')
            && !reader.is_any(end, words!["was", "is", "has", "as", "this"])
            && !reader.is_possessive(end);
        return (!counted).then_some((year, end));
    }
    if reader.is(at, "of") {
        at += 1;
    }
    year(reader, at).or_else(|| short_year(reader, at))
}

/// `'98`.
pub(super) fn short_year(reader: Reader<'_, '_>, idx: usize) -> Option<(i32, usize)> {
    let glued = reader.is_apostrophe(idx) && reader.is_glued(idx + 1);
    let (year, _) = reader.digits(idx + 1).filter(|&(_, len)| glued && len == 2)?;
    Some((numeric::century_for(year), idx + 2))
}

/// A number that can be a year: four digits, or an era beside it, or `nineteen eighty-four`.
pub(super) fn year(reader: Reader<'_, '_>, idx: usize) -> Option<(i32, usize)> {
    if reader.is_any(idx, words!["ad", "a.d.", "ce"])
        && reader.is_capital(idx)
        && let Some((number, _)) = reader.digits(idx + 1)
    {
        return Some((i32::from(number), idx + 2));
    }
    if let Some((number, len)) = reader.digits(idx) {
        let mut at = idx + 1;
        if let Some(back) = era(reader, at) {
            let year = if back { 1 - i32::from(number) } else { i32::from(number) };
            return (number > 0).then_some((year, at + 1));
        }
        // The era may stand after the last of several years: "499-493 BC", "496 and 495 BC".
        if (reader.is_dash(at) || reader.is_any(at, words!["to", "and", "or"]))
            && reader.digits(at + 1).is_some()
            && let Some(back) = era(reader, at + 2)
        {
            let year = if back { 1 - i32::from(number) } else { i32::from(number) };
            return (number > 0).then_some((year, at));
        }
        // The era of a range of ranges is found by the caller's memory, not here.
        if len != 4 || !(1000..2200).contains(&number) {
            return None;
        }
        let joined = reader.is_glued(at)
            && reader
                .token(at)
                .is_some_and(|t| (t.is_word() && !matches!(t.first, '\'' | '’')) || t.is_mark('%'));
        if joined {
            return None;
        }
        at = idx + 1;
        return Some((i32::from(number), at));
    }
    // "Nineteen eighty-four", "two thousand".
    let first = reader.value(idx, Class::Cardinal)?;
    if matches!(first, 18..=20)
        && let Some((rest, end)) = reader.number(idx + 1)
        && let Ok(rest) = i32::try_from(rest.mantissa())
        && (10..100).contains(&rest)
        && reader.value(idx + 1, Class::Cardinal).is_some()
    {
        return Some((first * 100 + rest, end));
    }
    None
}

/// Whether the word at `idx` is an era, and whether its years count back.
pub(super) fn era(reader: Reader<'_, '_>, idx: usize) -> Option<bool> {
    if reader.is_any(idx, words!["bc", "b.c.", "bce", "b.c.e."]) {
        return Some(true);
    }
    (reader.is_any(idx, words!["ad", "a.d.", "ce", "c.e."]) && reader.is_capital(idx))
        .then_some(false)
}

/// The last year of a range whose century is said once: `1915-17`, `1990–94`.
pub(super) fn next_year(
    reader: Reader<'_, '_>,
    fields: Fields,
    end: usize,
) -> Option<(Fields, usize)> {
    let first = fields.year.filter(|&year| year >= 1000 && fields.part == YearPart::Whole)?;
    let (last, 2) = reader.digits(end + 1)? else { return None };
    let glued = reader.is_hyphen(end) && reader.is_glued(end + 1);
    let goes_on = reader.is_hyphen(end + 2) && reader.is_glued(end + 3);
    let last = first.div_euclid(100) * 100 + i32::from(last);
    (glued && !goes_on && last > first)
        .then_some((Fields { year: Some(last), ..Fields::default() }, end + 2))
}

/// What a year is called that someone counts by.
const FISCAL: WordSet = words!["fiscal", "financial", "fy", "calendar", "tax"];

/// `fiscal 1988`, `FY2025`, `the year 2000`, `fiscal year 2024-25`.
pub(super) fn fiscal_year(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let mut at = if reader.is(idx, "the") { idx + 1 } else { idx };
    let start = at;
    // "The 1988 fiscal year".
    if let Some((year, after)) = year(reader, at)
        && reader.is_any(after, FISCAL)
        && reader.is(after + 1, "year")
    {
        return Some((Fields { year: Some(year), ..Fields::default() }, after + 2));
    }
    while reader.is_any(at, FISCAL) || (reader.is(at, "year") && at < start + 2) {
        at += 1;
    }
    if at == start {
        return None;
    }
    if let Some((year, end)) = year(reader, at).or_else(|| short_year(reader, at)) {
        return Some((Fields { year: Some(year), ..Fields::default() }, end));
    }
    // "The year two thousand".
    let (number, end) = reader.number(at).filter(|_| reader.is(at - 1, "year"))?;
    let year = i32::try_from(number.mantissa()).ok().filter(|y| (1000..2200).contains(y))?;
    Some((Fields { year: Some(year), ..Fields::default() }, end))
}

/// `the 1980s`, `the '60s`, `the eighties`.
pub(super) fn decade(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let start = if reader.is(idx, "the") { idx + 1 } else { idx };
    if let Some(years) = reader.value(start, Class::DecadeName) {
        let the =
            start > idx || reader.is_any(idx.wrapping_sub(1), words!["early", "late", "mid", "-"]);
        let part = YearPart::BareDecade(u8::try_from(years).ok()?);
        return the.then_some((Fields { part, ..Fields::default() }, start + 1));
    }
    let short = reader.is_apostrophe(start);
    let at = if short { start + 1 } else { start };
    let (number, len) = reader.digits(at)?;
    let plural = reader.is_glued(at + 1)
        && (reader.is(at + 1, "s") || (reader.is_possessive(at + 1) && start > idx));
    if !plural || number % 10 != 0 {
        return None;
    }
    if len == 2 && (short || (start > idx && number >= 20)) {
        let part = YearPart::BareDecade(u8::try_from(number).ok()?);
        return Some((Fields { part, ..Fields::default() }, at + 2));
    }
    if len != 4 || !(1000..2200).contains(&number) {
        return None;
    }
    // "The 1800s" are a century, "the 2000s" ten years so far.
    let is_century = number % 100 == 0 && number != 2000;
    let part = if is_century { YearPart::Century } else { YearPart::Decade };
    Some((Fields { year: Some(i32::from(number)), part, ..Fields::default() }, at + 2))
}

/// `the 20th century`, `the ninth century BC`.
pub(super) fn century(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let start = if reader.is(idx, "the") { idx + 1 } else { idx };
    let (n, after) = reader.ordinal(start).filter(|(n, _)| (1..=30).contains(n))?;
    let noun = if reader.is_hyphen(after) { after + 1 } else { after };
    // "The late 19th and early 20th centuries": the noun stands once.
    let shared = || {
        let mut at = noun + 1;
        while reader.is_any(at, words!["the", "early", "late", "mid"]) || reader.is_hyphen(at) {
            at += 1;
        }
        let joined = reader.is_any(noun, words!["and", "or", "to"]) || reader.is_dash(noun);
        reader.ordinal(at).is_some_and(|(_, end)| joined && reader.is(end, "centuries"))
    };
    if !reader.is_any(noun, words!["century", "centuries"]) {
        let year = (i32::from(n) - 1) * 100;
        let fields = Fields { year: Some(year), part: YearPart::Century, ..Fields::default() };
        return shared().then_some((fields, after));
    }
    let first = (i32::from(n) - 1) * 100;
    let mut end = noun + 1;
    let year = match era(reader, end) {
        Some(back) => {
            end += 1;
            if back { 1 - first } else { first }
        }
        None => first,
    };
    let fields = Fields { year: Some(year), part: YearPart::Century, ..Fields::default() };
    Some((fields, end))
}

/// A year by itself: after a preposition, in brackets, or in modern times before anything but a
/// counted noun.
pub(super) fn bare_year(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    if let Some((year, end)) = short_year(reader, idx) {
        let placed = idx > 0 && reader.is_any(idx - 1, BEFORE_YEAR);
        return placed.then_some((Fields { year: Some(year), ..Fields::default() }, end));
    }
    let (year, end) = year(reader, idx)?;
    let fields = Fields { year: Some(year), ..Fields::default() };
    // "The 2022/23 season" begins in the year that is named in full.
    let turn = end == idx + 1
        && reader.is_mark(end, '/')
        && reader.is_glued(end)
        && reader.is_glued(end + 1)
        && reader
            .digits(end + 1)
            .is_some_and(|(next, len)| len == 2 && i32::from(next) == (year + 1).rem_euclid(100));
    if turn {
        return Some((fields, end + 2));
    }
    let in_words = !reader.token(idx)?.is_number();
    if end > idx + 1 && !in_words || era(reader, end + 2).is_some() || year <= 0 {
        return Some((fields, end));
    }
    let before = idx.wrapping_sub(1);
    let placed = idx > 0
        && (reader.is_any(before, BEFORE_YEAR)
            || (reader.is_mark(before, '(') && !reader.is(end, "in")));
    if idx > 0 && !placed {
        // "Until at least 2021" is a year, "at least 2021 people" are not.
        let bound = reader.is(before, "least")
            && reader.is_any(
                before.wrapping_sub(2),
                words!["until", "till", "through", "by", "since", "from"],
            );
        let barred = !bound
            && (reader.has(before, Class::CurrencySign)
                || reader.is_any(before, NEVER_BEFORE_YEAR)
                || reader.is_mark(before, '#')
                || reader.is_mark(before, '/') && reader.is_glued(idx)
                || (reader.is_mark(before, '.')
                    && reader.is_any(before.wrapping_sub(1), words!["no", "nos", "sec"])));
        if barred {
            return None;
        }
    }
    // "A 1987 Chevrolet" is called by its year.
    if !placed && reader.is_capital(end) && reader.is_any(end, MAKES_OF_CARS) {
        return None;
    }
    if in_words {
        // "Twenty twenty" may count; nothing counts as "nineteen ninety-seven" does.
        return (placed || year < 2000).then_some((fields, end));
    }
    let glued_before = reader.is_glued(idx) && idx > 0;
    if glued_before && !reader.is_mark(before, '(') && !reader.is_hyphen(before) {
        let opening = reader.token(before).is_some_and(|t| {
            matches!(t.first, '"' | '“' | '‘' | '\'' | '[' | '—' | '–' | '`' | '_' | '/')
        });
        if !opening {
            return None;
        }
    }
    if reader.is_mark(end, '/') && reader.is_glued(end) {
        return None;
    }
    // Counted things: "2000 people", "1500 metres", "1600 GMT".
    let next = reader.token(end);
    let plural_noun = next.is_some_and(|t| t.is_word() && t.first.is_lowercase())
        && reader.word(end).len() > 3
        && reader.word(end).ends_with('s');
    let counts = reader.has(end, Class::PercentSign)
        || reader.has(end, Class::TimeZone)
        || reader.has(end, Class::Scale)
        || (reader.has(end, Class::Unit)
            && !reader.has(end, Class::Preposition)
            && !placed
            && (plural_noun || reader.word(end).len() <= 2))
        || reader
            .is_any(end, words!["people", "men", "women", "troops", "soldiers", "others", "hours"])
        || (reader.value(end, Class::Period).is_some_and(|v| v > 100));
    if counts {
        return None;
    }
    let is_range = (reader.is_dash(end) && reader.digits(end + 1).is_some_and(|(_, len)| len == 4))
        || (reader.is_hyphen(before)
            && reader.digits(idx.wrapping_sub(2)).is_some_and(|(_, len)| len == 4));
    if is_range {
        return Some((fields, end));
    }
    let modern = (1900..=2059).contains(&year) || reader.is_history();
    let fine =
        if modern { placed || !(plural_noun && year % 100 == 0) } else { placed && !plural_noun };
    fine.then_some((fields, end))
}
