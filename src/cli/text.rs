//! `tickmark text`: what an import gives.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::complain;
use super::reading::Reading;
use crate::import::Imported;
use crate::text::Paragraph;

/// What `text` is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The article; `-` for standard input
    file: PathBuf,
    #[command(flatten)]
    reading: Reading,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print the numbers that lists and headings show as well. They are no part of the text, so the
    /// offsets that `extract` tells do not count them
    #[arg(long)]
    numbers: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    /// The paragraphs, parted by empty lines
    #[default]
    Text,
    /// One object with title, byline, published and paragraphs
    Json,
}

/// Reads, prints.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let path = arguments.file.display();
    let bytes = match super::read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(complain(format_args!("{error} ({path})"))),
    };
    let name = arguments.file.to_string_lossy();
    let source = arguments.reading.source(&bytes, &name);
    let imported = match super::reading::import(&source) {
        Ok(imported) => imported,
        Err(error) => return Ok(complain(format_args!("{error} ({path})"))),
    };
    let mut out = io::stdout().lock();
    match arguments.format {
        Format::Text => {
            for warning in &imported.warnings {
                complain(format_args!("{warning} ({path})"));
            }
            write_text(&mut out, &imported, arguments.numbers)?;
            for other in &imported.others {
                writeln!(out)?;
                write_text(&mut out, other, arguments.numbers)?;
            }
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &json(&imported))?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The paragraphs, parted by empty lines; as they are shown, with the numbers of lists, where asked.
fn write_text(out: &mut impl Write, imported: &Imported, numbers: bool) -> io::Result<()> {
    let document = &imported.document;
    if !numbers {
        return writeln!(out, "{}", document.text());
    }
    for idx in 0..document.paragraphs().len() {
        let between = if idx > 0 { "\n" } else { "" };
        writeln!(out, "{between}{}", document.shown(idx))?;
    }
    Ok(())
}

fn json(imported: &Imported) -> serde_json::Value {
    let document = &imported.document;
    let told = |(idx, paragraph): (usize, &Paragraph)| {
        let mut told = json!({
            "kind": paragraph.kind.name(),
            "text": document.words(paragraph.span),
        });
        // Only what is numbered has a number, which is no part of its text.
        if let Some(label) = document.margin().label(idx) {
            told["label"] = label.into();
        }
        let depth = document.margin().depth(idx);
        if depth > 0 {
            told["depth"] = depth.into();
        }
        told
    };
    let paragraphs: Vec<_> = document.paragraphs().iter().enumerate().map(told).collect();
    let mut facts = json!({
        "title": imported.title,
        "byline": imported.byline,
        "published": imported.published,
        "language": imported.language,
        "address": imported.address,
        "format": imported.format,
        "paragraphs": paragraphs,
        "warnings": imported.warnings.iter().map(ToString::to_string).collect::<Vec<_>>(),
    });
    // The chapters of a book; other files have none, and do not say so.
    if !imported.others.is_empty() {
        facts["others"] = imported.others.iter().map(json).collect();
    }
    facts
}
