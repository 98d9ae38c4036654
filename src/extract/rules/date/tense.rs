//! Whether a date without a year lies behind or ahead, by the verb beside it.

use crate::extract::lexicon::{Class, Classes};

use super::reader::Reader;
use crate::extract::words::{WordSet, words};

/// A verb within so many tokens before a date is the date's own.
const NEAR: usize = 2;

/// How many particles and adverbs may stand between a verb and the preposition of its date.
const PARTICLES_MAX: usize = 2;

/// Words that belong to the verb before them.
const PARTICLES: WordSet =
    words!["out", "up", "down", "off", "over", "back", "away", "there", "public", "percent"];

/// How far before `by` or `to` a `had` still governs, in tokens.
const HAD_REACH: usize = 8;

/// How far to look for a verb, in tokens.
const REACH: usize = 14;

/// How far to look where the date heads its sentence: the verb must come.
const REACH_FROM_HEAD: usize = 30;

/// On which side of the time of writing something lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Behind.
    Past,
    /// Ahead.
    Future,
}

/// What the verb beside a date says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tense {
    pub(super) direction: Direction,
    /// Whether the date leads the clause of that verb, so that nothing can stand between.
    pub(super) is_sure: bool,
    /// Whether the date can lie on no other side: "the quarter ended Oct. 31".
    pub(super) is_certain: bool,
}

impl Tense {
    /// That of the date before.
    pub(super) const fn carried(direction: Direction) -> Self {
        Self::of(direction, false)
    }

    const fn of(direction: Direction, is_sure: bool) -> Self {
        Self { direction, is_sure, is_certain: false }
    }
}

/// What the verb nearest to the expression at tokens `first..end` says: the one before it in the
/// sentence, else the one after it.
pub(super) fn tense(reader: Reader<'_, '_>, first: usize, end: usize) -> Option<Tense> {
    let sentence = reader.passage().sentence_of(first)?.tokens.clone();
    if first > sentence.start && reader.is_any(first - 1, words!["ended", "ending"]) {
        let is_over = reader.is(first - 1, "ended");
        let direction = if is_over { Direction::Past } else { Direction::Future };
        return Some(Tense { direction, is_sure: is_over, is_certain: is_over });
    }
    // What has gone on since some month has gone on until now.
    if first > sentence.start && reader.is(first - 1, "since") {
        return Some(Tense { direction: Direction::Past, is_sure: true, is_certain: true });
    }
    let before = || {
        let from = first.saturating_sub(REACH).max(sentence.start);
        (from..first).rev().find_map(|at| Some((verb(reader, at, sentence.start, true)?, at)))
    };
    let after = |reach: usize| {
        let to = (end + reach).min(sentence.end);
        (end..to).find_map(|at| verb(reader, at, sentence.start, false))
    };
    if leads_clause(reader, first, sentence.start) {
        let is_sure = true;
        let after = after(REACH_FROM_HEAD).map(|direction| Tense::of(direction, is_sure));
        return after.or_else(|| before().map(|(direction, _)| Tense::of(direction, false)));
    }
    let likely = |direction| Some(Tense::of(direction, false));
    if is_appointed(reader, first, sentence.start) {
        return likely(Direction::Future);
    }
    // "A June agreement", "the March deadline": the verb is not about the month.
    if is_adnominal(reader, first, end) {
        let ahead = (end..(end + NOUN_REACH).min(sentence.end)).any(|at| reader.is(at, "will"));
        return likely(if ahead { Direction::Future } else { Direction::Past });
    }
    // "Until Tuesday", "by August", "as early as next week" look ahead.
    if reader.is_any(first.wrapping_sub(1), words!["until", "till", "by", "starting", "beginning"])
        || (reader.is(first.wrapping_sub(1), "as") && reader.is(first.wrapping_sub(3), "as"))
    {
        // "By Wednesday" is over where something had been done by then.
        let had = (first.saturating_sub(HAD_REACH).max(sentence.start)..first)
            .any(|at| reader.is(at, "had"));
        return likely(if had { Direction::Past } else { Direction::Future });
    }
    // "Came out in May", "fell sharply in June": a particle or an adverb does not part them.
    let parted = (1..=PARTICLES_MAX)
        .take_while(|n| {
            first.checked_sub(n + 1).is_some_and(|at| {
                reader.has(at, Class::Adverb)
                    || reader.has(at, Class::Digits)
                    || reader.has(at, Class::PercentSign)
                    || reader.is_any(at, PARTICLES)
            })
        })
        .count();
    let near = first.saturating_sub(NEAR + parted).max(sentence.start)..first;
    let beside = near.rev().find_map(|at| verb(reader, at, sentence.start, true));
    if let Some(direction) = beside {
        return Some(Tense::of(direction, true));
    }
    if is_predicate(reader, first, sentence.start) {
        return likely(Direction::Future);
    }
    // "In May after he was caught", "on Friday when it sank": the clause beside it has happened.
    if reader.is_any(end, words!["after", "when", "as", "while", "because"]) {
        let to = (end + CLAUSE_REACH).min(sentence.end);
        let is_over = |at: usize| {
            reader.value(at, Class::Auxiliary) == Some(-1)
                || reader.value(at, Class::Verb) == Some(-1)
                    && !reader.has(at - 1, Class::Determiner)
        };
        let governed = |at: usize| governor(reader, at, end) == Some(Direction::Future);
        if (end + 1..to).any(|at| is_over(at) && !governed(at)) {
            return likely(Direction::Past);
        }
    }
    match before() {
        // "Changed hands in December": what someone did in a month is over.
        Some((direction @ Direction::Past, at)) => {
            let is_deed = reader.value(at, Class::Verb) == Some(-1)
                && !reader.has(at, Class::Cue)
                && !reader.has(at, Class::Prospect);
            let is_sure = is_deed && reader.is(first.wrapping_sub(1), "in");
            Some(Tense::of(direction, is_sure))
        }
        Some((direction, _)) => likely(direction),
        None => after(REACH).and_then(likely),
    }
}

