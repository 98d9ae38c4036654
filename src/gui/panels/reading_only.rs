//! A strip that tells why the window only reads the project, and what can be done.

use eframe::egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, space};
use super::super::widgets::{Button, Look, hairline, icon, left_center, one_line};
use crate::workbench::{Action, Command, Workbench};

/// Height of the strip.
const HEIGHT: f32 = 44.0;

/// Shows the strip along the top of `rect`, where there is something to tell, and gives what is left of
/// the place.
#[must_use]
pub(crate) fn reading_only_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    rect: Rect,
    wishes: &mut Wishes,
) -> Rect {
    let Some(desk) = workbench.desk() else { return rect };
    let Some(reading) = desk.reading_only() else { return rect };
    let strip = rect.with_max_y(rect.top() + HEIGHT);
    ui.painter().rect_filled(strip, 0.0, theme.tint_quote);
    hairline(ui, theme, strip, strip.bottom() - 0.5);
    let inner = strip.shrink2(vec2(14.0, 0.0));
    icon(ui.painter(), left_center(inner, 8.0), Icon::Lock, 16.0, theme.ink_2);
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::right_to_left(Align::Center))
        .id_salt("reading only");
    let mut right = ui.new_child(builder);
    right.spacing_mut().item_spacing.x = space::S;
    let copy = Button { label: "Save a copy…", look: Look::Quiet, ..Button::default() };
    if copy.show(&mut right, theme).clicked() {
        wishes.commands.push(Command::SaveAs);
    }
    if desk.is_earlier() {
        let restore = Button {
            label: "Restore this version",
            look: Look::Plain,
            hint: "Save it in place of the project; what is there now stays among the earlier versions",
            ..Button::default()
        };
        if restore.show(&mut right, theme).clicked() {
            wishes.actions.push(Action::Restore);
        }
    }
    let room = right.min_rect().left() - inner.left() - 28.0 - space::L;
    let words = reading.words();
    let galley = one_line(ui, &words, Type::Body, theme.ink, room);
    let at = left_center(inner, 28.0) - vec2(0.0, galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    let response = ui.interact(place, ui.scope_id().with("reading only"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
    ui.painter().galley(at, galley, theme.ink);
    rect.with_min_y(strip.bottom())
}
