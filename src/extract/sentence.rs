//! Where sentences end.

use std::ops::Range;

use super::lexicon::Class;
use super::token::Token;
use crate::text::Span;

/// One sentence of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, by their indices in the passage.
    pub tokens: Range<usize>,
    /// From its first token to its last.
    pub span: Span,
}

/// Parts `tokens` into sentences.
pub fn split(_text: &str, tokens: &[Token], sentences: &mut Vec<Sentence>) {
    let mut start = 0;
    for idx in 0..tokens.len() {
        if ends_after(tokens, idx) {
            push(tokens, start..idx + 1, sentences);
            start = idx + 1;
        }
    }
    push(tokens, start..tokens.len(), sentences);
}

fn push(tokens: &[Token], range: Range<usize>, sentences: &mut Vec<Sentence>) {
    if let (Some(first), Some(last)) =
        (tokens.get(range.start), tokens.get(range.end.wrapping_sub(1)))
        && range.start < range.end
    {
        sentences.push(Sentence { tokens: range, span: Span::new(first.start, last.end) });
    }
}

fn ends_after(tokens: &[Token], idx: usize) -> bool {
    let (Some(token), Some(next)) = (tokens.get(idx), tokens.get(idx + 1)) else { return false };
    if next.shape.is_glued() {
        return false;
    }
    // Closing marks stand between the full stop and the white space.
    let mut at = idx;
    while at > 0
        && tokens.get(at).is_some_and(|t| matches!(t.first, '"' | '”' | '’' | '\'' | ')' | ']'))
    {
        at -= 1;
    }
    let Some(stop) = tokens.get(at) else { return false };
    let abbreviated = at > 0
        && tokens
            .get(at - 1)
            .is_some_and(|t| t.classes.has(Class::Abbreviation) && stop.shape.is_glued());
    let ends = stop.is_mark('!')
        || stop.is_mark('?')
        || stop.is_mark('…')
        || (stop.is_mark('.') && !abbreviated);
    let _ = token;
    ends && !next.first.is_lowercase()
}
