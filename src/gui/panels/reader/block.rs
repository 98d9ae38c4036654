//! What stands one under the other in the reader: the headline, the line with byline and date, and
//! the paragraphs.

use crate::project::Article;
use crate::text::{Document, ParagraphKind, Span};

/// A paragraph longer than this is set in pieces, so that one endless paragraph does not have to be
/// laid out as a whole before its first words show.
const PIECE_BYTES: usize = 12_000;

/// One thing to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Its words in the article's text; empty for what is not part of it.
    pub(super) span: Span,
    /// Which paragraph of the document it is, or the one after it.
    pub(super) paragraph: usize,
    /// How many code points it has, for estimates.
    pub(super) n_chars: u32,
    /// Whether a paragraph begins with it.
    pub(super) is_first: bool,
    /// Whether a paragraph ends with it.
    pub(super) is_last: bool,
    /// How many lists the list stands in whose item it is.
    pub(super) depth: u8,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// The article's title, where its text does not begin with it.
    Headline,
    /// Byline, date and number of words.
    Meta,
    /// A paragraph of the text.
    Text(ParagraphKind),
}

/// The blocks of an article, their spans in ascending order.
pub(super) fn blocks(article: &Article) -> Vec<Block> {
    let document = &article.document;
    let mut blocks = Vec::with_capacity(document.paragraphs().len() + 2);
    let paragraphs = document.paragraphs();
    // The title and the line under it stand above the byline, wherever the importer put them.
    let shows_title = paragraphs.first().is_some_and(|p| p.kind == ParagraphKind::Title);
    if !shows_title {
        let n_chars = count(&article.title);
        blocks.push(Block { n_chars, ..apart(BlockKind::Headline, 0, 0) });
    }
    let is_head = |kind: ParagraphKind| matches!(kind, ParagraphKind::Title | ParagraphKind::Deck);
    let n_head = paragraphs.iter().take_while(|p| is_head(p.kind)).count();
    for (idx, paragraph) in paragraphs.iter().enumerate() {
        if idx == n_head {
            blocks.push(apart(BlockKind::Meta, idx, paragraph.span.start));
        }
        push_pieces(document, idx, &mut blocks);
    }
    if n_head == paragraphs.len() {
        let end = Span::from_range(0..document.text().len()).end;
        blocks.push(apart(BlockKind::Meta, n_head, end));
    }
    blocks
}

fn apart(kind: BlockKind, paragraph: usize, at: u32) -> Block {
    let span = Span::new(at, at);
    Block { kind, span, paragraph, n_chars: 0, is_first: true, is_last: true, depth: 0 }
}

/// A paragraph as one block, or as several where it is very long.
fn push_pieces(document: &Document, idx: usize, blocks: &mut Vec<Block>) {
    let Some(paragraph) = document.paragraphs().get(idx) else { return };
    let kind = BlockKind::Text(paragraph.kind);
    let words = document.words(paragraph.span);
    let mut from = 0;
    while from < words.len() {
        let to = from + piece_len(words.get(from..).unwrap_or_default());
        let span = Span::from_range(from..to).shifted(paragraph.span.start);
        blocks.push(Block {
            kind,
            span,
            paragraph: idx,
            n_chars: count(words.get(from..to).unwrap_or_default()),
            is_first: from == 0,
            is_last: to == words.len(),
            depth: document.margin().depth(idx),
        });
        from = to;
    }
}

/// How many bytes of `words` go into one block: all, or up to the end of a sentence or a word.
fn piece_len(words: &str) -> usize {
    if words.len() <= PIECE_BYTES + PIECE_BYTES / 4 {
        return words.len();
    }
    let head = words.get(..words.floor_char_boundary(PIECE_BYTES)).unwrap_or_default();
    let sentence = head.rfind(". ").map(|at| at + 2).filter(|&at| at > PIECE_BYTES / 2);
    let word = || head.rfind(' ').map(|at| at + 1).filter(|&at| at > PIECE_BYTES / 2);
    sentence.or_else(word).unwrap_or(head.len()).max(1)
}

fn count(words: &str) -> u32 {
    u32::try_from(words.chars().count()).unwrap_or(u32::MAX)
}

/// The index of the block that holds byte `at`, or of the one before it.
pub(super) fn block_at(blocks: &[Block], at: u32) -> usize {
    blocks.partition_point(|block| block.span.start <= at).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Provenance;
    use std::sync::Arc;

    fn article(paragraphs: &[(ParagraphKind, &str)]) -> Article {
        let paragraphs = paragraphs.iter().map(|&(kind, words)| (kind, words.to_owned()));
        Article {
            title: "Boats".to_owned(),
            byline: None,
            published: None,
            provenance: Provenance::default(),
            document: Arc::new(Document::from_paragraphs(paragraphs)),
            read: Vec::new(),
        }
    }

    #[test]
    fn the_byline_stands_under_title_and_deck() {
        let kinds = |paragraphs: &[(ParagraphKind, &str)]| -> Vec<BlockKind> {
            blocks(&article(paragraphs)).iter().map(|block| block.kind).collect()
        };
        let text = BlockKind::Text;
        assert_eq!(
            kinds(&[(ParagraphKind::Title, "Boats"), (ParagraphKind::Body, "Many.")]),
            [text(ParagraphKind::Title), BlockKind::Meta, text(ParagraphKind::Body)]
        );
        assert_eq!(
            kinds(&[(ParagraphKind::Deck, "All late"), (ParagraphKind::Body, "Many.")]),
            [
                BlockKind::Headline,
                text(ParagraphKind::Deck),
                BlockKind::Meta,
                text(ParagraphKind::Body)
            ]
        );
        assert_eq!(kinds(&[]), [BlockKind::Headline, BlockKind::Meta]);
    }

    #[test]
    fn an_endless_paragraph_is_set_in_pieces_that_lose_nothing() {
        let words = "The boats were late, and é was said. ".repeat(2_000);
        let article = article(&[(ParagraphKind::Body, &words)]);
        let blocks = blocks(&article);
        assert!(blocks.len() > 4);
        let joined: String =
            blocks.iter().map(|block| article.document.words(block.span)).collect();
        assert_eq!(joined, article.document.text());
        for (idx, block) in blocks.iter().enumerate().skip(2) {
            assert_eq!(block_at(&blocks, block.span.start), idx);
            assert_eq!(block_at(&blocks, block.span.end - 1), idx);
        }
    }
}
