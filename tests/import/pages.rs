//! How pages are built: the same article among all that sites put around and into one. Each must give
//! the article, paragraph by paragraph, and nothing else.

use tickmark::import::{Imported, Source, import};

pub(crate) const TITLE: &str = "Harbor board puts off the dredging vote";
pub(crate) const ONE: &str = "The Linden harbor board put off a vote on Friday on a plan to spend $4.5 million on dredging, after its own auditor said that the figure had risen by 38 percent since January.";
pub(crate) const TWO: &str = "“Nobody on this board has seen the new contract,” said Ruth Amberg, who has chaired the board since 2019. “I will not vote on a number that I can’t explain.”";
pub(crate) const THREE: &str = "The channel would be dug to a depth of 11 meters, from 8.5 meters today, over two years, and the work would be done in three parts of which only the first has been paid for.";
pub(crate) const FOUR: &str = "Fewer ships have called at Linden in each of the last three years, and the fishing fleet, which had 64 boats in 2010, is down to 19. The board says that a deeper channel would bring some of them back.";
pub(crate) const FIVE: &str = "The auditor’s report is due on May 20. Until then the board, which has nine members, two of them new, will meet in private, its clerk said in a statement on Friday evening.";

const MENU: &str = "<header><a href=/>The Ledger</a><nav><ul><li><a href=/news>News</a></li><li><a href=/sport>Sport</a></li><li><a href=/obits>Obituaries</a></li></ul></nav></header>";
const FOOT: &str = "<footer><ul><li><a href=/about>About us</a></li><li><a href=/jobs>Jobs</a></li></ul><p>© 2025 The Ledger. All rights reserved. No part of this may be printed without leave.</p></footer>";

pub(crate) fn p(words: &str) -> String {
    format!("<p>{words}</p>\n")
}

/// The five paragraphs of the article.
pub(crate) fn all() -> String {
    [ONE, TWO, THREE, FOUR, FIVE].map(p).concat()
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><title>{TITLE} | The Ledger</title>{head}</head><body>{MENU}{body}{FOOT}</body></html>"
    )
}

pub(crate) fn read(html: &str) -> Imported {
    import(&Source { bytes: html.as_bytes(), name: "page.html", ..Source::default() }).unwrap()
}

/// The paragraphs of a page, each with its kind where it is not running text.
pub(crate) fn paragraphs(imported: &Imported) -> Vec<String> {
    let document = &imported.document;
    let told = |p: &tickmark::text::Paragraph| match p.kind.name() {
        "body" => document.words(p.span).to_owned(),
        kind => format!("{kind}: {}", document.words(p.span)),
    };
    document.paragraphs().iter().map(told).collect()
}

/// A page whose body is `body` must give its title and these paragraphs.
#[track_caller]
fn check(about: &str, body: &str, expected: &[&str]) {
    let title = format!("title: {TITLE}");
    let expected: Vec<&str> = std::iter::once(&*title).chain(expected.iter().copied()).collect();
    let found = paragraphs(&read(&page("", body)));
    assert!(found == expected, "{about}:\n{found:#?}\ninstead of\n{expected:#?}");
}

pub(crate) const FULL: [&str; 5] = [ONE, TWO, THREE, FOUR, FIVE];

/// An article with `extra` in its middle.
fn with(extra: &str) -> String {
    let [one, two, three, four, five] = FULL.map(p);
    format!("<main><article><h1>{TITLE}</h1>{one}{two}{extra}{three}{four}{five}</article></main>")
}

