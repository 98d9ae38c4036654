//! What stands in an article and is none of it, told by the names that sites give to it; and words of
//! it that are set apart.

use std::collections::BTreeSet;

use dom_query::{Document as Page, NodeRef};

use super::super::draft::Part;
use crate::text::ParagraphKind;

/// Words in the class or id of elements that hold no words of the article.
const NAMES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertorial",
    "adslot",
    "authorbio",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "bylines",
    "comments",
    "commentlist",
    "consent",
    "credit",
    "credits",
    "cookie",
    "cookies",
    "disqus",
    "donate",
    "donation",
    "duration",
    "gdpr",
    "mostread",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popular",
    "promo",
    "promoted",
    "rating",
    "recirc",
    "recirculation",
    "recommend",
    "recommendations",
    "recommended",
    "related",
    "republish",
    "respond",
    "share",
    "sharebar",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "taglist",
    "tags",
    "trending",
];

/// Beginnings of the class or id of dialogs about cookies, by those who sell them, in lower case.
const DIALOGS: &[&str] = &[
    "borlabscookie",
    "cc-window",
    "cmpbox",
    "cmplz-",
    "cookiebar",
    "cookieconsent",
    "cookiescript",
    "cookieyes",
    "cybotcookiebot",
    "cky-",
    "didomi",
    "evidon",
    "fc-consent",
    "iubenda",
    "klaro",
    "moove_gdpr",
    "onetrust",
    "osano-cm",
    "qc-cmp",
    "sp_message",
    "termly",
    "tarteaucitron",
    "truste-",
    "truste_",
    "trustarc",
    "usercentrics",
    "uc-banner",
];

/// Pairs of such words.
const PAIRS: &[(&str, &str)] = &[
    ("about", "author"),
    ("app", "download"),
    ("author", "box"),
    ("author", "card"),
    ("author", "info"),
    ("comment", "list"),
    ("embed", "placeholder"),
    ("most", "popular"),
    ("most", "read"),
    ("print", "edition"),
    ("read", "also"),
    ("read", "next"),
    ("screen", "reader"),
    ("sr", "only"),
    ("video", "embed"),
    ("video", "player"),
    ("visually", "hidden"),
];

/// An element with so many bytes of text or fewer may be left out wherever it stands; a larger one
/// only where it is less than a third of everything: names of whole pages tell what else is on them.
const SMALL: usize = 150;

/// A quotation with fewer letters than this may stand in a text twice by chance.
const REPEAT_MIN: usize = 20;

/// Who said what is set apart, in characters at most.
const SAYER_MAX: usize = 80;

/// Words before a link to another page, or around one.
const PROMPTS: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "see also",
    "more",
    "related",
    "related story",
    "related stories",
    "read next",
    "watch",
    "watch also",
    "listen",
    "more on this",
    "more on this story",
    "click here",
    "don't miss",
    "editor's pick",
    "recommended",
    "mehr zum thema",
    "lesen sie auch",
    "lire aussi",
    "leer también",
    "lea también",
    "leggi anche",
    "читайте также",
    "mehr dazu",
    "siehe auch",
    "auch interessant",
    "das könnte sie auch interessieren",
    "à lire aussi",
    "lire également",
    "voir aussi",
    "lee también",
    "ver también",
    "te puede interesar",
    "leia também",
    "leia mais",
    "veja também",
    "vedi anche",
    "lees ook",
    "läs också",
    "läs även",
    "les også",
    "læs også",
    "lue myös",
    "czytaj też",
    "czytaj także",
    "zobacz też",
    "zobacz także",
    "čtěte také",
    "přečtěte si také",
    "olvassa el ezt is",
    "citește și",
    "смотрите также",
    "читайте ещё",
    "по теме",
    "читайте також",
    "διαβάστε επίσης",
    "ilgili haber",
    "baca juga",
    "xem thêm",
    "관련기사",
    "관련 기사",
    "関連記事",
    "あわせて読みたい",
    "相关阅读",
    "延伸阅读",
];

