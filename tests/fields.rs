//! Every field of a claim, one by one: what becomes of it when two copies are joined, whether a change
//! of it goes on record, and that it is saved. A field that is new has to be entered here, or this does
//! not build.

#![expect(clippy::unwrap_used, reason = "what can't be made fails the test")]

use std::sync::Arc;

use tickmark::extract::{Amount, ClaimKind, Measure, MeasureKind, Parts, Reason};
use tickmark::project::{
    Article, ArticleId, Changed, Claim, ClaimId, Conflict, Did, Edit, Origin, Project, Proposal,
    Provenance, Query, Record, Side, Source, Stale, Stamp, Value, Verdict, merge,
};
use tickmark::store::file::{decode, encode};
use tickmark::text::{Anchor, Document, ParagraphKind, Span};

const TEXT: &str = "alphaa bravoo charli deltaa";

/// What happens where two copies have changed a field differently.
enum Joined {
    /// A person decided it: both values are kept as a conflict.
    Conflict(fn(&Claim) -> Value),
    /// It is a list: all that either added is in it.
    List,
    /// The engine read it: one of the two stands, the same whichever copy is called ours.
    One,
    /// It names the claim: both copies have the same.
    Name,
}

/// A field, and two things that can be made of it.
struct Field {
    name: &'static str,
    one: fn(&mut Claim),
    other: fn(&mut Claim),
    joined: Joined,
    /// The edit by which a person changes it, where that goes on record.
    recorded: Option<fn() -> Edit>,
}

