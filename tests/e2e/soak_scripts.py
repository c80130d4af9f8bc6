"""Random viewers for the soak: scripts of input as `--script` reads them. The same seed gives the same script."""
import json
import random

# Now and then something else than a swipe; sheets are closed again.
ASIDES = [["Left"], ["Right"], ["Space", "Space"], ["E", "Escape"], ["O", "Escape"], ["C"], ["Shift+C"], ["B"], ["M", "M"], ["S"], ["H"],
          ["5"], ["Home"], ["End"], ["?", "Escape"], ["-", "="]]


class Viewer:
    """Writes down what a person does, line by line."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.time_ms = 0

    def wait(self, least_ms, most_ms):
        self.time_ms += self.random.randint(least_ms, most_ms)

    def add(self, **line):
        self.lines.append(json.dumps({"t": self.time_ms, **line}))

    def key(self, name):
        shift = name.startswith("Shift+")
        self.add(ev="key", key=name.removeprefix("Shift+"), shift=shift or name == "?")

    def drag(self, kind, down):
        """A flick or a slow drag, at times too short to turn the page or taken back half-way."""
        start, length = (0.75, -0.5) if down else (0.3, 0.5)
        length *= self.random.choice((0.1, 0.4, 0.8, 1))
        x, steps = self.random.uniform(0.15, 0.7), self.random.randint(2, 12)
        self.add(ev=kind, type="down", x=x, y=start)
        for step in range(1, steps + 1):
            self.wait(6, 24)
            self.add(ev=kind, type="move", x=x, y=start + length * step / steps)
        if self.random.random() < 0.1:
            self.wait(10, 200)
            self.add(ev=kind, type="move", x=x, y=start)
        self.wait(1, 30)
        self.add(ev=kind, type="up", x=x, y=start + length)

    def swipe(self):
        down = self.random.random() < 0.6
        way = self.random.choice(("key", "wheel", "touch", "mouse"))
        if way == "key":
            self.key("Down" if down else "Up")
        elif way == "wheel":
            self.add(ev="wheel", y=-1 if down else 1)
        else:
            self.drag(way, down)

    def aside(self):
        if self.random.random() < 0.2:
            size = self.random.choice(((540, 960), (390, 844), (1280, 720), (844, 390)))
            return self.add(ev="resize", w=size[0], h=size[1])
        for key in self.random.choice(ASIDES):
            self.key(key)
            self.wait(30, 300)

    def text(self):
        return "\n".join(self.lines) + "\n"


def hasty(seed, swipes):
    """Swipes in bursts and with pauses, asides between them, and a quit. Returns the script and how long it takes in seconds."""
    viewer = Viewer(seed)
    viewer.wait(0, 1000)
    for _ in range(swipes):
        viewer.swipe()
        viewer.wait(*viewer.random.choice(((5, 60), (100, 400), (400, 900))))
        if viewer.random.random() < 0.2:
            viewer.aside()
    viewer.wait(300, 600)
    viewer.add(quit=True)
    return viewer.text(), viewer.time_ms / 1000


def patient(seed, seconds):
    """A swipe every few seconds, for so long."""
    viewer = Viewer(seed)
    while viewer.time_ms < seconds * 1000:
        viewer.wait(2000, 6000)
        viewer.swipe()
    return viewer.text()


def quitting(after_ms):
    return json.dumps({"t": after_ms, "quit": True}) + "\n"
