//! CSL-JSON: a list of items, as Zotero and Pandoc write it.

use serde_json::Value;

use super::{Entry, SourceList};

/// Reads every item by itself, so that one that is broken costs no other.
pub(super) fn read(text: &str, list: &mut SourceList) {
    for (line, words) in items(text) {
        match serde_json::from_str::<Value>(words) {
            Ok(json) => match json.get("items").and_then(Value::as_array) {
                Some(items) => items.iter().for_each(|item| list.put(line, entry(item))),
                None => list.put(line, entry(&json)),
            },
            Err(error) => {
                let line = line + error.line().saturating_sub(1);
                list.problems.push(format!("The entry that breaks off at line {line} is no JSON"));
            }
        }
    }
}

/// The objects that stand in no other, with the line each begins in.
fn items(text: &str) -> Vec<(usize, &str)> {
    let (mut items, mut depth, mut line, mut begin) = (Vec::new(), 0_usize, 1, None);
    let (mut is_string, mut is_escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'\n' {
            line += 1;
        }
        if is_string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                // A string never holds a line end: it was never closed.
                b'"' | b'\n' => is_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => is_string = true,
            b'{' => {
                if depth == 0 {
                    begin = Some((line, at));
                }
                depth += 1;
            }
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some((line, from)) = begin.take()
                {
                    items.push((line, text.get(from..=at).unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    if let Some((line, from)) = begin {
        items.push((line, text.get(from..).unwrap_or_default()));
    }
    items
}

fn entry(json: &Value) -> Entry {
    let words = |key: &str| match json.get(key) {
        Some(Value::String(words)) => words.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let people =
        |key: &str| json.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let by = ["author", "editor"].into_iter().map(people).find(|all| !all.is_empty());
    Entry {
        title: words("title"),
        authors: by.unwrap_or_default().iter().map(name).collect(),
        issued: date(json.get("issued")),
        container: words("container-title"),
        publisher: words("publisher"),
        doi: words("DOI"),
        isbn: words("ISBN"),
        url: words("URL"),
        archive: words("archive_location"),
        seen: date(json.get("accessed")),
        notes: ["abstract", "note", "annote"]
            .map(words)
            .into_iter()
            .filter(|w| !w.is_empty())
            .collect(),
    }
}

fn name(json: &Value) -> String {
    let part = |key: &str| json.get(key).and_then(Value::as_str).unwrap_or_default().trim();
    let literal = part("literal");
    if !literal.is_empty() {
        return literal.to_owned();
    }
    let join = |parts: [&str; 2]| {
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let family = join([part("non-dropping-particle"), part("family")]);
    let given = join([part("given"), part("dropping-particle")]);
    let suffix = part("suffix");
    let given = if suffix.is_empty() { given } else { join([&given, suffix]) };
    if given.is_empty() { family } else { format!("{family}, {given}") }
}

/// `{"date-parts": [[2024, 5, 3]]}`, with figures as numbers or words; else the words it was given in.
fn date(json: Option<&Value>) -> String {
    let Some(json) = json else { return String::new() };
    let part = |part: &Value| match part {
        Value::Number(number) => number.as_i64(),
        Value::String(words) => words.trim().parse().ok(),
        _ => None,
    };
    let parts = json.get("date-parts").and_then(|dates| dates.get(0)).and_then(Value::as_array);
    let parts: Vec<i64> = parts.map(|all| all.iter().map_while(part).collect()).unwrap_or_default();
    match parts.split_first() {
        Some((year, rest)) => {
            rest.iter().take(2).fold(format!("{year:04}"), |date, part| format!("{date}-{part:02}"))
        }
        None => {
            let raw = ["raw", "literal"].iter().find_map(|key| json.get(*key)?.as_str());
            super::dated(raw.or(json.as_str()).unwrap_or_default())
        }
    }
}
