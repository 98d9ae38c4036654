//! Rows put together to paragraphs, by gaps, indents and sizes.

use std::collections::BTreeSet;

use super::columns;
use super::lines::{LARGER, Piece, usual_size};
use super::margins::Page;
use super::notes::{self, Link, Marked};
use crate::import::draft::{Note, Part, Whole};
use crate::text::{ParagraphKind, lowered};

/// A heading has no more letters than this.
const HEADING_MAX: usize = 150;

/// Signs before the items of a list.
const BULLETS: &[char] = &['•', '◦', '▪', '●', '○', '■', '‣', '·', '➢', '✓', '\u{F0B7}'];

/// Signs at the end of a line that parts a word.
const HYPHENS: &[char] = &['-', '\u{2010}', '\u{AD}'];

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
    /// On which it begins and ends.
    pages: (usize, usize),
    block: usize,
    /// Its last row.
    last: Piece,
    /// The edges of its block.
    edges: (f32, f32),
    size: f32,
    is_bold: bool,
}

/// The text of all pages: paragraphs with the page on which each begins, then notes.
pub(super) fn whole(pages: &[Page]) -> Whole {
    let mut gutters: Vec<f32> =
        pages.iter().filter_map(|page| columns::gutter_of(&page.rows)).collect();
    gutters.sort_by(f32::total_cmp);
    gutters.dedup_by(|b, a| *b - *a < 3.0);
    let mut blocks: Vec<(usize, Vec<Piece>)> = pages
        .iter()
        .enumerate()
        .flat_map(|(idx, page)| {
            let blocks = columns::blocks(page.rows.clone(), &gutters);
            blocks.into_iter().map(move |block| (idx, block))
        })
        .collect();
    let measures = Measures::of(&blocks);
    let feet = notes::take(&mut blocks, measures.size);
    let mut done: Vec<Open> = Vec::new();
    for (at, (page, block)) in blocks.iter().enumerate() {
        let left = block.iter().map(|row| row.left).min_by(f32::total_cmp).unwrap_or_default();
        let right = block.iter().map(|row| row.right).max_by(f32::total_cmp).unwrap_or_default();
        for (idx, row) in block.iter().enumerate() {
            let next = block.get(idx + 1);
            let goes_on = match done.last() {
                Some(open) if measures.goes_on(open, row, next, (*page, at), (left, right)) => {
                    done.len().checked_sub(1)
                }
                _ => measures.interrupted(&done, row),
            };
            match goes_on.and_then(|at| done.get_mut(at)) {
                Some(open) => {
                    measures.join(&mut open.part.words, &row.words);
                    open.is_bold &= row.is_bold;
                    open.last = row.clone();
                    open.block = at;
                    open.pages.1 = *page;
                    open.edges = (left, right);
                }
                None => {
                    let kind = if row.is_row { ParagraphKind::Row } else { ParagraphKind::Body };
                    let mut part = Part::new(kind, row.words.clone());
                    part.pinpoint = Some(pinpoint(*page));
                    done.push(Open {
                        part,
                        pages: (*page, *page),
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
    let marked = done.iter().map(|open| Marked { pages: open.pages, words: &open.part.words });
    // From the last on, so that those before them stay where they are.
    for Link { paragraph, place, note } in notes::links(&feet, marked).into_iter().rev() {
        if let Some(open) = done.get_mut(paragraph) {
            open.part.take_note_mark(place, note);
        }
    }
    let mut notes = Vec::with_capacity(feet.len());
    for foot in feet {
        let mut words = String::new();
        for row in &foot.rows {
            if words.is_empty() {
                words.push_str(row);
            } else {
                measures.join(&mut words, row);
            }
        }
        let mut part = Part::new(ParagraphKind::Note, words);
        part.pinpoint = Some(pinpoint(foot.page));
        notes.push(Note { label: foot.label, parts: vec![part] });
    }
    Whole { parts: measures.named(done), notes, ..Whole::default() }
}

fn pinpoint(page: usize) -> String {
    format!("p. {}", page + 1)
}

impl Measures {
    fn of(blocks: &[(usize, Vec<Piece>)]) -> Self {
        let (mut hyphened, mut whole) = (BTreeSet::new(), BTreeSet::new());
        let mut steps = Vec::new();
        for (_, block) in blocks {
            for (idx, row) in block.iter().enumerate() {
                // What the end of a line parts is no word.
                let is_parted = |row: &Piece| row.words.ends_with(HYPHENS);
                let n_words = row.words.split_whitespace().count();
                let is_second =
                    idx.checked_sub(1).and_then(|at| block.get(at)).is_some_and(is_parted);
                for (at, word) in row.words.split_whitespace().enumerate() {
                    if (at == 0 && is_second) || (at + 1 == n_words && is_parted(row)) {
                        continue;
                    }
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
        let size = usual_size(blocks.iter().flat_map(|(_, block)| block)).unwrap_or(10.0);
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
        (page, block): (usize, usize),
        edges: (f32, f32),
    ) -> bool {
        let last = &open.last;
        if row.is_row || last.is_row {
            return false;
        }
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
        if is_numbered(&row.words) && (ends || is_numbered(&open.part.words)) {
            return false;
        }
        if open.block != block {
            let is_long = open.part.words.len() > 60 || starts_small(&row.words);
            let is_text = open.size <= self.size * LARGER && is_long;
            // After a full line that ends a sentence it is more often the page that ends than the
            // paragraph; after one with room for the next word it is the paragraph.
            let is_broken = if ends {
                open.pages.1 != page && !is_indented && !has_room(last, open.edges.1, row)
            } else {
                !is_indented || starts_small(&row.words)
            };
            return is_text && is_broken && (open.is_bold || !row.is_bold);
        }
        let step = last.bottom - row.bottom;
        if step > self.leading * 1.2 * row.size.max(last.size) || step < -0.5 * row.size {
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
            && !is_numbered(&open.part.words)
        {
            return false;
        }
        let (from, to) = open.edges;
        let is_short = to - last.right > 0.25 * (to - from);
        !(is_short && ends)
    }

    /// The paragraph that goes on with a row after tables, captions and the like that stand between.
    fn interrupted(&self, done: &[Open], row: &Piece) -> Option<usize> {
        const BETWEEN_MAX: usize = 60;
        let is_text = |size: f32| (size - self.size).abs() < 0.06 * self.size;
        if row.is_row || row.is_bold || !is_text(row.size) || !starts_small(&row.words) {
            return None;
        }
        let from = done.len().saturating_sub(BETWEEN_MAX);
        let at =
            done.iter().skip(from).rposition(|open| !open.last.is_row && is_text(open.size))?;
        let open = done.get(from + at).filter(|_| from + at + 1 < done.len())?;
        let is_broken = !ends_sentence(&open.part.words) && open.part.words.len() > 60;
        (is_broken && !open.is_bold).then_some(from + at)
    }

    /// Puts a row after the words of its paragraph. A word that the end of the line parts becomes one;
    /// its hyphen stays where the text has that word with a hyphen elsewhere.
    fn join(&self, words: &mut String, row: &str) {
        let is_parted = words.ends_with(HYPHENS)
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
        let before = words.trim_end_matches(HYPHENS);
        let first = before.rsplit(|c| !is_letter(c)).next().unwrap_or_default().to_lowercase();
        let second = row.split(|c| !is_letter(c)).next().unwrap_or_default().to_lowercase();
        let last = first.rsplit('-').next().unwrap_or_default();
        let is_whole = self.whole.contains(&format!("{last}{second}"));
        let is_hyphened = self.hyphened.contains(&format!("{first}-{second}"));
        let keeps = !words.ends_with('\u{AD}')
            && !is_whole
            && (is_hyphened
                || row.starts_with(char::is_uppercase)
                || self.is_compound(last, &second));
        if !keeps {
            words.truncate(before.len());
        }
        words.push_str(row);
    }

    /// Whether two parts of a word make a compound with a hyphen: each is a word by itself in this text,
    /// or the first is one that compounds begin with.
    fn is_compound(&self, first: &str, second: &str) -> bool {
        const BEGINNINGS: &[&str] = &[
            "self", "well", "long", "short", "high", "low", "half", "full", "part", "two", "three",
            "four", "five", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
            "eighty", "ninety", "vice", "quasi", "pro", "anti", "non",
        ];
        const ENDINGS: &[&str] =
            &["er", "est", "ish", "ly", "ness", "ing", "ed", "en", "ion", "al"];
        let is_word = |word: &str| word.len() >= 3 && self.whole.contains(word);
        let is_ending = second.len() < 3 || ENDINGS.contains(&second);
        !is_ending
            && ((is_word(first) && is_word(second))
                || (BEGINNINGS.contains(&first) && second.len() >= 4))
    }

    /// Says what each paragraph is for.
    fn named(&self, done: Vec<Open>) -> Vec<Part> {
        let first = done.iter().filter(|open| open.pages.0 == 0 && open.part.words.len() > 3);
        let largest = first.map(|open| open.size).max_by(f32::total_cmp).unwrap_or_default();
        let mut has_title = false;
        let is_all_bold = done.iter().filter(|open| open.is_bold).count() * 2 > done.len();
        let mut parts = Vec::with_capacity(done.len());
        for Open { mut part, pages: (page, _), size, is_bold, .. } in done {
            if part.kind == ParagraphKind::Row {
                parts.push(part);
                continue;
            }
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

/// Whether the first word of the next row would have had room behind a row, up to an edge.
fn has_room(row: &Piece, edge: f32, next: &Piece) -> bool {
    let n_letters = |words: &str| words.chars().count() as f32;
    let width = (next.right - next.left) / n_letters(&next.words).max(1.0);
    let first = next.words.split_whitespace().next().unwrap_or_default();
    row.right + width * (n_letters(first) + 1.0) < edge
}

/// Whether a row begins with the number or letter of an item: `1.`, `(a)`.
fn is_numbered(words: &str) -> bool {
    let Some((label, rest)) = words.split_once(' ') else { return false };
    let inner = label.trim_start_matches('(').trim_end_matches(['.', ')']);
    let is_number = inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_digit());
    let is_letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    label.ends_with(['.', ')'])
        && !inner.is_empty()
        && (is_number || is_letter)
        && rest.starts_with(char::is_alphabetic)
}

fn ends_sentence(words: &str) -> bool {
    // The mark of a note stands behind the sentence.
    words
        .trim_end_matches(|c: char| lowered(c) != c)
        .trim_end_matches(['”', '"', '’', '\'', ')', ']', '»'])
        .ends_with(['.', '!', '?', ':', '。'])
}

fn starts_small(words: &str) -> bool {
    words.starts_with(char::is_lowercase)
}
