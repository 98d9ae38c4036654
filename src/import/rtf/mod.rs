//! RTF.

mod body;
mod fonts;
mod token;

use super::draft::Head;
use super::facts::Facts;
use super::{Fit, ImportError, Imported, Importer, Source, Warning};
use body::Body;

pub(super) const IMPORTER: Importer = Importer {
    name: "rtf",
    label: "RTF document",
    extensions: &["rtf"],
    is_foreign: true,
    sniff,
    read,
};

fn sniff(source: &Source<'_>) -> Fit {
    let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source.bytes);
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") { Fit::Certain } else { Fit::No }
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let mut body = Body::new(source.changes);
    let is_cut = body.read(source.bytes);
    let mut warnings = Vec::new();
    if body.has_changes {
        warnings.push(Warning::Tracked(source.changes));
    }
    if body.n_hidden > 0 {
        warnings.push(Warning::Hidden(body.n_hidden));
    }
    if is_cut {
        warnings.push(Warning::Damaged);
    }
    let facts: Facts = body.facts();
    let mut whole = body.finish();
    let head = Head::take_titled(&mut whole.parts, facts.title.as_deref());
    let (document, _) = whole.finish();
    Ok(facts.imported(head, document, warnings))
}
