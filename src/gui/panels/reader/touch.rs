//! Pointer and keys in the reader.

use eframe::egui::{
    Context, CursorIcon, Event, EventFilter, Key, Modifiers, PointerButton, Pos2, Response, Ui,
    Vec2, pos2,
};

use super::layout::BASE_SIZE;
use super::sheet::Shown;
use super::{Frame, ReaderState, paint, selection};
use crate::project::ClaimId;
use crate::text::Span;
use crate::workbench::Action;

/// What of the last screen stays in view when a page is turned.
const OVERLAP: f32 = 68.0;

/// How fast the view moves while words are dragged beyond its edge, in points a second for each point
/// that the pointer is beyond it.
const DRAG_SPEED: f32 = 9.0;

/// What lies under the pointer.
struct Under {
    /// The place in the text.
    byte: u32,
    /// The marks there, the innermost first.
    marks: Vec<usize>,
    /// The mark of a letter in the gutter.
    note: Option<usize>,
    is_on_words: bool,
}

/// Selects a claim.
pub(super) fn select(claim: ClaimId, actions: &mut Vec<Action>) {
    actions.push(Action::Select(Some(claim)));
}

/// Whether keys, not the pointer, brought the focus here.
pub(super) fn is_by_keys(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(by_keys_id()).unwrap_or(false))
}

fn by_keys_id() -> eframe::egui::Id {
    super::reader_id().with("by keys")
}

/// Moves the view as wheel and keys say.
pub(super) fn scroll(ui: &Ui, response: &Response, frame: &Frame<'_>, state: &mut ReaderState) {
    let height = frame.view.height();
    let painter = ui.painter().clone();
    let press = frame.press(&painter);
    if ui.rect_contains_pointer(response.rect) {
        let (delta, zoom) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        if delta != 0.0 {
            state.glide = None;
            state.sheet.scroll(-delta, height, &press);
        }
        if zoom != 1.0 {
            state.zoom((zoom - 1.0) * BASE_SIZE);
        }
    }
    let accessible =
        |action| ui.input(|input| input.num_accesskit_action_requests(response.id, action)) as f32;
    use eframe::egui::accesskit::Action as Request;
    let pages = accessible(Request::ScrollDown) - accessible(Request::ScrollUp);
    if pages != 0.0 {
        state.sheet.scroll(pages * (height - OVERLAP), height, &press);
    }
    // Where nothing has the keys, those that can mean nothing else turn the article's pages.
    let is_free =
        ui.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if !response.has_focus() && !is_free {
        return;
    }
    let page = (height - OVERLAP).max(OVERLAP);
    let turns = [
        (Modifiers::NONE, Key::PageDown, page),
        (Modifiers::NONE, Key::PageUp, -page),
        (Modifiers::NONE, Key::Space, page),
        (Modifiers::SHIFT, Key::Space, -page),
    ];
    for (modifiers, key, by) in turns.into_iter().filter(|turn| !is_free || turn.1 != Key::Space) {
        if ui.input_mut(|input| input.consume_key(modifiers, key)) {
            state.glide = None;
            state.sheet.scroll(by, height, &press);
        }
    }
    let ends = [(Modifiers::NONE, Key::Home, 0.0), (Modifiers::NONE, Key::End, f64::MAX)];
    for (modifiers, key, distance) in ends {
        if ui.input_mut(|input| input.consume_key(modifiers, key)) {
            state.glide = None;
            state.sheet.top = state.sheet.flow.place(distance);
        }
    }
}

/// Answers keys that concern the selected words.
pub(super) fn keys(
    ui: &Ui,
    response: &Response,
    frame: &mut Frame<'_>,
    state: &mut ReaderState,
    actions: &mut Vec<Action>,
) {
    if response.gained_focus() {
        let by_keys = !ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        ui.data_mut(|data| data.insert_temp(by_keys_id(), by_keys));
    }
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter {
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: state.selection.ends().is_some(),
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    if let Some(span) = state.selection.span() {
        let document = &frame.article.document;
        if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
            ui.ctx().copy_text(document.words(span).to_owned());
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
            state.mark_selection(frame.desk, actions);
        }
    }
    if state.selection.ends().is_some()
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        state.selection.clear();
    }
    extend_by_keys(ui, frame, state);
}

