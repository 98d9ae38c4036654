//! The claims as one table, and the table as CSV.

use super::claims::value_words;
use super::review::{Item, Review, kind_words};
use super::{Counter, ExportError, Exporter, Options, Tick};

pub(super) const EXPORTER: Exporter = Exporter {
    name: "csv",
    label: "Table (CSV)",
    hint: "One row a claim, for any spreadsheet",
    extension: "csv",
    write,
};

/// The heads of the columns.
pub(super) const COLUMNS: [&str; 22] = [
    "number",
    "article",
    "paragraph",
    "kind",
    "claim",
    "sentence",
    "value",
    "read as",
    "verdict",
    "note",
    "query",
    "answer",
    "change to",
    "why",
    "severity",
    "state",
    "sources",
    "decided by",
    "decided",
    "worth",
    "reasons",
    "rule",
];

/// One claim as cells under [`COLUMNS`].
pub(super) fn row(review: &Review<'_>, title: &str, item: &Item<'_>) -> [String; COLUMNS.len()] {
    let sources: Vec<String> = item
        .sources
        .iter()
        .filter_map(|(at, supports)| {
            let source = review.sources.get(*at)?;
            let says = match supports {
                Some(true) => " (supports)",
                Some(false) => " (contradicts)",
                None => "",
            };
            let place =
                if source.place.is_empty() { String::new() } else { format!(", {}", source.place) };
            Some(format!("{}{place}{says}", source.title))
        })
        .collect();
    let reasons: Vec<&str> = item.reasons.iter().map(|reason| reason.words()).collect();
    let change = item.proposal.as_ref();
    [
        item.number.to_string(),
        title.to_owned(),
        item.paragraph.map(|n| n.to_string()).unwrap_or_default(),
        kind_words(item.kind).to_lowercase(),
        item.quote.clone(),
        format!("{}{}{}", item.before, item.quote, item.after),
        item.value.clone(),
        value_words(item.parts),
        item.verdict_words(),
        item.note.to_owned(),
        item.question.to_owned(),
        item.answer.to_owned(),
        change.map(|c| c.words.to_owned()).unwrap_or_default(),
        change.map(|c| c.reason.to_owned()).unwrap_or_default(),
        change.map(|c| c.severity.words().to_lowercase()).unwrap_or_default(),
        change.map(|c| c.state.words().to_lowercase()).unwrap_or_default(),
        sources.join("; "),
        item.who.to_owned(),
        item.when.to_owned(),
        format!("{:.2}", item.worth),
        reasons.join(", "),
        item.rule.unwrap_or("by hand").to_owned(),
    ]
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before
/// it, as OWASP advises for CSV injection.
pub(super) fn defused(cell: &str) -> String {
    let begins =
        |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    if cell.starts_with(begins) { format!("'{cell}") } else { cell.to_owned() }
}

fn write(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    let mut counter = Counter::new(review, tick);
    let failed = |error: csv::Error| ExportError::Failed(error.to_string());
    // RFC 4180 ends lines so.
    let mut table =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(COLUMNS).map_err(failed)?;
    for article in &review.articles {
        for item in &article.claims {
            let cells = row(review, article.title, item).map(|cell| defused(&cell));
            table.write_record(&cells).map_err(failed)?;
            counter.count()?;
        }
    }
    table.into_inner().map_err(|error| ExportError::Failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_defused() {
        for cell in ["=1+1", "+1", "-1", "@a", "\tx", "\rx"] {
            assert_eq!(defused(cell), format!("'{cell}"));
        }
        for cell in ["1-1", "a=b", " =", ""] {
            assert_eq!(defused(cell), cell);
        }
    }
}
