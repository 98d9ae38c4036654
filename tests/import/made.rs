//! PDFs that other programs make of texts written here, so that it is known what each should give:
//! ours is measured against `pdftotext` on the same files. Skipped, with a word, where the programs
//! are missing.

#![expect(clippy::print_stdout, reason = "figures are there to be read")]

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use tickmark::import::{Source, import};

/// A piece of a text: how its line begins, and its words, notes and cells as they are written.
struct Piece<'t> {
    sign: &'t str,
    words: &'t str,
}

/// The pieces of a text, a line each; `[[…]]` is a note, `|` parts cells.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let piece = |line| {
        let signs = ["## ", "# ", "- ", "| "];
        let sign = signs.into_iter().find(|&sign| str::starts_with(line, sign)).unwrap_or("");
        Piece { sign, words: &line[sign.len()..] }
    };
    text.lines().filter(|line| !line.is_empty()).map(piece).collect()
}

/// Words without their notes, and the notes.
fn parted(words: &str) -> (String, Vec<&str>) {
    let (mut own, mut notes, mut rest) = (String::new(), Vec::new(), words);
    while let Some((before, after)) = rest.split_once("[[") {
        own.push_str(before);
        let (note, after) = after.split_once("]]").unwrap();
        notes.push(note);
        rest = after;
    }
    (own + rest, notes)
}

/// What a text should give: its paragraphs in order, then its notes.
fn expected(text: &str) -> Vec<String> {
    let (mut paragraphs, mut notes) = (Vec::new(), Vec::new());
    for piece in pieces(text) {
        let (own, its_notes) = parted(piece.words);
        paragraphs.push(normal(&own.replace(" | ", "\t")));
        notes.extend(its_notes.into_iter().map(normal));
    }
    paragraphs.extend(notes);
    paragraphs
}

/// On one line, with one space for all white space, and without the sign of an item.
fn normal(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_start_matches(['•', '◦', '▪', '-', ' ']).to_owned()
}

/// Words with soft hyphens at which a program may part them.
fn hyphened(words: &str) -> String {
    let is_vowel = |c: char| "aeiouy".contains(c);
    let mut out = String::new();
    for word in words.split_inclusive(' ') {
        let chars: Vec<char> = word.chars().collect();
        let n = word.trim_end().chars().count();
        for (at, &c) in chars.iter().enumerate() {
            let around = chars.get(at.saturating_sub(2)..at + 2).unwrap_or_default();
            // Between two consonants that stand between two vowels.
            if at >= 3
                && at + 4 <= n
                && around.iter().all(char::is_ascii_lowercase)
                && matches!(around, [a, b, c, d] if is_vowel(*a) && !is_vowel(*b) && !is_vowel(*c) && is_vowel(*d))
            {
                out.push('\u{AD}');
            }
            out.push(c);
        }
    }
    out
}

