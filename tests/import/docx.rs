//! Word documents, made here of their parts.

use std::io::{Cursor, Write as _};

use tickmark::import::{Changes, ImportError, Imported, Source, Warning, import, origins};
use tickmark::text::{ChangeKind, OriginMap, OriginPart, ParagraphKind, Span};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
    xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' \
    xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' \
    xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'";

/// An archive of parts by name.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn part(element: &str, inner: &str) -> String {
    format!("<?xml version='1.0'?><w:{element} {SPACES}>{inner}</w:{element}>")
}

/// A document with this in its body, and other parts.
pub(crate) fn with_parts(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = part("document", &format!("<w:body>{body}</w:body>"));
    let mut all = vec![("word/document.xml", main.as_bytes())];
    all.extend(parts.iter().map(|&(name, text)| (name, text.as_bytes())));
    archive(&all)
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    with_parts(body, &[])
}

pub(crate) fn read(bytes: &[u8], changes: Changes) -> Result<Imported, ImportError> {
    import(&Source { bytes, name: "a.docx", changes, ..Source::default() })
}

pub(crate) fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

fn p(words: &str) -> String {
    format!("<w:p>{}</w:p>", run(words))
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run(words))
}

/// The paragraphs, each with its kind before it.
fn told(imported: &Imported) -> Vec<String> {
    let document = &imported.document;
    document
        .paragraphs()
        .iter()
        .map(|p| format!("{} {}", p.kind.name(), document.words(p.span).replace('\t', " | ")))
        .collect()
}

fn check(body: &str, expected: &[&str]) -> Imported {
    let imported = read(&docx(body), Changes::Accepted).unwrap();
    assert_eq!(told(&imported), expected);
    imported
}

#[test]
fn styles_tell_what_a_paragraph_is_for() {
    let styles = part(
        "styles",
        "<w:style w:styleId='Own'><w:name w:val='Own Head'/><w:basedOn w:val='Berschrift1'/></w:style>
         <w:style w:styleId='Berschrift1'><w:name w:val='heading 1'/></w:style>
         <w:style w:styleId='Deep'><w:name w:val='Deep'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
         <w:style w:styleId='Loop'><w:name w:val='Loop'/><w:basedOn w:val='Loop'/></w:style>
         <w:style w:styleId='Verzeichnis1'><w:name w:val='toc 1'/></w:style>
         <w:style w:styleId='Dots'><w:name w:val='Dots'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style>",
    );
    let body = [
        styled("Title", "Ferry ends its run"),
        styled("Subtitle", "Fog, debt and a hole in the hull"),
        styled("Verzeichnis1", "How it began 2"),
        styled("Own", "How it began"),
        p("The ferry left at noon."),
        styled("Deep", "A part of it"),
        styled("Loop", "It came back."),
        styled("Dots", "a rope"),
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>tar</w:t></w:r></w:p>".to_owned(),
        "<w:p><w:pPr><w:pStyle w:val='Dots'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>No item.</w:t></w:r></w:p>".to_owned(),
        styled("Quote", "Nobody told us."),
        styled("Caption", "The ferry in 1996"),
    ];
    let imported =
        read(&with_parts(&body.concat(), &[("word/styles.xml", &styles)]), Changes::Accepted)
            .unwrap();
    assert_eq!(
        told(&imported),
        [
            "title Ferry ends its run",
            "deck Fog, debt and a hole in the hull",
            "heading How it began",
            "body The ferry left at noon.",
            "heading A part of it",
            "body It came back.",
            "item a rope",
            "item tar",
            "body No item.",
            "quote Nobody told us.",
            "caption The ferry in 1996",
        ]
    );
    assert_eq!(imported.title.as_deref(), Some("Ferry ends its run"));
    assert_eq!(imported.format, "docx");
}

