//! Reads one part of a Word document: its text, its notes or its comments.

use std::collections::BTreeMap;

use super::super::Changes;
use super::super::draft::{Draft, Mark, Part};
use super::super::xml::{Element, Node, Xml};
use super::math;
use super::numbering::{Counter, Numbering};
use super::properties::{self, ParagraphProperties, Revisions, RunLook, Styles};
use super::{SPACES, symbol};
use crate::text::{ChangeKind, OriginPart, OriginPlace, ParagraphKind, raised};

/// Reads parts, one after the other.
pub(super) struct Body<'s> {
    styles: &'s Styles,
    counter: Counter<'s>,
    changes: Changes,
    part: OriginPart,
    draft: Draft,
    /// What the elements that are open are, the innermost last.
    open: Vec<What>,
    /// Paragraphs and runs that are open; a text box lies inside both.
    paragraphs: Vec<Paragraph>,
    runs: Vec<Run>,
    n_paragraphs: u32,
    n_runs: u32,
    /// The words of the text element that is open.
    text: String,
    /// For each field that is open, whether its code is being read and not its result.
    fields: Vec<bool>,
    /// How many elements that are not to be read are open, by reason.
    n_inserted: usize,
    n_deleted: usize,
    n_moved_here: usize,
    n_moved_away: usize,
    n_codes: usize,
    /// Whether one of the forms of what has several was read.
    forms: Vec<bool>,
    /// Whether a content control shows only its prompt.
    prompts: Vec<bool>,
    /// What was changed, by the numbers of its marks.
    revisions: Vec<(ChangeKind, String, String)>,
    /// The numbers of those that are open.
    open_revisions: Vec<usize>,
    captures: Vec<Captured>,
    /// Notes or comments of this part.
    pub(super) captured: Vec<Captured>,
    /// Notes that the text refers to, by the numbers of their marks.
    pub(super) notes: Vec<NoteReference>,
    note_numbers: BTreeMap<(NoteKind, String), usize>,
    /// The numbers of comments' marks, by their ids.
    pub(super) comments: BTreeMap<String, usize>,
    /// Places that were inserted, deleted or moved.
    pub(super) n_changes: usize,
    /// Runs that are hidden.
    pub(super) n_hidden: usize,
}

/// A note or comment with its words.
#[derive(Debug, Default)]
pub(super) struct Captured {
    pub(super) id: String,
    pub(super) who: String,
    pub(super) when: String,
    pub(super) parts: Vec<Part>,
    /// The name of its last paragraph, by which threads are known.
    pub(super) last_paragraph: String,
}

/// A mark of a note.
#[derive(Debug)]
pub(super) struct NoteReference {
    pub(super) kind: NoteKind,
    pub(super) id: String,
    /// The sign that stands in the text, where it is not a number.
    pub(super) sign: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// What an open element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Other,
    Paragraph,
    Run,
    /// Whether the white space around its words counts.
    Text(bool),
    Inserted(bool),
    Deleted(bool),
    MovedHere(bool),
    MovedAway,
    Table,
    Row(Revisions),
    Cell,
    Box,
    Forms,
    Control,
    Capture,
}

#[derive(Debug, Default)]
struct Paragraph {
    idx: u32,
    is_contents: bool,
    /// Whether it runs on into the next one, since its end is gone.
    runs_on: bool,
}

#[derive(Debug, Default)]
struct Run {
    idx: u32,
    n_chars: u32,
    look: RunLook,
}

impl<'s> Body<'s> {
    pub(super) fn new(
        styles: &'s Styles,
        numbering: &'s Numbering,
        changes: Changes,
        part: OriginPart,
    ) -> Self {
        Self {
            styles,
            counter: Counter::new(numbering),
            changes,
            part,
            draft: Draft::default(),
            open: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            n_paragraphs: 0,
            n_runs: 0,
            text: String::new(),
            fields: Vec::new(),
            n_inserted: 0,
            n_deleted: 0,
            n_moved_here: 0,
            n_moved_away: 0,
            n_codes: 0,
            forms: Vec::new(),
            prompts: Vec::new(),
            revisions: Vec::new(),
            open_revisions: Vec::new(),
            captures: Vec::new(),
            captured: Vec::new(),
            notes: Vec::new(),
            note_numbers: BTreeMap::new(),
            comments: BTreeMap::new(),
            n_changes: 0,
            n_hidden: 0,
        }
    }

    /// Goes on with another part of the same document.
    pub(super) fn begin_part(&mut self, part: OriginPart) {
        self.part = part;
        (self.n_paragraphs, self.n_runs) = (0, 0);
    }

