//! The claims list: filters on top, then the claims by paragraph.

mod filters;
mod menus;

use eframe::egui::{
    self, Align2, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, style::ScrollAnimation, vec2,
};
use lucide_icons::Icon;

use super::super::screen::{Screen, Wishes};
use super::super::shortcuts;
use super::super::theme::{Theme, Type, layout, radius, space, stroke};
use super::super::widgets::{
    self, Button, KindGroup, Look, at_right, hairline, hover_share, icon, kind_letter, kind_line,
    label, left_center, one_line, text, verdict_icon, verdict_name, worth_bars, worth_words,
};
use crate::extract::ClaimKind;
use crate::project::{ArticleId, ClaimId, VerdictKind};
use crate::workbench::rows::{ClaimRow, Sort};
use crate::workbench::{Action, Command, Desk, Workbench};
pub(crate) use menus::tools_ui;

/// From one side of a row to its neighbor.
const ROW_INSET: f32 = 8.0;
/// From the list's edge to its focus ring.
const RING_INSET: f32 = 5.0;
/// Height of the words under the last claim.
const FOOT: f32 = 72.0;
/// Farther than this many screens, the list jumps to the selected claim.
const JUMP_SCREENS: f32 = 3.0;
/// How many paragraphs in which a claim stands again are named; more are counted.
const NAMED: usize = 4;

/// The list's identity.
pub(crate) fn list_id() -> Id {
    Id::unique("claims list")
}

/// What stands in the list, and where.
#[derive(Debug, Default)]
pub(crate) struct ListState {
    /// Of which state of the desk; the rest is made anew when it changes.
    made_of: Option<(ArticleId, u64)>,
    items: Vec<Item>,
    /// The top of each item, and one more: the height of all.
    tops: Vec<f32>,
    /// The selected claim when the list was drawn last.
    selected: Option<ClaimId>,
}

#[derive(Debug, Clone, Copy)]
enum Item {
    /// The head of a paragraph's claims: its number, how many are checked, and of how many.
    Group { paragraph: usize, checked: usize, all: usize },
    /// A claim, by its index among those that the list shows.
    Row(usize),
}

impl ListState {
    fn renew(&mut self, desk: &Desk) {
        let made_of = Some((desk.article_id(), desk.revision()));
        if self.made_of == made_of {
            return;
        }
        self.made_of = made_of;
        self.items.clear();
        self.tops.clear();
        let rows = &desk.rows().claims;
        // Sorted by anything but the place, the paragraphs are mixed and head nothing.
        let is_grouped = desk.filter().sort == Sort::Place;
        let mut at = 0.0;
        let mut start = 0;
        while let Some(first) = rows.get(start) {
            let n = if is_grouped {
                let same = |row: &&std::sync::Arc<ClaimRow>| row.paragraph == first.paragraph;
                rows.iter().skip(start).take_while(same).count()
            } else {
                rows.len()
            };
            if is_grouped {
                let group = rows.iter().skip(start).take(n);
                let checked = group.filter(|row| row.verdict.kind() != VerdictKind::Open).count();
                self.push(&mut at, Item::Group { paragraph: first.paragraph, checked, all: n });
            }
            for idx in start..start + n {
                self.push(&mut at, Item::Row(idx));
            }
            start += n;
        }
        self.tops.push(at);
    }

    fn push(&mut self, at: &mut f32, item: Item) {
        self.items.push(item);
        self.tops.push(*at);
        *at += item.height();
    }

    fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }
}

impl Item {
    const fn height(self) -> f32 {
        match self {
            Self::Group { .. } => layout::GROUP,
            Self::Row(_) => layout::ROW,
        }
    }
}

/// Shows the list with its head in the whole of `ui`. `is_bare` leaves out the head's title, which
/// stands in a tab then.
pub(crate) fn claims_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    screen: &mut Screen,
    is_bare: bool,
    wishes: &mut Wishes,
) {
    let full = ui.max_rect();
    ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
    if !is_bare {
        head_ui(ui, theme, workbench, desk, wishes);
    } else {
        ui.add_space(10.0);
    }
    if desk.tally().all() == 0 {
        empty_ui(ui, theme, wishes);
        return;
    }
    filters::filters_ui(ui, theme, workbench, desk, wishes);
    let top = ui.cursor().top();
    hairline(ui, theme, full, top + 0.5);
    let rect = full.with_min_y(top + 1.0);
    if desk.rows().claims.is_empty() {
        let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
        nothing_matches_ui(&mut inner, theme, desk, wishes);
        return;
    }
    screen.list.renew(desk);
    list_ui(ui, theme, desk, &mut screen.list, rect, wishes);
}

