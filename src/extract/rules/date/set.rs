//! Times that come again: `every Tuesday`, `daily`, `each year`, `weekends`, `twice a week`.

use rust_decimal::Decimal;

use crate::extract::finding::TimexKind;
use crate::extract::lexicon::Class;
use crate::extract::token::Token;
use crate::extract::words::words;

use super::absolute;
use super::calendar::{part_name, season_name};
use super::expression::{Amount, Expression, Meaning, Unit};
use super::reader::Reader;
use super::values;

/// The set that begins at `idx`.
pub(super) fn expression(reader: Reader<'_, '_>, idx: usize) -> Option<Expression> {
    let found = |end: usize, value: String| {
        let meaning = Meaning::Fixed(TimexKind::Set, value);
        Some(Expression { first: idx, end, meaning, modifier: None })
    };
    if let Some(value) = reader.value(idx, Class::Frequency) {
        if reader.is_any(idx, words!["quarterly"]) {
            return None;
        }
        if is_rate(reader, idx) {
            return None;
        }
        // "The Daily Mail", "Weekly Standard".
        let name = reader.is_capital(idx) && reader.is_capital(idx + 1);
        if name && !reader.begins_sentence(idx) {
            return None;
        }
        if value == 14 {
            return found(idx + 1, "XXXX-WXX-WD".to_owned());
        }
        let unit = Unit::from_lexicon(value)?;
        return found(idx + 1, values::length(Amount::Exact(Decimal::ONE), unit));
    }
    if reader.is_any(idx, words!["every", "each"]) {
        let mut at = idx + 1;
        if reader.is(idx, "each") && reader.is(at, "and") && reader.is(at + 1, "every") {
            at += 2;
        }
        if reader.is(at, "single") {
            at += 1;
        }
        if reader.is(at, "other") || reader.is(at, "second") {
            if let Some((value, end)) = named(reader, at + 1) {
                return found(end, value);
            }
            let (unit, _, end) = reader.unit(at + 1)?;
            return found(end, values::length(Amount::Exact(Decimal::TWO), unit));
        }
        if let Some((unit, false, end)) = reader.unit(at) {
            if unit == Unit::Weekend {
                return found(end, "XXXX-WXX-WE".to_owned());
            }
            return found(end, values::length(Amount::Exact(Decimal::ONE), unit));
        }
        if let Some((value, end)) = named(reader, at) {
            return found(end, value);
        }
        let (amount, _, after) = reader.amount(at)?;
        let (unit, _, end) = reader.unit(after)?;
        return found(end, values::length(amount, unit));
    }
    // "Tuesdays", "Friday nights", "weekends".
    if let Some(day) = reader.value(idx, Class::Weekday) {
        let plural_part =
            reader.value(idx + 1, Class::DayPart).filter(|&part| part > 100).map(|p| p - 100);
        if day > 100 {
            let part = reader.value(idx + 1, Class::DayPart).map(|p| p % 100).filter(|&p| p < 5);
            let end = if part.is_some() { idx + 2 } else { idx + 1 };
            return found(end, weekly(day - 100, part));
        }
        let part = plural_part.filter(|&p| p < 5)?;
        return found(idx + 2, weekly(day, Some(part)));
    }
    if reader.is(idx, "weekends") {
        return found(idx + 1, "XXXX-WXX-WE".to_owned());
    }
    None
}

/// Whether so often is a part of a rate: `by 20% annually`, `the average daily volume`.
fn is_rate(reader: Reader<'_, '_>, idx: usize) -> bool {
    let counted = |at: usize| reader.token(at).is_some_and(Token::is_number);
    idx > 0
        && (reader.is(idx, "daily") && reader.is(idx - 1, "average")
            || reader.has(idx - 1, Class::PercentSign)
            || reader.is(idx, "annually") && (counted(idx - 1) || counted(idx.wrapping_sub(2))))
}

/// A day, month, season or part of the day that comes again.
fn named(reader: Reader<'_, '_>, idx: usize) -> Option<(String, usize)> {
    if let Some(day) = reader.value(idx, Class::Weekday) {
        let part = reader.value(idx + 1, Class::DayPart).map(|p| p % 100).filter(|&p| p < 5);
        let end = if part.is_some() { idx + 2 } else { idx + 1 };
        return Some((weekly(day % 100, part), end));
    }
    if let Some(month) = reader.value(idx, Class::Month).filter(|_| reader.is_capital(idx)) {
        return Some(absolute::day_of_month(reader, reader.after_point(idx + 1)).map_or_else(
            || (format!("XXXX-{month:02}"), idx + 1),
            |(day, end)| (format!("XXXX-{month:02}-{day:02}"), end),
        ));
    }
    if let Some(season) = reader.value(idx, Class::Season) {
        let season = u8::try_from(season % 100).ok()?;
        return Some((format!("XXXX-{}", season_name(season)), idx + 1));
    }
    let part = reader.value(idx, Class::DayPart).filter(|p| (1..5).contains(p))?;
    Some((format!("XXXX-XX-XXT{}", part_name(u8::try_from(part).ok()?)), idx + 1))
}

fn weekly(day: i32, part: Option<i32>) -> String {
    let part = part.and_then(|p| u8::try_from(p).ok());
    part.map_or_else(
        || format!("XXXX-WXX-{day}"),
        |part| format!("XXXX-WXX-{day}T{}", part_name(part)),
    )
}
