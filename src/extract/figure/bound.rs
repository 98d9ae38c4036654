//! Words that bound a figure: `nearly`, `more than`, `at least`, `up to`, `or more`.

use super::{Bound, Reader, Role};
use crate::extract::lexicon::Class;
use crate::extract::words::words;

impl Reader<'_, '_> {
    /// The bound of the figure from token `first` to token `last`.
    pub(super) fn bound(&self, first: usize, last: usize) -> Option<Bound> {
        self.bound_before(first).or_else(|| self.bound_after(last))
    }

    fn bound_before(&self, first: usize) -> Option<Bound> {
        let mut at = first.checked_sub(1)?;
        // `nearly $5`, `more than a third`, `an estimated 5 million`, `sub-300`, `under the 40`
        if self.is_any(at, words!["a", "an", "the", "just", "only", "or"])
            || self.is_mark(at, '-') && self.is_glued(at)
        {
            at = at.checked_sub(1)?;
        }
        let back = |n: usize| self.before(at, n);
        if self.is(at, "than") {
            let is_no = self.is_any(back(2), words!["no", "not"]);
            if self.plays(back(1), Role::Above) {
                return Some(if is_no { Bound::AtMost } else { Bound::Above });
            }
            if self.plays(back(1), Role::Below) {
                return Some(if is_no { Bound::AtLeast } else { Bound::Below });
            }
            return None;
        }
        if self.is(back(1), "at") && self.is(at, "least") {
            return Some(Bound::AtLeast);
        }
        if self.is(back(1), "at") && self.is(at, "most") {
            return Some(Bound::AtMost);
        }
        if self.is(at, "to") {
            if self.is(back(1), "up") {
                return Some(Bound::AtMost);
            }
            return self.is(back(1), "close").then_some(Bound::Nearly);
        }
        if self.is(at, "as") && self.is(back(2), "as") {
            if self.is_any(back(1), words!["many", "much", "high", "large", "long"]) {
                return Some(Bound::AtMost);
            }
            if self.is_any(back(1), words!["few", "little", "low"]) {
                return Some(Bound::AtLeast);
            }
        }
        if self.is_mark(at, '~') || self.is_mark(at, '≈') {
            return Some(Bound::About);
        }
        if self.is_mark(at, '>') || self.is_mark(at, '≥') {
            return Some(if self.is_mark(at, '>') { Bound::Above } else { Bound::AtLeast });
        }
        if self.is_mark(at, '<') || self.is_mark(at, '≤') {
            return Some(if self.is_mark(at, '<') { Bound::Below } else { Bound::AtMost });
        }
        if !self.has(at, Class::Hedge) || self.is_any(at, words!["more", "less", "fewer"]) {
            return None;
        }
        match self.passage.value(at, Class::Hedge)? {
            0 => Some(Bound::About),
            1 => Some(Bound::Below),
            2 => Some(Bound::Above),
            3 => Some(Bound::AtMost),
            4 => Some(Bound::AtLeast),
            _ => Some(Bound::Nearly),
        }
    }

    fn bound_after(&self, last: usize) -> Option<Bound> {
        let at = last + 1;
        if self.is_mark(at, '+') && self.is_glued(at) || self.is(at, "plus") {
            return Some(Bound::AtLeast);
        }
        if !self.is_any(at, words!["or", "and"]) {
            return None;
        }
        if self.plays(at + 1, Role::OrMore) {
            return Some(Bound::AtLeast);
        }
        if self.plays(at + 1, Role::OrLess) {
            return Some(Bound::AtMost);
        }
        self.is_any(at + 1, words!["so", "thereabouts"]).then_some(Bound::About)
    }
}
