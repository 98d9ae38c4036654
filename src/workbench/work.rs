//! Long work, off the screen's thread: a closed list of jobs, and what each brings back.
//!
//! One job runs at a time, in the order in which they were asked for; the work itself is plain
//! functions that report how far they are and may be told to stop.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use jiff::civil::{Date, DateTime};

use super::compare::{Exhibit, Key};
use super::fetching::Wanted;
use super::letters::{Letter, Taken};
use super::manuscript::{Again, Renewal};
use super::place::ReadingOnly;
use super::report::{self, ReportWish};
use super::rows::Ahead;
use super::start::Means;
use super::{disk_work, fetching, jobs, letters, manuscript, start};
use crate::export;
use crate::extract::{self, ClaimKind, Finding, Input, Notation, Progress};
use crate::import::annotations::{Annotated, annotations};
use crate::import::sources::{SourceList, sources};
use crate::import::{Listener, Pages};
use crate::project::{ArticleId, Attached, ClaimId, Project, Source, StateId, words};
use crate::store::backups::Version;
use crate::store::disk;
use crate::store::evidence::{self, State};
use crate::store::file::{Seen, Terms};
use crate::store::journal::{self, Left};
use crate::store::lock::{Holder, Lock};
use crate::text::Document;

/// One piece of long work.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are what the work needs")]
pub enum Job {
    /// Open a project or an article in place of what is open.
    Open { path: PathBuf, window: Holder, data: Option<PathBuf> },
    /// Read an article into the open project.
    Add { path: PathBuf },
    /// Read several files, or folders of them, into the open project or in place of it.
    Several { paths: Vec<PathBuf>, adds: bool },
    /// Read bytes that came without a path.
    Import { name: String, bytes: Vec<u8>, adds: bool },
    /// Take files out of the mails that they came with, into the open project.
    TakeAttached(Box<Taken>),
    /// Read pasted text.
    OpenText { text: String },
    /// Read words that were copied from a page.
    OpenSelection { html: String, text: String },
    /// Ask the web for a page, and read it.
    Fetch(Box<Wanted>),
    /// Read the sample article.
    OpenSample,
    /// Find claims anew in several articles, each with its publication date.
    ReadAnew { articles: Vec<(ArticleId, Option<Date>, Arc<Document>)> },
    /// Find claims anew with another publication date.
    Extract { article: ArticleId, published: Option<Date>, document: Arc<Document> },
    /// Look for what was left behind by programs that did not end well.
    FindLeft { folder: PathBuf },
    /// Read Web Annotations of an article.
    ReadAnnotations { path: PathBuf, article: ArticleId, document: Arc<Document> },
    /// Read a list of sources.
    ReadSources { path: PathBuf },
    /// Write a report.
    Export {
        path: PathBuf,
        wish: Box<ReportWish>,
        project_path: Option<PathBuf>,
        project: Box<Project>,
    },
    /// Write a project.
    Save(Box<Save>),
    /// Open a project again that someone else has changed; what lies open is kept as an earlier
    /// version first, where it is not saved.
    Reload {
        path: PathBuf,
        mine: Option<Box<Project>>,
        window: Holder,
        data: Option<PathBuf>,
        when: DateTime,
    },
    /// Read a manuscript again.
    ReadAgain(Box<Again>),
    /// Read what someone else has saved, to be joined with what lies open.
    ReadTheirs { path: PathBuf },
    /// Copy a file into a folder, as what a claim's source at `place` is.
    Attach { claim: ClaimId, place: String, folder: PathBuf },
    /// Read the text of a source, of a file at `path` or of a passage.
    ReadSource { key: Key, path: Option<PathBuf> },
    /// See how the files are that a project's sources have.
    LookAtEvidence { folder: PathBuf, project: Box<Project> },
    /// Look for earlier versions of a project, and how much of it differs in each.
    ListVersions { path: PathBuf, project: Box<Project>, data: PathBuf },
    /// Open one of them, of the project at `of`.
    OpenVersion { version: Version, of: PathBuf },
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
    /// What was found anew, by article.
    ReadAnew(Vec<(ArticleId, Vec<Finding>)>),
    /// What was left behind.
    FoundLeft(Vec<Left>),
    /// Annotations of an article; or a sentence on why there are none.
    Annotated { article: ArticleId, result: Result<Annotated, String> },
    /// A list of sources; or a sentence on why there is none.
    SourcesRead(Result<SourceList, String>),
    /// A report is on disk, perhaps with something to be told; or is not.
    Exported { path: PathBuf, result: Result<Option<String>, String> },
    /// A project in this state is on disk, or is not.
    Saved { path: PathBuf, state: StateId, result: Result<SavedNow, NotSaved> },
    /// Earlier versions of the project at `of`, the latest first.
    Versions { of: PathBuf, versions: Vec<Earlier> },
    /// What it takes to bring the project to a manuscript's new text. The error is a sentence.
    ReadAgain { again: Box<Again>, result: Result<Renewal, String> },
    /// What someone else has saved, with its file as it was seen.
    Theirs { path: PathBuf, result: Result<(Box<Project>, Seen), String> },
    /// The file that a claim's source at `place` is was copied, or was not.
    Attached { claim: ClaimId, place: String, result: Result<Attached, String> },
    /// How the files are, by digest.
    Evidence(BTreeMap<String, State>),
    /// The text of a source, or why there is none.
    SourceRead { key: Key, result: Result<Box<Exhibit>, String> },
    /// The work broke off, for a reason that is no one's fault but the program's.
    Broke,
}

