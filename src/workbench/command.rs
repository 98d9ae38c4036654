//! What a user can call by name: in menus, by keys and in the palette.

use super::{Desk, Workbench};
use crate::extract::ClaimKind;
use crate::project::{AsideReason, Verdict, VerdictKind};

/// A named action. The compiler asks each new one for its words and when it is available; keys stand
/// in the window's `shortcuts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each has its words in `spec`")]
pub enum Command {
    OpenArticle,
    AddArticle,
    OpenAddress,
    PasteText,
    TrySample,
    Save,
    SaveAs,
    Export,
    EarlierVersions,
    ImportAnnotations,
    ImportSources,
    ReadAgain,
    NewVersion,
    ReadOtherwise,
    PlaceClaim,
    CloseProject,
    Quit,
    Undo,
    Redo,
    NextClaim,
    PreviousClaim,
    NextOpen,
    PreviousOpen,
    NextDisputed,
    NextQuery,
    NextParagraph,
    PreviousParagraph,
    CenterClaim,
    Verified,
    Disputed,
    Query,
    SetAside,
    Reopen,
    RepeatVerdict,
    Note,
    AddSource,
    Compare,
    NextPlace,
    PreviousPlace,
    KeepPassage,
    ProposePassage,
    Propose,
    AskWriter,
    Mark,
    TickRead,
    NextUnread,
    ShadeLeft,
    RemoveClaim,
    ReadAnew,
    Palette,
    FindInText,
    FindNext,
    FindPrevious,
    FilterClaims,
    ShowFigures,
    ShowDates,
    ShowAttributions,
    ShowNames,
    ShowComparisons,
    ShowOpen,
    ShowDisputed,
    ShowQueries,
    ShowAll,
    GoToArticle,
    GoToClaims,
    GoToClaim,
    NextPanel,
    PreviousPanel,
    ShowArticles,
    LargerText,
    SmallerText,
    UsualText,
    SwitchTheme,
    FreshEyes,
    HideMarks,
    ArticleDetails,
    Settings,
    KeyCard,
    Tour,
    AnswerKey,
    Rules,
    About,
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
    pub const ALL: [Self; 82] = [
        Self::OpenArticle,
        Self::AddArticle,
        Self::OpenAddress,
        Self::PasteText,
        Self::TrySample,
        Self::Save,
        Self::SaveAs,
        Self::Export,
        Self::EarlierVersions,
        Self::ImportAnnotations,
        Self::ImportSources,
        Self::ReadAgain,
        Self::NewVersion,
        Self::ReadOtherwise,
        Self::PlaceClaim,
        Self::CloseProject,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::NextClaim,
        Self::PreviousClaim,
        Self::NextOpen,
        Self::PreviousOpen,
        Self::NextDisputed,
        Self::NextQuery,
        Self::NextParagraph,
        Self::PreviousParagraph,
        Self::CenterClaim,
        Self::Verified,
        Self::Disputed,
        Self::Query,
        Self::SetAside,
        Self::Reopen,
        Self::RepeatVerdict,
        Self::Note,
        Self::AddSource,
        Self::Compare,
        Self::NextPlace,
        Self::PreviousPlace,
        Self::KeepPassage,
        Self::ProposePassage,
        Self::Propose,
        Self::AskWriter,
        Self::Mark,
        Self::TickRead,
        Self::NextUnread,
        Self::ShadeLeft,
        Self::RemoveClaim,
        Self::ReadAnew,
        Self::Palette,
        Self::FindInText,
        Self::FindNext,
        Self::FindPrevious,
        Self::FilterClaims,
        Self::ShowFigures,
        Self::ShowDates,
        Self::ShowAttributions,
        Self::ShowNames,
        Self::ShowComparisons,
        Self::ShowOpen,
        Self::ShowDisputed,
        Self::ShowQueries,
        Self::ShowAll,
        Self::GoToArticle,
        Self::GoToClaims,
        Self::GoToClaim,
        Self::NextPanel,
        Self::PreviousPanel,
        Self::ShowArticles,
        Self::LargerText,
        Self::SmallerText,
        Self::UsualText,
        Self::SwitchTheme,
        Self::FreshEyes,
        Self::HideMarks,
        Self::ArticleDetails,
        Self::Settings,
        Self::KeyCard,
        Self::Tour,
        Self::AnswerKey,
        Self::Rules,
        Self::About,
    ];

