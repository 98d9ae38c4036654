//! The sources of a review, for reference managers and as a list.

use biblatex::{Bibliography, Chunk, Entry, EntryType, Spanned};
use serde_json::{Value, json};

use super::review::{Review, is_address, is_forbidden};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::{CONTACT, Imprint, PASSAGE, Source};

pub(super) const CSL: Exporter = Exporter {
    name: "csl",
    label: "Sources (CSL-JSON)",
    hint: "For Zotero and other reference managers",
    extension: "json",
    write: write_csl,
};

pub(super) const BIBTEX: Exporter = Exporter {
    name: "bibtex",
    label: "Sources (BibTeX)",
    hint: "For LaTeX and reference managers",
    extension: "bib",
    write: write_bibtex,
};

pub(super) const RIS: Exporter = Exporter {
    name: "ris",
    label: "Sources (RIS)",
    hint: "For EndNote and other reference managers",
    extension: "ris",
    write: write_ris,
};

pub(super) const LIST: Exporter = Exporter {
    name: "sources",
    label: "Sources (list)",
    hint: "Plain text, numbered as in the report",
    extension: "txt",
    write: write_list,
};

/// The figures of `2026`, `2026-03` or `2026-03-12`; `None` of a date in other words.
fn date_parts(words: &str) -> Option<Vec<u16>> {
    let parts: Vec<&str> = words.trim().split('-').collect();
    let is_date = parts.iter().zip([4, 2, 2]).all(|(part, len)| part.len() == len);
    if !is_date || parts.len() > 3 {
        return None;
    }
    parts.into_iter().map(|part| part.parse().ok()).collect()
}

/// What kind of thing a source is, to three formats.
enum Kind {
    Web,
    Article,
    Book,
    Other,
}

impl Kind {
    fn of(source: &Source) -> Self {
        if !source.imprint.isbn.is_empty() {
            Self::Book
        } else if !source.imprint.doi.is_empty() {
            Self::Article
        } else if is_address(&source.place) {
            Self::Web
        } else {
            Self::Other
        }
    }
}

/// What no field of a reference manager has room for, as lines of a note.
fn note(source: &Source) -> String {
    let mut lines = Vec::new();
    for (mark, words) in [(PASSAGE, &source.passage), (CONTACT, &source.contact)] {
        if !words.is_empty() {
            lines.push(format!("{mark}{words}"));
        }
    }
    lines.join("\n")
}

fn title(source: &Source) -> &str {
    if source.title.is_empty() { "Untitled" } else { &source.title }
}

fn write_csl(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    Counter::new(review, tick).count()?;
    let items: Vec<Value> = (1..).zip(&review.sources).map(|(n, source)| csl(n, source)).collect();
    serde_json::to_vec_pretty(&items).map_err(|error| ExportError::Failed(error.to_string()))
}

fn csl(number: usize, source: &Source) -> Value {
    let kind = match Kind::of(source) {
        Kind::Web => "webpage",
        Kind::Article => "article-journal",
        Kind::Book => "book",
        Kind::Other => "document",
    };
    let mut item = json!({
        "id": format!("source-{number}"),
        "type": kind,
        "title": clean(title(source)),
    });
    let mut put = |key: &str, value: Value| {
        let value = match value {
            Value::String(words) => Value::String(clean(&words)),
            other => other,
        };
        if let (Some(item), false) = (item.as_object_mut(), value.as_str() == Some("")) {
            item.insert(key.to_owned(), value);
        }
    };
    let Imprint { authors, issued, publisher, doi, isbn, about } = &source.imprint;
    let name = |name: &String| match clean(name).split_once(", ") {
        Some((family, given)) => json!({ "family": family, "given": given }),
        None => json!({ "literal": clean(name) }),
    };
    if !authors.is_empty() {
        put("author", authors.iter().map(name).collect());
    }
    put("issued", csl_date(issued));
    let is_within = matches!(Kind::of(source), Kind::Web | Kind::Article);
    put(if is_within { "container-title" } else { "publisher" }, json!(publisher));
    put("DOI", json!(doi));
    put("ISBN", json!(isbn));
    put(if is_address(&source.place) { "URL" } else { "archive_location" }, json!(source.place));
    put("accessed", csl_date(&source.seen));
    put("abstract", json!(about));
    put("note", json!(note(source)));
    item
}

/// A date as its figures, else in its words; nothing where there is none.
fn csl_date(words: &str) -> Value {
    match date_parts(words) {
        Some(parts) => json!({ "date-parts": [parts] }),
        None if words.is_empty() => json!(""),
        None => json!({ "raw": clean(words) }),
    }
}

