//! What is counted: the noun phrase after a number, read without grammar beyond its small words.

use super::{Reader, Role};
use std::borrow::Cow;

use crate::extract::lexicon::{Class, Classes};
use crate::extract::number::{Form, Number};
use crate::extract::passage::Passage;
use crate::extract::token::Token;
use crate::extract::words::words;
use rust_decimal::Decimal;

/// Most tokens of a noun phrase before its head.
const PHRASE_MAX: usize = 7;

/// Classes of words that end a noun phrase.
const STOPS: Classes = Classes::of(&[
    Class::Preposition,
    Class::Auxiliary,
    Class::Pronoun,
    Class::Determiner,
    Class::Complementizer,
    Class::Conjunction,
    Class::Digits,
]);

/// Classes of words in -s that are no nouns.
const NO_HEADS: Classes =
    Classes::of(&[Class::Auxiliary, Class::Pronoun, Class::Determiner, Class::Preposition]);

/// Classes of words that do not go on a noun phrase after a plural.
const AFTER_HEAD: Classes = Classes::of(&[
    Class::Verb,
    Class::Adverb,
    Class::Shift,
    Class::Deictic,
    Class::Comparative,
    Class::Month,
    Class::Weekday,
]);

/// A noun phrase without its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    first: usize,
    last: usize,
}

impl Noun {
    /// Its first token.
    #[must_use]
    pub const fn first(self) -> usize {
        self.first
    }

    /// Its last token, the head.
    #[must_use]
    pub const fn last(self) -> usize {
        self.last
    }

    /// Its words in lower case, the head in the singular, without participles and joining words.
    #[must_use]
    pub fn name(self, passage: &Passage<'_>) -> String {
        let mut name = String::new();
        let mut joins = false;
        for at in self.first..=self.last {
            let Some(token) = passage.tokens().get(at) else { break };
            if !token.is_word() && !token.is_number() {
                joins = matches!(token.first, '-' | '‐' | '‑');
                continue;
            }
            let word = passage.word(token).to_lowercase();
            let is_head = at == self.last;
            if !is_head && !joins && is_left_out(&word, passage, at) {
                continue;
            }
            if !name.is_empty() {
                name.push(if joins { '-' } else { ' ' });
            }
            joins = false;
            if is_head {
                name.push_str(&passage.lexicon().singular(&word));
            } else {
                name.push_str(&plain(&word, token.classes));
            }
        }
        name
    }
}

/// An adjective without its degree: `small` for `smaller`, `great` for `greatest`.
fn plain(word: &str, classes: Classes) -> Cow<'_, str> {
    let stem = if classes.has(Class::Superlative) {
        word.strip_suffix("est")
    } else if classes.has(Class::Comparative) {
        word.strip_suffix("er")
    } else {
        None
    };
    match (word, stem) {
        ("best" | "better", _) => Cow::Borrowed("good"),
        ("worst" | "worse", _) => Cow::Borrowed("bad"),
        (_, Some(stem)) => positive(stem),
        _ => Cow::Borrowed(word),
    }
}

/// The adjective that a stem before -er or -est comes from: `happi`, `bigg`, `larg`, `old`.
fn positive(stem: &str) -> Cow<'_, str> {
    let is_vowel = |c: &u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    let mut ends = stem.bytes().rev();
    let (last, before, third) = (ends.next(), ends.next(), ends.next());
    let (Some(last), Some(before)) = (last, before) else { return Cow::Borrowed(stem) };
    let cut = stem.get(..stem.len() - 1).unwrap_or(stem);
    if last == b'i' {
        return Cow::Owned(format!("{cut}y"));
    }
    if last == before && !matches!(last, b'l' | b's') {
        return Cow::Borrowed(cut);
    }
    let is_short = is_vowel(&before) && third.is_none_or(|c| !is_vowel(&c));
    let is_silent =
        (is_short && !is_vowel(&last) && !matches!(last, b'w' | b'y' | b'x' | b'l' | b'r'))
            || matches!((before, last), (b'r' | b'd', b'g') | (b'p' | b'b' | b't' | b'g', b'l'))
            || matches!(last, b'v' | b'c' | b'z')
            || last == b's' && before != b's';
    if is_silent { Cow::Owned(format!("{stem}e")) } else { Cow::Borrowed(stem) }
}

/// Words inside the phrase that do not tell what is counted.
fn is_left_out(word: &str, passage: &Passage<'_>, at: usize) -> bool {
    let joined = passage
        .tokens()
        .get(at + 1)
        .is_some_and(|t| matches!(t.first, '-' | '‐' | '‑') && t.shape.is_glued());
    if joined {
        return false;
    }
    matches!(word, "and" | "or")
        || passage.value(at, Class::Setting).is_some_and(|roles| roles & Role::LeftOut.bit() != 0)
        || passage.has(at, Class::Determiner)
        || (word.len() > 5 && (word.ends_with("ed") || word.ends_with("ly")))
}

