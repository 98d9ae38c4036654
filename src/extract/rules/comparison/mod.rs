//! Two values, places or times set against each other; a rise or a fall

mod amount;
mod sides;

use super::{Memory as Known, Rule};
use crate::extract::finding::{ClaimKind, ComparisonParts, Direction, Finding, Parts};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::extract::words::{WordSet, words};
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

    #[inline(always)]
    fn is(&self, idx: usize, word: &str) -> bool {
        idx < self.end && self.passage.is(idx, word)
    }

    #[inline(always)]
    fn is_any(&self, idx: usize, words: WordSet) -> bool {
        idx < self.end && self.passage.is_any(idx, words)
    }

    /// `rose 20 percent`, `fell from 31 to 12`, `an increase of 5 points from last year`, `up 3%`.
    fn change(&self, idx: usize) -> Option<Read> {
        let value = self.passage.value(idx, Class::Change)?;
        let is_weak = value.abs() > 1;
        let is_particle = self.is_any(idx, words!["up", "down", "ahead"]);
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
                if self.is_any(at, words!["a", "one"])
                    && self.is_any(at + 2, words!["ago", "earlier"])
                {
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
                && (self.is_any(at + 1, words!["from", "to", "compared"]) || self.is(at + 1, "or"));
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
        let is_made = self.is_any(before, words!["made", "make", "makes", "making", "set", "sets"]);
        (!is_verb && !is_made)
            || (!is_made && self.is(idx + 1, "from")
                || self.amount(idx + 1).is_some_and(|a| a.is_share))
    }

    /// `twice as many`, `more than doubled`, `three times the size`, `half as long`.
    fn multiple(&self, idx: usize) -> Option<Read> {
        let value = self.passage.value(idx, Class::Multiple)?;
        let token = self.passage.tokens().get(idx)?;
        let is_verb = self.is_any(
            idx,
            words![
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
            ],
        );
        let is_fold =
            self.passage.word(token).len() > 5 && self.passage.word(token).ends_with("fold");
        let next = idx + 1;
        let compares = self.is(next, "as") || self.has(next, Class::Comparative);
        let owns =
            self.is_any(next, words!["the", "that", "its", "their", "his", "her", "what", "this"]);
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
        let down = self.is_any(idx, words!["half", "halved", "halving", "halve"])
            || (compares && self.is_any(idx + 2, words!["few", "little"]));
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
        if !self.has(idx, Class::Period) || !self.is_any(idx + 1, words!["after", "before"]) {
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
}

/// A mark that stands inside an amount or a word.
const fn is_small_mark(mark: char) -> bool {
    matches!(
        mark,
        '-' | '$' | '£' | '€' | '%' | '/' | '\'' | '’' | '"' | '“' | '”' | '¢' | '&' | '.'
    )
}
