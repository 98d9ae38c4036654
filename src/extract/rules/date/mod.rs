//! Places on the calendar and the clock, and lengths of time, as TIMEX3 values.
//!
//! What the words say (`recognise`) is kept apart from what they mean on a given day (`resolve`).
//! News hangs its dates on the day of publication, by the tense of the verb nearby; a history hangs
//! them on the date before.

mod absolute;
mod calendar;
mod clock;
mod deictic;
mod distance;
mod document;
mod expression;
mod holiday;
mod length;
mod nearest;
mod numeric;
mod reader;
mod recognise;
mod relative;
mod resolve;
mod set;
mod tense;
mod values;
mod year;

use super::{Memory as Known, Rule};
use crate::extract::Input;
use crate::extract::finding::{ClaimKind, Finding, Parts};
use crate::extract::lexicon::{Class, Classes};
use crate::extract::passage::Passage;
use crate::extract::token::{Token, next_from};
use crate::extract::words::words;
use calendar::{Grain, Place};
use document::Outline;
use expression::{Amount, Expression, Fields, Meaning, Unit, When, Which, YearPart};
use jiff::civil::Date;
use reader::Reader;
use resolve::{Context, Resolved};
use rust_decimal::Decimal;
use tense::{Direction, Tense};

/// See the module.
pub(super) const RULE: Rule = Rule {
    name: "date",
    about: "A place on the calendar or the clock, and lengths of time",
    triggers: HEARTS.with(MAYBE_HEARTS),
    find,
};

/// What nearly every expression of time has a word of.
const HEARTS: Classes = Classes::of(&[
    Class::Month,
    Class::Weekday,
    Class::Period,
    Class::Season,
    Class::DayPart,
    Class::Deictic,
    Class::Frequency,
    Class::DecadeName,
]);

/// What is one only by what stands around it.
const MAYBE_HEARTS: Classes = Classes::of(&[Class::Digits, Class::Cardinal, Class::Holiday]);

/// What may stand before the heart of an expression and belong to it.
const MODIFIERS: Classes = Classes::of(&[
    Class::TimeModifier,
    Class::Cardinal,
    Class::Scale,
    Class::Digits,
    Class::Ordinal,
]);

/// Most tokens before its heart that an expression takes.
const MODIFIERS_MAX: usize = 8;

/// What earlier passages said.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    outline: Outline,
    last: Option<Place>,
    /// Where the story of a history stands.
    story: Option<Place>,
    last_day: Option<Place>,
    quarter: Option<Place>,
    /// Where the verb of the date before put it, and the index of the token after that date.
    told: Option<(Direction, usize)>,
    /// The month or day this paragraph last named with its year, and the index of the token after it.
    dated: Option<(Place, usize)>,
    /// The month this paragraph last named, and the index of the token where it did.
    month: Option<(Place, usize)>,
    /// Whether this paragraph has come to speak of more quarters than one.
    is_past_quarters: bool,
    /// Dates with the day before the month's name, less those with the month first.
    day_first_in_words: i32,
    /// The order of day and month, where it is known from elsewhere.
    known_day_first: Option<bool>,
}

impl Memory {
    /// Looks over the whole text once.
    pub(super) fn new(input: &Input<'_>) -> Self {
        Self {
            outline: Outline::new(input.text, input.published),
            known_day_first: input.notation.day_first,
            ..Self::default()
        }
    }

    /// Remembers a place for the dates after it. An aside, such as a year in the middle of a
    /// sentence, does not move the story.
    fn hear(&mut self, place: Place, is_aside: bool, is_fiscal: bool, published: Option<Date>) {
        // "The quarter" and "a year earlier" speak of one that is over.
        let is_to_come = published
            .zip(place.first_day())
            .is_some_and(|(today, start)| calendar::days_between(start, today) < QUARTER_DAYS);
        match place.grain {
            Grain::Day(..) => self.last_day = Some(place),
            // An earlier quarter is a mere aside, unless a company counts its own.
            Grain::Quarter(_) if !is_to_come || is_fiscal => {
                let is_earlier = self.quarter.is_some_and(|quarter| {
                    place.first_day().zip(quarter.first_day()).is_some_and(|(a, b)| a < b)
                });
                if is_fiscal || !is_earlier {
                    self.quarter = Some(place);
                }
                self.is_past_quarters = false;
            }
            _ => {}
        }
        self.last = Some(place);
        // A year said again leaves the month where it is.
        let says_nothing =
            place.grain == Grain::Year && self.story.is_some_and(|story| story.year == place.year);
        if self.story.is_none() || !(is_aside || says_nothing) {
            self.story = Some(place);
        }
    }

