//! The manuscript with comments: read back by the importer, and by LibreOffice where it is at hand.

use std::fs;
use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use tickmark::export::{Options, Original, export, exporter};
use tickmark::extract::{ClaimKind, Finding, Parts};
use tickmark::import::{Changes, Source, import, origins_of};
use tickmark::project::{
    Article, ArticleId, Claim, ClaimId, Project, Proposal, ProposalState, Provenance, Stamp,
    Verdict,
};
use tickmark::text::Span;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::unzipped;

const MAIN: &str = "<?xml version='1.0' encoding='UTF-8'?>\n\
<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><w:body>\
<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Lamps on the pier</w:t></w:r></w:p>\
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>The pier &amp; its </w:t></w:r>\
<w:r><w:rPr><w:i/></w:rPr><w:t>lamps</w:t><w:t xml:space='preserve'> cost $4.</w:t></w:r>\
<w:proofErr w:type='spellStart'/><w:r><w:t xml:space='preserve'>2 million in </w:t><w:tab/><w:t>1998.</w:t></w:r></w:p>\
<w:p><w:r><w:t xml:space='preserve'>It has </w:t></w:r><w:ins w:id='7' w:author='Ed' w:date='2026-01-01T00:00:00Z'>\
<w:r><w:t>ninety</w:t></w:r></w:ins><w:del w:id='8' w:author='Ed' w:date='2026-01-01T00:00:00Z'>\
<w:r><w:delText>eighty</w:delText></w:r></w:del><w:r><w:t xml:space='preserve'> lamps and </w:t></w:r>\
<w:hyperlink r:id='rId9'><w:r><w:t>400 bulbs</w:t></w:r></w:hyperlink>\
<w:commentRangeStart w:id='3'/><w:r><w:t>, says Ida.</w:t></w:r><w:commentRangeEnd w:id='3'/>\
<w:r><w:commentReference w:id='3'/></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>\
<w:sectPr/></w:body></w:document>";

const COMMENTS: &str = "<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
<w:comment w:id='3' w:author='Writer'><w:p><w:r><w:t>From the phone call</w:t></w:r></w:p></w:comment></w:comments>";

const NOTES: &str = "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
<w:footnote w:id='2'><w:p><w:r><w:t>Counted in 2021.</w:t></w:r></w:p></w:footnote></w:footnotes>";

const STYLES: &str = "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
<w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='heading 1'/></w:style></w:styles>";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A manuscript with what real ones have: runs that cut words, comments, changes, a link, a note.
fn manuscript(has_comments: bool) -> Vec<u8> {
    let main = if has_comments {
        MAIN.to_owned()
    } else {
        MAIN.replace("<w:commentRangeStart w:id='3'/>", "")
            .replace("<w:commentRangeEnd w:id='3'/><w:r><w:commentReference w:id='3'/></w:r>", "")
    };
    let relation = |n: usize, kind: &str, target: &str| {
        format!("<Relationship Id='rId{n}' Type='{OFFICE}/{kind}' Target='{target}'/>")
    };
    let relations = |inside: String| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{inside}</Relationships>"
        )
    };
    let mut of_main = relation(1, "styles", "styles.xml")
        + &relation(2, "footnotes", "footnotes.xml")
        + &format!(
            "<Relationship Id='rId9' Type='{OFFICE}/hyperlink' Target='https://example.org/' TargetMode='External'/>"
        );
    let kind = |part: &str, kind: &str| {
        format!("<Override PartName='/word/{part}.xml' ContentType='{WORD}.{kind}+xml'/>")
    };
    let mut types = kind("document", "document.main")
        + &kind("styles", "styles")
        + &kind("footnotes", "footnotes");
    if has_comments {
        of_main += &relation(3, "comments", "comments.xml");
        types += &kind("comments", "comments");
    }
    let types = format!(
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>\
         <Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>\
         <Default Extension='xml' ContentType='application/xml'/>{types}</Types>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    put("[Content_Types].xml", &types);
    put("_rels/.rels", &relations(relation(1, "officeDocument", "word/document.xml")));
    put("word/document.xml", &main);
    put("word/_rels/document.xml.rels", &relations(of_main));
    put("word/styles.xml", STYLES);
    put("word/footnotes.xml", NOTES);
    if has_comments {
        put("word/comments.xml", COMMENTS);
    }
    zip.finish().unwrap().into_inner()
}

