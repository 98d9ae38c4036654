//! In which encoding the characters of an RTF file are: its own, or that of their font.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

/// The encodings of a file.
#[derive(Debug)]
pub(super) struct Fonts {
    pub(super) usual: &'static Encoding,
    by_number: BTreeMap<i32, Charset>,
}

/// What a font's characters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Encoding(&'static Encoding),
    /// Signs of the font Symbol.
    Symbol,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { usual: WINDOWS_1252, by_number: BTreeMap::new() }
    }
}

impl Fonts {
    /// Notes the set of characters of a font, by the number that Windows gives it.
    pub(super) fn add(&mut self, font: i32, charset: i32) {
        let label = match charset {
            2 => {
                self.by_number.insert(font, Charset::Symbol);
                return;
            }
            77 => "macintosh",
            128 => "shift_jis",
            129 | 130 => "euc-kr",
            134 => "gbk",
            136 => "big5",
            161 => "windows-1253",
            162 => "windows-1254",
            163 => "windows-1258",
            177 => "windows-1255",
            178 => "windows-1256",
            186 => "windows-1257",
            204 => "windows-1251",
            222 => "windows-874",
            238 => "windows-1250",
            _ => return,
        };
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            self.by_number.insert(font, Charset::Encoding(encoding));
        }
    }

    pub(super) fn of(&self, font: i32) -> Charset {
        self.by_number.get(&font).copied().unwrap_or(Charset::Encoding(self.usual))
    }
}

/// The encoding of a code page of Windows.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        _ => format!("windows-{number}"),
    };
    Encoding::for_label(label.as_bytes())
}
