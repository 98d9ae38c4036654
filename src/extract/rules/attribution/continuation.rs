//! Who goes on speaking: a quotation without a cue, a quotation over several paragraphs, a colon at
//! the end of a paragraph, a pronoun.

use std::ops::Range;

use super::cue::Draft;
use super::reading::Reading;
use super::{finding, is_quotation, make};
use crate::extract::finding::{AttributionParts, Finding, Parts, QuoteKind};
use crate::extract::lexicon::Class;
use crate::extract::words::{WordSet, words};
use crate::extract::worth::requote;
use crate::text::Span;

/// Most pieces of a quotation that wait for their speaker; more are no quotation but lost marks.
const WAITING_MAX: usize = 32;

/// Most tokens of a line that names a speaker.
const SIGNATURE_MAX: usize = 9;

/// How many findings back the last one that may go on is looked for.
const NEAR: usize = crate::extract::rules::REACH_BACK;

/// Words that tell of a woman.
const OF_WOMEN: WordSet = words![
    "mrs",
    "ms",
    "miss",
    "madam",
    "spokeswoman",
    "chairwoman",
    "congresswoman",
    "councilwoman",
    "businesswoman",
    "queen",
    "princess",
    "actress",
    "mother",
    "grandmother",
    "wife",
    "widow",
    "daughter",
    "sister",
    "herself",
];

/// Words that tell of a man.
const OF_MEN: WordSet = words![
    "mr",
    "sir",
    "spokesman",
    "chairman",
    "congressman",
    "councilman",
    "businessman",
    "king",
    "prince",
    "actor",
    "father",
    "grandfather",
    "husband",
    "widower",
    "son",
    "brother",
    "pope",
    "himself",
];

/// What earlier passages said.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The last finding that may go on, by its first byte and its cue: two may begin at one place.
    last: Option<(u32, Option<Span>)>,
    /// Whether quoted words right behind it go on with it.
    may_go_on: bool,
    /// How many passages ago it was.
    age: u32,
    /// The quotation that was all of the last paragraph, and whether it was taken as going on.
    alone: Option<(Span, bool)>,
    /// Quotations of earlier paragraphs that no mark closed and whose speaker is still to come.
    waiting: Vec<Span>,
    /// Source and cue before a colon that ended a paragraph.
    opened: Option<(Option<Span>, Span)>,
    /// Whoever was last named as a source.
    speaker: Option<Span>,
    /// The last person among them who may be a man, as far as a title tells.
    man: Option<Span>,
    /// The last one who may be a woman.
    woman: Option<Span>,
}

impl Memory {
    /// Where words begin whose speaker a later passage may tell, or who is to say its words.
    pub(in crate::extract) fn may_begin(&self) -> Option<u32> {
        let opened = self.opened.iter().flat_map(|&(source, cue)| source.into_iter().chain([cue]));
        let alone = self.alone.iter().map(|&(content, _)| content);
        self.waiting.iter().copied().chain(opened).chain(alone).map(|span| span.start).min()
    }

    /// A new passage begins.
    pub(super) fn enter(&mut self, reading: &Reading<'_>, units: &[Range<usize>]) {
        self.age += 1;
        if self.age > 1 {
            self.opened = None;
        }
        let quoted = units.first().is_some_and(|u| reading.quote_starting(u.start).is_some());
        if !quoted {
            self.waiting.clear();
        }
        if self.age > 1 {
            self.may_go_on = false;
        }
    }

    /// *– Ida Quell*, a paragraph by itself, names the speaker of the quotation before it.
    pub(super) fn signs(&mut self, reading: &Reading<'_>, found: &mut Vec<Finding>) -> bool {
        let Some((content, goes_on)) = self.alone.take() else { return false };
        let n_tokens = reading.tokens.len();
        let dash = reading.token(0).is_some_and(|t| matches!(t.first, '-' | '–' | '—'));
        let end = if reading.is_stop(n_tokens.saturating_sub(1)) { n_tokens - 1 } else { n_tokens };
        let is_name = end > 1
            && end <= SIGNATURE_MAX
            && (1..end).all(|at| reading.is_capital(at) || !reading.is_word(at));
        if !dash || !is_name {
            return false;
        }
        if goes_on {
            // It was not the last speaker who went on.
            if let Some(finding) = self.last_of(found)
                && let Parts::Attribution(parts) = &mut finding.parts
                && parts.content.last() == Some(&content)
                && parts.content.len() > 1
            {
                parts.content.pop();
                let ends = parts.content.iter().chain(&parts.source).chain(&parts.cue);
                finding.span.end = ends.map(|s| s.end).max().unwrap_or(finding.span.end);
            }
        }
        let parts = AttributionParts {
            quote: QuoteKind::Direct,
            source: reading.span_of(&(1..end)),
            cue: reading.span_of(&(0..1)),
            content: vec![content],
            speaker: None,
        };
        found.extend(make(parts));
        true
    }

    /// After *he said:* at the end of a paragraph, the next one is what was said, in marks or not.
    pub(super) fn takes_all(&mut self, reading: &Reading<'_>, found: &mut Vec<Finding>) -> bool {
        let n_tokens = reading.tokens.len();
        if n_tokens < 4 || reading.quote_at(0).is_some() {
            return false;
        }
        let Some((source, cue)) = self.opened.take() else { return false };
        let content = reading.passage.span_of(0, n_tokens - 1);
        let parts = AttributionParts {
            quote: QuoteKind::Indirect,
            source,
            cue: Some(cue),
            content: vec![content],
            speaker: None,
        };
        found.extend(make(parts));
        true
    }

