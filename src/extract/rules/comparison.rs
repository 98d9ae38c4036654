//! Two values, places or times set against each other; a rise or a fall

use super::{Memory as Known, Rule};
use crate::extract::finding::{ClaimKind, ComparisonParts, Direction, Finding, Parts};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::number::{Form, Number, Sort};
use crate::extract::passage::Passage;
use crate::extract::phrase;
use crate::text::Span;

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "comparison",
    about: "Two values, places or times set against each other; a rise or a fall",
    triggers: Classes::of(&[Class::Comparative, Class::Change, Class::Multiple, Class::Period]),
    find,
};

/// Most tokens between a word of change and the last of its values.
const REACH_MAX: usize = 24;

/// Most tokens between a word of change and the first of its values: `boosted base spending on
/// schools by 2.5%`.
const OBJECT_MAX: usize = 12;

/// Most words between a comparative and its `than`.
const THAN_MAX: usize = 5;

fn find(passage: &Passage<'_>, _known: &mut Known, found: &mut Vec<Finding>) {
    let mut from = 0;
    for (idx, token) in passage.tokens().iter().enumerate() {
        if idx < from || !token.classes.meets(RULE.triggers) {
            continue;
        }
        let Some(end) = passage.sentence_of(idx).map(|s| s.tokens.end) else { continue };
        let reader = Reader { passage, end, start: from };
        let read = reader
            .multiple(idx)
            .or_else(|| reader.change(idx))
            .or_else(|| reader.comparative(idx))
            .or_else(|| reader.interval(idx));
        if let Some(read) = read {
            let parts = ComparisonParts {
                cue: read.cue.span(passage),
                direction: read.direction,
                by: read.by.map(|run| run.span(passage)),
                from: read.from.map(|run| run.span(passage)),
                to: read.to.map(|run| run.span(passage)),
            };
            let span = passage.span_of(read.first, read.last);
            from = read.last + 1;
            let parts = Parts::Comparison(parts);
            found.push(Finding::new(span, ClaimKind::Comparison, RULE.name, parts));
        }
    }
}

/// Tokens, by the first and the last.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
}

impl Run {
    fn span(self, passage: &Passage<'_>) -> Span {
        passage.span_of(self.first, self.last)
    }
}

/// A number with its sign and unit.
#[derive(Debug, Clone, Copy)]
struct Amount {
    run: Run,
    /// It is a share or a number of points.
    is_share: bool,
    /// It has the form of a year and no unit.
    is_year: bool,
    /// It has digits, a sign or a unit.
    is_figure: bool,
}

struct Read {
    first: usize,
    last: usize,
    cue: Run,
    direction: Direction,
    by: Option<Run>,
    from: Option<Run>,
    to: Option<Run>,
}

struct Reader<'p, 't> {
    passage: &'p Passage<'t>,
    /// One past the last token of the sentence.
    end: usize,
    /// Tokens before this one belong to an earlier finding.
    start: usize,
}

impl Reader<'_, '_> {
    fn has(&self, idx: usize, class: Class) -> bool {
        idx < self.end && self.passage.has(idx, class)
    }

    fn is(&self, idx: usize, word: &str) -> bool {
        idx < self.end && self.passage.is(idx, word)
    }

