//! Web pages.

mod about;
mod apart;
mod body;
mod depth;
mod linked;

use dom_query::{Document as Page, NodeRef};
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use super::draft::{self, Part};
use super::{
    Fit, ImportError, Imported, Importer, Source, Warning, byline, dates, decode, is_named,
};
use crate::text::ParagraphKind;
use about::About;

pub(super) const IMPORTER: Importer = Importer {
    name: "html",
    label: "Web page",
    extensions: &["html", "htm", "xhtml", "xht"],
    is_foreign: true,
    sniff,
    read,
};

/// How far into a file a tag of HTML, or its encoding, is looked for, in bytes. Browsers look at
/// 1,024 for the encoding; some pages put it later.
const HEAD: usize = 4096;

/// A page with more elements than this is not searched for its main text: it is a list or a trap.
const ELEMENTS_MAX: usize = 200_000;

/// Less main text than this, in bytes, may be no article; then the whole page counts, where it has
/// three times as much.
const ARTICLE_MIN: usize = 250;

/// How many lines over the headline may tell when the page was published.
const OVER: usize = 3;

/// How many paragraphs at the beginning may be headline, byline and date.
const NEAR: usize = 6;

fn sniff(source: &Source<'_>) -> Fit {
    let head = source.bytes.get(..HEAD).unwrap_or(source.bytes);
    // UTF-16 has a NUL beside each of these letters.
    let head: Vec<u8> = head.iter().filter(|&&b| b != 0).map(u8::to_ascii_lowercase).collect();
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let head = marks.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(&head);
    let head = head.trim_ascii_start();
    let begins = |beginning: &[u8]| head.starts_with(beginning);
    let holds = |tag: &[u8]| memchr::memmem::find(head, tag).is_some();
    if begins(b"<!doctype html") || begins(b"<html") {
        return Fit::Certain;
    }
    let is_markup = begins(b"<") && (holds(b"<html") || holds(b"<head") || holds(b"<body"));
    if is_markup {
        Fit::Certain
    } else if is_named(source, IMPORTER.extensions) {
        if super::foreign::known(source.bytes).is_some() { Fit::No } else { Fit::Named }
    } else if begins(b"<") && [&b"</p>"[..], b"</div>", b"</h1>"].iter().any(|tag| holds(tag)) {
        Fit::Named
    } else {
        Fit::No
    }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let decoded = decode(source.bytes, source.encoding, declared_encoding(source.bytes))?;
    let warnings = decoded.warnings();
    let flat = depth::flattened(&decoded.text);
    let with_more = decoded.text.contains("<noscript").then_some(decoded);
    let imported = read_page(source, flat, warnings.clone());
    // A page that scripts would fill may say more to browsers that run none.
    if imported.document.text().len() < ARTICLE_MIN
        && let Some(decoded) = with_more
    {
        let other = read_page(source, depth::flattened_without_scripts(&decoded.text), warnings);
        if other.document.text().len() > 3 * imported.document.text().len().max(ARTICLE_MIN / 3) {
            return Ok(other);
        }
    }
    Ok(imported)
}

fn read_page(
    source: &Source<'_>,
    (html, is_flattened): (String, bool),
    mut warnings: Vec<Warning>,
) -> Imported {
    if is_flattened {
        warnings.push(Warning::Flattened);
    }
    let page = Page::from(html);
    body::hide_numbers(&page);
    let mut about = About::read(&page, source.address);
    let whole = paragraphs_of_body(&page);
    apart::prune(&page);
    let main = main_paragraphs(page);
    let n_bytes =
        |paragraphs: &[Part]| -> usize { paragraphs.iter().map(|part| part.words.len()).sum() };
    let lines = lines_under_title(&whole, about.title.as_deref());
    let (n_main, n_whole) = (n_bytes(&main), n_bytes(&whole));
    let paragraphs = if source.is_selection {
        whole
    } else if n_main < ARTICLE_MIN && n_main * 3 < n_whole {
        warnings.push(Warning::WholePage);
        whole
    } else {
        main
    };
    let stated = about.body.take().map(|body| stated_paragraphs(&body)).unwrap_or_default();
    let mut paragraphs = if says_more(&stated, &paragraphs) { stated } else { paragraphs };
    if !source.is_selection {
        apart::cut_sections(&mut paragraphs);
    }
    let n_repeats = apart::take_repeats(&mut paragraphs);
    if n_repeats > 0 {
        warnings.push(Warning::Repeats(n_repeats));
    }
    about.read_lines(paragraphs.iter().take(NEAR).map(|part| part.words.as_str()));
    // The search for the main text may have left them out.
    about.read_lines(lines.iter().map(String::as_str));
    let paragraphs = trimmed(paragraphs, &about);
    Imported {
        document: draft::document(paragraphs),
        title: about.title,
        byline: about.byline,
        published: about.published,
        modified: about.modified,
        site: about.site,
        language: about.language,
        address: about.address,
        warnings,
        ..Imported::default()
    }
}

