//! The pencil: what a checker writes over the words, and the signs of the verdicts.

use eframe::egui::{Color32, Pos2, Shape, Stroke, Vec2, pos2, vec2};

use super::super::super::theme::{Theme, mark, stroke};
use super::layout::Laid;
use crate::project::VerdictKind;
use crate::text::Span;

/// The box in which the signs are drawn.
const SIGN_BOX: f32 = 16.0;

/// How far a sign's middle stands above the baseline.
const SIGN_RISE: f32 = 20.0;

/// A line with round ends and a round bend, which egui's strokes lack.
fn round_line(points: &[Pos2], width: f32, color: Color32, shapes: &mut Vec<Shape>) {
    shapes.extend(points.iter().map(|&at| Shape::circle_filled(at, width / 2.0, color)));
    shapes.push(Shape::line(points.to_vec(), Stroke::new(width, color)));
}

/// A verdict's sign, so large, around a point.
pub(super) fn sign(
    center: Pos2,
    size: f32,
    verdict: VerdictKind,
    theme: &Theme,
    shapes: &mut Vec<Shape>,
) {
    let scale = size / SIGN_BOX;
    let color = theme.verdict(verdict);
    let (large, small) = stroke::VERDICT_ICON;
    let width = theme.stroke_extra + if size < 14.0 { small } else { large };
    let at = |(x, y): (f32, f32)| center + vec2(x - SIGN_BOX / 2.0, y - SIGN_BOX / 2.0) * scale;
    let mut line = |points: &[(f32, f32)]| {
        let points: Vec<Pos2> = points.iter().map(|&point| at(point)).collect();
        round_line(&points, width, color, shapes);
    };
    match verdict {
        VerdictKind::Verified => line(&[(2.4, 9.2), (6.0, 13.0), (13.6, 3.0)]),
        VerdictKind::Disputed => {
            line(&[(3.6, 3.6), (12.4, 12.4)]);
            line(&[(12.4, 3.6), (3.6, 12.4)]);
        }
        VerdictKind::Query => {
            let mut hook = bow([(4.4, 5.2), (4.4, 1.2), (11.6, 1.2), (11.6, 5.2)]);
            hook.extend(
                bow([(11.6, 5.2), (11.6, 7.9), (8.0, 7.7), (8.0, 10.4)]).into_iter().skip(1),
            );
            let hook: Vec<Pos2> = hook.into_iter().map(at).collect();
            for end in hook.first().into_iter().chain(hook.last()) {
                shapes.push(Shape::circle_filled(*end, width / 2.0, color));
            }
            shapes.push(Shape::line(hook, Stroke::new(width, color)));
            let dot = if size < 14.0 { 1.44 } else { 1.25 };
            shapes.push(Shape::circle_filled(at((8.0, 13.9)), dot * scale.max(0.7), color));
        }
        VerdictKind::SetAside => line(&[(3.5, 8.0), (12.5, 8.0)]),
        VerdictKind::Open => {
            let pen = Stroke::new(1.4 + theme.stroke_extra, color);
            shapes.push(Shape::circle_stroke(center, 4.2 * scale, pen));
        }
    }
}

/// A cubic curve in a few straight steps.
fn bow(points: [(f32, f32); 4]) -> Vec<(f32, f32)> {
    const STEPS: usize = 8;
    let [a, b, c, d] = points;
    (0..=STEPS)
        .map(|step| {
            let t = step as f32 / STEPS as f32;
            let u = 1.0 - t;
            let mix = |a: f32, b: f32, c: f32, d: f32| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            (mix(a.0, b.0, c.0, d.0), mix(a.1, b.1, c.1, d.1))
        })
        .collect()
}

/// A tick over a word whose middle is at `x`.
fn tick(x: f32, baseline: f32, scale: f32, theme: &Theme, shapes: &mut Vec<Shape>) {
    let origin = pos2(x, baseline - mark::TICK_RISE * scale);
    let points = mark::TICK.map(|(dx, dy)| origin + Vec2::new(dx, dy));
    round_line(&points, stroke::TICK + theme.stroke_extra, theme.verdict_verified, shapes);
}

/// The words that are ticked in a block, by the byte at which each begins; a word in two verified
/// claims is there once.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    words: Vec<Span>,
}

impl Ticks {
    /// Ticks every word of a verified claim, a span of the block.
    pub(super) fn add(&mut self, laid: &Laid, span: Span) {
        self.words.extend(words(laid.words(), span));
    }

    /// Draws them: the number of the row with each shape.
    pub(super) fn draw(mut self, laid: &Laid, theme: &Theme, out: &mut Vec<(usize, Shape)>) {
        self.words.sort_unstable();
        self.words.dedup_by_key(|word| word.start);
        let scale = laid.scale();
        let mut shapes = Vec::new();
        for word in self.words {
            let Some(piece) = laid.pieces(word).next() else { continue };
            tick(f32::midpoint(piece.x0, piece.x1), piece.baseline, scale, theme, &mut shapes);
            out.extend(shapes.drain(..).map(|shape| (piece.row, shape)));
        }
    }
}

/// The sign of a claim in doubt, over its first word.
pub(super) fn doubt(
    laid: &Laid,
    span: Span,
    verdict: VerdictKind,
    is_selected: bool,
    theme: &Theme,
    out: &mut Vec<(usize, Shape)>,
) {
    let first = words(laid.words(), span).next().unwrap_or(span);
    let Some(piece) = laid.pieces(first).next() else { return };
    // The edge of the selected mark stands higher than its words.
    let rise = SIGN_RISE * laid.scale() + if is_selected { 1.6 } else { 0.0 };
    let center = pos2(f32::midpoint(piece.x0, piece.x1), piece.baseline - rise);
    let mut shapes = Vec::new();
    sign(center, mark::SIGN_SIZE, verdict, theme, &mut shapes);
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
