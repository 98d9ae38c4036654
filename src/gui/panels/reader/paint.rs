//! Draws what is in view: grounds, letters, lines and pencil, block by block.

use eframe::egui::{
    Align2, Color32, CornerRadius, CursorIcon, Painter, Pos2, Rangef, Rect, Response, Sense, Shape,
    Stroke, StrokeKind, Ui, accesskit, pos2, vec2,
};

use super::super::super::theme::{Theme, Type, layout as sizes, mark as measures, radius, stroke};
use super::super::super::widgets::KindGroup;
use super::block::{Block, BlockKind};
use super::layout::Laid;
use super::mark::{Dress, Note};
use super::{Frame, ReaderState, pencil};
use crate::project::VerdictKind;
use crate::text::{ParagraphKind, Span};
use crate::workbench::words;

/// From the column's left edge to the right edge of a paragraph's number.
const NUMBER_RIGHT: f32 = 20.0;

/// Draws the blocks in view.
pub(super) fn paint(painter: &Painter, frame: &Frame<'_>, state: &ReaderState) {
    for &shown in &frame.shown {
        let (Some(block), Some(laid)) =
            (state.sheet.blocks.get(shown.block), state.sheet.laid(shown.block))
        else {
            continue;
        };
        let origin = frame.origin(shown, laid);
        let in_view = Rangef::new(frame.view.top() - origin.y, frame.view.bottom() - origin.y);
        let rows = rows_in(laid, in_view);
        let dress = state.sheet.dress(shown.block).filter(|_| !state.hides_marks);
        if let Some(dress) = dress {
            add(painter, &dress.behind, &rows, origin);
        }
        found_words(painter, frame, laid, block, state, origin);
        if let Some(span) = state.selection.span() {
            selected_words(painter, frame.theme, laid, block, span, origin);
        }
        painter.galley(origin, std::sync::Arc::clone(&laid.galley), frame.theme.ink);
        if let Some(at) = state.selection.caret().filter(|_| frame.has_focus) {
            caret(painter, frame.theme, laid, block, at, origin);
        }
        if let Some(dress) = dress {
            add(painter, &dress.over, &rows, origin);
            if let Some(stroke) = state.stroke {
                let now = painter.ctx().input(|input| input.time);
                let share = (now - stroke.since) as f32 / frame.theme.motion.tick.max(0.001);
                let mut drawn = Vec::new();
                dress.drawn.draw_part(laid, frame.theme, share, &mut drawn);
                add(painter, &drawn, &rows, origin);
            }
            let left = pos2(frame.text_left, origin.y);
            gutter(painter, frame, dress, &rows, left);
        }
        ornament(painter, frame, block, laid, origin);
        if block.is_first {
            number(painter, frame, block, laid, origin);
        }
    }
}

fn rows_in(laid: &Laid, y: Rangef) -> std::ops::Range<usize> {
    // Pencil and lines reach into the rows around.
    let first = laid.rows.partition_point(|row| row.bottom + 16.0 < y.min);
    let last = laid.rows.partition_point(|row| row.top - 16.0 <= y.max);
    first..last
}

fn add(painter: &Painter, shapes: &[(usize, Shape)], rows: &std::ops::Range<usize>, origin: Pos2) {
    let visible = shapes.iter().filter(|(row, _)| rows.contains(row));
    painter.extend(visible.map(|(_, shape)| {
        let mut shape = shape.clone();
        shape.translate(origin.to_vec2());
        shape
    }));
}

/// The ground of the words that the user has selected.
fn selected_words(
    painter: &Painter,
    theme: &Theme,
    laid: &Laid,
    block: &Block,
    span: Span,
    origin: Pos2,
) {
    let from = span.start.max(block.span.start);
    let to = span.end.min(block.span.end);
    if from >= to {
        return;
    }
    let scale = laid.scale();
    for piece in laid.pieces(Span::new(from - block.span.start, to - block.span.start)) {
        let rect = Rect::from_min_size(
            origin + vec2(piece.x0 - 1.0, piece.baseline - measures::SELECTED_TOP * scale),
            vec2(piece.x1 - piece.x0 + 2.0, (measures::SELECTED_HEIGHT - 1.8) * scale),
        );
        painter.rect_filled(rect, CornerRadius::same(radius::MARK), theme.selection);
    }
}

