//! The claims list: filters on top, then the claims by paragraph.

use eframe::egui::{
    self, Align, Align2, CornerRadius, EventFilter, Id, Layout, Popup, Rect, Role, ScrollArea,
    Sense, Ui, UiBuilder, WidgetInfo, pos2, style::ScrollAnimation, vec2,
};
use lucide_icons::Icon;

use super::super::screen::{Focus, Screen, Wishes};
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{
    Button, Chip, Field, IconButton, KindGroup, focus_ring, hairline, hover_share, icon, kind_chip,
    kind_letter, kind_line, label, left_center, one_line, text, verdict_icon, worth_bars,
    worth_words,
};
use crate::extract::ClaimKind;
use crate::project::{ArticleId, ClaimId, VerdictKind};
use crate::workbench::rows::{ClaimRow, Filter, Sort};
use crate::workbench::{Action, Command, Desk};

/// From one side of a row to its neighbor.
const ROW_INSET: f32 = 8.0;
/// Farther than this many screens, the list jumps to the selected claim.
const JUMP_SCREENS: f32 = 3.0;

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
    desk: &Desk,
    screen: &mut Screen,
    is_bare: bool,
    wishes: &mut Wishes,
) {
    let full = ui.max_rect();
    ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
    if !is_bare {
        head_ui(ui, theme, desk, wishes);
    } else {
        ui.add_space(10.0);
    }
    if desk.tally().all() == 0 {
        empty_ui(ui, theme);
        return;
    }
    filters_ui(ui, theme, desk, wishes);
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

fn head_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
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
    let (all, shown) = (desk.tally().all(), desk.rows().claims.len());
    let count = if shown == all { all.to_string() } else { format!("{shown} of {all}") };
    let at = title.right_center() + vec2(space::S, 0.0);
    text(ui, at, Align2::LEFT_CENTER, &count, Type::Body, theme.ink_3);
    let builder = UiBuilder::new()
        .max_rect(rect.with_max_x(rect.right() - space::M))
        .layout(Layout::right_to_left(Align::Center));
    let mut right = ui.new_child(builder);
    tools_ui(&mut right, theme, desk, wishes);
}

/// Sorting, and adding a claim.
pub(crate) fn tools_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    ui.spacing_mut().item_spacing.x = 2.0;
    if IconButton::new(Icon::Plus, "Make a claim of the selected words")
        .key(Some("M"))
        .show(ui, theme)
        .clicked()
    {
        wishes.commands.push(Command::Mark);
    }
    let sort = IconButton::new(Icon::ArrowUpDown, "Sort").show(ui, theme);
    Popup::menu(&sort).width(190.0).gap(2.0).accessible_name("Sort").show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for order in Sort::ALL {
            let (rect, response) = ui.allocate_exact_size(vec2(190.0, 28.0), Sense::click());
            let is_on = desk.filter().sort == order;
            let words = order.words();
            response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_on, words));
            let share = hover_share(ui, theme, &response);
            let ground = theme.hover.gamma_multiply(share);
            ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
            focus_ring(ui, theme, &response, radius::CONTROL);
            if is_on {
                icon(ui.painter(), left_center(rect, 16.0), Icon::Check, 14.0, theme.ink_2);
            }
            text(ui, left_center(rect, 32.0), Align2::LEFT_CENTER, words, Type::Body, theme.ink);
            if response.clicked() {
                let filter = Filter { sort: order, ..desk.filter().clone() };
                wishes.actions.push(Action::SetFilter(filter));
                ui.close();
            }
        }
    });
}

