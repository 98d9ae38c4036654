//! Web pages saved in one file.

use tickmark::import::{Imported, Source, Warning, import};

const PAGE: &str = "<html><head><title>Fog closes the ferry</title></head><body><h1>Fog closes the ferry</h1>\
    <p>No ship has left since noon, the harbor office said – and 31 ships wait outside the port of Ellery, where the \
    fog has stood for three days and nobody can say when it will lift again.</p>\
    <p>“It is the third day,” said Ida Quell of the office. Traffic fell by 8 percent in a year.</p></body></html>";

/// A file with these fields, and parts with theirs.
fn archive(head: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = format!("{head}\r\nMIME-Version: 1.0\r\n").into_bytes();
    out.extend(b"Content-Type: multipart/related; type=\"text/html\"; boundary=\"=_b\"\r\n\r\nA saved page.\r\n");
    for (head, body) in parts {
        out.extend(format!("\r\n--=_b\r\n{head}\r\n\r\n").into_bytes());
        out.extend(*body);
    }
    out.extend(b"\r\n--=_b--\r\n");
    out
}

/// Each byte that is not plain as `=XX`, lines broken as mailers do.
fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = String::new();
    for (idx, &byte) in bytes.iter().enumerate() {
        if idx % 60 == 59 {
            out.push_str("=\r\n");
        }
        match byte {
            b' '..=b'<' | b'>'..=b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("={byte:02X}")),
        }
    }
    out.into_bytes()
}

fn read(bytes: &[u8], name: &str) -> Imported {
    let imported = import(&Source { bytes, name, ..Source::default() }).unwrap();
    assert_eq!(imported.format, "mhtml");
    imported
}

#[track_caller]
fn check(imported: &Imported) {
    assert_eq!(imported.title.as_deref(), Some("Fog closes the ferry"));
    let text = imported.document.text();
    assert!(text.contains("the harbor office said – and 31 ships"), "{text}");
    assert!(text.contains("“It is the third day,”"), "{text}");
    assert!(!text.contains("Advertisement"), "{text}");
}

const SAVED: &str = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://news.example/fog\r\n\
    Subject: Fog\r\nDate: Tue, 3 Mar 2026 21:29:55 -0500";
const PICTURE: (&str, &[u8]) = (
    "Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://news.example/a.gif",
    b"R0lGODlhAQABAAAAACw=",
);

#[test]
fn a_page_saved_by_a_browser_is_read_with_its_address() {
    let head = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/fog";
    let bytes = archive(SAVED, &[(head, &quoted(PAGE.as_bytes())), PICTURE]);
    for name in ["fog.mhtml", "fog.eml", "fog"] {
        let imported = read(&bytes, name);
        check(&imported);
        assert_eq!(imported.address.as_deref(), Some("https://news.example/fog"));
        // The day on which it was saved is no day of publication, and is told.
        let day = imported.published.unwrap();
        assert_eq!(day.to_string(), "2026-03-03");
        assert_eq!(imported.warnings, [Warning::DaySaved(day)]);
    }
}

#[test]
fn the_part_that_is_the_page_is_found() {
    let other = b"<html><body><p>Advertisement: buy a boat, and then another boat, and then one more boat.</p></body></html>";
    let frame = "Content-Type: text/html\r\nContent-Location: https://ads.example/frame";
    let page = "Content-Type: text/html; charset=utf-8\r\nContent-ID: <page@x>\r\nContent-Location: https://news.example/fog";
    let parts: [(&str, &[u8]); 2] = [(frame, other), (page, PAGE.as_bytes())];
    check(&read(&archive(SAVED, &parts), "fog.mht"));
    let started = String::from_utf8(archive("From: <Saved by a browser>", &parts)).unwrap();
    let started = started.replace("type=\"text/html\";", "start=\"<page@x>\"; type=\"text/html\";");
    check(&read(started.as_bytes(), "fog.mht"));
}

#[test]
fn pages_in_older_encodings_are_read() {
    let bytes = encoding_rs::WINDOWS_1252.encode(PAGE).0;
    let page = "Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable";
    check(&read(&archive(SAVED, &[(page, &quoted(&bytes))]), "fog.mht"));
    // Some say so on the page alone.
    let declaring = PAGE.replace("<head>", "<head><meta charset='windows-1252'>");
    let bytes = encoding_rs::WINDOWS_1252.encode(&declaring).0;
    let page = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable";
    check(&read(&archive(SAVED, &[(page, &quoted(&bytes))]), "fog.mht"));
}

#[test]
fn a_page_without_pictures_is_one_part() {
    let head = "From: \"Saved by an older browser\"\r\nSubject: Fog\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\
        Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/fog\r\n\r\n";
    let imported = read(&[head.as_bytes(), &quoted(PAGE.as_bytes())].concat(), "fog.mht");
    check(&imported);
    assert_eq!(imported.address.as_deref(), Some("https://news.example/fog"));
    assert_eq!(imported.published, None);
}

#[test]
fn mail_with_pictures_is_no_saved_page() {
    let page = "Content-Type: text/html; charset=utf-8";
    let head = "From: Ida <ida@example.org>\r\nTo: desk@example.org\r\nSubject: Fog";
    let bytes = archive(head, &[(page, PAGE.as_bytes()), PICTURE]);
    let imported = import(&Source { bytes: &bytes, name: "fog.eml", ..Source::default() }).unwrap();
    assert_eq!(imported.format, "mail");
}

#[test]
fn an_archive_without_a_page_is_told_to_be_damaged() {
    let bytes = archive(SAVED, &[PICTURE]);
    let source = Source { bytes: &bytes, name: "fog.mht", ..Source::default() };
    let error = import(&source).unwrap_err().to_string();
    assert!(error.contains("a saved web page") && error.contains("damaged"), "{error}");
}
