//! A person, organization or work, at its first mention
//!
//! Capitals make a name unless they only begin a sentence, set a headline, or name a country, a
//! people or a day. What stands beside a name is its role: `harbour master Ida Quell`, `Ida Quell, a
//! former pilot`. A name is marked once, and again where a later mention tells a new role or is a
//! fuller form; every other mention is kept with the first it refers to.

mod known;
mod role;
mod run;

use super::{Memory as Everything, Rule};
use crate::extract::finding::{ClaimKind, Finding, NameParts, Parts};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::extract::sentence::Sentence;
use crate::extract::token::next_from;
use crate::extract::words::WordSet;
use crate::text::{ParagraphKind, Span};

use known::Kinship;
pub(crate) use known::Memory;
use run::Run;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "name",
    about: "A person, organization or work, at its first mention",
    triggers: Classes::of(&[Class::Capital]),
    find,
};

/// Most words of a role before a name.
const ROLE_MAX: usize = 10;

/// A later mention of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The first mention of the same name.
    pub first: Span,
}

fn find(passage: &Passage<'_>, memory: &mut Everything, found: &mut Vec<Finding>) {
    if matches!(passage.kind(), ParagraphKind::Title | ParagraphKind::Heading) {
        return;
    }
    for sentence in passage.sentences() {
        let reader = Reader { passage, sentence };
        if !reader.is_headline() {
            reader.read(&mut memory.names, found);
        }
    }
}

struct Reader<'p, 't> {
    passage: &'p Passage<'t>,
    sentence: &'p Sentence,
}

/// A name with what stands beside it, by its tokens.
#[derive(Debug)]
struct Named {
    /// From the role before it to the role after it.
    first: usize,
    last: usize,
    core: (usize, usize),
    role: Option<(usize, usize)>,
    /// The role tells more than `Mr` or `Dr`.
    tells_role: bool,
}

impl Reader<'_, '_> {
    fn has(&self, idx: usize, class: Class) -> bool {
        self.sentence.tokens.contains(&idx) && self.passage.has(idx, class)
    }

    #[inline(always)]
    fn is(&self, idx: usize, word: &str) -> bool {
        self.sentence.tokens.contains(&idx) && self.passage.is(idx, word)
    }

    #[inline(always)]
    fn is_any(&self, idx: usize, words: WordSet) -> bool {
        self.sentence.tokens.contains(&idx) && self.passage.is_any(idx, words)
    }

    fn is_small(&self, idx: usize) -> bool {
        self.passage.tokens().get(idx).is_some_and(|t| t.is_word() && t.first.is_lowercase())
    }

    /// Whether capitals say nothing here, since nearly every longer word has one.
    fn is_headline(&self) -> bool {
        let tokens = self.passage.tokens().get(self.sentence.tokens.clone()).unwrap_or_default();
        let (mut n_words, mut n_capitals, mut n_small) = (0, 0, 0);
        for token in tokens {
            let is_long = token.is_word() & (token.end - token.start >= 4);
            n_words += usize::from(is_long);
            n_capitals += usize::from(is_long & token.shape.is_capital());
            n_small += usize::from(is_long & token.first.is_ascii_lowercase());
            // So many in small letters are too many, whatever follows.
            if n_small * 5 > tokens.len() {
                return false;
            }
        }
        // In a headline even small words have capitals: `Ferry Sinks Off Arden`.
        const SMALL: Classes = Classes::of(&[
            Class::Preposition,
            Class::Conjunction,
            Class::Complementizer,
            Class::Auxiliary,
        ]);
        let has_small = || {
            tokens.iter().skip(1).any(|t| {
                t.shape.is_capital() && t.classes.meets(SMALL) && !t.classes.has(Class::Month)
            })
        };
        let is_shouted = || {
            tokens.iter().all(|t| !t.is_word() || t.shape.is_all_capitals() || t.end - t.start < 4)
        };
        let ends = tokens.last().is_some_and(|t| t.first == '.');
        // A sentence that names many people ends with a point; a headline seldom does.
        if n_words >= 5 && n_capitals * 10 >= n_words * 8 && (!ends || is_shouted() || has_small())
        {
            return true;
        }
        if self.passage.sentences().len() != 1 {
            return false;
        }
        let is_alone = || {
            tokens.iter().all(|t| !t.first.is_lowercase())
                && tokens.last().is_some_and(|t| !matches!(t.first, '.' | '!' | '?' | ')'))
                && !tokens.iter().any(|t| t.classes.has(Class::GivenName))
        };
        (n_words <= 2 && tokens.len() <= 3 && is_shouted()) || is_alone()
    }

