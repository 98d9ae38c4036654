//! `tickmark read-apart`: reads one foreign file in a process of its own. The program calls itself
//! so; it is of no use to anyone else.

use std::io;
use std::process::ExitCode;

use crate::import::{Imported, Source};
use crate::workbench::reading;

pub(super) fn run() -> io::Result<ExitCode> {
    reading::serve(io::stdin().lock(), io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a file as the window does. The error is a sentence without its full stop.
pub(super) fn import(source: &Source<'_>) -> Result<Imported, String> {
    let program = reading::this_program();
    let read = reading::read(source, program.as_deref(), &mut || true);
    read.unwrap_or_else(|| Err("It was not wanted any more".to_owned()))
}
