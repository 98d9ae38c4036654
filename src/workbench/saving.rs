//! Saving, and what can stand in its way: a disk that refuses, a file that is read-only, someone else.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk_work;
use super::notice::Notice;
use super::watch::News;
use super::work::{Job, NotSaved, Save, SavedNow};
use super::{Action, PROJECT_ENDING, Workbench};
use crate::project::{Attached, ClaimId, Project, Source, StateId};
use crate::store::disk::{self, IfReadOnly};
use crate::store::evidence;
use crate::store::file::{Seen, Terms};
use crate::store::lock::Holder;

/// What the user is to decide about the file of the open project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Whether a read-only file is to be replaced.
    ReadOnlyFile(PathBuf),
    /// What becomes of a file that someone else has changed, and which is now as it was seen here.
    Changed(PathBuf, Option<Seen>),
}

impl Workbench {
    // ---- what the views read

    /// What the user is to decide about the project's file.
    #[must_use]
    pub const fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    // ---- saving

    pub(super) fn save(&mut self, path: Option<PathBuf>) {
        self.save_on(path, IfReadOnly::Refuse);
    }

    /// The read-only file is to be replaced.
    pub(super) fn replace_read_only(&mut self) {
        if let Some(Question::ReadOnlyFile(path)) = self.question.take() {
            self.save_on(Some(path), IfReadOnly::Replace);
        }
    }

    fn save_on(&mut self, path: Option<PathBuf>, if_read_only: IfReadOnly) {
        let Some(desk) = &self.desk else { return };
        if let (None, Some(reading)) = (&path, desk.reading_only()) {
            self.after_save = None;
            self.notice = Some(Notice::elsewhere(reading.words()));
            return;
        }
        let Some(path) = path.or_else(|| desk.path().map(Path::to_path_buf)) else { return };
        if self.is_saving {
            self.save_again = Some(path);
            return;
        }
        self.is_saving = true;
        let is_own = desk.path() == Some(&*path) && desk.reading_only().is_none();
        let seen = desk.seen().filter(|_| is_own).map(|seen| seen.digest);
        // Beside the file already, where it is the same.
        let evidence = if is_own {
            Vec::new()
        } else {
            let data = self.data.as_deref();
            let own = disk_work::evidence_folder(desk.path(), data);
            own.into_iter().chain(disk_work::evidence_folder(None, data)).collect()
        };
        let save = Save {
            evidence,
            state: desk.history().now(),
            project: desk.project().clone(),
            terms: Terms { seen, if_read_only },
            wants_lock: !(is_own && desk.has_lock()),
            window: self.window(),
            data: self.data.clone(),
            when: (self.clock)().datetime(),
            path,
        };
        self.work.start(Job::Save(Box::new(save)));
    }

    /// Saves what has a file and is not saved, if nothing waits for the user.
    pub(super) fn autosave(&mut self) {
        let is_due = self.desk.as_ref().is_some_and(|desk| {
            desk.path().is_some() && !desk.is_saved() && desk.reading_only().is_none()
        });
        if is_due && self.question.is_none() && self.held_back.is_none() {
            self.save(None);
        }
    }

    pub(super) fn take_saved(
        &mut self,
        path: PathBuf,
        state: StateId,
        result: Result<SavedNow, NotSaved>,
    ) {
        self.is_saving = false;
        let Some(desk) = &mut self.desk else { return };
        match result {
            Ok(now) => {
                let when = (self.clock)();
                let has_moved = desk.path() != Some(&*path);
                self.watch.look(path.clone(), now.seen);
                desk.saved(path, state, when, now.seen, now.lock);
                let is_saved = desk.is_saved();
                let recent = desk.recent();
                if is_saved {
                    self.end_journal();
                }
                self.remember_entry(recent);
                if has_moved {
                    self.look_at_evidence();
                }
                if let Some(warning) = now.warning {
                    self.notice = Some(Notice::warning(warning));
                }
                if let Some(path) = self.save_again.take() {
                    self.save(Some(path));
                } else if let Some(action) = self.after_save.take() {
                    self.guard(action);
                }
            }
            Err(problem) => {
                self.after_save = None;
                self.save_again = None;
                match problem {
                    NotSaved::ReadOnly => self.question = Some(Question::ReadOnlyFile(path)),
                    NotSaved::Changed => {
                        let now = desk.seen().and_then(|seen| seen.changed(&path));
                        self.question = Some(Question::Changed(path, now));
                    }
                    NotSaved::Told(words) => self.notice = Some(Notice::elsewhere(words)),
                }
            }
        }
    }

