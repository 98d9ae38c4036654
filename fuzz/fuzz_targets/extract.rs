//! The engine on any text: no panic, every span inside the text and on character boundaries, and the
//! same findings again.
//!
//! The first byte says whether the day of publication is known, and which it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tickmark::extract::{Date, extract_text};

fuzz_target!(|input: &[u8]| {
    let Some((&choice, rest)) = input.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    // Days at the end of a month, of a year and of the calendar are where sums of dates go wrong.
    let published = match choice % 8 {
        0 => None,
        1 => Date::new(9999, 12, 31).ok(),
        2 => Date::new(-9999, 1, 1).ok(),
        3 => Date::new(2024, 2, 29).ok(),
        _ => Date::new(2025, 5, 2).ok(),
    };
    let found = extract_text(&text, published);
    for finding in &found.findings {
        assert!(text.get(finding.span.range()).is_some_and(|words| !words.is_empty()));
    }
    for sentence in &found.sentences {
        assert!(text.get(sentence.range()).is_some());
    }
    assert_eq!(found, extract_text(&text, published));
});
