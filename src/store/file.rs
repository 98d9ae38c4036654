//! The project file: RON with a format number at its head and a digest at its foot.

use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest as _, Sha256};

use super::comments;
use super::disk::{self, DiskError, Glance, IfReadOnly, Landed, Steps, ThisDisk};
use super::migrate::{self, FORMAT};
use crate::project::Project;

/// How every project file begins.
const HEAD: &str = "// A Tickmark project. It can be read and compared as text.\n";

/// How the last line begins; the digest of all bytes before it follows.
const FOOT: &str = "// sha256: ";

/// How many unknown fields are named in a message.
const FIELDS_NAMED: usize = 3;

/// A project as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The project.
    pub project: Project,
    /// What should be told about the file, in sentences.
    pub warning: Option<String>,
    /// Whether a later version of the program wrote it: what this one did not understand would be
    /// lost if it were saved over.
    pub is_newer: bool,
}

/// SHA-256 of bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A file as this program saw or wrote it last, by which it knows that someone else changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its content.
    pub digest: Digest,
    /// At a glance.
    pub glance: Option<Glance>,
}

impl Seen {
    /// A file with this content.
    #[must_use]
    pub fn now(path: &Path, bytes: &[u8]) -> Self {
        Self { digest: Digest::of(bytes), glance: disk::glance(path) }
    }

    /// The file as it is now, where it is not as it was seen. One that is gone, or can't be read for
    /// the moment, was not changed: there is nothing to lose by it.
    #[must_use]
    pub fn changed(&self, path: &Path) -> Option<Self> {
        let glance = disk::glance(path)?;
        if self.glance == Some(glance) {
            return None;
        }
        let now = Self { digest: Digest::of(&disk::read(path).ok()?), glance: Some(glance) };
        (now.digest != self.digest).then_some(now)
    }
}

/// What a save is to mind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terms {
    /// The file as it was seen last: where it is another now, it is not replaced unasked.
    pub seen: Option<Digest>,
    /// Whether the user agreed that a read-only file is replaced.
    pub if_read_only: IfReadOnly,
}

/// A project that is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The file as it is now.
    pub seen: Seen,
    /// The bytes that were written.
    pub bytes: Vec<u8>,
    /// What should be told, in a sentence.
    pub warning: Option<String>,
}

/// Why a project could not be read. The file is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It is something else.
    #[error(
        "This file is not a Tickmark project. It begins like {0}: open it as an article instead."
    )]
    Foreign(&'static str),
    /// It was cut, or changed so that it does not hold together.
    #[error(
        "The project is damaged at line {line}, column {column}: {what}. Open an earlier copy, or mend that line in a text editor."
    )]
    Damaged {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
        /// What the reader stumbled over.
        what: String,
    },
    /// A later version of the program wrote it.
    #[error(
        "This project was saved by a newer Tickmark (format {found}; this one reads up to {FORMAT}). Update Tickmark to open it."
    )]
    Newer {
        /// The format number in the file.
        found: u32,
    },
}

/// Why a project could not be saved. What was on disk before is still there.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk did not take it.
    #[error(
        "Not saved. {why}. What was saved before is untouched, and nothing of what you did is lost: try again, or save somewhere else.",
        why = not_written(.0)
    )]
    Disk(DiskError),
    /// It may be read but not written, and the user was not asked yet.
    #[error("Not saved. The file is read-only")]
    ReadOnly,
    /// Someone else has changed it, and the user was not asked yet.
    #[error("Not saved. The file was changed by someone else since it was opened")]
    Changed,
    /// It could not be written as text.
    #[error(
        "Not saved. The project could not be written as text ({0}). What was saved before is untouched."
    )]
    Encode(#[from] ron::Error),
    /// What was read back is not what was written.
    #[error(
        "Not saved for certain. The disk gave back something else than was written; save somewhere else."
    )]
    NotReadBack,
}

#[derive(Serialize)]
struct FileOut<'a> {
    format: u32,
    project: &'a Project,
}

#[derive(Deserialize)]
struct FileIn {
    #[expect(dead_code, reason = "read by itself before, to choose how to read the rest")]
    format: u32,
    project: Project,
}

#[derive(Deserialize)]
struct FormatOnly {
    format: u32,
}

