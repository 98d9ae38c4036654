//! Edits and settings: how the workbench hands a change to what lies open, and tells what came of it.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::Workbench;
use super::desk::Desk;
use super::notice::Notice;
use super::settings::{Recent, Settings};
use super::work::Job;
use crate::extract::Finding;
use crate::project::{ArticleId, ClaimId, EditError, Stamp};

impl Workbench {
    pub(super) fn on_desk(&mut self, change: impl FnOnce(&mut Desk)) {
        if let Some(desk) = &mut self.desk {
            change(desk);
        }
    }

    pub(super) fn edit(&mut self, change: impl FnOnce(&mut Desk) -> Result<(), EditError>) {
        if self.refuses() {
            return;
        }
        if let Some(desk) = &mut self.desk
            && let Err(error) = change(desk)
        {
            self.notice = Some(Notice::problem(error.to_string()));
        }
    }

    /// An edit of several claims, told with a way back.
    pub(super) fn edit_told(
        &mut self,
        change: impl FnOnce(&mut Desk) -> Result<Option<String>, EditError>,
    ) {
        let Some(desk) = &mut self.desk else { return };
        match change(desk) {
            Ok(words) => self.notice = words.map(Notice::undoable).or(self.notice.take()),
            Err(error) => self.notice = Some(Notice::problem(error.to_string())),
        }
    }

    pub(super) fn undo(&mut self) {
        self.edit(Desk::undo);
    }

    pub(super) fn redo(&mut self) {
        self.edit(Desk::redo);
    }

    pub(super) fn remove_claim(&mut self, claim: ClaimId) {
        let Some(desk) = &mut self.desk else { return };
        match desk.remove_claim(claim) {
            Ok(()) => self.notice = Some(Notice::undoable("Claim removed")),
            Err(error) => self.notice = Some(Notice::problem(error.to_string())),
        }
    }

    pub(super) fn set_published(&mut self, date: Option<Date>) {
        let Some(desk) = &self.desk else { return };
        let Some(article) = desk.article() else { return };
        if article.published != date {
            self.work.start(Job::Extract {
                article: desk.article_id(),
                published: date,
                document: article.document.clone(),
            });
        }
    }

    pub(super) fn take_findings(
        &mut self,
        article: ArticleId,
        published: Option<Date>,
        findings: &[Finding],
    ) {
        let Some(desk) = &mut self.desk else { return };
        match desk.take_findings(article, published, findings) {
            Ok(0) => {}
            Ok(n) => {
                let claims = if n == 1 {
                    "1 settled claim reads"
                } else {
                    &format!("{n} settled claims read")
                };
                self.notice = Some(Notice::warning(format!(
                    "{claims} otherwise with this date. The verdicts stand; check them again."
                )));
            }
            Err(error) => self.notice = Some(Notice::problem(error.to_string())),
        }
    }

    /// Finds the claims of every article anew, as the settings say that dates and numbers are written.
    pub(super) fn read_anew(&mut self) {
        if self.refuses() {
            return;
        }
        let Some(desk) = &self.desk else { return };
        let articles = desk.project().articles.iter();
        let articles = articles
            .map(|(&id, article)| (id, article.published, Arc::clone(&article.document)))
            .collect();
        self.work.start(Job::ReadAnew { articles });
    }

    pub(super) fn take_anew(&mut self, found: &[(ArticleId, Vec<Finding>)]) {
        if self.refuses() {
            return;
        }
        let Some(desk) = &mut self.desk else { return };
        self.notice = Some(match desk.take_anew(found) {
            Ok((0, _)) => Notice::done("Read anew: every claim reads as before"),
            Ok((n, settled)) => {
                let changed = if n == 1 { "1 claim" } else { &format!("{n} claims") };
                let settled = match settled {
                    0 => String::new(),
                    1 => ". 1 of them is settled: its verdict stands; check it again".to_owned(),
                    n => {
                        format!(". {n} of them are settled: their verdicts stand; check them again")
                    }
                };
                Notice::undoable(format!("Read anew: {changed} changed{settled}"))
            }
            Err(error) => Notice::problem(error.to_string()),
        });
    }

    pub(super) fn stamp(&self) -> Stamp {
        let now = (self.clock)();
        Stamp {
            who: self.settings.checker_name().to_owned(),
            when: now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        }
    }

    pub(super) fn remember(&mut self, desk: &Desk) {
        self.remember_entry(desk.recent());
    }

    pub(super) fn remember_entry(&mut self, entry: Option<Recent>) {
        let Some(mut entry) = entry else { return };
        entry.when = (self.clock)().timestamp().to_string();
        self.settings.remember(entry);
        self.store_settings();
    }

    pub(super) fn forget_recent(&mut self, path: &Path) {
        self.settings.recent.retain(|recent| recent.path != path);
        self.store_settings();
    }

    /// Changes a setting and keeps it, if it changes at all.
    pub(super) fn set_setting(&mut self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        change(&mut self.settings);
        if self.settings != before {
            self.store_settings();
        }
    }

    pub(super) fn set_settings(&mut self, mut settings: Settings) {
        settings.set_right();
        let is_written_otherwise = settings.notation() != self.settings.notation();
        self.work.write_as(settings.notation());
        self.set_setting(|held| {
            settings.recent = std::mem::take(&mut held.recent);
            *held = settings;
        });
        self.work.hide_kinds(&self.settings.hidden_kinds);
        if let Some(desk) = &mut self.desk {
            desk.hide_kinds(&self.settings.hidden_kinds);
            desk.notation = self.settings.notation();
            if is_written_otherwise {
                self.notice = Some(Notice::done(
                    "Articles opened from now on are read so. For those that are open, choose “Read dates and numbers anew”.",
                ));
            }
        }
    }

    pub(super) fn store_settings(&self) {
        if let Some(file) = &self.settings_file {
            file.write(&self.settings);
        }
    }
}
