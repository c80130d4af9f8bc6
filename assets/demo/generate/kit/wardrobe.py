"""Bodies and clothes, from the neck down. Fronts for close shots, full length for wide ones."""
from .draw import fill, line, linear, mix, oval, paint, poly, smooth


def torso(ctx, w, drop=0, bottom=760):
    """Shoulder line and arms down to below the frame."""
    smooth(ctx, [(0, 128 + drop), (38, 134 + drop), (w * .62, 164 + drop), (w * .93, 196 + drop), (w * 1.06, 270), (w * 1.13, 430), (w * 1.16, bottom),
                 (-w * 1.16, bottom), (-w * 1.13, 430), (-w * 1.06, 270), (-w * .93, 196 + drop), (-w * .62, 164 + drop), (-38, 134 + drop)], k=1 / 7)


def neck(ctx, look):
    w = 27 if look.get('fem') else 39
    skin = look['skin']
    shade = mix(skin, look.get('shade', '#5a2a4a'), .42)
    smooth(ctx, [(-w, 50), (w, 50), (w + 1, 120), (w + 26, 158), (w + 50, 190), (0, 250), (-w - 50, 190), (-w - 26, 158), (-w - 1, 120)], k=1 / 8)
    paint(ctx, linear(0, 76, 0, 170, (0, mix(shade, '#20081c', .3)), (.5, shade), (1, skin)))


def arms_lines(ctx, w, color):
    for s in (-1, 1):
        smooth(ctx, [(s * w * .74, 300), (s * w * .8, 420), (s * w * .78, 560), (s * w * .8, 740)], False)
        line(ctx, color, 5, .6)


