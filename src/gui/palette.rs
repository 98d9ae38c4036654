//! The command palette: commands and claims by their words, and why some can't be called now.

mod names;

use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align2, Context, CornerRadius, Frame, Id, Key, Margin, Modal, Modifiers, Rect, Role,
    ScrollArea, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use names::{icon_of, label_of, more_of};

use super::screen::{Focus, Screen, Wishes};
use super::shortcuts;
use super::theme::{Theme, Type, radius, space};
use super::widgets::{
    focus_ring, hairline, icon, key_caps, key_caps_width, kind_letter, left_center, one_line,
    right_center, text, verdict_icon,
};
use crate::project::{ClaimId, VerdictKind};
use crate::workbench::{Action, Command, Desk, Workbench};

/// Width of the palette, and how far below the window's top it stands.
const WIDTH: f32 = 640.0;
const TOP: f32 = 132.0;
/// Height of the field, of a row and of a group's name.
const FIELD: f32 = 56.0;
const ROW: f32 = 40.0;
const HEAD: f32 = 34.0;
/// From the edge to the icon, and to the words.
const ICON: f32 = 20.0;
const WORDS: f32 = 48.0;
/// How many claims are shown at most, and how many commands that can't be called.
const CLAIMS_MAX: usize = 8;
const NOT_NOW_MAX: usize = 6;

/// What is typed in the palette, and what it finds.
#[derive(Debug, Default)]
pub(crate) struct Palette {
    words: String,
    /// Of which words and state of the desk the rows are made.
    made_of: Option<(String, u64)>,
    rows: Vec<Row>,
    /// The chosen one among the rows that can be chosen.
    at: usize,
    /// The chosen row is to be brought into view.
    follows: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    Head(&'static str),
    Command { command: Command, label: String, more: String },
    Claim(ClaimId),
    NotNow { command: Command, label: String, reason: &'static str },
}

impl Row {
    const fn height(&self) -> f32 {
        match self {
            Self::Head(_) => HEAD,
            Self::Command { .. } | Self::Claim(_) | Self::NotNow { .. } => ROW,
        }
    }

    const fn can_be_chosen(&self) -> bool {
        matches!(self, Self::Command { .. } | Self::Claim(_))
    }
}

/// How well `words` stand in a label and what else is said of it: lower is better. Each word must
/// be there, best at the beginning of the label, then at the beginning of one of its words.
fn rank(words: &str, label: &str, more: &str) -> Option<u32> {
    let (label, more) = (label.to_lowercase(), more.to_lowercase());
    let begins = |text: &str, at: usize| {
        text.get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|c| !c.is_alphanumeric())
    };
    let mut all = 0;
    for word in words.to_lowercase().split_whitespace() {
        let in_label = label.match_indices(word).map(|(at, _)| match at {
            0 => 0,
            at if begins(&label, at) => 1,
            _ => 3,
        });
        let in_more = more.match_indices(word).filter(|&(at, _)| begins(&more, at)).map(|_| 4);
        all += in_label.chain(in_more).min()?;
    }
    Some(all)
}

impl Palette {
    fn renew(&mut self, screen: &Screen, workbench: &Workbench) {
        let revision = workbench.desk().map_or(0, Desk::revision);
        let made_of = Some((self.words.clone(), revision));
        if self.made_of == made_of {
            return;
        }
        self.made_of = made_of;
        self.at = 0;
        self.follows = true;
        self.rows.clear();
        let desk = workbench.desk();
        let mut found = Vec::new();
        for (n, command) in Command::ALL.into_iter().enumerate() {
            let label = label_of(command, workbench);
            if command == Command::Palette {
                continue;
            }
            if let Some(rank) = rank(&self.words, &label, command.spec().hint) {
                found.push((rank, n, command, label));
            }
        }
        // Of commands that are asked for alike, the shortest says it best.
        let is_asking = !self.words.trim().is_empty();
        let length = |label: &str| if is_asking { label.len() } else { 0 };
        found.sort_by_key(|(rank, n, _, label)| (*rank, length(label), *n));
        let (mut now, mut not_now) = (Vec::new(), Vec::new());
        for (_, _, command, label) in found {
            match screen.unavailable(command, workbench) {
                None => now.push(Row::Command { command, label, more: more_of(command, desk) }),
                Some(reason) => not_now.push(Row::NotNow { command, label, reason }),
            }
        }
        let claims = desk.map(|desk| self.claims(desk)).unwrap_or_default();
        // What can't be called is told where it was asked for.
        not_now.truncate(if is_asking { NOT_NOW_MAX } else { 0 });
        for (head, rows) in [("Commands", now), ("Claims", claims), ("Not now", not_now)] {
            if !rows.is_empty() {
                self.rows.push(Row::Head(head));
                self.rows.extend(rows);
            }
        }
    }

