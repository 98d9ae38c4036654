//! A changed manuscript is taken in again: which verdicts stand, which are of other words now.
//!
//! A verdict rests on a sentence: "5 percent" is another claim once a "not" stands before it. So a
//! claim is carried over only where each sentence that it stands in is there word for word and can
//! be told from its look-alikes by its neighbors. All else becomes [`Stale`], with what changed, and
//! what has no place any more is kept without one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Article, ArticleId, Changed, Claim, ClaimId, Edit, Project, Stale};
use crate::extract::{self, ClaimKind, Finding, for_review};
use crate::text::{Anchor, Document, Span};

/// Two sentences with less than this share of words in common are not the same one rewritten.
const SAME_SENTENCE: f32 = 0.5;

/// Of the sentences that one may have been rewritten into, so many are tried. In a list of look-alikes
/// each would be like every other, and all pairs would not fit into memory.
const TRIED: usize = 64;

/// Words that turn a sense around.
const NEGATIONS: [&str; 11] = [
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot",
    "hardly",
];

/// What it takes to bring an article to its new text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Renewed {
    /// To be applied as one.
    pub edits: Vec<Edit>,
    /// How many claims with the user's work in them were carried over as they were.
    pub n_carried: usize,
    /// How many stand in other words now.
    pub n_stale: usize,
    /// How many have no place any more.
    pub n_lost: usize,
}

/// Takes `fresh` in as the new text of article `id`, with what was found in it. The title, the byline
/// and the date stay as they are in the project: they may have been corrected. Nothing where there is
/// no such article.
#[must_use]
pub fn renew(project: &Project, id: ArticleId, fresh: &Article, findings: &[Finding]) -> Renewed {
    let mut out = Renewed::default();
    let Some(held) = project.articles.get(&id) else { return out };
    let texts = Texts::new(&held.document, &fresh.document);
    let mut found: BTreeMap<(Span, ClaimKind), &Finding> = for_review(findings)
        .into_iter()
        .map(|finding| ((finding.span, finding.kind), finding))
        .collect();
    let mut claims = Vec::new();
    for (claim_id, claim) in project.claims_by_place(id) {
        if !claim.is_touched() {
            claims.push(Edit::PutClaim { claim: claim_id, put: None });
            continue;
        }
        let renewed = texts.claim(claim, &found);
        match &renewed.stale {
            None => out.n_carried += 1,
            Some(stale) if stale.is_lost() => out.n_lost += 1,
            Some(_) => out.n_stale += 1,
        }
        found.remove(&(renewed.anchor.span, renewed.kind));
        claims.push(Edit::PutClaim { claim: claim_id, put: Some(Arc::new(renewed)) });
    }
    let mut next = project.next_claim_id();
    for finding in found.into_values() {
        let put = Claim::from_finding(id, &fresh.document, finding);
        claims.push(Edit::PutClaim { claim: next, put: Some(Arc::new(put)) });
        next = ClaimId(next.0.saturating_add(1));
    }
    let read: BTreeSet<Span> = held.read.iter().filter_map(|&span| texts.carried(span)).collect();
    let article = Article {
        provenance: fresh.provenance.clone(),
        document: Arc::clone(&fresh.document),
        read: read.into_iter().collect(),
        ..held.clone()
    };
    out.edits.push(Edit::PutArticle { article: id, put: Some(Box::new(article)) });
    out.edits.extend(claims);
    out
}

/// The sentences of one text, in order.
struct Sentences<'t> {
    document: &'t Document,
    spans: Vec<Span>,
}

impl<'t> Sentences<'t> {
    fn new(document: &'t Document) -> Self {
        let paragraphs = document.paragraphs().iter();
        let spans = paragraphs.flat_map(|&p| extract::sentences(document.text(), p)).collect();
        Self { document, spans }
    }

