//! Where in a source's text a claim's value or words stand, and why each place was found.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::align;
use super::exhibit::{Exhibit, keys};
use crate::extract::{Amount, DateParts, Measure, Parts};
use crate::project::Claim;
use crate::text::{Document, Span};
use crate::workbench::find;

/// Places that are told at most: with more, the text says nothing about which is meant.
const PLACES_MAX: usize = 200;

/// Passages that are told at most.
const PASSAGES_MAX: usize = 5;

/// Words of a claim that are looked for as a passage at most.
const WORDS_MAX: usize = 400;

/// A word of this many letters and more says what a passage is about; shorter ones stand everywhere.
const TELLING_CHARS: usize = 4;

/// What a telling word weighs, and another.
const WEIGHTS: (u32, u32) = (3, 1);

/// The share of a claim's words, by weight, that a passage must have: three of five.
const SHARE_LEAST: (u32, u32) = (3, 5);

/// A place in a source's text that has to do with a claim. It says nothing about whether the claim
/// holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The value or the words, in bytes of the source's text.
    pub span: Span,
    /// Why it was found.
    pub how: How,
}

/// Why a place was found, the strongest reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The analyst pointed at it.
    Chosen,
    /// The same value in the same unit, or the same date.
    Value,
    /// A value in the same unit of which the claim's is a rounding.
    Rounded,
    /// The claim's words, or the name, as they stand.
    Words,
    /// The same number of something else, or without a unit.
    Number,
    /// A date that the claim's lies in, or that lies in the claim's.
    PartOfDate,
    /// The last word of a name.
    Surname,
    /// A passage with so many of the claim's words, of so many.
    Passage {
        /// How many of them stand there.
        n_same: usize,
        /// How many there are.
        n_all: usize,
    },
}

impl How {
    /// The reason in words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Chosen => "Chosen by you".to_owned(),
            Self::Value => "The same value".to_owned(),
            Self::Rounded => "A value that rounds to it".to_owned(),
            Self::Words => "The same words".to_owned(),
            Self::Number => "The same number, of something else".to_owned(),
            Self::PartOfDate => "A date that overlaps it".to_owned(),
            Self::Surname => "Part of the name".to_owned(),
            Self::Passage { n_same, n_all } => format!("{n_same} of {n_all} words in common"),
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The claim.
    pub(super) claim: &'a Claim,
    /// The claims that lie in it: a quotation's figures.
    pub(super) inner: &'a [&'a Claim],
    /// The article's text.
    pub(super) document: &'a Document,
    /// The words that a passage is compared with: what was said, or the claim's sentence.
    pub(super) passage: &'a str,
    /// Whether `passage` is what someone is said to have said.
    pub(super) is_quotation: bool,
}

/// The places in `exhibit`, in the order of its text, and which of them is the best.
pub(super) fn places(wanted: Wanted<'_>, exhibit: &Exhibit) -> (Vec<Place>, Option<usize>) {
    let mut found = Vec::new();
    if wanted.is_quotation {
        found = passages(wanted.passage, exhibit);
    }
    if found.is_empty() {
        found = values(wanted.claim, exhibit);
        found.extend(words(&wanted, exhibit));
    }
    if found.is_empty() {
        found = wanted.inner.iter().flat_map(|claim| values(claim, exhibit)).collect();
    }
    if found.is_empty() && !wanted.is_quotation {
        found = passages(wanted.passage, exhibit);
    }
    // Where the value itself stands, what only looks like it is left out.
    let best = found.iter().map(|place| rank(place.how)).min();
    found.retain(|place| Some(rank(place.how)) == best);
    found.sort_by_key(|place| (place.span, place.how));
    found.dedup_by_key(|place| place.span);
    found.truncate(PLACES_MAX);
    let about: HashSet<u32> = keys(wanted.passage)
        .filter(|(key, _)| key.chars().count() >= TELLING_CHARS)
        .filter_map(|(key, _)| exhibit.id_of(&key))
        .collect();
    // Of several, the one whose sentence is about the same.
    let around = |place: &Place| {
        let sentence = exhibit.sentences_around(place.span);
        let first = exhibit.words.partition_point(|(_, span)| span.start < sentence.start);
        let inside = exhibit.words.iter().skip(first);
        let inside = inside.take_while(|(_, span)| span.start < sentence.end);
        let shared: HashSet<u32> =
            inside.map(|&(id, _)| id).filter(|id| about.contains(id)).collect();
        shared.len()
    };
    let scored = found.iter().enumerate().map(|(idx, place)| {
        let n_same = if let How::Passage { n_same, .. } = place.how { n_same } else { 0 };
        (n_same, around(place), usize::MAX - idx, idx)
    });
    let at = scored.max().map(|(.., idx)| idx);
    (found, at)
}

