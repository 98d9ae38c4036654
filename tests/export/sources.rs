//! Lists of sources: what reference managers write is read, and what goes out comes back.

use std::ops::ControlFlow;
use std::sync::Arc;

use tickmark::export::{Options, export, exporter};
use tickmark::import::sources::sources;
use tickmark::project::{ClaimId, Imprint, Project, Source, join_package};

use super::project;

fn read(text: &str) -> (Vec<Source>, Vec<String>) {
    let list = sources(text.as_bytes()).unwrap();
    (list.sources, list.problems)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Sources of every kind, with something in every field that a list has room for.
fn package() -> Vec<Source> {
    vec![
        Source {
            title: "Harbour works & {piers}: 50 % \"more\"".into(),
            place: "https://doi.org/10.5555/pier.12".into(),
            passage: "The pier is ninety metres long".into(),
            seen: "2026-03-02".into(),
            contact: "Ida Quell, +1 555 0100".into(),
            imprint: Imprint {
                authors: names(&["Quell, Ida", "von Ahrn, Jo", "Harbour Office"]),
                issued: "2024-05-03".into(),
                publisher: "Journal of Piers".into(),
                doi: "10.5555/pier.12".into(),
                about: "On piers".into(),
                ..Imprint::default()
            },
            ..Source::default()
        },
        Source {
            title: "Ébauches d’un môle".into(),
            imprint: Imprint {
                authors: names(&["Field, Mara"]),
                issued: "2019".into(),
                publisher: "Harbour Press".into(),
                isbn: "978-0-00-000000-2".into(),
                ..Imprint::default()
            },
            ..Source::default()
        },
        Source {
            title: "Tide tables".into(),
            place: "https://example.org/tides?a=1&b=2#may".into(),
            seen: "early in May".into(),
            imprint: Imprint { issued: "spring 2026".into(), ..Imprint::default() },
            ..Source::default()
        },
        Source { title: "Ledger".into(), place: "shelf 4".into(), ..Source::default() },
    ]
}

#[test]
fn what_goes_out_to_a_reference_manager_comes_back() {
    let mut project: Project = project();
    for claim in project.claims.values_mut() {
        Arc::make_mut(claim).sources.clear();
    }
    let claim = project.claims.get_mut(&ClaimId(1)).unwrap();
    Arc::make_mut(claim).sources = package();
    for format in ["csl", "bibtex", "ris"] {
        let exporter = exporter(format).unwrap();
        let bytes =
            export(exporter, &project, &Options::default(), &mut |_| ControlFlow::Continue(()));
        let text = String::from_utf8(bytes.unwrap()).unwrap();
        let (back, problems) = read(&text);
        assert_eq!(problems, Vec::<String>::new(), "{format}");
        assert_eq!(back, package(), "{format}:\n{text}");
    }
}

#[test]
fn lists_of_other_makers_are_read() {
    let (csl, _) = read(
        r#"[{"id":1,"type":"book","title":"On\n  Piers","author":[{"family":"Ahrn","given":"Jo",
        "non-dropping-particle":"von"},{"literal":"Harbour Office"}],"issued":{"date-parts":[["2024",5]]},
        "publisher":"Press","ISBN":"0-00-000000-1","accessed":{"raw":"2026/3/2"}},
        {"title":"No year","issued":{"literal":"undated"},"DOI":"https://doi.org/10.1/a"}]"#,
    );
    assert_eq!(csl[0].title, "On Piers");
    assert_eq!(csl[0].imprint.authors, ["von Ahrn, Jo", "Harbour Office"]);
    assert_eq!((csl[0].imprint.issued.as_str(), csl[0].seen.as_str()), ("2024-05", "2026-03-02"));
    assert_eq!(csl[0].called(), "On Piers (Jo von Ahrn and Harbour Office, Press, 2024-05)");
    assert_eq!(csl[1].place, "https://doi.org/10.1/a");
    let (bib, problems) = read(
        "% a comment\n@string{jp = \"Journal of Piers\"}\n@comment{x}\n\
         @Article{key1,\n  author = {Jo von Ahrn and {Harbour Office}},\n  title = {The {P}ier: caf\\'e},\n\
         journal = jp, year = 1999,\n}\n\
         @misc{key2, title = \"Post\", howpublished = {\\url{https://example.org/post}}}\n",
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(bib[0].title, "The Pier: café");
    assert_eq!(bib[0].imprint.authors, ["von Ahrn, Jo", "Harbour Office"]);
    assert_eq!(bib[0].imprint.publisher, "Journal of Piers");
    assert_eq!(bib[1].place, "https://example.org/post");
    let (ris, problems) = read(
        "TY  - JOUR\r\nA1  - Quell, Ida\r\nT1  - Of piers\r\nand jetties\r\nY1  - 2024/05/03/\r\n\
         JF  - Journal\r\nSN  - 1234-5678\r\nER  -\r\n\r\nTY  - GEN\r\nTI  - No end\r\n",
    );
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(
        (ris[0].title.as_str(), ris[0].imprint.issued.as_str()),
        ("Of piers and jetties", "2024-05-03")
    );
    assert_eq!(ris[0].imprint.isbn, "", "the number of a journal is none of the article");
    assert_eq!(ris[1].title, "No end");
}

