//! Numbers in digits: `1,234.5`, `1.234,5`, `12,34,567`, `10 000`, `2 1/2`, `4.2bn`, `21st`, `6.02e23`.

use rust_decimal::Decimal;

use super::{Form, Number, Reader, Sort, is_minus, multiplier, power_of_ten};
use crate::extract::figure::Role;
use crate::extract::lexicon::Class;
use crate::extract::token::TokenKind;

/// Most digits that are read as one number; more is an identifier, and could not be held exactly.
const DIGITS_MAX: usize = 27;

/// Most tokens between a word for people or money and digits with `m`.
const TALLY_BEFORE: usize = 7;

/// Most groups of three digits after spaces that are read as one number.
const GROUPS_MAX: usize = DIGITS_MAX / 3;

/// Most tokens that are looked at to tell `2.7m sales` from `100m race`.
const NOUN_AHEAD: usize = 6;

/// Denominators of fractions written with a slash; others are dates, scores and ratios.
const DENOMINATORS: [u32; 12] = [2, 3, 4, 5, 6, 7, 8, 10, 16, 20, 32, 64];

impl Reader<'_> {
    /// The number whose digits begin at token `idx`.
    pub(super) fn digits(&mut self, idx: usize) -> Option<Number> {
        let token = *self.token(idx)?;
        let (mut value, mut last) = match token.kind {
            TokenKind::Number => self.grouped(idx)?,
            _ => (vulgar(token.first)?, idx),
        };
        if self.is_inside_word(idx) {
            return None;
        }
        let (mut first, sign) = self.sign_before(idx);
        if self.is_mark(idx.wrapping_sub(1), '.') && first == idx && self.is_bare_point(idx - 1) {
            // `.5` without the zero.
            let places = u32::try_from(self.word(idx).len()).ok()?;
            value = value.checked_mul(power_of_ten(-i32::try_from(places).ok()?)?)?;
            first = idx - 1;
        }
        let mut sort = Sort::Cardinal;
        let mut form = Form::Digits;
        let mut scale = 0;
        if self.is_glued(last + 1) && is_ordinal_ending(self.word(last + 1), self.word(idx)) {
            return Some(Number {
                first,
                last: last + 1,
                value,
                most: None,
                scale,
                sort: Sort::Ordinal,
                form,
            });
        }
        if let Some((part, end)) = self.fraction_after(idx, last) {
            (value, last) = (value.checked_add(part)?, end);
        } else if let Some((ratio, end)) = self.slash(idx, last, value) {
            (value, last) = (ratio, end);
            sort = Sort::Fraction;
        } else if let Some((factor, end)) = self.exponent(last) {
            (value, last) = (value.checked_mul(factor)?, end);
        }
        if let Some(power) = self.letter_scale(idx, last) {
            value = value.checked_mul(power_of_ten(power)?)?;
            last += 1;
            scale = u8::try_from(power).unwrap_or_default();
            form = Form::Scaled;
        }
        let (factor, power, end) = self.scales_after(last)?;
        if end > last {
            value = value.checked_mul(factor)?;
            (last, form, scale) = (end, Form::Scaled, scale + power);
            if let Some((part, end)) = self.small_after_hundred(last) {
                (value, last) = (value.checked_add(part)?, end);
            } else if let Some((part, end)) = self.and_a_half(last) {
                (value, last) = (value.checked_add(part.checked_mul(factor)?)?, end);
            }
        }
        let value = if sign { -value } else { value };
        Some(Number { first, last, value, most: None, scale, sort, form })
    }

    /// The value of the digits at `idx`, with the groups after spaces, and their last token.
    fn grouped(&mut self, idx: usize) -> Option<(Decimal, usize)> {
        let word = self.word(idx);
        let mut digits = Digits::default();
        let mut last = idx;
        if word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit()) {
            last = self.space_groups(idx);
        }
        if last > idx {
            for at in idx..last {
                digits.push_all(self.word(at))?;
            }
            let tail = self.word(last);
            let (whole, decimals) = tail.split_at(3);
            digits.push_all(whole)?;
            digits.push_decimals(decimals.get(1..).unwrap_or_default())?;
            return Some((digits.value()?, last));
        }
        let comma = || self.style.comma_is_decimal(self.text);
        Some((parse(word, comma)?, last))
    }

    /// The last of the groups of three digits that go on after a space: `10 000`, `1 414 021 100`.
    fn space_groups(&self, idx: usize) -> usize {
        let mut last = idx;
        let mut wide = false;
        while last < idx + GROUPS_MAX
            && let (Some(here), Some(next)) = (self.token(last), self.token(last + 1))
        {
            let gap = self.text.get(here.end as usize..next.start as usize).unwrap_or_default();
            let mut chars = gap.chars();
            let (Some(space), None) = (chars.next(), chars.next()) else { break };
            if !matches!(space, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{2008}')
            {
                break;
            }
            let word = self.word(last + 1);
            let is_group = word.len() >= 3
                && word.as_bytes().iter().take(3).all(u8::is_ascii_digit)
                && matches!(word.as_bytes().get(3), None | Some(b'.' | b','))
                && word.bytes().skip(4).all(|b| b.is_ascii_digit());
            if !is_group {
                break;
            }
            wide |= space == ' ';
            last += 1;
            if word.len() > 3 {
                break;
            }
        }
        // With an ordinary space it may be two numbers: `Channel 5 200 people`.
        let tail = self.word(last);
        let clear = last > idx + 1 || tail.len() > 3 || tail.ends_with("00");
        let alone = !self
            .token(last + 1)
            .is_some_and(|t| t.shape.is_glued() && (t.is_word() || t.is_number()))
            && !self.token(idx.wrapping_sub(1)).is_some_and(|t| t.is_number())
            && !self.token(last + 1).is_some_and(|t| t.is_number() && !wide)
            && !self.word(idx).starts_with('0');
        if alone && (clear || !wide) { last } else { idx }
    }

    /// Whether the digits go on a word: `G70`, `RAV4`. A currency's letters are no such word.
    fn is_inside_word(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1).and_then(|before| self.token(before)) else {
            return false;
        };
        if !self.is_glued(idx) {
            return false;
        }
        if before.is_word() {
            // `A82` is a name, `$A82` an amount.
            let is_letter = before.end - before.start == 1;
            return !before.classes.has(Class::Currency)
                || is_letter
                    && !(self.is_glued(idx - 1)
                        && self.has(idx.wrapping_sub(2), Class::CurrencySign));
        }
        // `X-5`, `SCP-173`, `A/320`, `#5`, `@7`, but `pre-2019`, `$5`, `(5`, `–5`.
        if matches!(before.first, '#' | '@' | '_' | '\\') && before.end == before.start + 1 {
            return true;
        }
        let joined = matches!(before.first, '-' | '/' | '‑') && before.shape.is_glued();
        joined
            && idx.checked_sub(2).and_then(|at| self.token(at)).is_some_and(|t| {
                t.is_word() && t.shape.is_all_capitals() && !t.classes.has(Class::Currency)
            })
    }

    /// The first token with a sign before the number, and whether it is below zero. The sign may
    /// stand before or after a sign of currency.
    fn sign_before(&self, idx: usize) -> (usize, bool) {
        let Some(at) = idx.checked_sub(1) else { return (idx, false) };
        let Some(token) = self.token(at) else { return (idx, false) };
        if at < self.free {
            return (idx, false);
        }
        if is_minus(token.first)
            && token.end - token.start == token.first.len_utf8() as u32
            && self.is_glued(idx)
        {
            let opens = !token.shape.is_glued()
                || at.checked_sub(1).and_then(|before| self.token(before)).is_none_or(|t| {
                    t.classes.has(Class::CurrencySign)
                        || matches!(t.first, '(' | '[' | '~' | '<' | '>' | '=')
                });
            if opens {
                return (at, true);
            }
            // minus-5
            if at > self.free && self.is(at - 1, "minus") {
                return (at - 1, true);
            }
            return (idx, false);
        }
        if token.classes.has(Class::CurrencySign) && self.is_glued(idx) {
            if let Some(sign) = at.checked_sub(1)
                && sign >= self.free
                && self.token(sign).is_some_and(|t| {
                    is_minus(t.first) && !t.shape.is_glued() && t.kind == TokenKind::Mark
                })
                && self.is_glued(at)
            {
                return (idx, true);
            }
            return (idx, false);
        }
        if token.is_word() && (self.is(at, "minus") || self.is(at, "negative")) {
            return (at, true);
        }
        (idx, false)
    }

    /// Whether the point at `at` begins a number: `.5`.
    fn is_bare_point(&self, at: usize) -> bool {
        self.is_glued(at + 1)
            && at >= self.free
            && (!self.is_glued(at) || at == 0 || self.has(at - 1, Class::CurrencySign))
    }

    /// `½` glued or after a space, `1/2` after a space.
    fn fraction_after(&self, idx: usize, last: usize) -> Option<(Decimal, usize)> {
        let next = self.token(last + 1)?;
        if idx != last || !self.word(last).bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        if let Some(part) = vulgar(next.first) {
            return Some((part, last + 1));
        }
        if !next.is_number() || next.shape.is_glued() || self.word(last).len() > 3 {
            return None;
        }
        let (ratio, end) = self.slash(last + 1, last + 1, self.word(last + 1).parse().ok()?)?;
        (ratio < Decimal::ONE).then_some((ratio, end))
    }

    /// `1/2`, `3⁄4`.
    fn slash(&self, idx: usize, last: usize, above: Decimal) -> Option<(Decimal, usize)> {
        let mark = self.token(last + 1)?;
        let is_slash = matches!(mark.first, '/' | '⁄' | '∕') && mark.shape.is_glued();
        let below = self.token(last + 2)?;
        if !is_slash || idx != last || !below.is_number() || !below.shape.is_glued() {
            return None;
        }
        let below: u32 = self.word(last + 2).parse().ok()?;
        // A date, a number of a house, a score of marks.
        let goes_on = self.is_glued(last + 3)
            && self.token(last + 3).is_some_and(|t| matches!(t.first, '/' | '⁄') || t.is_number());
        let joined =
            idx.checked_sub(1).is_some_and(|at| self.is_mark(at, '/') && self.is_glued(idx));
        if goes_on || joined || !DENOMINATORS.contains(&below) {
            return None;
        }
        let below = Decimal::from(below);
        (above > Decimal::ZERO && above < below && above.scale() == 0)
            .then(|| above.checked_div(below))
            .flatten()
            .map(|ratio| (ratio, last + 2))
    }

    /// `e6`, `×10−5`, `x10^-4`: what it multiplies by, and the last token of it.
    fn exponent(&self, last: usize) -> Option<(Decimal, usize)> {
        let mut at = last + 1;
        if self.is_glued(at) && self.is(at, "e") {
            at += 1;
        } else if (self.is_mark(at, '×') || (self.is_glued(at) && self.is(at, "x")))
            && self.word(at + 1) == "10"
        {
            at += 2;
            if self.is_mark(at, '^') {
                at += 1;
            } else if !self.token(at).is_some_and(|t| is_minus(t.first)) {
                return None;
            }
        } else {
            return None;
        }
        let below = self.token(at).is_some_and(|t| is_minus(t.first) && t.shape.is_glued());
        let at = at + usize::from(below || self.is_mark(at, '+'));
        if !self.is_glued(at) || !self.token(at)?.is_number() {
            return None;
        }
        let power: i32 = self.word(at).parse().ok()?;
        Some((power_of_ten(if below { -power } else { power })?, at))
    }

    /// The power of a letter after the digits that stands for a scale: `4.2b`, `10k`, `£3m`.
    fn letter_scale(&self, idx: usize, last: usize) -> Option<i32> {
        let next = self.token(last + 1)?;
        let letter = self.word(last + 1);
        if !next.is_word()
            || letter.len() > 2
            || (self.is_glued(last + 2) && self.token(last + 2)?.is_number())
        {
            return None;
        }
        let is_money = self.is_money_before(idx);
        if !next.shape.is_glued() {
            // `£3 m`, `8 B people`
            let counts = letter == "B"
                && self.token(last + 2).is_some_and(|t| t.is_word() && !t.shape.is_capital());
            return match letter {
                "m" | "M" if is_money => Some(6),
                "b" | "B" if is_money || counts => Some(9),
                "k" | "K" if is_money => Some(3),
                _ => None,
            };
        }
        let slash = self.is_mark(last + 2, '/') && self.is_glued(last + 2);
        match letter {
            "k" | "K" if !slash => Some(3),
            "m" | "M" if is_money || (!slash && self.is_count_after(last + 2)) => Some(6),
            "m" if !slash && self.ends(last + 2) && self.is_tally_before(idx) => Some(6),
            "M" if !slash => Some(6),
            "b" | "B" if is_money || (!slash && self.is_count_after(last + 2)) => Some(9),
            "B" if !slash => Some(9),
            "t" | "T" | "tr" if is_money => Some(12),
            "T" if !slash && self.is_count_after(last + 2) => Some(12),
            "mm" | "MM" if is_money => Some(6),
            _ => None,
        }
    }

    /// Whether a clause ends before token `at`.
    fn ends(&self, at: usize) -> bool {
        self.token(at).is_none_or(|t| !t.is_word() || t.classes.has(Class::Preposition))
    }

    /// Whether the words before speak of people or money: `a population of 8.3m`.
    fn is_tally_before(&self, idx: usize) -> bool {
        (idx.saturating_sub(TALLY_BEFORE)..idx)
            .any(|at| self.plays(at, Role::Tally) || self.plays(at, Role::OfMoney))
    }

    fn is_money_before(&self, idx: usize) -> bool {
        let mut at = idx;
        // `$-5m`, `US $5m`
        for _ in 0..2 {
            let Some(before) = at.checked_sub(1).and_then(|before| self.token(before)) else {
                return false;
            };
            if before.classes.has(Class::CurrencySign) {
                return true;
            }
            if before.is_word() {
                return before.classes.has(Class::Currency) && self.is_glued(idx)
                    || before.shape.is_all_capitals() && before.classes.has(Class::Currency);
            }
            if !is_minus(before.first) {
                return false;
            }
            at -= 1;
        }
        false
    }

    /// Whether a counted noun seems to begin at `idx`: a plural, before anything that ends a noun
    /// phrase.
    fn is_count_after(&self, idx: usize) -> bool {
        for at in idx..idx + NOUN_AHEAD {
            let Some(token) = self.token(at) else { return false };
            let word = self.word(at);
            if self.plays(at, Role::Dimension) || !token.is_word() {
                return false;
            }
            if self.has(at, Class::Unit) && at == idx && word.len() > 2 {
                return true;
            }
            if word.eq_ignore_ascii_case("people")
                || (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss"))
            {
                return !token.classes.has(Class::Auxiliary);
            }
            let stops = token.classes.has(Class::Preposition)
                || token.classes.has(Class::Auxiliary)
                || token.classes.has(Class::Pronoun);
            if stops {
                return false;
            }
        }
        false
    }

    /// Scale words after token `last`: what they multiply by, their power of ten, the last of them.
    fn scales_after(&self, last: usize) -> Option<(Decimal, u8, usize)> {
        let (mut factor, mut power, mut end) = (Decimal::ONE, 0_u8, last);
        loop {
            let at = end + 1;
            let at = if self.is_hyphen(at) && self.is_glued(at) && self.is_glued(at + 1) {
                at + 1
            } else {
                at
            };
            let dozens = self.value(at, Class::Vague).filter(|&v| v == -12);
            let Some(scale) = self.value(at, Class::Scale).or(dozens) else { break };
            if self.token(at).is_some_and(|t| t.shape.is_after_line()) {
                break;
            }
            factor = factor.checked_mul(multiplier(scale)?)?;
            power = power.saturating_add(u8::try_from(scale).unwrap_or(1));
            end = at;
        }
        Some((factor, power, end))
    }

    /// `and 21` after `3 hundred`.
    fn small_after_hundred(&self, last: usize) -> Option<(Decimal, usize)> {
        let is_hundred = self.value(last, Class::Scale) == Some(2);
        if !is_hundred || !self.is(last + 1, "and") || self.has(last + 3, Class::Scale) {
            return None;
        }
        let word = self.word(last + 2);
        let small: u32 = word.parse().ok()?;
        (small < 100).then_some((Decimal::from(small), last + 2))
    }
}

