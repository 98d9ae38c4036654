//! Which language a text is in.
//!
//! Letters tell most scripts, small words tell the languages in Latin letters. English is read whole.
//! In any other language only what needs no words is: figures with their signs, dates in digits,
//! and quotations by their marks.

use std::sync::LazyLock;

use super::finding::{AttributionParts, ClaimKind, Finding, Parts, QuoteKind};
use super::lexicon::{Class, Classes};
use super::passage::Passage;
use super::words::{Key, Letters, Words};

/// How much of a text is looked at, in bytes. An article says what it is long before.
const SAMPLE_MAX: usize = 8 << 10;

/// Fewest small words of another language that outvote English.
const VOTES_MIN: u32 = 5;

/// So many small words that only English has settle it before the end of the sample, where it has twice
/// those of any other language.
const PLAIN: u32 = 24;

/// What a rule must look for to see anything in a language it has no words of.
pub(super) const SIGNS: Classes =
    Classes::of(&[Class::Digits, Class::QuoteMark, Class::CurrencySign, Class::PercentSign]);

/// A language, told by the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// By ISO 639: `en`, `de`; `und` where it cannot be told.
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
}

impl Language {
    /// English, the one language that is read whole.
    pub const ENGLISH: Self = Self { code: "en", name: "English" };

    /// Whether its words are read, and not its figures and marks alone.
    #[must_use]
    pub fn is_read(self) -> bool {
        self.code == Self::ENGLISH.code
    }

    /// The language of `text`, by its beginning. A text too short to tell counts as English.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut end = text.len().min(SAMPLE_MAX);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let sample = text.get(..end).unwrap_or_default();
        by_script(sample).unwrap_or_else(|| by_words(sample))
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::ENGLISH
    }
}

/// Fewest words of a quotation that counts as someone's words: a single one is a title or a term.
const QUOTED_MIN: usize = 3;

/// Finds quotations by their marks alone, with no word of who said so.
pub(super) fn quotations(passage: &Passage<'_>, found: &mut Vec<Finding>) {
    for quotation in passage.quotations() {
        let words = passage.words(quotation.inside);
        // Scripts without spaces have no words to count.
        let is_long = words.split_whitespace().nth(QUOTED_MIN - 1).is_some()
            || words.chars().filter(|&c| c >= '\u{3000}').nth(QUOTED_MIN).is_some();
        if quotation.depth > 0 || !is_long {
            continue;
        }
        let parts = Parts::Attribution(AttributionParts {
            quote: QuoteKind::Direct,
            source: None,
            cue: None,
            content: vec![quotation.inside],
            speaker: None,
        });
        let finding = Finding::new(quotation.inside, ClaimKind::Attribution, "attribution", parts);
        let is_known = found
            .iter()
            .rev()
            .take(8)
            .any(|f| f.kind == ClaimKind::Attribution && f.span.overlaps(quotation.inside));
        if !is_known {
            found.push(finding);
        }
    }
}

/// The first letter and the last of a script, and the language it is most likely in.
const SCRIPTS: [(char, char, Language); 16] = [
    ('\u{370}', '\u{3ff}', Language { code: "el", name: "Greek" }),
    ('\u{400}', '\u{52f}', Language { code: "ru", name: "Russian" }),
    ('\u{530}', '\u{58f}', Language { code: "hy", name: "Armenian" }),
    ('\u{590}', '\u{5ff}', Language { code: "he", name: "Hebrew" }),
    ('\u{600}', '\u{6ff}', Language { code: "ar", name: "Arabic" }),
    ('\u{900}', '\u{97f}', Language { code: "hi", name: "Hindi" }),
    ('\u{980}', '\u{9ff}', Language { code: "bn", name: "Bengali" }),
    ('\u{b80}', '\u{bff}', Language { code: "ta", name: "Tamil" }),
    ('\u{e00}', '\u{e7f}', Language { code: "th", name: "Thai" }),
    ('\u{10a0}', '\u{10ff}', Language { code: "ka", name: "Georgian" }),
    ('\u{1200}', '\u{137f}', Language { code: "am", name: "Amharic" }),
    ('\u{1780}', '\u{17ff}', Language { code: "km", name: "Khmer" }),
    ('\u{3040}', '\u{30ff}', Language { code: "ja", name: "Japanese" }),
    ('\u{1100}', '\u{11ff}', Language { code: "ko", name: "Korean" }),
    ('\u{ac00}', '\u{d7af}', Language { code: "ko", name: "Korean" }),
    ('\u{4e00}', '\u{9fff}', Language { code: "zh", name: "Chinese" }),
];