/// How far before a date `ahead of` may stand, in tokens.
const AHEAD_REACH: usize = 5;

/// What comes on a day that is known before.
const EVENTS: WordSet = words![
    "vote",
    "election",
    "elections",
    "referendum",
    "poll",
    "polls",
    "summit",
    "meeting",
    "talks",
    "visit",
    "trip",
    "match",
    "game",
    "final",
    "trial",
    "hearing",
    "conference",
    "ceremony",
    "debate",
    "deadline",
    "launch",
    "release",
    "opening",
    "announcement",
    "speech",
    "protest",
    "march",
    "rally",
    "festival",
    "funeral",
    "auction",
    "report",
    "results",
];

/// Whether the words before a date say that something was to come on it, whatever the tense: `a hearing
/// was set for June 5`, `ahead of Sunday's vote`.
fn is_appointed(reader: Reader<'_, '_>, first: usize, sentence: usize) -> bool {
    // Who finishes ahead of the field on Sunday has done so: what is ahead must be an event or the day.
    let from = first.saturating_sub(AHEAD_REACH).max(sentence);
    let is_ahead = (from..first)
        .rev()
        .find(|&at| reader.is(at, "ahead") && reader.is(at + 1, "of"))
        .is_some_and(|at| {
            let is_day =
                at + 2 == first || at + 3 == first && reader.has(first - 1, Class::Determiner);
            is_day || (at + 2..first).any(|at| reader.is_any(at, EVENTS))
        });
    let is_set = first >= sentence + 2
        && reader.is(first - 1, "for")
        && reader.is_any(
            first - 2,
            words![
                "set",
                "scheduled",
                "slated",
                "planned",
                "due",
                "booked",
                "fixed",
                "called",
                "forecast",
            ],
        )
        && !was_had(reader, first - 2, sentence);
    is_ahead || is_set
}

/// Whether the date is said of something that is: `the funeral is on Monday`, `banks are closed Monday`.
fn is_predicate(reader: Reader<'_, '_>, first: usize, sentence: usize) -> bool {
    let before = |at: usize| at.checked_sub(1).filter(|&at| at >= sentence);
    let skipped = |at: usize, words: WordSet| {
        before(at).filter(|&before| reader.is_any(before, words)).unwrap_or(at)
    };
    let at = skipped(first, words!["on", "in"]);
    let at = skipped(at, words!["out", "closed", "open", "off", "back", "away", "free", "up"]);
    before(at).is_some_and(|at| reader.is_any(at, words!["is", "are", "'s", "’s", "'re"]))
}

/// How far into the clause after a date its verb may stand, in tokens.
const CLAUSE_REACH: usize = 6;

/// How many words after a date its noun and that noun's verb may take.
const NOUN_REACH: usize = 4;

/// Whether the expression belongs to a noun after it: `Wednesday's ruling`, `a late-November trip`.
fn is_adnominal(reader: Reader<'_, '_>, first: usize, end: usize) -> bool {
    if reader.is_possessive(end) {
        return reader.has(end - 1, Class::Weekday) || reader.has(end - 1, Class::Month);
    }
    const ARTICLES: WordSet = words!["a", "an", "the", "its", "his", "their"];
    let determined =
        reader.is_any(first, ARTICLES) || reader.is_any(first.wrapping_sub(1), ARTICLES);
    determined
        && reader.has(end - 1, Class::Month)
        && reader.token(end).is_some_and(|t| t.is_word() && t.first.is_lowercase())
        && !reader.has(end, Class::Preposition)
        && !reader.has(end, Class::Auxiliary)
        && !reader.has(end, Class::Conjunction)
}