/// Shift with an arrow: by a character or a row, with Ctrl by a word or a paragraph.
fn extend_by_keys(ui: &Ui, frame: &mut Frame<'_>, state: &mut ReaderState) {
    let mut is_moved = false;
    for key in [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown] {
        for (modifiers, by_word) in
            [(Modifiers::SHIFT | Modifiers::COMMAND, true), (Modifiers::SHIFT, false)]
        {
            let n = ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
            for _ in 0..n {
                is_moved = true;
                extend(ui, frame, state, key, by_word);
            }
        }
    }
    // Without Shift the caret moves; up and down go from claim to claim.
    for key in [Key::ArrowLeft, Key::ArrowRight] {
        for (modifiers, by_word) in [(Modifiers::COMMAND, true), (Modifiers::NONE, false)] {
            for _ in 0..ui.input_mut(|input| input.count_and_consume_key(modifiers, key)) {
                is_moved = true;
                let text = frame.article.document.text();
                let forward = key == Key::ArrowRight;
                let to = match (state.selection.span(), state.selection.head()) {
                    // A selection is left at the end to which the key points.
                    (Some(span), _) if !by_word => {
                        if forward {
                            span.end
                        } else {
                            span.start
                        }
                    }
                    (_, Some(head)) => selection::step(text, head, forward, by_word),
                    (_, None) => first_byte(frame, state),
                };
                state.selection.set(Span::new(to, to));
            }
        }
    }
    if is_moved && let Some(head) = state.selection.head() {
        let painter = ui.painter().clone();
        let press = frame.press(&painter);
        let height = frame.view.height();
        let place = state.sheet.place_of(head, &press);
        let row = state.size * state.line_height;
        let way = state.sheet.way(state.sheet.top, place, height * 3.0, &press);
        match way {
            Some(way) if way < 0.0 => state.sheet.scroll(way, height, &press),
            Some(way) if way + row > height => {
                state.sheet.scroll(way + row - height, height, &press);
            }
            Some(_) => {}
            None => state.sheet.top = place,
        }
        frame.shown = state.sheet.settle(height, &press);
        state.sheet.dress_up(&frame.shown, frame.desk, frame.theme, state.wear());
    }
}

fn extend(ui: &Ui, frame: &Frame<'_>, state: &mut ReaderState, key: Key, by_word: bool) {
    let document = &frame.article.document;
    let text = document.text();
    let forward = matches!(key, Key::ArrowRight | Key::ArrowDown);
    let start = state.selection.head().unwrap_or_else(|| first_byte(frame, state));
    let to = match key {
        Key::ArrowLeft | Key::ArrowRight => selection::step(text, start, forward, by_word),
        _ if by_word => {
            let idx = document.paragraph_idx(start);
            let paragraph = |idx: usize| document.paragraphs().get(idx).map(|p| p.span);
            match (forward, paragraph(idx)) {
                (true, Some(span)) if start < span.end => span.end,
                (true, _) => paragraph(idx + 1).map_or(start, |span| span.end),
                (false, Some(span)) if start > span.start => span.start,
                (false, _) => {
                    idx.checked_sub(1).and_then(paragraph).map_or(start, |span| span.start)
                }
            }
        }
        _ => row_step(ui, frame, state, start, forward),
    };
    state.selection.extend(start, |_| to);
}

/// Where a selection by keys begins: at the selected claim, or at the first words in view.
fn first_byte(frame: &Frame<'_>, state: &ReaderState) -> u32 {
    if let Some(claim) = frame.desk.selected_claim() {
        return claim.anchor.span.start;
    }
    let blocks = frame.shown.iter().filter_map(|shown| state.sheet.blocks.get(shown.block));
    blocks.map(|block| block.span).find(|span| !span.is_empty()).map_or(0, |span| span.start)
}

/// The place a row further down, or up, at the same distance from the left.
fn row_step(ui: &Ui, frame: &Frame<'_>, state: &mut ReaderState, at: u32, down: bool) -> u32 {
    let painter = ui.painter().clone();
    let press = frame.press(&painter);
    let place = state.sheet.place_of(at, &press);
    let Some(block) = state.sheet.blocks.get(place.block).copied() else { return at };
    let Some(laid) = state.sheet.laid(place.block) else { return at };
    let within = at.saturating_sub(block.span.start);
    let row = laid.row_at(within);
    let x = laid.x_at(row, within);
    let next = if down { Some(row + 1) } else { row.checked_sub(1) };
    if let Some(next) = next.and_then(|next| laid.rows.get(next)) {
        return block.span.start + laid.byte_at(Vec2::new(x, next.baseline));
    }
    let next = if down { Some(place.block + 1) } else { place.block.checked_sub(1) };
    let Some(next) = next.filter(|&next| next < state.sheet.blocks.len()) else { return at };
    state.sheet.lay(next, &press);
    let (Some(block), Some(laid)) = (state.sheet.blocks.get(next), state.sheet.laid(next)) else {
        return at;
    };
    let row = if down { laid.rows.first() } else { laid.rows.last() };
    let y = row.map_or(0.0, |row| row.baseline);
    if block.span.is_empty() { at } else { block.span.start + laid.byte_at(Vec2::new(x, y)) }
}