    /// Reads a part. True where its XML broke off.
    pub(super) fn read(&mut self, text: &str) -> bool {
        let mut xml = Xml::new(text, SPACES);
        while let Some(node) = xml.next() {
            match node {
                Node::Start(element) => self.start(&element, &mut xml),
                Node::End => self.end(),
                Node::Text(words) => {
                    if matches!(self.open.last(), Some(What::Text(_))) {
                        self.text.push_str(&words);
                    }
                }
            }
        }
        while !self.open.is_empty() {
            self.end();
        }
        xml.is_broken()
    }

    /// The paragraphs, and what was changed in them.
    pub(super) fn finish(self) -> (Vec<Part>, Vec<(ChangeKind, String, String)>) {
        (self.draft.into_parts(), self.revisions)
    }

    fn start(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let what = match element.name() {
            "w:p" => self.start_paragraph(element),
            "w:pPr" => {
                self.read_properties(xml);
                return;
            }
            "w:r" => {
                self.runs.push(Run { idx: self.n_runs, ..Run::default() });
                self.n_runs = self.n_runs.saturating_add(1);
                What::Run
            }
            "w:rPr" => {
                let look = properties::run_look(xml);
                self.n_hidden += usize::from(look.is_hidden);
                if let Some(run) = self.runs.last_mut() {
                    run.look = look;
                }
                return;
            }
            "w:t" | "w:delText" => {
                let keeps = element.attribute("space").as_deref() == Some("preserve");
                self.text.clear();
                What::Text(keeps)
            }
            "m:oMath" => return self.equation(xml),
            "w:tab" | "w:ptab" => return self.sign(xml, "\t"),
            "w:noBreakHyphen" => return self.sign(xml, "\u{2011}"),
            "w:softHyphen" => return self.sign(xml, "\u{AD}"),
            "w:sym" => {
                let code = element.attribute("char").unwrap_or_default();
                let code = u32::from_str_radix(&code, 16).unwrap_or(0xFFFD);
                let font = element.attribute("font").unwrap_or_default();
                let shown = symbol::shown(&font, code);
                return self.sign(xml, shown.encode_utf8(&mut [0; 4]));
            }
            "w:br" | "w:cr" => return self.start_break(element, xml),
            "w:fldChar" => {
                self.turn_field(element);
                What::Other
            }
            "w:instrText" | "w:delInstrText" => {
                xml.skip();
                return;
            }
            "w:ins" | "w:del" | "w:moveTo" | "w:moveFrom" => self.start_revision(element),
            "w:tbl" => {
                self.draft.begin_table();
                What::Table
            }
            "w:tr" => {
                self.draft.begin_row();
                What::Row(Revisions::default())
            }
            "w:trPr" => {
                self.read_row(properties::row_revisions(xml));
                return;
            }
            "w:tc" => {
                self.draft.begin_cell();
                What::Cell
            }
            "w:txbxContent" => {
                self.draft.begin_box();
                What::Box
            }
            "mc:AlternateContent" => {
                self.forms.push(false);
                What::Forms
            }
            // The first form that is there counts: the others say the same once more.
            "mc:Choice" | "mc:Fallback" => {
                if self.forms.last_mut().is_some_and(|read| std::mem::replace(read, true)) {
                    xml.skip();
                    return;
                }
                What::Other
            }
            "w:sdt" => {
                self.prompts.push(false);
                What::Control
            }
            "w:sdtPr" => {
                let shows = properties::shows_prompt(xml);
                if let Some(prompt) = self.prompts.last_mut() {
                    *prompt = shows;
                }
                return;
            }
            "w:sdtContent" => {
                if self.prompts.last_mut().is_some_and(std::mem::take) {
                    xml.skip();
                    return;
                }
                What::Other
            }
            // How a word is read, above it; how something was before; the layout of a section.
            "w:rt" | "w:sectPr" | "w:tblPr" | "w:tblGrid" | "w:tcPr" | "w:rubyPr" => {
                xml.skip();
                return;
            }
            "w:footnoteReference" => {
                self.refer(NoteKind::Footnote, element);
                What::Other
            }
            "w:endnoteReference" => {
                self.refer(NoteKind::Endnote, element);
                What::Other
            }
            "w:commentRangeStart" => {
                let (number, _) = self.comment_number(element);
                self.draft.mark(Mark::CommentBegins(number));
                What::Other
            }
            "w:commentRangeEnd" | "w:commentReference" => {
                let (number, is_new) = self.comment_number(element);
                // The sign of a comment stands after its range; it is its place where it has none.
                if is_new || element.name() == "w:commentRangeEnd" {
                    self.draft.mark(Mark::CommentEnds(number));
                }
                What::Other
            }
            "w:footnote" | "w:endnote" | "w:comment" => {
                if element.attribute("type").is_some_and(|kind| kind != "normal") {
                    xml.skip();
                    return;
                }
                self.start_capture(element);
                What::Capture
            }
            _ => What::Other,
        };
        self.open.push(what);
    }