/// Whether the expression begins a clause, but for a preposition or a conjunction before it, so that
/// its verb comes after it.
fn leads_clause(reader: Reader<'_, '_>, first: usize, sentence: usize) -> bool {
    let mut at = first;
    while at > sentence
        && at + 3 > first
        && (reader.has(at - 1, Class::Preposition)
            || reader.is_any(at - 1, words!["but", "and", "the"]))
    {
        if reader.is_any(at - 1, words!["but", "and"]) && at < first {
            return true;
        }
        at -= 1;
    }
    at == sentence || reader.token(at - 1).is_some_and(|t| matches!(t.first, ';' | '"' | '“' | '—'))
}

/// What the token at `idx` says of time, if it is a verb that says something; `is_before` where the
/// date comes after it.
fn verb(reader: Reader<'_, '_>, idx: usize, first: usize, is_before: bool) -> Option<Direction> {
    let token = reader.token(idx)?;
    if !token.is_word() {
        return None;
    }
    // "He promised to pay in May" looks ahead, "in May he promised to pay" does not.
    let is_noun =
        idx > first && reader.has(idx - 1, Class::Determiner) && !reader.is(idx - 1, "which");
    // "Began as planned" looks back.
    let recalls = idx > first && reader.is_any(idx - 1, words!["as", "previously", "originally"]);
    if is_before && reader.has(idx, Class::Prospect) && !is_noun && !recalls {
        if idx > first && reader.is(idx - 1, "to") {
            return governor(reader, idx, first);
        }
        // "Had been due to expire Friday."
        return Some(if reader.is(idx.wrapping_sub(1), "been") && was_had(reader, idx, first) {
            Direction::Past
        } else {
            Direction::Future
        });
    }
    if let Some(tense) = reader.value(idx, Class::Auxiliary) {
        return match tense {
            -1 => Some(Direction::Past),
            1 => Some(Direction::Future),
            _ if reader.is_any(idx, words!["has", "have", "having"]) => Some(Direction::Past),
            _ => None,
        };
    }
    let past = reader.value(idx, Class::Verb) == Some(-1) && !token.shape.is_capital()
        || (token.word == crate::extract::lexicon::WordId::NONE
            && token.first.is_lowercase()
            && reader.word(idx).len() > 4
            && reader.word(idx).ends_with("ed"));
    if past {
        // "Will be held" and "to be completed" lie ahead; "is held" may be any time.
        let timeless = idx > first && reader.is_any(idx - 1, words!["is", "are", "be", "being"]);
        // "After being halted Thursday".
        if timeless && reader.is(idx - 1, "being") && reader.is(idx.wrapping_sub(2), "after") {
            return Some(Direction::Past);
        }
        let governor = governor(reader, idx, first);
        return if timeless { governor } else { governor.or(Some(Direction::Past)) };
    }
    if reader.value(idx, Class::Verb) == Some(0) {
        let governor = governor(reader, idx, first);
        if governor.is_none() && is_invariant_past(reader, idx, first) {
            return Some(Direction::Past);
        }
        let is_to_come = governor.is_none() && is_on_schedule(reader, idx, first);
        return if is_to_come { Some(Direction::Future) } else { governor };
    }
    None
}

/// Verbs whose past looks like their present.
const INVARIANT: WordSet = words![
    "beat", "bid", "burst", "cast", "cost", "cut", "hit", "hurt", "let", "put", "quit", "set",
    "shed", "shut", "split", "spread", "upset",
];

/// Whether the verb at `idx`, the same in past and present, is of the past: one thing did it, which in
/// the present would take an s, or it goes on from a verb before `and`.
fn is_invariant_past(reader: Reader<'_, '_>, idx: usize, first: usize) -> bool {
    if idx <= first || !reader.is_any(idx, INVARIANT) || reader.is_any(idx + 1, words!["to", "for"])
    {
        return false;
    }
    const NO_SUBJECT: Classes =
        Classes::of(&[Class::Determiner, Class::Preposition, Class::Auxiliary]);
    let before = idx - 1;
    let Some(subject) = reader.token(before).filter(|t| t.is_word()) else { return false };
    let is_plural = reader.word(before).ends_with('s') && !subject.shape.is_capital()
        || reader.is_any(before, words!["they", "we", "i", "you", "to"]);
    let is_pronoun = reader.has(before, Class::Pronoun);
    !is_plural && (is_pronoun || !subject.classes.meets(NO_SUBJECT))
}

