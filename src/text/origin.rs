//! From places in an article back to those of the file that it was read from.
//!
//! The map takes no room in a project: it is made anew from the file's bytes when it is needed, by
//! an import that reads them just as the first one did.

use super::Span;

/// Where each piece of a document's text stands in the file it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OriginMap {
    /// By place in the text; pieces do not overlap, and what lies between them (breaks between
    /// paragraphs, and what the import added) stands nowhere in the file.
    pub pieces: Vec<OriginPiece>,
}

/// One piece of text that stands in one run of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OriginPiece {
    /// The words, in bytes of the document's text.
    pub span: Span,
    /// Where its first character stands.
    pub place: OriginPlace,
}

/// A place in a file of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OriginPlace {
    /// Which of the file's parts.
    pub part: OriginPart,
    /// The paragraph (`w:p`), counted from 0 by where it begins in the part.
    pub paragraph: u32,
    /// The run (`w:r`), counted from 0 by where it begins in the part.
    pub run: u32,
    /// Characters of the run before it: those of its texts, and one each for a tab, a break, a
    /// symbol, a soft hyphen and one that does not break.
    pub chars: u32,
}

/// A part of a file that holds text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginPart {
    /// The text itself.
    Main,
    /// The footnotes.
    Footnotes,
    /// The endnotes.
    Endnotes,
    /// The comments.
    Comments,
}

impl OriginMap {
    /// Where byte `at` of the document's `text` stands, as the beginning of something; `None` where
    /// it stands in no piece.
    #[must_use]
    pub fn beginning(&self, text: &str, at: u32) -> Option<OriginPlace> {
        let n_before = self.pieces.partition_point(|piece| piece.span.start <= at);
        let piece = self.pieces.get(n_before.checked_sub(1)?)?;
        (at < piece.span.end).then(|| piece.at(text, at))?
    }

    /// Where byte `at` of the document's `text` stands, as the end of something: after the character
    /// before it.
    #[must_use]
    pub fn end(&self, text: &str, at: u32) -> Option<OriginPlace> {
        let n_before = self.pieces.partition_point(|piece| piece.span.start < at);
        let piece = self.pieces.get(n_before.checked_sub(1)?)?;
        (at <= piece.span.end).then(|| piece.at(text, at))?
    }
}

impl OriginPiece {
    fn at(&self, text: &str, at: u32) -> Option<OriginPlace> {
        let before = text.get(self.span.start as usize..at as usize)?;
        let n_chars = u32::try_from(before.chars().count()).ok()?;
        Some(OriginPlace { chars: self.place.chars.saturating_add(n_chars), ..self.place })
    }
}
