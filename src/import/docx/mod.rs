//! DOCX: the archive and what its parts are for.

mod body;
mod math;
mod numbering;
mod properties;
mod symbol;

use std::collections::BTreeMap;

use super::counting::roman;
use super::draft::{Head, Note, Part, Whole};
use super::facts::Facts;
use super::package::{Package, resolved};
use super::xml::Xml;
use super::{Fit, ImportError, Imported, Importer, Source, Warning, is_named};
use crate::text::{Comment, Document, OriginMap, OriginPart};
use body::{Body, NoteKind};
use numbering::Numbering;
use properties::Styles;
pub(super) use properties::{depth_of, kind_of};
pub(super) use symbol::shown;

pub(super) const IMPORTER: Importer = Importer {
    name: "docx",
    label: "Word document",
    extensions: &["docx", "docm", "dotx", "dotm"],
    is_foreign: true,
    sniff,
    read,
};

const WHAT: &str = "a Word document";

/// Namespaces and the names by which they are known here; strict files use the second of two.
const SPACES: &[(&str, &str)] = &[
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", "m"),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    ("http://schemas.microsoft.com/office/word/2012/wordml", "w15"),
];

/// How far from either end of the archive the names of its parts are looked for, in bytes.
const NEAR: usize = 1 << 18;

fn sniff(source: &Source<'_>) -> Fit {
    let bytes = source.bytes;
    if !bytes.starts_with(b"PK\x03\x04") {
        return Fit::No;
    }
    let head = bytes.get(..NEAR).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(NEAR)..).unwrap_or(bytes);
    let holds = |name: &[u8]| [head, tail].iter().any(|b| memchr::memmem::find(b, name).is_some());
    if holds(b"word/document") {
        Fit::Certain
    } else if is_named(source, IMPORTER.extensions) {
        Fit::Named
    } else {
        Fit::No
    }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    Ok(read_whole(source)?.0)
}

/// The text again with the map to its origins; `None` where this is no such file.
pub(super) fn origins(source: &Source<'_>) -> Option<(Document, OriginMap)> {
    if sniff(source) < Fit::Named {
        return None;
    }
    let (imported, map) = read_whole(source).ok()?;
    Some((imported.document, map))
}

fn read_whole(source: &Source<'_>) -> Result<(Imported, OriginMap), ImportError> {
    let mut package = Package::open(source.bytes, WHAT)?;
    let names = Names::read(&mut package)?;
    let Some(main) = package.xml(&names.main)? else {
        return Err(ImportError::Damaged { what: WHAT });
    };
    let styles = match package.xml(&names.styles)? {
        Some(xml) => Styles::read(&xml),
        None => Styles::default(),
    };
    let numbering = match package.xml(&names.numbering)? {
        Some(xml) => Numbering::read(&xml),
        None => Numbering::default(),
    };
    let mut body = Body::new(&styles, &numbering, source.changes, OriginPart::Main);
    let mut is_cut = body.read(&main);
    drop(main);

    let mut captured = BTreeMap::new();
    for (kind, part, name) in [
        (NoteKind::Footnote, OriginPart::Footnotes, &names.footnotes),
        (NoteKind::Endnote, OriginPart::Endnotes, &names.endnotes),
    ] {
        if !body.notes.iter().any(|note| note.kind == kind) {
            continue;
        }
        if let Some(xml) = package.xml(name)? {
            body.begin_part(part);
            is_cut |= body.read(&xml);
            for note in std::mem::take(&mut body.captured) {
                captured.entry((kind, note.id)).or_insert(note.parts);
            }
        }
    }
    let comments = match package.xml(&names.comments)? {
        Some(xml) => {
            let mut remarks = Body::new(&styles, &numbering, source.changes, OriginPart::Comments);
            is_cut |= remarks.read(&xml);
            let threads = package.xml(&names.threads)?.map(|xml| threads(&xml)).unwrap_or_default();
            comments(&remarks, &body, &threads)
        }
        None => Vec::new(),
    };
    let notes = numbered(&body, captured);
    let facts = package.xml(&names.facts)?.map(|xml| Facts::read(&xml)).unwrap_or_default();

    let (n_changes, n_hidden) = (body.n_changes, body.n_hidden);
    let (mut parts, changes) = body.finish();
    let head = Head::take_titled(&mut parts, facts.title.as_deref());
    let (document, map) = Whole { parts, notes, comments, changes }.finish();
    let mut warnings = Vec::new();
    if n_changes > 0 {
        warnings.push(Warning::Tracked(source.changes));
    }
    if n_hidden > 0 {
        warnings.push(Warning::Hidden(n_hidden));
    }
    if is_cut || package.is_damaged() {
        warnings.push(Warning::Damaged);
    }
    let imported = facts.imported(head, document, warnings);
    Ok((imported, map))
}

