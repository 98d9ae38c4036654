//! The paragraphs of a page's elements.

use dom_query::{Document as Page, NodeRef};

use super::super::counting::{Form, label_within};
use super::super::draft::Part;
use super::apart::{
    is_apart, is_caption, is_drop_cap, is_notice, is_picture, is_prompt, is_pull_quote,
};

use crate::text::{ParagraphKind, raised};

/// Elements that hold no words of the article.
const UNREAD: &[&str] = &[
    "amp-ad",
    "amp-consent",
    "amp-embed",
    "amp-sidebar",
    "amp-social-share",
    "amp-sticky-ad",
    "amp-user-notification",
    "audio",
    "button",
    "canvas",
    "datalist",
    "dialog",
    "embed",
    "head",
    "iframe",
    "input",
    "link",
    "map",
    "math",
    "meta",
    "nav",
    "noscript",
    "object",
    "option",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// Elements that stand in a line of text; all others begin and end paragraphs.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// A cell with more text than this, in bytes, or as many nodes, is part of a page's layout, not of a
/// table of data.
const CELL_MAX: usize = 200;

/// A line with fewer characters than this that a page breaks was meant as a line.
const SHORT_LINE: usize = 60;

/// The paragraphs of all that stands in `root`.
pub(super) fn paragraphs(root: NodeRef<'_>) -> Vec<Part> {
    read_with(Reader::default(), root)
}

/// Those of the article in `root`, without what sites put into it.
pub(super) fn paragraphs_of_article(root: NodeRef<'_>) -> Vec<Part> {
    read_with(Reader { n_bytes: Some(root.text().len()), ..Reader::default() }, root)
}

fn read_with(mut reader: Reader, root: NodeRef<'_>) -> Vec<Part> {
    reader.read_children(root, ParagraphKind::Body);
    reader.end_paragraph(ParagraphKind::Body);
    reader.done
}

#[derive(Default)]
struct Reader {
    done: Vec<Part>,
    /// The paragraph that is being read.
    open: String,
    /// How many links the words now read stand in.
    n_links: usize,
    /// Words of the paragraph that stand in no link; no more of them than a few.
    own_words: String,
    /// What was read last is a letter that the next words go on with.
    joins: bool,
    /// How much text there is, in bytes, where some of it is no part of the article.
    n_bytes: Option<usize>,
    /// The lines of the text are those of the page.
    keeps_lines: bool,
    /// A link of the paragraph leads to a place on the same page.
    leads_within: bool,
    /// A link of it leads to where readers subscribe or give money.
    asks: bool,
    /// The lists that are open, with how their items are counted where they are.
    lists: Vec<Option<Count>>,
    /// What is shown before the next paragraph.
    label: Option<String>,
}

/// How the items of a list are counted.
struct Count {
    /// The number of the next one.
    next: i64,
    /// What comes to it with each.
    step: i64,
    form: Form,
}

impl Count {
    /// That of a list; none where it has dots, or nothing.
    fn of(list: &NodeRef<'_>, name: &str) -> Option<Self> {
        if name != "ol" {
            return None;
        }
        let form = match list.attr("type").as_deref() {
            Some("a") => Form::LowerLetter,
            Some("A") => Form::UpperLetter,
            Some("i") => Form::LowerRoman,
            Some("I") => Form::UpperRoman,
            _ => Form::Figures(1),
        };
        let is_reversed = list.attr("reversed").is_some();
        let n_items = || list.children_it(false).filter(|item| item.has_name("li")).count();
        let first = if is_reversed { i64::try_from(n_items()).unwrap_or(1) } else { 1 };
        let next = number(list, "start").unwrap_or(first);
        Some(Self { next, step: if is_reversed { -1 } else { 1 }, form })
    }

    /// The number of this item, as it is shown.
    fn take(&mut self, item: &NodeRef<'_>) -> String {
        let number = number(item, "value").unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        // There are no letters for what is less than one.
        let written = match u32::try_from(number) {
            Ok(number @ 1..) => self.form.write(number),
            _ => number.to_string(),
        };
        format!("{written}.")
    }
}

/// Makes of lists that show no numbers such as have none; the search for the main text forgets styles.
pub(super) fn hide_numbers(page: &Page) {
    for list in page.select("ol[style]").nodes() {
        let style = list.attr("style").unwrap_or_default();
        if style.contains("list-style") && style.contains("none") {
            list.rename("ul");
        }
    }
}

fn number(node: &NodeRef<'_>, attribute: &str) -> Option<i64> {
    node.attr(attribute)?.trim().parse().ok()
}

impl Reader {
    fn read_children(&mut self, node: NodeRef<'_>, kind: ParagraphKind) {
        for child in node.children_it(false) {
            self.read(child, kind);
        }
    }

    /// Reads one node; how deeply this calls itself is bounded by the depth of the page.
    fn read(&mut self, node: NodeRef<'_>, kind: ParagraphKind) {
        if node.is_text() {
            let text = node.text();
            let mut lines = text.split('\n');
            if self.keeps_lines
                && let Some(first) = lines.next()
            {
                self.add(first);
                for line in lines {
                    self.end_line(kind);
                    self.add(line);
                }
            } else {
                self.add(&text);
            }
            return;
        }
        let Some(name) = node.node_name() else { return };
        let name = name.as_ref();
        if UNREAD.contains(&name)
            || is_hidden(&node)
            || self.n_bytes.is_some_and(|n_bytes| is_apart(&node, name, n_bytes))
        {
            return;
        }
        if matches!(name, "span" | "div" | "p") && is_drop_cap(&node) {
            self.add(node.text().trim());
            self.joins = true;
            return;
        }
        if name == "cite" && kind == ParagraphKind::Quote {
            self.end_paragraph(kind);
            self.read_children(node, kind);
            self.end_paragraph(kind);
            return;
        }
        if INLINE.contains(&name) {
            match name {
                "q" => {
                    self.open.push('“');
                    self.read_children(node, kind);
                    self.open.push('”');
                }
                "a" if is_note_link(&node) => {}
                "a" if self.leads_away(&node, kind) => {
                    self.n_links += 1;
                    self.read_children(node, kind);
                    self.n_links -= 1;
                }
                // The mark of a note, not a part of the word before it.
                "sup" if is_note_mark(&node) => {}
                "sup" => match raised(node.text().trim()) {
                    // A power on the line would be another number.
                    Some(high) => self.add(&high),
                    None => self.read_children(node, kind),
                },
                _ => self.read_children(node, kind),
            }
            return;
        }
        match name {
            "br" => self.end_line(kind),
            "pre" => {
                self.end_paragraph(kind);
                let was = std::mem::replace(&mut self.keeps_lines, true);
                self.read_children(node, kind);
                self.keeps_lines = was;
                self.end_paragraph(kind);
            }
            "tr" => self.read_row(node, kind),
            "ul" | "ol" | "menu" | "dl" => {
                self.end_paragraph(kind);
                self.lists.push(Count::of(&node, name));
                self.read_children(node, kind);
                self.end_paragraph(kind);
                self.lists.pop();
            }
            _ => {
                let inner = match name {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ParagraphKind::Heading,
                    "li" | "dt" | "dd" if kind == ParagraphKind::Note => kind,
                    "li" | "dt" | "dd" => ParagraphKind::Item,
                    "blockquote" => ParagraphKind::Quote,
                    "figcaption" | "caption" => ParagraphKind::Caption,
                    "p" | "div" if is_caption(&node) => ParagraphKind::Caption,
                    "div" | "table" if is_picture(&node, name) => ParagraphKind::Caption,
                    "aside" | "div" | "p" if is_pull_quote(&node) => ParagraphKind::Quote,
                    "aside" | "section" if holds_notes(&node) => ParagraphKind::Note,
                    _ => kind,
                };
                self.end_paragraph(kind);
                if name == "li"
                    && inner == ParagraphKind::Item
                    && let Some(Some(count)) = self.lists.last_mut()
                {
                    let number = count.take(&node);
                    self.label = Some(label_within(self.label.take(), &number));
                }
                self.read_children(node, inner);
                self.end_paragraph(inner);
                if name == "li" {
                    // One without words keeps its number from what comes after it.
                    self.label = None;
                }
            }
        }
    }

    /// One row of a table as one paragraph, unless the table only lays out the page.
    fn read_row(&mut self, row: NodeRef<'_>, kind: ParagraphKind) {
        self.end_paragraph(kind);
        let cells: Vec<_> = row.children_it(false).filter(NodeRef::is_element).collect();
        let texts: Vec<_> = cells.iter().map(|cell| cell_text(*cell)).collect();
        if cells.len() < 2 || texts.iter().any(Option::is_none) {
            for cell in cells {
                self.read_children(cell, kind);
                self.end_paragraph(kind);
            }
            return;
        }
        let words: Vec<_> = texts.into_iter().flatten().collect();
        if words.iter().any(|cell| !cell.is_empty()) {
            self.done.push(Part::new(ParagraphKind::Row, words.join("\t")));
        }
    }

    /// Adds text, its white space as a browser shows it. Spaces that do not break stay where they
    /// stand alone, since figures are set with them; rows of them are only space.
    fn add(&mut self, text: &str) {
        const ENOUGH: usize = 40;
        if self.n_links == 0 && self.own_words.len() < ENOUGH {
            self.own_words.push_str(text);
        }
        let text = if std::mem::take(&mut self.joins) { text.trim_start() } else { text };
        for char in text.chars() {
            let is_space = matches!(char, ' ' | '\t' | '\n' | '\r' | '\x0C');
            if !is_space && char != '\u{A0}' {
                self.open.push(char);
                continue;
            }
            let is_after_space = self.open.ends_with([' ', '\u{A0}']);
            if is_after_space {
                self.open.pop();
                self.open.push(' ');
            } else if !self.open.is_empty() {
                self.open.push(if is_space { ' ' } else { char });
            }
        }
    }

    /// Ends a line that the page breaks: the paragraph too where the line is meant as one.
    fn end_line(&mut self, kind: ParagraphKind) {
        let line = self.open.trim_end();
        let is_whole = line.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')', '…']);
        if kind != ParagraphKind::Heading && (is_whole || line.chars().count() < SHORT_LINE) {
            self.end_paragraph(kind);
        } else {
            self.add(" ");
        }
    }

    /// Whether a link's words are a way to somewhere: to another page, or from an item of a list of
    /// contents to a place on this one.
    fn leads_away(&mut self, link: &NodeRef<'_>, kind: ParagraphKind) -> bool {
        let Some(to) = link.attr("href") else { return false };
        let is_within = to.starts_with('#');
        self.leads_within |= is_within;
        self.asks |= asks(&to);
        !is_within || matches!(kind, ParagraphKind::Body | ParagraphKind::Item)
    }

    /// Whether the paragraph is nothing but a link, without the end of a sentence: a way to another
    /// page, or its headline.
    fn is_teaser(&self, kind: ParagraphKind) -> bool {
        let is_bare = !self.own_words.contains(char::is_alphanumeric) || is_prompt(&self.own_words);
        let is_of_kind = matches!(kind, ParagraphKind::Body | ParagraphKind::Heading)
            || (kind == ParagraphKind::Item && self.leads_within);
        is_bare
            && is_of_kind
            && self.open.contains(char::is_alphanumeric)
            && (is_prompt(&self.own_words)
                || self.asks
                || !self.open.trim_end().ends_with(['.', '!', '?', '”', '"']))
    }

    fn end_paragraph(&mut self, kind: ParagraphKind) {
        if self.joins {
            return;
        }
        let words = self.open.trim();
        let is_none = words.is_empty()
            || self.is_teaser(kind)
            || (self.n_bytes.is_some() && is_notice(words));
        if !is_none {
            let part = Part::new(kind, words.to_owned());
            let part = part.labelled(self.label.take());
            self.done.push(part.in_lists(self.lists.len().saturating_sub(1)));
        }
        self.open.clear();
        self.own_words.clear();
        self.leads_within = false;
        self.asks = false;
    }
}

