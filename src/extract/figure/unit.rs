//! The unit beside a number, and what it is reckoned by.

use super::{Base, MeasureKind, Per, Piece, Reader, Role};
use crate::extract::lexicon::Class;
use crate::extract::number::{Form, Number, Sort};
use crate::extract::units::{Match, Place};
use crate::extract::words::words;
use rust_decimal::Decimal;

impl Reader<'_, '_> {
    /// A number with the unit before or after it.
    pub(super) fn piece(&self, number: Number) -> Piece {
        let kind =
            if number.sort == Sort::Fraction { MeasureKind::Ratio } else { MeasureKind::Number };
        let mut piece = Piece {
            number,
            first: number.first,
            last: number.last,
            base: Base::None,
            kind,
            per: None,
            is_before: false,
        };
        if let Some(currency) = self.currency_before(number) {
            piece.first = currency.first;
            piece.base = Base::Unit(currency.unit);
            piece.kind = MeasureKind::Money;
            piece.is_before = true;
            if let Some(last) = self.country_after(number.last) {
                piece.last = last;
            }
            if let Some(again) = self
                .unit_after(number, number.last)
                .filter(|m| self.kind_of(m) == MeasureKind::Money)
            {
                piece.last = again.last;
                if again.last > again.first || self.is_capital(again.last) {
                    piece.base = Base::Unit(again.unit);
                }
            }
        } else if let Some(unit) =
            self.unit_after(number, number.last).filter(|_| !self.is_place(number))
        {
            (piece.base, piece.kind, piece.last) =
                (Base::Unit(unit.unit), self.kind_of(&unit), unit.last);
            if piece.kind == MeasureKind::Duration
                && let Some(last) = self.age_after(unit.last)
            {
                (piece.base, piece.kind, piece.last) =
                    (Base::Age(unit.unit), MeasureKind::Age, last);
                return piece;
            }
        } else if let Some(last) = self.part_of_unit(&mut piece) {
            piece.last = last;
        } else {
            self.age_of_a_person(&mut piece);
            return piece;
        }
        if piece.kind == MeasureKind::Duration
            && self.is(self.before(piece.first, 1), "of")
            && self.is(self.before(piece.first, 2), "age")
            && let Base::Unit(unit) = piece.base
        {
            (piece.base, piece.kind) = (Base::Age(unit), MeasureKind::Age);
        }
        if let Some((per, last)) = self.per_after(piece.last, piece.base) {
            (piece.per, piece.last) = (Some(per), last);
            if piece.kind == MeasureKind::Duration {
                piece.kind = MeasureKind::Count;
            }
        }
        piece
    }

    pub(super) fn kind_of(&self, unit: &Match) -> MeasureKind {
        self.passage.unit(unit.unit).map_or(MeasureKind::Measure, |unit| unit.kind())
    }

    /// A sign or code of currency before the number.
    fn currency_before(&self, number: Number) -> Option<Match> {
        let at = number.first.checked_sub(1)?;
        let token = self.passage.tokens().get(at)?;
        if !token.classes.has(Class::Currency) && !token.classes.has(Class::CurrencySign) {
            return None;
        }
        let found = self.passage.lexicon().units().before(
            self.passage.text(),
            self.passage.tokens(),
            at,
        )?;
        if token.is_word() {
            let is_long = token.end - token.start > 2 || number.value.scale() > 0;
            let glued = self.is_glued(number.first);
            // `PS5`, `R2` are no money, `PS6m`, `RM79` are.
            let fits = if glued {
                is_long || number.form == Form::Scaled || number.value >= Decimal::TEN
            } else {
                is_long || number.form == Form::Scaled || number.value >= Decimal::ONE_HUNDRED
            };
            if !fits || number.form == Form::Words {
                return None;
            }
        }
        Some(found)
    }

    /// `US`, `U.S.` after `$76`.
    fn country_after(&self, last: usize) -> Option<usize> {
        let at = last + 1;
        let is_country = self.is_any(at, words!["US", "U.S.", "CAD", "AUD", "Cdn"])
            && self.is_capital(at)
            && !self.is_glued(at);
        is_country.then_some(at)
    }