    /// Notes in which order a date in words has its day and month.
    fn see_order(&mut self, reader: Reader<'_, '_>, expression: &Expression) {
        let Meaning::At(When::Calendar(fields, _), _) = &expression.meaning else { return };
        let first = expression.first;
        if !matches!(fields.part, YearPart::Day(..)) {
            return;
        }
        if reader.has(first, Class::Month) {
            self.day_first_in_words -= 1;
        } else if reader.has(first, Class::Digits)
            && (reader.has(first + 1, Class::Month) || reader.has(first + 2, Class::Month))
        {
            self.day_first_in_words += 1;
        }
    }

    fn day_first(&self) -> Option<bool> {
        if self.known_day_first.is_some() {
            return self.known_day_first;
        }
        match self.outline.day_first.signum() {
            1 => Some(true),
            -1 => Some(false),
            _ => match self.day_first_in_words {
                2.. => Some(true),
                ..=-2 => Some(false),
                _ => None,
            },
        }
    }
}

fn find(passage: &Passage<'_>, known: &mut Known, found: &mut Vec<Finding>) {
    let memory = &mut known.dates;
    let reader = Reader::new(passage, memory.outline.is_history);
    memory.is_past_quarters = false;
    memory.month = None;
    memory.dated = None;
    memory.told = None;
    // What begins before `tried` has been read to no avail, and reads the same from every heart.
    let (mut idx, mut floor, mut tried) = (0, 0, 0);
    let mut named = None;
    let may_be_heart = |token: &Token| token.classes.meets(HEARTS.with(MAYBE_HEARTS));
    while let Some(at) = next_from(passage.tokens(), idx, may_be_heart) {
        idx = at;
        if !is_heart(passage, idx) {
            idx += 1;
            continue;
        }
        let start = start_of_modifiers(passage, idx, floor.max(tried));
        tried = idx + 1;
        let expression = (start..=idx)
            .filter(|&at| at == idx || may_begin(passage, at))
            .find_map(|at| recognise::expression(reader, at, idx).filter(|read| read.end > idx));
        let Some(mut expression) = expression else {
            idx += 1;
            continue;
        };
        if let Meaning::At(When::Weekday(_, which @ Which::Bare), _) = &mut expression.meaning
            && expression.first == floor + 1
            && is_next_weekday(reader, floor)
        {
            *which = Which::Following;
        }
        // "Compared with a loss of $3 million last year": of the quarter whose figures are told.
        if matches!(expression.meaning, Meaning::At(When::Period(Unit::Year, Which::Last), None))
            && is_contrasted(reader, &expression)
        {
            expression.meaning = Meaning::At(When::YearBefore, None);
        }
        // "In the year-ago quarter, the second quarter ended Oct. 31, it lost": one quarter, twice named.
        if let Meaning::At(When::YearBefore, None) = expression.meaning {
            named = quarter_beside(reader, expression.end);
        }
        if let Some((fields, first)) = named
            && expression.first <= first
        {
            expression.meaning = Meaning::At(When::YearBeforeOf(fields), None);
        }
        memory.see_order(reader, &expression);
        found.extend(resolved(reader, &expression, memory));
        idx = expression.end;
        let mut said = expression;
        while let Some(next) = continued(reader, &said) {
            found.extend(resolved(reader, &next, memory));
            idx = next.end;
            said = next;
        }
        floor = idx;
    }
}

/// The quarter or half that stands after a comma at token `idx`, without a year of its own, and where
/// it begins.
fn quarter_beside(reader: Reader<'_, '_>, idx: usize) -> Option<(Fields, usize)> {
    let (fields, end) = absolute::date(reader, idx + 1)
        .filter(|_| reader.is_mark(idx, ',') && reader.is(idx + 1, "the"))?;
    let is_named = matches!(fields.part, YearPart::Quarter(_) | YearPart::Half(_));
    let is_beside = reader.is_mark(end, ',') || reader.is_any(end, words!["ended", "ending"]);
    (is_named && fields.year.is_none() && is_beside).then_some((fields, idx + 1))
}

