//! Which article and which claim of one copy is which of the other.
//!
//! What both had from the start keeps its id. What was added since may bear the same id in both and
//! be something else, or be the same under two ids; after [`align`], equal ids mean equal things.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::{Article, ArticleId, Claim, ClaimId, Project};
use super::field::weight;

/// Base and both copies with their ids so given that the same id is the same thing in all three.
/// What no copy has any more may be missing from the base.
pub(super) fn align(base: &Project, ours: &Project, theirs: &Project) -> [Project; 3] {
    let mut base = base.clone();
    let mut copies = [ours.clone(), theirs.clone()];
    part_texts(&base, &mut copies);
    align_articles(&mut base, &mut copies);
    align_claims(&mut base, &mut copies);
    let [ours, theirs] = copies;
    [base, ours, theirs]
}

/// Where both took another new text in for one article, one of the two becomes an article of its
/// own, with all its claims; at the old place that copy stands as if it had done nothing.
fn part_texts(base: &Project, copies: &mut [Project; 2]) {
    for (&id, held) in &base.articles {
        let [ours, theirs] = &*copies;
        let (Some(one), Some(other)) = (ours.articles.get(&id), theirs.articles.get(&id)) else {
            continue;
        };
        let texts = [&one.document, &other.document, &held.document];
        if texts[0] == texts[1] || texts[0] == texts[2] || texts[1] == texts[2] {
            continue;
        }
        let leaves = usize::from(weight(&**texts[0]) <= weight(&**texts[1]));
        let fresh =
            ArticleId(above(copies.iter().flat_map(|copy| copy.articles.keys().map(|id| id.0))));
        let mut next =
            above(copies.iter().chain([base]).flat_map(|copy| copy.claims.keys().map(|id| id.0)));
        let Some(copy) = copies.get_mut(leaves) else { continue };
        let own: Vec<ClaimId> =
            copy.claims.iter().filter(|(_, c)| c.article == id).map(|(&id, _)| id).collect();
        for claim in own {
            if let Some(held) = copy.claims.remove(&claim) {
                let moved = Claim { article: fresh, ..Claim::clone(&held) };
                copy.claims.insert(ClaimId(next), Arc::new(moved));
                next = next.saturating_add(1);
            }
        }
        let kept = base.claims.iter().filter(|(_, claim)| claim.article == id);
        copy.claims.extend(kept.map(|(&id, claim)| (id, Arc::clone(claim))));
        if let Some(article) = copy.articles.insert(id, held.clone()) {
            copy.articles.insert(fresh, article);
        }
        if let Some(signed) = copy.sign_offs.remove(&id) {
            copy.sign_offs.insert(fresh, signed);
        }
        copy.sign_offs.extend(base.sign_offs.get(&id).map(|signed| (id, signed.clone())));
        if let Some(disputes) = copy.disputes.remove(&id) {
            copy.disputes.insert(fresh, disputes);
        }
        copy.disputes.extend(base.disputes.get(&id).map(|disputes| (id, disputes.clone())));
    }
}

fn align_articles(base: &mut Project, copies: &mut [Project; 2]) {
    // An id that was free again may have been given to another article since.
    let is_known = |id: &ArticleId, article: &Article| {
        base.articles.get(id).is_some_and(|held| {
            held.document == article.document
                || held.title == article.title
                || (!held.provenance.file.is_empty()
                    && held.provenance.file == article.provenance.file)
        })
    };
    let mut taken = BTreeSet::new();
    let fresh = copies.each_ref().map(|copy| {
        let (known, fresh): (Vec<_>, Vec<_>) =
            copy.articles.iter().partition(|(id, article)| is_known(id, article));
        taken.extend(known.iter().map(|(id, _)| id.0));
        fresh.iter().map(|(id, article)| (id.0, weight(&*article.document))).collect::<Vec<_>>()
    });
    let given = assign(taken, &fresh);
    // An id that is given anew is not that of what bore it.
    base.articles.retain(|id, _| !given.iter().any(|given| given.values().any(|to| *to == id.0)));
    for (copy, given) in copies.iter_mut().zip(given) {
        let to = |id: ArticleId| given.get(&id.0).map_or(id, |&id| ArticleId(id));
        if given.iter().all(|(from, to)| from == to) {
            continue;
        }
        copy.articles =
            std::mem::take(&mut copy.articles).into_iter().map(|(id, a)| (to(id), a)).collect();
        copy.sign_offs =
            std::mem::take(&mut copy.sign_offs).into_iter().map(|(id, s)| (to(id), s)).collect();
        copy.disputes =
            std::mem::take(&mut copy.disputes).into_iter().map(|(id, d)| (to(id), d)).collect();
        for claim in copy.claims.values_mut() {
            let article = to(claim.article);
            if article != claim.article {
                Arc::make_mut(claim).article = article;
            }
        }
    }
}

