//! A claim laid beside the text of a source: where its value or words stand there, and how a
//! quotation differs. It points; it never settles anything.

mod align;
mod exhibit;
mod lookup;

use std::sync::Arc;

pub use align::{Column, Difference};
pub use exhibit::{Exhibit, Key};
pub use lookup::{How, Place};

use super::work::Job;
use super::{Action, Desk, Notice, Workbench};
use crate::extract::{Parts, QuoteKind};
use crate::project::{Article, Claim, ClaimId, Proposal, Source};
use crate::text::Span;

/// What is told where the reading broke off without a word.
const BROKE: &str = "The source could not be read, and nothing was changed. Close the comparison and open it again.";

/// Bytes on each side of a claim in which its sentence is looked for.
const REACH: u32 = 4000;

/// A comparison that is under way.
#[derive(Debug, Default)]
pub struct Comparison {
    claim: Option<ClaimId>,
    source: Option<Source>,
    text: Reading,
    /// What is compared: the words said, or the claim's sentence.
    passage: String,
    is_quotation: bool,
    places: Vec<Place>,
    at: Option<usize>,
    difference: Option<Difference>,
    /// Goes up whenever another place is shown.
    revision: u64,
}

/// How far the text of a source is.
#[derive(Debug, Clone, Default)]
pub enum Reading {
    /// No source with a text was chosen.
    #[default]
    Nothing,
    /// It is being read.
    Waiting,
    /// Here it is.
    Read(Arc<Exhibit>),
    /// It could not be read, for this reason.
    Failed(String),
}

impl Comparison {
    /// The source whose text is shown.
    #[must_use]
    pub const fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// Its text.
    #[must_use]
    pub const fn text(&self) -> &Reading {
        &self.text
    }

    /// The text, where it was read.
    #[must_use]
    pub fn exhibit(&self) -> Option<&Exhibit> {
        match &self.text {
            Reading::Read(exhibit) => Some(exhibit),
            Reading::Nothing | Reading::Waiting | Reading::Failed(_) => None,
        }
    }

    /// The words of the article that are compared: what was said, or the claim's sentence.
    #[must_use]
    pub fn passage(&self) -> &str {
        &self.passage
    }

    /// Whether [`Comparison::passage`] is what someone is said to have said.
    #[must_use]
    pub const fn is_quotation(&self) -> bool {
        self.is_quotation
    }

    /// Where the claim's value or words stand in the source's text, in its order.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Which of them is shown.
    #[must_use]
    pub const fn at(&self) -> Option<usize> {
        self.at
    }

    /// The place that is shown.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        self.places.get(self.at?).copied()
    }

    /// The quotation and the passage that is shown, word by word; nothing where the claim quotes
    /// nothing.
    #[must_use]
    pub const fn difference(&self) -> Option<&Difference> {
        self.difference.as_ref()
    }

    /// The passage that would be kept: the sentences in which the shown place lies.
    #[must_use]
    pub fn kept(&self) -> Option<Span> {
        Some(self.exhibit()?.sentences_around(self.place()?.span))
    }

    /// Goes up whenever another place is shown.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Looks for the claim in the text, as both are now.
    fn look(&mut self, desk: &Desk) {
        self.revision += 1;
        self.places.clear();
        self.at = None;
        self.difference = None;
        self.passage.clear();
        let Some((claim, article)) = self.claim.and_then(|id| claim_in(desk, id)) else { return };
        let (passage, is_quotation) = passage(claim, article);
        (self.passage, self.is_quotation) = (passage, is_quotation);
        let Reading::Read(exhibit) = &self.text else { return };
        let inner = inside(desk, claim);
        let wanted = lookup::Wanted {
            claim,
            inner: &inner,
            document: &article.document,
            passage: &self.passage,
            is_quotation,
        };
        (self.places, self.at) = lookup::places(wanted, exhibit);
        self.differ();
    }

    fn differ(&mut self) {
        // A figure that stands in both is not the passage that is quoted.
        let is_passage = |how: How| matches!(how, How::Passage { .. } | How::Words | How::Chosen);
        let shown = self.exhibit().zip(self.place());
        let shown = shown.filter(|(_, place)| self.is_quotation && is_passage(place.how));
        self.difference = shown.map(|(exhibit, place)| {
            Difference::of(&self.passage, exhibit.document.words(place.span))
        });
    }

    fn step(&mut self, forward: bool) {
        let n = self.places.len();
        if n == 0 {
            return;
        }
        self.at = Some(match self.at {
            Some(at) => (at + if forward { 1 } else { n - 1 }) % n,
            None => 0,
        });
        self.revision += 1;
        self.differ();
    }

    /// Takes the sentence at byte `at` of the source's text as the place that is meant.
    fn choose(&mut self, at: u32) {
        let Some(sentence) = self.exhibit().and_then(|exhibit| exhibit.sentence_at(at)) else {
            return;
        };
        self.places.retain(|place| place.how != How::Chosen);
        let here = self.places.iter().position(|place| sentence.contains(place.span));
        self.at = Some(here.unwrap_or_else(|| {
            let idx = self.places.partition_point(|place| place.span < sentence);
            self.places.insert(idx, Place { span: sentence, how: How::Chosen });
            idx
        }));
        self.revision += 1;
        self.differ();
    }
}

