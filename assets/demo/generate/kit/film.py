"""Turns shots into frames: camera, parallax, acting, light, weather, grade."""
import math
import random

import cairo
import numpy as np

from .cast import CAST
from .draw import H, PAD_X, PAD_Y, PIVOT, W, blurred, ease, glow, layer_surface, linear, mix, new_surface, paper, radial, rgb
from .light import Lamp
from .people import person
from .places import PLACES
from .props import PROPS
from .weather import Weather

FPS = 30
FAR, NEAR = .45, .8


class Shot:
    def __init__(self, spec, grade, seed):
        self.spec, self.grade, self.seed = spec, {**grade, **spec.get('grade', {})}, seed
        rnd = random.Random(seed)
        far, far_ctx = layer_surface()
        near, near_ctx = layer_surface()
        self.lights = PLACES[spec['place']](far_ctx, near_ctx) or []
        blur = spec.get('blur', 0)
        for surface, extra in ((far, blur + 1.2), (near, blur)):
            blurred(surface, extra)
            paper(surface, seed, 1.2)
        self.far, self.near = far, near
        self.lamps = [self.bake(l) for l in self.lights]
        self.weather = Weather(spec.get('weather'), seed, spec.get('weatherColor'))
        self.blinks = {}
        for i, p in enumerate(spec.get('people', [])):
            t, times = rnd.uniform(.7, 1.8), []
            while t < 20:
                times.append(t)
                t += rnd.uniform(1.6, 3.4)
            self.blinks[i] = times
        self.veil = self.overlay()

    def bake(self, light):
        """Glows breathe every frame, so they are painted once and only blended after."""
        x, y, r, color, alpha, speed = light
        surface = new_surface(int(2 * r), int(2 * r))
        ctx = cairo.Context(surface)
        ctx.set_source(radial(r, r, 0, r, (0, color, 1), (.25, color, .5), (.6, color, .13), (1, color, 0)))
        ctx.paint()
        return surface, x - r, y - r, alpha, speed

    def overlay(self):
        """Vignette and colour wash in one transparent sheet."""
        veil = new_surface()
        ctx = cairo.Context(veil)
        g = self.grade
        ctx.set_source(linear(0, 0, 0, H, (0, g['wash_top'], .20), (.45, g['wash_top'], 0), (.6, g['wash_low'], 0), (1, g['wash_low'], .34)))
        ctx.paint()
        ctx.set_source(radial(W / 2, H * .45, 360, 960, (0, g['edge'], 0), (1, g['edge'], .62)))
        ctx.paint()
        return veil

    def camera(self, k):
        x0, y0, z0, x1, y1, z1 = self.spec.get('cam', [0, 0, 1.0, 0, 0, 1.08])
        return x0 + (x1 - x0) * k, y0 + (y1 - y0) * k, z0 + (z1 - z0) * k

    def frame(self, ctx, t, length, mouths, extra=0.0, t_act=None):
        """extra: additional push-in of the cliffhanger; t_act: frozen acting time."""
        act = t if t_act is None else t_act
        spec = self.spec
        cx, cy, cz = self.camera(ease(t / length) * .6 + .4 * t / length)
        cx += 2.2 * math.sin(t * 1.3 + self.seed)               # a human operator
        cy += 2.6 * math.sin(t * 1.7)
        shake = spec.get('shake', 0)
        if shake:
            cx += shake * math.sin(t * 47) * math.exp(-t * 1.2)
            cy += shake * math.sin(t * 53) * math.exp(-t * 1.2)

        def setup(c, depth, px=PIVOT[0], py=PIVOT[1]):
            z = 1 + (cz - 1) * depth + extra * depth
            c.translate(px, py)
            c.scale(z, z)
            c.translate(-px + cx * depth, -py + cy * depth)

        for surface, depth in ((self.far, FAR), (self.near, NEAR)):
            ctx.save()
            setup(ctx, depth)
            ctx.set_source_surface(surface, -PAD_X, -PAD_Y)
            ctx.get_source().set_filter(cairo.FILTER_BILINEAR)
            ctx.paint()
            ctx.restore()
        ctx.set_operator(cairo.OPERATOR_ADD)
        z = 1 + (cz - 1) * NEAR
        for surface, x, y, alpha, speed in self.lamps:          # whole pixels, no scaling: blending stays quick
            flick = .78 + .22 * math.sin(t * speed * 2.1) + .1 * math.sin(t * speed * 7.3)
            mx, my = x + surface.get_width() / 2, y + surface.get_height() / 2
            sx, sy = (mx - PIVOT[0] + cx * NEAR) * z + PIVOT[0] - mx, (my - PIVOT[1] + cy * NEAR) * z + PIVOT[1] - my
            ctx.set_source_surface(surface, round(x + sx), round(y + sy))
            ctx.paint_with_alpha(max(0, min(1, alpha * .8 * flick)))
        ctx.set_operator(cairo.OPERATOR_OVER)
        self.things(ctx, act, setup, 'behind')
        for i, p in enumerate(spec.get('people', [])):
            self.actor(ctx, i, p, act, length, mouths, setup)
        self.things(ctx, act, setup, 'front')
        self.weather.draw(ctx, act)
        ctx.set_source_surface(self.veil, 0, 0)
        ctx.paint()
        flash = spec.get('flash')
        if flash is not None and 0 <= t - flash < .5:
            ctx.set_source_rgba(*rgb(spec.get('flashColor', '#fff4ff')), .9 * (1 - (t - flash) / .5) ** 2)
            ctx.paint()

    def things(self, ctx, t, setup, where):
        for thing in self.spec.get('props', []):
            if thing.get('where', 'front') != where or t < thing.get('from', 0):
                continue
            x, y, s = thing['at']
            if 'to' in thing:
                k = ease((t - thing.get('from', 0)) / thing.get('time', 1.2))
                x, y, s = (a + (b - a) * k for a, b in zip(thing['at'], thing['to']))
            ctx.save()
            setup(ctx, thing.get('depth', 1.0))
            ctx.translate(x, y + 3 * math.sin(t * 1.6))
            ctx.scale(s, s)
            if thing.get('flip'):
                ctx.scale(-1, 1)
            PROPS[thing['kind']](ctx, t - thing.get('from', 0), thing)
            ctx.restore()

    def actor(self, ctx, i, p, t, length, mouths, setup):
        g = {**self.grade, **p.get('grade', {})}
        look = CAST[p['who']]
        x, y, s = p['at']
        begin = p.get('moveFrom', 0)
        k = ease((t - begin) / p.get('moveTime', length)) if t > begin else 0
        if 'to' in p:
            x, y, s = (a + (b - a) * k for a, b in zip(p['at'], p['to']))
        mouth = mouths.get(p['who'], lambda _: 0)(t)
        changed = t >= p.get('at2', 99)
        turn = p.get('turn', 0)
        if 'turn2' in p:
            turn += (p['turn2'] - turn) * ease((t - p.get('at2', 0)) / .55)
        ph = self.seed * 1.7 + i * 2.1
        blink = 0
        for b in self.blinks[i]:
            if 0 <= t - b < .2:
                blink = math.sin(math.pi * (t - b) / .2)
        unveil = ease((t - p['unveil']) / 1.0) if 'unveil' in p else 0
        pose = dict(turn=turn + .035 * math.sin(t * .8 + ph) + mouth * .03, pitch=p.get('pitch', 0) + .05 * math.sin(t * .9 + ph) - mouth * .10,
                    tilt=p.get('tilt', 0) + .018 * math.sin(t * .7 + ph) + .012 * mouth, mood=p.get('mood2' if changed and 'mood2' in p else 'mood', 'calm'),
                    mouth=mouth, blink=blink, breathe=math.sin(t * 1.9 + ph), sway=math.sin(t * 1.2 + ph) + p.get('wind', 0) * (1 + .4 * math.sin(t * 3)),
                    gaze=p.get('gaze', (.25 * math.sin(t * .6 + ph), 0)), back=p.get('back', False), full=p.get('full', False), light=p.get('light', g['side']),
                    unveil=unveil, shine=p.get('shine') and unveil > .6 or p.get('glowing'), tear=ease((t - p['tear']) / 1.6) if p.get('tear') is not None and t > p['tear'] else 0)
        if p.get('walk'):
            pose['step'] = math.sin(t * 5)
            y += abs(math.sin(t * 5)) * -4 * s * 3

        def place(c):
            setup(c, p.get('depth', 1.0))
            c.translate(x, y)
            c.scale(s, s)
        side = p.get('light', g['side'])
        self.lamp.shine(ctx, lambda c: person(c, look, pose), place, rim=g['rim'] if side == g['side'] else g.get('rim2', g['rim']), side=side,
                        shade=g['shade'], dark=p.get('dark', g['dark']), power=g.get('power', .9), width=p.get('rimWidth', max(2.5, min(9, 5 * s))))

    lamp = None


