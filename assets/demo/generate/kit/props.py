"""Things people hold, fear and hide. Origin is the middle of the thing."""
import math

import cairo

from .draw import fill, glow, line, linear, mix, oval, paint, poly, radial, rounded, smooth, text
from .places import clock_face


def finger(ctx, pts, width, skin):
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    smooth(ctx, pts, False)
    line(ctx, mix(skin, '#3a1030', .5), width + 3)
    smooth(ctx, pts, False)
    line(ctx, skin, width)
    ctx.set_line_cap(cairo.LINE_CAP_BUTT)


def sleeve(ctx, x, y, w, c, side=1):
    poly(ctx, [(x - w * .5, y), (x + w * .5, y), (x + w * .9 + side * 120, y + 620), (x - w * .9 + side * 120, y + 620)])
    paint(ctx, linear(x - w, 0, x + w, 0, (0, mix(c, '#ffffff', .14)), (1, mix(c, '#000000', .45))))


def grip(ctx, skin, cloth, nails=None):
    """A hand closing round something upright at the origin, arm coming from below right."""
    sleeve(ctx, 84, 250, 170, cloth)
    smooth(ctx, [(-60, 60), (40, 20), (110, 70), (150, 180), (140, 290), (20, 290), (-30, 190)])
    paint(ctx, linear(-60, 0, 150, 200, (0, skin), (1, mix(skin, '#3a1030', .45))))
    for k in range(4):
        y = 46 + k * 40
        finger(ctx, [(84, y + 6), (10, y - 4), (-70 + k * 5, y + 4)], 34, mix(skin, '#3a1030', .06 * k))
        if nails:
            oval(ctx, -72 + k * 5, y + 4, 11, 9)
            fill(ctx, nails)
    finger(ctx, [(110, 110), (96, 40), (84, -40)], 38, skin)


def ringbox(ctx, t, o):
    k = min(max((t - o.get('open', .5)) / .7, 0), 1)
    k = k * k * (3 - 2 * k)
    skin = o.get('skin', '#e3ad86')
    sleeve(ctx, 30, 230, 250, '#20243a', .3)
    smooth(ctx, [(-150, 110), (0, 70), (150, 100), (170, 190), (90, 290), (-60, 290), (-160, 190)])
    paint(ctx, linear(-150, 0, 150, 300, (0, skin), (1, mix(skin, '#3a1030', .5))))
    h = 130 * (2 * k - 1)                                       # the lid swings up
    poly(ctx, [(-120, -10), (120, -10), (134 - 14 * k, -10 - h), (-134 + 14 * k, -10 - h)])
    paint(ctx, linear(0, -10 - h, 0, -10, (0, '#3a1030'), (1, '#8e1f3f')))
    if k > .5:
        poly(ctx, [(-102, -16), (102, -16), (104, -h + 8), (-104, -h + 8)])
        paint(ctx, linear(0, -h, 0, 0, (0, '#f6ead8'), (1, '#c8a890')))
        glow(ctx, 0, -30, 240, '#ffe2a0', .8 * (k - .5) * 2)
    poly(ctx, [(-120, -10), (120, -10), (110, 120), (-110, 120)])
    paint(ctx, linear(0, -10, 0, 120, (0, '#a82848'), (1, '#4a0c28')))
    if k > .4:
        oval(ctx, 0, -6, 58, 50)
        line(ctx, '#f4cf74', 13)
        poly(ctx, [(-120, -10), (120, -10), (116, 40), (-116, 40)])
        fill(ctx, '#9a2444')
        poly(ctx, [(-40, -66), (-22, -92), (22, -92), (40, -66), (0, -20)])
        paint(ctx, linear(-40, -90, 40, -20, (0, '#9fd8ff'), (.4, '#1d2c5a'), (1, '#0c1030')))
        for p in ([(-40, -66), (40, -66)], [(-22, -92), (-12, -66), (0, -20)], [(22, -92), (12, -66), (0, -20)]):
            ctx.move_to(*p[0])
            for q in p[1:]:
                ctx.line_to(*q)
            line(ctx, '#d8f0ff', 2.5, .8)
        spark = .5 + .5 * math.sin(t * 7)
        for a in (0, math.pi / 2):
            poly(ctx, [(20 + math.cos(a) * 60 * spark, -80 + math.sin(a) * 60 * spark), (24, -76), (20 - math.cos(a) * 60 * spark, -80 - math.sin(a) * 60 * spark), (16, -84)])
            fill(ctx, '#ffffff', .95)
    rounded(ctx, -124, -16, 248, 12, 5)
    fill(ctx, '#f4cf74')


