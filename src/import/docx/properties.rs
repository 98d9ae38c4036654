//! What a Word document says of its paragraphs and runs: their styles, and whether they are there.

use std::collections::BTreeMap;

use super::super::xml::{Element, Node, Xml};
use super::SPACES;
use super::numbering::NumberedBy;
use crate::text::ParagraphKind;

/// How many styles may be based on one another.
const CHAIN_MAX: usize = 32;

/// The styles of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    /// In lower case.
    name: String,
    based_on: Option<String>,
    is_outlined: bool,
    is_listed: Option<bool>,
    numbered: NumberedBy,
}

/// What a style makes of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Styled {
    pub(super) kind: ParagraphKind,
    /// A line of a table of contents, which only repeats the headings.
    pub(super) is_contents: bool,
    /// How many lists the list stands in whose item it is, where the style's name tells.
    pub(super) depth: usize,
}

impl Styles {
    pub(super) fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let mut xml = Xml::new(text, SPACES);
        while let Some(node) = xml.next() {
            let Node::Start(element) = node else { continue };
            if element.name() != "w:style" {
                continue;
            }
            let id = element.attribute("styleId").unwrap_or_default();
            let mut style = Style::default();
            xml.each_inside(|element| {
                let value = || element.attribute("val");
                match element.name() {
                    "w:name" => style.name = value().unwrap_or_default().to_lowercase(),
                    "w:basedOn" => style.based_on = value(),
                    "w:outlineLvl" => style.is_outlined = is_level(element),
                    "w:numId" => style.is_listed = Some(value().is_some_and(|id| id != "0")),
                    // How it was before.
                    "w:pPrChange" | "w:rPrChange" => return false,
                    _ => {}
                }
                style.numbered.read(element);
                true
            });
            styles.by_id.entry(id).or_insert(style);
        }
        styles
    }

    /// How paragraphs of this style are numbered: by its own account, or that of those it is based
    /// on.
    fn numbered(&self, id: &str) -> NumberedBy {
        let mut found = NumberedBy::default();
        let mut id = id;
        for _ in 0..CHAIN_MAX {
            let Some(style) = self.by_id.get(id) else { break };
            found.level = found.level.or(style.numbered.level);
            if style.numbered.id.is_some() {
                found.id.clone_from(&style.numbered.id);
                found.style.get_or_insert_with(|| id.to_owned());
                break;
            }
            let Some(base) = &style.based_on else { break };
            id = base;
        }
        found
    }

    /// What the style of this id makes of a paragraph.
    pub(super) fn styled(&self, id: &str) -> Styled {
        let mut is_listed = None;
        let mut id = id;
        for _ in 0..CHAIN_MAX {
            // A style that is not described is known by its id, which is its name without spaces.
            let style = self.by_id.get(id);
            let by_id = id.to_lowercase();
            let name = style.map_or(by_id.as_str(), |style| style.name.as_str());
            if name.starts_with("toc ") {
                return Styled { is_contents: true, ..Styled::default() };
            }
            if let Some(kind) = kind_of(name) {
                return Styled { kind, depth: depth_of(name), ..Styled::default() };
            }
            let Some(style) = style else { break };
            if style.is_outlined {
                return Styled { kind: ParagraphKind::Heading, ..Styled::default() };
            }
            is_listed = is_listed.or(style.is_listed);
            let Some(base) = &style.based_on else { break };
            id = base;
        }
        let kind =
            if is_listed == Some(true) { ParagraphKind::Item } else { ParagraphKind::default() };
        Styled { kind, ..Styled::default() }
    }
}

/// What a paragraph of a style so named, in lower case, is for; names of other programs included.
pub(in crate::import) fn kind_of(name: &str) -> Option<ParagraphKind> {
    let name = name.replace([' ', '_', '-'], "");
    let is_numbered = |beginning: &str| {
        name.strip_prefix(beginning).is_some_and(|rest| {
            rest.chars().all(|c| c.is_ascii_digit()) || rest.starts_with("char")
        })
    };
    Some(match name.as_str() {
        "title" => ParagraphKind::Title,
        "subtitle" => ParagraphKind::Deck,
        "caption" | "imagecaption" | "tablecaption" | "figure" => ParagraphKind::Caption,
        "quote" | "intensequote" | "blocktext" | "blockquote" | "quotations" => {
            ParagraphKind::Quote
        }
        _ if is_numbered("heading") || is_numbered("überschrift") || is_numbered("titre") => {
            ParagraphKind::Heading
        }
        _ if name.starts_with("listbullet") || name.starts_with("listnumber") => {
            ParagraphKind::Item
        }
        _ => return None,
    })
}

