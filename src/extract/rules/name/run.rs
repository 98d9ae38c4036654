//! Runs of words with capitals, and the small words inside them.

use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::extract::sentence::Sentence;
use crate::extract::words::{WordSet, words};

/// Most tokens of a run. Longer ones are no names but lines set in capitals.
const RUN_MAX: usize = 14;

/// Tokens that may be one name, with its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub first: usize,
    pub last: usize,
}

/// Small words of personal names.
const PARTICLES: WordSet = words![
    "de", "del", "della", "di", "da", "das", "dos", "du", "la", "le", "el", "al", "bin", "bint",
    "ibn", "van", "von", "der", "den", "ter", "y",
];

/// Longest of them and of the prepositions inside names, in bytes.
const SMALL_MAX: usize = 5;

/// Follows the capitals from `idx` on, without what only begins the sentence.
pub(super) fn read(passage: &Passage<'_>, sentence: &Sentence, idx: usize) -> Run {
    let mut first = idx;
    let reader = Reader { passage, sentence };
    let last = reader.last(idx);
    // `In Leeds`, `While Ida Quell`, `The Harbour Board`
    const OPENS: Classes = Classes::of(&[
        Class::Starter,
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Complementizer,
        Class::Pronoun,
        Class::Auxiliary,
        Class::Adverb,
        Class::Hearsay,
    ]);
    while first < last {
        let Some(token) = passage.tokens().get(first) else { break };
        let is_person = token.classes.has(Class::GivenName) && reader.is_capital(first + 1);
        let is_place = token.classes.meets(Classes::of(&[Class::Country, Class::Organization]));
        let opens = token.classes.meets(OPENS) && !is_person && !is_place;
        let is_day = token.classes.meets(Classes::of(&[Class::Weekday, Class::Month]))
            && !token.classes.has(Class::GivenName);
        if !(opens
            && (begins(passage, sentence, first)
                || first > idx
                || reader.is_article(first)
                || token.shape.is_all_capitals()))
            && reader.is_capital(first)
            && !is_day
        {
            break;
        }
        first += 1;
    }
    Run { first, last: last.max(first) }
}

/// Whether the token begins a sentence, a quotation or what follows a colon, where any word has a
/// capital.
pub(super) fn begins(passage: &Passage<'_>, sentence: &Sentence, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1).filter(|_| idx > sentence.tokens.start) else {
        return true;
    };
    let Some(token) = passage.tokens().get(before) else { return true };
    let opens_quote = token.classes.has(Class::QuoteMark)
        && passage.tokens().get(idx).is_some_and(|t| t.shape.is_glued())
        && (!token.shape.is_glued() || before == sentence.tokens.start);
    let is_bullet =
        matches!(token.first, '•' | '*' | '–' | '—' | '-') && before == sentence.tokens.start;
    let after_number = before == sentence.tokens.start && (token.is_number() || token.is_mark('.'));
    let after_stop = matches!(token.first, '.' | '…' | '?' | '!')
        && !token.is_word()
        && !passage.has(before.wrapping_sub(1), Class::Abbreviation)
        && !passage.has(before.wrapping_sub(1), Class::Title)
        && passage.tokens().get(before.wrapping_sub(1)).is_none_or(|t| t.end - t.start != 1);
    opens_quote
        || after_stop
        || matches!(token.first, ':' | '“' | '‘' | '„' | '«')
        || is_bullet
        || after_number
}

struct Reader<'p, 't> {
    passage: &'p Passage<'t>,
    sentence: &'p Sentence,
}

impl Reader<'_, '_> {
    fn is_capital(&self, idx: usize) -> bool {
        self.sentence.tokens.contains(&idx) && self.passage.has(idx, Class::Capital)
    }

    #[inline(always)]
    fn is(&self, idx: usize, word: &str) -> bool {
        self.sentence.tokens.contains(&idx) && self.passage.is(idx, word)
    }

    #[inline(always)]
    fn is_any(&self, idx: usize, words: WordSet) -> bool {
        self.sentence.tokens.contains(&idx) && self.passage.is_any(idx, words)
    }

    fn is_article(&self, idx: usize) -> bool {
        self.is(idx, "the") || self.is(idx, "a") || self.is(idx, "an")
    }

    /// A capital that goes on with a name: no day, and no word that opens a clause.
    fn goes_on(&self, idx: usize) -> bool {
        let is_day = self.passage.has(idx, Class::Weekday)
            || (self.passage.has(idx, Class::Month) && !self.passage.has(idx, Class::GivenName));
        self.is_capital(idx) && !is_day && !self.is(idx, "i")
    }