def frames(timeline, grade, seed):
    """Yields raw BGRA frames of an episode. timeline: list of dicts with spec, start, length, mouths."""
    Shot.lamp = Shot.lamp or Lamp()
    canvas = new_surface()
    for index, part in enumerate(timeline):
        shot = Shot(part['spec'], grade, seed * 31 + index * 7 + 1)
        first = round(part['start'] * FPS)
        last = round((part['start'] + part['length']) * FPS)
        freeze = part.get('freeze')
        for n in range(first, last):
            t = (n - first) / FPS
            ctx = cairo.Context(canvas)
            extra, act = 0.0, None
            if freeze is not None and t > freeze:               # the last look is held while the lens closes in
                k = (t - freeze) / max(part['length'] - freeze, .1)
                extra, act = .05 * ease(min(1, k * 4)) + .10 * k, freeze + (t - freeze) * .22
            shot.frame(ctx, t, part['length'], part['mouths'], extra, act)
            if freeze is not None and t > freeze:
                k = min(1, (t - freeze) * 2.5)
                ctx.set_source_rgba(*rgb(grade['wash_low']), .16 * k)
                ctx.paint()
                if (t - freeze) * 4 < 1:
                    ctx.set_operator(cairo.OPERATOR_ADD)
                    ctx.set_source_rgba(*rgb(grade['rim']), .4 * (1 - (t - freeze) * 4))
                    ctx.paint()
            canvas.flush()
            yield canvas
