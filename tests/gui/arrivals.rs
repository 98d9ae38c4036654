//! Files that come together: ten formats at once, and those that a mail brings.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use eframe::egui::{Key, accesskit::Role, accesskit::Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tickmark::project::{Verdict, VerdictKind};
use tickmark::workbench::rows::Rows;

use super::app::Dropped;
use super::window::{ARTICLE, Window};

/// Ten files of ten formats that say much the same.
const TEN: [&str; 10] = [
    "manuscript.docx",
    "manuscript.odt",
    "manuscript.rtf",
    "news.html",
    "saved.mhtml",
    "reply.eml",
    "review.md",
    "talk.srt",
    "talk.vtt",
    "wrapped.txt",
];

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)
}

fn drop_all(window: &mut Window, paths: impl IntoIterator<Item = PathBuf>) {
    for path in paths {
        window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    }
}

fn n_articles(window: &Window) -> usize {
    window.app().workbench().desk().map_or(0, |desk| desk.project().articles.len())
}

fn told(window: &Window) -> String {
    window.app().workbench().notice().map(|notice| notice.words.clone()).unwrap_or_default()
}

#[test]
fn ten_files_of_ten_formats_are_ten_articles_and_a_damaged_one_is_told() {
    let mut window = Window::new("ten_files");
    let bytes = fs::read(sample("manuscript.docx")).unwrap();
    let damaged = window.folder.join("damaged.docx");
    fs::write(&damaged, &bytes[..bytes.len() / 2]).unwrap();
    let mut paths: Vec<PathBuf> = TEN.map(sample).into();
    paths.insert(4, damaged);
    drop_all(&mut window, paths);
    window.settle();
    assert_eq!(n_articles(&window), 10);
    let lines = told(&window);
    let about: Vec<&str> = lines.lines().filter(|line| line.contains("damaged.docx")).collect();
    assert_eq!(about.len(), 1, "{lines}");
    assert!(about[0].contains("was not opened"), "{lines}");
    let desk = window.app().workbench().desk().unwrap();
    let mut formats: Vec<&str> =
        desk.project().articles.values().map(|a| a.provenance.format.as_str()).collect();
    formats.sort_unstable();
    assert_eq!(
        formats,
        [
            "docx",
            "html",
            "mail",
            "markdown",
            "mhtml",
            "odt",
            "rtf",
            "subtitles",
            "subtitles",
            "text"
        ]
    );
    for article in desk.project().articles.values() {
        assert!(!article.title.is_empty() && !article.document.text().contains('\u{FFFD}'));
    }
    // Each stands in the list at the side, by its title.
    let titles: Vec<String> = desk.project().articles.values().map(|a| a.title.clone()).collect();
    let rows: Vec<String> = window
        .harness
        .query_all_by_role(Role::ListItem)
        .chain(window.harness.query_all_by_role(Role::ListBoxOption))
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    for title in titles {
        assert!(rows.iter().any(|row| row.contains(&title)), "{title}: {rows:#?}");
    }
}

#[test]
fn reading_many_files_tells_how_far_it_is_and_can_be_stopped() {
    let mut window = Window::new("many_files");
    let long = ARTICLE.repeat(20_000);
    let paths: Vec<PathBuf> =
        ["one.txt", "two.txt", "three.txt"].map(|name| window.folder.join(name)).into();
    paths.iter().for_each(|path| fs::write(path, &long).unwrap());
    drop_all(&mut window, paths);
    window.harness.step();
    window.harness.step();
    let shown = |window: &Window| {
        let mut bars = window.harness.query_all_by_role(Role::ProgressIndicator);
        bars.find_map(|node| node.accesskit_node().label())
    };
    // The first steps come once the files are counted.
    for _ in 0..1000 {
        if shown(&window).is_some_and(|words| words.contains(" of ")) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
        window.harness.step();
    }
    assert_eq!(shown(&window).as_deref(), Some("Reading files, 1 of 3"));
    window.harness.get_by_role_and_label(Role::Button, "Stop").click();
    window.settle();
    assert!(window.app().workbench().desk().is_none() && shown(&window).is_none());
}

