//! One imported text.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Margin, Span};

/// What stands between two paragraphs of a [`Document`]'s text.
const BREAK: &str = "\n\n";

/// The text of one article as it was imported: paragraphs, in order. It never changes once made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    text: String,
    paragraphs: Vec<Paragraph>,
    /// The number of each paragraph; 0 for those that have none.
    numbers: Vec<u32>,
    margin: Margin,
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
    /// A footnote or endnote, after the text that refers to it.
    Note,
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
            Self::Note => "note",
        }
    }

    /// Whether paragraphs of this kind are counted, as a person would count them.
    #[must_use]
    pub const fn is_numbered(self) -> bool {
        !matches!(self, Self::Title | Self::Deck | Self::Heading | Self::Note)
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

    /// The same text with `margin` beside it, whose places are bytes of this text.
    #[must_use]
    pub fn with_margin(mut self, margin: Margin) -> Self {
        self.margin = margin;
        self
    }

    /// What stands beside the text.
    #[must_use]
    pub const fn margin(&self) -> &Margin {
        &self.margin
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

    /// Paragraph `idx` as it is shown: with its label before its words, where it has one.
    #[must_use]
    pub fn shown(&self, idx: usize) -> String {
        let words = self.paragraphs.get(idx).map_or("", |paragraph| self.words(paragraph.span));
        match self.margin.label(idx) {
            Some(label) => format!("{label} {words}"),
            None => words.to_owned(),
        }
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
}

/// How a text with something beside it is written: one without is its paragraphs alone.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Document")]
struct Written<P> {
    paragraphs: P,
    margin: Margin,
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let paragraphs: Vec<(ParagraphKind, &str)> =
            self.paragraphs.iter().map(|p| (p.kind, p.span.of(&self.text))).collect();
        if self.margin.is_empty() {
            return paragraphs.serialize(serializer);
        }
        Written { paragraphs, margin: self.margin.clone() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// Reads a document in either form.
struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Document;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of paragraphs, or one with what stands beside it")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Document, A::Error> {
        let paragraphs: Vec<(ParagraphKind, String)> =
            Vec::deserialize(SeqAccessDeserializer::new(seq))?;
        Ok(Document::from_paragraphs(paragraphs))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Document, A::Error> {
        let written: Written<Vec<(ParagraphKind, String)>> =
            Written::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Document::from_paragraphs(written.paragraphs).with_margin(written.margin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Comment;

    #[test]
    fn a_text_is_written_with_what_stands_beside_it() {
        let plain = Document::from_paragraphs([
            (ParagraphKind::Title, "Fog".to_owned()),
            (ParagraphKind::Body, "No ferry.".to_owned()),
        ]);
        let comment = Comment { span: Span::new(5, 7), words: "Why?".into(), ..Comment::default() };
        let margin = Margin { comments: vec![comment], ..Margin::default() };
        let noted = plain.clone().with_margin(margin);
        assert_eq!(ron::to_string(&plain).unwrap(), r#"[(Title,"Fog"),(Body,"No ferry.")]"#);
        let pretty = ron::ser::PrettyConfig::new();
        for document in [plain, noted] {
            let short = ron::to_string(&document).unwrap();
            let long = ron::ser::to_string_pretty(&document, pretty.clone()).unwrap();
            assert_eq!(ron::from_str::<Document>(&short).unwrap(), document, "{short}");
            assert_eq!(ron::from_str::<Document>(&long).unwrap(), document, "{long}");
            let json = serde_json::to_string(&document).unwrap();
            assert_eq!(serde_json::from_str::<Document>(&json).unwrap(), document, "{json}");
        }
    }
}
