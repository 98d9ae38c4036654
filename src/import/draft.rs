//! A text under way, for formats made of paragraphs, tables and text boxes.
//!
//! Marks and origins stay with their paragraph until it is known where that begins in the whole.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{byline, dates, plain};
use crate::text::{
    Change, ChangeKind, Comment, Depth, Document, Label, Margin, NoteMark, OriginMap, OriginPiece,
    OriginPlace, ParagraphKind, Pinpoint, Span,
};

/// A cell with more text than this, in bytes, lays out a page; it is no cell of data.
const CELL_MAX: usize = 200;

/// A line with fewer characters than this that a person broke was meant as a line.
const SHORT_LINE: usize = 60;

/// Empty paragraphs that are kept where they count; more is a trap.
const BLANK_MAX: usize = 10_000;

/// How many paragraphs at the beginning may tell title, byline and date.
const HEAD: usize = 6;

/// Something at a place in a paragraph; its number names which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    CommentBegins(usize),
    CommentEnds(usize),
    Note(usize),
    ChangeBegins(usize),
    ChangeEnds(usize),
}

impl Mark {
    /// Whether it belongs to the words after it.
    const fn is_beginning(self) -> bool {
        matches!(self, Self::CommentBegins(_) | Self::ChangeBegins(_))
    }
}

/// A paragraph under way.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) kind: ParagraphKind,
    pub(super) words: String,
    /// By byte of its words.
    marks: Vec<(usize, Mark)>,
    /// Byte of its words, length in bytes, and where they come from.
    origins: Vec<(usize, usize, OriginPlace)>,
    pub(super) pinpoint: Option<String>,
    /// What is shown before its words and was counted, not typed.
    label: Option<String>,
    /// How many lists the list stands in whose item it is.
    depth: u8,
}

impl Part {
    pub(super) fn new(kind: ParagraphKind, words: String) -> Self {
        Self { kind, words, ..Self::default() }
    }

    /// With what is shown before its words.
    pub(super) fn labelled(self, label: Option<String>) -> Self {
        Self { label, ..self }
    }

    /// The item of a list that stands in `depth` others.
    pub(super) fn in_lists(self, depth: usize) -> Self {
        Self { depth: u8::try_from(depth).unwrap_or(u8::MAX), ..self }
    }

    fn append(&mut self, other: Self) {
        let shift = self.words.len();
        self.words.push_str(&other.words);
        self.marks.extend(other.marks.into_iter().map(|(at, mark)| (at + shift, mark)));
        let origins = other.origins.into_iter().map(|(at, len, place)| (at + shift, len, place));
        self.origins.extend(origins);
        self.pinpoint = self.pinpoint.take().or(other.pinpoint);
        self.label = self.label.take().or(other.label);
    }

    /// Puts words before its own that stand nowhere in the file.
    fn put_before(&mut self, words: &str) {
        let space = if self.is_blank() { "" } else { " " };
        let shift = words.len() + space.len();
        self.words.insert_str(0, &format!("{words}{space}"));
        self.marks.iter_mut().for_each(|(at, _)| *at += shift);
        self.origins.iter_mut().for_each(|(at, ..)| *at += shift);
    }

    /// Puts the mark of a note in the place of words that come from no run of a file.
    pub(super) fn take_note_mark(&mut self, place: Range<usize>, number: usize) {
        let (at, n_bytes) = (place.start, place.len());
        self.words.replace_range(place, "");
        for (other, _) in self.marks.iter_mut().filter(|(other, _)| *other > at) {
            *other = other.saturating_sub(n_bytes).max(at);
        }
        self.marks.push((at, Mark::Note(number)));
    }

    /// Tells what stands beside it as the paragraph of index `idx`.
    fn tell(&self, idx: usize, margin: &mut Margin) {
        let paragraph = u32::try_from(idx).unwrap_or(u32::MAX);
        if let Some(label) = &self.pinpoint {
            margin.pinpoints.push(Pinpoint { paragraph, label: label.clone() });
        }
        if let Some(label) = &self.label {
            margin.labels.push(Label { paragraph, words: label.clone() });
        }
        if self.kind == ParagraphKind::Item && self.depth > 0 {
            margin.depths.push(Depth { paragraph, depth: self.depth });
        }
    }

    fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }
}

/// A note, to stand after the text.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) parts: Vec<Part>,
}