fn claim_in(desk: &Desk, id: ClaimId) -> Option<(&Claim, &Article)> {
    let claim = desk.project().claims.get(&id)?;
    Some((claim, desk.project().articles.get(&claim.article)?))
}

/// The claims that lie in the words of `claim`.
fn inside<'d>(desk: &'d Desk, claim: &Claim) -> Vec<&'d Claim> {
    let all = desk.project().claims.values().map(|held| &**held);
    let span = claim.anchor.span;
    all.filter(|held| {
        held.article == claim.article && held.anchor.span != span && span.contains(held.anchor.span)
    })
    .collect()
}

/// The words of a claim that are compared with a source, and whether someone is said to have said
/// them.
fn passage(claim: &Claim, article: &Article) -> (String, bool) {
    let document = &article.document;
    if let Parts::Attribution(parts) = &claim.parts {
        let said: Vec<_> = parts.content.iter().map(|&span| document.words(span)).collect();
        let said = said.join(" ");
        if !said.trim().is_empty() {
            // What the writer tells in own words need not agree word by word.
            let is_quoted = parts.quote != QuoteKind::Indirect;
            return (crate::project::words::one_line(&said), is_quoted);
        }
    }
    let span = claim.anchor.span;
    let first = document.paragraph_idx(span.start);
    let Some(paragraph) = document.paragraphs().get(first).copied() else {
        return (claim.anchor.quote.clone(), false);
    };
    // A text may be one paragraph of many megabytes; a sentence is not.
    let (text, held) = (document.text(), paragraph.span);
    let from = text.floor_char_boundary(span.start.saturating_sub(REACH).max(held.start) as usize);
    let to = text.ceil_char_boundary(span.end.saturating_add(REACH).min(held.end) as usize);
    let near = crate::text::Paragraph { span: Span::from_range(from..to.max(from)), ..paragraph };
    let sentences = crate::extract::sentences(text, near);
    let around = sentences.iter().filter(|sentence| sentence.overlaps(span));
    let around = around.fold(span, |all, &sentence| all.to(sentence));
    (crate::project::words::one_line(document.words(around)), false)
}

impl Desk {
    /// The sources whose text can be laid beside a claim: its own first, then those of the others.
    #[must_use]
    pub fn sources_to_compare(&self, claim: ClaimId) -> Vec<Source> {
        let own = self.project().claims.get(&claim);
        let others = self
            .project()
            .claims
            .values()
            .filter(|held| own.is_none_or(|own| !Arc::ptr_eq(own, held)));
        let mut found: Vec<(Key, Source)> = Vec::new();
        for source in own.into_iter().chain(others).flat_map(|held| &held.sources) {
            if let Some(key) = Key::of(source)
                && !found.iter().any(|(held, _)| held.is_same(&key))
            {
                found.push((key, source.clone()));
            }
        }
        found.into_iter().map(|(_, source)| source).collect()
    }
}

