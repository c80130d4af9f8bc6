"""A second start hands over to the program that runs already, and several sources are one."""
import os
import pathlib
import subprocess
import tempfile
import threading

from harness import BINARY, DEMO, PATIENCE_S, ROOT, Display, Player, main, require, wait_for

CLIP = ROOT / "tests/fixtures/numbered.mp4"
OTHER = ROOT / "tests/fixtures/flash_beep.mp4"


class User:
    """Somebody with a home and a runtime folder, at a display."""

    def __init__(self, display):
        self.display = display
        self.folder = tempfile.TemporaryDirectory(prefix="cliffhanger-user-")
        self.home = pathlib.Path(self.folder.name)
        self.runtime = self.home / "runtime"
        self.runtime.mkdir(mode=0o700)
        self.environment = {"XDG_RUNTIME_DIR": str(self.runtime), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/dev/null"}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def player(self, *arguments):
        return Player(*arguments, display=self.display, home=self.home, environment=self.environment)

    def start(self, *arguments, cwd=None):
        """As from a shell or a file manager, to its end: exit code and what it printed."""
        env = {**os.environ, "HOME": str(self.home), "XDG_DATA_HOME": f"{self.home}/data", "DISPLAY": self.display.name,
               "SDL_AUDIODRIVER": "dummy", "LANG": "C.UTF-8", **self.environment}
        env.pop("WAYLAND_DISPLAY", None)
        done = subprocess.run([str(BINARY), *map(str, arguments)], env=env, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE_S)
        return done.returncode, done.stdout + done.stderr


def playing(player):
    player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")


def a_second_start_plays_in_the_first_window():
    with Display() as display, User(display) as user, user.player(DEMO) as player:
        playing(player)
        code, said = user.start(CLIP.name, cwd=CLIP.parent)
        assert code == 0 and "already" in said, said
        player.wait_text("player.title", "numbered")
        code, _ = user.start(DEMO, "--start", "2/3@1")
        assert code == 0
        player.wait_until("the third episode", lambda nodes: " 3 " in player.text("player.episode"))
        title = player.text("player.title")
        assert user.start()[0] == 0  # only the window
        assert player.text("player.title") == title
        assert user.start("--screen", "search")[0] == 0
        player.wait_until("Search", lambda nodes: "search" in nodes)
        assert user.start("--screen", "player")[0] == 0
        player.wait_until("the player", lambda nodes: "player.title" in nodes)
        player.focus()
        assert player.quit() == 0
        assert not list(user.runtime.glob("*.sock"))


def what_is_opened_is_seen_from_every_screen():
    with Display() as display, User(display) as user, user.player(DEMO, "--screen", "home") as player:
        player.wait_until("Home", lambda nodes: "home" in nodes and "player.title" not in nodes)
        assert user.start(CLIP)[0] == 0
        player.wait_text("player.title", "numbered")
        playing(player)


def what_cannot_be_read_leaves_the_first_as_it_is():
    with Display() as display, User(display) as user, user.player(DEMO) as player:
        playing(player)
        title = player.text("player.title")
        assert user.start("/nowhere/feed.json")[0] == 0
        player.wait_until("a word about it", lambda nodes: any("could not be read" in (n.get("name") or "") for n in nodes.values()))
        assert player.text("player.title") == title


def a_killed_program_is_in_nobodys_way():
    with Display() as display, User(display) as user:
        with user.player(DEMO) as player:
            playing(player)
            player.process.kill()
        assert list(user.runtime.glob("*.sock"))
        with user.player(DEMO) as player:
            playing(player)
            assert user.start(CLIP)[0] == 0
            player.wait_text("player.title", "numbered")


def private_runs_and_other_profiles_stay_apart():
    with Display() as display, User(display) as user, User(display) as other, user.player(DEMO) as player:
        playing(player)
        title = player.text("player.title")
        for who, arguments in ((user, ("--private", "--exit-after", 1)), (other, ("--exit-after", 1)), (user, ("--headless", "--exit-after", 1))):
            code, said = who.start(CLIP, *arguments)
            assert code == 0 and "already" not in said, said
        assert player.text("player.title") == title


def of_two_that_start_at_once_one_window_remains():
    with Display() as display, User(display) as user:
        ends = []
        starts = [threading.Thread(target=lambda clip=clip: ends.append(user.start(clip, "--log", "info"))) for clip in (CLIP, OTHER, CLIP, OTHER)]
        for start in starts:
            start.start()
        wait_for("three to have handed over", lambda: len(ends) == 3)
        assert all(code == 0 and "already" in said for code, said in ends), ends
        last = subprocess.run(["pgrep", "-f", f"^{BINARY} .*--log info"], capture_output=True, text=True).stdout.split()
        mine = [pid for pid in last if f"HOME={user.home}".encode() in pathlib.Path(f"/proc/{pid}/environ").read_bytes()]
        assert len(mine) == 1, mine
        os.kill(int(mine[0]), 15)
        for start in starts:
            start.join()
        assert all(code == 0 for code, _ in ends), ends


def several_clips_are_one_series():
    with Display() as display, User(display) as user, user.player(CLIP.as_uri(), OTHER) as player:
        player.wait_text("player.title", "fixtures")
        assert "1 / 2" in player.text("player.episode"), player.text("player.episode")
        playing(player)
        player.focus()
        player.key("Down")
        player.wait_until("the second clip", lambda nodes: "2 / 2" in player.text("player.episode"))


if __name__ == "__main__":
    require("Xvfb", "xdotool", "pgrep")
    main(a_second_start_plays_in_the_first_window, what_is_opened_is_seen_from_every_screen,
         what_cannot_be_read_leaves_the_first_as_it_is,
         a_killed_program_is_in_nobodys_way, private_runs_and_other_profiles_stay_apart,
         of_two_that_start_at_once_one_window_remains, several_clips_are_one_series)
