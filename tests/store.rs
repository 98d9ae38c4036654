//! The project file: what is saved opens again equal, what is damaged is told, old formats open.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::{fs, str};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use tickmark::extract::{
    Amount, AttributionParts, Bound, ClaimKind, DateParts, Measure, MeasureKind, Modifier, Parts,
    QuoteKind, Reason, TimexKind,
};
use tickmark::project::{
    Article, ArticleId, AsideReason, Claim, ClaimId, Edit, History, Imprint, Origin, Project,
    Proposal, ProposalState, Provenance, Query, Severity, Source, Stamp, Verdict,
};
use tickmark::store::file::{FileError, decode, encode};
use tickmark::text::{Anchor, Depth, Document, Label, Margin, ParagraphKind, Span};

/// Words with everything that has broken a file format before.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ]{0,12}",
        "\\PC{0,16}",
        Just("\"\\ \n\t ( [ { // /* # r#\" \u{feff}🦀 e\u{301}".to_owned()),
    ]
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        Just(Verdict::Open),
        Just(Verdict::Verified),
        Just(Verdict::Disputed),
        Just(Verdict::Query),
        Just(Verdict::SetAside(AsideReason::Opinion)),
    ]
}

fn parts() -> impl Strategy<Value = Parts> {
    let span = (0_u32..50, 50_u32..90).prop_map(|(a, b)| Span::new(a, b));
    let number = (any::<i64>(), 0_u32..12).prop_map(|(n, s)| rust_decimal::Decimal::new(n, s));
    let measure =
        (number.clone(), proptest::option::of(number), words()).prop_map(|(a, b, unit)| {
            let amount = if b.is_some() { Amount::Range(Some(a), b) } else { Amount::One(a) };
            Parts::Measure(Measure {
                amount,
                unit,
                kind: MeasureKind::Money,
                bound: Some(Bound::About),
            })
        });
    let date = words().prop_map(|value| {
        Parts::Date(DateParts {
            timex: TimexKind::Set,
            value: value.clone(),
            modifier: Some(Modifier::Start),
            needs_published: true,
            otherwise: Some(value),
        })
    });
    let speech =
        (proptest::option::of(span.clone()), vec(span, 0..3)).prop_map(|(source, content)| {
            Parts::Attribution(AttributionParts {
                quote: QuoteKind::Mixed,
                source,
                cue: None,
                content,
                speaker: source,
            })
        });
    prop_oneof![Just(Parts::Plain), measure, date, speech]
}

fn claim() -> impl Strategy<Value = Claim> {
    let first = (words(), words(), parts(), verdict(), words(), 0..=100_u8);
    let second = (proptest::option::of(words()), vec(words(), 0..3), 0..7_usize, any::<bool>());
    (first, second).prop_map(|((quote, before, parts, verdict, note, worth), rest)| {
        let (correction, titles, kind, by_hand) = rest;
        let note_words = note.clone();
        Claim {
            article: ArticleId(1),
            kind: ClaimKind::ALL[kind],
            anchor: Anchor { span: Span::new(3, 9), quote, before, after: note.clone() },
            parts,
            correction,
            origin: if by_hand { Origin::Hand } else { Origin::Rule("rate".into()) },
            worth: f32::from(worth) / 100.0,
            reasons: vec![Reason::Lead, Reason::SpecificFigure],
            verdict,
            decided: Some(Stamp { who: note.clone(), ..stamp() }),
            note,
            sources: titles
                .into_iter()
                .map(|title| Source {
                    passage: title.clone(),
                    title,
                    supports: Some(by_hand),
                    ..Source::default()
                })
                .collect(),
            query: Query {
                words: if by_hand { "Which year?".into() } else { String::new() },
                answer: String::new(),
            },
            proposal: by_hand.then(|| Proposal {
                words: note_words,
                severity: Severity::Must,
                state: ProposalState::Stet,
                ..Proposal::default()
            }),
            trail: Vec::new(),
            conflicts: Vec::new(),
            stale: None,
        }
    })
}

fn stamp() -> Stamp {
    Stamp { who: "Ada".into(), when: "2026-05-14T10:42:00+02:00".into() }
}

fn handed_over(words: String) -> Source {
    Source {
        imprint: Imprint {
            authors: vec![words.clone()],
            issued: "2024-05".into(),
            publisher: words.clone(),
            doi: "10.1/a".into(),
            isbn: "0-306-40615-2".into(),
            about: words.clone(),
        },
        title: words,
        ..Source::default()
    }
}

