//! Fresh findings meet the claims that an article has already.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ArticleId, Claim, ClaimId, Edit, Origin, Project};
use crate::extract::{Finding, for_review};

/// The edits that bring an article's claims up to date.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reconciled {
    /// To be applied as one.
    pub edits: Vec<Edit>,
    /// Claims with the user's work in them whose value reads otherwise now. Their verdicts stand.
    pub changed: Vec<ClaimId>,
}

/// Compares fresh findings with the claims of `article`.
///
/// A claim keeps its id where a finding of its kind has its place. What the user put into a claim is
/// never dropped: without a finding, a touched claim stays and an untouched one goes.
#[must_use]
pub fn reconcile(project: &Project, article: ArticleId, findings: &[Finding]) -> Reconciled {
    let mut out = Reconciled::default();
    let Some(held) = project.articles.get(&article) else { return out };
    let mut old: BTreeMap<_, (ClaimId, &Claim)> = project
        .claims
        .iter()
        .filter(|(_, claim)| claim.article == article)
        .map(|(&id, claim)| ((claim.anchor.span, claim.kind), (id, &**claim)))
        .collect();
    let mut next = project.next_claim_id();
    for finding in for_review(findings) {
        let fresh = Claim::from_finding(article, &held.document, finding);
        let Some((id, claim)) = old.remove(&(finding.span, finding.kind)) else {
            out.edits.push(Edit::PutClaim { claim: next, put: Some(Arc::new(fresh)) });
            next = ClaimId(next.0.saturating_add(1));
            continue;
        };
        let is_same = claim.parts == fresh.parts && claim.worth == fresh.worth;
        if claim.origin == Origin::Hand || is_same {
            continue;
        }
        if claim.is_touched() && claim.parts != fresh.parts {
            out.changed.push(id);
        }
        let put = Claim {
            parts: fresh.parts,
            worth: fresh.worth,
            reasons: fresh.reasons,
            ..Claim::clone(claim)
        };
        out.edits.push(Edit::PutClaim { claim: id, put: Some(Arc::new(put)) });
    }
    let gone = old.values().filter(|(_, claim)| !claim.is_touched());
    out.edits.extend(gone.map(|&(claim, _)| Edit::PutClaim { claim, put: None }));
    out
}
