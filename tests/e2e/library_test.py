"""What the program remembers of a viewer, whichever way it ends."""
import pathlib
import tempfile

from harness import DEMO, Display, Player, main, require


def seconds(player):
    """Of the position that the progress bar says, as 0:48."""
    value = (player.nodes().get("player.progress") or {}).get("value") or ""
    minutes, _, rest = value.split(" ")[0].split("/")[0].partition(":")
    return int(minutes) * 60 + int(rest) if rest.isdigit() else 0


def playing_at(player, at_least):
    player.wait_until(f"second {at_least}", lambda nodes: seconds(player) >= at_least)
    return seconds(player)


def killed_at_any_moment_the_place_is_kept_to_the_second():
    with tempfile.TemporaryDirectory() as home:
        with Player(DEMO, "--start", "2/3@2", home=home) as player:
            at = playing_at(player, 4)
            episode = player.text("player.episode")
            player.process.kill()
        for _ in range(3):
            with Player(DEMO, home=home) as player:
                player.node("player.episode")
                assert player.text("player.episode") == episode
                came_back = playing_at(player, 1)
                assert at - 1 <= came_back, f"left at {at} s, came back at {came_back} s"
                at = playing_at(player, came_back + 1)
                player.process.kill()


def a_damaged_library_is_set_aside_and_said():
    with tempfile.TemporaryDirectory() as home:
        library = pathlib.Path(home) / "data/cliffhanger/library.db"
        library.parent.mkdir(parents=True)
        library.write_bytes(b"not a database" * 1000)
        with Player(DEMO, home=home) as player:
            player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")
            player.process.kill()
        assert len(list(library.parent.glob("library.db.damaged-*"))) >= 1
        assert library.read_bytes().startswith(b"SQLite format 3")


def enter(player, pin):
    player.node("pin")
    for digit in pin:
        player.click_node(f"pin.key.{digit}")


def an_age_limit_outlives_a_kill_and_asks_for_its_pin():
    with tempfile.TemporaryDirectory() as home, Display() as display:
        with Player(DEMO, "--screen", "settings", "--size", "540x960", display=display, home=home) as player:
            for identity in ("settings.section.wellbeing", "settings.age_limit", "settings.age_limit.4"):
                player.click_node(identity)
            enter(player, "2580")
            player.click_node("pin.save")
            player.wait_text("settings.age_limit", "12")
            player.process.kill()
        library = (pathlib.Path(home) / "data/cliffhanger/library.db").read_bytes()
        assert b"pbkdf2" in library + (pathlib.Path(home) / "data/cliffhanger/library.db-wal").read_bytes()
        with Player(DEMO, "--start", "dies-at-1147/1", "--size", "540x960", display=display, home=home) as player:
            player.click_node("player.locked.pin")
            enter(player, "1111")
            player.wait_text("pin.text", "That is not the PIN.")
            enter(player, "2580")
            player.wait_until("the page to open", lambda nodes: "player.locked" not in nodes and "pin" not in nodes)
            playing_at(player, 1)


def a_private_run_leaves_nothing():
    with tempfile.TemporaryDirectory() as home:
        with Player(DEMO, "--private", home=home) as player:
            playing_at(player, 1)
        assert not (pathlib.Path(home) / "data").exists()


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(killed_at_any_moment_the_place_is_kept_to_the_second, a_damaged_library_is_set_aside_and_said,
         an_age_limit_outlives_a_kill_and_asks_for_its_pin, a_private_run_leaves_nothing)
