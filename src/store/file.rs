//! The project file: RON with a format number at its head and a digest at its foot.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::disk::{self, DiskError};
use super::migrate::{self, FORMAT};
use crate::project::Project;

/// How every project file begins.
const HEAD: &str = "// A Tickmark project. It can be read and compared as text.\n";

/// How the last line begins; the digest of all bytes before it follows.
const FOOT: &str = "// sha256: ";

/// A project as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The project.
    pub project: Project,
    /// What should be told about the file.
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
    /// It is not UTF-8.
    #[error("The project is damaged: byte {0} is not text. Open an earlier copy.")]
    NotText(usize),
}

/// Why a project could not be saved. What was on disk before is still there.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk did not take it.
    #[error(
        "Not saved. {0}. What was saved before is untouched; try again, or save somewhere else."
    )]
    Disk(DiskError),
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
    let digest = digest(text.as_bytes());
    text.push_str(FOOT);
    text.push_str(&digest);
    text.push('\n');
    Ok(text.into_bytes())
}

/// Reads the bytes of a project file.
///
/// # Errors
/// Where it is something else, damaged, or newer than this program.
pub fn decode(bytes: &[u8]) -> Result<Decoded, FileError> {
    if let Some(kind) = foreign(bytes) {
        return Err(FileError::Foreign(kind));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text =
        std::str::from_utf8(bytes).map_err(|error| FileError::NotText(error.valid_up_to()))?;
    // A later format may hold anything after its number, so the number is read by itself.
    let format = ron::from_str::<FormatOnly>(text).map_err(damaged)?.format;
    if format > FORMAT {
        return Err(FileError::Newer { found: format });
    }
    let text = migrate::to_current(text, format);
    let project = ron::from_str::<FileIn>(&text).map_err(damaged)?.project;
    let warning = (!is_untouched(&text)).then(|| {
        "This project was edited outside Tickmark, or cut short, since it was saved.".to_owned()
    });
    Ok(Decoded { project, warning })
}

/// Whether bytes look like a project, whatever the file is called.
#[must_use]
pub fn is_project(bytes: &[u8]) -> bool {
    bytes.starts_with(HEAD.as_bytes())
}

/// Writes a project beside its file, puts it in place, and reads it back. Gives what should be told.
///
/// # Errors
/// Where the disk does not take it; what was there before is still there then.
pub fn save(path: &Path, project: &Project) -> Result<Option<String>, SaveError> {
    let bytes = encode(project)?;
    disk::write_whole(path, &bytes).map_err(SaveError::Disk)?;
    if disk::read(path).map_err(SaveError::Disk)? != bytes {
        return Err(SaveError::NotReadBack);
    }
    Ok(None)
}

/// Whether the digest at the foot is that of all before it.
fn is_untouched(text: &str) -> bool {
    let Some(at) = text.rfind(FOOT) else { return false };
    let (content, foot) = text.split_at(at);
    foot.trim_start_matches(FOOT).trim() == digest(content.as_bytes())
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
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