/// The text, as far as it has come.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The text itself.
    base: Sink,
    /// The text boxes that are open, the innermost last.
    boxes: Vec<Sink>,
}

#[derive(Debug, Default)]
struct Sink {
    done: Vec<Part>,
    open: Option<Part>,
    /// Text boxes that hang on the open paragraph; they follow it.
    after: Vec<Part>,
    tables: Vec<Table>,
    /// Whether empty paragraphs count.
    keeps_blank: bool,
}

#[derive(Debug, Default)]
struct Table {
    /// Where the row that is open begins among the paragraphs that are done.
    row: usize,
    /// Where its cells begin.
    cells: Vec<usize>,
    holds_table: bool,
}

impl Draft {
    /// Where paragraphs now go.
    fn sink(&mut self) -> &mut Sink {
        self.boxes.last_mut().unwrap_or(&mut self.base)
    }

    /// Begins a paragraph, or goes on with one that was joined to this one.
    pub(super) fn begin_paragraph(&mut self, kind: ParagraphKind) {
        self.sink().open.get_or_insert_default().kind = kind;
    }

    /// Says what the open paragraph is for.
    pub(super) fn set_kind(&mut self, kind: ParagraphKind) {
        if let Some(open) = &mut self.sink().open {
            open.kind = kind;
        }
    }

    /// Says what is shown before the open paragraph.
    pub(super) fn set_label(&mut self, label: Option<String>) {
        if let Some(open) = &mut self.sink().open {
            open.label = label;
        }
    }

    /// Says how many lists the list stands in whose item the open paragraph is.
    pub(super) fn set_depth(&mut self, depth: usize) {
        if let Some(open) = &mut self.sink().open {
            open.depth = u8::try_from(depth).unwrap_or(u8::MAX);
        }
    }

    /// Whether the open paragraph has no words yet, or ends in a space.
    pub(super) fn ends_in_space(&mut self) -> bool {
        let open = self.sink().open.as_ref();
        open.is_none_or(|open| open.words.is_empty() || open.words.ends_with(' '))
    }

    /// Adds words to the open paragraph.
    pub(super) fn push(&mut self, words: &str, origin: Option<OriginPlace>) {
        if words.is_empty() {
            return;
        }
        let open = self.sink().open.get_or_insert_default();
        if let Some(place) = origin {
            open.origins.push((open.words.len(), words.len(), place));
        }
        open.words.push_str(words);
    }

