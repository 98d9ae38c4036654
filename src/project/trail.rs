//! The audit trail: who changed what in a claim, when, and what stood there before.
//!
//! A trail is only ever added to. What is undone before it was saved leaves no record, since it never
//! stood in a file; to undo what was saved is a change like any other, and is recorded as one.

use serde::{Deserialize, Serialize};

use super::words::one_line;
use super::{Claim, Correction, Edit, Proposal, Query, Source, Stamp, Verdict};
use crate::extract::ClaimKind;

/// One change to a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Who made it; empty where that is not known.
    pub who: String,
    /// The moment, as RFC 3339 with the offset of the place; empty where that is not known.
    pub when: String,
    /// What was done.
    pub did: Did,
}

/// A change to one field of a claim: what stood there before and, where that can't be told from the
/// claim itself once copies are merged, what stood there after.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Did {
    /// The verdict, before and after.
    Verdict(Verdict, Verdict),
    /// The note as it was before.
    Note(String),
    /// The user's own value, before and after.
    Correction(Correction, Correction),
    /// The proposed change, before and after.
    Proposal(Option<Proposal>, Option<Proposal>),
    /// Of the sources, those that were changed or taken out.
    Sources(Vec<Source>),
    /// The question to the writer, and the answer, as they were before.
    Query(Query),
    /// What kind of claim it was, and became.
    Kind(ClaimKind, ClaimKind),
}

/// How many characters of a note or a value the history shows.
const SHOWN_CHARS: usize = 80;

impl Record {
    /// Who made the change, and when.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        Stamp { who: self.who.clone(), when: self.when.clone() }
    }

    /// What was done, as a sentence without its subject: "marked it disputed; it was verified".
    #[must_use]
    pub fn sentence(&self) -> String {
        let (did, was) = match &self.did {
            Did::Verdict(was, now) => {
                let is_open = *was == Verdict::Open;
                (verdict_set(*now), (!is_open).then(|| verdict_words(*was)))
            }
            Did::Note(was) if was.is_empty() => ("wrote a note".to_owned(), None),
            Did::Note(was) => ("changed the note".to_owned(), Some(quoted(was))),
            Did::Correction(was, now) => {
                let did = match now {
                    Some(value) => format!("corrected the value to {}", quoted(value)),
                    None => "went back to the value that was read".to_owned(),
                };
                (did, was.as_deref().map(quoted))
            }
            Did::Proposal(was, now) => proposal_words(was.as_ref(), now.as_ref()),
            Did::Sources(gone) if gone.is_empty() => ("added a source".to_owned(), None),
            Did::Sources(gone) => {
                let names: Vec<String> = gone.iter().map(source_name).collect();
                (format!("changed or removed the source {}", names.join(", ")), None)
            }
            Did::Query(was) if was.is_empty() => {
                ("wrote a question to the writer".to_owned(), None)
            }
            Did::Query(was) => {
                let both = [was.words.as_str(), was.answer.as_str()].join(" ");
                ("changed the question to the writer, or its answer".to_owned(), Some(quoted(both)))
            }
            Did::Kind(was, now) => {
                (format!("made it a {}", now.name()), Some(was.name().to_owned()))
            }
        };
        match was {
            Some(was) => format!("{did}; it was {was}"),
            None => did,
        }
    }
}

/// What a person did who gave a claim this verdict.
#[must_use]
pub fn verdict_set(verdict: Verdict) -> String {
    match verdict {
        Verdict::Open => "opened it again".to_owned(),
        Verdict::Verified => "marked it verified".to_owned(),
        Verdict::Disputed => "marked it disputed".to_owned(),
        Verdict::Query => "marked it as a query".to_owned(),
        Verdict::SetAside(reason) => format!("set it aside: {}", reason.words().to_lowercase()),
    }
}

fn verdict_words(verdict: Verdict) -> String {
    let kind = verdict.kind().words().to_lowercase();
    match verdict {
        Verdict::SetAside(reason) => format!("{kind}: {}", reason.words().to_lowercase()),
        _ => kind,
    }
}

fn proposal_words(was: Option<&Proposal>, now: Option<&Proposal>) -> (String, Option<String>) {
    let words = |proposal: &Proposal| quoted(&proposal.words);
    match (was, now) {
        (Some(was), Some(now)) if was.words == now.words && was.state != now.state => (
            format!("marked the change to {} {}", words(now), now.state.words().to_lowercase()),
            None,
        ),
        (was, Some(now)) => (format!("proposed {}", words(now)), was.map(words)),
        (was, None) => ("took the proposed change back".to_owned(), was.map(words)),
    }
}

fn source_name(source: &Source) -> String {
    let words = [&source.title, &source.place, &source.passage];
    let words = words.into_iter().find(|words| !words.trim().is_empty());
    words.map_or_else(|| "without a title".to_owned(), quoted)
}

/// Words in quotation marks and in one line, cut where they are long.
fn quoted(words: impl AsRef<str>) -> String {
    let words = one_line(words.as_ref());
    match words.char_indices().nth(SHOWN_CHARS) {
        Some((at, _)) => format!("“{}…”", words.get(..at).unwrap_or_default().trim_end()),
        None => format!("“{words}”"),
    }
}

/// What changed from `before` to `after`. As many whichever of the two comes first.
pub(super) fn changes(before: &Claim, after: &Claim) -> Vec<Did> {
    let mut found = Vec::new();
    if before.verdict != after.verdict {
        found.push(Did::Verdict(before.verdict, after.verdict));
    }
    if before.note != after.note {
        found.push(Did::Note(before.note.clone()));
    }
    if before.correction != after.correction {
        found.push(Did::Correction(before.correction.clone(), after.correction.clone()));
    }
    if before.proposal != after.proposal {
        found.push(Did::Proposal(before.proposal.clone(), after.proposal.clone()));
    }
    if before.query != after.query {
        found.push(Did::Query(before.query.clone()));
    }
    if before.sources != after.sources {
        let gone = before.sources.iter().filter(|source| !after.sources.contains(source));
        found.push(Did::Sources(gone.cloned().collect()));
    }
    if before.kind != after.kind {
        found.push(Did::Kind(before.kind, after.kind));
    }
    found
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
