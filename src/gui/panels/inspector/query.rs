//! What the writer is asked about a claim, and the answer.

use eframe::egui::{Align2, Id, Key, Role, Sense, Ui, WidgetInfo, vec2};
use lucide_icons::Icon;

use super::super::super::screen::{Focus, Wishes};
use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, space};
use super::super::super::widgets::{Button, IconButton, Look, at_right, label, note_field, text};
use super::come_into_view;
use crate::project::{Claim, ClaimId, Query};
use crate::workbench::{Action, Command, Desk};

/// A question as it is being written.
#[derive(Debug, Clone)]
pub(crate) struct QueryDraft {
    /// The claim it is about.
    pub(crate) claim: ClaimId,
    query: Query,
    is_changed: bool,
}

impl QueryDraft {
    /// Begins with what is asked already.
    pub(crate) fn new(id: ClaimId, claim: &Claim) -> Self {
        Self { claim: id, query: claim.query.clone(), is_changed: false }
    }

    /// What was written since the last call, as a wish.
    pub(crate) fn take_action(&mut self, desk: &Desk) -> Option<Action> {
        if !std::mem::take(&mut self.is_changed) {
            return None;
        }
        desk.project().claims.get(&self.claim)?;
        let Query { words, answer } = &self.query;
        let query = Query { words: words.trim().to_owned(), answer: answer.trim().to_owned() };
        Some(Action::SetQuery { claim: self.claim, query })
    }
}

/// Shows the question and the answer, their fields while they are written, or the way to begin.
pub(super) fn query_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    draft: &mut Option<QueryDraft>,
    wishes: &mut Wishes,
) {
    head_ui(ui, theme, (id, claim), draft.is_some(), wishes);
    if let Some(mut held) = draft.take() {
        if fields_ui(ui, theme, desk, &mut held, wishes) {
            *draft = Some(held);
        }
    } else if claim.query.is_empty() {
        label(ui, "Nothing is asked.", Type::Small, theme.ink_3);
    } else {
        label(ui, &claim.query.words, Type::Note, theme.ink);
        ui.add_space(space::XS);
        let (words, ink) = if claim.query.answer.is_empty() {
            ("No answer yet.".to_owned(), theme.ink_3)
        } else {
            (format!("Answer: {}", claim.query.answer), theme.ink_2)
        };
        label(ui, &words, Type::Note, ink);
    }
    ui.add_space(space::XL);
}

fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    (id, claim): (ClaimId, &Claim),
    is_open: bool,
    wishes: &mut Wishes,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let name = "Query to the writer";
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    text(ui, rect.left_center(), Align2::LEFT_CENTER, name, Type::SmallMedium, theme.ink_3);
    let salt = match (is_open, claim.query.is_empty()) {
        (true, _) => "query head, open",
        (false, false) => "query head, written",
        (false, true) => "query head, none",
    };
    at_right(ui, rect.expand2(vec2(0.0, 2.0)), salt, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        if !is_open && claim.query.is_empty() {
            let begin = Button {
                label: "Ask…",
                name: Some("Ask the writer"),
                icon: Some(Icon::MessageCircleQuestionMark),
                hint: Command::AskWriter.spec().hint,
                look: Look::Link,
                ..Button::default()
            };
            if begin.show(ui, theme).clicked() {
                wishes.commands.push(Command::AskWriter);
            }
        } else if !is_open {
            if IconButton::new(Icon::Pencil, "Edit the query").show(ui, theme).clicked() {
                wishes.commands.push(Command::AskWriter);
            }
            if IconButton::new(Icon::Trash2, "Take the query back").show(ui, theme).clicked() {
                wishes.actions.push(Action::SetQuery { claim: id, query: Query::default() });
            }
        }
        if let Some(key) = shortcuts::key_words(ui.ctx(), Command::AskWriter) {
            label(ui, &key, Type::Tiny, theme.ink_3);
        }
    });
    ui.add_space(6.0);
}

/// The fields; false when they are to be closed.
fn fields_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    draft: &mut QueryDraft,
    wishes: &mut Wishes,
) -> bool {
    let mut stays = true;
    let top = ui.cursor().top();
    let id = Focus::Query.id();
    let hint = "What the writer is to answer";
    let words = note_field(ui, theme, id, "Question to the writer", hint, &mut draft.query.words);
    ui.add_space(space::S);
    let id = Id::unique("query answer");
    let hint = "What came back";
    let answer = note_field(ui, theme, id, "The writer’s answer", hint, &mut draft.query.answer);
    for response in [words, answer] {
        draft.is_changed |= response.changed();
        if response.lost_focus() {
            wishes.actions.extend(draft.take_action(desk));
            stays &= !ui.input(|input| input.key_pressed(Key::Escape));
        }
    }
    ui.add_space(space::S);
    let done = Button { label: "Done", name: Some("Done with the query"), ..Button::default() };
    if done.show(ui, theme).clicked() {
        wishes.actions.extend(draft.take_action(desk));
        stays = false;
    }
    come_into_view(ui, Focus::Query, top);
    stays
}
