#!/usr/bin/env python3
"""The demo catalog as HLS, packaged by ffmpeg: an episode becomes a master playlist with three rungs of 2 s segments, its dubs audio
renditions and its captions WebVTT renditions, and a feed.json beside them names the masters. What was made once is kept."""
import argparse
import json
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = ROOT / "assets/demo"
RUNGS = [(270, 480, 400), (360, 640, 800), (540, 960, 1600)]  # width, height, kbit/s of the picture
SEGMENT_S = 2
FRAMES_A_SEGMENT = 2 * 30
CODECS = "avc1.64001f,mp4a.40.2"  # what encode() asks for, and the demo clips' sound
LAYOUTS = {
    # One request fetches a segment with all that is in it.
    "ts": {"container": "mpegts", "audio": "muxed"},
    # What the big services use: an initialisation segment, and every language beside the picture.
    "fmp4": {"container": "fmp4", "audio": "renditions"},
}


def ffmpeg(*arguments):
    """One thread at low priority: whoever packages goes on working meanwhile."""
    subprocess.run(["nice", "-n", "10", "ffmpeg", "-loglevel", "error", "-nostdin", "-y", *map(str, arguments)], check=True)


def encode(source, folder, seconds=None, preset="veryfast"):
    """Returns the rungs of one clip, keyframes on the segments' borders."""
    targets = [folder / f"{source.parent.name}-{source.stem}-{height}p.mp4" for _, height, _ in RUNGS]
    if all(target.exists() for target in targets):
        return targets
    folder.mkdir(parents=True, exist_ok=True)
    split = f"[0:v]fps=30,split={len(RUNGS)}" + "".join(f"[s{i}]" for i in range(len(RUNGS)))
    scaled = [f"[s{i}]scale={width}:{height}:flags=bilinear[v{i}]" for i, (width, height, _) in enumerate(RUNGS)]
    outputs = []
    for i, (target, (_, _, kbits)) in enumerate(zip(targets, RUNGS)):
        outputs += ["-map", f"[v{i}]", "-c:v", "libx264", "-preset", preset, "-profile:v", "high", "-level", "3.1", "-threads", 1, "-b:v", f"{kbits}k", "-maxrate", f"{kbits * 11 // 10}k",
                    "-bufsize", f"{kbits}k", "-g", FRAMES_A_SEGMENT, "-keyint_min", FRAMES_A_SEGMENT, "-sc_threshold", 0,
                    *(["-t", seconds] if seconds else []), target.with_suffix(".part.mp4")]
    ffmpeg("-threads", 1, "-filter_threads", 1, "-filter_complex_threads", 1, "-i", source, "-filter_complex", ";".join([split, *scaled]), *outputs)
    for target in targets:
        target.with_suffix(".part.mp4").rename(target)
    return targets


