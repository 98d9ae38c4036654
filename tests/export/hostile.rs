//! Input that has broken reports elsewhere: each format gives a whole file all the same, which its own
//! kind of reader reads.

use std::collections::BTreeMap;
use std::sync::Arc;

use dom_query::Document as Page;
use serde_json::Value;
use tickmark::export::{EXPORTERS, Options};
use tickmark::project::{Imprint, Project, Proposal, Source};

use super::{project, publication, unzipped, written};

/// What is tried, by name: words that stand in every field a person can write in.
fn words() -> BTreeMap<&'static str, String> {
    [
        ("signs that XML forbids", "a\u{0}\u{1}\u{B}\u{1F}\u{7F}\u{FFFE}\u{FFFF}b".to_owned()),
        ("markup", "]]>--><script>alert(1)</script><!--<![CDATA[&amp;&#0;".to_owned()),
        ("a note of 100,000 characters", "A word or two. ".repeat(6_667)),
        ("a word of 100,000 characters", "x".repeat(100_000)),
        ("right to left", "\u{202e}evil\u{202c} שלום עולם، مرحبا \u{2066}a\u{2069}".to_owned()),
        ("emoji and marks", "🏴‍☠️👩🏽‍🚀🇩🇪 a\u{300}\u{301}\u{302}\u{303}".to_owned()),
        ("a formula", "=HYPERLINK(\"https://evil.example\";\"x\")".to_owned()),
        ("a formula after a tab", "\t=1+1".to_owned()),
        ("a command", "@SUM(A1)\r\n+cmd|' /C calc'!A0".to_owned()),
        ("quotes", "“’'\"`\\\" and \u{2028} line\u{2029} ends\r\n, ; |".to_owned()),
        ("TeX", "{{unbalanced } \\input{/etc/passwd} % $ _ ^ ~ #".to_owned()),
        ("RIS", "x\nER  - \nTY  - BOOK\nTI  - another".to_owned()),
        ("nothing", String::new()),
        ("space", " \u{a0}\n\t ".to_owned()),
    ]
    .into()
}

/// The words in the note, and their head in every other field.
fn with(note: &str) -> Project {
    let mut project = project();
    let words: &str = &note.chars().take(200).collect::<String>();
    for claim in project.claims.values_mut() {
        let claim = Arc::make_mut(claim);
        claim.note = note.to_owned();
        claim.correction = Some(words.to_owned());
        claim.query.words = words.to_owned();
        claim.query.answer = words.to_owned();
        claim.proposal = Some(Proposal {
            words: words.to_owned(),
            reason: words.to_owned(),
            ..Proposal::default()
        });
        if let Some(stamp) = &mut claim.decided {
            stamp.who = words.to_owned();
        }
        let imprint = Imprint {
            authors: vec![words.to_owned(), words.to_owned()],
            issued: words.to_owned(),
            publisher: words.to_owned(),
            about: words.to_owned(),
            ..Imprint::default()
        };
        claim.sources = vec![Source {
            title: words.to_owned(),
            place: format!("https://x.example/\"><script>{words}"),
            passage: words.to_owned(),
            seen: words.to_owned(),
            contact: words.to_owned(),
            imprint,
            ..Source::default()
        }];
    }
    // A word without end fills pages: two claims show as much as all.
    if note.len() > 10_000 {
        let few: Vec<_> = project.claims.keys().copied().take(2).collect();
        project.claims.retain(|id, _| few.contains(id));
    }
    for article in project.articles.values_mut() {
        article.title = words.to_owned();
        article.byline = Some(format!("Mara {words}"));
    }
    project
}

/// Reads XML to its end; nothing in it may be a sign that XML forbids.
fn read_xml(part: &str, what: &str) {
    let mut reader = quick_xml::Reader::from_str(part);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{what}: {error}"),
        }
    }
    let is_bad = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{7F}'..='\u{9F}'))
            || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    assert!(!part.contains(is_bad), "{what} holds a sign that XML forbids");
}

#[test]
fn hostile_words_give_whole_files() {
    let publication = publication();
    for (name, words) in words() {
        let project = with(&words);
        let n_claims = project.claims.len();
        let options = Options { publication: Some(&publication), ..Options::default() };
        for exporter in EXPORTERS {
            let what = format!("{name} in {}", exporter.name);
            let bytes = written(exporter.name, &project, &options);
            if matches!(exporter.extension, "xlsx" | "docx") {
                let parts = unzipped(&bytes);
                assert!(parts.len() > 3, "{what}");
                for (part, text) in parts {
                    if part.ends_with(".xml") || part.ends_with(".rels") {
                        read_xml(&text, &format!("{what}, {part}"));
                        assert!(!text.contains("<f>"), "{what} has a formula");
                    }
                }
                continue;
            }
            if exporter.extension == "pdf" {
                assert!(bytes.starts_with(b"%PDF-"), "{what}");
                assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"), "{what}");
                if let Some(pages) = super::pdf::told("pdfinfo", &[], &bytes) {
                    assert!(pages.contains("Pages:"), "{what} is not read: {pages}");
                }
                continue;
            }
            let text = String::from_utf8(bytes).unwrap();
            match exporter.name {
                "html" | "memo" => {
                    let page = Page::from(text.as_str());
                    assert_eq!(page.select("script, [onclick], iframe").length(), 0, "{what}");
                    assert!(!text.contains('\0'), "{what}");
                    assert!(page.select("article.claim").length() > 0, "{what}");
                    for link in page.select("a[href]").iter() {
                        let leads = link.attr("href").unwrap_or_default();
                        let is_safe = leads.starts_with('#') || leads.starts_with("https://");
                        assert!(is_safe, "{what}: {leads}");
                    }
                }
                "csv" => {
                    let mut table = csv::Reader::from_reader(text.as_bytes());
                    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
                    assert_eq!(rows.len(), n_claims, "{what}");
                    for cell in rows.iter().flatten() {
                        let is_plain = !cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                        assert!(is_plain, "{what}: {cell}");
                    }
                }
                "jsonl" => {
                    let lines: Vec<Value> =
                        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
                    assert_eq!(lines.len(), n_claims, "{what}");
                    assert_eq!(lines[0]["note"].as_str().unwrap_or_default(), words, "{what}");
                }
                "annotations" => {
                    super::has_what_the_model_requires(&serde_json::from_str(&text).unwrap());
                }
                "claim-review" => drop(serde_json::from_str::<Value>(&text).unwrap()),
                // What is read back is one source, whatever its words would like to be.
                "csl" | "bibtex" | "ris" => {
                    let list = tickmark::import::sources::sources(text.as_bytes())
                        .unwrap_or_else(|problem| panic!("{what}: {problem}\n{text}"));
                    assert_eq!(list.sources.len(), 1, "{what}: {text}");
                    assert_eq!(list.problems, Vec::<String>::new(), "{what}");
                }
                "sources" => assert_eq!(text.lines().count(), 1, "{what}"),
                _ => assert!(!text.is_empty(), "{what}"),
            }
        }
    }
}
