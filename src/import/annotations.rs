//! W3C Web Annotations, made here or elsewhere, as claims of an article:
//! <https://www.w3.org/TR/annotation-model/>.
//!
//! An annotation names its words by quote, by position, or by both; the quote is believed first, since
//! positions count the characters of another program's text. Bodies of kinds that a claim has no
//! room for become part of its note, so that nothing is lost. A verdict is a person's: one that comes
//! without the name of whoever concluded it is kept as words of the note.

use serde_json::Value;

use crate::extract::{ClaimKind, Finding, Parts};
use crate::project::{
    ArticleId, AsideReason, Claim, Origin, Proposal, Source, Stamp, Verdict, VerdictKind,
};
use crate::text::{Anchor, CharMap, Document, Place, Span};

/// Annotations, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Annotated {
    /// A claim for each annotation whose words are in the text.
    pub claims: Vec<Claim>,
    /// The words of those that are not.
    pub lost: Vec<String>,
}

/// Reads annotations of the text of `document`.
///
/// # Errors
/// A sentence, without its full stop, where the bytes are no annotations.
pub fn annotations(
    bytes: &[u8],
    article: ArticleId,
    document: &Document,
) -> Result<Annotated, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let json: Value = serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        format!("This is no JSON: it breaks off at line {line}, column {column}")
    })?;
    let items = items(&json);
    if items.is_empty() {
        return Err("This file holds no Web Annotations. Nothing was added".to_owned());
    }
    let map = CharMap::new(document.text());
    let mut annotated = Annotated::default();
    for item in items {
        match placed(item, document, &map) {
            Ok(span) => annotated.claims.push(claim(item, article, document, span)),
            Err(words) => annotated.lost.push(words),
        }
    }
    Ok(annotated)
}

