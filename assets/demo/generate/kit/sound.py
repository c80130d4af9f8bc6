"""Score, ambience and effects, all synthesised; then the mix with ducking."""
import numpy as np

RATE = 48000


def tone_time(seconds):
    return np.arange(int(seconds * RATE)) / RATE


def hz(midi):
    return 440 * 2 ** ((midi - 69) / 12)


def shape_noise(n, rng, low, high):
    spec = np.fft.rfft(rng.normal(0, 1, n))
    f = np.fft.rfftfreq(n, 1 / RATE)
    spec *= (f / low) ** 2 / (1 + (f / low) ** 2) / (1 + (f / high) ** 4) ** .5
    y = np.fft.irfft(spec, n)
    return y / (np.std(y) + 1e-9)


def room(x, rng, seconds=1.8, wet=.3, bright=5000):
    """Stereo reverberation by convolution with decaying noise."""
    n = int(seconds * RATE)
    t = np.arange(n) / RATE
    size = 1 << (len(x) + n - 1).bit_length()
    out = np.zeros((len(x), 2))
    spec = np.fft.rfft(x if x.ndim == 1 else x.mean(1), size)
    for ch in (0, 1):
        ir = shape_noise(n, rng, 200, bright) * np.exp(-t * 5.5 / seconds)
        ir /= np.sqrt(np.sum(ir ** 2))
        tail = np.fft.irfft(spec * np.fft.rfft(ir, size), size)[:len(x)]
        dry = x if x.ndim == 1 else x[:, ch]
        out[:, ch] = dry + wet * tail
    return out


def add(buf, at, sound, gain=1.0, pan=0.0):
    i = int(at * RATE)
    if i >= len(buf) or i < 0:
        return
    sound = sound[:len(buf) - i]
    buf[i:i + len(sound), 0] += sound * gain * (1 - max(pan, 0))
    buf[i:i + len(sound), 1] += sound * gain * (1 + min(pan, 0))


def piano(note, seconds=3.0, soft=1.0):
    t = tone_time(seconds)
    f = hz(note)
    y = sum(np.sin(2 * np.pi * f * k * (1 + .0004 * k * k) * t) * np.exp(-t * (1.1 + .55 * k)) / k ** (1.25 * soft) for k in range(1, 8))
    return y * np.minimum(t / .006, 1) * .3


def pluck(note, seconds=2.6, rng=None, bright=.5):
    """Karplus-Strong, a block at a time."""
    period = int(RATE / hz(note))
    n = int(seconds * RATE)
    y = np.zeros(n + period)
    block = rng.uniform(-1, 1, period)
    block = block * bright + (1 - bright) * np.convolve(block, np.ones(4) / 4, 'same')
    for i in range(0, n, period):
        y[i:i + period] = block[:len(y[i:i + period])]
        block = .996 * (.5 * block + .5 * np.roll(block, 1))
    t = np.arange(n) / RATE
    return y[:n] * np.minimum(t / .002, 1) * np.minimum((seconds - t) / .2, 1) * .4


def pad(notes, seconds, rng, bright=6):
    t = tone_time(seconds)
    y = np.zeros(len(t))
    for note in notes:
        for detune in (-.08, .0, .09):
            f = hz(note + detune)
            ph = rng.uniform(0, 6.28)
            for k in range(1, bright):
                y += np.sin(2 * np.pi * f * k * t + ph * k) / k ** 1.7
    swell = np.minimum(t / .9, 1) * np.minimum((seconds - t) / .9, 1)
    return y * swell * .035


def bass(note, seconds, drive=2.0):
    t = tone_time(seconds)
    f = hz(note)
    y = sum(np.sin(2 * np.pi * f * k * t) / k * np.exp(-t * k * 1.6) for k in range(1, 9))
    return np.tanh(y * drive) * np.exp(-t * 2.2) * np.minimum((seconds - t) / .02, 1) * .3


def flute(note, seconds, rng):
    t = tone_time(seconds)
    vib = .006 * np.sin(2 * np.pi * 5.2 * t) * np.minimum(t / .5, 1)
    ph = 2 * np.pi * np.cumsum(hz(note) * (1 + vib)) / RATE
    y = np.sin(ph) + .25 * np.sin(2 * ph) + .06 * np.sin(3 * ph) + .03 * shape_noise(len(t), rng, 1500, 5000)
    return y * np.minimum(t / .12, 1) * np.minimum((seconds - t) / .25, 1) * .16


def drum(low=52, seconds=.9, rng=None, snap=.3):
    t = tone_time(seconds)
    ph = 2 * np.pi * np.cumsum(low * (1 + 1.6 * np.exp(-t * 26))) / RATE
    y = np.sin(ph) * np.exp(-t * 5.5)
    return y + snap * shape_noise(len(t), rng, 800, 6000) * np.exp(-t * 60) * .4


# ---------- beds, one per series ----------

