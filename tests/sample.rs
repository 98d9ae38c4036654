//! The sample article and the half-done review of it that comes with the program.
//!
//! `TICKMARK_WRITE_SAMPLE=1 cargo test --test sample` writes the review anew, through the program
//! itself, when the engine finds more or otherwise.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs, thread};

use tickmark::extract::ClaimKind;
use tickmark::project::{AsideReason, ClaimId, Project, Source, Verdict, VerdictKind};
use tickmark::store::file::decode;
use tickmark::workbench::{Action, Workbench};

/// What the review says: kind, how the claim's words begin, verdict, note, source.
const REVIEW: &[(ClaimKind, &str, Verdict, &str, &str)] = {
    use ClaimKind::{Attribution, Date, Quantity, Rate};
    use Verdict::{Disputed, Query, SetAside, Verified};
    &[
        (Date, "Wednesday", Verified, "", "Ferry board, meeting calendar 2026"),
        (Quantity, "2.31 million", Verified, "2,309,874 in the table; rounds to 2.31.", REPORT),
        (Quantity, "$6.4 million", Verified, "Same as 38.2 less 31.8.", REPORT),
        (
            Rate,
            "14 percent",
            Disputed,
            "From 2.1 to 2.31 million is 10 percent, by the article’s own figures.",
            REPORT,
        ),
        (Quantity, "2.1 million", Verified, "", REPORT),
        (Rate, "23 percent", Verified, "531,000 of 2.31 million.", REPORT),
        (Quantity, "11.5 miles", Verified, "", "Harbor chart 14, Strand Sound"),
        (Attribution, "People came back", Verified, "Heard it on the recording at 0:41:10.", TAPE),
        (
            Quantity,
            "$38.2 million",
            Query,
            "The three parts make 37.0. What is the other 1.2?",
            REPORT,
        ),
        (Quantity, "$19.6 million", Verified, "", REPORT),
        (Quantity, "$11.3 million", Verified, "", REPORT),
        (Quantity, "$6.1 million", Verified, "", REPORT),
        (Quantity, "$31.8 million", Verified, "", REPORT),
        (
            Quantity,
            "5 to 3",
            Disputed,
            "Eight votes on a board of seven. The minutes have 4 to 3.",
            "Minutes of the ferry board, February 18",
        ),
        (Date, "June 1", Verified, "", "Minutes of the ferry board, February 18"),
        (Attribution, "She called the plan", SetAside(AsideReason::Opinion), "", ""),
    ]
};

const REPORT: &str = "Ferry board, annual report 2025";
const TAPE: &str = "Recording of the hearing, March 11";

fn project_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/sample.tickmark.ron")
}

fn act(workbench: &mut Workbench, action: Action) {
    workbench.update(action);
    for _ in 0..4000 {
        workbench.poll();
        if !workbench.is_busy() {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("the job does not end");
}

fn sample() -> Workbench {
    let clock = || "2026-03-12T15:20:00+00:00[UTC]".parse().unwrap();
    let mut workbench = Workbench::new(None, Box::new(clock), || {});
    workbench.update(Action::SetChecker("Mira Sand".to_owned()));
    act(&mut workbench, Action::OpenSample);
    workbench
}

fn claim(project: &Project, kind: ClaimKind, words: &str) -> Option<ClaimId> {
    let mut claims = project.claims.iter().filter(|(_, claim)| claim.kind == kind);
    claims.find(|(_, claim)| claim.anchor.quote.starts_with(words)).map(|(&id, _)| id)
}

#[test]
fn the_sample_states_its_title_byline_and_date() {
    let workbench = sample();
    let article = workbench.desk().unwrap().article().unwrap();
    assert!(article.title.starts_with("Ferries carry more riders"));
    assert_eq!(article.byline.as_deref(), Some("Dorrit Vance"));
    assert_eq!(article.published.map(|date| date.to_string()).as_deref(), Some("2026-03-12"));
}

#[test]
fn the_sample_review_is_half_done() {
    let path = project_path();
    if env::var_os("TICKMARK_WRITE_SAMPLE").is_some() {
        write_review(&path);
    }
    let project = decode(&fs::read(&path).unwrap()).unwrap().project;
    let (&id, article) = project.articles.first_key_value().unwrap();
    let fresh = sample();
    assert_eq!(article.document, fresh.desk().unwrap().article().unwrap().document);
    let tally = project.tally(id);
    assert!(tally.open > 20 && tally.checked() >= 15, "{tally:?}");
    for verdict in VerdictKind::ALL {
        assert!(
            project.claims.values().any(|claim| claim.verdict.kind() == verdict),
            "{verdict:?}"
        );
    }
    for (kind, words, verdict, note, source) in REVIEW {
        let id = claim(&project, *kind, words).unwrap_or_else(|| panic!("no claim {words}"));
        let held = &project.claims[&id];
        assert_eq!((held.verdict, held.note.as_str()), (*verdict, *note), "{words}");
        assert_eq!(held.sources.first().map_or("", |s| s.title.as_str()), *source, "{words}");
        assert_eq!(article.document.words(held.anchor.span), held.anchor.quote);
    }
}

fn write_review(path: &Path) {
    let mut workbench = sample();
    for (kind, words, verdict, note, source) in REVIEW {
        let project = workbench.desk().unwrap().project();
        let claim = claim(project, *kind, words).unwrap_or_else(|| panic!("no claim {words}"));
        act(&mut workbench, Action::SetVerdict { claim, verdict: *verdict });
        act(&mut workbench, Action::SetNote { claim, note: (*note).to_owned() });
        if !source.is_empty() {
            let supports = Some(!matches!(verdict, Verdict::Disputed));
            let seen = "2026-03-12".to_owned();
            let sources =
                vec![Source { title: (*source).to_owned(), supports, seen, ..Source::default() }];
            act(&mut workbench, Action::SetSources { claim, sources });
        }
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    act(&mut workbench, Action::SaveAs { path: path.to_path_buf() });
    assert!(workbench.desk().unwrap().is_saved(), "{:?}", workbench.notice());
}
