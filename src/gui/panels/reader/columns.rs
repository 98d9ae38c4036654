//! Which letters of a row stand for which characters of its text.
//!
//! Each character has one letter, save in words from right to left: there egui adds letters without
//! width behind the word, and the letters stand in the order in which they are seen. Such a word is
//! taken as a whole, so that nothing after it is marked in the wrong place.

use std::ops::Range;

use eframe::egui::epaint::text::Glyph;
use unicode_bidi::{BidiClass, bidi_class};

/// Whether a text has words from right to left.
pub(super) fn has_rtl(words: &str) -> bool {
    !words.is_ascii() && words.chars().any(begins_rtl)
}

fn begins_rtl(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

fn goes_on_rtl(c: char) -> bool {
    begins_rtl(c) || matches!(bidi_class(c), BidiClass::NSM | BidiClass::AN)
}

/// How many of the characters that begin with `words` these letters stand for.
pub(super) fn n_chars(words: &str, glyphs: &[Glyph]) -> usize {
    parts(words.chars(), glyphs).map(|(n_chars, _)| n_chars).sum()
}

/// The letters of each character, by their place in the row.
pub(super) fn columns(words: &str, glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let mut columns = Vec::new();
    for (n_chars, glyphs) in parts(words.chars(), glyphs) {
        columns.extend(std::iter::repeat_n(glyphs, n_chars));
    }
    columns
}

/// A row in parts: how many characters, and which letters stand for them.
fn parts(
    chars: impl Iterator<Item = char>,
    glyphs: &[Glyph],
) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut chars = chars.peekable();
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = glyphs.get(at)?.chr;
        let from = at;
        at += 1;
        if !begins_rtl(first) {
            chars.next()?;
            return Some((1, from..at));
        }
        while glyphs.get(at).is_some_and(|glyph| goes_on_rtl(glyph.chr)) {
            at += 1;
        }
        let mut n_chars = 0;
        while chars.next_if(|&c| goes_on_rtl(c)).is_some() {
            n_chars += 1;
        }
        Some((n_chars, from..at))
    })
}
