//! What each format gives: `tests/import/NAME` is read, and must give what stands in
//! `tests/import/NAME.expected`: the facts, then one paragraph a line, its kind before it.

#![expect(clippy::unwrap_used, reason = "a sample that cannot be read fails the test")]

#[path = "import/apart.rs"]
mod apart;
#[path = "import/damage.rs"]
mod damage;
#[path = "import/docx.rs"]
mod docx;
#[path = "import/made.rs"]
mod made;
#[path = "import/measure.rs"]
mod measure;
#[path = "import/mhtml.rs"]
mod mhtml;
#[path = "import/mutate.rs"]
mod mutate;
#[path = "import/numbered.rs"]
mod numbered;
#[path = "import/odt.rs"]
mod odt;
#[path = "import/pages.rs"]
mod pages;
#[path = "import/pandoc.rs"]
mod pandoc;
#[path = "import/pdf.rs"]
mod pdf;
#[path = "import/rtf.rs"]
mod rtf;
#[path = "import/sites.rs"]
mod sites;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use encoding_rs::{EUC_KR, Encoding, ISO_8859_2, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use tickmark::import::{Changes, ImportError, Imported, Source, Warning, Written, import};
use tickmark::text::ParagraphKind;

/// Everything an import gave, a line a thing.
fn told(imported: &Imported) -> String {
    let mut out = String::new();
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    fact("format", Some(imported.format.to_owned()));
    fact("title", imported.title.clone());
    fact("byline", imported.byline.clone());
    fact("published", imported.published.map(|day| day.to_string()));
    fact("language", imported.language.clone());
    fact("address", imported.address.clone());
    for warning in &imported.warnings {
        fact("warning", Some(warning.to_string()));
    }
    let document = &imported.document;
    let before = |at: u32| {
        let before: String = document.text()[..at as usize].chars().rev().take(12).collect();
        before.chars().rev().collect::<String>().replace('\n', " ")
    };
    for note in &document.margin().notes {
        let words = document.words(document.paragraphs()[note.paragraph as usize].span);
        writeln!(out, "note {}: “{}” → {words}", note.label, before(note.at)).unwrap();
    }
    for comment in &document.margin().comments {
        let words = comment.words.replace('\n', " / ");
        writeln!(out, "comment by {}: “{}” → {words}", comment.who, document.words(comment.span))
            .unwrap();
    }
    for change in &document.margin().changes {
        writeln!(out, "{:?} by {}: “{}”", change.kind, change.who, document.words(change.span))
            .unwrap();
    }
    for pin in &document.margin().pinpoints {
        writeln!(out, "{} {}", pin.label, pin.paragraph).unwrap();
    }
    out.push('\n');
    for paragraph in imported.document.paragraphs() {
        let words = imported.document.words(paragraph.span).replace('\t', " | ");
        writeln!(out, "{:7} {words}", paragraph.kind.name()).unwrap();
    }
    for other in &imported.others {
        writeln!(out, "\n{}", told(other)).unwrap();
    }
    out
}

fn read(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    import(&Source { bytes, name, ..Source::default() })
}

fn check(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let bytes = fs::read(folder.join(name)).unwrap();
    let found = told(&read(name, &bytes).unwrap());
    let path = folder.join(format!("{name}.expected"));
    if env::var_os("TICKMARK_WRITE_EXPECTED").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(found == expected, "{name} gives\n{found}\nand should give\n{expected}");
}

#[test]
fn a_news_page_gives_its_article_alone() {
    check("news.html");
}

#[test]
fn a_page_laid_out_in_tables_gives_its_paragraphs() {
    check("old-layout.html");
}

#[test]
fn a_page_that_states_little_is_read_for_what_it_states() {
    check("meta-only.html");
}

#[test]
fn a_page_saved_in_one_file_gives_its_article() {
    check("saved.mhtml");
}

/// The four files that `manuscript.py` wrote say the same, whatever became of their changes.
#[test]
fn one_manuscript_in_four_files_is_read_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    for (changes, name) in [
        (Changes::Accepted, "manuscript.accepted.expected"),
        (Changes::Original, "manuscript.original.expected"),
        (Changes::Both, "manuscript.both.expected"),
    ] {
        let expected = fs::read_to_string(folder.join(name)).unwrap_or_default();
        for file in
            ["manuscript.docx", "manuscript-office.docx", "manuscript.odt", "manuscript.rtf"]
        {
            let bytes = fs::read(folder.join(file)).unwrap();
            let source = Source { bytes: &bytes, name: file, changes, ..Source::default() };
            let mut imported = import(&source).unwrap();
            // One program says in which language it was used, the others do not.
            imported.language = None;
            let found = told(&imported);
            let (_, found) = found.split_once('\n').unwrap();
            assert!(found == expected, "{file} gives\n{found}\nand should give\n{expected}");
        }
    }
}

