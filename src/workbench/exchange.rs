//! What the workbench gives to other programs and takes from them: exports, annotations, signatures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::notice::Notice;
use super::work::Job;
use super::{Workbench, report};
use crate::export::Publication;
use crate::import::annotations::Annotated;
use crate::import::sources::SourceList;
use crate::project::ArticleId;

/// Entries of a list that a notice tells one by one; who made the list looks at the rest.
const SHOWN_PROBLEMS: usize = 3;

impl Workbench {
    pub(super) fn import_annotations(&mut self, path: PathBuf) {
        let Some(desk) = &self.desk else { return };
        let Some(article) = desk.article() else { return };
        let document = Arc::clone(&article.document);
        self.work.start(Job::ReadAnnotations { path, article: desk.article_id(), document });
    }

    pub(super) fn take_annotated(&mut self, article: ArticleId, result: Result<Annotated, String>) {
        let annotated = match result {
            Ok(annotated) => annotated,
            Err(problem) => {
                self.notice = Some(Notice::problem(problem));
                return;
            }
        };
        let lost = match annotated.lost.len() {
            0 => String::new(),
            1 => " The words of 1 other are not in this article.".to_owned(),
            n => format!(" The words of {n} others are not in this article."),
        };
        let Some(desk) = &mut self.desk else { return };
        self.notice = Some(match desk.take_annotated(article, annotated.claims) {
            Ok(0) => Notice::warning(format!("No annotation was added.{lost}")),
            Ok(1) => Notice::undoable(format!("1 annotation was added.{lost}")),
            Ok(n) => Notice::undoable(format!("{n} annotations were added.{lost}")),
            Err(problem) => Notice::problem(format!("{problem}.")),
        });
    }

    pub(super) fn import_sources(&mut self, path: PathBuf) {
        if self.desk.is_some() {
            self.work.start(Job::ReadSources { path });
        }
    }

    pub(super) fn take_sources(&mut self, result: Result<SourceList, String>) {
        let list = match result {
            Ok(list) => list,
            Err(problem) => {
                self.notice = Some(Notice::problem(problem));
                return;
            }
        };
        let Some(desk) = &mut self.desk else { return };
        let n_read = list.sources.len();
        let added = match desk.take_sources(list.sources) {
            Ok(added) => added,
            Err(error) => {
                self.notice = Some(Notice::problem(format!("{error}.")));
                return;
            }
        };
        let mut told = match added {
            0 => "No source was added.".to_owned(),
            1 => "1 source was added to the package.".to_owned(),
            n => format!("{n} sources were added to the package."),
        };
        match n_read.saturating_sub(added) {
            0 => {}
            1 => told += " 1 was there already.",
            n => told += &format!(" {n} were there already."),
        }
        for problem in list.problems.iter().take(SHOWN_PROBLEMS) {
            told += &format!(" {problem}.");
        }
        match list.problems.len().saturating_sub(SHOWN_PROBLEMS) {
            0 => {}
            n => told += &format!(" {n} more were left out."),
        }
        let is_whole = list.problems.is_empty();
        self.notice = Some(match added {
            0 => Notice::warning(told),
            _ if is_whole => Notice::undoable(told),
            _ => Notice::warning(told),
        });
    }

    pub(super) fn export(&mut self, path: PathBuf, wish: report::ReportWish) {
        if wish.format == "claim-review" {
            // The house stays the same from one review to the next.
            let house = Publication { address: String::new(), ..wish.publication.clone() };
            self.set_setting(|settings| settings.publication = house);
        }
        let Some(desk) = &self.desk else { return };
        self.work.start(Job::Export {
            path,
            wish: Box::new(wish),
            project_path: desk.path().map(Path::to_path_buf),
            project: Box::new(desk.project().clone()),
        });
    }

    pub(super) fn take_exported(&mut self, path: &Path, result: Result<Option<String>, String>) {
        self.notice = Some(match result {
            Ok(None) => Notice::done(format!("Exported to {}.", path.display())),
            Ok(Some(warning)) => {
                Notice::warning(format!("Exported to {}. {warning}", path.display()))
            }
            Err(problem) => Notice::problem(problem),
        });
    }

    pub(super) fn sign_off(&mut self, article: ArticleId, overruled: String) {
        let stamp = self.stamp();
        let Some(desk) = &self.desk else { return };
        let sign_off = desk.project().sign_off(article, stamp, overruled);
        self.edit(|desk| desk.sign_off(article, sign_off));
    }
}
