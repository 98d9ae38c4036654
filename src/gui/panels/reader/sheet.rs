//! The article as it is set: its blocks, what of it has been laid out, and where the view stands.
//!
//! Only the blocks in view, and a few around them, are ever laid out. The view's place is a place in
//! the block at its top, so correcting an estimate never moves the words under the reader's eye.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::Painter;

use super::super::super::theme::Theme;
use super::Meta;
use super::block::{self, Block, BlockKind};
use super::flow::{Flow, Place};
use super::layout::{Laid, Look, Setting};
use super::mark::{Dress, MarkIndex};
use super::odd::Odd;
use crate::project::{Article, ClaimId};
use crate::text::Document;
use crate::workbench::Desk;
use crate::workbench::rows::MarkRow;

/// Empty space under the last paragraph, so that it can be read in peace.
const FOOT: f32 = 60.0;

/// How many laid out blocks outside the view are kept.
const KEPT: usize = 120;

/// What is needed to lay out a block.
pub(super) struct Press<'a> {
    pub(super) painter: &'a Painter,
    pub(super) article: &'a Article,
    pub(super) theme: &'a Theme,
    pub(super) setting: Setting,
    /// The line with byline and date.
    pub(super) meta: &'a Meta,
}

/// A block that is in view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    /// Which.
    pub(super) block: usize,
    /// How far its top is below the view's.
    pub(super) y: f32,
}

/// What of the marks depends on more than the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wear {
    /// Words that are not accounted for are shaded.
    pub(super) shades_left: bool,
    /// The claim whose ticks are being drawn.
    pub(super) drawing: Option<ClaimId>,
}

/// What the marks of a block were drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Worn {
    selected: Option<ClaimId>,
    wear: Wear,
}

/// The article as it is set.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// What was set: held, so that no other document can come to stand at its address.
    document: Option<Arc<Document>>,
    title: String,
    setting: Option<Setting>,
    theme: Option<Theme>,
    pub(super) blocks: Vec<Block>,
    pub(super) n_words: usize,
    /// Characters in it that play tricks.
    pub(super) odd: Odd,
    pub(super) flow: Flow,
    /// What stands at the top of the view.
    pub(super) top: Place,
    laid: BTreeMap<usize, Laid>,
    /// The marks of laid out blocks, with what they were drawn for.
    dressed: BTreeMap<usize, (Worn, Dress)>,
    marks: MarkIndex,
    revision: Option<u64>,
    /// How many blocks were laid out since the article was opened.
    n_laid: usize,
}

impl Sheet {
    /// Takes in a new article, another width or size, other colors or changed marks. True where
    /// another article lies in view.
    pub(super) fn keep_up(&mut self, press: &Press<'_>, desk: &Desk) -> bool {
        let article = press.article;
        let is_same = self.document.as_ref().is_some_and(|d| Arc::ptr_eq(d, &article.document));
        let is_other_title = self.title != article.title;
        if !is_same || is_other_title {
            self.blocks = block::blocks(article);
            self.title.clone_from(&article.title);
            self.revision = None;
            self.setting = None;
        }
        if !is_same {
            self.document = Some(Arc::clone(&article.document));
            // They were counted for the coverage; once more takes its time in a long text.
            self.n_words = desk.rows().coverage.all;
            self.odd = Odd::new(&article.document);
            self.top = Place::default();
            self.laid.clear();
        }
        if self.theme.as_ref() != Some(press.theme) || self.setting != Some(press.setting) {
            self.set_anew(press);
        }
        if self.revision != Some(desk.marks_revision()) {
            self.revision = Some(desk.marks_revision());
            self.marks = MarkIndex::new(&desk.rows().marks, &self.blocks);
            self.dressed.clear();
            // The date in it may have changed.
            self.laid.retain(|&idx, _| {
                self.blocks.get(idx).is_some_and(|block| block.kind != BlockKind::Meta)
            });
        }
        !is_same
    }

