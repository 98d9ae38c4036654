//! How much of a text is accounted for.

use super::{Article, Claim, Verdict};
use crate::text::Span;

/// How many of an article's words stand in settled claims or in sentences ticked as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Words in settled claims or in sentences ticked as read.
    pub covered: usize,
    /// Words there are.
    pub all: usize,
}

/// Where each word of a text begins, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WordStarts(Vec<u32>);

impl Coverage {
    /// Counts the words of an article; `claims` are its own.
    #[must_use]
    pub fn of<'c>(article: &Article, claims: impl IntoIterator<Item = &'c Claim>) -> Self {
        let settled = claims.into_iter().filter(|claim| claim.standing() != Verdict::Open);
        WordStarts::new(article.document.text()).coverage(article, settled.map(|c| c.anchor.span))
    }

    /// In whole percent, rounded down, so that 100 means every word.
    #[must_use]
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.all).unwrap_or(100)
    }
}

impl WordStarts {
    /// Reads a text: a word is what stands between white space.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut starts = Vec::new();
        let mut in_word = false;
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                in_word = false;
            } else if !in_word {
                in_word = true;
                starts.push(Span::from_range(at..at).start);
            }
        }
        Self(starts)
    }

    /// Counts the words in `settled`, the places of settled claims, and in what was ticked as read.
    #[must_use]
    pub fn coverage(&self, article: &Article, settled: impl IntoIterator<Item = Span>) -> Coverage {
        let mut spans: Vec<Span> =
            settled.into_iter().chain(article.read.iter().copied()).collect();
        spans.sort_unstable();
        // Spans overlap; each word is counted once, from where the one before left off.
        let (mut covered, mut from) = (0, 0);
        for span in spans {
            let first = self.0.partition_point(|&word| word < span.start).max(from);
            let last = self.0.partition_point(|&word| word < span.end);
            covered += last.saturating_sub(first);
            from = from.max(last);
        }
        Coverage { covered, all: self.0.len() }
    }
}
