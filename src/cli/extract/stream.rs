//! One document a line in, one line of claims out, in the same order, on all cores.

use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Arguments;
use crate::cli::complain;
use crate::export::claims::{Claims, Report, Sentences};
use crate::extract::{Extraction, Input, Language, extract_in_turn, extract_text};
use crate::store::disk;
use crate::text::paragraphs;
use crate::workbench::jobs;

/// The longest line, in bytes. Offsets in a text are four bytes wide.
const LINE_MAX: u64 = disk::FILE_MAX;

/// A text longer than this, in bytes, has its claims written as they are found, when its turn comes:
/// they may be many times as long as the text. Those of a shorter one are found on a thread of their
/// own, and lie in memory until then.
const LONG: usize = 1 << 20;

/// How much is read from a file at once, in bytes.
const BUFFER: usize = 1 << 16;

/// One document.
#[derive(Debug, Deserialize)]
struct Document<'l> {
    #[serde(default)]
    id: Value,
    #[serde(borrow)]
    text: Cow<'l, str>,
    #[serde(default, borrow)]
    published: Option<Cow<'l, str>>,
}

/// What was found in it.
#[derive(Debug, Serialize)]
struct Found<'r> {
    id: &'r Value,
    /// By ISO 639. Of any but English only figures, dates in digits and quotations are found.
    language: &'static str,
    claims: Claims<'r>,
    sentences: Sentences<'r>,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let stdin = [PathBuf::from("-")];
    let paths = if arguments.files.is_empty() { &stdin[..] } else { &arguments.files };
    let names_files = paths.len() > 1;
    let items = paths.iter().flat_map(|path| lines(path, names_files));
    let mut out = io::stdout().lock();
    let mut written = Ok(());
    let mut is_whole = true;
    jobs::ordered_map(
        items,
        jobs::n_cores(),
        Item::weight,
        |item| answer(item, arguments.explain),
        |answer| {
            is_whole &= matches!(answer, Answer::Claims(_));
            written = match answer {
                Answer::Claims(claims) => claims.write(&mut out, arguments.explain),
                Answer::Bad(line) => out.write_all(&line),
                Answer::Unread(words) => {
                    complain(words);
                    Ok(())
                }
            };
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
    );
    written?;
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What there is to do.
enum Item {
    /// A line to read, by its number from 1, with its file's name where there are several.
    Line { file: Option<String>, number: u64, bytes: Vec<u8> },
    /// A line that is longer than any that is read.
    TooLong { file: Option<String>, number: u64 },
    /// A file that cannot be read, or not to its end.
    Unread(String),
}

impl Item {
    fn weight(&self) -> usize {
        match self {
            Self::Line { bytes, .. } => bytes.len(),
            Self::TooLong { .. } | Self::Unread(_) => 0,
        }
    }
}

/// What came of it.
enum Answer {
    /// What was found.
    Claims(Claimed),
    /// A line that says why there are none.
    Bad(Vec<u8>),
    /// Words for standard error.
    Unread(String),
}

/// The lines of one file, but for blank ones.
fn lines(path: &Path, names_files: bool) -> impl Iterator<Item = Item> + Send + use<> {
    let path_words = path.display().to_string();
    let file = names_files.then(|| path_words.clone());
    let (mut reader, mut failure): (Option<Box<dyn BufRead + Send>>, _) = if path.as_os_str() == "-"
    {
        (Some(Box::new(BufReader::with_capacity(BUFFER, io::stdin()))), None)
    } else {
        match disk::open(path) {
            Ok(opened) => (Some(Box::new(BufReader::with_capacity(BUFFER, opened))), None),
            Err(error) => (None, Some(Item::Unread(format!("{error} ({path_words})")))),
        }
    };
    let mut number = 0;
    std::iter::from_fn(move || {
        while let Some(open) = reader.as_mut() {
            number += 1;
            match next_line(open.as_mut(), LINE_MAX) {
                Ok(Some(Line::Whole(mut bytes))) => {
                    if number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
                        bytes.drain(..3);
                    }
                    if bytes.iter().all(u8::is_ascii_whitespace) {
                        continue;
                    }
                    return Some(Item::Line { file: file.clone(), number, bytes });
                }
                Ok(Some(Line::TooLong)) => {
                    return Some(Item::TooLong { file: file.clone(), number });
                }
                Ok(None) => reader = None,
                Err(error) => {
                    reader = None;
                    let error = disk::DiskError::from(error);
                    failure =
                        Some(Item::Unread(format!("{error} ({path_words}, from line {number})")));
                }
            }
        }
        failure.take()
    })
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

/// The next line, without its end; `None` at the end. A line longer than `max` bytes is passed over.
fn next_line(reader: &mut dyn BufRead, max: u64) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let n_read = reader.take(max + 1).read_until(b'\n', &mut bytes)? as u64;
    if n_read == 0 {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
    } else if n_read > max {
        drop(bytes);
        reader.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Whole(bytes)))
}

/// What was found in a document.
enum Claimed {
    /// Its line.
    Line(Vec<u8>),
    /// A long document, yet to be read.
    Long { id: Value, text: String, published: Option<Date> },
}

