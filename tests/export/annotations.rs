//! Web Annotations come back as the claims they were made of, and so do those of other makers.

use tickmark::export::Options;
use tickmark::extract::ClaimKind;
use tickmark::import::annotations::annotations;
use tickmark::project::{ArticleId, Verdict};

use super::{project, written};

#[test]
fn what_goes_out_comes_back() {
    let project = project();
    let document = &project.articles[&ArticleId(1)].document;
    let bytes = written("annotations", &project, &Options::default());
    let back = annotations(&bytes, ArticleId(1), document).unwrap();
    assert!(back.lost.is_empty(), "{:?}", back.lost);
    let sent = project.claims_by_place(ArticleId(1));
    assert_eq!(back.claims.len(), sent.len());
    for (claim, (_, sent)) in back.claims.iter().zip(sent) {
        assert_eq!(claim.anchor, sent.anchor);
        assert_eq!(claim.kind, sent.kind);
        assert_eq!(claim.verdict, sent.verdict);
        assert_eq!(claim.decided, sent.decided);
        assert_eq!(claim.note, sent.note);
        let words =
            |claim: &tickmark::project::Claim| claim.proposal.clone().map(|p| (p.words, p.reason));
        assert_eq!(words(claim), words(sent));
        assert_eq!(claim.sources.len(), sent.sources.len());
    }
}

/// The forms that the model allows: bodies and targets alone or in lists, a body that is an address,
/// a selector narrowed by another, words by position alone.
#[test]
fn annotations_of_other_makers_are_read() {
    let project = project();
    let document = &project.articles[&ArticleId(1)].document;
    let check = |json: &str, quote: &str| {
        let read = annotations(json.as_bytes(), ArticleId(1), document).unwrap();
        assert_eq!((read.claims.len(), read.lost.len()), (1, 0), "{json}");
        assert_eq!(read.claims[0].anchor.quote, quote);
        read.claims.into_iter().next().unwrap()
    };
    let claim = check(
        r#"{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://a.example/1","type":"Annotation",
            "body":"http://b.example/post","target":{"source":"http://c.example/page",
            "selector":{"type":"TextQuoteSelector","exact":"90 metres"}}}"#,
        "90 metres",
    );
    assert_eq!(claim.sources[0].place, "http://b.example/post");
    assert_eq!((claim.kind, claim.verdict), (ClaimKind::Quantity, Verdict::Open));
    let claim = check(
        r#"[{"type":["Annotation"],"motivation":"questioning","creator":{"name":"Ada"},"created":"2026-01-01T00:00:00Z",
            "body":[{"type":"TextualBody","value":"Is it?","purpose":"questioning"},{"type":"TextualBody","value":"Hm"}],
            "target":[{"selector":[{"type":"FragmentSelector","value":"p1","refinedBy":
            {"type":"TextQuoteSelector","exact":"17 boats","prefix":"beside "}}]}]}]"#,
        "17 boats",
    );
    assert_eq!(claim.verdict, Verdict::Query);
    assert_eq!((claim.query.words.as_str(), claim.note.as_str()), ("Is it?", "Hm"));
    assert_eq!(claim.decided.map(|stamp| stamp.who), Some("Ada".to_owned()));
    let at = document.text().find("crab").or(document.text().find('🦀')).unwrap();
    let start = document.text()[..at].chars().count();
    let json = format!(
        r#"{{"type":"AnnotationPage","items":[{{"type":"Annotation","target":{{"selector":
        {{"type":"TextPositionSelector","start":{start},"end":{}}}}}}}]}}"#,
        start + 1
    );
    check(&json, "🦀");
}

