//! Tickmark finds the claims of a text that can be checked, and lets a person settle them.
//!
//! The rooms, in reading order; a room imports only rooms above it in this list, and rooms on one
//! line do not import each other:
//!
//! - [`text`]: what a text is. Knows no claim, file, clock or thread.
//! - [`extract`]: text in, findings out. Cannot fail, remembers nothing.
//! - [`project`]: what the user has decided. Every change is an edit that can be undone.
//! - [`import`]: bytes in, article out; [`export`]: claims in, bytes out; [`store`]: the disk;
//!   [`fetch`]: a page from the web, when the user asks for its address.
//! - [`workbench`]: the whole application without a screen, and its threads.
//! - `gui`: the window, on egui; draws, and collects what the user asks for. Left out without the
//!   feature of that name. [`cli`]: the command line. The only room that prints.

pub mod cli;
pub mod export;
pub mod extract;
pub mod fetch;
#[cfg(feature = "gui")]
pub mod gui;
pub mod import;
pub mod project;
pub mod store;
pub mod text;
pub mod workbench;
