//! A strip that tells that an article's file has changed, and the choice of how a file is read.

use std::path::PathBuf;

use eframe::egui::{
    Align, ComboBox, Context, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2,
};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, space};
use super::super::widgets::{Button, Chip, Look, hairline, icon, label, left_center, one_line};
use super::questions::{button, dialog, foot};
use crate::import::Changes;
use crate::workbench::manuscript::{ENCODINGS, ReadAs};
use crate::workbench::{Action, Workbench};

/// Height of the strip.
const HEIGHT: f32 = 44.0;

/// Shows the strip along the top of `rect`, where a manuscript has changed, and gives what is left of
/// the place.
#[must_use]
pub(crate) fn manuscript_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    rect: Rect,
    wishes: &mut Wishes,
) -> Rect {
    let Some((article, path)) = workbench.changed_manuscript() else { return rect };
    let strip = rect.with_max_y(rect.top() + HEIGHT);
    ui.painter().rect_filled(strip, 0.0, theme.tint_quote);
    hairline(ui, theme, strip, strip.bottom() - 0.5);
    let inner = strip.shrink2(vec2(14.0, 0.0));
    icon(ui.painter(), left_center(inner, 8.0), Icon::FileText, 16.0, theme.ink_2);
    let builder = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::right_to_left(Align::Center))
        .id_salt("manuscript");
    let mut right = ui.new_child(builder);
    right.spacing_mut().item_spacing.x = space::S;
    let later = Button {
        label: "Later",
        look: Look::Quiet,
        hint: "Leave the article as it is until its file changes again",
        ..Button::default()
    };
    if later.show(&mut right, theme).clicked() {
        wishes.actions.push(Action::PutManuscriptOff(PathBuf::from(path)));
    }
    let take = Button {
        label: "Take it in",
        look: Look::Plain,
        hint: "Verdicts stay where the words stand; what changed is told. It can be undone",
        ..Button::default()
    };
    if take.show(&mut right, theme).clicked() {
        wishes.actions.push(Action::ReadAgain { article, from: None, how: None });
    }
    let room = right.min_rect().left() - inner.left() - 28.0 - space::L;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let words = format!("The manuscript has changed: {name}");
    let galley = one_line(ui, &words, Type::Body, theme.ink, room);
    let at = left_center(inner, 28.0) - vec2(0.0, galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    let response = ui.interact(place, ui.scope_id().with("manuscript"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
    ui.painter().galley(at, galley, theme.ink);
    rect.with_min_y(strip.bottom())
}

/// Shows how the article's file is read, to be chosen in `how`. What is asked for, if anything is, and
/// whether it stays open.
pub(crate) fn read_as_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    how: &mut ReadAs,
) -> (Option<Action>, bool) {
    let Some(article) = workbench.desk().map(|desk| desk.article_id()) else {
        return (None, false);
    };
    let sentence = "The file is read again in this way. Verdicts stay where the words stand, and it can be undone.";
    let (pressed, waved) = dialog(ctx, theme, "Read the file otherwise", sentence, |ui| {
        ui.add_space(space::L);
        label(ui, "Letters", Type::SmallMedium, theme.ink_3);
        ui.add_space(space::XS);
        let chosen = how.encoding.map_or("Found out by the program", |held| held.name());
        let combo = ComboBox::from_id_salt("encoding").selected_text(chosen).width(260.0);
        let combo = combo.show_ui(ui, |ui| {
            ui.selectable_value(&mut how.encoding, None, "Found out by the program");
            for encoding in ENCODINGS {
                ui.selectable_value(&mut how.encoding, Some(encoding), encoding.name());
            }
        });
        let told = format!("Encoding: {chosen}");
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &told));
        ui.add_space(space::L);
        label(ui, "Tracked changes", Type::SmallMedium, theme.ink_3);
        ui.add_space(space::XS);
        ui.horizontal_wrapped(|ui| {
            let choices = [
                (Changes::Accepted, "As accepted"),
                (Changes::Original, "As original"),
                (Changes::Both, "Show both"),
            ];
            for (changes, label) in choices {
                let is_on = how.changes == changes;
                let chip = Chip { label, count: None, is_on, is_tight: false };
                if chip.show(ui, theme).clicked() {
                    how.changes = changes;
                }
            }
        });
        foot(ui, |ui| {
            if button(ui, theme, "Read it so", Look::Primary).clicked() {
                return Some(Some(Action::ReadAgain { article, from: None, how: Some(*how) }));
            }
            button(ui, theme, "Cancel", Look::Quiet).clicked().then_some(None)
        })
    });
    match pressed {
        Some(action) => (action, false),
        None => (None, !waved),
    }
}
