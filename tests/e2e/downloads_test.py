"""Downloads as a person uses them: a series for the road, through kills, pauses, damage, and without any network."""
import hashlib
import pathlib
import tempfile

from demo_site import DemoSite
from harness import Display, Player, main, require

W, H = 540, 960
SERIES = "dies-at-1147"


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
    with tempfile.TemporaryDirectory() as home, DemoSite(SERIES) as site, Display() as display:
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
    with tempfile.TemporaryDirectory() as home, DemoSite(SERIES) as site, Display() as display:
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
    with tempfile.TemporaryDirectory() as home, DemoSite(SERIES) as site, Display() as display:
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
    with tempfile.TemporaryDirectory() as home, DemoSite(SERIES) as site:
        with Player(site.feed, "--private", "--size", f"{W}x{H}", "--screen", "downloads", home=home) as player:
            assert "Private" in player.node("downloads.empty")["name"]
        assert not (pathlib.Path(home) / "data").exists()


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(a_killed_download_goes_on_and_plays_without_the_network, paused_by_keys_it_stays_paused_over_a_restart,
         what_comes_damaged_starts_over, a_private_run_downloads_nothing)
