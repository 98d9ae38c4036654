//! A number set against a base: per cent, one in five, so much an hour

use super::{Memory as Known, Rule};
use crate::extract::finding::Finding;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "rate",
    about: "A number set against a base: per cent, one in five, so much an hour",
    triggers: Classes::of(&[Class::Digits, Class::PercentSign, Class::Cardinal, Class::Fraction]),
    find,
};

fn find(_passage: &Passage<'_>, _known: &mut Known, _found: &mut Vec<Finding>) {}
