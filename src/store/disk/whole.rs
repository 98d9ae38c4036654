//! Writes files so that they are whole or as they were, whatever happens in between.
//!
//! The new bytes go beside the file, are confirmed by the disk, and take its place by one renaming,
//! which is confirmed as well. Each step can fail, and a test stands in for the disk to make it.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use super::DiskError;

/// How the name of a file ends that is being written beside another.
const BESIDE: &str = ".tickmark-saving";

/// Bytes of a file's own name that the name beside it repeats: most systems take 255 in all.
const NAME_BYTES: usize = 180;

/// How many names beside a file are tried; more are taken only where something goes wrong for good.
const TRIES: usize = 64;

/// How surely a file is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Landed {
    /// The disk has confirmed its content and its name.
    Surely,
    /// It is in its place, but the disk did not confirm that it is so after a power cut as well.
    Unconfirmed,
}

/// What becomes of a file that may be read but not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IfReadOnly {
    /// It stays, and that is an error.
    #[default]
    Refuse,
    /// It is replaced, and stays read-only: the user was asked.
    Replace,
}

/// The steps of writing a file whole, one call each.
pub trait Steps {
    /// Makes a new file.
    ///
    /// # Errors
    /// What the system says.
    fn create(&self, path: &Path) -> io::Result<File> {
        File::options().write(true).create_new(true).open(path)
    }

    /// Writes all bytes.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Waits until the disk has the bytes.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Gives the file its name, over the one that has it.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Waits until the disk has the name.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Only there is a folder a file that can be opened and synced.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// The steps as the system does them.
#[derive(Debug, Clone, Copy, Default)]
pub struct ThisDisk;

impl Steps for ThisDisk {}

/// Writes `bytes` beside the file at `path`, makes sure of them, and puts them in its place: what is
/// there is the old file or the new one, whole, whatever happens in between. A link is followed, and
/// the permissions of a file that is replaced are kept.
///
/// # Errors
///
/// When the disk does not take it; what was at `path` is still there then.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    write_whole_by(&ThisDisk, path, bytes, IfReadOnly::Refuse).map(drop)
}

/// [`write_whole`], step by step; tells how surely the disk has it.
///
/// # Errors
///
/// When a step fails; what was at `path` is still there then.
pub fn write_whole_by(
    steps: &dyn Steps,
    path: &Path,
    bytes: &[u8],
    if_read_only: IfReadOnly,
) -> Result<Landed, DiskError> {
    let path = followed(path);
    let held = fs::metadata(&path).ok();
    if held.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(DiskError::Folder);
    }
    let is_read_only = held.as_ref().is_some_and(|facts| facts.permissions().readonly());
    if is_read_only && if_read_only == IfReadOnly::Refuse {
        return Err(DiskError::ReadOnly);
    }
    let (mut file, beside) = begin(steps, &path)?;
    let written = fill(steps, &mut file, bytes, held.as_ref());
    // The lock goes with the file, so it is held until the name is given.
    let named = written.and_then(|()| steps.rename(&beside, &path));
    if let Err(error) = named {
        drop(file);
        // What was written is of no use; a file that can't be removed now is swept another time.
        let _swept_later = fs::remove_file(&beside);
        return Err(error.into());
    }
    let is_confirmed = steps.sync_folder(folder_of(&path)).is_ok();
    Ok(if is_confirmed { Landed::Surely } else { Landed::Unconfirmed })
}

/// Removes what saves that never ended have left in `folder`, and tells how many. What is being
/// written now is left alone.
pub fn sweep(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let beside = |name: &OsStr| name.as_encoded_bytes().ends_with(BESIDE.as_bytes());
    let mut n_swept = 0;
    for entry in entries.filter(|entry| beside(&entry.file_name())) {
        let path = entry.path();
        let is_dead = File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        n_swept += usize::from(is_dead && fs::remove_file(&path).is_ok());
    }
    n_swept
}

/// The file that a path leads to: renaming over a link would replace the link.
pub(super) fn followed(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| {
        // A link to a file that is not there yet is followed as far as it goes.
        let target = fs::read_link(path).ok().map(|to| folder_of(path).join(to));
        target.unwrap_or_else(|| path.to_path_buf())
    })
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file beside `path`, locked for as long as this process lives.
fn begin(steps: &dyn Steps, path: &Path) -> io::Result<(File, PathBuf)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.get(..name.floor_char_boundary(NAME_BYTES)).unwrap_or_default();
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..TRIES {
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = OsString::from(format!(".{name}.{}-{n}{BESIDE}", std::process::id()));
        let beside = folder_of(path).join(beside);
        match steps.create(&beside) {
            Ok(file) => {
                // Where a system knows no locks, nothing is swept either.
                let _unlocked = file.try_lock();
                // Swept in the moment before it was locked: it has no name any more.
                if fs::metadata(&beside).is_ok() {
                    return Ok((file, beside));
                }
            }
            // Another computer writes beside the same file, on a share.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken = error,
            Err(error) => return Err(error),
        }
    }
    Err(taken)
}

fn fill(
    steps: &dyn Steps,
    file: &mut File,
    bytes: &[u8],
    held: Option<&fs::Metadata>,
) -> io::Result<()> {
    steps.write(file, bytes)?;
    if let Some(held) = held {
        keep_owner(file, held);
        file.set_permissions(held.permissions())?;
    }
    steps.sync(file)
}

/// Gives a file the owner that the one it replaces has, where the account may do that.
fn keep_owner(file: &File, held: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        // Whoever may not give files away becomes the owner, as with every editor.
        let _refused = fchown(file, Some(held.uid()), Some(held.gid()));
    }
    #[cfg(not(unix))]
    let _ = (file, held);
}
