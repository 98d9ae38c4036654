//! The claims of a project by id, in blocks that copies share: a snapshot costs a pointer for each
//! block, not for each claim, and a change after it copies one block.

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::fmt;
use std::iter::{FlatMap, Map};
use std::ops::Index;
use std::sync::Arc;
use std::{mem, slice, vec};

use serde::de::Deserializer;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::claim::{Claim, ClaimId};

/// How many ids one block spans, as a power of two. With 256, the snapshot of 100,000 claims is 400
/// pointers, and the first change after it copies at most 256.
const BLOCK_BITS: u32 = 8;

/// The claims whose ids differ in the low bits alone, in order. None is empty.
type Block = Vec<Entry>;

/// A claim with its id.
type Entry = (ClaimId, Arc<Claim>);

/// Claims by id, in the order of the ids. A copy shares everything with what it was made of until
/// either changes.
#[derive(Clone, Default)]
pub struct Claims {
    blocks: BTreeMap<u32, Arc<Block>>,
    len: usize,
}

/// Goes over the blocks, and in each over its claims.
type Entries<'a> = FlatMap<
    btree_map::Values<'a, u32, Arc<Block>>,
    slice::Iter<'a, Entry>,
    fn(&'a Arc<Block>) -> slice::Iter<'a, Entry>,
>;

/// Goes over claims by id.
type Iter<'a> = Map<Entries<'a>, fn(&'a Entry) -> (&'a ClaimId, &'a Arc<Claim>)>;

/// Gives claims away, by id.
type IntoIter = FlatMap<
    btree_map::IntoValues<u32, Arc<Block>>,
    vec::IntoIter<Entry>,
    fn(Arc<Block>) -> vec::IntoIter<Entry>,
>;

const fn block_of(id: ClaimId) -> u32 {
    id.0 >> BLOCK_BITS
}

/// Where a claim stands in its block, or would stand.
fn place(block: &Block, id: ClaimId) -> Result<usize, usize> {
    // Most are put in behind all others.
    match block.last() {
        Some((last, _)) if *last < id => Err(block.len()),
        _ => block.binary_search_by_key(&id, |(held, _)| *held),
    }
}

impl Claims {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The claim of this id.
    #[must_use]
    pub fn get(&self, id: &ClaimId) -> Option<&Arc<Claim>> {
        let block = self.blocks.get(&block_of(*id))?;
        block.get(place(block, *id).ok()?).map(|(_, claim)| claim)
    }

    /// The claim of this id, to be changed.
    pub fn get_mut(&mut self, id: &ClaimId) -> Option<&mut Arc<Claim>> {
        let block = self.blocks.get_mut(&block_of(*id))?;
        let at = place(block, *id).ok()?;
        Arc::make_mut(block).get_mut(at).map(|(_, claim)| claim)
    }

    /// Whether there is a claim of this id.
    #[must_use]
    pub fn contains_key(&self, id: &ClaimId) -> bool {
        self.get(id).is_some()
    }

    /// Puts a claim in, and gives the one that had its id.
    pub fn insert(&mut self, id: ClaimId, claim: Arc<Claim>) -> Option<Arc<Claim>> {
        let block = self.blocks.entry(block_of(id)).or_default();
        let place = place(block, id);
        let block = Arc::make_mut(block);
        match place {
            Ok(at) => block.get_mut(at).map(|(_, held)| mem::replace(held, claim)),
            Err(at) => {
                block.insert(at, (id, claim));
                self.len += 1;
                None
            }
        }
    }

    /// Takes the claim of this id out.
    pub fn remove(&mut self, id: &ClaimId) -> Option<Arc<Claim>> {
        let block = self.blocks.get_mut(&block_of(*id))?;
        let at = place(block, *id).ok()?;
        let (_, held) = Arc::make_mut(block).remove(at);
        if block.is_empty() {
            self.blocks.remove(&block_of(*id));
        }
        self.len -= 1;
        Some(held)
    }

    /// Leaves those in of which `stays` says so.
    pub fn retain(&mut self, mut stays: impl FnMut(&ClaimId, &mut Arc<Claim>) -> bool) {
        self.blocks.retain(|_, block| {
            let block = Arc::make_mut(block);
            block.retain_mut(|(id, claim)| stays(id, claim));
            !block.is_empty()
        });
        self.len = self.blocks.values().map(|block| block.len()).sum();
    }

    /// All of them, with their ids.
    pub fn iter(&self) -> Iter<'_> {
        let entries: Entries<'_> = self.blocks.values().flat_map(|block| block.iter());
        entries.map(|(id, claim)| (id, claim))
    }

    /// Their ids.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &ClaimId> + Clone {
        self.iter().map(|(id, _)| id)
    }

    /// All of them.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Arc<Claim>> + Clone {
        self.iter().map(|(_, claim)| claim)
    }

    /// All of them, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Arc<Claim>> {
        self.blocks.values_mut().flat_map(Arc::make_mut).map(|(_, claim)| claim)
    }

    /// The one with the greatest id.
    #[must_use]
    pub fn last_key_value(&self) -> Option<(&ClaimId, &Arc<Claim>)> {
        self.blocks.last_key_value()?.1.last().map(|(id, claim)| (id, claim))
    }
}

