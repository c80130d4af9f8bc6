"""The interface on the CPU presenter, in a window under Xvfb: start to the first screen with 10,000 episodes in the catalog, and its memory;
how even swipes between 1080p episodes and shelves of posters move, up to all 2,000 posters of twenty whole shelves; what the interface costs
while an episode plays and the controls are hidden, and while nothing happens at all. Medians of the rounds."""
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
from harness import BINARY, Display, Player  # noqa: E402
from players import Cliffhanger  # noqa: E402
from screen import Screen  # noqa: E402

CLIPS = ROOT / "build/bench-clips"
SERIES, EPISODES = 2000, 5
GENRES = 20
SHELVES, SHELF = 20, 100  # of the feed's own, all series once
SHORT_S, LONG_S = 10, 30
FIRST_SHELF, CARD, NOTCH = 1, 120, 96  # on Home; pixels from one poster to the next, and that a notch of the wheel scrolls
WHEEL_UP, WHEEL_DOWN, WHEEL_RIGHT = 4, 5, 7


def large_catalog(clip):
    """A feed of 10,000 episodes, every series with a poster of its own (some 50 KB, as photographs have) and on one of its shelves."""
    folder = CLIPS / "shelves"
    feed = folder / "feed.json"
    if feed.exists():
        return feed
    (folder / "posters").mkdir(parents=True, exist_ok=True)
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=400x600:rate=50,noise=alls=10", "-frames:v", str(SERIES), "-q:v", "4",
                    str(folder / "posters/%d.jpg")], check=True)
    shutil.copy(clip, folder)
    series = [{"id": f"s{n}", "title": f"Series number {n}", "releaseDate": f"20{10 + n % 16}-01-{1 + n % 28:02}", "shortDescription": f"What happens in series {n}.",
               "genres": [f"genre {n % GENRES}"], "thumbnail": f"posters/{n}.jpg",
               "_drama": {"orientation": "portrait", "aspect": "9:16", "likes": n * 37 % 90_000, "posters": [{"url": f"posters/{n}.jpg", "width": 400, "height": 600}]},
               "episodes": [{"id": f"s{n}-{e}", "title": f"Episode {e}", "episodeNumber": e, "releaseDate": "2026-01-01",
                             "content": {"duration": clips.DURATION_S, "language": "en", "videos": [{"url": clip.name, "quality": "FHD", "videoType": "MP4"}]}}
                            for e in range(1, EPISODES + 1)]} for n in range(1, SERIES + 1)]
    names = [f"Row {n}" for n in range(1, SHELVES + 1)]
    feed.write_text(json.dumps({
        "providerName": "Bench", "lastUpdated": "2026-01-01T00:00:00Z", "language": "en", "series": series,
        "categories": [{"name": name, "playlistName": name, "order": "manual"} for name in names],
        "playlists": [{"name": name, "itemIds": [f"s{row * SHELF + n}" for n in range(1, SHELF + 1)]} for row, name in enumerate(names)]}))
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

    def between(self, *options):
        """What of the statistics grows between two lengths of the same run, so that its beginning does not count, each second."""
        short, long = (self.run(None, *options, seconds=seconds) for seconds in (SHORT_S, LONG_S))
        return lambda name: (long[name] - short[name]) / (LONG_S - SHORT_S)

    def feed_shelves(self):
        """Where the feed's first shelf lies on Home, and how tall one is."""
        with Display(*self.size) as display, Player(self.feed, "--size", display.size, "--renderer", "cpu", "--screen", "home", "--private", "--new-window", display=display) as player:
            first, second = (player.node(f"home.shelf.{n}")["rect"][1] for n in (FIRST_SHELF, FIRST_SHELF + 1))
            return first, second - first

    def posters(self):
        """All posters of the feed's shelves, one shelf after the other, at forty a second."""
        first, height = self.feed_shelves()

        def through_all(screen):
            turned = 0
            for shelf in range(SHELVES):
                middle = first + (shelf + 0.5) * height - self.size[1] / 2
                while turned < round(middle / NOTCH):
                    screen.turn_wheel(WHEEL_DOWN)
                    turned += 1
                    time.sleep(0.06)
                for _ in range(SHELF * CARD // NOTCH):
                    screen.turn_wheel(WHEEL_RIGHT)
                    time.sleep(0.02)

        stats = self.run(through_all, "--screen", "home")
        self.line("All posters of all shelves: from one scene to the next, p95", "ms", stats["motion_interval_ms"]["p95"], limit=33)
        print(f"  {'':58} at worst {stats['motion_interval_ms']['max']:.0f} ms, p95 of the work {stats['motion_work_ms']['p95']:.1f} ms", flush=True)
        self.line("Posters decoded, of 2,000", "", stats["artwork"]["decoded"])
        self.line("Decoded posters kept", "MiB", stats["artwork"]["peak_mib"], limit=32)
        self.line("Peak memory", "MiB", stats["peak_rss_mib"])

    def line(self, name, unit, value, limit=None):
        wanted = f"   wanted <= {limit:g}{'' if value <= limit else '   MISSED'}" if limit is not None else ""
        print(f"  {name:58} {value:8.2f} {unit}{wanted}", flush=True)

    def playing(self):
        grown = self.between("--screen", "player")
        shares = {"Laying out while an episode plays, controls hidden": grown("interface_cpu_s"), "The presenter's part of the interface then": grown("raster_cpu_s")}
        for name, share in shares.items():
            self.line(name, "% of a core", share * 100)
        self.line("Both", "% of a core", sum(shares.values()) * 100, limit=2)

    def resting(self):
        """The hero, which would turn by itself, rests with reduced motion. Starts differ by a few scenes."""
        options = ("--screen", "home", "--reduced-motion")
        short, long = (self.run(None, *options, seconds=seconds) for seconds in (SHORT_S, LONG_S))
        for name, key in [("laid out and shown", "presented"), ("laid out for nothing", "unchanged")]:
            self.line(f"Home at rest for {LONG_S - SHORT_S} s: scenes {name}", "", max(0, long["scenes"][key] - short["scenes"][key]), limit=5)
        self.line("The whole program then", "% of a core", (long["cpu_s"] - short["cpu_s"]) / (LONG_S - SHORT_S) * 100, limit=1)

    def starts_and_motion(self):
        home = ("--screen", "home")
        self.median("Home, start to its first screen", "ms", lambda s: s["start"]["screen_ms"], None, *home, seconds=3, limit=300)
        self.median("Home, peak memory then", "MiB", lambda s: s["peak_rss_mib"], None, *home, seconds=3, limit=120)
        self.median("Player, start to its first picture", "ms", lambda s: s["start"]["first_frame_ms"], None, "--screen", "player", seconds=3, limit=300)
        for name, act, options in [("Swipes with 1080p", swipes, ("--screen", "player")), ("Home, shelf after shelf", wheel, home)]:
            self.median(f"{name}: from one scene to the next, p95", "ms", lambda s: s["motion_interval_ms"]["p95"], act, *options, limit=33)

    def all(self, parts):
        print(f"\n{self.size[0]}x{self.size[1]}, CPU presenter, {SERIES * EPISODES} episodes, {self.rounds} rounds", flush=True)
        for part in parts:
            PARTS[part](self)


PARTS = {"motion": Bench.starts_and_motion, "posters": Bench.posters, "playing": Bench.playing, "resting": Bench.resting}


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
    parser.add_argument("--rounds", type=int, default=3, help="of starts and motion; the rest is done once")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    for size in options.size:
        Bench(size, options.rounds).all(options.only)


if __name__ == "__main__":
    main()