fn filters_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    let held = desk.filter();
    let mut ask = |filter: Filter| wishes.actions.push(Action::SetFilter(filter));
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.add_space(space::L);
        let field = Field {
            id: Focus::Filter.id(),
            name: "Filter claims",
            hint: "Filter claims",
            icon: Some(Icon::Search),
            key: Some("/"),
            width: width - 2.0 * space::L,
            is_wrong: false,
        };
        let mut words = held.words.clone();
        if field.show(ui, theme, &mut words).changed() {
            ask(Filter { words, ..held.clone() });
        }
    });
    ui.add_space(10.0);
    let tally = desk.tally();
    let place = ui.available_rect_before_wrap().shrink2(vec2(space::L, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        let is_tight = width < 360.0;
        ui.spacing_mut().item_spacing = vec2(if is_tight { 4.0 } else { 6.0 }, 6.0);
        ui.horizontal_wrapped(|ui| {
            let chips = [
                ("All", None, tally.all()),
                ("Open", Some(VerdictKind::Open), tally.open),
                ("Disputed", Some(VerdictKind::Disputed), tally.disputed),
                ("Queries", Some(VerdictKind::Query), tally.query),
            ];
            for (label, verdict, n) in chips {
                let is_on = held.verdict == verdict;
                if (Chip { label, count: Some(n), is_on, is_tight }).show(ui, theme).clicked() {
                    // Pressing the chosen one again shows all.
                    let verdict = if is_on { None } else { verdict };
                    ask(Filter { verdict, ..held.clone() });
                }
            }
        });
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(space::M);
        let each = (width - 2.0 * space::M) / KindGroup::ALL.len() as f32;
        for group in KindGroup::ALL {
            let n = ClaimKind::ALL
                .iter()
                .zip(desk.rows().by_kind)
                .filter_map(|(kind, n)| group.kinds.contains(kind).then_some(n))
                .sum();
            let is_on = group.kinds.iter().all(|kind| held.kinds.contains(kind));
            if kind_chip(ui, theme, group, n, is_on, each).clicked() {
                let mut kinds = held.kinds.clone();
                kinds.retain(|kind| !group.kinds.contains(kind));
                if !is_on {
                    kinds.extend(group.kinds);
                }
                ask(Filter { kinds, ..held.clone() });
            }
        }
    });
    ui.add_space(6.0);
}

/// Nothing was found in the article.
fn empty_ui(ui: &mut Ui, theme: &Theme) {
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
        label(
            ui,
            "This text has no figures, dates, names with titles or quotations that a rule can see. \
             Select any words and press M to add a claim yourself.",
            Type::Body,
            theme.ink_2,
        );
    });
}

/// The filter lets nothing through.
fn nothing_matches_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    let words = &desk.filter().words;
    let all = desk.tally().all();
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
            let filter = Filter { sort: desk.filter().sort, ..Filter::default() };
            wishes.actions.push(Action::SetFilter(filter));
        }
    });
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
    }
    let builder = UiBuilder::new().max_rect(rect).accessibility_parent(list_id());
    let mut inner = ui.new_child(builder);
    let scroll = ScrollArea::vertical().id_salt("claims").auto_shrink(false);
    scroll.show_viewport(&mut inner, |ui, view| {
        let bottom = 24.0;
        ui.set_height(state.height() + bottom);
        let origin = ui.max_rect().min;
        let place = |n: usize, item: Item| {
            let top = state.tops.get(n).copied().unwrap_or_default();
            let min = pos2(origin.x, origin.y + top);
            Rect::from_min_size(min, vec2(rect.width(), item.height()))
        };
        if state.selected != desk.selected() {
            let idx = desk
                .selected()
                .and_then(|id| desk.rows().claims.iter().position(|row| row.id == id));
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
    });
    focus_ring(&inner, theme, &focus, radius::CONTROL);
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
    let is_selected = desk.selected() == Some(row.id);
    let rect = rect.shrink2(vec2(ROW_INSET, 0.0));
    // One stop for the focus is enough: the list itself; arrows go from row to row.
    let response = ui.interact(rect, ui.scope_id().with(("claim", row.id.0)), Sense::CLICK);
    let verdict = row.verdict.kind();
    let name = row_words(row);
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
    for (is_there, glyph) in [(row.n_sources > 0, Icon::Link), (row.has_note, Icon::StickyNote)] {
        if is_there {
            icon(ui.painter(), pos2(right - 6.0, y_value), glyph, 12.0, theme.ink_3);
            right -= 18.0;
        }
    }
    let ink = if row.needs_published { theme.verdict_query } else { theme.ink_3 };
    let value = one_line(ui, &row.value, Type::Small, ink, right - x - 20.0 - space::XS);
    ui.painter().galley(pos2(x + 20.0, y_value - value.size().y / 2.0), value, ink);
    if response.clicked() {
        wishes.actions.push(Action::Select(Some(row.id)));
    }
}

/// A row as it is read aloud.
fn row_words(row: &ClaimRow) -> String {
    let kind = KindGroup::of(row.kind).name.to_lowercase();
    let verdict = row.verdict.kind().words().to_lowercase();
    let worth = worth_words(row.worth).to_lowercase();
    let value = if row.value.is_empty() { String::new() } else { format!(", {}", row.value) };
    format!("{}, {kind}{value}, {verdict}, worth checking: {worth}", row.quote)
}