/// Lines that sites put between paragraphs.
const NOTICES: &[&str] = &[
    "advertisement",
    "advertising",
    "article continues below",
    "article continues below this ad",
    "article continues after this advertisement",
    "story continues below advertisement",
    "story continues below",
    "continue reading",
    "continue reading the main story",
    "share this",
    "share this article",
    "report an error",
    "report a correction",
    "skip advertisement",
    "scroll to continue",
    "loading",
    "listen to this article",
    "anzeige",
    "publicité",
    "publicidad",
    "реклама",
];

/// The words in the class and id of an element, in lower case.
fn names(node: &NodeRef<'_>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for value in ["class", "id"].iter().filter_map(|name| node.attr(name)) {
        let mut word = String::new();
        for char in value.chars().chain([' ']) {
            // Words are parted by signs, or by a capital letter.
            let is_break = !char.is_ascii_alphanumeric()
                || (char.is_ascii_uppercase() && word.ends_with(|c: char| c.is_ascii_lowercase()));
            if is_break && !word.is_empty() {
                found.insert(std::mem::take(&mut word).to_ascii_lowercase());
            }
            if char.is_ascii_alphanumeric() {
                word.push(char);
            }
        }
    }
    found
}

/// Whether an element holds no words of the article, which has `n_bytes` of text with it.
pub(super) fn is_apart(node: &NodeRef<'_>, name: &str, n_bytes: usize) -> bool {
    if matches!(name, "html" | "body" | "main" | "article" | "p") && !node.has_attr("class") {
        return false;
    }
    let names = names(node);
    let is_named = NAMES.iter().any(|name| names.contains(*name))
        || PAIRS.iter().any(|(one, other)| names.contains(*one) && names.contains(*other));
    if !is_named || matches!(name, "html" | "body" | "main") {
        return false;
    }
    let length = node.text().trim().len();
    length <= SMALL || length * 3 < n_bytes
}

/// Takes out of a page what is surely none of its article, and joins first letters that are set large
/// with their paragraphs, before its main text is looked for: that takes elements apart and forgets
/// what they are called.
pub(super) fn prune(page: &Page) {
    const LONGEST: usize = 400;
    for table in page.select("table").nodes().iter().filter(|table| is_picture(table, "table")) {
        // What looks for the main text takes such tables apart.
        let cell = table.descendants_it().find(|inner| inner.has_name("td"));
        if let Some(cell) = cell {
            cell.set_attr("class", "figcaption");
        }
    }
    let named = page.select("[class], [id]");
    for node in named.nodes() {
        let Some(name) = node.node_name() else { continue };
        if is_drop_cap(node) {
            let letter = node.text().trim().to_owned();
            let is_plain =
                letter.chars().all(|c| c.is_alphanumeric() || matches!(c, '“' | '‘' | '"' | '«'));
            if is_plain
                && matches!(name.as_ref(), "div" | "p")
                && let Some(next) = node.next_element_sibling()
                && next.has_name("p")
            {
                next.prepend_html(letter);
                node.remove_from_parent();
            }
        } else if is_dialog(node) && !matches!(name.as_ref(), "html" | "body" | "main" | "article")
        {
            node.remove_from_parent();
        } else if is_apart(node, &name, usize::MAX / 4) {
            let length = node.text().trim().len();
            if length <= LONGEST || length_of_links(node) * 2 > length {
                node.remove_from_parent();
            }
        }
    }
}

/// Whether an element is a dialog that asks whether cookies may be set.
fn is_dialog(node: &NodeRef<'_>) -> bool {
    ["id", "class"].iter().filter_map(|name| node.attr(name)).any(|value| {
        value.split_whitespace().any(|word| {
            let word = word.to_ascii_lowercase();
            DIALOGS.iter().any(|beginning| word.starts_with(beginning))
        })
    })
}

