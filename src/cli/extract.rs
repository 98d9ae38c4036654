//! `tickmark extract`.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use clap::Args;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Value, json};

use crate::extract::{Amount, Extraction, Finding, Parts, extract_text};
use crate::text::{CharMap, Span};

/// What `extract` is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Read documents as JSON Lines, write their claims as JSON Lines
    #[arg(long)]
    jsonl: bool,
}

/// Reads, finds, prints.
pub(super) fn run(_arguments: &Arguments) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        let Ok(document) = serde_json::from_str::<Value>(&line) else { return ExitCode::FAILURE };
        let text = document.get("text").and_then(Value::as_str).unwrap_or_default();
        let published =
            document.get("published").and_then(Value::as_str).and_then(|d| d.parse().ok());
        let found = extract_text(text, published);
        let line = line_json(document.get("id").cloned().unwrap_or_default(), text, &found);
        if writeln!(out, "{line}").is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn line_json(id: Value, text: &str, found: &Extraction) -> Value {
    let map = CharMap::new(text);
    let pair = |span: Span| json!([map.char_from_byte(span.start), map.char_from_byte(span.end)]);
    let claims: Vec<Value> = found.findings.iter().map(|f| claim_json(f, text, &pair)).collect();
    let sentences: Vec<Value> = found.sentences.iter().map(|&s| pair(s)).collect();
    json!({ "id": id, "claims": claims, "sentences": sentences })
}

fn claim_json(finding: &Finding, text: &str, pair: &dyn Fn(Span) -> Value) -> Value {
    let place = pair(finding.span);
    let mut claim = json!({
        "kind": finding.kind.name(),
        "start": place[0],
        "end": place[1],
        "text": finding.span.of(text),
    });
    match &finding.parts {
        Parts::Measure(measure) => {
            claim["value"] = json!({
                "number": amount_json(measure.amount),
                "unit": measure.unit,
                "type": measure.kind.name(),
            });
        }
        Parts::Date(date) => {
            claim["type"] = json!(date.timex.name());
            claim["value"] = json!(date.value);
            if let Some(modifier) = date.modifier {
                claim["mod"] = json!(modifier.name());
            }
        }
        Parts::Attribution(parts) => {
            claim["quote"] = json!(parts.quote.name());
            claim["source"] = parts.source.map_or(Value::Null, pair);
            claim["cue"] = parts.cue.map_or(Value::Null, pair);
            claim["content"] = parts.content.iter().map(|&s| pair(s)).collect();
        }
        Parts::Plain => {}
    }
    claim["score"] = json!(finding.worth);
    claim
}

fn amount_json(amount: Amount) -> Value {
    let number = |n: Decimal| {
        let n = n.normalize();
        n.to_i64().filter(|_| n.scale() == 0).map_or_else(|| json!(n.to_f64()), |n| json!(n))
    };
    match amount {
        Amount::One(n) => number(n),
        Amount::Range(low, high) => json!([low.map(number), high.map(number)]),
    }
}
