//! Long work, off the screen's thread: a closed list of jobs, and what each brings back.
//!
//! One job runs at a time, in the order in which they were asked for; the work itself is plain
//! functions that report how far they are and may be told to stop.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use jiff::civil::Date;

use super::report::{self, ReportWish};
use super::{jobs, start};
use crate::export;
use crate::extract::{self, Finding, Input, Progress};
use crate::project::{ArticleId, Project, StateId};
use crate::store::file;
use crate::store::journal::{self, Left};
use crate::text::Document;

/// One piece of long work.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are what the work needs")]
pub enum Job {
    /// Open a project or an article in place of what is open.
    Open { path: PathBuf },
    /// Read an article into the open project.
    Add { path: PathBuf },
    /// Read several files, or folders of them, into the open project or in place of it.
    Several { paths: Vec<PathBuf>, adds: bool },
    /// Read bytes that came without a path.
    Import { name: String, bytes: Vec<u8>, adds: bool },
    /// Read pasted text.
    OpenText { text: String },
    /// Read the sample article.
    OpenSample,
    /// Find claims anew with another publication date.
    Extract { article: ArticleId, published: Option<Date>, document: Arc<Document> },
    /// Look for what was left behind by programs that did not end well.
    FindLeft { folder: PathBuf },
    /// Write a report.
    Export {
        path: PathBuf,
        wish: Box<ReportWish>,
        project_path: Option<PathBuf>,
        project: Box<Project>,
    },
    /// Write a project.
    Save { path: PathBuf, state: StateId, project: Box<Project> },
}

/// What a job brought back.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are what the work gave")]
pub enum JobEvent {
    /// A project to lie open in place of what does. The error is a sentence.
    Opened(Result<Opened, String>),
    /// Articles to add to the open project.
    Added(Result<Opened, String>),
    /// Findings made with this publication date.
    Extracted { article: ArticleId, published: Option<Date>, findings: Vec<Finding> },
    /// What was left behind.
    FoundLeft(Vec<Left>),
    /// A report is on disk, perhaps with something to be told; or is not.
    Exported { path: PathBuf, result: Result<Option<String>, String> },
    /// A project in this state is on disk, perhaps with something to be told; or is not.
    Saved { path: PathBuf, state: StateId, result: Result<Option<String>, String> },
}

/// A project as a job opened it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// Its file, where it came from one.
    pub path: Option<PathBuf>,
    /// What should be told about it.
    pub warning: Option<String>,
}

/// What runs, for the progress line.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// What is done, in words.
    pub words: &'static str,
    /// How far it is, from 0 to 1, where that is known.
    pub share: Option<f32>,
    /// Whether it can be stopped.
    pub can_cancel: bool,
}

/// Runs jobs.
pub(super) struct Work {
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<Option<JobEvent>>,
    receiver: Receiver<Option<JobEvent>>,
    waiting: VecDeque<Job>,
    current: Option<Current>,
    /// What reads files that can do harm, in a process of its own.
    reader: Option<PathBuf>,
}

struct Current {
    words: &'static str,
    can_cancel: bool,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Work {
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, receiver) = channel();
        Self {
            wake: Arc::new(wake),
            sender,
            receiver,
            waiting: VecDeque::new(),
            current: None,
            reader: None,
        }
    }

    /// Says what reads files that can do harm.
    pub(super) fn read_with(&mut self, program: Option<PathBuf>) {
        self.reader = program;
    }

    /// Begins a job, or lines it up behind the one that runs.
    pub(super) fn start(&mut self, job: Job) {
        self.waiting.push_back(job);
        self.start_next();
    }

    fn start_next(&mut self) {
        if self.current.is_some() {
            return;
        }
        let Some(job) = self.waiting.pop_front() else { return };
        let shared = Arc::new(Shared::default());
        self.current = Some(Current {
            words: job.words(),
            can_cancel: !matches!(job, Job::Save { .. }),
            shared: Arc::clone(&shared),
        });
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let reader = self.reader.clone();
        jobs::start("job", move || {
            // Whatever happens in it, the end of a job is told.
            let event = job.run(&shared, reader.as_deref());
            // The receiver is gone only when the program ends.
            let _ended = sender.send(event);
            wake();
        });
    }

    /// What a job has brought back since the last call.
    pub(super) fn next_event(&mut self) -> Option<JobEvent> {
        while let Ok(event) = self.receiver.try_recv() {
            self.current = None;
            self.start_next();
            if event.is_some() {
                return event;
            }
        }
        None
    }

    /// Tells the running job to stop.
    pub(super) fn cancel(&self) {
        if let Some(current) = self.current.as_ref().filter(|current| current.can_cancel) {
            current.shared.stop.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.current.is_some()
    }

    pub(super) fn running(&self) -> Option<Running> {
        let current = self.current.as_ref()?;
        let all = current.shared.all.load(Ordering::Relaxed);
        let done = current.shared.done.load(Ordering::Relaxed);
        Some(Running {
            words: current.words,
            share: (all > 0).then(|| done as f32 / all as f32),
            can_cancel: current.can_cancel,
        })
    }
}

impl Job {
    const fn words(&self) -> &'static str {
        match self {
            Self::Open { .. } | Self::OpenSample => "Opening",
            Self::Several { .. } => "Reading files",
            Self::Add { .. } | Self::Import { .. } | Self::OpenText { .. } => "Finding claims",
            Self::Extract { .. } => "Reading dates anew",
            Self::FindLeft { .. } => "Looking for unsaved work",
            Self::Export { .. } => "Exporting",
            Self::Save { .. } => "Saving",
        }
    }

    /// `None` when it was stopped.
    fn run(self, shared: &Shared, reader: Option<&Path>) -> Option<JobEvent> {
        let mut tick = |progress: Progress| {
            shared.all.store(progress.all, Ordering::Relaxed);
            shared.done.store(progress.done, Ordering::Relaxed);
            if shared.stop.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        Some(match self {
            Self::Open { path } => JobEvent::Opened(start::open(&path, reader, &mut tick)?),
            Self::Add { path } => JobEvent::Added(start::open(&path, reader, &mut tick)?),
            Self::Import { name, bytes, adds } => {
                let result = start::import(&name, &bytes, reader, &mut tick)?;
                if adds { JobEvent::Added(result) } else { JobEvent::Opened(result) }
            }
            Self::Several { paths, adds } => {
                let result = start::open_several(&paths, reader, &mut tick)?;
                if adds { JobEvent::Added(result) } else { JobEvent::Opened(result) }
            }
            Self::OpenText { text } => {
                JobEvent::Opened(start::import("", text.as_bytes(), reader, &mut tick)?)
            }
            Self::OpenSample => JobEvent::Opened(start::sample(&mut tick)?),
            Self::Extract { article, published, document } => {
                let input =
                    Input { text: document.text(), paragraphs: document.paragraphs(), published };
                let findings = extract::extract(input, tick)?.findings;
                JobEvent::Extracted { article, published, findings }
            }
            Self::FindLeft { folder } => JobEvent::FoundLeft(journal::left_behind(&folder)),
            Self::Export { path, wish, project_path, project } => {
                let tick = |at: export::Progress| tick(Progress { done: at.done, all: at.all });
                let project_path = project_path.as_deref();
                let result = report::write(&project, project_path, &wish, &path, tick)?;
                JobEvent::Exported { path, result }
            }
            Self::Save { path, state, project } => {
                let result = file::save(&path, &project)
                    .map(|saved| saved.warning)
                    .map_err(|error| error.to_string());
                JobEvent::Saved { path, state, result }
            }
        })
    }
}
