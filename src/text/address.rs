//! Addresses that may be opened by a click, and where they truly lead.
//!
//! An address can be written so that it seems to lead elsewhere than it does. [`Link::read`] reads it
//! as browsers do, says what in it may deceive, and gives an address in which nothing does: that one
//! is shown, and that one is opened.

use std::net::{Ipv4Addr, Ipv6Addr};

/// An address that may be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As it was written.
    pub written: String,
    /// What is opened: scheme, true host, and the rest as it was written.
    pub target: String,
    /// The site, or for mail whom it goes to, in plain letters.
    pub host: String,
    /// What in the address as it was written may deceive.
    pub tricks: Vec<Trick>,
}

/// What in an address may deceive about where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trick {
    /// Words before an `@` that look like the site, but are not.
    Before(String),
    /// The name of the site is written with letters of other alphabets.
    Letters(String),
    /// The site is named by a number.
    Number(String),
}

impl Trick {
    /// What it is, as a sentence without its full stop.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Before(words) => {
                format!("“{words}” before the @ is not the site; it is left out")
            }
            Self::Letters(written) => format!(
                "The site is written “{written}”, with letters that may only look like others"
            ),
            Self::Number(written) => {
                format!("The site is given as a number, “{written}”, and not by a name")
            }
        }
    }
}

/// Why words are not opened as an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// They are none; a path, for one.
    #[error("This is not an address")]
    NoAddress,
    /// Of a kind that could do more than show a page.
    #[error("Only http, https and mailto links are opened; this one begins with “{0}:”")]
    Scheme(String),
    /// Hidden characters, or a name that no site can have.
    #[error("This link is not opened: no site can have such an address")]
    Malformed,
}

impl Link {
    /// Reads an address.
    ///
    /// # Errors
    /// Where it is none, or none that should be opened.
    pub fn read(words: &str) -> Result<Self, NotOpened> {
        let words = words.trim();
        if words.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www.")) {
            return site(words, "https", &format!("//{words}"));
        }
        let (scheme, rest) = words.split_once(':').ok_or(NotOpened::NoAddress)?;
        let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        // One letter is the name of a drive.
        if scheme.len() < 2
            || !scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            || !scheme.chars().all(is_scheme)
        {
            return Err(NotOpened::NoAddress);
        }
        match scheme.to_ascii_lowercase().as_str() {
            scheme @ ("http" | "https") => site(words, scheme, rest),
            "mailto" => mail(words, rest),
            other => Err(NotOpened::Scheme(other.to_owned())),
        }
    }

    /// The address of which byte `at` of a text is a part.
    #[must_use]
    pub fn around(text: &str, at: u32) -> Option<Self> {
        let (before, after) = text.split_at_checked(at as usize)?;
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”');
        let before = before.rsplit(ends).next().unwrap_or_default();
        let after = after.split(ends).next().unwrap_or_default();
        let words = text.get(at as usize - before.len()..at as usize + after.len())?;
        let words = words.trim_start_matches(['(', '[', '{', '‘', '\'']);
        let words = words.trim_end_matches(['.', ',', ';', ':', '!', '?', '’', '\'']);
        // A bracket at its end belongs to it where it was opened in it.
        let words = match words.strip_suffix([')', ']', '}']) {
            Some(inside) if !inside.contains(['(', '[', '{']) => inside,
            _ => words,
        };
        Self::read(words).ok()
    }

    /// What a button or a menu says that opens it.
    #[must_use]
    pub fn offer(&self) -> String {
        match self.target.starts_with("mailto:") {
            true => format!("Write to {}", self.host),
            false => format!("Open {} in the browser", self.host),
        }
    }
}

/// Whether a character may not stand in an address: browsers leave some of these out, so that the
/// words before and after them join.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn site(written: &str, scheme: &str, rest: &str) -> Result<Link, NotOpened> {
    // Browsers take a backslash for a slash, and any number of them for two.
    let is_slash = |c: char| matches!(c, '/' | '\\');
    let after = rest.trim_start_matches(is_slash);
    if rest.len() - after.len() < 2 || rest.chars().any(is_hidden) {
        return Err(NotOpened::Malformed);
    }
    let end = after.find(|c| is_slash(c) || matches!(c, '?' | '#')).unwrap_or(after.len());
    let (authority, path) = after.split_at(end);
    let mut tricks = Vec::new();
    let place = match authority.rsplit_once('@') {
        Some((before, place)) => {
            tricks.push(Trick::Before(before.to_owned()));
            place
        }
        None => authority,
    };
    let (name, port) = match place.rsplit_once(':') {
        // A colon inside brackets parts nothing.
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (place, None),
    };
    let port = match port {
        None | Some("") => String::new(),
        Some(port) => format!(":{}", port.parse::<u16>().map_err(|_not| NotOpened::Malformed)?),
    };
    let host = host(name, &mut tricks)?;
    let path = path.strip_prefix('\\').map_or_else(|| path.to_owned(), |rest| format!("/{rest}"));
    let target = format!("{scheme}://{host}{port}{path}");
    Ok(Link { written: written.to_owned(), target, host, tricks })
}