/// The annotations in a file: one, a list, a page, or a collection with its first page in it.
fn items(json: &Value) -> Vec<&Value> {
    match json {
        Value::Array(all) => all.iter().filter(|item| is(item, "Annotation")).collect(),
        _ if is(json, "Annotation") => vec![json],
        _ if is(json, "AnnotationPage") => json.get("items").map(items).unwrap_or_default(),
        _ if is(json, "AnnotationCollection") => json.get("first").map(items).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Whether a thing is of a type, alone or among others.
fn is(json: &Value, kind: &str) -> bool {
    list(json.get("type")).iter().any(|held| held.as_str() == Some(kind))
}

/// One thing or several, as the model allows nearly everywhere.
fn list(json: Option<&Value>) -> Vec<&Value> {
    match json {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
    }
}

fn words<'v>(json: &'v Value, key: &str) -> &'v str {
    json.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Where an annotation's words stand; else what can be said of them.
fn placed(item: &Value, document: &Document, map: &CharMap<'_>) -> Result<Span, String> {
    let mut quote = None;
    let mut position = None;
    for target in list(item.get("target")) {
        for selector in list(target.get("selector")) {
            // A selector may be narrowed by another one, and that again.
            let narrowed = std::iter::successors(Some(selector), |held| held.get("refinedBy"));
            for selector in narrowed.take(DEPTH_MAX) {
                if is(selector, "TextQuoteSelector") {
                    quote = Some(selector);
                } else if is(selector, "TextPositionSelector") {
                    let at = |key: &str| {
                        let at = selector.get(key).and_then(Value::as_u64)?;
                        Some(map.byte_from_char(u32::try_from(at).ok()?))
                    };
                    position = at("start").zip(at("end")).filter(|(start, end)| start < end);
                }
            }
        }
    }
    let position = position.map(|(start, end)| Span::new(start, end));
    if let Some(quote) = quote {
        let anchor = Anchor {
            span: position.unwrap_or_default(),
            quote: words(quote, "exact").to_owned(),
            before: words(quote, "prefix").to_owned(),
            after: words(quote, "suffix").to_owned(),
        };
        return match anchor.locate(document) {
            Place::Exact(span) | Place::Moved(span) => Ok(span),
            Place::Lost => Err(anchor.quote),
        };
    }
    position
        .filter(|&span| !document.words(span).trim().is_empty())
        .ok_or_else(|| "an annotation of no words".to_owned())
}

fn claim(item: &Value, article: ArticleId, document: &Document, span: Span) -> Claim {
    let kind = guessed_kind(document.words(span));
    let finding = Finding::new(span, kind, "annotation", Parts::Plain);
    let mut claim = Claim::from_finding(article, document, &finding);
    claim.origin = Origin::Hand;
    // Whoever annotated it meant it to be looked at.
    claim.worth = 1.0;
    let is_question =
        list(item.get("motivation")).iter().any(|m| m.as_str() == Some("questioning"));
    let creator = creator(item);
    let mut notes: Vec<String> = Vec::new();
    let mut reason = String::new();
    // Words alone are the same as a body of plain text.
    notes.extend(item.get("bodyValue").and_then(Value::as_str).map(str::to_owned));
    let bodies = list(item.get("body"));
    for body in bodies.into_iter().flat_map(|body| members(body, DEPTH_MAX)) {
        let value = value_of(body);
        if value.is_empty() {
            continue;
        }
        // What has several purposes is taken for the first that a claim has room for.
        let purposes = list(body.get("purpose"));
        let mut purposes = purposes.into_iter().filter_map(Value::as_str);
        match purposes.find(|purpose| PURPOSES.contains(purpose)).unwrap_or_default() {
            "tagging" => match ClaimKind::ALL.iter().find(|k| k.name() == value.to_lowercase()) {
                Some(&kind) => claim.kind = kind,
                None => notes.push(value.to_owned()),
            },
            "assessing" => match verdict(value) {
                Some(Verdict::Open) => {}
                Some(verdict) if !creator.is_empty() => claim.verdict = verdict,
                _ => notes.push(value.to_owned()),
            },
            "editing" if claim.proposal.is_none() => {
                claim.proposal = Some(Proposal { words: value.to_owned(), ..Proposal::default() });
            }
            "describing" if reason.is_empty() => value.clone_into(&mut reason),
            "questioning" if !creator.is_empty() && claim.query.words.is_empty() => {
                value.clone_into(&mut claim.query.words);
            }
            "linking" => claim.sources.push(source(value)),
            _ if body.is_string() => claim.sources.push(source(value)),
            _ => notes.push(value.to_owned()),
        }
    }
    match &mut claim.proposal {
        Some(proposal) => proposal.reason = reason,
        None if !reason.is_empty() => notes.push(reason),
        None => {}
    }
    if is_question && !creator.is_empty() && claim.verdict == Verdict::Open {
        claim.verdict = Verdict::Query;
    }
    claim.note = notes.join("\n");
    let when = words(item, "created");
    if claim.verdict != Verdict::Open {
        claim.decided = Some(Stamp { who: creator.to_owned(), when: when.to_owned() });
    }
    claim
}

/// The purposes of bodies that a claim has room for; what has another one is a note.
const PURPOSES: [&str; 6] =
    ["tagging", "assessing", "editing", "describing", "questioning", "linking"];

/// How deep bodies may lie in sets of bodies, and how often a selector may be narrowed.
const DEPTH_MAX: usize = 8;

/// A body, or those of a set (a choice, a list, a composite, or independent ones), in order.
fn members(body: &Value, depth: usize) -> Vec<&Value> {
    match body.get("items") {
        Some(items) if depth > 0 => {
            list(Some(items)).into_iter().flat_map(|item| members(item, depth - 1)).collect()
        }
        _ => vec![body],
    }
}

/// What a body says: its words, or the address of the resource that it is or is a part of.
fn value_of(body: &Value) -> &str {
    let of = |body| ["value", "id"].iter().map(|key| words(body, key)).find(|w| !w.is_empty());
    match (body, body.get("source")) {
        (Value::String(address), _) => address.as_str(),
        (_, Some(Value::String(address))) => words_or(body, address),
        (_, Some(source)) => of(body).or_else(|| of(source)).unwrap_or_default(),
        _ => of(body).unwrap_or_default(),
    }
}

/// The words of a body of its own, else `address`.
fn words_or<'v>(body: &'v Value, address: &'v str) -> &'v str {
    Some(words(body, "value")).filter(|words| !words.is_empty()).unwrap_or(address)
}

/// Who made an annotation: the first name that it gives, else the address of the maker; nothing where
/// it tells neither.
fn creator(item: &Value) -> &str {
    let told = list(item.get("creator")).into_iter().map(|creator| {
        let named = ["name", "nickname", "id"].iter().map(|key| words(creator, key));
        creator.as_str().or_else(|| named.map(str::trim).find(|name| !name.is_empty()))
    });
    told.flatten().map(str::trim).find(|name| !name.is_empty()).unwrap_or_default()
}

/// A verdict in the words that are exported.
fn verdict(value: &str) -> Option<Verdict> {
    let (word, reason) = value.split_once(':').map_or((value, ""), |(word, rest)| (word, rest));
    let named = |kind: &&VerdictKind| kind.words().eq_ignore_ascii_case(word.trim());
    Some(match VerdictKind::ALL.iter().find(named)? {
        VerdictKind::Open => Verdict::Open,
        VerdictKind::Verified => Verdict::Verified,
        VerdictKind::Disputed => Verdict::Disputed,
        VerdictKind::Query => Verdict::Query,
        VerdictKind::SetAside => {
            let reason = reason.trim().to_lowercase();
            let found = AsideReason::ALL.into_iter().find(|r| r.words().to_lowercase() == reason);
            Verdict::SetAside(found.unwrap_or_default())
        }
    })
}

fn source(value: &str) -> Source {
    let is_address = value.starts_with("http://") || value.starts_with("https://");
    let place = if is_address { value.to_owned() } else { String::new() };
    Source { title: value.to_owned(), place, ..Source::default() }
}

/// What kind of claim words are that nobody has told the kind of.
fn guessed_kind(words: &str) -> ClaimKind {
    if words.contains(['“', '"', '«']) {
        ClaimKind::Attribution
    } else if words.chars().any(|c| c.is_ascii_digit()) {
        ClaimKind::Quantity
    } else {
        ClaimKind::Name
    }
}
