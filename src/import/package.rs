//! The archives that documents come in. Parts are asked for by name and unpacked in memory, within
//! bounds; no name in an archive ever becomes a path.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{ImportError, xml};

/// Entries that an archive may have; a book with a picture on each page has a few thousand.
const ENTRIES_MAX: u64 = 20_000;

/// Bytes that one part may unpack to.
const PART_MAX: u64 = 64 << 20;

/// Bytes that all parts read together may unpack to.
const WHOLE_MAX: u64 = 160 << 20;

/// How many times longer a part may get; XML of real documents stays below a hundred.
const RATIO_MAX: u64 = 250;

/// Bytes that any part may unpack to, however well it was packed.
const SMALL: u64 = 1 << 20;

/// How far from an archive's end its table of contents is announced: the longest comment.
const TAIL: usize = (1 << 16) + 22;

/// An archive, its parts read one at a time.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// What the document is, for messages.
    what: &'static str,
    /// Bytes that may be unpacked yet.
    left: u64,
    is_damaged: bool,
}

impl<'b> Package<'b> {
    /// Reads the table of contents. `what` names the document in messages, with its article.
    pub(super) fn open(bytes: &'b [u8], what: &'static str) -> Result<Self, ImportError> {
        if n_entries(bytes) > ENTRIES_MAX {
            return Err(ImportError::Trap { what });
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).ok().ok_or(ImportError::Damaged { what })?;
        Ok(Self { archive, what, left: WHOLE_MAX, is_damaged: false })
    }

    /// Whether any part read so far was damaged.
    pub(super) const fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// Whether there is a part of this name.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// One part; `None` where there is none of this name, or nothing of it can be read.
    ///
    /// # Errors
    ///
    /// When it unpacks to more than a document holds.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(idx) = self.index_of(name) else { return Ok(None) };
        let Ok(entry) = self.archive.by_index(idx) else {
            self.is_damaged = true;
            return Ok(None);
        };
        let bound = entry.compressed_size().saturating_mul(RATIO_MAX).saturating_add(SMALL);
        let bound = bound.min(PART_MAX).min(self.left);
        let mut bytes = Vec::new();
        let read = entry.take(bound + 1).read_to_end(&mut bytes);
        // What came before the damage is kept.
        self.is_damaged |= read.is_err();
        let n_read = bytes.len() as u64;
        if n_read > bound {
            return Err(ImportError::Trap { what: self.what });
        }
        self.left -= n_read;
        Ok((read.is_ok() || !bytes.is_empty()).then_some(bytes))
    }

    /// One part of XML, as characters.
    ///
    /// # Errors
    ///
    /// When it unpacks to more than a document holds.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        Ok(self.part(name)?.map(xml::text_of))
    }

    /// The index of a part: by its name, else by one that differs in case or slashes only.
    fn index_of(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.archive.index_for_name(name).or_else(|| {
            (0..self.archive.len()).find(|&idx| {
                let other = self.archive.name_for_index(idx).and_then(Result::ok);
                other.is_some_and(|other| {
                    let other = other.replace('\\', "/");
                    other.trim_start_matches('/').eq_ignore_ascii_case(name)
                })
            })
        })
    }
}

/// How many entries an archive says it has; asked before they are read, since each takes memory.
fn n_entries(bytes: &[u8]) -> u64 {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(bytes);
    let number = |mark: &[u8], offset: usize, length: usize| {
        let at = memchr::memmem::rfind(tail, mark)?;
        let field = tail.get(at + offset..at + offset + length)?;
        Some(field.iter().rev().fold(0_u64, |sum, &byte| (sum << 8) | u64::from(byte)))
    };
    let count = number(b"PK\x05\x06", 10, 2).unwrap_or(0);
    // Archives with more say so in a longer record before this one.
    count.max(number(b"PK\x06\x06", 32, 8).unwrap_or(0))
}

/// The folder of a part, with its slash, and the part that `target` names from there.
pub(super) fn resolved(from: &str, target: &str) -> String {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    segments.join("/")
}
