//! The articles of the project at the side, each with how far it is.

use eframe::egui::{
    Align2, CornerRadius, Id, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::super::screen::Wishes;
use super::super::theme::{Theme, Type, layout, radius, space};
use super::super::widgets::{
    Button, IconButton, count, focus_ring, hairline, hover_share, label, left_center, lines, text,
    verdict_bar,
};
use crate::project::{Article, ArticleId};
use crate::workbench::{Action, Command, Desk};

/// Height of an article's bar and count.
const FOOT: f32 = 26.0;

/// What stands for an article, to put the keys on.
pub(crate) fn entry_id(article: ArticleId) -> Id {
    Id::unique(("article of the project", article))
}

/// Shows the list in the whole of `ui`.
pub(crate) fn articles_ui(ui: &mut Ui, theme: &Theme, desk: &Desk, wishes: &mut Wishes) {
    let full = ui.max_rect();
    let head = full.with_max_y(full.top() + layout::PANEL_HEAD);
    let n = desk.project().articles.len();
    let at = left_center(head, space::L);
    let title = text(ui, at, Align2::LEFT_CENTER, "Articles", Type::Section, theme.ink);
    let at = title.right_center() + vec2(space::S, 0.0);
    text(ui, at, Align2::LEFT_CENTER, &n.to_string(), Type::Body, theme.ink_3);
    let close = Rect::from_center_size(
        pos2(head.right() - space::M - 14.0, head.center().y),
        vec2(layout::CONTROL, layout::CONTROL),
    );
    let mut corner = ui.new_child(UiBuilder::new().max_rect(close));
    let button = IconButton::new(Icon::PanelLeftClose, "Hide the articles");
    if button.show(&mut corner, theme).clicked() {
        wishes.commands.push(Command::ShowArticles);
    }
    hairline(ui, theme, head, head.bottom() - 0.5);
    let body = full.with_min_y(head.bottom());
    let builder = UiBuilder::new()
        .max_rect(body)
        .accessibility_role(Role::ListBox)
        .accessibility_label("Articles");
    let mut body_ui = ui.new_child(builder);
    ScrollArea::vertical().id_salt("articles").auto_shrink(false).show(&mut body_ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(space::S);
        for (&id, article) in &desk.project().articles {
            entry_ui(ui, theme, desk, id, article, full.width(), wishes);
        }
        ui.add_space(space::L);
        ui.horizontal_top(|ui| {
            ui.add_space(space::L);
            ui.vertical(|ui| {
                ui.set_max_width(full.width() - 2.0 * space::L);
                let add = Command::AddArticle.spec();
                let add = Button {
                    label: add.label,
                    icon: Some(Icon::Plus),
                    hint: add.hint,
                    ..Button::default()
                };
                if add.show(ui, theme).clicked() {
                    wishes.commands.push(Command::AddArticle);
                }
                ui.add_space(space::S);
                label(ui, "Or drop a file on the window.", Type::Small, theme.ink_3);
            });
        });
    });
}

fn entry_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    id: ArticleId,
    article: &Article,
    width: f32,
    wishes: &mut Wishes,
) {
    let inset = space::L;
    // A longer title is told in full by its hint.
    let title = lines(ui, &article.title, width - 2.0 * inset, 3, theme.ink);
    let height = 10.0 + title.size().y + FOOT + 6.0;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let response = ui.interact(rect, entry_id(id), Sense::click());
    let is_on = id == desk.article_id();
    let tally = desk.tally_of(id);
    let count = format!("{} of {}", count(tally.checked()), count(tally.all()));
    let name = format!("{}, {count} checked", article.title);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_on));
    let inner = rect.shrink2(vec2(space::S, 1.0));
    let share = hover_share(ui, theme, &response);
    let ground = if is_on { theme.selection } else { theme.hover.gamma_multiply(share) };
    let round = CornerRadius::same(radius::CONTROL);
    ui.painter().rect_filled(inner, round, ground);
    if is_on {
        let bar = Rect::from_min_max(
            pos2(inner.left(), inner.top() + 8.0),
            pos2(inner.left() + 3.0, inner.bottom() - 8.0),
        );
        ui.painter().rect_filled(bar, CornerRadius::same(2), theme.focus);
    }
    // Around what is drawn; around all of it the panel's edges would cut it.
    focus_ring(ui, theme, &response.clone().with_new_rect(inner), radius::CONTROL);
    let y = rect.top() + 10.0 + title.size().y + FOOT / 2.0;
    ui.painter().galley(pos2(rect.left() + inset, rect.top() + 10.0), title, theme.ink);
    let at = pos2(rect.right() - inset, y);
    let words = text(ui, at, Align2::RIGHT_CENTER, &count, Type::Small, theme.ink_2);
    let left = rect.left() + inset;
    let room = (words.left() - space::M - left).max(24.0);
    let bar = Rect::from_min_size(pos2(left, y - 2.0), vec2(room, 4.0));
    verdict_bar(ui.painter(), theme, bar, tally);
    if response.clicked() && !is_on {
        wishes.actions.push(Action::ShowArticle(id));
    }
    response.on_hover_ui(|ui| {
        label(ui, &article.title, Type::Small, theme.ink);
    });
}
