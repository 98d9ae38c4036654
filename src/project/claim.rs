//! One claim: a finding that the user owns.

use serde::{Deserialize, Serialize};

use super::{ArticleId, Conflict, Imprint, Record, Stale};
use crate::extract::{ClaimKind, Finding, Parts, Reason};
use crate::text::{Anchor, Document};

/// Names a claim for as long as its project lives.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ClaimId(pub u32);

impl From<u32> for ClaimId {
    fn from(id: u32) -> Self {
        Self(id)
    }
}

impl ClaimId {
    /// The id so many above this one.
    #[must_use]
    pub const fn raised(self, by: u32) -> Self {
        Self(self.0.saturating_add(by))
    }
}

/// Words of an article that can be true or false, and what the user made of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The article it stands in.
    pub article: ArticleId,
    /// What kind of claim it is.
    pub kind: ClaimKind,
    /// Its words and their place.
    pub anchor: Anchor,
    /// What a rule read in it.
    pub parts: Parts,
    /// The value as the user corrected it; it stands in place of what the rule read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// Who found it.
    pub origin: Origin,
    /// How much it is worth checking, from 0 to 1.
    #[serde(default)]
    pub worth: f32,
    /// Why it is worth that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What the user concluded.
    pub verdict: Verdict,
    /// Who concluded it, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Stamp>,
    /// The user's notes, in as many lines as it takes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What the verdict rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// What the words should be changed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// What has been changed in it, the oldest first; only ever added to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trail: Vec<Record>,
    /// Where two analysts' copies did not agree; empty once each is settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// What became of its words in a newer text, where they are not the ones that were checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale: Option<Box<Stale>>,
    /// What the writer is asked, and what came back.
    #[serde(default, skip_serializing_if = "Query::is_empty")]
    pub query: Query,
}

/// A question to the writer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// The question.
    pub words: String,
    /// What the writer answered.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answer: String,
}

/// A value that the user put in place of the one that was read, if any.
pub type Correction = Option<String>;

/// A change to the words of a claim, put to the writer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Proposal {
    /// The words to stand in place of the claim's.
    pub words: String,
    /// Why.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// How much hangs on it.
    pub severity: Severity,
    /// What became of it.
    pub state: ProposalState,
}

/// How much hangs on a proposed change.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Severity {
    /// It is wrong as it stands.
    Must,
    /// It may mislead.
    #[default]
    Should,
    /// It would be better.
    Could,
}

/// What became of a proposed change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum ProposalState {
    /// The writer has not answered.
    #[default]
    Proposed,
    /// The writer takes it.
    Accepted,
    /// The writer does not take it.
    Rejected,
    /// The words are to stand as they are.
    Stet,
}

/// Who found a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The rule of this name.
    Rule(String),
    /// The user.
    Hand,
}

/// What the user concluded about a claim. The program never sets one by itself.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Verdict {
    /// Nothing yet.
    #[default]
    Open,
    /// It holds.
    Verified,
    /// It does not hold.
    Disputed,
    /// The writer is asked.
    Query,
    /// It is not settled by checking.
    SetAside(AsideReason),
}

/// Why a claim is set aside.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum AsideReason {
    /// There is no way to find out.
    #[default]
    CannotVerify,
    /// It is an opinion.
    Opinion,
    /// It claims nothing.
    NotAClaim,
}

/// A verdict without its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum VerdictKind {
    /// Nothing yet.
    Open,
    /// It holds.
    Verified,
    /// It does not hold.
    Disputed,
    /// The writer is asked.
    Query,
    /// It is not settled by checking.
    SetAside,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// The checker's name.
    pub who: String,
    /// The moment, as RFC 3339 with the offset of the place.
    pub when: String,
}

