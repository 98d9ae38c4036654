//! What each part of a filter lets through.

use std::collections::BTreeMap;

use memchr::memmem::Finder;

use super::{ClaimRow, Filter};
use crate::extract::ClaimKind;
use crate::project::VerdictKind;

/// How many claims would be shown if one part of the filter were chosen and the others stayed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// With any verdict.
    pub any_verdict: usize,
    /// By verdict, in the order of [`VerdictKind::ALL`].
    pub by_verdict: [usize; VerdictKind::ALL.len()],
    /// By kind, in the order of [`ClaimKind::ALL`].
    pub by_kind: [usize; ClaimKind::ALL.len()],
    /// Worth checking at least as much as each of [`Filter::WORTHS`].
    pub by_worth: [usize; Filter::WORTHS.len()],
    /// With a note.
    pub noted: usize,
    /// With a source.
    pub sourced: usize,
    /// Whose words changed since they were checked.
    pub changed: usize,
    /// That lost their place, whatever else is filtered.
    pub lost: usize,
    by_checker: BTreeMap<String, usize>,
}

impl Filter {
    /// The least worth of claims that are worth checking much, and at all.
    pub const WORTHS: [f32; 2] = [2.0 / 3.0, 1.0 / 3.0];
}

/// The parts of a filter, a bit each.
const VERDICT: u16 = 1;
const KIND: u16 = 2;
const WORTH: u16 = 4;
const CHECKER: u16 = 8;
const NOTE: u16 = 16;
const SOURCE: u16 = 32;
const WORDS: u16 = 64;
const CHANGED: u16 = 128;
const LOST: u16 = 256;

/// A filter, made ready to be asked about many rows.
pub(super) struct Facets<'f> {
    filter: &'f Filter,
    /// Finds its words, in lower case.
    needle: Option<Finder<'static>>,
}

impl<'f> Facets<'f> {
    pub(super) fn new(filter: &'f Filter) -> Self {
        let needle = filter.words.trim().to_lowercase();
        let needle = (!needle.is_empty()).then(|| Finder::new(&needle).into_owned());
        Self { filter, needle }
    }

    /// The parts that keep a row out; 0 where it passes.
    pub(super) fn barred_by(&self, row: &ClaimRow) -> u16 {
        let filter = self.filter;
        let bars = [
            (VERDICT, filter.verdict.is_some_and(|verdict| verdict != row.verdict.kind())),
            (KIND, !filter.kinds.is_empty() && !filter.kinds.contains(&row.kind)),
            (WORTH, row.worth < filter.worth),
            (CHECKER, filter.decided_by.is_some() && filter.decided_by != row.decided_by),
            (NOTE, filter.has_note && !row.has_note),
            (SOURCE, filter.has_source && row.n_sources == 0),
            (CHANGED, filter.is_changed && !row.is_stale),
            (LOST, filter.is_lost != row.is_lost),
            (WORDS, self.needle.as_ref().is_some_and(|n| n.find(row.search.as_bytes()).is_none())),
        ];
        bars.into_iter().filter(|(_, is_barred)| *is_barred).fold(0, |all, (bar, _)| all | bar)
    }
}

impl Counts {
    /// Those that a checker settled.
    #[must_use]
    pub fn settled_by(&self, who: &str) -> usize {
        self.by_checker.get(who).copied().unwrap_or_default()
    }

    /// Counts a row that these parts of the filter keep out.
    pub(super) fn add(&mut self, row: &ClaimRow, barred: u16) {
        let passes_but = |part: u16| barred & !part == 0;
        if passes_but(VERDICT) {
            self.any_verdict += 1;
            let at = VerdictKind::ALL.iter().position(|&kind| kind == row.verdict.kind());
            if let Some(n) = at.and_then(|at| self.by_verdict.get_mut(at)) {
                *n += 1;
            }
        }
        if passes_but(KIND) {
            let at = ClaimKind::ALL.iter().position(|&kind| kind == row.kind);
            if let Some(n) = at.and_then(|at| self.by_kind.get_mut(at)) {
                *n += 1;
            }
        }
        if passes_but(WORTH) {
            for (n, least) in self.by_worth.iter_mut().zip(Filter::WORTHS) {
                *n += usize::from(row.worth >= least);
            }
        }
        self.noted += usize::from(passes_but(NOTE) && row.has_note);
        self.sourced += usize::from(passes_but(SOURCE) && row.n_sources > 0);
        self.changed += usize::from(passes_but(CHANGED) && row.is_stale);
        self.lost += usize::from(row.is_lost);
        if passes_but(CHECKER)
            && let Some(who) = &row.decided_by
        {
            match self.by_checker.get_mut(who) {
                Some(n) => *n += 1,
                None => drop(self.by_checker.insert(who.clone(), 1)),
            }
        }
    }
}
