//! The numbers that Word counts by itself: of lists, and of headings that are numbered.

use std::collections::{BTreeMap, BTreeSet};

use super::super::counting::Form;
use super::super::xml::{Element, Node, Xml};
use super::SPACES;

/// Levels that a list has.
const LEVELS: usize = 9;

/// Characters of a number as it is shown; more is a trap.
const LABEL_MAX: usize = 60;

/// How many lists may stand for one another by their styles.
const CHAIN_MAX: usize = 8;

/// How the lists of a document are numbered.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
    /// What paragraphs refer to: a list, with what is otherwise there.
    uses: BTreeMap<String, Use>,
    /// Lists that styles describe, by the style's id.
    styled: BTreeMap<String, String>,
}

#[derive(Debug, Default)]
struct List {
    levels: Levels,
    /// The style that describes it instead.
    style: Option<String>,
}

type Levels = BTreeMap<usize, Level>;

#[derive(Debug, Default)]
struct Use {
    list: String,
    starts: BTreeMap<usize, u32>,
    levels: Levels,
}

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    form: Form,
    /// What is shown, with `%1` for the first level's number.
    text: String,
    /// Whether every number in it is written in figures.
    is_legal: bool,
    /// It begins anew only after a level so high, counted from 1; after none where that is 0.
    restart: Option<usize>,
    /// The style whose paragraphs stand on it.
    style: Option<String>,
}

/// Which number a paragraph has: the id of a use, and a level where it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NumberedBy {
    pub(super) id: Option<String>,
    pub(super) level: Option<usize>,
    /// The style that says so.
    pub(super) style: Option<String>,
}

impl NumberedBy {
    /// Takes over what one of its elements says.
    pub(super) fn read(&mut self, element: &Element<'_>) {
        match element.name() {
            "w:numId" => self.id = element.attribute("val"),
            "w:ilvl" => self.level = number(element).filter(|&level| level < LEVELS),
            _ => {}
        }
    }
}

fn number(element: &Element<'_>) -> Option<usize> {
    element.attribute("val")?.parse().ok()
}

impl Numbering {
    pub(super) fn read(text: &str) -> Self {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text, SPACES);
        while let Some(node) = xml.next() {
            let Node::Start(element) = node else { continue };
            match element.name() {
                "w:abstractNum" => {
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    let list = numbering.read_list(&id, &mut xml);
                    numbering.lists.entry(id).or_insert(list);
                }
                "w:num" => {
                    let id = element.attribute("numId").unwrap_or_default();
                    numbering.uses.entry(id).or_insert_with(|| Use::read(&mut xml));
                }
                _ => {}
            }
        }
        numbering
    }

    fn read_list(&mut self, id: &str, xml: &mut Xml<'_>) -> List {
        let mut list = List::default();
        let mut at = LEVELS;
        xml.each_inside(|element| {
            match element.name() {
                "w:lvl" => {
                    at = level_of(element);
                    if at < LEVELS {
                        list.levels.insert(at, Level::new());
                    }
                }
                "w:numStyleLink" => list.style = element.attribute("val"),
                "w:styleLink" => {
                    let style = element.attribute("val").unwrap_or_default();
                    self.styled.entry(style).or_insert_with(|| id.to_owned());
                }
                _ => {
                    if let Some(level) = list.levels.get_mut(&at) {
                        level.read(element);
                    }
                }
            }
            true
        });
        list
    }

    /// The list that a use is of, by way of the styles that stand for others.
    fn list_of(&self, id: &str) -> Option<(&str, &List)> {
        let mut id = id;
        for _ in 0..CHAIN_MAX {
            let (found, list) = self.lists.get_key_value(id)?;
            let meant = list.style.as_ref().and_then(|style| self.styled.get(style));
            match meant {
                Some(meant) if list.levels.is_empty() && meant != id => id = meant,
                _ => return Some((found, list)),
            }
        }
        None
    }
}

fn level_of(element: &Element<'_>) -> usize {
    element.attribute("ilvl").and_then(|level| level.parse().ok()).unwrap_or(LEVELS)
}

impl Use {
    fn read(xml: &mut Xml<'_>) -> Self {
        let mut used = Self::default();
        let mut at = LEVELS;
        xml.each_inside(|element| {
            match element.name() {
                "w:abstractNumId" => used.list = element.attribute("val").unwrap_or_default(),
                "w:lvlOverride" => at = level_of(element),
                "w:startOverride" if at < LEVELS => {
                    let start = number(element).and_then(|start| u32::try_from(start).ok());
                    used.starts.insert(at, start.unwrap_or_default());
                }
                "w:lvl" => {
                    if at < LEVELS {
                        used.levels.insert(at, Level::new());
                    }
                }
                _ => {
                    if let Some(level) = used.levels.get_mut(&at) {
                        level.read(element);
                    }
                }
            }
            true
        });
        used
    }
}

impl Level {
    /// One of which nothing is said: it is numbered in figures, from 0 on.
    const fn new() -> Self {
        Self {
            start: 0,
            form: Form::Figures(1),
            text: String::new(),
            is_legal: false,
            restart: None,
            style: None,
        }
    }