fn align_claims(base: &mut Project, copies: &mut [Project; 2]) {
    let mut taken = BTreeSet::new();
    let fresh = copies.each_ref().map(|copy| {
        // In one text a claim never moves: another place under a known id is another claim.
        let is_known = |id: &ClaimId, claim: &Claim| {
            base.claims.get(id).is_some_and(|held| {
                let texts =
                    [base, copy].map(|p| p.articles.get(&held.article).map(|a| &a.document));
                held.article == claim.article
                    && held.origin == claim.origin
                    && (held.anchor == claim.anchor || texts[0] != texts[1])
            })
        };
        let (known, fresh): (Vec<_>, Vec<_>) =
            copy.claims.iter().partition(|(id, claim)| is_known(id, claim));
        taken.extend(known.iter().map(|(id, _)| id.0));
        let key = |claim: &Claim| weight(&(claim.article, &claim.anchor, claim.kind));
        fresh.iter().map(|(id, claim)| (id.0, key(claim))).collect::<Vec<_>>()
    });
    let given = assign(taken, &fresh);
    let anew: BTreeSet<u32> = given.iter().flat_map(|given| given.values().copied()).collect();
    base.claims.retain(|id, _| !anew.contains(&id.0));
    for (copy, given) in copies.iter_mut().zip(given) {
        if given.iter().any(|(from, to)| from != to) {
            let claims = std::mem::take(&mut copy.claims).into_iter();
            let to = |id: ClaimId| given.get(&id.0).map_or(id, |&id| ClaimId(id));
            copy.claims = claims.map(|(id, claim)| (to(id), claim)).collect();
        }
    }
}

/// Gives what each copy added an id, what is of one key in both the same one. An id stays as it is
/// where nothing else bears it.
fn assign(mut taken: BTreeSet<u32>, fresh: &[Vec<(u32, String)>; 2]) -> [BTreeMap<u32, u32>; 2] {
    // The same key more than once in one copy is the same as the second, third … of the other.
    let mut things: BTreeMap<(&str, usize), [Option<u32>; 2]> = BTreeMap::new();
    for (which, copy) in fresh.iter().enumerate() {
        let mut n_seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (id, key) in copy {
            let n = n_seen.entry(key).or_default();
            let ids = things.entry((key, *n)).or_default();
            if let Some(held) = ids.get_mut(which) {
                *held = Some(*id);
            }
            *n += 1;
        }
    }
    let mut things: Vec<_> = things.into_iter().collect();
    things.sort_by(|(a, one), (b, other)| {
        let wish = |ids: &[Option<u32>; 2]| ids.iter().flatten().min().copied();
        (wish(one), a).cmp(&(wish(other), b))
    });
    let all = fresh.iter().flatten().map(|(id, _)| *id);
    let mut next = above(taken.iter().copied().chain(all));
    let mut given = [BTreeMap::new(), BTreeMap::new()];
    for (_, ids) in things {
        let Some(wish) = ids.iter().flatten().min().copied() else { continue };
        let id = if taken.insert(wish) {
            wish
        } else {
            next = next.saturating_add(1);
            next - 1
        };
        for (given, from) in given.iter_mut().zip(ids) {
            if let Some(from) = from {
                given.insert(from, id);
            }
        }
    }
    given
}

/// A number above all of them.
fn above(ids: impl Iterator<Item = u32>) -> u32 {
    ids.max().map_or(1, |id| id.saturating_add(1))
}
