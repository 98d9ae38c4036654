//! Words set in rows: which type a block is set in, and where each of its bytes has come to stand.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align, Color32, Galley, Painter, Vec2};

use super::super::super::theme::{Theme, Type, layout};
use super::Meta;
use super::block::{Block, BlockKind};
use super::columns;
use crate::project::Article;
use crate::text::{ParagraphKind, Span};
use crate::workbench::Settings;

/// The size of the article's type from which its other sizes are reckoned.
pub(super) const BASE_SIZE: f32 = Settings::READING_SIZE;

/// How wide a character of the reading face is on average, as a share of its size, with what is left
/// over at the ends of the rows.
const CHAR_WIDTH: f32 = 0.49;

/// How far an item's words stand right of its dot's place, and so a list in another one right of it.
const ITEM_INDENT: f32 = 24.0;

/// Between the number of an item and its words.
const LABEL_GAP: f32 = 8.0;

/// How the article is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Width of a line.
    pub(super) measure: f32,
    /// Size of the running text.
    pub(super) size: f32,
    /// From one line of it to the next, as a multiple of its size.
    pub(super) line_height: f32,
    /// Pixels in a point.
    pub(super) pixels_per_point: f32,
}

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    face: Type,
    /// Size of its type.
    pub(super) size: f32,
    line_height: f32,
    /// Space above its words, part of its height.
    pub(super) above: f32,
    below: f32,
    /// How far its words stand to the right of the text's edge.
    pub(super) indent: f32,
    /// How far the dot or the number before them does.
    pub(super) outset: f32,
    color: Color32,
}

impl Look {
    /// The look of a block.
    pub(super) fn new(block: &Block, setting: Setting, theme: &Theme) -> Self {
        let scale = setting.size / BASE_SIZE;
        let air = setting.line_height / Settings::LINE_HEIGHT;
        let look = |face: Type, size, line_height, above, below, indent, color| Self {
            face,
            size: size * scale,
            line_height: line_height * scale * air,
            above: if block.is_first { above * scale } else { 0.0 },
            below: if block.is_last { below * scale } else { 0.0 },
            indent: indent * scale,
            outset: 0.0,
            color,
        };
        let is_second = block.paragraph > 0 || block.kind != BlockKind::Text(ParagraphKind::Deck);
        match block.kind {
            BlockKind::Headline | BlockKind::Text(ParagraphKind::Title) => {
                look(Type::ArticleTitle, 27.0, 36.0, 32.0, 0.0, 0.0, theme.ink)
            }
            BlockKind::Text(ParagraphKind::Deck) => {
                let above = if is_second || block.span.start == 0 { 4.0 } else { 0.0 };
                look(Type::ArticleDeck, 18.0, 28.0, above, 0.0, 0.0, theme.ink_2)
            }
            // The program's own words keep their size.
            BlockKind::Meta => Self {
                face: Type::Small,
                size: 12.0,
                line_height: 18.0,
                above: 8.0,
                below: 18.0,
                indent: 0.0,
                outset: 0.0,
                color: theme.ink_3,
            },
            BlockKind::Text(ParagraphKind::Heading) => {
                look(Type::ArticleHeading, 19.0, 28.0, 14.0, 10.0, 0.0, theme.ink)
            }
            BlockKind::Text(ParagraphKind::Body) => {
                look(Type::Article, 18.0, 34.0, 0.0, 12.0, 0.0, theme.ink)
            }
            BlockKind::Text(ParagraphKind::Item) => {
                let item = look(Type::Article, 18.0, 34.0, 0.0, 12.0, ITEM_INDENT, theme.ink);
                // A third of the line is enough: what lies deeper still stands no farther right.
                let n_steps = (setting.measure / 3.0 / item.indent).floor();
                let outset = item.indent * f32::from(block.depth).min(n_steps);
                Self { indent: item.indent + outset, outset, ..item }
            }
            BlockKind::Text(ParagraphKind::Quote) => {
                look(Type::Article, 18.0, 34.0, 0.0, 12.0, ITEM_INDENT, theme.ink)
            }
            BlockKind::Text(ParagraphKind::Caption | ParagraphKind::Note) => {
                look(Type::Article, 15.0, 28.0, 0.0, 12.0, 0.0, theme.ink_2)
            }
            BlockKind::Text(ParagraphKind::Row) => {
                look(Type::Article, 15.0, 32.0, 0.0, 0.0, 0.0, theme.ink)
            }
        }
    }

    /// How high a block will be, guessed from the number of its characters.
    pub(super) fn estimate(&self, n_chars: u32, setting: Setting) -> f32 {
        let in_row = ((setting.measure - self.indent) / (self.size * CHAR_WIDTH)).max(1.0);
        let n_rows = (n_chars as f32 / in_row).ceil().max(1.0);
        self.above + n_rows * self.line_height + self.below
    }
}

