//! Lengths, in points: steps of space, corners, panels, marks and strokes.

/// Steps of the 4-point grid.
pub mod space {
    /// Two points.
    pub const XXS: f32 = 2.0;
    /// Four points.
    pub const XS: f32 = 4.0;
    /// Eight points.
    pub const S: f32 = 8.0;
    /// Twelve points.
    pub const M: f32 = 12.0;
    /// Sixteen points: between sections, and the inset of the list.
    pub const L: f32 = 16.0;
    /// Twenty points: the inset of the inspector.
    pub const XL: f32 = 20.0;
    /// Twenty-four points.
    pub const XXL: f32 = 24.0;
    /// Thirty-two points.
    pub const XXXL: f32 = 32.0;
}

/// How round corners are.
pub mod radius {
    /// Of a mark's tint.
    pub const MARK: u8 = 3;
    /// Of a key, and of a selected mark.
    pub const KEY: u8 = 5;
    /// Of controls and rows.
    pub const CONTROL: u8 = 6;
    /// Of the start screen's actions.
    pub const CARD: u8 = 8;
    /// Of popups.
    pub const POPUP: u8 = 10;
    /// Of chips.
    pub const PILL: u8 = 12;
}

/// Where things stand, and how large they are.
pub mod layout {
    /// Height of the top bar.
    pub const TOP_BAR: f32 = 44.0;
    /// Height of a panel's head.
    pub const PANEL_HEAD: f32 = 44.0;
    /// Height of the status bar.
    pub const STATUS_BAR: f32 = 28.0;
    /// Share of the window that the claims list takes.
    pub const CLAIMS_SHARE: f32 = 0.25;
    /// Share of the window that the inspector takes.
    pub const INSPECTOR_SHARE: f32 = 0.30;
    /// Share of the window that the article keeps beside a source.
    pub const COMPARED_READER: f32 = 0.45;
    /// Narrowest reader.
    pub const READER_MIN: f32 = 480.0;
    /// The reader keeps this much where panels were made wide.
    pub const READER_LEAST: f32 = 360.0;
    /// Width of the panel that the list and the inspector share in a narrow window.
    pub const NARROW_PANEL: f32 = 400.0;
    /// Width of the list of articles.
    pub const ARTICLES: f32 = 232.0;
    /// Narrowest and widest claims list.
    pub const CLAIMS: (f32, f32) = (320.0, 440.0);
    /// Narrowest and widest inspector.
    pub const INSPECTOR: (f32, f32) = (380.0, 560.0);
    /// From the reader's edge to the text.
    pub const GUTTER: f32 = 110.0;
    /// From one mark in the gutter to the next.
    pub const GUTTER_STEP: f32 = 27.0;
    /// From the text to the ruler.
    pub const READER_RIGHT: f32 = 36.0;
    /// Width of the overview ruler.
    pub const RULER: f32 = 14.0;
    /// Height of a row of the claims list.
    pub const ROW: f32 = 52.0;
    /// Height of a group's head in the claims list.
    pub const GROUP: f32 = 32.0;
    /// Height of a verdict button.
    pub const VERDICT_BUTTON: f32 = 36.0;
    /// Height of a control.
    pub const CONTROL: f32 = 28.0;
    /// Height of a chip.
    pub const CHIP: f32 = 24.0;
    /// Height of an action on the start screen.
    pub const START_ACTION: f32 = 44.0;
    /// Width of a dialog.
    pub const DIALOG: f32 = 440.0;
    /// Width of a toast.
    pub const TOAST: f32 = 440.0;
    /// From this width on the three columns stand side by side in full.
    pub const WIDE: f32 = 1280.0;
    /// Below this width the list and the inspector share one panel.
    pub const NARROW: f32 = 1080.0;
    /// Below this width one pane is shown at a time.
    pub const ONE_PANE: f32 = 720.0;
    /// The smallest window.
    pub const SMALLEST: (f32, f32) = (560.0, 480.0);
}

/// How marks are drawn, measured from the baseline of their row.
pub mod mark {
    /// From the baseline down to the first line.
    pub const LANE_FIRST: f32 = 5.8;
    /// From one line down to the next.
    pub const LANE_STEP: f32 = 3.7;
    /// How many lanes are drawn.
    pub const LANES_DRAWN: u8 = 3;
    /// Length of a dash.
    pub const DASH: f32 = 6.0;
    /// Between two dashes.
    pub const DASH_GAP: f32 = 3.5;
    /// From dot to dot.
    pub const DOT_STEP: f32 = 4.6;
    /// From one turn of a wave to the next, and how high it is.
    pub const WAVE_STEP: f32 = 2.0;
    /// Height of a wave.
    pub const WAVE_HEIGHT: f32 = 1.4;
    /// Between the two lines of a comparison.
    pub const DOUBLE_GAP: f32 = 3.2;
    /// From the baseline up to the top of a tint.
    pub const TINT_TOP: f32 = 15.5;
    /// Height of a tint.
    pub const TINT_HEIGHT: f32 = 20.5;
    /// From the baseline up to the top of a selected mark.
    pub const SELECTED_TOP: f32 = 16.5;
    /// Height of a selected mark; a lane more for each it holds.
    pub const SELECTED_HEIGHT: f32 = 25.8;
    /// A selected mark reaches this far past its words.
    pub const SELECTED_PAD: f32 = 1.4;
    /// From the baseline up to the pencil's origin.
    pub const TICK_RISE: f32 = 21.2;
    /// Size of a sign of doubt over a word.
    pub const SIGN_SIZE: f32 = 10.0;
    /// The tick from its origin: left, turn, end.
    pub const TICK: [(f32, f32); 3] = [(-3.3, 3.1), (-1.1, 5.7), (4.2, -0.6)];
}

/// Widths of strokes, before a theme's `stroke_extra`.
pub mod stroke {
    /// Between panels.
    pub const HAIRLINE: f32 = 1.0;
    /// A focus ring, and its distance.
    pub const RING: f32 = 2.0;
    /// Around a selected mark.
    pub const SELECTED_MARK: f32 = 1.25;
    /// A figure's line.
    pub const FIGURE: f32 = 1.8;
    /// A date's line.
    pub const DATE: f32 = 1.8;
    /// An attribution's dots.
    pub const ATTRIBUTION: f32 = 2.3;
    /// A name's line.
    pub const NAME: f32 = 1.0;
    /// Each of a comparison's lines.
    pub const COMPARISON: f32 = 1.1;
    /// A decided mark's line is thinner by this.
    pub const DONE_LESS: f32 = 0.6;
    /// A selected mark's line is wider by this.
    pub const SELECTED_MORE: f32 = 0.5;
    /// The pencil.
    pub const TICK: f32 = 1.4;
    /// A verdict's icon from 14 points on, and below.
    pub const VERDICT_ICON: (f32, f32) = (2.0, 1.7);
}
