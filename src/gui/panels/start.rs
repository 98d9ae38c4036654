//! What is shown while nothing is open: what can be opened.

use eframe::egui::{
    Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use jiff::{Timestamp, Unit, ZonedDateTime};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::shortcuts;
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{
    Button, IconButton, Look, count, focus_ring, hairline, hint, hover_share, label, one_line,
    text, tick_logo, verdict_bar, verdict_icon,
};
use crate::import::IMPORTERS;
use crate::project::VerdictKind;
use crate::workbench::{Action, Command, Recent, Workbench};

/// Width of the column of actions, and of that of recent projects.
const ACTIONS_WIDTH: f32 = 328.0;
const RECENT_WIDTH: f32 = 496.0;
/// Between the two.
const BETWEEN: f32 = 104.0;
/// In a narrower column they would be cut, so that they stand below the actions.
const RECENT_LEAST: f32 = 340.0;
/// Room for the promise at the foot.
const FOOT: f32 = 56.0;
/// Height of a recent project.
const RECENT_HEIGHT: f32 = 74.0;
/// From the top of the columns to the first recent project.
const RECENT_HEAD: f32 = 52.0;
/// Recent projects are shown as long as there is room, at least this many.
const RECENT_MIN: usize = 3;

/// Shows the start screen. What has no room in a small window is reached by scrolling.
pub(crate) fn start_ui(ui: &mut Ui, theme: &Theme, workbench: &Workbench, wishes: &mut Wishes) {
    let view = ui.max_rect();
    ui.painter().rect_filled(view, 0.0, theme.paper);
    let scroll = ScrollArea::vertical().id_salt("start").auto_shrink(false);
    scroll.show(ui, |ui| {
        let full = Rect::from_min_size(ui.max_rect().min, view.size());
        let bottom = columns_ui(ui, theme, workbench, full, wishes);
        let promise = Rect::from_center_size(
            pos2(full.center().x, full.bottom().max(bottom + FOOT) - 37.0),
            vec2(full.width() - 2.0 * space::L, 20.0),
        );
        let mut foot = ui.new_child(UiBuilder::new().max_rect(promise));
        foot.vertical_centered(|ui| {
            label(ui, "Nothing you open leaves this computer. No connection is made unless you open an address.", Type::Small, theme.ink_3);
        });
        help_ui(ui, theme, full, wishes);
        ui.set_min_size(vec2(full.width(), full.bottom().max(bottom + FOOT) - full.top()));
    });
}

/// The actions, and the recent projects beside or below them. Gives where they end.
fn columns_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    full: Rect,
    wishes: &mut Wishes,
) -> f32 {
    let recent = &workbench.settings().recent;
    let has_room = full.width() >= ACTIONS_WIDTH + BETWEEN + RECENT_WIDTH + 2.0 * space::XXXL;
    let between = if has_room { BETWEEN } else { space::XXXL };
    let beside = full.width() - ACTIONS_WIDTH - between - 2.0 * space::XXXL;
    let width = beside.min(RECENT_WIDTH);
    let is_beside = !recent.is_empty() && width >= RECENT_LEAST;
    let taken = if is_beside { ACTIONS_WIDTH + between + width } else { ACTIONS_WIDTH };
    let left = full.center().x - taken / 2.0;
    let top = full.top() + ((full.height() - 372.0) * 0.433).max(space::XXXL);
    let place = Rect::from_min_max(pos2(left, top), pos2(left + ACTIONS_WIDTH, full.bottom()));
    let mut actions = ui.new_child(UiBuilder::new().max_rect(place));
    actions_ui(&mut actions, theme, wishes);
    let bottom = actions.min_rect().bottom();
    if recent.is_empty() {
        return bottom;
    }
    let place = if is_beside {
        let min = pos2(left + ACTIONS_WIDTH + between, top + 14.0);
        Rect::from_min_size(min, vec2(width, full.bottom() - 64.0 - min.y))
    } else {
        let width = (full.width() - 2.0 * space::L).min(RECENT_WIDTH);
        let min = pos2(full.center().x - width / 2.0, bottom + space::XXXL);
        Rect::from_min_size(
            min,
            vec2(width, RECENT_HEAD + recent.len() as f32 * RECENT_HEIGHT + 1.0),
        )
    };
    let builder = UiBuilder::new()
        .max_rect(place)
        .accessibility_role(Role::List)
        .accessibility_label("Recent");
    bottom.max(recent_ui(&mut ui.new_child(builder), theme, workbench, recent, wishes))
}

/// Settings and help, in the corner where the workbench has its menu.
fn help_ui(ui: &mut Ui, theme: &Theme, full: Rect, wishes: &mut Wishes) {
    let place = full
        .with_max_y(full.top() + layout::TOP_BAR)
        .with_min_x(full.center().x)
        .with_max_x(full.right() - space::M);
    let end = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
    let mut corner = ui.new_child(UiBuilder::new().max_rect(place).layout(end));
    corner.spacing_mut().item_spacing.x = 2.0;
    for (command, glyph) in [
        (Command::Settings, Icon::SlidersHorizontal),
        (Command::KeyCard, Icon::Keyboard),
        (Command::About, Icon::Info),
        (Command::Palette, Icon::Search),
    ] {
        let key = shortcuts::key_words(corner.ctx(), command);
        let button = IconButton::new(glyph, command.spec().label).key(key.as_deref());
        if button.show(&mut corner, theme).clicked() {
            wishes.commands.push(command);
        }
    }
}

