//! A manuscript that goes on being written: its file has changed, or is to be read in another way,
//! and is taken in again without losing what was checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use encoding_rs::Encoding;

use super::Workbench;
use super::notice::Notice;
use super::start::{self, Means, Tick};
use super::watch::Manuscript;
use super::work::Job;
use crate::extract::{self, Input};
use crate::import::{Changes, Source};
use crate::project::{
    Article, ArticleId, Claim, ClaimId, Edit, Project, Provenance, StateId, renew,
};
use crate::store::disk;

/// How a file is to be read, as far as a person chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReadAs {
    /// The encoding of its letters; found out where none is chosen.
    pub encoding: Option<&'static Encoding>,
    /// What becomes of tracked changes.
    pub changes: Changes,
}

impl ReadAs {
    /// How an article was read.
    #[must_use]
    pub fn of(provenance: &Provenance) -> Self {
        Self {
            encoding: Encoding::for_label(provenance.encoding.as_bytes()),
            changes: provenance.changes,
        }
    }
}

/// Encodings to choose from, the commonest first.
pub const ENCODINGS: [&Encoding; 21] = [
    encoding_rs::UTF_8,
    encoding_rs::WINDOWS_1252,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1251,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1255,
    encoding_rs::WINDOWS_1256,
    encoding_rs::WINDOWS_1257,
    encoding_rs::ISO_8859_2,
    encoding_rs::ISO_8859_5,
    encoding_rs::ISO_8859_15,
    encoding_rs::KOI8_R,
    encoding_rs::MACINTOSH,
    encoding_rs::UTF_16LE,
    encoding_rs::UTF_16BE,
    encoding_rs::SHIFT_JIS,
    encoding_rs::EUC_JP,
    encoding_rs::GB18030,
    encoding_rs::BIG5,
    encoding_rs::EUC_KR,
];

/// What is to be read again, for which articles.
#[derive(Debug)]
pub struct Again {
    /// The file.
    pub path: PathBuf,
    /// How to read it.
    pub how: ReadAs,
    /// The articles that came from it, by place in the project.
    pub articles: Vec<ArticleId>,
    /// The project.
    pub project: Project,
    /// The state that it is in.
    pub state: StateId,
}

/// What it takes to bring a project to the new text of a manuscript.
#[derive(Debug, Default)]
pub struct Renewal {
    /// To be applied as one.
    pub edits: Vec<Edit>,
    /// How many claims with the user's work in them stand as they were.
    pub n_carried: usize,
    /// How many stand in other words now.
    pub n_stale: usize,
    /// How many lost their place.
    pub n_lost: usize,
    /// How many articles came new.
    pub n_new: usize,
    /// How many articles are not in the file any more. They stay as they are.
    pub n_gone: usize,
    /// What the importer has to tell.
    pub warning: Option<String>,
}

