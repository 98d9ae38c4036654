//! Numbers that are no amounts: addresses, labels, keys, names, pronouns.

use super::{Base, Figure, MeasureKind, Piece, Reader, Role};
use crate::extract::lexicon::{Class, WordId};
use crate::extract::number::{Form, Number, Sort, is_hyphen};
use crate::extract::words::words;
use rust_decimal::Decimal;

/// Most words between the number of a house and the word for its street.
const STREET_AHEAD: usize = 5;

/// Most tokens between a parenthesis and a number inside it.
const PARENTHESIS_MAX: usize = 12;

/// Digits, without marks between, from which on a number is a name: a timestamp, a key.
const LONG: u32 = 9;

impl Reader<'_, '_> {
    /// Whether a number is joined to one that was no amount: `3888-2`, `Aug. 5-7`.
    pub(super) fn goes_on(&self, number: Number, skipped: Option<usize>) -> bool {
        let Some(last) = skipped else { return false };
        let joint = self.passage.tokens().get(last + 1);
        // 020 7946 0018
        let is_code =
            self.passage.tokens().get(last).is_some_and(|t| t.is_number() && t.first == '0');
        if is_code && number.first == last + 1 && number.form == Form::Digits {
            return true;
        }
        number.first == last + 2
            && number.form == Form::Digits
            && self.is_glued(number.first)
            && joint.is_some_and(|t| {
                t.shape.is_glued() && matches!(t.first, '-' | '–' | '/' | '.' | ':')
            })
    }

    /// Whether a number is part of a name, a label, an address, a clock time or a year.
    pub(super) fn is_no_amount(&self, idx: usize, piece: &Piece) -> bool {
        let number = piece.number;
        let bare = matches!(piece.base, Base::None) && piece.per.is_none();
        self.is_clock(number, bare)
            || (bare && self.is_joined(number))
            || (bare && self.is_year(number))
            || (bare && self.is_part_of_word(number))
            || (bare && self.is_label(idx, number))
            || self.is_street(number)
            || (bare && self.is_list_mark(number))
            || (bare && self.is_identifier(number))
            || self.is_one_day(piece)
            || self.is_pronoun_one(number, bare)
            || self.is_class_of_people(piece)
            || (bare && number.sort == Sort::Fraction && self.is_no_share(number))
            || (bare && number.sort == Sort::Vague && self.is_no_vague(number))
    }

    /// `555-1234`, `2019-20`, `9/11`, `1.2.3`: digits joined to digits.
    fn is_joined(&self, number: Number) -> bool {
        let digit = |at: usize| {
            self.passage.tokens().get(at).filter(|t| t.is_number() && t.shape.is_glued())
        };
        let mark = |at: usize| {
            self.passage
                .tokens()
                .get(at)
                .filter(|t| !t.is_word() && t.shape.is_glued())
                .map(|t| t.first)
        };
        let (after, before) = (number.last + 1, self.before(number.first, 1));
        let next = mark(after).filter(|_| digit(after + 1).is_some());
        let last = if self.is_glued(number.first)
            && self
                .passage
                .tokens()
                .get(self.before(number.first, 2))
                .is_some_and(|t| t.is_number())
        {
            mark(before)
        } else {
            None
        };
        for joint in [next, last].into_iter().flatten() {
            if joint == '/' || joint == '.' || joint == '×' {
                return true;
            }
            let dash = is_hyphen(joint) || joint == '–';
            if !dash {
                continue;
            }
            // Three in a row, or a group of digits that begins with a zero or has four digits.
            let both = next.is_some() && last.is_some();
            let zero = |at: usize| {
                self.passage.tokens().get(at).is_some_and(|t| {
                    t.first == '0' && t.end - t.start > 1 && !self.passage.word(t).contains('.')
                })
            };
            let third = mark(after + 2).is_some_and(is_hyphen) && digit(after + 3).is_some()
                || last.is_some()
                    && self
                        .passage
                        .tokens()
                        .get(self.before(number.first, 3))
                        .is_some_and(|t| is_hyphen(t.first));
            let long = |at: usize| {
                self.passage
                    .tokens()
                    .get(at)
                    .is_some_and(|t| t.is_number() && t.end - t.start >= 4 && t.end - t.start <= 5)
            };
            let three = |at: usize| {
                self.passage.tokens().get(at).is_some_and(|t| t.is_number() && t.end - t.start == 3)
            };
            let phone = (three(number.last) && next.is_some() && long(after + 1))
                || (last.is_some() && long(number.first) && three(self.before(number.first, 2)));
            if both || third || phone || zero(number.first) || zero(after + 1) {
                return true;
            }
        }
        // P5+1
        if self.is_mark(before, '+') && self.is_glued(before) && self.is_glued(number.first) {
            return true;
        }
        // A code: `00123`.
        let token = self.passage.tokens().get(number.first);
        number.first == number.last
            && token.is_some_and(|t| {
                t.first == '0' && t.end - t.start > 1 && !self.passage.word(t).contains(['.', ','])
            })
    }

