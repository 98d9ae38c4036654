//! What is found in a text that is not English: figures with their signs, dates in digits and
//! quotations by their marks; and that the rest is not read is said.

use tickmark::extract::{ClaimKind, Extraction, Language, extract_text};

fn check(code: &str, text: &str, expected: &[(ClaimKind, &str)]) -> Extraction {
    let found = extract_text(text, None);
    assert_eq!(found.language.code, code);
    let claims: Vec<(ClaimKind, &str)> =
        found.findings.iter().map(|f| (f.kind, f.span.of(text))).collect();
    assert_eq!(claims, expected);
    found
}

#[test]
fn german_figures_dates_and_quotations() {
    let found = check(
        "de",
        "Die Zahl der Boote stieg um 4,2 % auf 1.200, und das ist auch der Grund für den Bau. „Das \
         ist nicht genug“, sagte sie am 02.05.2025. Es kostet 3 € mehr, so der Rat am 2025-05-03.",
        &[
            (ClaimKind::Rate, "4,2 %"),
            (ClaimKind::Quantity, "1.200"),
            (ClaimKind::Attribution, "Das ist nicht genug"),
            (ClaimKind::Date, "02.05.2025"),
            (ClaimKind::Quantity, "3 €"),
            (ClaimKind::Date, "2025-05-03"),
        ],
    );
    assert!(!found.language.is_read());
}

#[test]
fn chinese_figures_and_quotations() {
    check(
        "zh",
        "渡轮中午离开港口。他说：“我们今天没有开船。”票价上涨了15%。",
        &[(ClaimKind::Attribution, "我们今天没有开船。"), (ClaimKind::Rate, "15%")],
    );
}

#[test]
fn english_is_read_whole() {
    let found = extract_text("The ferry left on Monday, said Mayor Ida Quell.", None);
    assert_eq!(found.language, Language::ENGLISH);
    let has = |kind| found.findings.iter().any(|f| f.kind == kind);
    assert!(has(ClaimKind::Date) && has(ClaimKind::Name) && has(ClaimKind::Attribution));
}
