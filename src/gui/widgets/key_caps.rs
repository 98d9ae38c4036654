//! Keys as they look on a keyboard.

use eframe::egui::{CornerRadius, Pos2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::theme::{Theme, Type, radius, stroke};
use super::one_line;

/// Height of a key.
const HEIGHT: f32 = 22.0;
/// Between two keys that are pressed together.
const GAP: f32 = 4.0;
/// Around a key's word.
const PAD: f32 = 7.0;

/// How wide the keys are side by side.
pub(crate) fn key_caps_width(ui: &Ui, theme: &Theme, caps: &[&str]) -> f32 {
    let each = caps.iter().map(|cap| cap_width(ui, theme, cap) + GAP);
    (each.sum::<f32>() - GAP).max(0.0)
}

fn cap_width(ui: &Ui, theme: &Theme, cap: &str) -> f32 {
    let word = one_line(ui, cap, Type::TinyMedium, theme.ink, f32::INFINITY);
    (word.size().x + 2.0 * PAD).max(HEIGHT).round()
}

/// Draws keys that are pressed together from `left`, their middle there, and gives their right end.
pub(crate) fn key_caps(ui: &Ui, theme: &Theme, left: Pos2, caps: &[&str]) -> f32 {
    let mut x = left.x;
    for cap in caps {
        let word = one_line(ui, cap, Type::TinyMedium, theme.ink, f32::INFINITY);
        let size = vec2(cap_width(ui, theme, cap), HEIGHT);
        let rect = Rect::from_min_size(pos2(x, left.y - HEIGHT / 2.0), size);
        let pen = Stroke::new(stroke::HAIRLINE, theme.outline);
        let round = CornerRadius::same(radius::KEY);
        // The lower edge is twice as strong, as that of a key that can be pressed.
        let under = rect.translate(vec2(0.0, 1.0));
        ui.painter().rect(under, round, theme.outline, pen, StrokeKind::Inside);
        ui.painter().rect(rect, round, theme.raised, pen, StrokeKind::Inside);
        ui.painter().galley(rect.center() - word.size() / 2.0, word, theme.ink);
        x = rect.right() + GAP;
    }
    if caps.is_empty() { left.x } else { x - GAP }
}
