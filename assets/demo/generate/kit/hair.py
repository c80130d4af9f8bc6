"""Hair, veils and headwear. `hair_back` lies behind the neck, `hair_front` over the brow."""
import math

from .draw import fill, line, linear, mix, oval, paint, smooth


def strands(ctx, head, paths, color, width=2.4, alpha=.55):
    for pts in paths:
        smooth(ctx, [head(*p) for p in pts], False)
        line(ctx, color, width, alpha)


def shape(ctx, head, pts, color, k=1 / 6):
    smooth(ctx, [head(*p) for p in pts], k=k)
    fill(ctx, color)


def both(pts):
    """Closes a half outline (x >= 0, crown to nape) with its mirror image."""
    return pts + [(-x, y, z) for x, y, z in reversed(pts)]


def hair_back(ctx, look, head, pose):
    style, c = look['style'], look['hair']
    dark = mix(c, '#08040c', .35)
    sway = pose.get('sway', 0) * 5
    back = pose.get('back')
    if style in ('long', 'palace', 'topknot', 'veil'):
        long = {'long': 300, 'palace': 330, 'topknot': 300, 'veil': 150}[style]
        half = [(0, -112, -20), (50, -100, -20), (78, -55, -20), (84, 10, -20), (88, 90, -20),
                (98 if style != 'topknot' else 80, 170, -20), (84, 240 if long > 200 else 130, -20), (52, long, -20)]
        pts = both(half)
        pts = [(x + sway * max(0, y) / 120, y, z) for x, y, z in pts]
        smooth(ctx, [head(*p) for p in pts])
        paint(ctx, linear(0, -110, 0, long, (0, c if back else dark), (.6, dark), (1, mix(dark, c, .5))))
        lanes = [[(x, -80, -20), (x * 1.25, 40, -20), (x * 1.2 + sway * 1.5, long - 60, -20)] for x in (-66, -40, -12, 16, 44, 68)]
        strands(ctx, head, lanes, mix(c, '#ffffff', .16), 3, .4)
    elif style == 'bob':
        shape(ctx, head, both([(0, -112, -20), (52, -100, -20), (80, -52, -20), (83, 10, -20), (82, 62, -20), (66, 100, -20), (20, 108, -20)]), c if back else dark)
        if back:
            strands(ctx, head, [[(x, -90, 0), (x * 1.3, 0, 0), (x * 1.2, 96, 0)] for x in (-50, -25, 0, 25, 50)], mix(c, '#ffffff', .2), 3, .4)
    elif style == 'bun':
        x, y = head(14, -112, -50)
        oval(ctx, x, y, 42, 36)
        fill(ctx, dark)
        shape(ctx, head, both([(0, -110, -20), (48, -98, -20), (72, -50, -20), (72, 10, -20), (50, 60, -20)]), c if back else dark)
        strands(ctx, head, [[(-24, -118, -50), (8, -142, -50), (46, -116, -50)], [(-16, -106, -50), (12, -124, -50), (40, -104, -50)]], mix(c, '#ffffff', .2))
    elif style in ('short', 'slick', 'grey'):
        shape(ctx, head, both([(0, -112, -20), (46, -104, -20), (70, -62, -20), (68, 0, -20), (58, 44 if not back else 84, -20)]), c if back else dark)
        if back:
            strands(ctx, head, [[(x, -96, 0), (x * 1.3, -20, 0), (x * 1.1, 60, 0)] for x in (-40, -18, 8, 32)], mix(c, '#ffffff', .2), 3, .4)
    if style == 'veil':
        x, y = head(4, -108, -50)
        oval(ctx, x, y, 44, 34)
        fill(ctx, c)
        smooth(ctx, [head(-60, -96, -40), head(0, -138, -40), head(62, -94, -40), head(120 + sway * 2, 120, -40), head(170 + sway * 5, 420, -40),
                     head(0, 470, -40), head(-170 + sway * 5, 420, -40), head(-120 + sway * 2, 120, -40)])
        paint(ctx, linear(0, -130, 0, 460, (0, '#fffaf6', .62), (.5, '#ffffff', .34), (1, '#ffffff', .12)))
        for x in (-90, -40, 30, 84):
            smooth(ctx, [head(x * .5, -120, -40), head(x, 100, -40), head(x * 1.5 + sway * 4, 400, -40)], False)
            line(ctx, '#ffffff', 2.5, .3)


