//! The only room that starts threads.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many results may wait for an earlier one, for each thread. Enough that a long document does
/// not keep the others idle; few, since each waits in memory.
const WAITING_PER_THREAD: usize = 8;

/// Weight that may be under way at once. One item that weighs more is worked on alone.
const WEIGHT_MAX: usize = 8 << 20;

/// How many threads this computer runs at once.
#[must_use]
pub fn n_cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The name of the thread that asks.
pub(super) fn thread_name() -> String {
    thread::current().name().unwrap_or("without a name").to_owned()
}

/// Does `work` on a thread of its own, named `name`.
#[expect(clippy::disallowed_methods, reason = "the one place where a thread begins")]
pub(super) fn start<F: FnOnce() + Send + 'static>(name: &str, work: F) {
    fn take<F: FnOnce()>(work: &Mutex<Option<F>>) {
        let work = lock(work).take();
        if let Some(work) = work {
            work();
        }
    }
    // A thread that the system refuses is work done here and now: late, but done.
    let work = Arc::new(Mutex::new(Some(work)));
    let theirs = Arc::clone(&work);
    if thread::Builder::new().name(name.to_owned()).spawn(move || take(&theirs)).is_err() {
        take(&work);
    }
}

/// Lets go of what is not wanted any more on a thread of its own: where it holds thousands of claims,
/// that takes as long as a frame may.
pub(super) fn let_go<T: Send + 'static>(unwanted: T) {
    start("let go", move || drop(unwanted));
}

/// Does `work` on each item, on `n_threads` threads, and hands the results to `sink` on this one,
/// in the order of the items, until it says to stop.
///
/// `items` is asked for the next item only while those under way, from there to `sink`, are few and
/// weigh little by `weigh` (in bytes, say). So memory stays bounded however many items there are.
pub fn ordered_map<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    n_threads: usize,
    weigh: impl Fn(&T) -> usize + Sync,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
) {
    let n_threads = n_threads.max(1);
    let source = Mutex::new(items.fuse().enumerate());
    let gate = Gate::new(n_threads * WAITING_PER_THREAD);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let sender = sender.clone();
            let (source, gate, weigh, work) = (&source, &gate, &weigh, &work);
            scope.spawn(move || {
                let _closer = CloseOnPanic(gate);
                // Held while an item is awaited, so that the others line up behind.
                let next = || {
                    let mut source = lock(source);
                    gate.pass().is_continue().then(|| source.next()).flatten().map(|(idx, item)| {
                        let weight = weigh(&item);
                        gate.enter(weight);
                        (idx, item, weight)
                    })
                };
                while let Some((idx, item, weight)) = next() {
                    if sender.send((idx, work(item), weight)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut due = 0;
        for (idx, result, weight) in &results {
            waiting.insert(idx, (result, weight));
            while let Some((result, weight)) = waiting.remove(&due) {
                due += 1;
                if sink(result).is_break() {
                    gate.close();
                    return;
                }
                gate.leave(weight);
            }
        }
    });
}

/// Counts what is under way, and makes threads wait while it is too much.
struct Gate {
    n_max: usize,
    load: Mutex<Load>,
    changed: Condvar,
}

#[derive(Default)]
struct Load {
    n_items: usize,
    weight: usize,
    is_closed: bool,
}

impl Gate {
    fn new(n_max: usize) -> Self {
        Self { n_max, load: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits until one more may be taken; `Break` when no more shall be.
    fn pass(&self) -> ControlFlow<()> {
        let is_full = |load: &mut Load| {
            !load.is_closed && (load.n_items >= self.n_max || load.weight >= WEIGHT_MAX)
        };
        let load = self
            .changed
            .wait_while(lock(&self.load), is_full)
            .unwrap_or_else(PoisonError::into_inner);
        if load.is_closed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn enter(&self, weight: usize) {
        let mut load = lock(&self.load);
        load.n_items += 1;
        load.weight += weight;
    }

    fn leave(&self, weight: usize) {
        let mut load = lock(&self.load);
        load.n_items -= 1;
        load.weight -= weight;
        self.changed.notify_all();
    }

    fn close(&self) {
        lock(&self.load).is_closed = true;
        self.changed.notify_all();
    }
}

/// Lets the other threads end where one of them panics; they would wait for its result forever.
struct CloseOnPanic<'g>(&'g Gate);

impl Drop for CloseOnPanic<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.close();
        }
    }
}

/// The scope passes on a panic of another thread, so what it left behind need not be mistrusted.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut out = Vec::new();
        // Early items take longest, so that the late ones must wait for them.
        let slow = |n: u32| (0..(300 - n) * 50).fold(n, |same, _| std::hint::black_box(same));
        let sink = |n| {
            out.push(n);
            ControlFlow::Continue(())
        };
        ordered_map(0..300, 4, |_| 1, slow, sink);
        assert_eq!(out, (0..300).collect::<Vec<_>>());
    }

    #[test]
    fn few_are_under_way_however_many_there_are() {
        for (weight, most) in [(1, 2 * WAITING_PER_THREAD), (WEIGHT_MAX, 1)] {
            let (taken, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let items = (0..200).inspect(|_| {
                let under_way =
                    1 + taken.fetch_add(1, Ordering::SeqCst) - done.load(Ordering::SeqCst);
                assert!(under_way <= most, "{under_way} under way");
            });
            let sink = |_| {
                done.fetch_add(1, Ordering::SeqCst);
                ControlFlow::Continue(())
            };
            ordered_map(items, 2, |_| weight, |n| n, sink);
            assert_eq!(done.into_inner(), 200);
        }
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_passed_on() {
        let work = |n: u32| assert!(n != 50, "out of order");
        ordered_map(0..1_000_000, 2, |_| 1, work, |()| ControlFlow::Continue(()));
    }

    #[test]
    fn it_ends_when_told_to_stop() {
        let mut seen = 0;
        let sink = |_| {
            seen += 1;
            if seen == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        ordered_map(0.., 3, |_| 1, |n: u64| n, sink);
        assert_eq!(seen, 5);
    }
}
