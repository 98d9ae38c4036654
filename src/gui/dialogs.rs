//! Asks where a file is, or where it shall be, without stopping the screen.
//!
//! The system's own dialog answers when the user does; until then the window goes on. Where the
//! system has none, a path can be typed.

use std::fmt;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};

use eframe::egui::Context;

use crate::import::IMPORTERS;
use crate::workbench::PROJECT_ENDING;

/// An answer within this many seconds was not given by a person: there was no dialog.
const NO_DIALOG_SECS: f64 = 0.3;

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To open an article or a project.
    Open,
    /// To take another article into the project.
    Add,
    /// To save the project.
    Save,
    /// To save the project, then to go on with what waits for that.
    SaveThenLeave,
    /// To rely on a file as a source.
    Attach,
    /// To write a report.
    Export,
    /// To read annotations.
    Annotations,
    /// To read a list of sources.
    Sources,
    /// To take in a new version of the article.
    Version,
}

/// How an asking ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// With a path.
    Path(Purpose, PathBuf),
    /// There is no dialog to ask with.
    NoDialog(Purpose),
}

/// The dialog that is open, if one is.
#[derive(Default)]
pub(crate) struct Dialogs {
    open: Option<Asked>,
    /// Nothing is asked of the system; every path is typed.
    is_typed: bool,
}

struct Asked {
    purpose: Purpose,
    since: f64,
    answer: Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>>,
}

impl fmt::Debug for Dialogs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialogs").field("is_open", &self.is_open()).finish_non_exhaustive()
    }
}

/// Wakes the screen when the user has answered.
struct WakeScreen(Context);

impl Wake for WakeScreen {
    fn wake(self: Arc<Self>) {
        self.0.request_repaint();
    }
}

impl Dialogs {
    /// Every path is typed.
    pub(crate) fn typed() -> Self {
        Self { open: None, is_typed: true }
    }

    /// Whether a dialog is open.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a dialog, unless one is open. `name` is suggested for what is saved.
    pub(crate) fn ask(&mut self, ctx: &Context, purpose: Purpose, name: &str) -> Option<Answer> {
        if self.is_typed {
            return Some(Answer::NoDialog(purpose));
        }
        if self.is_open() {
            return None;
        }
        let dialog = rfd::AsyncFileDialog::new();
        let answer: Pin<Box<dyn Future<Output = _> + Send>> = match purpose {
            Purpose::Open | Purpose::Add => {
                let articles = IMPORTERS.iter().flat_map(|importer| importer.extensions).copied();
                let (title, kinds, all): (_, _, Vec<&str>) = if purpose == Purpose::Open {
                    let all = articles.chain(["ron"]).collect();
                    ("Open an article or a project", "Articles and projects", all)
                } else {
                    ("Add an article to the project", "Articles", articles.collect())
                };
                let dialog = dialog
                    .set_title(title)
                    .add_filter(kinds, &all)
                    .add_filter("Every file", &["*"]);
                Box::pin(dialog.pick_file())
            }
            Purpose::Save | Purpose::SaveThenLeave => {
                let dialog = dialog
                    .set_title("Save the project")
                    .add_filter("Tickmark project", &["ron"])
                    .set_file_name(name);
                Box::pin(dialog.save_file())
            }
            Purpose::Export => Box::pin(dialog.set_title("Export").set_file_name(name).save_file()),
            Purpose::Annotations => {
                let dialog = dialog
                    .set_title("Import annotations")
                    .add_filter("Web Annotations", &["jsonld", "json"]);
                Box::pin(dialog.pick_file())
            }
            Purpose::Sources => {
                let dialog = dialog
                    .set_title("Import sources")
                    .add_filter("CSL-JSON, BibTeX, RIS", &["json", "bib", "ris"])
                    .add_filter("Every file", &["*"]);
                Box::pin(dialog.pick_file())
            }
            Purpose::Version => {
                Box::pin(dialog.set_title("New version of the article").pick_file())
            }
            Purpose::Attach => Box::pin(dialog.set_title("Attach a source").pick_file()),
        };
        let since = ctx.input(|input| input.time);
        self.open = Some(Asked { purpose, since, answer });
        self.poll(ctx)
    }

    /// The answer, once there is one.
    pub(crate) fn poll(&mut self, ctx: &Context) -> Option<Answer> {
        let asked = self.open.as_mut()?;
        let waker = Waker::from(Arc::new(WakeScreen(ctx.clone())));
        let Poll::Ready(handle) = asked.answer.as_mut().poll(&mut TaskContext::from_waker(&waker))
        else {
            return None;
        };
        let Asked { purpose, since, .. } = self.open.take()?;
        match handle {
            Some(handle) => Some(Answer::Path(purpose, handle.path().to_path_buf())),
            None if ctx.input(|input| input.time) - since < NO_DIALOG_SECS => {
                Some(Answer::NoDialog(purpose))
            }
            None => None,
        }
    }
}

/// The address of a file, for the program that the system has for it.
pub(crate) fn file_address(path: &Path) -> String {
    let mut address = "file://".to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => address.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// A path for a project, with the ending that projects have.
pub(crate) fn project_path(path: PathBuf) -> PathBuf {
    if crate::workbench::is_project(&path) {
        return path;
    }
    let mut name = path.into_os_string();
    let words = name.to_string_lossy().to_lowercase();
    // What the user or the dialog began of the ending is not said twice.
    let ending = [".tickmark", ".ron"].iter().find(|part| words.ends_with(*part));
    match ending {
        Some(&".tickmark") => name.push(".ron"),
        Some(_) => {
            let stem = words.len() - ".ron".len();
            let text = name.to_string_lossy().into_owned();
            name = format!("{}{PROJECT_ENDING}", text.get(..stem).unwrap_or(&text)).into();
        }
        None => name.push(PROJECT_ENDING),
    }
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_file_has_no_sign_of_its_own() {
        let address = file_address(Path::new("/home/ü me/a#b%20.files/1f.pdf"));
        assert_eq!(address, "file:///home/%C3%BC%20me/a%23b%2520.files/1f.pdf");
    }

    #[test]
    fn every_project_has_its_ending_once() {
        for (typed, expected) in [
            ("a/harbor", "a/harbor.tickmark.ron"),
            ("a/harbor.tickmark", "a/harbor.tickmark.ron"),
            ("a/harbor.ron", "a/harbor.tickmark.ron"),
            ("a/harbor.tickmark.ron", "a/harbor.tickmark.ron"),
            ("a/Harbor.Tickmark.RON", "a/Harbor.Tickmark.RON"),
            ("a/harbor 2.0", "a/harbor 2.0.tickmark.ron"),
        ] {
            assert_eq!(project_path(typed.into()), Path::new(expected));
        }
    }
}