/// The grounds of words that are looked for; the place that is meant has the selection's.
fn found_words(
    painter: &Painter,
    frame: &Frame<'_>,
    laid: &Laid,
    block: &Block,
    state: &ReaderState,
    origin: Pos2,
) {
    let theme = frame.theme;
    let scale = laid.scale();
    let first = state.found.partition_point(|span| span.end <= block.span.start);
    let places = state.found.iter().enumerate().skip(first);
    for (n, span) in places.take_while(|(_, span)| span.start < block.span.end) {
        let is_meant = state.found_at == Some(n);
        let from = span.start.max(block.span.start) - block.span.start;
        let to = span.end.min(block.span.end) - block.span.start;
        for piece in laid.pieces(Span::new(from, to)) {
            let rect = Rect::from_min_size(
                origin + vec2(piece.x0 - 1.0, piece.baseline - measures::TINT_TOP * scale),
                vec2(piece.x1 - piece.x0 + 2.0, measures::TINT_HEIGHT * scale),
            );
            let (fill, edge) = if is_meant {
                (theme.selection, theme.focus)
            } else {
                (theme.tint_quote, theme.border)
            };
            let width = if is_meant { stroke::SELECTED_MARK } else { stroke::HAIRLINE };
            let pen = Stroke::new(width + theme.stroke_extra, edge);
            let round = CornerRadius::same(radius::MARK);
            painter.rect(rect, round, fill, pen, StrokeKind::Inside);
        }
    }
}

/// The place from which the keys select.
fn caret(painter: &Painter, theme: &Theme, laid: &Laid, block: &Block, at: u32, origin: Pos2) {
    let is_here = block.span.start <= at && at <= block.span.end && !block.span.is_empty();
    let within = at.saturating_sub(block.span.start);
    let row = laid.row_at(within);
    let Some(place) = laid.rows.get(row).filter(|_| is_here) else { return };
    let x = origin.x + laid.x_at(row, within);
    let top = origin.y + place.baseline - measures::SELECTED_TOP * laid.scale();
    let y = Rangef::new(top, top + measures::SELECTED_HEIGHT * laid.scale());
    painter.vline(x, y, Stroke::new(stroke::RING + theme.stroke_extra, theme.focus));
}

/// A paragraph's number, on the baseline of its first row.
fn number(painter: &Painter, frame: &Frame<'_>, block: &Block, laid: &Laid, origin: Pos2) {
    let BlockKind::Text(_) = block.kind else { return };
    let Some(number) = frame.article.document.paragraph_number(block.paragraph) else { return };
    let Some(row) = laid.rows.first() else { return };
    let right = frame.text_left - sizes::GUTTER + NUMBER_RIGHT;
    let at = pos2(right, origin.y + row.baseline);
    small(painter, at, Align2::RIGHT_BOTTOM, &number.to_string(), Type::Tiny, frame.theme.ink_3);
}

/// Small words on a baseline.
fn small(
    painter: &Painter,
    at: Pos2,
    align: Align2,
    words: &str,
    face: Type,
    color: Color32,
) -> Rect {
    let galley = painter.layout_no_wrap(words.to_owned(), face.font(), color);
    let baseline = galley.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |g| g.pos.y);
    let x = align.anchor_size(at, galley.size()).left();
    let rect = Rect::from_min_size(pos2(x, at.y - baseline), galley.size());
    painter.galley(rect.min, galley, color);
    rect
}

/// Letters and signs beside the rows in which claims begin.
fn gutter(
    painter: &Painter,
    frame: &Frame<'_>,
    dress: &Dress,
    rows: &std::ops::Range<usize>,
    left: Pos2,
) {
    let theme = frame.theme;
    let marks = &frame.desk.rows().marks;
    let mut shapes = Vec::new();
    for note in dress.gutter.iter().filter(|note| rows.contains(&note.row)) {
        let Some(row) = note.mark.and_then(|idx| marks.get(idx)) else {
            let at = left + vec2(note.x, note.baseline);
            let more = format!("+{}", note.more);
            small(painter, at, Align2::RIGHT_BOTTOM, &more, Type::Tiny, theme.ink_3);
            continue;
        };
        let is_open = row.verdict == VerdictKind::Open;
        let is_selected = frame.desk.selected() == Some(row.id);
        if is_selected {
            painter.rect(
                note.rect().translate(left.to_vec2()),
                CornerRadius::same(radius::KEY - 1),
                theme.selection,
                Stroke::new(stroke::SELECTED_MARK + theme.stroke_extra, theme.focus),
                StrokeKind::Middle,
            );
        }
        let (face, color) = if is_open || is_selected {
            (Type::TinySemibold, theme.ink)
        } else {
            (Type::Tiny, theme.ink_3)
        };
        let at = left + vec2(note.x + 5.0, note.baseline);
        small(painter, at, Align2::CENTER_BOTTOM, KindGroup::of(row.kind).letter, face, color);
        if !is_open {
            let center = left + vec2(note.x + 16.0, note.baseline - 4.3);
            shapes.extend(pencil::sign(center, row.verdict, theme));
        }
    }
    painter.extend(shapes);
}

