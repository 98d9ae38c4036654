//! Ages without a unit: `aged 26`, `Quell, 47,`, `voters under 30`, `45 and older`.

use super::{Base, MeasureKind, Piece, Reader, Role};
use crate::extract::lexicon::Class;
use crate::extract::number::{Form, Sort};
use crate::extract::words::{WordSet, words};
use rust_decimal::Decimal;

/// Most tokens between the word `age` and the number.
const AGE_BEFORE: usize = 9;

impl Reader<'_, '_> {
    /// Takes a bare number for an age where the words around say so.
    pub(super) fn age_of_a_person(&self, piece: &mut Piece) {
        let number = piece.number;
        let is_age = number.sort == Sort::Cardinal
            && number.most.is_none()
            && number.value.scale() == 0
            && number.value >= Decimal::ZERO
            && number.value <= Decimal::from(115);
        if !is_age || self.is_glued(number.last + 1) && self.is_word(number.last + 1) {
            return;
        }
        let found =
            self.is_said_age(piece) || self.is_placed_age(piece) || self.is_lived_age(piece);
        if found && let Some(year) = self.passage.lexicon().units().named("year") {
            (piece.base, piece.kind) = (Base::Age(year), MeasureKind::Age);
        }
    }

    /// `aged 26`, `at the age of 9`, `aged between 12`, `45 and older`, `voters under 30`.
    fn is_said_age(&self, piece: &Piece) -> bool {
        let before = |back| self.before(piece.first, back);
        let after = piece.last + 1;
        const PLACED: WordSet = words!["between", "from", "over", "under", "about", "around"];
        self.is_any(before(1), words!["aged", "age", "ages"])
            || (self.is(before(1), "of") && self.is(before(2), "age"))
            || (self.is_any(before(1), PLACED) && self.is_any(before(2), words!["aged", "ages"]))
            || (self.is_any(before(1), words!["under", "over"])
                && self.plays(before(2), Role::People)
                && !self.counts_plural(piece.number))
            || self.is(after, "years-old")
            || (self.is_any(after, words!["and", "or"])
                && self.is_any(after + 1, words!["older", "younger"]))
    }

    /// `Quell, 47, denied it`.
    fn is_placed_age(&self, piece: &Piece) -> bool {
        let number = piece.number;
        let before = |back| self.before(number.first, back);
        self.is_mark(before(1), ',')
            && self.ends(number.last + 1)
            && number.form == Form::Digits
            && self.is_capital(before(2))
            && self.is_word(before(2))
            && !self.has(before(2), Class::Month)
            && !self.has(before(2), Class::Weekday)
            && self.number_at(number.last + 2).is_none()
            && number.value >= Decimal::from(3)
    }

    /// `who was 10`, `she will be 80`, `turned 50`, `the average age was 18`.
    fn is_lived_age(&self, piece: &Piece) -> bool {
        let number = piece.number;
        let before = |back| self.before(number.first, back);
        let died =
            self.is(before(1), "at") && self.is_any(before(2), words!["died", "dies", "dead"]);
        if died || self.is_any(before(1), words!["turned", "turns", "turning"]) {
            return true;
        }
        let ends = self.ends(number.last + 1)
            || self.is_any(number.last + 1, words!["when", "at", "by", "and"]);
        if !ends || !self.is_any(before(1), words!["was", "is", "be", "at"]) {
            return false;
        }
        let is_person = |back| self.is_any(before(back), words!["who", "he", "she"]);
        let is_future =
            self.is(before(1), "be") && self.is_any(before(2), words!["will", "would", "to"]);
        let is_said = (2..AGE_BEFORE).any(|back| self.is(before(back), "age"))
            && self.sentence_start(number.first) <= before(2);
        !self.is(before(1), "at") && is_person(2)
            || is_future
                && (is_person(3) || self.is_capital(before(3)) && self.ends(number.last + 1))
            || is_said
    }

    /// Whether a clause ends before token `at`.
    fn ends(&self, at: usize) -> bool {
        self.passage.tokens().get(at).is_none_or(|t| {
            matches!(t.first, ',' | '.' | ';' | ')' | '!' | '?' | '—' | '–')
                || t.classes.has(Class::Preposition)
                || t.classes.has(Class::Auxiliary)
        })
    }
}
