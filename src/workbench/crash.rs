//! What is left to do when the program breaks off: the last changes to the disk, and a report.
//!
//! A report tells where in the program it was and how it came there. It never holds words of an
//! article: a message that was put together while the program ran may quote one, so only messages that
//! stand in the program itself are written.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};

use super::{Workbench, jobs};
use crate::store::disk;

/// The folder, among the program's data, in which reports are kept.
const REPORTS: &str = "reports";

/// What stands in the place of a message that may quote an article.
const WITHHELD: &str = "(left out, since it may quote what was open)";

impl Workbench {
    /// From now on, a thread of this process that breaks off sees to it first that every change is on
    /// the disk, and writes a report. Gives the folder where reports are kept, where there is one.
    pub fn guard_against_crashes(&self) -> Option<PathBuf> {
        let flush = self.keeper.as_ref().map(super::keeper::Keeper::flusher);
        let folder = self.data.as_deref().map(|data| data.join(REPORTS));
        let reports = folder.clone();
        let started = (self.clock)().strftime("%Y%m%d-%H%M%S").to_string();
        panic::set_hook(Box::new(move |info| {
            if let Some(flush) = &flush {
                flush();
            }
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!("broke off at {place}");
            if let Some(folder) = &reports {
                // Without a report, the work is on the disk all the same.
                let _unwritten = write(folder, &started, &report(info, &place));
            }
        }));
        folder
    }
}

fn report(info: &PanicHookInfo<'_>, place: &str) -> String {
    let message = info.payload().downcast_ref::<&'static str>().copied().unwrap_or(WITHHELD);
    let mut words = String::new();
    // Writing to a string does not fail.
    let _whole = write!(
        words,
        "Tickmark {} on {} {}\nplace: {place}\nmessage: {message}\nthread: {}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        jobs::thread_name(),
        Backtrace::force_capture(),
    );
    words
}

/// Writes a report under a name that no other has.
fn write(folder: &Path, started: &str, words: &str) -> Result<(), disk::DiskError> {
    disk::make_folder(folder)?;
    let mut n = 1;
    let mut path = folder.join(format!("{started}-{}-{n}.txt", disk::process_id()));
    while disk::glance(&path).is_some() {
        n += 1;
        path = folder.join(format!("{started}-{}-{n}.txt", disk::process_id()));
    }
    disk::write_whole(&path, words.as_bytes())
}