/// Something that says whether a claim holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Its address, or the path of a file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The words relied on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub passage: String,
    /// Where in the source they stand: a page, a paragraph, a minute.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pinpoint: String,
    /// The day it was seen, as the user wrote it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub seen: String,
    /// Whether it supports the claim: yes, no, or not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports: Option<bool>,
    /// Whom to ask and how: a telephone number, an address. Never in a public report.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Whether the source must not be named outside the desk.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_confidential: bool,
    /// The file that was attached; a copy of it lies beside the project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attached: Option<Attached>,
    /// Who brought it out, and the numbers it is known by.
    #[serde(skip_serializing_if = "Imprint::is_empty")]
    pub imprint: Imprint,
}

/// A file that a verdict rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Attached {
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// Its name where it came from.
    pub name: String,
}

impl Stamp {
    /// The moment, to order stamps of different places by; the earliest where it can't be read.
    #[must_use]
    pub fn moment(&self) -> jiff::Timestamp {
        self.when.parse().unwrap_or(jiff::Timestamp::MIN)
    }
}

impl Claim {
    /// The claim of a finding in `document`, with nothing decided.
    #[must_use]
    pub fn from_finding(article: ArticleId, document: &Document, finding: &Finding) -> Self {
        Self {
            article,
            kind: finding.kind,
            anchor: Anchor::new(document, finding.span),
            parts: finding.parts.clone(),
            correction: None,
            origin: Origin::Rule(finding.rule.to_owned()),
            worth: finding.worth,
            reasons: finding.reasons.iter().collect(),
            verdict: Verdict::Open,
            decided: None,
            note: String::new(),
            sources: Vec::new(),
            proposal: None,
            trail: Vec::new(),
            conflicts: Vec::new(),
            stale: None,
            query: Query::default(),
        }
    }

    /// The verdict, as long as it is of the words that stand there now; open where they changed since.
    #[must_use]
    pub fn standing(&self) -> Verdict {
        if self.stale.is_some() { Verdict::Open } else { self.verdict }
    }

    /// Whether its words are gone from the text: it is kept, and stands nowhere.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.stale.as_ref().is_some_and(|stale| stale.is_lost())
    }

    /// Whether the user has put anything into it, so that it may not be dropped.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.verdict != Verdict::Open
            || self.decided.is_some()
            || self.correction.is_some()
            || !self.note.is_empty()
            || !self.sources.is_empty()
            || self.proposal.is_some()
            || !self.trail.is_empty()
            || !self.conflicts.is_empty()
            || self.stale.is_some()
            || !self.query.is_empty()
            || self.origin == Origin::Hand
    }
}

impl Query {
    /// Whether nothing was asked and nothing answered.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty() && self.answer.is_empty()
    }
}

impl Verdict {
    /// The verdict without its reason.
    #[must_use]
    pub const fn kind(self) -> VerdictKind {
        match self {
            Self::Open => VerdictKind::Open,
            Self::Verified => VerdictKind::Verified,
            Self::Disputed => VerdictKind::Disputed,
            Self::Query => VerdictKind::Query,
            Self::SetAside(_) => VerdictKind::SetAside,
        }
    }
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::Could];

    /// The severity in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Must => "Must",
            Self::Should => "Should",
            Self::Could => "Could",
        }
    }
}

impl ProposalState {
    /// Every state, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Accepted, Self::Rejected, Self::Stet];

    /// The state in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Proposed => "Proposed",
            Self::Accepted => "Accepted",
            Self::Rejected => "Rejected",
            Self::Stet => "Stet",
        }
    }
}

impl AsideReason {
    /// Every reason, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::CannotVerify, Self::Opinion, Self::NotAClaim];

    /// The reason in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::CannotVerify => "Can’t be verified",
            Self::Opinion => "Opinion",
            Self::NotAClaim => "Not a claim",
        }
    }
}

impl VerdictKind {
    /// Every verdict, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Open, Self::Verified, Self::Disputed, Self::Query, Self::SetAside];

    /// Its name.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Verified => "Verified",
            Self::Disputed => "Disputed",
            Self::Query => "Query",
            Self::SetAside => "Set aside",
        }
    }
}
