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
    words: Vec<Box<str>>,
    /// The nouns of the roles told so far, in small letters.
    roles: Vec<Box<str>>,
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
        let holds = |known: &Known| words.iter().all(|w| known.words.iter().any(|k| **k == **w));
        for word in [last, first] {
            if let Some(&id) = self.by_word.get(*word)
                && let Some(known) = self.names.get(id)
            {
                // One word stands for a longer name whole, or for its initials.
                if holds(known) || (words.len() == 1 && initials_of(known, word)) {
                    return Kinship::Same(id);
                }
                // `Quell`, and then `Ida Quell`; but `Leeds United` is not `Leeds`.
                let is_surname = known.words.len() == 1
                    && words.len() > 1
                    && known.words.first().is_some_and(|w| **w == **last);
                if is_surname {
                    return Kinship::Fuller(id);
                }
            }
        }
        Kinship::New
    }

    pub(super) fn add(&mut self, first: Span, words: &[&str]) -> usize {
        let id = self.names.len();
        for &word in words {
            self.by_word.insert(word.into(), id);
        }
        let initials: String = words.iter().filter_map(|w| w.chars().next()).collect();
        if words.len() > 1 && words.len() < 8 {
            self.by_word.entry(initials.into()).or_insert(id);
        }
        let words = words.iter().map(|&word| word.into()).collect();
        self.names.push(Known { first, words, roles: Vec::new() });
        id
    }

    /// A short form of the same name.
    pub(super) fn alias(&mut self, id: usize, word: &str) {
        self.by_word.insert(word.into(), id);
        if let Some(known) = self.names.get_mut(id) {
            known.words.push(word.into());
        }
    }

    /// `TRB` for `The River Board`.
    pub(super) fn shorten_with_article(&mut self, id: usize) {
        let Some(known) = self.names.get(id).filter(|k| k.words.len() > 1) else { return };
        let initials = known.words.iter().filter_map(|w| w.chars().next());
        let short: String = std::iter::once('T').chain(initials).collect();
        self.alias(id, &short);
    }

    /// Takes in the words of a fuller form.
    pub(super) fn widen(&mut self, id: usize, words: &[&str]) {
        for &word in words {
            self.by_word.insert(word.into(), id);
        }
        if let Some(known) = self.names.get_mut(id) {
            known.words = words.iter().map(|&word| word.into()).collect();
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
    known.words.len() > 1 && word.chars().eq(known.words.iter().filter_map(|w| w.chars().next()))
}