/// Answers the pointer. Gives the mark whose letter in the gutter it is on.
pub(super) fn pointer(
    ui: &Ui,
    response: &Response,
    frame: &Frame<'_>,
    state: &mut ReaderState,
    actions: &mut Vec<Action>,
) -> Option<usize> {
    let text = frame.article.document.text();
    let (mut hovered, mut over) = (None, None);
    if let Some(at) = response.hover_pos() {
        over = under(frame, state, at);
    }
    if let Some(under) = &over {
        let marks = under.note.is_some() || !under.marks.is_empty();
        if marks && !state.selection.is_dragging() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        } else if under.is_on_words || state.selection.is_dragging() {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        hovered = under.note;
    }
    let pressed = response.is_pointer_button_down_on()
        && ui.input(|input| input.pointer.button_pressed(PointerButton::Primary));
    if pressed {
        response.request_focus();
        ui.data_mut(|data| data.insert_temp(by_keys_id(), false));
    }
    let modifiers = ui.input(|input| input.modifiers);
    if response.drag_started_by(PointerButton::Primary)
        && let Some(from) = ui.input(|input| input.pointer.press_origin())
        && let Some(under) = under(frame, state, from)
    {
        state.selection.begin(under.byte);
    }
    if state.selection.is_dragging()
        && let Some(at) = ui.input(|input| input.pointer.interact_pos())
    {
        scroll_while_dragging(ui, frame, state, at);
        if let Some(under) = under(frame, state, at) {
            state.selection.drag(text, under.byte, modifiers.alt);
        }
        if ui.input(|input| !input.pointer.primary_down()) {
            state.selection.drop();
        }
    }
    // Enter on the focused reader is told as a click as well; only the pointer is meant here.
    let clicked = response.clicked_by(PointerButton::Primary) || response.secondary_clicked();
    if clicked && let Some(under) = over {
        if response.secondary_clicked() {
            let marks = &frame.desk.rows().marks;
            let first = under.note.or_else(|| under.marks.first().copied());
            state.menu = first.and_then(|idx| marks.get(idx)).map(|row| row.id);
            state.menu_at = under.is_on_words.then_some(under.byte);
            if let Some(id) = state.menu {
                select(id, actions);
            }
        } else if response.triple_clicked() && under.marks.len() < 2 {
            if let Some(sentence) = frame.desk.sentence_at(under.byte) {
                state.selection.set(sentence);
            }
        } else if response.double_clicked() && under.marks.len() < 2 && under.note.is_none() {
            if let Some(word) = selection::word_at(text, under.byte) {
                state.selection.set(word);
            }
        } else if modifiers.shift && state.selection.head().is_some() {
            state.selection.extend(under.byte, |_| under.byte);
        } else {
            click(frame, state, &under, actions);
        }
    }
    hovered
}

/// A click on a mark selects it, the next one the mark around it; beside the marks it selects none.
fn click(frame: &Frame<'_>, state: &mut ReaderState, under: &Under, actions: &mut Vec<Action>) {
    state.selection.clear();
    if under.is_on_words && under.marks.is_empty() && under.note.is_none() {
        state.selection.set(Span::new(under.byte, under.byte));
    }
    let marks = &frame.desk.rows().marks;
    let id = |idx: usize| marks.get(idx).map(|row| row.id);
    if let Some(note) = under.note {
        actions.push(Action::Select(id(note)));
        return;
    }
    let selected = frame.desk.selected();
    let at = under.marks.iter().position(|&idx| selected.is_some() && id(idx) == selected);
    let next = match at {
        Some(at) => under.marks.get(at + 1).or_else(|| under.marks.first()),
        None => under.marks.first(),
    };
    actions.push(Action::Select(next.and_then(|&idx| id(idx))));
}

fn scroll_while_dragging(ui: &Ui, frame: &Frame<'_>, state: &mut ReaderState, at: Pos2) {
    let above = (frame.view.top() - at.y).max(0.0);
    let below = (at.y - frame.view.bottom()).max(0.0);
    let beyond = below - above;
    if beyond != 0.0 {
        let painter = ui.painter().clone();
        let dt = ui.input(|input| input.stable_dt).min(0.1);
        let by = beyond.clamp(-120.0, 120.0) * DRAG_SPEED * dt;
        state.sheet.scroll(by, frame.view.height(), &frame.press(&painter));
        ui.ctx().request_repaint();
    }
}

/// What lies under a point of the screen.
fn under(frame: &Frame<'_>, state: &ReaderState, at: Pos2) -> Option<Under> {
    let shown: Shown = frame.block_at(at.y)?;
    let block = state.sheet.blocks.get(shown.block)?;
    let laid = state.sheet.laid(shown.block)?;
    let origin = frame.origin(shown, laid);
    let local = at - origin;
    let byte = block.span.start + laid.byte_at(local).min(block.span.len());
    let dress = state.sheet.dress(shown.block).filter(|_| !state.hides_marks);
    let marks = &frame.desk.rows().marks;
    let scale = laid.scale();
    let found = dress.map(|dress| dress.marks_at(local.to_pos2(), scale, marks));
    let in_gutter = pos2(at.x - frame.text_left, local.y);
    let note = dress.and_then(|dress| paint::note_at(dress, in_gutter)).and_then(|note| note.mark);
    Some(Under {
        byte,
        marks: found.unwrap_or_default(),
        note,
        is_on_words: local.x > -4.0 && local.x < frame.setting.measure && !block.span.is_empty(),
    })
}
