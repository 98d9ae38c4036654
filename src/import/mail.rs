//! E-mail: what was written, who sent it and when.

use std::borrow::Cow;

use jiff::civil::Date;
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::draft::{self, Part};
use super::{
    Attachment, Fit, ImportError, Imported, Importer, Source, Warning, html, is_named, plain,
};
use crate::text::ParagraphKind;

pub(super) const IMPORTER: Importer = Importer {
    name: "mail",
    label: "E-mail",
    extensions: &["eml", "mbox", "emlx"],
    is_foreign: true,
    sniff,
    read,
};

const WHAT: &str = "an e-mail";

/// How far into a file its header is looked at, in bytes.
const HEAD: usize = 8192;

/// Characters of a message's subject that name it as a file.
const NAME_MAX: usize = 60;

/// Fields that only messages have; and those that memos have too.
const SURE: &[&str] =
    &["received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature"];
const USUAL: &[&str] =
    &["from", "to", "date", "subject", "cc", "reply-to", "sender", "content-type"];

fn sniff(source: &Source<'_>) -> Fit {
    let head = source.bytes.get(..HEAD).unwrap_or(source.bytes);
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{FEFF}');
    // Apple writes the length before the message, boxes of messages who sent the first.
    let is_mark = |line: &str| line.starts_with("From ") || line.trim().parse::<u64>().is_ok();
    let (mut n_sure, mut n_usual) = (0, 0);
    for (idx, line) in head.lines().enumerate() {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) || (idx == 0 && is_mark(line)) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return Fit::No };
        let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if name.is_empty() || !name.bytes().all(is_name) {
            return Fit::No;
        }
        let name = name.to_ascii_lowercase();
        n_sure += usize::from(SURE.contains(&name.as_str()));
        n_usual += usize::from(USUAL.contains(&name.as_str()));
    }
    // A saved page is a message too, in form.
    let is_page = head.contains("Snapshot-Content-Location") || head.contains("Saved by ");
    if is_page || is_named(source, &["mht", "mhtml"]) {
        Fit::No
    } else if n_sure > 0 && n_usual > 1 {
        Fit::Certain
    } else if n_sure + n_usual > 0 && is_named(source, IMPORTER.extensions) {
        Fit::Named
    } else {
        Fit::No
    }
}

/// The message in a file's bytes, without what some programs write before it.
fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    let mut bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Some((first, rest)) = bytes.split_at_checked(memchr::memchr(b'\n', bytes).unwrap_or(0))
        && (first.starts_with(b"From ")
            || (!first.is_empty() && first.trim_ascii().iter().all(u8::is_ascii_digit)))
    {
        bytes = rest.get(1..).unwrap_or_default();
    }
    MessageParser::default().parse(bytes)
}

/// The bytes of the file at `idx` among those that hang on a message.
pub(super) fn attached(bytes: &[u8], idx: usize) -> Option<Vec<u8>> {
    let message = parsed(bytes)?;
    let part = message.attachments().nth(idx)?;
    Some(contents(&message, part).into_owned())
}

/// The bytes of a part as they were sent. The parser gives the letters of a text, which are other
/// bytes where it was sent in another encoding, and lacks those that it could not read.
fn contents<'p>(message: &'p Message<'_>, part: &'p MessagePart<'_>) -> Cow<'p, [u8]> {
    let sent = || {
        let place = part.raw_body_offset() as usize..part.raw_end_offset() as usize;
        let raw = message.raw_message.get(place)?;
        match part.encoding {
            Encoding::None => Some(raw.into()),
            Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::from),
            Encoding::Base64 => base64_decode(raw).map(Cow::from),
        }
    };
    is_text(part).then(sent).flatten().unwrap_or_else(|| part.contents().into())
}

