//! Puts comments and tracked changes into the XML of a manuscript's text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::comments::Remark;
use super::escaped;
use super::runs::{Child, Run, Tracked, runs};
use crate::export::ExportError;
use crate::text::{OriginPlace, lowered};

/// What is to stand at one claim.
#[derive(Debug)]
pub(super) struct Wish {
    /// Its comment.
    pub(super) remark: usize,
    /// Its first character and the one after its last; `None` where the text has no such place.
    pub(super) place: Option<(OriginPlace, OriginPlace)>,
    /// Its words.
    pub(super) quote: String,
    /// The words to stand instead.
    pub(super) change: Option<String>,
    /// Who proposes it, and when.
    pub(super) stamp: (String, String),
}

/// What to do in one run.
#[derive(Debug, Default)]
struct Task {
    /// Comments that begin before a character.
    begins: Vec<(u32, u32)>,
    /// Comments that end before a character.
    ends: Vec<(u32, u32)>,
    /// Characters to mark as deleted, and the wish that asks it.
    deleted: Vec<(Range<u32>, usize)>,
    /// Words to insert before a character, and the wish that asks it.
    inserted: Vec<(u32, usize)>,
}

/// Marks the part. Comments whose words are not found as they should be stand at its beginning and
/// name their words.
pub(super) fn mark(
    xml: &str,
    wishes: &[Wish],
    remarks: &mut [Remark],
) -> Result<String, ExportError> {
    let runs = runs(xml)?;
    let mut tasks: BTreeMap<u32, Task> = BTreeMap::new();
    let mut astray = Vec::new();
    let mut changed_to = None;
    for (at, wish) in wishes.iter().enumerate() {
        let Some(remark) = remarks.get_mut(wish.remark) else { continue };
        let place = wish.place.filter(|&(from, to)| says(&runs, from, to, &wish.quote));
        let Some((from, to)) = place else {
            remark.name_its_words(&wish.quote);
            astray.push(remark.id);
            continue;
        };
        tasks.entry(from.run).or_default().begins.push((from.chars, remark.id));
        tasks.entry(to.run).or_default().ends.push((to.chars, remark.id));
        // One change at a place, and none inside a change that is there already: the comment tells
        // the others.
        let can_change = from.paragraph == to.paragraph
            && changed_to.is_none_or(|end: OriginPlace| end <= from)
            && (from.run..=to.run).all(|run| {
                runs.get(run as usize).is_some_and(|run| run.tracked.is_none() && !run.is_nested)
            });
        if wish.change.is_some() && can_change {
            changed_to = Some(to);
            for run in from.run..=to.run {
                let begin = if run == from.run { from.chars } else { 0 };
                let end = if run == to.run { to.chars } else { u32::MAX };
                tasks.entry(run).or_default().deleted.push((begin..end, at));
            }
            tasks.entry(to.run).or_default().inserted.push((to.chars, at));
        }
    }
    let mut marker = Marker { xml, wishes, out: String::with_capacity(xml.len() * 2), next_id: 0 };
    let comments = remarks.iter().map(|remark| u64::from(remark.id)).max().unwrap_or(0);
    marker.next_id = highest_id(xml).max(comments) + 1;
    let mut done = 0;
    // Inner runs lie inside outer ones, which are not cut; by place the outer comes first.
    for (idx, task) in &tasks {
        let Some(run) = runs.get(*idx as usize) else { continue };
        if run.range.start < done {
            continue;
        }
        marker.copy(done..run.range.start);
        marker.run(run, task);
        done = run.range.end;
    }
    marker.copy(done..xml.len());
    let mut out = marker.out;
    if !astray.is_empty() {
        out = at_beginning(&out, &astray)?;
    }
    Ok(out)
}

/// Whether the characters between two places are those of a claim, by one of the ways in which
/// tracked changes are read: the file and the map agree.
fn says(runs: &[Run], from: OriginPlace, to: OriginPlace, quote: &str) -> bool {
    // Breaks and signs between the words are written otherwise in the text.
    let letters = |words: &str| -> String {
        words.chars().map(lowered).filter(|c| c.is_alphanumeric()).collect()
    };
    let quote = letters(quote);
    !quote.is_empty()
        && [Some(Tracked::Removed), Some(Tracked::Added), None].into_iter().any(|unread| {
            words(runs, from, to, unread).is_some_and(|found| letters(&found) == quote)
        })
}

