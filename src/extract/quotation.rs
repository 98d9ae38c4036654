//! What stands between quotation marks.
//!
//! One pass over the marks of a passage with a small stack, so the time is linear whatever the marks
//! are. Straight, curly, angled and doubled marks (`''`, two backticks) count as one kind, since real
//! texts mix them; single marks are another, told from apostrophes by what stands beside them.

use super::lexicon::Class;
use super::token::{Token, TokenKind, next_from};
use crate::text::Span;

/// Quoted words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, in bytes of the whole text.
    pub span: Span,
    /// Without them.
    pub inside: Span,
    /// How many quotations it lies in.
    pub depth: u8,
    /// Whether a mark closes it; if not, it runs on into the next paragraph or to the passage's end.
    pub is_closed: bool,
}

/// Deepest nesting that is followed; what lies deeper is read as words.
const DEPTH_MAX: usize = 3;

/// Finds the quotations among `tokens`, in the order of their opening. `runs_on` tells that the next
/// paragraph opens with a mark, as each paragraph of a long quotation does.
pub fn scan(text: &str, tokens: &[Token], runs_on: bool, quotations: &mut Vec<Quotation>) {
    let mut scanner =
        Scanner { text, tokens, quotations, open: [Open::default(); DEPTH_MAX], depth: 0 };
    let mut idx = 0;
    while let Some(at) = next_from(tokens, idx, |token| token.classes.has(Class::QuoteMark)) {
        idx = at;
        let width = match mark_at(tokens, idx) {
            Some(Mark { width: 2, .. })
                if scanner.innermost().is_some_and(|open| open.kind == Kind::Single)
                    && tokens
                        .get(idx + 2)
                        .is_some_and(|t| t.is_mark('\'') && t.shape.is_glued()) =>
            {
                // Three marks: the first ends the inner quotation.
                scanner.end(idx, 1);
                1
            }
            Some(mark) => {
                scanner.read(mark);
                mark.width
            }
            None => 1,
        };
        idx += width;
    }
    scanner.finish(runs_on);
}

/// Whether `c` can open a quotation at the start of a paragraph.
#[must_use]
pub const fn can_begin(c: char) -> bool {
    matches!(c, '"' | '“' | '«' | '„' | '‘' | '`' | '\'')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Double,
    Single,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Either,
    Opening,
    Closing,
}

/// A quotation mark: one token, or two that stand for one.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    width: usize,
    kind: Kind,
    side: Side,
    /// Something quoted could begin after it.
    may_open: bool,
    /// Something quoted could end before it.
    may_close: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Open {
    kind: Kind,
    /// The quotation it began.
    entry: usize,
    /// For single marks: where a mark stood that may have closed it or may be the apostrophe of a
    /// plural; its token.
    doubtful_end: Option<usize>,
    /// It began after `=`: a value in markup, which nobody says.
    is_markup: bool,
}

struct Scanner<'a> {
    text: &'a str,
    tokens: &'a [Token],
    quotations: &'a mut Vec<Quotation>,
    open: [Open; DEPTH_MAX],
    depth: usize,
}

/// An entry with this span was given up.
const GIVEN_UP: Span = Span { start: u32::MAX, end: u32::MAX };

