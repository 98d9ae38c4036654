//! From bytes to characters.
//!
//! Order of trust: the mark at the beginning, what a person chose, whether the bytes are valid UTF-8
//! or look like UTF-16, what the file declares, and last a guess from its letters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::{ImportError, Warning, foreign};

/// Bytes that are looked at to tell text from other things, and UTF-16 from others.
const HEAD: usize = 1 << 16;

/// Bytes that the guess of an encoding looks at; it does not get better with more.
const GUESS_HEAD: usize = 1 << 20;

/// A text and how its encoding became known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, all of them, line ends as they were; without a mark at the beginning.
    pub text: String,
    /// The encoding's name.
    pub encoding: &'static str,
    /// How it became known.
    pub basis: Basis,
    /// Runs of bytes that are not valid in it, each now one or more `�`.
    pub n_undecodable: usize,
}

/// How the encoding of a text became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// By the mark at the beginning.
    Mark,
    /// A person chose it.
    Chosen,
    /// The bytes can hardly be anything else.
    Form,
    /// The file says so.
    Declared,
    /// From its letters.
    Guess,
}

impl Decoded {
    /// What a reader should know about how the bytes were read.
    #[must_use]
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.basis == Basis::Guess {
            warnings.push(Warning::GuessedEncoding(self.encoding));
        }
        if self.n_undecodable > 0 {
            let (encoding, n_places) = (self.encoding, self.n_undecodable);
            warnings.push(Warning::Undecodable { encoding, n_places });
        }
        warnings
    }
}

/// Reads bytes as text, in `chosen` where a person chose an encoding, else as they look, else as the
/// file `declared`, else by a guess.
///
/// # Errors
///
/// When the bytes are no text.
pub fn decode(
    bytes: &[u8],
    chosen: Option<&'static Encoding>,
    declared: Option<&'static Encoding>,
) -> Result<Decoded, ImportError> {
    if let Some(decoded) = utf32(bytes) {
        return Ok(decoded);
    }
    let (encoding, basis) = if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        (encoding, Basis::Mark)
    } else if let Some(encoding) = chosen {
        (encoding, Basis::Chosen)
    } else if foreign::known(bytes).is_some() {
        return Err(foreign::error(bytes));
    } else if let Some(encoding) = utf16(bytes) {
        (encoding, Basis::Form)
    } else if !is_text(bytes) {
        return Err(ImportError::Binary);
    } else if is_nearly_utf8(bytes) {
        (UTF_8, Basis::Form)
    } else if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8) {
        (encoding, Basis::Declared)
    } else {
        (guess(bytes), Basis::Guess)
    };
    let (text, encoding, is_damaged) = encoding.decode(bytes);
    let n_undecodable = if is_damaged { n_replacements(&text) } else { 0 };
    Ok(Decoded { text: text.into_owned(), encoding: encoding.name(), basis, n_undecodable })
}

/// The encoding in which to read bytes whose sender `stated` one: none where the bytes tell better.
/// What is valid UTF-8 can hardly be anything else, but for the one that is written in ASCII.
#[must_use]
pub fn stated(bytes: &[u8], stated: Option<&'static Encoding>) -> Option<&'static Encoding> {
    stated.filter(|&stated| {
        Encoding::for_bom(bytes).is_none()
            && (stated == ISO_2022_JP || std::str::from_utf8(bytes).is_err())
    })
}

/// UTF-32 with a mark, which no browser reads and some databases still write.
fn utf32(bytes: &[u8]) -> Option<Decoded> {
    let (rest, encoding, read): (_, _, fn([u8; 4]) -> u32) =
        if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\0\0") {
            (rest, "UTF-32LE", u32::from_le_bytes)
        } else {
            (bytes.strip_prefix(b"\0\0\xFE\xFF")?, "UTF-32BE", u32::from_be_bytes)
        };
    let (units, _) = rest.as_chunks::<4>();
    let mut n_undecodable = usize::from(rest.len() % 4 != 0);
    let text = units.iter().map(|&unit| {
        char::from_u32(read(unit)).unwrap_or_else(|| {
            n_undecodable += 1;
            char::REPLACEMENT_CHARACTER
        })
    });
    let text = text.collect();
    Some(Decoded { text, encoding, basis: Basis::Mark, n_undecodable })
}

/// UTF-16 without a mark: every other byte of a Latin text is zero, and of any text the spaces and
/// line ends have a zero on the same side.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let (pairs, _) = head.as_chunks::<2>();
    let others: Vec<u8> = head.iter().copied().filter(|&byte| byte != 0).collect();
    if (head.len() - others.len()) * 4 < head.len() && is_text(&others) && is_nearly_utf8(&others) {
        // Few zeros, in what is a text without them.
        return None;
    }
    let (mut little, mut big) = (0, 0);
    let (mut little_blank, mut big_blank) = (0, 0);
    for pair in pairs {
        match pair {
            [0, 0] => {}
            [low, 0] => {
                little += 1;
                little_blank += usize::from(matches!(low, b' ' | b'\n'));
            }
            [0, low] => {
                big += 1;
                big_blank += usize::from(matches!(low, b' ' | b'\n'));
            }
            _ => {}
        }
    }
    // One in fifty: a text of long words in another alphabet has that many blanks; other bytes that
    // hold zeros have them on both sides.
    let is_clear = |ours: usize, blank: usize, theirs: usize| {
        ours * 50 >= pairs.len()
            && ours > 20 * theirs
            && (blank * 100 >= pairs.len() || pairs.len() < 100)
    };
    let encoding = if is_clear(little, little_blank, big) {
        UTF_16LE
    } else if is_clear(big, big_blank, little) {
        UTF_16BE
    } else {
        return None;
    };
    let (pairs, _) = encoding.decode_without_bom_handling(pairs.as_flattened());
    (!pairs.contains(char::REPLACEMENT_CHARACTER) && is_text(pairs.as_bytes())).then_some(encoding)
}

/// Whether bytes of one byte a letter (or UTF-8) can be text, which has hardly any control
/// characters. Single NULs are forgiven: some programs leave them behind.
fn is_text(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let n_controls = head.iter().filter(|&&b| b != 0 && foreign::is_control(b)).count();
    let n_nuls = head.iter().filter(|&&b| b == 0).count();
    // Of random bytes one in eight is a control character.
    n_controls * 100 <= head.len() && n_nuls * 10 <= head.len()
}

/// Whether the bytes are UTF-8, or were before a little of it was damaged: letters of two bytes or
/// more that are whole are far more often seen than bytes that fit nowhere.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        n_broken += usize::from(!chunk.invalid().is_empty());
        let is_first = |b: &&u8| **b >= 0xC0;
        n_whole += chunk.valid().as_bytes().iter().filter(is_first).count();
    }
    n_broken == 0 || n_whole > 3 * n_broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..GUESS_HEAD).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, head.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Runs of `�` in a text.
fn n_replacements(text: &str) -> usize {
    let mut previous = None;
    text.match_indices(char::REPLACEMENT_CHARACTER)
        .filter(|&(at, found)| previous.replace(at + found.len()) != Some(at))
        .count()
}
