//! Looks at the open project's file now and then, off the screen's thread: someone else may change it.
//!
//! Looking works everywhere, on drives of other computers too, where systems tell of no changes.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use super::jobs;
use crate::store::file::Seen;

/// How long it is from one look to the next.
const EVERY: Duration = Duration::from_secs(2);

/// What the watch has to tell.
#[derive(Debug)]
pub(super) enum News {
    /// This file is not as it was seen any more, but so.
    Changed(PathBuf, Seen),
    /// The time that was asked for is over.
    Due,
}

enum Order {
    /// Look at this file, and at no other.
    Look(PathBuf, Seen),
    /// Look at none.
    Rest,
    /// Tell when this moment has come; `None` for never.
    Call(Option<Instant>),
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
            loop {
                let until_call = call.map(|at| at.saturating_duration_since(Instant::now()));
                let pause = match (&looked_at, until_call) {
                    (Some(_), Some(left)) => Some(left.min(EVERY)),
                    (Some(_), None) => Some(EVERY),
                    (None, left) => left,
                };
                let order = match pause {
                    Some(pause) => orders.recv_timeout(pause),
                    None => orders.recv().map_err(RecvTimeoutError::from),
                };
                match order {
                    Ok(Order::Look(path, seen)) => looked_at = Some((path, seen)),
                    Ok(Order::Rest) => looked_at = None,
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
