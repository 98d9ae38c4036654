//! XML as a stream of starts, ends and words, read leniently.
//!
//! No tree is built and nothing calls itself, so depth costs no stack. Entities that a file defines
//! are never expanded. Where the XML breaks off, the stream ends and says so.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Elements nested deeper than this are a trap: documents stay below a few hundred.
const DEPTH_MAX: usize = 100_000;

/// Short names of namespaces that a file may declare; more are not looked at.
const ALIASES_MAX: usize = 64;

/// A stream of XML, its names under the short names that the reader of a format knows.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    /// Addresses of namespaces and the short names under which they are known here.
    spaces: &'static [(&'static str, &'static str)],
    /// Short names in the file that are other than those known here.
    aliases: Vec<(String, &'static str)>,
    depth: usize,
    is_broken: bool,
}

/// One step of the stream.
pub(super) enum Node<'x> {
    /// An element begins; one without content ends right after.
    Start(Element<'x>),
    /// An element ends.
    End,
    /// Words between tags.
    Text(Cow<'x, str>),
}

/// The start of an element.
pub(super) struct Element<'x> {
    start: BytesStart<'x>,
    /// Its name here, where the file calls it otherwise.
    known: Option<String>,
}

impl<'x> Xml<'x> {
    /// Begins to read. `spaces` holds addresses of namespaces and their short names, by which
    /// elements are asked for; names in other namespaces stay as they are.
    pub(super) fn new(text: &'x str, spaces: &'static [(&'static str, &'static str)]) -> Self {
        let mut reader = Reader::from_reader(text.as_bytes());
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, spaces, aliases: Vec::new(), depth: 0, is_broken: false }
    }

    /// Whether the XML broke off before its end.
    pub(super) const fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// The next step; `None` at the end, or where it breaks off.
    pub(super) fn next(&mut self) -> Option<Node<'x>> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(_) => {
                    self.is_broken = true;
                    return None;
                }
            };
            return Some(match event {
                Event::Start(start) | Event::Empty(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH_MAX {
                        self.is_broken = true;
                        return None;
                    }
                    if start.attributes_raw().contains("xmlns") {
                        self.learn_aliases(&start);
                    }
                    Node::Start(Element { known: self.known_name(&start), start })
                }
                Event::End(_) => {
                    // An end without a start belongs to nothing that was read.
                    let Some(depth) = self.depth.checked_sub(1) else { continue };
                    self.depth = depth;
                    Node::End
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(entity) => {
                    let char = match entity.resolve_char_ref() {
                        Ok(Some(char)) => Some(char),
                        _ => predefined(&entity.xml10_content()),
                    };
                    let Some(char) = char else { continue };
                    Node::Text(Cow::Owned(char.to_string()))
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof => {
                    self.is_broken |= self.depth > 0;
                    return None;
                }
            });
        }
    }

    /// Passes over the rest of the element whose start was read last.
    pub(super) fn skip(&mut self) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next().is_some() {}
    }

    /// Calls `read` with each element inside the one whose start was read last, however deep, and
    /// passes over those for which it gives false.
    pub(super) fn each_inside(&mut self, mut read: impl FnMut(&Element<'x>) -> bool) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next() {
                Some(Node::Start(element)) => {
                    if !read(&element) {
                        self.skip();
                    }
                }
                Some(_) => {}
                None => return,
            }
        }
    }

    /// All words inside the element whose start was read last.
    pub(super) fn words(&mut self) -> String {
        let outside = self.depth.saturating_sub(1);
        let mut words = String::new();
        while self.depth > outside {
            match self.next() {
                Some(Node::Text(text)) => words.push_str(&text),
                Some(_) => {}
                None => break,
            }
        }
        words
    }

    fn learn_aliases(&mut self, start: &BytesStart<'_>) {
        for attribute in start.attributes().with_checks(false).flatten() {
            let key: &str = attribute.key.into_inner();
            let Some(prefix) = key.strip_prefix("xmlns") else { continue };
            let prefix = prefix.strip_prefix(':').unwrap_or(prefix);
            let known = self.spaces.iter().find(|(address, _)| *address == attribute.value);
            let Some(&(_, known)) = known else { continue };
            let is_new = !self.aliases.iter().any(|(alias, _)| alias == prefix);
            if known != prefix && is_new && self.aliases.len() < ALIASES_MAX {
                self.aliases.push((prefix.to_owned(), known));
            }
        }
    }

    fn known_name(&self, start: &BytesStart<'x>) -> Option<String> {
        if self.aliases.is_empty() {
            return None;
        }
        let name = start.name().into_inner();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let (_, known) = self.aliases.iter().find(|(alias, _)| alias == prefix)?;
        Some(format!("{known}:{local}"))
    }
}

impl Element<'_> {
    /// Its name, with the short name of its namespace.
    pub(super) fn name(&self) -> &str {
        self.known.as_deref().unwrap_or_else(|| self.start.name().into_inner())
    }

    /// Its name without namespace.
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute by its name without namespace.
    pub(super) fn attribute(&self, local: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let mut named = attributes.with_checks(false).flatten();
        let found = named.find(|a| a.key.local_name().into_inner() == local)?;
        Some(unescaped(&found.value))
    }

    /// Whether a switch such as `<w:del/>` is on: it is unless its value says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The value of an attribute with its references put in; those not known stay as they are.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        "nbsp" => '\u{A0}',
        _ => return None,
    })
}

/// The characters of an XML file: by its mark, its form, what it declares, else as UTF-8.
pub(super) fn text_of(bytes: Vec<u8>) -> String {
    let encoding = if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        encoding
    } else if bytes.starts_with(b"<\0") {
        UTF_16LE
    } else if bytes.starts_with(b"\0<") {
        UTF_16BE
    } else {
        match String::from_utf8(bytes) {
            Ok(text) => return text,
            Err(error) => {
                let bytes = error.into_bytes();
                return declared(&bytes).unwrap_or(UTF_8).decode(&bytes).0.into_owned();
            }
        }
    };
    encoding.decode(&bytes).0.into_owned()
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let end = memchr::memmem::find(head, b"?>")?;
    let head = head.get(..end)?;
    let at = memchr::memmem::find(head, b"encoding")?;
    let value = head.get(at..)?.split(|&b| b == b'"' || b == b'\'').nth(1)?;
    Encoding::for_label(value)
}
