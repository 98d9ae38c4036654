//! What leaves the desk: each format is read back by a reader that is not its writer.

#![expect(clippy::unwrap_used, reason = "a report that cannot be read back fails the test")]

#[path = "export/annotations.rs"]
mod annotations;
#[path = "export/docx.rs"]
mod docx;
#[path = "export/hostile.rs"]
mod hostile;
#[path = "export/pdf.rs"]
mod pdf;
#[path = "export/sources.rs"]
mod sources;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use dom_query::Document as Page;
use serde_json::Value;
use tickmark::export::review::CONFIDENTIAL;
use tickmark::export::{EXPORTERS, ExportError, Level, Options, Publication, export, exporter};
use tickmark::extract::{self, Input, Notation};
use tickmark::project::{
    Article, ArticleId, AsideReason, Claim, ClaimId, Imprint, Project, Proposal, ProposalState,
    Provenance, Severity, Source, Stamp, Verdict,
};
use tickmark::text::{Document, ParagraphKind};

const TITLE: &str = "The <old> pier & its \"new\" lamps";

const PARAGRAPHS: &[&str] = &[
    "The pier is 90 metres long and cost $4.2 million, the harbour said on Tuesday.",
    "=SUM(A1) is no figure. “We sold 12 percent more tickets,” said Ida Quell, the pier’s manager.",
    "Ébauche, naïve 🦀 and عربي stand here beside 17 boats; the café opened on 3 May 2024.",
];

/// A project with a claim in every state, and something in every field.
fn project() -> Project {
    let paragraphs = PARAGRAPHS.iter().map(|p| (ParagraphKind::Body, (*p).to_owned()));
    let title = (ParagraphKind::Title, TITLE.to_owned());
    let document = Arc::new(Document::from_paragraphs(std::iter::once(title).chain(paragraphs)));
    let published = "2026-03-12".parse().ok();
    let (text, paragraphs) = (document.text(), document.paragraphs());
    let input = Input { text, paragraphs, published, notation: Notation::default() };
    let found = extract::extract(input, |_| ControlFlow::Continue(())).unwrap();
    let findings = extract::for_review(&found.findings);
    let states = [
        Verdict::Verified,
        Verdict::Disputed,
        Verdict::Query,
        Verdict::SetAside(AsideReason::Opinion),
        Verdict::Open,
    ];
    let mut claims = BTreeMap::new();
    for (n, finding) in (1..).zip(&findings) {
        let mut claim = Claim::from_finding(ArticleId(1), &document, finding);
        claim.verdict = states[n as usize % states.len()];
        if claim.verdict != Verdict::Open {
            claim.decided = Some(Stamp {
                who: "Zora Checker".into(),
                when: "2026-03-14T09:30:00+01:00".into(),
            });
        }
        if n % 2 == 0 {
            claim.note = format!("=HYPERLINK(\"x\") note {n}\nwith <b>two</b> lines");
            claim.sources = vec![
                Source {
                    title: "Register & \"rolls\"".into(),
                    place: "https://example.org/a?b=1&c=2".into(),
                    passage: "ninety <metres>".into(),
                    seen: "2026-03-13".into(),
                    supports: Some(true),
                    ..Source::default()
                },
                Source { title: "Harbour office".into(), ..Source::default() },
            ];
        }
        if n % 3 == 0 {
            claim.proposal = Some(Proposal {
                words: "91 metres & more".into(),
                reason: "The register has 91".into(),
                severity: Severity::Must,
                state: ProposalState::Proposed,
            });
        }
        claims.insert(ClaimId(n), Arc::new(claim));
    }
    assert!(claims.len() >= 8, "the text holds too few claims to try everything");
    let article = Article {
        title: TITLE.into(),
        byline: Some("Mara Field".into()),
        published,
        provenance: Provenance {
            file: "pier.md".into(),
            address: "https://example.org/pier".into(),
            ..Provenance::default()
        },
        document,
        read: Vec::new(),
    };
    let mut project = Project { claims: claims.into_iter().collect(), ..Project::default() };
    project.articles.insert(ArticleId(1), article);
    let signed = Stamp { who: "Zora Checker".into(), when: "2026-03-15T12:00:00Z".into() };
    let sign_off = project.sign_off(ArticleId(1), signed, "The editor kept paragraph 2".into());
    project.sign_offs.insert(ArticleId(1), sign_off.unwrap());
    project
}