impl Workbench {
    /// The comparison that is under way.
    #[must_use]
    pub const fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// Carries out what concerns the comparison.
    pub(super) fn compare(&mut self, action: Action) {
        match action {
            Action::Compare(true) => {
                self.comparison = Some(Comparison::default());
            }
            Action::Compare(false) => self.comparison = None,
            Action::CompareWith(source) => {
                let mut comparison = self.comparison.take().unwrap_or_default();
                self.show_source(&mut comparison, *source);
                self.comparison = Some(comparison);
            }
            Action::StepPlace { forward } => {
                if let Some(comparison) = &mut self.comparison {
                    comparison.step(forward);
                }
            }
            Action::ChoosePlace { at } => {
                if let Some(comparison) = &mut self.comparison {
                    comparison.choose(at);
                }
            }
            Action::KeepPassage => self.keep_passage(),
            Action::ProposePassage => self.propose_passage(),
            _ => {}
        }
    }

    fn show_source(&mut self, comparison: &mut Comparison, source: Source) {
        let Some(key) = Key::of(&source) else { return };
        let path = source.attached.as_ref().and_then(|attached| self.evidence_path(attached));
        comparison.source = Some(source);
        comparison.text = Reading::Waiting;
        comparison.places.clear();
        comparison.at = None;
        comparison.difference = None;
        self.work.start(Job::ReadSource { key, path });
    }

    /// Goes on with the claim that is selected now: with its own source, or else with the one shown.
    pub(super) fn follow_comparison(&mut self) {
        let Some(mut comparison) = self.comparison.take() else { return };
        let Some(desk) = &self.desk else { return };
        if matches!(comparison.text, Reading::Waiting) && !self.work.is_busy() {
            comparison.text = Reading::Failed(BROKE.to_owned());
        }
        let selected = desk.selected();
        let own = desk.selected_claim().into_iter().flat_map(|claim| &claim.sources);
        let own: Vec<(Key, &Source)> =
            own.filter_map(|source| Some((Key::of(source)?, source))).collect();
        let shown = comparison.source.as_ref().and_then(Key::of);
        let is_own = |shown: &Key| own.iter().any(|(key, _)| key.is_same(shown));
        let moved = comparison.claim != selected;
        let wanted = match &shown {
            // A source that was chosen stays until another claim brings its own.
            Some(shown) if !moved || is_own(shown) => None,
            _ => own.first().map(|(_, source)| (*source).clone()),
        };
        comparison.claim = selected;
        if let Some(source) = wanted {
            self.show_source(&mut comparison, source);
        }
        if let Some(desk) = self.desk.as_ref().filter(|_| moved) {
            comparison.look(desk);
        }
        self.comparison = Some(comparison);
    }

    /// Takes in the text of a source, unless another is wanted meanwhile.
    pub(super) fn take_source(&mut self, key: &Key, result: Result<Box<Exhibit>, String>) {
        let Some(comparison) = &mut self.comparison else { return };
        let shown = comparison.source.as_ref().and_then(Key::of);
        if !shown.is_some_and(|shown| shown.is_same(key)) {
            return;
        }
        comparison.text = match result {
            Ok(exhibit) => Reading::Read(Arc::from(exhibit)),
            Err(problem) => Reading::Failed(problem),
        };
        if let Some(desk) = &self.desk {
            comparison.look(desk);
        }
    }

