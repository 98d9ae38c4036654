//! The application: `logic` carries out what was asked for, `ui` draws and asks.

use eframe::egui::{
    self, Context, CursorIcon, Event, Key, Modifiers, Rect, Role, Sense, Ui, UiBuilder,
    ViewportCommand, WidgetInfo, pos2, vec2,
};

use super::dialogs::{self, Answer, Dialogs, Purpose};
use super::panels::questions::Answered;
use super::panels::{
    claims, drop_target, inspector, left, questions, reader, start, status_bar, toast, top_bar,
};
use super::screen::{DetailsDraft, Focus, PathDraft, Screen, SourceDraft, Tab, Wishes};
use super::shortcuts;
use super::theme::{self, Theme, Type, layout, space};
use super::widgets;
use crate::project::{Source, Verdict, VerdictKind};
use crate::workbench::{Action, Command, Desk, ThemeChoice, Workbench};

/// Width of the area in which a splitter can be grabbed.
const SPLITTER_GRAB: f32 = 6.0;

/// The system answers within this time when it is asked for what is on the clipboard.
const PASTE_SECS: f64 = 1.0;

/// A key that hides the marks does so until it is let go, when it is held longer than this.
const HOLD_SECS: f64 = 0.3;

/// The whole application, with or without a window around it.
#[derive(Debug)]
pub struct App {
    workbench: Workbench,
    screen: Screen,
    dialogs: Dialogs,
    wishes: Wishes,
    theme: Option<Worn>,
    /// When the input that was looked at last came in, in egui's seconds.
    seen_input: Option<f64>,
    /// The window's title.
    title: String,
}

/// The theme that is worn, and what it was chosen by.
#[derive(Debug)]
struct Worn {
    choice: ThemeChoice,
    system_dark: bool,
    theme: Theme,
}

impl App {
    /// Shows `workbench`.
    #[must_use]
    pub fn new(workbench: Workbench) -> Self {
        Self {
            workbench,
            screen: Screen::default(),
            dialogs: Dialogs::default(),
            wishes: Wishes::default(),
            theme: None,
            seen_input: None,
            title: String::new(),
        }
    }

    /// Asks for every path by a field to type in, not by the system's dialogs.
    #[must_use]
    pub fn with_typed_paths(mut self) -> Self {
        self.dialogs = Dialogs::typed();
        self
    }

    /// Installs the typefaces; to be called once, before the first frame.
    pub fn dress(ctx: &Context) {
        theme::install_fonts(ctx);
        // Zoom belongs to the text that is read, not to the window.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
    }

    /// The state that is shown.
    #[must_use]
    pub const fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    // ---- logic

    /// Carries out what was asked for since the last call.
    pub fn logic(&mut self, ctx: &Context) {
        // While the window is hidden, the input is still that of the last pass: it counts once.
        let now = ctx.input(|input| input.time);
        if self.seen_input != Some(now) {
            self.seen_input = Some(now);
            self.take_input(ctx);
        }
        self.workbench.poll();
        if let Some(answer) = self.dialogs.poll(ctx) {
            self.take_answer(answer);
        }
        let Wishes { actions, commands, attaches } = std::mem::take(&mut self.wishes);
        for action in actions {
            self.act(action);
        }
        for command in commands {
            self.call(ctx, command);
        }
        if attaches {
            self.ask(ctx, Purpose::Attach);
        }
        self.take_close(ctx);
        self.show_title(ctx);
        self.wear_theme(ctx);
    }

