//! The only colors, sizes and typefaces, from `assets/theme/` and `assets/fonts/`.
//!
//! Lengths are points, times are seconds. A panel says `theme.verdict_disputed`, never a number.

mod measures;

use std::sync::Arc;

use eframe::egui::{
    self, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Shadow, Stroke,
    TextFormat, TextStyle,
};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

pub use measures::{layout, mark, radius, space, stroke};

use crate::extract::ClaimKind;
use crate::project::VerdictKind;
use crate::workbench::{ReadingFace, ThemeChoice};

/// The three palettes.
const PALETTES: &str = include_str!("../../assets/theme/palettes.ron");

/// The colors of one theme. Each has one use; what it is for stands in the palettes' file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[expect(missing_docs, reason = "the names are the design's")]
pub struct Palette {
    #[serde(deserialize_with = "color")]
    pub paper: Color32,
    #[serde(deserialize_with = "color")]
    pub surface: Color32,
    #[serde(deserialize_with = "color")]
    pub raised: Color32,
    #[serde(deserialize_with = "color")]
    pub hover: Color32,
    #[serde(deserialize_with = "color")]
    pub pressed: Color32,
    #[serde(deserialize_with = "color")]
    pub hairline: Color32,
    #[serde(deserialize_with = "color")]
    pub outline: Color32,
    #[serde(deserialize_with = "color")]
    pub border: Color32,
    #[serde(deserialize_with = "color")]
    pub scrim: Color32,
    #[serde(deserialize_with = "color")]
    pub shadow: Color32,
    #[serde(deserialize_with = "color")]
    pub ink: Color32,
    #[serde(deserialize_with = "color")]
    pub ink_2: Color32,
    #[serde(deserialize_with = "color")]
    pub ink_3: Color32,
    #[serde(deserialize_with = "color")]
    pub disabled: Color32,
    #[serde(deserialize_with = "color")]
    pub accent: Color32,
    #[serde(deserialize_with = "color")]
    pub primary: Color32,
    #[serde(deserialize_with = "color")]
    pub on_primary: Color32,
    #[serde(deserialize_with = "color")]
    pub selection: Color32,
    #[serde(deserialize_with = "color")]
    pub focus: Color32,
    #[serde(deserialize_with = "color")]
    pub kind_figure: Color32,
    #[serde(deserialize_with = "color")]
    pub kind_date: Color32,
    #[serde(deserialize_with = "color")]
    pub kind_attribution: Color32,
    #[serde(deserialize_with = "color")]
    pub kind_name: Color32,
    #[serde(deserialize_with = "color")]
    pub kind_comparison: Color32,
    #[serde(deserialize_with = "color")]
    pub mark_done: Color32,
    #[serde(deserialize_with = "color")]
    pub verdict_verified: Color32,
    #[serde(deserialize_with = "color")]
    pub verdict_disputed: Color32,
    #[serde(deserialize_with = "color")]
    pub verdict_query: Color32,
    #[serde(deserialize_with = "color")]
    pub verdict_aside: Color32,
    #[serde(deserialize_with = "color")]
    pub tint_quote: Color32,
    #[serde(deserialize_with = "color")]
    pub tint_verified: Color32,
    #[serde(deserialize_with = "color")]
    pub tint_disputed: Color32,
    #[serde(deserialize_with = "color")]
    pub tint_query: Color32,
    #[serde(deserialize_with = "color")]
    pub diff_del: Color32,
    #[serde(deserialize_with = "color")]
    pub diff_add: Color32,
    /// Added to the stroke of every mark, ring and icon.
    pub stroke_extra: f32,
}

#[derive(Deserialize)]
struct Palettes {
    light: Palette,
    dark: Palette,
    high_contrast: Palette,
}

#[expect(clippy::disallowed_methods, reason = "the one place where a number becomes a color")]
fn color<'de, D: Deserializer<'de>>(source: D) -> Result<Color32, D::Error> {
    let hex = String::deserialize(source)?;
    Color32::from_hex(&hex).map_err(|_malformed| D::Error::custom(format!("not a color: {hex}")))
}

/// What words on the screen are for; each has its typeface, size and line height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the design's")]
pub enum Type {
    Wordmark,
    ArticleTitle,
    ArticleHeading,
    ArticleDeck,
    Article,
    Source,
    ClaimSentence,
    QuoteRow,
    ProjectTitle,
    WindowTitle,
    DialogTitle,
    Section,
    Button,
    Body,
    Note,
    Small,
    SmallMedium,
    SmallSemibold,
    StartAction,
    Lead,
    Tiny,
    TinyMedium,
    TinySemibold,
    CardTitle,
    PaletteField,
    Icon,
}

