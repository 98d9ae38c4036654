#!/usr/bin/python3
"""The built program in a real window: that the whole starts, draws, saves and survives.

    tests/window/run.py target/debug/tickmark [NAME…]

Each test below is a function whose name says what holds. What a failed test saw last is kept as a
picture in `target/window/`. What can be tried without a window is tried elsewhere, and faster.
"""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

import desktop
from desktop import App, Missed, wait

ROOT = pathlib.Path(__file__).resolve().parents[2]
PICTURES = ROOT / "target" / "window"
REVIEW = ROOT / "projects" / "sample.tickmark.ron"
TITLE = "Ferries carry more riders than ever, and more debt"


class Bench:
    """A folder of its own for a test, and the program."""

    def __init__(self, binary, folder, screen):
        self.binary, self.folder, self.screen = binary, folder, screen
        self.apps = []
        # Whoever works here has taken the tour.
        self.settings = folder / "home" / "config" / "tickmark" / "settings.ron"
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.settings.write_text("(tour_seen: true)", encoding="utf-8")

    def start(self, *arguments, under=()):
        self.apps.append(App(self.binary, *arguments, log=self.folder / "program.log", under=under))
        return self.apps[-1]

    def close(self):
        for app in self.apps:
            if app.process.poll() is None:
                app.kill()


def test_a_first_start_offers_the_sample_and_the_tour(bench):
    bench.settings.unlink()
    app = bench.start()
    app.see("Open article….*")
    app.press(app.see("Try the sample.*"))
    app.see(f".*{TITLE}.*")
    mark(app, "14 percent")
    app.see("Step 1 of 5")
    app.press(app.see("Skip the tour"))
    wait("the tour's end", lambda: "tour_seen: true" in bench.settings.read_text(encoding="utf-8"))


def test_a_verdict_survives_being_killed(bench):
    review = bench.folder / "review.tickmark.ron"
    shutil.copy(REVIEW, review)
    before = review.read_text(encoding="utf-8")
    words, value, disputed = "$410 billion", "410,000,000,000 dollars", (0xAD, 0x41, 0x00)

    app = bench.start(review)
    node = mark(app, value)
    assert node.get_name().endswith(", open"), node.get_name()
    app.press(node)
    app.see("Disputed.*", "toggle button|push button")
    picture = bench.folder / "window.png"
    assert not shows(bench.screen, picture, app.box(node), disputed), "the color is there before the verdict"
    app.key("d")
    app.wait("the verdict", lambda: mark(app, value).get_name().endswith(", disputed"))
    app.key("ctrl+s")
    # The file is put in place whole: the first change that shows is all of it.
    after = wait("the save", lambda: changed(review, before))
    app.kill()

    assert claim(before, words).count("verdict: Open") == 1, claim(before, words)
    assert claim(after, words).count("verdict: Disputed") == 1, claim(after, words)
    assert "who: " in claim(after, words), "who decided is kept"
    assert [path.name for path in bench.folder.glob("review*")] == [review.name], "nothing is left lying about"

    app = bench.start(review)
    node = mark(app, value)
    assert node.get_name().endswith(", disputed"), node.get_name()
    box = app.box(node)
    wait("the cross and the colored line", lambda: shows(bench.screen, picture, box, disputed))
    assert review.read_text(encoding="utf-8") == after, "opening changes nothing"


def test_a_claim_is_verified_by_the_actions_of_its_node_alone(bench):
    review = bench.folder / "review.tickmark.ron"
    shutil.copy(REVIEW, review)
    before = review.read_text(encoding="utf-8")
    app = bench.start(review)
    value = "410,000,000,000 dollars"
    # Neither mouse nor key from here on: only what a screen reader can ask for.
    act(mark(app, value))
    verify = app.see(r"Set to verified, claim \d+")
    act(verify)
    app.wait("the verdict", lambda: app.find(rf"claim \d+ of \d+, \w+, {re.escape(value)}, verified"))
    act(app.see("Save", "push button|button"))
    after = wait("the save", lambda: changed(review, before))
    assert claim(after, "$410 billion").count("verdict: Verified") == 1, claim(after, "$410 billion")


