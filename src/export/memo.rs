//! The changes memo: what the writer has to do, the gravest first, and nothing else.

use super::html::{ChangeWords, begin, end, push, text};
use super::markdown::escape;
use super::review::{Item, Review};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::{ProposalState, Severity, Verdict};

pub(super) const HTML: Exporter = Exporter {
    name: "memo",
    label: "Changes memo (HTML)",
    hint: "For the writer: what must, should or could change, and the queries",
    extension: "html",
    write: write_html,
};

pub(super) const MARKDOWN: Exporter = Exporter {
    name: "memo-md",
    label: "Changes memo (Markdown)",
    hint: "The same as plain text, for a mail",
    extension: "md",
    write: write_markdown,
};

/// What a claim asks of the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Must,
    Should,
    Could,
    Answer,
}

impl Asked {
    const ALL: [Self; 4] = [Self::Must, Self::Should, Self::Could, Self::Answer];

    /// What an item asks; `None` where it asks nothing, or no longer does.
    fn of(item: &Item<'_>) -> Option<Self> {
        match (&item.proposal, item.verdict) {
            (Some(change), _) => match change.state {
                ProposalState::Rejected | ProposalState::Stet => None,
                ProposalState::Proposed | ProposalState::Accepted => Some(match change.severity {
                    Severity::Must => Self::Must,
                    Severity::Should => Self::Should,
                    Severity::Could => Self::Could,
                }),
            },
            // What does not hold must change, whether or not somebody knows into what.
            (None, Verdict::Disputed) => Some(Self::Must),
            (None, Verdict::Query) => Some(Self::Answer),
            (None, _) if !item.query.is_empty() => Some(Self::Answer),
            (None, Verdict::Open | Verdict::Verified | Verdict::SetAside(_)) => None,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Must => "Must change",
            Self::Should => "Should change",
            Self::Could => "Could change",
            Self::Answer => "Queries",
        }
    }
}

/// The items under each heading, in the order of the text.
fn groups<'r>(
    review: &'r Review<'_>,
    counter: &mut Counter<'_>,
) -> Result<Vec<(Asked, Vec<&'r Item<'r>>)>, ExportError> {
    let mut groups: Vec<_> = Asked::ALL.map(|asked| (asked, Vec::new())).into();
    for item in review.claims() {
        counter.count()?;
        let asked = Asked::of(item);
        for (_, items) in groups.iter_mut().filter(|(group, _)| Some(*group) == asked) {
            items.push(item);
        }
    }
    groups.retain(|(_, items)| !items.is_empty());
    Ok(groups)
}

const NOTHING: &str = "Nothing needs to change, and nothing is asked.";

fn title(review: &Review<'_>) -> String {
    match review.articles.as_slice() {
        [one] => format!("Changes: {}", one.title),
        many => format!("Changes in {} articles", many.len()),
    }
}

/// Where an item stands: the paragraph, and the article where there are several.
fn place(review: &Review<'_>, item: &Item<'_>) -> String {
    let paragraph =
        item.paragraph.map(|n| format!("Paragraph {n}")).unwrap_or_else(|| "Heading".to_owned());
    if review.articles.len() < 2 {
        return paragraph;
    }
    let article = review.articles.iter().find(|a| a.claims.iter().any(|c| c.number == item.number));
    format!("{paragraph}, {}", article.map_or("", |article| article.title))
}

fn write_html(
    review: &Review<'_>,
    _: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    let groups = groups(review, &mut Counter::new(review, tick))?;
    let mut page = String::new();
    begin(&mut page, &title(review));
    push(&mut page, format_args!("<header>\n<h1>{}</h1>\n", text(&title(review))));
    let made = review.made.map(|day| format!("Made on {day} with Tickmark. ")).unwrap_or_default();
    push(
        &mut page,
        format_args!(
            "<p class=\"made\">{made}{}</p>\n</header>\n<main>\n",
            if groups.is_empty() { NOTHING } else { "" }
        ),
    );
    for (asked, items) in groups {
        push(
            &mut page,
            format_args!(
                "<section class=\"severity-group\">\n<h2>{} ({})</h2>\n",
                asked.words(),
                items.len()
            ),
        );
        for item in items {
            push(
                &mut page,
                format_args!(
                    "<article class=\"claim\">\n<h3><span class=\"number\">{}</span> {}</h3>\n<blockquote>{}<mark>{}</mark>{}</blockquote>\n<dl>\n",
                    item.number,
                    text(&place(review, item)),
                    text(&item.before),
                    text(&item.quote),
                    text(&item.after)
                ),
            );
            if let Some(change) = &item.proposal {
                push(
                    &mut page,
                    format_args!("<dt>Change</dt><dd>{}</dd>\n", ChangeWords(&item.quote, change)),
                );
            }
            if !item.query.is_empty() {
                push(&mut page, format_args!("<dt>Query</dt><dd>{}</dd>\n", text(item.query)));
            }
            for (name, words) in
                [("Query", item.question), ("Answer", item.answer), ("Note", item.note)]
            {
                if !words.is_empty() {
                    push(
                        &mut page,
                        format_args!("<dt>{name}</dt><dd class=\"note\">{}</dd>\n", text(words)),
                    );
                }
            }
            for (at, supports) in &item.sources {
                let Some(source) = review.sources.get(*at) else { continue };
                let says = if *supports == Some(false) { " (contradicts)" } else { "" };
                push(
                    &mut page,
                    format_args!("<dt>Source</dt><dd>{}{says}</dd>\n", text(&source.title)),
                );
            }
            page.push_str("</dl>\n</article>\n");
        }
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n");
    end(&mut page);
    Ok(page.into_bytes())
}

fn write_markdown(
    review: &Review<'_>,
    _: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    let groups = groups(review, &mut Counter::new(review, tick))?;
    let mut page = format!("# {}\n\n", escape(&title(review)));
    if groups.is_empty() {
        push(&mut page, format_args!("{NOTHING}\n"));
    }
    for (asked, items) in groups {
        push(&mut page, format_args!("\n## {} ({})\n\n", asked.words(), items.len()));
        for item in items {
            push(
                &mut page,
                format_args!(
                    "- **{}** {}{}**{}**{}\n",
                    escape(&place(review, item)),
                    "· ",
                    escape(&item.before),
                    escape(&item.quote),
                    escape(&item.after)
                ),
            );
            if let Some(change) = &item.proposal {
                push(&mut page, format_args!("  - Change to: “{}”\n", escape(change.words)));
                if !change.reason.is_empty() {
                    push(&mut page, format_args!("  - Why: {}\n", escape(change.reason)));
                }
            }
            if !item.query.is_empty() {
                push(&mut page, format_args!("  - Query: {}\n", escape(item.query)));
            }
            for words in [item.question, item.answer, item.note] {
                if !words.is_empty() {
                    push(&mut page, format_args!("  - {}\n", escape(words)));
                }
            }
            for (at, _) in &item.sources {
                let Some(source) = review.sources.get(*at) else { continue };
                push(&mut page, format_args!("  - Source: {}\n", escape(&source.title)));
            }
        }
    }
    Ok(page.into_bytes())
}