/// What is broken is told by its line, and costs nothing else.
#[test]
fn a_broken_entry_is_told_by_its_line_and_the_rest_is_kept() {
    let check = |text: &str, titles: &[&str], lines: &[&str]| {
        let (sources, problems) = read(text);
        let found: Vec<&str> = sources.iter().map(|source| source.title.as_str()).collect();
        assert_eq!(found, titles, "{text}");
        assert_eq!(problems.len(), lines.len(), "{problems:?}");
        for (problem, line) in problems.iter().zip(lines) {
            assert!(problem.to_lowercase().contains(line), "{problem}");
        }
    };
    check(
        "@book{a,\n title = {A}\n}\n@book{b,\n title = {B\n}\n@book{c, title = {C}}\n@book{d,}\n",
        &["A", "C"],
        &["line 4", "line 8"],
    );
    check(
        "[{\"title\": \"A\"},\n{\"title\": nothing},\n{\"title\": \"C\"},\n{\"type\": \"book\"}]",
        &["A", "C"],
        &["line 2", "line 4"],
    );
    check(
        "TY  - GEN\nTI  - A\nER  - \nTI  - lost\nTY  - GEN\nER  - \n",
        &["A"],
        &["line 4", "line 5"],
    );
    for wrong in ["", "Dear all,\nplease find enclosed", "\u{0}\u{1}\u{2}", "[]", "%PDF-1.7"] {
        assert!(sources(wrong.as_bytes()).is_err(), "{wrong:?}");
    }
}

#[test]
fn the_same_source_is_taken_in_once() {
    let source = |title: &str, place: &str, year: &str, doi: &str, isbn: &str| Source {
        title: title.into(),
        place: place.into(),
        imprint: Imprint {
            issued: year.into(),
            doi: doi.into(),
            isbn: isbn.into(),
            ..Imprint::default()
        },
        ..Source::default()
    };
    let check = |one: Source, other: Source, is_same: bool| {
        let (joined, n_double) = join_package(std::slice::from_ref(&one), vec![other.clone()]);
        assert_eq!(n_double, usize::from(is_same), "{one:?} {other:?}");
        assert_eq!(joined.len(), 2 - n_double);
        assert_eq!(joined[0], one, "what was there stays as it was");
    };
    let plain = |title: &str, year: &str| source(title, "", year, "", "");
    check(
        source("A", "", "", "10.1/X", ""),
        source("B", "", "", "https://doi.org/10.1/x", ""),
        true,
    );
    check(source("A", "", "", "", "0-306-40615-2"), source("B", "", "", "", "9780306406157"), true);
    check(
        source("A", "http://www.a.example/b/", "", "", ""),
        source("B", "https://A.example/b#c", "", "", ""),
        true,
    );
    check(
        source("A", "https://a.example/b", "", "", ""),
        source("A", "https://a.example/B", "", "", ""),
        false,
    );
    check(plain("Annual report", "2024"), plain("Annual Report.", "2024-05"), true);
    check(plain("Annual report", "2024"), plain("Annual report", "2023"), false);
    check(
        source("Annual report", "", "2024", "10.1/a", ""),
        source("Annual report", "", "2024", "10.1/b", ""),
        false,
    );
    let (joined, n_double) = join_package(&[], vec![plain("A", ""), plain("A", "")]);
    assert_eq!((joined.len(), n_double), (1, 1));
    assert_eq!(join_package(&package(), package()).1, package().len());
}
