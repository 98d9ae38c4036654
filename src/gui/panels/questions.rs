//! Dialogs: what must be decided, or has a form of its own.

use std::path::PathBuf;

use eframe::egui::{
    Align, Context, CornerRadius, Frame, Id, Key, Layout, Margin, Modal, ScrollArea, Ui, vec2,
};
use jiff::civil::Date;

use super::super::dialogs::Purpose;
use super::super::screen::{DetailsDraft, Focus, PathDraft, Screen, Wishes};
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{Button, Field, Look, label};
use super::address::{address_ui, agree_ui};
use super::attachments::attachments_ui;
use super::file_questions::file_questions_ui;
use super::link::link_ui;
use crate::workbench::{Action, Workbench};

/// How high the list is of what was noticed when an article was read.
const NOTICED_HEIGHT: f32 = 120.0;

/// What the user answered to a question that the application has to act on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// Save, then go on.
    SaveFirst,
    /// This path was typed.
    Path(Purpose, PathBuf),
}

/// Shows the dialog that is due, if one is.
#[must_use]
pub(crate) fn questions_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    screen: &mut Screen,
    wishes: &mut Wishes,
) -> Option<Answered> {
    if let Some(mut draft) = screen.path.take() {
        let (answer, stays) = path_ui(ctx, theme, &mut draft);
        screen.path = stays.then_some(draft);
        return answer;
    }
    if let Some(mut draft) = screen.address.take() {
        if address_ui(ctx, theme, workbench, &mut draft, wishes) {
            screen.address = Some(draft);
        }
        return None;
    }
    if let Some(address) = workbench.asks_about_address() {
        agree_ui(ctx, theme, address, wishes);
        return None;
    }
    if file_questions_ui(ctx, theme, workbench, wishes) {
        return None;
    }
    if workbench.asks_about_unsaved() {
        return unsaved_ui(ctx, theme, workbench, wishes);
    }
    if !workbench.letters().is_empty() {
        attachments_ui(ctx, theme, workbench.letters(), &mut screen.choices, wishes);
        return None;
    }
    if let Some(link) = screen.link.take() {
        screen.link = link_ui(ctx, theme, link);
        return None;
    }
    if let Some(mut draft) = screen.details.take()
        && details_ui(ctx, theme, workbench, &mut draft, wishes)
    {
        screen.details = Some(draft);
    }
    None
}

/// A dialog's frame, title and sentence. The second value tells whether it was waved away.
pub(super) fn dialog<R>(
    ctx: &Context,
    theme: &Theme,
    title: &str,
    sentence: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    dialog_sized(ctx, theme, title, sentence, layout::DIALOG, add)
}

/// The same, as wide as it needs.
pub(super) fn dialog_sized<R>(
    ctx: &Context,
    theme: &Theme,
    title: &str,
    sentence: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, bool) {
    let shadow = ctx.global_style().visuals.popup_shadow;
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(theme.hairline_stroke())
        .corner_radius(CornerRadius::same(radius::POPUP))
        .inner_margin(Margin { left: 24, right: 24, top: 22, bottom: 20 })
        .shadow(shadow);
    let width = width.min(ctx.content_rect().width() - 2.0 * space::L) - 48.0;
    let id = Id::unique(title);
    let area = Modal::default_area(id).default_size(ctx.content_rect().size());
    let modal = Modal::new(id).area(area).backdrop_color(theme.scrim).frame(frame);
    let shown = modal.show(ctx, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
        label(ui, title, Type::DialogTitle, theme.ink);
        if !sentence.is_empty() {
            ui.add_space(6.0);
            label(ui, sentence, Type::Body, theme.ink_2);
        }
        add(ui)
    });
    let waved = shown.should_close();
    (shown.inner, waved)
}

/// The row of buttons at the foot of a dialog, the last one first.
pub(super) fn foot<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(space::XL);
    let size = vec2(ui.available_width(), layout::CONTROL);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), add).inner
}

