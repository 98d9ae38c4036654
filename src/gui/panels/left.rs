//! Work that was never saved because a program did not end well: told, and offered.

use eframe::egui::{Align, Align2, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use jiff::{Timestamp, ZonedDateTime};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, space};
use super::super::widgets::{Button, Look, hairline, icon, left_center, one_line, text};
use crate::store::journal::Left;
use crate::workbench::{Action, Workbench};

/// Height of the strip.
const HEIGHT: f32 = 44.0;

/// Shows the latest of it in a strip along the top of `rect`, if there is any, and gives what is left
/// of the place. `discard_asked` remembers that it was asked once to throw it away.
#[must_use]
pub(crate) fn left_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    discard_asked: &mut bool,
    rect: Rect,
    wishes: &mut Wishes,
) -> Rect {
    let Some(left) = workbench.left_behind().first() else { return rect };
    let strip = rect.with_max_y(rect.top() + HEIGHT);
    ui.painter().rect_filled(strip, 0.0, theme.tint_quote);
    hairline(ui, theme, strip, strip.bottom() - 0.5);
    let inner = strip.shrink2(vec2(14.0, 0.0));
    icon(ui.painter(), left_center(inner, 8.0), Icon::History, 16.0, theme.ink_2);
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::right_to_left(Align::Center))
        .id_salt("left behind");
    let mut right = ui.new_child(builder);
    right.spacing_mut().item_spacing.x = space::S;
    let open = Button { label: "Open it", look: Look::Plain, ..Button::default() };
    if open.show(&mut right, theme).clicked() {
        wishes.actions.push(Action::OpenLeft(0));
    }
    // What can't be brought back is asked for twice.
    let discard = Button {
        label: if *discard_asked { "Throw away for good" } else { "Throw away…" },
        look: Look::Quiet,
        hint: "It can’t be brought back",
        ..Button::default()
    };
    if discard.show(&mut right, theme).clicked() {
        if *discard_asked {
            wishes.actions.push(Action::DiscardLeft(0));
        }
        *discard_asked = !*discard_asked;
    }
    let room = right.min_rect().left() - inner.left() - 28.0 - space::L;
    let words = left_words(left, &workbench.now());
    let galley = one_line(ui, &words, Type::Body, theme.ink, room);
    let at = left_center(inner, 28.0) - vec2(0.0, galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    let response = ui.interact(place, ui.scope_id().with("left behind"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
    ui.painter().galley(at, galley, theme.ink);
    if workbench.left_behind().len() > 1 {
        let more = format!("and {} more", workbench.left_behind().len() - 1);
        let at = place.right_center() + vec2(space::M, 0.0);
        text(ui, at, Align2::LEFT_CENTER, &more, Type::Small, theme.ink_3);
    }
    rect.with_min_y(strip.bottom())
}

/// What it is: from when, how much, and in which article.
fn left_words(left: &Left, now: &ZonedDateTime) -> String {
    let when = Timestamp::from_second(left.when_secs)
        .map(|stamp| stamp.to_zoned_datetime(now.time_zone().clone()))
        .map(|then| then.strftime("%B %-d, %H:%M").to_string())
        .unwrap_or_default();
    let changes = match left.n_changes {
        1 => "1 change".to_owned(),
        n => format!("{n} changes"),
    };
    let title = left.project.articles.values().next().map_or("", |article| article.title.as_str());
    format!("Work from {when} was not saved: {changes} in “{title}”. Nothing of it is missing.")
}