/// Reasons that are shown together have one rank.
const fn rank(how: How) -> u8 {
    match how {
        How::Chosen | How::Value => 0,
        How::Rounded => 1,
        How::Words => 2,
        How::Number | How::PartOfDate => 3,
        How::Surname => 4,
        How::Passage { .. } => 5,
    }
}

// ---- by value

/// The findings whose value is the claim's, or is close to it.
fn values(claim: &Claim, exhibit: &Exhibit) -> Vec<Place> {
    let findings = exhibit.findings.iter();
    findings
        .filter_map(|finding| {
            let how = match (&claim.parts, &finding.parts) {
                (Parts::Measure(ours), Parts::Measure(theirs)) => measures(ours, theirs),
                (Parts::Date(ours), Parts::Date(theirs)) => dates(ours, theirs),
                _ => None,
            };
            how.map(|how| Place { span: finding.span, how })
        })
        .collect()
}

fn measures(ours: &Measure, theirs: &Measure) -> Option<How> {
    let is_same_unit = ours.unit == theirs.unit && ours.kind == theirs.kind;
    if ours.amount == theirs.amount {
        return Some(if is_same_unit { How::Value } else { How::Number });
    }
    match (ours.amount, theirs.amount) {
        (Amount::One(ours), Amount::One(theirs)) if is_same_unit => {
            (rounded(theirs, ours) == Some(ours)).then_some(How::Rounded)
        }
        _ => None,
    }
}

const fn has_value(parts: &Parts) -> bool {
    matches!(parts, Parts::Measure(_) | Parts::Date(_))
}

/// `n` with as many digits as `like` has that count.
fn rounded(n: Decimal, like: Decimal) -> Option<Decimal> {
    let digits = like.normalize().mantissa().unsigned_abs().to_string();
    let n_digits = u32::try_from(digits.trim_end_matches('0').len()).ok()?;
    // One digit is nearly no number: 3 is not a rounding of 2.6.
    (n_digits > 1).then(|| n.round_sf(n_digits)).flatten()
}

fn dates(ours: &DateParts, theirs: &DateParts) -> Option<How> {
    if ours.timex != theirs.timex {
        return None;
    }
    let is_value = |value: &str| value.chars().any(|c| c.is_ascii_digit());
    if !is_value(&ours.value) || !is_value(&theirs.value) {
        return None;
    }
    if ours.value == theirs.value {
        return Some(How::Value);
    }
    let is_part = |a: &str, b: &str| {
        // 2025-04 holds 2025-04-12, and XXXX-04-12 may be that day.
        let fits = |(a, b): (char, char)| a == b || a == 'X' || b == 'X';
        a.len() >= 4
            && a.len() <= b.len()
            && a.chars().zip(b.chars()).all(fits)
            && b.chars().nth(a.chars().count()).is_none_or(|c| matches!(c, '-' | 'T'))
    };
    let (a, b) = (ours.value.as_str(), theirs.value.as_str());
    let others = [ours.otherwise.as_deref(), theirs.otherwise.as_deref()];
    let is_other = others.into_iter().flatten().any(|other| other == a || other == b);
    (is_other || is_part(a, b) || is_part(b, a)).then_some(How::PartOfDate)
}

