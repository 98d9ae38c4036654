//! Characters that make the text read otherwise than it looks: a sign at each, with its name.
//!
//! The words stay where they are and as they are; the signs stand over them, whether or not the
//! claims are marked.

use std::collections::BTreeMap;

use eframe::egui::{
    CornerRadius, Painter, Pos2, Rangef, Rect, Response, Stroke, StrokeKind, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::super::theme::{Theme, mark as measures, radius, stroke};
use super::super::super::widgets::icon;
use super::block::{Block, BlockKind};
use super::layout::{Laid, Piece};
use super::{Frame, ReaderState};
use crate::text::{Document, Oddity, OddityKind, Span, oddities};
use crate::workbench::words;

/// Side of a sign's ground.
const SIDE: f32 = 13.0;

/// How far over the letters' baseline the middle of a sign stands.
const ABOVE: f32 = 20.0;

/// How much of the text before a sign is told with its name, in characters.
const CONTEXT_CHARS: usize = 24;

/// What is odd in an article, by place.
#[derive(Debug, Default)]
pub(super) struct Odd {
    all: Vec<Oddity>,
    /// What of it there is, for the line under the title.
    pub(super) told: String,
}

/// A sign over the words of a block. Positions count as in [`Laid`].
#[derive(Debug)]
pub(super) struct Sign {
    /// Its middle.
    center: Pos2,
    /// The words that it is about, where they have a width.
    pieces: Vec<Piece>,
    row: usize,
    baseline: f32,
    /// What is odd.
    kinds: Vec<OddityKind>,
    /// The first byte that is, in the article.
    at: u32,
}

impl Odd {
    /// Of a text. A hyphen that shows only at the end of a line is no trick: long words on the web
    /// have them between all syllables.
    pub(super) fn new(document: &Document) -> Self {
        let mut all = oddities(document.text());
        all.retain(|odd| odd.kind != OddityKind::SoftHyphen);
        let mut counts = BTreeMap::new();
        for odd in &all {
            *counts.entry(odd.kind).or_insert(0_usize) += 1;
        }
        let count = |kinds: &[OddityKind], one: &str, many: &str| {
            let n: usize = kinds.iter().filter_map(|kind| counts.get(kind)).sum();
            match n {
                0 => None,
                1 => Some(format!("1 {one}")),
                n => Some(format!("{n} {many}")),
            }
        };
        let hidden = [OddityKind::Direction, OddityKind::Invisible];
        let told = [
            count(&hidden, "hidden character", "hidden characters"),
            count(&[OddityKind::LookAlike], "look-alike word", "look-alike words"),
            counts
                .contains_key(&OddityKind::RightToLeft)
                .then(|| "right-to-left text may stand in the wrong order".to_owned()),
        ];
        let told: Vec<String> = told.into_iter().flatten().collect();
        Self { all, told: told.join(" · ") }
    }

    /// The signs of a block. Those that would lie on each other are one.
    fn signs(&self, block: &Block, laid: &Laid) -> Vec<Sign> {
        let BlockKind::Text(_) = block.kind else { return Vec::new() };
        let first = self.all.partition_point(|odd| odd.span.start < block.span.start);
        let here = self.all.iter().skip(first);
        let mut signs: Vec<Sign> = Vec::new();
        for odd in here.take_while(|odd| odd.span.end <= block.span.end) {
            let within =
                Span::new(odd.span.start - block.span.start, odd.span.end - block.span.start);
            let row = laid.row_at(within.start);
            let Some(held) = laid.rows.get(row) else { continue };
            let pieces: Vec<Piece> = if odd.kind == OddityKind::LookAlike {
                laid.pieces(within).collect()
            } else {
                Vec::new()
            };
            let x = laid.x_at(row, within.start);
            if let Some(last) = signs.last_mut()
                && last.row == row
                && (last.center.x - x).abs() < SIDE
            {
                last.pieces.extend(pieces);
                if !last.kinds.contains(&odd.kind) {
                    last.kinds.push(odd.kind);
                }
                continue;
            }
            signs.push(Sign {
                center: pos2(x, held.baseline - ABOVE * laid.scale()),
                pieces,
                row,
                baseline: held.baseline,
                kinds: vec![odd.kind],
                at: odd.span.start,
            });
        }
        signs
    }
}

impl Sign {
    /// Its place.
    pub(super) fn rect(&self) -> Rect {
        Rect::from_center_size(self.center, vec2(SIDE, SIDE))
    }

    /// What it tells.
    fn words(&self) -> String {
        let words: Vec<&str> = self.kinds.iter().map(|kind| kind.words()).collect();
        words.join(". ")
    }

    /// What it tells to who can't see where it stands.
    pub(super) fn spoken(&self, document: &Document) -> String {
        let before = document.text().get(..self.at as usize).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let from = before.char_indices().rev().take(CONTEXT_CHARS).last().map_or(0, |(at, _)| at);
        let before = words::one_line(before.get(from..).unwrap_or_default());
        match before.trim() {
            "" => self.words(),
            before => format!("{}, after “{before}”", self.words()),
        }
    }

    /// Names a sign for as long as the article is open.
    pub(super) const fn id(&self) -> usize {
        self.at as usize
    }

    fn paint(&self, painter: &Painter, theme: &Theme, scale: f32, origin: Pos2) {
        let color = theme.verdict_query;
        let pen = Stroke::new(stroke::HAIRLINE + theme.stroke_extra, color);
        let center = origin + self.center.to_vec2();
        for piece in &self.pieces {
            let rect = Rect::from_min_size(
                origin + vec2(piece.x0 - 1.5, piece.baseline - measures::TINT_TOP * scale),
                vec2(piece.x1 - piece.x0 + 3.0, measures::TINT_HEIGHT * scale),
            );
            painter.rect_stroke(rect, CornerRadius::same(radius::MARK), pen, StrokeKind::Middle);
        }
        if self.pieces.is_empty() {
            let bottom = origin.y + self.baseline + 4.0 * scale;
            painter.vline(center.x, Rangef::new(center.y, bottom), pen);
        }
        let ground = self.rect().translate(origin.to_vec2());
        let round = CornerRadius::same(radius::MARK);
        painter.rect(ground, round, theme.tint_query, pen, StrokeKind::Inside);
        icon(painter, center, Icon::TriangleAlert, SIDE - 4.0, color);
    }
}

/// Every sign in view, with the place of its block's words on the screen and their size.
pub(super) fn in_view(frame: &Frame<'_>, state: &ReaderState) -> Vec<(Sign, Pos2, f32)> {
    let mut found = Vec::new();
    if state.sheet.odd.all.is_empty() {
        return found;
    }
    for &shown in &frame.shown {
        let (Some(block), Some(laid)) =
            (state.sheet.blocks.get(shown.block), state.sheet.laid(shown.block))
        else {
            continue;
        };
        let origin = frame.origin(shown, laid);
        let signs = state.sheet.odd.signs(block, laid).into_iter();
        found.extend(signs.map(|sign| (sign, origin, laid.scale())));
    }
    found
}

/// Draws the signs.
pub(super) fn paint(painter: &Painter, frame: &Frame<'_>, state: &ReaderState) {
    for (sign, origin, scale) in in_view(frame, state) {
        sign.paint(painter, frame.theme, scale, origin);
    }
}

/// The sign under the pointer says what it is.
pub(super) fn hover(response: &Response, frame: &Frame<'_>, state: &ReaderState) {
    let Some(at) = response.hover_pos() else { return };
    let is_under = |(sign, origin, _): &(Sign, Pos2, f32)| {
        sign.rect().translate(origin.to_vec2()).expand(2.0).contains(at)
    };
    if let Some((sign, ..)) = in_view(frame, state).into_iter().find(is_under) {
        response.show_tooltip_text(sign.words());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ParagraphKind;

    #[test]
    fn the_line_under_the_title_counts_what_is_hidden() {
        let odd = |words: &str| {
            Odd::new(&Document::from_paragraphs([(ParagraphKind::Body, words.to_owned())]))
        };
        assert_eq!(odd("Plain words, 45 percent.").told, "");
        assert_eq!(odd("The co\u{AD}op").told, "");
        assert_eq!(odd("a 1\u{200B}0").told, "1 hidden character");
        assert_eq!(
            odd("\u{202E}4\u{202C} of the b\u{430}nk in שלום").told,
            "2 hidden characters · 1 look-alike word · right-to-left text may stand in the wrong order"
        );
    }
}
