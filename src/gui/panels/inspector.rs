//! The selected claim: its words, what was read in them, and what the user makes of it.

mod facts;
mod history;
mod places;
mod proposal;
mod query;
mod remarks;
mod sentence;
mod sources;
mod trouble;

use eframe::egui::{
    Align2, CornerRadius, Popup, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};
use lucide_icons::Icon;

use super::super::screen::{Focus, Screen, Wishes};
use super::super::shortcuts;
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{
    Chip, IconButton, KindGroup, at_right, count, divider, focus_ring, hover_share, icon,
    kind_letter, label, left_center, note_field, one_line, right_center, text, verdict_button,
};
use crate::extract::ClaimKind;
use crate::project::{AsideReason, Claim, ClaimId, Verdict, VerdictKind};
use crate::workbench::{Action, Command, Desk, Workbench};

pub(crate) use facts::kind_name;
pub(crate) use proposal::ProposalDraft;
pub(crate) use query::QueryDraft;
pub(crate) use sentence::{Sentence, pieces};

/// The verdicts that have buttons, with the commands they call.
const VERDICTS: [(VerdictKind, Command); 4] = [
    (VerdictKind::Verified, Command::Verified),
    (VerdictKind::Disputed, Command::Disputed),
    (VerdictKind::Query, Command::Query),
    (VerdictKind::SetAside, Command::SetAside),
];

/// Below this width the verdict buttons stand two by two.
pub(crate) const FOUR_ABREAST: f32 = 400.0;

/// Scrolls a form that has just been opened into view, from `top` to where it ends now.
fn come_into_view(ui: &Ui, form: Focus, top: f32) {
    let pass = ui.ctx().cumulative_pass_nr();
    let seen = ui.ctx().data_mut(|data| {
        let seen = data.get_temp_mut_or(form.id().with("seen"), (pass, pass));
        if seen.1 + 1 < pass {
            *seen = (pass, pass);
        }
        seen.1 = pass;
        *seen
    });
    // Once alone: an area that is on its way already would go as far again. And not at first, since the
    // area does not know yet how tall the form is.
    if pass == seen.0 {
        ui.ctx().request_repaint();
    } else if pass == seen.0 + 1 {
        let bottom = ui.cursor().top() + space::L;
        let x = ui.max_rect().x_range();
        // Where not all of it has room, its beginning, where the keys are.
        let top = top - space::XXL;
        let bottom = bottom.min(top + ui.clip_rect().height());
        let rect = Rect::from_x_y_ranges(x, eframe::egui::Rangef::new(top, bottom));
        ui.scroll_to_rect(rect, None);
    }
}

/// Shows the selected claim in the whole of `ui`. `is_bare` leaves out the head's buttons, which
/// stand beside the tabs then.
pub(crate) fn inspector_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    screen: &mut Screen,
    is_bare: bool,
    wishes: &mut Wishes,
) {
    let Some((id, claim)) = desk.selected().zip(desk.selected_claim()) else {
        nothing_ui(ui, theme, !desk.rows().claims.is_empty());
        return;
    };
    screen.hold(id, claim);
    let full = ui.max_rect();
    let head = Rect::from_min_size(full.min, vec2(full.width(), layout::PANEL_HEAD));
    head_ui(ui, theme, desk, (id, claim), head, is_bare, wishes);
    let body = full.with_min_y(head.bottom());
    let mut body = ui.new_child(UiBuilder::new().max_rect(body));
    let scroll = ScrollArea::vertical().id_salt(("inspector", id.0)).auto_shrink(false);
    scroll.show(&mut body, |ui| {
        let width = full.width() - 2.0 * space::XL;
        let min = ui.cursor().min + vec2(space::XL, 0.0);
        let place = Rect::from_min_size(min, vec2(width, f32::INFINITY));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
        inner.set_width(width);
        inner.spacing_mut().item_spacing = vec2(space::S, 0.0);
        claim_ui(&mut inner, theme, workbench, desk, (id, claim), screen, wishes);
        let used = inner.min_rect().height();
        ui.allocate_space(vec2(full.width(), used + space::XXL));
    });
}

fn nothing_ui(ui: &mut Ui, theme: &Theme, has_claims: bool) {
    ui.add_space(ui.available_height() * 0.32);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        label(ui, "Nothing selected.", Type::Body, theme.ink_3);
        label(ui, "A claim you choose opens here.", Type::Body, theme.ink_3);
        if let Some(key) = shortcuts::key_words(ui.ctx(), Command::NextClaim).filter(|_| has_claims)
        {
            label(ui, &format!("{key} goes to the first."), Type::Body, theme.ink_3);
        }
    });
}

