//! The text of the source: only the paragraphs in view are laid out.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    CornerRadius, Galley, Pos2, Rangef, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::super::super::screen::Wishes;
use super::super::super::theme::{Theme, Type, mark, radius, space, stroke};
use super::super::super::widgets::{focus_ring, kind_line, label};
use super::super::inspector::pieces;
use super::CompareState;
use crate::extract::ClaimKind;
use crate::text::{ParagraphKind, Span};
use crate::workbench::compare::{Comparison, Exhibit};
use crate::workbench::{Action, Desk};

/// The widest lines, and the least room beside them.
const MEASURE: f32 = 574.0;
const BESIDE: f32 = 32.0;
/// Between two paragraphs.
const GAP: f32 = 10.0;
/// Above and below the text.
const EDGE: f32 = 24.0;
/// Width of a character on average, to guess a paragraph's height by.
const CHAR: f32 = 7.8;
/// Frames in which the view moves to a place: heights are guessed first and then known.
const MOVES: u8 = 4;
/// Characters of a paragraph that are read aloud.
const SPOKEN_CHARS: usize = 2000;

/// Shows the text, with the places that have to do with the claim.
pub(super) fn page_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    comparison: &Comparison,
    exhibit: &Arc<Exhibit>,
    state: &mut CompareState,
    wishes: &mut Wishes,
) {
    let all = ui.max_rect();
    let width = (all.width() - 2.0 * BESIDE).clamp(80.0, MEASURE);
    measure(state, exhibit, width);
    if state.shown != comparison.revision() {
        state.shown = comparison.revision();
        state.moves = MOVES;
    }
    let told = if exhibit.told.is_empty() { 0.0 } else { 56.0 };
    let mut area = ScrollArea::vertical().id_salt("compared text").auto_shrink(false);
    if state.moves > 0
        && let Some(place) = comparison.place()
    {
        state.moves -= 1;
        let idx = exhibit.document.paragraph_idx(place.span.start);
        let before: f32 = state.heights.iter().take(idx).map(|height| height + GAP).sum();
        let inside = row_of(ui, theme, exhibit, idx, width, place.span.start);
        let wanted = EDGE + told + before + inside - all.height() * 0.32;
        area = area.vertical_scroll_offset(wanted.max(0.0));
        ui.ctx().request_repaint();
    }
    let total: f32 = state.heights.iter().map(|height| height + GAP).sum();
    area.show_viewport(ui, |ui, view| {
        ui.set_height(total + told + 2.0 * EDGE);
        let origin = ui.max_rect().min;
        let left = origin.x + ((all.width() - width) / 2.0).max(BESIDE).floor();
        if told > 0.0 && view.top() < EDGE + told {
            let at = pos2(left, origin.y + EDGE);
            let place = Rect::from_min_size(at, vec2(width, told));
            let mut child = ui.new_child(eframe::egui::UiBuilder::new().max_rect(place));
            label(&mut child, &exhibit.told, Type::Small, theme.verdict_disputed);
        }
        let mut y = EDGE + told;
        for idx in 0..state.heights.len() {
            let height = state.heights.get(idx).copied().unwrap_or_default();
            if y + height >= view.top() && y <= view.bottom() {
                let at = pos2(left, origin.y + y);
                let real =
                    paragraph_ui(ui, theme, desk, comparison, exhibit, (idx, width, at), wishes);
                if let Some(held) = state.heights.get_mut(idx)
                    && (*held - real).abs() > 0.5
                {
                    *held = real;
                    ui.ctx().request_repaint();
                }
            }
            y += height + GAP;
        }
    });
}

/// Guesses the height of every paragraph of another text, or of another width.
fn measure(state: &mut CompareState, exhibit: &Arc<Exhibit>, width: f32) {
    let is_known = state.measured.as_ref().is_some_and(|(held, held_width)| {
        Arc::ptr_eq(held, exhibit) && (held_width - width).abs() < 0.5
    });
    if is_known {
        return;
    }
    let line = Type::Source.line_height();
    let guess = |span: Span| ((span.len() as f32 * CHAR / width).ceil().max(1.0)) * line;
    let paragraphs = exhibit.document.paragraphs().iter();
    state.heights = paragraphs.map(|paragraph| guess(paragraph.span)).collect();
    state.measured = Some((Arc::clone(exhibit), width));
    state.moves = MOVES;
}

fn lay_out(
    ui: &Ui,
    theme: &Theme,
    exhibit: &Exhibit,
    idx: usize,
    width: f32,
) -> Option<Arc<Galley>> {
    let paragraph = exhibit.document.paragraphs().get(idx)?;
    let kind = match paragraph.kind {
        ParagraphKind::Title | ParagraphKind::Heading => Type::ArticleHeading,
        ParagraphKind::Deck => Type::ArticleDeck,
        _ => Type::Source,
    };
    let words = exhibit.document.words(paragraph.span).to_owned();
    let mut job = LayoutJob::single_section(words, kind.format(theme.ink));
    job.wrap.max_width = width;
    Some(ui.painter().layout_job(job))
}

