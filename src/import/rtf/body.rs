//! Reads the text of an RTF file.

mod words;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::Changes;
use super::super::counting::roman;
use super::super::docx::{depth_of, kind_of, shown};
use super::super::draft::{Draft, Mark, Note, Whole};
use super::super::facts::Facts;
use super::fonts::{Charset, Fonts, code_page};
use super::token::{Token, Tokens};
use crate::text::{ChangeKind, Comment, ParagraphKind};

/// Groups nested deeper than this are a trap: documents stay below a hundred.
const DEPTH_MAX: usize = 200_000;

/// Groups that hold no text of the article, where they are not marked as such.
const UNREAD: &[&str] = &[
    "colortbl",
    "fldinst",
    "filetbl",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "mmathPict",
    "nonesttables",
    "nonshppict",
    "object",
    "objdata",
    "pict",
    "private",
    "rxe",
    "shprslt",
    "sn",
    "sv",
    "tc",
    "tcn",
    "template",
    "txe",
    "xe",
];

/// What a group is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum For {
    #[default]
    Text,
    Nothing,
    /// Two forms of the same text, of which the second counts.
    Forms,
    Fonts,
    Styles,
    Authors,
    Info,
    Title,
    Author,
    Created,
    Changed,
    CommentBegins,
    CommentEnds,
    CommentAuthor,
    CommentDate,
    /// The number of a list's item, as the program that wrote the file counted it.
    Label,
}

/// What holds until a group ends.
#[derive(Debug, Clone, Copy, Default)]
struct State {
    what: For,
    font: i32,
    /// How many characters stand for one that older programs do not know.
    n_fallback: usize,
    is_hidden: bool,
    is_inserted: bool,
    is_deleted: bool,
    author: i32,
    /// Whether the group may be passed over by those who do not know it.
    is_optional: bool,
    /// Whether its end ends a note, a comment or a text box.
    ends: Option<Ends>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Note,
    Comment,
    Box,
}

/// What holds until a paragraph is set up anew.
#[derive(Debug, Clone, Copy, Default)]
struct Setting {
    style: i32,
    is_outlined: bool,
    is_listed: bool,
    /// The level of its list.
    level: usize,
    is_in_table: bool,
}

/// Where a row of a table is, and how paragraphs are set: each text box has its own.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    setting: Setting,
    is_open: bool,
    has_row: bool,
    has_cell: bool,
}

#[derive(Debug, Default)]
pub(super) struct Body {
    changes: Changes,
    draft: Draft,
    state: State,
    outer: Vec<State>,
    /// The text itself.
    base: Place,
    /// The text boxes that are open, the innermost last.
    places: Vec<Place>,
    fonts: Fonts,
    /// What paragraphs of a style are for, and how many lists theirs stands in.
    styles: BTreeMap<i32, (ParagraphKind, usize)>,
    /// The number of the style or font that is described.
    described: i32,
    /// Words of what is no text: a style's name, a title.
    words: String,
    authors: Vec<String>,
    /// Bytes that are not decoded yet.
    bytes: Vec<u8>,
    /// The first half of a character.
    half: Option<u16>,
    /// Characters still to be passed over, since the one before them was known.
    n_to_skip: usize,
    notes: Vec<Note>,
    n_footnotes: u32,
    n_endnotes: u32,
    comments: Vec<Comment>,
    /// The numbers of comments whose place was marked, by id.
    ranges: BTreeMap<String, usize>,
    /// The comment that was announced.
    announced: Option<usize>,
    comment_author: String,
    revisions: Vec<(ChangeKind, String, String)>,
    open_revision: Option<(ChangeKind, i32)>,
    title: String,
    author: String,
    created: (i32, i32, i32),
    changed: (i32, i32, i32),
    pub(super) has_changes: bool,
    pub(super) n_hidden: usize,
}

impl Body {
    pub(super) fn new(changes: Changes) -> Self {
        let state = State { n_fallback: 1, ..State::default() };
        Self { changes, state, ..Self::default() }
    }

