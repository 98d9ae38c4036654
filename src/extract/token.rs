//! Cuts a text into words, numbers and marks, once for every rule.

use super::lexicon::{Class, Classes, Lexicon, WordId};
use super::words::{self, Letters};
use crate::text::Span;

/// One word, number or mark of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// First byte, in the whole text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its first character; all of it for a mark.
    pub first: char,
    /// The entry of the word list, or [`WordId::NONE`].
    pub word: WordId,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub shape: Shape,
    /// What the word list says of it, and what its form says.
    pub classes: Classes,
    /// Its first eight bytes, letters in lower case: what tells most words apart.
    head: u64,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters: `don't`, `U.S.`, and the `'s` of a possessive by itself.
    Word,
    /// Digits with points and commas inside: `1,234.5`.
    Number,
    /// An address of the web or of mail.
    Address,
    /// Any other character by itself.
    Mark,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(u8);

impl Shape {
    const GLUED: u8 = 1;
    const CAPITAL: u8 = 2;
    const ALL_CAPITALS: u8 = 4;
    const DOTTED: u8 = 8;
    const AFTER_LINE: u8 = 16;

    /// No white space stands before it.
    #[must_use]
    pub const fn is_glued(self) -> bool {
        self.0 & Self::GLUED != 0
    }

    /// Its first letter is a capital.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        self.0 & Self::CAPITAL != 0
    }

    /// It has two letters or more, all capitals.
    #[must_use]
    pub const fn is_all_capitals(self) -> bool {
        self.0 & Self::ALL_CAPITALS != 0
    }

    /// Letters with points between, such as `U.S.`; the last point belongs to it.
    #[must_use]
    pub const fn is_dotted(self) -> bool {
        self.0 & Self::DOTTED != 0
    }

    /// A line break stands before it.
    #[must_use]
    pub const fn is_after_line(self) -> bool {
        self.0 & Self::AFTER_LINE != 0
    }
}

impl Token {
    /// Its place in the whole text.
    #[must_use]
    pub const fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether it is this one character.
    #[must_use]
    pub const fn is_mark(&self, mark: char) -> bool {
        matches!(self.kind, TokenKind::Mark) && self.first as u32 == mark as u32
    }

    /// Whether it is this word of `text`, given in lower case, whatever its own case.
    #[must_use]
    #[inline(always)]
    pub fn is(&self, word: &str, text: &str) -> bool {
        let head = words::head_of(word);
        // Nothing else has the head of a few letters, which ends where they do: one number to compare.
        if words::is_all_in_head(word, head) {
            return self.head == head;
        }
        (self.end - self.start) as usize == word.len()
            && self.head == head
            // In a word of ASCII no two letters or marks have one head.
            && ((word.len() == 8 && self.is_word() && words::is_ascii(self.head))
                || self.has_letters(word, text))
    }

    /// Its first eight bytes, letters in lower case.
    #[inline(always)]
    pub(super) const fn head(&self) -> u64 {
        self.head
    }

    #[inline(never)]
    fn has_letters(&self, word: &str, text: &str) -> bool {
        self.span().of(text).eq_ignore_ascii_case(word)
    }

    /// Whether it is a word.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }

    /// Whether it is digits.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self.kind, TokenKind::Number)
    }
}

/// The index of the first token from `from` on that is such a one: most are passed by without a closer
/// look.
#[inline(always)]
pub(super) fn next_from(
    tokens: &[Token],
    from: usize,
    is_such: impl FnMut(&Token) -> bool,
) -> Option<usize> {
    Some(from + tokens.get(from..)?.iter().position(is_such)?)
}

/// Cuts `text[span]` into tokens, appended to `tokens`. Offsets count from the start of `text`.
pub fn tokenize(text: &str, span: Span, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let mut cutter =
        Cutter { text, at: span.start as usize, end: span.range().end.min(text.len()), lexicon };
    tokens.reserve(span.len() as usize / BYTES_OF_TOKEN);
    loop {
        while cutter.cut_plain(tokens) {}
        let Some(token) = cutter.next_token() else { break };
        tokens.push(token);
    }
}

