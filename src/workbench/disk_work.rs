//! What jobs do with the disk: open and save projects, with their locks and earlier versions.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::DateTime;
use jiff::{Timestamp, ZonedDateTime};

use super::jobs;
use super::place::{ReadingOnly, held_words, n_different};
use super::settings::Settings;
use super::work::{Earlier, NotSaved, Opened, Save, SavedNow};
use crate::project::{Attached, Project};
use crate::store::backups::{self, Version};
use crate::store::disk;
use crate::store::evidence;
use crate::store::file::{self, FileError, SaveError, Seen};
use crate::store::lock::{self, Asked, Holder};

/// The folder, among the program's data, in which earlier versions are kept.
const BACKUPS: &str = "versions";

/// The folder for files that are attached to a project without a file of its own yet.
const WAITING: &str = "evidence";

/// The folder for locks of projects beside which none can lie.
const LOCKS: &str = "locks";

/// Where the files of a project lie that is kept at `path`, or nowhere yet.
pub(super) fn evidence_folder(path: Option<&Path>, data: Option<&Path>) -> Option<PathBuf> {
    path.map(evidence::folder).or_else(|| Some(data?.join(WAITING)))
}

/// A name for a window that no other has.
pub(super) fn window_name(now: &ZonedDateTime) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{}-{n}", disk::process_id(), now.timestamp().as_nanosecond())
}

/// Removes what saves that never ended have left, wherever the program has saved before.
pub(super) fn sweep(settings: &Settings, recovery: Option<&Path>, data: Option<&Path>) {
    let own = [recovery, data].into_iter().flatten();
    let recent = settings.recent.iter().filter_map(|recent| recent.path.parent());
    let mut folders: Vec<PathBuf> = own.chain(recent).map(Path::to_path_buf).collect();
    folders.sort();
    folders.dedup();
    // On a thread of its own: a folder may be on a drive that takes its time.
    jobs::start("sweep", move || {
        let n_swept: usize = folders.iter().map(|folder| disk::sweep(folder)).sum();
        tracing::debug!("{n_swept} files of dead saves swept");
    });
}

/// Opens a project, whose file held `bytes` a moment ago. For a window it is locked first, so that
/// what is read then is what will be written over.
pub(super) fn open(
    path: &Path,
    bytes: Vec<u8>,
    window: Option<(&Holder, Option<&Path>)>,
) -> Result<Opened, FileError> {
    let Some((window, data)) = window else {
        let decoded = file::decode(&bytes)?;
        let path = Some(path.to_path_buf());
        let (project, warning) = (decoded.project, decoded.warning);
        return Ok(Opened { project, path, warning, ..Opened::default() });
    };
    let asked = lock::ask(path, data.map(|data| data.join(LOCKS)).as_deref(), window);
    // Its last holder may have saved until just now.
    let bytes = disk::read(path).unwrap_or(bytes);
    let seen = Some(Seen::now(path, &bytes));
    let decoded = file::decode(&bytes)?;
    let (lock, reading_only) = match asked {
        _ if decoded.is_newer => (None, Some(ReadingOnly::Newer)),
        Asked::Ours(lock) => (Some(lock), None),
        Asked::Theirs(holder) => (None, Some(ReadingOnly::HeldBy(holder))),
        Asked::AlreadyOurs | Asked::Nowhere => (None, None),
    };
    let warning = match (&reading_only, decoded.warning) {
        // What is shown all the time need not be told.
        (Some(ReadingOnly::Newer), _) => None,
        (_, warning) => warning,
    };
    let path = Some(path.to_path_buf());
    Ok(Opened {
        project: decoded.project,
        path,
        warning,
        seen,
        lock,
        reading_only,
        ..Opened::default()
    })
}