impl Reader<'_, '_> {
    /// The noun that a number counts.
    pub(super) fn noun_after(&self, number: Number) -> Option<Noun> {
        let at = number.last + 1;
        if self.is_inner_hyphen(at) {
            // six-cylinder, 300-odd critics
            let word = at + 1;
            if self.is_any(word, words!["odd", "plus", "strong"]) {
                return self.plural_at(word + 1);
            }
            return self.is_word(word).then_some(Noun { first: word, last: word }).filter(|_| {
                !self.has(word, Class::Preposition)
                    && !self.has(word, Class::Pronoun)
                    && !self.is_any(word, words!["figure", "figures"])
            });
        }
        if self.is(at, "of") {
            return self.noun_of(at);
        }
        let at = if self.plays(at, Role::LeftOut) { at + 1 } else { at };
        if let Some(noun) = self.plural_at(at) {
            return Some(noun);
        }
        if number.value == Decimal::ONE {
            return self.noun_at(at);
        }
        // `12 page document`: the first word is what there are so many of.
        let token = self.passage.tokens().get(at)?;
        let word = self.passage.word(token);
        let fits = token.is_word()
            && !token.shape.is_glued()
            && !token.shape.is_after_line()
            && !token.classes.meets(STOPS)
            && !token.classes.has(Class::Adverb)
            && !token.classes.has(Class::Verb)
            && !token.classes.has(Class::Deictic)
            && !token.classes.has(Class::Shift)
            && !token.classes.has(Class::Month)
            && !token.classes.has(Class::Weekday)
            && !token.classes.has(Class::PartOf)
            && !token.classes.has(Class::Fraction)
            && !token.shape.is_capital()
            && !word.ends_with("ly")
            && !word.ends_with("ed")
            && !word.ends_with("ing")
            && word.len() > 2
            && self
                .passage
                .tokens()
                .get(at + 1)
                .is_some_and(|t| t.is_word() && !t.classes.meets(STOPS));
        let fits = fits && (number.form != Form::Words || number.value > Decimal::ONE);
        fits.then_some(Noun { first: at, last: at })
    }

    /// Whether a noun in the plural follows a number.
    pub(super) fn counts_plural(&self, number: Number) -> bool {
        self.plural_at(number.last + 1).is_some()
    }

    /// What two numbers joined by a dash decide: `a 5-4 vote`, `a 9-2 lead`.
    pub(super) fn noun_of_score(&self, number: Number) -> Option<Noun> {
        let at = number.last + 1;
        let is_score = self.plays(at, Role::Score);
        is_score.then_some(Noun { first: at, last: at })
    }

    /// `of the people`, `of its commanders`, `of them`.
    fn noun_of(&self, of: usize) -> Option<Noun> {
        let mut at = of + 1;
        while at < of + 5
            && (self.has(at, Class::Determiner)
                || self.is_any(at, words!["most", "all", "only"])
                || self.number_at(at).is_some())
        {
            at += 1;
        }
        self.plural_at(at)
    }

    /// What a share is of: `a third of those`, `two-thirds of the combined 4.3M sales`.
    pub(super) fn noun_of_share(&self, last: usize) -> Option<Noun> {
        if !self.is(last + 1, "of") {
            return None;
        }
        let mut at = last + 2;
        while at < last + 7 {
            let token = self.passage.tokens().get(at)?;
            let word = self.passage.word(token);
            let passes = self.has(at, Class::Determiner)
                || word.ends_with("ed")
                || token.is_number()
                || (token.shape.is_glued() && word.len() <= 2);
            if !passes {
                break;
            }
            at += 1;
        }
        self.plural_at(at)
    }

