//! Plain text.

use super::{Fit, ImportError, Imported, Importer, Source, Warning, decode, is_named};
use crate::text::{self, Document, Paragraph, ParagraphKind};

pub(super) const IMPORTER: Importer = Importer {
    name: "text",
    label: "Plain text",
    extensions: &["txt", "text", "asc", "log"],
    sniff,
    read,
};

/// The longest headline, in characters. Longer first lines are text.
const HEADLINE_MAX: usize = 160;

fn sniff(source: &Source<'_>) -> Fit {
    if super::foreign::known(source.bytes).is_some() {
        return Fit::No;
    }
    if is_named(source, IMPORTER.extensions) { Fit::Named } else { Fit::Possible }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let written = Written::read(source)?;
    let paragraphs = || {
        written.paragraphs.iter().map(|paragraph| {
            let words = paragraph.span.of(&written.text);
            (paragraph.kind, unwrapped(words))
        })
    };
    let title = paragraphs().next().filter(|(kind, _)| *kind == ParagraphKind::Title);
    Ok(Imported {
        title: title.map(|(_, words)| words),
        document: Document::from_paragraphs(paragraphs()),
        warnings: written.warnings,
        ..Imported::default()
    })
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
    if let [first, second, ..] = paragraphs.as_mut_slice()
        && is_headline(first.span.of(text), second.span.of(text))
    {
        first.kind = ParagraphKind::Title;
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
/// does, over a longer text.
fn is_headline(first: &str, second: &str) -> bool {
    let n_chars = first.chars().count();
    let ends_open = !first.ends_with(['.', ',', ';', ':', '…', '-', '—']);
    let is_item = first.starts_with(['-', '*', '•', '–', '>', '|', '#']);
    let is_label = first.split_whitespace().count() < 2;
    n_chars <= HEADLINE_MAX
        && ends_open
        && !is_item
        && !is_label
        && !first.contains('\n')
        && second.len() > first.len()
}

/// The lines of one paragraph as one line.
fn unwrapped(words: &str) -> String {
    let mut lines = words.lines().map(str::trim);
    let mut whole = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        // A word that was broken at its hyphen keeps it: few programs that wrap add one.
        let is_broken = whole.ends_with('-') && !whole.ends_with(" -") && !whole.ends_with("--");
        if !is_broken {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}
