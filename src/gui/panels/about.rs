//! About the program: its version, what it promises, where its files are, and whose work it holds.

use eframe::egui::{Context, ScrollArea, Ui, vec2};

use super::super::theme::{Theme, Type, space};
use super::super::widgets::{label, tick_logo};
use super::questions::{close_foot, dialog_sized};
use crate::workbench::{RECOVERY, Workbench};

/// The crates in the program, each with its license.
const CRATES: &str = include_str!("../../../assets/licenses.tsv");

/// The typefaces and icons, each with its license.
const FACES: [(&str, &str); 3] = [
    ("Source Serif 4, © 2014–2023 Adobe", "SIL Open Font License 1.1"),
    ("IBM Plex Sans, © 2017 IBM Corp.", "SIL Open Font License 1.1"),
    ("Lucide icons, © Lucide Contributors", "ISC; some are from Feather, MIT"),
];

const WIDTH: f32 = 560.0;
const NAME: f32 = 128.0;

/// Shows it. True while it stays open.
#[must_use]
pub(crate) fn about_ui(ctx: &Context, theme: &Theme, workbench: &Workbench) -> bool {
    let (is_done, waved) = dialog_sized(ctx, theme, "About Tickmark", "", WIDTH, |ui| {
        ui.add_space(space::M);
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), 24.0), eframe::egui::Sense::hover());
        tick_logo(ui.painter(), rect.left_center() + vec2(10.0, 0.0), 20.0, theme.verdict_verified);
        let place = rect.with_min_x(rect.left() + 32.0);
        let mut line = ui.new_child(eframe::egui::UiBuilder::new().max_rect(place));
        let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
        label(&mut line, &version, Type::Section, theme.ink);
        ui.add_space(space::S);
        let words = "Every fact in a text, one by one, until each word has its tick.";
        label(ui, words, Type::Body, theme.ink_2);
        let most = (ctx.content_rect().height() - 260.0).clamp(160.0, 420.0);
        ui.add_space(space::M);
        ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(WIDTH - 48.0 - space::M);
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            parts_ui(ui, theme, workbench);
        });
        close_foot(ui, theme)
    });
    !(is_done || waved)
}

fn parts_ui(ui: &mut Ui, theme: &Theme, workbench: &Workbench) {
    head(ui, theme, "Privacy");
    let promise = "No account, and no connection unless you open an address: then its host is asked for \
        that page, and nothing else is sent. Nothing you open leaves this computer.";
    label(ui, promise, Type::Body, theme.ink);

    head(ui, theme, "Where files are");
    let nowhere = || "Nowhere: the system gave no folder".to_owned();
    let settings = workbench.settings_path();
    let shown = |path: &std::path::Path| path.display().to_string();
    pair(ui, theme, "Settings", &settings.map_or_else(nowhere, shown));
    let recovery = settings.and_then(|path| path.parent()).map(|folder| folder.join(RECOVERY));
    pair(ui, theme, "Against a crash", &recovery.as_deref().map_or_else(nowhere, shown));
    let project = workbench.desk().and_then(|desk| desk.path());
    let project = project.map_or_else(|| "Where you save them".to_owned(), shown);
    pair(ui, theme, "Projects", &project);

    head(ui, theme, "Licenses");
    pair(ui, theme, "Tickmark", "MIT or Apache-2.0, as you choose");
    for (name, license) in FACES {
        let words = format!("{}. {license}.", name.trim_end_matches('.'));
        label(ui, &words, Type::Small, theme.ink);
        ui.add_space(2.0);
    }
    ui.add_space(space::M);
    let n = CRATES.lines().count();
    let words = format!("It is built of {n} crates. Thanks to all who wrote them.");
    label(ui, &words, Type::Body, theme.ink);
    ui.add_space(space::XS);
    for (name, license) in CRATES.lines().filter_map(|line| line.split_once('\t')) {
        let words = format!("{name}, {license}");
        label(ui, &words, Type::Small, theme.ink_3);
    }
}

fn head(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.add_space(space::L);
    label(ui, words, Type::Section, theme.ink);
    ui.add_space(space::XS);
}

/// A name at the left, and what it is.
fn pair(ui: &mut Ui, theme: &Theme, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left = ui.cursor().left();
        let width = ui.available_width();
        ui.allocate_ui(vec2(NAME, 20.0), |ui| {
            ui.set_max_width(NAME - space::S);
            label(ui, name, Type::Small, theme.ink_3);
        });
        let used = ui.cursor().left() - left;
        ui.add_space((NAME - used).max(0.0));
        ui.allocate_ui(vec2(width - NAME, 20.0), |ui| {
            ui.vertical(|ui| {
                ui.add(
                    eframe::egui::Label::new(Type::Small.text(words, theme.ink)).selectable(true),
                );
            });
        });
    });
    ui.add_space(2.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_that_is_named_as_a_dependency_is_listed() {
        let listed: Vec<_> = CRATES.lines().filter_map(|line| line.split_once('\t')).collect();
        assert!(listed.is_sorted(), "in the order of the alphabet");
        assert!(listed.iter().all(|(_, license)| !license.trim().is_empty()));
        let manifest = include_str!("../../../Cargo.toml");
        let dependencies = manifest
            .lines()
            .skip_while(|line| *line != "[dependencies]")
            .skip(1)
            .take_while(|line| !line.starts_with('['))
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once(" = ").map(|(name, _)| name.trim()));
        for name in dependencies {
            let is_listed = listed.iter().any(|(held, _)| *held == name);
            assert!(
                is_listed,
                "{name} is missing in assets/licenses.tsv: `cargo metadata` has its license"
            );
        }
    }
}
