#!/usr/bin/env python3
"""Builds the demo catalog next to this folder.

    make.py                          everything
    make.py hidden-heir              one series
    make.py hidden-heir:3            one episode
    make.py --stills DIR [names]     a contact sheet of every shot, to look at
    make.py --plain [names]          posters, captions and feed only, no video
"""
import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
OUT = HERE.parent
ORDER = ['hidden-heir', 'dies-at-1147', 'blind-princess']


def chosen(names):
    """Series and episode numbers, in the order they were asked for."""
    for name in names or ORDER:
        sid, _, number = name.partition(':')
        for n in [int(number) - 1] if number else range(6):
            yield sid, n


def main():
    args = argparse.ArgumentParser()
    args.add_argument('names', nargs='*')
    args.add_argument('--stills')
    args.add_argument('--plain', action='store_true')
    args = args.parse_args()
    if args.stills:
        Path(args.stills).mkdir(exist_ok=True)
    from kit import feed, posters
    from kit.episode import Episode, load
    stories = {sid: load(HERE / 'stories' / f'{sid}.json') for sid in ORDER}
    built = {}
    for sid, n in chosen(args.names):
        episode = Episode(stories[sid], n)
        folder = OUT / sid
        folder.mkdir(exist_ok=True)
        if args.stills:
            posters.contact(episode, Path(args.stills) / f'{sid}-{n + 1}.png')
            continue
        if not args.plain:
            episode.encode(folder / f'{n + 1:02d}.mp4')
        episode.captions(folder)
        posters.thumbnail(episode, folder / f'{n + 1:02d}.jpg')
        built[sid, n] = episode
        print(f'{sid} {n + 1:02d}  {episode.length:.2f} s', flush=True)
    if args.stills:
        return
    for sid in {s for s, _ in built}:
        posters.poster(stories[sid], OUT / sid / 'poster.jpg')
    if len(built) == 18:
        feed.write(stories, built, OUT / 'feed.json')


if __name__ == '__main__':
    main()
