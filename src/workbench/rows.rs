//! What the views show: plain rows, made anew when the project or the filter changes.

mod ahead;
mod counts;
mod repeats;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::extract::{ClaimKind, Parts, QuoteKind};
use crate::project::{
    Article, ArticleId, Claim, ClaimId, Coverage, Project, Tally, Verdict, VerdictKind, WordStarts,
};
use crate::text::Span;

use super::words;
pub use ahead::Ahead;
pub use counts::Counts;
use counts::Facets;
use repeats::Repeats;

/// What the list shows of an article's claims, and what the reader draws.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// Every claim of the article by place: what the reader marks.
    pub marks: Vec<MarkRow>,
    /// The claims that pass the filter, in the order of the sort: what the list shows.
    pub claims: Vec<Arc<ClaimRow>>,
    /// Every claim of the article, by verdict.
    pub tally: Tally,
    /// Every claim of the article by kind, in the order of [`ClaimKind::ALL`].
    pub by_kind: [usize; ClaimKind::ALL.len()],
    /// How many of the article's words stand in settled claims or in sentences ticked as read.
    pub coverage: Coverage,
    /// How many claims each part of the filter would let through, with the other parts as they are.
    pub counts: Counts,
    /// What is accounted for: settled claims and sentences ticked as read, merged, in order.
    pub covered: Vec<Span>,
    /// Claims of kinds that are hidden: where they stand, and whether they are settled.
    hidden: Vec<(Span, bool)>,
    /// Every claim of the article but those; each beside its mark.
    all: Vec<Arc<ClaimRow>>,
    /// The ids of `marks`, by themselves: a place is looked for among them in no time.
    mark_ids: Vec<ClaimId>,
    /// The ids of `claims`, likewise.
    list_ids: Vec<ClaimId>,
    /// Which of `all` say the same.
    repeated: Repeats,
    /// The places that the list shows as one with a claim, by that claim.
    also: FxHashMap<ClaimId, Vec<ClaimId>>,
    /// For each of those places, the claim it is shown as one with.
    shown_as: FxHashMap<ClaimId, ClaimId>,
    /// Where each of the article's words begins, in bytes.
    words: WordStarts,
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
    /// Its words have changed since it was checked: its line is a wave.
    pub is_stale: bool,
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
    /// Its verdict; open where its words changed since.
    pub verdict: Verdict,
    /// From 0 to 1.
    pub worth: f32,
    /// The paragraph in which it begins.
    pub paragraph: usize,
    /// Whether the value hangs on a publication date that is not known.
    pub needs_published: bool,
    /// What is to be seen to before its verdict can be relied on: two copies that do not agree, or
    /// words that changed since.
    pub trouble: Option<&'static str>,
    /// Whether it has a note.
    pub has_note: bool,
    /// How many sources it has.
    pub n_sources: usize,
    /// Who settled it.
    pub decided_by: Option<String>,
    /// Words, value, note, proposed words and query in lower case, for the filter.
    search: String,
    /// How many bytes of `search` are words and value.
    said: usize,
    /// The words before it on which its meaning hangs, in lower case.
    context: String,
    /// Whether it has a proposed change.
    pub has_proposal: bool,
    /// Whether its words have changed since it was checked.
    pub is_stale: bool,
    /// Whether its words are gone from the text.
    pub is_lost: bool,
    /// Whether the writer is asked something that has no answer yet.
    pub is_asked: bool,
}

/// Which claims the list shows, and in which order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Only those whose words, value or note hold this, whatever the case.
    pub words: String,
    /// Only those with this verdict.
    pub verdict: Option<VerdictKind>,
    /// Only those of these kinds; all where empty.
    pub kinds: Vec<ClaimKind>,
    /// Only those worth at least this much.
    pub worth: f32,
    /// Only those that this checker settled.
    pub decided_by: Option<String>,
    /// Only those with a note.
    pub has_note: bool,
    /// Only those with a source.
    pub has_source: bool,
    /// Only those whose words changed since they were checked.
    pub is_changed: bool,
    /// Those that lost their place, in place of all others.
    pub is_lost: bool,
    /// In which order.
    pub sort: Sort,
    /// Facts that are stated again are shown at each of their places, not as one.
    pub each_place: bool,
    /// Kinds that are neither marked nor listed. The settings say which; a filter that is set leaves
    /// them as they are.
    pub hidden_kinds: Vec<ClaimKind>,
}

/// In which order the list stands. Equals stand by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As in the text.
    #[default]
    Place,
    /// The most worth checking first.
    Worth,
    /// By kind.
    Kind,
    /// Open ones first, then by verdict.
    Verdict,
}

impl Sort {
    /// Every order, as they are shown.
    pub const ALL: [Self; 4] = [Self::Place, Self::Worth, Self::Kind, Self::Verdict];

