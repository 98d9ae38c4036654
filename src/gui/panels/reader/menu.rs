//! Small menus: what can be done with a claim, and with selected words.

use eframe::egui::{
    self, Area, CornerRadius, Frame as Panel, Order, Response, Sense, Ui, pos2, vec2,
};

use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, radius, space};
use super::super::super::widgets::{
    Button, KindGroup, Look, MenuEntry, between_groups, focus_ring, hover_share, kind_letter,
    label, one_line, verdict_name,
};
use super::{Frame, ReaderState, selection};
use crate::extract::ClaimKind;
use crate::project::Verdict;
use crate::text::Link;
use crate::workbench::{Action, Command};

/// Width of a menu.
const WIDTH: f32 = 216.0;

/// From this width on what can be made of selected words stands in one row; from this one on the kinds do.
const ONE_ROW: f32 = 628.0;
const KINDS_ROW: f32 = 430.0;

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
            ui.spacing_mut().item_spacing.y = 0.0;
            link_entry(ui, theme, frame, at, &mut state.wants_link);
            read_entry(ui, theme, frame, at, actions);
        });
        return drawn.is_some();
    };
    let drawn = response.context_menu(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let standing = claim.standing();
        for command in [Command::Verified, Command::Disputed, Command::Query, Command::SetAside] {
            let Some(verdict) = command.verdict() else { continue };
            let name = &verdict_name(ui.ctx(), verdict.kind());
            let is_on = Some(standing.kind() == verdict.kind());
            if entry(ui, theme, name, Some(command), is_on, true) {
                actions.push(Action::SetVerdict { claim: id, verdict });
                ui.close();
            }
        }
        if standing != Verdict::Open {
            let command = Command::Reopen;
            if entry(ui, theme, command.spec().label, Some(command), Some(false), true) {
                actions.push(Action::SetVerdict { claim: id, verdict: Verdict::Open });
                ui.close();
            }
        }
        between_groups(ui, theme, WIDTH);
        for group in KindGroup::ALL {
            let is_chosen = group.kinds.contains(&claim.kind);
            if entry(ui, theme, group.name, None, Some(is_chosen), true) {
                if !is_chosen {
                    actions.push(Action::SetKind { claim: id, kind: first_kind(group) });
                }
                ui.close();
            }
        }
        between_groups(ui, theme, WIDTH);
        if let Some(at) = state.menu_at {
            link_entry(ui, theme, frame, at, &mut state.wants_link);
            read_entry(ui, theme, frame, at, actions);
        }
        let remove = Command::RemoveClaim;
        if entry(ui, theme, remove.spec().label, Some(remove), Some(false), false) {
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
    if entry(ui, theme, words, Some(Command::TickRead), Some(is_read), false) {
        actions.push(Action::ToggleRead { at: sentence.start });
        ui.close();
    }
}

/// Opens the address at a byte, where there is one. It says where that leads.
fn link_entry(ui: &mut Ui, theme: &Theme, frame: &Frame<'_>, at: u32, wanted: &mut Option<String>) {
    let Some(link) = Link::around(frame.article.document.text(), at) else { return };
    if entry(ui, theme, &link.offer(), None, Some(false), false) {
        *wanted = Some(link.written);
        ui.close();
    }
}

/// One line of a menu: words at the left, the key of a command at the right; true when it was chosen.
fn entry(
    ui: &mut Ui,
    theme: &Theme,
    words: &str,
    command: Option<Command>,
    is_on: Option<bool>,
    is_one_of: bool,
) -> bool {
    let key = command.and_then(|command| shortcuts::key_words(ui.ctx(), command));
    MenuEntry { key: key.as_deref(), is_on, is_one_of, ..MenuEntry::new(words) }
        .show(ui, theme, WIDTH)
}

/// Beside selected words: make a claim of them.
pub(super) fn selection_menu(
    ui: &Ui,
    frame: &Frame<'_>,
    state: &mut ReaderState,
    actions: &mut Vec<Action>,
) {
    // Another menu is not opened over this one.
    if state.selection.is_dragging() || egui::Popup::is_any_open(ui.ctx()) {
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
    let room = frame.view.width() - 2.0 * (space::S + space::XS + 1.0);
    area.show(ui.ctx(), |ui| {
        Panel::popup(ui.style()).inner_margin(space::XS).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::XXS, space::XXS);
            let n_abreast = if room >= KINDS_ROW { KindGroup::ALL.len() } else { 3 };
            let mut wanted = None;
            let mut kinds_ui = |ui: &mut Ui, kinds: &[KindGroup]| {
                for &group in kinds {
                    let is_guess = group.kinds.contains(&guess);
                    if kind_button(ui, theme, group, is_guess).clicked() {
                        wanted = Some(if is_guess { guess } else { first_kind(group) });
                    }
                }
            };
            let is_nothing = if room >= ONE_ROW {
                ui.horizontal(|ui| {
                    ui.add_space(space::XS);
                    label(ui, "Mark as", Type::Small, theme.ink_3);
                    ui.add_space(space::XXS);
                    kinds_ui(ui, &KindGroup::ALL);
                    ui.add_space(space::XXS);
                    nothing_button(ui, theme).clicked()
                })
                .inner
            } else {
                for kinds in KindGroup::ALL.chunks(n_abreast) {
                    ui.horizontal(|ui| kinds_ui(ui, kinds));
                }
                nothing_button(ui, theme).clicked()
            };
            if let Some(kind) = wanted {
                actions.push(Action::AddClaim { span, kind });
                state.selection.clear();
            } else if is_nothing {
                state.tick_read(frame.desk, true, actions);
            }
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
    let words = one_line(ui, group.name, Type::Button, ink, f32::INFINITY);
    let key = shortcuts::key_words(ui.ctx(), Command::Mark).filter(|_| is_guess);
    let key = key.map(|key| one_line(ui, &key, Type::Tiny, quiet, f32::INFINITY));
    let key_room = key.as_ref().map_or(0.0, |key| 6.0 + key.size().x);
    // A letter on its own line is the kind's sign; a bare one would look like a key.
    let sign = if is_guess { 0.0 } else { 19.0 };
    let width = space::S + sign + words.size().x + key_room + space::S;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::click());
    let ground = if is_guess {
        theme.primary
    } else {
        theme.hover.gamma_multiply(hover_share(ui, theme, &response))
    };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    let mut x = rect.left() + space::S;
    if !is_guess {
        kind_letter(ui, theme, pos2(x, rect.center().y - 9.0), first_kind(group), ink);
        x += sign;
    }
    let middle = |height: f32| rect.center().y - height / 2.0;
    let (right, y) = (x + words.size().x + 6.0, middle(words.size().y));
    ui.painter().galley(pos2(x, y), words, ink);
    if let Some(key) = key {
        let y = middle(key.size().y) + 0.5;
        ui.painter().galley(pos2(right, y), key, quiet);
    }
    focus_ring(ui, theme, &response, radius::CONTROL);
    response.widget_info(|| {
        let label = format!("Mark as {}", group.name.to_lowercase());
        egui::WidgetInfo::labeled(egui::Role::Button, true, label)
    });
    response
}