/// A project as the bytes of its file: always the same for equal projects.
///
/// # Errors
/// Where a value cannot be written as RON.
pub fn encode(project: &Project) -> Result<Vec<u8>, ron::Error> {
    let pretty = ron::ser::PrettyConfig::new()
        .depth_limit(5)
        .indentor(" ")
        .new_line("\n")
        .compact_arrays(false);
    let mut text = HEAD.to_owned();
    text += &ron::ser::to_string_pretty(&FileOut { format: FORMAT, project }, pretty)?;
    text.push('\n');
    let digest = Digest::of(text.as_bytes());
    text.push_str(FOOT);
    text.push_str(&digest.to_string());
    text.push('\n');
    Ok(text.into_bytes())
}

/// Reads the bytes of a project file.
///
/// # Errors
/// Where it is something else or damaged, or so new that this program can make nothing of it.
pub fn decode(bytes: &[u8]) -> Result<Decoded, FileError> {
    if let Some(kind) = foreign(bytes) {
        return Err(FileError::Foreign(kind));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| not_text(bytes, error.valid_up_to()))?;
    let format = format_of(text)?;
    let is_newer = format > FORMAT;
    let current = migrate::to_current(text, format);
    let (project, unknown) = read_project(&current).map_err(|error| {
        if is_newer { FileError::Newer { found: format } } else { damaged(error) }
    })?;
    let mut told = Vec::new();
    if is_newer {
        told.push(format!(
            "This project was saved by a newer Tickmark (format {format}; this one knows up to {FORMAT}). It is open for reading only, and its file stays as it is. Update Tickmark to work on it."
        ));
    } else {
        tell_fields(&unknown, &mut told);
    }
    if !is_untouched(text) {
        told.push(
            "This project was edited outside Tickmark, or cut short, since it was saved."
                .to_owned(),
        );
        tell_repeated(&current, &mut told);
        tell_comments(text, &mut told);
    }
    let warning = (!told.is_empty()).then(|| told.join(" "));
    Ok(Decoded { project, warning, is_newer })
}

/// Whether bytes look like a project, whatever the file is called.
#[must_use]
pub fn is_project(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.starts_with(HEAD.trim_end().as_bytes())
}

/// Writes a project beside its file, puts it in place, and reads it back.
///
/// # Errors
/// Where the disk does not take it, or the user is to be asked first; what was there before is still
/// there then.
pub fn save(path: &Path, project: &Project) -> Result<Saved, SaveError> {
    save_on(path, project, Terms::default())
}

/// [`save`], on these terms.
///
/// # Errors
/// Those of [`save`].
pub fn save_on(path: &Path, project: &Project, terms: Terms) -> Result<Saved, SaveError> {
    save_by(&ThisDisk, path, project, terms)
}

/// [`save_on`], step by step.
///
/// # Errors
/// Those of [`save`].
pub fn save_by(
    steps: &dyn Steps,
    path: &Path,
    project: &Project,
    terms: Terms,
) -> Result<Saved, SaveError> {
    let bytes = encode(project)?;
    let is_gone = terms.seen.is_some() && !disk::is_there(path);
    if let Some(seen) = terms.seen
        && disk::read(path).is_ok_and(|held| Digest::of(&held) != seen)
    {
        return Err(SaveError::Changed);
    }
    let landed = match disk::write_whole_by(steps, path, &bytes, terms.if_read_only) {
        Ok(landed) => landed,
        Err(DiskError::ReadOnly) => return Err(SaveError::ReadOnly),
        Err(error) => return Err(SaveError::Disk(error)),
    };
    let seen = Seen::now(path, &bytes);
    if disk::read(path).map_err(SaveError::Disk)? != bytes {
        return Err(SaveError::NotReadBack);
    }
    let told = [
        (landed == Landed::Unconfirmed).then_some(
            "Saved, but the disk did not confirm it: a power cut could still take this save back.",
        ),
        // A share that is not connected leaves an empty folder: what is saved there is hidden as soon
        // as it is back.
        is_gone.then_some(
            "Saved as a new file, for the one that was there is gone. If it lay on a share or another drive, see that this is connected, then save again.",
        ),
    ];
    let told: Vec<&str> = told.into_iter().flatten().collect();
    let warning = (!told.is_empty()).then(|| told.join(" "));
    Ok(Saved { seen, bytes, warning })
}

/// The number of the format. It is read by itself, since a later format may hold anything after it.
fn format_of(text: &str) -> Result<u32, FileError> {
    // As the program writes it, it is found without reading the whole.
    let own = text.strip_prefix(HEAD).and_then(|rest| rest.strip_prefix("(\n format: "));
    if let Some(format) = own.and_then(|rest| rest.split_once(',')?.0.parse().ok()) {
        return Ok(format);
    }
    Ok(ron::from_str::<FormatOnly>(text).map_err(damaged)?.format)
}

