//! How much a claim is worth checking, as three bars.

use eframe::egui::{CornerRadius, Painter, Pos2, Rect, pos2, vec2};

use super::super::theme::Theme;

/// How many of the three bars are filled.
pub(crate) fn worth_level(worth: f32) -> usize {
    // The thirds of the scale.
    match worth {
        w if w >= 2.0 / 3.0 => 3,
        w if w >= 1.0 / 3.0 => 2,
        _ => 1,
    }
}

/// The level in a word.
pub(crate) fn worth_words(worth: f32) -> &'static str {
    match worth_level(worth) {
        3 => "High",
        2 => "Medium",
        _ => "Low",
    }
}

/// Draws the bars, 13 wide and 12 high, their top left at `pos`.
pub(crate) fn worth_bars(painter: &Painter, theme: &Theme, pos: Pos2, worth: f32) {
    let level = worth_level(worth);
    for bar in 0..3 {
        let step = bar as f32;
        let height = 4.0 + step * 3.5;
        let min = pos2(pos.x + step * 5.0, pos.y + 12.0 - height);
        let rect = Rect::from_min_size(min, vec2(3.0, height));
        let color = if bar < level { theme.ink_2 } else { theme.pressed };
        painter.rect_filled(rect, CornerRadius::same(1), color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_worth_has_no_bar_or_four() {
        for worth in [-1.0, 0.0, 0.3, 0.34, 0.5, 0.67, 1.0, 2.0, f32::NAN] {
            assert!((1..=3).contains(&worth_level(worth)), "{worth}");
        }
        assert!(worth_level(0.9) > worth_level(0.5) && worth_level(0.5) > worth_level(0.1));
    }
}
