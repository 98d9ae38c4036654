//! Ways to damage a file at random, the same in every run.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Samples of each format that is written out in `tests/import`.
pub(crate) const FILES: &[&str] = &[
    "manuscript.docx",
    "manuscript-office.docx",
    "manuscript.odt",
    "manuscript.rtf",
    "book.epub",
    "reply.eml",
    "talk.srt",
    "talk.vtt",
    "news.html",
    "saved.mhtml",
    "review.md",
];

/// A small generator of numbers, the same on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides.max(1)
    }
}

/// Changes, takes out, doubles or swaps a few pieces.
pub(crate) fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.roll(4) {
        if bytes.is_empty() {
            break;
        }
        let at = dice.roll(bytes.len());
        let end = (at + 1 + dice.roll(40)).min(bytes.len());
        match dice.roll(6) {
            0 => bytes[at] ^= 1 << dice.roll(8),
            1 => bytes[at] = b"<>&;/\"'={}\\\0\xFF"[dice.roll(13)],
            2 => drop(bytes.drain(at..end)),
            3 => {
                let piece = bytes[at..end].to_vec();
                let to = dice.roll(bytes.len());
                let piece = piece.repeat(1 + dice.roll(20));
                drop(bytes.splice(to..to, piece));
            }
            4 => bytes.truncate(at.max(1)),
            _ => {
                // Whole elements change places.
                let find = |from: usize| {
                    bytes[from..].iter().position(|&b| b == b'<').map(|found| from + found)
                };
                if let (Some(from), Some(to)) = (find(at), find(dice.roll(at + 1))) {
                    let length = bytes[from..].iter().position(|&b| b == b'>').unwrap_or(0);
                    let piece = bytes[from..=from + length].to_vec();
                    drop(bytes.splice(to..to, piece));
                }
            }
        }
    }
    bytes
}

/// Damages a file, or inside it where it is packed.
pub(crate) fn mutated(bytes: &[u8], round: usize, dice: &mut Dice) -> Vec<u8> {
    if bytes.starts_with(b"PK") && !round.is_multiple_of(4) {
        damaged_inside(bytes, dice)
    } else {
        damaged(bytes, dice)
    }
}

/// Damages one part of an archive, and packs it again.
fn damaged_inside(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let hurt = dice.roll(archive.len());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for idx in 0..archive.len() {
        let mut entry = archive.by_index(idx).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut part = Vec::new();
        entry.read_to_end(&mut part).unwrap();
        if idx == hurt || (name.ends_with("document.xml") && dice.roll(2) == 0) {
            part = damaged(&part, dice);
        }
        out.start_file(name, options).unwrap();
        out.write_all(&part).unwrap();
    }
    out.finish().unwrap().into_inner()
}