/// Whom a message goes to. What else the address would put into the message, files among it, is left
/// out.
fn mail(written: &str, rest: &str) -> Result<Link, NotOpened> {
    let to = rest.split(['?', '#']).next().unwrap_or_default();
    let (name, site) = to.split_once('@').ok_or(NotOpened::Malformed)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".!$&'*+-/=^_`{|}~".contains(c);
    if name.is_empty() || !name.chars().all(is_plain) {
        return Err(NotOpened::Malformed);
    }
    let mut tricks = Vec::new();
    let site = host(site, &mut tricks)?;
    let host = format!("{name}@{site}");
    let target = format!("mailto:{host}");
    Ok(Link { written: written.to_owned(), target, host, tricks })
}

/// The name of a site in the plain letters that are looked up.
fn host(written: &str, tricks: &mut Vec<Trick>) -> Result<String, NotOpened> {
    if let Some(inner) = written.strip_prefix('[') {
        let inner = inner.strip_suffix(']').ok_or(NotOpened::Malformed)?;
        let address: Ipv6Addr = inner.parse().map_err(|_not| NotOpened::Malformed)?;
        tricks.push(Trick::Number(written.to_owned()));
        return Ok(format!("[{address}]"));
    }
    // The full stops of other scripts part a name, too.
    let name = written.to_lowercase().replace(['\u{3002}', '\u{FF0E}', '\u{FF61}'], ".");
    let name = name.strip_suffix('.').unwrap_or(&name);
    let mut labels = Vec::new();
    for label in name.split('.') {
        let is_allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || is_joined(c);
        if label.is_empty() || !label.chars().all(is_allowed) {
            return Err(NotOpened::Malformed);
        }
        let plain = match label.is_ascii() {
            true => label.to_owned(),
            false => format!("xn--{}", punycode(label).ok_or(NotOpened::Malformed)?),
        };
        if plain.len() > 63 {
            return Err(NotOpened::Malformed);
        }
        labels.push(plain);
    }
    if labels.iter().any(|label| label.starts_with("xn--")) {
        tricks.push(Trick::Letters(written.to_owned()));
    }
    let is_number = |label: &String| number(label).is_some();
    if labels.last().is_some_and(is_number) {
        let address = ip_address(&labels).ok_or(NotOpened::Malformed)?;
        tricks.push(Trick::Number(written.to_owned()));
        return Ok(address.to_string());
    }
    Ok(labels.join("."))
}

/// Marks that are written over or after a letter belong to its word.
fn is_joined(c: char) -> bool {
    !c.is_ascii() && unicode_bidi::bidi_class(c) == unicode_bidi::BidiClass::NSM
}

/// A part of an IP address in any of the forms that browsers read.
fn number(part: &str) -> Option<u32> {
    match part.strip_prefix("0x") {
        Some("") => Some(0),
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None if part.len() > 1 && part.starts_with('0') => u32::from_str_radix(part, 8).ok(),
        None if part.bytes().all(|byte| byte.is_ascii_digit()) => part.parse().ok(),
        None => None,
    }
}

/// An IP address written in one to four numbers, the last of which fills what is left.
fn ip_address(parts: &[String]) -> Option<Ipv4Addr> {
    let (last, head) = parts.split_last().filter(|(_, head)| head.len() < 4)?;
    let mut bits = number(last)?;
    let n_left = 4 - head.len() as u32;
    if n_left < 4 && bits >> (8 * n_left) != 0 {
        return None;
    }
    for (idx, part) in head.iter().enumerate() {
        let part = number(part).filter(|&part| part < 256)?;
        bits |= part << (24 - 8 * idx);
    }
    Some(Ipv4Addr::from(bits))
}

/// A name in the letters that are looked up, after RFC 3492. `None` where a number overflows.
fn punycode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    // Letters first, then digits.
    let digit = |n: u32| char::from_digit(if n < 26 { n + 10 } else { n - 26 }, BASE);
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let n_plain = out.len() as u32;
    let n_chars = label.chars().count() as u32;
    if n_plain > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, n_plain);
    while done < n_chars {
        let next = label.chars().map(u32::from).filter(|&c| c >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(done + 1)?)?;
        code = next;
        for c in label.chars().map(u32::from) {
            if c < code {
                delta = delta.checked_add(1)?;
            }
            if c != code {
                continue;
            }
            let mut left = delta;
            let mut k = BASE;
            loop {
                let least = k.saturating_sub(bias).clamp(1, 26);
                if left < least {
                    break;
                }
                out.push(digit(least + (left - least) % (BASE - least))?);
                left = (left - least) / (BASE - least);
                k += BASE;
            }
            out.push(digit(left)?);
            bias = adapt(delta, done + 1, done == n_plain);
            delta = 0;
            done += 1;
        }
        delta = delta.checked_add(1)?;
        code = code.checked_add(1)?;
    }
    Some(out)
}

