//! Buttons: with words, or an icon alone.

use std::sync::Arc;

use eframe::egui::{
    self, Align2, CornerRadius, Galley, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};
use lucide_icons::Icon;

use super::super::theme::{Theme, Type, layout, radius, space, stroke};
use super::{focus_ring, hint, hover_share, icon, left_center, mix, one_line, right_center, text};

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    /// The one thing to do here.
    Primary,
    /// A button like others.
    #[default]
    Plain,
    /// Words that can be pressed.
    Quiet,
    /// Words that lead elsewhere.
    Link,
}

/// A button with words.
#[derive(Debug, Clone, Copy, Default)]
#[must_use = "a button is drawn by `show`"]
pub(crate) struct Button<'a> {
    /// What it says.
    pub(crate) label: &'a str,
    /// Its name for a screen reader, where the label alone does not tell.
    pub(crate) name: Option<&'a str>,
    /// Before the words.
    pub(crate) icon: Option<Icon>,
    /// At the right edge.
    pub(crate) key: Option<&'a str>,
    /// What it does, while the pointer rests on it.
    pub(crate) hint: &'a str,
    /// How much it stands out.
    pub(crate) look: Look,
    /// Why it can't be pressed.
    pub(crate) unavailable: Option<&'a str>,
    /// As wide as this, not as its words.
    pub(crate) width: Option<f32>,
    /// One of the start screen's actions: higher.
    pub(crate) is_large: bool,
}

/// How a button's words fit into it.
struct Fit {
    pad: f32,
    icon_room: f32,
    galley: Arc<Galley>,
    /// As wide as all of it needs.
    width: f32,
}

impl Button<'_> {
    /// How wide it is where no width is given.
    pub(crate) fn own_width(self, ui: &Ui, theme: &Theme) -> f32 {
        self.fit(ui, theme).width
    }

    fn fit(self, ui: &Ui, theme: &Theme) -> Fit {
        let kind = if self.is_large { Type::StartAction } else { Type::Button };
        let (pad, icon_room) = match (self.look, self.is_large) {
            (_, true) => (space::L - 2.0, 28.0),
            (Look::Link, _) => (space::XS, 22.0),
            _ => (space::M - 2.0, 22.0),
        };
        let icon_room = if self.icon.is_some() { icon_room } else { 0.0 };
        let ink = self.ink(theme);
        let galley = one_line(ui, self.label, kind, ink, f32::INFINITY);
        let key_room = self.key.map_or(0.0, |key| {
            space::M + one_line(ui, key, Type::Small, ink, f32::INFINITY).size().x
        });
        let width = pad * 2.0 + icon_room + galley.size().x + key_room;
        Fit { pad, icon_room, galley, width }
    }

    /// Draws it, and tells whether it was pressed.
    #[must_use]
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let height = if self.is_large { layout::START_ACTION } else { layout::CONTROL };
        let Fit { pad, icon_room, galley, width } = self.fit(ui, theme);
        let ink = self.ink(theme);
        let size = vec2(self.width.unwrap_or(width), height);
        let enabled = self.unavailable.is_none();
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(size, sense);
        let name = self.name.unwrap_or(self.label);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
        if ui.is_rect_visible(rect) {
            self.paint_ground(ui, theme, rect, &response);
            if let Some(glyph) = self.icon {
                let color = if self.look == Look::Plain { theme.ink_2 } else { ink };
                let color = if enabled { color } else { theme.disabled };
                icon(ui.painter(), left_center(rect, pad + 8.0), glyph, 16.0, color);
            }
            let at = left_center(rect, pad + icon_room) - vec2(0.0, galley.size().y / 2.0);
            ui.painter().galley(at, galley, ink);
            if let Some(key) = self.key {
                let faint = match self.look {
                    Look::Primary => mix(theme.primary, theme.on_primary, 0.75),
                    _ => theme.ink_3,
                };
                text(ui, right_center(rect, pad), Align2::RIGHT_CENTER, key, Type::Small, faint);
            }
            let corner = if self.is_large { radius::CARD } else { radius::CONTROL };
            focus_ring(ui, theme, &response, corner);
        }
        match self.unavailable {
            Some(reason) => why_not(response, theme, None, reason),
            None => hint(response, theme, self.hint, None),
        }
    }

    fn ink(self, theme: &Theme) -> egui::Color32 {
        if self.unavailable.is_some() {
            return theme.disabled;
        }
        match self.look {
            Look::Primary => theme.on_primary,
            Look::Plain => theme.ink,
            Look::Quiet => theme.ink_2,
            Look::Link => theme.accent,
        }
    }

    fn paint_ground(self, ui: &Ui, theme: &Theme, rect: Rect, response: &Response) {
        let share = hover_share(ui, theme, response);
        let (rest, over, down, edge) = match self.look {
            Look::Primary => {
                let over = mix(theme.primary, theme.on_primary, 0.14);
                (theme.primary, over, mix(theme.primary, theme.on_primary, 0.24), theme.primary)
            }
            Look::Plain if self.unavailable.is_some() => {
                let none = theme.hover.gamma_multiply(0.0);
                (none, none, none, theme.hairline)
            }
            Look::Plain => (theme.raised, theme.hover, theme.pressed, theme.outline),
            Look::Quiet | Look::Link => {
                let none = theme.hover.gamma_multiply(0.0);
                (none, theme.hover, theme.pressed, none)
            }
        };
        let is_down = response.is_pointer_button_down_on();
        let fill = if is_down { down } else { mix(rest, over, share) };
        let corner = if self.is_large { radius::CARD } else { radius::CONTROL };
        let pen = Stroke::new(stroke::HAIRLINE, edge);
        ui.painter().rect(rect, CornerRadius::same(corner), fill, pen, StrokeKind::Inside);
    }
}

