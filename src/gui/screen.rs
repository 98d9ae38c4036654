//! What is only drawn: drafts, focus, scroll, panel widths. Never saved in a project.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{Context, Event, Id, Key};

use super::palette::Palette;
use super::panels::claims::ListState;
use super::panels::compare::CompareState;
use super::panels::inspector::{ProposalDraft, QueryDraft, Sentence};
use super::panels::reader::ReaderState;
use super::widgets;
use crate::export::Publication;
use crate::project::{ArticleId, Attached, Claim, ClaimId, Source, Verdict, VerdictKind};
use crate::text::{Link, Span};
use crate::workbench::manuscript::ReadAs;
use crate::workbench::report::ReportWish;
use crate::workbench::{Action, Choice, Command, Desk, Notice, Panels, Workbench};

/// Everything the window remembers between two frames.
#[derive(Debug, Default)]
pub(crate) struct Screen {
    /// What the reader remembers.
    pub(crate) reader: ReaderState,
    /// The note that is being written.
    pub(crate) note: Draft,
    /// The value that is being corrected, while its field is open.
    pub(crate) value: Option<Draft>,
    /// The source that is being added or edited.
    pub(crate) source: Option<SourceDraft>,
    /// The change that is being proposed, while its fields are open.
    pub(crate) proposal: Option<ProposalDraft>,
    /// What the writer is being asked, while its fields are open.
    pub(crate) query: Option<QueryDraft>,
    /// Title and date, while their dialog is open.
    pub(crate) details: Option<DetailsDraft>,
    /// What is chosen of the files that came with mails.
    pub(crate) choices: Vec<Vec<Choice>>,
    /// An address that leads elsewhere than it seems to, while its dialog is open.
    pub(crate) link: Option<Link>,
    /// What lies over the window and is waved away by Escape.
    pub(crate) overlay: Option<Overlay>,
    /// What is looked for in the article.
    pub(crate) find: Option<FindDraft>,
    /// The step of the tour that is shown.
    pub(crate) tour: Option<usize>,
    /// The step that was shown in the last frame.
    pub(crate) tour_shown: Option<usize>,
    /// The verdict that was given last.
    pub(crate) last_verdict: Option<Verdict>,
    /// An address that is being typed.
    pub(crate) address: Option<AddressDraft>,
    /// A path that is being typed, where no file dialog could be opened.
    pub(crate) path: Option<PathDraft>,
    /// What had the focus last.
    pub(crate) focused: Option<Id>,
    /// What is to have the focus from the next frame on.
    pub(crate) focus: Option<Focus>,
    /// The panel that is to have it.
    pub(crate) focus_on: Option<Id>,
    /// The list's rows and their places.
    pub(crate) list: ListState,
    /// What is remembered of the source that is compared.
    pub(crate) compare: CompareState,
    /// The sentence of the selected claim.
    pub(crate) sentence: Option<Arc<Sentence>>,
    /// Which of two panels is shown where there is room for one.
    pub(crate) tab: Tab,
    /// How the window is parted.
    pub(crate) panels: Panels,
    /// The message that is shown, and since when, in egui's seconds.
    pub(crate) toast: Option<(Notice, f64)>,
    /// Whether throwing away what a crash left behind was asked for once.
    pub(crate) discard_asked: bool,
    /// Whether a text field has the focus.
    pub(crate) is_typing: bool,
    /// The last command was called by its key, not by the pointer.
    pub(crate) is_called_by_key: bool,
    /// The key that led into a field: what it types is not meant for it, until it is let go.
    pub(crate) led_by: Option<Key>,
    /// When the clipboard was asked for as an article, wherever the focus is.
    pub(crate) asked_paste: Option<f64>,
    /// The report that was chosen, until its path is asked for.
    pub(crate) chosen_report: Option<Box<ReportWish>>,
    /// The report whose path is asked for.
    pub(crate) report: Option<Box<ReportWish>>,
    /// What was chosen for the last report.
    pub(crate) last_report: Option<Box<ExportDraft>>,
    /// The key that hid the marks, and when it went down.
    pub(crate) hid_by: Option<(Key, f64)>,
}

