"""Sets. Each place paints a far and a near layer (for parallax) and names its living lights.

A place is a function(far, near) -> list of lights (x, y, radius, colour, alpha, flicker speed).
"""
import math
import random

from .draw import everything, fill, glow, line, linear, mix, oval, paint, poly, radial, rounded, smooth, text


def wash(ctx, *stops, x0=0, y0=-180, x1=0, y1=1460):
    everything(ctx)
    paint(ctx, linear(x0, y0, x1, y1, *stops))


def skyline(ctx, base, seed, color, lit, tall=420, step=58, density=.3):
    rnd = random.Random(seed)
    x = -140
    while x < 870:
        w, h = step * rnd.uniform(.7, 1.7), tall * rnd.uniform(.3, 1)
        ctx.rectangle(x, base - h, w + 1, 1700)
        paint(ctx, linear(0, base - tall, 0, base + 200, (0, mix(color, '#000000', .1)), (1, mix(color, lit, .35))))
        if rnd.random() < .35:
            ctx.rectangle(x + w * .48, base - h - 60, 3, 60)
            fill(ctx, color)
            glow(ctx, x + w * .48 + 1, base - h - 60, 16, '#ff4a5a', .8)
        for wy in range(int(base - h + 16), int(base + 260), 17):
            for wx in range(int(x + 7), int(x + w - 8), 12):
                if rnd.random() < density:
                    ctx.rectangle(wx, wy, 6, 9)
                    fill(ctx, mix(lit, '#ffffff', rnd.random() * .4), rnd.uniform(.35, .95))
        x += w


def bokeh(ctx, seed, colors, n=40, box=(-100, 0, 820, 900), sizes=(10, 44), alpha=.35):
    rnd = random.Random(seed)
    for _ in range(n):
        x, y, r = rnd.uniform(box[0], box[2]), rnd.uniform(box[1], box[3]), rnd.uniform(*sizes)
        c = rnd.choice(colors)
        oval(ctx, x, y, r, r)
        fill(ctx, c, alpha * rnd.uniform(.4, 1))
        oval(ctx, x, y, r - 1.5, r - 1.5)
        line(ctx, mix(c, '#ffffff', .5), 2.5, alpha * .6)


def wet_floor(ctx, y, top, bottom, streaks, seed):
    """A street that gives the lights back."""
    rnd = random.Random(seed)
    ctx.rectangle(-130, y, 980, 1500 - y)
    paint(ctx, linear(0, y, 0, 1460, (0, top), (1, bottom)))
    for x, w, c in streaks:
        for k in (1.7, 1.55, 1.4, 1.25, 1.1, .95, .8, .65, .5, .35, .2):                  # soft-edged: many thin veils
            ctx.rectangle(x - w * k, y, 2 * w * k, 640)
            paint(ctx, linear(0, y, 0, y + 640, (0, c, .095), (.4, c, .045), (1, c, 0)))
    for _ in range(120):
        yy = y + (rnd.random() ** 1.4) * 640
        ww = 20 + (yy - y) * .25 * rnd.random()
        ctx.rectangle(rnd.uniform(-130, 850), yy, ww, 1.6 + (yy - y) * .006)
        fill(ctx, rnd.choice([c for _, _, c in streaks]), .16)


# ---------- My Driver Owns the City ----------

def hotel(far, near):
    wash(far, (0, '#1d2350'), (.45, '#5b3a68'), (.62, '#b0605c'), (1, '#2a1c38'))
    skyline(far, 560, 3, '#2a2550', '#ffb870', 330)
    near.rectangle(-130, 40, 980, 860)                         # facade
    paint(near, linear(0, 0, 0, 900, (0, '#4a2c44'), (.6, '#7a4446'), (1, '#a8644a')))
    for x in range(-100, 860, 136):                             # tall warm windows
        for y in (90, 350):
            rounded(near, x, y, 78, 190, 38)
            paint(near, linear(0, y, 0, y + 190, (0, '#ffdf9a'), (1, '#f2964a')))
            near.rectangle(x + 37, y, 4, 190)
            near.rectangle(x, y + 84, 78, 4)
            fill(near, '#5a2c34')
            near.rectangle(x - 8, y + 190, 94, 9)
            fill(near, '#c98a66')
    near.rectangle(-130, 296, 980, 16)
    near.rectangle(-130, 20, 980, 26)
    fill(near, '#c08466')
    for x in (60, 500):                                         # doorway columns
        near.rectangle(x, 560, 56, 340)
        paint(near, linear(x, 0, x + 56, 0, (0, '#f6cf9a'), (.5, '#c98a66'), (1, '#6a3a40')))
    near.rectangle(116, 590, 384, 310)
    paint(near, linear(0, 590, 0, 900, (0, '#fff0bf'), (.5, '#ffc46c'), (1, '#d8783c')))
    for x in (212, 308, 404):
        near.rectangle(x - 3, 590, 6, 310)
        fill(near, '#8a4a34')
    poly(near, [(20, 560), (596, 560), (560, 600), (56, 600)])  # awning
    paint(near, linear(0, 560, 0, 600, (0, '#8e1f3f'), (1, '#5a1030')))
    text(near, 'GRAND  AURELIA', 308, 343, 32, '#ffe6b0', 'Noto Serif Display', align=.5, spacing=4)
    for i in range(5):                                          # steps
        poly(near, [(90 - i * 34, 890 + i * 22), (526 + i * 34, 890 + i * 22), (540 + i * 34, 912 + i * 22), (76 - i * 34, 912 + i * 22)])
        fill(near, mix('#e0a070', '#5a344c', i / 5))
    wet_floor(near, 990, '#5a3a58', '#2b2148', [(150, 60, '#ffb060'), (310, 130, '#ffd08a'), (480, 60, '#ffb060')], 4)
    return [(310, 740, 420, '#ffb85c', .4, .7), (310, 1060, 300, '#ff9a50', .22, 1.1)]


