//! Where sentences end.
//!
//! A sentence may end at a point, a question or an exclamation mark, after the quotation marks and
//! brackets that close on it. It does not where an abbreviation, an initial or the number of a list
//! owns the point, where the next word is in lower case, or where the words after a quotation only
//! say whose it is.

use std::ops::Range;

use super::lexicon::{Class, Lexicon};
use super::token::{Token, TokenKind, next_from};
use crate::text::Span;

/// Most quotation marks, brackets and dashes looked past for the first word of the next sentence.
const OPENERS_MAX: usize = 4;

/// Most tokens of a first phrase such as `At 5 a.m.`, which is no sentence by itself.
const PHRASE_MAX: usize = 3;

/// Most tokens of a name between a quotation and its verb.
const SPEAKER_MAX: usize = 4;

/// Most tokens after that verb, up to the next mark.
const SPEECH_MAX: usize = 8;

/// One sentence of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, by their indices in the passage.
    pub tokens: Range<usize>,
    /// From its first token to its last.
    pub span: Span,
}

/// Parts `tokens`, cut from `text`, into sentences.
pub fn split(text: &str, tokens: &[Token], lexicon: &Lexicon, sentences: &mut Vec<Sentence>) {
    let mut reader = Reader { text, tokens, lexicon, start: 0, list: None };
    reader.list = reader.marker(0);
    let mut idx = 0;
    // A longer word or a comma ends no sentence and is no item of a list.
    let is_plain = |token: &Token| {
        token.is_word() & !token.shape.is_dotted() & (token.end - token.start > 1)
            | (token.first == ',')
    };
    while let Some(at) = next_from(tokens, idx, |token| !is_plain(token)) {
        idx = at;
        let Some(token) = tokens.get(idx) else { break };
        if idx > reader.start && reader.begins_item(idx) {
            reader.close(idx, sentences);
        }
        if !is_stop(token) {
            idx += 1;
            continue;
        }
        let stop = reader.stop(idx);
        if let Some(end) = reader.end(&stop) {
            reader.close(end, sentences);
        }
        idx = stop.after.max(idx + 1);
    }
    reader.close(tokens.len(), sentences);
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    lexicon: &'t Lexicon,
    /// First token of the sentence that is being read.
    start: usize,
    /// The last item of a list met.
    list: Option<Marker>,
}

/// The number or letter before an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    style: (Numbering, Closing, bool),
    place: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Digits,
    Letters,
    Capitals,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Point,
    Bracket,
    Both,
}

/// One or more marks that may end a sentence, with what closes on them.
#[derive(Debug)]
struct Stop {
    first: usize,
    /// One past the marks and what closes on them.
    after: usize,
    kind: StopKind,
    /// A quotation mark closes on it.
    is_quoted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StopKind {
    /// One point.
    Point,
    /// A word that holds its point: `U.S.`
    Dotted,
    /// Some `!` or `?`, or four points.
    Strong,
    /// Three points.
    Ellipsis,
    /// Points with spaces between; so many.
    Spaced(usize),
}

impl Reader<'_> {
    fn close(&mut self, end: usize, sentences: &mut Vec<Sentence>) {
        let range = self.start..end;
        if let (Some(first), Some(last)) =
            (self.tokens.get(range.start), self.tokens.get(end.wrapping_sub(1)))
            && !range.is_empty()
        {
            sentences.push(Sentence { tokens: range, span: Span::new(first.start, last.end) });
        }
        self.start = end;
        self.list = self.marker(end).or(self.list);
    }

    fn is_glued(&self, idx: usize) -> bool {
        self.tokens.get(idx).is_some_and(|t| t.shape.is_glued())
    }

    fn is_mark(&self, idx: usize, mark: char) -> bool {
        self.tokens.get(idx).is_some_and(|t| t.is_mark(mark))
    }

