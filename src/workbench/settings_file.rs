//! Writes the settings, off the screen's thread: a disk takes longer than a frame to confirm them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::jobs;
use super::settings::Settings;

/// How long the end of the program waits for the disk.
const FINISH: Duration = Duration::from_secs(3);

/// Hands settings to the thread that writes them.
#[derive(Debug)]
pub(super) struct SettingsFile {
    sender: Sender<Order>,
    problems: Receiver<String>,
    n_waiting: Arc<AtomicUsize>,
}

enum Order {
    Write(Box<Settings>),
    Tell(Sender<()>),
}

impl SettingsFile {
    /// Keeps settings at `path`. `wake` is called when they are written, or could not be.
    pub(super) fn new(path: PathBuf, wake: impl Fn() + Send + 'static) -> Self {
        let (sender, orders) = channel();
        let (tell, problems) = channel();
        let n_waiting = Arc::new(AtomicUsize::new(0));
        let waiting = Arc::clone(&n_waiting);
        jobs::start("settings", move || {
            while let Ok(order) = orders.recv() {
                let (mut last, mut n_taken, mut told) = (None, 0, Vec::new());
                // Of what has gathered meanwhile the last is what holds.
                for order in std::iter::once(order).chain(orders.try_iter()) {
                    match order {
                        Order::Write(settings) => {
                            last = Some(settings);
                            n_taken += 1;
                        }
                        Order::Tell(done) => told.push(done),
                    }
                }
                if let Some(Err(problem)) = last.map(|settings| settings.store(&path)) {
                    // The window may be gone already.
                    let _unheard = tell.send(problem);
                }
                waiting.fetch_sub(n_taken, Ordering::Release);
                for done in told {
                    // Whoever asked may have stopped waiting.
                    let _gone = done.send(());
                }
                wake();
            }
        });
        Self { sender, problems, n_waiting }
    }

    /// Has these settings written.
    pub(super) fn write(&self, settings: &Settings) {
        self.n_waiting.fetch_add(1, Ordering::Relaxed);
        // The thread ends only with this sender.
        let _ended = self.sender.send(Order::Write(Box::new(settings.clone())));
    }

    /// Whether settings wait to be on the disk.
    pub(super) fn is_writing(&self) -> bool {
        self.n_waiting.load(Ordering::Acquire) > 0
    }

    /// Why settings could not be written.
    pub(super) fn next_problem(&self) -> Option<String> {
        self.problems.try_recv().ok()
    }
}

impl Drop for SettingsFile {
    /// Waits until all is on the disk, or for as long as a user would.
    fn drop(&mut self) {
        if self.is_writing() {
            let (done, is_done) = channel();
            let _ended = self.sender.send(Order::Tell(done));
            // What is not done by now is lost only if the disk hangs.
            let _late = is_done.recv_timeout(FINISH);
        }
    }
}
