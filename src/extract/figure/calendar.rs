//! Numbers that are times: years, days of the month, clock times, spans of the calendar.

use super::{Base, MeasureKind, Piece, Reader, Role};
use crate::extract::lexicon::Class;
use crate::extract::number::{Form, Number, Sort};
use crate::extract::words::words;
use rust_decimal::Decimal;

impl Reader<'_, '_> {
    /// Whether number `idx` is the day, the days or the year of a date. `day` remembers the last
    /// token of the last such number, so that `Oct. 18-22` is left out whole.
    pub(super) fn is_of_date(&self, idx: usize, day: &mut Option<usize>) -> bool {
        let Some(number) = self.number(idx) else { return false };
        let is_day = number.value >= Decimal::ONE
            && number.value <= Decimal::from(31)
            && number.value.scale() == 0
            && (number.form == Form::Digits || number.sort == Sort::Ordinal)
            && number.scale == 0;
        let before = self.before(number.first, 1);
        let after = number.last + 1;
        let month_before = self.is_month(before)
            || (self.is_mark(before, '.') && self.is_month(self.before(number.first, 2)))
            || (self.is(before, "the") && self.is_month(self.before(number.first, 2)));
        let month_after =
            self.is_month(after) || (self.is(after, "of") && self.is_month(after + 1));
        let goes_on = day.is_some_and(|last| {
            let at = last + 1;
            let joint = self.is_any(at, words!["to", "and", "or", "through"])
                || self.is_mark(at, ',')
                || self
                    .passage
                    .tokens()
                    .get(at)
                    .is_some_and(|t| matches!(t.first, '-' | '–' | '—' | '/'));
            joint && number.first == at + 1 && !self.has_unit(idx) && !self.counts_plural(number)
        });
        // `22-25 April`, `28 and 29 August`
        let goes_before = is_day && self.is_day_before_day(idx, number);
        let is_year = number.is_like_year(self.passage.tokens());
        let found = goes_before
            || (is_day && (month_before || month_after) && !self.is_unit_glued(after))
            || (goes_on && (is_day || is_year))
            || (is_year && month_before && !self.has_unit(idx))
            || (is_year && goes_on);
        *day = if found { Some(number.last) } else { *day };
        found
    }

    /// Whether a day of a date follows: `22` in `22-25 April`.
    fn is_day_before_day(&self, idx: usize, number: Number) -> bool {
        let Some(next) = self.number(idx + 1) else { return false };
        let at = number.last + 1;
        let joins = self.is_any(at, words!["to", "and", "or"])
            || self.is_mark(at, ',')
            || self
                .passage
                .tokens()
                .get(at)
                .is_some_and(|t| matches!(t.first, '-' | '–' | '—' | '/'));
        joins
            && next.first == at + 1
            && next.value > number.value
            && next.value <= Decimal::from(31)
            && next.scale == 0
            && (self.is_month(next.last + 1)
                || self.is(next.last + 1, "of") && self.is_month(next.last + 2))
    }

    /// Whether two numbers are one year or two: `1778-1783`, `480-479 BC`, `nineteen
    /// ninety-seven`.
    pub(super) fn is_pair_of_year(&self, idx: usize, number: Number) -> bool {
        let Some(next) = self.number(idx + 1) else { return false };
        let at = number.last + 1;
        let tokens = self.passage.tokens();
        let spoken = number.form == Form::Words
            && next.form == Form::Words
            && next.first == at
            && number.sort == Sort::Cardinal
            && number.value >= Decimal::from(15)
            && number.value <= Decimal::from(20)
            && next.value >= Decimal::TEN
            && next.value < Decimal::ONE_HUNDRED;
        if spoken {
            return true;
        }
        let joins = self.is_any(at, words!["to", "and"])
            || tokens.get(at).is_some_and(|t| matches!(t.first, '-' | '–' | '—'));
        let both =
            number.is_like_year(tokens) && next.is_like_year(tokens) && number.value < next.value;
        let is_digits = number.form == Form::Digits && next.form == Form::Digits;
        joins
            && next.first == at + 1
            && is_digits
            && (both && self.noun_after(next).is_none() && !self.has_unit(idx + 1)
                || self.plays(next.last + 1, Role::Era))
    }

    /// `the past two years`, `those three months`: a span of the calendar, which is a date.
    pub(super) fn is_span_of_calendar(&self, piece: &Piece) -> bool {
        let before = self.before(piece.first, 1);
        piece.kind == MeasureKind::Duration
            && !self.is_inner_hyphen(piece.number.last + 1)
            && (self.plays(before, Role::Span)
                || self.is(before, "the")
                    && self
                        .is_any(self.before(piece.first, 2), words!["in", "over", "during", "for"]))
    }

    fn is_unit_glued(&self, at: usize) -> bool {
        self.is_glued(at) && self.is_word(at) && !self.is_any(at, words!["st", "nd", "rd", "th"])
    }

