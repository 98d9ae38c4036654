//! The styles of an OpenDocument text, as far as they tell what a paragraph is for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::docx::kind_of;
use super::super::xml::{Node, Xml};
use super::SPACES;
use super::lists::ListStyle;
use crate::text::ParagraphKind;

/// How many styles may be based on one another.
const CHAIN_MAX: usize = 32;

/// The styles by name, and those that hide what they are on.
#[derive(Debug, Default)]
pub(super) struct Styles {
    parents: BTreeMap<String, String>,
    hidden: BTreeSet<String>,
    /// How lists are numbered, by name.
    pub(super) lists: BTreeMap<String, ListStyle>,
    /// How headings are.
    pub(super) outline: ListStyle,
}

impl Styles {
    /// Adds the styles that stand in a part.
    pub(super) fn read(&mut self, text: &str) {
        let mut xml = Xml::new(text, SPACES);
        while let Some(node) = xml.next() {
            let Node::Start(element) = node else { continue };
            if matches!(element.name(), "office:body" | "office:master-styles") {
                xml.skip();
                continue;
            }
            match element.name() {
                "text:list-style" => {
                    let name = element.attribute("name").unwrap_or_default();
                    let style = ListStyle::read(&mut xml);
                    self.lists.insert(name, style);
                    continue;
                }
                "text:outline-style" => {
                    self.outline = ListStyle::read(&mut xml);
                    continue;
                }
                "style:style" => {}
                _ => continue,
            }
            let Some(name) = element.attribute("name") else { continue };
            if let Some(parent) = element.attribute("parent-style-name") {
                self.parents.entry(name.clone()).or_insert(parent);
            }
            let mut is_hidden = false;
            xml.each_inside(|element| {
                is_hidden |= element.name() == "style:text-properties"
                    && element.attribute("display").as_deref() == Some("none");
                true
            });
            if is_hidden {
                self.hidden.insert(name);
            }
        }
    }

    /// What a paragraph of this style is for, where the style tells.
    pub(super) fn kind(&self, name: &str) -> Option<ParagraphKind> {
        let mut name = name;
        for _ in 0..CHAIN_MAX {
            // Names are written with their spaces as numbers.
            if let Some(kind) = kind_of(&name.replace("_20_", " ").to_lowercase()) {
                return Some(kind);
            }
            name = self.parents.get(name)?;
        }
        None
    }

    /// Whether what has this style is not shown.
    pub(super) fn is_hidden(&self, name: &str) -> bool {
        self.hidden.contains(name)
    }
}
