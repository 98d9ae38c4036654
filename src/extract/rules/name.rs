//! A person, organization or work, at its first mention

use super::{Memory as Known, Rule};
use crate::extract::finding::Finding;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "name",
    about: "A person, organization or work, at its first mention",
    triggers: Classes::of(&[Class::Title, Class::Organization, Class::GivenName, Class::Speaker]),
    find,
};

fn find(_passage: &Passage<'_>, _known: &mut Known, _found: &mut Vec<Finding>) {}

/// What earlier passages said.
#[derive(Debug, Default)]
pub(crate) struct Memory {}