/// The first lines under the headline, then those over it.
fn lines_under_title(whole: &[Part], title: Option<&str>) -> Vec<String> {
    let title = title.unwrap_or_default();
    let at = whole.iter().rposition(|part| about::is_alike(&part.words, title));
    let from = at.map_or(0, |at| at + 1);
    let after = whole.get(from..).unwrap_or_default().iter().take(NEAR);
    // Some stand over it; the nearest of them counts first.
    let before = whole.get(..from.saturating_sub(1)).unwrap_or_default().iter().rev().take(OVER);
    after.chain(before).map(|part| part.words.clone()).collect()
}

/// The paragraphs of a text that a page states in its data: lines, or HTML.
fn stated_paragraphs(body: &str) -> Vec<Part> {
    if ["</p>", "<br", "</div>"].iter().any(|tag| body.contains(tag)) {
        return paragraphs_of_fragment(body);
    }
    let lines = body.lines().map(about::plain).filter(|line| !line.is_empty());
    lines.map(|line| Part::new(ParagraphKind::Body, line)).collect()
}

/// Whether the text that a page states is much more than it shows, of the same article: the rest
/// would be fetched by a script.
fn says_more(stated: &[Part], shown: &[Part]) -> bool {
    let n_bytes =
        |paragraphs: &[Part]| -> usize { paragraphs.iter().map(|part| part.words.len()).sum() };
    let (n_stated, n_shown) = (n_bytes(stated), n_bytes(shown));
    let longest = shown.iter().map(|part| &part.words).max_by_key(|words| words.len());
    let is_same = longest
        .is_none_or(|longest| stated.iter().any(|part| part.words.contains(longest.as_str())));
    n_stated >= ARTICLE_MIN && n_stated * 2 > n_shown * 3 && (is_same || n_shown < ARTICLE_MIN)
}

/// The paragraphs of HTML that stands in another text.
pub(super) fn paragraphs_of_fragment(html: &str) -> Vec<Part> {
    let page = Page::from(depth::flattened(html).0);
    body::hide_numbers(&page);
    paragraphs_of_body(&page)
}

/// The encoding that the page says it is in.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    memchr::memmem::find_iter(&head, b"charset").find_map(|at| {
        let after = head.get(at + b"charset".len()..)?.trim_ascii_start().strip_prefix(b"=")?;
        let label = after.trim_ascii_start();
        let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
        let is_end =
            |b: &u8| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'));
        let end = label.iter().position(is_end).unwrap_or(label.len());
        Encoding::for_label(label.get(..end)?)
    })
}

/// All that is to be read on a page.
fn paragraphs_of_body(page: &Page) -> Vec<Part> {
    page.body().map(body::paragraphs).unwrap_or_default()
}

/// The paragraphs of the page's article; none where it has none.
fn main_paragraphs(page: Page) -> Vec<Part> {
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        max_elements_to_parse: ELEMENTS_MAX,
        ..Config::default()
    };
    let Ok(mut reader) = Readability::with_document(page, None, Some(config)) else {
        return Vec::new();
    };
    if reader.parse().is_err() {
        return Vec::new();
    }
    let root = reader.doc.select_single("#readability-page-1");
    root.nodes()
        .first()
        .map(|&root: &NodeRef<'_>| body::paragraphs_of_article(root))
        .unwrap_or_default()
}

/// The paragraphs with the headline as the first of them, once, and without what stands around an
/// article: its byline and date, which are kept by themselves, and the page's last words.
fn trimmed(mut paragraphs: Vec<Part>, about: &About) -> Vec<Part> {
    let is_title = |words: &str| about.title.as_ref().is_some_and(|t| about::is_alike(words, t));
    let is_byline = |words: &str| {
        about
            .byline
            .as_ref()
            .is_some_and(|byline| about::is_alike(byline::without_by(words), byline))
    };
    let is_date =
        |words: &str| about.published.is_some() && dates::dateline(words) == about.published;
    let mut idx = 0;
    paragraphs.retain(|Part { words, .. }| {
        idx += 1;
        let is_about =
            || about::is_about_line(words, about.byline.as_deref()) || about.times.contains(words);
        idx > NEAR || !(is_title(words) || is_byline(words) || is_date(words) || is_about())
    });
    while paragraphs
        .pop_if(|part| part.kind == ParagraphKind::Heading || is_notice(&part.words))
        .is_some()
    {}
    if let Some(title) = &about.title {
        paragraphs.insert(0, Part::new(ParagraphKind::Title, title.clone()));
    }
    paragraphs
}

/// Whether a last paragraph speaks of the page and not of its matter.
fn is_notice(words: &str) -> bool {
    const LONGEST: usize = 200;
    const BEGINNINGS: &[&str] = &[
        "©",
        "(c) ",
        "copyright",
        "all rights reserved",
        "source: ",
        "share this",
        "advertisement",
    ];
    let words = words.to_lowercase();
    words.len() <= LONGEST && BEGINNINGS.iter().any(|beginning| words.starts_with(beginning))
}
