//! Word documents that pandoc writes, read here and by pandoc; only where pandoc is.

use std::io::Write as _;
use std::process::{Command, Stdio};

use tickmark::import::{Changes, Source, import};

use crate::measure::f1;

/// Documents in Markdown, each with what it is about.
const DOCUMENTS: [(&str, &str); 12] = [
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
    (
        "numbered lists",
        "# Order\n\nThe board asks for:\n\n1. a rope of 40 m\n2. two lamps\n    a. one red\n    b. one green\n        i. with glass\n        ii. without\n3. tar\n\nThen, counted on:\n\n4. a boat\n5. its oars\n\nAnd anew:\n\n(A) the pier\n(B) the basin\n\n    Its second paragraph.\n(C) the lock\n\n- a dot\n    1. one inside\n    2. and two\n- a dot\n\nEnd.\n",
    ),
    (
        "changes in lists",
        "Intro words.\n\n1. The figure [rose]{.insertion author=Ida date=\"2025-05-02T10:00:00Z\"}[fell]{.deletion author=Ida date=\"2025-05-02T10:00:00Z\"} by 8 percent\n2. [a new item of 12 boats]{.insertion author=Sam date=\"2025-05-02T10:00:00Z\"}and 3 others\n3. the last item\n\nThen [an old paragraph with 7 lamps[]{.paragraph-deletion author=Ida date=\"2025-05-02T10:00:00Z\"}]{.deletion author=Ida date=\"2025-05-02T10:00:00Z\"}\n\njoined words of 31 ships.\n\n4. counted on\n\nEnd.\n",
    ),
    (
        "numbers in other forms",
        "i) first\nii) second\niii) third\n\n<!-- -->\n\nC. third\nD. fourth\n\n<!-- -->\n\n1) one\n2) two\n\n    > with a quotation inside\n3) three\n\n<!-- -->\n\n10. ten\n11. eleven\n",
    ),
    (
        "equations",
        "The energy is $E = mc^2$, the mean $\\bar{x} = 4.2$, and $10^6$ ships.\n\n$$a^2 + b^2 = c^2$$\n\nWith $x_1 + x_2 \\le 12$ and $\\alpha < 0.05$ the board is content: $n = 340$, $p = 0.031$.\n",
    ),
    (
        "captions",
        "Before the table.\n\n| Port | Boats |\n|------|------:|\n| Linden | 64 |\n| Marlow | 19 |\n\n: Table 1: Boats by port, 1996 to 2026\n\n![Figure 1: The ferry in 1996, with 210 of crew](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==)\n\nAfter the picture, as Table 1 and Figure 1 show.\n",
    ),
    (
        "tables of more",
        "| Item | What the port says of it |\n|---|---|\n| 1. | Ropes, 40 m each, *tarred* |\n| 2. | Lamps: 3 [red](https://example.org) |\n\n+-------+------------------+\n| Year  | Notes            |\n+=======+==================+\n| 1996  | - sixty-four     |\n|       | - boats          |\n+-------+------------------+\n| 2026  | 1. nineteen      |\n|       | 2. of them old   |\n+-------+------------------+\n\nEnd of it.\n",
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
            // It says a table's caption twice, and a picture's description as well as its caption.
            let is_double = |line: &&str| {
                line.starts_with("  : ") || (line.starts_with('[') && line.ends_with(']'))
            };
            let read = read.lines().filter(|line| !is_double(line)).collect::<Vec<_>>().join("\n");
            let source = Source { bytes: &bytes, name: "a.docx", changes, ..Source::default() };
            let imported = import(&source).unwrap();
            let document = &imported.document;
            let shown = (0..document.paragraphs().len()).map(|idx| document.shown(idx));
            let figure = f1(&shown.collect::<Vec<_>>().join("\n"), &read);
            println!("{figure:.3} {about} ({changes:?})");
            assert!(figure >= 0.95, "{about}: {figure}");
            figures.push(figure);
        }
    }
    let mean = figures.iter().sum::<f64>() / figures.len() as f64;
    println!("{mean:.3} all");
    assert!(mean >= 0.97, "{mean}");
}
