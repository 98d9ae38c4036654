//! Where sentences end, by the examples of `tests/sentences.txt`.
//!
//! Each line is a text; ` | ` stands where one sentence ends and the next begins, `\n` for a line
//! break, and `|||` where no space parts the two. `#` begins a comment.

use std::fmt::Write as _;

use tickmark::extract::extract_text;

#[test]
fn sentences_end_where_the_examples_say() {
    let mut wrong = String::new();
    for (number, line) in include_str!("sentences.txt").lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let marked = line.replace("\\n", "\n");
        let text = marked.replace("|||", "").replace(" | ", " ");
        let expected: Vec<&str> =
            marked.split(" | ").flat_map(|s| s.split("|||")).map(str::trim).collect();
        let found: Vec<&str> =
            extract_text(&text, None).sentences.iter().map(|s| s.of(&text)).collect();
        if found != expected {
            writeln!(wrong, "sentences.txt:{}: {found:#?}", number + 1).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
