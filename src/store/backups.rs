//! Earlier versions of projects, in the program's own folder: the last ten that were saved, and the
//! last of each day for thirty days.

use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime};

use super::disk::{self, DiskError};
use super::file::Digest;

/// How many of the latest versions are kept, whenever they were saved.
const LATEST: usize = 10;

/// For how many days the last version of the day is kept.
const DAYS: i32 = 30;

/// The most that the versions of one project may take, in bytes. The latest is always kept.
const BYTES_MAX: u64 = 200 << 20;

/// How the moment of a save is written in a file's name; it sorts as it should.
const MOMENT: &str = "%Y%m%d-%H%M%S";

/// How the name of a version ends.
const ENDING: &str = "ron";

/// Characters of a digest that tell versions of one project apart.
const DIGEST_CHARS: usize = 16;

/// An earlier version of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Where it is kept.
    pub path: PathBuf,
    /// When it was saved, by the clock of the place.
    pub when: DateTime,
    /// How long it is, in bytes.
    pub bytes: u64,
}

/// Keeps `bytes`, which were saved as the project at `project`, in a folder of its own in `folder`,
/// and lets versions go that are too many. What is kept already is not kept twice.
///
/// # Errors
/// Where the disk does not take it.
pub fn keep(folder: &Path, project: &Path, bytes: &[u8], when: DateTime) -> Result<(), DiskError> {
    let own = own_folder(folder, project);
    let digest = short(bytes);
    if let Some(same) = same(&list(folder, project), &digest) {
        // The same again is of now, not of then.
        if same.when < when {
            disk::move_file(&same.path, &own.join(name(when, &digest)))?;
        }
        return Ok(());
    }
    disk::make_folder(&own)?;
    disk::write_whole(&own.join(name(when, &digest)), bytes)?;
    for version in let_go(&list(folder, project)) {
        // One that can't be removed now goes another time.
        let _stays = disk::remove(&version.path);
    }
    Ok(())
}

/// Whether these bytes are kept as a version of the project at `project`.
#[must_use]
pub fn holds(folder: &Path, project: &Path, bytes: &[u8]) -> bool {
    same(&list(folder, project), &short(bytes)).is_some()
}

/// The versions that are kept of the project at `project`, the latest first.
#[must_use]
pub fn list(folder: &Path, project: &Path) -> Vec<Version> {
    let paths = disk::files(&own_folder(folder, project), ENDING);
    let mut versions: Vec<Version> = paths
        .into_iter()
        .filter_map(|path| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            let when = DateTime::strptime(MOMENT, name.get(..15)?).ok()?;
            let bytes = disk::glance(&path)?.n_bytes();
            Some(Version { path, when, bytes })
        })
        .collect();
    versions.sort_by(|a, b| (b.when, &b.path).cmp(&(a.when, &a.path)));
    versions
}

/// Which of `versions`, the latest first, are kept no longer.
fn let_go(versions: &[Version]) -> Vec<&Version> {
    let Some(latest) = versions.first() else { return Vec::new() };
    let since = |date: Date| latest.when.date().since(date).map_or(0, |span| span.get_days());
    let mut days = Vec::new();
    let mut bytes = 0_u64;
    let mut gone = Vec::new();
    for (idx, version) in versions.iter().enumerate() {
        let date = version.when.date();
        let is_last_of_day = !days.contains(&date);
        days.push(date);
        bytes = bytes.saturating_add(version.bytes);
        let stays = idx < LATEST || (is_last_of_day && since(date) < DAYS);
        if idx > 0 && (!stays || bytes > BYTES_MAX) {
            gone.push(version);
        }
    }
    gone
}

/// The version of this digest.
fn same<'v>(versions: &'v [Version], digest: &str) -> Option<&'v Version> {
    versions.iter().find(|version| version.path.to_string_lossy().contains(digest))
}

/// What tells these bytes from those of other versions.
fn short(bytes: &[u8]) -> String {
    Digest::of(bytes).to_string().chars().take(DIGEST_CHARS).collect()
}

fn name(when: DateTime, digest: &str) -> String {
    format!("{}-{digest}.tickmark.{ENDING}", when.strftime(MOMENT))
}

/// Projects of one name in several folders have a folder each.
fn own_folder(folder: &Path, project: &Path) -> PathBuf {
    let project = disk::true_path(project);
    let stem = project.file_name().unwrap_or_default().to_string_lossy();
    let stem: String = stem.split('.').next().unwrap_or_default().chars().take(40).collect();
    let known_by = Digest::of(project.as_os_str().as_encoded_bytes()).to_string();
    folder.join(format!("{stem}-{}", known_by.get(..DIGEST_CHARS).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(when: &str, bytes: u64) -> Version {
        Version { path: when.into(), when: when.parse().unwrap(), bytes }
    }

    #[test]
    fn the_last_ten_and_one_a_day_for_thirty_days_are_kept() {
        let mut versions = Vec::new();
        for day in (1..=31).rev() {
            for hour in (0..24).rev() {
                versions.push(version(&format!("2026-05-{day:02}T{hour:02}:00:00"), 10));
            }
        }
        for hour in (0..24).rev() {
            versions.push(version(&format!("2026-04-30T{hour:02}:00:00"), 10));
        }
        let gone = let_go(&versions);
        let kept: Vec<&Version> =
            versions.iter().filter(|version| !gone.contains(version)).collect();
        // Ten of the last day, and the last of each of the 29 days before it.
        assert_eq!(kept.len(), 10 + 29);
        assert!(kept.iter().take(10).all(|version| version.when.day() == 31));
        assert!(kept.iter().skip(10).all(|version| version.when.hour() == 23));
        assert_eq!(kept.last().unwrap().when.to_string(), "2026-05-02T23:00:00");
    }

    #[test]
    fn they_take_no_more_room_than_they_may_and_the_latest_stays() {
        let large = |hour: i8| version(&format!("2026-05-01T{hour:02}:00:00"), BYTES_MAX / 2);
        let versions = [large(9), large(8), large(7)];
        assert_eq!(let_go(&versions), [&versions[2]]);
        assert!(let_go(&[version("2026-05-01T09:00:00", BYTES_MAX * 2)]).is_empty());
        assert!(let_go(&[]).is_empty());
    }
}
