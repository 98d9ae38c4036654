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

/// A claim of an `old` text in a new one: where its words stand there and can be told from all
/// others, else kept as lost.
pub(super) fn carried(claim: &Claim, _old: &Document, new: &Document) -> Claim {
    let mut claim = claim.clone();
    match only_place(&claim.anchor, new) {
        Some(span) => {
            let is_moved = span != claim.anchor.span;
            // What was read points to places in the old text.
            if is_moved && !matches!(claim.parts, Parts::Measure(_) | Parts::Date(_)) {
                claim.parts = Parts::Plain;
            }
            claim.anchor = Anchor::new(new, span);
        }
        None => {
            let what = vec![Changed::Gone];
            claim.stale = Some(Box::new(Stale { was: claim.anchor.clone(), what }));
            claim.parts = Parts::Plain;
            let end = u32::try_from(new.text().len()).unwrap_or(u32::MAX);
            let at = claim.anchor.span.start.min(end);
            claim.anchor.span = Span::new(at, at);
        }
    }
    claim
}
