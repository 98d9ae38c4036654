//! Tells a screen reader what happened, wherever the focus is.

use eframe::egui::{Id, Sense, Ui, accesskit};

use crate::workbench::Desk;

/// Puts what happened last into a live region: it is read aloud when it changes.
pub(crate) fn announcer_ui(ui: &Ui, desk: &Desk) {
    let id = Id::unique("what happened last");
    // Where nobody listens there is nothing to tell.
    let rect = ui.max_rect().with_max_y(ui.max_rect().top() + 1.0);
    let response = ui.interact(rect, id, Sense::hover());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::Status);
        node.set_live(accesskit::Live::Polite);
        node.set_label(desk.spoken());
    });
}
