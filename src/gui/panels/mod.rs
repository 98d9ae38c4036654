//! The panels, one file each. They read, and ask.

pub(crate) mod claims;
pub(crate) mod columns;
pub(crate) mod drop_target;
pub(crate) mod inspector;
pub(crate) mod left;
pub(crate) mod questions;
pub mod reader;
pub(crate) mod start;
pub(crate) mod status_bar;
pub(crate) mod toast;
pub(crate) mod top_bar;
