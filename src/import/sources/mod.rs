//! Lists of sources that reference managers write: CSL-JSON, BibTeX and RIS.
//!
//! Which of the three a file is shows in its first signs, whatever it is called. An entry that cannot
//! be read costs that entry alone, and is told by its line.

mod bibtex;
mod csl;
mod ris;

use super::decode::decode;
use crate::project::{CONTACT, Imprint, PASSAGE, Source, bare_doi};

/// A list of sources, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceList {
    /// The sources, in the order of the file.
    pub sources: Vec<Source>,
    /// What could not be read, each a sentence without its full stop, with its line.
    pub problems: Vec<String>,
}

/// Reads a list of sources.
///
/// # Errors
/// A sentence, without its full stop, where the bytes are no such list at all.
pub fn sources(bytes: &[u8]) -> Result<SourceList, String> {
    let decoded = decode(bytes, None, None).map_err(|error| error.to_string())?;
    let text = decoded.text.as_str();
    let head = text.trim_start();
    let mut list = SourceList::default();
    if head.starts_with(['[', '{']) {
        csl::read(text, &mut list);
    } else if ris::is_it(text) {
        ris::read(text, &mut list);
    } else if bibtex::is_it(text) {
        bibtex::read(text, &mut list);
    } else {
        return Err("This is no list of sources: CSL-JSON, BibTeX and RIS can be read".to_owned());
    }
    if list.sources.is_empty() && list.problems.is_empty() {
        return Err("This file holds no sources. Nothing was added".to_owned());
    }
    Ok(list)
}

impl SourceList {
    /// Puts an entry in that began in `line`, if it says what it is.
    fn put(&mut self, line: usize, entry: Entry) {
        match entry.source() {
            Some(source) => self.sources.push(source),
            None => self.tell(line, "has neither a title nor an address, and was left out"),
        }
    }

    fn tell(&mut self, line: usize, what: &str) {
        self.problems.push(format!("The entry at line {line} {what}"));
    }
}

/// One entry, as the three formats have it in common.
#[derive(Debug, Default)]
struct Entry {
    title: String,
    authors: Vec<String>,
    issued: String,
    /// The journal, book or site it stands in.
    container: String,
    publisher: String,
    doi: String,
    isbn: String,
    url: String,
    /// Where it lies, if that is no address.
    archive: String,
    seen: String,
    /// Abstracts and remarks; lines that begin with a field's name are that field.
    notes: Vec<String>,
}

impl Entry {
    /// The source it tells of; `None` where it names nothing.
    fn source(self) -> Option<Source> {
        let doi = bare_doi(&self.doi).to_owned();
        // An address may stand where other things do, as in `\url{https://…}`.
        let within = self.archive.find("http").and_then(|at| self.archive.get(at..));
        let within = within.filter(|_| self.url.trim().is_empty()).unwrap_or(&self.url);
        let url = within.split(['}', ' ']).next().unwrap_or_default();
        let place = match (url, doi.as_str(), self.archive.trim()) {
            ("", "", archive) => archive.to_owned(),
            // The number is an address too.
            ("", doi, _) => format!("https://doi.org/{doi}"),
            (url, ..) => url.to_owned(),
        };
        let title = tidy(&self.title);
        if title.is_empty() && place.is_empty() {
            return None;
        }
        let (mut passage, mut contact, mut about) = (String::new(), String::new(), String::new());
        for note in self.notes {
            let mut field = &mut about;
            for line in note.trim().lines() {
                let words = if let Some(words) = line.strip_prefix(PASSAGE) {
                    field = &mut passage;
                    words
                } else if let Some(words) = line.strip_prefix(CONTACT) {
                    field = &mut contact;
                    words
                } else {
                    line
                };
                if !field.is_empty() {
                    field.push('\n');
                }
                field.push_str(words.trim_end());
            }
        }
        let container = tidy(&self.container);
        let publisher = if container.is_empty() { tidy(&self.publisher) } else { container };
        let authors = self.authors.iter().map(|name| tidy(name)).filter(|name| !name.is_empty());
        let imprint = Imprint {
            authors: authors.collect(),
            issued: tidy(&self.issued),
            publisher,
            doi,
            isbn: tidy(&self.isbn),
            about,
        };
        Some(Source {
            title,
            place,
            passage,
            seen: tidy(&self.seen),
            contact,
            imprint,
            ..Source::default()
        })
    }
}

/// Words in one line.
fn tidy(words: &str) -> String {
    crate::project::words::one_line(words)
}

/// A day, month or year of figures parted by `/` or `-`, as `2024-05-03`; other words as they are.
fn dated(words: &str) -> String {
    let words = words.trim().trim_end_matches(['/', '-']);
    let parts: Vec<&str> = words.split(['/', '-']).map(str::trim).collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (year, rest) = match parts.split_first() {
        Some((year, rest)) if year.len() == 4 && rest.len() <= 2 && parts.iter().all(is_number) => {
            (*year, rest)
        }
        _ => return words.to_owned(),
    };
    rest.iter().fold(year.to_owned(), |date, part| format!("{date}-{part:0>2}"))
}
