//! Asks the web for one page. The only room that opens a connection, and only when it is told to.
//!
//! What is sent is the request for one address and the program's name: no cookie, no account, no
//! word of an article. Only addresses on the open web are asked: one that leads into this computer
//! or its own network is refused once its name is looked up, and again wherever a page sends on to.
//! Size, time and the number of such steps are bounded. Files and threads belong to others.

mod address;
mod reach;

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use encoding_rs::Encoding;
use ureq::http::{HeaderMap, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Timeout};

pub use address::{Address, is_address};
pub use reach::Reach;
use reach::{Guard, Refused};

/// Bytes of a page at most, unpacked.
pub const PAGE_MAX: u64 = 20 << 20;

/// How long all of it may take, steps to other addresses included.
pub const TIME_MAX: Duration = Duration::from_secs(15);

/// How often a page may send on to another address.
pub const STEPS_MAX: usize = 5;

/// Bytes that are read between two looks at whether the page is still wanted.
const PIECE: usize = 16 << 10;

/// How the program calls itself.
const NAME: &str = concat!("Tickmark/", env!("CARGO_PKG_VERSION"));

/// What it would rather read than nothing.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8";

/// A page as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// All of it, unpacked.
    pub bytes: Vec<u8>,
    /// The address that it came from in the end.
    pub address: Address,
    /// The encoding that its sender states.
    pub encoding: Option<&'static Encoding>,
    /// What its sender says that it is, in lower case: `text/html`.
    pub media: Option<String>,
}

impl Page {
    /// A name for its file, without folders: the last part of its address, with an ending where it
    /// is a page of HTML and has none.
    #[must_use]
    pub fn file_name(&self) -> String {
        let name = self.address.last_part();
        let is_page =
            self.media.as_deref().is_some_and(|media| media.contains("html")) || name.is_empty();
        let lower = name.to_lowercase();
        let name = if name.is_empty() { self.address.host().to_owned() } else { name };
        if is_page && !lower.ends_with(".html") && !lower.ends_with(".htm") {
            format!("{name}.html")
        } else {
            name
        }
    }
}

/// Why there is no page. Nothing was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No address at all.
    #[error(
        "This is not the address of a page. Write it in full, as in https://example.org/news/harbor"
    )]
    NoAddress,
    /// An address of something other than a page.
    #[error("Only addresses that begin with http or https are opened, and this begins with {0}")]
    Scheme(String),
    /// A name or password before the host, which can make an address seem to lead elsewhere.
    #[error(
        "This address has a name or password in it. Nothing was sent; take it out, then try again"
    )]
    Password,
    /// It leads into this computer or its own network.
    #[error(
        "{0} is in this computer or its own network, not on the open web. Nothing was sent to it; save the page in a browser, then open the file"
    )]
    Inside(String),
    /// No such host.
    #[error(
        "There is no {0}, or this computer is not online. Check the address and the connection"
    )]
    NoHost(String),
    /// The host does not answer.
    #[error("{0} could not be reached. Check the connection, or try again later")]
    Unreachable(String),
    /// The host does not prove that it is who it says.
    #[error(
        "{0} could not prove that it is {0}, so nothing was read. Open the page in a browser, and save it only if you trust it"
    )]
    Untrusted(String),
    /// It took longer than [`TIME_MAX`].
    #[error(
        "{0} took longer than 15 seconds. Try again, or save the page in a browser and open the file"
    )]
    TooSlow(String),
    /// It is longer than [`PAGE_MAX`].
    #[error(
        "The page is longer than 20 MB and was not read. Save it in a browser, then open the file"
    )]
    TooLong,
    /// The host says no.
    #[error("{host} answered “{}”. {}", status_words(*.status), status_advice(*.status))]
    Status {
        /// Who.
        host: String,
        /// The number that stands for the answer.
        status: u16,
    },
    /// Sent on again and again.
    #[error(
        "The page sends on to another address more than five times. Open it in a browser, and copy the address it ends at"
    )]
    TooManySteps,
    /// Sent on to nowhere.
    #[error(
        "{0} sends on to something that is not the address of a page. Open it in a browser, and save it there"
    )]
    NoStep(String),
    /// It broke off, or makes no sense.
    #[error(
        "What {0} sent broke off or makes no sense. Try again, or save the page in a browser and open the file"
    )]
    Broken(String),
}

/// What a number that a host answers with stands for.
const fn status_words(status: u16) -> &'static str {
    match status {
        401 => "sign in first",
        402 => "pay first",
        403 => "not allowed",
        404 => "not found",
        410 => "gone",
        429 => "too many requests",
        451 => "not available for legal reasons",
        500..=599 => "something is wrong here",
        _ => "no page",
    }
}

/// What to do about it.
const fn status_advice(status: u16) -> &'static str {
    match status {
        404 | 410 => "Check the address; an archive of the web may hold the page",
        429 | 500..=599 => "Try again later",
        _ => "Open the page in a browser, save it there, then open the file",
    }
}

/// Asks for pages.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    reach: Reach,
}

impl Fetcher {
    /// Asks no one yet.
    #[must_use]
    pub fn new(reach: Reach) -> Self {
        Self::with_authorities(reach, RootCerts::WebPki)
    }

    /// Believes one authority alone, given by its certificate (DER), and asks no host but this very
    /// computer: for trying out with a host of one's own.
    #[must_use]
    pub fn believing(authority: &[u8]) -> Self {
        let authority = Certificate::from_der(authority).to_owned();
        let authorities = RootCerts::Specific(Arc::new(vec![authority]));
        Self::with_authorities(Reach::ThisComputer, authorities)
    }

