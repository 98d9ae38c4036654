//! The disk: the only room that opens a file.

mod comments;
pub mod disk;
pub mod file;
pub mod journal;
pub mod migrate;
pub mod settings;
