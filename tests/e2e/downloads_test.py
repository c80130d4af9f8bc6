"""Downloads as a person uses them: a series for the road, through kills, pauses, damage, and without any network."""
import hashlib
import http.server
import json
import pathlib
import shutil
import tempfile
import threading
import time

from harness import DEMO, Display, Player, main, require

W, H = 540, 960
SERIES = "dies-at-1147"


class Site:
    """The demonstration catalog on loopback, with sizes and checksums; slow or gone when a test says so."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cliffhanger-site-"))
        for part in DEMO.parent.iterdir():
            if part.is_dir() and (part / "01.mp4").exists():
                shutil.copytree(part, self.folder / part.name)
        feed = json.loads(DEMO.read_text())
        feed["series"] = [series for series in feed["series"] if series["id"] == SERIES]
        for episode in feed["series"][0]["episodes"]:
            for video in episode["content"]["videos"]:
                body = (self.folder / video["url"]).read_bytes()
                video["_drama"] = {"hash": {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}}
        (self.folder / "feed.json").write_text(json.dumps(feed))
        self.bytes_a_second = None  # of media; None: as they go
        self.damage = set()  # paths whose next answer has a wrong byte
        self.ranges = []  # (path, first byte asked for)
        self.port = 0
        self.start()

    def start(self):
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                path = site.folder / self.path.lstrip("/")
                if not path.is_file():
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    return self.end_headers()
                body, tag = path.read_bytes(), f'"{path.stat().st_mtime_ns}"'
                wanted = self.headers.get("Range")
                if self.headers.get("If-Range", tag) != tag:
                    wanted = None
                first, last = 0, len(body) - 1
                if wanted:
                    begin, _, end = wanted.removeprefix("bytes=").partition("-")
                    first, last = int(begin), min(int(end), last) if end else last
                if path.suffix == ".mp4":
                    site.ranges.append((self.path, first))
                whole = "Range" not in self.headers
                if whole and self.path in site.damage:
                    site.damage.discard(self.path)
                    middle = len(body) // 2
                    body = body[:middle] + bytes([body[middle] ^ 255]) + body[middle + 1:]
                self.send_response(206 if wanted else 200)
                if wanted:
                    self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
                self.send_header("ETag", tag)
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("Content-Length", str(last + 1 - first))
                self.end_headers()
                try:
                    at = first
                    while at <= last:
                        rate = site.bytes_a_second if path.suffix == ".mp4" else None
                        piece = body[at:min(last + 1, at + (rate // 20 if rate else 1 << 20))]
                        self.wfile.write(piece)
                        at += len(piece)
                        if rate:
                            time.sleep(0.05)
                except (BrokenPipeError, ConnectionResetError):
                    pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_address[1]
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
        self.server = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def feed(self):
        return f"http://127.0.0.1:{self.port}/feed.json"


def playing(player):
    player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")


def state(player, identity="downloads.row.0"):
    return (player.nodes().get(identity) or {}).get("value") or ""


def wait_state(player, words, identity="downloads.row.0"):
    player.wait_until(f"{words!r} in {identity}, which says {state(player, identity)!r}", lambda nodes: words in state(player, identity))


def focused(nodes):
    return next((identity for identity, node in nodes.items() if "focused" in node.get("state", [])), None)


def walk_to(player, identity, at_most=40):
    for _ in range(at_most):
        here = focused(player.nodes())
        if here == identity:
            return
        player.key("Tab")
        player.wait_until(f"the focus to leave {here}", lambda nodes: focused(nodes) != here)
    raise AssertionError(f"{identity} is not reached")


def order_series(player):
    """By mouse, from the player on, as a person would."""
    player.focus()
    playing(player)
    player.key("alt+1")
    player.node("home.hero")
    player.click_node("home.hero.card.0")
    player.click_node("series.download")
    question = player.node("dialog.text")["name"]
    assert "6 episodes, 5 MB" in question and "free" in question, question
    player.click_node("dialog.confirm")


def a_killed_download_goes_on_and_plays_without_the_network():
    with tempfile.TemporaryDirectory() as home, Site() as site, Display() as display:
        site.bytes_a_second = 150_000
        with Player(site.feed, "--size", f"{W}x{H}", display=display, home=home) as player:
            order_series(player)
            parts = pathlib.Path(home) / "data/cliffhanger/downloads"
            player.wait_until("half an episode", lambda _: any(p.stat().st_size > 400_000 for p in parts.glob("*/media*.part")))
            player.process.kill()
        finished = len(list(parts.glob("*/media.mp4")))
        part = max(parts.glob("*/media*.part"), key=lambda p: p.stat().st_size).stat().st_size
        site.ranges.clear()
        site.bytes_a_second = None
        with Player(site.feed, "--size", f"{W}x{H}", "--screen", "downloads", display=display, home=home) as player:
            player.focus()
            wait_state(player, "Downloaded")
            assert state(player).startswith("6 episodes"), state(player)
            assert any(first == part for _, first in site.ranges), f"{part} not in {site.ranges}"
            assert finished + len(list(parts.glob("*/media.mp4"))) >= 6
            assert player.quit() == 0
        site.stop()
        with Player(site.feed, "--size", f"{W}x{H}", display=display, home=home) as player:
            player.focus()
            playing(player)
            player.node("offline")
            episode = player.text("player.episode")
            player.key("Down")
            player.wait_until("the next episode", lambda _: player.text("player.episode") not in ("", episode))
            playing(player)
            player.key("alt+1")
            player.node("home.hero")
            player.node("offline")
            site.start()
            player.wait_until("the network", lambda nodes: "offline" not in nodes)
            assert player.quit() == 0


def paused_by_keys_it_stays_paused_over_a_restart():
    with tempfile.TemporaryDirectory() as home, Site() as site, Display() as display:
        site.bytes_a_second = 100_000
        with Player(site.feed, "--size", f"{W}x{H}", display=display, home=home) as player:
            order_series(player)
            wait_state(player, "", "series.download")
            player.click_node("series.download")
            wait_state(player, "Downloading")
            walk_to(player, "downloads.row.0.button.0")
            player.key("Return")
            wait_state(player, "Paused")
            assert player.quit() == 0
        site.bytes_a_second = None
        with Player(site.feed, "--size", f"{W}x{H}", "--screen", "downloads", display=display, home=home) as player:
            player.focus()
            wait_state(player, "Paused")
            walk_to(player, "downloads.row.0.button.0")
            player.key("Return")
            wait_state(player, "Downloaded")
            walk_to(player, "downloads.row.0.button.0")
            player.key("Return")
            player.node("dialog")
            walk_to(player, "dialog.confirm")
            player.key("Return")
            player.node("downloads.empty")
            folder = pathlib.Path(home) / "data/cliffhanger/downloads"
            player.wait_until("the files to go", lambda _: not any(folder.iterdir()))
            assert player.quit() == 0


def what_comes_damaged_starts_over():
    with tempfile.TemporaryDirectory() as home, Site() as site, Display() as display:
        for name in ("02", "04"):
            site.damage.add(f"/{SERIES}/{name}.mp4")
        with Player(site.feed, "--size", f"{W}x{H}", display=display, home=home) as player:
            order_series(player)
            player.key("Escape")
            player.node("home.hero")
            files = pathlib.Path(home) / "data/cliffhanger/downloads"
            player.wait_until("all of them", lambda _: len(list(files.glob("*/media.mp4"))) == 6 and not list(files.glob("*/*.part")))
            assert not site.damage
            wanted = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (site.folder / SERIES).glob("*.mp4")}
            player.wait_until("the right bytes", lambda _: {hashlib.sha256(path.read_bytes()).hexdigest()
                                                            for path in files.glob("*/media.mp4")} == wanted)
            assert player.quit() == 0


def a_private_run_downloads_nothing():
    with tempfile.TemporaryDirectory() as home, Site() as site:
        with Player(site.feed, "--private", "--size", f"{W}x{H}", "--screen", "downloads", home=home) as player:
            assert "Private" in player.node("downloads.empty")["name"]
        assert not (pathlib.Path(home) / "data").exists()


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(a_killed_download_goes_on_and_plays_without_the_network, paused_by_keys_it_stays_paused_over_a_restart,
         what_comes_damaged_starts_over, a_private_run_downloads_nothing)
