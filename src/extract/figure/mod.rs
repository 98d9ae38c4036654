//! Figures: numbers with their units, ranges, bases and bounds, read once for every rule.
//!
//! What is no amount is left out: years and the days of dates, clock times, addresses, the numbers
//! of models, sections and telephones.

mod age;
mod bound;
mod calendar;
mod noun;
mod role;
mod share;
mod skip;
mod unit;

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::finding::{Amount, Bound, MeasureKind};
use super::lexicon::Class;
use super::number::{Form, Number, Sort};
use super::passage::Passage;
use super::units::UnitId;
use crate::extract::words::{WordSet, words};

pub use noun::Noun;
pub(super) use role::Role;

/// A number, or a range of two, with what it counts or measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Index of its first token in the passage: a sign of currency, or the number.
    pub first: usize,
    /// Index of its last token: the unit with its base, or the number. A counted noun stays outside.
    pub last: usize,
    /// Index of its first number among the passage's numbers.
    pub number: usize,
    /// How many.
    pub amount: Amount,
    /// What sort of number it is.
    pub kind: MeasureKind,
    /// Of what.
    pub base: Base,
    /// By what it is reckoned: an hour, a barrel, 100,000 people.
    pub per: Option<Per>,
    /// How the words bound it.
    pub bound: Option<Bound>,
}

/// What a figure counts or measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Nothing that is named.
    None,
    /// A unit of the table.
    Unit(UnitId),
    /// That much of age.
    Age(UnitId),
    /// What is counted.
    Noun(Noun),
    /// So many times.
    Times,
}

/// What one of the figure goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Per {
    /// Index among the passage's numbers where it is more than one: per 100,000.
    pub number: Option<usize>,
    /// Of what.
    pub base: Base,
}

impl Figure {
    /// Whether it sets a number against a base.
    #[must_use]
    pub fn is_rate(&self, passage: &Passage<'_>) -> bool {
        matches!(self.kind, MeasureKind::Percent | MeasureKind::Ratio)
            || self.per.is_some()
            || matches!(self.base, Base::Unit(id) if passage.unit(id).is_some_and(|u| u.is_rate()))
    }

    /// The name of what it counts or measures: singular, lower case, British spelling.
    #[must_use]
    pub fn unit(&self, passage: &Passage<'_>) -> String {
        let mut name = base_name(passage, self.base);
        if let Some(per) = self.per {
            name.push_str(if name.is_empty() { "per " } else { " per " });
            if let Some(number) = per.number.and_then(|n| passage.numbers().get(n)) {
                let _ = write!(name, "{} ", number.value.normalize());
            }
            name.push_str(&base_name(passage, per.base));
        }
        name
    }
}

fn base_name(passage: &Passage<'_>, base: Base) -> String {
    let unit = |id| passage.unit(id).map_or("", |unit| &*unit.name);
    match base {
        Base::None => String::new(),
        Base::Unit(id) => unit(id).to_owned(),
        Base::Age(id) => format!("{} of age", unit(id)),
        Base::Noun(noun) => noun.name(passage),
        Base::Times => "time".to_owned(),
    }
}

/// Reads the figures of a passage, in order, from its tokens and numbers.
pub(super) fn read(passage: &Passage<'_>, figures: &mut Vec<Figure>) {
    let reader = Reader { passage };
    let mut next = 0;
    let mut day = None;
    // The first token that no figure has taken, with the noun that it counts.
    let mut free = 0;
    // The last token of the last number that was no amount.
    let mut skipped = None;
    while let Some(number) = reader.number(next) {
        let is_free = number.first >= free
            && !reader.is_of_date(next, &mut day)
            && !reader.goes_on(number, skipped);
        let read = is_free.then(|| reader.figure(next, figures)).flatten();
        let (figure, used) = read.unwrap_or((None, 1));
        next += used;
        let Some(figure) = figure else {
            skipped = reader.number(next - 1).map(|n| n.last);
            continue;
        };
        free = figure.last + 1;
        if let Base::Noun(noun) = figure.base
            && noun.first() <= free + 1
        {
            free = free.max(noun.last() + 1);
        }
        figures.push(figure);
    }
}

