//! Words of the article that the user has selected, and what kind of claim they look like.

use unicode_segmentation::UnicodeSegmentation;

use super::pencil::is_punctuation;
use crate::extract::ClaimKind;
use crate::text::Span;

/// Selected words, in bytes of the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Selection {
    /// Where it began, and where it has got to.
    ends: Option<(u32, u32)>,
    /// Where the pointer went down, while it drags.
    dragged_from: Option<u32>,
}

impl Selection {
    /// What is selected.
    pub(super) fn span(&self) -> Option<Span> {
        let (anchor, head) = self.ends?;
        (anchor != head).then(|| Span::new(anchor.min(head), anchor.max(head)))
    }

    /// What is selected, or the caret: a span of no length.
    pub(super) fn ends(&self) -> Option<Span> {
        self.ends.map(|(anchor, head)| Span::new(anchor.min(head), anchor.max(head)))
    }

    /// Where the caret stands, where no words are selected.
    pub(super) fn caret(&self) -> Option<u32> {
        self.ends.filter(|(anchor, head)| anchor == head).map(|(_, head)| head)
    }

    /// The end that moves.
    pub(super) fn head(&self) -> Option<u32> {
        self.ends.map(|(_, head)| head)
    }

    /// Whether the pointer drags.
    pub(super) fn is_dragging(&self) -> bool {
        self.dragged_from.is_some()
    }

    /// Selects nothing.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Selects a span.
    pub(super) fn set(&mut self, span: Span) {
        self.ends = Some((span.start, span.end));
    }

    /// Begins to drag.
    pub(super) fn begin(&mut self, at: u32) {
        self.ends = None;
        self.dragged_from = Some(at);
    }

    /// Drags on: whole words, or single characters where `by_char`.
    pub(super) fn drag(&mut self, text: &str, at: u32, by_char: bool) {
        let Some(from) = self.dragged_from else { return };
        if by_char {
            self.ends = Some((from, at));
            return;
        }
        let (low, high) = (from.min(at), from.max(at));
        let start = word_at(text, low).map_or(low, |word| word.start.min(low));
        let end = word_before(text, high).map_or(high, |word| word.end.max(high));
        let words = Span::new(start, end).of(text);
        let start = start + len(words) - len(words.trim_start());
        let end = end - (len(words) - len(words.trim_end())).min(end - start);
        self.ends = Some(if from <= at { (start, end) } else { (end, start) });
    }

    /// Ends the drag.
    pub(super) fn drop(&mut self) {
        self.dragged_from = None;
    }

    /// Moves the end that moves, from `start` where nothing is selected.
    pub(super) fn extend(&mut self, start: u32, step: impl FnOnce(u32) -> u32) {
        let (anchor, head) = self.ends.unwrap_or((start, start));
        self.ends = Some((anchor, step(head)));
    }
}

fn len(words: &str) -> u32 {
    u32::try_from(words.len()).unwrap_or(u32::MAX)
}

/// The word that holds byte `at`: what stands between white space, without the punctuation around
/// it. `None` in white space.
pub(super) fn word_at(text: &str, at: u32) -> Option<Span> {
    let at = floor(text, at);
    let after = text.get(at..)?;
    let end = after.find(is_gap).map_or(text.len(), |n| at + n);
    let start = text
        .get(..at)?
        .rfind(is_gap)
        .map_or(0, |n| n + text.get(n..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8));
    let whole = text.get(start..end)?;
    if whole.is_empty() {
        return None;
    }
    let inner = whole.trim_start_matches(is_punctuation);
    let from = start + (whole.len() - inner.len());
    let inner = inner.trim_end_matches(is_punctuation);
    Some(if inner.is_empty() {
        Span::from_range(start..end)
    } else {
        Span::from_range(from..from + inner.len())
    })
}

/// The word that ends at byte `at` or holds it.
fn word_before(text: &str, at: u32) -> Option<Span> {
    let before = text.get(..floor(text, at))?;
    let (last, _) = before.char_indices().next_back()?;
    word_at(text, u32::try_from(last).ok()?)
}

