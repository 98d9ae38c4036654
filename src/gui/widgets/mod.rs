//! Reusable widgets, one file each. Each has a role and a name for those who do not see it.

mod at_right;
mod button;
mod chip;
mod field;
mod key_caps;
mod kind_letter;
mod menu_entry;
mod progress;
mod verdict_button;
mod verdict_icon;
mod worth_bars;

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{
    self, Align2, Color32, CornerRadius, Galley, Id, Painter, Pos2, Rect, Response, Shape, Stroke,
    StrokeKind, Ui, pos2, vec2,
};
use lucide_icons::Icon;

pub(crate) use at_right::{at_right, left_of};
pub(crate) use button::{Button, IconButton, Look};
pub(crate) use chip::{Chip, kind_chip};
pub(crate) use field::{Field, note_field};
pub(crate) use key_caps::{key_caps, key_caps_width};
pub(crate) use kind_letter::{KindGroup, kind_letter, kind_line};
pub(crate) use menu_entry::{MenuEntry, between_groups};
pub(crate) use progress::{bar, verdict_bar};
pub(crate) use verdict_button::verdict_button;
pub(crate) use verdict_icon::{tick_logo, verdict_icon, verdict_shapes};
pub(crate) use worth_bars::{worth_bars, worth_words};

use super::theme::{Theme, Type, space, stroke};
use crate::project::VerdictKind;
use crate::workbench::words;

/// Where it is kept whether the last thing pressed was a key.
fn keys_id() -> Id {
    Id::unique("focus is moved by keys")
}

/// Remembers whether the user moves about by keys; a focus ring is shown only then.
pub(crate) fn set_by_keys(ctx: &egui::Context, by_keys: bool) {
    ctx.data_mut(|data| data.insert_temp(keys_id(), by_keys));
}

/// Whether the last thing pressed was a key.
pub(crate) fn is_by_keys(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp(keys_id()).unwrap_or(false))
}

fn names_id() -> Id {
    Id::unique("what verdicts are called")
}

/// What verdicts are called in a house, where not as they come.
pub(crate) type VerdictNames = Arc<BTreeMap<VerdictKind, String>>;

/// Lets everything that names verdicts know what they are called.
pub(crate) fn set_verdict_names(ctx: &egui::Context, names: VerdictNames) {
    ctx.data_mut(|data| data.insert_temp(names_id(), names));
}

/// What a verdict is called.
pub(crate) fn verdict_name(ctx: &egui::Context, verdict: VerdictKind) -> String {
    let names = ctx.data(|data| data.get_temp::<VerdictNames>(names_id()));
    let own = names.and_then(|names| names.get(&verdict).cloned());
    own.unwrap_or_else(|| verdict.words().to_owned())
}

/// Draws the ring around a widget that has the focus, if keys brought it there.
pub(crate) fn focus_ring(ui: &Ui, theme: &Theme, response: &Response, corner: u8) {
    if response.has_focus() && is_by_keys(ui.ctx()) {
        ring(ui.painter(), theme, response.rect, corner);
    }
}

/// Draws a focus ring around `rect`.
pub(crate) fn ring(painter: &Painter, theme: &Theme, rect: Rect, corner: u8) {
    let width = stroke::RING + theme.stroke_extra;
    painter.rect_stroke(
        rect.expand(stroke::RING),
        CornerRadius::same(corner + 2),
        Stroke::new(width, theme.focus),
        StrokeKind::Outside,
    );
}

/// One color on the way to another, for hovering.
pub(crate) fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    from.lerp_to_gamma(to, share)
}

/// How far a widget is into being hovered, from 0 to 1.
pub(crate) fn hover_share(ui: &Ui, theme: &Theme, response: &Response) -> f32 {
    let hovered = response.hovered() && response.enabled();
    ui.ctx().animate_bool_with_time(response.id.with("hover"), hovered, theme.motion.hover)
}

