//! Lengths of time (`nearly two years`, `the past three months`, `a five-hour`), and the dates that
//! lie such a length away (`two years ago`, `a few days later`).

use rust_decimal::Decimal;

use crate::extract::finding::{Modifier, TimexKind};
use crate::extract::lexicon::{Class, Classes};

use super::expression::{Amount, Expression, From, Meaning, Unit, When};
use super::reader::Reader;
use super::values;

/// Words before an indefinite length (`a year`, `years`) that make it one: `for a year`. After
/// anything else `a year` may be a rate, and `years` is just a word.
const BEFORE_LENGTH: &[&str] = &[
    "for", "in", "within", "after", "over", "than", "nearly", "almost", "about", "least", "lasted",
    "lasting", "spent", "takes", "take", "took", "barely", "up", "until", "by", "just", "only",
    "half", "around", "roughly", "last", "lasts", "spend", "during", "every", "over", "under",
];

/// The length or the distant date that begins at `idx`; hedges and articles belong to it.
pub(super) fn expression(reader: Reader<'_, '_>, idx: usize) -> Option<Expression> {
    let (hedge, mut at) = hedge(reader, idx).map_or((None, idx), |(m, at)| (Some(m), at));
    let core = at;
    if reader.is_any(at, &["each", "all"]) && reader.is(at + 1, "of") {
        at += 2;
    }
    // "The past three months", "his first two years", "these four days".
    let article =
        reader.is_any(at, &["the", "his", "her", "its", "their", "our", "my", "these", "those"]);
    let from_article = if article { at + 1 } else { at };
    let shift = reader.is_any(
        from_article,
        &[
            "past",
            "last",
            "next",
            "coming",
            "previous",
            "first",
            "following",
            "preceding",
            "latest",
            "final",
            "upcoming",
        ],
    );
    let from_shift = if shift
        && (article
            || reader.number(from_article + 1).is_some()
            || reader.is_any(from_article + 1, &["few", "several", "couple"]))
    {
        from_article + 1
    } else {
        from_article
    };
    let shifted = from_shift > from_article;
    let (amount, high, after) = match reader.amount(from_shift) {
        Some((amount, high, after)) => (Some(amount), high, after),
        None if shifted && reader.is_any(from_shift, &["couple"]) => {
            let after =
                if reader.is(from_shift + 1, "of") { from_shift + 2 } else { from_shift + 1 };
            (Some(Amount::Exact(Decimal::TWO)), None, after)
        }
        None => (None, None, from_shift),
    };
    // "The two years" needs an article that does not count by itself.
    if article && amount.is_some_and(|_| reader.is_any(from_shift, &["a", "an", "another"])) {
        return None;
    }
    // "A month-long siege", "a decades-long feud".
    if let Some((unit, plural, after)) = reader.unit(core)
        && reader.is_hyphen(after)
        && reader.is(after + 1, "long")
    {
        let amount = if plural { Amount::Some } else { Amount::Exact(Decimal::ONE) };
        return Some(length(idx, after + 2, amount, unit, None, hedge));
    }
    if reader.is(core, "recent")
        && let Some((unit @ (Unit::Week | Unit::Month), true, end)) = reader.unit(core + 1)
    {
        return Some(length(idx, end, Amount::Some, unit, None, hedge));
    }
    // "The year ended July 2".
    if reader.is(core, "the")
        && reader.is(core + 1, "year")
        && (reader.is_any(core + 2, &["ended", "ending"])
            || (reader.is(core + 2, "to") && reader.has(core + 3, Class::Month)))
    {
        return Some(length(idx, core + 2, Amount::Exact(Decimal::ONE), Unit::Year, None, hedge));
    }
    // "The past year": as long as that, up to now.
    if let (true, true, Some((unit, false, end))) =
        (article, reader.is(from_article, "past"), reader.unit(from_article + 1))
        && !unit.is_of_clock()
        && unit != Unit::Weekend
        && !reader.is_capital(from_article + 1)
    {
        return Some(length(idx, end, Amount::Exact(Decimal::ONE), unit, None, hedge));
    }
    if let (Some(amount), true) = (amount, reader.is_hyphen(after)) {
        if article && !shifted {
            return None;
        }
        return hyphenated(reader, idx, amount, after + 1, hedge);
    }
    let mut adjective = reader.after_unit_adjectives(after);
    // "Ten brutal months": an adjective that no list knows.
    if amount.is_some() && reader.unit(adjective).is_none() && is_adjective(reader, adjective) {
        adjective += 1;
        reader.unit(adjective).filter(|(_, plural, _)| *plural)?;
    }
    let (unit, plural, end) = reader.unit(adjective)?;
    let is_one = amount == Some(Amount::Exact(Decimal::ONE));
    if let Some(amount @ Amount::Exact(n)) = amount
        && plural == is_one
        && adjective == after
        && n >= Decimal::ONE
    {
        // "A five year low" is written for "a five-year low".
        let adjectival = !plural
            && reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
            && reader.is_any(core.wrapping_sub(1), &["a", "an", "the", "its", "his", "their"]);
        return adjectival.then(|| length(idx, end, amount, unit, None, hedge));
    }
    let bare = amount.is_none() && from_shift == core;
    if amount.is_none() && !plural {
        return None;
    }
    if unit == Unit::Second && !plural {
        return None;
    }
    // "60 Minutes", "the Year III".
    if reader.is_capital(adjective)
        && !reader.token(adjective).is_some_and(|t| t.shape.is_all_capitals())
        && !reader.is_capital(adjective.wrapping_sub(1))
        && !reader.is_history()
    {
        return None;
    }
    let amount_value = amount.unwrap_or(Amount::Some);
    // "Two and a half" stands before the unit or after it.
    let (amount_value, after_half) = with_half(reader, amount_value, end);
    let has_half = after_half > end;
    let end = after_half;
    if is_age(reader, core, end) {
        return None;
    }
    let mut modifier = hedge;
    let mut end = end;
    if reader.is(end, "or") && reader.is_any(end + 1, &["so", "more", "less", "longer"]) {
        modifier = Some(match reader.word(end + 1) {
            "so" => Modifier::Approx,
            "less" => Modifier::EqualOrLess,
            _ => Modifier::EqualOrMore,
        });
        end += 2;
    }
    if let Some(moved) = moved(reader, idx, (amount_value, unit), end, modifier) {
        return (!article || shifted).then_some(moved);
    }
    let before = core.wrapping_sub(1);
    if amount.is_none() {
        // "Years" alone, "the weeks ahead", "recent years" are read with great care or elsewhere.
        let hanging = reader
            .is_any(end, &["ahead", "before", "after", "since", "following", "leading", "prior"]);
        if !bare {
            if !(article && reader.is(core, "the") && (hanging || shifted)) {
                return None;
            }
            let end = if reader.is(end, "ahead") { end + 1 } else { end };
            return Some(length(idx, end, Amount::Some, unit, None, modifier));
        }
        let placed = core > 0
            && reader.is_any(
                before,
                &["for", "in", "within", "after", "over", "take", "took", "spent", "lasted"],
            );
        let counted = reader.is_any(end, &["of", "old", "before"]);
        return (placed && !counted || hedge.is_some())
            .then(|| length(idx, end, Amount::Some, unit, None, modifier));
    }
    // "$20 a barrel a day", "twice a week", "four flights a week": rates, not lengths.
    let one_article =
        reader.is_any(from_shift, &["a", "an"]) && amount == Some(Amount::Exact(Decimal::ONE));
    let is_added = reader.is_any(after, &["additional", "extra", "full", "whole", "entire"]);
    if one_article && hedge.is_none() && !is_added && !has_half {
        let placed = core > 0 && reader.is_any(before, BEFORE_LENGTH);
        let hanging = reader.is_any(end, &["after", "before", "since", "from"]);
        if !placed && !hanging {
            return None;
        }
    }
    // "24 hours a day, seven days a week" is how often, not how long.
    if reader.is(end, "a") && reader.unit(end + 1).is_some_and(|(_, plural, _)| !plural) {
        return None;
    }
    if let Some(joined) = joined_units(reader, idx, amount_value, unit, end, modifier) {
        return Some(joined);
    }
    // "Two quarters" may be three quarters of a thing.
    if unit == Unit::Quarter && !plural {
        return None;
    }
    Some(length(idx, end, amount_value, unit, high, modifier))
}

