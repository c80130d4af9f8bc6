"""One episode: lines become a timeline, the timeline becomes sound, pictures, captions and a file."""
import json
import re
import subprocess
import tempfile
import wave
from pathlib import Path

import cairo
import numpy as np

from . import sound, voice
from .captions import write_vtt
from .draw import H, W, new_surface, pixels
from .film import FPS, Shot, frames
from .light import Lamp

RATE = sound.RATE
BREATH = .26                                                     # between two lines
COLOR = ['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
ISO3 = {'en': 'eng', 'es': 'spa'}
LABEL = {'en': 'English', 'es': 'Español'}
SUBS = ['en', 'zh-Hans', 'ar', 'pt-BR']


class Episode:
    def __init__(self, story, index):
        self.story, self.data, self.number = story, story['episodes'][index], index + 1
        self.seed = sum(map(ord, story['id'])) + 101 * self.number
        self.languages = story['audio']
        self.plan()

    def who(self, name):
        return self.story['alias'].get(name, name)

    def speak(self, item, language):
        voice_name, pitch, speed = self.story['voices'][self.who(item['who'])][language]
        text = item.get('say', item['en']) if language == 'en' else item[language]
        return voice.synth(text, voice_name, pitch, speed)

    def plan(self):
        """Every slot is as long as its longest dub, so that one picture serves all languages."""
        self.shots, self.lines, clock = [], [], 0.0
        for spec in self.data['shots']:
            t = spec.get('pre', .4) if spec.get('lines') else 0
            tracks = []
            for item in spec.get('lines', []):
                takes = {lang: self.speak(item, lang) for lang in self.languages}
                longest = max(len(x) for x in takes.values()) / RATE
                self.lines.append({'item': item, 'start': clock + t, 'takes': takes})
                tracks.append((item['who'], t, takes['en']))
                t += longest + BREATH
            end = spec.get('end')
            length = t + spec.get('post', .3) + (end or 0)
            length = max(round(length * FPS), 24) / FPS
            part = {'spec': spec, 'start': clock, 'length': length, 'mouths': self.mouths(tracks, length)}
            if end:
                part['freeze'] = t + .05
                self.hook = clock + t
            self.shots.append(part)
            clock += length
        self.length = round(clock * FPS) / FPS

    def mouths(self, tracks, length):
        n = int(length * FPS) + 2
        by_name = {}
        for name, at, take in tracks:
            env = by_name.setdefault(name, np.zeros(n))
            i = round(at * FPS)
            e = voice.envelope(take, FPS, n - i)
            env[i:i + len(e)] = np.maximum(env[i:i + len(e)], e)
        return {name: (lambda t, e=env: float(e[min(int(t * FPS), len(e) - 1)])) for name, env in by_name.items()}

    # ---------- sound ----------

    def mix(self, language):
        n = int(self.length * RATE)
        rng = np.random.default_rng(self.seed)
        speech = np.zeros((n, 2))
        for line in self.lines:
            sound.add(speech, line['start'], line['takes'][language])
        speech = sound.room(speech, rng, .7, .14, 4200)[:n]
        bed = sound.BEDS[self.story['music']](self.length, rng, self.number)[:n]
        bed *= .052 / (np.sqrt(np.mean(bed ** 2)) + 1e-9)
        air = sound.ambience(self.data.get('ambience'), self.length, rng)[:n]
        fx = np.zeros((n, 2))
        for i, part in enumerate(self.shots):
            for kind, at in part['spec'].get('sound', []):
                sound.add(fx, part['start'] + at, sound.effect(kind, rng), .6, rng.uniform(-.25, .25))
            if i:
                sound.add(fx, part['start'] - .25, sound.effect('whoosh', rng), .22)
        sound.add(fx, self.hook - 1.5, sound.effect('riser', rng), .4)
        sound.add(fx, self.hook + .05, sound.effect('boom', rng), .62)
        fx = sound.room(fx, rng, 1.8, .25)
        after = int((self.hook + .05) * RATE)                    # the music stops for the sting
        fade = np.ones(n)
        fade[after:] = np.maximum(.25, 1 - np.arange(n - after) / (.25 * RATE))
        out = sound.duck(bed * fade[:, None], speech) + sound.duck(air, speech, .35) * 1.1 + sound.duck(fx, speech, .2) + speech * 1.15
        tail = int(.25 * RATE)
        out[-tail:] *= np.linspace(1, .15, tail)[:, None]
        out[:600] *= np.linspace(0, 1, 600)[:, None]
        return out

    def master(self, data, path):
        """To -16 LUFS; measured with ffmpeg, because ears are regulated."""
        for _ in range(3):
            save_wav(data, path)
            log = subprocess.run(['ffmpeg', '-hide_banner', '-nostats', '-i', path, '-af', 'ebur128', '-f', 'null', '-'], capture_output=True, text=True).stderr
            lufs = float(re.findall(r'I:\s+(-?[\d.]+) LUFS', log)[-1])
            if abs(lufs + 16) < .25:
                break
            data = sound.limit(data * 10 ** ((-16 - lufs) / 20))
        return lufs

    # ---------- picture ----------

    def still(self, at, path=None):
        """One frame, for thumbnails and for looking at."""
        Shot.lamp = Shot.lamp or Lamp()
        for index, part in enumerate(self.shots):
            if at < part['start'] + part['length'] or part is self.shots[-1]:
                shot = Shot(part['spec'], self.story['grade'], self.seed * 31 + index * 7 + 1)
                surface = new_surface()
                shot.frame(cairo.Context(surface), at - part['start'], part['length'], part['mouths'])
                if path:
                    surface.write_to_png(str(path))
                return surface

    def encode(self, target, crf=29):
        with tempfile.TemporaryDirectory() as tmp:
            inputs, maps = [], []
            for i, lang in enumerate(self.languages):
                wav = f'{tmp}/{lang}.wav'
                self.loudness = self.master(sound.limit(self.mix(lang) * 2), wav)
                inputs += ['-i', wav]
                maps += ['-map', f'{i + 1}:a', f'-metadata:s:a:{i}', f'language={ISO3[lang]}', f'-metadata:s:a:{i}', f'title={LABEL[lang]}',
                         f'-metadata:s:a:{i}', f'handler_name={LABEL[lang]}', f'-disposition:a:{i}', 'default' if i == 0 else '0']
            command = ['ffmpeg', '-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'bgra', '-s', f'{W}x{H}', '-r', str(FPS), '-i', '-', *inputs, '-map', '0:v', *maps,
                       '-vf', 'scale=in_range=pc:out_range=tv:out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int,format=yuv420p',
                       '-c:v', 'libx264', '-profile:v', 'high', '-level', '3.2', '-preset', 'medium', '-crf', str(crf), '-maxrate', '390k', '-bufsize', '1200k', '-threads', '2', '-g', str(2 * FPS), '-keyint_min', str(2 * FPS), '-sc_threshold', '0',
                       '-x264-params', 'open-gop=0:aq-mode=3:deblock=1,1:colorprim=bt709:transfer=bt709:colormatrix=bt709', *COLOR,
                       '-metadata:s:v:0', 'language=eng', '-metadata', f'title={self.data["titles"]["en"]}',
                       '-c:a', 'aac', '-b:a', '72k', '-ar', '48000', '-ac', '2', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact',
                       '-map_metadata', '-1', '-movflags', '+faststart', '-shortest', '-f', 'mp4', f'{target}.part']
            # metadata set by hand must follow -map_metadata
            i = command.index('-map_metadata')
            command = command[:i] + command[i + 2:]
            pipe = subprocess.Popen(command, stdin=subprocess.PIPE)
            for canvas in frames(self.shots, self.story['grade'], self.seed):
                pipe.stdin.write(canvas.get_data())
            pipe.stdin.close()
            if pipe.wait():
                raise SystemExit(f'ffmpeg failed on {target}')
            Path(f'{target}.part').replace(target)              # never leave half a film behind

    def captions(self, folder):
        for lang in SUBS + [x for x in self.languages if x not in SUBS]:
            cues = []
            for k, line in enumerate(self.lines):
                spoken = line['takes'].get(lang, line['takes']['en'])
                limit = self.lines[k + 1]['start'] - .04 if k + 1 < len(self.lines) else self.length - .05
                cues.append((line['start'], min(line['start'] + len(spoken) / RATE + .22, limit), line['item'][lang]))
            write_vtt(folder / f'{self.number:02d}.{lang}.vtt', lang, cues)


def save_wav(data, path):
    with wave.open(str(path), 'wb') as w:
        w.setnchannels(2)
        w.setsampwidth(2)
        w.setframerate(RATE)
        w.writeframes((np.clip(data, -1, 1) * 32767).astype('<i2').tobytes())


def load(path):
    return json.loads(Path(path).read_text('utf-8'))
