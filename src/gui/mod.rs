//! The window: draws, and collects what the user asks for.

pub mod theme;