/// Whether the day of the week after token `idx` is the one after that before it: `Monday to Friday`,
/// `Wednesday and Thursday`. "Friday and Thursday" go back.
fn is_next_weekday(reader: Reader<'_, '_>, idx: usize) -> bool {
    let day = |at: usize| reader.value(at, Class::Weekday).filter(|&day| day <= 7);
    let Some((from, to)) = idx.checked_sub(1).and_then(day).zip(day(idx + 1)) else { return false };
    let is_soon = (1..=DAYS_ADDED_MAX).contains(&(to - from).rem_euclid(7));
    reader.is_any(idx, words!["to", "through", "until", "-", "–"])
        || (reader.is(idx, "and") && is_soon)
}

/// The most days between two that are named together with the earlier one first.
const DAYS_ADDED_MAX: i32 = 3;

/// Whether an expression of time may have its heart at `idx`. Most numbers are no part of a date, and
/// most first words of holidays are common words, so these must show a little more.
fn is_heart(passage: &Passage<'_>, idx: usize) -> bool {
    let Some(token) = passage.tokens().get(idx) else { return false };
    if token.classes.meets(HEARTS) {
        return true;
    }
    let classes = token.classes;
    let next = passage.tokens().get(idx + 1);
    if classes.has(Class::Digits) {
        let len = token.end - token.start;
        let before = idx.checked_sub(1).and_then(|before| passage.tokens().get(before));
        return len == 4
            || (len >= 6 && passage.word(token).contains('.'))
            || before.is_some_and(|t| t.first == 'A' && t.end - t.start < 5)
            || token.shape.is_glued()
                && before.is_some_and(|t| matches!(t.first, 'q' | 'Q' | '\'' | '’' | '‘'))
            || next.is_some_and(|next| {
                next.shape.is_glued() && !matches!(next.first, '.' | ',' | '%' | '"' | '”' | ')')
                    || matches!(
                        next.first,
                        'a' | 'p' | 'A' | 'P' | 'B' | 'C' | 'o' | 'i' | 't' | '-' | '–'
                    )
            });
    }
    // A year in words: "nineteen ninety-six".
    classes.has(Class::Cardinal) && next.is_some_and(|next| next.classes.has(Class::Cardinal))
        || classes.has(Class::Holiday) && (token.shape.is_capital() || passage.is(idx, "xmas"))
}

/// What goes on after a date and shares a part of it: the 5 of `May 4 and 5`, the 17 of `1915-17`.
fn continued(reader: Reader<'_, '_>, said: &Expression) -> Option<Expression> {
    let Meaning::At(When::Calendar(fields, which), None) = said.meaning else { return None };
    let (fields, end) = absolute::next_day(reader, fields, said.end)
        .or_else(|| year::next_year(reader, fields, said.end))?;
    let meaning = Meaning::At(When::Calendar(fields, which), None);
    Some(Expression { first: said.end + 1, end, meaning, modifier: None })
}

/// Whether an expression of time may begin with this word; `of` and `in` only join its parts.
fn may_begin(passage: &Passage<'_>, idx: usize) -> bool {
    passage.tokens().get(idx).is_some_and(|token| {
        let joins = token.end - token.start == 2
            && matches!(token.first.to_ascii_lowercase(), 'i' | 'o' | 't')
            && token.is_word();
        !joins && (token.is_word() || token.is_number() || matches!(token.first, '\'' | '’' | '‘'))
            || token.classes.has(Class::Digits)
    })
}

/// The first of the tokens right before `idx` that may belong to an expression with its heart there.
fn start_of_modifiers(passage: &Passage<'_>, idx: usize, floor: usize) -> usize {
    let mut start = idx;
    let least = idx.saturating_sub(MODIFIERS_MAX).max(floor);
    while start > least {
        let Some(token) = passage.tokens().get(start - 1) else { break };
        let joins = token.classes.meets(MODIFIERS)
            || token.classes.meets(HEARTS.with(MAYBE_HEARTS))
            || (token.shape.is_glued() && matches!(token.first, '-' | '–' | '/' | '‑'))
            || matches!(token.first, '\'' | '’');
        if joins {
            start -= 1;
            continue;
        }
        // "Ten brutal months": one more word between a number and its unit.
        let counted = start == idx
            && token.is_word()
            && passage.has(idx, Class::Period)
            && (passage.has(start.wrapping_sub(2), Class::Cardinal)
                || passage.has(start.wrapping_sub(2), Class::Digits));
        if !counted || start < least + 2 {
            break;
        }
        start -= 2;
    }
    start
}

