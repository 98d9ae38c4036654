//! Draws the window: what stands where, and each panel in its place.

use eframe::egui::{self, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo};

use super::super::dialogs::{Answer, Purpose};
use super::super::panels::answer_key::Asked;
use super::super::panels::columns::{self, Columns};
use super::super::panels::questions::Answered;
use super::super::panels::tour::{self, Goes, Part};
use super::super::panels::{
    about, announcer, answer_key, articles, claims, compare, drop_target, empty_article, export,
    find_bar, inspector, key_card, left, manuscript, questions, reader, reading_only, rules,
    settings, start, status_bar, toast, top_bar,
};
use super::super::screen::{FindDraft, Focus, Overlay, Tab};
use super::super::theme::{Theme, layout, space};
use super::super::widgets;
use super::App;
use crate::workbench::Command;

impl App {
    /// Draws everything into the whole of `ui`.
    pub fn ui(&mut self, ui: &mut Ui) {
        let Some(theme) = self.theme.as_ref().map(|worn| worn.theme.clone()) else { return };
        let full = ui.max_rect();
        ui.painter().rect_filled(full, 0.0, theme.surface);
        if self.workbench.desk().is_some() {
            self.workbench_ui(ui, &theme, full);
        } else {
            let place = left::left_ui(
                ui,
                &theme,
                &self.workbench,
                &mut self.screen.discard_asked,
                full,
                &mut self.wishes,
            );
            let mut inner = ui.new_child(UiBuilder::new().max_rect(place).id_salt("start"));
            start::start_ui(&mut inner, &theme, &self.workbench, &mut self.wishes);
            if self.workbench.running().is_some() {
                let line = full.with_min_y(full.bottom() - layout::STATUS_BAR);
                status_bar::status_bar_ui(
                    ui,
                    &theme,
                    &self.workbench,
                    false,
                    line,
                    &mut self.wishes,
                );
            }
        }
        let notice = self.workbench.notice();
        toast::toast_ui(ui, &theme, &mut self.screen, notice, &mut self.wishes);
        let ctx = ui.ctx().clone();
        let answered = questions::questions_ui(
            &ctx,
            &theme,
            &self.workbench,
            &mut self.screen,
            &mut self.wishes,
        );
        match answered {
            Some(Answered::SaveFirst) => self.save(&ctx, Purpose::SaveThenLeave),
            Some(Answered::Path(purpose, path)) => self.take_answer(Answer::Path(purpose, path)),
            None => {}
        }
        if self.workbench.desk().is_some() && !self.is_asking() {
            self.tour_ui(&ctx, &theme, full);
        }
        self.overlay_ui(&ctx, &theme);
        drop_target::drop_target_ui(ui, &theme, self.workbench.desk().is_some());
        let homes = match self.workbench.comparison() {
            Some(_) => [compare::compare_id(), reader::reader_id()],
            None => [claims::list_id(), Focus::Claim.id()],
        };
        self.screen.keep_focus(&ctx, &homes);
        self.screen.give_focus(&ctx);
        self.screen.is_typing = ctx.text_edit_focused();
        if !self.wishes.is_empty() {
            ctx.request_repaint();
        }
    }

    fn workbench_ui(&mut self, ui: &mut Ui, theme: &Theme, full: Rect) {
        if let Some(desk) = self.workbench.desk() {
            announcer::announcer_ui(ui, desk);
        }
        let top = full.with_max_y(full.top() + layout::TOP_BAR);
        let bottom = full.with_min_y(full.bottom() - layout::STATUS_BAR);
        let middle = Rect::from_min_max(top.left_bottom(), bottom.right_top());
        let middle = left::left_ui(
            ui,
            theme,
            &self.workbench,
            &mut self.screen.discard_asked,
            middle,
            &mut self.wishes,
        );
        let middle =
            reading_only::reading_only_ui(ui, theme, &self.workbench, middle, &mut self.wishes);
        let middle =
            manuscript::manuscript_ui(ui, theme, &self.workbench, middle, &mut self.wishes);
        top_bar::top_bar_ui(ui, theme, &self.workbench, &self.screen, top, &mut self.wishes);
        let is_writing = self.screen.note.is_changed;
        if self.workbench.desk().is_some_and(|desk| desk.article().is_none()) {
            let (workbench, wishes) = (&self.workbench, &mut self.wishes);
            empty_article::empty_article_ui(ui, theme, middle, wishes);
            status_bar::status_bar_ui(ui, theme, workbench, is_writing, bottom, wishes);
            return;
        }
        let columns = self.columns(middle);
        if let Some(rect) = columns.articles {
            self.articles_pane(ui, theme, rect);
        }
        if let Some(rect) = columns.reader {
            self.reader_pane(ui, theme, rect);
        }
        if let Some(rect) = columns.claims {
            self.claims_pane(ui, theme, rect, false);
        }
        if let Some(rect) = columns.inspector {
            self.inspector_pane(ui, theme, rect, false);
        }
        if let Some(rect) = columns.shared {
            self.shared_pane(ui, theme, rect, columns.reader.is_none());
        }
        if let Some(rect) = columns.source {
            let builder = UiBuilder::new()
                .max_rect(rect)
                .id_salt("source pane")
                .accessibility_role(Role::Pane)
                .accessibility_label("Source");
            let mut inner = ui.new_child(builder);
            inner.shrink_clip_rect(rect);
            let (state, wishes) = (&mut self.screen.compare, &mut self.wishes);
            compare::compare_ui(&mut inner, theme, &self.workbench, state, rect, wishes);
            ui.painter().vline(rect.left() + 0.5, rect.y_range(), theme.hairline_stroke());
        }
        for (rect, side) in columns.panels() {
            ui.painter().vline(side.edge(rect) + 0.5, rect.y_range(), theme.hairline_stroke());
            columns::splitter_ui(ui, rect, side, full.width(), &mut self.screen.panels);
        }
        status_bar::status_bar_ui(ui, theme, &self.workbench, is_writing, bottom, &mut self.wishes);
    }

