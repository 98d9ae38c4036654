//! A clean Word document made from an article's text.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::escaped;
use crate::export::ExportError;
use crate::export::article::DEEPEST;
use crate::export::review::Reviewed;
use crate::text::{OriginMap, OriginPart, OriginPiece, OriginPlace, ParagraphKind, Span};

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
const MAIN_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
const FOOT: &str = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1440\" w:left=\"1440\" w:header=\"708\" w:footer=\"708\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
/// How far items stand from the margin for each list that is around them, in twentieths of a point:
/// as their style has it.
const ITEM_INDENT: u32 = 720;

const STYLES: &str = include_str!("styles.xml");

/// Writes the document, and tells where each paragraph's words stand in it.
pub(super) fn document(article: &Reviewed<'_>) -> Result<(Vec<u8>, OriginMap), ExportError> {
    let mut xml = HEAD.to_owned();
    let mut map = OriginMap::default();
    let mut idx = 0;
    let holds_title = article
        .document
        .paragraphs()
        .iter()
        .any(|paragraph| paragraph.kind == ParagraphKind::Title);
    if !holds_title && !article.title.trim().is_empty() {
        paragraph(&mut xml, "Title", 0, article.title);
        idx += 1;
    }
    for (at, held) in article.document.paragraphs().iter().enumerate() {
        let style = match held.kind {
            ParagraphKind::Title => "Title",
            ParagraphKind::Deck => "Subtitle",
            ParagraphKind::Heading => "Heading2",
            ParagraphKind::Quote => "Quote",
            ParagraphKind::Item => "ListParagraph",
            ParagraphKind::Caption => "Caption",
            ParagraphKind::Body | ParagraphKind::Row | ParagraphKind::Note => "",
        };
        let words = article.document.words(held.span);
        let depth = article.document.margin().depth(at).min(DEEPEST);
        let label = article.document.margin().label(at).map(|label| format!("{label}\t"));
        let label = label.unwrap_or_default();
        paragraph(&mut xml, style, depth, &format!("{label}{words}"));
        let mut chars = u32::try_from(label.chars().count()).unwrap_or(u32::MAX);
        // A sign of one character stands between two text elements; the words around it are counted
        // on through it.
        let mut at = held.span.start;
        for piece in words.split_inclusive(['\t', '\n', '\r', '\u{B}', '\u{C}']) {
            let span = Span::from_range(at as usize..at as usize + piece.len());
            let place = OriginPlace { part: OriginPart::Main, paragraph: idx, run: idx, chars };
            map.pieces.push(OriginPiece { span, place });
            chars += u32::try_from(piece.chars().count()).unwrap_or(u32::MAX);
            at = span.end;
        }
        idx += 1;
    }
    xml.push_str(FOOT);
    let failed = |error: &dyn std::fmt::Display| ExportError::Failed(error.to_string());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", MAIN_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/document.xml", &xml),
    ] {
        out.start_file(name, SimpleFileOptions::default()).map_err(|e| failed(&e))?;
        out.write_all(text.as_bytes()).map_err(|e| failed(&e))?;
    }
    Ok((out.finish().map_err(|e| failed(&e))?.into_inner(), map))
}

/// One paragraph of one run, the item of a list that stands in `depth` others.
fn paragraph(xml: &mut String, style: &str, depth: u8, words: &str) {
    xml.push_str("<w:p>");
    if !style.is_empty() {
        let indent = match depth {
            0 => String::new(),
            depth => format!("<w:ind w:left=\"{}\"/>", ITEM_INDENT * (1 + u32::from(depth))),
        };
        xml.push_str(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/>{indent}</w:pPr>"));
    }
    xml.push_str("<w:r>");
    for piece in words.split_inclusive(['\t', '\n', '\r', '\u{B}', '\u{C}']) {
        let text = piece.trim_end_matches(['\t', '\n', '\r', '\u{B}', '\u{C}']);
        if !text.is_empty() {
            xml.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(text)));
        }
        if piece.len() > text.len() {
            xml.push_str(if piece.ends_with('\t') { "<w:tab/>" } else { "<w:br/>" });
        }
    }
    xml.push_str("</w:r></w:p>");
}
