//! Title, byline, date, language and address of a page, by its own account.
//!
//! Pages state these in several ways that disagree. Order of trust for the date: JSON-LD, `meta`, an
//! element marked as the date, the address, `<time>`, words that look like a date line. The day a
//! page was changed is never taken for the day it was published.

use dom_query::{Document as Page, NodeRef};
use jiff::civil::Date;

use super::linked::Linked;
use crate::import::byline;
use crate::import::dates::{self, Order};

#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) modified: Option<Date>,
    pub(super) site: Option<String>,
    /// What stands on the page where it marks the day of publication: "Friday".
    pub(super) times: Vec<String>,
    /// The text that the page states beside the one it shows.
    pub(super) body: Option<String>,
    pub(super) language: Option<String>,
    pub(super) address: Option<String>,
}

/// Names under which `meta` states the day of publication, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "published_time",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "prism.publicationdate",
    "publication_date",
    "publicationdate",
    "publication-date",
    "rnews:datepublished",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "dcsext.articlefirstpublished",
    "datecreated",
    "date",
    "displaydate",
];

/// Names under which it states the day of the last change.
const CHANGES: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "article:modified",
    "last-modified",
    "lastmodified",
    "lastmod",
    "modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "bt:moddate",
    "shareaholic:article_modified_time",
];

const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "rnews:author",
    "article.author",
    "cxenseparse:author",
    "twitter:creator",
];

/// Elements whose name or class says that they stand beside the article.
const BESIDE: &[&str] = &[
    "comment",
    "related",
    "recirc",
    "sidebar",
    "widget",
    "footer",
    "recommend",
    "promo",
    "latest",
    "popular",
];

impl About {
    /// Reads the page; `address` is where it came from, where that is known.
    pub(super) fn read(page: &Page, address: Option<&str>) -> Self {
        let linked = Linked::read(page);
        let meta = Meta::read(page);
        let own_address = attribute(page, "link[rel='canonical']", "href")
            .or_else(|| meta.first(&["og:url"]))
            .filter(|address| address.starts_with("http"))
            .or_else(|| address.map(str::to_owned));
        let language = attribute(page, "html[lang]", "lang")
            .or(linked.language.clone())
            .or_else(|| meta.first(&["og:locale", "content-language", "language"]))
            .map(|tag| tag.replace('_', "-"))
            .filter(|tag| tag.len() <= 16 && tag.starts_with(|c: char| c.is_ascii_alphabetic()));
        let order = order(language.as_deref(), own_address.as_deref());
        let day = |words: &str| dates::day_in_order(words, order);
        let published = linked
            .published
            .as_deref()
            .and_then(day)
            .or_else(|| DATES.iter().find_map(|name| day(&meta.first(&[name])?)))
            .or_else(|| marked_date(page, order))
            .or_else(|| dates::day_in_address(own_address.as_deref()?))
            .or_else(|| date_of_time(page, order))
            .or_else(|| date_line(page, order));
        let modified = linked
            .modified
            .as_deref()
            .and_then(day)
            .or_else(|| CHANGES.iter().find_map(|name| day(&meta.first(&[name])?)))
            .or_else(|| marked_change(page, order));
        Self {
            title: title(page, &linked, &meta),
            byline: byline_of(page, &linked, &meta),
            published,
            times: words_of_times(page, published, order),
            modified,
            site: meta.first(&["og:site_name", "application-name"]).or(linked.site),
            body: linked.body,
            language,
            address: own_address,
        }
    }
}

impl About {
    /// Takes from the first lines of the text what the page does not state elsewhere.
    pub(super) fn read_lines<'t>(&mut self, lines: impl Iterator<Item = &'t str> + Clone) {
        self.byline = self.byline.take().or_else(|| lines.clone().find_map(byline::name_in_line));
        let name = self.byline.as_deref();
        let day = |line| day_in_line(line).or_else(|| day_behind_name(line, name?));
        self.published = self.published.or_else(|| lines.clone().find_map(day));
        self.modified = self.modified.or_else(|| lines.clone().find_map(dates::change_line));
    }
}

/// The day of publication in a line that says who wrote it and when, and hardly anything else.
fn day_in_line(line: &str) -> Option<Date> {
    dates::dateline(line).or_else(|| parts_of_line(line).find_map(dates::dateline))
}

/// The day in a line that names who wrote an article first.
fn day_behind_name(line: &str, name: &str) -> Option<Date> {
    const BY_MAX: usize = 12;
    let (before, after) = line.split_once(name)?;
    (before.trim().len() <= BY_MAX).then(|| day_in_line(after.trim()))?
}

/// What a line above an article says, thing by thing.
fn parts_of_line(line: &str) -> impl Iterator<Item = &str> {
    line.split(['|', '•', '·', '—']).flat_map(|part| part.split(". ")).map(str::trim)
}

