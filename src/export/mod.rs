//! From a project to bytes that others read. Opens no file.
//!
//! To add a format: a file here, a line in [`EXPORTERS`], and a test that reads it back with another
//! program's eyes in `tests/export.rs`.

mod annotations;
mod article;
mod claim_review;
pub mod claims;
mod docx;
mod html;
mod json_lines;
mod markdown;
mod memo;
mod pdf;
pub mod review;
pub mod sources;
mod table;
mod xlsx;

use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::project::{ArticleId, Project};
pub use docx::Original;
pub use review::{Level, Review};

/// What a report is to hold.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// Who may read it.
    pub level: Level,
    /// Whether claims without a verdict are printed.
    pub has_open: bool,
    /// Whether the articles are printed whole, with a number at each claim.
    pub has_text: bool,
    /// The one article that it is about, or all of them.
    pub article: Option<ArticleId>,
    /// The day it is made.
    pub made: Option<Date>,
    /// What a published review needs besides.
    pub publication: Option<&'o Publication>,
    /// The file that the one article was read from, where it is a Word document and at hand.
    pub original: Option<Original<'o>>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            level: Level::Desk,
            has_open: true,
            has_text: true,
            article: None,
            made: None,
            publication: None,
            original: None,
        }
    }
}

/// What a review that is published says of itself.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Publication {
    /// Its address on the web.
    pub address: String,
    /// The organization that publishes it.
    pub reviewer: String,
    /// The address of that organization.
    pub reviewer_address: String,
    /// The house's own scale, the worst first: what a verdict is called in print.
    pub scale: Vec<String>,
    /// The place on the scale, from 1 on, of a claim that is verified.
    pub verified: usize,
    /// The place on the scale, from 1 on, of a claim that is disputed.
    pub disputed: usize,
}

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Claims written.
    pub done: usize,
    /// Claims there are.
    pub all: usize,
}

/// Hears how far a report is, and may stop it.
pub type Tick<'t> = &'t mut dyn FnMut(Progress) -> ControlFlow<()>;

/// One format in which a review leaves the desk.
#[derive(Debug, Clone, Copy)]
pub struct Exporter {
    /// What the command line calls it.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// What it is for, in a few words.
    pub hint: &'static str,
    /// How its file's name ends, without the dot.
    pub extension: &'static str,
    /// Writes it.
    pub write: fn(&Review<'_>, &Options<'_>, Tick<'_>) -> Result<Vec<u8>, ExportError>,
}

/// Every format, in the order they are shown.
pub const EXPORTERS: &[Exporter] = &[
    html::EXPORTER,
    pdf::EXPORTER,
    docx::EXPORTER,
    markdown::EXPORTER,
    memo::HTML,
    memo::MARKDOWN,
    xlsx::EXPORTER,
    table::EXPORTER,
    json_lines::EXPORTER,
    annotations::EXPORTER,
    claim_review::EXPORTER,
    sources::CSL,
    sources::BIBTEX,
    sources::RIS,
    sources::LIST,
];

/// The format of a name, as the command line gives it.
#[must_use]
pub fn exporter(name: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|exporter| exporter.name == name)
}

/// Writes `project` in a format.
///
/// # Errors
/// Where the format needs what the project does not hold, and where `tick` says to stop.
pub fn export(
    exporter: &Exporter,
    project: &Project,
    options: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    let review = Review::new(project, options);
    (exporter.write)(&review, options, tick)
}

/// What is still to be filled in before claims of `project` can be published as ClaimReview, each in
/// words that a person can act on.
#[must_use]
pub fn missing_for_claim_review(project: &Project, options: &Options<'_>) -> Vec<String> {
    let publication = options.publication.cloned().unwrap_or_default();
    claim_review::missing(&Review::new(project, options), &publication)
}

/// Why nothing was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// It was stopped.
    #[error("The report was stopped; nothing was written")]
    Stopped,
    /// Something that the format cannot do without.
    #[error("This format needs {0}")]
    Missing(String),
    /// The format's library refused.
    #[error("The report could not be made ({0})")]
    Failed(String),
}

/// Counts the claims of a review, and asks now and then whether to go on.
struct Counter<'t> {
    tick: Tick<'t>,
    at: Progress,
}

impl<'t> Counter<'t> {
    /// Claims between two questions.
    const STEP: usize = 256;

    fn new(review: &Review<'_>, tick: Tick<'t>) -> Self {
        Self { tick, at: Progress { done: 0, all: review.claims().count() } }
    }

    /// One more claim is written.
    fn count(&mut self) -> Result<(), ExportError> {
        self.at.done += 1;
        if self.at.done.is_multiple_of(Self::STEP) && (self.tick)(self.at).is_break() {
            return Err(ExportError::Stopped);
        }
        Ok(())
    }
}
