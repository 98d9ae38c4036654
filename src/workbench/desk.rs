//! What lies open: a project, its history, and what is selected in it.

mod places;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::place::{ReadingOnly, edits_between};
use super::rows::{Filter, Rows};
use super::settings::Recent;
use super::work::Opened;
use crate::extract::{self, ClaimKind, Finding, Input, Parts};
use crate::project::{
    Article, ArticleId, Claim, ClaimId, Edit, EditError, History, Keep, Origin, Project, Proposal,
    Query, SignOff, Source, Stamp, StateId, Tally, Verdict, merge, reconcile,
};
use crate::store::evidence::State;
use crate::store::file::Seen;
use crate::store::journal::{Entry, Journal, Left};
use crate::store::lock::Lock;
use crate::text::{Anchor, Span};

/// An open project.
#[derive(Debug)]
pub struct Desk {
    project: Project,
    history: History,
    path: Option<PathBuf>,
    saved_at: Option<ZonedDateTime>,
    article: ArticleId,
    selected: Option<ClaimId>,
    filter: Filter,
    rows: Rows,
    /// Goes up whenever the rows change, so that views know when to lay out anew.
    revision: u64,
    /// What was done and is not handed to the journal yet.
    entries: Vec<Entry>,
    /// The project as it was before the first edit since it was saved.
    before: Option<Project>,
    /// What happened last, in words for those who can't see it.
    spoken: String,
    /// The right to write its file; none where nothing can be locked, or this window only reads.
    pub(super) lock: Option<Lock>,
    /// Its file as it was seen or written last.
    pub(super) seen: Option<Seen>,
    /// How the files are that its sources have, by digest.
    pub(super) evidence: BTreeMap<String, State>,
    /// What someone else had saved when it was joined with this.
    pub(super) joined: Option<Project>,
    /// Why this window only reads it.
    pub(super) reading_only: Option<ReadingOnly>,
    /// Who is at work, and at which moment: what goes on record with each change.
    stamp: Option<Stamp>,
}

impl Desk {
    /// Lays out what a job opened.
    pub(super) fn new(opened: Opened) -> Self {
        let article = opened.project.articles.keys().next().copied().unwrap_or_default();
        // What came from a project file is on disk; a fresh import is not.
        let history = if opened.path.is_some() { History::saved() } else { History::default() };
        let mut desk = Self {
            project: opened.project,
            history,
            path: opened.path,
            saved_at: None,
            article,
            selected: None,
            filter: Filter::default(),
            rows: Rows::default(),
            revision: 0,
            entries: Vec::new(),
            before: None,
            lock: opened.lock,
            seen: opened.seen,
            reading_only: opened.reading_only,
            evidence: BTreeMap::new(),
            joined: None,
            stamp: None,
            spoken: String::new(),
        };
        desk.refresh();
        let title = desk.article().map_or("", |article| article.title.as_str());
        desk.spoken =
            format!("Opened “{title}”, {}", places::count(desk.rows.tally.all(), "claim"));
        desk
    }

    /// Lays out what was left behind by a program that did not end well, and gives its journal.
    pub(super) fn recovered(left: Left) -> (Self, Journal) {
        let Left { project, base, seen, history, path, journal, .. } = left;
        let seen = path.is_some().then_some(Seen { digest: seen, glance: None });
        let mut desk = Self::new(Opened { project, path, seen, ..Opened::default() });
        desk.history = history;
        desk.before = Some(base);
        (desk, journal)
    }

    /// Whether closing would lose something: an import in which nothing was done loses nothing.
    #[must_use]
    pub fn has_unsaved_work(&self) -> bool {
        !self.is_saved() && (self.path.is_some() || self.history.has_edits())
    }

