//! Values of claims in words that a person reads.

mod timex;

use super::{Article, Claim};
use crate::extract::{Amount, Bound, DateParts, Measure, MeasureKind, Modifier, Parts};
use crate::text::Span;

/// What stands for a date whose publication date is missing.
pub const NEEDS_PUBLISHED: &str = "needs the publication date";

/// Words in one line.
#[must_use]
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A claim's value: the user's, or what the rule read.
#[must_use]
pub fn value(claim: &Claim, article: &Article) -> String {
    if let Some(correction) = &claim.correction {
        return correction.clone();
    }
    match &claim.parts {
        Parts::Measure(parts) => measure(parts),
        Parts::Date(parts) => date(parts),
        Parts::Attribution(parts) => {
            let words = |span: Option<Span>| span.map(|s| one_line(article.document.words(s)));
            match (words(parts.source), words(parts.cue)) {
                (Some(source), Some(cue)) => format!("{source}, {cue}"),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => "no source named".to_owned(),
            }
        }
        Parts::Name(parts) => {
            let of = |span: Option<Span>| span.map(|s| one_line(article.document.words(s)));
            of(parts.role)
                .or_else(|| of(parts.first).map(|first| format!("see {first}")))
                .unwrap_or_default()
        }
        Parts::Superlative(parts) => {
            let place = parts.place.filter(|&place| place > 1).map(|place| format!("no. {place}"));
            let over = parts.over.map(|span| one_line(article.document.words(span)));
            joined([place, over])
        }
        Parts::Comparison(parts) => {
            let of = |before: &str, span: Option<Span>| {
                span.map(|s| format!("{before}{}", one_line(article.document.words(s))))
            };
            joined([of("by ", parts.by), of("from ", parts.from), of("to ", parts.to)])
        }
        Parts::Plain => String::new(),
    }
}

/// What there is, parted by middle dots.
fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Whether the value hangs on a publication date that is not known.
#[must_use]
pub const fn needs_published(claim: &Claim) -> bool {
    matches!(&claim.parts, Parts::Date(DateParts { needs_published: true, .. }))
        && claim.correction.is_none()
}

/// A number with its unit: `1,840,000,000 dollar`, `4.2 percent`.
#[must_use]
pub fn measure(measure: &Measure) -> String {
    let amount = match measure.amount {
        Amount::One(n) => number(n),
        Amount::Range(Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        Amount::Range(Some(low), None) => format!("{} or more", number(low)),
        Amount::Range(None, Some(high)) => format!("up to {}", number(high)),
        Amount::Range(None, None) => "open".to_owned(),
    };
    let bound = match measure.bound {
        None => "",
        Some(Bound::About) => "about ",
        Some(Bound::Below) => "less than ",
        Some(Bound::Above) => "more than ",
        Some(Bound::AtMost) => "at most ",
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::Nearly) => "nearly ",
    };
    match measure.kind {
        MeasureKind::Ordinal => format!("{bound}no. {amount}"),
        MeasureKind::Age => format!("age {bound}{amount}"),
        _ if measure.amount == Amount::One(rust_decimal::Decimal::ONE) => {
            format!("{bound}{amount} {}", measure.unit)
        }
        _ => format!("{bound}{amount} {}", plural(&measure.unit)),
    }
    .trim_end()
    .to_owned()
}

/// A unit of more than one: what stands before "per" takes the plural.
fn plural(unit: &str) -> String {
    let (head, rest) = match unit.split_once(" per ") {
        Some((head, rest)) => (head, format!(" per {rest}")),
        None => (unit, String::new()),
    };
    // A cubic metre, a pound sterling: the word that changes is not always the last.
    let (first, last) = head.rsplit_once(' ').map_or(("", head), |(first, last)| (first, last));
    let last = match last {
        "" | "percent" | "hertz" | "celsius" | "fahrenheit" | "yen" | "yuan" | "baht" | "won"
        | "rand" | "renminbi" => last.to_owned(),
        "person" => "people".to_owned(),
        "man" => "men".to_owned(),
        "woman" => "women".to_owned(),
        "child" => "children".to_owned(),
        "foot" => "feet".to_owned(),
        "inch" => "inches".to_owned(),
        _ if last.ends_with(|c: char| !c.is_alphabetic()) => last.to_owned(),
        _ if last.ends_with(['s', 'x', 'z']) || last.ends_with("ch") || last.ends_with("sh") => {
            format!("{last}es")
        }
        _ if last.ends_with('y')
            && !["ay", "ey", "oy", "uy"].iter().any(|end| last.ends_with(end)) =>
        {
            format!("{}ies", last.trim_end_matches('y'))
        }
        _ => format!("{last}s"),
    };
    if first.is_empty() { format!("{last}{rest}") } else { format!("{first} {last}{rest}") }
}

/// A decimal with its thousands parted by commas.
#[must_use]
pub fn number(number: rust_decimal::Decimal) -> String {
    let plain = number.normalize().to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("−", rest));
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(w, f)| (w, Some(f)));
    let mut grouped = String::new();
    for (idx, digit) in whole.chars().enumerate() {
        if idx > 0 && (whole.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let fraction = fraction.map(|f| format!(".{f}")).unwrap_or_default();
    format!("{sign}{grouped}{fraction}")
}

/// A TIMEX3 value in words, with what modifies it.
#[must_use]
pub fn date(parts: &DateParts) -> String {
    if parts.needs_published {
        return NEEDS_PUBLISHED.to_owned();
    }
    let before = match parts.modifier {
        None => "",
        Some(Modifier::Start) => "early ",
        Some(Modifier::Mid) => "middle of ",
        Some(Modifier::End) => "late ",
        Some(Modifier::Approx) => "about ",
        Some(Modifier::Before) => "before ",
        Some(Modifier::After) => "after ",
        Some(Modifier::LessThan) => "less than ",
        Some(Modifier::MoreThan) => "more than ",
        Some(Modifier::EqualOrLess) => "at most ",
        Some(Modifier::EqualOrMore) => "at least ",
    };
    let otherwise = parts.otherwise.as_deref().map(|other| {
        format!(
            ", or {}: the order of day and month is not certain",
            timex::words(other, parts.timex)
        )
    });
    format!("{before}{}{}", timex::words(&parts.value, parts.timex), otherwise.unwrap_or_default())
}

/// The stretches of `span` between quotation marks, marks and all.
#[must_use]
pub fn quoted_spans(text: &str, span: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open: Option<usize> = None;
    let start = span.start as usize;
    for (at, c) in span.of(text).char_indices() {
        let at = start + at;
        match (c, open) {
            ('“', _) | ('"', None) => open = Some(at),
            ('”' | '"', Some(from)) => {
                spans.push(Span::from_range(from..at + c.len_utf8()));
                open = None;
            }
            ('”', None) => spans.push(Span::from_range(start..at + c.len_utf8())),
            _ => {}
        }
    }
    if let Some(from) = open {
        spans.push(Span::from_range(from..span.end as usize));
    }
    spans
}
