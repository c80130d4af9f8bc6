"""A scripted viewer of an HLS catalog, and how each player is made to follow the script: Cliffhanger by its own `--script`, mpv by its
socket. What comes out is the same for both: when each page had its picture, how long playback stood still, how far each episode was
watched."""
import dataclasses
import json
import random
import subprocess
import threading
import time

from players import Cliffhanger, Ffplay, Mpv, MpvStripped

EPISODES_A_SERIES = 6
JUMP = 3  # pages: farther than any neighbour is prepared as a picture
LONGEST_WATCH_S = 11.0  # shorter than the shortest demo episode


@dataclasses.dataclass
class Move:
    at_s: float
    to: int  # episode in the catalog's order
    jump: bool = False


@dataclasses.dataclass
class Visit:
    episode: int
    began_s: float  # the intent, since the process started
    ended_s: float
    jump: bool = False
    first_frame_s: float | None = None  # since the process started
    kind: str = "start"  # prepared or unprepared, as the player says; peers know no difference
    stalled_s: float = 0.0

    @property
    def watched_s(self):
        return 0.0 if self.first_frame_s is None else max(0.0, self.ended_s - self.first_frame_s - self.stalled_s)


def plan(minutes, seed):
    """Some episodes are skipped after a second or two, most are watched for a while, and now and then one is chosen from the list."""
    dice = random.Random(seed)
    moves, at_s, episode = [], 0.0, 0
    while True:
        at_s += dice.uniform(1.5, 3) if dice.random() < 0.3 else dice.uniform(3, LONGEST_WATCH_S)
        if at_s > minutes * 60:
            return moves
        jump = episode % EPISODES_A_SERIES + JUMP < EPISODES_A_SERIES and dice.random() < 0.5
        episode += JUMP if jump else 1
        moves.append(Move(at_s, episode, jump))


def visits_of(moves, end_s):
    times = [0.0] + [move.at_s for move in moves] + [end_s]
    return [Visit(move.to, times[i], times[i + 1], move.jump) for i, move in enumerate([Move(0.0, 0), *moves])]


def script_of(moves, end_s):
    """Keys as a person presses them; a jump opens the list of episodes, goes on by three and chooses."""
    steps = []
    for move in moves:
        if not move.jump:
            steps.append((move.at_s, "Down"))
            continue
        keys = [*["Right"] * JUMP, "Return"]
        steps.append((move.at_s - 0.9, "e"))
        steps += [(move.at_s - 0.1 * (len(keys) - 1 - i), key) for i, key in enumerate(keys)]
    lines = [{"t": round(at * 1000), "ev": "key", "key": key} for at, key in steps]
    return "".join(json.dumps(line) + "\n" for line in [*lines, {"t": round(end_s * 1000), "quit": True}])


class CliffhangerViewer(Cliffhanger):
    """Without a cache on disk that another run filled: its home folder is new each time."""

    def watch(self, feed, urls, moves, end_s):
        script = self.folder / "script.jsonl"
        script.write_text(script_of(moves, end_s))
        self.words = ["--script", str(script)]
        self.start(feed)
        self.wait(end_s + 30)
        self.read_figures()
        visits = visits_of(moves, end_s)
        start_ms = self.stats["start"]["first_frame_ms"]
        if start_ms is not None and start_ms / 1000 < visits[0].ended_s:
            visits[0].first_frame_s = start_ms / 1000
        for swipe in self.stats["swipes"]:
            visit = min(visits[1:], key=lambda visit: abs(visit.began_s - swipe["at_s"]))
            visit.kind, visit.first_frame_s = swipe["kind"], swipe["at_s"] + swipe["first_frame_ms"] / 1000
            visit.began_s = swipe["at_s"]
        for stall in self.stats["stalls"]:
            visit = next((v for v in visits if v.began_s <= stall["at_s"] < v.ended_s), visits[-1])
            visit.stalled_s += min(stall["ms"] / 1000, visit.ended_s - stall["at_s"])
        return visits

    def command(self, media, seconds):
        return super().command(media, seconds) + getattr(self, "words", [])


class MpvViewer(Mpv):
    """Follows its events: `playback-restart` comes with the first picture of a file."""

    def listen(self):
        self.tell("observe_property", 1, "paused-for-cache")
        self.events = []
        threading.Thread(target=self.read_events, args=[self.ipc.makefile()], daemon=True).start()

    def read_events(self, lines):
        try:
            for line in lines:
                self.events.append((time.monotonic() - self.started, json.loads(line)))
        except (OSError, ValueError):
            pass  # the player has ended

    def watch(self, feed, urls, moves, end_s):
        self.start(*urls)
        self.listen()
        for move in moves:
            time.sleep(max(0.0, self.started + move.at_s - time.monotonic()))
            self.tell("playlist-play-index", move.to)
        time.sleep(max(0.0, self.started + end_s - time.monotonic()))
        self.stop()
        visits = visits_of(moves, end_s)
        for visit in visits:
            inside = [(at, event) for at, event in self.events if visit.began_s <= at < visit.ended_s]
            # The first restart after the file was begun; one that belongs to the file before comes before its own start-file.
            begun = next((at for at, event in inside if event.get("event") == "start-file"), visit.began_s)
            visit.first_frame_s = next((at for at, event in inside if event.get("event") == "playback-restart" and at >= begun), None)
            if visit.first_frame_s is None:
                continue
            since = None
            for at, event in [*inside, (visit.ended_s, {"name": "paused-for-cache", "data": False})]:
                if event.get("name") != "paused-for-cache" or at < visit.first_frame_s:
                    continue
                if event.get("data") and since is None:
                    since = at
                elif not event.get("data") and since is not None:
                    visit.stalled_s += at - since
                    since = None
        return visits


class MpvStrippedViewer(MpvViewer):
    name = MpvStripped.name
    extra = MpvStripped.extra


class FfplayViewer(Ffplay):
    """Knows no next episode. It prints its clock thirty times a second: where that stands still, playback does."""

    def command(self, media, seconds):
        return ["ffplay", "-hide_banner", "-loglevel", "error", "-stats", "-fs", media[0]]

    def watch_one(self, url, seconds):
        """Plays one episode; returns (seconds to the first clock, share of the time after it in which the clock stood still)."""
        log = self.folder / "log"
        with log.open("w") as output:
            self.errors = output
            self.start(url)
            clocks = []
            deadline = self.started + seconds
            with log.open(newline="") as lines:
                rest = ""
                while time.monotonic() < deadline and self.process.poll() is None:
                    rest += lines.read()
                    *whole, rest = rest.split("\r")
                    clocks += [(time.monotonic() - self.started, float(line.split()[0])) for line in whole if line.split() and line.split()[0] != "nan"]
                    time.sleep(0.01)
            self.stop()
        if len(clocks) < 2:
            return None, None
        (first_at, first), (last_at, last) = clocks[0], clocks[-1]
        return first_at, max(0.0, 1 - (last - first) / (last_at - first_at))


PEERS = [MpvViewer, MpvStrippedViewer]
