//! Two analysts' copies as one: no edit is lost, nothing is in conflict that needn't be, and whose copy
//! is called ours makes no difference.

#![expect(clippy::unwrap_used, reason = "what can't be made fails the test")]

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use tickmark::extract::{ClaimKind, Parts};
use tickmark::project::{
    Article, ArticleId, Claim, ClaimId, Conflict, Edit, Keep, Origin, Project, Proposal,
    Provenance, Query, Source, Stamp, Value, Verdict, merge,
};
use tickmark::store::file::{decode, encode};
use tickmark::text::{Anchor, Document, ParagraphKind, Span};

/// The text of the one article: eight words of six bytes each, with a space after.
const TEXT: &str = "alphaa bravoo charli deltaa echooo foxtro golfff hotell";

fn article(title: &str, text: &str) -> Article {
    Article {
        title: title.to_owned(),
        byline: None,
        published: None,
        provenance: Provenance { file: format!("{title}.txt"), ..Provenance::default() },
        document: Arc::new(Document::from_paragraphs([(ParagraphKind::Body, text.to_owned())])),
        read: Vec::new(),
    }
}

fn claim(article: ArticleId, text: &str, word: u32, origin: Origin) -> Claim {
    let document = Document::from_paragraphs([(ParagraphKind::Body, text.to_owned())]);
    let span = Span::new(word * 7, word * 7 + 6);
    Claim {
        article,
        kind: ClaimKind::Quantity,
        anchor: Anchor::new(&document, span),
        parts: Parts::Plain,
        correction: None,
        origin,
        worth: 0.5,
        reasons: Vec::new(),
        verdict: Verdict::Open,
        decided: None,
        note: String::new(),
        sources: Vec::new(),
        proposal: None,
        query: Query::default(),
        trail: Vec::new(),
        conflicts: Vec::new(),
        stale: None,
    }
}

fn base() -> Project {
    let mut project = Project::default();
    project.articles.insert(ArticleId(1), article("One", TEXT));
    for n in 0..4 {
        let found = claim(ArticleId(1), TEXT, n, Origin::Rule("quantity".to_owned()));
        project.claims.insert(ClaimId(n + 1), Arc::new(found));
    }
    project
}

fn stamp(who: &str, minute: u32) -> Stamp {
    Stamp {
        who: who.to_owned(),
        when: format!("2026-05-14T10:{:02}:{:02}Z", minute / 60, minute % 60),
    }
}

fn source(title: &str) -> Source {
    Source { title: title.to_owned(), ..Source::default() }
}

fn verdict(claim: u32, verdict: Verdict, by: &Stamp) -> Edit {
    Edit::SetVerdict { claim: ClaimId(claim), verdict, decided: Some(by.clone()) }.by(by.clone())
}

fn note(claim: u32, note: &str, by: &Stamp) -> Edit {
    Edit::SetNote { claim: ClaimId(claim), note: note.to_owned() }.by(by.clone())
}

fn with(project: &Project, edits: impl IntoIterator<Item = Edit>) -> Project {
    let mut project = project.clone();
    for edit in edits {
        project.apply(edit).unwrap();
    }
    project
}

#[test]
fn both_packages_of_sources_are_one() {
    let package = |titles: &[&str]| Edit::SetPackage {
        sources: Arc::new(titles.iter().map(|title| source(title)).collect()),
    };
    let base = with(&base(), [package(&["Census", "Letter"])]);
    let ours = with(&base, [package(&["Census", "Letter", "Register"])]);
    let theirs = with(&base, [package(&["Census", "Atlas", "Register"])]);
    let titles = |ours: &Project, theirs: &Project| {
        let merged = merge(&base, ours, theirs);
        assert_eq!(merged.n_conflicts, 0);
        merged.project.package.iter().map(|source| source.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&ours, &theirs), ["Census", "Atlas", "Register"]);
    assert_eq!(titles(&ours, &theirs), titles(&theirs, &ours));
    assert_eq!(titles(&base, &ours), ["Census", "Letter", "Register"]);
}