def hair_front(ctx, look, head, pose):
    style, c = look['style'], look['hair']
    hi = mix(c, '#ffffff', .22)
    if style in ('long', 'veil'):
        # side parting: two falling curtains
        shape(ctx, head, [(-14, -104, 30), (-46, -98, 16), (-70, -62, 0), (-74, 0, -6), (-80, 70, -8), (-88, 130, -10) if style == 'long' else (-66, 84, -8),
                          (-66, 96, 0) if style == 'long' else (-60, 60, 2), (-60, 30, 8), (-56, -14, 20), (-44, -46, 36), (-20, -72, 44)], c)
        shape(ctx, head, [(-16, -106, 30), (22, -110, 24), (56, -92, 8), (73, -50, -4), (76, 4, -8), (82, 76, -8), (88, 140, -10) if style == 'long' else (68, 90, -8),
                          (68, 100, 0) if style == 'long' else (62, 62, 2), (60, 34, 8), (57, -8, 18), (44, -44, 36), (14, -68, 46), (-10, -76, 46)], c)
        strands(ctx, head, [[(-12, -100, 34), (-46, -76, 26), (-66, -10, 4), (-72, 70, 0)], [(-6, -102, 34), (36, -88, 26), (64, -34, 8), (70, 60, 0)],
                            [(4, -104, 34), (46, -92, 20), (70, -30, 2), (76, 80, -4)], [(-8, -96, 38), (24, -74, 40), (50, -42, 28)]], hi)
    elif style == 'bun':
        shape(ctx, head, [(-30, -102, 24), (-56, -84, 10), (-68, -40, -4), (-66, 0, -6), (-60, -16, 8), (-52, -46, 30), (-22, -70, 44)], c)
        shape(ctx, head, [(-34, -102, 26), (8, -112, 24), (50, -94, 8), (68, -48, -4), (67, 4, -6), (61, -12, 8), (52, -40, 30), (20, -62, 46), (-22, -72, 46)], c)
        strands(ctx, head, [[(-30, -96, 34), (14, -86, 40), (54, -46, 20)], [(-24, -102, 30), (24, -98, 26), (62, -44, 4)], [(-34, -94, 30), (-54, -62, 16), (-62, -20, 0)]], hi)
        for s in (-1, 1):                           # loose tendrils
            smooth(ctx, [head(s * 62, -20, 6), head(s * 68, 20, 6), head(s * 61, 56, 6), head(s * 66, 88, 6)], False)
            line(ctx, c, 4.2)
    elif style == 'bob':
        shape(ctx, head, [(-20, -108, 24), (-56, -92, 8), (-76, -46, -4), (-79, 20, -4), (-74, 84, 2), (-50, 78, 12), (-55, 30, 12), (-54, -16, 22), (-40, -50, 40), (-22, -74, 44)], c)
        shape(ctx, head, [(-26, -106, 28), (16, -114, 22), (58, -94, 6), (77, -46, -4), (81, 20, -4), (78, 96, 2), (54, 92, 14), (58, 44, 14), (58, 0, 20),
                          (46, -20, 40), (18, -38, 52), (-14, -62, 50)], c)
        strands(ctx, head, [[(-22, -100, 30), (20, -78, 42), (52, -28, 30)], [(-14, -106, 28), (36, -94, 24), (68, -30, 4), (70, 70, 0)],
                            [(-26, -98, 28), (-56, -62, 12), (-68, 20, 0)], [(0, -106, 30), (48, -80, 22), (64, -10, 12)]], hi)
    elif style == 'short':
        shape(ctx, head, [(-62, 6, -6), (-69, -40, -4), (-60, -86, 6), (-30, -116, 14), (14, -124, 14), (52, -106, 6), (68, -62, -2), (66, 2, -6), (58, -20, 8),
                          (54, -50, 26), (34, -64, 42), (2, -56, 52), (-26, -70, 46), (-46, -62, 34), (-55, -38, 20)], c)
        strands(ctx, head, [[(-40, -92, 30), (-4, -98, 40), (34, -70, 42)], [(-20, -108, 24), (24, -108, 26), (54, -66, 16)], [(-46, -84, 24), (-22, -78, 42), (6, -62, 50)]], hi)
    elif style == 'slick':
        shape(ctx, head, [(-62, 4, -6), (-69, -42, -4), (-60, -88, 4), (-28, -114, 10), (20, -116, 10), (56, -94, 4), (69, -44, -4), (64, 4, -6), (57, -30, 10),
                          (46, -62, 30), (10, -78, 42), (-20, -72, 44), (-48, -60, 30), (-57, -30, 10)], c)
        strands(ctx, head, [[(x, -72, 42), (x * 1.25 + 6, -96, 24), (x * 1.2, -112, 6)] for x in (-34, -16, 2, 20, 36)], hi)
    elif style == 'grey':
        for s in (-1, 1):
            shape(ctx, head, [(s * 40, -92, 4), (s * 66, -66, -4), (s * 74, -20, -8), (s * 70, 20, -8), (s * 60, 12, 0), (s * 59, -30, 10), (s * 50, -60, 24)], c)
        strands(ctx, head, [[(-44, -88, 20), (-10, -101, 24), (30, -98, 20)]], c, 6, .7)
        for s in (-1, 1):                           # round spectacles
            x, y = head(s * 28, -4, 58)
            oval(ctx, x, y, 21, 19)
            ctx.set_source_rgba(1, .95, .8, .12)
            ctx.fill_preserve()
            line(ctx, '#caa45a', 3)
        ctx.move_to(*head(-8, -6, 62))
        ctx.line_to(*head(8, -6, 62))
        line(ctx, '#caa45a', 3)
    elif style in ('topknot', 'palace'):
        shape(ctx, head, [(-62, 20, -4), (-70, -40, -4), (-58, -90, 6), (-26, -114, 10), (22, -114, 10), (56, -92, 6), (70, -42, -4), (63, 20, -4), (58, -26, 10),
                          (44, -58, 32), (8, -80, 44), (0, -66, 48), (-8, -80, 44), (-44, -58, 32), (-58, -26, 10)], c, 1 / 7)
        strands(ctx, head, [[(x * .5, -74, 44), (x, -92, 24), (x * .8, -112, 4)] for x in (-44, -26, 26, 44)], hi)
        for s in (-1, 1):
            shape(ctx, head, [(s * 58, -30, 12), (s * 68, -10, 4), (s * 70, 60, 0), (s * 64, 130, 0), (s * 58, 150, 0), (s * 60, 60, 4)], c)