#[test]
fn what_stands_in_the_middle_and_is_none_of_it_is_left_out() {
    for (about, extra) in [
        (
            "a newsletter form",
            "<div class='newsletter-signup'><h3>Stay informed</h3><p>Get the best of the Ledger in your inbox every morning, free of charge.</p><form><input type=email><button>Sign up</button></form></div>",
        ),
        (
            "a subscription box",
            "<section class='subscribe-box'><h4>Support local news</h4><p>Subscribe today for only one dollar a week and read without limits, cancel anytime.</p><a href=/subscribe>Subscribe</a></section>",
        ),
        (
            "related stories",
            "<aside class='related'><h3>Read more</h3><ul><li><a href=/a>Mayor opens the new pool on Sunday</a></li><li><a href=/b>Rain is expected on the coast</a></li></ul></aside>",
        ),
        (
            "related stories as paragraphs",
            "<p><strong>Read more: <a href=/a>Mayor opens the new pool on Sunday</a></strong></p>",
        ),
        (
            "related stories with their first lines",
            "<div class='related-articles'><div><a href=/a><h4>Mayor opens the new pool</h4></a><p>After four years of work the pool will open its doors on Sunday at noon.</p></div></div>",
        ),
        (
            "a bar for sharing",
            "<div class='share-bar social'><span>Share this</span><ul><li><a href=#>Facebook</a></li><li><a href=#>Twitter</a></li><li><a href=#>Email</a></li></ul></div>",
        ),
        (
            "an advertisement",
            "<div class='ad-slot'><p>Advertisement</p><iframe src=x></iframe></div>",
        ),
        (
            "words of an advertisement",
            "<p class='ad-label'>Advertisement</p><p>Article continues below this ad</p>",
        ),
        (
            "a player",
            "<div class='video-player'><video src=a></video><span class=duration>01:32</span></div>",
        ),
        (
            "what is hidden",
            "<div hidden><p>This paragraph must not be seen by anyone who reads the page.</p></div><p style='display: none'>Nor this one.</p><p aria-hidden=true>Nor this.</p>",
        ),
        (
            "a script and a style",
            "<script>var a = '<p>no</p>';</script><style>.a{color:red}</style><noscript><p>Turn on scripts to see the polls and all the rest of it.</p></noscript>",
        ),
        (
            "a cookie banner",
            "<div id='cookie-consent' class='gdpr'><p>We and our 214 partners use cookies to measure how this page is read, and to show you other things.</p><button>Accept</button></div>",
        ),
        (
            "a wall that asks for money",
            "<div class='paywall-overlay'><p>You have read all of your free articles this month. Log in or subscribe to go on reading.</p></div>",
        ),
        (
            "a list of topics",
            "<ul class='tags'><li><a href=/t/harbor>Harbor</a></li><li><a href=/t/money>Money</a></li></ul>",
        ),
    ] {
        check(about, &with(extra), &FULL);
    }
}

#[test]
fn what_stands_around_it_is_left_out() {
    let story = with("");
    for (about, body) in [
        ("a banner before it", format!("<div class='cookie-notice'><p>This site uses cookies to improve your experience. By going on you agree to that and to our terms of use.</p><button>OK</button></div>{story}")),
        ("comments after it", format!("{story}<section id='comments' class='comments'><h2>3 comments</h2><div class=comment><p class=author>Harborfan</p><p>They have been promising that channel since I was a boy, and nothing has come of it, not a meter.</p></div><div class=comment><p class=author>Nils</p><p>Who is paid for the ninety pages? That is what I would like to know, and so would everyone on my pier.</p></div></section>")),
        ("a sidebar beside it", format!("<div class=layout>{story}<div class='sidebar'><h3>Most read</h3><ol><li><a href=/1>Mayor to open the pool</a></li><li><a href=/2>Rain on Sunday</a></li></ol><p>The weather in Linden will be fair until Saturday, when rain is expected from the west.</p></div></div>")),
        ("crumbs before it", format!("<div class='breadcrumbs'><a href=/>Home</a> › <a href=/news>News</a> › <a href=/harbor>Harbor</a></div>{story}")),
        ("about the author after it", story.replace("</article>", "<div class='author-bio'><p>Ida Quell has covered the harbor for the Ledger since 2011. She lives on a boat with two cats.</p></div></article>")),
        ("more stories after it", format!("{story}<section class='recommended'><h2>More from the Ledger</h2><article><h3><a href=/1>Mayor to open the pool</a></h3><p>After four years of work the pool will open its doors on Sunday at noon.</p></article><article><h3><a href=/2>Rain on Sunday</a></h3><p>The weather will be fair until Saturday, the office said.</p></article></section>")),
        ("pages to turn", story.replace("</article>", "<div class='pagination'><a href=?p=1>1</a> <a href=?p=2>2</a> <a href=?p=3>Next</a></div></article>")),
        ("a correction form", story.replace("</article>", "<p class='report-error'><a href=/report>Report an error</a></p></article>")),
    ] {
        check(about, &body, &FULL);
    }
}

