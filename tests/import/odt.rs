//! OpenDocument texts, written here as one XML file, and what is locked.

use tickmark::import::{Changes, Imported, Source, Warning, import};
use tickmark::text::ChangeKind;

use crate::docx::archive;

const SPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' \
    xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
    xmlns:dc='http://purl.org/dc/elements/1.1/'";

fn read(body: &str, changes: Changes) -> Imported {
    let styles = "<style:style style:name='P1' style:family='paragraph' style:parent-style-name='Heading_20_2'/>\
        <style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>";
    let file = format!(
        "<?xml version='1.0'?><office:document {SPACES} office:mimetype='application/vnd.oasis.opendocument.text'>\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    let source = Source { bytes: file.as_bytes(), name: "a.xml", changes, ..Source::default() };
    import(&source).unwrap()
}

fn words(imported: &Imported) -> Vec<String> {
    let document = &imported.document;
    let told =
        |p: &tickmark::text::Paragraph| format!("{} {}", p.kind.name(), document.words(p.span));
    document.paragraphs().iter().map(told).collect()
}

#[test]
fn signs_white_space_and_shapes_are_read() {
    let imported = read(
        "<text:p text:style-name='P1'>A  head</text:p>\
         <text:p>\n  One<text:s text:c='2'/>two <text:span> three</text:span><text:tab/>x \
         <text:span text:style-name='T1'>hidden</text:span>end\n</text:p>\
         <text:p>Around<draw:custom-shape><text:p>In the shape.</text:p></draw:custom-shape> it</text:p>\
         <text:list><text:list-item><text:p>rope</text:p></text:list-item></text:list>\
         <text:table-of-content><text:p>A head 1</text:p></text:table-of-content>\
         <text:p>Last<text:note text:note-class='footnote'><text:note-citation>*</text:note-citation>\
         <text:note-body><text:p>The log.</text:p></text:note-body></text:note>.</text:p>",
        Changes::Accepted,
    );
    assert_eq!(
        words(&imported),
        [
            "title A head",
            "body One  two three\tx end",
            "body Around it",
            "body In the shape.",
            "item rope",
            "body Last.",
            "note The log.",
        ]
    );
    assert_eq!(imported.warnings, [Warning::Hidden(1)]);
    assert_eq!(imported.document.margin().notes[0].label, "*");
}

#[test]
fn what_was_deleted_over_two_paragraphs_comes_back_as_two() {
    let body = "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion>\
        <office:change-info><dc:creator>Sam Orr</dc:creator><dc:date>2026-03-02</dc:date></office:change-info>\
        <text:p><text:s/>is old.</text:p><text:p>And so</text:p></text:deletion></text:changed-region></text:tracked-changes>\
        <text:p>This<text:change text:change-id='c1'/> is new.</text:p>";
    assert_eq!(words(&read(body, Changes::Accepted)), ["body This is new."]);
    assert_eq!(words(&read(body, Changes::Original)), ["body This is old.", "body And so is new."]);
    let both = read(body, Changes::Both);
    let change = &both.document.margin().changes[0];
    assert_eq!(both.document.words(change.span), " is old.\n\nAnd so");
    assert_eq!((change.kind, change.who.as_str()), (ChangeKind::Deleted, "Sam Orr"));
}

#[test]
fn what_is_locked_is_told() {
    let manifest = b"<manifest><encryption-data/></manifest>";
    let odt = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\x13\x37"),
    ]);
    let keys = b"<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/></EncryptedData></encryption>";
    let epub = archive(&[("mimetype", b"application/epub+zip"), ("META-INF/encryption.xml", keys)]);
    let mut docx = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    docx.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (name, bytes) in [("a.odt", odt), ("a.epub", epub), ("a.docx", docx)] {
        let error = import(&Source { bytes: &bytes, name, ..Source::default() }).unwrap_err();
        assert!(error.to_string().contains("locked with a password"), "{name}: {error}");
    }
}
