//! Where the open project lies on the disk, and by what right.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::DateTime;

use super::Desk;

use crate::project::{Attached, Edit, Project};
use crate::store::disk;
use crate::store::evidence::State;
use crate::store::file::Seen;
use crate::store::lock::Holder;

/// Why a window only reads a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingOnly {
    /// Another window has it open.
    HeldBy(Holder),
    /// A newer version of the program saved it.
    Newer,
    /// It is an earlier version, of this moment.
    Earlier(DateTime),
}

impl ReadingOnly {
    /// Why, in a sentence, and what can be done.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::HeldBy(holder) => format!(
                "{} This window only reads it: save a copy to work on it here.",
                held_words(holder)
            ),
            Self::Newer => "A newer Tickmark saved this project. This window only reads it: update Tickmark, or save a copy without what this version does not know.".to_owned(),
            Self::Earlier(when) => format!(
                "This is the project as it was saved on {}. Restore it, or save a copy to work on it.",
                when.strftime("%B %-d at %H:%M")
            ),
        }
    }
}

/// Who has a project open, and since when, in a sentence.
pub(super) fn held_words(holder: &Holder) -> String {
    let who = if holder.who.is_empty() { "Someone else" } else { &holder.who };
    let since = moment(&holder.since).map(|since| format!(" since {since}")).unwrap_or_default();
    format!("{who} has this project open in another window{since}.")
}

/// A moment by the clock of the place where it was.
fn moment(rfc3339: &str) -> Option<String> {
    let civil = DateTime::strptime("%Y-%m-%dT%H:%M:%S", rfc3339.get(..19)?).ok()?;
    Some(civil.strftime("%B %-d at %H:%M").to_string())
}

impl Desk {
    /// Why this window only reads the project; `None` where it may change it.
    #[must_use]
    pub const fn reading_only(&self) -> Option<&ReadingOnly> {
        self.reading_only.as_ref()
    }

    /// Whether it is an earlier version of its project.
    #[must_use]
    pub const fn is_earlier(&self) -> bool {
        matches!(self.reading_only, Some(ReadingOnly::Earlier(_)))
    }

    /// The project's file as it was seen or written last.
    #[must_use]
    pub const fn seen(&self) -> Option<Seen> {
        self.seen
    }

    /// How the copy of an attached file is; `None` while that is being looked at.
    #[must_use]
    pub fn evidence(&self, attached: &Attached) -> Option<State> {
        self.evidence.get(&attached.sha256).copied()
    }

    pub(super) const fn has_lock(&self) -> bool {
        self.lock.is_some()
    }

    /// Takes over the lock of the desk before it, where both are of one file.
    pub(super) fn take_over(&mut self, before: &mut Self) {
        let is_same = |a: &Path, b: &Path| a == b || disk::true_path(a) == disk::true_path(b);
        if let (None, None, Some(own), Some(theirs)) =
            (&self.lock, &self.reading_only, self.path(), before.path())
            && is_same(own, theirs)
        {
            self.lock = before.lock.take();
        }
    }
}

/// The edits that make `to` of `from`.
pub(super) fn edits_between(from: &Project, to: &Project) -> Vec<Edit> {
    fn differing<'m, K: Ord + Copy, V: PartialEq>(
        from: &'m BTreeMap<K, V>,
        to: &'m BTreeMap<K, V>,
    ) -> impl Iterator<Item = (K, Option<&'m V>)> {
        let gone = from.keys().filter(|id| !to.contains_key(id)).map(|&id| (id, None));
        let put = to.iter().filter(|(id, held)| from.get(id) != Some(held));
        gone.chain(put.map(|(&id, held)| (id, Some(held))))
    }
    let mut edits = Vec::new();
    for (article, put) in differing(&from.articles, &to.articles) {
        edits.push(Edit::PutArticle { article, put: put.cloned().map(Box::new) });
    }
    for &claim in from.claims.keys().filter(|id| !to.claims.contains_key(id)) {
        edits.push(Edit::PutClaim { claim, put: None });
    }
    for (&claim, held) in to.claims.iter().filter(|(id, held)| from.claims.get(id) != Some(held)) {
        edits.push(Edit::PutClaim { claim, put: Some(Arc::clone(held)) });
    }
    for (article, held) in differing(&from.sign_offs, &to.sign_offs) {
        edits.push(Edit::SetSignOff { article, sign_off: held.cloned().map(Box::new) });
    }
    for (article, held) in differing(&from.disputes, &to.disputes) {
        edits.push(Edit::SetDisputes { article, disputes: held.cloned().unwrap_or_default() });
    }
    if from.package != to.package {
        edits.push(Edit::SetPackage { sources: Arc::clone(&to.package) });
    }
    edits
}

/// How many claims and articles differ between two projects.
pub(super) fn n_different(a: &Project, b: &Project) -> usize {
    let claims = a.claims.iter().filter(|(id, claim)| b.claims.get(id) != Some(claim)).count();
    let gone = b.claims.keys().filter(|id| !a.claims.contains_key(id)).count();
    let articles = a.articles.iter().filter(|(id, held)| b.articles.get(id) != Some(held)).count();
    let gone_articles = b.articles.keys().filter(|id| !a.articles.contains_key(id)).count();
    claims + gone + articles + gone_articles + usize::from(a.package != b.package)
}
