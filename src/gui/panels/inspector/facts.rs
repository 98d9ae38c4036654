//! What was read in a claim: its value and its parts, and the way to correct them.

use eframe::egui::{Key, Sense, TextWrapMode, Ui, pos2, vec2};
use lucide_icons::Icon;

use super::super::super::screen::{Draft, Focus, Screen, Wishes};
use super::super::super::theme::{Theme, Type, space};
use super::super::super::widgets::{
    Button, Field, IconButton, Look, label, worth_bars, worth_words, wrapped,
};
use crate::extract::{ClaimKind, Direction, MeasureKind, Parts, QuoteKind, TimexKind};
use crate::project::{Article, Claim, ClaimId};
use crate::text::Span;
use crate::workbench::{Action, Command, Desk, words};

/// How many marks before a claim are looked at for the attribution that holds it.
const NEAR_MARKS: usize = 48;

/// Width of the column of names.
pub(super) const NAMES: f32 = 108.0;

/// A kind as a person calls it.
pub(crate) const fn kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Rate => "Figure: rate",
        ClaimKind::Quantity => "Figure: quantity",
        ClaimKind::Date => "Date",
        ClaimKind::Attribution => "Attribution",
        ClaimKind::Name => "Name",
        ClaimKind::Superlative => "Comparison: superlative",
        ClaimKind::Comparison => "Comparison",
    }
}

/// What a kind is more closely.
pub(super) fn kind_words(claim: &Claim) -> String {
    match (&claim.parts, claim.kind) {
        (Parts::Measure(measure), kind) => {
            let sort = measure_words(measure.kind).to_lowercase();
            if kind == ClaimKind::Rate && measure.kind != MeasureKind::Percent {
                format!("rate, {sort}")
            } else {
                sort
            }
        }
        (Parts::Date(date), _) => timex_words(date.timex).to_lowercase(),
        (Parts::Attribution(parts), _) => format!("{} quotation", parts.quote.name()),
        (_, ClaimKind::Rate) => "rate".to_owned(),
        (_, ClaimKind::Quantity) => "quantity".to_owned(),
        (_, ClaimKind::Superlative) => "superlative".to_owned(),
        _ => String::new(),
    }
}

const fn measure_words(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Percent => "Percentage",
        MeasureKind::Ratio => "Share",
        MeasureKind::Money => "Money",
        MeasureKind::Measure => "Measure",
        MeasureKind::Duration => "Length of time",
        MeasureKind::Age => "Age",
        MeasureKind::Count => "Count",
        MeasureKind::Number => "Number",
        MeasureKind::Ordinal => "Rank",
    }
}

const fn timex_words(kind: TimexKind) -> &'static str {
    match kind {
        TimexKind::Date => "Calendar date",
        TimexKind::Time => "Time of day",
        TimexKind::Duration => "Length of time",
        TimexKind::Set => "Repeated time",
    }
}

/// Shows the value, the parts and the worth.
pub(super) fn facts_ui(
    ui: &mut Ui,
    theme: &Theme,
    desk: &Desk,
    held: (ClaimId, &Claim),
    screen: &mut Screen,
    wishes: &mut Wishes,
) {
    let (_, claim) = held;
    let Some(article) = desk.project().articles.get(&claim.article) else { return };
    ui.spacing_mut().item_spacing.y = space::XS;
    value_ui(ui, theme, article, held, screen, wishes);
    for (name, value) in parts(claim, article) {
        fact(ui, theme, name, |ui| {
            label(ui, &value, Type::Body, theme.ink);
        });
    }
    if let Some(speaker) = said_by(desk, held.0, claim, article) {
        fact(ui, theme, "Said by", |ui| {
            label(ui, &speaker, Type::Body, theme.ink);
        });
    }
    fact(ui, theme, "Worth checking", |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(13.0, 20.0), Sense::hover());
        worth_bars(ui.painter(), theme, pos2(rect.left(), rect.top() + 4.0), claim.worth);
        let reasons: Vec<_> = claim.reasons.iter().map(|reason| reason.words()).collect();
        let level = worth_words(claim.worth);
        let words = if reasons.is_empty() {
            level.to_owned()
        } else {
            format!("{level}: {}", reasons.join(", "))
        };
        label(ui, &words, Type::Body, theme.ink);
    });
    ui.spacing_mut().item_spacing.y = 0.0;
}

