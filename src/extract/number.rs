//! Numbers, read once for every rule.

use rust_decimal::Decimal;

use super::lexicon::Lexicon;
use super::token::Token;

/// One number as written: `145`, `two and a half million`, `½`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// Index of its first token in the passage.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// What it is worth, scale word and all.
    pub value: Decimal,
}

/// Reads the numbers among `tokens`.
pub fn read(_text: &str, _tokens: &[Token], _lexicon: &Lexicon, _numbers: &mut Vec<Number>) {}
