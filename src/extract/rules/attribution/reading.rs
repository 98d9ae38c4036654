//! A passage as attributions see it: quotations as wholes, and units that end where a sentence ends
//! outside them.

use std::ops::Range;

use crate::extract::frame::{Frame, Frames};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::extract::token::{Token, TokenKind, is_apostrophe};
use crate::extract::words::{self, WordSet, words};
use crate::text::Span;

/// How far, in tokens, is looked for a part of a clause. Longer ones are cut: so no text takes more
/// than linear time.
pub(super) const REACH: usize = 60;

/// Most tokens of a unit, a quotation counted as one. No sentence that a person wrote is longer.
const UNIT_MAX: usize = 240;

/// An outermost quotation by its tokens, marks included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quoted {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Without the marks.
    pub(super) inside: Span,
    pub(super) is_closed: bool,
}

impl Quoted {
    pub(super) const fn tokens(&self) -> Range<usize> {
        self.first..self.last + 1
    }
}

/// A passage with what is looked up in it again and again.
#[derive(Debug)]
pub(super) struct Reading<'p> {
    pub(super) passage: &'p Passage<'p>,
    pub(super) tokens: &'p [Token],
    pub(super) quoted: Vec<Quoted>,
}

impl<'p> Reading<'p> {
    pub(super) fn new(passage: &'p Passage<'p>) -> Self {
        let tokens = passage.tokens();
        let mut quoted = Vec::new();
        for quotation in passage.quotations().iter().filter(|q| q.depth == 0) {
            let first = passage.token_idx(quotation.span.start);
            let last = tokens.partition_point(|t| t.start < quotation.span.end);
            if let Some(last) = last.checked_sub(1)
                && last >= first
            {
                let (inside, is_closed) = (quotation.inside, quotation.is_closed);
                quoted.push(Quoted { first, last, inside, is_closed });
            }
        }
        let mut reading = Self { passage, tokens, quoted };
        reading.close_before_speaker();
        reading
    }

    /// Ends a quotation that no mark closes where the words *, he said.* follow.
    fn close_before_speaker(&mut self) {
        let Some(last) = self.quoted.last().copied().filter(|q| !q.is_closed) else { return };
        let reach = last.first..=last.last.min(last.first + REACH);
        let comma = reach.clone().find(|&at| {
            self.is_mark(at, ',')
                && (at + 2..at + 8).any(|cue| {
                    self.has(cue, Class::Cue)
                        && self.frames(cue).has(Frame::Speech)
                        && (self.is_mark(cue + 1, '.') || cue == last.last)
                        && !(at + 1..cue).any(|k| self.is_mark(k, ',') || self.is_aux(k))
                })
        });
        if let Some(comma) = comma
            && let Some(quoted) = self.quoted.last_mut()
            && let Some(token) = self.tokens.get(comma)
        {
            quoted.last = comma;
            quoted.inside.end = token.end.max(quoted.inside.start);
        }
    }

