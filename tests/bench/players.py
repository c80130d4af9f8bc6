"""How each player is started fullscreen on a bare display, told to go on to the next episode, and told to seek."""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import tempfile
import time

import clips


def connected(path, patience_s=3):
    """To a player that may still be opening its socket."""
    deadline = time.monotonic() + patience_s
    while True:
        try:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(str(path))
            return connection
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


class Player:
    """One running process, with its CPU time and memory at the end."""
    name = "?"
    has_next = has_seek = False
    user = None  # to become when started by root
    errors = subprocess.DEVNULL

    def __init__(self, display, binary=None):
        self.display, self.binary = display, binary
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-player-"))
        self.seek_exactly = True

    @classmethod
    def available(cls):
        return shutil.which(cls.name.split()[0]) is not None

    def command(self, media, seconds):
        raise NotImplementedError

    def start(self, *media, seconds=None):
        env = dict(os.environ, DISPLAY=self.display.name, SDL_AUDIODRIVER="dummy", HOME=str(self.folder), XDG_DATA_HOME=str(self.folder), LANG="C.UTF-8")
        env.pop("WAYLAND_DISPLAY", None)
        user = self.user if os.geteuid() == 0 else None
        if user:
            shutil.chown(self.folder, user)
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command([str(m) for m in media], seconds), env=env, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=self.errors, user=user)
        return self

    def wait(self, timeout_s=60):
        """Waits for the end; sets cpu_s and peak_rss_mib from the operating system's accounting."""
        deadline = time.monotonic() + timeout_s
        while True:
            pid, _, usage = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > deadline:
                self.process.kill()
            time.sleep(0.01)
        self.process.returncode = 0
        self.cpu_s, self.peak_rss_mib = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
        return self

    def stop(self):
        self.process.terminate()
        self.wait()
        self.read_figures()
        shutil.rmtree(self.folder, ignore_errors=True)

    def read_figures(self):
        """What the player itself wrote, before its folder goes."""


class Cliffhanger(Player):
    name = "cliffhanger"
    has_next = has_seek = True
    sink = None  # a file for what would be heard

    @classmethod
    def available(cls):
        return True

    def command(self, media, seconds):
        self.stats_file = self.folder / "stats.json"
        end = ["--exit-after", str(seconds)] if seconds else []
        if self.sink:
            end += ["--audio-sink", str(self.sink)]
        # A window as large as the screen: without a window manager SDL waits 100 ms for the answer to a fullscreen request.
        return [str(self.binary), *media, "--size", self.display.size, "--renderer", "cpu", "--stats", str(self.stats_file), *end]

    def read_figures(self):
        self.stats = json.loads(self.stats_file.read_text())


class Ffplay(Player):
    name = "ffplay"

    def command(self, media, seconds):
        return ["ffplay", "-hide_banner", "-loglevel", "quiet", "-fs", "-autoexit", *(["-t", str(seconds)] if seconds else []), media[0]]


class Mpv(Player):
    name = "mpv x11"
    has_next = has_seek = True
    extra = ["--vo=x11"]

    def command(self, media, seconds):
        self.socket_path = self.folder / "ipc"
        end = [f"--length={seconds}"] if seconds else []
        return ["mpv", "--no-config", "--really-quiet", "--fs", "--ao=null", "--osc=no", *self.extra, f"--input-ipc-server={self.socket_path}", *end, *media]

    def tell(self, *command):
        if not hasattr(self, "ipc"):
            self.ipc = connected(self.socket_path)
        self.ipc.send(json.dumps({"command": list(command)}).encode() + b"\n")

    def next(self):
        self.tell("playlist-next")

    def second_subtitles(self):
        self.tell("set_property", "sid", 2)

    def seek(self, seconds, exact):
        self.tell("seek", seconds, "absolute+exact" if exact else "absolute+keyframes")


class MpvStripped(Mpv):
    name = "mpv stripped"
    extra = ["--vo=x11", "--profile=sw-fast", "--vd-lavc-threads=1", "--load-scripts=no", "--prefetch-playlist=yes"]


class Vlc(Player):
    name = "vlc"
    has_next = has_seek = True
    user = "nobody"  # VLC refuses to run as root

    def command(self, media, seconds):
        self.socket_path = self.folder / "rc"
        end = [f"--run-time={seconds}", "--play-and-exit"] if seconds else []
        # Without a window manager it does not become fullscreen: a window of the clip's size is scaled to that of the screen.
        zoom = int(self.display.size.split("x")[0]) / clips.WIDTH
        seeking = [] if self.seek_exactly else ["--input-fast-seek"]
        return ["vlc", "-I", "oldrc", "--rc-fake-tty", f"--rc-unix={self.socket_path}", "--quiet", "--no-video-title-show", f"--zoom={zoom}",
                "--vout=xcb_x11", "--aout=adummy", *seeking, *end, *media, *(["vlc://quit"] if seconds else [])]

    def tell(self, line):
        if not hasattr(self, "rc"):
            self.rc = connected(self.socket_path)
        self.rc.send(line.encode() + b"\n")

    def next(self):
        self.tell("next")

    def second_subtitles(self):
        # By the number of the stream in the file, counted from 0: behind the picture and two languages of sound.
        self.tell("strack 4")

    def seek(self, seconds, exact):
        self.tell(f"seek {int(seconds)}")


PEERS = [Ffplay, Mpv, MpvStripped, Vlc]
