//! What a file that is no text looks like.

use super::ImportError;

/// First bytes, what they tell, and what to do about it. Longer beginnings stand before shorter ones.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", SAVE_AS_TEXT),
    (b"PK\x03\x04", "a ZIP archive", "unpack it, then open the files in it"),
    (b"PK\x05\x06", "an empty ZIP archive", OTHER_FILE),
    (b"{\\rtf", "an RTF document", SAVE_AS_TEXT),
    (OLD_OFFICE, "an old Office document", SAVE_AS_TEXT),
    (b"\x89PNG\r\n\x1A\n", "a picture (PNG)", PICTURE),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", PICTURE),
    (b"GIF87a", "a picture (GIF)", PICTURE),
    (b"GIF89a", "a picture (GIF)", PICTURE),
    (b"BM", "a picture (BMP)", PICTURE),
    (b"II*\0", "a picture (TIFF)", PICTURE),
    (b"MM\0*", "a picture (TIFF)", PICTURE),
    (b"RIFF", "a picture, sound or film (RIFF)", OTHER_FILE),
    (b"\0\0\x01\0", "an icon", OTHER_FILE),
    (b"ID3", "a sound file (MP3)", OTHER_FILE),
    (b"OggS", "a sound or film (Ogg)", OTHER_FILE),
    (b"fLaC", "a sound file (FLAC)", OTHER_FILE),
    (b"\x1A\x45\xDF\xA3", "a film (Matroska)", OTHER_FILE),
    (b"\x1F\x8B", "a compressed file (gzip)", UNPACK),
    (b"BZh", "a compressed file (bzip2)", UNPACK),
    (b"\xFD7zXZ\0", "a compressed file (xz)", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a compressed file (Zstandard)", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7-Zip)", UNPACK),
    (b"Rar!\x1A\x07", "an archive (RAR)", UNPACK),
    (b"\x7FELF", "a program", OTHER_FILE),
    (b"MZ", "a program", OTHER_FILE),
    (b"\xCF\xFA\xED\xFE", "a program", OTHER_FILE),
    (b"\0asm", "a program (WebAssembly)", OTHER_FILE),
    (b"SQLite format 3\0", "a database (SQLite)", OTHER_FILE),
    (b"wOF2", "a font", OTHER_FILE),
    (b"wOFF", "a font", OTHER_FILE),
    (b"\0\x01\0\0", "a font", OTHER_FILE),
    (b"OTTO", "a font", OTHER_FILE),
    (b"bplist", "a property list", OTHER_FILE),
];

/// How old Office documents begin, and new ones that are locked.
const OLD_OFFICE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The name of what is locked inside them.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Names of the first entry of a ZIP archive that tell more than the archive does.
const INSIDE_ZIP: &[(&[u8], &str)] = &[
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"[Content_Types].xml", "an Office document"),
];

const SAVE_AS_TEXT: &str = "save it as text, then open that";
const PICTURE: &str = "type or paste the words that it shows";
const UNPACK: &str = "unpack it, then open what is in it";
const OTHER_FILE: &str = "choose another file";

/// How far into a ZIP archive the names of its first entries are looked for.
const ZIP_HEAD: usize = 4096;

/// What the file begins like.
pub(super) fn error(bytes: &[u8]) -> ImportError {
    known(bytes).map_or(ImportError::Binary, |(what, advice)| ImportError::Foreign { what, advice })
}

/// What a file is that begins as no text does, and what to do about it.
///
/// Two letters may begin a text as well, so such a beginning counts only with bytes after it that no
/// text has.
pub(super) fn known(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") {
        let head = bytes.get(..ZIP_HEAD).unwrap_or(bytes);
        let inside = INSIDE_ZIP.iter().find(|(name, _)| memchr::memmem::find(head, name).is_some());
        if let Some(&(_, what)) = inside {
            return Some((what, SAVE_AS_TEXT));
        }
    }
    if bytes.starts_with(OLD_OFFICE) && memchr::memmem::find(bytes, LOCKED).is_some() {
        return Some((
            "an Office document locked with a password",
            "save a copy without the password",
        ));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(("a film, sound or picture (MPEG-4)", OTHER_FILE));
    }
    let is_plain = |beginning: &[u8]| beginning.iter().all(|b| b.is_ascii_graphic() || *b == b' ');
    let &(_, what, advice) = SIGNATURES.iter().find(|(beginning, ..)| {
        bytes.starts_with(beginning)
            && (!is_plain(beginning)
                || matches!(*beginning, b"%PDF-" | b"{\\rtf")
                || bytes.iter().take(512).any(|&b| is_control(b)))
    })?;
    Some((what, advice))
}

/// Whether a byte is one that texts do not have, in any encoding of one byte a letter.
pub(super) const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}
