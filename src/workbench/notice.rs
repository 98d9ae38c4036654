//! One message for the user.

/// A message at the foot of the window, or in a dialog where something went wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub kind: NoticeKind,
    /// One or more sentences: what happened, what was kept, what to do.
    pub words: String,
    /// Whether undo takes back what it tells of.
    pub can_undo: bool,
    /// Whether saving somewhere else is a way out.
    pub saves_elsewhere: bool,
}

impl NoticeKind {
    /// Whether a message goes by itself after a while, and gives way to another.
    #[must_use]
    pub const fn passes(self) -> bool {
        matches!(self, Self::Done | Self::Hint)
    }
}

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Why what was asked for does nothing now.
    Hint,
    /// Something should be known.
    Warning,
    /// Something could not be done. Stays until it is dismissed.
    Problem,
}

impl Notice {
    /// Tells what was done.
    pub fn done(words: impl Into<String>) -> Self {
        Self {
            kind: NoticeKind::Done,
            words: words.into(),
            can_undo: false,
            saves_elsewhere: false,
        }
    }

    /// Tells what undo can take back.
    pub fn undoable(words: impl Into<String>) -> Self {
        Self { can_undo: true, ..Self::done(words) }
    }

    /// Tells why what was asked for does nothing now.
    pub fn hint(words: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Hint, ..Self::done(words) }
    }

    /// Tells what should be known.
    pub fn warning(words: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Warning, ..Self::done(words) }
    }

    /// Tells why a project was not saved, and offers to save it somewhere else.
    pub fn elsewhere(words: impl Into<String>) -> Self {
        Self { saves_elsewhere: true, ..Self::problem(words) }
    }

    /// Tells what could not be done.
    pub fn problem(words: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Problem, ..Self::done(words) }
    }
}
