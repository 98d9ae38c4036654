//! The window: draws, and collects what the user asks for.

mod panels;
pub mod theme;
mod widgets;