fn length(
    first: usize,
    end: usize,
    amount: Amount,
    unit: Unit,
    high: Option<Decimal>,
    modifier: Option<Modifier>,
) -> Expression {
    Expression { first, end, meaning: Meaning::Length(amount, unit, high), modifier }
}

/// Whether a word may stand between a number and its unit: nothing that the grammar knows.
fn is_adjective(reader: Reader<'_, '_>, idx: usize) -> bool {
    const KNOWN: Classes = Classes::of(&[
        Class::Preposition,
        Class::Conjunction,
        Class::Determiner,
        Class::Pronoun,
        Class::Auxiliary,
        Class::Complementizer,
        Class::Scale,
        Class::Cardinal,
        Class::Unit,
        Class::Currency,
    ]);
    reader
        .token(idx)
        .is_some_and(|t| t.is_word() && t.first.is_lowercase() && !t.classes.meets(KNOWN))
}

/// A bound before an amount, and the index after it: `nearly`, `at least`, `more than`, `up to`.
pub(super) fn hedge(reader: Reader<'_, '_>, idx: usize) -> Option<(Modifier, usize)> {
    // The first letters of the words below.
    let first = reader.token(idx)?.first.to_ascii_lowercase();
    if !matches!(first, 'a' | 'u' | 'm' | 'l' | 'f' | 'n' | 'r' | 's' | 'c' | 'o') {
        return None;
    }
    let two = |first: &str, second: &str| reader.is(idx, first) && reader.is(idx + 1, second);
    if two("at", "least") {
        return Some((Modifier::EqualOrMore, idx + 2));
    }
    if two("at", "most") || two("up", "to") || two("as", "long") {
        return Some((Modifier::EqualOrLess, idx + 2));
    }
    if two("more", "than") {
        return Some((Modifier::MoreThan, idx + 2));
    }
    if two("less", "than") || two("fewer", "than") {
        return Some((Modifier::LessThan, idx + 2));
    }
    if reader.is(idx, "no")
        && reader.is_any(idx + 1, &["more", "less"])
        && reader.is(idx + 2, "than")
    {
        let modifier =
            if reader.is(idx + 1, "more") { Modifier::EqualOrLess } else { Modifier::EqualOrMore };
        return Some((modifier, idx + 3));
    }
    if reader.is_any(idx, &["about", "around", "roughly", "approximately", "some", "circa"]) {
        // "Some years" is an amount, "some eight years" a hedge.
        let amount = !reader.is(idx, "some") || reader.number(idx + 1).is_some();
        return amount.then_some((Modifier::Approx, idx + 1));
    }
    if reader.is_any(idx, &["nearly", "almost"]) {
        return Some((Modifier::LessThan, idx + 1));
    }
    if reader.is_any(idx, &["over", "under"]) && reader.number(idx + 1).is_some()
        || (reader.is_any(idx, &["over", "under"]) && reader.is_any(idx + 1, &["a", "an"]))
    {
        let modifier = if reader.is(idx, "over") { Modifier::MoreThan } else { Modifier::LessThan };
        return Some((modifier, idx + 1));
    }
    None
}

