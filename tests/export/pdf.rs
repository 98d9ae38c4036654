//! The PDF, read by poppler's eyes and by unpacking what it is made of.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use tickmark::export::Options;
use tickmark::project::ArticleId;

use super::{TITLE, desk, project, written};

/// What a program of poppler says of a PDF; `None` where it is not at hand. `tests/run` installs it.
pub(super) fn told(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("report-{}.pdf", COUNT.fetch_add(1, Ordering::Relaxed));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, pdf).unwrap();
    let mut command = Command::new(program);
    command.args(arguments).arg(&path);
    if program == "pdftotext" {
        command.arg("-");
    }
    let read = command.output().ok();
    fs::remove_file(&path).unwrap();
    read.map(|read| String::from_utf8(read.stdout).unwrap())
}

/// Every stream of a PDF, unpacked, after the file as it is.
fn unpacked(pdf: &[u8]) -> Vec<u8> {
    let mut all = pdf.to_vec();
    let mut rest = pdf;
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|w| w == what);
    let mut n_packed = 0;
    while let Some(at) = find(rest, b"stream") {
        rest = &rest[at + b"stream".len()..];
        let begin = rest.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
        let Some(end) = find(rest, b"endstream") else { break };
        if begin < end {
            let mut stream = Vec::new();
            if flate2::read::ZlibDecoder::new(&rest[begin..end]).read_to_end(&mut stream).is_ok() {
                n_packed += 1;
                all.extend(stream);
            }
        }
        rest = &rest[end + b"endstream".len()..];
    }
    assert!(n_packed > 3, "no stream could be unpacked: this test has read nothing");
    all
}

/// All that can be read in a PDF: its words, and its strings in each way that they can be written.
pub(super) fn everything(pdf: &[u8]) -> String {
    let bytes = unpacked(pdf);
    let plain = String::from_utf8_lossy(&bytes);
    // UTF-16, as strings that are not Latin are written, read as if it were Latin.
    let wide: String = plain.chars().filter(|c| *c != '\0').collect();
    let pairs = |text: &str| {
        let figures: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
        let value = |b: u8| char::from(b).to_digit(16).unwrap_or_default();
        figures
            .chunks_exact(2)
            .filter_map(|pair| char::from_u32(value(pair[0]) * 16 + value(pair[1])))
            .filter(|c| *c != '\0')
            .collect::<String>()
    };
    // Strings may be written as figures in angle brackets.
    let figures: String = plain
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .filter(|(inside, _)| inside.bytes().all(|b| b.is_ascii_hexdigit()))
        .map(|(inside, _)| pairs(inside) + "\n")
        .collect();
    let words = told("pdftotext", &[], pdf).unwrap_or_default();
    let all = told("pdfinfo", &["-custom", "-struct-text"], pdf).unwrap_or_default();
    [words, all, plain.into_owned(), wide, figures].join("\n")
}

#[test]
fn the_pdf_says_what_the_page_says() {
    let pdf = desk("pdf");
    assert!(pdf.starts_with(b"%PDF-"));
    let Some(text) = told("pdftotext", &[], &pdf) else { return };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("Fact check: {TITLE}")), "{words}");
    for part in [
        "The pier is 90 metres long and cost $4.2 million",
        "Signed off by Zora Checker",
        "91 metres & more",
        "Ébauche, naïve",
        "with <b>two</b> lines",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(words.contains("no letters for"), "that some letters are missing is told");
}

/// Whoever has the page read aloud gets headings, lists and links in their order, and the file says so of
/// itself where no letter is missing.
#[test]
fn the_pdf_is_tagged_for_readers_that_do_not_see_it() {
    let mut project = project();
    let document = project.articles[&ArticleId(1)].document.clone();
    // The last paragraph has letters that the faces of a PDF have not.
    let strange = document.text().find("Ébauche").unwrap();
    let strange = u32::try_from(strange).unwrap();
    project.claims.retain(|_, claim| claim.anchor.span.start < strange);
    let options = Options { has_text: false, ..Options::default() };
    let pdf = written("pdf", &project, &options);
    let all = everything(&pdf);
    assert!(all.contains("<pdfuaid:part>1</pdfuaid:part>"), "not PDF/UA-1");
    assert!(all.contains("/Lang"), "no language");
    let Some(about) = told("pdfinfo", &[], &pdf) else { return };
    assert!(about.contains("Tagged:          yes"), "{about}");
    assert!(about.contains(&format!("Title:           Fact check: {TITLE}")), "{about}");
    let tree = told("pdfinfo", &["-struct-text"], &pdf).unwrap();
    let lines: Vec<&str> = tree.lines().map(str::trim).collect();
    let n = |tag: &str| {
        let is_it = |line: &&&str| line.split([' ', ':']).next() == Some(tag);
        lines.iter().filter(is_it).count()
    };
    assert_eq!(n("H1"), 1, "{tree}");
    assert_eq!(n("H3"), project.claims.len(), "a heading for each claim");
    assert!(n("L") >= 2 && n("LI") > 2 && n("Lbl") >= 2 && n("LBody") > 2, "{tree}");
    assert!(n("Link") >= 1, "{tree}");
    let words = tree.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Harbour office"), "{tree}");
    assert!(!words.contains("1 of "), "a page's number is read aloud: {tree}");
}