fn publication() -> Publication {
    Publication {
        address: "https://example.org/checks/pier".into(),
        reviewer: "The Desk".into(),
        reviewer_address: "https://example.org".into(),
        scale: vec!["False".into(), "Half".into(), "True".into()],
        verified: 3,
        disputed: 1,
    }
}

fn written(name: &str, project: &Project, options: &Options<'_>) -> Vec<u8> {
    export(exporter(name).unwrap(), project, options, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn desk(name: &str) -> Vec<u8> {
    let publication = publication();
    let made = "2026-03-16".parse().ok();
    let options = Options { made, publication: Some(&publication), ..Options::default() };
    written(name, &project(), &options)
}

fn json(name: &str) -> Value {
    serde_json::from_slice(&desk(name)).unwrap()
}

/// The quotes of the project's claims, by place.
fn quotes(project: &Project) -> Vec<String> {
    let claims = project.claims_by_place(ArticleId(1));
    claims.iter().map(|(_, claim)| claim.anchor.quote.clone()).collect()
}

#[test]
fn the_page_is_one_file_without_script_that_fetches_nothing() {
    let html = String::from_utf8(desk("html")).unwrap();
    let page = Page::from(html.as_str());
    let policy = page.select("meta[http-equiv='Content-Security-Policy']").attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    for nothing in ["script", "link", "img", "iframe", "[style]", "[onclick]"] {
        assert_eq!(page.select(nothing).length(), 0, "{nothing}");
    }
    assert!(!html.contains("url("), "a style that fetches");
    assert_eq!(page.select("h1").text().as_ref(), format!("Fact check: {TITLE}"));
    let project = project();
    let printed = page.select("article.claim blockquote mark");
    let printed: Vec<String> = printed.iter().map(|mark| mark.text().to_string()).collect();
    assert_eq!(printed, quotes(&project));
    let paragraphs = page.select(".text p.body");
    assert_eq!(paragraphs.length(), PARAGRAPHS.len());
    for (shown, written) in paragraphs.iter().zip(PARAGRAPHS) {
        // Without the numbers of paragraph and claims, the words are those of the article.
        let html = shown.html().to_string();
        let bare = Page::from(html.as_str());
        bare.select("sup, .paragraph").remove();
        assert_eq!(bare.select("p").text().trim(), *written);
    }
    for n in 1..=printed.len() {
        assert_eq!(page.select(&format!("#c{n}")).length(), 1, "claim {n}");
        assert!(page.select(&format!(".text sup a[href='#c{n}']")).length() == 1, "number {n}");
    }
    assert!(page.select(".signed").text().contains("as they were signed"));
    assert!(page.select(".note").text().contains("<b>two</b>"), "a note is text");
}

#[test]
fn the_memo_holds_what_the_writer_has_to_do_and_nothing_else() {
    let project = project();
    let page = Page::from(String::from_utf8(desk("memo")).unwrap().as_str());
    let groups: Vec<String> = page.select("h2").iter().map(|h| h.text().to_string()).collect();
    assert!(groups[0].starts_with("Must change ("), "{groups:?}");
    assert!(groups.last().unwrap().starts_with("Queries ("), "{groups:?}");
    let wanted = project
        .claims
        .values()
        .filter(|claim| {
            claim.proposal.is_some() || matches!(claim.verdict, Verdict::Disputed | Verdict::Query)
        })
        .count();
    assert_eq!(page.select("article.claim").length(), wanted);
    let markdown = String::from_utf8(desk("memo-md")).unwrap();
    assert_eq!(markdown.matches("\n- **").count(), wanted);
}

#[test]
fn markdown_keeps_every_sign_of_the_text_as_text() {
    let markdown = String::from_utf8(desk("markdown")).unwrap();
    let mut words = String::new();
    let parser = pulldown_cmark::Parser::new(&markdown);
    for event in parser {
        match event {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => {
                words.push_str(&text);
            }
            pulldown_cmark::Event::SoftBreak | pulldown_cmark::Event::HardBreak => words.push(' '),
            pulldown_cmark::Event::Html(html) | pulldown_cmark::Event::InlineHtml(html) => {
                panic!("read as HTML: {html}");
            }
            _ => {}
        }
    }
    assert!(words.contains(TITLE), "{words}");
    assert!(words.contains("=SUM(A1) is no figure."), "{words}");
    assert!(words.contains("with <b>two</b> lines"), "{words}");
}

#[test]
fn the_table_is_rfc_4180_and_holds_no_formula() {
    let project = project();
    let bytes = desk("csv");
    let mut table = csv::Reader::from_reader(bytes.as_slice());
    let heads = table.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), project.claims.len());
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let claims: Vec<&str> = rows.iter().map(|row| &row[column("claim")]).collect();
    assert_eq!(claims, quotes(&project));
    assert!(rows.iter().any(|row| row[column("note")].starts_with("'=HYPERLINK")));
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    assert!(bytes.ends_with(b"\r\n"));
}

