//! Reads files, and says in plain words why one cannot be read.

mod whole;

use std::env;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;

pub use whole::{IfReadOnly, Landed, Steps, ThisDisk, sweep, write_whole, write_whole_by};

/// The largest file that is read whole, in bytes. Offsets in a text are four bytes wide, and a
/// decoded text may be three times as long as its file.
pub const FILE_MAX: u64 = 1 << 30;

/// Why a file could not be read. Nothing on the disk was changed.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// There is no such file.
    #[error("There is no such file. Check its name, or whether its drive is connected")]
    Missing,
    /// It is a folder.
    #[error("This is a folder. Name the files in it")]
    Folder,
    /// The account may not read it.
    #[error(
        "Your account has no permission to read this file. Ask its owner, or copy it to a place of your own"
    )]
    NoPermission,
    /// It may be read but not written.
    #[error("This file is read-only")]
    ReadOnly,
    /// The whole disk may be read but not written.
    #[error("This disk can only be read")]
    ReadOnlyDisk,
    /// The disk has no room left.
    #[error("The disk is full. Free some space")]
    Full,
    /// It is longer than [`FILE_MAX`].
    #[error("This file is larger than 1 GiB and was not read. Split it, then open its parts")]
    TooLarge,
    /// Anything else that the system says.
    #[error("The system could not read this file ({0}). Check the drive, then try again")]
    Other(io::Error),
}

impl From<io::Error> for DiskError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Other(error),
        }
    }
}

/// The bytes of the file at `path`. A pipe is read up to its end.
///
/// # Errors
///
/// When there is no file, it may not be read, or it is longer than [`FILE_MAX`].
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    let (file, length) = opened(path)?;
    if length > FILE_MAX {
        return Err(DiskError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // The length is what the file had a moment ago, and a pipe has none: so the reading is bounded.
    let read = file.take(FILE_MAX + 1).read_to_end(&mut bytes)?;
    if read as u64 > FILE_MAX { Err(DiskError::TooLarge) } else { Ok(bytes) }
}

/// Whether a folder lies at `path`.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The files in a folder and those inside it, by name, up to `n_max` of them. Hidden ones and links
/// are left out.
#[must_use]
pub fn files_within(folder: &Path, n_max: usize) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_path_buf()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut inner = Vec::new();
        for entry in entries {
            let Ok(kind) = entry.file_type() else { continue };
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                inner.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
            if found.len() >= n_max {
                return found;
            }
        }
        folders.extend(inner.into_iter().rev());
    }
    found
}

/// The file at `path`, to be read piece by piece, however long it is.
///
/// # Errors
///
/// When there is no file or it may not be read.
pub fn open(path: &Path) -> Result<impl Read + Send + use<>, DiskError> {
    Ok(opened(path)?.0)
}

/// An open file and its length in bytes.
fn opened(path: &Path) -> Result<(File, u64), DiskError> {
    // Asked before opening: opening a folder works on some systems and fails oddly on others.
    let facts = fs::metadata(path)?;
    if facts.is_dir() {
        return Err(DiskError::Folder);
    }
    Ok((File::open(path)?, facts.len()))
}

/// Makes a folder, and those it lies in.
///
/// # Errors
///
/// When the system refuses.
pub fn make_folder(path: &Path) -> Result<(), DiskError> {
    Ok(fs::create_dir_all(path)?)
}

/// What tells at a glance whether a file is as it was: its length in bytes and when it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Glance {
    len: u64,
    modified: Option<SystemTime>,
}

impl Glance {
    /// How long it is, in bytes.
    #[must_use]
    pub const fn n_bytes(self) -> u64 {
        self.len
    }

    /// When it was written, in seconds since 1970; `None` where that is not known.
    #[must_use]
    pub fn modified_secs(self) -> Option<i64> {
        let since = self.modified?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }
}

/// A glance at a file; `None` where there is none to be seen.
#[must_use]
pub fn glance(path: &Path) -> Option<Glance> {
    let facts = fs::metadata(path).ok()?;
    Some(Glance { len: facts.len(), modified: facts.modified().ok() })
}