    fn read(&self, names: &mut Memory, found: &mut Vec<Finding>) {
        let mut idx = self.sentence.tokens.start;
        let tokens = self.passage.tokens().get(..self.sentence.tokens.end).unwrap_or_default();
        while let Some(at) = next_from(tokens, idx, |token| token.classes.has(Class::Capital)) {
            idx = at;
            if self.is_tag(idx) {
                idx += 1;
                continue;
            }
            let run = run::read(self.passage, self.sentence, idx);
            let next = run.last + 1;
            let Some(named) = self.named(run, names) else {
                idx = next.max(idx + 1);
                continue;
            };
            let after = named.last.max(run.last) + 1;
            self.settle(&named, names, found);
            idx = after.max(idx + 1);
        }
    }

    /// A word after `#` or `@`.
    fn is_tag(&self, idx: usize) -> bool {
        idx.checked_sub(1).and_then(|at| self.passage.tokens().get(at)).is_some_and(|t| {
            matches!(t.first, '#' | '@' | '_')
                && self.passage.tokens().get(idx).is_some_and(|t| t.shape.is_glued())
        })
    }

    /// The name in a run of capitals, with its roles; none where the run names no one.
    fn named(&self, run: Run, names: &Memory) -> Option<Named> {
        let (first, role_end) = self.title(run);
        let core = (role_end.map_or(first, |end| end + 1), run.last);
        let core = (self.skip_marks(core.0, core.1), core.1);
        if core.0 > core.1 || !self.counts(core, role_end.is_some(), names) {
            return self.owner_of_role(run, names);
        }
        let mut named = Named {
            first: core.0,
            last: core.1,
            core,
            role: role_end.map(|end| (run.first, end)),
            tells_role: role_end.is_some_and(|end| self.tells(run.first, end)),
        };
        if let Some((start, _)) = named.role {
            named.first = start;
        }
        let left = self.role_before(named.first);
        if left < named.first {
            named.role = Some((left, named.role.map_or(named.first - 1, |(_, end)| end)));
            named.first = left;
            named.tells_role = true;
        }
        if let Some(further) = self.role_and_name_after(&named, names) {
            return Some(further);
        }
        if let Some((start, end)) = self.apposition(named.last + 1) {
            named.last = end;
            named.role = named.role.or(Some((start, end)));
            named.tells_role = true;
        }
        Some(named)
    }

    /// `US chairman Ola Berg`, where `US` alone names no one: the name after the role.
    fn owner_of_role(&self, run: Run, names: &Memory) -> Option<Named> {
        let opens = Classes::of(&[Class::Determiner, Class::Starter, Class::Preposition]);
        let is_opening = (run.first..=run.last)
            .all(|at| self.passage.tokens().get(at).is_some_and(|t| t.classes.meets(opens)));
        let bare = Named {
            first: if is_opening { run.last + 1 } else { run.first },
            last: run.last,
            core: (run.first, run.last),
            role: None,
            tells_role: false,
        };
        self.role_and_name_after(&bare, names)
    }

    fn skip_marks(&self, mut first: usize, last: usize) -> usize {
        while first <= last && !self.has(first, Class::Capital) {
            first += 1;
        }
        first
    }