/// The parts of a zip file by name.
fn unzipped(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for idx in 0..archive.len() {
        let mut part = archive.by_index(idx).unwrap();
        let mut text = String::new();
        if part.read_to_string(&mut text).is_ok() {
            parts.insert(part.name().unwrap().into_owned(), text);
        }
    }
    parts
}

#[test]
fn the_workbook_has_filters_a_frozen_head_and_text_for_text() {
    let parts = unzipped(&desk("xlsx"));
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<autoFilter ref=\"A1:V"), "no filter");
    assert!(sheet.contains("state=\"frozen\""), "no frozen head");
    assert!(!sheet.contains("<f>"), "a formula");
    let strings = &parts["xl/sharedStrings.xml"];
    assert!(strings.contains("=HYPERLINK("), "the note is not there");
    assert!(strings.contains("🦀") || sheet.contains("17 boats"), "the text is not there");
    let rows = sheet.matches("<row ").count();
    assert_eq!(rows, project().claims.len() + 1);
}

#[test]
fn data_has_the_claims_of_extract_with_what_was_made_of_them() {
    let project = project();
    let lines = String::from_utf8(desk("jsonl")).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), project.claims.len());
    let chars: Vec<char> = project.articles[&ArticleId(1)].document.text().chars().collect();
    for (line, quote) in lines.iter().zip(quotes(&project)) {
        let place = |key: &str| usize::try_from(line[key].as_u64().unwrap()).unwrap();
        let words: String = chars[place("start")..place("end")].iter().collect();
        assert_eq!(words, quote);
        assert_eq!(line["text"], quote);
        assert!(line["kind"].is_string() && line["score"].is_number() && line["rule"].is_string());
        assert!(line["verdict"].is_string());
    }
    assert!(lines.iter().any(|line| line["change"]["severity"] == "must"));
    assert!(lines.iter().any(|line| line["sources"][0]["supports"] == true));
    assert!(lines.iter().any(|line| line["set_aside_because"] == "opinion"));
}

/// The properties that each thing of the model must have, and may have here; each of the kind that the model
/// gives it.
fn has_what_the_model_requires(thing: &Value) {
    const TABLE: &[(&str, &[&str], &[&str])] = &[
        ("AnnotationCollection", &["@context", "id", "type", "first", "total"], &["label"]),
        ("AnnotationPage", &["id", "type", "items"], &["startIndex"]),
        (
            "Annotation",
            &["@context", "id", "type", "target"],
            &["body", "motivation", "creator", "created"],
        ),
        ("TextualBody", &["type", "value"], &["format", "purpose"]),
        ("SpecificResource", &["source"], &["type", "purpose", "selector"]),
        ("TextQuoteSelector", &["type", "exact"], &["prefix", "suffix"]),
        ("TextPositionSelector", &["type", "start", "end"], &[]),
        ("Person", &["type", "name"], &[]),
    ];
    // A target that has no type is a specific resource.
    let kind = thing["type"].as_str().unwrap_or("SpecificResource");
    let (_, must, may) = TABLE.iter().find(|(name, ..)| *name == kind).unwrap();
    for what in *must {
        assert!(!thing[*what].is_null(), "{kind} without {what}");
    }
    for (name, value) in thing.as_object().unwrap() {
        assert!(must.contains(&name.as_str()) || may.contains(&name.as_str()), "{kind}.{name}");
        let is_right = match name.as_str() {
            "@context" => value == "http://www.w3.org/ns/anno.jsonld",
            "id" | "source" => value.as_str().is_some_and(|iri| {
                let has_scheme = iri.starts_with("urn:uuid:") || iri.starts_with("https://");
                has_scheme && !iri.contains([' ', '"', '<', '>', '{', '}'])
            }),
            "total" | "startIndex" | "start" | "end" => value.is_u64(),
            "created" => value.as_str().is_some_and(|at| at.parse::<jiff::Timestamp>().is_ok()),
            _ => true,
        };
        assert!(is_right, "{kind}.{name} = {value}");
        let parts = match value {
            Value::Array(parts) => parts.iter().collect(),
            one => vec![one],
        };
        parts.into_iter().filter(|part| part.is_object()).for_each(has_what_the_model_requires);
    }
    if kind == "TextPositionSelector" {
        assert!(thing["start"].as_u64() < thing["end"].as_u64());
    }
}