    /// Breaks the line: the paragraph too where the line is meant as one.
    pub(super) fn push_break(&mut self, origin: Option<OriginPlace>) {
        let Some(open) = self.sink().open.as_ref() else { return };
        let line = open.words.trim();
        let is_whole = line.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', ')', '…']);
        let is_head = matches!(open.kind, ParagraphKind::Heading | ParagraphKind::Title);
        if !is_head && !line.is_empty() && (is_whole || line.chars().count() < SHORT_LINE) {
            self.split();
        } else {
            self.push(" ", origin);
        }
    }

    /// Ends the open paragraph and begins another one of its kind.
    pub(super) fn split(&mut self) {
        let sink = self.sink();
        let Some(open) = sink.open.take() else { return };
        let next = Part { kind: open.kind, depth: open.depth, ..Part::default() };
        sink.keep(open);
        sink.open = Some(next);
    }

    /// Puts in what stood here before: the first of its paragraphs goes on the open one, which goes
    /// on the last of them.
    pub(super) fn insert(&mut self, parts: &[Part]) {
        for (idx, part) in parts.iter().enumerate() {
            if idx > 0 {
                self.split();
            }
            self.sink().open.get_or_insert_default().append(part.clone());
        }
    }

    /// Puts a mark where the text now ends.
    pub(super) fn mark(&mut self, mark: Mark) {
        let open = self.sink().open.get_or_insert_default();
        open.marks.push((open.words.len(), mark));
    }

    /// Ends the open paragraph, unless it runs on into the next one.
    pub(super) fn end_paragraph(&mut self, runs_on: bool) {
        if runs_on {
            return;
        }
        self.sink().close();
    }

    pub(super) fn begin_table(&mut self) {
        let sink = self.sink();
        sink.close();
        sink.tables.push(Table::default());
    }

    pub(super) fn begin_row(&mut self) {
        let sink = self.sink();
        sink.close();
        let row = sink.done.len();
        if let Some(table) = sink.tables.last_mut() {
            *table = Table { row, ..Table::default() };
        }
    }

    pub(super) fn begin_cell(&mut self) {
        let sink = self.sink();
        sink.close();
        let at = sink.done.len();
        if let Some(table) = sink.tables.last_mut() {
            table.cells.push(at);
        }
    }

    pub(super) fn end_cell(&mut self) {
        self.sink().close();
    }

    /// Ends a row: one paragraph where its cells are short.
    pub(super) fn end_row(&mut self) {
        let sink = self.sink();
        sink.close();
        let n_done = sink.done.len();
        let Some(table) = sink.tables.last_mut() else { return };
        let (row, cells) = (table.row.min(n_done), std::mem::take(&mut table.cells));
        if cells.len() < 2 || std::mem::take(&mut table.holds_table) {
            return;
        }
        let ends = cells.iter().skip(1).copied().chain([n_done]);
        let sizes = cells.iter().zip(ends).map(|(&from, to)| {
            let parts = sink.done.get(from..to).unwrap_or_default();
            parts.iter().map(|part| part.words.trim().len() + 1).sum::<usize>()
        });
        if sizes.into_iter().any(|size| size > CELL_MAX) {
            return;
        }
        let mut cells = cells.into_iter().peekable();
        let mut whole = Part { kind: ParagraphKind::Row, ..Part::default() };
        let mut n_cells = 0_usize;
        let mut is_cell_empty = true;
        for (idx, mut part) in sink.done.drain(row..).enumerate() {
            while cells.next_if(|&cell| cell <= row + idx).is_some() {
                if n_cells > 0 {
                    whole.words.push('\t');
                }
                n_cells += 1;
                is_cell_empty = true;
            }
            // Cells that are numbered by themselves often hold nothing else.
            if let Some(label) = part.label.take() {
                part.put_before(&label);
            }
            // Tabs part cells here, and nothing else.
            if part.words.contains(['\t', '\n']) {
                part.words = part.words.replace(['\t', '\n'], " ");
            }
            if !is_cell_empty && !part.is_blank() {
                whole.words.push(' ');
            }
            is_cell_empty &= part.is_blank();
            whole.append(part);
        }
        for _ in cells {
            if n_cells > 0 {
                whole.words.push('\t');
            }
            n_cells += 1;
        }
        sink.keep(whole);
    }

    pub(super) fn end_table(&mut self) {
        let sink = self.sink();
        sink.close();
        sink.tables.pop();
        if let Some(outer) = sink.tables.last_mut() {
            outer.holds_table = true;
        }
    }

    /// Begins a text of its own inside the open paragraph.
    pub(super) fn begin_box(&mut self) {
        self.boxes.push(Sink::default());
    }

    /// Begins a text of its own whose empty paragraphs count: their ends part what is around.
    pub(super) fn begin_deletion(&mut self) {
        self.boxes.push(Sink { keeps_blank: true, ..Sink::default() });
    }

    /// Ends a text box: its paragraphs follow the one that it hangs on.
    pub(super) fn end_box(&mut self) {
        let parts = self.take_box();
        let sink = self.sink();
        if sink.open.is_some() {
            sink.after.extend(parts);
        } else {
            sink.done.extend(parts);
        }
    }

    /// Ends a text of its own and gives it away.
    pub(super) fn take_box(&mut self) -> Vec<Part> {
        self.boxes.pop().map(Sink::finish).unwrap_or_default()
    }

    /// All paragraphs, those of texts left open as well.
    pub(super) fn into_parts(mut self) -> Vec<Part> {
        while !self.boxes.is_empty() {
            self.end_box();
        }
        self.base.finish()
    }
}

impl Sink {
    /// Keeps a paragraph; empty ones count only for the marks in them.
    fn keep(&mut self, part: Part) {
        let is_cell = part.label.is_some() && !self.tables.is_empty();
        let counts = (self.keeps_blank || is_cell) && self.done.len() < BLANK_MAX;
        if counts || !part.is_blank() || !part.marks.is_empty() {
            self.done.push(part);
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.keep(open);
        }
        self.done.append(&mut self.after);
    }

    fn finish(mut self) -> Vec<Part> {
        self.close();
        self.done
    }
}

/// What the first paragraphs of a text say of it.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<jiff::civil::Date>,
}

impl Head {
    /// Reads the first paragraphs, and takes out those that say nothing but who wrote it and when.
    pub(super) fn take(parts: &mut [Part]) -> Self {
        Self::take_titled(parts, None)
    }

