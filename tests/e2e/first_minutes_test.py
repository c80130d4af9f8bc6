"""A person's first minutes, whatever they hold: find a series, watch three episodes, change the captions, like one, leave, come back, go on,
take a series along, watch it without a network, and meet the player at a fair."""
import json
import pathlib
import tempfile

from demo_site import DemoSite
from harness import DEMO, Display, Player, main, require, run

W, H = 540, 960
TITLE = "My Driver Owns the City"


def focused(nodes):
    return next((identity for identity, node in nodes.items() if "focused" in node.get("state", [])), None)


def named(player, name):
    """The control that is called so."""
    def find(nodes):
        return next((identity for identity, node in nodes.items() if node["name"] == name and node["role"] != "list"), None)
    return player.wait_until(f"something called {name!r}", find)


class Hand:
    """What all have in common: they press what they see."""
    environment = {}

    def __init__(self, player):
        self.player = player
        player.focus()

    def press(self, identity):
        self.player.click_node(identity)

    def open_search(self):
        self.press("home.search")

    def type(self, text):
        self.player.xdotool("type", "--delay", "60", text)

    def find(self, words, title):
        """From Home to the page of a series."""
        self.open_search()
        self.player.node("search.field")
        self.type(words)
        self.player.wait_until(f"{title} to be found", lambda nodes: nodes.get("search.results.card.0", {}).get("name") == title)
        self.press("search.results.card.0")

    def close_sheet(self):
        self.player.click(W / 2, 60)  # beside it

    def next_episode(self):
        raise NotImplementedError

    def quit(self):
        assert self.player.quit() == 0

    def enter(self):
        """What a public screen shows."""
        self.player.click(W / 2, H / 3)

    def leave_kiosk(self):
        """Holds the corner, and enters the PIN."""
        self.player.xdotool(*self.player.move(20, 20), "mousedown", 1)
        self.player.node("kiosk.pin")
        self.player.xdotool("mouseup", 1)
        for digit in "2468":
            self.press(f"kiosk.pin.key.{digit}")
        assert self.player.wait() == 0


class Mouse(Hand):
    def next_episode(self):
        self.player.wheel_down(W / 2, H / 2)


class Touch(Hand):
    """Fingers: SDL makes touches of the pointer. There are no keys; letters are pressed on the screen."""
    environment = {"SDL_MOUSE_TOUCH_EVENTS": "1", "SDL_TOUCH_MOUSE_EVENTS": "0"}

    def next_episode(self):
        self.player.drag(W / 2, H * 0.7, H * 0.3)

    def type(self, text):
        self.press("search.field")
        for letter in text:
            self.press(named(self.player, letter))


class Keys(Hand):
    """No pointer at all."""

    def press(self, identity):
        self.player.node(identity)
        for _ in range(80):
            here = focused(self.player.nodes())
            if here == identity:
                self.player.key("Return")
                return
            self.player.key("Tab")
            self.player.wait_until(f"the focus to leave {here}", lambda nodes: focused(nodes) != here)
        raise AssertionError(f"{identity} is not reached with Tab")

    def open_search(self):
        self.player.key("slash")

    def close_sheet(self):
        self.player.key("Escape")

    def next_episode(self):
        self.player.key("Down")

    def enter(self):
        self.player.key("Return")

    def leave_kiosk(self):
        """The corner needs a finger: who has none ends the program."""
        self.player.process.terminate()
        assert self.player.wait() == 0


def playing(player, episode):
    player.wait_until(f"{episode} to play", lambda nodes: nodes.get("player.episode", {}).get("name") == f"EP {episode} / 6"
                      and nodes.get("player.play_state", {}).get("value") == "playing"
                      and nodes.get("player.progress", {}).get("value", "0:00").split(" ")[0] >= "0:01")


def in_captions(player, first, last):
    """Letters of a script are in the captions."""
    player.wait_until("captions", lambda nodes: any(first <= letter <= last for letter in nodes.get("player.captions", {}).get("name", "")))


def watches_likes_and_is_killed(hand):
    player = hand.player
    player.node("home.hero")
    hand.find("driver", TITLE)
    hand.press("series.watch")
    playing(player, 1)
    hand.press("player.rail.like")
    player.wait_until("the like", lambda nodes: "checked" in nodes["player.rail.like"]["state"])
    hand.next_episode()
    playing(player, 2)
    hand.next_episode()
    playing(player, 3)
    hand.press("player.more")
    hand.press("sheet.options.subtitles")
    hand.press(named(player, "简体中文"))
    in_captions(player, "一", "鿿")
    hand.close_sheet()
    player.wait_until("no sheet", lambda nodes: "sheet" not in nodes)
    player.process.kill()


