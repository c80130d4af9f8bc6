"""Cliffhanger beside ffplay, mpv and VLC on this machine: CPU a played second, peak memory, start to first frame, next episode, seek.
All fullscreen on an X server of their own, interleaved, medians, and our ratio to each. `./dev bench peers` installs the peers."""
import argparse
import pathlib
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import clips  # noqa: E402
from harness import BINARY, Display, WebServer  # noqa: E402
from players import PEERS, Cliffhanger  # noqa: E402
from screen import Screen  # noqa: E402

CLIPS = ROOT / "build/bench-clips"
PLAYED_S = 10


def server_cpu_s(display):
    """CPU time of the X server so far; proc(5): fields 14 and 15 of stat, in ticks of 10 ms."""
    fields = pathlib.Path(f"/proc/{display.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


class Bench:
    def __init__(self, size, rounds):
        self.width, self.height = size
        self.rounds = rounds
        self.players = [Cliffhanger, *[peer for peer in PEERS if peer.available()]]
        self.at = clips.block_center(self.width, self.height)

    def interleaved(self, title, unit, measure, players=None):
        """Runs measure(player class) in turn and prints medians and ratios; None values are left out."""
        players = players or self.players
        values = {player.name: [] for player in players}
        for _ in range(self.rounds):
            for player in players:
                value = measure(player)
                if value is not None:
                    values[player.name].append(value)
        ours = statistics.median(values["cliffhanger"]) if values["cliffhanger"] else None
        print(f"\n{title} [{unit}]")
        best = min((statistics.median(v) for name, v in values.items() if v and name != "cliffhanger"), default=None)
        for name, v in values.items():
            if not v:
                print(f"  {name:14} no figure")
                continue
            median = statistics.median(v)
            ratio = f"ours / it {ours / median:5.2f}" if name != "cliffhanger" and ours else ""
            print(f"  {name:14} {median:9.3f}   (min {min(v):.3f}, max {max(v):.3f})   {ratio}")
        if ours and best:
            print(f"  ours / best peer {ours / best:.2f}")
        sys.stdout.flush()

    def start(self, player, *media, seconds=None):
        return player(self.display, BINARY).start(*media, seconds=seconds)

    def cpu(self, clip):
        def measure(player):
            before = server_cpu_s(self.display)
            running = self.start(player, clip, seconds=PLAYED_S).wait()
            self.rss.setdefault(player.name, []).append(running.peak_rss_mib)
            return (running.cpu_s + server_cpu_s(self.display) - before) / PLAYED_S
        return measure

    def first_frame(self, media):
        def measure(player):
            running = self.start(player, media)
            seen = self.screen.wait_for_color(*self.at, clips.PALETTE["a"])
            running.stop()
            return seen and (seen - running.started) * 1000
        return measure

    def ready(self, running):
        """Playing clip a, and two seconds in: time for a neighbour to be prepared."""
        self.screen.wait_for_color(*self.at, clips.PALETTE["a"][2:3])

    def next_episode(self, folder):
        def measure(player):
            media = [folder] if player is Cliffhanger else sorted(folder.iterdir())
            running = self.start(player, *media)
            self.ready(running)
            begun = time.monotonic()
            if player is Cliffhanger:
                # The page slides in, so the block is in place long after its first pixels: the program's own count is to the first
                # present that contains the picture.
                self.screen.press("Down")
                self.screen.wait_for_color(*self.at, clips.PALETTE["b"])
                time.sleep(0.3)
                running.stop()
                return running.stats["swipes"][0]["first_frame_ms"]
            running.next()
            seen = self.screen.wait_for_color(*self.at, clips.PALETTE["b"])
            running.stop()
            return seen and (seen - begun) * 1000
        return measure

    def unprepared(self, pair, folder):
        def measure(player):
            if player is not Cliffhanger:
                return self.next_episode(pair)(player)
            running = self.start(player, folder)
            self.ready(running)
            # Three on in the list of episodes: nothing has prepared that one.
            self.screen.press("e")
            time.sleep(0.5)
            for _ in range(3):
                self.screen.press("Right")
                time.sleep(0.06)
            self.screen.press("Return")
            time.sleep(1)
            running.stop()
            figures = [swipe["first_frame_ms"] for swipe in running.stats["swipes"] if swipe["kind"] == "unprepared"]
            return figures[0] if figures else None
        return measure

    def seek(self, clip, exact):
        # Half of the clip: 1.5 s after a keyframe.
        target, wanted = clips.DURATION_S / 2, clips.PALETTE["a"][5 if exact else 4]

        def measure(player):
            running = player(self.display, BINARY)
            running.seek_exactly = exact
            running.start(clip)
            self.ready(running)
            begun = time.monotonic()
            self.screen.press("5") if player is Cliffhanger else running.seek(target, exact)
            seen = self.screen.wait_for_color(*self.at, [wanted], timeout_s=3)
            running.stop()
            return seen and (seen - begun) * 1000
        return measure

    def run(self, only):
        wanted = lambda name: not only or name in only
        clip = clips.make(CLIPS, "a-1080p30", "a")
        other = clips.make(CLIPS, "b-1080p30", "b")
        pair = clips.folder_of(CLIPS / "pair", [clip, other])
        four = clips.folder_of(CLIPS / "four", [clip, clip, clip, other])
        print(f"{self.width}x{self.height}, {self.rounds} rounds, clip 1080x1920 H.264 30 fps 4 Mbit/s; players: {', '.join(p.name for p in self.players)}")
        with Display(self.width, self.height) as self.display, WebServer(CLIPS) as web:
            self.screen = Screen(self.display.name)
            if wanted("cpu"):
                self.rss = {}
                self.interleaved("CPU a played second, X server included", "s", self.cpu(clip))
                print("\nPeak memory of that run [MiB]")
                for name, values in self.rss.items():
                    print(f"  {name:14} {statistics.median(values):9.1f}")
            if wanted("start"):
                self.interleaved("Start to first frame, local", "ms", self.first_frame(clip))
                self.interleaved("Start to first frame, HTTP", "ms", self.first_frame(web.url("a-1080p30.mp4")))
            able = [player for player in self.players if player.has_next]
            if wanted("next"):
                self.interleaved("Next episode, prepared (mpv stripped: prefetching)", "ms", self.next_episode(pair), able)
                self.interleaved("Next episode, unprepared (ours: three pages on)", "ms", self.unprepared(pair, four), able)
            if wanted("seek"):
                self.interleaved("Seek, keyframe on the screen", "ms", self.seek(clip, exact=False), able)
                self.interleaved("Seek, exact frame on the screen", "ms", self.seek(clip, exact=True), able)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="540x960")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=["cpu", "start", "next", "seek"], help="these parts alone")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    Bench((width, height), options.rounds).run(options.only)


if __name__ == "__main__":
    main()