fn head_ui(ui: &mut Ui, theme: &Theme, workbench: &Workbench, desk: &Desk, wishes: &mut Wishes) {
    let size = vec2(ui.available_width(), layout::PANEL_HEAD);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let title = text(
        ui,
        left_center(rect, space::L),
        Align2::LEFT_CENTER,
        "Claims",
        Type::Section,
        theme.ink,
    );
    let (all, shown) = (desk.tally().all(), desk.rows().n_shown());
    let n = widgets::count;
    let count = if shown == all { n(all) } else { format!("{} of {}", n(shown), n(all)) };
    // Facts that are stated again stand in the list as one, and count with each of their places.
    let is_merged = desk.rows().claims.len() < shown;
    let n_repeats = shown - desk.rows().claims.len().min(shown);
    let count = if is_merged { format!("{count}, {} repeated", n(n_repeats)) } else { count };
    let at = title.right_center() + vec2(space::S, 0.0);
    text(ui, at, Align2::LEFT_CENTER, &count, Type::Body, theme.ink_3);
    at_right(ui, rect.with_max_x(rect.right() - space::M), "list tools", |ui| {
        menus::tools_ui(ui, theme, workbench, desk, wishes);
    });
}

/// Nothing was found in the article.
fn empty_ui(ui: &mut Ui, theme: &Theme, wishes: &mut Wishes) {
    let rect = ui.max_rect();
    let width = (rect.width() - 2.0 * 44.0).min(320.0);
    let top = rect.top() + (rect.height() * 0.27).max(layout::PANEL_HEAD + space::L);
    let lines = [
        (ClaimKind::Quantity, 0.0, 26.0),
        (ClaimKind::Date, 32.0, 58.0),
        (ClaimKind::Attribution, 63.0, 84.0),
        (ClaimKind::Comparison, 90.0, 112.0),
    ];
    let left = rect.center().x - 56.0;
    for (kind, from, to) in lines {
        let x = egui::Rangef::new(left + from, left + to);
        ui.painter().extend(kind_line(kind, x, top, 0.0, theme.border));
    }
    let place =
        Rect::from_min_size(pos2(rect.center().x - width / 2.0, top + 26.0), vec2(width, 200.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
    inner.vertical_centered(|ui| {
        label(ui, "No claims found", Type::DialogTitle, theme.ink);
        ui.add_space(6.0);
        let mark = shortcuts::key_words(ui.ctx(), Command::Mark);
        let (how, mark) =
            mark.map_or(("choose ", "Mark as claim".to_owned()), |key| ("press ", key));
        let mut words = egui::text::LayoutJob::default();
        let mut add = |part: &str, kind: Type, ink| words.append(part, 0.0, kind.format(ink));
        add(
            "This text has no figures, dates, names with titles or quotations that a rule can see. \
             Select any words and ",
            Type::Body,
            theme.ink_2,
        );
        add(how, Type::Body, theme.ink_2);
        add(&mark, Type::Section, theme.ink);
        add(" to add a claim yourself.", Type::Body, theme.ink_2);
        ui.add(egui::Label::new(words).selectable(false));
        ui.add_space(space::L);
        let read = Command::NextUnread.spec().hint;
        let read = Button { label: "Go to the first sentence", hint: read, ..Button::default() };
        let rules = Button { label: "See the rules", look: Look::Quiet, ..Button::default() };
        let room =
            read.own_width(ui, theme) + ui.spacing().item_spacing.x + rules.own_width(ui, theme);
        let mut buttons = |ui: &mut Ui| {
            for (button, command) in [(read, Command::NextUnread), (rules, Command::Rules)] {
                if button.show(ui, theme).clicked() {
                    wishes.commands.push(command);
                }
            }
        };
        if room > width {
            buttons(ui);
        } else {
            ui.allocate_ui(vec2(room, layout::CONTROL), |ui| ui.horizontal(buttons));
        }
    });
}

/// The filter lets nothing through.
fn nothing_matches_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    let words = &desk.filter().words;
    let all = widgets::count(desk.tally().all());
    let sentence = if words.is_empty() {
        format!("Nothing matches these filters. Clear them to see all {all}.")
    } else {
        format!("Nothing matches “{words}”. Clear the filter to see all {all}.")
    };
    ui.add_space(ui.available_height() * 0.24);
    ui.vertical_centered(|ui| {
        ui.set_max_width(280.0);
        label(ui, &sentence, Type::Body, theme.ink_2);
        ui.add_space(space::L);
        let button = Button { label: "Clear the filter", ..Button::default() };
        if button.show(ui, theme).clicked() {
            wishes.actions.push(Action::SetFilter(desk.filter().cleared()));
        }
    });
}

/// Goes on by a page, or to the first or the last claim.
fn page_keys(ui: &Ui, desk: &Desk, page: usize, wishes: &mut Wishes) {
    let claims = &desk.rows().claims;
    let Some(last) = claims.len().checked_sub(1) else { return };
    let page = page.saturating_sub(1).max(1);
    let shown = desk.selected().map(|id| desk.rows().shown_as(id));
    let at = || shown.and_then(|id| desk.rows().list_idx(id));
    let keys: [(Key, &dyn Fn() -> usize); 4] = [
        (Key::PageDown, &|| at().map_or(0, |at| (at + page).min(last))),
        (Key::PageUp, &|| at().map_or(0, |at| at.saturating_sub(page))),
        (Key::Home, &|| 0),
        (Key::End, &|| last),
    ];
    for (key, wanted) in keys {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
            && let Some(row) = claims.get(wanted())
        {
            wishes.actions.push(Action::Select(Some(row.id)));
        }
    }
}

fn list_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    state: &mut ListState,
    rect: Rect,
    wishes: &mut Wishes,
) {
    let focus = ui.interact(rect, list_id(), Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, "Claims"));
    if focus.has_focus() {
        // Its arrows go from claim to claim, not from widget to widget.
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id(), filter));
        page_keys(ui, desk, (rect.height() / layout::ROW) as usize, wishes);
    }
    let builder = UiBuilder::new().max_rect(rect).accessibility_parent(list_id());
    let mut inner = ui.new_child(builder);
    let scroll = ScrollArea::vertical().id_salt("claims").auto_shrink(false);
    scroll.show_viewport(&mut inner, |ui, view| {
        ui.set_height(state.height() + FOOT);
        let origin = ui.max_rect().min;
        let place = |n: usize, item: Item| {
            let top = state.tops.get(n).copied().unwrap_or_default();
            let min = pos2(origin.x, origin.y + top);
            Rect::from_min_size(min, vec2(rect.width(), item.height()))
        };
        if state.selected != desk.selected() {
            let shown = desk.selected().map(|id| desk.rows().shown_as(id));
            let idx = shown.and_then(|id| desk.rows().list_idx(id));
            let found = state
                .items
                .iter()
                .enumerate()
                .find(|(_, item)| matches!(item, Item::Row(n) if Some(*n) == idx));
            if let Some((n, &item)) = found {
                let target = place(n, item);
                let seen = Rect::from_min_size(origin + view.min.to_vec2(), view.size());
                if !seen.y_range().contains(target.top())
                    || !seen.y_range().contains(target.bottom())
                {
                    let far =
                        (target.center().y - seen.center().y).abs() > JUMP_SCREENS * seen.height();
                    let motion = if far { 0.0 } else { theme.motion.scroll };
                    let animation = if motion > 0.0 {
                        ScrollAnimation::duration(motion)
                    } else {
                        ScrollAnimation::none()
                    };
                    let room = target.expand2(vec2(0.0, layout::ROW));
                    ui.scroll_to_rect_animation(room, None, animation);
                }
            }
            state.selected = desk.selected();
        }
        let first = state.tops.partition_point(|&top| top <= view.top()).saturating_sub(1);
        for (n, &item) in state.items.iter().enumerate().skip(first) {
            let rect = place(n, item);
            if rect.top() > origin.y + view.bottom() {
                break;
            }
            match item {
                Item::Group { paragraph, checked, all } => {
                    let name = desk.paragraph_words(paragraph);
                    group_ui(ui, theme, rect, paragraph, &name, checked, all);
                }
                Item::Row(idx) => {
                    if let Some(row) = desk.rows().claims.get(idx) {
                        row_ui(ui, theme, desk, rect, row, idx, wishes);
                    }
                }
            }
        }
        let foot = origin.y + state.height();
        if foot < origin.y + view.bottom() {
            let place = Rect::from_min_size(pos2(origin.x, foot), vec2(rect.width(), FOOT));
            let place = place.shrink2(vec2(space::L, 0.0)).with_min_y(foot + space::M);
            let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
            let words = incomplete_words(&inner);
            label(&mut inner, &words, Type::Small, theme.ink_3);
        }
    });
    // Inside the panel, whose edges would cut it off.
    if focus.has_focus() && widgets::is_by_keys(inner.ctx()) {
        widgets::ring(inner.painter(), theme, rect.shrink(RING_INSET), 2);
    }
}

