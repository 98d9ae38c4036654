//! Looks at single words of a passage on behalf of the recognisers, and reads their numbers.

use rust_decimal::Decimal;

use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::extract::token::{Token, TokenKind};
use crate::extract::words::{WordSet, words};

use super::expression::{Amount, Unit};

/// Words that numbers are made of.
const COUNTING: Classes = Classes::of(&[Class::Digits, Class::Cardinal, Class::Scale]);

/// How far before a quarter its figures may be reported, in tokens.
const REPORTED_REACH: usize = 8;

/// So many tokens, with articles and adjectives, tell what a date is made of.
const NEAR: usize = 5;

/// Most tokens that one number in words may take.
const NUMBER_TOKENS_MAX: usize = 8;

/// A passage, asked about its words by their index.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'p, 't> {
    passage: &'p Passage<'t>,
    is_history: bool,
}

impl<'p, 't> Reader<'p, 't> {
    /// Of a passage of a text that tells history, or of any other.
    pub(super) const fn new(passage: &'p Passage<'t>, is_history: bool) -> Self {
        Self { passage, is_history }
    }

    /// Whether the text tells history, so that old years and seasons are to be expected.
    pub(super) const fn is_history(self) -> bool {
        self.is_history
    }

    pub(super) const fn passage(self) -> &'p Passage<'t> {
        self.passage
    }

