//! What a user can call by name: in menus, by keys and in the palette.

use super::Workbench;
use crate::project::{AsideReason, Verdict};

/// A named action. The compiler asks each new one for its words and when it is available; keys stand
/// in the window's `shortcuts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each has its words in `spec`")]
pub enum Command {
    OpenArticle,
    PasteText,
    TrySample,
    Save,
    SaveAs,
    CloseProject,
    Quit,
    Undo,
    Redo,
    NextClaim,
    PreviousClaim,
    NextOpen,
    PreviousOpen,
    Verified,
    Disputed,
    Query,
    SetAside,
    Reopen,
    Note,
    AddSource,
    Mark,
    RemoveClaim,
    FilterClaims,
    HideMarks,
    ArticleDetails,
    Settings,
}

/// A command's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// What its button or menu entry says.
    pub label: &'static str,
    /// What it does, in a few words.
    pub hint: &'static str,
}

impl Command {
    /// Every command, in the order they are shown.
    pub const ALL: [Self; 26] = [
        Self::OpenArticle,
        Self::PasteText,
        Self::TrySample,
        Self::Save,
        Self::SaveAs,
        Self::CloseProject,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::NextClaim,
        Self::PreviousClaim,
        Self::NextOpen,
        Self::PreviousOpen,
        Self::Verified,
        Self::Disputed,
        Self::Query,
        Self::SetAside,
        Self::Reopen,
        Self::Note,
        Self::AddSource,
        Self::Mark,
        Self::RemoveClaim,
        Self::FilterClaims,
        Self::HideMarks,
        Self::ArticleDetails,
        Self::Settings,
    ];

    /// Its words.
    #[must_use]
    pub const fn spec(self) -> Spec {
        let (label, hint) = match self {
            Self::OpenArticle => ("Open article…", "Open an article or a project"),
            Self::PasteText => ("Paste text", "Open the text on the clipboard as an article"),
            Self::TrySample => ("Try the sample", "Open an article with mistakes to find"),
            Self::Save => ("Save", "Save the project"),
            Self::SaveAs => ("Save as…", "Save the project in another file"),
            Self::CloseProject => ("Close project", "Go back to the start screen"),
            Self::Quit => ("Quit", "Leave Tickmark"),
            Self::Undo => ("Undo", "Take back the last change"),
            Self::Redo => ("Redo", "Do it again"),
            Self::NextClaim => ("Next claim", "Select the claim after this one"),
            Self::PreviousClaim => ("Previous claim", "Select the claim before this one"),
            Self::NextOpen => ("Next open claim", "Select the next claim without a verdict"),
            Self::PreviousOpen => {
                ("Previous open claim", "Select the one before without a verdict")
            }
            Self::Verified => ("Verified", "The claim holds"),
            Self::Disputed => ("Disputed", "The claim does not hold"),
            Self::Query => ("Query", "Ask the writer"),
            Self::SetAside => ("Set aside", "Not settled by checking"),
            Self::Reopen => ("Open again", "Take the verdict off this claim"),
            Self::Note => ("Note", "Write a note on this claim"),
            Self::AddSource => ("Add source", "Say what the verdict rests on"),
            Self::Mark => ("Mark as claim", "Make a claim of the selected words"),
            Self::RemoveClaim => ("Remove claim", "Take this claim out of the list"),
            Self::FilterClaims => ("Filter claims", "Show only some of the claims"),
            Self::HideMarks => ("Hide marks", "Read the article without its marks"),
            Self::Settings => ("Settings…", "Your name, the theme, and where a verdict leads"),
            Self::ArticleDetails => {
                ("Title and date…", "Correct the title and the publication date")
            }
        };
        Spec { label, hint }
    }

    /// The verdict it sets.
    #[must_use]
    pub const fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Verified => Some(Verdict::Verified),
            Self::Disputed => Some(Verdict::Disputed),
            Self::Query => Some(Verdict::Query),
            Self::SetAside => Some(Verdict::SetAside(AsideReason::CannotVerify)),
            Self::Reopen => Some(Verdict::Open),
            _ => None,
        }
    }

    /// Why it can't be called now; `None` when it can. Whether words are selected in the text is
    /// known to the window alone, so [`Command::Mark`] is checked there as well.
    #[must_use]
    pub fn unavailable(self, workbench: &Workbench) -> Option<&'static str> {
        let desk = workbench.desk();
        let claim = desk.and_then(|desk| desk.selected_claim());
        match self {
            Self::OpenArticle | Self::PasteText | Self::TrySample | Self::Settings | Self::Quit => {
                None
            }
            Self::Save
            | Self::SaveAs
            | Self::CloseProject
            | Self::FilterClaims
            | Self::HideMarks
            | Self::ArticleDetails => desk.is_none().then_some("No article is open"),
            Self::Undo => workbench.undo_name().is_none().then_some("Nothing to undo"),
            Self::Redo => workbench.redo_name().is_none().then_some("Nothing to redo"),
            Self::NextClaim | Self::PreviousClaim => desk
                .is_none_or(|desk| desk.rows().claims.is_empty())
                .then_some("No claims are shown"),
            Self::NextOpen | Self::PreviousOpen => {
                desk.is_none_or(|desk| desk.tally().open == 0).then_some("No claim is open")
            }
            Self::Mark => desk.is_none().then_some("Select words in the article first"),
            Self::Reopen => claim
                .is_none_or(|claim| claim.verdict == Verdict::Open)
                .then_some("The claim has no verdict"),
            Self::Verified
            | Self::Disputed
            | Self::Query
            | Self::SetAside
            | Self::Note
            | Self::AddSource
            | Self::RemoveClaim => claim.is_none().then_some("Select a claim first"),
        }
    }
}