/// The typefaces, by the names under which egui knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Face {
    Reading,
    ReadingItalic,
    ReadingSemibold,
    /// The wordmark's, whatever texts are set in.
    Wordmark,
    Interface,
    InterfaceMedium,
    InterfaceSemibold,
    Icons,
}

impl Face {
    const ALL: [Self; 8] = [
        Self::Reading,
        Self::ReadingItalic,
        Self::ReadingSemibold,
        Self::Wordmark,
        Self::Interface,
        Self::InterfaceMedium,
        Self::InterfaceSemibold,
        Self::Icons,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::ReadingItalic => "reading italic",
            Self::ReadingSemibold => "reading semibold",
            Self::Wordmark => "wordmark",
            Self::Interface => "interface",
            Self::InterfaceMedium => "interface medium",
            Self::InterfaceSemibold => "interface semibold",
            Self::Icons => "icons",
        }
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Reading => include_bytes!("../../assets/fonts/SourceSerif4_400Regular.ttf"),
            Self::ReadingItalic => {
                include_bytes!("../../assets/fonts/SourceSerif4_400Regular_Italic.ttf")
            }
            Self::ReadingSemibold | Self::Wordmark => {
                include_bytes!("../../assets/fonts/SourceSerif4_600SemiBold.ttf")
            }
            Self::Interface => include_bytes!("../../assets/fonts/IBMPlexSans_400Regular.ttf"),
            Self::InterfaceMedium => include_bytes!("../../assets/fonts/IBMPlexSans_500Medium.ttf"),
            Self::InterfaceSemibold => {
                include_bytes!("../../assets/fonts/IBMPlexSans_600SemiBold.ttf")
            }
            Self::Icons => lucide_icons::LUCIDE_FONT_BYTES,
        }
    }

    /// The face whose letters this one has while texts are set in `reading`.
    const fn worn(self, reading: ReadingFace) -> Self {
        match (reading, self) {
            (ReadingFace::Sans, Self::Reading) => Self::Interface,
            // The sans has no italic here; a deck stands apart by its size and color.
            (ReadingFace::Sans, Self::ReadingItalic) => Self::Interface,
            (ReadingFace::Sans, Self::ReadingSemibold) => Self::InterfaceSemibold,
            (_, face) => face,
        }
    }

    fn family(self) -> FontFamily {
        FontFamily::Name(self.name().into())
    }
}

impl Type {
    /// Typeface, size and line height.
    const fn scale(self) -> (Face, f32, f32) {
        match self {
            Self::Wordmark => (Face::Wordmark, 45.0, 52.0),
            Self::ArticleTitle => (Face::ReadingSemibold, 27.0, 36.0),
            Self::ArticleHeading => (Face::ReadingSemibold, 19.0, 28.0),
            Self::ArticleDeck => (Face::ReadingItalic, 18.0, 28.0),
            Self::Article => (Face::Reading, 18.0, 34.0),
            Self::Source => (Face::Reading, 16.5, 30.0),
            Self::ClaimSentence => (Face::Reading, 16.0, 28.0),
            Self::QuoteRow => (Face::Reading, 14.5, 20.0),
            Self::ProjectTitle => (Face::Reading, 17.0, 24.0),
            Self::WindowTitle => (Face::ReadingSemibold, 14.0, 20.0),
            Self::DialogTitle => (Face::InterfaceSemibold, 15.0, 22.0),
            Self::Section => (Face::InterfaceSemibold, 13.0, 20.0),
            Self::Button => (Face::InterfaceMedium, 13.0, 20.0),
            Self::Body => (Face::Interface, 13.0, 20.0),
            Self::Note => (Face::Interface, 13.5, 21.0),
            Self::Small => (Face::Interface, 12.0, 18.0),
            Self::SmallMedium => (Face::InterfaceMedium, 12.0, 18.0),
            Self::SmallSemibold => (Face::InterfaceSemibold, 12.0, 18.0),
            Self::StartAction => (Face::InterfaceMedium, 14.5, 20.0),
            Self::Lead => (Face::Interface, 15.0, 24.0),
            Self::Tiny => (Face::Interface, 11.0, 16.0),
            Self::TinyMedium => (Face::InterfaceMedium, 11.0, 16.0),
            Self::TinySemibold => (Face::InterfaceSemibold, 11.0, 16.0),
            Self::CardTitle => (Face::ReadingSemibold, 20.0, 28.0),
            Self::PaletteField => (Face::Interface, 17.0, 24.0),
            Self::Icon => (Face::Icons, 16.0, 16.0),
        }
    }

