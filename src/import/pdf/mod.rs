//! PDF: a page knows only where its words stand. Lines, columns and paragraphs are built anew from
//! their places.

mod columns;
mod flow;
mod lines;
mod margins;
mod notes;
mod tables;

use pdf_oxide::PdfDocument;
use pdf_oxide::document::ReadingOrder;
use pdf_oxide::extractors::text::{ArtifactType, PaginationSubtype};
use pdf_oxide::layout::TextSpan;
use pdf_oxide::object::Object;

use super::draft::Head;
use super::facts::Facts;
use super::{Fit, ImportError, Imported, Importer, Pages, Source, Warning, dates};
use lines::Piece;

pub(super) const IMPORTER: Importer =
    Importer { name: "pdf", label: "PDF", extensions: &["pdf"], is_foreign: true, sniff, read };

const WHAT: &str = "a PDF";

/// Pages that are read; the longest real documents have fewer.
const PAGES_MAX: usize = 10_000;

/// Runs of letters of one page that are read; a full page of a newspaper has some thousands.
const SPANS_MAX: usize = 20_000;

fn sniff(source: &Source<'_>) -> Fit {
    if source.bytes.starts_with(b"%PDF-") { Fit::Certain } else { Fit::No }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let damaged = || ImportError::Damaged { what: WHAT };
    let broken = |error: pdf_oxide::Error| {
        // Of its message only the first word, which is ours or the reader's: the rest may quote the text.
        let told = format!("{error:?}");
        let what = told.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        tracing::info!("a PDF could not be read: {what}");
        damaged()
    };
    let pdf = PdfDocument::from_bytes(source.bytes.to_vec()).map_err(broken)?;
    // Many files are locked against changes alone, and open with the empty password.
    if pdf.is_encrypted() && !pdf.is_authenticated() && !matches!(pdf.authenticate(b""), Ok(true)) {
        return Err(ImportError::Locked { what: WHAT });
    }
    let n_pages = pdf.page_count().map_err(broken)?;
    let mut is_damaged = n_pages > PAGES_MAX;
    let n_pages = n_pages.min(PAGES_MAX);
    let mut pages = Vec::with_capacity(n_pages);
    let (mut n_words, mut n_heads) = (0, 0);
    let mut pictures = Vec::new();
    for idx in 0..n_pages {
        let spans = spans(&pdf, idx).unwrap_or_else(|_| {
            is_damaged = true;
            Vec::new()
        });
        let (heads, words): (Vec<_>, Vec<_>) = spans
            .iter()
            .take(SPANS_MAX)
            // What stands at the side of a page, turned, is no part of its text.
            .filter(|span| span.rotation_degrees.abs() < 1.0)
            .partition(|span| is_head(span));
        let pieces = |spans: Vec<&TextSpan>| -> Vec<Piece> {
            spans.into_iter().flat_map(Piece::of_span).collect()
        };
        n_words += words.len();
        n_heads += heads.len();
        let (heads, words) = (pieces(heads), pieces(words));
        if words.is_empty() && draws_picture(&pdf, idx) {
            pictures.push(idx + 1);
        }
        let area = pdf.get_page_media_box(idx).unwrap_or((0.0, 0.0, 612.0, 792.0));
        pages.push((words, heads, area));
        source.listener.tell(Pages { done: idx + 1, all: n_pages });
    }
    // Some programs say so of all that a page holds.
    let has_heads = n_heads * 3 < n_words;
    let pages = pages.into_iter().map(|(mut words, heads, area)| {
        words.extend(heads.into_iter().filter(|_| !has_heads));
        (words, area.1, area.3)
    });
    let mut pages = margins::pages(pages.collect());
    if pages.iter().all(|page| page.rows.is_empty()) {
        return Err(match pictures.len() {
            0 if is_damaged || n_pages == 0 => damaged(),
            0 => ImportError::NoWords,
            _ => ImportError::Pictures,
        });
    }
    margins::drop(&mut pages);
    let mut whole = flow::whole(&pages);
    let mut warnings = Vec::new();
    if !pictures.is_empty() {
        let n_read = n_pages - pictures.len();
        warnings.push(Warning::PicturePages { pages: pictures, n_read });
    }
    if is_damaged {
        warnings.push(Warning::Damaged);
    }
    let head = Head::take(&mut whole.parts);
    let (document, _) = whole.finish();
    Ok(facts(&pdf).imported(head, document, warnings))
}

/// The runs of letters of one page.
fn spans(pdf: &PdfDocument, idx: usize) -> pdf_oxide::Result<Vec<TextSpan>> {
    // Only the other way turns a page that is to be turned. It reads all pages to find their heads
    // before it gives the first, which we do later and better.
    if pdf.get_page_rotation(idx).is_ok_and(|turn| turn != 0) {
        return pdf.extract_spans(idx);
    }
    pdf.extract_spans_with_reading_order(idx, ReadingOrder::TopToBottom)
}

/// Whether the file itself says that a run of letters is of a page's head or foot.
fn is_head(span: &TextSpan) -> bool {
    use PaginationSubtype::{Footer, Header, Watermark};
    matches!(span.artifact_type, Some(ArtifactType::Pagination(Header | Footer | Watermark)))
}

/// Whether a page puts a picture, or something else that is no text of its own, on the paper.
fn draws_picture(pdf: &PdfDocument, idx: usize) -> bool {
    let content = pdf.get_page_content_data(idx).unwrap_or_default();
    memchr::memmem::find_iter(&content, b"Do").next().is_some()
        || memchr::memmem::find(&content, b"BI").is_some()
}

/// What the file says of itself in its list of facts.
fn facts(pdf: &PdfDocument) -> Facts {
    let load = |object: &Object| match object.as_reference() {
        Some(place) => pdf.load_object(place).ok(),
        None => Some(object.clone()),
    };
    let info = pdf.trailer().as_dict().and_then(|trailer| trailer.get("Info")).and_then(load);
    let words = |key: &str| {
        let value = info.as_ref()?.as_dict()?.get(key).and_then(load)?;
        Some(text_string(value.as_string()?))
    };
    let day = |key: &str| {
        let stamp = words(key)?;
        let digits = stamp.strip_prefix("D:").unwrap_or(&stamp);
        let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
        dates::day(&format!("{year}-{month}-{day}"))
    };
    let changed = day("ModDate").or_else(|| day("CreationDate"));
    Facts::new(words("Title").unwrap_or_default(), words("Author").unwrap_or_default(), changed)
}

/// A string that people read: UTF-16 or UTF-8 with a mark, or one byte a letter.
fn text_string(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE,
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE,
        [0xEF, 0xBB, 0xBF, ..] => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}
