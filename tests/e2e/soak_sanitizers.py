"""Swipes under the sanitizers: no report, no crash, an end in time."""
import pathlib
import subprocess
import tempfile

from harness import DEMO, ROOT, Player
from soak_scripts import hasty

REPORTS = ("Sanitizer", "runtime error:")
SLACK_S = 120  # beyond the script's own length: sanitized code on a busy machine
OPTIONS = {"ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1", "UBSAN_OPTIONS": "print_stacktrace=1",
           "TSAN_OPTIONS": f"second_deadlock_stack=1:print_suppressions=0:suppressions={ROOT / 'tests/support/tsan.supp'}"}


def swipes(name, binary, count, seed):
    """A row of the table: what, figures, what is wrong or None."""
    what = f"{count} random swipes, {name}"
    if not binary.exists():
        return what, f"skipped: {binary} is not built", None
    text, length_s = hasty(seed, count)
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "swipes.jsonl"
        script.write_text(text)
        with Player(DEMO, "--script", script, "--size", "540x960", "--language", "en", binary=binary, environment=OPTIONS) as player:
            try:
                _, errors = player.process.communicate(timeout=length_s + SLACK_S)
            except subprocess.TimeoutExpired:
                return what, f"seed {seed}", "does not end"
            reports = [line for line in errors.splitlines() if any(mark in line for mark in REPORTS)]
            if reports or player.process.returncode != 0:
                print(errors)
                return what, f"seed {seed}, exit code {player.process.returncode}", (reports or ["ends badly"])[0]
            stats = player.stats()
            figures = (f"{len(stats['swipes'])} reached their picture, {stats['frames']['shown']} frames, {stats['peak_rss_mib']:.0f} MiB, "
                       f"{stats['cpu_s']:.0f} s CPU in {length_s:.0f} s")
            return what, figures, None if stats["swipes"] else "no page was ever turned"