def test_work_that_was_never_saved_comes_back(bench):
    review = bench.folder / "review.tickmark.ron"
    shutil.copy(REVIEW, review)
    before = review.read_text(encoding="utf-8")
    app = bench.start(review)
    app.press(mark(app, "410,000,000,000 dollars"))
    app.key("d")
    app.wait("the verdict", lambda: mark(app, "410,000,000,000 dollars").get_name().endswith(", disputed"))
    kept = bench.folder / "home" / "config" / "tickmark" / "recovery"
    wait("the journal", lambda: [path for path in kept.glob("*.journal") if "Disputed" in path.read_text("utf-8")])
    app.kill()
    assert review.read_text(encoding="utf-8") == before, "what was not saved is not in the file"

    app = bench.start()
    app.see("Work from .* was not saved: 1 change in .*")
    app.press(app.see("Open it"))
    assert mark(app, "410,000,000,000 dollars").get_name().endswith(", disputed")


def test_a_first_review_is_saved_where_it_is_told(bench):
    app = bench.start()
    app.press(app.see("Try the sample.*"))
    app.press(mark(app, "14 percent"))
    app.see("Disputed.*", "toggle button|push button")
    app.key("d")
    app.key("ctrl+s")
    # There is no desktop here whose dialog could ask, so the program does.
    app.see("Path", "entry")
    path = bench.folder / "First.tickmark.ron"
    app.key("ctrl+a")
    app.type(str(path))
    app.key("Return")
    project = wait("the file", lambda: path.read_text(encoding="utf-8"))
    assert claim(project, "14 percent").count("verdict: Disputed") == 1, claim(project, "14 percent")
    app.wait("the title", lambda: app.title().startswith("First"))


def test_a_review_by_keys_and_one_by_mouse_end_in_the_same_file(bench):
    article = bench.folder / "ferries.md"
    shutil.copy(ROOT / "assets" / "sample.md", article)
    found = [review(bench, article) for review in (review_by_keys, review_by_mouse)]
    # When each step was made differs, and so does the digest of it all.
    keys, mouse = (re.sub(r'when: "[^"]*"|sha256: \w+', "", project) for project in found)
    assert keys.count("note: ") >= len(DETAILS) and "Open," not in re.findall(r"verdict: (\w+,)", keys), keys[:4000]
    assert keys == mouse, next((a, b) for a, b in zip(keys.splitlines(), mouse.splitlines()) if a != b)


def test_what_cannot_be_opened_is_told_and_the_program_goes_on(bench):
    empty = bench.folder / "empty.txt"
    empty.touch()
    app = bench.start(empty)
    app.see(".*is empty.*")
    app.press(app.see("Try the sample.*"))
    app.see(f".*{TITLE}.*")


def test_nothing_leaves_the_computer(bench):
    review, calls = bench.folder / "review.tickmark.ron", bench.folder / "calls"
    shutil.copy(REVIEW, review)
    before = review.read_text(encoding="utf-8")
    # The tracer as a child, so that the process is the program's.
    app = bench.start(review, under=["strace", "-D", "-f", "-qq", "-e", "trace=socket,connect", "-o", calls])
    app.press(mark(app, "2024"))
    app.key("v")
    app.key("ctrl+s")
    wait("the save", lambda: changed(review, before))
    app.kill()
    made = calls.read_text(encoding="utf-8")
    assert "AF_UNIX" in made, "the display itself is a connection, and was not seen"
    outward = [line for line in made.splitlines() if "AF_INET" in line]
    assert not outward, outward