    /// Its words.
    #[must_use]
    pub const fn spec(self) -> Spec {
        let (label, hint) = match self {
            Self::OpenArticle => ("Open article…", "Open an article or a project"),
            Self::AddArticle => ("Add article…", "Take another article into this project"),
            Self::OpenAddress => ("Open address…", "Read a page on the web, once you have agreed"),
            Self::PasteText => ("Paste text", "Open the text on the clipboard as an article"),
            Self::TrySample => ("Try the sample", "Open an article with mistakes to find"),
            Self::Save => ("Save", "Save the project"),
            Self::SaveAs => ("Save as…", "Save the project in another file"),
            Self::Export => {
                ("Export…", "Write a report, the manuscript with comments or a table, or sign off")
            }
            Self::EarlierVersions => {
                ("Open earlier version…", "See the project as it was saved before, and restore it")
            }
            Self::ImportAnnotations => {
                ("Import annotations…", "Add Web Annotations made elsewhere as claims")
            }
            Self::ImportSources => (
                "Import sources…",
                "Take in the sources that Zotero, EndNote or BibTeX keep, to pick from for each claim",
            ),
            Self::ReadAgain => (
                "Read the file again",
                "Take in what its file holds now; verdicts stay where the words stand",
            ),
            Self::NewVersion => (
                "New version of this article…",
                "Take in another file as its new text; verdicts stay where the words stand",
            ),
            Self::ReadOtherwise => (
                "Read the file otherwise…",
                "Choose its encoding and what becomes of tracked changes",
            ),
            Self::PlaceClaim => {
                ("Put on the selected words", "Give a claim that lost its place these words")
            }
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
            Self::NextDisputed => {
                ("Go to the next disputed claim", "Select the next claim that does not hold")
            }
            Self::NextQuery => {
                ("Go to the next query", "Select the next claim that the writer is asked about")
            }
            Self::NextParagraph => {
                ("Paragraph forward", "Select the first claim of a later paragraph")
            }
            Self::PreviousParagraph => {
                ("Paragraph back", "Select the first claim of an earlier paragraph")
            }
            Self::CenterClaim => {
                ("Center the claim", "Bring the selected claim to the middle of the article")
            }
            Self::Verified => ("Verified", "The claim holds"),
            Self::Disputed => ("Disputed", "The claim does not hold"),
            Self::Query => ("Query", "Ask the writer"),
            Self::SetAside => ("Set aside", "Not settled by checking"),
            Self::Reopen => ("Open again", "Take the verdict off this claim"),
            Self::RepeatVerdict => (
                "Repeat the last verdict",
                "Give this claim the verdict that was given last, and go on",
            ),
            Self::Note => ("Note", "Write a note on this claim"),
            Self::AddSource => ("Add source", "Say what the verdict rests on"),
            Self::Compare => (
                "Compare with the source",
                "Lay the claim beside the text of a source, or put that away",
            ),
            Self::NextPlace => {
                ("Next place in the source", "Show the next place that has to do with the claim")
            }
            Self::PreviousPlace => ("Previous place in the source", "Show the place before it"),
            Self::KeepPassage => (
                "Keep as evidence",
                "Keep the shown passage, and where it stands, in the claim’s source",
            ),
            Self::ProposePassage => (
                "Propose the source’s words",
                "Put the source’s words to the writer in place of those quoted",
            ),
            Self::Propose => ("Proposed change", "Put other words to the writer"),
            Self::AskWriter => ("Ask the writer", "Write a question to the writer"),
            Self::TickRead => (
                "Nothing to check here",
                "Tick the sentence as read and go to the next, or take its tick off",
            ),
            Self::NextUnread => {
                ("Next sentence to read", "Select the next sentence without a claim or a tick")
            }
            Self::ShadeLeft => (
                "Shade what is left",
                "Show the coverage: shade the words that are not yet accounted for",
            ),
            Self::Mark => ("Mark as claim", "Make a claim of the selected words"),
            Self::RemoveClaim => ("Remove claim", "Take this claim out of the list"),
            Self::ReadAnew => {
                ("Read dates and numbers anew", "Find the claims again, as the settings say")
            }
            Self::Palette => ("Commands and claims", "Find a command or a claim by its words"),
            Self::FindInText => ("Find in the article", "Look for words in the text"),
            Self::FindNext => ("Find next", "Go to the next place with these words"),
            Self::FindPrevious => ("Find previous", "Go to the place before with these words"),
            Self::FilterClaims => ("Filter claims", "Show only some of the claims"),
            Self::ShowFigures => ("Show only figures", "Rates, amounts and counts"),
            Self::ShowDates => ("Show only dates", "Days, months, years and lengths of time"),
            Self::ShowAttributions => {
                ("Show only attributions", "What someone is said to have said")
            }
            Self::ShowNames => ("Show only names", "People and what they are"),
            Self::ShowComparisons => {
                ("Show only comparisons", "Superlatives, and one thing set against another")
            }
            Self::ShowOpen => ("Show only open", "Claims without a verdict"),
            Self::ShowDisputed => ("Show only disputed", "Claims that do not hold"),
            Self::ShowQueries => ("Show only queries", "Claims that the writer is asked about"),
            Self::ShowAll => ("Show all", "Show every claim again"),
            Self::GoToArticle => ("Go to the article", "Put the keys on the text"),
            Self::GoToClaims => {
                ("Go to the claims", "Put the keys on the list, or hide it when they are there")
            }
            Self::GoToClaim => (
                "Go to the claim",
                "Put the keys on the selected claim, or hide it when they are there",
            ),
            Self::NextPanel => {
                ("Next panel", "Article, claims, claim, and the articles where they are shown")
            }
            Self::PreviousPanel => ("Previous panel", "Back through claim, claims, article"),
            Self::ShowArticles => ("Articles", "Show or hide the list of the project’s articles"),
            Self::LargerText => ("Larger text", "Set the article in larger type"),
            Self::SmallerText => ("Smaller text", "Set the article in smaller type"),
            Self::UsualText => ("Usual size of text", "Set the article in the size it comes in"),
            Self::SwitchTheme => ("Light, dark, contrast", "Wear the next theme"),
            Self::FreshEyes => {
                ("Fresh eyes", "Set the article in another face, so that known words look new")
            }
            Self::HideMarks => ("Hide marks", "Read the article without its marks"),
            Self::ArticleDetails => {
                ("Title and date…", "Correct the title and the publication date")
            }
            Self::Settings => ("Settings…", "Your name, type, keys, and where a verdict leads"),
            Self::KeyCard => ("Keys", "Every key on one card"),
            Self::Tour => ("Take the tour", "Five steps through the window"),
            Self::AnswerKey => {
                ("Mistakes in the sample", "The ten mistakes, for when you have looked for them")
            }
            Self::Rules => {
                ("What is found", "What each rule marks, and that none marks everything")
            }
            Self::About => ("About Tickmark", "Version, licenses, privacy, and where files are"),
        };
        Spec { label, hint }
    }

