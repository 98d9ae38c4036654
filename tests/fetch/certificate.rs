//! Certificates of the test's own: just enough of X.509 to prove who a host is, and to fail to.

use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};

/// ecdsa-with-SHA256.
const SIGNED_SO: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
/// id-ecPublicKey.
const KEY_OF: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
/// prime256v1.
const CURVE: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
/// commonName.
const NAME: &[u8] = &[0x55, 0x04, 0x03];
/// basicConstraints and subjectAltName.
const CONSTRAINTS: &[u8] = &[0x55, 0x1D, 0x13];
const OTHER_NAMES: &[u8] = &[0x55, 0x1D, 0x11];

/// Who signs certificates, or has one.
pub(crate) struct Party {
    name: &'static str,
    key: EcdsaKeyPair,
    /// The key as it is kept in files.
    pub(crate) pkcs8: Vec<u8>,
}

/// What is said of the party that a certificate is of.
#[derive(Clone, Copy)]
pub(crate) enum Says {
    /// It signs for others.
    Authority,
    /// It is the host of this name, until the last day of a year.
    Host(&'static str, u16),
}

impl Party {
    pub(crate) fn new(name: &'static str) -> Self {
        let (way, random) = (&ECDSA_P256_SHA256_ASN1_SIGNING, SystemRandom::new());
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(way, &random).unwrap().as_ref().to_vec();
        Self { name, key: EcdsaKeyPair::from_pkcs8(way, &pkcs8, &random).unwrap(), pkcs8 }
    }

    /// A certificate of `other`, signed by this one.
    pub(crate) fn certifies(&self, other: &Self, says: Says) -> Vec<u8> {
        let way = list(&[value(6, SIGNED_SO)]);
        let last = match says {
            Says::Authority => 2099,
            Says::Host(_, year) => year,
        };
        let day = |words: String| value(0x18, words.as_bytes());
        let validity = list(&[day("20200101000000Z".into()), day(format!("{last}1231235959Z"))]);
        let key = [&[0], other.key.public_key().as_ref()].concat();
        let key = list(&[list(&[value(6, KEY_OF), value(6, CURVE)]), value(3, &key)]);
        let more = match says {
            Says::Authority => {
                let is_authority = list(&[value(1, &[0xFF])]);
                list(&[value(6, CONSTRAINTS), value(1, &[0xFF]), value(4, &is_authority)])
            }
            Says::Host(name, _) => {
                let name = match name.parse::<std::net::Ipv4Addr>() {
                    Ok(number) => value(0x87, &number.octets()),
                    Err(_) => value(0x82, name.as_bytes()),
                };
                list(&[value(6, OTHER_NAMES), value(4, &list(&[name]))])
            }
        };
        let body = list(&[
            value(0xA0, &value(2, &[2])),
            value(2, &[7]),
            way.clone(),
            called(self.name),
            validity,
            called(other.name),
            key,
            value(0xA3, &list(&[more])),
        ]);
        let signature = self.key.sign(&SystemRandom::new(), &body).unwrap();
        list(&[body, way, value(3, &[&[0], signature.as_ref()].concat())])
    }
}

fn called(name: &str) -> Vec<u8> {
    list(&[value(0x31, &list(&[value(6, NAME), value(0x0C, name.as_bytes())]))])
}

/// A value of a kind, with its length before it.
fn value(kind: u8, bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![kind];
    match bytes.len() {
        n @ 0..128 => out.push(n as u8),
        n @ 128..256 => out.extend([0x81, n as u8]),
        n => out.extend([0x82, (n >> 8) as u8, n as u8]),
    }
    out.extend(bytes);
    out
}

fn list(values: &[Vec<u8>]) -> Vec<u8> {
    value(0x30, &values.concat())
}
