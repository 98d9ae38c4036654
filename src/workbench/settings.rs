//! Preferences, apart from any project.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::project::Tally;
use crate::store::{disk, settings};

/// How many recent projects are remembered.
const RECENT_MAX: usize = 12;

/// What the user has set, and what was open last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The checker's name, recorded with each verdict; empty for the name the system knows.
    pub checker: String,
    /// Light, dark, or as the system is.
    pub theme: ThemeChoice,
    /// Setting a verdict goes on to the next open claim.
    pub advances: bool,
    /// Single letters are commands where no field has the focus.
    pub has_letter_keys: bool,
    /// Things move for a moment when they change.
    pub has_motion: bool,
    /// Size of the article's type, in points.
    pub reading_size: f32,
    /// Projects that were open, the latest first.
    pub recent: Vec<Recent>,
    /// The name the system knows; not saved.
    #[serde(skip)]
    system_name: String,
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
            theme: ThemeChoice::System,
            advances: true,
            has_letter_keys: true,
            has_motion: true,
            reading_size: 18.0,
            recent: Vec::new(),
            system_name: String::new(),
        }
    }
}

impl Settings {
    /// Reads the settings at `path`. What can't be read is set aside under another name and told; the
    /// program goes on with what it comes with.
    pub(super) fn load(path: Option<&Path>) -> (Self, Option<String>) {
        let (mut held, problem) = match path.map(settings::load) {
            None => (Self::default(), None),
            Some(Ok(held)) => (held.unwrap_or_default(), None),
            Some(Err(problem)) => (Self::default(), Some(problem.to_string())),
        };
        held.system_name = disk::user_name();
        (held, problem)
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
