//! The line along the bottom: how far the review is, what runs, when it was saved.

use eframe::egui::{Align2, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, layout, space};
use super::super::widgets::{
    Button, Look, at_right, bar, count, hairline, hint, icon, label, left_of, one_line, text,
    verdict_bar, verdict_icon,
};
use crate::project::VerdictKind;
use crate::workbench::work::Running;
use crate::workbench::{Action, Desk, Workbench};

/// What stands at the line's right end.
const AT_RIGHT: &str = "status at the right";

/// Shows the line in `rect`. `is_writing` tells that a note is being written, which is not an edit yet.
pub(crate) fn status_bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    is_writing: bool,
    rect: Rect,
    wishes: &mut Wishes,
) {
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    hairline(ui, theme, rect, rect.top() + 0.5);
    let inner = rect.with_min_x(rect.left() + 14.0).with_max_x(rect.right() - 14.0);
    let builder = UiBuilder::new()
        .max_rect(inner)
        .accessibility_role(Role::Status)
        .accessibility_label("Status");
    let mut line = ui.new_child(builder);
    if let Some(desk) = workbench.desk() {
        let limit = left_of(&line, inner, AT_RIGHT) - space::L;
        tally_ui(&mut line, theme, desk, inner.with_max_x(limit));
    }
    at_right(&mut line, inner, AT_RIGHT, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if let Some(running) = workbench.running() {
            running_ui(ui, theme, &running, wishes);
        }
        let Some(desk) = workbench.desk() else { return };
        if workbench.running().is_none() {
            if rect.width() >= layout::ONE_PANE && desk.article().is_some() {
                language_ui(ui, theme, desk, rect.width() >= layout::WIDE);
            }
            if rect.width() >= layout::NARROW {
                paragraph_ui(ui, theme, desk);
            }
        }
        saved_ui(ui, theme, desk, is_writing);
    });
}

/// How many claims stand where.
fn tally_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, rect: Rect) {
    let tally = desk.tally();
    let (checked, claims) = (count(tally.checked()), count(tally.all()));
    let y = rect.center().y;
    let id = ui.scope_id().with("tally");
    let all = tally.all();
    let words = match (all, tally.disputed, tally.query) {
        (0, _, _) => "Nothing to check".to_owned(),
        (_, disputed, query) => {
            let covered = desk.rows().coverage.percent();
            let queries = queries(query);
            format!(
                "{checked} of {claims} checked, {disputed} disputed, {queries}, coverage {covered}% of words"
            )
        }
    };
    ui.interact(rect, id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    if all == 0 {
        text(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, &words, Type::Small, theme.ink_2);
        return;
    }
    let bar_width = if rect.width() > 420.0 { 96.0 } else { 64.0 };
    let place = Rect::from_min_size(pos2(rect.left(), y - 2.0), vec2(bar_width, 4.0));
    verdict_bar(ui.painter(), theme, place, tally);
    let mut x = place.right() + 6.0;
    let mut word = |words: &str, kind, color, gap: f32| {
        if x < rect.right() {
            let at = pos2(x, y);
            x = text(ui, at, Align2::LEFT_CENTER, words, kind, color).right() + gap;
        }
        x
    };
    word(&format!("{checked} of {claims}"), Type::SmallMedium, theme.ink, 6.0);
    x = word("checked", Type::Small, theme.ink_2, 18.0);
    let signs = [
        (VerdictKind::Disputed, tally.disputed, format!("{} disputed", tally.disputed)),
        (VerdictKind::Query, tally.query, queries(tally.query)),
    ];
    for (kind, n, words) in signs {
        let galley = one_line(ui, &words, Type::Small, theme.ink_2, f32::INFINITY);
        if n > 0 && x + 17.0 + galley.size().x < rect.right() {
            verdict_icon(ui.painter(), theme, pos2(x + 5.5, y), 11.0, kind, theme.verdict(kind));
            let width = galley.size().x;
            ui.painter().galley(pos2(x + 17.0, y - galley.size().y / 2.0), galley, theme.ink_2);
            x += 17.0 + width + 18.0;
        }
    }
    // Where there is room, how much of the text is accounted for.
    let words = format!("Coverage {}% of words", desk.rows().coverage.percent());
    let galley = one_line(ui, &words, Type::Small, theme.ink_2, f32::INFINITY);
    if rect.width() > 560.0 && x + galley.size().x < rect.right() {
        ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, theme.ink_2);
    }
}