/// The path by which every process knows this file, whatever links lead to it.
#[must_use]
pub fn true_path(path: &Path) -> PathBuf {
    let path = whole::followed(path);
    // One that is not there yet is known by its folder.
    let name = path.file_name().map(ToOwned::to_owned);
    match (fs::canonicalize(whole::folder_of(&path)), name) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// Gives a file another name, over a file that has it.
///
/// # Errors
///
/// When the system refuses.
pub fn move_file(from: &Path, to: &Path) -> Result<(), DiskError> {
    Ok(fs::rename(from, to)?)
}

/// Removes a file; one that is not there is no error.
///
/// # Errors
///
/// When the system refuses.
pub fn remove(path: &Path) -> Result<(), DiskError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// The files in a folder whose names end in `extension`, by name; none where it can't be read.
#[must_use]
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == extension)).collect();
    paths.sort();
    paths
}

/// A file that only this process writes, until it ends or dies.
#[derive(Debug)]
pub struct Locked(File);

impl Locked {
    /// Makes a new file.
    ///
    /// # Errors
    ///
    /// When there is one of that name, or the system refuses.
    pub fn create(path: &Path) -> Result<Self, DiskError> {
        let file = File::options().append(true).create_new(true).open(path)?;
        file.lock()?;
        Ok(Self(file))
    }

    /// Takes a file that is there; `None` where another process holds it.
    ///
    /// # Errors
    ///
    /// When it can't be opened.
    pub fn take(path: &Path) -> Result<Option<Self>, DiskError> {
        let file = File::options().append(true).open(path)?;
        Ok(file.try_lock().is_ok().then_some(Self(file)))
    }

    /// Takes a file, which is made where there is none; `None` where another process holds it.
    ///
    /// # Errors
    ///
    /// When it can't be opened, or nothing can be locked there.
    pub fn take_or_create(path: &Path) -> Result<Option<Self>, DiskError> {
        let file = File::options().append(true).create(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Whether the file at `path` is this one still.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let same = |held: fs::Metadata, named: fs::Metadata| {
                (held.dev(), held.ino()) == (named.dev(), named.ino())
            };
            self.0.metadata().is_ok_and(|held| fs::metadata(path).is_ok_and(|at| same(held, at)))
        }
        // Elsewhere a file that is open keeps its name.
        #[cfg(not(unix))]
        path.is_file()
    }

    /// Adds bytes at the end and waits until the disk has them.
    ///
    /// # Errors
    ///
    /// When the disk does not take them.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), DiskError> {
        self.0.write_all(bytes)?;
        Ok(self.0.sync_data()?)
    }

    /// Cuts it off after `len` bytes.
    ///
    /// # Errors
    ///
    /// When the system refuses.
    pub fn cut(&mut self, len: u64) -> Result<(), DiskError> {
        self.0.set_len(len)?;
        Ok(self.0.sync_data()?)
    }

    /// When it was written last, in seconds since 1970; 0 where that is not known.
    #[must_use]
    pub fn modified_secs(&self) -> i64 {
        let modified = self.0.metadata().and_then(|facts| facts.modified()).ok();
        let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or_default()
    }
}

/// The number of this process, which no other that runs now has.
#[must_use]
pub fn process_id() -> u32 {
    std::process::id()
}

/// The name of the account, as the system gives it; empty where it gives none.
#[must_use]
pub fn user_name() -> String {
    ["USER", "LOGNAME", "USERNAME"].iter().find_map(|key| env::var(key).ok()).unwrap_or_default()
}

/// What keeps the program from asking the web for anything, whatever its settings say: this variable,
/// set to anything but 0, or a file.
const OFFLINE: (&str, &str) = ("TICKMARK_OFFLINE", "/etc/tickmark/offline");

/// Whether whoever looks after this computer lets no page be asked for.
#[must_use]
pub fn is_kept_offline() -> bool {
    let says_so = env::var(OFFLINE.0).is_ok_and(|value| !matches!(value.trim(), "" | "0"));
    says_so || (cfg!(unix) && is_there(Path::new(OFFLINE.1)))
}

/// Where the platform keeps what programs gather; `None` where there is no home.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("tickmark"))
}

/// Where the platform keeps settings; `None` where there is no home.
#[must_use]
pub fn settings_path() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.config_dir().join("tickmark").join("settings.ron"))
}

/// Whether there is anything at a path.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told_in_plain_words() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(matches!(read(folder), Err(DiskError::Folder)));
        assert!(matches!(open(folder).err(), Some(DiskError::Folder)));
        assert!(matches!(read(&folder.join("no such file")), Err(DiskError::Missing)));
        assert!(matches!(read(&folder.join("Cargo.toml/inside")), Err(DiskError::Missing)));
        assert!(!read(&folder.join("Cargo.toml")).unwrap().is_empty());
    }
}