/// Saves a project, and keeps what was in its place and what is there now as earlier versions.
pub(super) fn save(save: Save) -> Result<SavedNow, NotSaved> {
    let Save { path, project, terms, wants_lock, window, evidence, data, when, .. } = save;
    let mut lock = None;
    if wants_lock {
        let locks = data.as_deref().map(|data| data.join(LOCKS));
        match lock::ask(&path, locks.as_deref(), &window) {
            Asked::Ours(given) => lock = Some(given),
            Asked::Theirs(holder) => {
                let words = held_words(&holder);
                return Err(NotSaved::Told(format!("Not saved. {words} Save somewhere else.")));
            }
            Asked::AlreadyOurs | Asked::Nowhere => {}
        }
    }
    let versions = data.as_deref().map(|data| data.join(BACKUPS));
    let mut told = Vec::new();
    let mut keep = |bytes: &[u8], when: DateTime| {
        if let Some(folder) = &versions
            && let Err(error) = backups::keep(folder, &path, bytes, when)
        {
            told = vec![format!("Saved, but no earlier version could be kept. {error}.")];
        }
    };
    // What was saved by someone else, or before versions were kept.
    if let (Ok(held), Some(glance)) = (disk::read(&path), disk::glance(&path))
        && file::is_project(&held)
        && !versions.as_deref().is_some_and(|folder| backups::holds(folder, &path, &held))
    {
        let then = glance.modified_secs().and_then(|secs| Timestamp::from_second(secs).ok());
        let zone = ZonedDateTime::now().time_zone().clone();
        keep(&held, then.map_or(when, |then| then.to_zoned_datetime(zone).datetime().min(when)));
    }
    // Before the project that speaks of them: a file without a project is no harm.
    let mut lost = Vec::new();
    if !evidence.is_empty() {
        match evidence::bring_along(&project, &evidence, &evidence::folder(&path)) {
            Ok(names) => lost = names,
            Err(error) => {
                return Err(NotSaved::Told(format!(
                    "Not saved. The attached files could not be copied beside it. {error}."
                )));
            }
        }
    }
    let saved = file::save_on(&path, &project, terms).map_err(|error| match error {
        SaveError::ReadOnly => NotSaved::ReadOnly,
        SaveError::Changed => NotSaved::Changed,
        other => NotSaved::Told(other.to_string()),
    })?;
    keep(&saved.bytes, when);
    told.extend(saved.warning);
    if !lost.is_empty() {
        told.push(format!("These attached files are missing or changed: {}.", lost.join(", ")));
    }
    let warning = (!told.is_empty()).then(|| told.join(" "));
    Ok(SavedNow { seen: saved.seen, lock, warning })
}

/// Reads what someone else has saved at `path`.
pub(super) fn read_theirs(path: &Path) -> Result<(Box<Project>, Seen), String> {
    let bytes =
        disk::read(path).map_err(|error| format!("What was saved could not be read. {error}."))?;
    let seen = Seen::now(path, &bytes);
    let decoded = file::decode(&bytes)
        .map_err(|error| format!("What was saved could not be read. {error}"))?;
    if decoded.is_newer {
        return Err(
            "A newer Tickmark saved it: nothing can be joined with it here. Keep yours as a copy."
                .to_owned(),
        );
    }
    Ok((Box::new(decoded.project), seen))
}

/// Copies the file at `place` into `folder`.
pub(super) fn attach(place: &str, folder: &Path) -> Result<Attached, String> {
    evidence::attach(Path::new(place), folder)
        .map_err(|error| format!("The file was not attached, its path alone was noted. {error}."))
}

/// Keeps what is given up as an earlier version of the project at `path`.
pub(super) fn keep_mine(
    path: &Path,
    mine: Option<&Project>,
    data: Option<&Path>,
    when: DateTime,
) -> Result<(), String> {
    let (Some(mine), Some(data)) = (mine, data) else { return Ok(()) };
    let problem = |error: &dyn std::fmt::Display| {
        format!(
            "Your changes could not be kept as an earlier version, so nothing was done ({error}). Keep them as a copy instead."
        )
    };
    let bytes = file::encode(mine).map_err(|error| problem(&error))?;
    backups::keep(&data.join(BACKUPS), path, &bytes, when).map_err(|error| problem(&error))
}

/// Earlier versions of the project at `path`, and how much of each is not as in `project`.
pub(super) fn versions(path: &Path, project: &Project, data: &Path) -> Vec<Earlier> {
    let versions = backups::list(&data.join(BACKUPS), path).into_iter();
    let read = |version: &Version| file::decode(&disk::read(&version.path).ok()?).ok();
    versions
        .map(|version| {
            let n_different = read(&version).map(|held| n_different(&held.project, project));
            Earlier { version, n_different }
        })
        .collect()
}

/// Opens an earlier version of the project at `of`, to be read.
pub(super) fn open_version(version: &Version, of: PathBuf) -> Result<Opened, String> {
    let bytes = disk::read(&version.path)
        .map_err(|error| format!("The earlier version was not opened. {error}."))?;
    let decoded = file::decode(&bytes)
        .map_err(|error| format!("The earlier version was not opened. {error}"))?;
    let reading_only = Some(ReadingOnly::Earlier(version.when));
    Ok(Opened { project: decoded.project, path: Some(of), reading_only, ..Opened::default() })
}
