//! Transcripts with times: SRT and WebVTT.
//!
//! Lines shown one after the other are put together to paragraphs, each with the time at which it
//! begins.

use super::draft::{Part, Whole};
use super::{Fit, ImportError, Imported, Importer, Source, decode, is_named};
use crate::text::ParagraphKind;

pub(super) const IMPORTER: Importer = Importer {
    name: "subtitles",
    label: "Transcript with times (SRT, WebVTT)",
    extensions: &["srt", "vtt"],
    is_foreign: false,
    sniff,
    read,
};

/// A pause of so many milliseconds ends a paragraph.
const PAUSE: u64 = 3_000;

/// A sentence that ends after so many bytes ends its paragraph.
const FULL: usize = 300;

/// How far into a file its first time is looked for, in bytes.
const HEAD: usize = 4096;

fn sniff(source: &Source<'_>) -> Fit {
    let head = source.bytes.get(..HEAD).unwrap_or(source.bytes);
    // UTF-16 has a NUL beside each of these letters.
    let head: Vec<u8> = head.iter().copied().filter(|&b| b != 0).collect();
    let head = String::from_utf8_lossy(&head);
    let head = head.trim_start_matches(['\u{FEFF}', '\u{FFFD}']);
    if head.starts_with("WEBVTT") && head.contains("-->") {
        return Fit::Certain;
    }
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_number = |line: &str| line.bytes().all(|b| b.is_ascii_digit());
    let is_numbered = lines.next().is_some_and(is_number);
    let is_timed = lines.next().is_some_and(|line| times(line).is_some());
    if is_numbered && is_timed {
        Fit::Certain
    } else if is_named(source, IMPORTER.extensions) && head.contains("-->") {
        Fit::Named
    } else {
        Fit::No
    }
}

/// What is shown from one time to another.
struct Cue {
    begins: u64,
    ends: u64,
    /// Who speaks, where a tag says so, and the words.
    lines: Vec<(Option<String>, String)>,
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let decoded = decode(source.bytes, source.encoding, None)?;
    let mut parts: Vec<Part> = Vec::new();
    let mut ended = None;
    let (mut last_line, mut speaker) = (String::new(), None);
    for cue in cues(&decoded.text) {
        let is_after_pause = ended.is_none_or(|ended| cue.begins >= ended + PAUSE);
        ended = Some(cue.ends);
        let mut is_first = true;
        for (voice, line) in cue.lines {
            // Captions made while people speak repeat the line before.
            if line == last_line {
                continue;
            }
            last_line.clone_from(&line);
            let is_other = voice.is_some() && voice != speaker;
            let line = match voice.filter(|_| is_other) {
                Some(name) => {
                    let line = format!("{name}: {line}");
                    speaker = Some(name);
                    line
                }
                None => line,
            };
            let is_full = |part: &Part| {
                part.words.len() >= FULL && part.words.ends_with(['.', '!', '?', '”', '"'])
            };
            let begins = is_other || begins_speech(&line) || (is_first && is_after_pause);
            is_first = false;
            match parts.last_mut().filter(|part| !begins && !is_full(part)) {
                Some(part) => {
                    part.words.push(' ');
                    part.words.push_str(&line);
                }
                None => {
                    let mut part = Part::new(ParagraphKind::Body, line);
                    part.pinpoint = Some(clock(cue.begins));
                    parts.push(part);
                }
            }
        }
    }
    let (document, _) = Whole { parts, ..Whole::default() }.finish();
    Ok(Imported { document, warnings: decoded.warnings(), ..Imported::default() })
}

fn cues(text: &str) -> Vec<Cue> {
    let mut cues: Vec<Cue> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim) {
        if let Some((begins, ends)) = times(line) {
            cues.push(Cue { begins, ends, lines: Vec::new() });
            is_open = true;
        } else if line.is_empty() {
            is_open = false;
        } else if is_open && let Some(cue) = cues.last_mut() {
            let (voice, words) = plain(line);
            if !words.is_empty() {
                cue.lines.push((voice, words));
            }
        }
    }
    cues
}

/// The times of a line such as `00:01:02,500 --> 00:01:04,000`, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (begins, ends) = line.split_once("-->")?;
    Some((time(begins.trim())?, time(ends.split_whitespace().next()?)?))
}

fn time(words: &str) -> Option<u64> {
    let (clock, millis) = words.split_once([',', '.'])?;
    let millis: u64 = millis.get(..3)?.parse().ok()?;
    let mut seconds = 0_u64;
    let mut n_parts = 0;
    for part in clock.split(':') {
        n_parts += 1;
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    (2..=3).contains(&n_parts).then(|| seconds.checked_mul(1000)?.checked_add(millis))?
}

fn clock(millis: u64) -> String {
    let seconds = millis / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The words of a line without its tags, and who speaks them, where a tag says so.
fn plain(line: &str) -> (Option<String>, String) {
    let mut voice = None;
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let close = if tag.starts_with('<') { '>' } else { '}' };
        let is_tag = tag.starts_with("{\\")
            || tag.strip_prefix('<').is_some_and(|inner| {
                inner.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
            });
        let Some(end) = tag.find(close).filter(|_| is_tag) else {
            let n = tag.chars().next().map_or(tag.len(), char::len_utf8);
            out.push_str(tag.get(..n).unwrap_or_default());
            rest = tag.get(n..).unwrap_or_default();
            continue;
        };
        let inner = tag.get(1..end).unwrap_or_default();
        if let Some(name) = inner.strip_prefix("v ").or_else(|| inner.strip_prefix("v.")) {
            let name =
                name.split_once(' ').filter(|_| inner.starts_with("v.")).map_or(name, |n| n.1);
            voice = Some(name.trim().to_owned());
        }
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{A0}"), ("&amp;", "&")];
    let out = signs.iter().fold(out, |out, (from, to)| out.replace(from, to));
    (voice, out.trim().to_owned())
}

/// Whether someone else begins to speak: `- `, `>> `, `Name: ` in capitals.
fn begins_speech(line: &str) -> bool {
    if line.starts_with("- ") || line.starts_with(">>") || line.starts_with("– ") {
        return true;
    }
    line.split_once(": ").is_some_and(|(name, _)| {
        let n_words = name.split_whitespace().count();
        (1..=4).contains(&n_words)
            && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    })
}
