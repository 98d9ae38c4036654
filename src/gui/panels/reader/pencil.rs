//! The pencil: what a checker writes over the words, and the signs of the verdicts.

use eframe::egui::{Color32, Pos2, Shape, Vec2, pos2};

use super::super::super::theme::{Theme, mark, stroke};
use super::super::super::widgets::{round_line, verdict_shapes};
use super::layout::Laid;
use crate::project::VerdictKind;
use crate::text::Span;

/// How far a sign's middle stands above the baseline.
const SIGN_RISE: f32 = 20.0;

/// A verdict's sign around a point.
pub(super) fn sign(center: Pos2, verdict: VerdictKind, theme: &Theme) -> Vec<Shape> {
    verdict_shapes(theme, center, mark::SIGN_SIZE, verdict, theme.verdict(verdict))
}

/// A tick over a word whose middle is at `x`, as far as it is drawn: a share of its path.
fn tick(
    x: f32,
    baseline: f32,
    scale: f32,
    (theme, color): (&Theme, Color32),
    share: f32,
    shapes: &mut Vec<Shape>,
) {
    let origin = pos2(x, baseline - mark::TICK_RISE * scale);
    let points = mark::TICK.map(|(dx, dy)| origin + Vec2::new(dx, dy));
    round_line(part_of(&points, share), stroke::TICK + theme.stroke_extra, color, shapes);
}

/// The beginning of a path, up to a share of its length.
fn part_of(path: &[Pos2], share: f32) -> Vec<Pos2> {
    let pieces = || path.iter().zip(path.iter().skip(1));
    let all: f32 = pieces().map(|(from, to)| from.distance(*to)).sum();
    let mut left = all * share.clamp(0.0, 1.0);
    let mut part: Vec<Pos2> = path.first().copied().into_iter().collect();
    for (from, to) in pieces() {
        let length = from.distance(*to);
        if left <= 0.0 || length <= 0.0 {
            break;
        }
        part.push(from.lerp(*to, (left / length).min(1.0)));
        left -= length;
    }
    part
}

/// The tick of a sentence that was read and holds nothing to check: one, over its last word.
pub(super) fn read(laid: &Laid, sentence: Span, theme: &Theme, out: &mut Vec<(usize, Shape)>) {
    let Some(word) = words(laid.words(), sentence).last() else { return };
    let Some(piece) = laid.pieces(word).next() else { return };
    let mut shapes = Vec::new();
    let x = f32::midpoint(piece.x0, piece.x1);
    let pen = (theme, theme.mark_done);
    tick(x, piece.baseline, laid.scale(), pen, 1.0, &mut shapes);
    out.extend(shapes.into_iter().map(|shape| (piece.row, shape)));
}

/// A claim in doubt: its span in the block, its verdict, and whether it is selected.
pub(super) type Doubt = (Span, VerdictKind, bool);

/// The words that are ticked in a block, by the byte at which each begins; a word in two verified
/// claims is there once.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    words: Vec<Span>,
}

impl Ticks {
    /// Ticks every word of a verified claim, a span of the block, save those of a claim inside it that is
    /// in doubt: its own verdict is nearer to them.
    pub(super) fn add(&mut self, laid: &Laid, span: Span, doubted: &[Span]) {
        let inside =
            |outer: Span, inner: Span| outer.start <= inner.start && inner.end <= outer.end;
        let is_doubted =
            |word: Span| doubted.iter().any(|&doubt| inside(span, doubt) && inside(doubt, word));
        self.words.extend(words(laid.words(), span).filter(|&word| !is_doubted(word)));
    }

    /// Whether a word has a tick.
    fn has(&self, word: Span) -> bool {
        self.words.iter().any(|ticked| ticked.start == word.start)
    }

    /// Draws them: the number of the row with each shape.
    pub(super) fn draw(&mut self, laid: &Laid, theme: &Theme, out: &mut Vec<(usize, Shape)>) {
        self.words.sort_unstable();
        self.words.dedup_by_key(|word| word.start);
        self.draw_part(laid, theme, 1.0, out);
    }

    /// Draws a share of the path of each.
    pub(super) fn draw_part(
        &self,
        laid: &Laid,
        theme: &Theme,
        share: f32,
        out: &mut Vec<(usize, Shape)>,
    ) {
        let scale = laid.scale();
        let mut shapes = Vec::new();
        for &word in &self.words {
            let Some(piece) = laid.pieces(word).next() else { continue };
            let x = f32::midpoint(piece.x0, piece.x1);
            let pen = (theme, theme.verdict_verified);
            tick(x, piece.baseline, scale, pen, share, &mut shapes);
            out.extend(shapes.drain(..).map(|shape| (piece.row, shape)));
        }
    }
}

/// The sign of a claim in doubt, over its first word that has no tick.
pub(super) fn doubt(
    laid: &Laid,
    (span, verdict, is_selected): Doubt,
    ticks: &Ticks,
    theme: &Theme,
    out: &mut Vec<(usize, Shape)>,
) {
    let first = words(laid.words(), span).find(|&word| !ticks.has(word));
    let first = first.or_else(|| words(laid.words(), span).next()).unwrap_or(span);
    let Some(piece) = laid.pieces(first).next() else { return };
    // The edge of the selected mark stands higher than its words.
    let rise = SIGN_RISE * laid.scale() + if is_selected { 1.6 } else { 0.0 };
    let center = pos2(f32::midpoint(piece.x0, piece.x1), piece.baseline - rise);
    let shapes = sign(center, verdict, theme);
    out.extend(shapes.into_iter().map(|shape| (piece.row, shape)));
}

/// The words in a span of `text`, without the punctuation around them.
fn words(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let base = span.of(text);
    base.split_whitespace().filter_map(move |word| {
        let at = span.start as usize + (word.as_ptr() as usize - base.as_ptr() as usize);
        let inner = word.trim_start_matches(is_punctuation);
        let from = at + (word.len() - inner.len());
        let inner = inner.trim_end_matches(is_punctuation);
        inner.contains(char::is_alphanumeric).then(|| Span::from_range(from..from + inner.len()))
    })
}

/// Whether a character stands around words and belongs to none.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '«' | '»' | '.' | ',' | ';' | ':' | '!' | '?')
        || matches!(c, '(' | ')' | '[' | ']' | '…' | '—' | '–')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_once_and_without_its_punctuation() {
        let text = "“We will,” she said — in 2.5 years.";
        let found: Vec<&str> =
            words(text, Span::from_range(0..text.len())).map(|word| word.of(text)).collect();
        assert_eq!(found, ["We", "will", "she", "said", "in", "2.5", "years"]);
    }
}
