//! Where words go: paragraphs, cells, and the changes that are kept track of.

use super::super::super::Changes;
use super::super::super::draft::Mark;
use super::super::fonts::Charset;
use super::{Body, For, Place};
use crate::text::{ChangeKind, ParagraphKind};

/// Bytes of an item's number as it is shown; more is a trap.
const LABEL_MAX: usize = 60;

impl Body {
    pub(super) fn place(&mut self) -> &mut Place {
        self.places.last_mut().unwrap_or(&mut self.base)
    }

    /// Adds words to the text, or to what is told about it.
    pub(super) fn put(&mut self, words: &str) {
        match self.state.what {
            For::Text => {}
            // Fonts of signs draw dots and arrows with letters.
            For::Label if self.fonts.of(self.state.font) == Charset::Symbol => return,
            For::Styles
            | For::Authors
            | For::Title
            | For::Author
            | For::CommentBegins
            | For::CommentEnds
            | For::CommentAuthor
            | For::Label => return self.words.push_str(words),
            _ => return,
        }
        self.has_changes |= self.state.is_inserted || self.state.is_deleted;
        self.n_hidden += usize::from(self.state.is_hidden);
        if !self.is_shown() {
            return;
        }
        self.begin_paragraph();
        self.mark_revision();
        self.draft.push(words, None);
    }

    /// Begins a paragraph, and the cell that it stands in, where none is open.
    pub(super) fn begin_paragraph(&mut self) {
        let Place { setting, is_open, has_row, has_cell } = *self.place();
        if !setting.is_in_table && has_row {
            self.end_row();
        }
        if setting.is_in_table && !(has_row && has_cell) {
            if !has_row {
                self.draft.begin_table();
                self.draft.begin_row();
            }
            self.draft.begin_cell();
            let place = self.place();
            (place.has_row, place.has_cell) = (true, true);
        }
        if !is_open {
            let (kind, depth) = (self.kind(), self.depth());
            self.draft.begin_paragraph(kind);
            self.draft.set_depth(depth);
            self.place().is_open = true;
        }
    }

    /// Keeps what is shown before an item: a dot says nothing.
    pub(super) fn set_label(&mut self, words: &str) {
        // Word draws a hollow dot with the letter.
        if words != "o" && words.contains(char::is_alphanumeric) && words.len() <= LABEL_MAX {
            // The paragraph begins with its label, in the group around it.
            let what = std::mem::replace(&mut self.state.what, For::Text);
            if self.is_shown() {
                self.begin_paragraph();
                self.draft.set_label(Some(words.to_owned()));
            }
            self.state.what = what;
        }
    }

    pub(super) fn kind(&mut self) -> ParagraphKind {
        let setting = self.place().setting;
        let styled = self.styles.get(&setting.style).copied();
        if let Some((kind, _)) = styled {
            kind
        } else if setting.is_outlined {
            ParagraphKind::Heading
        } else if setting.is_listed {
            ParagraphKind::Item
        } else {
            ParagraphKind::Body
        }
    }

    /// How many lists the list stands in whose item the paragraph is.
    fn depth(&mut self) -> usize {
        let setting = self.place().setting;
        let styled = self.styles.get(&setting.style).map_or(0, |&(_, depth)| depth);
        setting.level.max(styled)
    }

    pub(super) fn end_paragraph(&mut self) {
        if self.place().is_open {
            // What a paragraph is for may be said after its words.
            let (kind, depth) = (self.kind(), self.depth());
            self.draft.set_kind(kind);
            self.draft.set_depth(depth);
        }
        let runs_on = match self.changes {
            Changes::Accepted => self.state.is_deleted,
            Changes::Original => self.state.is_inserted,
            Changes::Both => false,
        };
        self.draft.end_paragraph(runs_on);
        self.place().is_open = false;
    }

    pub(super) fn end_cell(&mut self) {
        self.place().setting.is_in_table = true;
        if !self.place().has_cell {
            self.begin_paragraph();
        }
        self.end_revision();
        self.draft.end_cell();
        let place = self.place();
        (place.is_open, place.has_cell) = (false, false);
    }

    pub(super) fn end_row(&mut self) {
        if !self.place().has_row {
            return;
        }
        self.end_revision();
        self.draft.end_row();
        self.draft.end_table();
        let setting = self.place().setting;
        *self.place() = Place { setting, ..Place::default() };
    }

    /// Marks where inserted and deleted words begin and end, where both are shown.
    pub(super) fn mark_revision(&mut self) {
        if self.changes != Changes::Both {
            return;
        }
        let state = self.state;
        let wanted = if state.is_deleted {
            Some((ChangeKind::Deleted, state.author))
        } else if state.is_inserted {
            Some((ChangeKind::Inserted, state.author))
        } else {
            None
        };
        if wanted == self.open_revision {
            return;
        }
        self.end_revision();
        if let Some((kind, author)) = wanted {
            let author = usize::try_from(author).ok().and_then(|idx| self.authors.get(idx));
            let author = author.cloned().unwrap_or_default();
            self.draft.mark(Mark::ChangeBegins(self.revisions.len()));
            self.revisions.push((kind, author, String::new()));
            self.open_revision = wanted;
        }
    }

    pub(super) fn end_revision(&mut self) {
        if self.open_revision.take().is_some() {
            self.draft.mark(Mark::ChangeEnds(self.revisions.len().saturating_sub(1)));
        }
    }
}
