//! Words put together to rows of words.

use std::collections::BTreeMap;

use pdf_oxide::layout::TextSpan;

use crate::text::raised;

/// A word, or several on one line, and where it stands on its page: in points, upwards and to the
/// right.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) words: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
    pub(super) top: f32,
    /// Of its type.
    pub(super) size: f32,
    pub(super) is_bold: bool,
    /// Whether a space stands before it and after it, by the file's own account.
    spaces: (bool, bool),
    /// A row of a table, its cells parted by tabs.
    pub(super) is_row: bool,
}

/// More white than this, in ems, is no space between two words of one run.
const SPACE_MAX: f32 = 1.0;

/// Runs of letters that are closer, in ems, are of one word.
const NEAR: f32 = 0.14;

/// Type so much smaller than what it stands beside may be raised or lowered.
const SMALLER: f32 = 0.8;

/// Type so much larger than that of the text is that of a heading.
pub(super) const LARGER: f32 = 1.12;

/// The size of the type of most of the words, to a quarter of a point.
pub(super) fn usual_size<'p>(rows: impl Iterator<Item = &'p Piece>) -> Option<f32> {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for row in rows {
        *sizes.entry((row.size * 4.0).round() as i32).or_default() += row.words.len();
    }
    sizes.iter().max_by_key(|(_, n)| **n).map(|(&size, _)| size as f32 / 4.0)
}

impl Piece {
    /// A word at `x`, `y` with width and height; `None` where there is none to be seen.
    pub(super) fn new(words: &str, place: [f32; 4], size: f32, is_bold: bool) -> Option<Self> {
        let [left, bottom, width, height] = place;
        let is_sane = place.iter().chain([&size]).all(|n| n.is_finite() && n.abs() < 1e6);
        let words = expanded(words.trim());
        // A place where a word may be parted shows only where it is.
        let words = match words.strip_suffix('\u{AD}') {
            Some(parted) => format!("{}\u{AD}", parted.replace('\u{AD}', "")),
            None => words.replace('\u{AD}', ""),
        };
        let size = if size > 0.0 { size } else { height };
        (is_sane && !words.is_empty() && size > 0.0).then(|| Self {
            words,
            left,
            right: left + width.max(0.0),
            bottom,
            top: bottom + if height > 0.0 { height } else { size },
            size,
            is_bold,
            spaces: (false, false),
            is_row: false,
        })
    }

    /// The words of one run of letters; those that much white parts are pieces of their own.
    pub(super) fn of_span(span: &TextSpan) -> Vec<Self> {
        let (mut pieces, mut words) = (Vec::new(), String::new());
        let (mut left, mut right) = (0.0, 0.0_f32);
        let mut space = None;
        let mut put = |words: &str, left: f32, right: f32| {
            let place = [left, span.bbox.y, right - left, span.bbox.height];
            let is_bold = span.font_weight.is_bold();
            if let Some(piece) = Self::new(words, place, span.font_size, is_bold) {
                pieces.push(Self {
                    spaces: (span.text.starts_with(' '), span.text.ends_with(' ')),
                    ..piece
                });
            }
        };
        let chars = span.to_chars();
        // The widths of letters leave out how lines are spread; the run as a whole has it.
        let begin = span.bbox.x;
        let nominal = chars.last().map_or(0.0, |last| last.bbox.x + last.bbox.width - begin);
        let spread = span.bbox.width / nominal;
        let is_spread = span.char_x_offsets.is_empty() && (0.5..2.0).contains(&spread);
        let place = |x: f32| if is_spread { begin + (x - begin) * spread } else { x };
        for char in chars {
            let (from, to) = (place(char.bbox.x), place(char.bbox.x + char.bbox.width));
            if char.char.is_whitespace() {
                space = Some(if char.char == '\u{A0}' && space.is_none() { '\u{A0}' } else { ' ' });
                continue;
            }
            let space = space.take();
            if space.is_some() && from - right > SPACE_MAX * span.font_size {
                put(&words, left, right);
                words.clear();
            }
            if words.is_empty() {
                left = from;
            } else {
                words.extend(space);
            }
            words.push(char.char);
            // A place where a word may be parted has no width.
            right = right.max(if char.char == '\u{AD}' { from } else { to });
        }
        put(&words, left, right);
        pieces
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// Whether two cannot stand on one line: one is over or under the other.
    fn overlaps(&self, other: &Self) -> bool {
        let width = |piece: &Self| piece.right - piece.left;
        let shared = self.right.min(other.right) - self.left.max(other.left);
        let is_higher = (self.bottom - other.bottom).abs() > 0.25 * self.size.min(other.size);
        is_higher && shared > 0.5 * width(self).min(width(other)) && shared > 1.0
    }

    /// Whether two stand on one line: the middle of one within the other.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let (low, high) = if self.size < other.size { (self, other) } else { (other, self) };
        high.bottom < low.middle() && low.middle() < high.top
    }