#[test]
fn however_the_page_is_laid_out_its_paragraphs_are_found() {
    let [one, two, three, four, five] = FULL;
    let divs = FULL.map(|words| format!("<div>{words}</div>")).concat();
    let spans =
        FULL.map(|words| format!("<p><span style='font-size: 12pt'>{words}</span></p>")).concat();
    let sections = FULL
        .map(|words| {
            format!(
                "<div class='row'><div class='col'><div class='text-block'>{}</div></div></div>",
                p(words)
            )
        })
        .concat();
    for (about, body) in [
        (
            "divisions",
            format!("<div id=content><h1>{TITLE}</h1><div class=body>{divs}</div></div>"),
        ),
        (
            "empty lines",
            format!(
                "<div id=content><h1>{TITLE}</h1><div class=text>{one}<br><br>{two}<br /><br />{three}<br><br>{four}<br><br>{five}</div></div>"
            ),
        ),
        ("spans", format!("<div class=entry><h1>{TITLE}</h1>{spans}</div>")),
        ("blocks of an editor", format!("<main><h1>{TITLE}</h1>{sections}</main>")),
        (
            "a table",
            format!(
                "<table width=100%><tr><td width=20%><a href=/>Home</a><br><a href=/news>News</a></td><td><h1>{TITLE}</h1>{}</td></tr></table>",
                all()
            ),
        ),
        (
            "articles in an article",
            format!(
                "<article class=page><article class=story><h1>{TITLE}</h1>{}</article></article>",
                all()
            ),
        ),
        ("no main part at all", format!("<h1>{TITLE}</h1>{}", all())),
        (
            "AMP",
            format!(
                "<article amp><h1>{TITLE}</h1><amp-img src=a width=1 height=1></amp-img>{}<amp-ad type=x></amp-ad></article>",
                all()
            ),
        ),
        (
            "itemprop",
            format!(
                "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop=headline>{TITLE}</h1><div itemprop=articleBody>{}</div></div>",
                all()
            ),
        ),
        (
            "two columns",
            format!(
                "<div class=wrap><h1>{TITLE}</h1><div class=column>{}{}{}</div><div class=column>{}{}</div></div>",
                p(one),
                p(two),
                p(three),
                p(four),
                p(five)
            ),
        ),
        (
            "a forum",
            format!(
                "<div class=topic><h1>{TITLE}</h1><div class=post><div class=post-body>{}</div></div></div>",
                all()
            ),
        ),
    ] {
        check(about, &body, &FULL);
    }
}

#[test]
fn parts_of_an_article_keep_what_they_are() {
    let [one, two, three, four, five] = FULL;
    for (about, extra, parts) in [
        ("a heading", "<h2>What the plan would do</h2>", vec!["heading: What the plan would do"]),
        (
            "a list",
            "<ul><li>the north pier, by the end of October;</li><li>the ferry basin, next year.</li></ul>",
            vec![
                "item: the north pier, by the end of October;",
                "item: the ferry basin, next year.",
            ],
        ),
        (
            "a table",
            "<table><thead><tr><th>Year</th><th>Ships</th></tr></thead><tbody><tr><td>2022</td><td>1,204</td></tr><tr><td>2024</td><td>1,117</td></tr></tbody></table>",
            vec!["row: Year\tShips", "row: 2022\t1,204", "row: 2024\t1,117"],
        ),
        (
            "a picture",
            "<figure><img src=a.jpg><figcaption>The dredger Marten at the north pier on Thursday. <span>Photo by R. Vance</span></figcaption></figure>",
            vec!["caption: The dredger Marten at the north pier on Thursday. Photo by R. Vance"],
        ),
        (
            "a picture of an older system",
            "<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>The dredger Marten at the north pier.</p></div>",
            vec!["caption: The dredger Marten at the north pier."],
        ),
        (
            "words set apart",
            "<blockquote><p>We asked for one page, and we were given ninety.</p></blockquote>",
            vec!["quote: We asked for one page, and we were given ninety."],
        ),
        (
            "definitions",
            "<dl><dt>Dredging</dt><dd>Digging a channel deeper from a ship.</dd></dl>",
            vec!["item: Dredging", "item: Digging a channel deeper from a ship."],
        ),
    ] {
        let expected = [vec![one, two], parts, vec![three, four, five]].concat();
        check(about, &with(extra), &expected);
    }
}