def romance(length, rng, tense):
    """Slow piano over strings, A minor."""
    buf = np.zeros((int(length * RATE), 2))
    chords = [(57, 60, 64, 69), (53, 57, 60, 65), (48, 55, 60, 64), (52, 56, 59, 64)]
    bar, at, i = 3.0, 0.0, tense
    while at < length:
        c = chords[i % 4]
        add(buf, at, pad(c, bar + .9, rng), .9, .2)
        for k, n in enumerate((c[0], c[2], c[1] + 12, c[3], c[2] + 12, c[3])):
            add(buf, at + k * bar / 6, piano(n + 12), .34 if k else .5, -.3 + .1 * k)
        add(buf, at, piano(c[0] - 12, 4), .5)
        if i % 2 == 0:
            add(buf, at + bar * .66, piano(c[3] + 12 + (2 if i % 4 else 0), 3), .5, .3)
        at += bar
        i += 1
    return room(buf, rng, 2.4, .5)


def neon(length, rng, tense):
    """Pulse bass, ticking, a cold arpeggio; 110 bpm, D minor."""
    buf = np.zeros((int(length * RATE), 2))
    step, roots = 60 / 110 / 2, (38, 38, 34, 36)
    scale = (62, 65, 69, 74, 72, 69, 65, 69)
    tick = shape_noise(1400, rng, 3000, 9000) * np.exp(-np.arange(1400) / 220) * .1
    at, i = 0.0, 0
    while at < length:
        root = roots[(i // 16 + tense) % 4]
        add(buf, at, bass(root, step * .95), .62 if i % 4 == 0 else .4)
        add(buf, at, tick, .55 if i % 2 else .8, .4 if i % 4 < 2 else -.4)
        if i % 8 == 0:
            add(buf, at, drum(50, .6, rng), .5)
        if i % 16 == 0:
            add(buf, at, pad((root + 24, root + 31, root + 36), step * 16 + .8, rng, 8), .9)
        if i > 7 or tense % 2:
            note = scale[(i * 3 + tense) % 8] + 12
            t = tone_time(.5)
            y = np.sign(np.sin(2 * np.pi * hz(note) * t)) * np.exp(-t * 11) * .05
            add(buf, at, y, .55, .5 * np.sin(i))
            add(buf, at + step * 1.5, y, .25, -.5 * np.sin(i))
        at += step
        i += 1
    return room(buf, rng, 1.6, .35)


def palace(length, rng, tense):
    """Zither, bamboo flute and a far drum; pentatonic on D."""
    buf = np.zeros((int(length * RATE), 2))
    penta = (50, 53, 55, 57, 60, 62, 65, 67, 69, 72, 74)
    add(buf, 0, pad((38, 45, 50), length, rng, 5), 1.0)
    at, i = .05, 0
    while at < length:
        n = penta[int(rng.integers(2, 10))]
        add(buf, at, pluck(n, 2.6, rng), .8, float(rng.uniform(-.4, .4)))
        if i % 4 == 0:                                          # a rolled chord
            for k in range(5):
                add(buf, at + .06 * k, pluck(penta[2 + k + tense % 3], 2.8, rng), .5, -.3 + .12 * k)
        if i % 5 == 2:
            add(buf, at, flute(penta[int(rng.integers(6, 10))] + 12, 1.5, rng), .6, .25)
        if i % 6 == 0:
            add(buf, at, drum(46, 1.2, rng, .15), .6)
        at += (.62, .62, .31, .93)[i % 4]
        i += 1
    return room(buf, rng, 2.6, .5)


BEDS = {'romance': romance, 'neon': neon, 'palace': palace}


# ---------- ambience and effects ----------

def ambience(kind, length, rng):
    n = int(length * RATE)
    t = np.arange(n) / RATE
    st = lambda lo, hi: np.stack([shape_noise(n, rng, lo, hi), shape_noise(n, rng, lo, hi)], 1)
    if kind == 'rain':
        y = st(700, 7500) * .018 + st(80, 300) * .012
        drops = (rng.random(n) > .9996) * rng.uniform(.2, 1, n)
        return y + np.convolve(drops, np.exp(-np.arange(300) / 40) * np.sin(np.arange(300) * .42), 'same')[:, None] * .05
    if kind == 'crowd':
        return st(250, 900) * (.02 + .008 * np.sin(t * 2.1) + .006 * np.sin(t * 5.3))[:, None]
    if kind == 'wind':
        return st(150, 600) * (.022 + .014 * np.sin(t * .9 + 1))[:, None]
    if kind == 'city':
        return st(60, 260) * .028 + st(900, 3000) * .003
    if kind == 'fire':
        snaps = (rng.random(n) > .9998) * rng.uniform(.2, 1, n)
        return st(100, 400) * .012 + np.convolve(snaps, np.exp(-np.arange(200) / 25), 'same')[:, None] * .2
    if kind == 'clocks':
        y = np.zeros((n, 2))
        for k in range(3):
            tick = shape_noise(900, rng, 2200 + k * 900, 8000) * np.exp(-np.arange(900) / 90) * .05
            for at in np.arange(.1 + k * .17, length, .5):
                add(y, at, tick, 1 if int(at * 2) % 2 else .6, (-.5, 0, .5)[k])
        return y
    return np.zeros((n, 2))


def effect(kind, rng):
    if kind == 'boom':                                          # the cliffhanger hit
        t = tone_time(2.6)
        ph = 2 * np.pi * np.cumsum(38 + 60 * np.exp(-t * 9)) / RATE
        y = np.tanh(np.sin(ph) * 2) * np.exp(-t * 1.7) * .8 + shape_noise(len(t), rng, 60, 1400) * np.exp(-t * 5) * .25
        return y + sum(np.sin(2 * np.pi * hz(n) * t) for n in (74, 75, 81)) * .028 * np.minimum(t / .3, 1) * (.6 + .4 * np.sin(t * 75)) * np.exp(-t * .7)
    if kind == 'riser':
        t = tone_time(1.5)
        return shape_noise(len(t), rng, 900, 7000) * (t / 1.5) ** 3 * .16 + np.sin(2 * np.pi * np.cumsum(180 + 500 * (t / 1.5) ** 2) / RATE) * (t / 1.5) ** 3 * .1
    if kind == 'whoosh':
        t = tone_time(.5)
        return shape_noise(len(t), rng, 400, 2600) * np.sin(np.pi * t / .5) ** 3 * .12
    if kind == 'shot':
        t = tone_time(1.3)
        return np.tanh(shape_noise(len(t), rng, 90, 5000) * np.exp(-t * 22) * 2 + shape_noise(len(t), rng, 60, 900) * np.exp(-t * 5) * .5) * .7
    if kind == 'ring':
        t = tone_time(1.5)
        gate = ((t % .75) < .4) * 1.0
        return (np.sin(2 * np.pi * 880 * t) + np.sin(2 * np.pi * 1108 * t) * (np.sin(t * 120) > 0)) * gate * .07
    if kind == 'rewind':
        t = tone_time(1.2)
        return np.sin(2 * np.pi * np.cumsum(900 + 700 * np.sin(t * 26) - 500 * t) / RATE) * .09 * np.sin(np.pi * t / 1.2) + shape_noise(len(t), rng, 1500, 7000) * (.5 + .5 * np.sign(np.sin(t * 90))) * .05
    if kind == 'heart':
        y = np.zeros((int(2.2 * RATE), 2))
        for at in (0, .26, 1.0, 1.26):
            add(y, at, drum(44, .5, rng, .02), .7 if at % 1 == 0 else .5)
        return y[:, 0]
    if kind == 'chime':
        t = tone_time(2.4)
        return sum(np.sin(2 * np.pi * f * t) * np.exp(-t * d) for f, d in ((1318, 2), (1975, 3), (2637, 4))) * .1
    if kind == 'blade':
        t = tone_time(1.4)
        return sum(np.sin(2 * np.pi * f * t) for f in (2310, 3170, 4230, 5540)) * np.exp(-t * 4) * .05 + shape_noise(len(t), rng, 2500, 9000) * np.exp(-t * 14) * .12
    if kind == 'thunder':
        t = tone_time(2.5)
        return shape_noise(len(t), rng, 30, 240) * np.exp(-t * 1.4) * np.minimum(t / .05, 1) * .3
    if kind == 'gong':
        t = tone_time(3)
        return sum(np.sin(2 * np.pi * f * t + k) * np.exp(-t * (1 + k * .4)) for k, f in enumerate((98, 147, 233, 311, 437))) * .12
    if kind == 'door':
        t = tone_time(1.1)
        return np.sin(2 * np.pi * np.cumsum(90 + 60 * np.sin(t * 9)) / RATE) * .05 * np.sin(np.pi * t / 1.1) + drum(60, 1.1, rng, .4) * .5
    return np.zeros(10)


def duck(bed, speech, depth=.55):
    level = np.abs(speech).max(1)
    hop = 480
    env = np.array([level[i:i + hop].max() for i in range(0, len(level), hop)])
    env = (env > .02).astype(float)
    env = np.convolve(np.pad(env, 20, 'edge'), np.hanning(41) / np.hanning(41).sum(), 'same')[20:-20]
    gain = 1 - depth * np.clip(env * 1.5, 0, 1)
    return bed * np.interp(np.arange(len(bed)), np.arange(len(gain)) * hop, gain)[:, None]


def limit(x, ceiling=.7):
    """Look-ahead limiter: true peaks after AAC must stay under -1 dB."""
    hop = 96
    need = np.minimum(1, ceiling / (np.abs(x).max(1) + 1e-9))
    blocks = np.array([need[i:i + hop].min() for i in range(0, len(need), hop)])
    wide = np.minimum.reduce([np.roll(np.pad(blocks, 20, 'edge'), s)[20:-20] for s in range(-8, 9)])
    smooth = np.convolve(np.pad(wide, 8, 'edge'), np.hanning(17) / np.hanning(17).sum(), 'same')[8:-8]
    gain = np.interp(np.arange(len(x)), np.arange(len(smooth)) * hop + hop / 2, smooth)
    return np.clip(x * gain[:, None], -ceiling * 1.03, ceiling * 1.03)
