//! Older project files, brought up to date one step at a time.

use std::borrow::Cow;

/// The format that this program writes.
pub const FORMAT: u32 = 1;

/// The text of a project file of an older format in the present one.
#[must_use]
pub fn to_current(text: &str, _format: u32) -> Cow<'_, str> {
    // Format 1 is the first.
    Cow::Borrowed(text)
}
