//! The claims of a text as JSON and as rows of a table.
//!
//! Offsets are code points of the text, end exclusive; inside the program they are bytes.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::extract::{Amount, Bound, ClaimKind, Extraction, Finding, Measure, Parts, Reason};
use crate::text::{CharMap, Span};

/// A text with what was found in it.
#[derive(Debug)]
pub struct Report<'t> {
    text: &'t str,
    map: CharMap<'t>,
    found: &'t Extraction,
    is_explained: bool,
}

impl<'t> Report<'t> {
    /// Reads `text` once, to count its characters. `found` is what was found in this very text.
    #[must_use]
    pub fn new(text: &'t str, found: &'t Extraction) -> Self {
        Self { text, map: CharMap::new(text), found, is_explained: false }
    }

    /// Adds to each claim the rule that found it and the reasons for its score.
    #[must_use]
    pub const fn explained(mut self, is_explained: bool) -> Self {
        self.is_explained = is_explained;
        self
    }

    /// The claims, for JSON: a list of objects.
    #[must_use]
    pub const fn claims(&self) -> Claims<'_> {
        Claims(self)
    }

    /// One claim that was found in the text, for JSON.
    pub fn claim<'r>(&'r self, finding: &'r Finding) -> impl Serialize + 'r {
        Claim { report: self, finding }
    }

    /// The sentences, for JSON: a list of `[start, end]`.
    #[must_use]
    pub const fn sentences(&self) -> Sentences<'_> {
        Sentences(self)
    }

    /// The claims as cells under [`COLUMNS`].
    pub fn rows(&self) -> impl Iterator<Item = [String; COLUMNS.len()]> {
        self.found.findings.iter().map(|finding| self.row(finding))
    }

    /// A span in code points.
    fn place(&self, span: Span) -> [u32; 2] {
        [self.map.char_from_byte(span.start), self.map.char_from_byte(span.end)]
    }

    fn row(&self, finding: &Finding) -> [String; COLUMNS.len()] {
        let [start, end] = self.place(finding.span);
        let words = |span: Span| span.of(self.text).to_owned();
        let (mut unit, mut kind, mut modifier) = (String::new(), "", String::new());
        let (mut source, mut cue, mut content) = Default::default();
        match &finding.parts {
            Parts::Measure(measure) => {
                unit.clone_from(&measure.unit);
                kind = measure.kind.name();
                modifier = measure.bound.map(bound_name).unwrap_or_default().to_owned();
            }
            Parts::Date(date) => {
                kind = date.timex.name();
                modifier = date.modifier.map(|m| m.name()).unwrap_or_default().to_owned();
            }
            Parts::Attribution(parts) => {
                kind = parts.quote.name();
                source = parts.source.map(words).unwrap_or_default();
                cue = parts.cue.map(words).unwrap_or_default();
                content =
                    parts.content.iter().map(|&span| words(span)).collect::<Vec<_>>().join(" … ");
            }
            Parts::Comparison(parts) => {
                kind = parts.direction.name();
                cue = words(parts.cue);
            }
            Parts::Name(_) | Parts::Superlative(_) | Parts::Plain => {}
        }
        [
            finding.kind.name().to_owned(),
            start.to_string(),
            end.to_string(),
            words(finding.span),
            value_words(&finding.parts),
            unit,
            kind.to_owned(),
            modifier,
            source,
            cue,
            content,
            finding.worth.to_string(),
            finding.rule.to_owned(),
            finding.reasons.iter().map(|reason| reason.words()).collect::<Vec<_>>().join(", "),
        ]
    }
}

/// The heads of the columns of [`Report::rows`].
pub const COLUMNS: [&str; 14] = [
    "kind", "start", "end", "text", "value", "unit", "type", "mod", "source", "cue", "content",
    "score", "rule", "reasons",
];

/// The normalized value in words: `145`, `20 to 145`, `2025-04`. Nothing where a kind has none.
#[must_use]
pub fn value_words(parts: &Parts) -> String {
    match parts {
        Parts::Measure(measure) => match measure.amount {
            Amount::One(n) => plain(n),
            Amount::Range(Some(low), Some(high)) => format!("{} to {}", plain(low), plain(high)),
            Amount::Range(Some(low), None) => format!("{} or more", plain(low)),
            Amount::Range(None, Some(high)) => format!("up to {}", plain(high)),
            Amount::Range(None, None) => String::new(),
        },
        Parts::Date(date) => date.value.clone(),
        Parts::Superlative(parts) => parts.place.map(|place| place.to_string()).unwrap_or_default(),
        Parts::Attribution(_) | Parts::Name(_) | Parts::Comparison(_) | Parts::Plain => {
            String::new()
        }
    }
}

