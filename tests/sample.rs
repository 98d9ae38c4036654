//! The sample article, its answer key, and the half-done review of it in `projects/`.
//!
//! The review is made by the program itself, from the list of decisions below. After a change that
//! finds other claims in the sample, make it anew:
//!
//! ```text
//! TICKMARK_WRITE_SAMPLE=1 cargo test --test sample
//! ```

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::{ToSpan, civil::date, tz::Offset, tz::TimeZone};
use tickmark::extract::ClaimKind::{self, Attribution, Date, Quantity, Rate, Superlative};
use tickmark::project::Verdict::{self, Disputed, Query, SetAside, Verified};
use tickmark::project::{AsideReason, ClaimId, Project, Proposal, Severity, Source};
use tickmark::store::file;
use tickmark::text::{Place, Span};
use tickmark::workbench::{Action, Clock, PROJECT_ENDING, Workbench};

/// Where the review began.
const BEGAN: &str = "PORT HALVERN";

/// How much of the article it has gone through: up to these words.
const REACHED: &str = "Captain Ottilie Brandt";

const REPORT: &str = "Ferry board, annual report 2025";
const MINUTES: &str = "Ferry board, minutes of February 18";
const HEARING: &str = "Recording of the hearing, January 8";

/// What the checker wrote about a claim. All others up to [`REACHED`] are verified without a
/// word, but for those that share their words with a mistake: they stay open.
const DECISIONS: &[Decision] = &[
    Decision {
        note: "2,309,874 in the table.",
        source: &[REPORT, "page 3, table 1", "Passengers, all days: 2,309,874"],
        ..Decision::verified(Quantity, "2.31 million")
    },
    Decision {
        verdict: Query,
        note: "Brandt gives 2.4 million for 2008, and that year's report agrees with her. The most \
               since the bridge opened?",
        ..Decision::verified(Superlative, "the most in the line's history")
    },
    Decision {
        note: "38.2 less 31.8.",
        source: &[REPORT, "page 7", "Result for the year: −6.4"],
        ..Decision::verified(Quantity, "$6.4 million")
    },
    Decision {
        verdict: Disputed,
        note: "From 2.1 to 2.31 million is 10 percent. The press release has 14, but for weekdays \
               alone.",
        correction: "10 percent",
        proposal: &["10 percent", "By the article's own figures, and the report's"],
        source: &[REPORT, "page 3, table 1", "Passengers, all days: +10.0 percent"],
        ..Decision::verified(Rate, "14 percent")
    },
    Decision {
        source: &["Harbor chart 14, Strand Sound", "", ""],
        ..Decision::verified(Quantity, "11.5 miles")
    },
    Decision {
        verdict: SetAside(AsideReason::Opinion),
        ..Decision::verified(Attribution, "What did not come back is the money")
    },
    Decision {
        verdict: Query,
        note: "The three parts make 37.0, but the total fits the deficit. So 1.2 million is missing \
               from the list: insurance?",
        source: &[REPORT, "page 7", "Operating costs: 38.2"],
        ..Decision::verified(Quantity, "$38.2 million")
    },
    Decision {
        verdict: Disputed,
        note: "Seven members cannot cast eight votes. Waiting for the clerk to call back.",
        source: &[MINUTES, "not published yet", ""],
        ..Decision::verified(Quantity, "5 to 3")
    },
    Decision {
        verdict: Disputed,
        note: "The 18th was a Wednesday; the agenda says so too.",
        correction: "2026-02-18",
        proposal: &["Wednesday, February 18", "The 18th was a Wednesday"],
        source: &["Ferry board, agenda", "page 1", "Wednesday, February 18, 6 p.m."],
        ..Decision::verified(Date, "Tuesday, February 18")
    },
    Decision {
        note: "Heard it on the recording.",
        source: &[HEARING, "at 41:10", "We will not raise fares before May."],
        ..Decision::verified(Attribution, "we will not raise fares before May.")
    },
    Decision {
        verdict: Disputed,
        note: "He said “before May”. Her office stands by her words; the story has to say what he \
               said.",
        source: &[HEARING, "at 41:10", "We will not raise fares before May."],
        ..Decision::verified(Attribution, "In January he promised us")
    },
];

struct Decision {
    kind: ClaimKind,
    /// Words of the article that are the claim, or lie in it.
    words: &'static str,
    verdict: Verdict,
    note: &'static str,
    correction: &'static str,
    /// The words to stand there instead, and why.
    proposal: &'static [&'static str],
    /// Title, place and passage.
    source: &'static [&'static str],
}

