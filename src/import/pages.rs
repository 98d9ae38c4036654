//! How far the reading of a file with many pages is.

use std::fmt;

/// Pages that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pages {
    /// How many are read.
    pub done: usize,
    /// How many there are; none where that is not known, or nothing has pages.
    pub all: usize,
}

/// Whoever is told of them, or nobody.
#[derive(Clone, Copy, Default)]
pub struct Listener<'l>(Option<&'l dyn Fn(Pages)>);

impl<'l> Listener<'l> {
    /// Somebody who hears of each page.
    #[must_use]
    pub const fn new(hear: &'l dyn Fn(Pages)) -> Self {
        Self(Some(hear))
    }

    /// Tells how far the reading is.
    pub fn tell(self, pages: Pages) {
        if let Some(hear) = self.0 {
            hear(pages);
        }
    }
}

impl fmt::Debug for Listener<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "somebody" } else { "nobody" })
    }
}
