//! Numbers that are times: years, days of the month, clock times, spans of the calendar.

use super::{Base, MeasureKind, Piece, Reader, Role};
use crate::extract::lexicon::Class;
use crate::extract::number::{Form, Number, Sort};
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
            let joint = self.is_any(at, &["to", "and", "or", "through"])
                || self.is_mark(at, ',')
                || self
                    .passage
                    .tokens()
                    .get(at)
                    .is_some_and(|t| matches!(t.first, '-' | '–' | '—' | '/'));
            joint && number.first == at + 1 && !self.has_unit(idx)
        });
        let is_year = number.is_like_year(self.passage.tokens());
        let found = (is_day && (month_before || month_after) && !self.is_unit_glued(after))
            || (goes_on && (is_day || is_year))
            || (is_year && month_before && !self.has_unit(idx))
            || (is_year && goes_on);
        *day = if found { Some(number.last) } else { *day };
        found
    }

    /// `the past two years`, `those three months`: a span of the calendar, which is a date.
    pub(super) fn is_span_of_calendar(&self, piece: &Piece) -> bool {
        let before = self.before(piece.first, 1);
        piece.kind == MeasureKind::Duration
            && !self.is_inner_hyphen(piece.number.last + 1)
            && (self.plays(before, Role::Span)
                || self.is(before, "the")
                    && self.is_any(self.before(piece.first, 2), &["in", "over", "during", "for"]))
    }

    fn is_unit_glued(&self, at: usize) -> bool {
        self.is_glued(at) && self.is_word(at) && !self.is_any(at, &["st", "nd", "rd", "th"])
    }

    fn has_unit(&self, idx: usize) -> bool {
        self.number(idx).is_some_and(|n| !matches!(self.piece(n).base, Base::None | Base::Age(_)))
    }

    fn is_month(&self, at: usize) -> bool {
        let Some(token) = self.passage.tokens().get(at) else { return false };
        let is_verb = self.is_any(at, &["may", "march", "mar", "sun", "sat", "dec", "jan"]);
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
            &["a.m.", "p.m.", "a.m", "p.m", "o'clock", "o’clock", "noon", "midnight"],
        ) {
            return true;
        }
        if self.is_any(after, &["am", "pm"]) && number.value < Decimal::from(25) {
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
        if self.is_any(after, &["s", "'s", "’s"]) && self.is_glued(after) {
            return true;
        }
        // `between 1000 and 1260`
        let before_that = self.before(number.first, 2);
        let joint = self.is_any(before, &["and", "to", "or"])
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
        // 1066, 1800: a year where a preposition of time places it, else an amount.
        self.is_any(before, &["in", "by", "from", "of", "to", "and"])
            && !counts
            && self.noun_after(number).is_none()
            && !self.is(self.before(number.first, 2), "total")
            && number.value >= Decimal::from(1400)
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
