//! BibTeX and BibLaTeX.

use biblatex::{Bibliography, ChunksExt, Entry as Read};

use super::{Entry, SourceList, dated};

/// Whether a text is BibTeX: somewhere a line begins an entry.
pub(super) fn is_it(text: &str) -> bool {
    text.lines().any(|line| begun(line).is_some())
}

/// The kind of the entry that a line begins, in small letters.
fn begun(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix('@')?;
    let end = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let (kind, rest) = rest.split_at(end);
    (end > 0 && rest.trim_start().starts_with(['{', '('])).then(|| kind.to_ascii_lowercase())
}

/// Reads every entry by itself, so that one that is broken costs no other.
pub(super) fn read(text: &str, list: &mut SourceList) {
    let mut short_names = String::new();
    for (line, kind, words) in entries(text) {
        match kind.as_str() {
            "comment" | "preamble" => continue,
            "string" => {
                if Bibliography::parse(words).is_ok() {
                    short_names.push_str(words);
                } else {
                    list.tell(line, "gives a short name that cannot be read");
                }
                continue;
            }
            _ => {}
        }
        // Short names are few, and few entries use them.
        let parsed = Bibliography::parse(words).or_else(|error| {
            if short_names.is_empty() {
                return Err(error);
            }
            Bibliography::parse(&format!("{short_names}\n{words}"))
        });
        match parsed {
            Ok(bibliography) if bibliography.is_empty() => {
                list.tell(line, "has no end, and was left out");
            }
            Ok(bibliography) => bibliography.iter().for_each(|read| list.put(line, entry(read))),
            Err(error) => list.tell(line, &format!("cannot be read ({})", error.kind)),
        }
    }
}

/// The entries with the line each begins in and its kind. One that is never closed ends where the
/// next one begins at the left.
fn entries(text: &str) -> Vec<(usize, String, &str)> {
    let mut entries: Vec<(usize, String, &str)> = Vec::new();
    let mut open: Option<(usize, String, usize)> = None;
    let (mut depth, mut at) = (0_usize, 0);
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        if (depth == 0 || line.starts_with('@'))
            && let Some(kind) = begun(line)
        {
            if let Some((number, kind, from)) = open.replace((number, kind, at)) {
                entries.push((number, kind, text.get(from..at).unwrap_or_default()));
            }
            depth = 0;
        }
        if open.is_some() {
            let mut is_escaped = false;
            for byte in line.bytes() {
                match byte {
                    _ if is_escaped => is_escaped = false,
                    b'\\' => is_escaped = true,
                    b'{' => depth += 1,
                    b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
        }
        at += line.len();
    }
    if let Some((number, kind, from)) = open {
        entries.push((number, kind, text.get(from..).unwrap_or_default()));
    }
    entries
}

fn entry(read: &Read) -> Entry {
    let words = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| read.get(key));
        found.map(|chunks| chunks.format_verbatim()).unwrap_or_default()
    };
    let authors = read.author().ok().or_else(|| read.get_as("editor").ok()).unwrap_or_default();
    let authors = authors.iter().map(|person| {
        let family = [person.prefix.as_str(), &person.name];
        let given = [person.given_name.as_str(), &person.suffix];
        let join = |parts: [&str; 2]| {
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        match (join(family), join(given)) {
            (family, given) if given.is_empty() => family,
            (family, given) => format!("{family}, {given}"),
        }
    });
    let mut issued = words(&["date"]);
    if issued.is_empty() {
        issued = words(&["year"]);
    }
    let notes = ["abstract", "note", "annotation", "annote"].map(|key| words(&[key]));
    Entry {
        title: match words(&["subtitle"]) {
            subtitle if subtitle.is_empty() => words(&["title"]),
            subtitle => format!("{}: {subtitle}", words(&["title"])),
        },
        authors: authors.collect(),
        issued: dated(&issued),
        container: words(&["journaltitle", "journal", "booktitle"]),
        publisher: words(&["publisher", "institution", "organization", "school"]),
        doi: words(&["doi"]),
        isbn: words(&["isbn"]),
        url: words(&["url"]),
        archive: words(&["howpublished"]),
        seen: dated(&words(&["urldate"])),
        notes: notes.into_iter().filter(|note| !note.is_empty()).collect(),
    }
}
