//! Reads the text of an OpenDocument file.

use std::collections::BTreeMap;

use super::super::Changes;
use super::super::draft::{Draft, Mark, Note, Part, Whole};
use super::super::xml::{Element, Node, Xml};
use super::SPACES;
use super::lists::Lists;
use super::styles::Styles;
use crate::text::{ChangeKind, Comment, ParagraphKind};

/// Spaces that one element may stand for; more is a trap or a layout.
const SPACES_MAX: usize = 100;

pub(super) struct Body<'s> {
    styles: &'s Styles,
    changes: Changes,
    draft: Draft,
    /// What the elements that are open are, the innermost last.
    open: Vec<What>,
    /// For the text and each text box inside it, whether a paragraph is open.
    paragraphs: Vec<bool>,
    lists: Lists,
    /// Whether white space that comes next is more of what was read.
    is_after_space: bool,
    n_hidden_now: usize,
    /// What is hidden.
    pub(super) n_hidden: usize,
    regions: BTreeMap<String, Region>,
    /// The region whose description is open.
    region: Option<String>,
    /// Insertions that are open, by id; true where a mark was put.
    insertions: Vec<(String, Option<usize>)>,
    revisions: Vec<(ChangeKind, String, String)>,
    notes: Vec<Note>,
    /// The note or comment whose words are being read.
    captures: Vec<Capture>,
    comments: Vec<Comment>,
    /// The numbers of comments whose end may come, by name.
    ranges: BTreeMap<String, usize>,
}