fn length_of_links(node: &NodeRef<'_>) -> usize {
    let links = node.descendants_it().filter(|inner| inner.has_name("a"));
    links.map(|link| link.text().trim().len()).sum()
}

/// Whether an element is the first letter of a paragraph, set large.
pub(super) fn is_drop_cap(node: &NodeRef<'_>) -> bool {
    let names = names(node);
    let has = |name: &str| names.contains(name);
    let is_named =
        has("dropcap") || has("initial") || has("firstletter") || has("first") && has("letter");
    (is_named || (has("drop") && has("cap"))) && node.text().trim().chars().count() <= 2
}

/// Whether an element sets words of the text apart.
pub(super) fn is_pull_quote(node: &NodeRef<'_>) -> bool {
    let names = names(node);
    names.contains("pullquote") || (names.contains("pull") && names.contains("quote"))
}

/// Whether an element holds the words under a picture.
pub(super) fn is_caption(node: &NodeRef<'_>) -> bool {
    let names = names(node);
    names.contains("caption") && (names.contains("text") || names.len() == 1)
        || names.contains("figcaption")
}

/// Whether an element holds a picture and the words under it, and nothing else: a table of one cell,
/// or a part that is named after the picture.
pub(super) fn is_picture(node: &NodeRef<'_>, name: &str) -> bool {
    const NODES_MAX: usize = 60;
    const WORDS_MAX: usize = 300;
    const PICTURES: &[&str] = &[
        "photo",
        "image",
        "img",
        "picture",
        "pic",
        "figure",
        "foto",
        "bild",
        "imagen",
        "thumbnail",
    ];
    if name == "div" {
        let names = names(node);
        if !PICTURES.iter().any(|picture| names.contains(*picture)) {
            return false;
        }
    }
    let (mut n_nodes, mut n_pictures, mut n_cells, mut n_paragraphs, mut n_bytes) = (0, 0, 0, 0, 0);
    for inner in node.descendants_it() {
        n_nodes += 1;
        if inner.is_text() {
            n_bytes += inner.text().trim().len();
        }
        n_pictures += usize::from(inner.has_name("img"));
        n_cells += usize::from(inner.has_name("td"));
        n_paragraphs += usize::from(inner.has_name("p"));
        let is_other =
            ["h1", "h2", "h3", "li", "blockquote"].iter().any(|name| inner.has_name(name));
        if n_nodes > NODES_MAX || n_bytes > WORDS_MAX || n_cells > 1 || n_paragraphs > 1 || is_other
        {
            return false;
        }
    }
    n_pictures == 1 && n_bytes > 0
}

/// Whether words around a link only say to follow it.
pub(super) fn is_prompt(words: &str) -> bool {
    let words = plain(words);
    PROMPTS.contains(&words.as_str())
}

/// Whether a paragraph is one that sites put between those of an article.
pub(super) fn is_notice(words: &str) -> bool {
    words.len() <= SMALL && NOTICES.contains(&plain(words).as_str())
}