// ---- by words

/// Where the claim's words stand as they are; of a name, the name itself or its last word.
fn words(wanted: &Wanted<'_>, exhibit: &Exhibit) -> Vec<Place> {
    let text = exhibit.document.text();
    let all = |words: &str, how: How| -> Vec<Place> {
        let is_whole = |span: &Span| {
            let before = text.get(..span.start as usize).and_then(|t| t.chars().next_back());
            let after = text.get(span.end as usize..).and_then(|t| t.chars().next());
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        };
        let found = find(text, words).into_iter().filter(is_whole);
        found.take(PLACES_MAX).map(|span| Place { span, how }).collect()
    };
    let Parts::Name(parts) = &wanted.claim.parts else {
        let mut found = all(&wanted.claim.anchor.quote, How::Words);
        // What was read as a value says by that what it has to do with the claim's: the same digits may
        // count something else.
        if has_value(&wanted.claim.parts) {
            let values = exhibit.findings.iter().filter(|finding| has_value(&finding.parts));
            let values: Vec<Span> = values.map(|finding| finding.span).collect();
            found.retain(|place| !values.iter().any(|value| value.overlaps(place.span)));
        }
        return found;
    };
    let name = wanted.document.words(parts.name);
    let found = all(name, How::Words);
    if !found.is_empty() {
        return found;
    }
    match name.split_whitespace().next_back() {
        Some(last) if last.len() < name.len() && last.chars().count() >= TELLING_CHARS => {
            all(last, How::Surname)
        }
        _ => Vec::new(),
    }
}

