//! A review as every report prints it: claims numbered by place, each in its sentence, and without
//! what must not leave the desk.
//!
//! Writers see the project only through this, so that what is held back here is held back in every
//! format.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Options;
use crate::extract::{ClaimKind, Parts, Reason, sentences};
use crate::project::{
    Article, ArticleId, AsideReason, Claim, ClaimId, Coverage, Imprint, Origin, Project,
    ProposalState, Severity, SignOff, SignOffState, Source, Stale, Tally, Verdict, VerdictKind,
    words,
};
use crate::text::{Document, Span};

/// Who may read a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// The desk and the writer: everything.
    #[default]
    Desk,
    /// Anyone: without notes, proposed changes, contacts, the checkers' names, paths of files, and
    /// what would tell a confidential source.
    Public,
}

/// What stands for a source that is not to be named.
pub const CONFIDENTIAL: &str = "A source known to the desk";

/// All that a report tells.
#[derive(Debug)]
pub struct Review<'p> {
    /// Who may read it.
    pub level: Level,
    /// When it was made, as a day.
    pub made: Option<Date>,
    /// Whether the articles' texts are to be printed whole.
    pub has_text: bool,
    /// The articles, in the order of the project.
    pub articles: Vec<Reviewed<'p>>,
    /// Every source once, in the order of the first claim that rests on it; numbered from 1.
    pub sources: Vec<Source>,
    /// Where each source stands in the list.
    places: HashMap<Source, usize>,
}

/// One article and its claims.
#[derive(Debug)]
pub struct Reviewed<'p> {
    /// Its name in the project.
    pub id: ArticleId,
    /// Its headline.
    pub title: &'p str,
    /// Who wrote it.
    pub byline: Option<&'p str>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Its address on the web, if it has one.
    pub address: &'p str,
    /// The name of its file; nothing in a public report.
    pub file: &'p str,
    /// SHA-256 of the bytes that were imported, in hexadecimal.
    pub sha256: &'p str,
    /// Its text.
    pub document: &'p Document,
    /// The claims that are printed, by place.
    pub claims: Vec<Item<'p>>,
    /// All its claims by verdict, printed or not.
    pub tally: Tally,
    /// All its claims by kind, in the order of [`ClaimKind::ALL`].
    pub by_kind: [usize; ClaimKind::ALL.len()],
    /// How much of its text is accounted for.
    pub coverage: Coverage,
    /// The signature under it, and whether it holds.
    pub signed: Option<(&'p SignOff, SignOffState)>,
}

/// One claim as it is printed.
#[derive(Debug)]
pub struct Item<'p> {
    /// Its number in the report, from 1 on.
    pub number: usize,
    /// Its name in the project.
    pub id: ClaimId,
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// Its kind.
    pub kind: ClaimKind,
    /// What was read in it.
    pub parts: &'p Parts,
    /// How much it is worth checking, from 0 to 1.
    pub worth: f32,
    /// Why.
    pub reasons: &'p [Reason],
    /// The rule that found it; nothing for one marked by hand.
    pub rule: Option<&'p str>,
    /// The sentence up to the claim, in one line, with the space before the claim if there is one.
    pub before: String,
    /// The claim's own words, in one line.
    pub quote: String,
    /// The sentence after it, with the space there if there is one.
    pub after: String,
    /// The number of its paragraph, where that has one.
    pub paragraph: Option<u32>,
    /// Its value in words.
    pub value: String,
    /// What was concluded of the words that stand there; open where they changed since.
    pub verdict: Verdict,
    /// What was concluded of other words that stood there before, and what changed in them.
    pub checked_before: Option<(Verdict, &'p Stale)>,
    /// Who concluded it; nothing in a public report.
    pub who: &'p str,
    /// When it was concluded, as RFC 3339.
    pub when: &'p str,
    /// The notes; nothing in a public report.
    pub note: &'p str,
    /// What the writer is asked; nothing in a public report.
    pub question: &'p str,
    /// What the writer answered; nothing in a public report.
    pub answer: &'p str,
    /// What it rests on: places in [`Review::sources`], from 0 on, and whether it supports the claim.
    pub sources: Vec<(usize, Option<bool>)>,
    /// What the writer is asked and has not answered; nothing in a public report.
    pub query: &'p str,
    /// The change that is proposed; none in a public report.
    pub proposal: Option<Change<'p>>,
}

/// A proposed change as it is printed.
#[derive(Debug, Clone, Copy)]
pub struct Change<'p> {
    /// The words to stand instead.
    pub words: &'p str,
    /// Why.
    pub reason: &'p str,
    /// How much hangs on it.
    pub severity: Severity,
    /// What became of it.
    pub state: ProposalState,
}