    /// The sentences, joined where a quotation runs over their border or where the words after a
    /// quotation say who spoke it.
    pub(super) fn units(&self) -> Vec<Range<usize>> {
        let sentences = self.passage.sentences();
        let mut units: Vec<Range<usize>> = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let start = sentence.tokens.start;
            let is_inside = self.quote_at(start).is_some_and(|q| q.first < start);
            match units.last_mut() {
                Some(unit)
                    if is_inside || self.tells_speaker(unit.start, unit.end, &sentence.tokens) =>
                {
                    unit.end = sentence.tokens.end;
                }
                _ => units.push(sentence.tokens.clone()),
            }
        }
        if units.iter().any(|unit| unit.len() > UNIT_MAX) {
            units = units.into_iter().flat_map(|unit| self.cut(unit)).collect();
        }
        units
    }

    /// A unit in parts of at most [`UNIT_MAX`] tokens, quotations not counted.
    fn cut(&self, unit: Range<usize>) -> Vec<Range<usize>> {
        let (mut parts, mut start, mut n_tokens) = (Vec::new(), unit.start, 0);
        let mut at = unit.start;
        while at < unit.end {
            at = self.quote_starting(at).map_or(at, |quoted| quoted.last) + 1;
            n_tokens += 1;
            if n_tokens == UNIT_MAX || at >= unit.end {
                parts.push(start..at.min(unit.end));
                (start, n_tokens) = (at, 0);
            }
        }
        parts
    }

    /// Whether the sentence after a quotation that ends at `end` is *he said* and no more.
    fn tells_speaker(&self, start: usize, end: usize, next: &Range<usize>) -> bool {
        let Some(quoted) = end.checked_sub(1).and_then(|at| self.quote_ending(at)) else {
            return false;
        };
        if quoted.last != end - 1 || next.len() > 24 {
            return false;
        }
        let reach = next.start..next.end.min(next.start + 9);
        let Some(cue) = reach.clone().find(|&at| self.has(at, Class::Cue)) else { return false };
        let before = reach.start..cue;
        let is_full_stop = self.is_mark(quoted.last.saturating_sub(1), '.');
        if before.clone().any(|at| self.parts(at))
            || (is_full_stop && (quoted.first > start || !self.is_stop(cue + 1)))
        {
            return false;
        }
        let stops = before.clone().any(|at| self.quote_at(at).is_some());
        let speaks = self.frames(cue).has(Frame::Speech);
        let ends = self.is_stop(cue + 1)
            || self.is_mark(cue + 1, ',')
            || cue + 1 >= next.end
            || self.has(cue + 1, Class::Preposition)
            || self.is_time(cue + 1);
        let inverted = cue == next.start && self.starts_noun(cue + 1);
        speaks && !stops && (ends || inverted) && before.len() <= 8
    }

    pub(super) fn token(&self, at: usize) -> Option<&'p Token> {
        self.tokens.get(at)
    }

    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.tokens.get(at).is_some_and(|t| t.classes.has(class))
    }

    pub(super) fn meets(&self, at: usize, classes: Classes) -> bool {
        self.tokens.get(at).is_some_and(|t| t.classes.meets(classes))
    }

    #[inline(always)]
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.passage.is(at, word)
    }

    #[inline(always)]
    pub(super) fn is_any(&self, at: usize, words: WordSet) -> bool {
        self.passage.is_any(at, words)
    }

    pub(super) fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_mark(mark))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_word() && t.shape.is_capital())
    }

    /// A full stop, question or exclamation mark.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|t| t.kind == TokenKind::Mark && matches!(t.first, '.' | '!' | '?' | '…'))
    }

    /// A dash between clauses; a hyphen only where it stands by itself.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| match t.first {
            '—' | '–' => t.kind == TokenKind::Mark,
            '-' => {
                t.kind == TokenKind::Mark
                    && (!t.shape.is_glued()
                        || self.is_mark(at + 1, '-')
                        || self.is_second_hyphen(at))
            }
            _ => false,
        })
    }

    /// The second of two hyphens that stand for a dash.
    pub(super) fn is_second_hyphen(&self, at: usize) -> bool {
        at > 0 && self.is_mark(at, '-') && self.is_mark(at - 1, '-')
    }

    /// A mark that parts clauses.
    pub(super) fn parts(&self, at: usize) -> bool {
        self.is_mark(at, ',') || self.is_mark(at, ';') || self.is_mark(at, ':') || self.is_dash(at)
    }

    /// The *'s* of *he's*, *that's*, *who's*: *is* or *has*.
    #[inline(always)]
    pub(super) fn is_short_verb(&self, at: usize) -> bool {
        self.is_ending(at) && self.is_short_verb_after(at)
    }

    /// The *'s* of a possessive or of a verb.
    #[inline(always)]
    fn is_ending(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| is_apostrophe(t.first) && t.is_word())
    }

    #[inline(never)]
    fn is_short_verb_after(&self, at: usize) -> bool {
        at > 0
            && self.is_any(
                at - 1,
                words!["he", "she", "it", "that", "what", "who", "there", "here", "this", "where"],
            )
    }

    #[inline(always)]
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| is_apostrophe(t.first)) && self.is_possessive_at(at)
    }

    #[inline(never)]
    fn is_possessive_at(&self, at: usize) -> bool {
        !self.is_short_verb(at)
            && self.token(at).is_some_and(|t| {
                t.is_word()
                    || (t.kind == TokenKind::Mark
                        && t.shape.is_glued()
                        && self.quote_at(at).is_none())
            })
    }

    /// Whether a word has this ending of at most four letters of ASCII, in lower case or capitals.
    #[inline(always)]
    pub(super) fn ends_in(&self, at: usize, ending: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            let is_long = (token.end - token.start) as usize >= ending.len();
            is_long && words::ends_in(self.passage.text(), token.end as usize, ending)
        })
    }

    pub(super) fn frames(&self, at: usize) -> Frames {
        Frames::from_value(self.passage.value(at, Class::Cue).unwrap_or_default())
    }

    pub(super) fn noun_frames(&self, at: usize) -> Frames {
        Frames::from_value(self.passage.value(at, Class::SpeechNoun).unwrap_or_default())
    }

    /// The outermost quotation that holds the token.
    pub(super) fn quote_at(&self, at: usize) -> Option<&Quoted> {
        let after = self.quoted.partition_point(|q| q.first <= at);
        self.quoted.get(after.checked_sub(1)?).filter(|q| q.last >= at)
    }

    /// How many of the quotations begin before the token.
    pub(super) fn quotes_before(&self, at: usize) -> usize {
        self.quoted.partition_point(|q| q.first < at)
    }

    pub(super) fn quote_starting(&self, at: usize) -> Option<&Quoted> {
        self.quote_at(at).filter(|q| q.first == at)
    }

    /// The quotation whose last mark the token is.
    pub(super) fn quote_ending(&self, at: usize) -> Option<&Quoted> {
        self.quote_at(at).filter(|q| q.last == at)
    }

    /// The punctuation inside a quotation, before the marks that close it.
    pub(super) fn last_mark(&self, quoted: &Quoted) -> Option<char> {
        (quoted.first..quoted.last)
            .rev()
            .take(5)
            .filter_map(|at| self.token(at))
            .find(|t| !matches!(t.first, '\'' | '’' | '”' | '"' | ']' | ')') || t.is_word())
            .filter(|t| t.kind == TokenKind::Mark)
            .map(|t| t.first)
            .filter(|c| matches!(c, ',' | '?' | '!' | '…' | '—' | '–' | '-' | '.'))
    }

    /// Whether the words of a quotation end as a sentence does, so that it can stand by itself.
    pub(super) fn is_sentence(&self, quoted: &Quoted) -> bool {
        let end = quoted.last.saturating_sub(1);
        (quoted.first..=end).rev().take(3).any(|at| self.is_stop(at))
    }

    pub(super) fn is_aux(&self, at: usize) -> bool {
        self.is_short_verb(at)
            || self.has(at, Class::Auxiliary)
            // Will is a name before a verb that agrees with it.
            && !(self.is_capital(at)
                && self.is_any(at, words!["will", "may"])
                && (self.ends_in(at + 1, "s")
                    || self.passage.value(at + 1, Class::Verb) == Some(-1)))
    }

    pub(super) fn is_be(&self, at: usize) -> bool {
        self.is_short_verb(at)
            || self.is_any(
                at,
                words![
                    "is", "are", "was", "were", "be", "been", "being", "am", "isn't", "aren't",
                    "wasn't", "weren't", "he's", "she's", "it's", "i'm", "we're", "they're",
                    "you're", "that's", "who's", "’s",
                ],
            )
    }

    /// An adverb of the lexicon, or another word that ends as most of them do.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        self.meets(at, Classes::of(&[Class::Adverb, Class::Hearsay]))
            || self.token(at).is_some_and(|t| {
                t.is_word()
                    && t.classes == Classes::NONE
                    && !t.shape.is_capital()
                    && t.end - t.start > 5
                    && self.ends_in(at, "ly")
                    && !self
                        .is_any(at, words!["family", "supply", "assembly", "monopoly", "anomaly"])
            })
    }

    /// A pronoun; *US* and *IT* in capitals are names.
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.classes.has(Class::Pronoun) && !t.shape.is_all_capitals())
    }

    /// A word that tells when.
    pub(super) fn is_time(&self, at: usize) -> bool {
        const TIME: Classes =
            Classes::of(&[Class::Weekday, Class::Deictic, Class::Month, Class::DayPart]);
        const PERIOD: Classes = Classes::of(&[
            Class::Weekday,
            Class::Month,
            Class::DayPart,
            Class::Period,
            Class::Digits,
        ]);
        let shifts = || {
            self.has(at, Class::Shift)
                && (self.meets(at + 1, PERIOD)
                    || self
                        .is_any(at, words!["ago", "earlier", "later", "afterward", "afterwards"]))
        };
        self.meets(at, TIME) || shifts()
    }

    /// Whether a noun phrase may begin here.
    pub(super) fn starts_noun(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if self.quote_starting(at).is_some() {
            return false;
        }
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                token.classes.has(Class::Determiner)
                    || token.classes.has(Class::Pronoun)
                    || token.shape.is_capital()
                    || !token.classes.meets(Classes::of(&[
                        Class::Auxiliary,
                        Class::Preposition,
                        Class::Conjunction,
                        Class::Complementizer,
                        Class::Adverb,
                    ]))
            }
            TokenKind::Mark => token.classes.has(Class::CurrencySign) || token.is_mark('@'),
            TokenKind::Address => false,
        }
    }

    /// Whether the token is a verb that carries the tense of its clause, as far as its form tells.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        const VERB: Classes = Classes::of(&[Class::Auxiliary, Class::Verb, Class::Cue]);
        let unknown = self
            .token(at)
            .is_some_and(|t| t.is_word() && t.classes == Classes::NONE && !t.shape.is_capital());
        if unknown && at > 0 {
            // No verb of the lexicon, but it looks like one before an object.
            return self.ends_in(at, "ed")
                && self.has(at + 1, Class::Determiner)
                && !self.is_be(at - 1)
                && !self.has(at - 1, Class::Determiner);
        }
        if !(self.meets(at, VERB) || self.is_short_verb(at)) || self.quote_at(at).is_some() {
            return false;
        }
        if self.is_aux(at) {
            return !self.is_any(at, words!["be", "been", "being", "having"]);
        }
        if self.ends_in(at, "ing") || at == 0 {
            return false;
        }
        let before = at - 1;
        // "the United States", "Muslim Advocates"
        let is_name = self.is_capital(at)
            && !self.is_aux(at)
            && (self.is_capital(before) || self.has(before, Class::Determiner))
            && !self.is_headline_near(at);
        if is_name {
            return false;
        }
        let is_joined = self.is_mark(before, '-') && !self.is_dash(before);
        if self.is_noun_use(at) || self.is(before, "to") || is_joined {
            return false;
        }
        let is_past = self.passage.value(at, Class::Verb) == Some(-1) || self.ends_in(at, "ed");
        if is_past {
            return !self.is_be(before) && !self.has(before, Class::Determiner);
        }
        if self.ends_in(at, "s") && !self.ends_in(at, "ss") {
            // A plural noun looks the same; what follows tells.
            let speaks = self.has(at, Class::Cue) && !self.has(at, Class::SpeechNoun);
            return speaks
                || self.is_any(before, words!["he", "she", "it", "who", "which", "that"])
                || self.is_adverb(before)
                || self.has(at + 1, Class::Determiner)
                || self.is_pronoun(at + 1)
                || self.is(at + 1, "to")
                || self.is_adverb(at + 1)
                || (self.is_capital(at + 1) && self.is_capital(before))
                || self.has(at + 1, Class::Digits)
                || self.quote_starting(at + 1).is_some();
        }
        // A base form agrees with I, you, we, they and plurals alone.
        if self.has(at, Class::SpeechNoun)
            && self.is_capital(before)
            && !self.starts_noun_or_that(at + 1)
        {
            return false;
        }
        self.is_any(before, words!["i", "you", "we", "they", "who", "that", "which"])
            || self.is_adverb(before)
            || self.is_plural(before)
    }

    /// Whether the sentence of the token is written with capitals throughout, as headlines are.
    fn is_headline_near(&self, at: usize) -> bool {
        let near = at.saturating_sub(4)..(at + 5).min(self.tokens.len());
        near.clone().filter(|&k| self.is_word(k)).all(|k| {
            self.is_capital(k)
                || self.token(k).is_some_and(|t| t.end - t.start < 4)
                || self.is_possessive(k)
        })
    }

    /// An object or a clause may begin here.
    pub(super) fn starts_noun_or_that(&self, at: usize) -> bool {
        self.is(at, "that") || self.starts_noun(at)
    }

    /// Whether a verb in its base form may agree with the word at `at`.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        (self.ends_in(at, "s") && !self.is_possessive(at) && !self.is_adverb(at))
            || self.is_any(
                at,
                words![
                    "people", "men", "women", "police", "children", "some", "many", "most", "few",
                    "others", "all", "both", "those", "percent", "these", "half", "several",
                    "media",
                ],
            )
            || self.is_mark(at, '%')
            || self.has(at, Class::Digits)
    }

    /// Whether a word that is both noun and verb stands here as a noun.
    pub(super) fn is_noun_use(&self, at: usize) -> bool {
        if self.ends_in(at, "ed") || at == 0 {
            return false;
        }
        let mut before = at - 1;
        // Over adjectives: words that are in no class.
        for _ in 0..2 {
            if before > 0
                && self.token(before).is_some_and(|t| {
                    t.is_word() && t.classes == Classes::NONE && !t.shape.is_capital()
                })
                && !self.ends_in(before, "s")
            {
                before -= 1;
            }
        }
        let is_direct = before == at - 1;
        if self.is_possessive(before) {
            return self.is_mark(before, '\'') || !self.is_be(before) || is_direct;
        }
        if self.is_any(
            before,
            words![
                "a", "an", "the", "his", "her", "their", "its", "my", "our", "your", "no", "any",
                "this", "these", "every", "each", "another", "whose",
            ],
        ) {
            // "The senator says": a noun stands between, and the verb agrees with it.
            let acts = self.ends_in(at, "s")
                && (self.has(at + 1, Class::Determiner) || self.is_pronoun(at + 1));
            return is_direct
                || (self.has(at, Class::SpeechNoun) && !self.has(at - 1, Class::Speaker) && !acts);
        }
        self.has(before, Class::Preposition)
            && !self.is(before, "to")
            && (is_direct || self.has(at, Class::SpeechNoun))
            && !self.ends_in(at, "ing")
    }

    /// The span of some tokens, without punctuation at either end and without the marks of a
    /// quotation that is all of it.
    pub(super) fn span_of(&self, range: &Range<usize>) -> Option<Span> {
        let (mut first, mut last) = (range.start, range.end.checked_sub(1)?);
        if first == last {
            return Some(self.passage.span_of(first, last)).filter(|s| s.start < s.end);
        }
        let is_edge = |at: usize| {
            self.is_mark(at, ',')
                || self.is_mark(at, ';')
                || self.is_mark(at, ':')
                || self.is_dash(at)
                || self.is_mark(at, '.')
        };
        while first < last && self.quote_at(first).is_none() && is_edge(first) {
            first += 1;
        }
        while last > first && self.quote_at(last).is_none() && is_edge(last) {
            last -= 1;
        }
        if let Some(quoted) = self.quote_at(first)
            && quoted.first == first
            && quoted.last == last
        {
            return Some(quoted.inside);
        }
        let span = self.passage.span_of(first, last);
        (span.start < span.end).then_some(span)
    }
}
