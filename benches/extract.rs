//! How fast the engine reads.
//!
//! `cargo bench --bench extract` measures news made up here at 1 KB, 100 KB and 10 MB, each rule by
//! itself at 100 KB, and texts made to be slow. `-- --long` adds 100 MB. Beside each stands how many
//! times longer it takes than `regex` takes to find `\d+` in the same text. One core; the best of
//! several runs.

#![expect(clippy::print_stdout, reason = "the figures are what this is for")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run fails")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use jiff::civil::date;
use tickmark::extract::{Input, RULES, Rule, extract_by};
use tickmark::text::paragraphs;

const KB: usize = 1 << 10;
const MB: usize = 1 << 20;

/// Each text is read for at least this long, and at least twice.
const LEAST: Duration = Duration::from_millis(300);

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
/// for, again and again.
fn traps() -> Vec<(&'static str, String)> {
    vec![
        ("1,000,000 quotation marks", "\"".repeat(1_000_000)),
        ("1,000,000 opening marks", "“".repeat(1_000_000)),
        ("1,000,000 digits", "7".repeat(1_000_000)),
        ("1,000,000 digits and commas", "1,".repeat(500_000)),
        ("numbers without words", "45 percent ".repeat(100_000)),
        ("cues without sentences", "he said she said ".repeat(60_000)),
        ("one word", "a".repeat(1_000_000)),
        ("one month over and over", "May ".repeat(250_000)),
        ("one day over and over", "Monday ".repeat(140_000)),
        ("one unit over and over", "year ".repeat(200_000)),
        ("one cue over and over", "said ".repeat(200_000)),
        ("one title over and over", "President ".repeat(100_000)),
        ("one degree over and over", "most ".repeat(200_000)),
        ("one number over and over", "five ".repeat(200_000)),
        ("one line of 10 MB", news(10 * MB).replace("\n\n", " ")),
    ]
}

/// The shortest time that `work` takes.
fn time(mut work: impl FnMut()) -> Duration {
    let begin = Instant::now();
    let mut best = Duration::MAX;
    let mut n_runs = 0;
    while n_runs < 2 || begin.elapsed() < LEAST {
        let run = Instant::now();
        work();
        best = best.min(run.elapsed());
        n_runs += 1;
    }
    best
}

fn row(name: &str, text: &str, time: Duration, digits: &regex::bytes::Regex) {
    let scan = self::time(|| _ = black_box(digits.find_iter(text.as_bytes()).count()));
    let speed = text.len() as f64 / MB as f64 / time.as_secs_f64();
    let ratio = time.as_secs_f64() / scan.as_secs_f64();
    println!("{name:32} {speed:9.1} MB/s {:10.2} ms {ratio:8.1} × \\d+", time.as_secs_f64() * 1e3);
}

/// Reads a text by some rules, and says how many claims it has.
fn read(rules: &[Rule], text: &str) -> usize {
    let paragraphs = paragraphs(text);
    let input = Input { text, paragraphs: &paragraphs, published: Some(date(2025, 5, 2)) };
    let found = extract_by(rules, input, |_| ControlFlow::Continue(()));
    found.map_or(0, |found| found.findings.len())
}

fn main() {
    let is_long = std::env::args().any(|argument| argument == "--long");
    let digits = regex::bytes::Regex::new(r"\d+").unwrap();
    let all = |name: &str, text: &str| {
        row(name, text, time(|| _ = black_box(read(RULES, text))), &digits);
    };
    println!("News, all rules");
    for (name, length) in [("1 KB", KB), ("100 KB", 100 * KB), ("10 MB", 10 * MB)] {
        all(name, &news(length));
    }
    if is_long {
        all("100 MB", &news(100 * MB));
    }
    println!(
        "\nNews of 100 KB, by rule; what reading words, sentences, numbers and quotations takes is in each"
    );
    let text = news(100 * KB);
    row("none", &text, time(|| _ = black_box(read(&[], &text))), &digits);
    for rule in RULES {
        let taken = time(|| _ = black_box(read(std::slice::from_ref(rule), &text)));
        row(rule.name, &text, taken, &digits);
    }
    println!("\nTexts made to be slow, all rules");
    for (name, text) in traps() {
        all(name, &text);
    }
}