    /// The unit after token `last`, glued, spaced or joined by a hyphen.
    pub(super) fn unit_after(&self, number: Number, last: usize) -> Option<Match> {
        let at = self.after(last);
        let token = self.passage.tokens().get(at)?;
        if token.shape.is_after_line()
            || !(token.classes.has(Class::Unit)
                || token.classes.has(Class::PercentSign)
                || token.classes.has(Class::CurrencySign)
                || matches!(token.first, '°' | '′' | '″' | '℃' | '℉' | '\''))
        {
            return None;
        }
        let bucket = self.passage.value(at, Class::Unit).and_then(|b| usize::try_from(b).ok());
        let place = Place {
            is_after_digits: number.form != Form::Words,
            is_money: &|| self.is_about_money(number),
        };
        let found = self.passage.lexicon().units().after(
            self.passage.text(),
            self.passage.tokens(),
            at,
            bucket,
            place,
        )?;
        let kind = self.kind_of(&found);
        // What a price is reckoned by is no unit by itself.
        if kind == MeasureKind::Count || self.is_other_word(number, at, &found) {
            return None;
        }
        Some(found)
    }

    /// `of dollars` after `tens of thousands`, `of a mile` after a number.
    pub(super) fn unit_of_many(&self, number: Number) -> Option<Match> {
        let of = number.last + 1;
        if number.sort != Sort::Vague || !self.is(of, "of") {
            return None;
        }
        self.unit_after(number, of)
    }

    /// `a third-quarter loss`: an ordinal that reads as a fraction.
    fn is_place(&self, number: Number) -> bool {
        number.sort == Sort::Fraction && self.has(number.last, Class::Ordinal)
    }

    /// Whether what looks like a unit is another word there: `5 in the`, `two second-half goals`.
    fn is_other_word(&self, number: Number, at: usize, found: &Match) -> bool {
        let Some(token) = self.passage.tokens().get(at) else { return true };
        let glued = token.shape.is_glued();
        let next = found.last + 1;
        let one_letter =
            found.first == found.last && token.end - token.start <= 2 && token.is_word();
        // `10 $`, but `$5m-$6m`
        if token.classes.has(Class::CurrencySign)
            && (at > number.last + 1 || self.is_glued(next))
            && self
                .passage
                .tokens()
                .get(next)
                .is_some_and(|t| t.is_number() || at > number.last + 1)
        {
            return true;
        }
        // `the 1960s`, `in her 30s`
        if self.is(at, "s") && glued && number.value.scale() == 0 {
            return true;
        }
        if one_letter && !glued {
            if self.is(at, "in") {
                return !self.is_any(
                    next,
                    words!["thick", "wide", "long", "tall", "high", "deep", "across"],
                );
            }
            if self.is_any(at, words!["a", "p", "c", "y", "at", "am", "as"]) {
                return true;
            }
            // `5 A and`, `Class 2 C`
            if token.end - token.start == 1 && self.is_inner_hyphen(next) {
                return true;
            }
        }
        if self.is(at, "second") && at == found.last {
            return self.is_inner_hyphen(next)
                || self.is_any(next, words!["half", "place", "time", "term", "home"]);
        }
        // `won` and `bar` as words of the sentence.
        if self.is(at, "won") {
            return !self.is_mark(next, '.')
                && !self.is_mark(next, ',')
                && !self.is_mark(next, '(')
                && self.has(next, Class::Determiner);
        }
        // `during 2016 Stone spoke`
        if token.shape.is_capital()
            && !token.shape.is_all_capitals()
            && at + 1 == next
            && number.is_like_year(self.passage.tokens())
        {
            return true;
        }
        // The quarter of a year is counted, the `real` thing is not.
        let is_name = token.shape.is_capital()
            && !token.shape.is_all_capitals()
            && self.is_capital(next)
            && self.is_word(next);
        is_name && token.end - token.start > 2
    }

    /// `-year-old`, ` years old`, ` months of age`.
    fn age_after(&self, last: usize) -> Option<usize> {
        let at = self.after(last);
        if self.is_any(at, words!["old", "olds"]) {
            return Some(at);
        }
        (self.is(at, "of") && self.is(at + 1, "age")).then_some(at + 1)
    }

    /// `a quarter-point`, `half an hour`, `a third of a mile`: part of a unit.
    fn part_of_unit(&self, piece: &mut Piece) -> Option<usize> {
        if piece.number.sort != Sort::Fraction {
            return None;
        }
        let mut at = self.after(piece.number.last);
        if self.is(at, "of") {
            at += 1;
        }
        if self.is_any(at, words!["a", "an", "one"]) {
            at += 1;
        }
        if self.is_any(at, words!["point", "points"])
            || (self.is(at, "percentage") && self.is_any(at + 1, words!["point", "points"]))
        {
            let last = if self.is(at, "percentage") { at + 1 } else { at };
            piece.base = self
                .passage
                .lexicon()
                .units()
                .named("percentage point")
                .map_or(Base::None, Base::Unit);
            piece.kind = MeasureKind::Percent;
            return Some(last);
        }
        if at == self.after(piece.number.last) {
            return None;
        }
        let found = self.unit_after(piece.number, at.checked_sub(1)?)?;
        if found.last > found.first && self.kind_of(&found) == MeasureKind::Money {
            return None;
        }
        piece.base = Base::Unit(found.unit);
        piece.kind = self.kind_of(&found);
        Some(found.last)
    }