/// The characters between two places, without runs in tracked changes of one sort; `None` where a
/// run cannot be cut.
fn words(
    runs: &[Run],
    from: OriginPlace,
    to: OriginPlace,
    unread: Option<Tracked>,
) -> Option<String> {
    let mut found = String::new();
    for idx in from.run..=to.run {
        let run = runs.get(idx as usize)?;
        if run.is_nested {
            return None;
        }
        if run.tracked.is_some() && run.tracked == unread {
            continue;
        }
        let begin = if idx == from.run { from.chars } else { 0 };
        let end = if idx == to.run { to.chars } else { u32::MAX };
        for child in &run.children {
            let Some((words, lead)) = &child.words else { continue };
            let chars = words.chars().zip(child.from + lead..);
            found.extend(chars.filter(|(_, at)| (begin..end).contains(at)).map(|(c, _)| c));
        }
    }
    Some(found)
}

struct Marker<'x> {
    xml: &'x str,
    wishes: &'x [Wish],
    out: String,
    /// For the next tracked change.
    next_id: u64,
}

impl Marker<'_> {
    fn copy(&mut self, range: Range<usize>) {
        self.out.push_str(self.xml.get(range).unwrap_or_default());
    }

    /// Writes a run in as many pieces as its marks make of it.
    fn run(&mut self, run: &Run, task: &Task) {
        let n_chars = run.children.last().map_or(0, |last| last.from + last.n_chars);
        if run.is_nested {
            self.marks_before(0, u32::MAX, &task.begins, &[]);
            self.copy(run.range.clone());
            self.marks_before(0, u32::MAX, &[], &task.ends);
            return;
        }
        let mut cuts: Vec<u32> = task
            .begins
            .iter()
            .chain(&task.ends)
            .map(|&(at, _)| at)
            .chain(task.deleted.iter().flat_map(|(range, _)| [range.start, range.end]))
            .map(|at| at.min(n_chars))
            .chain([0, n_chars])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        for (idx, &from) in cuts.iter().enumerate() {
            let is_last = idx + 1 == cuts.len();
            let ends: Vec<_> =
                task.ends.iter().filter(|(at, _)| (*at).min(n_chars) == from).copied().collect();
            for &(at, wish) in &task.inserted {
                if at.min(n_chars) == from {
                    self.insert(run, wish);
                }
            }
            self.marks_before(0, u32::MAX, &[], &ends);
            let begins: Vec<_> =
                task.begins.iter().filter(|(at, _)| (*at).min(n_chars) == from).copied().collect();
            self.marks_before(0, u32::MAX, &begins, &[]);
            if is_last {
                // Elements without characters at the run's end belong to no piece yet.
                if cuts.len() == 1 {
                    self.piece(run, from..u32::MAX, None);
                }
                break;
            }
            let to = cuts.get(idx + 1).copied().unwrap_or(n_chars);
            let to = if idx + 2 == cuts.len() { u32::MAX } else { to };
            let deleted =
                task.deleted.iter().find(|(range, _)| range.start <= from && from < range.end);
            self.piece(run, from..to, deleted.map(|&(_, wish)| wish));
        }
    }

    fn marks_before(&mut self, from: u32, to: u32, begins: &[(u32, u32)], ends: &[(u32, u32)]) {
        for (_, id) in ends.iter().filter(|(at, _)| (from..to).contains(at) || *at == to) {
            // Writing to a string cannot fail.
            let _ = write!(
                self.out,
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
            );
        }
        for (_, id) in begins.iter().filter(|(at, _)| (from..to).contains(at) || *at == to) {
            let _ = write!(self.out, "<w:commentRangeStart w:id=\"{id}\"/>");
        }
    }

    /// The part of a run between two characters as a run of its own.
    fn piece(&mut self, run: &Run, chars: Range<u32>, deleted: Option<usize>) {
        let mut inside = String::new();
        for child in &run.children {
            let end = child.from + child.n_chars;
            let is_here = if child.n_chars == 0 {
                chars.contains(&child.from)
            } else {
                child.from < chars.end && end > chars.start
            };
            if is_here {
                self.child(&mut inside, child, &chars, deleted.is_some());
            }
        }
        if inside.is_empty() {
            return;
        }
        let opened = deleted.map(|wish| self.revision("w:del", wish));
        let properties = run.properties.clone().and_then(|range| self.xml.get(range));
        let start = self.xml.get(run.range.start..).unwrap_or_default();
        let tag = start.split_inclusive('>').next().unwrap_or("<w:r>");
        let piece = format!("{tag}{}{inside}</w:r>", properties.unwrap_or_default());
        match opened {
            Some(opened) => {
                self.out.push_str(&opened);
                self.out.push_str(&piece);
                self.out.push_str("</w:del>");
            }
            None => self.out.push_str(&piece),
        }
    }

    /// One element of a run, or the part of its words that is asked for.
    fn child(&self, inside: &mut String, child: &Child, chars: &Range<u32>, is_deleted: bool) {
        let whole =
            child.from >= chars.start && child.from.saturating_add(child.n_chars) <= chars.end;
        let Some((words, lead)) = &child.words else {
            inside.push_str(self.xml.get(child.range.clone()).unwrap_or_default());
            return;
        };
        if whole && !is_deleted {
            inside.push_str(self.xml.get(child.range.clone()).unwrap_or_default());
            return;
        }
        let first = child.from + lead;
        let part: String = words
            .chars()
            .zip(first..)
            .filter(|(_, at)| chars.contains(at))
            .map(|(c, _)| c)
            .collect();
        if part.is_empty() {
            return;
        }
        let tag = if is_deleted { "w:delText" } else { "w:t" };
        // Writing to a string cannot fail.
        let _ = write!(inside, "<{tag} xml:space=\"preserve\">{}</{tag}>", escaped(&part));
    }

    /// The words that are to stand instead, dressed as those they replace.
    fn insert(&mut self, run: &Run, wish: usize) {
        let Some(words) = self.wishes.get(wish).and_then(|wish| wish.change.as_deref()) else {
            return;
        };
        if words.is_empty() {
            return;
        }
        let words = escaped(&words.split_whitespace().collect::<Vec<_>>().join(" "));
        let opened = self.revision("w:ins", wish);
        let properties = run.properties.clone().and_then(|range| self.xml.get(range));
        let properties = properties.unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(
            self.out,
            "{opened}<w:r>{properties}<w:t xml:space=\"preserve\">{words}</w:t></w:r></w:ins>"
        );
    }

    /// A tracked change, opened.
    fn revision(&mut self, tag: &str, wish: usize) -> String {
        let id = self.next_id;
        self.next_id += 1;
        let stamp = self.wishes.get(wish).map(|wish| &wish.stamp);
        let (who, when) = stamp.map_or(("", ""), |(who, when)| (who.as_str(), when.as_str()));
        let date =
            if when.is_empty() { String::new() } else { format!(" w:date=\"{}\"", escaped(when)) };
        format!("<{tag} w:id=\"{id}\" w:author=\"{}\"{date}>", escaped(who))
    }
}

