//! What each command does in the window.

use std::cmp::Ordering;

use eframe::egui::{Context, ViewportCommand};

use super::super::dialogs::Purpose;
use super::super::palette::Palette;
use super::super::panels::inspector::{ProposalDraft, QueryDraft};
use super::super::panels::{compare, reader};
use super::super::screen::{
    AddressDraft, DetailsDraft, ExportDraft, FindDraft, Focus, Overlay, SettingsDraft, SourceDraft,
    Tab,
};
use super::super::widgets;
use super::App;
use super::focus::Panel;
use crate::project::{ClaimId, Source, Verdict, VerdictKind};
use crate::workbench::manuscript::ReadAs;
use crate::workbench::report;
use crate::workbench::rows::Filter;
use crate::workbench::{Action, Command, Desk, NoticeKind, Settings, ThemeChoice, Workbench};

impl App {
    /// Carries out one command.
    pub(super) fn call(&mut self, ctx: &Context, command: Command) {
        if let Some(reason) = self.screen.unavailable(command, &self.workbench) {
            self.act(Action::TellWhyNot(why_not(command, reason)));
            ctx.request_repaint();
            return;
        }
        if self.workbench.notice().is_some_and(|notice| notice.kind == NoticeKind::Hint) {
            self.act(Action::DismissNotice);
        }
        if let Some(verdict) = command.verdict() {
            self.settle(verdict);
            return;
        }
        if let Some(kinds) = command.kinds() {
            self.filter(|held| {
                let is_on = held.kinds == kinds;
                held.kinds = if is_on { Vec::new() } else { kinds.to_vec() };
            });
            return;
        }
        if let Some(verdict) = command.shown_verdict() {
            self.filter(|held| {
                held.verdict = if held.verdict == Some(verdict) { None } else { Some(verdict) };
            });
            return;
        }
        match command {
            Command::OpenArticle => self.ask(ctx, Purpose::Open),
            Command::AddArticle => self.ask(ctx, Purpose::Add),
            Command::OpenAddress => self.begin_address(String::new()),
            Command::PasteText => {
                self.screen.asked_paste = Some(ctx.input(|input| input.time));
                ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Command::TrySample => self.act(Action::OpenSample),
            Command::Save => self.save(ctx, Purpose::Save),
            Command::EarlierVersions => self.act(Action::ListVersions),
            Command::SaveAs => {
                self.take_all_drafts();
                self.ask(ctx, Purpose::Save);
            }
            Command::CloseProject => self.act(Action::Close),
            Command::Quit => self.act(Action::Quit),
            Command::Undo => self.act(Action::Undo),
            Command::Redo => self.act(Action::Redo),
            Command::NextClaim => self.step(Action::SelectNext),
            Command::PreviousClaim => self.step(Action::SelectPrevious),
            Command::NextOpen => self.step(Action::SelectNextOpen),
            Command::PreviousOpen => self.step(Action::SelectPreviousOpen),
            Command::NextDisputed => self.go_to_next(VerdictKind::Disputed),
            Command::NextQuery => self.go_to_next(VerdictKind::Query),
            Command::NextParagraph => self.step_paragraph(true),
            Command::PreviousParagraph => self.step_paragraph(false),
            Command::CenterClaim => self.screen.reader.center_selected(),
            Command::RepeatVerdict => self.repeat_verdict(),
            Command::Note => self.focus_claim(Focus::Note),
            Command::AddSource => self.begin_source(),
            Command::Compare => self.toggle_comparison(),
            Command::NextPlace => self.act(Action::StepPlace { forward: true }),
            Command::PreviousPlace => self.act(Action::StepPlace { forward: false }),
            Command::KeepPassage => self.act(Action::KeepPassage),
            Command::ProposePassage => self.act(Action::ProposePassage),
            Command::Propose => self.begin_proposal(),
            Command::AskWriter => self.begin_query(),
            Command::TickRead => self.tick_read(true),
            Command::NextUnread => self.tick_read(false),
            Command::ShadeLeft => {
                self.screen.reader.shades_left = !self.screen.reader.shades_left;
            }
            Command::RemoveClaim => {
                if let Some(claim) = self.workbench.desk().and_then(Desk::selected) {
                    self.act(Action::RemoveClaim(claim));
                }
            }
            Command::ReadAnew => self.act(Action::ReadAnew),
            Command::Palette => self.open_overlay(Overlay::Palette(Palette::default())),
            Command::KeyCard => self.open_overlay(Overlay::KeyCard),
            Command::About => self.open_overlay(Overlay::About),
            Command::ImportAnnotations => self.ask(ctx, Purpose::Annotations),
            Command::ImportSources => self.ask(ctx, Purpose::Sources),
            Command::NewVersion => self.ask(ctx, Purpose::Version),
            Command::ReadAgain => {
                if let Some(article) = self.workbench.desk().map(Desk::article_id) {
                    self.act(Action::ReadAgain { article, from: None, how: None });
                }
            }
            Command::ReadOtherwise => {
                if let Some(article) = self.workbench.desk().and_then(Desk::article) {
                    let how = ReadAs::of(&article.provenance);
                    self.open_overlay(Overlay::ReadAs(how));
                }
            }
            Command::PlaceClaim => {
                let span = self.screen.reader.selection();
                if let Some((claim, span)) =
                    self.workbench.desk().and_then(Desk::selected).zip(span)
                {
                    self.act(Action::PlaceClaim { claim, span });
                }
            }
            Command::Export => self.begin_export(ctx),
            Command::Rules => self.open_overlay(Overlay::Rules),
            Command::AnswerKey => self.open_overlay(Overlay::AnswerKey),
            Command::Settings => self.begin_settings(),
            Command::Tour => self.screen.tour = Some(0),
            Command::FindInText => self.begin_find(ctx),
            Command::FindNext => self.find_step(true),
            Command::FindPrevious => self.find_step(false),
            Command::FilterClaims => {
                self.close_comparison();
                self.screen.panels.hides_claims = false;
                self.screen.tab = Tab::Claims;
                self.screen.focus = Some(Focus::Filter);
            }
            Command::ShowAll => {
                self.filter(|held| *held = held.cleared());
            }
            Command::GoToArticle => self.go_to(ctx, Panel::Article),
            Command::GoToClaims => self.go_to(ctx, Panel::Claims),
            Command::GoToClaim => self.go_to(ctx, Panel::Claim),
            Command::NextPanel => self.go_on(ctx, true),
            Command::PreviousPanel => self.go_on(ctx, false),
            Command::ShowArticles => {
                let is_shown = self.shows_articles();
                self.screen.panels.shows_articles = Some(!is_shown);
                if !is_shown && self.screen.is_called_by_key {
                    self.screen.focus_on = self.shown_entry();
                    widgets::set_by_keys(ctx, true);
                }
            }
            Command::LargerText => self.screen.reader.zoom(1.0),
            Command::SmallerText => self.screen.reader.zoom(-1.0),
            Command::UsualText => self.screen.reader.set_size(Settings::READING_SIZE),
            Command::SwitchTheme => self.switch_theme(ctx),
            Command::FreshEyes => {
                self.set(|settings| settings.fresh_eyes = !settings.fresh_eyes);
            }
            Command::HideMarks => {
                self.screen.reader.hides_marks = !self.screen.reader.hides_marks;
            }
            Command::ArticleDetails => self.begin_details(),
            Command::Mark => {
                if let Some(desk) = self.workbench.desk() {
                    let mut actions = Vec::new();
                    self.screen.reader.mark_selection(desk, &mut actions);
                    actions.into_iter().for_each(|action| self.act(action));
                    self.screen.tab = Tab::Claim;
                }
            }
            // Those that set a verdict or show some claims alone were done above.
            Command::Verified
            | Command::Disputed
            | Command::Query
            | Command::SetAside
            | Command::Reopen
            | Command::ShowFigures
            | Command::ShowDates
            | Command::ShowAttributions
            | Command::ShowNames
            | Command::ShowComparisons
            | Command::ShowOpen
            | Command::ShowDisputed
            | Command::ShowQueries => {}
        }
        ctx.request_repaint();
    }

    /// Changes the settings.
    pub(super) fn set(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.workbench.settings().clone();
        change(&mut settings);
        if settings != *self.workbench.settings() {
            self.workbench.update(Action::SetSettings(Box::new(settings)));
        }
    }

    // ---- verdicts

    /// Sets the selected claim's verdict and goes on to the next open one. Setting aside stays, for
    /// its reason is to be chosen.
    fn settle(&mut self, verdict: Verdict) {
        let Some(desk) = self.workbench.desk() else { return };
        let Some((claim, held)) = desk.selected().zip(desk.selected_claim()) else { return };
        let (was, new) = (held.standing().kind(), verdict.kind());
        // One that is set aside, whatever the reason, is opened again by the same key.
        let verdict = if was == new { held.standing() } else { verdict };
        self.act(Action::SetVerdict { claim, verdict });
        if was != new && new != VerdictKind::Open {
            self.screen.last_verdict = Some(verdict);
        }
        match new {
            VerdictKind::Open => {}
            _ if was == new => {}
            // Beside a source there is no room for the reasons: the first one holds until then.
            VerdictKind::SetAside if self.workbench.comparison().is_some() => {}
            VerdictKind::SetAside => self.focus_claim(Focus::Reason),
            _ if self.workbench.settings().advances => self.go_on_to_open(),
            _ => {}
        }
    }

    /// Gives the selected claim the last verdict and goes on. A reason for setting aside that was
    /// chosen meanwhile is the one that is meant.
    fn repeat_verdict(&mut self) {
        let Some(verdict) = self.screen.last_verdict else { return };
        let Some(desk) = self.workbench.desk() else { return };
        let Some((claim, held)) = desk.selected().zip(desk.selected_claim()) else { return };
        // The one it has would open it again.
        if held.standing().kind() != verdict.kind() {
            self.act(Action::SetVerdict { claim, verdict });
        }
        self.go_on_to_open();
    }

    // ---- moving about

    /// Goes to another claim of the list, and says so where that is its end.
    fn step(&mut self, action: Action) {
        let at = |workbench: &Workbench| {
            let desk = workbench.desk()?;
            desk.rows().list_idx(desk.rows().shown_as(desk.selected()?))
        };
        let forward = matches!(action, Action::SelectNext | Action::SelectNextOpen);
        let only_open = matches!(action, Action::SelectNextOpen | Action::SelectPreviousOpen);
        let was = at(&self.workbench);
        self.act(action);
        let (Some(was), Some(is)) = (was, at(&self.workbench)) else { return };
        let held = self.workbench.desk().and_then(Desk::selected_claim);
        let has_verdict = held.is_some_and(|claim| claim.standing() != Verdict::Open);
        let words = match (is.cmp(&was), forward) {
            (Ordering::Equal, _) if only_open && has_verdict => {
                "No open claim is shown. Clear the filter to see the others."
            }
            (Ordering::Equal, _) if only_open => "This is the only open claim that is shown.",
            (Ordering::Equal, true) => "This is the last claim that is shown.",
            (Ordering::Equal, false) => "This is the first claim that is shown.",
            (Ordering::Less, true) => "On from the first claim again.",
            (Ordering::Greater, false) => "On from the last claim again.",
            _ => return,
        };
        self.act(Action::TellWhyNot(words.to_owned()));
    }

    /// Goes on to the next open claim after a verdict; where that was the last of all, says so.
    fn go_on_to_open(&mut self) {
        let open = self.workbench.desk().map_or(0, |desk| desk.tally().open);
        if open > 0 {
            self.step(Action::SelectNextOpen);
        } else {
            self.act(Action::TellWhyNot("Every claim has a verdict now.".to_owned()));
        }
    }

    /// Selects the next claim with a verdict of this kind, from the beginning again after the last.
    fn go_to_next(&mut self, verdict: VerdictKind) {
        let Some(desk) = self.workbench.desk() else { return };
        let marks = &desk.rows().marks;
        let at = desk.selected().and_then(|id| desk.rows().mark_idx(id));
        let from = at.map_or(0, |at| at + 1);
        let mut around = marks.iter().skip(from).chain(marks.iter().take(from));
        if let Some(next) = around.find(|mark| mark.verdict == verdict).map(|mark| mark.id) {
            self.act(Action::Select(Some(next)));
        }
    }

    /// Selects the first shown claim of the next paragraph that has one, or of the one before.
    fn step_paragraph(&mut self, forward: bool) {
        let Some(desk) = self.workbench.desk() else { return };
        let rows = &desk.rows().claims;
        let held = desk.selected().and_then(|id| desk.rows().row(id)).map(|row| row.paragraph);
        let others = rows.iter().map(|row| row.paragraph).filter(|&paragraph| match held {
            Some(held) if forward => paragraph > held,
            Some(held) => paragraph < held,
            None => true,
        });
        let wanted = if forward { others.min() } else { others.max() };
        let place = |id: ClaimId| desk.project().claims.get(&id).map(|c| c.anchor.span.start);
        let inside = rows.iter().filter(|row| Some(row.paragraph) == wanted).map(|row| row.id);
        if let Some(first) = inside.min_by_key(|&id| place(id)) {
            self.act(Action::Select(Some(first)));
        }
    }

    /// Changes what the list shows.
    fn filter(&mut self, change: impl FnOnce(&mut Filter)) {
        let Some(desk) = self.workbench.desk() else { return };
        let mut filter = desk.filter().clone();
        change(&mut filter);
        self.close_comparison();
        self.screen.panels.hides_claims = false;
        self.screen.tab = Tab::Claims;
        self.act(Action::SetFilter(filter));
    }

    fn switch_theme(&mut self, ctx: &Context) {
        let is_dark = ctx.system_theme() == Some(eframe::egui::Theme::Dark);
        self.set(|settings| {
            settings.theme = match settings.theme {
                ThemeChoice::System if is_dark => ThemeChoice::HighContrast,
                ThemeChoice::System | ThemeChoice::Light => ThemeChoice::Dark,
                ThemeChoice::Dark => ThemeChoice::HighContrast,
                ThemeChoice::HighContrast => ThemeChoice::Light,
            };
        });
    }

    // ---- forms

    /// Lays something over the window; what was half written becomes an edit first.
    fn open_overlay(&mut self, overlay: Overlay) {
        self.screen.focus = match overlay {
            Overlay::Palette(_) => Some(Focus::Palette),
            _ => None,
        };
        self.screen.overlay = Some(overlay);
    }

    fn begin_settings(&mut self) {
        let settings = self.workbench.settings();
        let draft = SettingsDraft {
            name: settings.checker_name().to_owned(),
            initials: settings.initials.clone(),
            ..SettingsDraft::default()
        };
        self.open_overlay(Overlay::Settings(draft));
    }

    /// Shows what can be exported, or asks where to what was chosen there.
    fn begin_export(&mut self, ctx: &Context) {
        self.take_all_drafts();
        if let Some(wish) = self.screen.chosen_report.take() {
            let desk = self.workbench.desk();
            let name = desk.map(|desk| report::file_name(desk.project(), wish.format));
            self.screen.report = Some(wish);
            let name = name.unwrap_or_default();
            if let Some(answer) = self.dialogs.ask(ctx, Purpose::Export, &name) {
                self.take_answer(answer);
            }
            return;
        }
        let draft = self.screen.last_report.clone().unwrap_or_else(|| {
            let publication = self.workbench.settings().publication.clone();
            let scale = publication.scale.join(", ");
            Box::new(ExportDraft { publication, scale, ..ExportDraft::default() })
        });
        self.open_overlay(Overlay::Export(draft));
    }

    fn begin_find(&mut self, ctx: &Context) {
        if self.screen.find.is_none() {
            self.screen.find = Some(FindDraft::default());
        }
        // Selected words are looked for, unless they are more than one looks for.
        if let Some((desk, span)) = self.workbench.desk().zip(self.screen.reader.selection())
            && let Some(article) = desk.article()
            && let Some(find) = &mut self.screen.find
            && span.len() <= 80
        {
            find.words = article.document.words(span).to_owned();
        }
        self.show_article(ctx);
        self.screen.focus = Some(Focus::Find);
    }

    /// Goes to the next place with the words that are looked for, or to the one before.
    pub(super) fn find_step(&mut self, forward: bool) {
        let Some(find) = &mut self.screen.find else { return };
        let n = find.places.len();
        if n > 0 {
            find.at = (find.at + if forward { 1 } else { n - 1 }) % n;
            self.screen.reader.show_found(&find.places, Some(find.at));
        }
    }

    /// Lays the selected claim beside a source, or puts that away.
    fn toggle_comparison(&mut self) {
        let begins = self.workbench.comparison().is_none();
        self.take_all_drafts();
        self.act(Action::Compare(begins));
        let id = if begins { compare::compare_id() } else { reader::reader_id() };
        self.screen.focus_on = Some(id);
    }

    /// What stands in the list or the inspector needs their place.
    pub(super) fn close_comparison(&mut self) {
        if self.workbench.comparison().is_some() {
            self.act(Action::Compare(false));
        }
    }

    pub(super) fn focus_claim(&mut self, focus: Focus) {
        self.close_comparison();
        self.screen.panels.hides_inspector = false;
        self.screen.tab = Tab::Claim;
        self.screen.focus = Some(focus);
    }

    fn begin_source(&mut self) {
        let Some(claim) = self.workbench.desk().and_then(Desk::selected) else { return };
        if self.screen.source.is_none() {
            let seen = self.workbench.now().date().to_string();
            let source = Source { seen, ..Source::default() };
            self.screen.source = Some(SourceDraft { claim, idx: None, source });
        }
        self.focus_claim(Focus::Source);
    }

    fn begin_proposal(&mut self) {
        let Some(desk) = self.workbench.desk() else { return };
        let Some((id, claim)) = desk.selected().zip(desk.selected_claim()) else { return };
        if self.screen.proposal.is_none() {
            self.screen.proposal = Some(ProposalDraft::new(id, claim));
        }
        self.focus_claim(Focus::Proposal);
    }

    fn begin_query(&mut self) {
        let Some(desk) = self.workbench.desk() else { return };
        let Some((id, claim)) = desk.selected().zip(desk.selected_claim()) else { return };
        if self.screen.query.is_none() {
            self.screen.query = Some(QueryDraft::new(id, claim));
        }
        self.focus_claim(Focus::Query);
    }

    /// Ticks a sentence as read, or goes to the next one that is left.
    fn tick_read(&mut self, is_tick: bool) {
        let Some(desk) = self.workbench.desk() else { return };
        let mut actions = Vec::new();
        self.screen.reader.tick_read(desk, is_tick, &mut actions);
        actions.into_iter().for_each(|action| self.act(action));
    }

    /// Asks for an address, or for leave to open the one that was pasted.
    pub(super) fn begin_address(&mut self, words: String) {
        self.screen.address = Some(AddressDraft { words, problem: None });
        self.screen.focus = Some(Focus::Address);
    }

    fn begin_details(&mut self) {
        let Some(article) = self.workbench.desk().and_then(Desk::article) else { return };
        let date = article.published.map(|date| date.to_string()).unwrap_or_default();
        self.screen.details =
            Some(DetailsDraft { title: article.title.clone(), date, problem: None });
        self.screen.focus = Some(Focus::Date);
    }
}

/// Why a command does nothing now: its name and the reason, as one sentence.
fn why_not(command: Command, reason: &str) -> String {
    let label = command.spec().label.trim_end_matches('…');
    let mut letters = reason.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{label}: {first}{}", letters.as_str())
}
