//! Facts that are stated more than once: shown as one, with their places.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{ClaimRow, Filter, Rows};
use crate::extract::ClaimKind;
use crate::project::{Claim, ClaimId, Origin, Verdict};

/// How many words before a figure say what it is a figure of. "Wages rose 14 percent" and "rents rose
/// 14 percent" are two facts.
const CONTEXT_WORDS: usize = 3;

/// What must stand alike before two claims of the same words, for them to state one fact: nothing where
/// the words say it all, as a name or a quotation does.
pub(super) fn context(claim: &Claim) -> String {
    // Who marks words by hand means just these.
    if claim.origin == Origin::Hand {
        return claim.anchor.span.start.to_string();
    }
    match claim.kind {
        ClaimKind::Name | ClaimKind::Attribution => String::new(),
        _ => {
            // Straight into one string, since this is done for every claim there is.
            let mut context = String::with_capacity(claim.anchor.before.len());
            let words = claim.anchor.before.split_whitespace().rev().take(CONTEXT_WORDS);
            for (n, word) in words.enumerate() {
                if n > 0 {
                    context.push(' ');
                }
                let letters = word.chars().filter(|c| c.is_alphanumeric());
                context.extend(letters.flat_map(char::to_lowercase));
            }
            context
        }
    }
}

/// Which claims say the same, and which of those state the same fact.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Repeats {
    /// For each row, the index of the first that states the same fact.
    fact: Vec<u32>,
    /// For each row, whether another one states the same fact.
    is_repeated: Vec<bool>,
    /// For each row, its place in `words`.
    class: Vec<u32>,
    /// Claims that say the same in the same words, by place.
    words: Vec<Vec<ClaimId>>,
}

impl Repeats {
    /// Reads all rows of an article.
    pub(super) fn new(rows: &[Arc<ClaimRow>]) -> Self {
        let mut out = Self::default();
        let (mut facts, mut classes) = (FxHashMap::default(), FxHashMap::default());
        for (idx, row) in (0_u32..).zip(rows) {
            let (kind, said, _) = row.fact();
            out.fact.push(*facts.entry(row.fact()).or_insert(idx));
            let next = out.words.len();
            let class = *classes.entry((kind, said)).or_insert(next);
            match out.words.get_mut(class) {
                Some(held) => held.push(row.id),
                None => out.words.push(vec![row.id]),
            }
            out.class.push(u32::try_from(class).unwrap_or(u32::MAX));
        }
        let mut n_of = vec![0_u32; rows.len()];
        for &first in &out.fact {
            if let Some(n) = n_of.get_mut(first as usize) {
                *n += 1;
            }
        }
        let is_repeated = |&first: &u32| n_of.get(first as usize).is_some_and(|&n| n > 1);
        out.is_repeated = out.fact.iter().map(is_repeated).collect();
        out
    }

    /// The claims that say the same as the row at `idx`, itself among them.
    pub(super) fn of(&self, idx: usize) -> &[ClaimId] {
        let class = self.class.get(idx).and_then(|&class| self.words.get(class as usize));
        class.map_or(&[], Vec::as_slice)
    }

    /// The ids of all claims in them.
    pub(super) fn ids_mut(&mut self) -> impl Iterator<Item = &mut ClaimId> {
        self.words.iter_mut().flatten()
    }
}

impl Rows {
    /// Leaves in the list, of the claims that state one fact and have one verdict, the first alone.
    pub(super) fn show_as_one(&mut self, filter: &Filter) {
        self.also.clear();
        self.shown_as.clear();
        if filter.each_place {
            return;
        }
        // Both are in the order of the text, the list being a part of all.
        let facts = self.repeated.fact.iter().zip(&self.repeated.is_repeated);
        let mut facts = self.mark_ids.iter().zip(facts);
        let mut shown: FxHashMap<(u32, Verdict), ClaimId> = FxHashMap::default();
        let (also, shown_as) = (&mut self.also, &mut self.shown_as);
        self.claims.retain(|row| {
            let Some((_, (&first, true))) = facts.find(|&(&id, _)| id == row.id) else {
                return true;
            };
            let id = *shown.entry((first, row.verdict)).or_insert(row.id);
            if id != row.id {
                also.entry(id).or_default().push(row.id);
                shown_as.insert(row.id, id);
            }
            id == row.id
        });
    }
}
