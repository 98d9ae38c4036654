//! The whole application, without a screen.
//!
//! [`Workbench`] holds all state; views read it and ask for [`Action`]s, and [`Workbench::update`] is
//! the one door through which anything changes. Long work runs in [`work`]; what it brings back is
//! taken in by [`Workbench::poll`].

mod action;
mod command;
pub mod compare;
mod crash;
mod desk;
mod disk_work;
mod edits;
mod exchange;
mod fetching;
mod find;
pub mod jobs;
mod keeper;
mod letters;
pub mod manuscript;
mod notice;
mod opening;
mod place;
pub mod reading;
pub mod report;
pub mod rows;
mod saving;
mod settings;
mod settings_file;
mod start;
mod watch;
pub mod work;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::ZonedDateTime;

pub use action::Action;
pub use command::{Command, Spec};
pub use compare::Comparison;
pub use desk::Desk;
pub use find::find;
pub use letters::{Choice, Letter};
pub use notice::{Notice, NoticeKind};
pub use place::ReadingOnly;
pub use saving::Question;
pub use settings::{DateOrder, NumberFormat, Panels, ReadingFace, Recent, Settings, ThemeChoice};
pub use start::{SAMPLE_NAME, is_sample};

pub use crate::project::words;

use crate::fetch::{Address, Reach};
use crate::project::StateId;
use crate::store::disk;
use crate::store::journal::{Entry, Left};
use keeper::Keeper;
use settings_file::SettingsFile;
use watch::{Manuscript, Watch};
use work::{Earlier, Job, JobEvent, Opened, Running, Work};

/// The folder, beside the settings, in which journals are kept.
pub const RECOVERY: &str = "recovery";

/// How a project's file is named.
pub const PROJECT_ENDING: &str = ".tickmark.ron";

/// Gives the moment, with the offset of the place.
pub type Clock = Box<dyn Fn() -> ZonedDateTime + Send>;

/// All state of the application but what is only drawn.
pub struct Workbench {
    desk: Option<Desk>,
    settings: Settings,
    /// There were no settings when the program began.
    is_first_run: bool,
    settings_path: Option<PathBuf>,
    /// Writes them there.
    settings_file: Option<SettingsFile>,
    notice: Option<Notice>,
    /// What waits until the user has said what becomes of unsaved changes.
    held_back: Option<Action>,
    /// What was opened and is not laid out yet.
    opened: Option<Opened>,
    /// A claim is laid beside the text of a source.
    comparison: Option<Comparison>,
    /// What goes on once the save that is under way is done.
    after_save: Option<Action>,
    /// The window is to close.
    is_leaving: bool,
    /// What the user is to decide about the project's file.
    question: Option<Question>,
    /// The address that the user is asked about.
    asked_address: Option<Address>,
    /// How far a page may be.
    reach: Reach,
    /// A save is under way.
    is_saving: bool,
    /// Where to save once it is done, for that was asked for meanwhile.
    save_again: Option<PathBuf>,
    /// The state that is given up for what someone else has saved.
    takes_theirs: Option<StateId>,
    /// The files from which the open project's articles came.
    manuscripts: BTreeSet<Manuscript>,
    /// Those of them that have changed, and of which the user has not said anything yet.
    changed_manuscripts: BTreeSet<PathBuf>,
    /// Mails whose files the user may choose from.
    letters: Vec<Letter>,
    /// Earlier versions of the project at a path, while the user chooses.
    versions: Option<(PathBuf, Vec<Earlier>)>,
    /// The name of this window among all.
    window: String,
    /// Where the program keeps what it gathers.
    data: Option<PathBuf>,
    /// Sees what others do to the project's file.
    watch: Watch,
    /// The watch was told to call when it is time to save.
    is_called: bool,
    work: Work,
    /// Writes every change down until it is saved; nothing where there is no folder for it.
    keeper: Option<Keeper>,
    /// What programs that did not end well have left behind.
    left: Vec<Left>,
    clock: Clock,
}

impl std::fmt::Debug for Workbench {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbench").field("desk", &self.desk).finish_non_exhaustive()
    }
}

