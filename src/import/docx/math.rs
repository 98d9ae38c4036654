//! Equations, written on one line: `x² + (a+b)/2`, `√(n)`, `∑_(i=1)^n`.
//!
//! A number raised or under a bar would be another number were its parts only joined.

use super::super::Changes;
use super::super::xml::{Element, Node, Xml};
use crate::text::raised;

/// Characters of one equation; more is a trap.
const LENGTH_MAX: usize = 20_000;

/// Elements in one another whose parts are told apart; deeper is a trap.
const DEPTH_MAX: usize = 64;

/// What an open element is in an equation.
#[derive(Debug, Default)]
struct Piece {
    name: String,
    /// The words inside it that need no more thought.
    words: String,
    /// Whether these begin, and end, with a fraction.
    fractions: (bool, bool),
    /// Its parts by name, as they end.
    parts: Vec<(String, String)>,
    /// Signs that its properties name: of a sum, an accent, brackets.
    sign: Option<String>,
    begin: Option<String>,
    end: Option<String>,
    separator: Option<String>,
    /// Whether parts of it are not shown: the degree of a root, the limits of a sum.
    hides_degree: bool,
    /// Whether a fraction has no bar: it is none, but one number of ways to choose another.
    hides_bar: bool,
}

/// An equation on one line.
#[derive(Debug, Default)]
pub(super) struct Linear {
    pub(super) words: String,
    /// Runs of the document's own kind in it, which count.
    pub(super) n_runs: u32,
}

/// Reads the equation whose start was read last, to its end.
pub(super) fn linear(xml: &mut Xml<'_>, changes: Changes) -> Linear {
    let mut out = Linear::default();
    let mut open = vec![Piece::default()];
    let mut n_chars = 0;
    let mut is_text = false;
    while !open.is_empty() {
        let Some(node) = xml.next() else { break };
        match node {
            Node::Start(element) => {
                let is_gone = match element.name() {
                    "w:del" | "w:moveFrom" => changes == Changes::Accepted,
                    "w:ins" | "w:moveTo" => changes == Changes::Original,
                    "m:ctrlPr" | "w:rPr" | "m:rPr" | "w:instrText" => true,
                    _ => false,
                };
                if is_gone {
                    xml.skip();
                    continue;
                }
                out.n_runs += u32::from(element.name() == "w:r");
                is_text = matches!(element.name(), "m:t" | "w:t" | "w:delText");
                let mut around = open.iter_mut().rev().take(2);
                if let Some(of) = around.find(|piece| !piece.name.ends_with("Pr")) {
                    of.read_property(&element);
                }
                open.push(Piece { name: element.name().to_owned(), ..Piece::default() });
            }
            Node::Text(words) if is_text => {
                n_chars += words.len();
                if n_chars < LENGTH_MAX
                    && let Some(piece) = open.last_mut()
                {
                    piece.words.push_str(&words);
                }
            }
            Node::Text(_) => {}
            Node::End => {
                is_text = false;
                let Some(piece) = open.pop() else { break };
                let name = piece.name.clone();
                let is_near = open.len() < DEPTH_MAX;
                let is_fraction = name == "m:f";
                let fractions = if piece.parts.is_empty() {
                    piece.fractions
                } else {
                    (is_fraction, is_fraction)
                };
                let words = if is_near { piece.finish() } else { piece.words };
                let Some(outer) = open.last_mut() else {
                    out.words = words;
                    break;
                };
                if is_part(&name) && is_near {
                    outer.parts.push((name, words));
                } else {
                    outer.push(words, fractions);
                }
            }
        }
    }
    // Where the file broke off.
    while let Some(piece) = open.pop() {
        let words = piece.words;
        match open.last_mut() {
            Some(outer) => outer.push(words, piece.fractions),
            None => out.words = words,
        }
    }
    if out.words.len() > LENGTH_MAX {
        out.words = out.words.chars().take(LENGTH_MAX / 4).collect();
    }
    out
}

fn is_part(name: &str) -> bool {
    matches!(
        name,
        "m:e" | "m:num" | "m:den" | "m:sub" | "m:sup" | "m:deg" | "m:lim" | "m:fName" | "m:mr"
    )
}

impl Piece {
    /// Puts words after its own. A fraction stands apart from what is beside it: a figure would be
    /// a part of its number.
    fn push(&mut self, words: String, fractions: (bool, bool)) {
        if words.is_empty() {
            return;
        }
        if self.words.is_empty() {
            self.words = words;
            self.fractions = fractions;
            return;
        }
        let touches =
            self.words.ends_with(char::is_alphanumeric) && words.starts_with(char::is_alphanumeric);
        if touches && (self.fractions.1 || fractions.0) {
            self.words.push(' ');
        }
        self.words.push_str(&words);
        self.fractions.1 = fractions.1;
    }