/// How far the ways of writing decimals are told apart by the numbers of a whole text: whether more
/// of them need a decimal comma than a decimal point.
pub(super) fn comma_is_decimal(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_mark = |at: usize| bytes.get(at).is_some_and(|byte| matches!(byte, b',' | b'.'));
    let (mut comma, mut point) = (0_u32, 0_u32);
    let mut done = 0;
    for at in memchr::memchr2_iter(b',', b'.', bytes) {
        if at < done || at == 0 || !is_digit(at - 1) || !is_digit(at + 1) {
            continue;
        }
        let mut end = at + 1;
        while is_digit(end) || (is_mark(end) && is_digit(end + 1)) {
            end += 1;
        }
        done = end;
        // Back to the start of the digits before the first mark; a group has three at most.
        let start = (at.saturating_sub(4)..at)
            .rev()
            .find(|&i| !is_digit(i))
            .map_or(at.saturating_sub(4), |i| i + 1);
        match text.get(start..end).map(shape_of) {
            Some(Marks::DecimalComma) => comma += 1,
            Some(Marks::DecimalPoint) => point += 1,
            _ => {}
        }
    }
    comma > point
}

/// What the marks in digits show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// None.
    Plain,
    /// A point stands before the decimals, a comma parts groups.
    DecimalPoint,
    /// The other way round.
    DecimalComma,
    /// `1,234` or `1.234`.
    OneGroup,
    /// No number.
    None,
}

