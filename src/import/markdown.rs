//! Markdown: CommonMark with tables, notes and a head of facts.

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::counting::label_within;
use super::draft::{self, Part};
use super::{Fit, ImportError, Imported, Importer, Source, dates, decode, html, is_named, plain};
use crate::text::ParagraphKind;

pub(super) const IMPORTER: Importer = Importer {
    name: "markdown",
    label: "Markdown",
    extensions: &["md", "markdown", "mdown", "mkd"],
    is_foreign: false,
    sniff,
    read,
};

fn sniff(source: &Source<'_>) -> Fit {
    // What is pasted has no name, and may begin with a heading.
    let is_pasted_heading = source.name.is_empty() && source.bytes.starts_with(b"# ");
    let is_likely = is_pasted_heading || is_named(source, IMPORTER.extensions);
    if is_likely && super::foreign::known(source.bytes).is_none() { Fit::Named } else { Fit::No }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let decoded = decode(source.bytes, source.encoding, None)?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader::default();
    Parser::new_ext(&decoded.text, options).for_each(|event| reader.read(event));
    let mut paragraphs = reader.done;
    let head = Head::read(&reader.head);
    // Where no head tells, the first lines may, as in a plain text.
    let about = plain::About::take(&mut paragraphs, |part| (part.kind, &part.words));
    // The one heading of the first rank is the headline, where it stands first.
    let own = paragraphs.first_mut().filter(|part| part.kind == ParagraphKind::Title);
    let title = head.title.or_else(|| own.map(|part| part.words.clone()));
    if let Some(title) = &title
        && !paragraphs
            .first()
            .is_some_and(|part| part.kind == ParagraphKind::Title && part.words == *title)
    {
        if let Some(part) = paragraphs.first_mut()
            && part.kind == ParagraphKind::Title
        {
            part.kind = ParagraphKind::Heading;
        }
        paragraphs.insert(0, Part::new(ParagraphKind::Title, title.clone()));
    }
    Ok(Imported {
        document: draft::document(paragraphs),
        title,
        byline: head.byline.or(about.byline),
        published: head.published.or(about.published),
        language: head.language,
        address: head.address,
        warnings: decoded.warnings(),
        ..Imported::default()
    })
}

