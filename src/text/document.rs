//! One imported text.

use serde::{Deserialize, Serialize};

use super::Span;

/// What stands between two paragraphs of a [`Document`]'s text.
const BREAK: &str = "\n\n";

/// The text of one article as it was imported: paragraphs, in order. It never changes once made.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<(ParagraphKind, String)>", into = "Vec<(ParagraphKind, String)>")]
pub struct Document {
    text: String,
    paragraphs: Vec<Paragraph>,
    /// The number of each paragraph; 0 for those that have none.
    numbers: Vec<u32>,
}

/// One paragraph of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands, in bytes of the text, without the white space around it.
    pub span: Span,
    /// What it is for.
    pub kind: ParagraphKind,
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ParagraphKind {
    /// Running text.
    #[default]
    Body,
    /// The headline, when it stands in the text.
    Title,
    /// The line under the headline.
    Deck,
    /// A heading inside the text.
    Heading,
    /// One item of a list.
    Item,
    /// A quotation set apart.
    Quote,
    /// The words under a picture.
    Caption,
    /// One row of a table, its cells parted by tabs.
    Row,
}

impl ParagraphKind {
    /// Its name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Title => "title",
            Self::Deck => "deck",
            Self::Heading => "heading",
            Self::Item => "item",
            Self::Quote => "quote",
            Self::Caption => "caption",
            Self::Row => "row",
        }
    }

    /// Whether paragraphs of this kind are counted, as a person would count them.
    #[must_use]
    pub const fn is_numbered(self) -> bool {
        !matches!(self, Self::Title | Self::Deck | Self::Heading)
    }
}

impl Document {
    /// Joins paragraphs into one text. White space around each is dropped, empty ones are left out.
    pub fn from_paragraphs(paragraphs: impl IntoIterator<Item = (ParagraphKind, String)>) -> Self {
        let mut document = Self::default();
        let mut n_numbered = 0;
        for (kind, words) in paragraphs {
            let words = words.trim();
            if words.is_empty() {
                continue;
            }
            if !document.text.is_empty() {
                document.text.push_str(BREAK);
            }
            let start = document.text.len();
            document.text.push_str(words);
            let span = Span::from_range(start..document.text.len());
            document.paragraphs.push(Paragraph { span, kind });
            let is_numbered = kind.is_numbered();
            n_numbered += u32::from(is_numbered);
            document.numbers.push(if is_numbered { n_numbered } else { 0 });
        }
        document
    }

    /// The whole text: the paragraphs, parted by empty lines.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs in order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The number under which paragraph `idx` is known to the reader, from 1 on: headings, the title
    /// and the line under it have none.
    #[must_use]
    pub fn paragraph_number(&self, idx: usize) -> Option<u32> {
        self.numbers.get(idx).copied().filter(|&number| number > 0)
    }

    /// The words at `span`, or nothing where it does not fit this text.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The index of the paragraph that holds byte `at`, or of the one before it.
    #[must_use]
    pub fn paragraph_idx(&self, at: u32) -> usize {
        self.paragraphs.partition_point(|p| p.span.start <= at).saturating_sub(1)
    }

    /// How many words the text has, parted by white space.
    #[must_use]
    pub fn n_words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

impl From<Vec<(ParagraphKind, String)>> for Document {
    fn from(paragraphs: Vec<(ParagraphKind, String)>) -> Self {
        Self::from_paragraphs(paragraphs)
    }
}

impl From<Document> for Vec<(ParagraphKind, String)> {
    fn from(document: Document) -> Self {
        document.paragraphs.iter().map(|p| (p.kind, p.span.of(&document.text).to_owned())).collect()
    }
}