    /// The claims of the shown article whose words or verdicts are asked for.
    fn claims(&self, desk: &Desk) -> Vec<Row> {
        if self.words.trim().is_empty() {
            return Vec::new();
        }
        let words = self.words.to_lowercase();
        let holds = |text: &str| words.split_whitespace().all(|word| text.contains(word));
        let mut rows = Vec::new();
        for mark in &desk.rows().marks {
            let Some(claim) = desk.project().claims.get(&mark.id) else { continue };
            let verdict = claim.standing().kind();
            let said = format!("{} {}", claim.anchor.quote, claim.note).to_lowercase();
            let is_meant = holds(&said)
                || (verdict != VerdictKind::Open
                    && rank(&self.words, verdict.words(), "").is_some());
            if is_meant {
                rows.push(Row::Claim(mark.id));
            }
            if rows.len() == CLAIMS_MAX {
                break;
            }
        }
        rows
    }

    fn n_choices(&self) -> usize {
        self.rows.iter().filter(|row| row.can_be_chosen()).count()
    }

    fn chosen(&self) -> Option<&Row> {
        self.rows.iter().filter(|row| row.can_be_chosen()).nth(self.at)
    }

    /// Takes the keys that go from row to row.
    fn take_keys(&mut self, ctx: &Context) {
        let n = self.n_choices();
        let mut go = |modifiers, key, to: &dyn Fn(usize) -> usize| {
            if n > 0 && ctx.input_mut(|input| input.consume_key(modifiers, key)) {
                self.at = to(self.at).min(n - 1);
                self.follows = true;
            }
        };
        go(Modifiers::NONE, Key::ArrowDown, &|at| if at + 1 < n { at + 1 } else { 0 });
        go(Modifiers::NONE, Key::ArrowUp, &|at| at.checked_sub(1).unwrap_or(n));
        go(Modifiers::NONE, Key::PageDown, &|at| at + 8);
        go(Modifiers::NONE, Key::PageUp, &|at| at.saturating_sub(8));
        go(Modifiers::COMMAND, Key::Home, &|_| 0);
        go(Modifiers::COMMAND, Key::End, &|_| n);
    }

