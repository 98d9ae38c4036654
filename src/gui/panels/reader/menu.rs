//! Small menus: what can be done with a claim, and with selected words.

use eframe::egui::{
    self, Align, Area, Color32, CornerRadius, Frame as Panel, Layout, Order, Response, Sense,
    Stroke, Ui, pos2, vec2,
};

use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, radius, space};
use super::super::super::widgets::{Button, KindGroup, Look, label, verdict_name};
use super::{Frame, ReaderState, selection};
use crate::extract::ClaimKind;
use crate::project::{ClaimId, Verdict};
use crate::text::Link;
use crate::workbench::{Action, Command};

/// The kind that is meant where a user chooses a group.
fn first_kind(group: KindGroup) -> ClaimKind {
    match group.kinds {
        [ClaimKind::Rate, ..] => ClaimKind::Quantity,
        [ClaimKind::Superlative, ..] => ClaimKind::Comparison,
        kinds => kinds.first().copied().unwrap_or_default(),
    }
}

/// What can be done with the claim under the pointer. Tells whether it was drawn, be it for this one
/// frame.
#[must_use]
pub(super) fn context_menu(
    response: &Response,
    frame: &Frame<'_>,
    state: &mut ReaderState,
    actions: &mut Vec<Action>,
) -> bool {
    let theme = frame.theme;
    let held = state.menu.and_then(|id| Some((id, frame.desk.project().claims.get(&id)?)));
    let Some((id, claim)) = held else {
        state.menu = None;
        let Some(at) = state.menu_at else { return false };
        let drawn = response.context_menu(|ui| {
            ui.set_min_width(200.0);
            link_entry(ui, theme, frame, at, &mut state.wants_link);
            read_entry(ui, theme, frame, at, actions);
        });
        return drawn.is_some();
    };
    let drawn = response.context_menu(|ui| {
        ui.set_min_width(200.0);
        for command in [Command::Verified, Command::Disputed, Command::Query, Command::SetAside] {
            let Some(verdict) = command.verdict() else { continue };
            let is_chosen = claim.standing().kind() == verdict.kind();
            let name = &verdict_name(ui.ctx(), verdict.kind());
            if entry(ui, theme, name, &key_of(ui, command), is_chosen).clicked() {
                actions.push(Action::SetVerdict { claim: id, verdict });
                ui.close();
            }
        }
        if claim.standing() != Verdict::Open {
            let spec = Command::Reopen.spec();
            if entry(ui, theme, spec.label, &key_of(ui, Command::Reopen), false).clicked() {
                actions.push(Action::SetVerdict { claim: id, verdict: Verdict::Open });
                ui.close();
            }
        }
        ui.separator();
        kinds(ui, theme, id, claim.kind, actions);
        ui.separator();
        if let Some(at) = state.menu_at {
            link_entry(ui, theme, frame, at, &mut state.wants_link);
            read_entry(ui, theme, frame, at, actions);
        }
        let remove = Command::RemoveClaim;
        if entry(ui, theme, remove.spec().label, &key_of(ui, remove), false).clicked() {
            actions.push(Action::RemoveClaim(id));
            ui.close();
        }
    });
    drawn.is_some()
}

/// Ticks the sentence at a byte as read, or takes its tick off.
fn read_entry(ui: &mut Ui, theme: &Theme, frame: &Frame<'_>, at: u32, actions: &mut Vec<Action>) {
    let Some(sentence) = frame.desk.sentence_at(at) else { return };
    let is_read = frame.article.read.binary_search(&sentence).is_ok();
    let words = Command::TickRead.spec().label;
    if entry(ui, theme, words, &key_of(ui, Command::TickRead), is_read).clicked() {
        actions.push(Action::ToggleRead { at: sentence.start });
        ui.close();
    }
}

/// Opens the address at a byte, where there is one. It says where that leads.
fn link_entry(ui: &mut Ui, theme: &Theme, frame: &Frame<'_>, at: u32, wanted: &mut Option<String>) {
    let Some(link) = Link::around(frame.article.document.text(), at) else { return };
    if entry(ui, theme, &link.offer(), "", false).clicked() {
        *wanted = Some(link.written);
        ui.close();
    }
}

fn kinds(ui: &mut Ui, theme: &Theme, id: ClaimId, held: ClaimKind, actions: &mut Vec<Action>) {
    for group in KindGroup::ALL {
        let is_chosen = group.kinds.contains(&held);
        if entry(ui, theme, group.name, group.letter, is_chosen).clicked() && !is_chosen {
            actions.push(Action::SetKind { claim: id, kind: first_kind(group) });
            ui.close();
        }
    }
}

/// The key of a command, nothing where it has none.
fn key_of(ui: &Ui, command: Command) -> String {
    shortcuts::key_words(ui.ctx(), command).unwrap_or_default()
}

