"""The window comes back where and as it was left; the mini player is small, and large again."""
import re
import subprocess
import tempfile

from harness import DEMO, Display, Player, main, require, wait_for


def playing(player):
    player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")


def geometry(player):
    told = subprocess.run(["xdotool", "getwindowgeometry", "--shell", player.window()], env=player.env, capture_output=True, text=True).stdout
    found = dict(re.findall(r"(\w+)=(-?\d+)", told))
    return tuple(int(found[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))


def becomes(player, expected):
    wait_for(f"the window at {expected}, it is at {geometry(player)}", lambda: geometry(player) == expected)


def close(player):
    player.focus()
    assert player.quit() == 0


def place_and_size_come_back():
    with Display() as display, tempfile.TemporaryDirectory() as home:
        with Player(DEMO, display=display, home=home) as player:
            playing(player)
            player.xdotool("windowsize", player.window(), 450, 800)
            player.xdotool("windowmove", player.window(), 700, 120)
            becomes(player, (700, 120, 450, 800))
            close(player)
        for _ in range(2):
            with Player(DEMO, display=display, home=home) as player:
                becomes(player, (700, 120, 450, 800))
                playing(player)
                close(player)
        with Player(DEMO, "--size", "360x640", display=display, home=home) as player:
            becomes(player, (700, 120, 360, 640))


def a_place_that_is_off_the_screen_is_corrected():
    with tempfile.TemporaryDirectory() as home:
        with Display(2000, 1000) as display, Player(DEMO, "--size", "450x800", display=display, home=home) as player:
            playing(player)
            player.xdotool("windowmove", player.window(), 1500, 150)
            becomes(player, (1500, 150, 450, 800))
            close(player)
        with Display(1024, 768) as display, Player(DEMO, display=display, home=home) as player:
            becomes(player, (1024 - 450, 0, 450, 768))


def a_private_run_does_not_know_it():
    with Display() as display, tempfile.TemporaryDirectory() as home:
        with Player(DEMO, display=display, home=home) as player:
            playing(player)
            player.xdotool("windowsize", player.window(), 450, 800)
            becomes(player, (*geometry(player)[:2], 450, 800))
            close(player)
        with Player(DEMO, "--private", display=display, home=home) as player:
            playing(player)
            assert geometry(player)[2:] == (540, 960), geometry(player)


def the_mini_player_is_small_and_large_again():
    with Display() as display, tempfile.TemporaryDirectory() as home:
        with Player(DEMO, display=display, home=home) as player:
            playing(player)
            before = geometry(player)
            player.focus()
            player.key("ctrl+shift+m")
            becomes(player, (1280 - 252 - 16, 1000 - 448 - 16, 252, 448))
            player.wait_until("only the picture", lambda nodes: "player.rail.like" not in nodes)
            player.xdotool(*player.move(126, 300))
            player.xdotool(*player.move(130, 310))
            player.click_node("mini.play")
            player.wait_until("paused", lambda nodes: nodes["player.play_state"]["value"] == "paused")
            player.click_node("mini.expand")
            becomes(player, before)
            player.wait_until("everything", lambda nodes: "player.rail.like" in nodes)
            player.focus()
            player.key("ctrl+shift+m")
            becomes(player, (1280 - 252 - 16, 1000 - 448 - 16, 252, 448))
            player.xdotool(*player.move(126, 300))
            player.xdotool(*player.move(130, 310))
            player.click_node("mini.close")
            assert player.wait() == 0
        with Player(DEMO, display=display, home=home) as player:
            becomes(player, before)


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(place_and_size_come_back, a_place_that_is_off_the_screen_is_corrected, a_private_run_does_not_know_it,
         the_mini_player_is_small_and_large_again)
