//! Raised figures: `10³`, which would read as another number were they set on the line.

/// The figures and signs that stand raised, each after the one on the line.
const SIGNS: [(char, char); 13] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
];

/// Figures as signs that stand raised by themselves, one for one; `None` for other words, which say
/// the same on the line.
#[must_use]
pub fn raised(words: &str) -> Option<String> {
    let sign = |char: char| SIGNS.iter().find(|(low, _)| *low == char).map(|(_, high)| *high);
    let has_figure = words.contains(|c: char| c.is_ascii_digit());
    has_figure.then(|| words.chars().map(sign).collect())?
}

/// A raised figure as the one on the line; any other character as it is.
#[must_use]
pub fn lowered(char: char) -> char {
    SIGNS.iter().find(|(_, high)| *high == char).map_or(char, |(low, _)| *low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_raised_and_words_are_not() {
        assert_eq!(raised("-12").as_deref(), Some("⁻¹²"));
        for words in ["st", "2nd", "+", "", "1 2", "½"] {
            assert_eq!(raised(words), None, "{words}");
        }
        assert_eq!("10³ m²".chars().map(lowered).collect::<String>(), "103 m2");
    }
}
