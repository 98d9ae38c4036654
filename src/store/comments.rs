//! Whether a text in RON holds comments: they are lost when it is saved, which should be told.

/// The lines, from 1, on which comments begin, but for those that `is_ours` says the program writes.
pub(super) fn lines(text: &str, is_ours: impl Fn(&str) -> bool) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        at += match byte {
            b'"' => quoted(rest),
            b'r' if !follows_a_name(text, at) => raw(rest).unwrap_or(1),
            b'\'' => character(rest),
            b'/' if rest.starts_with("//") => {
                let comment = rest.lines().next().unwrap_or_default();
                if !is_ours(comment) {
                    found.push(line_of(text, at));
                }
                comment.len()
            }
            b'/' if rest.starts_with("/*") => {
                found.push(line_of(text, at));
                block(rest)
            }
            // All that matters here is ASCII, and no part of a longer character is.
            _ => 1,
        };
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|&byte| byte == b'\n').count()
}

/// Whether the byte before `at` belongs to a word, so that an `r` does not begin a raw string.
fn follows_a_name(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    before.is_some_and(|&byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The length of a string with its quotation marks.
fn quoted(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a raw string; `None` where it is none.
fn raw(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let marks = after.len() - after.trim_start_matches('#').len();
    let inside = after.get(marks..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    let len = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(1 + marks + 1 + len)
}

/// The length of a character in single quotation marks, or of a lone mark.
fn character(rest: &str) -> usize {
    let mut inside = rest.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), _) => {
            let end = rest.bytes().skip(3).position(|byte| byte == b'\'');
            end.map_or(1, |at| at + 4)
        }
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1,
    }
}

/// The length of a comment between marks, which may hold others.
fn block(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_what_looks_like_them() {
        for (text, expected) in [
            ("(a: 1)", vec![]),
            ("// ours\n(a: 1) // mine\n", vec![2]),
            ("(a: \"http://x.example\", b: \"\\\" // no\")", vec![]),
            ("(a: r#\"\" // no\"#, /* yes */ b: 'x')", vec![1]),
            ("(a: '\"', // yes\n b: '\\'', c: \"//\")", vec![1]),
            ("/* a /* b */\n\n c */ // d", vec![1, 3]),
            ("(for: 1, a: \"€\") // yes", vec![1]),
            ("\"never ended // no", vec![]),
            ("/* never ended", vec![1]),
        ] {
            assert_eq!(lines(text, |comment| comment == "// ours"), expected, "{text}");
        }
    }
}
