//! The settings, on five pages. Each holds at once; words hold when they are left.

use eframe::egui::{
    Align2, Context, CornerRadius, Id, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};
use lucide_icons::Icon;

use super::super::screen::{SettingsDraft, Wishes};
use super::super::shortcuts::{self, Keymap};
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{
    Button, Chip, Field, IconButton, KindGroup, Look, focus_ring, hover_share, icon, key_caps,
    key_caps_width, label, left_center, one_line, text,
};
use super::questions::{button, dialog_sized, foot};
use crate::project::VerdictKind;
use crate::workbench::{
    Action, Command, DateOrder, NumberFormat, ReadingFace, Settings, ThemeChoice, Workbench,
};

/// The pages.
const PAGES: [(&str, Icon); 5] = [
    ("You", Icon::Pencil),
    ("Reading", Icon::BookOpen),
    ("Window", Icon::SlidersHorizontal),
    ("Review", Icon::Check),
    ("Keys", Icon::Keyboard),
];

/// Width of the dialog, of its pages' names, and of a setting's name.
const WIDTH: f32 = 780.0;
const SIDE: f32 = 132.0;
const NAME: f32 = 168.0;
/// Height of a page.
const HEIGHT: f32 = 420.0;
/// Height of a line of the keys.
const KEY_LINE: f32 = 36.0;
/// Minutes between two saves that can be chosen.
const AUTOSAVE: [u32; 4] = [0, 1, 5, 15];

/// Shows the settings. True while they stay open.
#[must_use]
pub(crate) fn settings_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    draft: &mut SettingsDraft,
    wishes: &mut Wishes,
) -> bool {
    let held = workbench.settings();
    let mut settings = held.clone();
    let sentence = "They hold for every project and are kept on this computer.";
    let is_waiting = draft.captures.is_some();
    if let Some(command) = draft.captures {
        capture(ctx, command, draft, &mut settings);
    }
    let (is_done, waved) = dialog_sized(ctx, theme, "Settings", sentence, WIDTH, |ui| {
        ui.add_space(space::L);
        let width = ui.available_width();
        let room = ctx.content_rect().height() - 220.0;
        let height = HEIGHT.min(room.max(180.0));
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let is_wide = width > 560.0;
        let (side, page) = if is_wide {
            let side = rect.with_max_x(rect.left() + SIDE);
            (side, rect.with_min_x(side.right() + space::XXL))
        } else {
            let side = rect.with_max_y(rect.top() + 36.0);
            (side, rect.with_min_y(side.bottom() + space::S))
        };
        pages_ui(ui, theme, side, is_wide, draft);
        let builder = UiBuilder::new()
            .max_rect(page)
            .id_salt(("settings", draft.page))
            .accessibility_role(Role::TabPanel)
            .accessibility_label(PAGES.get(draft.page).map_or("", |(name, _)| *name));
        let mut inner = ui.new_child(builder);
        inner.shrink_clip_rect(page.expand2(vec2(4.0, 0.0)));
        let scroll = ScrollArea::vertical().id_salt(draft.page).auto_shrink(false);
        scroll.show(&mut inner, |ui| {
            ui.set_max_width(page.width() - space::L);
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            let page = Page { theme };
            match draft.page {
                0 => page.you_ui(ui, held, &mut settings, draft),
                1 => page.reading_ui(ui, &mut settings),
                2 => page.window_ui(ui, &mut settings),
                3 => page.review_ui(ui, &mut settings, draft),
                _ => page.keys_ui(ui, &mut settings, draft),
            }
        });
        foot(ui, |ui| button(ui, theme, "Done", Look::Primary).clicked())
    });
    // Escape while a key is waited for takes back the waiting, not the dialog.
    let ends = is_done || (waved && !is_waiting);
    if ends {
        take_words(&mut settings, draft, held);
    }
    if settings != *held {
        wishes.actions.push(Action::SetSettings(Box::new(settings)));
    }
    !ends
}

