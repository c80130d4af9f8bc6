#!/usr/bin/env python3
"""Measures the finished catalog: streams, tags, light, loudness, captions, feed."""
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
bad = []


def need(ok, message):
    if not ok:
        bad.append(message)


def seconds(stamp):
    h, m, s = stamp.split(':')
    return int(h) * 3600 + int(m) * 60 + float(s)


def video(path, languages):
    probe = json.loads(subprocess.run(['ffprobe', '-v', 'error', '-show_streams', '-show_format', '-of', 'json', path], capture_output=True, check=True).stdout)
    v = probe['streams'][0]
    audio = [s for s in probe['streams'] if s['codec_type'] == 'audio']
    want = dict(codec_name='h264', profile='High', pix_fmt='yuv420p', width=720, height=1280, color_range='tv', color_space='bt709', color_transfer='bt709', color_primaries='bt709', r_frame_rate='30/1')
    for key, value in want.items():
        need(v.get(key) == value, f'{path}: {key} {v.get(key)}')
    need([a['tags']['language'] for a in audio] == languages, f'{path}: audio languages')
    need([a['disposition']['default'] for a in audio] == [1] + [0] * (len(audio) - 1), f'{path}: default track')
    for a in audio:
        need((a['codec_name'], a['sample_rate'], a['channels']) == ('aac', '48000', 2), f'{path}: audio format')
    length = float(probe['format']['duration'])
    need(8 <= length <= 20, f'{path}: {length} s')
    keys = subprocess.run(['ffprobe', '-v', 'error', '-select_streams', 'v', '-skip_frame', 'nokey', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0', path], capture_output=True, text=True).stdout.replace(',', ' ').split()
    need(all(abs(float(t) - 2 * i) < .01 for i, t in enumerate(keys)), f'{path}: key frames {keys}')
    raw = subprocess.run(['ffmpeg', '-v', 'error', '-i', path, '-vf', 'scale=90:160,format=gray', '-f', 'rawvideo', '-'], capture_output=True).stdout
    luma = np.frombuffer(raw, np.uint8).reshape(-1, 160 * 90)
    dark = (luma < 24).mean(1).max()
    need(dark < .9, f'{path}: {dark:.0%} near black')
    loud = []
    for i in range(len(audio)):
        log = subprocess.run(['ffmpeg', '-hide_banner', '-nostats', '-i', path, '-map', f'0:a:{i}', '-af', 'ebur128=peak=true', '-f', 'null', '-'], capture_output=True, text=True).stderr
        lufs, peak = float(re.findall(r'I:\s+(-?[\d.]+) LUFS', log)[-1]), float(re.findall(r'Peak:\s+(-?[\d.]+) dBFS', log)[-1])
        need(abs(lufs + 16) < 1 and peak < -1, f'{path}: {lufs} LUFS, {peak} dBTP')
        loud.append(f'{lufs} LUFS {peak} dBTP')
    head = Path(path).read_bytes()
    need(head.find(b'moov') < head.find(b'mdat'), f'{path}: not fast start')
    print(f'{Path(path).relative_to(ROOT)}  {length:6.2f} s  {len(head) // 1024:5d} KiB  dark {dark:.0%}  {"; ".join(loud)}', flush=True)
    return length


def captions(path, length):
    lines = path.read_text('utf-8').split('\n')
    need(lines[0] == 'WEBVTT', f'{path}: header')
    last = 0
    for i, row in enumerate(lines):
        if '-->' in row:
            start, end = map(seconds, row.split(' --> '))
            need(last <= start < end <= length, f'{path}: {row}')
            last = end
            body = []
            for x in lines[i + 1:]:
                if not x:
                    break
                body.append(x)
            need(0 < len(body) <= 2 and all(len(x) <= 29 for x in body), f'{path}: {body}')
    need(last > 0, f'{path}: empty')


def main():
    feed = json.loads((ROOT / 'feed.json').read_text('utf-8'))
    locked = 0
    for s in feed['series']:
        need(len(s['episodes']) == 6 and len(s['shortDescription']) <= 200 and len(s['longDescription']) <= 500, s['id'])
        need(all(len(t) <= 20 for t in s['tags']), f'{s["id"]}: tags')
        for p in [x['url'] for x in s['_drama']['posters']] + [s['thumbnail']]:
            need((ROOT / p).is_file(), p)
        for e in s['episodes']:
            c = e['content']
            locked += 'playOptions' in c
            names = {'en': 'eng', 'es': 'spa'}
            length = video(str(ROOT / c['videos'][0]['url']), [names[t['language']] for t in c.get('audioTracks', [{'language': 'en'}])])
            need(abs(length - c['duration']) <= .6 and e['_drama']['hookAt'] < length, f'{e["id"]}: duration')
            need((ROOT / e['thumbnail']).is_file(), e['thumbnail'])
            need({'en', 'zh-Hans', 'ar', 'pt-BR'} <= {x['language'] for x in c['captions']}, f'{e["id"]}: captions')
            for x in c['captions']:
                captions(ROOT / x['url'], length)
    need(locked == 1, f'{locked} locked episodes')
    sizes = [f.stat().st_size for f in ROOT.rglob('*') if f.is_file() and '__pycache__' not in str(f)]
    need(sum(sizes) < 20e6 and max(sizes) < 3e6, f'{sum(sizes)} bytes')
    print(f'{sum(sizes) / 1e6:.1f} MB in all')
    for b in bad:
        print('BAD', b)
    sys.exit(bool(bad))


if __name__ == '__main__':
    main()
