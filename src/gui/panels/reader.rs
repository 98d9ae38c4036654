//! The article: its words in a comfortable measure, its claims marked in them.
//!
//! Each frame lays out what is in view and nothing else: [`sheet`] keeps what is set and where the
//! view stands, [`mark`] and [`pencil`] turn claims into shapes once for each revision of the desk,
//! [`paint`] draws them, [`odd`] warns of characters that play tricks, [`touch`] answers pointer and
//! keys, [`speech`] tells it to who can't see it.

mod block;
mod columns;
mod flow;
mod layout;
mod mark;
mod menu;
mod odd;
mod paint;
mod pencil;
mod ruler;
mod selection;
mod sheet;
mod speech;
mod touch;

use std::sync::Arc;

use eframe::egui::{self, Id, Rect, Sense, Ui, UiBuilder, accesskit};

use super::super::theme::{Theme, layout as sizes};
use crate::project::{Article, ClaimId, VerdictKind};
use crate::text::Span;
use crate::workbench::{Action, Desk, Settings, words};
use flow::Place;
use layout::{BASE_SIZE, Setting};
use selection::Selection;
use sheet::{Press, Sheet, Shown, Wear};

/// How far from the view's edges a selected claim should stand.
const CLEAR: f32 = 24.0;

/// Where in the view a claim comes to stand that was out of it.
const LANDING: f32 = 0.36;

/// What the reader remembers between frames; nothing of it is saved in a project.
#[derive(Debug)]
pub struct ReaderState {
    /// The article is shown without its marks.
    pub hides_marks: bool,
    /// The words that are not accounted for are shaded.
    pub shades_left: bool,
    /// The user asked to correct title or date. Whoever shows them takes this back.
    pub wants_details: bool,
    /// An address in the text that the user asked to open. Whoever opens it takes this back.
    pub wants_link: Option<String>,
    size: f32,
    sheet: Sheet,
    selection: Selection,
    glide: Option<Glide>,
    /// The selected claim that the view has followed.
    followed: Option<ClaimId>,
    ruler: ruler::Ruler,
    /// What was clicked with the other button.
    menu: Option<ClaimId>,
    /// The byte at which it was clicked.
    menu_at: Option<u32>,
    wants_focus: bool,
    /// A claim that is to be brought to the middle of the view.
    wants_center: bool,
    line_height: f32,
    n_chars: f32,
    /// Places with words that are looked for, and which of them is meant.
    found: Arc<Vec<Span>>,
    found_at: Option<usize>,
    /// A place that is to be brought into view.
    wants_place: Option<u32>,
    /// The tick that is being drawn.
    stroke: Option<Stroke>,
    /// The selected claim as it was in the last frame.
    before: Option<(ClaimId, VerdictKind)>,
}

/// The pencil on its way over the words of a claim that was just verified.
#[derive(Debug, Clone, Copy)]
struct Stroke {
    claim: ClaimId,
    /// When it began, in egui's seconds.
    since: f64,
}

/// The view on its way to a place.
#[derive(Debug, Clone, Copy)]
struct Glide {
    to: Place,
    /// How far it was away when it began.
    way: f32,
    /// When it began, in egui's seconds.
    since: f64,
}

impl Default for ReaderState {
    fn default() -> Self {
        Self {
            hides_marks: false,
            shades_left: false,
            wants_details: false,
            wants_link: None,
            size: BASE_SIZE,
            sheet: Sheet::default(),
            selection: Selection::default(),
            glide: None,
            followed: None,
            ruler: ruler::Ruler::default(),
            menu: None,
            menu_at: None,
            wants_focus: false,
            wants_center: false,
            line_height: Settings::LINE_HEIGHT,
            n_chars: Settings::MEASURE,
            found: Arc::default(),
            found_at: None,
            wants_place: None,
            stroke: None,
            before: None,
        }
    }
}

impl ReaderState {
    /// The words that are selected in the text.
    #[must_use]
    pub fn selection(&self) -> Option<Span> {
        self.selection.span()
    }

