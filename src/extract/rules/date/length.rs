//! Lengths of time (`nearly two years`, `the past three months`, `a five-hour`), and the dates that
//! lie such a length away (`two years ago`, `a few days later`).

use rust_decimal::Decimal;

use crate::extract::finding::{Modifier, TimexKind};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::words::{WordSet, words};

use super::absolute;
use super::expression::{Amount, Expression, From, Meaning, Unit, When};
use super::reader::Reader;
use super::relative;
use super::values;

/// Words before an indefinite length (`a year`, `years`) that make it one: `for a year`. After
/// anything else `a year` may be a rate, and `years` is just a word.
const BEFORE_LENGTH: WordSet = words![
    "for", "in", "within", "after", "over", "than", "nearly", "almost", "about", "least", "lasted",
    "lasting", "spent", "takes", "take", "took", "barely", "up", "until", "by", "just", "only",
    "half", "as", "around", "roughly", "last", "lasts", "spend", "during", "every", "over",
    "under",
];

/// What stands before the unit of a length.
struct Head {
    /// Index of the first token, a bound and all.
    first: usize,
    /// A bound before it.
    hedge: Option<Modifier>,
    /// Index after the bound.
    core: usize,
    /// Whether it begins with `the`, `his`, `these`.
    has_article: bool,
    /// Whether it says `past`, `next`, `first` before the amount.
    is_shifted: bool,
    /// How many, where it is said.
    amount: Option<Amount>,
    /// How many at most, where two are named.
    high: Option<Decimal>,
    /// Index of the amount.
    from_amount: usize,
    /// Index after the amount.
    after: usize,
}

impl Head {
    fn read(reader: Reader<'_, '_>, first: usize) -> Self {
        let (hedge, core) = hedge(reader, first).map_or((None, first), |(m, at)| (Some(m), at));
        let each_of = reader.is_any(core, words!["each", "all"]) && reader.is(core + 1, "of");
        let at = if each_of { core + 2 } else { core };
        // "The past three months", "his first two years", "these four days".
        let has_article = reader.is_any(at, ARTICLES);
        let at = if has_article { at + 1 } else { at };
        // "The year-earlier nine months".
        let is_earlier = reader.is(at, "year")
            && reader.is_hyphen(at + 1)
            && reader.is_any(at + 2, words!["earlier", "ago"]);
        let at = if is_earlier { at + 3 } else { at };
        let is_shifted = reader.is_any(at, SHIFTS)
            && (has_article
                || reader.number(at + 1).is_some()
                || reader.is_any(at + 1, words!["few", "several", "couple"]));
        let from_amount = if is_shifted { at + 1 } else { at };
        let (amount, high, after) = match reader.amount(from_amount) {
            Some((amount, high, after)) => (Some(amount), high, after),
            None if is_shifted && reader.is(from_amount, "couple") => {
                let of = reader.is(from_amount + 1, "of");
                (Some(Amount::Exact(Decimal::TWO)), None, from_amount + 1 + usize::from(of))
            }
            None => (None, None, from_amount),
        };
        Self { first, hedge, core, has_article, is_shifted, amount, high, from_amount, after }
    }

    /// The whole expression, as a length of so many units up to token `end`.
    fn length(&self, end: usize, amount: Amount, unit: Unit) -> Expression {
        let meaning = Meaning::Length(amount, unit, None);
        Expression { first: self.first, end, meaning, modifier: self.hedge }
    }
}

/// What may stand before an amount and belong to it.
const ARTICLES: WordSet =
    words!["the", "his", "her", "its", "their", "our", "my", "these", "those"];

/// What may stand between an article and an amount.
const SHIFTS: WordSet = words![
    "past",
    "last",
    "next",
    "coming",
    "previous",
    "first",
    "following",
    "ensuing",
    "intervening",
    "preceding",
    "latest",
    "final",
    "upcoming",
];

/// What a length has for its unit.
const UNITS: Classes = Classes::of(&[Class::Period, Class::Deictic]);

/// How far behind the first number of a length its unit may stand, in tokens: behind another number,
/// a half and adjectives.
const UNIT_REACH: usize = 24;