const fn is_text(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Text(_) | PartType::Html(_))
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let message = parsed(source.bytes).ok_or(ImportError::Damaged { what: WHAT })?;
    let mut paragraphs = Vec::new();
    let title = message.subject().map(one_line).filter(|subject| !subject.is_empty());
    if let Some(title) = &title {
        paragraphs.push(Part::new(ParagraphKind::Title, title.clone()));
    }
    let texts: Vec<_> = message.text_bodies().filter_map(text_of).collect();
    let pages: Vec<_> = message.html_bodies().filter_map(page_of).collect();
    // Some programs write the text for show, and all that was said as a page.
    let length = |texts: &[&str]| texts.iter().map(|text| text.len()).sum::<usize>();
    if texts.is_empty() || length(&texts) * 8 < length(&pages) / 4 {
        paragraphs.extend(pages.into_iter().flat_map(html::paragraphs_of_fragment));
    } else {
        texts.into_iter().for_each(|text| read_text(text, &mut paragraphs));
    }
    let attachments: Vec<_> =
        message.attachments().map(|part| attachment(&message, part)).collect();
    let mut warnings = Vec::new();
    if !attachments.is_empty() {
        let names = attachments.iter().map(|attachment| attachment.name.clone());
        warnings.push(Warning::Attached(names.collect()));
    }
    let from = message.from().and_then(|from| from.first());
    let byline = from.and_then(|from| from.name().or(from.address())).map(one_line);
    let published = message.date().and_then(|date| {
        let small = |n: u8| i8::try_from(n).ok();
        let year = i16::try_from(date.year).ok()?;
        Date::new(year, small(date.month)?, small(date.day)?).ok()
    });
    Ok(Imported {
        document: draft::document(paragraphs),
        title,
        byline: byline.filter(|byline| !byline.is_empty()),
        published,
        warnings,
        attachments,
        ..Imported::default()
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text_of<'p>(part: &'p MessagePart<'_>) -> Option<&'p str> {
    match &part.body {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

fn page_of<'p>(part: &'p MessagePart<'_>) -> Option<&'p str> {
    match &part.body {
        PartType::Html(page) => Some(page),
        _ => None,
    }
}

fn attachment(message: &Message<'_>, part: &MessagePart<'_>) -> Attachment {
    let name = part.attachment_name().map(one_line).unwrap_or_default();
    // A name is no path, whatever it holds.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    let name = match &part.body {
        _ if !name.is_empty() => name,
        PartType::Message(inner) => message_name(inner),
        PartType::Html(_) => "a page.html".to_owned(),
        PartType::Text(_) => "a text.txt".to_owned(),
        _ => "a file".to_owned(),
    };
    let stated = part.content_type().filter(|_| is_text(part));
    let charset = stated.and_then(|stated| stated.attribute("charset"));
    Attachment {
        name,
        n_bytes: contents(message, part).len(),
        charset: charset.map(str::to_owned).unwrap_or_default(),
    }
}

/// A name for a message that hangs on another one: what it is about.
fn message_name(message: &Message<'_>) -> String {
    let subject = message.subject().map(one_line).unwrap_or_default();
    let subject: String = subject
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '/' | '\\' | ':'))
        .take(NAME_MAX)
        .collect();
    let subject = one_line(&subject);
    format!("{}.eml", if subject.is_empty() { "a message" } else { &subject })
}

/// The paragraphs of plain text; lines that quote another message are quotations.
fn read_text(text: &str, paragraphs: &mut Vec<Part>) {
    let mut block = String::new();
    let mut is_quote = false;
    let mut is_forwarded = false;
    let mut flush = |block: &mut String, is_quote: bool| {
        let kind = if is_quote { ParagraphKind::Quote } else { ParagraphKind::Body };
        paragraphs.extend(plain::unwrapped(block).into_iter().map(|words| Part::new(kind, words)));
        block.clear();
    };
    for line in text.lines() {
        let bare = line.trim_start_matches(['>', ' ']);
        let is_quoted = line.starts_with('>');
        if (is_quoted || is_forwarded) != is_quote {
            flush(&mut block, is_quote);
            is_quote = is_quoted || is_forwarded;
        }
        block.push_str(if is_quoted { bare } else { line });
        block.push('\n');
        let mark = bare.trim_matches(['-', ' ']);
        is_forwarded |= bare.starts_with("---")
            && matches!(mark, "Original Message" | "Forwarded message" | "Forwarded Message");
    }
    flush(&mut block, is_quote);
}
