//! Pages from the web: asked for only when the user gives an address, has agreed once, and the house
//! does not forbid it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::notice::Notice;
use super::start::{self, Means, Tick};
use super::work::{Job, Opened};
use super::{Action, Workbench, disk_work, jobs};
use crate::extract::Progress;
use crate::fetch::{Address, FetchError, Fetcher, Page, Reach};
use crate::import::{self, Source};
use crate::project::Fetched;
use crate::store::evidence;

/// How often the asking is told that it is not wanted any more.
const TICK: Duration = Duration::from_millis(20);

/// What is asked for.
#[derive(Debug)]
pub struct Wanted {
    /// Where.
    pub address: Address,
    /// How far that may be.
    pub reach: Reach,
    /// Where the page is kept as it came.
    pub folder: Option<PathBuf>,
    /// The moment, as RFC 3339.
    pub when: String,
}

impl Workbench {
    /// Says how far a page may be; the open web where nothing is said.
    #[must_use]
    pub fn reaching(mut self, reach: Reach) -> Self {
        self.reach = reach;
        self
    }

    /// Why no address can be opened; `None` where one can.
    #[must_use]
    pub const fn keeps_offline(&self) -> Option<&'static str> {
        if self.settings.is_kept_offline() {
            Some("Whoever looks after this computer has turned it off")
        } else if self.settings.opens_addresses {
            None
        } else {
            Some("It is off in the settings")
        }
    }

    /// The address that the user is asked about before anything is sent for the first time.
    #[must_use]
    pub const fn asks_about_address(&self) -> Option<&Address> {
        self.asked_address.as_ref()
    }

    /// Opens the page at an address, in place of what is open; after the user has agreed.
    pub(super) fn open_address(&mut self, words: String) {
        if let Some(reason) = self.keeps_offline() {
            self.notice = Some(Notice::problem(format!(
                "The page was not opened: no address can be. {reason}. Save the page in a browser, then open the file."
            )));
            return;
        }
        match Address::read(&words) {
            Err(error) => self.notice = Some(Notice::problem(format!("{error}."))),
            Ok(address) if !self.settings.agreed_to_ask => self.asked_address = Some(address),
            Ok(_) => self.guard(Action::OpenAddress { address: words }),
        }
    }

    /// The user has agreed: it is kept, and the page asked for.
    pub(super) fn agree_to_ask(&mut self) {
        let Some(address) = self.asked_address.take() else { return };
        self.set_setting(|settings| settings.agreed_to_ask = true);
        self.open_address(address.as_str().to_owned());
    }

    /// Begins to ask for the page.
    pub(super) fn fetch(&mut self, words: &str) {
        let Ok(address) = Address::read(words) else { return };
        let folder = disk_work::evidence_folder(None, self.data.as_deref());
        let (reach, when) = (self.reach, self.stamp().when);
        self.work.start(Job::Fetch(Box::new(Wanted { address, reach, folder, when })));
    }
}

/// Asks for a page, reads it and keeps it as it came. `None` when stopped. The error is a sentence.
pub(super) fn open(
    wanted: &Wanted,
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Result<Opened, String>> {
    let page = match ask(wanted, tick)? {
        Ok(page) => page,
        Err(error) => return Some(Err(format!("The page was not opened. {error}."))),
    };
    let name = page.file_name();
    let encoding = import::stated(&page.bytes, page.encoding);
    let address = Some(page.address.as_str());
    let source = Source { bytes: &page.bytes, name: &name, address, encoding, ..Source::default() };
    let mut opened = match start::import_from(&source, how, tick)? {
        Ok(opened) => opened,
        Err(problem) => return Some(Err(problem)),
    };
    let kept = match wanted.folder.as_deref().map(|at| evidence::keep(&page.bytes, &name, at)) {
        Some(Ok(kept)) => Some(kept),
        Some(Err(error)) => {
            let told = format!("The page could not be kept as it came. {error}.");
            opened.warning = Some(opened.warning.map_or(told.clone(), |w| format!("{w} {told}")));
            None
        }
        None => None,
    };
    for article in opened.project.articles.values_mut() {
        article.provenance.fetched = Some(Fetched {
            asked: wanted.address.as_str().to_owned(),
            from: page.address.as_str().to_owned(),
            when: wanted.when.clone(),
            kept: kept.clone(),
        });
    }
    Some(Ok(opened))
}

/// Asks for a page on a thread of its own, since a host that does not answer holds up whoever waits
/// for it; one that is not wanted any more is left to end by itself.
fn ask(wanted: &Wanted, tick: Tick<'_>) -> Option<Result<Page, FetchError>> {
    let (sender, receiver) = channel();
    let far = Arc::new((AtomicBool::new(false), AtomicU64::new(0), AtomicU64::new(0)));
    let (theirs, address, reach) = (Arc::clone(&far), wanted.address.clone(), wanted.reach);
    jobs::start("fetching", move || {
        let (stop, done, all) = &*theirs;
        let begun = Instant::now();
        let mut tick = |n_done, n_all| {
            done.store(n_done, Ordering::Relaxed);
            all.store(n_all, Ordering::Relaxed);
            if stop.load(Ordering::Relaxed) {
                std::ops::ControlFlow::Break(())
            } else {
                std::ops::ControlFlow::Continue(())
            }
        };
        let page = Fetcher::new(reach).fetch(&address, &|| begun.elapsed(), &mut tick);
        // Nobody listens any more when it was given up.
        let _given_up = sender.send(page);
    });
    let (stop, done, all) = &*far;
    let count = |of: &AtomicU64| usize::try_from(of.load(Ordering::Relaxed)).unwrap_or(0);
    loop {
        match receiver.recv_timeout(TICK) {
            Ok(page) => return page,
            Err(RecvTimeoutError::Disconnected) => {
                return Some(Err(FetchError::Broken(wanted.address.host().to_owned())));
            }
            Err(RecvTimeoutError::Timeout) => {
                if tick(Progress { done: count(done), all: count(all) }).is_break() {
                    stop.store(true, Ordering::Relaxed);
                    return None;
                }
            }
        }
    }
}