    /// Makes a claim of the selected words, of the kind they look like.
    pub fn mark_selection(&mut self, desk: &Desk, actions: &mut Vec<Action>) {
        let Some(article) = desk.article() else { return };
        if let Some(span) = self.selection.span() {
            let kind = selection::kind_of(article.document.words(span));
            actions.push(Action::AddClaim { span, kind });
            self.selection.clear();
        }
    }

    /// Ticks the sentence at the caret as read, or takes its tick off, and goes on to the next one
    /// that is left; where `is_tick` is not so, or where there is no caret, only goes there.
    pub fn tick_read(&mut self, desk: &Desk, is_tick: bool, actions: &mut Vec<Action>) {
        let Some(article) = desk.article() else { return };
        let held = self.selection.ends().map(|ends| ends.start);
        let mut from = held.or(desk.selected_claim().map(|claim| claim.anchor.span.start));
        if let Some(sentence) = held.and_then(|at| desk.sentence_at(at)) {
            if is_tick {
                actions.push(Action::ToggleRead { at: sentence.start });
                if article.read.binary_search(&sentence).is_ok() {
                    return;
                }
            }
            from = Some(sentence.end);
        }
        let next = desk.next_unread(from.unwrap_or_else(|| self.first_in_view()));
        match next.filter(|next| held.is_none_or(|at| !next.contains(Span::new(at, at)))) {
            Some(next) => {
                self.selection.set(next);
                self.wants_place = Some(next.start);
            }
            None => self.selection.clear(),
        }
    }

    /// Gives the reader the focus in the next frame.
    pub fn request_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Brings the selected claim to the middle of the view in the next frame.
    pub fn center_selected(&mut self) {
        self.wants_center = true;
    }

    /// Makes the article's type larger or smaller by so many steps.
    pub fn zoom(&mut self, steps: f32) {
        self.set_size(self.size + steps);
    }

    /// Sets the article in type of this size, or the nearest that there is.
    pub fn set_size(&mut self, size: f32) {
        let (least, most) = Settings::READING_SIZES;
        self.size = size.clamp(least, most);
    }

    /// The size of the article's type, in points.
    #[must_use]
    pub const fn size(&self) -> f32 {
        self.size
    }

    /// Sets the article with this line height, a multiple of its size, and at most so many
    /// characters in a line.
    pub fn set_lines(&mut self, line_height: f32, n_chars: f32) {
        self.line_height = line_height;
        self.n_chars = n_chars;
    }

    /// The first byte of the text in view.
    #[must_use]
    pub fn first_in_view(&self) -> u32 {
        self.sheet.blocks.get(self.sheet.top.block).map_or(0, |block| block.span.start)
    }

    /// Selects words where none are selected.
    pub fn select_words(&mut self, span: Span) {
        if self.selection.span().is_none() {
            self.selection.set(span);
        }
    }

    /// Shows places with words that are looked for, and brings the one that is meant into view.
    pub fn show_found(&mut self, places: &Arc<Vec<Span>>, at: Option<usize>) {
        self.found = Arc::clone(places);
        self.found_at = at;
        self.wants_place = at.and_then(|at| places.get(at)).map(|span| span.start);
    }

    /// How many blocks have been laid out since the article was opened.
    #[must_use]
    pub fn n_laid_out(&self) -> usize {
        self.sheet.n_laid()
    }
}

/// Under this id the reader has the focus.
#[must_use]
pub fn reader_id() -> Id {
    Id::unique("reader")
}

/// Where everything stands in this frame.
struct Frame<'a> {
    desk: &'a Desk,
    article: &'a Article,
    theme: &'a Theme,
    /// Everything but the ruler.
    view: Rect,
    /// The text's left edge on the screen.
    text_left: f32,
    setting: Setting,
    meta: Meta,
    /// What is in view, from top to bottom.
    shown: Vec<Shown>,
    /// The keys go to the reader.
    has_focus: bool,
}

/// The line under the title.
struct Meta {
    words: String,
    /// The date in it, or what stands for it.
    date: Span,
}