/// What is read from: a passage with its numbers.
#[derive(Clone, Copy)]
struct Reader<'a, 't> {
    passage: &'a Passage<'t>,
}

/// One number with the units beside it, before ranges and nouns.
#[derive(Debug, Clone, Copy)]
struct Piece {
    number: Number,
    first: usize,
    last: usize,
    base: Base,
    kind: MeasureKind,
    per: Option<Per>,
    /// The unit stands before the number.
    is_before: bool,
}

impl Reader<'_, '_> {
    fn number(&self, idx: usize) -> Option<Number> {
        self.passage.numbers().get(idx).copied()
    }

    fn is_word(&self, idx: usize) -> bool {
        self.passage.tokens().get(idx).is_some_and(|t| t.is_word())
    }

    fn is_mark(&self, idx: usize, mark: char) -> bool {
        self.passage.tokens().get(idx).is_some_and(|t| t.is_mark(mark))
    }

    fn is_glued(&self, idx: usize) -> bool {
        self.passage.tokens().get(idx).is_some_and(|t| t.shape.is_glued())
    }

    fn is_capital(&self, idx: usize) -> bool {
        self.passage.tokens().get(idx).is_some_and(|t| t.shape.is_capital())
    }

    /// A hyphen inside a word, such as that of `8-inch`.
    fn is_inner_hyphen(&self, idx: usize) -> bool {
        self.passage.tokens().get(idx).is_some_and(|t| {
            super::number::is_hyphen(t.first) && t.shape.is_glued() && !t.is_word()
        }) && self.is_glued(idx + 1)
    }

    /// The token after `idx`, past a hyphen that joins the two.
    fn after(&self, idx: usize) -> usize {
        if self.is_inner_hyphen(idx + 1) { idx + 2 } else { idx + 1 }
    }

    fn has(&self, idx: usize, class: Class) -> bool {
        self.passage.has(idx, class)
    }

    #[inline(always)]
    fn is(&self, idx: usize, word: &str) -> bool {
        self.passage.is(idx, word)
    }

    #[inline(always)]
    fn is_any(&self, idx: usize, words: WordSet) -> bool {
        self.passage.is_any(idx, words)
    }

    /// Whether the token at `idx` plays `role` near a number.
    fn plays(&self, idx: usize, role: Role) -> bool {
        self.passage.value(idx, Class::Setting).is_some_and(|roles| roles & role.bit() != 0)
    }

    fn before(&self, idx: usize, back: usize) -> usize {
        idx.checked_sub(back).unwrap_or(usize::MAX)
    }

    /// The first token of the sentence that holds token `idx`.
    fn sentence_start(&self, idx: usize) -> usize {
        self.passage.sentence_of(idx).map_or(0, |s| s.tokens.start)
    }

    fn sentence_end(&self, idx: usize) -> usize {
        self.passage.sentence_of(idx).map_or(self.passage.tokens().len(), |s| s.tokens.end)
    }

