//! The sources of a review, for reference managers and as a list.

use biblatex::{Bibliography, Chunk, Entry, EntryType, Spanned};
use serde_json::{Value, json};

use super::review::{Review, is_address};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::Source;

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

/// The day a source was seen, where it was written as `2026-03-12`.
fn seen(source: &Source) -> Option<jiff::civil::Date> {
    source.seen.trim().parse().ok()
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
    let is_web = is_address(&source.place);
    let mut item = json!({
        "id": format!("source-{number}"),
        "type": if is_web { "webpage" } else { "document" },
        "title": title(source),
    });
    let mut put = |key: &str, value: Value| {
        if let Some(item) = item.as_object_mut() {
            item.insert(key.to_owned(), value);
        }
    };
    if is_web {
        put("URL", json!(source.place));
    } else if !source.place.is_empty() {
        put("archive_location", json!(source.place));
    }
    match seen(source) {
        Some(day) => {
            put("accessed", json!({ "date-parts": [[day.year(), day.month(), day.day()]] }));
        }
        None if !source.seen.is_empty() => put("accessed", json!({ "raw": source.seen })),
        None => {}
    }
    if !source.passage.is_empty() {
        put("abstract", json!(source.passage));
    }
    if !source.contact.is_empty() {
        put("note", json!(format!("Contact: {}", source.contact)));
    }
    item
}

fn write_bibtex(
    review: &Review<'_>,
    _: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    Counter::new(review, tick).count()?;
    let mut bibliography = Bibliography::new();
    for (number, source) in (1..).zip(&review.sources) {
        let is_web = is_address(&source.place);
        let kind = if is_web { EntryType::Online } else { EntryType::Misc };
        let mut entry = Entry::new(format!("source-{number}"), kind);
        let mut set = |key: &str, words: &str| {
            if !words.is_empty() {
                entry.set(key, vec![Spanned::detached(Chunk::Normal(words.to_owned()))]);
            }
        };
        set("title", title(source));
        set(if is_web { "url" } else { "howpublished" }, &source.place);
        set("urldate", &source.seen);
        set("abstract", &source.passage);
        if !source.contact.is_empty() {
            set("note", &format!("Contact: {}", source.contact));
        }
        bibliography.insert(entry);
    }
    Ok(bibliography.to_biblatex_string().into_bytes())
}

/// One value on one line, as RIS wants it.
fn line(words: &str) -> String {
    words
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn write_ris(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    Counter::new(review, tick).count()?;
    let mut file = String::new();
    for (number, source) in (1..).zip(&review.sources) {
        let is_web = is_address(&source.place);
        let mut put = |tag: &str, words: &str| {
            let words = line(words);
            if !words.is_empty() || tag == "ER" {
                file.push_str(&format!("{tag}  - {words}\r\n"));
            }
        };
        put("TY", if is_web { "ELEC" } else { "GEN" });
        put("ID", &format!("source-{number}"));
        put("TI", title(source));
        put(if is_web { "UR" } else { "AV" }, &source.place);
        match seen(source) {
            Some(day) => {
                put("Y2", &format!("{:04}/{:02}/{:02}", day.year(), day.month(), day.day()))
            }
            None => put("Y2", &source.seen),
        }
        put("AB", &source.passage);
        if !source.contact.is_empty() {
            put("N1", &format!("Contact: {}", source.contact));
        }
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
        list.push_str(&format!("{number}. {}", line(title(source))));
        for (before, words) in
            [(", ", &source.place), (", seen ", &source.seen), (", contact: ", &source.contact)]
        {
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