/// White space and dashes that part words.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || c == '—'
}

fn floor(text: &str, at: u32) -> usize {
    text.floor_char_boundary(at as usize)
}

/// The place one character, or one word, after `at` or before it.
pub(super) fn step(text: &str, at: u32, forward: bool, by_word: bool) -> u32 {
    let at = floor(text, at);
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let to = match (forward, by_word) {
        (true, false) => at + after.graphemes(true).next().map_or(0, str::len),
        (false, false) => at - before.graphemes(true).next_back().map_or(0, str::len),
        (true, true) => {
            let skipped = after.len() - after.trim_start().len();
            let rest = after.trim_start();
            at + skipped + rest.find(char::is_whitespace).unwrap_or(rest.len())
        }
        (false, true) => {
            let rest = before.trim_end();
            rest.char_indices()
                .rfind(|(_, c)| c.is_whitespace())
                .map_or(0, |(n, c)| n + c.len_utf8())
        }
    };
    u32::try_from(to).unwrap_or(u32::MAX)
}

/// What kind of claim selected words look like; the user decides.
pub(super) fn kind_of(words: &str) -> ClaimKind {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = words.to_lowercase();
    let tokens = || lower.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty());
    let has_year = || {
        let year = |t: &str| t.len() == 4 && (t.starts_with("19") || t.starts_with("20"));
        tokens().any(|t| year(t) && t.bytes().all(|b| b.is_ascii_digit()))
    };
    let has_digit = words.contains(|c: char| c.is_ascii_digit());
    if words.contains(['“', '”', '"', '«', '»']) {
        ClaimKind::Attribution
    } else if words.contains('%') || tokens().any(|t| matches!(t, "percent" | "per")) {
        ClaimKind::Rate
    } else if has_digit && (has_year() || tokens().any(|t| MONTHS.contains(&t))) {
        ClaimKind::Date
    } else if has_digit {
        ClaimKind::Quantity
    } else if words.split_whitespace().count() <= 4
        && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    {
        ClaimKind::Name
    } else {
        ClaimKind::Attribution
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dragging_selects_whole_words_and_what_it_passes() {
        let text = "She paid “$2.25 to $2.50,” she said.";
        let check = |from: &str, to: &str, expected: &str| {
            let at = |words: &str| u32::try_from(text.find(words).unwrap()).unwrap();
            let mut selection = Selection::default();
            selection.begin(at(from) + 1);
            selection.drag(text, at(to) + 1, false);
            assert_eq!(selection.span().unwrap().of(text), expected);
            selection.begin(at(to) + 1);
            selection.drag(text, at(from) + 1, false);
            assert_eq!(selection.span().unwrap().of(text), expected, "backwards");
        };
        check("paid", "paid", "paid");
        check("2.25", "2.50", "$2.25 to $2.50");
        check("paid", "said", "paid “$2.25 to $2.50,” she said");
    }

    #[test]
    fn steps_stay_on_characters() {
        let text = "a é — “b";
        let mut at = 0;
        while (at as usize) < text.len() {
            let next = step(text, at, true, false);
            assert!(text.is_char_boundary(next as usize) && next > at);
            assert_eq!(step(text, next, false, false), at);
            at = next;
        }
        assert_eq!(step(text, at, true, true), at);
        assert_eq!(step(text, 0, false, true), 0);
    }

    #[test]
    fn words_look_like_a_kind() {
        assert_eq!(kind_of("41 percent"), ClaimKind::Rate);
        assert_eq!(kind_of("$6.4 million"), ClaimKind::Quantity);
        assert_eq!(kind_of("May 28, 2026"), ClaimKind::Date);
        assert_eq!(kind_of("“We will never raise fares”"), ClaimKind::Attribution);
        assert_eq!(kind_of("Ida Penhallow"), ClaimKind::Name);
        assert_eq!(kind_of("he had broken his word"), ClaimKind::Attribution);
    }
}