/// Words laid out in one line, cut with an ellipsis where they are wider than `width`.
pub(crate) fn one_line(
    ui: &Ui,
    words: &str,
    kind: Type,
    color: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::single_section(words.to_owned(), kind.format(color));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}

/// Words laid out in as many lines as they need.
pub(crate) fn wrapped(ui: &Ui, words: &str, kind: Type, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::single_section(words.to_owned(), kind.format(color));
    job.wrap.max_width = width;
    ui.painter().layout_job(job)
}

/// Words of a text laid out in at most so many lines, cut with an ellipsis.
pub(crate) fn lines(
    ui: &Ui,
    words: &str,
    width: f32,
    n_lines: usize,
    color: Color32,
) -> Arc<Galley> {
    let format = Type::QuoteRow.format(color);
    let mut job = egui::text::LayoutJob::single_section(words.to_owned(), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = n_lines;
    ui.painter().layout_job(job)
}

/// How many, as people write it.
pub(crate) fn count(n: usize) -> String {
    words::number(n.into())
}

/// Words drawn at `pos`, as in [`Painter::text`], in a type of the theme.
pub(crate) fn text(
    ui: &Ui,
    pos: Pos2,
    align: Align2,
    words: &str,
    kind: Type,
    color: Color32,
) -> Rect {
    let galley = one_line(ui, words, kind, color, f32::INFINITY);
    let rect = align.anchor_size(pos, galley.size());
    ui.painter().galley(rect.min, galley, color);
    rect
}

/// Words as a label of its own: read aloud, and selectable as egui's are.
pub(crate) fn label(ui: &mut Ui, words: &str, kind: Type, color: Color32) -> Response {
    ui.add(egui::Label::new(kind.text(words, color)).selectable(false))
}

/// An icon centered on `center`.
pub(crate) fn icon(painter: &Painter, center: Pos2, icon: Icon, size: f32, color: Color32) {
    let font = Type::Icon.font_sized(size);
    let galley = painter.layout_no_wrap(icon.unicode().to_string(), font, color);
    // The glyphs stand high in their line: a sixteenth of their size.
    let offset = galley.size() / 2.0 - vec2(0.0, size / 16.0);
    painter.galley(center - offset, galley, color);
}

/// A line with round ends and corners, which egui's own strokes lack.
pub(crate) fn round_line(points: Vec<Pos2>, width: f32, color: Color32, shapes: &mut Vec<Shape>) {
    shapes.extend(points.iter().map(|&point| Shape::circle_filled(point, width / 2.0, color)));
    shapes.push(Shape::line(points, Stroke::new(width, color)));
}

/// A hairline across `rect` at height `y`.
pub(crate) fn hairline(ui: &Ui, theme: &Theme, rect: Rect, y: f32) {
    ui.painter().hline(rect.x_range(), y, theme.hairline_stroke());
}

/// A hairline with space around it, between parts of a panel.
pub(crate) fn divider(ui: &mut Ui, theme: &Theme, above: f32, below: f32) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, above + 1.0 + below), egui::Sense::hover());
    hairline(ui, theme, rect, rect.top() + above + 0.5);
}

/// The explanation of a control, shown while the pointer rests on it.
pub(crate) fn hint(response: Response, theme: &Theme, words: &str, key: Option<&str>) -> Response {
    if words.is_empty() && key.is_none() {
        return response;
    }
    let show = |ui: &mut Ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            label(ui, words, Type::Small, theme.ink);
            if let Some(key) = key {
                label(ui, key, Type::Small, theme.ink_3);
            }
        });
    };
    if response.enabled() {
        response.on_hover_ui(show)
    } else {
        response.on_disabled_hover_ui(show)
    }
}

/// The middle of the left edge, `x` in.
pub(crate) fn left_center(rect: Rect, x: f32) -> Pos2 {
    pos2(rect.left() + x, rect.center().y)
}

/// The middle of the right edge, `x` in.
pub(crate) fn right_center(rect: Rect, x: f32) -> Pos2 {
    pos2(rect.right() - x, rect.center().y)
}