/// Who says it, where it stands in what someone is said to have said.
fn said_by(desk: &Desk, id: ClaimId, claim: &Claim, article: &Article) -> Option<String> {
    if claim.kind == ClaimKind::Attribution {
        return None;
    }
    let marks = &desk.rows().marks;
    let span = claim.anchor.span;
    let from = marks.partition_point(|mark| mark.span.start <= span.start);
    // What holds it begins before it, and not far: of many marks only the nearest are looked at.
    let near = marks.iter().take(from).rev().take(NEAR_MARKS);
    let mut around = near.filter(|mark| mark.id != id && mark.kind == ClaimKind::Attribution);
    let around = around.find(|mark| mark.span.start <= span.start && span.end <= mark.span.end)?;
    let Parts::Attribution(parts) = &desk.project().claims.get(&around.id)?.parts else {
        return None;
    };
    let who = parts.speaker.or(parts.source)?;
    // The one who speaks is not what is said.
    let is_speaker =
        [parts.speaker, parts.source].into_iter().flatten().any(|part| part.overlaps(span));
    (!is_speaker).then(|| words::one_line(article.document.words(who)))
}

/// One line: a name and what it is.
fn fact(ui: &mut Ui, theme: &Theme, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let galley = wrapped(ui, name, Type::Body, theme.ink_3, f32::INFINITY);
        let (rect, _) = ui.allocate_exact_size(vec2(NAMES - space::S, 20.0), Sense::hover());
        ui.painter().galley(rect.min, galley, theme.ink_3);
        // Beside one another words would run on past the panel's edge, and widen all that is below.
        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
        add(ui);
    });
}

/// The value: read, corrected, or being corrected.
fn value_ui(
    ui: &mut Ui,
    theme: &Theme,
    article: &Article,
    (id, claim): (ClaimId, &Claim),
    screen: &mut Screen,
    wishes: &mut Wishes,
) {
    if let Some(mut draft) = screen.value.take() {
        let mut stays = true;
        fact(ui, theme, "Value", |ui| {
            let field = Field {
                id: Focus::Value.id(),
                name: "Value",
                hint: "As you would write it",
                icon: None,
                key: None,
                width: ui.available_width(),
                is_wrong: false,
            };
            let response = field.show(ui, theme, &mut draft.words);
            draft.is_changed |= response.changed();
            if response.lost_focus() {
                stays = false;
                // Escape leaves the value as it was.
                let is_kept = !ui.input(|input| input.key_pressed(Key::Escape));
                if is_kept && draft.is_changed {
                    wishes.actions.push(draft.correction());
                }
            }
        });
        screen.value = stays.then_some(draft);
        return;
    }
    let value = words::value(claim, article);
    // What is said of a name is the name, where the rule read nothing beside it.
    let value = match &claim.parts {
        Parts::Name(parts) if value.is_empty() => {
            words::one_line(article.document.words(parts.name))
        }
        _ => value,
    };
    fact(ui, theme, "Value", |ui| {
        let room = ui.available_width() - 36.0;
        let (words, kind, ink) = if value.is_empty() {
            ("Not read from the words", Type::Body, theme.ink_3)
        } else if words::needs_published(claim) {
            ("Needs the publication date", Type::Button, theme.verdict_query)
        } else {
            (value.as_str(), Type::Button, theme.ink)
        };
        let galley = wrapped(ui, words, kind, ink, room);
        let size = galley.size();
        let (rect, response) =
            ui.allocate_exact_size(vec2(size.x, size.y.max(20.0)), Sense::hover());
        response.widget_info(|| {
            eframe::egui::WidgetInfo::labeled(
                eframe::egui::Role::Label,
                true,
                format!("Value: {words}"),
            )
        });
        ui.painter().galley(rect.min, galley, ink);
        ui.allocate_ui(vec2(28.0, 20.0), |ui| {
            let place =
                eframe::egui::Rect::from_center_size(ui.max_rect().center(), vec2(28.0, 28.0));
            let mut inner = ui.new_child(eframe::egui::UiBuilder::new().max_rect(place));
            if IconButton::new(Icon::Pencil, "Correct the value").show(&mut inner, theme).clicked()
            {
                screen.value = Some(Draft { claim: id, words: value.clone(), is_changed: false });
                screen.focus = Some(Focus::Value);
            }
        });
    });
    if words::needs_published(claim) {
        fact(ui, theme, "", |ui| {
            let button = Button {
                label: "Set the publication date…",
                icon: Some(Icon::Calendar),
                ..Button::default()
            };
            if button.show(ui, theme).clicked() {
                wishes.commands.push(Command::ArticleDetails);
            }
        });
    }
    if claim.correction.is_some() {
        let read = Claim { correction: None, ..claim.clone() };
        let read = words::value(&read, article);
        let words = if read.is_empty() {
            "Corrected by hand".to_owned()
        } else {
            format!("Corrected by hand; read as {read}")
        };
        fact(ui, theme, "", |ui| {
            ui.vertical(|ui| {
                label(ui, &words, Type::Small, theme.ink_3);
                ui.horizontal(|ui| {
                    ui.add_space(-space::XS);
                    let back =
                        Button { label: "Go back to it", look: Look::Link, ..Button::default() };
                    let name = "Go back to the value that was read";
                    if (Button { name: Some(name), ..back }).show(ui, theme).clicked() {
                        wishes.actions.push(Action::SetCorrection { claim: id, correction: None });
                    }
                });
            });
        });
    }
}