/// Passages that have most of these words, close together, the best first.
fn passages(words: &str, exhibit: &Exhibit) -> Vec<Place> {
    let mut wanted: HashMap<u32, (i64, u32)> = HashMap::new();
    let (mut n_words, mut all) = (0_usize, 0_u32);
    for (key, _) in keys(words).take(WORDS_MAX) {
        let (telling, other) = WEIGHTS;
        let weight = if key.chars().count() >= TELLING_CHARS { telling } else { other };
        n_words += 1;
        all += weight;
        if let Some(id) = exhibit.id_of(&key) {
            wanted.entry(id).or_insert((0, weight)).0 += 1;
        }
    }
    // What agrees in a word or two agrees by chance.
    if n_words < 3 {
        return Vec::new();
    }
    let (part, whole) = SHARE_LEAST;
    let least = (all * part).div_ceil(whole);
    // Room for what the source says more.
    let room = n_words + n_words / 2 + 2;
    let mut held: HashMap<u32, i64> = HashMap::new();
    let mut score = 0;
    let mut windows: Vec<(u32, usize, usize)> = Vec::new();
    for (end, &(id, _)) in exhibit.words.iter().enumerate() {
        if let Some(&(n_wanted, weight)) = wanted.get(&id) {
            let n = held.entry(id).or_default();
            *n += 1;
            if *n <= n_wanted {
                score += weight;
            }
        }
        if let Some(&(gone, _)) = end.checked_sub(room).and_then(|at| exhibit.words.get(at))
            && let Some(&(n_wanted, weight)) = wanted.get(&gone)
        {
            let n = held.entry(gone).or_default();
            if *n <= n_wanted {
                score -= weight;
            }
            *n -= 1;
        }
        if score < least {
            continue;
        }
        let first = (end + 1).saturating_sub(room);
        match windows.last_mut() {
            // The best of those that overlap stands for all.
            Some((best, from, to)) if *to >= first => {
                if score > *best {
                    (*best, *from, *to) = (score, first, end);
                }
            }
            _ => windows.push((score, first, end)),
        }
    }
    windows.sort_by_key(|&(score, first, _)| (u32::MAX - score, first));
    let text = exhibit.document.text();
    let passage = |&(_, first, last): &(u32, usize, usize)| {
        let (_, from) = exhibit.words.get(first)?;
        let (_, to) = exhibit.words.get(last)?;
        let window = from.to(*to);
        let span = align::trimmed(words, window.of(text))?.shifted(window.start);
        let n_same = align::Difference::of(words, span.of(text)).n_agree;
        Some(Place { span, how: How::Passage { n_same, n_all: n_words } })
    };
    windows.iter().take(PASSAGES_MAX).filter_map(passage).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::super::exhibit::Key;
    use super::*;
    use crate::extract::extract_text;
    use crate::project::ArticleId;
    use crate::text::ParagraphKind;
    use crate::workbench::start::Means;

    /// The places in `source` of the first claim of `article` that begins with `words`.
    fn found(article: &str, words: &str, source: &str) -> Vec<(String, How)> {
        let document = Document::from_paragraphs([(ParagraphKind::Body, article.to_owned())]);
        let read = extract_text(document.text(), None);
        let finding = read.findings.iter().find(|f| document.words(f.span).starts_with(words));
        let claim = Claim::from_finding(ArticleId(1), &document, finding.unwrap());
        let key = Key::Passage(source.to_owned());
        let tick = |_| ControlFlow::Continue(());
        let exhibit = Exhibit::read(&key, None, Means::default(), tick).unwrap();
        let wanted = Wanted {
            claim: &claim,
            inner: &[],
            document: &document,
            passage: article,
            is_quotation: false,
        };
        let (places, at) = places(wanted, &exhibit);
        assert_eq!(at.is_none(), places.is_empty());
        let words = |place: &Place| exhibit.document.words(place.span).to_owned();
        places.iter().map(|place| (words(place), place.how)).collect()
    }

    #[test]
    fn what_rounds_to_a_value_is_told_from_the_value() {
        let article = "The city spent 1.84 million dollars.";
        let rounds = [("$1,838,420".to_owned(), How::Rounded)];
        assert_eq!(found(article, "1.84", "It spent $1,838,420 on quays."), rounds);
        assert_eq!(found(article, "1.84", "It spent $1,846,000 on quays."), []);
        // Where the value itself stands, nothing else is shown.
        let both = "It spent $1,838,420, or $1.84 million, on quays.";
        assert_eq!(found(article, "1.84", both), [("$1.84 million".to_owned(), How::Value)]);
    }

    #[test]
    fn the_same_number_of_something_else_says_so() {
        let held = found("It has 412 boats.", "412", "There were 412 houses and 12 boats.");
        assert_eq!(held, [("412".to_owned(), How::Number)]);
    }

    #[test]
    fn a_month_holds_its_day_and_says_so() {
        let held = found("It opened on May 12, 2024.", "May 12", "The gate opened in May 2024.");
        assert_eq!(held, [("May 2024".to_owned(), How::PartOfDate)]);
        assert_eq!(found("It opened on May 12, 2024.", "May 12", "It closed in June 2024."), []);
    }

    #[test]
    fn of_several_the_one_whose_sentence_is_about_the_same_comes_first() {
        let document = Document::from_paragraphs([(
            ParagraphKind::Body,
            "Berth rents rose 12 percent in the harbor.".to_owned(),
        )]);
        let read = extract_text(document.text(), None);
        let is_rate = |parts: &Parts| matches!(parts, Parts::Measure(_));
        let finding = read.findings.iter().find(|finding| is_rate(&finding.parts)).unwrap();
        let claim = Claim::from_finding(ArticleId(1), &document, finding);
        let source = "Wages fell 12 percent. Taxes rose 12 percent.\nThe rents of every berth in \
            the harbor went up by 12 percent. Fares rose 12 percent.";
        let key = Key::Passage(source.to_owned());
        let tick = |_| ControlFlow::Continue(());
        let exhibit = Exhibit::read(&key, None, Means::default(), tick).unwrap();
        let passage = document.text();
        let wanted =
            Wanted { claim: &claim, inner: &[], document: &document, passage, is_quotation: false };
        let (places, at) = places(wanted, &exhibit);
        assert_eq!((places.len(), at), (4, Some(2)));
    }
}
