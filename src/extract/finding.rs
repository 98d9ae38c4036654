//! What a rule saw, and the parts it is made of.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Something in a text that can be checked. Derived, and thrown away without loss.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The words, in bytes of the text. For an attribution, from its first part to its last.
    pub span: Span,
    /// What kind of claim it is.
    pub kind: ClaimKind,
    /// The name of the rule that found it.
    pub rule: &'static str,
    /// What the rule read in it.
    pub parts: Parts,
    /// How much it is worth checking, from 0 to 1.
    pub worth: f32,
    /// Why it is worth that.
    pub reasons: Reasons,
}

impl Finding {
    /// A finding whose worth is not settled yet.
    #[must_use]
    pub const fn new(span: Span, kind: ClaimKind, rule: &'static str, parts: Parts) -> Self {
        Self { span, kind, rule, parts, worth: 0.0, reasons: Reasons::NONE }
    }
}

/// The kinds of claims that are told apart.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum ClaimKind {
    /// A number set against a base: per cent, one in five, a barrel, an hour.
    Rate,
    /// An amount: money, counts, sizes, ages, durations, ranks.
    #[default]
    Quantity,
    /// A place on the calendar or the clock.
    Date,
    /// What someone is said to have said.
    Attribution,
    /// A person, organization or work, at its first mention.
    Name,
    /// The first, the only, the largest.
    Superlative,
    /// Two values, places or times set against each other.
    Comparison,
}

impl ClaimKind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Rate,
        Self::Quantity,
        Self::Date,
        Self::Attribution,
        Self::Name,
        Self::Superlative,
        Self::Comparison,
    ];

    /// Its name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Attribution => "attribution",
            Self::Name => "name",
            Self::Superlative => "superlative",
            Self::Comparison => "comparison",
        }
    }
}

/// What a claim is made of, by kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Parts {
    /// Of a rate or a quantity.
    Measure(Measure),
    /// Of a date.
    Date(DateParts),
    /// Of an attribution.
    Attribution(AttributionParts),
    /// Of a name.
    Name(NameParts),
    /// Of a superlative.
    Superlative(SuperlativeParts),
    /// Of a comparison.
    Comparison(ComparisonParts),
    /// Nothing but its words.
    Plain,
}

/// Who or what is named. Spans are bytes of the same text as the claim's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameParts {
    /// The name itself, without title, role or article.
    pub name: Span,
    /// Its title or role as written beside it, before the name or after a comma.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Span>,
    /// The first mention of the same name, where this is a later one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Span>,
}

/// What is said to be first, only or most. Spans are bytes of the same text as the claim's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuperlativeParts {
    /// The words of degree: `largest`, `second-biggest`, `the only`.
    pub degree: Span,
    /// Its place in the order, where one is said: 2 in `second-biggest`; the first of all is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u32>,
    /// What it ranks over: `in the county`, `since 2002`, `Indiana's`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Span>,
}

/// What is set against what. Spans are bytes of the same text as the claim's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparisonParts {
    /// The words that compare: `rose`, `twice as many`, `larger than`.
    pub cue: Span,
    /// Which way it went or stands.
    pub direction: Direction,
    /// By how much, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Span>,
    /// The value, place or time it is set against, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Span>,
    /// The value it has now, where stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Span>,
}

/// Which way a comparison goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// More, higher, a rise.
    Up,
    /// Less, lower, a fall.
    Down,
    /// The same, or no way is told.
    Level,
}

impl Direction {
    /// Its name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Level => "level",
        }
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// How many.
    pub amount: Amount,
    /// Of what: singular, lower case, British spelling; empty where nothing is named.
    pub unit: String,
    /// What sort of number it is.
    pub kind: MeasureKind,
    /// How the words bound it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
}

/// One number, or a range.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// Exactly what is written.
    One(Decimal),
    /// From, to; an open end is `None`.
    Range(Option<Decimal>, Option<Decimal>),
}

/// The sorts of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MeasureKind {
    /// Per cent, percentage points, basis points.
    Percent,
    /// A share: a third, one in five.
    Ratio,
    /// Money.
    Money,
    /// A physical unit.
    Measure,
    /// A length of time.
    Duration,
    /// Years of age.
    Age,
    /// So many of something.
    Count,
    /// A bare number.
    Number,
    /// A place in an order.
    Ordinal,
}

impl MeasureKind {
    /// Its name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Ratio => "ratio",
            Self::Money => "money",
            Self::Measure => "measure",
            Self::Duration => "duration",
            Self::Age => "age",
            Self::Count => "count",
            Self::Number => "number",
            Self::Ordinal => "ordinal",
        }
    }
}

