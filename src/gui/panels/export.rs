//! What leaves the desk: the format, who may read it, what is in it; and the signature.

use eframe::egui::{
    Context, CornerRadius, Id, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2,
};
use lucide_icons::Icon;

use super::super::screen::{ExportDraft, Wishes};
use super::super::theme::{Theme, Type, radius, space};
use super::super::widgets::{
    self, Chip, Field, Look, focus_ring, hover_share, icon, label, left_center, one_line,
};
use super::questions::{button, dialog_sized, foot};
use crate::export::{EXPORTERS, Exporter, Level, Options, missing_for_claim_review};
use crate::project::{ArticleId, SignOffState};
use crate::workbench::report::ReportWish;
use crate::workbench::{Action, Desk, Workbench};

const WIDTH: f32 = 824.0;
/// Width of the list of formats.
const SIDE: f32 = 418.0;
const HEIGHT: f32 = 430.0;
/// Height of a format in the list.
const ROW: f32 = 44.0;

/// How much of a title is shown.
const TITLE_CHARS: usize = 28;

/// How it was left.
#[derive(Debug, PartialEq)]
pub(crate) enum Asked {
    /// It stays open.
    Nothing,
    /// It was put away.
    Away,
    /// This is to be written; where is to be asked.
    Write(Box<ReportWish>),
}

/// Shows the dialog.
#[must_use]
pub(crate) fn export_ui(
    ctx: &Context,
    theme: &Theme,
    workbench: &Workbench,
    draft: &mut ExportDraft,
    wishes: &mut Wishes,
) -> Asked {
    let Some(desk) = workbench.desk() else { return Asked::Away };
    let open = desk.tally().open;
    let sentence = match open {
        0 => "Every claim has a verdict.".to_owned(),
        1 => "1 claim is still open.".to_owned(),
        n => format!("{n} claims are still open."),
    };
    let mut asked = Asked::Nothing;
    let (_, waved) = dialog_sized(ctx, theme, "Export", &sentence, WIDTH, |ui| {
        ui.add_space(space::L);
        let room = ctx.content_rect().height() - 220.0;
        let size = vec2(ui.available_width(), HEIGHT.min(room.max(180.0)));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let side_width = SIDE.min(rect.width() * 0.5);
        let side = rect.with_max_x(rect.left() + side_width);
        let page = rect.with_min_x(side.right() + space::XXL);
        let mut list = ui.new_child(
            UiBuilder::new()
                .max_rect(side)
                .accessibility_role(Role::ListBox)
                .accessibility_label("Formats"),
        );
        ScrollArea::vertical().id_salt("formats").auto_shrink(false).show(&mut list, |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
            for exporter in EXPORTERS {
                format_ui(ui, theme, exporter, draft);
            }
        });
        let mut inner = ui.new_child(UiBuilder::new().max_rect(page));
        ScrollArea::vertical().id_salt("export page").auto_shrink(false).show(&mut inner, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, 0.0);
            page_ui(ui, theme, workbench, desk, draft, wishes);
        });
        foot(ui, |ui| {
            if button(ui, theme, "Export…", Look::Primary).clicked() {
                asked = Asked::Write(Box::new(wish(workbench, draft)));
            }
            if button(ui, theme, "Cancel", Look::Quiet).clicked() {
                asked = Asked::Away;
            }
        });
    });
    if waved && asked == Asked::Nothing { Asked::Away } else { asked }
}

/// What the choices ask for.
fn wish(workbench: &Workbench, draft: &ExportDraft) -> ReportWish {
    let mut publication = draft.publication.clone();
    let names = draft.scale.split(',').map(|name| name.trim().to_owned());
    publication.scale = names.filter(|name| !name.is_empty()).collect();
    publication.disputed = 1;
    publication.verified = publication.scale.len();
    ReportWish {
        format: draft.format,
        level: if draft.is_public { Level::Public } else { Level::Desk },
        has_open: draft.has_open,
        has_text: draft.has_text,
        article: draft.article,
        made: Some(workbench.now().date()),
        publication,
    }
}