fn shape_of(word: &str) -> Marks {
    let n_commas = word.bytes().filter(|&b| b == b',').count();
    let n_points = word.bytes().filter(|&b| b == b'.').count();
    match (n_commas, n_points) {
        (0, 0) => Marks::Plain,
        (1, 0) if is_one_group(word, ',') => Marks::OneGroup,
        (0, 1) if is_one_group(word, '.') => Marks::OneGroup,
        (1, 0) => Marks::DecimalComma,
        (0, 1) => Marks::DecimalPoint,
        (_, 0 | 1) if is_grouped(word, ',', '.') => Marks::DecimalPoint,
        (0 | 1, _) if is_grouped(word, '.', ',') => Marks::DecimalComma,
        _ => Marks::None,
    }
}

/// Whether one mark parts one to three digits, not beginning with a zero, from three.
fn is_one_group(word: &str, mark: char) -> bool {
    word.split_once(mark).is_some_and(|(head, tail)| {
        (1..=3).contains(&head.len()) && tail.len() == 3 && !head.starts_with('0')
    })
}

/// Whether `group` parts the digits by threes (or, after the last three, by twos as in India) and
/// `decimal` stands after all groups.
fn is_grouped(word: &str, group: char, decimal: char) -> bool {
    let whole = word.split_once(decimal).map_or(word, |(whole, _)| whole);
    let mut groups = whole.rsplit(group);
    if groups.next().is_none_or(|last| last.len() != 3) {
        return false;
    }
    let rest: Vec<usize> = groups.map(str::len).collect();
    let Some((&head, inner)) = rest.split_last() else { return false };
    let by = |size: usize| inner.iter().all(|&len| len == size) && (1..=size).contains(&head);
    by(3) || by(2)
}

