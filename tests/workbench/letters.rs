//! Files that came with a mail, taken out of it in a process of its own.

use std::fs;
use std::path::Path;

use tickmark::workbench::{Action, Choice};

use super::{Bench, workbench};

const BOTH: Choice = Choice { is_article: true, is_evidence: true };
const ARTICLE: Choice = Choice { is_article: true, is_evidence: false };

fn bench(name: &str, mail: &[u8]) -> Bench {
    let mut bench = Bench::new(name);
    let program = Path::new(env!("CARGO_BIN_EXE_tickmark")).to_path_buf();
    bench.workbench = workbench(&bench.folder).reading_apart(Some(program));
    let path = bench.file("story.eml", mail);
    bench.act(Action::Open { path });
    assert!(bench.workbench.desk().is_some(), "{:?}", bench.workbench.notice());
    bench
}

fn told(bench: &Bench) -> String {
    bench.workbench.notice().map(|notice| notice.words.clone()).unwrap_or_default()
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_kept_all_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut bench = bench("letter_damaged", &fs::read(folder.join("reply.eml")).unwrap());
    let [letter] = bench.workbench.letters() else { panic!("one mail") };
    assert_eq!(letter.attachments.len(), 1);
    assert_eq!(letter.attachments[0].name, "list.pdf");
    bench.act(Action::TakeAttachments(vec![vec![BOTH]]));
    assert!(told(&bench).contains("list.pdf was not opened"), "{}", told(&bench));
    let project = bench.desk().project();
    assert_eq!((project.articles.len(), project.package.len()), (1, 1));
    let attached = project.package[0].attached.clone().unwrap();
    let copy = bench.workbench.evidence_path(&attached).unwrap();
    assert_eq!(fs::read(&copy).unwrap(), b"%PDF-1.4\n");
    // It goes along when the project is saved elsewhere.
    let path = bench.folder.join("story.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    let copy = bench.workbench.evidence_path(&attached).unwrap();
    assert!(copy.starts_with(bench.folder.join("story.files")) && copy.exists(), "{copy:?}");
    // The same file once more is not kept twice.
    bench.act(Action::Drop { path: bench.folder.join("story.eml") });
    bench.act(Action::TakeAttachments(vec![vec![Choice { is_article: false, ..BOTH }]]));
    assert_eq!(bench.desk().project().package.len(), 1);
    assert!(told(&bench).contains("This file is kept already"), "{}", told(&bench));
    assert!(!bench.workbench.notice().unwrap().can_undo, "what came before it is not meant");
}

#[test]
fn a_text_is_kept_as_it_was_sent_and_read_in_the_encoding_that_the_mail_states() {
    let words = "Цена ведра\n\nОно стоит 640 крон.\n";
    let cyrillic = encoding_rs::WINDOWS_1251.encode(words).0;
    let japanese = "\u{1b}$B8+$k\u{1b}(B 640\n";
    for (charset, bytes, expected) in [
        ("; charset=iso-2022-jp", japanese.as_bytes(), "見る 640\n"),
        ("; charset=windows-1251", &*cyrillic, words),
        // What is valid UTF-8 can hardly be anything else, whatever the mail states.
        ("; charset=us-ascii", words.as_bytes(), words),
        (
            "",
            b"Caf\xE9 Linden\n\nIt costs 640 crowns a day.\n",
            "Café Linden\n\nIt costs 640 crowns a day.\n",
        ),
    ] {
        let head = "From: ida@news.example\r\nTo: desk@news.example\r\nSubject: Prices\r\nMIME-Version: 1.0\r\n\
            Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n";
        let part = format!(
            "--o\r\nContent-Type: text/plain{charset}\r\nContent-Transfer-Encoding: 8bit\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\n"
        );
        let mail = [head.as_bytes(), part.as_bytes(), bytes, b"\r\n--o--\r\n"].concat();
        let mut bench = bench("letter_encoded", &mail);
        bench.act(Action::TakeAttachments(vec![vec![BOTH]]));
        let project = bench.desk().project();
        let article = project.articles.values().find(|article| article.title != "Prices").unwrap();
        let plain = expected.split_whitespace().collect::<Vec<_>>();
        let found = article.document.text().split_whitespace().collect::<Vec<_>>();
        assert_eq!(found, plain, "{charset}");
        let attached = project.package[0].attached.clone().unwrap();
        let copy = bench.workbench.evidence_path(&attached).unwrap();
        assert_eq!(fs::read(copy).unwrap(), bytes, "{charset}");
    }
}

#[test]
fn a_mail_in_a_mail_is_an_article_and_brings_its_own_files() {
    let mail = "From: Ida Quell <ida@news.example>\r\nTo: desk@news.example\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nSee below, all 3 pages.\r\n\
        --o\r\nContent-Type: message/rfc822\r\n\r\nFrom: Bo Marsh <bo@harbor.example>\r\nDate: Tue, 3 Mar 2026 08:00:00 +0000\r\n\
        Subject: The log / of March\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n\
        --i\r\nContent-Type: text/plain\r\n\r\nThe log counts 31 ships on March 3.\r\n\
        --i\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\n\
        The log of the port\r\n\r\nThirty-one ships waited.\r\n--i--\r\n--o--\r\n";
    let mut bench = bench("letter_in_letter", mail.as_bytes());
    assert_eq!(bench.workbench.letters()[0].attachments[0].name, "The log of March.eml");
    assert_eq!(bench.workbench.letters()[0].proposed(), [ARTICLE]);
    bench.act(Action::TakeAttachments(vec![vec![ARTICLE]]));
    assert_eq!(bench.workbench.letters()[0].title, "The log / of March");
    bench.act(Action::TakeAttachments(vec![vec![ARTICLE]]));
    let project = bench.desk().project();
    let told: Vec<_> = project
        .articles
        .values()
        .map(|a| (a.title.as_str(), a.byline.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        told,
        [("Fwd", "Ida Quell"), ("The log / of March", "Bo Marsh"), ("The log of the port", "")]
    );
    assert!(bench.workbench.letters().is_empty());
}