impl Decision {
    const fn verified(kind: ClaimKind, words: &'static str) -> Self {
        let (note, correction) = ("", "");
        Self { kind, words, verdict: Verified, note, correction, proposal: &[], source: &[] }
    }
}

#[test]
fn each_answer_quotes_words_of_the_sample() {
    let project = opened();
    let text = article_text(&project);
    let answers = answers();
    assert_eq!(answers.len(), 10);
    for answer in answers {
        assert_eq!(text.matches(&answer).count(), 1, "{answer}");
    }
}

#[test]
fn each_mistake_is_marked() {
    let project = opened();
    let text = article_text(&project);
    for mistake in mistakes(text) {
        let mut spans = project.claims.values().map(|claim| claim.anchor.span);
        assert!(spans.any(|span| meet(span, mistake)), "no claim in: {}", mistake.of(text));
    }
}

#[test]
fn the_sample_says_when_and_by_whom() {
    let project = opened();
    let article = project.articles.values().next().unwrap();
    assert_eq!(article.title, "Ferries carry more riders than ever, and more debt");
    assert_eq!(article.byline.as_deref(), Some("Dorrit Vance"));
    assert_eq!(article.published, Some(date(2026, 3, 12)));
    assert_eq!(article.provenance.warnings, [""; 0]);
}

#[test]
fn the_half_done_review_is_of_this_sample() {
    if std::env::var_os("TICKMARK_WRITE_SAMPLE").is_some() {
        review(&root().join("projects").join(format!("sample{PROJECT_ENDING}")));
    }
    let held = read(&root().join("projects/sample.tickmark.ron"));
    assert_eq!(article_text(&held), article_text(&opened()));
    let (id, article) = held.articles.first_key_value().unwrap();
    let tally = held.tally(*id);
    let share = tally.checked() as f64 / tally.all() as f64;
    assert!((0.4..0.7).contains(&share), "half done: {tally:?}");
    assert!(tally.disputed >= 4 && tally.query >= 2 && tally.aside >= 1, "{tally:?}");
    for claim in held.claims.values() {
        let place = claim.anchor.locate(&article.document);
        assert!(matches!(place, Place::Exact(_)), "{:?}", claim.anchor);
        assert_eq!(claim.decided.is_some(), claim.verdict != Verdict::Open, "{:?}", claim.anchor);
        // Who said it can be right where what was said is not.
        if claim.verdict == Verified && claim.kind != Attribution {
            let wrong =
                mistakes(article_text(&held)).into_iter().find(|&m| meet(m, claim.anchor.span));
            assert_eq!(wrong, None, "a mistake is verified: {:?}", claim.anchor);
        }
    }
    for decision in DECISIONS {
        let mut claims = held.claims.values();
        assert!(
            claims.any(|c| c.verdict == decision.verdict && c.note == decision.note),
            "{}",
            decision.words
        );
    }
}

#[test]
fn every_project_that_comes_along_opens_and_stays_as_it_is() {
    let mut n = 0;
    for entry in fs::read_dir(root().join("projects")).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(file::encode(&read(&path)).unwrap(), fs::read(&path).unwrap());
        n += 1;
    }
    assert!(n > 0);
}

// ---- The review, made through the one door.

