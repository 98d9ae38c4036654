//! Two values, places or times set against each other; a rise or a fall

use super::{Memory as Known, Rule};
use crate::extract::finding::Finding;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "comparison",
    about: "Two values, places or times set against each other; a rise or a fall",
    triggers: Classes::of(&[Class::Comparative, Class::Change]),
    find,
};

fn find(_passage: &Passage<'_>, _known: &mut Known, _found: &mut Vec<Finding>) {}
