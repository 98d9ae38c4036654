//! The review as a PDF: A4, fonts embedded, legible in grey.

mod draw;
mod faces;
mod layout;
mod tags;

use faces::{Face, Faces};
use layout::{Block, Ink, Pages, Role, Run, Sign};

use super::article::{Piece, marked};
use super::html::counts;
use super::review::{
    Item, Review, Reviewed, checked_words, day, is_address, kind_words, verdict_name,
};
use super::{Counter, ExportError, Exporter, Options, Tick};
use crate::project::{Source, VerdictKind};
use crate::text::ParagraphKind;

pub(super) const EXPORTER: Exporter = Exporter {
    name: "pdf",
    label: "Report (PDF)",
    hint: "For print and the record",
    extension: "pdf",
    write,
};

fn write(review: &Review<'_>, _: &Options<'_>, tick: Tick<'_>) -> Result<Vec<u8>, ExportError> {
    let mut counter = Counter::new(review, tick);
    let title = match review.articles.as_slice() {
        [one] => format!("Fact check: {}", one.title),
        many => format!("Fact check of {} articles", many.len()),
    };
    let mut faces = Faces::load()?;
    let mut pages = Pages::new();
    let mut blocks = Vec::new();
    front(&mut blocks, review, &title);
    for article in &review.articles {
        summary(&mut blocks, review, article);
    }
    pages.place(&mut faces, &blocks, 0);
    for article in &review.articles {
        let mut from = blocks.len();
        let several = review.articles.len() > 1;
        let of = if several { format!(": {}", article.title) } else { String::new() };
        heading(&mut blocks, &format!("Claims{of}"));
        if article.claims.is_empty() {
            blocks.push(plain("No claim is printed here."));
        }
        for item in &article.claims {
            claim(&mut blocks, item);
            counter.count()?;
            if blocks.last().is_some_and(|block| !block.keeps_with_next) {
                pages.place(&mut faces, &blocks, from);
                from = blocks.len();
            }
        }
        pages.place(&mut faces, &blocks, from);
        if review.has_text {
            from = blocks.len();
            heading(&mut blocks, &format!("The text{of}"));
            whole(&mut blocks, article);
            pages.place(&mut faces, &blocks, from);
        }
    }
    let from = blocks.len();
    if !review.sources.is_empty() {
        heading(&mut blocks, "Sources");
        for (number, listed) in (1..).zip(&review.sources) {
            source(&mut blocks, number, listed);
        }
    }
    blocks.push(Block::new(
        vec![quiet("Every verdict is a person’s. Tickmark points at claims and never decides one; it does not find all of them.")],
        13.0,
        24.0,
    ));
    pages.place(&mut faces, &blocks, from);
    if pages.n_missing > 0 {
        let from = blocks.len();
        let n = pages.n_missing;
        let noun = if n == 1 { "character is" } else { "characters are" };
        blocks.push(plain(&format!(
            "{n} {noun} of a script that this PDF has no letters for and show as boxes. The HTML report shows them."
        )));
        pages.place(&mut faces, &blocks, from);
    }
    // What a file for every reader promises cannot be kept where letters are missing.
    let is_whole = pages.n_missing == 0;
    if is_whole && let Ok(pdf) = draw::draw(&faces, &blocks, &pages, &title, true) {
        return Ok(pdf);
    }
    draw::draw(&faces, &blocks, &pages, &title, false)
}

/// Words without the characters that are no letters.
fn clean(words: &str) -> String {
    let keep = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
    words.chars().map(keep).collect()
}

fn sans(words: &str) -> Run {
    Run::new(clean(words), Face::Sans, 9.0, Ink::Main)
}

fn quiet(words: &str) -> Run {
    Run::new(clean(words), Face::Sans, 9.0, Ink::Quiet)
}

fn serif(words: &str, ink: Ink) -> Run {
    Run::new(clean(words), Face::Serif, 11.0, ink)
}

fn plain(words: &str) -> Block {
    Block::new(vec![quiet(words)], 13.0, 4.0)
}

fn heading(blocks: &mut Vec<Block>, words: &str) {
    let run = Run::new(clean(words), Face::SansBold, 13.0, Ink::Main);
    blocks.push(Block {
        keeps_with_next: true,
        has_rule: true,
        bookmark: Some(words.to_owned()),
        role: Role::Heading(2),
        ..Block::new(vec![run], 18.0, 28.0)
    });
}

fn front(blocks: &mut Vec<Block>, review: &Review<'_>, title: &str) {
    let run = Run::new(clean(title), Face::SerifBold, 22.0, Ink::Main);
    blocks.push(Block {
        bookmark: Some(title.to_owned()),
        role: Role::Heading(1),
        ..Block::new(vec![run], 28.0, 0.0)
    });
    let made = review.made.map(|day| format!(" Made on {day} with Tickmark.")).unwrap_or_default();
    blocks.push(plain(&format!("{}.{made}", checked_words(review.tally()))));
}

