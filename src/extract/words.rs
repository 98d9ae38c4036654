//! The table in which every word of a text is looked up: the hottest place of the engine.
//!
//! A word is at most 32 bytes, kept as four numbers with its letters in lower case, so that hashing
//! and comparing it are a few multiplications and no loop over letters.

use super::token::Token;

/// Longest word, in bytes, that is looked up.
const WORD_MAX: usize = 32;

/// The highest bit of every byte: that of no ASCII character.
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// A 1 in every byte.
const ONES: u64 = 0x0101_0101_0101_0101;

/// The bit in which a small ASCII letter differs from a capital, in every byte.
const SMALL_BITS: u64 = ONES << 5;

/// The letters of ASCII that a text has from a place on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letters {
    /// How many.
    pub len: usize,
    /// The first eight of them as the first part of a [`Key`]; the whole of a word that is no longer.
    pub chunk: u64,
    /// Whether there is a small one among the second to the eighth.
    pub has_small: bool,
}

impl Letters {
    /// Those of `text[start..end]` up to the first other byte, looked at eight at a time.
    #[inline(always)]
    pub(super) fn at(text: &[u8], start: usize, end: usize) -> Self {
        let load = |from: usize| {
            let rest = text.get(from..).unwrap_or_default();
            rest.first_chunk().map_or_else(|| padded(rest), |c| u64::from_le_bytes(*c))
        };
        let raw = load(start);
        let mut len = n_letters(raw);
        let most = end.saturating_sub(start);
        let first = len.min(most);
        let masked = if first < 8 { raw & ((1 << (first * 8)) - 1) } else { raw };
        if len == 8 {
            while len < most {
                let more = n_letters(load(start + len));
                len += more;
                if more < 8 {
                    break;
                }
            }
        }
        let has_small = masked & SMALL_BITS & !0xff != 0;
        let chunk = if first == 0 { 0 } else { masked | SMALL_BITS };
        Self { len: len.min(most), chunk, has_small }
    }
}

/// How many of the bytes, from the lowest on, are ASCII letters, up to the first that is none.
#[inline(always)]
const fn n_letters(bytes: u64) -> usize {
    // Each byte without its highest bit, so that no sum runs over into the next.
    let small = (bytes | SMALL_BITS) & !HIGH_BITS;
    let from_a = small + ONES * (0x80 - b'a' as u64);
    let after_z = small + ONES * (0x80 - b'z' as u64 - 1);
    let others = !(from_a & !after_z & !bytes) & HIGH_BITS;
    (others.trailing_zeros() / 8) as usize
}

/// The first eight bytes of `text[start..end]`, letters in lower case, as the first part of a [`Key`].
#[inline(always)]
pub(super) fn head(text: &[u8], start: usize, end: usize) -> u64 {
    let rest = text.get(start..).unwrap_or_default();
    let raw = rest.first_chunk().map_or_else(|| padded(rest), |c| u64::from_le_bytes(*c));
    let len = end.saturating_sub(start);
    (if len < 8 { raw & ((1 << (len * 8)) - 1) } else { raw }) | SMALL_BITS
}

/// The same of a mark of ASCII.
#[inline(always)]
pub(super) const fn head_of_mark(mark: u8) -> u64 {
    mark as u64 | SMALL_BITS
}

/// The same of a whole word. Of one that stands in the program the compiler makes a number; for that
/// it goes round no loop.
#[inline(always)]
pub(super) const fn head_of(word: &str) -> u64 {
    let bytes = word.as_bytes();
    byte_of_head(bytes, 0)
        | byte_of_head(bytes, 1)
        | byte_of_head(bytes, 2)
        | byte_of_head(bytes, 3)
        | byte_of_head(bytes, 4)
        | byte_of_head(bytes, 5)
        | byte_of_head(bytes, 6)
        | byte_of_head(bytes, 7)
        | SMALL_BITS
}

#[inline(always)]
const fn byte_of_head(bytes: &[u8], at: usize) -> u64 {
    if at < bytes.len() { (bytes[at] as u64) << (at * 8) } else { 0 }
}

