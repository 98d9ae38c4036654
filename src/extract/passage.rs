//! What a rule reads: one paragraph with its words, sentences, numbers and quotations.

use std::ops::Range;

use jiff::civil::Date;

use super::Input;
use super::figure::{self, Figure};
use super::lexicon::{Class, Classes, Lexicon};
use super::number::{self, Number, Style};
use super::quotation::{self, Quotation};
use super::sentence::{self, Sentence};
use super::token::{self, Token};
use super::units::{Unit, UnitId};
use super::words::WordSet;
use crate::text::{Paragraph, ParagraphKind, Span};

/// Longest stretch, in bytes, that is read at once. A paragraph that is longer (a text without
/// line breaks) is read in pieces, cut at white space, so that memory stays bounded.
const PIECE_MAX: u32 = 1 << 16;

/// How much is read before the rules look at it, in bytes and in paragraphs. Each step of reading, and
/// each rule, goes over all of it before the next one does: so what a step is made of stays in the
/// processor's nearest memory, which cannot hold all of them. More of the text would not fit there.
const RUN_BYTES: u32 = 1 << 13;
const RUN_MAX: usize = 64;

/// The paragraphs of a text, read one run after the other.
#[derive(Debug)]
pub(super) struct Passages<'t> {
    input: Input<'t>,
    lexicon: &'static Lexicon,
    /// The paragraph to read next.
    next: usize,
    /// Where in it to go on, where it is read in pieces.
    resume: u32,
    style: Style,
    /// The passages of the run.
    parts: Vec<Part>,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    numbers: Vec<Number>,
    figures: Vec<Figure>,
    quotations: Vec<Quotation>,
}

/// A passage of a run, by where in the run's lists that begins which belongs to it.
#[derive(Debug, Default, Clone)]
struct Part {
    span: Span,
    kind: ParagraphKind,
    is_lead: bool,
    /// The next paragraph begins with a quotation mark.
    runs_on: bool,
    classes: Classes,
    tokens: Range<usize>,
    sentences: Range<usize>,
    numbers: Range<usize>,
    figures: Range<usize>,
    quotations: Range<usize>,
}

impl<'t> Passages<'t> {
    /// Stands before the first paragraph.
    pub(super) fn new(input: Input<'t>, lexicon: &'static Lexicon) -> Self {
        // About what a run of news has, so that little is moved as the lists grow.
        let n_bytes = input.text.len().min(RUN_BYTES as usize);
        Self {
            input,
            lexicon,
            next: 0,
            resume: 0,
            style: Style::known(input.notation.decimal_comma),
            parts: Vec::with_capacity(n_bytes / 128),
            tokens: Vec::with_capacity(n_bytes / 4),
            sentences: Vec::with_capacity(n_bytes / 64),
            numbers: Vec::with_capacity(n_bytes / 128),
            figures: Vec::with_capacity(n_bytes / 256),
            quotations: Vec::with_capacity(n_bytes / 256),
        }
    }

    /// Reads the next run. False at the end.
    pub(super) fn read_next(&mut self) -> bool {
        let mut parts = std::mem::take(&mut self.parts);
        self.open(&mut parts);
        let Input { text, .. } = self.input;
        self.tokens.clear();
        for part in &mut parts {
            let first = self.tokens.len();
            token::tokenize(text, part.span, self.lexicon, &mut self.tokens);
            part.tokens = first..self.tokens.len();
            let tokens = self.tokens.get(first..).unwrap_or_default();
            part.classes = tokens.iter().fold(Classes::NONE, |all, t| all.with(t.classes));
        }
        let Self { tokens, lexicon, .. } = self;
        let tokens_of = |part: &Part| tokens.get(part.tokens.clone()).unwrap_or_default();
        gather(
            &mut parts,
            &mut self.sentences,
            |part| &mut part.sentences,
            |part, sentences| {
                sentence::split(text, tokens_of(part), lexicon, sentences);
            },
        );
        let style = &mut self.style;
        gather(
            &mut parts,
            &mut self.numbers,
            |part| &mut part.numbers,
            |part, numbers| {
                number::read(text, tokens_of(part), lexicon, style, numbers);
            },
        );
        gather(
            &mut parts,
            &mut self.quotations,
            |part| &mut part.quotations,
            |part, found| {
                quotation::scan(text, tokens_of(part), part.runs_on, found);
            },
        );
        let mut figures = std::mem::take(&mut self.figures);
        gather(
            &mut parts,
            &mut figures,
            |part| &mut part.figures,
            |part, figures| {
                if !part.numbers.is_empty() {
                    figure::read(&self.passage(part), figures);
                }
            },
        );
        self.figures = figures;
        self.parts = parts;
        !self.parts.is_empty()
    }

