//! What stands between quotation marks.

use super::token::Token;
use crate::text::Span;

/// Quoted words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them.
    pub inside: Span,
    /// How many quotations it lies in.
    pub depth: u8,
    /// Whether a mark closes it; if not, it runs on into the next paragraph or to the passage's end.
    pub is_closed: bool,
}

/// Finds the quotations among `tokens`.
pub fn scan(_text: &str, _tokens: &[Token], _quotations: &mut Vec<Quotation>) {}
