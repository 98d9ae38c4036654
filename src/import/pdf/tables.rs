//! Tables: lines whose short cells stand under each other, with white between them.

use super::lines::Piece;

/// A cell with more text than this, in bytes, is none.
const CELL_MAX: usize = 200;

/// Lines of one table on one page that are looked at; what follows is another table.
const LINES_MAX: usize = 200;

/// Cells have fewer letters than this on the average; lines of columns have more.
const CELL_USUAL: usize = 40;

/// So much white, in ems, parts the columns of a table everywhere; words that are spread over a line
/// are closer.
const WHITE_MIN: f32 = 0.65;

/// So much parts those of a table of two lines.
const WHITE_WIDE: f32 = 2.0;

/// The line after it in one cell is no further away, in ems.
const STEP_MAX: f32 = 1.45;

/// A line: what stands on it, from left to right, parted by wide gaps.
type Line = Vec<Piece>;

/// The rows of a block as lines, from the top down: those side by side become one, in tables with
/// their cells apart.
pub(super) fn joined(rows: Vec<Piece>) -> Vec<Piece> {
    let mut lines: Vec<Line> = Vec::with_capacity(rows.len());
    for row in rows {
        match lines.last_mut() {
            Some(line)
                if line
                    .last()
                    .is_some_and(|last| last.is_beside(&row) && row.left >= last.right - 1.0) =>
            {
                line.push(row);
            }
            _ => lines.push(vec![row]),
        }
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut rest = lines.as_slice();
    while let Some((line, others)) = rest.split_first() {
        if let Some(table) = Table::at(rest) {
            let (of_table, after) = rest.split_at(table.n_lines);
            out.extend(table.rows(of_table));
            rest = after;
        } else {
            out.extend(if is_row(line) { row(line) } else { whole(line) });
            rest = others;
        }
    }
    out
}

/// Whether a line is a row of a table by itself: the others may stand on another page.
fn is_row(line: &[Piece]) -> bool {
    let is_wide = |pair: &[Piece]| match pair {
        [a, b] => b.left - a.right > WHITE_WIDE * a.size.max(b.size),
        _ => true,
    };
    line.len() >= 3 && line.windows(2).all(is_wide)
}

/// A line as a row, its cells parted by tabs.
fn row(line: &[Piece]) -> Option<Piece> {
    let mut row = whole(line)?;
    let cells: Vec<_> = line.iter().map(|cell| cell.words.replace('\t', " ")).collect();
    row.words = cells.join("\t");
    row.is_row = true;
    Some(row)
}

/// A line as one piece.
fn whole(line: &[Piece]) -> Option<Piece> {
    let (first, others) = line.split_first()?;
    let mut whole = first.clone();
    others.iter().for_each(|piece| whole.append(piece.clone()));
    Some(whole)
}

struct Table {
    n_lines: usize,
    /// From where to where each column reaches.
    columns: Vec<(f32, f32)>,
    /// What parts its two nearest columns, in ems.
    white: f32,
}

impl Table {
    /// The table that these lines begin with.
    fn at(lines: &[Line]) -> Option<Self> {
        let first = lines.first().filter(|line| line.len() >= 2)?;
        let mut reached: Vec<(f32, f32)> = Vec::new();
        let size = first.first()?.size;
        let mut n_lines = 0;
        for (idx, line) in lines.iter().take(LINES_MAX).enumerate() {
            let mut wider = reached.clone();
            line.iter().for_each(|cell| put(&mut wider, cell, 0.3 * size));
            let is_near = idx == 0
                || lines.get(idx - 1).zip(Some(line)).is_some_and(|(above, line)| {
                    let limit = if line.len() > 1 { 4.0 } else { STEP_MAX };
                    step(above, line) < limit * size
                });
            let is_alike = line.iter().all(|cell| (cell.size - size).abs() < 0.1 * size);
            let is_cells = line.iter().all(|cell| cell.words.len() <= CELL_MAX);
            // One cell alone stands under its column and reaches over no other.
            let bridges = wider.len() < reached.len().max(2) && (line.len() < 2 || wider.len() < 2);
            if bridges || !is_near || !is_alike || !is_cells {
                break;
            }
            reached = wider;
            n_lines = idx + 1;
        }
        let held = lines.get(..n_lines)?;
        // Columns as most lines with cells have them.
        let n_lines_of = |n: usize| held.iter().filter(|line| line.len() == n).count();
        let n_most =
            held.iter().map(Vec::len).filter(|&n| n > 1).max_by_key(|&n| (n_lines_of(n), n))?;
        let usual: Vec<&Line> = held.iter().filter(|line| line.len() == n_most).collect();
        if usual.len() < 2 {
            return None;
        }
        let column = |at: usize| {
            let cells = || usual.iter().filter_map(move |line| line.get(at));
            let left = cells().map(|cell| cell.left).min_by(f32::total_cmp)?;
            Some((left, cells().map(|cell| cell.right).max_by(f32::total_cmp)?))
        };
        let columns = (0..n_most).filter_map(column).collect();
        // From each column to the next, as most of their lines have it.
        let white = |at: usize| {
            let pairs =
                usual.iter().filter_map(|line| Some(line.get(at + 1)?.left - line.get(at)?.right));
            let mut white: Vec<f32> = pairs.collect();
            white.sort_by(f32::total_cmp);
            white.get(white.len() / 2).copied()
        };
        let white = (0..n_most - 1).filter_map(white).min_by(f32::total_cmp)? / size;
        let mut table = Self { n_lines, columns, white };
        // What stands alone at its end is in no row, unless it goes on in a cell.
        let row_step = held
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] if a.len() > 1 && b.len() > 1 => Some(step(a, b)),
                _ => None,
            })
            .min_by(f32::total_cmp)
            .unwrap_or(f32::MAX);
        while table.n_lines > 1
            && let Some([above, last]) = held.get(table.n_lines - 2..table.n_lines)
            && last.len() == 1
            && step(above, last) > 0.9 * row_step
            && !ends_cell(above, last)
        {
            table.n_lines -= 1;
        }
        table.is_one(held.get(..table.n_lines)?).then_some(table)
    }

    fn is_one(&self, lines: &[Line]) -> bool {
        let full: Vec<_> = lines.iter().filter(|line| line.len() >= 2).collect();
        let n_columns = self.columns.len();
        if n_columns < 2 || full.len() < 2 || lines.len() > full.len() * 3 {
            return false;
        }
        let is_parted = self.white >= if full.len() > 2 { WHITE_MIN } else { WHITE_WIDE };
        let cells = || full.iter().flat_map(|line| line.iter());
        let n_cells = cells().count().max(1);
        let n_letters: usize = cells().map(|cell| cell.words.chars().count()).sum();
        // A sign or a number before each item makes a list.
        let is_list = n_columns == 2
            && full.iter().all(|line| line.first().is_some_and(|cell| is_label(&cell.words)));
        // Most rows have most cells.
        let is_full = n_cells * 10 >= full.len() * n_columns * 6;
        is_parted && is_full && !is_list && n_letters < CELL_USUAL * n_cells
    }

    /// The lines of the table as rows, with lines of one cell put together.
    fn rows(&self, lines: &[Line]) -> Vec<Piece> {
        let steps: Vec<f32> = lines
            .windows(2)
            .filter_map(|pair| match pair {
                [above, line] => Some(step(above, line)),
                _ => None,
            })
            .collect();
        let nearest = steps.iter().copied().min_by(f32::total_cmp).unwrap_or_default();
        // Rows of several lines stand apart from each other; one head alone may do so too.
        let is_wide = |step: f32| step > 1.2 * nearest;
        let n_wide = steps.iter().filter(|&&step| is_wide(step)).count();
        let has_lines_in_cells = n_wide > 1 && n_wide * 3 >= steps.len();
        let mut rows: Vec<(Piece, Vec<String>)> = Vec::new();
        for (idx, line) in lines.iter().enumerate() {
            let Some(whole) = whole(line) else { continue };
            let step = idx.checked_sub(1).and_then(|at| steps.get(at)).copied();
            let goes_on = step.is_some_and(|step| {
                let is_near = step < STEP_MAX * whole.size && !is_wide(step);
                let is_part = line.len() < self.columns.len() && n_wide > 0;
                let begins_small = whole.words.starts_with(char::is_lowercase);
                let is_lone = line.len() == 1 && (begins_small || self.column_of(&whole) > 0);
                is_near && (has_lines_in_cells || is_part || is_lone)
            });
            let mut cells = vec![String::new(); self.columns.len()];
            for (at, piece) in line.iter().enumerate() {
                let is_usual = line.len() == self.columns.len();
                let at = if is_usual { at } else { self.column_of(piece) };
                if let Some(cell) = cells.get_mut(at) {
                    // Tabs part cells here, and nothing else.
                    if !cell.is_empty() {
                        cell.push(' ');
                    }
                    cell.push_str(&piece.words);
                }
            }
            match rows.last_mut() {
                Some((row, above)) if goes_on => {
                    for (cell, more) in above.iter_mut().zip(cells) {
                        if !cell.is_empty() && !more.is_empty() {
                            cell.push(' ');
                        }
                        cell.push_str(&more);
                    }
                    row.bottom = row.bottom.min(whole.bottom);
                }
                _ => rows.push((whole, cells)),
            }
        }
        let row = |(mut row, cells): (Piece, Vec<String>)| {
            row.words = cells.join("\t").trim_end_matches('\t').to_owned();
            row.is_row = true;
            row
        };
        rows.into_iter().map(row).collect()
    }

    /// The column with whose left side, middle or right side a piece stands in line.
    fn column_of(&self, piece: &Piece) -> usize {
        let middle = |from: f32, to: f32| f32::midpoint(from, to);
        let distance = |&(from, to): &(f32, f32)| {
            let aside = middle(from, to) - middle(piece.left, piece.right);
            [from - piece.left, to - piece.right, aside]
                .map(f32::abs)
                .into_iter()
                .fold(f32::MAX, f32::min)
        };
        let columns = self.columns.iter().enumerate();
        columns.min_by(|a, b| distance(a.1).total_cmp(&distance(b.1))).map_or(0, |(at, _)| at)
    }
}