/// Letters that only one language of a script has, where several share it.
const TELLING: [(&str, &str, Language); 4] = [
    ("ru", "іїєґІЇЄҐ", Language { code: "uk", name: "Ukrainian" }),
    ("ru", "ђћљњџЂЋЉЊЏ", Language { code: "sr", name: "Serbian" }),
    ("ar", "پچژگ", Language { code: "fa", name: "Persian" }),
    ("zh", "のはをがたでしてい", Language { code: "ja", name: "Japanese" }),
];

/// Whether a byte may begin a letter of [`SCRIPTS`]; all of them begin with one of these, and nothing
/// that English is written with does.
const fn begins_script(byte: u8) -> bool {
    matches!(byte, 0xcd..=0xed) && byte != 0xe2
}

/// The language of a text most of whose letters are not Latin.
fn by_script(sample: &str) -> Option<Language> {
    // Without a way out of the loop it is a few instructions for many bytes.
    if !sample.bytes().fold(false, |any, byte| any | begins_script(byte)) {
        return None;
    }
    let mut counts = [0_usize; SCRIPTS.len()];
    let mut n_latin = 0;
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        match SCRIPTS.iter().position(|&(first, last, _)| (first..=last).contains(&c)) {
            Some(at) => {
                if let Some(count) = counts.get_mut(at) {
                    *count += 1;
                }
            }
            None => n_latin += 1,
        }
    }
    // Half as many letters will do: figures and names in Latin letters stand in any text.
    let (at, &most) = counts.iter().enumerate().max_by_key(|&(at, &n)| (n, usize::MAX - at))?;
    if most == 0 || most * 2 < n_latin {
        return None;
    }
    let language = SCRIPTS.get(at)?.2;
    let telling = TELLING.iter().find(|(code, letters, _)| {
        *code == language.code && sample.contains(|c| letters.contains(c))
    });
    Some(telling.map_or(language, |&(_, _, told)| told))
}

/// Most languages that are told by their words: each has one bit.
const LANGUAGES_MAX: usize = 32;

/// The bit of English, which is the first of them.
const OF_ENGLISH: u32 = 1;

/// The languages in Latin letters, and which of them have a word.
struct SmallWords {
    languages: Vec<Language>,
    words: Words,
    /// By the number of the word.
    sets: Vec<u32>,
    /// The lengths of the words that begin with a letter, one bit each, by the letter's last five
    /// bits: most words of a text are seen to be none of these without being looked up.
    lengths: [u32; 32],
}

impl SmallWords {
    fn new(file: &'static str) -> Self {
        let rows: Vec<(String, String, String)> = ron::from_str(file).unwrap_or_default();
        let mut all = Self {
            languages: Vec::new(),
            words: Words::default(),
            sets: vec![0],
            lengths: [0; 32],
        };
        for (at, (code, name, list)) in rows.into_iter().take(LANGUAGES_MAX).enumerate() {
            all.languages.push(Language { code: code.leak(), name: name.leak() });
            for word in list.split_whitespace() {
                let number = usize::from(Key::of(word).map_or(0, |key| all.words.add(key)));
                all.sets.resize(all.sets.len().max(number + 1), 0);
                if let Some(set) = all.sets.get_mut(number).filter(|_| number > 0) {
                    *set |= 1 << at;
                }
                if let Some(lengths) = word.bytes().next().and_then(|b| all.lengths_of(b)) {
                    *lengths |= 1 << word.len().min(31);
                }
            }
        }
        all
    }

    fn lengths_of(&mut self, first: u8) -> Option<&mut u32> {
        self.lengths.get_mut(usize::from(first & 31))
    }

    /// The languages that have a word of a text: one bit each.
    fn set(&self, text: &str, word: &Word) -> u32 {
        let bytes = text.as_bytes();
        let len = word.end - word.start;
        let lengths = bytes.get(word.start).and_then(|b| self.lengths.get(usize::from(b & 31)));
        if lengths.is_none_or(|lengths| lengths & (1 << len.min(31)) == 0) {
            return 0;
        }
        let number = if word.letters.len == len && len <= 8 {
            self.words.number_of_short(word.letters.chunk)
        } else {
            let key = Key::at(bytes, word.start, word.end);
            let key = key.or_else(|| Key::of(text.get(word.start..word.end)?));
            key.map_or(0, |key| self.words.number(&key))
        };
        self.sets.get(usize::from(number)).copied().unwrap_or_default()
    }
}

