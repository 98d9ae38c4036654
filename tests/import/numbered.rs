//! Numbers that a program counts, of lists and headings; equations on one line.

use tickmark::import::{Changes, Imported, Source, import, origins};

use crate::docx::{part, read, run, with_parts};

/// A paragraph on a level of a list.
fn item(id: u32, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{id}'/></w:numPr></w:pPr>{}</w:p>",
        run(words)
    )
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run(words))
}

/// A level that begins with 1: its number, its form, what is shown, and what else it says.
fn level(at: u32, form: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"
    )
}

fn list(id: u32, levels: &[String]) -> String {
    format!("<w:abstractNum w:abstractNumId='{id}'>{}</w:abstractNum>", levels.concat())
}

fn num(id: u32, list: u32, overrides: &str) -> String {
    format!("<w:num w:numId='{id}'><w:abstractNumId w:val='{list}'/>{overrides}</w:num>")
}

/// The paragraphs as they are shown.
fn shown(imported: &Imported) -> Vec<String> {
    let document = &imported.document;
    (0..document.paragraphs().len()).map(|idx| document.shown(idx).replace('\t', " | ")).collect()
}

/// Reads a document with these lists and styles.
fn numbered(numbering: &[String], styles: &str, body: &[String], changes: Changes) -> Imported {
    let numbering = part("numbering", &numbering.concat());
    let styles = part("styles", styles);
    let parts = [("word/numbering.xml", &*numbering), ("word/styles.xml", &*styles)];
    read(&with_parts(&body.concat(), &parts), changes).unwrap()
}

fn check(numbering: &[String], body: &[String], expected: &[&str]) -> Imported {
    let imported = numbered(numbering, "", body, Changes::Accepted);
    assert_eq!(shown(&imported), expected);
    imported
}

fn three_levels() -> String {
    list(
        7,
        &[
            level(0, "decimal", "%1.", ""),
            level(1, "lowerLetter", "%1.%2)", ""),
            level(2, "lowerRoman", "(%3)", ""),
        ],
    )
}

#[test]
fn levels_count_and_begin_anew_below_one_another() {
    let imported = check(
        &[three_levels(), num(1, 7, "")],
        &[
            item(1, 0, "the pier"),
            item(1, 1, "its rail"),
            item(1, 2, "of iron"),
            item(1, 2, "of oak"),
            item(1, 1, "its lamp"),
            item(1, 0, "the basin"),
            item(1, 1, "its gate"),
            item(1, 2, "with a lock"),
        ],
        &[
            "1. the pier",
            "1.a) its rail",
            "(i) of iron",
            "(ii) of oak",
            "1.b) its lamp",
            "2. the basin",
            "2.a) its gate",
            "(i) with a lock",
        ],
    );
    // Nobody typed the numbers, so they are no part of the text.
    assert!(imported.document.text().starts_with("the pier\n\nits rail"));
}

#[test]
fn uses_of_one_list_go_on_counting_unless_they_say_where_they_begin() {
    let begins = |start: u32| {
        format!("<w:lvlOverride w:ilvl='0'><w:startOverride w:val='{start}'/></w:lvlOverride>")
    };
    let own =
        format!("<w:lvlOverride w:ilvl='0'>{}</w:lvlOverride>", level(0, "upperRoman", "%1 –", ""));
    check(
        &[three_levels(), num(1, 7, ""), num(2, 7, ""), num(3, 7, &begins(5)), num(4, 7, &own)],
        &[
            item(1, 0, "a"),
            item(2, 0, "b"),
            item(3, 0, "c"),
            item(3, 0, "d"),
            item(1, 0, "e"),
            item(4, 0, "f"),
            item(0, 0, "no item"),
            item(9, 0, "of no list"),
        ],
        &["1. a", "2. b", "5. c", "6. d", "7. e", "VIII – f", "no item", "of no list"],
    );
}