def phone(ctx, t, o):
    buzz = math.sin(t * 70) * 4 if t % 1.0 < .45 and o.get('ring') else 0
    ctx.save()
    ctx.translate(buzz, 0)
    ctx.rotate(-.06)
    rounded(ctx, -130, -270, 260, 500, 34)
    paint(ctx, linear(-130, 0, 130, 0, (0, '#5a5a70'), (.2, '#14141e'), (1, '#32324a')))
    rounded(ctx, -118, -256, 236, 472, 24)
    paint(ctx, linear(0, -256, 0, 216, (0, o.get('top', '#3a2a6a')), (1, o.get('low', '#a83a6a'))))
    glow(ctx, 0, -60, 330, o.get('low', '#ff7ab0'), .4)
    show = o.get('show', 'call')
    if show == 'call':
        for k in range(3):
            r = 62 + ((t * 60 + k * 34) % 102)
            oval(ctx, 0, -96, r, r)
            line(ctx, '#ffffff', 3, max(0, .6 * (1 - (r - 62) / 102)))
        oval(ctx, 0, -96, 62, 62)
        fill(ctx, '#ffffff', .92)
        text(ctx, '?', 0, -72, 76, '#5a2a6a', 'Noto Serif Display', align=.5)
        for x, c in ((-58, '#e8384a'), (58, '#3ac86a')):
            oval(ctx, x, 130, 36, 36)
            fill(ctx, c)
            ctx.set_line_cap(cairo.LINE_CAP_ROUND)
            ctx.arc(x, 146, 20, math.pi * 1.2, math.pi * 1.8)
            line(ctx, '#ffffff', 8)
            ctx.set_line_cap(cairo.LINE_CAP_BUTT)
    else:                                                       # a photograph: an envelope changing hands
        rounded(ctx, -96, -216, 192, 210, 12)
        paint(ctx, linear(0, -216, 0, -6, (0, '#ffcf8a'), (1, '#8a3a4a')))
        for x, c in ((-52, '#20243a'), (52, '#5a5f74')):
            oval(ctx, x, -140, 24, 28)
            fill(ctx, '#e3ad86')
            smooth(ctx, [(x - 44, -6), (x - 40, -80), (x, -108), (x + 40, -80), (x + 44, -6)])
            fill(ctx, c)
        poly(ctx, [(-34, -84), (34, -96), (38, -62), (-30, -50)])
        fill(ctx, '#fff6e0')
        for k, wdt in enumerate((170, 140, 96)):
            rounded(ctx, -96, 20 + k * 34, wdt * min(1, max(0, t * 2 - k * .5)), 16, 8)
            fill(ctx, '#ffffff', .85)
    ctx.restore()
    grip(ctx, o.get('skin', '#f3c7a6'), o.get('cloth', '#8e1f3f'), o.get('nails'))


def cheque(ctx, t, o):
    ctx.save()
    ctx.rotate(-.1)
    rounded(ctx, -270, -150, 540, 290, 10)
    paint(ctx, linear(-270, -150, 270, 140, (0, '#fff8e6'), (1, '#e6d2b0')))
    rounded(ctx, -256, -136, 512, 262, 6)
    line(ctx, '#2a6a5a', 3)
    text(ctx, 'BANK OF AURELIA', -236, -92, 26, '#2a6a5a', 'Noto Serif Display')
    text(ctx, '5 000 000', 236, -30, 52, '#3a1c34', 'Noto Serif Display', align=1)
    for y in (-30, 14):
        ctx.rectangle(-236, y, 220, 3)
        fill(ctx, '#2a6a5a', .5)
    k = min(1, max(0, (t - .5) / 1.1))                          # the signature writes itself
    pts = [(-60, 84), (-30, 20), (-20, 84), (0, 92), (24, 60), (40, 92), (60, 40), (84, 10), (80, 90), (110, 64), (128, 92), (150, 58), (170, 92), (230, 50)]
    n = max(2, int(2 + k * (len(pts) - 2)))
    smooth(ctx, pts[:n], False)
    line(ctx, '#1c2a8a', 6)
    ctx.rectangle(-70, 104, 310, 2.5)
    fill(ctx, '#3a1c34', .6)
    ctx.restore()
    ctx.save()
    ctx.translate(-200, 110)
    ctx.scale(-.8, .8)
    sleeve(ctx, 84, 150, 170, o.get('cloth', '#5a5f74'))
    smooth(ctx, [(-10, 30), (90, 10), (150, 80), (140, 190), (20, 190)])
    fill(ctx, o.get('skin', '#dba27c'))
    finger(ctx, [(120, 90), (60, 20), (-10, -20)], 40, o.get('skin', '#dba27c'))
    ctx.restore()


