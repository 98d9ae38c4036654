//! Two passages word by word: equal words stand under each other, in as many pairs of lines as they need.

use std::sync::Arc;

use eframe::egui::{
    Align2, CornerRadius, Galley, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::super::super::theme::{Theme, Type, radius, space};
use super::super::super::widgets::{one_line, text};
use crate::workbench::ReadingFace;
use crate::workbench::compare::Difference;

/// Width of the names of the two lines.
pub(super) const NAMES: f32 = 76.0;
/// From the article's line to the source's, and from one pair of lines to the next.
const LINE: f32 = 30.0;
const PAIR: f32 = 2.0 * LINE + space::S;
/// Between two words, and before words that differ or agree again.
const BETWEEN: f32 = 5.0;
const APART: f32 = 12.0;
/// How far the ground of a word that differs reaches past it.
const GROUND: f32 = 3.0;
/// So many pairs are shown at once; the others by scrolling.
const SHOWN: usize = 3;

/// A word of each passage, one under the other.
#[derive(Debug)]
struct Cell {
    words: [String; 2],
    /// Which of them is a word; where there is none, a dash may stand.
    is_there: [bool; 2],
    is_same: bool,
    /// It begins words that differ, or that agree again.
    is_first: bool,
    width: f32,
}

/// The words in pairs of lines that are `width` wide. Where each of them stands is reckoned once; they are
/// laid out while they are in view.
#[derive(Debug)]
pub(super) struct Pairs {
    pairs: Vec<Vec<Cell>>,
    /// All of it as it is read aloud.
    spoken: String,
}

/// What the place of each word hangs on, beside the words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Set {
    /// Of a line.
    pub(super) width: f32,
    /// Pixels in a point.
    pub(super) scale: f32,
    pub(super) face: ReadingFace,
}

/// The pairs that were shown last: thousands of words are not measured again in every frame.
#[derive(Debug, Default)]
pub(super) struct Kept(Option<(Difference, Set, Arc<Pairs>)>);

impl Kept {
    /// The pairs of a difference, as kept or made.
    pub(super) fn pairs(
        &mut self,
        ui: &Ui,
        theme: &Theme,
        difference: &Difference,
        set: Set,
    ) -> Arc<Pairs> {
        let held = self.0.take().filter(|(held, by, _)| *by == set && held == difference);
        let make = || {
            let pairs = Pairs::new(ui, theme, difference, set.width);
            (difference.clone(), set, Arc::new(pairs))
        };
        let (_, _, pairs) = self.0.insert(held.unwrap_or_else(make));
        Arc::clone(pairs)
    }
}

impl Pairs {
    fn new(ui: &Ui, theme: &Theme, difference: &Difference, width: f32) -> Self {
        let mut pairs: Vec<Vec<Cell>> = vec![Vec::new()];
        let mut x = 0.0;
        let width_of = |words: &str| lay_out(ui, words, theme).size().x;
        for column in &difference.columns {
            let sides = [column.article.as_str(), column.source.as_str()];
            // Words that differ stand together, unless no line could hold them.
            let is_whole =
                !column.is_same && sides.iter().all(|side| width_of(side) <= width - GROUND);
            let words = sides.map(|side| {
                if is_whole {
                    Some(side).filter(|side| !side.is_empty()).into_iter().collect()
                } else {
                    side.split_whitespace().collect::<Vec<_>>()
                }
            });
            let n = words.iter().map(Vec::len).max().unwrap_or_default();
            for nth in 0..n {
                let is_there = words.each_ref().map(|side| nth < side.len());
                let words = words.each_ref().map(|side| {
                    let dash = if side.is_empty() && nth == 0 { "–" } else { "" };
                    side.get(nth).copied().unwrap_or(dash).to_owned()
                });
                let cell = Cell {
                    is_there,
                    is_same: column.is_same,
                    is_first: nth == 0,
                    width: words.iter().map(|words| width_of(words)).fold(0.0, f32::max),
                    words,
                };
                let before = if nth == 0 { APART } else { BETWEEN };
                if x > 0.0 && x + before + cell.width > width {
                    pairs.push(Vec::new());
                    x = 0.0;
                }
                x += if x > 0.0 { before + cell.width } else { GROUND + cell.width };
                if let Some(pair) = pairs.last_mut() {
                    pair.push(cell);
                }
            }
        }
        Self { pairs, spoken: spoken(difference) }
    }