#[test]
fn signs_in_elements_of_their_own_are_read() {
    check(
        "<w:p><w:r><w:t>A</w:t><w:tab/><w:t xml:space='preserve'>b &amp; c</w:t></w:r></w:p>",
        &["body A | b & c"],
    );
    check(
        "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>era</w:t>\
         <w:sym w:font='Symbol' w:char='F061'/><w:sym w:font='Wingdings' w:char='F0FC'/>\
         <w:sym w:font='Symbol' w:char='F0A3'/><w:sym w:font='Symbol' w:char='F0F2'/></w:r></w:p>",
        &["body co\u{2011}op\u{AD}eraα✓≤∫"],
    );
    check("<w:p><w:r><w:t>&#x1F6A2; 5 &lt; 6</w:t></w:r></w:p>", &["body 🚢 5 < 6"]);
    check("<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>", &["body a+b"]);
}

#[test]
fn white_space_counts_only_where_the_file_says_so() {
    check(
        "<w:p><w:r><w:t> The ferry </w:t></w:r><w:r><w:t xml:space='preserve'> sails &amp; </w:t></w:r>\
         <w:r><w:t>\n  returns\n </w:t></w:r></w:p>",
        &["body The ferry sails & returns"],
    );
}

#[test]
fn a_line_broken_by_hand_is_a_line_where_it_is_meant_as_one() {
    let long = "The harbor board met on Tuesday to settle how much of the dredging the";
    check(
        &format!(
            "<w:p><w:r><w:t>Write to 12 Pier Road.</w:t><w:br/><w:t>Linden</w:t></w:r></w:p>\
             <w:p><w:r><w:t>{long}</w:t><w:br/><w:t>city would pay for.</w:t></w:r></w:p>\
             <w:p><w:r><w:t>One page</w:t><w:br w:type='page'/><w:t>and the next</w:t></w:r></w:p>"
        ),
        &[
            "body Write to 12 Pier Road.",
            "body Linden",
            &format!("body {long} city would pay for."),
            "body One page",
            "body and the next",
        ],
    );
}

#[test]
fn links_and_fields_give_what_they_show() {
    check(
        "<w:p><w:hyperlink><w:r><w:t>the report</w:t></w:r></w:hyperlink>\
         <w:r><w:t>, page </w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>\
         <w:r><w:instrText> PAGEREF x </w:instrText></w:r><w:r><w:t>code</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>7</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple w:instr='DATE'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
        &["body the report, page7x"],
    );
    // One that never ends takes no more than its paragraph.
    check(
        &format!("<w:p>{}<w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p>{}", run("A"), p("B")),
        &["body A", "body B"],
    );
}

#[test]
fn hidden_text_prompts_and_readings_are_left_out() {
    let imported = check(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r></w:p>\
         <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>\
         <w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>typed</w:t></w:r></w:p></w:sdtContent></w:sdt>\
         <w:p><w:r><w:ruby><w:rt><w:r><w:t>kana</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>kanji</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        &["body shown", "body typed", "body kanji"],
    );
    assert_eq!(imported.warnings, [Warning::Hidden(1)]);
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let in_box = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(words));
    check(
        &format!(
            "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{}</mc:Choice>\
             <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}",
            run("Before "),
            in_box("Boxed."),
            in_box("Boxed."),
            run("after."),
            p("Next.")
        ),
        &["body Before after.", "body Boxed.", "body Next."],
    );
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", p(cell))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

#[test]
fn a_row_of_short_cells_is_one_paragraph_and_one_of_long_cells_is_not() {
    let long = "The harbor board met on Tuesday to settle how much it would pay. ".repeat(4);
    let long = long.trim();
    let inner = format!("<w:tbl>{}</w:tbl>", row(&["x", "y"]));
    check(
        &format!(
            "<w:tbl>{}{}{}<w:tr><w:tc>{}</w:tc><w:tc>{inner}{}</w:tc></w:tr></w:tbl>{}",
            row(&["Year", "Boats", ""]),
            row(&["1996", "64", "many"]),
            row(&[long, "short"]),
            p("outer"),
            p("last"),
            p("After.")
        ),
        &[
            "row Year | Boats",
            "row 1996 | 64 | many",
            &format!("body {long}"),
            "body short",
            "body outer",
            "row x | y",
            "body last",
            "body After.",
        ],
    );
}

