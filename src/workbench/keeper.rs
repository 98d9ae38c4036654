//! Keeps the journal, off the screen's thread.
//!
//! Every change is handed over at once and is on the disk as soon as the disk has it; nothing here
//! waits for anything else.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::jobs;
use crate::project::Project;
use crate::store::journal::{Entry, Journal, JournalError};

/// How long the end of the program waits for the disk.
const FINISH: Duration = Duration::from_secs(3);

/// Hands changes to the thread that writes them down.
#[derive(Debug)]
pub(super) struct Keeper {
    sender: Sender<Order>,
    problems: Receiver<JournalError>,
    is_keeping: bool,
}

enum Order {
    Begin { name: String, project: Arc<Project>, saved: Option<PathBuf> },
    GoOn(Journal),
    Add(Entry),
    End,
    Tell(Sender<()>),
}

impl Keeper {
    /// Keeps journals in `folder`. `wake` is called when there is a problem to be told.
    pub(super) fn new(folder: PathBuf, wake: impl Fn() + Send + 'static) -> Self {
        let (sender, orders) = channel();
        let (tell, problems) = channel();
        jobs::start("journal", move || {
            let mut journal = None;
            while let Ok(order) = orders.recv() {
                // What has gathered meanwhile is written as one.
                let mut batch: Vec<Order> = std::iter::once(order).collect();
                batch.extend(orders.try_iter());
                if let Err(problem) = carry_out(&folder, &mut journal, batch) {
                    // The window may be gone already.
                    let _unheard = tell.send(problem);
                    wake();
                }
            }
        });
        Self { sender, problems, is_keeping: false }
    }

    /// Writes a change down. `before` gives the project as it was before the first one since the last
    /// save, with a name for its journal and where it is saved.
    pub(super) fn add(
        &mut self,
        entry: Entry,
        before: impl FnOnce() -> (String, Arc<Project>, Option<PathBuf>),
    ) {
        if !self.is_keeping {
            let (name, project, saved) = before();
            self.order(Order::Begin { name, project, saved });
            self.is_keeping = true;
        }
        self.order(Order::Add(entry));
    }

    /// Goes on with a journal that was left behind.
    pub(super) fn go_on(&mut self, journal: Journal) {
        self.order(Order::GoOn(journal));
        self.is_keeping = true;
    }

    /// Ends the journal: all that it held is saved, or is not wanted.
    pub(super) fn end(&mut self) {
        if std::mem::take(&mut self.is_keeping) {
            self.order(Order::End);
        }
    }

    /// Waits until all that was handed over is on the disk, or for as long as a user would.
    pub(super) fn finish(&self) {
        finish(&self.sender);
    }

    /// What waits so, on whichever thread.
    pub(super) fn flusher(&self) -> impl Fn() + Send + Sync + use<> {
        let sender = self.sender.clone();
        move || finish(&sender)
    }

    /// Why a change could not be written down.
    pub(super) fn next_problem(&self) -> Option<JournalError> {
        self.problems.try_recv().ok()
    }

    fn order(&self, order: Order) {
        // The thread ends only with this sender.
        let _ended = self.sender.send(order);
    }
}

fn finish(sender: &Sender<Order>) {
    let (done, is_done) = channel();
    // The thread ends only with the last sender.
    let _ended = sender.send(Order::Tell(done));
    // What is not done by now is lost only if the disk hangs.
    let _late = is_done.recv_timeout(FINISH);
}

fn carry_out(
    folder: &Path,
    journal: &mut Option<Journal>,
    batch: Vec<Order>,
) -> Result<(), JournalError> {
    let mut entries = Vec::new();
    let mut told = Vec::new();
    for order in batch {
        match order {
            Order::Add(entry) => entries.push(entry),
            Order::Tell(done) => told.push(done),
            Order::Begin { name, project, saved } => {
                *journal = Some(Journal::begin(folder, &name, &project, saved.as_deref())?);
            }
            Order::GoOn(taken) => journal.insert(taken).go_on()?,
            Order::End => {
                entries.clear();
                if let Some(journal) = journal.take() {
                    journal.end()?;
                }
            }
        }
    }
    if let Some(journal) = journal.as_mut().filter(|_| !entries.is_empty()) {
        journal.append(&entries)?;
    }
    for done in told {
        // Whoever asked may have stopped waiting.
        let _gone = done.send(());
    }
    Ok(())
}
