//! The names met so far in a text.

use std::hash::Hasher as _;

use hashbrown::HashTable;
use rustc_hash::FxHasher;

use super::Mention;
use crate::text::Span;

/// Most roles kept of one name; a text that gives more repeats itself.
const ROLES_MAX: usize = 8;

/// An article is about so long, in bytes, and names someone new as often.
const NAMED_BYTES: usize = 1 << 13;
const BYTES_OF_NAME: usize = 1 << 8;

/// The names of a text, in the order of their first mention.
#[derive(Debug)]
pub(crate) struct Memory {
    names: Vec<Known>,
    /// The name that last had this word, or these initials.
    by_word: HashTable<(Letters, usize)>,
    /// The words of all names and the nouns of their roles: one piece of memory, since a text has many
    /// names and few are asked for again.
    letters: String,
    mentions: Vec<Mention>,
}

#[derive(Debug)]
struct Known {
    first: Span,
    /// Its words, each on its own line.
    lines: Letters,
    n_words: usize,
    /// The nouns of the roles told so far, in small letters.
    roles: Vec<Letters>,
}

/// A place in the letters of all names.
#[derive(Debug, Clone, Copy)]
struct Letters {
    start: usize,
    end: usize,
}

impl Letters {
    fn of(self, letters: &str) -> &str {
        letters.get(self.start..self.end).unwrap_or_default()
    }
}

/// How a name stands to those met before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kinship {
    /// Not met before.
    New,
    /// All its words are those of the name with this index.
    Same(usize),
    /// It has all the words of the name with this index, and more.
    Fuller(usize),
}

/// The words of a name, in order.
pub(super) trait Words<'w>: Iterator<Item = &'w str> + Clone {}

impl<'w, I: Iterator<Item = &'w str> + Clone> Words<'w> for I {}

impl Memory {
    /// Of a text of so many bytes, of which nothing has been read.
    pub(crate) fn new(n_bytes: usize) -> Self {
        // About what an article has, so that little is moved as they grow.
        let n_names = n_bytes.min(NAMED_BYTES) / BYTES_OF_NAME;
        Self {
            names: Vec::with_capacity(n_names),
            by_word: HashTable::with_capacity(n_names * 3),
            letters: String::with_capacity(n_names * 24),
            mentions: Vec::with_capacity(n_names),
        }
    }

    /// Later mentions, each with the first, in order.
    pub(crate) fn into_mentions(self) -> Vec<Mention> {
        self.mentions
    }