#[test]
fn what_each_did_is_in_both() {
    let (ana, bo) = (stamp("Ana", 1), stamp("Bo", 2));
    let sources = |titles: &[&str]| Edit::SetSources {
        claim: ClaimId(1),
        sources: titles.iter().map(|title| source(title)).collect(),
    };
    let ours = with(&base(), [verdict(1, Verdict::Verified, &ana), sources(&["Report"])]);
    let theirs = with(&base(), [note(1, "Rang", &bo), sources(&["Letter"]), note(2, "x", &bo)]);
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(merged.n_conflicts, 0);
    let claim = &merged.project.claims[&ClaimId(1)];
    assert_eq!((claim.verdict, claim.note.as_str()), (Verdict::Verified, "Rang"));
    assert_eq!(claim.decided, Some(ana));
    assert_eq!(claim.sources, [source("Letter"), source("Report")]);
    let who: Vec<&str> = claim.trail.iter().map(|record| record.who.as_str()).collect();
    assert_eq!(who, ["Ana", "Bo"]);
    assert_eq!(merged.project.claims[&ClaimId(2)].note, "x");
}

#[test]
fn two_verdicts_leave_the_claim_open_until_it_is_settled() {
    let (ana, bo) = (stamp("Ana", 1), stamp("Bo", 2));
    let ours = with(&base(), [verdict(1, Verdict::Verified, &ana), note(1, "Holds", &ana)]);
    let theirs = with(&base(), [verdict(1, Verdict::Disputed, &bo), note(1, "Wrong", &bo)]);
    let mut merged = merge(&base(), &ours, &theirs);
    assert_eq!(merged.n_conflicts, 1);
    let claim = Arc::clone(&merged.project.claims[&ClaimId(1)]);
    assert_eq!((claim.verdict, claim.decided.clone()), (Verdict::Open, None));
    assert_eq!(claim.note, "Holds\n\nWrong");
    let fields: Vec<&str> = claim.conflicts.iter().map(|c| c.one.value.field()).collect();
    assert_eq!(fields, ["Verdict", "Note"]);
    assert_eq!(decode(&encode(&merged.project).unwrap()).unwrap().project, merged.project);

    // Settled by Bo's verdict and both notes, and all of it taken back.
    let before = merged.project.clone();
    let is_bo = |side: &tickmark::project::Side| side.by == Some(bo.clone());
    let keep = if is_bo(&claim.conflicts[0].one) { Keep::One } else { Keep::Other };
    let settle = claim.settle(ClaimId(1), 0, keep).unwrap().by(ana.clone());
    let back = merged.project.apply(settle).unwrap();
    let settled = Arc::clone(&merged.project.claims[&ClaimId(1)]);
    assert_eq!((settled.verdict, settled.decided.clone()), (Verdict::Disputed, Some(bo)));
    assert_eq!(settled.conflicts.len(), 1);
    let both = settled.settle(ClaimId(1), 0, Keep::Both).unwrap();
    let back_too = merged.project.apply(both).unwrap();
    assert!(merged.project.claims[&ClaimId(1)].conflicts.is_empty());
    assert_eq!(merged.project.claims[&ClaimId(1)].note, "Holds\n\nWrong");
    merged.project.apply(back_too).unwrap();
    merged.project.apply(back).unwrap();
    assert_eq!(merged.project, before);
}