    /// What stands where between the bars.
    fn columns(&self, middle: Rect) -> Columns {
        match self.workbench.comparison() {
            Some(_) => Columns::compared(middle),
            None => Columns::of(middle, self.screen.panels, self.shows_articles()),
        }
    }

    fn reader_pane(&mut self, ui: &mut Ui, theme: &Theme, rect: Rect) {
        let Some(desk) = self.workbench.desk() else { return };
        // The field to find words in takes its room from the foot of the article, so that it covers
        // nothing and the text stays where it is.
        let finds = if self.screen.find.is_some() { find_bar::HEIGHT } else { 0.0 };
        let foot = rect.with_min_y(rect.bottom() - finds);
        let builder = UiBuilder::new().max_rect(rect.with_max_y(foot.top())).id_salt("reader pane");
        let mut inner = ui.new_child(builder);
        let state = &mut self.screen.reader;
        reader::reader_ui(&mut inner, theme, desk, state, &mut self.wishes.actions);
        if let Some(words) = state.wants_link.take() {
            self.wishes.link = Some(words);
        }
        if std::mem::take(&mut state.wants_details) {
            self.wishes.commands.push(Command::ArticleDetails);
        }
        let Some(desk) = self.workbench.desk() else { return };
        let (screen, wishes) = (&mut self.screen, &mut self.wishes);
        find_bar::find_bar_ui(ui, theme, desk, screen, foot, wishes);
    }

    /// The step of the tour that is shown, if one is.
    fn tour_ui(&mut self, ctx: &egui::Context, theme: &Theme, full: Rect) {
        let shown = std::mem::replace(&mut self.screen.tour_shown, self.screen.tour);
        let Some(at) = self.screen.tour else { return };
        let is_new = shown != Some(at);
        let top = full.with_max_y(full.top() + layout::TOP_BAR);
        let bottom = full.with_min_y(full.bottom() - layout::STATUS_BAR);
        let middle = Rect::from_min_max(top.left_bottom(), bottom.right_top());
        let columns = self.columns(middle);
        let target = match tour::part(at) {
            Some(Part::Article) => columns.reader,
            Some(Part::Claims) => columns.claims.or(columns.shared),
            Some(Part::Claim) => columns.inspector.or(columns.shared),
            Some(Part::Top) => Some(top),
            Some(Part::Status) => Some(bottom),
            None => None,
        };
        match tour::tour_ui(ctx, theme, (at, is_new), target.unwrap_or(middle)) {
            Goes::Stays => {}
            Goes::To(step) => self.screen.tour = Some(step),
            Goes::Away => self.leave_tour(),
        }
    }

    /// The tour is over, or was skipped: it does not begin by itself again.
    pub(super) fn leave_tour(&mut self) {
        self.screen.tour = None;
        self.set(|settings| settings.tour_seen = true);
    }

    /// What lies over the window, if anything does.
    fn overlay_ui(&mut self, ctx: &egui::Context, theme: &Theme) {
        let Some(mut overlay) = self.screen.overlay.take() else { return };
        let (screen, workbench, wishes) = (&self.screen, &self.workbench, &mut self.wishes);
        let stays = match &mut overlay {
            Overlay::Palette(palette) => palette.ui(ctx, theme, screen, workbench, wishes),
            Overlay::KeyCard => key_card::key_card_ui(ctx, theme, wishes),
            Overlay::Settings(draft) => settings::settings_ui(ctx, theme, workbench, draft, wishes),
            Overlay::Rules => rules::rules_ui(ctx, theme),
            Overlay::About => about::about_ui(ctx, theme, workbench),
            Overlay::Export(draft) => {
                let asked = export::export_ui(ctx, theme, workbench, draft, wishes);
                if asked != export::Asked::Nothing {
                    self.screen.last_report = Some(draft.clone());
                }
                match asked {
                    export::Asked::Nothing => true,
                    export::Asked::Away => false,
                    export::Asked::Write(wish) => {
                        self.screen.chosen_report = Some(wish);
                        self.wishes.commands.push(Command::Export);
                        false
                    }
                }
            }
            Overlay::ReadAs(how) => {
                let (asked, stays) = manuscript::read_as_ui(ctx, theme, workbench, how);
                wishes.actions.extend(asked);
                stays
            }
            Overlay::AnswerKey => match answer_key::answer_key_ui(ctx, theme, workbench) {
                Asked::Nothing => true,
                Asked::Away => false,
                Asked::Show(words) => {
                    self.screen.find = Some(FindDraft { words, ..FindDraft::default() });
                    false
                }
            },
        };
        self.screen.overlay = stays.then_some(overlay);
    }

