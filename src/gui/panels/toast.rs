//! One message over the foot of the window.

use std::time::Duration;

use eframe::egui::{
    Align, Align2, Area, CornerRadius, Frame, Id, Layout, Margin, Order, Role, Sense, Ui,
    WidgetInfo, accesskit::Live, vec2,
};
use lucide_icons::Icon;

use super::super::screen::{Screen, Wishes};
use super::super::theme::{Motion, Theme, Type, layout, radius, space};
use super::super::widgets::{focus_ring, hover_share, icon, mix, one_line, wrapped};
use crate::workbench::{Action, Command, Notice, NoticeKind};

/// Shows the workbench's message, if it has one.
pub(crate) fn toast_ui(
    ui: &mut Ui,
    theme: &Theme,
    screen: &mut Screen,
    notice: Option<&Notice>,
    wishes: &mut Wishes,
) {
    let Some(notice) = notice else {
        screen.toast = None;
        return;
    };
    let now = ui.input(|input| input.time);
    let since = match &screen.toast {
        Some((shown, since)) if shown == notice => *since,
        _ => {
            screen.toast = Some((notice.clone(), now));
            now
        }
    };
    let above = layout::STATUS_BAR + space::L;
    let width = layout::TOAST.min(ui.max_rect().width() - 2.0 * space::L);
    let shown = Area::new(Id::unique("toast"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -above))
        .fade_in(theme.motion.popup > 0.0)
        .show(ui.ctx(), |ui| message_ui(ui, theme, notice, width, wishes));
    // What was done passes by itself; what should be known waits until it has been read.
    if notice.kind.passes() {
        let left = Motion::TOAST_SECS - (now - since);
        if left <= 0.0 && !shown.response.contains_pointer() {
            wishes.actions.push(Action::DismissNotice);
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left.max(0.2)));
        }
    }
}

fn message_ui(ui: &mut Ui, theme: &Theme, notice: &Notice, width: f32, wishes: &mut Wishes) {
    let frame = Frame::new()
        .fill(theme.primary)
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::symmetric(16, 10))
        .shadow(ui.visuals().popup_shadow);
    frame.show(ui, |ui| {
        ui.set_width(width - 32.0);
        let ink = theme.on_primary;
        let sign = match notice.kind {
            NoticeKind::Done => Icon::Check,
            NoticeKind::Hint | NoticeKind::Warning => Icon::Info,
            NoticeKind::Problem => Icon::TriangleAlert,
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            if word_button(ui, theme, "Dismiss", Some(Icon::X)) {
                wishes.actions.push(Action::DismissNotice);
            }
            if notice.saves_elsewhere && word_button(ui, theme, "Save elsewhere…", None) {
                wishes.commands.push(Command::SaveAs);
                wishes.actions.push(Action::DismissNotice);
            }
            if notice.can_undo && word_button(ui, theme, "Undo", None) {
                wishes.actions.push(Action::Undo);
                wishes.actions.push(Action::DismissNotice);
            }
            let room = ui.available_width() - 28.0;
            let galley = wrapped(ui, &notice.words, Type::Body, ink, room);
            let size = vec2(room + 28.0, galley.size().y.max(24.0));
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            let role = if notice.kind == NoticeKind::Problem { Role::Alert } else { Role::Status };
            response.widget_info(|| WidgetInfo::labeled(role, true, &notice.words));
            ui.ctx().accesskit_node_builder(response.id, |node| {
                let is_grave = notice.kind == NoticeKind::Problem;
                node.set_live(if is_grave { Live::Assertive } else { Live::Polite });
            });
            icon(ui.painter(), rect.left_center() + vec2(8.0, 0.0), sign, 16.0, ink);
            let at = rect.left_center() + vec2(28.0, -galley.size().y / 2.0);
            ui.painter().galley(at, galley, ink);
        });
    });
}

/// A button on the dark ground of a message.
fn word_button(ui: &mut Ui, theme: &Theme, word: &str, sign: Option<Icon>) -> bool {
    let ink = theme.on_primary;
    let galley = one_line(ui, word, Type::Button, ink, f32::INFINITY);
    let width = if sign.is_some() { 24.0 } else { galley.size().x + 16.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, word));
    let share = hover_share(ui, theme, &response);
    let ground = mix(theme.primary, theme.on_primary, 0.16 * share);
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    match sign {
        Some(sign) => icon(ui.painter(), rect.center(), sign, 16.0, ink),
        None => ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink),
    }
    focus_ring(ui, theme, &response, radius::CONTROL);
    response.clicked()
}