/// Whether the text before byte `end` ends in these letters of ASCII, given in lower case, whatever its
/// own case. Four letters at most are compared as one number.
#[inline(always)]
pub(super) fn ends_in(text: &str, end: usize, ending: &str) -> bool {
    let before = text.as_bytes().get(..end).unwrap_or_default();
    let n = ending.len();
    match before.last_chunk::<4>() {
        Some(last) if n > 0 && n <= 4 => {
            let last = u64::from(u32::from_le_bytes(*last)) | (SMALL_BITS >> 32);
            last >> ((4 - n) * 8) == head_of(ending) & (u64::MAX >> ((8 - n) * 8))
        }
        _ => ends_in_any_case(before, ending),
    }
}

#[cold]
fn ends_in_any_case(before: &[u8], ending: &str) -> bool {
    let tail = before.len().checked_sub(ending.len()).and_then(|at| before.get(at..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(ending.as_bytes()))
}

/// Whether all the bytes of a head are ASCII.
#[inline(always)]
pub(super) const fn is_ascii(head: u64) -> bool {
    head & HIGH_BITS == 0
}

/// A word that stands in the program, with its head worked out when the program is built.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    head: u64,
    /// Whether its head is all of it, and that of nothing else.
    is_head: bool,
    letters: &'static str,
}

impl Word {
    /// A word given in lower case.
    #[must_use]
    pub const fn new(letters: &'static str) -> Self {
        let head = head_of(letters);
        Self { head, is_head: is_all_in_head(letters, head), letters }
    }
}

/// Whether the head of a word is that of nothing else: of a few letters, which end where it tells.
#[inline(always)]
pub(super) const fn is_all_in_head(word: &str, head: u64) -> bool {
    word.len() < 8 && n_letters(head) == word.len()
}

/// Words that stand in the program, with a sign of which heads are among them: nearly every token of
/// a text is none of them, and one look at the sign tells so, however many there are.
#[derive(Debug, Clone, Copy)]
pub struct WordSet {
    /// A bit for each word, by its head.
    signs: u64,
    words: &'static [Word],
}

impl WordSet {
    /// Words given in lower case.
    #[must_use]
    pub const fn new(words: &'static [Word]) -> Self {
        let mut signs = 0;
        let mut idx = 0;
        while idx < words.len() {
            signs |= 1 << sign_of(words[idx].head);
            idx += 1;
        }
        Self { signs, words }
    }

    /// Whether the token of `text` is one of them, whatever its case.
    #[inline(always)]
    pub(super) fn hold(self, token: &Token, text: &str) -> bool {
        self.signs >> sign_of(token.head()) & 1 != 0 && holds(self.words, token, text)
    }
}

/// Which of 64 bits stands for the words of a head.
#[inline(always)]
const fn sign_of(head: u64) -> u32 {
    (head.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58) as u32
}

/// A list of words for [`super::passage::Passage::is_any`], given in lower case.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        const {
            $crate::extract::words::WordSet::new(
                const { &[$($crate::extract::words::Word::new($word)),*] },
            )
        }
    };
}
pub(crate) use words;

#[inline(never)]
fn holds(words: &[Word], token: &Token, text: &str) -> bool {
    words
        .iter()
        .any(|word| word.head == token.head() && (word.is_head || token.is(word.letters, text)))
}

/// A word in the form in which it is looked up. What is beyond its end is the same in every word, and
/// nothing that stands in one, so its length need not be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    chunks: [u64; WORD_MAX / 8],
}

/// Words, numbered from 1 in the order in which they came.
#[derive(Debug)]
pub(super) struct Words {
    /// A power of two, at most half full, so that a search seldom goes on to the next.
    buckets: Vec<Bucket>,
    /// By number; that of no word first, which is no word's.
    keys: Vec<Key>,
    /// A bit for each word of more than eight bytes, by its first eight: most long words of a text
    /// are seen to be none of these before their key is made.
    long: Vec<u64>,
}