#[test]
fn each_chapter_of_a_book_is_an_article() {
    check("book.epub");
}

#[test]
fn mail_gives_what_was_written_and_who_sent_it() {
    check("reply.eml");
}

#[test]
fn transcripts_give_paragraphs_with_times() {
    check("talk.srt");
    check("talk.vtt");
}

#[test]
fn markdown_without_a_head_tells_of_itself_in_its_first_lines() {
    check("headed.md");
}

#[test]
fn markdown_gives_its_parts_and_its_head() {
    check("review.md");
    check("heading.md");
}

#[test]
fn lines_broken_to_fit_a_page_are_put_together() {
    check("wrapped.txt");
}

#[test]
fn a_line_is_a_paragraph_where_lines_are_long() {
    check("lines.txt");
}

// ---- Encodings.

const FRENCH: &str = "L’été à Fécamp\n\nLe prix a augmenté de 4,5 % en août, a déclaré la mairie. « C’est trop », \
    disent les pêcheurs, qui étaient 64 en 2010 et ne sont plus que 19 à présent.";
const RUSSIAN: &str = "Цены на хлеб\n\nЦена выросла на четыре процента за август, сообщили в мэрии. Рыбаки говорят, \
    что это слишком много, и просят вернуть им треть денег.";
const CZECH: &str = "Cena chleba\n\nCena vzrostla v srpnu o čtyři procenta, řekl úřad. Rybáři říkají, že je to příliš \
    mnoho, a žádají o vrácení třetiny peněz, protože přístav je mělký.";
const JAPANESE: &str = "パンの値段\n\n八月に値段が四パーセント上がったと市役所が発表した。漁師たちは高すぎると言っている。";
const KOREAN: &str =
    "빵값\n\n팔월에 가격이 사 퍼센트 올랐다고 시청이 발표했다. 어부들은 너무 비싸다고 말한다.";

/// Bytes in whatever encoding must give the words of `text`.
fn check_words(bytes: &[u8], text: &str, about: &str) -> Imported {
    let imported = read("a.txt", bytes).unwrap();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(imported.document.text()), words(text), "{about}");
    assert_eq!(imported.document.paragraphs().len(), 2, "{about}");
    imported
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn utf32(text: &str, to_bytes: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|char| to_bytes(u32::from(char))).collect()
}

#[test]
fn unicode_is_read_with_and_without_a_mark() {
    for text in [FRENCH, RUSSIAN, CZECH, JAPANESE, KOREAN] {
        for marked in [text.to_owned(), format!("\u{FEFF}{text}")] {
            let has_mark = marked.len() > text.len();
            let check = |bytes: Vec<u8>, about: &str| {
                let imported = check_words(&bytes, text, about);
                assert_eq!(imported.warnings, [], "{about}");
            };
            check(marked.clone().into_bytes(), "UTF-8");
            if has_mark || text == FRENCH || text == RUSSIAN {
                check(utf16(&marked, u16::to_le_bytes), "UTF-16LE");
                check(utf16(&marked, u16::to_be_bytes), "UTF-16BE");
            }
            if has_mark {
                check(utf32(&marked, u32::to_le_bytes), "UTF-32LE");
                check(utf32(&marked, u32::to_be_bytes), "UTF-32BE");
            }
        }
    }
}