/// About as long as a quarter; less, where the figures come out before it ends.
const QUARTER_DAYS: i32 = 80;

/// Tokens from the beginning of a sentence within which a year leads on, not aside.
const LEADING_TOKENS: usize = 3;

/// A paragraph of so few tokens without a full stop is a heading.
const HEADING_TOKENS_MAX: usize = 12;

/// Whether a date is no step of the story: a bare year that does not lead its sentence.
fn is_aside(reader: Reader<'_, '_>, expression: &Expression, place: Place) -> bool {
    if reader.is(expression.first.wrapping_sub(1), "since") {
        return true;
    }
    // "The winter" of a story may be the one before or the one ahead.
    let is_said = !matches!(
        expression.meaning,
        Meaning::At(When::Calendar(Fields { year: None, part: YearPart::Season(_), .. }, _), _)
    );
    if !is_said {
        return true;
    }
    let leads = reader
        .passage()
        .sentence_of(expression.first)
        .is_some_and(|s| expression.first < s.tokens.start + LEADING_TOKENS);
    // A heading sets the scene; of a range it names the beginning does.
    let tokens = reader.passage().tokens();
    let is_heading = tokens.len() <= HEADING_TOKENS_MAX
        && !tokens.last().is_some_and(|token| token.is_mark('.'))
        && !reader.is_dash(expression.first.wrapping_sub(1));
    let is_stretch = matches!(place.grain, Grain::Year | Grain::Decade | Grain::Century);
    is_stretch && !leads && !is_heading
}

/// Whether figures of an expression are those of several quarters: `in the first nine months`.
fn spans_quarters(reader: Reader<'_, '_>, expression: &Expression) -> bool {
    let Meaning::Length(Amount::Exact(n), Unit::Month, None) = expression.meaning else {
        return false;
    };
    let first = expression.first;
    (n == Decimal::from(6) || n == Decimal::from(9))
        && (reader.is_any(first, words!["the", "first", "its"])
            || reader.is_any(expression.end, words!["ended", "ending"]))
}

/// How far before the second of two figures the word that compares it may stand, in tokens.
const COMPARED_REACH: usize = 12;

/// Whether the words before last year, in its sentence, say `compared with` and a sum of money, or it
/// has a sum of its own that another is set against: `up from last year's $3 million`.
fn is_contrasted(reader: Reader<'_, '_>, expression: &Expression) -> bool {
    let (idx, end) = (expression.first, expression.end);
    if reader.is_possessive(end) {
        return reader.has(end + 1, Class::CurrencySign)
            && reader.is_any(idx.wrapping_sub(1), words!["from", "than", "with", "against"]);
    }
    let Some(sentence) = reader.passage().sentence_of(idx) else { return false };
    let from = idx.saturating_sub(COMPARED_REACH).max(sentence.tokens.start);
    (from..idx).find(|&at| reader.is(at, "compared")).is_some_and(|compared| {
        (compared..idx)
            .any(|at| reader.has(at, Class::CurrencySign) || reader.has(at, Class::Currency))
    })
}

/// Whether a figure before token `idx` is set against one of the month named at token `month`, in the
/// same sentence: `in October it sold 40, down from 52 a year ago`.
fn is_compared_to(reader: Reader<'_, '_>, idx: usize, month: usize) -> bool {
    let Some(sentence) = reader.passage().sentence_of(idx) else { return false };
    let from = idx.saturating_sub(COMPARED_REACH).max(month);
    sentence.tokens.contains(&month)
        && (from..idx)
            .any(|at| reader.is_any(at, words!["from", "than", "compared", "versus", "with"]))
}

/// How far after a date with its year one that shares the year may stand, in tokens.
const JOINED_REACH: usize = 8;

/// Whether what begins at token `idx` goes on from the date that ends before token `end` in the same
/// breath: `opened in March 2003 and closed in December`.
fn is_joined(reader: Reader<'_, '_>, end: usize, idx: usize) -> bool {
    let is_near = idx >= end && idx - end <= JOINED_REACH;
    let breaks = |at: usize| reader.token(at).is_some_and(|t| matches!(t.first, ',' | ';' | '.'));
    is_near
        && reader.passage().sentence_of(end).is_some_and(|s| s.tokens.contains(&idx))
        && (reader.is_any(end, words!["and", "until", "till", "to", "through", "before"])
            || reader.is_dash(end))
        && !(end..idx).any(breaks)
}