#[test]
fn a_level_restarts_where_it_says_so() {
    check(
        &[
            list(
                1,
                &[
                    level(0, "decimal", "%1", ""),
                    level(1, "decimal", "%1.%2", "<w:lvlRestart w:val='0'/>"),
                    level(2, "decimal", "%2/%3", "<w:lvlRestart w:val='1'/>"),
                ],
            ),
            num(1, 1, ""),
        ],
        &[
            item(1, 1, "before any first level"),
            item(1, 0, "A"),
            item(1, 1, "goes on"),
            item(1, 2, "x"),
            item(1, 1, "goes on"),
            item(1, 2, "y"),
            item(1, 0, "B"),
            item(1, 2, "z"),
        ],
        &[
            "1.1 before any first level",
            "1 A",
            "1.2 goes on",
            "2/1 x",
            "1.3 goes on",
            "3/2 y",
            "2 B",
            "3/1 z",
        ],
    );
}

#[test]
fn dots_say_nothing_and_words_do() {
    check(
        &[
            list(
                1,
                &[
                    level(0, "bullet", "\u{F0B7}", ""),
                    level(1, "none", "–", ""),
                    level(2, "none", "Annex:", ""),
                    level(3, "ordinalText", "%4 part", ""),
                    level(4, "decimalZero", "§ %5 (100%)", ""),
                    level(5, "upperLetter", "%5-%6", "<w:isLgl/>"),
                ],
            ),
            num(1, 1, ""),
        ],
        &(0..6).map(|at| item(1, at, "x")).collect::<Vec<_>>(),
        &["x", "x", "Annex: x", "First part x", "§ 01 (100%) x", "1-1 x"],
    );
}

#[test]
fn a_level_that_says_little_counts_in_figures_from_nought() {
    let level = "<w:lvl w:ilvl='0'><w:lvlText w:val='%1)'/></w:lvl>".to_owned();
    check(
        &[list(1, &[level]), num(1, 1, "")],
        &[item(1, 0, "a"), item(1, 0, "b")],
        &["0) a", "1) b"],
    );
}

#[test]
fn a_number_meant_as_a_trap_stays_short() {
    let long = "%1.".repeat(100_000);
    let letters = list(2, &["<w:lvl w:ilvl='0'><w:start w:val='4000000000'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1'/></w:lvl>".to_owned()]);
    let numbering =
        [list(1, &[level(0, "decimal", &long, "")]), letters, num(1, 1, ""), num(2, 2, "")];
    let body = [item(1, 0, "a"), item(2, 0, "b"), item(7, 99, "c")];
    let imported = numbered(&numbering, "", &body, Changes::Accepted);
    let labels: Vec<&str> = (0..3).filter_map(|at| imported.document.margin().label(at)).collect();
    assert_eq!(labels.len(), 2);
    assert!(labels[0].starts_with("1.1.1.") && labels[0].len() <= 60, "{}", labels[0]);
    assert_eq!(labels[1], "4000000000");
}

#[test]
fn headings_are_numbered_by_their_styles() {
    let styles = "<w:style w:styleId='H1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='H1'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='H3'><w:name w:val='heading 3'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='Own'><w:name w:val='Our part'/><w:basedOn w:val='H3'/></w:style>";
    let numbering = [
        list(
            1,
            &[
                level(0, "upperRoman", "%1.", "<w:pStyle w:val='H1'/>"),
                level(1, "decimal", "%1.%2", "<w:pStyle w:val='H2'/><w:isLgl/>"),
                level(2, "lowerLetter", "%3)", "<w:pStyle w:val='H3'/>"),
            ],
        ),
        num(1, 1, ""),
    ];
    let unnumbered = "<w:p><w:pPr><w:pStyle w:val='H1'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>Thanks</w:t></w:r></w:p>";
    let body = [
        styled("H1", "The pier"),
        styled("H2", "Its state"),
        styled("H3", "In spring"),
        styled("Own", "In summer"),
        unnumbered.to_owned(),
        styled("H1", "The basin"),
        styled("H2", "Its depth"),
    ];
    let imported = numbered(&numbering, styles, &body, Changes::Accepted);
    assert_eq!(
        shown(&imported),
        [
            "I. The pier",
            "1.1 Its state",
            "a) In spring",
            "b) In summer",
            "Thanks",
            "II. The basin",
            "2.1 Its depth"
        ]
    );
}

