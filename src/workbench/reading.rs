//! Files of formats that can be made to do harm, read in a process of their own.
//!
//! The process is this program once more, called with [`VERB`]. The file's bytes come in; how many
//! pages are read goes out, a line each, and then the article, the last line and without an end. It
//! may open no file, take little memory and little time, and is ended when it is no longer wanted.
//! Whatever a file does to it, nothing else is touched.

use std::cell::RefCell;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use encoding_rs::Encoding;
use serde::{Deserialize, Serialize};

use super::jobs;
use crate::import::{self, Changes, Imported, Listener, Pages, Source};

/// How the command line calls the reading in a process of its own.
pub const VERB: &str = "read-apart";

/// How long a file may be read. The slowest real ones, books of a thousand pages, take a tenth.
const TIME_MAX: Duration = Duration::from_secs(60);

/// How often a reading is asked whether it is still wanted.
const TICK: Duration = Duration::from_millis(20);

/// Bytes that the process may hold.
const MEMORY_MAX: u64 = 1 << 30;

/// Seconds that the process may compute: less than [`TIME_MAX`], so that it ends by itself.
const SECONDS_MAX: u64 = 50;

/// Bytes that an article may have when it comes back.
const ARTICLE_MAX: u64 = 1 << 29;

/// Why a file was not read, where the reading itself broke; after the file's name and a full stop.
const BROKE: &str = "Reading it went wrong and was ended before it could do harm. Nothing was opened; try to save it anew in the program that made it, or as text";
const TOO_LONG: &str = "Reading it took too long and was ended. Nothing was opened; try to save it anew in the program that made it, or as text";

/// What the process is told before the bytes, on one line.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    name: String,
    address: Option<String>,
    encoding: Option<String>,
    changes: Changes,
    is_selection: bool,
    /// The bytes of the file at this place among those that hang on it are wanted, and not its text.
    attached: Option<usize>,
}

impl Request {
    fn new(source: &Source<'_>, attached: Option<usize>) -> Self {
        Self {
            name: source.name.to_owned(),
            address: source.address.map(str::to_owned),
            encoding: source.encoding.map(|encoding| encoding.name().to_owned()),
            changes: source.changes,
            is_selection: source.is_selection,
            attached,
        }
    }
}