    pub(super) fn token(self, idx: usize) -> Option<&'p Token> {
        self.passage.tokens().get(idx)
    }

    /// The letters of a token; none where there is no such token.
    pub(super) fn word(self, idx: usize) -> &'t str {
        self.token(idx).map_or("", |token| self.passage.word(token))
    }

    /// Whether the token at `idx` is this word, given in lower case.
    #[inline(always)]
    pub(super) fn is(self, idx: usize, word: &str) -> bool {
        self.passage.is(idx, word)
    }

    /// Whether the token at `idx` is one of these words, given in lower case.
    #[inline(always)]
    pub(super) fn is_any(self, idx: usize, words: WordSet) -> bool {
        self.passage.is_any(idx, words)
    }

    pub(super) fn has(self, idx: usize, class: Class) -> bool {
        self.passage.has(idx, class)
    }

    /// Whether the token at `idx` or one of those that a date begins with after it is of these classes.
    pub(super) fn has_near(self, idx: usize, classes: Classes) -> bool {
        let near = self.passage.tokens().get(idx..).unwrap_or_default();
        near.iter().take(NEAR).any(|token| token.classes.meets(classes))
    }

    pub(super) fn value(self, idx: usize, class: Class) -> Option<i32> {
        // The set of classes is at hand, the values are not.
        if self.has(idx, class) { self.passage.value(idx, class) } else { None }
    }

    pub(super) fn is_mark(self, idx: usize, mark: char) -> bool {
        self.token(idx).is_some_and(|token| token.is_mark(mark))
    }

    /// A hyphen or a dash that is used as one, with no white space before it.
    pub(super) fn is_hyphen(self, idx: usize) -> bool {
        self.is_glued(idx) && self.is_dash(idx)
    }

    /// A hyphen or dash.
    pub(super) fn is_dash(self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| {
            token.kind == TokenKind::Mark
                && matches!(token.first, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
        })
    }

    /// Whether the token stands right after the one before it.
    pub(super) fn is_glued(self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| token.shape.is_glued())
    }

    pub(super) fn is_capital(self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| token.shape.is_capital())
    }

    /// Whether the token is the `'s` of a possessive.
    pub(super) fn is_possessive(self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| {
            matches!(token.first, '\'' | '’' | 'ʼ') && token.kind == TokenKind::Word
        })
    }

    /// Whether the token is an apostrophe by itself.
    pub(super) fn is_apostrophe(self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| {
            matches!(token.first, '\'' | '’' | '‘' | 'ʼ') && token.kind == TokenKind::Mark
        })
    }

    /// Whether figures are told in the words before `idx`: `posted a loss for the`.
    pub(super) fn is_reported(self, idx: usize) -> bool {
        let from = idx.saturating_sub(REPORTED_REACH);
        (from..idx).any(|at| self.is_any(at, words!["reported", "posted", "earned", "lost"]))
    }

    /// Whether the token begins a sentence.
    pub(super) fn begins_sentence(self, idx: usize) -> bool {
        self.passage.sentence_of(idx).is_some_and(|s| s.tokens.start == idx)
    }

    /// The index after the point that ends an abbreviation, or `idx` itself.
    pub(super) fn after_point(self, idx: usize) -> usize {
        if self.is_mark(idx, '.') && self.is_glued(idx) { idx + 1 } else { idx }
    }

    /// The index after a comma, or `idx` itself.
    pub(super) fn after_comma(self, idx: usize) -> usize {
        if self.is_mark(idx, ',') { idx + 1 } else { idx }
    }

    /// A token of up to four digits and nothing else: its value and how many there are.
    pub(super) fn digits(self, idx: usize) -> Option<(u16, usize)> {
        let token = self.token(idx).filter(|t| t.is_number() && t.end - t.start <= 4)?;
        let word = self.passage.word(token);
        Some((word.parse().ok()?, word.len()))
    }

    /// The number that begins at `idx`, in digits or words, and the index after it.
    pub(super) fn number(self, idx: usize) -> Option<(Decimal, usize)> {
        let token = self.token(idx)?;
        if token.is_number() {
            let word = self.word(idx);
            let plain: String;
            let mut value: Decimal = if word.contains(',') {
                plain = word.replace(',', "");
                plain.parse().ok()?
            } else {
                word.parse().ok()?
            };
            let mut at = idx + 1;
            if let Some((part, after)) = self.fraction(at) {
                value = value.checked_add(part)?;
                at = after;
            }
            while let Some(power) = self.value(at, Class::Scale) {
                value = value.checked_mul(power_of_ten(power)?)?;
                at += 1;
            }
            return Some((value, at));
        }
        if let Some((part, after)) = self.fraction(idx) {
            return Some((part, after));
        }
        self.number_in_words(idx)
    }

    /// `1/2` or `½`.
    fn fraction(self, idx: usize) -> Option<(Decimal, usize)> {
        let sign = self.token(idx)?;
        if sign.kind == TokenKind::Mark {
            let part = match sign.first {
                '½' => (1, 2),
                '¼' => (1, 4),
                '¾' => (3, 4),
                '⅓' => (1, 3),
                '⅔' => (2, 3),
                _ => return None,
            };
            return Some((Decimal::from(part.0) / Decimal::from(part.1), idx + 1));
        }
        let (over, _) = self.digits(idx)?;
        let slash = self.is_mark(idx + 1, '/') && self.is_glued(idx + 1) && self.is_glued(idx + 2);
        let (under, _) = self.digits(idx + 2).filter(|&(under, _)| slash && under > over)?;
        Some((Decimal::from(over).checked_div(Decimal::from(under))?, idx + 3))
    }

    fn number_in_words(self, idx: usize) -> Option<(Decimal, usize)> {
        let mut at = idx;
        let (mut total, mut group) = (Decimal::ZERO, Decimal::ZERO);
        let mut last_cardinal = Decimal::ZERO;
        if self.is(at, "a") || self.is(at, "an") {
            // "A hundred", "a thousand": the scale word must follow.
            self.value(at + 1, Class::Scale)?;
            group = Decimal::ONE;
            at += 1;
        } else {
            self.value(at, Class::Cardinal)?;
        }
        while at < idx + NUMBER_TOKENS_MAX {
            if let Some(value) = self.value(at, Class::Cardinal) {
                let value = Decimal::from(value);
                // "Twenty four" is one number, "four twenty" and "four five" are two.
                let tens = last_cardinal >= Decimal::from(20) && value < Decimal::TEN;
                if !last_cardinal.is_zero() && !tens {
                    break;
                }
                group = group.checked_add(value)?;
                last_cardinal = value;
                at += 1;
            } else if let Some(power) = self.value(at, Class::Scale) {
                let scale = power_of_ten(power)?;
                if power == 2 {
                    group = group.checked_mul(scale)?;
                } else {
                    total = total.checked_add(group.checked_mul(scale)?)?;
                    group = Decimal::ZERO;
                }
                last_cardinal = Decimal::ZERO;
                at += 1;
            } else {
                let hyphen = self.is_hyphen(at) && last_cardinal >= Decimal::from(20);
                let and = self.is(at, "and") && self.value(at - 1, Class::Scale).is_some();
                if !(hyphen || and) || self.value(at + 1, Class::Cardinal).is_none() {
                    break;
                }
                at += 1;
            }
        }
        Some((total.checked_add(group)?, at))
    }

    /// An ordinal in words or digits (`third`, `3rd`, `twenty-first`) and the index after it.
    pub(super) fn ordinal(self, idx: usize) -> Option<(u16, usize)> {
        if let Some((value, _)) = self.digits(idx) {
            let suffix =
                self.is_glued(idx + 1) && self.is_any(idx + 1, words!["st", "nd", "rd", "th"]);
            return suffix.then_some((value, idx + 2));
        }
        if let Some(value) = self.value(idx, Class::Ordinal) {
            return Some((u16::try_from(value).ok()?, idx + 1));
        }
        let tens = self.value(idx, Class::Cardinal).filter(|n| (20..100).contains(n))?;
        let at = if self.is_hyphen(idx + 1) { idx + 2 } else { idx + 1 };
        let unit = self.value(at, Class::Ordinal).filter(|n| (1..10).contains(n))?;
        Some((u16::try_from(tens + unit).ok()?, at + 1))
    }

    /// How many: a number, `a`, `several`, `a few`; how many at most where two are named; and the
    /// index after it.
    pub(super) fn amount(self, idx: usize) -> Option<(Amount, Option<Decimal>, usize)> {
        let token = self.token(idx)?;
        let may_count = token.classes.meets(COUNTING)
            || matches!(
                token.first.to_ascii_lowercase(),
                'a' | 't' | 'h' | 's' | 'f' | 'm' | 'n' | 'c' | 'd'
            );
        if !may_count {
            return None;
        }
        let exact = |n: i64| Amount::Exact(Decimal::from(n));
        if self.is_any(idx, words!["a", "an"]) || self.is(idx, "the") {
            let next = idx + 1;
            let of = |at: usize| if self.is(at, "of") { at + 1 } else { at };
            if self.is_any(next, words!["couple", "pair"]) {
                return Some((exact(2), None, of(next + 1)));
            }
            // "A quarter of a century".
            if self.is(next, "quarter")
                && self.is(next + 1, "of")
                && self.is(next + 2, "a")
                && self.is(next + 3, "century")
            {
                return Some((Amount::Exact(Decimal::new(25, 2)), None, next + 3));
            }
            if self.is(next, "dozen") && !self.is(idx, "the") {
                return Some((exact(12), None, of(next + 1)));
            }
            if self.is(next, "few") || (self.is(next, "good") && self.is(next + 1, "many")) {
                return Some((Amount::Some, None, next + 1 + usize::from(self.is(next, "good"))));
            }
            if self.is_any(next, words!["number", "matter", "handful", "series"])
                && self.is(next + 1, "of")
            {
                return Some((Amount::Some, None, next + 2));
            }
            if self.is(idx, "the") {
                return None;
            }
            if self.is(next, "half") {
                return Some((Amount::Exact(Decimal::new(5, 1)), None, next + 1));
            }
        }
        if self.is(idx, "half") {
            let at = idx + 1;
            let at = if self.is_any(at, words!["a", "an"]) { at + 1 } else { at };
            return Some((Amount::Exact(Decimal::new(5, 1)), None, at));
        }
        if let Some((value, at)) = self.number(idx) {
            let joined = self.is_any(at, words!["to", "or"]) || self.is_dash(at);
            if joined
                && let Some((high, after)) = self.number(at + 1)
                && high > value
            {
                return Some((Amount::Exact(value), Some(high), after));
            }
            // "Two-and-a-half years".
            let hyphened = self.is_hyphen(at)
                && self.is(at + 1, "and")
                && self.is_hyphen(at + 2)
                && self.is_any(at + 3, words!["a", "one"])
                && self.is_hyphen(at + 4)
                && self.is(at + 5, "half");
            if hyphened {
                let value = value.checked_add(Decimal::new(5, 1))?;
                return Some((Amount::Exact(value), None, at + 6));
            }
            // "Two and a half years", "two and one-half hours".
            let half = if self.is_any(at + 1, words!["a", "one"]) { at + 2 } else { at + 1 };
            let half = half + usize::from(half > at + 1 && self.is_hyphen(half));
            if self.is(at, "and") && self.is(half, "half") && self.unit(half + 1).is_some() {
                let value = value.checked_add(Decimal::new(5, 1))?;
                return Some((Amount::Exact(value), None, half + 1));
            }
            return Some((Amount::Exact(value), None, at));
        }
        if self.is_any(
            idx,
            words!["several", "few", "some", "many", "numerous", "countless", "multiple"],
        ) {
            let at = idx + 1;
            // "Some eight years" is about eight.
            if self.is(idx, "some")
                && let Some((value, after)) = self.number(at)
            {
                return Some((Amount::Exact(value), None, after));
            }
            return Some((Amount::Some, None, at));
        }
        if self.is_any(idx, words!["dozens", "hundreds", "thousands", "scores", "tens", "millions"])
            && self.is(idx + 1, "of")
        {
            let at = if self.is(idx, "tens") && self.is(idx + 3, "of") { idx + 4 } else { idx + 2 };
            return Some((Amount::Some, None, at));
        }
        if self.is_any(idx, words!["a", "an", "another"]) {
            let at = if self.is(idx + 1, "single") { idx + 2 } else { idx + 1 };
            return Some((exact(1), None, at));
        }
        None
    }

    /// A unit of time, whether it is a plural, and the index after it.
    pub(super) fn unit(self, idx: usize) -> Option<(Unit, bool, usize)> {
        let value = self.value(idx, Class::Period)?;
        Some((Unit::from_lexicon(value)?, value > 100, idx + 1))
    }

    /// The index after words that may stand between an amount and its unit: `full`, `more`, `trading`.
    pub(super) fn after_unit_adjectives(self, idx: usize) -> usize {
        let mut at = idx;
        while at < idx + 2
            && self.is_any(
                at,
                words![
                    "full",
                    "more",
                    "whole",
                    "long",
                    "short",
                    "straight",
                    "consecutive",
                    "trading",
                    "business",
                    "working",
                    "calendar",
                    "fiscal",
                    "additional",
                    "extra",
                    "other",
                    "entire",
                    "solid",
                    "successive",
                    "crucial",
                    "mere",
                ],
            )
        {
            at += 1;
        }
        at
    }
}

/// What a scale word multiplies by: a power of ten, or below zero the factor itself.
fn power_of_ten(power: i32) -> Option<Decimal> {
    match u32::try_from(power) {
        Ok(power) => 10_i64.checked_pow(power).map(Decimal::from),
        Err(_) => Some(Decimal::from(power.unsigned_abs())),
    }
}
