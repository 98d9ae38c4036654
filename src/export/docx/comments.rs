//! The part of the file that holds its comments.

use std::fmt::Write;

use super::escaped;

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    /// Its number in the file.
    pub(super) id: u32,
    who: String,
    when: String,
    lines: Vec<String>,
}

/// The part's outermost element, opened.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";
const FOOT: &str = "</w:comments>";

impl Remark {
    pub(super) fn new((who, when): &(String, String), lines: Vec<String>) -> Self {
        Self { id: 0, who: who.clone(), when: when.clone(), lines }
    }

    /// Says first which words it is about, where it cannot stand at them.
    pub(super) fn name_its_words(&mut self, quote: &str) {
        self.lines
            .insert(0, format!("On “{}”:", quote.split_whitespace().collect::<Vec<_>>().join(" ")));
    }

    fn write(&self, xml: &mut String) {
        let initials: String =
            self.who.split_whitespace().filter_map(|name| name.chars().next()).take(3).collect();
        // Writing to a string cannot fail.
        let _ = write!(
            xml,
            "<w:comment w:id=\"{}\" w:author=\"{}\" w:initials=\"{}\"",
            self.id,
            escaped(&self.who),
            escaped(&initials)
        );
        if !self.when.is_empty() {
            let _ = write!(xml, " w:date=\"{}\"", escaped(&self.when));
        }
        xml.push('>');
        for line in &self.lines {
            let _ = write!(
                xml,
                "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
                escaped(line)
            );
        }
        xml.push_str("</w:comment>");
    }
}

/// The comments of a file with ours after them; `old` is the part as it was, if there was one.
/// `None` where it is not such a part.
pub(super) fn with(old: Option<&str>, remarks: &[Remark]) -> Option<String> {
    let mut ours = String::new();
    for remark in remarks {
        remark.write(&mut ours);
    }
    let Some(old) = old else { return Some(format!("{HEAD}{ours}{FOOT}")) };
    if let Some(end) = old.rfind("</w:comments>") {
        let (head, foot) = old.split_at(end);
        return Some(format!("{head}{ours}{foot}"));
    }
    // An element without content closes itself.
    let start = old.find("<w:comments")?;
    let end = start + old.get(start..)?.find("/>")?;
    Some(format!("{}>{ours}{FOOT}", old.get(..end)?))
}