fn queries(n: usize) -> String {
    if n == 1 { "1 query".to_owned() } else { format!("{n} queries") }
}

/// Whether everything is on disk, and since when.
fn saved_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, is_writing: bool) {
    let is_saved = desk.is_saved() && !is_writing;
    let words = match (is_saved, desk.saved_at()) {
        (true, Some(when)) => when.strftime("Saved %H:%M").to_string(),
        (true, None) => "Saved".to_owned(),
        (false, _) if desk.path().is_none() => "Not saved yet".to_owned(),
        (false, _) => "Unsaved changes".to_owned(),
    };
    if is_saved {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        icon(ui.painter(), rect.center(), Icon::Check, 13.0, theme.ink_2);
    }
    label(ui, &words, Type::Small, theme.ink_2);
}

/// In which paragraph the selected claim stands, of how many.
fn paragraph_ui(ui: &mut Ui, theme: &Theme, desk: &Desk) {
    let Some((claim, article)) = desk.selected_claim().zip(desk.article()) else { return };
    let document = &article.document;
    let number = document.paragraph_number(document.paragraph_idx(claim.anchor.span.start));
    let all = (0..document.paragraphs().len()).rev().find_map(|idx| document.paragraph_number(idx));
    if let Some((number, all)) = number.zip(all) {
        label(
            ui,
            &format!("Paragraph {} of {}", count(number as usize), count(all as usize)),
            Type::Small,
            theme.ink_3,
        );
        ui.add_space(space::M);
    }
}

/// The language of the text, and what is not found in one that is not read whole.
fn language_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, has_room: bool) {
    let language = desk.language();
    let rest = "only figures, dates in digits and quotations are found. The rest is not read.";
    let (words, ink) = match (language.is_read(), has_room) {
        (true, _) => (language.name.to_owned(), theme.ink_3),
        (false, true) => (format!("{}: {rest}", language.name), theme.ink),
        (false, false) => (format!("{}: not all is read", language.name), theme.ink),
    };
    if !language.is_read() {
        icon_ui(ui, theme);
    }
    let response = label(ui, &words, Type::Small, ink);
    if !language.is_read() {
        let whole = format!("The text is in {}: {rest}", language.name);
        hint(response, theme, &whole, None);
    }
    ui.add_space(space::M);
}

fn icon_ui(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
    icon(ui.painter(), rect.center(), Icon::TriangleAlert, 14.0, theme.ink_2);
}

/// What runs, how far it is, and a way to stop it.
fn running_ui(ui: &mut Ui, theme: &Theme, running: &Running, wishes: &mut Wishes) {
    let told = running.told();
    let (rect, response) = ui.allocate_exact_size(vec2(140.0, 12.0), Sense::hover());
    let share = running.share.unwrap_or_default();
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(share)),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, &told)
    });
    bar(ui.painter(), theme, rect, &[(share, theme.ink_2)]);
    label(ui, &told, Type::Small, theme.ink_2);
    if running.can_cancel {
        ui.scope(|ui| {
            ui.set_max_height(layout::STATUS_BAR - 4.0);
            let button = Button { label: "Stop", look: Look::Quiet, ..Button::default() };
            if button.show(ui, theme).clicked() {
                wishes.actions.push(Action::CancelJob);
            }
        });
    }
    ui.add_space(space::L);
    // The bar of a running job is the one thing that may move by itself.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(50));
}