impl Meta {
    fn new(article: &Article, n_words: usize, odd: &str) -> Self {
        let mut line = String::new();
        if let Some(byline) = &article.byline {
            line.push_str(byline);
            line.push_str(" · ");
        }
        let from = line.len();
        match article.published {
            Some(date) => line.push_str(&date.strftime("%B %-d, %Y").to_string()),
            // Where no name comes before it, it begins the line.
            None if line.is_empty() => line.push_str("Needs the publication date"),
            None => line.push_str(words::NEEDS_PUBLISHED),
        }
        let date = Span::from_range(from..line.len());
        let n_words = words::number(n_words.into());
        line.push_str(&format!(" · {n_words} {}", if n_words == "1" { "word" } else { "words" }));
        if !odd.is_empty() {
            line.push_str(" · ");
            line.push_str(odd);
        }
        Self { words: line, date }
    }
}

/// Draws the article and collects what the user asks for.
pub fn reader_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    state: &mut ReaderState,
    actions: &mut Vec<Action>,
) {
    let Some(article) = desk.article() else { return };
    let whole = ui.available_rect_before_wrap();
    let builder = UiBuilder::new()
        .max_rect(whole)
        .accessibility_role(accesskit::Role::Document)
        .accessibility_label("Article");
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(whole));
        ui.painter().rect_filled(whole, 0.0, theme.paper);
        ui.advance_cursor_after_rect(whole);
        let (mut view, mut edge) = (whole, whole);
        view.max.x -= sizes::RULER;
        edge.min.x = view.max.x;
        let (measure, left) = layout::measure(whole.width(), state.size, state.n_chars);
        let setting = Setting {
            measure,
            size: state.size,
            line_height: state.line_height,
            pixels_per_point: ui.ctx().pixels_per_point(),
        };
        let mut frame = Frame {
            desk,
            article,
            theme,
            view,
            text_left: view.left() + left + sizes::GUTTER,
            setting,
            meta: Meta::new(article, state.sheet.n_words, &state.sheet.odd.told),
            shown: Vec::new(),
            has_focus: ui.memory(|memory| memory.has_focus(reader_id())),
        };
        let painter = ui.painter().clone();
        if state.sheet.n_words == 0 {
            // The first time it is seen: what is odd in it is told once the sheet has kept up.
            frame.meta = Meta::new(article, desk.rows().coverage.all, "");
        }
        let is_other = state.sheet.keep_up(&frame.press(&painter), desk);
        if is_other {
            frame.meta = Meta::new(article, state.sheet.n_words, &state.sheet.odd.told);
            state.selection.clear();
            state.glide = None;
            state.followed = None;
            state.found = Arc::default();
        }

        let response = ui.interact(view, reader_id(), Sense::click_and_drag());
        if std::mem::take(&mut state.wants_focus) {
            response.request_focus();
        }
        touch::scroll(ui, &response, &frame, state);
        follow(ui, &frame, state);
        if let Some(distance) = state.ruler.ui(ui, edge, &state.sheet, desk, theme) {
            state.glide = None;
            state.sheet.top = state.sheet.flow.place(distance);
        }
        frame.shown = state.sheet.settle(view.height(), &frame.press(&painter));
        state.draw_pencil(ui, desk, theme);
        state.sheet.dress_up(&frame.shown, desk, theme, state.wear());

        touch::keys(ui, &response, &mut frame, state, actions);
        let hovered = touch::pointer(ui, &response, &frame, state, actions);
        let inside = ui.painter().with_clip_rect(ui.clip_rect().intersect(view));
        paint::paint(&inside, &frame, state);
        odd::paint(&inside, &frame, state);
        paint::meta_link(ui, &frame, state);
        speech::tell(ui, &response, &frame, state, actions);
        let was_open = egui::Popup::is_any_open(ui.ctx());
        let is_drawn = menu::context_menu(&response, &frame, state, actions);
        menu::selection_menu(ui, &frame, state, actions);
        // A menu has the same place and the same id, in the frame in which it closes as well; on a
        // slow machine it opens and closes in one.
        if !was_open && !is_drawn && !egui::Popup::is_any_open(ui.ctx()) {
            match hovered {
                Some(idx) => paint::hover_words(&response, &frame, idx),
                None => odd::hover(&response, &frame, state),
            }
        }
        if response.has_focus() && touch::is_by_keys(ui.ctx()) {
            paint::focus_ring(ui, theme, whole);
        }
    });
}