def body(ctx, look, pose):
    w = look.get('width', 150 if look.get('fem') else 190)
    wear, c = look['wear'], look['cloth']
    trim = look.get('trim', '#d9b25c')
    dark = mix(c, '#06040c', .42)
    back, full = pose.get('back', False), pose.get('full', False)
    if full and look['wear'] not in ('gown', 'wedding'):
        legs(ctx, look, pose, w)
    neck(ctx, look)
    grad = linear(-w, 150, w, 620, (0, mix(c, '#ffffff', .08)), (.5, c), (1, dark))
    bottom = 660 if full else 760
    if wear in ('gown', 'wedding'):
        gown(ctx, look, pose, w, c, dark, back, full)
        return
    if full and wear == 'suit':                          # seen whole, a jacket tapers and shows its hands
        for s in (-1, 1):
            oval(ctx, s * w * .86, 690, 24, 40)
            fill(ctx, look['skin'])
            smooth(ctx, [(s * w * .5, 180), (s * w * .9, 196), (s * w * 1.04, 280), (s * w * 1.0, 480), (s * w * .98, 670), (s * w * .74, 670), (s * w * .72, 420)], k=1 / 7)
            fill(ctx, mix(c, '#000000', .12))
        smooth(ctx, [(0, 128), (38, 134), (w * .62, 164), (w * .86, 200), (w * .8, 300), (w * .64, 480), (w * .74, 690), (-w * .74, 690), (-w * .64, 480), (-w * .8, 300), (-w * .86, 200),
                     (-w * .62, 164), (-38, 134)], k=1 / 8)
    else:
        torso(ctx, w, bottom=bottom)
    paint(ctx, grad)
    if not (full and wear == 'suit'):
        arms_lines(ctx, w, mix(c, '#000000', .5))
    if back:
        smooth(ctx, [(0, 180), (2, 400), (0, 700)], False)
        line(ctx, dark, 4, .8)
        if wear in ('coat', 'suit', 'robe', 'hanfu', 'armor'):
            smooth(ctx, [(-52, 140), (0, 122), (52, 140), (70, 182), (0, 168), (-70, 182)], k=1 / 8)
            fill(ctx, mix(c, trim, .25 if wear in ('coat', 'suit') else .8))
        if wear == 'armor':
            pauldrons(ctx, w, trim, c)
        return
    if wear in ('suit', 'vest'):
        shirt = look.get('shirt', '#f2efe9')
        poly(ctx, [(-46, 118), (46, 118), (62, 190), (0, 470), (-62, 190)])
        paint(ctx, linear(0, 130, 0, 400, (0, mix(shirt, '#40304a', .4)), (.3, shirt), (1, mix(shirt, '#40304a', .3))))
        for s in (-1, 1):
            poly(ctx, [(s * 46, 126), (s * 4, 178), (s * 40, 214), (s * 64, 164)])
            fill(ctx, mix(shirt, '#ffffff', .4))
            poly(ctx, [(s * 56, 142), (s * 108, 208), (s * 82, 246), (s * 100, 262), (0, 480), (s * 4, 440), (s * 52, 214)])
            fill(ctx, mix(c, '#ffffff', .13) if s < 0 else mix(c, '#ffffff', .05))
            poly(ctx, [(s * 56, 142), (s * 108, 208), (s * 82, 246), (s * 100, 262), (0, 480)])
            line(ctx, '#000000', 2, .35)
        poly(ctx, [(-15, 176), (15, 176), (11, 204), (26, 390), (0, 440), (-26, 390), (-11, 204)])
        fill(ctx, look.get('tie', '#7c1f33'))
        poly(ctx, [(-15, 176), (15, 176), (10, 204), (-10, 204)])
        fill(ctx, mix(look.get('tie', '#7c1f33'), '#ffffff', .15))
        if look.get('brooch'):
            oval(ctx, -92, 292, 10, 10)
            fill(ctx, look['brooch'])
            ctx.move_to(-92, 302)
            ctx.line_to(-70, 318)
            line(ctx, look['brooch'], 2.5)
        if wear == 'vest':
            poly(ctx, [(-15, 170), (0, 182), (15, 170), (15, 200), (0, 190), (-15, 200)])
            fill(ctx, '#201018')
    elif wear == 'coat':
        inner = look.get('shirt', '#1a1420')
        poly(ctx, [(-46, 116), (46, 116), (54, 200), (0, 420), (-54, 200)])
        fill(ctx, inner)
        for s in (-1, 1):
            smooth(ctx, [(s * 44, 76), (s * 78, 98), (s * 112, 196), (s * 92, 256), (s * 112, 280), (s * 20, 520), (s * 2, 430), (s * 46, 230), (s * 40, 150)], k=1 / 12)
            paint(ctx, linear(s * 20, 80, s * 110, 280, (0, dark), (1, mix(c, '#ffffff', .16 if s < 0 else .06))))
            smooth(ctx, [(s * 44, 76), (s * 78, 98), (s * 112, 196), (s * 92, 256), (s * 112, 280), (s * 20, 520)], False, k=1 / 12)
            line(ctx, '#000000', 2.5, .4)
        for y in (500, 590):
            for s in (-1, 1):
                oval(ctx, s * 46, y, 9, 9)
                fill(ctx, mix(c, '#000000', .55))
    elif wear in ('hanfu', 'robe', 'armor'):
        under = look.get('under', '#f6ead8')
        poly(ctx, [(-50, 134), (50, 134), (60, 200), (0, 330), (-60, 200)])
        fill(ctx, look['skin'] if look.get('fem') else mix(look['skin'], '#5a2a4a', .25))
        for s, order in ((1, 0), (-1, 1)):              # crossed collars, left over right
            for i, (col, off) in enumerate(((under, 0), (trim, 17), (mix(c, '#ffffff', .06), 44))):
                poly(ctx, [(s * (42 + off), 118 + off * .3), (s * (66 + off), 138 + off * .6), (-s * (30 - off), (420 if s < 0 else 310) + off * 2), (-s * (58 - off), (400 if s < 0 else 296) + off)])
                fill(ctx, col if i < 2 else mix(col, '#000000', .08 * order))
        poly(ctx, [(-w * .72, 500), (w * .72, 500), (w * .74, 640), (-w * .74, 640)])
        paint(ctx, linear(0, 500, 0, 640, (0, mix(trim, '#000000', .1)), (.5, mix(trim, '#000000', .5)), (1, trim)))
        for y in (506, 632):
            ctx.rectangle(-w * .73, y, w * 1.46, 5)
            fill(ctx, mix(trim, '#ffffff', .35))
        if wear == 'robe':
            for s in (-1, 1):
                for k in range(4):
                    oval(ctx, s * (w * .72 + k * 6), 250 + k * 82, 22, 22)
                    line(ctx, trim, 5, .55)
                    oval(ctx, s * (w * .72 + k * 6), 250 + k * 82, 9, 9)
                    fill(ctx, trim, .5)
        if wear == 'armor':
            pauldrons(ctx, w, trim, c)


