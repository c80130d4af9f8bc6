"""Both presenters against each other and against ffmpeg: the same paused frame, captured from the X server.

The GPU presenter draws with SDL's OpenGL renderer, here on a software rasteriser. Colours are compared in the middle of bars, where
no two ways of scaling differ, and outside of what is drawn over the video.
"""
import json
import pathlib
import struct
import subprocess
import tempfile

from harness import PATIENCE_S, ROOT, Display, Player, main, require, skip, wait_for

FIXTURES = ROOT / "tests/fixtures"
BETWEEN_PRESENTERS = 3  # levels of 255
AGAINST_FFMPEG = 4
WHOLE_SCREEN_MEAN = 3  # edges are scaled by different filters

UPRIGHT = (1, 0, 0, 1)  # a, b, c, d of a display matrix: (x, y) goes to (ax + cy, bx + dy)
ORIENTATIONS = {"turned right": (0, 1, -1, 0), "upside down": (-1, 0, 0, -1), "turned left": (0, -1, 1, 0), "mirrored": (-1, 0, 0, 1)}
# In a picture of colour bars: the middles of the seven tall ones, on several rows.
BARS = [((k + 0.5) / 7, row) for k in range(7) for row in (0.1, 0.2, 0.3, 0.4, 0.5, 0.58)]


class Picture:
    def __init__(self, width, height, rgb):
        self.width, self.height, self.rgb = width, height, rgb

    def at(self, x, y):
        offset = (int(y) * self.width + int(x)) * 3
        return tuple(self.rgb[offset:offset + 3])


def decoded(clip, width, height, matrix, frame=0):
    """What ffmpeg makes of a frame, as it is stored."""
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-noautorotate", "-i", clip, "-vf",
         f"select=eq(n\\,{frame}),scale=in_color_matrix={matrix}:flags=accurate_rnd+full_chroma_int,format=rgb24",
         "-frames:v", "1", "-f", "rawvideo", "-"], capture_output=True, check=True)
    assert len(done.stdout) == width * height * 3, len(done.stdout)
    return Picture(width, height, done.stdout)


def captured(player):
    done = subprocess.run(["import", "-silent", "-window", "root", "-depth", "8", "ppm:-"], env=player.env, capture_output=True, check=True)
    kind, width, height = done.stdout.split(maxsplit=3)[:3]
    assert kind == b"P6", kind
    width, height = int(width), int(height)
    return Picture(width, height, done.stdout[-width * height * 3:])