/// Whether an expression with its heart at `heart` can be a length: that is a unit, or the number of
/// one that comes after it.
pub(super) fn may_reach(reader: Reader<'_, '_>, heart: usize) -> bool {
    let counts = Classes::of(&[Class::Digits, Class::Cardinal]);
    let tokens = reader.passage().tokens().get(heart..).unwrap_or_default();
    tokens.first().is_some_and(|heart| {
        heart.classes.meets(UNITS)
            || heart.classes.meets(counts)
                && tokens.iter().take(UNIT_REACH).any(|token| token.classes.meets(UNITS))
    })
}

/// The length or the distant date that begins at `idx`; hedges and articles belong to it.
pub(super) fn expression(reader: Reader<'_, '_>, idx: usize) -> Option<Expression> {
    let head = Head::read(reader, idx);
    // "Three times in as many weeks" counts by the number before it.
    if reader.is(head.from_amount, "many") && reader.is(head.from_amount.wrapping_sub(1), "as") {
        return None;
    }
    // "The two years" needs an article that does not count by itself.
    if head.has_article && reader.is_any(head.from_amount, words!["a", "an", "another"]) {
        return None;
    }
    if let Some(found) = set_phrase(reader, &head) {
        return Some(found);
    }
    if let (Some(amount), true) = (head.amount, reader.is_hyphen(head.after)) {
        let joins = !head.has_article || head.is_shifted;
        return joins.then(|| hyphenated(reader, idx, amount, head.after + 1, head.hedge))?;
    }
    let at_unit = unit_of(reader, &head);
    let (unit, is_plural, end) = reader.unit(at_unit)?;
    // "The first two quarters of 1990" are a part of that year.
    let is_of_year = || absolute::date(reader, head.core).is_some_and(|(_, past)| past > end);
    if unit == Unit::Quarter && is_plural && head.is_shifted && is_of_year() {
        return None;
    }
    if let Some(amount @ Amount::Exact(n)) = head.amount
        && n >= Decimal::ONE
        && is_plural == (head.high.unwrap_or(n) == Decimal::ONE)
        && at_unit == head.after
    {
        // "A five year low" is written for "a five-year low".
        let adjectival = !is_plural
            && reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
            && reader
                .is_any(head.core.wrapping_sub(1), words!["a", "an", "the", "its", "his", "their"]);
        return adjectival.then(|| head.length(end, amount, unit));
    }
    if !is_plural && (head.amount.is_none() || unit == Unit::Second) {
        return None;
    }
    // "60 Minutes", "the Year III".
    let token = reader.token(at_unit)?.shape;
    let is_name = token.is_capital()
        && !token.is_all_capitals()
        && !reader.is_capital(at_unit.wrapping_sub(1))
        && !reader.is_history();
    // "Years ago" only begins a sentence.
    let begins = is_plural && reader.begins_sentence(at_unit);
    if is_name && !begins {
        return None;
    }
    // "Two and a half" stands before the unit or after it.
    let (amount, after_half) = with_half(reader, head.amount.unwrap_or(Amount::Some), end);
    let has_half = after_half > end;
    if is_age(reader, head.core, after_half) {
        return None;
    }
    let (modifier, end) = bound_after(reader, after_half)
        .map_or((head.hedge, after_half), |(modifier, end)| (Some(modifier), end));
    if let Some(moved) = moved(reader, idx, (amount, unit), end, modifier) {
        return (!head.has_article || head.is_shifted).then_some(moved);
    }
    // "A month or two".
    if amount == Amount::Exact(Decimal::ONE)
        && reader.is_any(head.from_amount, words!["a", "an"])
        && reader.is(end, "or")
        && reader.is_any(end + 1, words!["two", "three"])
    {
        let high = reader.number(end + 1).map(|(high, _)| high);
        return Some(length(idx, end + 2, amount, unit, high, modifier));
    }
    if head.amount.is_none() {
        return indefinite(reader, &head, unit, end).map(|found| Expression { modifier, ..found });
    }
    if let Some(joined) = joined_units(reader, idx, amount, unit, end, modifier) {
        return Some(joined);
    }
    if is_rate(reader, &head, end, has_half) {
        return None;
    }
    // "Two quarters" may be three quarters of a thing.
    if unit == Unit::Quarter && !is_plural {
        return None;
    }
    Some(Expression {
        first: idx,
        end,
        meaning: Meaning::Length(amount, unit, head.high),
        modifier,
    })
}