/// Whether a line goes on in a cell of the line above it: it begins in the middle of a sentence.
fn ends_cell(above: &Line, line: &Line) -> bool {
    let is_small = line.iter().all(|cell| cell.words.starts_with(char::is_lowercase));
    let size = line.first().map_or(0.0, |cell| cell.size);
    is_small && above.len() > 1 && step(above, line) < STEP_MAX * size
}

/// Widens the column that a cell stands in, or makes it one; columns that it reaches become one.
fn put(columns: &mut Vec<(f32, f32)>, cell: &Piece, near: f32) {
    let (mut from, mut to) = (cell.left, cell.right);
    columns.retain(|&(left, right)| {
        let is_apart = right + near < from || to + near < left;
        if !is_apart {
            from = from.min(left);
            to = to.max(right);
        }
        is_apart
    });
    columns.push((from, to));
    columns.sort_by(|a, b| a.0.total_cmp(&b.0));
}

/// How far a line stands under another one.
fn step(above: &Line, line: &Line) -> f32 {
    let bottom = |line: &Line| line.iter().map(|cell| cell.bottom).min_by(f32::total_cmp);
    bottom(above).zip(bottom(line)).map_or(0.0, |(above, line)| above - line)
}

/// Whether words are a sign or number such as stands before the item of a list.
fn is_label(words: &str) -> bool {
    let inner = words.trim_matches(['(', ')', '.', '[', ']']);
    let is_sign = words.chars().count() == 1 && !words.contains(char::is_alphanumeric);
    let has_mark = inner.len() < words.len() && inner.chars().count() <= 4;
    let is_short_number = words.len() <= 2 && words.bytes().all(|b| b.is_ascii_digit());
    is_sign || is_short_number || (has_mark && inner.chars().all(char::is_alphanumeric))
}