    /// Shows the palette and asks for what is chosen in it. True while it stays open.
    #[must_use]
    pub(crate) fn ui(
        &mut self,
        ctx: &Context,
        theme: &Theme,
        screen: &Screen,
        workbench: &Workbench,
        wishes: &mut Wishes,
    ) -> bool {
        self.renew(screen, workbench);
        self.take_keys(ctx);
        let full = ctx.content_rect();
        let width = WIDTH.min(full.width() - 2.0 * space::L);
        let top = TOP.min(full.height() * 0.132);
        let frame = Frame::new()
            .fill(theme.raised)
            .stroke(theme.hairline_stroke())
            .corner_radius(CornerRadius::same(radius::POPUP))
            .inner_margin(Margin::ZERO)
            .shadow(ctx.global_style().visuals.popup_shadow);
        let id = Id::unique("palette");
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let area = area.default_size(full.size());
        let modal = Modal::new(id).area(area).backdrop_color(theme.scrim).frame(frame);
        let mut clicked = None;
        let shown = modal.show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            ui.spacing_mut().scroll.floating_allocated_width = 0.0;
            let builder = UiBuilder::new()
                .accessibility_role(Role::Dialog)
                .accessibility_label("Commands and claims");
            ui.scope_builder(builder, |ui| {
                self.field_ui(ui, theme, width);
                clicked = self.list_ui(ui, theme, workbench, width, full.height() - top - FIELD);
            });
        });
        let entered = ctx.input(|input| input.key_pressed(Key::Enter));
        let chosen = clicked.or_else(|| entered.then(|| self.chosen().cloned()).flatten());
        match chosen {
            Some(Row::Command { command, .. }) => {
                wishes.commands.push(command);
                false
            }
            Some(Row::Claim(claim)) => {
                wishes.actions.push(Action::Select(Some(claim)));
                false
            }
            _ => !shown.should_close(),
        }
    }

    fn field_ui(&mut self, ui: &mut Ui, theme: &Theme, width: f32) {
        let (rect, _) = ui.allocate_exact_size(vec2(width, FIELD), Sense::hover());
        hairline(ui, theme, rect, rect.bottom() - 0.5);
        icon(ui.painter(), left_center(rect, ICON + 8.0), Icon::Search, 16.0, theme.ink_2);
        let at = right_center(rect, ICON);
        let esc = text(ui, at, Align2::RIGHT_CENTER, "Esc closes", Type::Tiny, theme.ink_3);
        let font = Type::PaletteField.font();
        let line = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let inner = Rect::from_min_max(
            pos2(rect.left() + WORDS, rect.center().y - line / 2.0),
            pos2(esc.left() - space::M, rect.center().y + line / 2.0),
        );
        let mut inner_ui = ui.new_child(UiBuilder::new().max_rect(inner));
        let hint = Type::PaletteField.text("Find a command or a claim", theme.ink_3);
        let edit = TextEdit::singleline(&mut self.words)
            .id(Focus::Palette.id())
            .font(font)
            .text_color(theme.ink)
            .hint_text(hint.line_height(None))
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .desired_width(inner.width());
        let response = inner_ui.add(edit).accessible_name("Find a command or a claim");
        // Enter leaves a field; here what it leads to comes next.
        if !response.has_focus() {
            response.request_focus();
        }
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        theme: &Theme,
        workbench: &Workbench,
        width: f32,
        room: f32,
    ) -> Option<Row> {
        let pad = space::S - 1.0;
        let mut height = 2.0 * pad;
        height += self.rows.iter().map(Row::height).sum::<f32>();
        if self.rows.is_empty() {
            let (rect, response) = ui.allocate_exact_size(vec2(width, 64.0), Sense::hover());
            let words = format!("Nothing matches “{}”.", self.words.trim());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            text(ui, rect.center(), Align2::CENTER_CENTER, &words, Type::Body, theme.ink_3);
            return None;
        }
        // A row is cut in half where there are more, so that one sees them.
        let most = (ROW * 11.5).min(room - space::XXXL);
        let mut clicked = None;
        let follows = std::mem::take(&mut self.follows);
        let scroll = ScrollArea::vertical().max_height(height.min(most)).auto_shrink(false);
        scroll.show(ui, |ui| {
            let builder = UiBuilder::new()
                .accessibility_role(Role::ListBox)
                .accessibility_label("What matches");
            ui.scope_builder(builder, |ui| {
                ui.add_space(pad);
                let mut nth = 0;
                for row in &self.rows {
                    let size = vec2(width, row.height());
                    if let Row::Head(name) = row {
                        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, *name));
                        let at = pos2(rect.left() + ICON, rect.bottom() - 14.0);
                        text(ui, at, Align2::LEFT_CENTER, name, Type::TinyMedium, theme.ink_3);
                        continue;
                    }
                    let is_on = row.can_be_chosen() && nth == self.at;
                    nth += usize::from(row.can_be_chosen());
                    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
                    row.ui(ui, theme, workbench, &self.words, &response, is_on);
                    if is_on && follows {
                        ui.scroll_to_rect(rect.expand2(vec2(0.0, HEAD)), None);
                    }
                    if response.clicked() && row.can_be_chosen() {
                        clicked = Some(row.clone());
                    }
                }
                ui.add_space(pad);
            });
        });
        clicked
    }
}