    /// `3D`, `777F`, `Covid-19`, `F-16`, `4x4`.
    fn is_part_of_word(&self, number: Number) -> bool {
        let after = number.last + 1;
        if number.form != Form::Words
            && self.is_glued(after)
            && self.passage.tokens().get(after).is_some_and(|t| t.is_word())
            && self.times_after(number.last).is_none()
        {
            return true;
        }
        let hyphen = self.before(number.first, 1);
        let word = self.before(number.first, 2);
        let joined = self.passage.tokens().get(hyphen).is_some_and(|t| {
            (is_hyphen(t.first) || t.first == '–') && !t.is_word() && t.shape.is_glued()
        }) && self.is_glued(number.first);
        // production-four-door
        if joined && number.form == Form::Words && self.is_word(word) {
            return !self.has(word, Class::Hedge)
                && !self.has(word, Class::Cardinal)
                && !self.has(word, Class::Scale)
                && !self.is_any(word, words!["minus", "to", "by", "and"]);
        }
        joined
            && self.is_word(word)
            && (self.is_capital(word)
                || self.is_any(word, words!["top", "under", "catch", "for", "on", "in", "off"]))
            && !self.has(word, Class::Hedge)
            && !self.is_any(word, words!["minus", "to", "sub"])
    }

    /// `Section 5`, `page 12`, `Big 12`, `iPhone 14`, `No. 10`, `BBC One`.
    fn is_label(&self, _idx: usize, number: Number) -> bool {
        let before = self.before(number.first, 1);
        if self.is_mark(before, '.')
            && self.is_any(
                self.before(number.first, 2),
                words!["no", "nos", "vol", "art", "sec", "fig", "ch", "p", "pp"],
            )
            && !self.passage.has(before, Class::Digits)
        {
            let label = self.before(number.first, 2);
            if !self.is(label, "no")
                || self.is_capital(label)
                || self.sentence_start(number.first) <= label
            {
                return true;
            }
        }
        if self.is_model(number) {
            return true;
        }
        if number.scale > 0 {
            return false;
        }
        // the Group of 20
        let group = self.before(before, 1);
        if self.is(before, "of") && self.is(group, "group") && self.is_capital(group) {
            return true;
        }
        let Some(token) = self.passage.tokens().get(before) else { return false };
        if !token.is_word()
            || self.passage.tokens().get(number.first).is_some_and(|t| t.shape.is_after_line())
        {
            return false;
        }
        let whole = number.value.scale() == 0
            && number.scale == 0
            && !self
                .passage
                .tokens()
                .get(number.first)
                .is_some_and(|t| self.passage.word(t).contains(','));
        let noun = self.counts_plural(number);
        if token.classes.has(Class::Label) {
            let names = !noun || whole && token.shape.is_capital();
            return match number.form {
                // `season four`, but `category one hurricane`
                Form::Words => token.shape.is_capital() || self.noun_after(number).is_none(),
                _ => names,
            };
        }
        let is_first = before == self.sentence_start(number.first);
        let is_camel = self.passage.word(token).chars().skip(1).any(char::is_uppercase)
            && !token.shape.is_capital();
        // In a headline every verb has a capital; in a sentence a name has.
        let ends = self.passage.tokens().get(self.before(self.sentence_end(number.first), 1));
        let is_verb = token.classes.has(Class::Verb)
            && (is_first || !ends.is_some_and(|t| matches!(t.first, '.' | '?' | '!' | '"' | '”')));
        let is_name = (token.shape.is_capital() || is_camel)
            && !token.classes.has(Class::Preposition)
            && !token.classes.has(Class::Determiner)
            && !token.classes.has(Class::Conjunction)
            && !token.classes.has(Class::Auxiliary)
            && (!token.classes.has(Class::Pronoun) || token.shape.is_all_capitals())
            && !token.classes.has(Class::Hedge)
            && !token.classes.has(Class::Cardinal)
            && !token.classes.has(Class::Adverb)
            && !token.classes.has(Class::Complementizer)
            && !is_verb;
        if self.is_any(before, words!["bottom", "big"]) {
            return !noun;
        }
        if !is_name {
            return false;
        }
        if number.form == Form::Words {
            // `BBC One`, `Formula One`
            return self.is_capital(number.first) && !is_first;
        }
        if noun {
            // `Windows 10 users`, but `gave Ukraine 31 tanks`, `in Leeds 12 people`.
            let takes = self.has(before, Class::Country)
                || self.is_giving(self.before(before, 1))
                || self.is_capital(self.before(before, 1))
                    && self.is_giving(self.before(before, 2));
            let opens = is_first && token.word != WordId::NONE;
            return whole && !opens && (!takes || token.shape.is_all_capitals());
        }
        whole
            || !self
                .passage
                .tokens()
                .get(number.first)
                .is_some_and(|t| self.passage.word(t).contains(','))
    }

