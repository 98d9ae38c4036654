//! The article as a screen reader meets it: each paragraph, and after it the claims in it.

use eframe::egui::{Context, Id, Rect, Response, Sense, Ui, UiBuilder, accesskit, vec2};

use super::super::super::widgets::verdict_name;
use super::block::BlockKind;
use super::{Frame, ReaderState, odd, touch};
use crate::project::{AsideReason, ClaimId, Verdict, VerdictKind};
use crate::text::{ParagraphKind, Span};
use crate::workbench::{Action, words};

/// What can be done with a claim without leaving it, each by its number for a screen reader.
const VERDICTS: [(i32, Verdict); 4] = [
    (1, Verdict::Verified),
    (2, Verdict::Disputed),
    (3, Verdict::Query),
    (4, Verdict::SetAside(AsideReason::CannotVerify)),
];

/// Gives every paragraph and every claim in view its node, in reading order.
pub(super) fn tell(
    ui: &mut Ui,
    response: &Response,
    frame: &Frame<'_>,
    state: &ReaderState,
    actions: &mut Vec<Action>,
) {
    let title = &frame.article.title;
    let is_heard = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::ScrollView);
        node.set_label(format!("Article text: {title}"));
        node.add_action(accesskit::Action::ScrollDown);
        node.add_action(accesskit::Action::ScrollUp);
    });
    // Nobody listens: the nodes would be thrown away.
    if is_heard.is_none() {
        return;
    }
    for &shown in &frame.shown {
        let (Some(block), Some(laid)) =
            (state.sheet.blocks.get(shown.block), state.sheet.laid(shown.block))
        else {
            continue;
        };
        let origin = frame.origin(shown, laid);
        let size = vec2(frame.setting.measure - laid.look.indent, laid.galley.size().y);
        let id = reader_node("paragraph", shown.block);
        node(ui, Rect::from_min_size(origin, size), id, |node| {
            node.set_role(match block.kind {
                BlockKind::Headline
                | BlockKind::Text(ParagraphKind::Title | ParagraphKind::Heading) => {
                    accesskit::Role::Heading
                }
                BlockKind::Text(ParagraphKind::Item) => accesskit::Role::ListItem,
                BlockKind::Text(ParagraphKind::Quote) => accesskit::Role::Blockquote,
                _ => accesskit::Role::Paragraph,
            });
            if block.kind == BlockKind::Text(ParagraphKind::Item) {
                node.set_level(usize::from(block.depth) + 1);
            }
            let label = laid.label.as_ref().map(|label| format!("{} ", label.text()));
            node.set_label(label.unwrap_or_default() + laid.words());
        });
        let Some(dress) = state.sheet.dress(shown.block) else { continue };
        for (n, &sentence) in (1..).zip(&dress.sentences) {
            sentence_node(ui, frame, Rect::from_min_size(origin, size), n, sentence, actions);
        }
        let mut last = None;
        for stretch in &dress.stretches {
            // A claim begun in an earlier paragraph, or in an earlier row, has its node already.
            if last.replace(stretch.mark) == Some(stretch.mark) {
                continue;
            }
            let Some(row) = frame.desk.rows().marks.get(stretch.mark) else { continue };
            if row.span.start < block.span.start {
                continue;
            }
            let rect = stretch.rect(laid.scale()).translate(origin.to_vec2());
            let id = reader_node("claim", row.id.0 as usize);
            let words = name(ui.ctx(), frame, stretch.mark);
            // Gathered before the node is: that one holds the context.
            let actions_of = VERDICTS.map(|(id, verdict)| (id, verdict_words(ui.ctx(), verdict)));
            node(ui, rect, id, |node| {
                node.set_role(accesskit::Role::Button);
                node.set_label(words);
                node.set_selected(frame.desk.selected() == Some(row.id));
                node.add_action(accesskit::Action::Click);
                node.add_action(accesskit::Action::CustomAction);
                for (id, description) in actions_of {
                    node.push_custom_action(accesskit::CustomAction { id, description });
                }
            });
            asked_verdicts(ui, id, (row.id, row.verdict), actions);
            if frame.desk.selected() == Some(row.id) {
                let n = shown_number(stretch.mark);
                verdict_nodes(ui, rect, id, n, (row.id, row.verdict), actions);
            }
            let is_clicked =
                ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click));
            if is_clicked {
                touch::select(row.id, actions);
            }
        }
    }
    for (sign, origin, _) in odd::in_view(frame, state) {
        let rect = sign.rect().translate(origin.to_vec2());
        node(ui, rect, reader_node("odd", sign.id()), |node| {
            node.set_role(accesskit::Role::Note);
            node.set_label(sign.spoken(&frame.article.document));
        });
    }
}

