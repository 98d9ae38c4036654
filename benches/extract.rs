//! How fast the engine reads, and how much memory that takes.
//!
//! `cargo bench --bench extract` measures news made up here at 1 KB, 100 KB and 10 MB, by all rules
//! and by each alone; `-- --long` adds 100 MB. Beside the speed stands how many times longer it takes
//! than `regex` takes to find `\d+` in the same text. Then come texts made to be slow, at one length
//! and at twice that: what grows faster than the text shows as a ratio above 2. Last, the most memory
//! that the program holds while it reads one long document.
//!
//! Time is processor time of the one thread, the best of several runs: what else the machine does
//! spoils little of it.

#![expect(clippy::print_stdout, reason = "the figures are what this is for")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run fails")]

#[expect(dead_code, reason = "nothing happens on other threads here")]
mod clock;

use std::hint::black_box;
use std::io::{Read as _, Write as _};
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::time::Duration;

use clock::thread_time;
use jiff::civil::date;
use tickmark::extract::{Input, Notation, RULES, Rule, extract_by};
use tickmark::text::paragraphs;

const KB: usize = 1 << 10;
const MB: usize = 1 << 20;

/// Each text is read for at least this long, and at least twice.
const LEAST: Duration = Duration::from_millis(300);

/// Length of the texts made to be slow, in bytes, before they are doubled.
const TRAP: usize = 500_000;

/// Above this the time has grown faster than the text, which was doubled.
const LINEAR_MAX: f64 = 2.3;

/// Sentences of the news made up here; `#` is a number, `@` a name, `%` a month.
const SENTENCES: &[&str] = &[
    "The harbor board put off a vote on a plan to spend $#.4 million on dredging.",
    "“Nobody on this board has seen the contract,” said @, who has chaired it since 20#.",
    "Fares rose # percent in %, after a rise of 3.# percent a year earlier, according to the line.",
    "The old pier, built by hand and never paid for, was closed again after the storm.",
    "On Wednesday, @ told reporters that the work would begin early next month.",
    "It was the largest loss in the town’s history, the auditor said in a report dated % #, 2024.",
    "She had lived on the hill all her life and did not care for boats.",
    "About # of the 1,4# boats have left, twice as many as in 2010, @ added.",
    "One in # residents rents, and rents have more than doubled since 1998.",
    "He walked down to the water, as he did on most mornings, and counted the gulls.",
    "The council, which meets every Tuesday, voted 7-# to keep the library open until the spring.",
    "The minister denied that any money had been promised, calling the claim “a fairy tale”.",
];

const NAMES: &[&str] =
    &["Ida Quell", "Ruth Amberg", "Mayor Sam Orr", "a spokesman for the line", "Vance"];
const MONTHS: &[&str] = &["January", "March", "April", "June", "September", "November"];

/// News of about `length` bytes; the same for the same length.
fn news(length: usize) -> String {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut pick = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % n as u64).unwrap()
    };
    let mut text = String::with_capacity(length + 200);
    while text.len() < length {
        for sign in SENTENCES[pick(SENTENCES.len())].chars() {
            match sign {
                '#' => text.push_str(&(2 + pick(28)).to_string()),
                '@' => text.push_str(NAMES[pick(NAMES.len())]),
                '%' => text.push_str(MONTHS[pick(MONTHS.len())]),
                _ => text.push(sign),
            }
        }
        text.push_str(if pick(4) == 0 { "\n\n" } else { " " });
    }
    text
}

