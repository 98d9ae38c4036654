//! An amount: money, counts, sizes, ages, durations, ranks.
//!
//! The numbers with their units are read with the passage; this rule takes those that the rule of
//! rates leaves.

use super::{Memory as Known, Rule};
use crate::extract::finding::{ClaimKind, Finding, Measure, Parts};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "quantity",
    about: "An amount: money, counts, sizes, ages, durations, ranks",
    triggers: Classes::of(&[
        Class::Digits,
        Class::Cardinal,
        Class::Ordinal,
        Class::Vague,
        Class::Fraction,
        Class::Scale,
        Class::Fold,
    ]),
    find,
};

fn find(passage: &Passage<'_>, _known: &mut Known, found: &mut Vec<Finding>) {
    for figure in passage.figures() {
        if !figure.is_rate(passage) {
            let measure = Measure {
                amount: figure.amount,
                unit: figure.unit(passage),
                kind: figure.kind,
                bound: figure.bound,
            };
            let span = passage.span_of(figure.first, figure.last);
            found.push(Finding::new(span, ClaimKind::Quantity, RULE.name, Parts::Measure(measure)));
        }
    }
}