/// How a PDF is to look.
#[derive(Clone, Copy, Default)]
struct Look {
    columns: u8,
    /// Centimeters wide and high.
    paper: (f32, f32),
    size: u8,
    /// Of lines, in percent.
    leading: u16,
    /// Indents instead of space between paragraphs.
    is_indented: bool,
    is_justified: bool,
    is_hyphened: bool,
    has_heads: bool,
    has_line_numbers: bool,
    font: &'static str,
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// A text in the one-file format of LibreOffice.
fn flat_odt(text: &str, look: Look) -> String {
    let Look { columns, paper, size, leading, font, .. } = look;
    let dressed =
        |words: &str| escaped(&if look.is_hyphened { hyphened(words) } else { words.to_owned() });
    let (mut body, mut n_notes, mut is_table) = (String::new(), 0, false);
    for piece in pieces(text) {
        if is_table && piece.sign != "| " {
            body.push_str("</table:table>");
            is_table = false;
        }
        let mut words = String::new();
        let mut rest = piece.words;
        while let Some((before, after)) = rest.split_once("[[") {
            let (note, after) = after.split_once("]]").unwrap();
            n_notes += 1;
            write!(words, "{}<text:note text:id='n{n_notes}' text:note-class='footnote'><text:note-citation>{n_notes}</text:note-citation><text:note-body><text:p text:style-name='Note'>{}</text:p></text:note-body></text:note>", dressed(before), dressed(note)).unwrap();
            rest = after;
        }
        words.push_str(&dressed(rest));
        match piece.sign {
            "# " => write!(body, "<text:h text:style-name='Title' text:outline-level='1'>{words}</text:h>"),
            "## " => write!(body, "<text:h text:style-name='Head' text:outline-level='2'>{words}</text:h>"),
            "- " => write!(body, "<text:list text:style-name='L'><text:list-item><text:p text:style-name='Item'>{words}</text:p></text:list-item></text:list>"),
            "| " => {
                let cells: Vec<_> = piece.words.split(" | ").collect();
                if !is_table {
                    is_table = true;
                    write!(body, "<table:table table:name='T'><table:table-column table:number-columns-repeated='{}'/>", cells.len()).unwrap();
                }
                let cells: String = cells.iter().map(|cell| format!("<table:table-cell><text:p text:style-name='Cell'>{}</text:p></table:table-cell>", escaped(cell))).collect();
                write!(body, "<table:table-row>{cells}</table:table-row>")
            }
            _ => write!(body, "<text:p text:style-name='Text'>{words}</text:p>"),
        }
        .unwrap();
    }
    if is_table {
        body.push_str("</table:table>");
    }
    let (width, height) = paper;
    let columns = if columns > 1 {
        format!("<style:columns fo:column-count='{columns}' fo:column-gap='0.7cm'/>")
    } else {
        String::new()
    };
    let align = if look.is_justified { "justify" } else { "start" };
    let (indent, space) = if look.is_indented { ("0.5cm", "0cm") } else { ("0cm", "0.25cm") };
    let heads = if look.has_heads {
        "<style:header><text:p text:style-name='Cell'>Papers of the Lower Sound, number 14</text:p></style:header><style:footer><text:p text:style-name='Cell'>– <text:page-number/> –</text:p></style:footer>"
    } else {
        "<style:footer><text:p text:style-name='Cell'>Page <text:page-number/> of <text:page-count/></text:p></style:footer>"
    };
    let style = |name: &str, paragraph: &str, text: &str| {
        format!(
            "<style:style style:name='{name}' style:family='paragraph'><style:paragraph-properties {paragraph}/><style:text-properties style:font-name='F' {text}/></style:style>"
        )
    };
    let styles = [
        style("Text", &format!("fo:line-height='{leading}%' fo:text-align='{align}' fo:text-indent='{indent}' fo:margin-bottom='{space}'"), &format!("fo:font-size='{size}pt'")),
        style("Item", &format!("fo:line-height='{leading}%' fo:text-align='{align}' fo:margin-bottom='0.1cm'"), &format!("fo:font-size='{size}pt'")),
        style("Cell", "", &format!("fo:font-size='{}pt'", size - 1)),
        style("Note", "fo:text-indent='-0.3cm' fo:margin-left='0.3cm'", &format!("fo:font-size='{}pt'", size - 2)),
        style("Title", "fo:margin-bottom='0.4cm'", &format!("fo:font-size='{}pt' fo:font-weight='bold'", size + 7)),
        style("Head", "fo:margin-top='0.4cm' fo:margin-bottom='0.2cm' fo:keep-with-next='always'", &format!("fo:font-size='{}pt' fo:font-weight='bold'", size + if look.is_indented { 0 } else { 2 })),
    ]
    .concat();
    let numbers = if look.has_line_numbers {
        "<text:linenumbering-configuration text:number-lines='true' text:increment='1' text:offset='0.6cm' style:num-format='1' text:number-position='left'/>"
    } else {
        "<text:linenumbering-configuration text:number-lines='false'/>"
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0' office:version='1.3' office:mimetype=\"application/vnd.oasis.opendocument.text\">\
         <office:font-face-decls><style:font-face style:name='F' svg:font-family='&apos;{font}&apos;'/></office:font-face-decls>\
         <office:styles>{numbers}</office:styles><office:automatic-styles>{styles}\
         <text:list-style style:name='L'><text:list-level-style-bullet text:level='1' text:bullet-char='•'><style:list-level-properties text:list-level-position-and-space-mode='label-alignment'><style:list-level-label-alignment text:label-followed-by='listtab' text:list-tab-stop-position='0.8cm' fo:text-indent='-0.4cm' fo:margin-left='0.8cm'/></style:list-level-properties></text:list-level-style-bullet></text:list-style>\
         <style:page-layout style:name='P'><style:page-layout-properties fo:page-width='{width}cm' fo:page-height='{height}cm' fo:margin='1.8cm'>{columns}</style:page-layout-properties></style:page-layout></office:automatic-styles>\
         <office:master-styles><style:master-page style:name='Standard' style:page-layout-name='P'>{heads}</style:master-page></office:master-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

/// A text as a page of the web; its notes stand at its end.
fn page(text: &str, look: Look) -> String {
    let Look { columns, paper: (width, height), size, leading, font, .. } = look;
    let dressed =
        |words: &str| escaped(&if look.is_hyphened { hyphened(words) } else { words.to_owned() });
    let (mut body, mut notes, mut is_table) = (String::new(), String::new(), false);
    let mut n_notes = 0;
    for piece in pieces(text) {
        if is_table && piece.sign != "| " {
            body.push_str("</table>");
            is_table = false;
        }
        let (mut words, mut rest) = (String::new(), piece.words);
        while let Some((before, after)) = rest.split_once("[[") {
            let (note, after) = after.split_once("]]").unwrap();
            n_notes += 1;
            write!(words, "{}<sup>{n_notes}</sup>", dressed(before)).unwrap();
            write!(notes, "<p class=note><sup>{n_notes}</sup> {}</p>", dressed(note)).unwrap();
            rest = after;
        }
        words.push_str(&dressed(rest));
        match piece.sign {
            "# " => write!(body, "<h1>{words}</h1>"),
            "## " => write!(body, "<h2>{words}</h2>"),
            "- " => write!(body, "<ul><li>{words}</li></ul>"),
            "| " => {
                if !std::mem::replace(&mut is_table, true) {
                    body.push_str("<table>");
                }
                write!(
                    body,
                    "<tr><td>{}</td></tr>",
                    escaped(piece.words).replace(" | ", "</td><td>")
                )
            }
            _ => write!(body, "<p>{words}</p>"),
        }
        .unwrap();
    }
    let align = if look.is_justified { "justify" } else { "left" };
    let (indent, space) = if look.is_indented { ("1.2em", "0") } else { ("0", "0.8em") };
    let title = escaped(pieces(text)[0].words);
    format!(
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>{title}</title><style>@page {{ size: {width}cm {height}cm; margin: 1.8cm }}\
         body {{ font: {size}pt/{leading}% '{font}'; columns: {columns}; column-gap: 0.7cm; text-align: {align} }}\
         p {{ text-indent: {indent}; margin: 0 0 {space} }} .note {{ font-size: 80%; text-indent: 0 }} sup {{ line-height: 0; font-size: 65% }}\
         h1 {{ font-size: 160% }} h2 {{ font-size: 115% }} td {{ padding: 2px 12px; border: 1px solid }}</style><body>{body}{notes}</body></html>"
    )
}

/// A text in Markdown, which pandoc writes as a Word document.
fn markdown(text: &str) -> String {
    let (mut out, mut is_table) = (String::new(), false);
    for piece in pieces(text) {
        let words = piece.words.replace("[[", "^[").replace("]]", "]");
        if piece.sign == "| " {
            let n = piece.words.split(" | ").count();
            let (gap, rule) = if is_table {
                ("", String::new())
            } else {
                ("\n", format!("|{}\n", "---|".repeat(n)))
            };
            out.push_str(&format!("{gap}| {words} |\n{rule}"));
        } else {
            out.push_str(&format!("\n{}{words}\n", piece.sign));
        }
        is_table = piece.sign == "| ";
    }
    out
}

/// The PDF that a program made of a file, or nothing where there is no such program.
fn made(folder: &Path, name: &str, contents: &str, command: &[&str]) -> Option<PathBuf> {
    fs::write(folder.join(name), contents).unwrap();
    run(folder, name, "pdf", command)
}

/// What a program made of a file, with another ending.
fn run(folder: &Path, name: &str, ending: &str, command: &[&str]) -> Option<PathBuf> {
    let path = folder.join(name);
    let made = path.with_extension(ending);
    let [program, arguments @ ..] = command else { return None };
    let status = Command::new(program).args(arguments).arg(&path).current_dir(folder).output();
    if !status.is_ok_and(|output| output.status.success()) || !made.exists() {
        println!("{program} made nothing of {name}");
        return None;
    }
    Some(made)
}

/// Shares of what both have, of all that both have: words, words in their order, paragraphs.
fn shares(found: &[String], expected: &[String]) -> [f64; 3] {
    let words = |paragraphs: &[String]| -> Vec<String> {
        let all = paragraphs.iter().flat_map(|words| words.split(|c: char| !c.is_alphanumeric()));
        all.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (ours, theirs) = (words(found), words(expected));
    let share = |n_same: usize, n_all: usize| 2.0 * n_same as f64 / n_all.max(1) as f64;
    let n_words = ours.len() + theirs.len();
    let in_order = capture_diff_slices(Algorithm::Myers, &ours, &theirs);
    let in_order = in_order.iter().map(|op| match op {
        DiffOp::Equal { len, .. } => *len,
        _ => 0,
    });
    [
        share(n_common(&ours, &theirs), n_words),
        share(in_order.sum(), n_words),
        share(n_common(found, expected), found.len() + expected.len()),
    ]
}

fn n_common(one: &[String], other: &[String]) -> usize {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    other.iter().for_each(|thing| *counts.entry(thing).or_default() += 1);
    let is_there = |thing: &&String| match counts.get_mut(thing.as_str()) {
        Some(n) if *n > 0 => {
            *n -= 1;
            true
        }
        _ => false,
    };
    one.iter().filter(is_there).count()
}

/// The paragraphs that `pdftotext` gives: what empty lines part.
fn theirs(pdf: &Path, option: Option<&str>) -> Option<Vec<String>> {
    let mut command = Command::new("pdftotext");
    let output = command.args(option).args(["-enc", "UTF-8"]).arg(pdf).arg("-").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?.replace('\u{C}', "\n\n");
    let (mut paragraphs, mut open) = (Vec::new(), String::new());
    for line in text.lines().chain([""]) {
        if line.trim().is_empty() && !open.is_empty() {
            paragraphs.push(normal(&std::mem::take(&mut open)));
        }
        open.push_str(line.trim());
        open.push(if line.trim().is_empty() { ' ' } else { '\n' });
        if line.trim().is_empty() {
            open.clear();
        }
    }
    Some(paragraphs)
}

/// Measures one file, and tells where ours is not above.
fn measure(pdf: &Path, expected: &[String], below: &mut Vec<String>) {
    let name = pdf.file_stem().unwrap().to_string_lossy().into_owned();
    let bytes = fs::read(pdf).unwrap();
    let imported = import(&Source { bytes: &bytes, name: "a.pdf", ..Source::default() }).unwrap();
    let document = &imported.document;
    let ours: Vec<_> =
        document.paragraphs().iter().map(|p| normal(document.words(p.span))).collect();
    if env::var_os("TICKMARK_TELL").is_some() {
        for line in ours.iter().filter(|line| !expected.contains(line)) {
            println!("    + {line}");
        }
        for line in expected.iter().filter(|line| !ours.contains(line)) {
            println!("    - {line}");
        }
    }
    let found = shares(&ours, expected);
    let told =
        |[words, order, paragraphs]: [f64; 3]| format!("{words:.3} {order:.3} {paragraphs:.3}");
    let mut line = format!("{name:24} ours {}", told(found));
    for (whose, option) in [("pdftotext", None), ("-layout", Some("-layout"))] {
        let Some(paragraphs) = theirs(pdf, option) else { continue };
        let others = shares(&paragraphs, expected);
        write!(line, " | {whose} {}", told(others)).unwrap();
        if found.iter().zip(others).any(|(ours, theirs)| *ours < theirs) {
            below.push(format!("{name} is below {whose}"));
        }
    }
    println!("{line}");
}

#[test]
fn pdfs_of_known_texts_are_read_better_than_pdftotext_reads_them() {
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if !has("soffice") || !has("chromium") || Command::new("pdftotext").arg("-v").output().is_err()
    {
        println!("soffice, chromium or pdftotext is missing: nothing is measured.");
        return;
    }
    let folder = env::temp_dir().join(format!("tickmark-made-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let a4 = Look {
        columns: 1,
        paper: (21.0, 29.7),
        size: 11,
        leading: 115,
        has_heads: true,
        font: "DejaVu Serif",
        ..Look::default()
    };
    let looks = [
        ("plain", a4),
        (
            "columns",
            Look {
                columns: 2,
                size: 9,
                is_justified: true,
                is_indented: true,
                is_hyphened: true,
                ..a4
            },
        ),
        (
            "numbered",
            Look { has_line_numbers: true, leading: 200, has_heads: false, size: 12, ..a4 },
        ),
        (
            "small",
            Look {
                paper: (14.8, 21.0),
                is_indented: true,
                is_justified: true,
                size: 10,
                is_hyphened: true,
                font: "Nimbus Roman",
                ..a4
            },
        ),
    ];
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let office = ["soffice", &*profile, "--headless", "--convert-to", "pdf"];
    let mut below: Vec<String> = Vec::new();
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/made");
    for name in ["report", "essay", "minutes"] {
        let text = fs::read_to_string(texts.join(name).with_extension("txt")).unwrap();
        let expected = expected(&text);
        for (how, look) in looks {
            let file = format!("{name}-{how}.fodt");
            let pdf = made(&folder, &file, &flat_odt(&text, look), &office);
            if let Some(pdf) = pdf {
                measure(&pdf, &expected, &mut below);
            }
        }
        let file = format!("{name}-word.md");
        fs::write(folder.join(&file), markdown(&text)).unwrap();
        let word = format!("{name}-word.docx");
        let pandoc = ["pandoc", "-f", "markdown-tex_math_dollars", "-o", &*word];
        if let Some(pdf) =
            run(&folder, &file, "docx", &pandoc).and_then(|_| run(&folder, &word, "pdf", &office))
        {
            measure(&pdf, &expected, &mut below);
        }
        for (how, look) in [looks[0], looks[1]] {
            for heads in ["--no-pdf-header-footer", "--disable-gpu"] {
                let file = format!(
                    "{name}-web-{how}{}.html",
                    if heads.contains("gpu") { "-heads" } else { "" }
                );
                let pdf = format!(
                    "--print-to-pdf={}",
                    folder.join(&file).with_extension("pdf").display()
                );
                let data = format!("--user-data-dir={}/browser", folder.display());
                let browser = ["chromium", "--headless", "--no-sandbox", &*data, heads, &*pdf];
                if let Some(pdf) = made(&folder, &file, &page(&text, look), &browser) {
                    measure(&pdf, &expected, &mut below);
                }
            }
        }
    }
    if env::var_os("TICKMARK_KEEP").is_none() {
        fs::remove_dir_all(&folder).unwrap();
    } else {
        println!("kept in {}", folder.display());
    }
    assert!(below.is_empty(), "{below:#?}");
}
