//! Files damaged at random, inside their archives too: each gives an article or a sentence, soon.
//!
//! `TICKMARK_MUTATIONS=10000` tries so many of each file; the seed is fixed.

use std::env;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use tickmark::import::{Changes, Source, import, origins};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const FILES: &[&str] = &[
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

#[test]
fn damaged_files_give_an_article_or_a_sentence() {
    let n = env::var("TICKMARK_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    for &name in FILES {
        let bytes = fs::read(folder.join(name)).unwrap();
        let is_packed = bytes.starts_with(b"PK");
        let mut dice = Dice(0x5EED_0000_0000_0001);
        let (mut n_read, mut slowest) = (0, Duration::ZERO);
        for round in 0..n {
            let bytes = if is_packed && round % 4 > 0 {
                damaged_inside(&bytes, &mut dice)
            } else {
                damaged(&bytes, &mut dice)
            };
            let changes = [Changes::Accepted, Changes::Original, Changes::Both][round % 3];
            let source = Source { bytes: &bytes, name, changes, ..Source::default() };
            let begun = Instant::now();
            match import(&source) {
                Ok(imported) => {
                    n_read += 1;
                    let text = imported.document.text();
                    assert!(!text.is_empty(), "{name}, round {round}");
                    for comment in &imported.document.margin().comments {
                        assert!(comment.span.end as usize <= text.len(), "{name}, round {round}");
                    }
                    for note in &imported.document.margin().notes {
                        let n_paragraphs = imported.document.paragraphs().len();
                        assert!((note.paragraph as usize) < n_paragraphs, "{name}, round {round}");
                        assert!(text.is_char_boundary(note.at as usize), "{name}, round {round}");
                    }
                }
                Err(error) => assert!(error.to_string().len() > 20, "{name}, round {round}"),
            }
            slowest = slowest.max(begun.elapsed());
            if let Some((document, map)) = origins(&source) {
                for piece in &map.pieces {
                    assert!(!document.words(piece.span).is_empty(), "{name}, round {round}");
                }
            }
        }
        println!("{name}: {n_read} of {n} read, the slowest in {slowest:?}");
        assert!(slowest < Duration::from_secs(5), "{name} took {slowest:?}");
    }
}
