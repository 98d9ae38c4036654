//! The window: draws, and collects what the user asks for.

mod app;
mod clipboard;
mod dialogs;
mod palette;
pub mod panels;
mod screen;
mod shortcuts;
pub mod theme;
mod widgets;

use std::path::PathBuf;

use eframe::egui::{IconData, ViewportBuilder};
use jiff::ZonedDateTime;

pub use app::App;

use crate::store::disk;
use crate::workbench::{Action, Workbench, reading};
use theme::layout;

/// How the system knows the application.
const APP_ID: &str = "tickmark";

/// The window's icon, as PNG.
const ICON: &[u8] = include_bytes!("../../assets/icon.png");

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is no display.
    #[error("There is no display to open a window on")]
    NoDisplay,
    /// There is a display, but nothing to draw with.
    #[error("No window could be opened, for nothing here can draw it ({0})")]
    NoDrawing(String),
}

/// Opens the window, with the file at `path` where there is one, and stays until it is closed.
///
/// # Errors
///
/// When the system has no display, or nothing that draws.
pub fn run(path: Option<PathBuf>) -> Result<(), WindowError> {
    let viewport = ViewportBuilder::default()
        .with_title("Tickmark")
        .with_app_id(APP_ID)
        .with_icon(icon())
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size(layout::SMALLEST)
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let begin = move |context: &eframe::CreationContext<'_>| {
        let ctx = context.egui_ctx.clone();
        App::dress(&ctx);
        let clock = Box::new(ZonedDateTime::now);
        let wake = move || ctx.request_repaint();
        let mut workbench = Workbench::new(disk::settings_path(), clock, wake)
            .with_data(disk::data_folder())
            .reading_apart(reading::this_program());
        if let Some(path) = path {
            workbench.update(Action::Open { path });
        }
        workbench.guard_against_crashes();
        let is_first_run = workbench.is_first_run();
        let app = App::new(workbench);
        let app = if is_first_run { app.with_tour() } else { app };
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("Tickmark", options, Box::new(begin)).map_err(|error| match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => {
            tracing::info!("no window: {error}");
            WindowError::NoDisplay
        }
        other => WindowError::NoDrawing(other.to_string()),
    })
}

/// The icon; one that can't be read is left to the system.
fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(ICON).unwrap_or_default()
}