#[test]
fn a_large_first_letter_is_a_part_of_its_word() {
    let rest = ONE.strip_prefix('T').unwrap();
    for drop in [
        format!("<p><span class=dropcap>T</span>{rest}</p>"),
        format!("<p><span class='drop-cap'>T</span> {rest}</p>"),
        format!("<div class='drop-cap'>T</div><p>{rest}</p>"),
    ] {
        let body = with("").replace(&p(ONE), &drop);
        check(&drop, &body, &FULL);
    }
}

#[test]
fn words_set_apart_that_stand_in_the_text_are_not_told_twice() {
    let quote = "I will not vote on a number that I can’t explain.";
    for pull in [
        format!("<aside class=pullquote><p>{quote}</p></aside>"),
        format!("<blockquote class='pull-quote'>“{quote}”<cite>Ruth Amberg</cite></blockquote>"),
        format!("<div class='quote-block'><blockquote><p>{quote}</p></blockquote></div>"),
    ] {
        let imported = read(&page("", &with(&pull)));
        let found = paragraphs(&imported).into_iter().skip(1).collect::<Vec<_>>();
        assert_eq!(found, FULL, "{pull}");
        // What looks for the main text may have left it out already.
        let is_left = pull.starts_with("<div") || pull.starts_with("<blockquote");
        let told =
            imported.warnings.iter().any(|warning| warning.to_string().contains("set apart"));
        assert_eq!(told, is_left, "{pull}: {:?}", imported.warnings);
    }
}

#[test]
fn a_live_report_keeps_its_entries_with_their_times() {
    let entry = |time: &str, words: &str| {
        format!(
            "<div class='live-entry'><time datetime='2025-05-02T{time}:00Z'>{time}</time><h3>At {time}</h3>{}</div>",
            p(words)
        )
    };
    let body = format!(
        "<main><h1>{TITLE}</h1>{}{}{}</main>",
        entry("18:10", ONE),
        entry("17:40", TWO),
        entry("17:05", FOUR)
    );
    let found = paragraphs(&read(&page("", &body)));
    for words in [ONE, TWO, FOUR, "heading: At 18:10", "heading: At 17:05"] {
        assert!(found.iter().any(|line| line == words), "{words}: {found:#?}");
    }
}

#[test]
fn a_body_that_is_stated_but_not_shown_is_read() {
    let data = format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\",\"articleBody\":\"{}\"}}</script>",
        FULL.join("\\n\\n")
    );
    // Scripts would fetch the rest.
    let body = format!("<div id=app><h1>{TITLE}</h1>{}<p>Loading…</p></div>", p(ONE));
    let found = paragraphs(&read(&page(&data, &body)));
    assert_eq!(found.into_iter().skip(1).collect::<Vec<_>>(), FULL);
    // Where the page shows it all, the page counts: it has the headings.
    let found = paragraphs(&read(&page(&data, &with("<h2>What the plan would do</h2>"))));
    assert!(found.contains(&"heading: What the plan would do".to_owned()), "{found:#?}");
}

#[test]
fn a_page_without_an_article_is_kept_whole_and_said_to_be_so() {
    let links: String = (1..40)
        .map(|n| format!("<li><a href=/{n}>Story number {n} of the day</a> in brief</li>"))
        .collect();
    let imported = read(&page("", &format!("<main><h1>News</h1><ul>{links}</ul></main>")));
    assert!(imported.document.text().contains("Story number 7"), "{}", imported.document.text());
}

// ---- What a page says of itself.

/// The facts of a page with this head and body: date of publication, of the last change, authors.
#[track_caller]
fn check_facts(head: &str, body: &str, expected: (&str, &str, &str)) {
    let imported = read(&page(head, body));
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let found =
        (day(imported.published), day(imported.modified), imported.byline.unwrap_or_default());
    let found = (&*found.0, &*found.1, &*found.2);
    assert_eq!(found, expected, "{head}\n{}", body.chars().take(300).collect::<String>());
}