/// A project to be written.
#[derive(Debug)]
pub struct Save {
    /// Where to.
    pub path: PathBuf,
    /// The state that it is in.
    pub state: StateId,
    /// The project, as a snapshot.
    pub project: Project,
    /// What is to be minded.
    pub terms: Terms,
    /// Whether the right to write it is to be asked for.
    pub wants_lock: bool,
    /// The window that asks.
    pub window: Holder,
    /// Where its sources' files may lie now.
    pub evidence: Vec<PathBuf>,
    /// Where earlier versions are kept.
    pub data: Option<PathBuf>,
    /// When it is.
    pub when: DateTime,
}

/// A project that is on the disk.
#[derive(Debug)]
pub struct SavedNow {
    /// The file.
    pub seen: Seen,
    /// The right to write it, where it was asked for and given.
    pub lock: Option<Lock>,
    /// What should be told.
    pub warning: Option<String>,
}

/// Why a project is not on the disk.
#[derive(Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// The file is read-only, and the user is to be asked.
    ReadOnly,
    /// Someone else has changed it, and the user is to be asked.
    Changed,
    /// For this reason, in sentences.
    Told(String),
}

/// An earlier version of a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Where and when.
    pub version: Version,
    /// How many claims and articles in it are not as they are now; `None` where it can't be read.
    pub n_different: Option<usize>,
}

/// A project as a job opened it.
#[derive(Debug, Default)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// Its file, where it came from one.
    pub path: Option<PathBuf>,
    /// What should be told about it.
    pub warning: Option<String>,
    /// Its file, as it was seen.
    pub seen: Option<Seen>,
    /// The right to write it.
    pub lock: Option<Lock>,
    /// Why it can only be read.
    pub reading_only: Option<ReadingOnly>,
    /// Mails among what was read, whose files may be chosen from.
    pub letters: Vec<Letter>,
    /// Sources for its package.
    pub sources: Vec<Source>,
    /// What of it is laid out already.
    pub ahead: Option<Box<Ahead>>,
}

/// What runs, for the progress line.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// What is done, in words: `Reading files, 3 of 10`.
    pub words: String,
    /// How far it is, from 0 to 1, where that is known.
    pub share: Option<f32>,
    /// Pages of a file that are being read, where it has pages.
    pub pages: Option<Pages>,
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
    /// How articles write dates and numbers, where the settings say.
    notation: Notation,
    /// The kinds of claims that are not shown.
    hidden_kinds: Vec<ClaimKind>,
}

struct Current {
    words: &'static str,
    can_cancel: bool,
    /// It has put something on the disk, which is told even where it was stopped too late.
    writes: bool,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    stop: AtomicBool,
    done: AtomicUsize,
    all: AtomicUsize,
    /// Whether it goes from file to file.
    has_files: AtomicBool,
    pages_done: AtomicUsize,
    pages: AtomicUsize,
}