def car(far, near):
    wash(far, (0, '#182048'), (.5, '#4a3a78'), (1, '#221a3c'))
    bokeh(far, 8, ['#ffb45c', '#ff6a5a', '#ffe6a8', '#6ac4ff', '#ff9ab0'], 70, (-120, 130, 840, 720), (12, 46), .55)
    # pillars, roof and seat of an expensive car
    poly(near, [(-130, -180), (850, -180), (850, 150), (640, 96), (80, 96), (-130, 150)])
    paint(near, linear(0, -100, 0, 150, (0, '#31212c'), (1, '#513444')))
    poly(near, [(-130, 120), (30, 90), (-30, 780), (-130, 820)])
    poly(near, [(850, 120), (690, 90), (750, 780), (850, 820)])
    fill(near, '#3a2634')
    near.rectangle(-130, 760, 980, 800)
    paint(near, linear(0, 760, 0, 1300, (0, '#8a5638'), (.2, '#6b3c30'), (1, '#38202c')))
    for x in range(-100, 860, 96):
        smooth(near, [(x, 780), (x + 14, 1000), (x + 4, 1460)], False)
        line(near, '#2c1822', 5, .55)
        smooth(near, [(x + 8, 780), (x + 22, 1000), (x + 12, 1460)], False)
        line(near, '#d89a6a', 2, .4)
    near.rectangle(-130, 752, 980, 12)
    fill(near, '#e0a878', .8)
    return [(80, 400, 300, '#ff9a5a', .25, 2.3), (600, 350, 300, '#6ab0ff', .2, 1.7)]


def gala(far, near):
    wash(far, (0, '#4a1c3a'), (.4, '#9a4a40'), (.7, '#c87a48'), (1, '#48203a'))
    for x in (-60, 150, 360, 570, 780):                         # arches
        rounded(far, x - 78, 190, 156, 900, 78)
        paint(far, linear(0, 190, 0, 900, (0, '#ffe0a0'), (.5, '#e89a58'), (1, '#7a3444')))
        rounded(far, x - 78, 190, 156, 900, 78)
        line(far, '#ffe9bf', 7, .7)
    bokeh(far, 5, ['#ffe0a0', '#ffb86a', '#fff4d8'], 60, (-100, 180, 820, 900), (8, 34), .4)
    rnd = random.Random(2)
    for i in range(14):                                         # guests, far away and out of focus
        x, y = -80 + i * 66 + rnd.uniform(-12, 12), 720 + rnd.uniform(-26, 26)
        c = rnd.choice(['#3a1a34', '#4a2038', '#2a1a38', '#5a2434'])
        oval(far, x, y, 24, 30)
        fill(far, c)
        smooth(far, [(x, y + 20), (x + 44, y + 60), (x + 50, y + 460), (x - 50, y + 460), (x - 44, y + 60)])
        fill(far, c)
    for k, (w, y) in enumerate(((210, 110), (150, 60), (90, 20))):  # chandelier
        smooth(near, [(310 - w, y), (310, y + 40), (310 + w, y)], False)
        line(near, '#ffe2a0', 7)
        for j in range(-5, 6):
            x = 310 + w * j / 5
            yy = y + 26 * (1 - (j / 5) ** 2)
            near.rectangle(x - 3, yy - 22, 6, 22)
            fill(near, '#fff6df')
            poly(near, [(x, yy + 8), (x + 6, yy + 26), (x, yy + 44), (x - 6, yy + 26)])
            fill(near, '#ffeccc', .85)
            glow(near, x, yy - 26, 34, '#ffcf78', .8)
    for s in (-1, 1):                                           # curtains
        x = 310 + s * 420
        smooth(near, [(x, -180), (x - s * 90, -100), (x - s * 70, 400), (x - s * 10, 620), (x - s * 50, 1460), (x + s * 200, 1460), (x + s * 200, -180)], k=1 / 9)
        paint(near, linear(x - s * 90, 0, x + s * 60, 0, (0, '#b02a48'), (.4, '#6a1232'), (.7, '#9a2040'), (1, '#4a0c28')))
    return [(310, 60, 420, '#ffc26a', .45, .9), (120, 640, 260, '#ffb060', .2, 1.4)]


