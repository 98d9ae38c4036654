//! An amount: money, counts, sizes, ages, durations, ranks

use super::{Memory as Known, Rule};
use crate::extract::finding::Finding;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "quantity",
    about: "An amount: money, counts, sizes, ages, durations, ranks",
    triggers: Classes::of(&[
        Class::Digits,
        Class::CurrencySign,
        Class::Cardinal,
        Class::Ordinal,
        Class::Vague,
        Class::Fraction,
        Class::Scale,
    ]),
    find,
};

fn find(_passage: &Passage<'_>, _known: &mut Known, _found: &mut Vec<Finding>) {}