    fn words(&self, idx: usize) -> &'t str {
        self.spans.get(idx).map_or("", |&span| self.document.words(span))
    }

    /// The sentence before, itself, and the one after.
    fn among(&self, idx: usize) -> [&'t str; 3] {
        [idx.checked_sub(1).map_or("", |at| self.words(at)), self.words(idx), self.words(idx + 1)]
    }

    /// The indexes of each sentence, by its words.
    fn places(&self) -> BTreeMap<&'t str, Vec<usize>> {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for idx in 0..self.spans.len() {
            places.entry(self.words(idx)).or_default().push(idx);
        }
        places
    }

    /// The sentences that a span stands in.
    fn around(&self, span: Span) -> Vec<usize> {
        let touches = |held: &Span| held.overlaps(span) || held.contains(span);
        let first = self.spans.partition_point(|held| held.end <= span.start);
        let rest = self.spans.iter().enumerate().skip(first);
        rest.take_while(|(_, held)| touches(held)).map(|(idx, _)| idx).collect()
    }
}

/// The old text and the new, with what is known of how they belong together.
struct Texts<'t> {
    old: Sentences<'t>,
    new: Sentences<'t>,
    /// For each old sentence the new one with the same words.
    same: Vec<Option<usize>>,
    /// For each old sentence without one, the new one into which it was rewritten.
    rewritten: BTreeMap<usize, usize>,
}

impl<'t> Texts<'t> {
    fn new(old: &'t Document, new: &'t Document) -> Self {
        let (old, new) = (Sentences::new(old), Sentences::new(new));
        let mut same = vec![None; old.spans.len()];
        let (in_old, in_new) = (old.places(), new.places());
        let is_alone = |words: &str| {
            [&in_old, &in_new]
                .iter()
                .all(|places| places.get(words).is_some_and(|at| at.len() == 1))
        };
        for (words, before) in &in_old {
            let Some(after) = in_new.get(words) else { continue };
            for (from, to) in pairs((&old, before), (&new, after), &is_alone) {
                if let Some(place) = same.get_mut(from) {
                    *place = Some(to);
                }
            }
        }
        let mut texts = Self { old, new, same, rewritten: BTreeMap::new() };
        texts.find_rewritten();
        texts
    }

    /// Pairs what is left over between two sentences that stand, the most alike first.
    fn find_rewritten(&mut self) {
        let taken: BTreeSet<usize> = self.same.iter().flatten().copied().collect();
        let free = (0..self.new.spans.len()).filter(|idx| !taken.contains(idx));
        let free = Alike::new(free.map(|idx| (idx, self.new.words(idx))));
        // Where the next sentence that stands has its place, for each from the last one on.
        let mut after = vec![None; self.same.len()];
        let mut next = None;
        for (held, to) in after.iter_mut().zip(&self.same).rev() {
            next = to.or(next);
            *held = next;
        }
        let (mut before, mut alike) = (None::<usize>, Vec::new());
        for (from, (to, after)) in self.same.iter().zip(after).enumerate() {
            if to.is_some() {
                before = *to;
                continue;
            }
            let is_between = |to: usize| {
                before.is_none_or(|before| before < to) && after.is_none_or(|after| to < after)
            };
            let mut found: Vec<_> = free
                .to(self.old.words(from))
                .into_iter()
                .filter(|&(_, share)| share >= SAME_SENTENCE)
                .map(|(to, share)| (is_between(to), share, from, to))
                .collect();
            found.sort_by(by_likeness);
            alike.extend(found.into_iter().take(TRIED));
        }
        alike.sort_by(by_likeness);
        let mut used = BTreeSet::new();
        for (_, _, from, to) in alike {
            if !self.rewritten.contains_key(&from) && used.insert(to) {
                self.rewritten.insert(from, to);
            }
        }
    }

    /// Where a span of the old text stands in the new, if each of its sentences stands there, one
    /// after the other.
    fn carried(&self, span: Span) -> Option<Span> {
        let around = self.old.around(span);
        let first = *around.first()?;
        let to = (*self.same.get(first)?)?;
        let stands = |(n, &idx): (usize, &usize)| self.same.get(idx) == Some(&Some(to + n));
        if !around.iter().enumerate().all(stands) {
            return None;
        }
        let (old, new) = (self.old.spans.get(first)?, self.new.spans.get(to)?);
        let start = (new.start + span.start).checked_sub(old.start)?;
        let moved = Span::new(start, start + span.len());
        let is_same = self.new.document.words(moved) == self.old.document.words(span);
        is_same.then_some(moved)
    }