    /// The figure that begins with number `idx`, and how many numbers it takes. No figure with a
    /// count of numbers: so many belong together and are no amount.
    fn figure(&self, idx: usize, earlier: &[Figure]) -> Option<(Option<Figure>, usize)> {
        let number = self.number(idx)?;
        if number.sort == Sort::Ordinal {
            return self.ordinal(idx, number).map(|figure| (Some(figure), 1));
        }
        if self.is_pair_of_year(idx, number) {
            return Some((None, 2));
        }
        if let Some(ratio) = self.one_in_so_many(idx, number) {
            return Some((Some(ratio), 2));
        }
        if let Some(figure) = self.unit_and_a_half(idx, number) {
            return Some((Some(figure), 1));
        }
        let mut piece = self.piece(number);
        if self.add_minor(idx, &mut piece) {
            return Some((Some(self.single(idx, piece)), 2));
        }
        let range = self.range(idx, &piece);
        let is_measured = range.is_some_and(|range| range.kind != MeasureKind::Number)
            && number.is_like_year(self.passage.tokens())
            && !self.is_any(
                self.before(number.first, 1),
                words!["in", "since", "by", "until", "during"],
            );
        if !is_measured && self.is_no_amount(idx, &piece) {
            return None;
        }
        if let Some(range) = range {
            return Some((Some(range), 2));
        }
        if self.is_span_of_calendar(&piece) {
            return None;
        }
        let mut figure = self.single(idx, piece);
        if figure.kind == MeasureKind::Number {
            self.shared_unit(idx, &mut figure, earlier);
        }
        self.shared_per(&mut figure, earlier);
        if figure.kind == MeasureKind::Number && self.is_bare_and_no_amount(&figure, number) {
            return None;
        }
        Some((Some(figure), 1))
    }

    /// `a month and a half`, `an hour and a quarter`.
    fn unit_and_a_half(&self, idx: usize, part: Number) -> Option<Figure> {
        if part.sort != Sort::Fraction || !self.is(self.before(part.first, 1), "and") {
            return None;
        }
        let unit = part.first.checked_sub(2)?;
        let article = unit.checked_sub(1)?;
        if !self.is_any(article, words!["a", "an", "one"]) || !self.has(unit, Class::Unit) {
            return None;
        }
        let found = self.unit_after(part, article)?;
        Some(Figure {
            first: article,
            last: part.last,
            number: idx,
            amount: Amount::One(part.value.checked_add(Decimal::ONE)?),
            kind: self.kind_of(&found),
            base: Base::Unit(found.unit),
            per: None,
            bound: self.bound(article, part.last),
        })
    }

    /// Takes a smaller unit into an amount: `5 feet 2 inches`, `3 dollars and 50 cents`.
    fn add_minor(&self, idx: usize, piece: &mut Piece) -> bool {
        let Base::Unit(id) = piece.base else { return false };
        let Some((name, parts)) = self.passage.unit(id).and_then(|unit| unit.minor()) else {
            return false;
        };
        let Some(number) = self.number(idx + 1) else { return false };
        let at = piece.last + 1;
        let joins = self.is(at, "and") || self.is_mark(at, ',') || self.is_inner_hyphen(at);
        let at = if joins { at + 1 } else { at };
        if piece.is_before || number.first != at || number.sort != Sort::Cardinal {
            return false;
        }
        let minor = self.piece(number);
        // 5-foot-3
        let is_bare = minor.base == Base::None && self.is_inner_hyphen(piece.last + 1);
        let is_minor = match minor.base {
            Base::Unit(id) => self.passage.unit(id).is_some_and(|unit| &*unit.name == name),
            _ => is_bare && name == "inch",
        };
        let is_minor = is_minor && number.value < Decimal::from(parts) && minor.per.is_none();
        let sum = number
            .value
            .checked_div(Decimal::from(parts))
            .and_then(|part| part.checked_add(piece.number.value));
        let (true, Some(sum)) = (is_minor, sum) else { return false };
        (piece.number.value, piece.last) = (sum, minor.last);
        true
    }

    /// A piece as a figure, with the noun it counts.
    fn single(&self, idx: usize, piece: Piece) -> Figure {
        let number = piece.number;
        let amount = match number.most {
            Some(most) => Amount::Range(Some(number.value), Some(most)),
            None => Amount::One(number.value),
        };
        let mut figure = Figure {
            first: piece.first,
            last: piece.last,
            number: idx,
            amount,
            kind: piece.kind,
            base: piece.base,
            per: piece.per,
            bound: self.bound(piece.first, piece.last),
        };
        self.count(&mut figure, number);
        figure
    }