def penthouse(far, near):
    wash(far, (0, '#141c4a'), (.3, '#3c3a86'), (.46, '#b8607a'), (.54, '#ffb070'), (.6, '#6a3a6a'), (1, '#231c48'))
    skyline(far, 700, 21, '#3a2c62', '#ffc98a', 430, 62, .26)
    skyline(far, 850, 9, '#1f1c48', '#ffd59a', 330, 82, .3)
    for x in (-60, 170, 400, 630):                              # mullions
        near.rectangle(x, -180, 13, 1180)
        paint(near, linear(x, 0, x + 13, 0, (0, '#ffbe8a'), (.3, '#4a3050'), (1, '#241c3c')))
    near.rectangle(-130, 250, 980, 9)
    fill(near, '#3a2a4c')
    near.rectangle(-130, 980, 980, 500)
    paint(near, linear(0, 980, 0, 1460, (0, '#7a4a6a'), (.25, '#43305e'), (1, '#241c3e')))
    for x in (60, 300, 540):
        poly(near, [(x, 980), (x + 120, 980), (x + 260, 1460), (x - 60, 1460)])
        paint(near, linear(0, 980, 0, 1300, (0, '#ffb08a', .35), (1, '#ffb08a', 0)))
    return [(330, 560, 430, '#ff9a6a', .28, .4)]


def bar(far, near):
    wash(far, (0, '#17303a'), (.5, '#2f5a56'), (1, '#1c2036'))
    rnd = random.Random(4)
    for y in (150, 340, 530):                                   # back-lit bottles
        far.rectangle(-130, y - 140, 980, 150)
        paint(far, linear(0, y - 140, 0, y, (0, '#4a6a4a'), (1, '#e0a850')))
        for x in range(-120, 850, 34):
            h, c = rnd.uniform(60, 118), rnd.choice(['#2a5a4a', '#8a4a1c', '#c8862c', '#5a2430', '#1c4a5a', '#e6d6a0'])
            rounded(far, x, y - h * .72, 24, h * .72, 6)
            far.rectangle(x + 8, y - h, 8, h * .4)
            fill(far, c, .92)
            far.rectangle(x + 3, y - h * .6, 3, h * .5)
            fill(far, '#ffffff', .35)
        far.rectangle(-130, y, 980, 14)
        fill(far, '#3c2420')
    for x in (110, 330, 550):
        near.move_to(x, -180)
        near.line_to(x, 120)
        line(near, '#1a1a24', 4)
        poly(near, [(x - 16, 112), (x + 16, 112), (x + 56, 172), (x - 56, 172)])
        paint(near, linear(x - 50, 0, x + 50, 0, (0, '#d8a050'), (1, '#6a3a24')))
        glow(near, x, 178, 150, '#ffc468', .7)
    near.rectangle(-130, 900, 980, 600)
    paint(near, linear(0, 900, 0, 1460, (0, '#a8663c'), (.08, '#5c3428'), (1, '#2a1c28')))
    return [(330, 180, 400, '#ffb85a', .3, .8), (110, 900, 260, '#ffb060', .2, 1.1)]


def manor(far, near):
    wash(far, (0, '#2c2450'), (.5, '#5a3858'), (1, '#2c2040'))
    for x in (-70, 640):                                        # portraits
        far.rectangle(x, 160, 130, 190)
        fill(far, '#c8964c')
        far.rectangle(x + 12, 172, 106, 166)
        paint(far, linear(0, 172, 0, 340, (0, '#6a4a5a'), (1, '#2c2038')))
        oval(far, x + 65, 236, 24, 30)
        fill(far, '#c89a84')
        smooth(far, [(x + 65, 262), (x + 104, 300), (x + 110, 338), (x + 20, 338), (x + 26, 300)])
        fill(far, '#201830')
    near.rectangle(130, 130, 360, 800)                          # double door, light breaking through
    paint(near, linear(130, 0, 490, 0, (0, '#fff3d0'), (.5, '#ffffff'), (1, '#ffe9bc')))
    for s in (-1, 1):
        x = 310 + s * 180
        poly(near, [(x, 110), (x - s * 104, 150), (x - s * 104, 914), (x, 950)])
        paint(near, linear(x, 0, x - s * 104, 0, (0, '#4c2a34'), (1, '#a06a4c')))
        for y in (210, 480, 740):
            poly(near, [(x - s * 16, y - 18), (x - s * 84, y), (x - s * 84, y + 150), (x - s * 16, y + 170)])
            line(near, '#d8a060', 4, .7)
        near.rectangle(x - 14, 90, 28, 860)
        fill(near, '#6a4440')
    near.rectangle(90, 84, 440, 34)
    fill(near, '#8a5a4c')
    near.rectangle(-130, 930, 980, 560)
    paint(near, linear(0, 930, 0, 1460, (0, '#5a3a58'), (1, '#281e3c')))
    poly(near, [(206, 930), (414, 930), (620, 1460), (0, 1460)])
    paint(near, linear(0, 930, 0, 1460, (0, '#fff0c8', .9), (1, '#ffd08a', .12)))
    return [(310, 480, 430, '#ffe2a8', .5, .5)]


