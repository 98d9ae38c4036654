//! The panels, one file each. They read, and ask.

pub(crate) mod about;
mod address;
pub(crate) mod announcer;
pub(crate) mod answer_key;
pub(crate) mod articles;
mod attachments;
pub(crate) mod claims;
pub(crate) mod columns;
pub(crate) mod compare;
pub(crate) mod drop_target;
pub(crate) mod export;
pub(crate) mod file_questions;
pub(crate) mod find_bar;
pub(crate) mod inspector;
pub(crate) mod key_card;
pub(crate) mod left;
pub(crate) mod link;
pub(crate) mod manuscript;
pub(crate) mod questions;
pub mod reader;
pub(crate) mod reading_only;
pub(crate) mod settings;
pub(crate) mod start;
pub(crate) mod status_bar;
pub(crate) mod toast;
pub(crate) mod top_bar;
pub(crate) mod tour;