/// What was typed becomes a setting.
fn take_words(settings: &mut Settings, draft: &SettingsDraft, held: &Settings) {
    let name = draft.name.trim();
    if name != held.checker_name() {
        name.clone_into(&mut settings.checker);
    }
    draft.initials.trim().clone_into(&mut settings.initials);
    for (&verdict, name) in &draft.verdict_names {
        let name = name.trim();
        if name.is_empty() || name == verdict.words() {
            settings.verdict_names.remove(&verdict);
        } else {
            settings.verdict_names.insert(verdict, name.to_owned());
        }
    }
}

/// Takes the next key for a command. Escape leaves it its key, Backspace takes it away.
fn capture(ctx: &Context, command: Command, draft: &mut SettingsDraft, settings: &mut Settings) {
    let Some(shortcut) = shortcuts::captured(ctx) else { return };
    draft.captures = None;
    let written = match shortcut.written().as_str() {
        "Escape" => return,
        "Backspace" => String::new(),
        written => written.to_owned(),
    };
    let is_usual = shortcuts::usual_keys(command).first().map(|key| key.written());
    if is_usual.unwrap_or_default() == written {
        settings.keys.remove(&command.name());
    } else {
        settings.keys.insert(command.name(), written);
    }
    // The key is not also an answer to the dialog.
    ctx.input_mut(|input| input.events.clear());
}

fn pages_ui(ui: &Ui, theme: &Theme, rect: Rect, is_wide: bool, draft: &mut SettingsDraft) {
    let mut at = rect.min;
    for (n, (name, glyph)) in PAGES.into_iter().enumerate() {
        let word = one_line(ui, name, Type::Button, theme.ink, f32::INFINITY);
        let width = if is_wide { rect.width() } else { word.size().x + 22.0 };
        let place = Rect::from_min_size(at, vec2(width, 32.0));
        let is_on = draft.page == n;
        let response = ui.interact(place, ui.scope_id().with(("page", n)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_on, name));
        let share = hover_share(ui, theme, &response);
        let ground = if is_on { theme.selection } else { theme.hover.gamma_multiply(share) };
        ui.painter().rect_filled(place, CornerRadius::same(radius::CONTROL), ground);
        focus_ring(ui, theme, &response, radius::CONTROL);
        let mut x = 10.0;
        if is_wide {
            icon(ui.painter(), left_center(place, 18.0), glyph, 16.0, theme.ink_2);
            x = 34.0;
        }
        let at_word = left_center(place, x) - vec2(0.0, word.size().y / 2.0);
        ui.painter().galley(at_word, word, theme.ink);
        if response.clicked() {
            draft.page = n;
            draft.captures = None;
        }
        if is_wide {
            at.y += 34.0;
        } else {
            at.x += width + 2.0;
        }
    }
}

/// What the pages are drawn with.
struct Page<'a> {
    theme: &'a Theme,
}

