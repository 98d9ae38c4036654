//! What words near a number say about it.

use serde::Deserialize;

/// The parts that words play near a number. One word may play several; the lexicon lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[repr(u8)]
pub(in crate::extract) enum Role {
    /// cost, paid, price: the sentence speaks of money.
    OfMoney,
    /// vote, lead, win: two numbers with a dash before it are a score.
    Score,
    /// since, fiscal, spring: four digits after it are a year.
    BeforeYear,
    /// in, the, his: four digits after it and before a noun are a year.
    HoldsYear,
    /// gmt, est: the number before it is a time of day.
    Zone,
    /// street, avenue.
    Street,
    /// no, this, the: `one` after it is a pronoun.
    BeforeOne,
    /// another, day, could: `one` before it is a pronoun.
    AfterOne,
    /// second, final: `half` after it is no share.
    BeforeHalf,
    /// of, the, its: `half` before it is a share.
    AfterHalf,
    /// floor, grade, guess: an ordinal before it is no rank.
    NoRank,
    /// last, past, those: a length of time after it is a span of the calendar.
    Span,
    /// people, voters: a number of years may be their age.
    People,
    /// more, higher: `than` after it sets a lower bound.
    Above,
    /// less, fewer: `than` after it sets an upper bound.
    Below,
    /// more, over: `or` before it opens a number upwards.
    OrMore,
    /// less, under: `or` before it opens a number downwards.
    OrLess,
    /// long, wide, race: the number before it measures.
    Dimension,
    /// ago, earlier: a time before it is no base of a rate.
    Shifted,
    /// more, other, fellow: tells nothing of what is counted.
    LeftOut,
    /// the, these, both: a number word after it points back.
    Known,
    /// of, more, are: `a third` before it is a share.
    AfterShare,
    /// gets, says: in -s, but never a noun in the plural.
    NoPlural,
    /// deaths, injuries, arrests: `no` before it is the number nought.
    Harmed,
    /// bc, ad: the number before it is a year.
    Era,
    /// population, viewers: `m` after digits near it is for million.
    Tally,
    /// call, dialled: digits after it are a telephone's.
    Call,
}

impl Role {
    /// Its bit in the value of [`Class::Setting`](crate::extract::lexicon::Class::Setting).
    pub(in crate::extract) const fn bit(self) -> i32 {
        1 << self as i32
    }
}