    // ---- attached files

    /// Has the files copied that a claim's sources name and that are not attached yet.
    pub(super) fn attach_files(&mut self, claim: ClaimId) {
        let Some(desk) = &self.desk else { return };
        let Some(held) = desk.project().claims.get(&claim) else { return };
        let Some(folder) = disk_work::evidence_folder(desk.path(), self.data.as_deref()) else {
            return;
        };
        let is_new = |source: &&Source| {
            let path = Path::new(&source.place);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            path.is_absolute() && source.attached.as_ref().is_none_or(|held| held.name != name)
        };
        for source in held.sources.iter().filter(is_new) {
            let (place, folder) = (source.place.clone(), folder.clone());
            self.work.start(Job::Attach { claim, place, folder });
        }
    }

    /// The file that a claim's source at `place` is was copied, or was not.
    pub(super) fn take_attached(
        &mut self,
        claim: ClaimId,
        place: &str,
        result: Result<Attached, String>,
    ) {
        match result {
            Ok(attached) => {
                let stamp = self.stamp();
                self.on_desk(|desk| desk.sign(stamp));
                self.edit(|desk| {
                    let Some(held) = desk.project().claims.get(&claim) else { return Ok(()) };
                    let mut sources = held.sources.clone();
                    for source in sources.iter_mut().filter(|source| source.place == place) {
                        source.attached = Some(attached.clone());
                    }
                    desk.set_sources(claim, sources)
                });
                self.look_at_evidence();
            }
            Err(problem) => self.notice = Some(Notice::warning(problem)),
        }
    }

    /// Has the attached files looked at.
    pub(super) fn look_at_evidence(&mut self) {
        let Some(desk) = &self.desk else { return };
        let project = desk.project();
        let of_claims = project.claims.values().flat_map(|claim| &claim.sources);
        let mut sources = of_claims.chain(project.package.iter());
        let has_page = project.articles.values().any(|a| a.provenance.fetched.is_some());
        if (has_page || sources.any(|source| source.attached.is_some()))
            && let Some(folder) = disk_work::evidence_folder(desk.path(), self.data.as_deref())
        {
            let project = Box::new(desk.project().clone());
            self.work.start(Job::LookAtEvidence { folder, project });
        }
    }

    /// Where the copy of an attached file lies.
    #[must_use]
    pub fn evidence_path(&self, attached: &Attached) -> Option<PathBuf> {
        let path = self.desk.as_ref()?.path();
        let folder = disk_work::evidence_folder(path, self.data.as_deref())?;
        Some(evidence::copy_of(&folder, attached))
    }

    // ---- someone else

    /// This window, as it is known to others.
    pub(super) fn window(&self) -> Holder {
        Holder {
            who: self.settings.checker_name().to_owned(),
            since: (self.clock)().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            window: self.window.clone(),
        }
    }

    /// Takes in what the watch has seen. True where anything changed.
    pub(super) fn take_news(&mut self) -> bool {
        let mut changed = false;
        while let Some(news) = self.watch.next() {
            changed = true;
            match news {
                News::Due => {
                    self.is_called = false;
                    self.autosave();
                }
                News::Changed(path, now) => self.take_change(path, now),
                News::Manuscript(path) => self.take_changed_manuscript(path),
            }
        }
        changed
    }

    fn take_change(&mut self, path: PathBuf, now: Seen) {
        let Some(desk) = &self.desk else { return };
        let is_news = desk.path() == Some(&*path)
            && desk.seen().is_some_and(|seen| seen.digest != now.digest)
            // The save that is under way asks by itself.
            && !self.is_saving;
        if is_news && self.question.is_none() {
            self.question = Some(Question::Changed(path, Some(now)));
        }
    }

    /// Goes on without deciding; the next save asks again.
    pub(super) fn put_off(&mut self) {
        if let Some(Question::Changed(path, Some(now))) = self.question.take() {
            // The next change is told, this one not again.
            self.watch.look(path, now);
        }
    }

    /// What lies open is saved beside the file that someone else has changed, and goes on there.
    pub(super) fn keep_copy(&mut self) {
        if let Some(Question::Changed(path, _)) = self.question.take() {
            self.save(Some(copy_path(&path)));
        }
    }

    /// What someone else has saved is joined with what lies open, once it is read.
    pub(super) fn merge_theirs(&mut self) {
        if let Some(Question::Changed(path, _)) = self.question.take() {
            self.work.start(Job::ReadTheirs { path });
        }
    }

