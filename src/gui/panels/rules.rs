//! What the rules find, one line each, and that none of them finds everything.

use eframe::egui::{Context, Role, Sense, Ui, UiBuilder, pos2, vec2};

use super::super::theme::{Theme, Type, space};
use super::super::widgets::{kind_letter, label};
use super::inspector::kind_name;
use super::questions::{close_foot, dialog_sized};
use crate::extract::{ClaimKind, RULES, Rule};

const WIDTH: f32 = 560.0;

/// Shows them. True while they stay open.
#[must_use]
pub(crate) fn rules_ui(ctx: &Context, theme: &Theme) -> bool {
    let sentence = "What is not on this list has no mark, and what is may be missed. Read the words \
        between the marks as well.";
    let (is_done, waved) = dialog_sized(ctx, theme, "What is found", sentence, WIDTH, |ui| {
        ui.add_space(space::M);
        for rule in RULES {
            rule_ui(ui, theme, rule);
        }
        close_foot(ui, theme)
    });
    !(is_done || waved)
}

fn rule_ui(ui: &mut Ui, theme: &Theme, rule: &Rule) {
    let Some(kind) = ClaimKind::ALL.into_iter().find(|kind| kind.name() == rule.name) else {
        return;
    };
    let name = kind_name(kind);
    let builder = UiBuilder::new().accessibility_role(Role::ListItem).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.add_space(space::S);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
            kind_letter(ui, theme, pos2(rect.left(), rect.top() + 1.0), kind, theme.ink);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                label(ui, name, Type::Section, theme.ink);
                label(ui, rule.about, Type::Body, theme.ink_2);
            });
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_told_under_its_kind() {
        for rule in RULES {
            let kind = ClaimKind::ALL.into_iter().find(|kind| kind.name() == rule.name);
            assert!(kind.is_some(), "{} is of no kind", rule.name);
        }
    }
}
