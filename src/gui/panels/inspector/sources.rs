//! What a verdict rests on: the list of sources, and the form to write one.

use eframe::egui::{
    Align, Align2, CornerRadius, Id, Key, Layout, Response, Role, Sense, Ui, WidgetInfo, vec2,
};
use lucide_icons::Icon;

use super::super::super::screen::{Focus, Screen, SourceDraft, Wishes};
use super::super::super::shortcuts;
use super::super::super::theme::{Theme, Type, layout, radius, space};
use super::super::super::widgets::{
    Button, Chip, Field, IconButton, Look, at_right, focus_ring, hint, hover_share, icon, label,
    note_field, one_line, text, verdict_icon,
};
use super::come_into_view;
use crate::project::{Claim, ClaimId, Source, VerdictKind};
use crate::store::evidence::State;
use crate::text::{Link, NotOpened};
use crate::workbench::{Action, Command, Desk};

/// Width of the names that stand at the left of their fields.
const BESIDE: f32 = 46.0;

/// Shows the sources, and the form where one is being written.
pub(super) fn sources_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    held: (ClaimId, &Claim),
    screen: &mut Screen,
    wishes: &mut Wishes,
) {
    let (_, claim) = held;
    let key = shortcuts::key_words(ui.ctx(), Command::AddSource);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Sources"));
    text(ui, rect.left_center(), Align2::LEFT_CENTER, "Sources", Type::SmallMedium, theme.ink_3);
    let add = Button {
        label: "Attach…",
        name: Some("Add source"),
        icon: Some(Icon::Paperclip),
        hint: "Say what the verdict rests on",
        look: Look::Link,
        ..Button::default()
    };
    at_right(ui, rect.expand2(vec2(0.0, 2.0)), "sources head", |ui| {
        if add.show(ui, theme).clicked() {
            wishes.commands.push(Command::AddSource);
        }
        if let Some(key) = &key {
            label(ui, key, Type::Tiny, theme.ink_3);
        }
    });
    ui.add_space(6.0);
    let editing = screen.source.as_ref().map(|draft| draft.idx);
    for (idx, source) in claim.sources.iter().enumerate() {
        if editing == Some(Some(idx)) {
            form_ui(ui, theme, desk, screen, wishes);
        } else {
            source_ui(ui, theme, desk, held, idx, source, screen, wishes);
        }
    }
    if editing == Some(None) {
        form_ui(ui, theme, desk, screen, wishes);
    } else if claim.sources.is_empty() {
        label(ui, "None yet.", Type::Small, theme.ink_3);
    }
}

