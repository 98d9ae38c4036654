//! The order in which the parts of a page are read: columns from left to right, between the rows
//! that go across them.

use super::lines::Piece;
use super::tables::joined;

/// Rows that stand beside others, at the least, for a white strip to part columns.
const ROWS_MIN: usize = 5;

/// The same where other pages have their columns at this place.
const ROWS_KNOWN: usize = 2;

/// Columns inside columns, at the most.
const DEPTH_MAX: usize = 4;

/// Where the columns of a page are parted; `None` where it has none.
pub(super) fn gutter_of(rows: &[Piece]) -> Option<f32> {
    gutter(rows, &[])
}

/// The rows of a page in the order in which they are read, as blocks one column wide; other pages
/// have their gutters at the `known` places.
pub(super) fn blocks(rows: Vec<Piece>, known: &[f32]) -> Vec<Vec<Piece>> {
    let mut out = Vec::new();
    split(rows, known, DEPTH_MAX, &mut out);
    out
}

fn split(rows: Vec<Piece>, known: &[f32], depth: usize, out: &mut Vec<Vec<Piece>>) {
    let gutter = if depth > 0 { gutter(&rows, known) } else { None };
    let Some(gutter) = gutter else {
        out.push(joined(rows));
        return;
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let flush = |left: &mut Vec<Piece>, right: &mut Vec<Piece>, out: &mut Vec<Vec<Piece>>| {
        for side in [left, right] {
            if !side.is_empty() {
                split(std::mem::take(side), known, depth - 1, out);
            }
        }
    };
    let mut across: Vec<Piece> = Vec::new();
    for row in rows {
        if row.left < gutter && gutter < row.right {
            flush(&mut left, &mut right, out);
            across.push(row);
            continue;
        }
        if !across.is_empty() {
            out.push(joined(std::mem::take(&mut across)));
        }
        if row.right <= gutter { left.push(row) } else { right.push(row) }
    }
    flush(&mut left, &mut right, out);
    if !across.is_empty() {
        out.push(joined(across));
    }
}

/// Where a white strip parts columns: few lines cross it, and lines of running text stand on both
/// sides of it, the right ones beginning under each other.
fn gutter(rows: &[Piece], known: &[f32]) -> Option<f32> {
    let left = rows.iter().map(|row| row.left).min_by(f32::total_cmp)?;
    let right = rows.iter().map(|row| row.right).max_by(f32::total_cmp)?;
    let width = right - left;
    let lines = lines(rows);
    let mut best: Option<(usize, f32)> = None;
    let mut starts: Vec<f32> = rows.iter().map(|row| row.left).collect();
    starts.sort_by(f32::total_cmp);
    starts.dedup_by(|b, a| *b - *a < 1.0);
    for start in starts {
        let x = start - 2.0;
        if x < left + 0.15 * width || x > right - 0.15 * width {
            continue;
        }
        let is_known = known.iter().any(|other| (other - x).abs() < 3.0);
        let n_min = if is_known { ROWS_KNOWN } else { ROWS_MIN };
        // What of each line stands on either side: from where to where.
        let mut n_across = 0;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for line in &lines {
            if line.iter().any(|row| row.left < x && x < row.right) {
                n_across += 1;
                continue;
            }
            theirs.extend(extent(line.iter().filter(|row| row.right <= x)));
            ours.extend(extent(line.iter().filter(|row| row.left >= x)));
        }
        let n_begin = ours.iter().filter(|side| (side.left - start).abs() < 3.0).count();
        let n_begin_min = n_min.min(3);
        if n_across * 4 > lines.len() || n_begin < n_begin_min || n_begin * 4 < ours.len() {
            continue;
        }
        // Cells of tables are short; lines of columns fill them.
        let n_filled = |sides: &[Side], from: f32, to: f32| {
            sides.iter().filter(|side| side.is_filled(from, to)).count()
        };
        let n_left = n_filled(&theirs, left, x);
        let n_right = n_filled(&ours, x, right);
        let is_text = n_left * 3 >= theirs.len() && n_left >= n_min;
        let three = ours.iter().any(|side| side.left > x + 0.4 * (right - x));
        let is_text = is_text && (three || (n_right * 3 >= ours.len() && n_right >= n_min));
        if is_text && best.is_none_or(|(n, _)| n_across < n) {
            best = Some((n_across, x));
        }
    }
    best.map(|(_, x)| x)
}

/// Rows by the lines that they stand on.
fn lines(rows: &[Piece]) -> Vec<Vec<&Piece>> {
    let mut lines: Vec<Vec<&Piece>> = Vec::new();
    for row in rows {
        match lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| last.is_beside(row)) => line.push(row),
            _ => lines.push(vec![row]),
        }
    }
    lines
}

/// What of a line stands on one side of a strip.
struct Side {
    left: f32,
    right: f32,
    /// How much of that is under pieces.
    covered: f32,
}

impl Side {
    /// Whether it fills a column between two edges as text does.
    fn is_filled(&self, from: f32, to: f32) -> bool {
        let width = self.right - self.left;
        width > 0.6 * (to - from) && self.covered > 0.75 * width
    }
}

/// From where to where some pieces reach.
fn extent<'p>(pieces: impl Iterator<Item = &'p &'p Piece>) -> Option<Side> {
    let side = |piece: &&Piece| Side {
        left: piece.left,
        right: piece.right,
        covered: piece.right - piece.left,
    };
    pieces.map(side).reduce(|a, b| Side {
        left: a.left.min(b.left),
        right: a.right.max(b.right),
        covered: a.covered + b.covered,
    })
}