fn write_bibtex(
    review: &Review<'_>,
    _: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    Counter::new(review, tick).count()?;
    let mut bibliography = Bibliography::new();
    for (number, source) in (1..).zip(&review.sources) {
        let kind = match Kind::of(source) {
            Kind::Web => EntryType::Online,
            Kind::Article => EntryType::Article,
            Kind::Book => EntryType::Book,
            Kind::Other => EntryType::Misc,
        };
        let mut entry = Entry::new(format!("source-{number}"), kind);
        let Imprint { authors, issued, publisher, doi, isbn, about } = &source.imprint;
        if !authors.is_empty() {
            let mut names = Vec::new();
            for name in authors {
                if !names.is_empty() {
                    names.push(Spanned::detached(Chunk::Normal(" and ".to_owned())));
                }
                // A name that is not parted is kept whole by braces.
                let name = clean(name);
                let is_parted = name.contains(", ");
                let chunk = if is_parted { Chunk::Normal(name) } else { Chunk::Verbatim(name) };
                names.push(Spanned::detached(chunk));
            }
            entry.set("author", names);
        }
        let mut set = |key: &str, words: &str| {
            if !words.is_empty() {
                entry.set(key, vec![Spanned::detached(Chunk::Normal(clean(words)))]);
            }
        };
        set("title", title(source));
        set("date", issued);
        let is_article = matches!(Kind::of(source), Kind::Article);
        set(if is_article { "journaltitle" } else { "publisher" }, publisher);
        set("doi", doi);
        set("isbn", isbn);
        set(if is_address(&source.place) { "url" } else { "howpublished" }, &source.place);
        set("urldate", &source.seen);
        set("abstract", about);
        // Line ends do not survive in BibTeX: each of the two has a field of its own.
        for (key, mark, words) in
            [("annotation", PASSAGE, &source.passage), ("note", CONTACT, &source.contact)]
        {
            if !words.is_empty() {
                set(key, &format!("{mark}{words}"));
            }
        }
        bibliography.insert(entry);
    }
    Ok(bibliography.to_biblatex_string().into_bytes())
}

/// Words without signs that stand in no text.
fn clean(words: &str) -> String {
    words.chars().filter(|&c| !is_forbidden(c)).collect()
}

/// One value on one line, as RIS wants it.
fn line(words: &str) -> String {
    words
        .split(|c: char| c.is_whitespace() || is_forbidden(c))
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn write_ris(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    Counter::new(review, tick).count()?;
    let mut file = String::new();
    for (number, source) in (1..).zip(&review.sources) {
        let mut put = |tag: &str, words: &str| {
            let words = line(words);
            if !words.is_empty() || tag == "ER" {
                file.push_str(&format!("{tag}  - {words}\r\n"));
            }
        };
        let date = |words: &str| match date_parts(words) {
            Some(_) => words.trim().replace('-', "/"),
            None => words.to_owned(),
        };
        let (kind, within) = match Kind::of(source) {
            Kind::Web => ("ELEC", "T2"),
            Kind::Article => ("JOUR", "JO"),
            Kind::Book => ("BOOK", "PB"),
            Kind::Other => ("GEN", "PB"),
        };
        let Imprint { authors, issued, publisher, doi, isbn, about } = &source.imprint;
        put("TY", kind);
        put("ID", &format!("source-{number}"));
        put("TI", title(source));
        authors.iter().for_each(|name| put("AU", name));
        put("PY", &date(issued));
        put(within, publisher);
        put("DO", doi);
        put("SN", isbn);
        put(if is_address(&source.place) { "UR" } else { "AV" }, &source.place);
        put("Y2", &date(&source.seen));
        put("AB", about);
        note(source).lines().for_each(|line| put("N1", line));
        put("ER", "");
        file.push_str("\r\n");
    }
    Ok(file.into_bytes())
}

fn write_list(
    review: &Review<'_>,
    _: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    Counter::new(review, tick).count()?;
    let mut list = String::new();
    for (number, source) in (1..).zip(&review.sources) {
        list.push_str(&format!("{number}. {}", line(&source.called())));
        for (before, words) in [
            (", ", &source.place),
            (", ", &source.pinpoint),
            (", seen ", &source.seen),
            (", contact: ", &source.contact),
        ] {
            if !words.is_empty() {
                list.push_str(&format!("{before}{}", line(words)));
            }
        }
        if !source.passage.is_empty() {
            list.push_str(&format!(". “{}”", line(&source.passage)));
        }
        list.push('\n');
    }
    Ok(list.into_bytes())
}
