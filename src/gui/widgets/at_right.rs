//! What stands at the right edge, in the order in which it is read.

use eframe::egui::{Align, Id, Layout, Rect, Ui, UiBuilder, pos2};

fn width_id(ui: &Ui, salt: &str) -> Id {
    ui.scope_id().with(("width at the right", salt))
}

/// Where what [`at_right`] draws under this name begins; to lay out beside it what is read before it.
pub(crate) fn left_of(ui: &Ui, rect: Rect, salt: &str) -> f32 {
    rect.right() - ui.data(|data| data.get_temp(width_id(ui, salt)).unwrap_or(0.0_f32))
}

/// Draws widgets in one row that ends at the right edge of `rect`. They are added from left to right, so
/// that Tab and a screen reader meet them in the order in which they stand; laid out from the right they
/// would come the other way around. How wide they are is known from the pass before under the same name:
/// a row that can hold different widgets has a name for each case, or each change would be drawn twice.
pub(crate) fn at_right<R>(
    ui: &mut Ui,
    rect: Rect,
    salt: &str,
    add: impl FnOnce(&mut Ui) -> R,
) -> (R, Rect) {
    let id = width_id(ui, salt);
    let left = left_of(ui, rect, salt);
    let place = Rect::from_min_max(pos2(left, rect.top()), rect.max);
    let builder =
        UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)).id_salt(salt);
    let mut inner = ui.new_child(builder);
    let result = add(&mut inner);
    let width = inner.min_rect().width();
    if (width - place.width()).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.ctx().request_discard("the width of what stands at the right became known");
    }
    (result, inner.min_rect())
}