impl Page<'_> {
    /// A setting's name at the left, what it can be at the right.
    fn line<R>(&self, ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
        let theme = self.theme;
        let inner = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let (rect, _) = ui.allocate_exact_size(vec2(NAME, 28.0), Sense::hover());
            let galley = one_line(ui, name, Type::Body, theme.ink, NAME - space::S);
            let at = left_center(rect, 0.0) - vec2(0.0, galley.size().y / 2.0);
            ui.painter().galley(at, galley, theme.ink);
            let width = ui.available_width();
            ui.allocate_ui_with_layout(
                vec2(width, 28.0),
                eframe::egui::Layout::left_to_right(eframe::egui::Align::Center)
                    .with_main_wrap(true),
                add,
            )
            .inner
        });
        ui.add_space(space::M);
        inner.inner
    }

    /// Words under a setting.
    fn about(&self, ui: &mut Ui, words: &str) {
        ui.add_space(-space::S);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(NAME + 6.0);
            ui.vertical(|ui| label(ui, words, Type::Small, self.theme.ink_3));
        });
        ui.add_space(space::M);
    }

    fn choice<T: Copy + PartialEq>(
        &self,
        ui: &mut Ui,
        name: &str,
        choices: &[(T, &str)],
        held: &mut T,
    ) {
        self.line(ui, name, |ui| {
            for &(choice, words) in choices {
                let chip =
                    Chip { label: words, count: None, is_on: *held == choice, is_tight: false };
                if chip.show(ui, self.theme).clicked() {
                    *held = choice;
                }
            }
        });
    }

    /// A number that goes up and down by steps.
    fn number(
        &self,
        ui: &mut Ui,
        name: &str,
        held: &mut f32,
        step: f32,
        (least, most): (f32, f32),
        words: &str,
    ) {
        self.line(ui, name, |ui| {
            let lower = format!("{name}: less");
            let at_least = (*held <= least + step / 10.0).then_some("It can be no less");
            let minus = IconButton::new(Icon::Minus, &lower).unavailable(at_least);
            if minus.show(ui, self.theme).clicked() {
                *held = (*held - step).max(least);
            }
            let (rect, response) = ui.allocate_exact_size(vec2(96.0, 28.0), Sense::hover());
            let spoken = format!("{name}: {words}");
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
            let ink = self.theme.ink;
            text(ui, rect.center(), Align2::CENTER_CENTER, words, Type::Body, ink);
            let higher = format!("{name}: more");
            let at_most = (*held >= most - step / 10.0).then_some("It can be no more");
            let plus = IconButton::new(Icon::Plus, &higher).unavailable(at_most);
            if plus.show(ui, self.theme).clicked() {
                *held = (*held + step).min(most);
            }
        });
    }

    fn words(&self, ui: &mut Ui, name: &str, hint: &str, width: f32, held: &mut String) {
        self.line(ui, name, |ui| {
            let id = Id::unique(("setting", name));
            let field = Field { id, name, hint, icon: None, key: None, width, is_wrong: false };
            field.show(ui, self.theme, held)
        });
    }

    fn you_ui(
        &self,
        ui: &mut Ui,
        held: &Settings,
        settings: &mut Settings,
        draft: &mut SettingsDraft,
    ) {
        self.words(ui, "Your name", "", 260.0, &mut draft.name);
        self.about(ui, "Recorded with each verdict.");
        let firsts = held.checker_initials();
        self.words(ui, "Initials", &firsts, 80.0, &mut draft.initials);
        let choices: Vec<(u32, String)> = AUTOSAVE
            .into_iter()
            .map(|minutes| match minutes {
                0 => (0, "Never".to_owned()),
                1 => (1, "Every minute".to_owned()),
                n => (n, format!("Every {n} minutes")),
            })
            .collect();
        let choices: Vec<(u32, &str)> = choices.iter().map(|(n, words)| (*n, &**words)).collect();
        self.choice(ui, "Save by itself", &choices, &mut settings.autosave_minutes);
        self.about(
            ui,
            "Only a project that has a file. Every change is kept against a crash in any case.",
        );
        if settings.is_kept_offline() {
            self.line(ui, "Addresses", |ui| label(ui, "Never opened", Type::Body, self.theme.ink));
            self.about(ui, "Whoever looks after this computer has turned it off.");
        } else {
            let opens = [(true, "Opened when you give one"), (false, "Never opened")];
            self.choice(ui, "Addresses", &opens, &mut settings.opens_addresses);
            self.about(
                ui,
                "Tickmark asks a host for a page only when you type or paste its address.",
            );
        }
    }

    fn reading_ui(&self, ui: &mut Ui, settings: &mut Settings) {
        let faces = ReadingFace::ALL.map(|face| (face, face.words()));
        self.choice(ui, "Reading face", &faces, &mut settings.reading_face);
        let eyes = [(false, "Off"), (true, "On")];
        self.choice(ui, "Fresh eyes", &eyes, &mut settings.fresh_eyes);
        self.about(
            ui,
            "Sets the text in the other face for a while, so that known words look new.",
        );
        let size = format!("{} points", settings.reading_size);
        let sizes = Settings::READING_SIZES;
        self.number(ui, "Size of type", &mut settings.reading_size, 1.0, sizes, &size);
        let height = format!("{:.2} × size", settings.line_height);
        let heights = Settings::LINE_HEIGHTS;
        self.number(ui, "Line height", &mut settings.line_height, 0.1, heights, &height);
        let measure = format!("{:.0} letters", settings.measure);
        let measures = Settings::MEASURES;
        self.number(ui, "Longest line", &mut settings.measure, 3.0, measures, &measure);
        self.about(ui, "From 60 to 75 letters in a line read best.");
        self.notation_ui(ui, settings);
        self.kinds_ui(ui, settings);
    }

    /// How dates and numbers are read that can be read in two ways.
    fn notation_ui(&self, ui: &mut Ui, settings: &mut Settings) {
        let orders = DateOrder::ALL.map(|order| (order, order.words()));
        self.choice(ui, "Dates such as 3/4/2025", &orders, &mut settings.date_order);
        let formats = NumberFormat::ALL.map(|format| (format, format.words()));
        self.choice(ui, "Numbers such as 1,234", &formats, &mut settings.number_format);
        self.about(
            ui,
            "For articles that are opened from now on. “Read dates and numbers anew” applies it to those that are open.",
        );
    }

    /// Which kinds are marked and listed.
    fn kinds_ui(&self, ui: &mut Ui, settings: &mut Settings) {
        self.line(ui, "Kinds shown", |ui| {
            for group in KindGroup::ALL {
                let is_on = group.kinds.iter().any(|kind| !settings.hidden_kinds.contains(kind));
                let chip = Chip { label: group.names, count: None, is_on, is_tight: false };
                if chip.show(ui, self.theme).clicked() {
                    settings.hidden_kinds.retain(|kind| !group.kinds.contains(kind));
                    if is_on {
                        settings.hidden_kinds.extend(group.kinds);
                    }
                }
            }
        });
        self.about(
            ui,
            "Other kinds are neither marked in the article nor listed. They still count.",
        );
    }

    fn window_ui(&self, ui: &mut Ui, settings: &mut Settings) {
        let themes = ThemeChoice::ALL.map(|choice| (choice, choice.words()));
        self.choice(ui, "Theme", &themes, &mut settings.theme);
        let scale = format!("{:.0} %", settings.scale * 100.0);
        self.number(ui, "Size of everything", &mut settings.scale, 0.1, Settings::SCALES, &scale);
        let motion = [(true, "For a moment"), (false, "Nothing moves")];
        self.choice(ui, "Motion", &motion, &mut settings.has_motion);
        let articles =
            [(None, "Where there are several"), (Some(true), "Always"), (Some(false), "Never")];
        self.choice(ui, "List of articles", &articles, &mut settings.panels.shows_articles);
        self.line(ui, "Panels", |ui| {
            let reset = Button { label: "As they come", ..Button::default() };
            if reset.show(ui, self.theme).clicked() {
                settings.panels = crate::workbench::Panels::default();
            }
        });
    }

    fn review_ui(&self, ui: &mut Ui, settings: &mut Settings, draft: &mut SettingsDraft) {
        let after = [(true, "Go on to the next open claim"), (false, "Stay")];
        self.choice(ui, "After a verdict", &after, &mut settings.advances);
        label(ui, "What verdicts are called", Type::SmallMedium, self.theme.ink_3);
        ui.add_space(space::S);
        let verdicts = [
            VerdictKind::Verified,
            VerdictKind::Disputed,
            VerdictKind::Query,
            VerdictKind::SetAside,
        ];
        for verdict in verdicts {
            let name = draft.verdict_names.entry(verdict).or_insert_with(|| {
                settings.verdict_names.get(&verdict).cloned().unwrap_or_default()
            });
            self.words(ui, verdict.words(), verdict.words(), 200.0, name);
        }
        self.about(ui, "A house’s own words. In the project they stay what they are.");
    }

    fn keys_ui(self, ui: &mut Ui, settings: &mut Settings, draft: &mut SettingsDraft) {
        let letters = [(true, "On"), (false, "Off")];
        self.choice(ui, "Single letters", &letters, &mut settings.has_letter_keys);
        self.about(ui, "Letters, digits and the space bar as commands. Never while you type.");
        self.line(ui, "Your own keys", |ui| {
            let reason = settings.keys.is_empty().then_some("Every key is as it comes");
            let reset =
                Button { label: "Every key as it comes", unavailable: reason, ..Button::default() };
            if reset.show(ui, self.theme).clicked() {
                settings.keys.clear();
            }
        });
        let keymap = Keymap::new(settings);
        for command in Command::ALL {
            self.key_ui(ui, settings, &keymap, command, draft);
        }
    }

    fn key_ui(
        &self,
        ui: &mut Ui,
        settings: &mut Settings,
        keymap: &Keymap,
        command: Command,
        draft: &mut SettingsDraft,
    ) {
        let theme = self.theme;
        let size = vec2(ui.available_width(), KEY_LINE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let words = command.spec().label;
        let keys = keymap.keys(command);
        let is_waiting = draft.captures == Some(command);
        let caps = keys.first().map(|key| key.caps()).unwrap_or_default();
        let is_own = settings.keys.contains_key(&command.name());
        let conflicts = if keys.is_empty() { Vec::new() } else { keymap.conflicts(command) };

        let room = rect.width() - 200.0;
        let name = one_line(ui, words, Type::Body, theme.ink, room);
        let at = left_center(rect, 0.0) - vec2(0.0, name.size().y / 2.0);
        let end = at.x + name.size().x;
        ui.painter().galley(at, name, theme.ink);
        if let Some(other) = conflicts.first() {
            let clash = format!("also {}", other.spec().label.to_lowercase());
            let left = end + space::M;
            icon(
                ui.painter(),
                pos2(left + 7.0, rect.center().y),
                Icon::TriangleAlert,
                14.0,
                theme.verdict_disputed,
            );
            let room = rect.right() - 180.0 - left - 20.0;
            let clash = one_line(ui, &clash, Type::Small, theme.verdict_disputed, room.max(0.0));
            let at = pos2(left + 20.0, rect.center().y - clash.size().y / 2.0);
            ui.painter().galley(at, clash, theme.verdict_disputed);
        }
        // The key itself is the button that changes it.
        let width = if is_waiting || caps.is_empty() {
            112.0
        } else {
            key_caps_width(ui, theme, &caps) + 12.0
        };
        let place = Rect::from_min_size(
            pos2(rect.right() - 36.0 - width, rect.center().y - 15.0),
            vec2(width, 30.0),
        );
        let response = ui.interact(place, Id::unique(("key of", command)), Sense::click());
        let spoken = spoken_key(words, is_waiting, &caps, &conflicts);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        let share = hover_share(ui, theme, &response);
        let ground = if is_waiting { theme.selection } else { theme.hover.gamma_multiply(share) };
        ui.painter().rect_filled(place, CornerRadius::same(radius::CONTROL), ground);
        focus_ring(ui, theme, &response, radius::CONTROL);
        if is_waiting || caps.is_empty() {
            let words = if is_waiting { "Press a key" } else { "No key" };
            let ink = if is_waiting { theme.ink } else { theme.ink_3 };
            // Where the last key of the others ends.
            let at = pos2(place.right() - 6.0, place.center().y);
            text(ui, at, Align2::RIGHT_CENTER, words, Type::Small, ink);
        } else {
            key_caps(ui, theme, pos2(place.left() + 6.0, place.center().y), &caps);
        }
        if response.clicked() {
            draft.captures = if is_waiting { None } else { Some(command) };
        }
        if is_own {
            let corner = Rect::from_center_size(
                pos2(rect.right() - 14.0, rect.center().y),
                vec2(layout::CONTROL, layout::CONTROL),
            );
            let mut end = ui.new_child(UiBuilder::new().max_rect(corner).id_salt(command));
            let name = format!("{words}: the key it comes with");
            if IconButton::new(Icon::Undo2, &name).show(&mut end, theme).clicked() {
                settings.keys.remove(&command.name());
            }
        }
    }
}

/// What a screen reader says of a key.
fn spoken_key(words: &str, is_waiting: bool, caps: &[&str], conflicts: &[Command]) -> String {
    let key = match (is_waiting, caps) {
        (true, _) => "press a key, Escape to leave it".to_owned(),
        (false, []) => "no key".to_owned(),
        (false, caps) => caps.join(" "),
    };
    let also =
        conflicts.first().map(|other| format!(", also {}", other.spec().label.to_lowercase()));
    format!("{words}: {key}{}", also.unwrap_or_default())
}
