"""No black frame in 200 swipes: the window's pixels are captured from the X server while a person swipes."""
import subprocess
import threading

from harness import DEMO, Display, Player, main, require

W, H = 540, 960
CAPTURE_W, CAPTURE_H, FPS = 54, 96, 60
SWIPES = 200
BLACK_LUMA = 16
BLACK_SHARE = 0.98


class Capture:
    """Reads the screen through ffmpeg's x11grab as small grey pictures and counts the black ones."""

    def __init__(self, display):
        self.black = self.frames = 0
        self.process = subprocess.Popen(
            ["ffmpeg", "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0", "-framerate", str(FPS), "-video_size", f"{W}x{H}",
             "-i", display.name, "-vf", f"scale={CAPTURE_W}:{CAPTURE_H}:flags=neighbor,format=gray", "-f", "rawvideo", "-"],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        size = CAPTURE_W * CAPTURE_H
        dark = bytes(range(BLACK_LUMA))
        while len(frame := self.process.stdout.read(size)) == size:
            self.frames += 1
            self.black += size - len(frame.translate(None, dark)) > BLACK_SHARE * size

    def stop(self):
        self.process.terminate()
        self.thread.join()
        self.process.wait()


def two_hundred_swipes_show_no_black_frame():
    with Display(W, H) as display, Player(DEMO, "--size", f"{W}x{H}", display=display) as player:
        player.focus()
        player.wait_until("playing", lambda nodes: (nodes.get("player.play_state") or {}).get("value") == "playing")
        capture = Capture(display)
        for swipe in range(SWIPES):
            down = swipe // 12 % 2 == 0
            if swipe % 3 == 0:
                player.key("Down" if down else "Up")
            else:
                start, end = (720, 420) if down else (300, 600)
                player.drag(W // 2, start, end, steps=6, pause_ms=10)
            player.xdotool("sleep", 0.12 if swipe % 5 else 0.5)
        capture.stop()
        assert player.quit() == 0
        stats = player.stats()
        print(f"  {capture.frames} frames captured, {capture.black} black; the program counted {stats['frames']}, {len(stats['swipes'])} swipes")
        assert capture.frames > SWIPES
        assert capture.black == 0
        assert stats["frames"]["black"] == 0
        assert len(stats["swipes"]) > SWIPES / 2


if __name__ == "__main__":
    require("Xvfb", "xdotool", "ffmpeg")
    main(two_hundred_swipes_show_no_black_frame)