/// One format in the list.
fn format_ui(ui: &mut Ui, theme: &Theme, exporter: &Exporter, draft: &mut ExportDraft) {
    let is_on = draft.format == exporter.name;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width() - space::S, ROW), Sense::click());
    response.widget_info(|| {
        let spoken = format!("{}: {}", exporter.label, exporter.hint);
        WidgetInfo::selected(Role::ListBoxOption, true, is_on, spoken)
    });
    let share = hover_share(ui, theme, &response);
    let ground = if is_on { theme.selection } else { theme.hover.gamma_multiply(share) };
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), ground);
    let at = left_center(rect, 18.0);
    icon(ui.painter(), at, icon_of(exporter.name), 16.0, theme.ink_2);
    let words = rect.with_min_x(rect.left() + 36.0).with_max_x(rect.right() - space::S);
    let name = one_line(ui, exporter.label, Type::Button, theme.ink, words.width());
    let hint = one_line(ui, exporter.hint, Type::Tiny, theme.ink_3, words.width());
    let y = rect.center().y;
    ui.painter().galley(eframe::egui::pos2(words.left(), y - 1.0 - name.size().y), name, theme.ink);
    ui.painter().galley(eframe::egui::pos2(words.left(), y + 2.0), hint, theme.ink_3);
    focus_ring(ui, theme, &response, radius::CONTROL);
    if response.clicked() {
        draft.format = exporter.name;
    }
    let _shown = widgets::hint(response, theme, exporter.hint, None);
}

fn icon_of(format: &str) -> Icon {
    match format {
        "csl" | "bibtex" | "ris" | "sources" => Icon::Paperclip,
        "csv" | "xlsx" | "jsonl" => Icon::Columns2,
        "annotations" | "claim-review" => Icon::Link,
        _ => Icon::FileText,
    }
}

/// What can be chosen for the format.
fn page_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    draft: &mut ExportDraft,
    wishes: &mut Wishes,
) {
    let articles: Vec<(Option<ArticleId>, String)> = desk
        .project()
        .articles
        .iter()
        .map(|(&id, article)| (Some(id), article.title.clone()))
        .collect();
    if articles.len() > 1 {
        head(ui, theme, "Article");
        ui.horizontal_wrapped(|ui| {
            let needs_one = draft.format == "docx";
            if needs_one && draft.article.is_none() {
                draft.article = Some(desk.article_id());
            }
            if !needs_one {
                chip(ui, theme, "All", draft.article.is_none(), || draft.article = None);
            }
            for (id, title) in articles {
                let words = elided(&title);
                let is_on = draft.article == id;
                chip(ui, theme, &words, is_on, || draft.article = id);
            }
        });
    }
    head(ui, theme, "Who may read it");
    ui.horizontal_wrapped(|ui| {
        chip(ui, theme, "The desk and the writer", !draft.is_public, || draft.is_public = false);
        chip(ui, theme, "Anyone", draft.is_public, || draft.is_public = true);
    });
    about(
        ui,
        theme,
        if draft.is_public {
            "Without notes, proposed changes, contacts, checkers’ names, paths, and what would tell a confidential source."
        } else {
            "With notes, proposed changes, contacts and confidential sources. Not for publication."
        },
    );
    let is_report = matches!(draft.format, "html" | "pdf" | "markdown");
    let lists_claims = !matches!(
        draft.format,
        "csl" | "bibtex" | "ris" | "sources" | "docx" | "memo" | "memo-md" | "claim-review"
    );
    if lists_claims {
        head(ui, theme, "What is in it");
        ui.horizontal_wrapped(|ui| {
            chip(ui, theme, "Open claims", draft.has_open, || draft.has_open = !draft.has_open);
            if is_report {
                chip(ui, theme, "The whole text", draft.has_text, || {
                    draft.has_text = !draft.has_text
                });
            }
        });
    }
    if draft.format == "claim-review" {
        head(ui, theme, "The published review");
        let line = |ui: &mut Ui, name: &str, hint: &str, held: &mut String| {
            label(ui, name, Type::SmallMedium, theme.ink_3);
            ui.add_space(4.0);
            let id = Id::unique(("export", name));
            let width = ui.available_width() - space::S;
            let field = Field { id, name, hint, icon: None, key: None, width, is_wrong: false };
            field.show(ui, theme, held);
            ui.add_space(space::M);
        };
        let publication = &mut draft.publication;
        line(ui, "Address of the review", "https://", &mut publication.address);
        line(ui, "Reviewed by", "The organization", &mut publication.reviewer);
        line(ui, "Its address", "https://", &mut publication.reviewer_address);
        line(ui, "Rating scale, the worst first", "False, Half true, True", &mut draft.scale);
        about(
            ui,
            theme,
            "Disputed claims get the worst rating and verified ones the best. The house and its scale are kept for the next review.",
        );
        missing_ui(ui, theme, workbench, desk, draft);
    }
    sign_off_ui(ui, theme, desk, draft, wishes);
}