# ---------- She Dies at 11:47 ----------

def neon(ctx, value, x, y, size, color, vertical=False, face='Noto Sans CJK SC'):
    glow(ctx, x, y - size * .4, size * 3.4, color, .55)
    chars = value if vertical else [value]
    for i, c in enumerate(chars):
        yy = y + i * size * 1.12
        for off, col in ((2, color), (0, mix(color, '#ffffff', .72))):
            text(ctx, c, x + off, yy + off, size, col, face, align=.5)


def alley(far, near):
    wash(far, (0, '#1c1650'), (.4, '#5a2484'), (.55, '#d0408a'), (.68, '#4a2a80'), (1, '#17143e'))
    skyline(far, 640, 12, '#2f1c62', '#6ae0ff', 480, 60, .2)
    glow(far, 310, 620, 330, '#ff5aa8', .7)
    for s, edge in ((-1, 60), (1, 580)):                        # canyon walls
        out = 310 + s * 560
        poly(near, [(out, -180), (edge + s * 40, -180), (edge - s * 105, 560), (edge - s * 105, 800), (edge, 1460), (out, 1460)])
        paint(near, linear(edge - s * 110, 0, out, 0, (0, '#5a2c86'), (.22, '#2c1c5c'), (1, '#141038')))
        for k in range(9):                                      # ledges in perspective
            y = -120 + k * 110
            x0 = edge - s * 100 + s * abs(y - 660) * .14
            poly(near, [(out, y - 60), (x0, y), (x0, y + 8), (out, y - 40)])
            fill(near, '#120e34', .7)
            for j in range(2):
                wx = edge + s * (26 + j * 62) + s * abs(y - 660) * .05
                poly(near, [(wx, y + 24), (wx + s * 38, y + 18), (wx + s * 38, y + 68), (wx, y + 70)])
                fill(near, ['#ffcf70', '#47e0ff', '#2a1a5c', '#ff6ab0'][(k * 3 + j + (s > 0)) % 4], .85)
    rounded(near, 40, 150, 82, 350, 10)
    fill(near, '#1a1040', .9)
    rounded(near, 40, 150, 82, 350, 10)
    line(near, '#ff4a9a', 5)
    neon(near, '夜市酒場', 81, 220, 60, '#ff4a9a', True)
    rounded(near, 470, 300, 130, 62, 8)
    line(near, '#4af0ff', 5)
    neon(near, 'HOTEL', 535, 346, 36, '#4af0ff', face='Inter')
    neon(near, '24h', 130, 640, 44, '#ffd04a', face='Inter')
    for y0, y1 in ((70, 130), (210, 250)):
        smooth(near, [(-40, y0), (310, y1 + 60), (680, y0 + 20)], False)
        line(near, '#120c30', 4)
    wet_floor(near, 800, '#5a2a86', '#1a1644', [(80, 46, '#ff4a9a'), (310, 100, '#ff7ac0'), (530, 50, '#4af0ff'), (180, 24, '#ffd04a')], 6)
    return [(81, 320, 230, '#ff4a9a', .35, 3.1), (535, 340, 200, '#4af0ff', .3, 2.2), (310, 700, 330, '#ff5aa8', .25, .6)]


def diner(far, near):
    wash(far, (0, '#141a4a'), (.5, '#3a2a7a'), (1, '#1a1640'))
    bokeh(far, 14, ['#ff4a9a', '#4af0ff', '#ffd04a', '#9a6aff'], 60, (-100, 100, 820, 760), (12, 44), .5)
    near.rectangle(-130, -180, 980, 280)
    paint(near, linear(0, -180, 0, 100, (0, '#2a2050'), (1, '#56306e')))
    for x in (-40, 660):
        near.rectangle(x, 90, 26, 720)
        fill(near, '#4a2c68')
    near.rectangle(-130, 92, 980, 14)
    fill(near, '#ff6ab0')
    neon(near, 'OPEN ALL NIGHT', 320, 190, 46, '#ff4a9a', face='Inter')
    near.rectangle(-130, 790, 980, 700)
    paint(near, linear(0, 790, 0, 1400, (0, '#b02a5a'), (.12, '#6e1c50'), (1, '#281646')))
    for x in range(-110, 860, 120):
        smooth(near, [(x, 800), (x + 6, 1100), (x, 1460)], False)
        line(near, '#380e38', 6, .7)
    near.rectangle(-130, 780, 980, 14)
    fill(near, '#ffb0c8')
    return [(310, 180, 380, '#ff4a9a', .3, 2.6), (560, 420, 240, '#4af0ff', .22, 1.5)]