    /// What was done since the last call, for the journal.
    pub(super) fn take_entries(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.entries)
    }

    /// The project as it was before the first edit since it was saved, and where it is saved.
    pub(super) fn before(&self) -> (Project, Option<PathBuf>) {
        let before = self.before.as_ref().unwrap_or(&self.project);
        (before.clone(), self.path.clone())
    }

    // ---- what the views read

    /// The project.
    #[must_use]
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// Undo and redo.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Where the project is kept.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// When it was saved last, since it was opened.
    #[must_use]
    pub const fn saved_at(&self) -> Option<&ZonedDateTime> {
        self.saved_at.as_ref()
    }

    /// Whether the project is as it is on disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.history.is_saved()
    }

    /// The id of the article that is shown.
    #[must_use]
    pub const fn article_id(&self) -> ArticleId {
        self.article
    }

    /// The article that is shown.
    #[must_use]
    pub fn article(&self) -> Option<&Article> {
        self.project.articles.get(&self.article)
    }

    /// The selected claim's id.
    #[must_use]
    pub const fn selected(&self) -> Option<ClaimId> {
        self.selected
    }

    /// The selected claim.
    #[must_use]
    pub fn selected_claim(&self) -> Option<&Claim> {
        self.project.claims.get(&self.selected?).map(|claim| &**claim)
    }

    /// Which claims the list shows.
    #[must_use]
    pub const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What the views draw.
    #[must_use]
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The shown article's claims, counted.
    #[must_use]
    pub const fn tally(&self) -> Tally {
        self.rows.tally
    }

    /// Goes up whenever the rows change.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The name under which the project is known: that of its file, or of its first article.
    #[must_use]
    pub fn name(&self) -> String {
        if let Some(name) = self.path.as_ref().and_then(|path| path.file_name()) {
            let name = name.to_string_lossy();
            return name.strip_suffix(".ron").unwrap_or(&name).to_owned();
        }
        self.article().map_or_else(|| "Untitled".to_owned(), |article| article.title.clone())
    }

    /// A name for a file to save the project in, without its folder.
    #[must_use]
    pub fn suggested_file_name(&self) -> String {
        let title = self.article().map_or("Untitled", |article| article.title.as_str());
        let mut name: String = title
            .chars()
            .map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') { c } else { ' ' })
            .take(60)
            .collect();
        name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            "Untitled".clone_into(&mut name);
        }
        name + super::PROJECT_ENDING
    }

    // ---- what is shown

    pub(super) fn show_article(&mut self, id: ArticleId) {
        if self.project.articles.contains_key(&id) {
            self.article = id;
            self.selected = None;
            self.refresh();
        }
    }

    /// Selects a claim; one that is not in the shown article shows its own.
    pub(super) fn select(&mut self, claim: Option<ClaimId>) {
        let article = claim.and_then(|id| self.project.claims.get(&id)).map(|held| held.article);
        if let Some(article) = article.filter(|&id| id != self.article) {
            self.show_article(article);
        }
        self.selected = claim.filter(|_| article.is_some());
    }

    /// Goes `by` claims on in the list, or in the article where the list shows none; `open` passes
    /// over those with a verdict. Stays where there is none further on.
    pub(super) fn step(&mut self, by: isize, open: bool) {
        let passes = |verdict: Verdict| !open || verdict == Verdict::Open;
        let rows = &self.rows.claims;
        let shown = self.selected.map(|id| self.rows.shown_as(id));
        let at = shown.and_then(|id| rows.iter().position(|row| row.id == id));
        let next = match (at, by > 0) {
            (Some(at), true) => rows.iter().skip(at + 1).find(|row| passes(row.verdict)),
            (Some(at), false) => rows.iter().take(at).rev().find(|row| passes(row.verdict)),
            // The selected claim does not pass the filter: go on from its place.
            (None, true) => {
                let from = self.selected_claim().map_or(0, |claim| claim.anchor.span.start);
                rows.iter().find(|row| self.starts_at(row.id) >= from && passes(row.verdict))
            }
            (None, false) => {
                let to = self.selected_claim().map_or(u32::MAX, |claim| claim.anchor.span.start);
                rows.iter().rev().find(|row| self.starts_at(row.id) <= to && passes(row.verdict))
            }
        };
        if let Some(row) = next {
            self.selected = Some(row.id);
        }
    }

    fn starts_at(&self, claim: ClaimId) -> u32 {
        self.project.claims.get(&claim).map_or(0, |claim| claim.anchor.span.start)
    }

    /// Neither marks nor lists claims of these kinds.
    pub(super) fn hide_kinds(&mut self, kinds: &[ClaimKind]) {
        if self.filter.hidden_kinds != kinds {
            self.filter.hidden_kinds = kinds.to_vec();
            self.refresh();
        }
    }

    pub(super) fn set_filter(&mut self, mut filter: Filter) {
        filter.hidden_kinds.clone_from(&self.filter.hidden_kinds);
        if self.filter != filter {
            self.filter = filter;
            self.rows.refilter(&self.filter);
            self.revision += 1;
            self.spoken = format!("{} shown", places::count(self.rows.n_shown(), "claim"));
        }
    }

    // ---- edits

    /// Says who is at work, and at which moment.
    pub(super) fn sign(&mut self, stamp: Stamp) {
        self.stamp = Some(stamp);
    }

    fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        let edit = match &self.stamp {
            Some(stamp) => edit.by(stamp.clone()),
            None => edit,
        };
        let touched = edit.claim();
        let entry = Entry::Did(edit.clone());
        if self.before.is_none() {
            self.before = Some(self.project.clone());
        }
        self.history.apply(&mut self.project, edit)?;
        self.entries.push(entry);
        self.refresh_after(touched);
        self.speak("", touched);
        Ok(())
    }

    /// Joins this with what someone else has saved since it was opened, as one edit. Gives in how many
    /// places they do not agree.
    pub(super) fn merge(&mut self, theirs: Project, seen: Seen) -> Result<usize, EditError> {
        let base = self.joined.as_ref().or(self.before.as_ref()).unwrap_or(&self.project);
        let merged = merge(base, &self.project, &theirs);
        let edits = edits_between(&self.project, &merged.project);
        // Who did what is on the trails of both already.
        let stamp = self.stamp.take();
        let joined = if edits.is_empty() {
            Ok(())
        } else {
            self.apply(Edit::Several { name: "join what was saved".to_owned(), edits })
        };
        self.stamp = stamp;
        joined?;
        self.after_history(None);
        self.joined = Some(theirs);
        self.seen = Some(seen);
        Ok(merged.n_conflicts)
    }

    /// Sets a verdict; the one it has already opens the claim again. A second reason for setting
    /// aside replaces the first. Places that the list shows as one are settled as one; the words that
    /// tell of it are given then.
    pub(super) fn set_verdict(
        &mut self,
        claim: ClaimId,
        verdict: Verdict,
        stamp: Stamp,
    ) -> Result<Option<String>, EditError> {
        let held = self.project.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        if held.verdict == Verdict::Open && verdict == Verdict::Open {
            return Ok(None);
        }
        let verdict = if held.verdict == verdict { Verdict::Open } else { verdict };
        let places = self.places_of(claim);
        if places.len() > 1 {
            return self.set_verdicts(places, "place", verdict, &stamp);
        }
        self.apply(Edit::SetVerdict { claim, verdict, decided: Some(stamp) })?;
        Ok(None)
    }

    pub(super) fn set_note(&mut self, claim: ClaimId, note: String) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.note == note) {
            return Ok(());
        }
        self.apply(Edit::SetNote { claim, note })
    }

    pub(super) fn set_correction(
        &mut self,
        claim: ClaimId,
        correction: Option<String>,
    ) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.correction == correction) {
            return Ok(());
        }
        self.apply(Edit::SetCorrection { claim, correction })
    }

    /// Another kind has other parts: what the engine reads of that kind in the same words, or none.
    pub(super) fn set_kind(&mut self, claim: ClaimId, kind: ClaimKind) -> Result<(), EditError> {
        let held = self.project.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        if held.kind == kind {
            return Ok(());
        }
        let is_figure = |kind| matches!(kind, ClaimKind::Rate | ClaimKind::Quantity);
        let parts = match &held.parts {
            parts @ Parts::Measure(_) if is_figure(kind) => parts.clone(),
            _ => self
                .project
                .articles
                .get(&held.article)
                .and_then(|article| read_anew(article, held.anchor.span, kind))
                .map_or(Parts::Plain, |finding| finding.parts),
        };
        self.apply(Edit::SetKind { claim, kind, parts })
    }

    pub(super) fn set_sources(
        &mut self,
        claim: ClaimId,
        sources: Vec<Source>,
    ) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.sources == sources) {
            return Ok(());
        }
        self.apply(Edit::SetSources { claim, sources })
    }

    pub(super) fn set_proposal(
        &mut self,
        claim: ClaimId,
        proposal: Option<Proposal>,
    ) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.proposal == proposal) {
            return Ok(());
        }
        self.apply(Edit::SetProposal { claim, proposal })
    }

    pub(super) fn set_query(&mut self, claim: ClaimId, query: Query) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.query == query) {
            return Ok(());
        }
        self.apply(Edit::SetQuery { claim, query })
    }

    /// Gives every claim in the list this verdict. Gives the words that tell of it.
    pub(super) fn set_verdict_of_shown(
        &mut self,
        verdict: Verdict,
        stamp: Stamp,
    ) -> Result<Option<String>, EditError> {
        let rows = &self.rows;
        let places = |id: ClaimId| std::iter::once(id).chain(rows.also(id).iter().copied());
        let claims = rows.claims.iter().flat_map(|row| places(row.id)).collect();
        self.set_verdicts(claims, "claim", verdict, &stamp)
    }

    /// Gives a claim and its repeats this verdict. Gives the words that tell of it.
    pub(super) fn set_verdict_of_repeats(
        &mut self,
        claim: ClaimId,
        verdict: Verdict,
        stamp: Stamp,
    ) -> Result<Option<String>, EditError> {
        let mut claims = vec![claim];
        claims.extend(self.rows.repeats(claim).iter().copied().filter(|&id| id != claim));
        self.set_verdicts(claims, "claim", verdict, &stamp)
    }

    fn set_verdicts(
        &mut self,
        mut claims: Vec<ClaimId>,
        noun: &str,
        verdict: Verdict,
        stamp: &Stamp,
    ) -> Result<Option<String>, EditError> {
        let held = &self.project.claims;
        claims.retain(|id| held.get(id).is_some_and(|claim| claim.verdict != verdict));
        if claims.is_empty() {
            return Ok(None);
        }
        let n = claims.len();
        let decided = Some(stamp.clone());
        let edits = claims.into_iter().map(|claim| Edit::SetVerdict {
            claim,
            verdict,
            decided: decided.clone(),
        });
        let claims = places::count(n, noun);
        let state = verdict.kind().words().to_lowercase();
        let name = format!("mark {claims} {state}");
        self.apply(Edit::Several { name, edits: edits.collect() })?;
        Ok(Some(format!("{claims} marked {state}")))
    }

    /// Ticks the sentence at byte `at` as read, or takes the tick off.
    pub(super) fn toggle_read(&mut self, at: u32) -> Result<(), EditError> {
        let article = self.article().ok_or(EditError::NoArticle(self.article))?;
        let Some(sentence) = self.sentence_at(at) else { return Ok(()) };
        let mut read = article.read.clone();
        match read.binary_search(&sentence) {
            Ok(held) => drop(read.remove(held)),
            Err(place) => read.insert(place, sentence),
        }
        self.apply(Edit::SetRead { article: self.article, read })
    }

    /// Makes a claim of the words at `span` and selects it. Where the engine reads something of that
    /// kind in just these words, its parts are kept.
    pub(super) fn add_claim(&mut self, span: Span, kind: ClaimKind) -> Result<(), EditError> {
        let article = self.article().ok_or(EditError::NoArticle(self.article))?;
        let span = trimmed(article.document.text(), span);
        if span.is_empty() {
            return Ok(());
        }
        let id = self.project.next_claim_id();
        let read = read_anew(article, span, kind);
        let claim = Claim {
            article: self.article,
            kind,
            anchor: Anchor::new(&article.document, span),
            parts: read.map_or(Parts::Plain, |finding| finding.parts),
            correction: None,
            origin: Origin::Hand,
            // Whoever marks a claim means to check it.
            worth: 1.0,
            reasons: Vec::new(),
            verdict: Verdict::Open,
            decided: None,
            note: String::new(),
            sources: Vec::new(),
            proposal: None,
            trail: Vec::new(),
            conflicts: Vec::new(),
            stale: None,
            query: Query::default(),
        };
        self.apply(Edit::PutClaim { claim: id, put: Some(Arc::new(claim)) })?;
        self.selected = Some(id);
        Ok(())
    }

    /// Settles what two copies of a claim did not agree on.
    pub(super) fn settle(
        &mut self,
        claim: ClaimId,
        idx: usize,
        keep: Keep,
    ) -> Result<(), EditError> {
        let held = self.project.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        let edit = held.settle(claim, idx, keep);
        edit.map_or(Ok(()), |edit| self.apply(edit))?;
        self.selected = self.selected.filter(|id| self.project.claims.contains_key(id));
        Ok(())
    }

    /// The same for the shown article's own fields.
    pub(super) fn settle_article(&mut self, idx: usize, keep: Keep) -> Result<(), EditError> {
        let edit = self.project.settle_article(self.article, idx, keep);
        edit.map_or(Ok(()), |edit| self.apply(edit))
    }

    /// Takes the mark off a claim whose words changed: what was concluded holds for the new ones.
    pub(super) fn keep_verdict(&mut self, claim: ClaimId) -> Result<(), EditError> {
        let held = self.project.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        if held.stale.is_none() {
            return Ok(());
        }
        self.apply(Edit::SetStale { claim, stale: None })
    }

    /// Takes a claim out and selects the one after it.
    pub(super) fn remove_claim(&mut self, claim: ClaimId) -> Result<(), EditError> {
        if !self.project.claims.contains_key(&claim) {
            return Err(EditError::NoClaim(claim));
        }
        if self.selected == Some(claim) {
            let rows = &self.rows.claims;
            let at = rows.iter().position(|row| row.id == claim);
            let near = at.and_then(|at| rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?)));
            self.selected = near.map(|row| row.id);
        }
        self.apply(Edit::PutClaim { claim, put: None })
    }

    pub(super) fn set_title(&mut self, title: String) -> Result<(), EditError> {
        let title = title.trim().to_owned();
        if self.article().is_none_or(|held| held.title == title) {
            return Ok(());
        }
        self.apply(Edit::SetTitle { article: self.article, title })
    }

    /// Puts annotations in as claims, as one edit. One that stands where an untouched claim does takes
    /// its place; where a claim was worked on already, that one stays. Gives how many were put in.
    pub(super) fn take_annotated(
        &mut self,
        article: ArticleId,
        claims: Vec<Claim>,
    ) -> Result<usize, EditError> {
        let mut held: BTreeMap<Span, (ClaimId, Arc<Claim>)> = BTreeMap::new();
        for (&id, claim) in self.project.claims.iter().filter(|(_, c)| c.article == article) {
            held.insert(claim.anchor.span, (id, Arc::clone(claim)));
        }
        let mut next = self.project.next_claim_id();
        let mut edits = Vec::new();
        for fresh in claims {
            let (id, claim) = match held.get(&fresh.anchor.span) {
                Some((_, old)) if old.is_touched() => continue,
                Some((id, old)) => {
                    let read = Claim::clone(old);
                    let Claim { verdict, decided, note, sources, proposal, query, .. } = fresh;
                    (*id, Claim { verdict, decided, note, sources, proposal, query, ..read })
                }
                None => {
                    let id = next;
                    next = ClaimId(next.0.saturating_add(1));
                    (id, fresh)
                }
            };
            let claim = Arc::new(claim);
            held.insert(claim.anchor.span, (id, Arc::clone(&claim)));
            edits.push(Edit::PutClaim { claim: id, put: Some(claim) });
        }
        let n = edits.len();
        if n > 0 {
            self.apply(Edit::Several { name: "import annotations".to_owned(), edits })?;
        }
        Ok(n)
    }

    pub(super) fn sign_off(
        &mut self,
        article: ArticleId,
        sign_off: Option<SignOff>,
    ) -> Result<(), EditError> {
        self.apply(Edit::SetSignOff { article, sign_off })
    }

    /// Takes in what was found with another publication date, as one edit. Gives the number of
    /// settled claims whose value changed.
    pub(super) fn take_findings(
        &mut self,
        article: ArticleId,
        published: Option<Date>,
        findings: &[Finding],
    ) -> Result<usize, EditError> {
        let reconciled = reconcile(&self.project, article, findings);
        let mut edits = vec![Edit::SetPublished { article, published }];
        edits.extend(reconciled.edits);
        self.apply(Edit::Several { name: "set publication date".to_owned(), edits })?;
        Ok(reconciled.changed.len())
    }

    /// Adds the articles of another project, with their claims, as one edit. Gives the words that
    /// tell of it.
    pub(super) fn add_articles(&mut self, opened: Opened) -> Result<String, String> {
        let mut edits = Vec::new();
        let mut next = self.project.next_claim_id();
        let mut id = self.project.next_article_id();
        let (mut first, mut title) = (None, String::new());
        for (old, article) in &opened.project.articles {
            first = first.or(Some(id));
            title.clone_from(&article.title);
            edits.push(Edit::PutArticle { article: id, put: Some(Box::new(article.clone())) });
            for (_, claim) in opened.project.claims_by_place(*old) {
                let claim = Claim { article: id, ..claim.clone() };
                edits.push(Edit::PutClaim { claim: next, put: Some(Arc::new(claim)) });
                next = ClaimId(next.0.saturating_add(1));
            }
            id = ArticleId(id.0.saturating_add(1));
        }
        let name = "add article".to_owned();
        self.apply(Edit::Several { name, edits }).map_err(|error| error.to_string())?;
        if let Some(first) = first {
            self.show_article(first);
        }
        Ok(match opened.project.articles.len() {
            1 => format!("Added “{title}”"),
            n => format!("Added {n} articles"),
        })
    }

    pub(super) fn undo(&mut self) -> Result<(), EditError> {
        if let Some(stamp) = &self.stamp {
            self.history.sign_undo(stamp);
        }
        let edit = self.history.undo_edit().cloned();
        let before = self.project.clone();
        if self.history.undo(&mut self.project)? {
            self.before.get_or_insert(before);
            self.entries.extend(edit.clone().map(Entry::Did));
        }
        self.after_history(edit.as_ref().and_then(Edit::claim));
        self.speak("Undone: ", edit.and_then(|edit| edit.claim()));
        Ok(())
    }

    pub(super) fn redo(&mut self) -> Result<(), EditError> {
        if let Some(stamp) = &self.stamp {
            self.history.sign_redo(stamp);
        }
        let edit = self.history.redo_edit().cloned();
        let before = self.project.clone();
        if self.history.redo(&mut self.project)? {
            self.before.get_or_insert(before);
            self.entries.extend(edit.clone().map(Entry::Did));
        }
        self.after_history(edit.as_ref().and_then(Edit::claim));
        self.speak("Done again: ", edit.and_then(|edit| edit.claim()));
        Ok(())
    }

    /// What was shown may be gone. The claim that changed is selected, so that what came back is
    /// seen; of one that went, the nearest that is left.
    fn after_history(&mut self, changed: Option<ClaimId>) {
        if !self.project.articles.contains_key(&self.article) {
            self.article = self.project.articles.keys().next().copied().unwrap_or_default();
        }
        let mark = |id: ClaimId| self.rows.marks.iter().position(|mark| mark.id == id);
        let was_at = self.selected.and_then(mark);
        self.refresh();
        let is_here = |id: &ClaimId| {
            self.project.claims.get(id).is_some_and(|claim| claim.article == self.article)
        };
        self.selected = changed.or(self.selected).filter(is_here).or_else(|| {
            let marks = &self.rows.marks;
            was_at.and_then(|at| marks.get(at).or_else(|| marks.last())).map(|mark| mark.id)
        });
    }

    // ---- saving

    /// What was in `state` is at `path` now. A new lock takes the place of the one that was held.
    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        state: StateId,
        when: ZonedDateTime,
        seen: Seen,
        lock: Option<Lock>,
    ) {
        let moved = self.path.as_ref() != Some(&path);
        if lock.is_some() || moved {
            self.lock = lock;
        }
        self.seen = Some(seen);
        self.joined = None;
        self.reading_only = None;
        self.path = Some(path);
        self.history.mark_saved(state);
        self.saved_at = Some(when);
        if self.is_saved() {
            self.before = None;
        }
    }

    /// What the start screen shows of this project; nothing before it has a file.
    pub(super) fn recent(&self) -> Option<Recent> {
        let path = self.path.clone()?;
        let mut tally = Tally::default();
        for &id in self.project.articles.keys() {
            tally = tally.plus(self.project.tally(id));
        }
        let title = self.project.articles.values().next().map(|article| article.title.clone());
        Some(Recent { path, title: title.unwrap_or_default(), tally, when: String::new() })
    }

    fn refresh(&mut self) {
        self.rows = Rows::new(&self.project, self.article, &self.filter);
        self.revision += 1;
    }

    /// Renews the rows of what an edit touched: one row where it touched one claim, else all.
    fn refresh_after(&mut self, touched: Option<ClaimId>) {
        match touched {
            Some(claim) if self.rows.renew(&self.project, self.article, claim) => {
                self.rows.refilter(&self.filter);
                self.revision += 1;
            }
            _ => self.refresh(),
        }
    }
}

/// What the engine reads of this kind in just these words.
fn read_anew(article: &Article, span: Span, kind: ClaimKind) -> Option<Finding> {
    let document = &article.document;
    let paragraph = document.paragraphs().get(document.paragraph_idx(span.start)..)?.first()?;
    let input = Input {
        text: document.text(),
        paragraphs: std::slice::from_ref(paragraph),
        published: article.published,
    };
    let found = extract::extract(input, |_| ControlFlow::Continue(()))?.findings;
    found.into_iter().find(|finding| finding.span == span && finding.kind == kind)
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::from_range(start..start + words.trim().len())
}