    /// Reads a file. True where it breaks off.
    pub(super) fn read(&mut self, bytes: &[u8]) -> bool {
        for token in Tokens::new(bytes) {
            if !matches!(token, Token::Byte(_)) {
                self.decode();
            }
            match token {
                Token::Open => {
                    self.n_to_skip = 0;
                    if self.outer.len() >= DEPTH_MAX {
                        break;
                    }
                    self.outer.push(self.state);
                    self.state.ends = None;
                    self.state.is_optional = false;
                    if self.state.what == For::Forms {
                        self.state.what = For::Nothing;
                    }
                    if matches!(self.state.what, For::Styles | For::Authors) {
                        self.words.clear();
                        self.described = 0;
                    }
                }
                Token::Close => {
                    self.n_to_skip = 0;
                    self.close();
                }
                Token::Word(word, number) => self.word(word, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Byte(byte) if self.n_to_skip > 0 => {
                    let _passed_over = byte;
                    self.n_to_skip -= 1;
                }
                Token::Byte(byte) => self.bytes.push(byte),
            }
        }
        self.decode();
        let is_cut = !self.outer.is_empty();
        while !self.outer.is_empty() {
            self.close();
        }
        self.end_revision();
        self.end_row();
        is_cut
    }

    pub(super) fn facts(&mut self) -> Facts {
        let day = |(year, month, day): (i32, i32, i32)| {
            let small = |n: i32| i8::try_from(n).ok();
            Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
        };
        Facts::new(
            std::mem::take(&mut self.title),
            std::mem::take(&mut self.author),
            day(self.changed).or_else(|| day(self.created)),
        )
    }

    pub(super) fn finish(self) -> Whole {
        Whole {
            parts: self.draft.into_parts(),
            notes: self.notes,
            comments: self.comments,
            changes: self.revisions,
        }
    }

    fn close(&mut self) {
        let state = self.state;
        let words = || self.words.trim().trim_end_matches(';').trim().to_owned();
        let outer = self.outer.last().map_or(For::Nothing, |outer| outer.what);
        match state.what {
            For::Styles if outer == For::Styles => {
                let name = words().to_lowercase();
                if let Some(kind) = kind_of(&name) {
                    self.styles.entry(self.described).or_insert((kind, depth_of(&name)));
                }
            }
            For::Authors if outer == For::Authors => self.authors.push(words()),
            For::Title if outer != For::Title => self.title = words(),
            For::Author if outer != For::Author => self.author = words(),
            For::CommentBegins if outer != state.what => {
                let number = self.comments.len();
                let id = words();
                self.ranges.insert(id, number);
                self.comments.push(Comment::default());
                self.draft.mark(Mark::CommentBegins(number));
            }
            For::CommentEnds if outer != state.what => {
                if let Some(&number) = self.ranges.get(&words()) {
                    self.draft.mark(Mark::CommentEnds(number));
                    self.announced = Some(number);
                }
            }
            For::CommentAuthor if outer != state.what => self.comment_author = words(),
            For::Label if outer != state.what => {
                let words = words();
                self.set_label(&words);
            }
            _ => {}
        }
        match state.ends {
            Some(Ends::Note) => {
                self.end_place();
                let parts = self.draft.take_box();
                if let Some(note) = self.notes.last_mut() {
                    note.parts = parts;
                }
            }
            Some(Ends::Comment) => {
                self.end_place();
                let parts = self.draft.take_box();
                let words: Vec<_> = parts.iter().map(|part| part.words.trim()).collect();
                let number = self.announced.take().unwrap_or_else(|| {
                    self.comments.push(Comment::default());
                    self.comments.len() - 1
                });
                // One without a range stands where its sign does.
                self.draft.mark(Mark::CommentEnds(number));
                if let Some(comment) = self.comments.get_mut(number) {
                    comment.words = words.join("\n").trim().to_owned();
                    comment.who = std::mem::take(&mut self.comment_author);
                }
            }
            Some(Ends::Box) => {
                self.end_place();
                self.draft.end_box();
            }
            None => {}
        }
        self.state = self.outer.pop().unwrap_or(State { n_fallback: 1, ..State::default() });
    }

    fn begin_place(&mut self, ends: Ends) {
        self.end_revision();
        self.draft.begin_box();
        self.places.push(Place::default());
        self.state.ends = Some(ends);
        self.state.what = For::Text;
    }

    fn end_place(&mut self) {
        self.end_revision();
        self.end_row();
        self.places.pop();
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if self.n_to_skip > 0 && word != "u" {
            // A word counts as one character where it stands for one.
            self.n_to_skip -= 1;
            return;
        }
        let is_optional = std::mem::take(&mut self.state.is_optional);
        if self.state.what == For::Nothing && word != "ud" {
            return;
        }
        let is_on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "fonttbl" => self.state.what = For::Fonts,
            "stylesheet" => self.state.what = For::Styles,
            "revtbl" => self.state.what = For::Authors,
            "info" => self.state.what = For::Info,
            "title" if self.state.what == For::Info => self.begin_words(For::Title),
            "author" if self.state.what == For::Info => self.begin_words(For::Author),
            "creatim" => self.state.what = For::Created,
            "revtim" => self.state.what = For::Changed,
            "yr" | "mo" | "dy" => self.date(word, value),
            "subject" | "operator" | "keywords" | "comment" | "doccomm" | "company" | "manager"
            | "category" | "hlinkbase" | "printim" | "buptim"
                if self.state.what == For::Info =>
            {
                self.state.what = For::Nothing;
            }
            "upr" => self.state.what = For::Forms,
            "ud" if self.outer.last().is_some_and(|outer| outer.what == For::Forms) => {
                self.state.what = For::Text;
            }
            "atrfstart" => self.begin_words(For::CommentBegins),
            "atrfend" => self.begin_words(For::CommentEnds),
            "atnauthor" => self.begin_words(For::CommentAuthor),
            "atndate" => self.begin_words(For::CommentDate),
            "annotation" => self.begin_place(Ends::Comment),
            "footnote" => {
                self.n_footnotes = self.n_footnotes.saturating_add(1);
                self.draft.mark(Mark::Note(self.notes.len()));
                let label = self.n_footnotes.to_string();
                self.notes.push(Note { label, ..Note::default() });
                self.begin_place(Ends::Note);
            }
            "shptxt" => self.begin_place(Ends::Box),
            "shpinst" | "fldrslt" | "rtf" => {}
            "listtext" | "pntext" => {
                self.place().setting.is_listed = true;
                self.begin_words(For::Label);
            }
            _ if is_optional || UNREAD.contains(&word) => self.state.what = For::Nothing,
            "mac" => self.fonts.usual = encoding_rs::MACINTOSH,
            "ansicpg" => {
                if let Some(encoding) = code_page(value) {
                    self.fonts.usual = encoding;
                }
            }
            "f" if self.state.what == For::Fonts => self.described = value,
            "f" => self.state.font = value,
            "fcharset" => self.fonts.add(self.described, value),
            "s" if self.state.what == For::Styles => self.described = value,
            "cs" | "ts" | "ds" if self.state.what == For::Styles => {
                self.state.what = For::Nothing;
            }
            "uc" => self.state.n_fallback = usize::try_from(value).unwrap_or(1).min(16),
            "u" => self.unicode(value),
            "plain" => {
                let state = &mut self.state;
                (state.is_hidden, state.is_inserted, state.is_deleted) = (false, false, false);
                state.font = 0;
            }
            "v" => self.state.is_hidden = is_on,
            "revised" => self.state.is_inserted = is_on,
            "deleted" => self.state.is_deleted = is_on,
            "revauth" | "revauthdel" => self.state.author = value,
            _ if self.state.what == For::Text => self.text_word(word, value),
            _ => {}
        }
    }

