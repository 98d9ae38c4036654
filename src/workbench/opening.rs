//! How the workbench opens and closes projects, and takes up what a crash left.

use std::path::{Path, PathBuf};

use super::action::Action;
use super::desk::Desk;
use super::notice::Notice;
use super::work::{Job, Opened};
use super::{Workbench, is_project, jobs};
use crate::store::disk;
use crate::store::journal::Entry;
use crate::store::lock::{self, Asked};

impl Workbench {
    /// Goes on with `action`, which closes what is open, unless that has unsaved changes.
    pub(super) fn guard(&mut self, action: Action) {
        if self.desk.as_ref().is_some_and(Desk::has_unsaved_work) {
            self.held_back = Some(action);
        } else {
            self.leave_desk(action);
        }
    }

    /// Carries out what closes the open project.
    pub(super) fn leave_desk(&mut self, action: Action) {
        match action {
            Action::Open { path } => {
                let (window, data) = (self.window(), self.data.clone());
                self.work.start(Job::Open { path, window, data });
            }
            Action::OpenVersion(idx) => self.open_version(idx),
            Action::Paste { text } => self.work.start(Job::OpenText { text }),
            Action::OpenAddress { address } => self.fetch(&address),
            Action::PastePage { html, text } => self.work.start(Job::OpenSelection { html, text }),
            Action::OpenSample => self.work.start(Job::OpenSample),
            Action::OpenLeft(idx) => self.take_left(idx),
            Action::LayOut => self.lay_out(),
            Action::Close => {
                self.end_journal();
                self.watch.rest();
                if let Some(desk) = self.desk.take() {
                    put_away(desk);
                }
            }
            Action::Quit => self.quit(),
            _ => {}
        }
    }

    pub(super) fn save_first(&mut self) {
        self.after_save = self.held_back.take();
        self.save(None);
    }

    pub(super) fn discard(&mut self) {
        if let Some(action) = self.held_back.take() {
            self.end_journal();
            self.leave_desk(action);
        }
    }

    pub(super) fn drop_path(&mut self, path: PathBuf) {
        if self.desk.is_some() && !is_project(&path) {
            self.work.start(Job::Add { path });
        } else {
            self.guard(Action::Open { path });
        }
    }

    pub(super) fn import_into(&mut self, name: String, bytes: Vec<u8>) {
        let adds = self.desk.is_some();
        self.work.start(Job::Import { name, bytes, adds });
    }

    pub(super) fn take_opened(&mut self, result: Result<Opened, String>) {
        match result {
            // Given up for what someone else has saved, and untouched since.
            Ok(opened)
                if self.takes_theirs.take()
                    == self.desk.as_ref().map(|desk| desk.history().now())
                    && self.desk.is_some() =>
            {
                self.opened = Some(opened);
                self.lay_out();
            }
            Ok(opened) => {
                // Work may have been done on what lies open while the job ran.
                self.opened = Some(opened);
                self.guard(Action::LayOut);
            }
            Err(problem) => {
                self.takes_theirs = None;
                self.notice = Some(Notice::problem(problem));
            }
        }
    }

    pub(super) fn open_version(&mut self, idx: usize) {
        if let Some((of, mut versions)) = self.versions.take()
            && idx < versions.len()
        {
            let version = versions.swap_remove(idx).version;
            self.work.start(Job::OpenVersion { version, of });
        }
    }

    /// A job that broke off brings nothing; all that was there before is there still.
    pub(super) fn take_broken(&mut self) {
        self.is_saving = false;
        self.after_save = None;
        self.save_again = None;
        self.notice = Some(Notice::elsewhere(
            "Something went wrong in Tickmark, and this was not done. Nothing of what you did is lost; save somewhere else, to be sure.",
        ));
    }