impl<'p> Review<'p> {
    /// Reads a project as `options` ask.
    #[must_use]
    pub fn new(project: &'p Project, options: &Options<'_>) -> Self {
        let mut review = Self {
            level: options.level,
            made: options.made,
            has_text: options.has_text,
            articles: Vec::new(),
            sources: Vec::new(),
            places: HashMap::new(),
        };
        let mut number = 0;
        for (&id, article) in &project.articles {
            if options.article.is_some_and(|wanted| wanted != id) {
                continue;
            }
            let mut reviewed = Reviewed {
                id,
                title: &article.title,
                byline: article.byline.as_deref(),
                published: article.published,
                address: &article.provenance.address,
                file: if review.is_public() { "" } else { &article.provenance.file },
                sha256: &article.provenance.sha256,
                document: &article.document,
                claims: Vec::new(),
                tally: Tally::default(),
                by_kind: [0; ClaimKind::ALL.len()],
                coverage: Coverage::default(),
                signed: project.signed(id),
            };
            let claims = project.claims_by_place(id);
            reviewed.coverage = Coverage::of(article, claims.iter().map(|&(_, claim)| claim));
            let mut at = SentenceAt::default();
            for (claim_id, claim) in claims {
                // Its words are not in this text.
                if claim.is_lost() {
                    continue;
                }
                reviewed.tally.add(claim.standing());
                if let Some(n) = ClaimKind::ALL.iter().position(|&kind| kind == claim.kind) {
                    reviewed.by_kind[n] += 1;
                }
                if claim.standing() == Verdict::Open && !options.has_open {
                    continue;
                }
                number += 1;
                let sentence = at.find(&article.document, claim.anchor.span);
                let item = review.item(number, claim_id, claim, article, sentence);
                reviewed.claims.push(item);
            }
            review.articles.push(reviewed);
        }
        review
    }

    /// Whether anyone may read it.
    #[must_use]
    pub const fn is_public(&self) -> bool {
        matches!(self.level, Level::Public)
    }

    /// The claims of all articles.
    pub fn claims(&self) -> impl Iterator<Item = &Item<'p>> {
        self.articles.iter().flat_map(|article| &article.claims)
    }

    /// All claims of all articles by verdict.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.articles.iter().fold(Tally::default(), |sum, article| sum.plus(article.tally))
    }

    fn item(
        &mut self,
        number: usize,
        id: ClaimId,
        claim: &'p Claim,
        article: &'p Article,
        sentence: Span,
    ) -> Item<'p> {
        let span = claim.anchor.span;
        let document = &article.document;
        let part = |from: u32, to: u32| document.words(Span::new(from.min(to), to.max(from)));
        let (before, after) = (part(sentence.start, span.start), part(span.end, sentence.end));
        let gap = |is_there: bool| if is_there { " " } else { "" };
        let idx = document.paragraph_idx(span.start);
        // Who settled other words did not settle these.
        let stamp = claim.decided.as_ref().filter(|_| claim.stale.is_none());
        let is_public = self.is_public();
        Item {
            number,
            id,
            span,
            kind: claim.kind,
            parts: &claim.parts,
            worth: claim.worth,
            reasons: &claim.reasons,
            rule: match &claim.origin {
                Origin::Rule(rule) => Some(rule),
                Origin::Hand => None,
            },
            before: words::one_line(before) + gap(before.ends_with(char::is_whitespace)),
            quote: words::one_line(document.words(span)),
            after: gap(after.starts_with(char::is_whitespace)).to_owned() + &words::one_line(after),
            paragraph: document.paragraph_number(idx),
            value: words::value(claim, article),
            verdict: claim.standing(),
            checked_before: claim.stale.as_deref().map(|stale| (claim.verdict, stale)),
            who: stamp.filter(|_| !is_public).map_or("", |stamp| &stamp.who),
            when: stamp.map_or("", |stamp| &stamp.when),
            note: if is_public { "" } else { &claim.note },
            query: if is_public || !claim.query.answer.is_empty() {
                ""
            } else {
                &claim.query.words
            },
            question: if is_public { "" } else { &claim.query.words },
            answer: if is_public { "" } else { &claim.query.answer },
            sources: claim.sources.iter().map(|source| self.listed(source)).collect(),
            proposal: claim.proposal.as_ref().filter(|_| !is_public).map(|proposal| Change {
                words: &proposal.words,
                reason: &proposal.reason,
                severity: proposal.severity,
                state: proposal.state,
            }),
        }
    }

    /// The place of a source in the list, where it is put if it is not there yet.
    fn listed(&mut self, source: &Source) -> (usize, Option<bool>) {
        let shown = if self.is_public() { public(source) } else { source.clone() };
        let supports = shown.supports;
        // One source may support one claim and speak against another.
        let shown = Source { supports: None, ..shown };
        let sources = &mut self.sources;
        let at = *self.places.entry(shown).or_insert_with_key(|shown| {
            sources.push(shown.clone());
            sources.len() - 1
        });
        (at, supports)
    }
}

