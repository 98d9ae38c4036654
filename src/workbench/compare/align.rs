//! Two passages word by word: what agrees, what stands only in one of them.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::exhibit::keys;
use crate::text::Span;

/// Words that are compared at most; a passage is some sentences, and the work grows with its square.
const WORDS_MAX: usize = 2000;

/// Two passages, word by word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// The words in columns, in order: those that agree under each other.
    pub columns: Vec<Column>,
    /// How many words of either passage the other has not there.
    pub n_differ: usize,
    /// How many words stand in both.
    pub n_agree: usize,
}

/// Words that stand under each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Those of the article; empty where it has none here.
    pub article: String,
    /// Those of the source; empty where it has none here.
    pub source: String,
    /// Whether they are the same but for capitals and marks.
    pub is_same: bool,
}

impl Difference {
    /// Compares the words of two passages. Capitals, quotation marks and points do not count.
    #[must_use]
    pub fn of(article: &str, source: &str) -> Self {
        let (ours, theirs) = (Words::of(article), Words::of(source));
        let mut difference = Self::default();
        for op in ours.compared(&theirs) {
            let (a, b) = (op.old_range(), op.new_range());
            let is_same = matches!(op, DiffOp::Equal { .. });
            if is_same {
                difference.n_agree += a.len();
            } else {
                difference.n_differ += a.len() + b.len();
            }
            let (article, source) = (ours.text(article, a), theirs.text(source, b));
            difference.columns.push(Column { article, source, is_same });
        }
        difference
    }
}

/// Where in `source` the words begin that `article` begins with, and end where it ends: what stands
/// before and behind the words that agree is none of the passage. `None` where no word agrees.
pub(super) fn trimmed(article: &str, source: &str) -> Option<Span> {
    let (ours, theirs) = (Words::of(article), Words::of(source));
    let ops = ours.compared(&theirs);
    let is_same = |op: &&DiffOp| matches!(op, DiffOp::Equal { .. });
    let first = ops.iter().find(is_same)?.new_range().start;
    let last = ops.iter().rev().find(is_same)?.new_range().end.checked_sub(1)?;
    Some(theirs.spans.get(first)?.to(*theirs.spans.get(last)?))
}

/// The words of a passage.
struct Words {
    keys: Vec<String>,
    spans: Vec<Span>,
}

impl Words {
    fn of(text: &str) -> Self {
        let (keys, spans) = keys(text).take(WORDS_MAX).unzip();
        Self { keys, spans }
    }

    fn compared(&self, other: &Self) -> Vec<DiffOp> {
        capture_diff_slices(Algorithm::Patience, &self.keys, &other.keys)
    }

    fn text(&self, text: &str, range: std::ops::Range<usize>) -> String {
        let words = self.spans.get(range).unwrap_or_default();
        words.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_passages_stand_under_each_other() {
        let article = "“The quay we rebuilt last year will pay for itself in two years,”";
        let source = "the quay rebuilt last year is likely to pay for itself in two years";
        let difference = Difference::of(article, source);
        let columns: Vec<_> = difference
            .columns
            .iter()
            .map(|c| (c.article.as_str(), c.source.as_str(), c.is_same))
            .collect();
        assert_eq!(
            columns,
            [
                ("“The quay", "the quay", true),
                ("we", "", false),
                ("rebuilt last year", "rebuilt last year", true),
                ("will", "is likely to", false),
                ("pay for itself in two years,”", "pay for itself in two years", true),
            ]
        );
        assert_eq!((difference.n_differ, difference.n_agree), (5, 11));
    }

    #[test]
    fn nothing_in_common_is_all_difference() {
        let difference = Difference::of("one two", "three");
        assert_eq!((difference.n_differ, difference.n_agree), (3, 0));
        assert_eq!(trimmed("one two", "three"), None);
        assert_eq!(Difference::of("", ""), Difference::default());
    }

    #[test]
    fn a_passage_begins_and_ends_with_what_agrees() {
        let source = "He wrote: the quay will not pay for itself, I fear.";
        let span = trimmed("the quay will pay for itself", source).map(|span| span.of(source));
        assert_eq!(span, Some("the quay will not pay for itself,"));
    }
}