    /// Its name in the settings, which never changes.
    #[must_use]
    pub fn name(self) -> String {
        format!("{self:?}")
    }

    /// The kinds that it shows alone.
    #[must_use]
    pub const fn kinds(self) -> Option<&'static [ClaimKind]> {
        match self {
            Self::ShowFigures => Some(&[ClaimKind::Rate, ClaimKind::Quantity]),
            Self::ShowDates => Some(&[ClaimKind::Date]),
            Self::ShowAttributions => Some(&[ClaimKind::Attribution]),
            Self::ShowNames => Some(&[ClaimKind::Name]),
            Self::ShowComparisons => Some(&[ClaimKind::Superlative, ClaimKind::Comparison]),
            _ => None,
        }
    }

    /// The verdict that it shows alone.
    #[must_use]
    pub const fn shown_verdict(self) -> Option<VerdictKind> {
        match self {
            Self::ShowOpen => Some(VerdictKind::Open),
            Self::ShowDisputed => Some(VerdictKind::Disputed),
            Self::ShowQueries => Some(VerdictKind::Query),
            _ => None,
        }
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

    /// Whether it leads into a field, so that what its key types is not meant for it.
    #[must_use]
    pub const fn types(self) -> bool {
        matches!(
            self,
            Self::Note | Self::AddSource | Self::FilterClaims | Self::Propose | Self::AskWriter
        )
    }

    /// Why it can't be called now; `None` when it can. Whether words are selected in the text is
    /// known to the window alone, so [`Command::Mark`] is checked there as well; so is what was looked for
    /// in it, and what was decided last.
    #[must_use]
    pub fn unavailable(self, workbench: &Workbench) -> Option<&'static str> {
        let desk = workbench.desk();
        let claim = desk.and_then(|desk| desk.selected_claim());
        match self {
            Self::OpenArticle
            | Self::PasteText
            | Self::TrySample
            | Self::Palette
            | Self::SwitchTheme
            | Self::FreshEyes
            | Self::LargerText
            | Self::SmallerText
            | Self::UsualText
            | Self::Settings
            | Self::KeyCard
            | Self::Rules
            | Self::About
            | Self::Quit => None,
            Self::OpenAddress => workbench.keeps_offline(),
            Self::Save
            | Self::SaveAs
            | Self::Export
            | Self::ImportAnnotations
            | Self::ImportSources
            | Self::CloseProject
            | Self::FindInText
            | Self::FilterClaims
            | Self::ShowAll
            | Self::GoToArticle
            | Self::GoToClaims
            | Self::GoToClaim
            | Self::NextPanel
            | Self::PreviousPanel
            | Self::ShowArticles
            | Self::HideMarks
            | Self::Tour
            | Self::TickRead
            | Self::NextUnread
            | Self::ShadeLeft
            | Self::ReadAnew
            | Self::ArticleDetails => desk.is_none().then_some("No article is open"),
            Self::AddArticle => desk.is_none().then_some("No project is open"),
            Self::NewVersion => desk.is_none().then_some("No article is open"),
            Self::ReadAgain | Self::ReadOtherwise => desk
                .and_then(Desk::article)
                .is_none_or(|article| article.provenance.path.is_empty())
                .then_some("Where the article’s file lies is not known"),
            Self::PlaceClaim => claim
                .is_none_or(|claim| !claim.is_lost())
                .then_some("Select a claim that lost its place first"),
            Self::EarlierVersions => desk
                .is_none_or(|desk| desk.path().is_none())
                .then_some("The project was never saved"),
            Self::Undo => workbench.undo_name().is_none().then_some("Nothing to undo"),
            Self::Redo => workbench.redo_name().is_none().then_some("Nothing to redo"),
            Self::NextClaim
            | Self::PreviousClaim
            | Self::NextParagraph
            | Self::PreviousParagraph => desk
                .is_none_or(|desk| desk.rows().claims.is_empty())
                .then_some("No claims are shown"),
            Self::NextOpen | Self::PreviousOpen | Self::ShowOpen => {
                desk.is_none_or(|desk| desk.tally().open == 0).then_some("No claim is open")
            }
            Self::NextDisputed | Self::ShowDisputed => {
                desk.is_none_or(|desk| desk.tally().disputed == 0).then_some("No claim is disputed")
            }
            Self::NextQuery | Self::ShowQueries => {
                desk.is_none_or(|desk| desk.tally().query == 0).then_some("There are no queries")
            }
            Self::ShowFigures
            | Self::ShowDates
            | Self::ShowAttributions
            | Self::ShowNames
            | Self::ShowComparisons => {
                let has_any = |desk: &Desk| {
                    let kinds = self.kinds().unwrap_or_default();
                    let by_kind = ClaimKind::ALL.iter().zip(desk.rows().by_kind);
                    by_kind.into_iter().any(|(kind, n)| n > 0 && kinds.contains(kind))
                };
                (!desk.is_some_and(has_any)).then_some("The article has none")
            }
            Self::FindNext | Self::FindPrevious => {
                desk.is_none().then_some("Nothing is looked for")
            }
            Self::Mark => desk.is_none().then_some("Select words in the article first"),
            Self::AnswerKey => {
                let is_sample = desk.and_then(Desk::article).is_some_and(super::is_sample);
                (!is_sample).then_some("The sample is not open")
            }
            Self::Reopen => claim
                .is_none_or(|claim| claim.standing() == Verdict::Open)
                .then_some("The claim has no verdict"),
            Self::NextPlace | Self::PreviousPlace => match workbench.comparison() {
                None => Some("No source is compared"),
                Some(comparison) if comparison.places().is_empty() => {
                    Some("Nothing of the claim was found in the source")
                }
                Some(_) => None,
            },
            Self::KeepPassage => workbench.cannot_keep_passage(),
            Self::ProposePassage => workbench.cannot_propose_passage(),
            // What is open can always be put away.
            Self::Compare if workbench.comparison().is_some() => None,
            Self::Compare
            | Self::Verified
            | Self::Disputed
            | Self::Query
            | Self::SetAside
            | Self::RepeatVerdict
            | Self::CenterClaim
            | Self::Note
            | Self::AddSource
            | Self::Propose
            | Self::AskWriter
            | Self::RemoveClaim => claim.is_none().then_some("Select a claim first"),
        }
    }
}