/// A button that is an icon alone.
#[derive(Debug, Clone, Copy)]
#[must_use = "a button is drawn by `show`"]
pub(crate) struct IconButton<'a> {
    /// The icon.
    pub(crate) icon: Icon,
    /// Its name for a screen reader, and the first words of its hint.
    pub(crate) name: &'a str,
    /// The key that does the same.
    pub(crate) key: Option<&'a str>,
    /// Why it can't be pressed.
    pub(crate) unavailable: Option<&'a str>,
    /// What it opens is open.
    pub(crate) is_on: bool,
}

impl<'a> IconButton<'a> {
    /// One that can be pressed.
    pub(crate) const fn new(icon: Icon, name: &'a str) -> Self {
        Self { icon, name, key: None, unavailable: None, is_on: false }
    }

    /// With its key in the hint.
    pub(crate) const fn key(mut self, key: Option<&'a str>) -> Self {
        self.key = key;
        self
    }

    /// Greyed with this reason, if there is one.
    pub(crate) const fn unavailable(mut self, reason: Option<&'a str>) -> Self {
        self.unavailable = reason;
        self
    }

    /// Draws it.
    #[must_use]
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme) -> Response {
        let enabled = self.unavailable.is_none();
        let sense = if enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) =
            ui.allocate_exact_size(vec2(layout::CONTROL, layout::CONTROL), sense);
        response.widget_info(|| match self.is_on {
            true => WidgetInfo::selected(Role::Button, enabled, true, self.name),
            false => WidgetInfo::labeled(Role::Button, enabled, self.name),
        });
        let share = hover_share(ui, theme, &response);
        let fill = if response.is_pointer_button_down_on() || self.is_on {
            theme.pressed
        } else {
            theme.hover.gamma_multiply(share)
        };
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), fill);
        let color = match (enabled, self.is_on) {
            (false, _) => theme.disabled,
            (true, true) => theme.ink,
            (true, false) => theme.ink_2,
        };
        icon(ui.painter(), rect.center(), self.icon, 16.0, color);
        focus_ring(ui, theme, &response, radius::CONTROL);
        match self.unavailable {
            Some(reason) => why_not(response, theme, Some(self.name), reason),
            None => hint(response, theme, self.name, self.key),
        }
    }
}

/// Why a button can't be pressed, under its name where it shows none: while the pointer rests on it, and
/// to who can't see it.
fn why_not(response: Response, theme: &Theme, name: Option<&str>, reason: &str) -> Response {
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(reason));
    response.on_hover_ui(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(name) = name {
            super::label(ui, name, Type::Small, theme.ink);
        }
        let ink = if name.is_some() { theme.ink_3 } else { theme.ink };
        super::label(ui, reason, Type::Small, ink);
    })
}