fn actions_ui(ui: &mut Ui, theme: &Theme, wishes: &mut Wishes) {
    ui.spacing_mut().item_spacing.y = space::S;
    let (rect, response) = ui.allocate_exact_size(vec2(ACTIONS_WIDTH, 76.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Tickmark"));
    // The wordmark's tick stands over its m, as a checker's stands over a word.
    let name = text(
        ui,
        rect.min + vec2(-2.0, 24.0),
        Align2::LEFT_TOP,
        "Tickmark",
        Type::Wordmark,
        theme.ink,
    );
    let tick = pos2(name.left() + name.width() * 0.515, name.top() - 12.5);
    tick_logo(ui.painter(), tick, 32.0, theme.verdict_verified);
    ui.add_space(4.0);
    label(
        ui,
        "Every fact in a text, one by one,\nuntil each word has its tick.",
        Type::Lead,
        theme.ink_2,
    );
    ui.add_space(space::XXL);
    let actions = [
        (Command::OpenArticle, Icon::FolderOpen, Look::Primary),
        (Command::PasteText, Icon::ClipboardPaste, Look::Plain),
        (Command::OpenAddress, Icon::Link, Look::Plain),
        (Command::TrySample, Icon::BookOpen, Look::Plain),
    ];
    for (command, icon, look) in actions {
        let key = shortcuts::key_words(ui.ctx(), command);
        let spec = command.spec();
        let button = Button {
            label: spec.label,
            icon: Some(icon),
            key: key.as_deref(),
            hint: spec.hint,
            look,
            width: Some(ACTIONS_WIDTH),
            is_large: true,
            ..Button::default()
        };
        if button.show(ui, theme).clicked() {
            wishes.commands.push(command);
        }
    }
    ui.add_space(space::S);
    let formats: Vec<&str> = IMPORTERS.iter().map(|importer| importer.label).collect();
    let words = format!("Or drop a file here: {}.", listed(&formats));
    label(ui, &words, Type::Small, theme.ink_3);
}

/// Names of formats in a sentence.
fn listed(formats: &[&str]) -> String {
    let within = |format: &&str| {
        // In a list it is enough to say which.
        let whole = format.split(" (").next().unwrap_or_default();
        let short = [" document", " book"].iter().find_map(|what| whole.strip_suffix(what));
        let short = short.unwrap_or(whole);
        let mut words = short.split(' ');
        let first = words.next().unwrap_or_default();
        // Names keep their capitals; so does what has one inside.
        let is_name =
            matches!(first, "Word" | "Markdown") || first.chars().skip(1).any(char::is_uppercase);
        let first = if is_name { first.to_owned() } else { first.to_lowercase() };
        std::iter::once(first).chain(words.map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    let all: Vec<String> = formats.iter().map(within).collect();
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// Gives where the last of them ends.
fn recent_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    recent: &[Recent],
    wishes: &mut Wishes,
) -> f32 {
    let rect = ui.max_rect();
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.horizontal(|ui| {
        ui.set_height(30.0);
        ui.add_space(space::M);
        label(ui, "Recent", Type::Section, theme.ink);
        let end = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
        ui.with_layout(end, |ui| {
            ui.add_space(space::S);
            let button = Button {
                label: "Open a project…",
                look: Look::Link,
                hint: "Open an article or a project",
                ..Button::default()
            };
            if button.show(ui, theme).clicked() {
                wishes.commands.push(Command::OpenArticle);
            }
        });
    });
    hairline(ui, theme, rect, rect.top() + 34.5);
    let room = ((rect.height() - RECENT_HEAD) / RECENT_HEIGHT) as usize;
    let top = |n: usize| rect.top() + RECENT_HEAD - 11.0 + n as f32 * RECENT_HEIGHT;
    let n_shown = recent.len().min(room.max(RECENT_MIN));
    for (n, entry) in recent.iter().take(n_shown).enumerate() {
        let min = pos2(rect.left(), top(n));
        let place = Rect::from_min_size(min, vec2(rect.width(), RECENT_HEIGHT));
        entry_ui(ui, theme, place, &workbench.now(), entry, wishes);
    }
    top(n_shown)
}

fn entry_ui(
    ui: &mut Ui,
    theme: &Theme,
    rect: Rect,
    now: &ZonedDateTime,
    entry: &Recent,
    wishes: &mut Wishes,
) {
    let id = ui.scope_id().with(&entry.path);
    let response = ui.interact(rect, id, Sense::click());
    let tally = entry.tally;
    let (all, checked) = (tally.all(), tally.checked());
    let progress = if all == 0 {
        "Nothing to check".to_owned()
    } else if all == checked {
        format!("All {} checked", count(all))
    } else {
        format!("{} of {} checked", count(checked), count(all))
    };
    let when = day_words(&entry.when, now);
    let name = format!("{}, {progress}, {when}", entry.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    let share = hover_share(ui, theme, &response);
    let ground = if response.is_pointer_button_down_on() { theme.pressed } else { theme.hover };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CARD), ground.gamma_multiply(share));
    focus_ring(ui, theme, &response, radius::CARD);
    let inner = rect.shrink2(vec2(space::M, 13.0));

    // The way out of the list stands in the day's place while the pointer is near, or the focus.
    let corner = pos2(inner.right(), inner.top() + 12.0);
    let is_near = ui.rect_contains_pointer(rect) || ui.memory(|m| m.has_focus(id));
    let when = if is_near {
        let place = Rect::from_center_size(corner - vec2(10.0, 0.0), vec2(28.0, 28.0));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(place).id_salt(&entry.path));
        let button = IconButton::new(Icon::X, "Take off this list");
        if button.show(&mut inner, theme).clicked() {
            wishes.actions.push(Action::ForgetRecent { path: entry.path.clone() });
            return;
        }
        // As wide as the day, so that the title stays as it is.
        let day = one_line(ui, &when, Type::Small, theme.ink_3, f32::INFINITY);
        Align2::RIGHT_CENTER.anchor_size(corner, day.size())
    } else {
        text(ui, corner, Align2::RIGHT_CENTER, &when, Type::Small, theme.ink_3)
    };
    let width = when.left() - inner.left() - space::M;
    let title = one_line(ui, &entry.title, Type::ProjectTitle, theme.ink, width);
    ui.painter().galley(inner.min, title, theme.ink);

    let y = inner.top() + 38.0;
    let bar = Rect::from_min_size(pos2(inner.left(), y - 2.0), vec2(150.0, 4.0));
    verdict_bar(ui.painter(), theme, bar, tally);
    let mut x = bar.right() + space::M;
    let sign = |ui: &Ui, x: f32, kind, size: f32| {
        verdict_icon(ui.painter(), theme, pos2(x + size / 2.0, y), size, kind, theme.verdict(kind));
        x + size + 6.0
    };
    if all > 0 && all == checked {
        x = sign(ui, x, VerdictKind::Verified, 12.0);
    }
    let word = |ui: &Ui, x: f32, words: &str| {
        text(ui, pos2(x, y), Align2::LEFT_CENTER, words, Type::Small, theme.ink_2).right()
            + space::M
    };
    x = word(ui, x, &progress);
    for (kind, n) in [(VerdictKind::Disputed, tally.disputed), (VerdictKind::Query, tally.query)] {
        if n > 0 {
            x = sign(ui, x, kind, 10.0);
            x = word(ui, x, &n.to_string());
        }
    }
    let file = entry.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let file = file.strip_suffix(crate::workbench::PROJECT_ENDING).unwrap_or(&file);
    let room = inner.right() - x;
    if room > 40.0 {
        let file = one_line(ui, file, Type::Small, theme.ink_3, room);
        let at = pos2(inner.right() - file.size().x, y - file.size().y / 2.0);
        ui.painter().galley(at, file, theme.ink_3);
    }
    let path = entry.path.to_string_lossy().into_owned();
    if hint(response, theme, &path, None).clicked() {
        wishes.actions.push(Action::Open { path: entry.path.clone() });
    }
}

/// A moment as one speaks of it: today with its hour, yesterday, a day of this year, a day.
fn day_words(when: &str, now: &ZonedDateTime) -> String {
    let Ok(stamp) = when.parse::<Timestamp>() else { return String::new() };
    let then = stamp.to_zoned_datetime(now.time_zone().clone());
    let days = then.date().until((Unit::Day, now.date())).map_or(i32::MAX, |span| span.get_days());
    match days {
        0 => then.strftime("Today %H:%M").to_string(),
        1 => "Yesterday".to_owned(),
        _ if then.year() == now.year() => then.strftime("%B %-d").to_string(),
        _ => then.strftime("%B %-d, %Y").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_listed_in_a_sentence() {
        let words = listed(&["Word document", "OpenDocument text", "Web page", "Plain text"]);
        assert_eq!(words, "Word, OpenDocument text, web page or plain text");
        assert_eq!(
            listed(&["RTF document", "Transcript with times (SRT)"]),
            "RTF or transcript with times"
        );
        assert_eq!(listed(&["Markdown"]), "Markdown");
    }

    #[test]
    fn days_are_told_as_one_speaks_of_them() {
        let now: ZonedDateTime = "2026-05-14T10:42:00+02:00[Europe/Berlin]".parse().unwrap();
        for (when, words) in [
            ("2026-05-14T08:00:00Z", "Today 10:00"),
            ("2026-05-13T23:00:00Z", "Today 01:00"),
            ("2026-05-13T20:00:00Z", "Yesterday"),
            ("2026-05-09T20:00:00Z", "May 9"),
            ("2025-12-31T20:00:00Z", "December 31, 2025"),
            ("", ""),
        ] {
            assert_eq!(day_words(when, &now), words);
        }
    }
}
