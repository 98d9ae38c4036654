//! The walls of the house: what one package with many rooms cannot say in Cargo.toml.
//!
//! Reads every file of `src/`, as text, and fails where a room imports upward or across, where a file
//! is opened, a thread started, a window named, a line printed or a clock read outside the one room
//! made for it, and where code may panic. Comments, strings and `#[cfg(test)]` items do not count.
//! Each check is itself tried on small texts below, so that it is known to be able to fail.

#![expect(clippy::unwrap_used, reason = "a source file that cannot be read fails the test")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;

/// The rooms and their layers. A room imports rooms of a smaller number only.
const LAYERS: &[(&str, u8)] = &[
    ("text", 0),
    ("extract", 1),
    ("project", 2),
    ("import", 3),
    ("export", 3),
    ("store", 3),
    ("fetch", 3),
    ("workbench", 4),
    ("gui", 5),
    ("cli", 5),
];

/// A thing of the world outside, and the only places where it may be named.
struct Wall {
    /// What it is, for the message.
    thing: &'static str,
    /// Ends of paths, each a run of whole segments; a leading `.` is a method, a closing `!` a macro.
    names: &'static [&'static str],
    /// Files and rooms where it belongs, as paths under `src/`.
    homes: &'static [&'static str],
}

const WALLS: &[Wall] = &[
    Wall {
        thing: "a file",
        names: &["std::fs", "fs::File", ".exists", ".try_exists", ".canonicalize", ".read_dir"],
        homes: &["store/disk.rs", "store/disk"],
    },
    Wall {
        thing: "a thread",
        names: &["std::thread", "thread::spawn", "thread::Builder"],
        homes: &["workbench/jobs.rs"],
    },
    Wall {
        thing: "the window",
        names: &["egui", "eframe", "rfd", "lucide_icons", "arboard"],
        homes: &["gui"],
    },
    Wall {
        thing: "the terminal",
        names: &["print!", "println!", "eprint!", "eprintln!", "dbg!", "io::stdout", "io::stderr"],
        homes: &["cli", "main.rs"],
    },
    Wall {
        thing: "the network",
        names: &[
            "ureq",
            "net::TcpStream",
            "net::TcpListener",
            "net::UdpSocket",
            "net::ToSocketAddrs",
        ],
        homes: &["fetch"],
    },
    Wall {
        thing: "the clock",
        names: &[
            "Zoned::now",
            "Timestamp::now",
            "SystemTime::now",
            "Instant::now",
            "TimeZone::system",
        ],
        homes: &["workbench", "gui", "cli"],
    },
    Wall {
        thing: "a panic",
        names: &[".unwrap", ".expect", "panic!", "todo!", "unimplemented!", "unreachable!"],
        homes: &[],
    },
];

#[test]
fn rooms_import_downward_only() {
    assert_none(sources().iter().flat_map(|s| upward_imports(&s.path, &s.code)));
}

#[test]
fn the_world_outside_is_named_in_its_own_room_only() {
    assert_none(sources().iter().flat_map(|s| strays(&s.path, &s.code)));
}

#[test]
fn every_file_says_what_it_is_for() {
    assert_none(sources().iter().filter_map(|s| headless(&s.path, &s.text)));
}

#[test]
fn every_room_stands_in_the_table_of_layers() {
    let rooms = sources();
    let rooms = rooms.iter().filter_map(|s| room(&s.path)).filter(|room| layer(room).is_none());
    assert_none(rooms.map(|room| format!("src/{room}: which layer is it?")));
}

// ---- The checks.

/// Every import of a room that is not below this file's own.
fn upward_imports(path: &str, code: &str) -> Vec<String> {
    let Some(own) = room(path) else { return Vec::new() };
    let own_layer = layer(own);
    let mut found = Vec::new();
    for (line, named) in paths(code) {
        let Some(other) = room_named(path, &named) else { continue };
        let is_down = match (layer(other), own_layer) {
            _ if other == own => true,
            (Some(theirs), Some(ours)) => theirs < ours,
            _ => false,
        };
        if !is_down {
            found.push(format!("src/{path}:{line}: `{own}` imports `{other}`, which is not below"));
        }
    }
    found
}

/// Every name of a thing that belongs to another room.
fn strays(path: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let named = paths(code);
    for wall in WALLS.iter().filter(|wall| !wall.homes.iter().any(|home| is_in(path, home))) {
        for (line, named) in &named {
            if let Some(name) = wall.names.iter().find(|name| holds(named, name)) {
                let thing = wall.thing;
                found.push(format!("src/{path}:{line}: {thing} (`{name}`) is not named here"));
            }
        }
    }
    found
}