def test_without_a_display_it_names_the_verbs(bench):
    env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")}
    run = subprocess.run([bench.binary], env=env, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1, run
    assert run.stdout == "", run.stdout
    assert len(run.stderr.strip().splitlines()) == 1, run.stderr
    assert "tickmark extract" in run.stderr and "tickmark text" in run.stderr, run.stderr


# ---- A whole review, by keys alone and by mouse alone (save for words, which are typed).

# The first claims get all that a claim can have; every other one gets its verdict.
DETAILS = [
    ("Disputed", "d", "The desk counts otherwise", "Annual report", "fewer riders"),
    ("Query", "q", "Which year is meant", "Letter of the board", "in 2025"),
    ("Verified", "v", "As the chart has it", "Chart of the sound", "the sound"),
]


def progress(app):
    """How many claims are checked, and of how many."""
    found = re.match(r"(\d+) of (\d+) checked", app.find(r"\d+ of \d+ checked.*").get_name())
    return int(found[1]), int(found[2])


def settle_the_rest(app, settle):
    """Settles claim after claim until none is open; each press waits for what the one before it did."""
    done, all_claims = progress(app)

    def went_on():
        now, _ = progress(app)
        return now if now > done else None

    while done < all_claims:
        settle()
        done = app.wait("the next verdict", went_on)


def review_by_keys(bench, article):
    app, path = bench.start(article), bench.folder / "keys.tickmark.ron"
    app.see(r"0 of \d+ checked.*")
    app.key("o")
    for at, (_, key, note, source, words) in enumerate(DETAILS, 1):
        app.key("n")
        app.wait("the note's field", lambda: focused(app, "Note"))
        write(app, "Note", note)
        app.key("Escape")
        app.wait("the list", lambda: not focused(app, "Note"))
        app.key("s")
        app.wait("the source's field", lambda: focused(app, "Source title"))
        write(app, "Source title", source)
        go_on_to(app, "Keep source")
        app.key("Return")
        app.wait("the source", lambda: app.find("Source title") is None)
        app.key("p")
        app.wait("the change's field", lambda: focused(app, "Proposed words"))
        app.key("ctrl+a")
        write(app, "Proposed words", words)
        app.key("Escape")
        app.wait("the list", lambda: not focused(app, "Proposed words"))
        app.key(key)
        app.wait("the verdict", lambda n=at: progress(app)[0] >= n)
    settle_the_rest(app, lambda: app.key("v"))
    app.key("ctrl+s")
    app.see("Path", "entry")
    app.key("ctrl+a")
    app.type(str(path))
    app.key("Return")
    return wait("the file", lambda: path.read_text(encoding="utf-8"))


def review_by_mouse(bench, article):
    app, path = bench.start(article), bench.folder / "mouse.tickmark.ron"
    app.press(app.see(r"claim 1 of \d+,.*"))
    for at, (verdict, _, note, source, words) in enumerate(DETAILS, 1):
        press_at_rest(app, "Note", "entry")
        app.wait("the note's field", lambda: focused(app, "Note"))
        write(app, "Note", note)
        press_at_rest(app, "Add source", "push button")
        app.wait("the source's field", lambda: focused(app, "Source title"))
        write(app, "Source title", source)
        press_at_rest(app, "Keep source")
        app.wait("the source", lambda: app.find("Source title") is None)
        press_at_rest(app, "Propose a change.*|Propose.*", "push button")
        app.wait("the change's field", lambda: focused(app, "Proposed words"))
        app.settle()
        app.sweep(app.see("Proposed words", "entry|text"))
        write(app, "Proposed words", words)
        press_at_rest(app, "Done with the change")
        app.wait("the form's end", lambda: app.find("Proposed words") is None)
        press_at_rest(app, verdict, "toggle button")
        app.wait("the verdict", lambda n=at: progress(app)[0] >= n)
    settle_the_rest(app, lambda: app.press(app.see("Verified", "toggle button")))
    app.press(app.see("Save", "push button"))
    app.see("Path", "entry")
    app.settle()
    app.sweep(app.see("Path", "entry"))
    write(app, "Path", str(path))
    app.press([node for node in app.nodes() if node.get_name() == "Save"][-1])
    return wait("the file", lambda: path.read_text(encoding="utf-8"))


def press_at_rest(app, *what):
    """Presses a widget once nothing moves any more, as what a form pushes down."""
    app.see(*what)
    app.settle()
    app.press(app.see(*what))


def write(app, field, words):
    """Types into a field that has the focus, and waits until all of it stands there."""
    app.type(words)
    text = desktop.accessibility().Text
    app.wait(f"“{words}”", lambda: text.get_text(app.find(field, "entry|text"), 0, -1) == words)


def go_on_to(app, name):
    """Tab by Tab, each waiting for what the one before it did."""
    def focus():
        state = desktop.accessibility().StateType.FOCUSED
        held = (n for n in app.nodes() if n.get_role_name() != "frame" and n.get_state_set().contains(state))
        return next((n.get_name() for n in held), None)

    for _ in range(20):
        before = focus()
        if before == name:
            return
        app.key("Tab")
        app.wait("the focus to move", lambda held=before: focus() not in (None, held))
    raise Missed(f"no Tab leads to {name}")


def focused(app, name):
    node = app.find(re.escape(name), "entry|text|push button|button")
    return node is not None and node.get_state_set().contains(desktop.accessibility().StateType.FOCUSED)


# ---- What the tests look for.


def mark(app, value):
    """The mark of this value in the text, brought into view with the wheel as far as need be."""
    app.see(f".*{TITLE}.*")
    name = rf"claim \d+ of \d+, \w+, {re.escape(value)}, [\w ]+"

    def in_view():
        node = app.find(name)
        return node if node is not None and app.is_in_view(node) else None

    for _ in range(60):
        with contextlib.suppress(Missed):
            return app.wait(name, in_view, patience=1)
        app.scroll(300, 500)
        app.settle()
    raise Missed(f"no mark of “{value}” in the text; there was:\n{app.tree()}")


def act(node):
    """Does what a node offers first, as a screen reader does."""
    atspi = desktop.accessibility()
    assert atspi.Action.get_n_actions(node) > 0, f"nothing can be done with {node.get_name()!r}"
    assert atspi.Action.do_action(node, 0), node.get_name()


def changed(path, before):
    text = path.read_text(encoding="utf-8")
    return text if text != before else None


def claim(project, words):
    """The block of the project file that holds the claim of these words."""
    blocks = [block for block in re.split(r"\n(?= +\d+: \()", project) if f'quote: "{words}"' in block]
    assert len(blocks) == 1, f"{len(blocks)} claims of {words}"
    return blocks[0]


def shows(screen, path, box, color):
    """Whether the picture has that color in and around a box, as a line under the words has it."""
    screen.picture(path)
    x, y, width, height = box
    area = f"{width + 8}x{height + 24}+{max(x - 4, 0)}+{max(y - 16, 0)}"
    pixels = desktop.output("convert", str(path), "-crop", area, "-depth", "8", "txt:-").decode()
    found = [tuple(map(int, m)) for m in re.findall(r"\((\d+),(\d+),(\d+)", pixels)]
    # The strokes are thin and drawn smooth: near is near enough, and a few pixels are a stroke.
    return sum(all(abs(a - b) < 24 for a, b in zip(pixel, color)) for pixel in found) >= 12


# ---- Running them.


def main():
    desktop.in_a_session_of_its_own()
    binary = pathlib.Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:]
    tests = [(name.removeprefix("test_"), test) for name, test in globals().items() if name.startswith("test_")]
    tests = [(name, test) for name, test in tests if not wanted or name in wanted]
    passed = failed = 0
    # One desktop for all: the accessibility library holds on to the first bus that it finds.
    with tempfile.TemporaryDirectory(prefix="tickmark-") as shared, desktop.Desktop(shared) as screen:
        for name, test in tests:
            folder = pathlib.Path(shared) / name
            folder.mkdir()
            screen.at_home_in(folder)
            bench = Bench(binary, folder, screen)
            try:
                test(bench)
                passed += 1
                print(f"window {name} ... ok", flush=True)
            except Exception:  # pylint: disable=broad-except # whatever it is, the other tests still run
                failed += 1
                PICTURES.mkdir(parents=True, exist_ok=True)
                screen.picture(PICTURES / f"{name}.png")
                print(f"window {name} ... FAILED (see {PICTURES / name}.png)", flush=True)
                traceback.print_exc()
            finally:
                bench.close()
    print(f"\nwindow: {passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
