//! How long each format takes for 2,000 and for 20,000 claims, in processor time of the one thread
//! that writes it, and the ratio between the two, which is 10 where time grows as the text does.
//! `cargo bench --bench export`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it fails"
)]

#[expect(dead_code, reason = "nothing happens on other threads here")]
mod clock;

use std::fmt::Write;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use clock::thread_time;
use tickmark::export::{EXPORTERS, Options, Publication, export};
use tickmark::extract::{ClaimKind, Finding, Parts};
use tickmark::project::{
    Article, ArticleId, Claim, ClaimId, Project, Proposal, Provenance, Source, Verdict,
};
use tickmark::text::{Document, ParagraphKind, Span};

const SIZES: [usize; 2] = [2_000, 20_000];

/// What a format may take for 20,000 claims; those that lay out pages may take more.
const BUDGET: Duration = Duration::from_secs(2);
const BUDGET_OF_PAGES: Duration = Duration::from_secs(10);

fn main() {
    println!("{:<14} {:>10} {:>10} {:>7} {:>10}", "format", "2,000 ms", "20,000 ms", "ratio", "MB");
    let publication = Publication {
        address: "https://example.org/check".into(),
        reviewer: "The desk".into(),
        scale: vec!["False".into(), "True".into()],
        verified: 2,
        disputed: 1,
        ..Publication::default()
    };
    let projects = SIZES.map(project);
    let mut is_within = true;
    for exporter in EXPORTERS {
        let [(small, _), (large, bytes)] = [&projects[0], &projects[1]].map(|project| {
            let options = Options { publication: Some(&publication), ..Options::default() };
            let start = thread_time();
            let bytes =
                export(exporter, project, &options, &mut |_| ControlFlow::Continue(())).unwrap();
            (thread_time() - start, bytes.len())
        });
        let budget =
            if ["pdf", "docx"].contains(&exporter.name) { BUDGET_OF_PAGES } else { BUDGET };
        is_within &= large <= budget;
        println!(
            "{:<14} {:>10.0} {:>10.0} {:>7.1} {:>10.1}{}",
            exporter.name,
            small.as_secs_f64() * 1e3,
            large.as_secs_f64() * 1e3,
            large.as_secs_f64() / small.as_secs_f64(),
            bytes as f64 / 1e6,
            if large <= budget { "" } else { "   over its budget" }
        );
    }
    println!("{}", if is_within { "all within their budgets" } else { "NOT within their budgets" });
}

/// An article with a claim in every ten words, half of them settled, every fourth with a note, a
/// source and a proposed change.
fn project(n_claims: usize) -> Project {
    let mut paragraphs = Vec::new();
    let mut places = Vec::new();
    let mut text_len = 0;
    for at in 0..n_claims.div_ceil(10) {
        let mut words = String::new();
        for n in 0..10 {
            let before = "The harbor board of the county counted about ";
            let claim = format!("{} boats", 100 + (at * 10 + n) % 9_000);
            let from = text_len + words.len() + before.len();
            places.push(Span::from_range(from..from + claim.len()));
            write!(words, "{before}{claim} that year. ").unwrap();
        }
        let words = words.trim_end().to_owned();
        text_len += words.len() + 2;
        paragraphs.push((ParagraphKind::Body, words));
    }
    let document = Arc::new(Document::from_paragraphs(paragraphs));
    let mut project = Project::default();
    for (n, &span) in (1..).zip(places.iter().take(n_claims)) {
        let finding = Finding::new(span, ClaimKind::Quantity, "quantity", Parts::Plain);
        let mut claim = Claim::from_finding(ArticleId(1), &document, &finding);
        claim.verdict = [Verdict::Verified, Verdict::Open][n as usize % 2];
        if n % 4 == 0 {
            claim.verdict = Verdict::Disputed;
            claim.note = format!("The register has {n}, which is another figure altogether.");
            claim.sources = vec![Source {
                title: format!("Register, volume {n}"),
                place: format!("https://example.org/register/{n}"),
                ..Source::default()
            }];
            claim.proposal = Some(Proposal { words: format!("{n} boats"), ..Proposal::default() });
        }
        project.claims.insert(ClaimId(n), Arc::new(claim));
    }
    let provenance =
        Provenance { address: "https://example.org/harbor".into(), ..Provenance::default() };
    let article = Article {
        title: "Boats in the harbor".into(),
        byline: Some("Mara Field".into()),
        published: None,
        provenance,
        document,
        read: Vec::new(),
    };
    project.articles.insert(ArticleId(1), article);
    project
}
