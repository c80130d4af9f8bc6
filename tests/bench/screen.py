"""Reads pixels of an X display and presses keys on it, fast enough to time a player from outside: libX11 and libXtst through ctypes."""
import ctypes
import ctypes.util
import time

ZPIXMAP = 2
ALL_PLANES = ctypes.c_ulong(-1).value


class XImage(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int), ("format", ctypes.c_int),
                ("data", ctypes.POINTER(ctypes.c_ubyte)), ("byte_order", ctypes.c_int), ("bitmap_unit", ctypes.c_int),
                ("bitmap_bit_order", ctypes.c_int), ("bitmap_pad", ctypes.c_int), ("depth", ctypes.c_int),
                ("bytes_per_line", ctypes.c_int), ("bits_per_pixel", ctypes.c_int)]


class Screen:
    def __init__(self, name):
        self.x11 = ctypes.CDLL(ctypes.util.find_library("X11"))
        self.xtst = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.POINTER(XImage)
        self.x11.XStringToKeysym.restype = ctypes.c_ulong
        self.x11.XKeysymToKeycode.restype = ctypes.c_ubyte
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(name.encode()))
        assert self.display.value, f"cannot open display {name}"
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def pixel(self, x, y):
        image = self.x11.XGetImage(self.display, self.root, x, y, 1, 1, ctypes.c_ulong(ALL_PLANES), ZPIXMAP)
        blue, green, red = image.contents.data[0], image.contents.data[1], image.contents.data[2]
        self.x11.XDestroyImage(image)
        return red, green, blue

    def press(self, keysym, shift=False):
        code_of = lambda name: self.x11.XKeysymToKeycode(self.display, ctypes.c_ulong(self.x11.XStringToKeysym(name.encode())))
        keys = [*([code_of("Shift_L")] if shift else []), code_of(keysym)]
        for code in keys:
            self.xtst.XTestFakeKeyEvent(self.display, code, 1, 0)
        for code in reversed(keys):
            self.xtst.XTestFakeKeyEvent(self.display, code, 0, 0)
        self.x11.XSync(self.display, 0)

    def turn_wheel(self, button):
        """One notch, in the middle of the screen: 4 is up, 5 is down."""
        width, height = self.x11.XDisplayWidth(self.display, 0), self.x11.XDisplayHeight(self.display, 0)
        self.xtst.XTestFakeMotionEvent(self.display, 0, width // 2, height // 2, 0)
        for down in (1, 0):
            self.xtst.XTestFakeButtonEvent(self.display, button, down, 0)
        self.x11.XSync(self.display, 0)

    def wait_for_color(self, x, y, colors, timeout_s=5.0):
        """Seconds on the monotonic clock at which one of the colours was first seen; None when it never came."""
        deadline = time.monotonic() + timeout_s
        while (now := time.monotonic()) < deadline:
            if any(near(self.pixel(x, y), color) for color in colors):
                return now
            time.sleep(0.001)
        return None


def near(pixel, color, tolerance=0.25):
    """The same hue: players differ in range, matrix and brightness, and that is not what is timed."""
    if max(pixel) < 90:
        return False
    return all(abs(p / max(pixel) - c / max(color)) <= tolerance for p, c in zip(pixel, color))
