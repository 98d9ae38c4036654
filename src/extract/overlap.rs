//! Which of two overlapping findings stays, and in which order they stand.

use super::finding::{Finding, MeasureKind, Parts, TimexKind};

/// Puts the findings from index `first` on in order: by place, an outer one before those inside it.
/// Of two findings with the same kind and span the first rule's stays.
pub(super) fn settle(findings: &mut Vec<Finding>, first: usize) {
    let Some(fresh) = findings.get_mut(first..).filter(|fresh| fresh.len() > 1) else { return };
    order(fresh);
    let mut kept = 1;
    for at in 1..fresh.len() {
        let is_same = match (fresh.get(kept - 1), fresh.get(at)) {
            (Some(earlier), Some(later)) => {
                later.kind == earlier.kind && later.span == earlier.span
            }
            _ => false,
        };
        if !is_same {
            fresh.swap(kept, at);
            kept += 1;
        }
    }
    findings.truncate(first + kept);
}

/// By place, an outer finding before those inside it.
pub(super) fn order(findings: &mut [Finding]) {
    findings.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.kind));
}

/// The findings as a person goes through them: each question once.
///
/// Each kind of finding is complete by itself, so the words "nine years" are a quantity and, to a
/// reader of dates, a length of time. They are checked once: as the quantity.
#[must_use]
pub fn for_review(findings: &[Finding]) -> Vec<&Finding> {
    let mut kept: Vec<&Finding> = Vec::with_capacity(findings.len());
    for (idx, finding) in findings.iter().enumerate() {
        let is_length =
            |parts: &Parts| matches!(parts, Parts::Date(date) if date.timex == TimexKind::Duration);
        let is_measured = |other: &Finding| {
            let lasts = |kind| matches!(kind, MeasureKind::Duration | MeasureKind::Age);
            matches!(&other.parts, Parts::Measure(measure) if lasts(measure.kind))
                && other.span.overlaps(finding.span)
        };
        // They begin near each other, and the findings stand in order of their beginnings.
        let near = idx.saturating_sub(NEAR)..(idx + NEAR).min(findings.len());
        let around = findings.get(near).unwrap_or_default();
        if !(is_length(&finding.parts) && around.iter().any(is_measured)) {
            kept.push(finding);
        }
    }
    kept
}

/// How many findings may lie between two that begin with the same words.
const NEAR: usize = 6;