    /// Reads the marks from `first` on, and what closes on them.
    fn stop(&self, first: usize) -> Stop {
        let mut kind = self.tokens.get(first).map_or(StopKind::Point, |t| match t.kind {
            TokenKind::Word => StopKind::Dotted,
            _ if t.first == '.' => StopKind::Point,
            _ if t.first == '…' => StopKind::Ellipsis,
            _ => StopKind::Strong,
        });
        let mut after = first + 1;
        while let Some(token) = self.tokens.get(after).filter(|t| t.shape.is_glued()) {
            let is_strong = token.kind == TokenKind::Mark && is_stop(token) && token.first != '.';
            if token.first == '…' || (token.is_mark('.') && after < first + 3) {
                kind = if kind == StopKind::Strong { kind } else { StopKind::Ellipsis };
            } else if is_strong || token.is_mark('.') {
                kind = StopKind::Strong;
            } else {
                break;
            }
            after += 1;
        }
        if kind == StopKind::Point && after == first + 1 {
            while self.is_mark(after, '.') {
                after += 1;
            }
            if after > first + 1 {
                kind = StopKind::Spaced(after - first);
            }
        }
        let mut is_quoted = false;
        while let Some(token) = self.tokens.get(after).filter(|t| t.shape.is_glued()) {
            let is_quote = is_closing_quote(token);
            // A straight mark may open instead: then a word stands on it and a space before it.
            if is_quote || is_closing_bracket(token) {
                is_quoted |= is_quote;
                after += 1;
            } else if token.is_mark('[') && self.is_mark(after + 2, ']') {
                after += 3;
            } else {
                break;
            }
        }
        Stop { first, after: after.min(self.tokens.len()), kind, is_quoted }
    }

    /// One past the last token of the sentence that ends at `stop`, if one does.
    fn end(&self, stop: &Stop) -> Option<usize> {
        let next = self.tokens.get(stop.after)?;
        if self.is_omission(stop) {
            return None;
        }
        if next.shape.is_glued() && !is_wide(self.tokens.get(stop.first)?.first) {
            return self.lacks_space(stop).then_some(stop.after);
        }
        let word_idx = self.first_word(stop.after)?;
        let word = self.tokens.get(word_idx)?;
        if let StopKind::Spaced(n) = stop.kind {
            let ends = n >= 4 && !self.is_lower(word_idx);
            // The first of them is the full stop where it stands on the last word.
            let full_stop = if self.is_glued(stop.first) { stop.first + 1 } else { stop.after };
            return ends.then_some(full_stop);
        }
        let is_item = stop.kind != StopKind::Dotted
            && self.marker(word_idx).is_some_and(|m| m.place == 1 || m.place == u32::from(b'a'));
        if (self.is_lower(word_idx) && !is_item)
            || (stop.is_quoted && self.names_speaker(stop, word_idx))
        {
            return None;
        }
        let owned = match stop.kind {
            StopKind::Point | StopKind::Dotted => self.owns_point(stop, word),
            StopKind::Strong => self.owns_exclamation(stop, word),
            StopKind::Ellipsis | StopKind::Spaced(_) => false,
        };
        (!owned).then_some(stop.after)
    }

    /// `[...]` stands for words left out.
    fn is_omission(&self, stop: &Stop) -> bool {
        let is_bracket = |idx: Option<usize>, marks: [char; 2]| {
            idx.is_some_and(|i| self.is_mark(i, marks[0]) || self.is_mark(i, marks[1]))
        };
        let mut last = stop.first;
        while self.tokens.get(last).is_some_and(|t| matches!(t.first, '.' | '…'))
            && last < stop.after
        {
            last += 1;
        }
        stop.kind == StopKind::Ellipsis
            && is_bracket(stop.first.checked_sub(1), ['[', '('])
            && is_bracket(Some(last), [']', ')'])
    }

    /// The first token after `idx` that is no opening mark, dash or bullet.
    fn first_word(&self, idx: usize) -> Option<usize> {
        let rest = self.tokens.get(idx..)?.iter().take(OPENERS_MAX + 1);
        let past = rest.take_while(|t| t.kind == TokenKind::Mark && !is_money_or_stop(t)).count();
        (past <= OPENERS_MAX).then_some((idx + past).min(self.tokens.len().checked_sub(1)?))
    }

    /// Whether the word at `idx` begins with a small letter, and is no name written so (`iPhone`,
    /// `al-Hakim`).
    fn is_lower(&self, idx: usize) -> bool {
        let Some(token) = self.tokens.get(idx) else { return false };
        if !token.first.is_lowercase() {
            return false;
        }
        let has_capital = token.span().of(self.text).bytes().any(|b| b.is_ascii_uppercase());
        let is_particle = token.end - token.start <= 3
            && self.is_mark(idx + 1, '-')
            && self.is_glued(idx + 1)
            && self.tokens.get(idx + 2).is_some_and(|t| t.shape.is_glued() && t.shape.is_capital());
        !has_capital && !is_particle
    }