/// Verbs of what goes by a timetable, in the present: `the show returns in September`.
const ON_SCHEDULE: WordSet = words![
    "returns",
    "return",
    "appears",
    "appear",
    "arrives",
    "arrive",
    "departs",
    "depart",
    "travels",
    "travel",
    "opens",
    "open",
    "retires",
    "retire",
    "concludes",
    "conclude",
    "start",
    "begin",
    "expire",
    "vote",
    "plays",
    "play",
    "hears",
];

/// The same, but as likely nouns; only a name or a pronoun makes verbs of them.
const ON_SCHEDULE_BY_NAME: WordSet = words![
    "leaves", "leave", "visits", "visit", "faces", "face", "heads", "head", "hosts", "host",
    "launches", "votes", "closes", "end",
];

/// What follows `go`, `take` and `come` where they tell of a plan: `voters go to the polls`, `the law
/// takes effect`.
const SCHEDULED_PHRASE: WordSet =
    words!["polls", "sale", "trial", "effect", "force", "office", "place", "court", "out", "up"];

/// How far after its verb such a word may stand, in tokens.
const PHRASE_REACH: usize = 3;

/// Whether the verb in the present tense at `idx` tells of something that goes by a timetable, and
/// stands where a verb may: after a noun, a name or a pronoun.
fn is_on_schedule(reader: Reader<'_, '_>, idx: usize, first: usize) -> bool {
    const NO_SUBJECT: Classes = Classes::of(&[
        Class::Determiner,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Adverb,
        Class::Cardinal,
    ]);
    let Some(subject) = idx.checked_sub(1).filter(|_| idx > first).and_then(|at| reader.token(at))
    else {
        return false;
    };
    let has_subject = subject.is_word()
        && !reader.is_possessive(idx - 1)
        && (!subject.classes.meets(NO_SUBJECT) || reader.has(idx - 1, Class::Pronoun))
        && reader.value(idx - 1, Class::Verb) != Some(-1);
    let is_named = subject.shape.is_capital() || reader.has(idx - 1, Class::Pronoun);
    // "They play" is a verb, "a good play" need not be one.
    let is_third = reader.word(idx).ends_with('s');
    let is_plural = || {
        reader.word(idx - 1).ends_with('s')
            || reader.is_any(idx - 1, words!["they", "we", "i", "you"])
    };
    has_subject
        && ((reader.is_any(idx, ON_SCHEDULE)
            || is_named && reader.is_any(idx, ON_SCHEDULE_BY_NAME))
            && (is_third || is_plural())
            || reader.is_any(idx, words!["go", "goes", "take", "takes", "come", "comes"])
                && (idx + 1..=idx + PHRASE_REACH).any(|at| reader.is_any(at, SCHEDULED_PHRASE)))
}

/// Verbs of the past whose infinitive tells of the past too.
const IMPLICATIVE: WordSet = words![
    "began",
    "started",
    "failed",
    "managed",
    "helped",
    "made",
    "tried",
    "sought",
    "continued",
    "used",
    "struggled",
    "forced",
    "led",
    "enabled",
    "refused",
    "appeared",
    "seemed",
    "proved",
];

/// How far before its `to` such a verb may stand, in tokens.
const FOLLOWS_REACH: usize = 6;

/// Whether a `had` stands not far before `idx`.
fn was_had(reader: Reader<'_, '_>, idx: usize, first: usize) -> bool {
    (idx.saturating_sub(4).max(first)..idx).any(|at| reader.is(at, "had"))
}

/// What governs the verb at `idx`, within a few words before it: `will`, `to`, `had`.
fn governor(reader: Reader<'_, '_>, idx: usize, first: usize) -> Option<Direction> {
    let mut at = idx;
    for _ in 0..3 {
        if at <= first {
            return None;
        }
        at -= 1;
        if reader.is(at, "to") {
            // "Is to meet Monday" looks ahead, "had been due to meet Monday" does not.
            // What someone began, failed or helped to do is as far back as the beginning.
            let follows = (at.saturating_sub(FOLLOWS_REACH).max(first)..at)
                .any(|at| reader.is_any(at, IMPLICATIVE));
            return Some(if was_had(reader, at, first) || follows {
                Direction::Past
            } else {
                Direction::Future
            });
        }
        match reader.value(at, Class::Auxiliary) {
            Some(-1) if reader.is(at, "been") => {}
            Some(-1) => return Some(Direction::Past),
            Some(1) => return Some(Direction::Future),
            Some(_) if reader.is_any(at, words!["may", "can", "must", "should"]) => {
                return Some(Direction::Future);
            }
            Some(_) => {}
            None if reader.has(at, Class::Adverb) => {}
            None => return None,
        }
    }
    None
}
