//! What stands beside a text and is no part of it.

use serde::{Deserialize, Serialize};

use super::Span;

/// Comments, marks of notes, tracked changes, pinpoints, labels and depths of one
/// [`Document`](super::Document): its places are bytes of that document's text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Margin {
    /// What people wrote beside the text, by place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// Where the text refers to a note, by place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteMark>,
    /// What was inserted and deleted, where both are shown, by place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Where paragraphs stood in the original, by paragraph.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pinpoints: Vec<Pinpoint>,
    /// What numbered paragraphs show before their words, by paragraph.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Label>,
    /// Which items stand in a list inside a list, by paragraph.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depths: Vec<Depth>,
}

impl Margin {
    /// Whether nothing stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.comments.is_empty()
            && self.notes.is_empty()
            && self.changes.is_empty()
            && self.pinpoints.is_empty()
            && self.labels.is_empty()
            && self.depths.is_empty()
    }

    /// Where paragraph `idx` stood in the original, such as `p. 3` or `00:01:20`: its own pinpoint,
    /// or that of the last paragraph before it which has one.
    #[must_use]
    pub fn pinpoint(&self, idx: usize) -> Option<&str> {
        let n_before = self.pinpoints.partition_point(|pin| pin.paragraph as usize <= idx);
        let pin = self.pinpoints.get(n_before.checked_sub(1)?)?;
        Some(&pin.label)
    }

    /// What paragraph `idx` shows before its words, such as `2.` or `(a)`.
    #[must_use]
    pub fn label(&self, idx: usize) -> Option<&str> {
        let at = self.labels.binary_search_by_key(&idx, |label| label.paragraph as usize).ok()?;
        Some(&self.labels.get(at)?.words)
    }

    /// How many lists the list of paragraph `idx` stands in: 0 for one of the outermost list, and for
    /// whatever is no item.
    #[must_use]
    pub fn depth(&self, idx: usize) -> u8 {
        let at = self.depths.binary_search_by_key(&idx, |depth| depth.paragraph as usize);
        at.ok().and_then(|at| self.depths.get(at)).map_or(0, |depth| depth.depth)
    }

    /// The comments on any of the words at `span`; one that stands on no words counts where it
    /// stands.
    pub fn comments_at(&self, span: Span) -> impl Iterator<Item = &Comment> {
        self.comments.iter().filter(move |comment| {
            let at = comment.span;
            at.overlaps(span) || (at.is_empty() && span.start <= at.start && at.start <= span.end)
        })
    }
}

/// One remark that a person wrote beside a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Comment {
    /// The words it is on; empty where it stands between two.
    pub span: Span,
    /// Who wrote it; empty where the file does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// When, as the file says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// What it says, its paragraphs on lines of their own.
    pub words: String,
    /// Whether it answers the comment before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_reply: bool,
    /// Whether it was marked as done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_done: bool,
}

/// A place that refers to a note.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NoteMark {
    /// Where the mark stands, in bytes of the text.
    pub at: u32,
    /// The index of the note's first paragraph.
    pub paragraph: u32,
    /// The mark: a number or a sign.
    pub label: String,
}

/// Words that were inserted or deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The words.
    pub span: Span,
    /// What was done with them.
    pub kind: ChangeKind,
    /// Who did it; empty where the file does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// When, as the file says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when: String,
}

/// What was done with words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChangeKind {
    /// They are new.
    Inserted,
    /// They are to go.
    Deleted,
    /// They stood elsewhere; here is where they stand now.
    Moved,
}

/// What becomes of changes that a document keeps track of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Changes {
    /// They are made: the text as its last hand meant it.
    #[default]
    Accepted,
    /// They are undone: the text as it was before.
    Original,
    /// What was inserted and what was deleted both stand in the text, and are marked in its margin.
    Both,
}

impl Changes {
    /// Whether it is what is done unless a person chooses otherwise.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a paragraph stood in the original.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pinpoint {
    /// The index of the paragraph.
    pub paragraph: u32,
    /// A page such as `p. 3`, or a time such as `00:01:20`.
    pub label: String,
}

/// What a list or a numbered heading shows before the words of a paragraph. Nobody typed it: the
/// program that made the file counts, so it moves when a paragraph is put in before it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Label {
    /// The index of the paragraph.
    pub paragraph: u32,
    /// The number as shown, such as `2.`, `(a)` or `1.3`.
    pub words: String,
}

/// How deep an item stands that is not of an outermost list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Depth {
    /// The index of the paragraph.
    pub paragraph: u32,
    /// How many lists its own stands in, from 1 on.
    pub depth: u8,
}