/// Up to four words, side by side in two numbers: which of them a word is, if any, is found without a
/// branch, since no branch of a search could be foreseen.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    /// A part of the hash of each, the first word's lowest.
    tags: u64,
    /// Their numbers; 0 where there are fewer.
    numbers: u64,
}

/// How many bits a tag and a number have.
const LANE: u32 = 16;

/// A 1 in every lane.
const LANES: u64 = 0x0001_0001_0001_0001;

impl Bucket {
    /// A bit for each lane whose tag this may be, the highest of the lane; the lowest of them is right.
    const fn lanes_of(self, tag: u16) -> u64 {
        let others = self.tags ^ (LANES * tag as u64);
        others.wrapping_sub(LANES) & !others & (LANES << (LANE - 1))
    }

    /// The number in the lowest of these lanes; 0 where there is none.
    fn number_in(self, lanes: u64) -> u16 {
        let shift = lanes.trailing_zeros() & !(LANE - 1);
        self.numbers.checked_shr(shift).unwrap_or_default() as u16
    }

    const fn is_full(self) -> bool {
        self.numbers >> (64 - LANE) != 0
    }

    /// Takes a word in where there is room.
    fn take(&mut self, tag: u16, number: u16) -> bool {
        let lane = (64 - self.numbers.leading_zeros()).div_ceil(LANE) * LANE;
        if lane < 64 {
            self.tags |= u64::from(tag) << lane;
            self.numbers |= u64::from(number) << lane;
        }
        lane < 64
    }
}

impl Default for Words {
    fn default() -> Self {
        let no_word = Key { chunks: [u64::MAX; WORD_MAX / 8] };
        Self { buckets: Vec::new(), keys: vec![no_word], long: Vec::new() }
    }
}

/// How many bits tell of long words, as a power of two: the nearest cache has room for these.
const LONG_BITS: u32 = 15;

impl Key {
    /// The word at `start..end` of a text, where it is ASCII and not too long. Letters are folded to
    /// lower case; no two words of letters, points and apostrophes fold into one otherwise.
    pub(super) fn at(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let len = end.checked_sub(start).filter(|&len| len <= WORD_MAX)?;
        let mut chunks = [0; WORD_MAX / 8];
        let mut idx = 0;
        let mut high = 0;
        // A word of eight letters or fewer, as most are, goes round once.
        while idx * 8 < len {
            let left = len - idx * 8;
            let rest = text.get(start + idx * 8..)?;
            let raw = rest.first_chunk().map_or_else(|| padded(rest), |c| u64::from_le_bytes(*c));
            let raw = if left < 8 { raw & ((1 << (left * 8)) - 1) } else { raw };
            high |= raw;
            // In ASCII this folds letters; marks have the bit as it is.
            *chunks.get_mut(idx)? = raw | SMALL_BITS;
            idx += 1;
        }
        (high & HIGH_BITS == 0).then_some(Self { chunks })
    }

    /// A whole word, ASCII or not; what is not is lowered letter by letter.
    pub(super) fn of(word: &str) -> Option<Self> {
        if word.len() > WORD_MAX {
            return None;
        }
        if let Some(key) = Self::at(word.as_bytes(), 0, word.len()) {
            return Some(key);
        }
        let lower = word.to_lowercase().replace(['’', 'ʼ'], "'");
        if let Some(key) = Self::at(lower.as_bytes(), 0, lower.len()) {
            return Some(key);
        }
        let mut chunks = [0; WORD_MAX / 8];
        if lower.len() > WORD_MAX {
            return None;
        }
        for (chunk, bytes) in chunks.iter_mut().zip(lower.as_bytes().chunks(8)) {
            *chunk = padded(bytes);
        }
        Some(Self { chunks })
    }

    const fn hash(&self) -> u64 {
        let mut hash = 0_u64;
        let mut idx = 0;
        while idx < self.chunks.len() && self.chunks[idx] != 0 {
            hash = step(hash, self.chunks[idx]);
            idx += 1;
        }
        finish(hash)
    }
}