/// How words around a number bound it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// About, around, some.
    About,
    /// Less than, under.
    Below,
    /// More than, over.
    Above,
    /// Up to, at most.
    AtMost,
    /// At least.
    AtLeast,
    /// Nearly, almost.
    Nearly,
}

/// A TIMEX3 value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateParts {
    /// What sort of time it is.
    pub timex: TimexKind,
    /// The value as TIMEX3 writes it: `2025-04`, `P3Y`, `PAST_REF`. Where the publication date is
    /// needed and not known, as much as the words alone say (`XXXX-WXX-3`).
    pub value: String,
    /// A part of it, or a bound on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// Whether the value hangs on a publication date that is not known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_published: bool,
    /// Another value the words allow: day and month the other way round, or the year in which the
    /// date falls on the day of the week that stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
}

/// The four types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimexKind {
    /// A day or longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Times that come again.
    Set,
}

impl TimexKind {
    /// As TIMEX3 writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// TIMEX3's `mod`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Modifier {
    /// Early.
    Start,
    /// In the middle of.
    Mid,
    /// Late.
    End,
    /// About.
    Approx,
    /// Before.
    Before,
    /// After.
    After,
    /// Less than.
    LessThan,
    /// More than.
    MoreThan,
    /// At most.
    EqualOrLess,
    /// At least.
    EqualOrMore,
}

impl Modifier {
    /// As TIMEX3 writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// Who said what. Spans are bytes of the same text as the claim's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributionParts {
    /// Whether the content is quoted.
    pub quote: QuoteKind,
    /// Who said it, as written there.
    pub source: Option<Span>,
    /// The words that say so.
    pub cue: Option<Span>,
    /// What was said, in order; several spans where the cue stands between.
    pub content: Vec<Span>,
    /// Whom a pronoun in `source` seems to stand for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Span>,
}

/// How much of a content stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// Some words.
    Mixed,
    /// None.
    Indirect,
}

impl QuoteKind {
    /// Its name in files and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// One plain reason for a claim's worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// A figure that can be looked up.
    SpecificFigure,
    /// The largest, the first, the only.
    Superlative,
    /// A rise, a fall, or two values side by side.
    Comparison,
    /// Someone is accused of something.
    Accusation,
    /// Death, injury or illness.
    Harm,
    /// A named person or body is said to have said it.
    NamedSource,
    /// Someone's own words.
    Quoted,
    /// The words take part of it back: reportedly, about.
    Hedged,
    /// It stands in the headline or the first lines.
    Lead,
    /// A full date.
    ExactDate,
    /// It holds only until the next paper: today, now.
    Vague,
    /// A first mention with a title or a role.
    Role,
    /// The headline has the same figure.
    InHeadline,
    /// Several checkable parts in one sentence.
    Dense,
    /// Opinion, wish or question: little in it can be looked up.
    Opinion,
}

impl Reason {
    /// The reason in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::SpecificFigure => "a specific figure",
            Self::Superlative => "a superlative",
            Self::Comparison => "a comparison",
            Self::Accusation => "an accusation",
            Self::Harm => "death, injury or illness",
            Self::NamedSource => "a named source",
            Self::Quoted => "someone's own words",
            Self::Hedged => "hedged",
            Self::Lead => "in the headline or the lead",
            Self::ExactDate => "an exact date",
            Self::Vague => "vague",
            Self::Role => "a name with its role",
            Self::InHeadline => "the same figure as the headline",
            Self::Dense => "several facts in one sentence",
            Self::Opinion => "mostly opinion",
        }
    }
}

/// Most reasons that one finding has.
const REASONS_MAX: usize = 8;

/// The reasons of a finding, each once, in the order in which they came. They lie in the finding
/// itself: a long text has many findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons([Option<Reason>; REASONS_MAX]);

impl Reasons {
    /// None yet.
    pub const NONE: Self = Self([None; REASONS_MAX]);

    /// Adds a reason, unless it is there already.
    pub fn add(&mut self, reason: Reason) {
        for held in &mut self.0 {
            if held.is_none_or(|held| held == reason) {
                *held = Some(reason);
                return;
            }
        }
        debug_assert!(false, "more reasons than there is room for");
    }

    /// The reasons, in order.
    pub fn iter(&self) -> impl Iterator<Item = Reason> {
        self.0.iter().map_while(|reason| *reason)
    }

    /// Whether `reason` is one of them.
    #[must_use]
    pub fn contains(&self, reason: &Reason) -> bool {
        self.iter().any(|held| held == *reason)
    }
}