/// Whether a line says who wrote an article and when it was published or changed, and nothing else.
pub(super) fn is_about_line(line: &str, byline: Option<&str>) -> bool {
    let is_about = |part: &str| {
        part.is_empty()
            || dates::dateline(part).is_some()
            || dates::change_line(part).is_some()
            || is_time_to_read(part)
            || byline.is_some_and(|byline| is_alike(byline::without_by(part), byline))
    };
    let is_short = line.chars().count() <= 160;
    let is_all = is_about(line) || parts_of_line(line).all(is_about);
    is_short && line.contains(char::is_alphanumeric) && is_all
}

/// Whether words say how long an article takes to read: `5 min read`.
fn is_time_to_read(words: &str) -> bool {
    const ENDS: &[&str] = &[
        "min read",
        "mins read",
        "minute read",
        "minutes read",
        "min. lesezeit",
        "minuten lesezeit",
        "min de lecture",
        "min de lectura",
        "min di lettura",
        "мин чтения",
    ];
    let words = words.to_lowercase();
    words.len() <= 40 && ENDS.iter().any(|end| words.ends_with(end))
}

/// What the `meta` elements of a page say, by name in lower case.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn read(page: &Page) -> Self {
        let elements = page.select("meta[content]");
        let named = elements.nodes().iter().flat_map(|node| {
            let content = plain(&node.attr("content").unwrap_or_default());
            let names = ["property", "name", "itemprop", "http-equiv"];
            names.into_iter().filter_map(move |key| {
                let name = node.attr(key)?.to_lowercase();
                (!content.is_empty()).then(|| (name, content.clone()))
            })
        });
        Self(named.collect())
    }

    /// What the first of these names says that there is.
    fn first(&self, names: &[&str]) -> Option<String> {
        let find = |name: &&str| self.0.iter().find(|(other, _)| other == name);
        names.iter().find_map(find).map(|(_, content)| content.clone())
    }
}

/// The order of day and month in a page of this language and address, where that is sure: English
/// alone does not tell.
fn order(language: Option<&str>, address: Option<&str>) -> Option<Order> {
    const DAY_FIRST: &[&str] = &["uk", "au", "nz", "ie", "in", "za", "sg", "ng", "ke"];
    let language = language?.to_ascii_lowercase();
    let mut tags = language.split('-');
    // A name such as `English` is no tag, and says nothing of a country.
    let main = tags.next().filter(|main| (2..=3).contains(&main.len()))?;
    let is_region = |tag: &&str| tag.len() == 2 || tag.bytes().all(|b| b.is_ascii_digit());
    let region = tags.find(is_region).unwrap_or_default();
    let is_day_first = || {
        let host = address.and_then(|address| address.split_once("://")?.1.split('/').next());
        let domain = host.and_then(|host| host.rsplit('.').next()).unwrap_or_default();
        DAY_FIRST.contains(&domain.to_ascii_lowercase().as_str())
    };
    match (main, region) {
        // Many systems call every page American.
        ("fil" | "tl", _) | (_, "us" | "ph" | "pr" | "gu") => {
            (!is_day_first()).then_some(Order::Month)
        }
        ("en", "") => is_day_first().then_some(Order::Day),
        // The year comes first there, and in Canada it depends.
        ("zh" | "ja" | "ko" | "hu" | "lt", _) | (_, "ca") => None,
        _ => Some(Order::Day),
    }
}

fn title(page: &Page, linked: &Linked, meta: &Meta) -> Option<String> {
    let in_head = plain(&page.select_single("head title").text());
    let stated: Vec<String> =
        [linked.headline.clone(), meta.first(&["og:title"]), meta.first(&["twitter:title"])]
            .into_iter()
            .flatten()
            .collect();
    // The headline that readers see, where the page says the same elsewhere; not one word of it.
    let in_title = without_site(&in_head, meta);
    let headings = page.select("h1");
    let mut headings: Vec<String> =
        headings.nodes().iter().map(|node| plain(&node.text())).collect();
    headings.retain(|words| !words.is_empty());
    let is_stated = |words: &&String| {
        let words = squeezed(words);
        stated
            .iter()
            .chain([&in_title])
            .map(|stated| squeezed(stated))
            .any(|stated| stated.contains(&words) && words.len() * 3 >= stated.len())
    };
    let seen = headings.iter().find(is_stated).cloned();
    let only = || (headings.len() == 1).then(|| headings.first().cloned())?;
    seen.or_else(|| stated.first().map(|title| without_site(title, meta)))
        .or_else(|| (!in_title.is_empty()).then_some(in_title))
        .or_else(only)
}

/// A title without the name of the site at one of its ends.
fn without_site(title: &str, meta: &Meta) -> String {
    let site = meta.first(&["og:site_name", "application-name"]).map(|name| squeezed(&name));
    for separator in [" | ", " » ", " :: ", " · ", " — ", " – ", " - "] {
        let Some((head, tail)) = title.rsplit_once(separator) else { continue };
        let n_words = |words: &str| words.split_whitespace().count();
        let is_site = match &site {
            Some(site) => squeezed(tail) == *site,
            None => n_words(tail) <= 4 && n_words(head) > n_words(tail),
        };
        if is_site {
            return head.trim().to_owned();
        }
    }
    title.to_owned()
}

