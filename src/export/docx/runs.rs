//! The runs of a part's XML, found again as the import counted them.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::export::ExportError;

/// One run (`w:r`) and what can be cut in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// All of it, in bytes of the part.
    pub(super) range: Range<usize>,
    /// Its properties (`w:rPr`), if it has any.
    pub(super) properties: Option<Range<usize>>,
    /// What it holds, in order.
    pub(super) children: Vec<Child>,
    /// Whether it holds paragraphs of its own, as a text box does: such a run is not cut.
    pub(super) is_nested: bool,
    /// The tracked change that it lies in, where there is one already.
    pub(super) tracked: Option<Tracked>,
}

/// What a tracked change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tracked {
    /// It puts words in, or moves them here.
    Added,
    /// It takes words out, or moves them away.
    Removed,
}

/// One element in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Child {
    pub(super) range: Range<usize>,
    /// Characters of the run before it.
    pub(super) from: u32,
    /// The words of a text element as the import counts them, and how many characters it leaves out
    /// before them; `None` for any other element, which counts one character or none.
    pub(super) words: Option<(String, u32)>,
    pub(super) n_chars: u32,
}

/// What the import does not count, with all inside.
const PASSED_OVER: &[&str] = &[
    "w:pPr",
    "w:trPr",
    "w:sdtPr",
    "w:instrText",
    "w:delInstrText",
    "w:rt",
    "w:sectPr",
    "w:tblPr",
    "w:tblGrid",
    "w:tcPr",
    "w:rubyPr",
];

/// Finds the runs, each at its number.
pub(super) fn runs(xml: &str) -> Result<Vec<Run>, ExportError> {
    let mut scan = Scan::new(xml);
    while scan.step()? {}
    Ok(scan.runs)
}

struct Scan<'x> {
    xml: &'x str,
    reader: Reader<&'x [u8]>,
    runs: Vec<Run>,
    /// Runs that are open, the innermost last, and how many elements are open inside each.
    open: Vec<(usize, usize)>,
    /// Of the innermost run's child that is open: where it began and what it is.
    child: Option<OpenChild>,
    depth: usize,
    /// Depths at which a tracked change began, and what it does.
    tracked: Vec<(usize, Tracked)>,
    forms: Vec<(usize, bool)>,
    prompts: Vec<(usize, bool)>,
}

struct OpenChild {
    start: usize,
    depth: usize,
    text: Option<(String, bool)>,
}

