"""Hours of play: memory, descriptors and threads do not grow."""
import os
import pathlib
import tempfile
import time

from harness import DEMO, Display, Player
from soak_scripts import patient

WARM_UP = 0.4  # of the run: caches, atlas pages and neighbours are filled
WINDOWS = 4
MOST_MIB_PER_MINUTE = 0.5
JUDGED_FROM_S = 600  # a shorter run says too little about memory


def sample(process):
    """Seconds, resident MiB, descriptors, threads."""
    status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines())
    descriptors = len(os.listdir(f"/proc/{process}/fd"))
    return time.monotonic(), int(status["VmRSS"].split()[0]) / 1024, descriptors, int(status["Threads"])


def slope_per_minute(samples):
    """Of the memory, by least squares."""
    middle_t = sum(s[0] for s in samples) / len(samples)
    middle_m = sum(s[1] for s in samples) / len(samples)
    square = sum((s[0] - middle_t) ** 2 for s in samples)
    return 60 * sum((s[0] - middle_t) * (s[1] - middle_m) for s in samples) / square


def grows(values):
    """True when each part of the run needed more than the one before."""
    length = len(values) // WINDOWS
    most = [max(values[i * length:(i + 1) * length]) for i in range(WINDOWS)]
    return all(a < b for a, b in zip(most, most[1:]))


def play(seconds, seed):
    what, samples = f"{seconds} s of play", []
    with tempfile.TemporaryDirectory() as folder, Display(540, 960) as display:
        script = pathlib.Path(folder) / "viewer.jsonl"
        script.write_text(patient(seed, seconds))
        with Player(DEMO, "--size", "540x960", "--script", script, display=display) as player:
            player.wait_until("a page", lambda nodes: "player.title" in nodes)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                if player.process.poll() is not None:
                    return what, f"seed {seed}", f"ended by itself: {player.process.communicate()[1][-500:]}"
                samples.append(sample(player.process.pid))
                time.sleep(min(5, seconds / 100))  # the interval of the samples
            player.process.terminate()
            if player.wait() != 0:
                return what, f"seed {seed}", player.stderr[-500:]
            stats = player.stats()
    late = samples[int(len(samples) * WARM_UP):]
    is_long, slope = seconds >= JUDGED_FROM_S, slope_per_minute(late)
    memory = f"{min(s[1] for s in late):.0f}-{max(s[1] for s in late):.0f} MiB" + (f" ({slope:+.2f} a minute)" if is_long else "")
    spread = lambda column: f"{min(s[column] for s in late)}-{max(s[column] for s in late)}"
    figures = (f"{memory}, {spread(2)} descriptors, {spread(3)} threads; {len(stats['swipes'])} swipes, "
               f"{stats['frames']['shown']} frames, {stats['frames']['black']} black, {len(stats['stalls'])} stalls")
    if stats["frames"]["black"]:
        return what, figures, "black frames"
    for column, name in ((2, "descriptors"), (3, "threads")):
        if grows([s[column] for s in late]):
            return what, figures, f"ever more {name}"
    return what, figures, "memory grows" if is_long and slope > MOST_MIB_PER_MINUTE else None