/// The name of a bound in files and on the command line.
#[must_use]
pub const fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::About => "about",
        Bound::Below => "below",
        Bound::Above => "above",
        Bound::AtMost => "at most",
        Bound::AtLeast => "at least",
        Bound::Nearly => "nearly",
    }
}

/// A number in digits, without zeros at its end.
fn plain(n: Decimal) -> String {
    n.normalize().to_string()
}

/// See [`Report::claims`].
#[derive(Debug)]
pub struct Claims<'r>(&'r Report<'r>);

impl Serialize for Claims<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(
            self.0.found.findings.iter().map(|finding| Claim { report: self.0, finding }),
        )
    }
}

/// See [`Report::sentences`].
#[derive(Debug)]
pub struct Sentences<'r>(&'r Report<'r>);

impl Serialize for Sentences<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.found.sentences.iter().map(|&span| self.0.place(span)))
    }
}

struct Claim<'r> {
    report: &'r Report<'r>,
    finding: &'r Finding,
}

impl Serialize for Claim<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { report, finding } = *self;
        let mut claim = serializer.serialize_map(None)?;
        let place = |span| report.place(span);
        what_it_says(&mut claim, report.text, finding.span, finding.kind, &finding.parts, place)?;
        claim.serialize_entry("score", &finding.worth)?;
        if report.is_explained {
            claim.serialize_entry("rule", finding.rule)?;
            let reasons: Vec<_> = finding.reasons.iter().collect();
            claim.serialize_entry("reasons", &ReasonsJson(&reasons))?;
        }
        claim.end()
    }
}

/// Writes where a claim stands and what was read in it. `place` gives a span in code points.
pub(super) fn what_it_says<M: SerializeMap>(
    claim: &mut M,
    text: &str,
    span: Span,
    kind: ClaimKind,
    parts: &Parts,
    place: impl Fn(Span) -> [u32; 2],
) -> Result<(), M::Error> {
    let [start, end] = place(span);
    claim.serialize_entry("kind", kind.name())?;
    claim.serialize_entry("start", &start)?;
    claim.serialize_entry("end", &end)?;
    claim.serialize_entry("text", span.of(text))?;
    match parts {
        Parts::Measure(measure) => claim.serialize_entry("value", &MeasureJson(measure))?,
        Parts::Date(date) => {
            claim.serialize_entry("type", date.timex.name())?;
            claim.serialize_entry("value", &date.value)?;
            if let Some(modifier) = date.modifier {
                claim.serialize_entry("mod", modifier.name())?;
            }
            if date.needs_published {
                claim.serialize_entry("needs_published", &true)?;
            }
            if let Some(otherwise) = &date.otherwise {
                claim.serialize_entry("otherwise", otherwise)?;
            }
        }
        Parts::Attribution(parts) => {
            let maybe = |span: Option<Span>| span.map(&place);
            claim.serialize_entry("quote", parts.quote.name())?;
            claim.serialize_entry("source", &maybe(parts.source))?;
            claim.serialize_entry("cue", &maybe(parts.cue))?;
            let content: Vec<_> = parts.content.iter().map(|&s| place(s)).collect();
            claim.serialize_entry("content", &content)?;
            if let Some(speaker) = maybe(parts.speaker) {
                claim.serialize_entry("speaker", &speaker)?;
            }
        }
        Parts::Name(parts) => {
            claim.serialize_entry("name", &place(parts.name))?;
            claim.serialize_entry("role", &parts.role.map(&place))?;
            claim.serialize_entry("first", &parts.first.map(&place))?;
        }
        Parts::Superlative(parts) => {
            claim.serialize_entry("degree", &place(parts.degree))?;
            claim.serialize_entry("place", &parts.place)?;
            claim.serialize_entry("over", &parts.over.map(&place))?;
        }
        Parts::Comparison(parts) => {
            claim.serialize_entry("cue", &place(parts.cue))?;
            claim.serialize_entry("direction", parts.direction.name())?;
            claim.serialize_entry("by", &parts.by.map(&place))?;
            claim.serialize_entry("from", &parts.from.map(&place))?;
            claim.serialize_entry("to", &parts.to.map(&place))?;
        }
        Parts::Plain => {}
    }
    Ok(())
}

struct MeasureJson<'f>(&'f Measure);

impl Serialize for MeasureJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serializer.serialize_map(None)?;
        match self.0.amount {
            Amount::One(n) => value.serialize_entry("number", &Number(n))?,
            Amount::Range(low, high) => {
                value.serialize_entry("number", &[low.map(Number), high.map(Number)])?
            }
        }
        value.serialize_entry("unit", &self.0.unit)?;
        value.serialize_entry("type", self.0.kind.name())?;
        if let Some(bound) = self.0.bound {
            value.serialize_entry("bound", bound_name(bound))?;
        }
        value.end()
    }
}

