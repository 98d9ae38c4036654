//! Which of two overlapping findings stays, and in which order they stand.

use super::finding::Finding;

/// Puts the findings from index `first` on in order: by place, an outer one before those inside it.
/// Of two findings with the same kind and span the first rule's stays.
pub(super) fn settle(findings: &mut Vec<Finding>, first: usize) {
    let mut fresh = findings.split_off(first.min(findings.len()));
    fresh.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.kind));
    fresh.dedup_by(|later, earlier| later.kind == earlier.kind && later.span == earlier.span);
    findings.append(&mut fresh);
}
