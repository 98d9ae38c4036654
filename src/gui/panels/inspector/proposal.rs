//! A proposed change: the words as they stand, those to stand instead, why, and what became of it.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align2, Color32, CornerRadius, Galley, Id, Key, Pos2, Rect, Role, Sense, Stroke, TextFormat,
    Ui, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;
use similar::{ChangeTag, TextDiff};

use super::super::super::screen::{Focus, Wishes};
use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, radius, space, stroke};
use super::super::super::widgets::{
    Button, Chip, Field, IconButton, Look, at_right, icon, label, note_field, text,
};
use super::{come_into_view, pieces};
use crate::project::{Claim, ClaimId, Proposal, ProposalState, Severity};
use crate::workbench::{Action, Command, Desk, words};

/// Behind a word that differs: from a claim's line up to the top of the ground, its height, and how
/// far it reaches past the word.
const GROUND: (f32, f32) = (22.0, 24.0);
const GROUND_PAD: f32 = 3.0;

/// A change as it is being written.
#[derive(Debug, Clone)]
pub(crate) struct ProposalDraft {
    /// The claim it is for.
    pub(crate) claim: ClaimId,
    proposal: Proposal,
    is_changed: bool,
}

impl ProposalDraft {
    /// Begins with what is proposed already, or with the words as they stand.
    pub(crate) fn new(id: ClaimId, claim: &Claim) -> Self {
        let as_it_stands =
            || Proposal { words: words::one_line(&claim.anchor.quote), ..Proposal::default() };
        let proposal = claim.proposal.clone().unwrap_or_else(as_it_stands);
        Self { claim: id, proposal, is_changed: false }
    }

    /// What was written since the last call, as a wish. Words as they stand propose nothing.
    pub(crate) fn take_action(&mut self, desk: &Desk) -> Option<Action> {
        if !std::mem::take(&mut self.is_changed) {
            return None;
        }
        let held = desk.project().claims.get(&self.claim)?;
        let words = self.proposal.words.trim();
        let is_nothing = (words.is_empty() || words == words::one_line(&held.anchor.quote))
            && self.proposal.reason.trim().is_empty();
        if is_nothing && held.proposal.is_none() {
            return None;
        }
        let proposal = (!is_nothing).then(|| Proposal {
            words: words.to_owned(),
            reason: self.proposal.reason.trim().to_owned(),
            ..self.proposal.clone()
        });
        Some(Action::SetProposal { claim: self.claim, proposal })
    }
}

/// Shows the change, its fields while it is written, or the way to begin one.
pub(super) fn proposal_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    draft: &mut Option<ProposalDraft>,
    wishes: &mut Wishes,
) {
    head_ui(ui, theme, (id, claim), draft, wishes);
    let quote = words::one_line(&claim.anchor.quote);
    if let Some(mut held) = draft.take() {
        difference_ui(ui, theme, &quote, &held.proposal);
        ui.add_space(space::S);
        if fields_ui(ui, theme, desk, &mut held, wishes) {
            *draft = Some(held);
        }
    } else if let Some(proposal) = &claim.proposal {
        difference_ui(ui, theme, &quote, proposal);
        if !proposal.reason.is_empty() {
            ui.add_space(space::XS);
            label(ui, &proposal.reason, Type::Note, theme.ink_2);
        }
        ui.add_space(space::S);
        if let Some(changed) = choices_ui(ui, theme, proposal) {
            wishes.actions.push(Action::SetProposal { claim: id, proposal: Some(changed) });
        }
    } else {
        label(ui, "None yet.", Type::Small, theme.ink_3);
    }
    ui.add_space(space::XL);
}

