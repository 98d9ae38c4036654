//! Published reviews as `ClaimReview`, the vocabulary by which search engines and archives find fact
//! checks: <https://schema.org/ClaimReview>.
//!
//! Only what a person has concluded goes out, and only when everything that a reader needs to judge
//! it is there: the address of the review, who reviewed, who claimed, and the rating on its scale.

use serde_json::{Value, json};

use super::review::{Item, Review, Reviewed, day, is_address};
use super::{Counter, ExportError, Exporter, Options, Publication, Tick};
use crate::extract::Parts;
use crate::project::{Verdict, words};

pub(super) const EXPORTER: Exporter = Exporter {
    name: "claim-review",
    label: "ClaimReview (JSON-LD)",
    hint: "For the page on which the check is published",
    extension: "json",
    write,
};

fn write(
    review: &Review<'_>,
    options: &Options<'_>,
    tick: Tick<'_>,
) -> Result<Vec<u8>, ExportError> {
    let publication = options.publication.cloned().unwrap_or_default();
    let missing = missing(review, &publication);
    if !missing.is_empty() {
        return Err(ExportError::Missing(missing.join("; ")));
    }
    let mut counter = Counter::new(review, tick);
    let mut graph = Vec::new();
    for article in &review.articles {
        for item in &article.claims {
            if let Some(rating) = rating(item, &publication) {
                graph.push(claim_review(review, article, item, rating, &publication));
            }
            counter.count()?;
        }
    }
    let json = json!({ "@context": "https://schema.org", "@graph": graph });
    serde_json::to_vec_pretty(&json).map_err(|error| ExportError::Failed(error.to_string()))
}

/// What is still to be filled in, each as words that a person can act on.
pub(super) fn missing(review: &Review<'_>, publication: &Publication) -> Vec<String> {
    let mut missing = Vec::new();
    let mut need = |is_there: bool, what: &str| {
        if !is_there {
            missing.push(what.to_owned());
        }
    };
    need(is_address(&publication.address), "the address on the web where the review is published");
    need(!publication.reviewer.trim().is_empty(), "the name of the organization that reviewed");
    let scale = publication.scale.len();
    let on_scale = |place: usize| (1..=scale).contains(&place);
    need(scale >= 2, "a rating scale with a worst and a best");
    need(
        on_scale(publication.verified) && on_scale(publication.disputed),
        "the place of “verified” and of “disputed” on the rating scale",
    );
    need(
        review.articles.iter().all(|article| is_address(article.address)),
        "the address of each article: only published articles can be reviewed in public",
    );
    let mut nameless = Vec::new();
    let mut is_empty = true;
    for article in &review.articles {
        for item in &article.claims {
            if matches!(item.verdict, Verdict::Verified | Verdict::Disputed) {
                is_empty = false;
                if claimant(article, item).is_none() {
                    nameless.push(item.number.to_string());
                }
            }
        }
    }
    need(!is_empty, "at least one claim that is verified or disputed");
    if !nameless.is_empty() {
        let one = nameless.len() == 1;
        let (noun, verb) = if one { ("claim", "has") } else { ("claims", "have") };
        need(
            false,
            &format!(
                "who made {noun} {}, which {verb} no source and no byline",
                nameless.join(", ")
            ),
        );
    }
    missing
}

/// The place on the scale; `None` for a claim that is not rated.
fn rating(item: &Item<'_>, publication: &Publication) -> Option<usize> {
    match item.verdict {
        Verdict::Verified => Some(publication.verified),
        Verdict::Disputed => Some(publication.disputed),
        Verdict::Open | Verdict::Query | Verdict::SetAside(_) => None,
    }
}

/// Who claimed it: the source of an attribution, else the article's author.
fn claimant(article: &Reviewed<'_>, item: &Item<'_>) -> Option<String> {
    if let Parts::Attribution(parts) = item.parts
        && let Some(span) = parts.speaker.or(parts.source)
    {
        return Some(words::one_line(article.document.words(span)));
    }
    article.byline.filter(|byline| !byline.trim().is_empty()).map(str::to_owned)
}

fn claim_review(
    review: &Review<'_>,
    article: &Reviewed<'_>,
    item: &Item<'_>,
    rating: usize,
    publication: &Publication,
) -> Value {
    let sentence = format!("{}{}{}", item.before, item.quote, item.after);
    let mut appearance = json!({
        "@type": "CreativeWork",
        "url": article.address,
        "headline": article.title,
    });
    let mut claim = json!({
        "@type": "Claim",
        "author": { "@type": "Person", "name": claimant(article, item) },
    });
    if let Some(published) = article.published {
        appearance["datePublished"] = json!(published);
        claim["datePublished"] = json!(published);
    }
    claim["appearance"] = appearance;
    let mut author = json!({ "@type": "Organization", "name": publication.reviewer });
    if is_address(&publication.reviewer_address) {
        author["url"] = json!(publication.reviewer_address);
    }
    let name = publication.scale.get(rating - 1);
    let mut reviewed = json!({
        "@type": "ClaimReview",
        "@id": format!("{}#claim-{}", publication.address, item.number),
        "url": publication.address,
        "claimReviewed": sentence,
        "author": author,
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": rating,
            "worstRating": 1,
            "bestRating": publication.scale.len(),
            "alternateName": name,
        },
    });
    let made = review.made.map(|day| day.to_string());
    let date = if item.when.is_empty() { made } else { Some(day(item.when).to_owned()) };
    if let Some(date) = date {
        reviewed["datePublished"] = json!(date);
    }
    reviewed
}