/// Kind, number, and the way to the neighbors.
fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    rect: Rect,
    is_bare: bool,
    wishes: &mut Wishes,
) {
    kind_ui(ui, theme, (id, claim), rect, wishes);
    if !is_bare {
        let place = rect.with_max_x(rect.right() - space::L + 4.0);
        at_right(ui, place, "steps", |ui| steps_ui(ui, theme, desk, wishes));
    }
}

/// "16 of 47", and the buttons that go to the claim before and after.
pub(crate) fn steps_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let rows = &desk.rows().claims;
    let at = desk.selected().and_then(|id| desk.rows().list_idx(id));
    if let Some(at) = at {
        let words = format!("{} of {}", count(at + 1), count(rows.len()));
        label(ui, &words, Type::Body, theme.ink_3);
    }
    ui.add_space(space::XS);
    let steps =
        [(Command::PreviousClaim, Icon::ChevronUp), (Command::NextClaim, Icon::ChevronDown)];
    for (command, glyph) in steps {
        let key = shortcuts::key_words(ui.ctx(), command);
        let button = IconButton::new(glyph, command.spec().label).key(key.as_deref());
        if button.show(ui, theme).clicked() {
            wishes.commands.push(command);
        }
    }
}

/// The kind, as a button that opens the choice of kinds.
fn kind_ui(
    ui: &mut Ui,
    theme: &Theme,
    (id, claim): (ClaimId, &Claim),
    rect: Rect,
    wishes: &mut Wishes,
) {
    let group = KindGroup::of(claim.kind);
    let name = one_line(ui, group.name, Type::Section, theme.ink, f32::INFINITY);
    let closer = facts::kind_words(claim);
    let more = one_line(ui, &closer, Type::Body, theme.ink_3, f32::INFINITY);
    let width = 22.0 + name.size().x + space::S + more.size().x + 24.0;
    let center = rect.center().y;
    let min = pos2(rect.left() + space::XL - 6.0, center - 14.0);
    let place = Rect::from_min_size(min, vec2(width + 6.0, 28.0));
    let response = ui.interact(place, ui.scope_id().with("kind"), Sense::click());
    let words = format!("Kind: {}, {closer}", group.name);
    let words = words.trim_end_matches(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let share = hover_share(ui, theme, &response);
    let ground = theme.hover.gamma_multiply(share);
    ui.painter().rect_filled(place, CornerRadius::same(radius::CONTROL), ground);
    focus_ring(ui, theme, &response, radius::CONTROL);
    let x = rect.left() + space::XL;
    kind_letter(ui, theme, pos2(x, center - 9.0), claim.kind, theme.ink);
    let mut at = pos2(x + 22.0, center - name.size().y / 2.0);
    let step = name.size().x + space::S;
    ui.painter().galley(at, name, theme.ink);
    at.x += step;
    let step = more.size().x;
    ui.painter().galley(at, more, theme.ink_3);
    icon(ui.painter(), pos2(at.x + step + 11.0, center), Icon::ChevronDown, 13.0, theme.ink_3);
    Popup::menu(&response).width(210.0).gap(2.0).accessible_name("Kind").show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for kind in ClaimKind::ALL {
            let (rect, response) = ui.allocate_exact_size(vec2(210.0, 30.0), Sense::click());
            let is_on = claim.kind == kind;
            let words = facts::kind_name(kind);
            response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_on, words));
            let share = hover_share(ui, theme, &response);
            let ground = theme.hover.gamma_multiply(share);
            ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
            focus_ring(ui, theme, &response, radius::CONTROL);
            kind_letter(ui, theme, left_center(rect, space::S) - vec2(0.0, 9.0), kind, theme.ink);
            text(ui, left_center(rect, 32.0), Align2::LEFT_CENTER, words, Type::Body, theme.ink);
            if is_on {
                icon(ui.painter(), right_center(rect, 14.0), Icon::Check, 14.0, theme.ink_2);
            }
            if response.clicked() {
                wishes.actions.push(Action::SetKind { claim: id, kind });
                ui.close();
            }
        }
    });
}