    /// Whether it is smaller than another one and stands no lower: how much higher, not every program
    /// says.
    fn is_raised_beside(&self, other: &Self) -> bool {
        self.size <= SMALLER * other.size && self.bottom >= other.bottom - 0.05 * other.size
    }

    /// Puts what stands to its right onto it.
    pub(super) fn append(&mut self, mut other: Self) {
        // Figures that are raised stay so: on the line they would be a part of another number.
        let mut is_raised = false;
        if other.is_raised_beside(self) && !ends_in_element(&self.words) {
            if let Some(words) = raised(&other.words) {
                other.words = words;
                is_raised = true;
            }
        } else if self.is_raised_beside(&other)
            && let Some(words) = raised(&self.words)
        {
            self.words = words;
        }
        let gap = other.left - self.right;
        // Marks of notes and signs drawn apart stand close to their words.
        let near = if is_raised { 0.3 } else { NEAR };
        let has_space = !is_raised && (self.spaces.1 || other.spaces.0);
        self.spaces.1 = other.spaces.1;
        if self.words.ends_with('\u{AD}') && other.words.starts_with(['-', '\u{2010}']) {
            // The place of a hyphen, and the hyphen itself.
            self.words.pop();
        } else if gap < 0.3 * self.size && self.words.ends_with('\u{AD}') {
            self.words.pop();
        } else if has_space || gap > near * self.size.max(other.size) {
            self.words.push(' ');
        }
        self.words.push_str(&other.words);
        let (n_own, n_other) = (self.right - self.left, other.right - other.left);
        if n_other > n_own {
            self.size = other.size;
        }
        self.is_bold &= other.is_bold;
        self.right = self.right.max(other.right);
        self.left = self.left.min(other.left);
        self.top = self.top.max(other.top);
        self.bottom = self.bottom.min(other.bottom);
    }
}

/// Whether words end in the sign of a chemical element after which a small figure is a number of its
/// atoms: `CO`, `H`.
fn ends_in_element(words: &str) -> bool {
    let last = words.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    matches!(
        last,
        "H" | "C" | "N" | "O" | "CO" | "NO" | "SO" | "CH" | "NH" | "SF" | "PM" | "SiO" | "TiO"
    )
}

/// Two letters drawn as one, and signs that fonts put for others.
fn expanded(words: &str) -> String {
    const LIGATURES: &[(char, &str)] = &[
        ('\u{FB00}', "ff"),
        ('\u{FB01}', "fi"),
        ('\u{FB02}', "fl"),
        ('\u{FB03}', "ffi"),
        ('\u{FB04}', "ffl"),
        ('\u{FB05}', "st"),
        ('\u{FB06}', "st"),
    ];
    let mut out = String::with_capacity(words.len());
    for c in words.chars().filter(|c| !c.is_control()) {
        match LIGATURES.iter().find(|(ligature, _)| *ligature == c) {
            Some((_, letters)) => out.push_str(letters),
            None => out.push(c),
        }
    }
    out
}

/// The pieces of a page as rows, from the top down: words side by side become one piece, those that
/// a wider gap parts stay apart, as in columns.
pub(super) fn rows(mut words: Vec<Piece>) -> Vec<Piece> {
    words.sort_by(|a, b| b.middle().total_cmp(&a.middle()));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for word in words {
        // A raised sign may come before its line and between two words of another column.
        // A line of another column, in larger type, may stand beside two of this one.
        let line = lines.iter_mut().rev().take(3).find(|line| {
            line.iter().any(|other| other.is_beside(&word))
                && !line.iter().any(|other| other.overlaps(&word))
        });
        match line {
            Some(line) => line.push(word),
            None => lines.push(vec![word]),
        }
    }
    let mut rows: Vec<Piece> = Vec::new();
    for mut line in lines {
        line.sort_by(|a, b| a.left.total_cmp(&b.left));
        let mut line = line.into_iter();
        let Some(mut row) = line.next() else { continue };
        for word in line {
            if word.left - row.right > 0.65 * row.size.min(word.size) {
                rows.push(std::mem::replace(&mut row, word));
            } else {
                row.append(word);
            }
        }
        rows.push(row);
    }
    rows
}