    /// Why the shown passage can't be kept; `None` when it can.
    #[must_use]
    pub fn cannot_keep_passage(&self) -> Option<&'static str> {
        let Some(comparison) = &self.comparison else { return Some("No source is compared") };
        if comparison.claim.is_none() {
            return Some("Select a claim first");
        }
        if comparison.place().is_none() {
            return Some("Choose a passage of the source first");
        }
        let is_quoted = comparison.source.as_ref().is_some_and(|held| held.attached.is_none());
        is_quoted.then_some("The source is this passage alone")
    }

    /// Keeps the shown passage, and where it stands, in the claim's source. A source that rests on
    /// another passage already stays, and a second one is put beside it.
    fn keep_passage(&mut self) {
        if self.refuses() || self.cannot_keep_passage().is_some() {
            return;
        }
        let seen = (self.clock)().date().to_string();
        let Some(comparison) = &self.comparison else { return };
        let (Some(claim), Some(shown), Some(exhibit), Some(span)) =
            (comparison.claim, &comparison.source, comparison.exhibit(), comparison.kept())
        else {
            return;
        };
        let passage = crate::project::words::one_line(exhibit.document.words(span));
        let pinpoint = exhibit.pinpoint(span);
        let Some(desk) = &mut self.desk else { return };
        let Some(held) = desk.project().claims.get(&claim) else { return };
        let mut sources = held.sources.clone();
        let is_shown = |source: &&mut Source| {
            Key::of(source).zip(Key::of(shown)).is_some_and(|(a, b)| a.is_same(&b))
        };
        let mut same: Vec<&mut Source> = sources.iter_mut().filter(is_shown).collect();
        let at = same.iter().position(|source| source.passage.trim().is_empty());
        let again = same.iter().any(|source| source.passage == passage);
        match at.and_then(|at| same.get_mut(at)) {
            _ if again => {}
            Some(source) => (source.passage, source.pinpoint) = (passage, pinpoint.clone()),
            None => sources.push(Source {
                passage,
                pinpoint: pinpoint.clone(),
                seen,
                supports: None,
                ..shown.clone()
            }),
        }
        if again {
            self.notice = Some(Notice::done("This passage is kept in the claim’s source already"));
            return;
        }
        let place = if pinpoint.is_empty() { String::new() } else { format!(", {pinpoint}") };
        let told = Notice::undoable(format!("Passage kept in the claim’s source{place}"));
        match desk.set_sources(claim, sources) {
            Ok(()) => self.notice = Some(told),
            Err(error) => self.notice = Some(Notice::problem(error.to_string())),
        }
    }

    /// Why the source's words can't be proposed; `None` when they can.
    #[must_use]
    pub fn cannot_propose_passage(&self) -> Option<&'static str> {
        let Some(comparison) = &self.comparison else { return Some("No source is compared") };
        let claim = self.desk.as_ref().and_then(Desk::selected_claim);
        match (claim, &comparison.difference) {
            (None, _) => Some("Select a claim first"),
            (_, None) => Some("The claim quotes nothing that stands here"),
            (Some(claim), _) if claim.proposal.is_some() => Some("A change is proposed already"),
            (_, Some(difference)) if difference.n_differ == 0 => Some("The words agree"),
            _ => None,
        }
    }

    /// Proposes the source's words in place of those quoted. The writer decides.
    fn propose_passage(&mut self) {
        if self.refuses() || self.cannot_propose_passage().is_some() {
            return;
        }
        let Some(comparison) = &self.comparison else { return };
        let (Some(id), Some(exhibit), Some(place)) =
            (comparison.claim, comparison.exhibit(), comparison.place())
        else {
            return;
        };
        let theirs = crate::project::words::one_line(exhibit.document.words(place.span));
        let Some(desk) = &mut self.desk else { return };
        let Some((claim, _)) = claim_in(desk, id) else { return };
        let quote = crate::project::words::one_line(&claim.anchor.quote);
        let bare = |words: &str| words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let (ours, theirs) = (bare(&comparison.passage), bare(&theirs));
        // What stands around the words said, who said them and the marks, stays.
        let words = if ours.is_empty() || !quote.contains(&ours) {
            theirs
        } else {
            quote.replacen(&ours, &theirs, 1)
        };
        let proposal = Proposal { words, ..Proposal::default() };
        match desk.set_proposal(id, Some(proposal)) {
            Ok(()) => self.notice = Some(Notice::undoable("The source’s words are proposed")),
            Err(error) => self.notice = Some(Notice::problem(error.to_string())),
        }
    }
}