def clock_face(ctx, x, y, r, hour, rimc='#d8a050', facec='#ffeec8'):
    oval(ctx, x, y, r * 1.14, r * 1.14)
    paint(ctx, linear(x - r, y - r, x + r, y + r, (0, mix(rimc, '#ffffff', .4)), (1, mix(rimc, '#200c1c', .6))))
    oval(ctx, x, y, r, r)
    paint(ctx, radial(x - r * .3, y - r * .3, 0, r * 1.5, (0, mix(facec, '#ffffff', .5)), (1, mix(facec, '#6a3a4a', .45))))
    for k in range(12):
        a = k * math.tau / 12
        ctx.move_to(x + math.sin(a) * r * .8, y - math.cos(a) * r * .8)
        ctx.line_to(x + math.sin(a) * r * .93, y - math.cos(a) * r * .93)
        line(ctx, '#3a1c2c', r * (.07 if k % 3 == 0 else .03))
    for a, ln, w in ((hour * math.tau / 12, .5, .075), (hour % 1 * math.tau, .78, .05)):
        ctx.move_to(x - math.sin(a) * r * .12, y + math.cos(a) * r * .12)
        ctx.line_to(x + math.sin(a) * r * ln, y - math.cos(a) * r * ln)
        line(ctx, '#2a1224', r * w)
    oval(ctx, x, y, r * .07, r * .07)
    fill(ctx, '#a01030')


def clockshop(far, near):
    wash(far, (0, '#3a2448'), (.5, '#8a5438'), (1, '#3c2038'))
    rnd = random.Random(7)
    spots = [(60, 210, 74), (250, 150, 54), (420, 250, 92), (590, 150, 50), (140, 400, 62), (300, 370, 40), (560, 430, 64), (-50, 360, 50), (700, 330, 60),
             (40, 590, 54), (660, 620, 60), (430, 520, 46), (250, 560, 50), (-60, 700, 44), (120, 760, 56), (540, 700, 52), (380, 720, 44)]
    for x in range(-130, 850, 70):
        far.rectangle(x, -180, 3, 1700)
        fill(far, '#2a1830', .45)
    for x, y, r in spots:
        oval(far, x + 10, y + 14, r * 1.15, r * 1.15)
        fill(far, '#1c0f24', .5)
        clock_face(far, x, y, r, 11.6 + rnd.choice([0, 0, 0, .18, 3.2]), rnd.choice(['#d8a050', '#b87840', '#c0b0a0']))
    glow(far, 310, 300, 460, '#ffb45a', .4)
    near.rectangle(-130, 920, 980, 600)
    paint(near, linear(0, 920, 0, 1460, (0, '#c07c40'), (.06, '#7a4a30'), (1, '#33202f')))
    near.move_to(310, -180)
    near.line_to(310, 20)
    line(near, '#2a1a20', 5)
    poly(near, [(280, 10), (340, 10), (400, 86), (220, 86)])
    paint(near, linear(220, 0, 400, 0, (0, '#5aa07a'), (1, '#1f4a40')))
    return [(310, 96, 380, '#ffc468', .5, .8), (310, 800, 300, '#ffb060', .2, .6)]


def rooftop(far, near):
    wash(far, (0, '#17144a'), (.35, '#4a2a8c'), (.55, '#c04a98'), (.7, '#4a2878'), (1, '#1a1440'))
    oval(far, 480, 250, 92, 92)
    paint(far, radial(460, 230, 10, 110, (0, '#fff0fa'), (1, '#f0a0d0')))
    glow(far, 480, 250, 340, '#ff9ad0', .5)
    skyline(far, 690, 31, '#3a2270', '#6ae0ff', 380, 56, .24)
    skyline(far, 860, 17, '#221850', '#ff7ac0', 320, 90, .26)
    rounded(near, -20, 420, 210, 120, 8)                        # billboard
    paint(near, linear(0, 420, 0, 540, (0, '#4af0ff'), (1, '#7a4aff')))
    text(near, '11:47', 84, 504, 64, '#ffffff', 'Inter', align=.5)
    for x in (10, 150):
        near.rectangle(x, 540, 8, 400)
        fill(near, '#1c1444')
    near.rectangle(-130, 900, 980, 40)
    paint(near, linear(0, 900, 0, 940, (0, '#c06ac8'), (1, '#4a2a7a')))
    wet_floor(near, 940, '#4a2a80', '#1b1546', [(84, 80, '#5ad0ff'), (480, 70, '#ff9ad0'), (300, 50, '#ff6ab0')], 5)
    return [(84, 480, 260, '#4ad8ff', .35, 1.9), (480, 250, 300, '#ffa0d8', .2, .5)]


