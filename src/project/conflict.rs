//! Where two analysts' copies of a claim did not agree, and how that is settled.

use serde::{Deserialize, Serialize};

use super::{Claim, ClaimId, Correction, Edit, Proposal, Query, Stamp, Verdict};
use crate::extract::{ClaimKind, Parts};

/// One field that two analysts changed differently. Both values are kept here, in an order that does
/// not hang on whose copy was merged into whose; [`Conflict::held`] says what stands in the claim
/// until a person settles it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// The one value.
    pub one: Side,
    /// The other, of the same field.
    pub other: Side,
}

/// One of the two values of a [`Conflict`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The value.
    pub value: Value,
    /// Who gave it, and when, where that is on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Stamp>,
}

/// A value of one field of a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Its verdict.
    Verdict(Verdict),
    /// Its note.
    Note(String),
    /// The user's own value.
    Correction(Correction),
    /// The proposed change.
    Proposal(Option<Proposal>),
    /// The question to the writer, and the answer.
    Query(Query),
    /// Its kind.
    Kind(ClaimKind, Parts),
    /// Whether it is in the project at all.
    Kept(bool),
}

/// How a [`Conflict`] is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// By the one value.
    One,
    /// By the other.
    Other,
    /// By both: two notes, one under the other.
    Both,
}

impl Value {
    /// The field's name, as the inspector heads it.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self {
            Self::Verdict(_) => "Verdict",
            Self::Note(_) => "Note",
            Self::Correction(_) => "Value",
            Self::Proposal(_) => "Proposed change",
            Self::Query(_) => "Query",
            Self::Kind(..) => "Kind",
            Self::Kept(_) => "Claim",
        }
    }

    /// The value in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Verdict(Verdict::SetAside(reason)) => {
                format!("Set aside: {}", reason.words().to_lowercase())
            }
            Self::Verdict(verdict) => verdict.kind().words().to_owned(),
            Self::Note(note) if note.is_empty() => "no note".to_owned(),
            Self::Note(note) => note.clone(),
            Self::Correction(Some(value)) => value.clone(),
            Self::Correction(None) => "as it was read".to_owned(),
            Self::Proposal(Some(proposal)) => {
                format!("{} ({})", proposal.words, proposal.state.words().to_lowercase())
            }
            Self::Proposal(None) => "none".to_owned(),
            Self::Query(query) if query.answer.is_empty() => query.words.clone(),
            Self::Query(query) => format!("{} ({})", query.words, query.answer),
            Self::Kind(kind, _) => kind.name().to_owned(),
            Self::Kept(true) => "Keep it".to_owned(),
            Self::Kept(false) => "Remove it".to_owned(),
        }
    }

    fn set(self, claim: ClaimId, by: Option<Stamp>) -> Edit {
        match self {
            // A verdict that nobody signed stands as it did in the copy it came from.
            Self::Verdict(verdict) => Edit::SetVerdict { claim, verdict, decided: by },
            Self::Note(note) => Edit::SetNote { claim, note },
            Self::Correction(correction) => Edit::SetCorrection { claim, correction },
            Self::Proposal(proposal) => Edit::SetProposal { claim, proposal },
            Self::Query(query) => Edit::SetQuery { claim, query },
            Self::Kind(kind, parts) => Edit::SetKind { claim, kind, parts: Box::new(parts) },
            Self::Kept(true) => Edit::nothing(),
            Self::Kept(false) => Edit::PutClaim { claim, put: None },
        }
    }
}

impl Conflict {
    /// Whether both values can be kept for good.
    #[must_use]
    pub const fn can_keep_both(&self) -> bool {
        matches!(self.one.value, Value::Note(_))
    }

    /// The value that stands in the claim while the conflict is open, and who gave it. A verdict that
    /// is disputed between two is none, and two notes stand one under the other: nothing is shown as
    /// settled that is not.
    #[must_use]
    pub fn held(&self) -> Side {
        let value = match (&self.one.value, &self.other.value) {
            (Value::Verdict(_), _) => Value::Verdict(Verdict::Open),
            (Value::Kept(_), _) => Value::Kept(true),
            (Value::Note(one), Value::Note(other)) => Value::Note(format!("{one}\n\n{other}")),
            (one, _) => one.clone(),
        };
        let by = if matches!(value, Value::Verdict(_)) { None } else { self.one.by.clone() };
        Side { value, by }
    }
}

impl Claim {
    /// The edit that settles the conflict at `idx` of [`Claim::conflicts`]; `None` where there is
    /// none. `id` is the claim's own. What was written since into a note that holds both stays with
    /// [`Keep::Both`].
    #[must_use]
    pub fn settle(&self, id: ClaimId, idx: usize, keep: Keep) -> Option<Edit> {
        let conflict = self.conflicts.get(idx)?;
        let mut conflicts = self.conflicts.clone();
        conflicts.remove(idx);
        let side = match keep {
            Keep::One => Some(&conflict.one),
            Keep::Other => Some(&conflict.other),
            Keep::Both => None,
        };
        let mut edits = vec![Edit::SetConflicts { claim: id, conflicts }];
        edits.extend(side.map(|side| side.value.clone().set(id, side.by.clone())));
        let field = conflict.one.value.field().to_lowercase();
        Some(Edit::Several { name: format!("settle {field}"), edits })
    }
}