impl Workbench {
    /// Nothing open. `wake` is called from other threads when [`Workbench::poll`] has something to
    /// take in. Settings are kept at `settings_path`, or nowhere.
    #[must_use]
    pub fn new(
        settings_path: Option<PathBuf>,
        clock: Clock,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let is_first_run = settings_path.as_deref().is_some_and(|path| !disk::is_there(path));
        let (settings, problem) = Settings::load(settings_path.as_deref());
        let wake = Arc::new(wake);
        let mut work = Work::new({
            let wake = Arc::clone(&wake);
            move || wake()
        });
        let data = settings_path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
        let folder = data.as_deref().map(|at| at.join(RECOVERY));
        disk_work::sweep(&settings, folder.as_deref(), data.as_deref());
        let watch = Watch::new({
            let wake = Arc::clone(&wake);
            move || wake()
        });
        work.write_as(settings.notation());
        work.hide_kinds(&settings.hidden_kinds);
        let settings_file = settings_path.clone().map(|path| {
            let wake = Arc::clone(&wake);
            SettingsFile::new(path, move || wake())
        });
        if let Some(folder) = folder.clone() {
            work.start(Job::FindLeft { folder });
        }
        Self {
            desk: None,
            settings,
            is_first_run,
            settings_path,
            settings_file,
            notice: problem.map(Notice::warning),
            held_back: None,
            opened: None,
            comparison: None,
            after_save: None,
            is_leaving: false,
            question: None,
            asked_address: None,
            reach: Reach::default(),
            is_saving: false,
            save_again: None,
            takes_theirs: None,
            manuscripts: BTreeSet::new(),
            changed_manuscripts: BTreeSet::new(),
            letters: Vec::new(),
            versions: None,
            window: disk_work::window_name(&clock()),
            data,
            watch,
            is_called: false,
            work,
            keeper: folder.map(|folder| Keeper::new(folder, move || wake())),
            left: Vec::new(),
            clock,
        }
    }

    /// Keeps earlier versions in this folder, not beside the settings.
    #[must_use]
    pub fn with_data(mut self, folder: Option<PathBuf>) -> Self {
        self.data = folder.or(self.data);
        self
    }

    /// Lets files that can be made to do harm be read in a process of their own, run from `program`,
    /// which is this one.
    #[must_use]
    pub fn reading_apart(mut self, program: Option<PathBuf>) -> Self {
        self.work.read_with(program);
        self
    }

    /// Carries out one wish.
    pub fn update(&mut self, action: Action) {
        let stamp = self.stamp();
        self.on_desk(|desk| desk.sign(stamp));
        if action.edits() && self.refuses() {
            return;
        }
        self.carry_out(action);
        self.follow_comparison();
        self.write_down();
        self.look_at_manuscripts();
    }