#[test]
fn older_encodings_are_guessed_and_said_to_be() {
    for (text, encoding) in [
        (FRENCH, WINDOWS_1252),
        (RUSSIAN, WINDOWS_1251),
        (CZECH, ISO_8859_2),
        (JAPANESE, SHIFT_JIS),
        (KOREAN, EUC_KR),
    ] {
        let (bytes, _, has_unknown) = encoding.encode(text);
        assert!(!has_unknown);
        let imported = check_words(&bytes, text, encoding.name());
        assert!(
            matches!(imported.warnings[..], [Warning::GuessedEncoding(_)]),
            "{}",
            encoding.name()
        );
    }
}

#[test]
fn an_encoding_that_a_person_chose_is_taken() {
    let bytes = WINDOWS_1251.encode(RUSSIAN).0;
    let source = Source {
        bytes: &bytes,
        name: "a.txt",
        encoding: Encoding::for_label(b"koi8-r"),
        ..Source::default()
    };
    let imported = import(&source).unwrap();
    assert!(!imported.document.text().contains("хлеб"));
    assert_eq!(imported.warnings, []);
}

#[test]
fn a_page_is_read_in_the_encoding_that_it_declares() {
    let page = format!(
        "<html><head><meta charset='windows-1251'><title>Цены</title></head><body><p>{RUSSIAN}</p></body></html>"
    );
    let bytes = WINDOWS_1251.encode(&page).0;
    let imported = read("page", &bytes).unwrap();
    assert!(imported.document.text().contains("Цены на хлеб"), "{}", imported.document.text());
    // What is valid UTF-8 can hardly be anything else, whatever it declares.
    let imported = read("page", page.as_bytes()).unwrap();
    assert!(imported.document.text().contains("Цены на хлеб"), "{}", imported.document.text());
}

#[test]
fn a_few_broken_bytes_cost_a_few_letters() {
    let mut bytes = FRENCH.as_bytes().to_vec();
    let at = FRENCH.find("août").unwrap();
    bytes[at + 2] = 0xFF;
    let imported = read("a.txt", &bytes).unwrap();
    assert!(imported.document.text().contains("a déclaré la mairie"));
    assert!(
        matches!(imported.warnings[..], [Warning::Undecodable { encoding: "UTF-8", n_places: 1 }]),
        "{:?}",
        imported.warnings
    );
}

#[test]
fn every_kind_of_line_end_parts_paragraphs() {
    for end in ["\n", "\r\n", "\r", "\u{2029}", "\u{85}", "\x0C", "\x0B"] {
        let text =
            ["Fog closes the ferry.", "No ship has left since noon, the office said."].join(end);
        let imported = read("a.txt", text.as_bytes()).unwrap();
        assert_eq!(imported.document.paragraphs().len(), 2, "{end:?}");
    }
}

#[test]
fn empty_characters_are_read_as_spaces() {
    let imported = read("a.txt", b"The ferry\0sails at noon, and the office\0closes.").unwrap();
    assert_eq!(imported.document.text(), "The ferry sails at noon, and the office closes.");
    assert_eq!(imported.warnings, [Warning::Nuls(2)]);
}

#[test]
fn places_in_a_plain_text_are_those_of_its_file() {
    let file = "Fog closes the ferry\r\n\r\nNo ship has left since noon,\0the office said.\r\rIt is the third day.";
    let written =
        Written::read(&Source { bytes: file.as_bytes(), name: "a.txt", ..Source::default() })
            .unwrap();
    assert_eq!(written.text.chars().count(), file.chars().count());
    let found: Vec<_> = written.paragraphs.iter().map(|p| &file[p.span.range()]).collect();
    assert_eq!(found[0], "Fog closes the ferry");
    assert_eq!(found[2], "It is the third day.");
    assert_eq!(written.paragraphs[0].kind, ParagraphKind::Title);
}