/// Words that are being written on a claim, and not yet an edit.
#[derive(Debug, Default, Clone)]
pub(crate) struct Draft {
    /// The claim they are for.
    pub(crate) claim: ClaimId,
    /// The words so far.
    pub(crate) words: String,
    /// Whether they differ from what the project holds.
    pub(crate) is_changed: bool,
}

/// A source that is being written.
#[derive(Debug, Clone)]
pub(crate) struct SourceDraft {
    /// The claim it is for.
    pub(crate) claim: ClaimId,
    /// Which of its sources it is; `None` for a new one.
    pub(crate) idx: Option<usize>,
    /// What is written so far.
    pub(crate) source: Source,
}

/// An article's title and date as they are being typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct DetailsDraft {
    /// The title.
    pub(crate) title: String,
    /// The date.
    pub(crate) date: String,
    /// Why the date was not taken.
    pub(crate) problem: Option<&'static str>,
}

/// An address that is being typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct AddressDraft {
    /// The address so far.
    pub(crate) words: String,
    /// Why it was not taken.
    pub(crate) problem: Option<String>,
}

/// A path that is being typed.
#[derive(Debug, Clone)]
pub(crate) struct PathDraft {
    /// What it is for.
    pub(crate) purpose: super::dialogs::Purpose,
    /// The path so far.
    pub(crate) path: String,
}

/// What lies over the window until it is waved away.
#[derive(Debug)]
pub(crate) enum Overlay {
    /// The command palette.
    Palette(Palette),
    /// Every key.
    KeyCard,
    /// The settings.
    Settings(SettingsDraft),
    /// About the program.
    About,
    /// What leaves the desk.
    Export(Box<ExportDraft>),
    /// How the article's file is read.
    ReadAs(ReadAs),
    /// The mistakes in the sample.
    AnswerKey,
    /// What the rules find.
    Rules,
}

/// What is being chosen for a report.
#[derive(Debug, Clone)]
pub(crate) struct ExportDraft {
    /// The format's name.
    pub(crate) format: &'static str,
    /// Whether anyone may read it.
    pub(crate) is_public: bool,
    /// Whether claims without a verdict are in it.
    pub(crate) has_open: bool,
    /// Whether the text is in it whole.
    pub(crate) has_text: bool,
    /// The one article that it is about, or all.
    pub(crate) article: Option<ArticleId>,
    /// What a published review says of itself.
    pub(crate) publication: Publication,
    /// The names of the rating scale, parted by commas.
    pub(crate) scale: String,
    /// What a published review still needs, with what was asked for when it was looked up.
    pub(crate) missing: Option<(Box<ReportWish>, Vec<String>)>,
    /// What the signer says of changes that did not go through.
    pub(crate) overruled: String,
}

impl Default for ExportDraft {
    fn default() -> Self {
        Self {
            format: "html",
            is_public: false,
            has_open: true,
            has_text: true,
            article: None,
            publication: Publication::default(),
            scale: String::new(),
            missing: None,
            overruled: String::new(),
        }
    }
}

/// What is being typed in the settings.
#[derive(Debug, Clone, Default)]
pub(crate) struct SettingsDraft {
    /// The checker's name.
    pub(crate) name: String,
    /// The checker's initials.
    pub(crate) initials: String,
    /// What verdicts are to be called.
    pub(crate) verdict_names: BTreeMap<VerdictKind, String>,
    /// Which page is shown.
    pub(crate) page: usize,
    /// The command whose next key is waited for.
    pub(crate) captures: Option<Command>,
}

/// Words that are looked for in the article.
#[derive(Debug, Default)]
pub(crate) struct FindDraft {
    /// The words.
    pub(crate) words: String,
    /// The words and the article for which the places were found.
    pub(crate) found_for: Option<(ArticleId, String)>,
    /// Where they stand.
    pub(crate) places: Arc<Vec<Span>>,
    /// Which of them is shown.
    pub(crate) at: usize,
}

