//! How much a finding is worth checking, of plain features, each with its reason.

use super::finding::Finding;
use super::passage::Passage;

/// Settles the worth of the passage's findings.
pub(super) fn rank(_passage: &Passage<'_>, findings: &mut [Finding]) {
    for finding in findings {
        finding.worth = 0.5;
    }
}