    pub(super) fn lay_out(&mut self) {
        let Some(mut opened) = self.opened.take() else { return };
        let letters = std::mem::take(&mut opened.letters);
        if let Some(warning) = opened.warning.clone() {
            self.notice = Some(Notice::warning(warning));
        }
        self.end_journal();
        let mut desk = Desk::new(opened, &self.settings.hidden_kinds);
        self.question = None;
        self.versions = None;
        self.letters = letters;
        if let Some(mut before) = self.desk.take() {
            desk.take_over(&mut before);
            put_away(before);
        }
        match (desk.path(), desk.seen(), desk.is_earlier()) {
            (Some(path), Some(seen), false) => self.watch.look(path.to_path_buf(), seen),
            _ => self.watch.rest(),
        }
        desk.notation = self.settings.notation();
        self.remember(&desk);
        self.desk = Some(desk);
        self.look_at_evidence();
    }

    pub(super) fn take_added(&mut self, result: Result<Opened, String>) {
        if self.refuses() {
            return;
        }
        let Some(desk) = &mut self.desk else { return self.take_opened(result) };
        let warning = result.as_ref().ok().and_then(|opened| opened.warning.clone());
        let mut letters = Vec::new();
        let added = result.and_then(|mut opened| {
            letters = std::mem::take(&mut opened.letters);
            desk.add_articles(opened)
        });
        match added {
            Ok(told) => {
                self.letters.extend(letters);
                self.notice = Some(match warning {
                    Some(warning) => Notice {
                        can_undo: told.can_undo,
                        ..Notice::warning(format!("{}. {warning}", told.words))
                    },
                    None => told,
                });
            }
            Err(problem) => self.notice = Some(Notice::problem(problem)),
        }
        self.look_at_evidence();
    }

    // ---- what a crash would take

    /// Hands what was done to the journal.
    pub(super) fn write_down(&mut self) {
        let entries = self.desk.as_mut().map(Desk::take_entries).unwrap_or_default();
        if !entries.is_empty() {
            self.call_for_autosave();
        }
        self.keep(entries);
    }

    pub(super) fn keep(&mut self, entries: Vec<Entry>) {
        let (Some(keeper), Some(desk)) = (&mut self.keeper, &self.desk) else { return };
        for entry in entries {
            let now = (self.clock)();
            keeper.add(entry, || {
                let (project, saved) = desk.before();
                let name = now.strftime("%Y%m%d-%H%M%S-%f").to_string();
                (format!("{name}-{}", disk::process_id()), project, saved)
            });
        }
    }

    pub(super) fn end_journal(&mut self) {
        if let Some(keeper) = &mut self.keeper {
            keeper.end();
        }
    }

    pub(super) fn quit(&mut self) {
        self.end_journal();
        if let Some(keeper) = &self.keeper {
            keeper.finish();
        }
        // Others may write the project from now on.
        self.on_desk(|desk| desk.lock = None);
        self.is_leaving = true;
    }

    pub(super) fn open_left(&mut self, idx: usize) {
        self.guard(Action::OpenLeft(idx));
    }

    pub(super) fn take_left(&mut self, idx: usize) {
        if idx >= self.left.len() {
            return;
        }
        self.end_journal();
        let (mut desk, journal) =
            Desk::recovered(self.left.remove(idx), &self.settings.hidden_kinds);
        if let Some(path) = desk.path().map(Path::to_path_buf) {
            match lock::ask(&path, self.data.as_deref(), &self.window()) {
                Asked::Ours(lock) => desk.lock = Some(lock),
                // The next save asks again, and tells.
                Asked::AlreadyOurs | Asked::Theirs(_) | Asked::Nowhere => {}
            }
            if let Some(seen) = desk.seen() {
                self.watch.look(path, seen);
            }
        }
        desk.notation = self.settings.notation();
        if let Some(keeper) = &mut self.keeper {
            keeper.go_on(journal);
        }
        if let Some(before) = self.desk.replace(desk) {
            put_away(before);
        }
        self.notice =
            Some(Notice::done("Work that was not saved is here again. Nothing is missing."));
    }

    pub(super) fn discard_left(&mut self, idx: usize) {
        if idx < self.left.len()
            && let Err(problem) = self.left.remove(idx).journal.end()
        {
            self.notice = Some(Notice::warning(format!("It was not removed: {problem}.")));
        }
    }
}

/// Lets go of a desk; of the right to write its file at once, since that may be asked for next.
fn put_away(mut desk: Desk) {
    desk.lock = None;
    jobs::let_go(desk);
}