    fn last(&self, first: usize) -> usize {
        let mut last = first;
        let mut is_body = self.is_body(first);
        // `Ministry of Trade, Industry and Energy`
        let mut lists = false;
        while last < first + RUN_MAX {
            let next = last + 1;
            let Some(token) =
                self.passage.tokens().get(next).filter(|_| self.sentence.tokens.contains(&next))
            else {
                break;
            };
            if token.is_word() && !token.shape.is_glued() && self.goes_on(next) {
                last = next;
                is_body |= self.is_body(next);
                continue;
            }
            let step =
                self.mark(last, next).or_else(|| self.small_word(first, next, is_body, &mut lists));
            let Some(step) = step else { break };
            last = step;
            is_body |= self.is_body(last);
        }
        // The point of `Corp.` inside a sentence.
        let owns_point = self.passage.has(last, Class::Abbreviation)
            && self.is(last + 1, ".")
            && last + 2 < self.sentence.tokens.end
            && self.passage.tokens().get(last + 1).is_some_and(|t| t.shape.is_glued());
        if owns_point { last + 1 } else { last }
    }

    fn is_body(&self, idx: usize) -> bool {
        self.passage.has(idx, Class::Organization)
            || self.sentence.tokens.contains(&idx)
                && self.passage.is_any(idx, words!["centers", "centres", "doctors", "chiefs"])
    }

    /// `the Food and Farming Agency`: two words before the noun of one body. Without `the` they are
    /// rather two names.
    fn is_shared_body(&self, first: usize, and: usize) -> bool {
        let owned = first.checked_sub(1).is_some_and(|before| {
            self.is(before, "the") || crate::extract::phrase::is_possessive(self.passage, before)
        });
        let body = (and + 2..and + 4).find(|&at| !self.is_capital(at) || self.is_body(at));
        owned
            && and == first + 1
            && self.is_capital(and + 1)
            && !self.passage.has(first, Class::GivenName)
            && body
                .is_some_and(|at| self.is_capital(at) && !self.passage.has(at, Class::Abbreviation))
    }

    /// A mark inside a name: the point of an initial or a title, a hyphen, an ampersand.
    fn mark(&self, last: usize, next: usize) -> Option<usize> {
        let tokens = self.passage.tokens();
        let (token, mark) = (tokens.get(last)?, tokens.get(next)?);
        let after = tokens.get(next + 1).filter(|_| self.sentence.tokens.contains(&(next + 1)))?;
        match mark.first {
            '.' if mark.shape.is_glued() && self.goes_on(next + 1) => {
                let owns = token.end - token.start == 1
                    || token.classes.meets(Classes::of(&[Class::Abbreviation, Class::Title]));
                owns.then_some(next + 1)
            }
            '-' | '‑' | '–' if mark.shape.is_glued() && after.shape.is_glued() => {
                const TAILS: WordSet = words![
                    "area", "based", "led", "run", "era", "wide", "born", "made", "like", "free",
                    "held", "type", "bred", "own",
                ];
                let is_name = after.shape.is_capital()
                    || after.is_number()
                    || (after.is_word()
                        && after.end - after.start <= 4
                        && !self.passage.is_any(next + 1, TAILS)
                        && !self.passage.has(next + 1, Class::Verb));
                is_name.then_some(next + 1)
            }
            '&' if self.is_capital(next + 1) => Some(next + 1),
            _ => None,
        }
    }

    /// A small word inside a name, and the capital after it.
    fn small_word(
        &self,
        first: usize,
        next: usize,
        is_body: bool,
        lists: &mut bool,
    ) -> Option<usize> {
        let token = self.passage.tokens().get(next)?;
        if token.is_mark(',') && *lists && self.goes_on(next + 1) {
            let closes = (next + 2..next + 6).any(|at| self.is(at, "and") && self.goes_on(at + 1));
            return closes.then_some(next + 1);
        }
        if !token.is_word() || (token.end - token.start) as usize > SMALL_MAX {
            return None;
        }
        if self.passage.is_any(next, PARTICLES) {
            return (next + 1..=next + 2).find(|&at| self.goes_on(at));
        }
        let capital = |at: usize| {
            let at = at + usize::from(self.is(at, "the"));
            self.goes_on(at).then_some(at)
        };
        if self.is(next, "of") {
            // `Members of Congress` is no name at the start of a sentence.
            let starts = next == first + 1
                && begins(self.passage, self.sentence, first)
                && !is_body
                && !self.passage.has(first, Class::Title);
            *lists |= is_body;
            return if starts { None } else { capital(next + 1) };
        }
        if self.is_any(next, words!["for", "on", "in"]) {
            let is_in = self.is(next, "in");
            return if is_body && !is_in { capital(next + 1) } else { None };
        }
        if self.is(next, "and") && (*lists || self.is_shared_body(first, next)) {
            return capital(next + 1);
        }
        None
    }
}