#[test]
fn a_claim_that_one_removed_and_the_other_settled_is_kept_and_told() {
    let ours = with(&base(), [Edit::PutClaim { claim: ClaimId(1), put: None }]);
    let theirs = with(&base(), [verdict(1, Verdict::Query, &stamp("Bo", 2))]);
    let merged = merge(&base(), &ours, &theirs);
    let claim = &merged.project.claims[&ClaimId(1)];
    assert_eq!((merged.n_conflicts, claim.verdict), (1, Verdict::Query));
    assert_eq!(claim.conflicts[0].other.value, Value::Kept(false));
    let gone = claim.settle(ClaimId(1), 0, Keep::Other).unwrap();
    assert!(!with(&merged.project, [gone]).claims.contains_key(&ClaimId(1)));
    // Where the other did nothing with it, it goes.
    let merged = merge(&base(), &ours, &base());
    assert!(!merged.project.claims.contains_key(&ClaimId(1)));
    assert_eq!(merged.n_conflicts, 0);
}

#[test]
fn claims_and_articles_added_under_one_id_are_parted() {
    let added = |title: &str, text: &str| {
        let mut project = base();
        project.articles.insert(ArticleId(2), article(title, text));
        project.claims.insert(ClaimId(5), Arc::new(claim(ArticleId(2), text, 0, Origin::Hand)));
        project
    };
    let (ours, theirs) = (added("Two", "secondtext"), added("Three", "third text"));
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!((merged.project.articles.len(), merged.project.claims.len()), (3, 6));
    for claim in merged.project.claims.values() {
        let document = &merged.project.articles[&claim.article].document;
        assert_eq!(document.words(claim.anchor.span), claim.anchor.quote);
    }
    // The same article, taken in by both, is there once.
    let merged = merge(&base(), &ours, &ours);
    assert_eq!(merged.project, ours);
}

#[test]
fn two_new_texts_of_one_article_are_both_kept() {
    let renewed = |text: &str, who: &str| {
        let mut project = base();
        if let Some(held) = project.articles.get_mut(&ArticleId(1)) {
            held.document = article("One", text).document;
        }
        with(&project, [verdict(1, Verdict::Verified, &stamp(who, 1))])
    };
    let ours = renewed(&format!("{TEXT} india"), "Ana");
    let theirs = renewed(&format!("{TEXT} juliet"), "Bo");
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(merged, merge(&base(), &theirs, &ours));
    assert_eq!((merged.project.articles.len(), merged.project.claims.len()), (2, 8));
    let settled = merged.project.claims.values().filter(|c| c.verdict == Verdict::Verified);
    assert_eq!(settled.count(), 2);
}

#[test]
fn a_title_that_both_corrected_is_told() {
    let title = |title: &str| Edit::SetTitle { article: ArticleId(1), title: title.to_owned() };
    let (ours, theirs) = (with(&base(), [title("A")]), with(&base(), [title("B")]));
    let merged = merge(&base(), &ours, &theirs);
    assert_eq!(merged.n_conflicts, 1);
    assert_eq!(merged.project.articles[&ArticleId(1)].title, "A");
    assert_eq!(merged.project.disputes[&ArticleId(1)].len(), 1);
    assert_eq!(decode(&encode(&merged.project).unwrap()).unwrap().project, merged.project);
}

// ---- the law

