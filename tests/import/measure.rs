//! How many words of real documents are read, where such documents lie beside this project: each
//! against a text made by another program. Prints the figures; fails where a file is not read.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use tickmark::import::{Changes, Source, import};

/// The folder of documents, each with the text it should give in a `.txt` of the same name.
fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    let named = env::var_os("TICKMARK_ARTICLES").map(PathBuf::from);
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}

/// The share of words that both texts have, of all words of both, whatever their order.
pub(crate) fn f1(found: &str, expected: &str) -> f64 {
    let count = |text: &str| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.for_each(|word| *counts.entry(word.to_lowercase()).or_default() += 1);
        counts
    };
    let (found, expected) = (count(found), count(expected));
    let n_both: usize = found.iter().map(|(word, n)| n.min(expected.get(word).unwrap_or(&0))).sum();
    let n_all: usize = found.values().sum::<usize>() + expected.values().sum::<usize>();
    if n_all == 0 { 1.0 } else { 2.0 * n_both as f64 / n_all as f64 }
}

#[test]
fn real_documents_are_read() {
    let Some(folder) = folder() else {
        println!("No folder of documents: nothing is measured.");
        return;
    };
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if !matches!(&*ending, "docx" | "odt" | "rtf" | "epub" | "eml" | "pdf") {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        for (changes, reference) in
            [(Changes::Accepted, "txt"), (Changes::Original, "rejected.txt")]
        {
            let Ok(expected) = fs::read_to_string(path.with_extension(reference)) else { continue };
            let source = Source { bytes: &bytes, name: &name, changes, ..Source::default() };
            let imported = import(&source).unwrap();
            let articles = std::iter::once(&imported).chain(&imported.others);
            let found: Vec<_> = articles.map(|article| article.document.text()).collect();
            let found = found.join("\n");
            // The marks of notes, `[1]`, which are no words of the text.
            let is_mark = |part: &str| {
                let inner = part.strip_suffix(']').unwrap_or(part);
                inner.len() < part.len() && inner.bytes().all(|b| b.is_ascii_digit())
            };
            let parts = expected.split('[').flat_map(|part| part.split_inclusive(']'));
            let expected = parts.filter(|part| !is_mark(part)).collect::<Vec<_>>().join(" ");
            println!("{:.3} {name} ({changes:?})", f1(&found, &expected));
        }
    }
}