fn adapt(delta: u32, n_points: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / n_points;
    let mut k = 0;
    while delta > (35 * 26) / 2 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads_to(words: &str) -> (String, usize) {
        let link = Link::read(words).unwrap_or_else(|error| panic!("{words}: {error}"));
        (link.target, link.tricks.len())
    }

    #[test]
    fn honest_addresses_are_opened_as_they_are() {
        for words in [
            "https://example.org",
            "https://example.org/a/b?c=d@e#f",
            "http://data.example.org:8080/x",
            "https://example.org/~who/%20?q=%40",
            "mailto:desk@example.org",
        ] {
            assert_eq!(leads_to(words), (words.to_owned(), 0));
        }
        assert_eq!(leads_to(" www.example.org/x "), ("https://www.example.org/x".to_owned(), 0));
        assert_eq!(
            leads_to("HTTPS://Example.ORG/Path"),
            ("https://example.org/Path".to_owned(), 0)
        );
    }

    #[test]
    fn an_address_shows_where_it_truly_leads() {
        for (words, target) in [
            ("https://bank.example@evil.example/login", "https://evil.example/login"),
            ("https://bank.example:443@evil.example", "https://evil.example"),
            ("https://a@b@evil.example", "https://evil.example"),
            ("https://u:p@bank.example\\@evil.example", "https://bank.example/@evil.example"),
            // All of its letters are Cyrillic.
            ("https://\u{430}\u{440}\u{440}\u{4CF}\u{435}.com", "https://xn--80ak6aa92e.com"),
            ("https://b\u{fc}cher.example/x", "https://xn--bcher-kva.example/x"),
            ("https://例え\u{3002}テスト", "https://xn--r8jz45g.xn--zckzah"),
            ("https://xn--80ak6aa92e.com", "https://xn--80ak6aa92e.com"),
            ("https://2130706433/", "https://127.0.0.1/"),
            ("https://0x7f.1", "https://127.0.0.1"),
            ("https://0300.0250.1.1", "https://192.168.1.1"),
            ("http://[::1]:80/", "http://[::1]:80/"),
            ("mailto:desk@b\u{fc}cher.example", "mailto:desk@xn--bcher-kva.example"),
        ] {
            assert_eq!(leads_to(words), (target.to_owned(), 1), "{words}");
        }
        // Nothing in it deceives, but it is not quite what was written.
        assert_eq!(leads_to("https:\\\\evil.example"), ("https://evil.example".to_owned(), 0));
        assert_eq!(leads_to("https:////evil.example"), ("https://evil.example".to_owned(), 0));
        assert_eq!(
            leads_to("mailto:desk@example.org?attach=/etc/passwd"),
            ("mailto:desk@example.org".to_owned(), 0)
        );
    }

    #[test]
    fn an_address_is_found_in_a_text() {
        let text = "See “https://example.org/a_(b)” (or www.example.net/x), é mailto:a@b.example.";
        let around = |words: &str| {
            let at = text.find(words).unwrap() as u32;
            Link::around(text, at).map(|link| link.written)
        };
        assert_eq!(around("example.org").as_deref(), Some("https://example.org/a_(b)"));
        assert_eq!(around("ttps").as_deref(), Some("https://example.org/a_(b)"));
        assert_eq!(around("example.net").as_deref(), Some("www.example.net/x"));
        assert_eq!(around("b.example").as_deref(), Some("mailto:a@b.example"));
        assert_eq!(around("See"), None);
        assert_eq!(around("é"), None);
        assert_eq!(Link::around(text, 1_000), None);
    }

    #[test]
    fn nothing_else_is_opened() {
        for words in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "smb://host/share",
            "vscode://x",
            "ftp://example.org",
        ] {
            assert!(matches!(Link::read(words), Err(NotOpened::Scheme(_))), "{words}");
        }
        for words in ["", "notes.pdf", "/home/ada/notes.pdf", "C:\\notes.pdf", "Asked at 10:42"] {
            assert_eq!(Link::read(words), Err(NotOpened::NoAddress), "{words}");
        }
        for words in [
            "https://",
            "https:example.org",
            "https://exam ple.org",
            "https://bank.example\u{202E}moc.live",
            "https://bank\u{200B}.example",
            "https://bank.example\n.evil.example",
            "https://%65vil.example",
            "https://bank.example\u{2215}login.evil.example",
            "https://..",
            "https://example.org:99999",
            "https://999.1.1.1",
            "https://[::1",
            "mailto:desk",
            "mailto:a b@example.org",
        ] {
            assert_eq!(Link::read(words), Err(NotOpened::Malformed), "{words}");
        }
    }
}
