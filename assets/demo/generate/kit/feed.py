"""The catalog file: Direct Publisher names first, later Roku names next, ours under `_drama`."""
import datetime
import json

from .episode import LABEL, SUBS


def localised(values):
    return [{'value': v, 'languages': [k]} for k, v in values.items()]


def episode_entry(story, data, episode, number):
    sid = story['id']
    day = datetime.date.fromisoformat(story['releaseDate']) + datetime.timedelta(days=number - 1)
    subs = SUBS + [x for x in story['audio'] if x not in SUBS]
    content = {
        'dateAdded': f'{day}T09:00:00Z', 'duration': round(episode.length), 'language': 'en',
        'videos': [{'url': f'{sid}/{number:02d}.mp4', 'quality': 'HD', 'videoType': 'MP4'}],
        'captions': [{'url': f'{sid}/{number:02d}.{x}.vtt', 'language': x, 'captionType': 'SUBTITLE'} for x in subs],
    }
    if len(story['audio']) > 1:
        content['audioTracks'] = [{'language': x, 'label': LABEL[x], 'type': 'original' if x == 'en' else 'other'} for x in story['audio']]
    content['creditCuePoints'] = [{'creditType': 'end', 'start': round(episode.hook + .6, 2), 'end': round(episode.length, 2)}]
    drama = {'hookAt': round(episode.hook, 2), 'likes': data['likes']}
    if data.get('locked'):
        content['playOptions'] = [{'license': 'purchase', 'price': 0.99, 'currency': 'USD', 'quality': 'hd', 'playId': f'{sid}-{number:02d}'}]
        drama['unlock'] = {'kind': 'coin', 'price': 60, 'currency': 'coins'}
    return {
        'id': f'{sid}-{number:02d}', 'title': data['titles']['en'], 'titles': localised(data['titles']), 'episodeNumber': number, 'releaseDate': str(day),
        'shortDescription': data['short'], 'thumbnail': f'{sid}/{number:02d}.jpg', 'content': content, '_drama': drama,
    }


def write(stories, built, path):
    series = []
    for sid, story in stories.items():
        series.append({
            'id': sid, 'title': story['titles']['en'], 'titles': localised(story['titles']),
            'genres': story['genres'], 'thumbnail': f'{sid}/poster.jpg', 'releaseDate': story['releaseDate'],
            'shortDescription': story['short']['en'], 'shortDescriptions': localised(story['short']), 'longDescription': story['long'],
            'tags': story['tags'],
            'credits': [{'name': name, 'role': job, **({'_drama': {'character': part}} if part else {})} for part, name, job in story['credits']],
            'advisoryRatings': [{'source': 'USA_PR', 'value': story['rating']}],
            '_drama': {
                'orientation': 'portrait', 'aspect': '9:16',
                'posters': [{'url': f'{sid}/poster.jpg', 'width': 600, 'height': 900, 'ratio': '2:3'},
                            {'url': f'{sid}/01.jpg', 'width': 360, 'height': 640, 'ratio': '9:16'}],
                'dominantColor': story['dominantColor'], 'episodeCount': len(story['episodes']), 'status': story['status'],
                'freeUntil': story['freeUntil'], 'likes': story['likes'], **({'warnings': story['warnings']} if 'warnings' in story else {}),
            },
            'episodes': [episode_entry(story, data, built[sid, n], n + 1) for n, data in enumerate(story['episodes'])],
        })
    feed = {'providerName': 'Cliffhanger', 'lastUpdated': '2026-06-01T00:00:00Z', 'language': 'en', 'series': series}
    path.write_text(json.dumps(feed, ensure_ascii=False, indent=2) + '\n', 'utf-8')
