//! The bar along the top: what is open, undo and redo, every command.

use eframe::egui::{
    self, Align2, CornerRadius, Popup, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::screen::{Screen, Wishes};
use super::super::shortcuts;
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{
    Button, IconButton, Look, MenuEntry, at_right, between_groups, focus_ring, hairline, hint,
    hover_share, icon, left_center, left_of, mix, one_line, right_center, text, tick_logo,
};
use super::view_menu::view_menu_ui;
use crate::workbench::{Action, Command, Desk, Workbench};

/// The commands of the menu; a line between two groups. What concerns the selected claim stands beside
/// it, and how the window looks in a menu of its own.
const MENU: &[&[Command]] = &[
    &[
        Command::OpenArticle,
        Command::AddArticle,
        Command::OpenAddress,
        Command::PasteText,
        Command::TrySample,
    ],
    &[
        Command::Save,
        Command::SaveAs,
        Command::EarlierVersions,
        Command::Export,
        Command::CloseProject,
    ],
    &[Command::Undo, Command::Redo],
    &[Command::Palette, Command::FindInText, Command::NextOpen, Command::NextUnread],
    &[Command::Mark, Command::RemoveClaim, Command::TickRead],
    &[Command::ArticleDetails, Command::ReadAgain, Command::NewVersion, Command::ReadOtherwise],
    &[Command::KeyCard, Command::Tour, Command::Rules, Command::AnswerKey, Command::About],
    &[Command::Quit],
];

/// What stands at the bar's right edge.
const TOOLS: &str = "tools";

/// Width of the menu.
const MENU_WIDTH: f32 = 252.0;

/// Widths of what opens the palette, each with the width of the window from which on it is so wide.
const PALETTE_WIDTH: (f32, f32) = (260.0, layout::NARROW);
const PALETTE_SHORT: (f32, f32) = (150.0, layout::ONE_PANE);

/// Shows the bar in `rect`.
pub(crate) fn top_bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    screen: &Screen,
    rect: Rect,
    wishes: &mut Wishes,
) {
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    hairline(ui, theme, rect, rect.bottom() - 0.5);
    let inner = rect.with_min_x(rect.left() + 14.0).with_max_x(rect.right() - space::M);
    let limit = left_of(ui, inner, TOOLS) - space::L;
    title_ui(ui, theme, workbench, inner.with_max_x(limit), wishes);
    at_right(ui, inner, TOOLS, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        tools_ui(ui, theme, workbench, screen, rect.width(), wishes);
    });
}

/// What can be called from the bar, from left to right.
fn tools_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    screen: &Screen,
    all: f32,
    wishes: &mut Wishes,
) {
    palette_ui(ui, theme, all, wishes);
    ui.add_space(space::M);
    let is_saved = !screen.note.is_changed && workbench.desk().is_none_or(|desk| desk.is_saved());
    let key = shortcuts::key_words(ui.ctx(), Command::Save);
    let save = Button {
        label: "Save",
        hint: key.as_deref().unwrap_or_default(),
        look: if is_saved { Look::Quiet } else { Look::Plain },
        unavailable: Command::Save.unavailable(workbench),
        ..Button::default()
    };
    if save.show(ui, theme).clicked() {
        wishes.commands.push(Command::Save);
    }
    ui.add_space(space::S);
    command_icon(ui, theme, workbench, Command::Undo, Icon::Undo2, wishes);
    command_icon(ui, theme, workbench, Command::Redo, Icon::Redo2, wishes);
    ui.add_space(space::S);
    command_icon(ui, theme, workbench, Command::Compare, Icon::Columns2, wishes);
    command_icon(ui, theme, workbench, Command::Export, Icon::Download, wishes);
    view_menu_ui(ui, theme, workbench, screen, wishes);
    menu_ui(ui, theme, workbench, screen, wishes);
}

/// What looks like a field and opens the palette; where there is little room, an icon.
fn palette_ui(ui: &mut Ui, theme: &Theme, all: f32, wishes: &mut Wishes) {
    let name = "Find a command or a claim";
    let key = shortcuts::key_words(ui.ctx(), Command::Palette);
    let is_short = all < PALETTE_WIDTH.1;
    if all < PALETTE_SHORT.1 {
        let button = IconButton::new(Icon::Search, name).key(key.as_deref());
        if button.show(ui, theme).clicked() {
            wishes.commands.push(Command::Palette);
        }
        return;
    }
    let width = if is_short { PALETTE_SHORT.0 } else { PALETTE_WIDTH.0 };
    let words = if is_short { "Find" } else { name };
    let size = vec2(width, layout::CONTROL);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let share = hover_share(ui, theme, &response);
    let ground = mix(theme.hover, theme.pressed, share);
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    icon(ui.painter(), left_center(rect, 16.0), Icon::Search, 14.0, theme.ink_2);
    let at = right_center(rect, space::S);
    let mut right = at.x;
    if let Some(key) = &key {
        let key = text(ui, at, Align2::RIGHT_CENTER, key, Type::Tiny, theme.ink_3);
        right = key.left() - space::S;
    }
    let words = one_line(ui, words, Type::Body, theme.ink_3, right - rect.left() - 32.0);
    let at = left_center(rect, 32.0) - vec2(0.0, words.size().y / 2.0);
    ui.painter().galley(at, words, theme.ink_3);
    focus_ring(ui, theme, &response, radius::CONTROL);
    if response.clicked() {
        wishes.commands.push(Command::Palette);
    }
}

