//! Writes a project in a format that leaves the desk.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::export::{self, ExportError, Level, Options, Original, Progress, Publication};
use crate::import;
use crate::project::{Article, ArticleId, Project};
use crate::store::disk;
use crate::text::OriginMap;

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportWish {
    /// The format's name.
    pub format: &'static str,
    /// Who may read it.
    pub level: Level,
    /// Whether claims without a verdict are printed.
    pub has_open: bool,
    /// Whether the articles are printed whole.
    pub has_text: bool,
    /// The one article that it is about, or all of them.
    pub article: Option<ArticleId>,
    /// The day it is made.
    pub made: Option<Date>,
    /// What a published review says of itself.
    pub publication: Publication,
}

/// The Word document that an article was read from.
#[derive(Debug)]
pub struct Manuscript {
    bytes: Vec<u8>,
    map: OriginMap,
}

impl Manuscript {
    /// For the writer of the format.
    #[must_use]
    pub fn original(&self) -> Original<'_> {
        Original { bytes: &self.bytes, map: &self.map }
    }

    /// Finds the manuscript of the one article that is to be written: at `given`, or beside the
    /// project. `None` where the article came from elsewhere.
    ///
    /// # Errors
    /// A sentence, without its full stop, where there should be one and is not.
    pub fn find(
        project: &Project,
        article: Option<ArticleId>,
        given: Option<&Path>,
        project_path: Option<&Path>,
    ) -> Result<Option<Self>, String> {
        let chosen: Option<&Article> = match article {
            Some(id) => project.articles.get(&id),
            None if project.articles.len() == 1 => project.articles.values().next(),
            None => None,
        };
        let Some(article) = chosen else { return Ok(None) };
        let came_so = article.provenance.format == "docx";
        let beside = project_path.map(|path| path.with_file_name(&article.provenance.file));
        let path = match (given, beside) {
            (Some(given), _) => given.to_path_buf(),
            (None, Some(beside)) if came_so => beside,
            (None, None) if came_so => {
                return Err(format!(
                    "{} was not looked for: the project has no place yet",
                    article.provenance.file
                ));
            }
            _ => return Ok(None),
        };
        let bytes = disk::read(&path).map_err(|error| {
            let words = error.to_string();
            format!("{} ({})", words.trim_end_matches('.'), path.display())
        })?;
        match import::origins_of(&bytes, &article.provenance.file, &article.document) {
            Some(map) => Ok(Some(Self { bytes, map })),
            None => Err(format!(
                "{} is not what the article was read from, or was changed since",
                path.display()
            )),
        }
    }
}

/// Writes it to `path`, whole or not at all; what should be told besides. `None` when stopped.
pub(super) fn write(
    project: &Project,
    project_path: Option<&Path>,
    wish: &ReportWish,
    path: &Path,
    mut tick: impl FnMut(Progress) -> ControlFlow<()>,
) -> Option<Result<Option<String>, String>> {
    let Some(exporter) = export::exporter(wish.format) else {
        return Some(Err(format!("There is no format {}.", wish.format)));
    };
    let found = match wish.format {
        "docx" => Manuscript::find(project, wish.article, None, project_path),
        _ => Ok(None),
    };
    let (manuscript, warning) = match found {
        Ok(manuscript) => (manuscript, None),
        Err(problem) => (None, Some(format!("A plain document was made. {problem}."))),
    };
    let options = Options {
        level: wish.level,
        has_open: wish.has_open,
        has_text: wish.has_text,
        article: wish.article,
        made: wish.made,
        publication: Some(&wish.publication),
        original: manuscript.as_ref().map(Manuscript::original),
    };
    let bytes = match export::export(exporter, project, &options, &mut tick) {
        Ok(bytes) => bytes,
        Err(ExportError::Stopped) => return None,
        Err(error) => return Some(Err(format!("Nothing was written. {error}."))),
    };
    Some(match disk::write_whole(path, &bytes) {
        Ok(()) => Ok(warning),
        Err(error) => {
            let words = error.to_string();
            Err(format!("{} was not written. {}.", path.display(), words.trim_end_matches('.')))
        }
    })
}

/// A name for the file of a report, with the format's ending.
#[must_use]
pub fn file_name(project: &Project, format: &'static str) -> String {
    let title = project.articles.values().next().map_or("", |article| article.title.as_str());
    let mut stem: String = title
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    while stem.contains("--") {
        stem = stem.replace("--", "-");
    }
    let stem: String = stem.trim_matches('-').chars().take(40).collect();
    let stem = if stem.is_empty() { "report" } else { stem.trim_end_matches('-') };
    let ending = export::exporter(format).map_or("txt", |exporter| exporter.extension);
    let part = match format {
        "html" | "pdf" | "markdown" => "-check",
        "memo" | "memo-md" => "-changes",
        "csl" | "bibtex" | "ris" | "sources" => "-sources",
        "docx" => "-checked",
        _ => "-claims",
    };
    format!("{stem}{part}.{ending}")
}

/// The path with the format's ending, where it has none.
#[must_use]
pub fn with_ending(path: PathBuf, format: &'static str) -> PathBuf {
    let ending = export::exporter(format).map_or("txt", |exporter| exporter.extension);
    if path.extension().is_some() { path } else { path.with_extension(ending) }
}