/// What was changed at one time.
#[derive(Debug, Default)]
struct Region {
    is_deletion: bool,
    who: String,
    when: String,
    /// What was deleted.
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Capture {
    Note(usize),
    Comment(usize),
    Deletion,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Other,
    /// True where it lies inside another one, as in a shape.
    Paragraph(bool),
    List,
    Item,
    Hidden,
    Table,
    Row,
    Cell,
    Box,
    Note,
    Capture,
    Region,
}

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s Styles, changes: Changes) -> Self {
        Self {
            styles,
            changes,
            draft: Draft::default(),
            open: Vec::new(),
            paragraphs: vec![false],
            lists: Lists::default(),
            is_after_space: true,
            n_hidden_now: 0,
            n_hidden: 0,
            regions: BTreeMap::new(),
            region: None,
            insertions: Vec::new(),
            revisions: Vec::new(),
            notes: Vec::new(),
            captures: Vec::new(),
            comments: Vec::new(),
            ranges: BTreeMap::new(),
        }
    }

    /// Whether the text keeps track of changes.
    pub(super) fn has_changes(&self) -> bool {
        !self.regions.is_empty()
    }

    /// Reads the file. True where its XML broke off.
    pub(super) fn read(&mut self, text: &str) -> bool {
        let mut xml = Xml::new(text, SPACES);
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) => self.start(&element, &mut xml),
                Node::End => self.end(),
                Node::Text(words) => self.words(&words),
            }
        }
        while !self.open.is_empty() {
            self.end();
        }
        xml.is_broken()
    }

    pub(super) fn finish(self) -> Whole {
        Whole {
            parts: self.draft.into_parts(),
            notes: self.notes,
            comments: self.comments,
            changes: self.revisions,
        }
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let what = match element.name() {
            "text:p" | "text:h" => self.start_paragraph(element),
            "text:s" => {
                let n = element.attribute("c").and_then(|n| n.parse().ok()).unwrap_or(1_usize);
                self.put(&" ".repeat(n.min(SPACES_MAX)));
                What::Other
            }
            "text:tab" => {
                self.put("\t");
                What::Other
            }
            "text:line-break" => {
                if self.is_shown() {
                    self.draft.push_break(None);
                }
                self.is_after_space = true;
                What::Other
            }
            "text:span" => {
                let style = element.attribute("style-name").unwrap_or_default();
                if self.styles.is_hidden(&style) { self.start_hidden() } else { What::Other }
            }
            "text:list" => {
                self.lists.begin_list(element);
                What::List
            }
            "text:list-item" | "text:list-header" => {
                self.lists.begin_item(element);
                What::Item
            }
            // The number as some programs write it beside its description.
            "text:number" => return xml.skip(),
            "table:table" => {
                self.draft.begin_table();
                What::Table
            }
            "table:table-row" => {
                self.draft.begin_row();
                What::Row
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.draft.begin_cell();
                What::Cell
            }
            "draw:text-box" => {
                self.begin_box();
                What::Box
            }
            "text:note" => {
                if !self.is_shown() {
                    return xml.skip();
                }
                self.draft.mark(Mark::Note(self.notes.len()));
                self.notes.push(Note::default());
                What::Note
            }
            "text:note-citation" => {
                let label = xml.words();
                if let Some(note) = self.notes.last_mut() {
                    note.label = label.trim().to_owned();
                }
                return;
            }
            "text:note-body" => {
                self.captures.push(Capture::Note(self.notes.len().saturating_sub(1)));
                self.begin_box();
                What::Capture
            }
            "office:annotation" => self.start_comment(element),
            "office:annotation-end" => {
                let name = element.attribute("name").unwrap_or_default();
                if let Some(number) = self.ranges.remove(&name) {
                    self.draft.mark(Mark::CommentEnds(number));
                }
                What::Other
            }
            "dc:creator" | "dc:date" => return self.read_fact(element.name() == "dc:creator", xml),
            "text:changed-region" => {
                let id = element.attribute("id").unwrap_or_default();
                self.regions.entry(id.clone()).or_default();
                self.region = Some(id);
                What::Region
            }
            "text:deletion" => {
                self.captures.push(Capture::Deletion);
                self.draft.begin_deletion();
                self.paragraphs.push(false);
                What::Capture
            }
            "text:change-start" => {
                self.start_insertion(element);
                What::Other
            }
            "text:change-end" => {
                self.end_insertion(element);
                What::Other
            }
            "text:change" => {
                self.put_deletion(element);
                What::Other
            }
            "text:hidden-text" | "text:hidden-paragraph" => self.start_hidden(),
            // Made by the program from the headings; how words are read; what is no text.
            "text:table-of-content"
            | "text:alphabetical-index"
            | "text:illustration-index"
            | "text:table-index"
            | "text:ruby-text"
            | "office:forms"
            | "office:scripts"
            | "office:meta"
            | "office:settings"
            | "office:styles"
            | "office:automatic-styles"
            | "office:master-styles"
            | "office:font-face-decls"
            | "office:binary-data"
            | "text:script"
            | "svg:title"
            | "svg:desc"
            | "text:meta-field-decls" => {
                return xml.skip();
            }
            _ => What::Other,
        };
        self.open.push(what);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(What::Paragraph(is_boxed)) => {
                let is_gone = self.changes == Changes::Original && !self.insertions.is_empty();
                self.draft.end_paragraph(is_gone);
                if let Some(is_open) = self.paragraphs.last_mut() {
                    *is_open = false;
                }
                if is_boxed {
                    self.end_box();
                }
                self.is_after_space = self.draft.ends_in_space();
            }
            Some(What::List) => self.lists.end_list(),
            Some(What::Item) => self.lists.end_item(),
            Some(What::Hidden) => self.n_hidden_now = self.n_hidden_now.saturating_sub(1),
            Some(What::Table) => self.draft.end_table(),
            Some(What::Row) => self.draft.end_row(),
            Some(What::Cell) => self.draft.end_cell(),
            Some(What::Box) => self.end_box(),
            Some(What::Capture) => self.end_capture(),
            Some(What::Region) => self.region = None,
            Some(What::Note | What::Other) | None => {}
        }
    }

    fn is_shown(&self) -> bool {
        let is_there = self.changes != Changes::Original || self.insertions.is_empty();
        self.n_hidden_now == 0 && is_there
    }

    /// Words as they stand in the file: white space of any length is one space.
    fn words(&mut self, words: &str) {
        if !self.paragraphs.last().copied().unwrap_or_default() {
            return;
        }
        let mut out = String::with_capacity(words.len());
        for char in words.chars() {
            let is_space = matches!(char, ' ' | '\t' | '\n' | '\r');
            if !is_space {
                out.push(char);
            } else if !self.is_after_space {
                out.push(' ');
            }
            self.is_after_space = is_space;
        }
        if self.is_shown() {
            self.draft.push(&out, None);
        }
    }

    /// Characters that an element stands for.
    fn put(&mut self, words: &str) {
        self.is_after_space = false;
        if self.is_shown() && self.paragraphs.last().copied().unwrap_or_default() {
            self.draft.push(words, None);
        }
    }

    fn begin_box(&mut self) {
        self.draft.begin_box();
        self.paragraphs.push(false);
    }

    fn end_box(&mut self) {
        self.draft.end_box();
        self.paragraphs.pop();
    }

    fn start_hidden(&mut self) -> What {
        self.n_hidden += 1;
        self.n_hidden_now += 1;
        What::Hidden
    }

    fn start_paragraph(&mut self, element: &Element<'_>) -> What {
        let is_boxed = self.paragraphs.last().copied().unwrap_or_default();
        if is_boxed {
            self.begin_box();
        }
        if let Some(is_open) = self.paragraphs.last_mut() {
            *is_open = true;
        }
        let style = element.attribute("style-name").unwrap_or_default();
        let plain = if element.name() == "text:h" {
            ParagraphKind::Heading
        } else if self.lists.is_in_item() {
            ParagraphKind::Item
        } else {
            ParagraphKind::Body
        };
        self.draft.begin_paragraph(self.styles.kind(&style).unwrap_or(plain));
        self.draft.set_depth(self.lists.depth());
        // What was deleted is counted no more, and a note has no part in the text's lists.
        if self.captures.is_empty() && self.is_shown() {
            let label = self.label(element);
            self.draft.set_label(label);
        }
        self.is_after_space = true;
        What::Paragraph(is_boxed)
    }

    fn label(&mut self, element: &Element<'_>) -> Option<String> {
        let of_item = self.lists.label(&self.styles.lists);
        if element.name() == "text:h" && of_item.is_none() {
            return self.lists.heading(element, &self.styles.outline);
        }
        of_item
    }

    fn start_comment(&mut self, element: &Element<'_>) -> What {
        let number = self.comments.len();
        self.draft.mark(Mark::CommentBegins(number));
        if let Some(name) = element.attribute("name") {
            self.ranges.insert(name, number);
        }
        self.comments.push(Comment {
            is_done: element.attribute("resolved").as_deref() == Some("true"),
            is_reply: element.attribute("parent-name").is_some(),
            ..Comment::default()
        });
        self.captures.push(Capture::Comment(number));
        self.begin_box();
        What::Capture
    }

    /// Reads who made a comment or a change, or when.
    fn read_fact(&mut self, is_name: bool, xml: &mut Xml<'_>) {
        let words = xml.words().trim().to_owned();
        let (who, when) = match (self.captures.last(), &self.region) {
            (Some(Capture::Comment(number)), _) => {
                let Some(comment) = self.comments.get_mut(*number) else { return };
                (&mut comment.who, &mut comment.when)
            }
            (_, Some(id)) => {
                let region = self.regions.entry(id.clone()).or_default();
                (&mut region.who, &mut region.when)
            }
            _ => return,
        };
        *if is_name { who } else { when } = words;
    }

    fn end_capture(&mut self) {
        let parts = self.draft.take_box();
        self.paragraphs.pop();
        match self.captures.pop() {
            Some(Capture::Note(number)) => {
                if let Some(note) = self.notes.get_mut(number) {
                    note.parts = parts;
                }
            }
            Some(Capture::Comment(number)) => {
                let words: Vec<_> = parts.iter().map(|part| part.words.trim()).collect();
                if let Some(comment) = self.comments.get_mut(number) {
                    comment.words = words.join("\n").trim().to_owned();
                }
            }
            Some(Capture::Deletion) => {
                if let Some(id) = &self.region {
                    let region = self.regions.entry(id.clone()).or_default();
                    (region.is_deletion, region.parts) = (true, parts);
                }
            }
            None => {}
        }
        self.is_after_space = self.draft.ends_in_space();
    }

    fn start_insertion(&mut self, element: &Element<'_>) {
        let id = element.attribute("change-id").unwrap_or_default();
        let number = self.begin_revision(&id, ChangeKind::Inserted);
        self.insertions.push((id, number));
    }

    fn end_insertion(&mut self, element: &Element<'_>) {
        let id = element.attribute("change-id").unwrap_or_default();
        let Some(at) = self.insertions.iter().rposition(|(other, _)| *other == id) else { return };
        if let (_, Some(number)) = self.insertions.remove(at) {
            self.draft.mark(Mark::ChangeEnds(number));
        }
    }

    /// Puts a mark where both what was and what is are shown.
    fn begin_revision(&mut self, id: &str, kind: ChangeKind) -> Option<usize> {
        if self.changes != Changes::Both {
            return None;
        }
        let (who, when) = match self.regions.get(id) {
            Some(region) => (region.who.clone(), region.when.clone()),
            None => Default::default(),
        };
        let number = self.revisions.len();
        self.revisions.push((kind, who, when));
        self.draft.mark(Mark::ChangeBegins(number));
        Some(number)
    }

    /// Puts what was deleted where it stood.
    fn put_deletion(&mut self, element: &Element<'_>) {
        let id = element.attribute("change-id").unwrap_or_default();
        if self.changes == Changes::Accepted
            || !self.regions.get(&id).is_some_and(|region| region.is_deletion)
        {
            return;
        }
        let number = self.begin_revision(&id, ChangeKind::Deleted);
        // Each deletion stands in one place; a file that names it twice would multiply it.
        let parts = self.regions.get_mut(&id).map(|region| std::mem::take(&mut region.parts));
        self.draft.insert(&parts.unwrap_or_default());
        if let Some(number) = number {
            self.draft.mark(Mark::ChangeEnds(number));
        }
    }
}
