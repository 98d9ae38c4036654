//! The review as Markdown.

use super::article::{Piece, marked};
use super::html::{counts, push};
use super::review::{
    Item, Review, Reviewed, checked_words, day, is_forbidden, kind_words, verdict_name,
};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::Source;
use crate::text::ParagraphKind;

pub(super) const EXPORTER: Exporter = Exporter {
    name: "markdown",
    label: "Report (Markdown)",
    hint: "Plain text with headings, for wikis and notes",
    extension: "md",
    write,
};

fn write(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    let mut counter = Counter::new(review, tick);
    let mut page = String::new();
    let made = review.made.map(|day| format!(" Made on {day} with Tickmark.")).unwrap_or_default();
    push(&mut page, format_args!("# Fact check\n\n{}.{made}\n", checked_words(review.tally())));
    for article in &review.articles {
        summary(&mut page, review, article);
        for item in &article.claims {
            claim(&mut page, item);
            counter.count()?;
        }
        if review.has_text {
            whole(&mut page, article);
        }
    }
    if !review.sources.is_empty() {
        page.push_str("\n## Sources\n\n");
        for (idx, source) in review.sources.iter().enumerate() {
            push(&mut page, format_args!("{}. {}\n", idx + 1, source_words(source)));
        }
    }
    Ok(page.into_bytes())
}

/// Words on one line, with what Markdown would read as a sign written so that it does not.
pub(super) fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\r' | '\n' => escaped.push(' '),
            c if is_forbidden(c) => escaped.push('\u{FFFD}'),
            c => escaped.push(c),
        }
    }
    // What would begin a list or a rule at the head of a line.
    let head = escaped.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_list = head.len() < escaped.len() && head.starts_with(['.', ')']);
    if is_list {
        escaped.insert(escaped.len() - head.len(), '\\');
    } else if escaped.starts_with(['-', '+', '=']) {
        escaped.insert(0, '\\');
    }
    escaped
}

fn summary(page: &mut String, review: &Review<'_>, article: &Reviewed<'_>) {
    push(page, format_args!("\n## {}\n\n", escape(article.title)));
    let byline = article.byline.map(|byline| format!("By {}", escape(byline)));
    let published = article.published.map(|day| format!("published {day}"));
    let place = if article.address.is_empty() { article.file } else { article.address };
    let place = (!place.is_empty()).then(|| escape(place));
    let about: Vec<String> = [byline, published, place].into_iter().flatten().collect();
    if !about.is_empty() {
        push(page, format_args!("{}\n\n", about.join(" · ")));
    }
    for (kind, n) in counts(article.tally).into_iter().filter(|(_, n)| *n > 0) {
        push(page, format_args!("- {n} {}\n", verdict_name(kind)));
    }
    push(
        page,
        format_args!(
            "- {} of {} words accounted for ({} percent)\n",
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
                "- Signed off by {} on {}. {}\n",
                escape(who),
                day(&sign_off.signed.when),
                state.words()
            ),
        );
    }
}

/// One claim: a heading, its sentence, what is told of it.
pub(super) fn claim(page: &mut String, item: &Item<'_>) {
    let place = item.paragraph.map(|n| format!(", paragraph {n}")).unwrap_or_default();
    push(
        page,
        format_args!(
            "\n### {}. {}{place}: {}\n\n> {}**{}**{}\n\n",
            item.number,
            kind_words(item.kind),
            item.verdict_words(),
            escape(&item.before),
            escape(&item.quote),
            escape(&item.after)
        ),
    );
    if !item.value.is_empty() {
        push(page, format_args!("- Value: {}\n", escape(&item.value)));
    }
    if !item.note.is_empty() {
        let lines: Vec<String> = item.note.lines().map(escape).collect();
        push(page, format_args!("- Note: {}\n", lines.join("  \n  ")));
    }
    for (name, words) in [("Query", item.question), ("Answer", item.answer)] {
        if !words.is_empty() {
            push(page, format_args!("- {name}: {}\n", escape(words)));
        }
    }
    if let Some(change) = &item.proposal {
        push(
            page,
            format_args!(
                "- {} change ({}): “{}” → “{}”",
                change.severity.words(),
                change.state.words().to_lowercase(),
                escape(&item.quote),
                escape(change.words)
            ),
        );
        if !change.reason.is_empty() {
            push(page, format_args!(". {}", escape(change.reason)));
        }
        page.push('\n');
    }
    if !item.sources.is_empty() {
        let numbers: Vec<String> = item
            .sources
            .iter()
            .map(|(at, supports)| match supports {
                Some(true) => format!("{} supports", at + 1),
                Some(false) => format!("{} contradicts", at + 1),
                None => (at + 1).to_string(),
            })
            .collect();
        push(page, format_args!("- Sources: {}\n", numbers.join(", ")));
    }
    if !item.when.is_empty() {
        let who =
            if item.who.is_empty() { String::new() } else { format!("{}, ", escape(item.who)) };
        push(page, format_args!("- Decided: {who}{}\n", day(item.when)));
    }
}