#[test]
fn every_convention_for_the_day_is_read() {
    let meta = |name: &str, value: &str| format!("<meta name='{name}' content='{value}'>");
    for name in [
        "date",
        "Date",
        "dc.date",
        "DC.date.issued",
        "dcterms.issued",
        "DCTERMS.created",
        "citation_publication_date",
        "citation_online_date",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "PublishDate",
        "publish-date",
        "publication_date",
        "cXenseParse:recs:publishtime",
        "article:published_time",
        "article.published",
        "datePublished",
        "prism.publicationDate",
        "bt:pubDate",
        "rnews:datePublished",
        "shareaholic:article_published_time",
        "article:published",
        "originalpublicationdate",
        "og:published_time",
        "article_date_original",
        "dcsext.articlefirstpublished",
        "displaydate",
        "dc.date.created",
    ] {
        for value in ["2025-05-02T22:15:00-04:00", "2025-05-02", "May 2, 2025"] {
            check_facts(&meta(name, value), &with(""), ("2025-05-02", "", ""));
        }
        let property = format!("<meta property='{name}' content='2025/05/02'>");
        check_facts(&property, &with(""), ("2025-05-02", "", ""));
    }
    for name in [
        "article:modified_time",
        "og:updated_time",
        "last-modified",
        "dcterms.modified",
        "dateModified",
        "dc.date.modified",
        "lastmod",
    ] {
        check_facts(&meta(name, "2025-05-03T08:00:00Z"), &with(""), ("", "2025-05-03", ""));
    }
}

#[test]
fn the_day_of_linked_data_is_found_wherever_it_stands() {
    let day = "\"datePublished\":\"2025-05-02T22:15:00Z\",\"dateModified\":\"2025-05-03\"";
    for json in [
        format!("{{\"@type\":\"NewsArticle\",{day}}}"),
        format!(
            "[{{\"@type\":\"Organization\"}},{{\"@type\":[\"Article\",\"NewsArticle\"],{day}}}]"
        ),
        format!("{{\"@graph\":[{{\"@type\":\"WebSite\"}},{{\"@type\":\"BlogPosting\",{day}}}]}}"),
        format!("{{\"@type\":\"WebPage\",\"mainEntity\":{{\"@type\":\"Report\",{day}}}}}"),
        format!("{{\"@type\":\"WebPage\",{day}}}"),
        format!("{{\"@type\":\"LiveBlogPosting\",{day}}}"),
        format!("<!-- {{\"@type\":\"http://schema.org/NewsArticle\",{day}}} -->"),
        format!("{{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\",{day},}}"),
    ] {
        let head = format!("<script type=\"application/ld+json\">{json}</script>");
        check_facts(&head, &with(""), ("2025-05-02", "2025-05-03", ""));
    }
}

#[test]
fn the_day_that_stands_near_the_headline_is_read() {
    for line in [
        "<time datetime='2025-05-02T22:15:00Z'>Friday</time>",
        "<time pubdate datetime='2025-05-02'>2 May</time>",
        "<span itemprop=datePublished content='2025-05-02'>Friday</span>",
        "<p class=date>Published May 2, 2025, 10:15 p.m.</p>",
        "<p class=byline>By Ida Quell | May 2, 2025</p>",
        "<div class=meta>02.05.2025 | 10:15</div>",
        "<div class='entry-meta'>Posted on 2 May 2025</div>",
        "<p>May 2, 2025</p>",
        "<p>Friday, May 2nd, 2025</p>",
        "<p>Published: 2 May 2025 at 10:15 GMT</p>",
        "<p>Published 2 May 2025. Last updated 3 May 2025</p>",
        "<div class=stamp>Fri 2 May 2025 22.15 BST</div>",
        "<div>Veröffentlicht am 2. Mai 2025</div>",
        "<div>Publié le 2 mai 2025 à 10h15</div>",
        "<div>2 de mayo de 2025</div>",
        "<div>2025-05-02 10:15</div>",
        "<div>2025年5月2日</div>",
    ] {
        let body = with("").replace("</h1>", &format!("</h1>{line}"));
        let imported = read(&page("", &body));
        let day = imported.published.map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(day, "2025-05-02", "{line}");
        let first = paragraphs(&imported).get(1).cloned().unwrap_or_default();
        assert_eq!(first, ONE, "{line}");
    }
}

#[test]
fn the_day_of_a_change_is_never_that_of_publication() {
    for line in [
        "<p class=updated>Updated May 3, 2025</p>",
        "<p>Last updated: May 3, 2025</p>",
        "<p>Last modified on 3 May 2025</p>",
        "<time class='modified-date' datetime='2025-05-03'>May 3</time>",
        "<span itemprop=dateModified content='2025-05-03'>May 3</span>",
    ] {
        let body = with("").replace("</h1>", &format!("</h1>{line}"));
        check_facts("", &body, ("", "2025-05-03", ""));
        let both = format!("<p class=date>Published May 2, 2025</p>{line}");
        let body = with("").replace("</h1>", &format!("</h1>{both}"));
        check_facts("", &body, ("2025-05-02", "2025-05-03", ""));
    }
}