/// This program, to be called once more; `None` where the system does not tell.
#[must_use]
pub fn this_program() -> Option<PathBuf> {
    // Holds even when the program's file was replaced by a newer one while it runs.
    if cfg!(target_os = "linux") {
        return Some(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe().ok()
}

/// Reads a file: in a process of its own, run from `program`, where its format is foreign; else, or
/// without a program, in this one. `is_wanted` hears again and again how many pages are read, where
/// the format has pages; `None` when it said no. The error is a sentence without its full stop.
pub fn read(
    source: &Source<'_>,
    program: Option<&Path>,
    is_wanted: &mut dyn FnMut(Pages) -> bool,
) -> Option<Result<Imported, String>> {
    match program {
        Some(program) if import::is_foreign(source) => read_apart(source, program, is_wanted),
        _ => Some(import::import(source).map_err(|error| error.to_string())),
    }
}

/// The `n_bytes` bytes of a file that hangs on another one, got as that one is read. `None` when
/// `is_wanted` said no. The error is a sentence without its full stop.
pub(super) fn attached(
    source: &Source<'_>,
    (idx, n_bytes): (usize, usize),
    program: Option<&Path>,
    is_wanted: &mut dyn FnMut() -> bool,
) -> Option<Result<Vec<u8>, String>> {
    let answer = match program.filter(|_| import::is_foreign(source)) {
        Some(program) => {
            let request = Request::new(source, Some(idx));
            ask_apart(&request, source.bytes, program, &mut |_| is_wanted())?
        }
        None => Ok(import::attached(source, idx).unwrap_or_default()),
    };
    // What a process says that did not end well may be cut off.
    Some(answer.and_then(|answer| match answer.len() == n_bytes {
        true => Ok(answer),
        false => Err(BROKE.to_owned()),
    }))
}

fn read_apart(
    source: &Source<'_>,
    program: &Path,
    is_wanted: &mut dyn FnMut(Pages) -> bool,
) -> Option<Result<Imported, String>> {
    let answer = ask_apart(&Request::new(source, None), source.bytes, program, is_wanted)?;
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Some(Err(error)),
    };
    // What a process says that did not end well may be cut off, and does not parse then.
    let answer = serde_json::from_slice::<Result<Imported, String>>(&answer);
    Some(answer.unwrap_or_else(|error| {
        // Its message may quote the article.
        let (what, at) = (error.classify(), error.column());
        tracing::info!("reading apart: the answer breaks off at {at} ({what:?})");
        Err(BROKE.to_owned())
    }))
}

/// What a process of its own answers to a request and a file's bytes.
fn ask_apart(
    request: &Request,
    bytes: &[u8],
    program: &Path,
    is_wanted: &mut dyn FnMut(Pages) -> bool,
) -> Option<Result<Vec<u8>, String>> {
    let mut command = Command::new(program);
    command.arg(VERB).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            return Some(Err(format!("The program that reads it did not start ({error})")));
        }
    };
    let mut child = Ended(child);
    let (Some(mut stdin), Some(stdout)) = (child.0.stdin.take(), child.0.stdout.take()) else {
        return Some(Err(BROKE.to_owned()));
    };
    // The bytes of a file come alone, an article after lines that tell how far its reading is.
    let tells_pages = request.attached.is_none();
    let request = match serde_json::to_vec(request) {
        Ok(request) => request,
        Err(_) => return Some(Err(BROKE.to_owned())),
    };
    let bytes = bytes.to_vec();
    let (sender, receiver) = channel();
    let far = Arc::new(Far::default());
    let theirs = Arc::clone(&far);
    jobs::start("reading", move || {
        let talk = || -> io::Result<Vec<u8>> {
            stdin.write_all(&request)?;
            stdin.write_all(b"\n")?;
            stdin.write_all(&bytes)?;
            drop((stdin, bytes));
            let mut stdout = BufReader::new(stdout.take(ARTICLE_MAX));
            let mut line = Vec::new();
            if !tells_pages {
                stdout.read_to_end(&mut line)?;
                return Ok(line);
            }
            while stdout.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
                theirs.hear(&line);
                line.clear();
            }
            Ok(line)
        };
        // Nobody listens any more when the reading was given up.
        let _given_up = sender.send(talk());
    });
    let begun = Instant::now();
    let answer = loop {
        match receiver.recv_timeout(TICK) {
            Ok(answer) => break answer.unwrap_or_default(),
            Err(RecvTimeoutError::Disconnected) => break Vec::new(),
            Err(RecvTimeoutError::Timeout) if !is_wanted(far.pages()) => return None,
            Err(RecvTimeoutError::Timeout) if begun.elapsed() > TIME_MAX => {
                return Some(Err(TOO_LONG.to_owned()));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    };
    Some(Ok(answer))
}

/// How many pages a process has read, by its own account.
#[derive(Default)]
struct Far {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Far {
    /// Takes a line of the process; what is none of this is passed over.
    fn hear(&self, line: &[u8]) {
        let Ok((done, all)) = serde_json::from_slice::<(usize, usize)>(line) else { return };
        self.all.store(all, Ordering::Relaxed);
        self.done.store(done.min(all), Ordering::Relaxed);
    }

    fn pages(&self) -> Pages {
        let all = self.all.load(Ordering::Relaxed);
        Pages { done: self.done.load(Ordering::Relaxed).min(all), all }
    }
}

/// A process that does not outlive this.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // One that has ended cannot be killed; waiting for it frees its number.
        let _has_ended = self.0.kill();
        let _status = self.0.wait();
    }
}

/// The work of the process: reads a request and a file's bytes, and writes the article or why there
/// is none.
///
/// # Errors
///
/// When what comes in is no request, or nobody takes what goes out.
pub fn serve(mut input: impl Read, output: impl Write) -> io::Result<()> {
    let output = RefCell::new(io::BufWriter::new(output));
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    confine();
    let at = memchr::memchr(b'\n', &bytes).unwrap_or(bytes.len());
    let request: Request = serde_json::from_slice(bytes.get(..at).unwrap_or_default())?;
    let tell = |pages: Pages| {
        let mut output = output.borrow_mut();
        // Who does not listen any more will end this process.
        let _heard =
            writeln!(output, "[{},{}]", pages.done, pages.all).and_then(|()| output.flush());
    };
    let source = Source {
        bytes: bytes.get(at + 1..).unwrap_or_default(),
        name: &request.name,
        address: request.address.as_deref(),
        encoding: request.encoding.and_then(|label| Encoding::for_label(label.as_bytes())),
        changes: request.changes,
        is_selection: request.is_selection,
        listener: Listener::new(&tell),
    };
    if let Some(idx) = request.attached {
        let attached = import::attached(&source, idx);
        let mut output = output.borrow_mut();
        if let Some(bytes) = attached {
            output.write_all(&bytes)?;
        }
        return output.flush();
    }
    let read = import::import(&source).map_err(|error| error.to_string());
    let mut output = output.borrow_mut();
    serde_json::to_writer(&mut *output, &read)?;
    output.flush()
}

/// Bounds what this process may take, for good: memory, time, and no file that is not open yet.
#[cfg(unix)]
fn confine() {
    use rlimit::Resource;
    for (resource, most) in [
        (Resource::DATA, MEMORY_MAX),
        (Resource::AS, 4 * MEMORY_MAX),
        (Resource::CPU, SECONDS_MAX),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, 0),
        (Resource::CORE, 0),
    ] {
        // A system that does not know a limit keeps the others.
        if let Err(error) = resource.set(most, most) {
            tracing::info!("a limit was not set: {error}");
        }
    }
}

/// Elsewhere the time alone is bounded, by whoever asked.
#[cfg(not(unix))]
fn confine() {}
