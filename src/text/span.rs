//! A range of a text, in bytes inside the program and in code points outside it.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A byte range of one text, end exclusive, on character boundaries.
///
/// Four bytes an end: a text is at most 4 GiB, and a long text has many spans.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never less than `start`.
    pub end: u32,
}

impl Span {
    /// The span from byte `start` up to byte `end`; empty where `end` is not after `start`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The span of a `usize` range. Ends past 4 GiB are cut there; no importer makes such a text.
    #[must_use]
    pub fn from_range(range: Range<usize>) -> Self {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self::new(cut(range.start), cut(range.end))
    }

    /// The range to index a `str` with.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of the span, or nothing where it does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside (equal spans contain each other).
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span in a text that begins `by` bytes earlier.
    #[must_use]
    pub const fn shifted(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self::new(start, end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// Turns byte offsets of a text into code-point offsets and back.
///
/// Keeps one count for every [`CharMap::STEP`] bytes, so that a look-up reads at most that many.
#[derive(Debug, Clone)]
pub struct CharMap<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP`; empty where the text is ASCII and the two are the same.
    counts: Vec<u32>,
}

impl<'t> CharMap<'t> {
    const STEP: usize = 256;

    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut chars = 0;
            for chunk in text.as_bytes().chunks(Self::STEP) {
                counts.push(chars);
                chars += n_chars(chunk);
            }
            counts.push(chars);
        }
        Self { text, counts }
    }

    /// Code points before byte `at`.
    #[must_use]
    pub fn char_from_byte(&self, at: u32) -> u32 {
        if self.counts.is_empty() {
            return at;
        }
        let at = (at as usize).min(self.text.len());
        let step = at / Self::STEP;
        let before = self.counts.get(step).copied().unwrap_or_default();
        before + self.text.as_bytes().get(step * Self::STEP..at).map_or(0, n_chars)
    }

    /// The byte at which code point `at` begins; the text's end where it has fewer.
    #[must_use]
    pub fn byte_from_char(&self, at: u32) -> u32 {
        if self.counts.is_empty() {
            return at.min(Span::from_range(0..self.text.len()).end);
        }
        let step = self.counts.partition_point(|&chars| chars <= at).saturating_sub(1);
        let mut left = at - self.counts.get(step).copied().unwrap_or_default();
        let bytes = self.text.as_bytes();
        let mut byte = step * Self::STEP;
        // A chunk may begin inside a character that was counted in the chunk before.
        while bytes.get(byte).is_some_and(|&b| is_continuation(b)) {
            byte += 1;
        }
        while left > 0 && byte < bytes.len() {
            byte += 1;
            while bytes.get(byte).is_some_and(|&b| is_continuation(b)) {
                byte += 1;
            }
            left -= 1;
        }
        Span::from_range(0..byte).end
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

fn n_chars(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(!is_continuation(b))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_exact_after_astral_and_combining_characters() {
        for text in ["", "plain", "naïve 🦀 e\u{301}", &"é🦀a".repeat(400)] {
            let map = CharMap::new(text);
            for (chars, (byte, _)) in text.char_indices().enumerate() {
                let (byte, chars) = (byte as u32, chars as u32);
                assert_eq!(map.char_from_byte(byte), chars);
                assert_eq!(map.byte_from_char(chars), byte);
            }
            assert_eq!(map.char_from_byte(text.len() as u32), text.chars().count() as u32);
        }
    }
}