    fn with_authorities(reach: Reach, authorities: RootCerts) -> Self {
        let config = Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(authorities).build())
            // Each step to another address is looked at here first.
            .max_redirects(0)
            .http_status_as_error(false)
            // Another program would look names up, and could not be held to what is allowed.
            .proxy(None)
            .user_agent(NAME)
            .accept(ACCEPT)
            .max_idle_connections(0)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guard::new(reach));
        Self { agent, reach }
    }

    /// Asks for the page at `address`. `elapsed` tells how much time has passed since the call,
    /// `tick` is told how many bytes came and how many there are (0 where that is not said), and may
    /// say to stop: then `None`.
    pub fn fetch(
        &self,
        address: &Address,
        elapsed: &dyn Fn() -> Duration,
        tick: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Option<Result<Page, FetchError>> {
        let mut address = address.clone();
        for _ in 0..=STEPS_MAX {
            if tick(0, 0).is_break() {
                return None;
            }
            let response = match self.ask(&address, elapsed) {
                Ok(response) => response,
                Err(error) => return Some(Err(error)),
            };
            let (parts, body) = response.into_parts();
            let status = parts.status.as_u16();
            match status {
                200..=299 => return read(address, &parts.headers, body, elapsed, tick),
                301 | 302 | 303 | 307 | 308 => match next(&address, &parts.headers) {
                    Ok(next) => address = next,
                    Err(error) => return Some(Err(error)),
                },
                _ => {
                    let host = address.host().to_owned();
                    return Some(Err(FetchError::Status { host, status }));
                }
            }
        }
        Some(Err(FetchError::TooManySteps))
    }

    fn ask(
        &self,
        address: &Address,
        elapsed: &dyn Fn() -> Duration,
    ) -> Result<ureq::http::Response<Body>, FetchError> {
        let host = || address.host().to_owned();
        // A number in place of a name needs no looking up.
        if address.number().is_some_and(|number| !self.reach.allows(number)) {
            return Err(FetchError::Inside(host()));
        }
        let left = TIME_MAX.saturating_sub(elapsed());
        if left.is_zero() {
            return Err(FetchError::TooSlow(host()));
        }
        let request = self.agent.get(address.as_str()).config().timeout_global(Some(left)).build();
        request.call().map_err(|error| told_of_asking(error, address))
    }
}

/// Where a page sends on to.
fn next(address: &Address, headers: &HeaderMap) -> Result<Address, FetchError> {
    let no_step = || FetchError::NoStep(address.host().to_owned());
    let place = headers.get(header::LOCATION).ok_or_else(no_step)?;
    // Some hosts write letters there that are not ASCII.
    let place = String::from_utf8_lossy(place.as_bytes());
    address.joined(&place).map_err(|error| match error {
        FetchError::NoAddress | FetchError::Scheme(_) => no_step(),
        other => other,
    })
}

fn read(
    address: Address,
    headers: &HeaderMap,
    body: Body,
    elapsed: &dyn Fn() -> Duration,
    tick: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Option<Result<Page, FetchError>> {
    let all = body.content_length().unwrap_or(0);
    if all > PAGE_MAX {
        return Some(Err(FetchError::TooLong));
    }
    let stated = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let stated = stated.unwrap_or_default().to_ascii_lowercase();
    let media = stated.split(';').next().map(str::trim).filter(|media| !media.is_empty());
    let label = stated.split_once("charset=").map_or("", |(_, label)| label);
    let label = label.split(';').next().unwrap_or_default().trim_matches([' ', '"', '\'']);
    let (encoding, media) = (Encoding::for_label(label.as_bytes()), media.map(str::to_owned));
    let mut reader = body.into_with_config().limit(PAGE_MAX + 1).reader();
    let (mut bytes, mut piece) = (Vec::new(), vec![0; PIECE]);
    loop {
        if tick(bytes.len() as u64, all).is_break() {
            return None;
        }
        if elapsed() > TIME_MAX {
            return Some(Err(FetchError::TooSlow(address.host().to_owned())));
        }
        match reader.read(&mut piece) {
            Ok(0) => break,
            Ok(n) => bytes.extend(piece.iter().take(n)),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Some(Err(told(ureq::Error::from(error), &address))),
        }
        if bytes.len() as u64 > PAGE_MAX {
            return Some(Err(FetchError::TooLong));
        }
    }
    Some(Ok(Page { bytes, address, encoding, media }))
}

/// What went wrong, in words of this room.
fn told(error: ureq::Error, address: &Address) -> FetchError {
    let host = address.host().to_owned();
    tracing::info!("a page was not read: {error}");
    match error {
        ureq::Error::Other(other) if other.is::<Refused>() => FetchError::Inside(host),
        ureq::Error::HostNotFound | ureq::Error::Timeout(Timeout::Resolve) => {
            FetchError::NoHost(host)
        }
        ureq::Error::Timeout(_) => FetchError::TooSlow(host),
        ureq::Error::BodyExceedsLimit(_) => FetchError::TooLong,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => FetchError::Untrusted(host),
        ureq::Error::ConnectionFailed => FetchError::Unreachable(host),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => FetchError::NoAddress,
        ureq::Error::Io(error) => match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => FetchError::TooSlow(host),
            io::ErrorKind::ConnectionRefused
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable => FetchError::Unreachable(host),
            _ => FetchError::Broken(host),
        },
        _ => FetchError::Broken(host),
    }
}

/// What went wrong before a page began to come: what makes no sense then is a certificate.
fn told_of_asking(error: ureq::Error, address: &Address) -> FetchError {
    let is_certificate = matches!(&error, ureq::Error::Io(error)
        if error.kind() == io::ErrorKind::InvalidData && address.is_sealed());
    match told(error, address) {
        FetchError::Broken(host) if is_certificate => FetchError::Untrusted(host),
        other => other,
    }
}