/// That there may be more to check than the list shows.
fn incomplete_words(ui: &Ui) -> String {
    let key = shortcuts::key_words(ui.ctx(), Command::NextUnread);
    let key = key.map_or_else(String::new, |key| format!(" {key} goes to the next."));
    format!("The rules do not find every claim. Read the sentences that are left, too.{key}")
}

fn group_ui(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    paragraph: usize,
    name: &str,
    checked: usize,
    all: usize,
) {
    let y = rect.bottom() - 12.0;
    let left = pos2(rect.left() + space::L, y);
    text(ui, left, Align2::LEFT_CENTER, name, Type::Tiny, theme.ink_3);
    let count = format!("{checked} of {all}");
    let right = pos2(rect.right() - space::L, y);
    text(ui, right, Align2::RIGHT_CENTER, &count, Type::Tiny, theme.ink_3);
    let response = ui.interact(rect, ui.scope_id().with(("group", paragraph)), Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}, {count} checked")));
}

fn row_ui(
    ui: &Ui,
    theme: &Theme,
    desk: &Desk,
    rect: Rect,
    row: &ClaimRow,
    idx: usize,
    wishes: &mut Wishes,
) {
    let also = desk.rows().also(row.id);
    let n_also = also.len();
    let is_held = |id| id == row.id || also.contains(&id);
    let is_selected = desk.selected().is_some_and(is_held);
    let rect = rect.shrink2(vec2(ROW_INSET, 0.0));
    // One stop for the focus is enough: the list itself; arrows go from row to row.
    let response = ui.interact(rect, ui.scope_id().with(("claim", row.id.0)), Sense::CLICK);
    let verdict = row.verdict.kind();
    let also = also_words(desk, also);
    let verdict_words = verdict_name(ui.ctx(), row.verdict.kind());
    let name = row_words(row, &verdict_words, &also);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
    let n_rows = desk.rows().claims.len();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(is_selected);
        node.set_position_in_set(idx);
        node.set_size_of_set(n_rows);
    });
    if is_selected {
        // Who has the focus on the list hears of the claim that its arrows have reached.
        let row = response.id.accesskit_id();
        ui.ctx().accesskit_node_builder(list_id(), |list| list.set_active_descendant(row));
    }
    let round = CornerRadius::same(radius::CONTROL);
    if is_selected {
        ui.painter().rect_filled(rect, round, theme.selection);
        // In high contrast the ground alone is not enough.
        if theme.stroke_extra > 0.0 {
            let pen = Stroke::new(stroke::SELECTED_MARK + theme.stroke_extra, theme.focus);
            ui.painter().rect_stroke(rect, round, pen, StrokeKind::Inside);
        }
        let bar = Rect::from_min_max(
            rect.min + vec2(0.0, 12.0),
            pos2(rect.left() + 3.0, rect.bottom() - 12.0),
        );
        ui.painter().rect_filled(bar, CornerRadius::same(2), theme.focus);
    } else {
        let share = hover_share(ui, theme, &response);
        ui.painter().rect_filled(rect, round, theme.hover.gamma_multiply(share));
    }
    let left = rect.left() + ROW_INSET;
    let (y_quote, y_value) = (rect.top() + 17.0, rect.top() + 36.0);
    let sign = pos2(left + 8.0, y_quote);
    verdict_icon(ui.painter(), theme, sign, 16.0, verdict, theme.verdict(verdict));
    let x = left + 24.0;
    let bars = pos2(rect.right() - ROW_INSET - 13.0, rect.top() + 11.0);
    worth_bars(ui.painter(), theme, bars, row.worth);
    let is_doubted =
        matches!(verdict, VerdictKind::Open | VerdictKind::Disputed | VerdictKind::Query);
    let ink = if is_doubted { theme.ink } else { theme.ink_2 };
    let quote = one_line(ui, &row.quote, Type::QuoteRow, ink, bars.x - x - space::S);
    ui.painter().galley(pos2(x, y_quote - quote.size().y / 2.0), quote, ink);
    kind_letter(ui, theme, pos2(x, y_value - 9.5), row.kind, theme.ink);
    let mut right = rect.right() - ROW_INSET;
    let signs = [
        (row.n_sources > 0, Icon::Link),
        (row.has_note, Icon::StickyNote),
        (row.has_proposal, Icon::PencilLine),
        (row.is_asked, Icon::MessageCircleQuestionMark),
    ];
    for (is_there, glyph) in signs {
        if is_there {
            icon(ui.painter(), pos2(right - 6.0, y_value), glyph, 12.0, theme.ink_3);
            right -= 18.0;
        }
    }
    let ink = match (row.trouble, row.needs_published) {
        (Some(_), _) => theme.verdict_disputed,
        (None, true) => theme.verdict_query,
        (None, false) => theme.ink_3,
    };
    let room = right - x - 20.0 - space::XS;
    let value = |also: &str| {
        let words = match (row.trouble, row.value.is_empty()) {
            (Some(trouble), true) => trouble.to_owned(),
            (Some(trouble), false) => format!("{trouble} · {}", row.value),
            (None, true) => also.to_owned(),
            (None, false) if also.is_empty() => row.value.clone(),
            (None, false) => format!("{} · {also}", row.value),
        };
        one_line(ui, &words, Type::Small, ink, room)
    };
    let mut words = value(&also);
    if words.elided && n_also > 0 {
        // A number that is cut would be another number.
        words = value(&more_places(n_also));
    }
    let value = words;
    ui.painter().galley(pos2(x + 20.0, y_value - value.size().y / 2.0), value, ink);
    if response.clicked() {
        wishes.actions.push(Action::Select(Some(row.id)));
    }
}