impl<'x> Scan<'x> {
    fn new(xml: &'x str) -> Self {
        let mut reader = Reader::from_str(xml);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            xml,
            reader,
            runs: Vec::new(),
            open: Vec::new(),
            child: None,
            depth: 0,
            tracked: Vec::new(),
            forms: Vec::new(),
            prompts: Vec::new(),
        }
    }

    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// One event; false at the end.
    fn step(&mut self) -> Result<bool, ExportError> {
        let before = self.at();
        let event = self.reader.read_event();
        let event = event.map_err(|e| ExportError::Failed(format!("the manuscript: {e}")))?;
        match event {
            Event::Start(start) => {
                self.depth += 1;
                self.start(&start, before, false)?;
            }
            Event::Empty(start) => {
                self.depth += 1;
                self.start(&start, before, true)?;
                self.end();
            }
            Event::End(_) => self.end(),
            Event::Text(text) => self.words(&text.xml10_content()),
            Event::CData(text) => self.words(&text.into_inner()),
            Event::GeneralRef(entity) => {
                let shown = match entity.resolve_char_ref() {
                    Ok(Some(c)) => Some(c.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(&entity.xml10_content())
                        .map(str::to_owned),
                };
                self.words(&shown.unwrap_or_default());
            }
            Event::Eof => return Ok(false),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        Ok(true)
    }

    fn words(&mut self, words: &str) {
        if let Some(OpenChild { text: Some((held, _)), .. }) = &mut self.child {
            held.push_str(words);
        }
    }

    /// Passes over the element that was just opened, its end included; one without content is ended
    /// by the caller.
    fn skip(&mut self, is_empty: bool) -> Result<(), ExportError> {
        let mut n_open = usize::from(!is_empty);
        while n_open > 0 {
            match self.reader.read_event() {
                Ok(Event::Start(_)) => n_open += 1,
                Ok(Event::End(_)) => n_open -= 1,
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => return Err(ExportError::Failed(format!("the manuscript: {error}"))),
            }
        }
        if !is_empty {
            self.end();
        }
        Ok(())
    }

    fn start(
        &mut self,
        start: &BytesStart<'_>,
        at: usize,
        is_empty: bool,
    ) -> Result<(), ExportError> {
        let name: &str = start.name().into_inner();
        match name {
            "w:r" => {
                for &(outer, _) in &self.open {
                    if let Some(run) = self.runs.get_mut(outer) {
                        run.is_nested = true;
                    }
                }
                self.open.push((self.runs.len(), self.depth));
                self.child = None;
                self.runs.push(Run {
                    range: at..at,
                    properties: None,
                    children: Vec::new(),
                    is_nested: false,
                    tracked: self.tracked.last().map(|&(_, tracked)| tracked),
                });
                return Ok(());
            }
            "w:ins" | "w:moveTo" => self.tracked.push((self.depth, Tracked::Added)),
            "w:del" | "w:moveFrom" => self.tracked.push((self.depth, Tracked::Removed)),
            "mc:AlternateContent" => self.forms.push((self.depth, false)),
            "mc:Choice" | "mc:Fallback" => {
                if let Some((_, read)) = self.forms.last_mut()
                    && std::mem::replace(read, true)
                {
                    return self.skip(is_empty);
                }
            }
            "w:sdt" => self.prompts.push((self.depth, false)),
            "w:sdtContent"
                if self.prompts.last_mut().is_some_and(|(_, shows)| std::mem::take(shows)) =>
            {
                return self.skip(is_empty);
            }
            "w:sdtPr" => {
                let from = at;
                self.skip(is_empty)?;
                let inside = self.xml.get(from..self.at()).unwrap_or_default();
                if inside.contains("<w:showingPlcHdr")
                    && let Some((_, shows)) = self.prompts.last_mut()
                {
                    *shows = true;
                }
                return Ok(());
            }
            _ => {}
        }
        let is_child = self.open.last().is_some_and(|&(_, depth)| self.depth == depth + 1);
        if is_child && name != "w:rPr" {
            let text = matches!(name, "w:t" | "w:delText").then(|| {
                let keeps = start.attributes().with_checks(false).flatten().any(|attribute| {
                    attribute.key.local_name().into_inner() == "space"
                        && attribute.value.as_ref() == "preserve"
                });
                (String::new(), keeps)
            });
            self.child = Some(OpenChild { start: at, depth: self.depth, text });
        }
        if name == "w:rPr" || PASSED_OVER.contains(&name) {
            self.skip(is_empty)?;
            let end = self.at();
            if is_child
                && name == "w:rPr"
                && let Some(&(idx, _)) = self.open.last()
                && let Some(run) = self.runs.get_mut(idx)
            {
                run.properties = Some(at..end);
            }
        }
        Ok(())
    }

    fn end(&mut self) {
        let end = self.at();
        if self.child.as_ref().is_some_and(|child| child.depth == self.depth)
            && let Some(child) = self.child.take()
        {
            self.end_child(child, end);
        }
        if self.open.last().is_some_and(|&(_, depth)| depth == self.depth)
            && let Some((idx, _)) = self.open.pop()
            && let Some(run) = self.runs.get_mut(idx)
        {
            run.range.end = end;
        }
        self.tracked.retain(|&(depth, _)| depth != self.depth);
        if self.forms.last().is_some_and(|&(depth, _)| depth == self.depth) {
            self.forms.pop();
        }
        if self.prompts.last().is_some_and(|&(depth, _)| depth == self.depth) {
            self.prompts.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn end_child(&mut self, child: OpenChild, end: usize) {
        let Some(&(idx, _)) = self.open.last() else { return };
        let Some(run) = self.runs.get_mut(idx) else { return };
        let from = run.children.last().map_or(0, |last| last.from + last.n_chars);
        let range = child.start..end;
        let count = |words: &str| u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
        let (words, n_chars) = match child.text {
            Some((text, true)) => {
                let n = count(&text);
                (Some((text, 0)), n)
            }
            Some((text, false)) => {
                let trimmed = text.trim_matches([' ', '\t', '\r', '\n']);
                let lead = u32::try_from(text.find(trimmed).unwrap_or_default()).unwrap_or(0);
                let n = lead + count(trimmed);
                (Some((trimmed.to_owned(), lead)), n)
            }
            None => {
                let tag = self.xml.get(range.clone()).unwrap_or_default();
                (None, u32::from(is_sign(tag)))
            }
        };
        run.children.push(Child { range, from, words, n_chars });
    }
}

/// Whether an element stands for one character.
fn is_sign(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').split([' ', '/', '>', '\t', '\n', '\r']).next();
    matches!(
        name,
        Some("w:tab" | "w:ptab" | "w:noBreakHyphen" | "w:softHyphen" | "w:sym" | "w:br" | "w:cr")
    )
}
