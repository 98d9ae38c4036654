//! The other places at which the words of a claim stand.

use eframe::egui::{TextWrapMode, Ui, vec2};

use super::super::super::screen::Wishes;
use super::super::super::theme::{Theme, Type, layout, space};
use super::super::super::widgets::{
    Button, Look, count, label, left_center, verdict_name, wrapped,
};
use super::facts::NAMES;
use crate::project::{Claim, ClaimId};
use crate::workbench::rows::Filter;
use crate::workbench::{Action, Desk};

/// How many places are named; the rest is counted.
const NAMED: usize = 12;

/// Shows where the same words stand again, each place within reach, and what can be done with all.
pub(super) fn places_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    wishes: &mut Wishes,
) {
    let rows = desk.rows();
    let repeats = rows.repeats(id);
    if repeats.len() < 2 {
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let galley = wrapped(ui, "Also in", Type::Body, theme.ink_3, f32::INFINITY);
        // As high as the links beside it, which have room around their words: those begin where
        // other values do.
        let size = vec2(NAMES - space::XS, layout::CONTROL);
        let (rect, _) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
        let at = left_center(rect, 0.0) - vec2(0.0, galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme.ink_3);
        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
        ui.vertical(|ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
                let others = repeats.iter().filter(|&&other| other != id);
                for &other in others.clone().take(NAMED) {
                    let Some(row) = rows.row(other) else { continue };
                    let place = desk.paragraph_words(row.paragraph).to_lowercase();
                    let verdict = verdict_name(ui.ctx(), row.verdict.kind()).to_lowercase();
                    let name = format!("Go to the same words in {place}, {verdict}");
                    // In a scope of its own it would not go on to the next row.
                    let link = Button {
                        label: &place,
                        name: Some(&name),
                        hint: &verdict,
                        look: Look::Link,
                        ..Button::default()
                    };
                    if link.show(ui, theme).clicked() {
                        wishes.actions.push(Action::Select(Some(other)));
                    }
                }
                let more = others.count().saturating_sub(NAMED);
                if more > 0 {
                    label(ui, &format!("and {} more", count(more)), Type::Body, theme.ink_3);
                }
            });
            all_ui(ui, theme, desk, (id, claim), repeats.len(), wishes);
        });
    });
}

/// Whether they are checked as one, and the way to change that.
fn all_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    n: usize,
    wishes: &mut Wishes,
) {
    let n_as_one = desk.places_of(id).len();
    let filter = desk.filter();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 0.0);
        if n_as_one > 1 {
            let words = format!("{} places, checked as one.", count(n_as_one));
            ui.add_space(space::XS);
            label(ui, &words, Type::Small, theme.ink_3);
            let link = Button { label: "Check each apart", look: Look::Link, ..Button::default() };
            if link.show(ui, theme).clicked() {
                let filter = Filter { each_place: true, ..filter.clone() };
                wishes.actions.push(Action::SetFilter(filter));
            }
        } else if claim.standing() != crate::project::Verdict::Open {
            let verdict = claim.standing();
            let words = format!(
                "Mark all {} {}",
                count(n),
                verdict_name(ui.ctx(), verdict.kind()).to_lowercase()
            );
            let link = Button { label: &words, look: Look::Link, ..Button::default() };
            if link.show(ui, theme).clicked() {
                wishes.actions.push(Action::SetVerdictOfRepeats { claim: id, verdict });
            }
        }
    });
}
