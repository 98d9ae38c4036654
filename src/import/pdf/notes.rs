//! Notes at the foot of a page: taken out of the text around them, and linked from their marks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lines::Piece;
use crate::text::lowered;

/// Type so much smaller than that of the text may be that of notes.
const SMALLER: f32 = 0.94;

/// Signs that mark notes instead of numbers.
const SIGNS: &[char] = &['*', '†', '‡', '§', '¶'];

/// A note as it stands on its page.
pub(super) struct Foot {
    pub(super) page: usize,
    pub(super) label: String,
    /// The words of its rows, the first without the label.
    pub(super) rows: Vec<String>,
}

/// Takes the notes from the ends of blocks, each with its page; the text's type has this `size`.
pub(super) fn take(blocks: &mut [(usize, Vec<Piece>)], size: f32) -> Vec<Foot> {
    let mut feet: Vec<Foot> = Vec::new();
    let mut marks: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (page, rows) in &*blocks {
        let marks = marks.entry(*page).or_default();
        rows.iter().for_each(|row| marks.extend(places(&row.words).map(|(_, label)| label)));
    }
    // On the page itself, or before it: notes may stand at the end of all.
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (page, rows) in blocks {
        seen.extend(marks.remove(page).unwrap_or_default());
        let is_small = |row: &&Piece| !row.is_row && row.size < SMALLER * size;
        let n_small = rows.iter().rev().take_while(is_small).count();
        let is_marked = |label: &str| seen.contains(label);
        let first = rows.len() - n_small;
        let begins = |row: &Piece| label(&row.words).is_some_and(|(label, _)| is_marked(&label));
        let is_first = |(at, row): (usize, &Piece)| {
            // Nothing but a note begins with a raised figure, whatever the size of its type.
            let is_high = row.words.starts_with(|c: char| lowered(c) != c);
            !row.is_row && (at >= first || is_high) && begins(row)
        };
        let Some(at) = rows.iter().enumerate().position(is_first) else { continue };
        // What stands before the first of them ends the last one of the page before.
        let ends_before = feet.last().is_some_and(|foot| {
            let last = foot.rows.last().map(String::as_str).unwrap_or_default();
            foot.page + 1 == *page && !last.trim_end().ends_with(['.', '!', '?', '”', ')'])
        });
        let from = if ends_before { first.min(at) } else { at };
        for row in rows.drain(from..) {
            match label(&row.words).filter(|(label, _)| is_marked(label)) {
                Some((label, words)) => {
                    let rows = vec![words.to_owned()];
                    feet.push(Foot { page: *page, label, rows });
                }
                None => {
                    feet.last_mut().into_iter().for_each(|foot| foot.rows.push(row.words.clone()))
                }
            }
        }
    }
    feet
}

/// The label that a note begins with, and its words.
fn label(words: &str) -> Option<(String, &str)> {
    let lower: String = words.chars().map(lowered).take_while(|c| !c.is_whitespace()).collect();
    let is_sign = |c: char| SIGNS.contains(&c);
    let n_digits = lower.chars().take_while(char::is_ascii_digit).count();
    let n_signs = lower.chars().take_while(|c| is_sign(*c)).count();
    let n = n_digits.max(n_signs);
    if n == 0 || n > 3 {
        return None;
    }
    let label: String = lower.chars().take(n).collect();
    let end = words.char_indices().nth(n).map_or(words.len(), |(at, _)| at);
    let (first, rest) = words.split_at(end);
    let is_high = first.chars().all(|c| !c.is_ascii_digit());
    let words = rest.trim_start_matches(['.', ')', ']']).trim_start();
    // On the line a number is parted from its note.
    let is_parted = is_high || words.len() < rest.len() || rest.starts_with(char::is_uppercase);
    (is_parted && !words.is_empty()).then_some((label, words))
}

/// The marks of notes in a text: where each stands, and its label.
fn places(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let is_mark =
        |c: char| lowered(c).is_ascii_digit() && !c.is_ascii_digit() || SIGNS.contains(&c);
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find(is_mark)?;
            let rest = text.get(start..)?;
            let end = start + rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
            from = end;
            let before = text.get(..start).and_then(|before| before.chars().next_back());
            // Behind a word.
            let is_behind = before.is_some_and(|c| !c.is_whitespace());
            if is_behind && !text.get(..start).is_some_and(takes_power) {
                let label = text.get(start..end)?.chars().map(lowered).collect();
                return Some((start..end, label));
            }
        }
    })
}

/// The word that words end in, with its apostrophes: `town's`.
fn last_word(words: &str) -> &str {
    // Few are longer, and the ends of those say as much.
    const LETTERS_MAX: usize = 20;
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let letters = words.char_indices().rev().take(LETTERS_MAX).take_while(|(_, c)| is_inside(*c));
    let last = letters.last().and_then(|(at, _)| words.get(at..)).unwrap_or_default();
    last.trim_start_matches(['\'', '’'])
}

/// Whether words end in something that a raised figure is a power of: `10`, `km`.
fn takes_power(words: &str) -> bool {
    let last = last_word(words);
    let unit = last.trim_start_matches(|c: char| c.is_ascii_digit());
    last == "10"
        || matches!(unit, "m" | "km" | "cm" | "mm" | "dm" | "ft" | "mi" | "in" | "yd" | "s")
}

/// Whether words end in one letter, as formulas do: `R`.
fn ends_in_letter(words: &str) -> bool {
    let mut last = last_word(words).chars();
    last.next().is_some_and(char::is_alphabetic) && last.next().is_none()
}

/// A paragraph in which notes may be marked.
pub(super) struct Marked<'w> {
    /// On which it begins and ends.
    pub(super) pages: (usize, usize),
    pub(super) words: &'w str,
}

/// The mark of a note.
pub(super) struct Link {
    /// The paragraph that it stands in, among all.
    pub(super) paragraph: usize,
    /// Where it stands in the words of this one.
    pub(super) place: Range<usize>,
    /// Which note it marks.
    pub(super) note: usize,
}

/// Finds for each note its mark: on its own page before those before it, and behind a word before
/// behind a letter, as of a formula. They come in the order of the text.
pub(super) fn links<'w>(feet: &[Foot], paragraphs: impl Iterator<Item = Marked<'w>>) -> Vec<Link> {
    /// A mark that may be that of a note.
    struct Mark {
        paragraph: usize,
        place: Range<usize>,
        pages: (usize, usize),
        is_of_formula: bool,
    }
    let mut marks: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    for (paragraph, Marked { pages, words }) in paragraphs.enumerate() {
        for (place, label) in places(words) {
            let is_of_formula = words.get(..place.start).is_some_and(ends_in_letter);
            let mark = Mark { paragraph, place, pages, is_of_formula };
            marks.entry(label).or_default().push(mark);
        }
    }
    let mut links = Vec::new();
    for (note, foot) in feet.iter().enumerate() {
        let Some(marks) = marks.get_mut(&foot.label) else { continue };
        let fitting = marks.iter().enumerate().filter(|(_, mark)| mark.pages.0 <= foot.page);
        let best = fitting.min_by_key(|(_, mark)| (mark.pages.1 < foot.page, mark.is_of_formula));
        let Some((at, _)) = best else { continue };
        let Mark { paragraph, place, .. } = marks.remove(at);
        links.push(Link { paragraph, place, note });
    }
    links.sort_by_key(|link| (link.paragraph, link.place.start));
    links
}