#[test]
fn where_facts_disagree_the_surer_counts() {
    let linked = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-05-02\",\"author\":{\"name\":\"Ida Quell\"}}</script>";
    let meta = "<meta name=date content='2024-01-01'><meta name=author content='The Ledger staff'>";
    check_facts(&format!("{meta}{linked}"), &with(""), ("2025-05-02", "", "Ida Quell"));
    let address = "<link rel=canonical href='https://ledger.example/2025/05/02/dredging'>";
    check_facts(&format!("{address}{meta}"), &with(""), ("2024-01-01", "", "The Ledger staff"));
    let related = with("<aside class=related><time datetime='2019-09-09'>old</time></aside>");
    check_facts(address, &related, ("2025-05-02", "", ""));
    check_facts("", &related, ("", "", ""));
    // A comment's day, and a day that the text speaks of, are no days of the page.
    let comments = format!(
        "{}<section class=comments><div class=comment><time datetime='2025-06-01'>June 1</time><p>Well done, all of you.</p></div></section>",
        with("")
    );
    check_facts("", &comments, ("", "", ""));
    check_facts(
        "",
        &with("<p>The first plan is from March 3, 1998, and was never carried out by anyone.</p>"),
        ("", "", ""),
    );
}

#[test]
fn authors_site_and_language_are_read() {
    for head in [
        "<meta name=author content='Ida Quell'>",
        "<meta name='citation_author' content='Ida Quell'>",
        "<meta name='parsely-author' content='Ida Quell'>",
        "<meta property='article:author' content='Ida Quell'>",
        "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ida Quell\"}]}</script>",
        "<meta property='article:author' content='https://social.example/ida'><meta name=author content='By Ida Quell'>",
    ] {
        check_facts(head, &with(""), ("", "", "Ida Quell"));
    }
    for line in [
        "<p class=byline>By <a href=/ida rel=author>Ida Quell</a></p>",
        "<p>By Ida Quell</p>",
        "<span class='author-name'>Ida Quell</span>",
        "<address><a href=/ida>Ida Quell</a></address>",
    ] {
        let body = with("").replace("</h1>", &format!("</h1>{line}"));
        check_facts("", &body, ("", "", "Ida Quell"));
    }
    let imported = read(&page(
        "<meta property='og:site_name' content='The Ledger'><meta property='og:locale' content='en_US'>",
        &with(""),
    ));
    assert_eq!(imported.site.as_deref(), Some("The Ledger"));
    assert_eq!(imported.language.as_deref(), Some("en"));
    let publisher = "<script type='application/ld+json'>{\"@type\":\"Article\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"The Ledger\"}}</script>";
    assert_eq!(read(&page(publisher, &with(""))).site.as_deref(), Some("The Ledger"));
}

#[test]
fn a_power_is_not_read_as_another_number() {
    for (html, words) in [
        ("It holds 10<sup>3</sup> m<sup>2</sup> of mud.", "It holds 10³ m² of mud."),
        ("It is the 21<sup>st</sup> ship.", "It is the 21st ship."),
        ("So he said.<sup><a href=#n1>1</a></sup> And H<sub>2</sub>O.", "So he said. And H2O."),
    ] {
        let expected = [ONE, TWO, words, THREE, FOUR, FIVE];
        check(html, &with(&p(html)), &expected);
    }
}

#[test]
fn all_of_a_selection_is_read() {
    let html = "<!DOCTYPE html><h2>Ships</h2><p>Two ships.</p><ul><li>One is late.</li></ul><div class=related><p>Read on.</p></div><h2>Comments</h2><p>None.</p>";
    let source = Source { bytes: html.as_bytes(), is_selection: true, ..Source::default() };
    let found = paragraphs(&import(&source).unwrap());
    let expected = [
        "heading: Ships",
        "Two ships.",
        "item: One is late.",
        "Read on.",
        "heading: Comments",
        "None.",
    ];
    assert_eq!(found, expected);
}
