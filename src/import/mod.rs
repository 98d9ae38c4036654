//! From bytes to an article. Opens no file.
//!
//! What a file is, is told by its content first and by its name second. Bad input is normal: an
//! import gives what could be read and says what could not.
//!
//! To add a format: a file here, a line in [`IMPORTERS`], samples with what they should give in
//! `tests/import/`.
//!
//! What stands beside a text (comments, notes, changes) comes in the margin of its
//! [`Document`]; [`origins`] leads from places in the text back to those in the file.

pub mod annotations;
mod byline;
mod counting;
mod dates;
mod decode;
mod docx;
mod draft;
mod epub;
mod facts;
mod foreign;
mod html;
mod mail;
mod markdown;
mod mhtml;
mod names;
mod odt;
mod origin;
mod package;
mod pages;
mod pdf;
mod plain;
mod rtf;
pub mod sources;
mod subtitles;
mod xml;

use std::fmt;

use encoding_rs::Encoding;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Document;

pub use crate::text::Changes;
pub use decode::{Basis, Decoded, decode, stated};
pub use origin::{origins, origins_of};
pub use pages::{Listener, Pages};
pub use plain::Written;

/// A file as it came.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'b> {
    /// All of it.
    pub bytes: &'b [u8],
    /// Its name, with or without folders; empty where it has none.
    pub name: &'b str,
    /// Where on the web it came from, where that is known.
    pub address: Option<&'b str>,
    /// The encoding to read its text in, where a person chose one, or its sender stated it; else it
    /// is found out.
    pub encoding: Option<&'static Encoding>,
    /// What becomes of tracked changes.
    pub changes: Changes,
    /// A person selected these words on a page, so that all of them are the article.
    pub is_selection: bool,
    /// Who is told how many pages are read, in formats that have pages.
    pub listener: Listener<'b>,
}

/// How sure an importer is that a file is of its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is not.
    No,
    /// It could be read as such, if nothing fits better.
    Possible,
    /// Its name says so, and its content does not speak against it.
    Named,
    /// Its content says so.
    Certain,
}

/// One format that can be opened.
#[derive(Debug, Clone, Copy)]
pub struct Importer {
    /// Saved in projects, so it never changes.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// How its files' names end, in lower case.
    pub extensions: &'static [&'static str],
    /// Whether its files can be made to harm whoever reads them, so that they are better read in a
    /// process of their own.
    pub is_foreign: bool,
    /// Whether a file is of this format; looks at its first bytes only.
    pub sniff: fn(&Source<'_>) -> Fit,
    /// Reads it.
    pub read: fn(&Source<'_>) -> Result<Imported, ImportError>,
}

/// Every format, the most particular first: of two that fit equally well the first one reads.
pub const IMPORTERS: &[Importer] = &[
    docx::IMPORTER,
    odt::IMPORTER,
    epub::IMPORTER,
    pdf::IMPORTER,
    rtf::IMPORTER,
    mhtml::IMPORTER,
    mail::IMPORTER,
    subtitles::IMPORTER,
    html::IMPORTER,
    markdown::IMPORTER,
    plain::IMPORTER,
];

/// A name that is fixed in the program.
type Name = &'static str;

/// An article, read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Imported {
    /// Its text.
    pub document: Document,
    /// Its headline, whether or not it stands in the text.
    pub title: Option<String>,
    /// Who wrote it, as written there, without "By".
    pub byline: Option<String>,
    /// The day it was published, by its own account.
    pub published: Option<Date>,
    /// The day it was changed last, by its own account.
    pub modified: Option<Date>,
    /// The site or house that published it, by its own account.
    pub site: Option<String>,
    /// Its language as a BCP 47 tag, where it states one.
    pub language: Option<String>,
    /// Its address on the web, by its own account.
    pub address: Option<String>,
    /// The name of the importer that read it.
    #[serde(with = "names")]
    pub format: Name,
    /// What a reader of it should know.
    pub warnings: Vec<Warning>,
    /// Further articles of the same file, in their order: the chapters of a book.
    pub others: Vec<Imported>,
    /// Files that hang on it.
    pub attachments: Vec<Attachment>,
}

