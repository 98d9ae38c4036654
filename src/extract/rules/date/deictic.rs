//! Words that point at the day of writing or at no day in particular: `today`, `now`, `the future`,
//! `these days`, `current`.

use crate::extract::lexicon::Class;
use crate::extract::words::{WordSet, words};

use super::expression::{Unit, When};
use super::reader::Reader;

/// `today`, `right now`, `recently`, `the future`, `these days`.
pub(super) fn deictic(reader: Reader<'_, '_>, idx: usize) -> Option<(When, usize)> {
    let mut at = idx;
    if reader.is_any(at, words!["the", "right", "just", "until", "more", "very"]) {
        if reader.is_any(
            at + 1,
            words!["immediate", "near", "foreseeable", "distant", "recent", "not", "short", "long"],
        ) && reader.is_any(at + 2, words!["future", "past", "term"])
            && reader.is(at, "the")
        {
            let when = if reader.is(at + 2, "past") { When::Past } else { When::Future };
            return Some((when, at + 3));
        }
        at += 1;
    }
    if reader.is(idx, "a")
        && reader.is_any(idx + 1, words!["later", "future"])
        && reader.is(idx + 2, "date")
    {
        return Some((When::Future, idx + 3));
    }
    if reader.is(idx, "these") && reader.is(idx + 1, "days") {
        return Some((When::Present, idx + 2));
    }
    if reader.is_any(idx, words!["recent", "coming", "past", "future"])
        && let Some((unit, true, end)) = reader.unit(idx + 1)
    {
        // "Recent weeks" are still so near that they have a length.
        let joined = reader.is_any(end, words!["and", "or"]) && reader.unit(end + 1).is_some();
        if matches!(unit, Unit::Week | Unit::Month) && reader.is(idx, "recent") && !joined {
            return None;
        }
        let past = reader.is_any(idx, words!["recent", "past"]);
        // "Recent weeks and months".
        let end = match reader.unit(end + 1) {
            Some((_, true, after)) if reader.is_any(end, words!["and", "or"]) => after,
            _ => end,
        };
        return Some((if past { When::Past } else { When::Future }, end));
    }
    // "Will one day be king" is some day to come.
    let governed = || {
        let before = idx.wrapping_sub(1);
        reader.value(before, Class::Auxiliary) == Some(1)
            || reader
                .is_any(before, words!["may", "might", "could", "can", "should", "would", "to"])
    };
    if reader.is(idx, "one") && reader.is(idx + 1, "day") && governed() {
        return Some((When::Future, idx + 2));
    }
    let value = reader.value(at, Class::Deictic)?;
    let end = at + 1;
    // "USA Today".
    let is_name = reader.is(at, "today")
        && !reader.token(at)?.shape.is_all_capitals()
        && at > 0
        && [at, at - 1].iter().all(|&at| {
            reader.is_capital(at)
                && !reader.begins_sentence(at)
                && reader.token(at).is_some_and(|t| t.is_word())
        })
        && !reader.is_capital(end)
        && !reader.is_possessive(end);
    if is_name {
        return None;
    }
    let the = reader.is(idx, "the") && at > idx;
    let right = reader.is_any(idx, words!["right", "just"]) && at > idx;
    let alone = at == idx;
    let is_any = |words: WordSet| reader.is_any(at, words);
    if is_any(words!["past", "present", "future"]) {
        // "In future, fees will rise"; what becomes of "his future" no one can check.
        let is_in = reader.is(at, "future") && alone && idx > 0 && reader.is(idx - 1, "in");
        let is_noun = !reader.token(end).is_some_and(|t| t.is_word() || t.is_number())
            || reader.has(end, Class::Preposition)
            || reader.has(end, Class::Conjunction)
            || reader.has(end, Class::Determiner)
            || reader.has(end, Class::Pronoun)
            || reader.has(end, Class::Auxiliary);
        if is_in && is_noun && !reader.is_hyphen(end) {
            return Some((When::Future, end));
        }
        // A noun only with its article, and with nothing after it that it belongs to.
        let noun = the
            && !reader
                .token(end)
                .is_some_and(|t| t.is_word() && reader.value(end, Class::Cardinal).is_some())
            && !reader.has(end, Class::Period)
            && !reader.has(end, Class::Season)
            && !reader.has(end, Class::Digits)
            && !reader
                .is_any(end, words!["few", "several", "couple", "half", "president", "tense"]);
        let when = match value {
            10 => When::Present,
            11 => When::Past,
            _ => When::Future,
        };
        let noun = noun
            && (reader.is(at, "future")
                || !reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
                || reader.has(end, Class::Pronoun)
                || reader.has(end, Class::Preposition)
                || reader.is_any(
                    end,
                    words![
                        "and", "or", "has", "was", "is", "that", "to", "in", "of", "when", "but"
                    ],
                ));
        return noun.then_some((when, end));
    }
    // What is "current" hangs on the day of writing as what is so "currently" does.
    if reader.is(at, "current") {
        let modifies = reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
            && !reader.has(end, Class::Period)
            && !reader.has(end, Class::Conjunction)
            && !reader.has(end, Class::Auxiliary)
            && !reader.has(end, Class::Preposition)
            && reader.value(end, Class::Verb) != Some(-1)
            && !reader.is_any(end, words!["fiscal", "calendar", "full"]);
        // "The then current price", "an electric current runs".
        let is_other = reader.is_any(
            idx.wrapping_sub(1),
            words!["then", "electric", "electrical", "river", "ocean", "alternating", "direct"],
        );
        return (alone && modifies && !is_other).then_some((When::Present, end));
    }
    // "As recently as 2008".
    if reader.is(end, "as") && reader.is(idx.wrapping_sub(1), "as") {
        return None;
    }
    // In someone's own words these say no more than the tense does.
    if is_any(words!["recently", "currently", "lately"]) && is_quoted(reader, at) {
        return None;
    }
    if matches!(value, 0 | 1) && is_of_an_age(reader, at) {
        return None;
    }
    let when = match value {
        -1..=1 if alone => When::Today(value),
        4 if alone => return None,
        10 if alone || (right && reader.is(at, "now")) => When::Present,
        11 if alone || (reader.is(idx, "more") && reader.is(at, "recently")) => When::Past,
        _ => return None,
    };
    // "The day before yesterday" is read elsewhere; "now that" and "by now" are the same now.
    Some((when, end))
}

