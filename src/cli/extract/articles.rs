//! The claims of articles, each read as the window reads it.
//!
//! Offsets in a plain text count the characters of its file; in any other article those of what
//! `tickmark text` prints.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::Date;
use serde::Serialize;

use super::{Arguments, Format};
use crate::cli::complain;
use crate::export::claims::{COLUMNS, Claims, Report, Sentences, bound_name, value_words};
use crate::extract::{Extraction, Finding, Input, Notation, Parts, extract};
use crate::import::Written;
use crate::text::{Paragraph, Span};

/// An article with what was found in it.
struct Article {
    file: String,
    title: Option<String>,
    published: Option<Date>,
    text: String,
    paragraphs: Vec<Paragraph>,
    found: Extraction,
}

/// The same for JSON. It can be read again as one line of a stream.
#[derive(Debug, Serialize)]
struct Json<'a> {
    id: &'a str,
    title: Option<&'a str>,
    published: Option<Date>,
    text: &'a str,
    claims: Claims<'a>,
    sentences: Sentences<'a>,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let is_list = matches!(arguments.format, Format::Json) && arguments.files.len() > 1;
    if is_list {
        writeln!(out, "[")?;
    }
    if matches!(arguments.format, Format::Csv) {
        write_row(&mut out, std::iter::once("file").chain(COLUMNS))?;
    }
    let mut n_written = 0;
    for path in &arguments.files {
        match articles(path, arguments) {
            Ok(articles) => {
                for article in articles {
                    if n_written > 0 {
                        match arguments.format {
                            Format::Json => writeln!(out, ",")?,
                            Format::Text => writeln!(out)?,
                            Format::Jsonl | Format::Csv => {}
                        }
                    }
                    write(&mut out, &article, arguments)?;
                    n_written += 1;
                }
            }
            Err(words) => {
                // What came before is on the screen first.
                out.flush()?;
                code = complain(words);
            }
        }
    }
    if is_list {
        writeln!(out, "]")?;
    }
    out.flush()?;
    Ok(code)
}

/// Reads the articles of a file and finds their claims, or says why not.
fn articles(path: &Path, arguments: &Arguments) -> Result<Vec<Article>, String> {
    let file = path.display().to_string();
    let bytes = crate::cli::read(path).map_err(|error| format!("{error} ({file})"))?;
    let published = arguments.published;
    let source = arguments.reading.source(&bytes, &file);
    let mut imported =
        crate::cli::reading::import(&source).map_err(|error| format!("{error} ({file})"))?;
    for warning in &imported.warnings {
        complain(format_args!("{warning} ({file})"));
    }
    let written = (imported.format == "text").then(|| Written::read(&source));
    if let Some(Ok(Written { text, paragraphs, .. })) = written {
        let (title, published) = (imported.title, published.or(imported.published));
        return Ok(vec![article(file, title, published, text, paragraphs)]);
    }
    let others = std::mem::take(&mut imported.others);
    let articles = std::iter::once(imported).chain(others).enumerate().map(|(idx, imported)| {
        // The chapters of a book are told apart by their numbers.
        let file = if idx == 0 { file.clone() } else { format!("{file}#{}", idx + 1) };
        let published = published.or(imported.published);
        let document = imported.document;
        let (text, paragraphs) = (document.text().to_owned(), document.paragraphs().to_owned());
        article(file, imported.title, published, text, paragraphs)
    });
    Ok(articles.collect())
}

fn article(
    file: String,
    title: Option<String>,
    published: Option<Date>,
    text: String,
    paragraphs: Vec<Paragraph>,
) -> Article {
    let input =
        Input { text: &text, paragraphs: &paragraphs, published, notation: Notation::default() };
    let found = extract(input, |_| ControlFlow::Continue(())).unwrap_or_default();
    Article { file, title, published, text, paragraphs, found }
}

fn write(out: &mut impl Write, article: &Article, arguments: &Arguments) -> io::Result<()> {
    let report = Report::new(&article.text, &article.found).explained(arguments.explain);
    let json = || Json {
        id: &article.file,
        title: article.title.as_deref(),
        published: article.published,
        text: &article.text,
        claims: report.claims(),
        sentences: report.sentences(),
    };
    match arguments.format {
        Format::Text => write_words(out, article, arguments.explain),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, &json())?;
            writeln!(out)
        }
        Format::Jsonl => {
            serde_json::to_writer(&mut *out, &json())?;
            writeln!(out)
        }
        Format::Csv => report.rows().try_for_each(|row| {
            write_row(
                out,
                std::iter::once(article.file.as_str()).chain(row.iter().map(String::as_str)),
            )
        }),
    }
}

