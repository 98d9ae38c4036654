//! What comes to an open project from elsewhere, each as one edit: articles, findings, annotations,
//! and what someone else has saved.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::Desk;
use crate::extract::{Finding, Parts};
use crate::project::{
    ArticleId, Changed, Claim, ClaimId, Edit, EditError, Project, Source, Stale, join_package,
    merge, reconcile,
};
use crate::store::file::Seen;
use crate::text::{Anchor, Span};
use crate::workbench::notice::Notice;
use crate::workbench::place::edits_between;
use crate::workbench::work::Opened;

impl Desk {
    /// Joins this with what someone else has saved since it was opened, as one edit. Gives in how many
    /// places they do not agree.
    pub(in crate::workbench) fn merge(
        &mut self,
        theirs: Project,
        seen: Seen,
    ) -> Result<usize, EditError> {
        let base = self.joined.as_ref().or(self.before.as_deref()).unwrap_or(&self.project);
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

    /// Puts annotations in as claims, as one edit. One that stands where an untouched claim does takes
    /// its place; where a claim was worked on already, that one stays. Gives how many were put in.
    pub(in crate::workbench) fn take_annotated(
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

    /// Puts sources into the package, as one edit. Gives how many were not there yet.
    pub(in crate::workbench) fn take_sources(
        &mut self,
        sources: Vec<Source>,
    ) -> Result<usize, EditError> {
        let (package, _) = join_package(&self.project.package, sources);
        let n_added = package.len().saturating_sub(self.project.package.len());
        if n_added > 0 {
            self.apply(Edit::SetPackage { sources: Arc::new(package) })?;
        }
        Ok(n_added)
    }

    /// Takes in the new text of a manuscript, as one edit.
    pub(in crate::workbench) fn take_renewal(&mut self, edits: Vec<Edit>) -> Result<(), EditError> {
        if edits.is_empty() {
            return Ok(());
        }
        self.apply(Edit::Several { name: "take in the new text".to_owned(), edits })?;
        let is_here = |id: &ClaimId| self.project.claims.contains_key(id);
        self.selected = self.selected.filter(is_here);
        Ok(())
    }

    /// Puts a claim that lost its place on words of the shown article. Its verdict is of other words
    /// until it is given anew.
    pub(in crate::workbench) fn place_claim(
        &mut self,
        claim: ClaimId,
        span: Span,
    ) -> Result<(), EditError> {
        let held = self.project.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        let article = self.article().ok_or(EditError::NoArticle(self.article))?;
        let span = super::edits::trimmed(article.document.text(), span);
        let (Some(stale), false) = (&held.stale, span.is_empty()) else { return Ok(()) };
        let anchor = Anchor::new(&article.document, span);
        let stale = Box::new(Stale { was: stale.was.clone(), what: vec![Changed::Words] });
        let read = super::edits::read_anew(article, span, held.kind, self.notation);
        let parts = read.map_or(Parts::Plain, |finding| finding.parts);
        let placed = Claim {
            article: self.article,
            anchor,
            parts,
            stale: Some(stale),
            ..Claim::clone(held)
        };
        self.apply(Edit::PutClaim { claim, put: Some(Arc::new(placed)) })?;
        self.selected = Some(claim);
        Ok(())
    }

    /// Takes in what was found with another publication date, as one edit. Gives the number of
    /// settled claims whose value changed.
    pub(in crate::workbench) fn take_findings(
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

    /// Takes in what was found anew in several articles, as one edit. Gives how many claims changed, and
    /// how many of these are settled.
    pub(in crate::workbench) fn take_anew(
        &mut self,
        found: &[(ArticleId, Vec<Finding>)],
    ) -> Result<(usize, usize), EditError> {
        let (mut edits, mut n_settled) = (Vec::new(), 0);
        let mut project = self.project.clone();
        for (article, findings) in found {
            let reconciled = reconcile(&project, *article, findings);
            n_settled += reconciled.changed.len();
            // New claims of the next article take their numbers behind these.
            for edit in &reconciled.edits {
                project.apply(edit.clone())?;
            }
            edits.extend(reconciled.edits);
        }
        let n = edits.len();
        if n > 0 {
            self.apply(Edit::Several { name: "read anew".to_owned(), edits })?;
        }
        Ok((n, n_settled))
    }

    /// Adds the articles of another project, with their claims, and sources that came with them, as one
    /// edit. Gives what tells of it.
    pub(in crate::workbench) fn add_articles(&mut self, opened: Opened) -> Result<Notice, String> {
        let mut edits = Vec::new();
        let mut ids = BTreeMap::new();
        let (mut first, mut title) = (None, String::new());
        let n_articles = opened.project.articles.len();
        let mut id = self.project.next_article_id();
        for (old, article) in opened.project.articles {
            first = first.or(Some((old, id)));
            ids.insert(old, id);
            title.clone_from(&article.title);
            edits.push(Edit::PutArticle { article: id, put: Some(Box::new(article)) });
            id = ArticleId(id.0.saturating_add(1));
        }
        // Their ids begin at 1, and go on behind those that are here. Thousands of them are taken over
        // as they are, since the window waits for it.
        let raised = self.project.next_claim_id().0.saturating_sub(1);
        edits.reserve(opened.project.claims.len());
        for (claim, mut put) in opened.project.claims {
            if let Some(&article) = ids.get(&put.article) {
                Arc::make_mut(&mut put).article = article;
                edits.push(Edit::PutClaim { claim: claim.raised(raised), put: Some(put) });
            }
        }
        let n_sources = opened.sources.len();
        // Files of one name may be different ones; one file is the same under any name.
        let mut package = Vec::clone(&self.project.package);
        for source in opened.sources {
            let digest = source.attached.as_ref().map(|attached| &attached.sha256);
            let is_held = |held: &Source| held.attached.as_ref().map(|a| &a.sha256) == digest;
            if digest.is_none() || !package.iter().any(is_held) {
                package.push(source);
            }
        }
        let n_kept = package.len().saturating_sub(self.project.package.len());
        if n_kept > 0 {
            edits.push(Edit::SetPackage { sources: Arc::new(package) });
        }
        if edits.is_empty() {
            let files = if n_sources == 1 { "This file is" } else { "These files are" };
            return Ok(Notice::done(format!("{files} kept already")));
        }
        let name = if n_articles > 0 { "add article" } else { "keep files" }.to_owned();
        self.apply_unseen(Edit::Several { name, edits }).map_err(|error| error.to_string())?;
        self.tallies.insert(self.article, self.tally());
        let rows = opened.ahead.zip(first).and_then(|(mut ahead, (old, _))| {
            let tallies = std::mem::take(&mut ahead.tallies).into_iter();
            self.tallies.extend(tallies.filter_map(|(old, tally)| Some((*ids.get(&old)?, tally))));
            ahead.rows_of(old, &self.filter, raised)
        });
        if let Some((_, first)) = first {
            self.article = first;
            self.selected = None;
        }
        self.refresh_with(rows);
        self.speak("", None);
        let files = match n_kept {
            1 => "1 file as a source".to_owned(),
            n => format!("{n} files as sources"),
        };
        let added = match n_articles {
            1 => format!("Added “{title}”"),
            n => format!("Added {n} articles"),
        };
        Ok(Notice::undoable(match (n_articles, n_kept) {
            (0, _) => format!("Kept {files}"),
            (_, 0) => added,
            _ => format!("{added}, kept {files}"),
        }))
    }
}
