//! How well the engine does on texts that people have marked.
//!
//! The texts are not part of the project. Where they lie beside it, in `../shared/eval`, their scorers
//! run and their figures are printed (`cargo test --test eval -- --nocapture`), and a figure that falls
//! under its floor fails. Elsewhere this says so and passes.

#![expect(clippy::unwrap_used, reason = "a scorer that does not run fails the test")]
#![expect(clippy::print_stderr, reason = "the figures are what this is for")]

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The folder of marked texts, where there is one.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("shared/eval");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("left out: no marked texts beside the project");
    None
}

/// Runs the program over the texts of `set`, then its scorer over what was found.
fn scores(folder: &Path, set: &str, source: &[&str]) -> Value {
    let gold = folder.join(set).join("dev.jsonl");
    let name = format!("{set}{}.jsonl", source.join(""));
    let found = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let status = Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .args(["extract", "--jsonl"])
        .arg(&gold)
        .stdout(File::create(&found).unwrap())
        .status()
        .unwrap();
    assert!(status.success());
    let output = Command::new("python3")
        .arg(folder.join(format!("score_{set}.py")))
        .args([&gold, &found])
        .arg("--json")
        .args(source)
        .output()
        .unwrap();
    fs::remove_file(found).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Prints a share in percent; what to say of it where it is under `floor`.
fn check(name: &str, found: f64, floor: f64) -> Option<String> {
    eprintln!("{name:44} {:5.1}  (floor {floor})", found * 100.0);
    (found * 100.0 < floor).then(|| format!("{name}: {:.1} is under {floor}", found * 100.0))
}

fn assert_none(fallen: impl IntoIterator<Item = Option<String>>) {
    let fallen: Vec<String> = fallen.into_iter().flatten().collect();
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// The F1 of counts as the scorers of dates and quantities give them.
fn f1(counts: &Value, right: &str) -> f64 {
    let count = |key: &str| counts[key].as_f64().unwrap();
    2.0 * count(right) / (count("gold") + count("pred"))
}

#[test]
fn dates() {
    let Some(folder) = folder() else { return };
    let mut fallen = Vec::new();
    for (source, relaxed, strict, value) in
        [("timebank", 93.0, 89.0, 81.0), ("wikiwars", 92.0, 86.0, 84.0)]
    {
        let all = &scores(&folder, "dates", &["--source", source])["all"];
        fallen.push(check(&format!("dates, {source}, relaxed F1"), f1(all, "relaxed"), relaxed));
        fallen.push(check(&format!("dates, {source}, strict F1"), f1(all, "strict"), strict));
        fallen.push(check(&format!("dates, {source}, value F1"), f1(all, "value"), value));
    }
    assert_none(fallen);
}

#[test]
fn quantities() {
    let Some(folder) = folder() else { return };
    let found = scores(&folder, "quantities", &["--source", "newsquant"]);
    assert_none([
        check("quantities, news, number F1", f1(&found["bag"], "number"), 92.0),
        check("quantities, news, number and unit F1", f1(&found["bag"], "value"), 85.0),
        check("percentages, news, value F1", f1(&found["percent"], "value"), 97.0),
        check("money, news, value F1", f1(&found["money"], "value"), 95.0),
    ]);
}

#[test]
fn attributions() {
    let Some(folder) = folder() else { return };
    let found = scores(&folder, "attribution", &[]);
    let figure = |measure: &str, key: &str| found[measure][key].as_f64().unwrap();
    assert_none([
        check("attribution, speech cues F1", figure("speech cues", "f1"), 81.0),
        check("attribution, detection F1", figure("detection", "f1"), 67.0),
        check("attribution, who and what F1", figure("who + what", "f1"), 57.0),
        check("attribution, content labels F1", figure("content labels", "f1"), 82.0),
        check("attribution, recall of direct", figure("recall, direct", "recall"), 90.0),
        check("attribution, recall of mixed", figure("recall, mixed", "recall"), 75.0),
    ]);
}

#[test]
fn whole_articles() {
    let Some(folder) = folder() else { return };
    let found = scores(&folder, "claims", &[]);
    let covered = |kind: &str, floor: f64| {
        let share = found["coverage"][kind]["aware"].as_f64().unwrap();
        check(&format!("articles, coverage of {kind}"), share, floor)
    };
    assert_none([
        covered("rate", 95.0),
        covered("quantity", 95.0),
        covered("date", 96.0),
        covered("attribution", 93.0),
        covered("superlative", 94.0),
        covered("comparison", 88.0),
        check("articles, claims that are no noise", found["precision"].as_f64().unwrap(), 94.0),
        check(
            "articles, ranking of sentences, AUC",
            found["ranking"]["scores"]["AUC"].as_f64().unwrap(),
            90.0,
        ),
    ]);
}