/// A file that does not open with its point.
fn headless(path: &str, text: &str) -> Option<String> {
    (!text.starts_with("//! ")).then(|| format!("src/{path}: begins without `//!`"))
}

// ---- What a file is.

struct Source {
    /// Under `src/`, with forward slashes.
    path: String,
    /// As it stands.
    text: String,
    /// Without comments, strings and tests; every line still on its line.
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = without_tests(&bare(&text));
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path, text, code });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 10, "src/ was not read");
    found
}

fn assert_none(found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The room a file stands in; none for `main.rs` and `lib.rs`, which see the whole house.
fn room(path: &str) -> Option<&str> {
    let first = path.split('/').next().unwrap_or(path);
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (!matches!(name, "main" | "lib")).then_some(name)
}

fn layer(room: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == room).map(|&(_, layer)| layer)
}

fn is_in(path: &str, home: &str) -> bool {
    path.strip_prefix(home).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The room that a path leads to: `crate::text::Span`, or `super::super::text::Span` where the
/// supers reach the root.
fn room_named<'p>(path: &str, named: &'p str) -> Option<&'p str> {
    let module = path.strip_suffix(".rs").unwrap_or(path);
    let module = module.strip_suffix("/mod").unwrap_or(module);
    let depth = module.split('/').count();
    let mut segments = named.split("::").peekable();
    let mut ups = 0;
    if segments.next_if_eq(&"crate").is_some() {
        ups = depth;
    } else {
        segments.next_if_eq(&"self");
        while segments.next_if_eq(&"super").is_some() {
            ups += 1;
        }
    }
    if ups < depth { None } else { segments.next() }
}

/// Whether the segments of `name` stand in `path` next to each other; a name of one segment that
/// begins lowercase must be the path's first, a crate.
fn holds(path: &str, name: &str) -> bool {
    let path: Vec<&str> = path.split("::").collect();
    let name: Vec<&str> = name.split("::").collect();
    if name.len() == 1 && !name[0].starts_with('.') && !name[0].ends_with('!') {
        return path.first() == name.first();
    }
    path.windows(name.len()).any(|window| window == name)
}

// ---- Reading Rust, just enough of it.

/// Every path named in the code with its line; a `use` of a group gives one for each of its leaves.
/// A macro's name keeps its `!`, a method's its `.`.
fn paths(code: &str) -> Vec<(usize, String)> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&(line, token)) = tokens.get(at) {
        if token == "use" {
            at = use_tree(&tokens, at + 1, "", &mut found);
        } else if is_name(token) {
            let is_method = at > 0 && tokens[at - 1].1 == ".";
            let mut path = if is_method { format!(".{token}") } else { token.to_owned() };
            at += 1;
            while let (Some((_, "::")), Some(&(_, next))) = (tokens.get(at), tokens.get(at + 1)) {
                if !is_name(next) {
                    break;
                }
                path.push_str("::");
                path.push_str(next);
                at += 2;
            }
            if tokens.get(at).is_some_and(|t| t.1 == "!")
                && tokens.get(at + 1).is_some_and(|t| matches!(t.1, "(" | "[" | "{"))
            {
                path.push('!');
            }
            found.push((line, path));
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one tree of a `use` from `at`, and says where it ends.
fn use_tree(
    tokens: &[(usize, &str)],
    mut at: usize,
    before: &str,
    found: &mut Vec<(usize, String)>,
) -> usize {
    let mut path = before.to_owned();
    while let Some(&(line, token)) = tokens.get(at) {
        match token {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|t| t.1 != "}") {
                    at = use_tree(tokens, at, &path, found);
                    if tokens.get(at).is_some_and(|t| t.1 == ",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            "as" => at += 2,
            "," | "}" | ";" => {
                found.push((line, path));
                return at + usize::from(token == ";");
            }
            _ => {
                let is_first = path.is_empty();
                path.push_str(if is_first { "" } else { "::" });
                path.push_str(token);
                at += 1;
            }
        }
    }
    at
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::` and single signs, with their lines.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut line, mut rest) = (1, code);
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        line += usize::from(first == '\n');
        if !first.is_whitespace() {
            found.push((line, token));
        }
        rest = after;
    }
    found
}

/// The code with comments, strings and characters blanked out.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_after_name = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if first == '"' {
            string(rest)
        } else if !is_after_name && let Some(length) = raw_string(rest) {
            length
        } else if first == '\'' {
            character(rest)
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let (gone, after) = rest.split_at(length);
        out.push(' ');
        out.extend(gone.chars().filter(|&c| c == '\n'));
        rest = after;
    }
    out
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(first) = text[at..].chars().next() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += first.len_utf8();
        }
    }
    at
}

fn string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of `r"…"`, `r#"…"#` and the like, byte strings included.
fn raw_string(text: &str) -> Option<usize> {
    let after = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].strip_prefix('"')?;
    let begin = text.len() - after.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    Some(text[begin..].find(&close).map_or(text.len(), |at| begin + at + close.len()))
}

/// The length of a character, or 1 where the quote begins a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((_, _))) => {
            chars.find(|&(_, c)| c == '\'').map_or(text.len(), |(at, _)| at + 1)
        }
        (Some((_, c)), Some((at, '\''))) if c != '\'' => at + 1,
        _ => 1,
    }
}

