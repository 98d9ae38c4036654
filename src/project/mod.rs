//! What the user has decided: articles, and the claims in them.
//!
//! A [`Project`] is changed by an [`Edit`] alone, and applying one gives back the edit that undoes it.
//! Nothing here knows a file, a clock or a screen: times and names come in as arguments.

mod claim;
mod claims;
mod conflict;
mod coverage;
mod edit;
mod history;
mod merge;
mod package;
mod reconcile;
mod renew;
mod sign_off;
mod stale;
mod trail;
pub mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;
use std::mem;
use std::sync::Arc;

use jiff::civil::Date;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

pub use claim::{
    AsideReason, Attached, Claim, ClaimId, Correction, Origin, Proposal, ProposalState, Query,
    Severity, Source, Stamp, Verdict, VerdictKind,
};
pub use claims::Claims;
pub use conflict::{Conflict, Keep, Side, Value};
pub use coverage::{Coverage, WordStarts};
pub use edit::{Edit, EditError};
pub use history::{History, StateId};
pub use merge::{ArticleConflict, Merged, merge};
pub use package::{CONTACT, Imprint, PASSAGE, bare_doi, join_package};
pub use reconcile::{Reconciled, reconcile};
pub use renew::{Renewed, renew};
pub use sign_off::{SignOff, SignOffState};
pub use stale::{Changed, Stale};
pub use trail::{Did, Record, verdict_set};

use crate::extract::ClaimKind;
use crate::text::{Changes, Document, Span};

/// Articles and their claims: what is saved.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Project {
    /// The articles, in the order in which they were added.
    #[serde(deserialize_with = "with_all")]
    pub articles: BTreeMap<ArticleId, Article>,
    /// The claims of all articles, in the order in which they were found or added. Shared, so that a
    /// snapshot for saving costs next to nothing.
    pub claims: Claims,
    /// The articles whose check was signed off.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sign_offs: BTreeMap<ArticleId, SignOff>,
    /// What two analysts' copies did not agree on in an article's own fields.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub disputes: BTreeMap<ArticleId, Vec<ArticleConflict>>,
    /// The sources that were handed over, to pick from; shared, as claims are.
    #[serde(skip_serializing_if = "is_empty")]
    pub package: Arc<Vec<Source>>,
}

/// Whether a package holds nothing.
fn is_empty(package: &Arc<Vec<Source>>) -> bool {
    package.is_empty()
}

/// Names an article for as long as its project lives.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ArticleId(pub u32);

impl From<u32> for ArticleId {
    fn from(id: u32) -> Self {
        Self(id)
    }
}

/// So many numbers are left above every id of a file, for what is added to it.
const IDS_LEFT: u32 = 1 << 24;

/// Reads a map in which an id may stand twice, as after a merge by hand: nothing is dropped, the
/// second gets an id above all others. An id above which there is no room, as nobody but a hand writes
/// it, is refused: what is added later would take its place.
fn with_all<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Ord + From<u32>,
    V: Deserialize<'de>,
{
    struct All<K, V>(PhantomData<(K, V)>);

    impl<'de, K: Ord + From<u32>, V: Deserialize<'de>> Visitor<'de> for All<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let (mut held, mut repeated, mut last) = (BTreeMap::new(), Vec::new(), 0_u32);
            while let Some((id, value)) = map.next_entry::<u32, V>()? {
                if id > u32::MAX - IDS_LEFT {
                    let words =
                        format!("the number {id} leaves none for what is added: write a lower one");
                    return Err(A::Error::custom(words));
                }
                last = last.max(id);
                match held.entry(K::from(id)) {
                    Entry::Vacant(place) => drop(place.insert(value)),
                    Entry::Occupied(_) => repeated.push(value),
                }
            }
            for value in repeated {
                last = last.checked_add(1).ok_or_else(|| A::Error::custom("no number is left"))?;
                held.insert(K::from(last), value);
            }
            Ok(held)
        }
    }

    deserializer.deserialize_map(All(PhantomData))
}

/// One text under review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Its headline, as imported or as the analyst corrected it.
    pub title: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// The day it was published, on which its relative dates hang.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// Where it came from.
    pub provenance: Provenance,
    /// Its text, which never changes.
    pub document: Arc<Document>,
    /// The sentences that were read and hold nothing to check, by place, in bytes of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<Span>,
}

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Provenance {
    /// The name of its file, or nothing for pasted text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Its address on the web, where the page states it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The format it was read as.
    pub format: String,
    /// SHA-256 of the bytes that were imported, in hexadecimal.
    pub sha256: String,
    /// The encoding that a person chose to read it in; nothing where it was found out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// Where its file lay, to be read again; nothing for what came without a path.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// What became of the changes that its file keeps track of.
    #[serde(skip_serializing_if = "Changes::is_usual")]
    pub changes: Changes,
    /// How it came from the web, where it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched: Option<Fetched>,
    /// What the importer said about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// How a page came from the web.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Fetched {
    /// The address that was asked for.
    pub asked: String,
    /// The address that it came from in the end.
    pub from: String,
    /// When, as RFC 3339.
    pub when: String,
    /// Its bytes, as they came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<Attached>,
}

