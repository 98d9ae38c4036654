//! Under the source's text: why the place is shown, what differs word by word, and the verdicts.

use std::sync::Arc;

use eframe::egui::{Align, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::super::super::screen::Wishes;
use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, layout, space};
use super::super::super::widgets::{
    Button, Look, divider, hairline, icon, label, left_center, lines, one_line, text, verdict_icon,
    wrapped,
};
use super::super::inspector::{FOUR_ABREAST, verdict_buttons_ui};
use super::CompareState;
use super::difference::{NAMES, Pairs, Set, difference_ui};
use crate::project::VerdictKind;
use crate::workbench::compare::{Comparison, Difference};
use crate::workbench::{Command, Workbench, words};

/// Height of a passage of two lines.
const PASSAGE: f32 = 42.0;
/// Around what is compared: the head above it, and the line between it and the buttons.
const HEAD: f32 = layout::CONTROL + space::S;
const DIVIDER: f32 = 2.0 * space::M + 1.0;
/// From this width on what is said of the comparison stands beside what can be done with it.
const HEAD_WIDE: f32 = 600.0;
/// From this width on the buttons leave room beside them, and how wide they are then.
const WIDE: f32 = 560.0;
const BUTTONS: f32 = 520.0;

/// What stands in the dock, laid out to know how high it is.
pub(super) struct Dock {
    pairs: Option<Arc<Pairs>>,
    /// The height of what is compared, and of all.
    body: f32,
    pub(super) height: f32,
}

impl Dock {
    /// Lays out what is said of the comparison in a pane.
    pub(super) fn new(
        ui: &Ui,
        theme: &Theme,
        workbench: &Workbench,
        comparison: &Comparison,
        state: &mut CompareState,
        pane: Rect,
    ) -> Self {
        let width = pane.width() - 2.0 * space::XXL - NAMES;
        let scale = ui.ctx().pixels_per_point();
        let set = Set { width, scale, face: workbench.settings().worn_face() };
        let pairs = comparison.difference().map(|held| state.pairs.pairs(ui, theme, held, set));
        let is_narrow = pane.width() - 2.0 * space::XXL < FOUR_ABREAST;
        let buttons = layout::VERDICT_BUTTON;
        let buttons = if is_narrow { 2.0 * buttons + space::S } else { buttons };
        let around = 2.0 * space::M + buttons;
        if comparison.exhibit().is_none() {
            return Self { pairs: None, body: 0.0, height: around };
        }
        let second = if pane.width() - 2.0 * space::XXL < HEAD_WIDE { HEAD } else { 0.0 };
        let around = around + HEAD + second + DIVIDER;
        let body = pairs.as_ref().map_or(2.0 * PASSAGE, |pairs| pairs.height());
        let body = body.min((pane.height() * 0.6 - around).max(2.0 * PASSAGE));
        Self { pairs, body, height: around + body }
    }
}

/// Shows the dock in `rect`.
pub(super) fn dock_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    comparison: &Comparison,
    dock: &Dock,
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
        inner.add_space(space::S);
        match &dock.pairs {
            Some(pairs) => {
                difference_ui(&mut inner, theme, pairs, dock.body);
            }
            None => passages_ui(&mut inner, theme, comparison),
        }
        divider(&mut inner, theme, space::M, space::M);
    }
    let Some(claim) = workbench.desk().and_then(|desk| desk.selected_claim()) else {
        label(&mut inner, "Select a claim to compare it.", Type::Body, theme.ink_3);
        return;
    };
    let says = "The comparison never decides. You do.";
    let all = inner.available_width();
    let aside = one_line(&inner, says, Type::Small, theme.ink_3, f32::INFINITY);
    let has_room = all > BUTTONS + space::L + aside.size().x;
    let width = if all < WIDE { all } else { BUTTONS };
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
    let size = vec2(ui.available_width(), layout::CONTROL);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let is_wide = size.x >= HEAD_WIDE;
    let place = if is_wide {
        rect
    } else {
        ui.add_space(space::S);
        ui.allocate_exact_size(size, Sense::hover()).0
    };
    let builder = UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center));
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
    let limit = if is_wide { right.min_rect().left() - space::M } else { rect.right() };
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
