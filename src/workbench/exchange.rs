//! What the workbench gives to other programs and takes from them: exports, annotations, signatures.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::notice::Notice;
use super::work::Job;
use super::{Workbench, report};
use crate::import::annotations::Annotated;
use crate::project::ArticleId;

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

    pub(super) fn export(&mut self, path: PathBuf, wish: report::ReportWish) {
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
