//! Two analysts' copies of a project become one again.
//!
//! Copies are joined by claim and field. What only one of them changed is taken; what both changed to
//! the same is taken once; where both changed a field differently, both values are kept and the claim
//! is in [`Conflict`]. The result is the same whichever copy is called ours.

mod field;
mod pair;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::field::{three, weight};
use super::{
    Article, ArticleId, Claim, ClaimId, Conflict, Edit, Keep, Project, Side, SignOff, Value,
};
use crate::text::{Anchor, Document, Place, Span};

/// Two copies as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The project that holds what both did.
    pub project: Project,
    /// How many claims and articles hold something that the copies did not agree on and that was not
    /// open before.
    pub n_conflicts: usize,
}

/// A field of an article that two analysts changed differently, with both values. The first stands in
/// the article until a person settles it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArticleConflict {
    /// Its title.
    Title(String, String),
    /// Its byline.
    Byline(Option<String>, Option<String>),
    /// The day it was published.
    Published(Option<jiff::civil::Date>, Option<jiff::civil::Date>),
}

impl ArticleConflict {
    /// The field's name and the two values, in words.
    #[must_use]
    pub fn words(&self) -> (&'static str, [String; 2]) {
        let or_none = |words: Option<String>| words.unwrap_or_else(|| "none".to_owned());
        match self {
            Self::Title(one, other) => ("Title", [one.clone(), other.clone()]),
            Self::Byline(one, other) => ("Byline", [one.clone(), other.clone()].map(or_none)),
            Self::Published(one, other) => {
                ("Publication date", [one, other].map(|date| or_none(date.map(|d| d.to_string()))))
            }
        }
    }
}

impl Project {
    /// The edit that settles what is disputed at `idx` of an article; `None` where nothing is.
    #[must_use]
    pub fn settle_article(&self, article: ArticleId, idx: usize, keep: Keep) -> Option<Edit> {
        let mut disputes = self.disputes.get(&article)?.clone();
        if idx >= disputes.len() {
            return None;
        }
        let is_other = keep == Keep::Other;
        let edit = match disputes.remove(idx) {
            ArticleConflict::Title(one, other) => {
                Edit::SetTitle { article, title: if is_other { other } else { one } }
            }
            ArticleConflict::Byline(one, other) => {
                Edit::SetByline { article, byline: if is_other { other } else { one } }
            }
            ArticleConflict::Published(one, other) => {
                Edit::SetPublished { article, published: if is_other { other } else { one } }
            }
        };
        let edits = vec![Edit::SetDisputes { article, disputes }, edit];
        Some(Edit::Several { name: "settle conflict".to_owned(), edits })
    }
}

/// Joins `ours` and `theirs`, two copies of `base`.
#[must_use]
pub fn merge(base: &Project, ours: &Project, theirs: &Project) -> Merged {
    let [base, ours, theirs] = pair::align(base, ours, theirs);
    let mut merger = Merger { base, ours, theirs, ..Merger::default() };
    merger.articles();
    merger.claims();
    merger.finish()
}

#[derive(Default)]
struct Merger {
    base: Project,
    ours: Project,
    theirs: Project,
    out: Project,
    /// Which of them the merge has brought into conflict.
    claims_in_conflict: BTreeSet<ClaimId>,
    articles_in_conflict: BTreeSet<ArticleId>,
}

impl Merger {
    // ---- articles

