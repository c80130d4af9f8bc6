"""The segment cache as a viewer meets it: a second viewing asks and downloads nothing, and no way to die makes it serve a wrong byte."""
import http.server
import json
import pathlib
import random
import re
import tempfile
import threading
import time

from harness import ROOT, Player, main, require, run

CLIP = max((ROOT / "assets/demo").rglob("*.mp4"), key=lambda path: path.stat().st_size)


class TaggedServer:
    """One file with a tag and ranges; counts what it sends."""

    def __init__(self, content):
        self.sent = []  # (status, bytes)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                if self.headers.get("If-None-Match") == '"v1"':
                    outer.sent.append((304, 0))
                    self.send_response(304)
                    self.send_header("ETag", '"v1"')
                    self.end_headers()
                    return
                asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
                first = int(asked[1]) if asked else 0
                last = min(int(asked[2]) if asked and asked[2] else len(content) - 1, len(content) - 1)
                body = content[first:last + 1]
                outer.sent.append((206 if asked else 200, len(body)))
                self.send_response(206 if asked else 200)
                self.send_header("ETag", '"v1"')
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("Content-Type", "video/mp4")
                self.send_header("Content-Length", str(len(body)))
                if asked:
                    self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    pass

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/clip.mp4"


def probe(url, *options):
    code, out, err = run("probe", url, "--json", *options)
    assert code == 0, err
    said = json.loads(out)
    del said["decode_cpu_s"]  # how busy the machine was, not what the clip is
    return said


def a_second_viewing_downloads_nothing():
    with tempfile.TemporaryDirectory() as folder, TaggedServer(CLIP.read_bytes()) as server:
        plain = probe(server.url)
        assert probe(server.url, "--cache-dir", folder) == plain
        del server.sent[:]
        assert probe(server.url, "--cache-dir", folder) == plain
        assert server.sent and all(status == 304 for status, _ in server.sent), server.sent


def without_being_asked_for_machines_leave_nothing_on_the_disk():
    with tempfile.TemporaryDirectory() as folder, TaggedServer(CLIP.read_bytes()) as server:
        environment = {"XDG_CACHE_HOME": folder}
        assert run("probe", server.url, "--json", environment=environment)[0] == 0
        assert run("--headless", server.url, "--exit-after", "1", environment=environment)[0] == 0
        assert list(pathlib.Path(folder).iterdir()) == []
        assert run("--headless", server.url, "--exit-after", "1", "--cache-size", "64", environment=environment)[0] == 0
        assert (pathlib.Path(folder) / "cliffhanger/segments").is_dir()


def a_player_killed_at_any_moment_leaves_a_cache_that_plays():
    moments = random.Random(3)
    with tempfile.TemporaryDirectory() as folder, TaggedServer(CLIP.read_bytes()) as server:
        plain = probe(server.url)
        for _ in range(8):
            with Player(server.url, "--cache-dir", folder) as player:
                time.sleep(moments.uniform(0.02, 0.5))  # the moment itself is the point
                player.process.kill()
            assert probe(server.url, "--cache-dir", folder) == plain


if __name__ == "__main__":
    require()
    main(a_second_viewing_downloads_nothing, without_being_asked_for_machines_leave_nothing_on_the_disk,
         a_player_killed_at_any_moment_leaves_a_cache_that_plays)