impl Item<'_> {
    /// What was concluded, in words; of words that changed since, what it was and what changed.
    #[must_use]
    pub fn verdict_words(&self) -> String {
        let now = verdict_words(self.verdict);
        match self.checked_before {
            Some((before, stale)) if before != Verdict::Open => {
                let what: Vec<&str> = stale.what.iter().map(|changed| changed.words()).collect();
                let (what, before) = (what.join(", "), verdict_words(before).to_lowercase());
                format!("{now}: changed since it was “{before}” ({what})")
            }
            _ => now,
        }
    }
}

/// What may be told of a source to anyone.
fn public(source: &Source) -> Source {
    if source.is_confidential {
        return Source {
            title: CONFIDENTIAL.to_owned(),
            supports: source.supports,
            ..Source::default()
        };
    }
    Source {
        place: if is_address(&source.place) { source.place.clone() } else { String::new() },
        contact: String::new(),
        attached: None,
        imprint: Imprint { about: String::new(), ..source.imprint.clone() },
        ..source.clone()
    }
}

/// Whether a place is an address on the web, and no file.
#[must_use]
pub fn is_address(place: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        place.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

/// The sentences of the paragraph that was asked for last: claims come by place.
#[derive(Default)]
struct SentenceAt {
    paragraph: Option<usize>,
    sentences: Vec<Span>,
}

impl SentenceAt {
    /// The sentences that `span` stands in, from the first to the last.
    fn find(&mut self, document: &Document, span: Span) -> Span {
        let idx = document.paragraph_idx(span.start);
        if self.paragraph != Some(idx) {
            self.paragraph = Some(idx);
            let paragraph = document.paragraphs().get(idx);
            self.sentences = paragraph.map(|&p| sentences(document.text(), p)).unwrap_or_default();
        }
        let holds = |sentence: &&Span| sentence.start < span.end && span.start < sentence.end;
        let found = self.sentences.iter().filter(holds).copied().reduce(Span::to);
        found.map_or(span, |found| found.to(span))
    }
}

/// A verdict as it is printed, with its reason.
#[must_use]
pub fn verdict_words(verdict: Verdict) -> String {
    match verdict {
        Verdict::SetAside(reason) => {
            let reason = match reason {
                AsideReason::CannotVerify => "can’t be verified",
                AsideReason::Opinion => "opinion",
                AsideReason::NotAClaim => "not a claim",
            };
            format!("Set aside: {reason}")
        }
        other => other.kind().words().to_owned(),
    }
}

/// A verdict as files for other programs name it.
#[must_use]
pub const fn verdict_name(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Open => "open",
        VerdictKind::Verified => "verified",
        VerdictKind::Disputed => "disputed",
        VerdictKind::Query => "query",
        VerdictKind::SetAside => "set aside",
    }
}

/// A kind of claim as it is printed.
#[must_use]
pub const fn kind_words(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Rate => "Rate",
        ClaimKind::Quantity => "Quantity",
        ClaimKind::Date => "Date",
        ClaimKind::Attribution => "Attribution",
        ClaimKind::Name => "Name",
        ClaimKind::Superlative => "Superlative",
        ClaimKind::Comparison => "Comparison",
    }
}

/// Whether a character may stand in no page and no XML, so that something else is shown for it.
#[must_use]
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// "1 date", "24 rates".
#[must_use]
pub fn kinds_counted(kind: ClaimKind, n: usize) -> String {
    let one = kind.name();
    match one.strip_suffix('y') {
        _ if n == 1 => format!("1 {one}"),
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {one}s"),
    }
}

/// The day of an RFC 3339 moment: its first ten characters.
#[must_use]
pub fn day(when: &str) -> &str {
    when.get(..10).unwrap_or(when)
}

/// "17 of 47 claims checked".
#[must_use]
pub fn checked_words(tally: Tally) -> String {
    let noun = if tally.all() == 1 { "claim" } else { "claims" };
    format!("{} of {} {noun} checked", tally.checked(), tally.all())
}