    fn articles(&mut self) {
        let ids: BTreeSet<ArticleId> =
            self.ours.articles.keys().chain(self.theirs.articles.keys()).copied().collect();
        for id in ids {
            let (ours, theirs) = (self.ours.articles.get(&id), self.theirs.articles.get(&id));
            let merged = match (self.base.articles.get(&id), ours, theirs) {
                (base, Some(ours), Some(theirs)) => Some(self.article(base, ours, theirs)),
                (None, one, other) => one.or(other).cloned().map(|one| (one, Vec::new())),
                // Removed in one copy: it goes, unless something was done to it in the other.
                (Some(base), Some(kept), None) => {
                    let is_changed = kept != base || self.has_work(&self.ours, id);
                    is_changed.then(|| (kept.clone(), Vec::new()))
                }
                (Some(base), None, Some(kept)) => {
                    let is_changed = kept != base || self.has_work(&self.theirs, id);
                    is_changed.then(|| (kept.clone(), Vec::new()))
                }
                (Some(_), None, None) => None,
            };
            let Some((article, fresh)) = merged else { continue };
            let list = |project: &Project| project.disputes.get(&id).cloned().unwrap_or_default();
            let mut conflicts =
                field::list(&list(&self.base), &list(&self.ours), &list(&self.theirs));
            if !fresh.is_empty() {
                self.articles_in_conflict.insert(id);
                conflicts.extend(fresh);
            }
            if !conflicts.is_empty() {
                self.out.disputes.insert(id, conflicts);
            }
            self.out.articles.insert(id, article);
            let signed = |project: &'_ Project| project.sign_offs.get(&id).cloned();
            let held = [signed(&self.base), signed(&self.ours), signed(&self.theirs)];
            if let Some(signed) = sign_off(held) {
                self.out.sign_offs.insert(id, signed);
            }
        }
    }

    /// Whether a copy has claims in an article that are new or were changed since.
    fn has_work(&self, copy: &Project, id: ArticleId) -> bool {
        copy.claims.iter().filter(|(_, claim)| claim.article == id).any(|(id, claim)| {
            self.base.claims.get(id).is_none_or(|base| field::is_decided_otherwise(base, claim))
        })
    }

    fn article(
        &self,
        base: Option<&Article>,
        ours: &Article,
        theirs: &Article,
    ) -> (Article, Vec<ArticleConflict>) {
        // Both copies took the same text in: what either says of it is its own.
        let base = base.unwrap_or(ours);
        let mut conflicts = Vec::new();
        let title =
            three(&base.title, &ours.title, &theirs.title).unwrap_or_else(|(one, other)| {
                conflicts.push(ArticleConflict::Title(one.clone(), other));
                one
            });
        let byline =
            three(&base.byline, &ours.byline, &theirs.byline).unwrap_or_else(|(one, other)| {
                conflicts.push(ArticleConflict::Byline(one.clone(), other));
                one
            });
        let published = three(&base.published, &ours.published, &theirs.published).unwrap_or_else(
            |(one, other)| {
                conflicts.push(ArticleConflict::Published(one, other));
                one
            },
        );
        // Two new texts under one id have been parted before.
        let takes_ours = theirs.document == base.document;
        let (text, other) = if takes_ours { (ours, theirs) } else { (theirs, ours) };
        let provenance = if ours.document == theirs.document {
            either(three(&base.provenance, &ours.provenance, &theirs.provenance))
        } else {
            text.provenance.clone()
        };
        let read = if text.document == other.document {
            let mut read = field::list(&base.read, &ours.read, &theirs.read);
            read.sort_unstable();
            read
        } else {
            read_in_both(base, text, other)
        };
        let document = Arc::clone(&text.document);
        (Article { title, byline, published, provenance, document, read }, conflicts)
    }

    // ---- claims

