//! `tickmark read-apart`: reads one foreign file in a process of its own. The program calls itself
//! so; it is of no use to anyone else.

use std::io;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use encoding_rs::Encoding;

use crate::import::{Changes, Imported, Source};
use crate::workbench::reading;

/// How a file is to be read, where a person knows better.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// What becomes of the changes that a document keeps track of
    #[arg(long, value_enum, default_value_t)]
    changes: Kept,
    /// The encoding of a text, by its name on the web; else it is found out
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Kept {
    /// As if all were accepted
    #[default]
    Accepted,
    /// As it was before them
    Original,
    /// What was deleted stands in the text as well
    Both,
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    let known = Encoding::for_label(name.as_bytes());
    known.ok_or_else(|| "no such encoding; try utf-8, windows-1252 or shift_jis".to_owned())
}

impl Reading {
    /// A file to be read so.
    pub(super) fn source<'b>(&self, bytes: &'b [u8], name: &'b str) -> Source<'b> {
        let changes = match self.changes {
            Kept::Accepted => Changes::Accepted,
            Kept::Original => Changes::Original,
            Kept::Both => Changes::Both,
        };
        Source { bytes, name, encoding: self.encoding, changes, ..Source::default() }
    }
}

pub(super) fn run() -> io::Result<ExitCode> {
    reading::serve(io::stdin().lock(), io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a file as the window does. The error is a sentence without its full stop.
pub(super) fn import(source: &Source<'_>) -> Result<Imported, String> {
    let program = reading::this_program();
    let read = reading::read(source, program.as_deref(), &mut |_| true);
    read.unwrap_or_else(|| Err("It was not wanted any more".to_owned()))
}
