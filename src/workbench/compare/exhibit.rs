//! The text of a source: read, its values found, its words listed.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::super::{reading, start::Means};
use crate::extract::{self, Finding, Input, Notation, Progress};
use crate::import::{Imported, Pages, Source as File};
use crate::project::{Attached, Source};
use crate::store::disk;
use crate::store::file::Digest;
use crate::text::{Document, ParagraphKind, Span};

/// What a comparison waits for when its reading was stopped.
const STOPPED: &str =
    "Reading the source was stopped. Nothing was changed; close the comparison and open it again.";

/// The text of a source, to be laid beside the article. Nothing of it is kept in the project.
#[derive(Debug, Default)]
pub struct Exhibit {
    /// Its text.
    pub document: Document,
    /// What the engine found in it, by place.
    pub findings: Vec<Finding>,
    /// Its sentences, in order; spans are bytes of its text.
    pub sentences: Vec<Span>,
    /// What should be known of it, in sentences; empty where nothing.
    pub told: String,
    /// Its words in order, each by its number in the vocabulary.
    pub(super) words: Vec<(u32, Span)>,
    vocabulary: HashMap<String, u32>,
}

/// Which text of a source is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A file.
    File(Attached),
    /// Words quoted from elsewhere.
    Passage(String),
}

impl Key {
    /// The text that a source has; `None` where it has only a title or an address.
    pub(in crate::workbench) fn of(source: &Source) -> Option<Self> {
        match &source.attached {
            Some(attached) => Some(Self::File(attached.clone())),
            None if source.passage.trim().is_empty() => None,
            None => Some(Self::Passage(source.passage.clone())),
        }
    }

    /// Whether the two are of one text.
    pub(in crate::workbench) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::File(a), Self::File(b)) => a.sha256 == b.sha256,
            _ => self == other,
        }
    }
}

impl Exhibit {
    /// Reads the copy of an attached file at `path`, or takes the words of a passage. Files that can
    /// do harm are read as `how` says. The error is in sentences.
    pub(in crate::workbench) fn read(
        key: &Key,
        path: Option<&PathBuf>,
        how: Means<'_>,
        mut tick: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Self, String> {
        let (document, published, told) = match key {
            Key::Passage(words) => {
                let paragraphs =
                    words.split('\n').map(|line| (ParagraphKind::Body, line.to_owned()));
                (Document::from_paragraphs(paragraphs), None, String::new())
            }
            Key::File(attached) => {
                let mut is_wanted = |pages: Pages| {
                    how.listener.tell(pages);
                    tick(Progress { done: pages.done, all: pages.all }).is_continue()
                };
                let read = read_file(attached, path, how.program, &mut is_wanted);
                how.listener.tell(Pages::default());
                let (read, told) = read?;
                let published = read.published;
                (whole(read), published, told)
            }
        };
        let (text, paragraphs) = (document.text(), document.paragraphs());
        // The notation is that of the article: a source may well be written otherwise.
        let input = Input { text, paragraphs, published, notation: Notation::default() };
        let found = extract::extract(input, tick).ok_or(STOPPED)?;
        let mut exhibit =
            Self { findings: found.findings, sentences: found.sentences, told, ..Self::default() };
        for (key, span) in keys(document.text()) {
            let n = u32::try_from(exhibit.vocabulary.len()).unwrap_or(u32::MAX);
            let id = *exhibit.vocabulary.entry(key).or_insert(n);
            exhibit.words.push((id, span));
        }
        exhibit.document = document;
        Ok(exhibit)
    }

    /// The number of a word in this text; `None` where it does not stand there.
    pub(super) fn id_of(&self, key: &str) -> Option<u32> {
        self.vocabulary.get(key).copied()
    }

    /// The sentence that holds byte `at`, or the one before it.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> Option<Span> {
        let n_before = self.sentences.partition_point(|sentence| sentence.start <= at);
        self.sentences.get(n_before.checked_sub(1)?).or(self.sentences.first()).copied()
    }

    /// The sentences that `span` lies in, as one span.
    #[must_use]
    pub fn sentences_around(&self, span: Span) -> Span {
        let first = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        let around = self.sentences.iter().skip(first);
        around.take_while(|s| s.start < span.end).fold(span, |all, &sentence| all.to(sentence))
    }

    /// Where a passage stands, in words that lead a person back to it.
    #[must_use]
    pub fn pinpoint(&self, span: Span) -> String {
        let idx = self.document.paragraph_idx(span.start);
        let number = self.document.paragraph_number(idx);
        let before = self.document.paragraphs().get(..=idx).unwrap_or_default();
        let heading = before
            .iter()
            .rev()
            .find(|paragraph| paragraph.kind == ParagraphKind::Heading)
            .map(|paragraph| one_line(self.document.words(paragraph.span)));
        match (number, heading) {
            (Some(number), Some(heading)) => format!("paragraph {number}, under “{heading}”"),
            (Some(number), None) => format!("paragraph {number}"),
            (None, Some(heading)) => format!("under “{heading}”"),
            (None, None) => String::new(),
        }
    }
}

fn one_line(words: &str) -> String {
    crate::project::words::one_line(words)
}

/// Reads a file that was attached, and what should be known of it.
fn read_file(
    attached: &Attached,
    path: Option<&PathBuf>,
    program: Option<&Path>,
    is_wanted: &mut dyn FnMut(Pages) -> bool,
) -> Result<(Imported, String), String> {
    let name = &attached.name;
    let missing = || format!("The attached {name} is missing. Attach it again to compare with it.");
    let bytes = disk::read(path.ok_or_else(missing)?).map_err(|error| {
        tracing::info!("an attached file could not be read: {error}");
        missing()
    })?;
    let mut told = Vec::new();
    if Digest::of(&bytes).to_string() != attached.sha256 {
        told.push(format!("{name} was changed since it was attached"));
    }
    let file = File { bytes: &bytes, name, ..File::default() };
    let read = reading::read(&file, program, is_wanted).ok_or(STOPPED)?;
    let read = read.map_err(|problem| format!("{name} could not be read. {problem}."))?;
    told.extend(read.warnings.iter().map(ToString::to_string));
    if !told.is_empty() {
        told.push(String::new());
    }
    Ok((read, told.join(". ").trim_end().to_owned()))
}

/// All of a file as one text: the chapters of a book one after the other.
fn whole(read: Imported) -> Document {
    if read.others.is_empty() {
        return read.document;
    }
    let all =
        std::iter::once(&read.document).chain(read.others.iter().map(|other| &other.document));
    let paragraphs = all.flat_map(|document| {
        let paragraphs = document.paragraphs().iter();
        paragraphs.map(|held| (held.kind, document.words(held.span).to_owned()))
    });
    Document::from_paragraphs(paragraphs.collect::<Vec<_>>())
}

/// The words of a text as they are compared: letters and digits alone, in lower case. What has none
/// of them is no word.
pub(super) fn keys(text: &str) -> impl Iterator<Item = (String, Span)> {
    let mut from = 0;
    text.split(char::is_whitespace).filter_map(move |word| {
        let start = from;
        from += word.len();
        // The white space behind it; a text ends without.
        from += text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let key: String =
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        (!key.is_empty()).then(|| (key, Span::from_range(start..start + word.len())))
    })
}