    pub(super) fn take_merge(&mut self, path: &Path, result: Result<(Box<Project>, Seen), String>) {
        let Some(desk) = self.desk.as_mut().filter(|desk| desk.path() == Some(path)) else {
            return;
        };
        let (theirs, seen) = match result {
            Ok(read) => read,
            Err(problem) => {
                self.notice = Some(Notice::elsewhere(problem));
                return;
            }
        };
        match desk.merge(*theirs, seen) {
            Ok(0) => {
                self.notice = Some(Notice::undoable("Both are joined. Nothing of either is lost."));
            }
            Ok(n) => {
                let words = if n == 1 { "1 place" } else { &format!("{n} places") };
                self.notice = Some(Notice::warning(format!(
                    "Both are joined. In {words} they do not agree: both values are kept, for you to choose."
                )));
            }
            Err(error) => self.notice = Some(Notice::problem(error.to_string())),
        }
        self.watch.look(path.to_path_buf(), seen);
    }

    /// What someone else has saved takes the place of what lies open, which stays among the earlier
    /// versions.
    pub(super) fn take_theirs(&mut self) {
        let (Some(Question::Changed(path, _)), Some(desk)) = (self.question.take(), &self.desk)
        else {
            return;
        };
        self.takes_theirs = Some(desk.history().now());
        let mine = (!desk.is_saved()).then(|| Box::new(desk.project().clone()));
        let when = (self.clock)().datetime();
        let (window, data) = (self.window(), self.data.clone());
        self.work.start(Job::Reload { path, mine, window, data, when });
    }

    // ---- earlier versions

    pub(super) fn list_versions(&mut self) {
        let Some(desk) = &self.desk else { return };
        if let (Some(path), Some(data)) = (desk.path(), self.data.clone()) {
            let project = Box::new(desk.project().clone());
            self.work.start(Job::ListVersions { path: path.to_path_buf(), project, data });
        }
    }

    /// The earlier version that is open takes the place of the project, as a new save.
    pub(super) fn restore(&mut self) {
        let path = self.desk.as_ref().and_then(|desk| desk.path()).map(Path::to_path_buf);
        if self.desk.as_ref().is_some_and(super::Desk::is_earlier) {
            self.save(path);
        }
    }

    /// Whether the open project is only read, which is told then.
    pub(super) fn refuses(&mut self) -> bool {
        let reading = self.desk.as_ref().and_then(|desk| desk.reading_only());
        let words = reading.map(super::ReadingOnly::words);
        let refuses = words.is_some();
        self.notice = words.map(Notice::elsewhere).or(self.notice.take());
        refuses
    }

    /// Sets the time after which what was changed is saved by itself.
    pub(super) fn call_for_autosave(&mut self) {
        let minutes = self.settings.autosave_minutes;
        if minutes > 0 && !self.is_called {
            self.is_called = true;
            self.watch.call_after(Some(Duration::from_secs(60 * u64::from(minutes))));
        }
    }
}

/// A path for a copy beside a file, which no file has.
fn copy_path(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let at = name.len().saturating_sub(PROJECT_ENDING.len());
    let (stem, ending) = match name.split_at_checked(at) {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(PROJECT_ENDING) => (stem, ending),
        _ => (name.as_str(), PROJECT_ENDING),
    };
    let mut copy = path.with_file_name(format!("{stem} copy{ending}"));
    let mut n = 2;
    while disk::glance(&copy).is_some() {
        copy = path.with_file_name(format!("{stem} copy {n}{ending}"));
        n += 1;
    }
    copy
}

impl Action {
    /// Whether it changes the open project, which a window that only reads does not.
    #[must_use]
    pub const fn edits(&self) -> bool {
        matches!(
            self,
            Self::KeepTyping { .. }
                | Self::SetVerdict { .. }
                | Self::SetNote { .. }
                | Self::SetCorrection { .. }
                | Self::SetKind { .. }
                | Self::SetSources { .. }
                | Self::SetProposal { .. }
                | Self::SetQuery { .. }
                | Self::SetVerdictOfShown(_)
                | Self::SetVerdictOfRepeats { .. }
                | Self::ToggleRead { .. }
                | Self::AddClaim { .. }
                | Self::RemoveClaim(_)
                | Self::PlaceClaim { .. }
                | Self::SetTitle(_)
                | Self::SetPublished(_)
                | Self::ReadAnew
                | Self::KeepPassage
                | Self::ProposePassage
                | Self::DropBytes { .. }
        )
    }
}