fn project() -> impl Strategy<Value = Project> {
    let article = (words(), proptest::option::of(words()), vec(words(), 0..4)).prop_map(
        |(title, byline, paragraphs)| Article {
            title,
            byline,
            published: "2026-05-14".parse().ok(),
            provenance: Provenance { file: "a.txt".into(), ..Provenance::default() },
            document: Arc::new(Document::from_paragraphs(
                paragraphs.into_iter().map(|p| (ParagraphKind::Body, p)),
            )),
            read: vec![Span::new(0, 4), Span::new(5, 9)],
        },
    );
    (vec(article, 0..3), vec(claim(), 0..5), any::<bool>()).prop_map(
        |(articles, claims, is_signed)| {
            let mut project = Project {
                articles: (1..).map(ArticleId).zip(articles).collect::<BTreeMap<_, _>>(),
                claims: (1..).map(ClaimId).zip(claims.into_iter().map(Arc::new)).collect(),
                sign_offs: BTreeMap::new(),
                disputes: BTreeMap::new(),
                package: Arc::default(),
            };
            // What was handed over, with something in each field of who brought it out.
            let titles: Vec<String> = project.articles.values().map(|a| a.title.clone()).collect();
            project.package = Arc::new(titles.into_iter().map(handed_over).collect());
            if let Some(signed) = project.sign_off(ArticleId(1), stamp(), "one".into())
                && is_signed
            {
                project.sign_offs.insert(ArticleId(1), signed);
            }
            project
        },
    )
}

fn edit() -> impl Strategy<Value = Edit> {
    let id = (1..7_u32).prop_map(ClaimId);
    let single = prop_oneof![
        (id.clone(), verdict()).prop_map(|(claim, verdict)| Edit::SetVerdict {
            claim,
            verdict,
            decided: None
        }),
        (id.clone(), words()).prop_map(|(claim, note)| Edit::SetNote { claim, note }),
        words().prop_map(|title| Edit::SetPackage { sources: Arc::new(vec![handed_over(title)]) }),
        (id.clone(), proptest::option::of(words()))
            .prop_map(|(claim, correction)| Edit::SetCorrection { claim, correction }),
        (id.clone(), proptest::option::of(claim()))
            .prop_map(|(claim, put)| Edit::PutClaim { claim, put: put.map(Arc::new) }),
        (id.clone(), parts()).prop_map(|(claim, parts)| Edit::SetKind {
            claim,
            kind: ClaimKind::Name,
            parts: Box::new(parts),
        }),
        (id.clone(), words()).prop_map(|(claim, title)| Edit::SetSources {
            claim,
            sources: vec![Source { title, ..Source::default() }],
        }),
        (id.clone(), words()).prop_map(|(claim, words)| Edit::SetQuery {
            claim,
            query: Query { words, answer: String::new() },
        }),
        (id, proptest::option::of(words())).prop_map(|(claim, words)| Edit::SetProposal {
            claim,
            proposal: words.map(|words| Proposal { words, ..Proposal::default() }),
        }),
        Just(Edit::SetSignOff { article: ArticleId(1), sign_off: None }),
        words().prop_map(|title| Edit::SetTitle { article: ArticleId(1), title }),
        Just(Edit::PutArticle { article: ArticleId(2), put: None }),
    ];
    let several =
        vec(single.clone(), 0..4).prop_map(|edits| Edit::Several { name: "several".into(), edits });
    prop_oneof![4 => single, 1 => several]
}

/// How many projects and runs of edits are tried: many more with `TICKMARK_LONG=1`.
fn n_cases() -> u32 {
    if is_long() { 10_000 } else { 500 }
}

fn is_long() -> bool {
    std::env::var_os("TICKMARK_LONG").is_some()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(61), ..ProptestConfig::with_cases(n_cases()) })]

    #[test]
    fn a_saved_project_opens_equal(project in project()) {
        let bytes = encode(&project).unwrap();
        let decoded = decode(&bytes).unwrap();
        prop_assert_eq!(&decoded.project, &project);
        prop_assert_eq!(decoded.warning, None);
        // The same project is the same bytes.
        prop_assert_eq!(encode(&decoded.project).unwrap(), bytes);
    }

    #[test]
    fn a_missing_byte_is_always_told(project in project(), at in any::<prop::sample::Index>()) {
        let mut bytes = encode(&project).unwrap();
        let content = bytes.len() - 1;
        bytes.remove(at.index(content));
        if let Ok(decoded) = decode(&bytes) {
            prop_assert!(decoded.warning.is_some());
        }
    }
}

