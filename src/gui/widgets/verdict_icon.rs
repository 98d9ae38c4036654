//! The five verdicts as shapes, told apart without color.

use eframe::egui::epaint::CubicBezierShape;
use eframe::egui::{Color32, Painter, Pos2, Shape, Stroke, vec2};

use super::super::theme::{Theme, stroke};
use super::round_line;
use crate::project::VerdictKind;

/// The icons are drawn in a box of this size.
const BOX: f32 = 16.0;

/// Below this size the stroke is thinner.
const SMALL: f32 = 14.0;

/// Draws a verdict's icon, `size` wide, centered on `center`.
pub(crate) fn verdict_icon(
    painter: &Painter,
    theme: &Theme,
    center: Pos2,
    size: f32,
    verdict: VerdictKind,
    color: Color32,
) {
    painter.extend(verdict_shapes(theme, center, size, verdict, color));
}

/// The shapes of a verdict's icon, for those who keep them.
pub(crate) fn verdict_shapes(
    theme: &Theme,
    center: Pos2,
    size: f32,
    verdict: VerdictKind,
    color: Color32,
) -> Vec<Shape> {
    let scale = size / BOX;
    let (large, small) = stroke::VERDICT_ICON;
    let width = theme.stroke_extra * scale.min(1.0) + if size < SMALL { small } else { large };
    let at = |x: f32, y: f32| center + vec2(x - BOX / 2.0, y - BOX / 2.0) * scale;
    let mut shapes = Vec::new();
    let mut line = |points: &[(f32, f32)]| {
        let points = points.iter().map(|&(x, y)| at(x, y)).collect();
        round_line(points, width, color, &mut shapes);
    };
    match verdict {
        VerdictKind::Verified => line(&[(2.4, 9.2), (6.0, 13.0), (13.6, 3.0)]),
        VerdictKind::Disputed => {
            line(&[(3.6, 3.6), (12.4, 12.4)]);
            line(&[(12.4, 3.6), (3.6, 12.4)]);
        }
        VerdictKind::Query => {
            // The hook of a question mark in two bows, and its dot.
            let pen = Stroke::new(width, color);
            let bow = |points: [(f32, f32); 4]| {
                let points = points.map(|(x, y)| at(x, y));
                CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, pen)
            };
            shapes.push(bow([(4.4, 5.2), (4.4, 1.2), (11.6, 1.2), (11.6, 5.2)]).into());
            shapes.push(bow([(11.6, 5.2), (11.6, 7.9), (8.0, 7.7), (8.0, 10.4)]).into());
            for (x, y) in [(4.4, 5.2), (11.6, 5.2), (8.0, 10.4)] {
                shapes.push(Shape::circle_filled(at(x, y), width / 2.0, color));
            }
            let dot = if size < SMALL { 1.44 } else { 1.25 };
            shapes.push(Shape::circle_filled(at(8.0, 13.9), dot * scale, color));
        }
        VerdictKind::SetAside => line(&[(3.5, 8.0), (12.5, 8.0)]),
        VerdictKind::Open => {
            let pen = Stroke::new(1.4 + theme.stroke_extra, color);
            shapes.push(Shape::circle_stroke(center, 4.2 * scale, pen));
        }
    }
    shapes
}

/// The tick of the wordmark, `size` wide: it tapers, as a pencil's does. Its outline is that of the
/// icon, whose box is 156 units wide and begins at (−12, −20).
pub(crate) fn tick_logo(painter: &Painter, center: Pos2, size: f32, color: Color32) {
    let scale = size / 156.0;
    let at = |x: f32, y: f32| center + vec2(x - 66.0, y - 58.0) * scale;
    let shape = |points: &[(f32, f32)]| {
        let points = points.iter().map(|&(x, y)| at(x, y)).collect();
        painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
    };
    shape(&[(14.4, 54.6), (39.0, 81.0), (48.0, 106.6), (29.4, 107.3), (1.2, 71.0)]);
    shape(&[(39.0, 81.0), (118.5, 2.2), (129.6, 11.8), (48.0, 106.6)]);
    for (x, y, round) in [(8.2, 63.0, 10.6), (38.7, 98.5, 12.4), (123.6, 6.8, 7.5)] {
        painter.circle_filled(at(x, y), round * scale, color);
    }
}
