//! The kinds of claims as the window tells them apart: five letters over five lines.

use eframe::egui::{Align2, Color32, Pos2, Rangef, Shape, Stroke, Ui, pos2, vec2};

use super::super::theme::{Theme, Type, mark, stroke};
use super::text;
use crate::extract::ClaimKind;

/// Kinds that share a letter, a line and a chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KindGroup {
    /// What stands in the gutter and on the chip.
    pub(crate) letter: &'static str,
    /// One of them.
    pub(crate) name: &'static str,
    /// Several.
    pub(crate) names: &'static str,
    /// Its kinds.
    pub(crate) kinds: &'static [ClaimKind],
}

impl KindGroup {
    /// Every group, in the order they are shown.
    pub(crate) const ALL: [Self; 5] = [
        Self {
            letter: "F",
            name: "Figure",
            names: "Figures",
            kinds: &[ClaimKind::Rate, ClaimKind::Quantity],
        },
        Self { letter: "D", name: "Date", names: "Dates", kinds: &[ClaimKind::Date] },
        Self {
            letter: "A",
            name: "Attribution",
            names: "Attributions",
            kinds: &[ClaimKind::Attribution],
        },
        Self { letter: "N", name: "Name", names: "Names", kinds: &[ClaimKind::Name] },
        Self {
            letter: "C",
            name: "Comparison",
            names: "Comparisons",
            kinds: &[ClaimKind::Superlative, ClaimKind::Comparison],
        },
    ];

    /// The group of a kind.
    pub(crate) const fn of(kind: ClaimKind) -> Self {
        let [figure, date, attribution, name, comparison] = Self::ALL;
        match kind {
            ClaimKind::Rate | ClaimKind::Quantity => figure,
            ClaimKind::Date => date,
            ClaimKind::Attribution => attribution,
            ClaimKind::Name => name,
            ClaimKind::Superlative | ClaimKind::Comparison => comparison,
        }
    }
}

/// The line of a kind from `x.min` to `x.max`: solid, dashed, dotted, thin or double. `more` is added
/// to its width; thin lines take half of it, so that they stay thin beside the others.
pub(crate) fn kind_line(
    kind: ClaimKind,
    x: Rangef,
    y: f32,
    more: f32,
    color: Color32,
) -> Vec<Shape> {
    let pen = |width: f32| Stroke::new(width + more, color);
    let thin = |width: f32| Stroke::new(width + more / 2.0, color);
    let ends = [pos2(x.min, y), pos2(x.max, y)];
    match kind {
        ClaimKind::Rate | ClaimKind::Quantity => {
            vec![Shape::line_segment(ends, pen(stroke::FIGURE))]
        }
        ClaimKind::Date => Shape::dashed_line(&ends, pen(stroke::DATE), mark::DASH, mark::DASH_GAP),
        ClaimKind::Attribution => {
            let radius = (stroke::ATTRIBUTION + more).max(0.8) / 2.0;
            let n_dots = ((x.span() - 1.0) / mark::DOT_STEP).max(0.0) as usize;
            (0..=n_dots)
                .map(|n| pos2(x.min + 1.0 + n as f32 * mark::DOT_STEP, y))
                .map(|center| Shape::circle_filled(center, radius, color))
                .collect()
        }
        ClaimKind::Name => vec![Shape::line_segment(ends, thin(stroke::NAME))],
        ClaimKind::Superlative | ClaimKind::Comparison => {
            let half = mark::DOUBLE_GAP / 2.0;
            [-half, half]
                .map(|dy| {
                    Shape::line_segment(ends.map(|p| p + vec2(0.0, dy)), thin(stroke::COMPARISON))
                })
                .into()
        }
    }
}

/// A kind's letter over its line, 14 wide and 20 high, its top left at `pos`.
pub(crate) fn kind_letter(ui: &Ui, theme: &Theme, pos: Pos2, kind: ClaimKind, color: Color32) {
    let letter = KindGroup::of(kind).letter;
    let center = pos2(pos.x + 7.0, pos.y + 8.0);
    text(ui, center, Align2::CENTER_CENTER, letter, Type::SmallSemibold, color);
    let line = Rangef::new(pos.x + 1.0, pos.x + 13.0);
    ui.painter().extend(kind_line(kind, line, pos.y + 17.5, theme.stroke_extra, theme.kind(kind)));
}
