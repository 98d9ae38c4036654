//! What was done to the selected claim: one line a change, the latest first.

use eframe::egui::{Align2, Id, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::super::super::theme::{Theme, Type};
use super::super::super::widgets::{Button, Look, text, wrapped};
use crate::project::{Claim, ClaimId, Did, Origin, Record, verdict_set};
use crate::workbench::Workbench;

/// The room for the moment before each sentence.
const MOMENT: f32 = 64.0;

/// How many changes are shown before the rest is asked for.
const FEW: usize = 6;

/// Who did what, and when.
pub(super) fn history_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    (id, claim): (ClaimId, &Claim),
) {
    let mut lines: Vec<(String, String)> = Vec::new();
    let is_verdict = |record: &Record| matches!(record.did, Did::Verdict(..));
    // A file of before trails were kept says who settled a claim last, and no more.
    if let Some(stamp) = claim.decided.as_ref().filter(|_| !claim.trail.iter().any(is_verdict)) {
        let did = verdict_set(claim.verdict);
        lines.push((moment_words(&stamp.when, workbench), format!("{} {did}", who(&stamp.who))));
    }
    for record in &claim.trail {
        let did = record.sentence();
        lines.push((moment_words(&record.when, workbench), format!("{} {did}", who(&record.who))));
    }
    let all = Id::unique(("history", id.0));
    let shows_all = ui.data(|data| data.get_temp(all).unwrap_or(false));
    let n_hidden = if shows_all { 0 } else { lines.len().saturating_sub(FEW) };
    for (when, words) in lines.iter().skip(n_hidden).rev() {
        line(ui, theme, when, words, MOMENT);
    }
    if n_hidden > 0 {
        let words = if n_hidden == 1 {
            "1 earlier change".to_owned()
        } else {
            format!("{n_hidden} earlier changes")
        };
        let more = Button { label: &words, look: Look::Link, ..Button::default() };
        if more.show(ui, theme).clicked() {
            ui.data_mut(|data| data.insert_temp(all, true));
        }
    }
    let origin = match &claim.origin {
        Origin::Rule(rule) => format!("Found by the rule “{rule}”"),
        Origin::Hand => "Added by hand".to_owned(),
    };
    // Where no moment is told, the words stand at the edge.
    let room = if lines.is_empty() { 0.0 } else { MOMENT };
    line(ui, theme, "", &origin, room);
}

fn who(name: &str) -> &str {
    if name.is_empty() { "Someone" } else { name }
}

fn line(ui: &mut Ui, theme: &Theme, when: &str, words: &str, room: f32) {
    let width = ui.available_width();
    let galley = wrapped(ui, words, Type::Small, theme.ink_3, width - room);
    let size = vec2(width, galley.size().y.max(16.0) + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{when} {words}").trim()));
    let top = rect.top() + 2.0;
    text(ui, pos2(rect.left(), top), Align2::LEFT_TOP, when, Type::Small, theme.ink_3);
    ui.painter().galley(pos2(rect.left() + room, top), galley, theme.ink_3);
}

/// The hour of today, or the day.
fn moment_words(when: &str, workbench: &Workbench) -> String {
    // The stamp holds the offset of the place it was made in; its own hour is what counts.
    let hour = when.get(11..16);
    let day = when.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    match (day, hour) {
        (Some(day), Some(hour)) if day == workbench.now().date() => hour.to_owned(),
        (Some(day), _) if day.year() == workbench.now().year() => {
            day.strftime("%b %-d").to_string()
        }
        (Some(day), _) => day.strftime("%b %Y").to_string(),
        (None, _) => String::new(),
    }
}