    fn has_unit(&self, idx: usize) -> bool {
        self.number(idx).is_some_and(|n| !matches!(self.piece(n).base, Base::None | Base::Age(_)))
    }

    fn is_month(&self, at: usize) -> bool {
        let Some(token) = self.passage.tokens().get(at) else { return false };
        let is_verb = self.is_any(at, words!["may", "march", "mar", "sun", "sat", "dec", "jan"]);
        token.classes.has(Class::Month) && (token.shape.is_capital() || !is_verb)
    }

    /// `10:27`, `5 a.m.`, `10.45pm`, `0401 GMT`, `six o'clock`.
    pub(super) fn is_clock(&self, number: Number, bare: bool) -> bool {
        let after = number.last + 1;
        let colon = |at: usize| self.is_mark(at, ':') && self.is_glued(at) && self.is_glued(at + 1);
        let before = self.before(number.first, 1);
        let digit = |at: usize| self.passage.tokens().get(at).is_some_and(|t| t.is_number());
        if (colon(after) && digit(after + 1))
            || (colon(before) && digit(self.before(number.first, 2)))
        {
            return true;
        }
        if self.is_any(
            after,
            words!["a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock", "noon", "midnight"],
        ) {
            return true;
        }
        if self.is_any(after, words!["am", "pm"]) && number.value < Decimal::from(25) {
            return true;
        }
        bare && self.plays(after, Role::Zone)
            && self.passage.tokens().get(after).is_some_and(|t| t.shape.is_all_capitals())
    }

    pub(super) fn is_year(&self, number: Number) -> bool {
        let tokens = self.passage.tokens();
        let before = self.before(number.first, 1);
        let after = number.last + 1;
        // `'19`, `the 1960s`, `the 60s`
        let is_short =
            tokens.get(number.first).is_some_and(|t| t.end - t.start == 2 && t.is_number());
        let is_elided =
            tokens.get(before).is_some_and(|t| matches!(t.first, '\'' | '’' | '‘') && !t.is_word());
        if is_short && is_elided && self.is_glued(number.first) && !self.counts_plural(number) {
            return true;
        }
        if self.is_any(after, words!["s", "'s", "’s"]) && self.is_glued(after) {
            return true;
        }
        // `between 1000 and 1260`
        let before_that = self.before(number.first, 2);
        let joint = self.is_any(before, words!["and", "to", "or"])
            || tokens.get(before).is_some_and(|t| matches!(t.first, '-' | '–'));
        let follows_year = joint
            && tokens.get(before_that).is_some_and(|t| {
                t.is_number()
                    && t.end - t.start == 4
                    && self.passage.word(t).starts_with(['1', '2'])
            });
        if follows_year && number.is_like_year(tokens) && self.is_skipped_year(before_that) {
            return true;
        }
        if self.plays(after, Role::Era) && self.is_capital(after) {
            return true;
        }
        if !number.is_like_year(tokens) {
            // 2018-19, 2018/19
            let spans = self
                .passage
                .tokens()
                .get(before)
                .is_some_and(|t| matches!(t.first, '-' | '–' | '/') && t.shape.is_glued())
                && self.is_glued(number.first)
                && tokens.get(self.before(number.first, 2)).is_some_and(|t| {
                    t.is_number() && t.end - t.start == 4 && matches!(t.first, '1' | '2')
                })
                && tokens.get(number.first).is_some_and(|t| t.end - t.start == 2);
            return spans;
        }
        if self.plays(before, Role::BeforeYear) {
            return true;
        }
        let is_recent = number.value >= Decimal::from(1900) && number.value < Decimal::from(2100);
        let is_round = (number.value % Decimal::ONE_HUNDRED).is_zero();
        let counts = self.noun_after(number).is_some() && !self.plays(before, Role::HoldsYear);
        if self.is(before, "in") && !is_round && number.value > Decimal::from(1400) {
            return true;
        }
        if is_recent {
            return !(is_round && counts);
        }
        // 1789: bare in prose it is a year; 1066 needs a preposition of time.
        let is_bare = !counts && self.noun_after(number).is_none();
        let is_modern = number.value >= Decimal::from(1400) && !is_round;
        is_bare && is_modern && !self.is(self.before(number.first, 2), "total")
    }

    /// Whether the four digits at token `at`, before another number, are a year.
    fn is_skipped_year(&self, at: usize) -> bool {
        let idx = self.passage.numbers().partition_point(|n| n.first < at);
        self.number(idx).is_some_and(|n| n.first == at && n.last == at && self.is_year(n))
    }

    /// Whether digits joined by a dash, without a unit, are no score or vote.
    pub(super) fn is_no_score(&self, low: &Piece, high: &Piece) -> bool {
        let year = |piece: &Piece| piece.number.is_like_year(self.passage.tokens());
        year(low) && (year(high) || high.number.value < Decimal::ONE_HUNDRED)
    }
}
