//! From bytes to a project with its claims: what a job does to open an article.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use sha2::{Digest, Sha256};

use super::letters::Letter;
use super::work::Opened;
use super::{disk_work, reading};
use crate::extract::{self, Input, Notation, Progress};
use crate::import::{Imported, Listener, Pages, Source, Warning};
use crate::project::{Article, Claim, ClaimId, Project, Provenance};
use crate::store::lock::Holder;
use crate::store::{disk, file};

/// The sample article's file name.
pub const SAMPLE_NAME: &str = "sample.md";

/// The sample article.
const SAMPLE: &[u8] = include_bytes!("../../assets/sample.md");

/// Whether an article is the sample, as it comes with the program.
#[must_use]
pub fn is_sample(article: &Article) -> bool {
    static DIGEST: LazyLock<String> = LazyLock::new(|| digest(SAMPLE));
    article.provenance.sha256 == *DIGEST
}

/// Files that are opened at once; a folder with more is not a story's.
const FILES_MAX: usize = 500;

/// Steps of progress in each of several files.
pub(super) const STEPS: usize = 1000;

/// Lines that tell of files which were not read, or not quite.
const LINES_MAX: usize = 8;

/// Remarks on files of which each has its line.
const REMARKS_MAX: usize = 2;

/// What a step of the work tells, and whether to go on.
pub(super) type Tick<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// How files are read.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::workbench) struct Means<'a> {
    /// What reads those that can do harm, in a process of its own.
    pub(in crate::workbench) program: Option<&'a Path>,
    /// How articles write dates and numbers, where the settings say.
    pub(in crate::workbench) notation: Notation,
    /// Who is told how many pages are read.
    pub(in crate::workbench) listener: Listener<'a>,
}

/// Opens the file at `path`: a project, or an article whose claims are found. `None` when stopped.
/// A project is opened for `window`, with the folder where the program keeps its data, or for none.
pub(super) fn open(
    path: &Path,
    how: Means<'_>,
    window: Option<(&Holder, Option<&Path>)>,
    tick: Tick<'_>,
) -> Option<Result<Opened, String>> {
    if disk::is_folder(path) {
        return open_several(&[path.to_path_buf()], how, tick);
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = match disk::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Some(Err(format!("{name} was not opened. {error}."))),
    };
    if !super::is_project(path) && !file::is_project(&bytes) {
        return Some(import(&name, &bytes, how, tick)?.map(|mut opened| {
            for article in opened.project.articles.values_mut() {
                article.provenance.path = path.to_string_lossy().into_owned();
            }
            opened
        }));
    }
    Some(
        disk_work::open(path, bytes, window)
            .map_err(|error| format!("{name} was not opened, and was left as it is. {error}")),
    )
}