    fn read_property(&mut self, element: &Element<'_>) {
        let value = || element.attribute("val").or_else(|| Some(String::new()));
        match element.name() {
            "m:chr" => self.sign = value(),
            "m:begChr" => self.begin = value(),
            "m:endChr" => self.end = value(),
            "m:sepChr" => self.separator = value(),
            "m:degHide" => self.hides_degree = element.is_on(),
            "m:type" => self.hides_bar = element.attribute("val").as_deref() == Some("noBar"),
            _ => {}
        }
    }

    fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(other, _)| other == name).map_or("", |(_, words)| words)
    }

    fn all(&self, name: &str, between: &str) -> String {
        let parts = self.parts.iter().filter(|(other, _)| other == name);
        parts.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(between)
    }

    /// The whole of it on one line.
    fn finish(self) -> String {
        if self.parts.is_empty() {
            return self.words;
        }
        let base = self.part("m:e");
        match self.name.as_str() {
            "m:f" => {
                let bar = if self.hides_bar { '¦' } else { '/' };
                format!("{}{bar}{}", grouped(self.part("m:num")), grouped(self.part("m:den")))
            }
            "m:sSup" => grouped_base(base) + &above(self.part("m:sup")),
            "m:sSub" => grouped_base(base) + &below(self.part("m:sub")),
            "m:sSubSup" => {
                grouped_base(base) + &below(self.part("m:sub")) + &above(self.part("m:sup"))
            }
            "m:sPre" => above(self.part("m:sup")) + &below(self.part("m:sub")) + base,
            "m:rad" => match self.part("m:deg") {
                degree if degree.is_empty() || self.hides_degree => format!("√{}", inside(base)),
                "3" => format!("∛{}", inside(base)),
                "4" => format!("∜{}", inside(base)),
                degree => format!("{}√{}", raised(degree).unwrap_or(degree.into()), inside(base)),
            },
            "m:nary" => {
                let sign = self.sign.as_deref().unwrap_or("∫");
                let (sub, sup) = (self.part("m:sub"), self.part("m:sup"));
                format!("{sign}{}{} {base}", below(sub), above(sup))
            }
            "m:d" => {
                let [begin, end] = [(&self.begin, "("), (&self.end, ")")]
                    .map(|(own, usual)| own.as_deref().unwrap_or(usual));
                let between = self.separator.as_deref().unwrap_or("|");
                format!("{begin}{}{end}", self.all("m:e", between))
            }
            "m:func" => format!("{} {base}", self.part("m:fName")),
            "m:limLow" => format!("{base}{}", below(self.part("m:lim"))),
            "m:limUpp" => format!("{base}{}", above(self.part("m:lim"))),
            "m:acc" | "m:bar" if base.chars().count() == 1 => {
                let usual = if self.name == "m:bar" { "\u{304}" } else { "\u{302}" };
                let accent = match self.sign.as_deref().unwrap_or(usual) {
                    // Signs that stand beside a letter have others that stand over it.
                    "‾" | "¯" | "\u{305}" => "\u{304}",
                    "→" => "\u{20D7}",
                    accent => accent,
                };
                format!("{base}{accent}")
            }
            "m:m" => format!("[{}]", self.all("m:mr", "; ")),
            "m:mr" => self.all("m:e", " "),
            "m:eqArr" => self.all("m:e", "; "),
            _ => {
                self.words + &self.parts.iter().map(|(_, words)| words.as_str()).collect::<String>()
            }
        }
    }
}

/// Whether words need no brackets to stay together.
fn is_single(words: &str) -> bool {
    words.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '′' | '%'))
        || (words.starts_with('(') && words.ends_with(')') && words.matches('(').count() == 1)
}

fn grouped(words: &str) -> String {
    if is_single(words) { words.to_owned() } else { format!("({words})") }
}

/// What is raised: many of its signs are one thing already.
fn grouped_base(words: &str) -> String {
    let is_long = words.contains(['+', '-', '−', '/', '¦', '=']) && !is_single(words);
    if is_long && !words.starts_with(['(', '[', '|', '{']) {
        format!("({words})")
    } else {
        words.to_owned()
    }
}

fn inside(words: &str) -> String {
    if words.chars().count() == 1 { words.to_owned() } else { format!("({words})") }
}

fn above(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    raised(words).unwrap_or_else(|| format!("^{}", grouped(words)))
}

/// What stands low: figures as signs that do so by themselves, since `x1` might be another name.
fn below(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    if words.chars().all(|c| c.is_ascii_digit()) {
        let low = |c: char| char::from_u32(u32::from('₀') + u32::from(c) - u32::from('0'));
        return words.chars().filter_map(low).collect();
    }
    format!("_{}", grouped(words))
}
