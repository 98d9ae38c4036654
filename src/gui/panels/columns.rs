//! How the window is parted into columns: three, two, or one by tabs.

use eframe::egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::screen::Widths;
use super::super::theme::{Theme, Type, layout};
use super::super::widgets;

/// Width of the area in which a splitter can be grabbed.
const SPLITTER_GRAB: f32 = 6.0;

/// What stands where between the bars.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The article.
    pub(crate) reader: Option<Rect>,
    /// The claims list.
    pub(crate) claims: Option<Rect>,
    /// The inspector.
    pub(crate) inspector: Option<Rect>,
    /// Where the list and the inspector share a place.
    pub(crate) shared: Option<Rect>,
}

/// Panels whose left edge can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The claims list.
    Claims,
    /// The inspector, or the panel that it shares.
    Inspector,
}

impl Columns {
    /// What stands where in `middle`.
    pub(crate) fn of(middle: Rect, widths: Widths) -> Self {
        let width = middle.width();
        let cut = |from: f32, to: f32| {
            let (left, right) = (middle.left() + from.round(), middle.left() + to.round());
            Rect::from_min_max(pos2(left, middle.top()), pos2(right, middle.bottom()))
        };
        if width < layout::ONE_PANE {
            return Self { shared: Some(middle), ..Self::default() };
        }
        if width < layout::NARROW {
            let panel = widths.inspector.unwrap_or(layout::NARROW_PANEL);
            let reader = (width - panel).max(width * 0.4);
            return Self {
                reader: Some(cut(0.0, reader)),
                shared: Some(cut(reader, width)),
                ..Self::default()
            };
        }
        let is_wide = width >= layout::WIDE;
        let share = |share: f32, (least, most): (f32, f32)| {
            if is_wide { (width * share).clamp(least, most) } else { least }
        };
        let claims = widths.claims.unwrap_or_else(|| share(layout::CLAIMS_SHARE, layout::CLAIMS));
        let inspector =
            widths.inspector.unwrap_or_else(|| share(layout::INSPECTOR_SHARE, layout::INSPECTOR));
        // What the user made wide gives way where the window has become narrow.
        let over = (claims + inspector + layout::READER_LEAST - width).max(0.0);
        let claims = claims - over / 2.0;
        let inspector = inspector - over / 2.0;
        let reader = width - claims - inspector;
        Self {
            reader: Some(cut(0.0, reader)),
            claims: Some(cut(reader, reader + claims)),
            inspector: Some(cut(reader + claims, width)),
            shared: None,
        }
    }

    /// The panels whose left edge can be dragged.
    pub(crate) fn panels(&self) -> impl Iterator<Item = (Rect, Side)> + use<> {
        let shared = self.shared.filter(|_| self.reader.is_some());
        [(self.claims, Side::Claims), (self.inspector.or(shared), Side::Inspector)]
            .into_iter()
            .filter_map(|(rect, side)| Some((rect?, side)))
    }
}

/// The edge of a panel, to be dragged; pressed twice it goes back to where it was.
pub(crate) fn splitter_ui(ui: &Ui, panel: Rect, side: Side, all: f32, widths: &mut Widths) {
    let grab = Rect::from_center_size(
        pos2(panel.left(), panel.center().y),
        vec2(SPLITTER_GRAB, panel.height()),
    );
    let response =
        ui.interact(grab, ui.scope_id().with(("splitter", side)), Sense::CLICK | Sense::DRAG);
    let name = match side {
        Side::Claims => "Width of the claims list",
        Side::Inspector => "Width of the claim",
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let (held, (least, _)) = match side {
        Side::Claims => (&mut widths.claims, layout::CLAIMS),
        Side::Inspector => (&mut widths.inspector, layout::INSPECTOR),
    };
    if response.double_clicked() {
        *held = None;
    } else if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        *held = Some((panel.right() - pointer.x).clamp(least - 60.0, all * 0.5));
    }
}

/// One tab; true when it was pressed. `x` goes on to the next.
pub(crate) fn tab_ui(
    ui: &Ui,
    theme: &Theme,
    head: Rect,
    x: &mut f32,
    name: &str,
    count: Option<&str>,
    is_on: bool,
) -> bool {
    let ink = if is_on { theme.ink } else { theme.ink_3 };
    let word = widgets::one_line(ui, name, Type::Button, ink, f32::INFINITY);
    let n = count.map(|n| widgets::one_line(ui, n, Type::Body, theme.ink_3, f32::INFINITY));
    let width = word.size().x + n.as_ref().map_or(0.0, |n| 6.0 + n.size().x) + 8.0;
    let rect = Rect::from_min_size(pos2(*x + 10.0, head.top()), vec2(width, head.height()));
    *x = rect.right() + 10.0;
    let response = ui.interact(rect, ui.scope_id().with(("tab", name)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_on, name));
    let at = widgets::left_center(rect, 4.0) - vec2(0.0, word.size().y / 2.0);
    let after = at.x + word.size().x + 6.0;
    ui.painter().galley(at, word, ink);
    if let Some(n) = n {
        ui.painter().galley(pos2(after, rect.center().y - n.size().y / 2.0), n, theme.ink_3);
    }
    if is_on {
        let line = rect.with_min_y(rect.bottom() - 2.0);
        ui.painter().rect_filled(line, 0.0, theme.ink);
    }
    widgets::focus_ring(ui, theme, &response, 4);
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths_at(width: f32) -> [Option<f32>; 4] {
        let middle = Rect::from_min_size(pos2(0.0, 44.0), vec2(width, 700.0));
        let Columns { reader, claims, inspector, shared } = Columns::of(middle, Widths::default());
        [reader, claims, inspector, shared].map(|rect| rect.map(|rect| rect.width()))
    }

    #[test]
    fn columns_give_way_as_the_window_narrows() {
        assert_eq!(widths_at(1600.0), [Some(720.0), Some(400.0), Some(480.0), None]);
        assert_eq!(widths_at(1180.0), [Some(480.0), Some(320.0), Some(380.0), None]);
        assert_eq!(widths_at(960.0), [Some(560.0), None, None, Some(400.0)]);
        assert_eq!(widths_at(600.0), [None, None, None, Some(600.0)]);
        // What is wider goes to the article.
        assert_eq!(widths_at(2400.0), [Some(1400.0), Some(440.0), Some(560.0), None]);
    }

    #[test]
    fn panels_made_wide_leave_room_for_the_article() {
        let middle = Rect::from_min_size(pos2(0.0, 0.0), vec2(1100.0, 700.0));
        let widths = Widths { claims: Some(500.0), inspector: Some(500.0) };
        let columns = Columns::of(middle, widths);
        let reader = columns.reader.map_or(0.0, |rect| rect.width());
        assert!((reader - layout::READER_LEAST).abs() <= 1.0, "{reader}");
    }
}