    /// For egui.
    #[must_use]
    pub fn font(self) -> FontId {
        let (face, size, _) = self.scale();
        FontId::new(size, face.family())
    }

    /// The same typeface in another size.
    #[must_use]
    pub fn font_sized(self, size: f32) -> FontId {
        FontId::new(size, self.scale().0.family())
    }

    /// From one baseline to the next.
    #[must_use]
    pub const fn line_height(self) -> f32 {
        self.scale().2
    }

    /// A stretch of a layout job in this type.
    #[must_use]
    pub fn format(self, color: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font(),
            color,
            line_height: Some(self.line_height()),
            valign: egui::Align::Center,
            ..TextFormat::default()
        }
    }

    /// Words in this type, for widgets.
    #[must_use]
    pub fn text(self, words: impl Into<String>, color: Color32) -> egui::RichText {
        egui::RichText::new(words)
            .font(self.font())
            .line_height(Some(self.line_height()))
            .color(color)
    }
}

/// How long things move.
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the names are the design's")]
pub struct Motion {
    pub hover: f32,
    pub panel: f32,
    pub popup: f32,
    pub scroll: f32,
    pub tick: f32,
}

impl Motion {
    /// As designed.
    pub const FULL: Self = Self { hover: 0.08, panel: 0.16, popup: 0.12, scroll: 0.18, tick: 0.14 };
    /// Nothing moves.
    pub const NONE: Self = Self { hover: 0.0, panel: 0.0, popup: 0.0, scroll: 0.0, tick: 0.0 };
    /// How long a toast stays.
    pub const TOAST_SECS: f64 = 6.0;
}

/// How the window looks.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    colors: Arc<Palette>,
    /// Whether the ground is dark.
    pub is_dark: bool,
    /// How long things move.
    pub motion: Motion,
}

impl std::ops::Deref for Theme {
    type Target = Palette;

    fn deref(&self) -> &Palette {
        &self.colors
    }
}

impl Theme {
    /// The theme of a choice; `system_dark` says what the system wears.
    ///
    /// # Errors
    /// Where the palettes that the program carries do not parse, which a test rules out.
    pub fn new(choice: ThemeChoice, system_dark: bool) -> Result<Self, ron::error::SpannedError> {
        let palettes: Palettes = ron::from_str(PALETTES)?;
        let (colors, is_dark) = match choice {
            ThemeChoice::HighContrast => (palettes.high_contrast, true),
            ThemeChoice::Dark => (palettes.dark, true),
            ThemeChoice::System if system_dark => (palettes.dark, true),
            ThemeChoice::Light | ThemeChoice::System => (palettes.light, false),
        };
        Ok(Self { colors: Arc::new(colors), is_dark, motion: Motion::FULL })
    }

    /// The hue of a kind's line.
    #[must_use]
    pub fn kind(&self, kind: ClaimKind) -> Color32 {
        match kind {
            ClaimKind::Rate | ClaimKind::Quantity => self.kind_figure,
            ClaimKind::Date => self.kind_date,
            ClaimKind::Attribution => self.kind_attribution,
            ClaimKind::Name => self.kind_name,
            ClaimKind::Superlative | ClaimKind::Comparison => self.kind_comparison,
        }
    }

    /// The color of a verdict's icon.
    #[must_use]
    pub fn verdict(&self, verdict: VerdictKind) -> Color32 {
        match verdict {
            VerdictKind::Open => self.mark_done,
            VerdictKind::Verified => self.verdict_verified,
            VerdictKind::Disputed => self.verdict_disputed,
            VerdictKind::Query => self.verdict_query,
            VerdictKind::SetAside => self.verdict_aside,
        }
    }

    /// The ground of a chosen verdict button.
    #[must_use]
    pub fn verdict_tint(&self, verdict: VerdictKind) -> Color32 {
        match verdict {
            VerdictKind::Verified => self.tint_verified,
            VerdictKind::Disputed => self.tint_disputed,
            VerdictKind::Query => self.tint_query,
            VerdictKind::Open | VerdictKind::SetAside => self.pressed,
        }
    }

