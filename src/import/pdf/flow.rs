//! Rows put together to paragraphs, by gaps, indents and sizes.

use std::collections::{BTreeMap, BTreeSet};

use super::columns;
use super::lines::Piece;
use super::margins::Page;
use crate::import::draft::Part;
use crate::text::ParagraphKind;

/// A heading has no more letters than this.
const HEADING_MAX: usize = 150;

/// Type so much larger than that of the text is that of a heading.
const LARGER: f32 = 1.12;

/// Signs before the items of a list.
const BULLETS: &[char] = &['•', '◦', '▪', '●', '○', '■', '‣', '·', '➢', '✓', '\u{F0B7}'];

/// The same everywhere in a document.
struct Measures {
    /// Of the type of most of its text.
    size: f32,
    /// From one line to the next, for each point of type.
    leading: f32,
    /// Words with a hyphen in the middle of a line, and those without.
    hyphened: BTreeSet<String>,
    whole: BTreeSet<String>,
}

/// A paragraph under way.
struct Open {
    part: Part,
    page: usize,
    block: usize,
    /// Its last row.
    last: Piece,
    /// The edges of its block.
    edges: (f32, f32),
    size: f32,
    is_bold: bool,
}

/// The paragraphs of all pages, with the page on which each begins.
pub(super) fn parts(pages: &[Page]) -> Vec<Part> {
    let blocks: Vec<(usize, Vec<Piece>)> = pages
        .iter()
        .enumerate()
        .flat_map(|(idx, page)| {
            columns::blocks(page.rows.clone()).into_iter().map(move |block| (idx, block))
        })
        .collect();
    let measures = Measures::of(&blocks);
    let mut done: Vec<Open> = Vec::new();
    for (at, (page, block)) in blocks.iter().enumerate() {
        let left = block.iter().map(|row| row.left).min_by(f32::total_cmp).unwrap_or_default();
        let right = block.iter().map(|row| row.right).max_by(f32::total_cmp).unwrap_or_default();
        for (idx, row) in block.iter().enumerate() {
            let next = block.get(idx + 1);
            match done.last_mut() {
                Some(open) if measures.goes_on(open, row, next, at, (left, right)) => {
                    measures.join(&mut open.part.words, &row.words);
                    open.is_bold &= row.is_bold;
                    open.last = row.clone();
                    open.block = at;
                    open.edges = (left, right);
                }
                _ => {
                    let mut part = Part::new(ParagraphKind::Body, row.words.clone());
                    part.pinpoint = Some(format!("p. {}", page + 1));
                    done.push(Open {
                        part,
                        page: *page,
                        block: at,
                        last: row.clone(),
                        edges: (left, right),
                        size: row.size,
                        is_bold: row.is_bold,
                    });
                }
            }
        }
    }
    measures.named(done)
}

impl Measures {
    fn of(blocks: &[(usize, Vec<Piece>)]) -> Self {
        let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
        let (mut hyphened, mut whole) = (BTreeSet::new(), BTreeSet::new());
        let mut steps = Vec::new();
        for (_, block) in blocks {
            for row in block {
                *sizes.entry((row.size * 4.0).round() as i32).or_default() += row.words.len();
                for word in row.words.split_whitespace() {
                    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                    if word.contains('-') {
                        hyphened.insert(word)
                    } else {
                        whole.insert(word)
                    };
                }
            }
            for pair in block.windows(2) {
                let [a, b] = pair else { continue };
                let step = (a.bottom - b.bottom) / a.size;
                if (0.8..3.0).contains(&step) && (a.size - b.size).abs() < 0.5 {
                    steps.push(step);
                }
            }
        }
        let size =
            sizes.iter().max_by_key(|(_, n)| **n).map_or(10.0, |(&size, _)| size as f32 / 4.0);
        steps.sort_by(f32::total_cmp);
        // Lines are closer than paragraphs: not the middle, but a little below it.
        let leading = steps.get(steps.len() * 2 / 5).copied().unwrap_or(1.2);
        Self { size, leading, hyphened, whole }
    }