#[expect(clippy::too_many_arguments, reason = "a row reads all of these")]
fn source_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    (id, claim): (ClaimId, &Claim),
    idx: usize,
    source: &Source,
    screen: &mut Screen,
    wishes: &mut Wishes,
) {
    let title = [&source.title, &source.place, &source.passage]
        .into_iter()
        .find(|words| !words.trim().is_empty())
        .map_or("Untitled", |words| words.trim());
    let mut more = vec![source.imprint.words()];
    more.retain(|words| !words.is_empty());
    // Where it leads is always beside it, as it truly is.
    let link = Link::read(&source.place);
    match &link {
        Ok(link) if title != link.target => more.push(link.target.clone()),
        Ok(_) => {}
        Err(problem @ (NotOpened::Scheme(_) | NotOpened::Malformed)) => {
            more.push(problem.to_string());
        }
        Err(NotOpened::NoAddress) => {}
    }
    if link.is_err() && title != source.place.trim() && !source.place.is_empty() {
        more.push(source.place.clone());
    }
    if title != source.passage.trim() && !source.passage.is_empty() {
        more.push(format!("“{}”", crate::workbench::words::one_line(&source.passage)));
    }
    if !source.pinpoint.is_empty() {
        more.push(source.pinpoint.clone());
    }
    if source.is_confidential {
        more.push("confidential".to_owned());
    }
    if !source.contact.is_empty() {
        more.push(format!("contact: {}", source.contact));
    }
    if !source.seen.is_empty() {
        more.push(format!("seen {}", source.seen));
    }
    let state = source.attached.as_ref().map(|attached| (attached, desk.evidence(attached)));
    match state {
        Some((attached, None | Some(State::Whole))) => {
            more.push(format!("attached {}", attached.name));
        }
        Some((attached, Some(State::Missing))) => {
            more.push(format!("the attached {} is missing", attached.name));
        }
        Some((attached, Some(State::Changed))) => {
            more.push(format!("{} was changed since it was attached", attached.name));
        }
        None => {}
    }
    let is_bad = matches!(state, Some((_, Some(State::Missing | State::Changed))));
    let more = more.join(" · ");
    let height = if more.is_empty() { 32.0 } else { 50.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let supports = match source.supports {
        Some(true) => ", supports the claim",
        Some(false) => ", speaks against the claim",
        None => "",
    };
    let name = format!("{title}{supports}, {more}");
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    let glyph = if link.is_ok() { Icon::Link } else { Icon::FileText };
    let y = rect.top() + 16.0;
    icon(ui.painter(), rect.min + vec2(8.0, 16.0), glyph, 16.0, theme.ink_2);
    let line = rect.with_max_y(rect.top() + 32.0);
    let is_whole = matches!(state, Some((_, Some(State::Whole))));
    let salt = format!("source {idx} {} {is_whole} {:?}", link.is_ok(), source.supports);
    let (_, buttons) = at_right(ui, line, &salt, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if IconButton::new(Icon::Pencil, "Edit source").show(ui, theme).clicked() {
            let held = screen.source.take().and_then(|draft| draft_action(draft, claim));
            wishes.actions.extend(held);
            screen.source = Some(SourceDraft { claim: id, idx: Some(idx), source: source.clone() });
            screen.focus = Some(Focus::Source);
        }
        if IconButton::new(Icon::Trash2, "Remove source").show(ui, theme).clicked() {
            let mut sources = claim.sources.clone();
            if idx < sources.len() {
                sources.remove(idx);
            }
            wishes.actions.push(Action::SetSources { claim: id, sources });
        }
        if let Ok(link) = &link {
            let offer = link.offer();
            if IconButton::new(Icon::Globe, &offer).show(ui, theme).clicked() {
                wishes.link = Some(link.written.clone());
            }
        }
        if let Some((attached, Some(State::Whole))) = state {
            let open = IconButton::new(Icon::ExternalLink, "Open attached file");
            if open.show(ui, theme).clicked() {
                wishes.opens = Some(attached.clone());
            }
        }
        if let Some(supports) = source.supports {
            let kind = if supports { VerdictKind::Verified } else { VerdictKind::Disputed };
            ui.add_space(space::XS);
            let (place, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
            let color = theme.verdict(kind);
            verdict_icon(ui.painter(), theme, place.center(), 14.0, kind, color);
        }
    });
    let room = buttons.left() - rect.left() - 24.0 - space::S;
    let galley = one_line(ui, title, Type::Body, theme.ink, room);
    let mut is_cut = galley.elided;
    let at = eframe::egui::pos2(rect.left() + 24.0, y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme.ink);
    if !more.is_empty() {
        let ink = if is_bad { theme.verdict_disputed } else { theme.ink_3 };
        let galley = one_line(ui, &more, Type::Small, ink, rect.width() - 24.0);
        is_cut |= galley.elided;
        let at = eframe::egui::pos2(rect.left() + 24.0, rect.top() + 27.0);
        ui.painter().galley(at, galley, ink);
    }
    if is_cut {
        let _shown = hint(response, theme, &format!("{title}\n{more}"), None);
    }
}

/// A form that is left for another keeps what was written in it.
fn draft_action(draft: SourceDraft, claim: &Claim) -> Option<Action> {
    let mut sources = claim.sources.clone();
    match draft.idx.and_then(|idx| sources.get_mut(idx)) {
        Some(held) => *held = draft.source,
        None => sources.push(draft.source),
    }
    Some(Action::SetSources { claim: draft.claim, sources })
}

/// The fields of one source.
fn form_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, screen: &mut Screen, wishes: &mut Wishes) {
    let Some(mut draft) = screen.source.take() else { return };
    let width = ui.available_width();
    let field = |id: Id, name: &'static str, hint: &'static str, width: f32| Field {
        id,
        name,
        hint,
        icon: None,
        key: None,
        width,
        is_wrong: false,
    };
    let top = ui.cursor().top();
    ui.add_space(space::XS);
    let name = |ui: &mut Ui, words: &str| {
        label(ui, words, Type::Small, theme.ink_3);
        ui.add_space(space::XXS);
    };
    name(ui, "Title");
    let title = field(Focus::Source.id(), "Source title", "What it is called", width);
    let mut left = vec![title.show(ui, theme, &mut draft.source.title)];
    package_ui(ui, theme, desk, &mut draft);
    ui.add_space(space::S);
    name(ui, "Link or file");
    ui.horizontal(|ui| {
        let browse = 104.0;
        let example = "https://… or a path";
        let place =
            field(Id::unique("source place"), "Link or file", example, width - browse - space::S);
        left.push(place.show(ui, theme, &mut draft.source.place));
        let button = Button { label: "Attach file…", width: Some(browse), ..Button::default() };
        if button.show(ui, theme).clicked() {
            wishes.attaches = true;
        }
    });
    ui.add_space(space::S);
    name(ui, "Passage relied on");
    let id = Id::unique("source passage");
    let example = "The words that settle it";
    let passage =
        note_field(ui, theme, id, "Passage relied on", example, &mut draft.source.passage);
    ui.add_space(space::S);
    name(ui, "Where it stands");
    let id = Id::unique("source pinpoint");
    let example = "Page 14, paragraph 3, 12:40";
    let place = field(id, "Where the passage stands", example, width);
    left.push(place.show(ui, theme, &mut draft.source.pinpoint));
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, space::S);
        beside(ui, theme, "Seen");
        let seen = field(Id::unique("source seen"), "Date seen", "2026-05-14", 104.0);
        left.push(seen.show(ui, theme, &mut draft.source.seen));
        ui.add_space(space::XS);
        for (words, supports) in [("Supports", Some(true)), ("Against", Some(false))] {
            let is_on = draft.source.supports == supports;
            if (Chip { label: words, count: None, is_on, is_tight: false })
                .show(ui, theme)
                .clicked()
            {
                draft.source.supports = if is_on { None } else { supports };
            }
        }
    });
    ui.add_space(space::S);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, space::S);
        beside(ui, theme, "Contact");
        let words = "Never in a public report";
        let contact = field(Id::unique("source contact"), "Contact", words, 188.0);
        let contact = contact.show(ui, theme, &mut draft.source.contact);
        let is_on = draft.source.is_confidential;
        let chip = Chip { label: "Confidential", count: None, is_on, is_tight: false };
        let response = chip.show(ui, theme);
        if response.clicked() {
            draft.source.is_confidential = !is_on;
        }
        let about = "A public report says only that the desk knows the source";
        let _shown = hint(response, theme, about, None);
        left.push(contact);
    });
    ui.add_space(space::M);
    let (mut is_done, mut is_cancelled) = (false, false);
    let size = vec2(width, layout::CONTROL);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let keep = Button { label: "Keep source", look: Look::Primary, ..Button::default() };
        is_done = keep.show(ui, theme).clicked();
        let cancel = Button { label: "Cancel", look: Look::Quiet, ..Button::default() };
        is_cancelled = cancel.show(ui, theme).clicked();
    });
    ui.add_space(space::S);
    come_into_view(ui, Focus::Source, top);
    // Enter in a line keeps the source; Escape goes back to the list, and nothing that was written is lost.
    let is_pressed = |key| ui.input(|input| input.key_pressed(key));
    let is_left = left.iter().any(Response::lost_focus);
    is_done |= is_left && is_pressed(Key::Enter);
    is_done |= (is_left || passage.lost_focus()) && is_pressed(Key::Escape);
    if is_done && !is_cancelled {
        wishes.actions.extend(draft.action(desk));
    } else if !is_cancelled {
        screen.source = Some(draft);
    }
}

