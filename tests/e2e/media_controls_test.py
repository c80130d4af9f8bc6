"""The desktop's media controls see and drive the program: over a session bus, by playerctl."""
import pathlib
import tempfile
import time

from harness import DEMO, ROOT, Display, Player, main, require, wait_for
from session_bus import SessionBus


def with_player(display, bus, *arguments):
    return Player(DEMO, *arguments, display=display, environment=bus.environment)


def prints(bus, expected, *words):
    return wait_for(f"playerctl {' '.join(words)} to print {expected!r}, it prints {bus.playerctl(*words)!r}",
                    lambda: bus.playerctl(*words) == expected)


def metadata(bus, field):
    return bus.playerctl("metadata", field)


def controls_drive_the_player():
    with Display() as display, SessionBus() as bus, with_player(display, bus, "--start", "1/2") as player:
        prints(bus, "Playing", "status")
        assert bus.playerctl("--list-all") == "cliffhanger", bus.playerctl("--list-all")
        episode = player.text("player.episode")

        bus.playerctl("pause")
        prints(bus, "Paused", "status")
        player.wait_until("paused", lambda nodes: nodes["player.play_state"]["value"] == "paused")
        bus.playerctl("play-pause")
        prints(bus, "Playing", "status")

        track = metadata(bus, "mpris:trackid")
        bus.playerctl("next")
        wait_for("another track", lambda: metadata(bus, "mpris:trackid") not in ("", track))
        player.wait_until("the next episode", lambda nodes: player.text("player.episode") not in ("", episode))
        bus.playerctl("previous")
        wait_for("the first track", lambda: metadata(bus, "mpris:trackid") == track)
        player.wait_text("player.episode", episode)

        bus.playerctl("position", 4)
        wait_for("second 4", lambda: 4 <= float(bus.playerctl("position") or 0) < 6)
        bus.playerctl("position", "3-")
        wait_for("second 1", lambda: 1 <= float(bus.playerctl("position") or 0) < 3)

        bus.playerctl("volume", 0.4)
        wait_for("the volume", lambda: abs(float(bus.playerctl("volume") or 0) - 0.4) < 0.01)

        prints(bus, "None", "loop")
        bus.playerctl("loop", "Track")
        prints(bus, "Track", "loop")
        player.wait_until("what is repeated", lambda nodes: "Repeat" in nodes.get("hud.toast", {}).get("name", ""))
        bus.playerctl("loop", "None")
        prints(bus, "None", "loop")
        bus.playerctl("stop")
        prints(bus, "Paused", "status")


def they_are_told_what_is_on_the_stage():
    with Display() as display, SessionBus() as bus, with_player(display, bus) as player:
        prints(bus, "Playing", "status")
        title = player.text("player.title")
        assert metadata(bus, "xesam:album") == title, (metadata(bus, "xesam:album"), title)
        assert metadata(bus, "xesam:title")
        assert int(metadata(bus, "mpris:length")) > 1_000_000
        art = metadata(bus, "mpris:artUrl")
        assert art.startswith("file:///") and pathlib.Path(art.removeprefix("file://")).exists(), art


def a_private_run_says_only_that_something_plays():
    with Display() as display, SessionBus() as bus, with_player(display, bus, "--private"):
        prints(bus, "Playing", "status")
        assert metadata(bus, "xesam:title") == "Cliffhanger"
        assert metadata(bus, "xesam:album") == "" and metadata(bus, "mpris:artUrl") == ""


def nothing_is_said_while_nothing_changes():
    with Display() as display, SessionBus() as bus, with_player(display, bus) as player:
        prints(bus, "Playing", "status")
        wait_for("the length", lambda: metadata(bus, "mpris:length"))
        watcher = bus.watch()
        try:
            first = float(bus.playerctl("position"))
            wait_for("two seconds of play", lambda: float(bus.playerctl("position")) > first + 2)
            bus.playerctl("pause")
            prints(bus, "Paused", "status")
            time.sleep(0.3)
        finally:
            watcher.terminate()
        said = watcher.communicate()[0]
        assert said.count("member=PropertiesChanged") == 1 and "PlaybackStatus" in said, said


def the_screen_saver_is_asked_once_for_many_episodes():
    with Display() as display, SessionBus() as bus:
        watcher = bus.watch("org.freedesktop.ScreenSaver", kind="method_call")
        try:
            with with_player(display, bus) as player:
                prints(bus, "Playing", "status")
                for _ in range(4):
                    track = metadata(bus, "mpris:trackid")
                    bus.playerctl("next")
                    wait_for("another track", lambda: metadata(bus, "mpris:trackid") not in ("", track))
                player.focus()
                assert player.quit() == 0
        finally:
            watcher.terminate()
        said = watcher.communicate()[0]
        assert said.count("member=Inhibit") == 1, said


def they_mean_the_player_from_every_screen():
    with Display() as display, SessionBus() as bus, with_player(display, bus, "--screen", "home") as player:
        player.wait_until("Home", lambda nodes: "home" in nodes and "player.title" not in nodes)
        prints(bus, "Paused", "status")
        bus.playerctl("play")
        prints(bus, "Playing", "status")
        player.node("player.title")


def an_address_is_opened():
    clip = ROOT / "tests/fixtures/numbered.mp4"
    with Display() as display, SessionBus() as bus, with_player(display, bus) as player:
        prints(bus, "Playing", "status")
        bus.playerctl("open", clip.as_uri())
        player.wait_text("player.title", "numbered")
        wait_for("its title", lambda: metadata(bus, "xesam:title") == "numbered")


def two_programs_are_two_players():
    with Display() as display, SessionBus() as bus, with_player(display, bus) as player:
        prints(bus, "Playing", "status")
        with with_player(display, bus):
            wait_for("both", lambda: len(bus.playerctl("--list-all").split()) == 2)
        wait_for("one", lambda: bus.playerctl("--list-all") == "cliffhanger")
        player.focus()
        assert player.quit() == 0


def without_a_session_bus_nothing_happens():
    with tempfile.TemporaryDirectory() as nowhere, Display() as display:
        with Player(DEMO, "--log", "debug", display=display, environment={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={nowhere}/none"}) as player:
            player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")
            player.focus()
            assert player.quit() == 0
            assert player.stderr.count("media controls") == 1, player.stderr


if __name__ == "__main__":
    require("Xvfb", "xdotool", "dbus-daemon", "dbus-monitor", "playerctl")
    main(controls_drive_the_player, they_are_told_what_is_on_the_stage, a_private_run_says_only_that_something_plays,
         nothing_is_said_while_nothing_changes, the_screen_saver_is_asked_once_for_many_episodes,
         they_mean_the_player_from_every_screen, an_address_is_opened, two_programs_are_two_players,
         without_a_session_bus_nothing_happens)
