//! RIS: a tag of two signs, two spaces, a dash, and the value; `ER` ends an entry.

use super::{Entry, SourceList, dated};

/// Whether a text is RIS: its first line that is not blank has a tag.
pub(super) fn is_it(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| tagged(line).is_some())
}

/// The tag and value of a line. The space after the dash is lost where an editor cut line ends.
fn tagged(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{FEFF}').trim_end();
    let (tag, rest) = line.split_at_checked(2)?;
    let mut signs = tag.chars();
    let is_tag = signs.next().is_some_and(|c| c.is_ascii_uppercase())
        && signs.next().is_some_and(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let value = rest.trim_start_matches(' ').strip_prefix('-')?;
    let is_parted = rest.starts_with(' ') && (value.is_empty() || value.starts_with(' '));
    (is_tag && is_parted).then(|| (tag, value.trim()))
}

pub(super) fn read(text: &str, list: &mut SourceList) {
    let mut open: Option<(usize, Vec<(&str, String)>)> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match tagged(line) {
            Some(("TY", _)) => {
                // The one before has lost its end, and nothing else.
                if let Some((at, fields)) = open.take() {
                    list.put(at, entry(fields));
                }
                open = Some((number, Vec::new()));
            }
            Some(("ER", _)) => match open.take() {
                Some((at, fields)) => list.put(at, entry(fields)),
                None => list.problems.push(format!("Line {number} ends an entry that never began")),
            },
            Some((tag, value)) => match &mut open {
                Some((_, fields)) => fields.push((tag, value.to_owned())),
                None => list
                    .problems
                    .push(format!("Line {number} stands outside any entry and was left out")),
            },
            None if line.trim().is_empty() => {}
            // A value goes on in lines without a tag.
            None => match open.as_mut().and_then(|(_, fields)| fields.last_mut()) {
                Some((_, value)) => {
                    value.push('\n');
                    value.push_str(line.trim());
                }
                None => list
                    .problems
                    .push(format!("Line {number} stands outside any entry and was left out")),
            },
        }
    }
    if let Some((at, fields)) = open {
        list.put(at, entry(fields));
    }
}

fn entry(fields: Vec<(&str, String)>) -> Entry {
    let mut entry = Entry::default();
    let first = |held: &mut String, value: String| {
        if held.is_empty() {
            *held = value;
        }
    };
    for (tag, value) in fields {
        match tag {
            "TI" | "T1" | "CT" => first(&mut entry.title, value),
            "AU" | "A1" => entry.authors.push(value),
            "PY" | "Y1" | "DA" => {
                let value = dated(&value);
                // A full date tells more than the year that stands beside it.
                if value.len() > entry.issued.len() {
                    entry.issued = value;
                }
            }
            "JO" | "JF" | "T2" | "BT" => first(&mut entry.container, value),
            "PB" => first(&mut entry.publisher, value),
            "DO" => first(&mut entry.doi, value),
            // Journals give their ISSN here, eight figures; no number of the article.
            "SN" if value.chars().filter(|c| c.is_ascii_digit()).count() >= 9 => {
                first(&mut entry.isbn, value);
            }
            "UR" => first(&mut entry.url, value),
            "AV" => first(&mut entry.archive, value),
            "Y2" => entry.seen = dated(&value),
            "AB" | "N2" | "N1" => entry.notes.push(value),
            _ => {}
        }
    }
    entry
}
