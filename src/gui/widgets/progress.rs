//! Bars: how far a job is, and how far an article.

use eframe::egui::{Color32, CornerRadius, Painter, Rect, vec2};

use super::super::theme::{Theme, radius};
use crate::project::Tally;

/// Height of every bar.
pub(crate) const HEIGHT: f32 = 4.0;

/// Draws a bar in the middle of `rect`; each part is a share of the whole and a color.
pub(crate) fn bar(painter: &Painter, theme: &Theme, rect: Rect, parts: &[(f32, Color32)]) {
    let rect = Rect::from_center_size(rect.center(), vec2(rect.width(), HEIGHT));
    let round = CornerRadius::same(radius::MARK - 1);
    painter.rect_filled(rect, round, theme.pressed);
    let mut x = rect.left();
    for &(share, color) in parts {
        if share <= 0.0 {
            continue;
        }
        // A part that is there is seen, however small its share.
        let width = (share * rect.width()).max(2.0).min(rect.right() - x);
        let part = Rect::from_min_size(rect.min, rect.size()).with_min_x(x).with_max_x(x + width);
        painter.rect_filled(part, round, color);
        x += width + 1.0;
    }
}

/// Draws how an article's claims stand: verified, set aside, disputed, query, the rest.
pub(crate) fn verdict_bar(painter: &Painter, theme: &Theme, rect: Rect, tally: Tally) {
    let all = tally.all().max(1) as f32;
    let parts = [
        (tally.verified, theme.verdict_verified),
        (tally.aside, theme.mark_done),
        (tally.disputed, theme.verdict_disputed),
        (tally.query, theme.verdict_query),
    ];
    bar(painter, theme, rect, &parts.map(|(n, color)| (n as f32 / all, color)));
}
