//! The command line as others build on it: the built program, its output, its exit status.

#![expect(clippy::unwrap_used, reason = "a program that does not run fails the test")]
#![expect(clippy::disallowed_methods, reason = "a pipe is fed while it is read")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::{Value, json};

fn tickmark(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(arguments);
    command
}

/// Runs the program with this on its standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = tickmark(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file of this test run, by itself.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

const ARTICLE: &str = "Fog closes the ferry\n\nThe ferry carried 45 percent fewer cars on Tuesday, the harbor office said. \
    “Nobody knew,” said Ida Quell, who has run it since 2019.\n\nA ticket costs $4.20 in 2025.\n";

// ---- A stream of documents.

#[test]
fn one_line_comes_out_for_each_that_goes_in_in_order() {
    let input: String = (0..500)
        .map(|n| {
            // One of them so long that its claims are not held until its turn comes.
            let n_times = if n == 77 { 40_000 } else { 1 + (n * 7919) % 40 };
            let text = "The board paid 4 million in 2019. ".repeat(n_times);
            format!("{}\n", json!({ "id": n, "text": text, "published": "2025-05-02" }))
        })
        .collect();
    let output = run(&["extract", "--jsonl"], input.as_bytes());
    assert_eq!(code(&output), 0, "{}", err(&output));
    let found = lines(&output);
    let ids: Vec<_> = found.iter().map(|line| line["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, (0..500).collect::<Vec<_>>());
    for (line, input) in found.iter().zip(input.lines()) {
        let text =
            serde_json::from_str::<Value>(input).unwrap()["text"].as_str().unwrap().to_owned();
        assert_eq!(line["sentences"].as_array().unwrap().len(), text.matches('.').count());
    }
}

#[test]
fn offsets_count_code_points() {
    let text =
        "🦀 Né à Zürich — “ça”: prices rose 4.5 percent in March 2025, the naïve clerk said.";
    let input = json!({ "id": "é", "text": text, "published": null }).to_string();
    let found = lines(&run(&["extract", "--jsonl"], input.as_bytes()));
    assert_eq!(found[0]["id"], "é");
    let chars: Vec<char> = text.chars().collect();
    let words = |place: &Value| -> String {
        let at = |idx: usize| usize::try_from(place[idx].as_u64().unwrap()).unwrap();
        chars[at(0)..at(1)].iter().collect()
    };
    let claims = found[0]["claims"].as_array().unwrap();
    for claim in claims {
        assert_eq!(words(&json!([claim["start"], claim["end"]])), claim["text"].as_str().unwrap());
    }
    let rate = claims.iter().find(|claim| claim["kind"] == "rate").unwrap();
    assert_eq!(rate["text"], "4.5 percent");
    assert_eq!(rate["value"], json!({ "number": 4.5, "unit": "percent", "type": "percent" }));
    let date = claims.iter().find(|claim| claim["kind"] == "date").unwrap();
    assert_eq!((&date["type"], &date["value"]), (&json!("DATE"), &json!("2025-03")));
    assert_eq!(words(&found[0]["sentences"][0]).chars().last(), Some('.'));
}

#[test]
fn a_line_that_cannot_be_read_is_told_in_its_place() {
    let input = b"{\"id\": 1, \"text\": \"It rose 5 percent.\"}\n\
        not json\n\
        \n\
        {\"id\": 3, \"text\": 7}\n\
        {\"id\": 4}\n\
        {\"id\": 5, \"text\": \"a\", \"published\": \"2025-13-01\"}\n\
        {\"id\": 6, \"text\": \"a\xFF\"}\n\
        {\"id\": 7, \"text\": \"It fell.\", \"published\": null, \"more\": [{}]}";
    let output = run(&["extract", "--jsonl"], input);
    assert_eq!(code(&output), 1);
    let found = lines(&output);
    let bad: Vec<_> = found.iter().map(|line| line["line"].as_u64()).collect();
    assert_eq!(bad, [None, Some(2), Some(4), Some(5), Some(6), Some(7), None]);
    for (line, words) in
        found[1..6].iter().zip(["not JSON", "expected a string", "`text`", "`published`", "UTF-8"])
    {
        assert!(line["error"].as_str().unwrap().contains(words), "{line}");
    }
    assert_eq!(found[6]["id"], 7);
}

#[test]
fn a_stream_may_be_read_from_files() {
    let first =
        file("first.jsonl", "\u{FEFF}{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b\"}");
    let second = file("second.jsonl", "{\"id\": 3, \"text\": \"c\"}\r\nbad\r\n");
    let output = run(&["extract", "--jsonl", &first, "no such file", &second], b"");
    assert_eq!(code(&output), 1);
    let found = lines(&output);
    let ids: Vec<_> = found.iter().map(|line| line["id"].as_u64()).collect();
    assert_eq!(ids, [Some(1), Some(2), Some(3), None]);
    assert_eq!((&found[3]["line"], &found[3]["file"]), (&json!(2), &json!(second)));
    assert!(
        err(&output).contains("There is no such file") && err(&output).contains("no such file)")
    );
}

#[test]
fn an_answer_comes_before_the_next_question_is_asked() {
    let mut command = tickmark(&["extract", "--jsonl"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(stdin, "{}", json!({ "id": n, "text": "It rose 5 percent." })).unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], n);
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_reader_that_leaves_ends_the_program_quietly() {
    let line = format!("{}\n", json!({ "id": 1, "text": "It rose 5 percent. ".repeat(500) }));
    let file = file("long.jsonl", line.repeat(300));
    for arguments in [&["extract", "--jsonl", file.as_str()][..], &["text", file.as_str()]] {
        let mut command = tickmark(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((code(&output), err(&output)), (0, String::new()));
    }
}

#[test]
fn no_line_in_no_line_out() {
    let output = run(&["extract", "--jsonl"], b"");
    assert_eq!((code(&output), out(&output)), (0, String::new()));
}

// ---- Articles.

#[test]
fn an_article_gives_one_object_and_several_give_a_list() {
    let path = file("article.txt", ARTICLE);
    let output = run(&["extract", &path, "--format", "json", "--published", "2025-05-02"], b"");
    assert_eq!(code(&output), 0, "{}", err(&output));
    let found: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&found["id"], &found["title"]), (&json!(path), &json!("Fog closes the ferry")));
    assert_eq!(found["published"], "2025-05-02");
    // Places are those of the file.
    let chars: Vec<char> = ARTICLE.chars().collect();
    let claims = found["claims"].as_array().unwrap();
    assert!(claims.len() > 2, "{found}");
    for claim in claims {
        let at = |key: &str| usize::try_from(claim[key].as_u64().unwrap()).unwrap();
        assert_eq!(
            chars[at("start")..at("end")].iter().collect::<String>(),
            claim["text"].as_str().unwrap()
        );
    }
    let tuesday = claims.iter().find(|claim| claim["text"] == "Tuesday").unwrap();
    assert_eq!(tuesday["value"], "2025-04-29");

    let output = run(&["extract", &path, &path, "--format", "json"], b"");
    let found: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(found[0]["published"], Value::Null);
}

#[test]
fn an_article_as_a_line_can_be_read_again() {
    let path = file("again.txt", ARTICLE);
    let output = run(&["extract", &path, "-", "--format", "jsonl"], ARTICLE.as_bytes());
    let first = lines(&output);
    assert_eq!(first.len(), 2);
    assert_eq!(first[0]["claims"], first[1]["claims"]);
    let again = lines(&run(&["extract", "--jsonl"], out(&output).as_bytes()));
    assert_eq!(again[0]["id"], path);
    assert_eq!(again[0]["sentences"], first[0]["sentences"]);
}

#[test]
fn a_table_has_a_row_for_each_claim() {
    let path = file("table.txt", ARTICLE);
    let output = run(&["extract", &path, "--format", "csv"], b"");
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let heads = reader.headers().unwrap().clone();
    assert_eq!(&heads[0], "file");
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, head: &str| {
        row[heads.iter().position(|other| other == head).unwrap()].to_owned()
    };
    let rate = rows.iter().find(|row| cell(row, "kind") == "rate").unwrap();
    assert_eq!((cell(rate, "value"), cell(rate, "unit")), ("45".to_owned(), "percent".to_owned()));
    assert_eq!(cell(rate, "file"), path);
}

#[test]
fn claims_are_explained_when_asked() {
    let path = file("explained.txt", ARTICLE);
    let plain = run(&["extract", &path], b"");
    let explained = run(&["extract", &path, "--explain"], b"");
    assert!(out(&plain).contains("45 percent") && !out(&plain).contains("rule rate"));
    assert!(out(&explained).contains("rule rate, score 0."), "{}", out(&explained));
    let output = run(&["extract", &path, "--format", "json", "--explain"], b"");
    let found: Value = serde_json::from_str(&out(&output)).unwrap();
    for claim in found["claims"].as_array().unwrap() {
        assert!(claim["rule"].is_string() && claim["reasons"].is_array(), "{claim}");
    }
}

#[test]
fn an_article_in_another_language_says_how_little_of_it_is_read() {
    let spanish =
        "El barco salió del puerto al mediodía y no había nadie en el muelle de la ciudad.\n";
    let output = run(&["extract", &file("spanish.txt", spanish)], b"");
    let told = "in Spanish: only figures, dates in digits and quotations are read";
    assert!(out(&output).contains(told), "{}", out(&output));
    let output = run(&["extract", &file("english.txt", ARTICLE)], b"");
    assert!(!out(&output).contains("are read"), "{}", out(&output));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_goes_on() {
    let good = file("good.txt", ARTICLE);
    let empty = file("empty.txt", "");
    let pdf = file("report.txt", "%PDF-1.7\n%\u{2}");
    let folder = env!("CARGO_TARGET_TMPDIR");
    let output = run(&["extract", &empty, &pdf, folder, "nowhere.txt", &good], b"");
    assert_eq!(code(&output), 1);
    assert!(out(&output).contains("45 percent"));
    let told = err(&output);
    for words in
        ["This file is empty", "This file is a PDF", "This is a folder", "There is no such file"]
    {
        assert_eq!(told.lines().filter(|line| line.starts_with(words)).count(), 1, "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let path = file("secret.txt", ARTICLE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read any file.
    let is_forbidden = fs::read(&path).is_err();
    let output = run(&["text", &path], b"");
    assert_eq!(code(&output), i32::from(is_forbidden));
    assert_eq!(err(&output).contains("no permission to read this file"), is_forbidden);
    fs::remove_file(path).unwrap();
}

// ---- What was imported.

#[test]
fn numbers_that_nobody_typed_are_printed_where_asked_and_move_no_offset() {
    let rtf = r"{\rtf1 {\pard{\listtext 3.\tab}\ls1 It has 90 lamps.\par}{\pard{\listtext (b)\tab}\ls1\ilvl1 They cost $4.\par}}";
    let path = file("numbered.rtf", rtf);
    let plain = out(&run(&["text", &path], b""));
    assert_eq!(plain, "It has 90 lamps.\n\nThey cost $4.\n");
    let shown = out(&run(&["text", "--numbers", &path], b""));
    assert_eq!(shown, "3. It has 90 lamps.\n\n(b) They cost $4.\n");
    let told: Value =
        serde_json::from_str(&out(&run(&["text", "--format", "json", &path], b""))).unwrap();
    assert_eq!(told["paragraphs"][1]["label"], "(b)");
    // Only an item of a list in another one tells how deep it stands.
    assert_eq!(told["paragraphs"][1]["depth"], 1);
    assert!(told["paragraphs"][0].get("depth").is_none(), "{told}");
    assert_eq!(told["paragraphs"][1]["text"], "They cost $4.");
    let claims = &lines(&run(&["extract", "--format", "jsonl", &path], b""))[0]["claims"];
    assert_eq!(claims[0]["start"].as_u64(), plain.find("90").map(|at| at as u64), "{claims}");
}

#[test]
fn an_import_is_printed_as_text_or_with_its_facts() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import/news.html");
    let output = run(&["text", page], b"");
    assert_eq!(code(&output), 0);
    assert!(out(&output).starts_with("Harbor board delays vote"));
    assert!(out(&output).contains("\n\nWhat the plan would do\n\n"));
    let found: Value =
        serde_json::from_str(&out(&run(&["text", page, "--format", "json"], b""))).unwrap();
    assert_eq!(found["byline"], "Ida Quell, Sam Orr");
    assert_eq!(found["published"], "2025-05-02");
    assert_eq!(found["paragraphs"][0], json!({ "kind": "title", "text": found["title"] }));
    // What is printed is what offsets of a page's claims count in.
    let printed: Vec<char> = out(&output).chars().collect();
    let claims: Value =
        serde_json::from_str(&out(&run(&["extract", page, "--format", "json"], b""))).unwrap();
    assert!(!claims["claims"].as_array().unwrap().is_empty());
    for claim in claims["claims"].as_array().unwrap() {
        let at = |key: &str| usize::try_from(claim[key].as_u64().unwrap()).unwrap();
        assert_eq!(
            printed[at("start")..at("end")].iter().collect::<String>(),
            claim["text"].as_str().unwrap()
        );
    }
}

#[test]
fn changes_and_encoding_are_read_as_asked() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/import");
    let manuscript = format!("{folder}/manuscript.odt");
    for (changes, words) in
        [("accepted", "rose five"), ("original", "rose four"), ("both", "fourfive")]
    {
        let output = run(&["text", "--changes", changes, &manuscript], b"");
        assert!(out(&output).contains(words), "{changes}: {}", out(&output));
        assert!(err(&output).contains("tracked changes"), "{}", err(&output));
    }
    let russian = file("encoded.txt", b"\xD6\xE5\xED\xE0 \xE2\xFB\xF0\xEE\xF1\xEB\xE0.");
    let output = run(&["text", "--encoding", "windows-1251", &russian], b"");
    assert_eq!(out(&output), "Цена выросла.\n");
    assert_eq!(code(&run(&["text", "--encoding", "nonsense", &russian], b"")), 2);
    // Each chapter of a book is an article.
    let book = format!("{folder}/book.epub");
    let found = lines(&run(&["extract", "--format", "jsonl", &book], b""));
    let ids: Vec<_> = found.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [book.clone(), format!("{book}#2")]);
    assert!(!found[1]["claims"].as_array().unwrap().is_empty());
}

#[test]
fn a_guess_is_said_to_be_one() {
    let path = file(
        "latin.txt",
        b"L'\xE9t\xE9 \xE0 F\xE9camp, le prix a augment\xE9 de 4,5 % en ao\xFBt.",
    );
    let output = run(&["text", &path], b"");
    assert!(out(&output).contains("L'été à Fécamp"));
    assert!(err(&output).contains("It was read as windows-1252"), "{}", err(&output));
}

// ---- Arguments.

#[test]
fn arguments_that_cannot_be_are_refused() {
    for arguments in [
        &["extract"][..],
        &["extract", "a.txt", "--published", "yesterday"],
        &["extract", "a.txt", "--format", "xml"],
        &["extract", "--jsonl", "--format", "csv"],
        &["text"],
    ] {
        let output = run(arguments, b"");
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(err(&output).contains("--help"), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_the_window_says_so_and_names_the_verbs() {
    let mut command = tickmark(&[]);
    for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(display);
    }
    let output = command.output().unwrap();
    assert_eq!(code(&output), 1);
    let told = err(&output);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains("tickmark extract") && told.contains("tickmark text"), "{told}");
}

const SAMPLE: &str = "projects/sample.tickmark.ron";

#[test]
fn a_project_is_written_in_every_format_whole_or_not_at_all() {
    for format in ["html", "pdf", "markdown", "memo", "xlsx", "csv", "jsonl", "annotations", "csl"]
    {
        let path = file(&format!("report.{format}"), "what was there before");
        let output = run(&["report", SAMPLE, "--to", format, "-o", &path], b"");
        assert_eq!((code(&output), err(&output)), (0, String::new()), "{format}");
        let printed = run(&["report", SAMPLE, "--to", format], b"");
        // The day is in it, and nothing else that changes from one run to the next.
        assert_eq!(fs::read(&path).unwrap(), printed.stdout, "{format}");
    }
    let output = run(&["report", SAMPLE, "--to", "csv", "-o", "/nowhere/at/all.csv"], b"");
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("/nowhere/at/all.csv"), "{}", err(&output));
    let output = run(&["report", SAMPLE, "--to", "csv", "--article", "9"], b"");
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("Its articles are: 1"), "{}", err(&output));
    let output = run(&["report", SAMPLE, "--to", "claim-review"], b"");
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("where the review is published"), "{}", err(&output));
    let output = run(&["report", "README.md", "--to", "csv"], b"");
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("README.md"), "{}", err(&output));
}