fn byline_of(page: &Page, linked: &Linked, meta: &Meta) -> Option<String> {
    if !linked.authors.is_empty() {
        return Some(linked.authors.join(", "));
    }
    let in_meta = AUTHORS
        .iter()
        .filter_map(|name| meta.first(&[name]))
        .find_map(|words| byline::name_in(&words));
    in_meta.or_else(|| {
        let marks =
            "[rel='author'], [itemprop='author'], [class*='byline'], [class*='author'], address";
        let marked = page.select(marks);
        let near = marked.nodes().iter().filter(|node| !is_beside(node)).take(10);
        near.filter_map(|node| byline::name_in(&plain(&node.text()))).next()
    })
}

/// The day in an element that is marked as the day of publication.
fn marked_date(page: &Page, order: Option<Order>) -> Option<Date> {
    let marked = page.select("[itemprop='datePublished'], time[pubdate]");
    marked.nodes().iter().find_map(|node| date_in_element(node, order))
}

/// The day in an element that is marked as the day of the last change.
fn marked_change(page: &Page, order: Option<Order>) -> Option<Date> {
    let marks = "[itemprop='dateModified'], time[class*='modified'], time[class*='updated'], [class*='updated'], [class*='modified']";
    const LONGEST: usize = 80;
    let marked = page.select(marks);
    let near = marked.nodes().iter().filter(|node| !is_beside(node)).take(10);
    near.filter(|node| node.text().len() <= LONGEST).find_map(|node| date_in_element(node, order))
}

/// The day of the first `<time>` that does not stand beside the article.
fn date_of_time(page: &Page, order: Option<Order>) -> Option<Date> {
    let times = page.select("time");
    times
        .nodes()
        .iter()
        .filter(|node| !is_beside(node) && !is_change(node))
        .find_map(|node| date_in_element(node, order))
}

/// The day in words that a class marks as a date.
fn date_line(page: &Page, order: Option<Order>) -> Option<Date> {
    let marks = "[class*='date'], [class*='Date'], [class*='publish'], [class*='posted'], [class*='timestamp'], [class*='byline'], [class*='meta'], [id*='date']";
    const LONGEST: usize = 160;
    let marked = page.select(marks);
    let near = marked.nodes().iter().filter(|node| !is_beside(node) && !is_change(node)).take(40);
    near.filter_map(|node| {
        let words = plain(&node.text());
        // Words on a change say nothing of publication, whatever their element's name.
        let is_change = words.len() > LONGEST || dates::change_line(&words).is_some();
        (!is_change).then(|| dates::day_in_order(&words, order))?
    })
    .next()
}

fn date_in_element(node: &NodeRef<'_>, order: Option<Order>) -> Option<Date> {
    let attributes = ["datetime", "content"].into_iter().filter_map(|name| node.attr(name));
    attributes
        .into_iter()
        .find_map(|words| dates::day_in_order(&words, order))
        .or_else(|| dates::day_in_order(&plain(&node.text()), order))
}

/// The words of elements that are marked as this day.
fn words_of_times(page: &Page, day: Option<Date>, order: Option<Order>) -> Vec<String> {
    let times = page.select("time[datetime], [itemprop='datePublished']");
    let times =
        times.nodes().iter().filter(|node| day.is_some() && date_in_element(node, order) == day);
    times.map(|node| plain(&node.text())).filter(|words| !words.is_empty()).take(10).collect()
}

/// Whether an element tells when the page was changed.
fn is_change(node: &NodeRef<'_>) -> bool {
    let class = node.class().unwrap_or_default().to_lowercase();
    let itemprop = node.attr("itemprop").unwrap_or_default().to_lowercase();
    ["modified", "updated"].iter().any(|word| class.contains(word) || itemprop.contains(word))
}

/// Whether an element stands beside the article, not in it.
fn is_beside(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|around| {
        let Some(name) = around.node_name() else { return false };
        let class = around.class().unwrap_or_default().to_lowercase();
        // A class of the page itself tells what else is on it.
        !matches!(name.as_ref(), "html" | "body" | "main" | "article")
            && (matches!(name.as_ref(), "nav" | "aside" | "footer")
                || BESIDE.iter().any(|word| class.contains(word)))
    })
}

fn attribute(page: &Page, selector: &str, name: &str) -> Option<String> {
    let value = page.select_single(selector).attr(name)?.trim().to_owned();
    (!value.is_empty()).then_some(value)
}

/// Words with their entities read, on one line, without white space around them.
pub(super) fn plain(words: &str) -> String {
    let one_line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.contains('&') {
        one_line(&Page::fragment(words.replace('<', "&lt;")).text())
    } else {
        one_line(words)
    }
}

/// Whether two titles are the same but for punctuation, or nearly all of one another.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (squeezed(one), squeezed(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && long.contains(&short) && short.len() * 10 >= long.len() * 8
}

/// Letters and digits alone, in lower case.
fn squeezed(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
