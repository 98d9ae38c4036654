//! Plain text.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{
    Fit, ImportError, Imported, Importer, Source, Warning, byline, dates, decode, is_named,
};
use crate::text::{self, Document, Paragraph, ParagraphKind};

pub(super) const IMPORTER: Importer = Importer {
    name: "text",
    label: "Plain text",
    extensions: &["txt", "text", "asc", "log"],
    is_foreign: false,
    sniff,
    read,
};

/// The longest headline, in characters. Longer first lines are text.
const HEADLINE_MAX: usize = 160;

/// How many paragraphs at the beginning may tell title, byline and date.
const HEAD: usize = 6;

fn sniff(source: &Source<'_>) -> Fit {
    if super::foreign::known(source.bytes).is_some() {
        return Fit::No;
    }
    if is_named(source, IMPORTER.extensions) { Fit::Named } else { Fit::Possible }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let written = Written::read(source)?;
    let hyphens = Hyphens::of(&written.text);
    let paragraphs: Vec<_> = written
        .paragraphs
        .iter()
        .map(|paragraph| (paragraph.kind, hyphens.unwrapped(paragraph.span.of(&written.text))))
        .collect();
    let mut paragraphs = paragraphs;
    let about = About::take(&mut paragraphs, |(kind, words)| (*kind, words));
    Ok(Imported {
        document: Document::from_paragraphs(paragraphs),
        title: about.title,
        byline: about.byline,
        published: about.published,
        warnings: written.warnings,
        ..Imported::default()
    })
}

/// What the first lines of a text say of it.
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Date>,
}

impl About {
    /// Reads the first lines, and takes out those that say nothing but who wrote it and when: they
    /// are shown under the title, and hold nothing to check.
    pub(super) fn take<P>(
        paragraphs: &mut Vec<P>,
        look: impl Fn(&P) -> (ParagraphKind, &str),
    ) -> Self {
        let first = paragraphs.first().map(&look);
        let title = first.filter(|(kind, _)| *kind == ParagraphKind::Title);
        let title = title.map(|(_, words)| words.to_owned());
        let byline = take_first(paragraphs, &look, byline::name_in_line);
        let published = take_first(paragraphs, &look, dates::dateline);
        Self { title, byline, published }
    }
}

/// Takes the first line out of which `read` makes something, among those at the head of a text.
fn take_first<P, T>(
    paragraphs: &mut Vec<P>,
    look: impl Fn(&P) -> (ParagraphKind, &str),
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let head = paragraphs.iter().map(look).take(HEAD).enumerate();
    let text = head.skip_while(|(_, (kind, _))| *kind == ParagraphKind::Title);
    let (idx, found) = text.filter_map(|(idx, (_, words))| Some((idx, read(words)?))).next()?;
    paragraphs.remove(idx);
    Some(found)
}

/// A plain text as it stands in its file: the same characters at the same places, but for control
/// characters, of which those that end a line are line feeds and NULs are spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The characters.
    pub text: String,
    /// Where its paragraphs stand, lines and all.
    pub paragraphs: Vec<Paragraph>,
    /// What a reader should know about how it was decoded.
    pub warnings: Vec<Warning>,
}

impl Written {
    /// Decodes a plain text and finds its paragraphs.
    ///
    /// # Errors
    ///
    /// When the bytes are no text.
    pub fn read(source: &Source<'_>) -> Result<Self, ImportError> {
        let decoded = decode(source.bytes, source.encoding, None)?;
        let mut warnings = decoded.warnings();
        let (text, n_nuls) = plain_controls(decoded.text);
        if n_nuls > 0 {
            warnings.push(Warning::Nuls(n_nuls));
        }
        let paragraphs = paragraphs(&text);
        Ok(Self { text, paragraphs, warnings })
    }
}

/// The paragraphs of a plain text, the first as its title where it reads as a headline.
fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs = text::paragraphs(text);
    if let [first, others @ ..] = paragraphs.as_mut_slice() {
        let others = others.iter().take(HEAD).map(|other| other.span.of(text));
        if is_headline(first.span.of(text), others) {
            first.kind = ParagraphKind::Title;
        }
    }
    paragraphs
}

/// Makes every sign that ends a line a line feed, but for those of CR LF, and NULs spaces. Each
/// stays one character, so that places in the text stay what they are in the file. Says how many
/// NULs there were.
fn plain_controls(text: String) -> (String, usize) {
    const ODD: [char; 7] = ['\r', '\0', '\x0B', '\x0C', '\u{85}', '\u{2028}', '\u{2029}'];
    if !text.contains(ODD) {
        return (text, 0);
    }
    let mut n_nuls = 0;
    let mut chars = text.chars().peekable();
    let mut plain = String::with_capacity(text.len());
    while let Some(char) = chars.next() {
        plain.push(match char {
            '\r' if chars.peek() == Some(&'\n') => char,
            '\0' => {
                n_nuls += 1;
                ' '
            }
            _ if ODD.contains(&char) => '\n',
            _ => char,
        });
    }
    (plain, n_nuls)
}

/// Whether the first paragraph of a text is its headline: one short line that ends as no sentence
/// does, over a text of longer ones.
pub(super) fn is_headline<'t>(first: &str, mut others: impl Iterator<Item = &'t str>) -> bool {
    let ends_open = !first.ends_with(['.', ',', ';', ':', '…', '-', '—', '|']);
    let is_item = first.starts_with(['-', '*', '•', '–', '>', '|', '#', '(', '[']);
    let n_words = first.split_whitespace().count();
    n_words > 1
        && first.chars().count() <= HEADLINE_MAX
        && ends_open
        && !is_item
        && !first.contains('\n')
        && first.chars().any(char::is_alphabetic)
        && byline::name_in_line(first).is_none()
        && dates::dateline(first).is_none()
        && others.any(|other| other.len() > first.len() && other.contains(['.', '!', '?', '。']))
}

/// The paragraphs of a plain text, each as one line.
pub(super) fn unwrapped(text: &str) -> Vec<String> {
    let hyphens = Hyphens::of(text);
    let paragraphs = text::paragraphs(text);
    paragraphs.iter().map(|paragraph| hyphens.unwrapped(paragraph.span.of(text))).collect()
}

/// Puts lines together again, and knows how a text writes words that stand broken at a hyphen.
struct Hyphens<'t> {
    /// The text's words, where it has lines that end in a hyphen.
    words: HashSet<&'t str>,
}

impl<'t> Hyphens<'t> {
    fn of(text: &'t str) -> Self {
        let is_broken = text.contains("-\n") || text.contains("-\r\n");
        let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '\'' || c == '’';
        let words = if is_broken { text.split(|c| !is_part(c)).collect() } else { HashSet::new() };
        Self { words }
    }

    /// The lines of one paragraph as one line.
    fn unwrapped(&self, words: &str) -> String {
        let mut lines = words.lines().map(str::trim);
        let mut whole = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            let last = whole.rsplit(char::is_whitespace).next().unwrap_or_default();
            let next = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            match last.strip_suffix('-').filter(|last| last.ends_with(char::is_alphanumeric)) {
                Some(_) if next.is_empty() => whole.push(' '),
                Some(begin) => {
                    // The word stands elsewhere without the hyphen: then the hyphen is the line's.
                    let begin =
                        begin.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                    if self.words.contains(format!("{begin}{next}").as_str()) {
                        whole.pop();
                    }
                }
                None => whole.push(' '),
            }
            whole.push_str(line);
        }
        whole
    }
}
