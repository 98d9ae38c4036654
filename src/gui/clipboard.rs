//! What the clipboard holds beside plain text.

/// HTML longer than this, in bytes, is no selection; its text alone is taken.
const LONGEST: usize = 20 << 20;

/// How much longer than its text HTML may be; programs put whole tables of styles before few words.
const MANY_TIMES: usize = 400;

/// What was copied from a page, as HTML, where the clipboard has it for these words: with paragraphs,
/// headings and lists that the plain text may have lost.
pub(crate) fn page_of(text: &str) -> Option<String> {
    let html = arboard::Clipboard::new().ok()?.get().html().ok()?;
    belongs(&html, text).then_some(html)
}

/// Whether HTML is that of the words that were pasted: the clipboard may hold others by now, or in an
/// encoding that was taken for another.
fn belongs(html: &str, text: &str) -> bool {
    let is_broken = html.contains(['\0', '\u{FFFD}']);
    let is_long = html.len() > LONGEST || html.len() / MANY_TIMES > text.len();
    let has_breaks = ["<p", "<div", "<br", "<li", "<h", "<td"].iter().any(|tag| html.contains(tag));
    let mut words = text.split_whitespace().filter(|word| word.chars().all(char::is_alphanumeric));
    // The first words that markup cannot have changed.
    let is_same = words.by_ref().take(5).all(|word| html.contains(word));
    !is_broken && !is_long && has_breaks && is_same
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_counts_only_with_the_words_that_were_pasted() {
        let text = "Fog closes the ferry\nNo ship has left";
        assert!(belongs("<h1>Fog <b>closes</b> the ferry</h1><p>No ship has left</p>", text));
        for html in [
            "<p>Something else was copied meanwhile</p>",
            "<span>Fog closes the ferry No ship has left</span>",
            "<\0p\0>\0Fog closes the ferry",
            "",
        ] {
            assert!(!belongs(html, text), "{html}");
        }
    }
}
