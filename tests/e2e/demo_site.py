"""The demonstration catalog on loopback, with sizes and checksums: slow, damaged or gone when a test says so."""
import hashlib
import http.server
import json
import pathlib
import shutil
import tempfile
import threading
import time

from harness import DEMO


class DemoSite:
    """`only`: of one series. What is public: the attributes set in the beginning, `feed`, start() and stop()."""

    def __init__(self, only=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cliffhanger-site-"))
        for part in DEMO.parent.iterdir():
            if part.is_dir() and (part / "01.mp4").exists():
                shutil.copytree(part, self.folder / part.name)
        feed = json.loads(DEMO.read_text())
        feed["series"] = [series for series in feed["series"] if only in (None, series["id"])]
        for episode in (episode for series in feed["series"] for episode in series["episodes"]):
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