/// The name of the part, the key that leads there, and what can be done with the change.
fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    (id, claim): (ClaimId, &Claim),
    draft: &mut Option<ProposalDraft>,
    wishes: &mut Wishes,
) {
    let name = Command::Propose.spec().label;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    text(ui, rect.left_center(), Align2::LEFT_CENTER, name, Type::SmallMedium, theme.ink_3);
    let salt = match (draft.is_some(), claim.proposal.is_some()) {
        (true, _) => "proposal head, open",
        (false, true) => "proposal head, written",
        (false, false) => "proposal head, none",
    };
    at_right(ui, rect.expand2(vec2(0.0, 2.0)), salt, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if draft.is_none() && claim.proposal.is_none() {
            let begin = Button {
                label: "Propose…",
                name: Some("Propose a change"),
                icon: Some(Icon::PencilLine),
                hint: Command::Propose.spec().hint,
                look: Look::Link,
                ..Button::default()
            };
            if begin.show(ui, theme).clicked() {
                wishes.commands.push(Command::Propose);
            }
        } else if draft.is_none() {
            let edit = IconButton::new(Icon::Pencil, "Edit the proposed change");
            if edit.show(ui, theme).clicked() {
                wishes.commands.push(Command::Propose);
            }
            let take_back = IconButton::new(Icon::Trash2, "Take the proposed change back");
            if take_back.show(ui, theme).clicked() {
                wishes.actions.push(Action::SetProposal { claim: id, proposal: None });
            }
        }
        if let Some(key) = shortcuts::key_words(ui.ctx(), Command::Propose) {
            label(ui, &key, Type::Tiny, theme.ink_3);
        }
    });
    ui.add_space(6.0);
}

/// Words beside those that they give way to, or take the place of, with what differs among them.
#[derive(Default)]
struct Side {
    job: LayoutJob,
    /// Which characters are in this one alone, from and to.
    alone: Vec<(usize, usize)>,
}

impl Side {
    fn append(&mut self, words: &str, format: TextFormat, is_alone: bool) {
        let from = self.job.text.chars().count();
        let trimmed = words.trim();
        if is_alone && !trimmed.is_empty() {
            let from = from + words.chars().take_while(|c| c.is_whitespace()).count();
            self.alone.push((from, from + trimmed.chars().count()));
        }
        self.job.append(words, 0.0, format);
    }

    /// Draws the words at `at`, each stretch that is in them alone on a ground with round corners.
    fn draw(&self, ui: &Ui, at: Pos2, galley: &Arc<Galley>, ground: Color32, ink: Color32) {
        for &(from, to) in &self.alone {
            for (x, y) in pieces(galley, from, to) {
                let top = at.y + y - GROUND.0;
                let place = Rect::from_min_max(
                    pos2(at.x + x.min - GROUND_PAD, top),
                    pos2(at.x + x.max + GROUND_PAD, top + GROUND.1),
                );
                ui.painter().rect_filled(place, CornerRadius::same(radius::MARK), ground);
            }
        }
        ui.painter().galley(at, Arc::clone(galley), ink);
    }
}

/// The words as they stand and those proposed, with what differs on its ground.
fn difference_ui(ui: &mut Ui, theme: &Theme, quote: &str, proposal: &Proposal) {
    let (mut old, mut new) = (Side::default(), Side::default());
    let plain = Type::ClaimSentence.format(theme.ink);
    let gone =
        TextFormat { strikethrough: Stroke::new(stroke::HAIRLINE, theme.ink), ..plain.clone() };
    for change in TextDiff::from_words(quote, proposal.words.trim()).iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                old.append(change.value(), plain.clone(), false);
                new.append(change.value(), plain.clone(), false);
            }
            ChangeTag::Delete => old.append(change.value(), gone.clone(), true),
            ChangeTag::Insert => new.append(change.value(), plain.clone(), true),
        }
    }
    if new.job.text.is_empty() {
        let words = "Nothing: take the words out";
        new.append(words, Type::Body.format(theme.ink_3), false);
    }
    // The ground of the first word reaches to the edge, not past it.
    let width = ui.available_width() - 2.0 * GROUND_PAD;
    let arrow = 36.0;
    old.job.wrap.max_width = width;
    let left = ui.painter().layout_job(old.job.clone());
    new.job.wrap.max_width = width - arrow;
    let right = ui.painter().layout_job(new.job.clone());
    // Beside one another where there is room, else one under the other.
    let (old_size, new_size) = (left.size(), right.size());
    let fits = old_size.x + arrow + new_size.x <= width;
    let height = if fits { old_size.y.max(new_size.y) } else { old_size.y + new_size.y };
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let name = format!("Change “{quote}” to “{}”", proposal.words.trim());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
    let from = rect.min + vec2(GROUND_PAD, 0.0);
    let to = if fits {
        from + vec2(old_size.x + arrow, 0.0)
    } else {
        from + vec2(arrow - 8.0, old_size.y)
    };
    old.draw(ui, from, &left, theme.diff_del, theme.ink);
    new.draw(ui, to, &right, theme.diff_add, theme.ink);
    let line = Type::ClaimSentence.line_height();
    let shift = if fits { 0.0 } else { 4.0 };
    let center = pos2(to.x - arrow / 2.0 + shift, to.y + line / 2.0);
    icon(ui.painter(), center, Icon::ArrowRight, 14.0, theme.ink_3);
}