    /// Gives a figure without a unit the noun that it counts.
    fn count(&self, figure: &mut Figure, number: Number) {
        if figure.kind == MeasureKind::Ratio {
            if let Some(noun) = self.noun_of_share(number.last) {
                figure.base = Base::Noun(noun);
            }
            return;
        }
        if figure.kind != MeasureKind::Number {
            return;
        }
        if let Some(unit) = self.unit_of_many(number) {
            (figure.base, figure.kind, figure.last) =
                (Base::Unit(unit.unit), self.kind_of(&unit), unit.last);
            return;
        }
        if let Some(last) = self.times_after(number.last) {
            (figure.base, figure.kind, figure.last) = (Base::Times, MeasureKind::Count, last);
            figure.per = self.per_after(last, figure.base).map(|(per, last)| {
                figure.last = last;
                per
            });
            return;
        }
        if let Some(noun) = self.noun_after(number) {
            (figure.base, figure.kind) = (Base::Noun(noun), MeasureKind::Count);
            if let Some((per, _)) = self.per_after(noun.last(), figure.base) {
                figure.per = Some(per);
            }
        } else if let Some((per, last)) = self.per_after(number.last, Base::None) {
            (figure.per, figure.last, figure.kind) = (Some(per), last, MeasureKind::Count);
        }
    }

    /// `second`, `21st` as a place in an order.
    fn ordinal(&self, idx: usize, number: Number) -> Option<Figure> {
        if self.is_no_place(number) {
            return None;
        }
        Some(Figure {
            first: number.first,
            last: number.last,
            number: idx,
            amount: Amount::One(number.value),
            kind: MeasureKind::Ordinal,
            base: Base::None,
            per: None,
            bound: None,
        })
    }

    /// `15 to 22 mph`, `$89 to $93 billion`, `four to five thousand`, `5-4`, `between 5 and 10 kg`.
    fn range(&self, idx: usize, low: &Piece) -> Option<Figure> {
        if self.times_after(low.number.last).is_some() {
            return None;
        }
        let joint = self.joint(low)?;
        let number = self.number(idx + 1)?;
        if number.sort == Sort::Ordinal || number.most.is_some() || low.number.most.is_some() {
            return None;
        }
        let high = self.piece(number);
        if high.first != joint.next || self.is_no_amount(idx + 1, &high) && joint.is_dash {
            return None;
        }
        let base = match (low.base, high.base) {
            (Base::None, base) => base,
            // `$89 to 93 billion`, but `fell 4 per cent to 13,176`.
            (base, Base::None) if low.is_before || low.kind == MeasureKind::Age => base,
            (a, b) if a == b => a,
            _ => return None,
        };
        let from = &low.number;
        let mut low_value = from.value;
        // `$89 to $93 billion`, but `$200 to $4 million`.
        if from.scale == 0 && number.scale > 0 {
            let scale = power_of_ten(number.scale)?;
            let is_shared =
                low_value.checked_mul(scale)? <= number.value && low_value < Decimal::ONE_THOUSAND;
            if is_shared && (from.form != Form::Words || number.form == Form::Words) {
                low_value = low_value.checked_mul(scale)?;
            }
        }
        // `fell 10 to 250`: by how much, and to where.
        let is_money = low.kind == MeasureKind::Money;
        let is_change = self.has(self.before(low.first, 1), Class::Change)
            && self.is(low.last + 1, "to")
            && (is_money || base == Base::None);
        if is_change {
            return None;
        }
        let is_score = joint.is_dash && base == Base::None;
        if joint.is_or
            && !(number.value == low_value + Decimal::ONE
                && low.base == Base::None
                && matches!(high.base, Base::Unit(_))
                && high.kind == MeasureKind::Duration)
        {
            return None;
        }
        let kind = if low.base == Base::None { high.kind } else { low.kind };
        let mut figure = Figure {
            first: joint.between.unwrap_or(low.first),
            last: high.last.max(number.last),
            number: idx,
            amount: Amount::Range(Some(low_value), Some(number.value)),
            kind,
            base,
            per: high.per.or(low.per),
            bound: self.bound(low.first, high.last),
        };
        self.count(&mut figure, number);
        if is_score && let Some(noun) = self.noun_of_score(number) {
            (figure.base, figure.kind) = (Base::Noun(noun), MeasureKind::Count);
        }
        // 3-to-1, a ratio of four to one
        let is_odds = !joint.is_dash
            && figure.kind == MeasureKind::Number
            && number.value == Decimal::ONE
            && low_value > Decimal::ONE;
        if is_odds {
            (figure.kind, figure.amount) = (MeasureKind::Ratio, Amount::One(low_value));
        }
        if is_score && figure.kind == MeasureKind::Number && self.is_no_score(low, &high) {
            return None;
        }
        Some(figure)
    }