impl Running {
    /// What is done, and of how much.
    #[must_use]
    pub fn told(&self) -> String {
        match self.pages {
            Some(Pages { done, all }) => {
                let page = words::number((done + 1).min(all).into());
                format!("Reading page {page} of {}", words::number(all.into()))
            }
            None => self.words.clone(),
        }
    }
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
            notation: Notation::default(),
            hidden_kinds: Vec::new(),
        }
    }

    /// Says what reads files that can do harm.
    pub(super) fn read_with(&mut self, program: Option<PathBuf>) {
        self.reader = program;
    }

    /// Says how articles write dates and numbers, from the next job on.
    pub(super) fn write_as(&mut self, notation: Notation) {
        self.notation = notation;
    }

    /// Says which kinds of claims are not shown, from the next job on.
    pub(super) fn hide_kinds(&mut self, kinds: &[ClaimKind]) {
        self.hidden_kinds = kinds.to_vec();
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
            can_cancel: !matches!(job, Job::Save(_)),
            writes: matches!(job, Job::Save(_) | Job::Export { .. } | Job::Attach { .. }),
            shared: Arc::clone(&shared),
        });
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let (reader, notation) = (self.reader.clone(), self.notation);
        let hidden_kinds = self.hidden_kinds.clone();
        jobs::start("job", move || {
            // Whatever happens in it, the end of a job is told.
            let how = Means { program: reader.as_deref(), notation, ..Means::default() };
            let run = AssertUnwindSafe(|| {
                let mut event = job.run(&shared, how)?;
                if !shared.stop.load(Ordering::Relaxed) {
                    event.lay_out_ahead(&hidden_kinds);
                }
                Some(event)
            });
            let event = catch_unwind(run).unwrap_or(Some(JobEvent::Broke));
            // The receiver is gone only when the program ends.
            let _ended = sender.send(event);
            wake();
        });
    }

    /// What a job has brought back since the last call.
    pub(super) fn next_event(&mut self) -> Option<JobEvent> {
        while let Ok(event) = self.receiver.try_recv() {
            let ended = self.current.take();
            self.start_next();
            // What was stopped while its result was on the way is stopped all the same.
            let is_unwanted = ended
                .is_some_and(|ended| !ended.writes && ended.shared.stop.load(Ordering::Relaxed));
            if event.is_some() && !is_unwanted {
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
        let words = match all / start::STEPS {
            n_files if current.shared.has_files.load(Ordering::Relaxed) && n_files > 1 => {
                let file = (done / start::STEPS + 1).min(n_files);
                format!("{}, {file} of {n_files}", current.words)
            }
            _ => current.words.to_owned(),
        };
        let pages = Pages {
            done: current.shared.pages_done.load(Ordering::Relaxed),
            all: current.shared.pages.load(Ordering::Relaxed),
        };
        Some(Running {
            words,
            share: (all > 0).then(|| done as f32 / all as f32),
            pages: (pages.all > 0).then_some(pages),
            can_cancel: current.can_cancel,
        })
    }
}

impl JobEvent {
    /// Makes ready what can be made of an article that comes before it has come: the window waits for
    /// the rest.
    fn lay_out_ahead(&mut self, hidden_kinds: &[ClaimKind]) {
        match self {
            Self::Added(Ok(opened)) => {
                opened.project.number_by_place();
                opened.ahead = Ahead::new(&opened.project, hidden_kinds).map(Box::new);
            }
            Self::Opened(Ok(opened)) => {
                opened.ahead = Ahead::new(&opened.project, hidden_kinds).map(Box::new);
            }
            _ => {}
        }
    }
}

impl Job {
    const fn words(&self) -> &'static str {
        match self {
            Self::Open { .. }
            | Self::OpenSample
            | Self::Reload { .. }
            | Self::OpenVersion { .. } => "Opening",
            Self::Several { .. } | Self::TakeAttached(_) => "Reading files",
            Self::Fetch(_) => "Reading the page",
            Self::Export { .. } => "Exporting",
            Self::ListVersions { .. } => "Looking for earlier versions",
            Self::Attach { .. } => "Copying the file",
            Self::ReadSource { .. } => "Reading the source",
            Self::ReadTheirs { .. } => "Reading what was saved",
            Self::ReadAgain(_) => "Reading the new text",
            Self::LookAtEvidence { .. } => "Looking at attached files",
            Self::Add { .. }
            | Self::Import { .. }
            | Self::OpenText { .. }
            | Self::OpenSelection { .. } => "Finding claims",
            Self::Extract { .. } => "Reading dates anew",
            Self::ReadAnew { .. } => "Reading anew",
            Self::FindLeft { .. } => "Looking for unsaved work",
            Self::Save(_) => "Saving",
            Self::ReadAnnotations { .. } => "Reading annotations",
            Self::ReadSources { .. } => "Reading sources",
        }
    }

    /// `None` when it was stopped.
    fn run(self, shared: &Shared, how: Means<'_>) -> Option<JobEvent> {
        let has_files = match &self {
            Self::Several { .. } | Self::TakeAttached(_) => true,
            Self::Open { path, .. } | Self::Add { path } => disk::is_folder(path),
            _ => false,
        };
        shared.has_files.store(has_files, Ordering::Relaxed);
        let hear = |pages: Pages| {
            shared.pages.store(pages.all, Ordering::Relaxed);
            shared.pages_done.store(pages.done, Ordering::Relaxed);
        };
        let how = Means { listener: Listener::new(&hear), ..how };
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
            Self::Open { path, window, data } => {
                let window = Some((&window, data.as_deref()));
                JobEvent::Opened(start::open(&path, how, window, &mut tick)?)
            }
            Self::Add { path } => JobEvent::Added(start::open(&path, how, None, &mut tick)?),
            Self::Import { name, bytes, adds } => {
                let result = start::import(&name, &bytes, how, &mut tick)?;
                if adds { JobEvent::Added(result) } else { JobEvent::Opened(result) }
            }
            Self::Several { paths, adds } => {
                let result = start::open_several(&paths, how, &mut tick)?;
                if adds { JobEvent::Added(result) } else { JobEvent::Opened(result) }
            }
            Self::TakeAttached(taken) => JobEvent::Added(letters::take(&taken, how, &mut tick)?),
            Self::OpenText { text } => {
                JobEvent::Opened(start::import("", text.as_bytes(), how, &mut tick)?)
            }
            Self::Fetch(wanted) => JobEvent::Opened(fetching::open(&wanted, how, &mut tick)?),
            Self::OpenSelection { html, text } => {
                JobEvent::Opened(start::selection(&html, &text, how, &mut tick)?)
            }
            Self::OpenSample => JobEvent::Opened(start::sample(&mut tick)?),
            Self::Extract { article, published, document } => {
                let findings = findings(&document, published, how, &mut tick)?;
                JobEvent::Extracted { article, published, findings }
            }
            Self::ReadAnew { articles } => {
                let all = articles.iter().map(|(.., document)| document.text().len()).sum();
                let (mut before, mut found) = (0, Vec::new());
                for (article, published, document) in articles {
                    let mut tick = |at: Progress| tick(Progress { done: before + at.done, all });
                    found.push((article, findings(&document, published, how, &mut tick)?));
                    before += document.text().len();
                }
                JobEvent::ReadAnew(found)
            }
            Self::FindLeft { folder } => JobEvent::FoundLeft(journal::left_behind(&folder)),
            Self::ReadAnnotations { path, article, document } => {
                let result = read_in(&path, |bytes| annotations(bytes, article, &document));
                JobEvent::Annotated { article, result }
            }
            Self::ReadSources { path } => JobEvent::SourcesRead(read_in(&path, sources)),
            Self::Export { path, wish, project_path, project } => {
                let tick = |at: export::Progress| tick(Progress { done: at.done, all: at.all });
                let project_path = project_path.as_deref();
                let result = report::write(&project, project_path, &wish, &path, tick)?;
                JobEvent::Exported { path, result }
            }
            Self::Save(save) => {
                let (path, state) = (save.path.clone(), save.state);
                JobEvent::Saved { path, state, result: disk_work::save(*save) }
            }
            Self::Reload { path, mine, window, data, when } => {
                let kept = disk_work::keep_mine(&path, mine.as_deref(), data.as_deref(), when);
                JobEvent::Opened(match kept {
                    Ok(()) => start::open(&path, how, Some((&window, data.as_deref())), &mut tick)?,
                    Err(problem) => Err(problem),
                })
            }
            Self::ReadAgain(again) => {
                let result = manuscript::read_again(&again, how, &mut tick)?;
                JobEvent::ReadAgain { again, result }
            }
            Self::ReadTheirs { path } => {
                let result = disk_work::read_theirs(&path);
                JobEvent::Theirs { path, result }
            }
            Self::Attach { claim, place, folder } => {
                let result = disk_work::attach(&place, &folder);
                JobEvent::Attached { claim, place, result }
            }
            Self::ReadSource { key, path } => {
                // One that was stopped tells so: it is waited for.
                let result = Exhibit::read(&key, path.as_ref(), how, tick).map(Box::new);
                JobEvent::SourceRead { key, result }
            }
            Self::LookAtEvidence { folder, project } => {
                JobEvent::Evidence(evidence::states(&folder, &project))
            }
            Self::ListVersions { path, project, data } => {
                let versions = disk_work::versions(&path, &project, &data);
                JobEvent::Versions { of: path, versions }
            }
            Self::OpenVersion { version, of } => {
                JobEvent::Opened(disk_work::open_version(&version, of))
            }
        })
    }
}

/// What a file that is handed over holds; else a sentence that names the file.
fn read_in<T>(path: &Path, read: impl FnOnce(&[u8]) -> Result<T, String>) -> Result<T, String> {
    let told = |words: String| format!("{}: {}.", path.display(), words.trim_end_matches('.'));
    let bytes = disk::read(path).map_err(|error| told(error.to_string()))?;
    read(&bytes).map_err(told)
}

/// What the engine finds in a text; `None` when it was stopped.
fn findings(
    document: &Document,
    published: Option<Date>,
    how: Means<'_>,
    tick: start::Tick<'_>,
) -> Option<Vec<Finding>> {
    let (text, paragraphs) = (document.text(), document.paragraphs());
    let input = Input { text, paragraphs, published, notation: how.notation };
    Some(extract::extract(input, tick)?.findings)
}
