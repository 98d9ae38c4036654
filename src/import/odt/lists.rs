//! The numbers of lists and headings in an OpenDocument text, which the file describes and does not
//! hold.

use std::collections::BTreeMap;

use super::super::counting::Form;
use super::super::xml::{Element, Xml};

/// Levels that a list has.
const LEVELS: usize = 10;

/// Characters of a number as it is shown; more is a trap.
const LABEL_MAX: usize = 60;

/// How the levels of one list are numbered.
#[derive(Debug, Default)]
pub(super) struct ListStyle {
    levels: BTreeMap<usize, Level>,
}

#[derive(Debug, Default)]
struct Level {
    form: Form,
    prefix: String,
    suffix: String,
    /// How many levels show, its own included.
    n_shown: usize,
    start: u32,
    /// What is shown, with `%1%` for the first level's number; newer programs write it.
    format: Option<String>,
}

impl ListStyle {
    /// Reads the list style whose start was read last.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut style = Self::default();
        xml.each_inside(|element| {
            let is_level = matches!(
                element.name(),
                "text:list-level-style-number"
                    | "text:list-level-style-bullet"
                    | "text:list-level-style-image"
                    | "text:outline-level-style"
            );
            if is_level && let Some(at) = level_of(element, "level") {
                style.levels.entry(at).or_insert_with(|| Level::read(element));
            }
            true
        });
        style
    }
}

fn level_of(element: &Element<'_>, attribute: &str) -> Option<usize> {
    let level: usize = element.attribute(attribute)?.parse().ok()?;
    level.checked_sub(1).filter(|&at| at < LEVELS)
}

impl Level {
    fn read(element: &Element<'_>) -> Self {
        let short = |name: &str| -> String {
            element.attribute(name).unwrap_or_default().chars().take(LABEL_MAX).collect()
        };
        let is_counted =
            matches!(element.local(), "list-level-style-number" | "outline-level-style");
        let form = match element.attribute("num-format").as_deref() {
            _ if !is_counted => Form::Bullet,
            Some("1") => Form::Figures(1),
            Some("i") => Form::LowerRoman,
            Some("I") => Form::UpperRoman,
            Some("a") => Form::LowerLetter,
            Some("A") => Form::UpperLetter,
            Some("1st") => Form::Ordinal,
            Some("01") => Form::Figures(2),
            Some(other) if !other.is_empty() => Form::Figures(1),
            _ => Form::Nothing,
        };
        let number = |name: &str| element.attribute(name).and_then(|value| value.parse().ok());
        Self {
            form,
            prefix: short("num-prefix"),
            suffix: short("num-suffix"),
            n_shown: number("display-levels").unwrap_or(1).clamp(1, LEVELS),
            start: number("start-value").and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            format: element
                .attribute("num-list-format")
                .map(|f| f.chars().take(LABEL_MAX).collect()),
        }
    }
}

/// Where counting is, level by level.
type Counts = [Option<u32>; LEVELS];

/// Counts the items of lists and the headings as they come.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The style of each list that is open, the innermost last.
    open: Vec<Option<String>>,
    /// The id of the outermost one.
    id: String,
    /// For each item that is open, whether its number still waits for a paragraph.
    items: Vec<Item>,
    counts: Counts,
    headings: Counts,
    /// Where lists that may go on stopped: by id, and by style.
    left: BTreeMap<String, Counts>,
}

#[derive(Debug, Clone, Copy)]
struct Item {
    is_waiting: bool,
    start: Option<u32>,
}

impl Lists {
    pub(super) fn begin_list(&mut self, element: &Element<'_>) {
        let style = element.attribute("style-name");
        if self.open.is_empty() {
            self.id = element.attribute("id").unwrap_or_default();
            let goes_on = element.attribute("continue-numbering").as_deref() == Some("true");
            let from =
                element.attribute("continue-list").or_else(|| style.clone().filter(|_| goes_on));
            self.counts = from.and_then(|from| self.left.get(&from).copied()).unwrap_or_default();
        }
        let style = style.or_else(|| self.open.last().cloned().flatten());
        self.open.push(style);
    }

    pub(super) fn end_list(&mut self) {
        let style = self.open.pop().flatten();
        if self.open.is_empty() {
            for name in [style.unwrap_or_default(), std::mem::take(&mut self.id)] {
                self.left.insert(name, self.counts);
            }
        }
    }

    pub(super) fn begin_item(&mut self, element: &Element<'_>) {
        let start = element.attribute("start-value").and_then(|value| value.parse().ok());
        self.items.push(Item { is_waiting: element.local() == "list-item", start });
    }

    pub(super) fn end_item(&mut self) {
        self.items.pop();
    }

    pub(super) const fn is_in_item(&self) -> bool {
        !self.items.is_empty()
    }

    /// How many lists the innermost one stands in.
    pub(super) fn depth(&self) -> usize {
        self.open.len().saturating_sub(1)
    }

    /// What is shown before a paragraph that begins here: the first one of its item has a number.
    pub(super) fn label(&mut self, styles: &BTreeMap<String, ListStyle>) -> Option<String> {
        let item = self.items.last_mut()?;
        if !std::mem::take(&mut item.is_waiting) {
            return None;
        }
        let start = item.start;
        let at = self.open.len().checked_sub(1)?;
        let style = styles.get(self.open.last()?.as_deref()?)?;
        count(&mut self.counts, style, at, start)
    }

    /// What is shown before a heading of a level.
    pub(super) fn heading(&mut self, element: &Element<'_>, style: &ListStyle) -> Option<String> {
        if element.attribute("is-list-header").as_deref() == Some("true") {
            return None;
        }
        let at = level_of(element, "outline-level").unwrap_or(0);
        let start = element.attribute("start-value").and_then(|value| value.parse().ok());
        count(&mut self.headings, style, at, start)
    }
}

/// Counts on at a level, and writes what is shown there.
fn count(counts: &mut Counts, style: &ListStyle, at: usize, start: Option<u32>) -> Option<String> {
    let level = style.levels.get(&at)?;
    let begins = |at: usize| style.levels.get(&at).map_or(1, |level| level.start);
    let held = counts.get_mut(at)?;
    *held = start.or_else(|| Some(held.map_or_else(|| begins(at), |held| held.saturating_add(1))));
    counts.iter_mut().skip(at + 1).for_each(|deeper| *deeper = None);
    if matches!(level.form, Form::Bullet | Form::Nothing) {
        return None;
    }
    let written = |at: usize| {
        let form = style.levels.get(&at).map(|level| level.form).unwrap_or_default();
        form.write(counts.get(at).copied().flatten().unwrap_or_else(|| begins(at)))
    };
    let label = if let Some(format) = &level.format {
        // `%1%.%2%`: every second piece is a level.
        let pieces =
            format.split('%').enumerate().map(|(idx, piece)| match piece.parse::<usize>() {
                Ok(shown) if idx % 2 == 1 && shown > 0 => written(shown - 1),
                _ => piece.to_owned(),
            });
        pieces.collect::<String>()
    } else {
        let shown = (at + 1).saturating_sub(level.n_shown)..=at;
        let numbers = shown.map(written).filter(|number| !number.is_empty());
        let numbers = numbers.collect::<Vec<_>>().join(".");
        format!("{}{numbers}{}", level.prefix, level.suffix)
    };
    let label: String = label.trim().chars().take(LABEL_MAX).collect();
    (!label.is_empty()).then_some(label)
}