def watch(ctx, t, o):
    """A pocket watch; `speed` hours a second, negative runs back."""
    ctx.move_to(0, -190)
    ctx.curve_to(60, -330, -80, -420, 20, -700)
    line(ctx, '#e8b860', 9)
    ctx.move_to(0, -190)
    ctx.curve_to(60, -330, -80, -420, 20, -700)
    line(ctx, '#8a5a2c', 3)
    rounded(ctx, -24, -236, 48, 46, 10)
    paint(ctx, linear(-24, 0, 24, 0, (0, '#fff0b0'), (1, '#8a5a2c')))
    glow(ctx, 0, 0, 380, o.get('glow', '#ff7ac0'), .55 + .15 * math.sin(t * 6))
    stop = o.get('stop', 99)
    clock_face(ctx, 0, 0, 176, o.get('hour', 11.785) + o.get('speed', -.09) * min(t, stop))
    ctx.set_operator(cairo.OPERATOR_SCREEN)
    poly(ctx, [(-150, -90), (-90, -150), (150, 70), (110, 130)])
    fill(ctx, '#ffffff', .16)
    ctx.set_operator(cairo.OPERATOR_OVER)


def pistol(ctx, t, o):
    ctx.save()
    ctx.rotate(-.04 + .015 * math.sin(t * 9))
    poly(ctx, [(-240, -70), (120, -74), (140, -20), (120, 0), (-30, 4), (-60, 16), (-240, 10)])
    paint(ctx, linear(0, -74, 0, 16, (0, '#8a94b8'), (.3, '#3a4060'), (1, '#171a30')))
    for x in range(40, 120, 14):
        ctx.rectangle(x, -66, 5, 38)
        fill(ctx, '#12142a')
    oval(ctx, -240, -34, 10, 22)
    fill(ctx, '#0a0a18')
    smooth(ctx, [(-20, 8), (-30, 60), (20, 76), (52, 40)], False)
    line(ctx, '#2a2f4a', 11)
    poly(ctx, [(40, 0), (128, -4), (180, 200), (90, 220)])
    fill(ctx, '#232842')
    ctx.restore()
    skin = o.get('skin', '#b9805c')
    sleeve(ctx, 190, 200, 190, o.get('cloth', '#2b3350'), .8)
    smooth(ctx, [(60, 20), (150, 0), (220, 90), (260, 220), (130, 260), (70, 150)])
    paint(ctx, linear(60, 0, 250, 240, (0, skin), (1, mix(skin, '#1c0a30', .5))))
    finger(ctx, [(120, 46), (40, 30), (-8, 36)], 30, skin)
    for k in range(3):
        finger(ctx, [(190, 96 + k * 36), (110, 84 + k * 36), (60 + k * 8, 100 + k * 36)], 32, mix(skin, '#1c0a30', .07 * k))


