//! The claims as a workbook: a table with filters, and the sources beside it.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::review::{Review, is_forbidden};
use super::table::{COLUMNS, row};
use super::{Counter, ExportError, Exporter, Options, Tick};

pub(super) const EXPORTER: Exporter = Exporter {
    name: "xlsx",
    label: "Table (Excel)",
    hint: "One row a claim, with filters",
    extension: "xlsx",
    write,
};

/// Most characters that a cell holds, by the format's own limit.
const CELL_MAX: usize = 32_767;

/// Widths of the columns, in characters.
const WIDTHS: [f64; COLUMNS.len()] = [
    8.0, 28.0, 10.0, 12.0, 32.0, 60.0, 24.0, 16.0, 20.0, 40.0, 40.0, 40.0, 28.0, 28.0, 10.0, 10.0,
    40.0, 16.0, 22.0, 8.0, 30.0, 14.0,
];

/// Columns that hold numbers.
const NUMBERS: [&str; 3] = ["number", "paragraph", "worth"];

fn write(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    let mut counter = Counter::new(review, tick);
    let failed = |error: XlsxError| ExportError::Failed(error.to_string());
    let mut workbook = Workbook::new();
    // The day it was made, and not the second: the same project gives the same file.
    let (year, month, day) =
        review.made.map_or((1980, 1, 1), |day| (day.year(), day.month(), day.day()));
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    let created =
        ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1980), part(month), part(day));
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created.map_err(failed)?));
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00F3_F4F1))
        .set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let claims = workbook.add_worksheet();
    claims.set_name("Claims").map_err(failed)?;
    heads(claims, &COLUMNS, &WIDTHS, &head).map_err(failed)?;
    let mut at = 1;
    for article in &review.articles {
        for item in &article.claims {
            for ((column, cell), name) in (0..).zip(row(review, article.title, item)).zip(COLUMNS) {
                put(claims, at, column, &cell, NUMBERS.contains(&name), &body).map_err(failed)?;
            }
            at += 1;
            counter.count()?;
        }
    }
    let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
    claims.autofilter(0, 0, (at - 1).max(1), last).map_err(failed)?;
    claims.set_freeze_panes(1, 0).map_err(failed)?;

    let sources = workbook.add_worksheet();
    sources.set_name("Sources").map_err(failed)?;
    let columns = ["number", "title", "place", "seen", "passage", "contact", "confidential"];
    let widths = [8.0, 40.0, 40.0, 14.0, 60.0, 28.0, 12.0];
    heads(sources, &columns, &widths, &head).map_err(failed)?;
    for (at, source) in (1..).zip(&review.sources) {
        let confidential = if source.is_confidential { "yes" } else { "" };
        let cells = [
            &at.to_string(),
            &source.title,
            &source.place,
            &source.seen,
            &source.passage,
            &source.contact,
            confidential,
        ];
        for (column, cell) in (0..).zip(cells) {
            put(sources, at, column, cell, column == 0, &body).map_err(failed)?;
        }
    }
    sources.set_freeze_panes(1, 0).map_err(failed)?;
    workbook.save_to_buffer().map_err(failed)
}

fn heads(
    sheet: &mut Worksheet,
    columns: &[&str],
    widths: &[f64],
    format: &Format,
) -> Result<(), XlsxError> {
    for ((at, head), &width) in (0..).zip(columns).zip(widths) {
        sheet.write_string_with_format(0, at, *head, format)?.set_column_width(at, width)?;
    }
    Ok(())
}

/// One cell. Text is always written as text, so nothing in it is ever taken for a formula.
fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    is_number: bool,
    format: &Format,
) -> Result<(), XlsxError> {
    if cell.is_empty() {
        return Ok(());
    }
    if let (true, Ok(number)) = (is_number, cell.parse::<f64>()) {
        sheet.write_number_with_format(row, column, number, format)?;
        return Ok(());
    }
    let mut words: String =
        cell.chars().map(|c| if is_forbidden(c) { '\u{FFFD}' } else { c }).take(CELL_MAX).collect();
    if cell.chars().nth(CELL_MAX).is_some() {
        // Told, so that nobody takes the part for the whole.
        let kept = words.char_indices().nth(CELL_MAX - CUT.chars().count()).map_or(0, |(at, _)| at);
        words.truncate(kept);
        words.push_str(CUT);
    }
    sheet.write_string_with_format(row, column, words, format)?;
    Ok(())
}

/// What ends a cell that was too long.
const CUT: &str = " … (cut: a cell holds no more; the other formats have all of it)";
