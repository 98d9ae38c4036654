//! Every change there is to a project.

use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::trail::Record;
use super::{
    Article, ArticleConflict, ArticleId, Claim, ClaimId, Conflict, Project, Proposal, Query,
    SignOff, Source, Stale, Stamp, Verdict, trail,
};
use crate::extract::{ClaimKind, Parts};
use crate::text::Span;

/// One undoable change to a [`Project`]. Thousands of them come with a long article and are handed on,
/// so what is large in one is held apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are those of what is changed")]
pub enum Edit {
    /// Settles a claim, or opens it again.
    SetVerdict { claim: ClaimId, verdict: Verdict, decided: Option<Stamp> },
    /// Replaces a claim's note.
    SetNote { claim: ClaimId, note: String },
    /// Replaces a claim's value, or goes back to the one that was read.
    SetCorrection { claim: ClaimId, correction: Option<String> },
    /// Changes what kind of claim it is.
    SetKind { claim: ClaimId, kind: ClaimKind, parts: Box<Parts> },
    /// Replaces a claim's sources.
    SetSources { claim: ClaimId, sources: Vec<Source> },
    /// Proposes other words for a claim, or takes the proposal back.
    SetProposal { claim: ClaimId, proposal: Option<Proposal> },
    /// Replaces what the writer is asked about a claim.
    SetQuery { claim: ClaimId, query: Query },
    /// Puts a claim in, replaces it, or takes it out.
    PutClaim { claim: ClaimId, put: Option<Arc<Claim>> },
    /// Puts an article in, or takes it out; its claims go by [`Edit::PutClaim`].
    PutArticle { article: ArticleId, put: Option<Box<Article>> },
    /// Corrects an article's title.
    SetTitle { article: ArticleId, title: String },
    /// Corrects an article's byline.
    SetByline { article: ArticleId, byline: Option<String> },
    /// Corrects the day an article was published.
    SetPublished { article: ArticleId, published: Option<Date> },
    /// Replaces the list of sentences that were read and hold nothing to check.
    SetRead { article: ArticleId, read: Vec<Span> },
    /// Signs the check of an article off, or takes the signature away.
    SetSignOff { article: ArticleId, sign_off: Option<Box<SignOff>> },
    /// Replaces the list of what two analysts' copies did not agree on.
    SetConflicts { claim: ClaimId, conflicts: Vec<Conflict> },
    /// Says that a claim's words are not the ones that were checked, or that its verdict stands.
    SetStale { claim: ClaimId, stale: Option<Box<Stale>> },
    /// Replaces the list of what two analysts' copies did not agree on in an article's own fields.
    SetDisputes { article: ArticleId, disputes: Vec<ArticleConflict> },
    /// Replaces the package of sources.
    SetPackage { sources: Arc<Vec<Source>> },
    /// Several changes as one, under one name.
    Several { name: String, edits: Vec<Edit> },
    /// An edit with who made it: what it changes in claims is put on their trails.
    By { stamp: Stamp, edit: Box<Edit> },
    /// Takes back an edit and what it put on the trails. `stamp` is whose edit it was.
    Back { stamp: Stamp, edit: Box<Edit> },
}

/// Why an edit could not be applied. The project is then as it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The claim was removed.
    #[error("This claim is not in the project any more")]
    NoClaim(ClaimId),
    /// The article was removed.
    #[error("This article is not in the project any more")]
    NoArticle(ArticleId),
}

impl Edit {
    /// The edit that changes nothing.
    #[must_use]
    pub const fn nothing() -> Self {
        Self::Several { name: String::new(), edits: Vec::new() }
    }