/// The bare code with every item under `#[cfg(test)]` blanked out.
fn without_tests(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..at]);
        let item = &rest[at..];
        let mut depth = 0_usize;
        let mut end = item.len();
        for (at, c) in item.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(c, '}' | ';') {
                end = at + 1;
                break;
            }
        }
        out.extend(item[..end].chars().filter(|&c| c == '\n'));
        rest = &item[end..];
    }
    out + rest
}

// ---- The checks, checked.

fn read(text: &str) -> String {
    without_tests(&bare(text))
}

/// How many of the imports in a text, put at a path, lead upward.
fn n_upward(path: &str, text: &str) -> usize {
    upward_imports(path, &read(text)).len()
}

/// How many things of the outside world a text names where it should not.
fn n_strays(path: &str, text: &str) -> usize {
    strays(path, &read(text)).len()
}

#[test]
fn an_upward_import_is_seen() {
    assert_eq!(n_upward("text/span.rs", "use crate::extract::Finding;"), 1);
    assert_eq!(n_upward("extract/mod.rs", "use crate::{text::Span, project::{Claim, Edit}};"), 2);
    assert_eq!(n_upward("project/mod.rs", "fn f() { crate::workbench::jobs::start() }"), 1);
    assert_eq!(n_upward("project/claim.rs", "use super::super::gui::theme;"), 1);
    assert_eq!(n_upward("project/mod.rs", "use super::gui::theme as colors;"), 1);
    assert_eq!(n_upward("extract/rules/rate.rs", "pub(in crate::gui) fn f() {}"), 1);
    assert_eq!(n_upward("workbench/mod.rs", "impl From<crate::cli::Verb> for Action {}"), 1);
    assert_eq!(n_upward("gui/app.rs", "use crate::attic::Box;"), 1, "a room that is not known");
}

#[test]
fn an_import_across_is_seen() {
    assert_eq!(n_upward("import/html.rs", "use crate::store::disk;"), 1);
    assert_eq!(n_upward("gui/app.rs", "use crate::cli::Verb;"), 1);
}

#[test]
fn a_downward_import_is_not() {
    let uses = "use crate::{extract::{self, Finding as Found}, text::*};\nuse super::edit::Edit;";
    assert_eq!(n_upward("project/claim.rs", uses), 0);
    assert_eq!(n_upward("extract/rules/rate.rs", "use super::super::token::Token;"), 0);
    assert_eq!(n_upward("text/span.rs", "use super::document::Document; use self::x::Y;"), 0);
    assert_eq!(n_upward("main.rs", "use crate::gui::run;"), 0, "the front door sees all rooms");
}

#[test]
fn what_does_not_run_does_not_count() {
    let text = r####"
        //! Nothing here knows crate::gui.
        /* crate::cli /* crate::gui */ crate::cli */
        const A: &str = "crate::gui \" std::fs";
        const B: &str = r#"crate::gui " std::fs"#;
        const C: [char; 3] = ['"', '\'', '\u{22}'];
        fn f<'a>(x: &'a str) -> &'a str { x }
        #[cfg(test)]
        mod tests {
            use std::fs;
            use crate::gui;
            fn g() { h().unwrap(); }
        }
    "####;
    assert_eq!(n_upward("text/span.rs", text), 0);
    assert_eq!(n_strays("text/span.rs", text), 0);
    let after = format!("{text}\nfn h() {{ crate::gui::run() }}");
    assert_eq!(n_upward("text/span.rs", &after), 1, "what follows them counts again");
}

