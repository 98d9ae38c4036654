//! The names met so far in a text.

use rustc_hash::FxHashMap;

use super::Mention;
use crate::text::Span;

/// Most roles kept of one name; a text that gives more repeats itself.
const ROLES_MAX: usize = 8;

/// The names of a text, in the order of their first mention.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    names: Vec<Known>,
    /// The name that last had this word, or these initials.
    by_word: FxHashMap<Box<str>, usize>,
    mentions: Vec<Mention>,
}

#[derive(Debug)]
struct Known {
    first: Span,
    words: Words,
    /// The nouns of the roles told so far, in small letters.
    roles: Vec<Box<str>>,
}

/// The words of a name, each on its own line: one piece of memory for all, since a text has many
/// names and few are asked for again.
#[derive(Debug, Default)]
struct Words {
    lines: String,
    n: usize,
}

impl Words {
    fn of(words: &[&str]) -> Self {
        Self { lines: words.join("\n"), n: words.len() }
    }

    fn push(&mut self, word: &str) {
        self.lines.push('\n');
        self.lines.push_str(word);
        self.n += 1;
    }

    fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.lines.split('\n')
    }

    fn hold(&self, word: &str) -> bool {
        self.iter().any(|own| own == word)
    }

    fn initials(&self) -> impl Iterator<Item = char> {
        self.iter().filter_map(|word| word.chars().next())
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

impl Memory {
    /// Later mentions, each with the first, in order.
    pub(crate) fn into_mentions(self) -> Vec<Mention> {
        self.mentions
    }

    /// Whether a name met before has this word.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.by_word.contains_key(word)
    }

    pub(super) fn kinship(&self, words: &[&str]) -> Kinship {
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Kinship::New };
        let holds = |known: &Known| words.iter().all(|word| known.words.hold(word));
        for word in [last, first] {
            if let Some(&id) = self.by_word.get(*word)
                && let Some(known) = self.names.get(id)
            {
                // One word stands for a longer name whole, or for its initials.
                if holds(known) || (words.len() == 1 && initials_of(known, word)) {
                    return Kinship::Same(id);
                }
                // `Quell`, and then `Ida Quell`; but `Leeds United` is not `Leeds`.
                let is_surname =
                    known.words.n == 1 && words.len() > 1 && known.words.lines == **last;
                if is_surname {
                    return Kinship::Fuller(id);
                }
            }
        }
        Kinship::New
    }

    pub(super) fn add(&mut self, first: Span, words: &[&str]) -> usize {
        let id = self.names.len();
        self.turn_to(id, words);
        let words = Words::of(words);
        if words.n > 1 && words.n < 8 {
            let initials: String = words.initials().collect();
            self.by_word.entry(initials.into()).or_insert(id);
        }
        self.names.push(Known { first, words, roles: Vec::new() });
        id
    }

    /// Lets each of these words stand for this name from now on.
    fn turn_to(&mut self, id: usize, words: &[&str]) {
        for &word in words {
            match self.by_word.get_mut(word) {
                Some(held) => *held = id,
                None => _ = self.by_word.insert(word.into(), id),
            }
        }
    }

    /// A short form of the same name.
    pub(super) fn alias(&mut self, id: usize, word: &str) {
        self.turn_to(id, &[word]);
        if let Some(known) = self.names.get_mut(id) {
            known.words.push(word);
        }
    }

    /// `TRB` for `The River Board`.
    pub(super) fn shorten_with_article(&mut self, id: usize) {
        let Some(known) = self.names.get(id).filter(|k| k.words.n > 1) else { return };
        let short: String = std::iter::once('T').chain(known.words.initials()).collect();
        self.alias(id, &short);
    }

    /// Takes in the words of a fuller form.
    pub(super) fn widen(&mut self, id: usize, words: &[&str]) {
        self.turn_to(id, words);
        if let Some(known) = self.names.get_mut(id) {
            known.words = Words::of(words);
        }
    }

    /// Whether the role is new; it is known from then on.
    pub(super) fn learns_role(&mut self, id: usize, role: &str) -> bool {
        let Some(known) = self.names.get_mut(id) else { return false };
        let is_new = !known.roles.iter().any(|r| r.eq_ignore_ascii_case(role));
        if is_new && known.roles.len() < ROLES_MAX {
            known.roles.push(role.into());
        }
        is_new && known.roles.len() <= ROLES_MAX
    }

    pub(super) fn first(&self, id: usize) -> Span {
        self.names.get(id).map_or(Span::default(), |known| known.first)
    }

    pub(super) fn mention(&mut self, span: Span, first: Span) {
        self.mentions.push(Mention { span, first });
    }
}

fn initials_of(known: &Known, word: &str) -> bool {
    known.words.n > 1 && word.chars().eq(known.words.initials())
}
