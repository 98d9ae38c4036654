//! Notes at the foot of a page: taken out of the text around them, and linked from their marks.

use super::lines::Piece;
use crate::import::draft::Part;
use crate::text::{lowered, raised};

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
    let texts: Vec<(usize, String)> =
        blocks.iter().map(|(page, rows)| (*page, text(rows))).collect();
    for (page, rows) in blocks {
        let is_small = |row: &&Piece| !row.is_row && row.size < SMALLER * size;
        let n_small = rows.iter().rev().take_while(is_small).count();
        // On the page itself, or before it: notes may stand at the end of all.
        let is_marked = |label: &str| {
            let mut near = texts.iter().filter(|(other, _)| other <= page);
            near.any(|(_, text)| place(text, label).is_some())
        };
        let first = rows.len() - n_small;
        let begins = |row: &Piece| label(&row.words).is_some_and(|(label, _)| is_marked(&label));
        let Some(at) = rows.iter().skip(first).position(begins) else { continue };
        // What stands before the first of them ends the last one of the page before.
        let ends_before = feet.last().is_some_and(|foot| {
            let last = foot.rows.last().map(String::as_str).unwrap_or_default();
            foot.page + 1 == *page && !last.trim_end().ends_with(['.', '!', '?', '”', ')'])
        });
        let from = if ends_before { first } else { first + at };
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

fn text(rows: &[Piece]) -> String {
    let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    words.join("\n")
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

/// Where the mark of a note stands in a text, and how long it is.
fn place(text: &str, label: &str) -> Option<(usize, usize)> {
    let mark = raised(label).unwrap_or_else(|| label.to_owned());
    let is_mark = |c: char| lowered(c) != c || SIGNS.contains(&c);
    text.match_indices(&mark).map(|(at, found)| (at, found.len())).find(|&(at, length)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + length..).and_then(|after| after.chars().next());
        // Behind a word, and the whole of what is raised there.
        before.is_some_and(|c| !c.is_whitespace() && !is_mark(c)) && !after.is_some_and(is_mark)
    })
}

/// Turns the mark of a note in one of these paragraphs into a link to it; whether there was one.
pub(super) fn link<'p>(
    label: &str,
    number: usize,
    mut parts: impl Iterator<Item = &'p mut Part>,
) -> bool {
    parts.any(|part| {
        let place = place(&part.words, label);
        if let Some((at, length)) = place {
            part.take_note_mark(at, length, number);
        }
        place.is_some()
    })
}
