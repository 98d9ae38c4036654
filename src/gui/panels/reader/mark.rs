//! The marks: which claims stand in which block, and the shapes that show them.

use std::collections::BTreeMap;

use eframe::egui::{Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, epaint::RectShape, pos2, vec2};

use super::super::super::theme::{Theme, layout, mark, radius, stroke};
use super::super::super::widgets::kind_line;
use super::block::BlockKind;
use super::block::{Block, block_at};
use super::layout::{Laid, Piece};
use super::pencil;
use crate::extract;
use crate::project::{Article, ClaimId, VerdictKind};
use crate::text::{Paragraph, Span};
use crate::workbench::rows::MarkRow;

/// Which marks stand in which block; made once for each revision of the desk.
#[derive(Debug, Default)]
pub(super) struct MarkIndex {
    /// For each block, the first mark that begins in it or after it; one more at the end.
    first: Vec<u32>,
    /// Marks that began in an earlier block, by block.
    spill: BTreeMap<usize, Vec<u32>>,
}

impl MarkIndex {
    /// The index of `marks`, which are in the order in which they begin.
    pub(super) fn new(marks: &[MarkRow], blocks: &[Block]) -> Self {
        let mut index = Self::default();
        let mut at = 0;
        for block in blocks {
            while marks.get(at).is_some_and(|mark| mark.span.start < block.span.start) {
                at += 1;
            }
            index.first.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        index.first.push(u32::try_from(marks.len()).unwrap_or(u32::MAX));
        for (idx, mark) in marks.iter().enumerate() {
            let (from, to) = (
                block_at(blocks, mark.span.start),
                block_at(blocks, mark.span.end.saturating_sub(1)),
            );
            for block in from + 1..=to {
                let idx = u32::try_from(idx).unwrap_or(u32::MAX);
                index.spill.entry(block).or_default().push(idx);
            }
        }
        index
    }

    /// The indices of the marks in a block, an outer one before those inside it.
    pub(super) fn of_block(&self, block: usize) -> impl Iterator<Item = usize> + '_ {
        let spill = self.spill.get(&block).into_iter().flatten().copied();
        let from = self.first.get(block).copied().unwrap_or_default();
        let to = self.first.get(block + 1).copied().unwrap_or(from);
        spill.chain(from..to).map(|idx| idx as usize)
    }
}

/// The marks of one block, ready to be drawn. Positions count as in [`Laid`].
#[derive(Debug, Default)]
pub(super) struct Dress {
    /// Behind everything: each with its row.
    pub(super) behind: Vec<(usize, Shape)>,
    /// Over the letters: lines first, then the pencil.
    pub(super) over: Vec<(usize, Shape)>,
    /// Where the marks are.
    pub(super) stretches: Vec<Stretch>,
    /// What stands in the gutter.
    pub(super) gutter: Vec<Note>,
    /// The ticks that are being drawn.
    pub(super) drawn: pencil::Ticks,
    /// The sentences of the block, in bytes of the article, and whether each is ticked as read.
    pub(super) sentences: Vec<(Span, bool)>,
}

/// A mark's stretch in one row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    /// Which mark, counted in the whole article.
    pub(super) mark: usize,
    /// Where.
    pub(super) piece: Piece,
}

/// A claim's letter and sign in the gutter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note {
    /// Which mark; `None` for the number of those for which there is no room.
    pub(super) mark: Option<usize>,
    /// How many have no room.
    pub(super) more: usize,
    /// Its row.
    pub(super) row: usize,
    /// The row's baseline.
    pub(super) baseline: f32,
    /// Its left edge, to the left of the text's edge.
    pub(super) x: f32,
}

/// How many claims have room in the gutter beside one row.
const NOTES_IN_ROW: usize = 2;

/// From the text's edge to the gutter's right edge.
const NOTES_RIGHT: f32 = 14.0;

impl Note {
    /// The place of the letter and sign, for clicks and for the selected one's frame.
    pub(super) fn rect(&self) -> Rect {
        let size = vec2(layout::GUTTER_STEP, 20.0);
        Rect::from_min_size(pos2(self.x - 3.0, self.baseline - 15.0), size)
    }
}