#[test]
fn a_stray_is_seen_and_none_at_home() {
    for (home, away, text) in [
        ("store/disk.rs", "store/file.rs", "use std::fs;"),
        ("store/disk.rs", "import/mod.rs", "use std::{io, fs::{self, File}};"),
        ("store/disk.rs", "workbench/mod.rs", "fn f() { std::fs::read(path) }"),
        ("store/disk.rs", "gui/app.rs", "fn f() { if path.exists() {} }"),
        ("workbench/jobs.rs", "workbench/mod.rs", "fn f() { std::thread::spawn(g) }"),
        ("workbench/jobs.rs", "cli/extract.rs", "use std::thread;"),
        ("gui/app.rs", "workbench/mod.rs", "use egui::Color32;"),
        ("gui/panels/claims.rs", "cli/mod.rs", "fn f(ui: &mut eframe::egui::Ui) {}"),
        ("cli/mod.rs", "store/disk.rs", "fn f() { println!(\"{x}\") }"),
        ("main.rs", "gui/app.rs", "fn f() { writeln!(std::io::stderr(), \"\") }"),
        ("workbench/mod.rs", "project/mod.rs", "fn f() { jiff::Zoned::now() }"),
        ("gui/app.rs", "extract/mod.rs", "use std::time::Instant; fn f() { Instant::now() }"),
    ] {
        assert_eq!(n_strays(home, text), 0, "{home}: {text}");
        assert_ne!(n_strays(away, text), 0, "{away}: {text}");
    }
}

#[test]
fn a_panic_is_seen_everywhere() {
    for text in ["x.unwrap()", "x\n.expect(\"so\")", "panic!(\"so\")", "unreachable!()"] {
        assert_eq!(n_strays("cli/mod.rs", &format!("fn f() {{ {text} }}")), 1, "{text}");
    }
    let calm =
        "fn f() { x.unwrap_or_default(); y.expected(); #[expect(dead_code)] let panic = 1; }";
    assert_eq!(n_strays("cli/mod.rs", calm), 0);
}

#[test]
fn the_line_of_a_stray_is_told() {
    let text = "//! So.\n\nconst A: &str = \"a\n b\";\n\nuse std::fs;\n";
    assert!(strays("text/span.rs", &read(text))[0].contains("span.rs:6:"));
}

#[test]
fn a_file_without_a_head_is_seen() {
    assert!(headless("a.rs", "use std::fmt;").is_some());
    assert!(headless("a.rs", "//! What it is for.\n").is_none());
}

proptest! {
    /// Whatever stands in a file, reading it ends and keeps its lines.
    #[test]
    fn any_text_is_read(text in "([a-z:{};,.!\"'/*#\\\\r\n ]|é|cfg\\(test\\)){0,80}") {
        let code = bare(&text);
        let breaks = |s: &str| s.matches('\n').count();
        prop_assert_eq!(breaks(&code), breaks(&text));
        prop_assert_eq!(breaks(&without_tests(&code)), breaks(&code));
        paths(&code);
    }
}

/// What packagers hand to the systems is well formed, and names the version and the file type that the
/// program has.
#[test]
fn what_systems_are_told_of_the_program_is_well_formed() {
    let read = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/desktop").join(path);
        fs::read_to_string(path).unwrap()
    };
    let version = env!("CARGO_PKG_VERSION");
    for path in [
        "tickmark-mime.xml",
        "tickmark.metainfo.xml",
        "macos/Info.plist",
        "windows/tickmark.exe.manifest",
    ] {
        let text = read(path);
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut depth = 0_i32;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Start(_)) => depth += 1,
                Ok(quick_xml::events::Event::End(_)) => depth -= 1,
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{path}: {error}"),
            }
        }
        assert_eq!(depth, 0, "{path} is not closed");
        if path != "tickmark-mime.xml" {
            assert!(text.contains(version), "{path} is not of version {version}");
        }
    }
    // A property list has a key before each value in a dictionary.
    let plist = read("macos/Info.plist");
    for key in ["CFBundleExecutable", "CFBundleDocumentTypes", "UTExportedTypeDeclarations"] {
        assert!(plist.contains(&format!("<key>{key}</key>")), "{key}");
    }
    let is_key = |line: &&str| line.trim().starts_with("<key>");
    let lines: Vec<&str> = plist.lines().collect();
    for pair in lines.windows(2).filter(|pair| is_key(&pair[0])) {
        let value = pair[1].trim();
        let is_value = ["<string>", "<array>", "<dict>", "<true/>", "<false/>"]
            .iter()
            .any(|tag| value.starts_with(tag));
        assert!(is_value, "{} has no value", pair[0]);
    }
    for path in
        ["macos/Info.plist", "tickmark.metainfo.xml", "tickmark.desktop", "tickmark-mime.xml"]
    {
        assert!(read(path).contains("application/x-tickmark+ron"), "{path}");
    }
    let setup = read("windows/tickmark.iss");
    assert!(setup.contains(&format!("AppVersion={version}")) && setup.contains("[Registry]"));
    for section in ["[Setup]", "[Files]", "[Icons]"] {
        assert!(setup.contains(section), "{section}");
    }
}