const fn sign(kind: VerdictKind) -> Sign {
    match kind {
        VerdictKind::Open => Sign::Ring,
        VerdictKind::Verified => Sign::Tick,
        VerdictKind::Disputed => Sign::Cross,
        VerdictKind::Query => Sign::Hook,
        VerdictKind::SetAside => Sign::Dash,
    }
}

const fn verdict_ink(kind: VerdictKind) -> Ink {
    match kind {
        VerdictKind::Verified => Ink::Verified,
        VerdictKind::Disputed => Ink::Disputed,
        VerdictKind::Query => Ink::Query,
        VerdictKind::Open | VerdictKind::SetAside => Ink::Quiet,
    }
}

fn summary(blocks: &mut Vec<Block>, review: &Review<'_>, article: &Reviewed<'_>) {
    if review.articles.len() > 1 {
        let run = Run::new(clean(article.title), Face::SerifBold, 14.0, Ink::Main);
        blocks.push(Block {
            keeps_with_next: true,
            role: Role::Heading(2),
            ..Block::new(vec![run], 18.0, 18.0)
        });
    }
    let byline = article.byline.map(|byline| format!("By {byline}"));
    let published = article.published.map(|day| format!("published {day}"));
    let mut about: Vec<Run> = Vec::new();
    for words in [byline, published].into_iter().flatten() {
        about.push(quiet(&format!("{words}   ")));
    }
    if is_address(article.address) {
        about.push(Run { ink: Ink::Link, ..quiet(article.address) });
    } else if !article.file.is_empty() {
        about.push(quiet(article.file));
    }
    if !about.is_empty() {
        blocks.push(Block::new(about, 13.0, 2.0));
    }
    let mut space = 10.0;
    for (kind, n) in counts(article.tally) {
        let number = Run { face: Face::SansBold, ..sans(&format!("{n} ")) };
        blocks.push(Block {
            indent: 16.0,
            sign: Some(sign(kind)),
            role: Role::Item,
            ..Block::new(vec![number, sans(verdict_name(kind))], 14.0, space)
        });
        space = 0.0;
    }
    let coverage = article.coverage;
    blocks.push(Block::new(
        vec![quiet(&format!(
            "{} of {} words stand in a settled claim or a sentence read ({} percent).",
            coverage.covered,
            coverage.all,
            coverage.percent()
        ))],
        13.0,
        8.0,
    ));
    if let Some((sign_off, state)) = article.signed {
        let who = if review.is_public() { "the desk" } else { &sign_off.signed.who };
        let words =
            format!("Signed off by {who} on {}. {}.", day(&sign_off.signed.when), state.words());
        blocks.push(plain(&words));
        if !sign_off.overruled.is_empty() && !review.is_public() {
            blocks.push(plain(&format!("Overruled: {}", sign_off.overruled)));
        }
    }
}

fn claim(blocks: &mut Vec<Block>, item: &Item<'_>) {
    let kind = item.verdict.kind();
    let place = item.paragraph.map(|n| format!(", paragraph {n}")).unwrap_or_default();
    blocks.push(Block {
        indent: 42.0,
        label: Some(Run { face: Face::SansBold, ..sans(&item.number.to_string()) }),
        keeps_with_next: true,
        sign: Some(sign(kind)),
        role: Role::Heading(3),
        ..Block::new(
            vec![
                Run { face: Face::SansBold, ink: verdict_ink(kind), ..sans(&item.verdict_words()) },
                quiet(&format!("   {}{place}", kind_words(item.kind))),
            ],
            14.0,
            14.0,
        )
    });
    let mut told = Vec::new();
    told.push(vec![
        serif(&item.before, Ink::Quiet),
        Run { line: Some(item.kind), ..serif(&item.quote, Ink::Main) },
        serif(&item.after, Ink::Quiet),
    ]);
    if !item.value.is_empty() {
        told.push(vec![quiet("Value  "), sans(&item.value)]);
    }
    if !item.note.is_empty() {
        told.push(vec![quiet("Note  "), sans(item.note)]);
    }
    for (name, words) in [("Query  ", item.question), ("Answer  ", item.answer)] {
        if !words.is_empty() {
            told.push(vec![quiet(name), sans(words)]);
        }
    }
    if let Some(change) = &item.proposal {
        told.push(vec![
            quiet(&format!(
                "Change ({}, {})  ",
                change.severity.words().to_lowercase(),
                change.state.words().to_lowercase()
            )),
            Run { is_struck: true, size: 10.0, ..serif(&item.quote, Ink::Quiet) },
            quiet("  to  "),
            Run { size: 10.0, ..serif(change.words, Ink::Main) },
        ]);
        if !change.reason.is_empty() {
            told.push(vec![quiet("Why  "), sans(change.reason)]);
        }
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
        told.push(vec![quiet("Sources  "), sans(&numbers.join(", "))]);
    }
    if !item.when.is_empty() {
        let who = if item.who.is_empty() { String::new() } else { format!("{}, ", item.who) };
        told.push(vec![quiet("Decided  "), sans(&format!("{who}{}", day(item.when)))]);
    }
    let last = told.len() - 1;
    for (at, runs) in told.into_iter().enumerate() {
        let leading = if at == 0 { 16.0 } else { 13.0 };
        // A claim stays on one page, unless a long note makes that impossible.
        let is_short = runs.iter().map(|run| run.words.len()).sum::<usize>() < 1_200;
        let block = Block::new(runs, leading, if at == 0 { 2.0 } else { 1.0 });
        blocks.push(Block { indent: 28.0, keeps_with_next: at < last && is_short, ..block });
    }
}

