//! Placed lines onto the pages of a file.

use krilla::action::LinkAction;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::TextDirection;
use krilla::{Document, SerializeSettings, action::Action};

use super::faces::{Face, Faces};
use super::layout::{Block, Ink, Line, PAGE, Pages, Placed, Run, SIDE, Sign};
use super::tags::{LinkPlace, Tags};
use crate::export::ExportError;
use crate::export::review::is_address;
use crate::extract::ClaimKind;

/// Draws all pages. Where `is_for_all`, the file says of itself that it is PDF/UA-1, which any reader can
/// make speech of; an error then if it is not.
pub(super) fn draw(
    faces: &Faces,
    blocks: &[Block],
    pages: &Pages,
    title: &str,
    is_for_all: bool,
) -> Result<Vec<u8>, ExportError> {
    let failed = |what: &str| ExportError::Failed(what.to_owned());
    let mut configuration = ConfigurationBuilder::new();
    if is_for_all {
        configuration = configuration.with_accessibility_validator(Accessibility::UA1);
    }
    let configuration =
        configuration.finish().map_err(|error| ExportError::Failed(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut tags = Tags::new(blocks.len());
    document.set_metadata(
        Metadata::new()
            .title(title.to_owned())
            .creator("Tickmark".to_owned())
            .language("en".to_owned()),
    );
    let mut outline = Outline::new();
    let n_pages = pages.pages.len();
    for (number, lines) in (1..).zip(&pages.pages) {
        let settings =
            PageSettings::from_wh(PAGE.0, PAGE.1).ok_or_else(|| failed("no such page size"))?;
        let mut page = document.start_page_with(settings);
        let mut links = Vec::new();
        let mut surface = page.surface();
        for line in lines {
            let Some(block) = blocks.get(line.block) else { continue };
            draw_line(&mut surface, faces, block, line, &mut tags, &mut links);
            if let (true, Some(words)) = (line.is_first, &block.bookmark) {
                let place = Point::from_xy(SIDE, line.baseline - block.leading);
                let destination = XyzDestination::new(number - 1, place);
                outline.push_child(OutlineNode::new(words.clone(), destination));
            }
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        let foot = Run::new(format!("{number} of {n_pages}"), Face::Sans, 8.0, Ink::Quiet);
        text_at(&mut surface, faces, &foot, &foot.words, PAGE.0 - SIDE - 36.0, PAGE.1 - 40.0);
        let foot =
            Run::new(title.chars().take(80).collect::<String>(), Face::Sans, 8.0, Ink::Quiet);
        text_at(&mut surface, faces, &foot, &foot.words, SIDE, PAGE.1 - 40.0);
        surface.end_tagged();
        surface.finish();
        for Linked { rect, address, place } in links {
            let action = Action::Link(LinkAction::new(address.clone()));
            let link = LinkAnnotation::new(rect, Target::Action(action));
            let words = format!("Opens {address}");
            let held = page.add_tagged_annotation(Annotation::new_link(link, Some(words)));
            tags.link(place, held);
        }
        page.finish();
    }
    document.set_outline(outline);
    document.set_tag_tree(tags.tree(blocks));
    document.finish().map_err(|error| ExportError::Failed(format!("{error:?}")))
}

fn color(ink: Ink) -> rgb::Color {
    let (red, green, blue) = ink.rgb();
    rgb::Color::new(red, green, blue)
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: color(ink).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn stroke(ink: Ink, width: f32) -> Stroke {
    Stroke {
        paint: color(ink).into(),
        width,
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    }
}

/// Words that need no breaking.
fn text_at(surface: &mut Surface<'_>, faces: &Faces, run: &Run, words: &str, x: f32, y: f32) {
    let Some(font) = faces.font(run.face) else { return };
    surface.set_stroke(None);
    surface.set_fill(Some(fill(run.ink)));
    surface.draw_text(Point::from_xy(x, y), font, run.size, words, false, TextDirection::Auto);
}

fn draw_line(
    surface: &mut Surface<'_>,
    faces: &Faces,
    block: &Block,
    line: &Line,
    tags: &mut Tags,
    links: &mut Vec<Linked>,
) {
    // Lines and signs say nothing that the words do not say.
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    if line.is_first && block.has_rule {
        let y = line.baseline - block.leading * 0.9 - 4.0;
        segments(surface, stroke(Ink::Quiet, 0.4), &[(SIDE, y), (PAGE.0 - SIDE, y)]);
    }
    if let (true, Some(sign)) = (line.is_first, block.sign) {
        draw_sign(surface, sign, SIDE + block.indent - 14.0, line.baseline - 7.6);
    }
    let all = || {
        line.placed.iter().filter_map(|placed| {
            let run = match placed.run {
                Some(idx) => block.runs.get(idx),
                None => block.label.as_ref(),
            };
            Some((placed, run.filter(|_| !placed.words.is_empty())?))
        })
    };
    for (placed, run) in all() {
        dress(surface, run, placed, line.baseline);
    }
    surface.end_tagged();
    let mut open: Option<Part> = None;
    for (placed, run) in all() {
        let Some(font) = faces.font(run.face) else { continue };
        let part = match placed.run {
            None => Part::Label,
            Some(_) if run.ink == Ink::Link && is_address(&run.words) => Part::Link,
            Some(_) => Part::Words,
        };
        if open != Some(part) || part == Part::Link {
            if open.replace(part).is_some() {
                surface.end_tagged();
            }
            let words = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            match part {
                Part::Label => tags.label(line.block, words),
                Part::Words => tags.words(line.block, words),
                Part::Link => {
                    let place = tags.linked_words(line.block, words);
                    let width = (placed.shaped.width * run.size).max(1.0);
                    let top = line.baseline - run.size;
                    let rect = Rect::from_xywh(placed.x, top, width, run.size * 1.3);
                    let address = run.words.clone();
                    links.extend(rect.map(|rect| Linked { rect, address, place }));
                }
            }
        }
        surface.set_stroke(None);
        surface.set_fill(Some(fill(run.ink)));
        let start = Point::from_xy(placed.x, line.baseline - run.rise);
        surface.draw_glyphs(start, &placed.shaped.glyphs, font, &placed.words, run.size, false);
    }
    if open.is_some() {
        surface.end_tagged();
    }
}

/// What a stretch of words on a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Label,
    Words,
    Link,
}

/// Words that lead elsewhere.
struct Linked {
    rect: Rect,
    address: String,
    place: LinkPlace,
}

/// What lies under, through and over words.
fn dress(surface: &mut Surface<'_>, run: &Run, placed: &Placed, baseline: f32) {
    let trimmed = placed.words.trim_end();
    if trimmed.is_empty() {
        return;
    }
    let (left, right) = (placed.x, placed.x + placed.shaped.width * run.size);
    // The line runs on under the space between two words of one claim.
    if let Some(kind) = run.line {
        claim_line(surface, kind, left, right, baseline + 0.22 * run.size);
    }
    if run.is_struck {
        let y = baseline - 0.27 * run.size;
        segments(surface, stroke(Ink::Main, 0.6), &[(left, y), (right, y)]);
    }
    if run.is_ticked && trimmed.contains(char::is_alphanumeric) {
        #[expect(clippy::cast_precision_loss, reason = "a word is short")]
        let part = trimmed.len() as f32 / placed.words.len() as f32;
        let middle = left + (right - left) * part / 2.0;
        let y = baseline - 1.02 * run.size;
        let scale = run.size / 18.0;
        let at = |x: f32, up: f32| (middle + x * scale, y + up * scale);
        let path = [at(-3.3, 3.1), at(-1.1, 5.7), at(4.2, -0.6)];
        segments(surface, stroke(Ink::Quiet, 0.7), &path);
    }
}

/// The line of a kind: told apart by its shape, so that it holds in grey.
fn claim_line(surface: &mut Surface<'_>, kind: ClaimKind, left: f32, right: f32, y: f32) {
    let dashed = |width: f32, dash: [f32; 2]| Stroke {
        dash: Some(StrokeDash { array: dash.to_vec(), offset: left % (dash[0] + dash[1]) }),
        line_cap: if dash[0] > 0.5 { LineCap::Butt } else { LineCap::Round },
        ..stroke(Ink::Quiet, width)
    };
    let ends = [(left, y), (right, y)];
    match kind {
        ClaimKind::Rate | ClaimKind::Quantity => segments(surface, stroke(Ink::Quiet, 0.9), &ends),
        ClaimKind::Date => segments(surface, dashed(0.9, [3.2, 1.9]), &ends),
        ClaimKind::Attribution => segments(surface, dashed(1.1, [0.01, 2.4]), &ends),
        ClaimKind::Name => segments(surface, stroke(Ink::Quiet, 0.45), &ends),
        ClaimKind::Superlative | ClaimKind::Comparison => {
            segments(surface, stroke(Ink::Quiet, 0.5), &ends);
            segments(surface, stroke(Ink::Quiet, 0.5), &[(left, y + 1.7), (right, y + 1.7)]);
        }
    }
}

/// A verdict's sign in a box of ten points.
fn draw_sign(surface: &mut Surface<'_>, sign: Sign, x: f32, y: f32) {
    let at = |dx: f32, dy: f32| (x + dx * 0.6, y + dy * 0.6);
    match sign {
        Sign::Tick => {
            let path = [at(2.4, 9.2), at(6.0, 13.0), at(13.6, 3.0)];
            segments(surface, stroke(Ink::Verified, 1.2), &path);
        }
        Sign::Cross => {
            let pen = stroke(Ink::Disputed, 1.2);
            segments(surface, pen.clone(), &[at(3.6, 3.6), at(12.4, 12.4)]);
            segments(surface, pen, &[at(12.4, 3.6), at(3.6, 12.4)]);
        }
        Sign::Hook => {
            let pen = stroke(Ink::Query, 1.2);
            let hook = [
                at(5.0, 5.4),
                at(5.9, 3.2),
                at(8.0, 2.4),
                at(10.2, 3.2),
                at(11.0, 5.2),
                at(9.6, 7.6),
                at(8.0, 8.8),
                at(8.0, 10.1),
            ];
            segments(surface, pen.clone(), &hook);
            segments(surface, pen, &[at(8.0, 13.3), at(8.0, 13.6)]);
        }
        Sign::Dash => segments(surface, stroke(Ink::Quiet, 1.2), &[at(3.5, 8.0), at(12.5, 8.0)]),
        Sign::Ring => {
            let ring: Vec<_> = (0..=16_u8)
                .map(|n| f32::from(n) * std::f32::consts::TAU / 16.0)
                .map(|turn| at(8.0 + 4.2 * turn.cos(), 8.0 + 4.2 * turn.sin()))
                .collect();
            segments(surface, stroke(Ink::Quiet, 0.8), &ring);
        }
    }
}

fn segments(surface: &mut Surface<'_>, pen: Stroke, points: &[(f32, f32)]) {
    let mut path = PathBuilder::new();
    for (idx, &(x, y)) in points.iter().enumerate() {
        if idx == 0 {
            path.move_to(x, y);
        } else {
            path.line_to(x, y);
        }
    }
    surface.set_fill(None);
    surface.set_stroke(Some(pen));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}