/// What a published review still needs; looked up anew when something that it hangs on was changed.
fn missing_ui(
    ui: &mut Ui,
    theme: &Theme,
    workbench: &Workbench,
    desk: &Desk,
    draft: &mut ExportDraft,
) {
    let asked = wish(workbench, draft);
    if draft.missing.as_ref().is_none_or(|(held, _)| **held != asked) {
        let options = Options {
            level: asked.level,
            has_open: asked.has_open,
            article: asked.article,
            publication: Some(&asked.publication),
            ..Options::default()
        };
        let missing = missing_for_claim_review(desk.project(), &options);
        draft.missing = Some((Box::new(asked), missing));
    }
    let missing = draft.missing.as_ref().map_or(&[][..], |(_, missing)| missing.as_slice());
    if missing.is_empty() {
        about(ui, theme, "Nothing is missing.");
        return;
    }
    head(ui, theme, "Still missing");
    for what in missing {
        label(ui, &format!("• {what}"), Type::Small, theme.verdict_disputed);
        ui.add_space(space::XXS);
    }
    ui.add_space(space::M);
}

/// The signature under the article that is shown.
fn sign_off_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    draft: &mut ExportDraft,
    wishes: &mut Wishes,
) {
    head(ui, theme, "Signature");
    let article = desk.article_id();
    match desk.project().signed(article) {
        Some((sign_off, state)) => {
            let when = sign_off.signed.when.get(..10).unwrap_or_default();
            let words =
                format!("Signed off by {} on {when}. {}.", sign_off.signed.who, state.words());
            let ink = if state == SignOffState::Holds { theme.ink } else { theme.verdict_disputed };
            label(ui, &words, Type::Small, ink);
            ui.add_space(space::S);
            ui.horizontal(|ui| {
                if button(ui, theme, "Take signature away", Look::Plain).clicked() {
                    wishes.actions.push(Action::TakeSignatureAway(article));
                }
                if state != SignOffState::Holds
                    && button(ui, theme, "Sign again", Look::Plain).clicked()
                {
                    let overruled = sign_off.overruled.clone();
                    wishes.actions.push(Action::SignOff { article, overruled });
                }
            });
        }
        None => {
            let id = Id::unique(("export", "overruled"));
            let width = ui.available_width() - space::S;
            let (name, hint) = ("Overruled changes", "Overruled changes: which, and by whom");
            let field = Field { id, name, hint, icon: None, key: None, width, is_wrong: false };
            field.show(ui, theme, &mut draft.overruled);
            ui.add_space(space::S);
            if button(ui, theme, "Sign off this article", Look::Plain).clicked() {
                let overruled = draft.overruled.trim().to_owned();
                wishes.actions.push(Action::SignOff { article, overruled });
            }
            about(
                ui,
                theme,
                "Your name, the day and the state of text and verdicts. Any change after it voids it, visibly.",
            );
        }
    }
}

/// A title that fits into a chip.
fn elided(title: &str) -> String {
    match title.char_indices().nth(TITLE_CHARS) {
        Some((at, _)) => format!("{}…", title.get(..at).unwrap_or_default().trim_end()),
        None => title.to_owned(),
    }
}

fn head(ui: &mut Ui, theme: &Theme, words: &str) {
    // Sections stand apart from each other, and the first one at the height of the list beside it.
    ui.add_space(if ui.min_rect().height() < 1.0 { 0.0 } else { space::L });
    label(ui, words, Type::SmallMedium, theme.ink_3);
    ui.add_space(6.0);
}

fn about(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.add_space(6.0);
    label(ui, words, Type::Small, theme.ink_3);
}

fn chip(ui: &mut Ui, theme: &Theme, words: &str, is_on: bool, choose: impl FnOnce()) {
    let chip = Chip { label: words, count: None, is_on, is_tight: false };
    if chip.show(ui, theme).clicked() {
        choose();
    }
}
