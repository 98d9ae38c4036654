//! OpenDocument texts, packed or as one XML file.

mod body;
mod lists;
mod styles;

use super::draft::{Head, Whole};
use super::facts::Facts;
use super::package::Package;
use super::{Fit, ImportError, Imported, Importer, Source, Warning, is_named, xml};
use body::Body;
use styles::Styles;

pub(super) const IMPORTER: Importer = Importer {
    name: "odt",
    label: "OpenDocument text",
    extensions: &["odt", "ott", "fodt"],
    is_foreign: true,
    sniff,
    read,
};

const WHAT: &str = "an OpenDocument text";

/// Namespaces and the names by which they are known here.
const SPACES: &[(&str, &str)] = &[
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "svg"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
];

/// How far into a file its kind is announced, in bytes.
const HEAD: usize = 4096;

fn sniff(source: &Source<'_>) -> Fit {
    let head = source.bytes.get(..HEAD).unwrap_or(source.bytes);
    let announces = |kind: &[u8]| memchr::memmem::find(head, kind).is_some();
    let is_text = announces(b"application/vnd.oasis.opendocument.text");
    if is_packed(source) {
        if is_text {
            return Fit::Certain;
        }
        return if is_named(source, IMPORTER.extensions) { Fit::Named } else { Fit::No };
    }
    if is_text && announces(b"office:document") { Fit::Certain } else { Fit::No }
}

fn is_packed(source: &Source<'_>) -> bool {
    source.bytes.starts_with(b"PK\x03\x04")
}

fn read(source: &Source<'_>) -> Result<Imported, ImportError> {
    let (content, mut styles, facts, is_damaged);
    if is_packed(source) {
        let mut package = Package::open(source.bytes, WHAT)?;
        let manifest = package.xml("META-INF/manifest.xml")?.unwrap_or_default();
        if manifest.contains("encryption-data") {
            return Err(ImportError::Locked { what: WHAT });
        }
        styles = Styles::default();
        if let Some(xml) = package.xml("styles.xml")? {
            styles.read(&xml);
        }
        facts = package.xml("meta.xml")?.map(|xml| Facts::read(&xml)).unwrap_or_default();
        let Some(xml) = package.xml("content.xml")? else {
            return Err(ImportError::Damaged { what: WHAT });
        };
        content = xml;
        is_damaged = package.is_damaged();
    } else {
        content = xml::text_of(source.bytes.to_vec());
        styles = Styles::default();
        let end = content.find("</office:meta>").unwrap_or(0);
        facts = content.get(..end).map(Facts::read).unwrap_or_default();
        is_damaged = false;
    }
    styles.read(&content);
    let mut body = Body::new(&styles, source.changes);
    let is_cut = body.read(&content);
    drop(content);
    let mut warnings = Vec::new();
    if body.has_changes() {
        warnings.push(Warning::Tracked(source.changes));
    }
    if body.n_hidden > 0 {
        warnings.push(Warning::Hidden(body.n_hidden));
    }
    if is_cut || is_damaged {
        warnings.push(Warning::Damaged);
    }
    let mut whole: Whole = body.finish();
    let head = Head::take_titled(&mut whole.parts, facts.title.as_deref());
    let (document, _) = whole.finish();
    Ok(facts.imported(head, document, warnings))
}
