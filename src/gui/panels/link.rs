//! The dialog about an address that leads elsewhere than it seems to.

use eframe::egui::{Context, Label, OpenUrl};

use super::super::screen::Screen;
use super::super::theme::{Theme, Type, space};
use super::super::widgets::Look;
use super::questions::{button, dialog, foot};
use crate::text::Link;

/// How much of an address is shown, in characters: its end is of no use to anyone who reads it.
const SHOWN_CHARS: usize = 300;

impl Screen {
    /// Opens an address in the browser, or in the program for mail; where something in it may
    /// deceive, after asking.
    pub(crate) fn follow(&mut self, ctx: &Context, link: Link) {
        if link.tricks.is_empty() {
            open(ctx, &link);
        } else {
            self.link = Some(link);
        }
    }
}

/// Asks whether it is to be opened. Gives it back while that is not answered.
pub(crate) fn link_ui(ctx: &Context, theme: &Theme, link: Link) -> Option<Link> {
    let sentence = "The link may look as if it led elsewhere. This is what is opened.";
    let title = format!("{}?", link.offer());
    let (answer, waved) = dialog(ctx, theme, &title, sentence, |ui| {
        ui.add_space(space::M);
        let mut target: String = link.target.chars().take(SHOWN_CHARS).collect();
        if target.len() < link.target.len() {
            target.push('…');
        }
        ui.add(Label::new(Type::Body.text(target, theme.ink)).wrap());
        for trick in &link.tricks {
            ui.add_space(space::S);
            ui.add(Label::new(Type::Small.text(trick.words(), theme.verdict_query)).wrap());
        }
        foot(ui, |ui| {
            let cancel = button(ui, theme, "Cancel", Look::Primary);
            if ui.memory(|memory| memory.focused().is_none()) {
                cancel.request_focus();
            }
            if cancel.clicked() {
                return Some(false);
            }
            button(ui, theme, "Open", Look::Plain).clicked().then_some(true)
        })
    });
    match answer {
        Some(true) => open(ctx, &link),
        None if !waved => return Some(link),
        _ => {}
    }
    None
}

fn open(ctx: &Context, link: &Link) {
    ctx.open_url(OpenUrl::new_tab(&link.target));
}
