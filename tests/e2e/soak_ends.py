"""Ends at random moments: a quit ends the process soon and cleanly, a kill leaves nothing behind that hinders the next start."""
import pathlib
import random
import signal
import sqlite3
import statistics
import tempfile
import time

from harness import DEMO, Display, Player, WebServer, wait_for
from soak_scripts import quitting

BOUND_S = 10  # a safety net on a busy machine; the figures say what it really takes
LATEST_S = 2.5


def plays(nodes):
    return (nodes.get("player.play_state") or {}).get("value") == "playing"


def end_after(delay_s, way, source, display, folder):
    """Ends a run after a delay; returns the seconds that the end took, and what is wrong or None."""
    arguments = [source, "--size", "540x960"]
    if way == "script":
        script = pathlib.Path(folder) / "quit.jsonl"
        script.write_text(quitting(round(delay_s * 1000)))
        arguments += ["--script", script]
    with Player(*arguments, display=display) as player:
        time.sleep(delay_s)  # the random moment is what is tested
        asked = time.monotonic()
        listens = player.semantics_file.exists()
        if way != "script":
            player.process.send_signal(way)
        try:
            code = player.wait()
        except AssertionError:
            return BOUND_S, "does not end"
        took = time.monotonic() - asked
        # Before it listens to signals, a signal ends it as it ends any program.
        allowed = {0} if way == "script" or listens else {0, -way}
        if code not in allowed:
            return took, f"exit code {code}: {player.stderr.strip()[-300:]}"
        return took, f"took {took:.1f} s" if took > BOUND_S + (delay_s if way == "script" else 0) else None


def quits(count, seed):
    """Quits by signal and by script, with and without a window, from disk, over HTTP and from a server that never answers."""
    chance = random.Random(seed)
    times = []
    with tempfile.TemporaryDirectory() as folder, WebServer(DEMO.parent) as web, Display(540, 960) as display:
        for attempt in range(count):
            way = (signal.SIGTERM, "script", signal.SIGINT, signal.SIGHUP)[attempt % 4]
            source = (DEMO, web.url("feed.json"), web.url("never/feed.json"))[attempt % 3]
            shown_on = display if attempt % 2 else None
            delay_s = chance.uniform(0, LATEST_S)
            took, wrong = end_after(delay_s, way, source, shown_on, folder)
            said = f"{way if way == 'script' else way.name} after {delay_s:.3f} s, {source}, {'a window' if shown_on else 'headless'}"
            if wrong:
                return f"{count} quits at random moments", f"seed {seed}", f"{said}: {wrong}"
            if way != "script":
                times.append((took, said))
    slowest = max(times)
    figures = f"median {statistics.median(took for took, _ in times) * 1000:.0f} ms, slowest {slowest[0] * 1000:.0f} ms ({slowest[1]})"
    return f"{count} quits at random moments", figures, None


def locked(nodes):
    return "player.locked.unlock" in nodes


def place_of(nodes):
    """(title, episode, second, length) of what plays; None while nothing does."""
    if not plays(nodes) or "player.progress" not in nodes:
        return None
    at, _, length = nodes["player.progress"]["value"].partition(" / ")
    seconds = [int(minutes) * 60 + int(rest) for minutes, rest in (text.split(":") for text in (at, length))]
    return (nodes["player.title"]["name"], nodes["player.episode"]["name"], *seconds)


def library_fault(path):
    """What is wrong with the file that a killed run has left."""
    if not path.exists():
        return None
    if list(path.parent.glob("*.damaged-*")):
        return "the library was set aside as damaged"
    with sqlite3.connect(path) as database:
        said = database.execute("PRAGMA integrity_check").fetchone()[0]
    return None if said == "ok" else said


def lost(seen, found):
    """What of the place that was on the screen at the kill is not there again; a second may be missing."""
    title, episode, second, length = seen
    if length - second <= 2:
        return None  # the next episode may have begun in the moment of the kill
    if found[:2] != (title, episode):
        return f"was at {title}, {episode}, came back at {found[0]}, {found[1]}"
    return f"was at second {second}, came back at {found[2]}" if found[2] < second - 1 else None


def kills(count, seed):
    chance = random.Random(seed)
    what, starts = f"{count} kills at random moments", []
    places = 0
    with tempfile.TemporaryDirectory() as home, Display(540, 960) as display:
        # The same homes for all runs: whatever a killed one left there is found by the next.
        homes = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        for attempt in range(count):
            delay_s = chance.uniform(0, LATEST_S)
            with Player(DEMO, "--size", "540x960", display=display, environment=homes) as player:
                time.sleep(delay_s)  # the random moment is what is tested
                if player.process.poll() is not None:
                    return what, f"seed {seed}", f"run {attempt} ended by itself: {player.process.communicate()[1]}"
                if chance.random() < 0.5 and plays(player.nodes()):
                    player.focus()
                    player.key(chance.choice(["Down", "Up", "h", "Right"]))
                    time.sleep(chance.uniform(0.6, 1.5))
                seen = place_of(player.nodes())
                player.process.kill()
                player.process.wait()
            if fault := library_fault(pathlib.Path(home) / "data/cliffhanger/library.db"):
                return what, f"seed {seed}", f"run {attempt}, killed after {delay_s:.3f} s: {fault}"
            began = time.monotonic()
            with Player(DEMO, "--size", "540x960", display=display, environment=homes) as player:
                wait_for("the next start to play, or to offer to unlock", lambda: plays(player.nodes()) or locked(player.nodes()))
                starts.append(time.monotonic() - began)
                found = wait_for("a place", lambda: place_of(player.nodes()) or (locked(player.nodes()) and ("locked",) * 3))
                if seen and (fault := lost(seen, found)):
                    return what, f"seed {seed}", f"run {attempt}, killed after {delay_s:.3f} s: {fault}"
                places += seen is not None
                player.process.terminate()
                if player.wait() != 0:
                    return what, f"seed {seed}", f"after a kill at {delay_s:.3f} s: {player.stderr}"
    figures = f"each next start plays, {places} places kept; the slowest after {max(starts) * 1000:.0f} ms"
    return what, figures, None
