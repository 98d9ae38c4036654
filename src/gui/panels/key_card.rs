//! Every key on one card.

use eframe::egui::{
    self, Align2, Context, CornerRadius, Frame, Id, Margin, Modal, Rect, Role, ScrollArea, Sense,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::shortcuts;
use super::super::theme::{Theme, Type, radius, space};
use super::super::widgets::{
    Button, IconButton, Look, hairline, key_caps, one_line, text, tick_logo,
};
use crate::workbench::Command;

/// A line of the card: what is to be pressed does one thing, or two that are each other's reverse.
struct Line {
    commands: &'static [Command],
    words: &'static str,
    /// Between the keys of several commands.
    between: &'static str,
}

const fn line(command: &'static [Command], words: &'static str) -> Line {
    Line { commands: command, words, between: "" }
}

/// The groups, in the order they are read.
const GROUPS: [(&str, &[Line]); 6] = [
    (
        "Decide",
        &[
            line(&[Command::Verified], "Verified"),
            line(&[Command::Disputed], "Disputed"),
            line(&[Command::Query], "Query for the writer"),
            line(&[Command::SetAside], "Set aside"),
            line(&[Command::Reopen], "Open again"),
            line(&[Command::RepeatVerdict], "The last verdict again"),
        ],
    ),
    (
        "Move",
        &[
            line(&[Command::NextClaim], "Next claim"),
            line(&[Command::PreviousClaim], "Previous claim"),
            line(&[Command::NextOpen], "Next open claim"),
            line(&[Command::PreviousParagraph, Command::NextParagraph], "Paragraph back, forward"),
            line(&[Command::CenterClaim], "Center the claim"),
            line(&[Command::NextPanel], "Next panel"),
        ],
    ),
    (
        "Write",
        &[
            line(&[Command::Note], "Note"),
            line(&[Command::Propose], "Proposed change"),
            line(&[Command::AskWriter], "Ask the writer"),
            line(&[Command::AddSource], "Attach a source"),
            line(&[Command::Compare], "Compare with the source"),
            line(&[Command::Mark], "Add a claim here"),
            line(&[Command::TickRead], "Nothing to check here"),
        ],
    ),
    (
        "Find",
        &[
            line(&[Command::Palette], "Commands and claims"),
            line(&[Command::FindInText], "Find in the article"),
            line(&[Command::FilterClaims], "Filter claims"),
            Line {
                commands: &[Command::ShowFigures, Command::ShowComparisons],
                words: "Show one kind",
                between: "to",
            },
            line(&[Command::ShowAll], "Show all"),
            line(&[Command::ShowDisputed], "Show only disputed"),
        ],
    ),
    (
        "Look",
        &[
            line(&[Command::GoToArticle], "Article"),
            line(&[Command::GoToClaims], "Claims"),
            line(&[Command::GoToClaim], "Claim"),
            line(&[Command::LargerText, Command::SmallerText], "Text size"),
            line(&[Command::SwitchTheme], "Light, dark, contrast"),
            line(&[Command::HideMarks], "Hide marks, while held"),
        ],
    ),
    (
        "Project",
        &[
            line(&[Command::Save], "Save"),
            line(&[Command::OpenArticle], "Open…"),
            line(&[Command::OpenAddress], "Open address…"),
            line(&[Command::Export], "Export…"),
            line(&[Command::Undo], "Undo, by name"),
            line(&[Command::Settings], "Settings…"),
            line(&[Command::KeyCard], "This card"),
        ],
    ),
];

/// Width of the card, and of one of its columns with what lies between two.
const WIDTH: f32 = 940.0;
const COLUMN: f32 = 303.0;
const BETWEEN: f32 = 36.0;
/// Height of a line, and of a group's head.
const LINE: f32 = 34.0;
const HEAD: f32 = 40.0;
/// From a group's left edge to the words.
const WORDS: f32 = 96.0;
const PAD: f32 = 32.0;

/// Shows the card. False when it was put away.
#[must_use]
pub(crate) fn key_card_ui(ctx: &Context, theme: &Theme, wishes: &mut Wishes) -> bool {
    let room = ctx.content_rect().size() - vec2(2.0 * space::L, 2.0 * space::L);
    let width = WIDTH.min(room.x);
    let inner = width - 2.0 * PAD;
    let n_columns = (((inner + BETWEEN) / (COLUMN - 30.0)) as usize).clamp(1, 3);
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(theme.hairline_stroke())
        .corner_radius(CornerRadius::same(radius::POPUP))
        .inner_margin(Margin::same(0))
        .shadow(ctx.global_style().visuals.popup_shadow);
    let id = Id::unique("key card");
    let area = Modal::default_area(id).default_size(ctx.content_rect().size());
    let modal = Modal::new(id).area(area).backdrop_color(theme.scrim).frame(frame);
    let mut stays = true;
    let shown = modal.show(ctx, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.spacing_mut().scroll.floating_allocated_width = 0.0;
        let builder = UiBuilder::new().accessibility_role(Role::Dialog).accessibility_label("Keys");
        ui.scope_builder(builder, |ui| {
            stays &= head_ui(ui, theme, width, wishes);
            let n_rows = GROUPS.len().div_ceil(n_columns);
            let n_lines = GROUPS.iter().map(|(_, lines)| lines.len()).max().unwrap_or_default();
            let group_height = HEAD + LINE * n_lines as f32 + space::L;
            let height = n_rows as f32 * group_height + space::S;
            let most = (room.y - 72.0).max(160.0);
            ScrollArea::vertical().max_height(height.min(most)).auto_shrink(false).show(ui, |ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
                let column = (inner - BETWEEN * (n_columns - 1) as f32) / n_columns as f32;
                for (n, (name, lines)) in GROUPS.iter().enumerate() {
                    let (x, y) = ((n % n_columns) as f32, (n / n_columns) as f32);
                    let at = vec2(PAD + x * (column + BETWEEN), y * group_height);
                    let size = vec2(column, group_height);
                    group_ui(ui, theme, Rect::from_min_size(rect.min + at, size), name, lines);
                }
            });
        });
    });
    // The key that opens the card puts it away, whichever the user has given it.
    let again = shortcuts::pressed(ctx, false).iter().any(|(named, _)| *named == Command::KeyCard);
    stays && !shown.should_close() && !again
}