/// A mail with a manuscript, a table, a picture and another mail that has a text of its own.
fn mail() -> Vec<u8> {
    let document = fs::read(sample("manuscript.docx")).unwrap();
    let part = |head: &str, body: &str| format!("--outer\r\n{head}\r\n\r\n{body}\r\n");
    let inner = "From: Bo Marsh <bo@harbor.example>\r\nSubject: The log\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=inner\r\n\r\n\
        --inner\r\nContent-Type: text/plain\r\n\r\nHere is the log of March 3. It has 31 ships.\r\n\
        --inner\r\nContent-Type: text/plain; name=log.txt\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\n\
        The log of the port\r\n\r\nThirty-one ships waited outside on March 3, 2026.\r\n--inner--\r\n";
    [
        "From: Ida Quell <ida@news.example>\r\nTo: desk@news.example\r\nSubject: Fog story\r\n\
         Date: Wed, 4 Mar 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n"
            .to_owned(),
        part("Content-Type: text/plain", "The draft is attached. It says that fares rose 5 percent."),
        part(
            "Content-Type: application/octet-stream; name=draft.docx\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=draft.docx",
            &base64(&document),
        ),
        part(
            "Content-Type: image/png; name=pier.png\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=pier.png",
            "iVBORw0KGgo=",
        ),
        part("Content-Type: message/rfc822\r\nContent-Disposition: attachment", inner),
        "--outer--\r\n".to_owned(),
    ]
    .concat()
    .into_bytes()
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (n, three) in bytes.chunks(3).enumerate() {
        if n % 19 == 0 && n > 0 {
            out.push_str("\r\n");
        }
        let held = three.iter().fold(0_u32, |held, &b| held << 8 | u32::from(b))
            << (8 * (3 - three.len()));
        for at in 0..4 {
            let sign = SIGNS[(held >> (18 - 6 * at)) as usize & 63];
            out.push(if at <= three.len() { char::from(sign) } else { '=' });
        }
    }
    out
}

fn with_mail(name: &str) -> Window {
    let mut window = Window::new(name);
    let path = window.folder.join("story.eml");
    fs::write(&path, mail()).unwrap();
    drop_all(&mut window, [path]);
    window.settle();
    assert_eq!(n_articles(&window), 1, "{}", told(&window));
    window
}

fn tick(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::CheckBox, name).click();
    window.settle();
}

#[test]
fn files_of_a_mail_become_articles_and_sources_by_the_mouse() {
    let mut window = with_mail("mail_mouse");
    // What holds an article by its name is proposed as one.
    for (name, is_on) in [
        ("draft.docx as an article", true),
        ("draft.docx as a source", false),
        ("pier.png as an article", false),
        ("The log.eml as an article", true),
    ] {
        let node = window.harness.get_by_role_and_label(Role::CheckBox, name);
        assert_eq!(node.accesskit_node().toggled() == Some(Toggled::True), is_on, "{name}");
    }
    tick(&mut window, "pier.png as a source");
    tick(&mut window, "draft.docx as a source");
    window.click("Take 3 files");
    let project = window.app().workbench().desk().unwrap().project();
    let titles: Vec<&str> = project.articles.values().map(|a| a.title.as_str()).collect();
    assert_eq!(titles, ["Fog story", "Fog closes the ferry for a third day", "The log"]);
    let sources: Vec<&str> = project.package.iter().map(|s| s.title.as_str()).collect();
    assert_eq!(sources, ["draft.docx", "pier.png"]);
    let attached = project.package[0].attached.clone().unwrap();
    let copy = window.app().workbench().evidence_path(&attached).unwrap();
    assert_eq!(fs::read(copy).unwrap(), fs::read(sample("manuscript.docx")).unwrap());
    assert!(project.package[1].imprint.about.contains("“Fog story” from Ida Quell"));
    // The mail in the mail brings a file of its own.
    tick(&mut window, "log.txt as a source");
    window.click("Take 1 file");
    let project = window.app().workbench().desk().unwrap().project();
    assert_eq!(project.articles.len(), 4);
    assert_eq!(project.package.len(), 3);
    assert!(window.app().workbench().letters().is_empty());
    // All that one answer brought is one step.
    window.app().workbench().undo_name().unwrap();
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Z);
    let project = window.app().workbench().desk().unwrap().project();
    assert_eq!((project.articles.len(), project.package.len()), (3, 2));
}

#[test]
fn files_of_a_mail_are_chosen_by_keys_alone() {
    let mut window = with_mail("mail_keys");
    // The answer has the focus: back over the choices, from the last one on.
    let mut seen = Vec::new();
    for _ in 0..12 {
        window.press_with(eframe::egui::Modifiers::SHIFT, Key::Tab);
        let focused = window
            .harness
            .query_all_by_role(Role::CheckBox)
            .find(|node| node.accesskit_node().is_focused())
            .and_then(|node| node.accesskit_node().label());
        if let Some(name) = focused {
            if name.ends_with("eml as an article") && !seen.contains(&name) {
                window.press(Key::Space);
            }
            seen.push(name);
        }
    }
    assert!(seen.iter().any(|name| name == "draft.docx as a source"), "{seen:?}");
    window.harness.get_by_role_and_label(Role::Button, "Take 1 file").focus();
    window.harness.run();
    window.press(Key::Enter);
    assert_eq!(n_articles(&window), 2);
    assert!(window.app().workbench().letters().is_empty());
}

