//! The archive: its parts are copied as they are, but for those that the marks change.

use std::io::{Cursor, Read, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::comments::{self, Remark};
use crate::export::ExportError;

/// More than this a part cannot hold: a file that unpacks to more is a trap.
const PART_MAX: u64 = 256 << 20;

const COMMENTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const COMMENTS_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";

pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    main: String,
    relations: String,
    comments: String,
    has_comments: bool,
}

fn damaged() -> ExportError {
    ExportError::Failed("the manuscript's file is damaged".to_owned())
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, ExportError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_error| damaged())?;
        let mut package = Self {
            archive,
            main: "word/document.xml".to_owned(),
            relations: String::new(),
            comments: String::new(),
            has_comments: false,
        };
        if let Some(xml) = package.part("_rels/.rels")?
            && let Some(target) = relation(&xml, "officeDocument")
        {
            package.main = target.trim_start_matches('/').to_owned();
        }
        let (folder, file) = package.main.rsplit_once('/').unwrap_or(("", &package.main));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        package.relations = format!("{folder}_rels/{file}.rels");
        package.comments = format!("{folder}comments.xml");
        if let Some(xml) = package.part(&package.relations.clone())?
            && let Some(target) = relation(&xml, "comments")
        {
            package.has_comments = true;
            package.comments = match target.strip_prefix('/') {
                Some(rooted) => rooted.to_owned(),
                None => format!("{folder}{target}"),
            };
        }
        Ok(package)
    }

    /// The text's part.
    pub(super) fn main_text(&mut self) -> Result<String, ExportError> {
        let main = self.main.clone();
        self.part(&main)?.ok_or_else(damaged)
    }

    /// A number above that of every comment.
    pub(super) fn next_comment_id(&mut self, main: &str) -> Result<u32, ExportError> {
        let comments = self.comments.clone();
        let old = self.part(&comments)?.unwrap_or_default();
        let mut highest = None;
        for xml in [main, &old] {
            let mut reader = Reader::from_str(xml);
            reader.config_mut().check_end_names = false;
            loop {
                match reader.read_event() {
                    Ok(Event::Start(start) | Event::Empty(start)) => {
                        let name: &str = start.name().into_inner();
                        if name.starts_with("w:comment") {
                            for attribute in start.attributes().with_checks(false).flatten() {
                                if attribute.key.local_name().into_inner() == "id" {
                                    highest = highest.max(attribute.value.parse::<u32>().ok());
                                }
                            }
                        }
                    }
                    Ok(Event::Eof) | Err(_) => break,
                    Ok(_) => {}
                }
            }
        }
        Ok(highest.map_or(0, |id| id.saturating_add(1)))
    }

    /// A part as text; `None` where there is none.
    fn part(&mut self, name: &str) -> Result<Option<String>, ExportError> {
        let Ok(file) = self.archive.by_name(name) else { return Ok(None) };
        let mut text = String::new();
        file.take(PART_MAX).read_to_string(&mut text).map_err(|_error| damaged())?;
        Ok(Some(text.trim_start_matches('\u{FEFF}').to_owned()))
    }

    /// The file with the marked text and the comments.
    pub(super) fn finish(mut self, main: &str, remarks: &[Remark]) -> Result<Vec<u8>, ExportError> {
        let failed = |error: &dyn std::fmt::Display| ExportError::Failed(error.to_string());
        let mut changed = vec![(self.main.clone(), main.to_owned())];
        if !remarks.is_empty() {
            let name = self.comments.clone();
            let old = self.part(&name)?;
            changed
                .push((name.clone(), comments::with(old.as_deref(), remarks).ok_or_else(damaged)?));
            if !self.has_comments {
                let relations = self.relations.clone();
                let file = name.rsplit('/').next().unwrap_or(&name);
                changed.push((relations.clone(), with_relation(self.part(&relations)?, file)?));
            }
            let types = self.part("[Content_Types].xml")?.ok_or_else(damaged)?;
            if !types.contains(COMMENTS_TYPE) {
                changed.push(("[Content_Types].xml".to_owned(), with_type(&types, &name)?));
            }
        }
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default();
        for idx in 0..self.archive.len() {
            let file = self.archive.by_index_raw(idx).map_err(|e| failed(&e))?;
            let name = file.name().map_err(|e| failed(&e))?.into_owned();
            if let Some(at) = changed.iter().position(|(changed, _)| *changed == name) {
                let (name, text) = changed.swap_remove(at);
                drop(file);
                out.start_file(name, options).map_err(|e| failed(&e))?;
                out.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
            } else {
                out.raw_copy_file(file).map_err(|e| failed(&e))?;
            }
        }
        // Parts that were not there before.
        for (name, text) in changed {
            out.start_file(name, options).map_err(|e| failed(&e))?;
            out.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
        }
        Ok(out.finish().map_err(|e| failed(&e))?.into_inner())
    }
}

/// Where the first relation of a kind leads.
fn relation(xml: &str, kind: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => {
                let attribute = |name: &str| {
                    let mut attributes = start.attributes();
                    let found = attributes
                        .with_checks(false)
                        .flatten()
                        .find(|a| a.key.local_name().into_inner() == name)?;
                    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
                };
                if attribute("Type").is_some_and(|t| t.rsplit('/').next() == Some(kind)) {
                    return attribute("Target");
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// The relations with one to the comments.
fn with_relation(old: Option<String>, file: &str) -> Result<String, ExportError> {
    let mut id = "rIdTickmark".to_owned();
    while old.as_ref().is_some_and(|old| old.contains(&format!("\"{id}\""))) {
        id.push('1');
    }
    let ours =
        format!("<Relationship Id=\"{id}\" Type=\"{COMMENTS_RELATION}\" Target=\"{file}\"/>");
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    let Some(old) = old else { return Ok(format!("{head}{ours}</Relationships>")) };
    before_end(&old, "Relationships", &ours)
}

/// The content types with that of the comments.
fn with_type(old: &str, part: &str) -> Result<String, ExportError> {
    let ours = format!("<Override PartName=\"/{part}\" ContentType=\"{COMMENTS_TYPE}\"/>");
    before_end(old, "Types", &ours)
}

fn before_end(xml: &str, tag: &str, ours: &str) -> Result<String, ExportError> {
    if let Some(at) = xml.rfind(&format!("</{tag}>")) {
        let (head, foot) = xml.split_at(at);
        return Ok(format!("{head}{ours}{foot}"));
    }
    let at = xml.rfind("/>").ok_or_else(damaged)?;
    Ok(format!("{}>{ours}</{tag}>", xml.get(..at).unwrap_or_default()))
}