    /// The same, of a file that states its title: where the text begins with it, that is the headline.
    pub(super) fn take_titled(parts: &mut [Part], stated: Option<&str>) -> Self {
        let mut head = Self::default();
        if let Some(first) = parts.iter_mut().find(|part| !part.is_blank())
            && matches!(first.kind, ParagraphKind::Body | ParagraphKind::Heading)
            && stated.is_some_and(|title| is_same_title(title, &first.words))
        {
            first.kind = ParagraphKind::Title;
        }
        let words: Vec<_> = parts.iter().filter(|part| !part.is_blank()).take(HEAD + 1).collect();
        let is_titled = words.iter().any(|part| part.kind == ParagraphKind::Title);
        let is_headline = match words.split_first() {
            Some((first, others)) if !is_titled => {
                matches!(first.kind, ParagraphKind::Body | ParagraphKind::Heading)
                    && plain::is_headline(first.words.trim(), others.iter().map(|o| o.words.trim()))
            }
            _ => false,
        };
        let mut n_seen = 0;
        for part in parts.iter_mut().filter(|part| !part.is_blank()) {
            n_seen += 1;
            if n_seen > HEAD {
                break;
            }
            if n_seen == 1 && is_headline {
                part.kind = ParagraphKind::Title;
            }
            let words = part.words.trim();
            if part.kind == ParagraphKind::Title {
                head.title.get_or_insert_with(|| words.to_owned());
                continue;
            }
            if head.byline.is_none()
                && let Some(name) = byline::name_in_line(words)
            {
                head.byline = Some(name);
            } else if head.published.is_none()
                && let Some(day) = dates::dateline(words)
            {
                head.published = Some(day);
            } else {
                continue;
            }
            part.words.clear();
            part.origins.clear();
            part.marks.iter_mut().for_each(|(at, _)| *at = 0);
        }
        head
    }
}

/// Whether a line says what a title says: white space and case may differ.
fn is_same_title(title: &str, line: &str) -> bool {
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    line.len() <= 4 * title.len() && plain(title) == plain(line)
}

/// The text of paragraphs that have no marks.
pub(super) fn document(parts: Vec<Part>) -> Document {
    let mut margin = Margin::default();
    let parts = parts.into_iter().filter(|part| !part.is_blank()).enumerate();
    let words = parts.map(|(idx, part)| {
        part.tell(idx, &mut margin);
        (part.kind, part.words)
    });
    let document = Document::from_paragraphs(words);
    document.with_margin(margin)
}

/// Everything of a text, before its places are known.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) parts: Vec<Part>,
    /// By the numbers of their marks.
    pub(super) notes: Vec<Note>,
    pub(super) comments: Vec<Comment>,
    pub(super) changes: Vec<(ChangeKind, String, String)>,
}

