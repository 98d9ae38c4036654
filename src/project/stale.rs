//! A claim whose words are not the ones that were checked any more.

use serde::{Deserialize, Serialize};

use super::Claim;
use super::merge::only_place;
use crate::extract::Parts;
use crate::text::{Anchor, Document, Span};

/// What became of a claim's words in a newer text. Its verdict and its notes are those of the words
/// in `was`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stale {
    /// The words that were checked, and where they stood in the text of then.
    pub was: Anchor,
    /// What changed, the gravest first.
    pub what: Vec<Changed>,
}

/// What changed in the words of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Changed {
    /// The words are not in the text any more.
    Gone,
    /// A number.
    Figure,
    /// A date, or a word that tells when.
    Date,
    /// A name.
    Name,
    /// A word that turns the sense around, as "not" does.
    Negation,
    /// Words in quotation marks.
    Quotation,
    /// Other words.
    Words,
}

impl Changed {
    /// What changed, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Gone => "words gone",
            Self::Figure => "figure",
            Self::Date => "date",
            Self::Name => "name",
            Self::Negation => "negation",
            Self::Quotation => "quotation",
            Self::Words => "wording",
        }
    }
}

impl Stale {
    /// Whether the words are not in the text any more, so that the claim has no place in it.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.what.contains(&Changed::Gone)
    }
}

/// A claim of another text in a new one: where its words stand there and can be told from all
/// others, else kept as lost.
pub(super) fn carried(claim: &Claim, new: &Document) -> Claim {
    let Some(span) = only_place(&claim.anchor, new) else { return lost(claim, new) };
    let parts =
        if span == claim.anchor.span { claim.parts.clone() } else { parts_elsewhere(claim) };
    Claim { anchor: Anchor::new(new, span), parts, ..claim.clone() }
}

/// A claim that has no place in a new text: its words are kept, and stand on nothing.
pub(super) fn lost(claim: &Claim, new: &Document) -> Claim {
    let was = claim.stale.as_ref().map_or(&claim.anchor, |stale| &stale.was).clone();
    let end = u32::try_from(new.text().len()).unwrap_or(u32::MAX);
    let at = claim.anchor.span.start.min(end);
    let anchor = Anchor { span: Span::new(at, at), ..claim.anchor.clone() };
    let stale = Some(Box::new(Stale { was, what: vec![Changed::Gone] }));
    Claim { anchor, parts: parts_elsewhere(claim), stale, ..claim.clone() }
}

/// What was read of a claim that stands elsewhere now: values stay, places in the text do not.
pub(super) fn parts_elsewhere(claim: &Claim) -> Parts {
    match &claim.parts {
        parts @ (Parts::Measure(_) | Parts::Date(_)) => parts.clone(),
        _ => Parts::Plain,
    }
}
