//! The files that came with mails: which become articles, which are kept as sources.

use eframe::egui::{Align, Context, Layout, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, layout, space};
use super::super::widgets::{Chip, Look, label, one_line};
use super::questions::{button, dialog, foot};
use crate::import::Attachment;
use crate::workbench::{Action, Choice, Letter};

/// How high the list of files may be.
const LIST_HEIGHT: f32 = 300.0;

/// How wide the two choices of a row are together.
const CHOICES: f32 = 150.0;

/// Asks what becomes of the files. `choices` is what is chosen so far, by mail and file.
pub(super) fn attachments_ui(
    ctx: &Context,
    theme: &Theme,
    letters: &[Letter],
    choices: &mut Vec<Vec<Choice>>,
    wishes: &mut Wishes,
) {
    // Mails may come while the dialog is open.
    let n_known = choices.len().min(letters.len());
    choices.extend(letters.iter().skip(n_known).map(Letter::proposed));
    let n_files: usize = letters.iter().map(|letter| letter.attachments.len()).sum();
    let title = match n_files {
        1 => "A file came with the mail",
        _ => "Files came with the mail",
    };
    let sentence = "Choose which to open as articles of this project, and which to keep with it as sources for verdicts. What is left stays in the mail.";
    let (chosen, waved) = dialog(ctx, theme, title, sentence, |ui| {
        ui.add_space(space::L);
        ScrollArea::vertical().max_height(LIST_HEIGHT).show(ui, |ui| {
            for (idx, (letter, choices)) in letters.iter().zip(choices.iter_mut()).enumerate() {
                if letters.len() > 1 {
                    ui.add_space(if idx > 0 { space::M } else { 0.0 });
                    let width = ui.available_width();
                    let galley = one_line(ui, &letter.title, Type::QuoteRow, theme.ink_2, width);
                    ui.label(galley);
                    ui.add_space(space::XS);
                }
                for (attachment, choice) in letter.attachments.iter().zip(choices) {
                    file_ui(ui, theme, attachment, choice);
                }
            }
        });
        foot(ui, |ui| {
            let n = choices.iter().flatten().filter(|c| c.is_article || c.is_evidence).count();
            let verb = match n {
                0 => "Take none".to_owned(),
                1 => "Take 1 file".to_owned(),
                n => format!("Take {n} files"),
            };
            let take = button(ui, theme, &verb, Look::Primary);
            if ui.memory(|memory| memory.focused().is_none()) {
                take.request_focus();
            }
            if take.clicked() {
                return Some(std::mem::take(choices));
            }
            button(ui, theme, "Leave all", Look::Quiet).clicked().then(Vec::new)
        })
    });
    if let Some(chosen) = chosen.or_else(|| waved.then(Vec::new)) {
        choices.clear();
        wishes.actions.push(Action::TakeAttachments(chosen));
    }
}

/// One file: its name and size, and what becomes of it.
fn file_ui(ui: &mut Ui, theme: &Theme, attachment: &Attachment, choice: &mut Choice) {
    let name = &attachment.name;
    let size = size_words(attachment.n_bytes);
    let row = ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let width = ui.available_width() - CHOICES;
        ui.allocate_ui_with_layout(
            vec2(width, layout::CONTROL),
            Layout::left_to_right(Align::Center),
            |ui| {
                let room = (width - 90.0).max(60.0);
                ui.label(one_line(ui, name, Type::Body, theme.ink, room)).on_hover_text(name);
                label(ui, &size, Type::Small, theme.ink_3);
                ui.add_space(ui.available_width());
            },
        );
        for (words, spoken, is_on) in [
            ("Article", "as an article", &mut choice.is_article),
            ("Source", "as a source", &mut choice.is_evidence),
        ] {
            let chip = Chip { label: words, count: None, is_on: *is_on, is_tight: false };
            let response = chip.show(ui, theme);
            if response.clicked() {
                *is_on = !*is_on;
            }
            response.widget_info(|| {
                WidgetInfo::selected(Role::CheckBox, true, *is_on, format!("{name} {spoken}"))
            });
        }
    });
    row.response
        .widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("{name}, {size}")));
    ui.add_space(space::XS);
}

/// A number of bytes as people say it.
fn size_words(n_bytes: usize) -> String {
    match n_bytes {
        0..1_000 => format!("{n_bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", n_bytes / 1_000),
        _ => format!("{}.{} MB", n_bytes / 1_000_000, n_bytes / 100_000 % 10),
    }
}
