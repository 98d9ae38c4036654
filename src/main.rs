//! Hands over to the command line, and lends it the window.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    tickmark::cli::run(open_window)
}

#[cfg(feature = "gui")]
fn open_window(path: Option<PathBuf>) -> Result<(), String> {
    tickmark::gui::run(path).map_err(|error| error.to_string())
}

#[cfg(not(feature = "gui"))]
fn open_window(_path: Option<PathBuf>) -> Result<(), String> {
    Err("This build has no window".to_owned())
}
