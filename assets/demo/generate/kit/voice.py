"""Speech: espeak-ng renders a line, numpy takes the tin out of it."""
import io
import subprocess
import wave

import numpy as np

RATE = 48000


def synth(text, voice, pitch, speed, rng_seed=0):
    raw = subprocess.run(['espeak-ng', '-v', voice, '-p', str(pitch), '-s', str(speed), '-a', '150', '-g', '1', '--stdout', text],
                         check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(raw)) as w:
        rate = w.getframerate()
        data = np.frombuffer(w.readframes(w.getnframes()), np.int16).astype(np.float64) / 32768
    n = int(len(data) * RATE / rate)
    data = np.interp(np.arange(n) * rate / RATE, np.arange(len(data)), data)
    data = warm(data)
    loud = np.flatnonzero(np.abs(data) > .01)
    data = data[max(loud[0] - 400, 0):loud[-1] + 2400]
    data[-1200:] *= np.linspace(1, 0, 1200)
    return data * (.11 / np.sqrt(np.mean(data ** 2) + 1e-12))


def warm(x):
    """A gentle studio voice chain: less buzz at the top, more chest, a little double."""
    n = len(x) + RATE // 4
    spectrum = np.fft.rfft(x, n)
    f = np.fft.rfftfreq(n, 1 / RATE)
    gain = 1 / (1 + (f / 5200) ** 4) ** .5
    gain *= 1 + .9 * np.exp(-((f - 190) / 130) ** 2)            # chest
    gain *= 1 - .38 * np.exp(-((f - 2700) / 700) ** 2)          # the metallic band
    gain *= (f / 80) ** 2 / (1 + (f / 80) ** 2)
    y = np.fft.irfft(spectrum * gain, n)[:len(x)]
    t = np.arange(len(y))
    wobble = np.interp(t - 260 - 50 * np.sin(t / RATE * 5.1), t, y)
    y = y + .28 * wobble
    peak = np.max(np.abs(y)) + 1e-9
    return np.tanh(y / peak * 1.7)                              # soft compression


def envelope(x, fps, frames):
    """How open a mouth is on each frame."""
    hop = RATE // fps
    out = np.zeros(frames)
    for i in range(min(frames, len(x) // hop + 1)):
        part = x[i * hop:(i + 1) * hop]
        if len(part):
            out[i] = np.sqrt(np.mean(part ** 2))
    out = np.clip(out / .17, 0, 1) ** .8
    return np.convolve(out, [.25, .5, .25], 'same')
