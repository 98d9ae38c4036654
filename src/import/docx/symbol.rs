//! Characters of fonts that hold symbols where other fonts have letters.

/// The font Symbol from 0x20 on, and from 0xA0 on. What has no character is a space.
const SYMBOL: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const SYMBOL_HIGH: &str =
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑           〉∫⌠ ⌡";

/// Signs of the Wingdings fonts that stand in running text.
const WINGDINGS: &[(u32, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x76, '❖'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The character that a font shows for `code`; that code's own where it is not known.
pub(in crate::import) fn shown(font: &str, code: u32) -> char {
    // Such fonts have their signs at F000 as well as where letters are.
    let low = if (0xF000..0xF100).contains(&code) { code - 0xF000 } else { code };
    let font = font.to_lowercase();
    let known = if font == "symbol" {
        let nth = |signs: &str, from: u32| {
            let idx = usize::try_from(low.checked_sub(from)?).ok()?;
            signs.chars().nth(idx).filter(|&sign| sign != ' ')
        };
        if low < 0xA0 { nth(SYMBOL, 0x20) } else { nth(SYMBOL_HIGH, 0xA0) }
    } else if font.starts_with("wingdings") {
        WINGDINGS.iter().find(|(other, _)| *other == low).map(|&(_, sign)| sign)
    } else {
        None
    };
    known.or_else(|| char::from_u32(code)).unwrap_or(char::REPLACEMENT_CHARACTER)
}
