//! A place that survives a new import of the text.

use serde::{Deserialize, Serialize};

use super::{Document, Span};

/// Characters kept on each side of a quote. Fewer, and like sentences cannot be told apart; more,
/// and an edit next door loses the claim.
const CONTEXT_CHARS: usize = 32;

/// A place remembered three ways: where it was, its exact words, and the words around them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Where it stood in the document it was made from.
    pub span: Span,
    /// The exact words.
    pub quote: String,
    /// Up to 32 characters before.
    pub before: String,
    /// Up to 32 characters after.
    pub after: String,
}

/// Where an anchor's words are now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where it was, word for word.
    Exact(Span),
    /// The same words elsewhere; of several, the one whose neighbors agree most.
    Moved(Span),
    /// The words are not in the text any more.
    Lost,
}

impl Anchor {
    /// Remembers `span` of `document`. A span that does not fit gives an anchor that is lost.
    #[must_use]
    pub fn new(document: &Document, span: Span) -> Self {
        let text = document.text();
        let before = text.get(..span.start as usize).unwrap_or_default();
        let after = text.get(span.end as usize..).unwrap_or_default();
        let from = before.char_indices().rev().nth(CONTEXT_CHARS - 1).map_or(0, |(at, _)| at);
        Self {
            span,
            quote: span.of(text).to_owned(),
            before: before.get(from..).unwrap_or_default().to_owned(),
            after: after.chars().take(CONTEXT_CHARS).collect(),
        }
    }

    /// Finds the place in `document`: where it was if the words still stand there, else the same
    /// words where their neighbors agree most, the nearest of equals.
    #[must_use]
    pub fn locate(&self, document: &Document) -> Place {
        if self.quote.is_empty() {
            return Place::Lost;
        }
        let text = document.text();
        if self.span.of(text) == self.quote && self.agreement(text, self.span) > 0 {
            return Place::Exact(self.span);
        }
        text.match_indices(&self.quote)
            .map(|(at, words)| Span::from_range(at..at + words.len()))
            .max_by_key(|&span| {
                let distance = span.start.abs_diff(self.span.start);
                (self.agreement(text, span), std::cmp::Reverse(distance))
            })
            .map_or(Place::Lost, |span| {
                if span == self.span { Place::Exact(span) } else { Place::Moved(span) }
            })
    }

    /// One more than the number of neighboring characters that are as remembered.
    fn agreement(&self, text: &str, span: Span) -> usize {
        let before = text.get(..span.start as usize).unwrap_or_default();
        let after = text.get(span.end as usize..).unwrap_or_default();
        let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
            a.zip(b).take_while(|(a, b)| a == b).count()
        };
        1 + same(&mut self.before.chars().rev(), &mut before.chars().rev())
            + same(&mut self.after.chars(), &mut after.chars())
    }
}
