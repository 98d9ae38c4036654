//! What a page says of itself in JSON-LD.

use dom_query::Document as Page;
use serde_json::{Map, Value};

/// How deeply lists and graphs in it are searched.
const DEPTH_MAX: usize = 6;

/// What the data says of the page's article.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    /// The house that published it.
    pub(super) site: Option<String>,
    /// Its text, where the page states it here as well.
    pub(super) body: Option<String>,
    pub(super) language: Option<String>,
}

impl Linked {
    /// Reads all such data on a page.
    pub(super) fn read(page: &Page) -> Self {
        let mut objects = Vec::new();
        let scripts = page.select("script[type*='ld+json']");
        let values: Vec<Value> =
            scripts.iter().filter_map(|script| parsed(&script.text())).collect();
        for value in &values {
            gather(value, DEPTH_MAX, &mut objects);
        }
        let articles = || objects.iter().copied().filter(|object| is_of_type(object, is_article));
        let pages = || objects.iter().copied().filter(|object| is_of_type(object, is_page));
        // The page around it tells its date too, but its headline is often the site's.
        let first = |key: &str| articles().find_map(|object| text(object.get(key)?));
        let authors = articles().map(|object| names(object.get("author"), &objects));
        Self {
            headline: first("headline").or_else(|| first("name")),
            authors: authors.into_iter().find(|names| !names.is_empty()).unwrap_or_default(),
            published: first("datePublished")
                .or_else(|| pages().find_map(|object| text(object.get("datePublished")?))),
            modified: first("dateModified")
                .or_else(|| pages().find_map(|object| text(object.get("dateModified")?))),
            site: articles().find_map(|object| names(object.get("publisher"), &objects).pop()),
            body: articles().find_map(|object| match object.get("articleBody")? {
                Value::String(words) if !words.trim().is_empty() => Some(words.clone()),
                _ => None,
            }),
            language: first("inLanguage"),
        }
    }
}

fn parsed(script: &str) -> Option<Value> {
    let json = script.trim();
    if let Ok(value) = serde_json::from_str(json) {
        return Some(value);
    }
    // Some pages wrap it for old browsers, or break lines inside its strings.
    let begin = json.find(['{', '['])?;
    let end = json.rfind(['}', ']'])?;
    let plain: String =
        json.get(begin..=end)?.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&plain)
        .or_else(|_| serde_json::from_str(&without_last_commas(&plain)))
        .ok()
}

/// Data without the commas that some programs write after the last thing of a list.
fn without_last_commas(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut is_string, mut is_escaped) = (false, false);
    for char in json.chars() {
        if !is_string && matches!(char, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        is_string ^= char == '"' && !is_escaped;
        is_escaped = is_string && char == '\\' && !is_escaped;
        out.push(char);
    }
    out
}

/// Every object of the data that may describe the page, in order.
fn gather<'v>(value: &'v Value, depth: usize, objects: &mut Vec<&'v Map<String, Value>>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, depth, objects)),
        Value::Object(object) => {
            objects.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                object.get(key).into_iter().for_each(|value| gather(value, depth, objects));
            }
        }
        _ => {}
    }
}

fn is_of_type(object: &Map<String, Value>, is_it: fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::String(name)) => is_it(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_it),
        _ => false,
    }
}

fn is_article(name: &str) -> bool {
    let name = name.rsplit(['/', '#', ':']).next().unwrap_or(name);
    name.ends_with("Article")
        || name.ends_with("BlogPosting")
        || matches!(name, "Report" | "Review" | "ClaimReview" | "ReportageNewsArticle")
}

fn is_page(name: &str) -> bool {
    name.ends_with("WebPage")
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => {
            let words = super::about::plain(words);
            (!words.is_empty()).then_some(words)
        }
        Value::Array(values) => values.iter().find_map(text),
        Value::Object(object) => text(object.get("name").or_else(|| object.get("@value"))?),
        _ => None,
    }
}

/// The names of people and bodies, some of which stand elsewhere in the data.
fn names(value: Option<&Value>, objects: &[&Map<String, Value>]) -> Vec<String> {
    let Some(value) = value else { return Vec::new() };
    let values = match value {
        Value::Array(values) => values.as_slice(),
        value => std::slice::from_ref(value),
    };
    let named = |value: &Value| {
        let elsewhere = || {
            let id = value.get("@id")?;
            let object =
                objects.iter().find(|o| o.get("@id") == Some(id) && o.contains_key("name"))?;
            text(object.get("name")?)
        };
        text(value).or_else(elsewhere)
    };
    let mut found: Vec<String> = Vec::new();
    for name in values.iter().filter_map(named) {
        if !name.contains("://") && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