impl Claimed {
    fn write(&self, out: &mut impl Write, is_explained: bool) -> io::Result<()> {
        match self {
            Self::Line(line) => out.write_all(line),
            Self::Long { id, text, published } => {
                let mut out = BufWriter::with_capacity(BUFFER, out);
                write_long(&mut out, id, text, *published, is_explained)?;
                out.flush()
            }
        }
    }
}

fn write_line(
    out: &mut impl Write,
    id: &Value,
    text: &str,
    found: &Extraction,
    is_explained: bool,
) -> io::Result<()> {
    let report = Report::new(text, found).explained(is_explained);
    let line = Found {
        id,
        language: found.language.code,
        claims: report.claims(),
        sentences: report.sentences(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

/// Reads a long document and writes its line on the way, just as [`write_line`] would.
fn write_long(
    out: &mut impl Write,
    id: &Value,
    text: &str,
    published: Option<Date>,
    is_explained: bool,
) -> io::Result<()> {
    let none = Extraction::default();
    let report = Report::new(text, &none).explained(is_explained);
    let paragraphs = paragraphs(text);
    let notation = crate::extract::Notation::default();
    let input = Input { text, paragraphs: &paragraphs, published, notation };
    write!(out, "{{\"id\":{id},\"language\":{:?},\"claims\":[", Language::of(text).code)?;
    let mut written = Ok(());
    let mut is_first = true;
    let found = extract_in_turn(input, |finding| {
        let comma = if std::mem::take(&mut is_first) { "" } else { "," };
        written = out
            .write_all(comma.as_bytes())
            .and_then(|()| Ok(serde_json::to_writer(&mut *out, &report.claim(&finding))?));
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    written?;
    let found = found.unwrap_or_default();
    out.write_all(b"],\"sentences\":")?;
    serde_json::to_writer(&mut *out, &Report::new(text, &found).sentences())?;
    out.write_all(b"}\n")
}

/// Reads a line and finds its claims.
fn answer(item: Item, is_explained: bool) -> Answer {
    let bad = |file: Option<String>, number: u64, error: String| {
        let mut told = json!({ "line": number, "error": error });
        if let Some(file) = file {
            told["file"] = json!(file);
        }
        Answer::Bad(format!("{told}\n").into_bytes())
    };
    match item {
        Item::Unread(words) => Answer::Unread(words),
        Item::TooLong { file, number } => {
            bad(file, number, "the line is longer than 1 GiB".to_owned())
        }
        Item::Line { file, number, bytes } => match claims(bytes, is_explained) {
            Ok(claimed) => Answer::Claims(claimed),
            Err(error) => bad(file, number, error),
        },
    }
}

/// What is found in the document that a line holds.
fn claims(bytes: Vec<u8>, is_explained: bool) -> Result<Claimed, String> {
    let (id, text, published) = {
        let line = str::from_utf8(&bytes).map_err(|error| {
            format!("the line is not UTF-8 from byte {}", error.valid_up_to() + 1)
        })?;
        let document: Document<'_> =
            serde_json::from_str(line).map_err(|error| in_one_line(&error))?;
        let published = document.published.map(|day| {
            day.parse::<Date>()
                .map_err(|error| format!("`published` is not a date as in 2025-05-02: {error}"))
        });
        (document.id, document.text.into_owned(), published.transpose()?)
    };
    // A large document is held once from here on.
    drop(bytes);
    if text.len() > LONG {
        return Ok(Claimed::Long { id, text, published });
    }
    let found = extract_text(&text, published);
    let mut line = Vec::new();
    write_line(&mut line, &id, &text, &found, is_explained).map_err(|error| error.to_string())?;
    Ok(Claimed::Line(line))
}

/// What is wrong with a line. The parser names its number too, which would always be 1.
fn in_one_line(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let words = words.strip_suffix(&place).unwrap_or(&words);
    if error.is_data() {
        words.to_owned()
    } else {
        format!("the line is not JSON from byte {}: {words}", error.column())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_document_has_the_same_line_as_a_short_one() {
        // Quotations that run over paragraphs, end without a speaker, or find one later.
        let piece = "“We have 45 boats,” Ida Quell said.\n\n“And 12 more since May.\n\n“They cost \
            $4 million.”\n\n“Nobody asked.\n\n“Not once in 20 years,” said Sam Orr.\n\n\
            “A fifth left.”\n\n– Ruth Amberg\n\nShe added:\n\nThe rest will go in 2026.\n\n";
        let day = Date::new(2025, 5, 2).ok();
        for n_pieces in [0, 1, 40, 400] {
            let text = piece.repeat(n_pieces);
            let id = json!({ "a": ["“", 1] });
            let (mut short, mut long) = (Vec::new(), Vec::new());
            let found = extract_text(&text, day);
            assert_eq!(found.findings.is_empty(), n_pieces == 0);
            write_line(&mut short, &id, &text, &found, true).unwrap();
            write_long(&mut long, &id, &text, day, true).unwrap();
            assert!(short == long, "{n_pieces}");
        }
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut reader = &b"12345\n123456\n\n1234"[..];
        let mut next = || next_line(&mut reader, 5).unwrap();
        let is_whole =
            |line: Option<Line>, words: &[u8]| matches!(line, Some(Line::Whole(l)) if l == words);
        assert!(is_whole(next(), b"12345"));
        assert!(matches!(next(), Some(Line::TooLong)));
        assert!(is_whole(next(), b""));
        assert!(is_whole(next(), b"1234"));
        assert!(next().is_none());
    }
}
