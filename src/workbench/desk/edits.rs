//! Edits of single claims, and of what the analyst says of an article.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::{Desk, places};
use crate::extract::{self, ClaimKind, Finding, Input, Notation, Parts};
use crate::project::{
    Article, ArticleId, Claim, ClaimId, Edit, EditError, Keep, Origin, Proposal, Query, SignOff,
    Source, Stamp, Verdict,
};
use crate::text::{Anchor, Span};

impl Desk {
    /// Sets a verdict; the one it has already opens the claim again. A second reason for setting
    /// aside replaces the first. Places that the list shows as one are settled as one; the words that
    /// tell of it are given then.
    pub(in crate::workbench) fn set_verdict(
        &mut self,
        claim: ClaimId,
        verdict: Verdict,
        stamp: Stamp,
    ) -> Result<Option<String>, EditError> {
        let held = self.project.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        let standing = held.standing();
        if held.verdict == Verdict::Open && verdict == Verdict::Open {
            return Ok(None);
        }
        // What was checked before its words changed is checked anew.
        let is_new = held.stale.as_ref().is_some_and(|stale| !stale.is_lost());
        if is_new {
            let name = format!("mark {}", verdict.kind().words().to_lowercase());
            let edits = vec![
                Edit::SetVerdict { claim, verdict, decided: Some(stamp) },
                Edit::SetStale { claim, stale: None },
            ];
            self.apply(Edit::Several { name, edits })?;
            return Ok(None);
        }
        let verdict = if standing == verdict { Verdict::Open } else { verdict };
        let places = self.places_of(claim);
        if places.len() > 1 {
            return self.set_verdicts(places, "place", verdict, &stamp);
        }
        self.apply(Edit::SetVerdict { claim, verdict, decided: Some(stamp) })?;
        Ok(None)
    }

    pub(in crate::workbench) fn set_note(
        &mut self,
        claim: ClaimId,
        note: String,
    ) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.note == note) {
            return Ok(());
        }
        self.apply(Edit::SetNote { claim, note })
    }

    pub(in crate::workbench) fn set_correction(
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
    pub(in crate::workbench) fn set_kind(
        &mut self,
        claim: ClaimId,
        kind: ClaimKind,
    ) -> Result<(), EditError> {
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
                .and_then(|article| read_anew(article, held.anchor.span, kind, self.notation))
                .map_or(Parts::Plain, |finding| finding.parts),
        };
        self.apply(Edit::SetKind { claim, kind, parts: Box::new(parts) })
    }

    pub(in crate::workbench) fn set_sources(
        &mut self,
        claim: ClaimId,
        sources: Vec<Source>,
    ) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.sources == sources) {
            return Ok(());
        }
        self.apply(Edit::SetSources { claim, sources })
    }

    pub(in crate::workbench) fn set_proposal(
        &mut self,
        claim: ClaimId,
        proposal: Option<Proposal>,
    ) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.proposal == proposal) {
            return Ok(());
        }
        self.apply(Edit::SetProposal { claim, proposal })
    }

    pub(in crate::workbench) fn set_query(
        &mut self,
        claim: ClaimId,
        query: Query,
    ) -> Result<(), EditError> {
        if self.project.claims.get(&claim).is_some_and(|held| held.query == query) {
            return Ok(());
        }
        self.apply(Edit::SetQuery { claim, query })
    }

    /// Gives every claim in the list this verdict. Gives the words that tell of it.
    pub(in crate::workbench) fn set_verdict_of_shown(
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
    pub(in crate::workbench) fn set_verdict_of_repeats(
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
        let is_meant = |claim: &Claim| !claim.is_lost() && claim.standing() != verdict;
        claims.retain(|id| held.get(id).is_some_and(|claim| is_meant(claim)));
        if claims.is_empty() {
            return Ok(None);
        }
        let n = claims.len();
        let decided = Some(stamp.clone());
        let mut edits = Vec::new();
        for claim in claims {
            edits.push(Edit::SetVerdict { claim, verdict, decided: decided.clone() });
            if held.get(&claim).is_some_and(|held| held.stale.is_some()) {
                edits.push(Edit::SetStale { claim, stale: None });
            }
        }
        let claims = places::count(n, noun);
        let state = verdict.kind().words().to_lowercase();
        let name = format!("mark {claims} {state}");
        self.apply(Edit::Several { name, edits })?;
        Ok(Some(format!("{claims} marked {state}")))
    }

    /// Ticks the sentence at byte `at` as read, or takes the tick off.
    pub(in crate::workbench) fn toggle_read(&mut self, at: u32) -> Result<(), EditError> {
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
    pub(in crate::workbench) fn add_claim(
        &mut self,
        span: Span,
        kind: ClaimKind,
    ) -> Result<(), EditError> {
        let article = self.article().ok_or(EditError::NoArticle(self.article))?;
        let span = trimmed(article.document.text(), span);
        if span.is_empty() {
            return Ok(());
        }
        let id = self.project.next_claim_id();
        let read = read_anew(article, span, kind, self.notation);
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
    pub(in crate::workbench) fn settle(
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
    pub(in crate::workbench) fn settle_article(
        &mut self,
        idx: usize,
        keep: Keep,
    ) -> Result<(), EditError> {
        let edit = self.project.settle_article(self.article, idx, keep);
        edit.map_or(Ok(()), |edit| self.apply(edit))
    }

    /// Takes the mark off a claim whose words changed: what was concluded holds for the new ones.
    pub(in crate::workbench) fn keep_verdict(&mut self, claim: ClaimId) -> Result<(), EditError> {
        let held = self.project.claims.get(&claim).ok_or(EditError::NoClaim(claim))?;
        if held.stale.is_none() {
            return Ok(());
        }
        self.apply(Edit::SetStale { claim, stale: None })
    }

    /// Takes a claim out and selects the one after it.
    pub(in crate::workbench) fn remove_claim(&mut self, claim: ClaimId) -> Result<(), EditError> {
        if !self.project.claims.contains_key(&claim) {
            return Err(EditError::NoClaim(claim));
        }
        if self.selected == Some(claim) {
            let rows = &self.rows.claims;
            let at = self.rows.list_idx(claim);
            let near = at.and_then(|at| rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?)));
            self.selected = near.map(|row| row.id);
        }
        self.apply(Edit::PutClaim { claim, put: None })
    }

    pub(in crate::workbench) fn set_title(&mut self, title: String) -> Result<(), EditError> {
        let title = title.trim().to_owned();
        if self.article().is_none_or(|held| held.title == title) {
            return Ok(());
        }
        self.apply(Edit::SetTitle { article: self.article, title })
    }

    pub(in crate::workbench) fn sign_off(
        &mut self,
        article: ArticleId,
        sign_off: Option<SignOff>,
    ) -> Result<(), EditError> {
        self.apply(Edit::SetSignOff { article, sign_off: sign_off.map(Box::new) })
    }
}

/// What the engine reads of this kind in just these words.
pub(super) fn read_anew(
    article: &Article,
    span: Span,
    kind: ClaimKind,
    notation: Notation,
) -> Option<Finding> {
    let document = &article.document;
    let paragraph = document.paragraphs().get(document.paragraph_idx(span.start)..)?.first()?;
    let input = Input {
        text: document.text(),
        paragraphs: std::slice::from_ref(paragraph),
        published: article.published,
        notation,
    };
    let found = extract::extract(input, |_| ControlFlow::Continue(()))?.findings;
    found.into_iter().find(|finding| finding.span == span && finding.kind == kind)
}

/// A span without the white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start as usize + (words.len() - words.trim_start().len());
    Span::from_range(start..start + words.trim().len())
}