/// The fields; false when they are to be closed.
fn fields_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    draft: &mut ProposalDraft,
    wishes: &mut Wishes,
) -> bool {
    let mut stays = true;
    let top = ui.cursor().top();
    label(ui, "Words to stand instead", Type::Small, theme.ink_3);
    ui.add_space(space::XXS);
    let id = Focus::Proposal.id();
    let hint = "Nothing takes the words out";
    let words = note_field(ui, theme, id, "Proposed words", hint, &mut draft.proposal.words);
    ui.add_space(space::S);
    label(ui, "Reason", Type::Small, theme.ink_3);
    ui.add_space(space::XXS);
    let field = Field {
        id: Id::unique("proposal reason"),
        name: "Reason for the change",
        hint: "Why, in words for the writer",
        icon: None,
        key: None,
        width: ui.available_width(),
        is_wrong: false,
    };
    let reason = field.show(ui, theme, &mut draft.proposal.reason);
    ui.add_space(space::S);
    for response in [words, reason] {
        draft.is_changed |= response.changed();
        if response.lost_focus() {
            wishes.actions.extend(draft.take_action(desk));
            stays &= !ui.input(|input| input.key_pressed(Key::Escape));
        }
    }
    if let Some(changed) = choices_ui(ui, theme, &draft.proposal) {
        draft.proposal = changed;
        draft.is_changed = true;
        wishes.actions.extend(draft.take_action(desk));
    }
    ui.add_space(space::S);
    let done = Button { label: "Done", name: Some("Done with the change"), ..Button::default() };
    if done.show(ui, theme).clicked() {
        wishes.actions.extend(draft.take_action(desk));
        stays = false;
    }
    come_into_view(ui, Focus::Proposal, top);
    stays
}

/// How much hangs on it, and what became of it; the change as it is chosen.
fn choices_ui(ui: &mut Ui, theme: &Theme, held: &Proposal) -> Option<Proposal> {
    let mut changed = None;
    let mut line = |ui: &mut Ui, name: &str, choices: Vec<(&'static str, Proposal)>| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let (rect, response) = ui.allocate_exact_size(vec2(56.0, 24.0), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
            text(ui, rect.left_center(), Align2::LEFT_CENTER, name, Type::Small, theme.ink_3);
            for (words, proposal) in choices {
                let is_on = proposal == *held;
                let chip = Chip { label: words, count: None, is_on, is_tight: true };
                if chip.show(ui, theme).clicked() && !is_on {
                    changed = Some(proposal);
                }
            }
        });
    };
    let severities =
        Severity::ALL.map(|severity| (severity.words(), Proposal { severity, ..held.clone() }));
    line(ui, "Severity", severities.into());
    ui.add_space(6.0);
    let states =
        ProposalState::ALL.map(|state| (state.words(), Proposal { state, ..held.clone() }));
    line(ui, "State", states.into());
    changed
}