impl Scanner<'_> {
    fn read(&mut self, mark: Mark) {
        let innermost = self.innermost();
        if mark.kind == Kind::Single {
            self.read_single(mark, innermost);
            return;
        }
        let is_open = (0..self.depth).any(|at| self.open.get(at).is_some_and(is_double));
        let opens = match mark.side {
            Side::Opening => !is_open || mark.may_open || !mark.may_close,
            Side::Closing => !is_open && mark.may_open && !mark.may_close,
            Side::Either => mark.may_open && (!is_open || !mark.may_close),
        };
        if opens {
            if is_open && mark.side == Side::Either {
                // The mark that should have closed the one before is missing.
                self.cut_at(mark.at);
            }
            self.begin(mark);
        } else if is_open {
            while self.innermost().is_some_and(|open| open.kind == Kind::Single) {
                self.give_up_single();
            }
            self.end(mark.at, mark.width);
        } else if mark.may_close && self.quotations.is_empty() && self.ends_speech(mark.at) {
            // Words quoted from the start of the passage, whose first mark is missing.
            let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.get(mark.at - 1))
            else {
                return;
            };
            let inside = Span::new(first.start, last.end);
            let span = Span::new(first.start, self.end_of(mark.at, mark.width));
            self.quotations.push(Quotation { span, inside, depth: 0, is_closed: true });
        }
    }

    fn read_single(&mut self, mark: Mark, innermost: Option<Open>) {
        let is_inside = innermost.is_some_and(|open| open.kind == Kind::Single);
        let opens = match mark.side {
            Side::Opening => mark.may_open,
            Side::Closing => false,
            Side::Either => mark.may_open && !mark.may_close && self.begins_words(mark.at),
        };
        if opens {
            if is_inside {
                self.give_up_single();
            }
            self.begin(mark);
        } else if is_inside && mark.may_close {
            if self.may_be_plural(mark.at) {
                if let Some(open) = self.open.get_mut(self.depth - 1) {
                    open.doubtful_end = open.doubtful_end.or(Some(mark.at));
                }
            } else {
                self.end(mark.at, mark.width);
            }
        }
    }

    fn innermost(&self) -> Option<Open> {
        self.depth.checked_sub(1).and_then(|at| self.open.get(at)).copied()
    }

    fn end_of(&self, at: usize, width: usize) -> u32 {
        self.tokens.get(at + width - 1).map_or(0, |token| token.end)
    }

    fn begin(&mut self, mark: Mark) {
        let Some(slot) = self.open.get_mut(self.depth) else { return };
        let is_markup = mark
            .at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.is_mark('='));
        *slot =
            Open { kind: mark.kind, entry: self.quotations.len(), doubtful_end: None, is_markup };
        let start = self.tokens.get(mark.at).map_or(0, |token| token.start);
        let inside = self.end_of(mark.at, mark.width);
        let depth = u8::try_from(self.depth).unwrap_or(u8::MAX);
        self.quotations.push(Quotation {
            span: Span::new(start, inside),
            inside: Span::new(inside, inside),
            depth,
            is_closed: false,
        });
        self.depth += 1;
    }

    /// Closes the innermost one with the mark at token `at`.
    fn end(&mut self, at: usize, width: usize) {
        let Some(open) = self.innermost() else { return };
        self.depth -= 1;
        let (start, end) = (self.tokens.get(at).map_or(0, |t| t.start), self.end_of(at, width));
        let last = at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(start, |t| t.end);
        if let Some(entry) = self.quotations.get_mut(open.entry) {
            entry.span.end = end;
            entry.inside.end = last.max(entry.inside.start);
            entry.is_closed = true;
            if open.is_markup || entry.inside.start >= entry.inside.end {
                entry.span = GIVEN_UP;
            }
        }
    }

    /// Ends what is open before token `at`, unclosed.
    fn cut_at(&mut self, at: usize) {
        let end = at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.end);
        while let Some(open) = self.innermost() {
            self.depth -= 1;
            if let Some(entry) = self.quotations.get_mut(open.entry) {
                entry.span.end = end.max(entry.span.end);
                entry.inside.end = end.max(entry.inside.end);
                if open.is_markup || open.kind == Kind::Single {
                    entry.span = GIVEN_UP;
                }
            }
        }
    }

    /// The innermost, a single mark, was closed by a doubtful one, or was an apostrophe.
    fn give_up_single(&mut self) {
        let Some(open) = self.innermost() else { return };
        if let Some(at) = open.doubtful_end {
            self.end(at, 1);
            return;
        }
        self.depth -= 1;
        if let Some(entry) = self.quotations.get_mut(open.entry) {
            entry.span = GIVEN_UP;
        }
        let depth = u8::try_from(self.depth).unwrap_or(u8::MAX);
        for inner in self.quotations.get_mut(open.entry + 1..).unwrap_or_default() {
            inner.depth = inner.depth.saturating_sub(1).max(depth);
        }
    }

    fn finish(&mut self, runs_on: bool) {
        while self.innermost().is_some_and(|open| open.kind == Kind::Single) {
            self.give_up_single();
        }
        let outermost = self.open.first().copied().unwrap_or_default();
        if self.depth > 0 && !runs_on && is_double(&outermost) {
            // What seems to lie inside an unclosed quotation that does not run on is the next one.
            let next = self.quotations.get(outermost.entry + 1..).unwrap_or_default();
            if let Some(next) = next.iter().position(|q| q.span != GIVEN_UP && q.is_closed) {
                let from = outermost.entry + 1 + next;
                let cut = self.quotations.get(from).map_or(0, |q| q.span.start);
                let end = self
                    .tokens
                    .get(after(self.tokens, cut).saturating_sub(1))
                    .map_or(cut, |token| token.end.min(cut));
                for (at, entry) in self.quotations.iter_mut().enumerate().skip(outermost.entry) {
                    if at < from {
                        entry.span.end = end.max(entry.inside.start);
                        entry.inside.end = entry.span.end;
                    } else {
                        entry.depth = entry.depth.saturating_sub(1);
                    }
                }
                self.depth = 0;
            }
        }
        self.cut_at(self.tokens.len());
        for entry in &mut *self.quotations {
            // White space after the mark is not quoted.
            let first = self.tokens.get(after(self.tokens, entry.inside.start));
            entry.inside.start = first.map_or(entry.inside.end, |first| first.start);
        }
        self.quotations.retain(|q| q.span != GIVEN_UP && q.inside.start < q.inside.end);
    }

    /// Whether a comma or a stop stands before the mark, as at the end of a sentence spoken.
    fn ends_speech(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|t| matches!(t.first, ',' | '.' | '!' | '?' | '…') && !t.is_word())
    }

    /// Whether the straight mark at `at` stands before words, and not for letters left out ('em,
    /// 'til, '90s).
    fn begins_words(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|next| match next.kind {
            TokenKind::Number => false,
            TokenKind::Word => match next.end - next.start {
                1 => matches!(next.first, 'a' | 'A' | 'I'),
                2 => next.first != 'e',
                _ => true,
            },
            _ => next.is_mark('[') || next.is_mark('…') || next.is_mark('.') || next.is_mark('$'),
        })
    }

    /// Whether the mark at `at` may be the apostrophe of a plural possessive: after an s, before a
    /// word.
    fn may_be_plural(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let next = self.tokens.get(at + 1);
        before.is_some_and(|t| t.is_word() && t.span().of(self.text).ends_with(['s', 'S']))
            && next.is_some_and(|t| t.is_word() && !t.shape.is_glued())
    }
}

