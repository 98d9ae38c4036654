//! How long it takes from the start of the program until its first frame stands on the screen, beside
//! an empty window of the same size built with the same features; in turns, on a display of its own
//! (Xvfb) whose pixels are looked at every half millisecond. `cargo bench --bench start`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it fails"
)]

use std::process::ExitCode;

/// The variable that makes of this program the empty window.
const IS_EMPTY: &str = "TICKMARK_BENCH_EMPTY_WINDOW";

fn main() -> ExitCode {
    if std::env::var_os(IS_EMPTY).is_some() {
        return empty_window();
    }
    #[cfg(target_os = "linux")]
    measure::measure();
    #[cfg(not(target_os = "linux"))]
    println!("measured on Linux alone, for it needs Xvfb");
    ExitCode::SUCCESS
}

/// A window in which nothing is.
fn empty_window() -> ExitCode {
    struct Empty;

    impl eframe::App for Empty {
        fn ui(&mut self, _ui: &mut eframe::egui::Ui, _frame: &mut eframe::Frame) {}
    }

    let viewport = eframe::egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    let ended = eframe::run_native("Empty", options, Box::new(|_| Ok(Box::new(Empty))));
    if ended.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(target_os = "linux")]
mod measure {
    use std::fs::{self, File};
    use std::io::{BufRead as _, BufReader};
    use std::os::unix::fs::FileExt as _;
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::IS_EMPTY;

    /// How often each is started; the first time, which brings it from the disk, is not counted.
    const ROUNDS: usize = 15;

    /// How many times as long as the empty window the program may take.
    const BUDGET: f64 = 1.5;

    /// How long a start may take before something is wrong.
    const PATIENCE: Duration = Duration::from_secs(60);

    pub(super) fn measure() {
        let folder = std::env::temp_dir().join(format!("tickmark-bench-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let screen = Screen::new(&folder);
        let own = std::env::current_exe().unwrap();
        let programs = [Path::new(env!("CARGO_BIN_EXE_tickmark")), &own];
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..=ROUNDS {
            for (program, times) in programs.iter().zip(&mut times) {
                let took = screen.first_frame(program, &folder, *program == own);
                if round > 0 {
                    times.push(took.as_secs_f64() * 1e3);
                }
            }
        }
        println!("{:<12} {:>9} {:>9} {:>9}", "ms", "least", "median", "most");
        for (name, times) in ["Tickmark", "empty window"].iter().zip(&mut times) {
            times.sort_by(f64::total_cmp);
            let [least, median, most] = [0, times.len() / 2, times.len() - 1].map(|at| times[at]);
            println!("{name:<12} {least:>9.1} {median:>9.1} {most:>9.1}");
        }
        let ratio = times[0][ROUNDS / 2] / times[1][ROUNDS / 2];
        println!("{ratio:.2} times as long, by the medians");
        println!("{}", if ratio <= BUDGET { "within its budget" } else { "over its budget" });
        drop(screen);
        fs::remove_dir_all(&folder).unwrap();
    }

    /// A display whose pixels are a file.
    struct Screen {
        server: Child,
        display: String,
        pixels: File,
        /// Where in the file a pixel near the middle of the windows lies.
        at: u64,
    }

    impl Screen {
        fn new(folder: &Path) -> Self {
            let mut server = Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
                .args(["-fbdir".as_ref(), folder.as_os_str()])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut line = String::new();
            BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
            let pixels = File::open(folder.join("Xvfb_screen0")).unwrap();
            // An X window dump: a head of big-endian numbers, then colors of 12 bytes, then the rows.
            let number = |n: u64| {
                let mut bytes = [0; 4];
                pixels.read_exact_at(&mut bytes, 4 * n).unwrap();
                u64::from(u32::from_be_bytes(bytes))
            };
            let (head, row, n_colors) = (number(0), number(12), number(19));
            let at = head + 12 * n_colors + 700 * row + 4 * 1200;
            Self { server, display: format!(":{}", line.trim()), pixels, at }
        }

        fn pixel(&self) -> [u8; 4] {
            let mut pixel = [0; 4];
            self.pixels.read_exact_at(&mut pixel, self.at).unwrap();
            pixel
        }

        /// How long it takes until something is drawn.
        fn first_frame(&self, program: &Path, folder: &Path, is_empty: bool) -> Duration {
            // The last window is gone, and the ground is black again.
            self.wait(|pixel| pixel[..3] == [0; 3]);
            let mut command = Command::new(program);
            command
                .env("DISPLAY", &self.display)
                .env("HOME", folder)
                .env_remove("WAYLAND_DISPLAY")
                .env_remove("XDG_CONFIG_HOME")
                .env_remove("XDG_DATA_HOME")
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            if is_empty {
                command.env(IS_EMPTY, "1");
            }
            let begin = Instant::now();
            let mut child = command.spawn().unwrap();
            self.wait(|pixel| pixel[..3] != [0; 3]);
            let took = begin.elapsed();
            child.kill().unwrap();
            child.wait().unwrap();
            took
        }

        fn wait(&self, is_so: impl Fn([u8; 4]) -> bool) {
            let begin = Instant::now();
            while !is_so(self.pixel()) {
                assert!(begin.elapsed() < PATIENCE, "nothing changes on the screen");
                thread::sleep(Duration::from_micros(500));
            }
        }
    }

    impl Drop for Screen {
        fn drop(&mut self) {
            // It may have ended by itself.
            let _ended = self.server.kill();
            let _gone = self.server.wait();
        }
    }
}
