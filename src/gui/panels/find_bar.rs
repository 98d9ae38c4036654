//! Words looked for in the article: a field at its foot, how many there are, and the way from
//! one to the next.

use std::sync::Arc;

use eframe::egui::{
    Align, Key, Layout, Modifiers, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2,
};
use lucide_icons::Icon;

use super::super::screen::{FindDraft, Focus, Screen, Wishes};
use super::super::shortcuts;
use super::super::theme::{Theme, Type, layout, space};
use super::super::widgets::{Field, IconButton, hairline, one_line};
use super::reader::reader_id;
use crate::workbench::{Command, Desk, find};

/// Height of the bar.
pub(crate) const HEIGHT: f32 = 44.0;
/// Width of the field with its buttons.
const WIDTH: f32 = 440.0;
/// Room for the count, and for it and the three buttons after it.
const COUNT: f32 = 76.0;
const BUTTONS: f32 = COUNT + 3.0 * layout::CONTROL + 4.0 * space::XXS;

/// Shows the bar in `rect`, at the foot of the article.
pub(crate) fn find_bar_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    screen: &mut Screen,
    rect: Rect,
    wishes: &mut Wishes,
) {
    let Some(mut draft) = screen.find.take() else { return };
    ui.painter().rect_filled(rect, 0.0, theme.surface);
    hairline(ui, theme, rect, rect.top() + 0.5);
    let inner = rect.shrink2(vec2(space::L, 0.0));
    let builder = UiBuilder::new()
        .max_rect(inner.with_max_x(inner.right().min(inner.left() + WIDTH)))
        .id_salt("find bar")
        .layout(Layout::left_to_right(Align::Center))
        .accessibility_role(Role::Search)
        .accessibility_label("Find in the article");
    let mut bar = ui.new_child(builder);
    bar.spacing_mut().item_spacing.x = space::XXS;
    let field = Field {
        id: Focus::Find.id(),
        name: "Words to find",
        hint: "Find in the article",
        icon: Some(Icon::Search),
        key: None,
        width: bar.available_width() - BUTTONS,
        is_wrong: !draft.words.trim().is_empty() && draft.places.is_empty(),
    };
    let had_focus = bar.memory(|memory| memory.has_focus(Focus::Find.id()));
    let response = field.show(&mut bar, theme, &mut draft.words);
    count_ui(&mut bar, theme, &draft);
    for (command, glyph) in
        [(Command::FindPrevious, Icon::ChevronUp), (Command::FindNext, Icon::ChevronDown)]
    {
        let key = shortcuts::key_words(ui.ctx(), command);
        let nothing = draft.places.is_empty().then_some("There is nothing to go to");
        let button =
            IconButton::new(glyph, command.spec().label).key(key.as_deref()).unavailable(nothing);
        if button.show(&mut bar, theme).clicked() {
            wishes.commands.push(command);
        }
    }
    let close = IconButton::new(Icon::X, "Close").key(Some("Esc"));
    let mut closes = close.show(&mut bar, theme).clicked();
    if had_focus {
        // Enter goes on and leaves the focus where it is.
        let (next, before) = bar.input_mut(|input| {
            let before = input.consume_key(Modifiers::SHIFT, Key::Enter);
            (input.consume_key(Modifiers::NONE, Key::Enter), before)
        });
        if next || before {
            wishes.commands.push(if before { Command::FindPrevious } else { Command::FindNext });
            response.request_focus();
        }
    }
    // Escape in the field, or where nothing else has the keys.
    let is_here = response.lost_focus()
        || bar.memory(|memory| memory.focused().is_none_or(|id| id == reader_id()));
    closes |= is_here && bar.input(|input| input.key_pressed(Key::Escape));
    renew(desk, screen, &mut draft);
    if closes {
        // The words stay chosen, so that a claim can be made of them.
        if let Some(&span) = draft.places.get(draft.at) {
            screen.reader.select_words(span);
        }
        screen.reader.show_found(&Arc::default(), None);
        screen.reader.request_focus();
    } else {
        screen.find = Some(draft);
    }
}

/// How many places there are, and which one is meant.
fn count_ui(ui: &mut Ui, theme: &Theme, draft: &FindDraft) {
    let n = draft.places.len();
    let words = match n {
        _ if draft.words.trim().is_empty() => String::new(),
        0 => "None".to_owned(),
        n => format!("{} of {n}", draft.at + 1),
    };
    let (rect, response) = ui.allocate_exact_size(vec2(COUNT, layout::CONTROL), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &words));
    let ink = if n == 0 { theme.verdict_disputed } else { theme.ink_3 };
    let galley = one_line(ui, &words, Type::Small, ink, COUNT - space::S);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, ink);
}

/// Looks for the words anew where they or the article changed, and shows the first place from where
/// the view stands.
fn renew(desk: &Desk, screen: &mut Screen, draft: &mut FindDraft) {
    let Some(article) = desk.article() else { return };
    let found_for = Some((desk.article_id(), draft.words.clone()));
    if draft.found_for == found_for {
        return;
    }
    // While words are being typed on, the place that is meant stays the same where it still fits.
    let from = match &draft.found_for {
        Some((id, _)) if *id == desk.article_id() => {
            draft.places.get(draft.at).map(|span| span.start)
        }
        _ => None,
    };
    let from = from.unwrap_or_else(|| screen.reader.first_in_view());
    draft.found_for = found_for;
    draft.places = Arc::new(find(article.document.text(), &draft.words));
    let at = draft.places.partition_point(|span| span.start < from);
    draft.at = if at < draft.places.len() { at } else { 0 };
    let meant = (!draft.places.is_empty()).then_some(draft.at);
    screen.reader.show_found(&draft.places, meant);
}
