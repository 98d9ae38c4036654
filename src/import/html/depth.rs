//! Makes a page safe to read before it is parsed.
//!
//! A browser's parser keeps every element it has opened, and some rules of HTML make it open them
//! again for each paragraph: a page of a few megabytes can cost minutes or gigabytes. So elements
//! nested too deeply, and those that only change the face of letters, lose their tags here and keep
//! their text. What is never read is left out. One pass, in linear time.

use memchr::{memchr, memmem};

/// Elements nested deeper than this are flattened. Real pages stay far below: the deepest have some
/// sixty elements that count.
const DEPTH_MAX: usize = 128;

/// Elements that hold no others, or end by themselves where the next of their kind begins.
const UNCOUNTED: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot",
    "th", "thead", "tr", "track", "wbr",
];

/// Elements that only change the face of letters, which the parser would open again in each
/// paragraph where they are left open.
const FACES: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements whose content is no text of the page.
const UNREAD: &[&str] = &["iframe", "math", "noscript", "script", "style", "svg", "template"];

/// Elements whose content is letters alone, tags or not.
const LETTERS: &[&str] = &["textarea", "title"];

/// A page without what makes it slow to read, and whether anything was nested too deeply.
pub(super) fn flattened(html: &str) -> (String, bool) {
    flattened_with(html, false)
}

/// The same, with what browsers show that run no scripts.
pub(super) fn flattened_without_scripts(html: &str) -> (String, bool) {
    flattened_with(html, true)
}

fn flattened_with(html: &str, has_no_scripts: bool) -> (String, bool) {
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<(&str, bool)> = Vec::new();
    let (mut n_kept, mut is_flattened) = (0, false);
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (text, tagged) = rest.split_at(at);
        out.push_str(text);
        let Some(tag) = Tag::read(tagged) else {
            // A sign of "less than".
            out.push('<');
            rest = tagged.get(1..).unwrap_or_default();
            continue;
        };
        let (whole, after) = tagged.split_at(tag.length);
        rest = after;
        let name = tag.name;
        if name.is_empty() || is_one_of(name, FACES) {
            continue;
        }
        if has_no_scripts && name.eq_ignore_ascii_case("noscript") {
            continue;
        }
        if is_one_of(name, UNREAD) {
            if !tag.is_closing && !tag.is_closed_itself {
                let length = content_length(rest, name);
                if is_linked_data(whole) {
                    out.extend([whole, rest.get(..length).unwrap_or_default()]);
                }
                rest = rest.get(length..).unwrap_or_default();
            }
            continue;
        }
        if is_one_of(name, LETTERS) {
            out.push_str(whole);
            if !tag.is_closing {
                let length = content_length(rest, name);
                out.push_str(rest.get(..length).unwrap_or_default());
                rest = rest.get(length..).unwrap_or_default();
            }
            continue;
        }
        if is_one_of(name, UNCOUNTED) {
            out.push_str(whole);
            continue;
        }
        if tag.is_closing {
            // Sloppy pages close in another order; how far that goes is bounded, for time.
            let n_near = open.len().min(DEPTH_MAX);
            let near = open.iter().rev().take(n_near);
            let is_same = |(other, _): &(&str, bool)| other.eq_ignore_ascii_case(name);
            match near.clone().position(is_same) {
                Some(above) => {
                    let gone = open.drain(open.len() - above - 1..);
                    let mut was_kept = false;
                    for (idx, (_, is_kept)) in gone.enumerate() {
                        n_kept -= usize::from(is_kept);
                        was_kept |= idx == 0 && is_kept;
                    }
                    if was_kept {
                        out.push_str(whole);
                    }
                }
                None if n_near == open.len() => out.push_str(whole),
                None => {}
            }
        } else {
            let is_kept = n_kept < DEPTH_MAX;
            is_flattened |= !is_kept;
            open.push((name, is_kept));
            if is_kept {
                n_kept += 1;
                out.push_str(whole);
            } else {
                // Words of two elements stay apart.
                out.push(' ');
            }
        }
    }
    out.push_str(rest);
    (out, is_flattened)
}

/// One tag, or a comment or declaration, which have no name.
struct Tag<'h> {
    name: &'h str,
    /// In bytes, from `<` up to and with `>`.
    length: usize,
    is_closing: bool,
    is_closed_itself: bool,
}