    /// The passages of the last run.
    pub(super) fn run(&self) -> impl ExactSizeIterator<Item = Passage<'_>> {
        self.parts.iter().map(|part| self.passage(part))
    }

    fn passage(&self, part: &Part) -> Passage<'_> {
        Passage {
            input: self.input,
            lexicon: self.lexicon,
            span: part.span,
            kind: part.kind,
            is_lead: part.is_lead,
            classes: part.classes,
            tokens: self.tokens.get(part.tokens.clone()).unwrap_or_default(),
            sentences: self.sentences.get(part.sentences.clone()).unwrap_or_default(),
            numbers: self.numbers.get(part.numbers.clone()).unwrap_or_default(),
            figures: self.figures.get(part.figures.clone()).unwrap_or_default(),
            quotations: self.quotations.get(part.quotations.clone()).unwrap_or_default(),
        }
    }

    /// The paragraphs of the next run, and where they stand.
    fn open(&mut self, parts: &mut Vec<Part>) {
        parts.clear();
        let mut n_bytes = 0;
        while n_bytes < RUN_BYTES && parts.len() < RUN_MAX {
            let Some(&paragraph) = self.input.paragraphs.get(self.next) else { break };
            let span = self.next_piece(paragraph);
            n_bytes += span.len();
            parts.push(Part {
                span,
                kind: paragraph.kind,
                is_lead: self.next <= 2,
                runs_on: self.next_begins_quoted(),
                ..Part::default()
            });
        }
    }

    /// Whether the next paragraph begins with a quotation mark.
    fn next_begins_quoted(&self) -> bool {
        self.resume == 0
            && self
                .input
                .paragraphs
                .get(self.next)
                .and_then(|next| next.span.of(self.input.text).trim_start().chars().next())
                .is_some_and(quotation::can_begin)
    }

    /// The next paragraph, or the next piece of a very long one.
    fn next_piece(&mut self, paragraph: Paragraph) -> Span {
        let start = paragraph.span.start.max(self.resume);
        let mut end = paragraph.span.end;
        if end - start > PIECE_MAX {
            let mut cut = (start + PIECE_MAX) as usize;
            while !self.input.text.is_char_boundary(cut) {
                cut -= 1;
            }
            let piece = self.input.text.get(start as usize..cut).unwrap_or_default();
            let space = piece.rfind(['.', '\n']).map(|at| at + 1).or_else(|| piece.rfind(' '));
            end =
                start + Span::from_range(0..space.filter(|&at| at > 0).unwrap_or(piece.len())).end;
            self.resume = end;
        } else {
            self.next += 1;
            self.resume = 0;
        }
        Span::new(start, end)
    }
}

/// Few parts have more sentences, numbers or the like.
const PART_FINDS: usize = 16;

/// Gathers in `all` what `read` finds in each part, and where that of each part stands.
fn gather<T>(
    parts: &mut [Part],
    all: &mut Vec<T>,
    place: impl Fn(&mut Part) -> &mut Range<usize>,
    mut read: impl FnMut(&Part, &mut Vec<T>),
) {
    all.clear();
    // The readers look back at what they found, and not into the part before.
    let mut found = Vec::with_capacity(PART_FINDS);
    for part in parts {
        read(part, &mut found);
        let first = all.len();
        all.append(&mut found);
        *place(part) = first..all.len();
    }
}

/// What a rule reads: one paragraph with its words, sentences, numbers and quotations.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'t> {
    input: Input<'t>,
    lexicon: &'static Lexicon,
    span: Span,
    kind: ParagraphKind,
    is_lead: bool,
    classes: Classes,
    tokens: &'t [Token],
    sentences: &'t [Sentence],
    numbers: &'t [Number],
    figures: &'t [Figure],
    quotations: &'t [Quotation],
}