fn footnotes() -> String {
    part(
        "footnotes",
        &format!(
            "<w:footnote w:id='-1' w:type='separator'>{}</w:footnote>\
             <w:footnote w:id='2'>{}</w:footnote><w:footnote w:id='1'>{}{}</w:footnote>",
            p("no note"),
            p("Harbor office, 2024."),
            p("Port log,"),
            p("page 7.")
        ),
    )
}

#[test]
fn notes_follow_the_text_and_hang_on_their_marks() {
    let endnotes =
        part("endnotes", &format!("<w:endnote w:id='1'>{}</w:endnote>", p("At the end.")));
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id='1'/></w:r>{}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>\
         <w:p>{}<w:r><w:endnoteReference w:id='1'/></w:r></w:p>",
        run("Sixty-four boats"),
        run(" are left."),
        run("That is all.")
    );
    let parts = [("word/footnotes.xml", &*footnotes()), ("word/endnotes.xml", &endnotes)];
    let imported = read(&with_parts(&body, &parts), Changes::Accepted).unwrap();
    assert_eq!(
        told(&imported),
        [
            "body Sixty-four boats are left.",
            "body That is all.",
            "note Port log,",
            "note page 7.",
            "note Harbor office, 2024.",
            "note At the end.",
        ]
    );
    let text = imported.document.text();
    let notes: Vec<_> = imported.document.margin().notes.iter().collect();
    let found: Vec<_> = notes
        .iter()
        .map(|note| (&text[..note.at as usize], note.paragraph, note.label.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("Sixty-four boats", 2, "1"),
            ("Sixty-four boats are left.", 4, "2"),
            ("Sixty-four boats are left.\n\nThat is all.", 5, "i"),
        ]
    );
}

#[test]
fn comments_stand_beside_their_words() {
    let comments = part(
        "comments",
        &format!(
            "<w:comment w:id='0' w:author='Ida Quell' w:date='2026-03-01T10:00:00Z'>{}<w:p w14:paraId='AA'>{}</w:p></w:comment>\
             <w:comment w:id='1' w:author='B'><w:p w14:paraId='BB'>{}</w:p></w:comment>\
             <w:comment w:id='2' w:author='C'>{}</w:comment>",
            p("Who says so?"),
            run("See the log."),
            run("Fixed."),
            p("Nowhere.")
        ),
    );
    let threads = "<w15:commentsEx xmlns:w15='http://schemas.microsoft.com/office/word/2012/wordml'>\
        <w15:commentEx w15:paraId='AA' w15:done='1'/><w15:commentEx w15:paraId='BB' w15:paraIdParent='AA' w15:done='0'/></w15:commentsEx>";
    let body = format!(
        "<w:p>{}<w:commentRangeStart w:id='0'/><w:commentRangeStart w:id='1'/>{}<w:commentRangeEnd w:id='0'/><w:commentRangeEnd w:id='1'/>\
         <w:r><w:commentReference w:id='0'/></w:r><w:r><w:commentReference w:id='1'/></w:r>{}<w:r><w:commentReference w:id='2'/></w:r></w:p>",
        run("  Of them, "),
        run("64 are left"),
        run(".")
    );
    let parts = [("word/comments.xml", &*comments), ("word/commentsExtended.xml", threads)];
    let imported = read(&with_parts(&body, &parts), Changes::Accepted).unwrap();
    let document = &imported.document;
    assert_eq!(document.text(), "Of them, 64 are left.");
    let [first, reply, last] = &document.margin().comments[..] else { panic!("three comments") };
    assert_eq!(document.words(first.span), "64 are left");
    assert_eq!(
        (first.who.as_str(), first.words.as_str()),
        ("Ida Quell", "Who says so?\nSee the log.")
    );
    assert_eq!(first.when, "2026-03-01T10:00:00Z");
    assert!(first.is_done && !first.is_reply && reply.is_reply && !reply.is_done);
    assert_eq!((last.span, last.words.as_str()), (Span::new(21, 21), "Nowhere."));
    let at = document.margin().comments_at(Span::new(9, 11)).count();
    assert_eq!(at, 2);
}

