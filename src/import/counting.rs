//! How lists, headings and notes are counted: numbers as letters, Roman numerals, words.

/// The forms in which a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Form {
    /// `12`, with zeros before it up to so many figures.
    Figures(usize),
    /// `xii`
    LowerRoman,
    /// `XII`
    UpperRoman,
    /// `l`, and `aa` after `z`.
    LowerLetter,
    /// `L`
    UpperLetter,
    /// `12th`
    Ordinal,
    /// `Twelve`
    Words,
    /// `Twelfth`
    OrdinalWords,
    /// `*`, `†`, `‡`, `§`, then each of them twice.
    Signs,
    /// `- 12 -`
    Dashed,
    /// Nothing, as where only the levels above show.
    Nothing,
    /// A dot or a dash, the same for every paragraph.
    #[default]
    Bullet,
}

/// Letters, and signs, that a number is written with at most; lists do not grow that long.
const REPEATED_MAX: u32 = 8;

impl Form {
    /// A number so written.
    pub(super) fn write(self, number: u32) -> String {
        match self {
            Self::Figures(width) => format!("{number:0width$}"),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
            Self::LowerLetter => repeated(number, 26, |n| char::from(b'a' + n)),
            Self::UpperLetter => repeated(number, 26, |n| char::from(b'A' + n)),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::Words => capitalized(&in_words(number)),
            Self::OrdinalWords => capitalized(&ordinal_in_words(number)),
            Self::Signs => repeated(number, 4, |n| {
                ['*', '†', '‡', '§'].get(usize::from(n)).map_or('*', |c| *c)
            }),
            Self::Dashed => format!("- {number} -"),
            Self::Nothing | Self::Bullet => String::new(),
        }
    }

    /// The form that is meant where every level is to be written in figures.
    pub(super) const fn legal(self) -> Self {
        match self {
            Self::Nothing | Self::Bullet => self,
            _ => Self::Figures(1),
        }
    }
}

/// Bytes of the numbers before an item; more is a trap.
const LABEL_MAX: usize = 60;

/// What is shown before an item: an item that begins with a list has its own number, `outer`, before
/// that of the list's first one.
pub(super) fn label_within(outer: Option<String>, number: &str) -> String {
    match outer {
        Some(outer) if outer.len() <= LABEL_MAX => format!("{outer} {number}"),
        Some(outer) => outer,
        None => number.to_owned(),
    }
}

/// One of `n_signs` signs, once for each time that all of them were used.
fn repeated(number: u32, n_signs: u8, sign: impl Fn(u8) -> char) -> String {
    let Some(idx) = number.checked_sub(1) else { return "0".to_owned() };
    let (n_times, idx) = (idx / u32::from(n_signs) + 1, idx % u32::from(n_signs));
    if n_times > REPEATED_MAX {
        return number.to_string();
    }
    let sign = u8::try_from(idx).map_or('?', sign);
    (0..n_times).map(|_| sign).collect()
}

/// A number in small Roman numerals; in figures above those that are so written.
pub(super) fn roman(mut number: u32) -> String {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut out = String::new();
    for &(value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

const fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number below a hundred in words; in figures from there on.
fn in_words(number: u32) -> String {
    let word = |list: &[&'static str], at: u32| {
        usize::try_from(at).ok().and_then(|at| list.get(at)).map_or("", |word| *word)
    };
    match number {
        0..20 => word(&SMALL, number).to_owned(),
        20..100 if number.is_multiple_of(10) => word(&TENS, number / 10).to_owned(),
        20..100 => format!("{}-{}", word(&TENS, number / 10), word(&SMALL, number % 10)),
        _ => number.to_string(),
    }
}

fn ordinal_in_words(number: u32) -> String {
    const ODD: &[(&str, &str)] = &[
        ("one", "first"),
        ("two", "second"),
        ("three", "third"),
        ("five", "fifth"),
        ("eight", "eighth"),
        ("nine", "ninth"),
        ("twelve", "twelfth"),
    ];
    let words = in_words(number);
    if number >= 100 {
        return words + ordinal_ending(number);
    }
    let odd = ODD.iter().find_map(|(plain, ordinal)| Some((words.strip_suffix(plain)?, ordinal)));
    match (odd, words.strip_suffix('y')) {
        (Some((head, ordinal)), _) => format!("{head}{ordinal}"),
        (None, Some(head)) => format!("{head}ieth"),
        (None, None) => words + "th",
    }
}

fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_every_form() {
        for (form, number, written) in [
            (Form::Figures(1), 12, "12"),
            (Form::Figures(2), 7, "07"),
            (Form::LowerRoman, 1994, "mcmxciv"),
            (Form::UpperRoman, 4, "IV"),
            (Form::UpperRoman, 4000, "4000"),
            (Form::LowerLetter, 26, "z"),
            (Form::LowerLetter, 28, "bb"),
            (Form::UpperLetter, 3, "C"),
            (Form::UpperLetter, 2600, "2600"),
            (Form::Ordinal, 1, "1st"),
            (Form::Ordinal, 12, "12th"),
            (Form::Ordinal, 103, "103rd"),
            (Form::Words, 21, "Twenty-one"),
            (Form::OrdinalWords, 30, "Thirtieth"),
            (Form::OrdinalWords, 42, "Forty-second"),
            (Form::OrdinalWords, 19, "Nineteenth"),
            (Form::Signs, 6, "††"),
            (Form::Dashed, 5, "- 5 -"),
            (Form::Nothing, 5, ""),
            (Form::LowerLetter, 0, "0"),
        ] {
            assert_eq!(form.write(number), written, "{form:?} {number}");
        }
    }
}
