//! Opening a page by its address: a field for it, and the question that is asked once.

use eframe::egui::{Context, Key};

use super::super::screen::{AddressDraft, Focus, Wishes};
use super::super::theme::{Theme, Type, space};
use super::super::widgets::{Field, Look, label};
use super::questions::{button, dialog, foot};
use crate::fetch::Address;
use crate::workbench::{Action, Workbench};

/// Shows the field. True while it stays open.
#[must_use]
pub(super) fn address_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    draft: &mut AddressDraft,
    wishes: &mut Wishes,
) -> bool {
    let sentence = if workbench.settings().agreed_to_ask {
        "The page is read as an article, and kept with the project as it came."
    } else {
        "The page is read as an article, and kept with the project as it came. Nothing is sent before you agree."
    };
    let (mut is_done, mut is_cancelled) = (false, false);
    let (_, waved) = dialog(ctx, theme, "Open an address", sentence, |ui| {
        ui.add_space(space::L);
        let field = Field {
            id: Focus::Address.id(),
            name: "Address",
            hint: "https://…",
            icon: None,
            key: None,
            width: ui.available_width(),
            is_wrong: draft.problem.is_some(),
        };
        let response = field.show(ui, theme, &mut draft.words);
        if response.changed() {
            draft.problem = None;
        }
        is_done = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if let Some(problem) = &draft.problem {
            ui.add_space(6.0);
            label(ui, problem, Type::Small, theme.verdict_disputed);
        }
        foot(ui, |ui| {
            is_done |= button(ui, theme, "Open", Look::Primary).clicked();
            is_cancelled = button(ui, theme, "Cancel", Look::Quiet).clicked();
        });
    });
    if is_done {
        match Address::read(&draft.words) {
            Ok(address) => {
                let address = address.as_str().to_owned();
                wishes.actions.push(Action::OpenAddress { address });
                return false;
            }
            Err(error) => {
                draft.problem = Some(format!("{error}."));
                return true;
            }
        }
    }
    !(is_cancelled || waved)
}

/// Asks before anything is sent for the first time.
pub(super) fn agree_ui(ctx: &Context, theme: &Theme, address: &Address, wishes: &mut Wishes) {
    let host = address.host();
    let title = format!("Ask {host} for this page?");
    let sealed = if address.is_sealed() {
        "The connection is sealed: others on the way see the host, not the page."
    } else {
        "The address begins with http: the connection is not sealed, and others on the way can read and change the page."
    };
    let sentence = format!(
        "Tickmark sends {} and its own name and version to {host}, and to where that sends it on. Like any visit, it shows them the network address of this computer. No word of an article, a note or a project is sent, and no cookie.\n\n{sealed}\n\nYou are asked this once. Afterwards an address is opened when you give it, and never else; the settings turn it off.",
        shortened(address.as_str())
    );
    let (chosen, waved) = dialog(ctx, theme, &title, &sentence, |ui| {
        foot(ui, |ui| {
            // Nothing has the focus: who presses Enter without reading has not agreed.
            if button(ui, theme, "Agree and open", Look::Primary).clicked() {
                return Some(Action::AgreeToAsk);
            }
            button(ui, theme, "Cancel", Look::Quiet).clicked().then_some(Action::PutAddressOff)
        })
    });
    wishes.actions.extend(chosen.or_else(|| waved.then_some(Action::PutAddressOff)));
}

/// An address with its beginning and its end, where it is long.
fn shortened(address: &str) -> String {
    const LONGEST: usize = 120;
    let n_chars = address.chars().count();
    if n_chars <= LONGEST {
        return address.to_owned();
    }
    let head: String = address.chars().take(LONGEST - 30).collect();
    let tail: String = address.chars().skip(n_chars - 29).collect();
    format!("{head}…{tail}")
}