/// The title, the way to the settings, and the way out; false when that was taken.
fn head_ui(ui: &mut Ui, theme: &Theme, width: f32, wishes: &mut Wishes) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 64.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Keys"));
    let middle = rect.top() + 42.0;
    tick_logo(ui.painter(), pos2(rect.left() + PAD + 9.0, middle), 20.0, theme.verdict_verified);
    let at = pos2(rect.left() + PAD + 34.0, middle);
    text(ui, at, Align2::LEFT_CENTER, "Keys", Type::CardTitle, theme.ink);
    let right = Rect::from_min_max(
        pos2(rect.center().x, middle - 14.0),
        pos2(rect.right() - PAD + space::S, middle + 14.0),
    );
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(right).layout(layout));
    right.spacing_mut().item_spacing.x = space::S;
    let close = IconButton::new(Icon::X, "Close").key(Some("Esc")).show(&mut right, theme);
    if right.memory(|memory| memory.focused().is_none()) {
        close.request_focus();
    }
    let change =
        Button { label: "Change any of them in Settings", look: Look::Quiet, ..Button::default() };
    let changes = rect.width() > 420.0 && change.show(&mut right, theme).clicked();
    if changes {
        wishes.commands.push(Command::Settings);
    }
    !close.clicked() && !changes
}

fn group_ui(ui: &mut Ui, theme: &Theme, rect: Rect, name: &str, lines: &[Line]) {
    let builder =
        UiBuilder::new().max_rect(rect).accessibility_role(Role::List).accessibility_label(name);
    let ui = &mut ui.new_child(builder);
    let head = pos2(rect.left(), rect.top() + 18.0);
    text(ui, head, Align2::LEFT_CENTER, name, Type::Section, theme.ink);
    hairline(ui, theme, rect, rect.top() + 33.5);
    for (n, line) in lines.iter().enumerate() {
        let y = rect.top() + HEAD + 2.0 + n as f32 * LINE;
        let place = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), LINE));
        line_ui(ui, theme, place, line);
    }
}

fn line_ui(ui: &Ui, theme: &Theme, rect: Rect, line: &Line) {
    let keys: Vec<_> =
        line.commands.iter().map(|&command| shortcuts::caps(ui.ctx(), command)).collect();
    let spoken: Vec<String> = keys
        .iter()
        .map(|caps| if caps.is_empty() { "no key".to_owned() } else { caps.join(" ") })
        .collect();
    let name = format!("{}: {}", line.words, spoken.join(", "));
    let response = ui.interact(rect, ui.scope_id().with(line.words), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    let y = rect.center().y;
    let mut x = rect.left();
    for (n, caps) in keys.iter().filter(|caps| !caps.is_empty()).enumerate() {
        if n > 0 {
            x += space::XS;
            if !line.between.is_empty() {
                let at = pos2(x, y);
                let word =
                    text(ui, at, Align2::LEFT_CENTER, line.between, Type::Small, theme.ink_3);
                x = word.right() + 2.0;
            }
            x += 2.0;
        }
        x = key_caps(ui, theme, pos2(x, y), caps);
    }
    if keys.iter().all(Vec::is_empty) {
        text(ui, pos2(x, y), Align2::LEFT_CENTER, "No key", Type::Small, theme.ink_3);
    }
    let left = (rect.left() + WORDS).max(x + space::M);
    let words = one_line(ui, line.words, Type::Body, theme.ink, rect.right() - left);
    ui.painter().galley(pos2(left, y - words.size().y / 2.0), words, theme.ink);
}
