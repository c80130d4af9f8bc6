"""Around the player: the way between the screens, with a mouse and with the keys alone."""
import tempfile

from harness import DEMO, Display, Player, main, require

W, H = 540, 960


def playing(player):
    player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")


def shows(player, identity):
    return player.node(identity)


def focused(nodes):
    return next((identity for identity, node in nodes.items() if "focused" in node.get("state", [])), None)


def walk_to(player, identity, key, at_most=60):
    """Presses a key until the focus is there."""
    for _ in range(at_most):
        here = focused(player.nodes())
        if here == identity:
            return
        player.key(key)
        player.wait_until(f"the focus to leave {here}", lambda nodes: focused(nodes) != here)
    raise AssertionError(f"{identity} is not reached by {key}")


def with_a_mouse_home_leads_to_a_series_and_back_home():
    with Display() as display, Player(DEMO, "--size", f"{W}x{H}", display=display) as player:
        player.focus()
        playing(player)
        player.click_node("player.back")
        shows(player, "home.hero")
        player.click_node("home.hero.card.0.watch")
        playing(player)
        player.click_node("player.back")
        player.click_node("tab.feed")
        playing(player)
        assert shows(player, "tab.feed")["state"] == ["current"]
        assert player.quit() == 0


def with_the_keys_alone_something_is_found_and_watched():
    with Display() as display, Player(DEMO, "--size", f"{W}x{H}", display=display) as player:
        player.focus()
        playing(player)
        player.key("alt+1")
        shows(player, "home.hero")
        walk_to(player, "home.hero.card.0.watch", "Tab")
        player.key("Return")
        playing(player)
        player.key("Escape")
        shows(player, "home.hero")
        player.wait_until("the focus where it was left", lambda nodes: focused(nodes) == "home.hero.card.0.watch")
        assert player.quit() == 0


def what_was_begun_is_offered_to_go_on_with_after_a_restart():
    with tempfile.TemporaryDirectory() as home:
        with Player(DEMO, "--start", "2/2@2", home=home) as player:
            playing(player)
            player.wait_until("second 4", lambda nodes: (nodes.get("player.progress") or {}).get("value", "").startswith("0:04"))
            player.process.kill()
        with Player(DEMO, "--screen", "home", home=home) as player:
            shelf = shows(player, "home.shelf.0")
            assert shelf["name"] == "Continue watching", shelf["name"]
            assert shows(player, "home.shelf.0.card.0")["value"].startswith("EP 2")


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(with_a_mouse_home_leads_to_a_series_and_back_home, with_the_keys_alone_something_is_found_and_watched,
         what_was_begun_is_offered_to_go_on_with_after_a_restart)
