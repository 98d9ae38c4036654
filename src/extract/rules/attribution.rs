//! What someone is said to have said, written, found or ordered

use super::{Memory as Known, Rule};
use crate::extract::finding::Finding;
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "attribution",
    about: "What someone is said to have said, written, found or ordered",
    triggers: Classes::of(&[Class::QuoteMark, Class::Cue, Class::SpeechNoun, Class::Hearsay]),
    find,
};

fn find(_passage: &Passage<'_>, _known: &mut Known, _found: &mut Vec<Finding>) {}

/// What earlier passages said.
#[derive(Debug, Default)]
pub(crate) struct Memory {}
