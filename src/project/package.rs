//! The package: the sources that a writer hands over with an article, or that the desk keeps, to pick
//! from while a claim is checked. A source in it says nothing yet of any claim.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Source;

/// Who brought a source out, and by what numbers the world knows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Imprint {
    /// Those who wrote it, as `Family, Given`, or by one name that is not parted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// When it came out: `2024`, `2024-05`, `2024-05-03`, or in other words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issued: String,
    /// What it came out in, or who published it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub publisher: String,
    /// Its DOI, without the address before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doi: String,
    /// Its ISBN, as it was written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub isbn: String,
    /// What a reference manager holds besides: an abstract, remarks. Never in a public report.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
}

/// What stands before the words relied on, in a note that goes to a reference manager and back.
pub const PASSAGE: &str = "Passage: ";
/// What stands before whom to ask, in such a note.
pub const CONTACT: &str = "Contact: ";

impl Imprint {
    /// Whether nothing is known of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Authors, publisher and date in one line: `Ida Quell, Harbour Press, 2024`; nothing where none
    /// of them is known.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        match self.authors.as_slice() {
            [] => {}
            // Four names and more are cut short as reference lists do.
            [first, _, _, _, ..] => parts.push(format!("{} et al.", called(first))),
            few => {
                let names: Vec<String> = few.iter().map(|name| called(name)).collect();
                parts.push(names.join(" and "));
            }
        }
        parts.extend([&self.publisher, &self.issued].map(Clone::clone));
        parts.retain(|part| !part.trim().is_empty());
        parts.join(", ")
    }
}

/// `Quell, Ida` as she is called.
fn called(name: &str) -> String {
    match name.split_once(", ") {
        Some((family, given)) if !given.contains(", ") => format!("{given} {family}"),
        _ => name.to_owned(),
    }
}

impl Source {
    /// Its title, and what is known of who brought it out: `Register of piers (Ida Quell, 2024)`.
    #[must_use]
    pub fn called(&self) -> String {
        let title = if self.title.trim().is_empty() { "Untitled" } else { &self.title };
        match self.imprint.words() {
            words if words.is_empty() => title.to_owned(),
            words => format!("{title} ({words})"),
        }
    }

    /// Whether every word of `wanted` stands in what names it, in either case.
    #[must_use]
    pub fn matches(&self, wanted: &str) -> bool {
        let Imprint { authors, issued, publisher, doi, isbn, .. } = &self.imprint;
        let fields = [&self.title, &self.place, issued, publisher, doi, isbn];
        let all: Vec<String> =
            fields.into_iter().chain(authors).map(|field| field.to_lowercase()).collect();
        wanted.to_lowercase().split_whitespace().all(|word| all.iter().any(|f| f.contains(word)))
    }
}

/// Puts into a package what it does not hold yet. Gives the package, and how many were there already.
///
/// Two are the same where DOI, ISBN or address are; else where title and year are, unless a number or
/// address that both have tells them apart.
#[must_use]
pub fn join_package(held: &[Source], fresh: Vec<Source>) -> (Vec<Source>, usize) {
    let mut joined: Vec<Source> = Vec::with_capacity(held.len() + fresh.len());
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    let mut n_double = 0;
    for (is_held, source) in
        held.iter().cloned().map(|s| (true, s)).chain(fresh.into_iter().map(|s| (false, s)))
    {
        let keys = Keys::of(&source);
        let is_there = |idx: &usize| joined.get(*idx).is_some_and(|other| same(&source, other));
        let found =
            keys.all().any(|key| places.get(key).is_some_and(|places| places.iter().any(is_there)));
        // What a person has put there stays, even twice.
        if found && !is_held {
            n_double += 1;
            continue;
        }
        for key in keys.all() {
            places.entry(key.clone()).or_default().push(joined.len());
        }
        joined.push(source);
    }
    (joined, n_double)
}

/// What tells a source from others; empty where it does not have it.
struct Keys {
    doi: String,
    isbn: String,
    address: String,
    title: String,
}

impl Keys {
    fn of(source: &Source) -> Self {
        let keyed = |name: &str, words: String| {
            if words.is_empty() { words } else { format!("{name}:{words}") }
        };
        let year: String = source.imprint.issued.chars().take(4).collect();
        let title: String = source
            .title
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let title = if title.is_empty() { title } else { format!("{title}|{year}") };
        Self {
            doi: keyed("doi", bare_doi(&source.imprint.doi).to_lowercase()),
            isbn: keyed("isbn", bare_isbn(&source.imprint.isbn)),
            address: keyed("at", bare_address(&source.place)),
            title: keyed("title", title),
        }
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        [&self.doi, &self.isbn, &self.address, &self.title]
            .into_iter()
            .filter(|key| !key.is_empty())
    }
}

fn same(one: &Source, other: &Source) -> bool {
    let (one, other) = (Keys::of(one), Keys::of(other));
    let numbers =
        [(&one.doi, &other.doi), (&one.isbn, &other.isbn), (&one.address, &other.address)];
    let both = || numbers.into_iter().filter(|(one, other)| !one.is_empty() && !other.is_empty());
    both().any(|(one, other)| one == other)
        || (one.title == other.title && !one.title.is_empty() && both().next().is_none())
}

/// A DOI without what addresses put before it.
#[must_use]
pub fn bare_doi(doi: &str) -> &str {
    let doi = doi.trim();
    doi.find("10.").and_then(|at| doi.get(at..)).unwrap_or(doi)
}

/// The nine figures that ISBN-10 and ISBN-13 of one book share; all figures where it is neither.
fn bare_isbn(isbn: &str) -> String {
    let figures: String =
        isbn.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'X' | 'x')).collect();
    match figures.len() {
        10 => figures.get(..9).unwrap_or_default().to_owned(),
        13 if figures.starts_with("978") => figures.get(3..12).unwrap_or_default().to_owned(),
        _ => figures,
    }
}

/// An address without what may differ while it leads to the same page.
fn bare_address(place: &str) -> String {
    let place = place.trim();
    let place = place.split_once("://").map_or(place, |(_, rest)| rest);
    let place = place.split_once('#').map_or(place, |(page, _)| page);
    let place = place.strip_prefix("www.").unwrap_or(place).trim_end_matches('/');
    // Only the host is the same in either case.
    match place.split_once('/') {
        Some((host, path)) => format!("{}/{path}", host.to_lowercase()),
        None => place.to_lowercase(),
    }
}
