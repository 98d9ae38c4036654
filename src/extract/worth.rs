//! How much a finding is worth checking, of plain features, each with its reason.
//!
//! A figure, a comparison or a superlative is easily got wrong; a charge or a death does harm when it
//! is; the words of someone who only hopes can be checked for nothing but being said. Each finding
//! starts from the worth of its kind, and the sentence around it moves that up or down by the weights
//! below. They were set by hand on whole news articles whose sentences a checker had graded.

use rust_decimal::Decimal;

use super::finding::{
    Amount, ClaimKind, Finding, MeasureKind, Parts, QuoteKind, Reason, Reasons, TimexKind,
};
use super::lexicon::{Class, Classes};
use super::passage::Passage;
use super::sentence::Sentence;
use super::token::Token;
use super::words::words;
use crate::text::{ParagraphKind, Span};

/// Most figures kept of a headline.
const HEADLINE_MAX: usize = 16;

/// The least worth and the most.
const WORTH: (f32, f32) = (0.02, 0.98);

/// Weighs findings passage by passage; knows the figures of the headline.
#[derive(Debug, Default)]
pub(super) struct Scale {
    headline: Vec<Decimal>,
    /// What each sentence of a passage says; the same buffer for every passage.
    senses: Vec<Sense>,
}

/// What the sentence of a finding says about it.
#[derive(Debug, Default, Clone, Copy)]
struct Sense {
    /// One bit for each kind of finding; none before the sentence is read.
    kinds: u8,
    has_figure: bool,
    has_harm: bool,
    has_accusation: bool,
    n_opinions: u32,
    n_first_person: u32,
    is_question: bool,
    /// More than half of it stands between quotation marks.
    is_quoted: bool,
}

/// A worth in the making.
struct Weighing {
    worth: f32,
    reasons: Reasons,
}

impl Weighing {
    fn add(&mut self, weight: f32, reason: Reason) {
        self.worth += weight;
        self.reasons.add(reason);
    }
}

impl Scale {
    /// Settles the worth of a passage's findings.
    pub(super) fn weigh(&mut self, passage: &Passage<'_>, findings: &mut [Finding]) {
        if findings.is_empty() {
            return;
        }
        let mut senses = std::mem::take(&mut self.senses);
        read_senses(passage, findings, &mut senses);
        for finding in findings.iter_mut() {
            let sense = sense_at(passage, &senses, finding.span);
            let weighing = self.weigh_one(passage, finding, sense);
            finding.worth = weighing.worth.clamp(WORTH.0, WORTH.1);
            finding.reasons = weighing.reasons;
        }
        self.senses = senses;
        if passage.kind() == ParagraphKind::Title {
            let figures = findings.iter().filter_map(figure);
            self.headline.extend(figures.take(HEADLINE_MAX));
        }
    }

    fn weigh_one(&self, passage: &Passage<'_>, finding: &Finding, sense: Sense) -> Weighing {
        let mut weighing = Weighing { worth: 0.0, reasons: Reasons::default() };
        let w = &mut weighing;
        match &finding.parts {
            Parts::Measure(measure) => {
                w.worth = match measure.kind {
                    MeasureKind::Percent | MeasureKind::Money | MeasureKind::Ratio => 0.55,
                    MeasureKind::Count | MeasureKind::Measure => 0.48,
                    MeasureKind::Age | MeasureKind::Duration => 0.38,
                    MeasureKind::Number | MeasureKind::Ordinal => 0.34,
                };
                if !matches!(measure.kind, MeasureKind::Number | MeasureKind::Ordinal) {
                    w.add(0.06, Reason::SpecificFigure);
                }
                if measure.bound.is_some() {
                    w.add(-0.02, Reason::Hedged);
                }
                if figure(finding).is_some_and(|n| self.headline.contains(&n)) {
                    w.add(0.08, Reason::InHeadline);
                }
            }
            Parts::Date(date) => {
                let is_exact = date.timex == TimexKind::Date
                    && date.value.starts_with(|c: char| c.is_ascii_digit());
                let is_vague = date.value.ends_with("_REF") || date.value.starts_with("PX");
                w.worth = 0.36;
                if is_vague {
                    w.add(-0.12, Reason::Vague);
                } else if is_exact
                    && finding.span.of(passage.text()).contains(|c: char| c.is_ascii_digit())
                {
                    w.add(0.08, Reason::ExactDate);
                }
            }
            Parts::Attribution(parts) => {
                w.worth = worth_of(parts.quote);
                if parts.quote != QuoteKind::Indirect {
                    w.add(0.0, Reason::Quoted);
                }
                let named = parts.source.is_some_and(|source| {
                    source
                        .of(passage.text())
                        .split_whitespace()
                        .any(|word| word.chars().next().is_some_and(char::is_uppercase))
                });
                if named {
                    w.add(0.02, Reason::NamedSource);
                }
            }
            Parts::Name(parts) => {
                w.worth = 0.34;
                if parts.role.is_some() {
                    w.add(0.1, Reason::Role);
                }
            }
            Parts::Superlative(_) => {
                w.worth = 0.52;
                w.add(0.1, Reason::Superlative);
            }
            Parts::Comparison(parts) => {
                w.worth = 0.44;
                let has_values = parts.by.is_some() || parts.to.is_some();
                w.add(if has_values { 0.16 } else { 0.04 }, Reason::Comparison);
            }
            Parts::Plain => w.worth = 0.4,
        }
        if sense.has_accusation {
            w.add(0.1, Reason::Accusation);
        }
        if sense.has_harm {
            w.add(0.1, Reason::Harm);
        }
        let n_kinds = sense.kinds.count_ones();
        if n_kinds >= 3 {
            w.add(0.03 * (n_kinds.min(5) - 2) as f32, Reason::Dense);
        }
        if passage.is_lead() || passage.kind() == ParagraphKind::Title {
            w.add(0.06, Reason::Lead);
        }
        let n_soft = sense.n_opinions + sense.n_first_person;
        if sense.is_question {
            w.add(-0.15, Reason::Opinion);
        } else if sense.is_quoted && n_soft > 0 {
            w.add(-0.05 * n_soft.min(4) as f32, Reason::Opinion);
        }
        if sense.is_quoted && !sense.has_figure {
            w.worth -= 0.06;
        }
        weighing
    }
}

