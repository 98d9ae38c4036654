//! The words the engine knows, from `assets/lexicon/`, one folder a language.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::figure::Role;
use super::finding::MeasureKind;
use super::frame::{Frame, Frames};
use super::token::TokenKind;
use super::units::{Unit, Units};
use super::words::{Key, Letters, Words};

/// The files of the English lexicon. A word may stand in several classes and several files.
const ENGLISH: [(&str, &str); 9] = [
    ("sentences", include_str!("../../assets/lexicon/en/sentences.ron")),
    ("grammar", include_str!("../../assets/lexicon/en/grammar.ron")),
    ("numbers", include_str!("../../assets/lexicon/en/numbers.ron")),
    ("units", include_str!("../../assets/lexicon/en/units.ron")),
    ("calendar", include_str!("../../assets/lexicon/en/calendar.ron")),
    ("speech", include_str!("../../assets/lexicon/en/speech.ron")),
    ("degree", include_str!("../../assets/lexicon/en/degree.ron")),
    ("names", include_str!("../../assets/lexicon/en/names.ron")),
    ("worth", include_str!("../../assets/lexicon/en/worth.ron")),
];

/// What is written the same in every language.
const SIGNS: [(&str, &str); 1] = [("signs", include_str!("../../assets/lexicon/signs.ron"))];

/// Longest word, in bytes, that is looked up.
const WORD_MAX: usize = 32;

/// What a word can be. Each has one bit; a word may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[repr(u8)]
pub enum Class {
    // Read off the form of a token, not off its letters.
    /// A token of digits.
    Digits,
    /// A quotation mark or an apostrophe.
    QuoteMark,
    /// A colon or a dash: it may stand between a speaker and the words.
    Introducer,
    /// `$`, `€`, `£` and their like.
    CurrencySign,
    /// `%`, `‰`.
    PercentSign,

    // grammar
    /// a, an, the, this, each, his …
    Determiner,
    /// in, of, on, by …
    Preposition,
    /// and, or, but …
    Conjunction,
    /// that, who, which, whether …
    Complementizer,
    /// he, she, they, it, who …
    Pronoun,
    /// is, has, will, would …; the value is the tense: -1 past, 0 present, 1 future.
    Auxiliary,
    /// A common verb; the value is the tense of this form: -1 past, 0 present.
    Verb,
    /// An adverb that may stand inside a verb group.
    Adverb,
    /// An abbreviation that keeps its point inside a sentence; the value is 1 where it never ends
    /// one (`Mr`), 0 where it may (`Inc`), 2 where it counts only before a number (`No`), 3 as 0
    /// but only with a capital (`Wed`), 4 where any capital after it begins a sentence (`etc`), 5
    /// where the name keeps an exclamation mark (`Yahoo!`).
    Abbreviation,
    /// Where it has a capital, it more often begins a sentence than belongs to a name.
    Starter,

    // numbers
    /// one, two, twenty; the value is the number.
    Cardinal,
    /// hundred, thousand, million; the value is the power of ten.
    Scale,
    /// first, second, twentieth; the value is the number.
    Ordinal,
    /// half, third, quarter; the value is the denominator.
    Fraction,
    /// dozens, scores, several, many: an indefinite number.
    Vague,
    /// twofold, tenfold; the value is the number.
    Fold,
    /// Words that say something about a number near them; the value is a set of roles.
    Setting,
    /// about, nearly, over: the value is that of a bound.
    Hedge,

    // units
    /// The first word of a unit; the value finds it in the table of units.
    Unit,
    /// A word of a currency's name, code or sign.
    Currency,
    /// section, page, phase: the number after it is a name, not an amount.
    Label,

