//! Dialogs about the project's file: it is read-only, someone else changed it, earlier versions of it.

use eframe::egui::{Context, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, space};
use super::super::widgets::{Button, Look, label};
use super::questions::{button, dialog, dialog_sized, foot};
use crate::workbench::work::Earlier;
use crate::workbench::{Action, Command, Question, Workbench};

/// Wide enough for four answers in a row.
const CHANGED_WIDTH: f32 = 520.0;
/// How high the list of earlier versions may be.
const LIST_HEIGHT: f32 = 300.0;

/// Shows the dialog that is due, if one is. True where there is one.
pub(crate) fn file_questions_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    wishes: &mut Wishes,
) -> bool {
    if let Some(question) = workbench.question() {
        match question {
            Question::ReadOnlyFile(_) => read_only_ui(ctx, theme, workbench, wishes),
            Question::Changed(..) => changed_ui(ctx, theme, workbench, wishes),
        }
        return true;
    }
    if let Some(versions) = workbench.versions() {
        versions_ui(ctx, theme, versions, wishes);
        return true;
    }
    false
}

fn name(workbench: &Workbench) -> String {
    workbench.desk().map(|desk| desk.name()).unwrap_or_default()
}

fn read_only_ui(ctx: &Context, theme: &Theme, workbench: &Workbench, wishes: &mut Wishes) {
    let sentence = format!(
        "“{}” is marked as read-only. Replacing it keeps that mark. Nothing is saved yet.",
        name(workbench)
    );
    let (chosen, waved) = dialog(ctx, theme, "Replace the read-only file?", &sentence, |ui| {
        foot(ui, |ui| {
            let elsewhere = button(ui, theme, "Save elsewhere…", Look::Primary);
            if ui.memory(|memory| memory.focused().is_none()) {
                elsewhere.request_focus();
            }
            if elsewhere.clicked() {
                wishes.commands.push(Command::SaveAs);
                return Some(Action::PutOff);
            }
            if button(ui, theme, "Replace it", Look::Plain).clicked() {
                return Some(Action::ReplaceReadOnly);
            }
            button(ui, theme, "Cancel", Look::Quiet).clicked().then_some(Action::PutOff)
        })
    });
    wishes.actions.extend(chosen.or_else(|| waved.then_some(Action::PutOff)));
}

fn changed_ui(ctx: &Context, theme: &Theme, workbench: &Workbench, wishes: &mut Wishes) {
    let has_mine = workbench.desk().is_some_and(|desk| !desk.is_saved());
    let sentence = if has_mine {
        format!(
            "Someone else has saved “{}” since you opened it, and you have changes of your own. Neither is lost: what gives way stays as a copy or among the earlier versions.",
            name(workbench)
        )
    } else {
        format!(
            "Someone else has saved “{}” since you opened it. You have no changes of your own that are not saved.",
            name(workbench)
        )
    };
    let title = "The file has changed";
    let (chosen, waved) = dialog_sized(ctx, theme, title, &sentence, CHANGED_WIDTH, |ui| {
        foot(ui, |ui| {
            let offers: &[(&str, Action)] = if has_mine {
                &[
                    ("Join both", Action::MergeTheirs),
                    ("Keep mine as a copy", Action::KeepCopy),
                    ("Take theirs", Action::TakeTheirs),
                ]
            } else {
                &[("Take theirs", Action::TakeTheirs), ("Keep mine as a copy", Action::KeepCopy)]
            };
            for (idx, (words, action)) in offers.iter().enumerate() {
                let look = if idx == 0 { Look::Primary } else { Look::Plain };
                let offer = button(ui, theme, words, look);
                // The first is the safe one.
                if idx == 0 && ui.memory(|memory| memory.focused().is_none()) {
                    offer.request_focus();
                }
                if offer.clicked() {
                    return Some(action.clone());
                }
            }
            button(ui, theme, "Decide later", Look::Quiet).clicked().then_some(Action::PutOff)
        })
    });
    wishes.actions.extend(chosen.or_else(|| waved.then_some(Action::PutOff)));
}

fn versions_ui(ctx: &Context, theme: &Theme, versions: &[Earlier], wishes: &mut Wishes) {
    let sentence = if versions.is_empty() {
        "None is kept yet. From the next save on there is one of each of the last ten saves, and one a day for thirty days."
    } else {
        "It opens to be read. Nothing is replaced before you restore it, and what is there now stays in this list."
    };
    let (chosen, waved) = dialog(ctx, theme, "Earlier versions", sentence, |ui| {
        ui.add_space(space::L);
        let mut chosen = None;
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for (idx, earlier) in versions.iter().enumerate() {
                if version_ui(ui, theme, earlier) {
                    chosen = Some(Action::OpenVersion(idx));
                }
            }
        });
        foot(ui, |ui| {
            button(ui, theme, "Close", Look::Quiet).clicked().then_some(Action::CloseVersions)
        })
        .or(chosen)
    });
    wishes.actions.extend(chosen.or_else(|| waved.then_some(Action::CloseVersions)));
}

/// One version: when, and how much differs. True when it is to be opened.
fn version_ui(ui: &mut Ui, theme: &Theme, earlier: &Earlier) -> bool {
    let when = earlier.version.when.strftime("%B %-d, %Y, %H:%M").to_string();
    let differs = match earlier.n_different {
        None => "can’t be read".to_owned(),
        Some(0) => "as it is now".to_owned(),
        Some(1) => "1 difference".to_owned(),
        Some(n) => format!("{n} differences"),
    };
    let mut is_chosen = false;
    let row = ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let name = format!("Open the version of {when}, {differs}");
        let open = Button { label: "Open", name: Some(&name), ..Button::default() };
        is_chosen = ui
            .add_enabled_ui(earlier.n_different.is_some(), |ui| open.show(ui, theme).clicked())
            .inner;
        ui.add_space(space::S);
        label(ui, &when, Type::Body, theme.ink);
        label(ui, &differs, Type::Small, theme.ink_3);
    });
    row.response
        .widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{when}, {differs}")));
    ui.add_space(vec2(0.0, space::XS).y);
    is_chosen
}