impl Stretch {
    /// The place of the words, for clicks.
    pub(super) fn rect(&self, scale: f32) -> Rect {
        let piece = &self.piece;
        let top = piece.baseline - mark::SELECTED_TOP * scale;
        let x = Rangef::new(piece.x0 - 1.0, piece.x1 + 1.0);
        Rect::from_x_y_ranges(x, Rangef::new(top, top + (mark::SELECTED_HEIGHT + 4.0) * scale))
    }
}

impl Laid {
    /// How large its letters are, against those of which the marks' measures are told.
    pub(super) fn scale(&self) -> f32 {
        self.look.size / super::layout::BASE_SIZE
    }
}

impl Dress {
    /// The shapes of the marks `indices` of one block.
    pub(super) fn new(
        laid: &Laid,
        block: &Block,
        marks: &[MarkRow],
        indices: impl Iterator<Item = usize>,
        (selected, drawing): (Option<ClaimId>, Option<ClaimId>),
        theme: &Theme,
    ) -> Self {
        let mut dress = Self::default();
        let mut lines = Vec::new();
        let mut pencil = Vec::new();
        let mut ticks = pencil::Ticks::default();
        let mut begun = Vec::new();
        let mut framed = None;
        let indices: Vec<usize> = indices.collect();
        let in_doubt = indices.iter().filter_map(|&idx| marks.get(idx));
        let in_doubt = in_doubt.filter(|row| is_doubt(row.verdict));
        let doubted: Vec<Span> = in_doubt.filter_map(|row| within(block, row.span)).collect();
        let mut doubts: Vec<pencil::Doubt> = Vec::new();
        for idx in indices {
            let Some(row) = marks.get(idx) else { continue };
            let Some(span) = within(block, row.span) else { continue };
            let is_selected = selected == Some(row.id);
            if is_selected {
                framed = Some(idx);
            }
            let pieces: Vec<Piece> = laid.pieces(span).collect();
            for &quoted in &row.quoted {
                if let Some(quoted) = within(block, quoted) {
                    tint(laid, laid.pieces(quoted), theme.tint_quote, &mut dress.behind);
                }
            }
            if is_doubt(row.verdict) && !is_selected {
                let color = theme.verdict_tint(row.verdict);
                tint(laid, pieces.iter().copied(), color, &mut dress.behind);
            }
            for &piece in &pieces {
                line(laid, piece, row, is_selected, theme, &mut lines);
                dress.stretches.push(Stretch { mark: idx, piece });
            }
            let begins_here = block.span.start <= row.span.start;
            match row.verdict {
                VerdictKind::Verified if drawing == Some(row.id) => {
                    dress.drawn.add(laid, span, &doubted);
                }
                VerdictKind::Verified => ticks.add(laid, span, &doubted),
                verdict if is_doubt(verdict) && begins_here => {
                    doubts.push((span, verdict, is_selected));
                }
                _ => {}
            }
            if begins_here && let Some(first) = pieces.first() {
                begun.push((idx, *first, is_selected));
            }
        }
        if let Some(idx) = framed {
            dress.frame(laid, marks.get(idx), idx, theme);
        }
        dress.gutter = notes(&begun);
        ticks.draw(laid, theme, &mut lines);
        for doubt in doubts {
            pencil::doubt(laid, doubt, &ticks, theme, &mut pencil);
        }
        lines.append(&mut pencil);
        dress.over = lines;
        dress
    }

    /// The ground and the edge of the selected mark.
    fn frame(&mut self, laid: &Laid, row: Option<&MarkRow>, idx: usize, theme: &Theme) {
        let scale = laid.scale();
        let lane = row.map_or(0, |row| row.lane.min(mark::LANES_DRAWN - 1));
        let height = (mark::SELECTED_HEIGHT + f32::from(lane) * mark::LANE_STEP) * scale;
        for stretch in self.stretches.iter().filter(|stretch| stretch.mark == idx) {
            let piece = stretch.piece;
            let rect = Rect::from_min_size(
                pos2(piece.x0, piece.baseline - mark::SELECTED_TOP * scale),
                vec2(piece.x1 - piece.x0, height),
            );
            let width = stroke::SELECTED_MARK + theme.stroke_extra * 2.0;
            let shape = RectShape::new(
                rect.expand2(vec2(mark::SELECTED_PAD, 0.0)),
                4.0,
                theme.selection,
                Stroke::new(width, theme.focus),
                StrokeKind::Middle,
            );
            self.behind.push((piece.row, shape.into()));
        }
    }

