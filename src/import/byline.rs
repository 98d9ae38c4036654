//! Who wrote an article, in the words of a byline.

/// A byline with more characters than this is text.
const LONGEST: usize = 120;

/// Names with more words than this are a sentence.
const WORDS_MAX: usize = 12;

/// Words without the "By" that they begin with.
pub(super) fn without_by(words: &str) -> &str {
    let words = words.trim();
    after_by(words).unwrap_or(words)
}

/// The name in words that are marked as a byline, if it can be one.
pub(super) fn name_in(words: &str) -> Option<String> {
    let words = without_by(words).split(['|', '•', '·', '\n']).next().unwrap_or_default();
    let words = words.trim_matches([' ', ',', '-', '–']);
    let n_chars = words.chars().count();
    let is_name = (3..=LONGEST).contains(&n_chars)
        && words.split_whitespace().count() <= WORDS_MAX
        && words.chars().any(char::is_alphabetic)
        && !words.contains(['@', '/', '{', '<', '='])
        && !words.chars().any(|c| c.is_ascii_digit());
    is_name.then(|| words.to_owned())
}

/// The name in a line of text that is a byline: "By Ida Quell and Sam Orr, staff writers".
pub(super) fn name_in_line(line: &str) -> Option<String> {
    let name = after_by(line.trim())?;
    let n_words = name.split_whitespace().count();
    let is_sentence = name.ends_with(['.', '!', '?', ':']);
    let begins_as_name = name.starts_with(char::is_uppercase);
    (n_words > 1 && begins_as_name && !is_sentence).then(|| name_in(name))?
}

/// What follows a "By".
fn after_by(words: &str) -> Option<&str> {
    const LABELS: [&str; 7] = ["posted by", "written by", "story by", "by", "von", "par", "por"];
    let after = LABELS.iter().find_map(|label| {
        let (begin, after) = words.split_at_checked(label.len())?;
        let is_whole = after.starts_with([' ', ':', '\u{A0}']);
        (begin.eq_ignore_ascii_case(label) && is_whole).then_some(after)
    })?;
    Some(after.trim_start_matches([' ', ':', '\u{A0}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_byline_only_where_it_reads_as_one() {
        for (line, expected) in [
            ("By Ida Quell", Some("Ida Quell")),
            ("BY IDA QUELL AND SAM ORR", Some("IDA QUELL AND SAM ORR")),
            ("by: Ida Quell | May 2", Some("Ida Quell")),
            ("By noon the fog had lifted.", None),
            ("By Friday", None),
            ("By May 2, 40 ships", None),
            ("Byron Quell", None),
            ("Ida Quell", None),
        ] {
            assert_eq!(name_in_line(line).as_deref(), expected, "{line}");
        }
    }
}