/// Texts that a rule which looks too far would be slow on: marks, numbers and words that rules wait
/// for, again and again. Each is what is repeated, or a paragraph of its own each time.
const TRAPS: &[(&str, &str)] = &[
    ("quotation marks", "\""),
    ("opening marks", "“"),
    ("closing marks", "”"),
    ("apostrophes", "’"),
    ("unclosed quotations", "“It was said\n\n"),
    ("quotation after quotation", "“A b,” "),
    ("digits", "7"),
    ("digits and commas", "1,"),
    ("digits and points", "1."),
    ("digits and dashes", "1-"),
    ("digits and slashes", "1/"),
    ("small numbers", "1 2 3 "),
    ("groups of three digits", "100 "),
    ("per cent", "45 percent "),
    ("dollars", "$5 "),
    ("brackets that open", "("),
    ("brackets in brackets", "((a) "),
    ("square brackets", "[...] "),
    ("dashes", "—"),
    ("hyphens", "a-"),
    ("points", "."),
    ("points with spaces", ". "),
    ("colons", ": "),
    ("commas", ", "),
    ("exclamation marks", "! "),
    ("line breaks", "\n"),
    ("paragraphs", "a\n\n"),
    ("spaces", " "),
    ("white space and a letter", "                a"),
    ("joiners without width", "\u{200d}"),
    ("letters with marks", "e\u{301}"),
    ("ideographs", "渡"),
    ("one word", "a"),
    ("single letters", "a "),
    ("abbreviations", "Mr. "),
    ("initials", "J. "),
    ("dotted letters", "U.S. "),
    ("addresses", "www.a."),
    ("addresses of mail", "a@b.c "),
    ("months", "May "),
    ("weekdays", "Monday "),
    ("days of months", "May 5, "),
    ("years", "2019 "),
    ("units of time", "year "),
    ("shifts in time", "ago last next "),
    ("cues", "said "),
    ("cues and pronouns", "he said she said "),
    ("according to", "according to "),
    ("that", "said that "),
    ("names", "Ida Quell "),
    ("capitals", "A "),
    ("shouted words", "BOAT "),
    ("titles", "President "),
    ("names and of", "Bank of "),
    ("names and and", "Quell and "),
    ("degrees", "most "),
    ("comparisons", "more than "),
    ("changes", "rose from "),
    ("numbers in words", "five "),
    ("scales", "million "),
    ("hundred and", "hundred and "),
    ("fractions", "half a "),
    ("conjunctions", "and "),
    ("determiners", "the "),
    ("prepositions", "of "),
    ("items of a list", "1) a "),
];

/// The shortest time that `work` takes.
fn time(mut work: impl FnMut()) -> Duration {
    let begin = thread_time();
    let mut best = Duration::MAX;
    let mut n_runs = 0;
    while n_runs < 2 || thread_time() - begin < LEAST {
        let run = thread_time();
        work();
        best = best.min(thread_time() - run);
        n_runs += 1;
    }
    best
}

/// MB a second.
fn speed(text: &str, time: Duration) -> f64 {
    text.len() as f64 / MB as f64 / time.as_secs_f64()
}

/// Reads a text by some rules, and says how many claims it has.
fn read(rules: &[Rule], text: &str) -> usize {
    let paragraphs = paragraphs(text);
    let input = Input {
        text,
        paragraphs: &paragraphs,
        published: Some(date(2025, 5, 2)),
        notation: Notation::default(),
    };
    let found = extract_by(rules, input, |_| ControlFlow::Continue(()));
    found.map_or(0, |found| found.findings.len())
}

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let parts = ["--news", "--traps", "--memory"];
    let is_wanted = |part: &str| has(part) || !parts.iter().any(|part| has(part));
    if is_wanted("--news") {
        measure_news(has("--long"));
    }
    if is_wanted("--traps") {
        measure_traps();
    }
    if is_wanted("--memory") {
        measure_memory();
    }
}

fn measure_news(is_long: bool) {
    let digits = regex::bytes::Regex::new(r"\d+").unwrap();
    let sizes = [("1 KB", KB), ("100 KB", 100 * KB), ("10 MB", 10 * MB), ("100 MB", 100 * MB)];
    let sizes = sizes.get(..if is_long { 4 } else { 3 }).unwrap();
    let texts: Vec<_> = sizes.iter().map(|&(name, length)| (name, news(length))).collect();
    println!("News, MB/s; in brackets how many times the time that \\d+ takes");
    print!("{:32}", "");
    let mut scans = Vec::new();
    for (name, text) in &texts {
        print!(" {name:>18}");
        scans.push(time(|| _ = black_box(digits.find_iter(text.as_bytes()).count())));
    }
    println!();
    let row = |name: &str, rules: &[Rule]| {
        print!("{name:32}");
        for ((_, text), scan) in texts.iter().zip(&scans) {
            let taken = time(|| _ = black_box(read(rules, text)));
            let ratio = taken.as_secs_f64() / scan.as_secs_f64();
            print!(" {:9.1} ({ratio:5.1} ×)", speed(text, taken));
        }
        println!();
    };
    row("all rules", RULES);
    row("words, sentences, numbers alone", &[]);
    for rule in RULES {
        row(rule.name, std::slice::from_ref(rule));
    }
}

