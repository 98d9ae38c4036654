//! PDFs, written here line by line at their places.

use std::path::Path;
use std::time::{Duration, Instant};

use tickmark::import::{ImportError, Imported, Pages, Source, import};
use tickmark::text::ParagraphKind;
use tickmark::workbench::{Action, Workbench, reading};

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
        match reading::read(&source, Some(program), &mut |_| true).unwrap() {
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
fn book() -> (Vec<u8>, Vec<String>) {
    let words = |n: usize| {
        format!("On day {n} the ferry was late by {} minutes, and fog was told of.", n * 7 % 60)
    };
    let words: Vec<String> = (1..=1000).map(words).collect();
    let page = |words| {
        vec![(60, 770, 9, "Harbour Review"), (60, 720, 10, words), (60, 690, 10, "And so on.")]
    };
    let pages: Vec<Vec<Line<'_>>> = words.iter().map(|words| page(words.as_str())).collect();
    (pdf(&pages), words)
}

#[test]
fn a_thousand_pages_are_read_one_by_one_and_can_be_given_up() {
    let (bytes, words) = book();
    let source = Source { bytes: &bytes, name: "book.pdf", ..Source::default() };
    let program = Some(Path::new(env!("CARGO_BIN_EXE_tickmark")));
    let begun = Instant::now();
    let mut told = Vec::new();
    let mut go_on = |pages| {
        told.push(pages);
        true
    };
    let imported = reading::read(&source, program, &mut go_on).unwrap().unwrap();
    println!("1,000 pages in {:?}", begun.elapsed());
    let found = words.iter().filter(|words| imported.document.text().contains(words.as_str()));
    assert_eq!(found.count(), 1000);
    let last = imported.document.margin().pinpoints.last().map(|pin| pin.label.as_str());
    assert_eq!(last, Some("p. 1000"));
    assert!(told.is_sorted_by_key(|pages| (pages.all, pages.done)), "{told:?}");
    told.dedup();
    assert!(told.len() > 3, "{told:?}");
    assert!(told.last().is_some_and(|pages| pages.all == 1000 && pages.done <= 1000), "{told:?}");
    let mut given_up_at = Instant::now();
    let mut gives_up = |pages: Pages| {
        given_up_at = Instant::now();
        pages.done < 50
    };
    assert_eq!(reading::read(&source, program, &mut gives_up), None);
    assert!(given_up_at.elapsed() < Duration::from_secs(1), "{:?}", given_up_at.elapsed());
}

/// In the whole application, but for its window: which page is read, of how many, and an end at once.
#[test]
fn the_pages_of_a_book_are_counted_while_it_opens() {
    let folder = std::env::temp_dir().join(format!("tickmark-book-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("book.pdf");
    std::fs::write(&path, book().0).unwrap();
    let program = Some(Path::new(env!("CARGO_BIN_EXE_tickmark")).to_path_buf());
    let start = || {
        let clock = Box::new(|| "2025-05-02T12:00:00Z[UTC]".parse().unwrap());
        let mut workbench = Workbench::new(None, clock, || {}).reading_apart(program.clone());
        workbench.update(Action::Open { path: path.clone() });
        workbench
    };
    let mut workbench = start();
    let (mut told, mut shares) = (Vec::new(), Vec::new());
    while let Some(running) = workbench.running() {
        told.push(running.told());
        shares.extend(running.share);
        workbench.poll();
        std::thread::yield_now();
    }
    told.dedup();
    let pages: Vec<_> = told.iter().filter(|words| words.starts_with("Reading page ")).collect();
    assert!(pages.len() > 3 && pages.iter().all(|words| words.ends_with(" of 1,000")), "{told:?}");
    assert!(shares.is_sorted() && shares.iter().any(|share| *share > 0.5), "{shares:?}");
    let desk = workbench.desk().unwrap();
    let mut articles = desk.project().articles.values();
    assert!(articles.any(|article| article.document.text().contains("On day 1000 ")));

    let mut workbench = start();
    while workbench
        .running()
        .is_some_and(|running| running.pages.is_none_or(|pages| pages.done < 20))
    {
        workbench.poll();
        std::thread::yield_now();
    }
    let told = workbench.running().map(|running| running.told());
    assert!(told.as_ref().is_some_and(|words| words.starts_with("Reading page ")), "{told:?}");
    workbench.update(Action::CancelJob);
    let begun = Instant::now();
    while workbench.running().is_some() {
        workbench.poll();
        std::thread::yield_now();
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(workbench.desk().is_none());
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The paragraphs of one page, each with its kind.
fn check_page(lines: Vec<Line<'_>>, expected: &[(ParagraphKind, &str)]) {
    let imported = read(&[lines]).unwrap();
    assert_eq!(paragraphs(&imported), expected);
}

#[test]
fn rows_of_tables_stay_rows() {
    use ParagraphKind::{Body, Row};
    check_page(
        vec![
            (60, 700, 10, "The board paid for four works in the first quarter of the year:"),
            (60, 676, 10, "Work"),
            (260, 676, 10, "Planned"),
            (360, 676, 10, "Spent"),
            (60, 662, 10, "Dredging, first part"),
            (260, 662, 10, "1,400,000"),
            (360, 662, 10, "1,622,300"),
            (60, 648, 10, "Lights"),
            (360, 648, 10, "64,120"),
            (60, 634, 10, "North pier"),
            (260, 634, 10, "310,000"),
            (360, 634, 10, "287,950"),
            (60, 610, 10, "The pier cost less than planned, as a yard was closing."),
        ],
        &[
            (Body, "The board paid for four works in the first quarter of the year:"),
            (Row, "Work\tPlanned\tSpent"),
            (Row, "Dredging, first part\t1,400,000\t1,622,300"),
            (Row, "Lights\t\t64,120"),
            (Row, "North pier\t310,000\t287,950"),
            (Body, "The pier cost less than planned, as a yard was closing."),
        ],
    );
}

#[test]
fn lines_of_one_cell_stay_together() {
    use ParagraphKind::Row;
    check_page(
        vec![
            (60, 700, 10, "Who"),
            (220, 700, 10, "What"),
            (420, 700, 10, "When"),
            (60, 676, 10, "Nils Okafor"),
            (220, 676, 10, "asks the yard for the"),
            (420, 676, 10, "May"),
            (220, 664, 10, "price of a new hull"),
            (60, 640, 10, "Ida Quell"),
            (220, 640, 10, "measures the channel"),
            (420, 640, 10, "August"),
        ],
        &[
            (Row, "Who\tWhat\tWhen"),
            (Row, "Nils Okafor\tasks the yard for the price of a new hull\tMay"),
            (Row, "Ida Quell\tmeasures the channel\tAugust"),
        ],
    );
}

#[test]
fn numbered_items_are_no_table() {
    use ParagraphKind::Body;
    check_page(
        vec![
            (60, 700, 10, "1."),
            (90, 700, 10, "Dig the channel."),
            (60, 686, 10, "2."),
            (90, 686, 10, "Sell the ship that is affected by rust and has no"),
            (90, 674, 10, "captain any more."),
            (60, 660, 10, "3."),
            (90, 660, 10, "Ask the state."),
        ],
        &[
            (Body, "1. Dig the channel."),
            (Body, "2. Sell the ship that is affected by rust and has no captain any more."),
            (Body, "3. Ask the state."),
        ],
    );
}

#[test]
fn notes_at_the_foot_are_linked_from_their_marks() {
    let pages = [
        vec![
            (60, 720, 10, "The ships burned 6,210 tons of fuel in 2024, at a price that was"),
            (60, 708, 10, "almost twice that of 2019."),
            (217, 711, 6, "1"),
            (230, 708, 10, "An area of 19 km"),
            (327, 711, 6, "2"),
            (333, 708, 10, "was closed,"),
            (60, 696, 10, "and the companies went on with it"),
            (259, 699, 6, "2"),
            (270, 696, 10, "since they had been"),
            (60, 100, 8, "1 Prices are those that the companies paid, as told by"),
            (60, 90, 8, "their own books."),
            (60, 80, 8, "2 As told by two of them."),
        ],
        vec![(60, 720, 10, "paid for.")],
    ];
    let imported = read(&pages).unwrap();
    let document = &imported.document;
    let first = "The ships burned 6,210 tons of fuel in 2024, at a price that was almost twice that of 2019. \
        An area of 19 km² was closed, and the companies went on with it since they had been paid for.";
    let note = "Prices are those that the companies paid, as told by their own books.";
    let other = "As told by two of them.";
    let expected =
        [(ParagraphKind::Body, first), (ParagraphKind::Note, note), (ParagraphKind::Note, other)];
    assert_eq!(paragraphs(&imported), expected);
    let marks: Vec<_> =
        document.margin().notes.iter().map(|mark| (&*mark.label, mark.paragraph)).collect();
    assert_eq!(marks, [("1", 1), ("2", 2)]);
    let before = |at: usize| &document.text()[..document.margin().notes[at].at as usize];
    assert!(before(0).ends_with("that of 2019.") && before(1).ends_with("went on with it"));
}

/// The words before each mark of a note, with the note's words.
fn marks(imported: &Imported) -> Vec<(&str, &str)> {
    let document = &imported.document;
    let paragraphs = document.paragraphs();
    let told = |mark: &tickmark::text::NoteMark| {
        let (before, _) = document.text().split_at(mark.at as usize);
        let before = before.rsplit(' ').next().unwrap_or_default();
        (before, document.words(paragraphs[mark.paragraph as usize].span))
    };
    document.margin().notes.iter().map(told).collect()
}

#[test]
fn a_power_is_no_mark_and_an_apostrophe_is_no_unit() {
    let page = vec![
        (60, 720, 10, "The two went along, R"),
        (186, 723, 6, "1"),
        (192, 720, 10, "being almost one, by the office's"),
        (390, 723, 6, "1"),
        (400, 720, 10, "count of"),
        (60, 708, 10, "ships and by the board's own, which nobody has seen."),
        (372, 711, 6, "2"),
        (60, 100, 8, "1 As told in May."),
        (60, 90, 8, "2 As told in June."),
    ];
    let again = vec![
        (60, 720, 10, "Nobody has counted the boats that lie in the basin."),
        (366, 723, 6, "1"),
        (60, 100, 8, "1 As told in July."),
    ];
    let imported = read(&[page, again]).unwrap();
    assert_eq!(
        marks(&imported),
        [
            ("office's", "As told in May."),
            ("seen.", "As told in June."),
            ("basin.", "As told in July."),
        ]
    );
    let text = imported.document.text();
    assert!(text.contains("R¹ being almost one, by the office's count"), "{text}");
}

#[test]
fn a_heading_whose_number_is_that_of_its_page_stays() {
    use ParagraphKind::{Body, Heading, Title};
    let pages = ["The fleet of the sound", "What it costs a year"].map(|words| {
        let number = if words.starts_with("The") { "1" } else { "2" };
        vec![
            (60, 720, 14, number),
            (90, 720, 14, words),
            (60, 690, 10, "Each day without a ship costs the islands 12,000 crowns, says"),
            (60, 678, 10, "the office."),
            (60, 30, 8, "The harbour office"),
            (300, 30, 8, number),
        ]
    });
    let words = "Each day without a ship costs the islands 12,000 crowns, says the office.";
    let expected = [
        (Title, "1 The fleet of the sound"),
        (Body, words),
        (Heading, "2 What it costs a year"),
        (Body, words),
    ];
    assert_eq!(paragraphs(&read(&pages).unwrap()), expected);
}

#[test]
fn a_paragraph_goes_on_after_what_stands_in_its_middle() {
    use ParagraphKind::{Body, Row};
    let pages = [
        vec![
            (60, 720, 10, "A second ship has been promised for years, and the yard which"),
            (60, 708, 10, "is to build it has twice put off the day on which it will be"),
            (60, 660, 10, "Line"),
            (200, 660, 10, "2019"),
            (300, 660, 10, "2024"),
            (60, 646, 10, "North"),
            (200, 646, 10, "204"),
            (300, 646, 10, "187"),
        ],
        vec![(60, 720, 10, "handed over to the company that has paid for it.")],
    ];
    let expected = [
        (
            Body,
            "A second ship has been promised for years, and the yard which is to build it has twice put \
             off the day on which it will be handed over to the company that has paid for it.",
        ),
        (Row, "Line\t2019\t2024"),
        (Row, "North\t204\t187"),
    ];
    assert_eq!(paragraphs(&read(&pages).unwrap()), expected);
}

#[test]
fn a_full_line_at_the_end_of_a_page_ends_no_paragraph() {
    let page = |last| {
        vec![
            (60, 720, 10, "A second ship has been promised for years, and the yard which"),
            (60, 708, 10, "is to build it has twice put off the day on which the company"),
            (60, 696, 10, last),
        ]
    };
    for (last, n_paragraphs) in [
        ("will get it. So the old one sails on, and is late in the fog.", 1),
        ("will get it. So the old one sails on.", 2),
    ] {
        let pages = [page(last), vec![(60, 720, 10, "Nobody has said who will pay for that.")]];
        assert_eq!(paragraphs(&read(&pages).unwrap()).len(), n_paragraphs, "{last}");
    }
}

#[test]
fn words_that_come_again_inside_a_page_are_no_heads() {
    let titles: Vec<String> = (0..6)
        .map(|n| format!("Claim of {}", ["Ida", "Nils", "Ruth", "Jan", "Hana", "Tom"][n]))
        .collect();
    let pages: Vec<Vec<Line<'_>>> = titles
        .iter()
        .map(|title| {
            vec![
                (60, 770, 9, "Harbour Review, volume 7"),
                (60, 740, 10, title.as_str()),
                (60, 720, 10, "Verified"),
                (60, 690, 10, "It was seen by two of us, on the pier and on board of the ship."),
            ]
        })
        .collect();
    let imported = read(&pages).unwrap();
    let text = imported.document.text();
    assert_eq!(text.matches("Verified").count(), 6, "{text}");
    assert_eq!(text.matches("Harbour Review").count(), 0, "{text}");
}