#[test]
fn files_of_a_mail_can_be_left() {
    for way in ["Leave all", "Escape"] {
        let mut window = with_mail("mail_left");
        match way {
            "Escape" => window.press(Key::Escape),
            label => window.click(label),
        }
        assert!(window.app().workbench().letters().is_empty(), "{way}");
        assert_eq!(n_articles(&window), 1);
        assert!(!window.app().workbench().desk().unwrap().has_unsaved_work(), "{way}");
    }
}

#[test]
fn the_numbers_of_a_list_stand_before_its_items_and_are_read_aloud() {
    let mut window = Window::new("numbered");
    let path = window.folder.join("list.rtf");
    let rtf = r"{\rtf1 {\pard The board asks for this on May 2, 2025.\par}{\pard{\listtext 12.\tab}\ls1 a rope of 40 m\par}{\pard{\listtext\'b7\tab}\ls2 a lamp of 90 watts\par}}";
    fs::write(&path, rtf).unwrap();
    window.click("Open article…");
    window.type_path(&path);
    let item = |words: &str| window.harness.get_by_role_and_label(Role::ListItem, words).rect();
    let (numbered, dotted) = (item("12. a rope of 40 m"), item("a lamp of 90 watts"));
    // Its words stand right of the number, as far in as those beside a dot, or further.
    assert!(numbered.left() >= dotted.left(), "{numbered:?} {dotted:?}");
    // The number is no part of the text: a claim begins where the words do.
    let claim = window.claim_of("40 m");
    assert_eq!(claim.anchor.span.start as usize, {
        let desk = window.app().workbench().desk().unwrap();
        desk.article().unwrap().document.text().find("40 m").unwrap()
    });
}

/// Lets a long file drop into the window, which goes on while it is read.
fn drop_long(window: &mut Window) {
    let path = window.folder.join("long.txt");
    fs::write(&path, ARTICLE.repeat(400)).unwrap();
    drop_all(window, [path]);
    window.harness.step();
    window.harness.step();
    assert!(window.app().workbench().is_busy());
}

/// The list shows the claims of the shown article as they are.
fn check_rows(window: &Window) {
    let desk = window.app().workbench().desk().unwrap();
    assert_eq!(*desk.rows(), Rows::new(desk.project(), desk.article_id(), desk.filter()));
    let first = desk.rows().claims.first().unwrap();
    assert!(window.rows().iter().any(|row| row.contains(&first.quote)), "{:?}", window.rows());
}

#[test]
fn keys_work_while_a_long_file_is_read_and_undo_right_after_it_came_takes_it_back() {
    let mut window = Window::with_article("long_keys");
    drop_long(&mut window);
    window.harness.key_press(Key::J);
    window.harness.step();
    let words = window.claim().anchor.quote.clone();
    window.harness.key_press(Key::V);
    window.harness.step();
    assert_eq!((window.claim_of(&words).verdict, n_articles(&window)), (Verdict::Verified, 1));
    while n_articles(&window) == 1 {
        window.harness.step();
    }
    // Pressed in the frame after that in which it came; nothing is selected then.
    window.harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::Z);
    window.harness.step();
    window.settle();
    assert_eq!(n_articles(&window), 1);
    assert_eq!(window.claim_of(&words).verdict, Verdict::Verified);
    check_rows(&window);
    window.press_with(eframe::egui::Modifiers::COMMAND | eframe::egui::Modifiers::SHIFT, Key::Z);
    assert_eq!(n_articles(&window), 2);
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Z);
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::Z);
    assert_eq!(n_articles(&window), 1);
    assert_eq!(window.claim_of(&words).verdict, Verdict::Open);
    check_rows(&window);
}

#[test]
fn the_first_key_after_a_long_file_came_is_meant_for_its_first_claim() {
    let mut window = Window::with_article("long_first");
    drop_long(&mut window);
    while n_articles(&window) == 1 {
        window.harness.step();
    }
    window.harness.key_press(Key::J);
    window.harness.step();
    window.harness.key_press(Key::D);
    window.settle();
    let desk = window.app().workbench().desk().unwrap();
    let first = &desk.rows().marks[0];
    assert_eq!(first.verdict, VerdictKind::Disputed);
    assert_eq!(desk.project().claims[&first.id].article, desk.article_id());
    // Its places are settled as one; nothing is in the article that was shown before.
    let before = desk.project().articles.keys().next().copied().unwrap();
    assert_eq!((desk.tally().checked(), desk.tally_of(before).checked()), (400, 0));
    check_rows(&window);
}

#[test]
fn a_project_can_be_closed_while_a_long_file_is_read_into_it() {
    let mut window = Window::with_article("long_close");
    drop_long(&mut window);
    window.press_with(eframe::egui::Modifiers::COMMAND, Key::W);
    // What was asked for comes all the same, and lies open by itself.
    assert_eq!(n_articles(&window), 1);
    let desk = window.app().workbench().desk().unwrap();
    assert!(desk.article().unwrap().document.text().len() > 10 * ARTICLE.len());
    check_rows(&window);
}
