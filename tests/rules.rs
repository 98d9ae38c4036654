//! Examples of what each rule finds, one file a rule in `tests/rules/`.
//!
//! A line of text, then a line of carets for each claim under its words, with its kind and parts:
//!
//! ```text
//! @published 2025-05-02
//! Unemployment fell to 4.2 per cent in March.
//!                      ^^^^^^^^^^^^ rate number=4.2 unit=percent type=percent
//! ```
//!
//! Only claims of the kinds that the file names in `@kinds` count. A text without carets must have
//! none. A part that is not given is not compared; a value with spaces stands in brackets. `#` begins
//! a comment, `\n` in a text a new paragraph.

#![expect(clippy::unwrap_used, reason = "an example that cannot be read fails the test")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tickmark::extract::{Amount, Finding, Parts, extract_text};
use tickmark::text::Span;

fn check(rule: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rules/{rule}.txt"));
    let file = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut published = None;
    let mut kinds: Vec<&str> = vec![rule];
    let mut wrong = String::new();
    let mut lines = file.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(date) = line.strip_prefix("@published") {
            published = date.trim().parse().ok();
            continue;
        }
        if let Some(list) = line.strip_prefix("@kinds") {
            kinds = list.split_whitespace().collect();
            continue;
        }
        let text = line.replace("\\n", "\n\n");
        let mut expected = Vec::new();
        while let Some((_, marks)) = lines.next_if(|(_, l)| l.trim_start().starts_with('^')) {
            let column = marks.chars().count() - marks.trim_start().chars().count();
            let marks = marks.trim_start();
            let width = marks.chars().take_while(|&c| c == '^').count();
            // Offsets count in the line as it stands in the file, where a break is two characters.
            let at = |chars: usize| {
                let before: String = line.chars().take(chars).collect();
                before.replace("\\n", "\n\n").len()
            };
            let span = Span::from_range(at(column)..at(column + width));
            expected.push((span, marks[width..].trim().to_owned()));
        }
        let found: Vec<Finding> = extract_text(&text, published)
            .findings
            .into_iter()
            .filter(|f| kinds.contains(&f.kind.name()))
            .collect();
        let mut left: Vec<&Finding> = found.iter().collect();
        for (span, wish) in &expected {
            let hit = left.iter().position(|f| f.span == *span && matches(f, wish, &text));
            match hit {
                Some(hit) => drop(left.remove(hit)),
                None => {
                    writeln!(wrong, "{rule}.txt:{}: missed «{}» {wish}", number + 1, span.of(&text))
                        .unwrap()
                }
            }
        }
        for finding in left {
            let shown = shown(finding, &text);
            writeln!(
                wrong,
                "{rule}.txt:{}: found  «{}» {shown}",
                number + 1,
                finding.span.of(&text)
            )
            .unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn matches(finding: &Finding, wish: &str, text: &str) -> bool {
    let shown = shown(finding, text);
    let has = fields(&shown);
    fields(wish).iter().all(|field| has.contains(field))
}

/// Parts of `kind key=value key=[a value]`.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut depth) = (vec![String::new()], 0);
    for c in line.chars() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            ' ' if depth == 0 => {
                fields.push(String::new());
                continue;
            }
            _ => {}
        }
        fields.last_mut().unwrap().push(c);
    }
    fields.retain(|f| !f.is_empty());
    fields
}

fn shown(finding: &Finding, text: &str) -> String {
    let mut line = finding.kind.name().to_owned();
    let mut add = |key: &str, value: &str| {
        let value = if value.contains(' ') { format!("[{value}]") } else { value.to_owned() };
        write!(line, " {key}={value}").unwrap();
    };
    match &finding.parts {
        Parts::Measure(m) => {
            let open = |n: Option<rust_decimal::Decimal>| {
                n.map_or("?".into(), |n| n.normalize().to_string())
            };
            match m.amount {
                Amount::One(n) => add("number", &n.normalize().to_string()),
                Amount::Range(a, b) => add("number", &format!("{}..{}", open(a), open(b))),
            }
            add("unit", &m.unit);
            add("type", m.kind.name());
            if let Some(bound) = m.bound {
                add("bound", &format!("{bound:?}").to_lowercase());
            }
        }
        Parts::Date(d) => {
            add("type", d.timex.name());
            add("value", &d.value);
            if let Some(m) = d.modifier {
                add("mod", m.name());
            }
            if d.needs_published {
                add("needs", "published");
            }
            if let Some(other) = &d.otherwise {
                add("otherwise", other);
            }
        }
        Parts::Attribution(a) => {
            add("quote", a.quote.name());
            add("source", a.source.map_or("none", |s| s.of(text)));
            add("cue", a.cue.map_or("none", |s| s.of(text)));
            let content: Vec<&str> = a.content.iter().map(|s| s.of(text)).collect();
            add("content", &content.join(" … "));
            if let Some(speaker) = a.speaker {
                add("speaker", speaker.of(text));
            }
        }
        Parts::Name(n) => {
            add("name", n.name.of(text));
            add("role", n.role.map_or("none", |s| s.of(text)));
            add("first", n.first.map_or("none", |s| s.of(text)));
        }
        Parts::Superlative(s) => {
            add("degree", s.degree.of(text));
            add("place", &s.place.map_or("none".to_owned(), |place| place.to_string()));
            add("over", s.over.map_or("none", |s| s.of(text)));
        }
        Parts::Comparison(c) => {
            add("cue", c.cue.of(text));
            add("way", c.direction.name());
            add("by", c.by.map_or("none", |s| s.of(text)));
            add("from", c.from.map_or("none", |s| s.of(text)));
            add("to", c.to.map_or("none", |s| s.of(text)));
        }
        Parts::Plain => {}
    }
    line
}

#[test]
fn every_rule_has_examples() {
    let rules: Vec<&str> = tickmark::extract::RULES.iter().map(|rule| rule.name).collect();
    for rule in rules {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/rules/{rule}.txt"));
        assert!(path.exists(), "no examples for the rule {rule}");
    }
}

macro_rules! rules {
    ($($rule:ident),*) => {
        $(#[test] fn $rule() { check(stringify!($rule)); })*
    };
}

rules!(rate, quantity, date, attribution, name, superlative, comparison);
