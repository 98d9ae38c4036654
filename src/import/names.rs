//! Names that are fixed in the program, read from what another process of it wrote.

use encoding_rs::Encoding;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Names of encodings that the crate which decodes does not know.
const OTHERS: &[&str] = &["", "UTF-32LE", "UTF-32BE"];

pub(super) fn serialize<S: Serializer>(name: &&'static str, to: S) -> Result<S::Ok, S::Error> {
    name.serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<&'static str, D::Error> {
    let name = String::deserialize(from)?;
    let format = super::IMPORTERS.iter().map(|importer| importer.name);
    let known = format.chain(OTHERS.iter().copied()).find(|known| *known == name);
    let encoding = || Encoding::for_label(name.as_bytes()).map(Encoding::name);
    known.or_else(encoding).ok_or_else(|| Error::custom(format!("no format or encoding: {name}")))
}