/// What a person does at the keys of undo: an edit, signed or not, a step back, a step forward.
#[derive(Debug, Clone)]
enum Step {
    Do(Edit),
    Undo,
    Redo,
    Save,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (edit(), any::<bool>()).prop_map(|(edit, is_signed)| {
            Step::Do(if is_signed { edit.by(stamp()) } else { edit })
        }),
        4 => Just(Step::Undo),
        3 => Just(Step::Redo),
        1 => Just(Step::Save),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(67), ..ProptestConfig::with_cases(n_cases() / if is_long() { 1 } else { 5 }) })]

    /// A hundred steps, beside a list of whole states that knows nothing of edits.
    #[test]
    fn undo_and_redo_lead_back_to_the_same_states(project in project(), steps in vec(step(), 100)) {
        let mut edited = project.clone();
        let mut history = History::saved();
        let (mut states, mut at) = (vec![project], 0_usize);
        // Where in `states` the saved one is; nowhere once another has taken its place.
        let mut saved = Some(0);
        for step in steps {
            match step {
                Step::Do(edit) => match history.apply(&mut edited, edit) {
                    Ok(()) => {
                        states.truncate(at + 1);
                        saved = saved.filter(|&saved| saved <= at);
                        states.push(edited.clone());
                        at += 1;
                    }
                    // An edit that can't be applied changes nothing.
                    Err(_) => prop_assert_eq!(&edited, &states[at]),
                },
                Step::Undo => {
                    prop_assert_eq!(history.undo(&mut edited).unwrap(), at > 0);
                    at = at.saturating_sub(1);
                }
                Step::Redo => {
                    prop_assert_eq!(history.redo(&mut edited).unwrap(), at + 1 < states.len());
                    at = (at + 1).min(states.len() - 1);
                }
                Step::Save => {
                    history.mark_saved(history.now());
                    saved = Some(at);
                }
            }
            prop_assert_eq!(&edited, &states[at]);
            prop_assert_eq!(history.is_saved(), saved == Some(at));
        }
        // All the way back, and all the way forward again.
        while at > 0 {
            prop_assert!(history.undo(&mut edited).unwrap());
            at -= 1;
            prop_assert_eq!(&edited, &states[at]);
        }
        prop_assert!(!history.undo(&mut edited).unwrap());
        for state in states.iter().skip(1) {
            prop_assert!(history.redo(&mut edited).unwrap());
            prop_assert_eq!(&edited, state);
        }
    }
}

#[test]
fn the_saved_mark_is_of_one_state_alone() {
    let mut project = Project::default();
    let mut history = History::saved();
    let title = |title: &str| Edit::Several { name: title.to_owned(), edits: Vec::new() };
    history.apply(&mut project, title("a")).unwrap();
    let saving = history.now();
    history.undo(&mut project).unwrap();
    history.apply(&mut project, title("b")).unwrap();
    // The save of "a" ends now: what is on the screen is "b".
    history.mark_saved(saving);
    assert!(!history.is_saved());
    history.undo(&mut project).unwrap();
    assert!(!history.is_saved());
}

#[test]
fn damage_is_told_with_its_line_and_column() {
    let bytes = encode(&Project::default()).unwrap();
    let text = str::from_utf8(&bytes).unwrap().replace("articles", "articl€s(");
    let Err(FileError::Damaged { line, column, .. }) = decode(text.as_bytes()) else { panic!() };
    assert_eq!(line, 1 + text.lines().position(|line| line.contains("articl€s")).unwrap());
    assert!(column > 1);
}

fn sample_text() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/sample.tickmark.ron");
    fs::read_to_string(path).unwrap()
}

fn told(text: &str) -> (Project, String) {
    let decoded = decode(text.as_bytes()).unwrap();
    (decoded.project, decoded.warning.unwrap_or_default())
}

#[test]
fn comments_are_told_for_they_are_not_kept() {
    let text = sample_text();
    let (project, _) = told(&text);
    let commented = text.replacen(" project: (", " project: ( // checked twice", 1);
    let (held, words) = told(&commented);
    assert_eq!(held, project);
    assert!(words.contains("comments (the first in line 4)"), "{words}");
    let (_, words) = told(&text.replacen("Ferries carry", "Ferries // carry", 1));
    assert!(words.contains("edited outside") && !words.contains("comments"), "{words}");
}

#[test]
fn what_this_version_does_not_know_is_told_by_its_place() {
    let text = sample_text();
    let (project, _) = told(&text);
    let with = text.replacen("    kind:", "    mood: Some(\"grave\"),\n    kind:", 1);
    assert_ne!(with, text);
    let (held, words) = told(&with);
    assert_eq!(held, project);
    assert!(words.contains(".mood”. Saving leaves that out"), "{words}");
    let twice = text.replacen("    kind: ", "    kind: Date,\n    kind: ", 1);
    assert!(matches!(decode(twice.as_bytes()), Err(FileError::Damaged { .. })));
}