/// A multiplication a chunk, as in the hash of rustc; most words have one chunk.
const fn step(hash: u64, chunk: u64) -> u64 {
    (hash.rotate_left(5) ^ chunk).wrapping_mul(0xf135_7aea_2e62_a9c5)
}

const fn finish(hash: u64) -> u64 {
    hash ^ (hash >> 29)
}

impl Words {
    /// The number of a word; 0 where it is not among them.
    pub(super) fn number(&self, key: &Key) -> u16 {
        let hash = key.hash();
        self.search(hash, self.place_of(hash), |held| held == key)
    }

    /// The number of a word of at most eight letters, by the first part of its key.
    #[inline(always)]
    pub(super) fn number_of_short(&self, chunk: u64) -> u16 {
        let hash = finish(step(0, chunk));
        let at = self.place_of(hash);
        let bucket = self.buckets.get(at).copied().unwrap_or_default();
        let lanes = bucket.lanes_of(tag_of(hash));
        let number = bucket.number_in(lanes);
        let Some(held) = self.keys.get(usize::from(number)) else { return 0 };
        let is_it = (held.chunks[0] == chunk) & (held.chunks[1] == 0);
        let is_settled = is_it | (!bucket.is_full() & (lanes & lanes.wrapping_sub(1) == 0));
        if is_settled {
            return number * u16::from(is_it);
        }
        self.search(hash, at, |held| held.chunks[0] == chunk && held.chunks[1] == 0)
    }

    /// The bucket in which a search begins.
    #[inline(always)]
    const fn place_of(&self, hash: u64) -> usize {
        hash as usize & self.buckets.len().wrapping_sub(1)
    }

