//! Entries of menus: words, a tick where something is on, the key that does the same.

use eframe::egui::{Align2, CornerRadius, Response, Role, Sense, Ui, WidgetInfo, vec2};
use lucide_icons::Icon;

use super::super::theme::{Theme, Type, radius, space};
use super::{
    focus_ring, hairline, hover_share, icon, label, left_center, one_line, right_center, text,
};

/// Height of an entry, and of the line between two groups.
pub(crate) const ENTRY: f32 = 26.0;
pub(crate) const BETWEEN_GROUPS: f32 = 9.0;

/// Where the words begin: at the edge, or after the place of a tick.
const EDGE: f32 = space::S;
const AFTER_TICK: f32 = 30.0;

/// One entry of a menu.
#[derive(Debug, Clone, Copy)]
#[must_use = "an entry is drawn by `show`"]
pub(crate) struct MenuEntry<'a> {
    /// What it says.
    pub(crate) words: &'a str,
    /// The key that does the same.
    pub(crate) key: Option<&'a str>,
    /// Whether it is on, where it can be.
    pub(crate) is_on: Option<bool>,
    /// Beside others of which only one can be on.
    pub(crate) is_one_of: bool,
    /// Its words stand under those of entries that can be on.
    pub(crate) is_indented: bool,
    /// Why it can't be chosen.
    pub(crate) unavailable: Option<&'a str>,
}

impl<'a> MenuEntry<'a> {
    /// One that calls something.
    pub(crate) const fn new(words: &'a str) -> Self {
        Self {
            words,
            key: None,
            is_on: None,
            is_one_of: false,
            is_indented: false,
            unavailable: None,
        }
    }

    /// Draws it `width` wide, and tells whether it was chosen.
    #[must_use]
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme, width: f32) -> bool {
        let enabled = self.unavailable.is_none();
        let (rect, response) = ui.allocate_exact_size(vec2(width, ENTRY), Sense::click());
        self.tell(&response, enabled);
        let ink = if enabled { theme.ink } else { theme.disabled };
        if enabled {
            let ground = theme.hover.gamma_multiply(hover_share(ui, theme, &response));
            ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
        }
        focus_ring(ui, theme, &response, radius::CONTROL);
        let left = if self.is_on.is_some() || self.is_indented { AFTER_TICK } else { EDGE };
        if self.is_on == Some(true) {
            icon(ui.painter(), left_center(rect, EDGE + 7.0), Icon::Check, 14.0, theme.ink_2);
        }
        let mut right = rect.right() - space::S;
        if let Some(key) = self.key {
            let at = right_center(rect, space::S);
            let key = text(ui, at, Align2::RIGHT_CENTER, key, Type::Tiny, theme.ink_3);
            right = key.left() - space::S;
        }
        let at = left_center(rect, left);
        let words = one_line(ui, self.words, Type::Body, ink, (right - at.x).max(0.0));
        let top = at - vec2(0.0, words.size().y / 2.0);
        ui.painter().galley(top, words, ink);
        let is_chosen = response.clicked() && enabled;
        if let Some(reason) = self.unavailable {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(reason));
            response.on_hover_ui(|ui| {
                label(ui, reason, Type::Small, theme.ink);
            });
        }
        is_chosen
    }

    fn tell(&self, response: &Response, enabled: bool) {
        response.widget_info(|| match self.is_on {
            Some(is_on) if self.is_one_of => {
                WidgetInfo::selected(Role::MenuItemRadio, enabled, is_on, self.words)
            }
            Some(is_on) => WidgetInfo::selected(Role::MenuItemCheckBox, enabled, is_on, self.words),
            None => WidgetInfo::labeled(Role::MenuItem, enabled, self.words),
        });
    }
}

/// The line between two groups of a menu.
pub(crate) fn between_groups(ui: &mut Ui, theme: &Theme, width: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, BETWEEN_GROUPS), Sense::hover());
    hairline(ui, theme, rect, rect.center().y.floor() + 0.5);
}