/// Lengths that are said without an amount: `a month-long siege`, `recent weeks`, `the year ended
/// July 2`, `the past year`.
fn set_phrase(reader: Reader<'_, '_>, head: &Head) -> Option<Expression> {
    let one = Amount::Exact(Decimal::ONE);
    let core = head.core;
    // "A yearlong inquiry".
    if let Some(long) = reader.value(core, Class::Deictic).filter(|&value| value > 30) {
        return Some(head.length(core + 1, one, Unit::from_lexicon(long - 30)?));
    }
    if let Some((unit, is_plural, after)) = reader.unit(core)
        && reader.is_hyphen(after)
        && reader.is(after + 1, "long")
    {
        return Some(head.length(after + 2, if is_plural { Amount::Some } else { one }, unit));
    }
    if reader.is(core, "recent")
        && let Some((unit @ (Unit::Week | Unit::Month), true, end)) = reader.unit(core + 1)
    {
        return Some(head.length(end, Amount::Some, unit));
    }
    let year = core + 1 + usize::from(reader.is_any(core + 1, words!["fiscal", "full"]));
    let ends = reader.is_any(year + 1, words!["ended", "ending"])
        || (reader.is(year + 1, "to") && reader.has(year + 2, Class::Month));
    if reader.is(core, "the") && reader.is(year, "year") && ends {
        return Some(head.length(year + 1, one, Unit::Year));
    }
    // "The first week of May": which one, the words beside it tell.
    if reader.is(core, "the")
        && reader.is_any(core + 1, words!["first", "last", "final", "opening", "closing"])
        && let Some((unit @ (Unit::Week | Unit::Month | Unit::Year), false, end)) =
            reader.unit(core + 2)
        && reader.is(end, "of")
    {
        return Some(head.length(end, one, unit));
    }
    // As long as that, up to now.
    let past = core + 1;
    let (unit, false, end) = reader.unit(past + 1)? else { return None };
    let fits = head.has_article
        && reader.is(past, "past")
        && !unit.is_of_clock()
        && unit != Unit::Weekend
        && !reader.is_capital(past + 1);
    fits.then(|| head.length(end, one, unit))
}

/// The index of the unit after an amount and the adjectives between them: `ten brutal months`.
fn unit_of(reader: Reader<'_, '_>, head: &Head) -> usize {
    let at = reader.after_unit_adjectives(head.after);
    let unknown = head.amount.is_some()
        && reader.unit(at).is_none()
        && is_adjective(reader, at)
        && reader.unit(at + 1).is_some_and(|(_, is_plural, _)| is_plural);
    if unknown { at + 1 } else { at }
}

/// `or so`, `or more` after a length: the bound, and the index after it.
fn bound_after(reader: Reader<'_, '_>, idx: usize) -> Option<(Modifier, usize)> {
    if !reader.is(idx, "or") {
        return None;
    }
    let modifier = match reader.word(idx + 1) {
        "so" => Modifier::Approx,
        "less" => Modifier::EqualOrLess,
        "more" | "longer" => Modifier::EqualOrMore,
        _ => return None,
    };
    Some((modifier, idx + 2))
}

