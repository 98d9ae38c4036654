//! The command line: one file a subcommand. The only room that prints.

mod extract;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Finds the claims of a text that can be checked, and lets a person settle them one by one.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print the claims of texts
    Extract(extract::Arguments),
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.verb {
        Some(Verb::Extract(arguments)) => extract::run(&arguments),
        None => ExitCode::SUCCESS,
    }
}