impl Row {
    fn ui(
        &self,
        ui: &Ui,
        theme: &Theme,
        workbench: &Workbench,
        words: &str,
        response: &eframe::egui::Response,
        is_on: bool,
    ) {
        let rect = response.rect;
        let name = self.spoken(ui, workbench);
        let enabled = self.can_be_chosen();
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, enabled, &name));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_on));
        if is_on {
            // The keys stay in the field; this is what they are on.
            let on = response.id.accesskit_id();
            ui.ctx().accesskit_node_builder(Focus::Palette.id(), |node| {
                node.set_active_descendant(on);
            });
        }
        let inner = rect.shrink2(vec2(space::S, 0.0));
        let round = CornerRadius::same(radius::CONTROL);
        if is_on {
            ui.painter().rect_filled(inner, round, theme.selection);
            let bar = Rect::from_min_size(
                pos2(inner.left() + 1.0, inner.center().y - 9.0),
                vec2(3.0, 18.0),
            );
            ui.painter().rect_filled(bar, CornerRadius::same(2), theme.focus);
        } else if response.hovered() && enabled {
            ui.painter().rect_filled(inner, round, theme.hover);
        }
        focus_ring(ui, theme, response, radius::CONTROL);
        let at = left_center(rect, ICON + 8.0);
        match self {
            Self::Head(_) => {}
            Self::Command { command, label, more } => {
                match command.verdict().map(crate::project::Verdict::kind) {
                    Some(kind) => {
                        verdict_icon(ui.painter(), theme, at, 13.0, kind, theme.verdict(kind));
                    }
                    None => icon(ui.painter(), at, icon_of(*command), 16.0, theme.ink_2),
                }
                let caps = shortcuts::caps(ui.ctx(), *command);
                let keys = key_caps_width(ui, theme, &caps);
                let right = rect.right() - ICON - keys;
                key_caps(ui, theme, pos2(right, rect.center().y), &caps);
                let left = rect.left() + WORDS;
                let end = matched_ui(ui, theme, left, rect, right - space::M, words, label);
                if end + space::M < right && !more.is_empty() {
                    let room = right - space::M - end - 10.0;
                    let more = one_line(ui, more, Type::Small, theme.ink_3, room);
                    let at = pos2(end + 10.0, rect.center().y - more.size().y / 2.0);
                    ui.painter().galley(at, more, theme.ink_3);
                }
            }
            Self::Claim(id) => claim_ui(ui, theme, workbench.desk(), *id, rect),
            Self::NotNow { command, label, reason } => {
                match command.verdict().map(crate::project::Verdict::kind) {
                    Some(kind) => {
                        verdict_icon(ui.painter(), theme, at, 13.0, kind, theme.disabled);
                    }
                    None => icon(ui.painter(), at, icon_of(*command), 16.0, theme.disabled),
                }
                let right = right_center(rect, ICON);
                let reason =
                    text(ui, right, Align2::RIGHT_CENTER, reason, Type::Small, theme.ink_3);
                let room = reason.left() - space::M - rect.left() - WORDS;
                let label = one_line(ui, label, Type::Body, theme.disabled, room);
                let at = left_center(rect, WORDS) - vec2(0.0, label.size().y / 2.0);
                ui.painter().galley(at, label, theme.disabled);
            }
        }
    }

    /// What a screen reader says of it.
    fn spoken(&self, ui: &Ui, workbench: &Workbench) -> String {
        match self {
            Self::Head(name) => (*name).to_owned(),
            Self::Command { command, label, more } => {
                let key = shortcuts::key_words(ui.ctx(), *command);
                let parts = [label.clone(), more.clone(), key.unwrap_or_default()];
                let told: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                told.join(", ")
            }
            Self::NotNow { label, reason, .. } => format!("{label}, not now: {reason}"),
            Self::Claim(id) => {
                let row = workbench.desk().and_then(|desk| desk.rows().row(*id));
                row.map_or_else(String::new, |row| {
                    let verdict = workbench.settings().verdict_name(row.verdict.kind());
                    format!("{}, {}", row.quote, verdict.to_lowercase())
                })
            }
        }
    }
}

