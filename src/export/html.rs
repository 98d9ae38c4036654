//! The review as one web page: no script, nothing fetched, made to be printed.

use std::fmt::{self, Display, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use html_escape::{encode_double_quoted_attribute, encode_text};
use sha2::{Digest, Sha256};

use super::article::{Piece, marked};
use super::review::{
    Change, Item, Review, Reviewed, checked_words, day, is_address, is_forbidden, kind_words,
    kinds_counted, verdict_name,
};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::extract::ClaimKind;
use crate::project::{Source, Tally, VerdictKind};
use crate::text::ParagraphKind;

pub(super) const EXPORTER: Exporter = Exporter {
    name: "html",
    label: "Report (HTML)",
    hint: "One page for the browser and the printer",
    extension: "html",
    write,
};

const STYLE: &str = include_str!("html/report.css");

fn write(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    let mut page = String::new();
    let title = match review.articles.as_slice() {
        [one] => format!("Fact check: {}", one.title),
        many => format!("Fact check of {} articles", many.len()),
    };
    report(&mut page, review, &title, &mut Counter::new(review, tick))?;
    Ok(page.into_bytes())
}

/// Text that may stand between tags.
pub(super) fn text(words: &str) -> impl Display + '_ {
    struct Text<'w>(&'w str);
    impl Display for Text<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            // What no page may hold is shown as what it is: something that could not be shown.
            for c in encode_text(self.0).chars() {
                f.write_char(if is_forbidden(c) { '\u{FFFD}' } else { c })?;
            }
            Ok(())
        }
    }
    Text(words)
}

/// Opens a page: everything up to its first heading's parent.
pub(super) fn begin(page: &mut String, title: &str) {
    let digest = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    push(
        page,
        format_args!(
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"generator\" content=\"Tickmark\">\n\
             <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            text(title)
        ),
    );
}

/// Closes it.
pub(super) fn end(page: &mut String) {
    page.push_str("</body>\n</html>\n");
}

/// Writing to a string cannot fail.
pub(super) fn push(page: &mut String, words: fmt::Arguments<'_>) {
    let _ = page.write_fmt(words);
}

fn report(
    page: &mut String,
    review: &Review<'_>,
    title: &str,
    counter: &mut Counter<'_>,
) -> Result<(), ExportError> {
    begin(page, title);
    push(page, format_args!("<header>\n<h1>{}</h1>\n", text(title)));
    let made = review.made.map(|day| format!(" Made on {day} with Tickmark.")).unwrap_or_default();
    push(
        page,
        format_args!("<p class=\"made\">{}.{made}</p>\n</header>\n", checked_words(review.tally())),
    );
    for article in &review.articles {
        summary(page, review, article);
    }
    page.push_str("<main>\n");
    for article in &review.articles {
        push(
            page,
            format_args!(
                "<section class=\"claims\">\n<h2>{}</h2>\n",
                heading(review, article, "Claims")
            ),
        );
        if article.claims.is_empty() {
            page.push_str("<p class=\"none\">No claim is printed here.</p>\n");
        }
        for item in &article.claims {
            claim(page, item);
            counter.count()?;
        }
        page.push_str("</section>\n");
        if review.has_text {
            whole(page, review, article);
        }
    }
    if !review.sources.is_empty() {
        page.push_str("<section class=\"sources\">\n<h2>Sources</h2>\n<ol>\n");
        for (idx, source) in review.sources.iter().enumerate() {
            push(page, format_args!("<li id=\"s{}\">{}</li>\n", idx + 1, SourceWords(source)));
        }
        page.push_str("</ol>\n</section>\n");
    }
    page.push_str("</main>\n<footer>Every verdict is a person’s. Tickmark points at claims and never decides one; it does not find all of them.</footer>\n");
    end(page);
    Ok(())
}

/// A heading, with the article's title where there are several.
fn heading(review: &Review<'_>, article: &Reviewed<'_>, words: &str) -> String {
    if review.articles.len() == 1 {
        words.to_owned()
    } else {
        format!("{words}: {}", text(article.title))
    }
}

/// How a verdict is told by class.
const fn class(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Open => "open",
        VerdictKind::Verified => "verified",
        VerdictKind::Disputed => "disputed",
        VerdictKind::Query => "query",
        VerdictKind::SetAside => "aside",
    }
}

/// How a kind is underlined.
const fn line(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Rate | ClaimKind::Quantity => "figure",
        ClaimKind::Date => "date",
        ClaimKind::Attribution => "attribution",
        ClaimKind::Name => "name",
        ClaimKind::Superlative | ClaimKind::Comparison => "comparison",
    }
}