def pauldrons(ctx, w, trim, c):
    for s in (-1, 1):
        for k in range(3):
            y = 176 + k * 46
            smooth(ctx, [(s * w * .5, y - 8), (s * w * .9, y), (s * (w * 1.12 + k * 5), y + 42), (s * (w * 1.06 + k * 5), y + 78), (s * w * .6, y + 56)], k=1 / 9)
            paint(ctx, linear(0, y, 0, y + 78, (0, mix(c, '#e8f0ff', .38)), (1, mix(c, '#05060c', .4))))
            smooth(ctx, [(s * (w * 1.12 + k * 5), y + 42), (s * (w * 1.06 + k * 5), y + 78), (s * w * .6, y + 56)], False, k=1 / 9)
            line(ctx, trim, 4.5)


def gown(ctx, look, pose, w, c, dark, back, full):
    skin = look['skin']
    shade = mix(skin, look.get('shade', '#5a2a4a'), .42)
    # bare shoulders and arms
    smooth(ctx, [(0, 130), (36, 140), (w * .6, 172), (w * .9, 200), (w * 1.0, 262), (w * 1.02, 420), (w * .98, 640), (w * .7, 640), (w * .74, 320),
                 (-w * .74, 320), (-w * .7, 640), (-w * .98, 640), (-w * 1.02, 420), (-w, 262), (-w * .9, 200), (-w * .6, 172), (-36, 140)], k=1 / 7)
    paint(ctx, linear(-w, 0, w, 0, (0, skin), (.6, skin), (1, shade)))
    if not back:
        for s in (-1, 1):
            smooth(ctx, [(s * 12, 190), (s * 52, 184), (s * 96, 176)], False)
            line(ctx, shade, 4, .6)
        ctx.set_source(linear(0, 110, 0, 200, (0, shade, .8), (1, shade, 0)))
        poly(ctx, [(-34, 110), (34, 110), (70, 200), (-70, 200)])
        ctx.fill()
    y = 200 if back else 262
    smooth(ctx, [(-w * .8, y + 6), (-w * .42, y - 18), (0, y + 22), (w * .42, y - 18), (w * .8, y + 6), (w * .74, 420), (w * .6, 560), (w * .8, 760), (-w * .8, 760), (-w * .6, 560), (-w * .74, 420)], k=1 / 8)
    paint(ctx, linear(-w, 250, w, 640, (0, mix(c, '#ffffff', .2)), (.45, c), (1, mix(c, '#2a1838', .42))))
    for s in (-1, 1):                                   # off-shoulder band
        smooth(ctx, [(s * w * .36, y - 8), (s * w * .8, y - 26), (s * w * 1.06, y - 12), (s * w * 1.08, y + 36), (s * w * .82, y + 34), (s * w * .5, y + 26)], k=1 / 8)
        fill(ctx, mix(c, '#ffffff', .12 if s < 0 else 0))
    for s, x in ((-1, 40), (1, 40), (-1, 12), (1, 14)):
        smooth(ctx, [(s * x, y + 40), (s * x * .8, 440), (s * x * 1.6, 740)], False)
        line(ctx, mix(c, '#3a2448', .4), 3, .4)
    if look.get('jewel') and not back:
        smooth(ctx, [(-54, 152), (-34, 182), (0, 200), (34, 182), (54, 152)], False)
        line(ctx, look['jewel'], 4)
        oval(ctx, 0, 210, 8, 11)
        fill(ctx, look['jewel'])
    if full:
        legs(ctx, look, pose, w)


