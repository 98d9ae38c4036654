//! Finds the paragraphs of a text as it came, without changing it.

use super::{Paragraph, ParagraphKind, Span};

/// Longest line, in bytes, that is still taken for one broken by hand.
const WRAP_MAX: u32 = 100;

/// Tenths of the width that a wrapped line must fill to go on in the next; a line with more room than
/// that was ended by hand. The longest words leave a third of a line empty.
const FILLED_TENTHS: u32 = 6;

/// The paragraphs of `text`, by their spans; the text itself stays as it is.
///
/// An empty line always parts two paragraphs. A single line break does so unless the lines look
/// wrapped (nearly all of one width, most of them ending inside a sentence) or one sentence runs over
/// it: a line that begins one and does not end it, then lines in lower case up to its full stop.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let width = wrap_width(text);
    let wrapped = width.is_some();
    let mut found = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    for line in lines(text) {
        let is_full =
            |last: Span| width.is_some_and(|width| last.len() * 10 >= width * FILLED_TENTHS);
        let runs_on = !line.is_empty()
            && open.last().is_some_and(|&last| is_full(last) || runs_over(text, &open, last, line));
        if !runs_on {
            close(text, wrapped, &mut open, &mut found);
        }
        if !line.is_empty() {
            open.push(line);
        }
    }
    close(text, wrapped, &mut open, &mut found);
    found
}

/// Whether a sentence that begins with the first of `open` goes on from line `last` to `next`.
fn runs_over(text: &str, open: &[Span], last: Span, next: Span) -> bool {
    let first = open.first().map_or("", |line| line.of(text));
    let begins = first.trim_start_matches(['"', '“', '‘', '\'', '(']).chars().next();
    begins.is_some_and(char::is_uppercase)
        && !ends_sentence(last.of(text))
        && next.of(text).chars().next().is_some_and(char::is_lowercase)
}

/// Makes one paragraph of the open lines, or one of each where no full stop shows that they belong
/// together: a list of words is no sentence.
fn close(text: &str, wrapped: bool, open: &mut Vec<Span>, found: &mut Vec<Paragraph>) {
    let (Some(&first), Some(&last)) = (open.first(), open.last()) else { return };
    if wrapped || ends_sentence(last.of(text)) {
        open.clear();
        open.push(first.to(last));
    }
    found.extend(open.drain(..).map(|span| Paragraph { span, kind: ParagraphKind::Body }));
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', '"', '”', '’', ':', ';', ')'])
}

/// The lines of a text without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
    let mut start = 0;
    breaks.chain(std::iter::once(text.len())).map(move |end| {
        let line = text.get(start..end).unwrap_or_default();
        let from = start + (line.len() - line.trim_start().len());
        start = end + 1;
        Span::from_range(from..from + line.trim().len())
    })
}

/// The length of the longest line, in bytes, where line breaks were put in to fit a page.
fn wrap_width(text: &str) -> Option<u32> {
    let (mut n_inner, mut n_open, mut longest) = (0_usize, 0_usize, 0);
    let mut previous = Span::default();
    for line in lines(text) {
        longest = longest.max(line.len());
        if longest > WRAP_MAX {
            return None;
        }
        if !previous.is_empty() && !line.is_empty() {
            n_inner += 1;
            n_open += usize::from(!ends_sentence(previous.of(text)));
        }
        previous = line;
    }
    // A poem or a list has short lines; wrapped prose has a margin and runs on over it.
    (n_inner >= 3 && longest >= 50 && n_open * 10 >= n_inner * 6).then_some(longest)
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
        check("It was dark\nin the harbour.", &["It was dark\nin the harbour."]);
        check("Bring\nrope\ntar", &["Bring", "rope", "tar"]);
        check("Ferry late\nThe ferry is late.", &["Ferry late", "The ferry is late."]);
        let wrapped = "The harbor board met on Tuesday to settle how much of\n\
                       the dredging the city would pay for, and put off the\n\
                       rest of the bill until the spring, when the auditor's\n\
                       report is due.\n\nIt did not vote.";
        let paragraphs = paragraphs(wrapped);
        assert_eq!(paragraphs.len(), 2);
        let headed = format!("By Ida Quell\nFriday, May 2\n{wrapped}");
        assert_eq!(super::paragraphs(&headed).len(), 4);
    }
}
