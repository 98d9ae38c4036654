//! Lines and pages: paragraphs of runs, broken and placed.

use std::rc::Rc;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::faces::{Face, Faces, Shaped};
use crate::extract::ClaimKind;

/// A page of A4, in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right of the column.
pub(super) const SIDE: f32 = 76.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = 72.0;

/// A color by its job; every one is dark enough to read when printed in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Main,
    Quiet,
    Verified,
    Disputed,
    Query,
    Link,
}

impl Ink {
    pub(super) const fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Main => (0x1E, 0x23, 0x26),
            Self::Quiet => (0x4A, 0x52, 0x56),
            Self::Verified => (0x00, 0x74, 0x4F),
            Self::Disputed => (0xAD, 0x41, 0x00),
            Self::Query => (0x8F, 0x3D, 0x73),
            Self::Link => (0x00, 0x65, 0x9E),
        }
    }
}

/// Words in one dress.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) words: String,
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) ink: Ink,
    /// The claim's line under it.
    pub(super) line: Option<ClaimKind>,
    /// A pencil tick over each word.
    pub(super) is_ticked: bool,
    /// A line through it.
    pub(super) is_struck: bool,
    /// How far above the line it stands, in points.
    pub(super) rise: f32,
}

impl Run {
    pub(super) fn new(words: impl Into<String>, face: Face, size: f32, ink: Ink) -> Self {
        Self {
            words: words.into(),
            face,
            size,
            ink,
            line: None,
            is_ticked: false,
            is_struck: false,
            rise: 0.0,
        }
    }
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) runs: Vec<Run>,
    /// From the column's left.
    pub(super) indent: f32,
    /// What stands in the margin beside its first line, or at the head of its indent.
    pub(super) label: Option<Run>,
    /// Where the label stands, from the column's left.
    pub(super) label_at: f32,
    /// From one line to the next.
    pub(super) leading: f32,
    pub(super) space_before: f32,
    /// Not the last of a page: it belongs to what follows.
    pub(super) keeps_with_next: bool,
    /// A rule over it.
    pub(super) has_rule: bool,
    /// The entry in the list of contents that leads here.
    pub(super) bookmark: Option<String>,
    /// The drawing before its first line: a verdict's sign.
    pub(super) sign: Option<Sign>,
    /// What it is to a reader that does not see the page.
    pub(super) role: Role,
}

/// What a paragraph is to a screen reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// A heading of this level, from 1 on.
    Heading(u16),
    /// One of a list.
    Item,
    #[default]
    Paragraph,
}

/// A verdict's sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Tick,
    Cross,
    Hook,
    Dash,
    Ring,
}

impl Block {
    pub(super) fn new(runs: Vec<Run>, leading: f32, space_before: f32) -> Self {
        Self {
            runs,
            indent: 0.0,
            label: None,
            label_at: 0.0,
            leading,
            space_before,
            keeps_with_next: false,
            has_rule: false,
            bookmark: None,
            sign: None,
            role: Role::Paragraph,
        }
    }
}

/// Shaped words at their place on a line.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Which run of the block dresses it; `None` for the label.
    pub(super) run: Option<usize>,
    pub(super) words: String,
    pub(super) shaped: Rc<Shaped>,
    /// From the page's left.
    pub(super) x: f32,
}

/// One line on a page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Which block it belongs to.
    pub(super) block: usize,
    /// Whether it is the block's first.
    pub(super) is_first: bool,
    pub(super) placed: Vec<Placed>,
    /// From the page's top.
    pub(super) baseline: f32,
}

/// Pages of lines.
pub(super) struct Pages {
    pub(super) pages: Vec<Vec<Line>>,
    /// Characters that no face has a letter for.
    pub(super) n_missing: usize,
    y: f32,
}

impl Pages {
    pub(super) fn new() -> Self {
        Self { pages: vec![Vec::new()], n_missing: 0, y: TOP }
    }

