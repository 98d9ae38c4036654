//! Looks at the open project's file and at its manuscripts now and then, off the screen's thread:
//! someone else may change them.
//!
//! Looking works everywhere, on drives of other computers too, where systems tell of no changes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::jobs;
use crate::store::disk::{self, Glance};
use crate::store::file::{Digest, Seen};

/// How long it is from one look to the next.
const EVERY: Duration = Duration::from_secs(2);

/// What the watch has to tell.
#[derive(Debug)]
pub(super) enum News {
    /// This file is not as it was seen any more, but so.
    Changed(PathBuf, Seen),
    /// This manuscript is not the one that was read.
    Manuscript(PathBuf),
    /// The time that was asked for is over.
    Due,
}

enum Order {
    /// Look at this file, and at no other.
    Look(PathBuf, Seen),
    /// Look at none.
    Rest,
    /// Look at these manuscripts as well, and at no others.
    Manuscripts(Vec<Manuscript>),
    /// Tell when this moment has come; `None` for never.
    Call(Option<Instant>),
}

/// A manuscript, as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Manuscript {
    /// Its file.
    pub(super) path: PathBuf,
    /// SHA-256 of what was read, in hexadecimal.
    pub(super) sha256: String,
}

impl Manuscript {
    /// Whether its file is another now than at the last `glance`, which is renewed, and than what was
    /// read. One that is gone, or can't be read for the moment, was not changed.
    fn has_changed(&self, glance: &mut Option<Glance>) -> bool {
        let now = disk::glance(&self.path);
        if now.is_none() || *glance == now {
            return false;
        }
        *glance = now;
        disk::read(&self.path).is_ok_and(|bytes| Digest::of(&bytes).to_string() != self.sha256)
    }
}

/// Hands orders to the thread that looks.
#[derive(Debug)]
pub(super) struct Watch {
    sender: Sender<Order>,
    news: Receiver<News>,
}

impl Watch {
    /// `wake` is called when there is news.
    pub(super) fn new(wake: impl Fn() + Send + 'static) -> Self {
        let (sender, orders) = channel();
        let (tell, news) = channel();
        jobs::start("watch", move || {
            let (mut looked_at, mut call) = (None::<(PathBuf, Seen)>, None::<Instant>);
            let mut manuscripts: BTreeMap<Manuscript, Option<Glance>> = BTreeMap::new();
            loop {
                let until_call = call.map(|at| at.saturating_duration_since(Instant::now()));
                let looks = looked_at.is_some() || !manuscripts.is_empty();
                let pause = match (looks, until_call) {
                    (true, Some(left)) => Some(left.min(EVERY)),
                    (true, None) => Some(EVERY),
                    (false, left) => left,
                };
                let order = match pause {
                    Some(pause) => orders.recv_timeout(pause),
                    None => orders.recv().map_err(RecvTimeoutError::from),
                };
                match order {
                    Ok(Order::Look(path, seen)) => looked_at = Some((path, seen)),
                    Ok(Order::Rest) => looked_at = None,
                    Ok(Order::Manuscripts(list)) => {
                        let glance = |held: &Manuscript| manuscripts.get(held).copied().flatten();
                        manuscripts = list.into_iter().map(|m| (m.clone(), glance(&m))).collect();
                    }
                    Ok(Order::Call(at)) => call = at,
                    Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => {
                        let mut told = false;
                        if call.is_some_and(|at| at <= Instant::now()) {
                            call = None;
                            told |= tell.send(News::Due).is_ok();
                        }
                        let changed = |(path, seen): &(PathBuf, Seen)| seen.changed(path);
                        if let Some(now) = looked_at.as_ref().and_then(changed)
                            && let Some((path, _)) = looked_at.take()
                        {
                            told |= tell.send(News::Changed(path, now)).is_ok();
                        }
                        for (manuscript, glance) in &mut manuscripts {
                            if manuscript.has_changed(glance) {
                                let path = manuscript.path.clone();
                                told |= tell.send(News::Manuscript(path)).is_ok();
                            }
                        }
                        if told {
                            wake();
                        }
                    }
                }
            }
        });
        Self { sender, news }
    }

    /// Looks at this file from now on, which was seen so.
    pub(super) fn look(&self, path: PathBuf, seen: Seen) {
        self.order(Order::Look(path, seen));
    }

    /// Looks at no file from now on.
    pub(super) fn rest(&self) {
        self.order(Order::Rest);
    }

    /// Looks at these manuscripts from now on, and at no others.
    pub(super) fn look_at_manuscripts(&self, list: Vec<Manuscript>) {
        self.order(Order::Manuscripts(list));
    }

    /// Tells when this much time is over, and forgets an earlier wish; `None` for never.
    pub(super) fn call_after(&self, time: Option<Duration>) {
        self.order(Order::Call(time.and_then(|time| Instant::now().checked_add(time))));
    }

    /// What it has seen since the last call.
    pub(super) fn next(&self) -> Option<News> {
        self.news.try_recv().ok()
    }

    fn order(&self, order: Order) {
        // The thread ends only with this sender.
        let _ended = self.sender.send(order);
    }
}
