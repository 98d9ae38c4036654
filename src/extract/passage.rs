//! What a rule reads: one paragraph with its words, sentences, numbers and quotations.

use jiff::civil::Date;

use super::Input;
use super::figure::{self, Figure};
use super::lexicon::{Class, Classes, Lexicon};
use super::number::{self, Number, Style};
use super::quotation::{self, Quotation};
use super::sentence::{self, Sentence};
use super::token::{self, Token};
use super::units::{Unit, UnitId};
use super::words::WordList;
use crate::text::{Paragraph, ParagraphKind, Span};

/// Longest stretch, in bytes, that is read at once. A paragraph that is longer (a text without
/// line breaks) is read in pieces, cut at white space, so that memory stays bounded.
const PIECE_MAX: u32 = 1 << 16;

/// One paragraph, read. The same buffers serve for every paragraph of a text.
#[derive(Debug)]
pub struct Passage<'t> {
    input: Input<'t>,
    lexicon: &'static Lexicon,
    /// The paragraph to read next.
    next: usize,
    /// Where in it to go on, where it is read in pieces.
    resume: u32,
    span: Span,
    kind: ParagraphKind,
    classes: Classes,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    numbers: Vec<Number>,
    figures: Vec<Figure>,
    style: Style,
    quotations: Vec<Quotation>,
}

impl<'t> Passage<'t> {
    /// Stands before the first paragraph.
    pub(super) fn new(input: Input<'t>, lexicon: &'static Lexicon) -> Self {
        Self {
            input,
            lexicon,
            next: 0,
            resume: 0,
            span: Span::default(),
            kind: ParagraphKind::Body,
            classes: Classes::NONE,
            tokens: Vec::new(),
            sentences: Vec::new(),
            numbers: Vec::new(),
            figures: Vec::new(),
            style: Style::known(input.notation.decimal_comma),
            quotations: Vec::new(),
        }
    }

    /// Reads the next paragraph, or the next piece of a very long one. False at the end.
    pub(super) fn read_next(&mut self) -> bool {
        let Some(&paragraph) = self.input.paragraphs.get(self.next) else { return false };
        self.kind = paragraph.kind;
        self.span = self.next_piece(paragraph);
        self.tokens.clear();
        token::tokenize(self.input.text, self.span, self.lexicon, &mut self.tokens);
        self.classes = self.tokens.iter().fold(Classes::NONE, |all, t| all.with(t.classes));
        self.sentences.clear();
        sentence::split(self.input.text, &self.tokens, self.lexicon, &mut self.sentences);
        self.numbers.clear();
        number::read(
            self.input.text,
            &self.tokens,
            self.lexicon,
            &mut self.style,
            &mut self.numbers,
        );
        self.quotations.clear();
        let runs_on = self.next_begins_quoted();
        quotation::scan(self.input.text, &self.tokens, runs_on, &mut self.quotations);
        let mut figures = std::mem::take(&mut self.figures);
        figures.clear();
        if !self.numbers.is_empty() {
            figure::read(self, &mut figures);
        }
        self.figures = figures;
        true
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
        self.next <= 2
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
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The sentences in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The numbers in order; none overlaps another.
    #[must_use]
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// The figures in order; none overlaps another.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
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
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
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
    pub fn is_any(&self, idx: usize, words: impl WordList) -> bool {
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
    pub fn sentence_of(&self, idx: usize) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|s| s.tokens.start <= idx);
        self.sentences.get(after.checked_sub(1)?).filter(|s| s.tokens.contains(&idx))
    }
}
