//! Numbers, read once for every rule: digits in any grouping, words, scales, fractions, ordinals.
//!
//! A number here is what is written in one place; units, ranges and bounds are read by
//! [`figure`](super::figure). Years and the numbers of dates are numbers too. Left out are digits that
//! are part of a word (`G70`, `RAV4`) or of an address of the network (`192.168.1.2`).

mod digits;
mod words;

use rust_decimal::Decimal;

use super::figure::Role;
use super::lexicon::{Class, Classes, Lexicon};
use super::token::{Token, next_from};

/// One number as written: `145`, `two and a half million`, `½`, `21st`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Index of its first token in the passage.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// What it is worth, scale word and all. Of a vague number, the least it may be.
    pub value: Decimal,
    /// Of a vague number (`thousands`, `several hundred`), the most it may be.
    pub most: Option<Decimal>,
    /// The power of ten of its scale words, 0 without one: 6 in `1.2 million`.
    pub scale: u8,
    /// What sort of number word it is.
    pub sort: Sort,
    /// How it is written.
    pub form: Form,
}

/// The sorts of number words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// So many.
    Cardinal,
    /// A place in an order.
    Ordinal,
    /// A part of one: `a third`, `two-fifths`.
    Fraction,
    /// An indefinite number; [`Number::most`] is the other end.
    Vague,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Digits alone, with a sign, points, commas or a fraction.
    Digits,
    /// Digits with a scale: `4bn`, `1.2 million`.
    Scaled,
    /// Words.
    Words,
}

impl Number {
    /// Whether it could be a year: four digits without a mark, 1000 to 2199.
    #[must_use]
    pub fn is_like_year(&self, tokens: &[Token]) -> bool {
        let plain = self.form == Form::Digits
            && self.sort == Sort::Cardinal
            && self.first == self.last
            && tokens.get(self.first).is_some_and(|t| t.end - t.start == 4);
        plain && self.value >= Decimal::from(1000) && self.value < Decimal::from(2200)
    }
}

/// Classes of tokens at which a number may begin.
const STARTS: Classes = Classes::of(&[
    Class::Fold,
    Class::Digits,
    Class::Cardinal,
    Class::Scale,
    Class::Ordinal,
    Class::Fraction,
    Class::Vague,
]);

/// Reads the numbers among `tokens`, in order; none overlaps another.
pub fn read(
    text: &str,
    tokens: &[Token],
    lexicon: &Lexicon,
    style: &mut Style,
    numbers: &mut Vec<Number>,
) {
    let mut reader = Reader { text, tokens, lexicon, style, free: 0 };
    let mut idx = 0;
    while let Some(at) = next_from(tokens, idx, |token| token.classes.meets(STARTS)) {
        idx = at;
        let is_digits = tokens.get(idx).is_some_and(|token| token.classes.has(Class::Digits));
        let number = if is_digits { reader.digits(idx) } else { reader.words(idx) };
        idx = match number {
            Some(number) => {
                numbers.push(number);
                reader.free = number.last + 1;
                number.last + 1
            }
            None => idx + 1,
        };
    }
}

/// How the text writes decimals, where one number alone cannot tell (`1,234`, `1.234`).
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    comma_is_decimal: Option<bool>,
}

impl Style {
    /// As it is known, or still to be found out.
    pub(super) const fn known(comma_is_decimal: Option<bool>) -> Self {
        Self { comma_is_decimal }
    }

    /// Whether a comma stands before the decimals. Looks over `text` once, when first asked.
    fn comma_is_decimal(&mut self, text: &str) -> bool {
        *self.comma_is_decimal.get_or_insert_with(|| digits::comma_is_decimal(text))
    }
}

/// Where reading stands.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    style: &'a mut Style,
    /// The first token that no number has taken.
    free: usize,
}

