//! The table of units and currencies, from `assets/lexicon/en/units.ron`.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::finding::MeasureKind;
use super::lexicon::Lexicon;
use super::token::{Token, TokenKind, tokenize};
use crate::text::Span;

/// A unit of measurement, of time, of money.
#[derive(Debug, Clone, Deserialize)]
pub struct Unit {
    /// Singular, lower case, British spelling.
    pub name: Box<str>,
    /// What sort of number stands with it; that of its part of the table where not given.
    #[serde(default)]
    pub(super) kind: Option<MeasureKind>,
    /// Words in any letter case, parted by commas.
    #[serde(default)]
    forms: Box<str>,
    /// Compared letter by letter, parted by white space.
    #[serde(default)]
    symbols: Box<str>,
    /// What stands before the number, compared letter by letter, parted by white space.
    #[serde(default)]
    before: Box<str>,
    /// Symbols that are read only without a space after the number.
    #[serde(default)]
    glued: bool,
    /// Its plural is the same word; the one with -s means something else.
    #[serde(default)]
    invariable: bool,
    /// The smaller unit that may follow it in one amount, and how many make one of it.
    #[serde(default)]
    minor: Option<(Box<str>, u32)>,
    /// Its forms mean it only where the text speaks of this.
    #[serde(default)]
    context: Option<MeasureKind>,
}

impl Unit {
    /// What sort of number stands with it.
    #[must_use]
    pub fn kind(&self) -> MeasureKind {
        self.kind.unwrap_or(MeasureKind::Measure)
    }

    /// Whether it sets one thing against another by itself: miles per hour.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        self.name.contains(" per ") || self.name.contains("-per-")
    }

    /// The smaller unit that may follow it in one amount, and how many make one of it.
    #[must_use]
    pub fn minor(&self) -> Option<(&str, u32)> {
        self.minor.as_ref().map(|(name, parts)| (&**name, *parts))
    }
}

/// The place of a unit in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitId(u16);

/// All units, found by the first word of a form or the last of what stands before a number.
#[derive(Debug, Default)]
pub struct Units {
    units: Vec<Unit>,
    /// The ways of writing units, those with one first word together.
    after: Buckets,
    /// The same, by the last word, of what stands before a number.
    before: Buckets,
}

/// One way of writing a unit.
#[derive(Debug)]
struct Form {
    unit: UnitId,
    /// Its words and marks; in lower case unless `is_exact`.
    words: Vec<Box<str>>,
    /// Compared letter by letter; stands after digits only.
    is_exact: bool,
    is_glued: bool,
    context: Option<MeasureKind>,
}

#[derive(Debug, Default)]
struct Buckets {
    /// By the first word in lower case.
    names: FxHashMap<Box<str>, usize>,
    forms: Vec<Vec<Form>>,
}

impl Buckets {
    fn add(&mut self, key: &str, form: Form) -> usize {
        let next = self.forms.len();
        let bucket = *self.names.entry(key.to_lowercase().into()).or_insert(next);
        if bucket == next {
            self.forms.push(Vec::new());
        }
        if let Some(forms) = self.forms.get_mut(bucket) {
            forms.push(form);
            // The longest first, and letter by letter before any letter case.
            forms.sort_by_key(|f| (std::cmp::Reverse(f.words.len()), !f.is_exact));
        }
        bucket
    }
}

/// A unit found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Which.
    pub unit: UnitId,
    /// Its first token.
    pub first: usize,
    /// Its last token.
    pub last: usize,
}

/// What is known where a unit is looked for.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The number stands in digits, so that a symbol may follow.
    pub is_after_digits: bool,
    /// The words around speak of money.
    pub is_money: &'a dyn Fn() -> bool,
}

impl Units {
    /// Adds units of one sort. Hands each word under which one is found, with whether it is a
    /// currency, to `index`; it gives the bucket that is the word's value in the lexicon.
    pub(super) fn extend(
        &mut self,
        kind: MeasureKind,
        units: Vec<Unit>,
        mut index: impl FnMut(&str, bool, usize),
    ) {
        for mut unit in units {
            unit.kind.get_or_insert(kind);
            let is_money = kind == MeasureKind::Money;
            let id = UnitId(u16::try_from(self.units.len()).unwrap_or_default());
            let plural = format!("{}s", unit.name);
            let own = match (unit.glued || unit.context.is_some(), unit.invariable) {
                (true, _) => vec![],
                (false, true) => vec![&*unit.name],
                (false, false) => vec![&*unit.name, &*plural],
            };
            let forms = unit.forms.split(',').map(str::trim).chain(own);
            let forms = forms
                .map(|form| (form, false))
                .chain(unit.symbols.split_whitespace().map(|s| (s, true)));
            for (form, is_exact) in forms.filter(|(form, _)| !form.is_empty()) {
                let words = cut(form, is_exact);
                let Some(key) = words.first().cloned() else { continue };
                let form =
                    Form { unit: id, words, is_exact, is_glued: unit.glued, context: unit.context };
                let bucket = self.after.add(&key, form);
                index(&key, is_money, bucket);
            }
            for form in unit.before.split_whitespace() {
                let mut words = cut(form, true);
                words.reverse();
                let Some(key) = words.first().cloned() else { continue };
                let form = Form { unit: id, words, is_exact: true, is_glued: false, context: None };
                self.before.add(&key, form);
                index(&key, true, usize::MAX);
            }
            self.units.push(unit);
        }
    }

