//! `tickmark extract`: the claims of articles, or of a stream of texts.

mod articles;
mod stream;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::reading::Reading;

/// What `extract` is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Articles; with --jsonl, files of one document a line. `-` is standard input
    #[arg(required_unless_present = "jsonl")]
    files: Vec<PathBuf>,
    /// Read one document a line, {"id", "text", "published"}, and print the claims of each as a line
    #[arg(long, conflicts_with_all = ["format", "published"])]
    jsonl: bool,
    /// The day the articles were published, on which relative dates hang; else what they say
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    #[command(flatten)]
    reading: Reading,
    /// How to print the claims
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Tell for each claim the rule that found it, its parts and the reasons for its score
    #[arg(long)]
    explain: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Text,
    /// One object for one article, a list of objects for several
    Json,
    /// One object a line for each article
    Jsonl,
    /// One row a claim, with a line of heads
    Csv,
}

/// Reads, finds, prints. Fails only where the output cannot be written.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    if arguments.jsonl { stream::run(arguments) } else { articles::run(arguments) }
}
