//! An article's paragraphs, cut where claims begin and end, for reports that print the text whole.

use super::review::{Item, Reviewed};
use crate::text::{ParagraphKind, Span};

/// The deepest that a list stands in others, as reports set it: word processors know nine levels.
pub(super) const DEEPEST: u8 = 8;

/// One stretch of a paragraph, or the number of a claim that ends there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece<'r> {
    /// Words, and the innermost claim that they stand in.
    Words(&'r str, Option<&'r Item<'r>>),
    /// Where a claim ends.
    End(&'r Item<'r>),
}

/// One paragraph with its claims.
#[derive(Debug)]
pub(super) struct Marked<'r> {
    /// What it is for.
    pub(super) kind: ParagraphKind,
    /// The number it is known under.
    pub(super) number: Option<u32>,
    /// What a list or a numbered heading shows before its words.
    pub(super) label: Option<&'r str>,
    /// How many lists the list stands in whose item it is.
    pub(super) depth: u8,
    /// All of it, in order.
    pub(super) pieces: Vec<Piece<'r>>,
}

/// Cuts the article; the claims must stand by place.
pub(super) fn marked<'r>(article: &'r Reviewed<'r>) -> impl Iterator<Item = Marked<'r>> {
    let document = article.document;
    let mut waiting = article.claims.iter().peekable();
    let mut running: Vec<&Item<'_>> = Vec::new();
    document.paragraphs().iter().enumerate().map(move |(idx, paragraph)| {
        // Those that run on from the paragraph before, then those that begin here.
        let mut here = running.clone();
        while let Some(item) = waiting.next_if(|item| item.span.start < paragraph.span.end) {
            here.push(item);
        }
        running = here.iter().copied().filter(|item| item.span.end > paragraph.span.end).collect();
        Marked {
            kind: paragraph.kind,
            number: document.paragraph_number(idx),
            label: document.margin().label(idx),
            depth: document.margin().depth(idx).min(DEEPEST),
            pieces: pieces(document.text(), paragraph.span, &here),
        }
    })
}

/// Cuts one paragraph. `claims` touch it and stand by place.
fn pieces<'r>(text: &'r str, paragraph: Span, claims: &[&'r Item<'r>]) -> Vec<Piece<'r>> {
    let mut ends: Vec<_> = claims.iter().filter(|item| item.span.end <= paragraph.end).collect();
    ends.sort_by_key(|item| (item.span.end, std::cmp::Reverse(item.span.start)));
    let mut starts = claims.iter().peekable();
    let mut ends = ends.into_iter().peekable();
    let mut open: Vec<&Item<'_>> = Vec::new();
    let mut pieces = Vec::new();
    let mut at = paragraph.start;
    while at < paragraph.end {
        while let Some(item) = starts.next_if(|item| item.span.start <= at) {
            open.push(item);
        }
        let next_start = starts.peek().map_or(paragraph.end, |item| item.span.start);
        let next_end = ends.peek().map_or(paragraph.end, |item| item.span.end);
        let next = next_start.min(next_end).clamp(at, paragraph.end);
        if next > at {
            pieces.push(Piece::Words(Span::new(at, next).of(text), open.last().copied()));
        }
        at = next;
        while let Some(item) = ends.next_if(|item| item.span.end <= at) {
            open.retain(|other| other.id != item.id);
            pieces.push(Piece::End(item));
        }
    }
    pieces
}