    /// The number of the word with this hash that `is_it` knows, from bucket `at` on.
    #[inline(never)]
    fn search(&self, hash: u64, mut at: usize, is_it: impl Fn(&Key) -> bool) -> u16 {
        while let Some(bucket) = self.buckets.get(at) {
            let mut lanes = bucket.lanes_of(tag_of(hash));
            while lanes != 0 {
                let number = bucket.number_in(lanes);
                if self.keys.get(usize::from(number)).is_some_and(&is_it) {
                    return number;
                }
                lanes &= lanes - 1;
            }
            if !bucket.is_full() {
                return 0;
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
        0
    }

    /// Whether a word of more than eight bytes may be among them, by the first part of its key.
    #[inline(always)]
    pub(super) fn may_hold_long(&self, chunk: u64) -> bool {
        let (at, bit) = long_bit(chunk);
        self.long.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// The number of a word, which is added where it is new. 0 where there is no room for more.
    pub(super) fn add(&mut self, key: Key) -> u16 {
        let number = self.number(&key);
        if number != 0 {
            return number;
        }
        let Ok(number) = u16::try_from(self.keys.len()) else { return 0 };
        self.keys.push(key);
        if key.chunks[1] != 0 {
            let (at, bit) = long_bit(key.chunks[0]);
            self.long.resize(1 << (LONG_BITS - 6), 0);
            if let Some(bits) = self.long.get_mut(at) {
                *bits |= bit;
            }
        }
        if self.keys.len() > self.buckets.len() * 2 {
            self.grow();
        } else {
            self.place(key.hash(), number);
        }
        number
    }

    fn grow(&mut self) {
        self.buckets = vec![Bucket::default(); (self.buckets.len() * 2).max(16)];
        for number in 1..self.keys.len() {
            if let (Some(key), Ok(number)) = (self.keys.get(number), u16::try_from(number)) {
                self.place(key.hash(), number);
            }
        }
    }

    fn place(&mut self, hash: u64, number: u16) {
        let mut at = self.place_of(hash);
        while let Some(bucket) = self.buckets.get_mut(at) {
            if bucket.take(tag_of(hash), number) {
                return;
            }
            at = (at + 1) & (self.buckets.len() - 1);
        }
    }
}

/// Where in the bits of long words that of one stands, by the first part of its key.
const fn long_bit(chunk: u64) -> (usize, u64) {
    let at = chunk.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - LONG_BITS);
    ((at >> 6) as usize, 1 << (at & 63))
}

/// The part of a hash that does not choose the bucket.
const fn tag_of(hash: u64) -> u16 {
    (hash >> 48) as u16
}

/// Up to eight bytes as a number.
fn padded(bytes: &[u8]) -> u64 {
    let mut chunk = [0; 8];
    for (to, from) in chunk.iter_mut().zip(bytes) {
        *to = *from;
    }
    u64::from_le_bytes(chunk)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::Lexicon;
    use crate::extract::token::tokenize;
    use crate::text::Span;

    #[test]
    fn words_are_found_whatever_their_case_and_place() {
        let list = [
            "a",
            "the",
            "u.s.",
            "o'brien",
            "january",
            "rückschau",
            "ágnes",
            "antidisestablishmentarian",
        ];
        let mut words = Words::default();
        for (n, word) in (1..).zip(list) {
            assert_eq!(words.add(Key::of(word).unwrap()), n);
        }
        // Enough others that the table grows and slots are shared.
        for n in 0..3000 {
            words.add(Key::of(&format!("filler-{n}")).unwrap());
        }
        for (n, word) in (1..).zip(list) {
            for form in [word.to_owned(), word.to_uppercase(), word.replace('\'', "’")] {
                assert_eq!(words.number(&Key::of(&form).unwrap()), n, "{form}");
                let text = format!("{form} and {form}");
                if word.is_ascii() && form.is_ascii() {
                    let end = text.len();
                    let key = Key::at(text.as_bytes(), end - form.len(), end).unwrap();
                    assert_eq!(words.number(&key), n, "{form} at the end");
                    let key = Key::at(text.as_bytes(), 0, form.len()).unwrap();
                    assert_eq!(words.number(&key), n, "{form} at the start");
                }
            }
        }
        for other in ["th", "them", "januar", "ruckschau", ""] {
            assert_eq!(words.number(&Key::of(other).unwrap()), 0, "{other}");
        }
        assert_eq!(Key::of(&"x".repeat(33)), None);
        assert_eq!(Key::at("é".as_bytes(), 0, 2), None);
    }

    /// A token is a word where its letters are, whatever the head of either: also beside marks and
    /// letters that differ from others in the bit of small letters alone.
    #[test]
    fn a_token_is_told_by_its_letters() {
        let text = "the The THE then the- o'clock 'S 's U.S. u.s. café CAFÉ 3rd 3RD @ ` [ { ~ ^ \u{c} , \
            \u{e} . eight eightlet eightlett EIGHTLETTER eightlettes a@b.org \u{212a}elvin kelvin";
        let mut tokens = Vec::new();
        let lexicon = Lexicon::english();
        let span = Span::from_range(0..text.len());
        tokenize(text, span, lexicon, &mut tokens);
        let letters: Vec<&str> = tokens.iter().map(|token| token.span().of(text)).collect();
        for word in letters.iter().filter(|word| word.is_ascii()) {
            let word: &'static str = word.to_ascii_lowercase().leak();
            let words = [Word::new(word), Word::new("other")].to_vec().leak();
            for (token, own) in tokens.iter().zip(&letters) {
                let is_it = own.eq_ignore_ascii_case(word);
                assert_eq!(token.is(word, text), is_it, "{own:?} is {word:?}");
                assert_eq!(WordSet::new(words).hold(token, text), is_it, "{own:?} in {word:?}");
            }
            for ending in ["s", "ed", "ter", "lett"] {
                let is_it = word.ends_with(ending);
                assert_eq!(ends_in(word, word.len(), ending), is_it, "{word:?} ends in {ending:?}");
                let capitals = word.to_ascii_uppercase();
                assert_eq!(ends_in(&capitals, word.len(), ending), is_it, "{capitals:?}");
            }
        }
    }
}
