//! The overview at the reader's edge: where in the article claims are open, done and in doubt.

use std::sync::Arc;

use eframe::egui::{
    Color32, CornerRadius, Mesh, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui,
    accesskit, pos2, vec2,
};

use super::super::super::theme::Theme;
use super::sheet::Sheet;
use crate::project::VerdictKind;
use crate::workbench::Desk;

/// Empty space at both ends.
const PAD: f32 = 8.0;

/// The shortest thumb, so that it can be grasped.
const THUMB_MIN: f32 = 24.0;

/// With more claims than this, those that fall on one step of the ruler are drawn as one.
const MANY: usize = 400;

/// The height of such a step.
const STEP: f32 = 3.0;

/// The ruler's dashes as they were drawn last.
#[derive(Debug, Default)]
pub(super) struct Ruler {
    mesh: Arc<Mesh>,
    drawn_for: Option<Drawn>,
    /// Where in the thumb the pointer holds it.
    held: Option<f32>,
}

#[derive(Debug, Clone, PartialEq)]
struct Drawn {
    rect: Rect,
    revision: u64,
    total: f64,
    ground: Color32,
}

/// A dash: how much it matters, its size and its color.
struct Dash {
    rank: u8,
    size: (f32, f32),
    color: Color32,
}

impl Dash {
    fn new(verdict: VerdictKind, theme: &Theme) -> Self {
        match verdict {
            VerdictKind::Verified | VerdictKind::SetAside => {
                Self { rank: 0, size: (4.0, 2.0), color: theme.mark_done.gamma_multiply(0.7) }
            }
            VerdictKind::Open => Self { rank: 1, size: (6.0, 2.0), color: theme.ink_2 },
            VerdictKind::Query => Self { rank: 2, size: (8.0, 3.0), color: theme.verdict_query },
            VerdictKind::Disputed => {
                Self { rank: 3, size: (8.0, 3.0), color: theme.verdict_disputed }
            }
        }
    }
}

impl Ruler {
    /// Draws the ruler. Gives the distance from the article's beginning to which the view's top is
    /// to go, where the user asks for it.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        rect: Rect,
        sheet: &Sheet,
        desk: &Desk,
        theme: &Theme,
    ) -> Option<f64> {
        let view = f64::from(rect.height());
        let total = sheet.total().max(view);
        let along = f64::from(rect.height() - 2.0 * PAD);
        let y_of = |distance: f64| rect.top() + PAD + (distance / total * along) as f32;
        let from = sheet.flow.distance(sheet.top);
        let length = ((view / total * along) as f32).max(THUMB_MIN.min(rect.height()));
        let last = (total - view).max(1.0);
        let free = (along as f32 - length).max(0.0);
        let top = rect.top() + PAD + (from / last).clamp(0.0, 1.0) as f32 * free;
        let thumb = Rect::from_min_size(pos2(rect.left() + 3.0, top), vec2(8.0, length));
        let fits = total <= view + 0.5;

        let sense = if fits { Sense::hover() } else { Sense::click_and_drag() };
        let response = ui.interact(rect, super::reader_id().with("ruler"), sense);
        if !fits {
            let fill = if response.hovered() || response.dragged() {
                theme.outline
            } else {
                theme.pressed
            };
            ui.painter().rect_filled(thumb, CornerRadius::same(4), fill);
        }
        self.redraw(rect, sheet, desk, theme, y_of);
        ui.painter().add(Shape::Mesh(Arc::clone(&self.mesh)));
        if let Some(claim) = desk.selected_claim() {
            let y = y_of(sheet.distance_of(claim.anchor.span.start));
            let frame = Rect::from_center_size(pos2(rect.left() + 7.0, y + 0.5), vec2(11.0, 9.0));
            let pen = Stroke::new(1.5 + theme.stroke_extra, theme.focus);
            ui.painter().rect_stroke(frame, CornerRadius::same(2), pen, StrokeKind::Middle);
        }
        describe(ui, &response, from / last);
        let wanted = self.held_at(&response, thumb)?;
        Some(f64::from((wanted - rect.top() - PAD) / free.max(1.0)).clamp(0.0, 1.0) * last)
    }

    /// Where the thumb's top is to go: the pointer takes the thumb along, or calls it.
    fn held_at(&mut self, response: &Response, thumb: Rect) -> Option<f32> {
        let Some(pointer) = response.interact_pointer_pos().filter(|_| is_held(response)) else {
            self.held = None;
            return None;
        };
        let held = *self.held.get_or_insert_with(|| {
            let inside = pointer.y - thumb.top();
            if (0.0..=thumb.height()).contains(&inside) { inside } else { thumb.height() / 2.0 }
        });
        Some(pointer.y - held)
    }

    fn redraw(
        &mut self,
        rect: Rect,
        sheet: &Sheet,
        desk: &Desk,
        theme: &Theme,
        y_of: impl Fn(f64) -> f32,
    ) {
        let marks = &desk.rows().marks;
        let total = sheet.total();
        let now = Drawn { rect, revision: desk.marks_revision(), total, ground: theme.paper };
        // Estimates that are put right while scrolling move no dash by a pixel; thousands of dashes
        // are not drawn anew for that.
        let slack = if marks.len() > MANY { total * 0.002 } else { 0.01 };
        let is_drawn = self.drawn_for.as_ref().is_some_and(|drawn| {
            Drawn { total, ..drawn.clone() } == now && (drawn.total - total).abs() <= slack
        });
        if is_drawn {
            return;
        }
        let mut dashes: Vec<(u8, f32, Dash)> = sheet
            .mark_distances(marks)
            .map(|(mark, distance)| {
                let dash = Dash::new(mark.verdict, theme);
                let y = y_of(distance);
                let y = if marks.len() > MANY { (y / STEP).round() * STEP } else { y };
                (dash.rank, y, dash)
            })
            .collect();
        // What matters more is drawn later, over the rest.
        dashes.sort_by(|a, b| {
            (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap_or(std::cmp::Ordering::Equal)
        });
        dashes.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1);
        let mut mesh = Mesh::default();
        for (_, y, dash) in dashes {
            let (width, height) = dash.size;
            let min = pos2(rect.left() + 7.0 - width / 2.0, y - height / 2.0);
            mesh.add_colored_rect(
                Rect::from_min_size(snapped(min), vec2(width, height)),
                dash.color,
            );
        }
        self.mesh = Arc::new(mesh);
        self.drawn_for = Some(now);
    }
}

fn snapped(pos: Pos2) -> Pos2 {
    pos2(pos.x.round(), pos.y.round())
}

fn is_held(response: &Response) -> bool {
    response.is_pointer_button_down_on()
}

fn describe(ui: &Ui, response: &Response, share: f64) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(accesskit::Role::ScrollBar);
        node.set_label("Overview of the article");
        node.set_numeric_value((share * 100.0).clamp(0.0, 100.0).round());
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
}
