//! The rules, one file each.
//!
//! A rule is data and one function. To add one: a file here, a line in [`RULES`], a file of examples
//! in `tests/rules/`.

mod attribution;
mod comparison;
mod date;
mod name;
mod quantity;
mod rate;
mod superlative;

pub use name::Mention;

use super::Input;
use super::finding::Finding;
use super::lexicon::Classes;
use super::passage::Passage;

/// One way of seeing claims.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Saved in projects, so it never changes.
    pub name: &'static str,
    /// What it finds, for people.
    pub about: &'static str,
    /// It looks at a passage only where some token has one of these classes.
    pub triggers: Classes,
    /// Adds what it finds in a passage; `memory` holds what earlier passages of the text said.
    pub find: fn(&Passage<'_>, &mut Memory, &mut Vec<Finding>),
}

/// Every rule, in the order they run; an earlier one wins where two find the same. The one that goes
/// back to what it found before comes first, so that little lies between.
pub const RULES: &[Rule] = &[
    attribution::RULE,
    rate::RULE,
    quantity::RULE,
    date::RULE,
    name::RULE,
    superlative::RULE,
    comparison::RULE,
];

/// How many findings back a rule may go to change one.
pub(super) const REACH_BACK: usize = 64;

/// What earlier passages of a text say about later ones. Made anew for each text.
#[derive(Debug)]
pub struct Memory {
    /// The dates that later ones hang on.
    pub(crate) dates: date::Memory,
    /// Who spoke last.
    pub(crate) speech: attribution::Memory,
    /// Who was named before.
    pub(crate) names: name::Memory,
}

impl Memory {
    /// Nothing read yet; what must be known of the whole text is gathered here.
    pub(super) fn new(input: &Input<'_>) -> Self {
        Self {
            dates: date::Memory::new(input),
            speech: attribution::Memory::default(),
            names: name::Memory::new(input.text.len()),
        }
    }

    /// Where a finding of a later passage may begin, if before that passage.
    pub(super) fn may_begin(&self) -> Option<u32> {
        self.speech.may_begin()
    }
}
