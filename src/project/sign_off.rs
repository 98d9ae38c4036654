//! The signature under a finished check.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Article, ArticleId, Project, Stamp, Tally};

/// That a person has signed the check of one article off, and what stood there when they did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// Who signed, and when.
    pub signed: Stamp,
    /// SHA-256 of the title and the text, in hexadecimal.
    pub text: String,
    /// SHA-256 of what was decided, in hexadecimal.
    pub decisions: String,
    /// How the claims stood.
    pub tally: Tally,
    /// Changes that were proposed and did not go through, and by whom it was decided, as the signer
    /// wrote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub overruled: String,
}

/// Whether a signature still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignOffState {
    /// Text and verdicts are as they were signed.
    Holds,
    /// The text is another.
    TextChanged,
    /// A verdict, a correction or a proposed change is another.
    DecisionsChanged,
}

impl SignOffState {
    /// What it means, as a sentence without its full stop.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Holds => "Text and verdicts are as they were signed",
            Self::TextChanged => "Void: the text was changed after it was signed",
            Self::DecisionsChanged => "Void: verdicts were changed after it was signed",
        }
    }
}

impl Project {
    /// The signature that `signed` would put under an article now; `None` where there is no such
    /// article.
    #[must_use]
    pub fn sign_off(&self, id: ArticleId, signed: Stamp, overruled: String) -> Option<SignOff> {
        let article = self.articles.get(&id)?;
        Some(SignOff {
            signed,
            text: text_digest(article),
            decisions: self.decisions_digest(id),
            tally: self.tally(id),
            overruled,
        })
    }

    /// The signature under an article, and whether it still holds.
    #[must_use]
    pub fn signed(&self, id: ArticleId) -> Option<(&SignOff, SignOffState)> {
        let (sign_off, article) = (self.sign_offs.get(&id)?, self.articles.get(&id)?);
        let state = if sign_off.text != text_digest(article) {
            SignOffState::TextChanged
        } else if sign_off.decisions != self.decisions_digest(id) {
            SignOffState::DecisionsChanged
        } else {
            SignOffState::Holds
        };
        Some((sign_off, state))
    }

    /// Of each claim its words, its value, and what was concluded; not notes, which may be tidied.
    fn decisions_digest(&self, id: ArticleId) -> String {
        let mut sha = Sha256::new();
        for (claim_id, claim) in self.claims.iter().filter(|(_, claim)| claim.article == id) {
            let proposal = claim.proposal.as_ref().map(|p| (&p.words, p.severity, p.state));
            let anchor = (claim.anchor.span, &claim.anchor.quote);
            let told = (claim_id, anchor, claim.verdict, &claim.correction, proposal);
            // As it is saved, so that a later version of the program finds it unchanged. Plain data
            // of ours always has a form in JSON.
            let told = serde_json::to_string(&told).unwrap_or_default();
            sha.update(told.as_bytes());
        }
        hexadecimal(&sha.finalize())
    }
}

fn text_digest(article: &Article) -> String {
    let mut sha = Sha256::new();
    sha.update(article.title.as_bytes());
    sha.update([0]);
    sha.update(article.document.text().as_bytes());
    hexadecimal(&sha.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::extract::{ClaimKind, Finding, Parts};
    use crate::project::{Claim, ClaimId, Edit, Provenance, Verdict};
    use crate::text::{Document, ParagraphKind, Span};

    #[test]
    fn a_signature_is_void_once_text_or_verdict_changes_and_no_sooner() {
        let paragraph = (ParagraphKind::Body, "The pier is 90 metres long.".to_owned());
        let document = Arc::new(Document::from_paragraphs([paragraph]));
        let finding =
            Finding::new(Span::new(12, 21), ClaimKind::Quantity, "quantity", Parts::Plain);
        let claim = Claim::from_finding(ArticleId(1), &document, &finding);
        let (title, provenance) = ("The pier".to_owned(), Provenance::default());
        let article = Article {
            title,
            byline: None,
            published: None,
            provenance,
            document,
            read: Vec::new(),
        };
        let mut project = Project::default();
        project.articles.insert(ArticleId(1), article);
        project.claims.insert(ClaimId(1), Arc::new(claim));
        let signed = Stamp { who: "Ada".to_owned(), when: "2026-05-14T10:42:00Z".to_owned() };
        let sign_off = project.sign_off(ArticleId(1), signed, String::new());
        project
            .apply(Edit::SetSignOff { article: ArticleId(1), sign_off: sign_off.map(Box::new) })
            .unwrap();

        let mut check = |edit: Option<Edit>, expected| {
            let back = edit.map(|edit| project.apply(edit).unwrap());
            assert_eq!(project.signed(ArticleId(1)).map(|(_, state)| state), Some(expected));
            if let Some(back) = back {
                project.apply(back).unwrap();
            }
        };
        let claim = ClaimId(1);
        check(None, SignOffState::Holds);
        check(Some(Edit::SetNote { claim, note: "Tidied.".into() }), SignOffState::Holds);
        check(
            Some(Edit::SetVerdict { claim, verdict: Verdict::Verified, decided: None }),
            SignOffState::DecisionsChanged,
        );
        let title = "The longer pier".to_owned();
        check(Some(Edit::SetTitle { article: ArticleId(1), title }), SignOffState::TextChanged);
        check(None, SignOffState::Holds);
    }
}
