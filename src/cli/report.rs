//! `tickmark report`: a project in a format that leaves the desk.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::{complain, open_project};
use crate::export::{self, EXPORTERS, Level, Options, Publication};
use crate::project::ArticleId;
use crate::store::disk;
use crate::workbench::report::Manuscript;

/// What `report` is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The project
    project: PathBuf,
    /// The format
    #[arg(long, value_parser = PossibleValuesParser::new(EXPORTERS.iter().map(|e| e.name)))]
    to: String,
    /// The file to write, whole or not at all; standard output without it
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Leave out what may not leave the desk: notes, proposed changes, contacts, checkers' names,
    /// paths, and what would tell a confidential source
    #[arg(long)]
    public: bool,
    /// Leave out claims without a verdict
    #[arg(long)]
    decided: bool,
    /// Leave out the article's text
    #[arg(long)]
    without_text: bool,
    /// Only this article, by its number in the project
    #[arg(long)]
    article: Option<u32>,
    /// For Word: the manuscript that the article was read from, where it does not lie beside the project
    #[arg(long)]
    original: Option<PathBuf>,
    /// For ClaimReview: the address where the review is published
    #[arg(long)]
    review_address: Option<String>,
    /// For ClaimReview: the organization that reviewed
    #[arg(long)]
    reviewer: Option<String>,
    /// For ClaimReview: the address of that organization
    #[arg(long)]
    reviewer_address: Option<String>,
    /// For ClaimReview: the names of the rating scale, the worst first, parted by commas; the last
    /// stands for verified and the first for disputed
    #[arg(long, value_delimiter = ',')]
    scale: Vec<String>,
}

/// Reads, writes.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let project = match open_project(&arguments.project) {
        Ok(project) => project,
        Err(error) => return Ok(complain(error)),
    };
    let article = arguments.article.map(ArticleId);
    if let Some(id) = article
        && !project.articles.contains_key(&id)
    {
        let numbers: Vec<String> = project.articles.keys().map(|id| id.0.to_string()).collect();
        let numbers = numbers.join(", ");
        return Ok(complain(format_args!(
            "The project has no article {}. Its articles are: {numbers}",
            id.0
        )));
    }
    let publication = Publication {
        address: arguments.review_address.clone().unwrap_or_default(),
        reviewer: arguments.reviewer.clone().unwrap_or_default(),
        reviewer_address: arguments.reviewer_address.clone().unwrap_or_default(),
        scale: arguments.scale.iter().map(|name| name.trim().to_owned()).collect(),
        verified: arguments.scale.len(),
        disputed: 1,
    };
    let manuscript = match arguments.to.as_str() {
        "docx" => {
            let given = arguments.original.as_deref();
            Manuscript::find(&project, article, given, Some(&arguments.project))
        }
        _ => Ok(None),
    };
    let manuscript = manuscript.unwrap_or_else(|problem| {
        complain(format_args!(
            "{problem}. A plain document was made; name the manuscript with --original"
        ));
        None
    });
    let options = Options {
        level: if arguments.public { Level::Public } else { Level::Desk },
        has_open: !arguments.decided,
        has_text: !arguments.without_text,
        article,
        made: Some(jiff::ZonedDateTime::now().date()),
        publication: Some(&publication),
        original: manuscript.as_ref().map(Manuscript::original),
    };
    let Some(exporter) = export::exporter(&arguments.to) else {
        return Ok(complain(format_args!("There is no format {}", arguments.to)));
    };
    let bytes =
        match export::export(exporter, &project, &options, &mut |_| ControlFlow::Continue(())) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(complain(error)),
        };
    if let Some(path) = &arguments.output {
        return Ok(match disk::write_whole(path, &bytes) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => complain(format_args!("{error} ({})", path.display())),
        });
    }
    let mut out = io::stdout().lock();
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