    /// Whether a name after token `at` takes something or says where: a verb, `in`, `at`.
    fn is_giving(&self, at: usize) -> bool {
        self.has(at, Class::Verb)
            || self.is_any(at, words!["in", "at", "on", "near", "from", "outside"])
    }

    /// `the 787 Dreamliner`, `its 911 Turbo`: digits that begin a name.
    fn is_model(&self, number: Number) -> bool {
        let before = self.before(number.first, 1);
        let plain = number.first == number.last
            && number.form == Form::Digits
            && self.passage.tokens().get(number.first).is_some_and(|t| {
                (2..=4).contains(&(t.end - t.start)) && !self.passage.word(t).contains(['.', ','])
            });
        plain
            && self.is_proper(number.last + 1)
            && !self.is_glued(number.last + 1)
            && (self.has(before, Class::Determiner)
                || self.is_any(before, words!["own", "new", "'s"]))
            && !self.counts_plural(number)
    }

    /// `358 El Brillo Way`, `9 E 71st St`.
    fn is_street(&self, number: Number) -> bool {
        if number.form == Form::Words
            || !self.is_capital(number.last + 1)
            || self.is_glued(number.last + 1)
        {
            return false;
        }
        for at in number.last + 1..number.last + 1 + STREET_AHEAD {
            let Some(token) = self.passage.tokens().get(at) else { return false };
            if token.is_number() {
                continue;
            }
            let is_part = token.shape.is_capital()
                || self.is_any(at, words!["st", "nd", "rd", "th", "de", "la", "of", "the"]);
            if !token.is_word() && !token.is_mark('.') || !is_part && !token.is_mark('.') {
                return false;
            }
            if at > number.last + 1 && self.plays(at, Role::Street) && token.shape.is_capital() {
                return true;
            }
            if self.is(at, "ave") || self.is(at, "rue") {
                return true;
            }
        }
        false
    }