    fn end(&mut self) {
        match self.open.pop() {
            Some(What::Paragraph) => {
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                // A field whose result never comes would take all that follows.
                self.fields.retain(|&is_code| !is_code);
                self.n_codes = 0;
                self.draft.end_paragraph(paragraph.runs_on);
            }
            Some(What::Run) => drop(self.runs.pop()),
            Some(What::Text(true)) => {
                let text = std::mem::take(&mut self.text);
                self.words(&text, 0);
            }
            Some(What::Text(false)) => {
                let text = std::mem::take(&mut self.text);
                let trimmed = text.trim_matches([' ', '\t', '\r', '\n']);
                let n_lead = text.find(trimmed).unwrap_or_default();
                self.words(trimmed, n_lead);
            }
            Some(What::Inserted(is_marked)) => {
                self.n_inserted = self.n_inserted.saturating_sub(1);
                self.end_revision(is_marked);
            }
            Some(What::Deleted(is_marked)) => {
                self.n_deleted = self.n_deleted.saturating_sub(1);
                self.end_revision(is_marked);
            }
            Some(What::MovedHere(is_marked)) => {
                self.n_moved_here = self.n_moved_here.saturating_sub(1);
                self.end_revision(is_marked);
            }
            Some(What::MovedAway) => self.n_moved_away = self.n_moved_away.saturating_sub(1),
            Some(What::Table) => self.draft.end_table(),
            Some(What::Row(revisions)) => {
                self.draft.end_row();
                self.n_inserted =
                    self.n_inserted.saturating_sub(usize::from(revisions.is_inserted));
                self.n_deleted = self.n_deleted.saturating_sub(usize::from(revisions.is_deleted));
            }
            Some(What::Cell) => self.draft.end_cell(),
            Some(What::Box) => self.draft.end_box(),
            Some(What::Forms) => drop(self.forms.pop()),
            Some(What::Control) => drop(self.prompts.pop()),
            Some(What::Capture) => {
                let parts = self.draft.take_box();
                if let Some(capture) = self.captures.pop() {
                    self.captured.push(Captured { parts, ..capture });
                }
            }
            Some(What::Other) | None => {}
        }
    }

    /// Whether words here are to be read.
    fn is_shown(&self) -> bool {
        let is_there = match self.changes {
            Changes::Accepted => self.n_deleted == 0 && self.n_moved_away == 0,
            Changes::Original => self.n_inserted == 0 && self.n_moved_here == 0,
            // What was moved is shown once, where it now stands.
            Changes::Both => self.n_moved_away == 0,
        };
        is_there
            && self.n_codes == 0
            && !self.runs.last().is_some_and(|run| run.look.is_hidden)
            && !self.paragraphs.last().is_some_and(|paragraph| paragraph.is_contents)
    }

    /// Words of the run that is open, `n_lead` of its bytes before them not shown.
    fn words(&mut self, words: &str, n_lead: usize) {
        let n_chars = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        let lead = u32::try_from(n_lead).unwrap_or_default();
        let place = self.place(lead, n_chars);
        if self.is_shown() {
            // A power on the line would be another number.
            let is_raised = self.runs.last().is_some_and(|run| run.look.is_raised);
            let high = if is_raised { raised(words) } else { None };
            self.draft.push(high.as_deref().unwrap_or(words), Some(place));
        }
    }

    /// Where the run now is; it goes on by so many characters.
    fn place(&mut self, lead: u32, n_chars: u32) -> OriginPlace {
        let paragraph = self.paragraphs.last().map_or(0, |paragraph| paragraph.idx);
        let (part, mut run, mut chars) = (self.part, 0, 0);
        if let Some(open) = self.runs.last_mut() {
            (run, chars) = (open.idx, open.n_chars.saturating_add(lead));
            open.n_chars = chars.saturating_add(n_chars);
        }
        OriginPlace { part, paragraph, run, chars }
    }

    /// A sign that stands in an element of its own.
    fn sign(&mut self, xml: &mut Xml<'_>, sign: &str) {
        xml.skip();
        self.words(sign, 0);
    }

    fn start_break(&mut self, element: &Element<'_>, xml: &mut Xml<'_>) {
        let is_line = !matches!(element.attribute("type").as_deref(), Some("page" | "column"));
        xml.skip();
        let place = self.place(0, 1);
        if !self.is_shown() {
        } else if is_line {
            self.draft.push_break(Some(place));
        } else {
            self.draft.split();
        }
    }

    fn start_paragraph(&mut self, element: &Element<'_>) -> What {
        let idx = self.n_paragraphs;
        self.n_paragraphs = self.n_paragraphs.saturating_add(1);
        self.paragraphs.push(Paragraph { idx, ..Paragraph::default() });
        self.draft.begin_paragraph(ParagraphKind::Body);
        if let Some(capture) = self.captures.last_mut() {
            capture.last_paragraph = element.attribute("paraId").unwrap_or_default();
        }
        What::Paragraph
    }

