"""A public screen: a tap enters the series that is shown, nothing leaves, who has gone is forgotten, the PIN leaves."""
import ctypes
import json
import pathlib
import subprocess
import tempfile

from harness import BINARY, DEMO, Display, Player, main, require, run

W, H = 540, 960
CLIP = DEMO.parent / "hidden-heir" / "01.mp4"
PIN = {"CLIFFHANGER_KIOSK_PIN": "2468"}


def attracts(player):
    return player.node("kiosk.enter")


def enter(player):
    attracts(player)
    player.click(W / 2, H / 3)
    return player.node("player.title")


def walk(tree):
    for node in tree:
        yield node
        yield from walk(node.get("children", []))


def performed(source, lines):
    """Performs a script as a public screen; gives what is on it at the end, by identity."""
    with tempfile.TemporaryDirectory() as folder:
        script, semantics = pathlib.Path(folder, "script.jsonl"), pathlib.Path(folder, "semantics.json")
        script.write_text("\n".join(json.dumps(line) for line in lines))
        code, _, error = run(source, "--headless", "--manual-clock", "--kiosk", "--size", f"{W}x{H}", "--script", script, "--semantics", semantics,
                             environment=PIN)
        assert code == 0, (code, error)
        return {node["id"]: node for node in walk(json.loads(semantics.read_text()))}


def tap(at, x=0.5, y=0.4):
    return [{"t": at, "ev": "touch", "id": 1, "type": "down", "x": x, "y": y}, {"t": at + 80, "ev": "touch", "id": 1, "type": "up", "x": x, "y": y}]


def key(at, name, **more):
    return {"t": at, "ev": "key", "key": name, **more}


class ClientMessage(ctypes.Structure):
    _fields_ = [("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int), ("display", ctypes.c_void_p),
                ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong), ("format", ctypes.c_int), ("data", ctypes.c_long * 5),
                ("padding", ctypes.c_long * 24)]


def close_window(display, window):
    """Asks it to close, as a window manager does for Alt+F4 and the button in the frame."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.name.encode()))
    atom = [x11.XInternAtom(connection, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")]
    message = ClientMessage(type=33, window=int(window), message_type=atom[0], format=32, data=(ctypes.c_long * 5)(atom[1]))
    x11.XSendEvent(connection, ctypes.c_ulong(int(window)), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(connection)


def a_tap_enters_the_series_that_is_shown():
    with Display() as display, Player(DEMO, "--kiosk", "--size", f"{W}x{H}", display=display, environment=PIN) as player:
        shown = attracts(player) and player.text("kiosk.title")
        assert enter(player)["value"] == shown
        assert player.text("player.episode").startswith("EP 1 "), player.text("player.episode")


def no_key_and_no_window_manager_leaves_it():
    with Display() as display, Player(DEMO, "--kiosk", "--size", f"{W}x{H}", display=display, environment=PIN) as player:
        player.focus()
        enter(player)
        player.key("ctrl+q", "alt+F4", "F11", "f", "F12", "slash", "o", "alt+3", "ctrl+comma")
        close_window(display, player.window())
        player.key("Escape")
        player.node("home")
        player.key("Escape", "Escape", "ctrl+w", "ctrl+q")
        player.click_node("kiosk.bar.play")
        player.node("player.title")


def who_has_gone_is_forgotten():
    liked = performed(CLIP, [*tap(1000), key(2500, "H"), {"t": 3500, "quit": True}])
    assert "checked" in liked["player.rail.like"]["state"], liked["player.rail.like"]
    gone = performed(CLIP, [*tap(1000), key(2500, "H"), key(3000, "Space"), {"t": 50000, "expect": {"node": "kiosk.warn.go_on"}},
                            {"t": 65000, "expect": {"node": "kiosk.enter"}}, *tap(66000), {"t": 67500, "quit": True}])
    assert "checked" not in gone["player.rail.like"].get("state", []), gone["player.rail.like"]


def who_is_still_there_keeps_everything():
    kept = performed(CLIP, [*tap(1000), key(2500, "H"), key(3000, "Space"), {"t": 50000, "expect": {"node": "kiosk.warn.go_on"}},
                            *tap(51000, y=0.2), {"t": 70000, "quit": True}])
    assert "checked" in kept["player.rail.like"]["state"], kept["player.rail.like"]


def the_pin_leaves_and_a_wrong_one_does_not():
    with Display() as display, Player(DEMO, "--kiosk", "--size", f"{W}x{H}", display=display, environment=PIN) as player:
        player.focus()
        attracts(player)
        player.xdotool(*player.move(20, 20), "mousedown", 1)
        player.node("kiosk.pin")
        player.xdotool("mouseup", 1)
        player.key("1", "1", "1", "1")
        player.wait_until("the PIN to be refused", lambda nodes: "not the PIN" in (nodes.get("kiosk.pin.text") or {}).get("name", ""))
        for digit in "2468":
            player.click_node(f"kiosk.pin.key.{digit}")
        assert player.wait() == 0


def nothing_of_a_visitor_is_on_the_disk():
    with tempfile.TemporaryDirectory() as home, Display() as display:
        with Player(DEMO, "--kiosk", "--size", f"{W}x{H}", display=display, environment=PIN, home=home) as player:
            player.focus()
            enter(player)
            player.key("h")
            player.wait_until("the like", lambda nodes: "checked" in (nodes.get("player.rail.like") or {}).get("state", []))
            player.process.terminate()
            assert player.wait() == 0
        assert not list(pathlib.Path(home).rglob("library.db*"))


def without_a_pin_there_is_no_kiosk():
    for arguments in (["--kiosk"], ["--kiosk", "--kiosk-pin", "12"], ["--kiosk", "--kiosk-pin", "12ab"]):
        done = subprocess.run([str(BINARY), "--headless", *arguments], capture_output=True, text=True)
        assert done.returncode == 1 and "digits" in done.stderr + done.stdout or "CLIFFHANGER_KIOSK_PIN" in done.stderr, done


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(a_tap_enters_the_series_that_is_shown, no_key_and_no_window_manager_leaves_it, who_has_gone_is_forgotten, who_is_still_there_keeps_everything,
         the_pin_leaves_and_a_wrong_one_does_not, nothing_of_a_visitor_is_on_the_disk, without_a_pin_there_is_no_kiosk)