def legs(ctx, look, pose, w):
    """Everything below the waist, for figures seen whole."""
    c, wear = look['cloth'], look['wear']
    step = pose.get('step', 0)
    dark = mix(c, '#06040c', .5)
    sway = pose.get('sway', 0) * 8
    if wear in ('gown', 'wedding'):                      # one line from waist to floor
        spread = 300 if wear == 'wedding' else 220
        smooth(ctx, [(-w * .585, 470), (-w * .3, 452), (0, 468), (w * .3, 452), (w * .585, 470), (w * .72, 640), (w * .74, 820), (spread * .72 + sway * .5, 1060), (spread + sway, 1290), (0, 1316),
                     (-spread + sway, 1290), (-spread * .72 + sway * .5, 1060), (-w * .74, 820), (-w * .72, 640)], k=1 / 7)
        paint(ctx, linear(-spread, 0, spread, 0, (0, mix(c, '#ffffff', .2)), (.45, c), (1, mix(c, '#2a1838', .45))))
        for k in (-.75, -.4, 0, .4, .75):
            smooth(ctx, [(w * .5 * k, 480), (w * .74 * k, 800), (spread * k + sway, 1290)], False)
            line(ctx, mix(c, '#3a2448', .45), 4, .4)
        return
    if wear in ('hanfu', 'robe'):
        spread = {'hanfu': 250, 'robe': 330}[wear]
        smooth(ctx, [(-w * .6, 500), (w * .6, 500), (w * .9, 760), (spread * .8 + sway, 1080), (spread + sway, 1290), (0, 1320), (-spread + sway, 1290), (-spread * .8 + sway, 1080), (-w * .9, 760)], k=1 / 9)
        paint(ctx, linear(-spread, 0, spread, 0, (0, mix(c, '#ffffff', .15)), (.5, c), (1, dark)))
        for k in (-.7, -.35, 0, .35, .7):
            smooth(ctx, [(w * .5 * k, 520), (w * .8 * k, 800), (spread * k + sway, 1290)], False)
            line(ctx, dark, 5, .4)
        return
    tone = look.get('trousers', mix(c, '#05040a', .55))
    for s in (-1, 1):
        off = s * step * 46
        poly(ctx, [(s * 8, 600), (s * w * .62, 600), (s * w * .5 + off, 960), (s * w * .46 + off * 1.4, 1280), (s * w * .14 + off * 1.4, 1280), (s * 10 + off, 960)])
        fill(ctx, tone)
        poly(ctx, [(s * w * .06 + off * 1.4, 1280), (s * w * .56 + off * 1.4, 1280), (s * w * .62 + off * 1.4, 1306), (s * w * .06 + off * 1.4, 1306)])
        fill(ctx, '#0c0810')
    if wear in ('coat', 'armor'):
        smooth(ctx, [(-w * .9, 420), (w * .9, 420), (w * 1.05, 760), (w * 1.12 + sway, 1040), (0, 1060), (-w * 1.12 + sway, 1040), (-w * 1.05, 760)], k=1 / 9)
        paint(ctx, linear(-w, 0, w, 0, (0, mix(c, '#ffffff', .1)), (.5, c), (1, dark)))
        smooth(ctx, [(0, 620), (6, 840), (0 + sway, 1050)], False)
        line(ctx, dark, 6, .8)