/// How many lists the list stands in whose item a paragraph of a style so named, in lower case, is:
/// `list bullet 2` is for the items of a list in another one.
pub(in crate::import) fn depth_of(name: &str) -> usize {
    let rank = name.strip_prefix("list bullet ").or_else(|| name.strip_prefix("list number "));
    rank.and_then(|rank| rank.parse::<usize>().ok()).map_or(0, |rank| rank.saturating_sub(1))
}

/// What stands in a paragraph's properties.
#[derive(Debug, Default)]
pub(super) struct ParagraphProperties {
    style: Option<String>,
    is_outlined: Option<bool>,
    is_listed: Option<bool>,
    numbered: NumberedBy,
    /// Its end was inserted, deleted, moved here or moved away.
    pub(super) end: Revisions,
}

/// What was done with something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Revisions {
    pub(super) is_inserted: bool,
    pub(super) is_deleted: bool,
}

impl ParagraphProperties {
    /// Reads the element whose start was read last, to its end.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut properties = Self::default();
        let mut is_at_end = false;
        xml.each_inside(|element| {
            match element.name() {
                "w:pStyle" => properties.style = element.attribute("val"),
                "w:outlineLvl" => properties.is_outlined = Some(is_level(element)),
                "w:numId" => {
                    let id = element.attribute("val");
                    properties.is_listed = Some(id.is_some_and(|id| id != "0"));
                }
                // The properties of its end stand after its own.
                "w:rPr" => is_at_end = true,
                "w:ins" | "w:moveTo" if is_at_end => properties.end.is_inserted = true,
                "w:del" | "w:moveFrom" if is_at_end => properties.end.is_deleted = true,
                // How it was before.
                "w:pPrChange" | "w:rPrChange" | "w:sectPr" => return false,
                _ => {}
            }
            properties.numbered.read(element);
            true
        });
        properties
    }

    /// How the paragraph is numbered: what it says itself comes before what its style says.
    pub(super) fn numbered(&self, styles: &Styles) -> NumberedBy {
        let of_style = self.style.as_deref().map(|id| styles.numbered(id)).unwrap_or_default();
        let own = self.numbered.clone();
        if own.id.is_some() {
            return NumberedBy { style: self.style.clone(), ..own };
        }
        NumberedBy {
            level: own.level.or(of_style.level),
            // Levels name the style that is numbered, not those that are based on it.
            style: of_style.style,
            id: of_style.id,
        }
    }

    pub(super) fn styled(&self, styles: &Styles) -> Styled {
        let mut styled = self.style.as_deref().map(|id| styles.styled(id)).unwrap_or_default();
        if matches!(styled.kind, ParagraphKind::Body | ParagraphKind::Item) {
            styled.kind = match (self.is_outlined, self.is_listed) {
                (Some(true), _) => ParagraphKind::Heading,
                (_, Some(true)) => ParagraphKind::Item,
                (_, Some(false)) => ParagraphKind::Body,
                _ => styled.kind,
            };
        }
        styled
    }
}

/// How a run is set, as far as that changes what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RunLook {
    pub(super) is_hidden: bool,
    pub(super) is_raised: bool,
}

/// How a run is set, by its properties, whose start was read last.
pub(super) fn run_look(xml: &mut Xml<'_>) -> RunLook {
    let mut look = RunLook::default();
    xml.each_inside(|element| {
        match element.name() {
            "w:vanish" => look.is_hidden = element.is_on(),
            "w:vertAlign" => {
                look.is_raised = element.attribute("val").as_deref() == Some("superscript");
            }
            "w:rPrChange" => return false,
            _ => {}
        }
        true
    });
    look
}

/// What was done with a row, by its properties, whose start was read last.
pub(super) fn row_revisions(xml: &mut Xml<'_>) -> Revisions {
    let mut revisions = Revisions::default();
    xml.each_inside(|element| {
        match element.name() {
            "w:ins" => revisions.is_inserted = true,
            "w:del" => revisions.is_deleted = true,
            "w:trPrChange" => return false,
            _ => {}
        }
        true
    });
    revisions
}

/// Whether a content control, whose properties' start was read last, shows only its prompt.
pub(super) fn shows_prompt(xml: &mut Xml<'_>) -> bool {
    let mut shows = false;
    xml.each_inside(|element| {
        shows |= element.name() == "w:showingPlcHdr" && element.is_on();
        true
    });
    shows
}

fn is_level(element: &Element<'_>) -> bool {
    // Nine is the level of running text.
    element.attribute("val").is_some_and(|level| level != "9")
}
