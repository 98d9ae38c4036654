//! PDFs, written here line by line at their places.

use std::path::Path;
use std::time::{Duration, Instant};

use tickmark::import::{ImportError, Imported, Source, import};
use tickmark::text::ParagraphKind;
use tickmark::workbench::reading;

use crate::mutate::{Dice, damaged};

/// A line of type: from the left, from the bottom, size, words.
type Line<'w> = (u32, u32, u32, &'w str);

/// A PDF whose pages hold the lines; a page without any draws a picture of one dot.
fn pdf(pages: &[Vec<Line<'_>>]) -> Vec<u8> {
    let kids: Vec<_> = (0..pages.len()).map(|idx| format!("{} 0 R", 5 + 2 * idx)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray \
         /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
            .to_owned(),
    ];
    for (idx, lines) in pages.iter().enumerate() {
        let mut content = String::new();
        for (left, bottom, size, words) in lines {
            let words = words.replace('(', "\\(").replace(')', "\\)");
            content.push_str(&format!("BT /F {size} Tf {left} {bottom} Td ({words}) Tj ET\n"));
        }
        if lines.is_empty() {
            content.push_str("q 500 0 0 700 50 50 cm /I Do Q\n");
        }
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>",
            6 + 2 * idx
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut out = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (idx, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", idx + 1));
    }
    let at = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    let n = objects.len() + 1;
    out.push_str(&format!("trailer << /Size {n} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"));
    out.into_bytes()
}

fn read(pages: &[Vec<Line<'_>>]) -> Result<Imported, ImportError> {
    import(&Source { bytes: &pdf(pages), name: "a.pdf", ..Source::default() })
}

fn paragraphs(imported: &Imported) -> Vec<(ParagraphKind, &str)> {
    let document = &imported.document;
    document.paragraphs().iter().map(|p| (p.kind, document.words(p.span))).collect()
}

/// Two pages with a running head and a number, and a paragraph that goes on over the page.
fn report() -> Vec<Vec<Line<'static>>> {
    vec![
        vec![
            (60, 770, 9, "Harbour Review, volume 7"),
            (60, 720, 20, "Ferries run late"),
            (60, 690, 10, "The well-known ferry between the two islands was late on 42 of"),
            (60, 678, 10, "the 60 days that the harbour office looked at, the office an-"),
            (60, 666, 10, "nounced. Its master spoke of a summer of fog and of a well-"),
            (60, 654, 10, "known want of pilots on the northern shore of the sound."),
            (60, 630, 10, "A second ship has been promised for years, and the yard which"),
            (60, 618, 10, "is to build it has twice put off the day on which it will be"),
            (300, 30, 9, "1"),
        ],
        vec![
            (60, 770, 9, "Harbour Review, volume 7"),
            (60, 720, 10, "handed over to the company."),
            (60, 690, 14, "What it costs"),
            (60, 666, 10, "Each day without a ship costs the islands 12,000 crowns, says"),
            (60, 654, 10, "the office."),
            (300, 30, 9, "2"),
        ],
    ]
}

#[test]
fn lines_become_paragraphs_with_their_pages() {
    let imported = read(&report()).unwrap();
    assert_eq!(imported.title.as_deref(), Some("Ferries run late"));
    let expected = [
        (ParagraphKind::Title, "Ferries run late"),
        (
            ParagraphKind::Body,
            "The well-known ferry between the two islands was late on 42 of the 60 days that the \
             harbour office looked at, the office announced. Its master spoke of a summer of fog \
             and of a well-known want of pilots on the northern shore of the sound.",
        ),
        (
            ParagraphKind::Body,
            "A second ship has been promised for years, and the yard which is to build it has \
             twice put off the day on which it will be handed over to the company.",
        ),
        (ParagraphKind::Heading, "What it costs"),
        (
            ParagraphKind::Body,
            "Each day without a ship costs the islands 12,000 crowns, says the office.",
        ),
    ];
    assert_eq!(paragraphs(&imported), expected);
    let pins = (0..5).map(|idx| imported.document.margin().pinpoint(idx)).collect::<Vec<_>>();
    assert_eq!(pins, [Some("p. 1"), Some("p. 1"), Some("p. 1"), Some("p. 2"), Some("p. 2")]);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "The old mill by the river was",
        "sold in 1998 to a baker, who",
        "kept its wheel and its stones,",
        "and who opened it to everyone",
        "on two Sundays of each month,",
        "with bread from its own oven.",
    ];
    let right = [
        "Its new owner means to close",
        "it for good, and has told the",
        "council so in a letter which",
        "was read out on Tuesday night",
        "to forty people, most of them",
        "against the plan he described.",
    ];
    let mut page = vec![(60, 700, 18, "A mill, and what became of it")];
    for idx in 0..6 {
        let height = 660 - 12 * idx as u32;
        page.push((60, height, 10, left[idx]));
        page.push((252, height, 10, right[idx]));
    }
    let imported = read(&[page]).unwrap();
    let words: Vec<_> = paragraphs(&imported).into_iter().map(|(_, words)| words).collect();
    assert_eq!(
        words.join("|"),
        format!("A mill, and what became of it|{}|{}", left.join(" "), right.join(" "))
    );
}

#[test]
fn numbers_of_lines_are_no_words_and_other_numbers_are() {
    let lines: Vec<String> = (1..=6).map(|n| format!("In year {n} there were {}", n * 7)).collect();
    let numbers: Vec<String> = (1..=6).map(|n| n.to_string()).collect();
    let mut page = Vec::new();
    for idx in 0..6 {
        page.push((30, 600 - 14 * idx as u32, 10, &*numbers[idx]));
        page.push((60, 600 - 14 * idx as u32, 10, &*lines[idx]));
    }
    assert_eq!(read(&[page]).unwrap().document.text(), lines.join(" "));
}

#[test]
fn pages_that_are_pictures_are_told() {
    let mut pages = report();
    pages.push(Vec::new());
    let imported = read(&pages).unwrap();
    let warnings: Vec<_> = imported.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["Page 3 is a picture without text. 2 pages were read"]);
    assert_eq!(read(&[Vec::new()]), Err(ImportError::Pictures));
}