    /// Takes in the block's sentences, and ticks those that were read.
    pub(super) fn add_sentences(
        &mut self,
        laid: &Laid,
        block: &Block,
        article: &Article,
        theme: &Theme,
    ) {
        let BlockKind::Text(kind) = block.kind else { return };
        let paragraph = Paragraph { span: block.span, kind };
        for sentence in extract::sentences(article.document.text(), paragraph) {
            let is_read = article.read.binary_search(&sentence).is_ok();
            self.sentences.push((sentence, is_read));
            if let Some(inside) = within(block, sentence).filter(|_| is_read) {
                pencil::read(laid, inside, theme, &mut self.over);
            }
        }
    }

    /// Shades the words of the block that stand outside `covered`.
    pub(super) fn shade(&mut self, laid: &Laid, block: &Block, covered: &[Span], theme: &Theme) {
        let BlockKind::Text(_) = block.kind else { return };
        let mut shades = Vec::new();
        let mut from = block.span.start;
        let next = covered.partition_point(|held| held.end <= from);
        let inside = covered.iter().skip(next).take_while(|held| held.start < block.span.end);
        let end = Span::new(block.span.end, block.span.end);
        for held in inside.chain([&end]) {
            if let Some(left) = within(block, Span::new(from, held.start.max(from))) {
                tint(laid, laid.pieces(left), theme.pressed, &mut shades);
            }
            from = held.end;
        }
        shades.append(&mut self.behind);
        self.behind = shades;
    }

    /// The marks at a point, the innermost first.
    pub(super) fn marks_at(&self, at: Pos2, scale: f32, marks: &[MarkRow]) -> Vec<usize> {
        let under = self.stretches.iter().filter(|stretch| stretch.rect(scale).contains(at));
        let mut found: Vec<usize> = under.map(|stretch| stretch.mark).collect();
        // Of two with the same words, the one drawn nearer to them is the inner one.
        found.sort_by_key(|&idx| {
            (marks.get(idx).map(|row| (row.span.len(), row.lane)), std::cmp::Reverse(idx))
        });
        found.dedup();
        found
    }
}

/// The part of `span` in a block, counted from its beginning.
fn within(block: &Block, span: Span) -> Option<Span> {
    let from = span.start.max(block.span.start);
    let to = span.end.min(block.span.end);
    (from < to).then(|| Span::new(from - block.span.start, to - block.span.start))
}

const fn is_doubt(verdict: VerdictKind) -> bool {
    matches!(verdict, VerdictKind::Disputed | VerdictKind::Query)
}

/// Rounded grounds behind words.
fn tint(
    laid: &Laid,
    pieces: impl Iterator<Item = Piece>,
    color: eframe::egui::Color32,
    out: &mut Vec<(usize, Shape)>,
) {
    let scale = laid.scale();
    for piece in pieces {
        let rect = Rect::from_min_size(
            pos2(piece.x0 - 1.0, piece.baseline - mark::TINT_TOP * scale),
            vec2(piece.x1 - piece.x0 + 2.0, mark::TINT_HEIGHT * scale),
        );
        out.push((piece.row, Shape::rect_filled(rect, f32::from(radius::MARK), color)));
    }
}