/// Where the disk is full, or the file may not grow, what was there stays and nothing half is left.
#[test]
#[cfg(unix)]
fn a_disk_that_is_full_leaves_no_half_a_report() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("full");
    let _missing = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for format in ["html", "pdf", "docx", "xlsx", "csv", "jsonl", "annotations"] {
        let path = folder.join(format!("report.{format}"));
        fs::write(&path, "what was there before").unwrap();
        // A limit of one block stands for the disk; the signal that tells of it is not heard.
        let script = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
        let program = env!("CARGO_BIN_EXE_tickmark");
        let output = Command::new("bash")
            .args(["-c", script, "bash", program, "report", SAMPLE, "--to", format, "-o"])
            .arg(&path)
            .output()
            .unwrap();
        assert_eq!(code(&output), 1, "{format}: {}", err(&output));
        let told = err(&output);
        assert!(told.contains(&path.display().to_string()), "{format}: {told}");
        assert_eq!(told.lines().count(), 1, "{format}: {told}");
        assert_eq!(fs::read(&path).unwrap(), b"what was there before", "{format}");
    }
    let left: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with("report."))
        .collect();
    assert_eq!(left, Vec::<String>::new(), "something half is left");
}

#[test]
fn the_progress_of_many_projects_is_one_table() {
    let output = run(&["stats", SAMPLE, "nowhere.ron", SAMPLE, "--format", "jsonl"], b"");
    assert_eq!(code(&output), 1, "one could not be read");
    assert!(err(&output).contains("nowhere.ron"), "{}", err(&output));
    let lines = lines(&output);
    assert_eq!(lines.len(), 2, "the others are counted all the same");
    let sum = ["verified", "disputed", "query", "set_aside", "open"]
        .iter()
        .map(|key| lines[0][key].as_u64().unwrap())
        .sum::<u64>();
    assert_eq!(Some(sum), lines[0]["claims"].as_u64());
    let table = out(&run(&["stats", SAMPLE], b""));
    assert_eq!(table.lines().count(), 2);
    assert!(table.ends_with(&format!("{SAMPLE}\n")), "{table}");
}

#[test]
fn shells_and_man_are_told_of_every_verb() {
    let manual = out(&run(&["man"], b""));
    assert!(manual.contains(".TH tickmark 1"), "{manual}");
    let completions = out(&run(&["completions", "bash"], b""));
    for verb in ["extract", "text", "report", "stats"] {
        assert!(manual.contains(&format!("TICKMARK {}", verb.to_uppercase())), "{verb}");
        assert!(completions.contains(verb), "{verb}");
    }
}
