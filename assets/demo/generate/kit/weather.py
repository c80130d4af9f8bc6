"""Things that fall and drift in front of the lens. Positions are pure functions of time."""
import math
import random

from .draw import H, W, fill, mix, oval, rgb


class Weather:
    def __init__(self, kind, seed, color=None):
        rnd = random.Random(seed)
        self.kind, self.color = kind, color
        n = {'rain': 64, 'snow': 54, 'petals': 20, 'embers': 26, 'dust': 26}.get(kind, 0)
        self.bits = [(rnd.random(), rnd.random(), rnd.random(), rnd.random() * math.tau) for _ in range(n)]

    def draw(self, ctx, t):
        if self.bits:
            getattr(self, self.kind)(ctx, t)

    def rain(self, ctx, t):
        for lo, hi, width, alpha in ((0, .6, 1.6, .28), (.6, 1.01, 2.6, .4)):
            for x, y, z, _ in self.bits:
                if lo <= z < hi:
                    ln, speed = 34 + 60 * z, 1500 + 1300 * z
                    yy = (y * 1500 + t * speed) % 1500 - 150
                    xx = (x * 900 - t * speed * .12) % 900 - 60
                    ctx.move_to(xx, yy)
                    ctx.line_to(xx - ln * .12, yy + ln)
            ctx.set_source_rgba(*rgb(self.color or '#cfe0ff'), alpha)
            ctx.set_line_width(width)
            ctx.stroke()

    def snow(self, ctx, t):
        for x, y, z, p in self.bits:
            yy = (y * 1340 + t * (50 + 120 * z)) % 1340 - 30
            xx = (x * 800 + 26 * math.sin(t * .9 + p) - t * 30 * z) % 800 - 40
            r = 2 + 5.5 * z * z
            oval(ctx, xx, yy, r, r)
            fill(ctx, '#ffffff', .85 - .35 * z * z)

    def petals(self, ctx, t):
        for x, y, z, p in self.bits:
            yy = (y * 1400 + t * (70 + 90 * z)) % 1400 - 60
            xx = (x * 860 + 50 * math.sin(t * 1.1 + p) - t * 60) % 860 - 60
            oval(ctx, xx, yy, 7 + 7 * z, (3 + 4 * z) * abs(math.sin(t * 2 + p)) + 1.5, p + t)
            fill(ctx, mix(self.color or '#ffc2d4', '#ffffff', z * .4), .9)

    def embers(self, ctx, t):
        for x, y, z, p in self.bits:
            yy = 1320 - (y * 1400 + t * (60 + 110 * z)) % 1400
            xx = x * W + 34 * math.sin(t * 1.3 + p)
            a = .5 + .5 * math.sin(t * 5 + p)
            oval(ctx, xx, yy, 2 + 3 * z, 2 + 3 * z)
            fill(ctx, self.color or '#ffb45a', .35 + .6 * a)

    def dust(self, ctx, t):
        for x, y, z, p in self.bits:
            yy = (y * 1300 - t * 16 * z) % 1300
            xx = x * W + 40 * math.sin(t * .4 + p)
            r = 2.5 + 9 * z * z
            oval(ctx, xx, yy, r, r)
            fill(ctx, self.color or '#ffe6b0', (.5 - .34 * z) * (.6 + .4 * math.sin(t + p)))