    // calendar
    /// january, jan; the value is 1 to 12.
    Month,
    /// monday, mon; the value is 1 (Monday) to 7.
    Weekday,
    /// day, week, month, quarter, year, decade, century.
    Period,
    /// spring, summer, fall, winter.
    Season,
    /// morning, afternoon, evening, night.
    DayPart,
    /// today, yesterday, now, recently.
    Deictic,
    /// ago, earlier, later, last, next, past, previous.
    Shift,
    /// christmas, easter, ramadan.
    Holiday,
    /// early, mid, late.
    PartOf,
    /// daily, weekly, annually.
    Frequency,
    /// eighties, nineties.
    DecadeName,
    /// touchdown, halftime, scored: speaks of a match, whose quarters and halves are no dates.
    Sport,
    /// due, scheduled, plans: what follows lies ahead.
    Prospect,
    /// GMT, EST.
    TimeZone,
    /// A word that may stand before the heart of an expression of time and belong to it.
    TimeModifier,
    /// What follows the day in the name of a newspaper: the Sunday Times.
    Masthead,

    // speech
    /// says, claimed, argues: takes someone's words; the value is a set of frames.
    Cue,
    /// statement, claim, report: a noun that stands for words said.
    SpeechNoun,
    /// spokesman, minister, researchers: a noun that often speaks.
    Speaker,
    /// reportedly, allegedly.
    Hearsay,
    /// update, correction, note: stands before a colon and is no speaker.
    Heading,

    // names
    /// Mr, President, Dr: stands before a name.
    Title,
    /// Inc, Ltd, University, Ministry: part of an organization's name.
    Organization,
    /// A given name.
    GivenName,
    /// A country, or a state of one; the value is 1 for a whole name, 2 for a first word of one
    /// (`South`), 3 for a last (`Korea`).
    Country,
    /// Written with a capital, and still names no one by itself: nationalities, parties, faiths,
    /// common acronyms.
    Generic,
    /// teacher, striker, chairman: what a person is or does; stands beside a name.
    Role,
    /// former, deputy, school: stands before the noun of a role.
    RolePart,
    /// A word with a capital. Read off the form of a token.
    Capital,

    // superlative and comparison
    /// largest, most, only, record; the value is how it ranks, see `degree.ron`.
    Superlative,
    /// more, less, higher; the value is the direction: 1 up, -1 down, 0 the same; 2 and 3 are words
    /// that set two values side by side.
    Comparative,
    /// twice, doubled, times; the value is how many times, 0 where that is said beside it.
    Multiple,
    /// rose, fell, grew, drop; the value is above 0 for up and below for down, see `degree.ron`.
    Change,

    // worth
    /// charged, accused, fraud.
    Accusation,
    /// killed, died, injured.
    Harm,
    /// think, should, great: what nobody can look up.
    Opinion,
}