fn claim_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    held: (ClaimId, &Claim),
    screen: &mut Screen,
    wishes: &mut Wishes,
) {
    let (id, claim) = held;
    ui.add_space(2.0);
    trouble::trouble_ui(ui, theme, workbench, desk, held, wishes);
    sentence::sentence_ui(ui, theme, desk, held, &mut screen.sentence);
    ui.add_space(14.0);
    facts::facts_ui(ui, theme, desk, held, screen, wishes);
    places::places_ui(ui, theme, desk, held, wishes);
    ui.add_space(space::L);
    verdicts_ui(ui, theme, held, workbench.settings().advances, wishes);
    ui.add_space(18.0);
    section(ui, theme, "Note", shortcuts::key_words(ui.ctx(), Command::Note).as_deref());
    let hint = "What you found, and where";
    let top = ui.cursor().top();
    let response = note_field(ui, theme, Focus::Note.id(), "Note", hint, &mut screen.note.words);
    if response.has_focus() {
        come_into_view(ui, Focus::Note, top);
    }
    if response.changed() {
        screen.note.is_changed = screen.note.words != claim.note;
        let note = screen.note.words.clone();
        wishes.actions.push(Action::KeepTyping { claim: id, note });
    }
    if response.lost_focus() {
        wishes.actions.extend(screen.take_drafts(Some(desk), true));
    }
    ui.add_space(space::XL);
    proposal::proposal_ui(ui, theme, desk, held, &mut screen.proposal, wishes);
    query::query_ui(ui, theme, desk, held, &mut screen.query, wishes);
    sources::sources_ui(ui, theme, desk, held, screen, wishes);
    remarks::remarks_ui(ui, theme, desk, held, wishes);
    ui.add_space(space::M);
    divider(ui, theme, space::XS, space::M);
    history::history_ui(ui, theme, workbench, held);
    ui.add_space(space::S);
    let remove = super::super::widgets::Button {
        label: "Remove claim",
        icon: Some(Icon::Trash2),
        hint: "Take this claim out of the list",
        look: super::super::widgets::Look::Quiet,
        ..Default::default()
    };
    ui.horizontal(|ui| {
        ui.add_space(-10.0);
        if remove.show(ui, theme).clicked() {
            wishes.actions.push(Action::RemoveClaim(id));
        }
    });
}

/// The head of a part: its name, and the key that leads there.
fn section(ui: &mut Ui, theme: &Theme, name: &str, key: Option<&str>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    text(ui, rect.left_center(), Align2::LEFT_CENTER, name, Type::SmallMedium, theme.ink_3);
    if let Some(key) = key {
        text(ui, rect.right_center(), Align2::RIGHT_CENTER, key, Type::Tiny, theme.ink_3);
    }
    ui.add_space(6.0);
}

/// The buttons that settle a claim, in the width that is left.
pub(crate) fn verdict_buttons_ui(ui: &mut Ui, theme: &Theme, claim: &Claim, wishes: &mut Wishes) {
    let width = ui.available_width();
    let chosen = claim.standing().kind();
    // Four abreast, each gets room for its word; two by two they are of one width.
    let shares: &[&[(usize, f32)]] = if width >= FOUR_ABREAST {
        &[&[(0, 1.08), (1, 1.1), (2, 0.94), (3, 1.14)]]
    } else {
        &[&[(0, 1.0), (1, 1.0)], &[(2, 1.0), (3, 1.0)]]
    };
    for (n, line) in shares.iter().enumerate() {
        if n > 0 {
            ui.add_space(space::S);
        }
        let all: f32 = line.iter().map(|(_, share)| share).sum();
        let room = width - space::S * (line.len() as f32 - 1.0);
        ui.horizontal(|ui| {
            let mut rest = room;
            for (nth, &(idx, share)) in line.iter().enumerate() {
                let Some(&(verdict, command)) = VERDICTS.get(idx) else { continue };
                let key = shortcuts::key_words(ui.ctx(), command);
                let is_last = nth + 1 == line.len();
                let each = if is_last { rest } else { (room * share / all).floor() };
                rest -= each;
                let is_chosen = chosen == verdict;
                let button = verdict_button(ui, theme, verdict, key.as_deref(), is_chosen, each);
                if button.clicked() {
                    wishes.commands.push(command);
                }
            }
        });
    }
}

fn verdicts_ui(
    ui: &mut Ui,
    theme: &Theme,
    (id, claim): (ClaimId, &Claim),
    advances: bool,
    wishes: &mut Wishes,
) {
    verdict_buttons_ui(ui, theme, claim, wishes);
    if let Verdict::SetAside(held) = claim.standing() {
        ui.add_space(space::S);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for (n, reason) in AsideReason::ALL.into_iter().enumerate() {
                let is_on = held == reason;
                let chip = Chip { label: reason.words(), count: None, is_on, is_tight: false };
                let scope = ui.push_id(n, |ui| chip.show(ui, theme));
                let response = scope.inner;
                if n == 0 {
                    reason_focus(ui, &response);
                }
                if response.clicked() {
                    // The chosen reason, pressed again, would open the claim.
                    if !is_on {
                        let verdict = Verdict::SetAside(reason);
                        wishes.actions.push(Action::SetVerdict { claim: id, verdict });
                    }
                    if advances {
                        wishes.actions.push(Action::SelectNextOpen);
                    }
                }
            }
        });
    }
}

/// The key for setting aside leads on to the reasons.
fn reason_focus(ui: &Ui, first: &eframe::egui::Response) {
    let wanted = Focus::Reason.id();
    // The identity that the command knows stands for the first reason.
    if ui.memory(|memory| memory.has_focus(wanted)) {
        first.request_focus();
    }
}
