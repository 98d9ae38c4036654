//! The order in which the parts of a page are read: columns from left to right, between the rows
//! that go across them.

use super::lines::Piece;

/// Rows that stand beside others, at the least, for a white strip to part columns.
const ROWS_MIN: usize = 5;

/// Columns inside columns, at the most.
const DEPTH_MAX: usize = 4;

/// The rows of a page in the order in which they are read, as blocks one column wide.
pub(super) fn blocks(rows: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut out = Vec::new();
    split(rows, DEPTH_MAX, &mut out);
    out
}

fn split(rows: Vec<Piece>, depth: usize, out: &mut Vec<Vec<Piece>>) {
    let gutter = if depth > 0 { gutter(&rows) } else { None };
    let Some(gutter) = gutter else {
        out.push(joined(rows));
        return;
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let flush = |left: &mut Vec<Piece>, right: &mut Vec<Piece>, out: &mut Vec<Vec<Piece>>| {
        for side in [left, right] {
            if !side.is_empty() {
                split(std::mem::take(side), depth - 1, out);
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

/// Where a white strip parts columns: few rows cross it, and rows of running text stand on both
/// sides of it, the right ones beginning under each other.
fn gutter(rows: &[Piece]) -> Option<f32> {
    let left = rows.iter().map(|row| row.left).min_by(f32::total_cmp)?;
    let right = rows.iter().map(|row| row.right).max_by(f32::total_cmp)?;
    let width = right - left;
    let mut best: Option<(usize, f32)> = None;
    let mut starts: Vec<f32> = rows.iter().map(|row| row.left).collect();
    starts.sort_by(f32::total_cmp);
    starts.dedup_by(|b, a| *b - *a < 1.0);
    for start in starts {
        let x = start - 2.0;
        if x < left + 0.15 * width || x > right - 0.15 * width {
            continue;
        }
        let n_across = rows.iter().filter(|row| row.left < x && x < row.right).count();
        let ours = || rows.iter().filter(|row| row.left >= x);
        let theirs = || rows.iter().filter(|row| row.right <= x);
        let n_begin = ours().filter(|row| (row.left - start).abs() < 3.0).count();
        if n_across * 4 > rows.len() || n_begin < ROWS_MIN || n_begin * 3 < ours().count() {
            continue;
        }
        // Cells of tables are short; lines of columns fill them.
        let fills = |row: &&Piece, from: f32, to: f32| row.right - row.left > 0.6 * (to - from);
        let n_left = theirs().filter(|row| fills(row, left, x)).count();
        let n_right = ours().filter(|row| fills(row, x, right)).count();
        let is_text = n_left * 3 >= theirs().count() && n_left >= ROWS_MIN;
        let three = ours().any(|row| row.left > x + 0.4 * (right - x));
        let is_text = is_text && (three || (n_right * 3 >= ours().count() && n_right >= ROWS_MIN));
        if is_text && best.is_none_or(|(n, _)| n_across < n) {
            best = Some((n_across, x));
        }
    }
    best.map(|(_, x)| x)
}

/// Rows of which those side by side are one.
fn joined(rows: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(rows.len());
    for row in rows {
        match out.last_mut() {
            Some(last) if last.is_beside(&row) && row.left >= last.right - 1.0 => last.append(row),
            _ => out.push(row),
        }
    }
    out
}