/// What sets items, quotations and rows of tables apart.
fn ornament(painter: &Painter, frame: &Frame<'_>, block: &Block, laid: &Laid, origin: Pos2) {
    let theme = frame.theme;
    let bottom = origin.y + laid.galley.size().y;
    if let Some(label) = &laid.label {
        let at = pos2(frame.text_left + laid.look.outset, origin.y);
        painter.galley(at, label.clone(), theme.ink_2);
        return;
    }
    match block.kind {
        BlockKind::Text(ParagraphKind::Item) if block.is_first => {
            let Some(row) = laid.rows.first() else { return };
            let x = frame.text_left + laid.look.outset + 8.0 * laid.scale();
            let at = pos2(x, origin.y + row.baseline - 5.0);
            painter.circle_filled(at, 2.2 * laid.scale(), theme.ink_2);
        }
        BlockKind::Text(ParagraphKind::Quote) => {
            let y = Rangef::new(origin.y + 5.0, bottom - 5.0);
            painter.vline(frame.text_left + 4.0, y, Stroke::new(2.0, theme.outline));
        }
        BlockKind::Text(ParagraphKind::Row) => {
            let x = Rangef::new(frame.text_left, frame.text_left + frame.setting.measure);
            painter.hline(x, bottom, theme.hairline_stroke());
        }
        _ => {}
    }
}

/// The date under the title: pressing it asks for the article's details.
pub(super) fn meta_link(ui: &Ui, frame: &Frame<'_>, state: &mut ReaderState) {
    let is_meta = |block: &Block| block.kind == BlockKind::Meta;
    let found =
        frame.shown.iter().find(|shown| state.sheet.blocks.get(shown.block).is_some_and(is_meta));
    let Some((shown, laid)) = found.and_then(|&s| Some((s, state.sheet.laid(s.block)?))) else {
        return;
    };
    let Some(piece) = laid.pieces(frame.meta.date).next() else { return };
    let Some(row) = laid.rows.get(piece.row) else { return };
    let origin = frame.origin(shown, laid);
    let rect =
        Rect::from_min_max(origin + vec2(piece.x0, row.top), origin + vec2(piece.x1, row.bottom));
    let response = ui.interact(rect, super::reader_id().with("date"), Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Button);
        node.set_label(format!("Published: {}", frame.meta.date.of(&frame.meta.words)));
    });
    let is_missing = frame.article.published.is_none();
    let color = if is_missing { frame.theme.accent } else { frame.theme.ink_3 };
    if is_missing || response.hovered() || response.has_focus() {
        let y = origin.y + piece.baseline + 2.5;
        let pen = Stroke::new(stroke::HAIRLINE, color);
        ui.painter().hline(rect.x_range(), y, pen);
    }
    if response.clicked() {
        state.wants_details = true;
    }
}

/// The words of the claim whose gutter letter is under the pointer.
pub(super) fn hover_words(response: &Response, frame: &Frame<'_>, idx: usize) {
    let Some(row) = frame.desk.rows().marks.get(idx) else { return };
    let quote = words::one_line(frame.article.document.words(row.span));
    response.show_tooltip_ui(|ui| {
        ui.set_max_width(360.0);
        ui.label(Type::QuoteRow.text(quote, frame.theme.ink));
    });
}

/// The ring that tells where the keys go.
pub(super) fn focus_ring(ui: &Ui, theme: &Theme, rect: Rect) {
    let width = stroke::RING + theme.stroke_extra;
    let pen = Stroke::new(width, theme.focus);
    ui.painter().rect_stroke(rect, 0.0, pen, StrokeKind::Inside);
}

/// The mark in the gutter under a point that counts from the text's left edge and the block's words.
pub(super) fn note_at(dress: &Dress, at: Pos2) -> Option<&Note> {
    dress.gutter.iter().find(|note| note.mark.is_some() && note.rect().contains(at))
}