/// Reads a manuscript again and brings what was checked over to it. `None` when stopped; the error
/// is a sentence.
pub(super) fn read_again(
    again: &Again,
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Result<Renewal, String>> {
    let path = &again.path;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = match disk::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            return Some(Err(format!("{name} was not read. {error}. The article is as it was.")));
        }
    };
    let ReadAs { encoding, changes } = again.how;
    let source = Source { bytes: &bytes, name: &name, encoding, changes, ..Source::default() };
    let opened = match start::import_from(&source, how, tick)? {
        Ok(opened) => opened,
        Err(problem) => return Some(Err(format!("{problem} The article is as it was."))),
    };
    let mut out = Renewal { warning: opened.warning, ..Renewal::default() };
    let mut project = again.project.clone();
    let mut fresh = opened.project.articles;
    for article in fresh.values_mut() {
        article.provenance.path = path.to_string_lossy().into_owned();
    }
    for (id, place) in paired(&project, &again.articles, &fresh) {
        let Some(mut article) = place.and_then(|place| fresh.remove(&place)) else {
            out.n_gone += 1;
            continue;
        };
        let held = project.articles.get(&id)?;
        // Dates in the text hang on the day that stands in the project, which may be a corrected one.
        let published = held.published;
        let is_decoded_anew = again.how.encoding != ReadAs::of(&held.provenance).encoding;
        let document = &article.document;
        let (text, paragraphs, notation) = (document.text(), document.paragraphs(), how.notation);
        let input = Input { text, paragraphs, published, notation };
        let findings = extract::extract(input, &mut *tick)?.findings;
        let mut renewed = renew(&project, id, &article, &findings);
        if is_decoded_anew {
            // Its title was read in the wrong letters too.
            let put = renewed.edits.iter_mut().find_map(|edit| match edit {
                Edit::PutArticle { put, .. } => put.as_mut(),
                _ => None,
            });
            if let Some(put) = put {
                put.title = std::mem::take(&mut article.title);
                put.byline = article.byline.take();
            }
        }
        out.n_carried += renewed.n_carried;
        out.n_stale += renewed.n_stale;
        out.n_lost += renewed.n_lost;
        out.take(&mut project, renewed.edits);
    }
    for (place, article) in fresh {
        out.n_new += 1;
        let id = project.next_article_id();
        let mut edits = vec![Edit::PutArticle { article: id, put: Some(Box::new(article)) }];
        let mut next = project.next_claim_id();
        for (_, claim) in opened.project.claims.iter().filter(|(_, held)| held.article == place) {
            let claim = Claim { article: id, ..Claim::clone(claim) };
            edits.push(Edit::PutClaim { claim: next, put: Some(Arc::new(claim)) });
            next = ClaimId(next.0.saturating_add(1));
        }
        out.take(&mut project, edits);
    }
    Some(Ok(out))
}

impl Renewal {
    /// Notes edits down, and makes them in a copy of the project so that the next ones fit.
    fn take(&mut self, project: &mut Project, edits: Vec<Edit>) {
        for edit in edits {
            // Each was made for this very project, where it applies.
            if project.apply(edit.clone()).is_ok() {
                self.edits.push(edit);
            }
        }
    }

    /// What came of it, in sentences.
    fn words(&self) -> String {
        let count = |n: usize, noun: &str| match n {
            1 => format!("1 {noun}"),
            n => format!("{n} {noun}s"),
        };
        let mut told = "The new text is here.".to_owned();
        match self.n_carried {
            0 => {}
            1 => told += " 1 claim that was worked on stands as it was.",
            n => told += &format!(" {n} claims that were worked on stand as they were."),
        }
        if self.n_stale > 0 {
            let n = count(self.n_stale, "claim");
            told += &format!(" The words of {n} changed: check again.");
        }
        if self.n_lost > 0 {
            let kept =
                if self.n_lost == 1 { "its place and is kept" } else { "their place and are kept" };
            told += &format!(" {} lost {kept}.", count(self.n_lost, "claim"));
        }
        if self.n_new > 0 {
            told += &format!(" {} came new.", count(self.n_new, "article"));
        }
        if self.n_gone > 0 {
            told +=
                &format!(" {} not in the file any more, and kept.", count(self.n_gone, "article"));
        }
        if let Some(warning) = &self.warning {
            told.push(' ');
            told += warning;
        }
        told
    }
}

/// For each article the one of the file that it is now: the one of its title, else the next in turn.
fn paired(
    project: &Project,
    articles: &[ArticleId],
    fresh: &BTreeMap<ArticleId, Article>,
) -> Vec<(ArticleId, Option<ArticleId>)> {
    if let ([id], 1) = (articles, fresh.len()) {
        return vec![(*id, fresh.keys().next().copied())];
    }
    let title = |id: &ArticleId| project.articles.get(id).map(|held| held.title.as_str());
    let mut free: Vec<ArticleId> = fresh.keys().copied().collect();
    let mut pairs: Vec<(ArticleId, Option<ArticleId>)> = Vec::new();
    for &id in articles {
        let of_title = |place: &ArticleId| fresh.get(place).map(|new| &*new.title) == title(&id);
        let at = free.iter().position(of_title);
        pairs.push((id, at.map(|at| free.remove(at))));
    }
    for (_, place) in pairs.iter_mut().filter(|(_, place)| place.is_none()) {
        *place = (!free.is_empty()).then(|| free.remove(0));
    }
    pairs
}

impl Workbench {
    // ---- what the views read

