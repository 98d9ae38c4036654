//! The mistakes in the sample, shown when they are asked for.

use eframe::egui::{Context, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use lucide_icons::Icon;

use super::super::theme::{Theme, Type, space};
use super::super::widgets::{Button, Look, icon, label, verdict_icon};
use super::questions::{button, dialog_sized, foot};
use crate::project::VerdictKind;
use crate::text::Span;
use crate::workbench::{Desk, Workbench, find};

/// The mistakes: a number and a title, the words in the article after `>`, then what is wrong.
const ANSWERS: &str = include_str!("../../../assets/sample-answers.md");

const WIDTH: f32 = 640.0;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Answer {
    title: String,
    /// The words as they stand in the article.
    quote: String,
    /// What is wrong with them.
    reason: String,
}

/// The mistakes that the list holds.
fn answers(list: &str) -> Vec<Answer> {
    let mut all: Vec<Answer> = Vec::new();
    for line in list.lines().take_while(|line| !line.starts_with("## ")) {
        let numbered = line.split_once(". ").filter(|(n, _)| n.parse::<u8>().is_ok());
        if let Some((_, title)) = numbered {
            all.push(Answer { title: title.trim().to_owned(), ..Answer::default() });
        } else if let Some(answer) = all.last_mut() {
            let line = line.trim();
            match line.strip_prefix("> ") {
                Some(words) => push(&mut answer.quote, words),
                None if !line.is_empty() => push(&mut answer.reason, line),
                None => {}
            }
        }
    }
    all
}

fn push(held: &mut String, words: &str) {
    if !held.is_empty() {
        held.push(' ');
    }
    held.push_str(words);
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It stays open.
    Nothing,
    /// It was put away.
    Away,
    /// These words are to be shown in the article.
    Show(String),
}

/// Shows them.
#[must_use]
pub(crate) fn answer_key_ui(ctx: &Context, theme: &Theme, workbench: &Workbench) -> Asked {
    let answers = answers(ANSWERS);
    let desk = workbench.desk();
    let is_caught: Vec<bool> = answers
        .iter()
        .map(|answer| desk.is_some_and(|desk| is_caught(desk, &answer.quote)))
        .collect();
    let n_caught = is_caught.iter().filter(|caught| **caught).count();
    let sentence = format!(
        "{} deliberate mistakes. You have disputed or asked about {n_caught} of them.",
        answers.len()
    );
    let mut asked = Asked::Nothing;
    let title = "Mistakes in the sample";
    let (is_done, waved) = dialog_sized(ctx, theme, title, &sentence, WIDTH, |ui| {
        ui.add_space(space::M);
        let most = (ctx.content_rect().height() - 240.0).clamp(160.0, 520.0);
        ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - space::M);
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            for (n, (answer, caught)) in answers.iter().zip(&is_caught).enumerate() {
                if answer_ui(ui, theme, n, answer, *caught) {
                    asked = Asked::Show(answer.quote.clone());
                }
            }
        });
        foot(ui, |ui| button(ui, theme, "Close", Look::Primary).clicked())
    });
    if (is_done || waved) && asked == Asked::Nothing { Asked::Away } else { asked }
}

/// One mistake; true when its place is to be shown.
fn answer_ui(ui: &mut Ui, theme: &Theme, n: usize, answer: &Answer, caught: bool) -> bool {
    ui.add_space(space::M);
    let name = format!("{}. {}", n + 1, answer.title);
    let builder = UiBuilder::new().accessibility_role(Role::ListItem).accessibility_label(&*name);
    let scope = ui.scope_builder(builder, |ui| {
        ui.horizontal_top(|ui| {
            let (rect, response) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            let state = if caught { "found" } else { "not found yet" };
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, state));
            let (kind, ink) = if caught {
                (VerdictKind::Verified, theme.verdict_verified)
            } else {
                (VerdictKind::Open, theme.ink_3)
            };
            verdict_icon(ui.painter(), theme, rect.center(), 13.0, kind, ink);
            ui.vertical(|ui| {
                label(ui, &name, Type::Section, theme.ink);
                label(ui, &answer.quote, Type::QuoteRow, theme.ink);
                ui.add_space(2.0);
                label(ui, &answer.reason, Type::Body, theme.ink_2);
                ui.horizontal(|ui| {
                    ui.add_space(-space::XS);
                    let spoken = format!("Show in the article: {}", answer.quote);
                    let show = Button {
                        label: "Show in the article",
                        name: Some(&spoken),
                        look: Look::Link,
                        ..Button::default()
                    };
                    let asked = show.show(ui, theme).clicked();
                    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
                    icon(ui.painter(), rect.center(), Icon::ArrowRight, 13.0, theme.accent);
                    asked
                })
                .inner
            })
            .inner
        })
        .inner
    });
    scope.inner
}

/// Whether a claim in these words, or around them, is disputed or asked about.
fn is_caught(desk: &Desk, quote: &str) -> bool {
    let Some(article) = desk.article() else { return false };
    let Some(&place) = find(article.document.text(), quote).first() else { return false };
    let touches = |span: Span| span.start < place.end && place.start < span.end;
    desk.rows().marks.iter().any(|mark| {
        matches!(mark.verdict, VerdictKind::Disputed | VerdictKind::Query) && touches(mark.span)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_stands_in_the_sample() {
        let sample = include_str!("../../../assets/sample.md");
        let answers = answers(ANSWERS);
        assert_eq!(answers.len(), 10);
        for answer in answers {
            assert_eq!(find(sample, &answer.quote).len(), 1, "{}", answer.quote);
            assert!(!answer.title.is_empty() && answer.reason.len() > 20, "{answer:?}");
        }
    }
}
