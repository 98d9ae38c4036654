//! `tickmark report`: a project in a format that leaves the desk.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::{complain, open_project};
use crate::export::{self, EXPORTERS, Level, Options, Original, Publication};
use crate::import;
use crate::project::{Article, ArticleId, Project};
use crate::store::disk;
use crate::text::OriginMap;

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
    let original = original(arguments, &project, article);
    let options = Options {
        level: if arguments.public { Level::Public } else { Level::Desk },
        has_open: !arguments.decided,
        has_text: !arguments.without_text,
        article,
        made: Some(jiff::ZonedDateTime::now().date()),
        publication: Some(&publication),
        original: original.as_ref().map(|(bytes, map)| Original { bytes, map }),
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

/// The Word document that the one article was read from, with the map to its places. Where it is
/// wanted and cannot be had, that is told, and a plain document is made instead.
fn original(
    arguments: &Arguments,
    project: &Project,
    article: Option<ArticleId>,
) -> Option<(Vec<u8>, OriginMap)> {
    if arguments.to != "docx" {
        return None;
    }
    let article: &Article = match article {
        Some(id) => project.articles.get(&id)?,
        None if project.articles.len() == 1 => project.articles.values().next()?,
        None => return None,
    };
    if article.provenance.format != "docx" && arguments.original.is_none() {
        return None;
    }
    let beside = || arguments.project.with_file_name(&article.provenance.file);
    let path = arguments.original.clone().unwrap_or_else(beside);
    let bytes = match disk::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(format_args!(
                "{error} ({}). A plain document was made; give the manuscript with --original",
                path.display()
            ));
            return None;
        }
    };
    let Some(map) = import::origins_of(&bytes, &article.provenance.file, &article.document) else {
        complain(format_args!(
            "{} is not the manuscript that the article was read from, or was changed since. A plain document was made",
            path.display()
        ));
        return None;
    };
    Some((bytes, map))
}