impl<'t> Passage<'t> {
    /// The whole text, in which all offsets are.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.input.text
    }

    /// Where the passage stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Whether it is among the first two paragraphs, where an article says what it is about.
    #[must_use]
    pub const fn is_lead(&self) -> bool {
        self.is_lead
    }

    /// What the paragraph is for.
    #[must_use]
    pub const fn kind(&self) -> ParagraphKind {
        self.kind
    }

    /// The day the text was published, where known.
    #[must_use]
    pub const fn published(&self) -> Option<Date> {
        self.input.published
    }

    /// All classes that some token of the passage has.
    #[must_use]
    pub const fn classes(&self) -> Classes {
        self.classes
    }

    /// The tokens in order.
    #[must_use]
    pub const fn tokens(&self) -> &'t [Token] {
        self.tokens
    }

    /// The sentences in order.
    #[must_use]
    pub const fn sentences(&self) -> &'t [Sentence] {
        self.sentences
    }

    /// The numbers in order; none overlaps another.
    #[must_use]
    pub const fn numbers(&self) -> &'t [Number] {
        self.numbers
    }

    /// The figures in order; none overlaps another.
    #[must_use]
    pub const fn figures(&self) -> &'t [Figure] {
        self.figures
    }

    /// The words the engine knows.
    #[must_use]
    pub const fn lexicon(&self) -> &'static Lexicon {
        self.lexicon
    }

    /// A unit of the table.
    #[must_use]
    pub fn unit(&self, id: UnitId) -> Option<&'static Unit> {
        self.lexicon.units().get(id)
    }

    /// The quotations in order of their opening; one may lie inside another.
    #[must_use]
    pub const fn quotations(&self) -> &'t [Quotation] {
        self.quotations
    }

    /// The words at `span`.
    #[must_use]
    pub fn words(&self, span: Span) -> &'t str {
        span.of(self.input.text)
    }

    /// The letters of a token.
    #[must_use]
    pub fn word(&self, token: &Token) -> &'t str {
        token.span().of(self.input.text)
    }

    /// Whether the token at `idx` is this word, given in lower case.
    #[must_use]
    #[inline(always)]
    pub fn is(&self, idx: usize, word: &str) -> bool {
        self.tokens.get(idx).is_some_and(|token| self.is_word(token, word))
    }

    /// Whether the token at `idx` is one of these words, given in lower case.
    #[must_use]
    #[inline(always)]
    pub fn is_any(&self, idx: usize, words: WordSet) -> bool {
        self.tokens.get(idx).is_some_and(|token| words.hold(token, self.input.text))
    }

    /// Whether a token is this word, given in lower case.
    #[must_use]
    #[inline(always)]
    pub fn is_word(&self, token: &Token, word: &str) -> bool {
        token.is(word, self.input.text)
    }

    /// Whether the token at `idx` is of `class`.
    #[must_use]
    pub fn has(&self, idx: usize, class: Class) -> bool {
        self.tokens.get(idx).is_some_and(|token| token.classes.has(class))
    }

    /// The value that the lexicon gives the token at `idx` as a member of `class`.
    #[must_use]
    pub fn value(&self, idx: usize, class: Class) -> Option<i32> {
        let token = self.tokens.get(idx).filter(|token| token.classes.has(class))?;
        self.lexicon.value(token.word, class)
    }

    /// The span from token `first` up to and with token `last`; empty where there are no such.
    #[must_use]
    pub fn span_of(&self, first: usize, last: usize) -> Span {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }

    /// The index of the first token that ends after byte `at`.
    #[must_use]
    pub fn token_idx(&self, at: u32) -> usize {
        self.tokens.partition_point(|token| token.end <= at)
    }

    /// The sentence that holds the token at `idx`.
    #[must_use]
    pub fn sentence_of(&self, idx: usize) -> Option<&'t Sentence> {
        let after = self.sentences.partition_point(|s| s.tokens.start <= idx);
        self.sentences.get(after.checked_sub(1)?).filter(|s| s.tokens.contains(&idx))
    }
}
