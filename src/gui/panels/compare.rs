//! A claim beside the text of a source: the text with the places that have to do with the claim, what
//! differs, and the verdict buttons. It points; the person decides.

mod difference;
mod dock;
mod page;

use std::sync::Arc;

use eframe::egui::{
    CornerRadius, Id, Popup, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::shortcuts;
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{
    Button, IconButton, Look, at_right, focus_ring, hairline, hover_share, icon, label,
    left_center, left_of, one_line, right_center,
};
use crate::project::Source;
use crate::workbench::compare::{Comparison, Exhibit, Reading};
use crate::workbench::{Action, Command, Desk, Workbench};

/// What the window remembers of a comparison between two frames.
#[derive(Debug, Default)]
pub(crate) struct CompareState {
    /// The text whose paragraphs were measured, and how wide they were.
    measured: Option<(Arc<Exhibit>, f32)>,
    /// How high each paragraph is, or seems to be as long as it was not laid out.
    heights: Vec<f32>,
    /// The place that was brought into view, by the comparison's revision.
    shown: u64,
    /// What differs, laid out.
    pairs: difference::Kept,
    /// How many more frames the view moves towards it: heights become known on the way.
    moves: u8,
}

/// The pane's identity, to put the keys on.
pub(crate) fn compare_id() -> Id {
    Id::unique("the source that is compared")
}

/// Shows the comparison in the whole of `rect`.
pub(crate) fn compare_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    state: &mut CompareState,
    rect: Rect,
    wishes: &mut Wishes,
) {
    let (Some(desk), Some(comparison)) = (workbench.desk(), workbench.comparison()) else { return };
    ui.painter().rect_filled(rect, 0.0, theme.paper);
    let pane = ui.interact(rect, compare_id(), Sense::focusable_noninteractive());
    let name = comparison
        .source()
        .map_or_else(|| "Source".to_owned(), |source| format!("Source: {}", title_of(source)));
    pane.widget_info(|| WidgetInfo::labeled(Role::Group, true, &name));
    let head = rect.with_max_y(rect.top() + layout::PANEL_HEAD);
    head_ui(ui, theme, desk, comparison, head, wishes);
    let dock = dock::Dock::new(ui, theme, workbench, comparison, state, rect);
    let foot = rect.with_min_y(rect.bottom() - dock.height);
    let page = Rect::from_min_max(head.left_bottom(), foot.right_top());
    let mut inner = ui.new_child(UiBuilder::new().max_rect(page).id_salt("compared text"));
    inner.shrink_clip_rect(page);
    match comparison.text() {
        Reading::Read(exhibit) => {
            page::page_ui(&mut inner, theme, desk, comparison, exhibit, state, wishes);
        }
        Reading::Waiting => said_ui(&mut inner, theme, &["Reading the source…"]),
        Reading::Failed(problem) => {
            said_ui(&mut inner, theme, &[problem.as_str()]);
            choices_ui(&mut inner, theme, desk, comparison, wishes);
        }
        Reading::Nothing => {
            let lines = [
                "The claim has no source with a text yet.",
                "Attach a file, or quote the passage, and it is laid beside the claim.",
            ];
            said_ui(&mut inner, theme, &lines);
            choices_ui(&mut inner, theme, desk, comparison, wishes);
        }
    }
    dock::dock_ui(ui, theme, workbench, comparison, &dock, foot, wishes);
}

/// What a source is called.
fn title_of(source: &Source) -> String {
    let attached = source.attached.as_ref().map(|attached| attached.name.as_str());
    let names = [source.title.as_str(), attached.unwrap_or_default(), source.place.as_str()];
    let name = names.into_iter().find(|words| !words.trim().is_empty());
    name.map_or_else(
        || format!("“{}”", crate::workbench::words::one_line(&source.passage)),
        |name| name.trim().to_owned(),
    )
}

/// What a source is called beside others, of which some may have its title: then where its passage
/// stands, or how that begins, tells them apart.
fn title_among(source: &Source, all: &[Source]) -> String {
    let title = title_of(source);
    let n_alike = all.iter().filter(|other| title_of(other) == title).count();
    let passage = crate::workbench::words::one_line(&source.passage);
    match (n_alike, source.pinpoint.trim(), passage.as_str()) {
        (0 | 1, _, _) | (_, "", "") => title,
        (_, "", passage) => {
            let begins: String = passage.chars().take(48).collect();
            let dots = if begins.len() < passage.len() { "…" } else { "" };
            format!("{title}: “{}{dots}”", begins.trim_end())
        }
        (_, pinpoint, "") => format!("{title}, {pinpoint}"),
        (_, pinpoint, passage) => {
            let begins: String = passage.chars().take(32).collect();
            let dots = if begins.len() < passage.len() { "…" } else { "" };
            format!("{title}, {pinpoint}: “{}{dots}”", begins.trim_end())
        }
    }
}