    /// What a figure whose last token is `last` is reckoned by, and the last token of that.
    pub(super) fn per_after(&self, last: usize, base: Base) -> Option<(Per, usize)> {
        let at = last + 1;
        let next = self.passage.tokens().get(at)?;
        if next.shape.is_after_line() {
            return None;
        }
        if next.is_mark('/') && next.shape.is_glued() && self.is_glued(at + 1) {
            return self.per_unit(at + 1, true);
        }
        let hyphens = self.is_inner_hyphen(at);
        let at = if hyphens { at + 1 } else { at };
        if self.is(at, "per") {
            let of = self.after(at);
            // per 100,000 people
            if let Some(number) = self.number_at(of) {
                let n = self.number(number)?;
                let noun =
                    self.per_unit(n.last + 1, false).or_else(|| self.per_noun(n.last + 1))?;
                return Some((Per { number: Some(number), ..noun.0 }, noun.1));
            }
            return self.per_unit(of, false).or_else(|| self.per_noun(of));
        }
        if self.is_any(at, words!["a", "an", "each", "every"]) && base != Base::None {
            let of = self.after(at);
            let (per, end) = self.per_unit(of, false)?;
            let Base::Unit(unit) = per.base else { return None };
            let unit = self.passage.unit(unit)?;
            let word = self.passage.tokens().get(of).map_or("", |t| self.passage.word(t));
            let is_time = unit.kind() == MeasureKind::Duration;
            let is_singular = word.eq_ignore_ascii_case(&unit.name) || unit.name.contains(' ');
            let is_money = matches!(base, Base::Unit(id) if self.passage.unit(id).is_some_and(|u| u.kind() == MeasureKind::Money));
            let is_shift =
                self.plays(end + 1, Role::Shifted) || self.is_inner_hyphen(end + 1) && !hyphens;
            let fits =
                is_singular && !is_shift && (is_time || is_money) && self.is_money_or_unit(base);
            return fits.then_some((per, end));
        }
        None
    }

    fn is_money_or_unit(&self, base: Base) -> bool {
        !matches!(base, Base::Age(_))
    }

    /// A unit that something is reckoned by.
    fn per_unit(&self, at: usize, is_symbol: bool) -> Option<(Per, usize)> {
        let token = self.passage.tokens().get(at)?;
        if !token.classes.has(Class::Unit) {
            return None;
        }
        let bucket = self.passage.value(at, Class::Unit).and_then(|b| usize::try_from(b).ok());
        let is_after_digits = is_symbol || token.end - token.start > 1;
        let place = Place { is_after_digits, is_money: &|| false };
        let found = self.passage.lexicon().units().after(
            self.passage.text(),
            self.passage.tokens(),
            at,
            bucket,
            place,
        )?;
        let is_unit = !matches!(self.kind_of(&found), MeasureKind::Percent | MeasureKind::Money);
        is_unit.then_some((Per { number: None, base: Base::Unit(found.unit) }, found.last))
    }

    /// A noun that something is reckoned by.
    fn per_noun(&self, at: usize) -> Option<(Per, usize)> {
        let noun = self.noun_at(at)?;
        Some((Per { number: None, base: Base::Noun(noun) }, noun.last()))
    }

    /// The number whose first token is `at`.
    pub(super) fn number_at(&self, at: usize) -> Option<usize> {
        let numbers = self.passage.numbers();
        let idx = numbers.partition_point(|n| n.first < at);
        numbers.get(idx).is_some_and(|n| n.first == at && n.sort != Sort::Ordinal).then_some(idx)
    }

    /// Whether `pounds` after this number are money.
    fn is_about_money(&self, number: Number) -> bool {
        if number.scale >= 6 {
            return true;
        }
        let start = self.sentence_start(number.first).max(number.first.saturating_sub(12));
        let end = self.sentence_end(number.first).min(number.last + 12);
        (start..end).any(|at| {
            self.passage.tokens().get(at).is_some_and(|t| t.is_mark('£'))
                || self.plays(at, Role::OfMoney)
        })
    }
}
