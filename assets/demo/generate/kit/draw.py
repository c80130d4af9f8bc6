"""Drawing helpers shared by people, places and props."""
import math

import cairo
import numpy as np
from PIL import Image, ImageFilter

W, H = 720, 1280
PAD_X, PAD_Y = 130, 180          # overscan, so the camera can travel
PIVOT = (310, 500)               # where the camera looks: the clear middle of a phone screen


def rgb(value):
    """'#rrggbb' or a tuple to floats."""
    if isinstance(value, str):
        value = value.lstrip('#')
        return tuple(int(value[i:i + 2], 16) / 255 for i in (0, 2, 4))
    return tuple(value[:3])


def mix(a, b, k):
    a, b = rgb(a), rgb(b)
    return tuple(x + (y - x) * k for x, y in zip(a, b))


def fill(ctx, color, alpha=1.0):
    ctx.set_source_rgba(*rgb(color), alpha)
    ctx.fill()


def line(ctx, color, width, alpha=1.0):
    ctx.set_source_rgba(*rgb(color), alpha)
    ctx.set_line_width(width)
    ctx.stroke()


def linear(x0, y0, x1, y1, *stops):
    """stops: (offset, color[, alpha])."""
    gradient = cairo.LinearGradient(x0, y0, x1, y1)
    for stop in stops:
        gradient.add_color_stop_rgba(stop[0], *rgb(stop[1]), stop[2] if len(stop) > 2 else 1)
    return gradient


def radial(x, y, r0, r1, *stops):
    gradient = cairo.RadialGradient(x, y, r0, x, y, r1)
    for stop in stops:
        gradient.add_color_stop_rgba(stop[0], *rgb(stop[1]), stop[2] if len(stop) > 2 else 1)
    return gradient


def paint(ctx, source):
    ctx.set_source(source)
    ctx.fill()


def poly(ctx, points):
    ctx.new_path()
    for p in points:
        ctx.line_to(*p)
    ctx.close_path()


def smooth(ctx, points, closed=True, k=1 / 6):
    """Catmull-Rom through the points: one soft outline from a handful of them."""
    n = len(points)
    ctx.new_path()
    ctx.move_to(*points[0])
    for i in range(n if closed else n - 1):
        if closed:
            a, b, c, d = (points[(i + j) % n] for j in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + j, 0), n - 1)] for j in (-1, 0, 1, 2))
        ctx.curve_to(b[0] + (c[0] - a[0]) * k, b[1] + (c[1] - a[1]) * k,
                     c[0] - (d[0] - b[0]) * k, c[1] - (d[1] - b[1]) * k, *c)
    if closed:
        ctx.close_path()


def oval(ctx, x, y, rx, ry, angle=0.0):
    ctx.save()
    ctx.translate(x, y)
    ctx.rotate(angle)
    ctx.scale(max(rx, .01), max(ry, .01))                       # a zero radius has no inverse
    ctx.new_path()
    ctx.arc(0, 0, 1, 0, math.tau)
    ctx.restore()


def rounded(ctx, x, y, w, h, r):
    ctx.new_path()
    ctx.arc(x + w - r, y + r, r, -math.pi / 2, 0)
    ctx.arc(x + w - r, y + h - r, r, 0, math.pi / 2)
    ctx.arc(x + r, y + h - r, r, math.pi / 2, math.pi)
    ctx.arc(x + r, y + r, r, math.pi, math.pi * 1.5)
    ctx.close_path()


def glow(ctx, x, y, r, color, alpha=0.6, squash=1.0):
    """Additive light."""
    ctx.save()
    ctx.translate(x, y)
    ctx.scale(1, squash)
    ctx.set_operator(cairo.OPERATOR_SCREEN)
    ctx.set_source(radial(0, 0, 0, r, (0, color, alpha), (.25, color, alpha * .5),
                          (.6, color, alpha * .13), (1, color, 0)))
    ctx.rectangle(-r, -r, 2 * r, 2 * r)
    ctx.fill()
    ctx.restore()


def new_surface(w=W, h=H):
    return cairo.ImageSurface(cairo.FORMAT_ARGB32, w, h)


def layer_surface():
    surface = new_surface(W + 2 * PAD_X, H + 2 * PAD_Y)
    ctx = cairo.Context(surface)
    ctx.translate(PAD_X, PAD_Y)
    return surface, ctx


def everything(ctx):
    ctx.rectangle(-PAD_X, -PAD_Y, W + 2 * PAD_X, H + 2 * PAD_Y)


def pixels(surface):
    surface.flush()
    return np.ndarray((surface.get_height(), surface.get_width(), 4), np.uint8, surface.get_data())


def blurred(surface, radius):
    """Depth of field. Premultiplied channels blur correctly as they are."""
    if radius <= 0:
        return surface
    view = pixels(surface)
    small = Image.fromarray(view, 'RGBA').filter(ImageFilter.GaussianBlur(radius))
    view[:] = np.asarray(small)
    surface.mark_dirty()
    return surface


def paper(surface, seed, amount=5):
    """A little fixed texture, so that flat gradients do not band when encoded."""
    rng = np.random.default_rng(seed)
    view = pixels(surface)
    h, w = view.shape[:2]
    noise = rng.normal(0, amount, (h // 2 + 1, w // 2 + 1)).repeat(2, 0).repeat(2, 1)[:h, :w, None]
    solid = view[..., 3:4] / 255
    view[..., :3] = np.clip(view[..., :3] + noise * solid, 0, view[..., 3:4]).astype(np.uint8)
    surface.mark_dirty()


def ease(k):
    k = min(max(k, 0.0), 1.0)
    return k * k * (3 - 2 * k)


def text(ctx, value, x, y, size, color, face='Inter', bold=True, alpha=1.0, align=0.0, spacing=0.0):
    """align 0 left, .5 centre, 1 right."""
    ctx.select_font_face(face, cairo.FONT_SLANT_NORMAL,
                         cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL)
    ctx.set_font_size(size)
    widths = [ctx.text_extents(c).x_advance + spacing for c in value]
    x -= (sum(widths) - spacing) * align
    ctx.set_source_rgba(*rgb(color), alpha)
    for c, w in zip(value, widths):
        ctx.move_to(x, y)
        ctx.show_text(c)
        x += w
    ctx.new_path()
