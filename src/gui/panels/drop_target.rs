//! Where a file would land while it is held over the window.

use eframe::egui::{
    Align2, Color32, CornerRadius, Id, LayerId, Order, Stroke, StrokeKind, Ui, pos2,
};
use lucide_icons::Icon;

use super::super::theme::{Theme, Type, radius, space, stroke};
use super::super::widgets::icon;

/// Shows it, if a file is held over the window.
pub(crate) fn drop_target_ui(ui: &Ui, theme: &Theme, adds: bool) {
    let hovering = ui.input(|input| !input.raw.hovered_files.is_empty());
    if !hovering {
        return;
    }
    let layer = LayerId::new(Order::Tooltip, Id::unique("drop target"));
    let painter = ui.ctx().layer_painter(layer);
    let rect = ui.max_rect();
    painter.rect_filled(rect, CornerRadius::ZERO, theme.paper.gamma_multiply(0.94));
    let pen = Stroke::new(stroke::RING, theme.focus);
    let inner = rect.shrink(space::L);
    painter.rect_stroke(inner, CornerRadius::same(radius::POPUP), pen, StrokeKind::Inside);
    let center = rect.center();
    icon(&painter, pos2(center.x, center.y - 30.0), Icon::FileText, 24.0, theme.ink_2);
    let words = if adds { "Drop to add it to this project" } else { "Drop to open it" };
    let write = |y: f32, words: &str, kind: Type, color: Color32| {
        let at = pos2(center.x, center.y + y);
        painter.text(at, Align2::CENTER_CENTER, words, kind.font(), color);
    };
    write(0.0, words, Type::DialogTitle, theme.ink);
    let more = "An article, or a Tickmark project";
    write(24.0, more, Type::Body, theme.ink_2);
}
