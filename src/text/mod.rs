//! What a text is: characters, paragraphs, and places in them.
//!
//! A text never changes once it is made, so a place in it is a plain byte range. Nothing here knows
//! what a claim is, what a file is or what time it is.

mod address;
mod anchor;
mod document;
mod hygiene;
mod margin;
mod origin;
mod paragraphs;
mod raised;
mod span;

pub use address::{Link, NotOpened, Trick};
pub use anchor::{Anchor, Place};
pub use document::{Document, Paragraph, ParagraphKind};
pub use hygiene::{Oddity, OddityKind, oddities};
pub use margin::{Change, ChangeKind, Changes, Comment, Depth, Label, Margin, NoteMark, Pinpoint};
pub use origin::{OriginMap, OriginPart, OriginPiece, OriginPlace};
pub use paragraphs::paragraphs;
pub use raised::{lowered, raised};
pub use span::{CharMap, Span};
