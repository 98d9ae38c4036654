//! Rows that a job lays out of what it has read, so that the window need not when it comes.

use std::sync::Arc;

use super::Rows;
use crate::extract::ClaimKind;
use crate::project::{ArticleId, ClaimId, Project};

/// The rows of a project's first article, the one that is shown when it comes. What of them the list
/// shows is chosen then.
#[derive(Debug)]
pub struct Ahead {
    article: ArticleId,
    /// The kinds that they leave out.
    hidden_kinds: Vec<ClaimKind>,
    rows: Rows,
}

impl Ahead {
    /// Lays them out; `None` where the project has no article.
    pub(in crate::workbench) fn new(project: &Project, hidden_kinds: &[ClaimKind]) -> Option<Self> {
        let article = project.articles.keys().next().copied()?;
        let rows = Rows::unfiltered(project, article, hidden_kinds);
        Some(Self { article, hidden_kinds: hidden_kinds.to_vec(), rows })
    }

    /// The rows, if they are those of this article without claims of these kinds. The ids in them are
    /// raised by so much, as those of the claims are.
    pub(in crate::workbench) fn rows_of(
        self,
        article: ArticleId,
        hidden_kinds: &[ClaimKind],
        raised: u32,
    ) -> Option<Rows> {
        let is_meant = self.article == article && self.hidden_kinds == hidden_kinds;
        let mut rows = is_meant.then_some(self.rows)?;
        if raised > 0 {
            rows.raise_ids(raised);
        }
        Some(rows)
    }
}

impl Rows {
    /// Raises the ids of all claims in rows of which the list shows none yet.
    fn raise_ids(&mut self, by: u32) {
        let raise = |id: &mut ClaimId| *id = id.raised(by);
        self.marks.iter_mut().for_each(|mark| raise(&mut mark.id));
        self.mark_ids.iter_mut().for_each(raise);
        // The list holds none of them yet, so that none is copied.
        self.all.iter_mut().for_each(|row| raise(&mut Arc::make_mut(row).id));
        self.repeated.ids_mut().for_each(raise);
    }
}