    /// A word that sets paragraphs or stands for a character.
    fn text_word(&mut self, word: &str, value: i32) {
        let setting = &mut self.place().setting;
        match word {
            "pard" => *setting = Setting::default(),
            "s" => setting.style = value,
            "outlinelevel" => setting.is_outlined = (0..9).contains(&value),
            "ls" => setting.is_listed = value > 0,
            "ilvl" => setting.level = usize::try_from(value).unwrap_or_default(),
            "intbl" => setting.is_in_table = true,
            "par" | "sect" => self.end_paragraph(),
            "page" | "column" => self.draft.split(),
            "line" | "lbr" if self.is_shown() => self.draft.push_break(None),
            "cell" => self.end_cell(),
            "row" => self.end_row(),
            "nestcell" => self.put("\t"),
            "nestrow" => self.draft.split(),
            "trowd" => {}
            "ftnalt" => self.turn_into_endnote(),
            "tab" => self.put("\t"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "bullet" => self.put("•"),
            "emspace" => self.put("\u{2003}"),
            "enspace" => self.put("\u{2002}"),
            "qmspace" => self.put("\u{2005}"),
            "zwj" => self.put("\u{200D}"),
            "zwnj" => self.put("\u{200C}"),
            "zwbo" => self.put("\u{200B}"),
            "zwnbo" => self.put("\u{2060}"),
            _ => {}
        }
    }

    fn symbol(&mut self, symbol: u8) {
        if self.n_to_skip > 0 {
            self.n_to_skip -= 1;
            return;
        }
        match symbol {
            b'*' => self.state.is_optional = true,
            b'~' => self.put("\u{A0}"),
            b'_' => self.put("\u{2011}"),
            b'-' => self.put("\u{AD}"),
            b'{' | b'}' | b'\\' => {
                self.put(char::from(symbol).encode_utf8(&mut [0; 4]));
            }
            b'\r' | b'\n' if self.state.what == For::Text => self.end_paragraph(),
            b'\t' => self.put("\t"),
            _ => {}
        }
    }

    /// The note that was begun last is one of those at the end.
    fn turn_into_endnote(&mut self) {
        if self.state.ends != Some(Ends::Note) {
            return;
        }
        self.n_footnotes = self.n_footnotes.saturating_sub(1);
        self.n_endnotes = self.n_endnotes.saturating_add(1);
        if let Some(note) = self.notes.last_mut() {
            note.label = roman(self.n_endnotes);
        }
    }

    fn begin_words(&mut self, what: For) {
        self.words.clear();
        self.state.what = what;
    }

    fn date(&mut self, part: &str, value: i32) {
        let date = match self.state.what {
            For::Created => &mut self.created,
            For::Changed => &mut self.changed,
            _ => return,
        };
        match part {
            "yr" => date.0 = value,
            "mo" => date.1 = value,
            _ => date.2 = value,
        }
    }

    /// A character by its number in UTF-16, which is written with a sign.
    fn unicode(&mut self, value: i32) {
        self.n_to_skip = self.state.n_fallback;
        let Ok(unit) = u16::try_from(value.rem_euclid(1 << 16)) else { return };
        let units = match (self.half.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.half = Some(unit);
                return;
            }
            (Some(half), 0xDC00..=0xDFFF) => vec![half, unit],
            _ => vec![unit],
        };
        // Signs of the font Symbol are written in an area of its own.
        let is_symbol = self.fonts.of(self.state.font) == Charset::Symbol;
        let words = match units.as_slice() {
            &[sign] if is_symbol => shown("symbol", u32::from(sign)).to_string(),
            units => String::from_utf16_lossy(units),
        };
        self.put(&words);
    }

    /// Decodes the bytes that have come together.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let words = match self.fonts.of(self.state.font) {
            Charset::Symbol => bytes.iter().map(|&b| shown("symbol", u32::from(b))).collect(),
            Charset::Encoding(encoding) => {
                encoding.decode_without_bom_handling(&bytes).0.into_owned()
            }
        };
        self.put(&words);
    }

    fn is_shown(&self) -> bool {
        let is_there = match self.changes {
            Changes::Accepted => !self.state.is_deleted,
            Changes::Original => !self.state.is_inserted,
            Changes::Both => true,
        };
        is_there && !self.state.is_hidden && self.state.what == For::Text
    }
}
