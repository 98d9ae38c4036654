//! How far a phrase reaches, told by the small words at its edges.

use super::lexicon::{Class, Classes};
use super::passage::Passage;
use crate::extract::words::{WordSet, words};

/// Most tokens of a phrase to the right of its first word. Longer ones are cut: a claim's words are
/// there to be read at a glance.
const RIGHT_MAX: usize = 18;

/// Most words of a possessor, or of what stands before a noun.
const LEFT_MAX: usize = 5;

/// Ends a noun phrase wherever it stands.
const ENDS: Classes = Classes::of(&[
    Class::Auxiliary,
    Class::Complementizer,
    Class::Conjunction,
    Class::Pronoun,
    Class::QuoteMark,
    Class::Weekday,
]);

/// Where a noun phrase ends, and the phrase within it that tells its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// Its last token.
    pub last: usize,
    /// First and last token of the part that tells where or since when: `in the county`.
    pub range: Option<(usize, usize)>,
}

/// Follows a noun phrase from token `from` on, with the phrases of place, time and kind that hang on
/// it, up to the next verb, clause or mark. Where nothing belongs to it, `last` is before `from`.
pub(super) fn reach(passage: &Passage<'_>, from: usize) -> Reach {
    let tokens = passage.tokens();
    let end = passage.sentence_of(from).map_or(from, |s| s.tokens.end).min(from + RIGHT_MAX);
    let mut reach = Reach { last: from.saturating_sub(1), range: None };
    let mut range_from = None;
    // Whether the last word asks for a noun phrase after it.
    let mut is_open = true;
    let mut at = from;
    while let Some(token) = tokens.get(at).filter(|_| at < end) {
        let mut classes = token.classes;
        if classes.has(Class::Month) && token.shape.is_capital() {
            // `May` is no verb here.
            classes = Classes::of(&[Class::Month]);
        }
        if !token.is_word() {
            let joins = token.is_number()
                || matches!(token.first, '%' | '/' | '&')
                || classes.has(Class::CurrencySign)
                || (token.is_mark('-') && is_inside(passage, at))
                // A point that belongs to an abbreviation: a full stop ends the sentence.
                || (token.is_mark('.') && token.shape.is_glued() && at + 1 < end);
            if !joins {
                break;
            }
            is_open = false;
            if token.is_number() || token.is_mark('%') {
                reach.last = at;
            }
            at += 1;
            continue;
        }
        if classes.has(Class::Preposition) && is_link(passage, at) {
            if range_from.is_none() && !passage.is(at, "to") {
                range_from = Some(at);
            }
            is_open = true;
            at += 1;
            continue;
        }
        let is_tail = passage.is(at, "ever") || passage.is(at, "far") || passage.is(at, "yet");
        let is_determiner = classes.has(Class::Determiner);
        let is_present_verb = passage.value(at, Class::Verb) == Some(0)
            && !is_open
            && passage.tokens().get(at + 1).is_some_and(|next| {
                next.classes.has(Class::Determiner)
                    || next.classes.has(Class::Pronoun)
                    || (next.is_word() && next.shape.is_capital() && !next.shape.is_glued())
            });
        // `the largest farm in the world grows`
        let is_third_person = passage.value(at, Class::Verb) == Some(0)
            && range_from.is_some()
            && !is_open
            && passage.word(token).ends_with('s');
        let is_past_verb =
            passage.value(at, Class::Verb) == Some(-1) && !is_hyphenated(passage, at);
        let stops = classes.has(Class::Preposition)
            || is_present_verb
            || is_third_person
            || (classes.meets(ENDS) && !is_open && !is_hyphenated(passage, at))
            || (classes.meets(ENDS) && !is_determiner && !is_hyphenated(passage, at))
            || (is_determiner && !is_open)
            || (is_past_verb && !is_open)
            || (classes.has(Class::Adverb)
                && !is_hyphenated(passage, at)
                && !is_tail
                && !is_open
                && !classes.has(Class::Superlative));
        let goes_on = passage.is(at, "thus") || passage.is(at, "so");
        if stops && !is_tail && !goes_on {
            break;
        }
        is_open = is_determiner;
        let is_bound = classes.has(Class::Hedge) || classes.has(Class::Conjunction);
        if !is_determiner && !goes_on && !is_bound {
            reach.last = at;
        }
        at += 1;
    }
    reach.range = range_from.filter(|&from| from <= reach.last).map(|from| (from, reach.last));
    reach
}

/// A preposition that goes on with a noun phrase: the largest `of` its kind `in` the county.
fn is_link(passage: &Passage<'_>, at: usize) -> bool {
    const LINKS: WordSet = words![
        "of",
        "in",
        "on",
        "at",
        "since",
        "among",
        "for",
        "to",
        "within",
        "across",
        "outside",
        "under",
        "behind",
        "beyond",
        "worldwide",
        "amongst",
    ];
    passage.is_any(at, LINKS)
}

/// Whether the mark at `at` joins two words.
fn is_inside(passage: &Passage<'_>, at: usize) -> bool {
    let glued = |i: usize| passage.tokens().get(i).is_some_and(|t| t.shape.is_glued());
    glued(at) && glued(at + 1)
}

/// Whether the word at `at` is a part of a compound: `record-breaking`.
pub(super) fn is_hyphenated(passage: &Passage<'_>, at: usize) -> bool {
    let tokens = passage.tokens();
    let hyphen = |i: usize| {
        tokens.get(i).is_some_and(|t| matches!(t.first, '-' | '‑' | '–')) && is_inside(passage, i)
    };
    hyphen(at + 1) || at.checked_sub(1).is_some_and(hyphen)
}

/// The first token of what stands before the word at `at` and belongs to it: an article, or a
/// possessor with its own (`the world's`, `Indiana's`, `its`). `at` itself where there is none.
pub(super) fn possessor(passage: &Passage<'_>, at: usize) -> usize {
    let Some(before) = at.checked_sub(1) else { return at };
    let start = passage.sentence_of(at).map_or(at, |s| s.tokens.start);
    if before < start {
        return at;
    }
    if passage.has(before, Class::Determiner) && !passage.is(before, "that") {
        return before;
    }
    let Some(noun) = before.checked_sub(1).filter(|_| is_possessive(passage, before)) else {
        return at;
    };
    let mut first = noun;
    while first > start && noun - first < LEFT_MAX {
        let Some(token) = passage.tokens().get(first - 1) else { break };
        if token.classes.has(Class::Determiner) && !passage.is(first - 1, "that") {
            return first - 1;
        }
        let is_name = token.shape.is_capital()
            && !token.classes.has(Class::Starter)
            && passage.tokens().get(first).is_some_and(|t| t.shape.is_capital());
        if !is_name {
            break;
        }
        first -= 1;
    }
    first
}

/// Whether the token at `at` is `'s`, or the apostrophe after a plural.
pub(super) fn is_possessive(passage: &Passage<'_>, at: usize) -> bool {
    let Some(token) = passage.tokens().get(at) else { return false };
    let words = passage.word(token);
    token.shape.is_glued()
        && (words.eq_ignore_ascii_case("'s")
            || words.eq_ignore_ascii_case("’s")
            || (matches!(token.first, '\'' | '’')
                && !token.is_word()
                && at > 0
                && passage.tokens().get(at - 1).is_some_and(|t| passage.word(t).ends_with('s'))))
}
