//! The engine on any text: no panic, every span inside the text and on character boundaries.
//!
//! `cargo fuzz run extract` (the fuzzer asks for a nightly compiler, or `RUSTC_BOOTSTRAP=1`).
#![no_main]

use libfuzzer_sys::fuzz_target;
use tickmark::extract::extract_text;

fuzz_target!(|input: (&str, Option<(i16, i8, i8)>)| {
    let (text, date) = input;
    let published = date.and_then(|(y, m, d)| jiff_date(y, m, d));
    let found = extract_text(text, published);
    for finding in &found.findings {
        assert!(text.get(finding.span.range()).is_some_and(|words| !words.is_empty()));
    }
    for sentence in &found.sentences {
        assert!(text.get(sentence.range()).is_some());
    }
    assert_eq!(found, extract_text(text, published));
});

fn jiff_date(year: i16, month: i8, day: i8) -> Option<tickmark::extract::Date> {
    tickmark::extract::Date::new(year, month, day).ok()
}