/// Whether `today` or `tomorrow` at `idx` is no day but an age: `today's world`, `the leaders of
/// tomorrow`.
fn is_of_an_age(reader: Reader<'_, '_>, idx: usize) -> bool {
    const OF_AN_AGE: WordSet = words![
        "world",
        "youth",
        "society",
        "societies",
        "generation",
        "generations",
        "standards",
        "culture",
        "children",
        "kids",
        "teenagers",
        "teens",
        "youngsters",
        "students",
        "parents",
        "families",
        "men",
        "women",
        "consumers",
        "computers",
        "technology",
        "technologies",
        "dollars",
        "money",
        "leaders",
        "farmers",
        "doctors",
        "cars",
        "homes",
        "cities",
        "workforce",
        "lifestyle",
        "lifestyles",
    ];
    // One adjective may stand before the noun: "today's young people".
    let next = if reader.is_possessive(idx + 1) { idx + 2 } else { usize::MAX };
    let is_whose = next < usize::MAX
        && (reader.is_any(next, OF_AN_AGE)
            || reader.is_any(next + 1, OF_AN_AGE)
                && reader.token(next).is_some_and(|t| t.is_word() && t.first.is_lowercase()));
    let is_of = idx > 1 && reader.is(idx - 1, "of") && !reader.is_possessive(idx + 1);
    is_whose || is_of && (reader.is_any(idx - 2, OF_AN_AGE) || reader.is(idx - 2, "people"))
}

/// How many quotations that begin before a word are asked whether they hold it; one may hold others.
const QUOTATIONS_ASKED: usize = 6;

/// Whether the token at `idx` stands in a quotation.
fn is_quoted(reader: Reader<'_, '_>, idx: usize) -> bool {
    let at = reader.token(idx).map_or(0, |token| token.start);
    let quotations = reader.passage().quotations();
    let begun = quotations.partition_point(|q| q.inside.start <= at);
    let begun = quotations.get(..begun).unwrap_or_default();
    begun.iter().rev().take(QUOTATIONS_ASKED).any(|q| at < q.inside.end)
}