/// Panels that share a place in a narrow window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tab {
    /// The article, where not even a panel fits beside it.
    #[default]
    Article,
    /// The claims list.
    Claims,
    /// The inspector.
    Claim,
}

/// Things a command puts the focus on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Focus {
    /// The list's filter.
    Filter,
    /// The note.
    Note,
    /// The value's field.
    Value,
    /// The title of a source that is being written.
    Source,
    /// The words of a proposed change.
    Proposal,
    /// The question to the writer.
    Query,
    /// The first reason for setting aside.
    Reason,
    /// The date in the details dialog.
    Date,
    /// The field of the path dialog.
    Path,
    /// The field of the dialog for an address.
    Address,
    /// The palette's field.
    Palette,
    /// The field of what is looked for in the article.
    Find,
    /// The selected claim's panel.
    Claim,
}

impl Focus {
    /// The widget's identity.
    pub(crate) fn id(self) -> Id {
        Id::unique(match self {
            Self::Filter => "claims filter",
            Self::Note => "claim note",
            Self::Value => "claim value",
            Self::Source => "source title",
            Self::Proposal => "proposed words",
            Self::Query => "query words",
            Self::Reason => "reason to set aside",
            Self::Date => "publication date",
            Self::Path => "typed path",
            Self::Address => "typed address",
            Self::Palette => "palette words",
            Self::Find => "words to find",
            Self::Claim => "claim panel",
        })
    }
}

/// What the views ask for in one frame.
#[derive(Debug, Default)]
pub(crate) struct Wishes {
    /// Of the workbench.
    pub(crate) actions: Vec<Action>,
    /// Of the application.
    pub(crate) commands: Vec<Command>,
    /// The path of a file, to rely on as a source.
    pub(crate) attaches: bool,
    /// An attached file, to be seen in the program that the system has for it.
    pub(crate) opens: Option<Attached>,
    /// An address, to be seen in the browser.
    pub(crate) link: Option<String>,
    /// The window, parted in another way.
    pub(crate) panels: Option<Panels>,
}

impl Wishes {
    /// Whether nothing is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.actions.is_empty()
            && self.commands.is_empty()
            && !self.attaches
            && self.opens.is_none()
            && self.link.is_none()
            && self.panels.is_none()
    }
}

impl Screen {
    /// Begins with `claim` in the inspector: its note, and nothing half written.
    pub(crate) fn hold(&mut self, id: ClaimId, claim: &Claim) {
        if self.note.claim != id || (!self.note.is_changed && self.note.words != claim.note) {
            self.note = Draft { claim: id, words: claim.note.clone(), is_changed: false };
        }
        if self.value.as_ref().is_some_and(|draft| draft.claim != id) {
            self.value = None;
        }
        if self.source.as_ref().is_some_and(|draft| draft.claim != id) {
            self.source = None;
        }
        self.proposal = self.proposal.take().filter(|draft| draft.claim == id);
        self.query = self.query.take().filter(|draft| draft.claim == id);
    }

    /// What is written and not yet an edit, as wishes. Nothing is lost, whatever comes next.
    pub(crate) fn take_drafts(&mut self, desk: Option<&Desk>, keeps_forms: bool) -> Vec<Action> {
        let mut actions = Vec::new();
        let Some(desk) = desk else { return actions };
        if self.note.is_changed {
            self.note.is_changed = false;
            let Draft { claim, words, .. } = self.note.clone();
            actions.push(Action::SetNote { claim, note: words });
        }
        // What is written in these is an edit like a note, while their fields stay open.
        actions.extend(self.proposal.as_mut().and_then(|draft| draft.take_action(desk)));
        actions.extend(self.query.as_mut().and_then(|draft| draft.take_action(desk)));
        if keeps_forms {
            return actions;
        }
        self.proposal = None;
        self.query = None;
        if let Some(draft) = self.value.take()
            && draft.is_changed
        {
            actions.push(draft.correction());
        }
        if let Some(draft) = self.source.take() {
            actions.extend(draft.action(desk));
        }
        actions
    }