impl Whole {
    /// Puts it together: the text, then its notes; what stands beside them at its places.
    pub(super) fn finish(self) -> (Document, OriginMap) {
        let Self { parts, notes, comments, changes } = self;
        let mut all = parts;
        let mut note_parts = Vec::with_capacity(notes.len());
        let mut labels = Vec::with_capacity(notes.len());
        for note in notes {
            note_parts.push(all.len());
            labels.push(note.label);
            all.extend(
                note.parts.into_iter().map(|part| Part { kind: ParagraphKind::Note, ..part }),
            );
        }
        note_parts.push(all.len());
        let words = all.iter().map(|part| (part.kind, part.words.clone()));
        let document = Document::from_paragraphs(words);
        let mut places = Places::default();
        let mut margin = Margin::default();
        let mut map = OriginMap::default();
        // The index of each part's first paragraph: its own, or the next one's.
        let mut first_paragraphs = Vec::with_capacity(all.len() + 1);
        let mut paragraphs = document.paragraphs().iter().map(|p| p.span).enumerate();
        let mut n_done = 0;
        for part in &all {
            first_paragraphs.push(n_done);
            let lead = part.words.len() - part.words.trim_start().len();
            let placed = if part.is_blank() { None } else { paragraphs.next() };
            let Some((idx, span)) = placed else {
                part.marks.iter().for_each(|&(_, mark)| places.put_between(mark));
                continue;
            };
            n_done = idx + 1;
            let place = |at: usize| {
                let at = u32::try_from(at.saturating_sub(lead)).unwrap_or(u32::MAX);
                span.start.saturating_add(at).min(span.end)
            };
            places.arrive(span);
            for &(at, mark) in &part.marks {
                places.put(mark, place(at));
            }
            for &(at, len, origin) in &part.origins {
                let n_cut = lead.saturating_sub(at).min(len);
                let cut = part.words.get(at..at + n_cut).map_or(0, |cut| cut.chars().count());
                let span = Span::new(place(at), place(at + len));
                if !span.is_empty() {
                    let chars = origin.chars.saturating_add(u32::try_from(cut).unwrap_or(u32::MAX));
                    map.pieces.push(OriginPiece { span, place: OriginPlace { chars, ..origin } });
                }
            }
            part.tell(idx, &mut margin);
        }
        first_paragraphs.push(n_done);
        let end = Span::from_range(0..document.text().len()).end;
        places.close(end);
        for (number, label) in labels.into_iter().enumerate() {
            let from = note_parts.get(number).copied().unwrap_or_default();
            let to = note_parts.get(number + 1).copied().unwrap_or(from);
            let first = |part: usize| first_paragraphs.get(part).copied().unwrap_or(n_done);
            if first(from) == first(to) {
                // A note without words.
                continue;
            }
            if let Some(&at) = places.notes.get(&number) {
                let paragraph = u32::try_from(first(from)).unwrap_or(u32::MAX);
                margin.notes.push(NoteMark { at, paragraph, label });
            }
        }
        for (number, comment) in comments.into_iter().enumerate() {
            let span = places.comments.get(&number).copied().unwrap_or_default();
            margin.comments.push(Comment { span: Span::new(span.0, span.1), ..comment });
        }
        for (number, (kind, who, when)) in changes.into_iter().enumerate() {
            let Some(&(start, end)) = places.changes.get(&number) else { continue };
            // The break between two paragraphs is no word.
            let words = Span::new(start, end).of(document.text());
            let n_lead = words.len() - words.trim_start_matches('\n').len();
            let n_words = words.trim_matches('\n').len();
            let from = start as usize + n_lead;
            let span = Span::from_range(from..from + n_words);
            match margin.changes.last_mut() {
                _ if span.is_empty() => {}
                Some(last)
                    if last.kind == kind && last.who == who && last.span.end == span.start =>
                {
                    last.span.end = span.end;
                }
                _ => margin.changes.push(Change { span, kind, who, when }),
            }
        }
        margin.notes.sort_by_key(|note| note.at);
        // A reply stays behind what it answers: the sort keeps the order of equals.
        margin.comments.sort_by_key(|comment| comment.span.start);
        margin.changes.sort_by_key(|change| change.span);
        map.pieces.sort_by_key(|piece| piece.span);
        (document.with_margin(margin), map)
    }
}

/// Where marks came to stand.
#[derive(Default)]
struct Places {
    comments: BTreeMap<usize, (u32, u32)>,
    notes: BTreeMap<usize, u32>,
    changes: BTreeMap<usize, (u32, u32)>,
    /// Marks from between two paragraphs that belong to the next one.
    waiting: Vec<Mark>,
    /// Where the paragraphs read so far end.
    end: u32,
}

impl Places {
    /// A mark that stands in no paragraph with words.
    fn put_between(&mut self, mark: Mark) {
        if mark.is_beginning() {
            self.waiting.push(mark);
        } else {
            // What ends before anything began has nothing in it.
            self.put(mark, self.end);
        }
    }

    fn arrive(&mut self, span: Span) {
        for mark in std::mem::take(&mut self.waiting) {
            self.put(mark, span.start);
        }
        self.end = span.end;
    }

    fn close(&mut self, end: u32) {
        for mark in std::mem::take(&mut self.waiting) {
            self.put(mark, end);
        }
    }

    fn put(&mut self, mark: Mark, at: u32) {
        match mark {
            Mark::CommentBegins(number) => drop(self.comments.entry(number).or_insert((at, at))),
            Mark::ChangeBegins(number) => drop(self.changes.entry(number).or_insert((at, at))),
            Mark::Note(number) => drop(self.notes.entry(number).or_insert(at)),
            Mark::CommentEnds(number) => {
                let place = self.comments.entry(number).or_insert((at, at));
                place.1 = at.max(place.0);
            }
            Mark::ChangeEnds(number) => {
                let place = self.changes.entry(number).or_insert((at, at));
                place.1 = at.max(place.0);
            }
        }
    }
}