# ---------- The Blind Princess Sees Everything ----------

def column(ctx, x, w, top, bottom):
    ctx.rectangle(x - w / 2, top, w, bottom - top)
    paint(ctx, linear(x - w / 2, 0, x + w / 2, 0, (0, '#5a0c1c'), (.3, '#d0323a'), (.6, '#9a1a2c'), (1, '#3c0a1c')))
    for k in range(3):
        ctx.rectangle(x - w / 2, top + 20 + k * 18, w, 8)
        fill(ctx, '#f0c060', .9 - k * .2)
    rounded(ctx, x - w * .66, bottom - 40, w * 1.32, 50, 10)
    paint(ctx, linear(x - w, 0, x + w, 0, (0, '#e8c48a'), (1, '#5a3a3a')))


def lattice(ctx, x, y, w, h, color, n=6):
    step = w / n
    for k in range(n + 1):
        ctx.rectangle(x + k * step - 2, y, 4, h)
    for k in range(int(h / step) + 1):
        ctx.rectangle(x, y + k * step - 2, w, 4)
    fill(ctx, color)
    for k in range(n):
        for j in range(int(h / step)):
            if (k + j) % 2 == 0:
                poly(ctx, [(x + (k + .5) * step, y + j * step + 6), (x + (k + 1) * step - 6, y + (j + .5) * step), (x + (k + .5) * step, y + (j + 1) * step - 6), (x + k * step + 6, y + (j + .5) * step)])
                line(ctx, color, 3)


def throne(far, near):
    wash(far, (0, '#3a1430'), (.45, '#a84a30'), (.7, '#7a2a34'), (1, '#38142c'))
    far.rectangle(60, 150, 500, 640)                            # golden screen with a sun and clouds
    paint(far, linear(60, 150, 560, 790, (0, '#ffe6a0'), (.5, '#e8a848'), (1, '#9a5a2a')))
    oval(far, 310, 360, 130, 130)
    paint(far, radial(280, 330, 10, 140, (0, '#ff8a5a'), (1, '#c02a2c')))
    for cx, cy, s in ((150, 560, 1), (440, 610, 1.1), (300, 700, 1.3), (470, 260, .7), (130, 290, .7)):
        for k, r in enumerate((60, 42, 24)):
            oval(far, cx, cy, r * s * 1.5, r * s)
            line(far, '#8a3a24', 5, .7)
    far.rectangle(60, 150, 500, 640)
    line(far, '#6a1424', 18)
    for k in (1, 2, 3):
        far.rectangle(60 + k * 125 - 3, 150, 6, 640)
        fill(far, '#7a2a24')
    for x in (-30, 650):
        column(near, x, 96, -180, 900)
    near.rectangle(-130, -180, 980, 220)
    paint(near, linear(0, -180, 0, 40, (0, '#17384a'), (1, '#2c7a78')))
    for x in range(-120, 860, 60):
        oval(near, x, 40, 26, 26)
        fill(near, '#f0c060')
        oval(near, x, 40, 17, 17)
        fill(near, '#a82434')
    for k in range(4):
        near.rectangle(40 - k * 60, 850 + k * 40, 540 + k * 120, 42)
        paint(near, linear(0, 850 + k * 40, 0, 892 + k * 40, (0, '#e8a868'), (.2, mix('#b83a38', '#3a1434', k / 5)), (1, mix('#7a1a2c', '#2a1030', k / 5))))
    near.rectangle(-130, 1010, 980, 500)
    paint(near, linear(0, 1010, 0, 1460, (0, '#8a2430'), (1, '#3a1230')))
    return [(310, 400, 420, '#ffc46a', .35, 1.2), (60, 880, 220, '#ff9a4a', .3, 2.4), (580, 880, 220, '#ff9a4a', .3, 2.8)]


def blossom(ctx, seed, start, color='#ffc2d4'):
    """A plum branch across the picture."""
    rnd = random.Random(seed)
    x, y, a = *start, .12
    tips = []
    pts = [(x, y)]
    for k in range(9):
        a += rnd.uniform(-.3, .34)
        x, y = x + math.cos(a) * 62, y + math.sin(a) * 62
        pts.append((x, y))
        if k > 1:
            b = a + rnd.choice([-1, 1]) * rnd.uniform(.6, 1.1)
            tip = (x + math.cos(b) * 90, y + math.sin(b) * 90)
            smooth(ctx, [(x, y), ((x + tip[0]) / 2 + 8, (y + tip[1]) / 2 - 8), tip], False)
            line(ctx, '#2a1428', 6)
            tips += [tip, ((x + tip[0]) / 2, (y + tip[1]) / 2), (x, y)]
    smooth(ctx, pts, False)
    line(ctx, '#2a1428', 13)
    for tx, ty in tips:
        for _ in range(3):
            px, py, r = tx + rnd.uniform(-24, 24), ty + rnd.uniform(-24, 24), rnd.uniform(6, 11)
            for p in range(5):
                q = p * 1.2566 + rnd.random()
                oval(ctx, px + math.cos(q) * r, py + math.sin(q) * r, r * .8, r * .8)
                fill(ctx, mix(color, '#ffffff', rnd.random() * .5), .95)
            oval(ctx, px, py, r * .4, r * .4)
            fill(ctx, '#c83a5a')