    fn carry_out(&mut self, action: Action) {
        match action {
            Action::OpenLeft(idx) => self.open_left(idx),
            Action::DiscardLeft(idx) => self.discard_left(idx),
            Action::KeepTyping { claim, note } => self.keep(vec![Entry::Typing(claim, note)]),
            Action::Open { path } => self.guard(Action::Open { path }),
            Action::Drop { path } => self.drop_path(path),
            Action::DropSeveral { paths } => {
                let adds = self.desk.is_some();
                self.work.start(Job::Several { paths, adds });
            }
            Action::DropBytes { name, bytes } => self.import_into(name, bytes),
            Action::TakeAttachments(choices) => self.take_attachments(choices),
            Action::Paste { text } => self.guard(Action::Paste { text }),
            Action::OpenAddress { address } => self.open_address(address),
            Action::AgreeToAsk => self.agree_to_ask(),
            Action::PutAddressOff => self.asked_address = None,
            Action::PastePage { html, text } => self.guard(Action::PastePage { html, text }),
            Action::OpenSample => self.guard(Action::OpenSample),
            Action::LayOut => self.guard(Action::LayOut),
            Action::Close => self.guard(Action::Close),
            Action::Quit => self.guard(Action::Quit),
            Action::Save => self.save(None),
            Action::SaveAs { path } => self.save(Some(path)),
            Action::ImportAnnotations { path } => self.import_annotations(path),
            Action::ImportSources { path } => self.import_sources(path),
            Action::Export { path, wish } => self.export(path, *wish),
            Action::SignOff { article, overruled } => self.sign_off(article, overruled),
            Action::TakeSignatureAway(article) => {
                self.edit(|desk| desk.sign_off(article, None));
            }
            Action::Autosave => self.autosave(),
            Action::ReplaceReadOnly => self.replace_read_only(),
            Action::KeepCopy => self.keep_copy(),
            Action::MergeTheirs => self.merge_theirs(),
            Action::TakeTheirs => self.take_theirs(),
            Action::PutOff => self.put_off(),
            Action::ListVersions => self.list_versions(),
            Action::OpenVersion(idx) => self.guard(Action::OpenVersion(idx)),
            Action::CloseVersions => self.versions = None,
            Action::Restore => self.restore(),
            Action::SaveFirst => self.save_first(),
            Action::Discard => self.discard(),
            Action::KeepOpen => {
                self.held_back = None;
                self.opened = None;
            }
            Action::ForgetRecent { path } => self.forget_recent(&path),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::SetChecker(name) => self.set_setting(|settings| settings.checker = name),
            Action::SetTheme(theme) => self.set_setting(|settings| settings.theme = theme),
            Action::SetAdvances(on) => self.set_setting(|settings| settings.advances = on),
            Action::SetSettings(settings) => self.set_settings(*settings),
            Action::CancelJob => self.work.cancel(),
            Action::DismissNotice => self.notice = None,
            Action::TellWhyNot(words) => self.tell_why_not(words),
            Action::ShowArticle(id) => self.on_desk(|desk| desk.show_article(id)),
            Action::Select(claim) => self.on_desk(|desk| desk.select(claim)),
            Action::SelectNext => self.on_desk(|desk| desk.step(1, false)),
            Action::SelectPrevious => self.on_desk(|desk| desk.step(-1, false)),
            Action::SelectNextOpen => self.on_desk(|desk| desk.step(1, true)),
            Action::SelectPreviousOpen => self.on_desk(|desk| desk.step(-1, true)),
            Action::SetFilter(filter) => self.on_desk(|desk| desk.set_filter(filter)),
            Action::ReadAnew => self.read_anew(),
            Action::SetPublished(date) => self.set_published(date),
            Action::SetVerdict { claim, verdict } => {
                let stamp = self.stamp();
                self.edit_told(|desk| desk.set_verdict(claim, verdict, stamp));
            }
            Action::SetNote { claim, note } => self.edit(|desk| desk.set_note(claim, note)),
            Action::SetCorrection { claim, correction } => {
                self.edit(|desk| desk.set_correction(claim, correction));
            }
            Action::SetKind { claim, kind } => self.edit(|desk| desk.set_kind(claim, kind)),
            Action::SetSources { claim, sources } => {
                self.edit(|desk| desk.set_sources(claim, sources));
                self.attach_files(claim);
            }
            Action::SetProposal { claim, proposal } => {
                self.edit(|desk| desk.set_proposal(claim, proposal));
            }
            Action::SetQuery { claim, query } => self.edit(|desk| desk.set_query(claim, query)),
            Action::SetVerdictOfShown(verdict) => {
                let stamp = self.stamp();
                self.edit_told(|desk| desk.set_verdict_of_shown(verdict, stamp));
            }
            Action::SetVerdictOfRepeats { claim, verdict } => {
                let stamp = self.stamp();
                self.edit_told(|desk| desk.set_verdict_of_repeats(claim, verdict, stamp));
            }
            Action::ToggleRead { at } => self.edit(|desk| desk.toggle_read(at)),
            Action::AddClaim { span, kind } => self.edit(|desk| desk.add_claim(span, kind)),
            Action::Settle { claim, idx, keep } => self.edit(|desk| desk.settle(claim, idx, keep)),
            Action::SettleArticle { idx, keep } => self.edit(|desk| desk.settle_article(idx, keep)),
            Action::KeepVerdict(claim) => self.edit(|desk| desk.keep_verdict(claim)),
            Action::RemoveClaim(claim) => self.remove_claim(claim),
            Action::PlaceClaim { claim, span } => self.edit(|desk| desk.place_claim(claim, span)),
            Action::ReadAgain { article, from, how } => {
                if !self.refuses() {
                    self.read_article_again(article, from, how);
                }
            }
            Action::PutManuscriptOff(path) => self.put_manuscript_off(&path),
            Action::SetTitle(title) => self.edit(|desk| desk.set_title(title)),
            Action::Compare(_)
            | Action::CompareWith(_)
            | Action::StepPlace { .. }
            | Action::ChoosePlace { .. }
            | Action::KeepPassage
            | Action::ProposePassage => self.compare(action),
        }
    }

