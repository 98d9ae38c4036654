//! Files of every format but PDF, whose reader is not ours and runs in a process of its own: each
//! gives an article or says why not, and every place in the article is one of its text.
//!
//! The first byte chooses the format. Of a format that is an archive, the rest is the part with the
//! text, packed here: a fuzzer would not find a valid archive in a year.
#![no_main]

use std::io::{Cursor, Write as _};

use libfuzzer_sys::fuzz_target;
use tickmark::import::{Changes, Imported, Source, import, origins};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A kind of file: how its name ends, and where in its archive the text lies, if it is one.
struct Kind {
    ending: &'static str,
    part: Option<&'static str>,
    /// What else the archive needs before a reader looks at that part.
    others: &'static [(&'static str, &'static str)],
}

const fn plain(ending: &'static str) -> Kind {
    Kind { ending, part: None, others: &[] }
}

/// In the order that `fuzz/seeds` counts on.
const KINDS: &[Kind] = &[
    plain("html"),
    plain("md"),
    plain("txt"),
    plain("eml"),
    plain("rtf"),
    plain("srt"),
    plain("vtt"),
    Kind {
        ending: "docx",
        part: Some("word/document.xml"),
        others: &[("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", RELATIONSHIPS)],
    },
    Kind {
        ending: "odt",
        part: Some("content.xml"),
        others: &[("mimetype", "application/vnd.oasis.opendocument.text")],
    },
    Kind {
        ending: "epub",
        part: Some("chapter.xhtml"),
        others: &[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", CONTAINER),
            ("book.opf", BOOK),
        ],
    },
    plain(""),
];

const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONSHIPS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const CONTAINER: &str = r#"<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
const BOOK: &str = r#"<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest><item id="c" href="chapter.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>"#;

fuzz_target!(|input: &[u8]| {
    let Some((&choice, rest)) = input.split_first() else { return };
    let choice = usize::from(choice);
    let kind = &KINDS[choice % KINDS.len()];
    let packed = kind.part.map(|part| packed(kind.others, part, rest));
    let bytes = packed.as_deref().unwrap_or(rest);
    let name = format!("article.{}", kind.ending);
    for changes in [Changes::Accepted, Changes::Both] {
        let source = Source { bytes, name: &name, changes, ..Source::default() };
        if source.bytes.starts_with(b"%PDF") {
            return;
        }
        let read = import(&source);
        assert_eq!(read, import(&source));
        if let Ok(imported) = read {
            check(&imported);
            let _ = origins(&source);
        }
    }
});

fn check(imported: &Imported) {
    let document = &imported.document;
    let mut end = 0;
    for paragraph in document.paragraphs() {
        assert!(paragraph.span.start >= end);
        assert!(document.text().get(paragraph.span.range()).is_some());
        end = paragraph.span.end;
    }
    imported.others.iter().for_each(check);
}

fn packed(others: &[(&str, &str)], part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let others = others.iter().map(|(name, words)| (*name, words.as_bytes()));
    for (name, bytes) in others.chain([(part, bytes)]) {
        archive.start_file(name, stored).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
