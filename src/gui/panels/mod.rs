//! The panels, one file each.

pub mod reader;