/// The foot of a dialog that only tells: a button to close it, which has the keys at once. True when it
/// was pressed.
pub(super) fn close_foot(ui: &mut Ui, theme: &Theme) -> bool {
    foot(ui, |ui| {
        let close = button(ui, theme, "Close", Look::Primary);
        if ui.memory(|memory| memory.focused().is_none()) {
            close.request_focus();
        }
        close.clicked()
    })
}

pub(super) fn button(
    ui: &mut Ui,
    theme: &Theme,
    label: &str,
    look: Look,
) -> eframe::egui::Response {
    Button { label, look, ..Button::default() }.show(ui, theme)
}

fn unsaved_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    wishes: &mut Wishes,
) -> Option<Answered> {
    let name = workbench.desk().map(|desk| desk.name()).unwrap_or_default();
    let sentence =
        format!("“{name}” has changes that are not saved. Without saving they are lost.");
    let mut answer = None;
    let (chosen, waved) = dialog(ctx, theme, "Save the changes first?", &sentence, |ui| {
        foot(ui, |ui| {
            let save = button(ui, theme, "Save", Look::Primary);
            // The safe answer is the one that Enter gives.
            if ui.memory(|memory| memory.focused().is_none()) {
                save.request_focus();
            }
            if save.clicked() {
                answer = Some(Answered::SaveFirst);
            }
            if button(ui, theme, "Don’t save", Look::Plain).clicked() {
                return Some(Action::Discard);
            }
            button(ui, theme, "Cancel", Look::Quiet).clicked().then_some(Action::KeepOpen)
        })
    });
    let chosen = chosen.or_else(|| (waved && answer.is_none()).then_some(Action::KeepOpen));
    wishes.actions.extend(chosen);
    answer
}

/// True while it stays open.
fn details_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    draft: &mut DetailsDraft,
    wishes: &mut Wishes,
) -> bool {
    let sentence = "Dates such as “Tuesday” are read from the day the article was published.";
    let mut is_done = false;
    let mut is_cancelled = false;
    let (_, waved) = dialog(ctx, theme, "Title and date", sentence, |ui| {
        let width = ui.available_width();
        let mut line =
            |ui: &mut Ui, focus: Id, name: &str, hint: &str, words: &mut String, wrong| {
                ui.add_space(space::L);
                label(ui, name, Type::SmallMedium, theme.ink_3);
                ui.add_space(6.0);
                let field =
                    Field { id: focus, name, hint, icon: None, key: None, width, is_wrong: wrong };
                let response = field.show(ui, theme, words);
                if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                    is_done = true;
                }
                response
            };
        line(ui, Id::unique("article title"), "Title", "", &mut draft.title, false);
        let is_wrong = draft.problem.is_some();
        let date =
            line(ui, Focus::Date.id(), "Publication date", "2026-05-14", &mut draft.date, is_wrong);
        if date.changed() {
            draft.problem = None;
        }
        if let Some(problem) = draft.problem {
            ui.add_space(6.0);
            label(ui, problem, Type::Small, theme.verdict_disputed);
        }
        let article = workbench.desk().and_then(|desk| desk.article());
        let noticed = article.map(|article| article.provenance.warnings.as_slice());
        if let Some(noticed @ [_, ..]) = noticed {
            ui.add_space(space::L);
            label(ui, "Noticed when it was read", Type::SmallMedium, theme.ink_3);
            ui.add_space(6.0);
            ScrollArea::vertical().max_height(NOTICED_HEIGHT).show(ui, |ui| {
                for words in noticed {
                    label(ui, words, Type::Small, theme.ink_2);
                    ui.add_space(space::XS);
                }
            });
        }
        foot(ui, |ui| {
            is_done |= button(ui, theme, "Apply", Look::Primary).clicked();
            is_cancelled = button(ui, theme, "Cancel", Look::Quiet).clicked();
        });
    });
    if is_cancelled || (waved && !is_done) {
        return false;
    }
    if !is_done {
        return true;
    }
    match read_date(&draft.date) {
        Ok(published) => {
            wishes.actions.push(Action::SetTitle(draft.title.clone()));
            if workbench
                .desk()
                .and_then(|desk| desk.article())
                .is_some_and(|a| a.published != published)
            {
                wishes.actions.push(Action::SetPublished(published));
            }
            false
        }
        Err(problem) => {
            draft.problem = Some(problem);
            true
        }
    }
}

