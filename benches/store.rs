//! What the disk costs with 1,000, 10,000 and 100,000 claims: how long a project takes to open and to
//! save, how long the screen stands still for each step of it, and how long a change takes to be on
//! the disk. The ratio of two columns is 10 where time grows as the project does. What happens on the
//! screen's thread is told in processor time of that thread, opening and saving in that of all threads;
//! the journal, which waits for the disk, by the time of day. `cargo bench --bench store`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it fails"
)]

mod clock;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use clock::{process_time, thread_time};
use jiff::ZonedDateTime;
use tickmark::extract::{ClaimKind, Finding, Parts};
use tickmark::project::{
    Article, ArticleId, Claim, ClaimId, Edit, Project, Proposal, Provenance, Source, Stamp, Verdict,
};
use tickmark::store::file;
use tickmark::store::journal::{Entry, Journal};
use tickmark::text::{Document, ParagraphKind, Span};
use tickmark::workbench::{Action, Workbench};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Claims of one article: those of a long report.
const CLAIMS_OF_ARTICLE: usize = 1_000;

/// How often each step is timed; the slowest counts.
const ROUNDS: u32 = 20;

/// One frame of a screen.
const FRAME: Duration = Duration::from_millis(16);

/// What is timed, and how long it may take; nothing where it happens off the screen's thread and no
/// one waits for it.
const STEPS: [(&str, Option<Duration>); 9] = [
    ("open: read, decode, lay out", Some(Duration::from_secs(2))),
    ("  of this on the screen's thread", None),
    ("first edit since a save", Some(FRAME)),
    ("further edit", Some(FRAME)),
    ("undo", Some(FRAME)),
    ("begin to save, on the screen's thread", Some(FRAME)),
    ("take in that it is saved, there too", Some(FRAME)),
    ("save until it is read back", None),
    ("one change to the journal, synced", Some(Duration::from_millis(10))),
];

fn main() {
    let folder = std::env::temp_dir().join(format!("tickmark-bench-{}", std::process::id()));
    let columns = SIZES.map(|n_claims| {
        let folder = folder.join(n_claims.to_string());
        fs::create_dir_all(&folder).unwrap();
        measure(&folder, n_claims)
    });
    fs::remove_dir_all(&folder).unwrap();
    println!(
        "{:<38} {:>9} {:>9} {:>9} {:>6} {:>6}",
        "ms, the slowest of each", "1,000", "10,000", "100,000", "ratio", "ratio"
    );
    let mut is_within = true;
    for (idx, (name, budget)) in STEPS.iter().enumerate() {
        let [small, middle, large] = [0, 1, 2].map(|n| columns[n][idx]);
        let is_over = budget.is_some_and(|budget| large > budget);
        is_within &= !is_over;
        println!(
            "{name:<38} {:>9.2} {:>9.2} {:>9.2} {:>6.1} {:>6.1}{}",
            small.as_secs_f64() * 1e3,
            middle.as_secs_f64() * 1e3,
            large.as_secs_f64() * 1e3,
            middle.as_secs_f64() / small.as_secs_f64(),
            large.as_secs_f64() / middle.as_secs_f64(),
            if is_over { "   over its budget" } else { "" }
        );
    }
    println!("{}", if is_within { "all within their budgets" } else { "NOT within their budgets" });
}

