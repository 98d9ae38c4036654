//! Words put together to rows of words.

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
}

impl Piece {
    /// A word at `x`, `y` with width and height; `None` where there is none to be seen.
    pub(super) fn new(words: &str, place: [f32; 4], size: f32, is_bold: bool) -> Option<Self> {
        let [left, bottom, width, height] = place;
        let is_sane = place.iter().chain([&size]).all(|n| n.is_finite() && n.abs() < 1e6);
        let words = expanded(words.trim());
        let size = if size > 0.0 { size } else { height };
        (is_sane && !words.is_empty() && size > 0.0).then(|| Self {
            words,
            left,
            right: left + width.max(0.0),
            bottom,
            top: bottom + if height > 0.0 { height } else { size },
            size,
            is_bold,
        })
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.top, self.bottom)
    }

    /// Whether two stand on one line: the middle of one within the other.
    pub(super) fn is_beside(&self, other: &Self) -> bool {
        let (low, high) = if self.size < other.size { (self, other) } else { (other, self) };
        high.bottom < low.middle() && low.middle() < high.top
    }

    /// Puts what stands to its right onto it.
    pub(super) fn append(&mut self, other: Self) {
        let gap = other.left - self.right;
        // Marks of notes and signs drawn apart stand close to their words.
        if gap > 0.08 * self.size.max(other.size) {
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
        let line = lines
            .iter_mut()
            .rev()
            .take(3)
            .find(|line| line.iter().any(|other| other.is_beside(&word)));
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