/// A command's words, those that were asked for set off. Gives where they end.
fn matched_ui(
    ui: &Ui,
    theme: &Theme,
    left: f32,
    rect: Rect,
    right: f32,
    words: &str,
    label: &str,
) -> f32 {
    let mut job = LayoutJob::default();
    let mut at = 0;
    for span in matches(words, label) {
        let (before, inside) = (label.get(at..span.start), label.get(span.clone()));
        job.append(before.unwrap_or_default(), 0.0, Type::Body.format(theme.ink));
        job.append(inside.unwrap_or_default(), 0.0, Type::Section.format(theme.ink));
        at = span.end;
    }
    job.append(label.get(at..).unwrap_or_default(), 0.0, Type::Body.format(theme.ink));
    job.wrap = eframe::egui::text::TextWrapping::truncate_at_width((right - left).max(0.0));
    let galley = ui.painter().layout_job(job);
    let end = left + galley.size().x;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, theme.ink);
    end
}

/// Where the words that are asked for stand in a label, in bytes, in order and apart.
fn matches(words: &str, label: &str) -> Vec<std::ops::Range<usize>> {
    let lower = label.to_lowercase();
    if lower.len() != label.len() {
        return Vec::new();
    }
    let mut found: Vec<_> = words
        .to_lowercase()
        .split_whitespace()
        .filter_map(|word| lower.find(word).map(|at| at..at + word.len()))
        .collect();
    found.sort_by_key(|span| (span.start, span.end));
    let mut end = 0;
    found.retain(|span| {
        let is_apart = span.start >= end;
        end = if is_apart { span.end } else { end };
        is_apart
    });
    found
}

fn claim_ui(ui: &Ui, theme: &Theme, desk: Option<&Desk>, id: ClaimId, rect: Rect) {
    let Some(desk) = desk else { return };
    let Some(row) = desk.rows().row(id) else { return };
    let kind = row.verdict.kind();
    let at = left_center(rect, ICON + 8.0);
    verdict_icon(ui.painter(), theme, at, 13.0, kind, theme.verdict(kind));
    let letter = pos2(rect.left() + WORDS, rect.center().y - 10.0);
    kind_letter(ui, theme, letter, row.kind, theme.ink);
    let number =
        desk.article().and_then(|article| article.document.paragraph_number(row.paragraph));
    let place = number.map_or_else(|| "title".to_owned(), |n| format!("paragraph {n}"));
    let right = right_center(rect, ICON);
    let place = text(ui, right, Align2::RIGHT_CENTER, &place, Type::Small, theme.ink_3);
    let left = rect.left() + WORDS + 26.0;
    let quote = one_line(ui, &row.quote, Type::QuoteRow, theme.ink, place.left() - space::M - left);
    ui.painter().galley(pos2(left, rect.center().y - quote.size().y / 2.0), quote, theme.ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_the_beginning_come_first() {
        let first = rank("disp", "Disputed", "").unwrap();
        let second = rank("disp", "Mark as disputed", "").unwrap();
        let inside = rank("put", "Mark as disputed", "").unwrap();
        let hint = rank("hold", "Mark as disputed", "The claim does not hold").unwrap();
        assert!(first < second && second < inside && inside < hint);
        assert_eq!(rank("claim disp", "Mark as disputed", "The claim does not hold"), Some(5));
        assert_eq!(rank("pension", "Mark as disputed", "The claim does not hold"), None);
        assert!(rank("", "Mark as disputed", "").is_some());
    }

    #[test]
    fn what_was_asked_for_is_set_off() {
        let set_off = |words: &str, label: &str| -> Vec<String> {
            matches(words, label).into_iter().map(|span| label[span].to_owned()).collect()
        };
        assert_eq!(set_off("show DISP", "Show only disputed"), ["Show", "disp"]);
        assert_eq!(set_off("sho show", "Show all"), ["Sho"]);
        assert_eq!(set_off("", "Show all"), [""; 0]);
    }
}