/// `for years`, `the weeks ahead`: nobody says how many.
fn indefinite(reader: Reader<'_, '_>, head: &Head, unit: Unit, end: usize) -> Option<Expression> {
    if head.from_amount > head.core {
        let hanging = reader.is_any(
            end,
            words!["ahead", "before", "after", "since", "following", "leading", "prior"],
        ) || reader.is(end, "that") && reader.is(end + 1, "followed")
            || reader.is_any(head.core.wrapping_sub(1), words!["over", "through", "down"])
                && unit == Unit::Year
                && !reader.has(end, Class::Digits);
        let fits = head.has_article && reader.is(head.core, "the") && (hanging || head.is_shifted);
        let is_ahead = reader.is(end, "ahead");
        let found = head.length(end + usize::from(is_ahead), Amount::Some, unit);
        // In "the weeks before the vote" the article is that of what follows.
        let first = if head.is_shifted || is_ahead { found.first } else { head.core + 1 };
        return fits.then_some(Expression { first, ..found });
    }
    let placed = head.core > 0
        && reader.is_any(
            head.core - 1,
            words![
                "for", "in", "within", "after", "over", "take", "took", "spent", "lasted", "wait",
                "waited", "waiting", "spend", "spending", "last", "lasting", "takes", "taken",
            ],
        );
    // "After months of talks" took long; "in days of old" did not.
    let is_filled = unit > Unit::Hour
        && reader.is(end, "of")
        && reader.is_any(
            head.core.wrapping_sub(1),
            words!["after", "follows", "follow", "followed", "following", "despite", "by"],
        )
        && !reader.has(end + 1, Class::Month)
        && !reader.has(end + 1, Class::Digits);
    if is_filled {
        return Some(head.length(end, Amount::Some, unit));
    }
    let counted = reader.is_any(end, words!["of", "old", "before"]);
    // "Weeks or months".
    let end = match reader.unit(end + 1) {
        Some((_, true, after)) if reader.is_any(end, words!["or", "and"]) => after,
        _ => end,
    };
    (placed && !counted || head.hedge.is_some()).then(|| head.length(end, Amount::Some, unit))
}

/// Whether it is how often rather than how long: `$20 a day`, `four flights a week`, `24 hours a day`.
fn is_rate(reader: Reader<'_, '_>, head: &Head, end: usize, has_half: bool) -> bool {
    if reader.is(end, "a") && reader.unit(end + 1).is_some_and(|(_, is_plural, _)| !is_plural) {
        return true;
    }
    let has_article = reader.is_any(head.from_amount, words!["a", "an"])
        && head.amount == Some(Amount::Exact(Decimal::ONE));
    let is_added =
        reader.is_any(head.after, words!["additional", "extra", "full", "whole", "entire"]);
    if !has_article || head.hedge.is_some() || is_added || has_half {
        return false;
    }
    // "They gave him a week".
    let placed = head.core > 0
        && (reader.is_any(head.core - 1, BEFORE_LENGTH)
            || reader.is_any(head.core - 1, words!["him", "her", "them", "us", "me", "you"]));
    !placed && !reader.is_any(end, words!["after", "before", "since", "from", "that"])
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
    if two("at", "most") || two("up", "to") {
        return Some((Modifier::EqualOrLess, idx + 2));
    }
    if two("more", "than") {
        return Some((Modifier::MoreThan, idx + 2));
    }
    if two("less", "than") || two("fewer", "than") {
        return Some((Modifier::LessThan, idx + 2));
    }
    if reader.is(idx, "no")
        && reader.is_any(idx + 1, words!["more", "less"])
        && reader.is(idx + 2, "than")
    {
        let modifier =
            if reader.is(idx + 1, "more") { Modifier::EqualOrLess } else { Modifier::EqualOrMore };
        return Some((modifier, idx + 3));
    }
    if reader.is_any(idx, words!["about", "around", "roughly", "approximately", "some", "circa"]) {
        // "Some years" is an amount, "some eight years" a hedge.
        let amount = !reader.is(idx, "some") || reader.number(idx + 1).is_some();
        return amount.then_some((Modifier::Approx, idx + 1));
    }
    if reader.is_any(idx, words!["nearly", "almost"]) {
        return Some((Modifier::LessThan, idx + 1));
    }
    if reader.is_any(idx, words!["over", "under"]) && reader.number(idx + 1).is_some()
        || (reader.is_any(idx, words!["over", "under"])
            && reader.is_any(idx + 1, words!["a", "an"]))
    {
        let modifier = if reader.is(idx, "over") { Modifier::MoreThan } else { Modifier::LessThan };
        return Some((modifier, idx + 1));
    }
    None
}

