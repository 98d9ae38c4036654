//! Who speaks: the noun phrase before or after a cue.

use std::ops::Range;

use super::reading::{REACH, Reading};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::token::TokenKind;
use crate::extract::words::words;

/// Words that begin a description set off by commas: *, a spokesman for …,*.
const DESCRIBES: Classes =
    Classes::of(&[Class::Determiner, Class::Digits, Class::Speaker, Class::Title]);

/// Most commas at which a description is tried to begin. Nobody writes a speaker with more.
const DESCRIPTIONS_MAX: usize = 8;

impl Reading<'_> {
    /// The subject that ends right before token `end`, not reaching below `floor`.
    pub(super) fn subject_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let end = self.before_time(end, floor);
        let last = end.checked_sub(1).filter(|&last| last >= floor)?;
        if self.quote_at(last).is_some() {
            return self.noun_before(end, floor);
        }
        let is_close = self.is_mark(last, ',') || self.is_mark(last, ')') || self.is_dash(last);
        if !is_close {
            return self.noun_before(end, floor);
        }
        // A description between two commas, brackets or dashes, before which the name stands.
        let lowest = floor.max(last.saturating_sub(REACH));
        let mut open = last - usize::from(self.is_second_hyphen(last));
        // A closing bracket belongs to it, a comma does not.
        let behind = last + usize::from(self.is_mark(last, ')'));
        let (mut is_far, mut n_tried) = (false, 0);
        while open > lowest {
            open -= 1;
            let opens = match () {
                () if self.is_mark(last, ')') => self.is_mark(open, '('),
                () if self.is_mark(last, ',') => self.is_mark(open, ','),
                () => self.is_dash(open),
            };
            if self.quote_at(open).is_some() || !opens {
                continue;
            }
            if n_tried == DESCRIPTIONS_MAX {
                break;
            }
            n_tried += 1;
            let head = self.noun_before(open - usize::from(self.is_second_hyphen(open)), floor);
            let inner = open + 1;
            if self.is_dash(last) {
                return head;
            }
            let relative = self.is_any(inner, words!["who", "which", "whose", "whom"]);
            let describes = self.meets(inner, DESCRIBES)
                || self.is_any(
                    inner,
                    words!["now", "then", "formerly", "himself", "herself", "along"],
                )
                || (self.is_capital(inner) && !self.is_finite(inner + 1))
                || (self.is_any(inner, words!["of", "from"]))
                || (self.ends_in(inner, "ing") && self.has(inner + 1, Class::Speaker))
                || self.ends_in(inner, "ed")
                || self.passage.value(inner, Class::Verb) == Some(-1)
                || (self.is_noun(inner)
                    && !self.ends_in(inner, "ing")
                    && !(inner..last).any(|k| self.is_finite(k)))
                || self.is_mark(last, ')');
            let Some(head) = head else {
                // "…, 66, the nominee,": one more description stands before.
                if describes {
                    continue;
                }
                return None;
            };
            if head.len() == 1 && self.has(head.start, Class::Digits) {
                // "…, 44, a baker,": the age stands between.
                continue;
            }
            let is_title = describes
                && (head.start..head.end).all(|k| self.is_capital(k) || self.is_mark(k, '.'));
            if (is_far && !relative && !is_title) || self.has(inner, Class::Conjunction) {
                is_far = true;
                continue;
            }
            let named = self.is_capital(head.end - 1)
                || (self.is_mark(head.end - 1, '.') && self.is_capital(head.start))
                || self.is_possessive(head.end - 1)
                || self.is_mark(head.end - 1, ')');
            let aside =
                inner + 1 == last && !self.is_capital(inner) && !self.has(inner, Class::Digits)
                    || (self.ends_in(inner, "ing") && !self.has(inner + 1, Class::Speaker))
                    || self.is_adverb(inner)
                    || (self.has(inner, Class::Preposition)
                        && !self.is_any(inner, words!["of", "from"]))
                    || self.is_any(inner, words!["when", "while", "though", "although", "if"]);
            let is_short = head.len() <= if last - inner < 3 { 8 } else { 4 };
            if aside && (named || is_short) {
                return Some(head);
            }
            if self.is(inner, "who") && head.len() == 1 && named {
                // "Quell, who has held office since May, said": the name is enough.
                return Some(head);
            }
            let is_name = (inner..last).all(|k| self.is_capital(k) || self.is_mark(k, '.'));
            if is_name && is_close {
                return Some(head.start..behind);
            }
            // "The clerk of four years, a woman who asked for silence, said"
            let is_role = self.has(head.end - 1, Class::Speaker)
                || (self.has(inner, Class::Determiner) && self.has(head.start, Class::Determiner));
            if relative || (describes && (named || is_role)) {
                return Some(head.start..behind);
            }
            is_far = true;
        }
        // "Mayor Ida Quell (D-Lake), said": one comma too many.
        self.noun_before(last, floor).filter(|head| {
            self.is_mark(last, ',')
                && head.len() <= 10
                && self.is_capital(head.start)
                && (self.is_mark(head.end - 1, ')')
                    || (head.start..head.end).all(|k| self.is_capital(k) || self.is_mark(k, '.')))
        })
    }

    /// The end of what stands before *on Friday*, *this week*, *Thursday* at the end.
    fn before_time(&self, end: usize, floor: usize) -> usize {
        let mut at = end;
        while at > floor + 1 {
            let last = at - 1;
            let (day, period) = (self.is_time(last), self.has(last, Class::Period));
            let counted =
                period && (self.has(last - 1, Class::Determiner) || self.is_time(last - 1));
            if (day || counted) && self.quote_at(last).is_none() {
                at = if counted { last - 1 } else { last };
            } else if at < end && self.is_any(last, words!["on", "in", "late", "early", "of"]) {
                at = last;
            } else {
                break;
            }
        }
        if at > floor { at } else { end }
    }

    /// The noun phrase that ends right before token `end`.
    pub(super) fn noun_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1).filter(|&last| last >= floor)?;
        if self.has(last, Class::Conjunction) || self.is(last, "to") {
            return None;
        }
        let relative = self.is(last, "which") && last > floor && self.is_mark(last - 1, ',');
        if relative || self.is_pronoun(last) && !self.is_any(last, words!["one"]) {
            return Some(last..end);
        }
        let lowest = floor.max(end.saturating_sub(REACH / 2));
        let mut start = end;
        // After a verb that may belong to a relative clause, and after "and".
        let (mut barrier, mut joined) = (None, None);
        let mut at = end;
        while at > lowest {
            at -= 1;
            if let Some(quoted) = self.quote_at(at) {
                let is_short = quoted.last - quoted.first <= 8 && !self.is_sentence(quoted);
                if !is_short || self.last_mark(quoted) == Some(',') || quoted.first < lowest {
                    break;
                }
                at = quoted.first;
                start = at;
                continue;
            }
            let Some(token) = self.token(at) else { break };
            if token.kind == TokenKind::Mark {
                let joins = matches!(
                    token.first,
                    '.' | '\'' | '’' | '&' | '/' | '$' | '%' | '@' | '#' | '+'
                ) || (matches!(token.first, '-' | '–') && !self.is_dash(at));
                if token.first == ')' {
                    let mut open = at;
                    while open > lowest && !self.is_mark(open, '(') {
                        open -= 1;
                    }
                    if self.is_mark(open, '(') {
                        at = open;
                        start = at;
                        continue;
                    }
                }
                if !joins {
                    break;
                }
                start = at;
                continue;
            }
            if self.is_any(at, words!["who", "which", "whose", "that"]) {
                let noun_before = at > lowest && self.is_noun(at - 1);
                if noun_before && (barrier.is_some() || self.is(at, "whose")) {
                    barrier = None;
                    start = at;
                    continue;
                }
                break;
            }
            if barrier.is_some() {
                // Inside what may be a relative clause.
                if end - at > 24 {
                    break;
                }
                continue;
            }
            if self.has(at, Class::Complementizer)
                && (!self.has(at, Class::Determiner) || self.is(at, "what"))
            {
                break;
            }
            if self.has(at, Class::Conjunction) {
                let neither = || {
                    let from = at.saturating_sub(8).max(lowest);
                    self.is(at, "nor") && (from..at).any(|k| self.is(k, "neither"))
                };
                if self.is_any(at, words!["but", "so", "yet", "nor", "plus"]) && !neither() {
                    break;
                }
                joined = joined.or(Some(at + 1));
                start = at;
                continue;
            }
            if self.is_finite(at) {
                // "Quell wrote in a letter" cannot be read as "a letter written in".
                let reduced = at > lowest
                    && self.is_noun(at - 1)
                    && !self.is_any(at, words!["said", "wrote", "spoke"])
                    && self.passage.value(at, Class::Verb) == Some(-1)
                    && (self.has(at + 1, Class::Preposition) || self.is(at + 1, "to"));
                let adjective = self.passage.value(at, Class::Verb) == Some(-1)
                    && self.ends_in(at, "ed")
                    && self.is_noun(at + 1)
                    && !self.is_pronoun(at + 1)
                    && !self.is_capital(at + 1)
                    && at + 1 < end;
                if reduced || adjective {
                    start = at;
                    continue;
                }
                barrier = Some(at + 1);
                continue;
            }
            if self.is_pronoun(at) && !self.has(at, Class::Determiner) && at + 1 < end {
                if self.is_any(at, words!["one", "some", "many", "others"])
                    || self.is_any(at + 1, words!["and", "or"])
                {
                    start = at;
                    continue;
                }
                break;
            }
            if self.is(at, "to") && self.has(at + 1, Class::Verb) {
                break;
            }
            start = at;
        }
        if let Some(barrier) = barrier {
            start = joined.unwrap_or(barrier).max(barrier.min(end));
        }
        if joined.is_some() && start + 1 < end {
            start = self.list_start(start, lowest);
        }
        self.trimmed(start..end)
    }

    /// Where a list of names begins whose last two stand from `start` on: *Quell, Marsh and Lee*.
    fn list_start(&self, start: usize, lowest: usize) -> usize {
        let mut first = start;
        while first > lowest && self.is_mark(first - 1, ',') && self.is_capital(first) {
            let mut at = first - 1;
            while at > lowest
                && first - at < 7
                && (self.is_capital(at - 1) || self.is_mark(at - 1, '.'))
                && !self.has(at - 1, Class::Preposition)
                && !self.is_time(at - 1)
                && !self.is_adverb(at - 1)
            {
                at -= 1;
            }
            let is_whole = at + 1 < first
                && (at == lowest
                    || self.is_mark(at - 1, ',')
                    || self.has(at - 1, Class::Complementizer)
                    || self.has(at - 1, Class::Conjunction));
            if !is_whole {
                break;
            }
            first = at;
        }
        first
    }

    /// The noun phrase before a possessive ending, without the prepositions before it.
    pub(super) fn owner_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > floor && end - start < 8 {
            let at = start - 1;
            let glued = self.is_mark(at, '.') || self.is_mark(at, '-') || self.is_mark(at, '&');
            let noun = self.is_noun(at)
                && !self.is_pronoun(at)
                && !self.is_finite(at)
                && (self.is_capital(at) || !self.ends_in(at, "ing"));
            let determiner = self.has(at, Class::Determiner);
            let belongs = glued || noun || determiner;
            if self.quote_at(at).is_some() || !belongs {
                break;
            }
            start = at;
            if determiner {
                break;
            }
        }
        (start < end).then_some(start..end)
    }

    /// A noun phrase without the words before it that belong to the clause.
    fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Range { mut start, end } = range;
        while start < end
            && (self.has(start, Class::Conjunction)
                || (self.is_adverb(start)
                    && !self.is_any(start + 1, words!["of", "than"])
                    && !self.meets(start, Classes::of(&[Class::Determiner, Class::Pronoun]))
                    && !self.is_any(
                        start,
                        words!["only", "even", "just", "nearly", "almost", "about"],
                    ))
                || self.token(start).is_some_and(|t| {
                    t.kind == TokenKind::Mark
                        && !matches!(t.first, '@' | '#' | '$' | '“' | '"' | '‘' | '\'')
                }))
        {
            start += 1;
        }
        if start < end
            && self.has(start, Class::Preposition)
            && !self.is_any(start, words!["like", "about", "over", "under"])
        {
            start = self.after_adjunct(start, end)?;
        }
        if start >= end || !(start..end).any(|at| self.is_noun(at)) || self.is(end - 1, "there") {
            return None;
        }
        Some(start..end)
    }

    /// Where the subject begins that stands after *in a statement* without a comma.
    fn after_adjunct(&self, start: usize, end: usize) -> Option<usize> {
        let mut best = None;
        for at in start + 2..end {
            let before = at - 1;
            let begins = (self.has(at, Class::Determiner) || self.is_pronoun(at))
                || (self.is_capital(at) && !self.is_capital(before))
                || self.is_time(before);
            let hangs = self.has(before, Class::Preposition)
                || self.has(before, Class::Determiner)
                || self.has(before, Class::Conjunction)
                || self.is_possessive(before)
                || self.is_possessive(at)
                || !self.is_noun(before);
            if begins && !hangs {
                best = Some(at);
            }
        }
        best
    }

    /// Whether the token can be the head of a noun phrase.
    pub(super) fn is_noun(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => {
                token.classes.has(Class::Pronoun)
                    || token.shape.is_capital()
                    || !self.is_adverb(at)
                        && !token.classes.meets(Classes::of(&[
                            Class::Auxiliary,
                            Class::Preposition,
                            Class::Conjunction,
                            Class::Complementizer,
                            Class::Adverb,
                            Class::Determiner,
                        ]))
            }
            TokenKind::Mark => token.is_mark('%') || self.quote_at(at).is_some(),
            TokenKind::Address => true,
        }
    }

    /// The noun phrase that begins at `start`, as after *said* or *according to*, with the
    /// descriptions behind it.
    pub(super) fn noun_after(&self, start: usize, end: usize) -> Option<Range<usize>> {
        self.phrase_after(start, end, false)
    }

    /// The same; a `wide` one takes in when and where, as after *according to*.
    pub(super) fn phrase_after(
        &self,
        start: usize,
        end: usize,
        wide: bool,
    ) -> Option<Range<usize>> {
        let limit = end.min(start + REACH);
        let mut at = start;
        let mut relative = false;
        let mut described = false;
        while at < limit {
            if let Some(quoted) = self.quote_starting(at) {
                if quoted.last - quoted.first > 6 || at == start || self.is_sentence(quoted) {
                    break;
                }
                at = quoted.last + 1;
                continue;
            }
            if self.is_mark(at, ',') {
                let next = at + 1;
                let plain = self.is_noun(next)
                    && !self.is_capital(next)
                    && !self.is_pronoun(next)
                    && !self.has(next, Class::Cue)
                    && !self.ends_in(next, "ing")
                    && !self.is_time(next);
                if self.is_any(next, words!["who", "whose", "which"]) {
                    relative = true;
                } else if (self.meets(next, DESCRIBES)
                    || plain
                    || self.is_any(next, words!["one", "including"])
                    || (self.ends_in(next, "ing") && self.has(next + 1, Class::Speaker))
                    || (self.is_capital(next)
                        && ((next + 1..next + 4).any(|k| self.is_possessive(k))
                            || self.is_role(next, limit)
                            || !self.is_capital(at - 1)))
                    || self.is_any(next, words!["now", "then", "also"]))
                    && !self.is_any(
                        next,
                        words!["that", "this", "these", "those", "some", "any", "all"],
                    )
                    && !(next..limit.min(next + 8))
                        .take_while(|&k| {
                            !self.parts(k)
                                && !self.is_any(k, words!["who", "whose", "which", "that"])
                        })
                        .any(|k| {
                            !self.is_capital(k)
                                && self.is_finite(k)
                                && !self.is_noun_use(k)
                                && !self.reduces(k)
                        })
                {
                    described = true;
                } else if !(described
                    || self.lists(next, limit)
                    || self.is_capital(next) && self.is_place(at, next, limit))
                {
                    break;
                }
                at += 1;
                continue;
            }
            if self.is_mark(at, '(')
                && let Some(close) = (at..limit.min(at + 10)).find(|&k| self.is_mark(k, ')'))
            {
                at = close + 1;
                continue;
            }
            let breaks = self.is_mark(at, ';')
                || self.is_mark(at, ':')
                || self.is_dash(at)
                || self.is_mark(at, '(') && !relative
                || (self.is_stop(at) && !self.is_abbreviated(at));
            if breaks {
                break;
            }
            if self.is_any(at, words!["who", "whose"]) || (relative && self.is(at, "that")) {
                relative = true;
                at += 1;
                continue;
            }
            if !relative {
                let stops = self.is_any(
                    at,
                    words![
                        "in",
                        "on",
                        "at",
                        "during",
                        "after",
                        "before",
                        "as",
                        "when",
                        "while",
                        "about",
                        "via",
                        "because",
                        "if",
                        "that",
                        "since",
                        "until",
                        "but",
                        "following",
                        "amid",
                        "whether",
                        "how",
                        "why",
                        "what",
                    ],
                ) && at > start
                    && !(wide && self.is_any(at, words!["in", "on", "at", "during", "about"]))
                    && !(described && self.is_any(at, words!["in", "at", "on"]));
                // "…, director of the Fuels Association"
                let is_name = described && self.is_capital(at);
                let verb = at > start && !is_name && self.is_finite(at) && !self.reduces(at);
                let time = !wide
                    && self.is_time(at)
                    && at > start
                    && !self.has(at - 1, Class::Determiner)
                    && !(described && self.is_mark(at - 1, ','));
                let joins = self.has(at, Class::Conjunction)
                    && (at + 1..limit.min(at + 7))
                        .take_while(|&k| {
                            !self.parts(k)
                                && !self.is_stop(k)
                                && !self.is_any(k, words!["who", "that", "which"])
                        })
                        .any(|k| self.is_finite(k) && (self.is_aux(k) || !self.is_capital(k)));
                if stops || verb || time || joins {
                    break;
                }
            }
            at += 1;
        }
        while at > start && (self.is_mark(at - 1, ',') || self.has(at - 1, Class::Determiner)) {
            at -= 1;
        }
        (at > start && (start..at).any(|k| self.is_noun(k))).then_some(start..at)
    }

    /// *Europe coordinator at …*, *Democrat of Vermont*: a description that begins with a name.
    fn is_role(&self, at: usize, limit: usize) -> bool {
        let after = (at..limit.min(at + 5)).find(|&k| !self.is_capital(k)).unwrap_or(at);
        let is_noun = self.is_noun(after)
            && self.is_word(after)
            && !self.is_pronoun(after)
            && !self.is_finite(after)
            && !self.has(after, Class::Cue)
            && !self.is_time(after)
            && !self.ends_in(after, "ing");
        after > at && (is_noun || (self.is(after, "of") && after == at + 1))
    }

    fn reduces(&self, at: usize) -> bool {
        self.passage.value(at, Class::Verb) == Some(-1)
            && self.is_noun(at - 1)
            && (self.has(at + 1, Class::Preposition)
                || self.is_time(at + 1)
                || self.is_any(at, words!["called", "named", "titled", "dubbed", "nicknamed"]))
    }

    /// Whether a name and *and* with another one stand at `at`, as at the end of a list.
    fn lists(&self, at: usize, limit: usize) -> bool {
        let joint = (at..limit.min(at + 6))
            .find(|&k| !self.is_capital(k) && !self.is_mark(k, '.'))
            .filter(|&k| k > at);
        joint.is_some_and(|joint| {
            let and = joint + usize::from(self.is_mark(joint, ','));
            self.is(and, "and") && self.is_capital(and + 1) && !self.is_finite(and + 2)
        })
    }

    /// The point belongs to an abbreviation or to initials.
    pub(super) fn is_abbreviated(&self, at: usize) -> bool {
        self.is_mark(at, '.')
            && self.token(at).is_some_and(|t| t.shape.is_glued())
            && at > 0
            && (self.has(at - 1, Class::Abbreviation)
                || self.token(at - 1).is_some_and(|t| t.end - t.start == 1))
            && (self.is_capital(at + 1) || self.is_mark(at + 1, ','))
    }

    /// *, Texas,* after a town.
    fn is_place(&self, comma: usize, next: usize, limit: usize) -> bool {
        self.is_capital(comma.saturating_sub(1))
            && (next + 1..limit.min(next + 4))
                .find(|&at| self.is_mark(at, ',') || self.is_stop(at))
                .is_some_and(|at| at - next <= 2)
    }
}