/// Parts a claim into its fields, and gives their names.
macro_rules! fields {
    ($($name:ident),* $(,)?) => {
        /// Without `..`: a new field breaks this.
        fn part(claim: Claim) {
            let Claim { $($name: _),* } = claim;
        }

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

fields!(
    article, kind, anchor, parts, correction, origin, worth, reasons, verdict, decided, note,
    sources, proposal, trail, conflicts, stale, query,
);

const CLAIM: ClaimId = ClaimId(1);

fn stamp(who: &str) -> Stamp {
    Stamp { who: who.to_owned(), when: "2026-05-14T10:42:00Z".to_owned() }
}

fn anchor(from: u32) -> Anchor {
    Anchor::new(&document(), Span::new(from, from + 6))
}

fn document() -> Document {
    Document::from_paragraphs([(ParagraphKind::Body, TEXT.to_owned())])
}

fn measure(unit: &str) -> Parts {
    let amount = Amount::One(5.into());
    Parts::Measure(Measure { amount, unit: unit.to_owned(), kind: MeasureKind::Money, bound: None })
}

fn source(title: &str) -> Source {
    Source { title: title.to_owned(), ..Source::default() }
}

fn proposal(words: &str) -> Proposal {
    Proposal { words: words.to_owned(), ..Proposal::default() }
}

fn query(words: &str) -> Query {
    Query { words: words.to_owned(), answer: String::new() }
}

fn record(who: &str) -> Record {
    Record { who: who.to_owned(), when: stamp(who).when, did: Did::Note(String::new()) }
}

fn conflict(note: &str) -> Conflict {
    let side = |note: &str| Side { value: Value::Note(note.to_owned()), by: None };
    Conflict { one: side(note), other: side("else") }
}

fn stale(what: Changed) -> Option<Box<Stale>> {
    Some(Box::new(Stale { was: anchor(7), what: vec![what] }))
}

fn table() -> Vec<Field> {
    let field = |name, one, other, joined| Field { name, one, other, joined, recorded: None };
    let decided = |name, one, other, value, edit| Field {
        name,
        one,
        other,
        joined: Joined::Conflict(value),
        recorded: Some(edit),
    };
    vec![
        field("article", |_| {}, |_| {}, Joined::Name),
        decided(
            "kind",
            |claim| claim.kind = ClaimKind::Date,
            |claim| claim.kind = ClaimKind::Name,
            |claim| Value::Kind(claim.kind, claim.parts.clone()),
            || Edit::SetKind { claim: CLAIM, kind: ClaimKind::Date, parts: Box::new(Parts::Plain) },
        ),
        // In one text a claim never moves: another place is another claim.
        field("anchor", |_| {}, |_| {}, Joined::Name),
        field(
            "parts",
            |claim| claim.parts = measure("USD"),
            |claim| claim.parts = measure("EUR"),
            Joined::One,
        ),
        decided(
            "correction",
            |claim| claim.correction = Some("5".into()),
            |claim| claim.correction = Some("6".into()),
            |claim| Value::Correction(claim.correction.clone()),
            || Edit::SetCorrection { claim: CLAIM, correction: Some("5".into()) },
        ),
        // A claim of another rule in the same place is another claim.
        field("origin", |_| {}, |_| {}, Joined::Name),
        field("worth", |claim| claim.worth = 0.25, |claim| claim.worth = 0.75, Joined::One),
        field(
            "reasons",
            |claim| claim.reasons = vec![Reason::Lead],
            |claim| claim.reasons = vec![Reason::SpecificFigure],
            Joined::One,
        ),
        decided(
            "verdict",
            |claim| claim.verdict = Verdict::Verified,
            |claim| claim.verdict = Verdict::Disputed,
            |claim| Value::Verdict(claim.verdict),
            || Edit::SetVerdict { claim: CLAIM, verdict: Verdict::Verified, decided: None },
        ),
        field(
            "decided",
            |claim| claim.decided = Some(stamp("Ana")),
            |claim| claim.decided = Some(stamp("Bo")),
            Joined::One,
        ),
        decided(
            "note",
            |claim| claim.note = "rang".into(),
            |claim| claim.note = "wrote".into(),
            |claim| Value::Note(claim.note.clone()),
            || Edit::SetNote { claim: CLAIM, note: "rang".into() },
        ),
        Field {
            recorded: Some(|| Edit::SetSources { claim: CLAIM, sources: vec![source("Register")] }),
            ..field(
                "sources",
                |claim| claim.sources = vec![source("Register")],
                |claim| claim.sources = vec![source("Letter")],
                Joined::List,
            )
        },
        decided(
            "proposal",
            |claim| claim.proposal = Some(proposal("five")),
            |claim| claim.proposal = Some(proposal("six")),
            |claim| Value::Proposal(claim.proposal.clone()),
            || Edit::SetProposal { claim: CLAIM, proposal: Some(proposal("five")) },
        ),
        field(
            "trail",
            |claim| claim.trail = vec![record("Ana")],
            |claim| claim.trail = vec![record("Bo")],
            Joined::List,
        ),
        field(
            "conflicts",
            |claim| claim.conflicts = vec![conflict("rang")],
            |claim| claim.conflicts = vec![conflict("wrote")],
            Joined::List,
        ),
        field(
            "stale",
            |claim| claim.stale = stale(Changed::Figure),
            |claim| claim.stale = stale(Changed::Name),
            Joined::One,
        ),
        decided(
            "query",
            |claim| claim.query = query("Which year?"),
            |claim| claim.query = query("Who says so?"),
            |claim| Value::Query(claim.query.clone()),
            || Edit::SetQuery { claim: CLAIM, query: query("Which year?") },
        ),
    ]
}

fn base() -> Project {
    let claim = Claim {
        article: ArticleId(1),
        kind: ClaimKind::Quantity,
        anchor: anchor(7),
        parts: Parts::Plain,
        correction: None,
        origin: Origin::Rule("quantity".into()),
        worth: 0.5,
        reasons: Vec::new(),
        verdict: Verdict::Open,
        decided: None,
        note: String::new(),
        sources: Vec::new(),
        proposal: None,
        trail: Vec::new(),
        conflicts: Vec::new(),
        stale: None,
        query: Query::default(),
    };
    let article = Article {
        title: "One".into(),
        byline: None,
        published: None,
        provenance: Provenance::default(),
        document: Arc::new(document()),
        read: Vec::new(),
    };
    let mut project = Project::default();
    project.articles.insert(ArticleId(1), article);
    project.claims.insert(CLAIM, Arc::new(claim));
    project
}

fn with(change: fn(&mut Claim)) -> Project {
    let mut project = base();
    change(Arc::make_mut(project.claims.get_mut(&CLAIM).unwrap()));
    project
}

fn claim(project: &Project) -> &Claim {
    assert_eq!(project.claims.len(), 1);
    &project.claims[&CLAIM]
}

/// One field of a claim, as it is saved.
fn value(project: &Project, field: &str) -> serde_json::Value {
    let claim = serde_json::to_value(claim(project)).unwrap();
    claim.get(field).cloned().unwrap_or_default()
}

#[test]
fn every_field_is_in_the_table() {
    part(Claim::clone(claim(&base())));
    let names: Vec<&str> = table().iter().map(|field| field.name).collect();
    assert_eq!(names, NAMES);
}

#[test]
fn what_one_copy_made_of_a_field_stands() {
    for field in table() {
        let (base, copy) = (base(), with(field.one));
        for merged in [merge(&base, &copy, &base), merge(&base, &base, &copy)] {
            assert_eq!(merged.n_conflicts, 0, "{}", field.name);
            assert_eq!(merged.project, copy, "{}", field.name);
        }
        let bytes = encode(&copy).unwrap();
        assert_eq!(decode(&bytes).unwrap().project, copy, "{}", field.name);
    }
}

#[test]
fn what_both_made_of_a_field_is_kept_or_told() {
    for Field { name, one, other, joined, .. } in table() {
        let (base, ours, theirs) = (base(), with(one), with(other));
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged, merge(&base, &theirs, &ours), "{name}");
        let held = claim(&merged.project);
        match joined {
            Joined::Conflict(of) => {
                assert_eq!((merged.n_conflicts, held.conflicts.len()), (1, 1), "{name}");
                let conflict = &held.conflicts[0];
                for copy in [&ours, &theirs] {
                    let wanted = of(claim(copy));
                    let kept = [&conflict.one.value, &conflict.other.value];
                    assert!(kept.contains(&&wanted), "{name}: {wanted:?} is lost");
                }
            }
            Joined::List => {
                let value = value(&merged.project, name);
                let list = value.as_array().unwrap();
                assert_eq!(list.len(), 2, "{name}");
                for copy in [&ours, &theirs] {
                    let item = self::value(copy, name)[0].clone();
                    assert!(list.contains(&item), "{name}: {item} is lost");
                }
            }
            Joined::One => {
                assert_eq!(merged.n_conflicts, 0, "{name}");
                let both = [value(&ours, name), value(&theirs, name)];
                assert_ne!(both[0], both[1], "{name}");
                assert!(both.contains(&value(&merged.project, name)), "{name}");
            }
            Joined::Name => assert_eq!(merged.project, base, "{name}"),
        }
    }
}

#[test]
fn what_a_person_changes_goes_on_record_and_is_undone_with_it() {
    let mut n_recorded = 0;
    for field in table() {
        let Some(edit) = field.recorded else { continue };
        let mut project = base();
        let back = project.apply(edit().by(stamp("Ana"))).unwrap();
        let trail = &claim(&project).trail;
        assert_eq!(trail.len(), 1, "{}", field.name);
        assert_eq!(trail[0].stamp(), stamp("Ana"), "{}", field.name);
        assert!(!trail[0].sentence().is_empty(), "{}", field.name);
        assert_ne!(value(&project, field.name), value(&base(), field.name), "{}", field.name);
        project.apply(back).unwrap();
        assert_eq!(project, base(), "{}", field.name);
        n_recorded += 1;
    }
    // Whatever two persons may disagree about is on record, and so are sources.
    let n_decided = table().iter().filter(|f| matches!(f.joined, Joined::Conflict(_))).count();
    assert_eq!(n_recorded, n_decided + 1);
}
