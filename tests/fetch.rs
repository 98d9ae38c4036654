//! Pages from the web, asked of a host of the test's own in this very computer: what is sent, what
//! is read, and what is refused.

#![expect(clippy::unwrap_used, reason = "a host that cannot be set up fails the test")]
#![expect(clippy::disallowed_methods, reason = "a host answers from a thread of its own")]

#[path = "fetch/certificate.rs"]
mod certificate;
#[path = "fetch/sealed.rs"]
mod sealed;

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use tickmark::fetch::{Address, FetchError, Fetcher, PAGE_MAX, Page, Reach, STEPS_MAX};
use tickmark::store::evidence::State;
use tickmark::workbench::{Action, NoticeKind, Workbench};

const PAGE: &str = "<!DOCTYPE html><html><head><title>Fog closes the ferry</title></head><body>\
    <h1>Fog closes the ferry</h1><p>No ship has left since noon, the harbor office said on Tuesday, \
    and 31 ships wait outside. Traffic fell by 8 percent in a year, and nobody can say when it will rise.</p>\
    <p>The office counted 412,000 containers in 2025.</p></body></html>";

/// What a host answers to a path.
type Answers = fn(path: &str, to: &mut TcpStream);

/// A host in this computer, and the requests that it got.
struct Host {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Host {
    fn new(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let held = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, held) = (stream.unwrap(), Arc::clone(&held));
                thread::spawn(move || {
                    let lines = BufReader::new(stream.try_clone().unwrap()).lines();
                    let lines = lines.map_while(Result::ok).take_while(|line| !line.is_empty());
                    let request = lines.collect::<Vec<_>>().join("\n");
                    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                    held.lock().unwrap().push(request);
                    answers(&path, &mut stream);
                });
            }
        });
        Self { port, requests }
    }

    fn address(&self, path: &str) -> Address {
        Address::read(&format!("http://127.0.0.1:{}{path}", self.port)).unwrap()
    }

    fn n_requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    fn get(&self, path: &str) -> Result<Page, FetchError> {
        get(&self.address(path), Reach::ThisComputer)
    }
}

fn get(address: &Address, reach: Reach) -> Result<Page, FetchError> {
    let go_on = &mut |_, _| ControlFlow::Continue(());
    Fetcher::new(reach).fetch(address, &|| Duration::ZERO, go_on).unwrap()
}

/// Who has enough may hang up.
fn send(to: &mut TcpStream, bytes: &[u8]) {
    let _hung_up = to.write_all(bytes);
}

fn answer(to: &mut TcpStream, head: &str, body: &[u8]) {
    let length = body.len();
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    send(to, head.as_bytes());
    send(to, body);
}