def tearoom(far, near):
    wash(far, (0, '#1f3a6a'), (.5, '#6a9ab8'), (1, '#2a3a6a'))
    oval(far, 330, 330, 120, 120)
    paint(far, radial(310, 310, 10, 130, (0, '#ffffff'), (1, '#ffe9b8')))
    glow(far, 330, 330, 380, '#ffeec0', .55)
    for k, (b, c) in enumerate(((620, '#4a78a0'), (690, '#335a8a'), (760, '#24406e'))):
        smooth(far, [(-130, b + 60), (40, b - 60), (190, b + 20), (360, b - 110 + k * 40), (520, b + 10), (700, b - 70), (850, b + 30), (850, 1400), (-130, 1400)])
        fill(far, c)
    blossom(far, 5, (-70, 250))
    near.set_fill_rule(1)                                       # wall with a round moon window
    near.rectangle(-130, -180, 980, 1180)
    near.arc(310, 440, 310, 0, math.tau)
    paint(near, linear(0, -180, 0, 1000, (0, '#7a2a38'), (.5, '#a8483e'), (1, '#5a2038')))
    near.set_fill_rule(0)
    oval(near, 310, 440, 318, 318)
    line(near, '#3c1024', 20)
    oval(near, 310, 440, 330, 330)
    line(near, '#e8b45a', 5)
    near.rectangle(-130, 900, 980, 600)
    paint(near, linear(0, 900, 0, 1460, (0, '#b8643c'), (.08, '#7a3430'), (1, '#38182e')))
    return [(330, 330, 330, '#fff0c8', .22, .4), (60, 830, 200, '#ffa050', .35, 2.7)]


def roof(ctx, x, y, w, h, snow=True):
    smooth(ctx, [(x - w / 2 - 50, y + 14), (x - w * .36, y - h * .3), (x - w * .22, y - h), (x + w * .22, y - h), (x + w * .36, y - h * .3), (x + w / 2 + 50, y + 14), (x, y + 4)], k=1 / 8)
    paint(ctx, linear(0, y - h, 0, y, (0, '#eaf4ff' if snow else '#2c6a70'), (.5, '#a8c4e4' if snow else '#1f4a58'), (1, '#3c5a8a' if snow else '#122e40')))
    ctx.rectangle(x - w / 2 - 10, y, w + 20, 14)
    fill(ctx, '#d8a050')
    ctx.rectangle(x - w / 2 + 20, y + 14, w - 40, 100)
    paint(ctx, linear(0, y, 0, y + 110, (0, '#7a1c2c'), (1, '#b8383a')))
    for k in range(5):
        lx = x - w / 2 + 50 + k * (w - 130) / 4
        ctx.rectangle(lx, y + 32, 32, 62)
        fill(ctx, '#ffc868')


def snowyard(far, near):
    wash(far, (0, '#142a5a'), (.4, '#3f6a9e'), (.6, '#9ab8d8'), (1, '#4a6a9c'))
    oval(far, 450, 240, 80, 80)
    fill(far, '#f4fbff')
    glow(far, 450, 240, 340, '#cfe6ff', .6)
    roof(far, 310, 560, 460, 130)
    roof(far, 330, 430, 280, 100)
    near.rectangle(-130, 700, 980, 170)
    paint(near, linear(0, 700, 0, 870, (0, '#9a2a38'), (1, '#5a1c38')))
    for x in range(-130, 850, 44):
        oval(near, x + 22, 700, 24, 15)
        fill(near, '#3a5a86')
    smooth(near, [(-140, 694), (60, 678), (250, 690), (450, 676), (640, 690), (860, 680), (860, 704), (-140, 706)])
    fill(near, '#f2f9ff')
    near.rectangle(-130, 866, 980, 620)
    paint(near, linear(0, 866, 0, 1460, (0, '#dcecfb'), (.3, '#9cbce0'), (1, '#4c6ca4')))
    for k in range(14):
        smooth(near, [(-130 + k * 70, 900 + k % 4 * 110), (-60 + k * 70, 886 + k % 4 * 110), (30 + k * 70, 900 + k % 4 * 110)], False)
        line(near, '#ffffff', 8, .4)
    blossom(near, 11, (-120, 120), '#ff9ab4')
    return [(450, 240, 330, '#d8ecff', .2, .4), (310, 600, 260, '#ffb860', .25, 1.3)]


