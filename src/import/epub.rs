//! Books: each chapter an article.

use std::collections::BTreeMap;

use super::draft::{self, Part};
use super::package::{Package, resolved};
use super::xml::{Node, Xml};
use super::{Fit, ImportError, Imported, Importer, Source, Warning, dates, html, is_named};
use crate::text::ParagraphKind;

pub(super) const IMPORTER: Importer = Importer {
    name: "epub",
    label: "EPUB book",
    extensions: &["epub"],
    is_foreign: true,
    sniff,
    read,
};

const WHAT: &str = "an EPUB book";

/// How far into a file its kind is announced, in bytes.
const HEAD: usize = 4096;

/// Parts that a book may have; real ones have a few hundred.
const PARTS_MAX: usize = 5_000;

/// Ways of making fonts unreadable, which lock no text.
const FONTS_ONLY: &[&str] =
    &["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

fn sniff(source: &Source<'_>) -> Fit {
    if !source.bytes.starts_with(b"PK\x03\x04") {
        return Fit::No;
    }
    let head = source.bytes.get(..HEAD).unwrap_or(source.bytes);
    if memchr::memmem::find(head, b"application/epub+zip").is_some() {
        Fit::Certain
    } else if is_named(source, IMPORTER.extensions) {
        Fit::Named
    } else {
        Fit::No
    }
}

/// One chapter of a book.
struct Chapter {
    title: Option<String>,
    paragraphs: Vec<Part>,
}

/// What a book says of itself and of its parts.
#[derive(Default)]
struct Book {
    title: Option<String>,
    authors: Vec<String>,
    published: Option<jiff::civil::Date>,
    language: Option<String>,
    /// The names of its parts of text, in reading order.
    spine: Vec<String>,
    /// Names of the parts that list the chapters.
    lists: Vec<String>,
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let mut package = Package::open(source.bytes, WHAT)?;
    if is_locked(&mut package)? {
        return Err(ImportError::Locked { what: WHAT });
    }
    let damaged = || ImportError::Damaged { what: WHAT };
    let container = package.xml("META-INF/container.xml")?.unwrap_or_default();
    let name = attributes(&container, "rootfile", "full-path").into_iter().next();
    let name = name.unwrap_or_else(|| "content.opf".to_owned());
    let book = Book::read(&package.xml(&name)?.ok_or_else(damaged)?, &name);
    let mut titles = BTreeMap::new();
    for list in &book.lists {
        if let Some(text) = package.xml(list)? {
            read_titles(&text, list, &mut titles);
        }
    }
    let mut chapters: Vec<Chapter> = Vec::new();
    for part in book.spine.iter().take(PARTS_MAX) {
        if book.lists.contains(part) {
            continue;
        }
        let Some(text) = package.xml(part)? else { continue };
        let mut paragraphs = html::paragraphs_of_fragment(&text);
        let title = titles.get(part).cloned();
        let heading = paragraphs.iter().position(|part| part.kind == ParagraphKind::Heading);
        match (chapters.last_mut(), heading) {
            _ if paragraphs.is_empty() => {}
            (None, _) if is_title_page(&paragraphs) => {}
            // A part without a title goes on with the chapter before it.
            (Some(chapter), None) if title.is_none() => {
                chapter.paragraphs.append(&mut paragraphs);
            }
            (_, heading) => {
                let heading = heading.filter(|&at| at < 2);
                let words =
                    heading.and_then(|at| paragraphs.get(at)).map(|part| part.words.clone());
                let title = title.or(words);
                if let Some(part) = heading.and_then(|at| paragraphs.get_mut(at)) {
                    part.kind = ParagraphKind::Title;
                }
                chapters.push(Chapter { title, paragraphs });
            }
        }
    }
    let n_chapters = chapters.len();
    let mut articles = chapters.into_iter().map(|Chapter { title, paragraphs }| Imported {
        document: draft::document(paragraphs),
        title: match (title, &book.title) {
            // A book of one chapter is known by its own title.
            (_, Some(whole)) if n_chapters == 1 => Some(whole.clone()),
            (title, whole) => title.or_else(|| whole.clone()),
        },
        byline: (!book.authors.is_empty()).then(|| book.authors.join(", ")),
        published: book.published,
        language: book.language.clone(),
        format: IMPORTER.name,
        ..Imported::default()
    });
    let mut first = articles.next().ok_or(ImportError::NoWords)?;
    first.others = articles.collect();
    if package.is_damaged() {
        first.warnings.push(Warning::Damaged);
    }
    if n_chapters > 1 {
        first.warnings.push(Warning::Chapters(n_chapters));
    }
    Ok(first)
}

/// Whether a part holds nothing but names: no sentence, and little of anything.
fn is_title_page(paragraphs: &[Part]) -> bool {
    const LONGEST: usize = 300;
    let n_bytes: usize = paragraphs.iter().map(|part| part.words.len()).sum();
    n_bytes < LONGEST && !paragraphs.iter().any(|part| part.words.ends_with(['.', '!', '?']))
}

/// Whether the book can only be read with a key.
fn is_locked(package: &mut Package<'_>) -> Result<bool, ImportError> {
    let Some(text) = package.xml("META-INF/encryption.xml")? else { return Ok(false) };
    let ways = attributes(&text, "EncryptionMethod", "Algorithm");
    Ok(ways.iter().any(|way| !FONTS_ONLY.contains(&way.as_str())))
}

/// The values of an attribute of all elements so named.
fn attributes(text: &str, element: &str, attribute: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut xml = Xml::new(text, &[]);
    while let Some(node) = xml.next() {
        if let Node::Start(start) = node
            && start.local() == element
        {
            found.extend(start.attribute(attribute));
        }
    }
    found
}

impl Book {
    fn read(text: &str, name: &str) -> Self {
        let mut book = Self::default();
        let mut parts: BTreeMap<String, String> = BTreeMap::new();
        let mut xml = Xml::new(text, &[]);
        while let Some(node) = xml.next() {
            let Node::Start(element) = node else { continue };
            let words = |xml: &mut Xml<'_>| {
                let words = xml.words();
                words.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            match element.local() {
                "title" if book.title.is_none() => {
                    book.title = Some(words(&mut xml)).filter(|title| !title.is_empty());
                }
                "creator" => {
                    let author = words(&mut xml);
                    if !author.is_empty() && !book.authors.contains(&author) {
                        book.authors.push(author);
                    }
                }
                "date" => book.published = book.published.or(dates::day(&words(&mut xml))),
                "language" => {
                    let language = words(&mut xml);
                    book.language = book.language.or(Some(language)).filter(|l| !l.is_empty());
                }
                "item" => {
                    let (Some(id), Some(target)) =
                        (element.attribute("id"), element.attribute("href"))
                    else {
                        continue;
                    };
                    let part = resolved(name, &unescaped(&target));
                    let kind = element.attribute("media-type").unwrap_or_default();
                    let properties = element.attribute("properties").unwrap_or_default();
                    if kind.contains("dtbncx") || properties.split(' ').any(|word| word == "nav") {
                        book.lists.push(part.clone());
                    }
                    parts.insert(id, part);
                }
                "itemref" => {
                    let part = element.attribute("idref").and_then(|id| parts.get(&id).cloned());
                    let is_read = element.attribute("linear").as_deref() != Some("no");
                    if let Some(part) = part.filter(|part| is_read && !book.spine.contains(part)) {
                        book.spine.push(part);
                    }
                }
                _ => {}
            }
        }
        book
    }
}

/// Reads a list of chapters, of the newer or the older kind: the first title of each part.
fn read_titles(text: &str, name: &str, titles: &mut BTreeMap<String, String>) {
    let mut label = String::new();
    let mut xml = Xml::new(text, &[]);
    while let Some(node) = xml.next() {
        let Node::Start(element) = node else { continue };
        let (target, words) = match element.local() {
            "a" => (element.attribute("href"), xml.words()),
            "text" => {
                label = xml.words();
                continue;
            }
            "content" => (element.attribute("src"), label.clone()),
            _ => continue,
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(target) = target.filter(|_| !words.is_empty()) {
            titles.entry(resolved(name, &unescaped(&target))).or_insert(words);
        }
    }
}

/// An address with its escapes put in.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        if let (b'%', Some(code)) = (byte, code) {
            bytes.push(code);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