/// The highest number of any mark in the part, for new ones to lie above.
fn highest_id(xml: &str) -> u64 {
    xml.match_indices("w:id=")
        .filter_map(|(at, head)| {
            let value = xml.get(at + head.len() + 1..)?;
            value.split(['"', '\'']).next()?.parse::<u64>().ok()
        })
        .filter(|&id| id < 1 << 31)
        .max()
        .unwrap_or(0)
}

/// Puts comments into the first paragraph.
fn at_beginning(xml: &str, ids: &[u32]) -> Result<String, ExportError> {
    let missing = || ExportError::Failed("the manuscript has no paragraph".to_owned());
    let body = xml.find("<w:body").ok_or_else(missing)?;
    let rest = xml.get(body..).unwrap_or_default();
    let paragraph = ["<w:p>", "<w:p "].iter().filter_map(|tag| rest.find(tag)).min();
    let at = body + paragraph.ok_or_else(missing)?;
    let tag_end = at + xml.get(at..).and_then(|tag| tag.find('>')).ok_or_else(missing)? + 1;
    let is_empty = xml.get(..tag_end).is_some_and(|head| head.ends_with("/>"));
    let mut marks = String::new();
    for id in ids {
        let _ = write!(
            marks,
            "<w:commentRangeStart w:id=\"{id}\"/><w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
        );
    }
    if is_empty {
        let (head, tail) = (xml.get(..tag_end - 2), xml.get(tag_end..));
        return Ok(format!(
            "{}>{marks}</w:p>{}",
            head.unwrap_or_default(),
            tail.unwrap_or_default()
        ));
    }
    // After the paragraph's properties, which must come first.
    let inside = xml.get(tag_end..).unwrap_or_default();
    let after = if inside.trim_start().starts_with("<w:pPr/>") {
        inside.find("<w:pPr/>").map_or(0, |at| at + "<w:pPr/>".len())
    } else if inside.trim_start().starts_with("<w:pPr") {
        inside.find("</w:pPr>").map_or(0, |at| at + "</w:pPr>".len())
    } else {
        0
    };
    let at = tag_end + after;
    let (head, tail) = (xml.get(..at), xml.get(at..));
    Ok(format!("{}{marks}{}", head.unwrap_or_default(), tail.unwrap_or_default()))
}