/// The worth of words that someone said, before the sentence around them is looked at.
const fn worth_of(quote: QuoteKind) -> f32 {
    match quote {
        QuoteKind::Direct => 0.26,
        QuoteKind::Mixed => 0.42,
        QuoteKind::Indirect => 0.45,
    }
}

/// Follows a change from `before` in how the words of an attribution were taken over, where its worth
/// was settled already.
pub(super) fn requote(finding: &mut Finding, before: QuoteKind) {
    let Parts::Attribution(parts) = &finding.parts else { return };
    if finding.worth > 0.0 && parts.quote != before {
        finding.worth += worth_of(parts.quote) - worth_of(before);
        finding.worth = finding.worth.clamp(WORTH.0, WORTH.1);
        if before == QuoteKind::Indirect {
            // Where it stands in a worth that is settled with the quotation there already.
            let others = std::mem::take(&mut finding.reasons);
            finding.reasons.add(Reason::Quoted);
            others.iter().for_each(|reason| finding.reasons.add(reason));
        }
    }
}

/// The exact number of a measure.
fn figure(finding: &Finding) -> Option<Decimal> {
    match &finding.parts {
        Parts::Measure(measure) => match measure.amount {
            Amount::One(number) => Some(number),
            Amount::Range(low, high) => high.or(low),
        },
        _ => None,
    }
}

fn sense_at(passage: &Passage<'_>, senses: &[Sense], span: Span) -> Sense {
    let after = passage.sentences().partition_point(|s| s.span.start <= span.start);
    senses.get(after.saturating_sub(1)).copied().unwrap_or_default()
}

fn read_senses(passage: &Passage<'_>, findings: &[Finding], senses: &mut Vec<Sense>) {
    let sentences = passage.sentences();
    senses.clear();
    senses.resize(sentences.len(), Sense::default());
    for finding in findings {
        let at =
            sentences.partition_point(|s| s.span.start <= finding.span.start).saturating_sub(1);
        let Some(sense) = senses.get_mut(at) else { continue };
        if let Some(sentence) = sentences.get(at).filter(|_| sense.kinds == 0) {
            *sense = self::sense(passage, sentence);
        }
        sense.kinds |= 1 << finding.kind as u8;
        sense.has_figure |= matches!(finding.kind, ClaimKind::Rate | ClaimKind::Quantity);
    }
}

fn sense(passage: &Passage<'_>, sentence: &Sentence) -> Sense {
    let tokens = passage.tokens().get(sentence.tokens.clone()).unwrap_or_default();
    let mut all = Classes::NONE;
    let mut n_opinions = 0;
    // Only words have these classes, and most have none of them: no branch tells one from the next.
    for token in tokens {
        all = all.with(token.classes);
        n_opinions += u32::from(token.classes.has(Class::Opinion));
    }
    let mut n_first_person = 0;
    if all.has(Class::Pronoun) {
        let first = words!["i", "we", "me", "us", "you", "my", "our", "your"];
        let is_first = |t: &&Token| t.classes.has(Class::Pronoun) && first.hold(t, passage.text());
        n_first_person = tokens.iter().filter(is_first).count() as u32;
    }
    Sense {
        has_harm: all.has(Class::Harm),
        has_accusation: all.has(Class::Accusation),
        n_opinions,
        n_first_person,
        is_question: tokens.iter().rev().take(3).any(|t| t.is_mark('?')),
        is_quoted: 2 * quoted(passage, sentence.span) > sentence.span.len(),
        ..Sense::default()
    }
}

/// How many bytes of `span` stand between quotation marks.
fn quoted(passage: &Passage<'_>, span: Span) -> u32 {
    let quotations = passage.quotations();
    let end = quotations.partition_point(|q| q.span.start < span.end);
    let mut covered = 0;
    // An outer quotation may begin long before; those of a passage hold few others.
    for quotation in quotations.get(..end).unwrap_or_default().iter().rev().take(8) {
        if quotation.depth == 0 && quotation.span.overlaps(span) {
            covered += quotation.span.end.min(span.end) - quotation.span.start.max(span.start);
        }
    }
    covered
}
