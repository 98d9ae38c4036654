//! Places in the shown article: sentences, paragraphs, facts that stand more than once; and what
//! happened, in words.

use super::Desk;
use crate::extract;
use crate::project::ClaimId;
use crate::text::{ParagraphKind, Span};

impl Desk {
    /// What happened last, in words for those who can't see it.
    #[must_use]
    pub fn spoken(&self) -> &str {
        &self.spoken
    }

    /// Tells what the last edit made of a claim, or else its name.
    pub(super) fn speak(&mut self, how: &str, claim: Option<ClaimId>) {
        let name = match how {
            "Undone: " => self.history.redo_name(),
            _ => self.history.undo_name(),
        };
        let name = name.unwrap_or_default();
        let row = claim.and_then(|id| self.rows.row(id));
        let tally = self.rows.tally;
        self.spoken = match row {
            Some(row) => {
                let verdict = row.verdict.kind().words().to_lowercase();
                let (quote, checked, all) = (&row.quote, tally.checked(), tally.all());
                format!("{how}{name}. {quote}, {verdict}. {checked} of {all} checked")
            }
            None => format!("{how}{name}"),
        };
    }

    /// The claims that the list shows as one with this one, itself among them, by place.
    #[must_use]
    pub fn places_of(&self, claim: ClaimId) -> Vec<ClaimId> {
        let shown = self.rows.shown_as(claim);
        let mut places = vec![shown];
        places.extend(self.rows.also(shown));
        if places.contains(&claim) { places } else { vec![claim] }
    }

    /// The next sentence from byte `from` on in which nothing stands that is a claim or accounted
    /// for; from the beginning again where there is none after it.
    #[must_use]
    pub fn next_unread(&self, from: u32) -> Option<Span> {
        let document = &self.article()?.document;
        let touched = self.rows.touched();
        let is_free = |sentence: &Span| {
            let next = touched.partition_point(|held| held.end <= sentence.start);
            touched.get(next).is_none_or(|held| !held.overlaps(*sentence))
                && document.words(*sentence).contains(char::is_alphanumeric)
        };
        let first = document.paragraph_idx(from);
        let paragraphs = document.paragraphs();
        let sentences = |paragraph| extract::sentences(document.text(), paragraph);
        let mut after = paragraphs.iter().skip(first).flat_map(|&held| sentences(held));
        let next = after.find(|sentence| sentence.start >= from && is_free(sentence));
        let mut before = paragraphs.iter().take(first + 1).flat_map(|&held| sentences(held));
        next.or_else(|| before.find(|sentence| sentence.start < from && is_free(sentence)))
    }

    /// A paragraph as the article numbers it.
    #[must_use]
    pub fn paragraph_words(&self, paragraph: usize) -> String {
        let Some(article) = self.article() else { return String::new() };
        if let Some(number) = article.document.paragraph_number(paragraph) {
            // Where the original counts pages or seconds, that is where people look.
            return match article.document.margin().pinpoint(paragraph) {
                Some(place) => format!("Paragraph {number} · {place}"),
                None => format!("Paragraph {number}"),
            };
        }
        let kind = article.document.paragraphs().get(paragraph).map(|paragraph| paragraph.kind);
        match kind {
            Some(ParagraphKind::Title) => "Title",
            Some(ParagraphKind::Deck) => "Deck",
            Some(ParagraphKind::Heading) => "Heading",
            Some(ParagraphKind::Caption) => "Caption",
            Some(ParagraphKind::Note) => "Note",
            _ => "Elsewhere",
        }
        .to_owned()
    }

    /// The sentence of the shown article that holds byte `at`.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> Option<Span> {
        let document = &self.article()?.document;
        let paragraph = document.paragraphs().get(document.paragraph_idx(at))?;
        let sentences = extract::sentences(document.text(), *paragraph);
        sentences.into_iter().rfind(|sentence| sentence.start <= at && at <= sentence.end)
    }
}

/// A number of things.
pub(super) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