    /// The order in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Place => "Place in the text",
            Self::Worth => "Worth checking",
            Self::Kind => "Kind",
            Self::Verdict => "Verdict",
        }
    }
}

impl Filter {
    /// Whether every claim passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == self.cleared()
    }

    /// One that lets everything through, in the same order.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self {
            sort: self.sort,
            each_place: self.each_place,
            hidden_kinds: self.hidden_kinds.clone(),
            ..Self::default()
        }
    }
}

impl Rows {
    /// The rows of one article.
    #[must_use]
    pub fn new(project: &Project, id: ArticleId, filter: &Filter) -> Self {
        let mut rows = Self { tally: project.tally(id), ..Self::default() };
        let Some(article) = project.articles.get(&id) else { return rows };
        for (id, claim) in project.claims_by_place(id) {
            let row = ClaimRow::new(id, claim, article);
            if let Some(n) = ClaimKind::ALL.iter().position(|&kind| kind == claim.kind)
                && !row.is_lost
            {
                rows.by_kind[n] += 1;
            }
            // What lost its place is not hidden with its kind: it would never be seen again.
            if filter.hidden_kinds.contains(&claim.kind) && !row.is_lost {
                rows.hidden.push((claim.anchor.span, claim.standing() != Verdict::Open));
                continue;
            }
            rows.marks.push(MarkRow::new(&row, claim, article));
            rows.all.push(Arc::new(row));
        }
        rows.mark_ids = rows.marks.iter().map(|mark| mark.id).collect();
        set_lanes(&mut rows.marks);
        rows.words = WordStarts::new(article.document.text());
        rows.set_coverage(article);
        rows.repeated = Repeats::new(&rows.all);
        rows.refilter(filter);
        rows
    }

    /// Chooses anew what the list shows.
    pub(super) fn refilter(&mut self, filter: &Filter) {
        let facets = Facets::new(filter);
        self.claims.clear();
        self.counts = Counts::default();
        for row in &self.all {
            let barred = facets.barred_by(row);
            self.counts.add(row, barred);
            if barred == 0 {
                self.claims.push(Arc::clone(row));
            }
        }
        self.show_as_one(filter);
        match filter.sort {
            Sort::Place => {}
            Sort::Worth => self.claims.sort_by(|a, b| b.worth.total_cmp(&a.worth)),
            Sort::Kind => self.claims.sort_by_key(|row| row.kind),
            Sort::Verdict => self.claims.sort_by_key(|row| row.verdict.kind()),
        }
        self.list_ids.clear();
        self.list_ids.extend(self.claims.iter().map(|row| row.id));
    }

    /// Which of `marks` is that of a claim.
    #[must_use]
    pub fn mark_idx(&self, claim: ClaimId) -> Option<usize> {
        self.mark_ids.iter().position(|&id| id == claim)
    }

    /// Which of `claims` is this one; none where the list shows it as one with another, or not at all.
    #[must_use]
    pub fn list_idx(&self, claim: ClaimId) -> Option<usize> {
        self.list_ids.iter().position(|&id| id == claim)
    }

    /// Brings claims up to date after an edit that left their places and their kinds as they were.
    /// False where one is not among the rows, or where more than their own rows change.
    pub(super) fn renew(&mut self, project: &Project, id: ArticleId, claims: &[ClaimId]) -> bool {
        let Some(article) = project.articles.get(&id) else { return false };
        if !claims.iter().all(|&claim| self.renew_row(project, article, id, claim)) {
            return false;
        }
        self.set_coverage(article);
        true
    }

    fn renew_row(
        &mut self,
        project: &Project,
        article: &Article,
        id: ArticleId,
        claim: ClaimId,
    ) -> bool {
        let Some(held) = project.claims.get(&claim) else { return false };
        let Some(idx) = self.mark_idx(claim) else { return false };
        let (Some(mark), Some(row)) = (self.marks.get_mut(idx), self.all.get_mut(idx)) else {
            return false;
        };
        if held.article != id || mark.span != held.anchor.span || mark.kind != held.kind {
            return false;
        }
        let fresh = ClaimRow::new(claim, held, article);
        if fresh.fact() != row.fact() || fresh.is_lost != row.is_lost {
            return false;
        }
        // What lost its place is not counted.
        if !row.is_lost {
            self.tally.remove(row.verdict);
            self.tally.add(fresh.verdict);
        }
        *mark = MarkRow { lane: mark.lane, ..MarkRow::new(&fresh, held, article) };
        *row = Arc::new(fresh);
        true
    }

    /// Counts the words that are accounted for.
    fn set_coverage(&mut self, article: &Article) {
        let shown = self.marks.iter().map(|mark| (mark.span, mark.verdict != VerdictKind::Open));
        // What is not shown counts all the same.
        let mut settled: Vec<Span> = shown
            .chain(self.hidden.iter().copied())
            .filter_map(|(span, is_settled)| is_settled.then_some(span))
            .collect();
        settled.sort_unstable_by_key(|span| (span.start, span.end));
        self.coverage = self.words.coverage(article, settled.iter().copied());
        self.covered = merged(settled.into_iter().chain(article.read.iter().copied()).collect());
    }