/// The manuscript's project, with a claim for each of these words: what was concluded, and the words
/// proposed instead.
fn project(bytes: &[u8], claims: &[(&str, Verdict, Option<&str>)]) -> Project {
    let source = Source { bytes, name: "pier.docx", ..Source::default() };
    let imported = import(&source).unwrap();
    let document = Arc::new(imported.document);
    let mut project = Project::default();
    for (n, (words, verdict, change)) in (1..).zip(claims) {
        let at =
            document.text().find(words).unwrap_or_else(|| panic!("{words}: {}", document.text()));
        let span = Span::from_range(at..at + words.len());
        let finding = Finding::new(span, ClaimKind::Quantity, "quantity", Parts::Plain);
        let mut claim = Claim::from_finding(ArticleId(1), &document, &finding);
        claim.verdict = *verdict;
        claim.note = format!("Note on <{words}> & more");
        claim.decided =
            Some(Stamp { who: "Zora Checker".into(), when: "2026-03-14T09:30:00+01:00".into() });
        claim.proposal = change.map(|words| Proposal {
            words: words.to_owned(),
            state: ProposalState::Proposed,
            ..Proposal::default()
        });
        project.claims.insert(ClaimId(n), Arc::new(claim));
    }
    let provenance =
        Provenance { file: "pier.docx".into(), format: "docx".into(), ..Provenance::default() };
    let article = Article {
        title: "Lamps on the pier".into(),
        byline: None,
        published: None,
        provenance,
        document,
        read: Vec::new(),
    };
    project.articles.insert(ArticleId(1), article);
    project
}

fn marked(bytes: &[u8], project: &Project) -> Vec<u8> {
    let article = &project.articles[&ArticleId(1)];
    let map = origins_of(bytes, "pier.docx", &article.document).unwrap();
    let original = Some(Original { bytes, map: &map });
    let options = Options { original, ..Options::default() };
    export(exporter("docx").unwrap(), project, &options, &mut |_| ControlFlow::Continue(()))
        .unwrap()
}

/// The text as its changes are read, and each comment with the words that it stands at.
fn read(bytes: &[u8], changes: Changes) -> (String, Vec<(String, String)>) {
    let source = Source { bytes, name: "pier.docx", changes, ..Source::default() };
    let document = import(&source).unwrap().document;
    let comments = document
        .margin()
        .comments
        .iter()
        .map(|comment| (document.words(comment.span).to_owned(), comment.words.clone()))
        .collect();
    (document.text().to_owned(), comments)
}

