//! What lies open: a project, its history, and what is selected in it.

mod arrivals;
mod edits;
mod places;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::ZonedDateTime;

use super::jobs;
use super::place::ReadingOnly;
use super::rows::{Filter, Rows};
use super::settings::Recent;
use super::work::Opened;
use crate::extract::{ClaimKind, Language, Notation};
use crate::project::{
    Article, ArticleId, Claim, ClaimId, Edit, EditError, History, Project, Stamp, StateId, Tally,
    Verdict,
};
use crate::store::evidence::State;
use crate::store::file::Seen;
use crate::store::journal::{Entry, Journal, Left};
use crate::store::lock::Lock;
use crate::text::Document;

/// An edit of more claims than these renews all rows: each one's place is looked for among them.
const RENEWED_AT_MOST: usize = 64;

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
    /// How many claims of each article stand where; of the shown one as they were when it was shown.
    tallies: BTreeMap<ArticleId, Tally>,
    /// Goes up whenever the rows change, so that views know when to lay out anew.
    revision: u64,
    /// Goes up whenever the marks change, which they do not with what the list shows.
    marks_revision: u64,
    /// What was done and is not handed to the journal yet.
    entries: Vec<Entry>,
    /// The project as it was before the first edit since it was saved.
    before: Option<Arc<Project>>,
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
    /// How articles write dates and numbers, where the settings say.
    pub(super) notation: Notation,
    /// The language of the shown article, and the text that it was told of.
    language: (Arc<Document>, Language),
    /// Who is at work, and at which moment: what goes on record with each change.
    stamp: Option<Stamp>,
}