    /// A unit with cues begins.
    pub(super) fn begin_unit(&mut self) {
        self.may_go_on = false;
    }

    /// A unit without a cue: a quotation by itself goes on with what the last one said.
    pub(super) fn go_on(
        &mut self,
        reading: &Reading<'_>,
        unit: &Range<usize>,
        found: &mut Vec<Finding>,
    ) {
        if !is_quotation(reading, unit) {
            // Partly quoted, and nobody else speaks.
            let first = unit.clone().find(|&at| reading.quote_starting(at).is_some());
            let quoted = first.and_then(|at| reading.quote_starting(at));
            let is_long = quoted.is_some_and(|q| {
                let n_tokens = q.last - q.first;
                n_tokens > 4 && (q.first == unit.start || 2 * n_tokens >= unit.len())
            });
            if is_long
                && self.may_go_on
                && self.age == 0
                && let Some(span) = reading.span_of(unit)
                && self.append(span, QuoteKind::Mixed, found)
            {
                return;
            }
            if unit.clone().any(|at| reading.is_word(at)) {
                self.may_go_on = false;
            }
            return;
        }
        let Some(quoted) = reading.quote_starting(unit.start) else { return };
        if let Some((source, cue)) = self.opened.take() {
            let parts = AttributionParts {
                quote: QuoteKind::Direct,
                source,
                cue: Some(cue),
                content: vec![quoted.inside],
                speaker: None,
            };
            if let Some(finding) = make(parts) {
                self.remember(&finding);
                found.push(finding);
            }
            return;
        }
        let goes_on = self.may_go_on
            && self.waiting.is_empty()
            && self.append(quoted.inside, QuoteKind::Direct, found);
        if unit.start == 0 && unit.end == reading.tokens.len() {
            self.alone = Some((quoted.inside, goes_on));
        }
        if goes_on {
            return;
        }
        if !quoted.is_closed && self.waiting.len() < WAITING_MAX {
            self.waiting.push(quoted.inside);
        }
    }

    /// The last finding that may go on, among those found so far.
    fn last_of<'f>(&self, found: &'f mut [Finding]) -> Option<&'f mut Finding> {
        let last = self.last?;
        let is_last = |f: &&mut Finding| match &f.parts {
            Parts::Attribution(parts) => (f.span.start, parts.cue) == last,
            _ => false,
        };
        found.iter_mut().rev().take(NEAR).find(is_last)
    }

    /// Adds words to what the last one said.
    fn append(&mut self, words: Span, quote: QuoteKind, found: &mut [Finding]) -> bool {
        if let Some(finding) = self.last_of(found)
            && let Parts::Attribution(parts) = &mut finding.parts
        {
            parts.content.push(words);
            let before = parts.quote;
            if before != quote {
                parts.quote = QuoteKind::Mixed;
            }
            finding.span.end = finding.span.end.max(words.end);
            requote(finding, before);
            self.age = 0;
            return true;
        }
        false
    }

    /// Makes the finding of a draft.
    pub(super) fn settle(
        &mut self,
        reading: &Reading<'_>,
        draft: &Draft,
        unit: &Range<usize>,
        found: &mut Vec<Finding>,
    ) {
        let source = draft.source.as_ref().and_then(|s| reading.span_of(s));
        let speaker = draft
            .source
            .as_ref()
            .filter(|s| s.len() == 1 && is_resolvable(reading, s.start))
            .and_then(|s| {
                if reading.is_any(s.start, words!["he", "his"]) {
                    self.man
                } else if reading.is_any(s.start, words!["she", "her"]) {
                    self.woman
                } else {
                    self.speaker.filter(|_| !reading.is_any(s.start, words!["it"]))
                }
            });
        if draft.is_open {
            self.opened = reading.span_of(&draft.cue).map(|cue| (source, cue));
            self.age = 0;
            return;
        }
        let at_start = draft.content[0]
            .as_ref()
            .is_some_and(|c| reading.quote_starting(c.start).is_some() && c.start == unit.start);
        let earlier = if at_start { std::mem::take(&mut self.waiting) } else { Vec::new() };
        if let Some(finding) = finding(reading, draft, &earlier, (source, speaker)) {
            self.remember(&finding);
            found.push(finding);
        }
        if let Some(tokens) = &draft.source
            && !tokens
                .clone()
                .all(|at| reading.is_pronoun(at) || reading.has(at, Class::Determiner))
        {
            self.speaker = source.or(self.speaker);
            if reading.is_capital(tokens.end - 1) || reading.is_capital(tokens.start) {
                if !tokens.clone().any(|at| reading.is_any(at, OF_WOMEN)) {
                    self.man = source.or(self.man);
                }
                if !tokens.clone().any(|at| reading.is_any(at, OF_MEN)) {
                    self.woman = source.or(self.woman);
                }
            }
        }
    }

    fn remember(&mut self, finding: &Finding) {
        if let Parts::Attribution(parts) = &finding.parts
            && !(self.may_go_on && parts.quote == QuoteKind::Indirect)
        {
            self.last = Some((finding.span.start, parts.cue));
            self.may_go_on = true;
            self.age = 0;
        }
    }
}

fn is_resolvable(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_any(at, words!["he", "she", "they", "it", "his", "her", "their", "its"])
}
