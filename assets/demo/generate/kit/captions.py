"""Sidecar WebVTT: two short lines at most, because the phone is narrow."""
WIDTH = {'zh-Hans': 13}


def stamp(seconds):
    ms = round(seconds * 1000)
    return f'{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}'


def wrap(text, lang):
    limit = WIDTH.get(lang, 25)
    if len(text) <= limit or lang == 'zh-Hans':
        return text
    words = text.split(' ')
    best = min(range(1, len(words)), key=lambda i: abs(len(' '.join(words[:i])) - len(' '.join(words[i:]))))
    return ' '.join(words[:best]) + '\n' + ' '.join(words[best:])


def write_vtt(path, lang, cues):
    body = ['WEBVTT', f'Language: {lang}', '']
    for n, (start, end, text) in enumerate(cues, 1):
        body += [str(n), f'{stamp(start)} --> {stamp(end)}', wrap(text, lang), '']
    path.write_text('\n'.join(body), 'utf-8')