/// A text with words inserted, deleted and moved, and ends of paragraphs too.
fn tracked() -> String {
    let deleted = |words: &str| {
        format!(
            "<w:del w:id='1' w:author='E'><w:r><w:delText xml:space='preserve'>{words}</w:delText></w:r></w:del>"
        )
    };
    let inserted = |words: &str| format!("<w:ins w:id='2' w:author='E'>{}</w:ins>", run(words));
    format!(
        "<w:p>{}{}{}{}</w:p>\
         <w:p><w:pPr><w:rPr><w:moveFrom w:id='3'/></w:rPr></w:pPr><w:moveFrom w:id='4'>{}</w:moveFrom></w:p>\
         <w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr>{}</w:p>\
         <w:p>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:ins w:id='6'/></w:rPr></w:pPr>{}</w:p>\
         <w:p>{}<w:pPrChange/></w:p>\
         <w:p><w:moveTo w:id='7'>{}</w:moveTo></w:p>",
        run("Prices rose "),
        deleted("four"),
        inserted("five"),
        run(" percent."),
        run("It was foggy."),
        run("Two "),
        run("became one."),
        inserted("One "),
        run("became two."),
        run("It was foggy.")
    )
}

#[test]
fn tracked_changes_are_accepted_undone_or_shown() {
    let bytes = docx(&tracked());
    let check = |changes: Changes, expected: &[&str]| {
        let imported = read(&bytes, changes).unwrap();
        assert_eq!(told(&imported), expected);
        assert_eq!(imported.warnings, [Warning::Tracked(changes)]);
        imported
    };
    check(
        Changes::Accepted,
        &[
            "body Prices rose five percent.",
            "body Two became one.",
            "body One",
            "body became two.",
            "body It was foggy.",
        ],
    );
    check(
        Changes::Original,
        &[
            "body Prices rose four percent.",
            "body It was foggy.",
            "body Two",
            "body became one.",
            "body became two.",
        ],
    );
    let both = check(
        Changes::Both,
        &[
            "body Prices rose fourfive percent.",
            "body Two",
            "body became one.",
            "body One",
            "body became two.",
            "body It was foggy.",
        ],
    );
    let document = &both.document;
    let changes: Vec<_> = document
        .margin()
        .changes
        .iter()
        .map(|change| (document.words(change.span), change.kind, change.who.as_str()))
        .collect();
    assert_eq!(
        changes,
        [
            ("four", ChangeKind::Deleted, "E"),
            ("five", ChangeKind::Inserted, "E"),
            ("One", ChangeKind::Inserted, "E"),
            ("It was foggy.", ChangeKind::Moved, ""),
        ]
    );
}

#[test]
fn rows_inserted_and_deleted_come_and_go() {
    let changed = |what: &str, cells: &[&str]| {
        row(cells).replacen("<w:tr>", &format!("<w:tr><w:trPr><w:{what}/></w:trPr>"), 1)
    };
    let body = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&["a", "b"]),
        changed("ins", &["c", "d"]),
        changed("del", &["e", "f"])
    );
    let rows = |changes| told(&read(&docx(&body), changes).unwrap());
    assert_eq!(rows(Changes::Accepted), ["row a | b", "row c | d"]);
    assert_eq!(rows(Changes::Original), ["row a | b", "row e | f"]);
    assert_eq!(rows(Changes::Both), ["row a | b", "row c | d", "row e | f"]);
}