/// One thing an analyst does, in small worlds, so that two of them often meet.
#[derive(Debug, Clone)]
enum Deed {
    Verdict(u32, usize),
    Note(u32, usize),
    Correct(u32, usize),
    Propose(u32, usize),
    AddSource(u32, usize),
    DropSource(u32),
    Kind(u32, usize),
    Ask(u32, usize),
    Mark(u32),
    Remove(u32),
    Title(usize),
    Read(u32),
    AddArticle(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let (id, n) = (1..7_u32, 0..3_usize);
    prop_oneof![
        4 => (id.clone(), 0..4_usize).prop_map(|(id, n)| Deed::Verdict(id, n)),
        3 => (id.clone(), n.clone()).prop_map(|(id, n)| Deed::Note(id, n)),
        1 => (id.clone(), n.clone()).prop_map(|(id, n)| Deed::Correct(id, n)),
        1 => (id.clone(), n.clone()).prop_map(|(id, n)| Deed::Propose(id, n)),
        2 => (id.clone(), n.clone()).prop_map(|(id, n)| Deed::AddSource(id, n)),
        1 => id.clone().prop_map(Deed::DropSource),
        1 => (id.clone(), 0..3_usize).prop_map(|(id, n)| Deed::Kind(id, n)),
        1 => (id.clone(), n.clone()).prop_map(|(id, n)| Deed::Ask(id, n)),
        2 => (0..8_u32).prop_map(Deed::Mark),
        1 => id.prop_map(Deed::Remove),
        1 => n.clone().prop_map(Deed::Title),
        1 => (0..8_u32).prop_map(Deed::Read),
        1 => n.prop_map(Deed::AddArticle),
    ]
}

const NAMES: [&str; 3] = ["one", "two", "three"];

fn done(project: &mut Project, who: &str, minute: u32, deed: &Deed) {
    let held = |id: &u32| project.claims.get(&ClaimId(*id));
    let word = |n: &usize| NAMES[*n].to_owned();
    let by = stamp(who, minute);
    let edit = match deed {
        Deed::Verdict(id, n) => {
            let verdicts = [Verdict::Open, Verdict::Verified, Verdict::Disputed, Verdict::Query];
            verdict(*id, verdicts[*n], &by)
        }
        Deed::Note(id, n) => note(*id, NAMES[*n], &by),
        Deed::Correct(id, n) => {
            Edit::SetCorrection { claim: ClaimId(*id), correction: Some(word(n)) }
        }
        Deed::Propose(id, n) => {
            let proposal = Some(Proposal { words: word(n), ..Proposal::default() });
            Edit::SetProposal { claim: ClaimId(*id), proposal }
        }
        Deed::AddSource(id, n) => {
            let mut sources = held(id).map(|claim| claim.sources.clone()).unwrap_or_default();
            sources.push(source(NAMES[*n]));
            Edit::SetSources { claim: ClaimId(*id), sources }
        }
        Deed::DropSource(id) => {
            let mut sources = held(id).map(|claim| claim.sources.clone()).unwrap_or_default();
            sources.pop();
            Edit::SetSources { claim: ClaimId(*id), sources }
        }
        Deed::Kind(id, n) => {
            let kind = [ClaimKind::Date, ClaimKind::Name, ClaimKind::Rate][*n];
            Edit::SetKind { claim: ClaimId(*id), kind, parts: Box::new(Parts::Plain) }
        }
        Deed::Ask(id, n) => {
            let query = Query { words: word(n), ..Query::default() };
            Edit::SetQuery { claim: ClaimId(*id), query }
        }
        Deed::Mark(word) => {
            let put = claim(ArticleId(1), TEXT, *word, Origin::Hand);
            Edit::PutClaim { claim: project.next_claim_id(), put: Some(Arc::new(put)) }
        }
        Deed::Remove(id) => Edit::PutClaim { claim: ClaimId(*id), put: None },
        Deed::Title(n) => Edit::SetTitle { article: ArticleId(1), title: word(n) },
        Deed::Read(word) => {
            let mut read = project.articles[&ArticleId(1)].read.clone();
            read.push(Span::new(word * 7, word * 7 + 6));
            read.sort_unstable();
            read.dedup();
            Edit::SetRead { article: ArticleId(1), read }
        }
        Deed::AddArticle(n) => {
            let put = article(NAMES[*n], &NAMES[*n].repeat(4));
            Edit::PutArticle { article: project.next_article_id(), put: Some(Box::new(put)) }
        }
    };
    // Of a claim that is not there nothing can be changed.
    let _not_there = project.apply(edit.by(by));
}

/// A claim without its trail and its conflicts, to be compared whatever its id.
fn key(claim: &Claim) -> String {
    serde_json::to_string(&(claim.article, &claim.anchor, &claim.origin)).unwrap()
}

/// The claims of a project by what they are of.
fn by_key(project: &Project) -> BTreeMap<String, Vec<&Claim>> {
    let mut found: BTreeMap<String, Vec<&Claim>> = BTreeMap::new();
    for claim in project.claims.values() {
        found.entry(key(claim)).or_default().push(claim);
    }
    found
}

fn holds(claim: &Claim, conflicts: &[Conflict], wanted: &Value) -> bool {
    let held = match wanted {
        Value::Verdict(verdict) => claim.verdict == *verdict,
        Value::Note(note) => claim.note == *note,
        Value::Correction(correction) => claim.correction == *correction,
        Value::Proposal(proposal) => claim.proposal == *proposal,
        Value::Kind(kind, _) => claim.kind == *kind,
        Value::Query(query) => claim.query == *query,
        Value::Kept(_) => true,
    };
    held || conflicts.iter().any(|c| c.one.value == *wanted || c.other.value == *wanted)
}

fn values(claim: &Claim) -> [Value; 6] {
    [
        Value::Verdict(claim.verdict),
        Value::Note(claim.note.clone()),
        Value::Correction(claim.correction.clone()),
        Value::Proposal(claim.proposal.clone()),
        Value::Kind(claim.kind, claim.parts.clone()),
        Value::Query(claim.query.clone()),
    ]
}

/// How many cases a law is tried on: more where the environment asks for them.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(600)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(67), ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn no_edit_is_lost_and_nothing_is_in_conflict_that_need_not_be(
        common in vec(deed(), 0..6),
        ana in vec(deed(), 0..8),
        bo in vec(deed(), 0..8),
    ) {
        let mut base = base();
        for (at, deed) in (0..).zip(&common) {
            done(&mut base, "Cleo", at, deed);
        }
        let mut copies = [base.clone(), base.clone()];
        for (copy, (who, deeds)) in copies.iter_mut().zip([("Ana", &ana), ("Bo", &bo)]) {
            for (at, deed) in (100..).zip(deeds) {
                done(copy, who, at, deed);
            }
        }
        let [ours, theirs] = &copies;
        let merged = merge(&base, ours, theirs);
        // The same both ways round.
        prop_assert_eq!(&merged, &merge(&base, theirs, ours));
        // What only one did is all that comes of it.
        for copy in &copies {
            let alone = merge(&base, copy, &base);
            prop_assert_eq!(alone.n_conflicts, 0);
            prop_assert_eq!(by_key(&alone.project), by_key(copy));
            let twice = merge(&base, copy, copy);
            prop_assert_eq!(&twice.project, copy);
        }
        // It can be saved.
        let decoded = decode(&encode(&merged.project).unwrap()).unwrap();
        prop_assert_eq!(&decoded.project, &merged.project);

        let mut n_conflicts = 0;
        for (&id, was) in &base.claims {
            let same = |project: &Project| {
                project.claims.get(&id).filter(|held| key(held) == key(was)).cloned()
            };
            let held = [same(ours), same(theirs)];
            let out = same(&merged.project);
            match &held {
                [Some(one), Some(other)] => {
                    let out = out.expect("kept by both");
                    let mut is_in_conflict = false;
                    let fields = values(was).into_iter().zip(values(one)).zip(values(other));
                    for ((was, one), other) in fields {
                        let wanted = [&one, &other].map(|side| *side != was);
                        prop_assert!(!wanted[0] || holds(&out, &out.conflicts, &one), "{one:?}");
                        prop_assert!(!wanted[1] || holds(&out, &out.conflicts, &other), "{other:?}");
                        is_in_conflict |= wanted == [true; 2] && one != other;
                    }
                    for source in one.sources.iter().chain(&other.sources) {
                        prop_assert!(was.sources.contains(source) || out.sources.contains(source));
                    }
                    for record in one.trail.iter().chain(&other.trail) {
                        prop_assert!(out.trail.contains(record));
                    }
                    prop_assert_eq!(is_in_conflict, !out.conflicts.is_empty());
                    n_conflicts += usize::from(is_in_conflict);
                }
                [Some(kept), None] | [None, Some(kept)] => {
                    let is_changed = kept != was;
                    prop_assert_eq!(is_changed, out.is_some());
                    if let Some(out) = out {
                        prop_assert_eq!(out.conflicts.len(), 1);
                        n_conflicts += 1;
                        prop_assert_eq!(values(&out), values(kept));
                    }
                }
                [None, None] => prop_assert!(out.is_none()),
            }
        }
        // What was added is there: the same words marked by both, once.
        let count = |project: &Project| -> BTreeMap<String, usize> {
            let added = project.claims.iter().filter(|(id, claim)| {
                base.claims.get(id).is_none_or(|held| key(held) != key(claim))
            });
            let mut counts = BTreeMap::new();
            for (_, claim) in added {
                let key = serde_json::to_string(&(&claim.anchor, claim.kind)).unwrap();
                *counts.entry(key).or_default() += 1;
            }
            counts
        };
        let mut wanted = count(ours);
        for (key, n) in count(theirs) {
            let held: &mut usize = wanted.entry(key).or_default();
            *held = (*held).max(n);
        }
        let known = base.claims.iter().filter(|(id, was)| {
            merged.project.claims.get(id).is_some_and(|held| key(held) == key(was))
        });
        prop_assert_eq!(wanted.values().sum::<usize>() + known.count(), merged.project.claims.len());
        for article in ours.articles.values().chain(theirs.articles.values()) {
            let is_there = |held: &Article| held.document == article.document;
            prop_assert!(merged.project.articles.values().any(is_there));
        }
        for span in ours.articles.values().chain(theirs.articles.values()).flat_map(|a| &a.read) {
            prop_assert!(merged.project.articles[&ArticleId(1)].read.contains(span));
        }
        let titles = [&base, ours, theirs].map(|p| &p.articles[&ArticleId(1)].title);
        let is_title_disputed =
            titles[1] != titles[0] && titles[2] != titles[0] && titles[1] != titles[2];
        prop_assert_eq!(is_title_disputed, merged.project.disputes.contains_key(&ArticleId(1)));
        // Claims that both added and settled otherwise come on top.
        prop_assert!(merged.n_conflicts >= n_conflicts + usize::from(is_title_disputed));
    }
}

