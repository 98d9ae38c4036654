//! How the window is parted into columns: three, two, or one by tabs.

use eframe::egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::theme::{Theme, Type, layout};
use super::super::widgets;
use crate::workbench::Panels;

/// Width of the area in which a splitter can be grabbed.
const SPLITTER_GRAB: f32 = 6.0;

/// What stands where between the bars.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The list of articles.
    pub(crate) articles: Option<Rect>,
    /// The article.
    pub(crate) reader: Option<Rect>,
    /// The claims list.
    pub(crate) claims: Option<Rect>,
    /// The inspector.
    pub(crate) inspector: Option<Rect>,
    /// Where the list and the inspector share a place.
    pub(crate) shared: Option<Rect>,
    /// The source that a claim is compared with; the list and the inspector give way to it.
    pub(crate) source: Option<Rect>,
}

/// Panels whose edge can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    /// The list of articles, by its right edge.
    Articles,
    /// The claims list.
    Claims,
    /// The inspector, or the panel that it shares.
    Inspector,
}

impl Columns {
    /// What stands where in `middle`; the list of articles only where it `shows_articles` and there
    /// is room for it.
    pub(crate) fn of(middle: Rect, panels: Panels, shows_articles: bool) -> Self {
        if shows_articles && middle.width() >= layout::ONE_PANE {
            let wanted = panels.articles.unwrap_or(layout::ARTICLES);
            // Where the columns would not fit beside it, it takes from the article alone.
            let width = wanted.min(middle.width() * 0.3).round();
            let at_side = middle.with_max_x(middle.left() + width);
            let rest = middle.with_min_x(at_side.right());
            return Self { articles: Some(at_side), ..Self::beside(rest, panels) };
        }
        Self::beside(middle, panels)
    }

    /// The article and a source beside it; the source alone where there is no room for both.
    pub(crate) fn compared(middle: Rect) -> Self {
        if middle.width() < layout::ONE_PANE {
            return Self { source: Some(middle), ..Self::default() };
        }
        let edge = middle.left() + (middle.width() * layout::COMPARED_READER).round();
        Self {
            reader: Some(middle.with_max_x(edge)),
            source: Some(middle.with_min_x(edge)),
            ..Self::default()
        }
    }

    fn beside(middle: Rect, panels: Panels) -> Self {
        let width = middle.width();
        let cut = |from: f32, to: f32| {
            let (left, right) = (middle.left() + from.round(), middle.left() + to.round());
            Rect::from_min_max(pos2(left, middle.top()), pos2(right, middle.bottom()))
        };
        if width < layout::ONE_PANE {
            return Self { shared: Some(middle), ..Self::default() };
        }
        if width < layout::NARROW {
            if panels.hides_inspector {
                return Self { reader: Some(middle), ..Self::default() };
            }
            let panel = panels.inspector.unwrap_or(layout::NARROW_PANEL);
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
        let claims = panels.claims.unwrap_or_else(|| share(layout::CLAIMS_SHARE, layout::CLAIMS));
        let claims = if panels.hides_claims { 0.0 } else { claims };
        let inspector =
            panels.inspector.unwrap_or_else(|| share(layout::INSPECTOR_SHARE, layout::INSPECTOR));
        let inspector = if panels.hides_inspector { 0.0 } else { inspector };
        // What the user made wide gives way where the window has become narrow.
        let over = (claims + inspector + layout::READER_LEAST - width).max(0.0);
        let claims = (claims - over / 2.0).max(0.0);
        let inspector = (inspector - over / 2.0).max(0.0);
        let reader = width - claims - inspector;
        let shown = |rect: Rect| (rect.width() > 0.0).then_some(rect);
        Self {
            articles: None,
            reader: Some(cut(0.0, reader)),
            claims: shown(cut(reader, reader + claims)),
            inspector: shown(cut(reader + claims, width)),
            shared: None,
            source: None,
        }
    }

    /// The panels whose edge can be dragged.
    pub(crate) fn panels(&self) -> impl Iterator<Item = (Rect, Side)> + use<> {
        let shared = self.shared.filter(|_| self.reader.is_some());
        let all = [
            (self.articles, Side::Articles),
            (self.claims, Side::Claims),
            (self.inspector.or(shared), Side::Inspector),
        ];
        all.into_iter().filter_map(|(rect, side)| Some((rect?, side)))
    }
}

impl Side {
    /// The edge that can be dragged.
    pub(crate) const fn edge(self, panel: Rect) -> f32 {
        match self {
            Self::Articles => panel.max.x,
            Self::Claims | Self::Inspector => panel.min.x,
        }
    }
}

/// The edge of a panel, to be dragged; pressed twice it goes back to where it was.
pub(crate) fn splitter_ui(ui: &Ui, panel: Rect, side: Side, all: f32, panels: &mut Panels) {
    let grab = Rect::from_center_size(
        pos2(side.edge(panel), panel.center().y),
        vec2(SPLITTER_GRAB, panel.height()),
    );
    let response =
        ui.interact(grab, ui.scope_id().with(("splitter", side)), Sense::CLICK | Sense::DRAG);
    let name = match side {
        Side::Articles => "Width of the articles",
        Side::Claims => "Width of the claims list",
        Side::Inspector => "Width of the claim",
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let (held, least) = match side {
        Side::Articles => (&mut panels.articles, layout::ARTICLES),
        Side::Claims => (&mut panels.claims, layout::CLAIMS.0),
        Side::Inspector => (&mut panels.inspector, layout::INSPECTOR.0),
    };
    if response.double_clicked() {
        *held = None;
    } else if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        let width = match side {
            Side::Articles => pointer.x - panel.left(),
            Side::Claims | Side::Inspector => panel.right() - pointer.x,
        };
        *held = Some(width.clamp(least - 60.0, all * 0.5));
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
        let columns = Columns::of(middle, Panels::default(), false);
        let Columns { reader, claims, inspector, shared, .. } = columns;
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
        let panels = Panels { claims: Some(500.0), inspector: Some(500.0), ..Panels::default() };
        let columns = Columns::of(middle, panels, false);
        let reader = columns.reader.map_or(0.0, |rect| rect.width());
        assert!((reader - layout::READER_LEAST).abs() <= 1.0, "{reader}");
    }

    #[test]
    fn what_is_put_away_gives_its_room_to_the_article() {
        let middle = Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 700.0));
        let panels = Panels { hides_claims: true, ..Panels::default() };
        let columns = Columns::of(middle, panels, false);
        assert!(columns.claims.is_none());
        assert_eq!(columns.reader.map(|rect| rect.width()), Some(1120.0));
        let columns = Columns::of(middle, Panels::default(), true);
        let left = columns.reader.map(|rect| rect.left());
        assert_eq!(left, columns.articles.map(|rect| rect.right()));
        assert!(columns.inspector.is_some_and(|rect| (rect.right() - 1600.0).abs() < 1.0));
    }
}