    /// Whether the words from `core.0` to `core.1` name someone or something.
    fn counts(&self, core: (usize, usize), has_title: bool, names: &Memory) -> bool {
        let tokens = self.passage.tokens().get(core.0..=core.1).unwrap_or_default();
        let words = || tokens.iter().filter(|t| t.shape.is_capital());
        let n_words = words().count();
        const EMPTY: Classes = Classes::of(&[
            Class::Country,
            Class::Generic,
            Class::Title,
            Class::Role,
            Class::RolePart,
            Class::Starter,
            Class::Month,
            Class::Weekday,
            Class::Holiday,
            Class::Pronoun,
            Class::Unit,
            Class::Currency,
        ]);
        let names_body = n_words >= 2 && words().any(|t| t.classes.has(Class::Organization));
        let says_something = words().any(|t| {
            let given = t.classes.has(Class::GivenName) && !t.classes.has(Class::Country);
            !t.classes.meets(EMPTY) || (given && (n_words > 1 || has_title))
        });
        if !says_something && !names_body {
            return false;
        }
        // The party and state of a member: `(D-Ohio)`.
        let is_party =
            tokens.first().is_some_and(|t| t.end - t.start == 1) && self.is(core.0 + 1, "-");
        if is_party {
            return false;
        }
        if n_words >= 2 || has_title {
            return n_words > 1 || tokens.first().is_some_and(|t| t.end - t.start > 1);
        }
        let Some(token) = tokens.first() else { return false };
        let words = self.passage.word(token);
        let is_bare_body = token.classes.has(Class::Organization);
        // `Chapter 4`, and letters that stand for a grade or a place in a list.
        let is_short =
            words.chars().nth(if token.shape.is_all_capitals() { 2 } else { 1 }).is_none();
        if is_bare_body || (is_short && !names.knows(words)) || self.is_agency(core.0) {
            return false;
        }
        !run::begins(self.passage, self.sentence, core.0) || self.is_name_at_start(core.0, names)
    }

    /// Whether a single word that begins a sentence is a name, by its form or by what follows.
    fn is_name_at_start(&self, idx: usize, names: &Memory) -> bool {
        let Some(token) = self.passage.tokens().get(idx) else { return false };
        let words = self.passage.word(token);
        let has_inner_capital = words.chars().skip(1).any(char::is_uppercase);
        if has_inner_capital || names.knows(words) || token.classes.has(Class::GivenName) {
            return true;
        }
        const COMMON: Classes = Classes::of(&[
            Class::Verb,
            Class::Auxiliary,
            Class::Cue,
            Class::SpeechNoun,
            Class::Speaker,
            Class::Adverb,
            Class::Preposition,
            Class::Conjunction,
            Class::Complementizer,
            Class::Determiner,
            Class::Cardinal,
            Class::Ordinal,
            Class::Vague,
            Class::Hedge,
            Class::Superlative,
            Class::Comparative,
            Class::Change,
            Class::Period,
            Class::DayPart,
            Class::Deictic,
            Class::Shift,
            Class::Unit,
            Class::Fraction,
            Class::PartOf,
            Class::Hearsay,
            Class::Harm,
            Class::Accusation,
        ]);
        if self.is_dateline(idx) {
            return true;
        }
        if token.classes.meets(COMMON) || looks_common(words) {
            return false;
        }
        let Some(next) = self.passage.tokens().get(idx + 1) else { return false };
        let is_owner = crate::extract::phrase::is_possessive(self.passage, idx + 1);
        let speaks = next.classes.meets(Classes::of(&[Class::Cue, Class::Auxiliary]))
            || self.passage.value(idx + 1, Class::Verb) == Some(-1);
        // `— Ida (@ida)`
        let is_account = self.is(idx + 1, "(") && self.is(idx + 2, "@");
        is_owner || speaks || is_account
    }

    /// The agency in brackets after the town of a dateline.
    fn is_agency(&self, idx: usize) -> bool {
        let is_dash = |at: usize| {
            self.passage.tokens().get(at).is_some_and(|t| matches!(t.first, '–' | '—' | '-'))
        };
        (2..=8).contains(&idx) && self.is(idx - 1, "(") && self.is(idx + 1, ")") && is_dash(idx + 2)
    }

    /// `LEEDS (AP) —`, `Leeds –`
    fn is_dateline(&self, idx: usize) -> bool {
        let dash = |at: usize| {
            self.passage.tokens().get(at).is_some_and(|t| {
                matches!(t.first, '–' | '—') || (t.is_mark('-') && !t.shape.is_glued())
            })
        };
        idx == 0 && (dash(1) || (self.is(1, "(") && self.is(3, ")") && dash(4)))
    }

    fn is_glued(&self, idx: usize) -> bool {
        self.passage.tokens().get(idx).is_some_and(|t| t.shape.is_glued())
    }

