//! Rows that a job lays out of what it has read, so that the window need not when it comes.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ClaimRow, Filter, Rows};
use crate::extract::ClaimKind;
use crate::project::{ArticleId, ClaimId, Project, Tally};

/// What is laid out of a project that comes.
#[derive(Debug)]
pub struct Ahead {
    /// How many claims of each article stand where.
    pub(in crate::workbench) tallies: BTreeMap<ArticleId, Tally>,
    /// The article that is shown when it comes, the first.
    article: ArticleId,
    /// What its rows are chosen by: nothing but the kinds that are not shown.
    filter: Filter,
    rows: Rows,
}

impl Ahead {
    /// Lays it out; `None` where the project has no article.
    pub(in crate::workbench) fn new(project: &Project, hidden_kinds: &[ClaimKind]) -> Option<Self> {
        let article = project.articles.keys().next().copied()?;
        let filter = Filter { hidden_kinds: hidden_kinds.to_vec(), ..Filter::default() };
        let rows = Rows::new(project, article, &filter);
        Some(Self { tallies: project.tallies(), article, filter, rows })
    }

    /// The rows of this article, chosen by this filter; `None` where they were laid out of another one,
    /// or without other kinds. The ids in them are raised by so much, as those of the claims are.
    pub(in crate::workbench) fn rows_of(
        self,
        article: ArticleId,
        filter: &Filter,
        raised: u32,
    ) -> Option<Rows> {
        let is_meant = self.article == article && self.filter.hidden_kinds == filter.hidden_kinds;
        let mut rows = is_meant.then_some(self.rows)?;
        if raised > 0 {
            rows.raise_ids(raised);
        }
        if self.filter != *filter {
            rows.refilter(filter);
        }
        Some(rows)
    }
}

impl Rows {
    /// Raises the ids of all claims, in rows that are listed by place.
    fn raise_ids(&mut self, by: u32) {
        let raise = |id: &mut ClaimId| *id = id.raised(by);
        self.marks.iter_mut().for_each(|mark| raise(&mut mark.id));
        self.mark_ids.iter_mut().for_each(raise);
        self.list_ids.iter_mut().for_each(raise);
        self.repeated.ids_mut().for_each(raise);
        // The list lets go of its rows meanwhile, so that none is copied.
        self.claims.clear();
        self.all.iter_mut().for_each(|row| raise(&mut Arc::make_mut(row).id));
        let mut listed = self.list_ids.iter().peekable();
        let is_listed = |row: &&Arc<ClaimRow>| listed.next_if_eq(&&row.id).is_some();
        self.claims.extend(self.all.iter().filter(is_listed).cloned());
        let also = std::mem::take(&mut self.also).into_iter().map(|(id, mut places)| {
            places.iter_mut().for_each(raise);
            (id.raised(by), places)
        });
        self.also = also.collect();
        let shown_as = std::mem::take(&mut self.shown_as).into_iter();
        self.shown_as = shown_as.map(|(id, by_id)| (id.raised(by), by_id.raised(by))).collect();
    }
}
