//! The settings file.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::disk::{self, DiskError};

/// Why settings could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The disk did not give or take them.
    #[error("The settings were not kept. {0}")]
    Disk(#[from] DiskError),
    /// They do not hold together.
    #[error(
        "The settings file was damaged at line {0}. It was set aside as {1}, and the settings are as they come"
    )]
    Damaged(usize, String),
    /// They could not be written as text.
    #[error("The settings were not kept ({0})")]
    Encode(#[from] ron::Error),
}

/// Reads settings; `None` where there are none yet.
///
/// # Errors
/// Where the file is damaged, which is set aside then, or can't be read.
pub fn load<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, SettingsError> {
    let bytes = match disk::read(path) {
        Ok(bytes) => bytes,
        Err(DiskError::Missing) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    match ron::de::from_bytes(&bytes) {
        Ok(settings) => Ok(Some(settings)),
        Err(error) => {
            let aside = path.with_extension("damaged.ron");
            disk::move_file(path, &aside)?;
            let name = aside.file_name().map(|name| name.to_string_lossy().into_owned());
            Err(SettingsError::Damaged(error.span.start.line, name.unwrap_or_default()))
        }
    }
}

/// Writes settings whole.
///
/// # Errors
/// Where the disk does not take them; the old ones stay then.
pub fn store<T: Serialize>(path: &Path, settings: &T) -> Result<(), SettingsError> {
    let text = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::new())?;
    if let Some(folder) = path.parent() {
        disk::make_folder(folder)?;
    }
    Ok(disk::write_whole(path, text.as_bytes())?)
}