#[test]
fn annotations_follow_the_model() {
    let project = project();
    let text: Vec<char> = project.articles[&ArticleId(1)].document.text().chars().collect();
    let collection = json("annotations");
    assert_eq!(collection["type"], "AnnotationCollection");
    assert_eq!(collection["first"]["type"], "AnnotationPage");
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(collection["total"].as_u64(), Some(items.len() as u64));
    // Section 5 of the vocabulary.
    let motivations = [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ];
    let known = |value: &Value| motivations.contains(&value.as_str().unwrap());
    has_what_the_model_requires(&collection);
    let mut names = Vec::new();
    for (item, quote) in items.iter().zip(quotes(&project)) {
        assert_eq!(item["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(item["type"], "Annotation");
        assert!(item["motivation"].as_array().unwrap().iter().all(known));
        for body in item["body"].as_array().unwrap() {
            match body["type"].as_str().unwrap() {
                "TextualBody" => assert!(body["value"].is_string()),
                "SpecificResource" => assert!(body["source"].is_string()),
                other => panic!("a body of type {other}"),
            }
            assert!(known(&body["purpose"]));
        }
        let [quoted, placed] = item["target"]["selector"].as_array().unwrap().as_slice() else {
            panic!("not two selectors");
        };
        assert_eq!(quoted["type"], "TextQuoteSelector");
        assert_eq!(quoted["exact"], quote);
        assert_eq!(placed["type"], "TextPositionSelector");
        let at = |key: &str| usize::try_from(placed[key].as_u64().unwrap()).unwrap();
        assert_eq!(text[at("start")..at("end")].iter().collect::<String>(), quote);
        names.push(item["id"].as_str().unwrap().to_owned());
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), items.len(), "two annotations of one name");
    assert_eq!(collection, json("annotations"), "other names the second time");
}

/// Each thing has only properties that its type has at schema.org (its own or a parent's), each of a type
/// that may stand there, and all that a fact check must have.
fn schema_org(thing: &Value) {
    // Type; properties with the types that may stand there; which of them must be there.
    type Properties = &'static [(&'static str, &'static [&'static str])];
    const TABLE: &[(&str, Properties, &[&str])] = &[
        (
            "ClaimReview",
            &[
                ("url", &["URL"]),
                ("claimReviewed", &["Text"]),
                ("author", &["Organization", "Person"]),
                ("itemReviewed", &["Claim"]),
                ("reviewRating", &["Rating"]),
                ("datePublished", &["Date"]),
            ],
            &["url", "claimReviewed", "author", "itemReviewed", "reviewRating", "datePublished"],
        ),
        (
            "Claim",
            &[
                ("author", &["Organization", "Person"]),
                ("appearance", &["CreativeWork"]),
                ("datePublished", &["Date"]),
            ],
            &["author", "appearance"],
        ),
        (
            "CreativeWork",
            &[("url", &["URL"]), ("headline", &["Text"]), ("datePublished", &["Date"])],
            &["url"],
        ),
        ("Organization", &[("name", &["Text"]), ("url", &["URL"])], &["name"]),
        ("Person", &[("name", &["Text"]), ("url", &["URL"])], &["name"]),
        (
            "Rating",
            &[
                ("ratingValue", &["Number"]),
                ("worstRating", &["Number"]),
                ("bestRating", &["Number"]),
                ("alternateName", &["Text"]),
            ],
            &["ratingValue", "worstRating", "bestRating", "alternateName"],
        ),
    ];
    let kind = thing["@type"].as_str().unwrap();
    let (_, properties, needed) = TABLE.iter().find(|(name, ..)| *name == kind).unwrap();
    for what in *needed {
        assert!(!thing[*what].is_null(), "{kind} without {what}: {thing}");
    }
    for (name, value) in thing.as_object().unwrap() {
        if name.starts_with('@') {
            continue;
        }
        let found = properties.iter().find(|(property, _)| property == name);
        let (_, types) = found.unwrap_or_else(|| panic!("{kind} has no property {name}"));
        let is_right = types.iter().any(|kind| match *kind {
            "Text" => value.as_str().is_some_and(|words| !words.trim().is_empty()),
            "URL" => value.as_str().is_some_and(|words| words.starts_with("https://")),
            "Date" => value.as_str().is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok()),
            "Number" => value.is_number(),
            other => value["@type"] == other,
        });
        assert!(is_right, "{kind}.{name} = {value}");
        if value.is_object() {
            schema_org(value);
        }
    }
}