/// A block with its words in rows. Positions count from the top left of the words, which stand
/// `look.indent` right of the text's edge and `look.above` below the block's top.
#[derive(Debug, Clone)]
pub(super) struct Laid {
    /// How it is set.
    pub(super) look: Look,
    /// What egui lays out; kept, since asking again with the same job finds the same galley.
    job: LayoutJob,
    /// Whether words of it run from right to left.
    has_rtl: bool,
    /// What egui draws.
    pub(super) galley: Arc<Galley>,
    /// What is shown before the paragraph's words and was counted, not typed.
    pub(super) label: Option<Arc<Galley>>,
    /// Its rows, from top to bottom.
    pub(super) rows: Vec<Row>,
    /// The height of the whole block.
    pub(super) height: f32,
}

/// One row of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row {
    /// Its bytes, counted from the block's beginning.
    pub(super) start: u32,
    /// One past the last of them.
    pub(super) end: u32,
    /// Upper edge.
    pub(super) top: f32,
    /// Lower edge.
    pub(super) bottom: f32,
    /// Where the letters stand.
    pub(super) baseline: f32,
}

/// A stretch of words in one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    /// Which row.
    pub(super) row: usize,
    /// Left edge.
    pub(super) x0: f32,
    /// Right edge.
    pub(super) x1: f32,
    /// The row's baseline.
    pub(super) baseline: f32,
}

impl Laid {
    /// Sets a block.
    pub(super) fn new(
        painter: &Painter,
        block: &Block,
        article: &Article,
        setting: Setting,
        theme: &Theme,
        meta: &Meta,
    ) -> Self {
        let mut look = Look::new(block, setting, theme);
        let words = match block.kind {
            BlockKind::Headline => article.title.clone(),
            BlockKind::Meta => meta.words.clone(),
            // The lines of a wrapped file run on. The byte stays one byte, so that places hold.
            BlockKind::Text(_) => article.document.words(block.span).replace(['\n', '\r'], " "),
        };
        let mut format = look.face.format(look.color);
        format.font_id.size = look.size;
        format.line_height = Some(look.line_height);
        format.valign = Align::Center;
        let label = match block.kind {
            BlockKind::Text(_) => article.document.margin().label(block.paragraph),
            _ => None,
        };
        let label = label.map(|label| {
            let label = LayoutJob::single_section(label.to_owned(), format.clone());
            painter.layout_job(label)
        });
        if let Some(label) = &label {
            // The rows of an item stand under one another, right of its number.
            let width = label.size().x + LABEL_GAP * setting.size / BASE_SIZE;
            look.indent = look.indent.max(look.outset + width.min(setting.measure / 3.0));
        }
        let mut job = LayoutJob::single_section(words, format);
        if block.kind == BlockKind::Meta && article.published.is_none() {
            highlight(&mut job, meta.date, theme.accent);
        }
        job.wrap.max_width = setting.measure - look.indent;
        let galley = painter.layout_job(job.clone());
        let has_rtl = columns::has_rtl(&job.text);
        let mut laid = Self {
            look,
            job,
            has_rtl,
            galley,
            label: label.filter(|_| block.is_first),
            rows: Vec::new(),
            height: 0.0,
        };
        laid.place_rows();
        laid
    }

    /// Makes sure that the galley may still be drawn: egui lays out anew when its store of letters
    /// has been emptied. True where the letters moved.
    pub(super) fn refresh(&mut self, painter: &Painter) -> bool {
        if let Some(label) = &mut self.label {
            *label = painter.layout_job((*label.job).clone());
        }
        let galley = painter.layout_job(self.job.clone());
        if Arc::ptr_eq(&galley, &self.galley) {
            return false;
        }
        self.galley = galley;
        let rows = std::mem::take(&mut self.rows);
        self.place_rows();
        rows != self.rows
    }

    fn place_rows(&mut self) {
        let mut chars = self.job.text.char_indices();
        let mut start = 0;
        self.rows.clear();
        for row in &self.galley.rows {
            let n_chars = if self.has_rtl {
                columns::n_chars(chars.as_str(), &row.glyphs)
            } else {
                row.char_count_including_newline().0
            };
            if n_chars > 0 {
                chars.nth(n_chars - 1);
            }
            let end = chars.clone().next().map_or(self.job.text.len(), |(at, _)| at);
            let end = u32::try_from(end).unwrap_or(u32::MAX);
            let on_row = row.glyphs.first().map_or(row.size.y * 0.7, |glyph| glyph.pos.y);
            self.rows.push(Row {
                start,
                end,
                top: row.pos.y,
                bottom: row.pos.y + row.size.y,
                baseline: row.pos.y + on_row,
            });
            start = end;
        }
        self.height = self.look.above + self.galley.size().y + self.look.below;
    }

    /// The words.
    pub(super) fn words(&self) -> &str {
        &self.job.text
    }

    /// The row that holds byte `at` of the block, or the last one.
    pub(super) fn row_at(&self, at: u32) -> usize {
        self.rows.partition_point(|row| row.end <= at).min(self.rows.len().saturating_sub(1))
    }