    fn read_properties(&mut self, xml: &mut Xml<'_>) {
        let properties = ParagraphProperties::read(xml);
        let styled = properties.styled(self.styles);
        let end = properties.end;
        self.n_changes += usize::from(end.is_inserted || end.is_deleted);
        let runs_on = match self.changes {
            Changes::Accepted => end.is_deleted,
            Changes::Original => end.is_inserted,
            Changes::Both => false,
        };
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        paragraph.is_contents = styled.is_contents;
        paragraph.runs_on = runs_on;
        self.draft.set_kind(styled.kind);
        // A paragraph that runs on into the next one is numbered as that one is.
        if !runs_on && !styled.is_contents {
            let numbered = properties.numbered(self.styles);
            self.draft.set_depth(self.counter.depth(&numbered).max(styled.depth));
            let label = self.counter.label(&numbered);
            self.draft.set_label(label);
        }
    }

    fn equation(&mut self, xml: &mut Xml<'_>) {
        let equation = math::linear(xml, self.changes);
        self.n_runs = self.n_runs.saturating_add(equation.n_runs);
        if self.is_shown() {
            self.draft.push(&equation.words, None);
        }
    }

    fn start_revision(&mut self, element: &Element<'_>) -> What {
        self.n_changes += 1;
        let shows_both = self.changes == Changes::Both;
        let kind = match element.name() {
            "w:ins" => ChangeKind::Inserted,
            "w:del" => ChangeKind::Deleted,
            "w:moveTo" => ChangeKind::Moved,
            _ => {
                self.n_moved_away += 1;
                return What::MovedAway;
            }
        };
        if shows_both {
            let who = element.attribute("author").unwrap_or_default();
            let when = element.attribute("date").unwrap_or_default();
            self.draft.mark(Mark::ChangeBegins(self.revisions.len()));
            self.open_revisions.push(self.revisions.len());
            self.revisions.push((kind, who, when));
        }
        match kind {
            ChangeKind::Inserted => {
                self.n_inserted += 1;
                What::Inserted(shows_both)
            }
            ChangeKind::Deleted => {
                self.n_deleted += 1;
                What::Deleted(shows_both)
            }
            ChangeKind::Moved => {
                self.n_moved_here += 1;
                What::MovedHere(shows_both)
            }
        }
    }

    fn end_revision(&mut self, is_marked: bool) {
        if is_marked && let Some(number) = self.open_revisions.pop() {
            self.draft.mark(Mark::ChangeEnds(number));
        }
    }

    fn read_row(&mut self, revisions: Revisions) {
        if let Some(What::Row(held)) = self.open.last_mut()
            && *held == Revisions::default()
        {
            *held = revisions;
            self.n_inserted += usize::from(revisions.is_inserted);
            self.n_deleted += usize::from(revisions.is_deleted);
            self.n_changes += usize::from(revisions.is_inserted || revisions.is_deleted);
        }
    }

    fn turn_field(&mut self, element: &Element<'_>) {
        let turned = match element.attribute("fldCharType").as_deref() {
            Some("begin") => {
                self.fields.push(true);
                self.n_codes += 1;
                false
            }
            Some("separate") => self.fields.last_mut().is_some_and(std::mem::take),
            Some("end") => self.fields.pop() == Some(true),
            _ => false,
        };
        self.n_codes = self.n_codes.saturating_sub(usize::from(turned));
    }

    fn refer(&mut self, kind: NoteKind, element: &Element<'_>) {
        if !self.is_shown() || !self.captures.is_empty() {
            return;
        }
        let id = element.attribute("id").unwrap_or_default();
        let sign =
            element.attribute("customMarkFollows").filter(|on| on != "0").map(|_| "*".into());
        let number = self.notes.len();
        let number = *self.note_numbers.entry((kind, id.clone())).or_insert(number);
        if number == self.notes.len() {
            self.notes.push(NoteReference { kind, id, sign });
        }
        self.draft.mark(Mark::Note(number));
    }

    /// The number of a comment's marks, and whether this is the first of them.
    fn comment_number(&mut self, element: &Element<'_>) -> (usize, bool) {
        let next = self.comments.len();
        let id = element.attribute("id").unwrap_or_default();
        let number = *self.comments.entry(id).or_insert(next);
        (number, number == next)
    }

    fn start_capture(&mut self, element: &Element<'_>) {
        let fact = |name: &str| element.attribute(name).unwrap_or_default();
        self.captures.push(Captured {
            id: fact("id"),
            who: fact("author"),
            when: fact("date"),
            ..Captured::default()
        });
        self.draft.begin_box();
    }
}