    fn read(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val").unwrap_or_default();
        match element.name() {
            "w:start" => self.start = value().parse().unwrap_or_default(),
            "w:numFmt" => self.form = form(&value(), element),
            "w:lvlText" => self.text = value().chars().take(LABEL_MAX).collect(),
            "w:isLgl" => self.is_legal = element.is_on(),
            "w:lvlRestart" => self.restart = number(element),
            "w:pStyle" => self.style = Some(value()),
            _ => {}
        }
    }
}

fn form(name: &str, element: &Element<'_>) -> Form {
    match name {
        "bullet" => Form::Bullet,
        "none" => Form::Nothing,
        "lowerRoman" => Form::LowerRoman,
        "upperRoman" => Form::UpperRoman,
        "lowerLetter" => Form::LowerLetter,
        "upperLetter" => Form::UpperLetter,
        "ordinal" => Form::Ordinal,
        "cardinalText" => Form::Words,
        "ordinalText" => Form::OrdinalWords,
        "chicago" => Form::Signs,
        "numberInDash" => Form::Dashed,
        "decimalZero" => Form::Figures(2),
        // `001, 002, 003, ...`: as many figures as the first has.
        "custom" => {
            let format = element.attribute("format").unwrap_or_default();
            let n_figures = format.bytes().take_while(u8::is_ascii_digit).count();
            Form::Figures(n_figures.clamp(1, 6))
        }
        // Scripts that are not known here are read in figures, which count the same.
        _ => Form::Figures(1),
    }
}

/// Counts the paragraphs of a document as they come.
#[derive(Debug)]
pub(super) struct Counter<'n> {
    numbering: &'n Numbering,
    /// Where each list now is: several uses of one list go on counting.
    counts: BTreeMap<&'n str, [Option<u32>; LEVELS]>,
    /// Uses that began where they say.
    begun: BTreeSet<&'n str>,
}

impl<'n> Counter<'n> {
    pub(super) const fn new(numbering: &'n Numbering) -> Self {
        Self { numbering, counts: BTreeMap::new(), begun: BTreeSet::new() }
    }

    /// On which level of its list a paragraph stands: 0 is the outermost.
    pub(super) fn depth(&self, by: &NumberedBy) -> usize {
        let of_style = || {
            let (style, used) = (by.style.as_ref()?, self.numbering.uses.get(by.id.as_deref()?)?);
            let (_, list) = self.numbering.list_of(&used.list)?;
            (0..LEVELS).find(|at| {
                let level = used.levels.get(at).or_else(|| list.levels.get(at));
                level.is_some_and(|level| level.style.as_ref() == Some(style))
            })
        };
        by.level.or_else(of_style).unwrap_or(0)
    }

    /// Counts a paragraph, and gives what is shown before its words: nothing where that is a dot,
    /// which says nothing.
    pub(super) fn label(&mut self, by: &NumberedBy) -> Option<String> {
        let (id, used) = self.numbering.uses.get_key_value(by.id.as_deref()?)?;
        let (list_id, list) = self.numbering.list_of(&used.list)?;
        let level_at = |at: usize| used.levels.get(&at).or_else(|| list.levels.get(&at));
        let at = self.depth(by);
        let level = level_at(at)?;
        let counts = self.counts.entry(list_id).or_default();
        if self.begun.insert(id) {
            for &begun in used.starts.keys() {
                if let Some(count) = counts.get_mut(begun) {
                    *count = None;
                }
            }
        }
        let start = |at: usize| {
            let start = used.starts.get(&at).copied();
            start.or_else(|| level_at(at).map(|level| level.start)).unwrap_or(1)
        };
        for (deeper, count) in counts.iter_mut().enumerate().skip(at) {
            if deeper == at {
                *count = Some(count.map_or_else(|| start(at), |count| count.saturating_add(1)));
                continue;
            }
            let restart = level_at(deeper).and_then(|level| level.restart);
            if restart.is_none_or(|restart| at < restart) {
                *count = None;
            }
        }
        if level.form == Form::Bullet {
            return None;
        }
        let mut label = String::new();
        let mut rest = level.text.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            label.push_str(before);
            let shown = after.chars().next().and_then(|digit| digit.to_digit(10));
            let shown = shown.and_then(|n| usize::try_from(n).ok()?.checked_sub(1));
            let Some(shown) = shown.filter(|&shown| shown <= at) else {
                label.push('%');
                rest = after;
                continue;
            };
            rest = after.get(1..).unwrap_or_default();
            let form = level_at(shown).map(|level| level.form).unwrap_or_default();
            let form = if level.is_legal { form.legal() } else { form };
            let number = counts.get(shown).copied().flatten().unwrap_or_else(|| start(shown));
            label.push_str(&form.write(number));
        }
        label.push_str(rest);
        let label: String = label.trim().chars().take(LABEL_MAX).collect();
        // One of signs alone, such as a dash, is a dot by another name.
        label.contains(|c: char| c.is_alphanumeric() || "*†‡§".contains(c)).then_some(label)
    }
}