/// Reviews the sample up to [`REACHED`], and saves it at `path`.
fn review(path: &Path) {
    // Each look at the clock is a minute later, on the morning of publication.
    let minutes = AtomicU32::new(0);
    let clock: Clock = Box::new(move || {
        let morning = date(2026, 3, 12).at(8, 30, 0, 0);
        let zone = TimeZone::fixed(Offset::constant(-5));
        let later = i64::from(minutes.fetch_add(1, Ordering::Relaxed)).minutes();
        morning.to_zoned_datetime(zone).unwrap().checked_add(later).unwrap()
    });
    let mut workbench = Workbench::new(None, clock, || {});
    workbench.update(Action::SetChecker("Jo Abara".to_owned()));
    workbench.update(Action::OpenSample);
    settle(&mut workbench);

    let desk = workbench.desk().unwrap();
    let text = article_text(desk.project()).to_owned();
    let reached = text.find(REACHED).unwrap();
    let began = text.find(BEGAN).unwrap();
    let mistakes = mistakes(&text);
    let mut planned: Vec<(ClaimId, &Decision)> = Vec::new();
    for decision in DECISIONS {
        let at = text.find(decision.words).unwrap();
        let place = Span::from_range(at..at + decision.words.len());
        let held = claim_at(workbench.desk().unwrap().project(), place, decision.kind);
        // What the rules pass over, a checker marks by hand.
        let claim = held.unwrap_or_else(|| {
            workbench.update(Action::AddClaim { span: place, kind: decision.kind });
            workbench.desk().unwrap().selected().unwrap()
        });
        planned.push((claim, decision));
    }
    let claims: Vec<ClaimId> =
        workbench.desk().unwrap().rows().claims.iter().map(|c| c.id).collect();
    for claim in claims {
        let held = &workbench.desk().unwrap().project().claims[&claim];
        let is_doubtful =
            held.kind != Attribution && mistakes.iter().any(|&m| meet(m, held.anchor.span));
        // The headline comes last, when all that it stands on is checked.
        let is_reached = (began..=reached).contains(&(held.anchor.span.end as usize));
        if let Some((_, decision)) = planned.iter().find(|(id, _)| *id == claim) {
            decide(&mut workbench, claim, decision);
        } else if is_reached && !is_doubtful {
            workbench.update(Action::SetVerdict { claim, verdict: Verified });
        }
    }
    workbench.update(Action::SaveAs { path: path.to_path_buf() });
    settle(&mut workbench);
    assert!(workbench.desk().unwrap().is_saved(), "{:?}", workbench.notice());
}

fn decide(workbench: &mut Workbench, claim: ClaimId, decision: &Decision) {
    workbench.update(Action::SetVerdict { claim, verdict: decision.verdict });
    workbench.update(Action::SetNote { claim, note: decision.note.to_owned() });
    if !decision.correction.is_empty() {
        let correction = Some(decision.correction.to_owned());
        workbench.update(Action::SetCorrection { claim, correction });
    }
    if let [words, reason] = *decision.proposal {
        let (words, reason) = (words.to_owned(), reason.to_owned());
        let proposal = Proposal { words, reason, severity: Severity::Must, ..Proposal::default() };
        workbench.update(Action::SetProposal { claim, proposal: Some(proposal) });
    }
    if let [title, place, passage] = *decision.source {
        let source = Source {
            title: title.to_owned(),
            place: place.to_owned(),
            passage: passage.to_owned(),
            seen: "2026-03-12".to_owned(),
            supports: (!passage.is_empty()).then_some(decision.verdict == Verified),
            ..Source::default()
        };
        workbench.update(Action::SetSources { claim, sources: vec![source] });
    }
}

/// The claim of that kind at just these words, or the shortest around or in them.
fn claim_at(project: &Project, place: Span, kind: ClaimKind) -> Option<ClaimId> {
    let claims = project.claims.iter().filter(|(_, claim)| claim.kind == kind);
    let near = claims.filter(|(_, claim)| {
        let span = claim.anchor.span;
        (span.start <= place.start && place.end <= span.end)
            || (place.start <= span.start && span.end <= place.end)
    });
    let size = |span: Span| span.end - span.start;
    near.min_by_key(|(_, c)| size(c.anchor.span).abs_diff(size(place))).map(|(&id, _)| id)
}

/// Waits until no job runs.
fn settle(workbench: &mut Workbench) {
    while workbench.is_busy() {
        workbench.poll();
        std::thread::yield_now();
    }
}

// ---- What the tests read.

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn opened() -> Project {
    let clock: Clock = Box::new(|| date(2026, 3, 12).to_zoned_datetime(TimeZone::UTC).unwrap());
    let mut workbench = Workbench::new(None, clock, || {});
    workbench.update(Action::OpenSample);
    settle(&mut workbench);
    let desk = workbench.desk().unwrap_or_else(|| panic!("{:?}", workbench.notice()));
    desk.project().clone()
}

fn read(path: &Path) -> Project {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let decoded = file::decode(&bytes).unwrap();
    assert_eq!(decoded.warning, None, "{}", path.display());
    decoded.project
}

fn article_text(project: &Project) -> &str {
    project.articles.values().next().unwrap().document.text()
}

/// Where the mistakes of the sample stand.
fn mistakes(text: &str) -> Vec<Span> {
    let place = |answer: &String| {
        let at = text.find(answer).unwrap();
        Span::from_range(at..at + answer.len())
    };
    answers().iter().map(place).collect()
}

fn meet(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// The words that the answer key quotes: its block quotations.
fn answers() -> Vec<String> {
    let key = fs::read_to_string(root().join("assets/sample-answers.md")).unwrap();
    key.lines().filter_map(|l| l.trim_start().strip_prefix("> ")).map(str::to_owned).collect()
}
