//! The buttons that settle a claim.

use eframe::egui::{
    Align2, CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};

use super::super::theme::{Theme, Type, layout, radius, space, stroke};
use super::{
    focus_ring, hint, hover_share, left_center, mix, right_center, text, verdict_icon, verdict_name,
};
use crate::project::VerdictKind;

/// A button with a verdict's icon, its word and its key.
#[must_use]
pub(crate) fn verdict_button(
    ui: &mut Ui,
    theme: &Theme,
    verdict: VerdictKind,
    key: Option<&str>,
    is_chosen: bool,
    width: f32,
) -> Response {
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, layout::VERDICT_BUTTON), Sense::click());
    let word = &verdict_name(ui.ctx(), verdict);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, word));
    let color = theme.verdict(verdict);
    let (fill, edge, ink, shape, faint) = if is_chosen {
        (theme.verdict_tint(verdict), color, color, color, color)
    } else {
        let share = hover_share(ui, theme, &response);
        let fill = mix(theme.raised, theme.hover, share);
        (fill, theme.outline, theme.ink, theme.ink_2, theme.ink_3)
    };
    let fill = if response.is_pointer_button_down_on() { theme.pressed } else { fill };
    let pen = Stroke::new(stroke::HAIRLINE + theme.stroke_extra, edge);
    let round = CornerRadius::same(radius::CONTROL);
    ui.painter().rect(rect, round, fill, pen, StrokeKind::Inside);
    let center = left_center(rect, 16.0);
    verdict_icon(ui.painter(), theme, center, 14.0, verdict, shape);
    text(ui, left_center(rect, 30.0), Align2::LEFT_CENTER, word, Type::Button, ink);
    if let Some(key) = key {
        let at = right_center(rect, space::S + 1.0);
        text(ui, at, Align2::RIGHT_CENTER, key, Type::Tiny, faint);
    }
    focus_ring(ui, theme, &response, radius::CONTROL);
    let words = match (is_chosen, verdict) {
        (true, _) => "Open the claim again",
        (false, VerdictKind::Verified) => "The claim holds",
        (false, VerdictKind::Disputed) => "The claim does not hold",
        (false, VerdictKind::Query) => "Ask the writer",
        (false, VerdictKind::SetAside) => "Not settled by checking",
        (false, VerdictKind::Open) => "",
    };
    hint(response, theme, words, key)
}