    /// Where claims stand, and what is accounted for: merged, in order.
    #[must_use]
    pub fn touched(&self) -> Vec<Span> {
        let hidden = self.hidden.iter().map(|(span, _)| *span);
        let marks = self.marks.iter().map(|mark| mark.span).chain(hidden);
        merged(marks.chain(self.covered.iter().copied()).collect())
    }

    /// The claims that say the same as this one in the same words, itself among them, by place. That
    /// they mean the same is for the user to say.
    #[must_use]
    pub fn repeats(&self, claim: ClaimId) -> &[ClaimId] {
        self.mark_idx(claim).map_or(&[], |idx| self.repeated.of(idx))
    }

    /// The other places that the list shows as one with this claim; none where the claim is not in
    /// the list.
    #[must_use]
    pub fn also(&self, claim: ClaimId) -> &[ClaimId] {
        self.also.get(&claim).map_or(&[], Vec::as_slice)
    }

    /// The claim in the list that stands for this one: itself, or the one it is shown as one with.
    #[must_use]
    pub fn shown_as(&self, claim: ClaimId) -> ClaimId {
        self.shown_as.get(&claim).copied().unwrap_or(claim)
    }

    /// How many claims the list shows, each of those shown as one counted.
    #[must_use]
    pub fn n_shown(&self) -> usize {
        self.claims.len() + self.shown_as.len()
    }

    /// The row of a claim, whether or not the list shows it.
    #[must_use]
    pub fn row(&self, claim: ClaimId) -> Option<&ClaimRow> {
        self.all.get(self.mark_idx(claim)?).map(|row| &**row)
    }
}

impl MarkRow {
    fn new(row: &ClaimRow, claim: &Claim, article: &Article) -> Self {
        Self {
            id: row.id,
            span: claim.anchor.span,
            kind: claim.kind,
            verdict: claim.standing().kind(),
            lane: 0,
            quoted: quoted(article, claim),
            paragraph: row.paragraph,
            is_stale: row.is_stale,
        }
    }
}

impl ClaimRow {
    /// Its words and its value in lower case: what it says.
    fn said(&self) -> &str {
        self.search.get(..self.said).unwrap_or_default()
    }

    /// What it states: claims of one fact can be checked once.
    fn fact(&self) -> (ClaimKind, &str, &str) {
        (self.kind, self.said(), &self.context)
    }

    fn new(id: ClaimId, claim: &Claim, article: &Article) -> Self {
        let quote = words::one_line(&claim.anchor.quote);
        let value = words::value(claim, article);
        let mut search = format!("{quote}\n{value}\n").to_lowercase();
        let said = search.len();
        let change = claim.proposal.as_ref().map_or("", |proposal| &proposal.words);
        for more in [&claim.note, change, &claim.query.words, &claim.query.answer] {
            search += &more.to_lowercase();
            search.push('\n');
        }
        Self {
            id,
            quote,
            value,
            kind: claim.kind,
            verdict: claim.standing(),
            worth: claim.worth,
            paragraph: article.document.paragraph_idx(claim.anchor.span.start),
            needs_published: words::needs_published(claim),
            trouble: trouble(claim),
            has_note: !claim.note.is_empty(),
            n_sources: claim.sources.len(),
            decided_by: claim.decided.as_ref().map(|stamp| stamp.who.clone()),
            search,
            said,
            context: repeats::context(claim),
            is_stale: claim.stale.is_some(),
            is_lost: claim.is_lost(),
            has_proposal: claim.proposal.is_some(),
            is_asked: !claim.query.words.is_empty() && claim.query.answer.is_empty(),
        }
    }
}

/// Spans that overlap or touch as one, in order.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.to(span),
            _ => out.push(span),
        }
    }
    out
}

fn trouble(claim: &Claim) -> Option<&'static str> {
    match &claim.stale {
        _ if !claim.conflicts.is_empty() => Some("In conflict"),
        Some(stale) if stale.is_lost() => Some("Lost place"),
        Some(_) => Some("Changed since"),
        None => None,
    }
}

/// The spans of an attribution that stand in quotation marks.
fn quoted(article: &Article, claim: &Claim) -> Vec<Span> {
    let Parts::Attribution(parts) = &claim.parts else {
        // One that was marked by hand has no parts, but its quotation marks are seen.
        let is_quoted = claim.kind == ClaimKind::Attribution;
        let quoted = |span| words::quoted_spans(article.document.text(), span);
        return if is_quoted { quoted(claim.anchor.span) } else { Vec::new() };
    };
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
        // One that lost its place stands nowhere.
        if span.is_empty() {
            continue;
        }
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