    /// Estimates all heights and keeps the words at the view's top where they are.
    fn set_anew(&mut self, press: &Press<'_>) {
        let is_set_alike = self.setting == Some(press.setting);
        let held = self.laid.get(&self.top.block).and_then(|laid| {
            let y = self.top.dy - laid.look.above;
            let row = laid.rows.iter().find(|row| row.bottom > y)?;
            Some((row.start, (y - row.top) / (row.bottom - row.top)))
        });
        self.laid.clear();
        self.dressed.clear();
        self.theme = Some(press.theme.clone());
        if is_set_alike {
            return;
        }
        self.setting = Some(press.setting);
        let estimate = |block: &Block| {
            let look = Look::new(block, press.setting, press.theme);
            look.estimate(block.n_chars, press.setting)
        };
        self.flow = Flow::new(self.blocks.iter().map(estimate).collect());
        self.top.block = self.top.block.min(self.blocks.len().saturating_sub(1));
        if let Some((at, share)) = held.filter(|_| self.top != Place::default()) {
            self.lay(self.top.block, press);
            if let Some(laid) = self.laid.get(&self.top.block)
                && let Some(row) = laid.rows.get(laid.row_at(at))
            {
                self.top.dy = laid.look.above + row.top + share * (row.bottom - row.top);
            }
        }
    }

    /// Lays out a block, unless it is.
    pub(super) fn lay(&mut self, idx: usize, press: &Press<'_>) {
        if self.laid.contains_key(&idx) {
            return;
        }
        let Some(block) = self.blocks.get(idx) else { return };
        let Press { painter, article, theme, setting, meta } = press;
        let laid = Laid::new(painter, block, article, *setting, theme, meta);
        self.flow.measure(idx, laid.height);
        self.laid.insert(idx, laid);
        self.n_laid += 1;
    }

    /// A laid out block.
    pub(super) fn laid(&self, idx: usize) -> Option<&Laid> {
        self.laid.get(&idx)
    }

    /// The marks of a block in view.
    pub(super) fn dress(&self, idx: usize) -> Option<&Dress> {
        self.dressed.get(&idx).map(|(_, dress)| dress)
    }

    /// How many blocks have been laid out since the article was opened.
    pub(super) fn n_laid(&self) -> usize {
        self.n_laid
    }

    /// The height of a block, measured now if it was not.
    fn measured(&mut self, idx: usize, press: &Press<'_>) -> f32 {
        if !self.flow.is_measured(idx) {
            self.lay(idx, press);
        }
        self.flow.height(idx)
    }

    /// Moves the view by so many points, measuring what it passes.
    pub(super) fn scroll(&mut self, by: f32, view_height: f32, press: &Press<'_>) {
        // Far jumps go by the estimates: nobody sees what they pass.
        if by.abs() > view_height * 4.0 {
            let distance = self.flow.distance(self.top) + f64::from(by);
            self.top = self.flow.place(distance);
        } else {
            self.top = self.moved(self.top, by, press);
        }
    }

    /// The place so many points further down, or up, as measured. Stops at both ends.
    pub(super) fn moved(&mut self, from: Place, by: f32, press: &Press<'_>) -> Place {
        let mut place = Place { dy: from.dy + by, ..from };
        while place.dy < 0.0 && place.block > 0 {
            place.block -= 1;
            place.dy += self.measured(place.block, press);
        }
        place.dy = place.dy.max(0.0);
        while place.block + 1 < self.flow.len() {
            let height = self.measured(place.block, press);
            if place.dy < height {
                break;
            }
            place.dy -= height;
            place.block += 1;
        }
        place
    }

    /// How far it is from one place down to another, or up, as measured; `None` where it is more
    /// than `most`.
    pub(super) fn way(
        &mut self,
        from: Place,
        to: Place,
        most: f32,
        press: &Press<'_>,
    ) -> Option<f32> {
        let (upper, lower, sign) = if (from.block, from.dy) <= (to.block, to.dy) {
            (from, to, 1.0)
        } else {
            (to, from, -1.0)
        };
        let mut way = lower.dy - upper.dy;
        for idx in upper.block..lower.block {
            way += self.measured(idx, press);
            if way > most + lower.dy.max(0.0) {
                return None;
            }
        }
        (way <= most).then_some(way * sign)
    }

    /// Lays out what is in view, and puts the end of the article at the view's bottom where the view
    /// reached beyond it. Gives the blocks in view from top to bottom.
    pub(super) fn settle(&mut self, height: f32, press: &Press<'_>) -> Vec<Shown> {
        self.top = self.moved(self.top, 0.0, press);
        let mut shown = self.show(height, press);
        let reaches_end = shown.last().is_some_and(|last| last.block + 1 == self.flow.len());
        if reaches_end && let Some(last) = shown.last() {
            let end = last.y + self.flow.height(last.block) + FOOT;
            let beyond = height - end;
            if beyond > 0.0 && self.top != Place::default() {
                self.top = self.moved(self.top, -beyond, press);
                shown = self.show(height, press);
            }
        }
        // Galleys that are drawn must be egui's latest.
        for Shown { block, .. } in &shown {
            if let Some(laid) = self.laid.get_mut(block)
                && laid.refresh(press.painter)
            {
                self.dressed.remove(block);
            }
        }
        self.forget(&shown);
        shown
    }