// ---- Headlines of plain texts.

#[test]
fn a_first_line_is_a_headline_only_where_it_reads_as_one() {
    let body = "The ferry did not sail on Tuesday, and nobody at the harbor office could say when it would.";
    let title_of =
        |first: &str| read("a.txt", format!("{first}\n\n{body}").as_bytes()).unwrap().title;
    for title in ["Fog closes the ferry", "Who pays for the pier?", "‘Nobody told us’"] {
        assert_eq!(title_of(title).as_deref(), Some(title));
    }
    for other in [
        "It was foggy.",
        "Tuesday",
        "By Ida Quell",
        "May 2, 2025",
        "- the first item",
        "LINDEN, May 2 —",
    ] {
        assert_eq!(title_of(other), None, "{other}");
    }
    assert_eq!(read("a.txt", b"Only one line of words").unwrap().title, None);
}

// ---- What is no text.

/// Bytes must be refused with a sentence that has these words in it.
fn check_refused(bytes: &[u8], words: &str) {
    for name in ["a.txt", "a", "a.md", "a.html"] {
        let error = read(name, bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{name}: {error}");
        assert!(error.contains("Nothing was opened"), "{name}: {error}");
    }
}

#[test]
fn a_file_that_is_no_text_is_told_for_what_it_is() {
    check_refused(b"", "empty");
    check_refused(b" \r\n\t ", "no words");
    check_refused(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", "a PDF");
    check_refused(b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0word/document.xml", "a Word document");
    check_refused(b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0mimetypeapplication/epub+zip", "an EPUB book");
    check_refused(b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0photos/1.jpg", "a ZIP archive");
    check_refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a picture");
    check_refused(b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", "a picture");
    check_refused(b"\0\0\0\x18ftypmp42\0\0\0\0", "a film");
    let noise: Vec<u8> =
        (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    check_refused(&noise, "does not hold text");
}

#[test]
fn a_text_that_begins_like_something_else_is_read() {
    for text in [
        "BM is what they call the bank of Marlow.",
        "MZ is the code of a country.",
        "ID3 was its name, the office said.",
    ] {
        assert_eq!(read("a.txt", text.as_bytes()).unwrap().document.text(), text);
    }
}

#[test]
fn a_page_is_known_by_its_content() {
    let page = "<!DOCTYPE html><html><body><p>Fog closes the ferry for a third day, and the office cannot say more.</p></body></html>";
    assert_eq!(read("page.txt", page.as_bytes()).unwrap().format, "html");
    let marked: Vec<u8> = utf16(&format!("\u{FEFF}{page}"), u16::to_le_bytes);
    assert_eq!(read("page", &marked).unwrap().format, "html");
    assert_eq!(
        read("a.html", b"No tag stands in this file, for all its name.").unwrap().document.text(),
        "No tag stands in this file, for all its name."
    );
    assert_eq!(read("a.txt", b"a < b, and b > c, so a is not <b>.").unwrap().format, "text");
}

// ---- Traps.

#[test]
fn a_page_nested_without_end_is_flattened_and_read() {
    let words =
        "Fog closes the ferry for a third day, and the harbor office cannot say more than that.";
    for (open, close) in [
        ("<table><tr><td>", "</td></tr></table>"),
        ("<div>", ""),
        ("<b><i><font>", "<p>"),
        ("<a href=x>", "<p>x"),
    ] {
        let page =
            format!("<html><body>{}{words}{}</body></html>", open.repeat(5000), close.repeat(5000));
        let imported = read("trap.html", page.as_bytes()).unwrap();
        assert!(imported.document.text().contains(words), "{open}");
    }
}

#[test]
fn fifty_megabytes_are_read() {
    let line = "The harbor board met on Tuesday and heard that 45 percent of the cost, $4.5 million, was unpaid.\n";
    let text = line.repeat(50 * (1 << 20) / line.len());
    let imported = read("long.txt", text.as_bytes()).unwrap();
    assert_eq!(imported.document.paragraphs().len(), text.lines().count());
}
