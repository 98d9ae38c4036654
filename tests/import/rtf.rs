//! RTF, written here by hand.

use tickmark::import::{Imported, Source, Warning, import};
use tickmark::text::ParagraphKind;

fn read(rtf: &[u8]) -> Imported {
    import(&Source { bytes: rtf, name: "a.txt", ..Source::default() }).unwrap()
}

fn check(rtf: &str, expected: &[&str]) -> Imported {
    let imported = read(rtf.as_bytes());
    let document = &imported.document;
    let words: Vec<_> = document.paragraphs().iter().map(|p| document.words(p.span)).collect();
    assert_eq!(words, expected, "{rtf}");
    assert_eq!(imported.format, "rtf");
    imported
}

#[test]
fn characters_are_read_in_the_encoding_of_their_font() {
    check(
        r"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fnil Plain;}{\f1\fcharset204 Cyr;}{\f2\fcharset128 Jap;}{\f3\fcharset2 Symbol;}}\f0 \'e8as {\f1 \'f6\'e5\'ed\'e0} {\f2 \'83p\'83\'93} {\f3 ab}\par}",
        &["čas цена パン αβ"],
    );
    check(r"{\rtf1\mac caf\'8e}", &["café"]);
}

#[test]
fn characters_by_number_are_read_once() {
    check(
        r"{\rtf1\ansi\uc1 \u8364?5, caf\u233\'e9{\uc0 \u233}{\uc2 \u233xy}\u-10178?\u-8970?}",
        &["€5, cafééé\u{1F8F6}"],
    );
    check(r"{\rtf1 a\u233 b}", &["aé"]);
}

#[test]
fn signs_and_breaks_are_read() {
    check(
        r"{\rtf1 One\~two\_three\-four \{x\} \\ \ldblquote q\rdblquote  it\rquote s 5\endash 6\emdash end\par Next\line line.\
Third\tab tabbed\page Fourth}",
        &[
            "One\u{A0}two\u{2011}three\u{AD}four {x} \\ “q” it’s 5–6—end",
            "Next",
            "line.",
            "Third\ttabbed",
            "Fourth",
        ],
    );
}

#[test]
fn what_is_no_text_is_left_out() {
    let imported = check(
        r"{\rtf1{\info{\title A ferry}{\author Ida Quell}{\operator Bo}{\creatim\yr2026\mo3\dy4}}{\header Head}{\pict\pngblip 89504e47}{\*\unknown no}{\bin4 {}{}}A {\v hidden}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\object{\*\objdata 00}{\result no}} end.\par}",
        &["A link end."],
    );
    assert_eq!(imported.title.as_deref(), Some("A ferry"));
    assert_eq!(imported.byline.as_deref(), Some("Ida Quell"));
    let day = jiff::civil::date(2026, 3, 4);
    assert_eq!(imported.published, Some(day));
    assert_eq!(imported.warnings, [Warning::Hidden(1), Warning::DayOfFile(day)]);
}

#[test]
fn styles_lists_and_tables_tell_what_a_paragraph_is_for() {
    let imported = check(
        r"{\rtf1{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 Title;}{\*\cs3 heading 2;}}\pard\s2 A title\par\pard\s1 A head\par\pard\outlinelevel1 Another\par\pard{\pntext 1.\tab}\ls1 an item\par\pard plain\par\trowd\intbl Year\cell Boats\cell\row\trowd\intbl 1996\cell\cell\row\pard after\par}",
        &["A title", "A head", "Another", "an item", "plain", "Year\tBoats", "1996", "after"],
    );
    let kinds: Vec<_> = imported.document.paragraphs().iter().map(|p| p.kind).collect();
    use ParagraphKind::{Body, Heading, Item, Row, Title};
    assert_eq!(kinds, [Title, Heading, Heading, Item, Body, Row, Row, Body]);
}

#[test]
fn what_breaks_off_is_read_as_far_as_it_goes() {
    let imported = check(r"{\rtf1 The ferry {\b sails", &["The ferry sails"]);
    assert_eq!(imported.warnings, [Warning::Damaged]);
    check(&format!("{{\\rtf1 {}deep", "{".repeat(60_000)), &["deep"]);
    check(r"{\rtf1 a}}}} b", &["a b"]);
    check(r"{\rtf1 a\'zz b\bin99999999 c", &["azz b"]);
}
