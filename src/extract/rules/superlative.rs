//! The first, the only, the largest, a record

use super::{Memory as Known, Rule};
use crate::extract::finding::{ClaimKind, Finding, Parts, SuperlativeParts};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::extract::phrase::{self, Reach};
use crate::extract::words::{WordSet, words};

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "superlative",
    about: "The first, the only, the largest, a record",
    triggers: Classes::of(&[Class::Superlative, Class::Ordinal]),
    find,
};

/// Most tokens between `more` and `than ever`.
const MORE_MAX: usize = 4;

/// How a word ranks: the values of its class in the lexicon.
mod rank {
    pub(super) const MOST_OF_ITS_KIND: i32 = 1;
    pub(super) const MOST: i32 = 2;
    pub(super) const ONLY: i32 = 3;
    pub(super) const RECORD: i32 = 4;
    pub(super) const TOP: i32 = 5;
    pub(super) const NEVER: i32 = 6;
    pub(super) const EVER: i32 = 7;
    pub(super) const LAST: i32 = 8;
    pub(super) const ENDING: i32 = 9;
    pub(super) const HIGH: i32 = 11;
}

fn find(passage: &Passage<'_>, _known: &mut Known, found: &mut Vec<Finding>) {
    let mut from = 0;
    for (idx, token) in passage.tokens().iter().enumerate() {
        let is_candidate =
            token.classes.has(Class::Superlative) || token.classes.has(Class::Ordinal);
        if !is_candidate || idx < from {
            continue;
        }
        if let Some((finding, last)) = read(passage, idx) {
            found.push(finding);
            from = last + 1;
        }
    }
}

/// The words of degree, by their tokens.
struct Degree {
    first: usize,
    last: usize,
    place: Option<u32>,
}

fn read(passage: &Passage<'_>, idx: usize) -> Option<(Finding, usize)> {
    let degree = degree(passage, idx)?;
    let sentence = passage.sentence_of(idx)?;
    let owner = phrase::possessor(passage, degree.first);
    let mut first = owner;
    // `one of the`, `one of only three`
    if first >= sentence.tokens.start + 2
        && passage.is(first - 1, "of")
        && passage.is(first - 2, "one")
    {
        first -= 2;
    }
    let Reach { mut last, range } = phrase::reach(passage, degree.last + 1);
    // `more boats than ever came`
    if passage.is(degree.last, "ever") && passage.value(degree.last + 1, Class::Verb) == Some(-1) {
        last = degree.last;
    }
    // `in a row` tells no range.
    let range = range.filter(|&(_, to)| to <= last && !passage.is(to, "row"));
    // `the first to cross` names who; after any other word of degree the infinitive is a purpose.
    let names_who = passage.has(degree.first, Class::Ordinal)
        || passage.is_any(degree.first, words!["only", "sole", "last"]);
    let purpose = (degree.last + 1..last)
        .find(|&at| !names_who && passage.is(at, "to") && passage.has(at + 1, Class::Verb));
    let last = purpose.map_or(last, |at| at - 1);
    let range = range.filter(|&(from, _)| from <= last).map(|(from, to)| (from, to.min(last)));
    let over = range.map(|(from, to)| passage.span_of(from, to)).or_else(|| {
        let owns = owner < degree.first && !is_article(passage, owner, degree.first);
        owns.then(|| passage.span_of(owner, degree.first - 1))
    });
    let last = last.max(degree.last);
    let parts = SuperlativeParts {
        degree: passage.span_of(degree.first, degree.last),
        place: degree.place,
        over,
    };
    let span = passage.span_of(first, last);
    Some((Finding::new(span, ClaimKind::Superlative, RULE.name, Parts::Superlative(parts)), last))
}

/// Whether only an article stands between the two.
fn is_article(passage: &Passage<'_>, owner: usize, at: usize) -> bool {
    at == owner + 1
        && ["the", "a", "an", "this", "that"].iter().any(|article| passage.is(owner, article))
}

