#!/usr/bin/env python3
"""Probes every file of a corpus of real-world media and subtitles with the shipped binary, and holds the answers against
the corpus's MANIFEST.tsv: what plays elsewhere must play here, frame for frame; what cannot must be refused with a reason;
nothing may crash, or take longer than a person waits.

The corpus is no part of the repository: CLIFFHANGER_CORPUS names it, or it lies at ../shared/corpus beside the repository.
Arguments are parts of paths; without any, everything is probed.
"""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import time

from harness import BINARY, ROOT, require, skip

CORPUS = pathlib.Path(os.environ.get("CLIFFHANGER_CORPUS", ROOT.parent / "shared/corpus"))
PROBED = ("media/", "clips/", "subtitles/")
LONGEST_S = 20  # for any file, however broken
KINDS = {"Timeout", "Unreachable", "HttpStatus", "NotFound", "Forbidden", "TooLarge", "Corrupted", "Unsupported",
         "EndOfStream", "Io"}


def probe(row):
    """Exit code, answer, seconds; an exit code of None for a hang."""
    arguments = [BINARY, "probe", CORPUS / row["path"], "--json"]
    if row["path"].startswith("subtitles/"):
        arguments.append("--subtitles")
    began = time.monotonic()
    try:
        done = subprocess.run(arguments, capture_output=True, timeout=LONGEST_S, check=False)
    except subprocess.TimeoutExpired:
        return None, {}, LONGEST_S
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {}
    return done.returncode, answer, time.monotonic() - began


def as_expected_of_media(row, answer):
    """What is wrong with the figures of a medium that plays, or None."""
    expected = re.search(r"\(frames=(\d+) out=([\d.]+)s\)", row["ffmpeg_ok"])
    if expected is None:
        return None
    frames, span = int(expected.group(1)), float(expected.group(2))
    if abs(answer["video_frames"] - frames) > max(1, frames * 0.02):
        return f"{answer['video_frames']} frames instead of {frames}"
    if frames == 0 and answer["audio_s"] <= 0:
        return "no sound"
    # The reference rounds and counts from zero, and where time stamps jump it is the container that knows.
    claim = re.search(r" dur=([\d.]+)", row["ffprobe_summary"])
    spans = [span] + ([float(claim.group(1))] if claim else [])
    if min(abs(answer["duration_s"] - known) for known in spans) > 0.1:
        return f"{answer['duration_s']:.3f} s instead of {span} s"
    return None


def as_expected_of_subtitles(row, answer):
    marks = re.search(r"cue_markers=(\d+)", row["ffprobe_summary"])
    if marks is None:
        return None
    # Marks are counted in the bytes: some stand in comments, in text, or in attached fonts.
    fewest = 1 if row["path"].endswith(".ass") else int(marks.group(1)) * 0.5 - 1
    if not fewest <= answer["cues"] <= int(marks.group(1)):
        return f"{answer['cues']} cues instead of about {marks.group(1)}"
    if not answer["encoding"]:
        return "no encoding"
    return None


def verdict(row, code, answer):
    """What is wrong, or None."""
    if code is None:
        return "hangs"
    if code not in (0, 3) or not answer:
        return f"exit code {code}, {'an' if answer else 'no'} answer"
    if answer["ok"] != (code == 0):
        return "the answer contradicts the exit code"
    if code == 3:
        error = answer["error"]
        if error["kind"] not in KINDS or " " not in error["message"]:
            return f"no clear reason: {error}"
        return f"refused: {error['kind']}: {error['message']}" if row["expectation"] == "plays" else None
    if row["expectation"].startswith("must-be-rejected"):
        return f"accepted: {answer.get('video_frames')} frames, {answer.get('audio_s')} s of sound"
    if row["expectation"] != "plays":
        return None
    return (as_expected_of_subtitles if row["path"].startswith("subtitles/") else as_expected_of_media)(row, answer)


def rows(wanted):
    with open(CORPUS / "MANIFEST.tsv", encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t", quoting=csv.QUOTE_NONE):
            is_wanted = not wanted or any(part in row["path"] for part in wanted)
            if row["role"] == "entry" and row["path"].startswith(PROBED) and is_wanted:
                yield row


def main():
    require()
    if not (CORPUS / "MANIFEST.tsv").exists():
        skip(f"no corpus at {CORPUS}")
    verbose = "-v" in sys.argv
    total, wrong, slowest = 0, 0, (0, "")
    for row in rows([argument for argument in sys.argv[1:] if argument != "-v"]):
        code, answer, took = probe(row)
        problem = verdict(row, code, answer)
        total, wrong = total + 1, wrong + (problem is not None)
        slowest = max(slowest, (took, row["path"]))
        if problem is not None:
            print(f"WRONG {row['path']}: {problem}", flush=True)
        elif verbose:
            print(f"ok    {row['path']} ({took:.1f} s): {json.dumps(answer)}", flush=True)
    print(f"{total} files, {wrong} wrong; the slowest took {slowest[0]:.1f} s ({slowest[1]})")
    return 1 if wrong or not total else 0


if __name__ == "__main__":
    sys.exit(main())
