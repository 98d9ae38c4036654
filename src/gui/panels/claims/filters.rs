//! What the list shows: the field and the chips over it.

use eframe::egui::{Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use super::super::super::screen::{Focus, Wishes};
use super::super::super::shortcuts;
use super::super::super::theme::{Theme, space};
use super::super::super::widgets::{Chip, Field, KindGroup, kind_chip, verdict_name};
use crate::extract::ClaimKind;
use crate::project::VerdictKind;
use crate::workbench::rows::Filter;
use crate::workbench::{Action, Command, Desk, Workbench};

/// One filter beside those by verdict and kind, which have chips of their own.
pub(super) struct More {
    /// What it shows, in words.
    pub(super) label: String,
    /// How many claims it would show.
    pub(super) count: usize,
    /// Whether it is on.
    pub(super) is_on: bool,
    /// Whether it stands beside the other chips whenever it has anything to show.
    pub(super) is_urgent: bool,
    /// The filter after it was pressed.
    pub(super) pressed: Filter,
}

/// Every such filter.
pub(super) fn more(workbench: &Workbench, desk: &Desk) -> Vec<More> {
    let settings = workbench.settings();
    let held = desk.filter();
    let counts = &desk.rows().counts;
    let me = workbench.settings().checker_name();
    let verdict = |kind: VerdictKind| {
        let at = VerdictKind::ALL.iter().position(|&held| held == kind);
        let is_on = held.verdict == Some(kind);
        let verdict = if is_on { None } else { Some(kind) };
        More {
            label: settings.verdict_name(kind).to_owned(),
            count: at.and_then(|at| counts.by_verdict.get(at)).copied().unwrap_or_default(),
            is_on,
            is_urgent: false,
            pressed: Filter { verdict, ..held.clone() },
        }
    };
    let [high, medium] = Filter::WORTHS;
    let [n_high, n_medium] = counts.by_worth;
    let worth = |label: &str, least: f32, count| {
        let is_on = held.worth == least;
        let worth = if is_on { 0.0 } else { least };
        let label = label.to_owned();
        More { label, count, is_on, is_urgent: false, pressed: Filter { worth, ..held.clone() } }
    };
    let is_mine = held.decided_by.as_deref() == Some(me);
    let decided_by = if is_mine { None } else { Some(me.to_owned()) };
    vec![
        verdict(VerdictKind::Verified),
        verdict(VerdictKind::SetAside),
        worth("Worth checking: high", high, n_high),
        worth("Worth checking: medium or high", medium, n_medium),
        More {
            label: "Settled by me".to_owned(),
            count: counts.settled_by(me),
            is_on: is_mine,
            is_urgent: false,
            pressed: Filter { decided_by, ..held.clone() },
        },
        More {
            label: "Has a note".to_owned(),
            count: counts.noted,
            is_on: held.has_note,
            is_urgent: false,
            pressed: Filter { has_note: !held.has_note, ..held.clone() },
        },
        More {
            label: "Has a source".to_owned(),
            count: counts.sourced,
            is_on: held.has_source,
            is_urgent: false,
            pressed: Filter { has_source: !held.has_source, ..held.clone() },
        },
        More {
            label: "Changed since checked".to_owned(),
            count: counts.changed,
            is_on: held.is_changed,
            is_urgent: counts.changed > 0,
            pressed: Filter { is_changed: !held.is_changed, is_lost: false, ..held.clone() },
        },
        More {
            label: "Lost places".to_owned(),
            count: counts.lost,
            is_on: held.is_lost,
            is_urgent: counts.lost > 0,
            pressed: Filter { is_lost: !held.is_lost, ..held.cleared() },
        },
    ]
}

/// Shows the field and the chips. Each says how many claims it would show with all else as it is.
pub(super) fn filters_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    wishes: &mut Wishes,
) {
    let held = desk.filter();
    let counts = &desk.rows().counts;
    let mut ask = |filter: Filter| wishes.actions.push(Action::SetFilter(filter));
    let width = ui.available_width();
    ui.horizontal(|ui| {
        ui.add_space(space::L);
        let key = shortcuts::key_words(ui.ctx(), Command::FilterClaims);
        let field = Field {
            id: Focus::Filter.id(),
            name: "Filter claims",
            hint: "Filter claims",
            icon: Some(Icon::Search),
            key: key.as_deref(),
            width: width - 2.0 * space::L,
            is_wrong: false,
        };
        let mut words = held.words.clone();
        if field.show(ui, theme, &mut words).changed() {
            ask(Filter { words, ..held.clone() });
        }
    });
    ui.add_space(10.0);
    let place = ui.available_rect_before_wrap().shrink2(vec2(space::L, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        let is_tight = width < 360.0;
        ui.spacing_mut().item_spacing = vec2(if is_tight { 4.0 } else { 6.0 }, 6.0);
        ui.horizontal_wrapped(|ui| {
            let [open, _, disputed, query, _] = counts.by_verdict;
            let name = verdict_name(ui.ctx(), VerdictKind::Disputed);
            let chips = [
                ("All", None, counts.any_verdict),
                ("Open", Some(VerdictKind::Open), open),
                (&*name, Some(VerdictKind::Disputed), disputed),
                ("Queries", Some(VerdictKind::Query), query),
            ];
            for (label, verdict, n) in chips {
                let is_on = held.verdict == verdict;
                if (Chip { label, count: Some(n), is_on, is_tight }).show(ui, theme).clicked() {
                    // Pressing the chosen one again shows all.
                    let verdict = if is_on { None } else { verdict };
                    ask(Filter { verdict, ..held.clone() });
                }
            }
            // Those chosen from the menu stand here as long as they hold.
            let shown = |more: &More| more.is_on || more.is_urgent;
            for more in more(workbench, desk).into_iter().filter(shown) {
                let (label, count, is_on) = (&*more.label, Some(more.count), more.is_on);
                let chip = Chip { label, count, is_on, is_tight };
                if chip.show(ui, theme).clicked() {
                    ask(more.pressed);
                }
            }
        });
    });
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(space::M);
        let each = (width - 2.0 * space::M) / KindGroup::ALL.len() as f32;
        for group in KindGroup::ALL {
            let n = ClaimKind::ALL
                .iter()
                .zip(counts.by_kind)
                .filter_map(|(kind, n)| group.kinds.contains(kind).then_some(n))
                .sum();
            let is_on = group.kinds.iter().all(|kind| held.kinds.contains(kind));
            if kind_chip(ui, theme, group, n, is_on, each).clicked() {
                let mut kinds = held.kinds.clone();
                kinds.retain(|kind| !group.kinds.contains(kind));
                if !is_on {
                    kinds.extend(group.kinds);
                }
                ask(Filter { kinds, ..held.clone() });
            }
        }
    });
    ui.add_space(6.0);
}
