//! A claim whose words are not the ones that were checked any more.

use serde::{Deserialize, Serialize};

use crate::text::Anchor;

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