fn degree(passage: &Passage<'_>, idx: usize) -> Option<Degree> {
    let token = passage.tokens().get(idx)?;
    let is_first = passage.sentence_of(idx).is_some_and(|s| s.tokens.start == idx);
    // A capital inside a sentence belongs to a name: the First Amendment, Best Western.
    if token.shape.is_capital() && !is_first {
        return None;
    }
    let one = Degree { first: idx, last: idx, place: None };
    match passage.value(idx, Class::Superlative) {
        Some(rank::MOST_OF_ITS_KIND) => most_of_its_kind(passage, idx),
        Some(rank::MOST) => {
            let last = idx + 1;
            let next = passage.tokens().get(last)?;
            let goes_on = next.is_word()
                && !passage.is(last, "part")
                && !next.classes.meets(Classes::of(&[Class::Preposition, Class::Auxiliary]));
            let is_whole = goes_on && owned_definitely(passage, idx);
            is_whole.then_some(Degree { last, ..one })
        }
        Some(rank::ONLY) => {
            let counted = idx > 1 && passage.is(idx - 1, "of") && passage.is(idx - 2, "one");
            (counted || owned_definitely(passage, idx)).then_some(one)
        }
        Some(rank::RECORD) => is_record(passage, idx).then_some(one),
        Some(rank::TOP) => {
            let next = passage.tokens().get(idx + 1)?;
            let ranks = next.is_number()
                || (next.is_word()
                    && !next.classes.meets(Classes::of(&[
                        Class::Preposition,
                        Class::Conjunction,
                        Class::Speaker,
                        Class::Role,
                        Class::Auxiliary,
                    ])));
            (ranks && !next.shape.is_capital() && owned_definitely(passage, idx)).then_some(one)
        }
        Some(rank::NEVER) if passage.is(idx, "never") => {
            passage.is(idx + 1, "before").then_some(Degree { last: idx + 1, ..one })
        }
        Some(rank::NEVER) => Some(one),
        Some(rank::EVER) => {
            let than = idx.checked_sub(1).filter(|&at| passage.is(at, "than"))?;
            let first = (than.saturating_sub(MORE_MAX)..than)
                .rev()
                .find(|&at| passage.has(at, Class::Comparative) && !passage.is(at, "as"))?;
            Some(Degree { first, last: idx, place: None })
        }
        Some(rank::LAST) => {
            let names = passage.is(idx + 1, "surviving")
                || passage.is(idx + 1, "remaining")
                || (passage.is(idx + 1, "to") && passage.has(idx + 2, Class::Verb))
                || (passage.is(idx + 2, "to") && passage.has(idx + 3, Class::Verb));
            (names && owned_definitely(passage, idx)).then_some(one)
        }
        Some(rank::ENDING) => {
            let number = passage.tokens().get(idx.checked_sub(1)?).filter(|t| t.is_number())?;
            if !token.shape.is_glued() {
                return None;
            }
            let place = passage.word(number).parse().ok()?;
            in_order(passage, idx - 1, idx, place)
        }
        Some(rank::HIGH) => {
            let hyphen = idx.checked_sub(2)?;
            let lasts =
                passage.has(idx - 1, Class::Period) && phrase::is_hyphenated(passage, idx - 1);
            let is_month = passage.has(idx - 1, Class::Month) && passage.is(idx + 1, "of");
            if is_month {
                return Some(Degree { first: idx - 1, last: idx, place: None });
            }
            let first = if passage.is(hyphen, "-") { hyphen.checked_sub(1)? } else { hyphen };
            let all_time = passage.is(idx - 1, "time") && passage.is(first, "all");
            (lasts || all_time).then_some(Degree { first, last: idx, place: None })
        }
        _ => {
            let place = u32::try_from(passage.value(idx, Class::Ordinal)?).ok()?;
            in_order(passage, idx, idx, place)
        }
    }
}

/// `largest`, `second-largest`, `two largest`.
fn most_of_its_kind(passage: &Passage<'_>, idx: usize) -> Option<Degree> {
    let mut first = idx;
    let mut place = None;
    let before = |n: usize| idx.checked_sub(n);
    let ordinal = match (before(1), before(2)) {
        (Some(hyphen), Some(at)) if passage.is(hyphen, "-") => Some(at),
        (at, _) => at,
    };
    if let Some(at) = ordinal {
        let is_ending = passage.value(at, Class::Superlative) == Some(rank::ENDING);
        if let Some(value) = passage.value(at, Class::Ordinal) {
            (first, place) = (at, u32::try_from(value).ok());
        } else if is_ending && at > 0 && passage.has(at - 1, Class::Digits) {
            let number = passage.tokens().get(at - 1)?;
            (first, place) = (at - 1, passage.word(number).parse().ok());
        } else if passage.has(at, Class::Cardinal) || passage.is(at, "single") {
            first = at;
        }
    }
    let is_owned = phrase::possessor(passage, first) < first;
    // `at best`, `do your best`, `best to`: no rank.
    const LOOSE: WordSet =
        words!["best", "worst", "earliest", "least", "closest", "nearest", "easiest", "hardest"];
    let goes_on = passage.tokens().get(idx + 1).is_some_and(|t| {
        t.is_word() && !passage.is(idx + 1, "to") && !t.classes.has(Class::Conjunction)
    });
    let counts = if passage.is_any(idx, LOOSE) {
        is_owned && goes_on && !passage.is(first.wrapping_sub(2), "at")
    } else {
        is_owned || goes_on
    };
    counts.then_some(Degree { first, last: idx, place })
}

/// Whether `the`, `its`, `the city's` or the like stands before the word.
fn owned_definitely(passage: &Passage<'_>, idx: usize) -> bool {
    let owner = phrase::possessor(passage, idx);
    const INDEFINITE: WordSet =
        words!["a", "an", "any", "each", "every", "some", "no", "all", "both", "another", "what"];
    owner < idx && !passage.is_any(owner, INDEFINITE)
}