impl PartialEq for Claims {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |(a, b): (&Arc<Block>, &Arc<Block>)| Arc::ptr_eq(a, b) || a == b;
        // The ids in a block tell which block it is.
        self.len == other.len
            && self.blocks.len() == other.blocks.len()
            && self.blocks.values().zip(other.blocks.values()).all(is_same)
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl Index<&ClaimId> for Claims {
    type Output = Arc<Claim>;

    /// # Panics
    /// Where there is no claim of this id, as a map does.
    fn index(&self, id: &ClaimId) -> &Arc<Claim> {
        let block = &self.blocks[&block_of(*id)];
        // Where it is not there, one past the last, where nothing is.
        &block[place(block, *id).unwrap_or(block.len())].1
    }
}

impl<'a> IntoIterator for &'a Claims {
    type Item = (&'a ClaimId, &'a Arc<Claim>);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl IntoIterator for Claims {
    type Item = (ClaimId, Arc<Claim>);
    type IntoIter = IntoIter;

    fn into_iter(self) -> IntoIter {
        self.blocks.into_values().flat_map(|block| Arc::unwrap_or_clone(block).into_iter())
    }
}

impl Extend<(ClaimId, Arc<Claim>)> for Claims {
    fn extend<I: IntoIterator<Item = (ClaimId, Arc<Claim>)>>(&mut self, claims: I) {
        for (id, claim) in claims {
            self.insert(id, claim);
        }
    }
}

impl FromIterator<(ClaimId, Arc<Claim>)> for Claims {
    fn from_iter<I: IntoIterator<Item = (ClaimId, Arc<Claim>)>>(claims: I) -> Self {
        let mut all = Self::default();
        all.extend(claims);
        all
    }
}

impl Serialize for Claims {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As a map of this length would be, for a format that tells the length first.
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(self.len))?;
        for (id, claim) in self {
            map.serialize_entry(id, claim)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let all: BTreeMap<ClaimId, Arc<Claim>> = super::with_all(deserializer)?;
        Ok(all.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{ClaimKind, Finding, Parts};
    use crate::project::ArticleId;
    use crate::text::{Document, Span};

    fn claim(article: u32) -> Arc<Claim> {
        let document = Document::from_paragraphs(vec![]);
        let finding = Finding::new(Span::new(0, 0), ClaimKind::Name, "name", Parts::Plain);
        Arc::new(Claim::from_finding(ArticleId(article), &document, &finding))
    }

    /// Claims and a map to which the same is done are the same after each step, whatever the ids, and
    /// a copy made before is as it was.
    #[test]
    fn they_are_as_a_map_of_them_would_be() {
        let ids = [0, 1, 255, 256, 257, 511, 512, 100_000, u32::MAX - 1, u32::MAX].map(ClaimId);
        let (mut claims, mut map) = (Claims::new(), BTreeMap::new());
        let mut dice = 1_usize;
        for step in 0..2_000_u32 {
            let (before, was) = (claims.clone(), map.clone());
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            let id = ids[(dice >> 33) % ids.len()];
            match (dice >> 40) % 5 {
                0 | 1 => assert_eq!(claims.insert(id, claim(step)), map.insert(id, claim(step))),
                2 => assert_eq!(claims.remove(&id), map.remove(&id)),
                3 => {
                    let change = |held: &mut Arc<Claim>| Arc::make_mut(held).note += "x";
                    claims.get_mut(&id).map(change);
                    map.get_mut(&id).map(change);
                }
                _ => {
                    let stays = |id: &ClaimId, _: &mut Arc<Claim>| (id.0 ^ step) & 6 != 0;
                    claims.retain(stays);
                    map.retain(stays);
                }
            }
            assert!(before.iter().eq(&was));
            assert!(claims.iter().eq(&map) && claims.keys().rev().eq(map.keys().rev()));
            assert_eq!((claims.len(), claims.is_empty()), (map.len(), map.is_empty()));
            assert_eq!(
                (claims.get(&id), claims.last_key_value()),
                (map.get(&id), map.last_key_value())
            );
            assert_eq!(claims == before, map == was);
            assert_eq!(claims, map.clone().into_iter().collect());
            assert!(claims.clone().into_iter().eq(map.clone()));
        }
    }

    #[test]
    fn a_copy_shares_all_blocks_but_the_one_that_changed() {
        let mut claims: Claims = (0..1_000).map(|id| (ClaimId(id), claim(1))).collect();
        let copy = claims.clone();
        claims.insert(ClaimId(300), claim(2));
        let shared = claims.blocks.values().zip(copy.blocks.values());
        let shared: Vec<bool> = shared.map(|(a, b)| Arc::ptr_eq(a, b)).collect();
        assert_eq!(shared, [true, false, true, true]);
    }
}
