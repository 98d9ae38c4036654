//! The first, the only, the largest, a record

use super::{Memory as Known, Rule};
use crate::extract::finding::Finding;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "superlative",
    about: "The first, the only, the largest, a record",
    triggers: Classes::of(&[Class::Superlative, Class::Ordinal]),
    find,
};

fn find(_passage: &Passage<'_>, _known: &mut Known, _found: &mut Vec<Finding>) {}
