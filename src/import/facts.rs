//! What a document's file says of it beside its text: title, author, dates, language.

use jiff::civil::Date;

use super::draft::Head;
use super::xml::{Node, Xml};
use super::{Imported, Warning, dates};
use crate::text::Document;

/// What the file says of itself.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    author: Option<String>,
    changed: Option<Date>,
    language: Option<String>,
}

impl Facts {
    /// Facts as a file states them; empty ones and those of programs do not count.
    pub(super) fn new(title: String, author: String, changed: Option<Date>) -> Self {
        let title = stated(title).filter(|title| !is_leftover(title));
        Self { title, author: self::author(author), changed, ..Self::default() }
    }

    /// Reads a part of XML that holds such facts, among others.
    pub(super) fn read(text: &str) -> Self {
        let mut facts = Self::default();
        let (mut created, mut first) = (None, None);
        let mut xml = Xml::new(text, &[]);
        while let Some(node) = xml.next() {
            let Node::Start(element) = node else { continue };
            match element.local() {
                "title" => facts.title = stated(xml.words()).filter(|t| !is_leftover(t)),
                "initial-creator" => first = author(xml.words()),
                "creator" => facts.author = author(xml.words()),
                "language" => facts.language = stated(xml.words()),
                "modified" | "date" => facts.changed = dates::day(xml.words().trim()),
                "created" | "creation-date" => created = dates::day(xml.words().trim()),
                _ => {}
            }
        }
        facts.changed = facts.changed.or(created);
        // Who began a text wrote it; who changed it last may have corrected a comma.
        facts.author = first.or(facts.author);
        facts
    }

    /// The article: what its text says of itself comes first.
    pub(super) fn imported(
        self,
        head: Head,
        document: Document,
        mut warnings: Vec<Warning>,
    ) -> Imported {
        let published = head.published.or_else(|| {
            let day = self.changed.filter(|&day| !is_no_day(day))?;
            warnings.push(Warning::DayOfFile(day));
            Some(day)
        });
        Imported {
            title: head.title.or(self.title),
            byline: head.byline.or(self.author),
            published,
            language: self.language,
            document,
            warnings,
            ..Imported::default()
        }
    }
}

/// Whether a day is one from which computers count: it stands for none.
fn is_no_day(day: Date) -> bool {
    let first_days = [(1601, 1, 1), (1899, 12, 30), (1900, 1, 1), (1904, 1, 1), (1970, 1, 1)];
    first_days.contains(&(day.year(), day.month(), day.day()))
        // Archives begin to count in this year; word processors of today came long after.
        || day.year() == 1980
}

fn author(words: String) -> Option<String> {
    stated(words).filter(|author| !is_program(author))
}

fn stated(words: String) -> Option<String> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// Whether a title was put there by a program.
fn is_leftover(title: &str) -> bool {
    let title = title.to_lowercase();
    ["microsoft word", "document", "untitled", "powerpoint", "doc1", "word document"]
        .iter()
        .any(|leftover| title.starts_with(leftover))
        || title.ends_with(".docx")
        || title.ends_with(".doc")
}

/// Whether an author is the name of a program or of nobody.
fn is_program(author: &str) -> bool {
    let author = author.to_lowercase();
    ["python-docx", "microsoft", "user", "admin", "administrator", "unknown", "un-named", "apache"]
        .iter()
        .any(|program| author.starts_with(program))
}