def pin(ctx, head, x, y, z, color, tassel=0, sway=0):
    px, py = head(x, y, z)
    for a in range(5):                              # a small blossom
        oval(ctx, px + math.cos(a * 1.2566) * 9, py + math.sin(a * 1.2566) * 9, 7.5, 7.5)
        fill(ctx, color)
    oval(ctx, px, py, 5, 5)
    fill(ctx, '#fff0c0')
    if tassel:
        for i in (-5, 0, 5):
            ctx.move_to(px + i, py + 10)
            ctx.curve_to(px + i + sway, py + tassel * .4, px + i + sway * 2, py + tassel * .7, px + i + sway * 3, py + tassel + abs(i))
            line(ctx, '#f2cf74', 2.2, .9)
            oval(ctx, px + i + sway * 3, py + tassel + 4 + abs(i), 3.4, 5)
            fill(ctx, color)


def headwear(ctx, look, head, pose):
    style, c, sway = look['style'], look['hair'], pose.get('sway', 0) * 3
    if style == 'topknot':
        x, y = head(0, -132, -14)
        oval(ctx, x, y, 25, 27)
        fill(ctx, c)
        smooth(ctx, [(x - 28, y + 16), (x - 30, y - 6), (x - 14, y - 3), (x, y - 22), (x + 14, y - 3), (x + 30, y - 6), (x + 28, y + 16)])
        paint(ctx, linear(x - 30, y, x + 30, y, (0, '#8a6a2c'), (.4, '#ffe7a0'), (1, '#9a742f')))
        ctx.move_to(x - 46, y + 8)
        ctx.line_to(x + 46, y + 2)
        line(ctx, '#e9c56b', 4)
    if style == 'palace':
        big = look.get('grand', 0)
        for bx, by, rx, ry in [(-34, -128, 34, 27), (34, -128, 34, 27), (0, -146, 36, 32)]:
            x, y = head(bx, by, -10)
            oval(ctx, x, y, rx, ry)
            fill(ctx, c)
            oval(ctx, x - 3, y - 3, rx * .62, ry * .6)
            line(ctx, mix(c, '#ffffff', .2), 3, .5)
        if big:
            x, y = head(0, -122, 26)
            smooth(ctx, [(x - 66, y + 6), (x - 78, y - 44), (x - 44, y - 22), (x - 30, y - 70), (x - 10, y - 32), (x, y - 88), (x + 10, y - 32), (x + 30, y - 70),
                         (x + 44, y - 22), (x + 78, y - 44), (x + 66, y + 6), (x, y + 18)], k=1 / 9)
            paint(ctx, linear(x - 70, y - 60, x + 70, y, (0, '#8d6420'), (.35, '#ffe9a2'), (.6, '#d79c34'), (1, '#7d551a')))
            for i, r in ((-38, 5), (0, 9), (38, 5)):
                oval(ctx, x + i, y - 6 - r, r, r * 1.2)
                fill(ctx, '#d0213a')
            for s in (-1, 1):
                pin(ctx, head, s * 70, -92, 0, '#e0a83c', 110, sway)
        else:
            pin(ctx, head, 50, -104, 14, look.get('pin', '#f7c6d4'), 84, sway)
            pin(ctx, head, -46, -112, 14, look.get('pin', '#f7c6d4'))
    if look.get('blindfold'):
        drop = pose.get('unveil', 0)
        lift = -drop * 46
        col = look['blindfold']
        pts = [(-63, -24, 0), (-34, -27, 42), (0, -26, 60), (34, -27, 42), (63, -24, 0), (63, 10, 0), (34, 14, 46), (0, 14, 66), (-34, 14, 46), (-63, 10, 0)]
        if not pose.get('back'):
            smooth(ctx, [head(x, y + lift * (1 if drop < 1 else 1.2), z) for x, y, z in pts], k=1 / 8)
            paint(ctx, linear(0, -26 + lift, 0, 16 + lift, (0, mix(col, '#ffffff', .4)), (.5, col), (1, mix(col, '#3a1438', .32))))
            for yy in (-14, -4, 5):
                smooth(ctx, [head(-60, yy + lift, 0), head(0, yy + 2 + lift, 64), head(60, yy + lift, 0)], False)
                line(ctx, mix(col, '#5a2040', .4), 1.6, .45)
        side = -1
        for i, ln in ((0, 250), (1, 200)):
            x0, y0 = head(side * 66, -8 + lift, -16)
            ctx.move_to(x0, y0 - 8)
            ctx.curve_to(x0 - 40 - sway * 3 - i * 22, y0 + 50, x0 - 6 - i * 40 - sway * 6, y0 + ln * .6, x0 - 48 - i * 36 - sway * 9, y0 + ln)
            ctx.line_to(x0 - 26 - i * 36 - sway * 9, y0 + ln + 8)
            ctx.curve_to(x0 + 14 - i * 40 - sway * 6, y0 + ln * .6, x0 - 16 - i * 22 - sway * 3, y0 + 50, x0, y0 + 10)
            ctx.close_path()
            fill(ctx, mix(col, '#3a1438', .12 + i * .14), .96)
    if look.get('mask'):
        if not pose.get('back'):
            smooth(ctx, [head(*p) for p in [(-64, 8, 0), (-30, 14, 50), (0, 12, 72), (30, 14, 50), (64, 8, 0), (56, 70, 20), (22, 112, 40), (-22, 112, 40), (-56, 70, 20)]], k=1 / 8)
            fill(ctx, look['mask'])
            strands(ctx, head, [[(-60, 24, 0), (0, 40, 66), (60, 24, 0)], [(-54, 60, 14), (0, 70, 56), (54, 60, 14)]], mix(look['mask'], '#ffffff', .25))