#[test]
fn a_list_may_be_described_by_the_style_of_another() {
    check(
        &[
            "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='Ours'/></w:abstractNum>"
                .to_owned(),
            format!(
                "<w:abstractNum w:abstractNumId='2'><w:styleLink w:val='Ours'/>{}</w:abstractNum>",
                level(0, "decimal", "No. %1", "")
            ),
            num(1, 1, ""),
        ],
        &[item(1, 0, "a"), item(1, 0, "b")],
        &["No. 1 a", "No. 2 b"],
    );
}

#[test]
fn what_was_inserted_or_deleted_is_counted_in_the_view_that_shows_it() {
    let tracked = |tag: &str, words: &str| {
        let text = if tag == "del" { "delText" } else { "t" };
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr><w:rPr><w:{tag} w:id='1' w:author='A'/></w:rPr></w:pPr>\
             <w:{tag} w:id='2' w:author='A'><w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}></w:p>"
        )
    };
    // That a paragraph became an item is a change of its own, and not one of its end.
    let listed = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:ins w:id='9' w:author='A'/></w:numPr></w:pPr><w:r><w:t>d</w:t></w:r></w:p>";
    let body = [
        item(1, 0, "a"),
        tracked("del", "b"),
        tracked("ins", "c"),
        listed.to_owned(),
        item(1, 0, "e"),
    ];
    let numbering = [three_levels(), num(1, 7, "")];
    let view = |changes: Changes| shown(&numbered(&numbering, "", &body, changes));
    assert_eq!(view(Changes::Accepted), ["1. a", "2. c", "3. d", "4. e"]);
    assert_eq!(view(Changes::Original), ["1. a", "2. b", "3. d", "4. e"]);
    assert_eq!(view(Changes::Both), ["1. a", "2. b", "3. c", "4. d", "5. e"]);
}

#[test]
fn a_number_in_a_table_stands_in_its_row_and_places_stay_right() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let empty = item(1, 0, "").replace("<w:r><w:t xml:space='preserve'></w:t></w:r>", "");
    let row = |first: &str, words: &str| {
        format!("<w:tr>{}{}</w:tr>", cell(first), cell(&format!("<w:p>{}</w:p>", run(words))))
    };
    let body = [
        item(1, 0, "before"),
        format!(
            "<w:tbl>{}{}</w:tbl>",
            row(&empty, "Linden"),
            row(&item(1, 0, "Marlow"), "64 boats")
        ),
        item(1, 0, "after"),
    ];
    let numbering = part("numbering", &[three_levels(), num(1, 7, "")].concat());
    let bytes = with_parts(&body.concat(), &[("word/numbering.xml", &numbering)]);
    let imported = read(&bytes, Changes::Accepted).unwrap();
    assert_eq!(shown(&imported), ["1. before", "2. | Linden", "3. Marlow | 64 boats", "4. after"]);
    let source = Source { bytes: &bytes, name: "a.docx", ..Source::default() };
    let (document, map) = origins(&source).unwrap();
    let words: Vec<_> = map.pieces.iter().map(|piece| document.words(piece.span)).collect();
    assert_eq!(words, ["before", "Linden", "Marlow", "64 boats", "after"]);
    assert!(map.pieces.iter().all(|piece| piece.place.chars == 0));
}

