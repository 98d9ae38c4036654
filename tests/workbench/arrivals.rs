//! Files, folders and copied words that become articles, and those that cannot.

use super::*;

#[test]
fn several_files_become_articles_and_each_failure_is_told_in_its_line() {
    let mut bench = Bench::with_article("several");
    let folder = bench.folder.join("story");
    fs::create_dir_all(folder.join("deeper")).unwrap();
    fs::write(folder.join("a.txt"), "Ferry fares rise\n\nA ticket costs $4.50 from July 1.")
        .unwrap();
    fs::write(folder.join("b.png"), b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR").unwrap();
    fs::write(folder.join("deeper/c.rtf"), r"{\rtf1 Nineteen boats left port in 2026.}").unwrap();
    fs::write(folder.join(".hidden"), "no").unwrap();
    let lone = bench.file("lone.srt", b"1\n00:00:01,000 --> 00:00:02,000\nFour boats sank.\n");
    let empty = bench.file("empty.txt", b"");
    bench.act(Action::DropSeveral { paths: vec![folder, lone, empty] });
    let notice = bench.workbench.notice().unwrap().clone();
    assert!(notice.can_undo && notice.kind == NoticeKind::Warning, "{notice:?}");
    let lines: Vec<_> = notice.words.lines().collect();
    assert_eq!(lines.len(), 2, "{notice:?}");
    assert!(lines[0].starts_with("Added 3 articles. b.png was not opened."), "{notice:?}");
    assert!(lines[1].starts_with("empty.txt was not opened."), "{notice:?}");
    let project = bench.desk().project();
    assert_eq!(project.articles.len(), 4);
    let formats: Vec<_> = project.articles.values().map(|a| a.provenance.format.as_str()).collect();
    assert_eq!(formats, ["text", "text", "rtf", "subtitles"]);
    assert!(project.articles.values().skip(1).all(|a| !a.provenance.path.is_empty()));
    for (id, article) in &project.articles {
        for (_, claim) in project.claims_by_place(*id) {
            assert_eq!(article.document.words(claim.anchor.span), claim.anchor.quote);
        }
    }
    let transcript = project.articles.keys().next_back().copied().unwrap();
    bench.act(Action::ShowArticle(transcript));
    assert_eq!(bench.desk().paragraph_words(0), "Paragraph 1 · 00:00:01");
    bench.act(Action::Undo);
    assert_eq!(bench.desk().project().articles.len(), 1);
    // With nothing open they become a project; where none can be read, each says why.
    bench.act(Action::Close);
    bench.act(Action::Discard);
    let file = bench.file("d.txt", b"Fares rose 5 percent, the office said.");
    bench.act(Action::DropSeveral { paths: vec![file.clone(), file] });
    assert_eq!(bench.desk().project().articles.len(), 2);
    bench.act(Action::Close);
    bench.act(Action::Discard);
    let bad = bench.file("e.txt", b" ");
    bench.act(Action::DropSeveral { paths: vec![bad.clone(), bad.clone()] });
    assert_eq!(bench.problem().lines().count(), 2);
    // Remarks on many files would hide what failed: the articles keep them.
    let hidden = |n: u32| {
        let text = format!(r"{{\rtf1 {n} boats left.{{\v none}}}}");
        bench.file(&format!("{n}.rtf"), text.as_bytes())
    };
    let mut paths = vec![bad];
    paths.extend((1..=4).map(hidden));
    bench.act(Action::DropSeveral { paths });
    let told = bench.workbench.notice().unwrap().words.clone();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.starts_with("e.txt was not opened"), "{told}");
    assert!(told.ends_with("Something was noticed in 4 files; their articles’ details say it."));
    let project = bench.desk().project();
    assert!(project.articles.values().all(|a| a.provenance.warnings.len() == 1));
}

#[test]
fn an_article_without_a_title_is_called_by_its_first_words() {
    let mut bench = Bench::new("untitled");
    let path = bench.file(
        "a.txt",
        b"[]\n\n* * *\n\nnineteen boats left in 2026, and no one counted the others at all",
    );
    bench.act(Action::Open { path });
    let title = &bench.desk().article().unwrap().title;
    assert_eq!(title, "nineteen boats left in 2026, and no one counted…");
}

#[test]
fn a_dropped_article_joins_the_open_project() {
    let mut bench = Bench::with_article("drop");
    let other = bench.file("other.txt", b"Ferry fares rise\n\nA ticket costs $4.50 from July 1.");
    bench.act(Action::Drop { path: other });
    assert_eq!(bench.desk().project().articles.len(), 2);
    assert!(bench.desk().article().unwrap().document.text().contains("$4.50"));
    bench.act(Action::Undo);
    assert_eq!(bench.desk().project().articles.len(), 1);
    bench.claim("412,000 containers".split(' ').next().unwrap());
}