/// A verdict's icon: its shape tells it without color.
const fn icon(kind: VerdictKind) -> &'static str {
    match kind {
        VerdictKind::Verified => {
            "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M2.4 9.2 6 13 13.6 3\"/></svg>"
        }
        VerdictKind::Disputed => {
            "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M3.6 3.6 12.4 12.4M12.4 3.6 3.6 12.4\"/></svg>"
        }
        VerdictKind::Query => {
            "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M5 5.4C5 3.5 6.3 2.4 8 2.4s3 1.1 3 2.8c0 2.3-3 2.4-3 4.9M8 13.4v.2\"/></svg>"
        }
        VerdictKind::SetAside => {
            "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M3.5 8h9\"/></svg>"
        }
        VerdictKind::Open => {
            "<svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle cx=\"8\" cy=\"8\" r=\"4.2\"/></svg>"
        }
    }
}

/// The tallies in the order in which they are told.
pub(super) fn counts(tally: Tally) -> [(VerdictKind, usize); 5] {
    [
        (VerdictKind::Verified, tally.verified),
        (VerdictKind::Disputed, tally.disputed),
        (VerdictKind::Query, tally.query),
        (VerdictKind::SetAside, tally.aside),
        (VerdictKind::Open, tally.open),
    ]
}

fn summary(page: &mut String, review: &Review<'_>, article: &Reviewed<'_>) {
    page.push_str("<section class=\"summary\">\n");
    if review.articles.len() > 1 {
        push(page, format_args!("<h2>{}</h2>\n", text(article.title)));
    }
    page.push_str("<p class=\"about\">");
    let mut parts: Vec<String> = Vec::new();
    if let Some(byline) = article.byline {
        parts.push(format!("By {}", text(byline)));
    }
    if let Some(published) = article.published {
        parts.push(format!("published {published}"));
    }
    if is_address(article.address) {
        parts.push(format!("{}", Link(article.address)));
    } else if !article.file.is_empty() {
        parts.push(format!("{}", text(article.file)));
    }
    page.push_str(&parts.join(" · "));
    page.push_str("</p>\n<ul class=\"tally\">\n");
    for (kind, n) in counts(article.tally) {
        push(
            page,
            format_args!(
                "<li class=\"{}\">{}<b>{n}</b> {}</li>\n",
                class(kind),
                icon(kind),
                verdict_name(kind)
            ),
        );
    }
    page.push_str("</ul>\n<p class=\"kinds\">");
    let kinds: Vec<String> = ClaimKind::ALL
        .iter()
        .zip(article.by_kind)
        .filter(|(_, n)| *n > 0)
        .map(|(&kind, n)| kinds_counted(kind, n))
        .collect();
    push(page, format_args!("By kind: {}. ", kinds.join(", ")));
    push(
        page,
        format_args!(
            "{} of {} words stand in a settled claim or a sentence read ({} percent).</p>\n",
            article.coverage.covered,
            article.coverage.all,
            article.coverage.percent()
        ),
    );
    if let Some((sign_off, state)) = article.signed {
        let who = if review.is_public() { "the desk" } else { &sign_off.signed.who };
        push(
            page,
            format_args!(
                "<p class=\"signed\">Signed off by {} on {}. {}. Text {}, decisions {}.</p>\n",
                text(who),
                text(day(&sign_off.signed.when)),
                state.words(),
                text(sign_off.text.get(..12).unwrap_or_default()),
                text(sign_off.decisions.get(..12).unwrap_or_default()),
            ),
        );
        if !sign_off.overruled.is_empty() && !review.is_public() {
            push(
                page,
                format_args!("<p class=\"signed\">Overruled: {}</p>\n", text(&sign_off.overruled)),
            );
        }
    }
    page.push_str("</section>\n");
}

/// One claim with all that is told of it.
pub(super) fn claim(page: &mut String, item: &Item<'_>) {
    let kind = item.verdict.kind();
    push(
        page,
        format_args!("<article class=\"claim {}\" id=\"c{}\">\n<h3>", class(kind), item.number),
    );
    push(page, format_args!("<span class=\"number\">{}</span> ", item.number));
    push(page, format_args!("{}", kind_words(item.kind)));
    if let Some(paragraph) = item.paragraph {
        push(page, format_args!(", paragraph {paragraph}"));
    }
    push(
        page,
        format_args!(
            "<span class=\"verdict\">{}{}</span></h3>\n",
            icon(kind),
            text(&item.verdict_words())
        ),
    );
    push(
        page,
        format_args!(
            "<blockquote>{}<mark class=\"{}\">{}</mark>{}</blockquote>\n",
            text(&item.before),
            line(item.kind),
            text(&item.quote),
            text(&item.after)
        ),
    );
    page.push_str("<dl>\n");
    if !item.value.is_empty() {
        push(page, format_args!("<dt>Value</dt><dd>{}</dd>\n", text(&item.value)));
    }
    if !item.note.is_empty() {
        push(page, format_args!("<dt>Note</dt><dd class=\"note\">{}</dd>\n", text(item.note)));
    }
    for (name, words) in [("Query", item.question), ("Answer", item.answer)] {
        if !words.is_empty() {
            push(page, format_args!("<dt>{name}</dt><dd class=\"note\">{}</dd>\n", text(words)));
        }
    }
    if let Some(change) = &item.proposal {
        push(page, format_args!("<dt>Change</dt><dd>{}</dd>\n", ChangeWords(&item.quote, change)));
    }
    if !item.sources.is_empty() {
        page.push_str("<dt>Sources</dt><dd>");
        for (n, (at, supports)) in item.sources.iter().enumerate() {
            let says = match supports {
                Some(true) => " supports",
                Some(false) => " contradicts",
                None => "",
            };
            let comma = if n > 0 { ", " } else { "" };
            push(page, format_args!("{comma}<a href=\"#s{0}\">{0}</a>{says}", at + 1));
        }
        page.push_str("</dd>\n");
    }
    if !item.when.is_empty() {
        let who = if item.who.is_empty() { String::new() } else { format!("{}, ", text(item.who)) };
        push(page, format_args!("<dt>Decided</dt><dd>{who}{}</dd>\n", text(day(item.when))));
    }
    page.push_str("</dl>\n</article>\n");
}