    /// The one claim that it changes in its place; `None` where it changes more than that.
    #[must_use]
    pub fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::SetVerdict { claim, .. }
            | Self::SetNote { claim, .. }
            | Self::SetCorrection { claim, .. }
            | Self::SetSources { claim, .. }
            | Self::SetConflicts { claim, .. }
            | Self::SetStale { claim, .. }
            | Self::SetProposal { claim, .. }
            | Self::SetQuery { claim, .. } => Some(*claim),
            Self::By { edit, .. } | Self::Back { edit, .. } => edit.claim(),
            _ => None,
        }
    }

    /// The claims that it changes in their places; `None` where it changes more than that.
    #[must_use]
    pub fn claims(&self) -> Option<Vec<ClaimId>> {
        match self {
            Self::Several { edits, .. } => edits.iter().map(Self::claim).collect(),
            Self::By { edit, .. } | Self::Back { edit, .. } => edit.claims(),
            one => one.claim().map(|claim| vec![claim]),
        }
    }

    /// The claim whose note it replaces, if that is what it does.
    #[must_use]
    pub fn note_of(&self) -> Option<ClaimId> {
        match self {
            Self::SetNote { claim, .. } => Some(*claim),
            Self::By { edit, .. } | Self::Back { edit, .. } => edit.note_of(),
            _ => None,
        }
    }

    /// The claims of which it changes something that is put on record, in order. Claims that it puts
    /// or takes as a whole bring their trails with them.
    pub(super) fn recorded(&self) -> BTreeSet<ClaimId> {
        if !self.is_recorded() {
            return BTreeSet::new();
        }
        let (mut changed, mut put) = (BTreeSet::new(), BTreeSet::new());
        self.gather(&mut changed, &mut put);
        changed.difference(&put).copied().collect()
    }

    /// The claim in which it changes something that is put on record. Where it holds other edits, those
    /// tell.
    const fn recorded_of(&self) -> Option<ClaimId> {
        match self {
            Self::SetVerdict { claim, .. }
            | Self::SetNote { claim, .. }
            | Self::SetCorrection { claim, .. }
            | Self::SetKind { claim, .. }
            | Self::SetSources { claim, .. }
            | Self::SetQuery { claim, .. }
            | Self::SetProposal { claim, .. } => Some(*claim),
            Self::Several { .. }
            | Self::By { .. }
            | Self::Back { .. }
            | Self::PutClaim { .. }
            | Self::SetConflicts { .. }
            | Self::SetStale { .. }
            | Self::SetDisputes { .. }
            | Self::SetPackage { .. }
            | Self::PutArticle { .. }
            | Self::SetTitle { .. }
            | Self::SetByline { .. }
            | Self::SetPublished { .. }
            | Self::SetRead { .. }
            | Self::SetSignOff { .. } => None,
        }
    }

    /// Whether it changes anything that is put on record, which thousands of claims that come with an
    /// article do not.
    fn is_recorded(&self) -> bool {
        match self {
            Self::Several { edits, .. } => edits.iter().any(Self::is_recorded),
            // What is signed within is recorded there.
            _ => self.recorded_of().is_some(),
        }
    }

    fn gather(&self, changed: &mut BTreeSet<ClaimId>, put: &mut BTreeSet<ClaimId>) {
        match self {
            Self::PutClaim { claim, .. } => drop(put.insert(*claim)),
            Self::Several { edits, .. } => {
                edits.iter().for_each(|edit| edit.gather(changed, put));
            }
            // What is signed within is recorded there.
            Self::By { edit, .. } | Self::Back { edit, .. } => {
                let mut within = BTreeSet::new();
                edit.gather(&mut within, put);
                put.append(&mut within);
            }
            _ => changed.extend(self.recorded_of()),
        }
    }

    /// What it does, for the menu: "Undo: set verdict".
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::SetVerdict { .. } => "set verdict",
            Self::SetNote { .. } => "write note",
            Self::SetCorrection { .. } => "correct value",
            Self::SetKind { .. } => "change kind",
            Self::SetSources { .. } => "change sources",
            Self::SetProposal { proposal: Some(_), .. } => "propose change",
            Self::SetProposal { proposal: None, .. } => "take back proposed change",
            Self::SetQuery { .. } => "ask the writer",
            Self::SetRead { .. } => "tick sentence as read",
            Self::PutClaim { put: Some(_), .. } => "add claim",
            Self::PutClaim { put: None, .. } => "remove claim",
            Self::PutArticle { put: Some(_), .. } => "add article",
            Self::PutArticle { put: None, .. } => "remove article",
            Self::SetTitle { .. } => "correct title",
            Self::SetByline { .. } => "correct byline",
            Self::SetPublished { .. } => "set publication date",
            Self::SetSignOff { sign_off: Some(_), .. } => "sign off",
            Self::SetSignOff { sign_off: None, .. } => "take signature away",
            Self::SetConflicts { .. } | Self::SetDisputes { .. } => "settle conflict",
            Self::SetStale { stale: None, .. } => "keep verdict",
            Self::SetStale { stale: Some(_), .. } => "mark as changed since",
            Self::SetPackage { .. } => "import sources",
            Self::Several { name, .. } => name,
            Self::By { edit, .. } | Self::Back { edit, .. } => edit.name(),
        }
    }
}