#[test]
fn bad_files_get_a_sentence_and_nothing_is_lost() {
    let mut bench = Bench::with_article("bad_files");
    let path = bench.folder.join("good.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    let good = fs::read(&path).unwrap();
    let cut = &good[..good.len() / 2];
    // So new that nothing in it is where it was.
    let newer = String::from_utf8(good.clone()).unwrap().replace("format: 1", "format: 99");
    let newer = newer.replacen(" project: (", " works: (", 1);
    let files: [(&str, &[u8], &str); 6] = [
        ("cut.tickmark.ron", cut, "damaged at line"),
        ("newer.tickmark.ron", newer.as_bytes(), "newer Tickmark (format 99"),
        ("foreign.tickmark.ron", b"%PDF-1.7 and so on", "begins like a PDF"),
        ("empty.tickmark.ron", b"", "damaged at line 1"),
        ("latin.tickmark.ron", b"// A Tickmark project. \xE9", "line 1, column 24"),
        ("empty.txt", b"", "empty"),
    ];
    for (name, bytes, expected) in files {
        let path = bench.file(name, bytes);
        bench.act(Action::Open { path: path.clone() });
        assert!(bench.problem().contains(expected), "{name}: {}", bench.problem());
        assert!(bench.problem().starts_with(name), "{}", bench.problem());
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was changed");
        bench.act(Action::DismissNotice);
        // What was open is open still.
        assert_eq!(bench.desk().path(), Some(bench.folder.join("good.tickmark.ron").as_path()));
    }
    // A folder is read for its articles; what is none is told.
    bench.act(Action::Open { path: bench.folder.clone() });
    let told = bench.workbench.notice().map(|notice| notice.words.clone()).unwrap_or_default();
    assert!(told.contains("good.tickmark.ron is a project. Open it by itself."), "{told}");
    let bare = bench.folder.join("bare");
    fs::create_dir_all(&bare).unwrap();
    bench.act(Action::Open { path: bare });
    assert!(bench.problem().contains("folder holds no file"), "{}", bench.problem());
    bench.act(Action::Open { path: bench.folder.join("nowhere.txt") });
    assert!(bench.problem().contains("no such file"));
}

#[test]
fn what_was_copied_from_a_page_keeps_its_paragraphs() {
    let mut bench = Bench::new("page");
    let text = "Ships Two ships came in 2025.".to_owned();
    let html = "<meta charset=utf-8><h2>Ships</h2><p>Two ships came in 2025.</p>".to_owned();
    bench.act(Action::PastePage { html, text: text.clone() });
    let told = |bench: &Bench| {
        let document = bench.workbench.desk().unwrap().article().unwrap().document.clone();
        let words = |p: &tickmark::text::Paragraph| document.words(p.span).to_owned();
        document.paragraphs().iter().map(words).collect::<Vec<_>>()
    };
    assert_eq!(told(&bench), ["Ships", "Two ships came in 2025."]);
    bench.act(Action::Close);
    bench.act(Action::Discard);
    // HTML without words gives way to the text.
    bench.act(Action::PastePage { html: "<p><img src=x></p>".to_owned(), text });
    assert_eq!(told(&bench), ["Ships Two ships came in 2025."]);
}

#[test]
fn long_work_that_is_stopped_leaves_the_project_as_it_was() {
    let mut bench = Bench::with_article("stopped");
    let was = bench.desk().project().clone();
    // Long enough that it is never done before the word to stop comes.
    let long = format!("{ARTICLE}\n\n").repeat(20_000);
    let path = bench.file("long.txt", long.as_bytes());
    bench.workbench.update(Action::Drop { path });
    assert!(bench.workbench.running().unwrap().can_cancel);
    bench.act(Action::CancelJob);
    assert_eq!(bench.desk().project(), &was);
    assert_eq!(bench.workbench.undo_name(), None);
    // What comes after it goes on as ever, and is one undo for the whole pass.
    let path = bench.file("other.txt", ARTICLE.as_bytes());
    bench.act(Action::Drop { path });
    assert_eq!(bench.desk().project().articles.len(), 2);
    bench.act(Action::Undo);
    assert_eq!(bench.desk().project(), &was);
}

#[test]
fn what_is_stopped_while_it_is_on_its_way_does_not_come() {
    let (sender, woken) = std::sync::mpsc::channel();
    let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
    let wake = move || sender.send(()).unwrap_or_default();
    let mut workbench = Workbench::new(None, Box::new(clock), wake);
    workbench.update(Action::Paste { text: ARTICLE.to_owned() });
    // It is done, and nobody has looked yet.
    woken.recv_timeout(Duration::from_secs(60)).unwrap();
    workbench.update(Action::CancelJob);
    workbench.poll();
    assert!(workbench.desk().is_none() && !workbench.is_busy());
}

/// What is shown is what would be laid out of the project as it is now.
fn check_laid_out(bench: &Bench, when: &str) {
    let desk = bench.desk();
    let project = desk.project();
    assert_eq!(*desk.rows(), Rows::new(project, desk.article_id(), desk.filter()), "{when}");
    for &id in project.articles.keys() {
        assert_eq!(desk.tally_of(id), project.tally(id), "article {id:?} {when}");
    }
    assert!(project.claims.values().all(|claim| project.articles.contains_key(&claim.article)));
}

#[test]
fn what_a_job_laid_out_is_what_is_shown_whatever_was_done_meanwhile() {
    const MORE: &[u8] = b"Fares rise\n\nFares rose 14 percent on March 3, 2026. The board, which \
        paid $4 million, said that fares rose 14 percent. In May fares rose 14 percent.";
    let mut bench = Bench::new("ahead");
    let hide = |bench: &Bench, kinds: &[ClaimKind]| {
        let mut settings = bench.workbench.settings().clone();
        settings.hidden_kinds = kinds.to_vec();
        Action::SetSettings(Box::new(settings))
    };
    let first = bench.file("harbor.txt", ARTICLE.as_bytes());
    let more = bench.file("fares.txt", MORE);
    let both = || Action::DropSeveral { paths: vec![more.clone(), first.clone()] };
    bench.act(Action::Open { path: first.clone() });
    check_laid_out(&bench, "when it was opened");
    let mark = Action::AddClaim { span: bench.span("the director"), kind: ClaimKind::Name };
    let filter = Filter { words: "fares".into(), sort: Sort::Worth, ..Filter::default() };
    let meanwhile = [
        ("with nothing done", vec![]),
        // Its id would be the first of those that come.
        ("after a claim was marked", vec![mark]),
        ("after another filter", vec![Action::SetFilter(filter.clone())]),
        ("after a kind was hidden", vec![hide(&bench, &[ClaimKind::Date])]),
        ("after an undo", vec![Action::Undo, Action::SetFilter(Filter::default())]),
        ("with the kind hidden still", vec![]),
        ("after another kind was hidden", vec![hide(&bench, &[ClaimKind::Quantity])]),
        ("after no kind was hidden", vec![hide(&bench, &[])]),
        ("with two more to come", vec![both(), both()]),
    ];
    for (when, actions) in meanwhile {
        let first = bench.desk().project().articles.keys().next().copied().unwrap();
        bench.act(Action::ShowArticle(first));
        bench.workbench.update(both());
        for action in actions {
            bench.workbench.update(action);
        }
        let before = bench.desk().project().claims.len();
        bench.wait();
        assert!(bench.desk().project().claims.len() > before, "{when}");
        assert_ne!(bench.desk().article_id(), first);
        check_laid_out(&bench, when);
        for back in [Action::Undo, Action::Redo, Action::Undo, Action::Redo] {
            bench.act(back);
            check_laid_out(&bench, when);
        }
    }
    // What was settled is counted when another article is shown in its place.
    let claim = bench.desk().rows().claims[0].id;
    bench.act(Action::SetVerdict { claim, verdict: Verdict::Verified });
    bench.act(Action::Drop { path: more });
    check_laid_out(&bench, "after a verdict");
    // Opened without some kinds, and again with others.
    bench.act(hide(&bench, &[ClaimKind::Name]));
    let path = bench.folder.join("ahead.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    bench.workbench.update(Action::Open { path });
    bench.workbench.update(hide(&bench, &[ClaimKind::Date]));
    bench.wait();
    check_laid_out(&bench, "when it was opened without dates");
}

#[test]
fn claims_of_several_files_are_numbered_in_the_order_of_their_places() {
    let mut bench = Bench::with_article("numbered");
    let path = bench.file("more.txt", b"In May 2021, nine boats left. Ten boats left in 2022.");
    bench.act(Action::DropSeveral { paths: vec![path.clone(), path] });
    let project = bench.desk().project();
    let by_place = project.articles.keys().flat_map(|&id| project.claims_by_place(id));
    let ids: Vec<u32> = by_place.map(|(id, _)| id.0).collect();
    assert!(ids.len() > 8 && ids.is_sorted(), "{ids:?}");
}