/// A set of [`Class`]es.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u64);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// The set of these classes.
    #[must_use]
    pub const fn of(classes: &[Class]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < classes.len() {
            bits |= 1 << classes[i] as u64;
            i += 1;
        }
        Self(bits)
    }

    /// Whether `class` is in it.
    #[must_use]
    pub const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Whether the two share a class.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// All of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What the form of a token says without its letters.
    #[must_use]
    pub const fn of_form(kind: TokenKind, first: char) -> Self {
        match kind {
            TokenKind::Number => Self::of(&[Class::Digits]),
            TokenKind::Mark => match first {
                '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '`' => {
                    Self::of(&[Class::QuoteMark])
                }
                '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₪' | '₫' | '₺' | '₴' | '₦' | '¢' => {
                    Self::of(&[Class::CurrencySign])
                }
                '%' | '‰' => Self::of(&[Class::PercentSign]),
                ':' | '-' | '–' | '—' => Self::of(&[Class::Introducer]),
                '½' | '¼' | '¾' | '⅓' | '⅔' | '⅛' | '⅜' | '⅝' | '⅞' => {
                    Self::of(&[Class::Digits])
                }
                _ => Self::NONE,
            },
            TokenKind::Word | TokenKind::Address => Self::NONE,
        }
    }
}

/// A word of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordId(u16);

impl WordId {
    /// A word that is not in the lexicon.
    pub const NONE: Self = Self(0);
}

/// Words with their classes, and a value for each class where it has one.
#[derive(Debug)]
pub struct Lexicon {
    words: Words,
    /// By the number of the word. Apart from the values, which few ask for.
    classes: Vec<Classes>,
    values: Vec<Vec<(Class, i32)>>,
    units: Units,
    singulars: FxHashMap<Box<str>, Box<str>>,
}

/// One part of a lexicon file: words of one class.
#[derive(Deserialize)]
enum Section {
    /// Parted by white space.
    Words(Class, String),
    /// Each with a value.
    Values(Class, Vec<(String, i32)>),
    /// Parted by white space, all of one value.
    Each(Class, i32, String),
    /// Words of speech parted by white space, all with these frames as their value.
    Frames(Class, Vec<Frame>, String),
    /// Units of one sort.
    Units(MeasureKind, Vec<Unit>),
    /// What words say about a number near them, parted by white space.
    Roles(Vec<(Role, String)>),
    /// Nouns whose plural follows no rule, with their singular.
    Plurals(Vec<(Box<str>, Box<str>)>),
}

impl Lexicon {
    /// English.
    #[must_use]
    pub fn english() -> &'static Self {
        static ENGLISH_LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&ENGLISH));
        &ENGLISH_LEXICON
    }

    /// No word of any language, but the signs of all: for languages that are not read.
    #[must_use]
    pub fn wordless() -> &'static Self {
        static WORDLESS: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&SIGNS));
        &WORDLESS
    }

    /// A file that does not parse is left out; a test reads every one.
    fn new(files: &[(&str, &str)]) -> Self {
        let mut lexicon = Self {
            words: Words::default(),
            classes: vec![Classes::NONE],
            values: vec![Vec::new()],
            units: Units::default(),
            singulars: FxHashMap::default(),
        };
        for (_, file) in files {
            for section in ron::from_str::<Vec<Section>>(file).unwrap_or_default() {
                match section {
                    Section::Words(class, words) => {
                        for word in words.split_whitespace() {
                            lexicon.add(word, class, None);
                        }
                    }
                    Section::Values(class, words) => {
                        for (word, value) in words {
                            lexicon.add(&word, class, Some(value));
                        }
                    }
                    Section::Frames(class, frames, words) => {
                        let value = Frames::of(&frames).value();
                        for word in words.split_whitespace() {
                            lexicon.add(word, class, Some(value));
                        }
                    }
                    Section::Units(kind, units) => lexicon.add_units(kind, units),
                    Section::Roles(roles) => {
                        for (role, words) in roles {
                            for word in words.split_whitespace() {
                                lexicon.add_role(word, role);
                            }
                        }
                    }
                    Section::Plurals(pairs) => lexicon.singulars.extend(pairs),
                    Section::Each(class, value, words) => {
                        for word in words.split_whitespace() {
                            lexicon.add(word, class, Some(value));
                        }
                    }
                }
            }
        }
        lexicon
    }

    /// The singular of a noun in lower case: by the table, else by rule.
    #[must_use]
    pub fn singular(&self, word: &str) -> String {
        if let Some(singular) = self.singulars.get(word) {
            return singular.to_string();
        }
        let stem = |cut: usize| word.get(..word.len() - cut).unwrap_or(word);
        if is_of_men(word.as_bytes()) {
            return format!("{}an", stem(2));
        }
        if word.len() < 3 || !word.ends_with('s') {
            return word.to_owned();
        }
        if word.len() > 4 && word.ends_with("ies") {
            return format!("{}y", stem(3));
        }
        let with_e = ["ches", "shes", "xes", "sses", "zzes", "oes"];
        if with_e.iter().any(|ending| word.ends_with(ending)) {
            return stem(2).to_owned();
        }
        if ["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
            return word.to_owned();
        }
        stem(1).to_owned()
    }

    /// Whether a word of a text looks like a noun in the plural.
    #[must_use]
    pub fn is_plural(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let ending = (bytes.len().checked_sub(2).and_then(|at| bytes.get(at)), bytes.last());
        if matches!(ending.1, Some(b's' | b'S')) && bytes.len() > 3 {
            return !matches!(ending.0, Some(b's' | b'u' | b'i' | b'S' | b'U' | b'I' | b'\''));
        }
        let mut lower = [0_u8; WORD_MAX];
        let Some(lower) = lower.get_mut(..bytes.len()) else { return false };
        lower.copy_from_slice(bytes);
        lower.make_ascii_lowercase();
        is_of_men(lower)
            || std::str::from_utf8(lower).is_ok_and(|word| self.singulars.contains_key(word))
    }

    fn add_role(&mut self, word: &str, role: Role) {
        self.add(word, Class::Setting, None);
        let id = self.word(word);
        let Some(values) = self.values.get_mut(usize::from(id.0)) else { return };
        match values.iter_mut().find(|(class, _)| *class == Class::Setting) {
            Some((_, roles)) => *roles |= role.bit(),
            None => values.push((Class::Setting, role.bit())),
        }
    }

    fn add_units(&mut self, kind: MeasureKind, units: Vec<Unit>) {
        let mut table = std::mem::take(&mut self.units);
        table.extend(kind, units, |word, is_money, bucket| {
            let word = word.to_lowercase();
            if let Ok(bucket) = i32::try_from(bucket) {
                self.add(&word, Class::Unit, Some(bucket));
            }
            if is_money {
                self.add(&word, Class::Currency, None);
            }
        });
        self.units = table;
    }

    /// A lexicon without words.
    pub(super) fn empty() -> &'static Self {
        static EMPTY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[]));
        &EMPTY
    }

    /// The units and currencies.
    #[must_use]
    pub const fn units(&self) -> &Units {
        &self.units
    }

    fn add(&mut self, word: &str, class: Class, value: Option<i32>) {
        let number = Key::of(word).map_or(0, |key| self.words.add(key));
        let idx = usize::from(number);
        if idx >= self.classes.len() {
            self.classes.resize(idx + 1, Classes::NONE);
            self.values.resize(idx + 1, Vec::new());
        }
        if let (Some(classes), Some(values)) = (self.classes.get_mut(idx), self.values.get_mut(idx))
            && number != 0
        {
            *classes = classes.with(Classes::of(&[class]));
            values.extend(value.map(|value| (class, value)));
        }
    }

    /// The entry of `word`, whatever its case; a curly apostrophe is taken for a straight one.
    #[must_use]
    pub fn word(&self, word: &str) -> WordId {
        Key::of(word).map_or(WordId::NONE, |key| WordId(self.words.number(&key)))
    }

    /// The entry of the word at these bytes of a text.
    #[must_use]
    pub fn word_at(&self, text: &str, start: usize, end: usize) -> WordId {
        match Key::at(text.as_bytes(), start, end) {
            Some(key) => WordId(self.words.number(&key)),
            None => self.word(text.get(start..end).unwrap_or_default()),
        }
    }

    /// The entry of a word of at most eight letters.
    #[inline(always)]
    pub(super) fn short_word(&self, letters: Letters) -> WordId {
        WordId(self.words.number_of_short(letters.chunk))
    }

    /// Whether a word of more than eight letters may be in the lexicon, by its first eight.
    #[inline(always)]
    pub(super) fn may_hold_long(&self, letters: Letters) -> bool {
        self.words.may_hold_long(letters.chunk)
    }

    /// The classes of a word.
    #[must_use]
    pub fn classes(&self, word: WordId) -> Classes {
        self.classes.get(usize::from(word.0)).copied().unwrap_or_default()
    }

    /// The value of a word as a member of `class`.
    #[must_use]
    pub fn value(&self, word: WordId, class: Class) -> Option<i32> {
        let values = self.values.get(usize::from(word.0))?;
        values.iter().find(|(c, _)| *c == class).map(|&(_, value)| value)
    }
}

/// Whether a word in lower case is a plural in -men: `gunmen`, but not `specimen`.
fn is_of_men(word: &[u8]) -> bool {
    let others: [&[u8]; 6] = [b"specimen", b"regimen", b"abdomen", b"yemen", b"acumen", b"bitumen"];
    word.len() > 5 && word.ends_with(b"men") && !others.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_lexicon_can_be_read() {
        for (name, file) in ENGLISH.into_iter().chain(SIGNS) {
            if let Err(error) = ron::from_str::<Vec<Section>>(file) {
                panic!("{name}.ron: {error}");
            }
        }
    }
}