fn write_row<'c>(out: &mut impl Write, cells: impl Iterator<Item = &'c str>) -> io::Result<()> {
    let mut row = csv::WriterBuilder::new().from_writer(Vec::new());
    row.write_record(cells)?;
    out.write_all(&row.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// The claims for people: the paragraph, the kind, the words, and what was read in them.
fn write_words(out: &mut impl Write, article: &Article, is_explained: bool) -> io::Result<()> {
    let n = article.found.findings.len();
    write!(out, "{}: {n} {}", article.file, if n == 1 { "claim" } else { "claims" })?;
    match article.published {
        Some(day) => writeln!(out, ", published {day}")?,
        None => writeln!(out)?,
    }
    let language = article.found.language;
    if !language.is_read() {
        let name = language.name;
        writeln!(out, "  in {name}: only figures, dates in digits and quotations are read")?;
    }
    for finding in &article.found.findings {
        let at = article.paragraphs.partition_point(|p| p.span.start <= finding.span.start);
        let words = one_line(finding.span.of(&article.text));
        let read = parts_words(finding, &article.text).join(", ");
        let kind = finding.kind.name();
        write!(out, "  ¶{at:<3} {kind:<11} {words}")?;
        writeln!(out, "{}{read}", if read.is_empty() { "" } else { "  →  " })?;
        if is_explained {
            let reasons: Vec<_> = finding.reasons.iter().map(|reason| reason.words()).collect();
            let (rule, worth) = (finding.rule, finding.worth);
            write!(out, "       rule {rule}, score {worth:.2}")?;
            writeln!(out, "{}{}", if reasons.is_empty() { "" } else { ": " }, reasons.join(", "))?;
        }
    }
    Ok(())
}

/// What was read in the words of a claim.
fn parts_words(finding: &Finding, text: &str) -> Vec<String> {
    let words = |span: Span| one_line(span.of(text));
    let mut read = Vec::new();
    match &finding.parts {
        Parts::Measure(measure) => {
            read.push(
                format!("{} {}", value_words(&finding.parts), measure.unit).trim().to_owned(),
            );
            read.extend(measure.bound.map(|bound| bound_name(bound).to_owned()));
        }
        Parts::Date(date) => {
            read.push(date.value.clone());
            read.extend(date.modifier.map(|modifier| modifier.name().to_owned()));
            read.extend(date.otherwise.as_ref().map(|other| format!("or {other}")));
            if date.needs_published {
                read.push("needs the publication date".to_owned());
            }
        }
        Parts::Attribution(parts) => {
            read.push(parts.quote.name().to_owned());
            read.extend(parts.source.map(|span| format!("source “{}”", words(span))));
            read.extend(parts.speaker.map(|span| format!("seems to be “{}”", words(span))));
            read.extend(parts.cue.map(|span| format!("cue “{}”", words(span))));
            for &span in &parts.content {
                read.push(format!("content “{}”", words(span)));
            }
        }
        Parts::Name(parts) => {
            read.push(format!("name “{}”", words(parts.name)));
            read.extend(parts.role.map(|span| format!("role “{}”", words(span))));
            read.extend(parts.first.map(|span| format!("first “{}”", words(span))));
        }
        Parts::Superlative(parts) => {
            read.push(format!("degree “{}”", words(parts.degree)));
            read.extend(parts.place.map(|place| format!("place {place}")));
            read.extend(parts.over.map(|span| format!("over “{}”", words(span))));
        }
        Parts::Comparison(parts) => {
            read.push(parts.direction.name().to_owned());
            read.extend(parts.by.map(|span| format!("by “{}”", words(span))));
            read.extend(parts.from.map(|span| format!("from “{}”", words(span))));
            read.extend(parts.to.map(|span| format!("to “{}”", words(span))));
        }
        Parts::Plain => {}
    }
    read
}

/// Words that stand on several lines of the text, on one.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
