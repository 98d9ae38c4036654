"""A desktop without a screen: X, a window manager, a session bus and an accessibility bus of its own.

The program under test is driven as a person drives it, by mouse and keys, and read as a screen reader
reads it, by role and name. Nothing waits for a fixed time: each step waits for what should appear.
"""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

import gi
from gi.repository import GLib

# Generous, since a busy machine that draws in software can stall for seconds; never slept through.
PATIENCE = float(os.environ.get("TICKMARK_WINDOW_PATIENCE", "60"))


class Missed(AssertionError):
    """What should have appeared did not."""


def wait(what, look, patience=PATIENCE):
    """The first truthy thing that `look` gives; `Missed` when it gives none for too long."""
    end = time.monotonic() + patience
    while True:
        # A widget that goes while its tree is walked is an error of the bus; the next look sees the new tree.
        with contextlib.suppress(OSError, subprocess.CalledProcessError, GLib.GError):
            found = look()
            if found:
                return found
        if time.monotonic() > end:
            raise Missed(f"waited {patience:.0f} s for {what}")
        time.sleep(0.05)


def in_a_session_of_its_own():
    """Starts this script again inside a fresh session bus, unless it already runs in one."""
    if os.environ.get("TICKMARK_WINDOW_SESSION") != str(os.getppid()):
        os.environ["TICKMARK_WINDOW_SESSION"] = "wanted"
        env = {k: v for k, v in os.environ.items() if k not in ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY")}
        # The bus talks a lot; what the script says goes past it to where it would have gone.
        mouth = os.dup(2)
        inner = f'TICKMARK_WINDOW_SESSION=$$ "$@" 2>&{mouth}; exit $?'
        command = ["dbus-run-session", "--", "bash", "-c", inner, "bash", sys.executable, *sys.argv]
        run = subprocess.run(command, env=env, stderr=subprocess.DEVNULL, pass_fds=[mouth], check=False)
        sys.exit(run.returncode)


class Desktop:
    """Everything that must run before a window can open. Leaves nothing behind."""

    def __init__(self, folder, size="1600x1000"):
        self.folder = pathlib.Path(folder)
        self.size = size
        self.running = []

    def __enter__(self):
        read, write = os.pipe()
        self._start(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"],
                    pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Missed("Xvfb found no free display")
        os.environ["DISPLAY"] = f":{number}"
        os.environ["NO_AT_BRIDGE"] = "0"
        if not os.environ.get("XDG_RUNTIME_DIR"):
            path = self.folder / "run"
            path.mkdir(mode=0o700, exist_ok=True)
            os.environ["XDG_RUNTIME_DIR"] = str(path)
        self._start(["openbox", "--sm-disable"])
        wait("a window manager", lambda: b"window id" in output("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        self._start([launcher(), "--launch-immediately"])
        wait("the accessibility bus", lambda: output(
            "gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
            "--method", "org.a11y.Bus.GetAddress"))
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            output("gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                   "--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", name, "<true>")
        return self

    def __exit__(self, *_):
        for process in reversed(self.running):
            process.terminate()
        for process in reversed(self.running):
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            if process.poll() is None:
                process.kill()

    def _start(self, command, **options):
        log = open(self.folder / f"{pathlib.Path(command[0]).name}.log", "ab")
        self.running.append(subprocess.Popen(command, stdout=log, stderr=log, **options))

    @staticmethod
    def at_home_in(folder):
        """The settings of whoever runs the tests stay as they are: those of the program go here."""
        for name in ("config", "data", "cache", "state"):
            path = pathlib.Path(folder) / "home" / name
            path.mkdir(parents=True, exist_ok=True)
            os.environ[f"XDG_{name.upper()}_HOME"] = str(path)

    def picture(self, path):
        """The whole screen as a PNG."""
        subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True)


class App:
    """The program, running in a window."""

    def __init__(self, binary, *arguments, log, under=()):
        self.log = pathlib.Path(log)
        command = [*under, str(binary), *map(str, arguments)]
        with open(self.log, "ab") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out)
        self.window = self.wait("its window", self._window)
        # Keys go to the window that has the focus, and a window manager may take its time.
        self.wait("the focus", lambda: self._focus() == self.window)

    def wait(self, what, look, patience=PATIENCE):
        def alive():
            if self.process.poll() is not None:
                raise Missed(f"the program ended with {self.process.returncode} before {what}:\n"
                             + self.log.read_text(errors="replace")[-2000:])
            return look()
        return wait(what, alive, patience)

    def _window(self):
        found = output("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
        return int(found[-1]) if found else None

    def _focus(self):
        output("xdotool", "windowactivate", str(self.window))
        return int(output("xdotool", "getwindowfocus"))

    def title(self):
        return output("xdotool", "getwindowname", str(self.window)).decode(errors="replace").strip()

    def key(self, *names):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *names], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--delay", "20", text], check=True)

    def click(self, x, y):
        subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], check=True)

    def sweep(self, field):
        """Selects all that stands in a field by drawing the pressed mouse over it, from corner to corner."""
        x, y, width, height = self.box(field)
        for steps in (["mousemove", x + 1, y + 4, "mousedown", "1"],
                      ["mousemove", x + width // 2, y + height // 2],
                      ["mousemove", x + width - 4, y + height - 3],
                      ["mouseup", "1"]):
            subprocess.run(["xdotool", *map(str, steps)], check=True)
            # A frame that took two of them at once would see no way between.
            self.settle()

    def kill(self):
        """As a power cut does: no word, no time to tidy."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def close(self):
        """As the window manager's button does."""
        subprocess.run(["xdotool", "windowclose", str(self.window)], check=False)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        if self.process.poll() is None:
            self.kill()

    # ---- as a screen reader sees it

    def nodes(self):
        """Every widget that is told to a screen reader, in reading order."""
        atspi = accessibility()
        desktop = atspi.get_desktop(0)
        for at in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(at)
            if app is not None and app.get_process_id() == self.process.pid:
                yield from walk(app)

    def find(self, name, role=None):
        """The first widget whose name matches the whole of the pattern `name`."""
        for node in self.nodes():
            if (role is None or re.fullmatch(role, node.get_role_name())) and re.fullmatch(name, node.get_name() or "", re.S):
                return node
        return None

    def see(self, name, role=None, patience=PATIENCE):
        """Waits for a widget."""
        what = f"“{name}”" + (f" ({role})" if role else "")
        try:
            return self.wait(what, lambda: self.find(name, role), patience)
        except Missed as missed:
            raise Missed(f"{missed}; there was:\n{self.tree()}") from None

    def press(self, node):
        """Clicks the middle of a widget with the mouse."""
        x, y = self.middle(node)
        self.click(x, y)

    def middle(self, node):
        x, y, width, height = self.box(node)
        return x + width // 2, y + height // 2

    def box(self, node):
        """Where a widget is on the screen: left, top, width, height."""
        box = accessibility().Component.get_extents(node, accessibility().CoordType.WINDOW)
        left, top = self.place()
        return left + box.x, top + box.y, box.width, box.height

    def is_in_view(self, node):
        """Whether the middle of a widget is inside the window, clear of the bars at its edges."""
        x, y = self.middle(node)
        left, top = self.place()
        width, height = self.size()
        return left < x < left + width and top + 60 < y < top + height - 60

    def scroll(self, x, y, clicks=3):
        """Turns the wheel down over a place in the window."""
        left, top = self.place()
        wheel = ["click", "--repeat", str(clicks), "5"]
        subprocess.run(["xdotool", "mousemove", str(left + x), str(top + y), *wheel], check=True)

    def settle(self):
        """Waits until the window draws the same twice: what was set moving has come to rest."""
        def look():
            return output("import", "-silent", "-window", str(self.window), "-depth", "8", "rgb:-")
        last = [look()]

        def same():
            last.append(look())
            return last[-1] == last[-2]
        self.wait("the window to come to rest", same)

    def place(self):
        """Where the inside of the window begins on the screen."""
        return self._facts(r"Absolute upper-left [XY]")

    def size(self):
        """Width and height of the inside of the window."""
        return self._facts(r"Width|Height")

    def _facts(self, names):
        # Not xdotool's geometry, which counts the frame of a managed window twice.
        found = output("xwininfo", "-id", str(self.window)).decode()
        return tuple(int(n) for n in re.findall(rf"(?:{names}):\s+(-?\d+)", found))

    def tree(self):
        """All that a screen reader would read, for messages."""
        found = []
        with contextlib.suppress(GLib.GError):
            found.extend(f"{n.get_role_name()}: {n.get_name()!r}" for n in self.nodes())
        return "\n".join(found)


def walk(node):
    yield node
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child is not None:
            yield from walk(child)


def accessibility():
    """The AT-SPI library, taken up only once the bus runs."""
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
    if not getattr(accessibility, "ready", False):
        Atspi.init()
        accessibility.ready = True
    return Atspi


def launcher():
    """Debian keeps the launcher out of the path."""
    places = ["/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"]
    return shutil.which("at-spi-bus-launcher") or next(p for p in places if os.path.exists(p))


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