    /// Where byte `at` of the block stands in row `row`: its left edge.
    pub(super) fn x_at(&self, row: usize, at: u32) -> f32 {
        let (Some(place), Some(placed)) = (self.rows.get(row), self.galley.rows.get(row)) else {
            return 0.0;
        };
        let before = Span::new(place.start, at.min(place.end)).of(&self.job.text);
        let column = self.glyphs(row, before.chars().count());
        let glyphs = placed.glyphs.get(column).unwrap_or_default();
        let on_row = glyphs.iter().map(|glyph| glyph.pos.x).reduce(f32::min);
        let end = || placed.glyphs.last().map_or(0.0, |glyph| glyph.max_x());
        placed.pos.x + on_row.unwrap_or_else(end)
    }

    /// The stretches that the words of `span` take up, a span of the block; without the white space
    /// at the ends of rows.
    pub(super) fn pieces(&self, span: Span) -> impl Iterator<Item = Piece> + '_ {
        let first = self.row_at(span.start);
        self.rows
            .iter()
            .enumerate()
            .skip(first)
            .map_while(move |(idx, row)| {
                (row.start < span.end).then(|| {
                    let inside = Span::new(row.start.max(span.start), row.end.min(span.end));
                    let words = inside.of(&self.job.text);
                    let n_before = words.len() - words.trim_start().len();
                    let from = inside.start as usize + n_before;
                    let inside = Span::from_range(from..from + words.trim().len());
                    (idx, row, inside)
                })
            })
            .filter(|(_, _, inside)| !inside.is_empty())
            .map(|(idx, row, inside)| Piece {
                row: idx,
                x0: self.x_at(idx, inside.start),
                x1: self.right_of(idx, inside.end),
                baseline: row.baseline,
            })
    }

    /// The right edge of the character that ends at byte `end`.
    fn right_of(&self, row: usize, end: u32) -> f32 {
        let (Some(place), Some(placed)) = (self.rows.get(row), self.galley.rows.get(row)) else {
            return 0.0;
        };
        let n_chars = Span::new(place.start, end).of(&self.job.text).chars().count();
        let last = n_chars.checked_sub(1).map(|last| self.glyphs(row, last)).unwrap_or_default();
        let glyphs = placed.glyphs.get(last).unwrap_or_default();
        placed.pos.x + glyphs.iter().map(|glyph| glyph.max_x()).reduce(f32::max).unwrap_or(0.0)
    }

    /// The letters that stand for a character of a row. A word from right to left has them together.
    fn glyphs(&self, row: usize, column: usize) -> Range<usize> {
        if !self.has_rtl {
            return column..column + 1;
        }
        self.columns(row).get(column).cloned().unwrap_or(usize::MAX..usize::MAX)
    }

    fn columns(&self, row: usize) -> Vec<Range<usize>> {
        let (Some(place), Some(placed)) = (self.rows.get(row), self.galley.rows.get(row)) else {
            return Vec::new();
        };
        columns::columns(Span::new(place.start, place.end).of(&self.job.text), &placed.glyphs)
    }

    /// The byte of the block nearest to a position, between two characters.
    pub(super) fn byte_at(&self, pos: Vec2) -> u32 {
        let row = self.rows.partition_point(|row| row.bottom <= pos.y);
        let row = row.min(self.rows.len().saturating_sub(1));
        let (Some(place), Some(placed)) = (self.rows.get(row), self.galley.rows.get(row)) else {
            return 0;
        };
        let mut column = placed.char_at(pos.x - placed.pos.x).0;
        if self.has_rtl {
            let columns = self.columns(row);
            let holds = |glyphs: &Range<usize>| glyphs.contains(&column);
            column = columns.iter().position(holds).unwrap_or(columns.len());
        }
        let words = Span::new(place.start, place.end).of(&self.job.text);
        // Right of a row's end is before the space at which it broke, not on the next row.
        let words =
            if place.end as usize == self.job.text.len() { words } else { words.trim_end() };
        let within = words.char_indices().nth(column).map_or(words.len(), |(at, _)| at);
        place.start + u32::try_from(within).unwrap_or_default()
    }
}

/// Sets a part of a line off by its color.
fn highlight(job: &mut LayoutJob, part: Span, color: Color32) {
    let Some(section) = job.sections.pop() else { return };
    let words = std::mem::take(&mut job.text);
    let (before, rest) = words.split_at_checked(part.start as usize).unwrap_or((&words, ""));
    let (inside, after) = rest.split_at_checked(part.len() as usize).unwrap_or((rest, ""));
    job.append(before, 0.0, section.format.clone());
    job.append(inside, 0.0, TextFormat { color, ..section.format.clone() });
    job.append(after, 0.0, section.format);
}

/// The width of a line of so many characters in a column so wide, and where the line begins in it.
pub(super) fn measure(width: f32, size: f32, n_chars: f32) -> (f32, f32) {
    // Smaller type has no shorter lines: it is chosen to have more in them.
    let widest = n_chars * CHAR_WIDTH * size.max(BASE_SIZE);
    let around = layout::GUTTER + layout::READER_RIGHT;
    let measure = (width - around).clamp(120.0, widest);
    let left = ((width - around - measure) / 2.0).max(0.0);
    (measure.floor(), left.floor())
}