/// The value of digits with marks; `comma` tells how the text writes decimals.
fn parse(word: &str, comma: impl FnOnce() -> bool) -> Option<Decimal> {
    if word.len() > 2 * DIGITS_MAX {
        return None;
    }
    let decimal = match shape_of(word) {
        Marks::Plain => None,
        Marks::DecimalPoint => Some('.'),
        Marks::DecimalComma => Some(','),
        Marks::OneGroup => Some(if comma() { ',' } else { '.' }),
        Marks::None => return None,
    };
    let mut digits = Digits::default();
    let (whole, decimals) = decimal.and_then(|mark| word.split_once(mark)).unwrap_or((word, ""));
    for part in whole.split([',', '.']) {
        digits.push_all(part)?;
    }
    digits.push_decimals(decimals)?;
    digits.value()
}

/// Digits, added up.
#[derive(Default)]
struct Digits {
    sum: i128,
    n: usize,
    places: u32,
}

impl Digits {
    fn push_all(&mut self, digits: &str) -> Option<()> {
        for byte in digits.bytes() {
            self.n += 1;
            if !byte.is_ascii_digit() || self.n > DIGITS_MAX {
                return None;
            }
            self.sum = self.sum * 10 + i128::from(byte - b'0');
        }
        Some(())
    }

    fn push_decimals(&mut self, digits: &str) -> Option<()> {
        self.push_all(digits)?;
        self.places = u32::try_from(digits.len()).ok()?;
        Some(())
    }

    fn value(&self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.sum, self.places).ok()
    }
}

/// The value of a fraction that is one character.
fn vulgar(c: char) -> Option<Decimal> {
    let (above, below) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Decimal::from(above).checked_div(Decimal::from(below))
}

fn is_ordinal_ending(ending: &str, digits: &str) -> bool {
    let fits = |a: &str| ending.eq_ignore_ascii_case(a);
    let is_teen = digits.len() > 1 && digits.as_bytes().get(digits.len() - 2) == Some(&b'1');
    digits.bytes().all(|b| b.is_ascii_digit() || b == b',')
        && match digits.as_bytes().last() {
            Some(b'1') if !is_teen => fits("st"),
            Some(b'2') if !is_teen => fits("nd") || ending == "d",
            Some(b'3') if !is_teen => fits("rd") || ending == "d",
            _ => fits("th"),
        }
}
