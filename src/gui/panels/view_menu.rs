//! How the window looks, in one menu: theme, type, marks, panels.

use eframe::egui::{Popup, PopupCloseBehavior, Ui};
use lucide_icons::Icon;

use super::super::screen::{Screen, Wishes};
use super::super::shortcuts;
use super::super::theme::{Theme, layout};
use super::super::widgets::{IconButton, MenuEntry, between_groups};
use crate::workbench::{Action, Command, Panels, Settings, ThemeChoice, Workbench};

/// Width of the menu.
const WIDTH: f32 = 232.0;

/// Shows the button, and the menu while it is open.
pub(crate) fn view_menu_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    screen: &Screen,
    wishes: &mut Wishes,
) {
    let response = IconButton::new(Icon::SlidersHorizontal, "View").show(ui, theme);
    let popup = Popup::menu(&response).width(WIDTH).gap(2.0).accessible_name("View");
    // What is tried out is seen behind it; a click beside it puts it away.
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for choice in ThemeChoice::ALL {
            let is_on = Some(workbench.settings().theme == choice);
            let entry = MenuEntry { is_on, is_one_of: true, ..MenuEntry::new(choice.words()) };
            if entry.show(ui, theme, WIDTH) {
                wishes.actions.push(Action::SetTheme(choice));
            }
        }
        between_groups(ui, theme, WIDTH);
        let size = screen.reader.size();
        let (least, most) = Settings::READING_SIZES;
        let sizes = [
            (Command::LargerText, (size >= most).then_some("It can be no larger")),
            (Command::SmallerText, (size <= least).then_some("It can be no smaller")),
            (Command::UsualText, None),
        ];
        for (command, unavailable) in sizes {
            command_ui(ui, theme, command, None, unavailable, wishes);
        }
        let is_fresh = Some(workbench.settings().fresh_eyes);
        command_ui(ui, theme, Command::FreshEyes, is_fresh, None, wishes);
        between_groups(ui, theme, WIDTH);
        for (command, is_on) in [
            (Command::HideMarks, screen.reader.hides_marks),
            (Command::ShadeLeft, screen.reader.shades_left),
            (Command::ShowArticles, screen.shows_articles(workbench)),
        ] {
            let reason = command.unavailable(workbench);
            command_ui(ui, theme, command, Some(is_on), reason, wishes);
        }
        panels_ui(ui, theme, screen.panels, wishes);
        between_groups(ui, theme, WIDTH);
        if command_ui(ui, theme, Command::Settings, None, None, wishes) {
            ui.close();
        }
    });
}

/// A command's entry; true when it was chosen.
fn command_ui(
    ui: &mut Ui,
    theme: &Theme,
    command: Command,
    is_on: Option<bool>,
    unavailable: Option<&str>,
    wishes: &mut Wishes,
) -> bool {
    let key = shortcuts::key_words(ui.ctx(), command);
    let entry = MenuEntry {
        key: key.as_deref(),
        is_on,
        is_indented: true,
        unavailable,
        ..MenuEntry::new(command.spec().label)
    };
    let is_chosen = entry.show(ui, theme, WIDTH);
    if is_chosen {
        wishes.commands.push(command);
    }
    is_chosen
}

/// The panels beside the article, each to be put away or brought back.
fn panels_ui(ui: &mut Ui, theme: &Theme, held: Panels, wishes: &mut Wishes) {
    let width = ui.ctx().content_rect().width();
    if width < layout::ONE_PANE {
        return;
    }
    let shares_place = width < layout::NARROW;
    let inspector = if shares_place { "Claims and claim" } else { "Claim" };
    let mut panels = held;
    for (name, command, hides) in [
        ("Claims", Command::GoToClaims, &mut panels.hides_claims),
        (inspector, Command::GoToClaim, &mut panels.hides_inspector),
    ] {
        if shares_place && command == Command::GoToClaims {
            continue;
        }
        let key = shortcuts::key_words(ui.ctx(), command);
        let is_on = Some(!*hides);
        let entry = MenuEntry { key: key.as_deref(), is_on, ..MenuEntry::new(name) };
        if entry.show(ui, theme, WIDTH) {
            *hides = !*hides;
        }
    }
    if panels != held {
        wishes.panels = Some(panels);
    }
}