/// About how many bytes of a text make a token, the space before it included.
const BYTES_OF_TOKEN: usize = 5;

/// Longest scheme, label of a host or mailbox, in bytes: the standards allow no longer ones.
const ADDRESS_HEAD_MAX: usize = 64;

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    lexicon: &'t Lexicon,
}

impl Cutter<'_> {
    /// Cuts the next token where it is what nearly all of a text is made of: plain letters, a comma or
    /// a full stop, after a space or none. False where that needs a closer look.
    #[inline(always)]
    fn cut_plain(&mut self, tokens: &mut Vec<Token>) -> bool {
        let bytes = self.text.as_bytes().get(..self.end).unwrap_or_default();
        // Without a branch: a space stands before most tokens, but not so regularly as to be foreseen.
        let is_spaced = bytes.get(self.at) == Some(&b' ');
        let start = self.at + usize::from(is_spaced);
        let mut shape = Shape(if is_spaced { 0 } else { Shape::GLUED });
        let Some(&byte) = bytes.get(start) else { return false };
        if matches!(byte, b',' | b'.') {
            self.at = start + 1;
            tokens.push(Token {
                start: offset(start),
                end: offset(self.at),
                first: char::from(byte),
                word: WordId::NONE,
                kind: TokenKind::Mark,
                shape,
                classes: Classes::NONE,
                head: words::head_of_mark(byte),
            });
            return true;
        }
        let letters = Letters::at(bytes, start, self.end);
        let after = start + letters.len;
        let is_plain = letters.len > 0
            && match bytes.get(after) {
                None => true,
                Some(b'.') => {
                    letters.len > 3 && bytes.get(after + 1).is_none_or(u8::is_ascii_whitespace)
                }
                Some(&next) => ends_word(next),
            };
        let is_capital = byte.is_ascii_uppercase();
        // Words in capitals are looked at letter by letter.
        if !is_plain || (is_capital && !letters.has_small) {
            return false;
        }
        self.at = after;
        let word = if letters.len <= 8 {
            self.lexicon.short_word(letters)
        } else if self.lexicon.may_hold_long(letters) {
            self.lexicon.word_at(self.text, start, after)
        } else {
            WordId::NONE
        };
        let mut classes = self.lexicon.classes(word);
        if is_capital {
            shape.0 |= Shape::CAPITAL;
            classes = classes.with(Classes::of(&[Class::Capital]));
        }
        tokens.push(Token {
            start: offset(start),
            end: offset(after),
            first: char::from(byte),
            word,
            kind: TokenKind::Word,
            shape,
            classes,
            head: letters.chunk,
        });
        true
    }

    fn next_token(&mut self) -> Option<Token> {
        let mut shape = Shape(Shape::GLUED);
        let first = loop {
            // A space and a character that shows, as nearly all are.
            let byte = self.byte(self.at)?;
            if byte == b' ' {
                shape.0 &= !Shape::GLUED;
                self.at += 1;
                continue;
            }
            if byte.is_ascii_graphic() {
                break char::from(byte);
            }
            let c = self.peek()?;
            if !c.is_whitespace() && !is_invisible(c) {
                break c;
            }
            // An invisible character parts nothing.
            shape.0 &= if is_invisible(c) { u8::MAX } else { !Shape::GLUED };
            shape.0 |= if c == '\n' { Shape::AFTER_LINE } else { 0 };
            self.at += c.len_utf8();
        };
        if is_letter(first) {
            return Some(self.word(first, shape));
        }
        let start = self.at;
        let kind = if first.is_ascii_digit() {
            if self.follows_unspaced(start) {
                shape.0 &= !Shape::GLUED;
            }
            self.digits();
            TokenKind::Number
        } else if is_apostrophe(first) && self.possessive() {
            TokenKind::Word
        } else {
            self.at += first.len_utf8();
            TokenKind::Mark
        };
        let word = match kind {
            TokenKind::Word => self.lexicon.word_at(self.text, start, self.at),
            _ => WordId::NONE,
        };
        let classes = self.lexicon.classes(word).with(Classes::of_form(kind, first));
        let span = Span::from_range(start..self.at);
        let head = words::head(self.text.as_bytes(), start, self.at);
        Some(Token { start: span.start, end: span.end, first, word, kind, shape, classes, head })
    }

    /// The word or the address that begins here with the letter `first`.
    fn word(&mut self, first: char, mut shape: Shape) -> Token {
        let start = self.at;
        let after = start + Letters::at(self.text.as_bytes(), start, self.end).len;
        let kind = if may_join_address(self.byte(after)) && self.address() {
            TokenKind::Address
        } else {
            self.at = after;
            self.letters(start, &mut shape);
            TokenKind::Word
        };
        let span = Span::from_range(start..self.at);
        let mut token = Token {
            start: span.start,
            end: span.end,
            first,
            word: WordId::NONE,
            kind,
            shape,
            classes: Classes::NONE,
            head: words::head(self.text.as_bytes(), start, self.at),
        };
        if kind == TokenKind::Word {
            token.word = self.lexicon.word_at(self.text, start, self.at);
            token.classes = self.lexicon.classes(token.word);
            self.case(start, first, &mut token.shape);
            if token.shape.is_capital() {
                token.classes = token.classes.with(Classes::of(&[Class::Capital]));
            }
        }
        token
    }

    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    fn peek(&self) -> Option<char> {
        self.char_at(self.at)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        match self.byte(at)? {
            byte if byte.is_ascii() => Some(char::from(byte)),
            _ => self.text.get(at..self.end)?.chars().next(),
        }
    }

    /// Whether a letter of a script that puts no spaces between words stands before `at`: digits
    /// after it are no part of its word.
    fn follows_unspaced(&self, at: usize) -> bool {
        let is_high = at.checked_sub(1).and_then(|at| self.byte(at)).is_some_and(|b| b >= 0x80);
        is_high
            && self
                .text
                .get(..at)
                .and_then(|before| before.chars().next_back())
                .is_some_and(|c| ('\u{2e80}'..='\u{9fff}').contains(&c) && c.is_alphabetic())
    }

    /// Digits, and points or commas that stand between two digits.
    fn digits(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            let joins = matches!(byte, b'.' | b',')
                && self.byte(self.at + 1).is_some_and(|b| b.is_ascii_digit());
            if !byte.is_ascii_digit() && !joins {
                break;
            }
            self.at += 1;
        }
    }

    /// What belongs to the word that began at `start` after its plain letters: letters and marks on
    /// them, an apostrophe between letters unless it begins a final `'s`, and single letters with
    /// points (`U.S.`).
    fn letters(&mut self, start: usize, shape: &mut Shape) {
        while let Some(c) = self.peek() {
            let joins = is_apostrophe(c) && !self.possessive_at(self.at) && self.letter_after(c);
            if !is_letter(c) && !is_combining(c) && !joins {
                break;
            }
            self.at += c.len_utf8();
        }
        self.dotted(start, shape);
    }

    fn letter_after(&self, c: char) -> bool {
        self.char_at(self.at + c.len_utf8()).is_some_and(char::is_alphabetic)
    }

    /// After a first single letter: goes on over `.X.X.`.
    fn dotted(&mut self, start: usize, shape: &mut Shape) {
        if self.at != start + 1 || self.byte(self.at) != Some(b'.') {
            return;
        }
        let mut at = self.at + 1;
        let mut n_more = 0;
        while self.byte(at).is_some_and(|b| b.is_ascii_alphabetic())
            && self.byte(at + 1) == Some(b'.')
        {
            at += 2;
            n_more += 1;
        }
        if n_more > 0 {
            self.at = at;
            shape.0 |= Shape::DOTTED;
        }
    }

    /// Reads the `'s` of a possessive.
    fn possessive(&mut self) -> bool {
        if self.at == 0 || !self.possessive_at(self.at) {
            return false;
        }
        let glued = self
            .text
            .get(..self.at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| c.is_alphanumeric() || c == '.');
        if glued {
            self.at += self.peek().map_or(0, char::len_utf8) + 1;
        }
        glued
    }

    fn possessive_at(&self, at: usize) -> bool {
        let Some(apostrophe) = self.char_at(at) else { return false };
        let at = at + apostrophe.len_utf8();
        matches!(self.byte(at), Some(b's' | b'S'))
            && !self.char_at(at + 1).is_some_and(|c| c.is_alphanumeric() || is_apostrophe(c))
    }

    /// Reads an address of the web or of mail whole. Looks no further than the next white space or
    /// the first character that no address has.
    fn address(&mut self) -> bool {
        let mut at = self.at;
        // A scheme, a host or a mailbox is ASCII; what decides stands within its first part.
        while at < self.at + ADDRESS_HEAD_MAX
            && self
                .byte(at)
                .is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+'))
        {
            at += 1;
        }
        let rest = self.text.as_bytes().get(at..self.end).unwrap_or_default();
        let head = self.text.get(self.at..at).unwrap_or_default();
        let is_address = rest.starts_with(b"://")
            || (rest.starts_with(b"@") && rest.get(1).is_some_and(u8::is_ascii_alphanumeric))
            || (head.eq_ignore_ascii_case("www") && rest.starts_with(b"."))
            || (rest.starts_with(b".") && self.host(at));
        if is_address {
            while self
                .byte(at)
                .is_some_and(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b')'))
            {
                at += 1;
            }
            while self
                .byte(at - 1)
                .is_some_and(|b| matches!(b, b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\''))
            {
                at -= 1;
            }
            self.at = at;
        }
        is_address
    }

    /// Whether labels with points between end at `from` on in a common domain and a path: a host
    /// without its scheme, such as `example.com/news`.
    fn host(&self, from: usize) -> bool {
        const DOMAINS: [&[u8]; 16] = [
            b"com", b"org", b"net", b"gov", b"edu", b"uk", b"io", b"us", b"ca", b"de", b"fr",
            b"eu", b"int", b"tv", b"me", b"info",
        ];
        // A name has few labels, and none is long.
        let (mut at, mut label) = (from, from);
        while at < from + 64 {
            match self.byte(at) {
                Some(b'.') => label = at + 1,
                Some(b'/') => {
                    let last = self.text.as_bytes().get(label..at).unwrap_or_default();
                    return DOMAINS.contains(&last);
                }
                Some(b) if b.is_ascii_alphanumeric() || b == b'-' => {}
                _ => return false,
            }
            at += 1;
        }
        false
    }

    fn case(&self, start: usize, first: char, shape: &mut Shape) {
        if !first.is_uppercase() {
            return;
        }
        shape.0 |= Shape::CAPITAL;
        let rest = self.text.get(start + first.len_utf8()..self.at).unwrap_or_default();
        if !rest.is_empty() && rest.chars().all(|c| !c.is_lowercase()) {
            shape.0 |= Shape::ALL_CAPITALS;
        }
    }
}

/// An offset that lies before the end of a span, and so is one too.
const fn offset(at: usize) -> u32 {
    at as u32
}

/// Whether a word of plain letters is seen to end before this byte.
const fn ends_word(next: u8) -> bool {
    matches!(next, b' ' | b',' | b'\n' | b';' | b')' | b'"' | b'?' | b'!')
}

/// Whether an address may go on with this after its first letters.
const fn may_join_address(byte: Option<u8>) -> bool {
    matches!(byte, Some(b':' | b'@' | b'.' | b'-' | b'_' | b'+' | b'0'..=b'9'))
}

/// An apostrophe as keyboards and typesetters write it.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Characters without width that part no words: soft hyphen, joiners, marks of direction, BOM.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// A letter of any script. The common marks beyond ASCII are told from one without a table.
fn is_letter(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphabetic()
}

const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}