/// Words in lower case, without signs around them.
fn plain(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words.replace('’', "'").trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Headings of what sites put under an article; a star stands for any words after it.
const SECTIONS: &[&str] = &[
    "comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "reader comments",
    "join the conversation",
    "related articles",
    "related stories",
    "related posts",
    "related content",
    "related news",
    "related links",
    "more stories",
    "more news",
    "more from *",
    "more in *",
    "most read",
    "most popular",
    "most viewed",
    "popular posts",
    "recent posts",
    "trending now",
    "you may also like",
    "you might also like",
    "recommended for you",
    "recommended stories",
    "about the author",
    "about the authors",
    "kommentare",
    "kommentar schreiben",
    "kommentar hinterlassen",
    "schreibe einen kommentar",
    "ähnliche artikel",
    "ähnliche beiträge",
    "weitere artikel",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "mehr zum thema",
    "meistgelesen",
    "über den autor",
    "über die autorin",
    "commentaires",
    "laisser un commentaire",
    "articles similaires",
    "sur le même sujet",
    "les plus lus",
    "comentarios",
    "deja un comentario",
    "deja una respuesta",
    "artículos relacionados",
    "noticias relacionadas",
    "lo más leído",
    "comentários",
    "deixe um comentário",
    "artigos relacionados",
    "notícias relacionadas",
    "mais lidas",
    "commenti",
    "lascia un commento",
    "articoli correlati",
    "potrebbe interessarti anche",
    "reacties",
    "gerelateerde artikelen",
    "kommentarer",
    "komentarze",
    "yorumlar",
    "ilgili haberler",
    "отзывы",
    "комментарии",
    "добавить отзыв",
    "добавить комментарий",
    "оставить комментарий",
    "похожие статьи",
    "похожие материалы",
    "самые популярные *",
    "популярное",
    "коментарі",
    "관련기사",
    "관련 기사",
    "댓글",
    "인기기사",
    "関連記事",
    "コメント",
    "人気記事",
    "相关阅读",
    "相关新闻",
    "相关文章",
    "评论",
];

/// Cuts off what stands under an article from the first heading on that says so. What stands before
/// it must be the larger part.
pub(super) fn cut_sections(paragraphs: &mut Vec<Part>) {
    const LONGEST: usize = 60;
    // Under the name of a section stand headlines, or a sentence for each; under a heading that only
    // begins like one, the article goes on in longer paragraphs.
    const TEASER_MAX: usize = 160;
    let all: usize = paragraphs.iter().map(|part| part.words.len()).sum();
    let mut before = 0;
    let at = paragraphs.iter().enumerate().position(|(idx, Part { kind, words, .. })| {
        before += words.len();
        let is_kind =
            matches!(kind, ParagraphKind::Heading | ParagraphKind::Body | ParagraphKind::Item);
        let is_teaser_next = || {
            let next = paragraphs.get(idx + 1);
            next.is_none_or(|part| part.words.chars().count() <= TEASER_MAX)
        };
        let is_named =
            || section(words).is_some_and(|name| !name.ends_with('*') || is_teaser_next());
        before * 2 > all && is_kind && words.chars().count() <= LONGEST && is_named()
    });
    if let Some(at) = at {
        paragraphs.truncate(at);
    }
}

/// The one of [`SECTIONS`] that these words are.
fn section(words: &str) -> Option<&'static str> {
    let words = plain(words);
    SECTIONS.iter().copied().find(|section| match section.strip_suffix('*') {
        Some(beginning) => words.starts_with(beginning),
        None => words == *section,
    })
}

/// Takes out quotations that stand in the running text word for word, and those who are named under
/// them; how many.
pub(super) fn take_repeats(paragraphs: &mut Vec<Part>) -> usize {
    let squeezed = |words: &str| -> String {
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    if !paragraphs.iter().any(|part| part.kind == ParagraphKind::Quote) {
        return 0;
    }
    let running: Vec<String> = paragraphs
        .iter()
        .filter(|part| matches!(part.kind, ParagraphKind::Body | ParagraphKind::Item))
        .map(|part| squeezed(&part.words))
        .collect();
    let (mut n_repeats, mut was_repeat) = (0, false);
    paragraphs.retain(|Part { kind, words, .. }| {
        let is_quote = *kind == ParagraphKind::Quote;
        let words_alone = if is_quote { squeezed(words) } else { String::new() };
        let is_repeat = words_alone.len() >= REPEAT_MIN
            && running.iter().any(|text| text.contains(&words_alone));
        let is_sayer = is_quote && was_repeat && words.chars().count() <= SAYER_MAX;
        n_repeats += usize::from(is_repeat);
        was_repeat = is_repeat;
        !(is_repeat || is_sayer)
    });
    n_repeats
}
