//! How much memory and time damaged files take, of every format: 300 MB and two seconds at most.
//!
//! Two ways of looking. Here, in this process, where the system counts the most that was held since
//! it was last asked to forget; and in the process of its own that reads foreign files, which gets no
//! more than that much and must answer nevertheless.
//!
//! `TICKMARK_MUTATIONS=10000` tries so many of each file here, and `TICKMARK_MUTATIONS_APART` there;
//! `TICKMARK_MUTATED=one.pdf` tries that file alone.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a sample that cannot be read fails the test")]
#![expect(clippy::print_stdout, reason = "the figures are what it is run for")]

#[path = "import/damage.rs"]
mod damage;

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use damage::{Dice, FILES, damaged, mutated};
use tickmark::import::{Changes, Source, import};
use tickmark::workbench::reading;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tickmark");

/// Bytes that a file may make a reader hold.
const MEMORY_MAX: usize = 300 << 20;

/// A file on one page, of a format that is only read apart.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
    2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>\nendobj\n\
    4 0 obj\n<< /Length 178 >>\nstream\nBT /F 10 Tf 60 720 Td (The ferry between the two islands was late on 42 of the 60 days) Tj \
    0 -12 Td (that the harbor office looked at, and fares rose 5 percent in a year.) Tj ET\nendstream\nendobj\n\
    5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>\nendobj\n\
    xref\n0 6\n0000000000 65535 f \ntrailer << /Size 6 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";

fn n_rounds(name: &str, usual: usize) -> usize {
    env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn is_wanted(name: &str) -> bool {
    env::var("TICKMARK_MUTATED").is_ok_and(|wanted| wanted == name)
        || env::var_os("TICKMARK_MUTATED").is_none()
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name)).unwrap()
}

const fn way(round: usize) -> Changes {
    match round % 3 {
        0 => Changes::Accepted,
        1 => Changes::Original,
        _ => Changes::Both,
    }
}

/// Forgets the most that this process has held, but for what it holds now.
fn forget_peak() {
    fs::write("/proc/self/clear_refs", "5").unwrap();
}

/// The most that it has held since, in bytes.
fn peak() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() << 10
}

/// What the worst of many files took.
#[derive(Default)]
struct Worst {
    bytes: usize,
    time: Duration,
    n_read: usize,
}

/// One test, so that nothing else is counted.
#[test]
fn damaged_files_take_little_memory_and_time() {
    here();
    apart();
}

fn here() {
    let n = n_rounds("TICKMARK_MUTATIONS", 100);
    for &name in FILES.iter().filter(|name| is_wanted(name)) {
        let whole = sample(name);
        let mut dice = Dice(0x5EED_0000_0000_0003);
        let mut worst = Worst::default();
        for round in 0..n {
            let bytes = mutated(&whole, round, &mut dice);
            let source = Source { bytes: &bytes, name, changes: way(round), ..Source::default() };
            forget_peak();
            let begun = Instant::now();
            worst.n_read += usize::from(import(&source).is_ok());
            worst.time = worst.time.max(begun.elapsed());
            worst.bytes = worst.bytes.max(peak());
        }
        tell(name, "here", n, &worst);
        assert!(worst.bytes < MEMORY_MAX, "{name} took {} MB", worst.bytes >> 20);
    }
}

fn apart() {
    let n = n_rounds("TICKMARK_MUTATIONS_APART", 12);
    let (wide, narrow) = (Path::new(PROGRAM), narrow_program());
    for name in FILES.iter().copied().chain(["one.pdf"]).filter(|name| is_wanted(name)) {
        let whole = if name == "one.pdf" { PDF.to_vec() } else { sample(name) };
        let mut dice = Dice(0x5EED_0000_0000_0004);
        let mut worst = Worst::default();
        for round in 0..n {
            let bytes = match name {
                "one.pdf" => damaged(&whole, &mut dice),
                _ => mutated(&whole, round, &mut dice),
            };
            let source = Source { bytes: &bytes, name, changes: way(round), ..Source::default() };
            let begun = Instant::now();
            let read = reading::read(&source, Some(&narrow), &mut |_| true).unwrap();
            worst.time = worst.time.max(begun.elapsed());
            worst.n_read += usize::from(read.is_ok());
            if let Err(told) = read {
                assert!(told.len() > 20, "{name}, round {round}: {told}");
                // What breaks a reader is no matter of memory where it breaks with more, too.
                if told.contains("was ended before it could do harm") {
                    let again = reading::read(&source, Some(wide), &mut |_| true).unwrap();
                    assert_eq!(again, Err(told), "{name}, round {round} took over 300 MB");
                }
            }
        }
        tell(name, "apart", n, &worst);
    }
}

/// This program, which gets no more memory than a file may take.
fn narrow_program() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("narrow-tickmark");
    let kilobytes = MEMORY_MAX >> 10;
    fs::write(&path, format!("#!/bin/sh\nulimit -d {kilobytes}\nexec '{PROGRAM}' \"$@\"\n"))
        .unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    // Such a limit must hold, or nothing is shown by it.
    let long = [b"{\\rtf1 ".as_slice(), &vec![b'a'; MEMORY_MAX]].concat();
    let source = Source { bytes: &long, name: "long.rtf", ..Source::default() };
    let told = reading::read(&source, Some(&path), &mut |_| true).unwrap().unwrap_err();
    assert!(told.contains("was ended before it could do harm"), "{told}");
    path
}

fn tell(name: &str, place: &str, n: usize, worst: &Worst) {
    let Worst { bytes, time, n_read } = worst;
    let memory = if *bytes > 0 { format!(", at most {} MB", bytes >> 20) } else { String::new() };
    println!("{name} {place}: {n_read} of {n} read, the slowest in {time:?}{memory}");
    // Unoptimized and beside other work it is slower than the two seconds that it may take.
    assert!(*time < Duration::from_secs(10), "{name} took {time:?}");
}