    /// Places the blocks `first..`, whose lines stay on one page where they can.
    pub(super) fn place(&mut self, faces: &mut Faces, blocks: &[Block], first: usize) {
        let mut idx = first;
        while idx < blocks.len() {
            // A heading goes with the first lines of what follows.
            let mut group = idx;
            while blocks.get(group).is_some_and(|block| block.keeps_with_next) {
                group += 1;
            }
            let last = group.min(blocks.len() - 1);
            let mut need = 0.0;
            let mut broken = Vec::new();
            for at in idx..=last {
                let Some(block) = blocks.get(at) else { break };
                let lines = self.broken(faces, block, at);
                // Of the last block two lines are enough.
                let n = if at == last { lines.len().min(2) } else { lines.len() };
                #[expect(clippy::cast_precision_loss, reason = "lines of one block are few")]
                let height = n as f32 * block.leading;
                need += block.space_before + height;
                broken.push((at, lines));
            }
            if self.y + need > PAGE.1 - BOTTOM && self.y > TOP {
                self.turn();
            }
            for (at, lines) in broken {
                let Some(block) = blocks.get(at) else { break };
                if self.y > TOP {
                    self.y += block.space_before;
                }
                for line in lines {
                    if self.y + block.leading > PAGE.1 - BOTTOM {
                        self.turn();
                    }
                    self.y += block.leading;
                    let baseline = self.y - 0.28 * block.leading;
                    if let Some(page) = self.pages.last_mut() {
                        page.push(Line { baseline, ..line });
                    }
                }
            }
            idx = last + 1;
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Breaks a block into lines.
    fn broken(&mut self, faces: &mut Faces, block: &Block, at: usize) -> Vec<Line> {
        let right = PAGE.0 - SIDE;
        let left = SIDE + block.indent;
        let mut lines = Vec::new();
        let mut line = Line { block: at, is_first: true, placed: Vec::new(), baseline: 0.0 };
        let mut x = left;
        if let Some(label) = &block.label {
            let shaped = faces.shape(label.face, &label.words);
            let x = SIDE + block.label_at;
            line.placed.push(Placed { run: None, words: label.words.clone(), shaped, x });
        }
        for atom in atoms(&block.runs) {
            // The space that ends a line hangs over its edge.
            let wide: f32 = atom
                .pieces
                .iter()
                .filter_map(|(run, piece)| Some((block.runs.get(*run)?, piece.trim_end())))
                .map(|(run, piece)| faces.shape(run.face, piece).width * run.size)
                .sum();
            if x + wide > right && x > left {
                lines.push(next_line(&mut line, at));
                x = left;
            }
            for (run_idx, piece) in &atom.pieces {
                let Some(run) = block.runs.get(*run_idx) else { continue };
                let whole = faces.shape(run.face, piece);
                let parts: Vec<String> =
                    if x + whole.width * run.size > right + 0.5 * run.size && wide > right - left {
                        // Longer than a whole line: cut wherever it has to be.
                        piece.graphemes(true).map(str::to_owned).collect()
                    } else {
                        vec![piece.clone()]
                    };
                for part in parts {
                    let shaped = faces.shape(run.face, &part);
                    self.n_missing += shaped.n_missing;
                    let wide_part = shaped.width * run.size;
                    if x + wide_part > right + run.size && x > left {
                        lines.push(next_line(&mut line, at));
                        x = left;
                    }
                    line.placed.push(Placed { run: Some(*run_idx), words: part, shaped, x });
                    x += wide_part;
                }
            }
            if atom.ends_line {
                lines.push(next_line(&mut line, at));
                x = left;
            }
        }
        if !line.placed.is_empty() {
            lines.push(line);
        }
        lines
    }
}

fn next_line(line: &mut Line, at: usize) -> Line {
    let next = Line { block: at, is_first: false, placed: Vec::new(), baseline: 0.0 };
    std::mem::replace(line, next)
}

/// What stays together on a line: words up to the next place where a line may break.
struct Atom {
    /// The runs it takes part in, with the words of each.
    pieces: Vec<(usize, String)>,
    /// A line ends after it.
    ends_line: bool,
}

/// Cuts runs where a line may break (UAX 14).
fn atoms(runs: &[Run]) -> Vec<Atom> {
    let text: String = runs.iter().map(|run| run.words.as_str()).collect();
    let mut breaks = linebreaks(&text).peekable();
    let mut atoms = Vec::new();
    let mut pieces = Vec::new();
    let mut start = 0;
    for (idx, run) in runs.iter().enumerate() {
        let end = start + run.words.len();
        let mut from = start;
        while let Some(&(at, kind)) = breaks.peek().filter(|(at, _)| *at <= end) {
            breaks.next();
            let piece = text.get(from..at).unwrap_or_default().trim_end_matches(['\n', '\r']);
            pieces.push((idx, piece.to_owned()));
            let ends_line =
                kind == unicode_linebreak::BreakOpportunity::Mandatory && at < text.len();
            atoms.push(Atom { pieces: std::mem::take(&mut pieces), ends_line });
            from = at;
        }
        if from < end {
            pieces.push((idx, text.get(from..end).unwrap_or_default().to_owned()));
        }
        start = end;
    }
    if !pieces.is_empty() {
        atoms.push(Atom { pieces, ends_line: false });
    }
    atoms
}
