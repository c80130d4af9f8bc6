"""The clips that the players are measured on, made once with ffmpeg: moving pictures whose coloured block tells clip and second."""
import json
import pathlib
import shutil
import subprocess

# The block's colour in second k is PALETTE[clip][k % 6].
PALETTE = {
    "a": [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255), (0, 255, 255)],
    "b": [(255, 128, 0), (128, 0, 255), (0, 255, 128), (255, 128, 192), (128, 255, 0), (255, 255, 255)],
}
WIDTH, HEIGHT = 1080, 1920
DURATION_S = 23  # half of it, 11.5 s, is no keyframe (every 2 s) and has another colour than the keyframe before it
BLOCK = (0.36, 0.14, 0.28, 0.14)  # x, y, width, height as shares of the picture: clear of every player's controls


def block_center(width, height):
    x, y, w, h = BLOCK
    return int((x + w / 2) * width), int((y + h / 2) * height)


def make(folder, name, clip, width=WIDTH, height=HEIGHT, fps=30, codec="libx264", bitrate="4M", container="mp4"):
    path = pathlib.Path(folder) / f"{name}.{container}"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    x, y, w, h = BLOCK
    boxes = ",".join(
        f"drawbox=x=iw*{x}:y=ih*{y}:w=iw*{w}:h=ih*{h}:t=fill:color=0x{r:02x}{g:02x}{b:02x}:enable='eq(mod(floor(t),6),{k})'"
        for k, (r, g, b) in enumerate(PALETTE[clip]))
    extra = ["-profile:v", "high"] if codec == "libx264" else ["-x265-params", "log-level=error", "-tag:v", "hvc1"]
    subprocess.run(
        ["ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=size={width}x{height}:rate={fps}:duration={DURATION_S}",
         "-f", "lavfi", "-i", f"sine=frequency=330:sample_rate=48000:duration={DURATION_S}", "-vf", f"noise=alls=6:allf=t,{boxes},format=yuv420p",
         "-c:v", codec, "-preset", "veryfast", "-b:v", bitrate, "-maxrate", bitrate, "-bufsize", "8M", "-g", str(2 * fps), "-keyint_min", str(2 * fps),
         "-sc_threshold", "0", *extra, "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
         "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-movflags", "+faststart", str(path)], check=True)
    return path


def package(folder, name, source, container):
    """The clip as a recorded HLS stream of one rung, two seconds a segment; the address of its playlist below `folder`."""
    playlist = pathlib.Path(folder) / name / "index.m3u8"
    if playlist.exists():
        return f"{name}/index.m3u8"
    playlist.parent.mkdir(parents=True, exist_ok=True)
    fmp4 = ["-hls_segment_type", "fmp4", "-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", str(playlist.parent / "%d.m4s")]
    ts = ["-hls_segment_filename", str(playlist.parent / "%d.ts")]
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", str(source), "-c", "copy", "-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod",
                    *(fmp4 if container == "fmp4" else ts), str(playlist)], check=True)
    return f"{name}/index.m3u8"


# What the two subtitle tracks of with_tracks() draw, below the block that tells the second: one colour each.
SUBTITLES = [(255, 128, 0), (128, 0, 255)]
TONES = [330, 880]  # of its two sound tracks, in Hz


def subtitle_center(width, height):
    x, y, w, h = BLOCK
    return int((x + w / 2) * width), int((y + 2.5 * h) * height)


def with_tracks(folder, name, source):
    """The clip with two languages of sound and two styled subtitle tracks, each a box that is there all the time."""
    path = pathlib.Path(folder) / f"{name}.mkv"
    if path.exists():
        return path
    x, y, w, h = BLOCK
    left, top, right, bottom = int(x * WIDTH), int((y + 2 * h) * HEIGHT), int((x + w) * WIDTH), int((y + 3 * h) * HEIGHT)
    scripts = []
    for number, (r, g, b) in enumerate(SUBTITLES):
        scripts.append(path.with_name(f"{name}-{number}.ass"))
        scripts[-1].write_text(
            f"[Script Info]\nScriptType: v4.00+\nPlayResX: {WIDTH}\nPlayResY: {HEIGHT}\n\n[V4+ Styles]\n"
            "Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
            f"Style: Default,Sans,40,&H00{b:02x}{g:02x}{r:02x},&H00000000,0,1,0,0,7,0,0,0,1\n\n[Events]\n"
            "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            f"Dialogue: 0,0:00:00.00,0:00:{DURATION_S}.00,Default,,0,0,0,,{{\\an7\\pos(0,0)\\p1}}m {left} {top} l {right} {top} {right} {bottom} {left} {bottom}\n")
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", str(source), "-f", "lavfi", "-i", f"sine=frequency={TONES[1]}:sample_rate=48000:duration={DURATION_S}",
                    "-i", str(scripts[0]), "-i", str(scripts[1]), "-map", "0:v", "-map", "0:a", "-map", "1:a", "-map", "2", "-map", "3",
                    "-c:v", "copy", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-c:s", "copy", "-disposition:a:0", "default", "-disposition:s:0", "default",
                    "-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=spa", "-metadata:s:s:0", "language=eng", "-metadata:s:s:1", "language=spa",
                    str(path)], check=True)
    return path


def folder_of(folder, files):
    """A folder that plays these one after another."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(files, 1):
        shutil.copy(path, folder / f"{number:02}.mp4")
    return folder


def feed_of(folder, name, files, count):
    """A feed of one series in which these take turns, beside the files; to be served over HTTP."""
    episodes = [{"id": f"episode-{number}", "title": f"Episode {number}", "episodeNumber": number, "releaseDate": "2026-01-01",
                 "content": {"duration": DURATION_S, "language": "en",
                             "videos": [{"url": files[(number - 1) % len(files)].name, "quality": "FHD", "videoType": "MP4"}]}}
                for number in range(1, count + 1)]
    series = {"id": "bench", "title": "Bench", "releaseDate": "2026-01-01", "shortDescription": "Measured.", "episodes": episodes,
              "_drama": {"orientation": "portrait", "aspect": "9:16"}}
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"providerName": "Bench", "lastUpdated": "2026-01-01T00:00:00Z", "language": "en", "series": [series]}))
    return path
