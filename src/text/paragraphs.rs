//! Finds the paragraphs of a text as it came, without changing it.

use super::{Paragraph, ParagraphKind, Span};

/// Longest line, in bytes, that is still taken for one broken by hand.
const WRAP_MAX: usize = 100;

/// The paragraphs of `text`, by their spans; the text itself stays as it is.
///
/// An empty line always parts two paragraphs. A single line break does so unless the lines look
/// wrapped: nearly all of one width, most of them ending inside a sentence.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let wrapped = is_wrapped(text);
    let mut found = Vec::new();
    let mut open: Option<Span> = None;
    for line in lines(text) {
        match open {
            Some(span) if wrapped && !line.is_empty() => open = Some(span.to(line)),
            _ => {
                found.extend(open.take());
                open = (!line.is_empty()).then_some(line);
            }
        }
    }
    found.extend(open);
    found.into_iter().map(|span| Paragraph { span, kind: ParagraphKind::Body }).collect()
}

/// The lines of a text without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let from = start + (line.len() - line.trim_start().len());
        let span = Span::from_range(from..from + line.trim().len());
        start += line.len() + 1;
        span
    })
}

/// Whether line breaks were put in to fit a page.
fn is_wrapped(text: &str) -> bool {
    let (mut n_inner, mut n_open, mut longest) = (0_usize, 0_usize, 0_usize);
    let mut previous = Span::default();
    for line in lines(text) {
        longest = longest.max(line.len() as usize);
        if longest > WRAP_MAX {
            return false;
        }
        if !previous.is_empty() && !line.is_empty() {
            n_inner += 1;
            let words = previous.of(text);
            n_open += usize::from(!words.ends_with(['.', '!', '?', '"', '”', '’', ':', ';']));
        }
        previous = line;
    }
    // A poem or a list has short lines; wrapped prose has a margin and runs on over it.
    n_inner >= 3 && longest >= 50 && n_open * 10 >= n_inner * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).iter().map(|p| p.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn lines_are_paragraphs_unless_they_are_wrapped() {
        check("", &[]);
        check("One line.\nAnother line.", &["One line.", "Another line."]);
        check("A\r\n\r\n  B  \r\n", &["A", "B"]);
        let wrapped = "The harbor board met on Tuesday to settle how much of\n\
                       the dredging the city would pay for, and put off the\n\
                       rest of the bill until the spring, when the auditor's\n\
                       report is due.\n\nIt did not vote.";
        let paragraphs = paragraphs(wrapped);
        assert_eq!(paragraphs.len(), 2);
    }
}