#[test]
fn claim_review_has_what_schema_org_requires_or_says_what_is_missing() {
    let json = json("claim-review");
    assert_eq!(json["@context"], "https://schema.org");
    let reviews = json["@graph"].as_array().unwrap();
    let rated =
        |claim: &&Arc<Claim>| matches!(claim.verdict, Verdict::Verified | Verdict::Disputed);
    assert_eq!(reviews.len(), project().claims.values().filter(rated).count());
    for review in reviews {
        schema_org(review);
        assert_eq!(review["@type"], "ClaimReview");
        assert_eq!(review["url"], "https://example.org/checks/pier");
        assert!(review["claimReviewed"].as_str().is_some_and(|words| !words.is_empty()));
        assert_eq!(review["author"]["@type"], "Organization");
        assert_eq!(review["itemReviewed"]["@type"], "Claim");
        assert!(review["itemReviewed"]["author"]["name"].is_string());
        let rating = &review["reviewRating"];
        assert_eq!(
            (&rating["worstRating"], &rating["bestRating"]),
            (&Value::from(1), &Value::from(3))
        );
        assert!(rating["ratingValue"].as_u64().is_some_and(|value| (1..=3).contains(&value)));
        let name = if rating["ratingValue"] == 3 { "True" } else { "False" };
        assert_eq!(rating["alternateName"], name);
        assert_eq!(review["datePublished"], "2026-03-14");
    }
    let refused = |publication: &Publication, project: &Project| {
        let options = Options { publication: Some(publication), ..Options::default() };
        let exporter = exporter("claim-review").unwrap();
        match export(exporter, project, &options, &mut |_| ControlFlow::Continue(())) {
            Err(ExportError::Missing(what)) => what,
            other => panic!("{other:?}"),
        }
    };
    let what = refused(&Publication::default(), &project());
    assert!(
        what.contains("where the review is published") && what.contains("rating scale"),
        "{what}"
    );
    let mut unpublished = project();
    unpublished.articles.get_mut(&ArticleId(1)).unwrap().provenance.address.clear();
    assert!(refused(&publication(), &unpublished).contains("only published articles"));
    let mut nameless = project();
    nameless.articles.get_mut(&ArticleId(1)).unwrap().byline = None;
    assert!(refused(&publication(), &nameless).contains("who made claim"));
}

#[test]
fn sources_go_to_reference_managers_and_into_a_list() {
    let csl = json("csl");
    assert_eq!(csl.as_array().map(Vec::len), Some(2));
    assert_eq!(csl[0]["type"], "webpage");
    assert_eq!(csl[0]["URL"], "https://example.org/a?b=1&c=2");
    assert_eq!(csl[0]["accessed"]["date-parts"][0], serde_json::json!([2026, 3, 13]));
    let bibtex = String::from_utf8(desk("bibtex")).unwrap();
    let parsed = biblatex::Bibliography::parse(&bibtex).unwrap();
    assert_eq!(parsed.len(), 2);
    use biblatex::ChunksExt;
    let first = parsed.get("source-1").unwrap();
    assert_eq!(first.get("title").unwrap().format_verbatim(), "Register & \"rolls\"");
    let ris = String::from_utf8(desk("ris")).unwrap();
    assert_eq!(ris.matches("TY  - ").count(), 2);
    assert_eq!(ris.matches("ER  - ").count(), 2);
    assert!(ris.contains("UR  - https://example.org/a?b=1&c=2\r\n"));
    let list = String::from_utf8(desk("sources")).unwrap();
    assert!(list.starts_with("1. Register & \"rolls\", https://"), "{list}");
    assert_eq!(list.lines().count(), 2);
}