/// Whether an address is one where readers subscribe or give money.
fn asks(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["subscribe", "newsletter", "signup", "sign-up", "donate"]
        .iter()
        .any(|word| address.contains(word))
}

/// The words of a cell of a table; `None` where it is a part of a page's layout: it holds a table, or
/// much of anything. No more of it is looked at than decides that, since tables lie inside tables.
fn cell_text(cell: NodeRef<'_>) -> Option<String> {
    let (mut n_nodes, mut n_bytes) = (0, 0);
    for node in cell.descendants_it() {
        n_nodes += 1;
        if node.is_text() {
            n_bytes += node.text().len();
        }
        if n_nodes > CELL_MAX || n_bytes > 2 * CELL_MAX || node.has_name("table") {
            return None;
        }
    }
    let mut reader = Reader::default();
    reader.read_children(cell, ParagraphKind::Row);
    reader.end_paragraph(ParagraphKind::Row);
    let words: Vec<_> = reader.done.into_iter().map(|part| part.words).collect();
    let words = words.join(" ");
    (words.len() <= CELL_MAX).then_some(words)
}

/// Whether a page says that an element is not to be seen.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default();
    node.has_attr("hidden")
        || style.replace(' ', "").to_ascii_lowercase().contains("display:none")
        || node.attr("aria-hidden").is_some_and(|hidden| hidden.as_ref() == "true")
}

/// Whether a link leads to a note or back from one: its words are a mark, not a part of the text.
fn is_note_link(node: &NodeRef<'_>) -> bool {
    says(node, &["noteref", "doc-noteref", "doc-backlink", "footnote-ref", "footnote-back"])
}

/// Whether an element holds notes.
fn holds_notes(node: &NodeRef<'_>) -> bool {
    says(node, &["footnote", "footnotes", "endnotes", "rearnotes", "doc-footnote", "doc-endnotes"])
}

/// Whether an element says what it is for in one of these words.
fn says(node: &NodeRef<'_>, words: &[&str]) -> bool {
    ["epub:type", "role", "class"].iter().any(|name| {
        node.attr(name)
            .is_some_and(|value| value.split_whitespace().any(|word| words.contains(&word)))
    })
}

/// Whether raised letters are the mark of a note: `[1]`, or a link to one.
fn is_note_mark(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let text = text.trim();
    let is_bracketed = text.starts_with('[') && text.ends_with(']');
    is_bracketed
        || node
            .element_children()
            .iter()
            .any(|child| child.attr("href").is_some_and(|href| href.contains('#')))
}