/// Whose age is told in months, weeks or days.
const CHILDREN: WordSet = words![
    "baby",
    "babies",
    "boy",
    "boys",
    "girl",
    "girls",
    "son",
    "sons",
    "daughter",
    "daughters",
    "child",
    "children",
    "infant",
    "infants",
    "twin",
    "twins",
    "toddler",
    "toddlers",
    "brother",
    "sister",
    "nephew",
    "niece",
    "grandson",
    "granddaughter",
    "puppy",
    "kitten",
    "cub",
    "calf",
];

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
        // Someone's age is no length of time.
        let is_of_child = reader.is_any(end + 2, CHILDREN)
            || reader.is_any(end + 3, CHILDREN) && is_adjective(reader, end + 2);
        if unit == Unit::Year || is_of_child {
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
    let step = if reader.is_hyphen(end) { 2 } else { 1 };
    let at = end + step - 1;
    let half =
        reader.is(at, "and") && reader.is(at + step, "a") && reader.is(at + 2 * step, "half");
    match amount {
        Amount::Exact(n) if half => {
            (Amount::Exact(n.saturating_add(Decimal::new(5, 1))), at + 2 * step + 1)
        }
        _ => (amount, end),
    }
}

/// Whether the length is someone's age: `48 years old`, `aged 12 months`.
fn is_age(reader: Reader<'_, '_>, core: usize, end: usize) -> bool {
    reader.is(end, "old") || reader.is_any(core.wrapping_sub(1), words!["aged", "age"])
}

/// How many units one length may have below its largest: hours, minutes and seconds below days.
const JOINED_MAX: usize = 3;

/// `two hours and 20 minutes`, `an hour, 12 minutes and 30 seconds`.
fn joined_units(
    reader: Reader<'_, '_>,
    first: usize,
    amount: Amount,
    unit: Unit,
    end: usize,
    modifier: Option<Modifier>,
) -> Option<Expression> {
    let Amount::Exact(larger) = amount else { return None };
    let mut parts = Vec::new();
    let (mut end, mut last) = (end, (larger, unit));
    while parts.len() < JOINED_MAX {
        let comma = reader.after_comma(end);
        let at = if reader.is(comma, "and") { comma + 1 } else { comma };
        let Some((smaller, after)) = reader.number(at) else { break };
        let Some((small_unit, _, after)) = reader.unit(after) else { break };
        let is_moved = reader.is_any(after, words!["ago", "later", "earlier", "before", "after"]);
        if small_unit >= last.1 || is_moved {
            break;
        }
        parts.push(last);
        (end, last) = (after, (smaller, small_unit));
    }
    if parts.is_empty() {
        return None;
    }
    parts.push(last);
    let value = values::lengths(&parts)?;
    let meaning = Meaning::Fixed(TimexKind::Duration, value);
    Some(Expression { first, end, meaning, modifier })
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
        // "A year ago today", "five years ago this week".
        if reader.is(end + 1, "today") {
            return when(-1, From::This(Unit::Day), end + 2);
        }
        if reader.is(end + 1, "this")
            && let Some((this @ (Unit::Week | Unit::Month), false, end)) = reader.unit(end + 2)
        {
            return when(-1, From::This(this), end);
        }
        // "A week ago Monday", "ten years ago Tuesday".
        if unit > Unit::Day
            && let Some((day, after)) = relative::weekday(reader, end + 1)
            && !reader.is_possessive(after)
        {
            return when(-1, From::Weekday(day), after);
        }
        return when(-1, From::Now, end + 1);
    }
    if reader.is_any(end, words!["hence"]) {
        return when(1, From::Now, end + 1);
    }
    if reader.is(end, "from") && reader.is_any(end + 1, words!["now", "today"]) {
        return when(1, From::Now, end + 2);
    }
    // "An hour later" is an hour from some minute that nobody has told.
    if unit.is_of_clock() {
        return None;
    }
    if reader.is(end, "earlier")
        || (reader.is_any(end, words!["before", "previously", "prior"])
            && ends_phrase(reader, end + 1))
    {
        return when(-1, From::Narrative, end + 1);
    }
    if reader.is(end, "later")
        || (reader.is_any(end, words!["afterward", "afterwards", "after"])
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
