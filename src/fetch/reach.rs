//! Which hosts may be asked: those on the open web.
//!
//! What counts are the numbers that a name stands for at the moment of asking, and those very numbers
//! are then connected to: a name that stands for another number a moment later gains nothing.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How far a page may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Hosts on the open web.
    #[default]
    Web,
    /// This very computer too, for trying things out with a host of one's own.
    ThisComputer,
}

impl Reach {
    /// Whether the host with this number may be asked.
    pub(super) fn allows(self, number: IpAddr) -> bool {
        is_public(number) || (self == Self::ThisComputer && number.is_loopback())
    }
}

/// A host was not asked, for where it is.
#[derive(Debug, thiserror::Error)]
#[error("the name leads into this computer or its network")]
pub(super) struct Refused;

/// Looks names up, and lets no one be asked who is not on the open web.
#[derive(Debug)]
pub(super) struct Guard {
    inner: DefaultResolver,
    reach: Reach,
}

impl Guard {
    pub(super) fn new(reach: Reach) -> Self {
        Self { inner: DefaultResolver::default(), reach }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout).map_err(|error| match error {
            // The system says in many ways that there is no such name.
            Error::Io(_) => Error::HostNotFound,
            other => other,
        })?;
        // One number inside is enough: an open host has none.
        if found.iter().all(|place| self.reach.allows(place.ip())) {
            Ok(found)
        } else {
            Err(Error::Other(Box::new(Refused)))
        }
    }
}

/// Whether a number belongs to a host on the open web: not to this computer, a private network, a
/// single link, a group, documentation, or a way around to one of these.
fn is_public(number: IpAddr) -> bool {
    match number {
        IpAddr::V4(number) => is_public_v4(number),
        IpAddr::V6(number) => is_public_v6(number),
    }
}

const fn is_public_v4(number: Ipv4Addr) -> bool {
    // The registry of special-purpose addresses, RFC 6890 and its followers.
    !matches!(
        number.octets(),
        [0 | 10 | 127 | 224..=255, ..]
            | [100, 64..=127, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [192, 168, ..]
            | [198, 18 | 19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
    )
}

const fn is_public_v6(number: Ipv6Addr) -> bool {
    match number.segments() {
        // Networks without IPv4 of their own reach its hosts so.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let [a, b] = high.to_be_bytes();
            let [c, d] = low.to_be_bytes();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Protocols and tunnels (Teredo among them), documentation, and 6to4.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Everything else that is given out to hosts.
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_the_open_web_may_be_asked() {
        for number in [
            "1.1.1.1",
            "93.184.216.34",
            "100.63.0.1",
            "100.128.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.20.0.1",
            "223.255.255.254",
            "2606:2800:220:1::1",
            "2a00:1450:4001::1",
            "2001:4860:4860::8888",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(number.parse().unwrap()), "{number}");
        }
    }

    #[test]
    fn hosts_inside_may_not() {
        for number in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.254",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.254",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            let number: IpAddr = number.parse().unwrap();
            assert!(!Reach::Web.allows(number), "{number}");
            assert_eq!(Reach::ThisComputer.allows(number), number.is_loopback(), "{number}");
        }
    }
}