const fn is_double(open: &Open) -> bool {
    matches!(open.kind, Kind::Double)
}

/// The first token that begins at or after byte `at`.
fn after(tokens: &[Token], at: u32) -> usize {
    tokens.partition_point(|token| token.start < at)
}

fn mark_at(tokens: &[Token], at: usize) -> Option<Mark> {
    let token = tokens.get(at)?;
    if token.kind != TokenKind::Mark {
        return None;
    }
    let doubled = tokens
        .get(at + 1)
        .is_some_and(|next| next.kind == TokenKind::Mark && next.shape.is_glued());
    let twice = |c: char| doubled && tokens.get(at + 1).is_some_and(|next| next.first == c);
    let (kind, side, width) = match token.first {
        '"' => (Kind::Double, Side::Either, 1),
        '“' | '«' | '„' => (Kind::Double, Side::Opening, 1),
        '”' | '»' => (Kind::Double, Side::Closing, 1),
        '`' if twice('`') => (Kind::Double, Side::Opening, 2),
        '\'' if twice('\'') => (Kind::Double, Side::Either, 2),
        '‘' if twice('‘') => (Kind::Double, Side::Opening, 2),
        '’' if twice('’') => (Kind::Double, Side::Closing, 2),
        '\'' => (Kind::Single, Side::Either, 1),
        '‘' | '`' => (Kind::Single, Side::Opening, 1),
        '’' => (Kind::Single, Side::Closing, 1),
        _ => return None,
    };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let next = tokens.get(at + width);
    let joins_before = before.is_some() && token.shape.is_glued();
    let opens_before = before.is_some_and(|t| {
        t.kind == TokenKind::Mark
            && matches!(
                t.first,
                '(' | '[' | '{' | '—' | '–' | '-' | '/' | '=' | '“' | '‘' | '"' | '\'' | '`' | '>'
            )
    });
    let joins_next = next.is_some_and(|t| t.shape.is_glued());
    let closes_next = next.is_some_and(|t| {
        t.kind == TokenKind::Mark
            && matches!(t.first, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’')
    });
    let may_open = joins_next && (!joins_before || opens_before) && !closes_next
        || (!joins_before && !joins_next && next.is_some());
    let may_close = joins_before
        && (!before.is_some_and(|t| t.is_mark('(') || t.is_mark('[') || t.is_mark('=')))
        || (!joins_before && !joins_next);
    Some(Mark { at, width, kind, side, may_open, may_close })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::Lexicon;
    use crate::extract::token::tokenize;

    fn check(text: &str, expected: &[(&str, u8)]) {
        let mut tokens = Vec::new();
        let all = Span::from_range(0..text.len());
        tokenize(text, all, Lexicon::english(), &mut tokens);
        let mut found = Vec::new();
        scan(text, &tokens, false, &mut found);
        let found: Vec<(&str, u8)> = found.iter().map(|q| (q.inside.of(text), q.depth)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_every_make() {
        check("He said \"no way\" to it.", &[("no way", 0)]);
        check("He said “no way” to it.", &[("no way", 0)]);
        check("He said ''no way'' to it.", &[("no way", 0)]);
        check("He said ``no way'' to it.", &[("no way", 0)]);
        check("He said «no way» to it.", &[("no way", 0)]);
        check("He said ‘no way’ to it.", &[("no way", 0)]);
        check("He said 'no way' to it.", &[("no way", 0)]);
        check("He said “no way\" to it.", &[("no way", 0)]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The voters' choice didn't please the workers' union.", &[]);
        check("Rock 'n' roll of the '90s won't die.", &[]);
        check(
            "They said 'the voters' choice is made' again.",
            &[("the voters' choice is made", 0)],
        );
        check("It is James’ boat and the crews’ pride.", &[]);
    }

    #[test]
    fn one_inside_another() {
        check(
            "“She told me ‘never again’ and left,” he said.",
            &[("She told me ‘never again’ and left,", 0), ("never again", 1)],
        );
        check(
            "'He called it \"a farce\" twice,' she said.",
            &[("He called it \"a farce\" twice,", 0), ("a farce", 1)],
        );
    }

    #[test]
    fn marks_that_are_missing() {
        check("“It never ends.", &[("It never ends.", 0)]);
        check("“\u{3000} It never ends.", &[("It never ends.", 0)]);
        check("He said “ no way ” to it.", &[("no way", 0)]);
        check("It never ends,\" he said.", &[("It never ends,", 0)]);
        check(
            "“One thing, he said. “Another thing.”",
            &[("One thing, he said.", 0), ("Another thing.", 0)],
        );
        check(
            "\"One thing, he said. \"Another thing.\"",
            &[("One thing, he said.", 0), ("Another thing.", 0)],
        );
    }

    #[test]
    fn marks_in_other_use() {
        check("A 6\" pipe and a 5'10\" man.", &[]);
        check("See <a href=\"there\">this</a>.", &[]);
        check("(“Really”) and [“sic”].", &[("Really", 0), ("sic", 0)]);
    }
}
