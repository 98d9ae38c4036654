//! Which window may write a project: a lock that the system frees when its holder dies.
//!
//! A save gives the project's name to a new file, so the project itself can't be locked; a small
//! hidden file beside it is. It tells who holds it and since when, and goes when the project is closed.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{self, Locked};
use super::file::Digest;

/// How the name of a lock's file ends; it begins with a full stop, so that folders do not show it.
const LOCK: &str = ".lock";

/// How often a lock is tried whose file went away meanwhile: its holder has just let it go.
const TRIES: usize = 8;

/// A window that has a project open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// Who works in it; empty where that is not known.
    pub who: String,
    /// Since when, as RFC 3339.
    pub since: String,
    /// A name that no other window has.
    pub window: String,
}

/// The right to write a project, for as long as this lives.
#[derive(Debug)]
pub struct Lock {
    file: Locked,
    path: PathBuf,
}

/// What became of asking for a lock.
#[derive(Debug)]
pub enum Asked {
    /// It is this window's.
    Ours(Lock),
    /// It is this window's already.
    AlreadyOurs,
    /// Another window has it.
    Theirs(Holder),
    /// Nothing can be locked there: a folder that can't be written, a drive without locks. Whoever
    /// saves is not warned then, but for the change on the disk.
    Nowhere,
}

/// Asks for the right to write the project at `path`, and never waits for it. Where nothing can be
/// made beside the project, the lock lies in `folder`.
#[must_use]
pub fn ask(path: &Path, folder: Option<&Path>, window: &Holder) -> Asked {
    let project = disk::true_path(path);
    let name = project.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = project.with_file_name(format!(".{name}{LOCK}"));
    match ask_for(&beside, window) {
        Asked::Nowhere => {
            let Some(folder) = folder.filter(|folder| disk::make_folder(folder).is_ok()) else {
                return Asked::Nowhere;
            };
            let known_by = Digest::of(project.as_os_str().as_encoded_bytes());
            ask_for(&folder.join(format!("{known_by}{LOCK}")), window)
        }
        asked => asked,
    }
}

fn ask_for(path: &Path, window: &Holder) -> Asked {
    for _ in 0..TRIES {
        match Locked::take_or_create(path) {
            // Its last holder took the name away between the opening and the locking.
            Ok(Some(file)) if !file.is_at(path) => {}
            Ok(Some(mut file)) => {
                // Without its words it is a lock all the same.
                let _nameless = ron::to_string(window)
                    .map(|words| file.cut(0).and_then(|()| file.append(words.as_bytes())));
                return Asked::Ours(Lock { file, path: path.to_path_buf() });
            }
            Ok(None) => {
                let words = disk::read(path).unwrap_or_default();
                let holder: Holder = ron::de::from_bytes(&words).unwrap_or_default();
                let is_ours = !holder.window.is_empty() && holder.window == window.window;
                return if is_ours { Asked::AlreadyOurs } else { Asked::Theirs(holder) };
            }
            Err(_) => return Asked::Nowhere,
        }
    }
    Asked::Nowhere
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked, so that the file of whoever comes next is not the one that goes.
        if self.file.is_at(&self.path) {
            let _stays = disk::remove(&self.path);
        }
    }
}
