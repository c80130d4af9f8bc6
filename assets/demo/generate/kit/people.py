"""Characters: one parametrised figure, dressed by a `look`, moved by a `pose`.

Head units: crown at y=-100, chin at y=+100, shoulders near y=190. Every facial
point carries a depth, so that turning the head is a small rotation and not a
slide of stickers over an egg.
"""
import math

from .draw import fill, line, linear, mix, oval, paint, poly, radial, smooth
from .wardrobe import body
from .hair import hair_back, hair_front, headwear

MOODS = {               # brow lift, brow slant, lid, mouth curve
    'calm': (0, 0, 1.0, 2),
    'sad': (2, 9, .82, -6),
    'shock': (-9, 4, 1.28, -3),
    'angry': (5, -10, .86, -6),
    'cold': (2, -5, .74, -2),
    'smirk': (0, -4, .82, 7),
    'tender': (-1, 5, .9, 5),
    'fear': (-6, 8, 1.2, -6),
    'hurt': (3, 9, .7, -7),
}


class Head:
    """Projects (x, y, depth) for a yaw and a pitch."""

    def __init__(self, turn, pitch):
        yaw, nod = turn * .62, pitch * .4
        self.c, self.s = math.cos(yaw), math.sin(yaw)
        self.pc, self.ps = math.cos(nod), math.sin(nod)

    def __call__(self, x, y, z=0.0):
        return (x * self.c + z * self.s, y * self.pc + z * self.ps)


def person(ctx, look, pose):
    """Draws a figure whose head centre is at the origin."""
    head = Head(pose.get('turn', 0), pose.get('pitch', 0))
    breathe = pose.get('breathe', 0)
    back = pose.get('back', False)
    ctx.save()
    tilt = pose.get('tilt', 0)
    if not back:
        ctx.save()
        ctx.rotate(tilt)
        hair_back(ctx, look, head, pose)
        ctx.restore()
    ctx.save()
    ctx.translate(0, -34 - breathe * 3)      # short necks read better on a phone
    body(ctx, look, pose)
    ctx.restore()
    ctx.rotate(tilt)
    if back:
        hair_back(ctx, look, head, pose)
        headwear(ctx, look, head, pose)
    else:
        face(ctx, look, pose, head)
        hair_front(ctx, look, head, pose)
        headwear(ctx, look, head, pose)
    ctx.restore()


def outline(head, jaw):
    """jaw 0 = slender, 1 = square."""
    w = 61 + 4 * jaw
    side = [(w * .82, -72, -4), (w, -30, -8), (w - 2, 12, -2), (w - 10 + 5 * jaw, 50, 10),
            (w - 31 + 10 * jaw, 78, 26), (17 + 9 * jaw, 97, 36)]
    pts = [(0, -100, 0)] + side + [(0, 101, 38)] + [(-x, y, z) for x, y, z in reversed(side)]
    return [head(*p) for p in pts]


def face(ctx, look, pose, head):
    skin = look['skin']
    shade = mix(skin, look.get('shade', '#5a2a4a'), .42)
    jaw = look.get('jaw', 0)
    lit = 1 if pose.get('light', -1) > 0 else -1       # side the key light comes from
    for side in (-1, 1):                                # ears
        if side * pose.get('turn', 0) < .55:
            x, y = head(side * 63, 6, -14)
            oval(ctx, x, y, 10, 19, side * .15)
            fill(ctx, mix(skin, shade, .5))
            if look.get('earring'):
                ex, ey = x, y + 25
                ctx.move_to(ex, ey - 6)
                ctx.line_to(ex, ey + 8)
                line(ctx, look['earring'], 2.5)
                oval(ctx, ex, ey + 14, 5, 8)
                fill(ctx, look['earring'])
    shape = outline(head, jaw)
    smooth(ctx, shape)
    fill(ctx, skin)
    ctx.save()
    smooth(ctx, shape)
    ctx.clip()
    # The terminator runs down brow, nose and lips: the graphic-novel half shadow.
    edge = [head(*p) for p in [(lit * -4, -110, 30), (lit * -16, -50, 48), (lit * -27, -22, 44), (lit * -7, 2, 60),
                               (lit * -6, 22, 66), (lit * -22, 36, 50), (lit * -12, 58, 50), (lit * -22, 84, 40),
                               (lit * -2, 112, 36)]]
    far = [(-lit * 130, 120), (-lit * 130, -120)]
    smooth(ctx, edge + far, k=1 / 7)
    fill(ctx, shade, look.get('shadow', .68))
    # cheek, and a soft forehead shadow under the hair
    for side in (-1, 1):
        x, y = head(side * 38, 36, 34)
        ctx.set_source(radial(x, y, 0, 30, (0, look.get('blush', '#d8433f'), .26), (1, look.get('blush', '#d8433f'), 0)))
        ctx.paint()
    ctx.set_source(linear(0, -80, 0, -34, (0, shade, .75), (1, shade, 0)))
    ctx.paint()
    ctx.set_source(linear(0, 64, 0, 106, (0, shade, 0), (1, shade, .55)))
    ctx.paint()
    ctx.restore()
    nose(ctx, head, shade, lit, skin, jaw)
    lift, slant, lid, curve = MOODS[pose.get('mood', 'calm')]
    for side in (-1, 1):
        if look.get('blindfold') is None or pose.get('unveil', 0) > .5:
            eye(ctx, head, look, pose, side, lid * (1 - pose.get('blink', 0)), shade)
        brow(ctx, head, look, side, lift, slant)
    mouth(ctx, head, look, pose, curve, shade)
    if look.get('lined'):
        for side in (-1, 1):
            pts = [head(side * 24, 30, 52), head(side * 33, 44, 44), head(side * 35, 58, 40)]
            smooth(ctx, pts, False)
            line(ctx, shade, 2.2, .7)
    if look.get('beard'):
        beard(ctx, head, look)
    if pose.get('tear'):
        x, y = head(34 if pose.get('turn', 0) <= 0 else -34, 8 + pose['tear'] * 50, 44)
        oval(ctx, x, y, 3.6, 6)
        fill(ctx, '#e8f6ff', .9)