fn whole(blocks: &mut Vec<Block>, article: &Reviewed<'_>) {
    for paragraph in marked(article) {
        let (face, size) = match paragraph.kind {
            ParagraphKind::Title => (Face::SerifBold, 15.0),
            ParagraphKind::Heading => (Face::SerifBold, 11.5),
            ParagraphKind::Deck | ParagraphKind::Caption => (Face::SerifItalic, 11.0),
            _ => (Face::Serif, 11.0),
        };
        let mut runs = Vec::new();
        if let Some(label) = paragraph.label {
            runs.push(Run::new(clean(&format!("{label} ")), face, size, Ink::Quiet));
        }
        let mut follows_number = false;
        for piece in &paragraph.pieces {
            let comma = if follows_number { "," } else { "" };
            follows_number = matches!(piece, Piece::End(_));
            match piece {
                Piece::Words(words, item) => {
                    let kind = item.map(|item| item.verdict.kind());
                    let doubted = matches!(kind, Some(VerdictKind::Disputed | VerdictKind::Query));
                    let ink = if doubted { kind.map_or(Ink::Main, verdict_ink) } else { Ink::Main };
                    runs.push(Run {
                        line: item.map(|item| item.kind),
                        is_ticked: kind == Some(VerdictKind::Verified),
                        ..Run::new(clean(words), face, size, ink)
                    });
                }
                Piece::End(item) => {
                    let number = format!("{comma}{}", item.number);
                    let number = Run::new(number, Face::Sans, 6.5, Ink::Quiet);
                    runs.push(Run { rise: 4.0, ..number });
                }
            }
        }
        let label = paragraph.number.map(|n| Run::new(n.to_string(), Face::Sans, 7.0, Ink::Quiet));
        let (indent, role) = match paragraph.kind {
            ParagraphKind::Item => (14.0 * f32::from(1 + paragraph.depth), Role::Item),
            ParagraphKind::Title => (0.0, Role::Heading(3)),
            ParagraphKind::Heading => (0.0, Role::Heading(4)),
            _ => (0.0, Role::Paragraph),
        };
        blocks.push(Block {
            label,
            label_at: -24.0,
            indent,
            role,
            ..Block::new(runs, size * 1.75, 6.0)
        });
    }
}

fn source(blocks: &mut Vec<Block>, number: usize, source: &Source) {
    let title = if source.title.is_empty() { "Untitled" } else { &source.title };
    let mut runs = vec![Run { face: Face::SansBold, ..sans(title) }];
    let imprint = source.imprint.words();
    if !imprint.is_empty() {
        runs.push(sans(&format!(", {imprint}")));
    }
    if is_address(&source.place) {
        runs.push(sans(", "));
        runs.push(Run { ink: Ink::Link, ..sans(&source.place) });
    } else if !source.place.is_empty() {
        runs.push(sans(&format!(", {}", source.place)));
    }
    if !source.pinpoint.is_empty() {
        runs.push(quiet(&format!(", {}", source.pinpoint)));
    }
    if !source.seen.is_empty() {
        runs.push(quiet(&format!(", seen {}", source.seen)));
    }
    if !source.contact.is_empty() {
        runs.push(quiet(&format!(", contact: {}", source.contact)));
    }
    if !source.passage.is_empty() {
        runs.push(Run { size: 10.0, ..serif(&format!(" “{}”", source.passage), Ink::Quiet) });
    }
    blocks.push(Block {
        indent: 28.0,
        label: Some(sans(&number.to_string())),
        role: Role::Item,
        ..Block::new(runs, 13.5, 6.0)
    });
}
