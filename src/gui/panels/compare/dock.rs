//! Under the source's text: why the place is shown, what differs word by word, and the verdicts.

use eframe::egui::{
    Align, CornerRadius, Layout, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};
use lucide_icons::Icon;

use super::super::super::screen::Wishes;
use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, layout, radius, space};
use super::super::super::widgets::{
    Button, Look, hairline, icon, label, left_center, lines, one_line, text, verdict_icon, wrapped,
};
use super::super::inspector::verdict_buttons_ui;
use crate::project::VerdictKind;
use crate::workbench::compare::{Comparison, Difference};
use crate::workbench::{Command, Workbench, words};

/// Width of the names of the two lines.
const NAMES: f32 = 76.0;
/// Height of a line of words, and from the article's to the source's.
const LINE: f32 = 30.0;
/// Height of a passage of two lines.
const PASSAGE: f32 = 42.0;
/// Between two columns.
const BETWEEN: f32 = 6.0;

/// How high the dock is in a pane.
pub(super) fn height(comparison: &Comparison, pane: Rect) -> f32 {
    let words = match (comparison.exhibit(), comparison.difference()) {
        (None, _) => 0.0_f32,
        (_, Some(_)) => 108.0,
        (_, None) => 128.0,
    };
    let buttons = if pane.width() < 560.0 { 116.0 } else { 68.0 };
    (words + buttons).min(pane.height() * 0.6)
}

/// Shows the dock in `rect`.
pub(super) fn dock_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    comparison: &Comparison,
    rect: Rect,
    wishes: &mut Wishes,
) {
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    hairline(ui, theme, rect, rect.top() + 0.5);
    let inner = rect.shrink2(vec2(space::XXL, space::M));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("comparison"));
    inner.spacing_mut().item_spacing.y = 0.0;
    if comparison.exhibit().is_some() {
        head_ui(&mut inner, theme, workbench, comparison, wishes);
        inner.add_space(space::XS);
        match comparison.difference() {
            Some(difference) => difference_ui(&mut inner, theme, difference),
            None => passages_ui(&mut inner, theme, comparison),
        }
        inner.add_space(space::S);
    }
    let Some(claim) = workbench.desk().and_then(|desk| desk.selected_claim()) else {
        label(&mut inner, "Select a claim to compare it.", Type::Body, theme.ink_3);
        return;
    };
    let says = "The comparison never decides. You do.";
    let all = inner.available_width();
    let aside = one_line(&inner, says, Type::Small, theme.ink_3, f32::INFINITY);
    let has_room = all > 520.0 + space::L + aside.size().x;
    let width = if all < 560.0 { all } else { 520.0_f32.min(all) };
    let at = inner.cursor().min;
    let place = Rect::from_min_size(at, vec2(width, layout::VERDICT_BUTTON));
    let mut buttons = inner.new_child(UiBuilder::new().max_rect(place).id_salt("verdicts"));
    verdict_buttons_ui(&mut buttons, theme, claim, wishes);
    if has_room {
        let place = pos2(at.x + all - aside.size().x, place.center().y - aside.size().y / 2.0);
        let said = Rect::from_min_size(place, aside.size());
        let id = inner.scope_id().with("never decides");
        inner
            .interact(said, id, Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, says));
        inner.painter().galley(place, aside, theme.ink_3);
    }
}

/// Why the place is shown, and what can be done with it.
fn head_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    comparison: &Comparison,
    wishes: &mut Wishes,
) {
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), layout::CONTROL), Sense::hover());
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    let mut right = ui.new_child(builder);
    right.spacing_mut().item_spacing.x = space::S;
    let key = shortcuts::key_words(ui.ctx(), Command::KeepPassage);
    let keep = Button {
        label: Command::KeepPassage.spec().label,
        key: key.as_deref(),
        hint: Command::KeepPassage.spec().hint,
        unavailable: workbench.cannot_keep_passage(),
        ..Button::default()
    };
    if keep.show(&mut right, theme).clicked() {
        wishes.commands.push(Command::KeepPassage);
    }
    if comparison.is_quotation() {
        let propose = Button {
            label: Command::ProposePassage.spec().label,
            hint: Command::ProposePassage.spec().hint,
            look: Look::Quiet,
            unavailable: workbench.cannot_propose_passage(),
            ..Button::default()
        };
        if propose.show(&mut right, theme).clicked() {
            wishes.commands.push(Command::ProposePassage);
        }
    }
    let limit = right.min_rect().left() - space::M;
    let is_quotation = comparison.difference().is_some();
    let glyph = if is_quotation { Icon::Quote } else { Icon::FileSearch };
    icon(ui.painter(), left_center(rect, 8.0), glyph, 16.0, theme.ink_2);
    let name = if is_quotation { "Quotation, word by word" } else { "The claim and the source" };
    let from = rect.left() + 24.0;
    let galley = one_line(ui, name, Type::Section, theme.ink, (limit - from).max(0.0));
    let mut x = from + galley.size().x + space::M;
    ui.painter().galley(pos2(from, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    let (said, differs) = outcome(comparison);
    let id = ui.scope_id().with("comparison outcome");
    let spoken = format!("{name}: {said}");
    ui.interact(rect.with_max_x(limit.max(rect.left())), id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Status, true, &spoken));
    let room = limit - x;
    if room < 40.0 {
        return;
    }
    let color = if differs { theme.verdict_disputed } else { theme.ink_2 };
    if differs {
        let center = pos2(x + 5.0, rect.center().y);
        verdict_icon(ui.painter(), theme, center, 11.0, VerdictKind::Disputed, color);
        x += 16.0;
    }
    let galley = one_line(ui, &said, Type::Small, color, limit - x);
    ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, color);
}

