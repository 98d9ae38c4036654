//! What is worth checking first, and why.

use tickmark::extract::{Extraction, Finding, Reason, extract_text};

const ARTICLE: &str = "The Marlow council raised its water tariff to 46 percent on Wednesday, the \
    largest rise since 1990.\n\nIda Quell, the harbour master, said 1,240 boats were tied up.\n\n\
    “I love this town and I hope it will be fine,” Quell said.\n\n\
    The contractor was charged with fraud over £3m, police said.\n\n\
    The contractor was paid £2m.\n\n\
    Will 12 boats be enough?\n\n\
    There were 12 boats.";

fn found() -> Extraction {
    extract_text(ARTICLE, "2025-05-02".parse().ok())
}

fn worth_of<'f>(found: &'f Extraction, words: &str) -> &'f Finding {
    let is_it = |f: &&Finding| f.span.of(ARTICLE).contains(words) && f.span.len() < 60;
    found
        .findings
        .iter()
        .filter(is_it)
        .min_by_key(|f| f.span.len())
        .unwrap_or_else(|| panic!("nothing found at «{words}»: {:#?}", found.findings))
}

#[test]
fn a_figure_comes_before_a_day_and_facts_before_feelings() {
    let found = found();
    let worth = |words: &str| worth_of(&found, words).worth;
    assert!(worth("46 percent") > worth("Wednesday"));
    assert!(worth("largest rise") > worth("Wednesday"));
    assert!(worth("1,240") > worth("I love this town"));
    assert!(worth("£3m") > worth("£2m"), "a charge of fraud weighs more");
    let boats: Vec<f32> = found
        .findings
        .iter()
        .filter(|f| f.span.of(ARTICLE).starts_with("12"))
        .map(|f| f.worth)
        .collect();
    assert!(
        boats.len() >= 2 && boats[0] < boats[boats.len() - 1],
        "a question claims nothing: {boats:?}"
    );
}

#[test]
fn reasons_say_why() {
    let found = found();
    let reasons = |words: &str| worth_of(&found, words).reasons;
    assert!(reasons("46 percent").contains(&Reason::SpecificFigure));
    assert!(reasons("46 percent").contains(&Reason::Lead));
    assert!(reasons("largest rise").contains(&Reason::Superlative));
    assert!(reasons("Ida Quell").contains(&Reason::Role));
    assert!(reasons("£3m").contains(&Reason::Accusation));
    assert!(reasons("I love this town").contains(&Reason::Opinion));
    assert!(!reasons("£2m").contains(&Reason::Accusation));
}