/// `two-year`, `8-month-old`, `decades-long`.
fn hyphenated(
    reader: Reader<'_, '_>,
    first: usize,
    amount: Amount,
    idx: usize,
    hedge: Option<Modifier>,
) -> Option<Expression> {
    let (unit, _, mut end) = reader.unit(idx)?;
    // "Three-quarters" is a share.
    if unit == Unit::Quarter {
        return None;
    }
    if reader.is_hyphen(end) && reader.is(end + 1, "old") {
        // Someone's age in years is no length of time.
        if unit == Unit::Year {
            return None;
        }
        end += 2;
    } else if reader.is_hyphen(end) && reader.is(end + 1, "long") {
        end += 2;
    }
    if matches!(amount, Amount::Exact(n) if n <= Decimal::ZERO) {
        return None;
    }
    // "A one-week", "the two-day": the article belongs to the noun.
    Some(length(first, end, amount, unit, None, hedge))
}

/// `a year and a half`, `two hours and a half`.
fn with_half(reader: Reader<'_, '_>, amount: Amount, end: usize) -> (Amount, usize) {
    let half = reader.is(end, "and") && reader.is(end + 1, "a") && reader.is(end + 2, "half");
    match amount {
        Amount::Exact(n) if half => (Amount::Exact(n.saturating_add(Decimal::new(5, 1))), end + 3),
        _ => (amount, end),
    }
}