/// The line under one stretch: its shape says the kind, its color where the claim stands.
fn line(
    laid: &Laid,
    piece: Piece,
    row: &MarkRow,
    is_selected: bool,
    theme: &Theme,
    out: &mut Vec<(usize, Shape)>,
) {
    if row.lane >= mark::LANES_DRAWN {
        return;
    }
    let drop = mark::LANE_FIRST + f32::from(row.lane) * mark::LANE_STEP;
    let y = piece.baseline + drop * laid.scale();
    let (color, more) = match row.verdict {
        VerdictKind::Open => (theme.kind(row.kind), 0.0),
        VerdictKind::Verified | VerdictKind::SetAside => (theme.mark_done, -stroke::DONE_LESS),
        VerdictKind::Disputed | VerdictKind::Query => (theme.verdict(row.verdict), 0.0),
    };
    let more = if is_selected && more == 0.0 { stroke::SELECTED_MORE } else { more };
    let x = Rangef::new(piece.x0, piece.x1);
    if row.is_stale {
        out.push((piece.row, wave(x, y, theme)));
        return;
    }
    let shapes = kind_line(row.kind, x, y, more + theme.stroke_extra, color);
    out.extend(shapes.into_iter().map(|shape| (piece.row, shape)));
}

/// The line of a claim whose words have changed since it was checked.
fn wave(x: Rangef, y: f32, theme: &Theme) -> Shape {
    let n_steps = (x.span() / mark::WAVE_STEP).max(1.0) as usize;
    let at = |n: usize| {
        let rise = if n.is_multiple_of(2) { mark::WAVE_HEIGHT } else { -mark::WAVE_HEIGHT };
        pos2(x.min + n as f32 * mark::WAVE_STEP, y + rise / 2.0)
    };
    let pen = Stroke::new(stroke::ATTRIBUTION / 2.0 + theme.stroke_extra, theme.verdict_disputed);
    Shape::line((0..=n_steps).map(at).collect(), pen)
}

/// The gutter beside the rows in which claims begin: two each, the selected one always among them.
fn notes(begun: &[(usize, Piece, bool)]) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut begun = begun.to_vec();
    begun.sort_by_key(|(idx, piece, _)| (piece.row, *idx));
    for in_row in begun.chunk_by(|a, b| a.1.row == b.1.row) {
        let mut shown: Vec<_> = in_row.iter().take(NOTES_IN_ROW).collect();
        if let Some(selected) = in_row.iter().skip(NOTES_IN_ROW).find(|(_, _, selected)| *selected)
        {
            shown.pop();
            shown.push(selected);
        }
        let mut x = 3.0 - NOTES_RIGHT - shown.len() as f32 * layout::GUTTER_STEP;
        let Some((_, piece, _)) = shown.first() else { continue };
        let note = Note { mark: None, more: 0, row: piece.row, baseline: piece.baseline, x };
        if in_row.len() > shown.len() {
            notes.push(Note { more: in_row.len() - shown.len(), x: x - 7.0, ..note });
        }
        for (idx, _, _) in shown {
            notes.push(Note { mark: Some(*idx), x, ..note });
            x += layout::GUTTER_STEP;
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::ClaimKind;
    use crate::text::ParagraphKind;

    fn block(start: u32, end: u32) -> Block {
        Block {
            kind: BlockKind::Text(ParagraphKind::Body),
            span: Span::new(start, end),
            paragraph: 0,
            n_chars: end - start,
            is_first: true,
            is_last: true,
            depth: 0,
        }
    }

    fn mark(id: u32, start: u32, end: u32) -> MarkRow {
        MarkRow {
            id: ClaimId(id),
            span: Span::new(start, end),
            kind: ClaimKind::Quantity,
            verdict: VerdictKind::Open,
            lane: 0,
            quoted: Vec::new(),
            paragraph: 0,
            is_stale: false,
        }
    }

    #[test]
    fn every_block_knows_the_marks_that_touch_it() {
        let blocks = [block(0, 10), block(12, 20), block(22, 30), block(32, 40)];
        let marks = [mark(1, 2, 28), mark(2, 3, 5), mark(3, 13, 14), mark(4, 33, 35)];
        let index = MarkIndex::new(&marks, &blocks);
        let of = |block| index.of_block(block).collect::<Vec<_>>();
        assert_eq!(of(0), [0, 1]);
        assert_eq!(of(1), [0, 2]);
        assert_eq!(of(2), [0]);
        assert_eq!(of(3), [3]);
        assert_eq!(of(4), [0; 0]);
    }
}