    fn claim(&self, claim: &Claim, found: &BTreeMap<(Span, ClaimKind), &Finding>) -> Claim {
        // What lost its place before stays without one.
        if claim.stale.as_ref().is_some_and(|stale| stale.is_lost()) {
            return super::stale::lost(claim, self.new.document);
        }
        let at = |span: Span, stale: Option<Box<Stale>>| {
            let parts = match found.get(&(span, claim.kind)) {
                Some(finding) => finding.parts.clone(),
                None => super::stale::parts_elsewhere(claim),
            };
            Claim { anchor: Anchor::new(self.new.document, span), parts, stale, ..claim.clone() }
        };
        if let Some(span) = self.carried(claim.anchor.span) {
            return at(span, claim.stale.clone());
        }
        let around = self.old.around(claim.anchor.span);
        let to = around.iter().find_map(|from| {
            self.rewritten
                .get(from)
                .or_else(|| self.same.get(*from)?.as_ref())
                .map(|to| (*from, *to))
        });
        let Some((from, to)) = to else {
            return super::stale::lost(claim, self.new.document);
        };
        let was = claim.stale.as_ref().map_or(&claim.anchor, |stale| &stale.was).clone();
        let what = self.what_changed(from, to, found);
        at(self.place_in(claim, from, to, found), Some(Box::new(Stale { was, what })))
    }

    /// The words of a rewritten sentence that a claim is of now: its own, else those that were found
    /// there of its kind in its turn, else all.
    fn place_in(
        &self,
        claim: &Claim,
        from: usize,
        to: usize,
        found: &BTreeMap<(Span, ClaimKind), &Finding>,
    ) -> Span {
        let Some((&old, &new)) = self.old.spans.get(from).zip(self.new.spans.get(to)) else {
            return Span::default();
        };
        let mut own = self.new.document.words(new).match_indices(&claim.anchor.quote);
        if let (Some((at, words)), None) = (own.next(), own.next()) {
            let start = new.start as usize + at;
            return Span::from_range(start..start + words.len());
        }
        let of_kind =
            within(found, new).filter(|(span, kind)| *kind == claim.kind && new.contains(*span));
        let far = claim.anchor.span.start.saturating_sub(old.start);
        let nearest = of_kind.min_by_key(|(span, _)| (span.start - new.start).abs_diff(far));
        nearest.map_or(new, |&(span, _)| span)
    }

    /// What changed from one sentence to the other, the gravest first.
    fn what_changed(
        &self,
        from: usize,
        to: usize,
        found: &BTreeMap<(Span, ClaimKind), &Finding>,
    ) -> Vec<Changed> {
        let (old, new) = (self.old.words(from), self.new.words(to));
        let sentence = self.new.spans.get(to).copied().unwrap_or_default();
        let is_of = |at: usize, kinds: &[ClaimKind]| {
            let at = sentence.start + u32::try_from(at).unwrap_or(u32::MAX);
            within(found, sentence)
                .any(|(span, kind)| kinds.contains(kind) && span.start <= at && at < span.end)
        };
        let mut what = BTreeSet::new();
        for (text, other, is_new) in [(old, new, false), (new, old, true)] {
            let mut left: Vec<&str> = words(other).map(|(_, word)| word).collect();
            for (at, word) in words(text) {
                if let Some(held) = left.iter().position(|held| *held == word) {
                    left.swap_remove(held);
                    continue;
                }
                let kind = if NEGATIONS.contains(&word.to_lowercase().as_str())
                    || word.ends_with("n't")
                    || word.ends_with("n’t")
                {
                    Changed::Negation
                } else if is_new && is_of(at, &[ClaimKind::Date]) {
                    Changed::Date
                } else if word.contains(|c: char| c.is_numeric())
                    || (is_new && is_of(at, &[ClaimKind::Rate, ClaimKind::Quantity]))
                {
                    Changed::Figure
                } else if is_quoted(text, at) {
                    Changed::Quotation
                } else if at > 0 && word.starts_with(char::is_uppercase) {
                    Changed::Name
                } else {
                    Changed::Words
                };
                what.insert(kind);
            }
        }
        if what.is_empty() {
            // The same words in another order, or beside other neighbors.
            what.insert(Changed::Words);
        }
        what.into_iter().collect()
    }
}