/// Whether the length is someone's age: `48 years old`, `aged 12 months`.
fn is_age(reader: Reader<'_, '_>, core: usize, end: usize) -> bool {
    reader.is(end, "old") || reader.is_any(core.wrapping_sub(1), &["aged", "age"])
}

/// `two hours and 20 minutes`.
fn joined_units(
    reader: Reader<'_, '_>,
    first: usize,
    amount: Amount,
    unit: Unit,
    end: usize,
    modifier: Option<Modifier>,
) -> Option<Expression> {
    let Amount::Exact(larger) = amount else { return None };
    let at = if reader.is(end, "and") || reader.is_mark(end, ',') { end + 1 } else { end };
    let (smaller, after) = reader.number(at)?;
    let (small_unit, _, after) = reader.unit(after)?;
    if small_unit >= unit || reader.is_any(after, &["ago", "later", "earlier", "before", "after"]) {
        return None;
    }
    let value = values::two_lengths((larger, unit), (smaller, small_unit))?;
    let meaning = Meaning::Fixed(TimexKind::Duration, value);
    Some(Expression { first, end: after, meaning, modifier })
}

/// `two years ago`, `a month earlier`, `a few days later`, `six weeks from now`.
fn moved(
    reader: Reader<'_, '_>,
    first: usize,
    (amount, unit): (Amount, Unit),
    end: usize,
    modifier: Option<Modifier>,
) -> Option<Expression> {
    let when = |side, from, end| {
        let modifier = modifier.map(|m| match m {
            // Nearly four years ago is about then.
            Modifier::LessThan | Modifier::Approx => Modifier::Approx,
            other => other,
        });
        let meaning = Meaning::At(When::Moved(amount, unit, side, from), None);
        Some(Expression { first, end, meaning, modifier })
    };
    if reader.is(end, "ago") {
        return when(-1, From::Now, end + 1);
    }
    if reader.is_any(end, &["hence"]) {
        return when(1, From::Now, end + 1);
    }
    if reader.is(end, "from") && reader.is_any(end + 1, &["now", "today"]) {
        return when(1, From::Now, end + 2);
    }
    // "An hour later" is an hour from some minute that nobody has told.
    if unit.is_of_clock() {
        return None;
    }
    if reader.is(end, "earlier")
        || (reader.is_any(end, &["before", "previously", "prior"]) && ends_phrase(reader, end + 1))
    {
        return when(-1, From::Narrative, end + 1);
    }
    if reader.is(end, "later")
        || (reader.is_any(end, &["afterward", "afterwards", "after"])
            && ends_phrase(reader, end + 1))
    {
        // "Sooner or later" has no unit; "two years later than planned" is a difference.
        return (!reader.is(end + 1, "than")).then(|| when(1, From::Narrative, end + 1)).flatten();
    }
    None
}

/// Whether a phrase ends before `idx`: nothing there for a preposition to govern.
fn ends_phrase(reader: Reader<'_, '_>, idx: usize) -> bool {
    !reader.token(idx).is_some_and(|t| t.is_word() || t.is_number())
        || reader.has(idx, Class::Auxiliary)
}