impl Project {
    /// An id that no article has.
    #[must_use]
    pub fn next_article_id(&self) -> ArticleId {
        ArticleId(self.articles.last_key_value().map_or(1, |(id, _)| id.0.saturating_add(1)))
    }

    /// An id above that of every claim.
    #[must_use]
    pub fn next_claim_id(&self) -> ClaimId {
        ClaimId(self.claims.last_key_value().map_or(1, |(id, _)| id.0.saturating_add(1)))
    }

    /// The claims of one article, by place: an outer claim before those inside it.
    #[must_use]
    pub fn claims_by_place(&self, article: ArticleId) -> Vec<(ClaimId, &Claim)> {
        let mut claims: Vec<_> = self
            .claims
            .iter()
            .filter(|(_, claim)| claim.article == article)
            .map(|(&id, claim)| (id, &**claim))
            .collect();
        claims.sort_by_key(|&(id, claim)| by_place(id, claim));
        claims
    }

    /// Gives every claim a new id: from 1 on without a gap, article by article, by place.
    pub fn number_by_place(&mut self) {
        let mut claims: Vec<_> = mem::take(&mut self.claims).into_iter().collect();
        claims.sort_by_key(|(id, claim)| (claim.article, by_place(*id, claim)));
        let claims = claims.into_iter().map(|(_, claim)| claim);
        self.claims = (1..).map(ClaimId).zip(claims).collect();
    }

    /// How many claims of an article stand where. Those that lost their place are not of its text.
    #[must_use]
    pub fn tally(&self, article: ArticleId) -> Tally {
        let mut tally = Tally::default();
        for claim in self.claims.values().filter(|claim| claim.article == article) {
            if !claim.is_lost() {
                tally.add(claim.standing());
            }
        }
        tally
    }

    /// The same of every article, in one pass: there may be hundreds.
    #[must_use]
    pub fn tallies(&self) -> BTreeMap<ArticleId, Tally> {
        let mut tallies: BTreeMap<_, _> =
            self.articles.keys().map(|&id| (id, Tally::default())).collect();
        for claim in self.claims.values().filter(|claim| !claim.is_lost()) {
            if let Some(tally) = tallies.get_mut(&claim.article) {
                tally.add(claim.standing());
            }
        }
        tallies
    }
}

/// What puts the claims of one article in order: an outer one before those inside it.
const fn by_place(id: ClaimId, claim: &Claim) -> (u32, Reverse<u32>, ClaimKind, ClaimId) {
    let Span { start, end } = claim.anchor.span;
    (start, Reverse(end), claim.kind, id)
}

/// Claims counted by verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Not settled yet.
    pub open: usize,
    /// Verified.
    pub verified: usize,
    /// Disputed.
    pub disputed: usize,
    /// A query to the writer.
    pub query: usize,
    /// Set aside.
    pub aside: usize,
}

impl Tally {
    /// Counts one more claim.
    pub const fn add(&mut self, verdict: Verdict) {
        *self.count_mut(verdict) += 1;
    }

    /// Counts one claim less.
    pub const fn remove(&mut self, verdict: Verdict) {
        let count = self.count_mut(verdict);
        *count = count.saturating_sub(1);
    }

    const fn count_mut(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Open => &mut self.open,
            Verdict::Verified => &mut self.verified,
            Verdict::Disputed => &mut self.disputed,
            Verdict::Query => &mut self.query,
            Verdict::SetAside(_) => &mut self.aside,
        }
    }

    /// All of them.
    #[must_use]
    pub const fn all(self) -> usize {
        self.open + self.checked()
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            open: self.open + other.open,
            verified: self.verified + other.verified,
            disputed: self.disputed + other.disputed,
            query: self.query + other.query,
            aside: self.aside + other.aside,
        }
    }

    /// Those with a verdict.
    #[must_use]
    pub const fn checked(self) -> usize {
        self.verified + self.disputed + self.query + self.aside
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leaves_room_for_what_is_added() {
        #[derive(Deserialize)]
        struct Held(#[serde(deserialize_with = "with_all")] BTreeMap<ClaimId, u8>);

        let highest = u32::MAX - IDS_LEFT;
        let read = |id: u32| ron::from_str::<Held>(&format!("({{7:1,{id}:2,7:3}})"));
        let Held(held) = read(highest).unwrap();
        assert_eq!(
            held.into_iter().map(|(id, n)| (id.0, n)).collect::<Vec<_>>(),
            [(7, 1), (highest, 2), (highest + 1, 3)]
        );
        for id in [highest + 1, u32::MAX] {
            let error = read(id).err().unwrap().to_string();
            assert!(error.contains(&format!("the number {id} leaves none")), "{error}");
        }
    }
}