    /// Whether a sentence begins on the very next letter: `the end.Then`.
    fn lacks_space(&self, stop: &Stop) -> bool {
        let Some(before) = stop.first.checked_sub(1).and_then(|i| self.tokens.get(i)) else {
            return false;
        };
        let Some(next) = self.tokens.get(stop.after) else { return false };
        let is_full = |t: &Token| t.end - t.start >= 2;
        let ends_low = before.span().of(self.text).chars().next_back().is_some_and(|c| {
            c.is_lowercase() || c.is_ascii_digit() || (stop.is_quoted && is_closing_bracket(before))
        });
        let begins_high = next.is_word()
            && next.shape.is_capital()
            && !next.shape.is_all_capitals()
            && (next.end - next.start >= 2 || matches!(next.first, 'I' | 'A'));
        // A name of a file or a class goes on with another point.
        let goes_on = self.is_glued(stop.after + 1)
            && self.tokens.get(stop.after + 1).is_some_and(|t| matches!(t.first, '.' | '(' | '_'))
            && !next.classes.has(Class::Abbreviation)
            && self.is_glued(stop.after + 2);
        matches!(stop.kind, StopKind::Point | StopKind::Strong)
            && self.is_glued(stop.first)
            && (before.is_word() || before.is_number())
            && (is_full(before) || stop.is_quoted)
            && ends_low
            && begins_high
            && !goes_on
    }

    /// Whether the words after a closed quotation say whose it is: `"Why?" Ms. Ortiz asked.`
    fn names_speaker(&self, stop: &Stop, from: usize) -> bool {
        if !matches!(stop.kind, StopKind::Strong | StopKind::Ellipsis) {
            return false;
        }
        let rest = self.tokens.get(from..).unwrap_or_default().iter().take(SPEAKER_MAX + 1);
        for (n, token) in rest.enumerate() {
            if token.classes.has(Class::Cue) && token.first.is_lowercase() {
                return n > 0 && self.ends_soon(from + n + 1);
            }
            let in_name = token.shape.is_capital() || (n > 0 && token.is_mark('.'));
            if !in_name || (n > 0 && token.classes.has(Class::Starter)) {
                return false;
            }
        }
        false
    }

    /// Whether a mark parts what begins at `idx` from the rest within a few words: `said.`, `told
    /// reporters in Leeds.`
    fn ends_soon(&self, idx: usize) -> bool {
        let rest = self.tokens.get(idx..).unwrap_or_default();
        rest.len() <= SPEECH_MAX
            || rest.iter().take(SPEECH_MAX).any(|t| matches!(t.first, '.' | ',' | ';' | ':'))
    }

    /// Whether the point belongs to an abbreviation, an initial or the number of a list item, and
    /// the sentence goes on with `next`.
    fn owns_point(&self, stop: &Stop, next: &Token) -> bool {
        let dotted = stop.kind == StopKind::Dotted;
        let at = if dotted { Some(stop.first) } else { stop.first.checked_sub(1) };
        let Some((at, word)) = at.and_then(|at| Some((at, self.tokens.get(at)?))) else {
            return false;
        };
        if !dotted && !self.is_glued(stop.first) {
            return false;
        }
        let n_letters = word.end - word.start;
        let is_first = self.is_first(at);
        // A dash after an abbreviation goes on: `KEENE, N.H. — The`.
        let is_dashed =
            self.tokens.get(stop.after).is_some_and(|t| matches!(t.first, '-' | '–' | '—'));
        let begins =
            !is_dashed && (next.classes.has(Class::Starter) || next.classes.has(Class::Vague));
        if word.is_number() {
            return is_first && n_letters <= 3;
        }
        if !word.is_word() {
            // `N°. 5`
            return matches!(word.first, '°' | 'º') && next.is_number();
        }
        if word.classes.has(Class::Abbreviation) {
            let value = self.lexicon.value(word.word, Class::Abbreviation).unwrap_or_default();
            let is_written = value != 3 || word.shape.is_capital();
            match value {
                1 => return true,
                2 if next.is_number() => return true,
                0 | 3 if is_written => return !begins,
                4 if dotted || word.shape.is_glued() || n_letters > 2 => {
                    return next.is_number() || at - self.start < PHRASE_MAX || places_hour(next);
                }
                _ => {}
            }
        }
        if dotted || (n_letters > 0 && self.is_mark(at.wrapping_sub(1), '.') && self.is_glued(at)) {
            return !begins;
        }
        let mut letters = word.span().of(self.text).chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else {
            return is_first && is_roman(word.span().of(self.text));
        };
        if is_first {
            return true;
        }
        // The `s` of `1980s`.
        if word.shape.is_glued() {
            return false;
        }
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        let after_name = before.is_some_and(|t| t.shape.is_capital());
        if letter == 'I' && !after_name {
            return false;
        }
        // `May` and `Will` are surnames as well.
        !begins || (after_name && matches!(next.span().of(self.text), "Will" | "May" | "Young"))
    }

