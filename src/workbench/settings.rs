//! Preferences, apart from any project.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::export::Publication;
use crate::extract::{ClaimKind, Notation};
use crate::project::{Tally, VerdictKind};
use crate::store::{disk, settings};

/// How many recent projects are remembered.
const RECENT_MAX: usize = 12;

/// What the user has set, and what was open last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The checker's name, recorded with each verdict; empty for the name the system knows.
    pub checker: String,
    /// The checker's initials, where there is no room for the name; empty for those of the name.
    pub initials: String,
    /// Light, dark, or as the system is.
    pub theme: ThemeChoice,
    /// Size of everything in the window, as a share of what it comes with.
    pub scale: f32,
    /// Setting a verdict goes on to the next open claim.
    pub advances: bool,
    /// Single letters are commands where no field has the focus.
    pub has_letter_keys: bool,
    /// Things move for a moment when they change.
    pub has_motion: bool,
    /// The face that the words of texts are set in.
    pub reading_face: ReadingFace,
    /// Whether the other face is worn for a while, so that known words look new.
    pub fresh_eyes: bool,
    /// Size of the article's type, in points.
    pub reading_size: f32,
    /// From one line of the article to the next, as a multiple of its size.
    pub line_height: f32,
    /// How many characters a line of the article holds at most, on average.
    pub measure: f32,
    /// The order of day and month in dates in figures.
    pub date_order: DateOrder,
    /// How decimals are written.
    pub number_format: NumberFormat,
    /// Kinds that are left out of the list and not marked in the article.
    pub hidden_kinds: Vec<ClaimKind>,
    /// What verdicts are called, where a house calls them otherwise.
    pub verdict_names: BTreeMap<VerdictKind, String>,
    /// Keys that commands have instead of their own: names of commands, and keys such as `Ctrl+D`.
    pub keys: BTreeMap<String, String>,
    /// Minutes after which a project that has a file is saved by itself; 0 for never.
    pub autosave_minutes: u32,
    /// What the house's published reviews say of it, and its rating scale; no address of one review.
    pub publication: Publication,
    /// How the window is parted.
    pub panels: Panels,
    /// Whether pages can be opened by their address.
    pub opens_addresses: bool,
    /// Whether the user has agreed that they are asked for.
    pub agreed_to_ask: bool,
    /// Whether the tour was offered.
    pub tour_seen: bool,
    /// Projects that were open, the latest first.
    pub recent: Vec<Recent>,
    /// The name the system knows; not saved.
    #[serde(skip)]
    system_name: String,
    /// Whether whoever looks after this computer lets no page be asked for; not saved.
    #[serde(skip)]
    is_kept_offline: bool,
}

/// Which theme the window wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// As the system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    HighContrast,
}

impl ThemeChoice {
    /// Every choice, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// The choice in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::System => "As the system",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }
}

/// The faces in which the words of texts can be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ReadingFace {
    /// Source Serif.
    #[default]
    Serif,
    /// IBM Plex Sans.
    Sans,
}

impl ReadingFace {
    /// Every face, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Serif, Self::Sans];

    /// Its name.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Serif => "Source Serif",
            Self::Sans => "IBM Plex Sans",
        }
    }
}

/// The order of day and month in dates in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DateOrder {
    /// As each text shows by its other dates.
    #[default]
    FromText,
    /// 3/4 is April 3.
    DayFirst,
    /// 3/4 is March 4.
    MonthFirst,
}

impl DateOrder {
    /// Every order, as they are shown.
    pub const ALL: [Self; 3] = [Self::FromText, Self::DayFirst, Self::MonthFirst];

    /// The order in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FromText => "As the text shows",
            Self::DayFirst => "Day first",
            Self::MonthFirst => "Month first",
        }
    }
}

/// How decimals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum NumberFormat {
    /// As each text shows by its other numbers.
    #[default]
    FromText,
    /// A point stands before the decimals.
    Point,
    /// A comma stands before the decimals.
    Comma,
}

impl NumberFormat {
    /// Every format, as they are shown.
    pub const ALL: [Self; 3] = [Self::FromText, Self::Point, Self::Comma];

    /// The format in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FromText => "Like the text’s others",
            Self::Point => "1,000.5",
            Self::Comma => "1.000,5",
        }
    }
}

/// How the window is parted, where the user changed it. Widths are in points.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Panels {
    /// Width of the claims list.
    pub claims: Option<f32>,
    /// Width of the inspector, or of the panel that it shares.
    pub inspector: Option<f32>,
    /// Width of the list of articles.
    pub articles: Option<f32>,
    /// The claims list is put away.
    pub hides_claims: bool,
    /// The inspector is put away.
    pub hides_inspector: bool,
    /// Whether the list of articles stands at the side; `None` for where there are several.
    pub shows_articles: Option<bool>,
}

