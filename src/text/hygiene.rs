//! Characters that make a text read otherwise than it looks: they are found, never removed.

use unicode_bidi::{BidiClass, bidi_class};
use unicode_script::{Script, UnicodeScript};
use unicode_security::is_potential_mixed_script_confusable_char;

use super::Span;

/// One thing in a text that may be a trick.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Oddity {
    /// Where it stands: the character, or the word that mixes scripts.
    pub span: Span,
    /// What it is.
    pub kind: OddityKind,
}

/// What may be a trick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OddityKind {
    /// A sign that turns the direction of writing around.
    Direction,
    /// A character without width.
    Invisible,
    /// A hyphen that shows only at the end of a line.
    SoftHyphen,
    /// A word with letters of other scripts that look like its own.
    LookAlike,
    /// The first letter of words written from right to left, which the reader may show in the wrong
    /// order.
    RightToLeft,
}

impl OddityKind {
    /// What it is and why it is shown, as a sentence without its full stop.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Direction => {
                "An invisible sign turns the direction of writing: the text may read otherwise than it looks"
            }
            Self::Invisible => "An invisible character stands here",
            Self::SoftHyphen => "A hyphen stands here that shows only at the end of a line",
            Self::LookAlike => "This word mixes scripts: letters in it only look like the others",
            Self::RightToLeft => "Text from right to left: it may be shown in the wrong order here",
        }
    }
}

/// Everything odd in a text, by place.
#[must_use]
pub fn oddities(text: &str) -> Vec<Oddity> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    let mut is_in_rtl = false;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let kind = match c {
            '\u{200E}'
            | '\u{200F}'
            | '\u{061C}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' => Some(OddityKind::Direction),
            // A joiner belongs to the writing of some scripts, and to pictures made of several.
            '\u{200C}' | '\u{200D}' if joins(before) && joins(after) => None,
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}' => {
                Some(OddityKind::Invisible)
            }
            '\u{00AD}' => Some(OddityKind::SoftHyphen),
            _ => None,
        };
        let is_rtl = matches!(bidi_class(c), BidiClass::R | BidiClass::AL);
        let begins_rtl = is_rtl && !is_in_rtl;
        if is_rtl || c.is_alphabetic() {
            is_in_rtl = is_rtl;
        }
        let kind = kind.or(begins_rtl.then_some(OddityKind::RightToLeft));
        let span = Span::from_range(at..at + c.len_utf8());
        found.extend(kind.map(|kind| Oddity { span, kind }));
        before = Some(c);
    }
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let word = text.get(from..at).unwrap_or_default();
                if mixes_scripts(word) {
                    let span = Span::from_range(from..at);
                    found.push(Oddity { span, kind: OddityKind::LookAlike });
                }
                start = None;
            }
            _ => {}
        }
    }
    found.sort_by_key(|oddity| (oddity.span, oddity.kind));
    found
}

/// Whether a joiner beside this character is part of the writing.
fn joins(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        !c.is_ascii() && !matches!(c.script(), Script::Latin | Script::Greek | Script::Cyrillic)
    })
}

/// Whether a word holds letters of two of the scripts that have letters of one look.
fn mixes_scripts(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let is = |script: Script| word.chars().any(|c| c.script() == script);
    let scripts =
        [Script::Latin, Script::Cyrillic, Script::Greek, Script::Armenian, Script::Cherokee];
    let n = scripts.into_iter().filter(|&script| is(script)).count();
    let is_like =
        |c: char| c.script() != Script::Latin && is_potential_mixed_script_confusable_char(c);
    n > 1 && word.chars().any(is_like)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(OddityKind, &str)> {
        oddities(text).into_iter().map(|odd| (odd.kind, odd.span.of(text))).collect()
    }

    #[test]
    fn tricks_are_found_where_they_stand() {
        assert_eq!(
            kinds("5\u{202E}4\u{202C}"),
            [(OddityKind::Direction, "\u{202E}"), (OddityKind::Direction, "\u{202C}")]
        );
        assert_eq!(
            kinds("1\u{200B}0 co\u{AD}op"),
            [(OddityKind::Invisible, "\u{200B}"), (OddityKind::SoftHyphen, "\u{AD}")]
        );
        // The second letter is Cyrillic.
        assert_eq!(kinds("the b\u{430}nk said"), [(OddityKind::LookAlike, "b\u{430}nk")]);
        assert_eq!(kinds("said שלום עולם to"), [(OddityKind::RightToLeft, "ש")]);
    }

    #[test]
    fn honest_writing_is_left_alone() {
        let honest = [
            "Plain words, 45 percent.",
            "Café Müller in Kraków, naïve, “so”, 3 µm, 20 °C, x²",
            "Банк сказал: Bank",
            "Η Αθήνα and Athens",
            "東京タワー and か",
            "क्\u{200D}ष",
            "👩\u{200D}🚒",
        ];
        for text in honest {
            assert_eq!(kinds(text), [], "{text}");
        }
    }
}