#[test]
fn the_manuscript_comes_back_with_comments_and_tracked_changes() {
    for has_comments in [true, false] {
        let bytes = manuscript(has_comments);
        let project = project(
            &bytes,
            &[
                ("lamps cost $4.2 million", Verdict::Disputed, None),
                ("$4.2 million", Verdict::Disputed, Some("$4.6 million & tax")),
                ("1998", Verdict::Query, None),
                ("ninety lamps", Verdict::Disputed, Some("91 lamps")),
                ("400 bulbs", Verdict::Verified, Some("410 bulbs")),
                ("Ida", Verdict::Verified, None),
                ("2021", Verdict::Disputed, None),
            ],
        );
        let before = read(&bytes, Changes::Accepted);
        let out = marked(&bytes, &project);
        let accepted = read(&out, Changes::Accepted);
        let expected = before
            .0
            .replace("$4.2 million", "$4.6 million & tax")
            .replace("400 bulbs", "410 bulbs");
        assert_eq!(accepted.0, expected, "with all changes accepted");
        assert_eq!(read(&out, Changes::Original).0, read(&bytes, Changes::Original).0);

        let (_, comments) = read(&out, Changes::Both);
        let at = |start: &str| {
            let found = comments.iter().find(|(_, words)| words.contains(start));
            found.unwrap_or_else(|| panic!("no comment {start}: {comments:?}")).0.clone()
        };
        assert_eq!(comments.len(), 6 + usize::from(has_comments), "{comments:?}");
        assert_eq!(at("Note on <1998> & more"), "1998");
        assert!(at("Note on <$4.2 million>").starts_with("$4.2 million"));
        assert!(at("Note on <lamps cost").starts_with("lamps cost $4.2 million"));
        assert!(at("change to “91 lamps”").contains("ninety"), "told, not tracked twice");
        assert!(at("On “2021”:").is_empty() || !at("On “2021”:").contains("2021"));
        assert!(!comments.iter().any(|(_, words)| words.contains("Note on <Ida>")));
        if has_comments {
            assert_eq!(at("From the phone call"), ", says Ida.");
        }

        // What is not marked is as it was.
        let (old, new) = (unzipped(&bytes), unzipped(&out));
        for part in ["word/styles.xml", "word/footnotes.xml", "_rels/.rels"] {
            assert_eq!(old[part], new[part], "{part}");
        }
        assert!(new["[Content_Types].xml"].contains("comments+xml"));
        assert!(new["word/_rels/document.xml.rels"].contains("comments"));
        assert!(new["word/document.xml"].contains("<w:rPr><w:i/></w:rPr>"), "formatting is kept");
        assert_eq!(new["word/document.xml"].matches("w:author='Ed'").count(), 2);
    }
}

/// An XML part without its marks is the part as it was: nothing else was touched.
#[test]
fn nothing_to_say_leaves_the_file_as_it_was() {
    let bytes = manuscript(true);
    let project = project(&bytes, &[("400 bulbs", Verdict::Verified, None)]);
    assert_eq!(unzipped(&marked(&bytes, &project)), unzipped(&bytes));
}

/// A list counted by the program that wrote it: the numbers are shown, and comments stand at their words.
#[test]
fn numbers_that_nobody_typed_are_shown_in_every_report() {
    let rtf = r"{\rtf1 {\pard{\listtext 3.\tab}\ls1 It has 90 lamps.\par}{\pard{\listtext (b)\tab}\ls1 They cost $4.\par}
        {\pard{\listtext 1.\tab}\ls1 Oak\par}{\pard{\listtext 1.\tab}\ls1 Iron\par}{\pard{\listtext 2.\tab}\ls1 Tar\par}
        {\pard{\listtext 3.\tab}\ls1 Rope\par}{\pard{\listtext 04.\tab}\ls1 Sand\par}}";
    let source = Source { bytes: rtf.as_bytes(), name: "a.rtf", ..Source::default() };
    let document = Arc::new(import(&source).unwrap().document);
    let mut project = project(&manuscript(false), &[]);
    let at = document.text().find("90 lamps").unwrap();
    let finding =
        Finding::new(Span::from_range(at..at + 8), ClaimKind::Quantity, "quantity", Parts::Plain);
    let mut claim = Claim::from_finding(ArticleId(1), &document, &finding);
    claim.verdict = Verdict::Disputed;
    claim.note = "Count them".to_owned();
    project.claims.insert(ClaimId(1), Arc::new(claim));
    let article = project.articles.get_mut(&ArticleId(1)).unwrap();
    (article.document, article.title) = (document, "Lamps".to_owned());
    let options = Options { has_text: true, ..Options::default() };
    let out = super::written("docx", &project, &options);
    let (text, comments) = read(&out, Changes::Accepted);
    assert_eq!(
        text,
        "Lamps\n\n3.\tIt has 90 lamps.\n\n(b)\tThey cost $4.\n\n1.\tOak\n\n1.\tIron\n\n2.\tTar\n\n3.\tRope\n\n\
         04.\tSand"
    );
    assert_eq!(comments.len(), 1);
    assert_eq!(comments[0].0, "90 lamps");
    let markdown = String::from_utf8(super::written("markdown", &project, &options)).unwrap();
    assert!(markdown.contains("\n3. It has 90 lamps"), "{markdown}");
    assert!(markdown.contains("\n- (b) They cost"), "{markdown}");
    // Where Markdown would count on by itself to another number, the number stands in the item.
    let items = "\n1. Oak\n\n- 1\\. Iron\n\n2. Tar\n\n3. Rope\n\n- 04\\. Sand";
    assert!(markdown.contains(items), "{markdown}");
    let html = String::from_utf8(super::written("html", &project, &options)).unwrap();
    assert!(html.contains("<span class=\"label\">(b)</span> They cost"), "{html}");
}