impl Project {
    /// Applies `edit` and gives back the one that undoes it.
    ///
    /// # Errors
    /// Where what it changes is not there; nothing has changed then.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        Ok(match edit {
            Edit::SetVerdict { claim, verdict, decided } => {
                let held = self.claim_mut(claim)?;
                Edit::SetVerdict {
                    claim,
                    verdict: mem::replace(&mut held.verdict, verdict),
                    decided: mem::replace(&mut held.decided, decided),
                }
            }
            Edit::SetNote { claim, note } => {
                let note = mem::replace(&mut self.claim_mut(claim)?.note, note);
                Edit::SetNote { claim, note }
            }
            Edit::SetCorrection { claim, correction } => {
                let correction = mem::replace(&mut self.claim_mut(claim)?.correction, correction);
                Edit::SetCorrection { claim, correction }
            }
            Edit::SetKind { claim, kind, parts } => {
                let held = self.claim_mut(claim)?;
                Edit::SetKind {
                    claim,
                    kind: mem::replace(&mut held.kind, kind),
                    parts: Box::new(mem::replace(&mut held.parts, *parts)),
                }
            }
            Edit::SetSources { claim, sources } => {
                let sources = mem::replace(&mut self.claim_mut(claim)?.sources, sources);
                Edit::SetSources { claim, sources }
            }
            Edit::SetProposal { claim, proposal } => {
                let proposal = mem::replace(&mut self.claim_mut(claim)?.proposal, proposal);
                Edit::SetProposal { claim, proposal }
            }
            Edit::SetQuery { claim, query } => {
                let query = mem::replace(&mut self.claim_mut(claim)?.query, query);
                Edit::SetQuery { claim, query }
            }
            Edit::SetRead { article, read } => {
                let read = mem::replace(&mut self.article_mut(article)?.read, read);
                Edit::SetRead { article, read }
            }
            Edit::PutClaim { claim, put } => {
                let held = match put {
                    Some(put) => self.claims.insert(claim, put),
                    None => self.claims.remove(&claim),
                };
                Edit::PutClaim { claim, put: held }
            }
            Edit::PutArticle { article, put } => {
                let held = match put {
                    Some(put) => self.articles.insert(article, *put),
                    None => self.articles.remove(&article),
                };
                Edit::PutArticle { article, put: held.map(Box::new) }
            }
            Edit::SetTitle { article, title } => {
                let title = mem::replace(&mut self.article_mut(article)?.title, title);
                Edit::SetTitle { article, title }
            }
            Edit::SetByline { article, byline } => {
                let byline = mem::replace(&mut self.article_mut(article)?.byline, byline);
                Edit::SetByline { article, byline }
            }
            Edit::SetPublished { article, published } => {
                let held = &mut self.article_mut(article)?.published;
                Edit::SetPublished { article, published: mem::replace(held, published) }
            }
            Edit::SetSignOff { article, sign_off } => {
                let held = match sign_off {
                    Some(sign_off) => self.sign_offs.insert(article, *sign_off),
                    None => self.sign_offs.remove(&article),
                };
                Edit::SetSignOff { article, sign_off: held.map(Box::new) }
            }
            Edit::SetConflicts { claim, conflicts } => {
                let conflicts = mem::replace(&mut self.claim_mut(claim)?.conflicts, conflicts);
                Edit::SetConflicts { claim, conflicts }
            }
            Edit::SetStale { claim, stale } => {
                let stale = mem::replace(&mut self.claim_mut(claim)?.stale, stale);
                Edit::SetStale { claim, stale }
            }
            Edit::SetDisputes { article, disputes } => {
                let held = if disputes.is_empty() {
                    self.disputes.remove(&article)
                } else {
                    self.disputes.insert(article, disputes)
                };
                Edit::SetDisputes { article, disputes: held.unwrap_or_default() }
            }
            Edit::SetPackage { sources } => {
                Edit::SetPackage { sources: mem::replace(&mut self.package, sources) }
            }
            Edit::Several { name, edits } => Edit::Several { name, edits: self.apply_all(edits)? },
            Edit::By { stamp, edit } => {
                let before = self.held(edit.recorded());
                let inverse = self.apply(*edit)?;
                for (claim, was) in before {
                    let held = self.claim_mut(claim)?;
                    let records = trail::changes(&was, held).into_iter().map(|did| Record {
                        who: stamp.who.clone(),
                        when: stamp.when.clone(),
                        did,
                    });
                    held.trail.extend(records);
                }
                Edit::Back { stamp, edit: Box::new(inverse) }
            }
            Edit::Back { stamp, edit } => {
                let before = self.held(edit.recorded());
                let inverse = self.apply(*edit)?;
                for (claim, was) in before {
                    let held = self.claim_mut(claim)?;
                    let n = held.trail.len().saturating_sub(trail::changes(&was, held).len());
                    held.trail.truncate(n);
                }
                Edit::By { stamp, edit: Box::new(inverse) }
            }
        })
    }

    /// Applies all or none.
    fn apply_all(&mut self, edits: Vec<Edit>) -> Result<Vec<Edit>, EditError> {
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.into_iter().rev() {
                        self.apply(inverse)?;
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(inverses)
    }

    /// The claims of these ids, as they are.
    fn held(&self, ids: BTreeSet<ClaimId>) -> Vec<(ClaimId, Arc<Claim>)> {
        let held = |id| Some((id, Arc::clone(self.claims.get(&id)?)));
        ids.into_iter().filter_map(held).collect()
    }

    fn claim_mut(&mut self, claim: ClaimId) -> Result<&mut Claim, EditError> {
        self.claims.get_mut(&claim).map(Arc::make_mut).ok_or(EditError::NoClaim(claim))
    }

    fn article_mut(&mut self, article: ArticleId) -> Result<&mut Article, EditError> {
        self.articles.get_mut(&article).ok_or(EditError::NoArticle(article))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_no_larger_than_a_verdict_with_its_stamp() {
        assert!(size_of::<Edit>() <= 64, "{} bytes", size_of::<Edit>());
    }
}