    /// A unit of the table.
    #[must_use]
    pub fn get(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(usize::from(id.0))
    }

    /// The first unit of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<UnitId> {
        let idx = self.units.iter().position(|unit| &*unit.name == name)?;
        u16::try_from(idx).ok().map(UnitId)
    }

    /// The unit that begins at token `first`, in its longest form. `bucket` is the value of the
    /// token's word in the lexicon, where it is a word.
    #[must_use]
    pub fn after(
        &self,
        text: &str,
        tokens: &[Token],
        first: usize,
        bucket: Option<usize>,
        place: Place<'_>,
    ) -> Option<Match> {
        let token = tokens.get(first)?;
        let bucket = match token.kind {
            TokenKind::Mark => {
                *self.after.names.get(token.first.encode_utf8(&mut [0; 4]) as &str)?
            }
            _ => bucket?,
        };
        self.after.forms.get(bucket)?.iter().find_map(|form| {
            let fits = (!form.is_exact || place.is_after_digits)
                && (!form.is_glued || token.shape.is_glued())
                && form
                    .context
                    .is_none_or(|context| context == MeasureKind::Money && (place.is_money)())
                && (0..form.words.len()).all(|n| {
                    let is_tied = n > 0 && form.is_exact;
                    tokens.get(first + n).is_some_and(|t| {
                        (!is_tied || t.shape.is_glued()) && (n == 0 || !t.shape.is_after_line())
                    }) && same(text, tokens.get(first + n), form, n)
                });
            let last = first + form.words.len() - 1;
            // `m` is no unit in `m2`, nor `km` in `km-long`.
            let is_whole = !form.is_exact
                || tokens
                    .get(last + 1)
                    .is_none_or(|t| !t.shape.is_glued() || t.kind == TokenKind::Mark);
            (fits && is_whole).then_some(Match { unit: form.unit, first, last })
        })
    }

    /// The currency whose sign or letters end at token `last`, before a number.
    #[must_use]
    pub fn before(&self, text: &str, tokens: &[Token], last: usize) -> Option<Match> {
        let token = tokens.get(last)?;
        let mut lower = [0_u8; 8];
        let key = if token.kind == TokenKind::Mark {
            token.first.encode_utf8(&mut lower) as &str
        } else {
            let word = token.span().of(text).as_bytes();
            let lower = lower.get_mut(..word.len())?;
            lower.copy_from_slice(word);
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).ok()?
        };
        let bucket = *self.before.names.get(key)?;
        self.before.forms.get(bucket)?.iter().find_map(|form| {
            let first = (last + 1).checked_sub(form.words.len())?;
            let fits = (0..form.words.len()).all(|n| {
                // `A$5`, but `give a $5 bill`.
                let is_letter = form.words.get(n).is_some_and(|word| word.len() == 1);
                let is_tied = n + 1 < form.words.len() || !is_letter || n == 0;
                let glued = n == 0 || tokens.get(last + 1 - n).is_some_and(|t| t.shape.is_glued());
                (is_tied || glued) && same(text, tokens.get(last - n), form, n)
            });
            fits.then_some(Match { unit: form.unit, first, last })
        })
    }
}

fn same(text: &str, token: Option<&Token>, form: &Form, n: usize) -> bool {
    let (Some(token), Some(word)) = (token, form.words.get(n)) else { return false };
    let here = token.span().of(text);
    if form.is_exact { here == &**word } else { here.eq_ignore_ascii_case(word) }
}

/// The words and marks of a form.
fn cut(form: &str, is_exact: bool) -> Vec<Box<str>> {
    let form = if is_exact { form.to_owned() } else { form.to_lowercase() };
    let mut tokens = Vec::new();
    tokenize(&form, Span::from_range(0..form.len()), Lexicon::empty(), &mut tokens);
    tokens.iter().map(|token| token.span().of(&form).into()).collect()
}