/// The parts of a claim beside its value, in words.
fn parts(claim: &Claim, article: &Article) -> Vec<(&'static str, String)> {
    let quote = |span: Span| words::one_line(article.document.words(span));
    let mut out = Vec::new();
    let mut add = |name: &'static str, span: Option<Span>| {
        if let Some(words) = span.map(quote).filter(|words| !words.is_empty()) {
            out.push((name, words));
        }
    };
    match &claim.parts {
        // What is told in the head of the panel already, or in the value, is not told again.
        Parts::Measure(measure) => {
            if !measure.unit.is_empty() && !words::value(claim, article).contains(&measure.unit) {
                out.push(("Unit", measure.unit.clone()));
            }
        }
        Parts::Date(date) => {
            // A length of time, or what hangs on a day that is not known, is told by the value alone.
            let is_day = !date.value.starts_with('P') && !date.value.contains('X');
            if is_day && words::value(claim, article) != date.value {
                out.push(("Normalized", date.value.clone()));
            }
            if let Some(other) = &date.otherwise {
                out.push(("Or else", other.clone()));
            }
        }
        Parts::Attribution(parts) => {
            add("Said by", parts.source);
            add("Who is", parts.speaker);
            add("Verb", parts.cue);
            let sort = match parts.quote {
                QuoteKind::Direct => "In quotation marks",
                QuoteKind::Mixed => "Partly in quotation marks",
                QuoteKind::Indirect => "In the writer’s words",
            };
            out.push(("Quoted", sort.to_owned()));
        }
        Parts::Name(parts) => {
            if !words::value(claim, article).is_empty() {
                add("Name", Some(parts.name));
            }
            add("Role", parts.role);
            add("First named", parts.first);
        }
        Parts::Superlative(parts) => {
            add("Degree", Some(parts.degree));
            add("Over", parts.over);
        }
        Parts::Comparison(parts) => {
            add("Compared by", Some(parts.cue));
            add("By", parts.by);
            add("From", parts.from);
            add("To", parts.to);
            let way = match parts.direction {
                Direction::Up => "Up",
                Direction::Down => "Down",
                Direction::Level => "Level",
            };
            out.push(("Direction", way.to_owned()));
        }
        Parts::Plain => {}
    }
    out
}
