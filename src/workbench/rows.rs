//! What the views show: plain rows, made anew when the project or the filter changes.

use crate::extract::{ClaimKind, QuoteKind};
use crate::project::{Article, ArticleId, ClaimId, Project, Tally, Verdict, VerdictKind};
use crate::text::Span;

use super::words;

/// What the list shows of an article's claims, and what the reader draws.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// Every claim of the article by place: what the reader marks.
    pub marks: Vec<MarkRow>,
    /// The claims that pass the filter: what the list shows.
    pub claims: Vec<ClaimRow>,
    /// Every claim of the article, by verdict.
    pub tally: Tally,
    /// Every claim of the article by kind, in the order of [`ClaimKind::ALL`].
    pub by_kind: [usize; ClaimKind::ALL.len()],
}

/// One claim as the reader draws it.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkRow {
    /// Which claim.
    pub id: ClaimId,
    /// Where it stands in the article's text, in bytes.
    pub span: Span,
    /// The shape of its line.
    pub kind: ClaimKind,
    /// Its color and its pencil.
    pub verdict: VerdictKind,
    /// How many other claims deep are those inside it: 0 holds none. Its line lies that many lanes
    /// lower.
    pub lane: u8,
    /// Quoted words inside it, to be tinted.
    pub quoted: Vec<Span>,
    /// The paragraph in which it begins.
    pub paragraph: usize,
}

/// One claim as the list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRow {
    /// Which claim.
    pub id: ClaimId,
    /// Its words, in one line.
    pub quote: String,
    /// Its value in words.
    pub value: String,
    /// Its kind.
    pub kind: ClaimKind,
    /// Its verdict.
    pub verdict: Verdict,
    /// From 0 to 1.
    pub worth: f32,
    /// The paragraph in which it begins.
    pub paragraph: usize,
    /// Whether the value hangs on a publication date that is not known.
    pub needs_published: bool,
    /// Whether it has a note.
    pub has_note: bool,
    /// How many sources it has.
    pub n_sources: usize,
}

/// Which claims the list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only those whose words, value or note hold this, whatever the case.
    pub words: String,
    /// Only those with this verdict.
    pub verdict: Option<VerdictKind>,
    /// Only those of these kinds; all where empty.
    pub kinds: Vec<ClaimKind>,
}

impl Filter {
    /// Whether every claim passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Rows {
    /// The rows of one article.
    #[must_use]
    pub fn new(project: &Project, id: ArticleId, filter: &Filter) -> Self {
        let mut rows = Self { tally: project.tally(id), ..Self::default() };
        let Some(article) = project.articles.get(&id) else { return rows };
        let needle = filter.words.to_lowercase();
        for (id, claim) in project.claims_by_place(id) {
            let span = claim.anchor.span;
            let paragraph = article.document.paragraph_idx(span.start);
            if let Some(n) = ClaimKind::ALL.iter().position(|&k| k == claim.kind) {
                rows.by_kind[n] += 1;
            }
            rows.marks.push(MarkRow {
                id,
                span,
                kind: claim.kind,
                verdict: claim.verdict.kind(),
                lane: 0,
                quoted: quoted(article, claim),
                paragraph,
            });
            let row = ClaimRow {
                id,
                quote: words::one_line(&claim.anchor.quote),
                value: words::value(claim, article),
                kind: claim.kind,
                verdict: claim.verdict,
                worth: claim.worth,
                paragraph,
                needs_published: words::needs_published(claim),
                has_note: !claim.note.is_empty(),
                n_sources: claim.sources.len(),
            };
            let has_words = |text: &str| text.to_lowercase().contains(&needle);
            let shown = filter.verdict.is_none_or(|verdict| verdict == claim.verdict.kind())
                && (filter.kinds.is_empty() || filter.kinds.contains(&claim.kind))
                && (needle.is_empty()
                    || has_words(&row.quote)
                    || has_words(&row.value)
                    || has_words(&claim.note));
            if shown {
                rows.claims.push(row);
            }
        }
        set_lanes(&mut rows.marks);
        rows
    }
}

/// The spans of an attribution that stand in quotation marks.
fn quoted(article: &Article, claim: &crate::project::Claim) -> Vec<Span> {
    let crate::extract::Parts::Attribution(parts) = &claim.parts else { return Vec::new() };
    match parts.quote {
        QuoteKind::Indirect => Vec::new(),
        QuoteKind::Direct => parts.content.iter().map(|&s| with_marks(article, s)).collect(),
        QuoteKind::Mixed => {
            let text = article.document.text();
            parts.content.iter().flat_map(|&span| words::quoted_spans(text, span)).collect()
        }
    }
}

/// A content with the quotation marks that touch it.
fn with_marks(article: &Article, span: Span) -> Span {
    let text = article.document.text();
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '«' | '»');
    let before = text.get(..span.start as usize).and_then(|t| t.chars().next_back());
    let after = text.get(span.end as usize..).and_then(|t| t.chars().next());
    let wide = |c: Option<char>| c.filter(|&c| is_mark(c)).map_or(0, char::len_utf8);
    Span::from_range(span.start as usize - wide(before)..span.end as usize + wide(after))
}

/// A mark that holds others goes one lane lower than the lowest it holds. The marks are in order:
/// an outer one before those inside it.
fn set_lanes(marks: &mut [MarkRow]) {
    let mut around: Vec<usize> = Vec::new();
    for idx in 0..marks.len() {
        let span = marks[idx].span;
        around.retain(|&outer| marks[outer].span.end > span.start);
        // Two marks that cross without holding each other part lanes as well.
        for depth in 0..around.len() {
            let outer = around[around.len() - 1 - depth];
            let least = u8::try_from(depth + 1).unwrap_or(u8::MAX);
            marks[outer].lane = marks[outer].lane.max(least);
        }
        around.push(idx);
    }
}