    fn is_any(&self, idx: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(idx, word))
    }

    /// The amount that begins at `idx`, past a hedge or an article.
    fn amount(&self, idx: usize) -> Option<Amount> {
        let passage = self.passage;
        let first = idx + usize::from(self.is_any(idx, &["by", "just", "only", "than"]));
        let mut at = idx;
        let skips =
            ["a", "an", "just", "only", "another", "almost", "as", "much", "high", "low", "by"];
        while at < idx + 4
            && (self.has(at, Class::Hedge)
                || self.is_any(at, &skips)
                || self.is(at, "than")
                || self.has(at, Class::CurrencySign))
        {
            at += 1;
        }
        let numbers = passage.numbers();
        let number = numbers.get(numbers.partition_point(|n| n.last < at))?;
        // A sign such as `$` or `US$` may count as the number's own first token.
        if number.sort == Sort::Ordinal
            || number.first > at + 1
            || number.last >= self.end
            || (number.first > at && !self.has(at, Class::Currency))
        {
            return None;
        }
        let mut last = number.last;
        let mut is_share = false;
        let mut is_unit = false;
        if self.has(last + 1, Class::PercentSign)
            || self.is_any(last + 1, &["percent", "pc", "pct"])
        {
            (last, is_share) = (last + 1, true);
        } else if self.is(last + 1, "per") && self.is(last + 2, "cent") {
            (last, is_share) = (last + 2, true);
        } else {
            let hyphen = usize::from(self.is(last + 1, "-"));
            let at = last + 1 + hyphen;
            let is_point = |at: usize| self.is_any(at, &["point", "points"]);
            if is_point(at) {
                (last, is_share) = (at, true);
            } else if self.is_any(at, &["basis", "percentage"]) {
                let next = at + 1 + usize::from(self.is(at + 1, "-"));
                if is_point(next) {
                    (last, is_share) = (next, true);
                }
            } else if self.is_any(at, &["a", "in", "at"]) {
                // Short for units elsewhere: `31 a year ago`.
            } else if self.has(at, Class::Unit)
                || self.has(at, Class::Currency)
                || self.has(at, Class::Period)
            {
                (last, is_unit) = (at, true);
            } else if hyphen > 0
                && self.passage.tokens().get(at).is_some_and(|t| t.shape.is_glued())
            {
                // `a 3-word answer`
                return None;
            }
        }
        let is_money = number.first > 0 && self.has(number.first - 1, Class::CurrencySign);
        let is_figure = is_share || is_unit || is_money || number.form != Form::Words;
        let is_year = !is_share && !is_unit && !is_money && number.is_like_year(passage.tokens());
        Some(Amount {
            run: Run { first: first.min(number.first), last },
            is_share,
            is_year,
            is_figure,
        })
    }

    /// The number whose last token stands right before `idx`.
    fn number_before(&self, idx: usize) -> Option<&Number> {
        let numbers = self.passage.numbers();
        let at = numbers.partition_point(|n| n.last < idx).checked_sub(1)?;
        numbers.get(at).filter(|n| n.last + 1 == idx)
    }

    /// The noun phrase from `idx` on.
    fn noun(&self, idx: usize) -> Option<Run> {
        let reach = phrase::reach(self.passage, idx);
        (reach.last >= idx && idx < self.end)
            .then_some(Run { first: idx, last: reach.last.min(self.end - 1) })
    }

    /// A past time or level: `the previous year`, `a year ago`, `2019`, `October levels`.
    fn base(&self, idx: usize) -> Option<Run> {
        let run = self.noun(idx).unwrap_or(Run { first: idx, last: idx });
        let is_time = (run.first..=run.last.min(run.first + 8)).any(|at| {
            self.has(at, Class::Period)
                || self.has(at, Class::Month)
                || self.has(at, Class::Weekday)
                || self.is_any(at, &["level", "levels", "high", "low", "peak", "average"])
        });
        let number = self.amount(idx);
        if !is_time && number.is_none_or(|n| !n.is_year) {
            return None;
        }
        let mut last = run.last.max(number.map_or(0, |n| n.run.last));
        if self.is_any(last + 1, &["ago", "earlier", "before", "previously"]) {
            last += 1;
        }
        Some(Run { first: idx, last })
    }

    /// `rose 20 percent`, `fell from 31 to 12`, `an increase of 5 points from last year`, `up 3%`.
    fn change(&self, idx: usize) -> Option<Read> {
        let value = self.passage.value(idx, Class::Change)?;
        let is_weak = value.abs() > 1;
        let is_particle = self.is_any(idx, &["up", "down", "ahead"]);
        let direction = if value > 0 { Direction::Up } else { Direction::Down };
        let (mut by, mut from, mut to) = (None, None, None);
        let mut last = idx;
        let mut at = idx + 1;
        // One past an amount that tells no change.
        let mut passed = 0;
        let limit = self.end.min(idx + REACH_MAX);
        // `up` and `down` hold their values close.
        let object_max = if is_particle { 4 } else { OBJECT_MAX };
        while at < limit {
            let Some(token) = self.passage.tokens().get(at) else { break };
            if self.is(at, "from") && from.is_none() {
                let amount = self.amount(at + 1).filter(|a| !a.is_year).map(|a| a.run);
                let Some(run) = amount.or_else(|| self.base(at + 1)) else {
                    at += 1;
                    continue;
                };
                from = Some(run);
                last = run.last;
                at = run.last + 1;
                if self.is_any(at, &["a", "one"]) && self.is_any(at + 2, &["ago", "earlier"]) {
                    last = at + 2;
                    at += 3;
                }
                continue;
            }
            // `raise 175 million to 180 million` is a range.
            if self.is(at, "to")
                && to.is_none()
                && passed != at
                && let Some(amount) = self.amount(at + 1).filter(|a| !a.is_year)
            {
                to = Some(amount.run);
                last = amount.run.last;
                at = last + 1;
                continue;
            }
            if self.is(at, "when") && self.is(at + 1, "compared") {
                at += 1;
            }
            if let Some(base) = self.compared(at) {
                from = from.or(Some(base));
                last = base.last;
                break;
            }
            if by.is_none()
                && to.is_none()
                && from.is_none()
                && let Some(amount) = self.amount(at).filter(|a| !a.is_year)
            {
                let said = self.is(at - 1, "by") || self.is(at, "by") || self.is(at - 1, "of");
                let placed = self.has(at - 1, Class::Preposition) && !said;
                let is_near = at <= idx + 3 && !placed;
                if amount.is_share
                    || (said && (!is_weak || is_particle))
                    || (is_near && !is_weak && amount.is_figure)
                {
                    by = Some(amount.run);
                    last = amount.run.last;
                }
                at = amount.run.last + 1;
                passed = if by.is_none() { at } else { passed };
                continue;
            }
            let has_value = by.is_some() || from.is_some() || to.is_some();
            let comma_goes_on = token.is_mark(',')
                && (self.is_any(at + 1, &["from", "to", "compared"]) || self.is(at + 1, "or"));
            let stops = (token.kind == crate::extract::token::TokenKind::Mark
                && !comma_goes_on
                && !is_small_mark(token.first))
                || token.classes.has(Class::Auxiliary)
                || token.classes.has(Class::Complementizer)
                || (token.classes.has(Class::Change) && at > idx + 1)
                || (!has_value && at > idx + object_max);
            if stops {
                break;
            }
            at += 1;
        }
        let counts = match (by, from, to) {
            (Some(_), _, _) | (None, Some(_), Some(_)) => true,
            (None, Some(run), None) => {
                !is_weak
                    || is_particle
                    || self.has(run.last, Class::PercentSign)
                    || self.is_figure(run)
            }
            // `up to 5` bounds a number, and `rose to fame` tells none.
            (None, None, Some(run)) => !is_particle && self.is_figure(run),
            (None, None, None) => false,
        };
        (counts && (!is_particle || self.stands_free(idx))).then_some(Read {
            first: idx,
            last,
            cue: Run { first: idx, last: idx },
            direction,
            by,
            from,
            to,
        })
    }

    /// Whether `up` or `down` at `idx` is no part of a verb: `set up 5 shops`.
    fn stands_free(&self, idx: usize) -> bool {
        let Some(before) = idx.checked_sub(1) else { return true };
        let Some(token) = self.passage.tokens().get(before) else { return true };
        let is_verb = token.classes.has(Class::Verb)
            && !token.classes.has(Class::Auxiliary)
            && !token.classes.has(Class::Change);
        let is_made = self.is_any(before, &["made", "make", "makes", "making", "set", "sets"]);
        (!is_verb && !is_made)
            || (!is_made && self.is(idx + 1, "from")
                || self.amount(idx + 1).is_some_and(|a| a.is_share))
    }

    /// Whether the amount has a unit or a sign, or is no small whole number.
    fn is_figure(&self, run: Run) -> bool {
        (run.first..=run.last).any(|at| {
            self.has(at, Class::CurrencySign)
                || self.has(at, Class::PercentSign)
                || self.has(at, Class::Scale)
                || self.is_any(at, &["percent", "cent", "points"])
                || self
                    .passage
                    .tokens()
                    .get(at)
                    .is_some_and(|t| t.is_number() && t.end - t.start > 2)
        })
    }

    /// `compared with last year`, `than`: what is set against, where it begins at `idx`.
    fn compared(&self, idx: usize) -> Option<Run> {
        let is_compared = self.is(idx, "compared") && self.is_any(idx + 1, &["with", "to"]);
        let is_versus = self.is_any(idx, &["versus", "vs"]);
        if !is_compared && !is_versus {
            return None;
        }
        let mut from = idx + if is_compared { 2 } else { 1 };
        from += usize::from(is_versus && self.is(from, "."));
        let noun = self.noun(from);
        let amount = self.amount(from).map(|a| a.run);
        let mut last = noun.map_or(0, |r| r.last).max(amount.map_or(0, |r| r.last));
        if amount.is_some_and(|a| a.last == last)
            && self.is_any(last + 1, &["a", "one"])
            && self.is_any(last + 3, &["ago", "earlier", "before"])
        {
            last += 3;
        }
        (last >= from).then_some(Run { first: from, last })
    }

    /// `larger than the old bridge`, `as strong as 2018`, `the same volume as`, `compared with`.
    fn comparative(&self, idx: usize) -> Option<Read> {
        match self.passage.value(idx, Class::Comparative)? {
            3 => self.side_by_side(idx),
            2 => self.as_much(idx),
            0 => self.same(idx),
            value => self.than(idx, value),
        }
    }

    fn than(&self, idx: usize, value: i32) -> Option<Read> {
        let than = (idx + 1..=idx + 1 + THAN_MAX).find(|&at| self.is(at, "than"))?;
        let clear = (idx + 1..than).all(|at| {
            self.passage.tokens().get(at).is_some_and(|t| {
                (t.is_word() || t.is_mark('-'))
                    && !t.classes.meets(Classes::of(&[Class::Auxiliary, Class::Complementizer]))
            })
        });
        const NONE: [&str; 18] = [
            "ever", "that", "just", "happy", "willing", "enough", "likely", "anything", "usual",
            "meets", "a", "once", "half", "welcome", "capable", "double", "doubled", "one",
        ];
        // `more than 40` bounds a number.
        let is_quantifier =
            self.is_any(idx, &["more", "less", "fewer", "later", "earlier", "sooner"]);
        let next = self.passage.tokens().get(than + 1)?;
        let is_manner = than == idx + 1
            && is_quantifier
            && (next.classes.has(Class::Adverb)
                || self.passage.word(next).ends_with("ly")
                || (next.classes.has(Class::Verb) && !next.classes.has(Class::Change)));
        let is_empty = self.is(than + 1, "ever")
            || (next.classes.has(Class::Pronoun) && !next.classes.has(Class::Determiner))
            || is_manner
            || phrase::is_hyphenated(self.passage, than)
            || self.is(idx + 1, "or");
        if !clear || is_empty || (than == idx + 1 && is_quantifier && self.is_any(than + 1, &NONE))
        {
            return None;
        }
        let amount = self.amount(than + 1);
        if than == idx + 1
            && is_quantifier
            && (amount.is_some() || self.has(than + 1, Class::Vague))
        {
            return None;
        }
        let noun = self.noun(than + 1).map(|r| Run { first: than + 1, ..r });
        let from = match (noun, amount) {
            (Some(noun), Some(amount)) => {
                Run { first: than + 1, last: noun.last.max(amount.run.last) }
            }
            (noun, amount) => {
                noun.or(amount.map(|a| a.run)).unwrap_or(Run { first: than, last: than })
            }
        };
        let (first, by) = self.by_before(idx);
        Some(Read {
            first,
            last: from.last,
            cue: Run { first: idx, last: than },
            direction: if value > 0 { Direction::Up } else { Direction::Down },
            by,
            from: (from.first > than).then_some(from),
            to: None,
        })
    }

    /// How much more, before a comparative: `5 percent higher`, `three times larger`.
    fn by_before(&self, idx: usize) -> (usize, Option<Run>) {
        for first in idx.saturating_sub(4).max(self.start)..idx {
            let Some(amount) = self.amount(first) else { continue };
            let last = amount.run.last + usize::from(self.is(amount.run.last + 1, "times"));
            if last + 1 == idx && !amount.is_year {
                return (first, Some(Run { first, last }));
            }
        }
        (idx, None)
    }

    /// `as strong as 2018`.
    fn as_much(&self, idx: usize) -> Option<Read> {
        const NO_DEGREE: [&str; 12] = [
            "well", "long", "soon", "far", "much", "many", "few", "little", "such", "same",
            "quickly", "early",
        ];
        let adjective = self.passage.tokens().get(idx + 1).filter(|t| t.is_word())?;
        let counts = !NO_DEGREE.iter().any(|word| self.is(idx + 1, word))
            && !adjective.classes.meets(Classes::of(&[
                Class::Determiner,
                Class::Preposition,
                Class::Pronoun,
                Class::Conjunction,
                Class::Auxiliary,
            ]))
            && !adjective.shape.is_capital()
            && !self.passage.word(adjective).ends_with("ly");
        if !counts || !self.is(idx + 2, "as") || self.is_any(idx + 3, &["possible", "ever", "a"]) {
            return None;
        }
        let from = self.noun(idx + 3)?;
        Some(Read {
            first: idx,
            last: from.last,
            cue: Run { first: idx, last: idx + 2 },
            direction: Direction::Level,
            by: None,
            from: Some(from),
            to: None,
        })
    }

    /// `the same number as`, `equal to`.
    fn same(&self, idx: usize) -> Option<Read> {
        const MEASURES: [&str; 17] = [
            "number",
            "amount",
            "volume",
            "size",
            "rate",
            "level",
            "share",
            "price",
            "age",
            "length",
            "height",
            "weight",
            "distance",
            "proportion",
            "percentage",
            "speed",
            "salary",
        ];
        let (last, from) = if self.is(idx, "equal") {
            if !self.is(idx + 1, "to") {
                return None;
            }
            let from = self.noun(idx + 2)?;
            (idx + 1, Some(from))
        } else {
            let measure = (idx + 1..idx + 3).find(|&at| self.is_any(at, &MEASURES))?;
            let from = (measure + 1..measure + 6)
                .find(|&at| self.is(at, "as"))
                .and_then(|at| self.noun(at + 1));
            if from.is_none() && !self.is(measure + 1, "of") {
                return None;
            }
            (measure, from)
        };
        let noun = self.noun(last + 1).map_or(last, |r| r.last);
        Some(Read {
            first: idx.saturating_sub(usize::from(idx > 0 && self.is(idx - 1, "the"))),
            last: from.map_or(noun, |r| r.last).max(last),
            cue: Run { first: idx, last },
            direction: Direction::Level,
            by: None,
            from,
            to: None,
        })
    }

    /// `3.8 percent, compared to the average of 3 percent`.
    fn side_by_side(&self, idx: usize) -> Option<Read> {
        let from = self.compared(idx)?;
        let sentence = self.passage.sentence_of(idx)?;
        let numbers = self.passage.numbers();
        let before = numbers.partition_point(|n| n.last < idx).checked_sub(1);
        let to = before
            .and_then(|at| numbers.get(at))
            .filter(|n| n.first >= sentence.tokens.start.max(self.start));
        let close = to.filter(|n| idx - n.last <= 6).and_then(|n| self.amount(n.first));
        let after = numbers.get(before.map_or(0, |at| at + 1)).filter(|n| n.first <= from.last);
        // Something measured must stand on one side: people are compared too.
        let is_measured = to.is_some() || after.is_some();
        let signed = close.map(|a| {
            let first = a.run.first;
            let sign = first > self.start && self.has(first - 1, Class::CurrencySign);
            Run { first: first - usize::from(sign), ..a.run }
        });
        is_measured.then_some(Read {
            first: signed.map_or(idx, |r| r.first),
            last: from.last,
            cue: Run { first: idx, last: from.first - 1 },
            direction: Direction::Level,
            by: None,
            from: Some(from),
            to: signed,
        })
    }

    /// `twice as many`, `more than doubled`, `three times the size`, `half as long`.
    fn multiple(&self, idx: usize) -> Option<Read> {
        let value = self.passage.value(idx, Class::Multiple)?;
        let token = self.passage.tokens().get(idx)?;
        let is_verb = [
            "doubled",
            "tripled",
            "trebled",
            "quadrupled",
            "quintupled",
            "halved",
            "doubling",
            "tripling",
            "trebling",
            "quadrupling",
            "halving",
        ]
        .iter()
        .any(|word| self.is(idx, word));
        let is_fold =
            self.passage.word(token).len() > 5 && self.passage.word(token).ends_with("fold");
        let next = idx + 1;
        let compares = self.is(next, "as") || self.has(next, Class::Comparative);
        let owns =
            self.is_any(next, &["the", "that", "its", "their", "his", "her", "what", "this"]);
        let counts = if is_verb {
            !self.is(next, "down") && !self.is(next, "over")
        } else if is_fold {
            true
        } else if self.is(idx, "half") {
            self.is(next, "as")
        } else if self.is(idx, "times") {
            let is_counted =
                idx > self.start && self.number_before(idx).is_some_and(|n| n.value > 1.into());
            is_counted && (compares || owns)
        } else if self.is(idx, "twice") {
            compares || owns
        } else {
            self.is(next, "the") || (compares && self.is(next, "as"))
        };
        if !counts {
            return None;
        }
        // `more than`, `nearly`, and the number of times.
        let mut first = idx;
        while first > self.start && idx - first < 4 {
            let joins = self.has(first - 1, Class::Hedge)
                || self.is(first - 1, "than")
                || (self.is(idx, "times")
                    && self
                        .passage
                        .numbers()
                        .iter()
                        .any(|n| n.first < first && n.last + 1 == first));
            if !joins {
                break;
            }
            first -= 1;
        }
        let down = self.is_any(idx, &["half", "halved", "halving", "halve"])
            || (compares && self.is_any(idx + 2, &["few", "little"]));
        let (mut from, mut to, mut last) = (None, None, idx);
        if is_verb || is_fold {
            for at in next..self.end.min(next + 10) {
                let amount = self.amount(at + 1).filter(|a| !a.is_year).map(|a| a.run);
                if self.is(at, "to") && to.is_none() {
                    to = amount;
                } else if self.is(at, "from") && from.is_none() {
                    from = amount.or_else(|| self.base(at + 1));
                } else if self.is(at, "since") && from.is_none() {
                    from = self.base(at + 1);
                } else if self
                    .passage
                    .tokens()
                    .get(at)
                    .is_some_and(|t| t.is_mark(',') || t.is_mark(';'))
                {
                    break;
                }
                last = last.max(from.map_or(0, |r| r.last)).max(to.map_or(0, |r| r.last));
            }
        } else {
            let than = (next..self.end.min(next + 8))
                .skip(1)
                .find(|&at| self.is(at, "as") || self.is(at, "than"));
            from = than
                .and_then(|at| self.noun(at + 1))
                .or_else(|| owns.then(|| self.noun(next)).flatten());
            last = from.or_else(|| self.noun(next)).map_or(next, |r| r.last);
        }
        let _ = value;
        Some(Read {
            first,
            last: last.max(idx).min(self.end - 1),
            cue: Run { first, last: idx },
            direction: if down { Direction::Down } else { Direction::Up },
            by: Some(Run { first, last: idx }),
            from,
            to,
        })
    }

    /// `seven years after the fire`.
    fn interval(&self, idx: usize) -> Option<Read> {
        if !self.has(idx, Class::Period) || !self.is_any(idx + 1, &["after", "before"]) {
            return None;
        }
        let number = self.number_before(idx)?;
        if number.first < self.start || number.value < 2.into() {
            return None;
        }
        let mut first = number.first;
        while first > self.start
            && (self.has(first - 1, Class::Hedge) || self.is(first - 1, "than"))
        {
            first -= 1;
        }
        let from = self.clause(idx + 2)?;
        Some(Read {
            first,
            last: from.last,
            cue: Run { first: idx + 1, last: idx + 1 },
            direction: if self.is(idx + 1, "after") { Direction::Up } else { Direction::Down },
            by: Some(Run { first, last: idx }),
            from: Some(from),
            to: None,
        })
    }

    /// The words from `idx` up to the next mark that parts clauses.
    fn clause(&self, idx: usize) -> Option<Run> {
        let end = self.end.min(idx + REACH_MAX);
        let parts = |at: &usize| {
            self.passage.tokens().get(*at).is_some_and(|t| {
                !t.is_word()
                    && matches!(
                        t.first,
                        ',' | ';' | ':' | '.' | '—' | '–' | '(' | '"' | '”' | '?' | '!'
                    )
                    && !(t.first == '.' && *at + 1 < self.end)
            })
        };
        let last = (idx..end).find(parts).unwrap_or(end).checked_sub(1)?;
        (last >= idx).then_some(Run { first: idx, last })
    }
}

/// A mark that stands inside an amount or a word.
const fn is_small_mark(mark: char) -> bool {
    matches!(
        mark,
        '-' | '$' | '£' | '€' | '%' | '/' | '\'' | '’' | '"' | '“' | '”' | '¢' | '&' | '.'
    )
}
