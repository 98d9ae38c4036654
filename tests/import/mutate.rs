//! Files damaged at random, inside their archives too: each gives an article or a sentence, soon.
//!
//! `TICKMARK_MUTATIONS=10000` tries so many of each file; the seed is fixed.

use std::env;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tickmark::import::{Changes, Source, import, origins};

pub(crate) use crate::damage::{Dice, damaged};
use crate::damage::{FILES, mutated};

#[test]
fn damaged_files_give_an_article_or_a_sentence() {
    let n = env::var("TICKMARK_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    for &name in FILES {
        let bytes = fs::read(folder.join(name)).unwrap();
        let mut dice = Dice(0x5EED_0000_0000_0001);
        let (mut n_read, mut slowest) = (0, Duration::ZERO);
        for round in 0..n {
            let bytes = mutated(&bytes, round, &mut dice);
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