    /// Keys, pasted text and dropped files.
    fn take_input(&mut self, ctx: &Context) {
        let by_keys = ctx.input(|input| {
            let is_moving = |event: &Event| match event {
                Event::Key { key, pressed: true, .. } => matches!(
                    key,
                    Key::Tab | Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight
                ),
                _ => false,
            };
            let pressed = input.pointer.any_pressed();
            if pressed { Some(false) } else { input.events.iter().any(is_moving).then_some(true) }
        });
        if let Some(by_keys) = by_keys {
            widgets::set_by_keys(ctx, by_keys);
        }
        let is_typing = self.screen.is_typing || ctx.text_edit_focused();
        let now = ctx.input(|input| input.time);
        let awaits_paste = self.screen.asked_paste.is_some_and(|asked| now - asked < PASTE_SECS);
        let pasted = ctx.input_mut(|input| {
            let pasted = input.events.iter().find_map(|event| match event {
                Event::Paste(text) if !is_typing || awaits_paste => Some(text.clone()),
                _ => None,
            });
            if pasted.is_some() {
                input.events.retain(|event| !matches!(event, Event::Paste(_)));
            }
            pasted
        });
        let is_asking = self.is_asking();
        if let Some(text) = pasted
            && !is_asking
        {
            self.screen.asked_paste = None;
            self.wishes.actions.push(Action::Paste { text });
        }
        for file in ctx.input(|input| input.raw.dropped_files.clone()) {
            let path = file.path();
            if path.is_absolute() {
                self.wishes.actions.push(Action::Drop { path: path.to_path_buf() });
            } else if let Ok(bytes) = file.bytes() {
                let name = path.to_string_lossy().into_owned();
                self.wishes.actions.push(Action::DropBytes { name, bytes });
            }
        }
        if is_asking {
            return;
        }
        if egui::Popup::is_any_open(ctx) {
            return;
        }
        self.screen.swallow_led(ctx);
        for (command, key) in shortcuts::pressed(ctx, is_typing) {
            self.wishes.commands.push(command);
            let leads =
                matches!(command, Command::Note | Command::AddSource | Command::FilterClaims);
            self.screen.led_by = leads.then_some(key);
            if command == Command::HideMarks {
                self.screen.hid_by = Some((key, now));
            }
        }
        if let Some((key, since)) = self.screen.hid_by
            && ctx.input(|input| input.key_released(key))
        {
            self.screen.hid_by = None;
            if now - since > HOLD_SECS {
                self.wishes.commands.push(Command::HideMarks);
            }
        }
        // Larger and smaller type for the article; its size is the reader's own.
        let steps = ctx.input_mut(|input| {
            let larger =
                [Key::Plus, Key::Equals].map(|key| input.consume_key(Modifiers::COMMAND, key));
            let smaller = input.consume_key(Modifiers::COMMAND, Key::Minus);
            f32::from(u8::from(larger.contains(&true))) - f32::from(u8::from(smaller))
        });
        if steps != 0.0 {
            self.screen.reader.zoom(steps);
        }
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        if escaped && !is_typing && self.screen.tab == Tab::Claim {
            self.screen.tab = Tab::Claims;
        }
    }

    /// Whether a dialog of ours is open.
    fn is_asking(&self) -> bool {
        self.screen.details.is_some()
            || self.screen.path.is_some()
            || self.workbench.asks_about_unsaved()
    }

    /// Carries out one action; what is half written becomes an edit first.
    fn act(&mut self, action: Action) {
        let leaves_drafts = matches!(
            action,
            Action::KeepTyping { .. }
                | Action::DismissNotice
                | Action::CancelJob
                | Action::ForgetRecent { .. }
        );
        if leaves_drafts {
            self.workbench.update(action);
            return;
        }
        let leaves_claim = matches!(
            action,
            Action::Select(_)
                | Action::SelectNext
                | Action::SelectPrevious
                | Action::SelectNextOpen
                | Action::SelectPreviousOpen
                | Action::ShowArticle(_)
                | Action::RemoveClaim(_)
                | Action::Save
                | Action::SaveAs { .. }
                | Action::SaveFirst
                | Action::Close
                | Action::Quit
                | Action::Open { .. }
                | Action::OpenSample
                | Action::OpenLeft(_)
                | Action::Paste { .. }
        );
        for draft in self.screen.take_drafts(self.workbench.desk(), !leaves_claim) {
            self.workbench.update(draft);
        }
        let opens_claim = matches!(action, Action::Select(Some(_)));
        let state = |workbench: &Workbench| workbench.desk().map(|desk| desk.history().now());
        let (was, told) = (state(&self.workbench), self.workbench.notice().cloned());
        self.workbench.update(action);
        // A message that offers undo speaks of the last edit; after another it would undo that one.
        if told.is_some_and(|told| told.can_undo && self.workbench.notice() == Some(&told))
            && state(&self.workbench) != was
        {
            self.workbench.update(Action::DismissNotice);
        }
        if opens_claim {
            self.screen.tab = Tab::Claim;
        }
    }