def comes_back_and_takes_it_along(hand):
    player = hand.player
    shelf = player.node("home.shelf.0")
    assert shelf["name"] == "Continue watching", shelf["name"]
    hand.press("home.shelf.0.card.0")
    hand.press("series.watch") if "series.watch" in player.nodes() else None
    playing(player, 3)
    in_captions(player, "一", "鿿")
    hand.press("player.back")
    hand.press("tab.history")
    hand.press(named(player, "Liked"))
    named(player, TITLE)
    hand.press("tab.home")
    player.node("home")
    hand.find("driver", TITLE)
    hand.press("series.download")
    question = player.node("dialog.text")["name"]
    assert "5 episodes" in question and "free" in question, question  # one of the six is locked
    hand.press("dialog.confirm")
    player.wait_until("the way to the downloads", lambda nodes: "dialog" not in nodes and nodes["series.download"].get("name") != "Download")
    hand.press("series.download")
    player.wait_until("all of it", lambda nodes: "Downloaded" in (nodes.get("downloads.row.0") or {}).get("value", ""))
    hand.quit()


def watches_without_a_network(hand):
    player = hand.player
    playing(player, 3)
    player.node("offline")
    in_captions(player, "一", "鿿")
    hand.next_episode()
    playing(player, 4)
    hand.press("player.back")
    player.node("home.hero")
    hand.quit()


def stands_at_a_fair(hand):
    player = hand.player
    player.node("kiosk.enter")
    hand.enter()
    player.node("player.title")
    hand.next_episode()
    player.wait_until("the second episode", lambda nodes: nodes.get("player.episode", {}).get("name", "").startswith("EP 2 "))
    hand.leave_kiosk()


def goes_through_the_first_minutes(hand_of):
    with tempfile.TemporaryDirectory() as home, Display() as display, DemoSite() as site:
        def start(*arguments, **environment):
            return Player(site.feed, *arguments, "--size", f"{W}x{H}", display=display, home=home,
                          environment={**hand_of.environment, **environment})

        with start("--screen", "home") as player:
            watches_likes_and_is_killed(hand_of(player))
        with start("--screen", "home") as player:
            comes_back_and_takes_it_along(hand_of(player))
        site.stop()
        with start() as player:
            watches_without_a_network(hand_of(player))
        site.start()
        with start("--kiosk", CLIFFHANGER_KIOSK_PIN="2468") as player:
            stands_at_a_fair(hand_of(player))


def by_mouse():
    goes_through_the_first_minutes(Mouse)


def by_touch():
    goes_through_the_first_minutes(Touch)


def by_keys_alone():
    goes_through_the_first_minutes(Keys)


class PadScript:
    """There is no pad to hold here: its events come from a script, on the manual clock, where nothing is remembered or downloaded."""

    def __init__(self):
        self.at, self.lines = 1000, []

    def press(self, *buttons):
        for button in buttons:
            self.lines.extend({"t": self.at + 60 * (1 - value), "ev": "pad", "button": button, "value": value} for value in (1, 0))
            self.wait(1)

    def wait(self, seconds):
        self.at += 1000 * seconds

    def expect(self, node, **what):
        self.lines.append({"t": self.at, "expect": {"node": node, **what}})

    def perform(self, *arguments, environment=None):
        self.lines.append({"t": self.at, "quit": True})
        with tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder) / "pad.jsonl"
            script.write_text("\n".join(map(json.dumps, self.lines)))
            code, _, err = run(DEMO, "--headless", "--manual-clock", "--size", f"{W}x{H}", "--script", script, *arguments,
                               environment=environment)
        assert code == 0, err


def by_pad_alone():
    pad = PadScript()
    pad.press("dpdown", "dpdown", "dpdown")
    pad.expect("home.hero.card.0", state="focused")
    pad.press("a", "dpdown")
    pad.expect("series.watch", state="focused")
    pad.press("a")
    pad.wait(1)
    pad.expect("player.episode", text="EP 1 / 6")
    pad.press("x")
    pad.expect("player.rail.like", state="checked")
    for episode in (2, 3):
        pad.press("dpdown")
        pad.wait(1)
        pad.expect("player.episode", text=f"EP {episode} / 6")
        pad.expect("player.play_state", text="playing")
    pad.press("start", "dpdown", "a", "dpdown", "dpdown")
    pad.expect("sheet.options.subtitles.2", state="focused")
    pad.press("a")
    pad.expect("sheet.options.subtitles", text="简体中文")
    pad.expect("sheet.options.subtitles", state="focused")
    pad.press("b", "b", "b")
    pad.expect("home.shelf.0", text="Continue watching")
    pad.expect("home.shelf.0.card.0", text="EP 3 · 75%")
    pad.press("leftstick", "dpdown")
    pad.expect("search.keys.10", text="q")
    pad.press("b")
    pad.expect("home.hero")
    pad.perform("--screen", "home")
    fair = PadScript()
    fair.expect("kiosk.enter")
    fair.press("a")
    fair.wait(1)
    fair.expect("player.episode", text="EP 1 / 6")
    fair.press("dpdown")
    fair.wait(1)
    fair.expect("player.episode", text="EP 2 / 6")
    fair.perform("--kiosk", environment={"CLIFFHANGER_KIOSK_PIN": "2468"})


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(by_mouse, by_touch, by_keys_alone, by_pad_alone)
