//! Web pages saved with all that belongs to them in one file (MHTML).
//!
//! Such a file is a message in form, whose parts are the page, its pictures and its frames. The page
//! is read as any other one; what the parts' headers state counts where the page states nothing.

use encoding_rs::Encoding;
use jiff::civil::Date;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{
    Encoding as Transfer, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};

use super::{Fit, ImportError, Imported, Importer, Source, Warning, html, is_named};

pub(super) const IMPORTER: Importer = Importer {
    name: "mhtml",
    label: "Web archive",
    extensions: &["mht", "mhtml"],
    is_foreign: true,
    sniff,
    read,
};

const WHAT: &str = "a saved web page";

/// How far into a file its header is looked at, in bytes.
const HEAD: usize = 8192;

/// Where a browser states the address of what it saved.
const SAVED_FROM: &str = "Snapshot-Content-Location";

/// Where a part states its own.
const LOCATION: &str = "Content-Location";

/// What a browser writes as the sender.
const SAVED_BY: &str = "saved by ";

/// Fields that only messages between people have.
const SENT: &[&str] = &["to", "received", "delivered-to", "return-path", "message-id"];

fn sniff(source: &Source<'_>) -> Fit {
    let head = source.bytes.get(..HEAD).unwrap_or(source.bytes);
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{FEFF}').trim_start().to_lowercase();
    let header = head.split("\n\n").next().unwrap_or_default();
    let header = header.split("\r\n\r\n").next().unwrap_or_default();
    let field = |name: &str| {
        header.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'))
    };
    let is_message = field("mime-version").is_some() || field("content-type").is_some();
    if !is_message {
        return Fit::No;
    }
    let is_saved = field("snapshot-content-location").is_some()
        || field("from").is_some_and(|from| from.contains(SAVED_BY));
    let is_sent = SENT.iter().any(|name| field(name).is_some());
    let is_whole = field("content-type").is_some_and(|kind| kind.contains("multipart/related"));
    if is_saved || (is_whole && !is_sent) {
        Fit::Certain
    } else if is_named(source, IMPORTER.extensions) {
        Fit::Named
    } else {
        Fit::No
    }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let damaged = || ImportError::Damaged { what: WHAT };
    let message = MessageParser::default().parse(source.bytes).ok_or_else(damaged)?;
    let page = page_of(&message).ok_or_else(damaged)?;
    let bytes = content(source.bytes, page).ok_or_else(damaged)?;
    let stated = page.content_type().and_then(|kind| kind.attribute("charset"));
    // What is valid UTF-8 can hardly be anything else, whatever its header states.
    let stated = stated
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|_| Encoding::for_bom(&bytes).is_none() && std::str::from_utf8(&bytes).is_err());
    let address = location(page)
        .or_else(|| text(message.header(SAVED_FROM)?))
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
        .or(source.address);
    let read = html::IMPORTER.read;
    let mut imported = read(&Source {
        bytes: &bytes,
        name: source.name,
        address,
        encoding: source.encoding.or(stated),
        changes: source.changes,
        is_selection: source.is_selection,
        listener: source.listener,
    })?;
    if imported.title.is_none() {
        imported.title = message.subject().map(one_line).filter(|title| !title.is_empty());
    }
    if imported.published.is_none()
        && let Some(day) = day_saved(&message)
    {
        imported.published = Some(day);
        imported.warnings.push(Warning::DaySaved(day));
    }
    Ok(imported)
}

/// The part that is the page: the one that the header names, the one with the address that was
/// saved, or the first page there is.
fn page_of<'m>(message: &'m Message<'_>) -> Option<&'m MessagePart<'m>> {
    let pages = || message.parts.iter().filter(|part| matches!(part.body, PartType::Html(_)));
    let bare = |id: &str| id.trim().trim_matches(['<', '>']).to_owned();
    let start = message.content_type().and_then(|kind| kind.attribute("start")).map(bare);
    let saved = message.header(SAVED_FROM).and_then(text);
    start
        .and_then(|start| pages().find(|part| part.content_id().map(bare).as_ref() == Some(&start)))
        .or_else(|| pages().find(|part| saved.is_some() && location(part) == saved))
        .or_else(|| pages().next())
}

/// The bytes of a part as they were before they were packed for the way; its letters not yet read.
fn content(bytes: &[u8], part: &MessagePart<'_>) -> Option<Vec<u8>> {
    let raw = bytes.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Transfer::None => Some(raw.to_vec()),
        Transfer::QuotedPrintable => quoted_printable_decode(raw),
        Transfer::Base64 => base64_decode(raw),
    }
    // What is not packed as it says is read as the parser read it.
    .or_else(|| Some(part.contents().to_vec()))
}

fn location<'p>(part: &'p MessagePart<'_>) -> Option<&'p str> {
    let header = part.headers.iter().find(|header| header.name.as_str() == LOCATION)?;
    text(&header.value)
}

fn text<'h>(value: &'h HeaderValue<'_>) -> Option<&'h str> {
    value.as_text().map(str::trim).filter(|text| !text.is_empty())
}

/// The day on which the page was saved.
fn day_saved(message: &Message<'_>) -> Option<Date> {
    let date = message.date()?;
    let small = |n: u8| i8::try_from(n).ok();
    Date::new(i16::try_from(date.year).ok()?, small(date.month)?, small(date.day)?).ok()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