/// Gathers paragraphs from the stream of events.
#[derive(Default)]
struct Reader {
    done: Vec<Part>,
    /// The paragraph that is being read.
    open: String,
    /// What the paragraphs around are for, the innermost last.
    kinds: Vec<ParagraphKind>,
    /// HTML among the Markdown, as it stands.
    html: String,
    /// The facts before the text.
    head: String,
    is_in_head: bool,
    /// How many emphases the next words stand in.
    emphases: usize,
    /// Whether the paragraph holds words outside any emphasis.
    has_plain_words: bool,
    /// The number that comes next in each list that is open, where it has numbers.
    lists: Vec<Option<u64>>,
    /// The number of the item that is open, until its first words are done.
    label: Option<String>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.is_in_head => self.head.push_str(&words),
            Event::Text(words) | Event::Code(words) => {
                self.has_plain_words |= self.emphases == 0 && !words.trim().is_empty();
                self.open.push_str(&words);
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak => self.open.push(' '),
            Event::HardBreak => self.end_paragraph(),
            Event::Rule => self.end_paragraph(),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.end_paragraph()
            }
            Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let kind = match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } if self.done.is_empty() => {
                ParagraphKind::Title
            }
            Tag::Heading { .. } => ParagraphKind::Heading,
            Tag::Item | Tag::FootnoteDefinition(_) => ParagraphKind::Item,
            Tag::BlockQuote(_) => ParagraphKind::Quote,
            Tag::TableHead | Tag::TableRow => ParagraphKind::Row,
            Tag::Image { .. } => {
                // Its words stand for it where it cannot be seen; they are a caption here.
                self.kinds.push(ParagraphKind::Caption);
                return;
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.is_in_head = true;
                return;
            }
            Tag::Emphasis => {
                self.emphases += 1;
                return;
            }
            Tag::List(first) => {
                self.end_paragraph();
                self.lists.push(*first);
                return;
            }
            Tag::TableCell if !self.open.is_empty() => {
                self.open.push('\t');
                return;
            }
            Tag::Paragraph | Tag::CodeBlock(_) => {
                self.end_paragraph();
                return;
            }
            _ => return,
        };
        self.end_paragraph();
        self.kinds.push(kind);
        if let (Tag::Item, Some(Some(next))) = (tag, self.lists.last_mut()) {
            self.label = Some(label_within(self.label.take(), &format!("{next}.")));
            *next = next.saturating_add(1);
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.is_in_head = false,
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::Emphasis => self.emphases = self.emphases.saturating_sub(1),
            TagEnd::HtmlBlock => {
                self.end_paragraph();
                self.done.extend(html::paragraphs_of_fragment(&self.html));
                self.html.clear();
            }
            TagEnd::Paragraph | TagEnd::CodeBlock => self.end_paragraph(),
            TagEnd::Heading(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::BlockQuote(_)
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.end_paragraph();
                self.kinds.pop();
            }
            TagEnd::Item => {
                self.end_paragraph();
                self.kinds.pop();
                // One without words keeps its number from what comes after the list.
                self.label = None;
            }
            TagEnd::Image => {
                self.end_paragraph();
                self.kinds.pop();
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let words = self.open.trim();
        if !words.is_empty() {
            let kind = self.kinds.last().copied().unwrap_or_default();
            // The line under the headline is set apart by emphasis, the whole of it.
            let is_under_title =
                matches!(self.done.as_slice(), [Part { kind: ParagraphKind::Title, .. }]);
            let is_deck = kind == ParagraphKind::Body && is_under_title && !self.has_plain_words;
            let kind = if is_deck { ParagraphKind::Deck } else { kind };
            let part = Part::new(kind, words.to_owned()).labelled(self.label.take());
            self.done.push(part.in_lists(self.lists.len().saturating_sub(1)));
        }
        self.has_plain_words = false;
        self.open.clear();
    }
}

/// What the head of a file says.
#[derive(Default)]
struct Head {
    title: Option<String>,
    byline: Option<String>,
    published: Option<jiff::civil::Date>,
    language: Option<String>,
    address: Option<String>,
}

impl Head {
    /// Reads lines of `key: value` or `key = value`; a list of names may follow on lines of its own.
    fn read(head: &str) -> Self {
        let mut facts: Vec<(String, Vec<String>)> = Vec::new();
        for line in head.lines() {
            let listed = line.trim_start().strip_prefix("- ");
            if let (Some(value), Some((_, values))) = (listed, facts.last_mut()) {
                values.push(unquoted(value));
            } else if let Some((key, value)) = line.split_once([':', '=']) {
                let value = value.trim();
                let list = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
                let values = list.map_or_else(
                    || vec![unquoted(value)],
                    |list| list.split(',').map(unquoted).collect(),
                );
                facts.push((key.trim().to_lowercase(), values));
            }
        }
        let first = |keys: &[&str]| {
            let values = keys.iter().find_map(|key| facts.iter().find(|(other, _)| other == key));
            let values = values.map(|(_, values)| values.iter().filter(|value| !value.is_empty()));
            values
                .map(|values| values.cloned().collect::<Vec<_>>().join(", "))
                .filter(|v| !v.is_empty())
        };
        Self {
            title: first(&["title", "headline"]),
            byline: first(&["author", "authors", "byline", "by"]),
            published: first(&["published", "date", "pubdate", "publishdate"])
                .and_then(|words| dates::day(&words)),
            language: first(&["lang", "language"]),
            address: first(&["canonical", "canonical_url", "url", "source"])
                .filter(|address| address.starts_with("http")),
        }
    }
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = ['"', '\''].iter().find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark));
    inner.unwrap_or(value).trim().to_owned()
}