def nose(ctx, head, shade, lit, skin, jaw):
    tip = head(0, 24, 76)
    wing_l, wing_r = head(-11, 29, 58), head(11, 29, 58)
    smooth(ctx, [head(-lit * 5, -18, 50), head(-lit * 2, 6, 66), tip, head(0, 31, 64),
                 wing_l if lit > 0 else wing_r, head(-lit * 8, 12, 52)])
    fill(ctx, shade, .5)
    smooth(ctx, [wing_l, head(-4, 33, 64), head(0, 31, 68), head(4, 33, 64), wing_r], False)
    line(ctx, mix(shade, '#20081a', .45), 2.6, .8)
    x, y = head(lit * 2.5, 14, 73)
    oval(ctx, x, y, 2.4, 8)
    fill(ctx, mix(skin, '#ffffff', .55), .5)


def eye(ctx, head, look, pose, side, openness, shade):
    cx, cy = 28, -6
    fem = look.get('fem', False)
    w, h = (17.5, 10.5) if fem else (15.5, 7.6)
    openness = max(openness, .04)
    up = cy - h * openness
    low = cy + h * (.62 if openness > .3 else .62 - .3 * (1 - openness))
    q = lambda x, y, z=46: head(side * x, y, z)
    inner, outer = q(cx - w, cy + 4, 48), q(cx + w + 1, cy - 1.5, 38)
    top1, top2 = q(cx - w * .35, up + 1, 50), q(cx + w * .5, up + .6, 46)
    bot1, bot2 = q(cx - w * .3, low + 1.5, 50), q(cx + w * .5, low - .2, 45)
    shape = [inner, top1, top2, outer, bot2, bot1]
    # socket shadow gives the face depth
    ctx.set_source(radial(*q(cx, cy - 6, 44), 4, 27, (0, shade, .5), (1, shade, 0)))
    ctx.arc(*q(cx, cy - 6, 44), 27, 0, math.tau)
    ctx.fill()
    if openness > .12:
        smooth(ctx, shape)
        fill(ctx, mix('#fdf6ee', shade, .12))
        ctx.save()
        smooth(ctx, shape)
        ctx.clip()
        gx, gy = pose.get('gaze', (0, 0))
        ix, iy = head(side * cx + gx * 6 + pose.get('turn', 0) * 2, cy - 1.2 + gy * 3, 48)
        r = 9.6 if fem else 8.3
        iris = look.get('iris', '#4a2c1a')
        if pose.get('shine'):
            iris = '#ffb428'
        oval(ctx, ix, iy, r * (.92 if abs(pose.get('turn', 0)) > .4 else 1), r)
        paint(ctx, radial(ix, iy + 3, 1, r, (0, mix(iris, '#ffffff', .45)), (.7, iris), (1, mix(iris, '#000000', .6))))
        oval(ctx, ix, iy, r * .45, r * .45)
        fill(ctx, '#140a10')
        ctx.set_source(linear(0, up - 1, 0, up + 9, (0, '#1a0c18', .6), (1, '#1a0c18', 0)))
        ctx.paint()
        oval(ctx, ix - 3, iy - 3.4, 2.6, 2.8)
        fill(ctx, '#ffffff', .96)
        oval(ctx, ix + 3, iy + 3, 1.3, 1.3)
        fill(ctx, '#ffffff', .6)
        ctx.restore()
    ink = look.get('ink', '#1c0d16')
    if openness > .12:
        flick = q(cx + w + (6.5 if fem else 2), cy - (7 if fem else 2.5), 34)
        lash = [inner, top1, top2, flick, q(cx + w * .5, up - (3.2 if fem else 2), 46), q(cx - w * .35, up - (2.2 if fem else 1.6), 50)]
    else:
        flick = q(cx + w + 5, cy + 4, 34)
        lash = [inner, q(cx - w * .35, cy + 5.5, 50), q(cx + w * .5, cy + 5, 46), flick,
                q(cx + w * .5, cy + 2.2, 46), q(cx - w * .35, cy + 2.6, 50)]
    smooth(ctx, lash)
    fill(ctx, ink)
    smooth(ctx, [q(cx - w * .6, up - 4, 50), q(cx, up - 7, 49), q(cx + w * .8, up - 4, 42)], False)
    line(ctx, shade, 1.8, .8)
    smooth(ctx, [bot1, bot2, outer], False)
    line(ctx, ink, 1.3, .5)