/// A list in a list stays one, and numbers are those of its own items.
#[test]
fn lists_in_lists_stay_so_in_every_report() {
    let text = "Wanted:\n\n1. rope\n   - hemp\n     1. tarred\n     2. bare\n   - sisal\n2. lamps\n\nSo be it.\n\n- sand\n";
    let source = Source { bytes: text.as_bytes(), name: "a.md", ..Source::default() };
    let document = Arc::new(import(&source).unwrap().document);
    let mut project = project(&manuscript(false), &[]);
    let article = project.articles.get_mut(&ArticleId(1)).unwrap();
    article.document = Arc::clone(&document);
    let options = Options { has_text: true, ..Options::default() };

    let markdown = String::from_utf8(super::written("markdown", &project, &options)).unwrap();
    let (_, whole) = markdown.split_once("## The text\n\n").unwrap();
    assert_eq!(
        whole,
        "Wanted:\n\n1. rope\n\n   - hemp\n\n     1. tarred\n\n     2. bare\n\n   - sisal\n\n2. lamps\n\nSo be it.\n\n- sand\n\n"
    );
    let source = Source { bytes: whole.as_bytes(), name: "a.md", ..Source::default() };
    assert_eq!(import(&source).unwrap().document, *document, "read back");

    let html = String::from_utf8(super::written("html", &project, &options)).unwrap();
    for (class, words) in [("item", "rope"), ("item deep1", "hemp"), ("item deep2", "bare")] {
        let start = format!("<p class=\"{class}\">");
        assert!(html.split(&start).skip(1).any(|p| p.split('\n').next().unwrap().contains(words)));
    }
    assert!(html.contains("\n.text .deep2 { padding-left:"), "no such class");

    let pdf = super::written("pdf", &project, &options);
    if let Some(words) = super::pdf::told("pdftotext", &["-bbox"], &pdf) {
        let left = |word: &str| -> f32 {
            let line = words.lines().rfind(|line| line.contains(&format!(">{word}</word>")));
            let (_, from) = line.unwrap().split_once("xMin=\"").unwrap();
            from.split('"').next().unwrap().parse().unwrap()
        };
        let [text, outer, inner] = ["Wanted:", "sand", "hemp"].map(left);
        assert!(outer > text && (inner - outer - (outer - text)).abs() < 0.1, "{words}");
    }

    let main = &unzipped(&super::written("docx", &project, &options))["word/document.xml"];
    for (indent, words) in [("1440", "hemp"), ("2160", "1.</w:t><w:tab/>"), ("1440", "sisal")] {
        let start = format!("<w:pStyle w:val=\"ListParagraph\"/><w:ind w:left=\"{indent}\"/>");
        assert!(
            main.split(&start).skip(1).any(|p| p.split("</w:p>").next().unwrap().contains(words))
        );
    }
    assert_eq!(main.matches("<w:ind ").count(), 4);
}

