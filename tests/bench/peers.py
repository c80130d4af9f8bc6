"""Cliffhanger beside ffplay, mpv and VLC on this machine: CPU a played second, peak memory, start to first frame, next episode, seek (local,
HTTP, HLS), change of subtitles and of sound; 1080p30 H.264, and beside it HEVC, 60 fps, 4K and captions.
All fullscreen on an X server of their own, interleaved, medians, and our ratio to each. `./dev bench peers` installs the peers."""
import argparse
import pathlib
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/e2e"))
import clips  # noqa: E402
import sound  # noqa: E402
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

    def subtitles(self, clip):
        """From the key, or the command, to the other track's colour on the screen."""
        def measure(player):
            running = self.start(player, clip)
            at = clips.subtitle_center(self.width, self.height)
            self.ready(running)
            if self.screen.wait_for_color(*at, clips.SUBTITLES[:1]) is None:
                running.stop()
                return None
            begun = time.monotonic()
            self.screen.press("C", shift=True) if player is Cliffhanger else running.second_subtitles()
            seen = self.screen.wait_for_color(*at, clips.SUBTITLES[1:])
            running.stop()
            return seen and (seen - begun) * 1000
        return measure

    def sound(self, clip):
        """From the key to the first sample of the other language, in what the device is given. A muting before it tells where in the
        file the moment of a key lies; peers have no such file that keeps the pace of playback."""
        def measure(player):
            running = player(self.display, BINARY)
            running.sink = CLIPS / "heard.wav"
            running.start(clip)
            self.ready(running)
            muted = time.monotonic()
            self.screen.press("m")
            time.sleep(0.5)
            self.screen.press("m")
            time.sleep(1)
            begun = time.monotonic()
            self.screen.press("b")
            time.sleep(1.5)
            running.stop()
            silent, changed = sound.first_silence(running.sink), sound.first_of_tone(running.sink, *clips.TONES)
            return silent and changed and (changed - silent - (begun - muted)) * 1000
        return measure

    def others(self, on):
        """The same clip in other formats."""
        if not on:
            return []
        return [("1080p30 HEVC", clips.make(CLIPS, "a-1080p30-hevc", "a", codec="libx265", bitrate="2500k")),
                ("1080p60 H.264", clips.make(CLIPS, "a-1080p60", "a", fps=60)),
                ("2160p30 H.264", clips.make(CLIPS, "a-2160p30", "a", width=2160, height=3840, bitrate="16M"))]

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
            for name, media in self.others(wanted("formats")):
                self.rss = {}
                self.interleaved(f"CPU a played second, {name}", "s", self.cpu(media))
                self.interleaved(f"Start to first frame, {name}", "ms", self.first_frame(media))
            if wanted("next"):
                self.interleaved("Next episode, prepared (mpv stripped: prefetching)", "ms", self.next_episode(pair), able)
                self.interleaved("Next episode, unprepared (ours: three pages on)", "ms", self.unprepared(pair, four), able)
            if wanted("seek"):
                for name, media in [("local", clip), ("HTTP", web.url("a-1080p30.mp4")),
                                    ("HLS TS", web.url(clips.package(CLIPS, "hls-ts", clip, "ts"))),
                                    ("HLS fMP4", web.url(clips.package(CLIPS, "hls-fmp4", clip, "fmp4"))),
                                    *self.others(wanted("formats"))]:
                    self.interleaved(f"Seek, keyframe on the screen, {name}", "ms", self.seek(media, exact=False), able)
                    self.interleaved(f"Seek, exact frame on the screen, {name}", "ms", self.seek(media, exact=True), able)
            if wanted("tracks"):
                tracks = clips.with_tracks(CLIPS, "tracks", clip)
                self.interleaved("Change of subtitles, on the screen", "ms", self.subtitles(tracks), able)
                self.interleaved("Change of the language heard", "ms", self.sound(tracks), [Cliffhanger])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="540x960")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=["cpu", "start", "formats", "next", "seek", "tracks"], help="these parts alone")
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    Bench((width, height), options.rounds).run(options.only)


if __name__ == "__main__":
    main()