    /// The line between panels.
    #[must_use]
    pub fn hairline_stroke(&self) -> Stroke {
        Stroke::new(stroke::HAIRLINE, self.hairline)
    }

    /// Puts the colors and type into egui's own style, for what egui draws by itself.
    pub fn apply(&self, ctx: &egui::Context) {
        let side = if self.is_dark { egui::Theme::Dark } else { egui::Theme::Light };
        ctx.set_theme(side);
        ctx.style_mut_of(side, |style| {
            style.text_styles = [
                (TextStyle::Small, Type::Small.font()),
                (TextStyle::Body, Type::Body.font()),
                (TextStyle::Button, Type::Button.font()),
                (TextStyle::Heading, Type::DialogTitle.font()),
                (TextStyle::Monospace, Type::Body.font()),
            ]
            .into();
            style.animation_time = self.motion.hover;
            style.spacing.item_spacing = egui::vec2(space::S, space::S);
            style.spacing.button_padding = egui::vec2(space::M, space::XS);
            style.spacing.interact_size.y = layout::CONTROL;
            style.spacing.scroll = egui::style::ScrollStyle::thin();
            self.set_visuals(&mut style.visuals);
        });
    }

    fn set_visuals(&self, visuals: &mut egui::Visuals) {
        visuals.panel_fill = self.surface;
        visuals.window_fill = self.raised;
        visuals.window_stroke = self.hairline_stroke();
        visuals.window_corner_radius = CornerRadius::same(radius::POPUP);
        visuals.menu_corner_radius = CornerRadius::same(radius::POPUP);
        let shadow = Shadow { offset: [0, 12], blur: 40, spread: 0, color: self.shadow };
        visuals.window_shadow = shadow;
        visuals.popup_shadow = shadow;
        visuals.extreme_bg_color = self.raised;
        visuals.text_edit_bg_color = Some(self.raised);
        visuals.faint_bg_color = self.hover;
        visuals.hyperlink_color = self.accent;
        visuals.selection.bg_fill = self.selection;
        visuals.selection.stroke = Stroke::new(stroke::HAIRLINE, self.ink);
        visuals.warn_fg_color = self.verdict_query;
        visuals.error_fg_color = self.verdict_disputed;
        visuals.weak_text_color = Some(self.ink_3);
        let widget = |fill, edge, text| egui::style::WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(stroke::HAIRLINE, edge),
            fg_stroke: Stroke::new(stroke::HAIRLINE, text),
            corner_radius: CornerRadius::same(radius::CONTROL),
            expansion: 0.0,
        };
        visuals.widgets.noninteractive = widget(self.surface, self.hairline, self.ink);
        visuals.widgets.inactive = widget(self.raised, self.outline, self.ink);
        visuals.widgets.hovered = widget(self.hover, self.outline, self.ink);
        visuals.widgets.active = widget(self.pressed, self.outline, self.ink);
        visuals.widgets.open = widget(self.pressed, self.outline, self.ink);
    }
}

/// Installs the typefaces as they come.
pub fn install_fonts(ctx: &egui::Context) {
    install_fonts_for(ctx, ReadingFace::Serif);
}

/// Installs the typefaces, with the words of texts set in `reading`. Each weight is a family of its
/// own; a character that one lacks is looked for in the others.
pub fn install_fonts_for(ctx: &egui::Context, reading: ReadingFace) {
    let mut fonts = FontDefinitions::empty();
    for face in Face::ALL {
        let data = Arc::new(FontData::from_static(face.bytes()));
        fonts.font_data.insert(face.name().to_owned(), data);
    }
    for face in Face::ALL {
        let others = [Face::Interface, Face::Reading, Face::Icons];
        let worn = face.worn(reading);
        let mut names = vec![worn.name().to_owned()];
        names.extend(others.iter().filter(|&&o| o != worn).map(|o| o.name().to_owned()));
        fonts.families.insert(face.family(), names);
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        let names = [Face::Interface, Face::Reading, Face::Icons].map(|f| f.name().to_owned());
        fonts.families.insert(family, names.into());
    }
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_can_be_made() {
        for choice in [ThemeChoice::Light, ThemeChoice::Dark, ThemeChoice::HighContrast] {
            let theme = Theme::new(choice, false).unwrap();
            assert_ne!(theme.paper, theme.ink);
        }
    }
}