impl ReaderState {
    /// Begins to draw the ticks of a claim that was selected and has been verified since the last
    /// frame, and goes on with it.
    fn draw_pencil(&mut self, ui: &Ui, desk: &Desk, theme: &Theme) {
        let now = ui.input(|input| input.time);
        let verdict =
            |id: ClaimId| desk.project().claims.get(&id).map(|held| held.standing().kind());
        if let Some((claim, was)) = self.before
            && verdict(claim) == Some(VerdictKind::Verified)
            && was != VerdictKind::Verified
            && theme.motion.tick > 0.0
        {
            self.stroke = Some(Stroke { claim, since: now });
        }
        self.before = desk.selected().and_then(|id| Some((id, verdict(id)?)));
        let left = |stroke: &Stroke| now - stroke.since < f64::from(theme.motion.tick);
        self.stroke = self.stroke.filter(left);
        if self.stroke.is_some() {
            ui.ctx().request_repaint();
        }
    }

    /// What of the marks depends on more than the desk.
    fn wear(&self) -> Wear {
        Wear { shades_left: self.shades_left, drawing: self.stroke.map(|stroke| stroke.claim) }
    }
}

impl<'a> Frame<'a> {
    fn press<'p>(&'p self, painter: &'p egui::Painter) -> Press<'p> {
        Press {
            painter,
            article: self.article,
            theme: self.theme,
            setting: self.setting,
            meta: &self.meta,
        }
    }

    /// The block under a height on the screen, with the height of its top; the nearest one where
    /// there is none.
    fn block_at(&self, y: f32) -> Option<Shown> {
        let y = y - self.view.top();
        let below = self.shown.partition_point(|shown| shown.y <= y);
        self.shown.get(below.saturating_sub(1)).copied()
    }

    /// Where the words of a block begin on the screen, on whole pixels.
    fn origin(&self, shown: Shown, laid: &layout::Laid) -> egui::Pos2 {
        use egui::emath::GuiRounding as _;
        let x = self.text_left + laid.look.indent;
        egui::pos2(x, self.view.top() + shown.y + laid.look.above)
            .round_to_pixels(self.setting.pixels_per_point)
    }
}

/// Brings the selected claim into view when another one was selected, and moves the view on.
fn follow(ui: &Ui, frame: &Frame<'_>, state: &mut ReaderState) {
    let painter = ui.painter().clone();
    let press = frame.press(&painter);
    let height = frame.view.height();
    let now = ui.input(|input| input.time);
    let selected = frame.desk.selected_claim();
    let is_new = frame.desk.selected() != state.followed;
    let to_center = std::mem::take(&mut state.wants_center);
    let wanted = state.wants_place.take();
    if is_new || to_center || wanted.is_some() {
        state.followed = frame.desk.selected();
        if let Some(at) = wanted.or(selected.map(|claim| claim.anchor.span.start)) {
            let place = state.sheet.place_of(at, &press);
            let row = state.size * state.line_height;
            let way = state.sheet.way(state.sheet.top, place, height * 3.0, &press);
            // Over the top of the view lies the field of what is looked for.
            let above = if wanted.is_some() { 3.0 * CLEAR } else { CLEAR };
            let fits = |way: f32| way >= above && way + row + CLEAR <= height;
            if to_center || !way.is_some_and(fits) {
                let share = if to_center { 0.5 } else { LANDING };
                let to = state.sheet.moved(place, row * 0.5 - height * share, &press);
                let way = state.sheet.way(state.sheet.top, to, height * 3.0, &press);
                let is_still = frame.theme.motion.scroll <= 0.0;
                state.glide = way.filter(|_| !is_still).map(|way| Glide { to, way, since: now });
                if state.glide.is_none() {
                    state.sheet.top = to;
                }
            }
        }
    }
    if let Some(glide) = state.glide {
        let share = ((now - glide.since) / f64::from(frame.theme.motion.scroll)).clamp(0.0, 1.0);
        let left = 1.0 - (1.0 - (1.0 - share).powi(3)) as f32;
        state.sheet.top = state.sheet.moved(glide.to, -glide.way * left, &press);
        if share < 1.0 {
            ui.ctx().request_repaint();
        } else {
            state.glide = None;
        }
    }
}