def brow(ctx, head, look, side, lift, slant):
    fem = look.get('fem', False)
    y = -31 + lift
    t = 4.6 if fem else 7.4
    q = lambda x, yy, z: head(side * x, yy, z)
    pts = [q(11, y - slant + 5, 54), q(12, y - slant + 5 - t, 54), q(30, y - slant * .3 - t - 1.5, 50), q(51, y + slant * .6 + 2, 36),
           q(31, y - slant * .3 - 1, 50)]
    smooth(ctx, pts, k=1 / 8)
    fill(ctx, look.get('brow', mix(look['hair'], '#120810', .35)))


def mouth(ctx, head, look, pose, curve, shade):
    gap = pose.get('mouth', 0) * 15
    lip = look.get('lip', mix(look['skin'], '#8c2f3c', .5))
    fem = look.get('fem', False)
    w = (20 if fem else 22) - pose.get('mouth', 0) * 3.5
    y = 57
    lh, uh = (8.5, 5.5) if fem else (6, 3.6)
    left, right = head(-w, y - curve * .75, 46), head(w, y - curve * .75, 46)
    if gap > .8:
        smooth(ctx, [left, head(-w * .4, y - 1, 56), head(0, y, 58), head(w * .4, y - 1, 56), right,
                     head(w * .5, y + gap * .85, 54), head(0, y + gap, 56), head(-w * .5, y + gap * .85, 54)])
        fill(ctx, '#3a0f1a')
        if gap > 4:
            smooth(ctx, [head(-w * .55, y - .5, 54), head(0, y, 58), head(w * .55, y - .5, 54), head(w * .4, y + 3.2, 54), head(-w * .4, y + 3.2, 54)])
            fill(ctx, '#f4ece4', .9)
    smooth(ctx, [left, head(-w * .35, y - uh, 57), head(0, y - uh + 2, 58), head(w * .35, y - uh, 57), right,
                 head(w * .4, y + .2, 56), head(0, y + 1, 58), head(-w * .4, y + .2, 56)], k=1 / 7)
    fill(ctx, mix(lip, '#2a0814', .3))
    smooth(ctx, [left, head(-w * .4, y + gap, 56), head(0, y + gap + .5, 58), head(w * .4, y + gap, 56), right,
                 head(w * .45, y + gap + lh * .8, 54), head(0, y + gap + lh, 56), head(-w * .45, y + gap + lh * .8, 54)], k=1 / 7)
    fill(ctx, lip)
    if gap <= .8:
        smooth(ctx, [left, head(-w * .4, y + .6, 56), head(0, y + 1.4, 58), head(w * .4, y + .6, 56), right], False)
        line(ctx, '#3a0f1a', 1.8, .8)
    x, yy = head(3, y + gap + lh * .45, 58)
    oval(ctx, x, yy, 6, 1.5)
    fill(ctx, '#ffffff', .28 if fem else .1)


def beard(ctx, head, look):
    c = look['beard']
    smooth(ctx, [head(*p) for p in [(-20, 50, 50), (0, 45, 58), (20, 50, 50), (29, 62, 44), (0, 54, 58), (-29, 62, 44)]])
    fill(ctx, c)
    smooth(ctx, [head(*p) for p in [(-11, 74, 50), (11, 74, 50), (20, 96, 40), (7, 140, 40), (0, 150, 40), (-7, 140, 40), (-20, 96, 40)]])
    fill(ctx, c)