impl<'a> Reader<'a> {
    fn token(&self, idx: usize) -> Option<&'a Token> {
        self.tokens.get(idx)
    }

    fn word(&self, idx: usize) -> &'a str {
        self.token(idx).map_or("", |token| token.span().of(self.text))
    }

    #[inline(always)]
    fn is(&self, idx: usize, word: &str) -> bool {
        self.token(idx).is_some_and(|token| token.is(word, self.text))
    }

    fn is_mark(&self, idx: usize, mark: char) -> bool {
        self.token(idx).is_some_and(|token| token.is_mark(mark))
    }

    fn is_hyphen(&self, idx: usize) -> bool {
        self.token(idx)
            .is_some_and(|t| is_hyphen(t.first) && t.end - t.start == t.first.len_utf8() as u32)
    }

    fn is_glued(&self, idx: usize) -> bool {
        self.token(idx).is_some_and(|token| token.shape.is_glued())
    }

    fn has(&self, idx: usize, class: Class) -> bool {
        self.token(idx).is_some_and(|token| token.classes.has(class))
    }

    fn plays(&self, idx: usize, role: Role) -> bool {
        self.value(idx, Class::Setting).is_some_and(|roles| roles & role.bit() != 0)
    }

    fn value(&self, idx: usize, class: Class) -> Option<i32> {
        self.lexicon.value(self.token(idx)?.word, class)
    }
}

/// A hyphen as keyboards and typesetters write it inside a word.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// A sign that may stand for minus before a number.
pub(super) const fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–')
}

/// Ten to the power of `exponent`; `None` where it cannot be held exactly.
fn power_of_ten(exponent: i32) -> Option<Decimal> {
    let size = exponent.unsigned_abs();
    if size > 28 {
        return None;
    }
    if exponent < 0 {
        return Some(Decimal::new(1, size));
    }
    Decimal::try_from_i128_with_scale(10_i128.checked_pow(size)?, 0).ok()
}