impl<'h> Tag<'h> {
    /// Reads the tag that `text`, which begins with `<`, begins with.
    fn read(text: &'h str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.starts_with(b"<!--") {
            // `<!-->` is a whole comment, to browsers as well.
            let end = memmem::find(bytes.get(2..)?, b"-->").map_or(bytes.len(), |at| at + 5);
            return Some(Self::nameless(end));
        }
        if matches!(bytes.get(1), Some(b'!' | b'?')) {
            let end = memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
            // The declaration of the document says how the page is to be read.
            let is_doctype = bytes.get(2).is_some_and(|b| b.eq_ignore_ascii_case(&b'd'));
            return (!is_doctype).then(|| Self::nameless(end));
        }
        let is_closing = bytes.get(1) == Some(&b'/');
        let from = 1 + usize::from(is_closing);
        if !bytes.get(from)?.is_ascii_alphabetic() {
            return None;
        }
        let is_end = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
        let name_length = bytes.get(from..)?.iter().position(is_end).unwrap_or(bytes.len() - from);
        let name = text.get(from..from + name_length)?;
        let mut quote = None;
        let mut at = from + name_length;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match (quote, byte) {
                (None, b'>') => break,
                // A quotation mark opens a value only after its sign.
                (None, b'"' | b'\'') if is_value(bytes, at - 1) => quote = Some(byte),
                (Some(mark), _) if mark == byte => quote = None,
                _ => {}
            }
        }
        let is_closed_itself = at >= 2 && bytes.get(at - 2) == Some(&b'/');
        Some(Self { name, length: at, is_closing, is_closed_itself })
    }

    const fn nameless(length: usize) -> Self {
        Self { name: "", length, is_closing: false, is_closed_itself: false }
    }
}

/// Whether the sign before the byte at `at`, but for a few spaces, says that a value follows.
fn is_value(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(at.saturating_sub(8)..at).unwrap_or_default();
    before.trim_ascii_end().last() == Some(&b'=')
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// Whether a tag opens data about the page in JSON.
fn is_linked_data(tag: &str) -> bool {
    tag.to_ascii_lowercase().contains("ld+json")
}

/// The bytes up to and with the tag that closes `name`; all there are where none does.
fn content_length(text: &str, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memmem::find(bytes.get(from..).unwrap_or_default(), b"</") {
        let begin = from + at + 2;
        let end = begin + name.len();
        if text.get(begin..end).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return memchr(b'>', bytes.get(end..).unwrap_or_default())
                .map_or(bytes.len(), |at| end + at + 1);
        }
        from = begin;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(flattened(html).0, expected);
    }

    #[test]
    fn what_is_read_stays_and_the_rest_goes() {
        check("<!DOCTYPE html><p>A <b>b</b>", "<!DOCTYPE html><p>A b");
        check("<div><!-- > <p> --><p>1 < 2 && 3>2</div>", "<div><p>1 < 2 && 3>2</div>");
        check("<script>if (a<b) x='</div>'</script >c<STYLE>d</style>e", "ce");
        check(
            "<script type='application/ld+json'>{}</script>a",
            "<script type='application/ld+json'>{}</script>a",
        );
        check("<a title='a>b' href=x>c</a>", "<a title='a>b' href=x>c</a>");
        check("<p title=it's>c<p>d", "<p title=it's>c<p>d");
        check("<title>a <b> c</title><i>d", "<title>a <b> c</title>d");
        check("a <", "a <");
        check("a <div", "a <div");
    }

    #[test]
    fn deep_elements_lose_their_tags_and_keep_their_text() {
        let deep = format!("{}a{}b", "<div>".repeat(500), "</div>".repeat(500));
        let (flat, is_flattened) = flattened(&deep);
        assert!(is_flattened);
        assert_eq!(flat.matches("<div>").count(), DEPTH_MAX);
        assert_eq!(flat.matches("</div>").count(), DEPTH_MAX);
        assert!(flat.contains('a') && flat.ends_with('b'));
        // Elements that end by themselves do not add up.
        assert!(!flattened(&"<ul><li>a<p>b<li>c</ul>".repeat(1000)).1);
    }
}
