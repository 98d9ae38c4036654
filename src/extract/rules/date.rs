//! A place on the calendar or the clock, and lengths of time

use super::{Memory as Known, Rule};
use crate::extract::finding::Finding;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "date",
    about: "A place on the calendar or the clock, and lengths of time",
    triggers: Classes::of(&[
        Class::Digits,
        Class::Month,
        Class::Weekday,
        Class::Period,
        Class::Season,
        Class::DayPart,
        Class::Deictic,
        Class::Shift,
        Class::Holiday,
    ]),
    find,
};

fn find(_passage: &Passage<'_>, _known: &mut Known, _found: &mut Vec<Finding>) {}

/// What earlier passages said.
#[derive(Debug, Default)]
pub(crate) struct Memory {}

impl Memory {
    /// Looks over the whole text once.
    pub(super) fn new(_input: &crate::extract::Input<'_>) -> Self {
        Self::default()
    }
}
