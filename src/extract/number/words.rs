//! Numbers in words: `twenty-one`, `two and a half million`, `a hundred and two`, `two-thirds`,
//! `thousands`, `several hundred`, `the one hundred and fifth`.

use rust_decimal::Decimal;

use super::{Form, Number, Reader, Sort, multiplier, power_of_ten};
use crate::extract::figure::Role;
use crate::extract::lexicon::Class;

/// Longest number word, in tokens, hyphens and all.
const WORDS_MAX: usize = 40;

/// A number word being added up.
struct Sum {
    /// What is closed by a scale.
    total: Decimal,
    /// What a scale still to come would multiply.
    group: Decimal,
    /// What the last word may be followed by.
    room: Room,
    /// The least scale that closed a group.
    least: i32,
    /// The last token that belongs to it.
    last: usize,
    scale: u8,
}

/// What may follow inside one number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    /// Nothing yet: anything.
    Any,
    /// After a word of tens: 1 to 9.
    Ones,
    /// After `hundred`: 1 to 99.
    Tens,
    /// After a larger scale: anything below it.
    Below(i32),
    /// After ones and teens: a scale alone.
    Scale,
}

impl Reader<'_> {
    /// The number whose words begin at token `idx`.
    pub(super) fn words(&self, idx: usize) -> Option<Number> {
        if self.has(idx, Class::Vague) {
            return self.vague(idx);
        }
        if let Some(value) = self.value(idx, Class::Fold) {
            return Some(Number {
                first: idx,
                last: idx,
                value: Decimal::from(value),
                most: None,
                scale: 0,
                sort: Sort::Cardinal,
                form: Form::Words,
            });
        }
        if self.is(idx, "half") || self.is(idx, "quarter") && self.has(idx + 1, Class::Scale) {
            return self.half(idx);
        }
        let article = self.article_before(idx);
        let first = article.unwrap_or(idx);
        if article.is_some() && self.has(idx, Class::Fraction) && !self.has(idx + 1, Class::Scale) {
            return self.part_of_one(idx, first);
        }
        let mut sum = Sum {
            total: Decimal::ZERO,
            group: Decimal::ZERO,
            room: Room::Any,
            least: i32::MAX,
            last: idx,
            scale: 0,
        };
        let mut at = idx;
        let mut is_started = false;
        while at < idx + WORDS_MAX {
            let Some(next) = self.next_word(at, is_started) else { break };
            if is_started && let Some(number) = self.end_in_part(&sum, first, next) {
                return Some(number);
            }
            if is_started && let Some(number) = self.end_in_place(&sum, first, next) {
                return Some(number);
            }
            if !self.take(&mut sum, next, is_started)? {
                break;
            }
            is_started = true;
            at = sum.last + 1;
        }
        if !is_started {
            return self.ordinal(idx);
        }
        // `hundred` and `million` need something before them.
        let alone = article.is_none() && self.has(idx, Class::Scale) && !self.is_amount(idx);
        if alone {
            return None;
        }
        let is_below_zero =
            first > self.free && (self.is(first - 1, "minus") || self.is_negative(first - 1));
        let first = if is_below_zero { first - 1 } else { first };
        let value = sum.total.checked_add(sum.group)?;
        let value = if is_below_zero { -value } else { value };
        let is_article_for_one = article.is_some() && !self.has(idx, Class::Scale);
        Some(Number {
            first: if is_article_for_one { idx } else { first },
            last: sum.last,
            value,
            most: None,
            scale: sum.scale,
            sort: Sort::Cardinal,
            form: Form::Words,
        })
    }

    /// Whether the word at `at` is a sign, as in `negative ten`, not an adjective: `a negative one`.
    fn is_negative(&self, at: usize) -> bool {
        self.is(at, "negative")
            && !at.checked_sub(1).is_some_and(|before| self.has(before, Class::Determiner))
    }

    /// Whether the scale word at `idx` is a number without an article: `hundred thousand dollars`.
    fn is_amount(&self, idx: usize) -> bool {
        self.has(idx + 1, Class::Scale)
            || (self.has(idx + 1, Class::Currency)
                && !self.token(idx).is_some_and(|t| t.shape.is_capital()))
    }

    /// The article before token `idx`, where no number has taken it.
    fn article_before(&self, idx: usize) -> Option<usize> {
        let at = idx.checked_sub(1)?;
        let at = if self.is_hyphen(at) && self.is_glued(at) && self.is_glued(idx) {
            at.checked_sub(1)?
        } else {
            at
        };
        (at >= self.free && (self.is(at, "a") || self.is(at, "an"))).then_some(at)
    }

    /// The token that goes on after `at`: over a hyphen, and over `and` where numbers join so.
    fn next_word(&self, at: usize, is_started: bool) -> Option<usize> {
        if !is_started {
            return Some(at);
        }
        let mut next = at;
        if self.is_hyphen(next) {
            // fifty-two, fifty - two
            let glued = self.is_glued(next);
            next += 1;
            if self.is_glued(next) != glued {
                return None;
            }
        }
        self.token(next).filter(|t| !t.shape.is_after_line()).map(|_| next)
    }

    /// Takes the token at `at` into the sum. False where it does not belong to it.
    fn take(&self, sum: &mut Sum, at: usize, is_started: bool) -> Option<bool> {
        let mut word = at;
        let joins = self.is(at, "and") || self.is_mark(at, '&');
        if is_started && joins {
            if let Some((part, end)) = self.and_a_half(sum.last) {
                // One million and a half, but one billion and a half million.
                let is_closed = sum.group.is_zero() && !self.has(end + 1, Class::Scale);
                let unit = if is_closed { multiplier(sum.least)? } else { Decimal::ONE };
                sum.group = sum.group.checked_add(part.checked_mul(unit)?)?;
                (sum.last, sum.room) = (end, Room::Scale);
                // Two and a half million.
                return self.take_scale(sum, end);
            }
            if !matches!(sum.room, Room::Tens | Room::Below(_)) {
                return Some(false);
            }
            word = at + 1;
            if self.is_hyphen(word) {
                word += 1;
            }
        }
        if is_started && self.is(at, "point") {
            return self.take_decimals(sum, at);
        }
        if is_started
            && self.is_mark(at, ',')
            && matches!(sum.room, Room::Below(_))
            && self.has(at + 2, Class::Scale)
        {
            word = at + 1;
        }
        if let Some(value) = self.value(word, Class::Cardinal) {
            let fits = match sum.room {
                Room::Any => true,
                Room::Ones => (1..10).contains(&value),
                Room::Tens => (1..100).contains(&value),
                Room::Below(_) => {
                    value > 0 && (word == at || word > at && self.may_follow(word, sum.least))
                }
                Room::Scale => false,
            };
            // `two hundred and two thousand` is one number, `two hundred and three hundred` two.
            if !fits
                || (joins
                    && sum.room == Room::Tens
                    && self.value(word + 1, Class::Scale) == Some(2))
            {
                return Some(false);
            }
            sum.group = sum.group.checked_add(Decimal::from(value))?;
            sum.room = match (sum.room, value) {
                (Room::Any | Room::Tens | Room::Below(_), 20..) => Room::Ones,
                _ => Room::Scale,
            };
            sum.last = word;
            return Some(true);
        }
        if joins {
            return Some(false);
        }
        if self.has(at, Class::Scale) && (!is_started || sum.last < at) {
            sum.last = sum.last.min(at);
            return self.take_scale_at(sum, at, is_started);
        }
        Some(false)
    }

    /// Whether the number at `word` is smaller than a scale that came before.
    fn may_follow(&self, word: usize, least: i32) -> bool {
        self.value(word + 1, Class::Scale).is_none_or(|scale| scale < least)
    }

    fn take_scale(&self, sum: &mut Sum, last: usize) -> Option<bool> {
        let at = last + 1;
        let at = if self.is_hyphen(at) && self.is_glued(at) && self.is_glued(at + 1) {
            at + 1
        } else {
            at
        };
        if self.has(at, Class::Scale) && self.value(at, Class::Scale)? > 2 {
            return self.take_scale_at(sum, at, true);
        }
        Some(true)
    }

    fn take_scale_at(&self, sum: &mut Sum, at: usize, is_started: bool) -> Option<bool> {
        let scale = self.value(at, Class::Scale)?;
        let by = multiplier(scale)?;
        if !is_started || (sum.group.is_zero() && sum.total.is_zero()) {
            sum.group = Decimal::ONE;
        }
        let power = u8::try_from(scale).unwrap_or(1);
        if scale == 2 {
            sum.group = sum.group.checked_mul(by)?;
            sum.room = Room::Tens;
            if sum.least == i32::MAX {
                sum.scale = sum.scale.max(power);
            }
        } else if scale < sum.least && !sum.group.is_zero() {
            sum.total = sum.total.checked_add(sum.group.checked_mul(by)?)?;
            sum.group = Decimal::ZERO;
            if sum.least == i32::MAX {
                sum.scale = power + if sum.scale == 2 { 2 } else { 0 };
            }
            sum.least = scale;
            sum.room = Room::Below(scale);
        } else {
            // a thousand million
            sum.total = sum.total.checked_add(sum.group)?.checked_mul(by)?;
            sum.group = Decimal::ZERO;
            sum.scale = sum.scale.saturating_add(power);
            sum.least = scale;
            sum.room = Room::Below(scale);
        }
        sum.last = at;
        Some(true)
    }

    /// `point five`, `point zero three`.
    fn take_decimals(&self, sum: &mut Sum, point: usize) -> Option<bool> {
        let mut at = point + 1;
        let mut places = 0;
        let mut decimals = Decimal::ZERO;
        while let Some(value) = self.value(at, Class::Cardinal).filter(|v| (0..10).contains(v)) {
            places += 1;
            decimals =
                decimals.checked_add(Decimal::from(value).checked_mul(power_of_ten(-places)?)?)?;
            at += 1;
            if places > 9 {
                break;
            }
        }
        if places == 0 || sum.room == Room::Any {
            return Some(false);
        }
        sum.group = sum.group.checked_add(decimals)?;
        (sum.last, sum.room) = (at - 1, Room::Scale);
        Some(true)
    }

    /// `and a half`, `and three quarters` after token `last`: the part and its last token.
    pub(super) fn and_a_half(&self, last: usize) -> Option<(Decimal, usize)> {
        let skip = |at: usize| {
            if self.is_hyphen(at) && self.is_glued(at) && self.is_glued(at + 1) {
                at + 1
            } else {
                at
            }
        };
        let and = skip(last + 1);
        if !self.is(and, "and") {
            return None;
        }
        let above = skip(and + 1);
        let below = skip(above + 1);
        let n = if self.is(above, "a") { 1 } else { self.value(above, Class::Cardinal)? };
        let denominator = self.value(below, Class::Fraction)?;
        // `the second and third`, `two and one fifth-placed`
        let part = Decimal::from(n).checked_div(Decimal::from(denominator))?;
        (part < Decimal::ONE).then_some((part, below))
    }

    /// `two thirds`, `three-quarters`, `one fifth`: the sum is what stands above the line.
    fn end_in_part(&self, sum: &Sum, first: usize, at: usize) -> Option<Number> {
        let below = self.value(at, Class::Fraction)?;
        let above = sum.total.checked_add(sum.group)?;
        let is_plural = self.word(at).ends_with(['s', 'S']) || self.is(at, "halves");
        let fits = match (above == Decimal::ONE, is_plural) {
            (true, plural) => !plural,
            (false, plural) => plural && sum.room != Room::Any,
        };
        if !fits || above > Decimal::from(99) {
            return None;
        }
        let value = above.checked_div(Decimal::from(below))?;
        let (value, last, scale) = self.of_a_scale(value, at)?;
        Some(Number {
            first,
            last,
            value,
            most: None,
            scale,
            sort: sort_of_part(scale),
            form: Form::Words,
        })
    }

    /// `of a million`, `million` after a fraction.
    fn of_a_scale(&self, value: Decimal, last: usize) -> Option<(Decimal, usize, u8)> {
        let at =
            if self.is(last + 1, "of") && self.is(last + 2, "a") { last + 3 } else { last + 1 };
        match self.value(at, Class::Scale).filter(|&scale| scale > 2) {
            Some(scale) => {
                Some((value.checked_mul(multiplier(scale)?)?, at, u8::try_from(scale).ok()?))
            }
            None => Some((value, last, 0)),
        }
    }

    /// `twenty-first`, `one hundred and fifth`: an ordinal ends the sum.
    fn end_in_place(&self, sum: &Sum, first: usize, at: usize) -> Option<Number> {
        let at = if self.is(at, "and") { at + 1 } else { at };
        let ordinal = self.value(at, Class::Ordinal)?;
        let rest = sum.total.checked_add(sum.group)?;
        let value = match (sum.room, ordinal) {
            (Room::Ones, 1..10) | (Room::Tens | Room::Below(_), 1..100) => {
                rest.checked_add(Decimal::from(ordinal))?
            }
            (Room::Scale | Room::Any | Room::Ones, 100..) => {
                rest.checked_mul(Decimal::from(ordinal))?
            }
            _ => return None,
        };
        Some(Number {
            first,
            last: at,
            value,
            most: None,
            scale: 0,
            sort: Sort::Ordinal,
            form: Form::Words,
        })
    }

    /// An ordinal by itself.
    fn ordinal(&self, idx: usize) -> Option<Number> {
        let value = Decimal::from(self.value(idx, Class::Ordinal)?);
        Some(Number {
            first: idx,
            last: idx,
            value,
            most: None,
            scale: 0,
            sort: Sort::Ordinal,
            form: Form::Words,
        })
    }

    /// `a third`, `a quarter`: a part of one, unless what follows shows a place in an order.
    fn part_of_one(&self, idx: usize, first: usize) -> Option<Number> {
        let below = self.value(idx, Class::Fraction)?;
        // `a third term`, `a fifth consecutive`
        let next = self.token(idx + 1);
        let is_place = self.has(idx, Class::Ordinal)
            && next.is_some_and(|t| {
                (t.is_word() || t.is_number())
                    && !t.classes.has(Class::Preposition)
                    && !t.classes.has(Class::Conjunction)
                    && !t.classes.has(Class::Auxiliary)
                    && !t.classes.has(Class::Comparative)
                    && !self.plays(idx + 1, Role::AfterShare)
            });
        if is_place {
            return self.ordinal(idx);
        }
        let value = Decimal::ONE.checked_div(Decimal::from(below))?;
        let (value, last, scale) = self.of_a_scale(value, idx)?;
        Some(Number {
            first,
            last,
            value,
            most: None,
            scale,
            sort: sort_of_part(scale),
            form: Form::Words,
        })
    }

    /// `half`, `half a million`, `half a dozen`, `a half`.
    fn half(&self, idx: usize) -> Option<Number> {
        let first = self.article_before(idx).unwrap_or(idx);
        let half = if self.is(idx, "half") { Decimal::new(5, 1) } else { Decimal::new(25, 2) };
        let at = if self.is(idx + 1, "a") || self.is(idx + 1, "an") { idx + 2 } else { idx + 1 };
        let scale = self.value(at, Class::Scale).filter(|&scale| scale != 2 || at == idx + 2);
        let (value, last, power) = match scale {
            Some(scale) => {
                (half.checked_mul(multiplier(scale)?)?, at, u8::try_from(scale).unwrap_or(1))
            }
            None => self.of_a_scale(half, idx)?,
        };
        let sort = if last > idx { Sort::Cardinal } else { Sort::Fraction };
        Some(Number { first, last, value, most: None, scale: power, sort, form: Form::Words })
    }

    /// `no deaths`, `no serious injuries`: none of what would be news.
    fn none(&self, idx: usize) -> Option<Number> {
        let counts = |at: usize| self.plays(at, Role::Harmed) && self.word(at).ends_with('s');
        let is_number = counts(idx + 1) || (counts(idx + 2) && self.token(idx + 1)?.is_word());
        is_number.then_some(Number {
            first: idx,
            last: idx,
            value: Decimal::ZERO,
            most: None,
            scale: 0,
            sort: Sort::Cardinal,
            form: Form::Words,
        })
    }

    /// `thousands`, `tens of thousands`, `several hundred`, `a couple`, `dozens`.
    fn vague(&self, idx: usize) -> Option<Number> {
        let number = |first, last, least: Decimal, most| {
            Some(Number {
                first,
                last,
                value: least,
                most,
                scale: 0,
                sort: Sort::Vague,
                form: Form::Words,
            })
        };
        let article = self.article_before(idx).unwrap_or(idx);
        if self.is(idx, "no") {
            return self.none(idx);
        }
        let Some(value) = self.value(idx, Class::Vague) else {
            // `several hundred`, `a few thousand`
            let scale = self.value(idx + 1, Class::Scale)?;
            let unit = multiplier(scale)?;
            return number(
                article,
                idx + 1,
                unit.checked_mul(Decimal::TWO)?,
                unit.checked_mul(Decimal::TEN),
            );
        };
        if value < 0 {
            let exact = Decimal::from(-value);
            if value == -2 {
                // `a couple of hundred`
                let at = if self.is(idx + 1, "of") { idx + 2 } else { idx + 1 };
                return match self.value(at, Class::Scale) {
                    Some(scale) => {
                        number(article, at, exact.checked_mul(multiplier(scale)?)?, None)
                    }
                    None => number(article, idx, exact, None),
                };
            }
            return number(idx, idx, exact.checked_mul(Decimal::TWO)?, Some(Decimal::ONE_HUNDRED));
        }
        // `tens of thousands`, `hundreds of millions`, `hundreds of thousands of millions`
        let (mut power, mut last) = (value, idx);
        while let Some(next) =
            self.value(last + 2, Class::Vague).filter(|v| *v > power && self.is(last + 1, "of"))
        {
            power = if last == idx { value + next } else { power + next };
            last += 2;
        }
        number(idx, last, power_of_ten(power)?, power_of_ten(power + 1))
    }
}

/// A part of a scale, such as `a quarter of a million`, counts; a part alone is a share.
const fn sort_of_part(scale: u8) -> Sort {
    if scale > 0 { Sort::Cardinal } else { Sort::Fraction }
}
