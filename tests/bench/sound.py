"""What is in the file that --audio-sink writes: 48 kHz, two channels of floats."""
import array
import math
import pathlib

RATE = 48000
HEAD = 44


def left(path):
    samples = array.array("f")
    samples.frombytes(pathlib.Path(path).read_bytes()[HEAD:])
    return samples[::2]


def first_silence(path, lasting_s=0.2):
    """Where sound that was there stops for so long, in seconds; None when it does not."""
    loud_at = None
    for i, sample in enumerate(left(path)):
        if abs(sample) > 0.002:
            loud_at = i
        elif loud_at is not None and i - loud_at > lasting_s * RATE:
            return loud_at / RATE
    return None


def first_of_tone(path, before_hz, hz, window_s=0.01):
    """Where a tone is louder than the one before it for the first time."""
    samples, step = left(path), int(window_s * RATE)
    for begin in range(0, len(samples) - step, step // 2):
        window = samples[begin:begin + step]
        power = [abs(sum(s * complex(math.cos(a := 2 * math.pi * tone * i / RATE), math.sin(a)) for i, s in enumerate(window))) for tone in (before_hz, hz)]
        if power[1] > power[0] and power[1] > 0.01 * step:
            return (begin + step / 2) / RATE
    return None
