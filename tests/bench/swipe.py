"""Swipes on the release binary through a feed of 1080p episodes on loopback: by real key presses in a window under Xvfb, and by
`bench swipe` headless. Prints count, p50, p95 and maximum of the swipe to a prepared and to an unprepared page and of the last of ten
swipes in two seconds, and the black frames. A swipe counts from its intent to the first present with the target's own picture."""
import argparse
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import clips  # noqa: E402
from harness import BINARY, Display, WebServer  # noqa: E402
from players import Cliffhanger  # noqa: E402
from screen import Screen  # noqa: E402

CLIPS = ROOT / "build/bench-clips"
EPISODES = 24
SETTLED_S = 0.9
SHEET_S = 0.5


class Window:
    """The program in a window, and keys pressed on the X server."""

    def __init__(self, source, size):
        self.source = source
        self.display_size = tuple(map(int, size.split("x")))

    def play(self, press_keys):
        """Runs the program while press_keys(screen) presses; returns its stats."""
        with Display(*self.display_size) as display:
            screen = Screen(display.name)
            player = Cliffhanger(display, BINARY).start(self.source)
            screen.wait_for_color(*clips.block_center(*self.display_size), clips.PALETTE["a"])
            time.sleep(1.5)
            press_keys(screen)
            player.stop()
            return player.stats


def singles(count):
    def press_keys(screen):
        for i in range(count):
            screen.press("Down" if i // 8 % 2 == 0 else "Up")
            time.sleep(SETTLED_S)
    return press_keys


def jumps(count):
    """Three episodes on or back in the list of episodes: nothing has prepared that one."""
    def press_keys(screen):
        for i in range(count):
            screen.press("e")
            time.sleep(SHEET_S)
            for _ in range(3):
                screen.press("Right" if i % 2 == 0 else "Left")
                time.sleep(0.06)
            screen.press("Return")
            time.sleep(SHEET_S + SETTLED_S)
    return press_keys


def bursts(count):
    def press_keys(screen):
        for i in range(count):
            for _ in range(10):
                screen.press("Down" if i % 2 == 0 else "Up")
                time.sleep(0.2)
            time.sleep(2 * SETTLED_S)
    return press_keys


def last_of_bursts(swipes):
    """Within a burst swipes are 0.2 s apart, between two nearly 2 s; one that was overtaken has no figure."""
    return [swipe for swipe, after in zip(swipes, [*swipes[1:], None]) if after is None or after["at_s"] - swipe["at_s"] > 1]


def print_line(name, swipes, planned):
    values = sorted(swipe["first_frame_ms"] for swipe in swipes)
    if not values:
        return print(f"{name:10} {0:4} of {planned:4}")
    p95 = values[math.ceil(0.95 * len(values)) - 1]
    print(f"{name:10} {len(values):4} of {planned:4}   p50 {statistics.median_low(values):7.2f} ms   p95 {p95:7.2f} ms   max {values[-1]:7.2f} ms")


def in_window(source, size, count):
    window = Window(source, size)
    print(f"X11 window {size}, CPU presenter, keys pressed", flush=True)
    single, jump, burst = max(2, count), max(2, count // 20 * 2), max(2, count // 50 * 2)
    runs = [window.play(singles(single)), window.play(jumps(jump)), window.play(bursts(burst))]
    print_line("prepared", [swipe for swipe in runs[0]["swipes"] if swipe["kind"] == "prepared"], single)
    print_line("unprepared", [swipe for run in runs[:2] for swipe in run["swipes"] if swipe["kind"] == "unprepared"], jump)
    print_line("burst end", last_of_bursts(runs[2]["swipes"]), burst)
    frames = {name: sum(run["frames"][name] for run in runs) for name in ("shown", "dropped", "black")}
    print("frames     " + ", ".join(f"{value} {name}" for name, value in frames.items()), flush=True)


def headless(source, size, count):
    print(f"headless {size}", flush=True)
    environment = dict(os.environ, SDL_AUDIODRIVER="dummy", DISPLAY="")
    environment.pop("WAYLAND_DISPLAY", None)
    subprocess.run([BINARY, "bench", "swipe", source, "--headless", "--swipes", str(count), "--size", size], env=environment, check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", nargs="?", help="another feed or folder; it needs eleven episodes, four of them in the first series")
    parser.add_argument("--swipes", type=int, default=200, help="single ones; jumps and bursts are in proportion")
    parser.add_argument("--size", default="540x960")
    parser.add_argument("--only", choices=["window", "headless"])
    options = parser.parse_args()
    feed = clips.feed_of(CLIPS, "feed", [clips.make(CLIPS, "a-1080p30", "a"), clips.make(CLIPS, "b-1080p30", "b")], EPISODES)
    with WebServer(CLIPS) as web:
        source = options.source or web.url(feed.name)
        if options.only != "headless":
            in_window(source, options.size, options.swipes)
        if options.only != "window":
            headless(source, options.size, options.swipes)


if __name__ == "__main__":
    main()