/// The tick, the article's title and the project's name.
fn title_ui(ui: &mut Ui, theme: &Theme, workbench: &Workbench, rect: Rect, wishes: &mut Wishes) {
    tick_logo(ui.painter(), left_center(rect, 10.0), 20.0, theme.verdict_verified);
    let Some(desk) = workbench.desk() else { return };
    let Some(article) = desk.article() else {
        let name = one_line(ui, &desk.name(), Type::WindowTitle, theme.ink, rect.width() - 30.0);
        let at = left_center(rect, 30.0) - vec2(0.0, name.size().y / 2.0);
        ui.painter().galley(at, name, theme.ink);
        return;
    };
    let has_more = desk.project().articles.len() > 1;
    let from = rect.left() + 30.0;
    let more = if has_more { 22.0 } else { 0.0 };
    // The file's name gives way first.
    let room = (rect.right() - from - more).max(0.0);
    let title = one_line(ui, &article.title, Type::WindowTitle, theme.ink, room);
    let at = pos2(from, rect.center().y - title.size().y / 2.0);
    let place = Rect::from_min_size(at, title.size() + vec2(more, 0.0));
    let response = ui.interact(place, ui.scope_id().with("title"), Sense::click());
    let does = if has_more { "choose the article" } else { "correct title and date" };
    let name = format!("{}, {does}", article.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    focus_ring(ui, theme, &response, radius::CONTROL);
    ui.painter().galley(at, title, theme.ink);
    if has_more {
        icon(ui.painter(), right_center(place, 8.0), Icon::ChevronDown, 14.0, theme.ink_3);
        articles_ui(&response, theme, desk, wishes);
    } else {
        let key = shortcuts::key_words(ui.ctx(), Command::ArticleDetails);
        let spec = Command::ArticleDetails.spec();
        if hint(response, theme, spec.hint, key.as_deref()).clicked() {
            wishes.commands.push(Command::ArticleDetails);
        }
    }
    let name = if desk.path().is_some() { desk.name() } else { "not saved yet".to_owned() };
    let left = place.right() + 10.0;
    if rect.right() - left > 60.0 {
        let name = one_line(ui, &name, Type::Small, theme.ink_3, rect.right() - left);
        let at = pos2(left, rect.center().y - name.size().y / 2.0 + 0.5);
        ui.painter().galley(at, name, theme.ink_3);
    }
}

/// The articles of the project, each with how far it is.
fn articles_ui(title: &Response, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    let width = 380.0;
    Popup::menu(title).width(width).gap(2.0).accessible_name("Articles").show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (&id, article) in &desk.project().articles {
            let (rect, response) = ui.allocate_exact_size(vec2(width, 36.0), Sense::click());
            let is_on = id == desk.article_id();
            let tally = desk.tally_of(id);
            let count = format!("{} of {} checked", tally.checked(), tally.all());
            let name = format!("{}, {count}", article.title);
            response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_on, &name));
            let share = hover_share(ui, theme, &response);
            let ground = if is_on { theme.selection } else { theme.hover.gamma_multiply(share) };
            ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
            focus_ring(ui, theme, &response, radius::CONTROL);
            let at = right_center(rect, space::S);
            let count = text(ui, at, Align2::RIGHT_CENTER, &count, Type::Small, theme.ink_3);
            let room = count.left() - rect.left() - space::S - space::M;
            let title = one_line(ui, &article.title, Type::QuoteRow, theme.ink, room);
            let at = left_center(rect, space::S) - vec2(0.0, title.size().y / 2.0);
            ui.painter().galley(at, title, theme.ink);
            if response.clicked() {
                wishes.actions.push(Action::ShowArticle(id));
                ui.close();
            }
        }
        between_groups(ui, theme, width);
        if MenuEntry::new(Command::ArticleDetails.spec().label).show(ui, theme, width) {
            wishes.commands.push(Command::ArticleDetails);
            ui.close();
        }
    });
}

fn command_icon(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    command: Command,
    icon: Icon,
    wishes: &mut Wishes,
) {
    let name = label_of(command, workbench);
    let key = shortcuts::key_words(ui.ctx(), command);
    let mut button = IconButton::new(icon, &name)
        .key(key.as_deref())
        .unavailable(command.unavailable(workbench));
    button.is_on = command == Command::Compare && workbench.comparison().is_some();
    if button.show(ui, theme).clicked() {
        wishes.commands.push(command);
    }
}

/// A command's words; undo and redo name what they take back.
fn label_of(command: Command, workbench: &Workbench) -> String {
    let label = command.spec().label;
    let edit = match command {
        Command::Undo => workbench.undo_name(),
        Command::Redo => workbench.redo_name(),
        _ => None,
    };
    edit.map_or_else(|| label.to_owned(), |edit| format!("{label}: {edit}"))
}

fn menu_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    screen: &Screen,
    wishes: &mut Wishes,
) {
    let response = IconButton::new(Icon::Menu, "Menu").show(ui, theme);
    let room = ui.ctx().content_rect().height() - layout::TOP_BAR - 2.0 * space::L;
    Popup::menu(&response).width(MENU_WIDTH).gap(2.0).accessible_name("Menu").show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // It is as tall as its entries, or scrolls where the window is not.
        egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
            for (n, group) in MENU.iter().enumerate() {
                if n > 0 {
                    between_groups(ui, theme, MENU_WIDTH);
                }
                for &command in *group {
                    let key = shortcuts::key_words(ui.ctx(), command);
                    let words = label_of(command, workbench);
                    let entry = MenuEntry {
                        key: key.as_deref(),
                        unavailable: screen.unavailable(command, workbench),
                        ..MenuEntry::new(&words)
                    };
                    if entry.show(ui, theme, MENU_WIDTH) {
                        wishes.commands.push(command);
                        ui.close();
                    }
                }
            }
        });
    });
}