    /// `1.`, `2)`, `(3)`, `(4.)`: the head of a point in a list.
    fn is_list_mark(&self, number: Number) -> bool {
        let is_small = number.value < Decimal::ONE_HUNDRED
            && number.form == Form::Digits
            && number.value.scale() == 0;
        if !is_small {
            return false;
        }
        let before = self.before(number.first, 1);
        let after = number.last + 1;
        let point = self.is_mark(after, '.') && self.is_glued(after);
        let end = if point { after + 1 } else { after };
        let closes = (self.is_mark(end, ')') || self.is_mark(end, ']')) && self.is_glued(end);
        let opens = self.is_mark(before, '(') || self.is_mark(before, '[');
        let starts = number.first == self.sentence_start(number.first)
            || self.passage.tokens().get(number.first).is_some_and(|t| t.shape.is_after_line());
        // `rich: 1) they pay`, but `(about 5)`
        let is_open =
            (1..PARENTHESIS_MAX).any(|back| self.is_mark(self.before(number.first, back), '('));
        // `3 Marco Rubio` as a line of a table
        let is_line = starts && self.is_proper(after) && self.is_proper(after + 1);
        is_line
            || closes && (opens || starts || (!is_open && !point))
            || starts
                && point
                && self.passage.tokens().len() > after + 1
                && !self.is_glued(after + 1)
    }

    /// Whether a word is written as a name, and no plural.
    fn is_proper(&self, at: usize) -> bool {
        self.passage.tokens().get(at).is_some_and(|t| {
            t.is_word()
                && t.shape.is_capital()
                && !t.shape.is_all_capitals()
                && !self.passage.lexicon().is_plural(self.passage.word(t))
        })
    }

    /// `he one day became`: some day, no length of time.
    fn is_one_day(&self, piece: &Piece) -> bool {
        let number = piece.number;
        let before = self.before(piece.first, 1);
        piece.kind == MeasureKind::Duration
            && number.form == Form::Words
            && number.value == Decimal::ONE
            && self.is(number.last + 1, "day")
            && !self.has(before, Class::Preposition)
            && !self.has(before, Class::Hedge)
            && !self
                .is_any(before, words!["than", "just", "only", "least", "took", "last", "lasted"])
            && piece.last == number.last + 1
    }

    /// `1449075600`, `tweet-id="144"`: a number that only names.
    fn is_identifier(&self, number: Number) -> bool {
        let token = self.passage.tokens().get(number.first);
        let is_plain = number.first == number.last && number.form == Form::Digits;
        let is_long = token.is_some_and(|t| {
            t.is_number() && t.end - t.start >= LONG && !self.passage.word(t).contains([',', '.'])
        });
        let is_value = self.is_mark(self.before(number.first, 1), '"')
            && self.is_mark(self.before(number.first, 2), '=');
        // 401(k)
        let after = number.last + 1;
        let is_clause = self.is_mark(after, '(')
            && self.is_glued(after)
            && self.is_word(after + 1)
            && self.is_mark(after + 2, ')')
            && self.passage.tokens().get(after + 1).is_some_and(|t| t.end - t.start == 1);
        is_plain && (is_long || is_value || is_clause)
    }

    /// `one` that stands for a noun: `no one`, `this one`, `one another`, `one's`.
    fn is_pronoun_one(&self, number: Number, bare: bool) -> bool {
        if !bare
            || number.form != Form::Words
            || number.value != Decimal::ONE
            || number.last != number.first
        {
            return false;
        }
        let (before, after) = (self.before(number.first, 1), number.last + 1);
        if self.plays(before, Role::BeforeOne) {
            return true;
        }
        // `and if one adds that`
        let is_verb = self.passage.value(after, Class::Verb) == Some(0)
            && self
                .passage
                .tokens()
                .get(after)
                .is_some_and(|t| self.passage.word(t).ends_with('s'));
        if is_verb || self.plays(after, Role::AfterOne) || self.is_inner_hyphen(after) {
            return true;
        }
        if self.is(after, "of") {
            return !(self.has(after + 1, Class::Determiner)
                || self.is_any(after + 1, words!["only"]));
        }
        // `one-on-one`, `the previous one`, `One Nation Under`
        let is_name = self.is_capital(number.first)
            && number.first != self.sentence_start(number.first)
            && self.is_capital(after);
        is_name || self.is_inner_hyphen(before) || self.noun_after(number).is_none()
    }

