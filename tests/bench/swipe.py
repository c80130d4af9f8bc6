"""Swipes on the release binary, in a window under Xvfb and headless: prints p50 and p95 of the prepared and the unprepared swipe and
the black frames. A swipe counts from its intent to the first present with the target's own picture."""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
from harness import BINARY, Display  # noqa: E402


def measure(title, arguments, display=None):
    environment = dict(os.environ, SDL_AUDIODRIVER="dummy", DISPLAY=display.name if display else "")
    environment.pop("WAYLAND_DISPLAY", None)
    print(title, flush=True)
    subprocess.run([BINARY, "bench", "swipe", *arguments], env=environment, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="?", help="feed or folder instead of the bundled catalog")
    parser.add_argument("--swipes", type=int, default=200)
    parser.add_argument("--size", default="540x960")
    options = parser.parse_args()
    arguments = ["--swipes", str(options.swipes), "--size", options.size] + ([options.source] if options.source else [])
    with Display() as display:
        measure(f"X11 window {options.size}, CPU presenter", [*arguments, "--renderer", "cpu"], display)
    measure(f"headless {options.size}", [*arguments, "--headless"])


if __name__ == "__main__":
    main()