/// The source's title, which chooses another; the places, and the way between them.
fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    comparison: &Comparison,
    rect: Rect,
    wishes: &mut Wishes,
) {
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    hairline(ui, theme, rect, rect.bottom() - 0.5);
    let place = rect.with_max_x(rect.right() - space::M);
    let limit = left_of(ui, place, "comparison tools") - space::M;
    let glyph = left_center(rect, space::L + 8.0);
    icon(ui.painter(), glyph, Icon::FileText, 16.0, theme.ink_3);
    let from = rect.left() + space::L + 24.0;
    let title = comparison.source().map_or_else(|| "No source".to_owned(), title_of);
    let words = one_line(ui, &title, Type::Section, theme.ink, (limit - from - 24.0).max(0.0));
    let size = words.size();
    let title_place = Rect::from_min_size(
        pos2(from - 6.0, rect.center().y - 14.0),
        vec2(size.x + 12.0 + 20.0, 28.0),
    );
    let response = ui.interact(title_place, ui.scope_id().with("compared source"), Sense::click());
    let name = format!("{title}, choose the source");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ground = theme.hover.gamma_multiply(hover_share(ui, theme, &response));
    ui.painter().rect_filled(title_place, CornerRadius::same(radius::CONTROL), ground);
    focus_ring(ui, theme, &response, radius::CONTROL);
    ui.painter().galley(pos2(from, rect.center().y - size.y / 2.0), words, theme.ink);
    icon(ui.painter(), right_center(title_place, 12.0), Icon::ChevronDown, 13.0, theme.ink_3);
    Popup::menu(&response).width(320.0).gap(2.0).accessible_name("Sources").show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let all = desk.selected().map(|claim| desk.sources_to_compare(claim)).unwrap_or_default();
        if all.is_empty() {
            label(ui, "No source has a text yet.", Type::Body, theme.ink_3);
        }
        for source in &all {
            let title = title_among(source, &all);
            if entry_ui(ui, theme, &title, comparison.source() == Some(source)) {
                wishes.actions.push(Action::CompareWith(Box::new(source.clone())));
                ui.close();
            }
        }
    });
    at_right(ui, place, "comparison tools", |ui| steps_ui(ui, theme, comparison, wishes));
}

/// Which place is shown, and the way to the others and out.
fn steps_ui(ui: &mut Ui, theme: &Theme, comparison: &Comparison, wishes: &mut Wishes) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let n = comparison.places().len();
    if comparison.exhibit().is_some() {
        let words = match comparison.at() {
            Some(at) => format!("{} of {n} {}", at + 1, if n == 1 { "place" } else { "places" }),
            None => "No place found".to_owned(),
        };
        label(ui, &words, Type::Small, theme.ink_3);
    }
    ui.add_space(space::XS);
    for (command, glyph) in
        [(Command::PreviousPlace, Icon::ChevronUp), (Command::NextPlace, Icon::ChevronDown)]
    {
        let key = shortcuts::key_words(ui.ctx(), command);
        let reason = (n == 0).then_some("Nothing of the claim was found in the source");
        let button =
            IconButton::new(glyph, command.spec().label).key(key.as_deref()).unavailable(reason);
        if button.show(ui, theme).clicked() {
            wishes.commands.push(command);
        }
    }
    let key = shortcuts::key_words(ui.ctx(), Command::Compare);
    let close = IconButton::new(Icon::X, "Close the comparison").key(key.as_deref());
    if close.show(ui, theme).clicked() {
        wishes.actions.push(Action::Compare(false));
    }
}

/// One source to choose; true when it was.
fn entry_ui(ui: &mut Ui, theme: &Theme, title: &str, is_on: bool) -> bool {
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_on, title));
    let ground = theme.hover.gamma_multiply(hover_share(ui, theme, &response));
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    focus_ring(ui, theme, &response, radius::CONTROL);
    let words = one_line(ui, title, Type::Body, theme.ink, width - 40.0);
    let at = left_center(rect, space::S) - vec2(0.0, words.size().y / 2.0);
    ui.painter().galley(at, words, theme.ink);
    if is_on {
        icon(ui.painter(), right_center(rect, 14.0), Icon::Check, 14.0, theme.ink_2);
    }
    response.clicked()
}

/// What is so where there is no text to show.
fn said_ui(ui: &mut Ui, theme: &Theme, lines: &[&str]) {
    ui.add_space(ui.available_height() * 0.28);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.set_max_width(420.0);
        for line in lines {
            label(ui, line, Type::Body, theme.ink_2);
        }
    });
}

/// As many of the words as have room, and an ellipsis: a number is there in whole or not at all.
fn fitting(ui: &Ui, theme: &Theme, words: &str, room: f32) -> String {
    let fits = |words: &str| {
        one_line(ui, words, Type::Button, theme.accent, f32::INFINITY).size().x <= room
    };
    let mut shown = words.to_owned();
    let mut kept = words;
    while !fits(&shown) {
        let Some((before, _)) = kept.rsplit_once(' ') else { break };
        kept = before;
        shown = format!("{kept}…");
    }
    shown
}

/// What can be done where there is no text: attach a source, or take another claim's.
fn choices_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    comparison: &Comparison,
    wishes: &mut Wishes,
) {
    ui.add_space(space::L);
    ui.vertical_centered(|ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        let key = shortcuts::key_words(ui.ctx(), Command::AddSource);
        let attach = Button {
            label: "Add source",
            icon: Some(Icon::Paperclip),
            key: key.as_deref(),
            look: Look::Primary,
            unavailable: desk.selected().is_none().then_some("Select a claim first"),
            ..Button::default()
        };
        if attach.show(ui, theme).clicked() {
            wishes.commands.push(Command::AddSource);
        }
        let all = desk.selected().map(|claim| desk.sources_to_compare(claim)).unwrap_or_default();
        let others = all.iter().filter(|source| comparison.source() != Some(source));
        for source in others.take(4) {
            let words = format!("Compare with {}", title_among(source, &all));
            let shown = fitting(ui, theme, &words, ui.available_width() - 2.0 * space::L);
            let hint = if shown == words { "" } else { words.as_str() };
            let button = Button {
                label: &shown,
                name: Some(&words),
                hint,
                look: Look::Link,
                ..Button::default()
            };
            if button.show(ui, theme).clicked() {
                wishes.actions.push(Action::CompareWith(Box::new(source.clone())));
            }
        }
    });
}