/// The other places that are shown as one with a claim: "also in paragraphs 4, 9", or how many they are.
fn also_words(desk: &Desk, also: &[ClaimId]) -> String {
    let Some(article) = desk.article() else { return String::new() };
    let paragraphs = also.iter().filter_map(|&id| Some(desk.rows().row(id)?.paragraph));
    let numbers: std::collections::BTreeSet<u32> =
        paragraphs.filter_map(|paragraph| article.document.paragraph_number(paragraph)).collect();
    let list = || {
        let numbers = numbers.iter().map(|&number| widgets::count(number as usize));
        numbers.collect::<Vec<_>>().join(", ")
    };
    match (also.len(), numbers.len()) {
        (0, _) => String::new(),
        (_, 1) => format!("also in paragraph {}", list()),
        (_, 2..=NAMED) => format!("also in paragraphs {}", list()),
        (n, _) => more_places(n),
    }
}

fn more_places(n: usize) -> String {
    let places = if n == 1 { "place" } else { "places" };
    format!("{} more {places}", widgets::count(n))
}

/// A row as it is read aloud.
fn row_words(row: &ClaimRow, verdict: &str, also: &str) -> String {
    let kind = KindGroup::of(row.kind).name.to_lowercase();
    let verdict = verdict.to_lowercase();
    let worth = worth_words(row.worth).to_lowercase();
    let value = if row.value.is_empty() { String::new() } else { format!(", {}", row.value) };
    let trouble = row.trouble.map(|words| format!(", {}", words.to_lowercase()));
    let trouble = trouble.unwrap_or_default();
    let also = if also.is_empty() { String::new() } else { format!(", {also}") };
    format!("{}, {kind}{value}, {verdict}, worth checking: {worth}{also}{trouble}", row.quote)
}