/// The findings that begin in a sentence.
fn within<'f>(
    found: &'f BTreeMap<(Span, ClaimKind), &Finding>,
    sentence: Span,
) -> impl Iterator<Item = &'f (Span, ClaimKind)> {
    let from = (Span::new(sentence.start, sentence.start), ClaimKind::Rate);
    let rest = found.range(from..).map(|(place, _)| place);
    rest.take_while(move |(span, _)| span.start < sentence.end)
}

/// Which sentence is which, of all with the same words: one alone is itself; others are told apart by
/// both their neighbors, of which one must stand once in each text. One neighbor is not enough: of two
/// paragraphs that changed places, one may come to stand where the other stood.
fn pairs(
    (old, before): (&Sentences<'_>, &[usize]),
    (new, after): (&Sentences<'_>, &[usize]),
    is_alone: &dyn Fn(&str) -> bool,
) -> Vec<(usize, usize)> {
    if let (&[from], &[to]) = (before, after) {
        return vec![(from, to)];
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for &from in before {
        let [previous, _, next] = old.among(from);
        let fits = |to: usize| {
            let [new_previous, _, new_next] = new.among(to);
            let is_after = previous == new_previous && is_alone(previous);
            let is_before = next == new_next && is_alone(next);
            (is_after && next == new_next) || (is_before && previous == new_previous)
        };
        let mut fitting = after.iter().copied().filter(|&to| fits(to));
        if let (Some(to), None) = (fitting.next(), fitting.next()) {
            pairs.push((from, to));
        }
    }
    // A place that two lay claim to is neither's.
    let is_contested = |to: usize| pairs.iter().filter(|pair| pair.1 == to).count() > 1;
    pairs.iter().copied().filter(|&(_, to)| !is_contested(to)).collect()
}

/// The words of a text with their places, in bytes of it.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_edge = |c: char| !c.is_alphanumeric() && !matches!(c, '%' | '$' | '€' | '£');
    text.split_whitespace().filter_map(move |word| {
        let word = word.trim_matches(is_edge);
        let at = word.as_ptr().addr() - text.as_ptr().addr();
        (!word.is_empty()).then_some((at, word))
    })
}

/// Whether byte `at` stands in quotation marks.
fn is_quoted(text: &str, at: usize) -> bool {
    super::words::quoted_spans(text, Span::from_range(0..text.len()))
        .iter()
        .any(|span| span.range().contains(&at))
}

/// Sentences by their words, to find those that are like another one.
struct Alike<'t> {
    /// Each with how many words it has.
    sentences: Vec<(usize, usize)>,
    /// For each word the places in `sentences` of those that have it, and how often they do.
    with_word: BTreeMap<&'t str, Vec<(usize, usize)>>,
}

impl<'t> Alike<'t> {
    fn new(all: impl Iterator<Item = (usize, &'t str)>) -> Self {
        let mut out = Self { sentences: Vec::new(), with_word: BTreeMap::new() };
        for (at, (idx, text)) in all.enumerate() {
            let counted = counted(text);
            out.sentences.push((idx, counted.values().sum()));
            for (word, n) in counted {
                out.with_word.entry(word).or_default().push((at, n));
            }
        }
        out
    }

    /// Those that have words in common with a text, and how many both have, as a share from 0 to 1.
    fn to(&self, text: &str) -> Vec<(usize, f32)> {
        let counted = counted(text);
        let n_words: usize = counted.values().sum();
        let mut common = vec![0; self.sentences.len()];
        for (word, n) in counted {
            for &(at, n_there) in self.with_word.get(word).into_iter().flatten() {
                if let Some(common) = common.get_mut(at) {
                    *common += n.min(n_there);
                }
            }
        }
        let share =
            |n_common: usize, n_there: usize| (2 * n_common) as f32 / (n_words + n_there) as f32;
        let both = self.sentences.iter().zip(common).filter(|&(_, n_common)| n_common > 0);
        both.map(|(&(idx, n_there), n_common)| (idx, share(n_common, n_there))).collect()
    }
}

/// The words of a text, and how often each stands there.
fn counted(text: &str) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for (_, word) in words(text) {
        *counted.entry(word).or_default() += 1;
    }
    counted
}

/// A pair of an old and a new sentence: whether it stands between the same neighbors, how much the two
/// have in common, and which they are.
type Pair = (bool, f32, usize, usize);

/// The most alike first.
fn by_likeness(a: &Pair, b: &Pair) -> Ordering {
    b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3)))
}