#[test]
fn captions_have_the_numbers_that_their_fields_show() {
    let field = |shown: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> SEQ Figure \\* ARABIC </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{}<w:r><w:fldChar w:fldCharType='end'/></w:r>",
            run(shown)
        )
    };
    let simple = format!("<w:fldSimple w:instr=' SEQ Table '>{}</w:fldSimple>", run("2"));
    let caption =
        |inner: &str| format!("<w:p><w:pPr><w:pStyle w:val='Caption'/></w:pPr>{inner}</w:p>");
    let body = [
        caption(&format!("{}{}{}", run("Figure "), field("1"), run(": The pier in 1996"))),
        caption(&format!("{}{simple}{}", run("Table "), run(". Boats by port"))),
    ];
    let imported = numbered(&[], "", &body, Changes::Accepted);
    assert_eq!(shown(&imported), ["Figure 1: The pier in 1996", "Table 2. Boats by port"]);
}

/// Reads one equation.
fn equation(inner: &str) -> String {
    let body = format!("<w:p><m:oMath>{inner}</m:oMath></w:p>");
    read(&with_parts(&body, &[]), Changes::Accepted).unwrap().document.text().to_owned()
}

fn r(words: &str) -> String {
    format!("<m:r><m:t>{words}</m:t></m:r>")
}

#[test]
fn equations_stand_on_one_line_and_keep_their_numbers() {
    let e = |inner: &str| format!("<m:e>{inner}</m:e>");
    let power = |base: &str, high: &str| {
        format!("<m:sSup>{}<m:sup>{}</m:sup></m:sSup>", e(&r(base)), r(high))
    };
    let fraction = |top: &str, bottom: &str| {
        format!("<m:f><m:fPr><m:ctrlPr/></m:fPr><m:num>{top}</m:num><m:den>{bottom}</m:den></m:f>")
    };
    for (inner, expected) in [
        (power("10", "6"), "10⁶"),
        (power("x", "n+1"), "x^(n+1)"),
        (power("x", "n"), "x^n"),
        (power("a+b", "2"), "(a+b)²"),
        (format!("{}{}", r("E=m"), power("c", "2")), "E=mc²"),
        (fraction(&r("1"), &r("2")), "1/2"),
        (fraction(&r("a+b"), &power("c", "2")), "(a+b)/c²"),
        (r("2") + &fraction(&r("1"), &r("2")), "2 1/2"),
        (format!("{}<w:ins>{}</w:ins>", r("2"), fraction(&r("1"), &r("2"))), "2 1/2"),
        (fraction(&r("1"), &r("2")) + &r("x"), "1/2 x"),
        (r("x=") + &fraction(&r("1"), &r("2")) + &r("+") + &r("3") + &r("4"), "x=1/2+34"),
        (
            format!(
                "<m:d>{}</m:d>",
                e(&fraction(&r("n"), &r("k")).replace("<m:ctrlPr/>", "<m:type m:val='noBar'/>"))
            ),
            "(n¦k)",
        ),
        (format!("<m:sSub>{}<m:sub>{}</m:sub></m:sSub>", e(&r("CO")), r("2")), "CO₂"),
        (
            format!(
                "<m:sSubSup>{}<m:sub>{}</m:sub><m:sup>{}</m:sup></m:sSubSup>",
                e(&r("x")),
                r("i"),
                r("2")
            ),
            "x_i²",
        ),
        (
            format!(
                "<m:rad><m:radPr><m:degHide m:val='1'/></m:radPr><m:deg/>{}</m:rad>",
                e(&r("n"))
            ),
            "√n",
        ),
        (format!("<m:rad><m:deg>{}</m:deg>{}</m:rad>", r("3"), e(&r("x+1"))), "∛(x+1)"),
        (
            format!(
                "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup>{}</m:nary>",
                r("i=1"),
                r("n"),
                e(&r("i"))
            ),
            "∑_(i=1)^n i",
        ),
        (format!("<m:d>{}</m:d>", e(&r("a"))), "(a)"),
        (
            format!(
                "<m:d><m:dPr><m:begChr m:val='['/><m:endChr m:val=']'/><m:sepChr m:val=','/></m:dPr>{}{}</m:d>",
                e(&r("0")),
                e(&r("1"))
            ),
            "[0,1]",
        ),
        (format!("<m:func><m:fName>{}</m:fName>{}</m:func>", r("sin"), e(&r("x"))), "sin x"),
        (
            format!("<m:acc><m:accPr><m:chr m:val='&#x304;'/></m:accPr>{}</m:acc>", e(&r("x"))),
            "x\u{304}",
        ),
        (format!("<m:bar>{}</m:bar>", e(&r("y"))), "y\u{304}"),
        (
            format!(
                "<m:m><m:mr>{}{}</m:mr><m:mr>{}{}</m:mr></m:m>",
                e(&r("1")),
                e(&r("0")),
                e(&r("0")),
                e(&r("1"))
            ),
            "[1 0; 0 1]",
        ),
        (format!("<m:box>{}</m:box>", e(&r("y=3"))), "y=3"),
        // What breaks off gives what there was.
        (fraction(&fraction(&r("1"), &r("2")), &r("3")), "(1/2)/3"),
    ] {
        assert_eq!(equation(&inner), expected, "{inner}");
    }
}

