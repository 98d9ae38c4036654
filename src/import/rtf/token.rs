//! The signs of RTF: groups, control words, characters.

/// Digits that a control word's number may have; more is no number.
const DIGITS_MAX: usize = 10;

/// Letters that a control word may have, by the standard.
const LETTERS_MAX: usize = 32;

/// One sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    Open,
    Close,
    /// A word with its number, if it has one.
    Word(&'b str, Option<i32>),
    /// A backslash and one sign that is no letter.
    Symbol(u8),
    /// A character of the text, in the encoding of its font.
    Byte(u8),
}

/// The signs of a file.
#[derive(Debug)]
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The letters from here on, and what follows them read as a number.
    fn word(&mut self) -> Token<'b> {
        let begin = self.at;
        while self.at - begin < LETTERS_MAX && self.peek().is_some_and(|b| b.is_ascii_alphabetic())
        {
            self.at += 1;
        }
        let word = self.bytes.get(begin..self.at).unwrap_or_default();
        let word = std::str::from_utf8(word).unwrap_or_default();
        let begin = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let digits = self.at;
        while self.at - digits < DIGITS_MAX && self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        let number = if self.at == digits {
            // A hyphen without digits is text.
            self.at = begin;
            None
        } else {
            let digits = self.bytes.get(begin..self.at).unwrap_or_default();
            std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok())
        };
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if word == "bin"
            && let Some(length) = number.and_then(|length| usize::try_from(length).ok())
        {
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Token::Word(word, number)
    }

    fn escaped(&mut self) -> Option<Token<'b>> {
        let byte = self.peek()?;
        if byte.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        if byte != b'\'' {
            return Some(Token::Symbol(byte));
        }
        let digits = self.bytes.get(self.at..self.at + 2);
        let digits = digits.and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        // One that is no number stands for nothing; its sign is passed over.
        let Some(code) = code else { return Some(Token::Symbol(byte)) };
        self.at += 2;
        Some(Token::Byte(code))
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.escaped(),
                b'\r' | b'\n' | 0 => continue,
                _ => Some(Token::Byte(byte)),
            };
        }
    }
}