/// Lists that begin deep, or deeper than what is around, are no code in Markdown.
#[test]
fn a_list_without_one_around_it_stands_where_it_can() {
    let rtf = r"{\rtf1 \pard\ls1\ilvl3 deep\par\pard\ls1\ilvl1 less\par\pard\ls1\ilvl8 within\par\pard\ls1 out\par}";
    let source = Source { bytes: rtf.as_bytes(), name: "a.rtf", ..Source::default() };
    let mut project = project(&manuscript(false), &[]);
    let article = project.articles.get_mut(&ArticleId(1)).unwrap();
    article.document = Arc::new(import(&source).unwrap().document);
    let options = Options { has_text: true, ..Options::default() };
    let markdown = String::from_utf8(super::written("markdown", &project, &options)).unwrap();
    assert!(markdown.ends_with("\n\n- deep\n\n- less\n\n  - within\n\n- out\n\n"), "{markdown}");
}

#[test]
fn an_article_of_another_format_gives_a_plain_document() {
    let project = super::project();
    let out = super::written("docx", &project, &Options::default());
    let (text, comments) = read(&out, Changes::Original);
    let article = &project.articles[&ArticleId(1)];
    assert_eq!(text, article.document.text());
    let asked = |claim: &&Arc<Claim>| {
        claim.proposal.is_some() || matches!(claim.verdict, Verdict::Disputed | Verdict::Query)
    };
    assert_eq!(comments.len(), project.claims.values().filter(asked).count());
    for claim in project.claims.values().filter(asked) {
        let quote = &claim.anchor.quote;
        assert!(comments.iter().any(|(words, _)| words == quote), "{quote}: {comments:?}");
    }
}

#[test]
fn libreoffice_reads_the_comments_where_it_is_at_hand() {
    let bytes = manuscript(true);
    let project = project(
        &bytes,
        &[
            ("$4.2 million", Verdict::Disputed, Some("$4.6 million")),
            ("1998", Verdict::Query, None),
        ],
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("pier.docx"), marked(&bytes, &project)).unwrap();
    let home = format!("-env:UserInstallation=file://{}/home", folder.display());
    let converted = Command::new("timeout")
        .args(["120", "soffice", &home, "--headless", "--convert-to", "odt", "--outdir"])
        .arg(&folder)
        .arg(folder.join("pier.docx"))
        .output();
    let odt = folder.join("pier.odt");
    if !converted.is_ok_and(|output| output.status.success()) || !odt.exists() {
        // tests/run installs it where it can.
        return;
    }
    let content = &unzipped(&fs::read(odt).unwrap())["content.xml"];
    assert_eq!(content.matches("<office:annotation ").count(), 3, "{content}");
    assert_eq!(content.matches("<dc:creator>Zora Checker</dc:creator>").count(), 4, "{content}");
    assert!(content.contains("Note on &lt;1998&gt; &amp; more"), "{content}");
    assert!(content.contains("<text:insertion>") && content.contains("<text:deletion>"));
}

/// Real documents, where they lie beside the project: with a comment at every claim the text is
/// still the text, whichever way its changes are read, and no comment is lost.
#[test]
fn real_documents_keep_their_text() {
    let folder = std::env::var("TICKMARK_ARTICLES")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles").to_owned());
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|end| end != "docx") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let source = Source { bytes: &bytes, name: "pier.docx", ..Source::default() };
        let document = import(&source).unwrap().document;
        let found = tickmark::extract::extract_text(document.text(), None).findings;
        let words: Vec<&str> = found.iter().map(|f| f.span.of(document.text())).collect();
        let claims: Vec<_> = words.iter().map(|&words| (words, Verdict::Disputed, None)).collect();
        let project = project(&bytes, &claims);
        let out = marked(&bytes, &project);
        for changes in [Changes::Accepted, Changes::Original, Changes::Both] {
            let (before, after) = (read(&bytes, changes), read(&out, changes));
            assert_eq!(before.0, after.0, "{} {changes:?}", path.display());
            assert_eq!(after.1.len(), before.1.len() + claims.len(), "{}", path.display());
        }
        let (_, comments) = read(&out, Changes::Accepted);
        let astray = comments.iter().filter(|(_, words)| words.starts_with("On “")).count();
        assert!(astray * 10 <= claims.len(), "{}: {astray} of {}", path.display(), claims.len());
    }
}
