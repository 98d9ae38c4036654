//! From claims to bytes that other programs read. Opens no file.

pub mod claims;