    /// A manuscript of the open project that has changed on the disk, the shown article's first.
    #[must_use]
    pub fn changed_manuscript(&self) -> Option<(ArticleId, &Path)> {
        let desk = self.desk.as_ref()?;
        let path_of = |id: ArticleId| {
            let article = desk.project().articles.get(&id)?;
            self.changed_manuscripts.get(Path::new(&article.provenance.path))
        };
        let shown = desk.article_id();
        let ids = std::iter::once(shown).chain(desk.project().articles.keys().copied());
        ids.into_iter().find_map(|id| Some((id, path_of(id)?.as_path())))
    }

    // ---- what is asked for

    /// Reads an article's file again, or another file in its place, and in the same way as before
    /// unless another is chosen.
    pub(super) fn read_article_again(
        &mut self,
        id: ArticleId,
        from: Option<PathBuf>,
        how: Option<ReadAs>,
    ) {
        let Some(desk) = &self.desk else { return };
        let Some(article) = desk.project().articles.get(&id) else { return };
        let provenance = &article.provenance;
        let how = how.unwrap_or_else(|| ReadAs::of(provenance));
        let own = &provenance.path;
        let path = from.unwrap_or_else(|| PathBuf::from(own));
        if path.as_os_str().is_empty() {
            return;
        }
        let is_of_file = |held: &Article| !own.is_empty() && held.provenance.path == *own;
        let articles = desk.project().articles.iter();
        let articles = articles.filter(|&(&other, held)| other == id || is_of_file(held));
        let articles = articles.map(|(&id, _)| id).collect();
        let (project, state) = (desk.project().clone(), desk.history().now());
        let again = Again { path, how, articles, project, state };
        self.work.start(Job::ReadAgain(Box::new(again)));
    }

    /// The new text takes the old one's place, unless the project was changed meanwhile: then it is
    /// made ready once more.
    pub(super) fn take_renewal(&mut self, again: Again, result: Result<Renewal, String>) {
        let Some(desk) = &mut self.desk else { return };
        let renewal = match result {
            Ok(renewal) => renewal,
            Err(problem) => {
                self.notice = Some(Notice::problem(problem));
                return;
            }
        };
        if desk.history().now() != again.state {
            if let Some(&id) = again.articles.first() {
                self.read_article_again(id, Some(again.path), Some(again.how));
            }
            return;
        }
        self.changed_manuscripts.remove(&again.path);
        let words = renewal.words();
        let is_urgent = renewal.n_stale + renewal.n_lost > 0 || renewal.warning.is_some();
        self.notice = Some(match desk.take_renewal(renewal.edits) {
            Ok(()) if is_urgent => Notice { can_undo: true, ..Notice::warning(words) },
            Ok(()) => Notice::undoable(words),
            Err(error) => Notice::problem(error.to_string()),
        });
    }

    /// The manuscript stays as it was read, until it changes again.
    pub(super) fn put_manuscript_off(&mut self, path: &Path) {
        self.changed_manuscripts.remove(path);
    }

    // ---- what the watch sees

    pub(super) fn take_changed_manuscript(&mut self, path: PathBuf) {
        if self.manuscripts.iter().any(|held| held.path == path) {
            self.changed_manuscripts.insert(path);
        }
    }

    /// Has the watch look at the files from which the open project's articles came.
    pub(super) fn look_at_manuscripts(&mut self) {
        let articles = self.desk.iter().flat_map(|desk| desk.project().articles.values());
        let list: BTreeSet<Manuscript> = articles
            .map(|article| &article.provenance)
            .filter(|from| !from.path.is_empty())
            .map(|from| Manuscript { path: from.path.clone().into(), sha256: from.sha256.clone() })
            .collect();
        if list != self.manuscripts {
            let stays = |path: &PathBuf| {
                let of = |set: &BTreeSet<Manuscript>| -> Vec<Manuscript> {
                    set.iter().filter(|held| held.path == *path).cloned().collect()
                };
                of(&list) == of(&self.manuscripts)
            };
            self.changed_manuscripts.retain(stays);
            self.watch.look_at_manuscripts(list.iter().cloned().collect());
            self.manuscripts = list;
        }
    }
}