/// A file that hangs on another one, as on an e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name, without folders.
    pub name: String,
    /// Its length in bytes.
    pub n_bytes: usize,
    /// The encoding of its letters by a name of it, where the other file states one.
    pub charset: String,
}

/// Something about an import that a person should know. The text was read nevertheless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// The encoding had to be guessed.
    GuessedEncoding(#[serde(with = "names")] Name),
    /// So many places were not valid in the encoding and show as `�`.
    Undecodable {
        /// The encoding's name.
        #[serde(with = "names")]
        encoding: Name,
        /// How many places.
        n_places: usize,
    },
    /// So many NUL characters were read as spaces.
    Nuls(usize),
    /// The main text of a page could not be told from the rest, so all of it is here.
    WholePage,
    /// Elements nested deeper than could be right were flattened.
    Flattened,
    /// The text has tracked changes, and this became of them.
    Tracked(Changes),
    /// So many quotations that are set apart repeat words of the text, and were left out.
    Repeats(usize),
    /// So many pieces of hidden text were left out.
    Hidden(usize),
    /// A part of the file could not be read.
    Damaged,
    /// A book became so many articles.
    Chapters(usize),
    /// Files hang on it, so named, which were not opened.
    Attached(Vec<String>),
    /// Pages of a PDF that are pictures without text, by number, and how many others were read.
    PicturePages {
        /// Counted from 1.
        pages: Vec<usize>,
        /// How many pages were read.
        n_read: usize,
    },
    /// No date stands in the text: this is the day on which the file was last changed.
    DayOfFile(Date),
    /// No date stands on the page: this is the day on which it was saved.
    DaySaved(Date),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = |n: usize| if n == 1 { "1 place".to_owned() } else { format!("{n} places") };
        match self {
            Self::GuessedEncoding(name) => {
                write!(
                    f,
                    "The file does not say how its letters are encoded. It was read as {name}: check the accented letters"
                )
            }
            Self::Undecodable { encoding, n_places } => write!(
                f,
                "{} could not be read as {encoding}. The rest was kept; look for the sign \u{FFFD}",
                places(*n_places)
            ),
            Self::Nuls(n) => write!(f, "{} held an empty character, read as a space", places(*n)),
            Self::WholePage => f.write_str(
                "The article could not be told from the page around it. The whole page was kept",
            ),
            Self::Flattened => f.write_str(
                "Parts of the page are nested too deeply to be shown so. Their text was kept",
            ),
            Self::Tracked(changes) => f.write_str(match changes {
                Changes::Accepted => {
                    "The document has tracked changes. It was read as if all were accepted"
                }
                Changes::Original => {
                    "The document has tracked changes. It was read as it was before them"
                }
                Changes::Both => {
                    "The document has tracked changes. What was deleted stands in the text as well"
                }
            }),
            Self::Repeats(1) => f.write_str(
                "A quotation that is set apart repeats words of the text, and was left out",
            ),
            Self::Repeats(n) => write!(
                f,
                "{n} quotations that are set apart repeat words of the text, and were left out"
            ),
            Self::Hidden(n) => write!(f, "{} held hidden text, which was left out", places(*n)),
            Self::Damaged => f.write_str(
                "The file is damaged. What could be read of it was kept, and may not be all",
            ),
            Self::Chapters(n) => write!(f, "Each of the {n} chapters is an article of its own"),
            Self::Attached(names) if names.len() == 1 => {
                write!(f, "A file hangs on it and was not opened: {}", names.concat())
            }
            Self::Attached(names) => {
                let (n, names) = (names.len(), names.join(", "));
                write!(f, "{n} files hang on it and were not opened: {names}")
            }
            Self::PicturePages { pages, n_read } => {
                let numbers: Vec<_> = pages.iter().map(ToString::to_string).collect();
                match &*numbers {
                    [number] => write!(f, "Page {number} is a picture without text")?,
                    _ => write!(f, "Pages {} are pictures without text", numbers.join(", "))?,
                }
                let (s, were) = if *n_read == 1 { ("", "was") } else { ("s", "were") };
                write!(f, ". {n_read} page{s} {were} read")
            }
            Self::DaySaved(day) => {
                write!(
                    f,
                    "The page bears no date. {day} is the day on which it was saved: check it"
                )
            }
            Self::DayOfFile(day) => write!(
                f,
                "The text bears no date. {day} is the day on which its file was last changed: check it"
            ),
        }
    }
}

