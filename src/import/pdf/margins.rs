//! What stands at the edges of pages and is no part of their text: running heads, page numbers,
//! numbers of lines.

use std::collections::BTreeMap;

use super::lines::{Piece, rows};

/// The share of a page's height at its top and at its bottom where running heads stand.
const EDGE: f32 = 0.2;

/// So many numbers one under the other count lines.
const NUMBERS_MIN: usize = 5;

/// One page.
pub(super) struct Page {
    /// From the top down.
    pub(super) rows: Vec<Piece>,
    bottom: f32,
    top: f32,
}

impl Page {
    /// A page of words between two heights.
    pub(super) fn new(words: Vec<Piece>, bottom: f32, top: f32) -> Self {
        let mut rows = rows(without_line_numbers(words));
        // A page has no words twice at one place; some programs draw them so to make them bold.
        rows.dedup_by(|b, a| {
            a.words == b.words && (a.left - b.left).abs() < 1.0 && (a.bottom - b.bottom).abs() < 1.0
        });
        Self { rows, bottom, top }
    }

    fn is_at_edge(&self, row: &Piece) -> bool {
        let edge = EDGE * (self.top - self.bottom);
        row.bottom > self.top - edge || row.top < self.bottom + edge
    }
}

/// Takes out what stands at the same height of several pages with the same words, whatever their
/// numbers, and numbers of pages that stand alone.
pub(super) fn drop(pages: &mut [Page]) {
    let mut seen: BTreeMap<(String, i32), usize> = BTreeMap::new();
    let keys = |page: &Page, row: &Piece| {
        let words = numberless(&row.words);
        let height = (row.bottom - page.bottom) / 4.0;
        // Either of two neighbours, so that no border between them parts what is alike.
        [height.floor() as i32, height.floor() as i32 + 1].map(|height| (words.clone(), height))
    };
    for page in &*pages {
        for row in page.rows.iter().filter(|row| page.is_at_edge(row)) {
            for key in keys(page, row) {
                *seen.entry(key).or_default() += 1;
            }
        }
    }
    // Left and right pages may bear different ones.
    let n_min = (pages.len() / 4).max(2);
    let is_repeated = |page: &Page, row: &Piece| {
        let n = keys(page, row).iter().filter_map(|key| seen.get(key)).max().copied();
        page.is_at_edge(row) && n.unwrap_or_default() >= n_min
    };
    // Heads are little beside the text. Where they would be much, pages say alike what they say: a
    // form, or a list.
    let (mut n_all, mut n_repeated) = (0, 0);
    for page in &*pages {
        for row in &page.rows {
            n_all += row.words.len();
            n_repeated += if is_repeated(page, row) { row.words.len() } else { 0 };
        }
    }
    let has_heads = n_repeated * 3 <= n_all;
    for (idx, page) in pages.iter_mut().enumerate() {
        let is_number = |row: &Piece| {
            let number = row.words.trim_matches(|c: char| !c.is_alphanumeric());
            let number = number.strip_prefix("Page ").unwrap_or(number);
            number == (idx + 1).to_string()
        };
        let is_kept: Vec<bool> = page
            .rows
            .iter()
            .map(|row| {
                let is_head = has_heads && is_repeated(page, row);
                let is_folio = page.is_at_edge(row) && is_number(row);
                !(is_head || is_folio)
            })
            .collect();
        let mut is_kept = is_kept.into_iter();
        page.rows.retain(|_| is_kept.next().unwrap_or(true));
    }
}

/// Words with each number as one sign.
fn numberless(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '0'..='9' if out.ends_with('#') => {}
            '0'..='9' => out.push('#'),
            _ => out.push(c),
        }
    }
    out
}

/// Without numbers that stand left of all other words and count on in equal steps from the top down.
fn without_line_numbers(mut words: Vec<Piece>) -> Vec<Piece> {
    let number = |word: &Piece| word.words.parse::<u32>().ok();
    let is_text = |word: &&Piece| number(word).is_none();
    let Some(edge) = words.iter().filter(is_text).map(|word| word.left).min_by(f32::total_cmp)
    else {
        return words;
    };
    let is_outside = |word: &Piece| word.right < edge - 2.0 && number(word).is_some();
    let mut outside: Vec<_> = words.iter().filter(|word| is_outside(word)).collect();
    outside.sort_by(|a, b| b.bottom.total_cmp(&a.bottom));
    let numbers: Vec<_> = outside.iter().filter_map(|word| number(word)).collect();
    let steps: Vec<_> =
        numbers.windows(2).map(|pair| pair.last().copied().zip(pair.first().copied())).collect();
    let step = |pair: &Option<(u32, u32)>| pair.and_then(|(b, a)| b.checked_sub(a));
    let first = steps.first().and_then(step);
    let is_counting = numbers.len() >= NUMBERS_MIN
        && first.is_some_and(|n| n > 0)
        && steps.iter().all(|pair| step(pair) == first);
    if is_counting {
        words.retain(|word| !is_outside(word));
    }
    words
}
