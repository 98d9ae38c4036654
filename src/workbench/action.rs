//! Everything a view may ask for.

use std::path::PathBuf;

use jiff::civil::Date;

use super::letters::Choice;
use super::manuscript::ReadAs;
use super::report::ReportWish;
use super::rows::Filter;
use super::settings::{Settings, ThemeChoice};
use crate::extract::ClaimKind;
use crate::project::{ArticleId, ClaimId, Keep, Proposal, Query, Source, Verdict};
use crate::text::Span;

/// One wish of the user. Views collect them; [`super::Workbench::update`] carries them out.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are those of what is asked for")]
pub enum Action {
    // files
    /// Open a project or an article, whichever the file is; in place of what is open.
    Open { path: PathBuf },
    /// Lay out what was opened, after all: work had been done meanwhile on what lay open.
    LayOut,
    /// Add a file's article to the open project, or open it where none is open. A project opens.
    Drop { path: PathBuf },
    /// The same for several files, or folders of them.
    DropSeveral { paths: Vec<PathBuf> },
    /// The same for bytes that came without a path.
    DropBytes { name: String, bytes: Vec<u8> },
    /// Take what is chosen of the files that came with mails, by mail and file.
    TakeAttachments(Vec<Vec<Choice>>),
    /// Open pasted text as an article.
    Paste { text: String },
    /// Open the page at an address on the web; asks first where the user has never agreed.
    OpenAddress { address: String },
    /// Agree that pages are asked for, now and later.
    AgreeToAsk,
    /// Do not ask for the page, after all.
    PutAddressOff,
    /// Open words that were copied from a page: as HTML, or as text where that holds none.
    PastePage { html: String, text: String },
    /// Open the sample article.
    OpenSample,
    /// Save where the project was opened from or saved last.
    Save,
    /// Save under this path from now on.
    SaveAs { path: PathBuf },
    /// Save by itself what has a file and is not saved; never where a question waits.
    Autosave,
    /// The read-only file is to be replaced, after all.
    ReplaceReadOnly,
    /// What lies open is saved as a copy beside the file that someone else has changed.
    KeepCopy,
    /// What someone else has saved is joined with what lies open.
    MergeTheirs,
    /// What someone else has saved takes the place of what lies open.
    TakeTheirs,
    /// What is to become of the file is not decided now.
    PutOff,
    /// Look for earlier versions of the project.
    ListVersions,
    /// Open the one at this place in the list.
    OpenVersion(usize),
    /// Put the list away.
    CloseVersions,
    /// Save the earlier version that lies open in place of its project.
    Restore,
    /// Close the project.
    Close,
    /// Leave the program.
    Quit,
    /// Add the Web Annotations in a file to the article that is shown.
    ImportAnnotations { path: PathBuf },
    /// Put the sources in a file into the project's package.
    ImportSources { path: PathBuf },
    /// Write a report to this path.
    Export { path: PathBuf, wish: Box<ReportWish> },
    /// What was held back because of unsaved changes goes on after saving them.
    SaveFirst,
    /// … goes on without saving them.
    Discard,
    /// … does not go on.
    KeepOpen,
    /// Open the work at this place in [`super::Workbench::left_behind`].
    OpenLeft(usize),
    /// Throw it away.
    DiscardLeft(usize),
    /// Keep what a note reads while it is being typed, so that a crash does not take it.
    KeepTyping { claim: ClaimId, note: String },
    /// Take a file off the list of recent ones.
    ForgetRecent { path: PathBuf },

    // what is shown
    /// Show this article.
    ShowArticle(ArticleId),
    /// Select a claim, or none.
    Select(Option<ClaimId>),
    /// Select the claim after the selected one in the list.
    SelectNext,
    /// Select the claim before it.
    SelectPrevious,
    /// Select the next claim without a verdict.
    SelectNextOpen,
    /// Select the one before without a verdict.
    SelectPreviousOpen,
    /// Show only some claims in the list.
    SetFilter(Filter),

    // a claim beside the text of a source
    /// Lay the selected claim beside a source's text, or put that away.
    Compare(bool),
    /// Show the text of this source.
    CompareWith(Box<Source>),
    /// Show the next place in it, or the one before.
    StepPlace { forward: bool },
    /// Take the sentence at this byte of it as the one that is meant.
    ChoosePlace { at: u32 },
    /// Keep the shown passage, and where it stands, in the claim's source.
    KeepPassage,
    /// Propose the source's words in place of those quoted.
    ProposePassage,

    // edits
    /// Sign the check of an article off; which changes were overruled, and by whom.
    SignOff { article: ArticleId, overruled: String },
    /// Take the signature away.
    TakeSignatureAway(ArticleId),
    /// Settle a claim; the same verdict again opens it.
    SetVerdict { claim: ClaimId, verdict: Verdict },
    /// Replace a claim's note.
    SetNote { claim: ClaimId, note: String },
    /// Put a value in place of the one that was read; `None` goes back to it.
    SetCorrection { claim: ClaimId, correction: Option<String> },
    /// Change what kind of claim it is.
    SetKind { claim: ClaimId, kind: ClaimKind },
    /// Replace a claim's sources.
    SetSources { claim: ClaimId, sources: Vec<Source> },
    /// Propose other words for a claim, or take the proposal back.
    SetProposal { claim: ClaimId, proposal: Option<Proposal> },
    /// Replace what the writer is asked about a claim.
    SetQuery { claim: ClaimId, query: Query },
    /// Settle every claim that the list shows, as one edit.
    SetVerdictOfShown(Verdict),
    /// Settle a claim and every other that says the same in the same words, as one edit.
    SetVerdictOfRepeats { claim: ClaimId, verdict: Verdict },
    /// Tick the sentence at this byte of the shown article as read with nothing to check, or take
    /// the tick off.
    ToggleRead { at: u32 },
    /// Make a claim of words in the shown article.
    AddClaim { span: Span, kind: ClaimKind },
    /// Take a claim out.
    RemoveClaim(ClaimId),
    /// Settle what two analysts' copies of a claim did not agree on: the one at `idx`.
    Settle { claim: ClaimId, idx: usize, keep: Keep },
    /// The same for the fields of the shown article.
    SettleArticle { idx: usize, keep: Keep },
    /// Say that a claim's verdict holds for its changed words too.
    KeepVerdict(ClaimId),
    /// Put a claim that lost its place on words of the shown article.
    PlaceClaim { claim: ClaimId, span: Span },
    /// Read an article's file again, or another file in its place; in another way, if one is chosen.
    ReadAgain { article: ArticleId, from: Option<PathBuf>, how: Option<ReadAs> },
    /// Leave an article as it is though its file has changed, until that changes again.
    PutManuscriptOff(PathBuf),
    /// Correct the shown article's title.
    SetTitle(String),
    /// Correct the day it was published; its relative dates are read anew.
    SetPublished(Option<Date>),
    /// Find the claims of every article anew, with dates and numbers written as the settings say.
    ReadAnew,
    /// Take back the last edit.
    Undo,
    /// Do it again.
    Redo,

    // the rest
    /// Set the checker's name, which is recorded with each verdict.
    SetChecker(String),
    /// Choose the theme.
    SetTheme(ThemeChoice),
    /// Whether setting a verdict goes on to the next open claim.
    SetAdvances(bool),
    /// Put these settings in place of those that hold; recent projects stay.
    SetSettings(Box<Settings>),
    /// Stop the running job.
    CancelJob,
    /// Take the message off the screen.
    DismissNotice,
    /// Tell why what was asked for does nothing now.
    TellWhyNot(String),
}
