//! Which panel has the keys, and the way from one to the next.

use eframe::egui::{Context, Id};

use super::super::panels::{articles, claims, compare, reader};
use super::super::screen::{Focus, Tab};
use super::super::theme::layout;
use super::super::widgets;
use super::App;

/// The panels between which the keys go, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Article,
    Claims,
    Claim,
}

impl Panel {
    const ALL: [Self; 3] = [Self::Article, Self::Claims, Self::Claim];

    fn id(self) -> Id {
        match self {
            Self::Article => reader::reader_id(),
            Self::Claims => claims::list_id(),
            Self::Claim => Focus::Claim.id(),
        }
    }
}

impl App {
    /// Puts the keys on a panel, which is shown if it was put away. A panel that has them already is
    /// put away, but for the article.
    pub(super) fn go_to(&mut self, ctx: &Context, panel: Panel) {
        let has_keys = ctx.memory(|memory| memory.has_focus(panel.id()));
        let shares_place = ctx.content_rect().width() < layout::NARROW;
        if panel == Panel::Article {
            self.show_article(ctx);
        } else {
            self.close_comparison();
        }
        let panels = &mut self.screen.panels;
        match panel {
            Panel::Article => {}
            Panel::Claims if shares_place => {
                let is_second = has_keys && self.screen.tab == Tab::Claims;
                panels.hides_inspector = is_second && !panels.hides_inspector;
                self.screen.tab = Tab::Claims;
            }
            Panel::Claims => panels.hides_claims = has_keys && !panels.hides_claims,
            Panel::Claim => {
                panels.hides_inspector = has_keys && !panels.hides_inspector;
                self.screen.tab = Tab::Claim;
            }
        }
        let is_away = match panel {
            Panel::Article => false,
            Panel::Claims if !shares_place => panels.hides_claims,
            Panel::Claims | Panel::Claim => panels.hides_inspector,
        };
        widgets::set_by_keys(ctx, true);
        if is_away || panel == Panel::Article {
            self.screen.reader.request_focus();
        } else {
            self.screen.focus_on = Some(panel.id());
        }
    }

    /// Shows the article where there is room for one pane alone.
    pub(super) fn show_article(&mut self, ctx: &Context) {
        if ctx.content_rect().width() < layout::ONE_PANE {
            self.screen.tab = Tab::Article;
        }
    }

    /// Puts the keys on another of the panels that are shown.
    pub(super) fn go_on(&mut self, ctx: &Context, forward: bool) {
        let focused = ctx.memory(|memory| memory.focused());
        if self.workbench.comparison().is_some() {
            let source = compare::compare_id();
            if focused == Some(source) {
                self.screen.reader.request_focus();
            } else {
                self.screen.focus_on = Some(source);
            }
            widgets::set_by_keys(ctx, true);
            return;
        }
        // After the panels come the articles, where they are shown.
        let entry = self.shown_entry().filter(|&entry| ctx.read_response(entry).is_some());
        let n = Panel::ALL.len() + 1;
        let held = Panel::ALL.iter().position(|panel| Some(panel.id()) == focused);
        let held = held.or_else(|| self.is_entry(focused?).then_some(n - 1));
        let by = if forward { 1 } else { n - 1 };
        // Where nothing has the keys, the first panel gets them, or the last.
        let mut at = held.unwrap_or(if forward { n - 1 } else { 0 });
        let shares_place = ctx.content_rect().width() < layout::NARROW;
        for _ in 0..n {
            at = (at + by) % n;
            let is_away = match Panel::ALL.get(at) {
                Some(Panel::Claims) if !shares_place => self.screen.panels.hides_claims,
                Some(Panel::Claims | Panel::Claim) => self.screen.panels.hides_inspector,
                Some(Panel::Article) => false,
                None => entry.is_none(),
            };
            if !is_away {
                break;
            }
        }
        widgets::set_by_keys(ctx, true);
        let panel = Panel::ALL.get(at);
        match panel {
            // The article tells for itself whether keys led there.
            Some(Panel::Article) => {
                self.show_article(ctx);
                self.screen.reader.request_focus();
                return;
            }
            Some(Panel::Claims) => self.screen.tab = Tab::Claims,
            Some(Panel::Claim) => self.screen.tab = Tab::Claim,
            None => {}
        }
        self.screen.focus_on = panel.map(|panel| panel.id()).or(entry);
    }

    /// What stands for the article in the list at the side, where that is shown.
    pub(super) fn shown_entry(&self) -> Option<Id> {
        let desk = self.workbench.desk().filter(|_| self.shows_articles())?;
        Some(articles::entry_id(desk.article_id()))
    }

    /// Whether this stands for an article in the list at the side.
    fn is_entry(&self, id: Id) -> bool {
        let desk = self.workbench.desk();
        desk.is_some_and(|desk| {
            desk.project().articles.keys().any(|&article| articles::entry_id(article) == id)
        })
    }

    /// Whether the list of articles stands at the side.
    pub(super) fn shows_articles(&self) -> bool {
        self.screen.shows_articles(&self.workbench)
    }
}
