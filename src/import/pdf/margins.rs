//! What stands at the edges of pages and is no part of their text: running heads, page numbers,
//! numbers of lines.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{LARGER, Piece, rows, usual_size};

/// The share of a page's height at its top and at its bottom where running heads stand.
const EDGE: f32 = 0.2;

/// So far, in ems, a head stands from the text.
const APART: f32 = 1.8;

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
    fn new(words: Vec<Piece>, bottom: f32, top: f32) -> Self {
        let mut rows = rows(words);
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

    /// The repeated rows of the outermost lines at the top and at the bottom, up to the first line with
    /// words of this page alone.
    fn heads(&self, is_repeated: impl Fn(&Piece) -> bool) -> BTreeSet<usize> {
        // Beside other words a short one, as the name of a column, is no head.
        const BESIDE_MIN: usize = 12;
        let height = |at: &usize| self.rows.get(*at).map_or(0.0, |row| row.bottom);
        let mut downward: Vec<usize> = (0..self.rows.len()).collect();
        downward.sort_by(|a, b| height(b).total_cmp(&height(a)));
        let upward: Vec<usize> = downward.iter().rev().copied().collect();
        let mut heads = BTreeSet::new();
        let edge = EDGE * (self.top - self.bottom);
        for (order, is_top) in [(downward, true), (upward, false)] {
            let is_repeated = |row: &Piece| {
                let is_in = if is_top {
                    row.bottom > self.top - edge
                } else {
                    row.top < self.bottom + edge
                };
                is_in && is_repeated(row)
            };
            let mut rest = order.iter().filter_map(|&at| Some((at, self.rows.get(at)?))).peekable();
            while let Some((at, first)) = rest.next() {
                let mut line = vec![(at, first)];
                while let Some(next) = rest.next_if(|(_, row)| row.is_beside(first)) {
                    line.push(next);
                }
                let is_all = line.iter().all(|(_, row)| is_repeated(row));
                let is_long = |row: &Piece| row.words.chars().count() >= BESIDE_MIN;
                let is_head =
                    |(_, row): &&(usize, &Piece)| is_repeated(row) && (is_all || is_long(row));
                heads.extend(line.iter().filter(is_head).map(|(at, _)| *at));
                if !is_all {
                    break;
                }
            }
        }
        heads
    }

    /// The outermost line at the top or at the bottom, where white parts it from the text.
    fn outermost(&self, is_top: bool) -> Vec<usize> {
        let height = |row: &Piece| if is_top { row.bottom } else { -row.bottom };
        let first = self.rows.iter().max_by(|a, b| height(a).total_cmp(&height(b)));
        let Some(first) = first.filter(|row| self.is_at_edge(row)) else { return Vec::new() };
        let (line, others): (Vec<_>, Vec<_>) = (0..self.rows.len())
            .partition(|&at| self.rows.get(at).is_some_and(|row| row.is_beside(first)));
        let next =
            others.iter().filter_map(|&at| self.rows.get(at)).map(height).max_by(f32::total_cmp);
        let is_apart = next.is_some_and(|next| height(first) - next > APART * first.size);
        if is_apart { line } else { Vec::new() }
    }
}

