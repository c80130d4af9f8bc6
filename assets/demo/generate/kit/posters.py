"""Posters and thumbnails: drawn with the same cast, lettered once, saved as JPEG."""
import cairo
import numpy as np
from PIL import Image

from .cast import CAST
from .draw import H, W, linear, new_surface, pixels, text
from .film import Shot
from .light import Lamp

LAYOUT = {          # a staged picture per series, and how its title is broken
    'hidden-heir': ({'place': 'penthouse', 'blur': 3, 'weather': 'dust', 'people': [
        {'who': 'heir', 'at': [440, 390, 1.55], 'turn': -.25, 'mood': 'cold'},
        {'who': 'mia', 'at': [235, 560, 1.5], 'turn': -.35, 'mood': 'sad', 'light': -1, 'tilt': -.06}]},
        ['MY DRIVER', 'OWNS', 'THE CITY'], '#ffe6b8', '#ffb765'),
    'dies-at-1147': ({'place': 'alley', 'blur': 2, 'weather': 'rain', 'weatherColor': '#ffc0f0', 'people': [
        {'who': 'other', 'at': [470, 370, 1.35], 'turn': .35, 'mood': 'cold', 'light': 1, 'dark': .7},
        {'who': 'iris', 'at': [300, 520, 1.75], 'turn': -.2, 'mood': 'fear', 'wind': 1}]},
        ['SHE DIES', 'AT 11:47'], '#ffe8f6', '#ff5ab0'),
    'blind-princess': ({'place': 'tearoom', 'blur': 0, 'weather': 'petals', 'people': [
        {'who': 'shen', 'at': [480, 420, 1.2], 'turn': -.4, 'mood': 'cold'},
        {'who': 'lian', 'at': [290, 540, 1.65], 'turn': .15, 'mood': 'calm', 'light': -1, 'wind': 1}]},
        ['THE BLIND', 'PRINCESS', 'SEES EVERYTHING'], '#fff2cf', '#ffd98a'),
}


def save(surface, path, size, quality):
    view = pixels(surface)
    image = Image.fromarray(np.ascontiguousarray(view[..., 2::-1]), 'RGB').resize(size, Image.LANCZOS)
    image.save(path, 'JPEG', quality=quality, optimize=True, progressive=True)


def thumbnail(episode, path):
    save(episode.still(episode.hook - .35), path, (360, 640), 80)


def contact(episode, path):
    """Middle of every shot, side by side."""
    w, h = 360, 640
    sheet = cairo.ImageSurface(cairo.FORMAT_RGB24, w * len(episode.shots), h)
    ctx = cairo.Context(sheet)
    for i, part in enumerate(episode.shots):
        at = part['start'] + (.02 if i == 0 else part['length'] * .55)
        frame = episode.still(at)
        ctx.save()
        ctx.translate(i * w, 0)
        ctx.scale(.5, .5)
        ctx.set_source_surface(frame, 0, 0)
        ctx.paint()
        ctx.restore()
    sheet.write_to_png(str(path))


def poster(story, path):
    spec, title, color, accent = LAYOUT[story['id']]
    Shot.lamp = Shot.lamp or Lamp()
    shot = Shot(spec, story['grade'], 7)
    surface = new_surface()
    shot.frame(cairo.Context(surface), 1.0, 2.0, {})
    art = new_surface(W, 1080)
    ctx = cairo.Context(art)
    ctx.set_source_surface(surface, 0, -60)
    ctx.paint()
    ctx.set_source(linear(0, 560, 0, 1080, (0, story['grade']['edge'], 0), (.55, story['grade']['edge'], .82), (1, story['grade']['edge'], .96)))
    ctx.paint()
    y = 1000 - 96 * (len(title) - 1)
    for k, part in enumerate(title):
        size = 104
        ctx.select_font_face('Noto Serif Display', cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD)
        ctx.set_font_size(size)
        size *= min(1, 610 / (ctx.text_extents(part).x_advance + 2 * len(part)))
        text(ctx, part, 360 + 3, y + k * 96 + 4, size, '#08040c', 'Noto Serif Display', align=.5, spacing=2, alpha=.7)
        text(ctx, part, 360, y + k * 96, size, color, 'Noto Serif Display', align=.5, spacing=2)
    ctx.rectangle(260, y - 112, 200, 3)
    ctx.set_source(linear(260, 0, 460, 0, (0, accent, 0), (.5, accent, 1), (1, accent, 0)))
    ctx.fill()
    text(ctx, 'A  CLIFFHANGER  ORIGINAL', 360, 1048, 19, accent, 'Inter', align=.5, spacing=3)
    save(art, path, (600, 900), 84)
