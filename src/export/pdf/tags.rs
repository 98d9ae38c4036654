//! What the words of a page are, for readers that do not see it: headings, paragraphs, lists, links.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, Tag, TagGroup, TagTree};

use super::layout::{Block, Role};

/// The words of each block, in the order they are read.
pub(super) struct Tags {
    blocks: Vec<Tagged>,
}

#[derive(Default)]
struct Tagged {
    label: Vec<Node>,
    words: Vec<Node>,
}

/// Where the words of a link stand among those of its block.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkPlace {
    block: usize,
    at: usize,
}

impl Tags {
    pub(super) fn new(n_blocks: usize) -> Self {
        Self { blocks: std::iter::repeat_with(Tagged::default).take(n_blocks).collect() }
    }

    pub(super) fn words(&mut self, block: usize, words: Identifier) {
        if let Some(block) = self.blocks.get_mut(block) {
            block.words.push(words.into());
        }
    }

    pub(super) fn label(&mut self, block: usize, words: Identifier) {
        if let Some(block) = self.blocks.get_mut(block) {
            block.label.push(words.into());
        }
    }

    /// Words that lead elsewhere; where they lead is known once their page is drawn.
    pub(super) fn linked_words(&mut self, block: usize, words: Identifier) -> LinkPlace {
        let at = self.blocks.get(block).map_or(0, |block| block.words.len());
        if let Some(block) = self.blocks.get_mut(block) {
            block.words.push(TagGroup::with_children(Tag::Link, vec![words.into()]).into());
        }
        LinkPlace { block, at }
    }

    pub(super) fn link(&mut self, place: LinkPlace, leads: Identifier) {
        let words = self.blocks.get_mut(place.block).and_then(|b| b.words.get_mut(place.at));
        if let Some(Node::Group(link)) = words {
            link.push(leads);
        }
    }

    /// All of it as a tree; items that follow one another are one list.
    pub(super) fn tree(self, blocks: &[Block]) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some("en".to_owned()));
        let mut list: Option<TagGroup> = None;
        for (tagged, block) in self.blocks.into_iter().zip(blocks) {
            let Tagged { label, words } = tagged;
            if block.role == Role::Item {
                let numbering =
                    if label.is_empty() { ListNumbering::Disc } else { ListNumbering::Decimal };
                let mut item = TagGroup::new(Tag::LI);
                if !label.is_empty() {
                    item.push(TagGroup::with_children(Tag::Lbl, label));
                }
                item.push(TagGroup::with_children(Tag::LBody, words));
                list.get_or_insert_with(|| TagGroup::new(Tag::L(numbering))).push(item);
                continue;
            }
            if let Some(list) = list.take() {
                tree.push(list);
            }
            let children: Vec<Node> = label.into_iter().chain(words).collect();
            let level = match block.role {
                Role::Heading(level) => NonZeroU16::new(level),
                Role::Item | Role::Paragraph => None,
            };
            tree.push(match level {
                Some(level) => {
                    let title: String = block.runs.iter().map(|run| run.words.as_str()).collect();
                    TagGroup::with_children(Tag::Hn(level, Some(title)), children)
                }
                None => TagGroup::with_children(Tag::P, children),
            });
        }
        if let Some(list) = list {
            tree.push(list);
        }
        tree
    }
}