pub(super) struct ReasonsJson<'f>(pub(super) &'f [Reason]);

impl Serialize for ReasonsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|reason| reason.words()))
    }
}

/// A whole number as JSON writes one, any other as the nearest double.
struct Number(Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let n = self.0.normalize();
        if n.scale() == 0 {
            return match n.to_i64() {
                Some(n) => serializer.serialize_i64(n),
                None => serializer.serialize_i128(n.mantissa()),
            };
        }
        // By way of its digits, since that rounds once.
        serializer.serialize_f64(n.to_string().parse().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{
        AttributionParts, DateParts, MeasureKind, Modifier, QuoteKind, TimexKind,
    };

    fn decimal(digits: &str) -> Decimal {
        digits.parse().unwrap()
    }

    fn check(text: &str, words: &str, kind: ClaimKind, parts: Parts, json: &str, row: &str) {
        let at = text.find(words).unwrap();
        let mut finding = Finding::new(Span::from_range(at..at + words.len()), kind, "rule", parts);
        finding.worth = 0.5;
        finding.reasons.add(Reason::SpecificFigure);
        let found = Extraction {
            findings: vec![finding],
            sentences: vec![Span::from_range(0..text.len())],
            ..Extraction::default()
        };
        let report = Report::new(text, &found);
        let claims = serde_json::to_string(&report.claims()).unwrap();
        assert_eq!(claims, format!("[{json},\"score\":0.5}}]"));
        assert_eq!(report.rows().next().unwrap().join("|"), row);
        assert_eq!(
            serde_json::to_string(&report.sentences()).unwrap(),
            format!("[[0,{}]]", text.chars().count())
        );
        let claims = serde_json::to_string(&report.explained(true).claims()).unwrap();
        assert!(claims.ends_with(r#""rule":"rule","reasons":["a specific figure"]}]"#));
    }

    #[test]
    fn offsets_are_code_points_and_numbers_are_exact() {
        let measure = |amount, unit: &str, kind, bound| {
            Parts::Measure(Measure { amount, unit: unit.to_owned(), kind, bound })
        };
        check(
            "“É” 🦀 rose 0.10 percent",
            "0.10 percent",
            ClaimKind::Rate,
            measure(Amount::One(decimal("0.10")), "percent", MeasureKind::Percent, None),
            r#"{"kind":"rate","start":11,"end":23,"text":"0.10 percent","value":{"number":0.1,"unit":"percent","type":"percent"}"#,
            "rate|11|23|0.10 percent|0.1|percent|percent|||||0.5|rule|a specific figure",
        );
        check(
            "at least 5 to 10 boats",
            "at least 5 to 10",
            ClaimKind::Quantity,
            measure(
                Amount::Range(Some(decimal("5")), Some(decimal("100000000000000000000"))),
                "boat",
                MeasureKind::Count,
                Some(Bound::AtLeast),
            ),
            r#"{"kind":"quantity","start":0,"end":16,"text":"at least 5 to 10","value":{"number":[5,100000000000000000000],"unit":"boat","type":"count","bound":"at least"}"#,
            "quantity|0|16|at least 5 to 10|5 to 100000000000000000000|boat|count|at least||||0.5|rule|a specific figure",
        );
    }

    #[test]
    fn dates_and_attributions_give_their_parts() {
        check(
            "Early in April",
            "Early in April",
            ClaimKind::Date,
            Parts::Date(DateParts {
                timex: TimexKind::Date,
                value: "XXXX-04".to_owned(),
                modifier: Some(Modifier::Start),
                needs_published: true,
                otherwise: None,
            }),
            r#"{"kind":"date","start":0,"end":14,"text":"Early in April","type":"DATE","value":"XXXX-04","mod":"START","needs_published":true"#,
            "date|0|14|Early in April|XXXX-04||DATE|START||||0.5|rule|a specific figure",
        );
        check(
            "“Né,” Zoë said",
            "“Né,” Zoë said",
            ClaimKind::Attribution,
            Parts::Attribution(AttributionParts {
                quote: QuoteKind::Direct,
                source: Some(Span::new(11, 15)),
                cue: Some(Span::new(16, 20)),
                content: vec![Span::new(3, 7)],
                speaker: None,
            }),
            r#"{"kind":"attribution","start":0,"end":14,"text":"“Né,” Zoë said","quote":"direct","source":[6,9],"cue":[10,14],"content":[[1,4]]"#,
            "attribution|0|14|“Né,” Zoë said|||direct||Zoë|said|Né,|0.5|rule|a specific figure",
        );
    }
}
