//! `tickmark completions` and `tickmark man`: the program described to shells and to `man`.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Args, Command};
use clap_complete::Shell;

/// What `completions` is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell
    shell: Shell,
}

/// Prints what a shell needs to complete the program's arguments.
pub(super) fn completions(arguments: &Arguments, mut program: Command) -> io::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "tickmark", &mut script);
    print(&script)
}

/// Prints the manual page, with a section for each subcommand.
pub(super) fn manual(program: Command) -> io::Result<ExitCode> {
    let mut page = Vec::new();
    let verbs: Vec<Command> =
        program.get_subcommands().filter(|v| !v.is_hide_set()).cloned().collect();
    let manual = clap_mangen::Man::new(program);
    manual.render_title(&mut page)?;
    manual.render_name_section(&mut page)?;
    manual.render_synopsis_section(&mut page)?;
    manual.render_description_section(&mut page)?;
    manual.render_options_section(&mut page)?;
    for verb in verbs {
        let name = verb.get_name().to_owned();
        let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
        writeln!(page, ".SH {}\n{about}.", format!("tickmark {name}").to_uppercase())?;
        clap_mangen::Man::new(verb.bin_name(format!("tickmark {name}")))
            .render_options_section(&mut page)?;
    }
    manual.render_version_section(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
