//! How well the engine does on texts that people have marked: README's table of accuracy must hold.
//!
//! The texts are under terms that keep them out of the project. Where they are at hand, in the folder
//! that `TICKMARK_GOLD` names or beside the project, a figure that has fallen under README's fails.
//! Elsewhere this says so and passes. `tests/accuracy.py` does the measuring.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, str};

fn marked_texts() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("shared/eval");
    env::var_os("TICKMARK_GOLD").map(PathBuf::from).or(Some(beside)).filter(|path| path.is_dir())
}

#[test]
fn the_figures_in_the_readme_hold() {
    let Some(texts) = marked_texts() else {
        eprintln!("left out: no marked texts are at hand");
        return;
    };
    let output = Command::new("python3")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("tests/accuracy.py")
        .arg(texts)
        .args(["--check", "--binary", env!("CARGO_BIN_EXE_tickmark")])
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    let told = str::from_utf8(&told).unwrap();
    eprintln!("{told}");
    assert!(output.status.success(), "{told}");
}