fn measure_traps() {
    println!("\nTexts made to be slow, all rules: MB/s, and the time for twice the length");
    let mut n_steep = 0;
    let mut row = |name: &str, text: &str, double: &str| {
        let measured = || {
            let (one, two) = (
                time(|| _ = black_box(read(RULES, text))),
                time(|| _ = black_box(read(RULES, double))),
            );
            (one, two.as_secs_f64() / one.as_secs_f64())
        };
        let (mut taken, mut ratio) = measured();
        // A busy machine can make one of the two look slow once, not again and again.
        for _ in 0..3 {
            if ratio > LINEAR_MAX {
                let again = measured();
                (taken, ratio) = (taken.min(again.0), ratio.min(again.1));
            }
        }
        let mark = if ratio > LINEAR_MAX { "  grows faster than the text" } else { "" };
        n_steep += usize::from(ratio > LINEAR_MAX);
        println!("{name:32} {:9.1} MB/s {ratio:6.2} ×{mark}", speed(text, taken));
    };
    for (name, piece) in TRAPS {
        let text = piece.repeat(TRAP / piece.len());
        row(name, &text, &text.repeat(2));
    }
    let line = news(5 * MB).replace("\n\n", " ");
    row("one line of 5 and 10 MB", &line, &line.repeat(2));
    println!("{n_steep} of {} grow faster than the text", TRAPS.len() + 1);
}

/// Runs the program over one long document, and says how much memory it held at most.
fn measure_memory() {
    println!(
        "\nMost memory held by `tickmark extract --jsonl`, over the length of its one document"
    );
    let length = 20 * MB;
    let dense = "About 45 percent of 1,200 boats left on May 5, 2024, Ida Quell said.\n\n";
    for (name, text) in [
        ("news of 20 MB", news(length)),
        ("news of 20 MB on one line", news(length).replace("\n\n", " ")),
        ("claims everywhere, 20 MB", dense.repeat(length / dense.len())),
        ("no claims, 20 MB", "so it goes on. ".repeat(length / 15)),
    ] {
        match peak(&text) {
            Some(bytes) => {
                let ratio = bytes as f64 / text.len() as f64;
                println!("{name:32} {:9.1} MB {ratio:6.2} ×", bytes as f64 / MB as f64);
            }
            None => println!("{name:32} this system does not tell"),
        }
    }
}

/// The most memory, in bytes, that the program holds for a document, where the system tells.
fn peak(text: &str) -> Option<usize> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .args(["extract", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let line = serde_json::json!({ "id": 1, "text": text, "published": "2025-05-02" }).to_string();
    let mut input = child.stdin.take().unwrap();
    // The program reads its line to the end before it writes, so neither waits for the other.
    input.write_all(line.as_bytes()).unwrap();
    drop((input, line));
    let mut output = child.stdout.take().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    let mut buffer = vec![0; 1 << 16];
    loop {
        // While there is output left to read the program is there to be asked.
        let n_read = output.read(&mut buffer).unwrap();
        let told = std::fs::read_to_string(&status).ok();
        let kilobytes = told.as_deref().and_then(|told| {
            let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
            line.trim().strip_suffix(" kB")?.parse::<usize>().ok()
        });
        most = most.max(kilobytes);
        if n_read == 0 {
            break;
        }
    }
    assert!(child.wait().unwrap().success());
    most.map(|kilobytes| kilobytes * KB)
}