/// Why a file was not opened. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No byte in it.
    #[error("This file is empty. Nothing was opened; check that it was saved")]
    Empty,
    /// White space and nothing else.
    #[error("This file holds no words. Nothing was opened; check that it is the right one")]
    NoWords,
    /// A format that is told by its first bytes and cannot be read.
    #[error("This file is {what}, not text. Nothing was opened; {advice}")]
    Foreign {
        /// What it is, with its article.
        what: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A known format whose contents cannot be read.
    #[error(
        "This file is {what}, but it is damaged. Nothing was opened; get it again from where it came"
    )]
    Damaged {
        /// What it is, with its article.
        what: &'static str,
    },
    /// A file that only a password opens.
    #[error(
        "This file is {what}, locked with a password. Nothing was opened; save a copy without the password"
    )]
    Locked {
        /// What it is, with its article.
        what: &'static str,
    },
    /// Pages that are pictures of a text.
    #[error(
        "This PDF holds pictures of pages and no text. Nothing was opened; have its letters recognised in a program for scans, then open that"
    )]
    Pictures,
    /// A file that unpacks to more than a document holds.
    #[error(
        "This file is {what} that unpacks to far more than a document holds. Nothing was opened; it may be meant to do harm"
    )]
    Trap {
        /// What it is, with its article.
        what: &'static str,
    },
    /// Bytes that are no text in any encoding.
    #[error(
        "This file does not hold text. Nothing was opened; open it in the program that made it, and save it as text"
    )]
    Binary,
}

/// The importer that fits a file best.
fn best(source: &Source<'_>) -> Option<&'static Importer> {
    // Of equals the first: `max_by_key` would give the last.
    let fits = IMPORTERS.iter().map(|importer| ((importer.sniff)(source), importer));
    let best = fits.rev().max_by_key(|&(fit, _)| fit).filter(|&(fit, _)| fit > Fit::No);
    best.map(|(_, importer)| importer)
}

/// Whether a file is better read in a process of its own.
#[must_use]
pub fn is_foreign(source: &Source<'_>) -> bool {
    best(source).is_some_and(|importer| importer.is_foreign)
}

/// Reads a file in the format that fits it best.
///
/// # Errors
///
/// When it is empty, or of no format that can be read.
pub fn import(source: &Source<'_>) -> Result<Imported, ImportError> {
    if source.bytes.is_empty() {
        return Err(ImportError::Empty);
    }
    let Some(importer) = best(source) else { return Err(foreign::error(source.bytes)) };
    let imported = (importer.read)(source)?;
    if imported.document.text().is_empty() {
        return Err(ImportError::NoWords);
    }
    Ok(Imported { format: importer.name, ..imported })
}

/// The bytes of the file at `idx` among [`Imported::attachments`]; `None` where there is none.
#[must_use]
pub fn attached(source: &Source<'_>, idx: usize) -> Option<Vec<u8>> {
    let is_mail = best(source).is_some_and(|importer| importer.name == mail::IMPORTER.name);
    is_mail.then(|| mail::attached(source.bytes, idx))?
}

/// Whether a file's name ends in one of `extensions`, given in lower case.
fn is_named(source: &Source<'_>, extensions: &[&str]) -> bool {
    let ending = source.name.rsplit_once('.').map_or("", |(_, ending)| ending);
    extensions.iter().any(|extension| extension.eq_ignore_ascii_case(ending))
}