    /// Carries out one command.
    fn call(&mut self, ctx: &Context, command: Command) {
        if self.screen.unavailable(command, &self.workbench).is_some() {
            return;
        }
        if let Some(verdict) = command.verdict() {
            self.settle(verdict);
            return;
        }
        match command {
            Command::OpenArticle => self.ask(ctx, Purpose::Open),
            Command::PasteText => {
                self.screen.asked_paste = Some(ctx.input(|input| input.time));
                ctx.send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            Command::TrySample => self.act(Action::OpenSample),
            Command::Save => self.save(ctx, Purpose::Save),
            Command::SaveAs => {
                self.take_all_drafts();
                self.ask(ctx, Purpose::Save);
            }
            Command::CloseProject => self.act(Action::Close),
            Command::Quit => self.act(Action::Quit),
            Command::Undo => self.act(Action::Undo),
            Command::Redo => self.act(Action::Redo),
            Command::NextClaim => self.act(Action::SelectNext),
            Command::PreviousClaim => self.act(Action::SelectPrevious),
            Command::NextOpen => self.act(Action::SelectNextOpen),
            Command::PreviousOpen => self.act(Action::SelectPreviousOpen),
            Command::Note => self.focus_claim(Focus::Note),
            Command::AddSource => self.begin_source(),
            Command::RemoveClaim => {
                if let Some(claim) = self.workbench.desk().and_then(Desk::selected) {
                    self.act(Action::RemoveClaim(claim));
                }
            }
            Command::FilterClaims => {
                self.screen.tab = Tab::Claims;
                self.screen.focus = Some(Focus::Filter);
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
            Command::HideMarks => {
                self.screen.reader.hides_marks = !self.screen.reader.hides_marks;
            }
            Command::Verified
            | Command::Disputed
            | Command::Query
            | Command::SetAside
            | Command::Reopen => {}
        }
        ctx.request_repaint();
    }

    /// Sets the selected claim's verdict and goes on to the next open one. Setting aside stays, for
    /// its reason is to be chosen.
    fn settle(&mut self, verdict: Verdict) {
        let Some(desk) = self.workbench.desk() else { return };
        let Some((claim, held)) = desk.selected().zip(desk.selected_claim()) else { return };
        let (was, new) = (held.verdict.kind(), verdict.kind());
        // One that is set aside, whatever the reason, is opened again by the same key.
        let verdict = if was == new { held.verdict } else { verdict };
        self.act(Action::SetVerdict { claim, verdict });
        match new {
            VerdictKind::Open => {}
            _ if was == new => {}
            VerdictKind::SetAside => self.focus_claim(Focus::Reason),
            _ => self.act(Action::SelectNextOpen),
        }
    }

    fn focus_claim(&mut self, focus: Focus) {
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

    fn begin_details(&mut self) {
        let Some(article) = self.workbench.desk().and_then(Desk::article) else { return };
        let date = article.published.map(|date| date.to_string()).unwrap_or_default();
        self.screen.details =
            Some(DetailsDraft { title: article.title.clone(), date, problem: None });
        self.screen.focus = Some(Focus::Date);
    }

    fn take_all_drafts(&mut self) {
        for draft in self.screen.take_drafts(self.workbench.desk(), false) {
            self.workbench.update(draft);
        }
    }

    /// Saves where the project is kept, or asks where that shall be.
    fn save(&mut self, ctx: &Context, purpose: Purpose) {
        self.take_all_drafts();
        let has_path = self.workbench.desk().is_some_and(|desk| desk.path().is_some());
        match (has_path, purpose) {
            (true, Purpose::SaveThenLeave) => self.act(Action::SaveFirst),
            (true, _) => self.act(Action::Save),
            (false, _) => self.ask(ctx, purpose),
        }
    }

    fn ask(&mut self, ctx: &Context, purpose: Purpose) {
        let name = self.workbench.desk().map(Desk::suggested_file_name).unwrap_or_default();
        if let Some(answer) = self.dialogs.ask(ctx, purpose, &name) {
            self.take_answer(answer);
        }
    }

    fn take_answer(&mut self, answer: Answer) {
        match answer {
            Answer::NoDialog(purpose) => {
                let path = match purpose {
                    Purpose::Save | Purpose::SaveThenLeave => {
                        self.workbench.desk().map(Desk::suggested_file_name).unwrap_or_default()
                    }
                    Purpose::Open | Purpose::Attach => String::new(),
                };
                self.screen.path = Some(PathDraft { purpose, path });
                self.screen.focus = Some(Focus::Path);
            }
            Answer::Path(Purpose::Open, path) => self.act(Action::Open { path }),
            Answer::Path(Purpose::Save, path) => {
                self.act(Action::SaveAs { path: dialogs::project_path(path) });
            }
            Answer::Path(Purpose::SaveThenLeave, path) => {
                self.act(Action::SaveFirst);
                self.act(Action::SaveAs { path: dialogs::project_path(path) });
            }
            Answer::Path(Purpose::Attach, path) => {
                if let Some(draft) = &mut self.screen.source {
                    draft.source.place = path.to_string_lossy().into_owned();
                    if draft.source.title.trim().is_empty() {
                        let name = path.file_stem().unwrap_or_default();
                        draft.source.title = name.to_string_lossy().into_owned();
                    }
                }
            }
        }
    }

    /// The window's own close button asks first, and the window goes when nothing holds it back.
    fn take_close(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.workbench.is_leaving() {
            self.act(Action::Quit);
            if !self.workbench.is_leaving() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                ctx.send_viewport_cmd(ViewportCommand::Focus);
                ctx.request_repaint();
            }
        } else if self.workbench.is_leaving() {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn show_title(&mut self, ctx: &Context) {
        let title = self.workbench.desk().map_or_else(
            || "Tickmark".to_owned(),
            |desk| {
                let is_saved = desk.is_saved() && !self.screen.note.is_changed;
                let mark = if is_saved { "" } else { "• " };
                format!("{mark}{} – Tickmark", desk.name())
            },
        );
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn wear_theme(&mut self, ctx: &Context) {
        let choice = self.workbench.settings().theme;
        let system_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        let is_worn = |worn: &Worn| worn.choice == choice && worn.system_dark == system_dark;
        if self.theme.as_ref().is_some_and(is_worn) {
            return;
        }
        if let Ok(theme) = Theme::new(choice, system_dark) {
            theme.apply(ctx);
            self.theme = Some(Worn { choice, system_dark, theme });
        }
    }

    // ---- drawing

    /// Draws everything into the whole of `ui`.
    pub fn ui(&mut self, ui: &mut Ui) {
        let Some(theme) = self.theme.as_ref().map(|worn| worn.theme.clone()) else { return };
        let full = ui.max_rect();
        ui.painter().rect_filled(full, 0.0, theme.surface);
        if self.workbench.desk().is_some() {
            self.workbench_ui(ui, &theme, full);
        } else {
            let place = left::left_ui(ui, &theme, &self.workbench, full, &mut self.wishes);
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
        drop_target::drop_target_ui(ui, &theme, self.workbench.desk().is_some());
        self.screen.give_focus(&ctx);
        self.screen.is_typing = ctx.text_edit_focused();
        if !self.wishes.is_empty() {
            ctx.request_repaint();
        }
    }

    fn workbench_ui(&mut self, ui: &mut Ui, theme: &Theme, full: Rect) {
        let top = full.with_max_y(full.top() + layout::TOP_BAR);
        let bottom = full.with_min_y(full.bottom() - layout::STATUS_BAR);
        let middle = Rect::from_min_max(top.left_bottom(), bottom.right_top());
        let middle = left::left_ui(ui, theme, &self.workbench, middle, &mut self.wishes);
        top_bar::top_bar_ui(ui, theme, &self.workbench, &self.screen, top, &mut self.wishes);
        let columns = self.columns(middle);
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
        for (rect, side) in columns.panels() {
            ui.painter().vline(rect.left() + 0.5, rect.y_range(), theme.hairline_stroke());
            self.splitter_ui(ui, rect, side, full.width());
        }
        let is_writing = self.screen.note.is_changed;
        status_bar::status_bar_ui(ui, theme, &self.workbench, is_writing, bottom, &mut self.wishes);
    }

    fn reader_pane(&mut self, ui: &mut Ui, theme: &Theme, rect: Rect) {
        let Some(desk) = self.workbench.desk() else { return };
        let builder = UiBuilder::new().max_rect(rect).id_salt("reader pane");
        let mut inner = ui.new_child(builder);
        let state = &mut self.screen.reader;
        reader::reader_ui(&mut inner, theme, desk, state, &mut self.wishes.actions);
        if std::mem::take(&mut state.wants_details) {
            self.wishes.commands.push(Command::ArticleDetails);
        }
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
        claims::claims_ui(&mut inner, theme, desk, &mut self.screen, is_bare, &mut self.wishes);
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
        let count = desk.tally().all().to_string();
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
            if tab_ui(ui, theme, head, &mut x, name, count, is_on) {
                self.screen.tab = tab;
            }
        }
        let builder = UiBuilder::new()
            .max_rect(head.with_max_x(head.right() - space::M))
            .layout(egui::Layout::right_to_left(egui::Align::Center));
        let mut right = ui.new_child(builder);
        match self.screen.tab {
            Tab::Claims => claims::tools_ui(&mut right, theme, desk, &mut self.wishes),
            Tab::Claim => inspector::steps_ui(&mut right, theme, desk, &mut self.wishes),
            Tab::Article => {}
        }
        let body = rect.with_min_y(head.bottom());
        match self.screen.tab {
            Tab::Claims => self.claims_pane(ui, theme, body, true),
            Tab::Claim => self.inspector_pane(ui, theme, body, true),
            Tab::Article => self.reader_pane(ui, theme, body),
        }
    }

    /// What stands where in `middle`.
    fn columns(&self, middle: Rect) -> Columns {
        let width = middle.width();
        let cut = |from: f32, to: f32| {
            let (left, right) = (middle.left() + from.round(), middle.left() + to.round());
            Rect::from_min_max(pos2(left, middle.top()), pos2(right, middle.bottom()))
        };
        if width < layout::ONE_PANE {
            return Columns { shared: Some(middle), ..Columns::default() };
        }
        if width < layout::NARROW {
            let panel = self.screen.widths.inspector.unwrap_or(layout::NARROW_PANEL);
            let reader = (width - panel).max(width * 0.4);
            return Columns {
                reader: Some(cut(0.0, reader)),
                shared: Some(cut(reader, width)),
                ..Columns::default()
            };
        }
        let is_wide = width >= layout::WIDE;
        let share = |share: f32, (least, most): (f32, f32)| {
            if is_wide { (width * share).clamp(least, most) } else { least }
        };
        let widths = self.screen.widths;
        let claims = widths.claims.unwrap_or_else(|| share(layout::CLAIMS_SHARE, layout::CLAIMS));
        let inspector =
            widths.inspector.unwrap_or_else(|| share(layout::INSPECTOR_SHARE, layout::INSPECTOR));
        // What the user made wide gives way where the window has become narrow.
        let over = (claims + inspector + layout::READER_LEAST - width).max(0.0);
        let claims = claims - over / 2.0;
        let inspector = inspector - over / 2.0;
        let reader = width - claims - inspector;
        Columns {
            reader: Some(cut(0.0, reader)),
            claims: Some(cut(reader, reader + claims)),
            inspector: Some(cut(reader + claims, width)),
            shared: None,
        }
    }

    /// The edge of a panel, to be dragged; pressed twice it goes back to where it was.
    fn splitter_ui(&mut self, ui: &Ui, panel: Rect, side: Side, all: f32) {
        let grab = Rect::from_center_size(
            pos2(panel.left(), panel.center().y),
            vec2(SPLITTER_GRAB, panel.height()),
        );
        let response =
            ui.interact(grab, ui.scope_id().with(("splitter", side)), Sense::CLICK | Sense::DRAG);
        let name = match side {
            Side::Claims => "Width of the claims list",
            Side::Inspector => "Width of the claim",
        };
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
        if response.hovered() || response.dragged() {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        let widths = &mut self.screen.widths;
        let (held, (least, _)) = match side {
            Side::Claims => (&mut widths.claims, layout::CLAIMS),
            Side::Inspector => (&mut widths.inspector, layout::INSPECTOR),
        };
        if response.double_clicked() {
            *held = None;
        } else if response.dragged()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            *held = Some((panel.right() - pointer.x).clamp(least - 60.0, all * 0.5));
        }
    }
}

/// What stands where between the bars.
#[derive(Debug, Default)]
struct Columns {
    reader: Option<Rect>,
    claims: Option<Rect>,
    inspector: Option<Rect>,
    /// Where the list and the inspector share a place.
    shared: Option<Rect>,
}

/// Panels whose left edge can be dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Claims,
    Inspector,
}

impl Columns {
    fn panels(&self) -> impl Iterator<Item = (Rect, Side)> + use<> {
        let shared = self.shared.filter(|_| self.reader.is_some());
        [(self.claims, Side::Claims), (self.inspector.or(shared), Side::Inspector)]
            .into_iter()
            .filter_map(|(rect, side)| Some((rect?, side)))
    }
}

/// One tab; true when it was pressed. `x` goes on to the next.
fn tab_ui(
    ui: &Ui,
    theme: &Theme,
    head: Rect,
    x: &mut f32,
    name: &str,
    count: Option<&str>,
    is_on: bool,
) -> bool {
    let ink = if is_on { theme.ink } else { theme.ink_3 };
    let word = widgets::one_line(ui, name, Type::Button, ink, f32::INFINITY);
    let n = count.map(|n| widgets::one_line(ui, n, Type::Body, theme.ink_3, f32::INFINITY));
    let width = word.size().x + n.as_ref().map_or(0.0, |n| 6.0 + n.size().x) + 8.0;
    let rect = Rect::from_min_size(pos2(*x + 10.0, head.top()), vec2(width, head.height()));
    *x = rect.right() + 10.0;
    let response = ui.interact(rect, ui.scope_id().with(("tab", name)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_on, name));
    let at = widgets::left_center(rect, 4.0) - vec2(0.0, word.size().y / 2.0);
    let after = at.x + word.size().x + 6.0;
    ui.painter().galley(at, word, ink);
    if let Some(n) = n {
        ui.painter().galley(pos2(after, rect.center().y - n.size().y / 2.0), n, theme.ink_3);
    }
    if is_on {
        let line = rect.with_min_y(rect.bottom() - 2.0);
        ui.painter().rect_filled(line, 0.0, theme.ink);
    }
    widgets::focus_ring(ui, theme, &response, 4);
    response.clicked()
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }
}
