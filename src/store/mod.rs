//! The disk: the only room that opens a file.

pub mod backups;
mod comments;
pub mod disk;
pub mod evidence;
pub mod file;
pub mod journal;
pub mod lock;
pub mod migrate;
pub mod settings;