/// A place in an order, from token `first` to token `last`: `the third such fire`, `14th in the
/// table`.
fn in_order(passage: &Passage<'_>, first: usize, last: usize, place: u32) -> Option<Degree> {
    const NO_RANK: WordSet = words![
        "half",
        "quarter",
        "quarters",
        "lady",
        "floor",
        "grade",
        "grader",
        "graders",
        "degree",
        "person",
        "century",
        "amendment",
        "place",
        "name",
        "names",
        "aid",
        "responder",
        "responders",
        "hand",
        "base",
        "baseman",
        "class",
        "thing",
        "things",
        "thoughts",
        "minute",
        "period",
        "part",
        "step",
        "few",
        "several",
        "round",
        "reading",
        "and",
    ];
    let next = last + 1;
    let token = passage.tokens().get(next)?;
    let hyphened = token.is_mark('-') && token.shape.is_glued();
    let after = if hyphened { next + 1 } else { next };
    // `second-largest` is read at its last word.
    let degree = passage.value(after, Class::Superlative);
    if matches!(degree, Some(rank::MOST_OF_ITS_KIND | rank::MOST)) && first == last {
        return None;
    }
    let names = passage.tokens().get(after)?;
    let no_rank = passage.is_any(after, NO_RANK)
        || names.shape.is_capital()
        || names.is_number()
        || names.classes.meets(Classes::of(&[
            Class::Cardinal,
            Class::Period,
            Class::Auxiliary,
            Class::Complementizer,
            Class::DayPart,
            Class::Month,
        ]));
    let is_ever = hyphened && passage.is(after, "ever");
    let whole = Degree { first, last: if is_ever { after } else { last }, place: Some(place) };
    let ranks_within = passage.is_any(next, words!["in", "among", "out", "overall"])
        && passage.has(next + 1, Class::Determiner);
    let is_digits = first < last;
    let placed = first.checked_sub(1).is_some_and(|at| {
        passage.is_any(at, words!["ranked", "ranks", "rank", "finished", "placed"])
    });
    // `the third month in a row`
    let in_a_row = names.classes.has(Class::Period)
        && (passage.is(after + 1, "running")
            || passage.is(after + 1, "straight")
            || (passage.is(after + 1, "in") && passage.is(after + 3, "row")));
    if (is_digits && ranks_within) || placed || in_a_row {
        return Some(whole);
    }
    let is_rank = names.is_word() && !no_rank && (is_ever || !hyphened);
    (is_rank && owned_definitely(passage, first)).then_some(whole)
}

/// Whether `record` says that nothing was so high or so low: `a record 40 tonnes`, `record profits`.
fn is_record(passage: &Passage<'_>, idx: usize) -> bool {
    const THINGS: WordSet = words![
        "label", "labels", "deal", "keeping", "store", "company", "contract", "book", "books"
    ];
    let Some(next) = passage.tokens().get(idx + 1) else { return false };
    let before = idx.checked_sub(1);
    let Some(before_token) = before.and_then(|at| passage.tokens().get(at)) else { return true };
    let is_new = before.is_some_and(|at| {
        passage.is_any(
            at,
            words![
                "a", "new", "world", "set", "setting", "broke", "break", "breaking", "beat", "all",
                "hit"
            ],
        )
    });
    let counts = next.is_number()
        || next.classes.has(Class::CurrencySign)
        || next.classes.has(Class::Cardinal)
        || (next.is_mark('-') && phrase::is_hyphenated(passage, idx));
    let noun = next.is_word()
        && !next.shape.is_capital()
        && !next.classes.meets(Classes::of(&[
            Class::Preposition,
            Class::Auxiliary,
            Class::Complementizer,
            Class::Conjunction,
            Class::Determiner,
            Class::Pronoun,
            Class::Adverb,
        ]))
        && passage.value(idx + 1, Class::Verb) != Some(-1)
        && !passage.is_any(idx + 1, THINGS);
    let free = before_token.classes.meets(Classes::of(&[
        Class::Preposition,
        Class::Auxiliary,
        Class::Verb,
        Class::Change,
        Class::Conjunction,
    ])) && !before.is_some_and(|at| passage.is(at, "on") || passage.is(at, "off"));
    // `broke the record of 38 degrees`
    let is_broken = before.and_then(|at| at.checked_sub(1)).is_some_and(|at| {
        before.is_some_and(|at| passage.has(at, Class::Determiner))
            && passage.is_any(
                at,
                words![
                    "broke", "break", "breaking", "breaks", "beat", "beating", "smashed", "set",
                    "holds", "held",
                ],
            )
    });
    let is_high = passage.is(idx + 1, "high") || passage.is(idx + 1, "low");
    (is_new && (noun || counts || !next.is_word()))
        || (free && (noun || counts))
        || is_high
        || is_broken
        || (is_new && passage.is(idx + 1, "for"))
}
