//! The manuscript with the check in its margin: a comment at each claim that asks something of the
//! writer, and each proposed change as a tracked change.
//!
//! For an article that came as a Word document it is that very file: everything that is not a mark
//! of ours is copied byte for byte. For any other, a plain document is made from the text, and
//! marked in the same way.

mod comments;
mod mark;
mod package;
mod plain;
mod runs;

use comments::Remark;
use mark::Wish;

use super::review::{Item, Level, Review, Reviewed};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::{ProposalState, Verdict};
use crate::text::{OriginMap, OriginPart};

pub(super) const EXPORTER: Exporter = Exporter {
    name: "docx",
    label: "Manuscript with comments (Word)",
    hint: "The manuscript itself, with comments and tracked changes",
    extension: "docx",
    write,
};

/// The file that an article was read from.
#[derive(Debug, Clone, Copy)]
pub struct Original<'o> {
    /// All its bytes.
    pub bytes: &'o [u8],
    /// Where the article's words stand in it.
    pub map: &'o OriginMap,
}

fn write(
    review: &Review<'_>,
    options: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    let [article] = review.articles.as_slice() else {
        return Err(ExportError::Missing(
            "one article: choose which of the project's articles is to be written".to_owned(),
        ));
    };
    let mut counter = Counter::new(review, tick);
    let made;
    let made_map;
    let original = match options.original {
        Some(original) => original,
        None => {
            (made, made_map) = plain::document(article)?;
            Original { bytes: &made, map: &made_map }
        }
    };
    let (wishes, mut remarks) = wishes(review, article, original.map, &mut counter)?;
    let mut package = package::Package::open(original.bytes)?;
    let main = package.main_text()?;
    let first = package.next_comment_id(&main)?;
    for (id, remark) in (first..).zip(&mut remarks) {
        remark.id = id;
    }
    let marked = mark::mark(&main, &wishes, &mut remarks)?;
    package.finish(&marked, &remarks)
}

/// What is to be put into the file for each claim, and the comments that belong to it.
fn wishes(
    review: &Review<'_>,
    article: &Reviewed<'_>,
    map: &OriginMap,
    counter: &mut Counter<'_>,
) -> Result<(Vec<Wish>, Vec<Remark>), ExportError> {
    let text = article.document.text();
    let (mut wishes, mut remarks) = (Vec::new(), Vec::new());
    for item in &article.claims {
        counter.count()?;
        if !asks(item) {
            continue;
        }
        let place = match (map.beginning(text, item.span.start), map.end(text, item.span.end)) {
            (Some(from), Some(to))
                if from.part == OriginPart::Main && to.part == OriginPart::Main && from <= to =>
            {
                Some((from, to))
            }
            // In a note, or nowhere: Word has no comments in notes.
            _ => None,
        };
        let who = if item.who.is_empty() { "Checker" } else { item.who };
        let stamp = (who.to_owned(), moment(item.when));
        remarks.push(Remark::new(&stamp, lines(review, item)));
        let change = item.proposal.filter(|change| {
            matches!(change.state, ProposalState::Proposed | ProposalState::Accepted)
        });
        wishes.push(Wish {
            remark: remarks.len() - 1,
            place,
            quote: article.document.words(item.span).to_owned(),
            change: change.map(|change| change.words.to_owned()),
            stamp,
        });
    }
    Ok((wishes, remarks))
}

/// Whether a claim asks something of the writer.
fn asks(item: &Item<'_>) -> bool {
    item.proposal.is_some()
        || item.checked_before.is_some()
        || matches!(item.verdict, Verdict::Disputed | Verdict::Query)
}

/// What the comment says, a paragraph each.
fn lines(review: &Review<'_>, item: &Item<'_>) -> Vec<String> {
    let mut lines = vec![item.verdict_words()];
    for words in [item.question, item.answer] {
        lines.extend(words.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    }
    lines.extend(item.note.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    if let Some(change) = &item.proposal {
        let (severity, state) = (change.severity.words(), change.state.words().to_lowercase());
        lines.push(format!("{severity} change to “{}” ({state})", change.words));
        lines.extend(change.reason.lines().map(str::to_owned));
    }
    for (at, supports) in &item.sources {
        let Some(source) = review.sources.get(*at) else { continue };
        let says = match supports {
            Some(true) => " (supports)",
            Some(false) => " (contradicts)",
            None => "",
        };
        let place =
            if source.place.is_empty() { String::new() } else { format!(", {}", source.place) };
        let hidden = source.is_confidential && review.level == Level::Public;
        if !hidden {
            lines.push(format!("Source: {}{place}{says}", source.title));
        }
    }
    lines
}

/// A moment as Word writes it: to the second, without the offset of the place, which its format has
/// no room for.
fn moment(when: &str) -> String {
    when.get(..19)
        .filter(|head| head.is_ascii())
        .map_or_else(String::new, |head| format!("{head}Z"))
}

/// Words that may stand between tags or in an attribute of XML 1.0.
fn escaped(words: &str) -> String {
    let clean: String = words
        .chars()
        .map(|c| if super::review::is_forbidden(c) { '\u{FFFD}' } else { c })
        .collect();
    quick_xml::escape::escape(clean.as_str()).into_owned()
}