    /// Why a command can't be called now; `None` when it can.
    pub(crate) fn unavailable(
        &self,
        command: Command,
        workbench: &Workbench,
    ) -> Option<&'static str> {
        let has_words = self.reader.selection().is_some();
        match command {
            Command::Mark | Command::PlaceClaim if !has_words => {
                Some("Select words in the article first")
            }
            Command::FindNext | Command::FindPrevious if self.find.is_none() => {
                Some("Nothing is looked for")
            }
            Command::RepeatVerdict if self.last_verdict.is_none() => {
                Some("No verdict was given yet")
            }
            _ => command.unavailable(workbench),
        }
    }

    /// Whether the list of articles stands at the side.
    pub(crate) fn shows_articles(&self, workbench: &Workbench) -> bool {
        let n = workbench.desk().map_or(0, |desk| desk.project().articles.len());
        self.panels.shows_articles.unwrap_or(n > 1)
    }

    /// Drops what the key types that led into a field, until it is let go or pressed anew.
    pub(crate) fn swallow_led(&mut self, ctx: &Context) {
        let Some(led) = self.led_by else { return };
        let is_typed = |words: &str| words.eq_ignore_ascii_case(led.symbol_or_name());
        let mut is_over = false;
        ctx.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed, repeat, .. } => {
                    is_over |= *key == led && (!pressed || !repeat);
                    true
                }
                Event::Text(words) => is_over || !is_typed(words),
                _ => true,
            });
        });
        if is_over {
            self.led_by = None;
        }
    }

    /// Where what had the focus is gone, as a form that was closed, or was left by Escape, the keys go to
    /// the first of `homes` that is shown: they are never nowhere.
    pub(crate) fn keep_focus(&mut self, ctx: &Context, homes: &[Id]) {
        let focused = ctx.memory(|memory| memory.focused());
        if focused.is_some() {
            self.focused = focused;
            return;
        }
        // A field that Escape was pressed in may go a frame later.
        let is_gone = self.focused.is_some_and(|id| ctx.read_response(id).is_none());
        let is_left = self.focused.is_some() && ctx.input(|input| input.key_pressed(Key::Escape));
        let home = homes.iter().copied().find(|&home| ctx.read_response(home).is_some());
        if let Some(home) = home.filter(|_| is_gone || is_left) {
            ctx.memory_mut(|memory| memory.request_focus(home));
            self.focused = Some(home);
            ctx.request_repaint();
        }
    }

    /// Hands the focus on to what a command asked for.
    pub(crate) fn give_focus(&mut self, ctx: &Context) {
        if let Some(id) = self.focus_on.take() {
            ctx.memory_mut(|memory| memory.request_focus(id));
            ctx.request_repaint();
        }
        if let Some(focus) = self.focus.take() {
            ctx.memory_mut(|memory| memory.request_focus(focus.id()));
            if self.is_called_by_key && matches!(focus, Focus::Reason | Focus::Claim) {
                widgets::set_by_keys(ctx, true);
            }
            ctx.request_repaint();
        }
    }
}

impl Draft {
    /// The value as a correction; an empty one goes back to what was read.
    pub(crate) fn correction(&self) -> Action {
        let words = self.words.trim();
        let correction = (!words.is_empty()).then(|| words.to_owned());
        Action::SetCorrection { claim: self.claim, correction }
    }
}

impl SourceDraft {
    /// The claim's sources with this one put in; `None` where nothing was written.
    pub(crate) fn action(self, desk: &Desk) -> Option<Action> {
        let held = desk.project().claims.get(&self.claim)?;
        let mut sources = held.sources.clone();
        let Source { title, place, passage, .. } = &self.source;
        let is_empty = [title, place, passage].iter().all(|words| words.trim().is_empty());
        match self.idx.and_then(|idx| sources.get_mut(idx)) {
            Some(_) | None if is_empty => return None,
            Some(held) => *held = self.source,
            None => sources.push(self.source),
        }
        Some(Action::SetSources { claim: self.claim, sources })
    }
}
