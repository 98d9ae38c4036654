//! The words of a claim in their sentence.

use std::sync::Arc;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Galley, Rangef, Role, Sense, Ui, WidgetInfo, vec2};

use super::super::super::theme::{Theme, Type};
use super::super::super::widgets::kind_line;
use crate::extract;
use crate::project::{Article, ArticleId, Claim, ClaimId, VerdictKind};
use crate::text::{Paragraph, Span};
use crate::workbench::{Desk, words};

/// From the baseline to the line under the claim.
const LINE_BELOW: f32 = 5.0;

/// How many bytes on each side of a claim are read to find its sentence. A text may be one paragraph
/// of many megabytes; a sentence is not.
const REACH: u32 = 4000;

/// A claim's sentence, parted at the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    article: ArticleId,
    span: Span,
    before: String,
    words: String,
    after: String,
}

impl Sentence {
    /// From the beginning of the sentence in which the claim begins to the end of that in which it
    /// ends.
    fn new(article_id: ArticleId, article: &Article, span: Span) -> Self {
        let document = &article.document;
        let paragraphs = document.paragraphs();
        let first = document.paragraph_idx(span.start);
        let last = document.paragraph_idx(span.end.saturating_sub(1)).max(first);
        let near: Vec<Paragraph> = paragraphs
            .get(first..=last)
            .unwrap_or_default()
            .iter()
            .map(|held| Paragraph { span: near(document.text(), held.span, span), ..*held })
            .collect();
        let around = extract::sentences_of(document.text(), &near)
            .into_iter()
            .filter(|sentence| sentence.overlaps(span))
            .fold(span, Span::to);
        let part = |from: u32, to: u32| words::one_line(document.words(Span::new(from, to)));
        let spaced = |mut words: String, at_end: bool, text: &str| {
            let touches = |c: Option<char>| c.is_some_and(char::is_whitespace);
            if at_end && touches(text.chars().next_back()) {
                words.push(' ');
            } else if !at_end && touches(text.chars().next()) {
                words.insert(0, ' ');
            }
            words
        };
        let before = document.words(Span::new(around.start, span.start));
        let after = document.words(Span::new(span.end, around.end));
        Self {
            article: article_id,
            span,
            before: spaced(part(around.start, span.start), true, before),
            words: part(span.start, span.end),
            after: spaced(part(span.end, around.end), false, after),
        }
    }
}

/// The part of a paragraph that is read for the sentence around `span`: all of it, unless it is long
/// beyond all sense.
fn near(text: &str, paragraph: Span, span: Span) -> Span {
    let from = span.start.saturating_sub(REACH).max(paragraph.start);
    let to = span.end.saturating_add(REACH).min(paragraph.end);
    let (from, to) = (from as usize, to as usize);
    Span::from_range(text.floor_char_boundary(from)..text.ceil_char_boundary(to))
}

/// Shows the sentence, the claim underlined in it.
pub(super) fn sentence_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (_, claim): (ClaimId, &Claim),
    cache: &mut Option<Arc<Sentence>>,
) {
    let Some(article) = desk.project().articles.get(&claim.article) else { return };
    let span = claim.anchor.span;
    let is_fresh = |held: &Arc<Sentence>| held.article == claim.article && held.span == span;
    let sentence = match cache.take().filter(is_fresh) {
        Some(held) => held,
        None => Arc::new(Sentence::new(claim.article, article, span)),
    };
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let quiet = Type::ClaimSentence.format(theme.ink_2);
    job.append(&sentence.before, 0.0, quiet.clone());
    job.append(&sentence.words, 0.0, Type::ClaimSentence.format(theme.ink));
    job.append(&sentence.after, 0.0, quiet);
    let galley = ui.painter().layout_job(job);
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let whole = format!("{}{}{}", sentence.before, sentence.words, sentence.after);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &whole));
    let color = match claim.standing().kind() {
        VerdictKind::Open => theme.kind(claim.kind),
        VerdictKind::Disputed | VerdictKind::Query => theme.verdict(claim.standing().kind()),
        VerdictKind::Verified | VerdictKind::SetAside => theme.mark_done,
    };
    let from = sentence.before.chars().count();
    let to = from + sentence.words.chars().count();
    for (x, y) in pieces(&galley, from, to) {
        let x = Rangef::new(rect.left() + x.min, rect.left() + x.max);
        let shapes = kind_line(claim.kind, x, rect.top() + y, theme.stroke_extra, color);
        ui.painter().extend(shapes);
    }
    ui.painter().galley(rect.min, galley, theme.ink);
    *cache = Some(sentence);
}

/// The stretches of each row that characters `from..to` cover, and the height of their line.
pub(crate) fn pieces(galley: &Galley, from: usize, to: usize) -> Vec<(Rangef, f32)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for row in &galley.rows {
        let end = at + row.char_count_excluding_newline().0;
        let (first, last) = (from.max(at), to.min(end));
        if first < last {
            let x = |n: usize| row.pos.x + row.x_offset((n - at).into());
            let mut right = x(last);
            // A row's last space is there, but nothing stands on it.
            let trailing = row.glyphs.get(last - at - 1).is_some_and(|glyph| glyph.chr == ' ');
            if trailing {
                right = x(last - 1);
            }
            let baseline =
                row.glyphs.first().map_or(row.rect().bottom(), |glyph| row.pos.y + glyph.pos.y);
            pieces.push((Rangef::new(x(first), right), baseline + LINE_BELOW));
        }
        at = end + usize::from(row.ends_with_newline);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Provenance;
    use crate::text::{Document, ParagraphKind};

    fn sentence(text: &str, words: &str) -> Sentence {
        let document = Document::from_paragraphs([(ParagraphKind::Body, text.to_owned())]);
        let start = document.text().find(words).unwrap();
        let article = Article {
            title: String::new(),
            byline: None,
            published: None,
            provenance: Provenance::default(),
            document: Arc::new(document),
            read: Vec::default(),
        };
        Sentence::new(ArticleId(1), &article, Span::from_range(start..start + words.len()))
    }

    #[test]
    fn a_claim_stands_in_its_sentence() {
        let text = "It rained. Wages rose 5 percent in May. Nobody minded.";
        let held = sentence(text, "5 percent");
        assert_eq!(held.before, "Wages rose ");
        assert_eq!(held.words, "5 percent");
        assert_eq!(held.after, " in May.");
    }

    #[test]
    fn a_claim_of_two_sentences_has_both() {
        let held = sentence("One came. Two went. Three stayed.", "came. Two");
        assert_eq!((held.before.as_str(), held.after.as_str()), ("One ", " went."));
    }

    #[test]
    fn a_paragraph_without_end_is_read_near_the_claim_alone() {
        let text = format!("{}5 percent{}", "é ".repeat(2_000_000), " é".repeat(2_000_000));
        let held = sentence(&text, "5 percent");
        assert!(held.before.len() + held.after.len() <= 2 * REACH as usize + 8);
    }
}
