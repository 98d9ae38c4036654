//! What stands at the list's head: sorting, more filters, settling all that is shown, adding a claim.

use eframe::egui::{
    Align2, CornerRadius, Popup, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2,
};
use lucide_icons::Icon;

use super::super::super::screen::Wishes;
use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, radius, space};
use super::super::super::widgets::{
    IconButton, count, focus_ring, hover_share, icon, label, left_center, one_line, right_center,
    text, verdict_icon, verdict_name,
};
use super::filters;
use crate::project::{AsideReason, Verdict};
use crate::workbench::rows::{Filter, Sort};
use crate::workbench::{Action, Command, Desk, Workbench};

/// Width of a menu, and height of one of its entries.
const ENTRY: (f32, f32) = (276.0, 28.0);

/// Shows the buttons, from left to right.
pub(crate) fn tools_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    wishes: &mut Wishes,
) {
    ui.spacing_mut().item_spacing.x = 2.0;
    settle_ui(ui, theme, desk, wishes);
    more_ui(ui, theme, workbench, desk, wishes);
    sort_ui(ui, theme, desk, wishes);
    let key = shortcuts::key_words(ui.ctx(), Command::Mark);
    let add = IconButton::new(Icon::Plus, "Make a claim of the selected words");
    if add.key(key.as_deref()).show(ui, theme).clicked() {
        wishes.commands.push(Command::Mark);
    }
}

fn sort_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    let held = desk.filter();
    let sort = IconButton::new(Icon::ArrowUpDown, "Sort").show(ui, theme);
    menu(&sort, "Sort", |ui| {
        for order in Sort::ALL {
            let is_on = held.sort == order;
            let entry = entry(ui, theme, order.words(), "", Some(is_on), Role::MenuItemRadio);
            if entry.clicked() {
                wishes.actions.push(Action::SetFilter(Filter { sort: order, ..held.clone() }));
                ui.close();
            }
        }
        let words = "Repeated facts as one";
        let is_on = !held.each_place;
        if entry(ui, theme, words, "", Some(is_on), Role::MenuItemCheckBox).clicked() {
            let filter = Filter { each_place: is_on, ..held.clone() };
            wishes.actions.push(Action::SetFilter(filter));
            ui.close();
        }
    });
}

fn more_ui(ui: &mut Ui, theme: &Theme, workbench: &Workbench, desk: &Desk, wishes: &mut Wishes) {
    let button = IconButton::new(Icon::ListFilter, "More filters").show(ui, theme);
    menu(&button, "More filters", |ui| {
        for more in filters::more(workbench, desk) {
            let count = count(more.count);
            let role = Role::MenuItemCheckBox;
            if entry(ui, theme, &more.label, &count, Some(more.is_on), role).clicked() {
                wishes.actions.push(Action::SetFilter(more.pressed));
                ui.close();
            }
        }
        if !desk.filter().is_empty() {
            let words = Command::ShowAll.spec().label;
            let all = count(desk.tally().all());
            if entry(ui, theme, words, &all, None, Role::MenuItem).clicked() {
                wishes.commands.push(Command::ShowAll);
                ui.close();
            }
        }
    });
}

/// Settles all that the list shows, as one edit, told with a way back.
fn settle_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    let n = desk.rows().n_shown();
    let reason = (n == 0).then_some("No claims are shown");
    let button =
        IconButton::new(Icon::ListChecks, "Settle all shown").unavailable(reason).show(ui, theme);
    if n == 0 {
        return;
    }
    menu(&button, "Settle all shown", |ui| {
        let head = if n == 1 {
            "The claim that is shown"
        } else {
            &format!("All {} claims shown", count(n))
        };
        ui.horizontal(|ui| {
            ui.add_space(space::S);
            label(ui, head, Type::Small, theme.ink_3);
        });
        ui.add_space(space::XS);
        let aside = AsideReason::ALL.map(Verdict::SetAside);
        let verdicts = [Verdict::Verified, Verdict::Disputed, Verdict::Query];
        for verdict in verdicts.into_iter().chain(aside).chain([Verdict::Open]) {
            let kind = verdict.kind();
            let name = verdict_name(ui.ctx(), kind);
            let words = match verdict {
                Verdict::SetAside(reason) => format!("{name}: {}", reason.words().to_lowercase()),
                Verdict::Open => Command::Reopen.spec().label.to_owned(),
                _ => name,
            };
            let response = entry(ui, theme, &words, "", None, Role::MenuItem);
            let center = left_center(response.rect, 16.0);
            verdict_icon(ui.painter(), theme, center, 14.0, kind, theme.verdict(kind));
            if response.clicked() {
                wishes.actions.push(Action::SetVerdictOfShown(verdict));
                ui.close();
            }
        }
    });
}

fn menu(button: &Response, name: &str, add: impl FnOnce(&mut Ui)) {
    Popup::menu(button).width(ENTRY.0).gap(2.0).accessible_name(name).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        add(ui);
    });
}

/// One entry, with a tick before it where it is on and a number at its end.
fn entry(
    ui: &mut Ui,
    theme: &Theme,
    words: &str,
    count: &str,
    is_on: Option<bool>,
    role: Role,
) -> Response {
    let (rect, response): (Rect, _) =
        ui.allocate_exact_size(vec2(ENTRY.0, ENTRY.1), Sense::click());
    let name = if count.is_empty() { words.to_owned() } else { format!("{words} {count}") };
    response.widget_info(|| match is_on {
        Some(is_on) => WidgetInfo::selected(role, true, is_on, &name),
        None => WidgetInfo::labeled(role, true, &name),
    });
    let ground = theme.hover.gamma_multiply(hover_share(ui, theme, &response));
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    focus_ring(ui, theme, &response, radius::CONTROL);
    if is_on == Some(true) {
        icon(ui.painter(), left_center(rect, 16.0), Icon::Check, 14.0, theme.ink_2);
    }
    let count = one_line(ui, count, Type::Small, theme.ink_3, f32::INFINITY);
    let at = right_center(rect, space::S + count.size().x) - vec2(0.0, count.size().y / 2.0);
    ui.painter().galley(at, count, theme.ink_3);
    text(ui, left_center(rect, 32.0), Align2::LEFT_CENTER, words, Type::Body, theme.ink);
    response
}