/// What a scale multiplies by: its value in the lexicon is a power of ten, or minus the number.
fn multiplier(scale: i32) -> Option<Decimal> {
    if scale < 0 { Some(Decimal::from(-scale)) } else { power_of_ten(scale) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::token::tokenize;
    use crate::text::Span;

    /// The numbers of `text`: words, value, and the other end of a vague one.
    fn check(text: &str, expected: &[&str]) {
        let lexicon = Lexicon::english();
        let mut tokens = Vec::new();
        tokenize(text, Span::from_range(0..text.len()), lexicon, &mut tokens);
        let mut numbers = Vec::new();
        read(text, &tokens, lexicon, &mut Style::default(), &mut numbers);
        let found: Vec<String> = numbers
            .iter()
            .map(|n| {
                let words = &text[tokens[n.first].start as usize..tokens[n.last].end as usize];
                let most = n.most.map_or(String::new(), |m| format!("..{}", m.normalize()));
                let mark = if n.sort == Sort::Ordinal { "." } else { "" };
                let value = n.value.round_dp(6).normalize();
                format!("{words}={value}{most}{mark}")
            })
            .collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn digits_are_read_in_any_grouping() {
        check(
            "12 1,234 1,234.5 12,34,567 0.5",
            &["12=12", "1,234=1234", "1,234.5=1234.5", "12,34,567=1234567", "0.5=0.5"],
        );
        check(
            "10\u{202f}000 and 1\u{a0}234\u{a0}567.5",
            &["10\u{202f}000=10000", "1\u{a0}234\u{a0}567.5=1234567.5"],
        );
        check("1 414 021 100 people", &["1 414 021 100=1414021100"]);
        check("1,3 or 1.111,11", &["1,3=1.3", "1.111,11=1111.11"]);
        check(".5 and $.25", &[".5=0.5", ".25=0.25"]);
        check("on 192.168.1.2", &[]);
        check("G70 RAV4 SCP-173", &[]);
    }

    #[test]
    fn the_whole_text_decides_a_single_group() {
        check(
            "It grew from 1.250 to 3.000, or 2,75 per cent.",
            &["1.250=1250", "3.000=3000", "2,75=2.75"],
        );
        check(
            "It grew from 1.250 to 3.001, or 2.75 per cent.",
            &["1.250=1.25", "3.001=3.001", "2.75=2.75"],
        );
        check("1,250 of 3,000", &["1,250=1250", "3,000=3000"]);
    }

    #[test]
    fn scales_multiply() {
        check(
            "4.2bn, 1.2 million, $3m, 10k, 8 B people",
            &[
                "4.2bn=4200000000",
                "1.2 million=1200000",
                "3m=3000000",
                "10k=10000",
                "8 B=8000000000",
            ],
        );
        check("4 hundred million", &["4 hundred million=400000000"]);
        check("13 lakh and 1 crore", &["13 lakh=1300000", "1 crore=10000000"]);
        check("2.7m combined sales on a 100m track", &["2.7m=2700000", "100=100"]);
        check("3 hundred and 21 or 3 dozen", &["3 hundred and 21=321", "3 dozen=36"]);
    }

    #[test]
    fn signs_and_powers() {
        check("-5 and −1.5 and 3-5", &["-5=-5", "−1.5=-1.5", "3=3", "5=5"]);
        check("$-50.8bn or -$5", &["-50.8bn=-50800000000", "5=-5"]);
        check(
            "minus 40 and minus five point five",
            &["minus 40=-40", "minus five point five=-5.5"],
        );
        check(
            "1.3e6 or 6.2x10^-4 or 5.5×10−3",
            &["1.3e6=1300000", "6.2x10^-4=0.00062", "5.5×10−3=0.0055"],
        );
    }

    #[test]
    fn fractions() {
        check(
            "2½ 2 1/2 1/4 ¾ 9/11",
            &["2½=2.5", "2 1/2=2.5", "1/4=0.25", "¾=0.75", "9=9", "11=11"],
        );
        check(
            "two-thirds, a third of, one fifth, three quarters",
            &["two-thirds=0.666667", "a third=0.333333", "one fifth=0.2", "three quarters=0.75"],
        );
        check(
            "half a million, half the, half a dozen",
            &["half a million=500000", "half=0.5", "half a dozen=6"],
        );
        check(
            "two and a half million; one million and a half",
            &["two and a half million=2500000", "one million and a half=1500000"],
        );
        check("five-and-a-half years", &["five-and-a-half=5.5"]);
        check("a third term", &["third=3."]);
    }

    #[test]
    fn words_add_up() {
        check("twenty-one", &["twenty-one=21"]);
        check("a hundred and two of those", &["a hundred and two=102"]);
        check("Three hundred and thirty one", &["Three hundred and thirty one=331"]);
        check("two hundred and two thousand", &["two hundred and two thousand=202000"]);
        check(
            "three million, two hundred & forty",
            &["three million, two hundred & forty=3000240"],
        );
        check(
            "twenty-one trillion three hundred",
            &["twenty-one trillion three hundred=21000000000300"],
        );
        check("five ten", &["five=5", "ten=10"]);
        check("two and three", &["two=2", "three=3"]);
        check("one million and two", &["one million and two=1000002"]);
        check("hundred thousand dollars", &["hundred thousand=100000"]);
        check("a thousand million", &["a thousand million=1000000000"]);
    }

    #[test]
    fn ordinals() {
        check(
            "21st, 2nd, twenty-first, eleventh",
            &["21st=21.", "2nd=2.", "twenty-first=21.", "eleventh=11."],
        );
        check("one hundred twenty-fifth", &["one hundred twenty-fifth=125."]);
        check("two hundredth", &["two hundredth=200."]);
    }

    #[test]
    fn vague_numbers_have_two_ends() {
        check("tens of thousands of dollars", &["tens of thousands=10000..100000"]);
        check(
            "several hundred, a few thousand",
            &["several hundred=200..1000", "a few thousand=2000..10000"],
        );
        check("thousands and dozens", &["thousands=1000..10000", "dozens=24..100"]);
        check("several people", &[]);
    }
}
