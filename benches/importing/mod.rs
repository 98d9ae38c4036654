//! The window while a Word file of 10 MB is read behind it: how long its frames take, whether progress is
//! told, and how soon it stops when it is told to.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use eframe::egui;
use tickmark::gui::App;
use tickmark::project::Project;
use tickmark::workbench::Action;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{frame, open, wheel};

/// What the file weighs at least.
const BYTES: usize = 10_000_000;

/// Its text, and the weight of a picture in it.
const WORDS: usize = 200_000;
const PICTURE: usize = 900_000;

/// From one frame to the next, as a screen asks for them.
const STEP: Duration = Duration::from_micros(16_667);

/// After so many frames the reading is stopped, where it is to be stopped: in the midst of it.
const STOP_AT: usize = 4;

/// How often the file is read.
const RUNS: usize = 5;

/// What was seen while a file was read.
pub(super) struct Importing {
    /// Processor time of the screen's thread in each frame of all runs, shortest first.
    pub(super) frames: Vec<Duration>,
    /// The same for the frame in which the article arrived; the shortest of the runs.
    pub(super) arrival: Duration,
    /// The same where that is taken back, and done again.
    pub(super) undo: Duration,
    pub(super) redo: Duration,
    /// How many different states of progress were told, at least.
    pub(super) n_told: usize,
    /// From the wish to the article; where it was stopped, from the word to the end of the work. The
    /// longest of the runs.
    pub(super) all: Duration,
}

/// Drops the file on a window in which a project is read, and scrolls in that meanwhile.
pub(super) fn importing(project: &Project, file: &Path, stops: bool) -> Importing {
    let mut seen = Importing {
        frames: Vec::new(),
        arrival: Duration::MAX,
        undo: Duration::MAX,
        redo: Duration::MAX,
        n_told: usize::MAX,
        all: Duration::ZERO,
    };
    for _ in 0..RUNS {
        import(project, file, stops, &mut seen);
    }
    seen.frames.sort_unstable();
    seen
}

fn import(project: &Project, file: &Path, stops: bool, seen: &mut Importing) {
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_tickmark")));
    let mut app = App::new(open(project).reading_apart(program));
    let ctx = egui::Context::default();
    App::dress(&ctx);
    for at in 0..20 {
        frame(&ctx, &mut app, at, Vec::new());
    }
    let mut told = Vec::new();
    let mut begin = Instant::now();
    app.wish(Action::Drop { path: file.to_owned() });
    for at in 0.. {
        let due = Instant::now() + STEP;
        if stops && at == STOP_AT {
            begin = Instant::now();
            app.wish(Action::CancelJob);
        }
        // Down and up again, so that there is always something to scroll to.
        let down = if at % 100 < 50 { 60.0 } else { -60.0 };
        let took = frame(&ctx, &mut app, 20 + at, vec![wheel(down)]);
        if let Some(running) = app.workbench().running() {
            let state = (running.words, running.share.map(f32::to_bits));
            if !told.contains(&state) {
                told.push(state);
            }
        }
        if !app.workbench().is_busy() {
            // What came is drawn in this frame and in the next.
            let next = frame(&ctx, &mut app, 21 + at, Vec::new());
            seen.arrival = seen.arrival.min(took.max(next));
            seen.all = seen.all.max(begin.elapsed());
            check(&app, project, !stops);
            app.wish(Action::Undo);
            seen.undo = seen.undo.min(frame(&ctx, &mut app, 22 + at, Vec::new()));
            check(&app, project, false);
            app.wish(Action::Redo);
            seen.redo = seen.redo.min(frame(&ctx, &mut app, 23 + at, Vec::new()));
            check(&app, project, !stops);
            break;
        }
        seen.frames.push(took);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
    }
    seen.n_told = seen.n_told.min(told.len());
}

/// The article has come, or has not.
fn check(app: &App, project: &Project, has_come: bool) {
    let n_articles = app.workbench().desk().map_or(0, |desk| desk.project().articles.len());
    assert_eq!(n_articles, project.articles.len() + usize::from(has_come));
}

/// A Word file with a long text and pictures.
pub(super) fn word_file() -> PathBuf {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    let plain = packed.compression_method(zip::CompressionMethod::Stored);
    let mut add = |name: &str, bytes: &[u8], options| {
        archive.start_file(name, options).unwrap();
        archive.write_all(bytes).unwrap();
        bytes.len()
    };
    add("[Content_Types].xml", TYPES.as_bytes(), packed);
    add("_rels/.rels", RELATIONS.as_bytes(), packed);
    add("word/document.xml", document().as_bytes(), packed);
    let mut noise = Noise(7);
    let mut weight = 0;
    for n in 1.. {
        let picture: Vec<u8> = (0..PICTURE).map(|_| noise.below(256) as u8).collect();
        weight += add(&format!("word/media/image{n}.png"), &picture, plain);
        if weight > BYTES {
            break;
        }
    }
    let bytes = archive.finish().unwrap().into_inner();
    let path = std::env::temp_dir().join(format!("tickmark-bench-{}.docx", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A text with a figure in every ten words, in the runs that a word processor makes.
fn document() -> String {
    const WORDS_KNOWN: [&str; 24] = [
        "the", "harbor", "board", "of", "ferries", "paid", "its", "crews", "an", "hourly", "wage",
        "that", "rose", "in", "every", "winter", "since", "bridges", "opened", "and", "skippers",
        "counted", "late", "boats",
    ];
    let mut noise = Noise(11);
    let mut xml = format!("{HEAD}<w:body>");
    for _ in 0..WORDS / 60 {
        xml.push_str("<w:p>");
        for _ in 0..6 {
            xml.push_str(
                r#"<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">"#,
            );
            for _ in 0..8 {
                xml.push_str(WORDS_KNOWN[noise.below(WORDS_KNOWN.len())]);
                xml.push(' ');
            }
            xml.push_str(&format!("{} percent.", 1 + noise.below(98)));
            xml.push_str(" </w:t></w:r>");
        }
        xml.push_str("</w:p>");
    }
    xml.push_str("</w:body></w:document>");
    xml
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// Numbers that look like chance and are the same each time.
struct Noise(u64);

impl Noise {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }
}