/// Where the date before in the same sentence lies, for one that has no verb of its own: `will meet on
/// Monday in Oslo, the three guests arriving on Tuesday`.
fn carried(reader: Reader<'_, '_>, memory: &Memory, idx: usize) -> Option<Direction> {
    let (direction, end) = memory.told?;
    let sentence = reader.passage().sentence_of(idx)?;
    sentence.tokens.contains(&end.saturating_sub(1)).then_some(direction)
}

fn resolved(
    reader: Reader<'_, '_>,
    expression: &Expression,
    memory: &mut Memory,
) -> Option<Finding> {
    let needs_tense = matches!(
        &expression.meaning,
        Meaning::At(
            When::Weekday(..)
                | When::Calendar(..)
                | When::InYear(..)
                | When::Holiday(..)
                | When::YearBeforeOf(_)
                | When::QuarterEnding(_)
                | When::Beside(..)
                | When::WeekOf(..)
                | When::WeekdayBeside(..)
                | When::Period(..),
            _
        )
    );
    let compares = matches!(
        &expression.meaning,
        Meaning::At(When::YearBefore | When::Moved(..) | When::QuarterOf(_), _)
    );
    // "A year ago" at the head of a sentence compares no figures; after those of nine months it
    // compares them with nine months.
    let is_past_quarters = memory.is_past_quarters;
    let has_other_span = reader.begins_sentence(expression.first) || is_past_quarters;
    if spans_quarters(reader, expression) {
        memory.is_past_quarters = true;
    }
    let tense = needs_tense
        .then(|| {
            let own = tense::tense(reader, expression.first, expression.end);
            own.or_else(|| Some(Tense::carried(carried(reader, memory, expression.first)?)))
        })
        .flatten();
    if let Some(tense) = tense {
        memory.told = Some((tense.direction, expression.end));
    }
    let context = Context {
        published: reader.passage().published(),
        is_history: memory.outline.is_history,
        day_first: memory.day_first(),
        last: memory.last,
        story: memory.story,
        last_day: memory.last_day,
        quarter: memory.quarter.filter(|_| !compares || !has_other_span),
        compared_month: memory
            .month
            .filter(|_| compares)
            .and_then(|(month, at)| is_compared_to(reader, expression.first, at).then_some(month)),
        is_past_quarters,
        joined: memory
            .dated
            .and_then(|(place, end)| is_joined(reader, end, expression.first).then_some(place)),
        tense,
    };
    let Resolved { parts, place } = resolve::resolve(expression, &context)?;
    if let Some(place) = place.filter(|place| matches!(place.grain, Grain::Month(_)) && !compares) {
        memory.month = Some((place, expression.first));
    }
    if let Meaning::At(When::Calendar(Fields { year: Some(_), .. }, _), _) = expression.meaning {
        memory.dated = place
            .filter(|place| matches!(place.grain, Grain::Month(_) | Grain::Day(..)))
            .map(|place| (place, expression.end));
    }
    if let Some(place) = place {
        let is_quarter_before = matches!(
            expression.meaning,
            Meaning::At(
                When::YearBefore
                    | When::Moved(..)
                    | When::InYear(_, Which::Last | Which::Previous)
                    | When::YearBeforeOf(_)
                    | When::QuarterOf(_),
                _
            )
        );
        // "Its fourth quarter ended Sept. 30": a company counts by its own year.
        let is_fiscal = (expression.first..expression.end).any(|at| reader.is(at, "fiscal"))
            || reader.is(expression.end, "ended")
            || (reader.is_reported(expression.first)
                && context.direction() == Some(Direction::Past));
        let is_compared = match expression.meaning {
            Meaning::At(When::YearBefore | When::SameLastYear(_), _) => true,
            // A company that names its own quarters goes on with them.
            Meaning::At(When::QuarterEnding(_), _) => memory.quarter.is_some(),
            _ => false,
        };
        let is_quarter = matches!(place.grain, Grain::Quarter(_));
        if !(is_compared || is_quarter_before && is_quarter) {
            let is_aside = is_aside(reader, expression, place);
            memory.hear(place, is_aside, is_fiscal, context.published);
        }
    }
    let span = reader.passage().span_of(expression.first, expression.end - 1);
    Some(Finding::new(span, ClaimKind::Date, RULE.name, Parts::Date(parts)))
}