/// The project, and where there were fields that this version does not know.
fn read_project(text: &str) -> Result<(Project, Vec<String>), ron::error::SpannedError> {
    let mut reader = ron::Deserializer::from_str(text)?;
    let mut unknown = Vec::new();
    let read: Result<FileIn, _> = serde_ignored::deserialize(&mut reader, |path| {
        unknown.push(path.to_string());
    });
    let read = read.map_err(|error| reader.span_error(error))?;
    reader.end().map_err(|error| reader.span_error(error))?;
    Ok((read.project, unknown))
}

fn tell_fields(unknown: &[String], told: &mut Vec<String>) {
    if unknown.is_empty() {
        return;
    }
    let mut names: Vec<String> =
        unknown.iter().take(FIELDS_NAMED).map(|name| format!("“{name}”")).collect();
    if unknown.len() > FIELDS_NAMED {
        names.push(format!("{} more", unknown.len() - FIELDS_NAMED));
    }
    told.push(format!(
        "It holds what this version does not know: {}. Saving leaves that out; the file as it is now stays under “Open earlier version…”.",
        names.join(", ")
    ));
}

/// Ids that stand in the file twice: the second of each has got a new one, so that both are kept.
fn tell_repeated(text: &str, told: &mut Vec<String>) {
    let Ok(file) = ron::from_str::<FileIds>(text) else { return };
    let n = file.project.articles.n_repeated + file.project.claims.n_repeated;
    if n > 0 {
        let words = if n == 1 { "1 number stands" } else { &format!("{n} numbers stand") };
        told.push(format!("{words} in it twice; both are kept, the second under a new one."));
    }
}

fn tell_comments(text: &str, told: &mut Vec<String>) {
    let is_ours = |comment: &str| {
        let comment = comment.trim_end();
        comment == HEAD.trim_end() || comment.starts_with(FOOT)
    };
    if let Some(line) = comments::lines(text, is_ours).first() {
        told.push(format!(
            "It holds comments (the first in line {line}); they are left out when it is saved."
        ));
    }
}

/// The ids in a file, each as often as it stands there.
#[derive(Deserialize)]
struct FileIds {
    project: ProjectIds,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ProjectIds {
    articles: Ids,
    claims: Ids,
}

#[derive(Default)]
struct Ids {
    n_repeated: usize,
}

impl<'de> Deserialize<'de> for Ids {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Count;

        impl<'de> Visitor<'de> for Count {
            type Value = Ids;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ids, A::Error> {
                let mut seen = BTreeSet::new();
                let mut ids = Ids::default();
                while let Some((id, _)) = map.next_entry::<u32, IgnoredAny>()? {
                    ids.n_repeated += usize::from(!seen.insert(id));
                }
                Ok(ids)
            }
        }

        deserializer.deserialize_map(Count)
    }
}

/// Whether the digest at the foot is that of all before it.
fn is_untouched(text: &str) -> bool {
    let Some(at) = text.rfind(FOOT) else { return false };
    let (content, foot) = text.split_at(at);
    foot.trim_start_matches(FOOT).trim() == Digest::of(content.as_bytes()).to_string()
}

/// Why a disk did not take a project, as a sentence without its full stop.
fn not_written(error: &DiskError) -> String {
    match error {
        DiskError::NoPermission => "Your account may not write in this folder".to_owned(),
        DiskError::Missing => "There is no such folder any more".to_owned(),
        DiskError::Folder => "There is a folder of that name".to_owned(),
        DiskError::Other(error) => format!("The system could not write it ({error})"),
        other => other.to_string(),
    }
}

/// Bytes that are no text, by their place.
fn not_text(bytes: &[u8], at: usize) -> FileError {
    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or_default());
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let line = before.matches('\n').count() + 1;
    FileError::Damaged { line, column, what: "bytes that are no text".to_owned() }
}

/// What the first bytes say, where they are surely no project.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a Word or zip file"),
        (b"{\\rtf", "an RTF file"),
        (b"<", "a web page"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
    ];
    kinds.iter().find(|(head, _)| bytes.starts_with(head)).map(|&(_, kind)| kind)
}

fn damaged(error: ron::error::SpannedError) -> FileError {
    let at = error.span.start;
    FileError::Damaged { line: at.line, column: at.col, what: error.code.to_string() }
}