def cup(ctx, t, o):
    steam = t * .7
    for k in range(3):
        pts = [(-50 + k * 50 + 16 * math.sin(steam * 3 + k + y * .02), -90 - y) for y in range(0, 260, 52)]
        smooth(ctx, pts, False)
        line(ctx, '#d8ffc0', 12, .22)
    poly(ctx, [(-150, -60), (150, -60), (104, 110), (-104, 110)])
    smooth(ctx, [(-152, -60), (-130, 50), (-70, 118), (0, 124), (70, 118), (130, 50), (152, -60)])
    paint(ctx, linear(-150, 0, 150, 0, (0, '#f4fbff'), (.4, '#b8e0d8'), (1, '#3a7a86')))
    oval(ctx, 0, -60, 152, 40)
    fill(ctx, '#eafaf4')
    oval(ctx, 0, -56, 136, 32)
    paint(ctx, radial(0, -56, 4, 136, (0, '#c8ff7a'), (.6, '#5aa83a'), (1, '#1f5a3a')))
    glow(ctx, 0, -60, 230, '#a0ff6a', .4 + .2 * math.sin(t * 4))
    for k in range(3):
        r = (t * 50 + k * 40) % 120
        oval(ctx, 0, -56, r, r * .24)
        line(ctx, '#eaffc0', 3, .5 * (1 - r / 120))
    black = min(1, max(0, (t - .6) / 1.2))                      # a silver pin turns black
    ctx.move_to(150, -320)
    ctx.line_to(30, -46)
    line(ctx, '#e8eef8', 11)
    ctx.move_to(30 + 70 * black, -46 - 160 * black)
    ctx.line_to(30, -46)
    line(ctx, '#1c1424', 11)
    for a in range(5):
        oval(ctx, 150 + math.cos(a * 1.2566) * 17, -320 + math.sin(a * 1.2566) * 17, 14, 14)
        fill(ctx, '#f4b6c6')
    smooth(ctx, [(-240, 150), (-200, 110), (0, 130), (200, 110), (240, 150), (160, 186), (-160, 186)])
    paint(ctx, linear(0, 110, 0, 190, (0, '#f0c878'), (1, '#8a4a34')))


def crest(ctx, t, o):
    """A bronze badge torn from a sleeve."""
    ctx.rotate(.05 * math.sin(t * 1.6))
    smooth(ctx, [(-40, -150), (40, -150), (70, -260), (20, -420), (-60, -420), (-70, -260)])
    fill(ctx, '#20242e')
    glow(ctx, 0, 0, 330, '#ffb860', .5)
    oval(ctx, 0, 0, 170, 170)
    paint(ctx, linear(-170, -170, 170, 170, (0, '#ffeab0'), (.4, '#c8923c'), (1, '#5a3424')))
    oval(ctx, 0, 0, 142, 142)
    line(ctx, '#6a3c20', 7)
    for s in (-1, 1):                                           # two wings and a blade
        for k in range(4):
            smooth(ctx, [(s * 10, 30 - k * 22), (s * (60 + k * 8), -4 - k * 28), (s * (112 - k * 12), -44 - k * 18), (s * (66 - k * 4), 20 - k * 22)])
            fill(ctx, mix('#5a3018', '#8a5428', k / 4))
    poly(ctx, [(0, -124), (15, -90), (12, 96), (0, 126), (-12, 96), (-15, -90)])
    paint(ctx, linear(-15, 0, 15, 0, (0, '#f8f4e8'), (1, '#6a4a34')))
    rounded(ctx, -44, 60, 88, 15, 6)
    fill(ctx, '#4a2414')
    gl = (t * .6 % 1.6) * 400 - 260
    ctx.save()
    oval(ctx, 0, 0, 170, 170)
    ctx.clip()
    poly(ctx, [(gl, -200), (gl + 50, -200), (gl - 50, 200), (gl - 100, 200)])
    fill(ctx, '#ffffff', .3)
    ctx.restore()


def sword(ctx, t, o):
    """A blade across the frame; `o['angle']` turns it."""
    ctx.rotate(o.get('angle', -.5))
    poly(ctx, [(-460, -4), (-420, -17), (150, -19), (150, 15), (-420, 13)])
    paint(ctx, linear(0, -19, 0, 15, (0, '#ffffff'), (.45, '#c8dcf4'), (.5, '#6a80a8'), (1, '#32446e')))
    g = -420 + (t * 500) % 900
    if g < 120:
        oval(ctx, g, -6, 46, 5)
        fill(ctx, '#ffffff', .95)
    rounded(ctx, 146, -46, 22, 90, 9)
    fill(ctx, '#e8b84a')
    rounded(ctx, 166, -17, 190, 32, 12)
    fill(ctx, '#5a1424')
    if o.get('hand', 1):
        for k in range(4):
            finger(ctx, [(190 + k * 38, 34), (194 + k * 38, 0), (188 + k * 38, -30)], 34, o.get('skin', '#d9a67c'))