    fn articles_pane(&mut self, ui: &mut Ui, theme: &Theme, rect: Rect) {
        let Some(desk) = self.workbench.desk() else { return };
        ui.painter().rect_filled(rect, 0.0, theme.surface);
        let builder = UiBuilder::new()
            .max_rect(rect)
            .id_salt("articles pane")
            .accessibility_role(Role::Pane)
            .accessibility_label("Articles");
        let mut inner = ui.new_child(builder);
        inner.shrink_clip_rect(rect);
        articles::articles_ui(&mut inner, theme, desk, &mut self.wishes);
    }

    fn claims_pane(&mut self, ui: &mut Ui, theme: &Theme, rect: Rect, is_bare: bool) {
        let Some(desk) = self.workbench.desk() else { return };
        ui.painter().rect_filled(rect, 0.0, theme.surface);
        let builder = UiBuilder::new()
            .max_rect(rect)
            .id_salt("claims pane")
            .accessibility_role(Role::Pane)
            .accessibility_label("Claims list");
        let mut inner = ui.new_child(builder);
        inner.shrink_clip_rect(rect);
        claims::claims_ui(
            &mut inner,
            theme,
            &self.workbench,
            desk,
            &mut self.screen,
            is_bare,
            &mut self.wishes,
        );
    }

    fn inspector_pane(&mut self, ui: &mut Ui, theme: &Theme, rect: Rect, is_bare: bool) {
        let Some(desk) = self.workbench.desk() else { return };
        ui.painter().rect_filled(rect, 0.0, theme.surface);
        let builder = UiBuilder::new()
            .max_rect(rect)
            .id_salt("inspector pane")
            .accessibility_role(Role::Pane)
            .accessibility_label("Claim");
        let mut inner = ui.new_child(builder);
        inner.shrink_clip_rect(rect);
        let panel = inner.interact(rect, Focus::Claim.id(), Sense::focusable_noninteractive());
        let name = "The selected claim";
        panel.widget_info(|| WidgetInfo::labeled(Role::Group, desk.selected().is_some(), name));
        if panel.has_focus() && widgets::is_by_keys(ui.ctx()) {
            widgets::ring(ui.painter(), theme, rect.shrink(5.0), 2);
        }
        inspector::inspector_ui(
            &mut inner,
            theme,
            &self.workbench,
            desk,
            &mut self.screen,
            is_bare,
            &mut self.wishes,
        );
    }

    /// The list and the inspector in one panel, by tabs; in a very narrow window the article too.
    fn shared_pane(&mut self, ui: &mut Ui, theme: &Theme, rect: Rect, has_article: bool) {
        if !has_article && self.screen.tab == Tab::Article {
            self.screen.tab = Tab::Claims;
        }
        let head = rect.with_max_y(rect.top() + layout::PANEL_HEAD);
        ui.painter().rect_filled(head, 0.0, theme.surface);
        widgets::hairline(ui, theme, head, head.bottom() - 0.5);
        let Some(desk) = self.workbench.desk() else { return };
        let count = widgets::count(desk.tally().all());
        let tabs = [
            (Tab::Article, "Article", None),
            (Tab::Claims, "Claims", Some(count.as_str())),
            (Tab::Claim, "Claim", None),
        ];
        let mut x = head.left() + 6.0;
        for (tab, name, count) in
            tabs.into_iter().filter(|(tab, ..)| has_article || *tab != Tab::Article)
        {
            let is_on = self.screen.tab == tab;
            if columns::tab_ui(ui, theme, head, &mut x, name, count, is_on) {
                self.screen.tab = tab;
            }
        }
        let place = head.with_max_x(head.right() - space::M);
        let (workbench, wishes) = (&self.workbench, &mut self.wishes);
        match self.screen.tab {
            Tab::Claims => {
                widgets::at_right(ui, place, "list tools", |ui| {
                    claims::tools_ui(ui, theme, workbench, desk, wishes);
                });
            }
            Tab::Claim => {
                widgets::at_right(ui, place, "steps", |ui| {
                    inspector::steps_ui(ui, theme, desk, wishes);
                });
            }
            Tab::Article => {}
        }
        let body = rect.with_min_y(head.bottom());
        match self.screen.tab {
            Tab::Claims => self.claims_pane(ui, theme, body, true),
            Tab::Claim => self.inspector_pane(ui, theme, body, true),
            Tab::Article => self.reader_pane(ui, theme, body),
        }
    }
}