    /// The noun phrase from token `at` up to its plural.
    fn plural_at(&self, at: usize) -> Option<Noun> {
        let (mut idx, mut first) = (at, at);
        let mut joined = false;
        let mut found = None;
        while idx < at + PHRASE_MAX {
            let Some(token) = self.passage.tokens().get(idx) else { return found };
            if token.shape.is_after_line() {
                return found;
            }
            if !token.is_word() {
                let inside = self.is_inner_hyphen(idx) && idx > at
                    || token.is_number() && idx > at && self.is_capital(idx + 1);
                if !inside {
                    return found;
                }
                idx += 1;
                continue;
            }
            let word = self.passage.word(token);
            if word.starts_with(['\'', '’']) {
                // Europe's biggest clubs
                idx += 1;
                first = idx;
                continue;
            }
            if self.is_head(idx, token, word) {
                // `sports teams`, `Dallas officers`: what follows may be the head.
                let goes_on = self.passage.tokens().get(idx + 1).is_some_and(|next| {
                    let next_word = self.passage.word(next);
                    let is_noun = self.passage.lexicon().is_plural(next_word)
                        && !next.classes.has(Class::Verb);
                    let is_open = token.shape.is_capital() && !next.classes.meets(AFTER_HEAD);
                    next.is_word()
                        && !next.shape.is_after_line()
                        && !next.classes.meets(STOPS)
                        && (is_noun && self.is_head(idx + 1, next, next_word) || is_open)
                });
                found = Some(Noun { first, last: idx });
                if !goes_on {
                    return found;
                }
                idx += 1;
                continue;
            }
            if token.classes.has(Class::Cardinal) {
                return found;
            }
            if token.classes.meets(STOPS) {
                let coordinates = idx > at
                    && !joined
                    && self.is_any(idx, words!["and", "or"])
                    && self
                        .passage
                        .tokens()
                        .get(idx + 1)
                        .is_some_and(|t| t.is_word() && !t.classes.meets(STOPS));
                if !coordinates {
                    return found;
                }
                joined = true;
            }
            // `men under 35 support Ellis`: a verb and its object.
            let is_clause = self.passage.value(idx, Class::Verb).is_some()
                && idx == at
                && !token.shape.is_capital()
                && self.is_capital(idx + 1)
                && !self.is_glued(idx + 1);
            if is_clause || token.classes.has(Class::Adverb) && idx > at {
                return found;
            }
            idx += 1;
        }
        found
    }

    /// Whether the token at `idx` is a plural by itself: no owner, no part of a longer word.
    fn is_head(&self, idx: usize, token: &Token, word: &str) -> bool {
        let is_owner =
            self.passage.tokens().get(idx + 1).is_some_and(|t| t.is_word() && t.shape.is_glued());
        self.passage.lexicon().is_plural(word)
            && !is_owner
            && !self.is_inner_hyphen(idx + 1)
            && !token.classes.meets(NO_HEADS)
            && !self.plays(idx, Role::NoPlural)
    }

    /// A noun phrase in the singular at token `at`: words up to what ends it.
    pub(super) fn noun_at(&self, at: usize) -> Option<Noun> {
        let mut last = None;
        for idx in at..at + 4 {
            let Some(token) = self.passage.tokens().get(idx) else { break };
            let word = self.passage.word(token);
            let goes_on = token.is_word()
                && !token.shape.is_after_line()
                && !token.classes.meets(STOPS)
                && !token.classes.has(Class::Adverb)
                && (idx == at || !self.is_after_noun(token, word))
                && !word.starts_with(['\'', '’'])
                && (idx == at || !token.shape.is_glued());
            if !goes_on {
                break;
            }
            last = Some(idx);
        }
        last.map(|last| Noun { first: at, last })
    }

    /// Whether a word is no noun where one stands before it.
    fn is_after_noun(&self, token: &Token, word: &str) -> bool {
        // After a singular the base form of a verb is a noun: `one campaign staffer`.
        let is_base = self.passage.lexicon().value(token.word, Class::Verb) == Some(0)
            && !word.ends_with('s');
        (token.classes.has(Class::Verb) && !is_base)
            || token.classes.has(Class::Shift)
            || word.ends_with("ed")
            || word.ends_with("ly")
    }

    /// `times`, `-fold` after token `last`.
    pub(super) fn times_after(&self, last: usize) -> Option<usize> {
        if self.passage.value(last, Class::Fold).is_some() {
            return Some(last);
        }
        let at = self.after(last);
        let is_times = self.is_any(at, words!["times", "fold"])
            || self.is(at, "x") && self.is_glued(at) && !self.is_glued(at + 1);
        is_times.then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_is_taken_back_to_its_adjective() {
        let check = |word: &str, expected: &str| {
            let class = if word.ends_with("er") { Class::Comparative } else { Class::Superlative };
            assert_eq!(plain(word, Classes::of(&[class])), expected, "{word}");
        };
        for (word, expected) in [
            ("smaller", "small"),
            ("biggest", "big"),
            ("largest", "large"),
            ("youngest", "young"),
            ("happiest", "happy"),
            ("finest", "fine"),
            ("greatest", "great"),
            ("newer", "new"),
            ("safest", "safe"),
            ("simplest", "simple"),
            ("closest", "close"),
            ("poorer", "poor"),
            ("best", "good"),
            ("top", "top"),
        ] {
            check(word, expected);
        }
    }
}
