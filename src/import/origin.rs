//! Where an article's words stand in the file that it was read from.

use super::{Changes, Source, docx};
use crate::text::{Document, OriginMap};

/// Reads a file again, with the same choices, and tells where its text stands in it; `None` where
/// the format has no such map. The text is the same as the one imported when the bytes are.
#[must_use]
pub fn origins(source: &Source<'_>) -> Option<(Document, OriginMap)> {
    docx::origins(source)
}

/// Where the words of `document` stand in the file whose bytes these are; `None` where the file does
/// not give this very text, however its tracked changes are read.
#[must_use]
pub fn origins_of(bytes: &[u8], name: &str, document: &Document) -> Option<OriginMap> {
    [Changes::Accepted, Changes::Original, Changes::Both].into_iter().find_map(|changes| {
        let (again, map) = origins(&Source { bytes, name, changes, ..Source::default() })?;
        (again.text() == document.text()).then_some(map)
    })
}