def lantern(ctx, x, y, s, color='#ff7a3a'):
    glow(ctx, x, y, 130 * s, color, .6)
    smooth(ctx, [(x - 30 * s, y - 38 * s), (x + 30 * s, y - 38 * s), (x + 40 * s, y), (x + 28 * s, y + 38 * s), (x - 28 * s, y + 38 * s), (x - 40 * s, y)])
    paint(ctx, radial(x, y + 14 * s, 2, 48 * s, (0, '#fff4c0'), (.5, '#ffb450'), (1, color)))
    for k in (-14, 0, 14):
        smooth(ctx, [(x + k * s, y - 38 * s), (x + k * 1.5 * s, y), (x + k * s, y + 38 * s)], False)
        line(ctx, '#a83a1c', 2 * s, .6)
    for yy in (-42, 36):
        ctx.rectangle(x - 20 * s, y + yy * s, 40 * s, 7 * s)
        fill(ctx, '#6a1c1c')


def festival(far, near):
    wash(far, (0, '#14205a'), (.4, '#3c3a8a'), (.58, '#a8567a'), (.7, '#2a3a78'), (1, '#141c4a'))
    rnd = random.Random(3)
    for k, (b, c) in enumerate(((600, '#3a3a80'), (660, '#28306c'))):
        smooth(far, [(-130, b), (60, b - 120), (220, b - 20), (400, b - 160 + k * 60), (560, b - 30), (720, b - 120), (850, b), (850, 1400), (-130, 1400)])
        fill(far, c)
    roof(far, 140, 640, 240, 90, False)
    roof(far, 520, 650, 260, 100, False)
    for _ in range(26):
        s = rnd.uniform(.18, .5)
        lantern(far, rnd.uniform(-100, 820), rnd.uniform(-100, 520), s)
    wet_floor(near, 790, '#5a4a8a', '#1a2356', [(120, 60, '#ff9a50'), (310, 90, '#ffb468'), (520, 70, '#ff9a50')], 8)
    for x, y, s in ((40, 180, .9), (590, 120, 1.1), (660, 420, .8), (-40, 470, .8)):
        near.move_to(x, -180)
        near.line_to(x, y - 40 * s)
        line(near, '#2a1838', 3)
        lantern(near, x, y, s, '#ff5a3a')
    return [(590, 120, 240, '#ff8a4a', .4, 1.9), (40, 180, 220, '#ff8a4a', .4, 2.3), (310, 900, 300, '#ffb468', .2, .9)]


def shrine(far, near):
    wash(far, (0, '#22204a'), (.5, '#6a3a4a'), (1, '#33183a'))
    lattice(far, 30, 90, 560, 380, '#c87a3c')
    far.rectangle(30, 90, 560, 380)
    paint(far, linear(0, 90, 0, 470, (0, '#7ab0e8', .5), (1, '#ffb060', .35)))
    for row, n in ((560, 6), (660, 8)):                         # ancestral tablets
        far.rectangle(-130, row + 80, 980, 20)
        fill(far, '#5a2024')
        for k in range(n):
            x = 310 + (k - (n - 1) / 2) * 90
            rounded(far, x - 22, row - 14, 44, 94, 8)
            paint(far, linear(0, row, 0, row + 80, (0, '#8a2c2c'), (1, '#4a1424')))
            far.rectangle(x - 4, row + 4, 8, 54)
            fill(far, '#f4cf74')
    for x in (-20, 640):
        column(near, x, 84, -180, 960)
    rnd = random.Random(6)
    for k in range(14):
        x, h = -110 + k * 68, rnd.uniform(40, 100)
        near.rectangle(x, 880 - h, 17, h)
        fill(near, '#e8d8c0')
        smooth(near, [(x + 8, 850 - h), (x + 15, 868 - h), (x + 8, 880 - h), (x + 1, 868 - h)])
        fill(near, '#ffe28a')
        glow(near, x + 8, 866 - h, 84, '#ffa84a', .75)
    near.rectangle(-130, 880, 980, 620)
    paint(near, linear(0, 880, 0, 1460, (0, '#a84c30'), (.1, '#6a2a30'), (1, '#2f162e')))
    return [(120, 800, 260, '#ffa84a', .35, 3.2), (500, 800, 260, '#ffa84a', .35, 2.6)]


def lightwell(far, near):
    """A plain pool of light for close-ups of things; tinted by the shot."""
    wash(far, (0, '#3a2a4c'), (1, '#241a38'))


PLACES = {f.__name__: f for f in (hotel, car, gala, penthouse, bar, manor, alley, diner, clockshop, rooftop, throne, tearoom, snowyard, festival, shrine, lightwell)}