fn measure(folder: &Path, n_claims: usize) -> [Duration; STEPS.len()] {
    let path = folder.join("harbor.tickmark.ron");
    let project = project(n_claims);
    file::save(&path, &project).unwrap();
    let mut times = [Duration::ZERO; STEPS.len()];
    let mut slowest = |idx: usize, time: Duration| times[idx] = times[idx].max(time);

    let mut workbench =
        Workbench::new(Some(folder.join("settings.ron")), Box::new(ZonedDateTime::now), || {});
    for _ in 0..3 {
        let start = process_time();
        workbench.update(Action::Open { path: path.clone() });
        let on_screen = wait(&mut workbench);
        assert_eq!(workbench.desk().unwrap().project().claims.len(), n_claims);
        slowest(0, process_time() - start);
        slowest(1, on_screen);
    }
    for round in 0..ROUNDS {
        let claim = |n: u32| ClaimId(1 + (round * 37 + n) % n_claims as u32);
        let note = |n: u32| Action::SetNote {
            claim: claim(n),
            note: format!("Asked the harbor office, round {round}, call {n}."),
        };
        for (idx, action) in [(2, note(1)), (3, note(2)), (4, Action::Undo), (5, Action::Save)] {
            let (start, all) = (thread_time(), process_time());
            workbench.update(action);
            slowest(idx, thread_time() - start);
            if idx == 5 {
                slowest(6, wait(&mut workbench));
                slowest(7, process_time() - all);
            }
        }
        assert!(workbench.desk().unwrap().is_saved(), "{:?}", workbench.notice());
    }

    let mut journal =
        Journal::begin(&folder.join("journal"), "bench", &project, Some(&path)).unwrap();
    for n in 0..100 {
        let stamp = Stamp { who: "Mara Field".into(), when: "2026-11-24T01:00:00+01:00".into() };
        let note = format!("Asked the harbor office, call {n}.");
        let entry = Entry::Did(Edit::SetNote { claim: ClaimId(1 + n), note }.by(stamp));
        let start = Instant::now();
        journal.append(&[entry]).unwrap();
        slowest(8, start.elapsed());
    }
    journal.end().unwrap();
    times
}

/// Takes in what the jobs bring until there is no more. Gives the longest that this held the screen.
fn wait(workbench: &mut Workbench) -> Duration {
    let mut longest = Duration::ZERO;
    loop {
        let start = thread_time();
        workbench.poll();
        longest = longest.max(thread_time() - start);
        if !workbench.is_busy() {
            return longest;
        }
        thread::sleep(Duration::from_micros(200));
    }
}

/// Articles with a claim in every ten words, half of them settled, every fourth with a note, a source
/// and a proposed change.
fn project(n_claims: usize) -> Project {
    let mut project = Project::default();
    for first in (0..n_claims).step_by(CLAIMS_OF_ARTICLE) {
        let id = ArticleId(1 + (first / CLAIMS_OF_ARTICLE) as u32);
        let (document, places) = text(first);
        for (n, span) in (1 + first as u32..).zip(places) {
            let finding = Finding::new(span, ClaimKind::Quantity, "quantity", Parts::Plain);
            project.claims.insert(ClaimId(n), Arc::new(claim(n, id, &document, &finding)));
        }
        let article = Article {
            title: format!("Boats in the harbor, part {}", id.0),
            byline: Some("Mara Field".into()),
            published: None,
            provenance: Provenance::default(),
            document,
            read: Vec::new(),
        };
        project.articles.insert(id, article);
    }
    project
}

fn claim(n: u32, article: ArticleId, document: &Document, finding: &Finding) -> Claim {
    let mut claim = Claim::from_finding(article, document, finding);
    claim.verdict = [Verdict::Verified, Verdict::Open][n as usize % 2];
    if n.is_multiple_of(4) {
        claim.verdict = Verdict::Disputed;
        claim.note = format!("The register has {n}, which is another figure altogether.");
        claim.sources = vec![Source {
            title: format!("Register, volume {n}"),
            place: format!("https://example.org/register/{n}"),
            ..Source::default()
        }];
        claim.proposal = Some(Proposal { words: format!("{n} boats"), ..Proposal::default() });
    }
    claim
}

/// A text, and where its claims stand.
fn text(first: usize) -> (Arc<Document>, Vec<Span>) {
    let (mut paragraphs, mut places, mut text_len) = (Vec::new(), Vec::new(), 0);
    for at in 0..CLAIMS_OF_ARTICLE / 10 {
        let mut words = String::new();
        for n in 0..10 {
            let before = "The harbor board of the county counted about ";
            let claim = format!("{} boats", 100 + (first + at * 10 + n) % 9_000);
            let from = text_len + words.len() + before.len();
            places.push(Span::from_range(from..from + claim.len()));
            write!(words, "{before}{claim} that year. ").unwrap();
        }
        let words = words.trim_end().to_owned();
        text_len += words.len() + 2;
        paragraphs.push((ParagraphKind::Body, words));
    }
    (Arc::new(Document::from_paragraphs(paragraphs)), places)
}