    /// How high they are, as far as they are shown at once.
    pub(super) fn height(&self) -> f32 {
        PAIR * self.pairs.len().clamp(1, SHOWN) as f32 - space::S
    }

    fn draw(&self, ui: &Ui, theme: &Theme, area: Rect) {
        let view = ui.clip_rect();
        for (nth, pair) in self.pairs.iter().enumerate() {
            let top = area.top() + PAIR * nth as f32;
            if top + PAIR < view.top() || top > view.bottom() {
                continue;
            }
            for (row, name) in ["Article", "Source"].into_iter().enumerate() {
                let at = pos2(area.left(), top + LINE * (row as f32 + 0.5));
                text(ui, at, Align2::LEFT_CENTER, name, Type::Small, theme.ink_3);
            }
            let mut x = area.left() + NAMES;
            for (idx, cell) in pair.iter().enumerate() {
                x += match (idx, cell.is_first) {
                    (0, _) => GROUND,
                    (_, true) => APART,
                    (_, false) => BETWEEN,
                };
                // The ground goes on to the next word that differs.
                let next = pair.get(idx + 1).filter(|next| !next.is_first);
                cell.draw(ui, theme, pos2(x, top), next);
                x += cell.width;
            }
        }
    }
}

impl Cell {
    fn draw(&self, ui: &Ui, theme: &Theme, at: Pos2, next: Option<&Self>) {
        let sides =
            [(theme.diff_del, theme.verdict_disputed), (theme.diff_add, theme.verdict_verified)];
        let rows = self.words.iter().zip(self.is_there).zip(sides).enumerate();
        for (row, ((words, is_there), (ground, line))) in rows {
            let galley = lay_out(ui, words, theme);
            let y = at.y + LINE * (row as f32 + 0.5);
            let size = galley.size();
            if !self.is_same && is_there {
                let goes_on = next.is_some_and(|next| next.is_there.get(row) == Some(&true));
                let end = if goes_on { at.x + self.width + BETWEEN } else { at.x + size.x };
                let place =
                    Rect::from_min_max(pos2(at.x - GROUND, y - 12.0), pos2(end + GROUND, y + 12.0));
                ui.painter().rect_filled(place, CornerRadius::same(radius::MARK), ground);
                ui.painter().hline(place.x_range(), place.bottom() - 1.0, Stroke::new(2.0, line));
            }
            let color = if is_there { theme.ink } else { theme.ink_3 };
            ui.painter().galley(pos2(at.x, y - size.y / 2.0), galley, color);
        }
    }
}

fn lay_out(ui: &Ui, words: &str, theme: &Theme) -> Arc<Galley> {
    one_line(ui, words, Type::ClaimSentence, theme.ink, f32::INFINITY)
}

/// Shows the pairs in `height`, the others by scrolling.
pub(super) fn difference_ui(ui: &mut Ui, theme: &Theme, pairs: &Pairs, height: f32) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &pairs.spoken));
    let mut body = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("word by word"));
    let scroll = ScrollArea::vertical().id_salt("pairs").max_height(height).auto_shrink(false);
    scroll.show(&mut body, |ui| {
        let all = PAIR * pairs.pairs.len().max(1) as f32 - space::S;
        let (area, _) = ui.allocate_exact_size(vec2(rect.width(), all), Sense::hover());
        pairs.draw(ui, theme, area);
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