    /// Whether a name met before has this word.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.id_of(word).is_some()
    }

    /// The name that last had this word.
    fn id_of(&self, word: &str) -> Option<usize> {
        let is_it = |(held, _): &(Letters, usize)| held.of(&self.letters) == word;
        self.by_word.find(hash_of(word), is_it).map(|&(_, id)| id)
    }

    pub(super) fn kinship<'w>(&self, words: impl Words<'w>) -> Kinship {
        let (Some(first), Some(last)) = (words.clone().next(), words.clone().last()) else {
            return Kinship::New;
        };
        let is_one = words.clone().nth(1).is_none();
        for word in [last, first] {
            if let Some(id) = self.id_of(word)
                && let Some(known) = self.names.get(id)
            {
                let own = known.lines.of(&self.letters);
                let holds = words.clone().all(|word| has_line(own, word));
                // One word stands for a longer name whole, or for its initials.
                if holds || (is_one && self.has_initials(known, word)) {
                    return Kinship::Same(id);
                }
                // `Quell`, and then `Ida Quell`; but `Leeds United` is not `Leeds`.
                let is_surname = known.n_words == 1 && !is_one && own == last;
                if is_surname {
                    return Kinship::Fuller(id);
                }
            }
        }
        Kinship::New
    }

    pub(super) fn add<'w>(&mut self, first: Span, words: impl Words<'w>) -> usize {
        let id = self.names.len();
        let (lines, n_words) = self.keep_lines(id, words);
        if n_words > 1 && n_words < 8 {
            let initials = self.keep_initials(lines, None);
            let word = initials.of(&self.letters);
            let is_it = |(held, _): &(Letters, usize)| held.of(&self.letters) == word;
            if self.by_word.find(hash_of(word), is_it).is_some() {
                self.letters.truncate(initials.start);
            } else {
                self.turn_to(id, initials);
            }
        }
        self.names.push(Known { first, lines, n_words, roles: Vec::new() });
        id
    }

    /// A short form of the same name.
    pub(super) fn alias(&mut self, id: usize, word: &str) {
        let start = self.letters.len();
        if let Some(known) = self.names.get_mut(id) {
            self.letters.extend_from_within(known.lines.start..known.lines.end);
            self.letters.push('\n');
            self.letters.push_str(word);
            known.lines = Letters { start, end: self.letters.len() };
            known.n_words += 1;
        }
        let end = self.letters.len();
        self.turn_to(id, Letters { start: end - word.len(), end });
    }

    /// `TRB` for `The River Board`.
    pub(super) fn shorten_with_article(&mut self, id: usize) {
        let Some(known) = self.names.get(id).filter(|k| k.n_words > 1) else { return };
        let initials = self.keep_initials(known.lines, Some('T'));
        let short = initials.of(&self.letters).to_owned();
        self.alias(id, &short);
    }

    /// Takes in the words of a fuller form.
    pub(super) fn widen<'w>(&mut self, id: usize, words: impl Words<'w>) {
        let (lines, n_words) = self.keep_lines(id, words);
        if let Some(known) = self.names.get_mut(id) {
            (known.lines, known.n_words) = (lines, n_words);
        }
    }

    /// Whether the role is new; it is known from then on.
    pub(super) fn learns_role(&mut self, id: usize, role: &str) -> bool {
        let Some(known) = self.names.get_mut(id) else { return false };
        let is_it = |held: &Letters| held.of(&self.letters).eq_ignore_ascii_case(role);
        let is_new = !known.roles.iter().any(is_it);
        if is_new && known.roles.len() < ROLES_MAX {
            let start = self.letters.len();
            self.letters.push_str(role);
            known.roles.push(Letters { start, end: self.letters.len() });
        }
        is_new && known.roles.len() <= ROLES_MAX
    }

    pub(super) fn first(&self, id: usize) -> Span {
        self.names.get(id).map_or(Span::default(), |known| known.first)
    }

    pub(super) fn mention(&mut self, span: Span, first: Span) {
        self.mentions.push(Mention { span, first });
    }

    /// Keeps the words of a name, which stand for it from now on; where, and how many.
    fn keep_lines<'w>(&mut self, id: usize, words: impl Words<'w>) -> (Letters, usize) {
        let begin = self.letters.len();
        let mut n = 0;
        for word in words {
            if n > 0 {
                self.letters.push('\n');
            }
            n += 1;
            let start = self.letters.len();
            self.letters.push_str(word);
            self.turn_to(id, Letters { start, end: self.letters.len() });
        }
        (Letters { start: begin, end: self.letters.len() }, n)
    }

    /// Keeps the first letters of these lines, after one of its own.
    fn keep_initials(&mut self, lines: Letters, first: Option<char>) -> Letters {
        let start = self.letters.len();
        self.letters.extend(first);
        let (mut at, mut is_initial) = (lines.start, true);
        while at < lines.end
            && let Some(letter) = self.letters.get(at..).and_then(|rest| rest.chars().next())
        {
            if is_initial && letter != '\n' {
                self.letters.push(letter);
            }
            is_initial = letter == '\n';
            at += letter.len_utf8();
        }
        Letters { start, end: self.letters.len() }
    }

    /// Lets this word stand for this name from now on.
    fn turn_to(&mut self, id: usize, word: Letters) {
        let Self { letters, by_word, .. } = self;
        let own = word.of(letters);
        let is_it = |(held, _): &(Letters, usize)| held.of(letters) == own;
        let entry = by_word.entry(hash_of(own), is_it, |(held, _)| hash_of(held.of(letters)));
        entry.and_modify(|(_, held)| *held = id).or_insert((word, id));
    }

    fn has_initials(&self, known: &Known, word: &str) -> bool {
        let lines = known.lines.of(&self.letters).split('\n');
        let initials = lines.filter_map(|line| line.chars().next());
        known.n_words > 1 && word.chars().eq(initials)
    }
}

/// Whether `word` is one of the lines, which are few and short.
fn has_line(lines: &str, word: &str) -> bool {
    lines.as_bytes().split(|&byte| byte == b'\n').any(|line| line == word.as_bytes())
}

fn hash_of(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}
