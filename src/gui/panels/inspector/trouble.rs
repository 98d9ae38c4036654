//! What is to be seen to before the selected claim can be relied on: where two analysts' copies do
//! not agree, words that changed after they were checked, and words that are not what they look.

use std::collections::BTreeSet;

use eframe::egui::{Color32, Label, Ui};

use super::super::super::screen::Wishes;
use super::super::super::theme::{Theme, Type, space};
use super::super::super::widgets::{Button, Look, divider, label};
use crate::project::{Changed, Claim, ClaimId, Keep, Side, Stale};
use crate::text::oddities;
use crate::workbench::{Action, Command, Desk, Workbench};

/// Shows each with the ways to settle it; nothing where all is well.
pub(super) fn trouble_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    wishes: &mut Wishes,
) {
    let disputes = desk.project().disputes.get(&claim.article).map_or(&[][..], Vec::as_slice);
    let odd: BTreeSet<&str> =
        oddities(&claim.anchor.quote).into_iter().map(|odd| odd.kind.words()).collect();
    let is_well = disputes.is_empty() && claim.conflicts.is_empty() && claim.stale.is_none();
    if is_well && odd.is_empty() {
        return;
    }
    for words in odd {
        lines(ui, words, Type::SmallMedium, theme.verdict_query);
        ui.add_space(space::S);
    }
    for (idx, dispute) in disputes.iter().enumerate() {
        let (field, values) = dispute.words();
        let heading = format!("{field} of the article in conflict");
        let sides = values.map(|value| (value, None));
        if let Some(keep) = choice_ui(ui, theme, &heading, &sides, false) {
            wishes.actions.push(Action::SettleArticle { idx, keep });
        }
    }
    let checker = workbench.settings().checker_name();
    for (idx, conflict) in claim.conflicts.iter().enumerate() {
        let heading = format!("{} in conflict", conflict.one.value.field());
        let names = [&conflict.one, &conflict.other].map(|side| name(side, checker));
        let [one, other] = names;
        let sides = [(conflict.one.value.words(), one), (conflict.other.value.words(), other)];
        if let Some(keep) = choice_ui(ui, theme, &heading, &sides, conflict.can_keep_both()) {
            wishes.actions.push(Action::Settle { claim: id, idx, keep });
        }
    }
    if let Some(stale) = &claim.stale {
        stale_ui(ui, theme, id, stale, wishes);
    }
    divider(ui, theme, space::XS, space::M);
}

/// Whose a value is: "mine" where the checker gave it.
fn name(side: &Side, checker: &str) -> Option<String> {
    let who = &side.by.as_ref()?.who;
    let is_mine = !who.is_empty() && who == checker;
    Some(if is_mine { "mine".to_owned() } else { format!("{who}’s") })
}

/// Two values, and the buttons that keep one, the other, or both.
fn choice_ui(
    ui: &mut Ui,
    theme: &Theme,
    heading: &str,
    sides: &[(String, Option<String>); 2],
    can_keep_both: bool,
) -> Option<Keep> {
    label(ui, heading, Type::SmallMedium, theme.verdict_query);
    let mut kept = None;
    for ((value, whose), keep) in sides.iter().zip([Keep::One, Keep::Other]) {
        lines(ui, value, Type::Body, theme.ink);
        // Two of one name, or of none, are told apart by their values.
        let is_told = sides[0].1 != sides[1].1;
        let words = match whose {
            Some(whose) if is_told => format!("Keep {whose}"),
            _ => "Keep this".to_owned(),
        };
        let spoken = format!("{words}: {value}");
        let button = Button { label: &words, name: Some(&spoken), ..Button::default() };
        if button.show(ui, theme).clicked() {
            kept = Some(keep);
        }
        ui.add_space(space::S);
    }
    if can_keep_both {
        let button = Button { label: "Keep both", look: Look::Quiet, ..Button::default() };
        if button.show(ui, theme).clicked() {
            kept = Some(Keep::Both);
        }
        ui.add_space(space::S);
    }
    kept
}

/// What the words were that were checked, and what changed in them.
fn stale_ui(ui: &mut Ui, theme: &Theme, id: ClaimId, stale: &Stale, wishes: &mut Wishes) {
    let told = if stale.is_lost() {
        "This claim’s words are gone from the new draft. Its verdict and notes are kept under Lost places."
            .to_owned()
    } else {
        let what: Vec<&str> = stale.what.iter().map(|changed: &Changed| changed.words()).collect();
        let what = what.join(", ");
        format!("The draft changed here after you checked it ({what}). Check it again.")
    };
    lines(ui, &told, Type::SmallMedium, theme.verdict_disputed);
    let was = crate::workbench::words::one_line(&stale.was.quote);
    lines(ui, &format!("Checked as “{was}”"), Type::Body, theme.ink_2);
    ui.add_space(space::XS);
    if stale.is_lost() {
        let place = Button {
            label: "Put on the selected words",
            hint: "Select words in the article first; its verdict is checked again there",
            ..Button::default()
        };
        if place.show(ui, theme).clicked() {
            wishes.commands.push(Command::PlaceClaim);
        }
    } else {
        let keep = Button {
            label: "The verdict still stands",
            hint: "Take the mark off: what was concluded holds for the new words",
            ..Button::default()
        };
        if keep.show(ui, theme).clicked() {
            wishes.actions.push(Action::KeepVerdict(id));
        }
    }
    ui.add_space(space::S);
}

/// Words in as many lines as they take.
fn lines(ui: &mut Ui, words: &str, kind: Type, color: Color32) {
    ui.add(Label::new(kind.text(words, color)).wrap());
}