/// How far below the top of its paragraph the row with byte `at` stands.
fn row_of(ui: &Ui, theme: &Theme, exhibit: &Exhibit, idx: usize, width: f32, at: u32) -> f32 {
    let Some(paragraph) = exhibit.document.paragraphs().get(idx) else { return 0.0 };
    let Some(galley) = lay_out(ui, theme, exhibit, idx, width) else { return 0.0 };
    let n = chars(exhibit, Span::new(paragraph.span.start, at));
    pieces(&galley, n, n + 1).first().map_or(0.0, |(_, y)| *y)
}

fn chars(exhibit: &Exhibit, span: Span) -> usize {
    exhibit.document.words(span).chars().count()
}

/// Draws one paragraph at `at`; gives how high it is.
fn paragraph_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    comparison: &Comparison,
    exhibit: &Exhibit,
    (idx, width, at): (usize, f32, Pos2),
    wishes: &mut Wishes,
) -> f32 {
    let Some(paragraph) = exhibit.document.paragraphs().get(idx).map(|held| held.span) else {
        return 0.0;
    };
    let Some(galley) = lay_out(ui, theme, exhibit, idx, width) else { return 0.0 };
    let height = galley.size().y;
    let rect = Rect::from_min_size(at, vec2(width, height));
    let response = ui.interact(rect, ui.scope_id().with(("compared", idx)), Sense::click());
    let inside = |span: Span| span.overlaps(paragraph).then(|| part(exhibit, paragraph, span));
    let shown = comparison.place();
    if let Some((from, to)) = comparison.kept().and_then(inside) {
        for rect in rows(&galley, at, from, to) {
            let corner = CornerRadius::same(radius::MARK);
            ui.painter().rect_filled(rect, corner, theme.tint_quote);
        }
    }
    ui.painter().galley(at, galley.clone(), theme.ink);
    let kind = desk.selected_claim().map_or(ClaimKind::Quantity, |claim| claim.kind);
    let mut told = Vec::new();
    for place in comparison.places() {
        let Some((from, to)) = inside(place.span) else { continue };
        let is_shown = shown == Some(*place);
        told.push(place.how.words());
        let more = if is_shown { stroke::SELECTED_MORE } else { 0.0 } + theme.stroke_extra;
        let color = if is_shown { theme.kind(kind) } else { theme.mark_done };
        for (x, y) in pieces(&galley, from, to) {
            let x = Rangef::new(at.x + x.min, at.x + x.max);
            ui.painter().extend(kind_line(kind, x, at.y + y, more, color));
        }
    }
    let name = spoken(exhibit, idx, paragraph, &told);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, theme, &response, radius::CONTROL);
    if response.clicked() {
        let pointer = response.interact_pointer_pos().filter(|pointer| rect.contains(*pointer));
        let n = pointer.map_or(0, |pointer| galley.cursor_from_pos(pointer - at).index.0);
        let words = exhibit.document.words(paragraph);
        let byte = words.char_indices().nth(n).map_or(0, |(byte, _)| byte);
        let byte = u32::try_from(byte).unwrap_or_default();
        wishes.actions.push(Action::ChoosePlace { at: paragraph.start + byte });
    }
    height
}

/// How a paragraph is read aloud: its number, what of the claim stands in it, and its words.
fn spoken(exhibit: &Exhibit, idx: usize, paragraph: Span, told: &[String]) -> String {
    let words: String = exhibit.document.words(paragraph).chars().take(SPOKEN_CHARS).collect();
    let number = exhibit.document.paragraph_number(idx);
    let number = number.map_or_else(|| "Heading".to_owned(), |n| format!("Paragraph {n}"));
    let told = if told.is_empty() { String::new() } else { format!(", {}", told.join(", ")) };
    format!("{number} of the source{told}: {words}")
}

/// The characters of a paragraph that `span` covers, from and to.
fn part(exhibit: &Exhibit, paragraph: Span, span: Span) -> (usize, usize) {
    let start = span.start.clamp(paragraph.start, paragraph.end);
    let end = span.end.clamp(start, paragraph.end);
    let from = chars(exhibit, Span::new(paragraph.start, start));
    (from, from + chars(exhibit, Span::new(start, end)))
}

/// The ground behind characters `from..to`, one rectangle a row.
fn rows(galley: &Galley, at: Pos2, from: usize, to: usize) -> Vec<Rect> {
    let rect = |(x, y): (Rangef, f32)| {
        let top = at.y + y - space::XS - mark::TINT_TOP;
        let min = pos2(at.x + x.min - 2.0, top);
        Rect::from_min_size(min, vec2(x.span() + 4.0, mark::TINT_HEIGHT + 3.0))
    };
    pieces(galley, from, to).into_iter().map(rect).collect()
}
