"""The command line as scripts and testers use it, without a display."""
import json
import pathlib
import tempfile

from harness import DEMO, ROOT, Player, main, require, run

CLIP = next(iter(sorted((ROOT / "assets/demo").rglob("*.mp4"))))


def wrong_usage_exits_with_1_and_says_why():
    code, _, err = run("--size", "huge")
    assert code == 1 and "--size" in err, (code, err)
    code, _, err = run("--no-such-option")
    assert code == 1 and "no-such-option" in err


def help_and_version_exit_with_0():
    assert run("--help")[0] == 0
    code, out, _ = run("--version")
    assert code == 0 and out.startswith("cliffhanger ")


def without_a_display_it_says_so_in_a_sentence_and_exits_with_4():
    code, _, err = run(CLIP, environment={"DISPLAY": "", "WAYLAND_DISPLAY": "", "SDL_VIDEODRIVER": "x11"})
    assert code == 4, (code, err)
    assert "--headless" in err and "Xvfb" in err and err.count("\n") == 1, err


def a_headless_run_plays_in_real_time_and_writes_its_figures():
    with Player(CLIP, "--exit-after", "3") as player:
        assert player.wait() == 0, player.stderr
        stats = player.stats()
        assert stats["frames"]["shown"] > 30, stats
        assert stats["frames"]["black"] == 0
        assert stats["start"]["first_frame_ms"] > 0 and stats["start"]["window_ms"] > 0
        assert stats["av_offset_ms"]["p95"] is not None
        assert "cpu" in stats["presenter"]


def a_script_on_the_manual_clock_gives_the_same_pixels_each_time():
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "script.jsonl"
        lines = [{"t": 500, "shot": "start"}, {"t": 600, "ev": "key", "key": "Down"}, {"t": 700, "shot": "moving"},
                 {"t": 2500, "shot": "second"}, {"t": 2500, "expect": {"node": "player.play_state", "text": "playing"}}, {"t": 2600, "quit": True}]
        script.write_text("".join(json.dumps(line) + "\n" for line in lines))
        pictures = []
        for attempt in ("a", "b"):
            shots = pathlib.Path(folder) / attempt
            code, _, err = run(DEMO, "--headless", "--manual-clock", "--script", script, "--shots", shots, "--size", "390x844", "--language", "en")
            assert code == 0, err
            pictures.append({path.name: path.read_bytes() for path in sorted(shots.iterdir())})
        assert set(pictures[0]) == {"start.png", "moving.png", "second.png"}
        for name in pictures[0]:
            assert pictures[0][name] == pictures[1][name], f"{name} differs between two runs"
        assert pictures[0]["start.png"] != pictures[0]["second.png"]


def a_failed_expectation_fails_the_run():
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "script.jsonl"
        script.write_text('{"t":100,"expect":{"node":"player.nothing","text":"x"}}\n{"t":200,"quit":true}\n')
        code, _, err = run(DEMO, "--headless", "--manual-clock", "--script", script)
        assert code == 5 and "player.nothing" in err, (code, err)


def start_begins_at_the_episode_and_second_asked_for():
    with Player(DEMO, "--start", "2/3@4", "--language", "en") as player:
        player.wait_until("episode 3", lambda nodes: "3" in nodes.get("player.episode", {}).get("value", ""))
        player.process.terminate()
        assert player.wait() == 0


def probe_counts_what_is_in_a_clip():
    code, out, err = run("probe", CLIP, "--json")
    report = json.loads(out)
    assert code == 0 and report["ok"], err
    assert report["video_frames"] > 100 and report["duration_s"] > 5 and report["audio_s"] > 5
    assert {stream["type"] for stream in report["streams"]} >= {"video", "audio"}


def check_finds_the_bundled_catalog_clean():
    code, out, _ = run("check", DEMO, "--json")
    report = json.loads(out)
    assert code == 0, report["findings"]
    assert report["series"] >= 3 and report["playable"] == report["episodes"] >= 18


if __name__ == "__main__":
    require()
    main(wrong_usage_exits_with_1_and_says_why, help_and_version_exit_with_0,
         without_a_display_it_says_so_in_a_sentence_and_exits_with_4, a_headless_run_plays_in_real_time_and_writes_its_figures,
         a_script_on_the_manual_clock_gives_the_same_pixels_each_time, a_failed_expectation_fails_the_run,
         start_begins_at_the_episode_and_second_asked_for, probe_counts_what_is_in_a_clip,
         check_finds_the_bundled_catalog_clean)
