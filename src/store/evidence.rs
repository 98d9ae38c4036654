//! Files that a verdict rests on, copied beside the project: `NAME.files/<sha256>.<ending>`.
//!
//! The project holds a file's digest and name, never its content; so a copy that is gone or was changed
//! is told from one that is as it was attached.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disk::{self, DiskError};
use super::file::Digest;
use crate::project::{Attached, Project};

/// How the name of a project's file ends.
const PROJECT: &str = ".tickmark.ron";

/// How the name of the folder beside it ends.
const FILES: &str = ".files";

/// Characters of a file's ending that are kept; what is longer is no ending.
const ENDING_CHARS: usize = 12;

/// Characters of a digest.
const DIGEST_CHARS: usize = 64;

/// How the copy of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it was attached.
    Whole,
    /// Not there.
    Missing,
    /// Not as it was attached.
    Changed,
}

/// The folder for the files of the project at `path`.
#[must_use]
pub fn folder(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stem = name.len().checked_sub(PROJECT.len()).and_then(|at| name.split_at_checked(at));
    let stem = match stem {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(PROJECT) => stem,
        _ => &name,
    };
    path.with_file_name(format!("{stem}{FILES}"))
}

/// Where the copy of a file lies in `folder`.
#[must_use]
pub fn copy_of(folder: &Path, attached: &Attached) -> PathBuf {
    // What a forged project could use to lead out of the folder is no digest.
    let digest: String =
        attached.sha256.chars().filter(char::is_ascii_hexdigit).take(DIGEST_CHARS).collect();
    let ending = Path::new(&attached.name).extension().unwrap_or_default().to_string_lossy();
    let is_plain = |c: char| c.is_ascii_alphanumeric();
    if ending.is_empty() || ending.len() > ENDING_CHARS || !ending.chars().all(is_plain) {
        return folder.join(digest);
    }
    folder.join(format!("{digest}.{}", ending.to_ascii_lowercase()))
}

/// Copies the file at `from` into `folder`.
///
/// # Errors
/// Where it can't be read, or the disk does not take the copy.
pub fn attach(from: &Path, folder: &Path) -> Result<Attached, DiskError> {
    let bytes = disk::read(from)?;
    keep(&bytes, &from.file_name().unwrap_or_default().to_string_lossy(), folder)
}

/// Keeps bytes in `folder`, as a file of this name.
///
/// # Errors
/// Where the disk does not take them.
pub fn keep(bytes: &[u8], name: &str, folder: &Path) -> Result<Attached, DiskError> {
    let attached = Attached { sha256: Digest::of(bytes).to_string(), name: name.to_owned() };
    if state(folder, &attached) != State::Whole {
        disk::make_folder(folder)?;
        disk::write_whole(&copy_of(folder, &attached), bytes)?;
    }
    Ok(attached)
}

/// How the copy of a file is.
#[must_use]
pub fn state(folder: &Path, attached: &Attached) -> State {
    match disk::read(&copy_of(folder, attached)) {
        Ok(bytes) if Digest::of(&bytes).to_string() == attached.sha256 => State::Whole,
        Ok(_) => State::Changed,
        Err(_) => State::Missing,
    }
}

/// Every file that a project's sources have, and every page that its articles came from, by digest.
fn all(project: &Project) -> BTreeMap<&str, &Attached> {
    let sources = project.claims.values().flat_map(|claim| &claim.sources);
    let fetched = project.articles.values().filter_map(|a| a.provenance.fetched.as_ref());
    sources
        .chain(project.package.iter())
        .filter_map(|source| source.attached.as_ref())
        .chain(fetched.filter_map(|fetched| fetched.kept.as_ref()))
        .map(|attached| (attached.sha256.as_str(), attached))
        .collect()
}

/// How the copies of a project's files are in `folder`, by digest.
#[must_use]
pub fn states(folder: &Path, project: &Project) -> BTreeMap<String, State> {
    let states = all(project).into_iter();
    states.map(|(digest, attached)| (digest.to_owned(), state(folder, attached))).collect()
}

/// Copies the files of a project into `to`, from whichever of the folders in `from` has them. What is
/// there already stays. Gives the names of those that are nowhere to be found whole.
///
/// # Errors
/// Where the disk does not take a copy.
pub fn bring_along(
    project: &Project,
    from: &[PathBuf],
    to: &Path,
) -> Result<Vec<String>, DiskError> {
    let mut lost = Vec::new();
    for attached in all(project).into_values() {
        if state(to, attached) == State::Whole {
            continue;
        }
        let source = from.iter().find(|folder| state(folder, attached) == State::Whole);
        match source {
            Some(folder) => {
                disk::make_folder(to)?;
                disk::write_whole(
                    &copy_of(to, attached),
                    &disk::read(&copy_of(folder, attached))?,
                )?;
            }
            None => lost.push(attached.name.clone()),
        }
    }
    Ok(lost)
}