#[test]
fn the_file_tells_of_itself_what_the_text_does_not() {
    let core = "<cp:coreProperties xmlns:cp='x' xmlns:dc='y' xmlns:dcterms='z'><dc:title>Ferry ends its run</dc:title>\
        <dc:creator>Ida Quell</dc:creator><dcterms:created>2026-01-02T00:00:00Z</dcterms:created>\
        <dcterms:modified>2026-03-04T09:00:00Z</dcterms:modified></cp:coreProperties>";
    let facts = [("docProps/core.xml", core)];
    let imported =
        read(&with_parts(&p("The ferry left at noon."), &facts), Changes::Accepted).unwrap();
    assert_eq!(imported.title.as_deref(), Some("Ferry ends its run"));
    assert_eq!(imported.byline.as_deref(), Some("Ida Quell"));
    let day = jiff::civil::date(2026, 3, 4);
    assert_eq!(imported.published, Some(day));
    assert_eq!(imported.warnings, [Warning::DayOfFile(day)]);
    let own = [
        p("Fog closes the ferry"),
        p("By Bo Marsh"),
        p("May 2, 2025"),
        p("The ferry left at noon, and nobody could say when it would be back."),
    ];
    let imported = read(&with_parts(&own.concat(), &facts), Changes::Accepted).unwrap();
    assert_eq!(imported.title.as_deref(), Some("Fog closes the ferry"));
    assert_eq!(imported.byline.as_deref(), Some("Bo Marsh"));
    assert_eq!(imported.published, Some(jiff::civil::date(2025, 5, 2)));
    assert_eq!(imported.warnings, []);
    assert_eq!(told(&imported).len(), 2);
}