    /// `the 1%`, `the 99 percent` as a name for people.
    fn is_class_of_people(&self, piece: &Piece) -> bool {
        let value = piece.number.value;
        piece.kind == MeasureKind::Percent
            && (value == Decimal::ONE || value == Decimal::from(99))
            && self.is_any(self.before(piece.first, 1), words!["the", "top"])
            && !self.is_any(piece.last + 1, words!["of", "in"])
            && self.noun_after(Number { last: piece.last, ..piece.number }).is_none()
            && self.passage.tokens().get(piece.last + 1).is_none_or(|t| {
                !t.is_word()
                    || t.classes.has(Class::Auxiliary)
                    || t.classes.has(Class::Verb)
                    || t.classes.has(Class::Conjunction)
                    || t.classes.has(Class::Preposition)
            })
    }

    /// `the first half`, `final third`, `half-hearted`, `the third quarter`.
    fn is_no_share(&self, number: Number) -> bool {
        let before = self.before(number.first, 1);
        let after = number.last + 1;
        let is_digits = self.passage.tokens().get(number.first).is_some_and(|t| !t.is_word());
        if is_digits {
            return false;
        }
        if self.is_inner_hyphen(after)
            || (self.is_inner_hyphen(before) && number.first == number.last)
        {
            return true;
        }
        if number.first != number.last {
            return self.is_any(after, words!["final", "finals", "half"])
                || self.has(before, Class::Ordinal);
        }
        // `half` alone.
        if self.has(before, Class::Ordinal)
            || self.has(before, Class::Superlative)
            || self.plays(before, Role::BeforeHalf)
        {
            return true;
        }
        if self.plays(after, Role::AfterHalf) {
            return false;
        }
        !(self.has(before, Class::Hedge)
            || self.is_any(before, words!["than", "by", "in", "just", "to"]))
            || self.is_capital(number.first) && !self.is_glued(number.first)
    }

    fn is_no_vague(&self, number: Number) -> bool {
        // `a couple said`, `scores`: the words are as often no number.
        let after = number.last + 1;
        if self.is(number.last, "couple") || self.is(number.last, "scores") {
            return !self.is(after, "of") && self.is_word(number.last);
        }
        self.is(number.last, "tens") && !self.is(after, "of")
    }

    /// Whether a bare number, known to have neither unit nor noun, is better left alone.
    pub(super) fn is_bare_and_no_amount(&self, figure: &Figure, number: Number) -> bool {
        let before = self.before(figure.first, 1);
        let after = figure.last + 1;
        // `zero tolerance`
        if number.value.is_zero() && self.is_word(after) && !self.has(after, Class::Preposition) {
            return true;
        }
        // 20-something, six-figure
        if self.is_inner_hyphen(after) && self.is_word(after + 1) {
            return true;
        }
        if number.form == Form::Words && number.scale == 0 {
            // `the two`, `these three`, `those two`
            let is_known = self.plays(before, Role::Known);
            let is_list =
                self.is(after, "-") || self.is_inner_hyphen(before) || self.is_inner_hyphen(after);
            return is_known
                || is_list
                || self.is_capital(number.first)
                    && number.first != self.sentence_start(number.first);
        }
        if number.sort == Sort::Vague {
            return self.is(before, "the");
        }
        // A lone number that makes up a line: a page, a caption.
        if self.passage.tokens().len() <= 2 && self.passage.tokens().len() > 1 {
            return false;
        }
        self.plays(before, Role::Call)
    }

    /// Whether an ordinal is no rank: a day, a century, an adverb, a part of a name.
    pub(super) fn is_no_place(&self, number: Number) -> bool {
        let (before, after) = (self.before(number.first, 1), number.last + 1);
        if number.value == Decimal::ONE {
            return true;
        }
        let next = self.after(number.last);
        if self.has(next, Class::Period)
            && self.is_any(
                next,
                words!["century", "centuries", "quarter", "quarters", "decade", "millennium"],
            )
        {
            return true;
        }
        if self.plays(next, Role::NoRank) {
            return true;
        }
        if number.form == Form::Words
            && self.is(number.first, "second")
            && self.is_any(before, words!["a", "split", "per", "every", "each"])
        {
            return true;
        }
        // `Second, the …`
        if self.is_mark(after, ',') && number.first == self.sentence_start(number.first) {
            return true;
        }
        let is_name = self.is_capital(number.first)
            && number.first != self.sentence_start(number.first)
            && number.form == Form::Words;
        is_name || self.is_street(number)
    }
}
