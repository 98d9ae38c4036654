//! What a word that takes someone's words is followed by.

use serde::Deserialize;

/// One complement that a verb or a noun of speech takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[repr(u8)]
pub enum Frame {
    /// Words in quotation marks; it may stand after or inside what was said: *…, he said*.
    Speech,
    /// A clause with *that*.
    That,
    /// A clause without *that*.
    Clause,
    /// *whether*, *how*, *why*, *what*, *if* and their clause.
    Wh,
    /// *to* and a verb.
    To,
    /// A noun phrase, with all that hangs on it: *denied the charge*, *urged her to go*.
    Object,
    /// Whoever hears it stands before the rest: *told reporters*, *assured them*.
    Hearer,
    /// *about*, *over*, *regarding* and what it is about.
    About,
    /// *for* and what is wished.
    For,
    /// *on* and what is commented.
    On,
    /// *of* and what is meant.
    Of,
    /// *to* and a noun phrase: *referred to*, *pointed to*.
    Toward,
    /// *with* and whoever or whatever is agreed with.
    With,
    /// *against* and what is fought.
    Against,
    /// *at* and the target.
    At,
    /// *from* and what is kept away.
    From,
    /// An object and *as*: *described her as*.
    As,
    /// In the passive, what it says stands around it: *is expected to*, *was accused of*.
    Passive,
    /// What seems so is its subject, and nobody is named: *appears to*.
    Seem,
    /// Takes these complements with *out*, *back*, *it* or *on* behind it: *pointed out*, *shot back*.
    Particle,
    /// Takes these complements with *clear* near it: *made it clear*.
    Clear,
    /// Only people and bodies of people do it; a thing as subject makes it another verb.
    Personal,
    /// With *to*, names the source behind it: *according to*.
    Names,
    /// Stands for words, so that what it contains is said in it: *statement*, *letter*.
    Medium,
    /// An adjective that tells what someone thinks, after *be* and its like: *is confident that*.
    State,
}

/// A set of [`Frame`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frames(i32);

impl Frames {
    /// No frame.
    pub const NONE: Self = Self(0);

    /// The set of these frames.
    #[must_use]
    pub fn of(frames: &[Frame]) -> Self {
        Self(frames.iter().fold(0, |bits, &frame| bits | 1 << frame as i32))
    }

    /// The set that a word of the lexicon has as its value.
    #[must_use]
    pub const fn from_value(value: i32) -> Self {
        Self(value)
    }

    /// As a value for the lexicon.
    #[must_use]
    pub const fn value(self) -> i32 {
        self.0
    }

    /// The same for a verb in the passive, whose hearer is its subject.
    #[must_use]
    pub const fn without_hearer(self) -> Self {
        Self(self.0 & !(1 << Frame::Hearer as i32))
    }

    /// Whether `frame` is in it.
    #[must_use]
    pub const fn has(self, frame: Frame) -> bool {
        self.0 & (1 << frame as i32) != 0
    }
}
