//! Five steps through the window. They lie beside the work, not over it: whatever is shown can be
//! tried at once.

use eframe::egui::{
    Align, Align2, Area, Context, CornerRadius, Frame, Id, Layout, Margin, Order, Rect, Role,
    Stroke, StrokeKind, UiBuilder, Vec2, vec2,
};

use super::super::shortcuts;
use super::super::theme::{Theme, Type, layout, radius, space, stroke};
use super::super::widgets::{Button, Look, label};
use super::questions::button;
use crate::workbench::Command;

/// Width of a step's card.
const WIDTH: f32 = 340.0;

/// What a step is about: a part of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Article,
    Claims,
    Claim,
    Top,
    Status,
}

struct Step {
    part: Part,
    title: &'static str,
    /// What is told; the keys of commands stand in place of `{}`.
    words: &'static str,
    keys: &'static [Command],
}

const STEPS: [Step; 5] = [
    Step {
        part: Part::Article,
        title: "What can be checked is marked",
        words: "The line says what kind of claim it is: a figure, a date, a name, a comparison, or \
            what someone is said to have said. Click one to choose it.",
        keys: &[],
    },
    Step {
        part: Part::Claims,
        title: "Every claim stands in the list",
        words: "{} and {} go from one to the next. Three bars mean that it is worth checking first.",
        keys: &[Command::NextClaim, Command::PreviousClaim],
    },
    Step {
        part: Part::Claim,
        title: "You decide",
        words: "{} verified, {} disputed, {} query, {} set aside. {} writes a note, {} attaches a \
            source. After a verdict the next open claim is chosen.",
        keys: &[
            Command::Verified,
            Command::Disputed,
            Command::Query,
            Command::SetAside,
            Command::Note,
            Command::AddSource,
        ],
    },
    Step {
        part: Part::Top,
        title: "Everything has a name",
        words: "{} finds any command or claim by its words. {} shows every key on one card.",
        keys: &[Command::Palette, Command::KeyCard],
    },
    Step {
        part: Part::Status,
        title: "No rule finds everything",
        words: "Read on between the marks: select any words and press {} to make a claim of them. \
            Coverage says how many words are accounted for. {} takes back whatever you did.",
        keys: &[Command::Mark, Command::Undo],
    },
];

/// How the user goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goes {
    Stays,
    To(usize),
    /// It is over, or was skipped.
    Away,
}

/// The part of the window that a step is about.
pub(crate) fn part(step: usize) -> Option<Part> {
    STEPS.get(step).map(|step| step.part)
}

/// Shows a step beside `target`, the part of the window that it is about. The keys of a step that is
/// new go to the way on: whoever has no mouse walks through with Enter.
#[must_use]
pub(crate) fn tour_ui(
    ctx: &Context,
    theme: &Theme,
    (at, is_new): (usize, bool),
    target: Rect,
) -> Goes {
    let Some(step) = STEPS.get(at) else { return Goes::Away };
    let full = ctx.content_rect();
    let width = WIDTH.min(full.width() - 2.0 * space::L);
    let painter =
        ctx.layer_painter(eframe::egui::LayerId::new(Order::Middle, Id::unique("tour's ring")));
    let pen = Stroke::new(stroke::RING + theme.stroke_extra, theme.focus);
    let round = CornerRadius::same(radius::CARD);
    painter.rect_stroke(target.shrink(3.0), round, pen, StrokeKind::Inside);
    let (pivot, pos) = match step.part {
        Part::Article => {
            (Align2::LEFT_BOTTOM, target.left_bottom() + vec2(space::XXL, -space::XXL))
        }
        Part::Claims | Part::Claim => {
            (Align2::RIGHT_BOTTOM, target.left_bottom() + vec2(-space::L, -space::XXL))
        }
        Part::Top => (Align2::RIGHT_TOP, target.right_bottom() + vec2(-space::L, space::L)),
        Part::Status => (Align2::LEFT_BOTTOM, target.left_top() + vec2(space::XXL, -space::L)),
    };
    let frame = Frame::new()
        .fill(theme.raised)
        .stroke(theme.hairline_stroke())
        .corner_radius(CornerRadius::same(radius::POPUP))
        .inner_margin(Margin { left: 20, right: 16, top: 16, bottom: 14 })
        .shadow(ctx.global_style().visuals.popup_shadow);
    let mut goes = Goes::Stays;
    Area::new(Id::unique("tour"))
        .order(Order::Foreground)
        .pivot(pivot)
        .fixed_pos(pos)
        .constrain_to(full.shrink(space::L))
        .show(ctx, |ui| {
            frame.show(ui, |ui| {
                let builder =
                    UiBuilder::new().accessibility_role(Role::Region).accessibility_label("Tour");
                ui.scope_builder(builder, |ui| {
                    ui.set_width(width - 36.0);
                    ui.spacing_mut().item_spacing = Vec2::ZERO;
                    let count = format!("Step {} of {}", at + 1, STEPS.len());
                    label(ui, &count, Type::Tiny, theme.ink_3);
                    ui.add_space(2.0);
                    label(ui, step.title, Type::DialogTitle, theme.ink);
                    ui.add_space(space::XS);
                    label(ui, &filled(ctx, step), Type::Body, theme.ink_2);
                    ui.add_space(space::L);
                    let size = vec2(ui.available_width(), layout::CONTROL);
                    let end = Layout::right_to_left(Align::Center);
                    ui.allocate_ui_with_layout(size, end, |ui| {
                        ui.spacing_mut().item_spacing.x = space::S;
                        let is_last = at + 1 == STEPS.len();
                        let next = if is_last { "Done" } else { "Next step" };
                        let next = button(ui, theme, next, Look::Primary);
                        if is_new {
                            next.request_focus();
                        }
                        if next.clicked() {
                            goes = if is_last { Goes::Away } else { Goes::To(at + 1) };
                        }
                        if at > 0 && button(ui, theme, "Step back", Look::Plain).clicked() {
                            goes = Goes::To(at - 1);
                        }
                        let skip = Button {
                            label: "Skip the tour",
                            key: Some("Esc"),
                            look: Look::Quiet,
                            ..Button::default()
                        };
                        if !is_last && skip.show(ui, theme).clicked() {
                            goes = Goes::Away;
                        }
                    });
                });
            });
        });
    goes
}

/// A step's words with the keys as they are now.
fn filled(ctx: &Context, step: &Step) -> String {
    let mut parts = step.words.split("{}");
    let mut words = parts.next().unwrap_or_default().to_owned();
    for (part, &command) in parts.zip(step.keys) {
        let key = shortcuts::key_words(ctx, command);
        words += &key.unwrap_or_else(|| format!("“{}”", command.spec().label));
        words += part;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_place_in_a_step() {
        for step in &STEPS {
            assert_eq!(step.words.matches("{}").count(), step.keys.len(), "{}", step.title);
        }
    }
}