/// Everything that may not leave the desk has a secret in it; no public report of any format holds
/// one, and every desk report that has the field does.
#[test]
fn no_public_report_tells_a_secret() {
    let mut project = project();
    for claim in project.claims.values_mut() {
        let claim = Arc::make_mut(claim);
        claim.query.words = "SECRET-query".into();
        claim.query.answer = "SECRET-answer".into();
        claim.note = "SECRET-note".into();
        if let Some(stamp) = &mut claim.decided {
            stamp.who = "SECRET-checker".into();
        }
        claim.proposal = Some(Proposal {
            words: "SECRET-words".into(),
            reason: "SECRET-reason".into(),
            ..Proposal::default()
        });
        claim.sources = vec![
            Source {
                pinpoint: "SECRET-pinpoint".into(),
                title: "SECRET-title".into(),
                place: "https://SECRET-place.example".into(),
                passage: "SECRET-passage".into(),
                contact: "SECRET-phone".into(),
                seen: "SECRET-seen".into(),
                is_confidential: true,
                supports: Some(true),
                attached: Some(tickmark::project::Attached {
                    sha256: "SECRET-digest".into(),
                    name: "SECRET-scan.pdf".into(),
                }),
                imprint: Imprint {
                    authors: vec!["SECRET-author".into()],
                    issued: "SECRET-issued".into(),
                    publisher: "SECRET-publisher".into(),
                    doi: "10.1/SECRET-doi".into(),
                    isbn: "SECRET-isbn".into(),
                    about: "SECRET-about".into(),
                },
            },
            Source {
                attached: Some(tickmark::project::Attached {
                    sha256: "SECRET-digest".into(),
                    name: "SECRET-scan.pdf".into(),
                }),
                title: "Open register".into(),
                place: "/home/SECRET-path/register.pdf".into(),
                contact: "SECRET-mail".into(),
                imprint: Imprint { about: "SECRET-remark".into(), ..Imprint::default() },
                ..Source::default()
            },
        ];
    }
    // What was handed over is nobody's but the desk's.
    let handed_over = Source { title: "SECRET-package".into(), ..Source::default() };
    project.package = Arc::new(vec![handed_over]);
    let article = project.articles.get_mut(&ArticleId(1)).unwrap();
    article.provenance.file = "SECRET-file.md".into();
    article.provenance.path = "/home/SECRET-folder/SECRET-file.md".into();
    article.provenance.warnings = vec!["SECRET-warning".into()];
    let sign_off = project.sign_offs.get_mut(&ArticleId(1)).unwrap();
    sign_off.signed.who = "SECRET-signer".into();
    sign_off.overruled = "SECRET-overruled".into();
    let publication = publication();
    let mut n_told = 0;
    for exporter in EXPORTERS {
        for level in [Level::Public, Level::Desk] {
            let options = Options { level, publication: Some(&publication), ..Options::default() };
            let bytes = written(exporter.name, &project, &options);
            let mut text = String::from_utf8_lossy(&bytes).into_owned();
            if ["xlsx", "docx"].contains(&exporter.name) {
                text = unzipped(&bytes).into_values().collect();
            }
            if exporter.name == "pdf" {
                text = pdf::everything(&bytes);
            }
            let tells = text.contains("SECRET") || text.contains("U0VDUkVU");
            if level == Level::Public {
                assert!(!tells, "{}: {text}", exporter.name);
                assert!(
                    exporter.name.contains("claim-review")
                        || exporter.name.contains("memo")
                        || text.contains(CONFIDENTIAL)
                        || text.contains("90 metres"),
                    "{} says nothing at all",
                    exporter.name
                );
            }
            n_told += usize::from(level == Level::Desk && tells);
        }
    }
    assert!(n_told >= 10, "the desk's own reports tell it: {n_told}");
}

#[test]
fn a_report_can_be_stopped() {
    let mut project = project();
    let claim = project.claims.values().next().unwrap().clone();
    project.claims.extend((1_000..2_000).map(|n| (ClaimId(n), claim.clone())));
    let publication = publication();
    let options = Options { publication: Some(&publication), ..Options::default() };
    for exporter in
        EXPORTERS.iter().filter(|e| !["csl", "bibtex", "ris", "sources"].contains(&e.name))
    {
        let mut n_asked = 0;
        let stopped = export(exporter, &project, &options, &mut |at| {
            n_asked += 1;
            assert!(at.done <= at.all);
            ControlFlow::Break(())
        });
        assert_eq!(stopped, Err(ExportError::Stopped), "{}", exporter.name);
        assert_eq!(n_asked, 1, "{}", exporter.name);
    }
}
