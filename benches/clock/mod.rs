//! What the benches time with: processor time, which is the same whatever else the machine does.

use std::time::Duration;

/// The processor time that this thread has taken; where systems do not tell, the time of day.
pub(crate) fn thread_time() -> Duration {
    #[cfg(unix)]
    return time_of(rustix::time::ClockId::ThreadCPUTime);
    #[cfg(not(unix))]
    return elapsed();
}

/// The processor time that all threads of this process have taken.
pub(crate) fn process_time() -> Duration {
    #[cfg(unix)]
    return time_of(rustix::time::ClockId::ProcessCPUTime);
    #[cfg(not(unix))]
    return elapsed();
}

#[cfg(unix)]
fn time_of(clock: rustix::time::ClockId) -> Duration {
    let now = rustix::time::clock_gettime(clock);
    Duration::new(now.tv_sec.unsigned_abs(), now.tv_nsec.unsigned_abs() as u32)
}

#[cfg(not(unix))]
fn elapsed() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    BEGIN.get_or_init(Instant::now).elapsed()
}