#[test]
fn an_equation_nested_beyond_reason_harms_nothing() {
    let deep =
        format!("{}{}{}", "<m:f><m:num>".repeat(30_000), r("7"), "</m:num></m:f>".repeat(30_000));
    assert!(equation(&deep).contains('7'));
    let properties = format!("{}{}", "<m:fPr>".repeat(30_000), "</m:fPr>".repeat(30_000));
    assert_eq!(equation(&(properties + &r("7"))), "7");
}

#[test]
fn lists_of_other_programs_are_numbered_as_well() {
    for (name, bytes, expected) in [
        (
            "a.fodt",
            "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
             xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' \
             office:mimetype='application/vnd.oasis.opendocument.text'><office:styles><text:outline-style>\
             <text:outline-level-style text:level='1' style:num-format='1' style:num-suffix=' –'/>\
             <text:outline-level-style text:level='2' style:num-format='a' text:display-levels='2'/></text:outline-style></office:styles>\
             <office:automatic-styles><text:list-style style:name='L1'>\
             <text:list-level-style-number text:level='1' style:num-format='i' style:num-suffix=')' text:start-value='3'/>\
             <text:list-level-style-bullet text:level='2' text:bullet-char='•'/>\
             <text:list-level-style-number text:level='3' style:num-format='1' style:num-list-format='%1%/%3%'/></text:list-style></office:automatic-styles>\
             <office:body><office:text><text:h text:outline-level='1'>Head</text:h><text:h text:outline-level='2'>Under</text:h>\
             <text:h text:outline-level='1' text:is-list-header='true'>Bare</text:h>\
             <text:list text:style-name='L1' xml:id='x'><text:list-item><text:p>a</text:p><text:p>more of a</text:p>\
             <text:list><text:list-item><text:p>dot</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item>\
             <text:list-item><text:p>b</text:p></text:list-item></text:list>\
             <text:p>Between.</text:p>\
             <text:list text:style-name='L1' text:continue-list='x'><text:list-item><text:p>c</text:p></text:list-item>\
             <text:list-item text:start-value='9'><text:p>d</text:p></text:list-item><text:list-header><text:p>none</text:p></text:list-header></text:list>\
             <text:list text:style-name='L1'><text:list-item><text:p>anew</text:p></text:list-item></text:list>\
             </office:text></office:body></office:document>"
                .to_owned(),
            vec![
                "1 – Head", "1.a Under", "Bare", "iii) a", "more of a", "dot", "iii/1 deep", "iv) b", "Between.",
                "v) c", "ix) d", "none", "iii) anew",
            ],
        ),
        (
            "a.md",
            "# Plan\n\nBy Ida Quell\n\nMarch 4, 2026\n\nThe board asks for this:\n\n3. rope\n4. lamps\n\n   of two kinds\n   - red\n     1. dark\n   - green\n5. tar\n6.\n\nNo more than that.\n"
                .to_owned(),
            vec![
                "Plan", "The board asks for this:", "3. rope", "4. lamps", "of two kinds", "red", "1. dark", "green",
                "5. tar", "No more than that.",
            ],
        ),
        (
            "a.rtf",
            r"{\rtf1\ansi{\fonttbl{\f0 A;}{\f2\fcharset2 Symbol;}}{\pard{\listtext\f0 1.\tab}\ls1 a\par}{\pard{\listtext\f0 2.\tab}\ls1 {\b b}\par}
              {\pard{\listtext\f2 \'b7\tab}\ls2 c\par}{\pard{\listtext o\tab}\ls2 d\par}\pard{\pntext (iv)\tab}{\*\pn\pnlvlbody}e\par{\pard{\listtext\f2 n\tab}\ls2 g\par}\pard f\par}"
                .to_owned(),
            vec!["1. a", "2. b", "c", "d", "(iv) e", "g", "f"],
        ),
    ] {
        let source = Source { bytes: bytes.as_bytes(), name, ..Source::default() };
        assert_eq!(shown(&import(&source).unwrap()), expected, "{name}");
    }
}

/// The paragraphs as they are shown, each list inside a list two spaces farther in.
fn nested(imported: &Imported) -> Vec<String> {
    let depth = |at: usize| usize::from(imported.document.margin().depth(at));
    let lines = shown(imported).into_iter().enumerate();
    lines.map(|(at, words)| "  ".repeat(depth(at)) + &words).collect()
}

#[test]
fn word_tells_on_which_level_an_item_stands() {
    let styles = "<w:style w:styleId='H2'><w:name w:val='heading 2'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='Sub'><w:name w:val='Our points'/><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId='B3'><w:name w:val='List Bullet 3'/></w:style>";
    let by_style =
        list(2, &[level(0, "bullet", "–", ""), level(1, "bullet", "–", "<w:pStyle w:val='Sub'/>")]);
    let numbering = [three_levels(), by_style, num(1, 7, ""), num(2, 2, "")];
    let body = [
        item(1, 0, "the pier"),
        item(1, 1, "its rail"),
        item(1, 2, "of oak"),
        item(1, 0, "the basin"),
        run("No item.").replace("<w:r>", "<w:p><w:r>") + "</w:p>",
        styled("H2", "A heading"),
        styled("Sub", "on the level of its style"),
        styled("B3", "as its style is called"),
        item(9, 3, "of no list"),
        item(1, 99, "of no level"),
    ];
    let imported = numbered(&numbering, styles, &body, Changes::Accepted);
    assert_eq!(
        nested(&imported),
        [
            "1. the pier",
            "  1.a) its rail",
            "    (i) of oak",
            "2. the basin",
            "No item.",
            "2.a) A heading",
            "  on the level of its style",
            "    as its style is called",
            "      of no list",
            "3. of no level",
        ]
    );
}

#[test]
fn every_format_with_lists_in_lists_tells_them_apart() {
    let text = "The board asks for more rope, for new lamps and for tar.";
    for (name, bytes, expected) in [
        (
            "a.fodt",
            "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
             xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' office:mimetype='application/vnd.oasis.opendocument.text'>\
             <office:body><office:text><text:p>Wanted:</text:p><text:list><text:list-item><text:p>rope</text:p>\
             <text:list><text:list-item><text:p>of hemp<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not wire.</text:p></text:note-body></text:note></text:p>\
             <text:p>or of sisal</text:p><text:list><text:list-item><text:p>tarred</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item>\
             <text:list-item><text:p>lamps</text:p></text:list-item></text:list><text:p>So be it.</text:p></office:text></office:body></office:document>"
                .to_owned(),
            vec![
                "Wanted:", "rope", "  of hemp", "  or of sisal", "    tarred", "lamps", "So be it.", "Not wire.",
            ],
        ),
        (
            "a.html",
            format!(
                "<html><body><article><p>{text}</p><ul><li>rope<ul><li>of hemp<p>or of sisal</p><ol><li>tarred</li></ol></li></ul></li>\
                 <li><ul><li>alone</li></ul></li><li>lamps<dl><dt>oil</dt><dd>of whales</dd></dl></li></ul>\
                 <p>{text} So be it.</p></article></body></html>"
            ),
            vec![
                text, "rope", "  of hemp", "  or of sisal", "    1. tarred", "  alone", "lamps", "  oil",
                "  of whales", "The board asks for more rope, for new lamps and for tar. So be it.",
            ],
        ),
        // As a browser counts: from where, by letters, backwards, and not where no number is to show.
        (
            "b.html",
            format!(
                "<html><body><article><p>{text}</p><ol start=4><li>rope<li value=7>lamps<p>of brass</p><li>tar</ol>\
                 <ol type=a><li>oil</li><li><ol type=I><li>sand</li></ol></li><li></li></ol>\
                 <ol reversed><li>nets<li>floats</ol><ol start=0 type=i><li>flags</li></ol>\
                 <ol style='list-style-type: none'><li>bells</li></ol><ol><p>{text} So be it.</p></ol></article></body></html>"
            ),
            vec![
                text, "4. rope", "7. lamps", "of brass", "8. tar", "a. oil", "  b. I. sand", "2. nets", "1. floats",
                "0. flags", "bells", "The board asks for more rope, for new lamps and for tar. So be it.",
            ],
        ),
        (
            "a.md",
            "Wanted:\n\n1. rope\n   - of hemp\n\n     or of sisal\n     1. tarred\n2. lamps\n\n> - of old\n\n## Next\n\n- tar\n"
                .to_owned(),
            vec![
                "Wanted:", "1. rope", "  of hemp", "  or of sisal", "    1. tarred", "2. lamps", "of old", "Next", "tar",
            ],
        ),
        // An item that begins with a list has its number before that of the list's first item.
        (
            "b.md",
            "1. - rope\n   - lamps\n2. 4. tar\n   5. oil\n3. sand\n4. -\n5. - > as it was said\n6. 1. 1. deep\n".to_owned(),
            vec![
                "  1. rope", "  lamps", "  2. 4. tar", "  5. oil", "3. sand", "5. as it was said", "    6. 1. 1. deep",
            ],
        ),
        (
            "a.rtf",
            r"{\rtf1\ansi{\stylesheet{\s3 List Bullet 2;}}\pard Wanted:\par\pard{\listtext 1.\tab}\ls1 rope\par
              \pard{\listtext a.\tab}\ls1\ilvl1 of hemp\par{\pard{\listtext b.\tab}of sisal\ilvl1\ls1\par}\pard\ls1\ilvl2 tarred\par
              \pard\ls1\ilvl0 lamps\par\pard\s3 oil\par\pard\ilvl1 So be it.\par}"
                .to_owned(),
            vec![
                "Wanted:", "1. rope", "  a. of hemp", "  b. of sisal", "    tarred", "lamps", "  oil", "So be it.",
            ],
        ),
    ] {
        let source = Source { bytes: bytes.as_bytes(), name, ..Source::default() };
        assert_eq!(nested(&import(&source).unwrap()), expected, "{name}");
    }
    // As deep as nobody writes: what cannot be counted stands as deep as can be.
    let deep = r"{\rtf1 \pard\ls1\ilvl300 deep\par\pard\ls1\ilvl-2 less\par}".as_bytes();
    let source = Source { bytes: deep, name: "a.rtf", ..Source::default() };
    let document = import(&source).unwrap().document;
    assert_eq!([0, 1].map(|at| document.margin().depth(at)), [u8::MAX, 0]);
}