fn usual(path: &str, to: &mut TcpStream) {
    let steps = |path: &str| path.strip_prefix("/step/").and_then(|n| n.parse::<usize>().ok());
    match path {
        "/news/fog" => {
            answer(to, "200 OK\r\nContent-Type: text/html; charset=UTF-8", PAGE.as_bytes())
        }
        "/old" => answer(
            to,
            "200 OK\r\nContent-Type: text/html;charset=\"windows-1251\"",
            b"<p>\xD6\xE5\xED\xFB</p>",
        ),
        "/moved" => answer(to, "301 Moved\r\nLocation: /news/fog#top", b""),
        "/to-file" => answer(to, "302 Found\r\nLocation: file:///etc/passwd", b""),
        "/to-inside" => answer(to, "302 Found\r\nLocation: http://10.0.0.1/admin", b""),
        "/to-cloud" => answer(to, "302 Found\r\nLocation: http://169.254.169.254/latest", b""),
        "/to-secret" => answer(to, "302 Found\r\nLocation: http://me:word@127.0.0.1/", b""),
        "/to-nowhere" => answer(to, "302 Found", b""),
        "/broken" => {
            send(to, b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.");
        }
        "/nonsense" => send(to, b"What do you want?\r\n\r\n"),
        "/long" => send(to, b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"),
        "/endless" => {
            send(to, b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            let piece = [b'a'; 1 << 16];
            for _ in 0..2 * (PAGE_MAX as usize / piece.len()) {
                send(to, &piece);
            }
        }
        "/bomb" => answer(to, "200 OK\r\nContent-Encoding: gzip", &bomb()),
        "/slow" => thread::sleep(Duration::from_secs(20)),
        "/drip" => {
            send(to, b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            for _ in 0..2000 {
                send(to, b"x");
                thread::sleep(Duration::from_millis(10));
            }
        }
        _ if steps(path) == Some(0) => answer(to, "200 OK", b"There at last."),
        _ => match steps(path) {
            Some(n) => {
                answer(to, &format!("302 Found\r\nLocation: /step/{}", n - 1), b"");
            }
            None => {
                let status = path.trim_start_matches('/');
                answer(to, &format!("{status} Answer"), b"<p>An apology.</p>");
            }
        },
    }
}

/// Thirty megabytes of nothing in thirty kilobytes.
fn bomb() -> Vec<u8> {
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;
    // A ZIP archive holds the same packed bytes between other heads.
    let nothing = vec![0; 30 << 20];
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("a", SimpleFileOptions::default()).unwrap();
    zip.write_all(&nothing).unwrap();
    let archive = zip.finish().unwrap().into_inner();
    let directory = archive.windows(4).rposition(|w| w == b"PK\x01\x02").unwrap();
    let mut gzip = b"\x1F\x8B\x08\0\0\0\0\0\0\x03".to_vec();
    gzip.extend(&archive[31..directory]);
    gzip
}

// ---- What is sent and read.

#[test]
fn a_page_is_asked_for_and_nothing_else_is_sent() {
    let host = Host::new(usual);
    let page = host.get("/news/fog").unwrap();
    assert_eq!(page.bytes, PAGE.as_bytes());
    assert_eq!(page.file_name(), "fog.html");
    assert_eq!(page.media.as_deref(), Some("text/html"));
    let requests = host.requests.lock().unwrap().join("\n").to_lowercase();
    let names: Vec<_> =
        requests.lines().skip(1).map(|line| line.split(':').next().unwrap()).collect();
    let usual = ["accept", "accept-encoding", "connection", "host", "user-agent"];
    assert!(names.iter().all(|name| usual.contains(name)), "{requests}");
    assert!(requests.contains("user-agent: tickmark/"), "{requests}");
}

#[test]
fn a_page_that_moved_is_followed_five_times_and_no_more() {
    let host = Host::new(usual);
    let page = host.get("/moved").unwrap();
    assert_eq!(page.address, host.address("/news/fog"));
    assert_eq!(host.get(&format!("/step/{STEPS_MAX}")).unwrap().bytes, b"There at last.");
    let before = host.n_requests();
    assert_eq!(host.get("/step/100"), Err(FetchError::TooManySteps));
    assert_eq!(host.n_requests() - before, STEPS_MAX + 1);
}

#[test]
fn the_encoding_that_the_sender_states_is_known() {
    let page = Host::new(usual).get("/old").unwrap();
    assert_eq!(page.encoding, Some(encoding_rs::WINDOWS_1251));
}

// ---- What is refused.

#[test]
fn hosts_in_this_computer_are_never_asked() {
    let host = Host::new(usual);
    for name in
        ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
    {
        let address = Address::read(&format!("http://{name}:{}/news/fog", host.port)).unwrap();
        let error = get(&address, Reach::Web).unwrap_err();
        assert!(matches!(error, FetchError::Inside(_)), "{name}: {error}");
    }
    thread::sleep(Duration::from_millis(50));
    assert_eq!(host.n_requests(), 0);
}

#[test]
fn a_page_leads_to_no_other_place_than_the_open_web() {
    let host = Host::new(usual);
    for path in ["/to-inside", "/to-cloud"] {
        assert!(matches!(host.get(path), Err(FetchError::Inside(_))), "{path}");
    }
    for path in ["/to-file", "/to-nowhere"] {
        assert!(matches!(host.get(path), Err(FetchError::NoStep(_))), "{path}");
    }
    assert_eq!(host.get("/to-secret"), Err(FetchError::Password));
}

#[test]
fn pages_without_end_are_given_up() {
    let host = Host::new(usual);
    for path in ["/long", "/endless", "/bomb"] {
        assert_eq!(host.get(path), Err(FetchError::TooLong), "{path}");
    }
}

#[test]
fn what_goes_wrong_is_told_in_a_sentence_with_advice() {
    let host = Host::new(usual);
    for (path, words) in [
        ("/404", "not found"),
        ("/410", "gone"),
        ("/401", "sign in"),
        ("/403", "not allowed"),
        ("/429", "too many"),
        ("/503", "something is wrong"),
        ("/broken", "broke off"),
        ("/nonsense", "makes no sense"),
    ] {
        let error = host.get(path).unwrap_err().to_string();
        assert!(error.contains(words) && error.contains("127.0.0.1"), "{path}: {error}");
        assert!(!error.ends_with('.') && error.contains(". "), "{path}: {error}");
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let closed = Address::read(&format!("http://127.0.0.1:{port}/")).unwrap();
    let error = get(&closed, Reach::ThisComputer).unwrap_err();
    assert!(matches!(error, FetchError::Unreachable(_)), "{error}");
    let unsealed = Address::read(&format!("https://127.0.0.1:{}/news/fog", host.port)).unwrap();
    let error = get(&unsealed, Reach::ThisComputer).unwrap_err();
    assert!(matches!(error, FetchError::Untrusted(_)), "{error}");
}

#[test]
fn a_slow_host_is_given_up_in_time() {
    let host = Host::new(usual);
    // All but a moment has passed.
    let elapsed = || Duration::from_millis(14_700);
    for path in ["/slow", "/drip"] {
        let begun = Instant::now();
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let fetcher = Fetcher::new(Reach::ThisComputer);
        let error = fetcher.fetch(&host.address(path), &elapsed, go_on).unwrap().unwrap_err();
        assert!(matches!(error, FetchError::TooSlow(_)), "{path}: {error}");
        assert!(begun.elapsed() < Duration::from_secs(5), "{path}: {:?}", begun.elapsed());
    }
}

// ---- In the workbench.

struct Bench {
    workbench: Workbench,
    folder: PathBuf,
}

impl Bench {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fetch").join(name);
        let _missing = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("own")).unwrap();
        let clock = || "2026-05-14T10:42:00+02:00[Europe/Paris]".parse().unwrap();
        let settings = Some(folder.join("own").join("settings.ron"));
        let workbench = Workbench::new(settings, Box::new(clock), || {});
        Self { workbench: workbench.reaching(Reach::ThisComputer), folder }
    }

    fn act(&mut self, action: Action) {
        self.workbench.update(action);
        let begun = Instant::now();
        while self.workbench.is_busy() {
            self.workbench.poll();
            assert!(begun.elapsed() < Duration::from_secs(60), "it does not end");
            thread::sleep(Duration::from_millis(2));
        }
        self.workbench.poll();
    }

    fn open(&mut self, host: &Host, path: &str) {
        let address = host.address(path).as_str().to_owned();
        self.act(Action::OpenAddress { address });
    }

    fn told(&self) -> String {
        self.workbench.notice().map(|notice| notice.words.clone()).unwrap_or_default()
    }
}

#[test]
fn nothing_is_asked_for_before_the_user_has_agreed_once() {
    let (host, mut bench) = (Host::new(usual), Bench::new("agree"));
    bench.open(&host, "/news/fog");
    assert_eq!(bench.workbench.asks_about_address().unwrap().host(), "127.0.0.1");
    bench.act(Action::PutAddressOff);
    assert!(bench.workbench.desk().is_none() && bench.workbench.asks_about_address().is_none());
    assert_eq!(host.n_requests(), 0);
    bench.open(&host, "/news/fog");
    bench.act(Action::AgreeToAsk);
    assert_eq!(host.n_requests(), 1);
    let article = bench.workbench.desk().unwrap().article().unwrap();
    assert_eq!(article.title, "Fog closes the ferry");
    // Afterwards it is not asked again.
    bench.act(Action::Close);
    bench.act(Action::Discard);
    bench.open(&host, "/moved");
    assert!(bench.workbench.desk().is_some(), "{}", bench.told());
    assert_eq!(host.n_requests(), 3);
}

#[test]
fn a_page_is_kept_as_it_came_and_goes_along() {
    let (host, mut bench) = (Host::new(usual), Bench::new("kept"));
    bench.open(&host, "/moved");
    bench.act(Action::AgreeToAsk);
    let article = bench.workbench.desk().unwrap().article().unwrap();
    let fetched = article.provenance.fetched.clone().unwrap();
    assert_eq!(fetched.asked, host.address("/moved").as_str());
    assert_eq!(fetched.from, host.address("/news/fog").as_str());
    assert_eq!(fetched.when, "2026-05-14T10:42:00+02:00");
    assert_eq!(article.provenance.address, fetched.from);
    let kept = fetched.kept.unwrap();
    assert_eq!(kept.sha256, article.provenance.sha256);
    let path = bench.folder.join("fog.tickmark.ron");
    bench.act(Action::SaveAs { path: path.clone() });
    let copy = bench.folder.join(format!("fog.files/{}.html", kept.sha256));
    assert_eq!(fs::read(&copy).unwrap(), PAGE.as_bytes(), "{}", bench.told());
    bench.act(Action::Open { path: path.clone() });
    assert_eq!(bench.workbench.desk().unwrap().evidence(&kept), Some(State::Whole));
    fs::write(&copy, "something else").unwrap();
    bench.act(Action::Open { path });
    assert_eq!(bench.workbench.desk().unwrap().evidence(&kept), Some(State::Changed));
}

#[test]
fn what_cannot_be_opened_leaves_what_is_open() {
    let (host, mut bench) = (Host::new(usual), Bench::new("problems"));
    bench.open(&host, "/news/fog");
    bench.act(Action::AgreeToAsk);
    for (path, words) in
        [("/404", "not found"), ("/to-cloud", "not on the open web"), ("/long", "20 MB")]
    {
        bench.act(Action::DismissNotice);
        bench.open(&host, path);
        assert!(
            bench.told().starts_with("The page was not opened.") && bench.told().contains(words),
            "{}",
            bench.told()
        );
        assert!(bench.told().ends_with('.') && !bench.told().ends_with(".."));
        assert!(bench.workbench.desk().is_some());
    }
    bench.act(Action::OpenAddress { address: "file:///etc/passwd".to_owned() });
    assert!(bench.told().starts_with("Only addresses that begin with http"), "{}", bench.told());
}

#[test]
fn it_can_be_turned_off() {
    let (host, mut bench) = (Host::new(usual), Bench::new("off"));
    let mut settings = bench.workbench.settings().clone();
    settings.agreed_to_ask = true;
    settings.opens_addresses = false;
    bench.act(Action::SetSettings(Box::new(settings)));
    assert_eq!(bench.workbench.keeps_offline(), Some("It is off in the settings"));
    bench.open(&host, "/news/fog");
    assert_eq!(bench.workbench.notice().unwrap().kind, NoticeKind::Problem);
    assert!(bench.workbench.desk().is_none());
    assert_eq!(host.n_requests(), 0);
}

#[test]
fn asking_can_be_stopped_at_once() {
    let (host, mut bench) = (Host::new(usual), Bench::new("stop"));
    let mut settings = bench.workbench.settings().clone();
    settings.agreed_to_ask = true;
    bench.act(Action::SetSettings(Box::new(settings)));
    let address = host.address("/slow").as_str().to_owned();
    bench.workbench.update(Action::OpenAddress { address });
    let begun = Instant::now();
    while host.n_requests() == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "it is not asked");
        thread::sleep(Duration::from_millis(2));
    }
    assert!(bench.workbench.running().unwrap().can_cancel);
    bench.act(Action::CancelJob);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert!(bench.workbench.desk().is_none() && bench.workbench.notice().is_none());
}
