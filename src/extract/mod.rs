//! Text in, findings out: the engine.
//!
//! A text is read once, some passages at a time: words, sentences, numbers and quotations. Then each
//! rule looks at what was read. Nothing here can fail, keeps anything from one call to the next, or knows
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
use serde::{Deserialize, Serialize};

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
use passage::Passages;
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
    /// How its dates and numbers are written, where that is known from elsewhere.
    pub notation: Notation,
}

/// How a text writes dates and numbers that can be read in two ways. What is `None` is found out from
/// the whole text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Notation {
    /// Whether `3/4/2025` is April 3, and not March 4.
    pub day_first: Option<bool>,
    /// Whether `1,234` has three decimals, and not a thousand in it.
    pub decimal_comma: Option<bool>,
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

/// Finds the claims of a text. `tick` hears how far it is after some passages; `None` when it said
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
    let mut reading = Reading::new(rules, input);
    while let Some(done) = reading.read_next() {
        if tick(Progress { done, all: input.text.len() }).is_break() {
            return None;
        }
    }
    Some(reading.end())
}

/// Findings that gather before those that no later passage changes are handed over.
const TURN: usize = 1 << 10;

/// Finds the claims of a text as [`extract`] does, and hands each over soon after it was found, in
/// order: a very long text may have more findings than memory should hold. What is left comes back,
/// without findings; `None` when `take` said to stop.
pub fn extract_in_turn(
    input: Input<'_>,
    mut take: impl FnMut(Finding) -> ControlFlow<()>,
) -> Option<Extraction> {
    let mut reading = Reading::new(RULES, input);
    while reading.read_next().is_some() {
        for finding in reading.settled() {
            if take(finding).is_break() {
                return None;
            }
        }
    }
    let mut out = reading.end();
    for finding in std::mem::take(&mut out.findings) {
        if take(finding).is_break() {
            return None;
        }
    }
    Some(out)
}

/// A text that is being read.
struct Reading<'r, 't> {
    rules: &'r [Rule],
    is_read: bool,
    memory: Memory,
    passages: Passages<'t>,
    scale: worth::Scale,
    out: Extraction,
    /// What the rules found in a run, rule by rule; empty between two runs.
    fresh: Vec<Option<Finding>>,
    /// Where in `fresh` that ends which a rule found in a passage: all passages by the first rule,
    /// then all by the second, and so on.
    ends: Vec<usize>,
}