    /// What joins a number to the next one as a range.
    fn joint(&self, low: &Piece) -> Option<Joint> {
        let at = low.last + 1;
        let dash = |idx: usize| {
            self.passage
                .tokens()
                .get(idx)
                .is_some_and(|t| matches!(t.first, '-' | '‐' | '‑' | '–' | '—' | '−' | '~' | '～'))
        };
        let mut joint = Joint { next: at + 1, is_dash: false, is_or: false, between: None };
        if self.is(at, "to") {
            if self.is_inner_hyphen(at + 1) {
                joint.next = at + 2;
            }
            return Some(joint);
        }
        if dash(at) && self.is_glued(at) && self.is(at + 1, "to") {
            // 0-to-60, 20- to 30-year
            joint.next = if dash(at + 2) { at + 3 } else { at + 2 };
            return Some(joint);
        }
        if dash(at) && self.is_glued(at) == self.is_glued(at + 1) {
            joint.is_dash = true;
            return Some(joint);
        }
        if self.is_mark(at, '/') && low.is_before {
            return Some(joint);
        }
        if self.is(at, "and") && self.is(self.before(low.first, 1), "between") {
            joint.between = Some(low.first);
            return Some(joint);
        }
        if self.is(at, "or") {
            joint.is_or = true;
            return Some(joint);
        }
        None
    }

    /// `one in five`, `4 out of 10`, `two in every hundred`.
    fn one_in_so_many(&self, idx: usize, number: Number) -> Option<Figure> {
        let at = number.last + 1;
        let next = self.number(idx + 1)?;
        let joint = if self.is(at, "out") && self.is(at + 1, "of") {
            at + 2
        } else if self.is(at, "in") || (self.is(at, "of") && self.is(at + 1, "every")) {
            at + 1
        } else {
            return None;
        };
        let joint = if self.is_any(joint, words!["every", "each", "a"]) && next.first != joint {
            joint + 1
        } else {
            joint
        };
        let is_whole =
            |n: &Number| n.sort == Sort::Cardinal && n.most.is_none() && n.value.scale() == 0;
        if next.first != joint || !is_whole(&number) || !is_whole(&next) {
            return None;
        }
        let other = self.piece(next);
        let is_out_of = self.is(at, "out");
        if number.value >= next.value
            || number.value <= Decimal::ZERO
            || other.base != Base::None
            || (next.is_like_year(self.passage.tokens()) && !is_out_of)
            || (!is_out_of && number.value > Decimal::TEN)
        {
            return None;
        }
        let mut figure = Figure {
            first: number.first,
            last: next.last,
            number: idx,
            amount: Amount::One(number.value.checked_div(next.value)?),
            kind: MeasureKind::Ratio,
            base: Base::None,
            per: None,
            bound: self.bound(number.first, next.last),
        };
        if let Some(noun) = self.noun_after(next) {
            figure.base = Base::Noun(noun);
        }
        Some(figure)
    }
}

/// What joins the two ends of a range.
struct Joint {
    /// Where the other end begins.
    next: usize,
    is_dash: bool,
    is_or: bool,
    /// The span begins at the first end.
    between: Option<usize>,
}

fn power_of_ten(power: u8) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(10_i128.checked_pow(u32::from(power))?, 0).ok()
}