/// Each form in which the model (section 3.2 and 4) lets the words of an annotation be written.
#[test]
fn no_form_of_a_body_is_lost() {
    let project = project();
    let document = &project.articles[&ArticleId(1)].document;
    let read = |json: &str| annotations(json.as_bytes(), ArticleId(1), document).unwrap();
    let target = r#""target":{"source":"http://c.example/page","selector":{"type":"TextQuoteSelector","exact":"90 metres"}}"#;
    for (bodies, note, sources) in [
        // Words alone, and a body of words in any of its dresses.
        (r#""bodyValue":"Too long""#, "Too long", &[][..]),
        (
            r#""body":{"type":"TextualBody","value":"Too long","format":"text/plain","language":"en"}"#,
            "Too long",
            &[],
        ),
        (
            r#""body":{"type":["TextualBody","Text"],"value":"Too long","purpose":["bookmarking","commenting"]}"#,
            "Too long",
            &[],
        ),
        // A resource of the web, by its address, described, or as a part of it.
        (r#""body":"http://b.example/post""#, "", &["http://b.example/post"]),
        (r#""body":{"id":"http://b.example/film","type":"Video"}"#, "http://b.example/film", &[]),
        (
            r#""body":{"type":"SpecificResource","source":"http://b.example/log","purpose":"linking"}"#,
            "",
            &["http://b.example/log"],
        ),
        (
            r#""body":{"type":"SpecificResource","purpose":["replying","linking"],"source":{"id":"http://b.example/log","type":"Text"}}"#,
            "",
            &["http://b.example/log"],
        ),
        // Several, and sets of them, also within each other.
        (
            r#""body":[{"type":"TextualBody","value":"One"},{"type":"TextualBody","value":"Two"}]"#,
            "One\nTwo",
            &[],
        ),
        (
            r#""body":{"type":"Choice","items":[{"type":"TextualBody","value":"One"},{"type":"TextualBody","value":"Un"}]}"#,
            "One\nUn",
            &[],
        ),
        (
            r#""body":{"type":"Composite","items":["http://b.example/a",{"type":"List","items":[{"type":"TextualBody","value":"Deep"}]}]}"#,
            "Deep",
            &["http://b.example/a"],
        ),
        (
            r#""body":{"type":"Independents","items":"http://b.example/a"}"#,
            "",
            &["http://b.example/a"],
        ),
        (
            r#""body":[{"type":"TextualBody","value":"Because","purpose":"describing"},{"type":"TextualBody","value":"Also","purpose":"describing"}]"#,
            "Also\nBecause",
            &[],
        ),
        (r#""motivation":"highlighting""#, "", &[]),
    ] {
        let read = read(&format!(r#"{{"type":"Annotation",{bodies},{target}}}"#));
        assert_eq!((read.claims.len(), read.lost.len()), (1, 0), "{bodies}");
        let places: Vec<_> = read.claims[0].sources.iter().map(|s| s.place.as_str()).collect();
        assert_eq!((read.claims[0].note.as_str(), places.as_slice()), (note, sources), "{bodies}");
    }
    // Of two proposals a claim has room for one.
    let edits = r#""body":[{"value":"91 metres","purpose":"editing"},{"value":"92 metres","purpose":"editing"}]"#;
    let claim = read(&format!(r#"{{"type":"Annotation",{edits},{target}}}"#)).claims.remove(0);
    assert_eq!(claim.proposal.unwrap().words, "91 metres");
    assert_eq!(claim.note, "92 metres");
    let deep = r#""target":{"selector":{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"CssSelector","value":"p","refinedBy":{"type":"TextQuoteSelector","exact":"17 boats"}}}}"#;
    let claim = read(&format!(r#"{{"type":"Annotation",{deep}}}"#)).claims.remove(0);
    assert_eq!(claim.anchor.quote, "17 boats");
}

/// A verdict is a person's: one that nobody has put a name to is told in the note and settles nothing.
#[test]
fn a_verdict_is_taken_over_only_with_the_name_of_whoever_concluded_it() {
    let project = project();
    let document = &project.articles[&ArticleId(1)].document;
    let read = |creator: &str| {
        let json = format!(
            r#"{{"type":"Annotation","motivation":["assessing","questioning"]{creator},
            "created":"2026-01-01T00:00:00Z","body":[
            {{"type":"TextualBody","value":"Verified","purpose":"assessing"}},
            {{"type":"TextualBody","value":"Says who?","purpose":"questioning"}}],
            "target":{{"selector":{{"type":"TextQuoteSelector","exact":"17 boats"}}}}}}"#
        );
        annotations(json.as_bytes(), ArticleId(1), document).unwrap().claims.remove(0)
    };
    for nameless in ["", r#","creator":[]"#, r#","creator":" ""#, r#","creator":{"type":"Person"}"#]
    {
        let claim = read(nameless);
        assert_eq!((claim.verdict, claim.decided), (Verdict::Open, None), "{nameless}");
        assert_eq!(claim.note, "Verified\nSays who?", "{nameless}");
        assert!(claim.query.is_empty(), "{nameless}");
    }
    for (creator, who) in [
        (r#","creator":"https://a.example/ada""#, "https://a.example/ada"),
        (r#","creator":{"id":"https://a.example/ada","nickname":"Ada"}"#, "Ada"),
        (r#","creator":["",{"name":"Ada"}]"#, "Ada"),
    ] {
        let claim = read(creator);
        assert_eq!(claim.verdict, Verdict::Verified, "{creator}");
        assert_eq!(claim.decided.map(|stamp| stamp.who).as_deref(), Some(who));
        assert_eq!((claim.query.words.as_str(), claim.note.as_str()), ("Says who?", ""));
    }
}

#[test]
fn what_is_no_annotation_or_no_longer_in_the_text_is_told() {
    let project = project();
    let document = &project.articles[&ArticleId(1)].document;
    let read = |json: &str| annotations(json.as_bytes(), ArticleId(1), document);
    assert!(read("{").unwrap_err().contains("line 1"));
    assert!(read("{}").unwrap_err().contains("no Web Annotations"));
    assert!(read(r#"{"type":"Person"}"#).is_err());
    let gone = read(
        r#"{"type":"Annotation","target":{"selector":{"type":"TextQuoteSelector","exact":"no such words"}}}"#,
    );
    assert_eq!(gone.unwrap().lost, ["no such words"]);
    let wordless = read(r#"{"type":"Annotation","target":"http://c.example/"}"#).unwrap();
    assert_eq!((wordless.claims.len(), wordless.lost.len()), (0, 1));
}