#[test]
fn names_of_parts_and_of_namespaces_may_be_others() {
    let main = "<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body>\
        <x:p><x:r><x:t>Strict and odd.</x:t></x:r></x:p></x:body></x:document>";
    let relations = "<Relationships><Relationship Id='r' Type='http://x/relationships/officeDocument' Target='/word/document7.xml'/></Relationships>";
    let bytes =
        archive(&[("_rels/.rels", relations.as_bytes()), ("word/document7.xml", main.as_bytes())]);
    assert_eq!(told(&read(&bytes, Changes::Accepted).unwrap()), ["body Strict and odd."]);
    let utf16: Vec<u8> =
        format!("\u{FEFF}{main}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bytes = archive(&[("word/document.xml", &utf16)]);
    assert_eq!(told(&read(&bytes, Changes::Accepted).unwrap()), ["body Strict and odd."]);
}

// ---- Origins.

/// The words of a run, by its number, as the map counts them.
fn run_words(main: &str, idx: usize) -> String {
    let run = main.split("<w:r>").nth(idx + 1).unwrap();
    let run = run.split("</w:r>").next().unwrap();
    let mut out = String::new();
    let mut rest = run;
    while let Some(at) = rest.find('<') {
        let tag = &rest[at + 1..];
        if tag.starts_with("w:t>") || tag.starts_with("w:t ") {
            let text = &tag[tag.find('>').unwrap() + 1..];
            out.push_str(&text[..text.find('<').unwrap()].replace("&amp;", "&"));
        } else if tag.starts_with("w:tab") {
            out.push('\t');
        } else if tag.starts_with("w:br") {
            out.push('\n');
        }
        rest = &rest[at + 1..];
    }
    out
}

#[test]
fn every_character_leads_back_to_its_run() {
    let body = format!(
        "<w:p>{}<w:r><w:t>a&amp;b</w:t><w:tab/><w:t>é🚢</w:t><w:br/><w:t>next line</w:t></w:r></w:p>\
         <w:p>{}<w:ins>{}</w:ins></w:p><w:tbl>{}</w:tbl>",
        run("  Lead, "),
        run("Body "),
        run("inserted"),
        row(&["one", "two"])
    );
    let bytes = docx(&body);
    let source = Source { bytes: &bytes, name: "a.docx", ..Source::default() };
    let (document, map) = origins(&source).unwrap();
    assert_eq!(document, import(&source).unwrap().document);
    let text = document.text();
    let mut n_found = 0;
    for (at, char) in text.char_indices() {
        let at = u32::try_from(at).unwrap();
        let Some(place) = map.beginning(text, at) else {
            assert!(matches!(char, '\n' | '\t'), "{char:?} at {at} has no origin");
            continue;
        };
        n_found += 1;
        let words = run_words(&body, place.run as usize);
        assert_eq!(words.chars().nth(place.chars as usize), Some(char), "{place:?}");
        let end = map.end(text, at + u32::try_from(char.len_utf8()).unwrap()).unwrap();
        assert_eq!((end.run, end.chars), (place.run, place.chars + 1));
        assert_eq!(place.part, OriginPart::Main);
    }
    assert_eq!(n_found, text.chars().filter(|c| *c != '\n').count() - 1);
    assert_eq!(origins(&Source { bytes: b"words", name: "a.txt", ..Source::default() }), None);
    assert_eq!(OriginMap::default().beginning("", 0), None);
    assert_eq!(document.paragraphs()[0].kind, ParagraphKind::Body);
}

#[test]
fn words_of_notes_lead_back_to_their_part() {
    let body = format!("<w:p>{}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>", run("Boats."));
    let bytes = with_parts(&body, &[("word/footnotes.xml", &footnotes())]);
    let source = Source { bytes: &bytes, name: "a.docx", ..Source::default() };
    let (document, map) = origins(&source).unwrap();
    let at = document.text().find("office").unwrap();
    let place = map.beginning(document.text(), u32::try_from(at).unwrap()).unwrap();
    assert_eq!(
        (place.part, place.paragraph, place.run, place.chars),
        (OriginPart::Footnotes, 0, 0, 7)
    );
}

#[test]
fn a_raised_figure_is_not_read_as_part_of_the_number_before_it() {
    let raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>%</w:t></w:r>";
    let run = |words: &str| format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>");
    let high = |words: &str| raised.replace('%', words);
    let body = format!(
        "<w:p>{}{}{}{}</w:p>",
        run("It holds 10"),
        high("3"),
        run(" tons on the 21"),
        high("st")
    );
    let bytes = docx(&body);
    let imported = import(&Source { bytes: &bytes, name: "a.docx", ..Source::default() }).unwrap();
    assert_eq!(imported.document.text(), "It holds 10³ tons on the 21st");
}

#[test]
fn a_title_that_the_file_states_is_the_headline_where_the_text_begins_with_it() {
    let core = |title: &str, day: &str| {
        format!(
            "<c:coreProperties xmlns:c='c' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:t='t'>\
             <dc:title>{title}</dc:title><t:modified>{day}</t:modified></c:coreProperties>"
        )
    };
    let body = p("It is  planned.") + &p("It has 90 lamps, and they cost $4 each.");
    for (title, day, kind, published) in [
        ("it is planned.", "2019-03-04T10:00:00Z", "title", Some("2019-03-04")),
        // The day from which archives count stands for none.
        ("Another plan", "1980-01-01T00:00:00Z", "body", None),
    ] {
        let core = core(title, day);
        let bytes = with_parts(&body, &[("docProps/core.xml", &core)]);
        let imported = read(&bytes, Changes::Accepted).unwrap();
        let first = imported.document.paragraphs()[0].kind.name();
        let day = imported.published.map(|day| day.to_string());
        assert_eq!((first, day.as_deref()), (kind, published), "{title}");
        assert_eq!(imported.warnings.len(), usize::from(published.is_some()));
    }
}