def with_orientation(clip, orientation, folder):
    """A copy of an MP4 whose first track's display matrix is another."""
    data = bytearray(clip.read_bytes())
    header = data.index(b"tkhd")
    place = header + (56 if data[header + 4] == 1 else 44)
    assert struct.unpack_from(">9i", data, place) == (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    a, b, c, d = (number << 16 for number in orientation)
    struct.pack_into(">9i", data, place, a, b, 0, c, d, 0, 0, 0, 1 << 30)
    copy = pathlib.Path(folder) / clip.name
    copy.write_bytes(data)
    return copy


def placed(stored, orientation, window, points):
    """Pairs of a place in the stored picture and where the whole of it, fitted into the window, shows that; only clear ones."""
    a, b, c, d = orientation
    width, height = (stored.width, stored.height) if a else (stored.height, stored.width)
    scale = min(window[0] / width, window[1] / height)
    pairs = []
    for u, v in points:
        x, y = (a * u + c * v) % 1, (b * u + d * v) % 1
        place = (window[0] / 2 + (x - 0.5) * width * scale, window[1] / 2 + (y - 0.5) * height * scale)
        if is_clear(place, window):
            pairs.append(((u * stored.width, v * stored.height), place))
    return pairs


def is_clear(place, window):
    """Away from the scrims above and below, the rail of actions and the sign of the pause."""
    x, y = place[0] / window[0], place[1] / window[1]
    near_the_sign = abs(place[0] - window[0] / 2) < 110 and abs(place[1] - window[1] / 2) < 110
    beside_the_rail = x > 0.8 and y > 0.4
    return 0.2 < y < 0.55 and not near_the_sign and not beside_the_rail


def differences(stored, shown, pairs):
    """The greatest difference of each channel."""
    triples = [[abs(p - q) for p, q in zip(stored.at(*source), shown.at(*place))] for source, place in pairs]
    return tuple(max(channel) for channel in zip(*triples))


def shown_by(renderer, clip, window, fits, *arguments):
    """The screen once `fits` likes it, or as it is at the end of all patience."""
    with tempfile.TemporaryDirectory() as folder, Display(*window) as display:
        script = pathlib.Path(folder) / "pause.jsonl"
        script.write_text(json.dumps({"t": 0, "ev": "key", "key": "Space"}) + "\n")
        size = f"{window[0]}x{window[1]}"
        with Player(clip, "--no-autoplay", "--size", size, "--scale", "1", "--renderer", renderer, "--script", script, "--language", "en",
                    *arguments, display=display) as player:
            player.wait_until("paused", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "paused")
            seen = []

            def is_there():
                seen.append(captured(player))
                return len(seen) > 1 and seen[-1].rgb == seen[-2].rgb and fits(seen[-1])

            try:
                wait_for("the picture", is_there, PATIENCE_S / 3)
            except AssertionError:
                pass  # the comparisons say what differs
            player.process.terminate()
            assert player.wait() == 0, player.stderr
            presenter = player.stats()["presenter"]
            if renderer == "gpu" and not presenter.startswith("gpu"):
                skip(f"no OpenGL here: {player.stderr.strip()}")
            assert presenter.startswith(renderer), presenter
            return seen[-1]


def compare(name, clip, stored, window, orientation=UPRIGHT, points=tuple(BARS), arguments=()):
    pairs = placed(stored, orientation, window, points)
    assert len(pairs) >= 8, pairs
    within = lambda found, allowed: max(found) <= allowed
    shots, found = {}, {}
    for renderer in ("gpu", "cpu"):
        fits = lambda picture: within(differences(stored, picture, pairs), AGAINST_FFMPEG)
        shots[renderer] = shown_by(renderer, clip, window, fits, *arguments)
        found[renderer] = differences(stored, shots[renderer], pairs)
    found["each other"] = differences(shots["gpu"], shots["cpu"], [(place, place) for _, place in pairs])
    mean = sum(abs(p - q) for p, q in zip(shots["gpu"].rgb, shots["cpu"].rgb)) / len(shots["gpu"].rgb)
    print(f"  {name}: {len(pairs)} places; gpu to ffmpeg {found['gpu']}, cpu to ffmpeg {found['cpu']}, "
          f"gpu to cpu {found['each other']}, all pixels {mean:.2f} on average", flush=True)
    for which, allowed in (("gpu", AGAINST_FFMPEG), ("cpu", AGAINST_FFMPEG), ("each other", BETWEEN_PRESENTERS)):
        assert within(found[which], allowed), f"{name}, {which}: {found[which]}, allowed are {allowed}"
    assert mean <= WHOLE_SCREEN_MEAN, mean


def both_presenters_show_the_colours_that_each_matrix_and_range_means():
    for kind in ("601_limited", "601_full", "709_limited", "709_full"):
        clip = FIXTURES / f"bars_{kind}.mp4"
        compare(kind, clip, decoded(clip, 96, 64, kind.partition("_")[0]), (540, 960))


def both_presenters_turn_and_mirror_a_picture_as_its_container_says():
    clip = FIXTURES / "bars_601_full.mp4"
    stored = decoded(clip, 96, 64, "601")
    with tempfile.TemporaryDirectory() as folder:
        for name, orientation in ORIENTATIONS.items():
            copy = with_orientation(clip, orientation, folder)
            # A tall window: a picture that stands upright lies between the scrims as well.
            compare(name, copy, stored, (400, 1200) if orientation[0] == 0 else (540, 960), orientation)


def both_presenters_show_the_very_frame_that_was_asked_for():
    clip = FIXTURES / "numbered.mp4"
    grid = [(x / 10, y / 20) for x in range(1, 10) for y in range(3, 14)]
    compare("frame 30", clip, decoded(clip, 96, 160, "601", frame=30), (540, 960), points=grid, arguments=("--start", "1/1@1"))


if __name__ == "__main__":
    require("Xvfb", "ffmpeg", "import")
    main(both_presenters_show_the_colours_that_each_matrix_and_range_means,
         both_presenters_turn_and_mirror_a_picture_as_its_container_says,
         both_presenters_show_the_very_frame_that_was_asked_for)
