//! The audit trail: who changed what in a claim, when, and what stood there before.
//!
//! A trail is only ever added to. What is undone before it was saved leaves no record, since it never
//! stood in a file; to undo what was saved is a change like any other, and is recorded as one.

use serde::{Deserialize, Serialize};

use super::words::one_line;
use super::{Claim, Correction, Edit, Proposal, ProposalState, Source, Stamp, Verdict};
use crate::extract::ClaimKind;

/// One change to a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Who made it; empty where that is not known.
    pub who: String,
    /// The moment, as RFC 3339 with the offset of the place; empty where that is not known.
    pub when: String,
    /// What stood there before.
    pub was: Was,
}

/// What stood in a field of a claim before it was changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Was {
    /// The verdict.
    Verdict(Verdict),
    /// The note.
    Note(String),
    /// The user's own value.
    Correction(Correction),
    /// The proposed change.
    Proposal(Option<Proposal>),
    /// Of the sources, those that were changed or taken out.
    Sources(Vec<Source>),
    /// What kind of claim it was.
    Kind(ClaimKind),
}

/// How many characters of a note or a value the history shows.
const SHOWN_CHARS: usize = 80;

impl Record {
    /// What was done, as a sentence without its subject: "marked it disputed; it was verified".
    /// `after` is what it led to.
    #[must_use]
    pub fn sentence(&self, after: &Was) -> String {
        let did = match (&self.was, after) {
            (Was::Note(before), Was::Note(_)) if before.is_empty() => "wrote a note".to_owned(),
            (Was::Sources(gone), _) => return sources_words(gone),
            (_, after) => after.did(),
        };
        match self.was.shown() {
            Some(was) => format!("{did}; it was {was}"),
            None => did,
        }
    }
}

fn sources_words(gone: &[Source]) -> String {
    let name = |source: &Source| {
        let words = [&source.title, &source.place, &source.passage];
        let words = words.into_iter().find(|words| !words.trim().is_empty());
        words.map_or_else(|| "without a title".to_owned(), |words| quoted(words))
    };
    match gone {
        [] => "added a source".to_owned(),
        gone => {
            let names: Vec<String> = gone.iter().map(name).collect();
            format!("changed or removed the source {}", names.join(", "))
        }
    }
}

/// Words in quotation marks and in one line, cut where they are long.
fn quoted(words: &str) -> String {
    let words = one_line(words);
    match words.char_indices().nth(SHOWN_CHARS) {
        Some((at, _)) => format!("“{}…”", words.get(..at).unwrap_or_default().trim_end()),
        None => format!("“{words}”"),
    }
}

impl Was {
    /// What a person did who left a field so.
    #[must_use]
    pub fn did(&self) -> String {
        match self {
            Self::Verdict(Verdict::Open) => "opened it again".to_owned(),
            Self::Verdict(Verdict::Verified) => "marked it verified".to_owned(),
            Self::Verdict(Verdict::Disputed) => "marked it disputed".to_owned(),
            Self::Verdict(Verdict::Query) => "marked it as a query".to_owned(),
            Self::Verdict(Verdict::SetAside(reason)) => {
                format!("set it aside: {}", reason.words().to_lowercase())
            }
            Self::Note(note) if note.is_empty() => "removed the note".to_owned(),
            Self::Note(_) => "changed the note".to_owned(),
            Self::Correction(Some(value)) => format!("corrected the value to {}", quoted(value)),
            Self::Correction(None) => "went back to the value that was read".to_owned(),
            Self::Proposal(Some(proposal)) => match proposal.state {
                ProposalState::Proposed => format!("proposed {}", quoted(&proposal.words)),
                state => format!(
                    "marked the change to {} {}",
                    quoted(&proposal.words),
                    state.words().to_lowercase()
                ),
            },
            Self::Proposal(None) => "took the proposed change back".to_owned(),
            Self::Sources(_) => "changed the sources".to_owned(),
            Self::Kind(kind) => format!("made it a claim of another kind: {}", kind.name()),
        }
    }

    /// The value in words, where there is one to show.
    fn shown(&self) -> Option<String> {
        match self {
            Self::Verdict(Verdict::Open) | Self::Correction(None) | Self::Proposal(None) => None,
            Self::Verdict(Verdict::SetAside(reason)) => {
                Some(format!("set aside: {}", reason.words().to_lowercase()))
            }
            Self::Verdict(verdict) => Some(verdict.kind().words().to_lowercase()),
            Self::Note(note) => (!note.is_empty()).then(|| quoted(note)),
            Self::Correction(Some(value)) => Some(quoted(value)),
            Self::Proposal(Some(proposal)) => Some(quoted(&proposal.words)),
            Self::Sources(_) => None,
            Self::Kind(kind) => Some(kind.name().to_owned()),
        }
    }

    /// Whether two records are of one field.
    #[must_use]
    pub fn is_same_field(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// What stands in the same field of a claim now. Of the sources, all.
    #[must_use]
    pub fn now(&self, claim: &Claim) -> Self {
        match self {
            Self::Verdict(_) => Self::Verdict(claim.verdict),
            Self::Note(_) => Self::Note(claim.note.clone()),
            Self::Correction(_) => Self::Correction(claim.correction.clone()),
            Self::Proposal(_) => Self::Proposal(claim.proposal.clone()),
            Self::Sources(_) => Self::Sources(claim.sources.clone()),
            Self::Kind(_) => Self::Kind(claim.kind),
        }
    }
}

/// What differs between a claim `before` a change and `after` it, as it was before. As many whichever
/// of the two comes first.
pub(super) fn differences(before: &Claim, after: &Claim) -> Vec<Was> {
    let mut found = Vec::new();
    if before.verdict != after.verdict {
        found.push(Was::Verdict(before.verdict));
    }
    if before.note != after.note {
        found.push(Was::Note(before.note.clone()));
    }
    if before.correction != after.correction {
        found.push(Was::Correction(before.correction.clone()));
    }
    if before.proposal != after.proposal {
        found.push(Was::Proposal(before.proposal.clone()));
    }
    if before.sources != after.sources {
        let gone = before.sources.iter().filter(|source| !after.sources.contains(source));
        found.push(Was::Sources(gone.cloned().collect()));
    }
    if before.kind != after.kind {
        found.push(Was::Kind(before.kind));
    }
    found
}

impl Claim {
    /// What each record of the trail led to: what the next one of its field was made from, or what
    /// stands there now. Of the sources, those that the record does not hold are not told.
    #[must_use]
    pub fn trail_with_outcomes(&self) -> Vec<(&Record, Was)> {
        let outcome = |(at, record): (usize, &Record)| {
            let later = self.trail.get(at + 1..).unwrap_or_default().iter();
            let next = later.map(|later| &later.was).find(|was| was.is_same_field(&record.was));
            next.cloned().unwrap_or_else(|| record.was.now(self))
        };
        self.trail.iter().enumerate().map(|held| (held.1, outcome(held))).collect()
    }
}

impl Edit {
    /// The same edit, signed: what it changes in claims is put on their trails.
    #[must_use]
    pub fn by(self, stamp: Stamp) -> Self {
        if self.recorded().is_empty() {
            return self;
        }
        Self::By { stamp, edit: Box::new(self) }
    }
}
