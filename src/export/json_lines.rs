//! The review as JSON Lines: of each claim what `tickmark extract` prints, and what was made of it.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

use super::claims::{ReasonsJson, what_it_says};
use super::review::{Item, Review, Reviewed, verdict_name};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::{AsideReason, Verdict};
use crate::text::CharMap;

pub(super) const EXPORTER: Exporter = Exporter {
    name: "jsonl",
    label: "Data (JSON Lines)",
    hint: "One object a claim, for programs",
    extension: "jsonl",
    write,
};

fn write(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    let mut counter = Counter::new(review, tick);
    let failed = |error: serde_json::Error| ExportError::Failed(error.to_string());
    let mut lines = Vec::new();
    for article in &review.articles {
        let map = CharMap::new(article.document.text());
        for item in &article.claims {
            let line = Line { review, article, item, map: &map };
            serde_json::to_writer(&mut lines, &line).map_err(failed)?;
            lines.push(b'\n');
            counter.count()?;
        }
    }
    Ok(lines)
}

struct Line<'r> {
    review: &'r Review<'r>,
    article: &'r Reviewed<'r>,
    item: &'r Item<'r>,
    map: &'r CharMap<'r>,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { review, article, item, map } = *self;
        let text = article.document.text();
        let mut line = serializer.serialize_map(None)?;
        line.serialize_entry("article", article.title)?;
        line.serialize_entry("number", &item.number)?;
        let place = |span: crate::text::Span| {
            [map.char_from_byte(span.start), map.char_from_byte(span.end)]
        };
        what_it_says(&mut line, text, item.span, item.kind, item.parts, place)?;
        line.serialize_entry("score", &item.worth)?;
        line.serialize_entry("rule", &item.rule)?;
        line.serialize_entry("reasons", &ReasonsJson(item.reasons))?;
        line.serialize_entry("paragraph", &item.paragraph)?;
        line.serialize_entry("verdict", verdict_name(item.verdict.kind()))?;
        if let Verdict::SetAside(reason) = item.verdict {
            let reason = match reason {
                AsideReason::CannotVerify => "cannot verify",
                AsideReason::Opinion => "opinion",
                AsideReason::NotAClaim => "not a claim",
            };
            line.serialize_entry("set_aside_because", reason)?;
        }
        if let Some((before, stale)) = item.checked_before {
            let what: Vec<&str> = stale.what.iter().map(|changed| changed.words()).collect();
            line.serialize_entry("verdict_before", verdict_name(before.kind()))?;
            line.serialize_entry("changed_since", &what)?;
        }
        if !item.when.is_empty() {
            line.serialize_entry("decided", item.when)?;
        }
        if !item.who.is_empty() {
            line.serialize_entry("decided_by", item.who)?;
        }
        for (key, words) in [("query", item.question), ("answer", item.answer)] {
            if !words.is_empty() {
                line.serialize_entry(key, words)?;
            }
        }
        if !item.note.is_empty() {
            line.serialize_entry("note", item.note)?;
        }
        if let Some(change) = &item.proposal {
            let change = json!({
                "words": change.words,
                "reason": change.reason,
                "severity": change.severity.words().to_lowercase(),
                "state": change.state.words().to_lowercase(),
            });
            line.serialize_entry("change", &change)?;
        }
        let sources: Vec<_> = item
            .sources
            .iter()
            .filter_map(|(at, supports)| Some((review.sources.get(*at)?, supports)))
            .map(|(source, supports)| {
                json!({
                    "title": source.title,
                    "imprint": source.imprint.words(),
                    "place": source.place,
                    "passage": source.passage,
                    "pinpoint": source.pinpoint,
                    "seen": source.seen,
                    "contact": source.contact,
                    "confidential": source.is_confidential,
                    "supports": supports,
                })
            })
            .collect();
        if !sources.is_empty() {
            line.serialize_entry("sources", &sources)?;
        }
        line.end()
    }
}
