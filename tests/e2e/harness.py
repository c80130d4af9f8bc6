"""What the end-to-end tests share: a virtual display, the shipped binary, real input through xdotool, and the semantics tree.

The program is watched through the file that `--semantics` keeps true, so a test waits for what a person would see and never for a time.
"""
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("CLIFFHANGER_BINARY", ROOT / "build/release/cliffhanger"))
DEMO = ROOT / "assets/demo/feed.json"
SKIPPED = 77  # ctest's SKIP_RETURN_CODE
PATIENCE_S = 30  # a safety net against hangs, far beyond what anything takes


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


def require(*tools):
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        skip("not installed: " + ", ".join(missing))
    if not BINARY.exists():
        skip(f"no binary at {BINARY}")


def wait_for(what, condition, patience=PATIENCE_S):
    """Returns the first true value of condition(); fails with `what` when it never comes."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"never happened: {what}")


class Display:
    """An X server of its own, without a window manager."""

    def __init__(self, width=1280, height=1000):
        read_end, write_end = os.pipe()
        self.process = subprocess.Popen(
            # It would start anew whenever its last client leaves, and drop those that are just connecting.
            ["Xvfb", "-noreset", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb did not start"
        self.name = f":{number}"
        self.size = f"{width}x{height}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Player:
    """The program under test, on a display or headless."""

    def __init__(self, *arguments, display=None, binary=BINARY, environment=None, home=None):
        """A new user, unless `home` is what an earlier one has left."""
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cliffhanger-e2e-"))
        home = str(home or self.folder)
        self.semantics_file = self.folder / "semantics.json"
        self.stats_file = self.folder / "stats.json"
        env = {**os.environ, "HOME": home, "XDG_DATA_HOME": f"{home}/data", "XDG_CACHE_HOME": str(self.folder), "SDL_AUDIODRIVER": "dummy",
               "LANG": "C.UTF-8", **(environment or {})}
        env.pop("WAYLAND_DISPLAY", None)
        env["DISPLAY"] = display.name if display else ""
        self.env = env
        command = [str(binary), "--semantics", str(self.semantics_file), "--stats", str(self.stats_file), *map(str, arguments)]
        if not display:
            command.append("--headless")
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.window_id = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)

    # What is on the screen.
    def require_running(self):
        assert self.process.poll() is None, "the program has ended:\n" + self.process.communicate()[1]

    def nodes(self):
        self.require_running()
        try:
            tree = json.loads(self.semantics_file.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        found = {}

        def walk(nodes):
            for node in nodes:
                found.setdefault(node["id"], node)
                walk(node.get("children", []))

        walk(tree)
        return found

    def node(self, identity):
        return wait_for(f"node {identity}", lambda: self.nodes().get(identity))

    def text(self, identity):
        node = self.nodes().get(identity) or {}
        return node.get("value") or node.get("name") or ""

    def wait_text(self, identity, expected):
        return wait_for(f"{identity} to be {expected!r}, it is {self.text(identity)!r}", lambda: self.text(identity) == expected)

    def wait_until(self, what, condition):
        return wait_for(what, lambda: condition(self.nodes()))

    # What a person does.
    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], env=self.env, check=True, stdout=subprocess.DEVNULL)

    def window(self):
        def search():
            self.require_running()
            found = subprocess.run(["xdotool", "search", "--pid", str(self.process.pid)], env=self.env, capture_output=True, text=True)
            return found.stdout.split()[:1]
        if self.window_id is None:
            self.window_id = wait_for("a window", search)[0]
        return self.window_id

    def move(self, x, y):
        """The words that move the pointer to a place in the window."""
        return ["mousemove", "--window", self.window(), round(x), round(y)]

    def focus(self):
        self.xdotool("windowfocus", self.window())

    def key(self, *names):
        self.xdotool("key", *names)

    def click(self, x, y):
        self.xdotool(*self.move(x, y), "click", 1)

    def click_node(self, identity):
        """Where it is once it has stopped moving."""
        seen = [self.node(identity)["rect"]]

        def rests():
            seen.append(self.node(identity)["rect"])
            time.sleep(0.05)
            return len(seen) > 4 and seen[-1] == seen[-4]

        wait_for(f"{identity} to rest", rests)
        x, y, w, h = seen[-1]
        self.click(x + w / 2, y + h / 2)

    def wheel_down(self, x, y):
        self.xdotool(*self.move(x, y), "click", 5)

    def drag(self, x, start, end, steps=12, pause_ms=12):
        moves = []
        for step in range(1, steps + 1):
            moves += [*self.move(x, start + (end - start) * step / steps), "sleep", pause_ms / 1000]
        self.xdotool(*self.move(x, start), "mousedown", 1, *moves, "mouseup", 1)

    # The end.
    def quit(self):
        """Ctrl+Q; returns the exit code."""
        self.key("ctrl+q")
        return self.wait()

    def wait(self):
        try:
            _, self.stderr = self.process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise AssertionError("the program does not end") from None
        return self.process.returncode

    def stats(self):
        return json.loads(self.stats_file.read_text())


def run(*arguments, environment=None, binary=BINARY):
    """Runs the program to its end, as a new user; returns (exit code, stdout, stderr)."""
    with tempfile.TemporaryDirectory(prefix="cliffhanger-e2e-") as home:
        env = {**os.environ, "HOME": home, "XDG_DATA_HOME": f"{home}/data", "SDL_AUDIODRIVER": "dummy", **(environment or {})}
        done = subprocess.run([str(binary), *map(str, arguments)], env=env, capture_output=True, text=True, timeout=PATIENCE_S)
    return done.returncode, done.stdout, done.stderr


class WebServer:
    """Serves a folder with ranges on loopback, and a few addresses that misbehave."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                if self.path.startswith("/status/"):
                    return self.answer(int(self.path.split("/")[2]), b"no")
                if self.path.startswith("/never/"):
                    return self.server.released.wait()
                path = (folder / self.path.lstrip("/")).resolve()
                if folder.resolve() not in path.parents or not path.is_file():
                    return self.answer(404, b"no such file")
                wanted, size = self.headers.get("Range"), path.stat().st_size
                first, last = 0, size - 1
                if wanted:
                    begin, _, end = wanted.removeprefix("bytes=").partition("-")
                    first, last = int(begin), min(int(end), last) if end else last
                self.send_response(206 if wanted else 200)
                if wanted:
                    self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
                self.send_header("Accept-Ranges", "bytes")
                self.send_header("Content-Length", str(last + 1 - first))
                self.end_headers()
                try:
                    with path.open("rb") as file:
                        self.connection.sendfile(file, first, last + 1 - first)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the player went on to something else

            def answer(self, status, body):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # a player that ends, or is killed, resets its connections
        self.server.released = threading.Event()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.released.set()
        self.server.shutdown()

    def url(self, path):
        return f"http://127.0.0.1:{self.server.server_address[1]}/{path.lstrip('/')}"


def main(*tests):
    """Runs the functions given; their names are the sentences that are proved."""
    for test in tests:
        print(f"{test.__name__.replace('_', ' ')} ...", flush=True)
        test()
    print(f"{len(tests)} passed, 0 failed")
