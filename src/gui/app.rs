//! The application: `logic` carries out what was asked for, `ui` draws and asks.

mod call;
mod draw;
mod focus;
mod late;

use std::sync::Arc;

use eframe::egui::{self, Context, Event, Key, RawInput, Ui, ViewportCommand};

use late::{after_click, after_command, after_typing};

use super::clipboard;
use super::dialogs::{self, Answer, Dialogs, Purpose};
use super::panels::reader;
use super::screen::{Focus, PathDraft, Screen, Tab, Wishes};
use super::shortcuts::{self, Keymap};
use super::theme::{self, Motion, Theme};
use super::widgets;
use crate::fetch;
use crate::text::Link;
use crate::workbench::report;
use crate::workbench::{Action, Command, Desk, ReadingFace, Settings, ThemeChoice, Workbench};

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
    /// Events that wait for the next frame.
    late: Vec<Event>,
    /// The window's title.
    title: String,
    /// The settings as the window last took them up.
    taken: Option<Settings>,
    /// The tour begins with the first article.
    offers_tour: bool,
}

/// The theme that is worn, and what it was chosen by.
#[derive(Debug)]
struct Worn {
    choice: ThemeChoice,
    system_dark: bool,
    has_motion: bool,
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
            late: Vec::new(),
            title: String::new(),
            taken: None,
            offers_tour: false,
        }
    }

    /// Asks for every path by a field to type in, not by the system's dialogs.
    #[must_use]
    pub fn with_typed_paths(mut self) -> Self {
        self.dialogs = Dialogs::typed();
        self
    }

    /// Takes who runs the program for the first time through the window, once something is open.
    #[must_use]
    pub fn with_tour(mut self) -> Self {
        self.offers_tour = !self.workbench.settings().tour_seen;
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

    /// Asks for `action` as a view would: it is carried out with the next frame.
    pub fn wish(&mut self, action: Action) {
        self.wishes.actions.push(action);
    }

    // ---- logic

    /// Carries out what was asked for since the last call.
    pub fn logic(&mut self, ctx: &Context) {
        // While the window is hidden, the input is still that of the last pass: it counts once.
        let now = ctx.input(|input| input.time);
        self.take_settings(ctx);
        if self.seen_input != Some(now) {
            self.seen_input = Some(now);
            self.take_input(ctx);
        }
        self.workbench.poll();
        if let Some(answer) = self.dialogs.poll(ctx) {
            self.take_answer(answer);
        }
        let Wishes { actions, commands, attaches, opens, link, panels } =
            std::mem::take(&mut self.wishes);
        for action in actions {
            self.act(action);
        }
        for command in commands {
            self.call(ctx, command);
        }
        self.screen.panels = panels.unwrap_or(self.screen.panels);
        if attaches {
            self.ask(ctx, Purpose::Attach);
        }
        if let Some(path) = opens.and_then(|attached| self.workbench.evidence_path(&attached)) {
            ctx.open_url(egui::OpenUrl::new_tab(dialogs::file_address(&path)));
        }
        // What is no address has no button.
        if let Some(link) = link.and_then(|words| Link::read(&words).ok()) {
            self.screen.follow(ctx, link);
        }
        if self.offers_tour && self.workbench.desk().is_some() {
            self.offers_tour = false;
            self.screen.tour = Some(0);
        }
        self.take_settings(ctx);
        self.keep_settings(ctx);
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
        if by_keys == Some(false) {
            self.screen.is_called_by_key = false;
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
            match self.workbench.keeps_offline() {
                None if fetch::is_address(&text) => self.begin_address(text.trim().to_owned()),
                // Tells why it can't be.
                Some(_) if fetch::is_address(&text) => {
                    self.wishes.actions.push(Action::OpenAddress { address: text });
                }
                _ => self.wishes.actions.push(match clipboard::page_of(&text) {
                    Some(html) => Action::PastePage { html, text },
                    None => Action::Paste { text },
                }),
            }
        }
        let mut paths = Vec::new();
        for file in ctx.input(|input| input.raw.dropped_files.clone()) {
            let path = file.path();
            if path.is_absolute() {
                paths.push(path.to_path_buf());
            } else if let Ok(bytes) = file.bytes() {
                let name = path.to_string_lossy().into_owned();
                self.wishes.actions.push(Action::DropBytes { name, bytes });
            }
        }
        match paths.pop() {
            Some(path) if paths.is_empty() => self.wishes.actions.push(Action::Drop { path }),
            Some(path) => {
                paths.push(path);
                self.wishes.actions.push(Action::DropSeveral { paths });
            }
            None => {}
        }
        if is_asking {
            return;
        }
        if egui::Popup::is_any_open(ctx) {
            return;
        }
        self.screen.swallow_led(ctx);
        for (command, key) in shortcuts::pressed(ctx, is_typing) {
            self.screen.is_called_by_key = true;
            self.wishes.commands.push(command);
            if key == Key::Space {
                // In the article the space bar turns a page where it does nothing else.
                let in_article = ctx.memory(|memory| memory.has_focus(reader::reader_id()));
                if in_article && self.screen.unavailable(command, &self.workbench).is_some() {
                    self.wishes.commands.pop();
                    continue;
                }
                ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
            }
            let leads = command.types() || command == Command::KeyCard;
            // A key that is up again, as in a frame that took long, types nothing more.
            let is_up = ctx.input(|input| !input.keys_down.contains(&key));
            self.screen.led_by = (leads && !is_up).then_some(key);
            if command == Command::KeyCard {
                // The same key puts the card away, but not when it has just opened it.
                ctx.input_mut(|input| input.consume_key(input.modifiers, key));
            }
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
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        // What lies nearer takes it first: the field to find words in, and words that are selected.
        let in_reader = ctx.memory(|memory| memory.has_focus(reader::reader_id()));
        let is_taken =
            self.screen.find.is_some() || (in_reader && self.screen.reader.selection().is_some());
        if escaped && !is_typing && !is_taken && self.screen.tour.is_some() {
            self.leave_tour();
        } else if escaped && !is_typing && self.workbench.comparison().is_some() {
            self.wishes.commands.push(Command::Compare);
        } else if escaped && !is_typing && self.screen.tab == Tab::Claim {
            self.screen.tab = Tab::Claims;
        }
    }

    /// Whether a dialog of ours is open.
    fn is_asking(&self) -> bool {
        self.screen.details.is_some()
            || self.screen.link.is_some()
            || self.screen.overlay.is_some()
            || self.screen.path.is_some()
            || self.screen.address.is_some()
            || self.workbench.asks_about_address().is_some()
            || self.workbench.question().is_some()
            || self.workbench.versions().is_some()
            || !self.workbench.letters().is_empty()
            || self.workbench.asks_about_unsaved()
    }

    /// Carries out one action; what is half written becomes an edit first.
    fn act(&mut self, action: Action) {
        let leaves_drafts = matches!(
            action,
            Action::KeepTyping { .. }
                | Action::DismissNotice
                | Action::TellWhyNot(_)
                | Action::CancelJob
                | Action::PutOff
                | Action::CloseVersions
                | Action::ForgetRecent { .. }
                | Action::SetSettings(_)
                | Action::StepPlace { .. }
                | Action::ChoosePlace { .. }
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
                | Action::ReplaceReadOnly
                | Action::KeepCopy
                | Action::TakeTheirs
                | Action::MergeTheirs
                | Action::ListVersions
                | Action::OpenVersion(_)
                | Action::Restore
                | Action::Close
                | Action::Quit
                | Action::Open { .. }
                | Action::OpenSample
                | Action::OpenAddress { .. }
                | Action::PastePage { .. }
                | Action::AgreeToAsk
                | Action::OpenLeft(_)
                | Action::Paste { .. }
                | Action::TakeAttachments(_)
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
                    Purpose::Export => {
                        let desk = self.workbench.desk().zip(self.screen.report.as_ref());
                        desk.map(|(desk, wish)| report::file_name(desk.project(), wish.format))
                            .unwrap_or_default()
                    }
                    Purpose::Open
                    | Purpose::Add
                    | Purpose::Attach
                    | Purpose::Annotations
                    | Purpose::Sources
                    | Purpose::Version => String::new(),
                };
                self.screen.path = Some(PathDraft { purpose, path });
                self.screen.focus = Some(Focus::Path);
            }
            // A project that waits for its first article gets it.
            Answer::Path(Purpose::Open, path)
                if self.workbench.desk().is_some_and(|desk| desk.article().is_none()) =>
            {
                self.act(Action::Drop { path });
            }
            Answer::Path(Purpose::Open, path) => self.act(Action::Open { path }),
            Answer::Path(Purpose::Add, path) => self.act(Action::Drop { path }),
            Answer::Path(Purpose::Save, path) => {
                self.act(Action::SaveAs { path: dialogs::project_path(path) });
            }
            Answer::Path(Purpose::SaveThenLeave, path) => {
                self.act(Action::SaveFirst);
                self.act(Action::SaveAs { path: dialogs::project_path(path) });
            }
            Answer::Path(Purpose::Export, path) => {
                if let Some(wish) = self.screen.report.take() {
                    let path = report::with_ending(path, wish.format);
                    self.act(Action::Export { path, wish });
                }
            }
            Answer::Path(Purpose::Annotations, path) => {
                self.act(Action::ImportAnnotations { path });
            }
            Answer::Path(Purpose::Sources, path) => self.act(Action::ImportSources { path }),
            Answer::Path(Purpose::Version, path) => {
                if let Some(article) = self.workbench.desk().map(Desk::article_id) {
                    self.act(Action::ReadAgain { article, from: Some(path), how: None });
                }
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

    /// Takes up settings that changed: keys, type, scale, panels.
    fn take_settings(&mut self, ctx: &Context) {
        let settings = self.workbench.settings();
        if self.taken.as_ref() == Some(settings) {
            return;
        }
        let was = self.taken.replace(settings.clone());
        shortcuts::install(ctx, Arc::new(Keymap::new(settings)));
        widgets::set_verdict_names(ctx, Arc::new(settings.verdict_names.clone()));
        self.screen.reader.set_lines(settings.line_height, settings.measure);
        let was_same = |same: fn(&Settings, &Settings) -> bool| {
            was.as_ref().is_some_and(|was| same(was, settings))
        };
        // What the hand changes meanwhile in the window is kept below, once it is let go.
        if !was_same(|was, is| was.panels == is.panels) {
            self.screen.panels = settings.panels;
        }
        if !was_same(|was, is| was.reading_size.to_bits() == is.reading_size.to_bits()) {
            self.screen.reader.set_size(settings.reading_size);
        }
        let face = settings.worn_face();
        if was.as_ref().map_or(ReadingFace::Serif, Settings::worn_face) != face {
            theme::install_fonts_for(ctx, face);
        }
        if was.is_none_or(|was| was.scale.to_bits() != settings.scale.to_bits()) {
            ctx.set_zoom_factor(settings.scale);
        }
    }

    /// Keeps what the hand changed in the window, once it is let go.
    fn keep_settings(&mut self, ctx: &Context) {
        if ctx.input(|input| input.pointer.any_down()) {
            return;
        }
        let (panels, size) = (self.screen.panels, self.screen.reader.size());
        self.set(|settings| {
            settings.panels = panels;
            settings.reading_size = size;
        });
    }

    fn wear_theme(&mut self, ctx: &Context) {
        let Settings { theme: choice, has_motion, .. } = *self.workbench.settings();
        let system_dark = ctx.system_theme() == Some(egui::Theme::Dark);
        let is_worn = |worn: &Worn| {
            (worn.choice, worn.system_dark, worn.has_motion) == (choice, system_dark, has_motion)
        };
        if self.theme.as_ref().is_some_and(is_worn) {
            return;
        }
        if let Ok(mut theme) = Theme::new(choice, system_dark) {
            if !has_motion {
                theme.motion = Motion::NONE;
            }
            theme.apply(ctx);
            self.theme = Some(Worn { choice, system_dark, has_motion, theme });
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        Self::logic(self, ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        Self::ui(self, ui);
    }

    fn raw_input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let mut events = std::mem::take(&mut self.late);
        events.append(&mut input.events);
        self.late = after_click(&mut events);
        let mut after = after_typing(&mut events);
        after.append(&mut self.late);
        self.late = after;
        // What is typed after a command may be meant for a field that the command opens.
        let is_typing = self.screen.is_typing || ctx.text_edit_focused();
        let mut after = after_command(&mut events, |key, modifiers| {
            (!is_typing || modifiers.command) && shortcuts::calls(ctx, key, modifiers)
        });
        after.append(&mut self.late);
        self.late = after;
        input.events = events;
        if !self.late.is_empty() {
            ctx.request_repaint();
        }
    }
}