/// Reads several files, and all in the folders among them, into one project. What could not be read
/// is told a line each. `None` when stopped.
pub(super) fn open_several(
    paths: &[PathBuf],
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Result<Opened, String>> {
    let within = |path: &PathBuf| {
        if disk::is_folder(path) { disk::files_within(path, FILES_MAX) } else { vec![path.clone()] }
    };
    let paths: Vec<PathBuf> = paths.iter().flat_map(within).take(FILES_MAX).collect();
    let all = paths.len() * STEPS;
    let (mut project, mut letters) = (Project::default(), Vec::new());
    let (mut problems, mut remarks) = (Vec::new(), Vec::new());
    for (idx, path) in paths.iter().enumerate() {
        let mut tick = |progress: Progress| {
            let share = (progress.done * STEPS).checked_div(progress.all).unwrap_or(0);
            tick(Progress { done: idx * STEPS + share.min(STEPS), all })
        };
        tick(Progress { done: 0, all: 0 }).is_continue().then_some(())?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let read = if super::is_project(path) {
            Err(format!("{name} is a project. Open it by itself."))
        } else {
            open(path, how, None, &mut tick)?
        };
        match read {
            Ok(opened) => {
                remarks.extend(opened.warning.map(|warning| format!("{name}: {warning}")));
                letters.extend(opened.letters);
                merge(&mut project, opened.project);
            }
            Err(problem) => problems.push(problem),
        }
    }
    if remarks.len() > REMARKS_MAX {
        let n = remarks.len();
        remarks =
            vec![format!("Something was noticed in {n} files; their articles’ details say it.")];
    }
    let told = few_lines([problems, remarks].concat());
    if project.articles.is_empty() {
        return Some(Err(
            told.unwrap_or_else(|| "This folder holds no file. Nothing was opened.".to_owned())
        ));
    }
    Some(Ok(Opened { project, warning: told, letters, ..Opened::default() }))
}

/// A few of the lines that tell of files, and how many more there are; `None` where there is none.
pub(super) fn few_lines(mut told: Vec<String>) -> Option<String> {
    if told.len() > LINES_MAX {
        let n_more = told.len() - (LINES_MAX - 1);
        told.truncate(LINES_MAX - 1);
        told.push(format!("There are {n_more} more such files."));
    }
    (!told.is_empty()).then(|| told.join("\n"))
}

/// Adds the articles of one project, with their claims, to another.
pub(super) fn merge(project: &mut Project, other: Project) {
    for (old, article) in &other.articles {
        let id = project.next_article_id();
        project.articles.insert(id, article.clone());
        for (_, claim) in other.claims_by_place(*old) {
            let claim = Claim { article: id, ..claim.clone() };
            project.claims.insert(project.next_claim_id(), Arc::new(claim));
        }
    }
}

/// Reads an article, as `how` says, and finds its claims.
/// `None` when stopped.
pub(super) fn import(
    name: &str,
    bytes: &[u8],
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Result<Opened, String>> {
    import_from(&Source { bytes, name, ..Source::default() }, how, tick)
}

/// The same, where more is known of it than its name, or a person chose how it is read.
pub(super) fn import_from(
    source: &Source<'_>,
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Result<Opened, String>> {
    let &Source { bytes, name, encoding, changes, .. } = source;
    let mut n_pages = 0;
    // Where there are pages, to read them is the first half of the work, and to find the claims of
    // their text the second.
    let mut is_wanted = |pages: Pages| {
        n_pages = pages.all;
        how.listener.tell(pages);
        tick(Progress { done: pages.done, all: 2 * pages.all }).is_continue()
    };
    let read = reading::read(source, how.program, &mut is_wanted);
    how.listener.tell(Pages::default());
    let mut tick = |progress: Progress| {
        let Progress { done, all } = progress;
        tick(if n_pages > 0 { Progress { done: all + done, all: 2 * all } } else { progress })
    };
    let tick: Tick<'_> = &mut tick;
    match read? {
        Ok(imported) => {
            let letter = Letter::new(name, bytes, &imported);
            let mut opened = begin(name, bytes, imported, how, tick)?;
            for article in opened.project.articles.values_mut() {
                article.provenance.changes = changes;
                let chosen = encoding.map(|encoding| encoding.name().to_owned());
                article.provenance.encoding = chosen.unwrap_or_default();
            }
            opened.letters.extend(letter);
            Some(Ok(opened))
        }
        Err(error) => {
            let name = if name.is_empty() { "The text" } else { name };
            Some(Err(format!("{name} was not opened. {error}.")))
        }
    }
}

/// Reads words that were copied from a page: as text, where they are none as HTML. `None` when
/// stopped.
pub(super) fn selection(
    html: &str,
    text: &str,
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Result<Opened, String>> {
    // Told by its content, so that it begins as a page does.
    let page = format!("<!DOCTYPE html><meta charset=utf-8>{html}");
    let bytes = page.as_bytes();
    let source = Source { bytes, is_selection: true, ..Source::default() };
    match import_from(&source, how, tick)? {
        Ok(opened) => Some(Ok(opened)),
        Err(_) => import("", text.as_bytes(), how, tick),
    }
}

/// Reads the sample article. `None` when stopped.
pub(super) fn sample(tick: Tick<'_>) -> Option<Result<Opened, String>> {
    // The sample is written as its answer key says, whatever the settings say.
    import(SAMPLE_NAME, SAMPLE, Means::default(), tick)
}

fn begin(
    name: &str,
    bytes: &[u8],
    mut imported: Imported,
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Opened> {
    let sha256 = digest(bytes);
    let others = std::mem::take(&mut imported.others);
    let articles: Vec<Imported> = std::iter::once(imported).chain(others).collect();
    let all = articles.iter().map(|article| article.document.text().len()).sum();
    let (mut project, mut warnings, mut done) = (Project::default(), Vec::new(), 0);
    for imported in articles {
        let before = done;
        done += imported.document.text().len();
        let mut tick = |progress: Progress| tick(Progress { done: before + progress.done, all });
        let told: Vec<String> = imported.warnings.iter().map(|w| format!("{w}.")).collect();
        // Files that came with it are offered, which tells of them.
        let is_offered = |w: &Warning| matches!(w, Warning::Attached(_));
        let new = imported.warnings.iter().zip(&told).filter(|(w, _)| !is_offered(w));
        warnings.extend(new.map(|(_, words)| words.clone()));
        let article = article(name, &sha256, imported, told);
        let id = project.next_article_id();
        let document = &article.document;
        let input = Input {
            text: document.text(),
            paragraphs: document.paragraphs(),
            published: article.published,
            notation: how.notation,
        };
        let findings = extract::extract(input, &mut tick)?.findings;
        let next = project.next_claim_id().0;
        let found = extract::for_review(&findings);
        let claims = found.into_iter().map(|finding| Claim::from_finding(id, document, finding));
        project.claims.extend((next..).map(ClaimId).zip(claims.map(Arc::new)));
        project.articles.insert(id, article);
    }
    let warning = (!warnings.is_empty()).then(|| warnings.join(" "));
    Some(Opened { project, warning, ..Opened::default() })
}

fn article(name: &str, sha256: &str, imported: Imported, warnings: Vec<String>) -> Article {
    let title = imported.title.unwrap_or_else(|| title_of(name, imported.document.text()));
    Article {
        title,
        byline: imported.byline,
        published: imported.published,
        provenance: Provenance {
            file: name.to_owned(),
            address: imported.address.unwrap_or_default(),
            format: imported.format.to_owned(),
            sha256: sha256.to_owned(),
            warnings,
            ..Provenance::default()
        },
        document: Arc::new(imported.document),
        read: Vec::new(),
    }
}

/// A title for a text that states none: the first words in it, or its file's name.
fn title_of(name: &str, text: &str) -> String {
    let line = text.lines().find(|line| line.contains(char::is_alphanumeric)).unwrap_or_default();
    let mut title: String = line.split_whitespace().take(9).collect::<Vec<_>>().join(" ");
    if title.len() < line.trim().len() {
        title.push('…');
    }
    if title.is_empty() { name.to_owned() } else { title }
}

/// SHA-256 in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