/// The article with a number at each claim.
fn whole(page: &mut String, review: &Review<'_>, article: &Reviewed<'_>) {
    push(
        page,
        format_args!(
            "<section class=\"text\">\n<h2>{}</h2>\n",
            heading(review, article, "The text")
        ),
    );
    for paragraph in marked(article) {
        let (tag, name) = match paragraph.kind {
            ParagraphKind::Title => ("h3", "title"),
            ParagraphKind::Heading => ("h4", "heading"),
            kind => ("p", kind.name()),
        };
        match paragraph.depth {
            0 => push(page, format_args!("<{tag} class=\"{name}\">")),
            depth => push(page, format_args!("<{tag} class=\"{name} deep{depth}\">")),
        }
        if let Some(number) = paragraph.number {
            push(page, format_args!("<span class=\"paragraph\">{number}</span>"));
        }
        if let Some(label) = paragraph.label {
            push(page, format_args!("<span class=\"label\">{}</span> ", text(label)));
        }
        let mut follows_number = false;
        for piece in &paragraph.pieces {
            let comma = if follows_number { ", " } else { "" };
            follows_number = matches!(piece, Piece::End(_));
            match piece {
                Piece::Words(words, None) => push(page, format_args!("{}", text(words))),
                Piece::Words(words, Some(item)) => push(
                    page,
                    format_args!(
                        "<mark class=\"{} {}\">{}</mark>",
                        line(item.kind),
                        class(item.verdict.kind()),
                        text(words)
                    ),
                ),
                Piece::End(item) => {
                    push(
                        page,
                        format_args!("<sup>{comma}<a href=\"#c{0}\">{0}</a></sup>", item.number),
                    );
                }
            }
        }
        push(page, format_args!("</{tag}>\n"));
    }
    page.push_str("</section>\n");
}

/// A link, which shows where it leads.
struct Link<'a>(&'a str);

impl Display for Link<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address: String = self.0.chars().filter(|&c| !is_forbidden(c)).collect();
        let address = encode_double_quoted_attribute(&address);
        write!(f, "<a href=\"{address}\" rel=\"noreferrer\">{}</a>", text(self.0))
    }
}

/// A source on one line.
struct SourceWords<'s>(&'s Source);

impl Display for SourceWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0;
        let title = source.called();
        write!(f, "<b>{}</b>", text(&title))?;
        if is_address(&source.place) {
            write!(f, ", {}", Link(&source.place))?;
        } else if !source.place.is_empty() {
            write!(f, ", {}", text(&source.place))?;
        }
        if !source.pinpoint.is_empty() {
            write!(f, ", {}", text(&source.pinpoint))?;
        }
        if !source.seen.is_empty() {
            write!(f, ", seen {}", text(&source.seen))?;
        }
        if !source.contact.is_empty() {
            write!(f, ", contact: {}", text(&source.contact))?;
        }
        if source.is_confidential && source.title != super::review::CONFIDENTIAL {
            f.write_str(" (confidential)")?;
        }
        if !source.passage.is_empty() {
            write!(f, "<q>{}</q>", text(&source.passage))?;
        }
        Ok(())
    }
}

/// Old words, new words, and how much hangs on it.
pub(super) struct ChangeWords<'c>(pub(super) &'c str, pub(super) &'c Change<'c>);

impl Display for ChangeWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(old, change) = self;
        write!(f, "<del>{}</del> → <ins>{}</ins>", text(old), text(change.words))?;
        write!(
            f,
            " <span class=\"severity\">{}, {}</span>",
            change.severity.words(),
            change.state.words().to_lowercase()
        )?;
        if !change.reason.is_empty() {
            write!(f, "<br>{}", text(change.reason))?;
        }
        Ok(())
    }
}
