//! `tickmark merge`: two analysts' copies of a project as one, for people and for git.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::complain;
use crate::project::{Merged, Project, merge};
use crate::store::file;

/// What `merge` is told.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 0 where the copies were joined, 1 where they did not agree on \
    something (both values are kept in the file, to be settled in the window), 2 where nothing was \
    written."
)]
pub(super) struct Arguments {
    /// The project as both copies had it; an empty file where they had none
    #[arg(required_unless_present = "install_git")]
    base: Option<PathBuf>,
    /// One copy
    #[arg(required_unless_present = "install_git")]
    ours: Option<PathBuf>,
    /// The other
    #[arg(required_unless_present = "install_git")]
    theirs: Option<PathBuf>,
    /// Where to write the joined project; may be one of the copies
    #[arg(short, long, value_name = "FILE", required_unless_present = "install_git")]
    output: Option<PathBuf>,
    /// Print the two commands that have git merge projects so, in the repository they are run in
    #[arg(long, conflicts_with_all = ["base", "ours", "theirs", "output"])]
    install_git: bool,
}

/// The commands that make this program git's merge driver for projects.
const INSTALL_GIT: [&str; 2] = [
    "git config merge.tickmark.driver 'tickmark merge %O %A %B -o %A'",
    "echo '*.tickmark.ron merge=tickmark' >> .gitattributes",
];

/// Something was not agreed on; the file holds both.
const CONFLICTS: u8 = 1;

/// Nothing was written.
const ERROR: u8 = 2;

/// Reads three, joins, writes.
pub(super) fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    if arguments.install_git {
        let mut out = io::stdout().lock();
        for line in INSTALL_GIT {
            writeln!(out, "{line}")?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let Arguments { base: Some(base), ours: Some(ours), theirs: Some(theirs), .. } = arguments
    else {
        return Ok(ExitCode::from(ERROR));
    };
    let merged = match [open(base), open(ours), open(theirs)] {
        [Ok(base), Ok(ours), Ok(theirs)] => merge(&base, &ours, &theirs),
        copies => {
            for problem in copies.into_iter().filter_map(Result::err) {
                complain(problem);
            }
            return Ok(ExitCode::from(ERROR));
        }
    };
    let output = arguments.output.as_ref().unwrap_or(ours);
    match file::save(output, &merged.project) {
        Ok(saved) => {
            if let Some(warning) = saved.warning {
                complain(format_args!("{warning} ({})", output.display()));
            }
            Ok(tell(&merged))
        }
        Err(error) => {
            complain(format_args!("{error} ({})", output.display()));
            Ok(ExitCode::from(ERROR))
        }
    }
}

fn tell(merged: &Merged) -> ExitCode {
    let what = match merged.n_conflicts {
        0 => return ExitCode::SUCCESS,
        1 => "1 place".to_owned(),
        n => format!("{n} places"),
    };
    complain(format_args!(
        "The copies do not agree in {what}. Both values are kept: open the project to settle them"
    ));
    ExitCode::from(CONFLICTS)
}

/// The project in a file. Git hands over an empty one where the copies have no common beginning.
fn open(path: &Path) -> Result<Project, String> {
    match super::read(path) {
        Ok(bytes) if bytes.is_empty() => Ok(Project::default()),
        _ => super::open_project(path),
    }
}