/// One line of a menu: words at the left, a key at the right.
fn entry(ui: &mut Ui, theme: &Theme, words: &str, key: &str, is_chosen: bool) -> Response {
    let size = vec2(ui.available_width().max(180.0), 28.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let ground = if response.hovered() || response.has_focus() {
        theme.hover
    } else if is_chosen {
        theme.selection
    } else {
        Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    let face = if is_chosen { Type::Button } else { Type::Body };
    let left = pos2(rect.left() + space::M, rect.center().y);
    let right = pos2(rect.right() - space::M, rect.center().y);
    ui.painter().text(left, egui::Align2::LEFT_CENTER, words, face.font(), theme.ink);
    ui.painter().text(right, egui::Align2::RIGHT_CENTER, key, Type::Tiny.font(), theme.ink_3);
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, words));
    response
}

/// Beside selected words: make a claim of them.
pub(super) fn selection_menu(
    ui: &Ui,
    frame: &Frame<'_>,
    state: &mut ReaderState,
    actions: &mut Vec<Action>,
) {
    if state.selection.is_dragging() {
        return;
    }
    let Some(span) = state.selection.span() else { return };
    let words = frame.article.document.words(span);
    if !words.contains(char::is_alphanumeric) {
        return;
    }
    // Below the last of the selected words that are in view.
    let below = frame.shown.iter().rev().find_map(|&shown| {
        let block = state.sheet.blocks.get(shown.block)?;
        let laid = state.sheet.laid(shown.block)?;
        let from = span.start.max(block.span.start);
        let to = span.end.min(block.span.end);
        let within = (from < to)
            .then(|| crate::text::Span::new(from - block.span.start, to - block.span.start))?;
        let piece = laid.pieces(within).last()?;
        Some(frame.origin(shown, laid) + vec2(piece.x0, piece.baseline + 16.0))
    });
    let Some(at) = below.filter(|at| frame.view.contains(*at)) else { return };
    let theme = frame.theme;
    let guess = selection::kind_of(words);
    let area = Area::new(super::reader_id().with("selected words"))
        .order(Order::Foreground)
        .fixed_pos(at)
        .constrain_to(frame.view.shrink(space::S));
    area.show(ui.ctx(), |ui| {
        Panel::popup(ui.style()).inner_margin(space::XS).show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::XXS;
                ui.add_space(space::XS);
                label(ui, "Mark as", Type::Small, theme.ink_3);
                ui.add_space(space::XXS);
                for group in KindGroup::ALL {
                    let is_guess = group.kinds.contains(&guess);
                    if kind_button(ui, theme, group, is_guess).clicked() {
                        let kind = if is_guess { guess } else { first_kind(group) };
                        actions.push(Action::AddClaim { span, kind });
                        state.selection.clear();
                    }
                }
                ui.add_space(space::XXS);
                if nothing_button(ui, theme).clicked() {
                    state.tick_read(frame.desk, true, actions);
                }
            });
        });
    });
}

/// The other thing that can be said of selected words.
fn nothing_button(ui: &mut Ui, theme: &Theme) -> Response {
    let key = shortcuts::key_words(ui.ctx(), Command::TickRead);
    let button = Button {
        label: "Nothing to check",
        name: Some(Command::TickRead.spec().label),
        key: key.as_deref(),
        hint: Command::TickRead.spec().hint,
        look: Look::Quiet,
        ..Button::default()
    };
    button.show(ui, theme)
}

/// A kind to be chosen for new claim; the likely one is set off and has the key.
fn kind_button(ui: &mut Ui, theme: &Theme, group: KindGroup, is_guess: bool) -> Response {
    let (ink, quiet) =
        if is_guess { (theme.on_primary, theme.on_primary) } else { (theme.ink, theme.ink_3) };
    let painter = ui.painter();
    let words = painter.layout_no_wrap(group.name.to_owned(), Type::Button.font(), ink);
    let sign = if is_guess { key_of(ui, Command::Mark) } else { group.letter.to_owned() };
    let sign = painter.layout_no_wrap(sign, Type::Tiny.font(), quiet);
    let width = space::S + words.size().x + 6.0 + sign.size().x + space::S;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::click());
    let ground = match (is_guess, response.hovered()) {
        (true, _) => theme.primary,
        (false, true) => theme.hover,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    let middle = |height: f32| rect.center().y - height / 2.0;
    let x = rect.left() + space::S;
    let right = x + words.size().x + 6.0;
    let (words_y, sign_y) = (middle(words.size().y), middle(sign.size().y));
    ui.painter().galley(pos2(x, words_y), words, ink);
    ui.painter().galley(pos2(right, sign_y + 0.5), sign, quiet);
    if response.has_focus() {
        let pen = Stroke::new(2.0, theme.focus);
        ui.painter().rect_stroke(
            rect,
            CornerRadius::same(radius::CONTROL),
            pen,
            egui::StrokeKind::Outside,
        );
    }
    response.widget_info(|| {
        let label = format!("Mark as {}", group.name.to_lowercase());
        egui::WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    response
}
