//! Chips: filters that are on or off.

use eframe::egui::{
    Align2, CornerRadius, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::theme::{Theme, Type, layout, radius, stroke};
use super::{KindGroup, count, focus_ring, hint, hover_share, kind_letter, mix, one_line, text};

/// A chip with a word and perhaps a count.
#[derive(Debug, Clone, Copy)]
#[must_use = "a chip is drawn by `show`"]
pub(crate) struct Chip<'a> {
    /// What it says.
    pub(crate) label: &'a str,
    /// How many it would show.
    pub(crate) count: Option<usize>,
    /// Whether it is chosen.
    pub(crate) is_on: bool,
    /// With less room around its words.
    pub(crate) is_tight: bool,
}

impl Chip<'_> {
    /// Draws it.
    #[must_use]
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let ink = if self.is_on { theme.on_primary } else { theme.ink_2 };
        let faint =
            if self.is_on { mix(theme.primary, theme.on_primary, 0.75) } else { theme.ink_3 };
        let word = one_line(ui, self.label, Type::Small, ink, f32::INFINITY);
        let count =
            self.count.map(|n| one_line(ui, &self::count(n), Type::Small, faint, f32::INFINITY));
        let count_room = count.as_ref().map_or(0.0, |count| 6.0 + count.size().x);
        let pad = if self.is_tight { 8.0 } else { 10.0 };
        let size = vec2(word.size().x + count_room + 2.0 * pad, layout::CHIP);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let name =
            self.count.map_or_else(|| self.label.to_owned(), |n| format!("{} {n}", self.label));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.is_on, &name));
        let share = hover_share(ui, theme, &response);
        let (fill, edge) = if self.is_on {
            (theme.primary, theme.primary)
        } else if response.is_pointer_button_down_on() {
            (theme.pressed, theme.hairline)
        } else {
            (theme.hover.gamma_multiply(share), theme.hairline)
        };
        let pen = Stroke::new(stroke::HAIRLINE, edge);
        let round = CornerRadius::same(radius::PILL);
        ui.painter().rect(rect, round, fill, pen, StrokeKind::Inside);
        let at = pos2(rect.left() + pad, rect.center().y - word.size().y / 2.0);
        let x = at.x + word.size().x + 6.0;
        ui.painter().galley(at, word, ink);
        if let Some(count) = count {
            ui.painter().galley(pos2(x, rect.center().y - count.size().y / 2.0), count, faint);
        }
        focus_ring(ui, theme, &response, radius::PILL);
        response
    }
}

/// A kind's letter over its line, with a count; `width` wide.
#[must_use]
pub(crate) fn kind_chip(
    ui: &mut Ui,
    theme: &Theme,
    group: KindGroup,
    count: usize,
    is_on: bool,
    width: f32,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, layout::CONTROL), Sense::click());
    let name = format!("{} {count}", group.names);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, &name));
    let share = hover_share(ui, theme, &response);
    let round = CornerRadius::same(radius::CONTROL);
    let fill = if is_on { theme.primary } else { theme.hover.gamma_multiply(share) };
    ui.painter().rect_filled(rect, round, fill);
    let (ink, faint) =
        if is_on { (theme.on_primary, theme.on_primary) } else { (theme.ink, theme.ink_3) };
    let n = one_line(ui, &self::count(count), Type::Small, faint, f32::INFINITY);
    let all = 14.0 + 5.0 + n.size().x;
    let left = rect.center().x - all / 2.0;
    if let Some(&kind) = group.kinds.first() {
        if is_on {
            // On the dark ground of a chosen chip the kind's hue would not be seen.
            let center = pos2(left + 7.0, rect.center().y);
            text(ui, center, Align2::CENTER_CENTER, group.letter, Type::SmallSemibold, ink);
        } else {
            kind_letter(ui, theme, pos2(left, rect.center().y - 9.0), kind, ink);
        }
    }
    ui.painter().galley(pos2(left + 19.0, rect.center().y - n.size().y / 2.0), n, faint);
    focus_ring(ui, theme, &response, radius::CONTROL);
    let words = if is_on {
        format!("Show other kinds again: {}", group.names)
    } else {
        format!("Show only {}", group.names.to_lowercase())
    };
    hint(response, theme, &words, None)
}