impl<'r, 't> Reading<'r, 't> {
    fn new(rules: &'r [Rule], input: Input<'t>) -> Self {
        let out = Extraction { language: Language::of(input.text), ..Extraction::default() };
        let is_read = out.language.is_read();
        let lexicon = if is_read { Lexicon::english() } else { Lexicon::wordless() };
        Self {
            rules,
            is_read,
            memory: Memory::new(&input),
            passages: Passages::new(input, lexicon),
            scale: worth::Scale::default(),
            out,
            fresh: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Reads a run of passages, and says up to which byte the text has been read. `None` at the end.
    fn read_next(&mut self) -> Option<usize> {
        if !self.passages.read_next() {
            return None;
        }
        let Self { passages, out, .. } = self;
        let run: Vec<_> = passages.run().collect();
        for passage in &run {
            out.sentences.extend(passage.sentences().iter().map(|s| s.span));
        }
        let first = out.findings.len();
        self.ends.clear();
        for rule in self.rules {
            let can_see = self.is_read || rule.triggers.meets(language::SIGNS);
            for passage in &run {
                if can_see && passage.classes().meets(rule.triggers) {
                    (rule.find)(passage, &mut self.memory, &mut out.findings);
                }
                self.ends.push(out.findings.len() - first);
            }
        }
        // From here on they stand passage by passage.
        self.fresh.extend(out.findings.drain(first..).map(Some));
        for (at, passage) in run.iter().enumerate() {
            let first = out.findings.len();
            for end in (at..self.ends.len()).step_by(run.len()) {
                let begin = end.checked_sub(1).and_then(|before| self.ends.get(before));
                let range = begin.copied().unwrap_or(0)..self.ends.get(end).copied().unwrap_or(0);
                let found = self.fresh.get_mut(range).unwrap_or_default();
                out.findings.extend(found.iter_mut().filter_map(Option::take));
            }
            if !self.is_read {
                language::quotations(passage, &mut out.findings);
            }
            overlap::settle(&mut out.findings, first);
            self.scale.weigh(passage, out.findings.get_mut(first..).unwrap_or_default());
        }
        self.fresh.clear();
        run.last().map(|passage| passage.span().end as usize)
    }

    /// Takes out the findings that no passage to come changes or stands before, once they are many.
    fn settled(&mut self) -> impl Iterator<Item = Finding> {
        let findings = &mut self.out.findings;
        let mut n = 0;
        let n_old = findings.len().saturating_sub(rules::REACH_BACK);
        if n_old >= TURN {
            // The last ones may still grow; they keep the places in which rules look for them.
            let (old, last) = findings.split_at_mut(n_old);
            overlap::order(old);
            let begin = last.iter().map(|finding| finding.span.start).min();
            let until = begin.unwrap_or(0).min(self.memory.may_begin().unwrap_or(u32::MAX));
            n = old.partition_point(|finding| finding.span.start < until);
        }
        findings.drain(..n)
    }

    fn end(mut self) -> Extraction {
        // An attribution may have grown over passages that came after it.
        overlap::order(&mut self.out.findings);
        self.out.mentions = self.memory.names.into_mentions();
        self.out
    }
}

/// The sentences of one paragraph of `text`, in order, without the white space around them.
#[must_use]
pub fn sentences(text: &str, paragraph: Paragraph) -> Vec<Span> {
    sentences_of(text, &[paragraph])
}

/// The sentences of several paragraphs, as [`sentences`] gives those of one. Nothing else is read, and
/// nothing outside them.
#[must_use]
pub fn sentences_of(text: &str, paragraphs: &[Paragraph]) -> Vec<Span> {
    let lexicon =
        if Language::of(text).is_read() { Lexicon::english() } else { Lexicon::wordless() };
    let input = Input { text, paragraphs, published: None, notation: Notation::default() };
    let mut passages = Passages::new(input, lexicon);
    let mut sentences = Vec::new();
    while passages.read_next() {
        for passage in passages.run() {
            sentences.extend(passage.sentences().iter().map(|sentence| sentence.span));
        }
    }
    sentences
}

/// Finds the claims of a plain text whose paragraphs are not known.
#[must_use]
pub fn extract_text(text: &str, published: Option<Date>) -> Extraction {
    let paragraphs = paragraphs(text);
    let input = Input { text, paragraphs: &paragraphs, published, notation: Notation::default() };
    extract(input, |_| ControlFlow::Continue(())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in a text is the same wherever in it a run of passages ends, also where words go on
    /// from one passage to the next.
    #[test]
    fn a_text_is_read_alike_wherever_a_run_ends() {
        let tail = "Sam Orr, the mayor of Arden, said that 45 boats left in May.\n\n\
            “They cost $4 million,” Ida Quell said, and she blamed the board. “Nobody asked.”\n\n\
            “Not once in 20 years.\n\n“Not even in 2019,” said Ruth Amberg.\n\n\
            Ola Berg told the board that the plan was dead.\n\n“Nobody has the money for it.”\n\n\
            The mayor denied it, calling the claim “a fairy tale.”\n\n“It was the largest loss ever.”\n\n\
            – Sam Orr\n\nShe added:\n\nThe rest will go next week, twice as many as in 2010.\n\n";
        let told = |n_before: usize| {
            let text = format!("{}{tail}", "The tide went out.\n\n".repeat(n_before));
            let begin = (text.len() - tail.len()) as u32;
            let found = extract_text(&text, Date::new(2025, 5, 2).ok());
            let own = found.findings.into_iter().filter(|finding| finding.span.start >= begin);
            let row = |finding: Finding| {
                let quote = match &finding.parts {
                    Parts::Attribution(parts) => Some((parts.quote, parts.content.len())),
                    _ => None,
                };
                let place = (finding.span.start - begin, finding.span.end - begin);
                // A worth that follows a quotation may differ in its last digit.
                let worth = (finding.worth * 1000.0).round() as i32;
                (finding.kind, place, quote, worth, format!("{:?}", finding.reasons))
            };
            own.map(row).collect::<Vec<_>>()
        };
        // Past the lead, which counts for more.
        let whole = told(2);
        assert!(whole.len() > 12);
        assert!(whole.iter().any(|row| row.2 == Some((QuoteKind::Mixed, 2))), "{whole:#?}");
        // A run takes at most 64 passages: its end comes to lie at each of the tail's.
        for n_before in 3..70 {
            assert_eq!(told(n_before), whole, "{n_before} paragraphs before");
        }
    }
}
