//! Word documents that pandoc writes, read here and by pandoc; only where pandoc is.

use std::io::Write as _;
use std::process::{Command, Stdio};

use tickmark::import::{Changes, Source, import};

use crate::measure::f1;

/// Documents in Markdown, each with what it is about.
const DOCUMENTS: [(&str, &str); 6] = [
    (
        "lists",
        "# Plan\n\nThe board met on *Friday*.\n\n- the pier\n- the basin\n    - with gates\n    - and a wall\n\nA last line with `code` and **bold words**.\n",
    ),
    (
        "tables",
        "# Ships\n\n| Year | Ships | Tons |\n|------|------:|-----:|\n| 2022 | 1,204 | 88,000 |\n| 2024 | 1,117 | 81,500 |\n\nAfter the table comes this.\n",
    ),
    (
        "notes",
        "Text with a note.[^1] And another.[^b]\n\n[^1]: The first note, with 3 percent.\n\n[^b]: The second.\n\n    In two paragraphs.\n",
    ),
    (
        "quotes",
        "## Part one\n\n> A quotation set apart.\n>\n> In two paragraphs.\n\nHe said “so” – 4½ percent…\n\nA line\\\nbroken here.\n\n[A link](https://example.org) and 10^3^ m.\n\nTerm\n:   Its definition.\n\nEnd.\n",
    ),
    (
        "changes",
        "The figure [rose]{.insertion author=Ida date=\"2025-05-02T10:00:00Z\"}[fell]{.deletion author=Ida date=\"2025-05-02T10:00:00Z\"} by 8 percent, [the office said,]{.deletion author=Sam date=\"2025-05-02T11:00:00Z\"} and 31 ships wait.\n\n[A new paragraph on the pier.]{.insertion author=Ida date=\"2025-05-02T10:00:00Z\"}\n\nLast words.\n",
    ),
    (
        "styles",
        "::: {custom-style=\"Lead\"}\nA paragraph in a style of its own, with 12 ships.\n:::\n\n[Words in a style]{custom-style=\"Strong Name\"} and others.\n\n# One\n\n## Two\n\n| Line one\n| Line two\n",
    ),
];

/// What pandoc makes of bytes; `None` where there is no pandoc.
fn pandoc(arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut command = Command::new("pandoc");
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().ok()?;
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(output.stdout)
}

#[test]
fn word_documents_are_read_as_pandoc_reads_them() {
    let mut figures = Vec::new();
    for (about, markdown) in DOCUMENTS {
        let Some(bytes) = pandoc(&["-f", "markdown", "-t", "docx"], markdown.as_bytes()) else {
            println!("No pandoc: nothing is measured.");
            return;
        };
        for (changes, way) in [(Changes::Accepted, "accept"), (Changes::Original, "reject")] {
            let way = format!("--track-changes={way}");
            let read = pandoc(&["-f", "docx", "-t", "plain", "--wrap=none", &way], &bytes).unwrap();
            let read = String::from_utf8(read).unwrap().replace("[1]", "").replace("[2]", "");
            let source = Source { bytes: &bytes, name: "a.docx", changes, ..Source::default() };
            let imported = import(&source).unwrap();
            let figure = f1(imported.document.text(), &read);
            println!("{figure:.3} {about} ({changes:?})");
            figures.push(figure);
        }
    }
    let mean = figures.iter().sum::<f64>() / figures.len() as f64;
    println!("{mean:.3} all");
    assert!(mean >= 0.97, "{mean}");
}