/// The names of the parts, by the archive's own account or as they are usually called.
struct Names {
    main: String,
    styles: String,
    numbering: String,
    footnotes: String,
    endnotes: String,
    comments: String,
    /// Which comment answers which.
    threads: String,
    /// Title, author, dates.
    facts: String,
}

impl Names {
    fn read(package: &mut Package<'_>) -> Result<Self, ImportError> {
        let of_package = relations(package, "_rels/.rels", "")?;
        let by_kind = |relations: &[(String, String)], kind: &str, usual: String| {
            let found = relations.iter().find(|(other, _)| other == kind);
            found.map_or(usual, |(_, target)| target.clone())
        };
        let main = by_kind(&of_package, "officeDocument", "word/document.xml".to_owned());
        let main = if package.holds(&main) { main } else { "word/document.xml".to_owned() };
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let of_main = relations(package, &resolved(&main, &format!("_rels/{file}.rels")), &main)?;
        let named = |kind: &str| {
            let usual = format!("{folder}/{kind}.xml");
            by_kind(&of_main, kind, usual.trim_start_matches('/').to_owned())
        };
        Ok(Self {
            styles: named("styles"),
            numbering: named("numbering"),
            footnotes: named("footnotes"),
            endnotes: named("endnotes"),
            comments: named("comments"),
            threads: named("commentsExtended"),
            facts: by_kind(&of_package, "core-properties", "docProps/core.xml".to_owned()),
            main,
        })
    }
}

/// The last words of each relation's kind, and the part that it leads to.
fn relations(
    package: &mut Package<'_>,
    name: &str,
    from: &str,
) -> Result<Vec<(String, String)>, ImportError> {
    let Some(text) = package.xml(name)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut xml = Xml::new(&text, &[]);
    while let Some(node) = xml.next() {
        let super::xml::Node::Start(element) = node else { continue };
        if element.local() != "Relationship" || element.attribute("TargetMode").is_some() {
            continue;
        }
        if let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push((kind, resolved(from, &target)));
        }
    }
    Ok(found)
}

/// The notes that the text refers to, in its order, with their numbers.
fn numbered(body: &Body<'_>, mut captured: BTreeMap<(NoteKind, String), Vec<Part>>) -> Vec<Note> {
    let (mut n_footnotes, mut n_endnotes) = (0, 0);
    let label = |kind: NoteKind, sign: &Option<String>| {
        let n = if kind == NoteKind::Footnote { &mut n_footnotes } else { &mut n_endnotes };
        if let Some(sign) = sign {
            return sign.clone();
        }
        *n += 1;
        if kind == NoteKind::Footnote { n.to_string() } else { roman(*n) }
    };
    let mut label = label;
    let note = |note: &body::NoteReference| Note {
        label: label(note.kind, &note.sign),
        parts: captured.remove(&(note.kind, note.id.clone())).unwrap_or_default(),
    };
    body.notes.iter().map(note).collect()
}

/// The comments that the text has marks of, in the order of their marks' numbers.
fn comments(remarks: &Body<'_>, body: &Body<'_>, threads: &Threads) -> Vec<Comment> {
    let mut by_id: BTreeMap<&str, Comment> = BTreeMap::new();
    for remark in &remarks.captured {
        let words: Vec<_> = remark.parts.iter().map(|part| part.words.trim()).collect();
        let thread = threads.get(&remark.last_paragraph);
        let comment = Comment {
            who: remark.who.clone(),
            when: remark.when.clone(),
            words: words.join("\n").trim().to_owned(),
            is_reply: thread.is_some_and(|thread| thread.is_reply),
            is_done: thread.is_some_and(|thread| thread.is_done),
            ..Comment::default()
        };
        by_id.entry(&remark.id).or_insert(comment);
    }
    let mut ids: Vec<(&String, usize)> = body.comments.iter().map(|(id, &at)| (id, at)).collect();
    ids.sort_by_key(|&(_, at)| at);
    ids.into_iter().map(|(id, _)| by_id.remove(id.as_str()).unwrap_or_default()).collect()
}

/// By the name of a comment's last paragraph.
type Threads = BTreeMap<String, Thread>;

struct Thread {
    is_reply: bool,
    is_done: bool,
}

fn threads(text: &str) -> Threads {
    let mut threads = BTreeMap::new();
    let mut xml = Xml::new(text, SPACES);
    while let Some(node) = xml.next() {
        let super::xml::Node::Start(element) = node else { continue };
        if element.local() != "commentEx" {
            continue;
        }
        let Some(paragraph) = element.attribute("paraId") else { continue };
        let is_reply = element.attribute("paraIdParent").is_some();
        let is_done = element.attribute("done").is_some_and(|done| done == "1" || done == "true");
        threads.insert(paragraph, Thread { is_reply, is_done });
    }
    threads
}
