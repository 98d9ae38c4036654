//! Text in, findings out: the engine.
//!
//! A text is read once, passage by passage: words, sentences, numbers and quotations. Then each rule
//! looks at what was read. Nothing here can fail, keeps anything from one call to the next, or knows
//! a file, a clock or a thread; the same text always gives the same findings, in linear time.

pub mod figure;
pub mod finding;
pub mod frame;
pub mod language;
pub mod lexicon;
pub mod number;
mod overlap;
pub mod passage;
mod phrase;
pub mod quotation;
pub mod rules;
pub mod sentence;
pub mod token;
pub mod units;
pub mod words;
mod worth;

use std::ops::ControlFlow;

pub use jiff::civil::Date;

pub use finding::{
    Amount, AttributionParts, Bound, ClaimKind, ComparisonParts, DateParts, Direction, Finding,
    Measure, MeasureKind, Modifier, NameParts, Parts, QuoteKind, Reason, Reasons, SuperlativeParts,
    TimexKind,
};
pub use language::Language;
pub use overlap::for_review;
pub use passage::Passage;
pub use rules::{Mention, RULES, Rule};

use crate::text::{Paragraph, Span, paragraphs};
use lexicon::Lexicon;
use rules::Memory;

/// What the engine reads.
#[derive(Debug, Clone, Copy)]
pub struct Input<'t> {
    /// The text. All offsets of findings are bytes in it.
    pub text: &'t str,
    /// Its paragraphs, in order; what lies outside them is not read.
    pub paragraphs: &'t [Paragraph],
    /// The day the text was published, on which relative dates hang.
    pub published: Option<Date>,
}

/// What was found in a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Extraction {
    /// By place, an outer finding before those inside it.
    pub findings: Vec<Finding>,
    /// The sentences, in order, without the white space around them.
    pub sentences: Vec<Span>,
    /// The language the text is in. Of any but English only figures with their signs, dates in
    /// digits and quotations are found.
    pub language: Language,
    /// Later mentions of names, in order, each with the first mention of the same name.
    pub mentions: Vec<Mention>,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub done: usize,
    /// Bytes there are.
    pub all: usize,
}

/// Finds the claims of a text. `tick` hears how far it is after each passage; `None` when it said
/// to stop.
pub fn extract(
    input: Input<'_>,
    tick: impl FnMut(Progress) -> ControlFlow<()>,
) -> Option<Extraction> {
    extract_by(RULES, input, tick)
}

/// The same by some rules alone, given in the order in which they run.
pub fn extract_by(
    rules: &[Rule],
    input: Input<'_>,
    mut tick: impl FnMut(Progress) -> ControlFlow<()>,
) -> Option<Extraction> {
    let mut out = Extraction { language: Language::of(input.text), ..Extraction::default() };
    let is_read = out.language.is_read();
    let mut memory = Memory::new(&input);
    let lexicon = if is_read { Lexicon::english() } else { Lexicon::wordless() };
    let mut passage = Passage::new(input, lexicon);
    let mut scale = worth::Scale::default();
    while passage.read_next() {
        out.sentences.extend(passage.sentences().iter().map(|s| s.span));
        let first = out.findings.len();
        for rule in rules {
            let can_see = is_read || rule.triggers.meets(language::SIGNS);
            if can_see && passage.classes().meets(rule.triggers) {
                (rule.find)(&passage, &mut memory, &mut out.findings);
            }
        }
        if !is_read {
            language::quotations(&passage, &mut out.findings);
        }
        overlap::settle(&mut out.findings, first);
        scale.weigh(&passage, out.findings.get_mut(first..).unwrap_or_default());
        let done = passage.span().end as usize;
        if tick(Progress { done, all: input.text.len() }).is_break() {
            return None;
        }
    }
    // An attribution may have grown over passages that came after it.
    overlap::order(&mut out.findings);
    out.mentions = memory.names.into_mentions();
    Some(out)
}

/// The sentences of one paragraph of `text`, in order, without the white space around them.
#[must_use]
pub fn sentences(text: &str, paragraph: Paragraph) -> Vec<Span> {
    let paragraphs = [paragraph];
    let lexicon =
        if Language::of(text).is_read() { Lexicon::english() } else { Lexicon::wordless() };
    let input = Input { text, paragraphs: &paragraphs, published: None };
    let mut passage = Passage::new(input, lexicon);
    let mut sentences = Vec::new();
    while passage.read_next() {
        sentences.extend(passage.sentences().iter().map(|sentence| sentence.span));
    }
    sentences
}

/// Finds the claims of a plain text whose paragraphs are not known.
#[must_use]
pub fn extract_text(text: &str, published: Option<Date>) -> Extraction {
    let paragraphs = paragraphs(text);
    let input = Input { text, paragraphs: &paragraphs, published };
    extract(input, |_| ControlFlow::Continue(())).unwrap_or_default()
}
