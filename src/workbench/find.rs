//! Words found in a text as a reader looks for them: whatever the case, the kind of quotation marks
//! and dashes, and however lines are broken.

use crate::text::Span;

/// Every place in `text` where `words` stand, in order; none overlaps another. White space at the
/// ends of `words` counts for nothing.
#[must_use]
pub fn find(text: &str, words: &str) -> Vec<Span> {
    let needle: Vec<char> = Folded::new(words.trim()).map(|(c, _)| c).collect();
    let Some(&first) = needle.first() else { return Vec::new() };
    let mut found = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if at < from || !begins_with(c, first) {
            continue;
        }
        if let Some(len) = length_of(text.get(at..).unwrap_or_default(), &needle) {
            found.push(Span::from_range(at..at + len));
            from = at + len;
        }
    }
    found
}

/// Whether a character folds to one that begins with `first`.
fn begins_with(c: char, first: char) -> bool {
    fold(c).next() == Some(first)
}

/// How many bytes at the beginning of `text` fold to `needle`.
fn length_of(text: &str, needle: &[char]) -> Option<usize> {
    let mut folded = Folded::new(text);
    let mut end = 0;
    for &wanted in needle {
        let (c, after) = folded.next()?;
        if c != wanted {
            return None;
        }
        end = after;
    }
    // A character of which only a part was wanted does not match.
    folded.is_between().then_some(end)
}

/// The characters of a text as they are compared, each with the byte behind what it came from.
struct Folded<'a> {
    rest: std::str::CharIndices<'a>,
    /// What is left of a character that folds to several.
    waiting: Option<(Fold, usize)>,
}

type Fold = std::char::ToLowercase;

impl<'a> Folded<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text.char_indices(), waiting: None }
    }

    fn is_between(&self) -> bool {
        self.waiting.as_ref().is_none_or(|(fold, _)| fold.clone().next().is_none())
    }
}

impl Iterator for Folded<'_> {
    type Item = (char, usize);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some((fold, after)) = &mut self.waiting
            && let Some(c) = fold.next()
        {
            return Some((c, *after));
        }
        let (at, c) = self.rest.next()?;
        let mut after = at + c.len_utf8();
        if c.is_whitespace() {
            // However much white space there is, it is one space.
            while let Some((at, c)) = self.rest.clone().next().filter(|(_, c)| c.is_whitespace()) {
                self.rest.next();
                after = at + c.len_utf8();
            }
            self.waiting = None;
            return Some((' ', after));
        }
        let mut fold = fold(c);
        let first = fold.next()?;
        self.waiting = Some((fold, after));
        Some((first, after))
    }
}

fn fold(c: char) -> Fold {
    let plain = match c {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' => '\'',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    plain.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(text: &'t str, words: &str) -> Vec<&'t str> {
        find(text, words).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        assert_eq!(found("Fares rose. fares fell.", "FARES"), ["Fares", "fares"]);
        assert_eq!(found("“We will,” he said – twice", "\"we will,\""), ["“We will,”"]);
        assert_eq!(found("he said – twice", "said - twice"), ["said – twice"]);
        assert_eq!(found("the line’s debt", "line's"), ["line’s"]);
        assert_eq!(found("2.4\n  million and 2.4\u{a0}million", "2.4 million").len(), 2);
        assert_eq!(found("aaaa", "aa"), ["aa", "aa"]);
        assert_eq!(found("Τέλος ÉTÉ", "été"), ["ÉTÉ"]);
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        for words in ["", "  ", "pension", "fares fell"] {
            assert!(find("Fares rose", words).is_empty(), "{words}");
        }
        // Of a capital I with a dot, the small i alone is not the whole letter.
        assert!(find("İ", "i").is_empty());
    }
}