    fn owns_exclamation(&self, stop: &Stop, next: &Token) -> bool {
        let before = stop.first.checked_sub(1).and_then(|i| self.tokens.get(i));
        before.is_some_and(|t| self.lexicon.value(t.word, Class::Abbreviation) == Some(5))
            && stop.after == stop.first + 1
            && !next.classes.has(Class::Starter)
    }

    /// Whether only opening marks stand between the sentence's start and `idx`.
    fn is_first(&self, idx: usize) -> bool {
        idx.saturating_sub(self.start) <= 2
            && self
                .tokens
                .get(self.start..idx)
                .is_some_and(|before| before.iter().all(|t| t.kind == TokenKind::Mark))
    }

    /// Whether a list goes on at `idx` with its next number or letter, or a bullet stands there.
    fn begins_item(&self, idx: usize) -> bool {
        let Some(token) = self.tokens.get(idx) else { return false };
        if token.kind == TokenKind::Mark && is_bullet(token.first) {
            return true;
        }
        let Some(last) = self.list else { return false };
        if token.shape.is_glued() || self.is_first(idx) {
            return false;
        }
        self.marker(idx).is_some_and(|m| m.style == last.style && m.place == last.place + 1)
    }

    /// The number or letter of a list item that begins at `idx`.
    fn marker(&self, idx: usize) -> Option<Marker> {
        let is_open = self.is_mark(idx, '(');
        let bulleted = self.tokens.get(idx).is_some_and(|t| is_bullet(t.first));
        let at = idx + usize::from(is_open || bulleted);
        let token = self.tokens.get(at)?;
        let words = token.span().of(self.text);
        let (numbering, place) = if token.is_number() && words.len() <= 3 {
            (Numbering::Digits, words.parse().ok()?)
        } else if token.is_word() && words.len() == 1 {
            let numbering = if words.as_bytes().first()?.is_ascii_lowercase() {
                Numbering::Letters
            } else {
                Numbering::Capitals
            };
            (numbering, u32::from(*words.as_bytes().first()?))
        } else {
            return None;
        };
        let glued = |idx: usize, mark: char| self.is_mark(idx, mark) && self.is_glued(idx);
        let (closing, after) = if glued(at + 1, '.') && glued(at + 2, ')') {
            (Closing::Both, at + 3)
        } else if glued(at + 1, ')') {
            (Closing::Bracket, at + 2)
        } else if glued(at + 1, '.') {
            (Closing::Point, at + 2)
        } else {
            return None;
        };
        // Capitals with a point are initials.
        let counts = (numbering, closing) != (Numbering::Capitals, Closing::Point)
            && !self.is_glued(after)
            && after < self.tokens.len();
        counts.then_some(Marker { style: (numbering, closing, is_open), place })
    }
}

/// Whether a sentence may end at the token.
fn is_stop(token: &Token) -> bool {
    match token.kind {
        TokenKind::Mark => {
            matches!(token.first, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉')
                || is_wide(token.first)
        }
        TokenKind::Word => token.shape.is_dotted(),
        _ => false,
    }
}

/// Full stops of scripts that put no space after them.
const fn is_wide(mark: char) -> bool {
    matches!(mark, '。' | '．' | '｡' | '！' | '？')
}

fn is_closing_quote(token: &Token) -> bool {
    token.kind == TokenKind::Mark && matches!(token.first, '"' | '\'' | '”' | '’' | '»' | '“' | '›')
}

fn is_closing_bracket(token: &Token) -> bool {
    token.kind == TokenKind::Mark && matches!(token.first, ')' | ']' | '}')
}

const fn is_bullet(mark: char) -> bool {
    matches!(mark, '•' | '⁃' | '‣' | '◦' | '▪' | '●' | '■')
}

/// A mark that a sentence cannot begin before: `$5` begins one with the sign.
fn is_money_or_stop(token: &Token) -> bool {
    token.classes.has(Class::CurrencySign) || is_stop(token)
}

/// A zone or a day after an hour: `9 p.m. Eastern`, `9 p.m. Sunday`.
fn places_hour(next: &Token) -> bool {
    next.classes.has(Class::Weekday)
        || next.classes.has(Class::Month)
        || (next.shape.is_all_capitals() && next.end - next.start <= 4)
}

fn is_roman(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'))
}