/// A project that was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The title of its first article.
    pub title: String,
    /// How far it was.
    pub tally: Tally,
    /// When it was open last, as RFC 3339.
    pub when: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            checker: String::new(),
            initials: String::new(),
            theme: ThemeChoice::System,
            scale: 1.0,
            advances: true,
            has_letter_keys: true,
            has_motion: true,
            reading_face: ReadingFace::Serif,
            fresh_eyes: false,
            reading_size: Self::READING_SIZE,
            line_height: Self::LINE_HEIGHT,
            measure: Self::MEASURE,
            date_order: DateOrder::FromText,
            number_format: NumberFormat::FromText,
            hidden_kinds: Vec::new(),
            verdict_names: BTreeMap::new(),
            keys: BTreeMap::new(),
            autosave_minutes: 0,
            publication: Publication::default(),
            panels: Panels::default(),
            opens_addresses: true,
            agreed_to_ask: false,
            tour_seen: false,
            recent: Vec::new(),
            system_name: String::new(),
            is_kept_offline: false,
        }
    }
}

impl Settings {
    /// Size of the article's type as it comes, in points.
    pub const READING_SIZE: f32 = 18.0;
    /// The smallest and the largest.
    pub const READING_SIZES: (f32, f32) = (15.0, 26.0);
    /// Line height as it comes, as a multiple of the size; the pencil needs its channel.
    pub const LINE_HEIGHT: f32 = 17.0 / 9.0;
    /// The least and the greatest.
    pub const LINE_HEIGHTS: (f32, f32) = (1.6, 2.4);
    /// Characters in a line as it comes.
    pub const MEASURE: f32 = 72.0;
    /// The least and the greatest.
    pub const MEASURES: (f32, f32) = (45.0, 90.0);
    /// The smallest and the largest window.
    pub const SCALES: (f32, f32) = (0.8, 2.0);

    /// Reads the settings at `path`. What can't be read is set aside under another name and told; the
    /// program goes on with what it comes with.
    pub(super) fn load(path: Option<&Path>) -> (Self, Option<String>) {
        let (mut held, problem) = match path.map(settings::load) {
            None => (Self::default(), None),
            Some(Ok(held)) => (held.unwrap_or_default(), None),
            Some(Err(problem)) => (Self::default(), Some(problem.to_string())),
        };
        held.system_name = disk::user_name();
        held.is_kept_offline = disk::is_kept_offline();
        held.set_right();
        (held, problem)
    }

    /// Brings what was written by hand into its bounds.
    pub(super) fn set_right(&mut self) {
        let within = |value: &mut f32, (least, most): (f32, f32), usual: f32| {
            *value = if value.is_finite() { value.clamp(least, most) } else { usual };
        };
        within(&mut self.scale, Self::SCALES, 1.0);
        within(&mut self.reading_size, Self::READING_SIZES, Self::READING_SIZE);
        within(&mut self.line_height, Self::LINE_HEIGHTS, Self::LINE_HEIGHT);
        within(&mut self.measure, Self::MEASURES, Self::MEASURE);
        let Panels { claims, inspector, articles, .. } = &mut self.panels;
        for width in [claims, inspector, articles] {
            *width = width.filter(|width| width.is_finite() && *width > 0.0);
        }
        self.verdict_names.retain(|_, name| !name.trim().is_empty());
    }

    /// The face that texts are set in now.
    #[must_use]
    pub fn worn_face(&self) -> ReadingFace {
        match (self.reading_face, self.fresh_eyes) {
            (face, false) => face,
            (ReadingFace::Serif, true) => ReadingFace::Sans,
            (ReadingFace::Sans, true) => ReadingFace::Serif,
        }
    }

    /// How the engine is to read dates and numbers.
    #[must_use]
    pub const fn notation(&self) -> Notation {
        Notation {
            day_first: match self.date_order {
                DateOrder::FromText => None,
                DateOrder::DayFirst => Some(true),
                DateOrder::MonthFirst => Some(false),
            },
            decimal_comma: match self.number_format {
                NumberFormat::FromText => None,
                NumberFormat::Point => Some(false),
                NumberFormat::Comma => Some(true),
            },
        }
    }

    /// What a verdict is called.
    #[must_use]
    pub fn verdict_name(&self, verdict: VerdictKind) -> &str {
        self.verdict_names.get(&verdict).map_or_else(|| verdict.words(), String::as_str)
    }

    /// The checker's initials.
    #[must_use]
    pub fn checker_initials(&self) -> String {
        if !self.initials.is_empty() {
            return self.initials.clone();
        }
        let firsts = self.checker_name().split_whitespace().filter_map(|name| name.chars().next());
        firsts.take(3).flat_map(char::to_uppercase).collect()
    }

    /// Whether whoever looks after this computer lets no page be asked for.
    #[must_use]
    pub const fn is_kept_offline(&self) -> bool {
        self.is_kept_offline
    }

    /// Writes the settings.
    pub(super) fn store(&self, path: &Path) -> Result<(), String> {
        settings::store(path, self).map_err(|error| error.to_string())
    }

    /// Puts a project at the head of the recent ones.
    pub(super) fn remember(&mut self, entry: Recent) {
        self.recent.retain(|recent| recent.path != entry.path);
        self.recent.insert(0, entry);
        self.recent.truncate(RECENT_MAX);
    }

    /// The name that is recorded with each verdict.
    #[must_use]
    pub fn checker_name(&self) -> &str {
        if self.checker.is_empty() { &self.system_name } else { &self.checker }
    }
}