/// A word of a text.
struct Word {
    /// Its first byte.
    start: usize,
    /// The byte after its last.
    end: usize,
    /// The letters of ASCII that it begins with.
    letters: Letters,
}

/// The next word from byte `at` on: letters alone.
fn next_word(text: &str, mut at: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let letter_at = |at: usize| match bytes.get(at)? {
        byte if byte.is_ascii() => Some((byte.is_ascii_alphabetic(), 1)),
        _ => text.get(at..)?.chars().next().map(|c| (c.is_alphabetic(), c.len_utf8())),
    };
    loop {
        let (is_letter, len) = letter_at(at)?;
        if is_letter {
            break;
        }
        at += len;
    }
    let letters = Letters::at(bytes, at, bytes.len());
    let (start, mut end) = (at, at + letters.len);
    while let Some((true, len)) = letter_at(end) {
        end += len;
        end += Letters::at(bytes, end, bytes.len()).len;
    }
    Some(Word { start, end, letters })
}

fn by_words(sample: &str) -> Language {
    static WORDS: LazyLock<SmallWords> =
        LazyLock::new(|| SmallWords::new(include_str!("../../assets/lexicon/languages.ron")));
    let words = &*WORDS;
    let mut votes = [0_u32; LANGUAGES_MAX];
    let mut n_own = 0;
    let mut at = 0;
    while let Some(word) = next_word(sample, at) {
        at = word.end;
        let set = words.set(sample, &word);
        let mut left = set;
        while left != 0 {
            if let Some(votes) = votes.get_mut(left.trailing_zeros() as usize) {
                *votes += 1;
            }
            left &= left - 1;
        }
        if set == OF_ENGLISH {
            n_own += 1;
            if n_own >= PLAIN
                && let [english, others @ ..] = &votes
                && others.iter().all(|n| n * 2 <= *english)
            {
                return Language::ENGLISH;
            }
        }
    }
    let english = votes.first().copied().unwrap_or_default();
    // Of two with as many votes, the one more people write comes first in the list.
    let best = words
        .languages
        .iter()
        .zip(votes)
        .rev()
        .max_by_key(|&(_, votes)| votes)
        .filter(|&(_, votes)| votes >= VOTES_MIN && votes > english * 2);
    best.map_or(Language::ENGLISH, |(&language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_language() {
        for (code, text) in [
            ("en", "The ferry left the harbour at noon, and nobody was on it."),
            ("en", "Norvik 2025"),
            ("en", "I live in the U.S.A. I went to Leeds."),
            ("en", "Die hard. Die in Rio. An e-mail to De la Cruz on a la carte."),
            ("en", "Die Zeit reported it on the day that the ferry sank, as the mayor said."),
            ("de", "Die Fähre hat den Hafen am Mittag verlassen, und niemand war auf dem Schiff."),
            (
                "fr",
                "Le bateau est parti du port à midi, et il ne restait plus personne sur le quai.",
            ),
            (
                "es",
                "El barco salió del puerto al mediodía y no había nadie en el muelle de la ciudad.",
            ),
            (
                "it",
                "La nave è partita dal porto a mezzogiorno e non c'era nessuno sul molo della città.",
            ),
            ("pt", "O barco saiu do porto ao meio-dia e não havia ninguém no cais da cidade."),
            ("nl", "De boot is om twaalf uur uit de haven vertrokken en er was niemand aan boord."),
            (
                "pl",
                "Prom odpłynął z portu w południe i nie było na nim nikogo, ale to nie jest nowe.",
            ),
            ("tr", "Gemi öğlen limandan ayrıldı ve bu kadar büyük bir gemi için çok erken dedi."),
            ("ru", "Паром вышел из порта в полдень."),
            ("uk", "Пором вийшов із порту опівдні, і на ньому нікого не було."),
            ("zh", "渡轮中午离开港口。"),
            ("ja", "フェリーは正午に港を出ました。"),
            ("ko", "배는 정오에 항구를 떠났다."),
            ("ar", "غادرت العبارة الميناء ظهرا."),
            ("el", "Το πλοίο έφυγε από το λιμάνι."),
        ] {
            assert_eq!(Language::of(text).code, code, "{text}");
        }
    }
}
