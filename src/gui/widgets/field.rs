//! Fields to type in.

use eframe::egui::{
    self, CornerRadius, Frame, Id, Margin, Rect, Response, Stroke, StrokeKind, TextEdit, Ui,
    UiBuilder, vec2,
};
use lucide_icons::Icon;

use super::super::theme::{Theme, Type, layout, radius, space, stroke};
use super::{icon, left_center, right_center, text};

/// A field of one line.
#[derive(Debug, Clone, Copy)]
#[must_use = "a field is drawn by `show`"]
pub(crate) struct Field<'a> {
    /// Its identity, so that a command can put the focus there.
    pub(crate) id: Id,
    /// Its name for a screen reader.
    pub(crate) name: &'a str,
    /// What stands there while it is empty.
    pub(crate) hint: &'a str,
    /// Before the words.
    pub(crate) icon: Option<Icon>,
    /// The key that puts the focus there.
    pub(crate) key: Option<&'a str>,
    /// How wide it is.
    pub(crate) width: f32,
    /// Whether what stands there can't be used.
    pub(crate) is_wrong: bool,
}

impl Field<'_> {
    /// Draws it.
    pub(crate) fn show(self, ui: &mut Ui, theme: &Theme, words: &mut String) -> Response {
        let size = vec2(self.width, layout::CONTROL);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let round = CornerRadius::same(radius::CONTROL);
        ui.painter().rect_filled(rect, round, theme.raised);
        let mut inner = rect.shrink2(vec2(space::S, 4.0));
        if let Some(glyph) = self.icon {
            icon(ui.painter(), left_center(rect, 16.0), glyph, 14.0, theme.ink_3);
            inner.min.x += 24.0;
        }
        if let Some(key) = self.key.filter(|_| words.is_empty()) {
            let at = right_center(rect, space::S);
            text(ui, at, egui::Align2::RIGHT_CENTER, key, Type::Tiny, theme.ink_3);
            inner.max.x -= 14.0;
        }
        let font = Type::Body.font();
        let line = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let inner = Rect::from_center_size(inner.center(), vec2(inner.width(), line));
        let response = edit_in(ui, inner, |ui| {
            let hint = egui::RichText::new(self.hint).font(font.clone()).color(theme.ink_3);
            let edit = TextEdit::singleline(words)
                .id(self.id)
                .font(font)
                .text_color(theme.ink)
                .hint_text(hint)
                .frame(Frame::NONE)
                .margin(Margin::ZERO)
                .desired_width(inner.width());
            ui.add(edit)
        });
        let response = response.accessible_name(self.name);
        edge(ui, theme, rect, &response, self.is_wrong);
        response
    }
}

/// A field of 2 to 12 lines that grows with what is written.
pub(crate) fn note_field(
    ui: &mut Ui,
    theme: &Theme,
    id: Id,
    name: &str,
    hint: &str,
    words: &mut String,
) -> Response {
    let line = Type::Note.line_height();
    let (pad_x, pad_y) = (12.0, 9.0);
    let width = ui.available_width();
    let ink = theme.ink;
    let mut layouter = |ui: &Ui, buffer: &dyn egui::TextBuffer, wrap: f32| {
        let mut job = egui::text::LayoutJob::single_section(
            buffer.as_str().to_owned(),
            Type::Note.format(ink),
        );
        job.wrap.max_width = wrap;
        ui.painter().layout_job(job)
    };
    let wrap = width - 2.0 * pad_x;
    let galley = layouter(ui, words, wrap);
    let n_lines = galley.rows.len().clamp(2, 12) as f32;
    let size = vec2(width, n_lines * line + 2.0 * pad_y);
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(radius::CONTROL), theme.raised);
    let inner = rect.shrink2(vec2(pad_x, pad_y));
    let response = edit_in(ui, inner, |ui| {
        egui::ScrollArea::vertical()
            .id_salt(id.with("scroll"))
            .show(ui, |ui| {
                let edit = TextEdit::multiline(words)
                    .id(id)
                    .font(Type::Note.font())
                    .text_color(ink)
                    .hint_text(Type::Note.text(hint, theme.ink_3))
                    .frame(Frame::NONE)
                    .margin(Margin::ZERO)
                    .layouter(&mut layouter)
                    .min_size(inner.size())
                    .desired_rows(2)
                    .desired_width(wrap);
                ui.add(edit)
            })
            .inner
    });
    let response = response.accessible_name(name);
    edge(ui, theme, rect, &response, false);
    response
}

/// Shows an edit in `rect` without moving the cursor of `ui`.
fn edit_in(ui: &mut Ui, rect: Rect, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
    inner.shrink_clip_rect(rect.expand2(vec2(2.0, 4.0)));
    add(&mut inner)
}

/// The edge of a field; that of one with the focus is the ring's color.
fn edge(ui: &Ui, theme: &Theme, rect: Rect, response: &Response, is_wrong: bool) {
    let color = match (is_wrong, response.has_focus()) {
        (true, _) => theme.verdict_disputed,
        (false, true) => theme.focus,
        (false, false) => theme.border,
    };
    let width = stroke::HAIRLINE + if response.has_focus() { 0.5 } else { 0.0 };
    let pen = Stroke::new(width + theme.stroke_extra, color);
    ui.painter().rect_stroke(rect, CornerRadius::same(radius::CONTROL), pen, StrokeKind::Inside);
}
