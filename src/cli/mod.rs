//! The command line: one file a subcommand. The only room that prints.

mod describe;
mod extract;
mod merge;
mod reading;
mod report;
mod stats;
mod text;

use std::fmt::Display;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::project::Project;
use crate::store::disk::{self, DiskError};
use crate::store::file;

/// Finds the claims of a text that can be checked, and lets a person settle them one by one.
#[derive(Debug, Parser)]
#[command(version, about, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// The article or project to open in the window
    file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print the claims of articles
    Extract(extract::Arguments),
    /// Print what is read of an article: its text, title, byline and date
    Text(text::Arguments),
    /// Read one file in a process of its own; the program calls itself so
    #[command(name = reading_verb(), hide = true)]
    ReadApart,
    /// Print or write a project as a report, a table or data
    Report(report::Arguments),
    /// Join two analysts' copies of a project
    Merge(merge::Arguments),
    /// Print how far projects are
    Stats(stats::Arguments),
    /// Print what a shell needs to complete these arguments
    Completions(describe::Arguments),
    /// Print the manual page, for `man`
    Man,
}

const fn reading_verb() -> &'static str {
    crate::workbench::reading::VERB
}

/// Opens the window with the file at a path, and stays until it is closed; an error is a sentence
/// without its full stop.
pub type OpenWindow = fn(Option<PathBuf>) -> Result<(), String>;

/// Runs the program.
pub fn run(window: OpenWindow) -> ExitCode {
    let arguments = Arguments::parse();
    let ended = match arguments.verb {
        Some(Verb::Extract(arguments)) => extract::run(&arguments),
        Some(Verb::Text(arguments)) => text::run(&arguments),
        Some(Verb::ReadApart) => reading::run(),
        Some(Verb::Report(arguments)) => report::run(&arguments),
        Some(Verb::Merge(arguments)) => merge::run(&arguments),
        Some(Verb::Stats(arguments)) => stats::run(&arguments),
        Some(Verb::Completions(arguments)) => {
            describe::completions(&arguments, Arguments::command())
        }
        Some(Verb::Man) => describe::manual(Arguments::command()),
        None => Ok(open_window(window, arguments.file.as_deref())),
    };
    match ended {
        Ok(code) => code,
        // Whoever read the output has seen enough of it.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => complain(format_args!("The output could not be written ({error})")),
    }
}

/// What can be done without a window.
const WITHOUT_WINDOW: &str = "Use `tickmark extract FILE` to print the claims of an article, or `tickmark text FILE` to print what is read of it";

fn open_window(window: OpenWindow, file: Option<&Path>) -> ExitCode {
    // The window's own folder is this one; a path that is kept must hold elsewhere too.
    let path = file.map(|file| std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf()));
    match window(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(format_args!("{error}. {WITHOUT_WINDOW}")),
    }
}

/// The project in a file; else a sentence on what is wrong with it, without its full stop.
fn open_project(path: &Path) -> Result<Project, String> {
    let told = |error: &dyn Display| {
        format!("{} ({})", error.to_string().trim_end_matches('.'), path.display())
    };
    let bytes = read(path).map_err(|error| told(&error))?;
    file::decode(&bytes).map(|decoded| decoded.project).map_err(|error| told(&error))
}

/// Tells what went wrong, on standard error; if even that is closed, the exit status tells.
fn complain(words: impl Display) -> ExitCode {
    drop(writeln!(io::stderr(), "{words}"));
    ExitCode::FAILURE
}

/// The bytes of a file, or of standard input where its name is `-`.
fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    if path.as_os_str() != "-" {
        return disk::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(disk::FILE_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > disk::FILE_MAX { Err(DiskError::TooLarge) } else { Ok(bytes) }
}