    fn show(&mut self, height: f32, press: &Press<'_>) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut y = -self.top.dy;
        let mut block = self.top.block;
        while y < height && block < self.flow.len() {
            self.lay(block, press);
            shown.push(Shown { block, y });
            y += self.flow.height(block);
            block += 1;
        }
        shown
    }

    /// Drops layouts far from the view; their heights stay known.
    fn forget(&mut self, shown: &[Shown]) {
        if self.laid.len() <= shown.len() + KEPT {
            return;
        }
        let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return };
        let near = first.block.saturating_sub(KEPT / 4)..=last.block + KEPT / 4;
        self.laid.retain(|idx, _| near.contains(idx));
        self.dressed.retain(|idx, _| near.contains(idx));
    }

    /// Draws up the marks of what is in view.
    pub(super) fn dress_up(&mut self, shown: &[Shown], desk: &Desk, theme: &Theme, wear: Wear) {
        let rows = desk.rows();
        let marks = &rows.marks;
        for &Shown { block: idx, .. } in shown {
            let (Some(laid), Some(block)) = (self.laid.get(&idx), self.blocks.get(idx)) else {
                continue;
            };
            let holds = |id: ClaimId| {
                self.marks.of_block(idx).any(|mark| marks.get(mark).is_some_and(|m| m.id == id))
            };
            let selected = desk.selected().filter(|&id| holds(id));
            let drawing = wear.drawing.filter(|&id| holds(id));
            let worn = Worn { selected, wear: Wear { drawing, ..wear } };
            if self.dressed.get(&idx).is_some_and(|(held, _)| *held == worn) {
                continue;
            }
            let indices = self.marks.of_block(idx);
            let mut dress = Dress::new(laid, block, marks, indices, (selected, drawing), theme);
            if let Some(article) = desk.article() {
                dress.add_sentences(laid, block, article, theme);
            }
            if wear.shades_left {
                dress.shade(laid, block, &rows.covered, theme);
            }
            self.dressed.insert(idx, (worn, dress));
        }
    }

    /// The height of everything, with the space at its foot.
    pub(super) fn total(&self) -> f64 {
        self.flow.total() + f64::from(FOOT)
    }
}

impl Sheet {
    /// How far from the article's beginning byte `at` stands, as well as it is known.
    pub(super) fn distance_of(&self, at: u32) -> f64 {
        let idx = block::block_at(&self.blocks, at);
        let share = self.blocks.get(idx).map_or(0.0, |block| share_of(block, at));
        self.flow.above(idx) + share * f64::from(self.flow.height(idx))
    }

    /// The same for every mark, in order, in one pass over the blocks.
    pub(super) fn mark_distances<'m>(
        &self,
        marks: &'m [MarkRow],
    ) -> impl Iterator<Item = (&'m MarkRow, f64)> {
        let mut idx = 0;
        let mut above = 0.0;
        marks.iter().map(move |mark| {
            while self.blocks.get(idx + 1).is_some_and(|next| next.span.start <= mark.span.start) {
                above += f64::from(self.flow.height(idx));
                idx += 1;
            }
            let share = self.blocks.get(idx).map_or(0.0, |b| share_of(b, mark.span.start));
            (mark, above + share * f64::from(self.flow.height(idx)))
        })
    }

    /// The place of byte `at`: the top of its row. Lays out its block.
    pub(super) fn place_of(&mut self, at: u32, press: &Press<'_>) -> Place {
        let idx = block::block_at(&self.blocks, at);
        self.lay(idx, press);
        let start = self.blocks.get(idx).map_or(0, |block| block.span.start);
        let dy = self.laid.get(&idx).map_or(0.0, |laid| {
            let row = laid.rows.get(laid.row_at(at.saturating_sub(start)));
            laid.look.above + row.map_or(0.0, |row| row.top)
        });
        Place { block: idx, dy }
    }
}

/// How far into its block a byte stands, from 0 to 1.
fn share_of(block: &Block, at: u32) -> f64 {
    let within = at.saturating_sub(block.span.start);
    f64::from(within) / f64::from(block.span.len().max(1))
}