/// Takes out what stands at the same height of several pages with the same words, whatever their
/// numbers, and numbers of pages that stand alone.
pub(super) fn drop(pages: &mut [Page]) {
    // On how many pages, and the last of them: a line may hold a word twice.
    let mut seen: BTreeMap<(String, i32), (usize, usize)> = BTreeMap::new();
    let keys = |page: &Page, row: &Piece| {
        let words = numberless(&row.words);
        let height = (row.bottom - page.bottom) / 4.0;
        // Either of two neighbours, so that no border between them parts what is alike.
        [height.floor() as i32, height.floor() as i32 + 1].map(|height| (words.clone(), height))
    };
    for (idx, page) in pages.iter().enumerate() {
        for row in page.rows.iter().filter(|row| page.is_at_edge(row)) {
            for key in keys(page, row) {
                let (n, last) = seen.entry(key).or_insert((0, usize::MAX));
                *n += usize::from(*last != idx);
                *last = idx;
            }
        }
    }
    // Left and right pages may bear different ones.
    let n_min = (pages.len() / 4).max(2);
    let is_repeated = |page: &Page, row: &Piece| {
        let n = keys(page, row).iter().filter_map(|key| seen.get(key)).map(|(n, _)| *n).max();
        page.is_at_edge(row) && n.unwrap_or_default() >= n_min
    };
    let all_heads: Vec<BTreeSet<usize>> =
        pages.iter().map(|page| page.heads(|row| is_repeated(page, row))).collect();
    // Heads are little beside the text. Where they would be much, pages say alike what they say: a
    // form, or a list.
    let (mut n_all, mut n_repeated) = (0, 0);
    for (page, heads) in pages.iter().zip(&all_heads) {
        for (at, row) in page.rows.iter().enumerate() {
            n_all += row.words.len();
            n_repeated += if heads.contains(&at) { row.words.len() } else { 0 };
        }
    }
    let has_heads = n_repeated * 3 <= n_all;
    let n_pages = pages.len();
    let size = usual_size(pages.iter().flat_map(|page| &page.rows)).unwrap_or(f32::MAX);
    for (idx, (page, heads)) in pages.iter_mut().zip(all_heads).enumerate() {
        let is_number = |row: &Piece| {
            let number = row.words.trim_matches(|c: char| !c.is_alphanumeric());
            let number = number.strip_prefix("Page ").unwrap_or(number);
            let n = idx + 1;
            number == n.to_string()
                || number == format!("{n}/{n_pages}")
                || number == format!("{n} of {n_pages}")
        };
        // What stands on a line with the page's number, or with the time at which it was printed;
        // not a heading whose number is that of its page.
        let lines = [page.outermost(true), page.outermost(false)];
        let is_large = |row: &Piece| row.size > LARGER * size;
        let mut beside: BTreeSet<usize> = BTreeSet::new();
        for line in lines {
            let rows = || line.iter().filter_map(|&at| Some((at, page.rows.get(at)?)));
            let is_heading = rows().any(|(_, row)| is_large(row) && !is_number(row));
            if rows().any(|(_, row)| is_number(row) || is_time_of_print(&row.words)) {
                let others = rows().filter(|(_, row)| !(is_heading && is_large(row)));
                beside.extend(others.map(|(at, _)| at));
            }
        }
        let is_kept: Vec<bool> = page
            .rows
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let is_head = has_heads && heads.contains(&at);
                // Beside words it is the number of an item or a note.
                let is_alone = || {
                    let mut others = page.rows.iter().enumerate();
                    !others.any(|(other, words)| other != at && words.is_beside(row))
                };
                let is_folio = page.is_at_edge(row) && is_number(row) && is_alone();
                !(is_head || is_folio || beside.contains(&at))
            })
            .collect();
        let mut is_kept = is_kept.into_iter();
        page.rows.retain(|_| is_kept.next().unwrap_or(true));
    }
}

/// Whether words are the day and time that browsers print over a page: `5/2/25, 6:10 PM`.
fn is_time_of_print(words: &str) -> bool {
    let Some((day, time)) = words.split_once(", ") else { return false };
    let (day, time) = (numberless(day), numberless(time));
    let is_day = matches!(&*day, "#/#/#" | "#.#.#" | "#-#-#");
    let time = time.trim_end_matches(|c: char| c.is_alphabetic() || c.is_whitespace() || c == '.');
    is_day && matches!(time, "#:#" | "#:#:#" | "#.#")
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

/// The pages of words, each between two heights, without the numbers of their lines.
pub(super) fn pages(words: Vec<(Vec<Piece>, f32, f32)>) -> Vec<Page> {
    let numbers: Vec<Vec<u32>> = words.iter().map(|(words, ..)| numbers_outside(words)).collect();
    // A last page may have few lines.
    let is_numbered = numbers.iter().any(|numbers| is_count(numbers, NUMBERS_MIN));
    let pages = words.into_iter().zip(numbers);
    pages
        .map(|((mut words, bottom, top), numbers)| {
            if is_numbered && is_count(&numbers, 1) {
                let edge = edge_of_text(&words);
                words.retain(|word| !is_number_outside(word, edge));
            }
            Page::new(words, bottom, top)
        })
        .collect()
}

/// The numbers that stand left of all other words, from the top down.
fn numbers_outside(words: &[Piece]) -> Vec<u32> {
    let edge = edge_of_text(words);
    let mut outside: Vec<_> = words.iter().filter(|word| is_number_outside(word, edge)).collect();
    outside.sort_by(|a, b| b.bottom.total_cmp(&a.bottom));
    outside.iter().filter_map(|word| number(word)).collect()
}

/// Whether there are so many numbers or more, which count on in equal steps.
fn is_count(numbers: &[u32], n_min: usize) -> bool {
    let steps: Vec<u32> = numbers
        .windows(2)
        .filter_map(|pair| pair.last()?.checked_sub(*pair.first()?).filter(|&step| step > 0))
        .collect();
    // They begin anew in a head or a foot, and a page may have lost one.
    let usual = steps.iter().min().copied().unwrap_or_default();
    let n_usual = steps.iter().filter(|&&step| step == usual).count();
    numbers.len() >= n_min && (n_usual + 1) * 5 >= numbers.len() * 4
}

/// Where the words that are no numbers begin.
fn edge_of_text(words: &[Piece]) -> f32 {
    let text = words.iter().filter(|word| number(word).is_none());
    text.map(|word| word.left).min_by(f32::total_cmp).unwrap_or(f32::MIN)
}

fn is_number_outside(word: &Piece, edge: f32) -> bool {
    word.right < edge - 2.0 && number(word).is_some()
}

fn number(word: &Piece) -> Option<u32> {
    word.words.parse().ok()
}