#[test]
fn a_locked_file_is_told() {
    let text = String::from_utf8(pdf(&report())).unwrap();
    let locked = text.replace(
        "/Root 1 0 R",
        &format!("/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>", "41".repeat(32)),
    );
    let error = import(&Source { bytes: locked.as_bytes(), name: "a.pdf", ..Source::default() });
    assert_eq!(error, Err(ImportError::Locked { what: "a PDF" }));
}

#[test]
fn damaged_pdfs_give_an_article_or_a_sentence() {
    let whole = pdf(&report());
    let program = Path::new(env!("CARGO_BIN_EXE_tickmark"));
    let mut dice = Dice(0x5EED_0000_0000_0002);
    let mut n_read = 0;
    for round in 0..200 {
        let mut bytes = damaged(&whole, &mut dice);
        if !bytes.starts_with(b"%PDF-") {
            bytes.splice(0..0, *b"%PDF-1.4\n");
        }
        let source = Source { bytes: &bytes, name: "a.pdf", ..Source::default() };
        let begun = Instant::now();
        match reading::read(&source, Some(program), &mut || true).unwrap() {
            Ok(imported) => {
                n_read += 1;
                assert!(!imported.document.text().is_empty(), "round {round}");
            }
            Err(error) => assert!(error.len() > 20, "round {round}: {error}"),
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "round {round}: {:?}", begun.elapsed());
    }
    assert!(n_read > 50, "{n_read} were read");
}

/// A book that nobody should wait for without being told, and that can be given up.
#[test]
fn a_thousand_pages_are_read_and_can_be_given_up() {
    let words = |n: usize| {
        format!("On day {n} the ferry was late by {} minutes, and fog was told of.", n * 7 % 60)
    };
    let words: Vec<String> = (1..=1000).map(words).collect();
    let page = |words| {
        vec![(60, 770, 9, "Harbour Review"), (60, 720, 10, words), (60, 690, 10, "And so on.")]
    };
    let pages: Vec<Vec<Line<'_>>> = words.iter().map(|words| page(words.as_str())).collect();
    let bytes = pdf(&pages);
    let source = Source { bytes: &bytes, name: "book.pdf", ..Source::default() };
    let program = Some(Path::new(env!("CARGO_BIN_EXE_tickmark")));
    let begun = Instant::now();
    let mut n_asked = 0;
    let mut go_on = || {
        n_asked += 1;
        true
    };
    let imported = reading::read(&source, program, &mut go_on).unwrap().unwrap();
    println!("1,000 pages in {:?}", begun.elapsed());
    let found = words.iter().filter(|words| imported.document.text().contains(words.as_str()));
    assert_eq!(found.count(), 1000);
    let last = imported.document.margin().pinpoints.last().map(|pin| pin.label.as_str());
    assert_eq!(last, Some("p. 1000"));
    assert!(n_asked > 3, "it was asked {n_asked} times whether it is wanted");
    let begun = Instant::now();
    let mut n_asked = 0;
    let mut gives_up = || {
        n_asked += 1;
        n_asked < 3
    };
    assert_eq!(reading::read(&source, program, &mut gives_up), None);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}
