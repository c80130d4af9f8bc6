"""The interface on the CPU presenter, in a window under Xvfb: start to the first screen with 10,000 episodes in the catalog, and its memory;
how even swipes between 1080p episodes and shelves of posters move; what laying out the interface costs while an episode plays and the
controls are hidden. Medians of the rounds."""
import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import clips  # noqa: E402
from harness import BINARY, Display  # noqa: E402
from players import Cliffhanger  # noqa: E402
from screen import Screen  # noqa: E402

CLIPS = ROOT / "build/bench-clips"
SERIES, EPISODES = 2000, 5
GENRES = 20
SHORT_S, LONG_S = 10, 30
WHEEL_DOWN, WHEEL_UP = 5, 4


def large_catalog(clip):
    """A feed of 10,000 episodes, every series with a poster of its own."""
    folder = CLIPS / "large"
    feed = folder / "feed.json"
    if feed.exists():
        return feed
    (folder / "posters").mkdir(parents=True, exist_ok=True)
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=400x600:rate=50", "-frames:v", str(SERIES), "-q:v", "4",
                    str(folder / "posters/%d.jpg")], check=True)
    shutil.copy(clip, folder)
    series = [{"id": f"s{n}", "title": f"Series number {n}", "releaseDate": f"20{10 + n % 16}-01-{1 + n % 28:02}", "shortDescription": f"What happens in series {n}.",
               "genres": [f"genre {n % GENRES}"], "thumbnail": f"posters/{n}.jpg",
               "_drama": {"orientation": "portrait", "aspect": "9:16", "likes": n * 37 % 90_000, "posters": [{"url": f"posters/{n}.jpg", "width": 400, "height": 600}]},
               "episodes": [{"id": f"s{n}-{e}", "title": f"Episode {e}", "episodeNumber": e, "releaseDate": "2026-01-01",
                             "content": {"duration": clips.DURATION_S, "language": "en", "videos": [{"url": clip.name, "quality": "FHD", "videoType": "MP4"}]}}
                            for e in range(1, EPISODES + 1)]} for n in range(1, SERIES + 1)]
    feed.write_text(json.dumps({"providerName": "Bench", "lastUpdated": "2026-01-01T00:00:00Z", "language": "en", "series": series}))
    return feed


class Measured(Cliffhanger):
    """With more options."""
    extra = ()

    def command(self, media, seconds):
        return [*super().command(media, seconds), *self.extra, "--private", "--new-window"]


class Bench:
    def __init__(self, size, rounds):
        self.size, self.rounds = tuple(map(int, size.split("x"))), rounds
        clip = clips.make(CLIPS, "a-1080p30", "a")
        self.feed, self.clip = large_catalog(clip), clip

    def run(self, act, *extra, seconds=None):
        """The stats of one run of the program, in which act(screen) is done."""
        with Display(*self.size) as display:
            screen = Screen(display.name)
            player = Measured(display, BINARY)
            player.extra = extra
            player.start(self.feed, seconds=seconds)
            if seconds:
                player.wait()
                player.read_figures()
            else:
                time.sleep(3)
                act(screen)
                player.stop()
            return player.stats

    def median(self, name, unit, of, *args, limit, **options):
        values = sorted(of(self.run(*args, **options)) for _ in range(self.rounds))
        value = statistics.median(values)
        print(f"  {name:58} {value:8.1f} {unit}   ({values[0]:.1f} to {values[-1]:.1f}), wanted <= {limit:g}{'' if value <= limit else '   MISSED'}", flush=True)

    def interface_share(self):
        """Of a core, between two lengths of the same run, so that its beginning does not count."""
        cpu = [self.run(None, "--screen", "player", seconds=seconds)["interface_cpu_s"] for seconds in (SHORT_S, LONG_S)]
        return (cpu[1] - cpu[0]) / (LONG_S - SHORT_S) * 100

    def all(self):
        print(f"\n{self.size[0]}x{self.size[1]}, CPU presenter, {SERIES * EPISODES} episodes, {self.rounds} rounds", flush=True)
        home = ("--screen", "home")
        self.median("Home, start to its first screen", "ms", lambda s: s["start"]["screen_ms"], None, *home, seconds=3, limit=300)
        self.median("Home, peak memory then", "MiB", lambda s: s["peak_rss_mib"], None, *home, seconds=3, limit=120)
        self.median("Player, start to its first picture", "ms", lambda s: s["start"]["first_frame_ms"], None, "--screen", "player", seconds=3, limit=300)
        for name, act, options in [("Swipes with 1080p", swipes, ("--screen", "player")), ("Home, shelf after shelf", wheel, home)]:
            self.median(f"{name}: from one scene to the next, p95", "ms", lambda s: s["motion_interval_ms"]["p95"], act, *options, limit=33)
        shares = sorted(self.interface_share() for _ in range(self.rounds))
        print(f"  {'Laying out while an episode plays, controls hidden':58} {statistics.median(shares):8.2f} % of a core, wanted <= 2", flush=True)


def swipes(screen):
    for number in range(16):
        screen.press("Down" if number % 8 < 5 else "Up")
        time.sleep(0.8)


def wheel(screen):
    for number in range(120):
        screen.turn_wheel(WHEEL_DOWN if number < 80 else WHEEL_UP)
        time.sleep(0.06)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", nargs="+", default=["540x960", "720x1280"])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for size in options.size:
        Bench(size, options.rounds).all()


if __name__ == "__main__":
    main()