def package(rungs, source, languages, folder, layout, seconds=None):
    """Writes master.m3u8, the playlists and segments of one episode into the folder; the picture and the sound are copied as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = LAYOUTS[layout]
    inputs = [word for path in rungs for word in ("-i", path)] + [*(["-t", seconds] if seconds else []), "-i", source]
    maps = [word for i in range(len(rungs)) for word in ("-map", f"{i}:v:0")]
    names = [f"{width}p" for width, _, _ in RUNGS]
    if wanted["audio"] == "muxed":
        maps += ["-map", f"{len(rungs)}:a:0"] * len(rungs)
        variants = [f"v:{i},a:{i},name:{name}" for i, name in enumerate(names)]
    else:
        maps += [word for i in range(len(languages)) for word in ("-map", f"{len(rungs)}:a:{i}")]
        variants = [f"v:{i},agroup:sound,name:{name}" for i, name in enumerate(names)]
        variants += [f"a:{i},agroup:sound,name:sound-{language},language:{language}{'' if i else ',default:yes'}" for i, language in enumerate(languages)]
    ending = "ts" if wanted["container"] == "mpegts" else "m4s"
    ffmpeg(*inputs, *maps, "-c", "copy", "-f", "hls", "-hls_time", SEGMENT_S, "-hls_playlist_type", "vod", "-hls_segment_type", wanted["container"],
           "-hls_fmp4_init_filename", "%v-init.mp4", "-hls_segment_filename", folder / f"%v-%03d.{ending}", "-master_pl_name", "master.m3u8",
           "-var_stream_map", " ".join(variants), folder / "%v.m3u8")


def first_pts(segment):
    out = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-read_intervals", "%+#1", "-show_entries", "packet=pts", "-of", "csv=p=0", segment],
                         check=True, capture_output=True, text=True)
    return int(out.stdout.split()[0].rstrip(","))


def write_subtitles(folder, captions, duration_s):
    """ffmpeg ties a subtitle to one rung; here each language is a rendition for all of them, in one segment. Returns its lines in the master."""
    segment = next(iter(sorted(folder.glob("*-000.ts"))), None)
    # A cue's time counts from the picture's first time stamp, which ffmpeg does not begin at 0 in a transport stream.
    offset = f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{first_pts(segment)}" if segment else "WEBVTT"
    lines = []
    for language, path in captions:
        (folder / f"text-{language}.vtt").write_text(path.read_text().replace("WEBVTT", offset, 1))
        (folder / f"text-{language}.m3u8").write_text(
            f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:{duration_s + 1}\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:{duration_s}.0,\ntext-{language}.vtt\n#EXT-X-ENDLIST\n")
        lines.append(f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="{language}",LANGUAGE="{language}",DEFAULT=NO,AUTOSELECT=YES,URI="text-{language}.m3u8"')
    return lines


def complete_master(folder, subtitles):
    """What ffmpeg leaves out when it copies: the codecs; and our subtitles."""
    attributes = f',CODECS="{CODECS}"' + (',SUBTITLES="text"' if subtitles else "")
    master = folder / "master.m3u8"
    lines = [line + attributes if line.startswith("#EXT-X-STREAM-INF:") else line for line in master.read_text().splitlines() if line]
    first = next(i for i, line in enumerate(lines) if line.startswith("#EXT-X-STREAM-INF:"))
    master.write_text("\n".join([*lines[:first], *subtitles, *lines[first:]]) + "\n")


def episode_folder(episode):
    return pathlib.Path(episode["content"]["videos"][0]["url"]).with_suffix("")


def make_episode(episode, out, encoded, layout, seconds, preset):
    source = (DEMO / episode["content"]["videos"][0]["url"]).resolve()
    target = out / episode_folder(episode)
    if (target / "master.m3u8").exists():
        return
    content = episode["content"]
    languages = [track["language"] for track in content.get("audioTracks", [])] or [content["language"]]
    part = target.with_name(target.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    package(encode(source, encoded, seconds, preset), source, languages, part, layout, seconds)
    captions = [(caption["language"], DEMO / caption["url"]) for caption in content.get("captions", [])]
    complete_master(part, write_subtitles(part, captions, content["duration"]))
    part.rename(target)


def make(out, layout="ts", episodes=None, seconds=None, preset="veryfast"):
    """Returns the feed.json of an HLS catalog under `out`; `episodes` of each series and their first `seconds` alone when given."""
    encoded = out / "encoded"
    out = out / layout
    out.mkdir(parents=True, exist_ok=True)
    feed = json.loads((DEMO / "feed.json").read_text())
    for series in feed["series"]:
        series["episodes"] = series["episodes"][:episodes]
        for episode in series["episodes"]:
            make_episode(episode, out, encoded, layout, seconds, preset)
            shutil.copy(DEMO / episode["thumbnail"], out / episode["thumbnail"])
            content = episode["content"]
            content["videos"] = [{"url": f"{episode_folder(episode)}/master.m3u8", "quality": "HD", "videoType": "HLS"}]
            for key in ("captions", "audioTracks", "creditCuePoints"):
                content.pop(key, None)  # they are in the playlists
            if seconds:
                content["duration"] = seconds
        shutil.copy(DEMO / series["thumbnail"], out / series["thumbnail"])
    part = out / f"feed.{os.getpid()}.json"
    part.write_text(json.dumps(feed, ensure_ascii=False, indent=1))
    return part.rename(out / "feed.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "build/demo-hls")
    parser.add_argument("--layout", choices=list(LAYOUTS), action="append", help="ts: sound in the segments; fmp4: languages as renditions; both when not given")
    parser.add_argument("--episodes", type=int, help="this many of each series")
    options = parser.parse_args()
    for layout in options.layout or LAYOUTS:
        print(make(options.out, layout, options.episodes))


if __name__ == "__main__":
    main()
