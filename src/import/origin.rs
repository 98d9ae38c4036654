//! Where an article's words stand in the file that it was read from.

use super::{Source, docx};
use crate::text::{Document, OriginMap};

/// Reads a file again, with the same choices, and tells where its text stands in it; `None` where
/// the format has no such map. The text is the same as the one imported when the bytes are.
#[must_use]
pub fn origins(source: &Source<'_>) -> Option<(Document, OriginMap)> {
    docx::origins(source)
}