    /// A role in small letters and a further name right after this one: `WikiLeaks co-founder Julian
    /// Assange`, `Saturn's moon Titan`. The further name is the one meant.
    fn role_and_name_after(&self, named: &Named, names: &Memory) -> Option<Named> {
        let mut at = named.last + 1;
        if crate::extract::phrase::is_possessive(self.passage, at) {
            at += 1;
        }
        let from = at;
        let mut seen_role = false;
        while at < from + ROLE_MAX && self.sentence.tokens.contains(&at) {
            let is_role = self.has(at, Class::Role) && self.is_small(at);
            let is_part = self.has(at, Class::RolePart) && self.is_small(at);
            if !(is_role
                || is_part
                || self.is(at, "-")
                || (seen_role && self.is(at, "and"))
                || self.is(at, "co"))
            {
                break;
            }
            seen_role = is_role || (seen_role && self.is(at, "-"));
            at += 1;
        }
        if !seen_role || at == from || !self.has(at, Class::Capital) {
            return None;
        }
        let run = run::read(self.passage, self.sentence, at);
        let (_, role_end) = self.title(run);
        let core = (self.skip_marks(role_end.map_or(run.first, |end| end + 1), run.last), run.last);
        if core.0 > core.1 || !self.counts(core, true, names) {
            return None;
        }
        let mut further = Named {
            first: named.first,
            last: core.1,
            core,
            role: Some((named.first, role_end.unwrap_or(at - 1))),
            tells_role: true,
        };
        if let Some((_, end)) = self.apposition(further.last + 1) {
            further.last = end;
        }
        Some(further)
    }

    /// Marks the name if it is new or tells something new, and remembers it.
    fn settle(&self, named: &Named, names: &mut Memory, found: &mut Vec<Finding>) {
        let core = self.passage.span_of(named.core.0, named.core.1);
        let tokens = self.passage.tokens().get(named.core.0..=named.core.1).unwrap_or_default();
        let words = tokens
            .iter()
            .filter(|token| token.shape.is_capital() || token.is_number())
            .map(|token| self.passage.word(token));
        let role = named.role.map(|(first, last)| self.passage.span_of(first, last));
        let head = named.role.filter(|_| named.tells_role).map(|(first, last)| {
            let role = (first..=last).rev().find(|&at| {
                self.has(at, Class::Role)
                    || self.has(at, Class::Title)
                    || self.has(at, Class::Speaker)
            });
            self.passage.tokens().get(role.unwrap_or(last)).map_or("", |t| self.passage.word(t))
        });
        let kinship = names.kinship(words.clone());
        let first = match kinship {
            Kinship::Same(id) | Kinship::Fuller(id) => {
                let is_new_role = head.is_some_and(|head| names.learns_role(id, head));
                let first = names.first(id);
                names.mention(core, first);
                if !is_new_role && !matches!(kinship, Kinship::Fuller(_)) {
                    return;
                }
                if matches!(kinship, Kinship::Fuller(_)) {
                    names.widen(id, words);
                }
                Some(first)
            }
            Kinship::New => {
                let id = names.add(core, words);
                if self.is(named.core.0.wrapping_sub(1), "the") {
                    names.shorten_with_article(id);
                }
                if let Some(head) = head {
                    names.learns_role(id, head);
                }
                // `Harbour Board (HB)`
                if self.is(named.core.1 + 1, "(")
                    && self.is(named.core.1 + 3, ")")
                    && let Some(short) = self.passage.tokens().get(named.core.1 + 2)
                    && short.shape.is_all_capitals()
                {
                    names.alias(id, self.passage.word(short));
                }
                None
            }
        };
        let from = self.article_before(named.first);
        let span = self.passage.span_of(from, named.last);
        let parts = Parts::Name(NameParts { name: core, role, first });
        found.push(Finding::new(span, ClaimKind::Name, RULE.name, parts));
    }

    /// `The Harbour Board`: the article belongs to what is marked.
    fn article_before(&self, first: usize) -> usize {
        match first.checked_sub(1) {
            Some(before)
                if self.is(before, "the")
                    && !self.is_small(first)
                    && self.has(first + 1, Class::Capital) =>
            {
                before
            }
            _ => first,
        }
    }
}

/// Words that begin a sentence and look like a common noun or a verb: plurals and endings that names
/// seldom have.
fn looks_common(words: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "ing", "ed", "ly", "tion", "sion", "ment", "ness", "ity", "ism", "ists", "ers", "ies",
        "ance", "ence", "ship", "ics", "ees",
    ];
    words.len() > 4 && ENDINGS.iter().any(|ending| words.ends_with(ending))
        || (words.ends_with('s') && !words.ends_with("ss"))
}
