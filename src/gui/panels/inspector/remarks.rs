//! What the writer left beside the sentence: comments and notes, each of which can be the source of
//! the claim.

use eframe::egui::Ui;

use super::super::super::screen::Wishes;
use super::super::super::theme::{Theme, Type, space};
use super::super::super::widgets::{Button, Look, label};
use crate::project::{Claim, ClaimId, Source};
use crate::text::{Document, Span};
use crate::workbench::{Action, Desk};

/// Shows the comments and notes on a claim's paragraph; nothing where there are none.
pub(super) fn remarks_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    wishes: &mut Wishes,
) {
    let article = desk.project().articles.get(&claim.article);
    let Some(document) = article.map(|article| &article.document) else { return };
    let remarks = remarks(document, claim.anchor.span);
    if remarks.is_empty() {
        return;
    }
    ui.add_space(space::L);
    label(ui, "Beside the text", Type::SmallMedium, theme.ink_3);
    for (idx, remark) in remarks.into_iter().enumerate() {
        ui.add_space(space::S);
        label(ui, &remark.title, Type::Small, theme.ink_3);
        label(ui, &remark.passage, Type::Body, theme.ink);
        let is_used = claim.sources.iter().any(|source| source.passage == remark.passage);
        if is_used {
            continue;
        }
        let use_it = Button {
            label: "Use as source",
            name: Some(&format!("Use as source: {}", remark.title)),
            hint: "Put these words among the sources of the claim",
            look: Look::Link,
            ..Button::default()
        };
        let clicked = ui.push_id(("remark", idx), |ui| use_it.show(ui, theme).clicked()).inner;
        if clicked {
            let mut sources = claim.sources.clone();
            sources.push(remark);
            wishes.actions.push(Action::SetSources { claim: id, sources });
        }
    }
}

/// The comments on the words at `span` or its paragraph, and the notes that it refers to, as sources.
fn remarks(document: &Document, span: Span) -> Vec<Source> {
    let idx = document.paragraph_idx(span.start);
    let Some(paragraph) = document.paragraphs().get(idx) else { return Vec::new() };
    let margin = document.margin();
    let comments = margin.comments_at(paragraph.span).filter(|comment| !comment.words.is_empty());
    let comments = comments.map(|comment| {
        let who = if comment.who.is_empty() { "someone" } else { &comment.who };
        let words = document.words(comment.span);
        let on = if words.is_empty() { String::new() } else { format!(" on “{words}”") };
        // The day alone: what stands after it is the time of day.
        let seen = comment.when.split('T').next().unwrap_or_default().to_owned();
        let title = format!("Comment by {who}{on}");
        Source { title, passage: comment.words.clone(), seen, ..Source::default() }
    });
    let notes = margin
        .notes
        .iter()
        .filter(|note| paragraph.span.start <= note.at && note.at <= paragraph.span.end);
    let notes = notes.filter_map(|note| {
        let words = document.paragraphs().get(note.paragraph as usize)?.span;
        let title = format!("Note {}", note.label);
        Some(Source { title, passage: document.words(words).to_owned(), ..Source::default() })
    });
    comments.chain(notes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Comment, Margin, NoteMark, ParagraphKind};

    #[test]
    fn remarks_are_those_of_the_claims_paragraph() {
        let words = ["Nineteen boats are left.", "It was foggy.", "Port log, page 7."];
        let kinds = [ParagraphKind::Body, ParagraphKind::Body, ParagraphKind::Note];
        let paragraphs = kinds.into_iter().zip(words.map(str::to_owned));
        let comment = |span, words: &str| Comment {
            span,
            words: words.to_owned(),
            who: "Ida".to_owned(),
            when: "2026-03-01T10:00:00Z".to_owned(),
            ..Comment::default()
        };
        let document = Document::from_paragraphs(paragraphs).with_margin(Margin {
            comments: vec![
                comment(Span::new(0, 14), "Who counted?"),
                comment(Span::new(26, 28), "Elsewhere."),
            ],
            notes: vec![NoteMark { at: 24, paragraph: 2, label: "1".to_owned() }],
            ..Margin::default()
        });
        let found = remarks(&document, Span::new(0, 8));
        let found: Vec<_> =
            found.iter().map(|s| (s.title.as_str(), s.passage.as_str(), s.seen.as_str())).collect();
        assert_eq!(
            found,
            [
                ("Comment by Ida on “Nineteen boats”", "Who counted?", "2026-03-01"),
                ("Note 1", "Port log, page 7.", ""),
            ]
        );
    }
}
