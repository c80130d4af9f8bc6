#!/usr/bin/env python3
"""Long runs of the built programs, and a table of their figures; exits with 1 when anything is wrong.

    soak.py [--short] [--seed N] [--asan PROGRAM] [--tsan PROGRAM]

`--short` is for every change: the same in less than three minutes, without the corpus.
"""
import argparse
import pathlib
import subprocess
import sys
import time

from harness import ROOT, SKIPPED, require
from soak_ends import kills, quits
from soak_network import clip_outage, cycles, stream_outage
from soak_play import play
from soak_sanitizers import swipes


def corpus():
    done = subprocess.run([sys.executable, pathlib.Path(__file__).with_name("corpus_probe.py")], capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or [done.stderr[-300:]])[-1]
    if done.returncode not in (0, SKIPPED):
        print(done.stdout, done.stderr)
    return "the corpus", last, None if done.returncode in (0, SKIPPED) else "not all as expected"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--asan", type=pathlib.Path, default=ROOT / "build/asan/cliffhanger")
    parser.add_argument("--tsan", type=pathlib.Path, default=ROOT / "build/tsan/cliffhanger")
    options = parser.parse_args()
    require("Xvfb")
    short, seed = options.short, options.seed
    print(f"seed {seed}", flush=True)
    parts = [lambda: swipes("AddressSanitizer and UBSan", options.asan, 40 if short else 200, seed),
             lambda: swipes("ThreadSanitizer", options.tsan, 40 if short else 200, seed + 1),
             lambda: quits(10 if short else 50, seed),
             lambda: kills(5 if short else 100, seed),
             lambda: cycles(60 if short else 500),
             lambda: play(20 if short else 1800, seed)]
    if not short:
        parts += [lambda: stream_outage(30), lambda: clip_outage(30), corpus]
    rows = []
    for part in parts:
        began = time.monotonic()
        try:
            row = part()
        except AssertionError as error:
            row = "a run", f"seed {seed}", str(error)
        rows.append((*row, time.monotonic() - began))
        print(f"  {row[0]} ...", flush=True)
    print()
    for what, figures, wrong, took in rows:
        print(f"{'WRONG' if wrong else 'ok':5} {what:44} {took:6.1f} s  {figures}" + (f"\n      {wrong}" if wrong else ""))
    return 1 if any(wrong for _, _, wrong, _ in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
