//! The address of a page.

use std::net::IpAddr;

use url::{Host, Url};

use super::FetchError;

/// An address with more bytes than this is no one's.
const LONGEST: usize = 4096;

/// An address on the web, as a browser reads it: http or https, a host, and no name or password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Reads what someone typed; `https` is added where nothing is said.
    ///
    /// # Errors
    ///
    /// When it is no address of a page.
    pub fn read(words: &str) -> Result<Self, FetchError> {
        let words = words.trim();
        if words.is_empty() || words.len() > LONGEST || words.contains(char::is_whitespace) {
            return Err(FetchError::NoAddress);
        }
        let read = Url::parse(words);
        let has_scheme = words.split_once(':').is_some_and(|(scheme, after)| {
            !scheme.contains('.') && !after.starts_with(|c: char| c.is_ascii_digit())
        });
        if has_scheme {
            return Self::checked(read.map_err(no_address)?);
        }
        // A word alone is hardly the name of a host.
        let host = words.split(['/', ':', '?', '#']).next().unwrap_or_default();
        if !host.contains('.') {
            return Err(FetchError::NoAddress);
        }
        Self::checked(Url::parse(&format!("https://{words}")).map_err(no_address)?)
    }

    /// The address that `place` means on a page with this one.
    pub(super) fn joined(&self, place: &str) -> Result<Self, FetchError> {
        if place.len() > LONGEST {
            return Err(FetchError::NoAddress);
        }
        Self::checked(self.0.join(place.trim()).map_err(no_address)?)
    }

    fn checked(mut url: Url) -> Result<Self, FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Password);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(FetchError::NoAddress);
        }
        // A place on the page is no one else's business.
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The host, in the letters that are looked up: those of other scripts are written as `xn--`.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// All of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether what is sent and what comes is sealed on its way.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host's number, where it stands in place of a name.
    pub(super) fn number(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Domain(_) => None,
            Host::Ipv4(number) => Some(IpAddr::V4(number)),
            Host::Ipv6(number) => Some(IpAddr::V6(number)),
        }
    }

    /// The last part of the path, in letters that any file's name may have.
    pub(super) fn last_part(&self) -> String {
        const LONGEST: usize = 80;
        let mut parts = self.0.path_segments().into_iter().flatten();
        let last = parts.rfind(|part| !part.is_empty()).unwrap_or_default();
        let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        last.chars().filter(plain).take(LONGEST).collect::<String>().trim_matches('.').to_owned()
    }
}

fn no_address(_error: url::ParseError) -> FetchError {
    FetchError::NoAddress
}

/// Whether text is the address of a page and nothing else.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")) && Address::read(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> String {
        Address::read(words).map_or_else(|error| format!("{error}"), |a| a.as_str().to_owned())
    }

    #[test]
    fn an_address_is_read_as_a_browser_reads_it() {
        for (words, expected) in [
            (" https://Example.org/News ", "https://example.org/News"),
            ("example.org/a?b=c#d", "https://example.org/a?b=c"),
            ("example.org:8080/a", "https://example.org:8080/a"),
            ("http://bücher.example/", "http://xn--bcher-kva.example/"),
            ("http://0x7f.1/", "http://127.0.0.1/"),
            ("http://2130706433/", "http://127.0.0.1/"),
        ] {
            assert_eq!(read(words), expected, "{words}");
        }
        for words in ["", "harbor", "not an address.", "https://", "localhost:80"] {
            assert!(read(words).starts_with("This is not the address"), "{words}: {}", read(words));
        }
        for words in ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "data:,a"]
        {
            assert!(read(words).starts_with("Only addresses that begin"), "{words}");
        }
        assert!(read("https://good.example@evil.example/").contains("name or password"));
    }

    #[test]
    fn only_a_lone_address_is_one() {
        assert!(is_address("https://example.org/news\n"));
        assert!(is_address("HTTP://example.org"));
        for text in
            ["example.org", "See https://example.org", "https://example.org is down", "", "é"]
        {
            assert!(!is_address(text), "{text}");
        }
    }

    #[test]
    fn the_last_part_leads_nowhere() {
        let last = |words: &str| Address::read(words).unwrap().last_part();
        assert_eq!(last("https://example.org/2025/harbor-news/"), "harbor-news");
        assert_eq!(last("https://example.org/%2e%2e%2fetc%2fpasswd"), "2e2e2fetc2fpasswd");
        assert_eq!(last("https://example.org/"), "");
    }
}