// ---- the command line, and git

mod git {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Output};

    use super::*;

    const PROGRAM: &str = env!("CARGO_BIN_EXE_tickmark");

    /// An empty folder of this test's own.
    fn folder(name: &str) -> PathBuf {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("merge").join(name);
        let _was_not_there = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn write(path: &Path, project: &Project) {
        fs::write(path, encode(project).unwrap()).unwrap();
    }

    fn read(path: &Path) -> Project {
        let decoded = decode(&fs::read(path).unwrap()).unwrap();
        assert_eq!(decoded.warning, None);
        decoded.project
    }

    fn code(output: &Output) -> i32 {
        output.status.code().unwrap()
    }

    /// Two copies that agree, and two that do not.
    fn copies() -> [Project; 3] {
        let (ana, bo) = (stamp("Ana", 1), stamp("Bo", 2));
        [
            with(&base(), [verdict(1, Verdict::Verified, &ana), note(3, "Rang", &ana)]),
            with(&base(), [verdict(2, Verdict::Disputed, &bo), note(3, "Rang", &bo)]),
            with(&base(), [verdict(1, Verdict::Disputed, &bo)]),
        ]
    }

    #[test]
    fn the_command_joins_three_files_and_tells_by_its_exit_status() {
        let folder = folder("command");
        let path = |name: &str| folder.join(name);
        let [ours, theirs, against] = copies();
        for (name, project) in
            [("base", &base()), ("ours", &ours), ("theirs", &theirs), ("against", &against)]
        {
            write(&path(name), project);
        }
        fs::write(path("empty"), "").unwrap();
        fs::write(path("damaged"), "(format: 1, project: (").unwrap();
        let run = |base: &str, ours: &str, theirs: &str| {
            let [base, ours, theirs] = [base, ours, theirs].map(&path);
            let mut command = Command::new(PROGRAM);
            command.arg("merge").args([base, ours, theirs]).arg("-o").arg(path("out"));
            command.output().unwrap()
        };
        assert_eq!(code(&run("base", "ours", "theirs")), 0);
        assert_eq!(read(&path("out")), merge(&base(), &ours, &theirs).project);
        let output = run("base", "ours", "against");
        assert_eq!(code(&output), 1);
        assert!(String::from_utf8_lossy(&output.stderr).contains("do not agree in 1 place."));
        assert_eq!(read(&path("out")).claims[&ClaimId(1)].conflicts.len(), 1);
        assert_eq!(code(&run("empty", "ours", "ours")), 0);
        assert_eq!(read(&path("out")), ours);
        let before = fs::read(path("out")).unwrap();
        for broken in ["damaged", "missing"] {
            assert_eq!(code(&run("base", "ours", broken)), 2);
            assert_eq!(fs::read(path("out")).unwrap(), before);
        }
        assert_eq!(code(&Command::new(PROGRAM).arg("merge").output().unwrap()), 2);
    }

    /// Runs git in `folder`, away from all settings of this computer.
    fn git(folder: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.current_dir(folder).args(arguments);
        for (name, value) in [
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_AUTHOR_NAME", "Ana"),
            ("GIT_AUTHOR_EMAIL", "ana@example.org"),
            ("GIT_COMMITTER_NAME", "Ana"),
            ("GIT_COMMITTER_EMAIL", "ana@example.org"),
        ] {
            command.env(name, value);
        }
        // The driver is called by its name.
        let path = std::env::var("PATH").unwrap_or_default();
        let own = Path::new(PROGRAM).parent().unwrap().display();
        command.env("PATH", format!("{own}:{path}"));
        command.output().unwrap()
    }

    #[test]
    #[cfg(unix)]
    fn git_merges_projects_with_it() {
        let folder = folder("git");
        let file = folder.join("story.tickmark.ron");
        let run = |arguments: &[&str]| {
            let output = git(&folder, arguments);
            assert!(output.status.success(), "{arguments:?}: {output:?}");
        };
        run(&["init", "-q", "-b", "main"]);
        let lines = Command::new(PROGRAM).args(["merge", "--install-git"]).output().unwrap().stdout;
        let lines = String::from_utf8(lines).unwrap();
        assert_eq!(lines.lines().count(), 2);
        let shell =
            Command::new("sh").arg("-ec").arg(&lines).current_dir(&folder).status().unwrap();
        assert!(shell.success());
        let [ours, theirs, against] = copies();
        write(&file, &base());
        run(&["add", "-A"]);
        run(&["commit", "-qm", "Begin"]);
        for (branch, project) in [("theirs", &theirs), ("against", &against)] {
            run(&["checkout", "-qb", branch, "main"]);
            write(&file, project);
            run(&["commit", "-qam", branch]);
        }
        run(&["checkout", "-q", "main"]);
        write(&file, &ours);
        run(&["commit", "-qam", "Ours"]);
        run(&["merge", "-q", "--no-edit", "theirs"]);
        assert_eq!(read(&file), merge(&base(), &ours, &theirs).project);
        // What is not agreed on stops the merge; the file opens, with both values in it.
        let output = git(&folder, &["merge", "-q", "--no-edit", "against"]);
        assert_eq!(code(&output), 1);
        let project = read(&file);
        assert_eq!(project.claims[&ClaimId(1)].conflicts.len(), 1);
        assert_eq!(project.claims[&ClaimId(2)].verdict, Verdict::Disputed);
    }
}