/// What the comparison gave, in words, and whether it gave a difference.
fn outcome(comparison: &Comparison) -> (String, bool) {
    let Some(place) = comparison.place() else {
        return ("Not found in the source. Click a sentence to choose it.".to_owned(), false);
    };
    match comparison.difference() {
        Some(Difference { n_differ: 0, n_agree, .. }) => {
            (format!("All {n_agree} words agree"), false)
        }
        Some(Difference { n_differ, n_agree, .. }) => {
            let differ = if *n_differ == 1 {
                "1 word differs".to_owned()
            } else {
                format!("{n_differ} words differ")
            };
            let agree =
                if *n_agree == 1 { "1 agrees".to_owned() } else { format!("{n_agree} agree") };
            (format!("{differ}, {agree}"), true)
        }
        None => {
            let exhibit = comparison.exhibit();
            let at = exhibit.map(|exhibit| exhibit.pinpoint(place.span)).unwrap_or_default();
            let at = if at.is_empty() { String::new() } else { format!(", {at}") };
            (format!("{}{at}", place.how.words()), false)
        }
    }
}

/// Two lines whose equal words stand under each other.
fn difference_ui(ui: &mut Ui, theme: &Theme, difference: &Difference) {
    let spoken = spoken(difference);
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), 2.0 * LINE + 4.0), Sense::hover());
    let id = ui.scope_id().with("word by word");
    ui.interact(rect, id, Sense::hover())
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    for (row, name) in ["Article", "Source"].into_iter().enumerate() {
        let y = rect.top() + LINE * (row as f32 + 0.5);
        let at = pos2(rect.left(), y);
        text(ui, at, eframe::egui::Align2::LEFT_CENTER, name, Type::Small, theme.ink_3);
    }
    let body = rect.with_min_x(rect.left() + NAMES);
    let mut body = ui.new_child(UiBuilder::new().max_rect(body).id_salt("columns"));
    ScrollArea::horizontal().id_salt("word by word").show(&mut body, |ui| {
        let columns: Vec<_> = difference
            .columns
            .iter()
            .map(|column| {
                let lay_out = |words: &str| {
                    let words = if words.is_empty() { "–" } else { words };
                    one_line(ui, words, Type::ClaimSentence, theme.ink, f32::INFINITY)
                };
                let (article, source) = (lay_out(&column.article), lay_out(&column.source));
                let width = article.size().x.max(source.size().x) + 2.0 * BETWEEN;
                (column, [article, source], width)
            })
            .collect();
        let all: f32 = columns.iter().map(|(.., width)| width).sum();
        let (area, _) = ui.allocate_exact_size(vec2(all, 2.0 * LINE), Sense::hover());
        let mut x = area.left();
        for (column, galleys, width) in columns {
            let grounds = [theme.diff_del, theme.diff_add];
            let lines = [theme.verdict_disputed, theme.verdict_verified];
            let is_there = [!column.article.is_empty(), !column.source.is_empty()];
            for (row, galley) in galleys.into_iter().enumerate() {
                let y = area.top() + LINE * (row as f32 + 0.5);
                let size = galley.size();
                let at = pos2(x + BETWEEN, y - size.y / 2.0);
                let (Some(&ground), Some(&line), Some(&is_there)) =
                    (grounds.get(row), lines.get(row), is_there.get(row))
                else {
                    continue;
                };
                if !column.is_same && is_there {
                    let place =
                        Rect::from_min_size(pos2(at.x - 3.0, y - 12.0), vec2(size.x + 6.0, 24.0));
                    let corner = CornerRadius::same(radius::MARK);
                    ui.painter().rect_filled(place, corner, ground);
                    let under = eframe::egui::Stroke::new(2.0, line);
                    ui.painter().hline(place.x_range(), place.bottom() - 1.0, under);
                }
                ui.painter().galley(at, galley, theme.ink);
            }
            x += width;
        }
    });
}

/// The difference as it is read aloud.
fn spoken(difference: &Difference) -> String {
    let mut said = Vec::new();
    for column in &difference.columns {
        said.push(match (column.is_same, column.article.as_str(), column.source.as_str()) {
            (true, article, _) => format!("both: {article}"),
            (_, "", source) => format!("only in the source: {source}"),
            (_, article, "") => format!("only in the article: {article}"),
            (_, article, source) => format!("article: {article}, source: {source}"),
        });
    }
    said.join("; ")
}

/// The claim's sentence, and the passage of the source.
fn passages_ui(ui: &mut Ui, theme: &Theme, comparison: &Comparison) {
    let width = ui.available_width();
    let kept = comparison.exhibit().zip(comparison.kept());
    let source = kept.map(|(exhibit, span)| words::one_line(exhibit.document.words(span)));
    let (rect, _) = ui.allocate_exact_size(vec2(width, 2.0 * PASSAGE), Sense::hover());
    let both = [("Article", comparison.passage()), ("Source", source.as_deref().unwrap_or("–"))];
    for (row, (name, words)) in both.into_iter().enumerate() {
        let place = Rect::from_min_size(
            pos2(rect.left(), rect.top() + PASSAGE * row as f32),
            vec2(width, PASSAGE),
        );
        let spoken = format!("{name}: {words}");
        let response = ui.interact(place, ui.scope_id().with(("passage", row)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
        text(
            ui,
            place.left_center(),
            eframe::egui::Align2::LEFT_CENTER,
            name,
            Type::Small,
            theme.ink_3,
        );
        let galley = lines(ui, words, width - NAMES, 2, theme.ink);
        let is_cut = galley.elided;
        let at = pos2(place.left() + NAMES, place.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme.ink);
        if is_cut {
            response.on_hover_ui(|ui| {
                let galley = wrapped(ui, words, Type::ClaimSentence, theme.ink, 480.0);
                ui.label(galley);
            });
        }
    }
}