impl Desk {
    /// Lays out what a job opened, without claims of these kinds.
    pub(super) fn new(opened: Opened, hidden_kinds: &[ClaimKind]) -> Self {
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
            filter: Filter { hidden_kinds: hidden_kinds.to_vec(), ..Filter::default() },
            rows: Rows::default(),
            tallies: BTreeMap::new(),
            revision: 0,
            marks_revision: 0,
            entries: Vec::new(),
            before: None,
            lock: opened.lock,
            seen: opened.seen,
            reading_only: opened.reading_only,
            evidence: BTreeMap::new(),
            joined: None,
            stamp: None,
            notation: Notation::default(),
            language: (Arc::default(), Language::ENGLISH),
            spoken: String::new(),
        };
        let rows = opened.ahead.and_then(|mut ahead| {
            desk.tallies = std::mem::take(&mut ahead.tallies);
            ahead.rows_of(article, &desk.filter, 0)
        });
        desk.refresh_with(rows);
        let title = desk.article().map_or("", |article| article.title.as_str());
        desk.spoken =
            format!("Opened “{title}”, {}", places::count(desk.rows.tally.all(), "claim"));
        desk
    }

    /// Lays out what was left behind by a program that did not end well, and gives its journal.
    pub(super) fn recovered(left: Left, hidden_kinds: &[ClaimKind]) -> (Self, Journal) {
        let Left { project, base, seen, history, path, journal, .. } = left;
        let seen = path.is_some().then_some(Seen { digest: seen, glance: None });
        let opened = Opened { project, path, seen, ..Opened::default() };
        let mut desk = Self::new(opened, hidden_kinds);
        desk.history = history;
        desk.before = Some(Arc::new(base));
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
    pub(super) fn before(&self) -> (Arc<Project>, Option<PathBuf>) {
        let before = self.before.clone().unwrap_or_else(|| Arc::new(self.project.clone()));
        (before, self.path.clone())
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

    /// The language that the shown article is in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language.1
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

    /// An article's claims, counted.
    #[must_use]
    pub fn tally_of(&self, article: ArticleId) -> Tally {
        if article == self.article {
            return self.tally();
        }
        self.tallies.get(&article).copied().unwrap_or_default()
    }

    /// Goes up whenever the rows change.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Goes up whenever the marks of the shown article change, and what of it is accounted for.
    #[must_use]
    pub const fn marks_revision(&self) -> u64 {
        self.marks_revision
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
    /// over those with a verdict, and begins again at the other end where there is none further on.
    /// Stays where there is none at all.
    pub(super) fn step(&mut self, by: isize, open: bool) {
        let passes = |verdict: Verdict| !open || verdict == Verdict::Open;
        let rows = &self.rows.claims;
        let shown = self.selected.map(|id| self.rows.shown_as(id));
        let at = shown.and_then(|id| self.rows.list_idx(id));
        let next = match (at, by > 0) {
            (Some(at), true) => {
                let around = rows.iter().take(if open { at } else { 0 });
                rows.iter().skip(at + 1).chain(around).find(|row| passes(row.verdict))
            }
            (Some(at), false) => {
                let around = rows.iter().skip(if open { at + 1 } else { rows.len() }).rev();
                rows.iter().take(at).rev().chain(around).find(|row| passes(row.verdict))
            }
            // The selected claim does not pass the filter: go on from its place.
            (None, true) => {
                let from = self.selected_claim().map_or(0, |claim| claim.anchor.span.start);
                let is_on = |id: ClaimId| self.starts_at(id) >= from;
                let around = || rows.iter().find(|row| open && passes(row.verdict));
                rows.iter().find(|row| is_on(row.id) && passes(row.verdict)).or_else(around)
            }
            (None, false) => {
                let to = self.selected_claim().map_or(u32::MAX, |claim| claim.anchor.span.start);
                let is_back = |id: ClaimId| self.starts_at(id) <= to;
                let mut back = rows.iter().rev();
                let around = || rows.iter().rev().find(|row| open && passes(row.verdict));
                back.find(|row| is_back(row.id) && passes(row.verdict)).or_else(around)
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
        let (touched, all_touched) = (edit.claim(), edit.claims());
        self.apply_unseen(edit)?;
        self.refresh_after(all_touched.as_deref());
        self.speak("", touched);
        Ok(())
    }

    /// Applies an edit; the rows are as they were before it until they are made anew.
    fn apply_unseen(&mut self, edit: Edit) -> Result<(), EditError> {
        let edit = match &self.stamp {
            Some(stamp) => edit.by(stamp.clone()),
            None => edit,
        };
        let entry = Entry::Did(edit.clone());
        if self.before.is_none() {
            self.before = Some(Arc::new(self.project.clone()));
        }
        self.history.apply(&mut self.project, edit)?;
        self.entries.push(entry);
        Ok(())
    }

    pub(super) fn undo(&mut self) -> Result<(), EditError> {
        if let Some(stamp) = &self.stamp {
            self.history.sign_undo(stamp);
        }
        let edit = self.history.undo_edit().cloned();
        // A copy is made only where none is held: it takes its time where there are many claims.
        let before = self.before.is_none().then(|| Arc::new(self.project.clone()));
        if self.history.undo(&mut self.project)? {
            self.before = before.or(self.before.take());
            self.entries.extend(edit.clone().map(Entry::Did));
        }
        self.after_history(edit.as_ref());
        self.speak("Undone: ", edit.and_then(|edit| edit.claim()));
        Ok(())
    }

    pub(super) fn redo(&mut self) -> Result<(), EditError> {
        if let Some(stamp) = &self.stamp {
            self.history.sign_redo(stamp);
        }
        let edit = self.history.redo_edit().cloned();
        // A copy is made only where none is held: it takes its time where there are many claims.
        let before = self.before.is_none().then(|| Arc::new(self.project.clone()));
        if self.history.redo(&mut self.project)? {
            self.before = before.or(self.before.take());
            self.entries.extend(edit.clone().map(Entry::Did));
        }
        self.after_history(edit.as_ref());
        self.speak("Done again: ", edit.and_then(|edit| edit.claim()));
        Ok(())
    }

    /// What was shown may be gone. The claim that changed is selected, so that what came back is
    /// seen; of one that went, the nearest that is left.
    fn after_history(&mut self, edit: Option<&Edit>) {
        if !self.project.articles.contains_key(&self.article) {
            self.article = self.project.articles.keys().next().copied().unwrap_or_default();
        }
        let was_at = self.selected.and_then(|id| self.rows.mark_idx(id));
        self.refresh_after(edit.and_then(Edit::claims).as_deref());
        let changed = edit.and_then(Edit::claim);
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
        let tallies = self.project.articles.keys().map(|&id| self.tally_of(id));
        let tally = tallies.fold(Tally::default(), Tally::plus);
        let title = self.project.articles.values().next().map(|article| article.title.clone());
        Some(Recent { path, title: title.unwrap_or_default(), tally, when: String::new() })
    }

    fn refresh(&mut self) {
        self.refresh_with(None);
    }

    /// Renews all rows; they are these where a job has laid them out already. The tallies are right
    /// then.
    fn refresh_with(&mut self, rows: Option<Rows>) {
        if let Some(article) = self.project.articles.get(&self.article)
            && !Arc::ptr_eq(&article.document, &self.language.0)
        {
            let document = Arc::clone(&article.document);
            let language = Language::of(document.text());
            self.language = (document, language);
        }
        if let Some(rows) = rows {
            jobs::let_go(std::mem::replace(&mut self.rows, rows));
        } else {
            self.rows = Rows::new(&self.project, self.article, &self.filter);
            self.tallies = self.project.tallies();
        }
        self.revision += 1;
        self.marks_revision += 1;
    }

    /// Renews the rows of what an edit touched: those of its claims where it changed them in their places,
    /// else all.
    fn refresh_after(&mut self, touched: Option<&[ClaimId]>) {
        match touched {
            Some(claims)
                if claims.len() <= RENEWED_AT_MOST
                    && self.rows.renew(&self.project, self.article, claims) =>
            {
                self.rows.refilter(&self.filter);
                self.revision += 1;
                self.marks_revision += 1;
            }
            _ => self.refresh(),
        }
    }
}