#[test]
fn of_two_claims_with_one_number_both_are_kept() {
    let text = sample_text();
    let (project, _) = told(&text);
    // As when two branches that both added a claim are merged by hand.
    let twice = text.replacen("\n   2: (", "\n   1: (", 1);
    assert_ne!(twice, text);
    let (held, words) = told(&twice);
    assert!(words.contains("1 number stands in it twice; both are kept"), "{words}");
    assert_eq!(held.claims.len(), project.claims.len());
    assert_eq!(held.claims[&ClaimId(1)], project.claims[&ClaimId(1)]);
    assert_eq!(held.claims[&project.next_claim_id()], project.claims[&ClaimId(2)]);
}

#[test]
fn a_newer_format_is_read_as_far_as_it_can_be_and_not_written() {
    let text = sample_text();
    let newer = text.replacen("format: 1,", "format: 2,", 1).replacen(
        " project: (",
        " extra: [1],\n project: (",
        1,
    );
    let decoded = decode(newer.as_bytes()).unwrap();
    assert!(decoded.is_newer);
    assert!(decoded.warning.unwrap().contains("newer Tickmark (format 2; this one knows up to 1)"));
    let strange = "// A Tickmark project. It can be read and compared as text.\n(\n format: 7,\n all: Else(\"x\"))";
    assert_eq!(decode(strange.as_bytes()), Err(FileError::Newer { found: 7 }));
}

#[test]
fn what_editors_do_to_a_text_does_not_keep_it_from_opening() {
    let text = sample_text();
    let (project, _) = told(&text);
    assert_eq!(told(&format!("\u{feff}{text}")), (project.clone(), String::new()));
    let (held, words) = told(&text.replace('\n', "\r\n"));
    assert_eq!((held, words.contains("edited outside")), (project, true));
}

#[test]
fn bytes_that_are_no_text_are_told_by_their_place() {
    let mut bytes = sample_text().into_bytes();
    let at = 1 + bytes.iter().position(|&byte| byte == b'\n').unwrap();
    bytes[at + 1] = 0xff;
    let Err(FileError::Damaged { line, column, .. }) = decode(&bytes) else { panic!() };
    assert_eq!((line, column), (2, 2));
}

#[test]
fn a_list_in_a_list_is_kept_and_older_files_have_none() {
    let (mut project, _) = told(&sample_text());
    let article = project.articles.values_mut().next().unwrap();
    let items = ["rope", "of hemp", "lamps"].map(|words| (ParagraphKind::Item, words.to_owned()));
    let numbered = Margin {
        labels: vec![Label { paragraph: 0, words: "1.".to_owned() }],
        ..Margin::default()
    };
    let flat = Document::from_paragraphs(items).with_margin(numbered.clone());
    let depths = vec![Depth { paragraph: 1, depth: 1 }];
    article.document = Arc::new(flat.clone().with_margin(Margin { depths, ..numbered }));
    let text = String::from_utf8(encode(&project).unwrap()).unwrap();
    assert_eq!(told(&text), (project.clone(), String::new()));
    let margin =
        r#"margin: (labels: [(paragraph: 0, words: "1.")], depths: [(paragraph: 1, depth: 1)])"#;
    assert!(text.contains(margin), "{text}");
    // As versions that knew no depths wrote it.
    let older = text.replacen(", depths: [(paragraph: 1, depth: 1)]", "", 1);
    let (held, _) = told(&older);
    assert_eq!(*held.articles[&ArticleId(1)].document, flat);
    project.articles.values_mut().next().unwrap().document = Arc::new(flat);
    let again = String::from_utf8(encode(&project).unwrap()).unwrap();
    let without_digest =
        |text: &str| text.lines().rev().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(without_digest(&again), without_digest(&older), "and as this one writes it");
}

#[test]
fn every_format_there_ever_was_opens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/store");
    for format in 1..=tickmark::store::migrate::FORMAT {
        let path = folder.join(format!("format-{format}.tickmark.ron"));
        let decoded = decode(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(decoded.warning, None, "{}", path.display());
        assert!(decoded.project.claims.len() > 50, "{}", path.display());
        let settled = decoded.project.claims.values().filter(|claim| claim.is_touched()).count();
        assert!(settled > 5, "{}", path.display());
    }
}

#[test]
fn every_sample_project_opens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("projects");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.to_string_lossy().ends_with(".tickmark.ron") {
            let decoded = decode(&fs::read(&path).unwrap());
            let decoded = decoded.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(decoded.warning, None, "{}", path.display());
        }
    }
}
