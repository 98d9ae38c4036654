//! Pages as the common systems build them, each with all that such a system puts around and into an
//! article. Each must give the article and nothing else.

use super::pages::{FULL, TITLE, all, p, paragraphs, read};

/// What is wrong with a page: it must give its title and these paragraphs.
fn wrong(about: &str, html: &str, expected: &[&str]) -> Option<String> {
    let found = paragraphs(&read(html));
    let found: Vec<&str> =
        found.iter().map(String::as_str).filter(|line| !line.starts_with("title: ")).collect();
    let told = |sign: &str, lines: &[&str], others: &[&str]| -> String {
        let lines = lines.iter().filter(|line| !others.contains(line));
        lines.map(|line| format!("\n  {sign} {line}")).collect()
    };
    (found != expected)
        .then(|| format!("{about}:{}{}", told("+", &found, expected), told("-", expected, &found)))
}

fn html(head: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{TITLE} – The Ledger</title>{head}</head>{body}</html>"
    )
}

/// Every page that gives something else, at once.
fn check(cases: &[(&str, String, Vec<&str>)]) {
    let wrong: Vec<_> =
        cases.iter().filter_map(|(about, html, expected)| wrong(about, html, expected)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn weblogs_give_their_article() {
    let [one, two, three, four, five] = FULL;
    let wordpress = html(
        "<meta name=generator content='WordPress 6.4'><meta property='article:published_time' content='2025-05-02T18:10:00+00:00'>",
        &format!(
            "<body class='post-template-default single single-post postid-412 wp-embed-responsive has-sidebar'><a class='skip-link screen-reader-text' href='#content'>Skip to content</a>\
             <header id=masthead class=site-header><p class=site-title><a href=/>The Ledger</a></p><p class=site-description>News from the Lower Sound</p><nav class=main-navigation><ul><li class=menu-item><a href=/a>Harbor</a></li><li class=menu-item><a href=/b>Fish</a></li></ul></nav></header>\
             <div id=content class=site-content><main id=main class=site-main><article id=post-412 class='post-412 post type-post status-publish format-standard has-post-thumbnail hentry category-harbor tag-dredging'><header class=entry-header><h1 class=entry-title>{TITLE}</h1><div class=entry-meta><span class=posted-on>Posted on <a href=/x rel=bookmark><time class='entry-date published' datetime='2025-05-02T18:10:00+00:00'>May 2, 2025</time></a></span><span class=byline> by <span class='author vcard'><a class='url fn n' href=/author/ida>Ida Quell</a></span></span><span class=comments-link><a href=#respond>Leave a comment</a></span></div></header>\
             <div class=entry-content>{}{}<figure class='wp-block-image size-large'><img src=a.jpg alt=''></figure>{}<div class='wp-block-group'><div class=wp-block-group__inner-container>{}</div></div>{}\
             <div class='sharedaddy sd-sharing-enabled'><div class='robots-nocontent sd-block sd-social sd-social-icon-text sd-sharing'><h3 class=sd-title>Share this:</h3><div class=sd-content><ul><li class=share-twitter><a class='share-twitter sd-button' href=?share=twitter><span>Click to share on Twitter (Opens in new window)</span></a></li><li class=share-end></li></ul></div></div></div><div class='sharedaddy sd-block sd-like jetpack-likes-widget-wrapper jetpack-likes-widget-unloaded' id=like-post-wrapper-1><h3 class=sd-title>Like this:</h3><div class='likes-widget-placeholder post-likes-widget-placeholder'><span class=button><span>Like</span></span> <span class=loading>Loading...</span></div></div><div id=jp-relatedposts class=jp-relatedposts><h3 class=jp-relatedposts-headline><em>Related</em></h3><p class=jp-relatedposts-post><a href=/r>The pier that nobody wanted</a> November 3, 2024 In \"Harbor\"</p></div></div>\
             <footer class=entry-footer><span class=cat-links>Posted in <a href=/c>Harbor</a></span><span class=tags-links>Tagged <a href=/t>dredging</a></span></footer></article>\
             <nav class='navigation post-navigation'><h2 class=screen-reader-text>Post navigation</h2><div class=nav-links><div class=nav-previous><a href=/p>Previous: A new pump for the fuel dock</a></div></div></nav>\
             <div id=comments class=comments-area><h2 class=comments-title>Two thoughts on “{TITLE}”</h2><ol class=comment-list><li class='comment even thread-even depth-1'><article class=comment-body><footer class=comment-meta><div class='comment-author vcard'><b class=fn>Nils</b> <span class=says>says:</span></div></footer><div class=comment-content><p>They have been promising that channel since I was a boy, and nothing has come of it, not a meter, and nothing will come of it as long as the same nine people sit there.</p></div><div class=reply><a rel=nofollow class=comment-reply-link href=#>Reply</a></div></article></li></ol><div id=respond class=comment-respond><h3 id=reply-title class=comment-reply-title>Leave a Reply</h3><form id=commentform class=comment-form><p class=comment-notes>Your email address will not be published. Required fields are marked *</p></form></div></div></main>\
             <aside id=secondary class='widget-area'><section id=recent-posts-2 class='widget widget_recent_entries'><h2 class=widget-title>Recent Posts</h2><ul><li><a href=/1>Rain on Sunday</a></li></ul></section><section class='widget widget_text'><h2 class=widget-title>About</h2><div class=textwidget><p>The Ledger has been printed in Linden since 1911, and is written by four people and a dog, who is paid in bones.</p></div></section></aside></div><footer class=site-footer><div class=site-info>Proudly powered by WordPress</div></footer></body>",
            p(one),
            p(two),
            p(three),
            p(four),
            p(five)
        ),
    );
    let blogspot = html(
        "<meta content='blogger' name='generator'>",
        &format!(
            "<body class='item-view'><div class=content-outer><div class=header-outer><h1 class=title><a href=/>Notes from the pier</a></h1><p class=description><span>What I see from my window</span></p></div><div class=main-outer><div class='column-center-outer'><div class='main section'><div class='widget Blog'><div class='blog-posts hfeed'><div class=date-outer><h2 class=date-header><span>Friday, May 2, 2025</span></h2><div class=date-posts><div class=post-outer><div class='post hentry uncustomized-post-template' itemprop=blogPost itemscope itemtype='http://schema.org/BlogPosting'><h3 class='post-title entry-title' itemprop=name>{TITLE}</h3><div class=post-header><div class=post-header-line-1></div></div><div class='post-body entry-content' id=post-body-1 itemprop='description articleBody'>{one}<br /><br />{two}<br /><br /><div class=separator style='clear: both; text-align: center;'><a href=a.jpg imageanchor=1><img border=0 src=a.jpg /></a></div><br />{three}<br /><br />{four}<br /><div><br /></div><div>{five}</div><div style='clear: both;'></div></div><div class=post-footer><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class=fn itemprop=author><span itemprop=name>Ida</span></span></span> <span class=post-timestamp>at <a class=timestamp-link href=/x><abbr class=published title='2025-05-02T18:10:00-04:00'>6:10 PM</abbr></a></span></div><div class='post-footer-line'><span class=post-labels>Labels: <a href=/l>harbor</a></span></div></div></div>\
             <div class=comments id=comments><a name=comments></a><h4>1 comment:</h4><div id=Blog1_comments-block-wrapper><dl id=comments-block><dt class=comment-author>Nils said...</dt><dd class=comment-body><p>They have been promising that channel since I was a boy, and nothing has come of it, not a meter.</p></dd><dd class=comment-footer><span class=comment-timestamp><a href=#>May 3, 2025 at 9:12 AM</a></span></dd></dl></div><p class=comment-footer><a href=/post>Post a Comment</a></p></div></div></div></div></div><div class=blog-pager id=blog-pager><a class=blog-pager-newer-link href=/n>Newer Post</a> <a class=home-link href=/>Home</a></div><div class=post-feeds>Subscribe to: <a href=/f>Post Comments (Atom)</a></div></div></div></div><div class=column-right-outer><div class='widget BlogArchive'><h2>Blog Archive</h2><ul class=hierarchy><li><a href=/2025>2025</a> (14)</li></ul></div><div class='widget Profile'><h2>About Me</h2><dl class=profile-datablock><dd class=profile-textblock>I have lived on the pier since 1988 and I write down what comes in and what goes out.</dd></dl></div></div></div></div></body>"
        ),
    );
    let medium = html(
        "",
        &format!(
            "<body><div id=root><div class='a b c'><nav class=d><a href=/>Ledgerly</a><a href=/signin>Sign in</a></nav><article><div class='l'><div class=m><section><div><div class='ch bh fz'><div><h1 id=ab12 class='pw-post-title fo fp'>{TITLE}</h1></div><div><h2 class='pw-subtitle-paragraph'>What the auditor found, and why nobody read it</h2></div><div class=speechify-ignore><div class='ab cp'><div><a href=/@ida>Ida Quell</a><span>·</span><button>Follow</button></div><div><span>5 min read</span><span>·</span><span>May 2, 2025</span></div></div><div class='pw-multi-vote-icon'><button>214</button></div><div><button>Listen</button><button>Share</button></div></div><figure class='paragraph-image'><img src=a.jpg><figcaption class='ht'>The north pier in April. Photo by <a href=/rv>R. Vance</a> on Unsplash</figcaption></figure><p id=1 class='pw-post-body-paragraph hz ia'>{one}</p><p id=2 class='pw-post-body-paragraph hz ia'>{two}</p><h2 id=3 class='iz'>A channel in three parts</h2><p id=4 class='pw-post-body-paragraph hz ia'>{three}</p><blockquote class=jj><p id=5 class='jm jn'>We asked for one page, and we were given ninety.</p></blockquote><p id=6 class='pw-post-body-paragraph hz ia'>{four}</p><p id=7 class='pw-post-body-paragraph hz ia'>{five}</p></div></div></section></div></div></article><footer><div><a href=/tag/harbor>Harbor</a><a href=/tag/money>Money</a></div><div><h2>Written by <a href=/@ida>Ida Quell</a></h2><div>1.2K Followers</div><p>Writes about water and money. Lives on a boat with two cats and a printing press.</p></div></footer><div><h2>More from Ida Quell</h2><article><h2>The pier that nobody wanted</h2><div><h3>It cost nine million dollars and leads nowhere at all</h3></div></article></div></div></div></body>"
        ),
    );
    check(&[
        ("WordPress", wordpress, FULL.to_vec()),
        ("Blogspot", blogspot, FULL.to_vec()),
        (
            "Medium",
            medium,
            vec![
                "heading: What the auditor found, and why nobody read it",
                "caption: The north pier in April. Photo by R. Vance on Unsplash",
                one,
                two,
                "heading: A channel in three parts",
                three,
                "quote: We asked for one page, and we were given ninety.",
                four,
                five,
            ],
        ),
    ]);
}

#[test]
fn news_sites_give_their_article() {
    let [one, two, three, four, five] = FULL;
    let newspaper = html(
        "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"Harbor board puts off the dredging vote\",\"datePublished\":\"2025-05-02T22:15:00Z\",\"isAccessibleForFree\":false}</script>",
        &format!(
            "<body class='article-page subscription-required'><div id=onetrust-consent-sdk><div class='onetrust-pc-dark-filter'></div><div id=onetrust-banner-sdk role=alertdialog><div class='ot-sdk-container'><div id=onetrust-policy><h2 id=onetrust-policy-title>We value your privacy</h2><div id=onetrust-policy-text>We and our partners store and access information on a device, such as unique IDs in cookies, to process personal data. You may accept or manage your choices by clicking below. These choices will be signaled to our partners and will not affect browsing data.</div></div></div></div></div>\
             <header class=page-header><a href=/>The Ledger</a></header><main><article class=story><div class=story-header><span class=kicker><a href=/harbor>Harbor</a></span><h1 class=headline>{TITLE}</h1><p class=dek>Auditor says that the cost has gone up by more than a third since the winter.</p><div class=bylines><span>By <a rel=author href=/ida>Ida Quell</a></span> <span class=role>Staff writer</span></div><time datetime='2025-05-02T22:15:00Z'>May 2, 2025 at 6:15 p.m. EDT</time><div class=gift-bar><button>Gift article</button></div></div>\
             <figure class='lead-art'><img src=a.jpg><figcaption>The dredger Marten at the north pier on Thursday. (R. Vance/The Ledger)</figcaption></figure><div class=story-body>{}{}<div class='inline-promo newsletter-inset'><h3>Sign up for Harbor Weekly</h3><p>All that floats, every Thursday, in your inbox. By signing up you agree to our terms.</p></div>{}<div class=ad-wrapper data-ad=mid><span>Advertisement</span></div><div class=story-related><ul><li><a href=/1>Mayor opens the new pool on Sunday</a></li></ul></div>{}<p class=interstitial-link>[ <a href=/2>The pier that nobody wanted</a> ]</p>{}<p class=tagline><em>Ida Quell can be reached at iquell@ledger.example. Follow her on X: @idaq.</em></p></div><div class=paywall-barrier><h2>To keep reading, subscribe</h2><p>Already a subscriber? Log in. Get full digital access for one dollar a week, and cancel whenever you like.</p></div></article>\
             <section class=conversation><h2>Join the conversation</h2><p>We invite you to use our commenting platform to engage in insightful conversations about issues in our community. We reserve the right at all times to remove any information that is unlawful.</p></section><section class=most-read><h2>Most read</h2><ol><li><a href=/3>Rain on Sunday</a></li></ol></section></main></body>",
            p(one),
            p(two),
            p(three),
            p(four),
            p(five)
        ),
    );
    let divisions = html(
        "<meta name=date content='2025-05-02'>",
        &format!(
            "<body><div class=nav-wrap><div class=nav-item><a href=/>Home</a></div></div><div class=page><div class=left-col><div class=article><div class=title-block><h1>{TITLE}</h1><div class=sub>Published: 02 May 2025 | By Ida Quell</div></div><div class=article-text><div class=par>{one}</div><div class=par>{two}</div><div class=par><b>Also read | </b><a href=/1>Mayor opens the new pool on Sunday</a></div><div class=par>{three}</div><div class=par>{four}</div><div class=par>{five}</div></div><div class=tag-row>Tags: <a href=/t1>Harbor</a>, <a href=/t2>Dredging</a></div></div></div><div class=right-col><div class=box><div class=box-title>Top stories</div><div class=item><a href=/4>Ferry master retires after forty years at the wheel</a></div><div class=item><a href=/5>Two cats rescued from the lighthouse by a man with a net</a></div></div></div></div></body>"
        ),
    );
    let table = html(
        "",
        &format!(
            "<body bgcolor=#ffffff><center><table width=760 border=0 cellpadding=0><tr><td colspan=3><a href=/><img src=logo.gif></a></td></tr><tr><td width=140 valign=top bgcolor=#003366><font size=2><a href=/n>News</a><br><a href=/s>Sports</a><br><a href=/w>Weather</a></font></td><td width=10>&nbsp;</td><td valign=top><font size=5><b>{TITLE}</b></font><br><font size=1>By Ida Quell<br>Friday, May 2, 2025</font><br><br><table align=right width=200><tr><td><img src=a.gif><br><font size=1><i>The dredger Marten at the pier.</i></font></td></tr></table>{one}<p>{two}<p>{three}<p>{four}<p>{five}<p><hr><font size=1>© 2025 The Ledger. All rights reserved.</font></td></tr></table></center></body>"
        ),
    );
    let several = html(
        "",
        &format!(
            "<body><main><section class=hero><article class='card teaser'><h2><a href=/1>Mayor opens the new pool on Sunday at noon</a></h2><p>After four years of work the pool will open its doors on Sunday.</p></article></section><article class=main-story itemscope itemtype='http://schema.org/NewsArticle'><h1>{TITLE}</h1>{}</article><section class=grid><article class=card><h3><a href=/2>Rain is expected on the coast</a></h3><p>The weather will be fair until Saturday, the office said, and then it will not be.</p></article><article class=card><h3><a href=/3>Ferry master retires</a></h3><p>He has been at the wheel for forty years and has never been late but once.</p></article></section></main></body>",
            all()
        ),
    );
    let amp = format!(
        "<!doctype html><html amp lang=en><head><meta charset=utf-8><title>{TITLE}</title><script async src='https://cdn.ampproject.org/v0.js'></script><style amp-boilerplate>body{{}}</style></head><body><amp-sidebar id=sidebar layout=nodisplay side=left><ul><li><a href=/>Home</a></li><li><a href=/news>All of the news of the Lower Sound</a></li></ul></amp-sidebar><header class=amp-header><a href=/>The Ledger</a></header><article class=amp-wp-article><header class=amp-wp-article-header><h1 class=amp-wp-title>{TITLE}</h1><div class=amp-wp-meta amp-wp-byline>Ida Quell</div></header><div class=amp-wp-article-content>{}<amp-ad width=300 height=250><div fallback>No ad</div></amp-ad><amp-social-share type=twitter></amp-social-share></div><footer class=amp-wp-article-footer><div class='amp-wp-meta amp-wp-tax-category'>Categories: <a href=/c>Harbor</a></div></footer></article><amp-consent id=consent layout=nodisplay><div id=consent-ui><p>We use cookies to show you things that you may like, and to count you.</p><button>OK</button></div></amp-consent></body></html>",
        all()
    );
    let live = html(
        "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Harbor board puts off the dredging vote\",\"datePublished\":\"2025-05-02\"}</script>",
        &format!(
            "<body><main><h1>{TITLE}</h1><div class=key-events><h2>Key events</h2><ul><li><a href=#b3>Vote put off</a></li><li><a href=#b1>Meeting begins</a></li></ul></div><div class=liveblog-body><article id=b3 class=block><header><p class=block-time><a href=#b3><time datetime='2025-05-02T22:10:00Z'>6.10pm EDT</time></a></p><h2 class=block-title>Vote put off</h2></header><div class=block-elements>{}{}</div><footer class=block-share><button>Share</button></footer></article><article id=b2 class=block><header><p class=block-time><a href=#b2><time datetime='2025-05-02T21:30:00Z'>5.30pm EDT</time></a></p></header><div class=block-elements>{}</div></article><article id=b1 class=block><header><h2 class=block-title>Meeting begins</h2></header><div class=block-elements>{}{}</div></article></div></main></body>",
            p(one),
            p(two),
            p(three),
            p(four),
            p(five)
        ),
    );
    check(&[
        (
            "a newspaper",
            newspaper,
            vec![
                one,
                two,
                three,
                four,
                five,
                "Ida Quell can be reached at iquell@ledger.example. Follow her on X: @idaq.",
            ],
        ),
        ("divisions for paragraphs", divisions, FULL.to_vec()),
        (
            "a table of 1999",
            table,
            vec!["caption: The dredger Marten at the pier.", one, two, three, four, five],
        ),
        ("several articles", several, FULL.to_vec()),
        ("AMP", amp, FULL.to_vec()),
        (
            "a live report",
            live,
            vec!["heading: Vote put off", one, two, three, "heading: Meeting begins", four, five],
        ),
    ]);
}

#[test]
fn texts_of_other_kinds_are_read() {
    let [one, two, three, four, five] = FULL;
    let list = html(
        "",
        &format!(
            "<body><div class=wrap><h1>{TITLE}</h1><p class=intro>{one}</p><div class=slide><h2><span class=num>1.</span> The north pier</h2><div class=image><img src=a.jpg><span class=credit>R. Vance</span></div><p>{two}</p></div><div class=slide><h2><span class=num>2.</span> The ferry basin</h2><p>{three}</p><div class='buy-button'><a href=/buy>Buy at Shopway</a></div></div><div class=slide><h2><span class=num>3.</span> The fish market</h2><p>{four}</p><p>{five}</p></div></div></body>"
        ),
    );
    let talk = html(
        "",
        &format!(
            "<body><main><h1>{TITLE}</h1><p>{one}</p><p><strong>Why was the vote put off?</strong></p><p>{two}</p><p><strong>What would the money buy?</strong></p><p>{three}</p><dl class=faq><dt>How many boats are left?</dt><dd>{four}</dd></dl><p>{five}</p></main></body>"
        ),
    );
    let release = html(
        "",
        &format!(
            "<body><header><a href=/>Linden Dredging Inc.</a></header><div class=news-release><p class=release-flag>FOR IMMEDIATE RELEASE</p><h1>{TITLE}</h1><p><strong>LINDEN, May 2, 2025 /Harborwire/ --</strong> {one}</p>{}{}<ul type=disc><li>the north pier, by the end of October;</li><li>the ferry basin, next year.</li></ul>{}<p><strong>About Linden Dredging</strong></p><p>{five}</p><p>SOURCE Linden Dredging Inc.</p></div><div class=release-sidebar><h3>Also from this source</h3><p><a href=/x>Linden Dredging names a new captain</a></p></div></body>",
            p(two),
            p(three),
            p(four)
        ),
    );
    let release_one = format!("LINDEN, May 2, 2025 /Harborwire/ -- {one}");
    let recipe = html(
        "<script type='application/ld+json'>{\"@type\":\"Recipe\",\"name\":\"Fish soup of the pier\"}</script>",
        &format!(
            "<body><main><article><h1>{TITLE}</h1><a class=jump-to-recipe href=#recipe>Jump to Recipe</a>{}{}<div class=wprm-recipe-container><h2>Fish soup of the pier</h2><div class=wprm-recipe-rating>4.8 from 214 votes</div><h3>Ingredients</h3><ul class=ingredients><li>1 kg of cod, in pieces</li><li>3 leeks</li><li>200 ml of cream</li></ul><h3>Instructions</h3><ol class=instructions><li>Boil the leeks in a liter of water for twenty minutes.</li><li>Add the fish and the cream, and do not let it boil again.</li></ol></div></article><section class=comments-section id=comments><h3>Reviews</h3><div class=comment><p>I made this on Sunday for six people and four of them asked for more, which has never happened before in this house.</p></div></section></main></body>",
            p(one),
            p(two)
        ),
    );
    let product = html(
        "",
        &format!(
            "<body><div class=product-page><div class=gallery><img src=a.jpg></div><div class=summary><h1 class=product_title>{TITLE}</h1><form class=cart><button>Add to cart</button></form></div><div class=tabs><ul class=tab-list><li><a href=#d>Description</a></li><li><a href=#r>Reviews (3)</a></li></ul><div id=d class='panel description'>{}<table class=specs><tr><th>Depth</th><td>11 m</td></tr><tr><th>Weight</th><td>4.5 t</td></tr></table></div></div><div class='related products'><h2>Related products</h2><ul><li><a href=/p1>Anchor, small</a> <span>$18.00</span></li></ul></div></div></body>",
            all()
        ),
    );
    let code = html(
        "",
        &format!(
            "<body><main><article><h1>{TITLE}</h1>{}<pre><code>let depth = 11;\nlet width = 40;\nprintln!(\"{{depth}}\");</code></pre>{}{}</article></main></body>",
            p(one),
            p(three),
            p(four)
        ),
    );
    let no_script = html(
        "",
        &format!(
            "<body><div id=app></div><noscript><div class=content><h1>{TITLE}</h1>{}</div></noscript></body>",
            all()
        ),
    );
    let forum = html(
        "",
        &format!(
            "<body class=forum><div class=topic-header><h1>{TITLE}</h1></div><div class='post first'><div class=post-author><b>Ida</b><br>Posts: 214<br>Joined: 2011</div><div class=post-content>{one}<br><br>{two}<br><br>{three}<br>{four}<br><br>{five}</div><div class=post-signature>--<br>My boat is my castle</div></div></body>"
        ),
    );
    let bare = html(
        "",
        &format!(
            "<body><h1>{TITLE}</h1>{one}<br><br>{two}<br><br>{three}<br><br>{four}<br><br>{five}<br><br><a href=/>Back to the first page</a></body>"
        ),
    );
    check(&[
        (
            "a list with headings",
            list,
            vec![
                one,
                "heading: 1. The north pier",
                two,
                "heading: 2. The ferry basin",
                three,
                "heading: 3. The fish market",
                four,
                five,
            ],
        ),
        (
            "questions and answers",
            talk,
            vec![
                one,
                "Why was the vote put off?",
                two,
                "What would the money buy?",
                three,
                "item: How many boats are left?",
                &format!("item: {four}"),
                five,
            ]
            .into_iter()
            .map(|words| &*String::leak(words.to_owned()))
            .collect(),
        ),
        (
            "a press release",
            release,
            vec![
                "FOR IMMEDIATE RELEASE",
                &*String::leak(release_one),
                two,
                three,
                "item: the north pier, by the end of October;",
                "item: the ferry basin, next year.",
                four,
                "About Linden Dredging",
                five,
                "SOURCE Linden Dredging Inc.",
            ],
        ),
        (
            "a recipe",
            recipe,
            vec![
                one,
                two,
                "heading: Fish soup of the pier",
                "heading: Ingredients",
                "item: 1 kg of cod, in pieces",
                "item: 3 leeks",
                "item: 200 ml of cream",
                "heading: Instructions",
                "item: Boil the leeks in a liter of water for twenty minutes.",
                "item: Add the fish and the cream, and do not let it boil again.",
            ],
        ),
        (
            "a product",
            product,
            vec![one, two, three, four, five, "row: Depth\t11 m", "row: Weight\t4.5 t"],
        ),
        (
            "code",
            code,
            vec![one, "let depth = 11;", "let width = 40;", "println!(\"{depth}\");", three, four],
        ),
        ("text for browsers without scripts", no_script, FULL.to_vec()),
        ("a forum", forum, FULL.to_vec()),
        ("no paragraph at all", bare, FULL.to_vec()),
    ]);
}

#[test]
fn what_sites_put_between_paragraphs_is_left_out() {
    let [one, two, three, four, five] = FULL.map(p);
    let page = |extra: &str, after: &str| {
        html(
            "",
            &format!(
                "<body><main><article><h1>{TITLE}</h1>{one}{two}{extra}{three}{four}{five}{after}</article></main></body>"
            ),
        )
    };
    let inside = [
        (
            "an author box",
            "<div class=about-author><img src=a.jpg><h4>About Ida Quell</h4><p>Ida Quell has covered the harbor for the Ledger since 2011.</p></div>",
        ),
        (
            "a card of the author",
            "<div class=author-card><p>Ida Quell has covered the harbor for the Ledger since 2011, and lives on a boat.</p></div>",
        ),
        (
            "a story in between",
            "<div class=inline-story><span class=label>Read next</span><a href=/a>Mayor opens the new pool on Sunday</a></div>",
        ),
        (
            "a signup",
            "<div class=c-inline-signup><p>Sign up for Harbor Weekly, our newsletter on all that floats.</p></div>",
        ),
        (
            "an embedded post",
            "<div class=embed-placeholder><p>To view this content you need to allow third-party cookies.</p></div>",
        ),
        (
            "a call for money",
            "<div class=donation-box><h3>Support our work</h3><p>The Ledger is paid for by its readers. Give what you can, every month or once.</p><a href=/give>Donate</a></div>",
        ),
        (
            "a call for money in words alone",
            "<p><em><a href=/subscribe>Subscribe to our newsletter to get the news of the harbor every morning.</a></em></p>",
        ),
        (
            "a poll",
            "<div class=poll-widget><h4>What do you think?</h4><ul><li>Dig</li><li>Do not dig</li></ul><button>Vote</button></div>",
        ),
        ("words for screen readers", "<p class=visually-hidden>End of carousel</p>"),
        ("words for them, in another way", "<span class=sr-only>Opens in a new window</span>"),
        (
            "a video",
            "<div class=video-embed><div class=video-title>Watch: how dredging works</div><p class=video-desc>A dredger takes up mud from the ground of the harbor.</p></div>",
        ),
        (
            "a tip line",
            "<aside class=tip-box><p>Do you know more? Write to us at tips@ledger.example.</p></aside>",
        ),
        (
            "a table of contents",
            "<nav class=toc><h2>Contents</h2><ul><li><a href=#a>The plan</a></li></ul></nav>",
        ),
        (
            "a table of contents in a division",
            "<div id=toc_container class=toc_white><p class=toc_title>Contents</p><ul class=toc_list><li><a href=#a>1 The plan</a></li><li><a href=#b>2 The cost</a></li></ul></div>",
        ),
        (
            "an app",
            "<div class=app-download><p>Get the Ledger app for the news as it happens.</p></div>",
        ),
        (
            "Spanish",
            "<p><strong>Lee también: <a href=/a>El alcalde abre la piscina el domingo</a></strong></p>",
        ),
        (
            "German",
            "<p><strong>Lesen Sie auch: <a href=/a>Bürgermeister öffnet am Sonntag das neue Bad</a></strong></p>",
        ),
        (
            "German, otherwise",
            "<p class=article__inline-teaser>Mehr zum Thema: <a href=/a>Bürgermeister öffnet am Sonntag das neue Bad</a></p>",
        ),
        (
            "Russian",
            "<div class=read-also><b>Читайте также:</b> <a href=/a>Мэр откроет бассейн в воскресенье</a></div>",
        ),
        ("French", "<p>À lire aussi : <a href=/a>Le maire ouvre la piscine dimanche</a></p>"),
        ("Italian", "<p>LEGGI ANCHE &gt; <a href=/a>Il sindaco apre la piscina domenica</a></p>"),
        ("Korean", "<p>[관련기사] <a href=/a>시장, 일요일에 수영장 개장</a></p>"),
        ("Portuguese", "<p>Leia também: <a href=/a>Prefeito abre a piscina no domingo</a></p>"),
    ];
    let after = [
        (
            "a bar of a vendor for cookies",
            "<div id=CybotCookiebotDialog><h2>This website uses cookies</h2><p>We use cookies to personalise content and ads, to provide social media features and to analyse our traffic. You consent to our cookies if you continue to use our website.</p></div>",
        ),
        (
            "another one",
            "<div class=qc-cmp2-container><p>We and our partners store and access information on a device, and process personal data such as identifiers sent by a device for personalised ads.</p></div>",
        ),
        (
            "a third one",
            "<div id=didomi-host><p>With your agreement, we and our partners use cookies or similar technologies to store, access, and process personal data like your visit on this website.</p></div>",
        ),
        (
            "a fourth one",
            "<div id=cmplz-cookiebanner-container><div class=cmplz-message>To provide the best experiences, we use technologies like cookies to store and access device information, and to process data such as browsing behavior.</div></div>",
        ),
        (
            "a fifth one",
            "<div id=usercentrics-root><p>This site uses third-party website tracking technologies to provide and continually improve our services, and to display advertisements according to users' interests.</p></div>",
        ),
        (
            "a sixth one",
            "<div id=truste-consent-track><p>We and third parties such as our customers, partners, and service providers use cookies and similar technologies for the purposes described below.</p></div>",
        ),
        (
            "a note on the author",
            "<div class=td-author-box-wrap><p>Ida Quell writes about the harbor and the money that goes into it. She has lived in Linden since 2009, on a boat, with two cats, and she has won three prizes for what she has written.</p></div>",
        ),
        (
            "words on the license",
            "<div class=republish><p>Republish this article for free, online or in print, under a Creative Commons license.</p></div>",
        ),
        (
            "what was corrected by whom",
            "<p class=print-edition>A version of this article appears in print on May 3, 2025, Section A, Page 4 of the Linden edition with the headline: Vote put off.</p>",
        ),
        (
            "a call to write",
            "<div class=newsletter-form><p>Enter your email address to subscribe to this blog and receive notifications of new posts by email.</p></div>",
        ),
        (
            "what others read",
            "<div class=you-may-like><h3>You may also like</h3><ul><li><a href=/a>Mayor opens the new pool on Sunday</a><p>After four years of work the pool will open.</p></li></ul></div>",
        ),
    ];
    let inside = inside.map(|(about, extra)| (about, page(extra, ""), FULL.to_vec()));
    let after = after.map(|(about, extra)| (about, page("", extra), FULL.to_vec()));
    check(&[&inside[..], &after[..]].concat());
}

#[test]
fn what_stands_under_an_article_is_cut_off() {
    let under = [
        (
            "comments without a name",
            "<h3>Комментарии</h3><div><b>Нильс</b><br>Они обещают этот канал с тех пор, как я был мальчиком, и ничего из этого не вышло.</div>",
        ),
        (
            "what others read",
            "<h2>Most popular</h2><div><a href=/a>Mayor opens the pool</a><br>After four years of work the pool will open on Sunday at noon.</div>",
        ),
        (
            "more of a kind",
            "<h4>More from the harbor</h4><p>After four years of work the pool will open on Sunday at noon.</p>",
        ),
    ];
    let page = |extra: &str| {
        html("", &format!("<body><div><h1>{TITLE}</h1>{}{extra}</div></body>", all()))
    };
    let cases = under.map(|(about, extra)| (about, page(extra), FULL.to_vec()));
    check(&cases);
    // Under such a heading in its middle the text goes on.
    let [one, two, three, four, five] = FULL;
    let middle = html(
        "",
        &format!(
            "<body><div><h1>{TITLE}</h1>{}<h2>Comments</h2>{}{}{}{}</div></body>",
            p(one),
            p(two),
            p(three),
            p(four),
            p(five)
        ),
    );
    // So it does under one that only begins like the name of a section.
    let begun =
        all().replace(&p(five), &format!("<h2>More in sorrow than in anger</h2>{}", p(five)));
    let begun = html("", &format!("<body><div><h1>{TITLE}</h1>{begun}</div></body>"));
    check(&[
        ("a heading", middle, vec![one, "heading: Comments", two, three, four, five]),
        (
            "the beginning of a heading",
            begun,
            vec![one, two, three, four, "heading: More in sorrow than in anger", five],
        ),
    ]);
}

#[test]
fn days_are_read_over_the_headline_and_in_the_order_of_the_page() {
    let day = |language: &str, line: &str, is_over: bool| {
        let (over, under) = if is_over { (line, "") } else { ("", line) };
        let page = format!(
            "<!DOCTYPE html><html lang='{language}'><title>{TITLE}</title><body><div><p>{over}</p><h1>{TITLE}</h1><p>{under}</p>{}</div></body></html>",
            all()
        );
        read(&page).published.map(|day| day.to_string()).unwrap_or_default()
    };
    for (language, line, is_over, expected) in [
        ("de", "publiziert am 2. Mai 2025", true, "2025-05-02"),
        ("ko", "기사입력 :[ 2025-05-02 15:24 ]", false, "2025-05-02"),
        ("pl", "Opublikowano: 2 maja 2025", false, "2025-05-02"),
        ("en-US", "<span class=date>05/02/2025</span>", false, "2025-05-02"),
        ("en-GB", "<span class=date>05/02/2025</span>", false, "2025-02-05"),
        ("es", "<span class=date>05/02/2025</span>", false, "2025-02-05"),
        ("en", "<span class=date>05/02/2025</span>", false, ""),
        ("English", "<span class=date>05/02/2025</span>", false, ""),
        ("fil", "<span class=date>05/02/2025</span>", false, "2025-05-02"),
        ("en-Latn-US", "<span class=date>05/02/2025</span>", false, "2025-05-02"),
        (
            "en-US",
            "<link rel=canonical href='https://ledger.co.uk/a'><span class=date>05/02/2025</span>",
            false,
            "",
        ),
    ] {
        assert_eq!(day(language, line, is_over), expected, "{language}: {line}");
    }
}

#[test]
fn articles_in_other_languages_are_read() {
    let german = [
        "Der Hafenrat von Linden hat am Freitag die Abstimmung über einen Plan vertagt, 4,5 Millionen Euro für das Ausbaggern auszugeben, nachdem sein eigener Prüfer erklärt hatte, die Summe sei seit Januar um 38 Prozent gestiegen.",
        "„Niemand in diesem Rat hat den neuen Vertrag gesehen“, sagte Ruth Amberg, die den Rat seit 2019 leitet. „Ich stimme nicht über eine Zahl ab, die ich nicht erklären kann.“",
        "Die Fahrrinne soll in zwei Jahren von 8,5 auf 11 Meter vertieft werden, und zwar in drei Abschnitten, von denen bisher nur der erste bezahlt ist.",
    ];
    let russian = [
        "Портовый совет Линдена в пятницу отложил голосование по плану потратить 4,5 миллиона долларов на углубление дна, после того как его собственный ревизор заявил, что с января сумма выросла на 38 процентов.",
        "«Никто в этом совете не видел нового договора», — сказала Рут Амберг, которая возглавляет совет с 2019 года. «Я не буду голосовать за число, которое не могу объяснить».",
        "Канал должны углубить с 8,5 до 11 метров за два года, а работы пройдут в три этапа, из которых пока оплачен только первый.",
    ];
    let korean = [
        "린든 항만위원회는 금요일 준설에 450만 달러를 쓰는 계획에 대한 표결을 미뤘다. 위원회 감사가 1월 이후 비용이 38퍼센트 늘었다고 밝힌 뒤였다.",
        "“이 위원회의 누구도 새 계약서를 보지 못했다”고 2019년부터 위원장을 맡아 온 루스 앰버그가 말했다. “설명할 수 없는 숫자에 표를 던지지는 않겠다.”",
        "수로는 2년에 걸쳐 8.5미터에서 11미터로 깊어지며, 공사는 세 단계로 나뉘는데 지금까지 돈이 지급된 것은 첫 단계뿐이다.",
    ];
    let spanish = [
        "La junta del puerto de Linden aplazó el viernes la votación sobre un plan para gastar 4,5 millones de dólares en el dragado, después de que su propio auditor dijera que la cifra había subido un 38 por ciento desde enero.",
        "«Nadie en esta junta ha visto el nuevo contrato», dijo Ruth Amberg, que preside la junta desde 2019. «No votaré un número que no puedo explicar».",
        "El canal pasaría de 8,5 a 11 metros de profundidad en dos años, y las obras se harían en tres partes, de las que solo la primera está pagada.",
    ];
    let page = |language: &str, words: [&str; 3], around: [&str; 4]| {
        let [menu, more, share, comments] = around;
        format!(
            "<!DOCTYPE html><html lang={language}><head><meta charset=utf-8><title>{TITLE}</title></head><body><div class=menu><a href=/>{menu}</a></div><div class=content><h1>{TITLE}</h1><div class=text><p>{}</p><p>{}</p><p><b>{more}</b> <a href=/a>{}</a></p><p>{}</p></div><div class=bottom><span>{share}</span> <a href=#>VK</a> <a href=#>X</a></div></div><div class=comments-wrap><h3>{comments}</h3></div></body></html>",
            words[0], words[1], "2023–2025", words[2]
        )
    };
    check(&[
        (
            "German",
            page("de", german, ["Startseite", "Mehr dazu:", "Teilen", "Kommentare"]),
            german.to_vec(),
        ),
        (
            "Russian",
            page("ru", russian, ["Главная", "Читайте также:", "Поделиться", "Комментарии"]),
            russian.to_vec(),
        ),
        ("Korean", page("ko", korean, ["홈", "관련 기사", "공유", "댓글"]), korean.to_vec()),
        (
            "Spanish",
            page("es", spanish, ["Portada", "Lea también:", "Compartir", "Comentarios"]),
            spanish.to_vec(),
        ),
    ]);
}
