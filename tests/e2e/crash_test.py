"""A crash leaves a report, and the next start says so and offers what was on the stage."""
import pathlib
import signal
import subprocess
import tempfile

from harness import BINARY, DEMO, ROOT, Player, main, require, skip, wait_for

CLIP = ROOT / "tests/fixtures/numbered.mp4"


def playing(player):
    player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")


def state_of(home):
    return pathlib.Path(home) / ".local/state/cliffhanger"


def reports_of(home):
    return sorted((state_of(home) / "crashes").glob("crash-*.txt"))


def crash(home, *arguments, how=signal.SIGSEGV):
    with Player(*arguments, home=home) as player:
        playing(player)
        player.process.send_signal(how)
        assert player.wait() == -how, player.process.returncode


def a_crash_leaves_a_report_and_the_next_start_says_where():
    with tempfile.TemporaryDirectory() as home:
        crash(home, DEMO, "--start", "2/3")
        (report,) = reports_of(home)
        text = report.read_text(errors="replace")
        assert "SEGV" in text and "build " in text and text.rstrip().endswith("end"), text
        assert str(DEMO) in text, text  # what was on the stage
        assert "presenter:" in text, text  # logged, though nobody asked for it
        assert text.split("backtrace")[1].split("last log lines")[0].count("cliffhanger") >= 1, text
        assert "r-xp" in text.split("\ncode\n")[1], text
        assert report.stat().st_mode & 0o077 == 0
        with Player(DEMO, home=home) as player:
            player.node("crash")
            assert str(report) in player.text("crash.report"), player.text("crash.report")
            assert "crash.continue" not in player.nodes()  # it is back there already
            assert " 3 " in player.text("player.episode"), player.text("player.episode")
            player.process.terminate()
            assert player.wait() == 0
        with Player(DEMO, home=home) as player:
            playing(player)
            assert "crash" not in player.nodes()


def what_was_on_the_stage_is_offered_when_something_else_is():
    with tempfile.TemporaryDirectory() as home:
        crash(home, CLIP, how=signal.SIGKILL)
        assert not reports_of(home)
        script = pathlib.Path(home) / "continue.jsonl"
        script.write_text('{"t":1500,"ev":"key","key":"Return"}\n')
        with Player(DEMO, "--script", script, home=home) as player:
            player.node("crash.continue")
            player.wait_text("player.title", "numbered")
            assert "crash" not in player.nodes()


def an_abort_names_itself():
    with tempfile.TemporaryDirectory() as home:
        crash(home, DEMO, how=signal.SIGABRT)
        (report,) = reports_of(home)
        assert "ABRT" in report.read_text(errors="replace")


def only_the_newest_reports_are_kept():
    with tempfile.TemporaryDirectory() as home:
        folder = state_of(home) / "crashes"
        folder.mkdir(parents=True)
        for number in range(8):
            (folder / f"crash-{number}-1.txt").write_text("old")
        crash(home, DEMO)
        assert len(reports_of(home)) <= 6


def a_private_run_leaves_no_report():
    with tempfile.TemporaryDirectory() as home:
        crash(home, DEMO, "--private")
        assert not state_of(home).exists()


if __name__ == "__main__":
    require()
    libraries = subprocess.run(["ldd", str(BINARY)], capture_output=True, text=True).stdout
    if "libasan" in libraries or "libtsan" in libraries:
        skip("sanitizers report crashes themselves")
    main(a_crash_leaves_a_report_and_the_next_start_says_where, what_was_on_the_stage_is_offered_when_something_else_is,
         an_abort_names_itself, only_the_newest_reports_are_kept, a_private_run_leaves_no_report)