/// A date as people type it: `2026-05-14`, `May 14, 2026`, `14 May 2026`; nothing for no date.
pub(crate) fn read_date(words: &str) -> Result<Option<Date>, &'static str> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(None);
    }
    let forms =
        ["%Y-%m-%d", "%B %d, %Y", "%B %d %Y", "%b %d, %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y"];
    let plain = words.replace('.', "");
    let read = forms.iter().find_map(|form| Date::strptime(form, &plain).ok());
    // A year of two digits would be read as one of antiquity.
    read.filter(|date| date.year() >= 1000)
        .map(Some)
        .ok_or("This is not a date. Write year, month and day, as in 2026-05-14 or May 14, 2026.")
}

/// Asks for a path by typing; the second value tells whether it stays open.
fn path_ui(ctx: &Context, theme: &Theme, draft: &mut PathDraft) -> (Option<Answered>, bool) {
    let (title, verb, sentence) = match draft.purpose {
        Purpose::Open => (
            "Open a file",
            "Open",
            "This desktop has no file dialog. Type where the article or project is.",
        ),
        Purpose::Add => {
            ("Add an article", "Add", "This desktop has no file dialog. Type where the article is.")
        }
        Purpose::Save | Purpose::SaveThenLeave => (
            "Save the project",
            "Save",
            "This desktop has no file dialog. Type where the project shall be; a file of that name is replaced.",
        ),
        Purpose::Annotations => (
            "Import annotations",
            "Import",
            "This desktop has no file dialog. Type where the annotations are.",
        ),
        Purpose::Sources => (
            "Import sources",
            "Import",
            "This desktop has no file dialog. Type where the list of sources is: CSL-JSON, BibTeX or RIS.",
        ),
        Purpose::Export => (
            "Export",
            "Export",
            "This desktop has no file dialog. Type where the report shall be; a file of that name is replaced.",
        ),
        Purpose::Version => (
            "New version of the article",
            "Take it in",
            "This desktop has no file dialog. Type where the new version is.",
        ),
        Purpose::Attach => (
            "Attach a source",
            "Attach",
            "This desktop has no file dialog. Type where the source is.",
        ),
    };
    let (mut is_done, mut is_cancelled) = (false, false);
    let (_, waved) = dialog(ctx, theme, title, sentence, |ui| {
        ui.add_space(space::L);
        let field = Field {
            id: Focus::Path.id(),
            name: "Path",
            hint: "/home/…",
            icon: None,
            key: None,
            width: ui.available_width(),
            is_wrong: false,
        };
        let response = field.show(ui, theme, &mut draft.path);
        is_done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        foot(ui, |ui| {
            is_done |= button(ui, theme, verb, Look::Primary).clicked();
            is_cancelled = button(ui, theme, "Cancel", Look::Quiet).clicked();
        });
    });
    let path = draft.path.trim();
    if is_done && !path.is_empty() {
        let path = path.strip_prefix("file://").unwrap_or(path);
        return (Some(Answered::Path(draft.purpose, PathBuf::from(path))), false);
    }
    (None, !(is_cancelled || (waved && !is_done)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        for words in ["2026-05-14", " May 14, 2026", "14 May 2026", "may 14 2026", "Sep 1, 2025"] {
            assert!(matches!(read_date(words), Ok(Some(_))), "{words}");
        }
        assert_eq!(read_date("  "), Ok(None));
        for words in ["Tuesday", "2026-13-01", "14/05/2026", "May 26", "05-14-26"] {
            assert!(read_date(words).is_err(), "{words}");
        }
    }
}