/// The number of a label with which Markdown begins an item, and the sign after it.
fn item_number(label: &str) -> Option<(u32, char)> {
    // It reads no more figures.
    const LONGEST: usize = 9;
    let (figures, sign) = label.split_at_checked(label.len().checked_sub(1)?)?;
    let sign = sign.chars().next().filter(|sign| matches!(sign, '.' | ')'))?;
    let number: u32 = figures.parse().ok()?;
    // Zeros before it would not be shown.
    (figures.len() <= LONGEST && number.to_string() == figures).then_some((number, sign))
}

/// An item after which others may stand in the same list, or in a list inside it.
struct Open {
    depth: u8,
    /// The column of its words, where an inner list begins.
    column: usize,
    number: Option<(u32, char)>,
}

fn whole(page: &mut String, article: &Reviewed<'_>) {
    page.push_str("\n## The text\n\n");
    // The items around, the innermost last.
    let mut open: Vec<Open> = Vec::new();
    for paragraph in marked(article) {
        let is_item = paragraph.kind == ParagraphKind::Item;
        let mut before = None;
        while let Some(item) = open.pop_if(|item| !is_item || item.depth >= paragraph.depth) {
            before = item.number;
        }
        // Markdown itself counts on from one item to the next, whatever number that bears.
        let counts_on = |&(number, sign): &(u32, char)| {
            before.is_none_or(|(before, other)| sign != other || number == before + 1)
        };
        let label = paragraph.label.filter(|_| is_item);
        let number = label.and_then(item_number).filter(counts_on);
        if is_item {
            let indent = open.last().map_or(0, |around| around.column);
            page.extend(std::iter::repeat_n(' ', indent));
            let sign = label.filter(|_| number.is_some()).unwrap_or("-");
            let column = indent + sign.len() + 1;
            open.push(Open { depth: paragraph.depth, column, number });
        }
        let head = match paragraph.kind {
            ParagraphKind::Title => "### ",
            ParagraphKind::Heading => "#### ",
            ParagraphKind::Item => "- ",
            ParagraphKind::Quote => "> ",
            _ => "",
        };
        match paragraph.label {
            // What is numbered as Markdown numbers it is such an item there too.
            Some(label) if number.is_some() => push(page, format_args!("{label} ")),
            Some(label) => push(page, format_args!("{head}{} ", escape(label))),
            None => page.push_str(head),
        }
        for (n, piece) in paragraph.pieces.iter().enumerate() {
            match piece {
                Piece::Words(words, _) if n == 0 => page.push_str(&escape(words)),
                // Only the first words of a line can be read as the sign of a list.
                Piece::Words(words, _) => {
                    page.push_str(escape(&format!("_{words}")).trim_start_matches("\\_"))
                }
                Piece::End(item) => push(page, format_args!("[{}]", item.number)),
            }
        }
        page.push_str("\n\n");
    }
}

/// A source on one line.
pub(super) fn source_words(source: &Source) -> String {
    let title = source.called();
    let mut words = escape(&title);
    if !source.place.is_empty() {
        words += &format!(", {}", escape(&source.place));
    }
    if !source.pinpoint.is_empty() {
        words += &format!(", {}", escape(&source.pinpoint));
    }
    if !source.seen.is_empty() {
        words += &format!(", seen {}", escape(&source.seen));
    }
    if !source.contact.is_empty() {
        words += &format!(", contact: {}", escape(&source.contact));
    }
    if source.is_confidential && source.title != super::review::CONFIDENTIAL {
        words += " (confidential)";
    }
    if !source.passage.is_empty() {
        words += &format!(". “{}”", escape(&source.passage));
    }
    words
}
