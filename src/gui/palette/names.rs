//! What a command is called in the palette, what stands beside it, and its sign.

use lucide_icons::Icon;

use crate::extract::ClaimKind;
use crate::project::VerdictKind;
use crate::workbench::{Command, Desk, Workbench};

/// How a command is called in the palette.
pub(super) fn label_of(command: Command, workbench: &Workbench) -> String {
    let settings = workbench.settings();
    let mark = |kind: VerdictKind, says: &str| {
        format!("Mark as {says}{}", settings.verdict_name(kind).to_lowercase())
    };
    match command {
        Command::Verified => mark(VerdictKind::Verified, ""),
        Command::Disputed => mark(VerdictKind::Disputed, ""),
        Command::Query => mark(VerdictKind::Query, "a "),
        Command::SetAside => "Set this claim aside".to_owned(),
        Command::Reopen => "Open this claim again".to_owned(),
        Command::Note => "Write a note".to_owned(),
        Command::KeyCard => "Show every key".to_owned(),
        Command::Undo => {
            workbench.undo_name().map_or_else(|| "Undo".to_owned(), |edit| format!("Undo: {edit}"))
        }
        Command::Redo => {
            workbench.redo_name().map_or_else(|| "Redo".to_owned(), |edit| format!("Redo: {edit}"))
        }
        command => command.spec().label.to_owned(),
    }
}

/// What stands beside a command's words.
pub(super) fn more_of(command: Command, desk: Option<&Desk>) -> String {
    let Some(desk) = desk else { return String::new() };
    let tally = desk.tally();
    let claims = |n: usize| if n == 1 { "1 claim".to_owned() } else { format!("{n} claims") };
    match command {
        Command::ShowOpen => claims(tally.open),
        Command::ShowDisputed => claims(tally.disputed),
        Command::ShowQueries => claims(tally.query),
        Command::ShowAll => claims(tally.all()),
        _ if command.verdict().is_some() => "this claim".to_owned(),
        _ => match command.kinds() {
            Some(kinds) => {
                let by_kind = ClaimKind::ALL.iter().zip(desk.rows().by_kind);
                claims(by_kind.filter(|(kind, _)| kinds.contains(kind)).map(|(_, n)| n).sum())
            }
            None => String::new(),
        },
    }
}

/// The sign of a command.
pub(super) fn icon_of(command: Command) -> Icon {
    match command {
        Command::OpenArticle => Icon::FolderOpen,
        Command::AddArticle => Icon::Plus,
        Command::OpenAddress => Icon::Link,
        Command::PasteText => Icon::ClipboardPaste,
        Command::TrySample => Icon::BookOpen,
        Command::Save | Command::SaveAs | Command::Export | Command::ImportAnnotations => {
            Icon::Download
        }
        Command::ImportSources => Icon::Download,
        Command::EarlierVersions | Command::ReadAgain | Command::ReadAnew => Icon::History,
        Command::CloseProject | Command::Quit | Command::RemoveClaim => Icon::X,
        Command::Undo | Command::Reopen => Icon::Undo2,
        Command::Redo | Command::RepeatVerdict => Icon::Redo2,
        Command::NextClaim
        | Command::NextOpen
        | Command::NextDisputed
        | Command::NextQuery
        | Command::NextParagraph
        | Command::NextPlace
        | Command::FindNext => Icon::ChevronDown,
        Command::PreviousClaim
        | Command::PreviousOpen
        | Command::PreviousParagraph
        | Command::PreviousPlace
        | Command::FindPrevious => Icon::ChevronUp,
        Command::Note | Command::Mark | Command::PlaceClaim => Icon::Plus,
        Command::AddSource => Icon::Paperclip,
        Command::Propose | Command::ProposePassage => Icon::PencilLine,
        Command::AskWriter => Icon::MessageCircleQuestionMark,
        Command::TickRead | Command::NextUnread => Icon::Check,
        Command::ShadeLeft => Icon::Highlighter,
        Command::Palette | Command::FindInText => Icon::Search,
        Command::FilterClaims
        | Command::ShowFigures
        | Command::ShowDates
        | Command::ShowAttributions
        | Command::ShowNames
        | Command::ShowComparisons
        | Command::ShowOpen
        | Command::ShowDisputed
        | Command::ShowQueries
        | Command::ShowAll => Icon::ListFilter,
        Command::GoToArticle | Command::GoToClaims | Command::GoToClaim => Icon::ArrowRight,
        Command::NextPanel | Command::PreviousPanel | Command::Compare => Icon::Columns2,
        Command::KeepPassage => Icon::Quote,
        Command::NewVersion
        | Command::ReadOtherwise
        | Command::ShowArticles
        | Command::ArticleDetails => Icon::FileText,
        Command::KeyCard => Icon::Keyboard,
        Command::About | Command::Tour | Command::AnswerKey | Command::Rules => Icon::Info,
        Command::CenterClaim
        | Command::Verified
        | Command::Disputed
        | Command::Query
        | Command::SetAside
        | Command::LargerText
        | Command::SmallerText
        | Command::UsualText
        | Command::SwitchTheme
        | Command::FreshEyes
        | Command::HideMarks
        | Command::Settings => Icon::SlidersHorizontal,
    }
}