/// What a verdict's action is called: `Set to verified`, `Set aside`.
fn verdict_words(ctx: &Context, verdict: Verdict) -> String {
    let name = verdict_name(ctx, verdict.kind());
    if name == VerdictKind::SetAside.words() {
        return name;
    }
    format!("Set to {}", name.to_lowercase())
}

/// The number that a claim has for people, from 1 on.
const fn shown_number(mark: usize) -> usize {
    mark + 1
}

/// Gives the claim a verdict, unless it has that already. The claim stays the selected one.
fn settle(claim: (ClaimId, VerdictKind), verdict: Verdict, actions: &mut Vec<Action>) {
    let (claim, held) = claim;
    actions.push(Action::Select(Some(claim)));
    if held != verdict.kind() {
        actions.push(Action::SetVerdict { claim, verdict });
    }
}

/// Takes up the custom actions that a screen reader asked the claim's node for.
fn asked_verdicts(ui: &Ui, id: Id, claim: (ClaimId, VerdictKind), actions: &mut Vec<Action>) {
    let asked: Vec<i32> = ui.input(|input| {
        let requests = input.accesskit_action_requests(id, accesskit::Action::CustomAction);
        requests
            .filter_map(|request| match request.data {
                Some(accesskit::ActionData::CustomAction(n)) => Some(n),
                _ => None,
            })
            .collect()
    });
    for (n, verdict) in VERDICTS {
        if asked.contains(&n) {
            settle(claim, verdict, actions);
        }
    }
}

/// The same as buttons under the selected claim's node: not every system carries custom actions to
/// its screen readers.
fn verdict_nodes(
    ui: &mut Ui,
    rect: Rect,
    claim_node: Id,
    number: usize,
    claim: (ClaimId, VerdictKind),
    actions: &mut Vec<Action>,
) {
    let builder = UiBuilder::new()
        .max_rect(rect)
        .id_salt(("verdicts of a claim", claim.0.0))
        .accessibility_parent(claim_node);
    let inside = ui.new_child(builder);
    for (n, verdict) in VERDICTS {
        let id = claim_node.with(("verdict", n));
        let words = verdict_words(ui.ctx(), verdict);
        node(&inside, rect, id, |node| {
            node.set_role(accesskit::Role::Button);
            node.set_label(format!("{words}, claim {number}"));
            node.set_toggled((claim.1 == verdict.kind()).into());
            node.add_action(accesskit::Action::Click);
        });
        if ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click)) {
            settle(claim, verdict, actions);
        }
    }
}

/// A sentence, to be ticked as read.
fn sentence_node(
    ui: &Ui,
    frame: &Frame<'_>,
    rect: Rect,
    n: usize,
    (sentence, is_read): (Span, bool),
    actions: &mut Vec<Action>,
) {
    let id = reader_node("sentence", sentence.start as usize);
    node(ui, rect, id, |node| {
        node.set_role(accesskit::Role::CheckBox);
        node.set_label(format!("sentence {n}: nothing to check here"));
        node.set_description(words::one_line(frame.article.document.words(sentence)));
        node.set_toggled(is_read.into());
        node.add_action(accesskit::Action::Click);
    });
    if ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click)) {
        actions.push(Action::ToggleRead { at: sentence.start });
    }
}

fn reader_node(what: &str, n: usize) -> Id {
    super::reader_id().with((what, n))
}

/// A node that takes no clicks from the pointer: the reader itself answers those.
fn node(ui: &Ui, rect: Rect, id: Id, write: impl FnOnce(&mut accesskit::Node)) {
    let response = ui.interact(rect, id, Sense::hover());
    let visible = rect.intersect(ui.clip_rect());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_bounds(accesskit::Rect {
            x0: visible.min.x.into(),
            y0: visible.min.y.into(),
            x1: visible.max.x.into(),
            y1: visible.max.y.into(),
        });
        write(node);
    });
}

/// A claim in words: `claim 12 of 80, rate, 145 percent, disputed`.
fn name(ctx: &Context, frame: &Frame<'_>, idx: usize) -> String {
    let rows = frame.desk.rows();
    let Some(row) = rows.marks.get(idx) else { return String::new() };
    let project = frame.desk.project();
    let value = project.claims.get(&row.id).map(|claim| words::value(claim, frame.article));
    let value = value.filter(|value| !value.is_empty());
    let quote = || words::one_line(frame.article.document.words(row.span));
    format!(
        "claim {} of {}, {}, {}, {}",
        idx + 1,
        rows.marks.len(),
        row.kind.name(),
        value.unwrap_or_else(quote),
        verdict_name(ctx, row.verdict).to_lowercase(),
    )
}
