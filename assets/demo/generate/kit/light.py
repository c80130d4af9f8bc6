"""Lights a flat figure: a shade gradient over it and a rim of light along its edge."""
import cairo

from .draw import H, W, linear, new_surface, rgb


class Lamp:
    """Scratch surfaces and gradients are reused: thousands of frames pass through here."""

    def __init__(self):
        self.figure, self.rim, self.shades = new_surface(), new_surface(), {}

    def shade(self, side, color, dark):
        key = (side, color, dark)
        if key not in self.shades:
            sheet = new_surface()
            ctx = cairo.Context(sheet)
            x0, x1 = (W, 0) if side < 0 else (0, W)
            ctx.set_source(linear(x0, H * .7, x1, H * .2, (0, color, dark), (.55, color, dark * .35), (1, color, 0)))
            ctx.paint()
            ctx.set_source(linear(0, H * .55, 0, H, (0, color, 0), (1, color, dark * .8)))
            ctx.paint()
            self.shades[key] = sheet
        return self.shades[key]

    def shine(self, target, draw, setup, rim='#ffb060', side=-1, shade='#140a28', dark=.5, power=.9, width=7):
        """side: where the rim light stands (-1 left, 1 right)."""
        ctx = cairo.Context(self.figure)
        ctx.set_operator(cairo.OPERATOR_CLEAR)
        ctx.paint()
        ctx.set_operator(cairo.OPERATOR_OVER)
        ctx.save()
        setup(ctx)
        draw(ctx)
        ctx.restore()
        ctx.set_operator(cairo.OPERATOR_ATOP)
        ctx.set_source_surface(self.shade(side, shade, dark), 0, 0)
        ctx.paint()
        edge = cairo.Context(self.rim)
        edge.set_operator(cairo.OPERATOR_SOURCE)
        edge.set_source_rgba(*rgb(rim), power)
        edge.paint()
        edge.set_operator(cairo.OPERATOR_DEST_OUT)               # what a shifted copy hides is not rim
        edge.set_source_surface(self.figure, round(-side * width), round(width * .45))
        edge.paint()
        ctx.set_source_surface(self.rim, 0, 0)
        ctx.paint()
        target.set_source_surface(self.figure, 0, 0)
        target.paint()
