//! `tickmark stats`: how far many projects are.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{complain, open_project};
use crate::project::{Coverage, Tally};

/// What `stats` is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The projects
    #[arg(required = true)]
    projects: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// A table in columns
    #[default]
    Table,
    /// Cells parted by tabs
    Tsv,
    /// One object a project
    Jsonl,
}

const HEADS: [&str; 9] =
    ["claims", "checked", "verified", "disputed", "query", "aside", "open", "words", "project"];

/// Reads, counts, prints. A project that cannot be read is told, and the others are still counted.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    match arguments.format {
        Format::Table => {
            let (last, heads) = HEADS.split_last().unwrap_or((&"", &[]));
            for head in heads {
                write!(out, "{head:>9} ")?;
            }
            writeln!(out, " {last}")?;
        }
        Format::Tsv => writeln!(out, "{}", HEADS.join("\t"))?,
        Format::Jsonl => {}
    }
    for path in &arguments.projects {
        let project = match open_project(path) {
            Ok(project) => project,
            Err(error) => {
                code = complain(error);
                continue;
            }
        };
        let mut tally = Tally::default();
        let mut coverage = Coverage::default();
        for (&id, article) in &project.articles {
            tally = tally.plus(project.tally(id));
            let claims = project.claims.values().filter(|claim| claim.article == id);
            let of = Coverage::of(article, claims.map(|claim| &**claim));
            coverage.covered += of.covered;
            coverage.all += of.all;
        }
        let path = path.display().to_string();
        let numbers = [
            tally.all(),
            tally.checked(),
            tally.verified,
            tally.disputed,
            tally.query,
            tally.aside,
            tally.open,
        ];
        let words = format!("{}%", coverage.percent());
        match arguments.format {
            Format::Table => {
                for number in numbers {
                    write!(out, "{number:>9} ")?;
                }
                writeln!(out, "{words:>9}  {path}")?;
            }
            Format::Tsv => {
                let numbers = numbers.map(|number| number.to_string()).join("\t");
                writeln!(out, "{numbers}\t{words}\t{}", path.replace(['\t', '\n'], " "))?;
            }
            Format::Jsonl => {
                let line = json!({
                    "project": path,
                    "claims": tally.all(),
                    "checked": tally.checked(),
                    "verified": tally.verified,
                    "disputed": tally.disputed,
                    "query": tally.query,
                    "set_aside": tally.aside,
                    "open": tally.open,
                    "words": coverage.all,
                    "words_accounted_for": coverage.covered,
                });
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()?;
    Ok(code)
}
