#!/usr/bin/python3
"""Takes README's pictures of the real window anew, into `assets/screenshots/`.

    tests/window/pictures.py target/debug/tickmark
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

import desktop
from desktop import App
from run import REVIEW, ROOT, mark

OUT = ROOT / "assets" / "screenshots"
SIZE = (1440, 900)


def take(screen, binary, folder, theme, name, show):
    folder.mkdir()
    screen.at_home_in(folder)
    settings = folder / "home" / "config" / "tickmark" / "settings.ron"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'(checker: "Jo Abara", theme: {theme})', encoding="utf-8")
    review = folder / "Ferries.tickmark.ron"
    shutil.copy(REVIEW, review)
    app = App(binary, review, log=folder / "program.log")
    subprocess.run(["xdotool", "windowsize", "--sync", str(app.window), *map(str, SIZE)], check=True)
    app.press(mark(app, show))
    # The pointer out of the way, so that nothing is lit under it.
    subprocess.run(["xdotool", "mousemove", "1690", "1090"], check=True)
    app.settle()
    picture = OUT / f"{name}.png"
    # A palette makes it a third as large, and without dithering the letters stay as they are.
    small = ["-strip", "-dither", "None", "-colors", "255", "-define", "png:compression-level=9", f"png8:{picture}"]
    subprocess.run(["import", "-silent", "-window", str(app.window), *small], check=True)
    app.kill()
    print(picture)


def main():
    desktop.in_a_session_of_its_own()
    binary = pathlib.Path(sys.argv[1]).resolve()
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tickmark-") as shared, desktop.Desktop(shared, "1700x1100") as screen:
        shared = pathlib.Path(shared)
        take(screen, binary, shared / "light", "Light", "review-light", "10 percent")
        take(screen, binary, shared / "dark", "Dark", "review-dark", "10 percent")
        take(screen, binary, shared / "contrast", "HighContrast", "review-contrast", "10 percent")


if __name__ == "__main__":
    main()
