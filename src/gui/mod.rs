//! The window: draws, and collects what the user asks for.

pub mod panels;
pub mod theme;
mod widgets;
