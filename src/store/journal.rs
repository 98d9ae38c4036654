//! The journal: every edit since the last save, on disk before a second has passed.
//!
//! A journal is two files beside the settings, never over the user's own: the project as it was
//! before the first unsaved edit, and one line an edit since. It ends when the project is saved or
//! closed; one that was left behind by a program that did not end well is played back.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, DiskError, Locked};
use super::file::{self, Digest};
use crate::project::{ClaimId, Edit, History, Project, Stamp};

/// How a journal's file ends.
const JOURNAL: &str = "journal";

/// How its project's file ends.
const BASE: &str = "base";

/// One line of a journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// Where the project is saved; empty where it never was.
    Of(PathBuf),
    /// What was changed. Undo and redo are written as the edit that they came to: what they take back
    /// may have been done before the journal began.
    Did(Edit),
    /// A note that is still being typed.
    Typing(ClaimId, String),
}

/// Why a journal can't be kept or played back.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The disk did not take or give it.
    #[error("{0}")]
    Disk(#[from] DiskError),
    /// An edit could not be written as text.
    #[error("an edit could not be written as text ({0})")]
    Encode(#[from] ron::Error),
}

/// A journal that is being kept. Others can't take it while it is.
#[derive(Debug)]
pub struct Journal {
    file: Locked,
    path: PathBuf,
    /// How many bytes of it are whole lines that could be played back.
    whole: u64,
}

/// What was left behind by a program that did not end well.
#[derive(Debug)]
pub struct Left {
    /// The project with every edit that reached the disk.
    pub project: Project,
    /// The project as it was saved last, or first imported.
    pub base: Project,
    /// The digest of its file then.
    pub seen: Digest,
    /// The way back to where it began.
    pub history: History,
    /// Where it was saved; `None` where it never was.
    pub path: Option<PathBuf>,
    /// How many changes there were.
    pub n_changes: usize,
    /// When the last one was, in seconds since 1970.
    pub when_secs: i64,
    /// The journal, locked, so that no second window takes it.
    pub journal: Journal,
}

impl Journal {
    /// Begins a journal in `folder` under a name that no other has. `project` is as it was before the
    /// first edit; `saved` is where it is saved.
    ///
    /// # Errors
    /// Where the disk does not take it.
    pub fn begin(
        folder: &Path,
        name: &str,
        project: &Project,
        saved: Option<&Path>,
    ) -> Result<Self, JournalError> {
        disk::make_folder(folder)?;
        let path = folder.join(name).with_extension(JOURNAL);
        let mut file = Locked::create(&path)?;
        disk::write_whole(&path.with_extension(BASE), &file::encode(project)?)?;
        let of = Entry::Of(saved.map(Path::to_path_buf).unwrap_or_default());
        file.append(line(&of)?.as_bytes())?;
        Ok(Self { file, path, whole: 0 })
    }

    /// Goes on with a journal that was left behind: what was cut in its last line is taken off.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn go_on(&mut self) -> Result<(), JournalError> {
        Ok(self.file.cut(self.whole)?)
    }

    /// Adds entries and makes sure that they are on the disk.
    ///
    /// # Errors
    /// Where the disk does not take them.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), JournalError> {
        let mut lines = String::new();
        for entry in entries {
            lines += &line(entry)?;
        }
        Ok(self.file.append(lines.as_bytes())?)
    }

    /// Ends the journal: what it held is saved, or is not wanted.
    ///
    /// # Errors
    /// Where the disk does not let its files go.
    pub fn end(self) -> Result<(), JournalError> {
        disk::remove(&self.path.with_extension(BASE))?;
        Ok(disk::remove(&self.path)?)
    }
}

/// What programs that did not end well have left in `folder`, the latest first. Journals that are in
/// use are passed over; those that hold nothing are swept.
#[must_use]
pub fn left_behind(folder: &Path) -> Vec<Left> {
    let mut left: Vec<Left> = disk::files(folder, JOURNAL)
        .into_iter()
        .filter_map(|path| {
            let file = Locked::take(&path).ok()??;
            let when_secs = file.modified_secs();
            let mut journal = Journal { file, path, whole: 0 };
            match play_back(&mut journal) {
                Some(Played { project, base, seen, history, path, n_changes }) if n_changes > 0 => {
                    Some(Left { project, base, seen, history, path, n_changes, when_secs, journal })
                }
                Some(_) => {
                    // Nothing is in it; a file that can't be removed now is swept another time.
                    let _kept = journal.end();
                    None
                }
                None => None,
            }
        })
        .collect();
    left.sort_by_key(|left| std::cmp::Reverse(left.when_secs));
    left
}

/// A journal, played back.
struct Played {
    project: Project,
    base: Project,
    seen: Digest,
    history: History,
    path: Option<PathBuf>,
    n_changes: usize,
}

/// Plays a journal back, up to the first line that is not whole. `None` where the project that it
/// began with can't be read; its files stay then.
fn play_back(journal: &mut Journal) -> Option<Played> {
    let bytes = disk::read(&journal.path.with_extension(BASE)).ok()?;
    let base = file::decode(&bytes).ok()?.project;
    let mut project = base.clone();
    let lines = disk::read(&journal.path).ok()?;
    // A line may be cut inside a character; all before it is whole.
    let lines = lines.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    let mut history = History::default();
    let (mut saved, mut n_changes) = (None, 0);
    let mut typing = None;
    for line in lines.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let Ok(entry) = ron::from_str::<Entry>(line) else { break };
        journal.whole += line.len() as u64;
        let done = match entry {
            Entry::Of(path) => {
                saved = Some(path).filter(|path| !path.as_os_str().is_empty());
                continue;
            }
            Entry::Typing(claim, note) => {
                typing = Some((claim, note));
                continue;
            }
            Entry::Did(edit) => {
                if matches!((edit.note_of(), &typing), (Some(claim), Some((typed, _))) if claim == *typed)
                {
                    typing = None;
                }
                history.apply(&mut project, edit).is_ok()
            }
        };
        n_changes += usize::from(done);
    }
    // A note that was half typed is kept as it stood.
    if let Some((claim, note)) = typing
        && project.claims.get(&claim).is_some_and(|held| held.note != note)
    {
        // Who typed it, and when, is not known here.
        let stamp = Stamp { who: String::new(), when: String::new() };
        let edit = Edit::SetNote { claim, note }.by(stamp);
        n_changes += usize::from(history.apply(&mut project, edit).is_ok());
    }
    let seen = Digest::of(&bytes);
    Some(Played { project, base, seen, history, path: saved, n_changes })
}

/// One entry in one line.
fn line(entry: &Entry) -> Result<String, ron::Error> {
    Ok(ron::to_string(entry)? + "\n")
}