def umbrella(ctx, t, o):
    ctx.rotate(o.get('angle', .08) + .02 * math.sin(t * 1.7))
    ctx.move_to(0, -150)
    ctx.line_to(0, 330)
    line(ctx, '#2a1820', 9)
    c = o.get('color', '#20182c')
    smooth(ctx, [(-270, 0), (-210, -110), (-90, -180), (0, -196), (90, -180), (210, -110), (270, 0), (180, -26), (90, 0), (0, -26), (-90, 0), (-180, -26)], k=1 / 7)
    paint(ctx, linear(-270, -190, 270, 0, (0, mix(c, '#ffffff', .3)), (1, c)))
    for x in (-90, 0, 90):
        smooth(ctx, [(0, -194), (x * .8, -120), (x, -6)], False)
        line(ctx, mix(c, '#000000', .4), 3)


def limousine(ctx, t, o):
    """Seen from the front: two eyes in the rain."""
    smooth(ctx, [(-250, 150), (-256, 20), (-220, -20), (-170, -120), (-110, -146), (110, -146), (170, -120), (220, -20), (256, 20), (250, 150)], k=1 / 10)
    paint(ctx, linear(0, -146, 0, 150, (0, '#4a4666'), (.5, '#1d1a34'), (1, '#0f0d20')))
    poly(ctx, [(-150, -110), (150, -110), (192, -24), (-192, -24)])
    paint(ctx, linear(0, -110, 0, -24, (0, '#6a7ab0'), (1, '#2a2448')))
    rounded(ctx, -96, 16, 192, 84, 10)
    paint(ctx, linear(0, 16, 0, 100, (0, '#f4f0ff'), (1, '#5a5878')))
    for x in range(-84, 90, 15):
        ctx.rectangle(x, 22, 5, 72)
        fill(ctx, '#171430')
    for s in (-1, 1):
        rounded(ctx, s * 178 - 46, 26, 92, 44, 20)
        fill(ctx, '#fff9e0')
        glow(ctx, s * 178, 48, 250, '#fff0c0', .95)
        rounded(ctx, s * 200 - 36, 140, 72, 60, 12)
        fill(ctx, '#0a0814')


def clock1148(ctx, t, o):
    """A street clock that finally moves past the minute."""
    rounded(ctx, -210, -120, 420, 240, 26)
    paint(ctx, linear(0, -120, 0, 120, (0, '#3a2a7a'), (1, '#171240')))
    rounded(ctx, -210, -120, 420, 240, 26)
    line(ctx, '#4af0ff', 7)
    glow(ctx, 0, 0, 380, '#ff4a7a', .5)
    value = o.get('from', '11:47') if t < o.get('strike', 1.2) else o.get('to', '11:48')
    if t % 1 < .62 or t > o.get('strike', 1.2):
        text(ctx, value, 0, 46, 136, '#ff8aa8', 'Inter', align=.5)
    else:
        text(ctx, value.replace(':', ' '), 0, 46, 136, '#ff8aa8', 'Inter', align=.5)


def hand(ctx, t, o):
    """Four fingers and a thumb, reaching up from below; `angle` leans the arm."""
    skin = o.get('skin', '#f8d6c0')
    ctx.rotate(o.get('angle', 0) + .02 * math.sin(t * 2))
    sleeve(ctx, 20, 150, 190, o.get('cloth', '#e9eef2'), o.get('lean', .5))
    smooth(ctx, [(-44, 20), (0, -4), (44, 12), (60, 90), (52, 170), (-26, 170), (-52, 90)])
    paint(ctx, linear(-60, 0, 60, 170, (0, skin), (1, mix(skin, '#3a1030', .4))))
    for k, (x, top) in enumerate(((-36, -86), (-12, -112), (13, -106), (37, -80))):
        bend = 9 * math.sin(t * 1.4 + k * .5) * .3
        finger(ctx, [(x * .9, 50), (x, -20), (x * 1.12 + bend, top)], 25, mix(skin, '#3a1030', .03 * k))
        if o.get('nails'):
            oval(ctx, x * 1.12 + bend, top - 3, 7, 9)
            fill(ctx, o['nails'])
    finger(ctx, [(-30, 116), (-66, 64), (-76, 10)], 27, skin)


PROPS = {f.__name__: f for f in (hand, ringbox, phone, cheque, watch, pistol, cup, crest, sword, umbrella, limousine, clock1148)}