/// Rows of the package that are shown; more words in the title show fewer.
const SHOWN_OF_PACKAGE: usize = 5;

/// The sources of the package that the title's words stand in, to be picked.
fn package_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, draft: &mut SourceDraft) {
    let package = &desk.project().package;
    let wanted = draft.source.title.trim();
    // One that was picked is in the form already.
    let is_picked = |s: &Source| s.title == draft.source.title && s.imprint == draft.source.imprint;
    if package.is_empty() || package.iter().any(is_picked) {
        return;
    }
    let found: Vec<&Source> = package.iter().filter(|s| s.matches(wanted)).collect();
    ui.add_space(space::XS);
    let words = match (found.len(), package.len()) {
        (0, all) => format!("None of the {all} in the package has these words"),
        (n, all) if n < all => format!("From the package ({n} of {all})"),
        (_, all) => format!("From the package ({all})"),
    };
    label(ui, &words, Type::Small, theme.ink_3);
    let mut picked = None;
    for source in found.iter().take(SHOWN_OF_PACKAGE) {
        let called = source.called();
        let width = ui.available_width();
        let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::click());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("Take {called} from the package"))
        });
        let fill = if response.is_pointer_button_down_on() {
            theme.pressed
        } else {
            theme.hover.gamma_multiply(hover_share(ui, theme, &response))
        };
        ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), fill);
        icon(ui.painter(), rect.left_center() + vec2(12.0, 0.0), Icon::BookOpen, 14.0, theme.ink_2);
        let galley = one_line(ui, &called, Type::Small, theme.ink, rect.width() - 30.0);
        let at = rect.left_center() + vec2(26.0, -galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme.ink);
        focus_ring(ui, theme, &response, radius::CONTROL);
        if response.clicked() {
            picked = Some(*source);
        }
    }
    if let Some(source) = picked {
        // What was found in it, and when, is this claim's own.
        let held = &mut draft.source;
        held.title.clone_from(&source.title);
        held.place.clone_from(&source.place);
        held.imprint.clone_from(&source.imprint);
        held.attached.clone_from(&source.attached);
        if held.contact.is_empty() {
            held.contact.clone_from(&source.contact);
        }
        held.is_confidential |= source.is_confidential;
        if held.passage.is_empty() {
            held.passage.clone_from(&source.passage);
        }
        if held.seen.is_empty() {
            held.seen.clone_from(&source.seen);
        }
    }
}

/// The name of a field at its left; the fields of the rows stand under one another.
fn beside(ui: &mut Ui, theme: &Theme, words: &str) {
    let (rect, _) = ui.allocate_exact_size(vec2(BESIDE, layout::CONTROL), Sense::hover());
    text(ui, rect.left_center(), Align2::LEFT_CENTER, words, Type::Small, theme.ink_3);
}
