//! Reading in a process of its own, and what hostile files do to it.

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use tickmark::import::{Changes, Imported, Source, import, is_foreign};
use tickmark::workbench::reading;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::docx::{archive, docx};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tickmark");

fn apart(name: &str, bytes: &[u8]) -> Result<Imported, String> {
    let source = Source { bytes, name, ..Source::default() };
    assert!(is_foreign(&source), "{name} is not read apart");
    reading::read(&source, Some(Path::new(PROGRAM)), &mut |_| true).unwrap()
}

#[test]
fn what_a_process_of_its_own_reads_is_what_this_one_reads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let html = std::fs::read(folder.join("news.html")).unwrap();
    let word = docx("<w:p><w:r><w:t>A ferry – “late”\u{1F6A2}</w:t></w:r><w:ins/></w:p>");
    for (name, bytes) in [("news.html", html), ("a.docx", word)] {
        for changes in [Changes::Accepted, Changes::Both] {
            let source = Source { bytes: &bytes, name, changes, ..Source::default() };
            let far = reading::read(&source, Some(Path::new(PROGRAM)), &mut |_| true).unwrap();
            assert_eq!(far, Ok(import(&source).unwrap()), "{name}");
        }
    }
    let broken = apart("a.docx", &archive(&[("word/document.txt", b"no XML")])).unwrap_err();
    assert!(broken.contains("a Word document") && broken.contains("damaged"), "{broken}");
}

#[test]
fn a_reading_that_is_not_wanted_any_more_is_ended() {
    // Long enough that it would take seconds.
    let page = format!("<html><body>{}</body></html>", "<p>Words, words.</p>".repeat(300_000));
    let source = Source { bytes: page.as_bytes(), name: "a.html", ..Source::default() };
    let begun = Instant::now();
    let mut n_asked = 0;
    let mut is_wanted = |_| {
        n_asked += 1;
        n_asked < 3
    };
    assert_eq!(reading::read(&source, Some(Path::new(PROGRAM)), &mut is_wanted), None);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn a_program_that_does_something_else_is_told() {
    let bytes = docx("<w:p/>");
    let source = Source { bytes: &bytes, name: "a.docx", ..Source::default() };
    for program in ["/bin/false", "/bin/cat", "/no/such/program"] {
        let error = reading::read(&source, Some(Path::new(program)), &mut |_| true).unwrap();
        let error = error.unwrap_err();
        assert!(!error.is_empty() && !error.ends_with('.'), "{error}");
    }
}

// ---- Traps. Each must be refused or read quickly, in this very process.

/// Reads a trap here, and says how it went; a process of its own bounds its memory.
fn check_trap(name: &str, bytes: &[u8], words: &str) {
    let begun = Instant::now();
    let read = import(&Source { bytes, name, ..Source::default() });
    let took = begun.elapsed();
    let said = match &read {
        Ok(imported) => imported.document.text().to_owned(),
        Err(error) => error.to_string(),
    };
    assert!(said.contains(words), "{name}: {}", said.chars().take(300).collect::<String>());
    // Unoptimized and beside other tests it is slower than the second that it may take.
    assert!(took < Duration::from_secs(5), "{name} took {took:?}");
}

fn with_main(main: &[u8]) -> Vec<u8> {
    archive(&[("word/document.xml", main)])
}

#[test]
fn an_archive_that_unpacks_to_too_much_is_refused() {
    let bomb = with_main(&vec![b' '; 300 << 20]);
    assert!(bomb.len() < 1 << 20);
    check_trap("bomb.docx", &bomb, "far more than a document holds");
    check_trap("bomb.docx", &with_main(&b"<w:p>".repeat(20 << 20)), "far more than a document");
}

#[test]
fn an_archive_of_too_many_entries_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<w:document/>").unwrap();
    for idx in 0..21_000 {
        zip.start_file(format!("{idx}"), SimpleFileOptions::default()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    check_trap("many.docx", &bytes, "far more than a document holds");
}

#[test]
fn entities_that_a_file_defines_are_not_expanded() {
    let mut laughs = "<!DOCTYPE w:document [<!ENTITY a0 'ha'>".to_owned();
    for idx in 1..30 {
        let inner = format!("&a{};", idx - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY a{idx} '{inner}'>"));
    }
    laughs.push_str("<!ENTITY file SYSTEM 'file:///etc/passwd'>]>");
    let main = format!(
        "{laughs}<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>\
         <w:p><w:r><w:t>Fog &a29;&file;closes it.</w:t></w:r></w:p></w:body></w:document>"
    );
    check_trap("laughs.docx", &with_main(main.as_bytes()), "Fog closes it.");
}

#[test]
fn elements_nested_without_end_are_read_without_a_stack() {
    for (open, close) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:ins>", "</w:ins>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ] {
        let n = 60_000 / open.matches('<').count();
        for close in [close, ""] {
            let inner = "<w:p><w:r><w:t>Deep down.</w:t></w:r></w:p>";
            let bytes = docx(&format!("{}{inner}{}", open.repeat(n), close.repeat(n)));
            check_trap("deep.docx", &bytes, "Deep down.");
        }
    }
}

#[test]
fn a_picture_that_claims_to_be_vast_costs_nothing() {
    let mut png = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec();
    png.extend([0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF, 16, 6, 0, 0, 0]);
    let main = b"<w:document><w:body><w:p><w:r><w:drawing><a:blip r:embed='r1'/></w:drawing><w:t>Read.</w:t></w:r></w:p></w:body></w:document>";
    let bytes = archive(&[("word/document.xml", main), ("word/media/image1.png", &png)]);
    check_trap("vast.docx", &bytes, "Read.");
    let hex: String = png.iter().map(|byte| format!("{byte:02x}")).collect();
    let rtf = format!(r"{{\rtf1{{\pict\pngblip\picw65535\pich65535 {hex}}}Read.}}");
    check_trap("vast.rtf", rtf.as_bytes(), "Read.");
    check_trap("vast.txt", &png, "a picture");
}

/// Ten megabytes of manuscript, which nobody should wait for.
#[test]
fn a_long_manuscript_is_read() {
    let paragraph = "<w:p><w:r><w:t>The harbor board met on Tuesday and heard that 45 percent of the cost was unpaid.</w:t></w:r></w:p>";
    let body = paragraph.repeat((10 << 20) / paragraph.len());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("word/document.xml", stored).unwrap();
    write!(zip, "<w:document><w:body>{body}</w:body></w:document>").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let begun = Instant::now();
    let imported = apart("long.docx", &bytes).unwrap();
    println!("10 MB of DOCX in {:?}", begun.elapsed());
    assert_eq!(imported.document.paragraphs().len(), body.matches("<w:p>").count());
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

#[test]
fn names_in_an_archive_never_become_paths() {
    let main = b"<w:document><w:body><w:p><w:r><w:t>Read.</w:t></w:r></w:p></w:body></w:document>";
    let bytes = archive(&[
        ("../../evil.xml", &b"<x/>"[..]),
        ("/etc/evil", b"x"),
        ("word/document.xml", main),
        ("word/_rels/document.xml.rels", b"<Relationships><Relationship Type='x/footnotes' Target='../../../../etc/passwd'/></Relationships>"),
    ]);
    check_trap("paths.docx", &bytes, "Read.");
    assert!(!Path::new("../../evil.xml").exists());
}