    fn claims(&mut self) {
        let ids: BTreeSet<ClaimId> =
            self.ours.claims.keys().chain(self.theirs.claims.keys()).copied().collect();
        for id in ids {
            let (ours, theirs) = (self.ours.claims.get(&id), self.theirs.claims.get(&id));
            let merged = match (self.base.claims.get(&id), ours, theirs) {
                (Some(base), Some(ours), Some(theirs)) => {
                    if Arc::ptr_eq(ours, theirs) || ours == theirs || theirs == base {
                        Arc::clone(ours)
                    } else if ours == base {
                        Arc::clone(theirs)
                    } else {
                        Arc::new(field::claim(base, ours, theirs))
                    }
                }
                (None, Some(ours), Some(theirs)) if ours == theirs => Arc::clone(ours),
                // Both found it: what either made of it is set against nothing.
                (None, Some(ours), Some(theirs)) => {
                    Arc::new(field::claim(&field::untouched(ours, theirs), ours, theirs))
                }
                (None, Some(one), None) | (None, None, Some(one)) => Arc::clone(one),
                (Some(base), Some(kept), None) | (Some(base), None, Some(kept)) => {
                    if !field::is_decided_otherwise(base, kept) {
                        continue;
                    }
                    let mut kept = Claim::clone(kept);
                    let by = kept.trail.last().map(|record| record.stamp());
                    kept.conflicts.push(Conflict {
                        one: Side { value: Value::Kept(true), by },
                        other: Side { value: Value::Kept(false), by: None },
                    });
                    Arc::new(kept)
                }
                (_, None, None) => continue,
            };
            if !self.out.articles.contains_key(&merged.article) {
                continue;
            }
            let had = |project: &Project, conflict: &Conflict| {
                project.claims.get(&id).is_some_and(|claim| claim.conflicts.contains(conflict))
            };
            let is_new = |conflict: &Conflict| {
                ![&self.base, &self.ours, &self.theirs].into_iter().any(|held| had(held, conflict))
            };
            if merged.conflicts.iter().any(is_new) {
                self.claims_in_conflict.insert(id);
            }
            let merged = self.placed(merged);
            self.out.claims.insert(id, merged);
        }
    }

    /// A claim that one copy made while the other took in a new text finds its place there, or is
    /// kept as lost.
    fn placed(&self, claim: Arc<Claim>) -> Arc<Claim> {
        let Some(article) = self.out.articles.get(&claim.article) else { return claim };
        if claim.anchor.span.of(article.document.text()) == claim.anchor.quote
            || claim.stale.as_ref().is_some_and(|stale| stale.is_lost())
        {
            return claim;
        }
        Arc::new(super::stale::carried(&claim, &article.document))
    }

    fn finish(mut self) -> Merged {
        let [base, ours, theirs] =
            [&self.base, &self.ours, &self.theirs].map(|copy| copy.package.as_slice());
        self.out.package = Arc::new(field::list(base, ours, theirs));
        let n_conflicts = self.claims_in_conflict.len() + self.articles_in_conflict.len();
        Merged { project: self.out, n_conflicts }
    }
}

/// The value that was agreed on, or the first of two.
fn either<T>(value: Result<T, (T, T)>) -> T {
    value.unwrap_or_else(|(one, _)| one)
}

/// Of two signatures under one article, the later; one that was put or renewed outlives its removal.
fn sign_off([base, ours, theirs]: [Option<SignOff>; 3]) -> Option<SignOff> {
    three(&base, &ours, &theirs).unwrap_or_else(|(one, other)| {
        one.into_iter().chain(other).max_by_key(|signed| (signed.signed.moment(), weight(signed)))
    })
}

/// The sentences read in a new text, and of those read meanwhile in the old one all whose words stand
/// once in the new.
fn read_in_both(base: &Article, text: &Article, other: &Article) -> Vec<Span> {
    let place = |span: &Span| {
        let mut places = text.document.text().match_indices(other.document.words(*span));
        let (at, words) = places.next().filter(|(_, words)| !words.is_empty())?;
        places.next().is_none().then(|| Span::from_range(at..at + words.len()))
    };
    let fresh = other.read.iter().filter(|span| !base.read.contains(span)).filter_map(place);
    let read: BTreeSet<Span> = text.read.iter().copied().chain(fresh).collect();
    read.into_iter().collect()
}

/// Where a claim's words stand in another text, if they can be told from all others there.
pub(super) fn only_place(anchor: &Anchor, document: &Document) -> Option<Span> {
    match anchor.locate(document) {
        Place::Exact(span) | Place::Moved(span) => {
            let mut places = document.text().match_indices(&anchor.quote);
            (places.next().is_some() && places.next().is_none()).then_some(span)
        }
        Place::Lost => None,
    }
}
