//! A project without an article: what to do about that.

use eframe::egui::{Rect, Sense, Shape, Stroke, Ui, UiBuilder, pos2, vec2};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, layout, space, stroke};
use super::super::widgets::{Button, Look, icon, label};
use crate::workbench::Command;

/// The place where a file is dropped, and from it to the buttons.
const TARGET: (f32, f32) = (440.0, 168.0);
/// The dashes of its edge.
const DASH: f32 = 4.0;
/// Size of the sign in it.
const SIGN: f32 = 24.0;

/// Shows it in the whole of `rect`.
pub(crate) fn empty_article_ui(ui: &mut Ui, theme: &Theme, rect: Rect, wishes: &mut Wishes) {
    ui.painter().rect_filled(rect, 0.0, theme.paper);
    let width = TARGET.0.min(rect.width() - 2.0 * space::L);
    let top = rect.top() + ((rect.height() - TARGET.1) * 0.39).max(space::L);
    let target =
        Rect::from_min_size(pos2(rect.center().x - width / 2.0, top), vec2(width, TARGET.1));
    edge(ui, theme, target);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(target).id_salt("no article"));
    inside.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(40.0);
        let (place, _) = ui.allocate_exact_size(vec2(SIGN, SIGN), Sense::hover());
        icon(ui.painter(), place.center(), Icon::FileText, SIGN, theme.ink_2);
        ui.add_space(space::M);
        label(ui, "This project has no article yet", Type::DialogTitle, theme.ink);
        ui.add_space(space::XS);
        label(ui, "Drop a file here, or choose one.", Type::Body, theme.ink_2);
    });
    let open = Button {
        label: Command::OpenArticle.spec().label,
        icon: Some(Icon::FolderOpen),
        hint: Command::OpenArticle.spec().hint,
        look: Look::Primary,
        ..Button::default()
    };
    let paste = Button {
        label: Command::PasteText.spec().label,
        icon: Some(Icon::ClipboardPaste),
        hint: Command::PasteText.spec().hint,
        ..Button::default()
    };
    let all = open.own_width(ui, theme) + space::S + paste.own_width(ui, theme);
    let min = pos2(rect.center().x - all / 2.0, target.bottom() + space::XL);
    let place = Rect::from_min_size(min, vec2(all, layout::CONTROL));
    let mut buttons = ui.new_child(UiBuilder::new().max_rect(place).id_salt("first article"));
    buttons.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for (button, command) in [(open, Command::OpenArticle), (paste, Command::PasteText)] {
            if button.show(ui, theme).clicked() {
                wishes.commands.push(command);
            }
        }
    });
}

/// A dashed edge: something may be put here.
fn edge(ui: &Ui, theme: &Theme, rect: Rect) {
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
        rect.left_top(),
    ];
    let pen = Stroke::new(stroke::HAIRLINE, theme.border);
    ui.painter().extend(Shape::dashed_line(&corners, pen, DASH, DASH));
}
