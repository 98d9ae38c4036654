//! The review as W3C Web Annotations (JSON-LD): <https://www.w3.org/TR/annotation-model/>.
//!
//! One annotation a claim. Its target is the claim's words, by quote and by position in code points
//! (end exclusive), as sections 4.2.4 and 4.2.5 of the model have it; its bodies say what was made of
//! them, each with the motivation of the vocabulary that fits.

use std::fmt::Write;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::review::{Item, Review, Reviewed, is_address, kind_words};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::Verdict;
use crate::text::{Anchor, CharMap};

pub(super) const EXPORTER: Exporter = Exporter {
    name: "annotations",
    label: "Web Annotations (JSON-LD)",
    hint: "For other annotation tools, by the W3C’s model",
    extension: "jsonld",
    write,
};

/// The context of the model.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

fn write(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    let mut counter = Counter::new(review, tick);
    let mut items = Vec::new();
    for article in &review.articles {
        let map = CharMap::new(article.document.text());
        for item in &article.claims {
            items.push(annotation(review, article, item, &map));
            counter.count()?;
        }
    }
    let titles: Vec<&str> = review.articles.iter().map(|article| article.title).collect();
    let collection = json!({
        "@context": CONTEXT,
        "id": name(&[b"collection", titles.join("\n").as_bytes()]),
        "type": "AnnotationCollection",
        "label": format!("Fact check: {}", titles.join("; ")),
        "total": items.len(),
        "first": {
            "id": name(&[b"page", titles.join("\n").as_bytes()]),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    serde_json::to_vec_pretty(&collection).map_err(|error| ExportError::Failed(error.to_string()))
}

/// The same name for the same thing in every export: a UUID of version 8 (RFC 9562), whose bits are
/// a digest.
fn name(parts: &[&[u8]]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update(part);
        sha.update([0]);
    }
    let digest = sha.finalize();
    let mut digits = String::new();
    for (at, byte) in digest.iter().take(16).enumerate() {
        let byte = match at {
            6 => (byte & 0x0F) | 0x80,
            8 => (byte & 0x3F) | 0x80,
            _ => *byte,
        };
        if matches!(at, 4 | 6 | 8 | 10) {
            digits.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    format!("urn:uuid:{digits}")
}

/// Whether a place is an address that has no sign which an IRI may not have (RFC 3987).
fn is_iri(place: &str) -> bool {
    let is_bad = |c: char| c.is_whitespace() || c.is_control() || r#""<>\^`{|}"#.contains(c);
    is_address(place) && !place.contains(is_bad)
}

fn annotation(
    review: &Review<'_>,
    article: &Reviewed<'_>,
    item: &Item<'_>,
    map: &CharMap<'_>,
) -> Value {
    let mut motivations = vec!["assessing"];
    let mut bodies = Vec::new();
    let textual = |purpose: &str, words: &str| json!({ "type": "TextualBody", "value": words, "format": "text/plain", "purpose": purpose });
    bodies.push(textual("tagging", kind_words(item.kind)));
    match item.verdict {
        Verdict::Open => motivations = vec!["identifying"],
        Verdict::Query => {
            motivations = vec!["questioning"];
            bodies.push(textual("assessing", &item.verdict_words()));
        }
        _ => bodies.push(textual("assessing", &item.verdict_words())),
    }
    if !item.note.is_empty() {
        bodies.push(textual("commenting", item.note));
    }
    for words in [item.question, item.answer] {
        if !words.is_empty() {
            bodies.push(textual("questioning", words));
        }
    }
    if let Some(change) = &item.proposal {
        motivations.push("editing");
        bodies.push(textual("editing", change.words));
        if !change.reason.is_empty() {
            bodies.push(textual("describing", change.reason));
        }
    }
    for (at, _) in &item.sources {
        let Some(source) = review.sources.get(*at) else { continue };
        if !motivations.contains(&"linking") {
            motivations.push("linking");
        }
        bodies.push(if is_iri(&source.place) {
            json!({ "type": "SpecificResource", "source": source.place, "purpose": "linking" })
        } else {
            textual("linking", &source.title)
        });
    }
    let anchor = Anchor::new(article.document, item.span);
    let selectors = json!([
        {
            "type": "TextQuoteSelector",
            "exact": anchor.quote,
            "prefix": anchor.before,
            "suffix": anchor.after,
        },
        {
            "type": "TextPositionSelector",
            "start": map.char_from_byte(item.span.start),
            "end": map.char_from_byte(item.span.end),
        },
    ]);
    let source = if is_iri(article.address) {
        article.address.to_owned()
    } else {
        name(&[b"article", article.sha256.as_bytes(), article.title.as_bytes()])
    };
    let id = item.id.0.to_be_bytes();
    let mut annotation = Map::new();
    let mut put = |key: &str, value: Value| annotation.insert(key.to_owned(), value);
    put("@context", json!(CONTEXT));
    put("id", json!(name(&[b"claim", article.sha256.as_bytes(), article.title.as_bytes(), &id])));
    put("type", json!("Annotation"));
    put("motivation", json!(motivations));
    if !item.who.is_empty() {
        put("creator", json!({ "type": "Person", "name": item.who }));
    }
    if !item.when.is_empty() {
        put("created", json!(item.when));
    }
    put("body", json!(bodies));
    put("target", json!({ "source": source, "selector": selectors }));
    Value::Object(annotation)
}