    /// Whether a row is of the paragraph before it.
    fn goes_on(
        &self,
        open: &Open,
        row: &Piece,
        next: Option<&Piece>,
        block: usize,
        edges: (f32, f32),
    ) -> bool {
        let last = &open.last;
        let is_alike = (open.size - row.size).abs() < 0.12 * open.size;
        if !is_alike || begins_item(&row.words) {
            return false;
        }
        let (left, _) = edges;
        let indent = row.left - left;
        let is_indented = indent > 0.7 * row.size && indent < 6.0 * row.size;
        // An indent counts where the line after it goes back, and the one before was not in.
        let goes_back = next.is_none_or(|next| row.left - next.left > 0.7 * row.size);
        let ends = ends_sentence(&open.part.words);
        if open.block != block {
            let is_text = open.size <= self.size * LARGER && open.part.words.len() > 60;
            let is_broken = !ends && (!is_indented || starts_small(&row.words));
            return is_text && is_broken && (open.is_bold || !row.is_bold);
        }
        let step = last.bottom - row.bottom;
        if step > self.leading * 1.25 * row.size.max(last.size) || step < -0.5 * row.size {
            return false;
        }
        if open.is_bold != row.is_bold
            && (open.is_bold || row.is_bold)
            && last.is_bold != row.is_bold
            && !starts_small(&row.words)
            && open.part.words.len() < HEADING_MAX
            && (open.is_bold || ends)
        {
            return false;
        }
        if is_indented
            && goes_back
            && row.left - last.left > 0.7 * row.size
            && !begins_item(&open.part.words)
        {
            return false;
        }
        let (from, to) = open.edges;
        let is_short = to - last.right > 0.25 * (to - from);
        !(is_short && ends)
    }

    /// Puts a row after the words of its paragraph. A word that the end of the line parts becomes one;
    /// its hyphen stays where the text has that word with a hyphen elsewhere.
    fn join(&self, words: &mut String, row: &str) {
        let is_parted = words.ends_with(['-', '\u{2010}', '\u{AD}'])
            && row.starts_with(char::is_alphabetic)
            && words.chars().rev().nth(1).is_some_and(char::is_alphabetic);
        if !is_parted {
            if !words.ends_with(['—', '–', '/']) || words.ends_with(" –") || words.ends_with(" —")
            {
                words.push(' ');
            }
            words.push_str(row);
            return;
        }
        let is_letter = |c: char| c.is_alphanumeric() || c == '-';
        let before = words.trim_end_matches(['-', '\u{2010}', '\u{AD}']);
        let first = before.rsplit(|c| !is_letter(c)).next().unwrap_or_default().to_lowercase();
        let second = row.split(|c| !is_letter(c)).next().unwrap_or_default().to_lowercase();
        let is_whole = self.whole.contains(&format!("{first}{second}"));
        let is_hyphened = self.hyphened.contains(&format!("{first}-{second}"));
        let keeps = !words.ends_with('\u{AD}')
            && !is_whole
            && (is_hyphened || first.contains('-') || row.starts_with(char::is_uppercase));
        if !keeps {
            words.truncate(before.len());
        }
        words.push_str(row);
    }

    /// Says what each paragraph is for.
    fn named(&self, done: Vec<Open>) -> Vec<Part> {
        let first = done.iter().filter(|open| open.page == 0 && open.part.words.len() > 3);
        let largest = first.map(|open| open.size).max_by(f32::total_cmp).unwrap_or_default();
        let mut has_title = false;
        let is_all_bold = done.iter().filter(|open| open.is_bold).count() * 2 > done.len();
        let mut parts = Vec::with_capacity(done.len());
        for Open { mut part, page, size, is_bold, .. } in done {
            let is_short = part.words.chars().count() <= HEADING_MAX && part.words.len() > 2;
            let is_large = size > self.size * LARGER;
            let is_bold = is_bold && !is_all_bold && !part.words.ends_with(['.', ',', ';', ':']);
            part.kind = if page == 0 && is_large && is_short && !has_title && size >= largest * 0.98
            {
                has_title = true;
                ParagraphKind::Title
            } else if is_short && (is_large || (is_bold && size >= self.size * 0.95)) {
                ParagraphKind::Heading
            } else if begins_item(&part.words) {
                let words = part.words.trim_start_matches(BULLETS).trim_start().to_owned();
                part.words = words;
                ParagraphKind::Item
            } else {
                ParagraphKind::Body
            };
            parts.push(part);
        }
        parts
    }
}

fn begins_item(words: &str) -> bool {
    words.starts_with(BULLETS)
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['”', '"', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', ':', '。'])
}

fn starts_small(words: &str) -> bool {
    words.starts_with(char::is_lowercase)
}