    /// Takes in what the jobs have brought. True where anything changed.
    pub fn poll(&mut self) -> bool {
        let mut changed = self.take_news();
        while let Some(event) = self.work.next_event() {
            changed = true;
            match event {
                JobEvent::Opened(result) => self.take_opened(result),
                JobEvent::Added(result) => self.take_added(result),
                JobEvent::Extracted { article, published, findings } => {
                    self.take_findings(article, published, &findings);
                }
                JobEvent::ReadAnew(found) => self.take_anew(&found),
                JobEvent::FoundLeft(left) => self.left = left,
                JobEvent::Saved { path, state, result } => self.take_saved(path, state, result),
                JobEvent::Annotated { article, result } => self.take_annotated(article, result),
                JobEvent::SourcesRead(result) => self.take_sources(result),
                JobEvent::Exported { path, result } => self.take_exported(&path, result),
                JobEvent::Versions { of, versions } => self.versions = Some((of, versions)),
                JobEvent::Attached { claim, place, result } => {
                    self.take_attached(claim, &place, result);
                }
                JobEvent::Evidence(states) => self.on_desk(|desk| desk.evidence = states),
                JobEvent::ReadAgain { again, result } => self.take_renewal(*again, result),
                JobEvent::Theirs { path, result } => self.take_merge(&path, result),
                JobEvent::SourceRead { key, result } => self.take_source(&key, result),
                JobEvent::Broke => self.take_broken(),
            }
            self.follow_comparison();
            self.write_down();
            self.look_at_manuscripts();
        }
        while let Some(problem) = self.keeper.as_ref().and_then(Keeper::next_problem) {
            changed = true;
            self.notice = Some(Notice::problem(format!(
                "Changes are not being kept against a crash: {problem}. Save often."
            )));
        }
        while let Some(problem) = self.settings_file.as_ref().and_then(SettingsFile::next_problem) {
            changed = true;
            self.notice = Some(Notice::warning(problem));
        }
        changed
    }

    /// Tells why what was asked for does nothing now, unless something waits there to be read.
    fn tell_why_not(&mut self, words: String) {
        if self.notice.as_ref().is_none_or(|notice| notice.kind.passes()) {
            self.notice = Some(Notice::hint(words));
        }
    }

    // ---- what the views read

    /// What is open.
    #[must_use]
    pub const fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Where the settings are kept; nowhere where the system has no place for them.
    #[must_use]
    pub fn settings_path(&self) -> Option<&Path> {
        self.settings_path.as_deref()
    }

    /// Whether the program runs for the first time.
    #[must_use]
    pub const fn is_first_run(&self) -> bool {
        self.is_first_run
    }

    /// The message to show.
    #[must_use]
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The job that runs, if it is long enough to be shown.
    #[must_use]
    pub fn running(&self) -> Option<Running> {
        self.work.running()
    }

    /// Whether any job is under way, or settings wait to be on the disk.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.work.is_busy() || self.settings_file.as_ref().is_some_and(SettingsFile::is_writing)
    }

    /// Whether the user is to say what becomes of unsaved changes.
    #[must_use]
    pub const fn asks_about_unsaved(&self) -> bool {
        self.held_back.is_some()
    }

    /// Whether the window is to close.
    #[must_use]
    pub const fn is_leaving(&self) -> bool {
        self.is_leaving
    }

    /// The moment, with the offset of the place.
    #[must_use]
    pub fn now(&self) -> ZonedDateTime {
        (self.clock)()
    }

    /// Work that was never saved because a program did not end well, the latest first.
    #[must_use]
    pub fn left_behind(&self) -> &[Left] {
        &self.left
    }

    /// Earlier versions to choose from, the latest first, while the user does.
    #[must_use]
    pub fn versions(&self) -> Option<&[Earlier]> {
        self.versions.as_ref().map(|(_, versions)| versions.as_slice())
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.desk.as_ref()?.history().undo_name()
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.desk.as_ref()?.history().redo_name()
    }
}

/// Whether a path is named as a project.
#[must_use]
pub fn is_project(path: &Path) -> bool {
    path.to_string_lossy().to_lowercase().ends_with(PROJECT_ENDING)
}
