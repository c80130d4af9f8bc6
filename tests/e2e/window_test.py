"""Real input on a real window: the first minutes of a viewer."""
from harness import DEMO, Display, Player, main, require, wait_for

W, H = 540, 960


def episode(player):
    return player.text("player.episode")


def started(display, *arguments):
    player = Player(DEMO, "--size", f"{W}x{H}", *arguments, display=display)
    player.focus()
    player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")
    return player


def next_page_after(player, action):
    before = player.node("player.episode")["value"]
    action()
    return player.wait_until(f"another episode than {before}",
                             lambda nodes: nodes.get("player.episode", {}).get("value") not in (None, before)
                             and nodes["player.episode"]["value"])


def a_slow_drag_turns_the_page_and_a_short_one_does_not():
    with Display() as display, started(display) as player:
        first = episode(player)
        second = next_page_after(player, lambda: player.drag(W // 2, 800, 200, steps=20, pause_ms=20))
        assert second != first
        player.drag(W // 2, 600, 560, steps=10, pause_ms=60)
        player.key("space")
        player.wait_until("paused", lambda nodes: nodes["player.play_state"]["value"] == "paused")
        assert episode(player) == second
        assert player.quit() == 0


def flick(player):
    """On a busy machine a flick may come out as a slow drag, which turns nothing: then it is made again."""
    before = episode(player)
    for _ in range(5):
        player.drag(W // 2, 700, 520, steps=5, pause_ms=8)
        try:
            return wait_for(f"another episode than {before}", lambda: episode(player) != before, patience=3)
        except AssertionError:
            continue
    raise AssertionError("never happened: a flick that turns the page")


def a_flick_the_wheel_and_the_keys_turn_pages():
    with Display() as display, started(display) as player:
        flick(player)
        next_page_after(player, lambda: player.wheel_down(W // 2, H // 2))
        third = next_page_after(player, lambda: player.key("Down"))
        second = next_page_after(player, lambda: player.key("Up"))
        assert second != third
        assert player.quit() == 0


def the_space_bar_and_a_click_pause_and_play():
    with Display() as display, started(display) as player:
        state = lambda wanted: player.wait_until(wanted, lambda nodes: nodes["player.play_state"]["value"] == wanted)
        player.key("space")
        state("paused")
        player.click(W // 2, 400)
        state("playing")
        assert player.quit() == 0


def dragging_the_progress_bar_seeks():
    with Display() as display, started(display) as player:
        player.key("space")
        x, y, w, h = player.node("player.progress")["rect"]
        before = player.text("player.progress")
        y += h / 2
        player.xdotool(*player.move(x + w * 0.1, y), "mousedown", 1, *player.move(x + w * 0.4, y),
                       *player.move(x + w * 0.7, y), "mouseup", 1)
        player.wait_until("another position", lambda nodes: nodes.get("player.progress", {}).get("value") not in (None, before))
        assert player.quit() == 0


def resizing_lays_the_player_out_for_the_new_shape():
    with Display() as display, started(display) as player:
        assert "panel" not in player.nodes()
        player.xdotool("windowsize", player.window(), 1200, 800)
        player.wait_until("the side panel", lambda nodes: any(name.startswith("panel") for name in nodes))
        player.xdotool("windowsize", player.window(), 400, 800)
        player.wait_until("no side panel", lambda nodes: nodes and not any(name.startswith("panel") for name in nodes))
        assert player.quit() == 0


def the_episode_sheet_opens_and_chooses():
    with Display() as display, started(display) as player:
        player.key("e")
        player.wait_until("the sheet", lambda nodes: "sheet.episodes" in nodes)
        player.click_node("sheet.episodes.cell.3")
        player.wait_until("episode 3", lambda nodes: "3" in nodes.get("player.episode", {}).get("value", ""))
        assert player.quit() == 0


if __name__ == "__main__":
    require("Xvfb", "xdotool")
    main(a_slow_drag_turns_the_page_and_a_short_one_does_not, a_flick_the_wheel_and_the_keys_turn_pages,
         the_space_bar_and_a_click_pause_and_play, dragging_the_progress_bar_seeks,
         resizing_lays_the_player_out_for_the_new_shape, the_episode_sheet_opens_and_chooses)
