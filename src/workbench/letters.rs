//! Mails that came with files: which of these become articles of the project, and which are kept as
//! files that verdicts rest on.

use std::path::PathBuf;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::start::{self, Means, STEPS, Tick};
use super::work::{Job, Opened};
use super::{Workbench, disk_work, reading};
use crate::extract::Progress;
use crate::import::{self, Attachment, IMPORTERS, Imported, Source};
use crate::project::{self, Imprint};
use crate::store::evidence;

/// A mail that came with files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The name of its file.
    pub name: String,
    /// What it is about.
    pub title: String,
    /// Who sent it.
    pub from: Option<String>,
    /// What came with it.
    pub attachments: Vec<Attachment>,
    /// All of it, from which the files are taken.
    bytes: Arc<[u8]>,
}

/// What is to become of one of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// It becomes an article.
    pub is_article: bool,
    /// It is kept with the project, to be a source of verdicts.
    pub is_evidence: bool,
}

/// Files to be taken.
#[derive(Debug)]
pub struct Taken {
    letters: Vec<Letter>,
    /// By letter and file.
    choices: Vec<Vec<Choice>>,
    /// Where files are kept.
    folder: Option<PathBuf>,
    /// The day.
    seen: String,
}

impl Letter {
    /// A mail as it was read; `None` where nothing came with it.
    pub(super) fn new(name: &str, bytes: &[u8], imported: &Imported) -> Option<Self> {
        if imported.attachments.is_empty() {
            return None;
        }
        Some(Self {
            name: name.to_owned(),
            title: imported.title.clone().unwrap_or_else(|| name.to_owned()),
            from: imported.byline.clone(),
            attachments: imported.attachments.clone(),
            bytes: bytes.into(),
        })
    }

    /// What seems right for each of its files: those that hold an article by their name are one.
    #[must_use]
    pub fn proposed(&self) -> Vec<Choice> {
        let is_readable = |attachment: &Attachment| {
            let ending = attachment.name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let mut endings = IMPORTERS.iter().flat_map(|importer| importer.extensions);
            endings.any(|known| known.eq_ignore_ascii_case(ending))
        };
        let choice = |a: &Attachment| Choice { is_article: is_readable(a), is_evidence: false };
        self.attachments.iter().map(choice).collect()
    }
}

impl Workbench {
    /// Mails whose files the user may choose from; empty where there is nothing to choose.
    #[must_use]
    pub fn letters(&self) -> &[Letter] {
        if self.desk.is_some() { &self.letters } else { &[] }
    }

    /// Has the chosen files taken, by letter and file.
    pub(super) fn take_attachments(&mut self, choices: Vec<Vec<Choice>>) {
        let mut chosen = choices.iter().flatten();
        let is_none_chosen = !chosen.any(|choice| choice.is_article || choice.is_evidence);
        if !is_none_chosen && self.refuses() {
            // They can be chosen again as soon as the project can be changed.
            return;
        }
        let letters = std::mem::take(&mut self.letters);
        if is_none_chosen {
            return;
        }
        let desk_path = self.desk.as_ref().and_then(|desk| desk.path());
        let folder = disk_work::evidence_folder(desk_path, self.data.as_deref());
        let seen = (self.clock)().date().to_string();
        self.work.start(Job::TakeAttached(Box::new(Taken { letters, choices, folder, seen })));
    }
}

/// Takes files out of mails: reads those that become articles, keeps those that verdicts may rest on.
/// What could not be read is told a line each. `None` when stopped.
pub(super) fn take(
    taken: &Taken,
    how: Means<'_>,
    tick: Tick<'_>,
) -> Option<Result<Opened, String>> {
    let chosen: Vec<(&Letter, usize, &Attachment, Choice)> = taken
        .letters
        .iter()
        .zip(&taken.choices)
        .flat_map(|(letter, choices)| {
            let files = letter.attachments.iter().enumerate().zip(choices);
            files.map(move |((idx, attachment), &choice)| (letter, idx, attachment, choice))
        })
        .filter(|(.., choice)| choice.is_article || choice.is_evidence)
        .collect();
    let all = chosen.len() * STEPS;
    let mut opened = Opened::default();
    let mut told = Vec::new();
    for (n, (letter, idx, attachment, choice)) in chosen.into_iter().enumerate() {
        let mut tick = |progress: Progress| {
            let share = (progress.done * STEPS).checked_div(progress.all).unwrap_or(0);
            tick(Progress { done: n * STEPS + share.min(STEPS), all })
        };
        let name = &attachment.name;
        let mail = Source { bytes: &letter.bytes, name: &letter.name, ..Source::default() };
        let mut is_wanted = || tick(Progress { done: 0, all: 0 }).is_continue();
        let place = (idx, attachment.n_bytes);
        let bytes = match reading::attached(&mail, place, how.program, &mut is_wanted)? {
            Ok(bytes) => bytes,
            Err(problem) => {
                told.push(format!("{name} was not opened. {problem}."));
                continue;
            }
        };
        if choice.is_evidence {
            match taken.folder.as_deref().map(|folder| evidence::keep(&bytes, name, folder)) {
                Some(Ok(attached)) => opened.sources.push(source(letter, attached, &taken.seen)),
                Some(Err(error)) => told.push(format!("{name} was not kept. {error}.")),
                None => told.push(format!("{name} was not kept: there is no folder for it.")),
            }
        }
        if choice.is_article {
            let encoding = Encoding::for_label(attachment.charset.as_bytes());
            let encoding = import::stated(&bytes, encoding);
            let source = Source { bytes: &bytes, name, encoding, ..Source::default() };
            match start::import_from(&source, how, &mut tick)? {
                Ok(one) => {
                    told.extend(one.warning.map(|warning| format!("{name}: {warning}")));
                    start::merge(&mut opened.project, one.project);
                    opened.letters.extend(one.letters);
                }
                Err(problem) => told.push(problem),
            }
        }
    }
    let told = start::few_lines(told);
    if opened.project.articles.is_empty() && opened.sources.is_empty() {
        return Some(Err(told.unwrap_or_default()));
    }
    Some(Ok(Opened { warning: told, ..opened }))
}

/// What a file that came with a mail is among a project's sources.
fn source(letter: &Letter, attached: project::Attached, seen: &str) -> project::Source {
    let from = letter.from.as_deref().map(|from| format!(" from {from}")).unwrap_or_default();
    let about = format!("Came with the e-mail “{}”{from}", letter.title);
    project::Source {
        title: attached.name.clone(),
        seen: seen.to_owned(),
        attached: Some(attached),
        imprint: Imprint { about, ..Imprint::default() },
        ..project::Source::default()
    }
}
