"""Networks at their worst: one that goes away in the middle of an episode and comes back, where playback goes on by itself; and episodes
that are opened, broken and closed over and over, of which nothing stays behind."""
import os
import subprocess
import sys
import time

from harness import DEMO, ROOT, Display, Player, wait_for
from web_servers import Nginx

sys.path.insert(0, str(ROOT / "tests/bench"))
import hls_catalog  # noqa: E402
from shaping_proxy import ShapingProxy  # noqa: E402

# A little more than the episode needs, so that little of it is there when the network goes.
STREAM_MBIT, CLIP_MBIT = 2.2, 0.65
BEFORE_S = 4
PATIENCE_S = 20  # after the network is back


def shown(player):
    """What the page is: playing, waiting, error or something on the way there."""
    nodes = player.nodes()
    if "player.error" in nodes:
        return "error"
    if "player.buffering" in nodes:
        return "waiting"
    return (nodes.get("player.play_state") or {}).get("value")


def plays_on(player):
    """For a whole second."""
    for _ in range(10):
        if shown(player) != "playing":
            return False
        time.sleep(0.1)
    return True


def outage(what, server, path, mbit, seconds):
    """Plays what `server` has at `path` and takes the network away for this long."""
    what, seen = f"{seconds} s without network, {what}", {}
    with ShapingProxy(server, [mbit], rtt_s=0.05) as proxy, Display(540, 960) as display, \
            Player(proxy.url(path), "--language", "en", "--no-autoplay", "--size", "540x960", display=display) as player:
        try:
            wait_for("playing", lambda: plays_on(player))
            time.sleep(BEFORE_S)
            proxy.refuse(True)
            gone = time.monotonic()
            while time.monotonic() < gone + seconds:
                seen.setdefault(shown(player), time.monotonic() - gone)
                time.sleep(0.05)
            proxy.refuse(False)
            back = time.monotonic()
            wait_for("playing again", lambda: plays_on(player), PATIENCE_S)
            course = ", ".join(f"{state} after {after:.1f} s" for state, after in seen.items() if state in ("waiting", "error"))
            return what, f"{course}; went on {time.monotonic() - back:.1f} s after it was back", None if "waiting" in seen else "nobody noticed"
        except AssertionError as error:
            return what, f"{path}: {sorted(map(str, seen))}", str(error)


def stream_outage(seconds):
    if not Nginx.available():
        return "no network", "left out: there is no nginx", None
    with Nginx(hls_catalog.make(ROOT / "build/demo-hls", "ts").parent) as server:
        return outage("stream", server.address, "hidden-heir/01/master.m3u8", STREAM_MBIT, seconds)


def clip_outage(seconds):
    if not Nginx.available():
        return "no network", "left out: there is no nginx", None
    with Nginx(DEMO.parent) as server:
        return outage("clip", server.address, "hidden-heir/01.mp4", CLIP_MBIT, seconds)


def cycles(count):
    """The sessions alone, against a server inside the same process that has every fault."""
    done = subprocess.run([ROOT / "build/release/tests/player/player_tests", "[cycles]"], env={**os.environ, "CLIFFHANGER_TEST_CYCLES": str(count)},
                          capture_output=True, text=True, check=False)
    figures = [line for line in done.stdout.splitlines() if " cycles: " in line]
    return "cycles with a broken network", figures[-1] if figures else "", None if done.returncode == 0 else done.stdout[-1500:]
